//! Formatting of strs.

use super::{Align, Failure, Sign, Spec, push_fill};

/// `format(text, spec)` for a str.
pub fn format(text: &str, spec: &Spec) -> Result<String, Failure> {
    if let Some(kind) = spec.kind
        && kind != 's'
    {
        return Err(Spec::unknown_code(kind, "str"));
    }
    match spec.sign {
        Sign::Default => {}
        Sign::Space => return Err(Failure::value("Space not allowed in string format specifier")),
        _ => return Err(Failure::value("Sign not allowed in string format specifier")),
    }
    if spec.no_negative_zero {
        return Err(Failure::value("Negative zero coercion (z) not allowed in string format specifier"));
    }
    if spec.alternate {
        return Err(Failure::value("Alternate form (#) not allowed in string format specifier"));
    }
    if spec.align == Align::AfterSign {
        return Err(Failure::value("'=' alignment not allowed in string format specifier"));
    }
    let text = truncated(text, spec.precision);
    let missing = spec.width.saturating_sub(text.chars().count());
    let left = match spec.align {
        Align::Left | Align::AfterSign => 0,
        Align::Right => missing,
        Align::Center => missing / 2,
    };
    let mut out = String::with_capacity(text.len() + missing * spec.fill.len_utf8());
    push_fill(&mut out, spec.fill, left);
    out.push_str(text);
    push_fill(&mut out, spec.fill, missing - left);
    Ok(out)
}

/// The first `precision` characters.
pub(crate) fn truncated(text: &str, precision: Option<usize>) -> &str {
    match precision.and_then(|count| text.char_indices().nth(count)) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}
