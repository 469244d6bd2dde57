//! Iteration.

use crate::gc::Gc;
use crate::object::{Call, ClassId, ListObject, PyResult, Value};

/// `iter(value)`
pub fn iter(cx: &mut dyn Call, _value: Value) -> PyResult {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// `next(iterator)`; `None` when there is no more.
pub fn next(cx: &mut dyn Call, _iterator: Value) -> PyResult<Option<Value>> {
    Err(cx.raise(ClassId::SystemError, "not there yet"))
}
/// Hands every item to `visit`, which may call Python. The iterator stays rooted.
pub fn for_each(
    cx: &mut dyn Call,
    value: Value,
    visit: &mut dyn FnMut(&mut dyn Call, Value) -> PyResult<()>,
) -> PyResult<()> {
    let iterator = iter(cx, value)?;
    let mark = cx.root_mark();
    cx.root(iterator);
    let result = loop {
        match next(cx, iterator) {
            Ok(Some(item)) => {
                if let Err(raised) = visit(cx, item) {
                    break Err(raised);
                }
            }
            Ok(None) => break Ok(()),
            Err(raised) => break Err(raised),
        }
    };
    cx.unroot(mark);
    result
}
/// `list(value)`
pub fn list_from(cx: &mut dyn Call, value: Value) -> PyResult<Gc<ListObject>> {
    let list = cx.new_list();
    let mark = cx.root_mark();
    cx.root(Value::object(list));
    let result = for_each(cx, value, &mut |cx, item| cx.list_push(list, item));
    cx.unroot(mark);
    result.map(|()| list)
}
