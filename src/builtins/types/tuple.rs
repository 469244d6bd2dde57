//! Methods of `tuple`.

use crate::builtins::arguments::{self, Keywords};
use crate::builtins::protocol;
use crate::builtins::types::dunder;
use crate::builtins::types::list::search_bounds;
use crate::gc::Gc;
use crate::object::class_id::ClassId;
use crate::object::{Call, NativeDef, PyResult, TupleObject, Value};

pub static TUPLE: &[NativeDef] = &[
    NativeDef::method("count", count),
    NativeDef::method("index", index),
    NativeDef::method("__len__", dunder::len_method),
    NativeDef::method("__getitem__", dunder::getitem_method),
    NativeDef::method("__contains__", dunder::contains_method),
    NativeDef::method("__iter__", dunder::iter_method),
    NativeDef::method("__hash__", dunder::hash_method),
    NativeDef::method("__add__", dunder::add_method),
    NativeDef::method("__mul__", dunder::mul_method),
    NativeDef::method("__rmul__", dunder::mul_method),
    NativeDef::method("__eq__", dunder::eq_method),
    NativeDef::method("__ne__", dunder::ne_method),
    NativeDef::method("__lt__", dunder::lt_method),
    NativeDef::method("__le__", dunder::le_method),
    NativeDef::method("__gt__", dunder::gt_method),
    NativeDef::method("__ge__", dunder::ge_method),
    NativeDef::method("__repr__", dunder::repr_method),
];

fn this(cx: &mut dyn Call, args: &[Value]) -> PyResult<Gc<TupleObject>> {
    match args.first().and_then(|a| a.cast::<TupleObject>()) {
        Some(tuple) => Ok(tuple),
        None => Err(cx.type_error("a tuple is required")),
    }
}

fn count(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let tuple = this(cx, args)?;
    let [wanted] = arguments::exactly(cx, "tuple.count", &args[1..], keywords)?;
    let mut found = 0;
    for item in TupleObject::items(tuple) {
        found += protocol::equal(cx, *item, wanted)? as i64;
    }
    Ok(Value::int(found))
}

fn index(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let tuple = this(cx, args)?;
    let [wanted, start, stop] = arguments::positional(cx, "index", &args[1..], keywords, 1)?;
    let items = TupleObject::items(tuple);
    let (start, stop) = search_bounds(cx, start, stop, items.len())?;
    for (index, item) in items.iter().enumerate().take(stop.min(items.len())).skip(start) {
        if protocol::equal(cx, *item, wanted)? {
            return Ok(Value::int(index as i64));
        }
    }
    Err(cx.raise(ClassId::ValueError, "tuple.index(x): x not in tuple"))
}
