//! Splitting, and tabs.

use crate::builtins::parse::is_space;

/// `str.split()` and `rsplit()` on white space; `limit` negative: none.
pub fn split_space(text: &str, limit: i64, from_right: bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_matches(is_space);
    let mut left = limit;
    while !rest.is_empty() {
        if left == 0 {
            // What remains keeps the white space at its far end: only the near end is trimmed.
            let whole = if from_right {
                let end = rest.as_ptr() as usize + rest.len() - text.as_ptr() as usize;
                text[..end].trim_end_matches(is_space)
            } else {
                text[rest.as_ptr() as usize - text.as_ptr() as usize..].trim_start_matches(is_space)
            };
            parts.push(whole);
            break;
        }
        left -= 1;
        if from_right {
            match rest.rfind(is_space) {
                Some(at) => {
                    let width = rest[at..].chars().next().map_or(1, char::len_utf8);
                    parts.push(&rest[at + width..]);
                    rest = rest[..at].trim_end_matches(is_space);
                }
                None => {
                    parts.push(rest);
                    break;
                }
            }
        } else {
            match rest.find(is_space) {
                Some(at) => {
                    parts.push(&rest[..at]);
                    rest = rest[at..].trim_start_matches(is_space);
                }
                None => {
                    parts.push(rest);
                    break;
                }
            }
        }
    }
    if from_right {
        parts.reverse();
    }
    parts
}

/// `str.split(separator)`; the separator is not empty.
pub fn split_on<'a>(text: &'a str, separator: &str, limit: i64, from_right: bool) -> Vec<&'a str> {
    let count = usize::try_from(limit).map_or(usize::MAX, |l| l.saturating_add(1));
    if from_right {
        let mut parts: Vec<&str> = text.rsplitn(count, separator).collect();
        parts.reverse();
        parts
    } else {
        text.splitn(count, separator).collect()
    }
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\x0b' | '\x0c' | '\x1c' | '\x1d' | '\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// `str.splitlines`
pub fn split_lines(text: &str, keep_ends: bool) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_line_end) {
        let mut end = at + rest[at..].chars().next().map_or(1, char::len_utf8);
        if rest[at..].starts_with("\r\n") {
            end = at + 2;
        }
        lines.push(if keep_ends { &rest[..end] } else { &rest[..at] });
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        lines.push(rest);
    }
    lines
}

/// `str.expandtabs`
pub fn expand_tabs(text: &str, size: i64) -> String {
    let mut out = String::with_capacity(text.len());
    let mut column = 0i64;
    for c in text.chars() {
        match c {
            '\t' => {
                if size > 0 {
                    let spaces = size - column % size;
                    out.extend(std::iter::repeat_n(' ', spaces as usize));
                    column += spaces;
                }
            }
            '\n' | '\r' => {
                out.push(c);
                column = 0;
            }
            _ => {
                out.push(c);
                column += 1;
            }
        }
    }
    out
}
