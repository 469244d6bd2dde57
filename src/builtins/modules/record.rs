//! Small immutable records such as `sys.version_info`: a tuple whose items also have names.

use crate::builtins::arguments::Keywords;
use crate::builtins::protocol;
use crate::object::{Call, ClassId, Name, NativeDef, PyResult, TupleObject, Value};

/// A record of a class of its own, a subclass of tuple.
pub fn make(cx: &mut dyn Call, class: &str, names: &[&str], items: &[Value]) -> PyResult {
    let dict = cx.new_dict();
    let (module, short) = class.rsplit_once('.').unwrap_or(("builtins", class));
    let module = cx.intern(module);
    let key = cx.name(Name::Module);
    cx.dict_set_str(dict, key, module);
    let fields: Vec<Value> = names.iter().map(|name| cx.intern(name)).collect();
    let fields = cx.tuple(&fields);
    let key = cx.name(Name::MatchArgs);
    cx.dict_set_str(dict, key, fields);
    let shown = cx.native(NativeDef::method("__repr__", repr), None, module);
    let key = cx.name(Name::Repr);
    cx.dict_set_str(dict, key, Value::object(shown));
    let base = Value::object(cx.class(ClassId::Tuple));
    let short = cx.intern_str(short);
    let class = cx.new_class(short, &[base], dict)?;
    let instance = cx.new_instance(class);
    let plain = cx.tuple(items);
    cx.set_payload(instance, plain);
    for (name, item) in names.iter().zip(items) {
        let name = cx.intern_str(name);
        cx.instance_set(instance, name, *item);
    }
    Ok(Value::object(instance))
}

/// `sys.version_info(major=3, …)`
fn repr(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let record = args.first().copied().unwrap_or(Value::NONE);
    let class = Value::object(cx.type_of(record));
    let [module, name, fields] = [Name::Module, Name::DunderName, Name::MatchArgs];
    let module = protocol::get_attr_name(cx, class, module)?;
    let name = protocol::get_attr_name(cx, class, name)?;
    let fields = protocol::get_attr_name(cx, class, fields)?;
    let (Some(fields), Some(items)) = (fields.cast::<TupleObject>(), cx.payload(record).cast::<TupleObject>()) else {
        return Err(cx.type_error("a record is required"));
    };
    let mut parts = Vec::new();
    for (field, item) in TupleObject::items(fields).iter().zip(TupleObject::items(items)) {
        parts.push(format!("{}={}", cx.text_of(*field), protocol::repr_text(cx, *item)?));
    }
    let text = format!("{}.{}({})", cx.text_of(module), cx.text_of(name), parts.join(", "));
    cx.try_str(&text)
}
