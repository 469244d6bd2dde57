//! Sending to, throwing into and closing what suspends; awaiting.
//!
//! In: a generator or whatever stands in for one. Out: what it yields or returns.
//!
//! 1. `throw` and `close` of a generator go to what it delegates to first (`yield from`, `await`).
//! 2. An asynchronous generator yields values (which end the step that somebody awaits, as StopIteration) and, on behalf
//!    of what it awaits, anything else (which passes through).

use crate::gc::Gc;
use crate::object::generator::{AwaitableKind, AwaitableObject, Flavor, GeneratorObject, Progress, Resumed};
use crate::object::protocol::{call_special, find_special, get_attr, iter, next};
use crate::object::{Call, ClassId, Kind, Name, PyResult, Raised, Value};

/// The value that a StopIteration carries.
pub fn stop_value(cx: &dyn Call, raised: Raised) -> Value {
    cx.exception_args(raised.0).first().copied().unwrap_or(Value::NONE)
}

/// StopIteration with a value.
pub fn stop_iteration(cx: &mut dyn Call, value: Value) -> Raised {
    if value.is_none() { cx.raise(ClassId::StopIteration, "") } else { cx.raise_with(ClassId::StopIteration, &[value]) }
}

/// What a resumption is to a caller of `send`: a return is StopIteration.
fn stepped(cx: &mut dyn Call, generator: Gc<GeneratorObject>, resumed: Resumed) -> PyResult {
    match resumed {
        Resumed::Yielded(value) => Ok(value),
        Resumed::Returned(_) if generator.flavor == Flavor::AsyncGenerator => {
            Err(cx.raise(ClassId::StopAsyncIteration, ""))
        }
        Resumed::Returned(value) => Err(stop_iteration(cx, value)),
    }
}

/// A generator that runs cannot be resumed.
pub fn already_executing(cx: &mut dyn Call, generator: Gc<GeneratorObject>) -> Raised {
    let text = format!("{} already executing", generator.noun());
    cx.value_error(text)
}

/// Whether a generator runs, or one of those does that it delegates to.
pub fn is_executing(cx: &mut dyn Call, generator: Gc<GeneratorObject>) -> bool {
    let mut at = generator;
    loop {
        if at.progress() == Progress::Running {
            return true;
        }
        match cx.delegate(at).and_then(|inner| inner.cast::<GeneratorObject>()) {
            Some(inner) => at = inner,
            None => return false,
        }
    }
}

/// What a finished generator does when it is resumed: `None` if it can be resumed.
fn not_resumable(cx: &mut dyn Call, generator: Gc<GeneratorObject>) -> Option<Raised> {
    match generator.progress() {
        Progress::Running => Some(already_executing(cx, generator)),
        Progress::Finished if generator.flavor == Flavor::Coroutine => {
            Some(cx.raise(ClassId::RuntimeError, "cannot reuse already awaited coroutine"))
        }
        _ => None,
    }
}

/// Resumes with a value.
pub fn generator_send(cx: &mut dyn Call, generator: Gc<GeneratorObject>, value: Value) -> PyResult<Resumed> {
    if let Some(raised) = not_resumable(cx, generator) {
        return Err(raised);
    }
    match generator.progress() {
        Progress::Finished => Ok(Resumed::Returned(Value::NONE)),
        Progress::Created if !value.is_none() => {
            Err(cx.type_error(format!("can't send non-None value to a just-started {}", generator.noun())))
        }
        _ => cx.resume(generator, value),
    }
}

/// Resumes by raising. `closing`: GeneratorExit closes what it delegates to.
pub fn generator_throw(cx: &mut dyn Call, generator: Gc<GeneratorObject>, raised: Raised) -> PyResult<Resumed> {
    if is_executing(cx, generator) {
        return Err(already_executing(cx, generator));
    }
    if let Some(refused) = not_resumable(cx, generator) {
        return Err(refused);
    }
    if generator.progress() == Progress::Finished {
        return Err(raised);
    }
    let Some(inner) = cx.delegate(generator) else { return cx.resume_raising(generator, raised) };
    let mark = cx.root_mark();
    cx.root(Value::object(generator));
    cx.root(inner);
    cx.root(Value::object(raised.0));
    let result = throw_to_delegate(cx, generator, inner, raised);
    cx.unroot(mark);
    result
}

fn throw_to_delegate(
    cx: &mut dyn Call,
    generator: Gc<GeneratorObject>,
    inner: Value,
    raised: Raised,
) -> PyResult<Resumed> {
    if cx.is_exception(raised, ClassId::GeneratorExit) {
        generator.set_throwing(true);
        let closed = close_any(cx, inner);
        generator.set_throwing(false);
        let raised = match closed {
            Ok(()) => raised,
            Err(other) => other,
        };
        return cx.resume_raising(generator, raised);
    }
    generator.set_throwing(true);
    let thrown = throw_any(cx, inner, raised);
    generator.set_throwing(false);
    match thrown {
        Ok(Some(value)) => Ok(Resumed::Yielded(value)),
        // It has no `throw`.
        Ok(None) => cx.resume_raising(generator, raised),
        Err(raised) if cx.is_exception(raised, ClassId::StopIteration) => {
            let value = stop_value(cx, raised);
            cx.resume_delegated(generator, value)
        }
        Err(raised) => cx.resume_raising(generator, raised),
    }
}

/// `value.throw(raised)`, if it has that.
fn throw_any(cx: &mut dyn Call, value: Value, raised: Raised) -> PyResult<Option<Value>> {
    if let Some(generator) = value.cast::<GeneratorObject>() {
        let resumed = generator_throw(cx, generator, raised)?;
        return stepped(cx, generator, resumed).map(Some);
    }
    if let Some(awaitable) = value.cast::<AwaitableObject>() {
        return awaitable_throw(cx, awaitable, raised).map(Some);
    }
    match method_of(cx, value, Name::Throw)? {
        Some(method) => cx.call(method, &[Value::object(raised.0)], &[]).map(Some),
        None => Ok(None),
    }
}

/// Closes what a generator delegates to, if it can be closed.
fn close_any(cx: &mut dyn Call, value: Value) -> PyResult<()> {
    if let Some(generator) = value.cast::<GeneratorObject>() {
        return generator_close(cx, generator);
    }
    if let Some(awaitable) = value.cast::<AwaitableObject>() {
        return awaitable_close(cx, awaitable);
    }
    match method_of(cx, value, Name::Close)? {
        Some(method) => cx.call(method, &[], &[]).map(|_| ()),
        None => Ok(()),
    }
}

fn method_of(cx: &mut dyn Call, value: Value, name: Name) -> PyResult<Option<Value>> {
    let name = cx.name(name);
    match get_attr(cx, value, name) {
        Ok(method) => Ok(Some(method)),
        Err(raised) if cx.is_exception(raised, ClassId::AttributeError) => Ok(None),
        Err(raised) => Err(raised),
    }
}

/// `generator.close()`
pub fn generator_close(cx: &mut dyn Call, generator: Gc<GeneratorObject>) -> PyResult<()> {
    match generator.progress() {
        Progress::Created => {
            generator.finish();
            return Ok(());
        }
        Progress::Finished => return Ok(()),
        Progress::Running | Progress::Suspended => {}
    }
    let exit = cx.raise(ClassId::GeneratorExit, "");
    match generator_throw(cx, generator, exit) {
        Ok(Resumed::Yielded(_)) => {
            let text = format!("{} ignored GeneratorExit", generator.noun());
            Err(cx.raise(ClassId::RuntimeError, text))
        }
        Ok(Resumed::Returned(_)) => Ok(()),
        Err(raised)
            if cx.is_exception(raised, ClassId::GeneratorExit) || cx.is_exception(raised, ClassId::StopIteration) =>
        {
            Ok(())
        }
        Err(raised) => Err(raised),
    }
}

/// The next item of a generator.
pub fn generator_next(cx: &mut dyn Call, generator: Gc<GeneratorObject>) -> PyResult<Option<Value>> {
    if generator.flavor != Flavor::Generator {
        let name = cx.type_name(Value::object(generator));
        return Err(cx.type_error(format!("'{name}' object is not an iterator")));
    }
    match generator_send(cx, generator, Value::NONE)? {
        Resumed::Yielded(value) => Ok(Some(value)),
        Resumed::Returned(_) => Ok(None),
    }
}

/// `generator.send(value)` as a method.
pub fn generator_send_method(cx: &mut dyn Call, generator: Gc<GeneratorObject>, value: Value) -> PyResult {
    let resumed = generator_send(cx, generator, value)?;
    stepped(cx, generator, resumed)
}

/// `generator.throw(raised)` as a method.
pub fn generator_throw_method(cx: &mut dyn Call, generator: Gc<GeneratorObject>, raised: Raised) -> PyResult {
    let resumed = generator_throw(cx, generator, raised)?;
    stepped(cx, generator, resumed)
}

/// Sends to an iterator of any kind, as `yield from` and `await` do.
pub fn send_any(cx: &mut dyn Call, iterator: Value, value: Value) -> PyResult<Resumed> {
    if let Some(generator) = iterator.cast::<GeneratorObject>() {
        return generator_send(cx, generator, value);
    }
    let result = if let Some(awaitable) = iterator.cast::<AwaitableObject>() {
        awaitable_send(cx, awaitable, value)
    } else if value.is_none() {
        let method_raised = match iterator.kind() {
            Some(Kind::Iterator) => {
                return Ok(match next(cx, iterator)? {
                    Some(item) => Resumed::Yielded(item),
                    None => Resumed::Returned(Value::NONE),
                });
            }
            _ => call_special(cx, iterator, Name::Next, &[]),
        };
        match method_raised {
            Ok(Some(item)) => Ok(item),
            Ok(None) => {
                let name = cx.type_name(iterator);
                Err(cx.type_error(format!("'{name}' object is not an iterator")))
            }
            Err(raised) => Err(raised),
        }
    } else {
        let name = cx.name(Name::Send);
        let method = get_attr(cx, iterator, name)?;
        cx.call(method, &[value], &[])
    };
    match result {
        Ok(value) => Ok(Resumed::Yielded(value)),
        Err(raised) if cx.is_exception(raised, ClassId::StopIteration) => Ok(Resumed::Returned(stop_value(cx, raised))),
        Err(raised) => Err(raised),
    }
}

/// What `await value` iterates over; `None` if it cannot be awaited.
pub fn awaitable_iter(cx: &mut dyn Call, value: Value) -> PyResult<Option<Value>> {
    if value.is(Kind::Awaitable) {
        return Ok(Some(value));
    }
    if let Some(generator) = value.cast::<GeneratorObject>() {
        return match generator.flavor {
            Flavor::Coroutine if cx.delegate(generator).is_some() => {
                Err(cx.raise(ClassId::RuntimeError, "coroutine is being awaited already"))
            }
            Flavor::Coroutine => Ok(Some(value)),
            Flavor::Generator if generator.awaitable.get() => Ok(Some(value)),
            _ => Ok(None),
        };
    }
    let Some(iterator) = call_special(cx, value, Name::Await, &[])? else { return Ok(None) };
    if iterator.cast::<GeneratorObject>().is_some_and(|generator| generator.flavor == Flavor::Coroutine) {
        return Err(cx.type_error("__await__() returned a coroutine"));
    }
    let is_iterator = matches!(iterator.kind(), Some(Kind::Iterator | Kind::Generator | Kind::Awaitable))
        || find_special(cx, iterator, Name::Next).is_some();
    if !is_iterator {
        let name = cx.type_name(iterator);
        return Err(cx.type_error(format!("__await__() returned non-iterator of type '{name}'")));
    }
    Ok(Some(iterator))
}

/// What `yield from value` iterates over.
pub fn yield_from_iter(cx: &mut dyn Call, value: Value, in_coroutine: bool) -> PyResult {
    match value.cast::<GeneratorObject>() {
        Some(generator) if generator.flavor == Flavor::Coroutine && !in_coroutine => {
            Err(cx.type_error("cannot 'yield from' a coroutine object in a non-coroutine generator"))
        }
        Some(generator) if matches!(generator.flavor, Flavor::Coroutine | Flavor::Generator) => Ok(value),
        _ => iter(cx, value),
    }
}

/// What a step of an asynchronous generator gave, for whoever awaits it.
fn unwrap_step(cx: &mut dyn Call, generator: Gc<GeneratorObject>, result: PyResult<Resumed>) -> PyResult {
    match result.and_then(|resumed| stepped(cx, generator, resumed)) {
        Ok(value) if generator.yielded_value.get() => {
            generator.awaited.set(false);
            Err(stop_iteration(cx, value))
        }
        Ok(value) => Ok(value),
        Err(raised) => {
            if is_end(cx, raised) {
                generator.closed.set(true);
            }
            generator.awaited.set(false);
            Err(raised)
        }
    }
}

fn is_end(cx: &dyn Call, raised: Raised) -> bool {
    cx.is_exception(raised, ClassId::StopAsyncIteration) || cx.is_exception(raised, ClassId::GeneratorExit)
}

fn reused(cx: &mut dyn Call, awaitable: Gc<AwaitableObject>) -> Raised {
    let what = match awaitable.kind {
        AwaitableKind::Throw | AwaitableKind::Close => "aclose()/athrow()",
        _ => "__anext__()/asend()",
    };
    cx.raise(ClassId::RuntimeError, format!("cannot reuse already awaited {what}"))
}

/// `awaitable.send(value)`
pub fn awaitable_send(cx: &mut dyn Call, awaitable: Gc<AwaitableObject>, value: Value) -> PyResult {
    if awaitable.kind == AwaitableKind::Next {
        let sent = send_any(cx, awaitable.target, value);
        return anext_result(cx, awaitable, sent);
    }
    let Some(generator) = awaitable.target.cast::<GeneratorObject>() else {
        return Err(cx.type_error("not a generator"));
    };
    match awaitable.kind {
        AwaitableKind::Coroutine | AwaitableKind::Next => generator_send_method(cx, generator, value),
        AwaitableKind::Send => {
            if awaitable.over.get() {
                return Err(reused(cx, awaitable));
            }
            let mut value = value;
            if !awaitable.begun.replace(true) {
                if generator.awaited.get() {
                    awaitable.over.set(true);
                    return Err(cx.raise(ClassId::RuntimeError, "anext(): asynchronous generator is already running"));
                }
                if value.is_none() {
                    value = awaitable.value;
                }
            }
            generator.awaited.set(true);
            let result = generator_send(cx, generator, value);
            let result = unwrap_step(cx, generator, result);
            awaitable.over.set(result.is_err());
            result
        }
        AwaitableKind::Throw | AwaitableKind::Close => {
            if awaitable.over.get() {
                return Err(reused(cx, awaitable));
            }
            if generator.progress() == Progress::Finished {
                awaitable.over.set(true);
                return Err(stop_iteration(cx, Value::NONE));
            }
            if awaitable.begun.get() {
                let result = generator_send(cx, generator, value);
                return thrown_step(cx, awaitable, generator, result);
            }
            if generator.awaited.get() {
                awaitable.over.set(true);
                let what = if awaitable.kind == AwaitableKind::Close { "aclose" } else { "athrow" };
                let text = format!("{what}(): asynchronous generator is already running");
                return Err(cx.raise(ClassId::RuntimeError, text));
            }
            if generator.closed.get() {
                awaitable.over.set(true);
                return Err(cx.raise(ClassId::StopAsyncIteration, ""));
            }
            if !value.is_none() {
                let text = "can't send non-None value to a just-started coroutine";
                return Err(cx.raise(ClassId::RuntimeError, text));
            }
            awaitable.begun.set(true);
            generator.awaited.set(true);
            let raised = if awaitable.kind == AwaitableKind::Close {
                generator.closed.set(true);
                cx.raise(ClassId::GeneratorExit, "")
            } else {
                match cx.as_exception(awaitable.value) {
                    Some(exception) => Raised(exception),
                    None => cx.type_error("exceptions must be classes or instances deriving from BaseException"),
                }
            };
            // Before it has begun, closing it is all there is to do.
            let result = generator_throw(cx, generator, raised);
            thrown_step(cx, awaitable, generator, result)
        }
    }
}

/// The step that `athrow` or `aclose` asked for.
fn thrown_step(
    cx: &mut dyn Call,
    awaitable: Gc<AwaitableObject>,
    generator: Gc<GeneratorObject>,
    result: PyResult<Resumed>,
) -> PyResult {
    if awaitable.kind == AwaitableKind::Throw {
        let result = unwrap_step(cx, generator, result);
        awaitable.over.set(result.is_err());
        return result;
    }
    let raised = match result {
        Ok(Resumed::Yielded(_)) if generator.yielded_value.get() => {
            cx.raise(ClassId::RuntimeError, "async generator ignored GeneratorExit")
        }
        Ok(Resumed::Yielded(value)) => return Ok(value),
        Ok(Resumed::Returned(_)) => stop_iteration(cx, Value::NONE),
        Err(raised) if is_end(cx, raised) => stop_iteration(cx, Value::NONE),
        Err(raised) => raised,
    };
    generator.awaited.set(false);
    awaitable.over.set(true);
    Err(raised)
}

/// `awaitable.throw(raised)`
pub fn awaitable_throw(cx: &mut dyn Call, awaitable: Gc<AwaitableObject>, raised: Raised) -> PyResult {
    if awaitable.kind == AwaitableKind::Next {
        let thrown = match throw_any(cx, awaitable.target, raised) {
            Ok(Some(value)) => Ok(Resumed::Yielded(value)),
            Ok(None) => Err(raised),
            Err(raised) => Err(raised),
        };
        return anext_result(cx, awaitable, thrown);
    }
    let Some(generator) = awaitable.target.cast::<GeneratorObject>() else { return Err(raised) };
    if awaitable.kind == AwaitableKind::Coroutine {
        return generator_throw_method(cx, generator, raised);
    }
    if awaitable.over.get() {
        return Err(reused(cx, awaitable));
    }
    awaitable.begun.set(true);
    let result = generator_throw(cx, generator, raised);
    if awaitable.kind == AwaitableKind::Close {
        return thrown_step(cx, awaitable, generator, result);
    }
    let result = unwrap_step(cx, generator, result);
    awaitable.over.set(result.is_err());
    result
}

/// `awaitable.close()`
pub fn awaitable_close(cx: &mut dyn Call, awaitable: Gc<AwaitableObject>) -> PyResult<()> {
    match awaitable.kind {
        AwaitableKind::Coroutine => match awaitable.target.cast::<GeneratorObject>() {
            Some(generator) => generator_close(cx, generator),
            None => Ok(()),
        },
        AwaitableKind::Next => close_any(cx, awaitable.target),
        _ => {
            awaitable.over.set(true);
            Ok(())
        }
    }
}

fn anext_result(cx: &mut dyn Call, awaitable: Gc<AwaitableObject>, result: PyResult<Resumed>) -> PyResult {
    match result {
        Ok(Resumed::Yielded(value)) => Ok(value),
        Ok(Resumed::Returned(value)) => Err(stop_iteration(cx, value)),
        Err(raised) if cx.is_exception(raised, ClassId::StopAsyncIteration) => Err(stop_iteration(cx, awaitable.value)),
        Err(raised) => Err(raised),
    }
}
