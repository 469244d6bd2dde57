//! `memoryview`: a window on the bytes of another object, one dimension.
//!
//! 1. The view holds the object and looks at its bytes anew each time; a bytearray may not shrink below what
//!    is seen, which is checked at each access.

use std::cell::Cell;

use crate::builtins::arguments::{self, Keywords, class_name, str_of};
use crate::builtins::modules::packed;
use crate::builtins::protocol;
use crate::builtins::types::{byte_change, bytes};
use crate::gc::{Gc, Tracer};
use crate::object::data::{data, data_object};
use crate::object::sequence::slice_indices;
use crate::object::{
    ArrayObject, ByteArrayObject, BytesObject, Call, ClassId, ClassObject, NativeData, NativeDef, PyResult, Realm,
    SliceObject, Value,
};

static METHODS: &[NativeDef] = &[
    NativeDef::static_method("__new__", new),
    NativeDef::getter("c_contiguous", |cx, args, _| Ok(Value::bool(this(cx, args)?.is_dense()))),
    NativeDef::getter("contiguous", |cx, args, _| Ok(Value::bool(this(cx, args)?.is_dense()))),
    NativeDef::getter("f_contiguous", |cx, args, _| Ok(Value::bool(this(cx, args)?.is_dense()))),
    NativeDef::getter("format", |cx, args, _| {
        let code = this(cx, args)?.code as char;
        Ok(cx.char_str(code))
    }),
    NativeDef::getter("itemsize", |cx, args, _| Ok(Value::int(this(cx, args)?.size as i64))),
    NativeDef::getter("nbytes", |cx, args, _| {
        let view = this(cx, args)?;
        Ok(Value::int((view.len * view.size) as i64))
    }),
    NativeDef::getter("ndim", |cx, args, _| this(cx, args).map(|_| Value::int(1))),
    NativeDef::getter("obj", |cx, args, _| Ok(this(cx, args)?.base)),
    NativeDef::getter("readonly", |cx, args, _| Ok(Value::bool(this(cx, args)?.readonly))),
    NativeDef::getter("shape", |cx, args, _| {
        let len = this(cx, args)?.len as i64;
        Ok(cx.tuple(&[Value::int(len)]))
    }),
    NativeDef::getter("strides", |cx, args, _| {
        let step = this(cx, args)?.step;
        Ok(cx.tuple(&[Value::int(step)]))
    }),
    NativeDef::getter("suboffsets", |cx, args, _| this(cx, args).map(|_| cx.tuple(&[]))),
    NativeDef::method("cast", cast),
    NativeDef::method("hex", |cx, args, keywords| {
        let content = this(cx, args)?.content(cx)?;
        byte_change::hex_text(cx, &content, &args[1..], keywords)
    }),
    NativeDef::method("release", release),
    NativeDef::method("tobytes", |cx, args, _| {
        let content = this(cx, args)?.content(cx)?;
        Ok(cx.bytes(&content))
    }),
    NativeDef::method("tolist", to_list),
    NativeDef::method("toreadonly", to_readonly),
    NativeDef::method("__enter__", |cx, args, _| this(cx, args).map(|_| args[0])),
    NativeDef::method("__eq__", eq),
    NativeDef::method("__exit__", release),
    NativeDef::method("__getitem__", get_item),
    NativeDef::method("__hash__", hash),
    NativeDef::method("__len__", |cx, args, _| Ok(Value::int(this(cx, args)?.len as i64))),
    // `bytes + view`, which is the other way round the view's business here.
    NativeDef::method("__radd__", |cx, args, keywords| {
        let [left] = arguments::special(cx, &args[1..], keywords)?;
        let right = this(cx, args)?.content(cx)?;
        match bytes::content(cx, left) {
            Some(left_content) => {
                let plain = cx.payload(left);
                Ok(bytes::result(cx, &[plain], &[&*left_content, &right].concat()))
            }
            None => Ok(Value::NOT_IMPLEMENTED),
        }
    }),
    NativeDef::method("__repr__", |cx, args, _| {
        let released = data::<View>(cx, args[0]).is_some_and(|view| view.released.get());
        let what = if released { "released memory" } else { "memory" };
        Ok(cx.str(&format!("<{what} at {:#x}>", args[0].bits() & 0xffff_ffff_ffff)))
    }),
    NativeDef::method("__setitem__", set_item),
];

struct View {
    base: Value,
    code: u8,
    size: usize,
    /// Byte of the first item.
    start: i64,
    len: usize,
    /// Bytes from one item to the next.
    step: i64,
    readonly: bool,
    released: Cell<bool>,
}

impl NativeData for View {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(self.base);
    }
    fn buffer(&self) -> Option<Vec<u8>> {
        if self.released.get() {
            return None;
        }
        let mut out = Vec::with_capacity(self.len * self.size);
        let mut copy = |data: &[u8]| {
            for index in 0..self.len {
                let at = (self.start + index as i64 * self.step) as usize;
                out.extend_from_slice(data.get(at..at + self.size).unwrap_or(&[]));
            }
        };
        match (self.base.cast::<BytesObject>(), self.base.cast::<ByteArrayObject>()) {
            (Some(bytes), _) => copy(&bytes.data),
            (_, Some(array)) => copy(&array.data.borrow()),
            _ => copy(&self.base.cast::<ArrayObject>()?.data.borrow()),
        }
        Some(out)
    }
}

/// The class, made new: the namespace of builtins keeps it.
pub fn class(realm: &mut Realm) -> Value {
    let class = realm.native_class("memoryview", METHODS);
    Value::object(class)
}

fn this<'a>(cx: &mut dyn Call, args: &[Value]) -> PyResult<&'a View> {
    match args.first().and_then(|value| data::<View>(cx, *value)) {
        Some(view) if view.released.get() => Err(cx.value_error("operation forbidden on released memoryview object")),
        Some(view) => Ok(view),
        None => Err(cx.type_error("a memoryview is required")),
    }
}

impl View {
    fn is_dense(&self) -> bool {
        self.step == self.size as i64 || self.len <= 1
    }
    fn content(&self, cx: &mut dyn Call) -> PyResult<Vec<u8>> {
        match self.buffer() {
            Some(bytes) => Ok(bytes),
            None => Err(cx.value_error("operation forbidden on released memoryview object")),
        }
    }
    fn with(&self, start: i64, len: usize, step: i64) -> View {
        View {
            base: self.base,
            code: self.code,
            size: self.size,
            start,
            len,
            step,
            readonly: self.readonly,
            released: Cell::new(false),
        }
    }
}

fn new(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let Some((class, rest)) = args.split_first() else { return Err(cx.type_error("memoryview: no class")) };
    let [object] = arguments::named(cx, "memoryview", rest, keywords, ["object"], 1)?;
    let Some(class) = class.cast::<ClassObject>() else { return Err(cx.type_error("memoryview: no class")) };
    if data::<View>(cx, object).is_some() {
        let view = this(cx, &[object])?;
        let copy = view.with(view.start, view.len, view.step);
        return Ok(made(cx, class, copy));
    }
    let plain = cx.payload(object);
    let (base, len, readonly) = if let Some(bytes) = plain.cast::<BytesObject>() {
        (plain, bytes.data.len(), true)
    } else if let Some(array) = plain.cast::<ByteArrayObject>() {
        (plain, array.data.borrow().len(), false)
    } else if let Some(array) = plain.cast::<ArrayObject>() {
        let (code, size) = (array.typecode(), array.item_size());
        let len = array.len.get();
        let released = Cell::new(false);
        let view = View { base: plain, code, size, start: 0, len, step: size as i64, readonly: false, released };
        return Ok(made(cx, class, view));
    } else if let Some(content) = data_object(cx, object).and_then(|data| data.buffer()) {
        // A copy that can be read.
        (cx.bytes(&content), content.len(), true)
    } else {
        let class = class_name(cx, object);
        return Err(cx.type_error(format!("memoryview: a bytes-like object is required, not '{class}'")));
    };
    let view = View { base, code: b'B', size: 1, start: 0, len, step: 1, readonly, released: Cell::new(false) };
    Ok(made(cx, class, view))
}

fn made(cx: &mut dyn Call, class: Gc<ClassObject>, view: View) -> Value {
    let base = view.base;
    let view = cx.data_instance(class, Box::new(view));
    cx.export(view, base);
    view
}

fn like(cx: &mut dyn Call, args: &[Value], view: View) -> Value {
    let class = cx.type_of(args[0]);
    made(cx, class, view)
}

fn item(cx: &mut dyn Call, view: &View, index: usize) -> Value {
    let at = (view.start + index as i64 * view.step) as usize;
    let mut raw = [0u8; 8];
    let mut copy = |data: &[u8]| {
        if let Some(bytes) = data.get(at..at + view.size) {
            raw[..view.size].copy_from_slice(bytes);
        }
    };
    match (view.base.cast::<BytesObject>(), view.base.cast::<ByteArrayObject>()) {
        (Some(bytes), _) => copy(&bytes.data),
        (_, Some(array)) => copy(&array.data.borrow()),
        _ => {
            if let Some(array) = view.base.cast::<ArrayObject>() {
                copy(&array.data.borrow());
            }
        }
    }
    packed::item_value(cx, view.code, &raw[..view.size])
}

fn place(cx: &mut dyn Call, view: &View, key: Value) -> PyResult<usize> {
    if !protocol::has_index(cx, key) {
        return Err(cx.type_error("memoryview: invalid slice key"));
    }
    let index = arguments::size(cx, key)?;
    let at = if index < 0 { index + view.len as i64 } else { index };
    if at < 0 || at >= view.len as i64 {
        return Err(cx.index_error("index out of bounds on dimension 1"));
    }
    Ok(at as usize)
}

fn get_item(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let view = this(cx, args)?;
    let [key] = arguments::special(cx, &args[1..], keywords)?;
    if key == Value::ELLIPSIS {
        return Ok(args[0]);
    }
    if let Some(slice) = key.cast::<SliceObject>() {
        let indices = slice_indices(cx, slice, view.len)?;
        let start = view.start + indices.start as i64 * view.step;
        let part = view.with(start, indices.count, view.step * indices.step);
        return Ok(like(cx, args, part));
    }
    let at = place(cx, view, key)?;
    Ok(item(cx, view, at))
}

fn write(view: &View, index: usize, bytes: &[u8]) {
    let at = (view.start + index as i64 * view.step) as usize;
    if let Some(array) = view.base.cast::<ByteArrayObject>()
        && let Some(target) = array.data.borrow_mut().get_mut(at..at + bytes.len())
    {
        target.copy_from_slice(bytes);
    }
    if let Some(array) = view.base.cast::<ArrayObject>() {
        if let Some(target) = array.data.borrow_mut().get_mut(at..at + bytes.len()) {
            target.copy_from_slice(bytes);
        }
        array.settle(true);
    }
}

fn set_item(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let view = this(cx, args)?;
    let [key, value] = arguments::special(cx, &args[1..], keywords)?;
    if view.readonly {
        return Err(cx.type_error("cannot modify read-only memory"));
    }
    if let Some(slice) = key.cast::<SliceObject>() {
        let indices = slice_indices(cx, slice, view.len)?;
        let new = bytes::wanted(cx, value)?;
        if new.len() != indices.count * view.size {
            return Err(cx.value_error("memoryview assignment: lvalue and rvalue have different structures"));
        }
        for (index, part) in indices.iter().zip(new.chunks(view.size)) {
            write(view, index, part);
        }
        return Ok(Value::NONE);
    }
    let at = place(cx, view, key)?;
    let code = view.code as char;
    let packed = match packed::item_bytes(cx, view.code, value) {
        Ok(packed) => packed,
        Err(raised) => {
            let number = protocol::has_index(cx, value) || value.is_float();
            let wrong_type = cx.is_exception(raised, ClassId::TypeError) || !number;
            return Err(if wrong_type {
                cx.type_error(format!("memoryview: invalid type for format '{code}'"))
            } else {
                cx.value_error(format!("memoryview: invalid value for format '{code}'"))
            });
        }
    };
    write(view, at, &packed);
    Ok(Value::NONE)
}

fn cast(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let view = this(cx, args)?;
    let [format, _shape] = arguments::named(cx, "cast", &args[1..], keywords, ["format", "shape"], 1)?;
    let Some(format) = str_of(cx, format) else {
        let class = class_name(cx, format);
        return Err(cx.type_error(format!("cast() argument 'format' must be str, not {class}")));
    };
    let code = match format.as_str().trim_start_matches('@').as_bytes() {
        [code] => *code,
        _ => 0,
    };
    let Some(size) = packed::item_size(code).filter(|_| code != b'e') else {
        return Err(cx.value_error(
            "memoryview: destination format must be a native single character format prefixed with an optional '@'",
        ));
    };
    if !view.is_dense() {
        return Err(cx.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    let is_byte = |code: u8| matches!(code, b'B' | b'b' | b'c');
    if !is_byte(code) && !is_byte(view.code) {
        return Err(cx.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    let total = view.len * view.size;
    if !total.is_multiple_of(size) {
        return Err(cx.type_error("memoryview: length is not a multiple of itemsize"));
    }
    let mut made = view.with(view.start, total / size, size as i64);
    (made.code, made.size) = (code, size);
    Ok(like(cx, args, made))
}

fn release(cx: &mut dyn Call, args: &[Value], _: Keywords<'_>) -> PyResult {
    if let Some(view) = data::<View>(cx, args[0]) {
        view.released.set(true);
        cx.end_export(args[0]);
    }
    Ok(Value::NONE)
}

fn to_list(cx: &mut dyn Call, args: &[Value], _: Keywords<'_>) -> PyResult {
    let view = this(cx, args)?;
    let list = cx.new_list();
    for index in 0..view.len {
        let value = item(cx, view, index);
        cx.list_push(list, value)?;
    }
    Ok(Value::object(list))
}

fn to_readonly(cx: &mut dyn Call, args: &[Value], _: Keywords<'_>) -> PyResult {
    let view = this(cx, args)?;
    let mut made = view.with(view.start, view.len, view.step);
    made.readonly = true;
    Ok(like(cx, args, made))
}

fn eq(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [other] = arguments::special(cx, &args[1..], keywords)?;
    if args[0] == other {
        return Ok(Value::TRUE);
    }
    let view = this(cx, args)?;
    if let Some(second) = data::<View>(cx, other)
        && second.code != view.code
    {
        let (a, b) = (to_list(cx, args, &[])?, to_list(cx, &[other], &[])?);
        return Ok(Value::bool(protocol::equal(cx, a, b)?));
    }
    match bytes::content(cx, other) {
        Some(content) => Ok(Value::bool(view.content(cx)? == *content)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn hash(cx: &mut dyn Call, args: &[Value], _: Keywords<'_>) -> PyResult {
    let view = this(cx, args)?;
    if !view.readonly {
        return Err(cx.value_error("cannot hash writable memoryview object"));
    }
    let content = view.content(cx)?;
    let content = cx.bytes(&content);
    let hash = protocol::hash(cx, content)?;
    Ok(cx.int(hash))
}
