//! Classes of characters, and the predicates on whole texts.

use crate::builtins::parse;

/// Whether a character has case.
pub fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase() || matches!(c, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ')
}

/// A combining mark that Rust counts as alphabetic, Python does not.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && !c.is_numeric() && !is_printable_start(c)
}

/// Whether the character is printed as itself at the start of Rust's debug text: combining marks are not.
fn is_printable_start(c: char) -> bool {
    let mut escaped = c.escape_debug();
    escaped.len() == 1 || escaped.next() != Some('\\') || matches!(c, '\'' | '"' | '\\')
}

fn alpha(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    c.is_alphabetic() && !c.is_numeric() && !is_mark(c)
}

fn digit(c: char) -> bool {
    parse::decimal_digit(c).is_some()
        || matches!(c,
            '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '₀'..='₉' | '፩'..='፱' | '᧚' | '①'..='⑨' | '⑴'..='⑼' | '⒈'..='⒐' | '⓪'
            | '⓵'..='⓽' | '⓿' | '❶'..='❾' | '➀'..='➈' | '➊'..='➒')
}

fn numeric(c: char) -> bool {
    c.is_numeric()
        || matches!(
            c,
            '一' | '二'
                | '三'
                | '四'
                | '五'
                | '六'
                | '七'
                | '八'
                | '九'
                | '十'
                | '百'
                | '千'
                | '万'
                | '億'
                | '零'
                | '〇'
        )
}

fn all(text: &str, holds: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(holds)
}

/// `str.isalpha`
pub fn is_alpha(text: &str) -> bool {
    all(text, alpha)
}
/// `str.isalnum`
pub fn is_alnum(text: &str) -> bool {
    all(text, |c| alpha(c) || digit(c) || numeric(c))
}
/// `str.isdecimal`
pub fn is_decimal(text: &str) -> bool {
    all(text, |c| parse::decimal_digit(c).is_some())
}
/// `str.isdigit`
pub fn is_digit(text: &str) -> bool {
    all(text, digit)
}
/// `str.isnumeric`
pub fn is_numeric(text: &str) -> bool {
    all(text, numeric)
}
/// `str.islower`
pub fn is_lower(text: &str) -> bool {
    text.chars().any(|c| c.is_lowercase())
        && !text.chars().any(|c| c.is_uppercase() || is_cased(c) && !c.is_lowercase())
}
/// `str.isupper`
pub fn is_upper(text: &str) -> bool {
    text.chars().any(|c| c.is_uppercase()) && !text.chars().any(|c| is_cased(c) && !c.is_uppercase())
}
/// `str.istitle`
pub fn is_title(text: &str) -> bool {
    let (mut inside, mut any) = (false, false);
    for c in text.chars() {
        if c.is_lowercase() {
            if !inside {
                return false;
            }
            any = true;
        } else if is_cased(c) {
            if inside {
                return false;
            }
            inside = true;
            any = true;
        } else {
            inside = false;
        }
    }
    any
}
/// `str.isprintable` of one character.
fn printable(c: char) -> bool {
    if c.is_ascii() {
        return (' '..='~').contains(&c);
    }
    if c.is_whitespace() {
        return false;
    }
    // A combining mark is escaped at the start of a text only, so it is asked for behind a letter.
    let mut buffer = String::with_capacity(5);
    buffer.push('a');
    buffer.push(c);
    buffer.escape_debug().nth(1) != Some('\\')
}
/// `str.isprintable`
pub fn is_printable(text: &str) -> bool {
    text.chars().all(printable)
}
/// `str.isidentifier`
pub fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    let starts = |c: char| c == '_' || alpha(c) || !c.is_ascii() && c.is_alphabetic() && !is_mark(c);
    starts(first)
        && chars.all(|c| {
            starts(c)
                || parse::decimal_digit(c).is_some()
                || !c.is_ascii() && c.is_alphanumeric()
                || is_mark(c) && printable(c)
        })
}
