//! Calling a builtin class: `int("3")`, `list(x)`, `ValueError(1)`.
//!
//! In: the class, arguments. Out: a plain value of it.
//!
//! 1. For a Python subclass of a builtin class the result is the payload of its instance.

use crate::builtins::arguments::{self, Keywords, class_name, int_of, str_of};
use crate::builtins::format::integer::Int;
use crate::builtins::parse::{self, ParsedInt};
use crate::builtins::{protocol, types};
use crate::object::class_id::ClassId;
use crate::object::set::set_update;
use crate::object::{
    BytesObject, Call, ClassObject, ComplexObject, IteratorState, Kind, ListObject, Name, PyResult, TupleObject, Value,
};

/// `class(*args, **keywords)`
pub fn construct(cx: &mut dyn Call, class: ClassId, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    if class.is_exception() {
        return exception(cx, class, args, keywords);
    }
    match class {
        ClassId::Object => {
            if !args.is_empty() || !keywords.is_empty() {
                return Err(cx.type_error("object() takes no arguments"));
            }
            let class = cx.class(ClassId::Object);
            Ok(Value::object(cx.new_instance(class)))
        }
        ClassId::Int => int(cx, args, keywords),
        ClassId::Float => float(cx, args, keywords),
        ClassId::Complex => complex(cx, args, keywords),
        ClassId::Bool => {
            let [value] = arguments::positional(cx, "bool", args, keywords, 0)?;
            Ok(Value::bool(!value.is_unbound() && protocol::truth(cx, value)?))
        }
        ClassId::Str => str(cx, args, keywords),
        ClassId::Bytes => types::bytes::construct(cx, "bytes", args, keywords).map(|data| cx.bytes(&data)),
        ClassId::ByteArray => types::bytes::construct(cx, "bytearray", args, keywords).map(|data| cx.byte_array(data)),
        ClassId::Array => types::array::construct(cx, args, keywords),
        ClassId::MappingProxy => types::mapping_proxy::construct(cx, args, keywords),
        ClassId::Tuple => {
            let [iterable] = arguments::positional(cx, "tuple", args, keywords, 0)?;
            if iterable.is_unbound() {
                return Ok(cx.tuple(&[]));
            }
            if iterable.is(Kind::Tuple) {
                return Ok(iterable);
            }
            let items = protocol::collect(cx, iterable)?;
            cx.try_tuple(&items)
        }
        ClassId::List => {
            let [iterable] = arguments::positional(cx, "list", args, keywords, 0)?;
            if iterable.is_unbound() {
                return Ok(Value::object(cx.new_list()));
            }
            if let Some(list) = iterable.cast::<ListObject>() {
                return Ok(Value::object(cx.try_list(ListObject::items(list))?));
            }
            if let Some(tuple) = iterable.cast::<TupleObject>() {
                return Ok(Value::object(cx.try_list(TupleObject::items(tuple))?));
            }
            Ok(Value::object(crate::object::protocol::list_sized_from(cx, iterable)?))
        }
        ClassId::Dict => {
            let dict = cx.new_dict();
            let mark = cx.root_mark();
            cx.root(Value::object(dict));
            types::dict::fill(cx, dict, "dict", args, keywords)?;
            cx.unroot(mark);
            Ok(Value::object(dict))
        }
        ClassId::Set | ClassId::FrozenSet => {
            let frozen = class == ClassId::FrozenSet;
            let [iterable] = arguments::positional(cx, class.name(), args, keywords, 0)?;
            if frozen && iterable.is(Kind::FrozenSet) {
                return Ok(iterable);
            }
            if let Some(other) = iterable.as_set() {
                return Ok(Value::object(cx.set_copy(other, frozen)?));
            }
            let set = cx.new_set(frozen);
            if !iterable.is_unbound() {
                let mark = cx.root_mark();
                cx.root(Value::object(set));
                set_update(cx, set, iterable)?;
                cx.unroot(mark);
            }
            Ok(Value::object(set))
        }
        ClassId::Range => range(cx, args, keywords),
        ClassId::Slice => {
            let [a, b, c] = arguments::positional(cx, "slice", args, keywords, 1)?;
            let or_none = |v: Value| if v.is_unbound() { Value::NONE } else { v };
            Ok(if b.is_unbound() { cx.slice(Value::NONE, a, Value::NONE) } else { cx.slice(a, b, or_none(c)) })
        }
        ClassId::Property => {
            let names = ["fget", "fset", "fdel", "doc"];
            let found: [Value; 4] = arguments::named(cx, "property", args, keywords, names, 0)?;
            let [get, set, delete, doc] = found.map(|v| if v.is_unbound() { Value::NONE } else { v });
            let doc = if doc.is_none() && !get.is_none() {
                let name = cx.name(Name::Doc);
                protocol::find_attr(cx, get, name)?.unwrap_or(Value::NONE)
            } else {
                doc
            };
            Ok(Value::object(cx.property(get, set, delete, doc)))
        }
        ClassId::Function => {
            let names = ["code", "globals", "name", "argdefs", "closure"];
            types::function::make(cx, names, args, keywords)
        }
        ClassId::StaticMethod => {
            let [function] = arguments::positional(cx, "staticmethod", args, keywords, 1)?;
            Ok(Value::object(cx.static_method(function)))
        }
        ClassId::ClassMethod => {
            let [function] = arguments::positional(cx, "classmethod", args, keywords, 1)?;
            Ok(Value::object(cx.class_method(function)))
        }
        ClassId::Super => {
            if args.len() > 2 {
                return Err(cx.type_error(format!("super() expected at most 2 arguments, got {}", args.len())));
            }
            let [class, receiver] = arguments::positional(cx, "super", args, keywords, 0)?;
            let (class, receiver) = if class.is_unbound() {
                let (class, receiver) = cx.implicit_super()?;
                (Value::object(class), receiver)
            } else {
                (class, receiver)
            };
            let Some(class) = class.cast::<ClassObject>() else {
                let class = class_name(cx, class);
                return Err(cx.type_error(format!("super() argument 1 must be a type, not {class}")));
            };
            if receiver.is_unbound() || receiver.is_none() {
                return Ok(Value::object(cx.unbound_super(class)));
            }
            let found = cx.super_object(class, receiver);
            match found {
                Some(made) => Ok(Value::object(made)),
                None => Err(cx.type_error("super(type, obj): obj must be an instance or subtype of type")),
            }
        }
        ClassId::Enumerate => {
            if args.is_empty() && keywords.is_empty() {
                return Err(cx.type_error("enumerate() missing required argument 'iterable'"));
            }
            let [iterable, start] = arguments::named(cx, "enumerate", args, keywords, ["iterable", "start"], 1)?;
            let next = if start.is_unbound() { Value::int(0) } else { arguments::index(cx, start)? };
            let mark = cx.root_mark();
            cx.root(next);
            let iterator = protocol::iter(cx, iterable)?;
            cx.unroot(mark);
            Ok(cx.iterator(IteratorState::Enumerate { iterator, next }))
        }
        ClassId::Zip => {
            let [strict] = arguments::keyword_only(cx, "zip", keywords, ["strict"])?;
            let strict = !strict.is_unbound() && protocol::truth(cx, strict)?;
            let iterators = iterators(cx, args, "zip")?;
            Ok(cx.iterator(IteratorState::Zip { iterators, strict }))
        }
        ClassId::Map => {
            arguments::no_keywords(cx, "map", keywords)?;
            let [function, rest @ ..] = args else {
                return Err(cx.type_error("map() must have at least two arguments."));
            };
            if rest.is_empty() {
                return Err(cx.type_error("map() must have at least two arguments."));
            }
            let iterators = iterators(cx, rest, "map")?;
            Ok(cx.iterator(IteratorState::Map { function: *function, iterators }))
        }
        ClassId::Filter => {
            let [function, iterable] = arguments::exactly(cx, "filter", args, keywords)?;
            let iterator = protocol::iter(cx, iterable)?;
            Ok(cx.iterator(IteratorState::Filter { function, iterator }))
        }
        ClassId::Reversed => {
            arguments::no_keywords(cx, "reversed", keywords)?;
            let [value] = args else {
                return Err(cx.type_error(format!("reversed expected 1 argument, got {}", args.len())));
            };
            protocol::reversed(cx, *value)
        }
        ClassId::NoneType => Ok(Value::NONE),
        ClassId::EllipsisType => Ok(Value::ELLIPSIS),
        ClassId::NotImplementedType => Ok(Value::NOT_IMPLEMENTED),
        ClassId::Module => {
            let [name, doc] = arguments::named(cx, "module", args, keywords, ["name", "doc"], 1)?;
            let Some(name) = str_of(cx, name) else {
                return Err(cx.type_error("module() argument 'name' must be str"));
            };
            let module = cx.module(name.as_str());
            if !doc.is_unbound() {
                let key = cx.name(Name::Doc);
                cx.dict_set_str(module.dict, key, doc);
            }
            Ok(Value::object(module))
        }
        ClassId::GenericAlias => {
            let [origin, items] = arguments::exactly(cx, "GenericAlias", args, keywords)?;
            Ok(protocol::generic_alias(cx, origin, items))
        }
        ClassId::Cell => {
            let [contents] = arguments::positional(cx, "cell", args, keywords, 0)?;
            Ok(Value::object(cx.cell(contents)))
        }
        ClassId::Method => {
            let [function, receiver] = arguments::exactly(cx, "method", args, keywords)?;
            Ok(Value::object(cx.bound_method(function, receiver)))
        }
        _ => match crate::builtins::modules::iterators::construct(cx, class, args, keywords) {
            Some(result) => result,
            None => Err(cx.type_error(format!("cannot create '{}' instances", class.name()))),
        },
    }
}

fn iterators(cx: &mut dyn Call, args: &[Value], name: &str) -> PyResult<Box<[Value]>> {
    let mark = cx.root_mark();
    let mut made = Vec::with_capacity(args.len());
    for (index, arg) in args.iter().enumerate() {
        if name == "zip" && !protocol::is_iterable(cx, *arg) {
            let _ = index;
            let class = class_name(cx, *arg);
            return Err(cx.type_error(format!("'{class}' object is not iterable")));
        }
        let iterator = protocol::iter(cx, *arg)?;
        cx.root(iterator);
        made.push(iterator);
    }
    cx.unroot(mark);
    Ok(made.into())
}

fn exception(cx: &mut dyn Call, class: ClassId, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let class = types::exception::class_by_number(class, args);
    let class_object = cx.class(class);
    if class.is_subclass_of(ClassId::BaseExceptionGroup) {
        return types::group::make(cx, class_object, args, keywords);
    }
    // An OSError's file name is no argument, as CPython has it.
    let kept = if class.is_subclass_of(ClassId::OSError) && (3..=5).contains(&args.len()) { 2 } else { args.len() };
    let made = cx.new_exception(class_object, &args[..kept]);
    types::exception::set_attributes(cx, class, made, args, keywords)?;
    Ok(Value::object(made))
}

fn parsed_int(cx: &mut dyn Call, value: Value, text: &str, base: u32) -> PyResult {
    let limit = cx.most_int_digits;
    match parse::int(text, base, limit) {
        Some(ParsedInt::Small(small)) => Ok(cx.int(small)),
        Some(ParsedInt::Big(big)) => Ok(cx.big(big)),
        Some(ParsedInt::TooLong(digits)) => Err(cx.value_error(format!(
            "Exceeds the limit ({limit} digits) for integer string conversion: value has {digits} digits; use sys.set_int_max_str_digits() to increase the limit"
        ))),
        None => {
            let shown = protocol::repr_text(cx, value)?;
            Err(cx.value_error(format!("invalid literal for int() with base {base}: {shown}")))
        }
    }
}

/// `int(value, base)`
fn int(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    if let ([value], []) = (args, keywords)
        && let Some(float) = value.as_float()
        && float.abs() < 1e14
    {
        return Ok(Value::int(float as i64));
    }
    if args.is_empty()
        && !keywords.is_empty()
        && keywords.iter().all(|k| str_of(cx, k.0).is_some_and(|k| k.as_str() == "base"))
    {
        return Err(cx.type_error("int() missing string argument"));
    }
    let plain: &[Value] = args;
    let [value, base] = match keywords {
        [] if plain.len() > 2 => {
            let count = plain.len();
            return Err(cx.type_error(format!("int() takes at most 2 arguments ({count} given)")));
        }
        [] => arguments::positional(cx, "int", plain, &[], 0)?,
        [(key, base)] if plain.len() == 1 && str_of(cx, *key).is_some_and(|k| k.as_str() == "base") => {
            [plain[0], *base]
        }
        [(key, _), ..] => {
            let key = str_of(cx, *key).map_or("", |k| k.as_str());
            return Err(cx.type_error(format!("'{key}' is an invalid keyword argument for int()")));
        }
    };
    if value.is_unbound() {
        return Ok(Value::int(0));
    }
    let source = cx.payload(value);
    if !base.is_unbound() {
        let base = arguments::position(cx, base)?;
        if base != 0 && !(2..=36).contains(&base) {
            return Err(cx.value_error("int() base must be >= 2 and <= 36, or 0"));
        }
        let Some(text) = text_source(source) else {
            return Err(cx.type_error("int() can't convert non-string with explicit base"));
        };
        return parsed_int(cx, value, &text, base as u32);
    }
    if int_of(cx, source).is_some() && !value.is(Kind::Instance) {
        return protocol::plain_int(cx, source);
    }
    if let Some(float) = source.as_float() {
        return protocol::float_to_int(cx, float);
    }
    if let Some(text) = text_source(source) {
        return parsed_int(cx, value, &text, 10);
    }
    if value.is(Kind::Instance) {
        if protocol::has_special(cx, value, Name::Int) {
            return protocol::int_by_special(cx, value);
        }
        if protocol::has_special(cx, value, Name::Index) {
            return protocol::index_of(cx, value);
        }
        if let Some(result) = protocol::call_special(cx, value, Name::Trunc, &[])? {
            return protocol::plain_int(cx, result);
        }
    }
    let class = class_name(cx, value);
    Err(cx.type_error(format!("int() argument must be a string, a bytes-like object or a real number, not '{class}'")))
}

/// The text of a str or bytes.
fn text_source(value: Value) -> Option<String> {
    if let Some(text) = value.cast::<crate::object::StrObject>() {
        return Some(text.as_str().to_string());
    }
    if let Some(array) = value.cast::<crate::object::ByteArrayObject>() {
        return Some(array.data.borrow().iter().map(|b| *b as char).collect());
    }
    value.cast::<BytesObject>().map(|bytes| bytes.data.iter().map(|b| *b as char).collect())
}

fn float(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [value] = arguments::positional(cx, "float", args, keywords, 0)?;
    if value.is_unbound() {
        return Ok(Value::float(0.0));
    }
    let source = cx.payload(value);
    if let Some(text) = text_source(source) {
        return match parse::float(&text) {
            Some(number) => Ok(Value::float(number)),
            None => {
                let shown = protocol::repr_text(cx, value)?;
                Err(cx.value_error(format!("could not convert string to float: {shown}")))
            }
        };
    }
    if value.is(Kind::Instance)
        && source.as_float().is_some()
        && let Some(number) = protocol::call_special(cx, value, Name::Float, &[])?
    {
        // A subclass may have a view of its own.
        let plain = cx.payload(number);
        if plain.as_float().is_none() {
            let (class, given) = (class_name(cx, value), class_name(cx, number));
            return Err(cx.type_error(format!("{class}.__float__ returned non-float (type {given})")));
        }
        return Ok(plain);
    }
    let is_number = source.as_float().is_some()
        || int_of(cx, source).is_some()
        || protocol::has_special(cx, value, Name::Float)
        || protocol::has_special(cx, value, Name::Index);
    if !is_number {
        let class = class_name(cx, value);
        return Err(cx.type_error(format!("float() argument must be a string or a real number, not '{class}'")));
    }
    Ok(Value::float(arguments::real(cx, value)?))
}

fn complex(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [real, imag] = arguments::named(cx, "complex", args, keywords, ["real", "imag"], 0)?;
    if real.is(Kind::Complex) && imag.is_unbound() {
        return Ok(real);
    }
    let part = |cx: &mut dyn Call, value: Value, wanted: &str| -> PyResult<(f64, f64)> {
        if value.is_unbound() {
            return Ok((0.0, 0.0));
        }
        let plain = cx.payload(value);
        if let Some(complex) = plain.cast::<ComplexObject>() {
            return Ok((complex.real, complex.imag));
        }
        let number = plain.as_float().is_some()
            || int_of(cx, plain).is_some()
            || protocol::has_special(cx, value, Name::Float)
            || protocol::has_special(cx, value, Name::Index);
        if !number {
            let class = class_name(cx, value);
            return Err(cx.type_error(format!("complex() {wanted}, not '{class}'")));
        }
        Ok((arguments::real(cx, value)?, 0.0))
    };
    if let Some(text) = str_of(cx, real) {
        if !imag.is_unbound() {
            return Err(cx.type_error("complex() can't take second arg if first is a string"));
        }
        return match parse::complex(text.as_str()) {
            Some((real, imag)) => Ok(cx.complex(real, imag)),
            None => Err(cx.value_error("complex() arg is a malformed string")),
        };
    }
    if str_of(cx, imag).is_some() {
        return Err(cx.type_error("complex() second arg can't be a string"));
    }
    let real = match protocol::call_special(cx, real, Name::Complex, &[]) {
        Ok(Some(made)) if made.is(Kind::Complex) => made,
        Ok(Some(made)) => {
            let class = class_name(cx, made);
            return Err(cx.type_error(format!("__complex__ returned non-complex (type {class})")));
        }
        Ok(None) => real,
        Err(raised) => return Err(raised),
    };
    let (a, b) = part(cx, real, "first argument must be a string or a number")?;
    let (c, d) = part(cx, imag, "second argument must be a number")?;
    // Zeros keep their signs where nothing is added.
    let has_complex = |value: Value| !value.is_unbound() && value.is(Kind::Complex);
    let whole = if has_complex(imag) { a - d } else { a };
    let rest = match (imag.is_unbound(), has_complex(real)) {
        (true, _) => b,
        (false, true) => b + c,
        (false, false) => c,
    };
    Ok(cx.complex(whole, rest))
}

fn str(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let names = ["object", "encoding", "errors"];
    let [value, encoding, errors] = arguments::named(cx, "str", args, keywords, names, 0)?;
    if value.is_unbound() {
        return Ok(cx.str(""));
    }
    if encoding.is_unbound() && errors.is_unbound() {
        let text = protocol::str_of(cx, value)?;
        return Ok(cx.payload(text));
    }
    for (name, given) in [("encoding", encoding), ("errors", errors)] {
        if !given.is_unbound() && str_of(cx, given).is_none() {
            let class = class_name(cx, given);
            return Err(cx.type_error(format!("str() argument '{name}' must be str, not {class}")));
        }
    }
    let Some(data) = types::bytes::content(cx, value) else {
        let class = class_name(cx, value);
        return Err(cx.type_error(format!("decoding to str: need a bytes-like object, {class} found")));
    };
    let encoding = str_of(cx, encoding).map_or("utf-8", |e| e.as_str());
    let errors = str_of(cx, errors).map_or("strict", |e| e.as_str());
    types::codec::decode(cx, &data, encoding, errors)
}

fn range(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [a, b, c] = match (args, keywords) {
        ([a], []) => [*a, Value::UNBOUND, Value::UNBOUND],
        _ => arguments::positional(cx, "range", args, keywords, 1)?,
    };
    let first = arguments::index(cx, a)?;
    if b.is_unbound() {
        return match int_of(cx, first) {
            Some(Int::Small(stop)) => Ok(Value::object(cx.range(0, stop, 1))),
            _ => large_range(cx, Value::int(0), first, Value::int(1)),
        };
    }
    let mark = cx.root_mark();
    cx.root(first);
    let stop = arguments::index(cx, b)?;
    cx.root(stop);
    let step = if c.is_unbound() { Value::int(1) } else { arguments::index(cx, c)? };
    cx.unroot(mark);
    if step == Value::int(0) || step == Value::FALSE {
        return Err(cx.value_error("range() arg 3 must not be zero"));
    }
    if let (Some(Int::Small(from)), Some(Int::Small(to)), Some(Int::Small(by))) =
        (int_of(cx, first), int_of(cx, stop), int_of(cx, step))
        && to.checked_sub(from).is_some()
        && by != i64::MIN
    {
        return Ok(Value::object(cx.range(from, to, by)));
    }
    large_range(cx, first, stop, step)
}

/// A range whose bounds or length are beyond 64 bits; it is made in Python.
fn large_range(cx: &mut dyn Call, start: Value, stop: Value, step: Value) -> PyResult {
    let mark = cx.root_mark();
    for value in [start, stop, step] {
        cx.root(value);
    }
    let module = cx.import("_large_range")?;
    let class = cx.intern_str("range");
    let class = protocol::get_attr(cx, module, class)?;
    cx.unroot(mark);
    cx.call(class, &[start, stop, step], &[])
}
