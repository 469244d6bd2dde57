//! Attributes of functions, methods, properties and other descriptors.

use crate::builtins::arguments::Keywords;
use crate::builtins::types::dunder;
use crate::gc::Gc;
use crate::object::{
    BoundMethodObject, Call, CellObject, ClassId, ClassMethodObject, FunctionObject, InstanceObject, Kind,
    MemberObject, NativeDef, NativeObject, PropertyObject, PyResult, StaticMethodObject, StrObject, Value,
};

pub static FUNCTION: &[NativeDef] = &[
    NativeDef::method("__get__", get),
    NativeDef::property("__annotations__", annotations),
    NativeDef::method("__call__", call),
    NativeDef::getter("__closure__", closure),
    NativeDef::getter("__code__", code),
    NativeDef::property("__defaults__", defaults),
    NativeDef::property("__doc__", doc),
    NativeDef::getter("__globals__", globals),
    NativeDef::property("__kwdefaults__", keyword_defaults),
    NativeDef::property("__module__", module),
    NativeDef::property("__name__", name),
    NativeDef::property("__qualname__", qualified_name),
    NativeDef::method("__repr__", dunder::repr_method),
];

pub static NATIVE: &[NativeDef] = &[
    NativeDef::method("__call__", call),
    NativeDef::getter("__doc__", native_doc),
    NativeDef::getter("__module__", native_module),
    NativeDef::getter("__name__", native_name),
    NativeDef::getter("__qualname__", native_qualified_name),
    NativeDef::getter("__self__", native_self),
];

pub static METHOD_DESCRIPTOR: &[NativeDef] = &[
    NativeDef::method("__get__", get),
    NativeDef::method("__call__", call),
    NativeDef::getter("__doc__", native_doc),
    NativeDef::getter("__name__", native_name),
    NativeDef::getter("__objclass__", native_class),
    NativeDef::getter("__qualname__", native_qualified_name),
];

pub static METHOD: &[NativeDef] = &[
    NativeDef::method("__get__", get),
    NativeDef::method("__call__", call),
    NativeDef::getter("__doc__", method_doc),
    NativeDef::method("__eq__", dunder::eq_method),
    NativeDef::getter("__func__", method_function),
    NativeDef::method("__hash__", dunder::hash_method),
    NativeDef::getter("__name__", method_name),
    NativeDef::getter("__qualname__", method_qualified_name),
    NativeDef::getter("__self__", method_self),
];

pub static PROPERTY: &[NativeDef] = &[
    NativeDef::method("__delete__", property_delete),
    NativeDef::getter("__doc__", property_doc),
    NativeDef::method("__get__", property_get),
    NativeDef::method("__set__", property_set),
    NativeDef::method("deleter", property_deleter),
    NativeDef::getter("fdel", property_fdel),
    NativeDef::getter("fget", property_fget),
    NativeDef::getter("fset", property_fset),
    NativeDef::method("getter", property_getter),
    NativeDef::getter("__isabstractmethod__", property_is_abstract),
    NativeDef::method("__set_name__", property_set_name),
    NativeDef::method("setter", property_setter),
];

pub static STATIC_METHOD: &[NativeDef] = &[
    NativeDef::method("__call__", static_call),
    NativeDef::method("__get__", get),
    NativeDef::getter("__func__", static_function),
    NativeDef::getter("__wrapped__", static_function),
    NativeDef::getter("__annotations__", |cx, args, _| wrapped_attribute(cx, args, "__annotations__")),
    NativeDef::getter("__dict__", |cx, args, _| wrapped_attribute(cx, args, "__dict__")),
    NativeDef::getter("__doc__", |cx, args, _| wrapped_attribute(cx, args, "__doc__")),
    NativeDef::getter("__isabstractmethod__", |cx, args, _| wrapped_attribute(cx, args, "__isabstractmethod__")),
    NativeDef::getter("__module__", |cx, args, _| wrapped_attribute(cx, args, "__module__")),
    NativeDef::getter("__name__", |cx, args, _| wrapped_attribute(cx, args, "__name__")),
    NativeDef::getter("__qualname__", |cx, args, _| wrapped_attribute(cx, args, "__qualname__")),
];
pub static CLASS_METHOD: &[NativeDef] = &[
    NativeDef::method("__get__", get),
    NativeDef::getter("__func__", class_function),
    NativeDef::getter("__wrapped__", class_function),
    NativeDef::getter("__annotations__", |cx, args, _| wrapped_attribute(cx, args, "__annotations__")),
    NativeDef::getter("__dict__", |cx, args, _| wrapped_attribute(cx, args, "__dict__")),
    NativeDef::getter("__doc__", |cx, args, _| wrapped_attribute(cx, args, "__doc__")),
    NativeDef::getter("__isabstractmethod__", |cx, args, _| wrapped_attribute(cx, args, "__isabstractmethod__")),
    NativeDef::getter("__module__", |cx, args, _| wrapped_attribute(cx, args, "__module__")),
    NativeDef::getter("__name__", |cx, args, _| wrapped_attribute(cx, args, "__name__")),
    NativeDef::getter("__qualname__", |cx, args, _| wrapped_attribute(cx, args, "__qualname__")),
];
pub static MEMBER: &[NativeDef] = &[
    NativeDef::method("__delete__", member_delete),
    NativeDef::method("__get__", member_get),
    NativeDef::getter("__name__", member_name),
    NativeDef::getter("__objclass__", member_class),
    NativeDef::getter("__qualname__", member_qualified_name),
    NativeDef::method("__set__", member_set),
];
pub static CELL: &[NativeDef] = &[NativeDef::property("cell_contents", cell_contents)];

fn call(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    cx.call(args[0], &args[1..], keywords)
}

fn or_none(value: Value) -> Value {
    if value.is_unbound() { Value::NONE } else { value }
}

fn function(cx: &mut dyn Call, args: &[Value]) -> PyResult<Gc<FunctionObject>> {
    match args.first().and_then(|a| a.cast::<FunctionObject>()) {
        Some(function) => Ok(function),
        None => Err(cx.type_error("a function is required")),
    }
}
fn name(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let function = function(cx, args)?;
    if let Some(new) = args.get(1) {
        if !new.is(Kind::Str) {
            return Err(cx.type_error("__name__ must be set to a string object"));
        }
        function.name.set(*new);
    }
    Ok(function.name.get())
}
fn qualified_name(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let function = function(cx, args)?;
    if let Some(new) = args.get(1) {
        if !new.is(Kind::Str) {
            return Err(cx.type_error("__qualname__ must be set to a string object"));
        }
        function.qualified_name.set(*new);
    }
    Ok(function.qualified_name.get())
}
fn doc(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let function = function(cx, args)?;
    if let Some(new) = args.get(1) {
        function.doc.set(*new);
    }
    Ok(or_none(function.doc.get()))
}
fn module(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let function = function(cx, args)?;
    if let Some(new) = args.get(1) {
        function.module.set(*new);
    }
    Ok(or_none(function.module.get()))
}
fn defaults(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let function = function(cx, args)?;
    if let Some(new) = args.get(1) {
        if !new.is_none() && !new.is(Kind::Tuple) {
            return Err(cx.type_error("__defaults__ must be set to a tuple object"));
        }
        cx.function_changed(function);
        function.defaults.set(if new.is_none() { Value::UNBOUND } else { *new });
    }
    Ok(or_none(function.defaults.get()))
}
fn keyword_defaults(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let function = function(cx, args)?;
    if let Some(new) = args.get(1) {
        if !new.is_none() && !new.is(Kind::Dict) {
            return Err(cx.type_error("__kwdefaults__ must be set to a dict object"));
        }
        cx.function_changed(function);
        function.keyword_defaults.set(if new.is_none() { Value::UNBOUND } else { *new });
    }
    Ok(or_none(function.keyword_defaults.get()))
}
fn annotations(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let function = function(cx, args)?;
    if let Some(new) = args.get(1) {
        function.annotations.set(*new);
    }
    if function.annotations.get().is_unbound() {
        let dict = cx.new_dict();
        function.annotations.set(Value::object(dict));
    }
    Ok(function.annotations.get())
}
fn code(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(Value::object(function(cx, args)?.code_object))
}
fn globals(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(Value::object(function(cx, args)?.globals))
}
fn closure(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(or_none(function(cx, args)?.closure))
}

/// The native itself, or the one that a bound method binds.
fn native(cx: &mut dyn Call, args: &[Value]) -> PyResult<Gc<NativeObject>> {
    let value = args.first().copied().unwrap_or(Value::NONE);
    let value = value.cast::<BoundMethodObject>().map_or(value, |method| method.function);
    match value.cast::<NativeObject>() {
        Some(native) => Ok(native),
        None => Err(cx.type_error("a builtin function is required")),
    }
}
fn native_name(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(native(cx, args)?.name)
}
fn native_doc(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let doc = native(cx, args)?.def.doc;
    Ok(doc.map_or(Value::NONE, |doc| cx.str(doc)))
}
fn native_module(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(or_none(native(cx, args)?.module))
}
fn native_class(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let class = native(cx, args)?.class.unwrap_or(ClassId::Object);
    Ok(Value::object(cx.class(class)))
}
fn native_qualified_name(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let native = native(cx, args)?;
    match native.class {
        Some(class) => {
            let text = format!("{}.{}", class.name(), native.def.name);
            Ok(cx.str(&text))
        }
        None => Ok(native.name),
    }
}
fn native_self(_cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let value = args.first().copied().unwrap_or(Value::NONE);
    Ok(value.cast::<BoundMethodObject>().map_or(Value::NONE, |method| method.receiver))
}

fn method(cx: &mut dyn Call, args: &[Value]) -> PyResult<Gc<BoundMethodObject>> {
    match args.first().and_then(|a| a.cast::<BoundMethodObject>()) {
        Some(method) => Ok(method),
        None => Err(cx.type_error("a method is required")),
    }
}
fn method_function(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(method(cx, args)?.function)
}
fn method_self(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(method(cx, args)?.receiver)
}
fn method_attribute(cx: &mut dyn Call, args: &[Value], name: crate::object::Name) -> PyResult {
    let function = method(cx, args)?.function;
    crate::builtins::protocol::get_attr_name(cx, function, name)
}
fn method_name(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    method_attribute(cx, args, crate::object::Name::DunderName)
}
fn method_qualified_name(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    method_attribute(cx, args, crate::object::Name::QualName)
}
fn method_doc(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    method_attribute(cx, args, crate::object::Name::Doc)
}

fn property(cx: &mut dyn Call, args: &[Value]) -> PyResult<Gc<PropertyObject>> {
    match args.first().and_then(|a| a.cast::<PropertyObject>()) {
        Some(property) => Ok(property),
        None => Err(cx.type_error("a property is required")),
    }
}
fn property_get(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let own = property(cx, args)?;
    let [instance, _] = crate::builtins::arguments::positional(cx, "__get__", &args[1..], keywords, 1)?;
    if instance.is_none() {
        return Ok(args[0]);
    }
    if own.getter.is_none() {
        return Err(crate::object::protocol::property_error(cx, own, instance, "getter"));
    }
    cx.call(own.getter, &[instance], &[])
}
fn property_set(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let own = property(cx, args)?;
    let [instance, value] = crate::builtins::arguments::exactly(cx, "__set__", &args[1..], keywords)?;
    if own.setter.is_none() {
        return Err(crate::object::protocol::property_error(cx, own, instance, "setter"));
    }
    cx.call(own.setter, &[instance, value], &[])
}
fn property_delete(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let own = property(cx, args)?;
    let [instance] = crate::builtins::arguments::exactly(cx, "__delete__", &args[1..], keywords)?;
    if own.deleter.is_none() {
        return Err(crate::object::protocol::property_error(cx, own, instance, "deleter"));
    }
    cx.call(own.deleter, &[instance], &[])
}
fn property_fget(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(property(cx, args)?.getter)
}
fn property_fset(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(property(cx, args)?.setter)
}
fn property_fdel(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(property(cx, args)?.deleter)
}
fn property_doc(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(or_none(property(cx, args)?.doc.get()))
}
/// A copy of the property with one function replaced.
fn replaced(cx: &mut dyn Call, args: &[Value], which: usize) -> PyResult {
    let own = property(cx, args)?;
    let Some(new) = args.get(1) else {
        return Err(cx.type_error("a function is required"));
    };
    let mut functions = [own.getter, own.setter, own.deleter];
    functions[which] = *new;
    let [getter, setter, deleter] = functions;
    // A docstring that came from the getter goes with it.
    let mut doc = own.doc.get();
    if which == 0 {
        let name = cx.name(crate::object::Name::Doc);
        let of = |cx: &mut dyn Call, function: Value| crate::object::protocol::find_attr(cx, function, name);
        let was = if own.getter.is_none() { Some(Value::NONE) } else { of(cx, own.getter)? };
        if was == Some(doc)
            && let Some(new) = of(cx, *new)?
        {
            doc = new;
        }
    }
    let made = cx.property(getter, setter, deleter, doc);
    made.name.set(own.name.get());
    Ok(Value::object(made))
}
fn property_is_abstract(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let own = property(cx, args)?;
    let name = cx.intern_str("__isabstractmethod__");
    for function in [own.getter, own.setter, own.deleter] {
        if let Some(mark) = crate::object::protocol::find_attr(cx, function, name)?
            && crate::builtins::protocol::truth(cx, mark)?
        {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}
fn property_set_name(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let own = property(cx, args)?;
    if args.len() != 3 || !keywords.is_empty() {
        let given = args.len().saturating_sub(1);
        return Err(cx.type_error(format!("__set_name__() takes 2 positional arguments but {given} were given")));
    }
    own.name.set(args[2]);
    Ok(Value::NONE)
}
fn property_getter(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    replaced(cx, args, 0)
}
fn property_setter(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    replaced(cx, args, 1)
}
fn property_deleter(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    replaced(cx, args, 2)
}

/// An attribute that a static or class method has from its function.
fn wrapped_attribute(cx: &mut dyn Call, args: &[Value], name: &str) -> PyResult {
    let function = match (args[0].cast::<StaticMethodObject>(), args[0].cast::<ClassMethodObject>()) {
        (Some(method), _) => method.function,
        (_, Some(method)) => method.function,
        _ => return Err(cx.type_error("a method is required")),
    };
    let interned = cx.intern_str(name);
    match crate::object::protocol::find_attr(cx, function, interned)? {
        Some(found) => Ok(found),
        None if name == "__isabstractmethod__" => Ok(Value::FALSE),
        None if name == "__doc__" => Ok(Value::NONE),
        None if name == "__dict__" => Ok(Value::object(cx.new_dict())),
        None => Err(cx.attribute_error(name, args[0], Value::object(interned))),
    }
}
fn static_function(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    match args[0].cast::<StaticMethodObject>() {
        Some(method) => Ok(method.function),
        None => Err(cx.type_error("a staticmethod is required")),
    }
}
fn class_function(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    match args[0].cast::<ClassMethodObject>() {
        Some(method) => Ok(method.function),
        None => Err(cx.type_error("a classmethod is required")),
    }
}
fn cell_contents(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    if let (Some(cell), Some(new)) = (args[0].cast::<CellObject>(), args.get(1)) {
        cell.value.set(*new);
    }
    match args[0].cast::<CellObject>() {
        Some(_) if args.len() > 1 => Ok(Value::NONE),
        Some(cell) if !cell.value.get().is_unbound() => Ok(cell.value.get()),
        _ => Err(cx.value_error("Cell is empty")),
    }
}

/// `descriptor.__get__(instance, owner)`: what reading the attribute gives.
fn get(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [instance, owner] = crate::builtins::arguments::positional(cx, "__get__", &args[1..], keywords, 1)?;
    let owner = if owner.is_unbound() { Value::NONE } else { owner };
    if instance.is_none() && owner.is_none() {
        return Err(cx.type_error("__get__(None, None) is invalid"));
    }
    let receiver = (!instance.is_none()).then_some(instance);
    let class = match owner.cast::<crate::object::ClassObject>() {
        Some(class) => class,
        None => cx.type_of(instance),
    };
    crate::object::protocol::bind(cx, args[0], receiver, class)
}

fn static_call(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    match args[0].cast::<StaticMethodObject>() {
        Some(method) => cx.call(method.function, &args[1..], keywords),
        None => Err(cx.type_error("a staticmethod is required")),
    }
}

/// The member descriptor and, where there is one, the instance, which must be of its class.
fn member(cx: &mut dyn Call, args: &[Value]) -> PyResult<(Gc<MemberObject>, Value, Gc<StrObject>)> {
    let found = args.first().and_then(|value| value.cast::<MemberObject>());
    let Some((member, name)) = found.and_then(|member| Some((member, member.name.cast::<StrObject>()?))) else {
        return Err(cx.type_error("a member descriptor is required"));
    };
    let instance = args.get(1).copied().unwrap_or(Value::NONE);
    if !instance.is_none() && !cx.type_of(instance).is_subclass(member.class) {
        let got = cx.type_name(instance);
        return Err(cx.type_error(format!(
            "descriptor '{}' for '{}' objects doesn't apply to a '{got}' object",
            name.as_str(),
            member.class.name_str()
        )));
    }
    Ok((member, instance, name))
}
fn member_get(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let (_, instance, name) = member(cx, args)?;
    match instance.cast::<InstanceObject>() {
        None => Ok(args[0]),
        Some(object) => match cx.instance_get(object, name) {
            Some(value) => Ok(value),
            None => Err(cx.attribute_error(name.as_str(), instance, Value::object(name))),
        },
    }
}
fn member_set(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let (_, instance, name) = member(cx, args)?;
    if let (Some(object), Some(value)) = (instance.cast::<InstanceObject>(), args.get(2)) {
        cx.instance_set(object, name, *value);
    }
    Ok(Value::NONE)
}
fn member_delete(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let (_, instance, name) = member(cx, args)?;
    match instance.cast::<InstanceObject>() {
        Some(object) if cx.instance_delete(object, name) => Ok(Value::NONE),
        _ => Err(cx.attribute_error(name.as_str(), instance, Value::object(name))),
    }
}
fn member_name(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(member(cx, &args[..1])?.0.name)
}
fn member_class(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(Value::object(member(cx, &args[..1])?.0.class))
}
fn member_qualified_name(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let (member, _, name) = member(cx, &args[..1])?;
    let class = cx.text_of(member.class.qualified_name.get()).to_string();
    Ok(cx.str(&format!("{class}.{}", name.as_str())))
}

/// `types.FunctionType(code, globals, name, argdefs, closure)`
pub fn make(cx: &mut dyn Call, names: [&str; 5], args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let mut given = [Value::UNBOUND; 5];
    for (slot, value) in given.iter_mut().zip(args) {
        *slot = *value;
    }
    for (key, value) in keywords {
        match names.iter().position(|name| *name == cx.text_of(*key)) {
            Some(index) => given[index] = *value,
            None => return Err(cx.type_error("function() got an unexpected keyword argument")),
        }
    }
    let [code, globals, name, defaults, closure] = given;
    let Some(code) = code.cast::<crate::object::CodeObject>() else {
        let got = cx.type_name(code);
        return Err(cx.type_error(format!("function() argument 'code' must be code, not {got}")));
    };
    let Some(globals) = globals.cast::<crate::object::DictObject>() else {
        let got = cx.type_name(globals);
        return Err(cx.type_error(format!("function() argument 'globals' must be dict, not {got}")));
    };
    let or_none = |value: Value| if value.is_unbound() { Value::NONE } else { value };
    let own_name = cx.code_attribute(code, "co_name").unwrap_or(Value::NONE);
    let qualified_name = cx.code_attribute(code, "co_qualname").unwrap_or(Value::NONE);
    let free = cx.code_attribute(code, "co_freevars").and_then(|names| names.cast::<crate::object::TupleObject>());
    let wanted = free.map_or(0, |names| names.len);
    let cells = closure.cast::<crate::object::TupleObject>();
    let are_cells =
        cells.is_none_or(|cells| crate::object::TupleObject::items(cells).iter().all(|cell| cell.is(Kind::Cell)));
    if cells.map_or(0, |cells| cells.len) != wanted || !are_cells {
        let text = if cells.is_none() && wanted > 0 {
            "arg 5 (closure) must be tuple".to_string()
        } else {
            format!(
                "{} requires closure of length {wanted}, not {}",
                cx.text_of(own_name),
                cells.map_or(0, |cells| cells.len)
            )
        };
        return Err(if cells.is_none() { cx.type_error(text) } else { cx.value_error(text) });
    }
    let closure = if wanted > 0 { or_none(closure) } else { Value::UNBOUND };
    let name = if or_none(name).is_none() { own_name } else { name };
    let function = cx.function(code, globals, closure, name, qualified_name);
    if defaults.is(Kind::Tuple) {
        function.defaults.set(defaults);
    }
    Ok(Value::object(function))
}
