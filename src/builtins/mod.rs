//! Floor 3: builtin functions, the builtin types' methods, standard modules.
//!
//! In: arguments as values. Out: a value, or the exception that CPython 3.11 would raise.
//!
//! ```text
//! let realm = Realm::new(&builtins::TABLES, output);
//! let print = builtins::find(&mut realm, name);          // made when first asked for
//! let math = builtins::make_module(cx, "math");
//! ```
//!
//! 1. Everything stands in static tables and is made when first asked for: a new VM costs nothing here.
//! 2. A native checks its arguments itself, with CPython's messages.
//! 3. Whoever calls back into Python roots what it holds, and holds no borrowed items across the call.

pub mod arguments;
pub mod construct;
pub mod format;
pub mod functions;
pub mod modules;
pub mod parse;
pub mod percent;
pub mod protocol;
pub mod regex;
pub mod repr;
pub mod sorting;
pub mod template;
pub mod text;
pub mod types;

pub use functions::{fill_namespace, find, namespace};
pub use modules::make as make_module;

use crate::object::{BuiltinTables, Call, PyResult, StrObject, Value};

/// What a realm needs from this floor.
pub static TABLES: BuiltinTables = BuiltinTables {
    methods: types::methods,
    construct: |cx, class, args, keywords| {
        arguments::balanced(cx, |cx| construct::construct(cx, class, args, keywords))
    },
    new_exception: |cx, class, args, keywords| {
        let made = cx.new_exception(class, args);
        let value = Value::object(made);
        cx.root(value);
        let base = types::exception::builtin_base(cx, value);
        arguments::balanced(cx, |cx| types::exception::set_attributes(cx, base, made, args, keywords))?;
        Ok(value)
    },
    new_group: |cx, class, args, keywords| arguments::balanced(cx, |cx| types::group::make(cx, class, args, keywords)),
    repr: |cx, value| arguments::balanced(cx, |cx| repr::repr_builtin(cx, value)),
    str: |cx, value| arguments::balanced(cx, |cx| repr::str_builtin(cx, value)),
    format_percent: |cx, left, right| arguments::balanced(cx, |cx| percent::format_percent(cx, left, right)),
};

/// `format(value, spec)`, as f-strings do it: the spec is a str, or unbound for none.
pub fn format_value(cx: &mut dyn Call, value: Value, spec: Value) -> PyResult {
    let spec = spec.cast::<StrObject>().map_or("", |s| s.as_str());
    if spec.is_empty() && value.is(crate::object::Kind::Str) {
        return Ok(value);
    }
    let text = arguments::balanced(cx, |cx| protocol::format(cx, value, spec))?;
    cx.try_str(&text)
}
