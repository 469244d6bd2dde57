//! Small immutable records such as `sys.version_info`: a tuple whose items also have names.

use crate::object::{Call, ClassId, Name, PyResult, Value};

/// A record of a class of its own, a subclass of tuple.
pub fn make(cx: &mut dyn Call, class: &str, names: &[&str], items: &[Value]) -> PyResult {
    let dict = cx.new_dict();
    let (module, short) = class.rsplit_once('.').unwrap_or(("builtins", class));
    let module = cx.intern(module);
    let key = cx.name(Name::Module);
    cx.dict_set_str(dict, key, module);
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
