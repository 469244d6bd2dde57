//! Splitting and joining.

use super::this;
use crate::builtins::arguments::{self, Keywords, class_name, str_of};
use crate::builtins::protocol;
use crate::builtins::text;
use crate::object::class_id::ClassId;
use crate::object::{Call, Kind, ListObject, PyResult, StrObject, TupleObject, Value};

fn strs(cx: &mut dyn Call, parts: Vec<&str>) -> PyResult {
    let list = cx.new_list();
    cx.list_reserve(list, parts.len())?;
    for part in parts {
        let part = cx.str(part);
        cx.list_push(list, part)?;
    }
    Ok(Value::object(list))
}

fn split_either(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>, name: &str, from_right: bool) -> PyResult {
    let this = this(cx, args)?;
    let [separator, limit] = arguments::named(cx, name, &args[1..], keywords, ["sep", "maxsplit"], 0)?;
    let limit = if limit.is_unbound() { -1 } else { arguments::size(cx, limit)? };
    if separator.is_unbound() || separator.is_none() {
        return strs(cx, text::split_space(this.as_str(), limit, from_right));
    }
    let Some(separator) = str_of(cx, separator) else {
        let class = class_name(cx, separator);
        return Err(cx.type_error(format!("must be str or None, not {class}")));
    };
    if separator.as_str().is_empty() {
        return Err(cx.raise(ClassId::ValueError, "empty separator"));
    }
    strs(cx, text::split_on(this.as_str(), separator.as_str(), limit, from_right))
}
pub fn split(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    split_either(cx, args, keywords, "split", false)
}
pub fn rsplit(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    split_either(cx, args, keywords, "rsplit", true)
}
pub fn splitlines(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let this = this(cx, args)?;
    let [keep] = arguments::named(cx, "splitlines", &args[1..], keywords, ["keepends"], 0)?;
    let keep = !keep.is_unbound() && arguments::c_int(cx, keep)? != 0;
    strs(cx, text::split_lines(this.as_str(), keep))
}

fn partition_either(
    cx: &mut dyn Call,
    args: &[Value],
    keywords: Keywords<'_>,
    name: &str,
    from_right: bool,
) -> PyResult {
    let this = this(cx, args)?;
    let [separator] = arguments::exactly(cx, name, &args[1..], keywords)?;
    let Some(separator) = str_of(cx, separator) else {
        let class = class_name(cx, separator);
        return Err(cx.type_error(format!("must be str, not {class}")));
    };
    let wanted = separator.as_str();
    if wanted.is_empty() {
        return Err(cx.raise(ClassId::ValueError, "empty separator"));
    }
    let text = this.as_str();
    let found = if from_right { text.rsplit_once(wanted) } else { text.split_once(wanted) };
    let parts = match found {
        Some((before, after)) => [cx.str(before), Value::object(separator), cx.str(after)],
        None => {
            let empty = cx.str("");
            if from_right { [empty, empty, Value::object(this)] } else { [Value::object(this), empty, empty] }
        }
    };
    Ok(cx.tuple(&parts))
}
pub fn partition(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    partition_either(cx, args, keywords, "str.partition", false)
}
pub fn rpartition(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    partition_either(cx, args, keywords, "str.rpartition", true)
}

pub fn join(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let this = this(cx, args)?;
    let [iterable] = arguments::exactly(cx, "str.join", &args[1..], keywords)?;
    let plain = cx.payload(iterable);
    let mut made = Value::UNBOUND;
    if !plain.is(Kind::List) && !plain.is(Kind::Tuple) {
        if !protocol::is_iterable(cx, iterable) {
            return Err(cx.type_error("can only join an iterable"));
        }
        made = Value::object(protocol::list_from(cx, iterable)?);
    }
    let source = if made.is_unbound() { plain } else { made };
    let items = match (source.cast::<ListObject>(), source.cast::<TupleObject>()) {
        (Some(list), _) => ListObject::items(list),
        (_, Some(tuple)) => TupleObject::items(tuple),
        _ => &[],
    };
    if let [only] = items
        && only.is(Kind::Str)
    {
        return Ok(*only);
    }
    let separator = this.as_str();
    let (mut bytes, mut chars) = (0usize, 0usize);
    for (index, item) in items.iter().enumerate() {
        let Some(part) = str_of(cx, *item) else {
            let class = class_name(cx, *item);
            return Err(cx.type_error(format!("sequence item {index}: expected str instance, {class} found")));
        };
        bytes += part.byte_len as usize + if index > 0 { separator.len() } else { 0 };
        chars += part.char_len() + if index > 0 { this.char_len() } else { 0 };
    }
    cx.reserve(bytes)?;
    let mut out = String::with_capacity(bytes);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(separator);
        }
        if let Some(part) = cx.payload(*item).cast::<StrObject>() {
            out.push_str(part.as_str());
        }
    }
    if out.len() <= 1 {
        return Ok(cx.str(&out));
    }
    Ok(Value::object(cx.new_str_counted(&out, chars)))
}
