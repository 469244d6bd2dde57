//! Numbers from text, as `int()` and `float()` read them.
//!
//! In: the text of a str (or bytes). Out: the number, or `None`: the caller's message quotes the text.
//!
//! ```text
//! assert_eq!(parse::float(" 1_000.5 "), Some(1000.5));
//! ```
//!
//! 1. Whitespace around is ignored, an underscore may stand between two digits only.

use dashu_int::IBig;

/// An int from text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ParsedInt {
    Small(i64),
    Big(IBig),
    /// More digits than `int()` converts in a base that is not a power of two: how many.
    TooLong(usize),
}

/// Removes what `str.strip()` removes.
pub fn strip(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// `str.isspace` of one character.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

/// The value of a decimal digit of any script.
pub fn decimal_digit(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    // First code points of the runs of ten decimal digits (Unicode 14 category Nd).
    const ZEROS: &[u32] = &[
        0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20,
        0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0,
        0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0,
        0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x16A60, 0x16AC0,
        0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E950, 0x1FBF0,
    ];
    let code = c as u32;
    let run = ZEROS.partition_point(|zero| *zero <= code);
    let zero = *ZEROS.get(run.checked_sub(1)?)?;
    (code - zero < 10).then_some(code - zero)
}

/// Text with digits of other scripts made ASCII.
fn to_ascii(text: &str) -> std::borrow::Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    text.chars().map(|c| decimal_digit(c).and_then(|d| char::from_digit(d, 10)).unwrap_or(c)).collect()
}

/// `int(text, base)`; base 0 reads the prefix. The base is valid (0, 2…36). In bases that are no power
/// of two, no more than `limit` digits are read (0: no limit).
pub fn int(text: &str, base: u32, limit: usize) -> Option<ParsedInt> {
    let text = to_ascii(strip(text));
    let (negative, mut rest) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, &text[..]),
    };
    let prefix_base = match rest.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    let mut radix = base;
    let mut after_prefix = false;
    if prefix_base != 0 && (base == 0 || base == prefix_base) {
        radix = prefix_base;
        rest = &rest[2..];
        after_prefix = true;
    } else if base == 0 {
        radix = 10;
        // "010" is ambiguous, so only zeros may begin with zero.
        if rest.starts_with('0') && rest.bytes().any(|b| b != b'0' && b != b'_') {
            return None;
        }
    }
    let digits = without_underscores(rest, after_prefix, |c| c.is_digit(radix))?;
    if limit != 0 && digits.len() > limit && !radix.is_power_of_two() {
        return Some(ParsedInt::TooLong(digits.len()));
    }
    if let Ok(value) = i64::from_str_radix(&digits, radix) {
        return Some(ParsedInt::Small(if negative { -value } else { value }));
    }
    let value = IBig::from_str_radix(&digits, radix).ok()?;
    Some(ParsedInt::Big(if negative { -value } else { value }))
}

/// The digits without underscores; none if something else is among them.
fn without_underscores(text: &str, leading: bool, is_digit: impl Fn(char) -> bool) -> Option<String> {
    let mut digits = String::with_capacity(text.len());
    let mut may_separate = leading;
    let mut after_digit = false;
    for c in text.chars() {
        if c == '_' {
            if !may_separate {
                return None;
            }
            may_separate = false;
            after_digit = false;
        } else if is_digit(c) {
            digits.push(c);
            may_separate = true;
            after_digit = true;
        } else {
            return None;
        }
    }
    after_digit.then_some(digits)
}

/// `float(text)`.
pub fn float(text: &str) -> Option<f64> {
    let text = to_ascii(strip(text));
    let (negative, rest) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, &text[..]),
    };
    let signed = |value: f64| Some(if negative { -value } else { value });
    match rest.to_ascii_lowercase().as_str() {
        "inf" | "infinity" => return signed(f64::INFINITY),
        "nan" => return signed(f64::NAN),
        _ => {}
    }
    // Grammar: digits [. digits] [e [sign] digits], a digit before or behind the point.
    let mut plain = String::with_capacity(rest.len());
    let bytes = rest.as_bytes();
    let (mut mantissa_digits, mut exponent_digits) = (0, 0);
    let (mut point, mut exponent) = (false, false);
    for (index, &byte) in bytes.iter().enumerate() {
        let previous = index.checked_sub(1).map(|i| bytes[i]);
        match byte {
            b'0'..=b'9' => {
                if exponent {
                    exponent_digits += 1
                } else {
                    mantissa_digits += 1
                }
                plain.push(byte as char);
            }
            b'_' => {
                let next = bytes.get(index + 1);
                if !previous.is_some_and(|b| b.is_ascii_digit()) || !next.is_some_and(|b| b.is_ascii_digit()) {
                    return None;
                }
            }
            b'.' if !point && !exponent => {
                point = true;
                plain.push('.');
            }
            b'e' | b'E' if !exponent && mantissa_digits > 0 => {
                exponent = true;
                plain.push('e');
            }
            b'+' | b'-' if matches!(previous, Some(b'e' | b'E')) => plain.push(byte as char),
            _ => return None,
        }
    }
    if mantissa_digits == 0 || exponent && exponent_digits == 0 {
        return None;
    }
    signed(plain.parse().ok()?)
}

/// `complex(text)`: real and imaginary part.
pub fn complex(text: &str) -> Option<(f64, f64)> {
    let mut text = strip(text);
    if let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        text = strip(inner);
    }
    let Some(body) = text.strip_suffix(['j', 'J']) else {
        return float(text).map(|real| (real, 0.0));
    };
    let imaginary = |part: &str| match part {
        "" | "+" => Some(1.0),
        "-" => Some(-1.0),
        _ => float(part),
    };
    // The last sign that is not an exponent's splits the parts.
    let bytes = body.as_bytes();
    let split =
        (1..bytes.len()).rev().find(|i| matches!(bytes[*i], b'+' | b'-') && !matches!(bytes[i - 1], b'e' | b'E'));
    match split {
        Some(at) => Some((float(&body[..at])?, imaginary(&body[at..])?)),
        None => Some((0.0, imaginary(body)?)),
    }
}

#[cfg(test)]
mod tests;
