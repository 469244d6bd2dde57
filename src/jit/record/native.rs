//! Which native functions traces call, and what those may change.
//!
//! ```text
//! conduct_of(list.pop)  →  changes lists, no argument need be a container
//! ```
//!
//! 1. A function stands here only if it has changed nothing when it raises or would have to run
//!    Python code (called without keywords): the instruction is then run again. Iterating over an
//!    argument that is an iterator changes that iterator; so where a function iterates over an
//!    argument, that one is guarded to be a plain container.
//! 2. A function that looks at frames (`locals`, `super`) does not stand here.

use crate::jit::ir::Uop;
use crate::object::{ClassId, Kind, NativeObject, StrObject, Value};

/// What is known of a native function.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Conduct {
    /// The uop that calls it, which says what it may change.
    pub op: Uop,
    /// Bit k: argument k (a method's receiver is number 0) is iterated over.
    pub containers: u16,
}

const fn pure(containers: u16) -> Option<Conduct> {
    Some(Conduct { op: Uop::CallArguments, containers })
}
const fn list(containers: u16) -> Option<Conduct> {
    Some(Conduct { op: Uop::CallList, containers })
}
const fn dict(containers: u16) -> Option<Conduct> {
    Some(Conduct { op: Uop::CallDict, containers })
}

/// Every argument but the receiver.
const REST: u16 = 0xFFFE;

/// What a native function does, if that is known.
pub(super) fn conduct_of(native: &NativeObject) -> Option<Conduct> {
    if native.host.is_some() {
        return None;
    }
    match native.class {
        Some(class) => method(class, native.def.name),
        None => function(native.module.cast::<StrObject>().map_or("builtins", |name| name.as_str()), native.def.name),
    }
}

fn method(class: ClassId, name: &str) -> Option<Conduct> {
    match class {
        ClassId::Str => match name {
            "join" => pure(0b10),
            "maketrans" => None,
            _ => pure(0),
        },
        ClassId::Bytes => match name {
            "join" => pure(0b10),
            "fromhex" | "maketrans" => None,
            _ => pure(0),
        },
        ClassId::List => match name {
            "pop" | "insert" | "reverse" | "clear" | "append" | "remove" => list(0),
            "extend" => list(0b10),
            "copy" | "index" | "count" | "__len__" | "__getitem__" | "__contains__" => pure(0),
            _ => None,
        },
        ClassId::Array => match name {
            "append" | "pop" | "insert" | "reverse" | "frombytes" | "byteswap" => list(0),
            "tolist" | "tobytes" | "index" | "count" | "__len__" | "__getitem__" | "__contains__" | "__copy__" => {
                pure(0)
            }
            _ => None,
        },
        ClassId::Tuple => match name {
            "index" | "count" | "__len__" | "__getitem__" | "__contains__" => pure(0),
            _ => None,
        },
        ClassId::Dict => match name {
            "get" | "keys" | "values" | "items" | "copy" | "__len__" | "__getitem__" | "__contains__" => pure(0),
            "setdefault" | "pop" | "popitem" | "clear" => dict(0),
            "update" => dict(0b10),
            _ => None,
        },
        ClassId::Set => match name {
            "add" | "discard" | "remove" | "pop" | "clear" | "copy" | "__len__" | "__contains__" => pure(0),
            "union"
            | "update"
            | "difference"
            | "intersection"
            | "issubset"
            | "issuperset"
            | "isdisjoint"
            | "difference_update"
            | "intersection_update"
            | "symmetric_difference" => pure(REST),
            _ => None,
        },
        ClassId::FrozenSet => match name {
            "copy" | "__len__" | "__contains__" => pure(0),
            "union" | "difference" | "intersection" | "issubset" | "issuperset" | "isdisjoint" => pure(REST),
            _ => None,
        },
        ClassId::ByteArray => match name {
            "append" | "pop" | "clear" | "find" | "decode" | "startswith" | "endswith" | "copy" => pure(0),
            "join" => pure(0b10),
            _ => None,
        },
        ClassId::Int => match name {
            "bit_length" | "bit_count" | "to_bytes" | "conjugate" | "as_integer_ratio" => pure(0),
            _ => None,
        },
        ClassId::Float => match name {
            "is_integer" | "as_integer_ratio" | "hex" | "conjugate" => pure(0),
            _ => None,
        },
        ClassId::Range => match name {
            "index" | "count" => pure(0),
            _ => None,
        },
        _ => None,
    }
}

fn function(module: &str, name: &str) -> Option<Conduct> {
    match module {
        "builtins" => match name {
            "len" | "ord" | "chr" | "abs" | "isinstance" | "issubclass" | "hash" | "repr" | "ascii" | "bin" | "hex"
            | "oct" | "divmod" | "pow" | "round" | "callable" | "id" | "getattr" | "hasattr" | "format" | "iter" => {
                pure(0)
            }
            "sum" | "sorted" | "any" | "all" => pure(1),
            // Of one argument the items count, of several the arguments: see `iterates_over_only`.
            "min" | "max" => pure(0),
            _ => None,
        },
        "math" => match name {
            "prod" | "fsum" | "sumprod" | "dist" => None,
            _ => pure(0),
        },
        "time" => match name {
            "time" | "perf_counter" | "monotonic" | "process_time" | "time_ns" | "perf_counter_ns" => pure(0),
            _ => None,
        },
        _ => None,
    }
}

/// Whether the function iterates over its argument if it has but one.
pub(super) fn iterates_over_only(native: &NativeObject) -> bool {
    native.class.is_none() && matches!(native.def.name, "min" | "max")
}

/// Which arguments of a builtin class's constructor are iterated over, if it may be called.
pub(super) fn constructor(class: ClassId, arguments: &[Value]) -> Option<u16> {
    let first_is_text = || arguments.first().is_some_and(|value| value.is(Kind::Str));
    match class {
        ClassId::Int | ClassId::Float | ClassId::Bool | ClassId::Str | ClassId::Complex | ClassId::Slice => Some(0),
        ClassId::List | ClassId::Tuple | ClassId::Set | ClassId::FrozenSet | ClassId::Dict => {
            Some(if arguments.is_empty() { 0 } else { 1 })
        }
        ClassId::Bytes | ClassId::ByteArray if !first_is_text() => {
            // A number is a length.
            Some(if arguments.first().is_some_and(|value| !value.is_int()) { 1 } else { 0 })
        }
        ClassId::Array => match arguments {
            [_] => Some(0),
            [_, source] if !source.is(Kind::Str) => Some(0b10),
            _ => None,
        },
        ClassId::Enumerate | ClassId::Zip | ClassId::Reversed | ClassId::Map | ClassId::Filter => Some(0),
        _ => None,
    }
}
