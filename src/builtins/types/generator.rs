//! Methods of generators, coroutines, asynchronous generators and what awaiting them needs.

use crate::builtins::arguments::{self, Keywords};
use crate::builtins::types::dunder;
use crate::gc::Gc;
use crate::object::generator::{AwaitableKind, AwaitableObject, GeneratorObject, Progress};
use crate::object::{Call, ClassId, FunctionObject, Kind, NativeDef, PyResult, Raised, Value, protocol};

pub static GENERATOR: &[NativeDef] = &[
    NativeDef::method("__iter__", dunder::iter_method),
    NativeDef::property("__name__", name),
    NativeDef::method("__next__", next),
    NativeDef::property("__qualname__", qualified_name),
    NativeDef::method("close", close),
    NativeDef::getter("gi_code", code),
    NativeDef::getter("gi_frame", frame),
    NativeDef::getter("gi_running", running),
    NativeDef::getter("gi_suspended", suspended),
    NativeDef::getter("gi_yieldfrom", delegate),
    NativeDef::method("send", send),
    NativeDef::method("throw", throw),
];

pub static COROUTINE: &[NativeDef] = &[
    NativeDef::method("__await__", await_method),
    NativeDef::property("__name__", name),
    NativeDef::property("__qualname__", qualified_name),
    NativeDef::method("close", close),
    NativeDef::getter("cr_await", delegate),
    NativeDef::getter("cr_code", code),
    NativeDef::getter("cr_frame", frame),
    NativeDef::getter("cr_origin", none),
    NativeDef::getter("cr_running", running),
    NativeDef::getter("cr_suspended", suspended),
    NativeDef::method("send", send),
    NativeDef::method("throw", throw),
];

pub static ASYNC_GENERATOR: &[NativeDef] = &[
    NativeDef::method("__aiter__", itself),
    NativeDef::method("__anext__", async_next),
    NativeDef::property("__name__", name),
    NativeDef::property("__qualname__", qualified_name),
    NativeDef::method("aclose", async_close),
    NativeDef::getter("ag_await", delegate),
    NativeDef::getter("ag_code", code),
    NativeDef::getter("ag_frame", frame),
    NativeDef::getter("ag_running", awaited),
    NativeDef::method("asend", async_send),
    NativeDef::method("athrow", async_throw),
];

pub static AWAITABLE: &[NativeDef] = &[
    NativeDef::method("__await__", itself),
    NativeDef::method("__iter__", itself),
    NativeDef::method("__next__", awaitable_next),
    NativeDef::method("close", awaitable_close),
    NativeDef::method("send", awaitable_send),
    NativeDef::method("throw", awaitable_throw),
];

fn generator(cx: &mut dyn Call, args: &[Value]) -> PyResult<Gc<GeneratorObject>> {
    match args.first().and_then(|value| value.cast::<GeneratorObject>()) {
        Some(generator) => Ok(generator),
        None => Err(cx.type_error("a generator is required")),
    }
}
fn awaitable(cx: &mut dyn Call, args: &[Value]) -> PyResult<Gc<AwaitableObject>> {
    match args.first().and_then(|value| value.cast::<AwaitableObject>()) {
        Some(awaitable) => Ok(awaitable),
        None => Err(cx.type_error("an awaitable is required")),
    }
}

fn itself(_cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(args[0])
}
fn none(_cx: &mut dyn Call, _args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(Value::NONE)
}
fn name(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let generator = generator(cx, args)?;
    if let Some(new) = args.get(1) {
        if !new.is(Kind::Str) {
            return Err(cx.type_error("__name__ must be set to a string object"));
        }
        generator.name.set(*new);
    }
    Ok(generator.name.get())
}
fn qualified_name(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let generator = generator(cx, args)?;
    if let Some(new) = args.get(1) {
        if !new.is(Kind::Str) {
            return Err(cx.type_error("__qualname__ must be set to a string object"));
        }
        generator.qualified_name.set(*new);
    }
    Ok(generator.qualified_name.get())
}
fn code(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let generator = generator(cx, args)?;
    let function = generator.function.cast::<FunctionObject>();
    Ok(function.map_or(Value::NONE, |function| Value::object(function.code_object)))
}
/// There are no frame objects: the generator itself stands for its frame.
fn frame(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let generator = generator(cx, args)?;
    if generator.progress() == Progress::Finished {
        return Ok(Value::NONE);
    }
    Ok(cx.frame_of(generator).unwrap_or(Value::NONE))
}
fn running(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let generator = generator(cx, args)?;
    Ok(Value::bool(protocol::is_executing(cx, generator)))
}
fn suspended(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(Value::bool(generator(cx, args)?.progress() == Progress::Suspended))
}
fn awaited(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(Value::bool(generator(cx, args)?.awaited.get()))
}
fn delegate(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let generator = generator(cx, args)?;
    Ok(cx.delegate(generator).unwrap_or(Value::NONE))
}

fn next(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [] = arguments::special(cx, &args[1..], keywords)?;
    let generator = generator(cx, args)?;
    protocol::generator_send_method(cx, generator, Value::NONE)
}
fn send(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let generator = generator(cx, args)?;
    let name = cx.type_name(args[0]);
    let [value] = arguments::exactly(cx, &format!("{name}.send"), &args[1..], keywords)?;
    protocol::generator_send_method(cx, generator, value)
}
fn throw(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let generator = generator(cx, args)?;
    let raised = thrown(cx, args, keywords)?;
    protocol::generator_throw_method(cx, generator, raised)
}
fn close(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let generator = generator(cx, args)?;
    protocol::generator_close(cx, generator).map(|()| Value::NONE)
}
fn await_method(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(cx.awaitable(AwaitableKind::Coroutine, args[0], Value::NONE))
}

/// The exception that the arguments of `throw` (after the receiver) stand for.
fn thrown(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult<Raised> {
    let [class, value, traceback] = arguments::positional(cx, "throw", &args[1..], keywords, 1)?;
    let given = |value: Value| !value.is_unbound() && !value.is_none();
    if given(traceback) && !traceback.is(Kind::Traceback) {
        return Err(cx.type_error("throw() third argument must be a traceback object"));
    }
    if let Some(exception) = cx.as_exception(class) {
        if given(value) {
            return Err(cx.type_error("instance exception may not have a separate value"));
        }
        return Ok(Raised(exception));
    }
    let Some(wanted) = class.cast::<crate::object::ClassObject>().filter(|class| class.is_exception) else {
        let name = cx.type_name(class);
        return Err(
            cx.type_error(format!("exceptions must be classes or instances deriving from BaseException, not {name}"))
        );
    };
    if let Some(exception) = cx.as_exception(value)
        && cx.type_of(value).is_subclass(wanted)
    {
        return Ok(Raised(exception));
    }
    let made = match value.cast::<crate::object::TupleObject>() {
        Some(tuple) => cx.call(class, crate::object::TupleObject::items(tuple), &[])?,
        None if given(value) => cx.call(class, &[value], &[])?,
        None => cx.call(class, &[], &[])?,
    };
    match cx.as_exception(made) {
        Some(exception) => Ok(Raised(exception)),
        None => Err(cx.type_error("exceptions must be classes or instances deriving from BaseException")),
    }
}

fn async_next(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(cx.awaitable(AwaitableKind::Send, args[0], Value::NONE))
}
fn async_send(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [value] = arguments::exactly(cx, "async_generator.asend", &args[1..], keywords)?;
    Ok(cx.awaitable(AwaitableKind::Send, args[0], value))
}
fn async_throw(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let raised = thrown(cx, args, keywords)?;
    Ok(cx.awaitable(AwaitableKind::Throw, args[0], Value::object(raised.0)))
}
fn async_close(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(cx.awaitable(AwaitableKind::Close, args[0], Value::NONE))
}

fn awaitable_next(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let awaitable = awaitable(cx, args)?;
    protocol::awaitable_send(cx, awaitable, Value::NONE)
}
fn awaitable_send(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let awaitable = awaitable(cx, args)?;
    let [value] = arguments::exactly(cx, "send", &args[1..], keywords)?;
    protocol::awaitable_send(cx, awaitable, value)
}
fn awaitable_throw(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let awaitable = awaitable(cx, args)?;
    let raised = thrown(cx, args, keywords)?;
    protocol::awaitable_throw(cx, awaitable, raised)
}
fn awaitable_close(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let awaitable = awaitable(cx, args)?;
    protocol::awaitable_close(cx, awaitable).map(|()| Value::NONE)
}

/// `aiter(value)`
pub fn aiter(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [value] = arguments::exactly(cx, "aiter", args, keywords)?;
    let Some(iterator) = protocol::call_special(cx, value, crate::object::Name::AsyncIter, &[])? else {
        let name = cx.type_name(value);
        return Err(cx.type_error(format!("'{name}' object is not an async iterable")));
    };
    if protocol::find_special(cx, iterator, crate::object::Name::AsyncNext).is_none() {
        let name = cx.type_name(iterator);
        return Err(cx.type_error(format!("aiter() returned not an async iterator of type '{name}'")));
    }
    Ok(iterator)
}

/// `anext(iterator[, default])`
pub fn anext(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [iterator, default] = arguments::positional(cx, "anext", args, keywords, 1)?;
    let Some(awaitable) = protocol::call_special(cx, iterator, crate::object::Name::AsyncNext, &[])? else {
        let name = cx.type_name(iterator);
        return Err(cx.type_error(format!("'{name}' object is not an async iterator")));
    };
    if default.is_unbound() {
        return Ok(awaitable);
    }
    match protocol::awaitable_iter(cx, awaitable)? {
        Some(inner) => Ok(cx.awaitable(AwaitableKind::Next, inner, default)),
        None => {
            let name = cx.type_name(awaitable);
            Err(cx.type_error(format!("object {name} can't be used in 'await' expression")))
        }
    }
}

/// `StopIteration.value`
pub fn stop_value(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    match cx.as_exception(args[0]) {
        Some(exception) => {
            let name = cx.name(crate::object::Name::Value);
            if let Some(new) = args.get(1) {
                cx.instance_set(exception, name, *new);
            }
            match cx.instance_get(exception, name) {
                Some(value) => Ok(value),
                None => Ok(protocol::stop_value(cx, Raised(exception))),
            }
        }
        None => Err(cx.raise(ClassId::TypeError, "an exception is required")),
    }
}
pub static STOP_ITERATION: &[NativeDef] = &[NativeDef::property("value", stop_value)];
