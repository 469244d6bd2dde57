//! `repr`, `str` and `format` of values that are no instances of Python classes.
//!
//! ```text
//! repr_builtin(cx, [1, "a"])  →  "[1, 'a']"
//! ```
//!
//! 1. A container inside of itself is shown as `[...]`; too deep nesting raises RecursionError.

use std::fmt::Write;

use crate::builtins::arguments::{self, failure, int_of};
use crate::builtins::format::integer::Int;
use crate::builtins::format::{Spec, complex as complex_format, float, integer, text as text_format};
use crate::builtins::{protocol, text};
use crate::gc::Gc;
use crate::object::class_id::ClassId;
use crate::object::{
    ArrayObject, BoundMethodObject, ByteArrayObject, BytesObject, Call, ClassObject, ComplexObject, DictObject,
    DictViewObject, FunctionObject, GeneratorObject, InstanceObject, Kind, ListObject, ModuleObject, Name, NativeKind,
    NativeObject, PyResult, RangeObject, SliceObject, StrObject, StreamObject, TupleObject, Value, ViewKind,
};

/// Containers may be nested that deep.
const DEEPEST: usize = 900;

/// `repr(value)` of a value that is no instance of a Python class.
pub fn repr_builtin(cx: &mut dyn Call, value: Value) -> PyResult {
    let mut out = String::new();
    write_repr(cx, value, &mut out)?;
    cx.try_str(&out)
}

/// `str(value)` of the same.
pub fn str_builtin(cx: &mut dyn Call, value: Value) -> PyResult {
    if value.is(Kind::Str) {
        return Ok(value);
    }
    if let Some(exception) = cx.as_exception(value) {
        let text = exception_text(cx, exception)?;
        return cx.try_str(&text);
    }
    if value.is(Kind::MappingProxy) {
        let mapping = cx.proxied(value);
        return protocol::str_of(cx, mapping);
    }
    repr_builtin(cx, value)
}

/// Decimal text of an int: not of more digits than CPython converts.
pub fn int_text(cx: &mut dyn Call, int: Int<'_>) -> PyResult<String> {
    let limit = cx.most_int_digits;
    if let Int::Big(big) = int
        && limit != 0
        && dashu_int::ops::BitTest::bit_len(big) > limit * 3321 / 1000
    {
        // So long that writing it out only to count would be what the limit is to prevent.
        let hopeless = dashu_int::ops::BitTest::bit_len(big) > limit * 3323 / 1000 + 8;
        let text = if hopeless { String::new() } else { integer::decimal(int) };
        if hopeless || text.trim_start_matches('-').len() > limit {
            return Err(cx.value_error(format!(
                "Exceeds the limit ({limit} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"
            )));
        }
        return Ok(text);
    }
    Ok(integer::decimal(int))
}

/// Appends the repr of any value.
fn write_any(cx: &mut dyn Call, value: Value, out: &mut String) -> PyResult<()> {
    if value.has_python_class() {
        let text = protocol::repr_text(cx, value)?;
        out.push_str(&text);
        return Ok(());
    }
    write_repr(cx, value, out)
}

fn write_repr(cx: &mut dyn Call, value: Value, out: &mut String) -> PyResult<()> {
    if let Some(small) = value.as_int() {
        let _ = write!(out, "{small}");
        return Ok(());
    }
    if let Some(number) = value.as_float() {
        out.push_str(&float::repr(number));
        return Ok(());
    }
    let Some(kind) = value.kind() else {
        out.push_str(match value {
            Value::TRUE => "True",
            Value::FALSE => "False",
            Value::ELLIPSIS => "Ellipsis",
            Value::NOT_IMPLEMENTED => "NotImplemented",
            _ => "None",
        });
        return Ok(());
    };
    match kind {
        Kind::Str => {
            if let Some(found) = value.cast::<StrObject>() {
                quote(found.as_str(), out);
            }
            Ok(())
        }
        Kind::BigInt => {
            if let Some(int) = int_of(cx, value) {
                let text = int_text(cx, int)?;
                out.push_str(&text);
            }
            Ok(())
        }
        Kind::MappingProxy => {
            out.push_str("mappingproxy(");
            let mapping = cx.proxied(value);
            write_repr(cx, mapping, out)?;
            out.push(')');
            Ok(())
        }
        Kind::Tuple | Kind::List | Kind::Dict | Kind::Set | Kind::FrozenSet | Kind::DictView => {
            write_container(cx, value, kind, out)
        }
        _ => write_other(cx, value, kind, out),
    }
}

fn write_container(cx: &mut dyn Call, value: Value, kind: Kind, out: &mut String) -> PyResult<()> {
    if cx.printing.contains(&value) {
        out.push_str(match kind {
            Kind::Tuple => "(...)",
            Kind::List => "[...]",
            Kind::Dict => "{...}",
            Kind::FrozenSet => "frozenset(...)",
            Kind::Set => "set(...)",
            _ => "...",
        });
        return Ok(());
    }
    if cx.printing.len() >= DEEPEST {
        return Err(
            cx.raise(ClassId::RecursionError, "maximum recursion depth exceeded while getting the repr of an object")
        );
    }
    cx.printing.push(value);
    let result = write_items(cx, value, kind, out);
    cx.printing.pop();
    result
}

fn write_items(cx: &mut dyn Call, value: Value, kind: Kind, out: &mut String) -> PyResult<()> {
    match kind {
        Kind::Tuple => {
            let Some(tuple) = value.cast::<TupleObject>() else { return Ok(()) };
            let items = TupleObject::items(tuple);
            out.push('(');
            write_sequence(cx, items, out)?;
            out.push_str(if items.len() == 1 { ",)" } else { ")" });
        }
        Kind::List => {
            let Some(list) = value.cast::<ListObject>() else { return Ok(()) };
            out.push('[');
            let mut index = 0;
            while let Some(item) = ListObject::get(list, index) {
                if index > 0 {
                    out.push_str(", ");
                }
                write_any(cx, item, out)?;
                index += 1;
            }
            out.push(']');
        }
        Kind::Dict => {
            let Some(dict) = value.cast::<DictObject>() else { return Ok(()) };
            out.push('{');
            let mut from = 0;
            let mut first = true;
            while let Some((index, entry)) = DictObject::next_entry(dict, from) {
                if !first {
                    out.push_str(", ");
                }
                first = false;
                let mark = cx.root_mark();
                cx.root(entry.value);
                write_any(cx, entry.key, out)?;
                out.push_str(": ");
                write_any(cx, entry.value, out)?;
                cx.unroot(mark);
                from = index + 1;
            }
            out.push('}');
        }
        Kind::DictView => {
            let Some(view) = value.cast::<DictViewObject>() else { return Ok(()) };
            let (name, which) = match view.view.get() {
                ViewKind::Keys => ("dict_keys([", ViewKind::Keys),
                ViewKind::Values => ("dict_values([", ViewKind::Values),
                ViewKind::Items => ("dict_items([", ViewKind::Items),
            };
            out.push_str(name);
            let mut from = 0;
            let mut first = true;
            while let Some((index, entry)) = DictObject::next_entry(view.dict, from) {
                if !first {
                    out.push_str(", ");
                }
                first = false;
                match which {
                    ViewKind::Keys => write_any(cx, entry.key, out)?,
                    ViewKind::Values => write_any(cx, entry.value, out)?,
                    ViewKind::Items => {
                        let pair = cx.tuple(&[entry.key, entry.value]);
                        write_rooted(cx, pair, out)?;
                    }
                }
                from = index + 1;
            }
            out.push_str("])");
        }
        _ => {
            let Some(set) = value.as_set() else { return Ok(()) };
            let frozen = kind == Kind::FrozenSet;
            let keys = set.keys();
            if keys.is_empty() {
                out.push_str(if frozen { "frozenset()" } else { "set()" });
                return Ok(());
            }
            out.push_str(if frozen { "frozenset({" } else { "{" });
            write_sequence(cx, &keys, out)?;
            out.push_str(if frozen { "})" } else { "}" });
        }
    }
    Ok(())
}

fn write_rooted(cx: &mut dyn Call, value: Value, out: &mut String) -> PyResult<()> {
    let mark = cx.root_mark();
    cx.root(value);
    let result = write_any(cx, value, out);
    cx.unroot(mark);
    result
}

fn write_sequence(cx: &mut dyn Call, items: &[Value], out: &mut String) -> PyResult<()> {
    let mark = cx.root_mark();
    for item in items {
        cx.root(*item);
    }
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        write_any(cx, *item, out)?;
    }
    cx.unroot(mark);
    Ok(())
}

/// The name that `<class '…'>` shows.
pub fn class_path(cx: &mut dyn Call, class: Gc<ClassObject>) -> String {
    let qualified = class.qualified_name.get().cast::<StrObject>().map_or(class.name_str(), |s| s.as_str());
    if class.builtin.is_some() {
        return qualified.to_string();
    }
    let name = cx.name(Name::Module);
    match cx.dict_get_str(class.dict, name).and_then(|m| m.cast::<StrObject>()) {
        Some(module) if module.as_str() != "builtins" => format!("{}.{qualified}", module.as_str()),
        _ => qualified.to_string(),
    }
}

/// `<C object at 0x…>`
pub fn default_repr(cx: &mut dyn Call, value: Value) -> String {
    let class = cx.type_of(value);
    format!("<{} object at {:#x}>", class_path(cx, class), value.bits())
}

fn write_array(cx: &mut dyn Call, array: Gc<ArrayObject>, out: &mut String) -> PyResult<()> {
    let _ = write!(out, "array('{}'", array.typecode() as char);
    if array.typecode() == b'u' && array.len.get() != 0 {
        out.push_str(", ");
        let text = cx.str(&crate::builtins::types::array::text(array));
        write_any(cx, text, out)?;
    } else if array.len.get() != 0 {
        for index in 0..array.len.get() {
            out.push_str(if index == 0 { ", [" } else { ", " });
            let item = crate::object::array::item(cx, array, index);
            write_any(cx, item, out)?;
        }
        out.push(']');
    }
    out.push(')');
    Ok(())
}

fn name_of(value: Value) -> &'static str {
    value.cast::<StrObject>().map_or("?", |s| s.as_str())
}

fn write_other(cx: &mut dyn Call, value: Value, kind: Kind, out: &mut String) -> PyResult<()> {
    let address = value.bits();
    if let Some(code) = value.cast::<crate::object::CodeObject>() {
        let [name, file, line] = ["co_name", "co_filename", "co_firstlineno"]
            .map(|name| cx.code_attribute(code, name).unwrap_or(Value::NONE));
        let (name, file, line) = (cx.text_of(name), cx.text_of(file), line.as_int().unwrap_or(0));
        let _ = write!(out, "<code object {name} at {address:#x}, file \"{file}\", line {line}>");
        return Ok(());
    }
    if let Some(iterator) = value.cast::<crate::object::IteratorObject>() {
        let native = match &*iterator.state.borrow() {
            crate::object::IteratorState::Native(native) => Some(native.clone()),
            _ => None,
        };
        if let Some(native) = native
            && let Some(text) = native.repr(cx)?
        {
            out.push_str(&text);
            return Ok(());
        }
    }
    match kind {
        Kind::Bytes => {
            if let Some(bytes) = value.cast::<BytesObject>() {
                quote_bytes(&bytes.data, out, false);
            }
        }
        Kind::ByteArray => {
            if let Some(bytes) = value.cast::<ByteArrayObject>() {
                out.push_str("bytearray(");
                quote_bytes(&bytes.data.borrow(), out, true);
                out.push(')');
            }
        }
        Kind::Array => {
            if let Some(array) = value.cast::<ArrayObject>() {
                write_array(cx, array, out)?;
            }
        }
        Kind::Range => {
            if let Some(range) = value.cast::<RangeObject>() {
                let _ = match range.step {
                    1 => write!(out, "range({}, {})", range.start, range.stop),
                    step => write!(out, "range({}, {}, {step})", range.start, range.stop),
                };
            }
        }
        Kind::Slice => {
            if let Some(slice) = value.cast::<SliceObject>() {
                out.push_str("slice(");
                write_sequence(cx, &[slice.start, slice.stop, slice.step], out)?;
                out.push(')');
            }
        }
        Kind::Complex => {
            if let Some(complex) = value.cast::<ComplexObject>() {
                out.push_str(&complex_text(complex.real, complex.imag));
            }
        }
        Kind::Function => {
            if let Some(function) = value.cast::<FunctionObject>() {
                let _ = write!(out, "<function {} at {address:#x}>", name_of(function.qualified_name.get()));
            }
        }
        Kind::Native => {
            if let Some(native) = value.cast::<NativeObject>() {
                let name = name_of(native.name);
                let _ = match (native.def.kind, native.class) {
                    (NativeKind::Method, Some(class)) if name.starts_with("__") => {
                        write!(out, "<slot wrapper '{name}' of '{}' objects>", class.name())
                    }
                    (NativeKind::Method, Some(class)) => {
                        write!(out, "<method '{name}' of '{}' objects>", class.name())
                    }
                    (NativeKind::Getter { .. }, Some(class)) => {
                        write!(out, "<attribute '{name}' of '{}' objects>", class.name())
                    }
                    (_, Some(_)) => write!(out, "<built-in method {name} of type object at {address:#x}>"),
                    _ => write!(out, "<built-in function {name}>"),
                };
            }
        }
        Kind::BoundMethod => {
            let Some(method) = value.cast::<BoundMethodObject>() else { return Ok(()) };
            let (function, receiver) = (method.function, method.receiver);
            if let Some(native) = function.cast::<NativeObject>() {
                let class = cx.type_of(receiver);
                let _ = write!(
                    out,
                    "<built-in method {} of {} object at {:#x}>",
                    name_of(native.name),
                    class.name_str(),
                    receiver.bits()
                );
            } else {
                let name = match function.cast::<FunctionObject>() {
                    Some(function) => name_of(function.qualified_name.get()),
                    None => "?",
                };
                let _ = write!(out, "<bound method {name} of ");
                write_any(cx, receiver, out)?;
                out.push('>');
            }
        }
        Kind::Class => {
            if let Some(class) = value.cast::<ClassObject>() {
                let path = class_path(cx, class);
                let _ = write!(out, "<class '{path}'>");
            }
        }
        Kind::Module => {
            if let Some(module) = value.cast::<ModuleObject>() {
                let name = cx.name(Name::File);
                let file = cx.dict_get_str(module.dict, name).and_then(|f| f.cast::<StrObject>());
                let _ = match file {
                    Some(file) => write!(out, "<module '{}' from '{}'>", name_of(module.name), file.as_str()),
                    None if crate::builtins::modules::exists(name_of(module.name)) => {
                        write!(out, "<module '{}' (built-in)>", name_of(module.name))
                    }
                    None => write!(out, "<module '{}'>", name_of(module.name)),
                };
            }
        }
        Kind::Stream => {
            let is_error = value.cast::<StreamObject>().is_some_and(|s| s.is_error);
            let name = if is_error { "stderr" } else { "stdout" };
            let _ = write!(out, "<_io.TextIOWrapper name='<{name}>' mode='w' encoding='utf-8'>");
        }
        Kind::Instance => {
            if let Some(exception) = cx.as_exception(value) {
                return write_exception(cx, exception, out);
            }
            let shown = default_repr(cx, value);
            out.push_str(&shown);
        }
        Kind::Generator => {
            let class = cx.type_of(value);
            let name = value.cast::<GeneratorObject>().map_or(Value::NONE, |generator| generator.qualified_name.get());
            let _ = write!(out, "<{} object {} at {address:#x}>", class.name_str(), cx.text_of(name));
        }
        Kind::StaticMethod | Kind::ClassMethod => {
            let (name, function) = match value.cast::<crate::object::StaticMethodObject>() {
                Some(method) => ("staticmethod", method.function),
                None => {
                    let method = value.cast::<crate::object::ClassMethodObject>();
                    ("classmethod", method.map_or(Value::NONE, |method| method.function))
                }
            };
            let shown = protocol::repr_text(cx, function)?;
            let _ = write!(out, "<{name}({shown})>");
        }
        Kind::Super => {
            if let Some(object) =
                value.cast::<crate::object::SuperObject>().filter(|object| object.receiver.is_unbound())
            {
                let _ = write!(out, "<super: <class '{}'>, NULL>", object.class.name_str());
            } else if let Some(object) = value.cast::<crate::object::SuperObject>() {
                let _ =
                    write!(out, "<super: <class '{}'>, <{} object>>", object.class.name_str(), object.start.name_str());
            }
        }
        Kind::Member => {
            if let Some(member) = value.cast::<crate::object::MemberObject>() {
                let (name, class) = (cx.text_of(member.name).to_string(), member.class.name_str());
                let _ = write!(out, "<member '{name}' of '{class}' objects>");
            }
        }
        Kind::Cell => {
            let _ = write!(out, "<cell at {address:#x}>");
        }
        _ => {
            let shown = default_repr(cx, value);
            out.push_str(&shown);
        }
    }
    Ok(())
}

/// `repr(exception)`
pub fn write_exception(cx: &mut dyn Call, exception: Gc<InstanceObject>, out: &mut String) -> PyResult<()> {
    let class = cx.type_of(Value::object(exception));
    out.push_str(class.name_str());
    let args = cx.exception_args(exception);
    out.push('(');
    write_sequence(cx, args, out)?;
    out.push(')');
    Ok(())
}

/// `str(exception)`
pub fn exception_text(cx: &mut dyn Call, exception: Gc<InstanceObject>) -> PyResult<String> {
    if crate::builtins::types::group::is_group(cx, Value::object(exception)) {
        return crate::builtins::types::group::text(cx, Value::object(exception));
    }
    let class = cx.type_of(Value::object(exception));
    let args = cx.exception_args(exception);
    if cx.is_builtin_subclass(class, ClassId::UnicodeError)
        && let Some(text) = crate::builtins::types::exception::unicode_text(cx, exception)?
    {
        return Ok(text);
    }
    if cx.is_builtin_subclass(class, ClassId::KeyError)
        && let [key] = args
    {
        return protocol::repr_text(cx, *key);
    }
    let attribute = |cx: &mut dyn Call, name: &str| {
        let name = cx.intern_str(name);
        cx.instance_get(exception, name).filter(|value| !value.is_none())
    };
    if cx.is_builtin_subclass(class, ClassId::OSError) {
        let (number, message) = (attribute(cx, "errno"), attribute(cx, "strerror"));
        let (first, second) = (attribute(cx, "filename"), attribute(cx, "filename2"));
        if first.is_some() || number.is_some() && message.is_some() {
            let number = protocol::str_text(cx, number.unwrap_or(Value::NONE))?;
            let message = protocol::str_text(cx, message.unwrap_or(Value::NONE))?;
            let mut text = format!("[Errno {number}] {message}");
            if let Some(first) = first {
                text += &format!(": {}", protocol::repr_text(cx, first)?);
                if let Some(second) = second {
                    text += &format!(" -> {}", protocol::repr_text(cx, second)?);
                }
            }
            return Ok(text);
        }
    }
    if cx.is_builtin_subclass(class, ClassId::ImportError)
        && let Some(message) = attribute(cx, "msg").and_then(|message| message.cast::<StrObject>())
    {
        return Ok(message.as_str().to_string());
    }
    if cx.is_builtin_subclass(class, ClassId::SyntaxError) {
        let message = attribute(cx, "msg").or(args.first().copied()).unwrap_or(Value::NONE);
        let message = protocol::str_text(cx, message)?;
        let file = attribute(cx, "filename").and_then(|file| file.cast::<StrObject>());
        let file = file.map(|file| file.as_str().rsplit('/').next().unwrap_or(""));
        let line = attribute(cx, "lineno").and_then(Value::as_int);
        return Ok(match (file, line) {
            (Some(file), Some(line)) => format!("{message} ({file}, line {line})"),
            (Some(file), None) => format!("{message} ({file})"),
            (None, Some(line)) => format!("{message} (line {line})"),
            (None, None) => message,
        });
    }
    match args {
        [] => Ok(String::new()),
        [only] => protocol::str_text(cx, *only),
        _ => {
            let mut out = String::from("(");
            write_sequence(cx, args, &mut out)?;
            out.push(')');
            Ok(out)
        }
    }
}

/// `repr` of a complex number.
pub fn complex_text(real: f64, imag: f64) -> String {
    let part = |x: f64| {
        let text = float::repr(x);
        text.strip_suffix(".0").map(str::to_string).unwrap_or(text)
    };
    if real == 0.0 && !real.is_sign_negative() {
        return format!("{}j", part(imag));
    }
    let sign = if imag.is_sign_negative() && !imag.is_nan() { "" } else { "+" };
    format!("({}{sign}{}j)", part(real), part(imag))
}

/// Appends the repr of a str.
pub fn quote(source: &str, out: &mut String) {
    let quote = if source.contains('\'') && !source.contains('"') { '"' } else { '\'' };
    out.push(quote);
    for c in source.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => {
                out.push('\\');
                out.push(c);
            }
            ' '..='~' => out.push(c),
            c if text::is_printable(c.encode_utf8(&mut [0; 4])) => out.push(c),
            c => push_escape(c, out),
        }
    }
    out.push(quote);
}

fn push_escape(c: char, out: &mut String) {
    let code = c as u32;
    let _ = match code {
        0..=0xFF => write!(out, "\\x{code:02x}"),
        0x100..=0xFFFF => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
}

/// `always`: an apostrophe is escaped also between other quotes, as it is in a bytearray.
fn quote_bytes(data: &[u8], out: &mut String, always: bool) {
    let quote = if data.contains(&b'\'') && !data.contains(&b'"') { '"' } else { '\'' };
    out.push('b');
    out.push(quote);
    for byte in data {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            byte if *byte as char == quote || always && *byte == b'\'' => {
                out.push('\\');
                out.push(*byte as char);
            }
            b' '..=b'~' => out.push(*byte as char),
            _ => {
                let _ = write!(out, "\\x{byte:02x}");
            }
        }
    }
    out.push(quote);
}

/// `ascii(value)`
pub fn ascii(cx: &mut dyn Call, value: Value) -> PyResult<String> {
    let shown = protocol::repr_text(cx, value)?;
    if shown.is_ascii() {
        return Ok(shown);
    }
    let mut out = String::with_capacity(shown.len());
    for c in shown.chars() {
        if c.is_ascii() { out.push(c) } else { push_escape(c, &mut out) }
    }
    Ok(out)
}

/// `format(value, spec)` of a value whose class has no `__format__` in Python, as a str.
pub fn format_builtin(cx: &mut dyn Call, value: Value, spec: &str) -> PyResult {
    let formatted = format_text(cx, value, spec)?;
    cx.try_str(&formatted)
}

/// The spec, if there is room for what it asks for.
fn parsed(cx: &mut dyn Call, spec: &str, class: &str) -> PyResult<Result<Spec, crate::builtins::format::Failure>> {
    let parsed = Spec::parse(spec, class);
    if let Ok(spec) = &parsed {
        cx.reserve(spec.width.saturating_mul(spec.fill.len_utf8()))?;
    }
    Ok(parsed)
}

/// As [`format_builtin`], as text.
pub fn format_text(cx: &mut dyn Call, value: Value, spec: &str) -> PyResult<String> {
    if spec.is_empty() {
        return protocol::str_text(cx, value);
    }
    let plain = cx.payload(value);
    let formatted = if let Some(int) = int_of(cx, plain) {
        parsed(cx, spec, "int")?.and_then(|spec| integer::format(int, &spec))
    } else if let Some(number) = plain.as_float() {
        parsed(cx, spec, "float")?.and_then(|spec| float::format(number, &spec))
    } else if let Some(found) = plain.cast::<StrObject>() {
        parsed(cx, spec, "str")?.and_then(|spec| text_format::format(found.as_str(), &spec))
    } else if let Some(number) = plain.cast::<ComplexObject>() {
        parsed(cx, spec, "complex")?.and_then(|spec| complex_format::format(number.real, number.imag, &spec))
    } else {
        let class = arguments::class_name(cx, value);
        return Err(cx.type_error(format!("unsupported format string passed to {class}.__format__")));
    };
    match formatted {
        Ok(formatted) => Ok(formatted),
        Err(mut problem) => {
            // The pure code names the builtin class; bool and subclasses have names of their own.
            let class = arguments::class_name(cx, value);
            for builtin in ["int", "float", "str"] {
                let ending = format!("for object of type '{builtin}'");
                if problem.message.ends_with(&ending) {
                    let kept = problem.message.len() - builtin.len() - 2;
                    problem.message = format!("{}'{class}'", &problem.message[..kept]).into();
                    break;
                }
            }
            Err(failure(cx, problem))
        }
    }
}
