//! Encodings: text to bytes and back, with the error handlers that have a meaning without surrogates.
//!
//! ```text
//! codec::encode_text(cx, text, "utf-8", "strict")?;  codec::decode(cx, b"\xc3\xa9", "utf-8", "strict")?;
//! ```

use crate::builtins::types::code_page::{self, Page};
use crate::builtins::types::exception;
use crate::object::{Call, ClassId, PyResult, Raised, Value};

/// The encodings there are.
#[derive(Clone, Copy, PartialEq)]
enum Encoding {
    Utf8 {
        mark: bool,
    },
    Ascii,
    Latin1,
    /// `None`: with a byte order mark.
    Utf16 {
        big: Option<bool>,
    },
    Utf32 {
        big: Option<bool>,
    },
    Page(Page),
}

fn named(cx: &mut dyn Call, name: &str) -> PyResult<Encoding> {
    let plain: String = name.to_ascii_lowercase().chars().map(|c| if c == '_' || c == ' ' { '-' } else { c }).collect();
    Ok(match plain.as_str() {
        "utf-8" | "utf8" | "u8" | "utf" | "cp65001" => Encoding::Utf8 { mark: false },
        "utf-8-sig" | "utf8-sig" => Encoding::Utf8 { mark: true },
        "ascii" | "us-ascii" | "646" => Encoding::Ascii,
        "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "8859" | "cp819" | "latin" | "l1" => Encoding::Latin1,
        "utf-16" | "utf16" | "u16" => Encoding::Utf16 { big: None },
        "utf-16-le" | "utf-16le" | "utf16le" => Encoding::Utf16 { big: Some(false) },
        "utf-16-be" | "utf-16be" | "utf16be" => Encoding::Utf16 { big: Some(true) },
        "utf-32" | "utf32" | "u32" => Encoding::Utf32 { big: None },
        "utf-32-le" | "utf-32le" => Encoding::Utf32 { big: Some(false) },
        "utf-32-be" | "utf-32be" => Encoding::Utf32 { big: Some(true) },
        other => match code_page::named(other) {
            Some(page) => Encoding::Page(page),
            None => return Err(cx.raise(ClassId::LookupError, format!("unknown encoding: {name}"))),
        },
    })
}

fn unknown_handler(cx: &mut dyn Call, errors: &str) -> Raised {
    cx.raise(ClassId::LookupError, format!("unknown error handler name '{errors}'"))
}

/// What stands for a character that cannot be encoded; `None`: an error.
fn substitute(cx: &mut dyn Call, c: char, errors: &str) -> PyResult<Option<String>> {
    let code = c as u32;
    Ok(Some(match errors {
        "strict" | "surrogateescape" | "surrogatepass" => return Ok(None),
        "ignore" => String::new(),
        "replace" => "?".to_string(),
        "backslashreplace" if code < 256 => format!("\\x{code:02x}"),
        "backslashreplace" if code < 0x10000 => format!("\\u{code:04x}"),
        "backslashreplace" => format!("\\U{code:08x}"),
        "xmlcharrefreplace" => format!("&#{code};"),
        "namereplace" => match unicode_names2::name(c) {
            Some(name) => format!("\\N{{{name}}}"),
            None if code < 0x10000 => format!("\\u{code:04x}"),
            None => format!("\\U{code:08x}"),
        },
        _ => return Err(unknown_handler(cx, errors)),
    }))
}

/// The bytes of a text.
pub fn encode_text(cx: &mut dyn Call, text: &str, encoding: &str, errors: &str) -> PyResult<Vec<u8>> {
    let (limit, label) = match named(cx, encoding)? {
        Encoding::Utf8 { mark: false } => return Ok(text.as_bytes().to_vec()),
        Encoding::Utf8 { mark: true } => return Ok([b"\xef\xbb\xbf", text.as_bytes()].concat()),
        Encoding::Utf16 { big } => {
            let units = big.is_none().then_some(0xfeff).into_iter().chain(text.encode_utf16());
            let bytes = |unit: u16| if big == Some(true) { unit.to_be_bytes() } else { unit.to_le_bytes() };
            return Ok(units.flat_map(bytes).collect());
        }
        Encoding::Utf32 { big } => {
            let units = big.is_none().then_some(0xfeff).into_iter().chain(text.chars().map(u32::from));
            let bytes = |unit: u32| if big == Some(true) { unit.to_be_bytes() } else { unit.to_le_bytes() };
            return Ok(units.flat_map(bytes).collect());
        }
        Encoding::Page(page) => return encode_page(cx, page, text, errors),
        Encoding::Ascii => (128, "ascii"),
        Encoding::Latin1 => (256, "latin-1"),
    };
    let mut out = Vec::with_capacity(text.len());
    for (index, c) in text.chars().enumerate() {
        if (c as u32) < limit {
            out.push(c as u8);
            continue;
        }
        match substitute(cx, c, errors)? {
            Some(replacement) => out.extend_from_slice(replacement.as_bytes()),
            None => {
                let run = text.chars().skip(index).take_while(|c| *c as u32 >= limit).count();
                let object = cx.str(text);
                let reason = format!("ordinal not in range({limit})");
                return Err(exception::unicode_error(
                    cx,
                    ClassId::UnicodeEncodeError,
                    label,
                    object,
                    (index, index + run),
                    &reason,
                ));
            }
        }
    }
    Ok(out)
}

fn encode_page(cx: &mut dyn Call, page: Page, text: &str, errors: &str) -> PyResult<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    for (index, c) in text.chars().enumerate() {
        if page.encode(c, &mut out) {
            continue;
        }
        match substitute(cx, c, errors)? {
            Some(replacement) => out.extend_from_slice(replacement.as_bytes()),
            None => {
                let run = text.chars().skip(index).take_while(|c| !page.encode(*c, &mut Vec::new())).count();
                let object = cx.str(text);
                let reason = "character maps to <undefined>";
                let place = (index, index + run);
                let class = ClassId::UnicodeEncodeError;
                return Err(exception::unicode_error(cx, class, "charmap", object, place, reason));
            }
        }
    }
    Ok(out)
}

/// `text.encode(encoding, errors)`
pub fn encode(cx: &mut dyn Call, text: &str, encoding: &str, errors: &str) -> PyResult {
    cx.reserve(text.len())?;
    let data = encode_text(cx, text, encoding, errors)?;
    Ok(cx.bytes(&data))
}

/// Appends what stands for bytes that cannot be decoded, or raises.
pub(super) fn undecodable(
    cx: &mut dyn Call,
    label: &str,
    data: &[u8],
    at: (usize, usize),
    reason: &str,
    errors: &str,
    out: &mut String,
) -> PyResult<()> {
    match errors {
        "ignore" => {}
        "replace" => out.push('\u{fffd}'),
        "backslashreplace" => out.extend(data[at.0..at.1].iter().map(|byte| format!("\\x{byte:02x}"))),
        "strict" | "surrogateescape" | "surrogatepass" => {
            let object = cx.bytes(data);
            return Err(exception::unicode_error(cx, ClassId::UnicodeDecodeError, label, object, at, reason));
        }
        _ => return Err(unknown_handler(cx, errors)),
    }
    Ok(())
}

fn decode_utf8(cx: &mut dyn Call, data: &[u8], errors: &str) -> PyResult {
    if let Ok(text) = std::str::from_utf8(data) {
        return cx.try_str(text);
    }
    let mut out = String::with_capacity(data.len());
    let mut at = 0;
    while at < data.len() {
        match std::str::from_utf8(&data[at..]) {
            Ok(text) => {
                out.push_str(text);
                break;
            }
            Err(problem) => {
                let start = at + problem.valid_up_to();
                out.push_str(&String::from_utf8_lossy(&data[at..start]));
                let byte = data[start];
                let (end, reason) = match problem.error_len() {
                    None => (data.len(), "unexpected end of data"),
                    Some(len) if !(0xC2..=0xF4).contains(&byte) => (start + len, "invalid start byte"),
                    Some(len) => (start + len, "invalid continuation byte"),
                };
                undecodable(cx, "utf-8", data, (start, end), reason, errors, &mut out)?;
                at = end;
            }
        }
    }
    cx.try_str(&out)
}

/// `data.decode(encoding, errors)`
pub fn decode(cx: &mut dyn Call, data: &[u8], encoding: &str, errors: &str) -> PyResult {
    cx.reserve(data.len())?;
    match named(cx, encoding)? {
        Encoding::Latin1 => {
            let text: String = data.iter().map(|b| *b as char).collect();
            cx.try_str(&text)
        }
        Encoding::Ascii => {
            let mut text = String::with_capacity(data.len());
            for (index, byte) in data.iter().enumerate() {
                if byte.is_ascii() {
                    text.push(*byte as char);
                } else {
                    let place = (index, index + 1);
                    undecodable(cx, "ascii", data, place, "ordinal not in range(128)", errors, &mut text)?;
                }
            }
            cx.try_str(&text)
        }
        Encoding::Page(page) => {
            let text = page.decode(cx, data, errors)?;
            cx.try_str(&text)
        }
        Encoding::Utf8 { mark } => {
            let data = if mark { data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data) } else { data };
            decode_utf8(cx, data, errors)
        }
        Encoding::Utf16 { big } => {
            let (big, start) = match (big, data) {
                (Some(big), _) => (big, 0),
                (None, [0xfe, 0xff, ..]) => (true, 2),
                (None, [0xff, 0xfe, ..]) => (false, 2),
                _ => (false, 0),
            };
            let mut text = String::new();
            let units: Vec<u16> = data[start..]
                .chunks_exact(2)
                .map(|pair| {
                    let pair = [pair[0], pair[1]];
                    if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
                })
                .collect();
            let label = if big { "utf-16-be" } else { "utf-16-le" };
            let mut at = start;
            for unit in char::decode_utf16(units) {
                match unit {
                    Ok(c) => {
                        text.push(c);
                        at += 2 * c.len_utf16();
                    }
                    Err(_) => {
                        let reason = if at + 2 >= data.len() { "unexpected end of data" } else { "illegal encoding" };
                        undecodable(cx, label, data, (at, at + 2), reason, errors, &mut text)?;
                        at += 2;
                    }
                }
            }
            if (data.len() - start) % 2 == 1 {
                undecodable(cx, label, data, (data.len() - 1, data.len()), "truncated data", errors, &mut text)?;
            }
            cx.try_str(&text)
        }
        Encoding::Utf32 { big } => {
            let (big, start) = match (big, data) {
                (Some(big), _) => (big, 0),
                (None, [0, 0, 0xfe, 0xff, ..]) => (true, 4),
                (None, [0xff, 0xfe, 0, 0, ..]) => (false, 4),
                _ => (false, 0),
            };
            let mut text = String::new();
            let label = if big { "utf-32-be" } else { "utf-32-le" };
            for (index, unit) in data[start..].chunks(4).enumerate() {
                let at = start + index * 4;
                let code = match unit {
                    [a, b, c, d] if big => u32::from_be_bytes([*a, *b, *c, *d]),
                    [a, b, c, d] => u32::from_le_bytes([*a, *b, *c, *d]),
                    _ => {
                        undecodable(cx, label, data, (at, data.len()), "truncated data", errors, &mut text)?;
                        break;
                    }
                };
                match char::from_u32(code) {
                    Some(c) => text.push(c),
                    None => {
                        let reason = if code < 0x110000 {
                            "code point in surrogate code point range(0xd800, 0xe000)"
                        } else {
                            "code point not in range(0x110000)"
                        };
                        undecodable(cx, label, data, (at, at + 4), reason, errors, &mut text)?;
                    }
                }
            }
            cx.try_str(&text)
        }
    }
}

/// The name of an encoding or handler, given or the default.
pub fn name_or<'a>(cx: &mut dyn Call, value: Value, default: &'a str) -> PyResult<&'a str> {
    if value.is_unbound() {
        return Ok(default);
    }
    match crate::builtins::arguments::str_of(cx, value) {
        Some(name) => Ok(name.as_str()),
        None => {
            let class = cx.type_name(value);
            Err(cx.type_error(format!("argument must be str, not {class}")))
        }
    }
}
