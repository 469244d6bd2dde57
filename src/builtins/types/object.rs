//! Methods of `object`, `type`, modules, streams and iterators.

use crate::builtins::arguments::{self, Keywords, class_name, str_of};
use crate::builtins::types::dunder;
use crate::builtins::{functions, protocol, repr};
use crate::gc::Gc;
use crate::object::{
    Call, ClassId, ClassObject, InstanceObject, Kind, ModuleObject, Name, NativeDef, NativeObject, PyResult,
    StreamObject, Value,
};

pub static OBJECT: &[NativeDef] = &[
    NativeDef::method("__delattr__", delattr),
    NativeDef::method("__dir__", dir),
    NativeDef::method("__eq__", eq),
    NativeDef::method("__format__", format),
    NativeDef::method("__ge__", unordered),
    NativeDef::method("__getattribute__", getattribute),
    NativeDef::method("__getstate__", get_state),
    NativeDef::method("__gt__", unordered),
    NativeDef::method("__hash__", hash),
    NativeDef::method("__init__", init),
    NativeDef::class_method("__init_subclass__", init_subclass),
    NativeDef::method("__le__", unordered),
    NativeDef::method("__lt__", unordered),
    NativeDef::method("__ne__", ne),
    NativeDef::static_method("__new__", new),
    NativeDef::method("__reduce__", reduce),
    NativeDef::method("__reduce_ex__", reduce_by_protocol),
    NativeDef::method("__repr__", repr_method),
    NativeDef::method("__setattr__", setattr),
    NativeDef::method("__sizeof__", |cx, args, keywords| {
        arguments::exactly::<0>(cx, "object.__sizeof__", &args[1..], keywords)?;
        crate::builtins::modules::sys::size_of(cx, args[0])
    }),
    NativeDef::method("__str__", str_method),
    NativeDef::class_method("__subclasshook__", subclass_hook),
];

pub static TYPE: &[NativeDef] = &[
    NativeDef::method("__call__", call),
    NativeDef::method("__delattr__", class_del_attr),
    NativeDef::method("__init__", class_init),
    NativeDef::method("__instancecheck__", instance_check),
    NativeDef::static_method("__new__", class_new),
    NativeDef::class_method("__prepare__", prepare),
    NativeDef::method("__setattr__", class_set_attr),
    NativeDef::method("__subclasscheck__", subclass_check),
    NativeDef::method("__subclasses__", subclasses),
    NativeDef::method("mro", mro),
];

pub static MODULE: &[NativeDef] =
    &[NativeDef::method("__init__", module_init), NativeDef::method("__repr__", module_repr)];
pub static FRAME: &[NativeDef] = &[NativeDef::method("__repr__", frame_repr)];
pub static NONE_TYPE: &[NativeDef] =
    &[NativeDef::method("__bool__", dunder::bool_method), NativeDef::method("__repr__", dunder::repr_method)];
pub static ITERATOR: &[NativeDef] = &[
    NativeDef::method("__iter__", dunder::iter_method),
    NativeDef::method("__next__", dunder::next_method),
    NativeDef::method("__length_hint__", length_hint),
    NativeDef::method("__reduce__", super::iterator::reduce),
    NativeDef::method("__setstate__", super::iterator::set_state),
];
pub static STREAM: &[NativeDef] = &[
    NativeDef::getter("closed", closed),
    NativeDef::getter("encoding", encoding),
    NativeDef::method("fileno", fileno),
    NativeDef::method("flush", flush),
    NativeDef::method("isatty", isatty),
    NativeDef::getter("name", name),
    NativeDef::method("writable", writable),
    NativeDef::method("write", write),
    NativeDef::method("writelines", write_lines),
];

/// Whether the class's method of that name is not `object`'s own.
fn overrides(cx: &mut dyn Call, class: Gc<ClassObject>, name: Name) -> bool {
    match cx.class_lookup_name(class, name).and_then(|found| found.cast::<NativeObject>()) {
        Some(native) => native.class != Some(ClassId::Object),
        None => true,
    }
}

/// `object.__new__(class, …)`, and that of every builtin class.
fn new(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let Some(class) = args.first().and_then(|a| a.cast::<ClassObject>()) else {
        return Err(match args.first() {
            Some(other) => {
                let name = class_name(cx, *other);
                cx.type_error(format!("object.__new__(X): X is not a type object ({name})"))
            }
            None => cx.type_error("object.__new__(): not enough arguments"),
        });
    };
    let rest = &args[1..];
    if let Some(id) = class.builtin {
        return crate::builtins::construct::construct(cx, id, rest, keywords);
    }
    if cx.is_builtin_subclass(class, ClassId::BaseExceptionGroup) {
        return crate::builtins::types::group::make(cx, class, rest, keywords);
    }
    if class.is_exception {
        return Ok(Value::object(cx.new_exception(class, rest)));
    }
    crate::object::protocol::refuse_abstract(cx, class)?;
    if let Some(id) = class.payload {
        // Containers are filled by `__init__`; the others are complete from the first.
        let filled_later = matches!(id, ClassId::List | ClassId::Dict | ClassId::Set | ClassId::ByteArray);
        let (rest, keywords): (&[Value], Keywords<'_>) = match id {
            _ if filled_later => (&[], &[]),
            // Keywords are the business of the class's `__init__`.
            ClassId::Array => (rest, &[]),
            _ => (rest, keywords),
        };
        let plain = crate::builtins::construct::construct(cx, id, rest, keywords)?;
        let instance = cx.new_instance(class);
        cx.set_payload(instance, plain);
        return Ok(Value::object(instance));
    }
    if !rest.is_empty() || !keywords.is_empty() {
        if overrides(cx, class, Name::New) {
            return Err(cx.type_error("object.__new__() takes exactly one argument (the type to instantiate)"));
        }
        if !overrides(cx, class, Name::Init) {
            return Err(cx.type_error(format!("{}() takes no arguments", class.name_str())));
        }
    }
    Ok(Value::object(cx.new_instance(class)))
}

fn init(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    if args.len() > 1 || !keywords.is_empty() {
        let class = cx.type_of(args[0]);
        if class.payload.is_some() || class.builtin.is_some_and(|id| id != ClassId::Object) {
            return Ok(Value::NONE);
        }
        if overrides(cx, class, Name::Init) {
            return Err(cx.type_error("object.__init__() takes exactly one argument (the instance to initialize)"));
        }
        if !overrides(cx, class, Name::New) {
            return Err(cx.type_error(format!(
                "{}.__init__() takes exactly one argument (the instance to initialize)",
                class.name_str()
            )));
        }
    }
    Ok(Value::NONE)
}

fn init_subclass(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    if !keywords.is_empty() || args.len() > 1 {
        let name = args.first().and_then(|a| a.cast::<ClassObject>()).map_or("object", |c| c.name_str());
        return Err(cx.type_error(format!("{name}.__init_subclass__() takes no keyword arguments")));
    }
    Ok(Value::NONE)
}
fn subclass_hook(_cx: &mut dyn Call, _args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(Value::NOT_IMPLEMENTED)
}

fn eq(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [other] = arguments::exactly(cx, "__eq__", &args[1..], keywords)?;
    Ok(if args[0] == other { Value::TRUE } else { Value::NOT_IMPLEMENTED })
}
fn ne(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [other] = arguments::exactly(cx, "__ne__", &args[1..], keywords)?;
    match protocol::call_special(cx, args[0], Name::Eq, &[other])? {
        Some(Value::NOT_IMPLEMENTED) | None => Ok(Value::NOT_IMPLEMENTED),
        Some(result) => Ok(Value::bool(!protocol::truth(cx, result)?)),
    }
}
/// An object has no place in any order.
fn unordered(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::special::<1>(cx, &args[1..], keywords)?;
    Ok(Value::NOT_IMPLEMENTED)
}
/// Calls a function of `copyreg`, which knows how objects are taken apart.
fn taken_apart(cx: &mut dyn Call, function: &str, args: &[Value]) -> PyResult {
    let module = cx.import("copyreg")?;
    let name = cx.intern_str(function);
    let function = protocol::get_attr(cx, module, name)?;
    cx.call(function, args, &[])
}
fn get_state(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "object.__getstate__", &args[1..], keywords)?;
    taken_apart(cx, "_state", args)
}
fn reduce(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "object.__reduce__", &args[1..], keywords)?;
    taken_apart(cx, "_reduced", &[args[0], Value::int(0)])
}
fn reduce_by_protocol(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [number] = arguments::exactly(cx, "object.__reduce_ex__", &args[1..], keywords)?;
    taken_apart(cx, "_reduced_by", &[args[0], number])
}
fn hash(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "__hash__", &args[1..], keywords)?;
    // As CPython: the address, its low bits rotated away.
    let address = args[0].bits();
    Ok(cx.int((address.rotate_right(4) & (i64::MAX as u64 >> 2)) as i64))
}
fn repr_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "__repr__", &args[1..], keywords)?;
    if !args[0].is(Kind::Instance) {
        return repr::repr_builtin(cx, args[0]);
    }
    let text = repr::default_repr(cx, args[0]);
    Ok(cx.str(&text))
}
fn str_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "__str__", &args[1..], keywords)?;
    if args[0].is(Kind::Str) {
        return Ok(args[0]);
    }
    protocol::repr(cx, args[0])
}
fn format(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [spec] = arguments::exactly(cx, "__format__", &args[1..], keywords)?;
    match str_of(cx, spec) {
        Some(spec) if spec.as_str().is_empty() => protocol::str_of(cx, args[0]),
        Some(_) => {
            let class = class_name(cx, args[0]);
            Err(cx.type_error(format!("unsupported format string passed to {class}.__format__")))
        }
        None => {
            let class = class_name(cx, spec);
            Err(cx.type_error(format!("__format__() argument must be str, not {class}")))
        }
    }
}
fn dir(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "__dir__", &args[1..], keywords)?;
    functions::dir_of(cx, args[0])
}

fn attribute_name(cx: &mut dyn Call, name: Value) -> PyResult<Gc<crate::object::StrObject>> {
    match str_of(cx, name) {
        Some(name) => Ok(cx.intern_value(name)),
        None => {
            let class = class_name(cx, name);
            Err(cx.type_error(format!("attribute name must be string, not '{class}'")))
        }
    }
}
fn getattribute(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [name] = arguments::exactly(cx, "__getattribute__", &args[1..], keywords)?;
    let name = attribute_name(cx, name)?;
    protocol::get_attr_default(cx, args[0], name)
}
fn setattr(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [name, value] = arguments::exactly(cx, "__setattr__", &args[1..], keywords)?;
    let name = attribute_name(cx, name)?;
    protocol::generic_store(cx, args[0], name, Some(value))?;
    Ok(Value::NONE)
}
fn delattr(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [name] = arguments::exactly(cx, "__delattr__", &args[1..], keywords)?;
    let name = attribute_name(cx, name)?;
    protocol::generic_store(cx, args[0], name, None)?;
    Ok(Value::NONE)
}

// ---- type ----

fn class(cx: &mut dyn Call, args: &[Value]) -> PyResult<Gc<ClassObject>> {
    match args.first().and_then(|a| a.cast::<ClassObject>()) {
        Some(class) => Ok(class),
        None => Err(cx.type_error("a class is required")),
    }
}
/// What calling a class does, whatever its metaclass says.
fn call(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let class = class(cx, args)?;
    if class.builtin == Some(ClassId::Type) {
        return cx.call(args[0], &args[1..], keywords);
    }
    protocol::instantiate(cx, class, &args[1..], keywords)
}
fn class_new(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let Some(metaclass) = args.first().and_then(|class| class.cast::<ClassObject>()) else {
        return Err(cx.type_error("type.__new__(X): X is not a type object"));
    };
    cx.make_class(metaclass, &args[1..], keywords)
}
fn class_init(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    match args.len() {
        2 | 4 => Ok(Value::NONE),
        _ => Err(cx.type_error("type.__init__() takes 1 or 3 arguments")),
    }
}
fn prepare(cx: &mut dyn Call, _args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(Value::object(cx.new_dict()))
}
fn class_set_attr(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [name, value] = arguments::special(cx, &args[1..], keywords)?;
    let name = attribute_name(cx, name)?;
    protocol::generic_store_in_class(cx, args[0], name, Some(value)).map(|()| Value::NONE)
}
fn class_del_attr(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [name] = arguments::special(cx, &args[1..], keywords)?;
    let name = attribute_name(cx, name)?;
    protocol::generic_store_in_class(cx, args[0], name, None).map(|()| Value::NONE)
}
fn mro(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let class = class(cx, args)?;
    arguments::exactly::<0>(cx, "type.mro", &args[1..], keywords)?;
    Ok(Value::object(cx.list(class.mro())))
}
fn subclasses(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let class = class(cx, args)?;
    arguments::exactly::<0>(cx, "type.__subclasses__", &args[1..], keywords)?;
    // A custom order makes classes depend on others than their bases.
    let direct = |derived: &Gc<ClassObject>| derived.bases().contains(&Value::object(class));
    let found: Vec<Value> = class.subclasses().into_iter().filter(direct).map(Value::object).collect();
    Ok(Value::object(cx.list(&found)))
}
fn instance_check(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let class = class(cx, args)?;
    let [object] = arguments::exactly(cx, "type.__instancecheck__", &args[1..], keywords)?;
    let own = cx.type_of(object);
    Ok(Value::bool(own.is_subclass(class)))
}
fn subclass_check(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let class = class(cx, args)?;
    let [other] = arguments::exactly(cx, "type.__subclasscheck__", &args[1..], keywords)?;
    match other.cast::<ClassObject>() {
        Some(other) => Ok(Value::bool(other.is_subclass(class))),
        None => Err(cx.type_error("issubclass() arg 1 must be a class")),
    }
}

// ---- iterators ----

fn length_hint(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    use crate::object::{IteratorObject, IteratorState, ListObject, TupleObject};
    arguments::exactly::<0>(cx, "__length_hint__", &args[1..], keywords)?;
    let Some(iterator) = args[0].cast::<IteratorObject>() else { return Ok(Value::NOT_IMPLEMENTED) };
    // A copy: asking for a length may come back to the iterator.
    let state = iterator.state.borrow().clone();
    let rest = match &state {
        IteratorState::List { list, index } => ListObject::items(*list).len().saturating_sub(*index) as i64,
        IteratorState::ReverseList { list, index } if *index > ListObject::items(*list).len() => 0,
        IteratorState::ReverseList { index, .. } => *index as i64,
        IteratorState::Dict { dict, live, left, .. } if dict.live.get() == *live => i64::from(*left),
        IteratorState::Dict { .. } => 0,
        IteratorState::Set { set, index, live } if set.len() == *live => {
            let places = std::iter::successors(set.next_key(*index), |(at, _)| set.next_key(*at + 1));
            places.count() as i64
        }
        IteratorState::Set { .. } => 0,
        IteratorState::Str { string, byte } => string.as_str()[*byte..].chars().count() as i64,
        IteratorState::Bytes { bytes, index } => {
            let (bytes, index) = (*bytes, *index);
            protocol::len(cx, bytes)?.saturating_sub(index) as i64
        }
        IteratorState::Sequence { object, index } => {
            let (object, index) = (*object, *index);
            if !protocol::has_special(cx, object, crate::object::Name::Len) {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            (protocol::len(cx, object)? as i64 - index).max(0)
        }
        IteratorState::ReverseSequence { object, index } => {
            let (object, index) = (*object, *index);
            if index < protocol::len(cx, object)? as i64 { index + 1 } else { 0 }
        }
        IteratorState::Tuple { tuple, index } => TupleObject::items(*tuple).len().saturating_sub(*index) as i64,
        IteratorState::Range { range, index } => range.len - index,
        IteratorState::Exhausted => 0,
        IteratorState::Native(native) => match native.length_hint() {
            Some(hint) => hint as i64,
            None => return Ok(Value::NOT_IMPLEMENTED),
        },
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    Ok(Value::int(rest))
}

// ---- streams ----

fn is_error(cx: &mut dyn Call, args: &[Value]) -> PyResult<bool> {
    match args.first().and_then(|a| a.cast::<StreamObject>()) {
        Some(stream) => Ok(stream.is_error),
        None => Err(cx.type_error("a stream is required")),
    }
}
fn write(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let is_error = is_error(cx, args)?;
    let [text] = arguments::exactly(cx, "TextIOWrapper.write", &args[1..], keywords)?;
    let Some(text) = str_of(cx, text) else {
        let class = class_name(cx, text);
        return Err(cx.type_error(format!("write() argument must be str, not {class}")));
    };
    functions::write_stream(cx, is_error, text.as_str())?;
    Ok(Value::int(text.char_len() as i64))
}
fn write_lines(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [lines] = arguments::exactly(cx, "writelines", &args[1..], keywords)?;
    let stream = args[0];
    protocol::for_each(cx, lines, &mut |cx, line| write(cx, &[stream, line], &[]).map(|_| ()))?;
    Ok(Value::NONE)
}
fn flush(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let is_error = is_error(cx, args)?;
    arguments::exactly::<0>(cx, "flush", &args[1..], keywords)?;
    functions::flush_stream(cx, is_error)?;
    Ok(Value::NONE)
}
fn isatty(_cx: &mut dyn Call, _args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(Value::FALSE)
}
fn writable(_cx: &mut dyn Call, _args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(Value::TRUE)
}
fn closed(_cx: &mut dyn Call, _args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(Value::FALSE)
}
fn fileno(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(Value::int(1 + is_error(cx, args)? as i64))
}
fn encoding(cx: &mut dyn Call, _args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(cx.str("utf-8"))
}
fn name(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let name = if is_error(cx, args)? { "<stderr>" } else { "<stdout>" };
    Ok(cx.str(name))
}

/// `types.ModuleType(name, doc=None)` of a subclass, whose instances are like those of other classes.
fn module_init(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [name, doc] = arguments::named(cx, "module", &args[1..], keywords, ["name", "doc"], 1)?;
    if arguments::str_of(cx, name).is_none() {
        let class = arguments::class_name(cx, name);
        return Err(cx.type_error(format!("module() argument 'name' must be str, not {class}")));
    }
    let doc = if doc.is_unbound() { Value::NONE } else { doc };
    let attributes = [("__name__", name), ("__doc__", doc)];
    let none = ["__package__", "__loader__", "__spec__"].map(|attribute| (attribute, Value::NONE));
    for (attribute, value) in attributes.into_iter().chain(none) {
        let attribute = cx.intern_str(attribute);
        match args[0].cast::<ModuleObject>() {
            Some(module) => cx.dict_set_str(module.dict, attribute, value),
            None => protocol::set_attr(cx, args[0], attribute, value)?,
        }
    }
    Ok(Value::NONE)
}

fn module_repr(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let Some(instance) = args[0].cast::<InstanceObject>() else { return dunder::repr_method(cx, args, keywords) };
    let mut shown = |name: &str| {
        let name = cx.intern_str(name);
        let found = cx.instance_get(instance, name).filter(|found| !found.is_none());
        found.map(|found| protocol::repr_text(cx, found)).transpose()
    };
    let name = shown("__name__")?.unwrap_or("'?'".to_string());
    let file = shown("__file__")?;
    let text = file.map_or(format!("<module {name}>"), |file| format!("<module {name} from {file}>"));
    Ok(cx.str(&text))
}

fn frame_repr(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let mut of = |value: Value, name: &str| {
        let name = cx.intern_str(name);
        protocol::find_attr(cx, value, name).map(|found| found.unwrap_or(Value::NONE))
    };
    let (line, code) = (of(args[0], "f_lineno")?, of(args[0], "f_code")?);
    let (file, name) = (of(code, "co_filename")?, of(code, "co_name")?);
    let file = protocol::repr_text(cx, file)?;
    let (line, name) = (protocol::str_text(cx, line)?, protocol::str_text(cx, name)?);
    let address = args[0].bits();
    Ok(cx.str(&format!("<frame at {address:#x}, file {file}, line {line}, code {name}>")))
}
