//! Calling classes and methods, and the texts of values.

use smallvec::SmallVec;

use crate::gc::Gc;
use crate::object::protocol::bind;
use crate::object::{
    Call, ClassId, ClassObject, FunctionObject, Kind, Name, NativeKind, NativeObject, PyResult, StrObject, Value,
};

/// Calls what a class's dict holds as the method of `receiver`.
pub fn call_unbound(cx: &mut dyn Call, method: Value, receiver: Value, args: &[Value]) -> PyResult {
    let plain = method.cast::<FunctionObject>().is_some()
        || method.cast::<NativeObject>().is_some_and(|n| n.def.kind == NativeKind::Method);
    if plain {
        let mut all: SmallVec<[Value; 4]> = SmallVec::new();
        all.push(receiver);
        all.extend_from_slice(args);
        return cx.call(method, &all, &[]);
    }
    let mark = cx.root_mark();
    for arg in args {
        cx.root(*arg);
    }
    let class = cx.type_of(receiver);
    let result = match bind(cx, method, Some(receiver), class) {
        Ok(bound) => cx.call(bound, args, &[]),
        Err(raised) => Err(raised),
    };
    cx.unroot(mark);
    result
}

/// `class(*args, **keywords)`: `__new__`, then `__init__`. Builtin classes are constructed by the
/// tables; `type` itself is the interpreter's.
pub fn instantiate(cx: &mut dyn Call, class: Gc<ClassObject>, args: &[Value], keywords: &[(Value, Value)]) -> PyResult {
    if let Some(id) = class.builtin {
        return (cx.tables().construct)(cx, id, args, keywords);
    }
    let mark = cx.root_mark();
    cx.root(Value::object(class));
    for value in args.iter().chain(keywords.iter().map(|k| &k.1)) {
        cx.root(*value);
    }
    let result = make_instance(cx, class, args, keywords);
    cx.unroot(mark);
    result
}

/// A method that is to be called: one in Python, or of a builtin class whose subclasses have plain instances.
fn is_python(found: Option<Value>) -> Option<Value> {
    found.filter(|f| f.cast::<NativeObject>().is_none_or(|n| matches!(n.class, None | Some(ClassId::Module))))
}

fn make_instance(cx: &mut dyn Call, class: Gc<ClassObject>, args: &[Value], keywords: &[(Value, Value)]) -> PyResult {
    let new = cx.class_lookup_name(class, Name::New);
    let init = cx.class_lookup_name(class, Name::Init);
    let (new, init) = (is_python(new), is_python(init));
    let instance = match new {
        Some(found) => {
            // `__new__` is a static method even without being declared one.
            let function = match found.cast::<crate::object::StaticMethodObject>() {
                Some(method) => method.function,
                None => found,
            };
            let mut all: SmallVec<[Value; 8]> = SmallVec::new();
            all.push(Value::object(class));
            all.extend_from_slice(args);
            let made = cx.call(function, &all, keywords)?;
            if !cx.type_of(made).is_subclass(class) {
                return Ok(made);
            }
            made
        }
        None => default_new(cx, class, args, keywords, init.is_some())?,
    };
    cx.root(instance);
    // `__new__` may have made one of a subclass, whose `__init__` it is then.
    let own = cx.type_of(instance);
    let init = if own == class {
        init
    } else {
        let init = cx.class_lookup_name(own, Name::Init);
        is_python(init)
    };
    if init.is_none()
        && new.is_some()
        && let Some(exception) = cx.as_exception(instance)
    {
        // `BaseException.__init__` takes them over.
        let args = cx.tuple(args);
        cx.set_slot(exception, crate::object::exception::ARGS, args);
    }
    if init.is_none()
        && new.is_some()
        && matches!(class.payload, Some(ClassId::List | ClassId::Dict | ClassId::Set))
        && let Some(native) = cx.class_lookup_name(class, Name::Init)
    {
        // The builtin's own takes the arguments too; a list's ignores keywords that are for `__new__`.
        let mut all: SmallVec<[Value; 8]> = SmallVec::new();
        all.push(instance);
        all.extend_from_slice(args);
        cx.call(native, &all, if class.payload == Some(ClassId::List) { &[] } else { keywords })?;
    }
    if let Some(init) = init {
        let mut all: SmallVec<[Value; 8]> = SmallVec::new();
        let result = if init.cast::<FunctionObject>().is_some() {
            all.push(instance);
            all.extend_from_slice(args);
            cx.call(init, &all, keywords)?
        } else {
            let bound = bind(cx, init, Some(instance), class)?;
            cx.call(bound, args, keywords)?
        };
        if !result.is_none() {
            let name = cx.type_name(result);
            return Err(cx.type_error(format!("__init__() should return None, not '{name}'")));
        }
    }
    Ok(instance)
}

/// TypeError if the class has abstract methods.
pub fn refuse_abstract(cx: &mut dyn Call, class: Gc<ClassObject>) -> PyResult<()> {
    if !class.is_abstract.get() {
        return Ok(());
    }
    let name = cx.intern_str("__abstractmethods__");
    let mut names = Vec::new();
    if let Some(set) = cx.class_own(class, name).and_then(|names| names.as_set()) {
        set.each(|name| names.extend(name.cast::<StrObject>().map(|name| name.as_str())));
    }
    names.sort_unstable();
    let plural = if names.len() == 1 { "" } else { "s" };
    let (class, names) = (class.name_str(), names.join(", "));
    Err(cx.type_error(format!("Can't instantiate abstract class {class} with abstract method{plural} {names}")))
}

/// What `object.__new__`, or a builtin base's, makes: an instance without attributes, its payload or
/// its exception slots set. `has_init`: a Python `__init__` will take the arguments.
pub fn default_new(
    cx: &mut dyn Call,
    class: Gc<ClassObject>,
    args: &[Value],
    keywords: &[(Value, Value)],
    has_init: bool,
) -> PyResult {
    if cx.is_builtin_subclass(class, ClassId::Type) {
        return cx.make_class(class, args, keywords);
    }
    if class.is_exception && cx.is_builtin_subclass(class, ClassId::BaseExceptionGroup) {
        return (cx.tables().new_group)(cx, class, args, keywords);
    }
    if class.is_exception && !has_init {
        return (cx.tables().new_exception)(cx, class, args, keywords);
    }
    if class.is_exception {
        let instance = cx.new_exception(class, args);
        return Ok(Value::object(instance));
    }
    refuse_abstract(cx, class)?;
    let instance = cx.new_instance(class);
    if let Some(base) = class.payload {
        let mark = cx.root_mark();
        cx.root(Value::object(instance));
        // What is immutable is made from the arguments now; `list.__init__` and the like would come later,
        // unless the class has its own `__init__`.
        let mutable = matches!(base, ClassId::List | ClassId::Dict | ClassId::Set | ClassId::ByteArray);
        let construct = cx.tables().construct;
        // Keywords are for the class's own `__init__`, where the builtin class has none.
        let takes_none = matches!(base, ClassId::Tuple | ClassId::FrozenSet | ClassId::Float)
            || base.is_iterator_with_constructor() && base != ClassId::Enumerate;
        let keywords = if base == ClassId::Array || has_init && takes_none { &[] } else { keywords };
        let plain =
            if mutable && has_init { construct(cx, base, &[], &[]) } else { construct(cx, base, args, keywords) };
        cx.unroot(mark);
        cx.set_payload(instance, plain?);
        return Ok(Value::object(instance));
    }
    if !has_init && (!args.is_empty() || !keywords.is_empty()) {
        let name = class.name_str();
        return Err(cx.type_error(format!("{name}() takes no arguments")));
    }
    Ok(Value::object(instance))
}

fn text_method(cx: &mut dyn Call, value: Value, name: Name) -> PyResult<Option<Value>> {
    let class = cx.type_of(value);
    let found = cx.class_lookup_name(class, name);
    // A builtin class's other method may stand under the name (`__str__ = int.__repr__`).
    let borrowed = found.and_then(|f| f.cast::<NativeObject>()).is_some_and(|native| native.def.name != name.text());
    let method = if borrowed { found } else { is_python(found) };
    let Some(method) = method else { return Ok(None) };
    let text = call_unbound(cx, method, value, &[])?;
    if cx.payload(text).cast::<StrObject>().is_none() {
        let returned = cx.type_name(text);
        return Err(cx.type_error(format!("{} returned non-string (type {returned})", name.text())));
    }
    Ok(Some(cx.payload(text)))
}

/// `repr(value)`, a str
pub fn repr(cx: &mut dyn Call, value: Value) -> PyResult {
    cx.enter_native(" while getting the repr of an object")?;
    let result = repr_of(cx, value);
    cx.leave_native();
    result
}

/// The repr of an instance that carries a plain value: some types show the class of the instance.
fn payload_repr(cx: &mut dyn Call, value: Value, plain: Value) -> PyResult {
    let text = repr_of(cx, plain)?;
    let shown = match plain.kind() {
        Some(Kind::Array) => "array",
        Some(Kind::ByteArray) => "bytearray",
        Some(Kind::Set) => "set",
        Some(Kind::FrozenSet) => "frozenset",
        _ => return Ok(text),
    };
    let Some(text) = text.cast::<StrObject>() else { return Ok(text) };
    let class = cx.type_of(value);
    let text = match text.as_str().strip_prefix(shown) {
        Some(rest) => format!("{}{rest}", class.name_str()),
        // A set shows its items in braces alone.
        None if text.as_str().starts_with('{') => format!("{}({})", class.name_str(), text.as_str()),
        None => text.as_str().to_string(),
    };
    cx.try_str(&text)
}

fn repr_of(cx: &mut dyn Call, value: Value) -> PyResult {
    if value.has_python_class() {
        if let Some(text) = text_method(cx, value, Name::Repr)? {
            return Ok(text);
        }
        let plain = cx.payload(value);
        if plain != value {
            return payload_repr(cx, value, plain);
        }
        if let Some(text) = super::typing_repr(cx, value)? {
            return Ok(cx.str(&text));
        }
    }
    (cx.tables().repr)(cx, value)
}

/// `str(value)`
pub fn str_of(cx: &mut dyn Call, value: Value) -> PyResult {
    if value.is(Kind::Str) {
        return Ok(value);
    }
    cx.enter_native(" while getting the str of an object")?;
    let result = text_of(cx, value);
    cx.leave_native();
    result
}

fn text_of(cx: &mut dyn Call, value: Value) -> PyResult {
    if value.has_python_class() {
        if let Some(text) = text_method(cx, value, Name::Str)? {
            return Ok(text);
        }
        let class = cx.type_of(value);
        let own = cx.class_lookup_name(class, Name::Str).and_then(|found| found.cast::<NativeObject>());
        if own.is_none_or(|native| native.class == Some(ClassId::Object))
            && let Some(text) = text_method(cx, value, Name::Repr)?
        {
            return Ok(text);
        }
        let plain = cx.payload(value);
        if plain != value {
            return match plain.kind() {
                Some(Kind::Array | Kind::ByteArray | Kind::Set | Kind::FrozenSet) => payload_repr(cx, value, plain),
                _ => text_of(cx, plain),
            };
        }
        if let Some(text) = super::typing_repr(cx, value)? {
            return Ok(cx.str(&text));
        }
    }
    (cx.tables().str)(cx, value)
}
