//! `bytes` and `bytearray`: construction, encoding, and the basic methods.

use crate::builtins::arguments::{self, Keywords, class_name, int_of, str_of};
use crate::builtins::format::integer::Int;
use crate::builtins::protocol;
use crate::builtins::types::{byte_text, dunder};
use crate::gc::Gc;
use crate::object::{ByteArrayObject, BytesObject, Call, ClassId, NativeDef, PyResult, Value};

const SHARED: [NativeDef; 30] = [
    NativeDef::method("count", count),
    NativeDef::method("decode", decode_method),
    NativeDef::method("endswith", endswith),
    NativeDef::method("find", find),
    NativeDef::method("hex", hex),
    NativeDef::method("join", join),
    NativeDef::method("lower", lower),
    NativeDef::method("replace", replace),
    NativeDef::method("split", split),
    NativeDef::method("splitlines", splitlines),
    NativeDef::method("startswith", startswith),
    NativeDef::method("lstrip", lstrip),
    NativeDef::method("rstrip", rstrip),
    NativeDef::method("strip", strip),
    NativeDef::method("__ge__", dunder::ge_method),
    NativeDef::method("__gt__", dunder::gt_method),
    NativeDef::method("__le__", dunder::le_method),
    NativeDef::method("__lt__", dunder::lt_method),
    NativeDef::method("__rmul__", dunder::mul_method),
    NativeDef::method("upper", upper),
    NativeDef::static_method("fromhex", from_hex),
    NativeDef::method("__len__", dunder::len_method),
    NativeDef::method("__getitem__", dunder::getitem_method),
    NativeDef::method("__contains__", dunder::contains_method),
    NativeDef::method("__iter__", dunder::iter_method),
    NativeDef::method("__add__", dunder::add_method),
    NativeDef::method("__mul__", dunder::mul_method),
    NativeDef::method("__eq__", dunder::eq_method),
    NativeDef::method("__ne__", dunder::ne_method),
    NativeDef::method("__repr__", dunder::repr_method),
];

const fn join_tables<const N: usize>(own: &[NativeDef]) -> [NativeDef; N] {
    let mut table = [SHARED[0]; N];
    let mut index = 0;
    while index < N {
        let text = &byte_text::METHODS;
        table[index] = if index < SHARED.len() {
            SHARED[index]
        } else if index < SHARED.len() + text.len() {
            text[index - SHARED.len()]
        } else {
            own[index - SHARED.len() - text.len()]
        };
        index += 1;
    }
    table
}

pub static BYTES: &[NativeDef] = &join_tables::<55>(&[NativeDef::method("__hash__", dunder::hash_method)]);
pub static BYTE_ARRAY: &[NativeDef] = &join_tables::<60>(&[
    NativeDef::method("append", append),
    NativeDef::method("extend", extend),
    NativeDef::method("pop", pop),
    NativeDef::method("clear", clear),
    NativeDef::method("__setitem__", dunder::setitem_method),
    NativeDef::method("__delitem__", dunder::delitem_method),
]);

/// The content of bytes or a bytearray, copied.
pub fn data_of(value: Value) -> Option<Vec<u8>> {
    if let Some(bytes) = value.cast::<BytesObject>() {
        return Some(bytes.data.to_vec());
    }
    value.cast::<ByteArrayObject>().map(|bytes| bytes.data.borrow().clone())
}

/// `bytes(...)` and `bytearray(...)`.
pub fn construct(cx: &mut dyn Call, name: &str, args: &[Value], keywords: Keywords<'_>) -> PyResult<Vec<u8>> {
    let [source, encoding, errors] = arguments::named(cx, name, args, keywords, ["source", "encoding", "errors"], 0)?;
    for (which, value) in [("encoding", encoding), ("errors", errors)] {
        if !value.is_unbound() && str_of(cx, value).is_none() {
            let class = if value.is_none() { "None".to_string() } else { class_name(cx, value) };
            return Err(cx.type_error(format!("{name}() argument '{which}' must be str, not {class}")));
        }
    }
    let coded = !encoding.is_unbound() || !errors.is_unbound();
    if coded && (source.is_unbound() || str_of(cx, source).is_none()) {
        let which = if encoding.is_unbound() { "errors" } else { "encoding" };
        return Err(cx.type_error(format!("{which} without a string argument")));
    }
    if source.is_unbound() {
        return Ok(Vec::new());
    }
    if let Some(text) = str_of(cx, source) {
        if encoding.is_unbound() {
            return Err(cx.type_error("string argument without an encoding"));
        }
        let encoding = str_of(cx, encoding).map_or("utf-8", |e| e.as_str());
        let errors = str_of(cx, errors).map_or("strict", |e| e.as_str());
        return encoded(cx, text.as_str(), encoding, errors);
    }
    let plain = cx.payload(source);
    if let Some(data) = data_of(plain) {
        return Ok(data);
    }
    if let Some(int) = int_of(cx, plain) {
        let Int::Small(size) = int else {
            return Err(cx.overflow_error("cannot fit 'int' into an index-sized integer"));
        };
        if size < 0 {
            return Err(cx.value_error("negative count"));
        }
        cx.reserve(size as usize)?;
        return Ok(vec![0; size as usize]);
    }
    if !protocol::is_iterable(cx, source) {
        let class = class_name(cx, source);
        return Err(cx.type_error(format!("cannot convert '{class}' object to {name}")));
    }
    let mut data = Vec::new();
    let wanted = if name == "bytes" { "bytes must be in range(0, 256)" } else { "byte must be in range(0, 256)" };
    protocol::for_each(cx, source, &mut |cx, item| {
        let byte = byte_of(cx, item, wanted)?;
        data.push(byte);
        Ok(())
    })?;
    Ok(data)
}

fn byte_of(cx: &mut dyn Call, value: Value, message: &str) -> PyResult<u8> {
    let number = arguments::index(cx, value)?;
    match int_of(cx, number) {
        Some(Int::Small(byte)) if (0..256).contains(&byte) => Ok(byte as u8),
        _ => Err(cx.value_error(message)),
    }
}

enum Encoding {
    Utf8,
    Ascii,
    Latin1,
}

fn encoding_named(cx: &mut dyn Call, name: &str) -> PyResult<Encoding> {
    let plain: String = name.to_ascii_lowercase().chars().map(|c| if c == '_' || c == ' ' { '-' } else { c }).collect();
    match plain.as_str() {
        "utf-8" | "utf8" | "u8" => Ok(Encoding::Utf8),
        "ascii" | "us-ascii" | "646" => Ok(Encoding::Ascii),
        "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "l1" => Ok(Encoding::Latin1),
        _ => Err(cx.raise(ClassId::LookupError, format!("unknown encoding: {name}"))),
    }
}

fn encoded(cx: &mut dyn Call, text: &str, encoding: &str, errors: &str) -> PyResult<Vec<u8>> {
    let (limit, label) = match encoding_named(cx, encoding)? {
        Encoding::Utf8 => return Ok(text.as_bytes().to_vec()),
        Encoding::Ascii => (128, "ascii"),
        Encoding::Latin1 => (256, "latin-1"),
    };
    let mut out = Vec::with_capacity(text.len());
    for (index, c) in text.chars().enumerate() {
        if (c as u32) < limit {
            out.push(c as u8);
            continue;
        }
        match errors {
            "ignore" => {}
            "replace" => out.push(b'?'),
            "backslashreplace" => {
                let code = c as u32;
                let escape = if code < 256 {
                    format!("\\x{code:02x}")
                } else if code < 0x10000 {
                    format!("\\u{code:04x}")
                } else {
                    format!("\\U{code:08x}")
                };
                out.extend_from_slice(escape.as_bytes());
            }
            "xmlcharrefreplace" => out.extend_from_slice(format!("&#{};", c as u32).as_bytes()),
            _ => {
                let mut shown = String::new();
                crate::builtins::repr::quote(&c.to_string(), &mut shown);
                if !c.is_ascii() && shown.contains(c) {
                    let code = c as u32;
                    shown = if code < 256 {
                        format!("'\\x{code:02x}'")
                    } else if code < 0x10000 {
                        format!("'\\u{code:04x}'")
                    } else {
                        format!("'\\U{code:08x}'")
                    };
                }
                return Err(cx.raise(
                    ClassId::UnicodeEncodeError,
                    format!("'{label}' codec can't encode character {shown} in position {index}: ordinal not in range({limit})"),
                ));
            }
        }
    }
    Ok(out)
}

/// `text.encode(encoding, errors)`
pub fn encode(cx: &mut dyn Call, text: &str, encoding: &str, errors: &str) -> PyResult {
    cx.reserve(text.len())?;
    let data = encoded(cx, text, encoding, errors)?;
    Ok(cx.bytes(&data))
}

/// `data.decode(encoding, errors)`
pub fn decode(cx: &mut dyn Call, data: &[u8], encoding: &str, errors: &str) -> PyResult {
    cx.reserve(data.len())?;
    match encoding_named(cx, encoding)? {
        Encoding::Latin1 => {
            let text: String = data.iter().map(|b| *b as char).collect();
            cx.try_str(&text)
        }
        Encoding::Ascii => {
            let mut text = String::with_capacity(data.len());
            for (index, byte) in data.iter().enumerate() {
                match (byte.is_ascii(), errors) {
                    (true, _) => text.push(*byte as char),
                    (false, "ignore") => {}
                    (false, "replace") => text.push('\u{fffd}'),
                    _ => {
                        return Err(cx.raise(
                            ClassId::UnicodeDecodeError,
                            format!("'ascii' codec can't decode byte {byte:#04x} in position {index}: ordinal not in range(128)"),
                        ));
                    }
                }
            }
            cx.try_str(&text)
        }
        Encoding::Utf8 => match std::str::from_utf8(data) {
            Ok(text) => cx.try_str(text),
            Err(_) if errors == "replace" => cx.try_str(&String::from_utf8_lossy(data)),
            Err(_) if errors == "ignore" => {
                let text: String = String::from_utf8_lossy(data).chars().filter(|c| *c != '\u{fffd}').collect();
                cx.try_str(&text)
            }
            Err(problem) => {
                let at = problem.valid_up_to();
                let byte = data.get(at).copied().unwrap_or(0);
                let reason = match problem.error_len() {
                    None => "unexpected end of data",
                    Some(_) if !(0xC2..=0xF4).contains(&byte) => "invalid start byte",
                    Some(_) => "invalid continuation byte",
                };
                Err(cx.raise(
                    ClassId::UnicodeDecodeError,
                    format!("'utf-8' codec can't decode byte {byte:#04x} in position {at}: {reason}"),
                ))
            }
        },
    }
}

fn this(cx: &mut dyn Call, args: &[Value]) -> PyResult<Vec<u8>> {
    match args.first().and_then(|a| data_of(*a)) {
        Some(data) => Ok(data),
        None => Err(cx.type_error("a bytes-like object is required")),
    }
}
/// A result of the receiver's type.
fn result(cx: &mut dyn Call, args: &[Value], data: &[u8]) -> Value {
    if args[0].cast::<ByteArrayObject>().is_some() { cx.byte_array(data.to_vec()) } else { cx.bytes(data) }
}
fn wanted(cx: &mut dyn Call, value: Value) -> PyResult<Vec<u8>> {
    match data_of(value) {
        Some(data) => Ok(data),
        None => {
            let class = class_name(cx, value);
            Err(cx.type_error(format!("a bytes-like object is required, not '{class}'")))
        }
    }
}
fn decode_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let data = this(cx, args)?;
    let [encoding, errors] = arguments::named(cx, "decode", &args[1..], keywords, ["encoding", "errors"], 0)?;
    let encoding = str_of(cx, encoding).map_or("utf-8", |e| e.as_str());
    let errors = str_of(cx, errors).map_or("strict", |e| e.as_str());
    decode(cx, &data, encoding, errors)
}
fn hex(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let data = this(cx, args)?;
    let [separator] = arguments::positional(cx, "hex", &args[1..], keywords, 0)?;
    let separator = str_of(cx, separator).map_or("", |s| s.as_str());
    let parts: Vec<String> = data.iter().map(|b| format!("{b:02x}")).collect();
    cx.try_str(&parts.join(separator))
}
fn from_hex(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [text] = arguments::exactly(cx, "fromhex", args, keywords)?;
    let Some(text) = str_of(cx, text) else {
        return Err(cx.type_error("fromhex() argument must be str"));
    };
    let digits: Vec<(usize, char)> = text.as_str().chars().enumerate().filter(|(_, c)| !c.is_whitespace()).collect();
    let mut data = Vec::with_capacity(digits.len() / 2);
    for pair in digits.chunks(2) {
        let byte = match pair {
            [(_, a), (_, b)] => a.to_digit(16).zip(b.to_digit(16)).map(|(a, b)| (a * 16 + b) as u8),
            _ => None,
        };
        match byte {
            Some(byte) => data.push(byte),
            None => {
                let at = pair.iter().find(|(_, c)| !c.is_ascii_hexdigit()).map_or(text.char_len(), |(at, _)| *at);
                return Err(cx.value_error(format!("non-hexadecimal number found in fromhex() arg at position {at}")));
            }
        }
    }
    Ok(cx.bytes(&data))
}
fn find_in(data: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() {
        return Some(0);
    }
    data.windows(part.len()).position(|w| w == part)
}
fn find(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let data = this(cx, args)?;
    let [part] = arguments::exactly(cx, "find", &args[1..], keywords)?;
    let part = wanted(cx, part)?;
    Ok(Value::int(find_in(&data, &part).map_or(-1, |at| at as i64)))
}
fn count(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let data = this(cx, args)?;
    let [part] = arguments::exactly(cx, "count", &args[1..], keywords)?;
    let part = match int_of(cx, part) {
        Some(_) => vec![byte_of(cx, part, "byte must be in range(0, 256)")?],
        None => wanted(cx, part)?,
    };
    if part.is_empty() {
        return Ok(Value::int(data.len() as i64 + 1));
    }
    let (mut rest, mut found) = (&data[..], 0);
    while let Some(at) = find_in(rest, &part) {
        found += 1;
        rest = &rest[at + part.len()..];
    }
    Ok(Value::int(found))
}
fn startswith(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let data = this(cx, args)?;
    let [part] = arguments::exactly(cx, "startswith", &args[1..], keywords)?;
    Ok(Value::bool(data.starts_with(&wanted(cx, part)?)))
}
fn endswith(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let data = this(cx, args)?;
    let [part] = arguments::exactly(cx, "endswith", &args[1..], keywords)?;
    Ok(Value::bool(data.ends_with(&wanted(cx, part)?)))
}
fn lower(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "lower", &args[1..], keywords)?;
    let data = this(cx, args)?.to_ascii_lowercase();
    Ok(result(cx, args, &data))
}
fn upper(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "upper", &args[1..], keywords)?;
    let data = this(cx, args)?.to_ascii_uppercase();
    Ok(result(cx, args, &data))
}
fn strip(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    trim(cx, "strip", args, keywords, true, true)
}
fn lstrip(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    trim(cx, "lstrip", args, keywords, true, false)
}
fn rstrip(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    trim(cx, "rstrip", args, keywords, false, true)
}
fn trim(cx: &mut dyn Call, name: &str, args: &[Value], keywords: Keywords<'_>, left: bool, right: bool) -> PyResult {
    let data = this(cx, args)?;
    let [drop] = arguments::positional(cx, name, &args[1..], keywords, 0)?;
    let drop = if drop.is_unbound() || drop.is_none() { b" \t\n\r\x0b\x0c".to_vec() } else { wanted(cx, drop)? };
    let start = if left { data.iter().position(|b| !drop.contains(b)).unwrap_or(data.len()) } else { 0 };
    let stop = if right { data.iter().rposition(|b| !drop.contains(b)).map_or(start, |at| at + 1) } else { data.len() };
    Ok(result(cx, args, &data[start..stop]))
}
fn replace(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let data = this(cx, args)?;
    let [old, new] = arguments::exactly(cx, "replace", &args[1..], keywords)?;
    let (old, new) = (wanted(cx, old)?, wanted(cx, new)?);
    if old.is_empty() {
        return Err(cx.value_error("replacing empty bytes is not supported"));
    }
    let mut out = Vec::with_capacity(data.len());
    let mut rest = &data[..];
    while let Some(at) = find_in(rest, &old) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(&new);
        rest = &rest[at + old.len()..];
        cx.reserve(out.len())?;
    }
    out.extend_from_slice(rest);
    Ok(result(cx, args, &out))
}
fn split(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let data = this(cx, args)?;
    let [separator, limit] = arguments::named(cx, "split", &args[1..], keywords, ["sep", "maxsplit"], 0)?;
    let limit = if limit.is_unbound() { -1 } else { arguments::size(cx, limit)? };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut parts: Vec<Vec<u8>> = Vec::new();
    if separator.is_unbound() || separator.is_none() {
        let words = data.split(|b| b.is_ascii_whitespace()).filter(|w| !w.is_empty());
        parts.extend(words.map(|w| w.to_vec()));
    } else {
        let separator = wanted(cx, separator)?;
        if separator.is_empty() {
            return Err(cx.value_error("empty separator"));
        }
        let mut rest = &data[..];
        while parts.len() < limit
            && let Some(at) = find_in(rest, &separator)
        {
            parts.push(rest[..at].to_vec());
            rest = &rest[at + separator.len()..];
        }
        parts.push(rest.to_vec());
    }
    let list = cx.new_list();
    for part in parts {
        let part = result(cx, args, &part);
        cx.list_push(list, part)?;
    }
    Ok(Value::object(list))
}
/// Only `\\n`, `\\r` and both together end a line of bytes.
fn splitlines(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let data = this(cx, args)?;
    let [keep] = arguments::named(cx, "splitlines", &args[1..], keywords, ["keepends"], 0)?;
    let keep = !keep.is_unbound() && arguments::c_int(cx, keep)? != 0;
    let list = cx.new_list();
    let mut start = 0;
    while start < data.len() {
        let end = data[start..].iter().position(|b| matches!(b, b'\n' | b'\r')).map_or(data.len(), |at| start + at);
        let width = if data[end..].starts_with(b"\r\n") { 2 } else { 1 };
        let next = (end + width).min(data.len());
        let line = result(cx, args, &data[start..if keep { next } else { end }]);
        cx.list_push(list, line)?;
        start = next;
    }
    Ok(Value::object(list))
}
fn join(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let separator = this(cx, args)?;
    let [iterable] = arguments::exactly(cx, "join", &args[1..], keywords)?;
    let mut out = Vec::new();
    let mut index = 0;
    protocol::for_each(cx, iterable, &mut |cx, item| {
        if index > 0 {
            out.extend_from_slice(&separator);
        }
        let Some(part) = data_of(item) else {
            let class = class_name(cx, item);
            return Err(cx.type_error(format!("sequence item {index}: expected a bytes-like object, {class} found")));
        };
        out.extend_from_slice(&part);
        index += 1;
        Ok(())
    })?;
    cx.reserve(out.len())?;
    Ok(result(cx, args, &out))
}

fn array(cx: &mut dyn Call, args: &[Value]) -> PyResult<Gc<ByteArrayObject>> {
    match args.first().and_then(|a| a.cast::<ByteArrayObject>()) {
        Some(array) => Ok(array),
        None => Err(cx.type_error("a bytearray is required")),
    }
}
fn append(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = array(cx, args)?;
    let [item] = arguments::exactly(cx, "bytearray.append", &args[1..], keywords)?;
    let byte = byte_of(cx, item, "byte must be in range(0, 256)")?;
    array.data.borrow_mut().push(byte);
    Ok(Value::NONE)
}
fn extend(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = array(cx, args)?;
    let [iterable] = arguments::exactly(cx, "bytearray.extend", &args[1..], keywords)?;
    let data = construct(cx, "bytearray", &[iterable], &[])?;
    cx.reserve(data.len())?;
    array.data.borrow_mut().extend_from_slice(&data);
    Ok(Value::NONE)
}
fn pop(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = array(cx, args)?;
    let [index] = arguments::positional(cx, "pop", &args[1..], keywords, 0)?;
    let index = if index.is_unbound() { -1 } else { arguments::size(cx, index)? };
    let length = array.data.borrow().len() as i64;
    if length == 0 {
        return Err(cx.index_error("pop from empty bytearray"));
    }
    let at = if index < 0 { index + length } else { index };
    if !(0..length).contains(&at) {
        return Err(cx.index_error("pop index out of range"));
    }
    let byte = array.data.borrow_mut().remove(at as usize);
    Ok(Value::int(byte as i64))
}
fn clear(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = array(cx, args)?;
    arguments::exactly::<0>(cx, "bytearray.clear", &args[1..], keywords)?;
    array.data.borrow_mut().clear();
    Ok(Value::NONE)
}
