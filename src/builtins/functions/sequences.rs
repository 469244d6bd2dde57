//! Functions about iterables.

use crate::builtins::arguments::{self, Keywords, class_name};
use crate::builtins::protocol::{self, BinaryOp, CompareOp};
use crate::builtins::sorting;
use crate::object::{
    ArrayObject, Call, ClassId, GeneratorObject, IteratorState, Kind, ListObject, PyResult, TupleObject, Value,
};

pub fn len(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [object] = arguments::exactly(cx, "len", args, keywords)?;
    let length = protocol::len(cx, object)? as i64;
    Ok(cx.int(length))
}

pub fn iter(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [object, sentinel] = arguments::positional(cx, "iter", args, keywords, 1)?;
    if sentinel.is_unbound() {
        return protocol::iter(cx, object);
    }
    let callable = match object.kind() {
        Some(Kind::Function | Kind::Native | Kind::BoundMethod | Kind::Class) => true,
        Some(_) => protocol::has_special(cx, object, crate::object::Name::Call),
        None => false,
    };
    if !callable {
        return Err(cx.type_error("iter(v, w): v must be callable"));
    }
    Ok(cx.iterator(IteratorState::Callable { callable: object, sentinel }))
}

pub fn next(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [iterator, default] = arguments::positional(cx, "next", args, keywords, 1)?;
    let is_iterator = match iterator.kind() {
        Some(Kind::Iterator) => true,
        Some(_) => protocol::has_special(cx, iterator, crate::object::Name::Next),
        None => false,
    };
    if !is_iterator {
        let class = class_name(cx, iterator);
        return Err(cx.type_error(format!("'{class}' object is not an iterator")));
    }
    if default.is_unbound()
        && let Some(generator) = iterator.cast::<GeneratorObject>()
    {
        // StopIteration carries what it returns.
        return crate::object::protocol::generator_send_method(cx, generator, Value::NONE);
    }
    if default.is_unbound()
        && iterator.is(Kind::Instance)
        && let Some(item) = protocol::call_special(cx, iterator, crate::object::Name::Next, &[])?
    {
        // As does what a method raises.
        return Ok(item);
    }
    match protocol::next(cx, iterator)? {
        Some(item) => Ok(item),
        None if default.is_unbound() => Err(cx.raise(ClassId::StopIteration, "")),
        None => Ok(default),
    }
}

/// Whether some item's truth is `wanted`; stops at the first.
fn some(cx: &mut dyn Call, iterable: Value, wanted: bool) -> PyResult<bool> {
    let iterator = protocol::iter(cx, iterable)?;
    let mark = cx.root_mark();
    cx.root(iterator);
    let mut found = false;
    while let Some(item) = protocol::next(cx, iterator)? {
        if protocol::truth(cx, item)? == wanted {
            found = true;
            break;
        }
    }
    cx.unroot(mark);
    Ok(found)
}
pub fn any(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [iterable] = arguments::exactly(cx, "any", args, keywords)?;
    Ok(Value::bool(some(cx, iterable, true)?))
}
pub fn all(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [iterable] = arguments::exactly(cx, "all", args, keywords)?;
    Ok(Value::bool(!some(cx, iterable, false)?))
}

pub fn sum(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    if args.is_empty() {
        return Err(cx.type_error("sum() takes at least 1 positional argument (0 given)"));
    }
    let [iterable, start] = arguments::named(cx, "sum", args, keywords, ["iterable", "start"], 1)?;
    let start = if start.is_unbound() { Value::int(0) } else { start };
    let refused = match cx.payload(start).kind() {
        Some(Kind::Str) => Some("sum() can't sum strings [use ''.join(seq) instead]"),
        Some(Kind::Bytes) => Some("sum() can't sum bytes [use b''.join(seq) instead]"),
        Some(Kind::ByteArray) => Some("sum() can't sum bytearray [use b''.join(seq) instead]"),
        _ => None,
    };
    if let Some(message) = refused {
        return Err(cx.type_error(message));
    }
    let outer = cx.root_mark();
    cx.root(iterable);
    let (sum, rest) = plain_sum(cx, start, iterable);
    let Some(rest) = rest else {
        cx.unroot(outer);
        return Ok(sum);
    };
    let mark = cx.root_mark();
    // One root holds the running total.
    cx.root(sum);
    let mut total = sum;
    protocol::for_each(cx, rest, &mut |cx, item| {
        total = match (total.as_float(), item.as_float()) {
            (Some(a), Some(b)) => Value::float(a + b),
            _ => protocol::binary(cx, BinaryOp::Add, total, item)?,
        };
        if let Some(slot) = cx.roots.get_mut(mark) {
            *slot = total;
        }
        Ok(())
    })?;
    cx.unroot(outer);
    Ok(total)
}

/// The sum of the first items of a plain list, tuple or array, as long as they and the sum are small ints or floats, and
/// what is to be iterated over for the others.
fn plain_sum(cx: &mut dyn Call, start: Value, iterable: Value) -> (Value, Option<Value>) {
    let (list, tuple, array) =
        (iterable.cast::<ListObject>(), iterable.cast::<TupleObject>(), iterable.cast::<ArrayObject>());
    let items = match (list, tuple) {
        (Some(list), _) => ListObject::items(list),
        (_, Some(tuple)) => TupleObject::items(tuple),
        _ => &[],
    };
    let len = match array {
        Some(array) => array.len.get(),
        None if list.is_some() || tuple.is_some() => items.len(),
        None => return (start, Some(iterable)),
    };
    let mut index = 0;
    let item = |cx: &mut dyn Call, index: usize| match array {
        Some(array) => crate::object::array::item(cx, array, index),
        None => items[index],
    };
    let mut total = start;
    // Ints first, then floats: a sum that has become one stays one.
    if let Some(mut sum) = total.as_int() {
        while index < len {
            let Some(number) = item(cx, index).as_int() else { break };
            // Both are far from the limits of an i64.
            sum += number;
            index += 1;
            if Value::small_int(sum).is_none() {
                break;
            }
        }
        total = cx.int(sum);
        if let (Some(sum), true) = (total.as_int(), index < len)
            && let Some(number) = item(cx, index).as_float()
        {
            total = Value::float(sum as f64 + number);
            index += 1;
        }
    }
    if let Some(mut sum) = total.as_float() {
        while index < len {
            let value = item(cx, index);
            match (value.as_float(), value.as_int()) {
                (Some(number), _) => sum += number,
                (_, Some(number)) => sum += number as f64,
                _ => break,
            }
            index += 1;
        }
        total = Value::float(sum);
    }
    let state = match (list, tuple, array) {
        _ if index == len => return (total, None),
        (Some(list), ..) => IteratorState::List { list, index },
        (_, Some(tuple), _) => IteratorState::Tuple { tuple, index },
        (.., Some(array)) => IteratorState::Array { array, index },
        _ => return (total, Some(iterable)),
    };
    // A sum that is a new object is the caller's to root.
    let mark = cx.root_mark();
    cx.root(total);
    let rest = cx.iterator(state);
    cx.unroot(mark);
    (total, Some(rest))
}

/// The first least (or greatest) of small ints alone, or of floats without NaN: what there is to compare needs nobody.
fn quick_extreme(args: &[Value], op: CompareOp) -> Option<Value> {
    let best = |items: &mut dyn Iterator<Item = Value>| {
        let first = items.next()?;
        let less = op == CompareOp::Lt;
        if let Some(mut best) = first.as_int() {
            for item in items {
                let item = item.as_int()?;
                best = if less { best.min(item) } else { best.max(item) };
            }
            return Some(Value::int(best));
        }
        let mut best = first.as_float().filter(|float| !float.is_nan())?;
        for item in items {
            let item = item.as_float().filter(|float| !float.is_nan())?;
            if if less { item < best } else { item > best } {
                best = item;
            }
        }
        Some(Value::float(best))
    };
    let [iterable] = args else { return best(&mut args.iter().copied()) };
    if let Some(tuple) = iterable.cast::<TupleObject>() {
        best(&mut TupleObject::items(tuple).iter().copied())
    } else if let Some(list) = iterable.cast::<ListObject>() {
        best(&mut ListObject::items(list).iter().copied())
    } else {
        let set = iterable.as_set()?;
        let mut at = 0;
        best(&mut std::iter::from_fn(|| {
            let (slot, key) = set.next_key(at)?;
            at = slot + 1;
            Some(key)
        }))
    }
}

fn extreme(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>, name: &str, op: CompareOp) -> PyResult {
    let [key, default] = if keywords.is_empty() {
        [Value::UNBOUND; 2]
    } else {
        arguments::keyword_only(cx, name, keywords, ["key", "default"])?
    };
    let key = if key.is_none() { Value::UNBOUND } else { key };
    if args.is_empty() {
        return Err(cx.type_error(format!("{name} expected at least 1 argument, got 0")));
    }
    if args.len() > 1 && !default.is_unbound() {
        return Err(cx.type_error(format!("Cannot specify a default for {name}() with multiple positional arguments")));
    }
    if key.is_unbound()
        && let Some(best) = quick_extreme(args, op)
    {
        return Ok(best);
    }
    let mark = cx.root_mark();
    // Two roots hold the best item and its key.
    cx.root(Value::UNBOUND);
    cx.root(Value::UNBOUND);
    let mut visit = |cx: &mut dyn Call, item: Value| {
        let inner = cx.root_mark();
        cx.root(item);
        let rank = if key.is_unbound() { item } else { cx.call(key, &[item], &[])? };
        cx.root(rank);
        let best = cx.roots[mark + 1];
        if best.is_unbound() || protocol::compare_bool(cx, op, rank, best)? {
            cx.roots[mark] = item;
            cx.roots[mark + 1] = rank;
        }
        cx.unroot(inner);
        Ok(())
    };
    if let [iterable] = args {
        protocol::for_each(cx, *iterable, &mut visit)?;
    } else {
        for item in args {
            visit(cx, *item)?;
        }
    }
    let best = cx.roots[mark];
    cx.unroot(mark);
    if !best.is_unbound() {
        return Ok(best);
    }
    if default.is_unbound() {
        return Err(cx.value_error(format!("{name}() arg is an empty sequence")));
    }
    Ok(default)
}
pub fn min(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    extreme(cx, args, keywords, "min", CompareOp::Lt)
}
pub fn max(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    extreme(cx, args, keywords, "max", CompareOp::Gt)
}

pub fn sorted(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [iterable] = match args {
        [iterable] => [*iterable],
        _ => return Err(cx.type_error(format!("sorted expected 1 argument, got {}", args.len()))),
    };
    let [key, reverse] = arguments::keyword_only(cx, "sort", keywords, ["key", "reverse"])?;
    let reverse = !reverse.is_unbound() && arguments::size(cx, reverse)? != 0;
    let mark = cx.root_mark();
    let items = if let Some(tuple) = iterable.cast::<TupleObject>() {
        TupleObject::items(tuple).to_vec()
    } else {
        let list = crate::object::protocol::list_sized_from(cx, iterable)?;
        cx.root(Value::object(list));
        ListObject::items(list).to_vec()
    };
    let sorted = sorting::sort(cx, items, key, reverse)?;
    cx.unroot(mark);
    Ok(Value::object(cx.try_list(&sorted)?))
}
