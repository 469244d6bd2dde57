//! `%`-formatting: parsing of the template, and padding of converted text.
//!
//! ```text
//! let mut template = Template::new("%-5s|%(key)03d");
//! while let Some(piece) = template.next()? { … }
//! ```
//!
//! 1. The caller takes the arguments (`*` widths before the value), converts each by its kind, and
//!    hands the text back to [`Conversion::text`], [`Conversion::integer`] or
//!    [`Conversion::float`].

use super::integer::Int;
use super::{Failure, float, push_fill, text};

/// A width or precision.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Amount {
    /// Not given.
    None,
    /// Written in the template.
    Given(usize),
    /// `*`: taken from the arguments.
    Star,
}

/// One conversion of the template.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conversion<'a> {
    /// `(key)`
    pub key: Option<&'a str>,
    /// `-`
    pub left: bool,
    /// `+`
    pub plus: bool,
    /// A space.
    pub blank: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
    pub width: Amount,
    pub precision: Amount,
    /// The conversion's letter.
    pub kind: char,
    /// Its index in the template, in characters.
    pub index: usize,
}

/// A part of the template.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece<'a> {
    /// Text to be copied.
    Text(&'a str),
    /// A conversion (`%%` included: kind `%`).
    Conversion(Conversion<'a>),
}

/// Splits a template into its pieces.
pub struct Template<'a> {
    text: &'a str,
    position: usize,
}

impl<'a> Template<'a> {
    /// A template, from its beginning.
    pub fn new(text: &'a str) -> Self {
        Template { text, position: 0 }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.position..].chars().next()
    }

    fn advance(&mut self) -> Result<char, Failure> {
        let c = self.peek().ok_or_else(incomplete)?;
        self.position += c.len_utf8();
        Ok(c)
    }

    /// The next piece; none at the end.
    pub fn next_piece(&mut self) -> Result<Option<Piece<'a>>, Failure> {
        let rest = &self.text[self.position..];
        if rest.is_empty() {
            return Ok(None);
        }
        if !rest.starts_with('%') {
            let end = rest.find('%').unwrap_or(rest.len());
            self.position += end;
            return Ok(Some(Piece::Text(&rest[..end])));
        }
        self.position += 1;
        let mut conversion = Conversion {
            key: None,
            left: false,
            plus: false,
            blank: false,
            alternate: false,
            zero: false,
            width: Amount::None,
            precision: Amount::None,
            kind: ' ',
            index: 0,
        };
        if self.peek() == Some('(') {
            self.position += 1;
            conversion.key = Some(self.key()?);
        }
        loop {
            match self.peek() {
                Some('-') => conversion.left = true,
                Some('+') => conversion.plus = true,
                Some(' ') => conversion.blank = true,
                Some('#') => conversion.alternate = true,
                Some('0') => conversion.zero = true,
                _ => break,
            }
            self.position += 1;
        }
        conversion.width = self.amount("width too big")?;
        if self.peek() == Some('.') {
            self.position += 1;
            conversion.precision = match self.amount("precision too big")? {
                Amount::None => Amount::Given(0),
                amount => amount,
            };
        }
        if matches!(self.peek(), Some('h' | 'l' | 'L')) {
            self.position += 1;
        }
        conversion.index = self.text[..self.position].chars().count();
        conversion.kind = self.advance()?;
        Ok(Some(Piece::Conversion(conversion)))
    }

    fn key(&mut self) -> Result<&'a str, Failure> {
        let start = self.position;
        let mut open = 1;
        for (offset, byte) in self.text.as_bytes()[start..].iter().enumerate() {
            match byte {
                b'(' => open += 1,
                b')' => open -= 1,
                _ => {}
            }
            if open == 0 {
                self.position = start + offset + 1;
                return Ok(&self.text[start..start + offset]);
            }
        }
        Err(Failure::value("incomplete format key"))
    }

    fn amount(&mut self, too_big: &'static str) -> Result<Amount, Failure> {
        if self.peek() == Some('*') {
            self.position += 1;
            return Ok(Amount::Star);
        }
        let mut found = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            let value = found.unwrap_or(0usize) * 10 + digit as usize;
            if value > i32::MAX as usize {
                return Err(Failure::value(too_big));
            }
            found = Some(value);
            self.position += 1;
        }
        Ok(found.map_or(Amount::None, Amount::Given))
    }
}

fn incomplete() -> Failure {
    Failure::value("incomplete format")
}

impl Conversion<'_> {
    /// The error for an unknown letter.
    pub fn unsupported(&self) -> Failure {
        let shown = if (' '..='~').contains(&self.kind) { self.kind } else { '?' };
        Failure::value(format!(
            "unsupported format character '{shown}' (0x{:x}) at index {}",
            self.kind as u32, self.index
        ))
    }

    fn given(amount: Amount) -> Option<usize> {
        match amount {
            Amount::Given(value) => Some(value),
            _ => None,
        }
    }

    /// Pads `body`, which has sign and prefix in front.
    fn pad(&self, sign: &str, prefix: &str, body: &str, numeric: bool) -> String {
        let width = Self::given(self.width).unwrap_or(0);
        let length = sign.len() + prefix.len() + body.chars().count();
        let missing = width.saturating_sub(length);
        let mut out = String::with_capacity(body.len() + sign.len() + prefix.len() + missing);
        let zero = numeric && self.zero;
        if !self.left && !zero {
            push_fill(&mut out, ' ', missing);
        }
        out.push_str(sign);
        out.push_str(prefix);
        if !self.left && zero {
            push_fill(&mut out, '0', missing);
        }
        out.push_str(body);
        if self.left {
            push_fill(&mut out, ' ', missing);
        }
        out
    }

    fn sign(&self, negative: bool) -> &'static str {
        match (negative, self.plus, self.blank) {
            (true, ..) => "-",
            (false, true, _) => "+",
            (false, false, true) => " ",
            _ => "",
        }
    }

    /// `%s`, `%r`, `%a`: truncates to the precision and pads.
    pub fn text(&self, converted: &str) -> String {
        self.pad("", "", text::truncated(converted, Self::given(self.precision)), false)
    }

    /// `%c`: pads.
    pub fn character(&self, character: char) -> String {
        self.pad("", "", character.encode_utf8(&mut [0; 4]), false)
    }

    /// `%d %i %u %o %x %X`.
    pub fn integer(&self, value: Int<'_>) -> String {
        let (base, prefix) = match self.kind {
            'o' => (8, "0o"),
            'x' => (16, "0x"),
            'X' => (16, "0X"),
            _ => (10, ""),
        };
        let mut digits = value.digits(base);
        if self.kind == 'X' {
            digits.make_ascii_uppercase();
        }
        if let Some(precision) = Self::given(self.precision)
            && precision > digits.len()
        {
            digits.insert_str(0, &"0".repeat(precision - digits.len()));
        }
        let prefix = if self.alternate { prefix } else { "" };
        self.pad(self.sign(value.is_negative()), prefix, &digits, true)
    }

    /// `%e %E %f %F %g %G`.
    pub fn float(&self, number: f64) -> String {
        let notation = match self.kind {
            'e' | 'E' => float::Notation::Exponent,
            'f' | 'F' => float::Notation::Fixed,
            _ => float::Notation::General,
        };
        let flags =
            float::Flags { alternate: self.alternate, add_dot_zero: false, upper: self.kind.is_ascii_uppercase() };
        let body = float::write(number, notation, Self::given(self.precision).unwrap_or(6), flags);
        let negative = number.is_sign_negative() && !number.is_nan();
        self.pad(self.sign(negative), "", &body, true)
    }
}
