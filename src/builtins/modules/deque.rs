//! The iterators of `collections.deque`, whose other methods are in Python.
//!
//! ```text
//! _iterators.deque_iterator(deque, items, head, backward)
//! ```
//!
//! 1. A deque that has got another list, head or length since the iterator was made has been changed: RuntimeError.

use std::cell::Cell;

use crate::builtins::arguments::{self, Keywords};
use crate::builtins::modules::iterators;
use crate::gc::{Gc, Tracer};
use crate::object::{Call, ClassId, InstanceObject, ListObject, NativeIterator, PyResult, StrObject, Value};

struct DequeIterator {
    deque: Gc<InstanceObject>,
    items: Gc<ListObject>,
    /// The names of its attributes.
    items_name: Gc<StrObject>,
    head_name: Gc<StrObject>,
    head: usize,
    end: usize,
    /// Items still to come.
    left: Cell<usize>,
    backward: bool,
}

/// Makes an iterator.
pub fn deque_iterator(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [deque, items, head, backward] = arguments::exactly(cx, "deque_iterator", args, keywords)?;
    let (Some(deque), Some(items), Some(head)) =
        (deque.cast::<InstanceObject>(), items.cast::<ListObject>(), head.as_int())
    else {
        return Err(cx.type_error("a deque is required"));
    };
    let end = items.len.get();
    let head = usize::try_from(head).unwrap_or(0).min(end);
    let (items_name, head_name) = (cx.intern_str("_items"), cx.intern_str("_head"));
    let left = Cell::new(end - head);
    let backward = backward == Value::TRUE;
    iterators::wrap(cx, DequeIterator { deque, items, items_name, head_name, head, end, left, backward })
}

impl NativeIterator for DequeIterator {
    fn class(&self) -> ClassId {
        if self.backward { ClassId::DequeReverseIterator } else { ClassId::DequeIterator }
    }
    fn next(&self, cx: &mut dyn Call) -> PyResult<Option<Value>> {
        let left = self.left.get();
        let same = self.items.len.get() == self.end
            && cx.instance_get(self.deque, self.items_name) == Some(Value::object(self.items))
            && cx.instance_get(self.deque, self.head_name).and_then(Value::as_int) == Some(self.head as i64);
        if !same {
            self.left.set(0);
            return Err(cx.raise(ClassId::RuntimeError, "deque mutated during iteration"));
        }
        if left == 0 {
            return Ok(None);
        }
        self.left.set(left - 1);
        let index = if self.backward { self.head + left - 1 } else { self.end - left };
        Ok(ListObject::items(self.items).get(index).copied())
    }
    fn trace(&self, tracer: &mut Tracer<'_>) {
        for value in [Value::object(self.deque), Value::object(self.items)] {
            tracer.value(value);
        }
        tracer.value(Value::object(self.items_name));
        tracer.value(Value::object(self.head_name));
    }
    fn length_hint(&self) -> Option<usize> {
        Some(self.left.get())
    }
}
