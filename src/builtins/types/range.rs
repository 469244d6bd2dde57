//! Methods of `range` and `slice`.

use crate::builtins::arguments::{self, Keywords, int_of};
use crate::builtins::format::integer::Int;
use crate::builtins::protocol;
use crate::builtins::types::dunder;
use crate::gc::Gc;
use crate::object::sequence::slice_bounds;
use crate::object::{Call, ClassId, NativeDef, PyResult, RangeObject, SliceObject, Value};

pub static RANGE: &[NativeDef] = &[
    NativeDef::method("count", count),
    NativeDef::method("index", index),
    NativeDef::getter("start", start),
    NativeDef::getter("step", step),
    NativeDef::getter("stop", stop),
    NativeDef::method("__bool__", dunder::bool_method),
    NativeDef::method("__contains__", contains),
    NativeDef::method("__eq__", dunder::eq_method),
    NativeDef::method("__getitem__", dunder::getitem_method),
    NativeDef::method("__hash__", dunder::hash_method),
    NativeDef::method("__iter__", dunder::iter_method),
    NativeDef::method("__len__", dunder::len_method),
    NativeDef::method("__ne__", dunder::ne_method),
    NativeDef::method("__repr__", dunder::repr_method),
    NativeDef::method("__reversed__", reversed),
    NativeDef::method("__reduce__", |cx, args, keywords| {
        arguments::exactly::<0>(cx, "__reduce__", &args[1..], keywords)?;
        let own = range(cx, args)?;
        let bounds = [own.start, own.stop, own.step].map(|number| cx.int(number));
        let bounds = cx.tuple(&bounds);
        let class = Value::object(cx.class(ClassId::Range));
        Ok(cx.tuple(&[class, bounds]))
    }),
];

pub static SLICE: &[NativeDef] = &[
    NativeDef::method("indices", indices),
    NativeDef::getter("start", slice_start),
    NativeDef::getter("step", slice_step),
    NativeDef::getter("stop", slice_stop),
    NativeDef::method("__eq__", dunder::eq_method),
    NativeDef::method("__ne__", dunder::ne_method),
    NativeDef::method("__repr__", dunder::repr_method),
    NativeDef::method("__reduce__", |cx, args, keywords| {
        arguments::exactly::<0>(cx, "__reduce__", &args[1..], keywords)?;
        let own = slice(cx, args)?;
        let bounds = cx.tuple(&[own.start, own.stop, own.step]);
        let class = Value::object(cx.class(ClassId::Slice));
        Ok(cx.tuple(&[class, bounds]))
    }),
];

fn range(cx: &mut dyn Call, args: &[Value]) -> PyResult<Gc<RangeObject>> {
    match args.first().and_then(|a| a.cast::<RangeObject>()) {
        Some(range) => Ok(range),
        None => Err(cx.type_error("a range is required")),
    }
}
fn start(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let number = range(cx, args)?.start;
    Ok(cx.int(number))
}
fn stop(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let number = range(cx, args)?.stop;
    Ok(cx.int(number))
}
fn step(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let number = range(cx, args)?.step;
    Ok(cx.int(number))
}
/// The position of a value in the range.
fn position(cx: &mut dyn Call, range: Gc<RangeObject>, wanted: Value) -> PyResult<Option<i64>> {
    let exact = !wanted.is(crate::object::Kind::Instance);
    if exact && let Some(number) = int_of(cx, wanted) {
        let Int::Small(number) = number else { return Ok(None) };
        return Ok(range.contains(number).then(|| (number - range.start) / range.step));
    }
    for index in 0..range.len {
        let item = cx.int(range.item(index));
        if protocol::equal(cx, item, wanted)? {
            return Ok(Some(index));
        }
    }
    Ok(None)
}
/// Numbers are found by arithmetic; anything else is compared with every item.
fn contains(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let range = range(cx, args)?;
    let [wanted] = arguments::exactly(cx, "__contains__", &args[1..], keywords)?;
    Ok(Value::bool(position(cx, range, wanted)?.is_some()))
}
fn count(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let range = range(cx, args)?;
    let [wanted] = arguments::exactly(cx, "range.count", &args[1..], keywords)?;
    if !wanted.is(crate::object::Kind::Instance) {
        return Ok(Value::int(position(cx, range, wanted)?.is_some() as i64));
    }
    let mut count = 0;
    for index in 0..range.len {
        let item = cx.int(range.item(index));
        count += protocol::equal(cx, item, wanted)? as i64;
    }
    Ok(Value::int(count))
}
fn index(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let range = range(cx, args)?;
    let [wanted] = arguments::exactly(cx, "range.index", &args[1..], keywords)?;
    match position(cx, range, wanted)? {
        Some(index) => Ok(cx.int(index)),
        None => {
            let text = protocol::repr_text(cx, wanted)?;
            Err(cx.value_error(format!("{text} is not in range")))
        }
    }
}
fn reversed(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "range.__reversed__", &args[1..], keywords)?;
    protocol::reversed(cx, args[0])
}

fn slice(cx: &mut dyn Call, args: &[Value]) -> PyResult<Gc<SliceObject>> {
    match args.first().and_then(|a| a.cast::<SliceObject>()) {
        Some(slice) => Ok(slice),
        None => Err(cx.type_error("a slice is required")),
    }
}
fn slice_start(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(slice(cx, args)?.start)
}
fn slice_stop(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(slice(cx, args)?.stop)
}
fn slice_step(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(slice(cx, args)?.step)
}
fn indices(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let slice = slice(cx, args)?;
    let [length] = arguments::exactly(cx, "slice.indices", &args[1..], keywords)?;
    let length = arguments::index(cx, length)?;
    let small = |cx: &mut dyn Call, value: Value| value.is_none() || matches!(int_of(cx, value), Some(Int::Small(_)));
    if ![length, slice.start, slice.stop, slice.step].into_iter().all(|value| small(cx, value)) {
        let mark = cx.root_mark();
        cx.root(length);
        let module = cx.import("_large_range")?;
        cx.unroot(mark);
        return protocol::call_method(cx, module, "indices", &[args[0], length]);
    }
    let length = arguments::size(cx, length)?;
    if length < 0 {
        return Err(cx.value_error("length should not be negative"));
    }
    let (start, stop, step) = slice_bounds(cx, slice, length as usize)?;
    let items = [cx.int(start), cx.int(stop), cx.int(step)];
    Ok(cx.tuple(&items))
}
