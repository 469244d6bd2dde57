//! Methods of `int`, `bool`, `float` and `complex`.

use dashu_int::IBig;
use dashu_int::ops::BitTest;

use crate::builtins::arguments::{self, Keywords, int_of, str_of};
use crate::builtins::format::integer::Int;
use crate::builtins::functions::round_plain;
use crate::builtins::protocol;
use crate::builtins::types::bytes::content;
use crate::builtins::types::dunder;
use crate::object::{Call, ClassId, ComplexObject, NativeDef, PyResult, Value};

pub static INT: &[NativeDef] = &[
    NativeDef::method("as_integer_ratio", int_ratio),
    NativeDef::method("bit_count", bit_count),
    NativeDef::method("bit_length", bit_length),
    NativeDef::method("conjugate", int_itself),
    NativeDef::getter("denominator", one),
    NativeDef::class_method("from_bytes", |cx, args, keywords| {
        let number = from_bytes_static(cx, &args[1..], keywords)?;
        of_class(cx, args[0], number)
    }),
    NativeDef::getter("imag", zero),
    NativeDef::getter("numerator", int_itself),
    NativeDef::getter("real", int_itself),
    NativeDef::method("to_bytes", to_bytes),
    NativeDef::method("__abs__", abs),
    NativeDef::method("__add__", dunder::add_method),
    NativeDef::method("__and__", dunder::and_method),
    NativeDef::method("__bool__", dunder::bool_method),
    NativeDef::method("__ceil__", int_itself),
    NativeDef::method("__divmod__", divmod),
    NativeDef::method("__eq__", dunder::eq_method),
    NativeDef::method("__float__", to_float),
    NativeDef::method("__floor__", int_itself),
    NativeDef::method("__floordiv__", dunder::floordiv_method),
    NativeDef::method("__format__", dunder::format_method),
    NativeDef::method("__ge__", dunder::ge_method),
    NativeDef::method("__getnewargs__", new_arguments),
    NativeDef::method("__gt__", dunder::gt_method),
    NativeDef::method("__hash__", dunder::hash_method),
    NativeDef::method("__index__", int_itself),
    NativeDef::method("__int__", int_itself),
    NativeDef::method("__invert__", dunder::invert_method),
    NativeDef::method("__le__", dunder::le_method),
    NativeDef::method("__lshift__", dunder::lshift_method),
    NativeDef::method("__lt__", dunder::lt_method),
    NativeDef::method("__mod__", dunder::mod_method),
    NativeDef::method("__mul__", dunder::mul_method),
    NativeDef::method("__ne__", dunder::ne_method),
    NativeDef::method("__neg__", dunder::neg_method),
    NativeDef::method("__or__", dunder::or_method),
    NativeDef::method("__pos__", dunder::pos_method),
    NativeDef::method("__pow__", int_pow),
    NativeDef::method("__radd__", dunder::radd_method),
    NativeDef::method("__rand__", dunder::rand_method),
    NativeDef::method("__rdivmod__", reflected_divmod),
    NativeDef::method("__repr__", dunder::repr_method),
    NativeDef::method("__rfloordiv__", dunder::rfloordiv_method),
    NativeDef::method("__rlshift__", dunder::rlshift_method),
    NativeDef::method("__rmod__", dunder::rmod_method),
    NativeDef::method("__rmul__", dunder::rmul_method),
    NativeDef::method("__ror__", dunder::ror_method),
    NativeDef::method("__round__", round),
    NativeDef::method("__rpow__", dunder::rpow_method),
    NativeDef::method("__rrshift__", dunder::rrshift_method),
    NativeDef::method("__rshift__", dunder::rshift_method),
    NativeDef::method("__rsub__", dunder::rsub_method),
    NativeDef::method("__rtruediv__", dunder::rtruediv_method),
    NativeDef::method("__rxor__", dunder::rxor_method),
    NativeDef::method("__sub__", dunder::sub_method),
    NativeDef::method("__truediv__", dunder::truediv_method),
    NativeDef::method("__trunc__", int_itself),
    NativeDef::method("__xor__", dunder::xor_method),
];

pub static BOOL: &[NativeDef] = &[
    NativeDef::class_method("from_bytes", |cx, args, keywords| {
        let number = from_bytes_static(cx, &args[1..], keywords)?;
        Ok(Value::bool(protocol::truth(cx, number)?))
    }),
    NativeDef::method("__repr__", dunder::repr_method),
];

pub static FLOAT: &[NativeDef] = &[
    NativeDef::method("as_integer_ratio", float_ratio),
    NativeDef::method("conjugate", itself),
    NativeDef::class_method("fromhex", from_hex),
    NativeDef::method("hex", hex),
    NativeDef::getter("imag", float_zero),
    NativeDef::method("is_integer", is_integer),
    NativeDef::getter("real", itself),
    NativeDef::method("__abs__", abs),
    NativeDef::method("__add__", dunder::add_method),
    NativeDef::method("__bool__", dunder::bool_method),
    NativeDef::method("__ceil__", ceil),
    NativeDef::method("__divmod__", divmod),
    NativeDef::method("__eq__", dunder::eq_method),
    NativeDef::method("__float__", itself),
    NativeDef::method("__floor__", floor),
    NativeDef::method("__floordiv__", dunder::floordiv_method),
    NativeDef::method("__format__", dunder::format_method),
    NativeDef::method("__ge__", dunder::ge_method),
    NativeDef::static_method("__getformat__", get_format),
    NativeDef::method("__getnewargs__", new_arguments),
    NativeDef::method("__gt__", dunder::gt_method),
    NativeDef::method("__hash__", dunder::hash_method),
    NativeDef::method("__int__", trunc),
    NativeDef::method("__le__", dunder::le_method),
    NativeDef::method("__lt__", dunder::lt_method),
    NativeDef::method("__mod__", dunder::mod_method),
    NativeDef::method("__mul__", dunder::mul_method),
    NativeDef::method("__ne__", dunder::ne_method),
    NativeDef::method("__neg__", dunder::neg_method),
    NativeDef::method("__pos__", dunder::pos_method),
    NativeDef::method("__pow__", dunder::pow_method),
    NativeDef::method("__radd__", dunder::radd_method),
    NativeDef::method("__rdivmod__", reflected_divmod),
    NativeDef::method("__repr__", dunder::repr_method),
    NativeDef::method("__rfloordiv__", dunder::rfloordiv_method),
    NativeDef::method("__rmod__", dunder::rmod_method),
    NativeDef::method("__rmul__", dunder::rmul_method),
    NativeDef::method("__round__", round),
    NativeDef::method("__rpow__", dunder::rpow_method),
    NativeDef::method("__rsub__", dunder::rsub_method),
    NativeDef::method("__rtruediv__", dunder::rtruediv_method),
    NativeDef::method("__sub__", dunder::sub_method),
    NativeDef::method("__truediv__", dunder::truediv_method),
    NativeDef::method("__trunc__", trunc),
];

pub static COMPLEX: &[NativeDef] = &[
    NativeDef::method("conjugate", complex_conjugate),
    NativeDef::getter("imag", complex_imag),
    NativeDef::getter("real", complex_real),
    NativeDef::method("__abs__", abs),
    NativeDef::method("__add__", dunder::add_method),
    NativeDef::method("__bool__", dunder::bool_method),
    NativeDef::method("__complex__", itself),
    NativeDef::method("__eq__", dunder::eq_method),
    NativeDef::method("__ge__", dunder::ge_method),
    NativeDef::method("__getnewargs__", complex_new_arguments),
    NativeDef::method("__gt__", dunder::gt_method),
    NativeDef::method("__hash__", dunder::hash_method),
    NativeDef::method("__le__", dunder::le_method),
    NativeDef::method("__lt__", dunder::lt_method),
    NativeDef::method("__mul__", dunder::mul_method),
    NativeDef::method("__ne__", dunder::ne_method),
    NativeDef::method("__neg__", dunder::neg_method),
    NativeDef::method("__pos__", dunder::pos_method),
    NativeDef::method("__rpow__", dunder::rpow_method),
    NativeDef::method("__pow__", dunder::pow_method),
    NativeDef::method("__radd__", dunder::radd_method),
    NativeDef::method("__repr__", dunder::repr_method),
    NativeDef::method("__rmul__", dunder::rmul_method),
    NativeDef::method("__rsub__", dunder::rsub_method),
    NativeDef::method("__rtruediv__", dunder::rtruediv_method),
    NativeDef::method("__sub__", dunder::sub_method),
    NativeDef::method("__truediv__", dunder::truediv_method),
];

fn int_itself(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::special::<0>(cx, &args[1..], keywords)?;
    protocol::plain_int(cx, args[0])
}
fn itself(_cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(args[0])
}
fn zero(_cx: &mut dyn Call, _args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(Value::int(0))
}
fn one(_cx: &mut dyn Call, _args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(Value::int(1))
}
fn float_zero(_cx: &mut dyn Call, _args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(Value::float(0.0))
}

fn big_of(cx: &mut dyn Call, value: Value) -> PyResult<IBig> {
    match int_of(cx, value) {
        Some(Int::Small(small)) => Ok(IBig::from(small)),
        Some(Int::Big(big)) => Ok(big.clone()),
        None => Err(cx.type_error("an integer is required")),
    }
}
fn bit_length(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "int.bit_length", &args[1..], keywords)?;
    Ok(Value::int(match int_of(cx, args[0]) {
        Some(Int::Small(small)) => 64 - small.unsigned_abs().leading_zeros() as i64,
        // Of a negative number's two's complement, so not where the magnitude is a power of two.
        Some(Int::Big(big)) => {
            let (_, magnitude) = big.clone().into_parts();
            magnitude.bit_len() as i64
        }
        None => 0,
    }))
}
fn bit_count(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "int.bit_count", &args[1..], keywords)?;
    Ok(Value::int(match int_of(cx, args[0]) {
        Some(Int::Small(small)) => small.unsigned_abs().count_ones() as i64,
        Some(Int::Big(big)) => {
            let (_, magnitude) = big.clone().into_parts();
            magnitude.to_le_bytes().iter().map(|b| b.count_ones() as i64).sum()
        }
        None => 0,
    }))
}
fn int_ratio(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "int.as_integer_ratio", &args[1..], keywords)?;
    let number = protocol::plain_int(cx, args[0])?;
    Ok(cx.tuple(&[number, Value::int(1)]))
}
fn abs(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::special::<0>(cx, &args[1..], keywords)?;
    protocol::absolute(cx, args[0])
}
fn divmod(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [other] = arguments::special(cx, &args[1..], keywords)?;
    protocol::div_mod(cx, args[0], other)
}
fn round(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [digits] = arguments::positional(cx, "__round__", &args[1..], keywords, 0)?;
    round_plain(cx, args[0], digits)
}
fn to_float(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::special::<0>(cx, &args[1..], keywords)?;
    Ok(Value::float(arguments::real(cx, args[0])?))
}

fn whole(cx: &mut dyn Call, args: &[Value], round: fn(f64) -> f64) -> PyResult {
    let float = arguments::real(cx, args[0])?;
    protocol::float_to_int(cx, round(float))
}
fn floor(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    whole(cx, args, f64::floor)
}
fn ceil(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    whole(cx, args, f64::ceil)
}
fn trunc(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    whole(cx, args, f64::trunc)
}
fn is_integer(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "float.is_integer", &args[1..], keywords)?;
    let float = arguments::real(cx, args[0])?;
    Ok(Value::bool(float.is_finite() && float.fract() == 0.0))
}
fn float_ratio(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "float.as_integer_ratio", &args[1..], keywords)?;
    let float = arguments::real(cx, args[0])?;
    if float.is_nan() {
        return Err(cx.value_error("cannot convert NaN to integer ratio"));
    }
    if float.is_infinite() {
        return Err(cx.overflow_error("cannot convert Infinity to integer ratio"));
    }
    let (mantissa, exponent) = crate::builtins::modules::real::frexp(float);
    let mut numerator = (mantissa * (1u64 << 53) as f64) as i64;
    let mut exponent = exponent - 53;
    while numerator != 0 && numerator % 2 == 0 {
        numerator /= 2;
        exponent += 1;
    }
    if numerator == 0 {
        exponent = 0;
    }
    let power = IBig::ONE << exponent.unsigned_abs() as usize;
    let (top, bottom) =
        if exponent >= 0 { (IBig::from(numerator) * power, IBig::ONE) } else { (IBig::from(numerator), power) };
    let (top, bottom) = (cx.big(top), cx.big(bottom));
    Ok(cx.tuple(&[top, bottom]))
}
fn hex(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "float.hex", &args[1..], keywords)?;
    let float = arguments::real(cx, args[0])?;
    if !float.is_finite() {
        return cx.try_str(&crate::builtins::format::float::repr(float));
    }
    let bits = float.to_bits();
    let sign = if float.is_sign_negative() { "-" } else { "" };
    let fraction = bits & ((1 << 52) - 1);
    let exponent = (bits >> 52 & 0x7FF) as i64;
    let text = if float == 0.0 {
        format!("{sign}0x0.0p+0")
    } else if exponent == 0 {
        format!("{sign}0x0.{fraction:013x}p-1022")
    } else {
        format!("{sign}0x1.{fraction:013x}p{:+}", exponent - 1023)
    };
    cx.try_str(&text)
}
fn from_hex(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [text] = arguments::exactly(cx, "float.fromhex", &args[1..], keywords)?;
    let Some(text) = str_of(cx, text) else {
        return Err(cx.type_error("fromhex() argument must be str"));
    };
    match hex_float(crate::builtins::parse::strip(text.as_str())) {
        Some(float) if float.is_infinite() && !text.as_str().to_ascii_lowercase().contains("inf") => {
            Err(cx.overflow_error("hexadecimal value too large to represent as a float"))
        }
        Some(float) => of_class(cx, args[0], Value::float(float)),
        None => Err(cx.value_error("invalid hexadecimal floating-point string")),
    }
}
/// A number as the class that made it wants it: a subclass is called with it.
fn of_class(cx: &mut dyn Call, class: Value, number: Value) -> PyResult {
    match class.cast::<crate::object::ClassObject>() {
        Some(own) if own.builtin.is_none() => cx.call(class, &[number], &[]),
        _ => Ok(number),
    }
}
fn hex_float(text: &str) -> Option<f64> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    match rest.to_ascii_lowercase().as_str() {
        "inf" | "infinity" => return Some(sign * f64::INFINITY),
        "nan" => return Some(f64::NAN),
        _ => {}
    }
    let rest = rest.strip_prefix("0x").or(rest.strip_prefix("0X")).unwrap_or(rest);
    let (mantissa, exponent) = match rest.split_once(['p', 'P']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
        None => (rest, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    if digits.is_empty() {
        return None;
    }
    let number = IBig::from_str_radix(&digits, 16).ok()?;
    let scale = exponent - 4 * fraction.len() as i64;
    let float = number.to_f64().value();
    crate::builtins::modules::real::ldexp(sign * float, scale).ok()
}

fn is_little(cx: &mut dyn Call, order: Value) -> PyResult<bool> {
    match str_of(cx, order).map(|o| o.as_str()) {
        Some("little") => Ok(true),
        Some("big") => Ok(false),
        None if order.is_unbound() => Ok(false),
        _ => Err(cx.value_error("byteorder must be either 'little' or 'big'")),
    }
}
fn to_bytes(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let names = ["length", "byteorder", "signed"];
    let [length, order, signed] = arguments::named(cx, "to_bytes", &args[1..], keywords, names, 0)?;
    let length = if length.is_unbound() { 1 } else { arguments::size(cx, length)? };
    let little = is_little(cx, order)?;
    let signed = !signed.is_unbound() && protocol::truth(cx, signed)?;
    let number = big_of(cx, args[0])?;
    if length < 0 {
        return Err(cx.value_error("length argument must be non-negative"));
    }
    let length = length as usize;
    cx.reserve(length)?;
    let negative = number < IBig::ZERO;
    if negative && !signed {
        return Err(cx.overflow_error("can't convert negative int to unsigned"));
    }
    let bits = length * 8;
    let modulus = IBig::ONE << bits;
    let fits = if signed {
        let half = if bits == 0 { IBig::ZERO } else { IBig::ONE << (bits - 1) };
        bits == 0 && number == IBig::ZERO || number < half && number >= -half
    } else {
        number < modulus
    };
    if !fits {
        return Err(cx.overflow_error("int too big to convert"));
    }
    let (_, magnitude) = (if negative { number + modulus } else { number }).into_parts();
    let mut data = magnitude.to_le_bytes().to_vec();
    data.resize(length, 0);
    if !little {
        data.reverse();
    }
    Ok(cx.bytes(&data))
}
fn from_bytes_static(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let names = ["bytes", "byteorder", "signed"];
    let [data, order, signed] = arguments::named(cx, "from_bytes", args, keywords, names, 1)?;
    let little = is_little(cx, order)?;
    let signed = !signed.is_unbound() && protocol::truth(cx, signed)?;
    let mut data = match content(cx, data) {
        Some(content) => content.into_owned(),
        None if arguments::str_of(cx, data).is_none() && protocol::is_iterable(cx, data) => {
            crate::builtins::types::bytes::construct(cx, "bytes", &[data], &[])?
        }
        None => {
            let class = arguments::class_name(cx, data);
            return Err(cx.type_error(format!("cannot convert '{class}' object to bytes")));
        }
    };
    if !little {
        data.reverse();
    }
    let negative = signed && data.last().is_some_and(|b| b & 0x80 != 0);
    let number = IBig::from(dashu_int::UBig::from_le_bytes(&data));
    Ok(cx.big(if negative { number - (IBig::ONE << (data.len() * 8)) } else { number }))
}

fn complex(cx: &mut dyn Call, args: &[Value]) -> PyResult<(f64, f64)> {
    match args[0].cast::<ComplexObject>() {
        Some(complex) => Ok((complex.real, complex.imag)),
        None => Err(cx.raise(ClassId::TypeError, "a complex number is required")),
    }
}
fn complex_real(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(Value::float(complex(cx, args)?.0))
}
fn complex_imag(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(Value::float(complex(cx, args)?.1))
}
fn complex_conjugate(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "complex.conjugate", &args[1..], keywords)?;
    let (real, imag) = complex(cx, args)?;
    Ok(cx.complex(real, -imag))
}

/// What `__new__` makes an equal number of.
fn new_arguments(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::special::<0>(cx, &args[1..], keywords)?;
    Ok(cx.tuple(&args[..1]))
}
fn complex_new_arguments(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::special::<0>(cx, &args[1..], keywords)?;
    match args[0].cast::<ComplexObject>() {
        Some(number) => Ok(cx.tuple(&[Value::float(number.real), Value::float(number.imag)])),
        None => Err(cx.type_error("a complex number is required")),
    }
}
fn reflected_divmod(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [other] = arguments::special(cx, &args[1..], keywords)?;
    divmod(cx, &[other, args[0]], &[])
}
/// How floats are stored.
fn get_format(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [kind] = arguments::exactly(cx, "float.__getformat__", args, keywords)?;
    match str_of(cx, kind).map(|kind| kind.as_str().to_string()).as_deref() {
        Some("double" | "float") => {
            Ok(cx.str(if cfg!(target_endian = "big") { "IEEE, big-endian" } else { "IEEE, little-endian" }))
        }
        Some(_) => Err(cx.value_error("__getformat__() argument 1 must be 'double' or 'float'")),
        None => {
            let got = cx.type_name(kind);
            Err(cx.type_error(format!("__getformat__() argument must be str, not {got}")))
        }
    }
}

/// `int.__pow__(value, exponent, modulus=None)`
fn int_pow(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [base, exponent, modulus] = *args else { return dunder::pow_method(cx, args, keywords) };
    if modulus.is_none() {
        return dunder::pow_method(cx, &[base, exponent], keywords);
    }
    if [exponent, modulus].iter().any(|value| int_of(cx, *value).is_none()) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    protocol::power_mod(cx, base, exponent, modulus)
}
