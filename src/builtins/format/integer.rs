//! Formatting of ints.

use std::borrow::Cow;

use dashu_int::IBig;

use super::{Failure, Grouping, NumberParts, Sign, Spec, float};

/// An int of either size.
#[derive(Clone, Copy, Debug)]
pub enum Int<'a> {
    Small(i64),
    Big(&'a IBig),
}

impl Int<'_> {
    /// Whether it is below 0.
    pub fn is_negative(self) -> bool {
        match self {
            Int::Small(i) => i < 0,
            Int::Big(i) => i.sign() == dashu_int::Sign::Negative,
        }
    }
    /// The digits of the absolute value in base 2, 8, 10 or 16, lower case.
    pub fn digits(self, base: u32) -> String {
        match self {
            Int::Small(i) => {
                let i = i.unsigned_abs();
                match base {
                    2 => format!("{i:b}"),
                    8 => format!("{i:o}"),
                    16 => format!("{i:x}"),
                    _ => i.to_string(),
                }
            }
            Int::Big(i) => {
                let text = i.in_radix(base as u8).to_string();
                text.strip_prefix('-').map(str::to_string).unwrap_or(text)
            }
        }
    }
    /// The nearest float, ties to even; infinite if too large.
    pub fn to_f64(self) -> f64 {
        match self {
            Int::Small(i) => i as f64,
            Int::Big(i) => i.to_f64().value(),
        }
    }
}

/// Whether `kind` formats the int as a float.
fn is_float_kind(kind: Option<char>) -> bool {
    matches!(kind, Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%'))
}

/// `format(value, spec)`.
pub fn format(value: Int<'_>, spec: &Spec) -> Result<String, Failure> {
    if is_float_kind(spec.kind) {
        let number = value.to_f64();
        if number.is_infinite() {
            return Err(Failure::overflow("int too large to convert to float"));
        }
        return float::format(number, spec);
    }
    let kind = match spec.kind {
        None | Some('n') => 'd',
        Some(kind @ ('b' | 'c' | 'd' | 'o' | 'x' | 'X')) => kind,
        Some(other) => return Err(Spec::unknown_code(other, "int")),
    };
    if spec.precision.is_some() {
        return Err(Failure::value("Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(Failure::value("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    if kind == 'c' {
        if spec.sign != Sign::Default {
            return Err(Failure::value("Sign not allowed with integer format specifier 'c'"));
        }
        if spec.alternate {
            return Err(Failure::value("Alternate form (#) not allowed with integer format specifier 'c'"));
        }
        let Int::Small(code) = value else {
            return Err(Failure::overflow("Python int too large to convert to C long"));
        };
        let character = u32::try_from(code).ok().and_then(char::from_u32);
        let Some(character) = character else {
            return Err(Failure::overflow("%c arg not in range(0x110000)"));
        };
        let mut plain = spec.clone();
        plain.grouping = Grouping::None;
        let text = character.to_string();
        // The character is not a digit, but it pads like one.
        return Ok(NumberParts { sign: "", prefix: "", digits: &text, rest: "" }.render(&plain));
    }
    let (base, prefix) = match kind {
        'b' => (2, "0b"),
        'o' => (8, "0o"),
        'x' => (16, "0x"),
        'X' => (16, "0X"),
        _ => (10, ""),
    };
    let mut digits = value.digits(base);
    if kind == 'X' {
        digits.make_ascii_uppercase();
    }
    let prefix = if spec.alternate { prefix } else { "" };
    Ok(NumberParts { sign: spec.sign_text(value.is_negative()), prefix, digits: &digits, rest: "" }.render(spec))
}

/// `hex`, `oct`, `bin`: sign, prefix, digits.
pub fn with_prefix(value: Int<'_>, base: u32) -> String {
    let prefix = match base {
        2 => "0b",
        8 => "0o",
        _ => "0x",
    };
    let sign = if value.is_negative() { "-" } else { "" };
    format!("{sign}{prefix}{}", value.digits(base))
}

/// Decimal text of an int.
pub fn decimal(value: Int<'_>) -> String {
    let digits: Cow<'_, str> = value.digits(10).into();
    if value.is_negative() { format!("-{digits}") } else { digits.into_owned() }
}
