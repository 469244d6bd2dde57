//! Methods of `mappingproxy`: those of the mapping, as far as they only read.

use crate::builtins::arguments::{self, Keywords};
use crate::builtins::protocol;
use crate::builtins::types::dunder;
use crate::object::{Call, ClassObject, Kind, NativeDef, PyResult, Value};

pub static MAPPING_PROXY: &[NativeDef] = &[
    NativeDef::method("get", |cx, args, keywords| delegate(cx, "get", args, keywords)),
    NativeDef::method("keys", |cx, args, keywords| delegate(cx, "keys", args, keywords)),
    NativeDef::method("values", |cx, args, keywords| delegate(cx, "values", args, keywords)),
    NativeDef::method("items", |cx, args, keywords| delegate(cx, "items", args, keywords)),
    NativeDef::method("copy", |cx, args, keywords| delegate(cx, "copy", args, keywords)),
    NativeDef::method("__getitem__", dunder::getitem_method),
    NativeDef::method("__contains__", dunder::contains_method),
    NativeDef::method("__iter__", dunder::iter_method),
    NativeDef::method("__reversed__", |cx, args, keywords| delegate(cx, "__reversed__", args, keywords)),
    NativeDef::method("__len__", dunder::len_method),
    NativeDef::method("__or__", dunder::or_method),
    NativeDef::method("__ror__", dunder::ror_method),
    NativeDef::method("__eq__", dunder::eq_method),
    NativeDef::method("__ne__", dunder::ne_method),
    NativeDef::method("__repr__", dunder::repr_method),
];

fn delegate(cx: &mut dyn Call, name: &str, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let mapping = cx.proxied(args[0]);
    let name = cx.intern_str(name);
    let method = protocol::get_attr(cx, mapping, name)?;
    cx.call(method, &args[1..], keywords)
}

/// `types.MappingProxyType(mapping)`
pub fn construct(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [mapping] = arguments::named(cx, "mappingproxy", args, keywords, ["mapping"], 1)?;
    let class = cx.type_of(mapping);
    let subscripted = cx.class_lookup_name(class, crate::object::Name::GetItem).is_some();
    if !subscripted
        || matches!(mapping.kind(), Some(Kind::List | Kind::Tuple))
        || mapping.cast::<ClassObject>().is_some()
    {
        let name = class.name_str();
        return Err(cx.type_error(format!("mappingproxy() argument must be a mapping, not {name}")));
    }
    Ok(Value::object(cx.mapping_proxy(mapping)))
}
