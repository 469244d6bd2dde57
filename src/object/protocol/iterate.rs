//! Iteration.

use crate::gc::Gc;
use crate::object::int::int_value;
use crate::object::protocol::{
    BinaryOp, binary, call_python_special, call_special, equal, find_special, generator_next, truth,
};
use crate::object::{
    ByteArrayObject, BytesObject, Call, ClassId, DictObject, DictViewObject, Flavor, GeneratorObject, IteratorObject,
    IteratorState, Kind, ListObject, Name, NativeObject, PyResult, RangeObject, StrObject, TupleObject, Value,
    ViewKind,
};

/// The iterator over a value of a builtin type, if it is one that can be iterated over.
fn plain_iter(cx: &mut dyn Call, value: Value) -> Option<Value> {
    let state = match value.kind()? {
        Kind::List => IteratorState::List { list: value.cast()?, index: 0 },
        Kind::Tuple => IteratorState::Tuple { tuple: value.cast()?, index: 0 },
        Kind::Str => IteratorState::Str { string: value.cast()?, byte: 0 },
        Kind::Bytes | Kind::ByteArray => IteratorState::Bytes { bytes: value, index: 0 },
        Kind::Array => IteratorState::Array { array: value.cast()?, index: 0 },
        Kind::Range => IteratorState::Range { range: value.cast()?, index: 0 },
        Kind::Dict => {
            let dict: Gc<DictObject> = value.cast()?;
            dict_state(dict, ViewKind::Keys, false)
        }
        Kind::DictView => {
            let view: Gc<DictViewObject> = value.cast()?;
            let dict = view.dict;
            dict_state(dict, view.view.get(), false)
        }
        Kind::Set | Kind::FrozenSet => {
            let set = value.as_set()?;
            IteratorState::Set { set, index: 0, live: set.len() }
        }
        Kind::Iterator => return Some(value),
        Kind::Generator => {
            let generator: Gc<GeneratorObject> = value.cast()?;
            return (generator.flavor == Flavor::Generator).then_some(value);
        }
        _ => return None,
    };
    Some(cx.iterator(state))
}

/// `iter(value)`
pub fn iter(cx: &mut dyn Call, value: Value) -> PyResult {
    if let Some(iterator) = plain_iter(cx, value) {
        return Ok(iterator);
    }
    if value.is(Kind::MappingProxy) {
        let mapping = cx.proxied(value);
        return iter(cx, mapping);
    }
    if value.has_python_class() {
        if let Some(iterator) = call_python_special(cx, value, Name::Iter, &[])? {
            let is_iterator = matches!(iterator.kind(), Some(Kind::Iterator | Kind::Generator))
                || find_special(cx, iterator, Name::Next).is_some();
            if !is_iterator {
                let name = cx.type_name(iterator);
                return Err(cx.type_error(format!("iter() returned non-iterator of type '{name}'")));
            }
            return Ok(iterator);
        }
        if find_special(cx, value, Name::Iter) == Some(Value::NONE) {
            return Err(not_iterable(cx, value));
        }
        let plain = cx.payload(value);
        if plain.is(Kind::Iterator) {
            return Ok(value);
        }
        if plain != value
            && let Some(iterator) = plain_iter(cx, plain)
        {
            return Ok(iterator);
        }
        let python_items = find_special(cx, value, Name::GetItem)
            .is_some_and(|m| m.cast::<NativeObject>().is_none_or(|n| n.class.is_none()));
        if python_items {
            return Ok(cx.iterator(IteratorState::Sequence { object: value, index: 0 }));
        }
        return Err(not_iterable(cx, value));
    }
    match call_special(cx, value, Name::Iter, &[])? {
        Some(iterator) => Ok(iterator),
        None => Err(not_iterable(cx, value)),
    }
}

fn not_iterable(cx: &mut dyn Call, value: Value) -> crate::object::Raised {
    let name = cx.type_name(value);
    cx.type_error(format!("'{name}' object is not iterable"))
}

/// `reversed(value)`
pub fn reversed(cx: &mut dyn Call, value: Value) -> PyResult {
    let value = cx.proxied(value);
    if value.has_python_class() {
        if let Some(iterator) = call_python_special(cx, value, Name::Reversed, &[])? {
            return Ok(iterator);
        }
        let python_items = find_special(cx, value, Name::GetItem)
            .is_some_and(|m| m.cast::<NativeObject>().is_none_or(|n| n.class.is_none()));
        if python_items {
            let len = super::len(cx, value)?;
            return Ok(cx.iterator(IteratorState::ReverseSequence { object: value, index: len as i64 - 1 }));
        }
    }
    let plain = cx.payload(value);
    let state = match plain.kind() {
        Some(Kind::List) => {
            plain.cast::<ListObject>().map(|list| IteratorState::ReverseList { list, index: list.len.get() })
        }
        Some(Kind::Tuple | Kind::Str | Kind::Bytes | Kind::ByteArray | Kind::Array) => {
            let len = super::len(cx, plain)?;
            Some(IteratorState::ReverseSequence { object: plain, index: len as i64 - 1 })
        }
        Some(Kind::Range) => plain.cast::<RangeObject>().map(|range| {
            let (first, step) = (range.item(range.len - 1), range.step.wrapping_neg());
            let range = match range.len {
                0 => cx.range(0, 0, 1),
                _ => cx.range(first, range.start.wrapping_add(step.signum()), step),
            };
            IteratorState::Range { range, index: 0 }
        }),
        Some(Kind::Dict) => plain.cast::<DictObject>().map(|dict| dict_state(dict, ViewKind::Keys, true)),
        Some(Kind::DictView) => plain.cast::<DictViewObject>().map(|view| dict_state(view.dict, view.view.get(), true)),
        _ => None,
    };
    match state {
        Some(state) => Ok(cx.iterator(state)),
        None => {
            let name = cx.type_name(value);
            Err(cx.type_error(format!("'{name}' object is not reversible")))
        }
    }
}

/// `next(iterator)`; `None` when there is no more.
#[inline]
pub fn next(cx: &mut dyn Call, iterator: Value) -> PyResult<Option<Value>> {
    match iterator.cast::<IteratorObject>() {
        Some(object) => next_of(cx, object),
        None => match iterator.cast::<GeneratorObject>() {
            Some(generator) => generator_next(cx, generator),
            None => next_by_method(cx, iterator),
        },
    }
}

fn next_by_method(cx: &mut dyn Call, iterator: Value) -> PyResult<Option<Value>> {
    match call_special(cx, iterator, Name::Next, &[]) {
        Ok(Some(item)) => Ok(Some(item)),
        Ok(None) => {
            let name = cx.type_name(iterator);
            Err(cx.type_error(format!("'{name}' object is not an iterator")))
        }
        Err(raised) if cx.is_exception(raised, ClassId::StopIteration) => Ok(None),
        Err(raised) => Err(raised),
    }
}

/// What the state says the next item is, once it no longer is borrowed.
enum Step {
    Item(Value),
    End,
    /// The state needs to call Python.
    Call(IteratorState),
    Changed(&'static str),
}

fn next_of(cx: &mut dyn Call, object: Gc<IteratorObject>) -> PyResult<Option<Value>> {
    let step = quick_step(cx, &mut object.state.borrow_mut());
    match step {
        Step::Item(item) => Ok(Some(item)),
        Step::End => {
            object.state.replace(IteratorState::Exhausted);
            Ok(None)
        }
        Step::Changed(message) => Err(cx.raise(ClassId::RuntimeError, message)),
        Step::Call(state) => {
            let mark = cx.root_mark();
            cx.root(Value::object(object));
            cx.enter_native(" while calling a Python object")?;
            let result = calling_step(cx, object, state);
            cx.leave_native();
            cx.unroot(mark);
            result
        }
    }
}

fn quick_step(cx: &mut dyn Call, state: &mut IteratorState) -> Step {
    match state {
        IteratorState::Exhausted => Step::End,
        IteratorState::List { list, index } => match ListObject::get(*list, *index) {
            Some(item) => {
                *index += 1;
                Step::Item(item)
            }
            None => Step::End,
        },
        IteratorState::ReverseList { list, index } => {
            let Some(at) = index.checked_sub(1) else { return Step::End };
            match ListObject::get(*list, at) {
                Some(item) => {
                    *index = at;
                    Step::Item(item)
                }
                None => Step::End,
            }
        }
        IteratorState::Tuple { tuple, index } => match TupleObject::items(*tuple).get(*index) {
            Some(item) => {
                *index += 1;
                Step::Item(*item)
            }
            None => Step::End,
        },
        IteratorState::Str { string, byte } => match string.as_str()[*byte..].chars().next() {
            Some(c) => {
                *byte += c.len_utf8();
                Step::Item(cx.char_str(c))
            }
            None => Step::End,
        },
        IteratorState::Bytes { bytes, index } => {
            let byte = match bytes.cast::<BytesObject>() {
                Some(bytes) => bytes.data.get(*index).copied(),
                None => bytes.cast::<ByteArrayObject>().and_then(|a| a.data.borrow().get(*index).copied()),
            };
            match byte {
                Some(byte) => {
                    *index += 1;
                    Step::Item(Value::int(byte as i64))
                }
                None => Step::End,
            }
        }
        IteratorState::Array { array, index } => {
            if *index >= array.len.get() {
                return Step::End;
            }
            *index += 1;
            Step::Item(crate::object::array::item(cx, *array, *index - 1))
        }
        IteratorState::Range { range, index } => {
            if *index >= range.len {
                return Step::End;
            }
            let number = range.item(*index);
            *index += 1;
            Step::Item(cx.int(number))
        }
        IteratorState::Dict { dict, index, live, left, view, reverse } => {
            if dict.live.get() != *live {
                // It stays so.
                *live = u32::MAX;
                return Step::Changed("dictionary changed size during iteration");
            }
            let found = if *reverse {
                let mut at = *index;
                loop {
                    if at == 0 {
                        break None;
                    }
                    at -= 1;
                    match DictObject::entry(*dict, at) {
                        Some(entry) if !entry.key.is_unbound() => break Some((at, entry)),
                        _ => {}
                    }
                }
            } else {
                DictObject::next_entry(*dict, *index)
            };
            let Some((at, entry)) = found else { return Step::End };
            if *left == 0 {
                *live = u32::MAX;
                return Step::Changed("dictionary keys changed during iteration");
            }
            *left -= 1;
            *index = if *reverse { at } else { at + 1 };
            Step::Item(match view {
                ViewKind::Keys => entry.key,
                ViewKind::Values => entry.value,
                ViewKind::Items => cx.tuple(&[entry.key, entry.value]),
            })
        }
        IteratorState::Set { set, index, live } => {
            if set.len() != *live {
                return Step::Changed("Set changed size during iteration");
            }
            match set.next_key(*index) {
                Some((at, key)) => {
                    *index = at + 1;
                    Step::Item(key)
                }
                None => Step::End,
            }
        }
        other => Step::Call(other.clone()),
    }
}

/// The start of an iteration over a dict.
pub fn dict_state(dict: Gc<DictObject>, view: ViewKind, reverse: bool) -> IteratorState {
    let live = dict.live.get();
    let index = if reverse { dict.used.get() } else { 0 };
    IteratorState::Dict { dict, index, live, left: live, view, reverse }
}

fn end(object: Gc<IteratorObject>) -> PyResult<Option<Value>> {
    object.state.replace(IteratorState::Exhausted);
    Ok(None)
}

fn calling_step(cx: &mut dyn Call, object: Gc<IteratorObject>, state: IteratorState) -> PyResult<Option<Value>> {
    match state {
        IteratorState::Sequence { object: source, index } => match super::get_item(cx, source, Value::int(index)) {
            Ok(item) => {
                object.state.replace(IteratorState::Sequence { object: source, index: index + 1 });
                Ok(Some(item))
            }
            Err(raised)
                if cx.is_exception(raised, ClassId::IndexError) || cx.is_exception(raised, ClassId::StopIteration) =>
            {
                end(object)
            }
            Err(raised) => Err(raised),
        },
        IteratorState::ReverseSequence { object: source, index } => {
            if index < 0 {
                return end(object);
            }
            match super::get_item(cx, source, Value::int(index)) {
                Ok(item) => {
                    object.state.replace(IteratorState::ReverseSequence { object: source, index: index - 1 });
                    Ok(Some(item))
                }
                Err(raised) if cx.is_exception(raised, ClassId::IndexError) => end(object),
                Err(raised) => Err(raised),
            }
        }
        IteratorState::Callable { callable, sentinel } => {
            let item = match cx.call(callable, &[], &[]) {
                Ok(item) => item,
                Err(raised) if cx.is_exception(raised, ClassId::StopIteration) => return end(object),
                Err(raised) => return Err(raised),
            };
            cx.root(item);
            if equal(cx, item, sentinel)? { end(object) } else { Ok(Some(item)) }
        }
        IteratorState::Enumerate { iterator, next: count } => {
            let Some(item) = next(cx, iterator)? else { return Ok(None) };
            cx.root(item);
            let following = binary(cx, BinaryOp::Add, count, Value::int(1))?;
            object.state.replace(IteratorState::Enumerate { iterator, next: following });
            Ok(Some(cx.tuple(&[count, item])))
        }
        IteratorState::Zip { iterators, strict } => zip_step(cx, object, &iterators, strict),
        IteratorState::Map { function, iterators } => {
            let mut args: smallvec::SmallVec<[Value; 4]> = smallvec::SmallVec::new();
            for iterator in &iterators {
                let Some(item) = next(cx, *iterator)? else { return Ok(None) };
                cx.root(item);
                args.push(item);
            }
            cx.call(function, &args, &[]).map(Some)
        }
        IteratorState::Filter { function, iterator } => loop {
            let Some(item) = next(cx, iterator)? else { return Ok(None) };
            let mark = cx.root_mark();
            cx.root(item);
            let keep = if function.is_none() {
                truth(cx, item)
            } else {
                match cx.call(function, &[item], &[]) {
                    Ok(answer) => truth(cx, answer),
                    Err(raised) => Err(raised),
                }
            };
            cx.unroot(mark);
            if keep? {
                return Ok(Some(item));
            }
        },
        IteratorState::Native(native) => match native.next(cx)? {
            None => end(object),
            item => Ok(item),
        },
        _ => Ok(None),
    }
}

fn zip_step(
    cx: &mut dyn Call,
    object: Gc<IteratorObject>,
    iterators: &[Value],
    strict: bool,
) -> PyResult<Option<Value>> {
    if iterators.is_empty() {
        return end(object);
    }
    let mut items: smallvec::SmallVec<[Value; 4]> = smallvec::SmallVec::new();
    for (number, iterator) in iterators.iter().enumerate() {
        match next(cx, *iterator)? {
            Some(item) => {
                cx.root(item);
                items.push(item);
            }
            None => {
                if strict && number > 0 {
                    let others = if number == 1 { "argument 1".to_string() } else { format!("arguments 1-{number}") };
                    return Err(cx.value_error(format!("zip() argument {} is shorter than {others}", number + 1)));
                }
                if strict {
                    for (number, iterator) in iterators.iter().enumerate().skip(1) {
                        if next(cx, *iterator)?.is_some() {
                            let others =
                                if number == 1 { "argument 1".to_string() } else { format!("arguments 1-{number}") };
                            return Err(
                                cx.value_error(format!("zip() argument {} is longer than {others}", number + 1))
                            );
                        }
                    }
                }
                return Ok(None);
            }
        }
    }
    Ok(Some(cx.tuple(&items)))
}

/// Hands every item to `visit`, which may call Python, until it answers `false`. The iterator and the
/// item stay rooted.
pub fn index_iter(
    cx: &mut dyn Call,
    value: Value,
    visit: &mut dyn FnMut(&mut dyn Call, Value) -> PyResult<bool>,
) -> PyResult<()> {
    let iterator = iter(cx, value)?;
    each_of(cx, value, iterator, visit)
}

/// The items that an iterator of `value` still has.
fn each_of(
    cx: &mut dyn Call,
    value: Value,
    iterator: Value,
    visit: &mut dyn FnMut(&mut dyn Call, Value) -> PyResult<bool>,
) -> PyResult<()> {
    let mark = cx.root_mark();
    cx.root(value);
    cx.root(iterator);
    let result = loop {
        match next(cx, iterator) {
            Ok(Some(item)) => {
                let inner = cx.root_mark();
                cx.root(item);
                let outcome = visit(cx, item);
                cx.unroot(inner);
                match outcome {
                    Ok(true) => {}
                    Ok(false) => break Ok(()),
                    Err(raised) => break Err(raised),
                }
            }
            Ok(None) => break Ok(()),
            Err(raised) => break Err(raised),
        }
    };
    cx.unroot(mark);
    result
}

/// Hands every item to `visit`, which may call Python. The iterator and the item stay rooted.
pub fn for_each(
    cx: &mut dyn Call,
    value: Value,
    visit: &mut dyn FnMut(&mut dyn Call, Value) -> PyResult<()>,
) -> PyResult<()> {
    index_iter(cx, value, &mut |cx, item| visit(cx, item).map(|()| true))
}

/// As [`for_each`], but an object is asked for its length first, as CPython does where it makes a
/// list: the answer is not needed, but what the question does or raises is seen.
pub fn for_each_sized(
    cx: &mut dyn Call,
    value: Value,
    visit: &mut dyn FnMut(&mut dyn Call, Value) -> PyResult<()>,
) -> PyResult<()> {
    if !value.is(Kind::Instance) {
        return for_each(cx, value, visit);
    }
    let iterator = iter(cx, value)?;
    let mark = cx.root_mark();
    cx.root(iterator);
    let asked = ask_length(cx, value);
    cx.unroot(mark);
    asked?;
    each_of(cx, value, iterator, &mut |cx, item| visit(cx, item).map(|()| true))
}

/// What CPython asks of an object before it makes a list of its items.
pub fn ask_length(cx: &mut dyn Call, value: Value) -> PyResult<()> {
    if find_special(cx, value, Name::Len).is_some() {
        match super::len(cx, value) {
            Err(raised) if cx.is_exception(raised, ClassId::TypeError) => {}
            answer => return answer.map(|_| ()),
        }
    }
    let hint = match call_python_special(cx, value, Name::LengthHint, &[]) {
        Ok(Some(hint)) if hint != Value::NOT_IMPLEMENTED => hint,
        Ok(_) => return Ok(()),
        Err(raised) if cx.is_exception(raised, ClassId::TypeError) => return Ok(()),
        Err(raised) => return Err(raised),
    };
    let number = cx.payload(hint);
    match int_value(number).map(|number| number.to_i64()) {
        Some(Some(hint)) if hint < 0 => Err(cx.value_error("__length_hint__() should return >= 0")),
        Some(Some(_)) => Ok(()),
        Some(None) => Err(cx.raise(ClassId::OverflowError, "Python int too large to convert to C ssize_t")),
        None => {
            let name = cx.type_name(hint);
            Err(cx.type_error(format!("__length_hint__ must be an integer, not {name}")))
        }
    }
}

/// `list(value)`: the value is asked for its length.
pub fn list_sized_from(cx: &mut dyn Call, value: Value) -> PyResult<Gc<ListObject>> {
    if !value.is(Kind::Instance) {
        return list_from(cx, value);
    }
    let list = cx.new_list();
    let mark = cx.root_mark();
    cx.root(Value::object(list));
    let result = for_each_sized(cx, value, &mut |cx, item| cx.list_push(list, item));
    cx.unroot(mark);
    result.map(|()| list)
}

/// The items of a value as a new list.
pub fn list_from(cx: &mut dyn Call, value: Value) -> PyResult<Gc<ListObject>> {
    if let Some(list) = value.cast::<ListObject>() {
        return cx.try_list(ListObject::items(list));
    }
    if let Some(tuple) = value.cast::<TupleObject>() {
        return cx.try_list(TupleObject::items(tuple));
    }
    let list = cx.new_list();
    if let Some(string) = value.cast::<StrObject>() {
        cx.list_reserve(list, string.char_len())?;
    }
    if let Some(range) = value.cast::<RangeObject>() {
        cx.list_reserve(list, range.len as usize)?;
    }
    let mark = cx.root_mark();
    cx.root(Value::object(list));
    let result = for_each(cx, value, &mut |cx, item| cx.list_push(list, item));
    cx.unroot(mark);
    result.map(|()| list)
}
