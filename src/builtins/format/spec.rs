//! The format-spec mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.

use super::Failure;

/// Where padding goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Align {
    /// `<`
    Left,
    /// `>`
    Right,
    /// `^`
    Center,
    /// `=`: between sign and digits
    AfterSign,
}

/// What stands before a number that is not negative.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    /// Nothing was said.
    Default,
    /// `-`: nothing.
    Minus,
    /// `+`
    Plus,
    /// A space.
    Space,
}

/// Separators of the whole part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grouping {
    None,
    /// `,` every three digits.
    Comma,
    /// `_` every three digits.
    Underscore,
    /// `_` every four digits (binary, octal, hexadecimal).
    UnderscoreFour,
}

/// A parsed format spec.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spec {
    pub fill: char,
    pub align: Align,
    pub sign: Sign,
    /// `z`: no negative zero.
    pub no_negative_zero: bool,
    /// `#`
    pub alternate: bool,
    pub width: usize,
    pub grouping: Grouping,
    pub precision: Option<usize>,
    /// The presentation type.
    pub kind: Option<char>,
}

impl Spec {
    /// Parses a spec for an object whose class is `class`; text aligns left by default, numbers right.
    pub fn parse(text: &str, class: &str) -> Result<Spec, Failure> {
        let chars: Vec<char> = text.chars().collect();
        let default_align = if class == "str" { Align::Left } else { Align::Right };
        let mut spec = Spec {
            fill: ' ',
            align: default_align,
            sign: Sign::Default,
            no_negative_zero: false,
            alternate: false,
            width: 0,
            grouping: Grouping::None,
            precision: None,
            kind: None,
        };
        let at = |position: usize| chars.get(position).copied();
        let mut position = 0;
        let mut align_given = false;
        let mut fill_given = false;
        if let Some(align) = at(1).and_then(alignment) {
            spec.fill = chars[0];
            spec.align = align;
            fill_given = true;
            align_given = true;
            position = 2;
        } else if let Some(align) = at(0).and_then(alignment) {
            spec.align = align;
            align_given = true;
            position = 1;
        }
        if let Some(sign) = at(position).and_then(sign) {
            spec.sign = sign;
            position += 1;
        }
        if at(position) == Some('z') {
            spec.no_negative_zero = true;
            position += 1;
        }
        if at(position) == Some('#') {
            spec.alternate = true;
            position += 1;
        }
        if !fill_given && at(position) == Some('0') {
            spec.fill = '0';
            if !align_given && default_align == Align::Right {
                spec.align = Align::AfterSign;
            }
            position += 1;
        }
        if let Some(width) = number(&chars, &mut position)? {
            spec.width = width;
        }
        let both = || Failure::value("Cannot specify both ',' and '_'.");
        if at(position) == Some(',') {
            spec.grouping = Grouping::Comma;
            position += 1;
        }
        if at(position) == Some('_') {
            if spec.grouping != Grouping::None {
                return Err(both());
            }
            spec.grouping = Grouping::Underscore;
            position += 1;
        }
        if at(position) == Some(',') && spec.grouping == Grouping::Underscore {
            return Err(both());
        }
        if at(position) == Some('.') {
            position += 1;
            spec.precision = number(&chars, &mut position)?;
            if spec.precision.is_none() {
                return Err(Failure::value("Format specifier missing precision"));
            }
        }
        if chars.len() - position > 1 {
            return Err(Failure::value(format!("Invalid format specifier '{text}' for object of type '{class}'")));
        }
        spec.kind = at(position);
        spec.check_grouping(class)?;
        Ok(spec)
    }

    fn check_grouping(&mut self, class: &str) -> Result<(), Failure> {
        if self.grouping == Grouping::None {
            return Ok(());
        }
        // A str's default type is 's', which does not group.
        let kind = self.kind.or((class == "str").then_some('s'));
        match kind {
            None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => Ok(()),
            Some('b' | 'o' | 'x' | 'X') if self.grouping == Grouping::Underscore => {
                self.grouping = Grouping::UnderscoreFour;
                Ok(())
            }
            Some(kind) => {
                let separator = if self.grouping == Grouping::Comma { ',' } else { '_' };
                Err(Failure::value(if (33..128).contains(&(kind as u32)) {
                    format!("Cannot specify '{separator}' with '{kind}'.")
                } else {
                    format!("Cannot specify '{separator}' with '\\x{:x}'.", kind as u32)
                }))
            }
        }
    }

    /// The error for a presentation type that a class does not know.
    pub fn unknown_code(kind: char, class: &str) -> Failure {
        Failure::value(if (33..128).contains(&(kind as u32)) {
            format!("Unknown format code '{kind}' for object of type '{class}'")
        } else {
            format!("Unknown format code '\\x{:x}' for object of type '{class}'", kind as u32)
        })
    }

    /// The sign text of a number.
    pub(crate) fn sign_text(&self, negative: bool) -> &'static str {
        match (negative, self.sign) {
            (true, _) => "-",
            (false, Sign::Plus) => "+",
            (false, Sign::Space) => " ",
            (false, _) => "",
        }
    }
}

fn alignment(c: char) -> Option<Align> {
    Some(match c {
        '<' => Align::Left,
        '>' => Align::Right,
        '^' => Align::Center,
        '=' => Align::AfterSign,
        _ => return None,
    })
}

fn sign(c: char) -> Option<Sign> {
    Some(match c {
        '+' => Sign::Plus,
        '-' => Sign::Minus,
        ' ' => Sign::Space,
        _ => return None,
    })
}

fn number(chars: &[char], position: &mut usize) -> Result<Option<usize>, Failure> {
    let start = *position;
    let mut value: u64 = 0;
    while let Some(digit) = chars.get(*position).and_then(|c| c.to_digit(10)) {
        value = value.saturating_mul(10).saturating_add(digit as u64);
        if value > i64::MAX as u64 {
            return Err(Failure::value("Too many decimal digits in format string"));
        }
        *position += 1;
    }
    Ok((*position > start).then_some(value as usize))
}
