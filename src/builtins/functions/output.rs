//! `print`, `input`, `open`.

use crate::builtins::arguments::{self, Keywords, class_name, str_of};
use crate::builtins::protocol;
use crate::object::{Call, ClassId, ModuleObject, PyResult, StreamObject, Value};

/// What `sys.stdout` is now: `None` if no program has asked for module `sys`, so nobody can have
/// replaced it.
fn replaced_stdout(cx: &mut dyn Call) -> Option<Value> {
    let modules = cx.modules?;
    let name = cx.find_interned("sys")?;
    let module = cx.dict_get_str(modules, name)?.cast::<ModuleObject>()?;
    let name = cx.find_interned("stdout")?;
    let stream = cx.dict_get_str(module.dict, name)?;
    match stream.cast::<StreamObject>() {
        Some(stream) if !stream.is_error => None,
        _ => Some(stream),
    }
}

/// Writes text to one of the program's streams.
pub fn write_stream(cx: &mut dyn Call, is_error: bool, text: &str) -> PyResult<()> {
    let output = &mut cx.output;
    let sink = if is_error { &mut output.stderr } else { &mut output.stdout };
    let written = sink.write(text);
    match written {
        Ok(()) => Ok(()),
        Err(problem) => Err(io_error(cx, &problem)),
    }
}

/// Flushes one of the program's streams.
pub fn flush_stream(cx: &mut dyn Call, is_error: bool) -> PyResult<()> {
    let output = &mut cx.output;
    let sink = if is_error { &mut output.stderr } else { &mut output.stdout };
    let flushed = sink.flush();
    match flushed {
        Ok(()) => Ok(()),
        Err(problem) => Err(io_error(cx, &problem)),
    }
}

fn io_error(cx: &mut dyn Call, problem: &std::io::Error) -> crate::object::Raised {
    let class = match problem.kind() {
        std::io::ErrorKind::BrokenPipe => ClassId::BrokenPipeError,
        _ => ClassId::OSError,
    };
    let number = Value::int(problem.raw_os_error().unwrap_or(5) as i64);
    let text = problem.to_string();
    let text = text.split(" (os error").next().unwrap_or("").to_string();
    let message = cx.str(&text);
    cx.raise_with(class, &[number, message])
}

/// `print`
pub fn print(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [separator, end, file, flush] = if keywords.is_empty() {
        [Value::UNBOUND; 4]
    } else {
        arguments::keyword_only(cx, "print", keywords, ["sep", "end", "file", "flush"])?
    };
    let mut text_or = |value: Value, name: &str, default: &'static str| -> PyResult<&'static str> {
        if value.is_unbound() || value.is_none() {
            return Ok(default);
        }
        match str_of(cx, value) {
            Some(text) => Ok(text.as_str()),
            None => {
                let class = class_name(cx, value);
                Err(cx.type_error(format!("{name} must be None or a string, not {class}")))
            }
        }
    };
    let separator = text_or(separator, "sep", " ")?;
    let end = text_or(end, "end", "\n")?;
    let target = if file.is_unbound() || file.is_none() { replaced_stdout(cx) } else { Some(file) };
    let mut line = String::new();
    for (index, arg) in args.iter().enumerate() {
        if index > 0 {
            line.push_str(separator);
        }
        match arg.cast::<crate::object::StrObject>() {
            Some(text) => line.push_str(text.as_str()),
            None => line.push_str(&protocol::str_text(cx, *arg)?),
        }
    }
    line.push_str(end);
    let flush = !flush.is_unbound() && protocol::truth(cx, flush)?;
    match target {
        None => {
            write_stream(cx, false, &line)?;
            if flush {
                flush_stream(cx, false)?;
            }
        }
        Some(target) if target.is_none() => {}
        Some(target) => {
            if let Some(stream) = target.cast::<StreamObject>() {
                write_stream(cx, stream.is_error, &line)?;
                if flush {
                    flush_stream(cx, stream.is_error)?;
                }
                return Ok(Value::NONE);
            }
            let mark = cx.root_mark();
            cx.root(target);
            let text = cx.str(&line);
            protocol::call_method(cx, target, "write", &[text])?;
            if flush {
                protocol::call_method(cx, target, "flush", &[])?;
            }
            cx.unroot(mark);
        }
    }
    Ok(Value::NONE)
}

/// `input`: a program of an embedded engine has no terminal.
pub fn input(cx: &mut dyn Call, _args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Err(cx.raise(ClassId::RuntimeError, "input(): lost sys.stdin"))
}

/// `open`: files belong to the host.
pub fn open(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    if !cx.files {
        let message = "open() is not available: the host has not allowed access to files";
        return Err(cx.raise(ClassId::PermissionError, message));
    }
    let module = cx.import("io")?;
    let name = cx.intern_str("open");
    let function = protocol::get_attr(cx, module, name)?;
    cx.call(function, args, keywords)
}
