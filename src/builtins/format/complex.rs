//! `format(complex, spec)`.
//!
//! ```text
//! 3+4j with ".2f"  →  "3.00+4.00j"        without a type: "(3+4j)"
//! ```
//!
//! 1. Both parts are formatted as floats without a width; the imaginary part always has a sign. Without a
//!    type they are written as `repr` does, without ".0" and in parentheses, or the imaginary part alone where
//!    the real one is positive zero.

use super::{Align, Failure, Sign, Spec, float, text};

/// The text of a complex number.
pub fn format(real: f64, imaginary: f64, spec: &Spec) -> Result<String, Failure> {
    if spec.fill == '0' && spec.align == Align::AfterSign {
        return Err(Failure::value("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == Align::AfterSign {
        return Err(Failure::value("'=' alignment flag is not allowed in complex format specifier"));
    }
    if let Some(kind) = spec.kind
        && !matches!(kind, 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n')
    {
        return Err(Spec::unknown_code(kind, "complex"));
    }
    let mut part = spec.clone();
    part.width = 0;
    let without_type = spec.kind.is_none();
    let written = |number: f64, part: &Spec| -> Result<String, Failure> {
        let mut written = float::format(number, part)?;
        // Only floats that stand alone have it.
        if without_type && written.ends_with(".0") {
            written.truncate(written.len() - 2);
        }
        Ok(written)
    };
    let mut out = String::new();
    let alone = without_type && real == 0.0 && real.is_sign_positive();
    if !alone {
        out.push_str(&written(real, &part)?);
        part.sign = Sign::Plus;
    }
    out.push_str(&written(imaginary, &part)?);
    out.push('j');
    if without_type && !alone {
        out = format!("({out})");
    }
    let mut whole = spec.clone();
    whole.precision = None;
    whole.kind = None;
    whole.sign = Sign::Default;
    whole.grouping = super::Grouping::None;
    whole.alternate = false;
    whole.no_negative_zero = false;
    text::format(&out, &whole)
}
