//! Subscripts, membership, length and indices.

use crate::object::int::int_value;
use crate::object::{Call, ClassId, PyResult, Value};

/// `container[key]`
pub fn get_item(cx: &mut dyn Call, _container: Value, _key: Value) -> PyResult {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// `container[key] = value`
pub fn set_item(cx: &mut dyn Call, _container: Value, _key: Value, _value: Value) -> PyResult<()> {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// `del container[key]`
pub fn del_item(cx: &mut dyn Call, _container: Value, _key: Value) -> PyResult<()> {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// `item in container`
pub fn contains(cx: &mut dyn Call, _container: Value, _item: Value) -> PyResult<bool> {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// `len(value)`
pub fn len(cx: &mut dyn Call, _value: Value) -> PyResult<usize> {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// `operator.index(value)`: an int (of any size).
pub fn index_of(cx: &mut dyn Call, _value: Value) -> PyResult {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// An int that fits an i64.
pub fn unwrap_int(value: Value) -> Option<i64> {
    int_value(value)?.to_i64()
}
/// `operator.index(value)` as an i64; OverflowError if it does not fit.
pub fn index_i64(cx: &mut dyn Call, value: Value) -> PyResult<i64> {
    let index = index_of(cx, value)?;
    match unwrap_int(index) {
        Some(i) => Ok(i),
        None => Err(cx.overflow_error("Python int too large to convert to C ssize_t")),
    }
}
