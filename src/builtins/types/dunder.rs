//! Special methods that all builtin types share: each does what the operator does with the plain
//! value. Python subclasses inherit them, and `super().__len__()` finds them.
//!
//! 1. The receiver is a plain value here (the object floor unwraps a subclass's), so the
//!    operator does not come back to the method.

use crate::builtins::arguments::{self, Keywords};
use crate::object::protocol::{self, BinaryOp, CompareOp};
use crate::object::{Call, ClassId, Kind, PyResult, StrObject, Value};

/// NotImplemented instead of the TypeError that says that these very operands do not go together.
fn or_not_implemented(cx: &mut dyn Call, result: PyResult, start: &str, left: Value, right: Value) -> PyResult {
    let Err(raised) = result else { return result };
    if cx.is_exception(raised, ClassId::TypeError)
        && let [message] = cx.exception_args(raised.0)
        && let Some(message) = message.cast::<StrObject>()
    {
        let (left, right) = (cx.type_name(left), cx.type_name(right));
        let ending = format!("'{left}' and '{right}'");
        if message.as_str().starts_with(start) && message.as_str().ends_with(&ending) {
            return Ok(Value::NOT_IMPLEMENTED);
        }
    }
    Err(raised)
}

/// Whether two values are of types that can be equal; instances of Python classes may be equal to anything.
fn related(cx: &mut dyn Call, left: Value, right: Value) -> bool {
    let group = |value: Value| match value.kind() {
        None if value.is_int() || value.is_float() || value.is_bool() => Kind::BigInt,
        Some(Kind::Complex) => Kind::BigInt,
        Some(Kind::ByteArray) => Kind::Bytes,
        Some(Kind::FrozenSet | Kind::DictView) => Kind::Set,
        Some(kind) => kind,
        None => Kind::Free,
    };
    let right = cx.payload(right);
    right.is(Kind::Instance) || group(left) == group(right)
}

/// Whether a number's own methods know what to do with the other operand: an int's only with ints,
/// a float's with reals. (The operator would ask the other operand next.) What is no number
/// knows by itself.
fn knows(cx: &mut dyn Call, own: Value, other: Value) -> bool {
    let other = cx.payload(other);
    let is_int = |v: Value| v.is_int() || v.is_bool() || v.is(Kind::BigInt);
    if is_int(own) {
        is_int(other)
    } else if own.is_float() {
        is_int(other) || other.is_float()
    } else if own.is(Kind::Complex) {
        is_int(other) || other.is_float() || other.is(Kind::Complex)
    } else {
        true
    }
}

macro_rules! binary {
    ($($name:ident $reflected:ident $text:literal $op:ident;)*) => {$(
        #[doc = $text]
        pub fn $name(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
            let [other] = arguments::special(cx, &args[1..], keywords)?;
            if !knows(cx, args[0], other) {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            let result = protocol::binary(cx, BinaryOp::$op, args[0], other);
            or_not_implemented(cx, result, "unsupported operand type(s) for ", args[0], other)
        }
        #[doc = concat!("Reflected ", $text)]
        pub fn $reflected(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
            let [other] = arguments::special(cx, &args[1..], keywords)?;
            if !knows(cx, args[0], other) {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            let result = protocol::binary(cx, BinaryOp::$op, other, args[0]);
            or_not_implemented(cx, result, "unsupported operand type(s) for ", other, args[0])
        }
    )*};
}

binary! {
    add_method radd_method "__add__" Add;
    sub_method rsub_method "__sub__" Sub;
    mul_method rmul_method "__mul__" Mul;
    truediv_method rtruediv_method "__truediv__" TrueDiv;
    floordiv_method rfloordiv_method "__floordiv__" FloorDiv;
    mod_method rmod_method "__mod__" Mod;
    pow_method rpow_method "__pow__" Pow;
    lshift_method rlshift_method "__lshift__" LeftShift;
    rshift_method rrshift_method "__rshift__" RightShift;
    and_method rand_method "__and__" BitAnd;
    or_method ror_method "__or__" BitOr;
    xor_method rxor_method "__xor__" BitXor;
}

macro_rules! compare {
    ($($name:ident $text:literal $op:ident;)*) => {$(
        #[doc = $text]
        pub fn $name(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
            let [other] = arguments::special(cx, &args[1..], keywords)?;
            if matches!(CompareOp::$op, CompareOp::Eq | CompareOp::Ne) && !related(cx, args[0], other) {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            if !args[0].is(Kind::Complex) && !knows(cx, args[0], other) {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            let result = protocol::compare(cx, CompareOp::$op, args[0], other);
            or_not_implemented(cx, result, "'", args[0], other)
        }
    )*};
}

compare! {
    eq_method "__eq__" Eq;
    ne_method "__ne__" Ne;
    lt_method "__lt__" Lt;
    le_method "__le__" Le;
    gt_method "__gt__" Gt;
    ge_method "__ge__" Ge;
}

/// `__len__`
pub fn len_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::special::<0>(cx, &args[1..], keywords)?;
    let len = protocol::len(cx, args[0])?;
    Ok(cx.int(len as i64))
}
/// `__getitem__`
pub fn getitem_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [key] = arguments::special(cx, &args[1..], keywords)?;
    protocol::get_item(cx, args[0], key)
}
/// `__setitem__`
pub fn setitem_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [key, value] = arguments::special(cx, &args[1..], keywords)?;
    protocol::set_item(cx, args[0], key, value)?;
    Ok(Value::NONE)
}
/// `__delitem__`
pub fn delitem_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [key] = arguments::special(cx, &args[1..], keywords)?;
    protocol::del_item(cx, args[0], key)?;
    Ok(Value::NONE)
}
/// `__contains__`
pub fn contains_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [key] = arguments::special(cx, &args[1..], keywords)?;
    Ok(Value::bool(protocol::contains(cx, args[0], key)?))
}
/// `__iter__`
pub fn iter_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::special::<0>(cx, &args[1..], keywords)?;
    protocol::iter(cx, args[0])
}
/// `__next__`
pub fn next_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::special::<0>(cx, &args[1..], keywords)?;
    match protocol::next(cx, args[0])? {
        Some(item) => Ok(item),
        None => Err(cx.raise(crate::object::ClassId::StopIteration, "")),
    }
}
/// `__hash__`
pub fn hash_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::special::<0>(cx, &args[1..], keywords)?;
    let hash = protocol::hash(cx, args[0])?;
    Ok(cx.int(hash))
}
/// `__repr__`
pub fn repr_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::special::<0>(cx, &args[1..], keywords)?;
    crate::builtins::repr::repr_builtin(cx, args[0])
}
/// `__str__`
pub fn str_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::special::<0>(cx, &args[1..], keywords)?;
    crate::builtins::repr::str_builtin(cx, args[0])
}
/// `__format__`
pub fn format_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [spec] = arguments::exactly(cx, "__format__", &args[1..], keywords)?;
    let Some(spec) = arguments::str_of(cx, spec) else {
        let class = arguments::class_name(cx, spec);
        return Err(cx.type_error(format!("__format__() argument must be str, not {class}")));
    };
    crate::builtins::repr::format_builtin(cx, args[0], spec.as_str())
}
/// `__bool__`
pub fn bool_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::special::<0>(cx, &args[1..], keywords)?;
    Ok(Value::bool(protocol::truth(cx, args[0])?))
}
/// `__neg__`
pub fn neg_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::special::<0>(cx, &args[1..], keywords)?;
    protocol::unary(cx, protocol::UnaryOp::Neg, args[0])
}
/// `__pos__`
pub fn pos_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::special::<0>(cx, &args[1..], keywords)?;
    protocol::unary(cx, protocol::UnaryOp::Pos, args[0])
}
/// `__invert__`
pub fn invert_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::special::<0>(cx, &args[1..], keywords)?;
    protocol::unary(cx, protocol::UnaryOp::Invert, args[0])
}
