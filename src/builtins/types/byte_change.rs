//! Methods of `bytes` and `bytearray` that change or classify bytes. Only ASCII has case and class.

use crate::builtins::arguments::{self, Keywords, class_name, str_of};
use crate::builtins::types::bytes::{content, result, this, wanted};
use crate::builtins::types::codec;
use crate::object::{Call, ClassId, ClassObject, PyResult, Value};

pub fn decode(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let data = this(cx, args)?;
    let [encoding, errors] = arguments::named(cx, "decode", &args[1..], keywords, ["encoding", "errors"], 0)?;
    for (which, value) in [("encoding", encoding), ("errors", errors)] {
        if !value.is_unbound() && str_of(cx, value).is_none() {
            let class = if value.is_none() { "None".to_string() } else { class_name(cx, value) };
            return Err(cx.type_error(format!("decode() argument '{which}' must be str, not {class}")));
        }
    }
    let (encoding, errors) = (codec::name_or(cx, encoding, "utf-8")?, codec::name_or(cx, errors, "strict")?);
    codec::decode(cx, &data, encoding, errors)
}

/// The digits of bytes, with a separator after every `group` of them (counted from the right if positive).
pub fn hex_text(cx: &mut dyn Call, data: &[u8], args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [separator, group] = arguments::named(cx, "hex", args, keywords, ["sep", "bytes_per_sep"], 0)?;
    let group = if group.is_unbound() { 1 } else { arguments::c_int(cx, group)? as i64 };
    let mut text = String::with_capacity(data.len() * 2);
    let separator = if separator.is_unbound() || group == 0 {
        None
    } else {
        let given = match (str_of(cx, separator), content(cx, separator)) {
            (Some(text), _) => text.as_str().chars().collect::<Vec<char>>(),
            (_, Some(bytes)) => bytes.iter().map(|byte| *byte as char).collect(),
            _ => return Err(cx.type_error("sep must be str or bytes.")),
        };
        match given[..] {
            [c] if c.is_ascii() => Some(c),
            [_] => return Err(cx.value_error("sep must be ASCII.")),
            _ => return Err(cx.value_error("sep must be length 1.")),
        }
    };
    let size = group.unsigned_abs() as usize;
    for (index, byte) in data.iter().enumerate() {
        let place = if group > 0 { data.len() - index } else { index };
        if index > 0
            && place.is_multiple_of(size.max(1))
            && let Some(separator) = separator
        {
            text.push(separator);
        }
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(digit as u32, 16).unwrap_or('0'));
        }
    }
    cx.try_str(&text)
}
pub fn hex(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let data = this(cx, args)?;
    hex_text(cx, &data, &args[1..], keywords)
}

pub fn from_hex(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [class, text] = arguments::exactly(cx, "fromhex", args, keywords)?;
    let Some(text) = str_of(cx, text) else {
        let class = class_name(cx, text);
        return Err(cx.type_error(format!("fromhex() argument must be str, not {class}")));
    };
    let chars: Vec<char> = text.as_str().chars().collect();
    let mut data = Vec::with_capacity(chars.len() / 2);
    let mut at = 0;
    while at < chars.len() {
        if matches!(chars[at], ' ' | '\t'..='\r') {
            at += 1;
            continue;
        }
        for place in [at, at + 1] {
            if !chars.get(place).is_some_and(char::is_ascii_hexdigit) {
                let message = format!("non-hexadecimal number found in fromhex() arg at position {place}");
                return Err(cx.value_error(message));
            }
        }
        let digit = |c: char| c.to_digit(16).unwrap_or(0) as u8;
        data.push(digit(chars[at]) << 4 | digit(chars[at + 1]));
        at += 2;
    }
    let Some(class) = class.cast::<ClassObject>() else { return Ok(cx.bytes(&data)) };
    let is_array = cx.is_builtin_subclass(class, ClassId::ByteArray);
    let made = if is_array { cx.byte_array(data) } else { cx.bytes(&data) };
    if class.builtin.is_some() {
        return Ok(made);
    }
    cx.call(Value::object(class), &[made], &[])
}

macro_rules! changes {
    ($($name:ident $change:expr;)*) => {$(
        pub fn $name(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
            let mut data = this(cx, args)?.into_owned();
            arguments::exactly::<0>(cx, concat!("bytes.", stringify!($name)), &args[1..], keywords)?;
            let change: fn(&mut [u8]) = $change;
            change(&mut data);
            Ok(result(cx, args, &data))
        }
    )*};
}
changes! {
    lower |data| data.make_ascii_lowercase();
    upper |data| data.make_ascii_uppercase();
    capitalize |data| {
        data.make_ascii_lowercase();
        if let Some(first) = data.first_mut() {
            first.make_ascii_uppercase();
        }
    };
    swapcase |data| {
        for byte in data {
            if byte.is_ascii_lowercase() { byte.make_ascii_uppercase() } else { byte.make_ascii_lowercase() }
        }
    };
    title |data| {
        let mut inside = false;
        for byte in data {
            if inside { byte.make_ascii_lowercase() } else { byte.make_ascii_uppercase() }
            inside = byte.is_ascii_alphabetic();
        }
    };
}

macro_rules! predicates {
    ($($name:ident $test:expr;)*) => {$(
        pub fn $name(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
            let data = this(cx, args)?;
            arguments::exactly::<0>(cx, concat!("bytes.", stringify!($name)), &args[1..], keywords)?;
            let test: fn(&[u8]) -> bool = $test;
            Ok(Value::bool(test(&data)))
        }
    )*};
}
predicates! {
    isascii |data| data.is_ascii();
    isalnum |data| !data.is_empty() && data.iter().all(u8::is_ascii_alphanumeric);
    isalpha |data| !data.is_empty() && data.iter().all(u8::is_ascii_alphabetic);
    isdigit |data| !data.is_empty() && data.iter().all(u8::is_ascii_digit);
    isspace |data| !data.is_empty() && data.iter().all(|byte| matches!(byte, 9..=13 | 32));
    islower |data| data.iter().any(u8::is_ascii_lowercase) && !data.iter().any(u8::is_ascii_uppercase);
    isupper |data| data.iter().any(u8::is_ascii_uppercase) && !data.iter().any(u8::is_ascii_lowercase);
    istitle |data| {
        let (mut inside, mut any) = (false, false);
        for byte in data {
            if byte.is_ascii_uppercase() && inside || byte.is_ascii_lowercase() && !inside {
                return false;
            }
            inside = byte.is_ascii_alphabetic();
            any |= inside;
        }
        any
    };
}

fn trim(cx: &mut dyn Call, name: &str, args: &[Value], keywords: Keywords<'_>, left: bool, right: bool) -> PyResult {
    let data = this(cx, args)?;
    let [which] = arguments::positional(cx, name, &args[1..], keywords, 0)?;
    let which = if which.is_unbound() || which.is_none() { b" \t\n\r\x0b\x0c".into() } else { wanted(cx, which)? };
    let mut rest = &data[..];
    while left && rest.first().is_some_and(|byte| which.contains(byte)) {
        rest = &rest[1..];
    }
    while right && rest.last().is_some_and(|byte| which.contains(byte)) {
        rest = &rest[..rest.len() - 1];
    }
    Ok(result(cx, args, rest))
}
pub fn strip(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    trim(cx, "strip", args, keywords, true, true)
}
pub fn lstrip(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    trim(cx, "lstrip", args, keywords, true, false)
}
pub fn rstrip(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    trim(cx, "rstrip", args, keywords, false, true)
}

pub fn removeprefix(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let data = this(cx, args)?;
    let [part] = arguments::exactly(cx, "bytes.removeprefix", &args[1..], keywords)?;
    let part = wanted(cx, part)?;
    Ok(result(cx, args, data.strip_prefix(&*part).unwrap_or(&data)))
}
pub fn removesuffix(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let data = this(cx, args)?;
    let [part] = arguments::exactly(cx, "bytes.removesuffix", &args[1..], keywords)?;
    let part = wanted(cx, part)?;
    Ok(result(cx, args, data.strip_suffix(&*part).unwrap_or(&data)))
}

/// Pads to a width: `left` and `right` are the shares of the padding.
fn pad(cx: &mut dyn Call, name: &str, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let data = this(cx, args)?;
    let [width, fill] = arguments::positional(cx, name, &args[1..], keywords, 1)?;
    let width = arguments::size(cx, width)?;
    let fill = match fill.is_unbound() {
        true => b' ',
        false => match content(cx, fill).as_deref() {
            Some([byte]) => *byte,
            _ => {
                let class = class_name(cx, fill);
                return Err(
                    cx.type_error(format!("{name}() argument 2 must be a byte string of length 1, not {class}"))
                );
            }
        },
    };
    let missing = (width.max(0) as usize).saturating_sub(data.len());
    cx.reserve(missing)?;
    let left = match name {
        "ljust" => 0,
        "rjust" => missing,
        _ => missing / 2 + (missing & width.max(0) as usize & 1),
    };
    let mut out = vec![fill; left];
    out.extend_from_slice(&data);
    out.resize(data.len() + missing, fill);
    Ok(result(cx, args, &out))
}
pub fn center(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    pad(cx, "center", args, keywords)
}
pub fn ljust(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    pad(cx, "ljust", args, keywords)
}
pub fn rjust(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    pad(cx, "rjust", args, keywords)
}
pub fn zfill(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let data = this(cx, args)?;
    let [width] = arguments::exactly(cx, "bytes.zfill", &args[1..], keywords)?;
    let width = arguments::size(cx, width)?.max(0) as usize;
    let missing = width.saturating_sub(data.len());
    cx.reserve(missing)?;
    let sign = matches!(data.first(), Some(b'+' | b'-')) as usize;
    let mut out = data[..sign].to_vec();
    out.resize(sign + missing, b'0');
    out.extend_from_slice(&data[sign..]);
    Ok(result(cx, args, &out))
}

pub fn expandtabs(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let data = this(cx, args)?;
    let [size] = arguments::named(cx, "expandtabs", &args[1..], keywords, ["tabsize"], 0)?;
    let size = if size.is_unbound() { 8 } else { arguments::c_int(cx, size)?.max(0) as usize };
    let (mut out, mut column) = (Vec::with_capacity(data.len()), 0);
    for byte in data.iter() {
        match byte {
            b'\t' => {
                let spaces = if size == 0 { 0 } else { size - column % size };
                cx.reserve(spaces)?;
                out.resize(out.len() + spaces, b' ');
                column += spaces;
            }
            b'\n' | b'\r' => {
                out.push(*byte);
                column = 0;
            }
            _ => {
                out.push(*byte);
                column += 1;
            }
        }
    }
    Ok(result(cx, args, &out))
}

pub fn translate(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let data = this(cx, args)?;
    let [table, delete] = match (&args[1..], keywords) {
        ([table], [(key, delete)]) if str_of(cx, *key).is_some_and(|k| k.as_str() == "delete") => [*table, *delete],
        (rest, keywords) => arguments::positional(cx, "translate", rest, keywords, 1)?,
    };
    let table = if table.is_none() { None } else { Some(wanted(cx, table)?) };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(cx.value_error("translation table must be 256 characters long"));
    }
    let delete = if delete.is_unbound() { Vec::new().into() } else { wanted(cx, delete)? };
    let mut dropped = [false; 256];
    for byte in delete.iter() {
        dropped[*byte as usize] = true;
    }
    let kept = data.iter().filter(|byte| !dropped[**byte as usize]);
    let out: Vec<u8> = match &table {
        Some(table) => kept.map(|byte| table[*byte as usize]).collect(),
        None => kept.copied().collect(),
    };
    Ok(result(cx, args, &out))
}

pub fn maketrans(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [from, to] = arguments::exactly(cx, "maketrans", args, keywords)?;
    let (from, to) = (wanted(cx, from)?, wanted(cx, to)?);
    if from.len() != to.len() {
        return Err(cx.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.iter().zip(to.iter()) {
        table[*from as usize] = *to;
    }
    Ok(cx.bytes(&table))
}
