//! Attributes: reading, binding, calling special methods.

use crate::gc::Gc;
use crate::object::protocol::{call_unbound, function_attr};
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

pub(super) fn no_attribute(cx: &mut dyn Call, value: Value, name: Gc<StrObject>) -> Raised {
    let message = if let Some(class) = value.cast::<ClassObject>() {
        format!("type object '{}' has no attribute '{}'", cx.class_label(class), name.as_str())
    } else if let Some(module) = value.cast::<ModuleObject>() {
        let module = module.name.cast::<StrObject>().map_or("?", |s| s.as_str());
        if cx.loading.contains(&value) {
            format!(
                "partially initialized module '{module}' has no attribute '{}' (most likely due to a circular import)",
                name.as_str()
            )
        } else {
            format!("module '{module}' has no attribute '{}'", name.as_str())
        }
    } else if let Some(instance) = value.cast::<InstanceObject>()
        && let class = cx.type_of(value)
        && cx.is_builtin_subclass(class, ClassId::Module)
        && let own = cx.name(Name::DunderName)
        && let Some(module) = cx.instance_get(instance, own).and_then(|own| own.cast::<StrObject>())
    {
        format!("module '{}' has no attribute '{}'", module.as_str(), name.as_str())
    } else {
        let class = match value.cast::<SuperObject>() {
            Some(_) => "super".to_string(),
            None => cx.type_name(value),
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

pub(super) fn python_special(cx: &mut dyn Call, class: Gc<ClassObject>, name: Name) -> Option<Value> {
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
        return bind(cx, found, Some(value), class).map(Some);
    }
    if found.is_none()
        && of_every_instance(name)
        && let Some(found) = common_attr(cx, value, name)
    {
        return Ok(Some(found));
    }
    if let Some(instance) = value.cast::<InstanceObject>()
        && let Some(own) = cx.instance_get(instance, name)
    {
        return Ok(Some(own));
    }
    if let Some(found) = found {
        return bind(cx, found, Some(value), class).map(Some);
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

/// Whether an instance answers that name before its dictionary is asked, as by a data descriptor of `object`. Neither
/// caches nor traces may take such a name for a slot.
pub fn of_every_instance(name: Gc<StrObject>) -> bool {
    matches!(name.as_str(), "__class__" | "__dict__")
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
        return bind(cx, found, Some(value), meta).map(Some);
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
        "__dict__" => Some(Value::object(cx.mapping_proxy(value))),
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
        return bind(cx, found, Some(value), meta).map(Some);
    }
    if let Some(found) = cx.class_lookup(class, name) {
        return bind(cx, found, None, class).map(Some);
    }
    if let Some(member) = class.member(name) {
        return Ok(Some(member));
    }
    if let Some(found) = from_meta {
        return bind(cx, found, Some(value), meta).map(Some);
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
            bind(cx, found, receiver, object.start).map(Some)
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
        return bind(cx, found, Some(value), class).map(Some);
    }
    Ok(common_attr(cx, value, name))
}

/// What a class attribute gives when read through an instance (`receiver`) or through the class
/// (no receiver): functions are bound, properties called, `__get__` too.
pub fn bind(cx: &mut dyn Call, found: Value, receiver: Option<Value>, class: Gc<ClassObject>) -> PyResult {
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
                return Err(property_error(cx, property, receiver, "getter"));
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
            // What it wraps may be a descriptor itself: `@classmethod @property`.
            let is_descriptor = match method.function.kind() {
                Some(Kind::Property | Kind::ClassMethod | Kind::StaticMethod) => true,
                Some(Kind::Instance) => {
                    let own = cx.type_of(method.function);
                    cx.class_lookup_name(own, Name::Get).is_some()
                }
                _ => false,
            };
            if is_descriptor {
                return bind(cx, method.function, Some(Value::object(class)), class);
            }
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
pub fn property_error(cx: &mut dyn Call, property: Gc<PropertyObject>, receiver: Value, what: &str) -> Raised {
    let name = property.name.get().cast::<StrObject>();
    let class = cx.type_of(receiver);
    let class = cx.text_of(class.qualified_name.get()).to_string();
    let message = match name {
        Some(name) => format!("property '{}' of '{class}' object has no {what}", name.as_str()),
        None => format!("property of '{class}' object has no {what}"),
    };
    cx.raise(ClassId::AttributeError, message)
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
