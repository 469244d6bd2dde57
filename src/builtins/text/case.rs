//! Changing case.

use super::class::is_cased;

/// `str.upper`
pub fn upper(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_uppercase() } else { text.to_uppercase() }
}

/// `str.lower`
pub fn lower(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase() }
}

/// The title case of one character.
fn push_title(c: char, out: &mut String) {
    let single = match c {
        'Ǆ' | 'ǅ' | 'ǆ' => Some('ǅ'),
        'Ǉ' | 'ǈ' | 'ǉ' => Some('ǈ'),
        'Ǌ' | 'ǋ' | 'ǌ' => Some('ǋ'),
        'Ǳ' | 'ǲ' | 'ǳ' => Some('ǲ'),
        _ => None,
    };
    if let Some(single) = single {
        out.push(single);
        return;
    }
    let mut mapped = c.to_uppercase();
    if let Some(first) = mapped.next() {
        out.push(first);
    }
    for c in mapped {
        out.extend(c.to_lowercase());
    }
}

/// Lower case of the character at `index` of `text`, with the final sigma.
fn push_lower(text: &str, index: usize, c: char, out: &mut String) {
    if c != 'Σ' {
        out.extend(c.to_lowercase());
        return;
    }
    let ignorable =
        |c: &char| !c.is_alphanumeric() && matches!(c, '\'' | '.' | ':' | '\u{ad}' | '\u{2019}' | '^' | '`' | '·');
    let before = text[..index].chars().rev().find(|c| !ignorable(c)).is_some_and(is_cased);
    let after = text[index + c.len_utf8()..].chars().find(|c| !ignorable(c)).is_some_and(is_cased);
    out.push(if before && !after { 'ς' } else { 'σ' });
}

/// `str.capitalize`
pub fn capitalize(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, c) in text.char_indices() {
        if index == 0 { push_title(c, &mut out) } else { push_lower(text, index, c, &mut out) }
    }
    out
}

/// `str.title`
pub fn title(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for (index, c) in text.char_indices() {
        if inside {
            push_lower(text, index, c, &mut out)
        } else {
            push_title(c, &mut out)
        }
        inside = is_cased(c);
    }
    out
}

/// `str.swapcase`
pub fn swap_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, c) in text.char_indices() {
        if c.is_uppercase() {
            push_lower(text, index, c, &mut out);
        } else if c.is_lowercase() {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
    }
    out
}

/// `str.casefold`
pub fn case_fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ẞ' => out.push_str("ss"),
            'İ' => out.push_str("i\u{307}"),
            'ı' => out.push('ı'),
            // Cherokee folds to its upper case.
            '\u{ab70}'..='\u{abbf}' => out.extend(c.to_uppercase()),
            '\u{13a0}'..='\u{13f5}' => out.push(c),
            _ => {
                for upper in c.to_uppercase() {
                    out.extend(upper.to_lowercase());
                }
            }
        }
    }
    out
}
