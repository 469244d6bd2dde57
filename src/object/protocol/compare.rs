//! Comparison, equality, hashing and truth.

use crate::object::{Call, ClassId, PyResult, Value};

/// A comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum CompareOp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

/// `left op right` (any value: `__lt__` may return anything).
pub fn compare(cx: &mut dyn Call, _op: CompareOp, _left: Value, _right: Value) -> PyResult {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// The truth of `left op right`.
pub fn compare_bool(cx: &mut dyn Call, op: CompareOp, left: Value, right: Value) -> PyResult<bool> {
    let result = compare(cx, op, left, right)?;
    truth(cx, result)
}
/// `left is right or left == right`, as containers compare.
pub fn equal(cx: &mut dyn Call, left: Value, right: Value) -> PyResult<bool> {
    if left == right && !left.is_float() {
        return Ok(true);
    }
    compare_bool(cx, CompareOp::Eq, left, right)
}
/// As [`equal`], where that needs no Python: `None` if it does.
pub fn same_without_calls(_left: Value, _right: Value) -> Option<bool> {
    None
}
/// `bool(value)`
pub fn truth(cx: &mut dyn Call, _value: Value) -> PyResult<bool> {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// `hash(value)`
pub fn hash(cx: &mut dyn Call, _value: Value) -> PyResult<i64> {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
