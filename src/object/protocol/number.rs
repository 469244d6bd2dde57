//! Arithmetic of plain numbers: ints, bools, floats, complex.

use crate::object::int::int_value;
use crate::object::protocol::{BinaryOp, call_special, find_special, index_of};
use crate::object::{Call, ClassId, ComplexObject, IntRef, Kind, Name, PyResult, Realm, Value};

/// A plain number.
#[derive(Clone, Copy, Debug)]
pub enum Number<'a> {
    Int(IntRef<'a>),
    Float(f64),
    Complex(f64, f64),
}

/// The number that a value is, if it is a plain int, bool, float or complex.
#[inline]
pub fn number<'a>(value: Value) -> Option<Number<'a>> {
    if let Some(f) = value.as_float() {
        return Some(Number::Float(f));
    }
    if let Some(i) = int_value(value) {
        return Some(Number::Int(i));
    }
    value.cast::<ComplexObject>().map(|c| Number::Complex(c.real, c.imag))
}

/// A value as a real number: a float, an int, or what `__float__` or `__index__` gives.
pub fn real_number(cx: &mut dyn Call, value: Value) -> PyResult<f64> {
    if let Some(float) = value.as_float() {
        return Ok(float);
    }
    if let Some(small) = value.as_int() {
        return Ok(small as f64);
    }
    let plain = cx.payload(value);
    if let Some(float) = plain.as_float() {
        return Ok(float);
    }
    if let Some(int) = int_value(plain) {
        let float = int.to_f64();
        if float.is_infinite() {
            return Err(cx.raise(ClassId::OverflowError, "int too large to convert to float"));
        }
        return Ok(float);
    }
    if let Some(result) = call_special(cx, value, Name::Float, &[])? {
        let plain = cx.payload(result);
        return match plain.as_float() {
            Some(float) => Ok(float),
            None => {
                let (outer, inner) = (cx.type_name(value), cx.type_name(result));
                Err(cx.type_error(format!("{outer}.__float__ returned non-float (type {inner})")))
            }
        };
    }
    if find_special(cx, value, Name::Index).is_some() {
        let int = index_of(cx, value)?;
        return real_number(cx, int);
    }
    let class = cx.type_name(value);
    Err(cx.type_error(format!("must be real number, not {class}")))
}

/// `left op right` for plain numbers; `None` if the operator has no meaning for them.
pub(super) fn numeric(
    cx: &mut dyn Call,
    op: BinaryOp,
    left: Value,
    right: Value,
    a: Number<'_>,
    b: Number<'_>,
) -> PyResult<Option<Value>> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => {
            if op == BinaryOp::MatMul {
                return Ok(None);
            }
            let result = cx.int_binary(op, a, b)?;
            let both = left.is_bool() && right.is_bool();
            if both && matches!(op, BinaryOp::BitAnd | BinaryOp::BitOr | BinaryOp::BitXor) {
                return Ok(Some(Value::bool(result == Value::int(1))));
            }
            Ok(Some(result))
        }
        (Number::Complex(..), _) | (_, Number::Complex(..)) => {
            let a = complex_parts(cx, a)?;
            let b = complex_parts(cx, b)?;
            complex_binary(cx, op, a, b)
        }
        (a, b) => {
            let a = float_part(cx, a)?;
            let b = float_part(cx, b)?;
            float_binary(cx, op, a, b)
        }
    }
}

fn float_part(cx: &mut dyn Call, number: Number<'_>) -> PyResult<f64> {
    match number {
        Number::Int(i) => cx.int_to_float(i),
        Number::Float(f) | Number::Complex(f, _) => Ok(f),
    }
}

fn complex_parts(cx: &mut dyn Call, number: Number<'_>) -> PyResult<(f64, f64)> {
    match number {
        Number::Complex(re, im) => Ok((re, im)),
        other => Ok((float_part(cx, other)?, 0.0)),
    }
}

/// `left op right` for floats; `None` if the operator has no meaning for them.
pub fn float_binary(realm: &mut Realm, op: BinaryOp, left: f64, right: f64) -> PyResult<Option<Value>> {
    Ok(Some(Value::float(match op {
        BinaryOp::Add => left + right,
        BinaryOp::Sub => left - right,
        BinaryOp::Mul => left * right,
        BinaryOp::TrueDiv if right == 0.0 => return Err(realm.zero_division("float division by zero")),
        BinaryOp::TrueDiv => left / right,
        BinaryOp::FloorDiv if right == 0.0 => return Err(realm.zero_division("float floor division by zero")),
        BinaryOp::FloorDiv => float_div_mod(left, right).0,
        BinaryOp::Mod if right == 0.0 => return Err(realm.zero_division("float modulo")),
        BinaryOp::Mod => float_div_mod(left, right).1,
        BinaryOp::Pow => return float_pow(realm, left, right).map(Some),
        _ => return Ok(None),
    })))
}

/// Python's `divmod` of floats; `right` is not 0.
pub fn float_div_mod(left: f64, right: f64) -> (f64, f64) {
    let mut rest = left % right;
    let mut quotient = (left - rest) / right;
    if rest != 0.0 {
        if (right < 0.0) != (rest < 0.0) {
            rest += right;
            quotient -= 1.0;
        }
    } else {
        rest = 0f64.copysign(right);
    }
    let floored = if quotient != 0.0 {
        let floor = quotient.floor();
        if quotient - floor > 0.5 { floor + 1.0 } else { floor }
    } else {
        0f64.copysign(left / right)
    };
    (floored, rest)
}

/// Python's `%` of floats; `right` is not 0.
pub fn float_mod(left: f64, right: f64) -> f64 {
    float_div_mod(left, right).1
}

/// Python's `**` of floats: complex for a negative base and a fractional exponent.
pub fn float_pow(realm: &mut Realm, base: f64, exponent: f64) -> PyResult {
    if base == 0.0 && exponent < 0.0 && exponent.is_finite() {
        return Err(realm.zero_division("0.0 cannot be raised to a negative power"));
    }
    if base < 0.0 && base.is_finite() && exponent.is_finite() && exponent != exponent.floor() {
        let (re, im) = complex_pow((base, 0.0), (exponent, 0.0));
        return Ok(realm.complex(re, im));
    }
    let result = base.powf(exponent);
    if result.is_infinite() && base.is_finite() && exponent.is_finite() {
        let text = realm.str("Numerical result out of range");
        return Err(realm.raise_with(ClassId::OverflowError, &[Value::int(34), text]));
    }
    Ok(Value::float(result))
}

fn complex_pow(base: (f64, f64), exponent: (f64, f64)) -> (f64, f64) {
    if exponent == (0.0, 0.0) {
        return (1.0, 0.0);
    }
    if base == (0.0, 0.0) {
        return (0.0, 0.0);
    }
    let magnitude = base.0.hypot(base.1);
    let angle = base.1.atan2(base.0);
    let mut length = magnitude.powf(exponent.0);
    let mut phase = angle * exponent.0;
    if exponent.1 != 0.0 {
        length /= (angle * exponent.1).exp();
        phase += exponent.1 * magnitude.ln();
    }
    (length * phase.cos(), length * phase.sin())
}

fn complex_multiply(a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

fn complex_divide(a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    // Smith's method, as CPython does, so that nothing overflows early.
    if b.0.abs() >= b.1.abs() {
        let ratio = b.1 / b.0;
        let denominator = b.0 + b.1 * ratio;
        ((a.0 + a.1 * ratio) / denominator, (a.1 - a.0 * ratio) / denominator)
    } else {
        let ratio = b.0 / b.1;
        let denominator = b.0 * ratio + b.1;
        ((a.0 * ratio + a.1) / denominator, (a.1 * ratio - a.0) / denominator)
    }
}

fn complex_binary(cx: &mut dyn Call, op: BinaryOp, a: (f64, f64), b: (f64, f64)) -> PyResult<Option<Value>> {
    let (re, im) = match op {
        BinaryOp::Add => (a.0 + b.0, a.1 + b.1),
        BinaryOp::Sub => (a.0 - b.0, a.1 - b.1),
        BinaryOp::Mul => complex_multiply(a, b),
        BinaryOp::TrueDiv if b == (0.0, 0.0) => return Err(cx.zero_division("complex division by zero")),
        BinaryOp::TrueDiv => complex_divide(a, b),
        BinaryOp::Pow => {
            if a == (0.0, 0.0) && (b.1 != 0.0 || b.0 < 0.0) {
                return Err(cx.zero_division("0.0 to a negative or complex power"));
            }
            let small = b.1 == 0.0 && b.0 == b.0.floor() && b.0.abs() <= 100.0;
            if small {
                // By repeated squaring, as CPython does for small whole exponents.
                let mut power = b.0.abs() as u32;
                let (mut result, mut square) = ((1.0, 0.0), a);
                while power > 0 {
                    if power & 1 == 1 {
                        result = complex_multiply(result, square);
                    }
                    square = complex_multiply(square, square);
                    power >>= 1;
                }
                if b.0 < 0.0 { complex_divide((1.0, 0.0), result) } else { result }
            } else {
                complex_pow(a, b)
            }
        }
        _ => return Ok(None),
    };
    Ok(Some(cx.complex(re, im)))
}

/// Whether the value is a plain number.
pub fn is_number(value: Value) -> bool {
    value.is_int() || value.is_float() || value.is_bool() || matches!(value.kind(), Some(Kind::BigInt | Kind::Complex))
}
