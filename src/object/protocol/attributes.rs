//! Attributes: reading, writing, binding.

use crate::gc::Gc;
use crate::object::exception::{CAUSE, CONTEXT, SUPPRESS_CONTEXT, TRACEBACK};
use crate::object::protocol::{call_unbound, function_attr, set_function_attr};
use crate::object::{
    BoundMethodObject, Call, ClassId, ClassMethodObject, ClassObject, FunctionObject, InstanceObject, Kind,
    ModuleObject, Name, NativeKind, NativeObject, PropertyObject, PyResult, Raised, Realm, StaticMethodObject,
    StrObject, SuperObject, Value,
};

/// `value.name`; the name is interned.
pub fn get_attr(cx: &mut dyn Call, value: Value, name: Gc<StrObject>) -> PyResult {
    match look_up(cx, value, name)? {
        Some(found) => Ok(found),
        None => Err(no_attribute(cx, value, name)),
    }
}

/// `value.name`, or `None` where that raises AttributeError.
pub fn find_attr(cx: &mut dyn Call, value: Value, name: Gc<StrObject>) -> PyResult<Option<Value>> {
    match look_up(cx, value, name) {
        Err(raised) if cx.is_exception(raised, ClassId::AttributeError) => Ok(None),
        result => result,
    }
}

/// `value.name` by a name of the engine's.
pub fn get_attr_name(cx: &mut dyn Call, value: Value, name: Name) -> PyResult {
    let name = cx.name(name);
    get_attr(cx, value, name)
}

fn no_attribute(cx: &mut dyn Call, value: Value, name: Gc<StrObject>) -> Raised {
    let message = if let Some(class) = value.cast::<ClassObject>() {
        format!("type object '{}' has no attribute '{}'", class.name_str(), name.as_str())
    } else if let Some(module) = value.cast::<ModuleObject>() {
        let module = module.name.cast::<StrObject>().map_or("?", |s| s.as_str());
        format!("module '{module}' has no attribute '{}'", name.as_str())
    } else {
        let class = match value.cast::<SuperObject>() {
            Some(_) => "super",
            None => cx.type_of(value).name_str(),
        };
        format!("'{class}' object has no attribute '{}'", name.as_str())
    };
    cx.attribute_error(message, value, Value::object(name))
}

/// The attribute if there is one. AttributeErrors raised by Python code come through.
fn look_up(cx: &mut dyn Call, value: Value, name: Gc<StrObject>) -> PyResult<Option<Value>> {
    match value.kind() {
        Some(Kind::Instance) => {
            let mark = cx.root_mark();
            cx.root(value);
            let result = instance_attr(cx, value, name);
            cx.unroot(mark);
            result
        }
        Some(Kind::Class) => class_attr(cx, value, name),
        Some(Kind::Module) => module_attr(cx, value, name),
        Some(Kind::Super) => super_attr(cx, value, name),
        _ => plain_attr(cx, value, name),
    }
}

fn python_special(cx: &mut dyn Call, class: Gc<ClassObject>, name: Name) -> Option<Value> {
    let found = cx.class_lookup_name(class, name)?;
    match found.cast::<NativeObject>() {
        Some(native) if native.class.is_some() => None,
        _ => Some(found),
    }
}

fn instance_attr(cx: &mut dyn Call, value: Value, name: Gc<StrObject>) -> PyResult<Option<Value>> {
    let class = cx.type_of(value);
    let result = match python_special(cx, class, Name::GetAttribute) {
        Some(method) => call_unbound(cx, method, value, &[Value::object(name)]).map(Some),
        None => own_attr(cx, value, class, name),
    };
    let missing = match &result {
        Ok(found) => found.is_none(),
        Err(raised) => cx.is_exception(*raised, ClassId::AttributeError),
    };
    if missing && let Some(method) = python_special(cx, class, Name::GetAttr) {
        return call_unbound(cx, method, value, &[Value::object(name)]).map(Some);
    }
    result
}

/// `object.__getattribute__(value, name)` for an instance; `None` if there is no such attribute.
pub fn generic_get_attr(cx: &mut dyn Call, value: Value, name: Gc<StrObject>) -> PyResult<Option<Value>> {
    let class = cx.type_of(value);
    match value.kind() {
        Some(Kind::Instance) => own_attr(cx, value, class, name),
        _ => look_up(cx, value, name),
    }
}

fn own_attr(cx: &mut dyn Call, value: Value, class: Gc<ClassObject>, name: Gc<StrObject>) -> PyResult<Option<Value>> {
    let found = cx.class_lookup(class, name);
    if let Some(found) = found
        && is_data_descriptor(cx, found)
        && (!found.is(Kind::Instance) || find_special(cx, found, Name::Get).is_some())
    {
        return bind_named(cx, found, Some(value), class, Some(name)).map(Some);
    }
    if let Some(instance) = value.cast::<InstanceObject>()
        && let Some(own) = cx.instance_get(instance, name)
    {
        return Ok(Some(own));
    }
    if let Some(found) = found {
        return bind_named(cx, found, Some(value), class, Some(name)).map(Some);
    }
    if let Some(found) = common_attr(cx, value, name) {
        return Ok(Some(found));
    }
    // `list[int].append` is `list.append`.
    match super::alias_origin(cx, value) {
        Some(origin) if !name.as_str().starts_with("__") => look_up(cx, origin, name),
        _ => Ok(None),
    }
}

/// What every object has.
fn common_attr(cx: &mut dyn Call, value: Value, name: Gc<StrObject>) -> Option<Value> {
    match name.as_str() {
        "__class__" => Some(Value::object(cx.type_of(value))),
        "__dict__" => {
            let instance = value.cast::<InstanceObject>()?;
            let class = cx.type_of(value);
            if class.builtin == Some(ClassId::Object) || class.slots_only.get() {
                return None;
            }
            Some(Value::object(cx.instance_dict(instance)))
        }
        "__doc__" => {
            let class = cx.type_of(value);
            Some(class_doc(cx, class))
        }
        "__module__" => {
            let class = cx.type_of(value);
            let name = cx.name(Name::Module);
            let found = cx.class_lookup(class, name);
            found.or_else(|| Some(cx.intern("builtins")))
        }
        _ => None,
    }
}

fn class_doc(cx: &mut dyn Call, class: Gc<ClassObject>) -> Value {
    let name = cx.name(Name::Doc);
    cx.class_own(class, name).unwrap_or(Value::NONE)
}

/// Whether an attribute of a class goes before the instance's own.
pub fn is_data_descriptor(realm: &mut Realm, found: Value) -> bool {
    match found.kind() {
        Some(Kind::Property) => true,
        Some(Kind::Native) => {
            found.cast::<NativeObject>().is_some_and(|n| matches!(n.def.kind, NativeKind::Getter { .. }))
        }
        Some(Kind::Instance) => {
            let class = realm.type_of(found);
            realm.class_lookup_name(class, Name::Set).is_some()
                || realm.class_lookup_name(class, Name::Delete).is_some()
        }
        _ => false,
    }
}

fn class_attr(cx: &mut dyn Call, value: Value, name: Gc<StrObject>) -> PyResult<Option<Value>> {
    let Some(class) = value.cast::<ClassObject>() else { return Ok(None) };
    let meta = cx.type_of(value);
    let from_python = if class.metaclass.get().is_unbound() {
        None
    } else if let Some(method) = python_special(cx, meta, Name::GetAttribute) {
        return call_unbound(cx, method, value, &[Value::object(name)]).map(Some);
    } else {
        // A metaclass may have its own idea of `__doc__` and the like.
        cx.class_lookup(meta, name).filter(|found| {
            is_data_descriptor(cx, *found)
                && !found.is(Kind::Native)
                && (!found.is(Kind::Instance) || find_special(cx, *found, Name::Get).is_some())
        })
    };
    if let Some(found) = from_python {
        return bind_named(cx, found, Some(value), meta, Some(name)).map(Some);
    }
    let special = match name.as_str() {
        "__name__" | "__qualname__" if let Some((_, short)) = class.builtin.and_then(ClassId::module_and_name) => {
            Some(cx.intern(short))
        }
        "__module__" if let Some((module, _)) = class.builtin.and_then(ClassId::module_and_name) => {
            Some(cx.intern(module))
        }
        "__name__" => Some(class.name.get()),
        "__qualname__" => Some(class.qualified_name.get()),
        "__bases__" => Some(class.bases.get()),
        "__base__" => Some(class.bases().first().copied().unwrap_or(Value::NONE)),
        "__mro__" => Some(class.mro.get()),
        "__class__" => Some(Value::object(meta)),
        "__dict__" => {
            cx.fill_class(class);
            let copy = cx.dict_copy(class.dict)?;
            for member in class
                .members
                .get()
                .cast::<crate::object::TupleObject>()
                .map_or(&[][..], |t| crate::object::TupleObject::items(t))
            {
                if let Some(name) =
                    member.cast::<crate::object::MemberObject>().and_then(|m| m.name.cast::<StrObject>())
                {
                    cx.dict_set_str(copy, name, *member);
                }
            }
            Some(Value::object(copy))
        }
        "__doc__" => Some(class_doc(cx, class)),
        "__annotations__" if class.builtin.is_none() => Some(match cx.class_own(class, name) {
            Some(own) => own,
            None => {
                let empty = Value::object(cx.new_dict());
                cx.class_set(class, name, empty);
                empty
            }
        }),
        "__module__" if class.builtin.is_some() => Some(cx.intern("builtins")),
        _ => None,
    };
    if special.is_some() {
        return Ok(special);
    }
    let from_meta = cx.class_lookup(meta, name);
    if let Some(found) = from_meta
        && is_data_descriptor(cx, found)
        && (!found.is(Kind::Instance) || find_special(cx, found, Name::Get).is_some())
    {
        return bind_named(cx, found, Some(value), meta, Some(name)).map(Some);
    }
    if let Some(found) = cx.class_lookup(class, name) {
        return bind_named(cx, found, None, class, Some(name)).map(Some);
    }
    if let Some(member) = class.member(name) {
        return Ok(Some(member));
    }
    if let Some(found) = from_meta {
        return bind_named(cx, found, Some(value), meta, Some(name)).map(Some);
    }
    if let Some(method) = python_special(cx, meta, Name::GetAttr) {
        return call_unbound(cx, method, value, &[Value::object(name)]).map(Some);
    }
    Ok(None)
}

fn module_attr(cx: &mut dyn Call, value: Value, name: Gc<StrObject>) -> PyResult<Option<Value>> {
    let Some(module) = value.cast::<ModuleObject>() else { return Ok(None) };
    if let Some(found) = cx.dict_get_str(module.dict, name) {
        return Ok(Some(found));
    }
    if name.as_str() == "__dict__" {
        return Ok(Some(Value::object(module.dict)));
    }
    let hook = cx.name(Name::GetAttr);
    if let Some(hook) = cx.dict_get_str(module.dict, hook) {
        return cx.call(hook, &[Value::object(name)], &[]).map(Some);
    }
    plain_attr(cx, value, name)
}

/// What `super` finds, unbound, and the class to bind it with.
fn super_lookup(cx: &mut dyn Call, object: Gc<SuperObject>, name: Gc<StrObject>) -> Option<Value> {
    let mro = object.start.mro();
    let from = mro.iter().position(|c| *c == Value::object(object.class)).map_or(mro.len(), |at| at + 1);
    mro[from..].iter().find_map(|base| {
        let base = base.cast::<ClassObject>()?;
        cx.class_own(base, name)
    })
}

fn super_attr(cx: &mut dyn Call, value: Value, name: Gc<StrObject>) -> PyResult<Option<Value>> {
    let Some(object) = value.cast::<SuperObject>() else { return Ok(None) };
    match name.as_str() {
        "__class__" => return Ok(Some(Value::object(cx.type_of(value)))),
        "__thisclass__" => return Ok(Some(Value::object(object.class))),
        "__self_class__" | "__self__" if object.receiver.is_unbound() => return Ok(Some(Value::NONE)),
        "__self_class__" => return Ok(Some(Value::object(object.start))),
        "__self__" => return Ok(Some(object.receiver)),
        _ if object.receiver.is_unbound() => return plain_attr(cx, value, name),
        _ => {}
    }
    match super_lookup(cx, object, name) {
        Some(found) => {
            let receiver = if object.receiver == Value::object(object.start) { None } else { Some(object.receiver) };
            bind_named(cx, found, receiver, object.start, Some(name)).map(Some)
        }
        None => plain_attr(cx, value, name),
    }
}

fn plain_attr(cx: &mut dyn Call, value: Value, name: Gc<StrObject>) -> PyResult<Option<Value>> {
    match value.kind() {
        Some(Kind::Function) => {
            if let Some(function) = value.cast::<FunctionObject>()
                && let Some(found) = function_attr(cx, function, name)
            {
                return Ok(Some(found));
            }
        }
        Some(Kind::BoundMethod) => {
            if let Some(method) = value.cast::<BoundMethodObject>() {
                match name.as_str() {
                    "__self__" => return Ok(Some(method.receiver)),
                    "__func__" if method.function.is(Kind::Function) => return Ok(Some(method.function)),
                    "__class__" | "__call__" | "__get__" | "__repr__" | "__eq__" | "__hash__" => {}
                    _ => {
                        if let Some(found) = plain_attr(cx, method.function, name)? {
                            return Ok(Some(found));
                        }
                    }
                }
            }
        }
        Some(Kind::Native) => {
            if let Some(native) = value.cast::<NativeObject>() {
                match name.as_str() {
                    "__name__" => return Ok(Some(native.name)),
                    "__qualname__" => {
                        let text = match native.class {
                            Some(class) => format!("{}.{}", class.name(), native.def.name),
                            None => return Ok(Some(native.name)),
                        };
                        return Ok(Some(cx.str(&text)));
                    }
                    "__doc__" => {
                        return Ok(Some(match native.def.doc {
                            Some(text) => cx.str(text),
                            None => Value::NONE,
                        }));
                    }
                    "__module__" => {
                        return Ok(Some(if native.module.is_unbound() { Value::NONE } else { native.module }));
                    }
                    _ => {}
                }
            }
        }
        Some(Kind::Property) => {
            if let Some(property) = value.cast::<PropertyObject>() {
                match name.as_str() {
                    "fget" => return Ok(Some(property.getter)),
                    "fset" => return Ok(Some(property.setter)),
                    "fdel" => return Ok(Some(property.deleter)),
                    "__doc__" => return Ok(Some(property.doc.get())),
                    _ => {}
                }
            }
        }
        Some(Kind::StaticMethod | Kind::ClassMethod) => {
            let function = match value.cast::<StaticMethodObject>() {
                Some(method) => method.function,
                None => value.cast::<ClassMethodObject>().map_or(Value::NONE, |m| m.function),
            };
            match name.as_str() {
                "__func__" | "__wrapped__" => return Ok(Some(function)),
                "__name__" | "__qualname__" | "__doc__" | "__module__" => return look_up(cx, function, name),
                _ => {}
            }
        }
        _ => {}
    }
    let class = cx.type_of(value);
    if let Some(found) = cx.class_lookup(class, name) {
        return bind_named(cx, found, Some(value), class, Some(name)).map(Some);
    }
    Ok(common_attr(cx, value, name))
}

/// What a class attribute gives when read through an instance (`receiver`) or through the class
/// (no receiver): functions are bound, properties called, `__get__` too.
pub fn bind(cx: &mut dyn Call, found: Value, receiver: Option<Value>, class: Gc<ClassObject>) -> PyResult {
    bind_named(cx, found, receiver, class, None)
}

fn bind_named(
    cx: &mut dyn Call,
    found: Value,
    receiver: Option<Value>,
    class: Gc<ClassObject>,
    name: Option<Gc<StrObject>>,
) -> PyResult {
    match found.kind() {
        Some(Kind::Function) => Ok(match receiver {
            Some(receiver) => Value::object(cx.bound_method(found, receiver)),
            None => found,
        }),
        Some(Kind::Native) => {
            let Some(native) = found.cast::<NativeObject>() else { return Ok(found) };
            match (native.def.kind, receiver) {
                (NativeKind::Method, Some(receiver)) => Ok(Value::object(cx.bound_method(found, receiver))),
                (NativeKind::ClassMethod, _) => Ok(Value::object(cx.bound_method(found, Value::object(class)))),
                (NativeKind::Getter { .. }, Some(receiver)) => {
                    let plain = match native.class {
                        Some(id) if id.carries_payload() => cx.payload(receiver),
                        _ => receiver,
                    };
                    (native.def.call)(cx, &[plain], &[])
                }
                _ => Ok(found),
            }
        }
        Some(Kind::Property) => {
            let (Some(property), Some(receiver)) = (found.cast::<PropertyObject>(), receiver) else { return Ok(found) };
            if property.getter.is_none() {
                return Err(property_error(cx, property, receiver, name, "getter"));
            }
            cx.call(property.getter, &[receiver], &[])
        }
        Some(Kind::StaticMethod) => Ok(found.cast::<StaticMethodObject>().map_or(found, |m| m.function)),
        Some(Kind::Super) => {
            let (Some(object), Some(receiver)) = (found.cast::<SuperObject>(), receiver) else { return Ok(found) };
            if !object.receiver.is_unbound() {
                return Ok(found);
            }
            match cx.super_object(object.class, receiver) {
                Some(bound) => Ok(Value::object(bound)),
                None => Err(cx.type_error("super(type, obj): obj must be an instance or subtype of type")),
            }
        }
        Some(Kind::ClassMethod) => {
            let Some(method) = found.cast::<ClassMethodObject>() else { return Ok(found) };
            Ok(Value::object(cx.bound_method(method.function, Value::object(class))))
        }
        Some(Kind::Instance) => {
            let own = cx.type_of(found);
            match cx.class_lookup_name(own, Name::Get) {
                Some(get) => call_unbound(cx, get, found, &[receiver.unwrap_or(Value::NONE), Value::object(class)]),
                None => Ok(found),
            }
        }
        _ => Ok(found),
    }
}

/// AttributeError of a property that lacks a function.
pub fn property_error(
    cx: &mut dyn Call,
    property: Gc<PropertyObject>,
    receiver: Value,
    name: Option<Gc<StrObject>>,
    what: &str,
) -> Raised {
    let name = name.or_else(|| property.name.get().cast::<StrObject>());
    let class = cx.type_of(receiver);
    let class = cx.text_of(class.qualified_name.get()).to_string();
    let message = match name {
        Some(name) => format!("property '{}' of '{class}' object has no {what}", name.as_str()),
        None => format!("property of '{class}' object has no {what}"),
    };
    cx.raise(ClassId::AttributeError, message)
}

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

/// Sets (`new`) or deletes (no `new`) an attribute.
fn store(cx: &mut dyn Call, value: Value, name: Gc<StrObject>, new: Option<Value>) -> PyResult<()> {
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
                        return Err(no_attribute(cx, value, name));
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
        return store_through(cx, found, value, name, new);
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
            if class.slots_only.get() && cx.shape_of(instance).slot(name).is_none() && !in_slots(class, name) {
                if found.is_some() {
                    let message = format!("'{}' object attribute '{}' is read-only", class.name_str(), name.as_str());
                    return Err(cx.attribute_error(message, value, Value::object(name)));
                }
                return Err(no_attribute(cx, value, name));
            }
            if name.as_str() == "__class__" {
                return set_class(cx, instance, new);
            }
            if name.as_str() == "__dict__" {
                if !new.is(Kind::Dict) {
                    let got = cx.type_name(new);
                    return Err(cx.type_error(format!("__dict__ must be set to a dictionary, not a '{got}'")));
                }
                return Err(cx.type_error(format!("{} assignment is not supported", name.as_str())));
            }
            cx.instance_set(instance, name, new);
            Ok(())
        }
        None => {
            if cx.instance_delete(instance, name) {
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

fn store_through(
    cx: &mut dyn Call,
    found: Value,
    value: Value,
    name: Gc<StrObject>,
    new: Option<Value>,
) -> PyResult<()> {
    if let Some(property) = found.cast::<PropertyObject>() {
        let (function, what) = if new.is_some() { (property.setter, "setter") } else { (property.deleter, "deleter") };
        if function.is_none() {
            return Err(property_error(cx, property, value, Some(name), what));
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
            _ => Err(cx.raise(ClassId::AttributeError, "readonly attribute")),
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
        return store_through(cx, found, value, name, new);
    }
    let Some(new) = new else {
        if cx.class_delete(class, name) {
            return Ok(());
        }
        return Err(no_attribute(cx, value, name));
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
        "__mro__" | "__dict__" | "__class__" => {
            return Err(cx.type_error(format!("{} assignment is not supported", name.as_str())));
        }
        _ => cx.class_set(class, name, new),
    }
    Ok(())
}

/// What a method call needs: the function and its receiver, or a value to be called as it is.
pub fn get_method(cx: &mut dyn Call, value: Value, name: Gc<StrObject>) -> PyResult<(Value, Option<Value>)> {
    let receiver = match value.kind() {
        Some(Kind::Instance) => {
            let Some(instance) = value.cast::<InstanceObject>() else { return Ok((value, None)) };
            let class = cx.shape_of(instance).class;
            if python_special(cx, class, Name::GetAttribute).is_none() && cx.instance_get(instance, name).is_none() {
                Some((cx.class_lookup(class, name), value))
            } else {
                None
            }
        }
        Some(Kind::Super) => {
            let Some(object) = value.cast::<SuperObject>() else { return Ok((value, None)) };
            Some((super_lookup(cx, object, name), object.receiver))
                .filter(|_| object.receiver != Value::object(object.start))
        }
        Some(Kind::Class | Kind::Module | Kind::Function | Kind::BoundMethod | Kind::Native) => None,
        _ => {
            let class = cx.type_of(value);
            Some((cx.class_lookup(class, name), value))
        }
    };
    if let Some((Some(found), receiver)) = receiver {
        let plain = match found.kind() {
            Some(Kind::Function) => true,
            Some(Kind::Native) => found.cast::<NativeObject>().is_some_and(|n| n.def.kind == NativeKind::Method),
            _ => false,
        };
        if plain {
            return Ok((found, Some(receiver)));
        }
    }
    Ok((get_attr(cx, value, name)?, None))
}

/// The special method as the value's class defines it, not bound.
pub fn find_special(realm: &mut Realm, value: Value, name: Name) -> Option<Value> {
    let class = realm.type_of(value);
    realm.class_lookup_name(class, name)
}

/// `type(value).name(value, *args)`, or `None` if the class has no such method.
pub fn call_special(cx: &mut dyn Call, value: Value, name: Name, args: &[Value]) -> PyResult<Option<Value>> {
    match find_special(cx, value, name) {
        Some(method) if !method.is_none() => call_unbound(cx, method, value, args).map(Some),
        _ => Ok(None),
    }
}

/// As [`call_special`], only for what Python classes define; builtin classes' own methods do not count.
pub fn call_python_special(cx: &mut dyn Call, value: Value, name: Name, args: &[Value]) -> PyResult<Option<Value>> {
    let class = cx.type_of(value);
    match python_special(cx, class, name) {
        Some(method) if !method.is_none() => call_unbound(cx, method, value, args).map(Some),
        _ => Ok(None),
    }
}

/// `value.name(*args)`
pub fn call_method(cx: &mut dyn Call, value: Value, name: &str, args: &[Value]) -> PyResult {
    let name = cx.intern_str(name);
    let (function, receiver) = get_method(cx, value, name)?;
    match receiver {
        Some(receiver) => call_unbound(cx, function, receiver, args),
        None => cx.call(function, args, &[]),
    }
}

pub(super) fn instance_check_error(cx: &mut dyn Call) -> Raised {
    cx.type_error("isinstance() arg 2 must be a type, a tuple of types, or a union")
}
