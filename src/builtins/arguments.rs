//! Checking and converting the arguments of natives, with CPython's messages.
//!
//! In: what a native was called with. Out: the values it wanted, or a TypeError.
//!
//! ```text
//! let [key, default] = arguments::positional(cx, "get", &args[1..], keywords, 1)?;
//! ```
//!
//! 1. `args` here is without the receiver: methods pass `&args[1..]`.

use crate::builtins::format::integer::Int;
use crate::builtins::format::{Failure, FailureKind};
use crate::builtins::protocol;
use crate::gc::Gc;
use crate::object::class_id::ClassId;
use crate::object::int::int_value;
use crate::object::{Call, IntRef, PyResult, Raised, Realm, StrObject, Value};

/// The keywords of a call.
pub type Keywords<'a> = &'a [(Value, Value)];

/// Runs `body`; what it has rooted is dropped if it raises.
pub fn balanced<T>(cx: &mut dyn Call, body: impl FnOnce(&mut dyn Call) -> PyResult<T>) -> PyResult<T> {
    let mark = cx.root_mark();
    let result = body(cx);
    if result.is_err() {
        cx.unroot(mark);
    }
    result
}

/// A failure of pure code as an exception.
pub fn failure(cx: &mut Realm, failure: Failure) -> Raised {
    let class = match failure.kind {
        FailureKind::Value => ClassId::ValueError,
        FailureKind::Type => ClassId::TypeError,
        FailureKind::Overflow => ClassId::OverflowError,
        FailureKind::ZeroDivision => ClassId::ZeroDivisionError,
    };
    cx.raise(class, failure.message)
}

/// TypeError if there is any keyword.
pub fn no_keywords(cx: &mut Realm, name: &str, keywords: Keywords<'_>) -> PyResult<()> {
    if keywords.is_empty() { Ok(()) } else { Err(cx.type_error(format!("{name}() takes no keyword arguments"))) }
}

/// Exactly `N` positional arguments and no keyword.
pub fn exactly<const N: usize>(
    cx: &mut Realm,
    name: &str,
    args: &[Value],
    keywords: Keywords<'_>,
) -> PyResult<[Value; N]> {
    no_keywords(cx, name, keywords)?;
    match <[Value; N]>::try_from(args) {
        Ok(found) => Ok(found),
        Err(_) => {
            let given = args.len();
            Err(cx.type_error(match N {
                0 => format!("{name}() takes no arguments ({given} given)"),
                1 => format!("{name}() takes exactly one argument ({given} given)"),
                _ => format!("{name} expected {N} arguments, got {given}"),
            }))
        }
    }
}

/// As [`exactly`], for special methods, whose messages name no function.
pub fn special<const N: usize>(cx: &mut Realm, args: &[Value], keywords: Keywords<'_>) -> PyResult<[Value; N]> {
    if !keywords.is_empty() {
        return Err(cx.type_error("wrapper takes no keyword arguments"));
    }
    match <[Value; N]>::try_from(args) {
        Ok(found) => Ok(found),
        Err(_) => {
            let plural = if N == 1 { "" } else { "s" };
            Err(cx.type_error(format!("expected {N} argument{plural}, got {}", args.len())))
        }
    }
}

/// Up to `N` positional arguments, the first `least` of them required, and no keyword; absent ones
/// are unbound.
pub fn positional<const N: usize>(
    cx: &mut Realm,
    name: &str,
    args: &[Value],
    keywords: Keywords<'_>,
    least: usize,
) -> PyResult<[Value; N]> {
    no_keywords(cx, name, keywords)?;
    let given = args.len();
    if given < least || given > N {
        let (word, bound) = match given < least {
            _ if least == N => ("", N),
            true => ("at least ", least),
            false => ("at most ", N),
        };
        let plural = if bound == 1 { "" } else { "s" };
        return Err(cx.type_error(format!("{name} expected {word}{bound} argument{plural}, got {given}")));
    }
    let mut found = [Value::UNBOUND; N];
    found[..given].copy_from_slice(args);
    Ok(found)
}

/// The values of keyword-only parameters; absent ones are unbound.
pub fn keyword_only<const N: usize>(
    cx: &mut Realm,
    name: &str,
    keywords: Keywords<'_>,
    names: [&str; N],
) -> PyResult<[Value; N]> {
    let mut found = [Value::UNBOUND; N];
    for (key, value) in keywords {
        let text = key.cast::<StrObject>().map_or("", |k| k.as_str());
        match names.iter().position(|n| *n == text) {
            Some(index) => found[index] = *value,
            None => {
                return Err(cx.type_error(format!("'{text}' is an invalid keyword argument for {name}()")));
            }
        }
    }
    Ok(found)
}

/// Parameters that may be given by position or by name; the first `least` are required, absent ones
/// unbound.
pub fn named<const N: usize>(
    cx: &mut Realm,
    name: &str,
    args: &[Value],
    keywords: Keywords<'_>,
    names: [&str; N],
    least: usize,
) -> PyResult<[Value; N]> {
    if args.len() + keywords.len() > N {
        let given = args.len() + keywords.len();
        let plural = if N == 1 { "" } else { "s" };
        let word = if least == N { "exactly" } else { "at most" };
        let kind = if args.is_empty() { "keyword " } else { "" };
        return Err(cx.type_error(format!("{name}() takes {word} {N} {kind}argument{plural} ({given} given)")));
    }
    let mut found = [Value::UNBOUND; N];
    found[..args.len()].copy_from_slice(args);
    for (key, value) in keywords {
        let text = key.cast::<StrObject>().map_or("", |k| k.as_str());
        match names.iter().position(|n| *n == text) {
            Some(index) if index < args.len() => {
                return Err(cx.type_error(format!(
                    "argument for {name}() given by name ('{text}') and position ({})",
                    index + 1
                )));
            }
            Some(index) => found[index] = *value,
            None => {
                return Err(cx.type_error(format!("'{text}' is an invalid keyword argument for {name}()")));
            }
        }
    }
    for index in 0..least {
        if found[index].is_unbound() {
            return Err(cx.type_error(format!(
                "{name}() missing required argument '{}' (pos {})",
                names[index],
                index + 1
            )));
        }
    }
    Ok(found)
}

/// An int of either size (bools too); none for anything else. Instances of subclasses of int count.
pub fn int_of(cx: &mut Realm, value: Value) -> Option<Int<'static>> {
    let value = cx.payload(value);
    match int_value(value)? {
        IntRef::Small(small) => Some(Int::Small(small)),
        IntRef::Big(big) => Some(Int::Big(big)),
    }
}

/// The name of a value's class, for messages.
pub fn class_name(cx: &mut Realm, value: Value) -> String {
    cx.type_name(value)
}

/// The int that `value` is or that its `__index__` gives.
pub fn index(cx: &mut dyn Call, value: Value) -> PyResult<Value> {
    if value.is_int() {
        return Ok(value);
    }
    protocol::index_of(cx, value)
}

/// As [`index`], for use as a C `int`.
pub fn c_int(cx: &mut dyn Call, value: Value) -> PyResult<i32> {
    let value = index(cx, value)?;
    let number = match int_of(cx, value) {
        Some(Int::Small(small)) => i32::try_from(small).ok(),
        _ => None,
    };
    match number {
        Some(number) => Ok(number),
        None => Err(cx.raise(ClassId::OverflowError, "Python int too large to convert to C int")),
    }
}

/// As [`index`], for use as a C `ssize_t`.
pub fn size(cx: &mut dyn Call, value: Value) -> PyResult<i64> {
    if let Some(small) = value.as_int() {
        return Ok(small);
    }
    let value = index(cx, value)?;
    match int_of(cx, value) {
        Some(Int::Small(small)) => Ok(small),
        Some(Int::Big(big)) => i64::try_from(big)
            .map_err(|_| cx.raise(ClassId::OverflowError, "Python int too large to convert to C ssize_t")),
        None => Err(cx.type_error("an integer is required")),
    }
}

/// As [`size`], but numbers too large become the greatest or least: for positions, which are clipped.
pub fn position(cx: &mut dyn Call, value: Value) -> PyResult<i64> {
    if let Some(small) = value.as_int() {
        return Ok(small);
    }
    let class = class_name(cx, value);
    let found = if value.is_none() { None } else { index(cx, value).ok() };
    let number = found.and_then(|v| int_of(cx, v));
    match number {
        Some(Int::Small(small)) => Ok(small),
        Some(Int::Big(big)) => {
            Ok(i64::try_from(big).unwrap_or(if Int::Big(big).is_negative() { i64::MIN } else { i64::MAX }))
        }
        None => Err(cx.type_error(format!("'{class}' object cannot be interpreted as an integer"))),
    }
}

/// A real number: float, int, or what `__float__` or `__index__` gives.
pub fn real(cx: &mut dyn Call, value: Value) -> PyResult<f64> {
    protocol::real_number(cx, value)
}

/// A str, plain or of a subclass.
pub fn str_of(cx: &mut Realm, value: Value) -> Option<Gc<StrObject>> {
    cx.payload(value).cast::<StrObject>()
}
