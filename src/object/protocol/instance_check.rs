//! `isinstance` and `issubclass`.
//!
//! ```text
//! is_instance(cx, value, (int, str))  →  true, false, or what `__instancecheck__` raised
//! ```
//!
//! 1. A class in Python may answer itself: by its metaclass, by `__subclasshook__`, by `__class__` of the value.
//! 2. What is no class counts as one if it has a tuple `__bases__`; those are followed instead of an MRO.

use crate::gc::Gc;
use crate::object::protocol::{alias_origin, call_python_special, find_attr, truth, union_members};
use crate::object::{Call, ClassObject, Kind, Name, PyResult, TupleObject, Value};

/// Whether the class's `__subclasshook__` says that `own` is a subclass (abstract classes have one).
fn subclass_by_hook(cx: &mut dyn Call, own: Gc<ClassObject>, class: Gc<ClassObject>) -> PyResult<bool> {
    let name = cx.intern_str("__subclasshook__");
    let Some(hook) = cx.class_lookup(class, name).and_then(|h| h.cast::<crate::object::ClassMethodObject>()) else {
        return Ok(false);
    };
    Ok(cx.call(hook.function, &[Value::object(class), Value::object(own)], &[])? == Value::TRUE)
}

/// What a metaclass in Python says about a value or class.
fn ask_metaclass(cx: &mut dyn Call, class: Gc<ClassObject>, value: Value, name: Name) -> PyResult<Option<bool>> {
    if class.metaclass.get().is_unbound() {
        return Ok(None);
    }
    match call_python_special(cx, Value::object(class), name, &[value])? {
        Some(answer) => truth(cx, answer).map(Some),
        None => Ok(None),
    }
}

/// Whether the value's `__class__`, where that is a property of its class, says so.
fn claims_class(cx: &mut dyn Call, value: Value, class: Gc<ClassObject>) -> PyResult<bool> {
    if !value.is(Kind::Instance) {
        return Ok(false);
    }
    let own = cx.type_of(value);
    let own_name = cx.name(Name::Class);
    let hook = cx.class_lookup_name(own, Name::GetAttribute);
    if cx.class_lookup(own, own_name).is_none_or(|found| found.is(Kind::Native))
        && hook.is_none_or(|hook| hook.is(Kind::Native))
    {
        return Ok(false);
    }
    let claimed = find_attr(cx, value, own_name)?;
    Ok(claimed.and_then(|claimed| claimed.cast::<ClassObject>()).is_some_and(|claimed| claimed.is_subclass(class)))
}

/// The `__bases__` of what is no class but passes for one.
fn abstract_bases(cx: &mut dyn Call, value: Value) -> PyResult<Option<Gc<TupleObject>>> {
    let name = cx.name(Name::Bases);
    Ok(find_attr(cx, value, name)?.and_then(|bases| cx.payload(bases).cast::<TupleObject>()))
}

/// TypeError unless the value is a class or passes for one.
fn check_class(cx: &mut dyn Call, value: Value, message: &str) -> PyResult<()> {
    if value.is(Kind::Class) || abstract_bases(cx, value)?.is_some() {
        return Ok(());
    }
    Err(cx.type_error(message))
}

/// Rule 2: whether `class` is `derived` or among its bases and theirs.
fn abstract_subclass(cx: &mut dyn Call, derived: Value, class: Value) -> PyResult<bool> {
    if derived == class {
        return Ok(true);
    }
    let Some(bases) = abstract_bases(cx, derived)? else { return Ok(false) };
    cx.enter_native(" in __issubclass__")?;
    let mark = cx.root_mark();
    cx.root(Value::object(bases));
    let mut answer = Ok(false);
    for base in TupleObject::items(bases) {
        answer = abstract_subclass(cx, *base, class);
        if !matches!(answer, Ok(false)) {
            break;
        }
    }
    cx.unroot(mark);
    cx.leave_native();
    answer
}

/// `isinstance(value, class)`; `class` may be a tuple.
pub fn is_instance(cx: &mut dyn Call, value: Value, class: Value) -> PyResult<bool> {
    if let Some(class) = class.cast::<ClassObject>() {
        let own = cx.type_of(value);
        if own == class {
            return Ok(true);
        }
        if let Some(answer) = ask_metaclass(cx, class, value, Name::InstanceCheck)? {
            return Ok(answer);
        }
        return Ok(own.is_subclass(class)
            || claims_class(cx, value, class)?
            || class.builtin.is_none() && subclass_by_hook(cx, own, class)?);
    }
    let Some(tuple) = union_members(cx, class).or_else(|| class.cast::<TupleObject>()) else {
        if class.is(Kind::Instance)
            && let Some(answer) = call_python_special(cx, class, Name::InstanceCheck, &[value])?
        {
            return truth(cx, answer);
        }
        if alias_origin(cx, class).is_some() {
            return Err(cx.type_error("isinstance() argument 2 cannot be a parameterized generic"));
        }
        check_class(cx, class, "isinstance() arg 2 must be a type, a tuple of types, or a union")?;
        let own = cx.name(Name::Class);
        return match find_attr(cx, value, own)? {
            Some(own) => abstract_subclass(cx, own, class),
            None => Ok(false),
        };
    };
    cx.enter_native(" in __instancecheck__")?;
    let mut answer = Ok(false);
    for class in TupleObject::items(tuple) {
        // `int | None` holds None itself.
        answer = if class.is_none() { Ok(value.is_none()) } else { is_instance(cx, value, *class) };
        if !matches!(answer, Ok(false)) {
            break;
        }
    }
    cx.leave_native();
    answer
}

/// `issubclass(value, class)`; `class` may be a tuple.
pub fn is_subclass(cx: &mut dyn Call, value: Value, class: Value) -> PyResult<bool> {
    let tuple = union_members(cx, class).or_else(|| class.cast::<TupleObject>());
    let Some(tuple) = tuple else { return is_subclass_of_one(cx, value, class) };
    cx.enter_native(" in __subclasscheck__")?;
    let mut answer = Ok(false);
    for class in TupleObject::items(tuple) {
        answer = is_subclass(cx, value, *class);
        if !matches!(answer, Ok(false)) {
            break;
        }
    }
    cx.leave_native();
    answer
}

fn is_subclass_of_one(cx: &mut dyn Call, value: Value, class: Value) -> PyResult<bool> {
    if let Some(class) = class.cast::<ClassObject>()
        && let Some(answer) = ask_metaclass(cx, class, value, Name::SubclassCheck)?
    {
        return Ok(answer);
    }
    if class.is(Kind::Instance)
        && let Some(answer) = call_python_special(cx, class, Name::SubclassCheck, &[value])?
    {
        return truth(cx, answer);
    }
    if let (Some(own), Some(class)) = (value.cast::<ClassObject>(), class.cast::<ClassObject>()) {
        return Ok(own.is_subclass(class) || class.builtin.is_none() && subclass_by_hook(cx, own, class)?);
    }
    check_class(cx, value, "issubclass() arg 1 must be a class")?;
    if alias_origin(cx, class).is_some() {
        return Err(cx.type_error("issubclass() argument 2 cannot be a parameterized generic"));
    }
    check_class(cx, class, "issubclass() arg 2 must be a class, a tuple of classes, or a union")?;
    abstract_subclass(cx, value, class)
}
