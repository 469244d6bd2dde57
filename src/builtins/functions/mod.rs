//! Builtin functions, and the names of module `builtins`.
//!
//! ```text
//! functions::find(realm, "len")  →  the native, made now
//! ```
//!
//! 1. A name is made when first asked for: a new VM has an empty namespace.

mod numbers;
pub mod objects;
pub(crate) mod output;
mod sequences;

pub use numbers::round_plain;
pub use objects::{dir_of, exit};
pub use output::{flush_stream, write_stream};

use crate::gc::Gc;
use crate::object::native::Known;
use crate::object::{ClassId, DictObject, FastCall, NativeDef, Realm, StrObject, Value};

/// The functions.
pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("abs", numbers::abs).fast(FastCall::Known(Known::Abs)),
    NativeDef::function("aiter", crate::builtins::types::generator::aiter),
    NativeDef::function("all", sequences::all),
    NativeDef::function("anext", crate::builtins::types::generator::anext),
    NativeDef::function("any", sequences::any),
    NativeDef::function("ascii", objects::ascii),
    NativeDef::function("bin", numbers::bin),
    NativeDef::function("callable", objects::callable),
    NativeDef::function("chr", numbers::chr).fast(FastCall::Known(Known::Chr)),
    NativeDef::function("delattr", objects::delattr),
    NativeDef::function("dir", objects::dir),
    NativeDef::function("divmod", numbers::divmod),
    NativeDef::function("exit", objects::exit),
    NativeDef::function("format", objects::format),
    NativeDef::function("getattr", objects::getattr),
    NativeDef::function("hasattr", objects::hasattr),
    NativeDef::function("hash", objects::hash),
    NativeDef::function("hex", numbers::hex),
    NativeDef::function("id", objects::id),
    NativeDef::function("input", output::input),
    NativeDef::function("isinstance", objects::isinstance).fast(FastCall::Known(Known::IsInstance)),
    NativeDef::function("issubclass", objects::issubclass),
    NativeDef::function("iter", sequences::iter),
    NativeDef::function("len", sequences::len).fast(FastCall::Known(Known::Len)),
    NativeDef::function("max", sequences::max).fast(FastCall::Known(Known::Max)),
    NativeDef::function("min", sequences::min).fast(FastCall::Known(Known::Min)),
    NativeDef::function("next", sequences::next),
    NativeDef::function("oct", numbers::oct),
    NativeDef::function("open", output::open),
    NativeDef::function("ord", numbers::ord).fast(FastCall::Known(Known::Ord)),
    NativeDef::function("pow", numbers::pow),
    NativeDef::function("print", output::print).fast(FastCall::Known(Known::Print)),
    NativeDef::function("quit", objects::exit),
    NativeDef::function("repr", objects::repr),
    NativeDef::function("round", numbers::round),
    NativeDef::function("setattr", objects::setattr),
    NativeDef::function("sorted", sequences::sorted),
    NativeDef::function("sum", sequences::sum),
    NativeDef::function("vars", objects::vars),
    NativeDef::function("__import__", objects::import),
];

/// Classes that are names in the namespace, besides the exceptions.
static CLASSES: &[ClassId] = &[
    ClassId::Object,
    ClassId::Type,
    ClassId::Int,
    ClassId::Bool,
    ClassId::Float,
    ClassId::Complex,
    ClassId::Str,
    ClassId::Bytes,
    ClassId::ByteArray,
    ClassId::Tuple,
    ClassId::List,
    ClassId::Dict,
    ClassId::Set,
    ClassId::FrozenSet,
    ClassId::Range,
    ClassId::Slice,
    ClassId::Enumerate,
    ClassId::Zip,
    ClassId::Map,
    ClassId::Filter,
    ClassId::Reversed,
    ClassId::Property,
    ClassId::StaticMethod,
    ClassId::ClassMethod,
    ClassId::Super,
];

/// The namespace of module `builtins`: what was asked for so far.
pub fn namespace(realm: &mut Realm) -> Gc<DictObject> {
    match realm.builtins {
        Some(dict) => dict,
        None => {
            let dict = realm.new_dict();
            realm.builtins = Some(dict);
            dict
        }
    }
}

/// The builtin of that name (interned), made now if need be; it stands in the namespace afterwards.
pub fn find(realm: &mut Realm, name: Gc<StrObject>) -> Option<Value> {
    let dict = namespace(realm);
    if let Some(found) = realm.dict_get_str(dict, name) {
        return Some(found);
    }
    let made = make(realm, name.as_str())?;
    realm.dict_set_str(dict, name, made);
    Some(made)
}

fn make(realm: &mut Realm, name: &str) -> Option<Value> {
    if let Some(def) = FUNCTIONS.iter().find(|def| def.name == name) {
        let module = realm.intern("builtins");
        return Some(Value::object(realm.native(*def, None, module)));
    }
    Some(match name {
        "Ellipsis" => Value::ELLIPSIS,
        "False" => Value::FALSE,
        "None" => Value::NONE,
        "True" => Value::TRUE,
        "NotImplemented" => Value::NOT_IMPLEMENTED,
        "__debug__" => Value::TRUE,
        "__name__" => realm.intern("builtins"),
        "memoryview" => crate::builtins::types::memory::class(realm),
        "EnvironmentError" | "IOError" => Value::object(realm.class(ClassId::OSError)),
        _ => {
            let id = class_named(name)?;
            Value::object(realm.class(id))
        }
    })
}

fn class_named(name: &str) -> Option<ClassId> {
    let exceptions = ClassId::ALL.iter().filter(|id| id.is_exception());
    CLASSES.iter().chain(exceptions).find(|id| id.name() == name).copied()
}

/// Makes everything, for whoever lists the namespace.
pub fn fill_namespace(realm: &mut Realm) -> Gc<DictObject> {
    let names = FUNCTIONS.iter().map(|def| def.name);
    let classes = CLASSES.iter().chain(ClassId::ALL.iter().filter(|id| id.is_exception())).map(|id| id.name());
    for name in names.chain(classes).chain([
        "Ellipsis",
        "False",
        "None",
        "NotImplemented",
        "True",
        "__debug__",
        "__name__",
        "IOError",
        "EnvironmentError",
        "memoryview",
    ]) {
        let name = realm.intern_str(name);
        find(realm, name);
    }
    namespace(realm)
}
