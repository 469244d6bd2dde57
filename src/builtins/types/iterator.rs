//! Taking iterators apart and setting where they stand, for `copy` and `pickle`.
//!
//! ```text
//! iter([1, 2]).__reduce__()  →  (iter, ([1, 2],), 0)
//! ```
//!
//! 1. What cannot be made anew at its place (iterators over dicts and sets) is taken apart as a list of what is still to come.

use crate::builtins::arguments::{self, Keywords};
use crate::builtins::protocol;
use crate::gc::Gc;
use crate::object::{Call, ClassId, IteratorObject, IteratorState, ListObject, PyResult, Value};

fn this(cx: &mut dyn Call, args: &[Value]) -> PyResult<Gc<IteratorObject>> {
    match args.first().and_then(|value| value.cast::<IteratorObject>()) {
        Some(iterator) => Ok(iterator),
        None => Err(cx.type_error("an iterator is required")),
    }
}

fn builtin(cx: &mut dyn Call, name: &str) -> Value {
    let name = cx.intern_str(name);
    crate::builtins::find(cx, name).unwrap_or(Value::NONE)
}

/// `iterator.__reduce__()`
pub fn reduce(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "__reduce__", &args[1..], keywords)?;
    let iterator = this(cx, args)?;
    let state = iterator.state.borrow().clone();
    let (name, inner, place): (&str, Vec<Value>, Option<i64>) = match &state {
        IteratorState::Exhausted => {
            let empty = match iterator.class {
                ClassId::ListIterator | ClassId::ListReverseIterator => Value::object(cx.new_list()),
                ClassId::StrIterator => cx.str(""),
                _ => cx.tuple(&[]),
            };
            ("iter", vec![empty], None)
        }
        IteratorState::List { list, index } => ("iter", vec![Value::object(*list)], Some(*index as i64)),
        IteratorState::ReverseList { list, index } => ("reversed", vec![Value::object(*list)], Some(*index as i64 - 1)),
        IteratorState::Tuple { tuple, index } => ("iter", vec![Value::object(*tuple)], Some(*index as i64)),
        IteratorState::Str { string, byte } => {
            let index = cx.char_index(*string, *byte);
            ("iter", vec![Value::object(*string)], Some(index as i64))
        }
        IteratorState::Bytes { bytes, index } => ("iter", vec![*bytes], Some(*index as i64)),
        IteratorState::Array { array, index } => ("iter", vec![Value::object(*array)], Some(*index as i64)),
        IteratorState::Range { range, index } => ("iter", vec![Value::object(*range)], Some(*index)),
        IteratorState::Sequence { object, index } => ("iter", vec![*object], Some(*index)),
        IteratorState::ReverseSequence { object, index } => ("reversed", vec![*object], Some(*index)),
        IteratorState::Dict { .. } | IteratorState::Set { .. } => {
            let rest = cx.iterator(state.clone());
            let rest = protocol::collect(cx, rest)?;
            ("iter", vec![Value::object(cx.try_list(&rest)?)], None)
        }
        IteratorState::Callable { callable, sentinel } => ("iter", vec![*callable, *sentinel], None),
        IteratorState::Enumerate { iterator, next } => ("enumerate", vec![*iterator, *next], None),
        IteratorState::Zip { iterators, strict: false } => ("zip", iterators.to_vec(), None),
        IteratorState::Map { function, iterators } => {
            let mut inner = vec![*function];
            inner.extend_from_slice(iterators);
            ("map", inner, None)
        }
        IteratorState::Filter { function, iterator } => ("filter", vec![*function, *iterator], None),
        IteratorState::Zip { iterators, strict: true } => {
            let (zip, inner) = (builtin(cx, "zip"), cx.tuple(iterators));
            return Ok(cx.tuple(&[zip, inner, Value::TRUE]));
        }
        IteratorState::Native(_) => {
            let name = cx.type_name(args[0]);
            return Err(cx.type_error(format!("cannot pickle '{name}' object")));
        }
    };
    let inner = cx.tuple(&inner);
    let maker = builtin(cx, name);
    Ok(match place {
        Some(place) => cx.tuple(&[maker, inner, Value::int(place)]),
        None => cx.tuple(&[maker, inner]),
    })
}

/// `iterator.__setstate__(place)`
pub fn set_state(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [place] = arguments::exactly(cx, "__setstate__", &args[1..], keywords)?;
    let iterator = this(cx, args)?;
    if matches!(&*iterator.state.borrow(), IteratorState::Zip { .. }) {
        let stern = protocol::truth(cx, place)?;
        if let IteratorState::Zip { strict, .. } = &mut *iterator.state.borrow_mut() {
            *strict = stern;
        }
        return Ok(Value::NONE);
    }
    let place = arguments::index(cx, place)?.as_int().unwrap_or(i64::MAX);
    let mut state = iterator.state.borrow_mut();
    match &mut *state {
        IteratorState::List { list, index } => *index = place.clamp(0, ListObject::items(*list).len() as i64) as usize,
        IteratorState::ReverseList { list, index } => {
            *index = (place.clamp(-1, ListObject::items(*list).len() as i64 - 1) + 1) as usize;
        }
        IteratorState::Tuple { tuple, index } => *index = place.clamp(0, tuple.len as i64) as usize,
        IteratorState::Str { string, byte } => {
            let index = place.clamp(0, string.char_len() as i64) as usize;
            *byte = cx.byte_index(*string, index);
        }
        IteratorState::Range { range, index } => *index = place.clamp(0, range.len),
        IteratorState::Bytes { index, .. } | IteratorState::Array { index, .. } => *index = place.max(0) as usize,
        IteratorState::Sequence { index, .. } => *index = place.max(0),
        IteratorState::ReverseSequence { index, .. } => *index = place.clamp(-1, (*index).max(-1)),
        _ => {}
    }
    Ok(Value::NONE)
}
