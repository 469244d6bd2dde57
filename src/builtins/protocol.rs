//! What builtins need of any value, in the shape they need it: the object floor's protocols, and
//! a few combinations of them.

pub use crate::object::protocol::*;

use crate::builtins::arguments::int_of;
use crate::builtins::format::integer::Int;
use crate::gc::Gc;
use crate::object::class_id::ClassId;
use crate::object::{
    Call, DictObject, DictViewObject, InstanceObject, IteratorState, Kind, ListObject, Name, PyResult, RangeObject,
    Realm, StrObject, TupleObject, Value,
};

/// Whether the value's class defines a special method (for plain builtin values: in its table).
pub fn has_special(realm: &mut Realm, value: Value, name: Name) -> bool {
    find_special(realm, value, name).is_some_and(|found| !found.is_none())
}

/// Whether the value is an int or has `__index__`.
pub fn has_index(realm: &mut Realm, value: Value) -> bool {
    int_of(realm, value).is_some() || value.is(Kind::Instance) && has_special(realm, value, Name::Index)
}

/// Whether `iter(value)` can work.
pub fn is_iterable(realm: &mut Realm, value: Value) -> bool {
    match realm.payload(value).kind() {
        None => false,
        Some(
            Kind::Str
            | Kind::Bytes
            | Kind::ByteArray
            | Kind::Array
            | Kind::Tuple
            | Kind::List
            | Kind::Dict
            | Kind::Set
            | Kind::FrozenSet
            | Kind::Range
            | Kind::Iterator
            | Kind::DictView
            | Kind::Generator,
        ) => true,
        Some(_) => has_special(realm, value, Name::Iter) || has_special(realm, value, Name::GetItem),
    }
}

/// `left < right`
pub fn less(cx: &mut dyn Call, left: Value, right: Value) -> PyResult<bool> {
    compare_bool(cx, CompareOp::Lt, left, right)
}

/// Appends what iterating gives; `list.extend(list)` included.
pub fn extend_list(cx: &mut dyn Call, list: Gc<ListObject>, iterable: Value) -> PyResult<()> {
    let items = match (iterable.cast::<ListObject>(), iterable.cast::<TupleObject>()) {
        (Some(other), _) => ListObject::items(other).to_vec(),
        (_, Some(other)) => return cx.list_extend(list, TupleObject::items(other)),
        _ => {
            let mark = cx.root_mark();
            cx.root(Value::object(list));
            let result =
                crate::object::protocol::for_each_sized(cx, iterable, &mut |cx, item| cx.list_push(list, item));
            cx.unroot(mark);
            return result;
        }
    };
    cx.list_extend(list, &items)
}

/// The items of an iterable. The caller roots what it needs across calls.
pub fn collect(cx: &mut dyn Call, iterable: Value) -> PyResult<Vec<Value>> {
    if let Some(tuple) = iterable.cast::<TupleObject>() {
        return Ok(TupleObject::items(tuple).to_vec());
    }
    if let Some(list) = iterable.cast::<ListObject>() {
        return Ok(ListObject::items(list).to_vec());
    }
    let list = crate::object::protocol::list_sized_from(cx, iterable)?;
    Ok(ListObject::items(list).to_vec())
}

/// The text of a value that must be a str (the result of `__repr__` and the like).
fn text_of(value: Value) -> String {
    value.cast::<StrObject>().map_or_else(String::new, |s| s.as_str().to_string())
}

/// `repr(value)` as text.
pub fn repr_text(cx: &mut dyn Call, value: Value) -> PyResult<String> {
    let text = repr(cx, value)?;
    let text = cx.payload(text);
    Ok(text_of(text))
}

/// `str(value)` as text.
pub fn str_text(cx: &mut dyn Call, value: Value) -> PyResult<String> {
    let text = str_of(cx, value)?;
    let text = cx.payload(text);
    Ok(text_of(text))
}

/// `format(value, spec)`
pub fn format(cx: &mut dyn Call, value: Value, spec: &str) -> PyResult<String> {
    if value.is(Kind::Instance) {
        let text = cx.str(spec);
        let Some(found) = call_special(cx, value, Name::Format, &[text])? else {
            return crate::builtins::repr::format_text(cx, value, spec);
        };
        let plain = cx.payload(found);
        if !plain.is(Kind::Str) {
            let class = cx.type_name(found);
            return Err(cx.type_error(format!("__format__ must return a str, not {class}")));
        }
        return Ok(text_of(plain));
    }
    crate::builtins::repr::format_text(cx, value, spec)
}

/// A whole float as an int; the errors are those of `int(float)`.
pub fn float_to_int(cx: &mut dyn Call, float: f64) -> PyResult {
    if float.is_nan() {
        return Err(cx.value_error("cannot convert float NaN to integer"));
    }
    if float.is_infinite() {
        return Err(cx.overflow_error("cannot convert float infinity to integer"));
    }
    let float = float.trunc();
    if float.abs() < 9e18 {
        return Ok(cx.int(float as i64));
    }
    match dashu_int::IBig::try_from(float) {
        Ok(big) => Ok(cx.big(big)),
        Err(_) => Err(cx.overflow_error("cannot convert float to integer")),
    }
}

/// An int, bool or instance of a subclass of int as an exact int.
pub fn plain_int(cx: &mut dyn Call, value: Value) -> PyResult {
    match int_of(cx, value) {
        Some(Int::Small(small)) => Ok(cx.int(small)),
        Some(Int::Big(_)) => Ok(cx.payload(value)),
        None => Err(cx.type_error("an integer is required")),
    }
}

/// `value.__int__()`, which must give an int.
pub fn int_by_special(cx: &mut dyn Call, value: Value) -> PyResult {
    let Some(result) = call_special(cx, value, Name::Int, &[])? else {
        return index_of(cx, value);
    };
    if int_of(cx, result).is_none() {
        let class = cx.type_name(result);
        return Err(cx.type_error(format!("__int__ returned non-int (type {class})")));
    }
    plain_int(cx, result)
}

/// `reversed(value)`
pub fn reversed(cx: &mut dyn Call, value: Value) -> PyResult {
    let value = cx.proxied(value);
    if let Some(list) = value.cast::<ListObject>() {
        let index = ListObject::items(list).len();
        return Ok(cx.iterator(IteratorState::ReverseList { list, index }));
    }
    if let Some(range) = value.cast::<RangeObject>() {
        let (start, step, len) = (range.start, range.step, range.len);
        let last = start.wrapping_add(step.wrapping_mul(len - 1));
        let range =
            if len == 0 { cx.range(0, 0, 1) } else { cx.range(last, start.wrapping_sub(step), step.wrapping_neg()) };
        return Ok(cx.iterator(IteratorState::Range { range, index: 0 }));
    }
    if let Some(dict) = value.cast::<DictObject>() {
        return Ok(reverse_dict(cx, dict, crate::object::ViewKind::Keys));
    }
    if let Some(view) = value.cast::<DictViewObject>() {
        return Ok(reverse_dict(cx, view.dict, view.view.get()));
    }
    if matches!(value.kind(), Some(Kind::Instance | Kind::Class))
        && let Some(found) = find_special(cx, value, Name::Reversed)
    {
        if !found.is_none()
            && let Some(result) = call_special(cx, value, Name::Reversed, &[])?
        {
            return Ok(result);
        }
    } else if has_special(cx, value, Name::GetItem) && has_special(cx, value, Name::Len) {
        let len = len(cx, value)? as i64;
        return Ok(cx.iterator(IteratorState::ReverseSequence { object: value, index: len - 1 }));
    }
    let class = cx.type_name(value);
    Err(cx.type_error(format!("'{class}' object is not reversible")))
}

fn reverse_dict(cx: &mut dyn Call, dict: Gc<DictObject>, view: crate::object::ViewKind) -> Value {
    cx.iterator(crate::object::protocol::dict_state(dict, view, true))
}

/// The exception instance's class name and whether it is of that class.
pub fn instance_of(realm: &Realm, value: Value, class: ClassId) -> bool {
    value.cast::<InstanceObject>().is_some_and(|i| realm.is_builtin_subclass(realm.shape_of(i).class, class))
}

/// `object.__getattribute__(value, name)`
pub fn get_attr_default(cx: &mut dyn Call, value: Value, name: Gc<StrObject>) -> PyResult {
    if let Some(found) = generic_get_attr(cx, value, name)? {
        return Ok(found);
    }
    let class = cx.type_name(value);
    let message = format!("'{class}' object has no attribute '{}'", name.as_str());
    Err(cx.attribute_error(message, value, Value::object(name)))
}
