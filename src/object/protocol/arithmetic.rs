//! Binary and unary operators.

use crate::object::{Call, ClassId, PyResult, Value};

/// A binary arithmetic operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    TrueDiv,
    FloorDiv,
    Mod,
    Pow,
    LeftShift,
    RightShift,
    BitAnd,
    BitOr,
    BitXor,
    MatMul,
}

/// A unary operator (`not` is [`truth`](super::truth)).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum UnaryOp {
    Neg,
    Pos,
    Invert,
}

/// `left op right`
pub fn binary(cx: &mut dyn Call, _op: BinaryOp, _left: Value, _right: Value) -> PyResult {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// `left op= right`: the new value.
pub fn in_place(cx: &mut dyn Call, _op: BinaryOp, _left: Value, _right: Value) -> PyResult {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// `op value`
pub fn unary(cx: &mut dyn Call, _op: UnaryOp, _value: Value) -> PyResult {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// `divmod(left, right)`, a tuple
pub fn div_mod(cx: &mut dyn Call, _left: Value, _right: Value) -> PyResult {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// `pow(base, exponent, modulus)`
pub fn power_mod(cx: &mut dyn Call, _base: Value, _exponent: Value, _modulus: Value) -> PyResult {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// `abs(value)`
pub fn absolute(cx: &mut dyn Call, _value: Value) -> PyResult {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
