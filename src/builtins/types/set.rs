//! Methods of `set` and `frozenset`.

use crate::builtins::arguments::{self, Keywords};
use crate::builtins::types::dunder;
use crate::gc::Gc;
use crate::object::class_id::ClassId;
use crate::object::protocol::set_symmetric_difference;
use crate::object::set::{set_add, set_contains, set_pop, set_remove, set_update};
use crate::object::{Call, Kind, NativeDef, PyResult, SetObject, Value};

pub static SET: &[NativeDef] = &[
    NativeDef::method("add", add),
    NativeDef::method("clear", clear),
    NativeDef::method("copy", copy),
    NativeDef::method("difference", difference),
    NativeDef::method("difference_update", difference_update),
    NativeDef::method("discard", discard),
    NativeDef::method("intersection", intersection),
    NativeDef::method("intersection_update", intersection_update),
    NativeDef::method("isdisjoint", isdisjoint),
    NativeDef::method("issubset", issubset),
    NativeDef::method("issuperset", issuperset),
    NativeDef::method("pop", pop),
    NativeDef::method("remove", remove),
    NativeDef::method("symmetric_difference", symmetric_difference),
    NativeDef::method("symmetric_difference_update", symmetric_difference_update),
    NativeDef::method("union", union),
    NativeDef::method("update", update),
    NativeDef::method("__iand__", iand),
    NativeDef::method("__init__", init),
    NativeDef::method("__ior__", ior),
    NativeDef::method("__isub__", isub),
    NativeDef::method("__ixor__", ixor),
    NativeDef::method("__len__", dunder::len_method),
    NativeDef::method("__contains__", dunder::contains_method),
    NativeDef::method("__iter__", dunder::iter_method),
    NativeDef::method("__and__", dunder::and_method),
    NativeDef::method("__or__", dunder::or_method),
    NativeDef::method("__sub__", dunder::sub_method),
    NativeDef::method("__xor__", dunder::xor_method),
    NativeDef::method("__eq__", dunder::eq_method),
    NativeDef::method("__ne__", dunder::ne_method),
    NativeDef::method("__lt__", dunder::lt_method),
    NativeDef::method("__le__", dunder::le_method),
    NativeDef::method("__gt__", dunder::gt_method),
    NativeDef::method("__ge__", dunder::ge_method),
    NativeDef::method("__repr__", dunder::repr_method),
];

pub static FROZEN_SET: &[NativeDef] = &[
    NativeDef::method("copy", copy),
    NativeDef::method("difference", difference),
    NativeDef::method("intersection", intersection),
    NativeDef::method("isdisjoint", isdisjoint),
    NativeDef::method("issubset", issubset),
    NativeDef::method("issuperset", issuperset),
    NativeDef::method("symmetric_difference", symmetric_difference),
    NativeDef::method("union", union),
    NativeDef::method("__len__", dunder::len_method),
    NativeDef::method("__contains__", dunder::contains_method),
    NativeDef::method("__iter__", dunder::iter_method),
    NativeDef::method("__hash__", dunder::hash_method),
    NativeDef::method("__and__", dunder::and_method),
    NativeDef::method("__or__", dunder::or_method),
    NativeDef::method("__sub__", dunder::sub_method),
    NativeDef::method("__xor__", dunder::xor_method),
    NativeDef::method("__eq__", dunder::eq_method),
    NativeDef::method("__ne__", dunder::ne_method),
    NativeDef::method("__lt__", dunder::lt_method),
    NativeDef::method("__le__", dunder::le_method),
    NativeDef::method("__gt__", dunder::gt_method),
    NativeDef::method("__ge__", dunder::ge_method),
    NativeDef::method("__repr__", dunder::repr_method),
];

fn this(cx: &mut dyn Call, args: &[Value]) -> PyResult<Gc<SetObject>> {
    match args.first().and_then(|a| a.as_set()) {
        Some(set) => Ok(set),
        None => Err(cx.type_error("a set is required")),
    }
}

/// Runs `body` with `value` rooted.
fn rooted<T>(cx: &mut dyn Call, value: Value, body: impl FnOnce(&mut dyn Call) -> PyResult<T>) -> PyResult<T> {
    let mark = cx.root_mark();
    cx.root(value);
    let result = body(cx);
    cx.unroot(mark);
    result
}

/// The set itself, or a new one of what the iterable gives; the caller roots it.
pub fn as_set(cx: &mut dyn Call, value: Value) -> PyResult<Gc<SetObject>> {
    if let Some(set) = cx.payload(value).as_set() {
        return Ok(set);
    }
    let set = cx.new_set(false);
    rooted(cx, Value::object(set), |cx| set_update(cx, set, value))?;
    Ok(set)
}

fn add(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let set = this(cx, args)?;
    let [item] = arguments::exactly(cx, "set.add", &args[1..], keywords)?;
    set_add(cx, set, item)?;
    Ok(Value::NONE)
}
fn clear(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let set = this(cx, args)?;
    arguments::exactly::<0>(cx, "set.clear", &args[1..], keywords)?;
    cx.set_clear(set);
    Ok(Value::NONE)
}
fn frozen(args: &[Value]) -> bool {
    args[0].is(Kind::FrozenSet)
}
fn copy(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let set = this(cx, args)?;
    arguments::exactly::<0>(cx, "set.copy", &args[1..], keywords)?;
    if frozen(args) {
        return Ok(args[0]);
    }
    Ok(Value::object(cx.set_copy(set, false)?))
}
/// A set that is looked for stands for the frozenset of the same items.
fn hashable(cx: &mut dyn Call, item: Value) -> PyResult {
    let plain = cx.payload(item);
    let has_hash = plain != item && {
        let class = cx.type_of(item);
        cx.class_lookup_name(class, crate::object::Name::Hash) != Some(Value::NONE)
    };
    match plain.as_set() {
        Some(set) if plain.is(Kind::Set) && !has_hash => Ok(Value::object(cx.set_copy(set, true)?)),
        _ => Ok(item),
    }
}
fn discard(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let set = this(cx, args)?;
    let [item] = arguments::exactly(cx, "set.discard", &args[1..], keywords)?;
    let key = hashable(cx, item)?;
    set_remove(cx, set, key)?;
    Ok(Value::NONE)
}
fn remove(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let set = this(cx, args)?;
    let [item] = arguments::exactly(cx, "set.remove", &args[1..], keywords)?;
    let key = hashable(cx, item)?;
    if set_remove(cx, set, key)? { Ok(Value::NONE) } else { Err(cx.key_error(item)) }
}
fn pop(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let set = this(cx, args)?;
    arguments::exactly::<0>(cx, "set.pop", &args[1..], keywords)?;
    match set_pop(set) {
        Some(item) => Ok(item),
        None => Err(cx.raise(ClassId::KeyError, "pop from an empty set")),
    }
}
fn init(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let set = this(cx, args)?;
    let [source] = arguments::positional(cx, "set", &args[1..], keywords, 0)?;
    cx.set_clear(set);
    if !source.is_unbound() {
        set_update(cx, set, source)?;
    }
    Ok(Value::NONE)
}
fn update(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let set = this(cx, args)?;
    arguments::no_keywords(cx, "set.update", keywords)?;
    for source in &args[1..] {
        set_update(cx, set, *source)?;
    }
    Ok(Value::NONE)
}
fn union(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let set = this(cx, args)?;
    arguments::no_keywords(cx, "set.union", keywords)?;
    let result = cx.set_copy(set, frozen(args))?;
    rooted(cx, Value::object(result), |cx| {
        for source in &args[1..] {
            set_update(cx, result, *source)?;
        }
        Ok(Value::object(result))
    })
}

/// The keys of `left` that are (or are not) in `right`.
fn selected(
    cx: &mut dyn Call,
    left: Gc<SetObject>,
    right: Gc<SetObject>,
    wanted: bool,
    frozen: bool,
) -> PyResult<Gc<SetObject>> {
    let result = cx.new_set(frozen);
    let mark = cx.root_mark();
    cx.root(Value::object(left));
    cx.root(Value::object(right));
    cx.root(Value::object(result));
    let mut run = || {
        for key in left.keys() {
            if set_contains(cx, right, key)? == wanted {
                set_add(cx, result, key)?;
            }
        }
        Ok(())
    };
    let done = run();
    cx.unroot(mark);
    done.map(|()| result)
}

fn fold(
    cx: &mut dyn Call,
    args: &[Value],
    keywords: Keywords<'_>,
    name: &str,
    wanted: bool,
) -> PyResult<Gc<SetObject>> {
    let set = this(cx, args)?;
    arguments::no_keywords(cx, name, keywords)?;
    let frozen = frozen(args);
    let mut result = cx.set_copy(set, frozen)?;
    let mark = cx.root_mark();
    for source in &args[1..] {
        cx.root(Value::object(result));
        let other = as_set(cx, *source)?;
        // CPython walks the smaller set, which decides the order of the result.
        result = if wanted && other.len() > result.len() {
            selected(cx, result, other, true, frozen)?
        } else if wanted {
            selected(cx, other, result, true, frozen)?
        } else {
            selected(cx, result, other, false, frozen)?
        };
    }
    cx.unroot(mark);
    Ok(result)
}

fn intersection(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    Ok(Value::object(fold(cx, args, keywords, "set.intersection", true)?))
}
fn difference(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    Ok(Value::object(fold(cx, args, keywords, "set.difference", false)?))
}

/// Makes `set` equal to `result`.
fn assign(cx: &mut dyn Call, set: Gc<SetObject>, result: Gc<SetObject>) -> PyResult {
    rooted(cx, Value::object(result), |cx| {
        cx.set_clear(set);
        set_update(cx, set, Value::object(result))?;
        Ok(Value::NONE)
    })
}
fn intersection_update(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let set = this(cx, args)?;
    let result = fold(cx, args, keywords, "set.intersection_update", true)?;
    assign(cx, set, result)
}
/// An in-place operator: the method, if the operand is a set.
fn in_place(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>, update: crate::object::NativeFn) -> PyResult {
    let [other] = arguments::special(cx, &args[1..], keywords)?;
    if cx.payload(other).as_set().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    update(cx, args, &[])?;
    Ok(args[0])
}
fn iand(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    in_place(cx, args, keywords, intersection_update)
}
fn ior(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    in_place(cx, args, keywords, update)
}
fn isub(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    in_place(cx, args, keywords, difference_update)
}
fn ixor(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    in_place(cx, args, keywords, symmetric_difference_update)
}

fn difference_update(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let set = this(cx, args)?;
    arguments::no_keywords(cx, "set.difference_update", keywords)?;
    for source in &args[1..] {
        let other = as_set(cx, *source)?;
        rooted(cx, Value::object(other), |cx| {
            for key in other.keys() {
                set_remove(cx, set, key)?;
            }
            Ok(())
        })?;
    }
    Ok(Value::NONE)
}

fn symmetric_difference(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let set = this(cx, args)?;
    let [other] = arguments::exactly(cx, "set.symmetric_difference", &args[1..], keywords)?;
    let other = as_set(cx, other)?;
    rooted(cx, Value::object(other), |cx| set_symmetric_difference(cx, set, other, frozen(args)))
}
fn symmetric_difference_update(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let set = this(cx, args)?;
    let [other] = arguments::exactly(cx, "set.symmetric_difference_update", &args[1..], keywords)?;
    let other = as_set(cx, other)?;
    rooted(cx, Value::object(other), |cx| {
        for key in other.keys() {
            if !set_remove(cx, set, key)? {
                set_add(cx, set, key)?;
            }
        }
        Ok(Value::NONE)
    })
}

fn all_in(cx: &mut dyn Call, left: Gc<SetObject>, right: Gc<SetObject>, wanted: bool) -> PyResult {
    let mark = cx.root_mark();
    cx.root(Value::object(left));
    cx.root(Value::object(right));
    let mut result = Ok(Value::TRUE);
    for key in left.keys() {
        match set_contains(cx, right, key) {
            Ok(found) if found == wanted => {}
            Ok(_) => {
                result = Ok(Value::FALSE);
                break;
            }
            Err(raised) => {
                result = Err(raised);
                break;
            }
        }
    }
    cx.unroot(mark);
    result
}
fn isdisjoint(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let set = this(cx, args)?;
    let [other] = arguments::exactly(cx, "set.isdisjoint", &args[1..], keywords)?;
    let other = as_set(cx, other)?;
    all_in(cx, other, set, false)
}
fn issubset(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let set = this(cx, args)?;
    let [other] = arguments::exactly(cx, "set.issubset", &args[1..], keywords)?;
    let other = as_set(cx, other)?;
    all_in(cx, set, other, true)
}
fn issuperset(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let set = this(cx, args)?;
    let [other] = arguments::exactly(cx, "set.issuperset", &args[1..], keywords)?;
    let other = as_set(cx, other)?;
    all_in(cx, other, set, true)
}
