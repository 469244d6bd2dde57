//! Module `_getters`: `itemgetter`, `attrgetter` and `methodcaller` of module `operator`.
//!
//! ```text
//! itemgetter(1)([3, 4])  →  4        attrgetter("a.b")(x)  →  x.a.b
//! ```

use crate::builtins::arguments::Keywords;
use crate::builtins::modules::{ModuleDef, set};
use crate::builtins::protocol;
use crate::gc::{Gc, Tracer};
use crate::object::data::data;
use crate::object::{Call, ClassObject, ModuleObject, NativeData, NativeDef, PyResult, StrObject, Value};

/// The module.
pub static GETTERS: ModuleDef = ModuleDef { name: "_getters", functions: &[], constants: &[], make: Some(make) };

static ITEM: &[NativeDef] = &[
    NativeDef::static_method("__new__", new_item),
    NativeDef::method("__call__", call_item),
    NativeDef::method("__repr__", |cx, args, _| {
        let items = this::<Items>(cx, args)?.0.clone();
        shown(cx, args, &items, &[])
    }),
    NativeDef::method("__reduce__", |cx, args, _| {
        let items = this::<Items>(cx, args)?.0.clone();
        reduced(cx, args, &items)
    }),
];

static ATTRIBUTE: &[NativeDef] = &[
    NativeDef::static_method("__new__", new_attribute),
    NativeDef::method("__call__", call_attribute),
    NativeDef::method("__repr__", |cx, args, _| {
        let names = this::<Attributes>(cx, args)?.names.clone();
        shown(cx, args, &names, &[])
    }),
    NativeDef::method("__reduce__", |cx, args, _| {
        let names = this::<Attributes>(cx, args)?.names.clone();
        reduced(cx, args, &names)
    }),
];

static METHOD: &[NativeDef] = &[
    NativeDef::static_method("__new__", new_method),
    NativeDef::method("__call__", call_method),
    NativeDef::method("__repr__", |cx, args, _| {
        let method = this::<Method>(cx, args)?;
        let all = [&[Value::object(method.name)], &method.args[..]].concat();
        shown(cx, args, &all, &method.keywords)
    }),
    NativeDef::method("__reduce__", |cx, args, _| {
        let method = this::<Method>(cx, args)?;
        let name = Value::object(method.name);
        let class = Value::object(cx.type_of(args[0]));
        if method.keywords.is_empty() {
            let all = [&[name], &method.args[..]].concat();
            return reduced(cx, args, &all);
        }
        let module = cx.import("functools")?;
        let partial = cx.intern_str("partial");
        let partial = protocol::get_attr(cx, module, partial)?;
        let bound = cx.call(partial, &[class, name], &method.keywords)?;
        let rest = cx.tuple(&method.args);
        Ok(cx.tuple(&[bound, rest]))
    }),
];

fn make(cx: &mut dyn Call, module: Gc<ModuleObject>) -> PyResult<()> {
    for (name, methods) in [("itemgetter", ITEM), ("attrgetter", ATTRIBUTE), ("methodcaller", METHOD)] {
        let class = cx.native_class(&format!("operator.{name}"), methods);
        set(cx, module, name, Value::object(class));
    }
    Ok(())
}

struct Items(Vec<Value>);

impl NativeData for Items {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.0.iter().for_each(|item| tracer.value(*item));
    }
}

struct Attributes {
    names: Vec<Value>,
    /// Each name's parts between the dots.
    paths: Vec<Vec<Gc<StrObject>>>,
}

impl NativeData for Attributes {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.names.iter().for_each(|name| tracer.value(*name));
        self.paths.iter().flatten().for_each(|part| tracer.value(Value::object(*part)));
    }
}

struct Method {
    name: Gc<StrObject>,
    args: Vec<Value>,
    keywords: Vec<(Value, Value)>,
}

impl NativeData for Method {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(Value::object(self.name));
        self.args.iter().for_each(|arg| tracer.value(*arg));
        for (name, value) in &self.keywords {
            tracer.value(*name);
            tracer.value(*value);
        }
    }
}

fn this<'a, T: NativeData>(cx: &mut dyn Call, args: &[Value]) -> PyResult<&'a T> {
    match args.first().and_then(|value| data::<T>(cx, *value)) {
        Some(found) => Ok(found),
        None => Err(cx.type_error("a getter of module operator is required")),
    }
}

/// The class, and at least one argument more.
fn class_and_first<'a>(
    cx: &mut dyn Call,
    name: &str,
    args: &'a [Value],
    keywords: Keywords<'_>,
    wanted: &str,
) -> PyResult<(Gc<ClassObject>, &'a [Value])> {
    let Some((class, rest)) = args.split_first().and_then(|(class, rest)| Some((class.cast::<ClassObject>()?, rest)))
    else {
        return Err(cx.type_error(format!("{name}.__new__(): no class")));
    };
    if wanted.is_empty() && !keywords.is_empty() {
        return Err(cx.type_error(format!("{name}() takes no keyword arguments")));
    }
    if rest.is_empty() {
        return Err(cx.type_error(match wanted {
            "" => format!("{name} expected 1 argument, got 0"),
            wanted => wanted.to_string(),
        }));
    }
    Ok((class, rest))
}

/// What a getter is called with: one object.
fn object(cx: &mut dyn Call, name: &str, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    if !keywords.is_empty() {
        return Err(cx.type_error(format!("{name}() takes no keyword arguments")));
    }
    match args {
        [_, object] => Ok(*object),
        _ => Err(cx.type_error(format!("{name} expected 1 argument, got {}", args.len().saturating_sub(1)))),
    }
}

fn new_item(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let (class, items) = class_and_first(cx, "itemgetter", args, keywords, "")?;
    Ok(cx.data_instance(class, Box::new(Items(items.to_vec()))))
}

fn call_item(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let items = this::<Items>(cx, args)?;
    let object = object(cx, "itemgetter", args, keywords)?;
    if let [only] = items.0[..] {
        return protocol::get_item(cx, object, only);
    }
    let mark = cx.root_mark();
    let mut found = Vec::with_capacity(items.0.len());
    for item in &items.0 {
        match protocol::get_item(cx, object, *item) {
            Ok(value) => {
                cx.root(value);
                found.push(value);
            }
            Err(raised) => {
                cx.unroot(mark);
                return Err(raised);
            }
        }
    }
    cx.unroot(mark);
    Ok(cx.tuple(&found))
}

fn new_attribute(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let (class, names) = class_and_first(cx, "attrgetter", args, keywords, "")?;
    let mut paths = Vec::with_capacity(names.len());
    for name in names {
        let Some(text) = crate::builtins::arguments::str_of(cx, *name) else {
            return Err(cx.type_error("attribute name must be a string"));
        };
        let text = text.as_str().to_string();
        paths.push(text.split('.').map(|part| cx.intern_str(part)).collect());
    }
    Ok(cx.data_instance(class, Box::new(Attributes { names: names.to_vec(), paths })))
}

fn call_attribute(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let attributes = this::<Attributes>(cx, args)?;
    let object = object(cx, "attrgetter", args, keywords)?;
    let mark = cx.root_mark();
    let mut found = Vec::with_capacity(attributes.paths.len());
    for path in &attributes.paths {
        let mut value = object;
        for part in path {
            value = match protocol::get_attr(cx, value, *part) {
                Ok(value) => value,
                Err(raised) => {
                    cx.unroot(mark);
                    return Err(raised);
                }
            };
            cx.root(value);
        }
        found.push(value);
    }
    cx.unroot(mark);
    match found[..] {
        [only] => Ok(only),
        _ => Ok(cx.tuple(&found)),
    }
}

fn new_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let wanted = "methodcaller needs at least one argument, the method name";
    let (class, rest) = class_and_first(cx, "methodcaller", args, keywords, wanted)?;
    let Some(name) = crate::builtins::arguments::str_of(cx, rest[0]) else {
        return Err(cx.type_error("method name must be a string"));
    };
    let name = cx.intern_str(name.as_str());
    Ok(cx.data_instance(class, Box::new(Method { name, args: rest[1..].to_vec(), keywords: keywords.to_vec() })))
}

fn call_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let method = this::<Method>(cx, args)?;
    let object = object(cx, "methodcaller", args, keywords)?;
    let function = protocol::get_attr(cx, object, method.name)?;
    let mark = cx.root_mark();
    cx.root(function);
    let result = cx.call(function, &method.args, &method.keywords);
    cx.unroot(mark);
    result
}

/// `operator.itemgetter(1, 2)`
fn shown(cx: &mut dyn Call, args: &[Value], items: &[Value], keywords: &[(Value, Value)]) -> PyResult {
    let class = cx.type_of(args[0]);
    let name = class.name_str().to_string();
    let mut parts = Vec::new();
    for item in items {
        parts.push(protocol::repr_text(cx, *item)?);
    }
    for (name, value) in keywords {
        parts.push(format!("{}={}", cx.text_of(*name), protocol::repr_text(cx, *value)?));
    }
    cx.try_str(&format!("operator.{name}({})", parts.join(", ")))
}

fn reduced(cx: &mut dyn Call, args: &[Value], items: &[Value]) -> PyResult {
    let class = Value::object(cx.type_of(args[0]));
    let items = cx.tuple(items);
    Ok(cx.tuple(&[class, items]))
}
