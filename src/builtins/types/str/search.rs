//! Finding and counting.

use super::this;
use crate::builtins::arguments::{self, Keywords, class_name, str_of};
use crate::builtins::protocol;
use crate::gc::Gc;
use crate::object::class_id::ClassId;
use crate::object::{Call, PyResult, StrObject, TupleObject, Value};

/// Where to search: the part of the text and its first character's number; `None` if `start` lies
/// behind the end.
struct Part<'a> {
    text: &'a str,
    first: usize,
}

fn bound(cx: &mut dyn Call, value: Value, default: i64, len: i64) -> PyResult<i64> {
    if value.is_unbound() || value.is_none() {
        return Ok(default);
    }
    if !value.is_int() && !protocol::has_index(cx, value) {
        return Err(cx.type_error("slice indices must be integers or None or have an __index__ method"));
    }
    let position = arguments::position(cx, value)?;
    Ok(if position < 0 { (position.saturating_add(len)).max(0) } else { position })
}

fn part<'a>(cx: &mut dyn Call, this: Gc<StrObject>, start: Value, stop: Value) -> PyResult<Option<Part<'a>>> {
    let len = this.char_len() as i64;
    let start = bound(cx, start, 0, len)?;
    let stop = bound(cx, stop, len, len)?.min(len);
    if start > stop {
        return Ok(None);
    }
    let from = cx.byte_index(this, start as usize);
    let to = cx.byte_index(this, stop as usize);
    Ok(Some(Part { text: &this.as_str()[from..to], first: start as usize }))
}

/// What is wanted, and bounds.
fn search_arguments(cx: &mut dyn Call, name: &str, args: &[Value], keywords: Keywords<'_>) -> PyResult<[Value; 3]> {
    let given = args.len() - 1;
    if !keywords.is_empty() || (1..=3).contains(&given) {
        return arguments::positional(cx, name, &args[1..], keywords, 1);
    }
    let bound = if given == 0 { "at least 1 argument" } else { "at most 3 arguments" };
    Err(cx.type_error(format!("{name}() takes {bound} ({given} given)")))
}

fn locate(
    cx: &mut dyn Call,
    args: &[Value],
    keywords: Keywords<'_>,
    name: &str,
    from_right: bool,
) -> PyResult<Option<i64>> {
    let this = this(cx, args)?;
    let [wanted, start, stop] = search_arguments(cx, name, args, keywords)?;
    let part = part(cx, this, start, stop)?;
    let Some(wanted) = str_of(cx, wanted) else {
        let class = class_name(cx, wanted);
        return Err(cx.type_error(format!("must be str, not {class}")));
    };
    let Some(part) = part else { return Ok(None) };
    let found = if from_right { part.text.rfind(wanted.as_str()) } else { part.text.find(wanted.as_str()) };
    Ok(found.map(|at| {
        let chars = if this.is_ascii() { at } else { part.text[..at].chars().count() };
        (part.first + chars) as i64
    }))
}

pub fn find(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    Ok(Value::int(locate(cx, args, keywords, "find", false)?.unwrap_or(-1)))
}
pub fn rfind(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    Ok(Value::int(locate(cx, args, keywords, "rfind", true)?.unwrap_or(-1)))
}
pub fn index(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    match locate(cx, args, keywords, "index", false)? {
        Some(at) => Ok(Value::int(at)),
        None => Err(cx.raise(ClassId::ValueError, "substring not found")),
    }
}
pub fn rindex(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    match locate(cx, args, keywords, "rindex", true)? {
        Some(at) => Ok(Value::int(at)),
        None => Err(cx.raise(ClassId::ValueError, "substring not found")),
    }
}

pub fn count(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let this = this(cx, args)?;
    let [wanted, start, stop] = search_arguments(cx, "count", args, keywords)?;
    let part = part(cx, this, start, stop)?;
    let Some(wanted) = str_of(cx, wanted) else {
        let class = class_name(cx, wanted);
        return Err(cx.type_error(format!("must be str, not {class}")));
    };
    let Some(part) = part else { return Ok(Value::int(0)) };
    let count = if wanted.as_str().is_empty() {
        part.text.chars().count() + 1
    } else {
        part.text.matches(wanted.as_str()).count()
    };
    Ok(Value::int(count as i64))
}

fn begins_or_ends(
    cx: &mut dyn Call,
    args: &[Value],
    keywords: Keywords<'_>,
    name: &str,
    holds: fn(&str, &str) -> bool,
) -> PyResult {
    let this = this(cx, args)?;
    let [wanted, start, stop] = search_arguments(cx, name, args, keywords)?;
    let part = part(cx, this, start, stop)?;
    let test = |wanted: Gc<StrObject>| part.as_ref().is_some_and(|p| holds(p.text, wanted.as_str()));
    if let Some(tuple) = cx.payload(wanted).cast::<TupleObject>() {
        for item in TupleObject::items(tuple) {
            let Some(text) = str_of(cx, *item) else {
                let class = class_name(cx, *item);
                return Err(cx.type_error(format!("tuple for {name} must only contain str, not {class}")));
            };
            if test(text) {
                return Ok(Value::TRUE);
            }
        }
        return Ok(Value::FALSE);
    }
    match str_of(cx, wanted) {
        Some(text) => Ok(Value::bool(test(text))),
        None => {
            let class = class_name(cx, wanted);
            Err(cx.type_error(format!("{name} first arg must be str or a tuple of str, not {class}")))
        }
    }
}
pub fn startswith(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    begins_or_ends(cx, args, keywords, "startswith", |text, wanted| text.starts_with(wanted))
}
pub fn endswith(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    begins_or_ends(cx, args, keywords, "endswith", |text, wanted| text.ends_with(wanted))
}
