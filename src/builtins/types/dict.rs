//! Methods of `dict`.

use crate::builtins::arguments::{self, Keywords};
use crate::builtins::protocol;
use crate::builtins::types::dunder;
use crate::gc::Gc;
use crate::object::class_id::ClassId;
use crate::object::dict::{dict_get, dict_remove, dict_set, dict_set_default};
use crate::object::native::Known;
use crate::object::protocol::update_from_pairs;
use crate::object::{Call, DictObject, FastCall, Kind, NativeDef, PyResult, Value, ViewKind};

pub static DICT: &[NativeDef] = &[
    NativeDef::method("clear", clear),
    NativeDef::method("copy", copy),
    NativeDef::class_method("fromkeys", from_keys),
    NativeDef::method("get", get).fast(FastCall::Known(Known::DictGet)),
    NativeDef::method("items", items),
    NativeDef::method("keys", keys),
    NativeDef::method("pop", pop),
    NativeDef::method("popitem", pop_item),
    NativeDef::method("setdefault", set_default),
    NativeDef::method("update", update),
    NativeDef::method("values", values),
    NativeDef::method("__init__", init),
    NativeDef::method("__len__", dunder::len_method),
    NativeDef::method("__getitem__", dunder::getitem_method),
    NativeDef::method("__setitem__", dunder::setitem_method),
    NativeDef::method("__delitem__", dunder::delitem_method),
    NativeDef::method("__contains__", dunder::contains_method),
    NativeDef::method("__iter__", dunder::iter_method),
    NativeDef::method("__reversed__", reversed),
    NativeDef::method("__or__", dunder::or_method),
    NativeDef::method("__ior__", ior),
    NativeDef::method("__eq__", dunder::eq_method),
    NativeDef::method("__ne__", dunder::ne_method),
    NativeDef::method("__repr__", dunder::repr_method),
];

fn this(cx: &mut dyn Call, args: &[Value]) -> PyResult<Gc<DictObject>> {
    match args.first().and_then(|a| a.cast::<DictObject>()) {
        Some(dict) => Ok(dict),
        None => Err(cx.type_error("a dict is required")),
    }
}

fn clear(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let dict = this(cx, args)?;
    arguments::exactly::<0>(cx, "dict.clear", &args[1..], keywords)?;
    cx.dict_clear(dict);
    Ok(Value::NONE)
}

fn copy(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let dict = this(cx, args)?;
    arguments::exactly::<0>(cx, "dict.copy", &args[1..], keywords)?;
    Ok(Value::object(cx.dict_copy(dict)?))
}

fn from_keys(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [iterable, value] = arguments::positional(cx, "fromkeys", &args[1..], keywords, 1)?;
    let value = if value.is_unbound() { Value::NONE } else { value };
    let mark = cx.root_mark();
    let class = args[0];
    let plain = Value::object(cx.class(ClassId::Dict)) == class;
    let made = if plain { Value::object(cx.new_dict()) } else { cx.call(class, &[], &[])? };
    cx.root(made);
    let result = protocol::for_each(cx, iterable, &mut |cx, key| protocol::set_item(cx, made, key, value));
    cx.unroot(mark);
    result.map(|()| made)
}

fn get(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let dict = this(cx, args)?;
    let [key, default] = arguments::positional(cx, "get", &args[1..], keywords, 1)?;
    let default = if default.is_unbound() { Value::NONE } else { default };
    Ok(dict_get(cx, dict, key)?.unwrap_or(default))
}

fn view(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>, name: &str, kind: ViewKind) -> PyResult {
    let dict = this(cx, args)?;
    arguments::exactly::<0>(cx, name, &args[1..], keywords)?;
    Ok(cx.dict_view(dict, kind))
}
fn items(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    view(cx, args, keywords, "dict.items", ViewKind::Items)
}
fn keys(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    view(cx, args, keywords, "dict.keys", ViewKind::Keys)
}
fn values(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    view(cx, args, keywords, "dict.values", ViewKind::Values)
}

fn pop(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let dict = this(cx, args)?;
    let [key, default] = arguments::positional(cx, "pop", &args[1..], keywords, 1)?;
    // An empty dict does not ask for the key's hash.
    let found = if dict.is_empty() { None } else { dict_remove(cx, dict, key)? };
    match found {
        Some(value) => Ok(value),
        None if default.is_unbound() => Err(cx.key_error(key)),
        None => Ok(default),
    }
}

fn pop_item(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let dict = this(cx, args)?;
    arguments::exactly::<0>(cx, "dict.popitem", &args[1..], keywords)?;
    let last = DictObject::entries(dict).iter().rposition(|e| !e.get().key.is_unbound());
    let Some(index) = last else {
        return Err(cx.raise(ClassId::KeyError, "popitem(): dictionary is empty"));
    };
    let key = DictObject::entries(dict)[index].get().key;
    let value = cx.dict_remove_entry(dict, index as u32);
    cx.dict_trim(dict);
    Ok(cx.tuple(&[key, value]))
}

fn set_default(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let dict = this(cx, args)?;
    let [key, default] = arguments::positional(cx, "setdefault", &args[1..], keywords, 1)?;
    let default = if default.is_unbound() { Value::NONE } else { default };
    dict_set_default(cx, dict, key, default)
}

/// What `dict(...)` and `update` do with their arguments.
pub fn fill(
    cx: &mut dyn Call,
    dict: Gc<DictObject>,
    name: &str,
    args: &[Value],
    keywords: Keywords<'_>,
) -> PyResult<()> {
    let [source] = arguments::positional(cx, name, args, &[], 0)?;
    if !source.is_unbound() {
        update_from_pairs(cx, dict, source)?;
    }
    for (key, value) in keywords {
        dict_set(cx, dict, *key, *value)?;
    }
    Ok(())
}

fn update(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let dict = this(cx, args)?;
    fill(cx, dict, "update", &args[1..], keywords)?;
    Ok(Value::NONE)
}

fn init(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let dict = this(cx, args)?;
    fill(cx, dict, "dict", &args[1..], keywords)?;
    Ok(Value::NONE)
}

fn reversed(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "dict.__reversed__", &args[1..], keywords)?;
    protocol::reversed(cx, args[0])
}

fn ior(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let dict = this(cx, args)?;
    let [other] = arguments::exactly(cx, "dict.__ior__", &args[1..], keywords)?;
    update_from_pairs(cx, dict, other)?;
    Ok(args[0])
}

// ---- views ----

/// Methods of `dict_keys` and `dict_items`.
pub static SET_VIEW: &[NativeDef] = &[
    NativeDef::method("isdisjoint", is_disjoint),
    NativeDef::getter("mapping", view_mapping),
    NativeDef::method("__rand__", dunder::rand_method),
    NativeDef::method("__ror__", dunder::ror_method),
    NativeDef::method("__rsub__", dunder::rsub_method),
    NativeDef::method("__rxor__", dunder::rxor_method),
    NativeDef::method("__len__", dunder::len_method),
    NativeDef::method("__contains__", dunder::contains_method),
    NativeDef::method("__iter__", dunder::iter_method),
    NativeDef::method("__reversed__", view_reversed),
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

/// Methods of `dict_values`.
pub static VALUE_VIEW: &[NativeDef] = &[
    NativeDef::getter("mapping", view_mapping),
    NativeDef::method("__len__", dunder::len_method),
    NativeDef::method("__contains__", dunder::contains_method),
    NativeDef::method("__iter__", dunder::iter_method),
    NativeDef::method("__reversed__", view_reversed),
    NativeDef::method("__repr__", dunder::repr_method),
];

/// The dict of a view, to be read only.
fn view_mapping(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let Some(view) = args[0].cast::<crate::object::DictViewObject>() else {
        return Err(cx.type_error("a view is required"));
    };
    let proxy = cx.import("types")?;
    protocol::call_method(cx, proxy, "MappingProxyType", &[Value::object(view.dict)])
}

fn view_reversed(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "__reversed__", &args[1..], keywords)?;
    protocol::reversed(cx, args[0])
}

fn is_disjoint(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [other] = arguments::exactly(cx, "isdisjoint", &args[1..], keywords)?;
    let mut disjoint = true;
    let own = args[0];
    protocol::for_each(cx, other, &mut |cx, item| {
        if disjoint && protocol::contains(cx, own, item)? {
            disjoint = false;
        }
        Ok(())
    })?;
    Ok(Value::bool(disjoint))
}

/// Whether the value is a dict or an instance of a subclass of dict.
pub fn is_dict(cx: &mut dyn Call, value: Value) -> bool {
    cx.payload(value).is(Kind::Dict)
}
