//! Methods of `bytes` that `str` has too: bytes are read as Latin-1 text, and the result written back.
//!
//! 1. Only methods that treat characters beyond ASCII alike are here; case changes and classes see ASCII only.

use crate::builtins::arguments::{Keywords, class_name};
use crate::builtins::types::bytes::data_of;
use crate::builtins::types::str::STR;
use crate::object::{ByteArrayObject, Call, ListObject, NativeDef, PyResult, StrObject, TupleObject, Value};

/// Bytes as text; other values as they are.
fn to_text(cx: &mut dyn Call, value: Value) -> Value {
    match data_of(value) {
        Some(data) => {
            let text: String = data.iter().map(|b| *b as char).collect();
            cx.str(&text)
        }
        None => value,
    }
}

/// Text as bytes of the receiver's type, also inside of lists and tuples.
fn to_bytes(cx: &mut dyn Call, value: Value, array: bool) -> Value {
    if let Some(text) = value.cast::<StrObject>() {
        let data: Vec<u8> = text.as_str().chars().map(|c| c as u8).collect();
        return if array { cx.byte_array(data) } else { cx.bytes(&data) };
    }
    if let Some(tuple) = value.cast::<TupleObject>() {
        let items: Vec<Value> = TupleObject::items(tuple).iter().map(|item| to_bytes(cx, *item, array)).collect();
        return cx.tuple(&items);
    }
    if let Some(list) = value.cast::<ListObject>() {
        let items: Vec<Value> = ListObject::items(list).iter().map(|item| to_bytes(cx, *item, array)).collect();
        return Value::object(cx.list(&items));
    }
    value
}

/// Calls the str method of that name.
fn through_str(cx: &mut dyn Call, name: &str, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = args[0].cast::<ByteArrayObject>().is_some();
    for arg in &args[1..] {
        if arg.cast::<StrObject>().is_some() {
            let class = class_name(cx, *arg);
            return Err(cx.type_error(format!("a bytes-like object is required, not '{class}'")));
        }
    }
    let mut converted: Vec<Value> = Vec::with_capacity(args.len());
    let ascii_only = name.starts_with("is") || matches!(name, "title" | "capitalize" | "swapcase");
    if ascii_only
        && let Some(data) = data_of(args[0])
        && !data.is_ascii()
    {
        // Bytes beyond ASCII have neither case nor class: a symbol stands for each meanwhile.
        if name.starts_with("is") && name != "islower" && name != "isupper" && name != "istitle" {
            return Ok(Value::FALSE);
        }
        return Err(cx.value_error(format!("bytes.{name}() of bytes beyond ASCII is not supported")));
    }
    for arg in args {
        let text = to_text(cx, *arg);
        converted.push(text);
    }
    let Some(def) = STR.iter().find(|def| def.name == name) else {
        return Err(cx.type_error("no such method"));
    };
    let mark = cx.root_mark();
    for value in &converted {
        cx.root(*value);
    }
    let result = (def.call)(cx, &converted, keywords)?;
    let result = to_bytes(cx, result, array);
    cx.unroot(mark);
    Ok(result)
}

macro_rules! methods {
    ($($name:ident $text:literal;)*) => {
        $(fn $name(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
            through_str(cx, $text, args, keywords)
        })*
        /// The methods.
        pub const METHODS: [NativeDef; [$($text,)*].len()] = [$(NativeDef::method($text, $name),)*];
    };
}

methods! {
    capitalize "capitalize";
    center "center";
    expandtabs "expandtabs";
    index "index";
    isalnum "isalnum";
    isalpha "isalpha";
    isascii "isascii";
    isdigit "isdigit";
    islower "islower";
    isspace "isspace";
    istitle "istitle";
    isupper "isupper";
    ljust "ljust";
    partition "partition";
    removeprefix "removeprefix";
    removesuffix "removesuffix";
    rfind "rfind";
    rindex "rindex";
    rjust "rjust";
    rpartition "rpartition";
    rsplit "rsplit";
    swapcase "swapcase";
    title "title";
    zfill "zfill";
}
