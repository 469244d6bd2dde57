//! Calling classes, and the texts of values.

use crate::gc::Gc;
use crate::object::{Call, ClassId, ClassObject, PyResult, Value};

/// `class(*args, **keywords)`: `__new__`, then `__init__`.
pub fn instantiate(cx: &mut dyn Call, _class: Gc<ClassObject>, _args: &[Value], _keywords: &[(Value, Value)]) -> PyResult {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// `repr(value)`, a str
pub fn repr(cx: &mut dyn Call, _value: Value) -> PyResult {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// `str(value)`
pub fn str_of(cx: &mut dyn Call, _value: Value) -> PyResult {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
