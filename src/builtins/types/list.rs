//! Methods of `list`.
//!
//! 1. A comparison or key function may change the list: nothing holds its items across a call.

use crate::builtins::arguments::{self, Keywords};
use crate::builtins::protocol;
use crate::builtins::sorting;
use crate::builtins::types::dunder;
use crate::gc::Gc;
use crate::object::class_id::ClassId;
use crate::object::native::Known;
use crate::object::{Call, FastCall, ListObject, NativeDef, PyResult, Value};

pub static LIST: &[NativeDef] = &[
    NativeDef::method("append", append).fast(FastCall::Known(Known::ListAppend)),
    NativeDef::method("clear", clear),
    NativeDef::method("copy", copy),
    NativeDef::method("count", count),
    NativeDef::method("extend", extend),
    NativeDef::method("index", index),
    NativeDef::method("insert", insert),
    NativeDef::method("pop", pop).fast(FastCall::Known(Known::ListPop)),
    NativeDef::method("remove", remove),
    NativeDef::method("reverse", reverse),
    NativeDef::method("sort", sort),
    NativeDef::method("__init__", init),
    NativeDef::method("__len__", dunder::len_method),
    NativeDef::method("__getitem__", dunder::getitem_method),
    NativeDef::method("__setitem__", dunder::setitem_method),
    NativeDef::method("__delitem__", dunder::delitem_method),
    NativeDef::method("__contains__", dunder::contains_method),
    NativeDef::method("__iter__", dunder::iter_method),
    NativeDef::method("__reversed__", reversed),
    NativeDef::method("__add__", dunder::add_method),
    NativeDef::method("__iadd__", iadd),
    NativeDef::method("__mul__", dunder::mul_method),
    NativeDef::method("__rmul__", dunder::mul_method),
    NativeDef::method("__imul__", imul),
    NativeDef::method("__eq__", dunder::eq_method),
    NativeDef::method("__ne__", dunder::ne_method),
    NativeDef::method("__lt__", dunder::lt_method),
    NativeDef::method("__le__", dunder::le_method),
    NativeDef::method("__gt__", dunder::gt_method),
    NativeDef::method("__ge__", dunder::ge_method),
    NativeDef::method("__repr__", dunder::repr_method),
];

fn this(cx: &mut dyn Call, args: &[Value]) -> PyResult<Gc<ListObject>> {
    match args.first().and_then(|a| a.cast::<ListObject>()) {
        Some(list) => Ok(list),
        None => Err(cx.type_error("a list is required")),
    }
}

fn append(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let list = this(cx, args)?;
    let [item] = arguments::exactly(cx, "list.append", &args[1..], keywords)?;
    cx.list_push(list, item)?;
    Ok(Value::NONE)
}

fn clear(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let list = this(cx, args)?;
    arguments::exactly::<0>(cx, "list.clear", &args[1..], keywords)?;
    cx.list_clear(list);
    Ok(Value::NONE)
}

fn copy(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let list = this(cx, args)?;
    arguments::exactly::<0>(cx, "list.copy", &args[1..], keywords)?;
    Ok(Value::object(cx.try_list(ListObject::items(list))?))
}

fn count(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let list = this(cx, args)?;
    let [wanted] = arguments::exactly(cx, "list.count", &args[1..], keywords)?;
    let (mut found, mut index) = (0, 0);
    while let Some(item) = ListObject::get(list, index) {
        found += protocol::equal(cx, item, wanted)? as i64;
        index += 1;
    }
    Ok(Value::int(found))
}

fn extend(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let list = this(cx, args)?;
    let [iterable] = arguments::exactly(cx, "list.extend", &args[1..], keywords)?;
    protocol::extend_list(cx, list, iterable)?;
    Ok(Value::NONE)
}

/// Bounds as `index(value, start, stop)` takes them: negative ones count from the end.
pub fn search_bounds(cx: &mut dyn Call, start: Value, stop: Value, len: usize) -> PyResult<(usize, usize)> {
    let clip = |position: i64| {
        if position < 0 { position.saturating_add(len as i64).max(0) as usize } else { position as usize }
    };
    let start = if start.is_unbound() { 0 } else { clip(search_position(cx, start)?) };
    let stop = if stop.is_unbound() { usize::MAX } else { clip(search_position(cx, stop)?) };
    Ok((start, stop))
}

fn search_position(cx: &mut dyn Call, value: Value) -> PyResult<i64> {
    if !value.is_int() && !protocol::has_index(cx, value) {
        return Err(cx.type_error("slice indices must be integers or have an __index__ method"));
    }
    arguments::position(cx, value)
}

fn index(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let list = this(cx, args)?;
    let [wanted, start, stop] = arguments::positional(cx, "index", &args[1..], keywords, 1)?;
    let (start, stop) = search_bounds(cx, start, stop, ListObject::items(list).len())?;
    let mut index = start;
    while index < stop
        && let Some(item) = ListObject::get(list, index)
    {
        if protocol::equal(cx, item, wanted)? {
            return Ok(Value::int(index as i64));
        }
        index += 1;
    }
    let text = protocol::repr_text(cx, wanted)?;
    Err(cx.raise(ClassId::ValueError, format!("{text} is not in list")))
}

fn insert(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let list = this(cx, args)?;
    let [index, item] = arguments::exactly(cx, "insert", &args[1..], keywords)?;
    let index = arguments::position(cx, index)?;
    let len = ListObject::items(list).len() as i64;
    let index = if index < 0 { index.saturating_add(len).max(0) } else { index.min(len) };
    cx.list_insert(list, index as usize, item)?;
    Ok(Value::NONE)
}

fn pop(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let list = this(cx, args)?;
    let [index] = arguments::positional(cx, "pop", &args[1..], keywords, 0)?;
    let index = if index.is_unbound() { -1 } else { arguments::size(cx, index)? };
    let len = ListObject::items(list).len() as i64;
    if len == 0 {
        return Err(cx.raise(ClassId::IndexError, "pop from empty list"));
    }
    if index == -1 || index == len - 1 {
        return Ok(ListObject::pop(list).unwrap_or(Value::NONE));
    }
    let index = if index < 0 { index + len } else { index };
    match usize::try_from(index).ok().and_then(|i| ListObject::remove(list, i)) {
        Some(item) => Ok(item),
        None => Err(cx.raise(ClassId::IndexError, "pop index out of range")),
    }
}

fn remove(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let list = this(cx, args)?;
    let [wanted] = arguments::exactly(cx, "list.remove", &args[1..], keywords)?;
    let mut index = 0;
    while let Some(item) = ListObject::get(list, index) {
        if protocol::equal(cx, item, wanted)? {
            ListObject::remove(list, index);
            return Ok(Value::NONE);
        }
        index += 1;
    }
    Err(cx.raise(ClassId::ValueError, "list.remove(x): x not in list"))
}

fn reverse(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let list = this(cx, args)?;
    arguments::exactly::<0>(cx, "list.reverse", &args[1..], keywords)?;
    ListObject::items_mut(list).reverse();
    Ok(Value::NONE)
}

fn sort(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let list = this(cx, args)?;
    if args.len() > 1 {
        return Err(cx.type_error("sort() takes no positional arguments"));
    }
    let [key, reverse] = arguments::keyword_only(cx, "sort", keywords, ["key", "reverse"])?;
    let reverse = !reverse.is_unbound() && arguments::size(cx, reverse)? != 0;
    // The list is empty while it is sorted, and whoever changes it meanwhile is told.
    let mark = cx.root_mark();
    let items = ListObject::items(list).to_vec();
    for item in &items {
        cx.root(*item);
    }
    cx.list_clear(list);
    let sorted = sorting::sort(cx, items.clone(), key, reverse);
    let modified = !ListObject::items(list).is_empty();
    let (items, result) = match sorted {
        Ok(items) => (items, Ok(Value::NONE)),
        Err(raised) => (items, Err(raised)),
    };
    cx.list_clear(list);
    cx.list_extend(list, &items)?;
    cx.unroot(mark);
    if modified && result.is_ok() {
        return Err(cx.raise(ClassId::ValueError, "list modified during sort"));
    }
    result
}

fn init(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let list = this(cx, args)?;
    let [iterable] = arguments::positional(cx, "list", &args[1..], keywords, 0)?;
    cx.list_clear(list);
    if !iterable.is_unbound() {
        protocol::extend_list(cx, list, iterable)?;
    }
    Ok(Value::NONE)
}

fn reversed(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "list.__reversed__", &args[1..], keywords)?;
    protocol::reversed(cx, args[0])
}

fn iadd(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    extend(cx, args, keywords)?;
    Ok(args[0])
}

fn imul(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let list = this(cx, args)?;
    let [times] = arguments::exactly(cx, "list.__imul__", &args[1..], keywords)?;
    let times = arguments::size(cx, times)?;
    let items = ListObject::items(list).to_vec();
    if times <= 0 {
        cx.list_clear(list);
    }
    if let Some(more) = items.len().checked_mul((times.max(1) - 1) as usize) {
        cx.list_reserve(list, more)?;
    }
    for _ in 1..times {
        cx.list_extend(list, &items)?;
    }
    Ok(args[0])
}
