//! Attributes of Python functions.

use crate::gc::Gc;
use crate::object::{Call, DictObject, FunctionObject, Kind, PyResult, StrObject, TupleObject, Value};

fn or_none(value: Value) -> Value {
    if value.is_unbound() { Value::NONE } else { value }
}

/// An attribute of the function itself.
pub(super) fn function_attr(cx: &mut dyn Call, function: Gc<FunctionObject>, name: Gc<StrObject>) -> Option<Value> {
    Some(match name.as_str() {
        "__name__" => function.name.get(),
        "__qualname__" => function.qualified_name.get(),
        "__doc__" => function.doc.get(),
        "__module__" => function.module.get(),
        "__defaults__" => or_none(function.defaults.get()),
        "__kwdefaults__" => or_none(function.keyword_defaults.get()),
        "__code__" => Value::object(function.code_object),
        "__globals__" => Value::object(function.globals),
        "__builtins__" => {
            let key = cx.name(crate::object::Name::Builtins);
            let found = cx.dict_get_str(function.globals, key)?;
            match found.cast::<crate::object::ModuleObject>() {
                Some(module) => Value::object(module.dict),
                None => found,
            }
        }
        "__closure__" => match function.closure.cast::<TupleObject>() {
            Some(cells) if cells.len > 0 => function.closure,
            _ => Value::NONE,
        },
        "__annotations__" => own_dict(cx, &function.annotations),
        "__dict__" => own_dict(cx, &function.attributes),
        _ => {
            let attributes = function.attributes.get().cast::<DictObject>()?;
            return cx.dict_get_str(attributes, name);
        }
    })
}

fn own_dict(cx: &mut dyn Call, place: &std::cell::Cell<Value>) -> Value {
    if place.get().is_unbound() {
        let dict = cx.new_dict();
        place.set(Value::object(dict));
    }
    place.get()
}

/// Sets or deletes an attribute of the function; `false`: there was nothing to delete.
pub(super) fn set_function_attr(
    cx: &mut dyn Call,
    function: Gc<FunctionObject>,
    name: Gc<StrObject>,
    new: Option<Value>,
) -> PyResult<bool> {
    let text = name.as_str();
    match text {
        "__name__" | "__qualname__" => match new {
            Some(value) if value.is(Kind::Str) => {
                if text == "__name__" {
                    function.name.set(value)
                } else {
                    function.qualified_name.set(value)
                }
            }
            _ => return Err(cx.type_error(format!("{text} must be set to a string object"))),
        },
        "__doc__" => function.doc.set(new.unwrap_or(Value::NONE)),
        "__module__" => function.module.set(new.unwrap_or(Value::NONE)),
        "__defaults__" => {
            let value = new.unwrap_or(Value::NONE);
            if !value.is_none() && !value.is(Kind::Tuple) {
                return Err(cx.type_error("__defaults__ must be set to a tuple object"));
            }
            function.defaults.set(if value.is_none() { Value::UNBOUND } else { value });
            cx.function_changed(function);
        }
        "__kwdefaults__" => {
            let value = new.unwrap_or(Value::NONE);
            if !value.is_none() && !value.is(Kind::Dict) {
                return Err(cx.type_error("__kwdefaults__ must be set to a dict object"));
            }
            function.keyword_defaults.set(if value.is_none() { Value::UNBOUND } else { value });
            cx.function_changed(function);
        }
        "__annotations__" => function.annotations.set(new.unwrap_or(Value::UNBOUND)),
        "__code__" | "__globals__" | "__closure__" => {
            return Err(cx.raise(crate::object::ClassId::AttributeError, "readonly attribute"));
        }
        _ => {
            let place = own_dict(cx, &function.attributes);
            let Some(dict) = place.cast::<DictObject>() else { return Ok(false) };
            match new {
                Some(value) => cx.dict_set_str(dict, name, value),
                None => return Ok(cx.dict_remove_str(dict, name).is_some()),
            }
        }
    }
    Ok(true)
}
