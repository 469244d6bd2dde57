//! Subscripts, membership, length and indices.

use crate::gc::Gc;
use crate::object::array;
use crate::object::dict::{dict_get, dict_remove, dict_set};
use crate::object::int::int_value;
use crate::object::protocol::{
    byte_data, call_python_special, call_special, equal, find_special, for_each, index_iter, iter, list_from,
    with_byte_data,
};
use crate::object::sequence::{Indices, slice_bounds, slice_indices};
use crate::object::set::set_contains;
use crate::object::{
    ArrayObject, ByteArrayObject, BytesObject, Call, ClassId, ClassObject, DictObject, DictViewObject, Kind,
    ListObject, Name, PyResult, RangeObject, SliceObject, StrObject, TupleObject, Value, ViewKind,
};

/// `container[key]`
pub fn get_item(cx: &mut dyn Call, container: Value, key: Value) -> PyResult {
    let Some(kind) = container.kind() else { return Err(not_subscriptable(cx, container)) };
    match kind {
        Kind::List => {
            if let (Some(list), Some(i)) = (container.cast::<ListObject>(), key.as_int()) {
                let len = list.len.get();
                let index = if i < 0 { i + len as i64 } else { i };
                return match ListObject::get(list, index as usize) {
                    Some(item) => Ok(item),
                    None => Err(cx.index_error("list index out of range")),
                };
            }
            sequence_item(cx, container, key)
        }
        Kind::Dict => {
            let Some(dict) = container.cast::<DictObject>() else { return Ok(Value::NONE) };
            match dict_get(cx, dict, key)? {
                Some(value) => Ok(value),
                None => Err(cx.key_error(key)),
            }
        }
        Kind::Tuple | Kind::Str | Kind::Bytes | Kind::ByteArray | Kind::Range => sequence_item(cx, container, key),
        Kind::MappingProxy => {
            let mapping = cx.proxied(container);
            get_item(cx, mapping, key)
        }
        Kind::Array => match container.cast::<ArrayObject>() {
            Some(array) => array::get(cx, array, key),
            None => Ok(Value::NONE),
        },
        Kind::Instance => instance_item(cx, container, key),
        Kind::Class => class_item(cx, container, key),
        _ => match call_special(cx, container, Name::GetItem, &[key])? {
            Some(value) => Ok(value),
            None => Err(not_subscriptable(cx, container)),
        },
    }
}

fn not_subscriptable(cx: &mut dyn Call, container: Value) -> crate::object::Raised {
    let name = cx.type_name(container);
    cx.type_error(format!("'{name}' object is not subscriptable"))
}

fn instance_item(cx: &mut dyn Call, container: Value, key: Value) -> PyResult {
    if let Some(value) = call_python_special(cx, container, Name::GetItem, &[key])? {
        return Ok(value);
    }
    let plain = cx.payload(container);
    if plain == container {
        return Err(not_subscriptable(cx, container));
    }
    if let Some(dict) = plain.cast::<DictObject>() {
        if let Some(value) = dict_get(cx, dict, key)? {
            return Ok(value);
        }
        return match call_python_special(cx, container, Name::Missing, &[key])? {
            Some(value) => Ok(value),
            None => Err(cx.key_error(key)),
        };
    }
    get_item(cx, plain, key)
}

fn class_item(cx: &mut dyn Call, container: Value, key: Value) -> PyResult {
    let Some(class) = container.cast::<ClassObject>() else { return Err(not_subscriptable(cx, container)) };
    if let Some(value) = call_python_special(cx, container, Name::GetItem, &[key])? {
        return Ok(value);
    }
    if let Some(found) = cx.class_lookup_name(class, Name::ClassGetItem) {
        // It is a class method even without being declared one.
        let function = match found.cast::<crate::object::ClassMethodObject>() {
            Some(method) => method.function,
            None => found,
        };
        return cx.call(function, &[container, key], &[]);
    }
    let generic = matches!(
        class.builtin,
        Some(ClassId::List | ClassId::Dict | ClassId::Tuple | ClassId::Set | ClassId::FrozenSet | ClassId::Type)
    );
    if generic {
        return Ok(super::generic_alias(cx, container, key));
    }
    Err(cx.type_error(format!("type '{}' is not subscriptable", class.name_str())))
}

/// How messages name a sequence's items.
fn words(kind: Option<Kind>) -> (&'static str, &'static str) {
    match kind {
        Some(Kind::List) => ("list indices must be integers or slices, not ", "list index out of range"),
        Some(Kind::Tuple) => ("tuple indices must be integers or slices, not ", "tuple index out of range"),
        Some(Kind::Bytes) => ("byte indices must be integers or slices, not ", "index out of range"),
        Some(Kind::ByteArray) => ("bytearray indices must be integers or slices, not ", "bytearray index out of range"),
        Some(Kind::Range) => ("range indices must be integers or slices, not ", "range object index out of range"),
        _ => ("string indices must be integers, not ", "string index out of range"),
    }
}

/// The length of a builtin sequence.
fn sequence_len(value: Value) -> usize {
    match value.kind() {
        Some(Kind::List) => value.cast::<ListObject>().map_or(0, |l| l.len.get()),
        Some(Kind::Tuple) => value.cast::<TupleObject>().map_or(0, |t| t.len),
        Some(Kind::Str) => value.cast::<StrObject>().map_or(0, |s| s.char_len()),
        Some(Kind::Bytes) => value.cast::<BytesObject>().map_or(0, |b| b.data.len()),
        Some(Kind::ByteArray) => value.cast::<ByteArrayObject>().map_or(0, |b| b.data.borrow().len()),
        Some(Kind::Range) => value.cast::<RangeObject>().map_or(0, |r| r.len as usize),
        Some(Kind::Array) => value.cast::<ArrayObject>().map_or(0, |a| a.len.get()),
        _ => 0,
    }
}

/// The index that a key means, of any int-like type; `None`: out of range.
fn position(cx: &mut dyn Call, container: Value, key: Value, outside: &str) -> PyResult<usize> {
    let index = match key.as_int() {
        Some(i) => i,
        None => {
            let integer = int_value(key).is_some()
                || key.is(Kind::Instance) && {
                    let payload = cx.payload(key);
                    int_value(payload).is_some() || find_special(cx, key, Name::Index).is_some()
                };
            if !integer {
                let kind = container.kind();
                let name = cx.type_name(key);
                let name = if kind == Some(Kind::Str) { format!("'{name}'") } else { name };
                return Err(cx.type_error(format!("{}{name}", words(kind).0)));
            }
            let index = index_of(cx, key)?;
            match unwrap_int(index) {
                Some(i) => i,
                None => return Err(cx.index_error("cannot fit 'int' into an index-sized integer")),
            }
        }
    };
    let len = sequence_len(container) as i64;
    let at = if index < 0 { index.saturating_add(len) } else { index };
    if at < 0 || at >= len {
        return Err(cx.index_error(outside));
    }
    Ok(at as usize)
}

fn sequence_item(cx: &mut dyn Call, container: Value, key: Value) -> PyResult {
    if let Some(slice) = key.cast::<SliceObject>() {
        if let Some(range) = container.cast::<RangeObject>() {
            let (start, stop, step) = slice_bounds(cx, slice, range.len as usize)?;
            let result = cx.range(range.item(start), range.item(stop), range.step.saturating_mul(step));
            return Ok(Value::object(result));
        }
        let indices = slice_indices(cx, slice, sequence_len(container))?;
        return sequence_slice(cx, container, indices);
    }
    let at = position(cx, container, key, words(container.kind()).1)?;
    Ok(match container.kind() {
        Some(Kind::List) => container.cast::<ListObject>().and_then(|l| ListObject::get(l, at)).unwrap_or(Value::NONE),
        Some(Kind::Tuple) => container.cast::<TupleObject>().map_or(Value::NONE, |t| TupleObject::items(t)[at]),
        Some(Kind::Str) => match container.cast::<StrObject>() {
            Some(string) => cx.str_char(string, at),
            None => Value::NONE,
        },
        Some(Kind::Bytes) => container.cast::<BytesObject>().map_or(Value::NONE, |b| Value::int(b.data[at] as i64)),
        Some(Kind::ByteArray) => {
            container.cast::<ByteArrayObject>().map_or(Value::NONE, |b| Value::int(b.data.borrow()[at] as i64))
        }
        _ => match container.cast::<RangeObject>() {
            Some(range) => cx.int(range.item(at as i64)),
            None => Value::NONE,
        },
    })
}

fn sequence_slice(cx: &mut dyn Call, container: Value, indices: Indices) -> PyResult {
    let Indices { start, step, count, .. } = indices;
    let whole = step == 1 && start == 0 && count == sequence_len(container);
    match container.kind() {
        Some(kind @ (Kind::List | Kind::Tuple)) => {
            let items = match container.cast::<ListObject>() {
                Some(list) => ListObject::items(list),
                None => container.cast::<TupleObject>().map_or(&[][..], TupleObject::items),
            };
            if kind == Kind::Tuple && whole {
                return Ok(container);
            }
            cx.reserve(count * 8)?;
            let own;
            let selected = if step == 1 {
                if count == 0 { &[][..] } else { &items[start..start + count] }
            } else {
                own = indices.iter().map(|at| items[at]).collect::<Vec<_>>();
                &own[..]
            };
            Ok(if kind == Kind::List { Value::object(cx.list(selected)) } else { cx.tuple(selected) })
        }
        Some(Kind::Str) => {
            let Some(string) = container.cast::<StrObject>() else { return Ok(container) };
            if step == 1 {
                return Ok(cx.substring(string, start, start + count));
            }
            let text: String = if string.is_ascii() {
                let bytes = string.as_str().as_bytes();
                indices.iter().map(|at| bytes[at] as char).collect()
            } else {
                let chars: Vec<char> = string.as_str().chars().collect();
                indices.iter().map(|at| chars[at]).collect()
            };
            cx.try_str(&text)
        }
        Some(kind) => {
            let select = |data: &[u8]| match step {
                1 => data[start..start + count].to_vec(),
                _ => indices.iter().map(|at| data[at]).collect(),
            };
            let selected = with_byte_data(container, select).unwrap_or_default();
            Ok(if kind == Kind::Bytes { cx.bytes(&selected) } else { cx.byte_array(selected) })
        }
        None => Ok(container),
    }
}

/// `container[key] = value`
pub fn set_item(cx: &mut dyn Call, container: Value, key: Value, value: Value) -> PyResult<()> {
    match container.kind() {
        Some(Kind::List) => {
            let Some(list) = container.cast::<ListObject>() else { return Ok(()) };
            if let Some(slice) = key.cast::<SliceObject>() {
                return set_slice(cx, list, slice, value);
            }
            let at = position(cx, container, key, "list assignment index out of range")?;
            ListObject::set(list, at, value);
            Ok(())
        }
        Some(Kind::Dict) => match container.cast::<DictObject>() {
            Some(dict) => dict_set(cx, dict, key, value),
            None => Ok(()),
        },
        Some(Kind::Array) => match container.cast::<ArrayObject>() {
            Some(array) => array::set(cx, array, key, value),
            None => Ok(()),
        },
        Some(Kind::ByteArray) if !key.is(Kind::Slice) => {
            let Some(array) = container.cast::<ByteArrayObject>() else { return Ok(()) };
            let byte = index_i64(cx, value)?;
            let at = position(cx, container, key, "bytearray index out of range")?;
            let Ok(byte) = u8::try_from(byte) else { return Err(cx.value_error("byte must be in range(0, 256)")) };
            array.data.borrow_mut()[at] = byte;
            Ok(())
        }
        Some(Kind::ByteArray) => {
            let (Some(array), Some(slice)) = (container.cast::<ByteArrayObject>(), key.cast::<SliceObject>()) else {
                return Ok(());
            };
            let data = match byte_data(value) {
                Some(data) => data,
                None if value.is(Kind::Str) || !is_iterable(cx, value) => {
                    return Err(cx.type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)"));
                }
                None => {
                    let made = (cx.tables().construct)(cx, ClassId::ByteArray, &[value], &[])?;
                    byte_data(made).unwrap_or_default()
                }
            };
            let indices = slice_indices(cx, slice, sequence_len(container))?;
            cx.reserve(data.len())?;
            if indices.step == 1 && data.len() != indices.count {
                crate::object::exports::may_resize(cx, container)?;
            }
            let mut bytes = array.data.borrow_mut();
            if indices.step == 1 {
                bytes.splice(indices.start..indices.start + indices.count, data);
            } else if data.len() != indices.count {
                let message = wrong_size("bytes", data.len(), indices.count);
                return Err(cx.value_error(message));
            } else {
                for (at, byte) in indices.iter().zip(data) {
                    bytes[at] = byte;
                }
            }
            Ok(())
        }
        Some(Kind::Instance | Kind::Class) => {
            if call_python_special(cx, container, Name::SetItem, &[key, value])?.is_some() {
                return Ok(());
            }
            let plain = cx.payload(container);
            if plain != container {
                return set_item(cx, plain, key, value);
            }
            Err(no_assignment(cx, container))
        }
        Some(_) if find_special(cx, container, Name::SetItem).is_some() => {
            call_special(cx, container, Name::SetItem, &[key, value]).map(|_| ())
        }
        _ => Err(no_assignment(cx, container)),
    }
}

fn no_assignment(cx: &mut dyn Call, container: Value) -> crate::object::Raised {
    let name = cx.type_name(container);
    cx.type_error(format!("'{name}' object does not support item assignment"))
}

fn wrong_size(what: &str, got: usize, wanted: usize) -> String {
    format!("attempt to assign {what} of size {got} to extended slice of size {wanted}")
}

fn set_slice(cx: &mut dyn Call, list: Gc<ListObject>, slice: Gc<SliceObject>, value: Value) -> PyResult<()> {
    let items = match list_from(cx, value) {
        Ok(items) => items,
        Err(raised) if cx.is_exception(raised, ClassId::TypeError) && !is_iterable(cx, value) => {
            let plain = slice.step.is_none() || slice.step == Value::int(1);
            return Err(cx.type_error(if plain {
                "can only assign an iterable"
            } else {
                "must assign iterable to extended slice"
            }));
        }
        Err(raised) => return Err(raised),
    };
    let mark = cx.root_mark();
    cx.root(Value::object(items));
    let indices = slice_indices(cx, slice, list.len.get());
    cx.unroot(mark);
    let indices = indices?;
    let items = ListObject::items(items);
    if indices.step == 1 {
        return cx.list_splice(list, indices.start, indices.start + indices.count, items);
    }
    if items.len() != indices.count {
        let message = wrong_size("sequence", items.len(), indices.count);
        return Err(cx.value_error(message));
    }
    for (at, item) in indices.iter().zip(items) {
        ListObject::set(list, at, *item);
    }
    Ok(())
}

fn is_iterable(cx: &mut dyn Call, value: Value) -> bool {
    match value.kind() {
        Some(Kind::Instance) => {
            find_special(cx, value, Name::Iter).is_some() || find_special(cx, value, Name::GetItem).is_some()
        }
        Some(_) => iter(cx, value).is_ok(),
        None => false,
    }
}

/// `del container[key]`
pub fn del_item(cx: &mut dyn Call, container: Value, key: Value) -> PyResult<()> {
    match container.kind() {
        Some(Kind::List) => {
            let Some(list) = container.cast::<ListObject>() else { return Ok(()) };
            let Some(slice) = key.cast::<SliceObject>() else {
                let at = position(cx, container, key, "list assignment index out of range")?;
                ListObject::remove(list, at);
                return Ok(());
            };
            let indices = slice_indices(cx, slice, list.len.get())?;
            if indices.step == 1 {
                return cx.list_splice(list, indices.start, indices.start + indices.count, &[]);
            }
            let mut doomed: Vec<usize> = indices.iter().collect();
            doomed.sort_unstable();
            let mut next = doomed.into_iter().peekable();
            let items = ListObject::items_mut(list);
            let mut kept = 0;
            for at in 0..items.len() {
                if next.peek() == Some(&at) {
                    next.next();
                } else {
                    items[kept] = items[at];
                    kept += 1;
                }
            }
            ListObject::truncate(list, kept);
            Ok(())
        }
        Some(Kind::Dict) => {
            let Some(dict) = container.cast::<DictObject>() else { return Ok(()) };
            match dict_remove(cx, dict, key)? {
                Some(_) => Ok(()),
                None => Err(cx.key_error(key)),
            }
        }
        Some(Kind::Array) => match container.cast::<ArrayObject>() {
            Some(array) => array::delete(cx, array, key),
            None => Ok(()),
        },
        Some(Kind::ByteArray) => {
            let Some(array) = container.cast::<ByteArrayObject>() else { return Ok(()) };
            crate::object::exports::may_resize(cx, container)?;
            let Some(slice) = key.cast::<SliceObject>() else {
                let at = position(cx, container, key, "bytearray index out of range")?;
                array.data.borrow_mut().remove(at);
                return Ok(());
            };
            let indices = slice_indices(cx, slice, sequence_len(container))?;
            let mut doomed: Vec<usize> = indices.iter().collect();
            doomed.sort_unstable();
            let (mut next, mut at) = (doomed.into_iter().peekable(), 0);
            array.data.borrow_mut().retain(|_| {
                let goes = next.next_if_eq(&at).is_some();
                at += 1;
                !goes
            });
            Ok(())
        }
        Some(Kind::Instance | Kind::Class) => {
            if call_python_special(cx, container, Name::DelItem, &[key])?.is_some() {
                return Ok(());
            }
            let plain = cx.payload(container);
            if plain != container {
                return del_item(cx, plain, key);
            }
            let name = cx.type_name(container);
            Err(cx.type_error(format!("'{name}' object doesn't support item deletion")))
        }
        Some(Kind::Tuple | Kind::Str | Kind::Bytes | Kind::Range) => {
            let name = cx.type_name(container);
            Err(cx.type_error(format!("'{name}' object doesn't support item deletion")))
        }
        _ => {
            if call_special(cx, container, Name::DelItem, &[key])?.is_some() {
                return Ok(());
            }
            let name = cx.type_name(container);
            // As CPython has it: sequences refuse in one way, what is none in another.
            let refuses = if is_container(container) { "doesn't" } else { "does not" };
            Err(cx.type_error(format!("'{name}' object {refuses} support item deletion")))
        }
    }
}

fn is_container(value: Value) -> bool {
    matches!(value.kind(), Some(Kind::Set | Kind::FrozenSet | Kind::DictView))
}

/// `item in container`
pub fn contains(cx: &mut dyn Call, container: Value, item: Value) -> PyResult<bool> {
    match container.kind() {
        Some(Kind::Str) => {
            let (Some(text), Some(part)) = (container.cast::<StrObject>(), cx.payload(item).cast::<StrObject>()) else {
                let name = cx.type_name(item);
                return Err(cx.type_error(format!("'in <string>' requires string as left operand, not {name}")));
            };
            Ok(text.as_str().contains(part.as_str()))
        }
        Some(Kind::List | Kind::Tuple) => {
            let mut index = 0;
            // The list may change meanwhile.
            loop {
                let other = match container.cast::<ListObject>() {
                    Some(list) => ListObject::get(list, index),
                    None => container.cast::<TupleObject>().and_then(|t| TupleObject::items(t).get(index).copied()),
                };
                let Some(other) = other else { return Ok(false) };
                if let Some(same) = super::quick_same(cx, other, item) {
                    if same {
                        return Ok(true);
                    }
                } else {
                    let mark = cx.root_mark();
                    for value in [container, item, other] {
                        cx.root(value);
                    }
                    let same = equal(cx, other, item);
                    cx.unroot(mark);
                    if same? {
                        return Ok(true);
                    }
                }
                index += 1;
            }
        }
        Some(Kind::Dict) => match container.cast::<DictObject>() {
            Some(dict) => Ok(crate::object::dict::dict_find(cx, dict, item)?.is_some()),
            None => Ok(false),
        },
        Some(Kind::Set | Kind::FrozenSet) => match container.as_set() {
            Some(set) => {
                // A set is looked for as the frozenset it is equal to.
                // A subclass may have a hash of its own.
                let plain = cx.payload(item);
                let has_hash = plain != item && {
                    let class = cx.type_of(item);
                    cx.class_lookup_name(class, Name::Hash) != Some(Value::NONE)
                };
                if let Some(key) = plain.cast::<crate::object::SetObject>().filter(|_| !has_hash) {
                    let frozen = cx.set_copy(key, true)?;
                    return set_contains(cx, set, Value::object(frozen));
                }
                set_contains(cx, set, item)
            }
            None => Ok(false),
        },
        Some(Kind::Array) => match container.cast::<ArrayObject>() {
            Some(array) => array::find(cx, array, item, 0, usize::MAX).map(|found| found.is_some()),
            None => Ok(false),
        },
        Some(Kind::Range) if int_value(item).is_some() && !item.is(Kind::Instance) => {
            let Some(range) = container.cast::<RangeObject>() else { return Ok(false) };
            Ok(unwrap_int(item).is_some_and(|i| range.contains(i)))
        }
        Some(Kind::Bytes | Kind::ByteArray) => {
            let holds = |part: &[u8], data: &[u8]| part.is_empty() || data.windows(part.len()).any(|w| w == part);
            if let Some(found) = with_byte_data(item, |part| with_byte_data(container, |data| holds(part, data))) {
                return Ok(found == Some(true));
            }
            if int_value(item).is_none() {
                let name = cx.type_name(item);
                return Err(cx.type_error(format!("a bytes-like object is required, not '{name}'")));
            }
            match unwrap_int(item).and_then(|i| u8::try_from(i).ok()) {
                Some(byte) => Ok(with_byte_data(container, |data| data.contains(&byte)) == Some(true)),
                None => Err(cx.value_error("byte must be in range(0, 256)")),
            }
        }
        Some(Kind::MappingProxy) => {
            let mapping = cx.proxied(container);
            contains(cx, mapping, item)
        }
        Some(Kind::DictView) => {
            let Some(view) = container.cast::<DictViewObject>() else { return Ok(false) };
            match view.view.get() {
                ViewKind::Keys => Ok(crate::object::dict::dict_find(cx, view.dict, item)?.is_some()),
                ViewKind::Items => {
                    let Some(pair) = item.cast::<TupleObject>().map(TupleObject::items).filter(|p| p.len() == 2) else {
                        return Ok(false);
                    };
                    match dict_get(cx, view.dict, pair[0])? {
                        Some(value) => equal(cx, value, pair[1]),
                        None => Ok(false),
                    }
                }
                ViewKind::Values => found_by_iterating(cx, container, item),
            }
        }
        Some(Kind::Instance | Kind::Class) => {
            if let Some(method) = find_special(cx, container, Name::Contains) {
                if method.is_none() {
                    let name = cx.type_name(container);
                    return Err(cx.type_error(format!("'{name}' object is not a container")));
                }
                if let Some(answer) = call_python_special(cx, container, Name::Contains, &[item])? {
                    return super::truth(cx, answer);
                }
            }
            let plain = cx.payload(container);
            if plain != container && call_check(cx, container, Name::Iter) {
                return contains(cx, plain, item);
            }
            let iterable = match find_special(cx, container, Name::Iter) {
                Some(method) => !method.is_none(),
                None => find_special(cx, container, Name::GetItem).is_some(),
            };
            if !iterable {
                return Err(not_container(cx, container));
            }
            found_by_iterating(cx, container, item)
        }
        _ => {
            if let Some(answer) = call_special(cx, container, Name::Contains, &[item])? {
                return super::truth(cx, answer);
            }
            if iter(cx, container).is_err() {
                return Err(not_container(cx, container));
            }
            found_by_iterating(cx, container, item)
        }
    }
}

/// Whether the class leaves that method to its builtin base.
fn call_check(cx: &mut dyn Call, value: Value, name: Name) -> bool {
    match find_special(cx, value, name) {
        Some(found) => found.cast::<crate::object::NativeObject>().is_some_and(|n| n.class.is_some()),
        None => true,
    }
}

fn not_container(cx: &mut dyn Call, container: Value) -> crate::object::Raised {
    let name = cx.type_name(container);
    cx.type_error(format!("argument of type '{name}' is not iterable"))
}

fn found_by_iterating(cx: &mut dyn Call, container: Value, item: Value) -> PyResult<bool> {
    let mut found = false;
    let mark = cx.root_mark();
    cx.root(item);
    let result = index_iter(cx, container, &mut |cx, other| {
        found = equal(cx, other, item)?;
        Ok(!found)
    });
    cx.unroot(mark);
    result.map(|()| found)
}

/// `len(value)`
pub fn len(cx: &mut dyn Call, value: Value) -> PyResult<usize> {
    match value.kind() {
        Some(Kind::List | Kind::Tuple | Kind::Str | Kind::Bytes | Kind::ByteArray | Kind::Range | Kind::Array) => {
            Ok(sequence_len(value))
        }
        Some(Kind::Dict) => Ok(value.cast::<DictObject>().map_or(0, |d| d.len())),
        Some(Kind::Set | Kind::FrozenSet) => Ok(value.as_set().map_or(0, |s| s.len())),
        Some(Kind::DictView) => Ok(value.cast::<DictViewObject>().map_or(0, |v| v.dict.len())),
        Some(Kind::MappingProxy) => {
            let mapping = cx.proxied(value);
            len(cx, mapping)
        }
        Some(Kind::Instance | Kind::Class) => {
            if let Some(length) = call_python_special(cx, value, Name::Len, &[])? {
                let length = index_of(cx, length)?;
                if cx.int_is_negative(length) {
                    return Err(cx.value_error("__len__() should return >= 0"));
                }
                return match unwrap_int(length) {
                    Some(length) => Ok(length as usize),
                    None => Err(cx.overflow_error("cannot fit 'int' into an index-sized integer")),
                };
            }
            let plain = cx.payload(value);
            if plain != value { len(cx, plain) } else { Err(no_len(cx, value)) }
        }
        Some(_) => match call_special(cx, value, Name::Len, &[])? {
            Some(length) => Ok(unwrap_int(length).unwrap_or(0).max(0) as usize),
            None => Err(no_len(cx, value)),
        },
        None => Err(no_len(cx, value)),
    }
}

fn no_len(cx: &mut dyn Call, value: Value) -> crate::object::Raised {
    let name = cx.type_name(value);
    cx.type_error(format!("object of type '{name}' has no len()"))
}

/// `operator.index(value)`: an int (of any size).
pub fn index_of(cx: &mut dyn Call, value: Value) -> PyResult {
    if value.is_int() || value.is(Kind::BigInt) {
        return Ok(value);
    }
    if let Some(b) = value.as_bool() {
        return Ok(Value::int(b as i64));
    }
    if value.is(Kind::Instance) {
        if let Some(result) = call_python_special(cx, value, Name::Index, &[])? {
            let plain = cx.payload(result);
            return match int_value(plain) {
                Some(int) => Ok(match int.to_i64() {
                    Some(i) => cx.int(i),
                    None => plain,
                }),
                None => {
                    let name = cx.type_name(result);
                    Err(cx.type_error(format!("__index__ returned non-int (type {name})")))
                }
            };
        }
        let plain = cx.payload(value);
        if int_value(plain).is_some() {
            return Ok(plain);
        }
    }
    let name = cx.type_name(value);
    Err(cx.type_error(format!("'{name}' object cannot be interpreted as an integer")))
}

/// An int that fits an i64.
pub fn unwrap_int(value: Value) -> Option<i64> {
    int_value(value)?.to_i64()
}

/// `operator.index(value)` as an i64; OverflowError if it does not fit.
pub fn index_i64(cx: &mut dyn Call, value: Value) -> PyResult<i64> {
    let index = index_of(cx, value)?;
    match unwrap_int(index) {
        Some(i) => Ok(i),
        None => Err(cx.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

/// The items of an iterable, unpacked into exactly `count` values; ValueError with CPython's messages.
pub fn unpack(cx: &mut dyn Call, value: Value, count: usize) -> PyResult<Gc<ListObject>> {
    let name = cx.type_name(value);
    let list = cx.new_list();
    let mark = cx.root_mark();
    cx.root(Value::object(list));
    let iterable = iter(cx, value);
    let result = match iterable {
        Ok(iterator) => for_each_until(cx, iterator, list, count),
        Err(raised) => {
            if cx.is_exception(raised, ClassId::TypeError) && !is_iterable(cx, value) {
                Err(cx.type_error(format!("cannot unpack non-iterable {name} object")))
            } else {
                Err(raised)
            }
        }
    };
    cx.unroot(mark);
    result?;
    let got = list.len.get();
    if got < count {
        return Err(cx.value_error(format!("not enough values to unpack (expected {count}, got {got})")));
    }
    if got > count {
        return Err(cx.value_error(format!("too many values to unpack (expected {count})")));
    }
    Ok(list)
}

fn for_each_until(cx: &mut dyn Call, iterator: Value, list: Gc<ListObject>, count: usize) -> PyResult<()> {
    index_iter(cx, iterator, &mut |cx, item| {
        cx.list_push(list, item)?;
        Ok(list.len.get() <= count)
    })
}

/// All items as a list, for whoever needs a snapshot. The same as `list(value)`.
pub fn snapshot(cx: &mut dyn Call, value: Value) -> PyResult<Gc<ListObject>> {
    let list = cx.new_list();
    let mark = cx.root_mark();
    cx.root(Value::object(list));
    let result = for_each(cx, value, &mut |cx, item| cx.list_push(list, item));
    cx.unroot(mark);
    result.map(|()| list)
}
