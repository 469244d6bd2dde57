//! Module `_buffers`: `StringIO` and `BytesIO`, text and bytes in memory.
//!
//! 1. Both keep bytes; the position is a byte's, in text always one between characters. Outside, a position in
//!    text counts characters.

use std::cell::RefCell;

use crate::builtins::arguments::{self, Keywords, class_name, str_of};
use crate::builtins::modules::{ModuleDef, set};
use crate::builtins::protocol;
use crate::builtins::types::bytes;
use crate::gc::Gc;
use crate::object::data::data;
use crate::object::{Call, ClassId, ClassObject, ModuleObject, NativeData, NativeDef, PyResult, Value};

/// The module.
pub static BUFFERS: ModuleDef = ModuleDef { name: "_buffers", functions: &[], constants: &[], make: Some(make) };

static METHODS: &[NativeDef] = &[
    NativeDef::static_method("__new__", new),
    NativeDef::method("__init__", init),
    NativeDef::getter("closed", |cx, args, _| Ok(Value::bool(raw(cx, args)?.borrow().closed))),
    NativeDef::method("__enter__", |cx, args, _| this(cx, args).map(|_| args[0])),
    NativeDef::method("__exit__", close),
    NativeDef::method("__iter__", |cx, args, _| this(cx, args).map(|_| args[0])),
    NativeDef::method("__next__", next),
    NativeDef::method("close", close),
    NativeDef::method("detach", |cx, _, _| Err(unsupported(cx, "detach"))),
    NativeDef::method("fileno", |cx, _, _| Err(unsupported(cx, "fileno"))),
    NativeDef::method("flush", |cx, args, _| this(cx, args).map(|_| Value::NONE)),
    NativeDef::method("getvalue", get_value),
    NativeDef::method("isatty", |cx, args, _| this(cx, args).map(|_| Value::FALSE)),
    NativeDef::method("read", read),
    NativeDef::method("readable", |cx, args, _| this(cx, args).map(|_| Value::TRUE)),
    NativeDef::method("readline", read_line),
    NativeDef::method("readlines", read_lines),
    NativeDef::method("seek", seek),
    NativeDef::method("seekable", |cx, args, _| this(cx, args).map(|_| Value::TRUE)),
    NativeDef::method("tell", tell),
    NativeDef::method("truncate", truncate),
    NativeDef::method("writable", |cx, args, _| this(cx, args).map(|_| Value::TRUE)),
    NativeDef::method("write", write),
    NativeDef::method("writelines", write_lines),
];

static ONLY_BYTES: &[NativeDef] = &[
    NativeDef::method("getbuffer", |cx, args, _| {
        let content = this(cx, args)?.borrow().content.clone();
        let content = cx.byte_array(content);
        let name = cx.intern_str("memoryview");
        match crate::builtins::find(cx, name) {
            Some(class) => cx.call(class, &[content], &[]),
            None => Ok(content),
        }
    }),
    NativeDef::method("read1", read),
    NativeDef::method("readinto", |cx, args, keywords| {
        let [target] = arguments::exactly(cx, "readinto", &args[1..], keywords)?;
        let len = protocol::len(cx, target)?;
        let part = take(cx, args, len)?;
        let slice = cx.slice(Value::NONE, Value::int(part.len() as i64), Value::NONE);
        let count = part.len() as i64;
        let part = cx.bytes(&part);
        protocol::set_item(cx, target, slice, part)?;
        Ok(Value::int(count))
    }),
];

static ONLY_TEXT: &[NativeDef] = &[
    NativeDef::getter("encoding", |_, _, _| Ok(Value::NONE)),
    NativeDef::getter("errors", |_, _, _| Ok(Value::NONE)),
    NativeDef::getter("line_buffering", |_, _, _| Ok(Value::FALSE)),
    NativeDef::getter("newlines", |_, _, _| Ok(Value::NONE)),
];

struct Content {
    content: Vec<u8>,
    at: usize,
    is_text: bool,
    closed: bool,
}

struct Buffer(RefCell<Content>);

impl NativeData for Buffer {
    fn external(&self) -> usize {
        self.0.borrow().content.capacity()
    }
}

fn make(cx: &mut dyn Call, module: Gc<ModuleObject>) -> PyResult<()> {
    for (name, own) in [("BytesIO", ONLY_BYTES), ("StringIO", ONLY_TEXT)] {
        let methods = [METHODS, own].concat();
        let class = cx.native_class(&format!("_io.{name}"), &methods);
        set(cx, module, name, Value::object(class));
    }
    Ok(())
}

fn unsupported(cx: &mut dyn Call, what: &str) -> crate::object::Raised {
    let message = cx.str(what);
    let class = cx.import("io").and_then(|module| {
        let name = cx.intern_str("UnsupportedOperation");
        protocol::get_attr(cx, module, name)
    });
    match class.ok().and_then(|class| class.cast::<ClassObject>()) {
        Some(class) if class.is_exception => crate::object::Raised(cx.new_exception(class, &[message])),
        _ => cx.raise_with(ClassId::OSError, &[message]),
    }
}

fn raw<'a>(cx: &mut dyn Call, args: &[Value]) -> PyResult<&'a RefCell<Content>> {
    match args.first().and_then(|value| data::<Buffer>(cx, *value)) {
        Some(buffer) => Ok(&buffer.0),
        None => Err(cx.type_error("a buffer is required")),
    }
}

/// The receiver, which must be open.
fn this<'a>(cx: &mut dyn Call, args: &[Value]) -> PyResult<&'a RefCell<Content>> {
    let buffer = raw(cx, args)?;
    if buffer.borrow().closed {
        let text =
            if buffer.borrow().is_text { "I/O operation on closed file" } else { "I/O operation on closed file." };
        return Err(cx.value_error(text));
    }
    Ok(buffer)
}

fn new(cx: &mut dyn Call, args: &[Value], _: Keywords<'_>) -> PyResult {
    let Some(class) = args.first().and_then(|class| class.cast::<ClassObject>()) else {
        return Err(cx.type_error("a class is required"));
    };
    let is_text = class.mro().iter().any(|base| base.cast::<ClassObject>().is_some_and(|b| b.name_str() == "StringIO"));
    let content = Content { content: Vec::new(), at: 0, is_text, closed: false };
    Ok(cx.data_instance(class, Box::new(Buffer(RefCell::new(content)))))
}

fn init(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let buffer = raw(cx, args)?;
    let is_text = buffer.borrow().is_text;
    let content = if is_text {
        let names = ["initial_value", "newline"];
        let [value, newline] = arguments::named(cx, "StringIO", &args[1..], keywords, names, 0)?;
        match str_of(cx, value) {
            Some(text) if newline.is_none() => text.as_str().replace("\r\n", "\n").replace('\r', "\n").into_bytes(),
            Some(text) => text.as_str().as_bytes().to_vec(),
            None if value.is_unbound() || value.is_none() => Vec::new(),
            None => {
                let class = class_name(cx, value);
                return Err(cx.type_error(format!("initial_value must be str or None, not {class}")));
            }
        }
    } else {
        let [value] = arguments::named(cx, "BytesIO", &args[1..], keywords, ["initial_bytes"], 0)?;
        if value.is_unbound() || value.is_none() { Vec::new() } else { bytes::wanted(cx, value)?.into_owned() }
    };
    let mut own = buffer.borrow_mut();
    (own.content, own.at, own.closed) = (content, 0, false);
    Ok(Value::NONE)
}

fn close(cx: &mut dyn Call, args: &[Value], _: Keywords<'_>) -> PyResult {
    raw(cx, args)?.borrow_mut().closed = true;
    Ok(Value::NONE)
}

/// Bytes as what the buffer holds.
fn object(cx: &mut dyn Call, is_text: bool, part: &[u8]) -> PyResult {
    match is_text {
        true => cx.try_str(&String::from_utf8_lossy(part)),
        false => {
            cx.reserve(part.len())?;
            Ok(cx.bytes(part))
        }
    }
}

fn get_value(cx: &mut dyn Call, args: &[Value], _: Keywords<'_>) -> PyResult {
    let own = this(cx, args)?.borrow();
    object(cx, own.is_text, &own.content)
}

/// Takes up to so many units from the position on.
fn take(cx: &mut dyn Call, args: &[Value], count: usize) -> PyResult<Vec<u8>> {
    let mut own = this(cx, args)?.borrow_mut();
    let start = own.at.min(own.content.len());
    let rest = &own.content[start..];
    let len = if own.is_text { bytes_of_chars(rest, count) } else { count.min(rest.len()) };
    let part = rest[..len].to_vec();
    own.at += len;
    Ok(part)
}

/// The bytes of the first `count` characters.
fn bytes_of_chars(text: &[u8], count: usize) -> usize {
    if count >= text.len() {
        return text.len();
    }
    let starts = text.iter().enumerate().filter(|(_, byte)| **byte & 0xc0 != 0x80);
    starts.map(|(at, _)| at).nth(count).unwrap_or(text.len())
}

fn amount(cx: &mut dyn Call, value: Value) -> PyResult<usize> {
    if value.is_unbound() || value.is_none() {
        return Ok(usize::MAX);
    }
    let size = arguments::size(cx, value)?;
    Ok(if size < 0 { usize::MAX } else { size as usize })
}

fn read(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let is_text = this(cx, args)?.borrow().is_text;
    let [size] = arguments::positional(cx, "read", &args[1..], keywords, 0)?;
    let count = amount(cx, size)?;
    let part = take(cx, args, count)?;
    object(cx, is_text, &part)
}

fn line(cx: &mut dyn Call, args: &[Value], most: usize) -> PyResult<Vec<u8>> {
    let count = {
        let own = this(cx, args)?.borrow();
        let start = own.at.min(own.content.len());
        let rest = &own.content[start..];
        let len = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        if own.is_text { rest[..len].iter().filter(|byte| **byte & 0xc0 != 0x80).count() } else { len }
    };
    take(cx, args, count.min(most))
}

fn read_line(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let is_text = this(cx, args)?.borrow().is_text;
    let [size] = arguments::positional(cx, "readline", &args[1..], keywords, 0)?;
    let most = amount(cx, size)?;
    let part = line(cx, args, most)?;
    object(cx, is_text, &part)
}

fn read_lines(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let is_text = this(cx, args)?.borrow().is_text;
    let [hint] = arguments::positional(cx, "readlines", &args[1..], keywords, 0)?;
    let most = amount(cx, hint)?;
    let most = if most == 0 { usize::MAX } else { most };
    let list = cx.new_list();
    let mut total = 0;
    while total < most {
        let part = line(cx, args, usize::MAX)?;
        if part.is_empty() {
            break;
        }
        total += part.len();
        let part = object(cx, is_text, &part)?;
        cx.list_push(list, part)?;
    }
    Ok(Value::object(list))
}

fn next(cx: &mut dyn Call, args: &[Value], _: Keywords<'_>) -> PyResult {
    let is_text = this(cx, args)?.borrow().is_text;
    let part = line(cx, args, usize::MAX)?;
    if part.is_empty() {
        return Err(cx.raise(ClassId::StopIteration, ""));
    }
    object(cx, is_text, &part)
}

fn write(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let buffer = this(cx, args)?;
    let is_text = buffer.borrow().is_text;
    let [part] = arguments::exactly(cx, "write", &args[1..], keywords)?;
    let (content, count) = if is_text {
        match str_of(cx, part) {
            Some(text) => (text.as_str().as_bytes().into(), text.char_len()),
            None => {
                let class = class_name(cx, part);
                return Err(cx.type_error(format!("string argument expected, got '{class}'")));
            }
        }
    } else {
        let content = bytes::wanted(cx, part)?;
        let count = content.len();
        (content, count)
    };
    if content.len() > 4096 {
        cx.reserve(content.len())?;
    }
    let mut own = buffer.borrow_mut();
    let at = own.at;
    if at > own.content.len() {
        own.content.resize(at, 0);
    }
    let rest = &own.content[at..];
    let replaced = if is_text { bytes_of_chars(rest, count) } else { count.min(rest.len()) };
    if replaced == 0 && at == own.content.len() {
        own.content.extend_from_slice(&content);
    } else {
        own.content.splice(at..at + replaced, content.iter().copied());
    }
    own.at = at + content.len();
    Ok(Value::int(count as i64))
}

fn write_lines(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [lines] = arguments::exactly(cx, "writelines", &args[1..], keywords)?;
    let receiver = args[0];
    protocol::for_each(cx, lines, &mut |cx, line| write(cx, &[receiver, line], &[]).map(|_| ()))?;
    Ok(Value::NONE)
}

fn chars_before(own: &Content) -> usize {
    if !own.is_text {
        return own.at;
    }
    let inside = own.at.min(own.content.len());
    own.content[..inside].iter().filter(|byte| **byte & 0xc0 != 0x80).count() + own.at - inside
}

fn tell(cx: &mut dyn Call, args: &[Value], _: Keywords<'_>) -> PyResult {
    let own = this(cx, args)?.borrow();
    Ok(Value::int(chars_before(&own) as i64))
}

fn seek(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let buffer = this(cx, args)?;
    let is_text = buffer.borrow().is_text;
    let [position, whence] = arguments::positional(cx, "seek", &args[1..], keywords, 1)?;
    let position = arguments::size(cx, position)?;
    let whence = if whence.is_unbound() { 0 } else { arguments::c_int(cx, whence)? };
    if is_text && whence != 0 && position != 0 {
        return Err(cx.raise(ClassId::OSError, "Can't do nonzero cur-relative seeks"));
    }
    if !(0..=2).contains(&whence) {
        return Err(cx.value_error(if is_text {
            format!("Invalid whence ({whence}, should be 0, 1 or 2)")
        } else {
            format!("invalid whence ({whence}, should be 0, 1 or 2)")
        }));
    }
    if position < 0 && whence == 0 {
        let word = if is_text { "Negative seek position" } else { "negative seek value" };
        return Err(cx.value_error(format!("{word} {position}")));
    }
    let mut own = buffer.borrow_mut();
    own.at = match whence {
        0 if is_text => {
            let len = own.content.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
            let beyond = (position as usize).saturating_sub(len);
            bytes_of_chars(&own.content, position as usize) + beyond
        }
        0 => position as usize,
        1 => (own.at as i64 + position).max(0) as usize,
        _ => (own.content.len() as i64 + position).max(0) as usize,
    };
    Ok(Value::int(chars_before(&own) as i64))
}

fn truncate(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let buffer = this(cx, args)?;
    let [size] = arguments::positional(cx, "truncate", &args[1..], keywords, 0)?;
    let size = if size.is_unbound() || size.is_none() {
        chars_before(&buffer.borrow())
    } else {
        let size = arguments::size(cx, size)?;
        if size < 0 {
            return Err(cx.value_error(format!("Negative size value {size}")));
        }
        size as usize
    };
    let mut own = buffer.borrow_mut();
    let len = if own.is_text { bytes_of_chars(&own.content, size) } else { size };
    own.content.truncate(len);
    Ok(Value::int(size as i64))
}
