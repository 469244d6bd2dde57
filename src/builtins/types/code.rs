//! Attributes of code objects; the interpreter knows them.

use crate::builtins::arguments::Keywords;
use crate::object::{Call, CodeObject, NativeDef, PyResult, Value};

macro_rules! attributes {
    ($($name:ident,)*) => {
        pub static CODE: &[NativeDef] = &[$(
            NativeDef::getter(stringify!($name), |cx, args, _| attribute(cx, args, stringify!($name))),
        )* NativeDef::method("co_lines", lines), NativeDef::method("co_positions", lines)];
    };
}
attributes! {
    co_argcount, co_cellvars, co_code, co_consts, co_filename, co_firstlineno, co_flags, co_freevars, co_kwonlyargcount,
    co_linetable, co_lnotab, co_exceptiontable, co_name, co_names, co_nlocals, co_posonlyargcount, co_qualname, co_stacksize, co_varnames,
}

fn attribute(cx: &mut dyn Call, args: &[Value], name: &str) -> PyResult {
    let code = args.first().and_then(|code| code.cast::<CodeObject>());
    match code.and_then(|code| cx.code_attribute(code, name)) {
        Some(value) => Ok(value),
        None => Err(cx.type_error("a code object is required")),
    }
}

/// There is no bytecode to be numbered.
fn lines(cx: &mut dyn Call, _args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let nothing = cx.tuple(&[]);
    crate::object::protocol::iter(cx, nothing)
}
