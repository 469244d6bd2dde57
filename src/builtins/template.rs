//! `str.format` and `str.format_map`: templates with replacement fields.
//!
//! ```text
//! "{0.name!r:>{width}}".format(person, width=10)
//! ```
//!
//! 1. A format spec may hold fields of its own, once.

use crate::builtins::arguments::{self, Keywords, str_of};
use crate::builtins::protocol;
use crate::object::class_id::ClassId;
use crate::object::{Call, PyResult, StrObject, Value};

/// Where the fields' values come from.
struct Source<'a> {
    positional: &'a [Value],
    keywords: Keywords<'a>,
    /// `format_map`'s argument.
    mapping: Option<Value>,
    /// The next automatic number; none yet, automatic, or manual.
    numbering: Numbering,
}

#[derive(Clone, Copy, PartialEq)]
enum Numbering {
    Unknown,
    Automatic(usize),
    Manual,
}

/// `str.format`
pub fn format_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let Some(template) = str_of(cx, args[0]) else {
        return Err(cx.type_error("a str is required"));
    };
    let mut source = Source { positional: &args[1..], keywords, mapping: None, numbering: Numbering::Unknown };
    let text = expand(cx, template.as_str(), &mut source, 2)?;
    cx.try_str(&text)
}

/// `str.format_map`
pub fn format_map_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [mapping] = arguments::exactly(cx, "str.format_map", &args[1..], keywords)?;
    let Some(template) = str_of(cx, args[0]) else {
        return Err(cx.type_error("a str is required"));
    };
    let mut source = Source { positional: &[], keywords: &[], mapping: Some(mapping), numbering: Numbering::Unknown };
    let text = expand(cx, template.as_str(), &mut source, 2)?;
    cx.try_str(&text)
}

/// A replacement field.
struct Field<'a> {
    name: &'a str,
    conversion: Option<char>,
    spec: &'a str,
}

fn expand(cx: &mut dyn Call, template: &str, source: &mut Source<'_>, depth: u32) -> PyResult<String> {
    if depth == 0 {
        return Err(cx.raise(ClassId::ValueError, "Max string recursion exceeded"));
    }
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        out.push_str(&rest[..at]);
        let brace = rest.as_bytes()[at];
        let after = &rest[at + 1..];
        if after.as_bytes().first() == Some(&brace) {
            out.push(brace as char);
            rest = &after[1..];
            continue;
        }
        if brace == b'}' {
            return Err(cx.raise(ClassId::ValueError, "Single '}' encountered in format string"));
        }
        if after.is_empty() {
            return Err(cx.raise(ClassId::ValueError, "Single '{' encountered in format string"));
        }
        let (field, remaining) = match parse_field(after) {
            Ok(parsed) => parsed,
            Err(message) => return Err(cx.raise(ClassId::ValueError, message)),
        };
        rest = remaining;
        let text = render(cx, &field, source, depth)?;
        out.push_str(&text);
    }
    out.push_str(rest);
    Ok(out)
}

/// The field that begins behind a brace, and what follows it.
fn parse_field(text: &str) -> Result<(Field<'_>, &str), &'static str> {
    let mut position = 0;
    let bytes = text.as_bytes();
    let end = loop {
        match bytes.get(position) {
            None => return Err("expected '}' before end of string"),
            Some(b'{') => return Err("unexpected '{' in field name"),
            Some(b'[') => {
                position += 1;
                while position < bytes.len() && bytes[position] != b']' {
                    position += 1;
                }
            }
            Some(b'}' | b':' | b'!') => break position,
            Some(_) => position += 1,
        }
    };
    let mut field = Field { name: &text[..end], conversion: None, spec: "" };
    let mut rest = &text[end + 1..];
    if bytes[end] == b'}' {
        return Ok((field, rest));
    }
    if bytes[end] == b'!' {
        let Some(conversion) = rest.chars().next() else {
            return Err("end of string while looking for conversion specifier");
        };
        field.conversion = Some(conversion);
        rest = &rest[conversion.len_utf8()..];
        match rest.as_bytes().first() {
            None => return Err("unmatched '{' in format spec"),
            Some(b'}') => return Ok((field, &rest[1..])),
            Some(b':') => rest = &rest[1..],
            Some(_) => return Err("expected ':' after conversion specifier"),
        }
    }
    let mut open = 1;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'{' => open += 1,
            b'}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            field.spec = &rest[..at];
            return Ok((field, &rest[at + 1..]));
        }
    }
    Err("unmatched '{' in format spec")
}

fn render(cx: &mut dyn Call, field: &Field<'_>, source: &mut Source<'_>, depth: u32) -> PyResult<String> {
    let mark = cx.root_mark();
    let mut value = lookup(cx, field.name, source)?;
    cx.root(value);
    value = match field.conversion {
        None => value,
        Some('s') => protocol::str_of(cx, value)?,
        Some('r') => protocol::repr(cx, value)?,
        Some('a') => {
            let text = crate::builtins::repr::ascii(cx, value)?;
            cx.str(&text)
        }
        Some(other) => {
            let message = if (' '..='\x7e').contains(&other) {
                format!("Unknown conversion specifier {other}")
            } else {
                format!("Unknown conversion specifier \\x{:x}", other as u32)
            };
            return Err(cx.raise(ClassId::ValueError, message));
        }
    };
    cx.root(value);
    let spec = if field.spec.contains(['{', '}']) {
        expand(cx, field.spec, source, depth - 1)?
    } else {
        field.spec.to_string()
    };
    let text = protocol::format(cx, value, &spec)?;
    cx.unroot(mark);
    Ok(text)
}

/// A number as Python reads an index in a field: only digits.
fn digits(text: &str) -> Option<usize> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) { None } else { text.parse().ok() }
}

fn lookup(cx: &mut dyn Call, name: &str, source: &mut Source<'_>) -> PyResult {
    let first_end = name.find(['.', '[']).unwrap_or(name.len());
    let (first, mut rest) = name.split_at(first_end);
    let number = digits(first);
    if number.is_none() && !first.is_empty() && first.bytes().all(|b| b.is_ascii_digit()) {
        return Err(cx.raise(ClassId::ValueError, "Too many decimal digits in format string"));
    }
    let mut value = if first.is_empty() || number.is_some() {
        let index = match (number, source.numbering) {
            (None, Numbering::Manual) => {
                return Err(cx.raise(
                    ClassId::ValueError,
                    "cannot switch from manual field specification to automatic field numbering",
                ));
            }
            (Some(_), Numbering::Automatic(_)) => {
                return Err(cx.raise(
                    ClassId::ValueError,
                    "cannot switch from automatic field numbering to manual field specification",
                ));
            }
            (None, Numbering::Automatic(next)) => next,
            (None, Numbering::Unknown) => 0,
            (Some(index), _) => index,
        };
        source.numbering = if number.is_some() { Numbering::Manual } else { Numbering::Automatic(index + 1) };
        if source.mapping.is_some() {
            return Err(cx.raise(ClassId::ValueError, "Format string contains positional fields"));
        }
        match source.positional.get(index) {
            Some(value) => *value,
            None => {
                return Err(cx.raise(
                    ClassId::IndexError,
                    format!("Replacement index {index} out of range for positional args tuple"),
                ));
            }
        }
    } else if let Some(mapping) = source.mapping {
        let key = cx.str(first);
        protocol::get_item(cx, mapping, key)?
    } else {
        let found =
            source.keywords.iter().find(|(key, _)| key.cast::<StrObject>().is_some_and(|k| k.as_str() == first));
        match found {
            Some((_, value)) => *value,
            None => {
                let key = cx.str(first);
                return Err(cx.key_error(key));
            }
        }
    };
    let mark = cx.root_mark();
    while !rest.is_empty() {
        cx.root(value);
        if let Some(tail) = rest.strip_prefix('.') {
            let end = tail.find(['.', '[']).unwrap_or(tail.len());
            let attribute = &tail[..end];
            if attribute.is_empty() {
                return Err(cx.raise(ClassId::ValueError, "Empty attribute in format string"));
            }
            let attribute = cx.intern_str(attribute);
            value = protocol::get_attr(cx, value, attribute)?;
            rest = &tail[end..];
        } else if let Some(tail) = rest.strip_prefix('[') {
            let Some(end) = tail.find(']') else {
                return Err(cx.raise(ClassId::ValueError, "Missing ']' in format string"));
            };
            let key = &tail[..end];
            if key.is_empty() {
                return Err(cx.raise(ClassId::ValueError, "Empty attribute in format string"));
            }
            let key = match digits(key) {
                Some(index) => cx.int(index as i64),
                None => cx.str(key),
            };
            value = protocol::get_item(cx, value, key)?;
            rest = &tail[end + 1..];
            if !rest.is_empty() && !rest.starts_with(['.', '[']) {
                return Err(cx.raise(ClassId::ValueError, "Only '.' or '[' may follow ']' in format field specifier"));
            }
        } else {
            return Err(cx.raise(ClassId::ValueError, "Empty attribute in format string"));
        }
    }
    cx.unroot(mark);
    Ok(value)
}
