//! Methods of `bytes` and `bytearray` that look for parts.

use memchr::memmem;

use crate::builtins::arguments::{self, Keywords, class_name, int_of};
use crate::builtins::protocol;
use crate::builtins::types::bytes::{byte_of, content, result, this, wanted};
use crate::object::{Call, PyResult, TupleObject, Value};

/// A part, or one byte given as an int.
fn part_of(cx: &mut dyn Call, value: Value) -> PyResult<Vec<u8>> {
    if int_of(cx, value).is_some() || content(cx, value).is_none() && protocol::has_index(cx, value) {
        return Ok(vec![byte_of(cx, value, "byte must be in range(0, 256)")?]);
    }
    match content(cx, value) {
        Some(data) => Ok(data.into_owned()),
        None => {
            let class = class_name(cx, value);
            Err(cx.type_error(format!("argument should be integer or bytes-like object, not '{class}'")))
        }
    }
}

/// The bounds of `find(part, start, stop)`: as a slice has them. `None`: start behind the end.
fn bounds(cx: &mut dyn Call, start: Value, stop: Value, len: usize) -> PyResult<Option<(usize, usize)>> {
    let mut bound = |value: Value, default: i64| -> PyResult<i64> {
        if value.is_unbound() || value.is_none() {
            return Ok(default);
        }
        if !protocol::has_index(cx, value) {
            return Err(cx.type_error("slice indices must be integers or None or have an __index__ method"));
        }
        let position = arguments::position(cx, value)?;
        Ok(if position < 0 { position.saturating_add(len as i64).max(0) } else { position })
    };
    let (start, stop) = (bound(start, 0)?, bound(stop, len as i64)?.min(len as i64));
    Ok((start <= stop).then_some((start as usize, stop as usize)))
}

fn position(
    cx: &mut dyn Call,
    name: &str,
    args: &[Value],
    keywords: Keywords<'_>,
    from_right: bool,
) -> PyResult<Option<usize>> {
    let data = this(cx, args)?;
    let [part, start, stop] = arguments::positional(cx, name, &args[1..], keywords, 1)?;
    let part = part_of(cx, part)?;
    let Some((start, stop)) = bounds(cx, start, stop, data.len())? else { return Ok(None) };
    let area = &data[start..stop];
    let found = if from_right { memmem::rfind(area, &part) } else { memmem::find(area, &part) };
    Ok(found.map(|at| start + at))
}

fn or_minus_one(found: Option<usize>) -> PyResult {
    Ok(Value::int(found.map_or(-1, |at| at as i64)))
}
fn or_error(cx: &mut dyn Call, found: Option<usize>) -> PyResult {
    match found {
        Some(at) => Ok(Value::int(at as i64)),
        None => Err(cx.value_error("subsection not found")),
    }
}
pub fn find(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    or_minus_one(position(cx, "find", args, keywords, false)?)
}
pub fn rfind(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    or_minus_one(position(cx, "rfind", args, keywords, true)?)
}
pub fn index(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let found = position(cx, "index", args, keywords, false)?;
    or_error(cx, found)
}
pub fn rindex(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let found = position(cx, "rindex", args, keywords, true)?;
    or_error(cx, found)
}

pub fn count(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let data = this(cx, args)?;
    let [part, start, stop] = arguments::positional(cx, "count", &args[1..], keywords, 1)?;
    let part = part_of(cx, part)?;
    let Some((start, stop)) = bounds(cx, start, stop, data.len())? else { return Ok(Value::int(0)) };
    let area = &data[start..stop];
    let found = if part.is_empty() { area.len() + 1 } else { memmem::find_iter(area, &part).count() };
    Ok(Value::int(found as i64))
}

fn at_end(cx: &mut dyn Call, name: &str, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let data = this(cx, args)?;
    let [part, start, stop] = arguments::positional(cx, name, &args[1..], keywords, 1)?;
    let parts: Vec<Value> = match cx.payload(part).cast::<TupleObject>() {
        Some(tuple) => TupleObject::items(tuple).to_vec(),
        None => {
            if content(cx, part).is_none() {
                let class = class_name(cx, part);
                return Err(cx.type_error(format!("{name} first arg must be bytes or a tuple of bytes, not {class}")));
            }
            vec![part]
        }
    };
    let Some((start, stop)) = bounds(cx, start, stop, data.len())? else { return Ok(Value::FALSE) };
    for part in parts {
        let part = wanted(cx, part)?;
        let area = &data[start..stop];
        if if name == "startswith" { area.starts_with(&part) } else { area.ends_with(&part) } {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}
pub fn startswith(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    at_end(cx, "startswith", args, keywords)
}
pub fn endswith(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    at_end(cx, "endswith", args, keywords)
}

pub fn replace(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let data = this(cx, args)?;
    let [old, new, most] = arguments::positional(cx, "replace", &args[1..], keywords, 2)?;
    let (old, new) = (wanted(cx, old)?, wanted(cx, new)?);
    let most = if most.is_unbound() { -1 } else { arguments::size(cx, most)? };
    let most = if most < 0 { usize::MAX } else { most as usize };
    let mut out = Vec::with_capacity(data.len());
    if old.is_empty() {
        cx.reserve(data.len().saturating_mul(new.len() + 1))?;
        for (index, byte) in data.iter().enumerate() {
            if index < most {
                out.extend_from_slice(&new);
            }
            out.push(*byte);
        }
        if data.len() < most {
            out.extend_from_slice(&new);
        }
        return Ok(result(cx, args, &out));
    }
    let count = memmem::find_iter(&data, &*old).take(most).count();
    cx.reserve(data.len() + count.saturating_mul(new.len()))?;
    let mut last = 0;
    for at in memmem::find_iter(&data, &*old).take(most) {
        out.extend_from_slice(&data[last..at]);
        out.extend_from_slice(&new);
        last = at + old.len();
    }
    out.extend_from_slice(&data[last..]);
    Ok(result(cx, args, &out))
}

fn list(cx: &mut dyn Call, args: &[Value], parts: &[&[u8]]) -> PyResult {
    let list = cx.new_list();
    for part in parts {
        let part = result(cx, args, part);
        cx.list_push(list, part)?;
    }
    Ok(Value::object(list))
}

fn parts(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>, from_right: bool) -> PyResult {
    let data = this(cx, args)?;
    let name = if from_right { "rsplit" } else { "split" };
    let [separator, most] = arguments::named(cx, name, &args[1..], keywords, ["sep", "maxsplit"], 0)?;
    let most = if most.is_unbound() { -1 } else { arguments::size(cx, most)? };
    let most = if most < 0 { usize::MAX } else { most as usize };
    let mut found: Vec<&[u8]> = Vec::new();
    if separator.is_unbound() || separator.is_none() {
        let space = |byte: &u8| matches!(byte, 9..=13 | 32);
        let mut rest = &data[..];
        loop {
            rest = if from_right { trim_end(rest) } else { trim_start(rest) };
            if rest.is_empty() {
                break;
            }
            if found.len() == most {
                found.push(if from_right { trim_end(rest) } else { rest });
                break;
            }
            if from_right {
                let start = rest.iter().rposition(space).map_or(0, |at| at + 1);
                found.push(&rest[start..]);
                rest = &rest[..start];
            } else {
                let end = rest.iter().position(space).unwrap_or(rest.len());
                found.push(&rest[..end]);
                rest = &rest[end..];
            }
        }
    } else {
        let separator = wanted(cx, separator)?;
        if separator.is_empty() {
            return Err(cx.value_error("empty separator"));
        }
        let mut rest = &data[..];
        while found.len() < most {
            let at = if from_right { memmem::rfind(rest, &separator) } else { memmem::find(rest, &separator) };
            let Some(at) = at else { break };
            if from_right {
                found.push(&rest[at + separator.len()..]);
                rest = &rest[..at];
            } else {
                found.push(&rest[..at]);
                rest = &rest[at + separator.len()..];
            }
        }
        found.push(rest);
    }
    if from_right {
        found.reverse();
    }
    list(cx, args, &found)
}
fn trim_start(data: &[u8]) -> &[u8] {
    let start = data.iter().position(|byte| !matches!(byte, 9..=13 | 32)).unwrap_or(data.len());
    &data[start..]
}
fn trim_end(data: &[u8]) -> &[u8] {
    let end = data.iter().rposition(|byte| !matches!(byte, 9..=13 | 32)).map_or(0, |at| at + 1);
    &data[..end]
}
pub fn split(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    parts(cx, args, keywords, false)
}
pub fn rsplit(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    parts(cx, args, keywords, true)
}

pub fn splitlines(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let data = this(cx, args)?;
    let [keep] = arguments::named(cx, "splitlines", &args[1..], keywords, ["keepends"], 0)?;
    let keep = !keep.is_unbound() && protocol::truth(cx, keep)?;
    let mut found: Vec<&[u8]> = Vec::new();
    let mut start = 0;
    while start < data.len() {
        let end = data[start..].iter().position(|b| matches!(b, b'\n' | b'\r')).map_or(data.len(), |at| start + at);
        let next = match data.get(end) {
            None => end,
            Some(b'\r') if data.get(end + 1) == Some(&b'\n') => end + 2,
            Some(_) => end + 1,
        };
        found.push(&data[start..if keep { next } else { end }]);
        start = next;
    }
    list(cx, args, &found)
}

fn around(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>, from_right: bool) -> PyResult {
    let data = this(cx, args)?;
    let name = if from_right { "rpartition" } else { "partition" };
    let [separator] = arguments::exactly(cx, &format!("bytes.{name}"), &args[1..], keywords)?;
    let separator = wanted(cx, separator)?;
    if separator.is_empty() {
        return Err(cx.value_error("empty separator"));
    }
    let at = if from_right { memmem::rfind(&data, &separator) } else { memmem::find(&data, &separator) };
    let (before, middle, after): (&[u8], &[u8], &[u8]) = match at {
        Some(at) => (&data[..at], &separator, &data[at + separator.len()..]),
        None if from_right => (&[], &[], &data),
        None => (&data, &[], &[]),
    };
    let three = [result(cx, args, before), result(cx, args, middle), result(cx, args, after)];
    Ok(cx.tuple(&three))
}
pub fn partition(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    around(cx, args, keywords, false)
}
pub fn rpartition(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    around(cx, args, keywords, true)
}

pub fn join(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let separator = this(cx, args)?;
    let [iterable] = arguments::exactly(cx, "bytes.join", &args[1..], keywords)?;
    if !protocol::is_iterable(cx, iterable) {
        return Err(cx.type_error("can only join an iterable"));
    }
    let items = protocol::collect(cx, iterable)?;
    let mut out = Vec::new();
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            out.extend_from_slice(&separator);
        }
        match content(cx, item) {
            Some(data) => {
                if data.len() > 1 << 16 {
                    cx.reserve(data.len())?;
                }
                out.extend_from_slice(&data);
            }
            None => {
                let class = class_name(cx, item);
                let message = format!("sequence item {index}: expected a bytes-like object, {class} found");
                return Err(cx.type_error(message));
            }
        }
    }
    Ok(result(cx, args, &out))
}
