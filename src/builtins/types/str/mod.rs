//! Methods of `str`.
//!
//! 1. Positions count characters; the text is UTF-8, so a search converts its result.

mod change;
mod search;
mod split;

use crate::builtins::arguments::{self, Keywords, class_name, str_of};
use crate::builtins::text;
use crate::builtins::types::dunder;
use crate::gc::Gc;
use crate::object::native::Known;
use crate::object::{Call, FastCall, NativeDef, PyResult, StrObject, Value};

pub static STR: &[NativeDef] = &[
    NativeDef::method("capitalize", change::capitalize),
    NativeDef::method("casefold", change::casefold),
    NativeDef::method("center", change::center),
    NativeDef::method("count", search::count),
    NativeDef::method("encode", change::encode),
    NativeDef::method("endswith", search::endswith),
    NativeDef::method("expandtabs", change::expandtabs),
    NativeDef::method("find", search::find),
    NativeDef::method("format", crate::builtins::template::format_method),
    NativeDef::method("format_map", crate::builtins::template::format_map_method),
    NativeDef::method("index", search::index),
    NativeDef::method("isalnum", isalnum),
    NativeDef::method("isalpha", isalpha),
    NativeDef::method("isascii", isascii),
    NativeDef::method("isdecimal", isdecimal),
    NativeDef::method("isdigit", isdigit),
    NativeDef::method("isidentifier", isidentifier),
    NativeDef::method("islower", islower),
    NativeDef::method("isnumeric", isnumeric),
    NativeDef::method("isprintable", isprintable),
    NativeDef::method("isspace", isspace),
    NativeDef::method("istitle", istitle),
    NativeDef::method("isupper", isupper),
    NativeDef::method("join", split::join).fast(FastCall::Known(Known::StrJoin)),
    NativeDef::method("ljust", change::ljust),
    NativeDef::method("lower", change::lower),
    NativeDef::method("lstrip", change::lstrip),
    NativeDef::static_method("maketrans", change::maketrans),
    NativeDef::method("partition", split::partition),
    NativeDef::method("removeprefix", change::removeprefix),
    NativeDef::method("removesuffix", change::removesuffix),
    NativeDef::method("replace", change::replace),
    NativeDef::method("rfind", search::rfind),
    NativeDef::method("rindex", search::rindex),
    NativeDef::method("rjust", change::rjust),
    NativeDef::method("rpartition", split::rpartition),
    NativeDef::method("rsplit", split::rsplit),
    NativeDef::method("rstrip", change::rstrip),
    NativeDef::method("split", split::split),
    NativeDef::method("splitlines", split::splitlines),
    NativeDef::method("startswith", search::startswith),
    NativeDef::method("strip", change::strip),
    NativeDef::method("swapcase", change::swapcase),
    NativeDef::method("title", change::title),
    NativeDef::method("translate", change::translate),
    NativeDef::method("upper", change::upper),
    NativeDef::method("zfill", change::zfill),
    NativeDef::method("__len__", dunder::len_method),
    NativeDef::method("__getitem__", dunder::getitem_method),
    NativeDef::method("__contains__", dunder::contains_method),
    NativeDef::method("__iter__", dunder::iter_method),
    NativeDef::method("__hash__", dunder::hash_method),
    NativeDef::method("__add__", dunder::add_method),
    NativeDef::method("__mul__", dunder::mul_method),
    NativeDef::method("__rmul__", dunder::mul_method),
    NativeDef::method("__mod__", dunder::mod_method),
    NativeDef::method("__eq__", dunder::eq_method),
    NativeDef::method("__ne__", dunder::ne_method),
    NativeDef::method("__lt__", dunder::lt_method),
    NativeDef::method("__le__", dunder::le_method),
    NativeDef::method("__gt__", dunder::gt_method),
    NativeDef::method("__ge__", dunder::ge_method),
    NativeDef::method("__repr__", dunder::repr_method),
    NativeDef::method("__str__", dunder::str_method),
    NativeDef::method("__format__", dunder::format_method),
];

/// The receiver.
fn this(cx: &mut dyn Call, args: &[Value]) -> PyResult<Gc<StrObject>> {
    match args.first().and_then(|a| str_of(cx, *a)) {
        Some(text) => Ok(text),
        None => Err(cx.type_error("a str is required")),
    }
}

/// An argument that must be a str: `{name}() argument {number} must be str, not {class}`.
fn wanted_str(cx: &mut dyn Call, value: Value, name: &str, which: &str) -> PyResult<Gc<StrObject>> {
    match str_of(cx, value) {
        Some(text) => Ok(text),
        None => {
            let class = if value.is_none() { "None".to_string() } else { class_name(cx, value) };
            Err(cx.type_error(format!("{name}() argument{which} must be str, not {class}")))
        }
    }
}

macro_rules! predicates {
    ($($name:ident $text:literal $test:expr;)*) => {$(
        fn $name(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
            let this = this(cx, args)?;
            arguments::exactly::<0>(cx, $text, &args[1..], keywords)?;
            let test: fn(&str) -> bool = $test;
            Ok(Value::bool(test(this.as_str())))
        }
    )*};
}

predicates! {
    isalnum "str.isalnum" text::is_alnum;
    isalpha "str.isalpha" text::is_alpha;
    isascii "str.isascii" str::is_ascii;
    isdecimal "str.isdecimal" text::is_decimal;
    isdigit "str.isdigit" text::is_digit;
    isidentifier "str.isidentifier" text::is_identifier;
    islower "str.islower" text::is_lower;
    isnumeric "str.isnumeric" text::is_numeric;
    isprintable "str.isprintable" text::is_printable;
    isspace "str.isspace" |t| !t.is_empty() && t.chars().all(crate::builtins::parse::is_space);
    istitle "str.istitle" text::is_title;
    isupper "str.isupper" text::is_upper;
}
