//! `bytes` and `bytearray`: the tables of their methods, construction, and what all methods need.

use std::borrow::Cow;

use crate::builtins::arguments::{self, Keywords, class_name, int_of, str_of};
use crate::builtins::format::integer::Int;
use crate::builtins::protocol;
use crate::builtins::types::{byte_array, byte_change, byte_search, codec, dunder};
use crate::object::data::data_object;
use crate::object::{ArrayObject, ByteArrayObject, BytesObject, Call, NativeDef, PyResult, Value};

const SHARED: &[NativeDef] = &[
    NativeDef::method("capitalize", byte_change::capitalize),
    NativeDef::method("center", byte_change::center),
    NativeDef::method("count", byte_search::count),
    NativeDef::method("decode", byte_change::decode),
    NativeDef::method("endswith", byte_search::endswith),
    NativeDef::method("expandtabs", byte_change::expandtabs),
    NativeDef::method("find", byte_search::find),
    NativeDef::class_method("fromhex", byte_change::from_hex),
    NativeDef::method("hex", byte_change::hex),
    NativeDef::method("index", byte_search::index),
    NativeDef::method("isalnum", byte_change::isalnum),
    NativeDef::method("isalpha", byte_change::isalpha),
    NativeDef::method("isascii", byte_change::isascii),
    NativeDef::method("isdigit", byte_change::isdigit),
    NativeDef::method("islower", byte_change::islower),
    NativeDef::method("isspace", byte_change::isspace),
    NativeDef::method("istitle", byte_change::istitle),
    NativeDef::method("isupper", byte_change::isupper),
    NativeDef::method("join", byte_search::join),
    NativeDef::method("ljust", byte_change::ljust),
    NativeDef::method("lower", byte_change::lower),
    NativeDef::method("lstrip", byte_change::lstrip),
    NativeDef::static_method("maketrans", byte_change::maketrans),
    NativeDef::method("partition", byte_search::partition),
    NativeDef::method("removeprefix", byte_change::removeprefix),
    NativeDef::method("removesuffix", byte_change::removesuffix),
    NativeDef::method("replace", byte_search::replace),
    NativeDef::method("rfind", byte_search::rfind),
    NativeDef::method("rindex", byte_search::rindex),
    NativeDef::method("rjust", byte_change::rjust),
    NativeDef::method("rpartition", byte_search::rpartition),
    NativeDef::method("rsplit", byte_search::rsplit),
    NativeDef::method("rstrip", byte_change::rstrip),
    NativeDef::method("split", byte_search::split),
    NativeDef::method("splitlines", byte_search::splitlines),
    NativeDef::method("startswith", byte_search::startswith),
    NativeDef::method("strip", byte_change::strip),
    NativeDef::method("swapcase", byte_change::swapcase),
    NativeDef::method("title", byte_change::title),
    NativeDef::method("translate", byte_change::translate),
    NativeDef::method("upper", byte_change::upper),
    NativeDef::method("zfill", byte_change::zfill),
    NativeDef::method("__add__", dunder::add_method),
    NativeDef::method("__contains__", dunder::contains_method),
    NativeDef::method("__eq__", dunder::eq_method),
    NativeDef::method("__ge__", dunder::ge_method),
    NativeDef::method("__getitem__", dunder::getitem_method),
    NativeDef::method("__gt__", dunder::gt_method),
    NativeDef::method("__iter__", dunder::iter_method),
    NativeDef::method("__le__", dunder::le_method),
    NativeDef::method("__len__", dunder::len_method),
    NativeDef::method("__lt__", dunder::lt_method),
    NativeDef::method("__mod__", dunder::mod_method),
    NativeDef::method("__mul__", dunder::mul_method),
    NativeDef::method("__ne__", dunder::ne_method),
    NativeDef::method("__repr__", dunder::repr_method),
    NativeDef::method("__rmul__", dunder::mul_method),
];

const OWN_OF_BYTES: &[NativeDef] =
    &[NativeDef::method("__bytes__", |_, args, _| Ok(args[0])), NativeDef::method("__hash__", dunder::hash_method)];

const OWN_OF_ARRAYS: &[NativeDef] = &[
    NativeDef::method("append", byte_array::append),
    NativeDef::method("clear", byte_array::clear),
    NativeDef::method("copy", byte_array::copy),
    NativeDef::method("extend", byte_array::extend),
    NativeDef::method("insert", byte_array::insert),
    NativeDef::method("pop", byte_array::pop),
    NativeDef::method("remove", byte_array::remove),
    NativeDef::method("reverse", byte_array::reverse),
    NativeDef::method("__delitem__", dunder::delitem_method),
    NativeDef::method("__iadd__", byte_array::iadd),
    NativeDef::method("__imul__", byte_array::imul),
    NativeDef::method("__init__", byte_array::init),
    NativeDef::method("__setitem__", dunder::setitem_method),
];

const fn joined<const N: usize>(own: &[NativeDef]) -> [NativeDef; N] {
    let mut table = [SHARED[0]; N];
    let mut index = 0;
    while index < N {
        table[index] = if index < SHARED.len() { SHARED[index] } else { own[index - SHARED.len()] };
        index += 1;
    }
    table
}

pub static BYTES: &[NativeDef] = &joined::<{ SHARED.len() + OWN_OF_BYTES.len() }>(OWN_OF_BYTES);
pub static BYTE_ARRAY: &[NativeDef] = &joined::<{ SHARED.len() + OWN_OF_ARRAYS.len() }>(OWN_OF_ARRAYS);

/// The content of plain bytes or of a plain bytearray, copied.
pub fn data_of(value: Value) -> Option<Vec<u8>> {
    if let Some(bytes) = value.cast::<BytesObject>() {
        return Some(bytes.data.to_vec());
    }
    value.cast::<ByteArrayObject>().map(|bytes| bytes.data.borrow().clone())
}

/// The content of anything bytes-like. What is borrowed lives as long as the value does.
pub fn content<'a>(cx: &mut dyn Call, value: Value) -> Option<Cow<'a, [u8]>> {
    let value = cx.payload(value);
    if let Some(bytes) = value.cast::<BytesObject>() {
        // SAFETY: the content never changes, and callers keep the value alive.
        return Some(Cow::Borrowed(unsafe { &(&*bytes.as_ptr()).data[..] }));
    }
    if let Some(bytes) = value.cast::<ByteArrayObject>() {
        return Some(Cow::Owned(bytes.data.borrow().clone()));
    }
    if let Some(array) = value.cast::<ArrayObject>() {
        return Some(Cow::Owned(array.data.borrow().clone()));
    }
    data_object(cx, value)?.buffer().map(Cow::Owned)
}

/// As [`content`], or TypeError.
pub fn wanted<'a>(cx: &mut dyn Call, value: Value) -> PyResult<Cow<'a, [u8]>> {
    match content(cx, value) {
        Some(data) => Ok(data),
        None => {
            let class = class_name(cx, value);
            Err(cx.type_error(format!("a bytes-like object is required, not '{class}'")))
        }
    }
}

/// The receiver's content.
pub fn this<'a>(cx: &mut dyn Call, args: &[Value]) -> PyResult<Cow<'a, [u8]>> {
    match args.first() {
        Some(receiver) => wanted(cx, *receiver),
        None => Err(cx.type_error("a bytes-like object is required")),
    }
}

/// A result of the receiver's type.
pub fn result(cx: &mut dyn Call, args: &[Value], data: &[u8]) -> Value {
    if args[0].cast::<ByteArrayObject>().is_some() { cx.byte_array(data.to_vec()) } else { cx.bytes(data) }
}

/// An int below 256.
pub fn byte_of(cx: &mut dyn Call, value: Value, message: &str) -> PyResult<u8> {
    let number = arguments::index(cx, value)?;
    match int_of(cx, number) {
        Some(Int::Small(byte)) if (0..256).contains(&byte) => Ok(byte as u8),
        _ => Err(cx.value_error(message)),
    }
}

/// `bytes(...)` and `bytearray(...)`.
pub fn construct(cx: &mut dyn Call, name: &str, args: &[Value], keywords: Keywords<'_>) -> PyResult<Vec<u8>> {
    let [source, encoding, errors] = arguments::named(cx, name, args, keywords, ["source", "encoding", "errors"], 0)?;
    for (which, value) in [("encoding", encoding), ("errors", errors)] {
        if !value.is_unbound() && str_of(cx, value).is_none() {
            let class = if value.is_none() { "None".to_string() } else { class_name(cx, value) };
            return Err(cx.type_error(format!("{name}() argument '{which}' must be str, not {class}")));
        }
    }
    let coded = !encoding.is_unbound() || !errors.is_unbound();
    if coded && (source.is_unbound() || str_of(cx, source).is_none()) {
        let which = if encoding.is_unbound() { "errors" } else { "encoding" };
        return Err(cx.type_error(format!("{which} without a string argument")));
    }
    if source.is_unbound() {
        return Ok(Vec::new());
    }
    if name == "bytes"
        && !coded
        && source.is(crate::object::Kind::Instance)
        && let Some(made) = protocol::call_special(cx, source, crate::object::Name::Bytes, &[])?
    {
        return match content(cx, made) {
            Some(data) => Ok(data.into_owned()),
            None => {
                let class = class_name(cx, made);
                Err(cx.type_error(format!("__bytes__ returned non-bytes (type {class})")))
            }
        };
    }
    if let Some(text) = str_of(cx, source) {
        if encoding.is_unbound() {
            return Err(cx.type_error("string argument without an encoding"));
        }
        let encoding = codec::name_or(cx, encoding, "utf-8")?;
        let errors = codec::name_or(cx, errors, "strict")?;
        return codec::encode_text(cx, text.as_str(), encoding, errors);
    }
    if let Some(data) = content(cx, source) {
        return Ok(data.into_owned());
    }
    if protocol::has_index(cx, source) {
        let number = arguments::index(cx, source)?;
        let Some(Int::Small(size)) = int_of(cx, number) else {
            return Err(cx.overflow_error("cannot fit 'int' into an index-sized integer"));
        };
        if size < 0 {
            return Err(cx.value_error("negative count"));
        }
        cx.reserve(size as usize)?;
        return Ok(vec![0; size as usize]);
    }
    if !protocol::is_iterable(cx, source) {
        let class = class_name(cx, source);
        return Err(cx.type_error(format!("cannot convert '{class}' object to {name}")));
    }
    let wanted = if name == "bytes" { "bytes must be in range(0, 256)" } else { "byte must be in range(0, 256)" };
    collect(cx, source, wanted)
}

/// The bytes that an iterable gives.
pub fn collect(cx: &mut dyn Call, source: Value, message: &str) -> PyResult<Vec<u8>> {
    let mut data = Vec::new();
    protocol::for_each(cx, source, &mut |cx, item| {
        let byte = byte_of(cx, item, message)?;
        if data.len() == data.capacity() && data.len() > 1 << 16 {
            cx.reserve(data.len())?;
        }
        data.push(byte);
        Ok(())
    })?;
    Ok(data)
}
