//! Formatting of floats: shortest repr, fixed, exponent and general notation.

use super::{Failure, Grouping, NumberParts, Spec};

/// How a float is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Notation {
    /// The shortest digits that read back as the same float.
    Shortest,
    /// `precision` digits behind the point.
    Fixed,
    /// One digit before, `precision` behind the point, and an exponent.
    Exponent,
    /// `precision` significant digits, whichever is shorter.
    General,
}

/// Details of the notation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Flags {
    /// `#`: keep the point and trailing zeros.
    pub alternate: bool,
    /// Ensure that the text shows a float (`1.0`).
    pub add_dot_zero: bool,
    /// `INF`, `1E+05`.
    pub upper: bool,
}

/// `repr(number)`.
pub fn repr(number: f64) -> String {
    let mut out = write(number.abs(), Notation::Shortest, 0, Flags { add_dot_zero: true, ..Flags::default() });
    if number.is_sign_negative() && !number.is_nan() {
        out.insert(0, '-');
    }
    out
}

/// `format(number, spec)`.
pub fn format(number: f64, spec: &Spec) -> Result<String, Failure> {
    if spec.precision.is_some_and(|p| p > i32::MAX as usize) {
        return Err(Failure::value("precision too big"));
    }
    let mut flags = Flags { alternate: spec.alternate, ..Flags::default() };
    let default_precision = spec.precision.unwrap_or(6);
    let mut number = number;
    let (notation, precision) = match spec.kind {
        None => {
            flags.add_dot_zero = true;
            match spec.precision {
                None => (Notation::Shortest, 0),
                Some(precision) => (Notation::General, precision),
            }
        }
        Some('n') if spec.grouping == Grouping::None => (Notation::General, default_precision),
        Some('%') => {
            number *= 100.0;
            (Notation::Fixed, default_precision)
        }
        Some(kind @ ('e' | 'E')) => {
            flags.upper = kind == 'E';
            (Notation::Exponent, default_precision)
        }
        Some(kind @ ('f' | 'F')) => {
            flags.upper = kind == 'F';
            (Notation::Fixed, default_precision)
        }
        Some(kind @ ('g' | 'G')) => {
            flags.upper = kind == 'G';
            (Notation::General, default_precision)
        }
        Some(other) => return Err(Spec::unknown_code(other, "float")),
    };
    let mut text = write(number.abs(), notation, precision, flags);
    if spec.kind == Some('%') {
        text.push('%');
    }
    let mut negative = number.is_sign_negative() && !number.is_nan();
    if negative && spec.no_negative_zero && is_zero_text(&text) {
        negative = false;
    }
    let whole = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    // "inf" and "nan" have no digits: the text is the rest, and the padding counts it as that.
    let (digits, rest) = text.split_at(whole);
    let parts = NumberParts { sign: spec.sign_text(negative), prefix: "", digits, rest };
    if digits.is_empty() {
        let plain = Spec { grouping: Grouping::None, ..spec.clone() };
        return Ok(parts.render(&plain));
    }
    Ok(parts.render(spec))
}

/// Whether formatted digits show zero.
fn is_zero_text(text: &str) -> bool {
    text.bytes()
        .take_while(|b| !matches!(b, b'e' | b'E'))
        .all(|b| !(b'1'..=b'9').contains(&b) && !b.is_ascii_alphabetic())
}

/// Writes a number that is not negative (its sign bit is ignored).
pub fn write(number: f64, notation: Notation, precision: usize, flags: Flags) -> String {
    let number = number.abs();
    if number.is_nan() {
        return if flags.upper { "NAN".into() } else { "nan".into() };
    }
    if number.is_infinite() {
        return if flags.upper { "INF".into() } else { "inf".into() };
    }
    let precision = if notation == Notation::General { precision.max(1) } else { precision };
    // `point`: how many of the digits stand before the decimal point (may be ≤ 0).
    let (digits, mut point) = match notation {
        Notation::Shortest => shortest_digits(number),
        Notation::Fixed => fixed_digits(number, precision),
        Notation::Exponent => significant_digits(number, precision + 1),
        Notation::General => significant_digits(number, precision),
    };
    let count = digits.len() as isize;
    let length = precision as isize;
    let mut use_exponent = false;
    let mut end = count;
    match notation {
        Notation::Exponent => {
            use_exponent = true;
            end = length + 1;
        }
        Notation::Fixed => end = point + length,
        Notation::General => {
            use_exponent = point <= -4 || point > length - flags.add_dot_zero as isize;
            if flags.alternate {
                end = length;
            }
        }
        Notation::Shortest => use_exponent = point <= -4 || point > 16,
    }
    let mut exponent = 0;
    if use_exponent {
        exponent = point - 1;
        point = 1;
    }
    let start = if point <= 0 { point - 1 } else { 0 };
    end = if !use_exponent && flags.add_dot_zero { if end > point { end } else { point + 1 } } else { end.max(point) };
    let mut out = String::with_capacity((end - start) as usize + 8);
    for index in start..end {
        if index == point {
            out.push('.');
        }
        let digit = usize::try_from(index).ok().and_then(|i| digits.as_bytes().get(i)).copied().unwrap_or(b'0');
        out.push(digit as char);
    }
    if end == point && flags.alternate {
        out.push('.');
    }
    if use_exponent {
        let sign = if exponent < 0 { '-' } else { '+' };
        out.push_str(&format!("e{sign}{:02}", exponent.abs()));
    }
    if flags.upper {
        out.make_ascii_uppercase();
    }
    out
}

/// No double has more significant digits than this in its exact decimal expansion.
const MOST_DIGITS: usize = 770;
/// … nor more digits behind the point.
const MOST_FRACTION: usize = 1080;

/// Splits Rust's `d.ddde±x` into digits and the position of the point.
fn split_exponent(text: &str) -> (String, isize) {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let digits: String = mantissa.chars().filter(|c| *c != '.').collect();
    let exponent: isize = exponent.parse().unwrap_or(0);
    (digits, exponent + 1)
}

/// The shortest digits that identify the number, without trailing zeros.
fn shortest_digits(number: f64) -> (String, isize) {
    if number == 0.0 {
        return ("0".into(), 1);
    }
    split_exponent(&crate::object::text::shortest_digits(number))
}

/// `count` significant digits, correctly rounded, trailing zeros dropped.
fn significant_digits(number: f64, count: usize) -> (String, isize) {
    if number == 0.0 {
        return ("0".into(), 1);
    }
    let (mut digits, point) = split_exponent(&format!("{number:.*e}", count.clamp(1, MOST_DIGITS) - 1));
    drop_trailing_zeros(&mut digits);
    (digits, point)
}

/// Digits up to `precision` places behind the point, trailing zeros dropped.
fn fixed_digits(number: f64, precision: usize) -> (String, isize) {
    let text = format!("{number:.*}", precision.min(MOST_FRACTION));
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut digits = String::with_capacity(text.len());
    let mut point = whole.len() as isize;
    if whole != "0" {
        digits.push_str(whole);
        digits.push_str(fraction);
    } else {
        let significant = fraction.trim_start_matches('0');
        point = -((fraction.len() - significant.len()) as isize);
        digits.push_str(significant);
        if significant.is_empty() {
            return ("0".into(), if number == 0.0 { 1 } else { -(precision as isize) });
        }
    }
    drop_trailing_zeros(&mut digits);
    (digits, point)
}

fn drop_trailing_zeros(digits: &mut String) {
    let kept = digits.trim_end_matches('0').len().max(1);
    digits.truncate(kept);
}
