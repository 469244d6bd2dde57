//! Exceptions: attributes, and what their constructors take.

use crate::builtins::arguments::{self, Keywords};
use crate::builtins::repr;
use crate::gc::Gc;
use crate::object::exception::{ARGS, CAUSE, CONTEXT, SUPPRESS_CONTEXT, TRACEBACK as TRACEBACK_SLOT};
use crate::object::{
    Call, ClassId, InstanceObject, Kind, NativeDef, PyResult, Raised, StrObject, TracebackObject, Value,
};

pub static BASE_EXCEPTION: &[NativeDef] = &[
    NativeDef::property("args", args_attribute),
    NativeDef::method("add_note", add_note),
    NativeDef::method("with_traceback", with_traceback),
    NativeDef::property("__cause__", cause),
    NativeDef::property("__context__", context),
    NativeDef::method("__init__", init),
    NativeDef::method("__repr__", repr_method),
    NativeDef::method("__str__", str_method),
    NativeDef::property("__suppress_context__", suppress_context),
    NativeDef::property("__traceback__", traceback),
];

pub static KEY_ERROR: &[NativeDef] = &[NativeDef::method("__str__", str_method)];

/// Attributes that the instances of a class of exceptions always have, be it None.
macro_rules! attributes {
    ($($table:ident: $($name:literal)*;)*) => {
        $(pub static $table: &[NativeDef] =
            &[$(NativeDef::property($name, |cx, args, _| attribute(cx, args, $name)),)*];)*
    };
}
attributes! {
    ATTRIBUTE_ERROR: "name" "obj";
    NAME_ERROR: "name";
    IMPORT_ERROR: "msg" "name" "path";
    OS_ERROR: "errno" "strerror" "filename" "filename2";
    SYNTAX_ERROR: "msg" "filename" "lineno" "offset" "text" "end_lineno" "end_offset" "print_file_and_line";
    SYSTEM_EXIT: "code";
    UNICODE_ERROR: "encoding" "object" "start" "end" "reason";
}

/// Reads or writes such an attribute.
fn attribute(cx: &mut dyn Call, args: &[Value], name: &str) -> PyResult {
    let exception = this(cx, args)?;
    let name = cx.intern_str(name);
    if let Some(new) = args.get(1) {
        cx.instance_set(exception, name, *new);
        return Ok(Value::NONE);
    }
    Ok(cx.instance_get(exception, name).unwrap_or(Value::NONE))
}

pub static TRACEBACK: &[NativeDef] = &[
    NativeDef::getter("tb_frame", traceback_frame),
    NativeDef::getter("tb_lasti", |_, _, _| Ok(Value::int(0))),
    NativeDef::getter("tb_lineno", traceback_line),
    NativeDef::property("tb_next", traceback_next),
];

/// What is known of the frame that an exception passed: its code, line and namespace.
fn traceback_frame(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let Some(traceback) = args[0].cast::<TracebackObject>() else {
        return Err(cx.type_error("a traceback is required"));
    };
    let class = cx.class(ClassId::Frame);
    let frame = cx.new_instance(class);
    let (mut code, mut globals) = (Value::NONE, Value::NONE);
    if let Some(function) = traceback.function.cast::<crate::object::FunctionObject>() {
        (code, globals) = (Value::object(function.code_object), Value::object(function.globals));
    }
    let locals = Value::object(cx.new_dict());
    let line = Value::int(traceback.line as i64);
    for (name, value) in
        [("f_code", code), ("f_globals", globals), ("f_locals", locals), ("f_lineno", line), ("f_back", Value::NONE)]
    {
        set(cx, frame, name, value);
    }
    Ok(Value::object(frame))
}

fn this(cx: &mut dyn Call, args: &[Value]) -> PyResult<Gc<InstanceObject>> {
    match args.first().and_then(|a| cx.as_exception(*a)) {
        Some(exception) => Ok(exception),
        None => Err(cx.type_error("an exception is required")),
    }
}

fn set(cx: &mut dyn Call, exception: Gc<InstanceObject>, name: &str, value: Value) {
    let name = cx.intern_str(name);
    cx.instance_set(exception, name, value);
}

/// `OSError(2, …)` makes a FileNotFoundError: the class that the error number stands for.
pub fn class_by_number(class: ClassId, args: &[Value]) -> ClassId {
    if class != ClassId::OSError || !(2..=5).contains(&args.len()) {
        return class;
    }
    match args[0].as_int() {
        Some(1 | 13) => ClassId::PermissionError,
        Some(2) => ClassId::FileNotFoundError,
        Some(3) => ClassId::ProcessLookupError,
        Some(4) => ClassId::InterruptedError,
        Some(10) => ClassId::ChildProcessError,
        Some(11) => ClassId::BlockingIOError,
        Some(17) => ClassId::FileExistsError,
        Some(20) => ClassId::NotADirectoryError,
        Some(21) => ClassId::IsADirectoryError,
        Some(32) => ClassId::BrokenPipeError,
        Some(103) => ClassId::ConnectionAbortedError,
        Some(104) => ClassId::ConnectionResetError,
        Some(110) => ClassId::TimeoutError,
        Some(111) => ClassId::ConnectionRefusedError,
        _ => class,
    }
}

/// Sets the attributes that a class of exceptions derives from its arguments (`StopIteration.value`).
pub fn set_attributes(
    cx: &mut dyn Call,
    class: ClassId,
    exception: Gc<InstanceObject>,
    args: &[Value],
    keywords: Keywords<'_>,
) -> PyResult<()> {
    let first = args.first().copied().unwrap_or(Value::NONE);
    let is = |other: ClassId| class.is_subclass_of(other);
    if is(ClassId::ImportError) {
        let [name, path] = arguments::keyword_only(cx, "ImportError", keywords, ["name", "path"])?;
        let or_none = |v: Value| if v.is_unbound() { Value::NONE } else { v };
        set(cx, exception, "msg", if args.len() == 1 { first } else { Value::NONE });
        set(cx, exception, "name", or_none(name));
        set(cx, exception, "path", or_none(path));
        return Ok(());
    }
    if is(ClassId::NameError) || is(ClassId::AttributeError) {
        let found: [Value; 2] = arguments::keyword_only(cx, class.name(), keywords, ["name", "obj"])?;
        for (name, value) in ["name", "obj"].into_iter().zip(found) {
            if !value.is_unbound() {
                set(cx, exception, name, value);
            }
        }
        return Ok(());
    }
    if !keywords.is_empty() {
        return Err(cx.type_error(format!("{}() takes no keyword arguments", class.name())));
    }
    if is(ClassId::SystemExit) {
        let code = if args.len() > 1 { cx.tuple(args) } else { first };
        set(cx, exception, "code", code);
    } else if is(ClassId::OSError) {
        let (number, message) = if args.len() >= 2 { (args[0], args[1]) } else { (Value::NONE, Value::NONE) };
        set(cx, exception, "errno", number);
        set(cx, exception, "strerror", message);
        set(cx, exception, "filename", args.get(2).copied().unwrap_or(Value::NONE));
        if let Some(second) = args.get(4) {
            set(cx, exception, "filename2", *second);
        }
    } else if is(ClassId::UnicodeEncodeError) || is(ClassId::UnicodeDecodeError) {
        if args.len() != 5 {
            return Err(cx.type_error(format!("function takes exactly 5 arguments ({} given)", args.len())));
        }
        check_unicode_arguments(cx, class, args)?;
        for (name, value) in UNICODE_NAMES.into_iter().zip(args) {
            set(cx, exception, name, *value);
        }
    } else if is(ClassId::UnicodeTranslateError) {
        if args.len() != 4 {
            return Err(cx.type_error(format!("function takes exactly 4 arguments ({} given)", args.len())));
        }
        for (name, value) in UNICODE_NAMES[1..].iter().zip(args) {
            set(cx, exception, name, *value);
        }
    } else if is(ClassId::SyntaxError) {
        set(cx, exception, "msg", first);
        let collected;
        let details: &[Value] = match args.get(1) {
            Some(details) if args.len() == 2 => {
                collected = crate::builtins::protocol::collect(cx, *details)?;
                &collected
            }
            _ => &[],
        };
        let given = details.len();
        if args.len() == 2 && !(4..=6).contains(&given) {
            let bound = if given < 4 { "at least 4" } else { "at most 6" };
            return Err(cx.type_error(format!("function takes {bound} arguments ({given} given)")));
        }
        if given == 5 {
            return Err(cx.type_error("end_offset must be provided when end_lineno is provided"));
        }
        if let [.., end_line, end_offset] = details
            && given == 6
        {
            set(cx, exception, "end_lineno", *end_line);
            set(cx, exception, "end_offset", *end_offset);
        }
        for (index, name) in ["filename", "lineno", "offset", "text"].into_iter().enumerate() {
            set(cx, exception, name, details.get(index).copied().unwrap_or(Value::NONE));
        }
    }
    Ok(())
}

/// The arguments of a Unicode error have fixed types.
fn check_unicode_arguments(cx: &mut dyn Call, class: ClassId, args: &[Value]) -> PyResult<()> {
    for (index, wanted) in ["str", "str", "int", "int", "str"].into_iter().enumerate() {
        let value = args[index];
        let good = match wanted {
            "int" => crate::builtins::protocol::has_index(cx, value),
            _ if index == 1 && class.is_subclass_of(ClassId::UnicodeDecodeError) => {
                if crate::builtins::types::bytes::content(cx, value).is_none() {
                    let got = cx.type_name(value);
                    return Err(cx.type_error(format!("a bytes-like object is required, not '{got}'")));
                }
                true
            }
            _ => arguments::str_of(cx, value).is_some(),
        };
        if !good {
            let got = cx.type_name(value);
            return Err(cx.type_error(match wanted {
                "int" => format!("'{got}' object cannot be interpreted as an integer"),
                _ => format!("argument {} must be str, not {got}", index + 1),
            }));
        }
    }
    Ok(())
}

/// The builtin class that a class of exceptions derives from.
pub fn builtin_base(cx: &mut dyn Call, value: Value) -> ClassId {
    let class = cx.type_of(value);
    class
        .mro()
        .iter()
        .find_map(|c| c.cast::<crate::object::ClassObject>().and_then(|c| c.builtin))
        .unwrap_or(ClassId::BaseException)
}

/// A UnicodeDecodeError or UnicodeEncodeError with its attributes.
pub fn unicode_error(
    cx: &mut dyn Call,
    class: ClassId,
    encoding: &str,
    object: Value,
    place: (usize, usize),
    reason: &str,
) -> Raised {
    let (encoding, reason) = (cx.str(encoding), cx.str(reason));
    let args = [encoding, object, Value::int(place.0 as i64), Value::int(place.1 as i64), reason];
    let raised = cx.raise_with(class, &args);
    for (name, value) in UNICODE_NAMES.into_iter().zip(args) {
        set(cx, raised.0, name, value);
    }
    raised
}

const UNICODE_NAMES: [&str; 5] = ["encoding", "object", "start", "end", "reason"];

/// What a Unicode error with all its arguments says.
pub fn unicode_text(cx: &mut dyn Call, exception: Gc<InstanceObject>) -> PyResult<Option<String>> {
    let translates = builtin_base(cx, Value::object(exception)) == ClassId::UnicodeTranslateError;
    let mut parts = [Value::NONE; 5];
    for (name, part) in UNICODE_NAMES.into_iter().zip(&mut parts) {
        let name = cx.intern_str(name);
        *part = match cx.instance_get(exception, name) {
            Some(found) => found,
            None if translates => Value::NONE,
            None => return Ok(None),
        };
    }
    let [encoding, object, start, end, reason] = parts;
    let encoding = crate::builtins::protocol::str_text(cx, encoding)?;
    let reason = crate::builtins::protocol::str_text(cx, reason)?;
    let (Some(start), Some(end)) = (start.as_int(), end.as_int()) else { return Ok(None) };
    if let Some(data) = crate::builtins::types::bytes::content(cx, object) {
        return Ok(Some(match data.get(start as usize) {
            Some(byte) if end == start + 1 => {
                format!("'{encoding}' codec can't decode byte {byte:#04x} in position {start}: {reason}")
            }
            _ => format!("'{encoding}' codec can't decode bytes in position {start}-{}: {reason}", end - 1),
        }));
    }
    let Some(text) = cx.payload(object).cast::<StrObject>() else { return Ok(None) };
    let doing = if translates { "can't translate".to_string() } else { format!("'{encoding}' codec can't encode") };
    Ok(Some(match text.as_str().chars().nth(start as usize) {
        Some(c) if end == start + 1 => {
            let code = c as u32;
            let shown = match code {
                0..256 => format!("\\x{code:02x}"),
                256..0x10000 => format!("\\u{code:04x}"),
                _ => format!("\\U{code:08x}"),
            };
            format!("{doing} character '{shown}' in position {start}: {reason}")
        }
        _ => format!("{doing} characters in position {start}-{}: {reason}", end - 1),
    }))
}

fn init(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let exception = this(cx, args)?;
    let tuple = cx.tuple(&args[1..]);
    cx.set_slot(exception, ARGS, tuple);
    let class = builtin_base(cx, args[0]);
    set_attributes(cx, class, exception, &args[1..], keywords)?;
    Ok(Value::NONE)
}

fn args_attribute(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let exception = this(cx, args)?;
    if let Some(new) = args.get(1) {
        let items = crate::builtins::protocol::collect(cx, *new)?;
        let tuple = cx.tuple(&items);
        cx.set_slot(exception, ARGS, tuple);
    }
    Ok(cx.get_slot(exception, ARGS))
}

/// Reads a fixed slot, or writes it: an exception or None (or a traceback).
fn slot(cx: &mut dyn Call, args: &[Value], slot: u32, what: &str) -> PyResult {
    let exception = this(cx, args)?;
    if let Some(new) = args.get(1) {
        let good = match slot {
            TRACEBACK_SLOT => new.is_none() || new.is(Kind::Traceback),
            SUPPRESS_CONTEXT => true,
            _ => new.is_none() || cx.as_exception(*new).is_some(),
        };
        if !good {
            return Err(cx.type_error(what));
        }
        cx.set_slot(exception, slot, *new);
        if slot == CAUSE {
            cx.set_slot(exception, SUPPRESS_CONTEXT, Value::TRUE);
        }
    }
    let value = cx.get_slot(exception, slot);
    Ok(if value.is_unbound() { Value::NONE } else { value })
}
fn cause(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    slot(cx, args, CAUSE, "exception cause must be None or derive from BaseException")
}
fn context(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    slot(cx, args, CONTEXT, "exception context must be None or derive from BaseException")
}
fn suppress_context(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    slot(cx, args, SUPPRESS_CONTEXT, "")
}
fn traceback(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    slot(cx, args, TRACEBACK_SLOT, "__traceback__ must be a traceback or None")
}
fn with_traceback(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [new] = arguments::exactly(cx, "with_traceback", &args[1..], keywords)?;
    traceback(cx, &[args[0], new], &[])?;
    Ok(args[0])
}
fn add_note(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let exception = this(cx, args)?;
    let [note] = arguments::exactly(cx, "add_note", &args[1..], keywords)?;
    if note.cast::<StrObject>().is_none() {
        let class = arguments::class_name(cx, note);
        return Err(cx.type_error(format!("note must be a str, not '{class}'")));
    }
    let name = cx.intern_str("__notes__");
    let notes = match cx.instance_get(exception, name).and_then(|n| n.cast::<crate::object::ListObject>()) {
        Some(notes) => notes,
        None => {
            let notes = cx.new_list();
            cx.instance_set(exception, name, Value::object(notes));
            notes
        }
    };
    cx.list_push(notes, note)?;
    Ok(Value::NONE)
}
fn repr_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "__repr__", &args[1..], keywords)?;
    let exception = this(cx, args)?;
    let mut out = String::new();
    repr::write_exception(cx, exception, &mut out)?;
    cx.try_str(&out)
}
fn str_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "__str__", &args[1..], keywords)?;
    let exception = this(cx, args)?;
    let text = repr::exception_text(cx, exception)?;
    cx.try_str(&text)
}

fn traceback_line(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    match args[0].cast::<TracebackObject>() {
        Some(traceback) => Ok(Value::int(traceback.line as i64)),
        None => Err(cx.type_error("a traceback is required")),
    }
}
fn traceback_next(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    match args[0].cast::<TracebackObject>() {
        Some(traceback) => {
            if let Some(next) = args.get(1) {
                if !next.is_none() && !next.is(Kind::Traceback) {
                    let class = arguments::class_name(cx, *next);
                    return Err(cx.type_error(format!("expected traceback object, got '{class}'")));
                }
                traceback.next.set(*next);
            }
            Ok(traceback.next.get())
        }
        None => Err(cx.type_error("a traceback is required")),
    }
}
