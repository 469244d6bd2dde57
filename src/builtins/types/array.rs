//! `array.array`: construction, methods, and its module.
//!
//! 1. The receiver is a plain array (the object floor unwraps a subclass's).
//! 2. Nobody keeps an array's bytes borrowed while a value becomes an item: that may run Python code.

use crate::builtins::arguments::{self, Keywords, class_name, str_of};
use crate::builtins::modules::{self, Constant, Entry, ModuleDef};
use crate::builtins::protocol;
use crate::builtins::types::{bytes, dunder};
use crate::gc::Gc;
use crate::object::array::{self, item, item_bytes, item_size};
use crate::object::exports::may_resize;
use crate::object::{
    ArrayObject, Call, ClassId, Kind, ListObject, ModuleObject, NativeDef, PyResult, TupleObject, Value,
};

pub static ARRAY: &[NativeDef] = &[
    NativeDef::method("append", append),
    NativeDef::method("buffer_info", buffer_info),
    NativeDef::method("byteswap", byteswap),
    NativeDef::method("count", count),
    NativeDef::method("extend", extend),
    NativeDef::method("frombytes", frombytes),
    NativeDef::method("fromfile", fromfile),
    NativeDef::method("fromlist", fromlist),
    NativeDef::method("fromunicode", fromunicode),
    NativeDef::method("index", index),
    NativeDef::method("insert", insert),
    NativeDef::getter("itemsize", |cx, args, _| Ok(Value::int(this(cx, args)?.item_size() as i64))),
    NativeDef::method("pop", pop),
    NativeDef::method("remove", remove),
    NativeDef::method("reverse", reverse),
    NativeDef::method("tobytes", tobytes),
    NativeDef::method("tofile", tofile),
    NativeDef::method("tolist", tolist),
    NativeDef::method("tounicode", tounicode),
    NativeDef::getter("typecode", |cx, args, _| {
        let code = this(cx, args)?.typecode();
        Ok(cx.char_str(code as char))
    }),
    NativeDef::method("__add__", dunder::add_method),
    NativeDef::method("__contains__", dunder::contains_method),
    NativeDef::method("__copy__", |cx, args, keywords| {
        arguments::exactly::<0>(cx, "array.__copy__", &args[1..], keywords)?;
        copied(cx, args)
    }),
    NativeDef::method("__deepcopy__", |cx, args, keywords| {
        arguments::exactly::<1>(cx, "array.__deepcopy__", &args[1..], keywords)?;
        copied(cx, args)
    }),
    NativeDef::method("__delitem__", dunder::delitem_method),
    NativeDef::method("__eq__", dunder::eq_method),
    NativeDef::method("__ge__", dunder::ge_method),
    NativeDef::method("__getitem__", dunder::getitem_method),
    NativeDef::method("__gt__", dunder::gt_method),
    NativeDef::method("__iadd__", |cx, args, keywords| {
        let array = this(cx, args)?;
        let [other] = arguments::special(cx, &args[1..], keywords)?;
        array::extend_in_place(cx, array, other)?;
        Ok(args[0])
    }),
    NativeDef::method("__imul__", |cx, args, keywords| {
        let array = this(cx, args)?;
        let [count] = arguments::special(cx, &args[1..], keywords)?;
        let count = arguments::size(cx, count)?.max(0) as usize;
        array::repeat_in_place(cx, array, count)?;
        Ok(args[0])
    }),
    NativeDef::method("__iter__", dunder::iter_method),
    NativeDef::method("__le__", dunder::le_method),
    NativeDef::method("__len__", dunder::len_method),
    NativeDef::method("__lt__", dunder::lt_method),
    NativeDef::method("__mul__", dunder::mul_method),
    NativeDef::method("__ne__", dunder::ne_method),
    NativeDef::method("__repr__", dunder::repr_method),
    NativeDef::method("__rmul__", dunder::mul_method),
    NativeDef::method("__setitem__", dunder::setitem_method),
];

/// Module `array`.
pub static MODULE: ModuleDef = ModuleDef {
    name: "array",
    functions: &[],
    constants: &[Entry { name: "typecodes", constant: Constant::Text("bBuhHiIlLqQfd") }],
    make: Some(fill_module),
};

fn fill_module(cx: &mut dyn Call, module: Gc<ModuleObject>) -> PyResult<()> {
    let class = Value::object(cx.class(ClassId::Array));
    modules::set(cx, module, "array", class);
    modules::set(cx, module, "ArrayType", class);
    Ok(())
}

fn this(cx: &mut dyn Call, args: &[Value]) -> PyResult<Gc<ArrayObject>> {
    match args.first().and_then(|receiver| receiver.cast::<ArrayObject>()) {
        Some(array) => Ok(array),
        None => Err(array::wanted(cx)),
    }
}

fn copied(cx: &mut dyn Call, args: &[Value]) -> PyResult {
    let array = this(cx, args)?;
    let data = array.data.borrow().clone();
    cx.new_array(array.typecode(), data, array.is_foreign()).map(Value::object)
}

/// `array(typecode[, initializer])`
pub fn construct(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    if !keywords.is_empty() {
        return Err(cx.type_error("array.array() takes no keyword arguments"));
    }
    let (first, source) = match *args {
        [first] => (first, None),
        [first, source] => (first, Some(source)),
        _ => {
            let (word, least) = if args.is_empty() { ("at least", 1) } else { ("at most", 2) };
            let plural = if least == 1 { "" } else { "s" };
            let given = args.len();
            return Err(cx.type_error(format!("array() takes {word} {least} argument{plural} ({given} given)")));
        }
    };
    let code = match str_of(cx, first).filter(|text| text.char_len() == 1) {
        Some(text) => text.as_str().bytes().next().filter(|_| text.byte_len == 1),
        None => {
            let class = class_name(cx, first);
            return Err(cx.type_error(format!("array() argument 1 must be a unicode character, not {class}")));
        }
    };
    let plain = source.map(|source| cx.payload(source));
    let other = plain.and_then(|plain| plain.cast::<ArrayObject>());
    if let Some(plain) = plain
        && code != Some(b'u')
    {
        let code = code.map_or('?', char::from);
        if plain.is(Kind::Str) {
            return Err(cx.type_error(format!("cannot use a str to initialize an array with typecode '{code}'")));
        }
        if other.is_some_and(|other| other.typecode() == b'u') {
            return Err(
                cx.type_error(format!("cannot use a unicode array to initialize an array with typecode '{code}'"))
            );
        }
    }
    let Some(code) = code.filter(|code| item_size(*code).is_some()) else {
        return Err(cx.value_error("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)"));
    };
    let Some(source) = source else { return cx.new_array(code, Vec::new(), false).map(Value::object) };
    if let Some(other) = other.filter(|other| other.typecode() == code) {
        let data = other.data.borrow().clone();
        return cx.new_array(code, data, other.is_foreign()).map(Value::object);
    }
    let made = cx.new_array(code, Vec::new(), false)?;
    let mark = cx.root_mark();
    cx.root(Value::object(made));
    let filled = fill(cx, made, source);
    cx.unroot(mark);
    filled.map(|()| Value::object(made))
}

/// Puts into a new array what its initializer gives.
fn fill(cx: &mut dyn Call, array: Gc<ArrayObject>, source: Value) -> PyResult<()> {
    let plain = cx.payload(source);
    if matches!(plain.kind(), Some(Kind::Bytes | Kind::ByteArray)) {
        return append_bytes(cx, array, source);
    }
    if let Some(text) = plain.cast::<crate::object::StrObject>() {
        return append_text(cx, array, text.as_str());
    }
    append_all(cx, array, source)
}

fn append_bytes(cx: &mut dyn Call, array: Gc<ArrayObject>, source: Value) -> PyResult<()> {
    let content = bytes::wanted(cx, source)?;
    if !content.len().is_multiple_of(array.item_size()) {
        return Err(cx.value_error("bytes length not a multiple of item size"));
    }
    cx.change_array(array, content.len(), true, |data| data.extend_from_slice(&content))
}

fn append_text(cx: &mut dyn Call, array: Gc<ArrayObject>, text: &str) -> PyResult<()> {
    cx.change_array(array, text.len() * 4, false, |data| {
        for character in text.chars() {
            data.extend_from_slice(&(character as u32).to_ne_bytes());
        }
    })
}

/// Appends what iterating gives, one by one: what came before an error stays.
fn append_all(cx: &mut dyn Call, array: Gc<ArrayObject>, source: Value) -> PyResult<()> {
    let known = match (source.cast::<ListObject>(), source.cast::<TupleObject>()) {
        (Some(list), _) => list.len.get(),
        (_, Some(tuple)) => tuple.len,
        _ => 0,
    };
    let wanted = known * array.item_size();
    cx.change_array(array, wanted, false, |data| data.reserve_exact(wanted))?;
    protocol::for_each(cx, source, &mut |cx, value| push(cx, array, value))
}

fn push(cx: &mut dyn Call, array: Gc<ArrayObject>, value: Value) -> PyResult<()> {
    let bytes = item_bytes(cx, array.typecode(), value)?;
    let size = array.item_size();
    let mut data = array.data.borrow_mut();
    if data.len() + size <= data.capacity() {
        data.extend_from_slice(&bytes[..size]);
        array.len.set(array.len.get() + 1);
        return Ok(());
    }
    drop(data);
    cx.change_array(array, size, false, |data| data.extend_from_slice(&bytes[..size]))
}

fn append(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = this(cx, args)?;
    may_resize(cx, args[0])?;
    let [value] = arguments::exactly(cx, "array.append", &args[1..], keywords)?;
    push(cx, array, value)?;
    Ok(Value::NONE)
}
fn extend(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = this(cx, args)?;
    may_resize(cx, args[0])?;
    let [source] = arguments::exactly(cx, "array.extend", &args[1..], keywords)?;
    match cx.payload(source).cast::<ArrayObject>() {
        Some(other) => array::extend(cx, array, other)?,
        None => append_all(cx, array, source)?,
    }
    Ok(Value::NONE)
}
fn fromlist(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = this(cx, args)?;
    may_resize(cx, args[0])?;
    let [source] = arguments::exactly(cx, "array.fromlist", &args[1..], keywords)?;
    let Some(list) = cx.payload(source).cast::<ListObject>() else { return Err(cx.type_error("arg must be list")) };
    let (old, size) = (array.len.get(), array.item_size());
    let mut index = 0;
    while let Some(value) = ListObject::get(list, index) {
        if let Err(raised) = push(cx, array, value) {
            cx.change_array(array, 0, false, |data| data.truncate(old * size))?;
            return Err(raised);
        }
        index += 1;
    }
    Ok(Value::NONE)
}
fn frombytes(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = this(cx, args)?;
    may_resize(cx, args[0])?;
    let [source] = arguments::exactly(cx, "array.frombytes", &args[1..], keywords)?;
    append_bytes(cx, array, source)?;
    Ok(Value::NONE)
}
fn fromfile(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = this(cx, args)?;
    may_resize(cx, args[0])?;
    let [file, count] = arguments::exactly(cx, "array.fromfile", &args[1..], keywords)?;
    let count = arguments::size(cx, count)?;
    let Ok(count) = usize::try_from(count) else { return Err(cx.value_error("negative count")) };
    let wanted = count.saturating_mul(array.item_size());
    let name = cx.intern_str("read");
    let read = protocol::get_attr(cx, file, name)?;
    let wanted_value = cx.int(wanted as i64);
    let content = cx.call(read, &[wanted_value], &[])?;
    let Some(data) = bytes::content(cx, content) else {
        return Err(cx.type_error("read() didn't return bytes"));
    };
    let short = data.len() < wanted;
    append_bytes(cx, array, content)?;
    if short {
        return Err(cx.raise(ClassId::EOFError, "read() didn't return enough bytes"));
    }
    Ok(Value::NONE)
}
fn fromunicode(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = this(cx, args)?;
    may_resize(cx, args[0])?;
    let [source] = arguments::exactly(cx, "array.fromunicode", &args[1..], keywords)?;
    let Some(text) = str_of(cx, source) else {
        let class = class_name(cx, source);
        return Err(cx.type_error(format!("fromunicode() argument must be str, not {class}")));
    };
    if array.typecode() != b'u' {
        return Err(cx.value_error("fromunicode() may only be called on unicode type arrays"));
    }
    append_text(cx, array, text.as_str())?;
    Ok(Value::NONE)
}
fn tounicode(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = this(cx, args)?;
    arguments::exactly::<0>(cx, "array.tounicode", &args[1..], keywords)?;
    if array.typecode() != b'u' {
        return Err(cx.value_error("tounicode() may only be called on unicode type arrays"));
    }
    for item in array.data.borrow().as_chunks().0 {
        let number = u32::from_ne_bytes(*item);
        if number > 0x10_FFFF {
            let message = format!("character U+{number:x} is not in range [U+0000; U+10ffff]");
            return Err(cx.value_error(message));
        }
    }
    cx.try_str(&text(array))
}
/// The text of an array of characters.
pub fn text(array: Gc<ArrayObject>) -> String {
    let data = array.data.borrow();
    data.as_chunks().0.iter().map(|item| char::from_u32(u32::from_ne_bytes(*item)).unwrap_or('\u{FFFD}')).collect()
}
fn tobytes(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = this(cx, args)?;
    arguments::exactly::<0>(cx, "array.tobytes", &args[1..], keywords)?;
    let data = array.data.borrow();
    cx.reserve(data.len())?;
    Ok(cx.bytes(&data))
}
fn tofile(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [file] = arguments::exactly(cx, "array.tofile", &args[1..], keywords)?;
    let name = cx.intern_str("write");
    let write = protocol::get_attr(cx, file, name)?;
    let content = tobytes(cx, &args[..1], &[])?;
    cx.call(write, &[content], &[])?;
    Ok(Value::NONE)
}
fn tolist(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = this(cx, args)?;
    arguments::exactly::<0>(cx, "array.tolist", &args[1..], keywords)?;
    let list = cx.new_list();
    cx.list_reserve(list, array.len.get())?;
    for index in 0..array.len.get() {
        let value = item(cx, array, index);
        cx.list_push(list, value)?;
    }
    Ok(Value::object(list))
}
fn insert(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = this(cx, args)?;
    may_resize(cx, args[0])?;
    let [index, value] = arguments::exactly(cx, "insert", &args[1..], keywords)?;
    let index = arguments::size(cx, index)?;
    let bytes = item_bytes(cx, array.typecode(), value)?;
    let (len, size) = (array.len.get() as i64, array.item_size());
    let at = if index < 0 { (index.saturating_add(len)).max(0) } else { index.min(len) } as usize;
    cx.change_array(array, size, false, |data| {
        data.splice(at * size..at * size, bytes[..size].iter().copied());
    })?;
    Ok(Value::NONE)
}
fn pop(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = this(cx, args)?;
    may_resize(cx, args[0])?;
    let [index] = arguments::positional(cx, "pop", &args[1..], keywords, 0)?;
    let index = if index.is_unbound() { -1 } else { arguments::size(cx, index)? };
    let len = array.len.get() as i64;
    if len == 0 {
        return Err(cx.index_error("pop from empty array"));
    }
    let at = if index < 0 { index.saturating_add(len) } else { index };
    if !(0..len).contains(&at) {
        return Err(cx.index_error("pop index out of range"));
    }
    let (at, size) = (at as usize, array.item_size());
    let value = item(cx, array, at);
    cx.change_array(array, 0, false, |data| {
        data.drain(at * size..(at + 1) * size);
    })?;
    Ok(value)
}
fn remove(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = this(cx, args)?;
    may_resize(cx, args[0])?;
    let [value] = arguments::exactly(cx, "array.remove", &args[1..], keywords)?;
    let size = array.item_size();
    match array::find(cx, array, value, 0, usize::MAX)? {
        Some(at) => {
            cx.change_array(array, 0, false, |data| {
                let start = (at * size).min(data.len());
                let stop = (start + size).min(data.len());
                data.drain(start..stop);
            })?;
            Ok(Value::NONE)
        }
        None => Err(cx.value_error("array.remove(x): x not in array")),
    }
}
fn index(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = this(cx, args)?;
    let [value, start, stop] = arguments::positional(cx, "index", &args[1..], keywords, 1)?;
    let mut bound = |given: Value, default: i64| -> PyResult<usize> {
        let number = if given.is_unbound() { default } else { arguments::position(cx, given)? };
        let number = if number < 0 { number.saturating_add(array.len.get() as i64) } else { number };
        Ok(number.max(0) as usize)
    };
    let (start, stop) = (bound(start, 0)?, bound(stop, i64::MAX)?);
    match array::find(cx, array, value, start, stop)? {
        Some(at) => Ok(Value::int(at as i64)),
        None => Err(cx.value_error("array.index(x): x not in array")),
    }
}
fn count(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = this(cx, args)?;
    let [value] = arguments::exactly(cx, "array.count", &args[1..], keywords)?;
    let (mut count, mut start) = (0, 0);
    while let Some(at) = array::find(cx, array, value, start, usize::MAX)? {
        count += 1;
        start = at + 1;
    }
    Ok(Value::int(count))
}
fn reverse(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = this(cx, args)?;
    arguments::exactly::<0>(cx, "array.reverse", &args[1..], keywords)?;
    let size = array.item_size();
    let mut data = array.data.borrow_mut();
    // Backwards, bytes are reversed within items too: those once more.
    data.reverse();
    data.chunks_mut(size).for_each(|item| item.reverse());
    Ok(Value::NONE)
}
fn byteswap(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = this(cx, args)?;
    arguments::exactly::<0>(cx, "array.byteswap", &args[1..], keywords)?;
    let size = array.item_size();
    cx.change_array(array, 0, true, |data| data.chunks_mut(size).for_each(|item| item.reverse()))?;
    Ok(Value::NONE)
}
fn buffer_info(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = this(cx, args)?;
    arguments::exactly::<0>(cx, "array.buffer_info", &args[1..], keywords)?;
    let (address, len) = (cx.int(array.items.get() as i64), Value::int(array.len.get() as i64));
    Ok(cx.tuple(&[address, len]))
}
