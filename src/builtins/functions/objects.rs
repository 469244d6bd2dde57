//! Functions about any object: attributes, classes, texts.

use crate::builtins::arguments::{self, Keywords, class_name, str_of};
use crate::builtins::protocol;
use crate::gc::Gc;
use crate::object::int::number_in;
use crate::object::{
    Call, ClassId, ClassObject, DictObject, FunctionObject, InstanceObject, Kind, ModuleObject, Name, PyResult,
    StrObject, Value,
};

fn attribute_name(cx: &mut dyn Call, function: &str, name: Value) -> PyResult<Gc<StrObject>> {
    match str_of(cx, name) {
        Some(name) => Ok(cx.intern_value(name)),
        None => {
            let class = class_name(cx, name);
            let _ = function;
            Err(cx.type_error(format!("attribute name must be string, not '{class}'")))
        }
    }
}

pub fn getattr(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [object, name, default] = arguments::positional(cx, "getattr", args, keywords, 2)?;
    let name = attribute_name(cx, "getattr", name)?;
    if default.is_unbound() {
        return protocol::get_attr(cx, object, name);
    }
    Ok(protocol::find_attr(cx, object, name)?.unwrap_or(default))
}
pub fn hasattr(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [object, name] = arguments::exactly(cx, "hasattr", args, keywords)?;
    let name = attribute_name(cx, "hasattr", name)?;
    Ok(Value::bool(protocol::find_attr(cx, object, name)?.is_some()))
}
pub fn setattr(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [object, name, value] = arguments::exactly(cx, "setattr", args, keywords)?;
    let name = attribute_name(cx, "setattr", name)?;
    protocol::set_attr(cx, object, name, value)?;
    Ok(Value::NONE)
}
pub fn delattr(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [object, name] = arguments::exactly(cx, "delattr", args, keywords)?;
    let name = attribute_name(cx, "delattr", name)?;
    protocol::del_attr(cx, object, name)?;
    Ok(Value::NONE)
}
/// Whether the object can be called.
pub fn is_callable(cx: &mut dyn Call, object: Value) -> bool {
    match object.kind() {
        Some(Kind::Function | Kind::Native | Kind::BoundMethod | Kind::Class) => true,
        Some(_) => protocol::has_special(cx, object, Name::Call),
        None => false,
    }
}

pub fn callable(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [object] = arguments::exactly(cx, "callable", args, keywords)?;
    Ok(Value::bool(is_callable(cx, object)))
}
pub fn isinstance(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [object, class] = arguments::exactly(cx, "isinstance", args, keywords)?;
    Ok(Value::bool(protocol::is_instance(cx, object, class)?))
}
pub fn issubclass(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [object, class] = arguments::exactly(cx, "issubclass", args, keywords)?;
    Ok(Value::bool(protocol::is_subclass(cx, object, class)?))
}
pub fn repr(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [object] = arguments::exactly(cx, "repr", args, keywords)?;
    protocol::repr(cx, object)
}
pub fn ascii(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [object] = arguments::exactly(cx, "ascii", args, keywords)?;
    let text = crate::builtins::repr::ascii(cx, object)?;
    cx.try_str(&text)
}
pub fn format(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [object, spec] = arguments::positional(cx, "format", args, keywords, 1)?;
    let spec = if spec.is_unbound() {
        ""
    } else {
        match str_of(cx, spec) {
            Some(spec) => spec.as_str(),
            None => {
                let class = if spec.is_none() { "None".to_string() } else { class_name(cx, spec) };
                return Err(cx.type_error(format!("format() argument 2 must be str, not {class}")));
            }
        }
    };
    let text = protocol::format(cx, object, spec)?;
    cx.try_str(&text)
}
pub fn hash(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [object] = arguments::exactly(cx, "hash", args, keywords)?;
    let hash = protocol::hash(cx, object)?;
    Ok(cx.int(hash))
}
pub fn exit(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [code] = arguments::positional(cx, "exit", args, keywords, 0)?;
    let args: &[Value] = if code.is_unbound() { &[] } else { &[code] };
    let exception = crate::builtins::construct::construct(cx, ClassId::SystemExit, args, &[])?;
    match cx.as_exception(exception) {
        Some(exception) => Err(crate::object::Raised(exception)),
        None => Err(cx.raise(ClassId::SystemExit, "")),
    }
}
pub fn id(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [object] = arguments::exactly(cx, "id", args, keywords)?;
    // Equal ints are one object: beyond all words, so that none is another object's.
    if let Some(number) = number_in(object) {
        return Ok(cx.big(dashu_int::IBig::from(1u128 << 64 | number as u64 as u128)));
    }
    // The word is the identity; immediates have no address.
    match i64::try_from(object.bits()) {
        Ok(word) => Ok(cx.int(word)),
        Err(_) => Ok(cx.big(dashu_int::IBig::from(object.bits()))),
    }
}

pub fn import(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let names = ["name", "globals", "locals", "fromlist", "level"];
    let [name, _, _, from, level] = arguments::named(cx, "__import__", args, keywords, names, 1)?;
    let Some(name) = str_of(cx, name) else {
        let class = class_name(cx, name);
        return Err(cx.type_error(format!("__import__() argument 1 must be str, not {class}")));
    };
    if !level.is_unbound() && level != Value::int(0) {
        return Err(cx.raise(ClassId::ImportError, "attempted relative import with no known parent package"));
    }
    let module = cx.import(name.as_str())?;
    let whole = !from.is_unbound() && protocol::truth(cx, from)?;
    match name.as_str().split_once('.') {
        Some((first, _)) if !whole => cx.import(first),
        _ => Ok(module),
    }
}

/// The namespace of an object as a dict: the live one of modules, else a copy.
pub fn namespace_of(cx: &mut dyn Call, object: Value) -> PyResult<Option<Value>> {
    if let Some(module) = object.cast::<ModuleObject>() {
        return Ok(Some(Value::object(module.dict)));
    }
    if let Some(class) = object.cast::<ClassObject>() {
        cx.fill_class(class);
        return Ok(Some(Value::object(cx.dict_copy(class.dict)?)));
    }
    if let Some(instance) = object.cast::<InstanceObject>() {
        let dict = cx.new_dict();
        for (name, value) in cx.instance_attributes(instance) {
            cx.dict_set_str(dict, name, value);
        }
        return Ok(Some(Value::object(dict)));
    }
    if let Some(function) = object.cast::<FunctionObject>() {
        if function.attributes.get().is_unbound() {
            let dict = cx.new_dict();
            function.attributes.set(Value::object(dict));
        }
        return Ok(Some(function.attributes.get()));
    }
    Ok(None)
}

pub fn vars(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [object] = arguments::positional(cx, "vars", args, keywords, 0)?;
    if object.is_unbound() {
        return Ok(cx.locals().map_or(Value::NONE, Value::object));
    }
    let name = cx.name(Name::Dict);
    match protocol::find_attr(cx, object, name)? {
        Some(found) => Ok(found),
        None => Err(cx.type_error("vars() argument must have __dict__ attribute")),
    }
}

pub fn dir(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [object] = arguments::positional(cx, "dir", args, keywords, 0)?;
    if object.is_unbound() {
        let Some(names) = cx.locals() else { return Err(cx.raise(ClassId::SystemError, "frame does not exist")) };
        return super::sequences::sorted(cx, &[Value::object(names)], &[]);
    }
    if object.has_python_class() {
        let name = cx.intern_str("__dir__");
        let class = cx.type_of(object);
        let found = cx.class_lookup(class, name);
        if found.is_some_and(|f| !f.is(Kind::Native)) {
            let listed = crate::object::protocol::call_unbound(cx, found.unwrap_or(Value::NONE), object, &[])?;
            let list = protocol::list_from(cx, listed)?;
            return super::sequences::sorted(cx, &[Value::object(list)], &[]);
        }
    }
    dir_of(cx, object)
}

/// What `object.__dir__` gives: the names of the object and its classes, sorted.
pub fn dir_of(cx: &mut dyn Call, object: Value) -> PyResult {
    let mut names: Vec<Value> = Vec::new();
    let add_dict = |dict: Gc<DictObject>, names: &mut Vec<Value>| {
        names.extend(DictObject::pairs(dict).into_iter().map(|p| p.0).filter(|k| k.is(Kind::Str)));
    };
    let classes = match object.cast::<ClassObject>() {
        Some(class) => class.mro(),
        None => {
            if let Some(Some(own)) = namespace_of(cx, object).ok().map(|n| n.and_then(|n| n.cast::<DictObject>())) {
                add_dict(own, &mut names);
            }
            if object.is(Kind::Module) { &[] } else { cx.type_of(object).mro() }
        }
    };
    if !object.is(Kind::Module) {
        names.extend([cx.intern("__class__"), cx.intern("__doc__")]);
    }
    for class in classes {
        if let Some(class) = class.cast::<ClassObject>() {
            if class.builtin.is_none() && !class.slots_only.get() {
                names.extend([cx.intern("__dict__"), cx.intern("__weakref__")]);
            }
            cx.fill_class(class);
            add_dict(class.dict, &mut names);
            if let Some(members) = class.members.get().cast::<crate::object::TupleObject>() {
                let members = crate::object::TupleObject::items(members).iter();
                names.extend(members.filter_map(|m| m.cast::<crate::object::MemberObject>().map(|m| m.name)));
            }
        }
    }
    let text = |v: &Value| v.cast::<StrObject>().map_or("", |s| s.as_str());
    names.sort_by(|a, b| text(a).cmp(text(b)));
    names.dedup_by(|a, b| text(a) == text(b));
    Ok(Value::object(cx.try_list(&names)?))
}
