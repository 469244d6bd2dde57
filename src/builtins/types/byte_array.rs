//! Methods of `bytearray` that change it.

use crate::builtins::arguments::{self, Keywords, class_name};
use crate::builtins::protocol;
use crate::builtins::types::bytes::{byte_of, collect, construct, content};
use crate::gc::Gc;
use crate::object::exports::may_resize;
use crate::object::{ByteArrayObject, Call, PyResult, Value};

const RANGE: &str = "byte must be in range(0, 256)";

fn array(cx: &mut dyn Call, args: &[Value]) -> PyResult<Gc<ByteArrayObject>> {
    match args.first().and_then(|a| a.cast::<ByteArrayObject>()) {
        Some(array) => Ok(array),
        None => Err(cx.type_error("a bytearray is required")),
    }
}

pub fn init(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = array(cx, args)?;
    let data = construct(cx, "bytearray", &args[1..], keywords)?;
    *array.data.borrow_mut() = data;
    Ok(Value::NONE)
}
pub fn append(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = array(cx, args)?;
    let [byte] = arguments::exactly(cx, "bytearray.append", &args[1..], keywords)?;
    let byte = byte_of(cx, byte, RANGE)?;
    may_resize(cx, args[0])?;
    let mut data = array.data.borrow_mut();
    if data.len() == data.capacity() && data.len() > 1 << 16 {
        let more = data.len();
        cx.reserve(more)?;
    }
    data.push(byte);
    Ok(Value::NONE)
}
pub fn clear(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = array(cx, args)?;
    arguments::exactly::<0>(cx, "bytearray.clear", &args[1..], keywords)?;
    may_resize(cx, args[0])?;
    array.data.borrow_mut().clear();
    Ok(Value::NONE)
}
pub fn copy(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = array(cx, args)?;
    arguments::exactly::<0>(cx, "bytearray.copy", &args[1..], keywords)?;
    let data = array.data.borrow().clone();
    Ok(cx.byte_array(data))
}
pub fn extend(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = array(cx, args)?;
    let [source] = arguments::exactly(cx, "bytearray.extend", &args[1..], keywords)?;
    let more = match content(cx, source) {
        Some(data) => data.into_owned(),
        None => {
            if !protocol::is_iterable(cx, source) {
                let class = class_name(cx, source);
                return Err(cx.type_error(format!("can't extend bytearray with {class}")));
            }
            collect(cx, source, RANGE)?
        }
    };
    cx.reserve(more.len())?;
    may_resize(cx, args[0])?;
    array.data.borrow_mut().extend_from_slice(&more);
    Ok(Value::NONE)
}
pub fn iadd(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = array(cx, args)?;
    let [source] = arguments::special(cx, &args[1..], keywords)?;
    let Some(more) = content(cx, source) else {
        let class = class_name(cx, source);
        return Err(cx.type_error(format!("can't concat {class} to bytearray")));
    };
    cx.reserve(more.len())?;
    may_resize(cx, args[0])?;
    array.data.borrow_mut().extend_from_slice(&more);
    Ok(args[0])
}
pub fn imul(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = array(cx, args)?;
    let [times] = arguments::special(cx, &args[1..], keywords)?;
    let times = arguments::size(cx, times)?.max(0) as usize;
    let data = array.data.borrow().clone();
    let Some(len) = data.len().checked_mul(times) else { return Err(cx.memory_error()) };
    cx.reserve(len)?;
    may_resize(cx, args[0])?;
    *array.data.borrow_mut() = data.repeat(times);
    Ok(args[0])
}
pub fn insert(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = array(cx, args)?;
    let [index, byte] = arguments::exactly(cx, "insert", &args[1..], keywords)?;
    let index = arguments::size(cx, index)?;
    let byte = byte_of(cx, byte, RANGE)?;
    may_resize(cx, args[0])?;
    let mut data = array.data.borrow_mut();
    let len = data.len() as i64;
    let at = if index < 0 { (index + len).max(0) } else { index.min(len) };
    data.insert(at as usize, byte);
    Ok(Value::NONE)
}
pub fn pop(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = array(cx, args)?;
    let [index] = arguments::positional(cx, "pop", &args[1..], keywords, 0)?;
    let index = if index.is_unbound() { -1 } else { arguments::size(cx, index)? };
    let len = array.data.borrow().len() as i64;
    if len == 0 {
        return Err(cx.index_error("pop from empty bytearray"));
    }
    let at = if index < 0 { index + len } else { index };
    if !(0..len).contains(&at) {
        return Err(cx.index_error("pop index out of range"));
    }
    may_resize(cx, args[0])?;
    let byte = array.data.borrow_mut().remove(at as usize);
    Ok(Value::int(byte as i64))
}
pub fn remove(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = array(cx, args)?;
    let [byte] = arguments::exactly(cx, "bytearray.remove", &args[1..], keywords)?;
    let byte = byte_of(cx, byte, RANGE)?;
    let at = array.data.borrow().iter().position(|own| *own == byte);
    match at {
        Some(at) => {
            may_resize(cx, args[0])?;
            array.data.borrow_mut().remove(at);
            Ok(Value::NONE)
        }
        None => Err(cx.value_error("value not found in bytearray")),
    }
}
pub fn reverse(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let array = array(cx, args)?;
    arguments::exactly::<0>(cx, "bytearray.reverse", &args[1..], keywords)?;
    array.data.borrow_mut().reverse();
    Ok(Value::NONE)
}
