//! Attributes.

use crate::gc::Gc;
use crate::object::{Call, ClassId, ClassObject, Name, PyResult, Realm, StrObject, Value};

/// `value.name`; the name is interned.
pub fn get_attr(cx: &mut dyn Call, _value: Value, _name: Gc<StrObject>) -> PyResult {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// `value.name`, or `None` where that raises AttributeError.
pub fn find_attr(cx: &mut dyn Call, value: Value, name: Gc<StrObject>) -> PyResult<Option<Value>> {
    match get_attr(cx, value, name) {
        Ok(value) => Ok(Some(value)),
        Err(raised) if cx.is_exception(raised, ClassId::AttributeError) => Ok(None),
        Err(raised) => Err(raised),
    }
}
/// `value.name` by a name of the engine's.
pub fn get_attr_name(cx: &mut dyn Call, value: Value, name: Name) -> PyResult {
    let name = cx.name(name);
    get_attr(cx, value, name)
}
/// `value.name = new`
pub fn set_attr(cx: &mut dyn Call, _value: Value, _name: Gc<StrObject>, _new: Value) -> PyResult<()> {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// `del value.name`
pub fn del_attr(cx: &mut dyn Call, _value: Value, _name: Gc<StrObject>) -> PyResult<()> {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// What a method call needs: the function and its receiver, or a value to be called as it is.
pub fn get_method(cx: &mut dyn Call, value: Value, name: Gc<StrObject>) -> PyResult<(Value, Option<Value>)> {
    Ok((get_attr(cx, value, name)?, None))
}
/// What a class attribute gives when read through an instance (`receiver`) or through the class
/// (no receiver): functions are bound, properties called, `__get__` too.
pub fn bind(cx: &mut dyn Call, _found: Value, _receiver: Option<Value>, _class: Gc<ClassObject>) -> PyResult {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// The special method as the value's class defines it, not bound.
pub fn find_special(realm: &mut Realm, value: Value, name: Name) -> Option<Value> {
    let class = realm.type_of(value);
    realm.class_lookup_name(class, name)
}
/// `type(value).name(value, *args)`, or `None` if the class has no such method.
pub fn call_special(cx: &mut dyn Call, _value: Value, _name: Name, _args: &[Value]) -> PyResult<Option<Value>> {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// `value.name(*args)`
pub fn call_method(cx: &mut dyn Call, value: Value, name: &str, args: &[Value]) -> PyResult {
    let name = cx.intern_str(name);
    let method = get_attr(cx, value, name)?;
    cx.call(method, args, &[])
}
/// `isinstance(value, class)`; `class` may be a tuple.
pub fn is_instance(cx: &mut dyn Call, _value: Value, _class: Value) -> PyResult<bool> {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// `issubclass(value, class)`; `class` may be a tuple.
pub fn is_subclass(cx: &mut dyn Call, _value: Value, _class: Value) -> PyResult<bool> {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
