//! Text formatting, as pure Rust: the format-spec mini-language and `%` conversions.
//!
//! In: a parsed spec and a number or text. Out: the text that CPython 3.11 would give, or a
//! [`Failure`] with its message.
//!
//! ```text
//! let spec = Spec::parse("+,.2f", "float")?;
//! assert_eq!(float::format(1234.5, &spec)?, "+1,234.50");
//! ```
//!
//! 1. Nothing here knows a Python object: callers convert, and turn a failure into an exception.
//! 2. Digits come from Rust's exact float printing, so every precision is correctly rounded.

pub mod complex;
pub mod float;
pub mod integer;
pub mod percent;
mod spec;
pub mod text;

pub use spec::{Align, Grouping, Sign, Spec};

use std::borrow::Cow;

/// Which exception a [`Failure`] becomes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FailureKind {
    /// `ValueError`
    Value,
    /// `TypeError`
    Type,
    /// `OverflowError`
    Overflow,
    /// `ZeroDivisionError`
    ZeroDivision,
}

/// Something that pure code refuses, to be raised as an exception by its caller.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    pub kind: FailureKind,
    pub message: Cow<'static, str>,
}

impl Failure {
    /// A `ValueError`.
    pub fn value(message: impl Into<Cow<'static, str>>) -> Failure {
        Failure { kind: FailureKind::Value, message: message.into() }
    }
    /// A `TypeError`.
    pub fn type_error(message: impl Into<Cow<'static, str>>) -> Failure {
        Failure { kind: FailureKind::Type, message: message.into() }
    }
    /// An `OverflowError`.
    pub fn overflow(message: impl Into<Cow<'static, str>>) -> Failure {
        Failure { kind: FailureKind::Overflow, message: message.into() }
    }
}

/// The parts of a formatted number before padding.
pub(crate) struct NumberParts<'a> {
    /// `-`, `+`, a space or nothing.
    pub sign: &'a str,
    /// `0x` and the like.
    pub prefix: &'a str,
    /// Digits of the whole part (or all of `inf`, `nan`).
    pub digits: &'a str,
    /// What follows the whole part: decimal point, fraction, exponent, percent sign.
    pub rest: &'a str,
}

impl NumberParts<'_> {
    /// Groups the whole part, and pads to the spec's width.
    pub(crate) fn render(&self, spec: &Spec) -> String {
        let fixed = self.sign.len() + self.prefix.len() + self.rest.len();
        let zero_padded = spec.fill == '0' && spec.align == Align::AfterSign;
        let least = if zero_padded { spec.width.saturating_sub(fixed) } else { 0 };
        let digits = match spec.grouping {
            Grouping::None => Cow::Borrowed(self.digits),
            Grouping::Comma => Cow::Owned(group(self.digits, ',', 3, least)),
            Grouping::Underscore => Cow::Owned(group(self.digits, '_', 3, least)),
            Grouping::UnderscoreFour => Cow::Owned(group(self.digits, '_', 4, least)),
        };
        let missing = spec.width.saturating_sub(fixed + digits.chars().count());
        let (left, inner, right) = match spec.align {
            Align::Left => (0, 0, missing),
            Align::Right => (missing, 0, 0),
            Align::Center => (missing / 2, 0, missing - missing / 2),
            Align::AfterSign => (0, missing, 0),
        };
        let mut out = String::with_capacity(fixed + digits.len() + missing * spec.fill.len_utf8());
        push_fill(&mut out, spec.fill, left);
        out.push_str(self.sign);
        out.push_str(self.prefix);
        push_fill(&mut out, spec.fill, inner);
        out.push_str(&digits);
        out.push_str(self.rest);
        push_fill(&mut out, spec.fill, right);
        out
    }
}

/// Appends `count` times `fill`.
pub(crate) fn push_fill(out: &mut String, fill: char, count: usize) {
    out.extend(std::iter::repeat_n(fill, count));
}

/// Puts `separator` between groups of `size` digits, with zeros in front until the whole is at least
/// `least` long (never beginning with a separator).
fn group(digits: &str, separator: char, size: usize, least: usize) -> String {
    let bytes = digits.as_bytes();
    let mut reversed: Vec<u8> = Vec::with_capacity(bytes.len() + bytes.len() / size + 1);
    let mut remaining = bytes.len();
    let mut needed = least as isize;
    loop {
        let length = size.min(remaining.max(needed.max(1) as usize));
        let zeros = length.saturating_sub(remaining);
        let take = remaining.min(length);
        reversed.extend(bytes[remaining - take..remaining].iter().rev());
        reversed.extend(std::iter::repeat_n(b'0', zeros));
        remaining -= take;
        needed -= length as isize;
        if remaining == 0 && needed <= 0 {
            break;
        }
        reversed.push(separator as u8);
        needed -= 1;
    }
    reversed.reverse();
    // All bytes are ASCII: digits, letters of a base, separators.
    String::from_utf8(reversed).unwrap_or_default()
}

#[cfg(test)]
mod tests;
