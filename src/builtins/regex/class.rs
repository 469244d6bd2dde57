//! Membership of characters in sets.

use crate::builtins::regex::{Class, ClassKind, Set};
use crate::builtins::{parse, text};

fn is_word(code: u32, ascii: bool) -> bool {
    match char::from_u32(code) {
        Some(c) if c.is_ascii() => c.is_ascii_alphanumeric() || c == '_',
        Some(c) if !ascii => {
            let mut buffer = [0; 4];
            text::is_alnum(c.encode_utf8(&mut buffer))
        }
        _ => false,
    }
}

fn is_space(code: u32, ascii: bool) -> bool {
    match code {
        9..=13 | 32 => true,
        0x1c..=0x1f => !ascii,
        0x80.. => !ascii && char::from_u32(code).is_some_and(char::is_whitespace),
        _ => false,
    }
}

fn is_digit(code: u32, ascii: bool) -> bool {
    match code {
        0..0x80 => (48..58).contains(&code),
        _ => !ascii && char::from_u32(code).is_some_and(|c| parse::decimal_digit(c).is_some()),
    }
}

/// Whether `\w` matches.
pub fn word(code: u32, ascii: bool) -> bool {
    is_word(code, ascii)
}

impl Class {
    /// Whether the class has the character.
    pub fn contains(self, code: u32) -> bool {
        let inside = match self.kind {
            ClassKind::Digit => is_digit(code, self.ascii),
            ClassKind::Space => is_space(code, self.ascii),
            ClassKind::Word => is_word(code, self.ascii),
        };
        inside != self.negated
    }
}

/// The one-character lower case of a character.
pub fn lower(code: u32, ascii: bool) -> u32 {
    if code < 0x80 {
        return (code as u8).to_ascii_lowercase() as u32;
    }
    if ascii {
        return code;
    }
    let Some(c) = char::from_u32(code) else { return code };
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(only), None) => only as u32,
        _ => code,
    }
}

/// The one-character upper case of a character.
pub fn upper(code: u32, ascii: bool) -> u32 {
    if code < 0x80 {
        return (code as u8).to_ascii_uppercase() as u32;
    }
    if ascii {
        return code;
    }
    let Some(c) = char::from_u32(code) else { return code };
    let mut large = c.to_uppercase();
    match (large.next(), large.next()) {
        (Some(only), None) => only as u32,
        _ => code,
    }
}

/// Whether two characters are the same but for case.
pub fn same_but_case(left: u32, right: u32, ascii: bool) -> bool {
    left == right || lower(left, ascii) == lower(right, ascii) || !ascii && upper(left, false) == upper(right, false)
}

impl Set {
    fn plain(&self, code: u32) -> bool {
        self.ranges.iter().any(|range| range.0 <= code && code <= range.1)
            || self.classes.iter().any(|class| class.contains(code))
    }
    fn compute(&self, code: u32, ascii: bool) -> bool {
        let mut inside = self.plain(code);
        if !inside && self.ignore_case {
            let (small, large) = (lower(code, ascii), upper(code, ascii));
            inside = small != code && self.plain(small)
                || large != code && self.plain(large)
                || !ascii && {
                    // Letters such as the long s, which have another small letter's capital.
                    let other = lower(large, false);
                    other != code && self.plain(other) || special(code).iter().any(|code| self.plain(*code))
                };
        }
        inside != self.negated
    }
    /// Fills the table; to be called once, when the set is complete.
    pub fn finish(&mut self, ascii: bool) {
        for code in 0..256u32 {
            if self.compute(code, ascii) {
                self.table[code as usize / 64] |= 1 << (code % 64);
            }
        }
    }
    /// Whether the set has the character.
    #[inline]
    pub fn contains(&self, code: u32) -> bool {
        if code < 256 {
            return self.table[code as usize / 64] >> (code % 64) & 1 != 0;
        }
        self.compute(code, false)
    }
}

/// Letters that share a capital with an ASCII letter.
fn special(code: u32) -> &'static [u32] {
    match code {
        0x73 | 0x53 => &[0x17f],
        0x6b | 0x4b => &[0x212a],
        0x69 | 0x49 => &[0x130, 0x131],
        _ => &[],
    }
}
