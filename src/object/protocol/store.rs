//! Attributes: writing and deleting.
//!
//! In: a value, an interned name, what to store (nothing: delete). Out: the attribute is changed, or an AttributeError or
//! TypeError that says why not.
//!
//! ```text
//! set_attr(cx, value, name, new)?        // `value.name = new`, through `__setattr__`
//! generic_store(cx, value, name, new)?   // what `object.__setattr__` does: data descriptors, then the instance's own
//! ```

use crate::gc::Gc;
use crate::object::exception::{CAUSE, CONTEXT, SUPPRESS_CONTEXT, TRACEBACK};
use crate::object::protocol::attributes::{no_attribute, python_special};
use crate::object::protocol::{call_unbound, is_data_descriptor, property_error, set_function_attr};
use crate::object::{
    Call, ClassId, ClassObject, FunctionObject, InstanceObject, Kind, ModuleObject, Name, NativeKind, NativeObject,
    PropertyObject, PyResult, Raised, StrObject, Value,
};

/// `value.name = new`; the name is interned.
pub fn set_attr(cx: &mut dyn Call, value: Value, name: Gc<StrObject>, new: Value) -> PyResult<()> {
    let mark = cx.root_mark();
    cx.root(value);
    cx.root(new);
    let result = store(cx, value, name, Some(new));
    cx.unroot(mark);
    result
}

/// `del value.name`
pub fn del_attr(cx: &mut dyn Call, value: Value, name: Gc<StrObject>) -> PyResult<()> {
    let mark = cx.root_mark();
    cx.root(value);
    let result = store(cx, value, name, None);
    cx.unroot(mark);
    result
}

/// Why the `__class__` of a value cannot be set that is no instance of a Python class.
fn fixed_class(cx: &mut dyn Call, new: Option<Value>) -> Raised {
    let Some(new) = new else { return cx.type_error("can't delete __class__ attribute") };
    if !new.is(Kind::Class) {
        let got = cx.type_name(new);
        return cx.type_error(format!("__class__ must be set to a class, not '{got}' object"));
    }
    cx.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses")
}

/// Sets (`new`) or deletes (no `new`) an attribute.
fn store(cx: &mut dyn Call, value: Value, name: Gc<StrObject>, new: Option<Value>) -> PyResult<()> {
    if name.as_str() == "__class__" && !matches!(value.kind(), Some(Kind::Instance | Kind::Class)) {
        return Err(fixed_class(cx, new));
    }
    match value.kind() {
        Some(Kind::Instance) => {
            let class = cx.type_of(value);
            let hook = if new.is_some() { Name::SetAttr } else { Name::DelAttr };
            if let Some(method) = python_special(cx, class, hook) {
                let args = [Value::object(name), new.unwrap_or(Value::NONE)];
                let count = if new.is_some() { 2 } else { 1 };
                return call_unbound(cx, method, value, &args[..count]).map(|_| ());
            }
            generic_store(cx, value, name, new)
        }
        Some(Kind::Class) => store_in_class(cx, value, name, new),
        Some(Kind::Module) => {
            let Some(module) = value.cast::<ModuleObject>() else { return Ok(()) };
            match new {
                Some(new) => cx.dict_set_str(module.dict, name, new),
                None => {
                    if cx.dict_remove_str(module.dict, name).is_none() {
                        let class = cx.type_name(value);
                        let message = format!("'{class}' object has no attribute '{}'", name.as_str());
                        return Err(cx.attribute_error(message, value, Value::object(name)));
                    }
                }
            }
            Ok(())
        }
        Some(Kind::Function) => match value.cast::<FunctionObject>() {
            Some(function) => {
                if set_function_attr(cx, function, name, new)? {
                    Ok(())
                } else {
                    Err(no_attribute(cx, value, name))
                }
            }
            None => Ok(()),
        },
        Some(Kind::Property) if name.as_str() == "__doc__" => {
            if let Some(property) = value.cast::<PropertyObject>() {
                property.doc.set(new.unwrap_or(Value::NONE));
            }
            Ok(())
        }
        _ => generic_store(cx, value, name, new),
    }
}

/// `object.__setattr__(value, name, new)`, or `object.__delattr__` without `new`.
pub fn generic_store(cx: &mut dyn Call, value: Value, name: Gc<StrObject>, new: Option<Value>) -> PyResult<()> {
    let class = cx.type_of(value);
    let found = cx.class_lookup(class, name);
    if let Some(found) = found
        && is_data_descriptor(cx, found)
    {
        return store_through(cx, found, value, new);
    }
    let changes_class = name.as_str() == "__class__";
    if changes_class && (new.is_none() || class.builtin == Some(ClassId::Object)) {
        return Err(fixed_class(cx, new));
    }
    let Some(instance) = value.cast::<InstanceObject>().filter(|_| class.builtin != Some(ClassId::Object)) else {
        if found.is_some() {
            let message = format!("'{}' object attribute '{}' is read-only", class.name_str(), name.as_str());
            return Err(cx.attribute_error(message, value, Value::object(name)));
        }
        return Err(no_attribute(cx, value, name));
    };
    if class.is_exception && store_in_exception(cx, instance, name, new)? {
        return Ok(());
    }
    match new {
        Some(new) => {
            if changes_class {
                return set_class(cx, instance, new);
            }
            if class.slots_only.get() && cx.shape_of(instance).slot(name).is_none() && !in_slots(class, name) {
                if found.is_some() {
                    let message = format!("'{}' object attribute '{}' is read-only", class.name_str(), name.as_str());
                    return Err(cx.attribute_error(message, value, Value::object(name)));
                }
                return Err(no_attribute(cx, value, name));
            }
            if name.as_str() == "__dict__" {
                let Some(dict) = cx.payload(new).cast() else {
                    let got = cx.type_name(new);
                    return Err(cx.type_error(format!("__dict__ must be set to a dictionary, not a '{got}'")));
                };
                cx.set_instance_dict(instance, dict);
                return Ok(());
            }
            cx.instance_set(instance, name, new);
            Ok(())
        }
        None => {
            if cx.instance_delete(instance, name) {
                return Ok(());
            }
            if name.as_str() == "__dict__" && !class.slots_only.get() {
                let empty = cx.new_dict();
                cx.set_instance_dict(instance, empty);
                return Ok(());
            }
            if in_slots(class, name) {
                return Err(cx.attribute_error(name.as_str(), value, Value::object(name)));
            }
            Err(no_attribute(cx, value, name))
        }
    }
}

/// `instance.__class__ = new`
fn set_class(cx: &mut dyn Call, instance: Gc<InstanceObject>, new: Value) -> PyResult<()> {
    let Some(to) = new.cast::<ClassObject>() else {
        let got = cx.type_name(new);
        return Err(cx.type_error(format!("__class__ must be set to a class, not '{got}' object")));
    };
    let from = cx.shape_of(instance).class;
    if to.builtin.is_some() || from.builtin.is_some() {
        return Err(cx.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses"));
    }
    let names = |class: Gc<ClassObject>| -> Vec<Value> {
        let members = class.mro().iter().filter_map(|c| c.cast::<ClassObject>()?.members.get().cast());
        let members = members.flat_map(|members| crate::object::TupleObject::items(members).iter().copied());
        members.filter_map(|member| member.cast::<crate::object::MemberObject>().map(|member| member.name)).collect()
    };
    let alike = from.payload == to.payload
        && from.is_exception == to.is_exception
        && from.slots_only.get() == to.slots_only.get()
        && names(from) == names(to);
    if !alike {
        let text =
            format!("__class__ assignment: '{}' object layout differs from '{}'", to.name_str(), from.name_str());
        return Err(cx.type_error(text));
    }
    cx.change_class(instance, to);
    Ok(())
}

/// Whether some class in the MRO names the attribute in its `__slots__`.
fn in_slots(class: Gc<ClassObject>, name: Gc<StrObject>) -> bool {
    class.member(name).is_some()
}

fn store_through(cx: &mut dyn Call, found: Value, value: Value, new: Option<Value>) -> PyResult<()> {
    if let Some(property) = found.cast::<PropertyObject>() {
        let (function, what) = if new.is_some() { (property.setter, "setter") } else { (property.deleter, "deleter") };
        if function.is_none() {
            return Err(property_error(cx, property, value, what));
        }
        return match new {
            Some(new) => cx.call(function, &[value, new], &[]),
            None => cx.call(function, &[value], &[]),
        }
        .map(|_| ());
    }
    if let Some(native) = found.cast::<NativeObject>() {
        return match (native.def.kind, new) {
            (NativeKind::Getter { writable: true }, Some(new)) => (native.def.call)(cx, &[value, new], &[]).map(|_| ()),
            (NativeKind::Getter { writable: true }, None) if cx.as_exception(value).is_some() => {
                delete_of_exception(cx, native, value)
            }
            _ => Err(read_only(cx, native, value)),
        };
    }
    let (method, args) = match new {
        Some(new) => (Name::Set, [value, new]),
        None => (Name::Delete, [value, Value::NONE]),
    };
    let class = cx.type_of(found);
    match cx.class_lookup_name(class, method) {
        Some(function) => {
            let count = if new.is_some() { 2 } else { 1 };
            call_unbound(cx, function, found, &args[..count]).map(|_| ())
        }
        None => {
            let method = method.text();
            Err(cx.raise(ClassId::AttributeError, method))
        }
    }
}

/// `del exception.name` of what every exception of its class has: most become None.
fn delete_of_exception(cx: &mut dyn Call, native: Gc<NativeObject>, exception: Value) -> PyResult<()> {
    match native.def.name {
        name @ ("args" | "__cause__" | "__context__" | "__traceback__") => {
            Err(cx.type_error(format!("{name} may not be deleted")))
        }
        "__suppress_context__" | "start" | "end" => Err(cx.type_error("can't delete numeric/char attribute")),
        _ => (native.def.call)(cx, &[exception, Value::NONE], &[]).map(|_| ()),
    }
}

/// AttributeError for an attribute that can only be read. CPython has two sorts of them.
fn read_only(cx: &mut dyn Call, native: Gc<NativeObject>, value: Value) -> crate::object::Raised {
    let computed = matches!(
        native.class,
        Some(
            ClassId::Int
                | ClassId::Float
                | ClassId::Generator
                | ClassId::Coroutine
                | ClassId::AsyncGenerator
                | ClassId::DictKeys
                | ClassId::DictValues
                | ClassId::DictItems
        )
    );
    let text = if computed {
        format!("attribute '{}' of '{}' objects is not writable", native.def.name, cx.type_name(value))
    } else {
        "readonly attribute".to_string()
    };
    cx.raise(ClassId::AttributeError, text)
}

/// The fixed attributes of exceptions have types; `false`: not one of them.
fn store_in_exception(
    cx: &mut dyn Call,
    instance: Gc<InstanceObject>,
    name: Gc<StrObject>,
    new: Option<Value>,
) -> PyResult<bool> {
    let text = name.as_str();
    let (slot, what) = match text {
        "args" => {
            let Some(new) = new else { return Err(cx.type_error("args may not be deleted")) };
            let items = super::list_from(cx, new)?;
            let tuple = cx.tuple(crate::object::ListObject::items(items));
            cx.set_slot(instance, crate::object::exception::ARGS, tuple);
            return Ok(true);
        }
        "__traceback__" => (TRACEBACK, "__traceback__ must be a traceback or None"),
        "__cause__" => (CAUSE, "exception cause must be None or derive from BaseException"),
        "__context__" => (CONTEXT, "exception context must be None or derive from BaseException"),
        _ => return Ok(false),
    };
    let new = match new {
        Some(new) => new,
        None => return Err(cx.type_error(format!("{text} may not be deleted"))),
    };
    let fits =
        new.is_none() || if slot == TRACEBACK { new.is(Kind::Traceback) } else { cx.as_exception(new).is_some() };
    if !fits {
        return Err(cx.type_error(what));
    }
    cx.set_slot(instance, slot, new);
    if slot == CAUSE {
        cx.set_slot(instance, SUPPRESS_CONTEXT, Value::TRUE);
    }
    Ok(true)
}

fn store_in_class(cx: &mut dyn Call, value: Value, name: Gc<StrObject>, new: Option<Value>) -> PyResult<()> {
    let Some(class) = value.cast::<ClassObject>() else { return Ok(()) };
    if class.builtin.is_some() {
        let message = format!("cannot set '{}' attribute of immutable type '{}'", name.as_str(), class.name_str());
        return Err(cx.type_error(message));
    }
    let meta = cx.type_of(value);
    if meta.builtin.is_none() {
        let hook = if new.is_some() { Name::SetAttr } else { Name::DelAttr };
        if let Some(method) = python_special(cx, meta, hook) {
            let args = [Value::object(name), new.unwrap_or(Value::NONE)];
            let count = if new.is_some() { 2 } else { 1 };
            return call_unbound(cx, method, value, &args[..count]).map(|_| ());
        }
    }
    generic_store_in_class(cx, value, name, new)
}

fn not_writable(cx: &mut dyn Call, class: Value, name: Gc<StrObject>) -> Raised {
    let message = format!("attribute '{}' of 'type' objects is not writable", name.as_str());
    cx.attribute_error(message, class, Value::object(name))
}

/// `class.__bases__ = new`
fn set_bases(cx: &mut dyn Call, class: Gc<ClassObject>, new: Value) -> PyResult<()> {
    let name = class.name_str();
    let Some(tuple) = new.cast::<crate::object::TupleObject>() else {
        let got = cx.type_name(new);
        return Err(cx.type_error(format!("can only assign tuple to {name}.__bases__, not {got}")));
    };
    let items = crate::object::TupleObject::items(tuple);
    if items.is_empty() {
        return Err(cx.type_error(format!("can only assign non-empty tuple to {name}.__bases__, not ()")));
    }
    let mut bases = Vec::new();
    for item in items {
        let Some(base) = item.cast::<ClassObject>() else {
            let got = cx.type_name(*item);
            return Err(cx.type_error(format!("{name}.__bases__ must be tuple of classes, not '{got}'")));
        };
        if base.is_subclass(class) {
            return Err(cx.type_error("a __bases__ item causes an inheritance cycle"));
        }
        bases.push(base);
    }
    let payload = bases.iter().find_map(|base| base.payload.or(base.builtin.filter(|id| id.carries_payload())));
    let exceptions = bases.iter().any(|base| base.is_exception);
    let was = class.bases().first().and_then(|base| base.cast::<ClassObject>());
    if payload != class.payload || exceptions != class.is_exception || was.is_some_and(|was| was.slots_only.get()) {
        let text = format!(
            "__bases__ assignment: '{}' object layout differs from '{}'",
            bases[0].name_str(),
            was.map_or("object", |was| was.name_str())
        );
        return Err(cx.type_error(text));
    }
    cx.set_bases(class, &bases)
}

/// `type.__setattr__(value, name, new)`, or `type.__delattr__` without `new`.
pub fn generic_store_in_class(
    cx: &mut dyn Call,
    value: Value,
    name: Gc<StrObject>,
    new: Option<Value>,
) -> PyResult<()> {
    let Some(class) = value.cast::<ClassObject>() else { return Ok(()) };
    if class.builtin.is_some() {
        let message = format!("cannot set '{}' attribute of immutable type '{}'", name.as_str(), class.name_str());
        return Err(cx.type_error(message));
    }
    let meta = cx.type_of(value);
    if meta.builtin.is_none()
        && let Some(found) = cx.class_lookup(meta, name)
        && is_data_descriptor(cx, found)
        && !found.is(Kind::Native)
    {
        return store_through(cx, found, value, new);
    }
    let Some(new) = new else {
        if cx.class_delete(class, name) {
            return Ok(());
        }
        return Err(match name.as_str() {
            "__class__" => cx.type_error("can't delete __class__ attribute"),
            "__mro__" | "__dict__" => not_writable(cx, value, name),
            "__name__" | "__qualname__" | "__bases__" => {
                let (class, name) = (class.name_str(), name.as_str());
                cx.type_error(format!("cannot delete '{name}' attribute of type '{class}'"))
            }
            _ => no_attribute(cx, value, name),
        });
    };
    match name.as_str() {
        "__name__" | "__qualname__" => {
            if !new.is(Kind::Str) {
                let got = cx.type_name(new);
                let message = format!("can only assign string to {}.{}, not '{got}'", class.name_str(), name.as_str());
                return Err(cx.type_error(message));
            }
            if name.as_str() == "__name__" { class.name.set(new) } else { class.qualified_name.set(new) }
        }
        "__bases__" => return set_bases(cx, class, new),
        "__mro__" | "__dict__" => return Err(not_writable(cx, value, name)),
        "__class__" => return Err(cx.type_error("__class__ assignment is not supported")),
        _ => cx.class_set(class, name, new),
    }
    Ok(())
}
