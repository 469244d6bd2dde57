//! Module `math`.
//!
//! ```text
//! math.sqrt(2)   →  real::unary("sqrt").check(2.0)
//! ```
//!
//! 1. Functions of one float are offered to compiled code unboxed; a NaN result sends it back here.

use dashu_int::IBig;
use dashu_int::ops::Gcd;

use crate::builtins::arguments::{self, Keywords, class_name, failure, int_of, real};
use crate::builtins::format::integer::Int;
use crate::builtins::modules::{Entry, ModuleDef, real as functions};
use crate::builtins::protocol;
use crate::object::caught;
use crate::object::class_id::ClassId;
use crate::object::int::int_value;
use crate::object::{Call, FastCall, IntRef, Name, NativeDef, PyResult, Value};

/// The module.
pub static MATH: ModuleDef = ModuleDef {
    name: "math",
    functions: FUNCTIONS,
    constants: &[
        Entry::float("pi", std::f64::consts::PI),
        Entry::float("e", std::f64::consts::E),
        Entry::float("tau", std::f64::consts::TAU),
        Entry::float("inf", f64::INFINITY),
        Entry::float("nan", f64::NAN),
    ],
    make: None,
};

/// Functions of one float: the name, and which entry of `real::UNARY` it is.
macro_rules! unary {
    ($($name:ident $text:literal $index:literal,)*) => {
        $(fn $name(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
            apply(cx, &functions::UNARY[$index], $text, args, keywords)
        })*
    };
}

unary! {
    acos "acos" 0, acosh "acosh" 1, asin "asin" 2, asinh "asinh" 3, atan "atan" 4, atanh "atanh" 5, cbrt "cbrt" 6, cos "cos" 7,
    cosh "cosh" 8, degrees "degrees" 9, erf "erf" 10, erfc "erfc" 11, exp "exp" 12, exp2 "exp2" 13, expm1 "expm1" 14,
    fabs "fabs" 15, gamma "gamma" 16, lgamma "lgamma" 17, log1p "log1p" 19, radians "radians" 21, sin "sin" 22,
    sinh "sinh" 23, sqrt "sqrt" 24, tan "tan" 25, tanh "tanh" 26,
}

const fn unary_def(name: &'static str, call: crate::object::NativeFn, index: usize) -> NativeDef {
    let unary = &functions::UNARY[index];
    NativeDef::function(name, call).fast(match unary.errors {
        functions::Errors::Never => FastCall::Float1(unary.fast),
        _ => FastCall::PartialFloat1(unary.fast),
    })
}

static FUNCTIONS: &[NativeDef] = &[
    unary_def("acos", acos, 0),
    unary_def("acosh", acosh, 1),
    unary_def("asin", asin, 2),
    unary_def("asinh", asinh, 3),
    unary_def("atan", atan, 4),
    unary_def("atanh", atanh, 5),
    unary_def("cbrt", cbrt, 6),
    unary_def("cos", cos, 7),
    unary_def("cosh", cosh, 8),
    unary_def("degrees", degrees, 9),
    unary_def("erf", erf, 10),
    unary_def("erfc", erfc, 11),
    unary_def("exp", exp, 12),
    unary_def("exp2", exp2, 13),
    unary_def("expm1", expm1, 14),
    NativeDef::function("fabs", fabs).fast(FastCall::Known(crate::object::native::Known::MathFabs)),
    unary_def("gamma", gamma, 16),
    unary_def("lgamma", lgamma, 17),
    unary_def("log1p", log1p, 19),
    unary_def("radians", radians, 21),
    unary_def("sin", sin, 22),
    unary_def("sinh", sinh, 23),
    NativeDef::function("sqrt", sqrt).fast(FastCall::Known(crate::object::native::Known::MathSqrt)),
    unary_def("tan", tan, 25),
    unary_def("tanh", tanh, 26),
    NativeDef::function("atan2", atan2).fast(FastCall::Float2(fast_atan2)),
    NativeDef::function("ceil", ceil).fast(FastCall::Known(crate::object::native::Known::MathCeil)),
    NativeDef::function("comb", comb),
    NativeDef::function("copysign", copysign).fast(FastCall::Float2(fast_copysign)),
    NativeDef::function("dist", dist),
    NativeDef::function("factorial", factorial),
    NativeDef::function("floor", floor).fast(FastCall::Known(crate::object::native::Known::MathFloor)),
    NativeDef::function("fmod", fmod),
    NativeDef::function("frexp", frexp),
    NativeDef::function("fsum", fsum),
    NativeDef::function("gcd", gcd),
    NativeDef::function("hypot", hypot),
    NativeDef::function("isclose", isclose),
    NativeDef::function("isfinite", isfinite),
    NativeDef::function("isinf", isinf),
    NativeDef::function("isnan", isnan),
    NativeDef::function("isqrt", isqrt),
    NativeDef::function("lcm", lcm),
    NativeDef::function("ldexp", ldexp),
    NativeDef::function("log", log).fast(FastCall::PartialFloat1(fast_log)),
    NativeDef::function("log10", log10).fast(FastCall::PartialFloat1(functions::UNARY[18].fast)),
    NativeDef::function("log2", log2).fast(FastCall::PartialFloat1(functions::UNARY[20].fast)),
    NativeDef::function("modf", modf),
    NativeDef::function("nextafter", nextafter),
    NativeDef::function("perm", perm),
    NativeDef::function("pow", pow),
    NativeDef::function("prod", prod),
    NativeDef::function("remainder", remainder),
    NativeDef::function("trunc", trunc),
    NativeDef::function("ulp", ulp),
];

fn apply(
    cx: &mut dyn Call,
    function: &functions::Unary,
    name: &str,
    args: &[Value],
    keywords: Keywords<'_>,
) -> PyResult {
    let argument = match (args, keywords) {
        ([only], []) => *only,
        _ => arguments::exactly::<1>(cx, &format!("math.{name}"), args, keywords)?[0],
    };
    let number = real(cx, argument)?;
    match function.check(number) {
        Ok(result) => Ok(Value::float(result)),
        Err(problem) => Err(failure(cx, problem)),
    }
}

extern "C" fn fast_atan2(y: f64, x: f64) -> f64 {
    caught::caught_float(caught::Entry::FloatFunction, || y.atan2(x))
}
extern "C" fn fast_copysign(x: f64, y: f64) -> f64 {
    caught::caught_float(caught::Entry::FloatFunction, || x.copysign(y))
}
extern "C" fn fast_log(x: f64) -> f64 {
    caught::caught_float(caught::Entry::FloatFunction, || if x > 0.0 { x.ln() } else { f64::NAN })
}

fn two_reals(cx: &mut dyn Call, name: &str, args: &[Value], keywords: Keywords<'_>) -> PyResult<(f64, f64)> {
    let [x, y] = arguments::exactly(cx, name, args, keywords)?;
    Ok((real(cx, x)?, real(cx, y)?))
}

fn checked(cx: &mut dyn Call, result: Result<f64, crate::builtins::format::Failure>) -> PyResult {
    match result {
        Ok(number) => Ok(Value::float(number)),
        Err(problem) => Err(failure(cx, problem)),
    }
}

fn atan2(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let (y, x) = two_reals(cx, "atan2", args, keywords)?;
    Ok(Value::float(y.atan2(x)))
}
fn copysign(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let (x, y) = two_reals(cx, "copysign", args, keywords)?;
    Ok(Value::float(x.copysign(y)))
}
fn fmod(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let (x, y) = two_reals(cx, "fmod", args, keywords)?;
    checked(cx, functions::fmod(x, y))
}
fn pow(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let (x, y) = two_reals(cx, "pow", args, keywords)?;
    checked(cx, functions::pow(x, y))
}
fn remainder(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let (x, y) = two_reals(cx, "remainder", args, keywords)?;
    checked(cx, functions::ieee_remainder(x, y))
}
fn nextafter(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let (x, y) = two_reals(cx, "nextafter", args, keywords)?;
    Ok(Value::float(functions::next_after(x, y)))
}

fn one_real(cx: &mut dyn Call, name: &str, args: &[Value], keywords: Keywords<'_>) -> PyResult<f64> {
    let [x] = arguments::exactly(cx, name, args, keywords)?;
    real(cx, x)
}

fn isfinite(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    Ok(Value::bool(one_real(cx, "math.isfinite", args, keywords)?.is_finite()))
}
fn isinf(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    Ok(Value::bool(one_real(cx, "math.isinf", args, keywords)?.is_infinite()))
}
fn isnan(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    Ok(Value::bool(one_real(cx, "math.isnan", args, keywords)?.is_nan()))
}
fn ulp(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    Ok(Value::float(functions::ulp(one_real(cx, "math.ulp", args, keywords)?)))
}
fn modf(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let x = one_real(cx, "math.modf", args, keywords)?;
    let (fraction, whole) =
        if x.is_infinite() { (0.0f64.copysign(x), x) } else { ((x - x.trunc()).copysign(x), x.trunc()) };
    Ok(cx.tuple(&[Value::float(fraction), Value::float(whole)]))
}
fn frexp(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let (mantissa, exponent) = functions::frexp(one_real(cx, "math.frexp", args, keywords)?);
    Ok(cx.tuple(&[Value::float(mantissa), Value::int(exponent)]))
}
fn ldexp(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [x, exponent] = arguments::exactly(cx, "ldexp", args, keywords)?;
    let x = real(cx, x)?;
    let exponent = match int_of(cx, exponent) {
        Some(Int::Small(small)) => small,
        Some(big) => {
            if big.is_negative() {
                i64::MIN
            } else {
                i64::MAX
            }
        }
        None => return Err(cx.type_error("Expected an int as second argument to ldexp.")),
    };
    checked(cx, functions::ldexp(x, exponent))
}

/// A logarithm of an int too large for a float, through its bit length; `None` for others.
fn log_of_int(cx: &mut dyn Call, value: Value, log: fn(f64) -> f64) -> PyResult<Option<f64>> {
    let Some(number @ IntRef::Big(big)) = int_value(value) else { return Ok(None) };
    if number.is_negative() {
        return Err(cx.raise(ClassId::ValueError, "math domain error"));
    }
    if number.to_f64().is_finite() {
        return Ok(None);
    }
    let bits = dashu_int::ops::BitTest::bit_len(big);
    let mantissa = big >> (bits - 64);
    let mantissa = mantissa.to_f64().value();
    Ok(Some(log(mantissa) + log(2.0) * (bits - 64) as f64))
}

fn log_one(cx: &mut dyn Call, value: Value) -> PyResult<f64> {
    if let Some(result) = log_of_int(cx, value, f64::ln)? {
        return Ok(result);
    }
    let x = real(cx, value)?;
    functions::log(x).map_err(|problem| failure(cx, problem))
}
fn log(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [x, base] = arguments::positional(cx, "log", args, keywords, 1)?;
    let numerator = log_one(cx, x)?;
    if base.is_unbound() {
        return Ok(Value::float(numerator));
    }
    let denominator = log_one(cx, base)?;
    if denominator == 0.0 {
        return Err(cx.raise(ClassId::ZeroDivisionError, "float division by zero"));
    }
    Ok(Value::float(numerator / denominator))
}
fn log_in_base(cx: &mut dyn Call, name: &str, log: fn(f64) -> f64, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [value] = arguments::exactly(cx, &format!("math.{name}"), args, keywords)?;
    if let Some(result) = log_of_int(cx, value, log)? {
        return Ok(Value::float(result));
    }
    let x = real(cx, value)?;
    if x <= 0.0 {
        return Err(cx.raise(ClassId::ValueError, "math domain error"));
    }
    Ok(Value::float(log(x)))
}
fn log10(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    log_in_base(cx, "log10", f64::log10, args, keywords)
}
fn log2(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    log_in_base(cx, "log2", f64::log2, args, keywords)
}

/// `floor`, `ceil` and `trunc`: the special method, else the float rounded.
fn rounding(
    cx: &mut dyn Call,
    name: &str,
    special: Name,
    round: fn(f64) -> f64,
    args: &[Value],
    keywords: Keywords<'_>,
) -> PyResult {
    let [value] = arguments::exactly(cx, &format!("math.{name}"), args, keywords)?;
    if let Some(float) = value.as_float() {
        return protocol::float_to_int(cx, round(float));
    }
    if int_of(cx, value).is_some() {
        return protocol::plain_int(cx, value);
    }
    if let Some(result) = protocol::call_special(cx, value, special, &[])? {
        return Ok(result);
    }
    if special == Name::Trunc {
        let class = class_name(cx, value);
        return Err(cx.type_error(format!("type {class} doesn't define __trunc__ method")));
    }
    let float = real(cx, value)?;
    protocol::float_to_int(cx, round(float))
}
fn floor(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    rounding(cx, "floor", Name::Floor, f64::floor, args, keywords)
}
fn ceil(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    rounding(cx, "ceil", Name::Ceil, f64::ceil, args, keywords)
}
fn trunc(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    rounding(cx, "trunc", Name::Trunc, f64::trunc, args, keywords)
}

fn reals_of(cx: &mut dyn Call, iterable: Value) -> PyResult<Vec<f64>> {
    let mark = cx.root_mark();
    let items = protocol::collect(cx, iterable)?;
    for item in &items {
        cx.root(*item);
    }
    let numbers = items.iter().map(|item| real(cx, *item)).collect::<PyResult<Vec<f64>>>();
    cx.unroot(mark);
    numbers
}
fn fsum(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [iterable] = arguments::exactly(cx, "math.fsum", args, keywords)?;
    let numbers = reals_of(cx, iterable)?;
    checked(cx, functions::fsum(&numbers))
}
fn hypot(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::no_keywords(cx, "math.hypot", keywords)?;
    let numbers = args.iter().map(|item| real(cx, *item)).collect::<PyResult<Vec<f64>>>()?;
    Ok(Value::float(functions::hypot(&numbers)))
}
fn dist(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [p, q] = arguments::exactly(cx, "dist", args, keywords)?;
    let (p, q) = (reals_of(cx, p)?, reals_of(cx, q)?);
    if p.len() != q.len() {
        return Err(cx.raise(ClassId::ValueError, "both points must have the same number of dimensions"));
    }
    let differences: Vec<f64> = p.iter().zip(&q).map(|(a, b)| a - b).collect();
    Ok(Value::float(functions::hypot(&differences)))
}

fn isclose(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let all: [Value; 4] = arguments::named(cx, "isclose", args, keywords, ["a", "b", "rel_tol", "abs_tol"], 2)?;
    if args.len() > 2 {
        return Err(cx.type_error(format!("isclose() takes exactly 2 positional arguments ({} given)", args.len())));
    }
    let (a, b) = (real(cx, all[0])?, real(cx, all[1])?);
    let relative = if all[2].is_unbound() { 1e-9 } else { real(cx, all[2])? };
    let absolute = if all[3].is_unbound() { 0.0 } else { real(cx, all[3])? };
    if relative < 0.0 || absolute < 0.0 {
        return Err(cx.raise(ClassId::ValueError, "tolerances must be non-negative"));
    }
    if a == b {
        return Ok(Value::TRUE);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(Value::FALSE);
    }
    let difference = (b - a).abs();
    let close = difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute;
    Ok(Value::bool(close))
}

// ---- ints ----

fn big(cx: &mut dyn Call, value: Value) -> PyResult<IBig> {
    let value = arguments::index(cx, value)?;
    Ok(match int_of(cx, value) {
        Some(Int::Small(small)) => IBig::from(small),
        Some(Int::Big(big)) => big.clone(),
        None => IBig::ZERO,
    })
}

fn gcd(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::no_keywords(cx, "math.gcd", keywords)?;
    if let [a, b] = args
        && let (Some(a), Some(b)) = (a.as_int(), b.as_int())
    {
        let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        return Ok(cx.int(a as i64));
    }
    let mut result = IBig::ZERO;
    for arg in args {
        let number = big(cx, *arg)?;
        result = gcd_of(result, number);
    }
    Ok(cx.big(result))
}
fn gcd_of(a: IBig, b: IBig) -> IBig {
    use dashu_int::ops::Abs;
    if a.is_zero() {
        return b.abs();
    }
    if b.is_zero() {
        return a.abs();
    }
    IBig::from(a.gcd(&b))
}
fn lcm(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    use dashu_int::ops::Abs;
    arguments::no_keywords(cx, "math.lcm", keywords)?;
    let mut result = IBig::ONE;
    for arg in args {
        let number = big(cx, *arg)?;
        if result.is_zero() || number.is_zero() {
            result = IBig::ZERO;
            continue;
        }
        let divisor = gcd_of(result.clone(), number.clone());
        result = (result / divisor * number).abs();
    }
    Ok(cx.big(result))
}
fn isqrt(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [value] = arguments::exactly(cx, "math.isqrt", args, keywords)?;
    let number = big(cx, value)?;
    if number.sign() == dashu_int::Sign::Negative {
        return Err(cx.raise(ClassId::ValueError, "isqrt() argument must be nonnegative"));
    }
    let (_, magnitude) = number.into_parts();
    let root = dashu_int::ops::SquareRoot::sqrt(&magnitude);
    Ok(cx.big(IBig::from(root)))
}

/// The product of `low..=high`, by halves so that the factors stay of equal size.
fn product(low: u64, high: u64) -> IBig {
    if low > high {
        return IBig::ONE;
    }
    if high - low < 8 {
        return (low..=high).fold(IBig::ONE, |p, k| p * IBig::from(k));
    }
    let middle = low + (high - low) / 2;
    product(low, middle) * product(middle + 1, high)
}
fn factorial(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [value] = arguments::exactly(cx, "math.factorial", args, keywords)?;
    let value = arguments::index(cx, value)?;
    match int_of(cx, value) {
        Some(number) if number.is_negative() => {
            Err(cx.raise(ClassId::ValueError, "factorial() not defined for negative values"))
        }
        Some(Int::Small(small)) if small <= 1 << 24 => Ok(cx.big(product(2, small as u64))),
        _ => Err(cx.raise(ClassId::OverflowError, format!("factorial() argument should not exceed {}", i64::MAX))),
    }
}
/// The two arguments of `comb` and `perm`: checked not to be negative.
fn choices(cx: &mut dyn Call, n: Value, k: Value) -> PyResult<Option<(IBig, u64)>> {
    let (n, k) = (big(cx, n)?, big(cx, k)?);
    let negative = |x: &IBig| x.sign() == dashu_int::Sign::Negative;
    if negative(&n) {
        return Err(cx.raise(ClassId::ValueError, "n must be a non-negative integer"));
    }
    if negative(&k) {
        return Err(cx.raise(ClassId::ValueError, "k must be a non-negative integer"));
    }
    if k > n {
        return Ok(None);
    }
    match u64::try_from(&k) {
        Ok(k) if k <= 1 << 32 || n.clone() - IBig::from(k) <= IBig::from(1u64 << 32) => Ok(Some((n, k))),
        _ => Err(cx.raise(ClassId::OverflowError, format!("min(n - k, k) must not exceed {}", u64::MAX))),
    }
}
fn falling(n: &IBig, k: u64) -> IBig {
    let mut result = IBig::ONE;
    for step in 0..k {
        result *= n - IBig::from(step);
    }
    result
}
fn comb(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [n, k] = arguments::exactly(cx, "comb", args, keywords)?;
    let Some((n, k)) = choices(cx, n, k)? else { return Ok(Value::int(0)) };
    let other = &n - IBig::from(k);
    let k = u64::try_from(&other).map_or(k, |other| other.min(k));
    let result = falling(&n, k) / product(2, k);
    Ok(cx.big(result))
}
fn perm(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [n, k] = arguments::positional(cx, "perm", args, keywords, 1)?;
    if k.is_unbound() || k.is_none() {
        return factorial(cx, &[n], &[]);
    }
    let Some((n, k)) = choices(cx, n, k)? else { return Ok(Value::int(0)) };
    Ok(cx.big(falling(&n, k)))
}
fn prod(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [iterable] = arguments::exactly(cx, "prod", args, &[])?;
    let [start] = arguments::keyword_only(cx, "prod", keywords, ["start"])?;
    let mark = cx.root_mark();
    let items = protocol::collect(cx, iterable)?;
    for item in &items {
        cx.root(*item);
    }
    let mut result = if start.is_unbound() { Value::int(1) } else { start };
    for item in items {
        result = protocol::binary(cx, protocol::BinaryOp::Mul, result, item)?;
    }
    cx.unroot(mark);
    Ok(result)
}
