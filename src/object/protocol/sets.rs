//! The algebra of sets, on sets and views of dicts.

use crate::gc::Gc;
use crate::object::protocol::{BinaryOp, CompareOp, contains, for_each, len, list_from};
use crate::object::set::{
    quick_filter, quick_subset, set_add_hashed, set_contains_hashed, set_discard_hashed, set_replace, set_update,
};
use crate::object::{Call, DictViewObject, Kind, ListObject, PyResult, SetObject, Value, ViewKind};

/// `left | right` as a new set.
pub fn set_union(cx: &mut dyn Call, left: Gc<SetObject>, right: Gc<SetObject>, frozen: bool) -> PyResult {
    let result = cx.set_copy(left, frozen)?;
    rooted(cx, result, |cx| set_update(cx, result, Value::object(right)))
}

/// `left & right` as a new set.
pub fn set_intersection(cx: &mut dyn Call, left: Gc<SetObject>, right: Gc<SetObject>, frozen: bool) -> PyResult {
    let result = cx.new_set(frozen);
    let (large, small) = if right.len() > left.len() { (right, left) } else { (left, right) };
    if quick_filter(cx, result, small, large, true) {
        return Ok(Value::object(result));
    }
    rooted(cx, result, |cx| {
        for (key, hash) in small.keys_with_hashes() {
            if set_contains_hashed(cx, large, key, hash)? {
                set_add_hashed(cx, result, key, hash)?;
            }
        }
        Ok(())
    })
}

/// `left - right` as a new set.
pub fn set_difference(cx: &mut dyn Call, left: Gc<SetObject>, right: Gc<SetObject>, frozen: bool) -> PyResult {
    if left.len() / 4 > right.len() {
        let result = cx.set_copy(left, frozen)?;
        return rooted(cx, result, |cx| {
            let mut from = 0;
            while let Some((slot, key, hash)) = right.next_hashed(from) {
                set_discard_hashed(cx, result, key, hash)?;
                from = slot + 1;
            }
            Ok(())
        });
    }
    let result = cx.new_set(frozen);
    if quick_filter(cx, result, left, right, false) {
        return Ok(Value::object(result));
    }
    rooted(cx, result, |cx| {
        for (key, hash) in left.keys_with_hashes() {
            if !set_contains_hashed(cx, right, key, hash)? {
                set_add_hashed(cx, result, key, hash)?;
            }
        }
        Ok(())
    })
}

/// `left ^ right` as a new set.
pub fn set_symmetric_difference(
    cx: &mut dyn Call,
    left: Gc<SetObject>,
    right: Gc<SetObject>,
    frozen: bool,
) -> PyResult {
    let result = cx.set_copy(right, frozen)?;
    rooted(cx, result, |cx| {
        for (key, hash) in left.keys_with_hashes() {
            if !set_discard_hashed(cx, result, key, hash)? {
                set_add_hashed(cx, result, key, hash)?;
            }
        }
        Ok(())
    })
}

fn rooted(cx: &mut dyn Call, result: Gc<SetObject>, fill: impl FnOnce(&mut dyn Call) -> PyResult<()>) -> PyResult {
    let mark = cx.root_mark();
    cx.root(Value::object(result));
    let outcome = fill(cx);
    cx.unroot(mark);
    outcome.map(|()| Value::object(result))
}

/// Whether all of `left` is in `right`.
pub fn is_subset(cx: &mut dyn Call, left: Gc<SetObject>, right: Gc<SetObject>) -> PyResult<bool> {
    if left.len() > right.len() {
        return Ok(false);
    }
    if let Some(answer) = quick_subset(left, right) {
        return Ok(answer);
    }
    let mut from = 0;
    // By slots: comparing may change the set.
    while let Some((slot, key, hash)) = left.next_hashed(from) {
        if !set_contains_hashed(cx, right, key, hash)? {
            return Ok(false);
        }
        from = slot + 1;
    }
    Ok(true)
}

/// A comparison of two sets.
pub(super) fn compare_sets(
    cx: &mut dyn Call,
    op: CompareOp,
    left: Gc<SetObject>,
    right: Gc<SetObject>,
) -> PyResult<bool> {
    Ok(match op {
        CompareOp::Eq => left.len() == right.len() && is_subset(cx, left, right)?,
        CompareOp::Ne => !(left.len() == right.len() && is_subset(cx, left, right)?),
        CompareOp::Le => is_subset(cx, left, right)?,
        CompareOp::Lt => left.len() < right.len() && is_subset(cx, left, right)?,
        CompareOp::Ge => is_subset(cx, right, left)?,
        CompareOp::Gt => right.len() < left.len() && is_subset(cx, right, left)?,
    })
}

fn is_set_view(value: Value) -> bool {
    value.cast::<DictViewObject>().is_some_and(|v| v.view.get() != ViewKind::Values)
}

/// Whether views of keys or items compare with it.
pub(super) fn is_set_like(value: Value) -> bool {
    value.as_set().is_some() || is_set_view(value)
}

/// A comparison in which one side at least is a view: items are looked up by their keys, so values need no hash.
pub(super) fn compare_views(cx: &mut dyn Call, op: CompareOp, left: Value, right: Value) -> PyResult<bool> {
    let lengths = (len(cx, left)?, len(cx, right)?);
    let (small, large, may_hold) = match op {
        CompareOp::Eq | CompareOp::Ne => (left, right, lengths.0 == lengths.1),
        CompareOp::Le => (left, right, lengths.0 <= lengths.1),
        CompareOp::Lt => (left, right, lengths.0 < lengths.1),
        CompareOp::Ge => (right, left, lengths.0 >= lengths.1),
        CompareOp::Gt => (right, left, lengths.0 > lengths.1),
    };
    let holds = may_hold && all_of(cx, small, large)?;
    Ok(holds != (op == CompareOp::Ne))
}

fn all_of(cx: &mut dyn Call, small: Value, large: Value) -> PyResult<bool> {
    let items = list_from(cx, small)?;
    let mark = cx.root_mark();
    cx.root(Value::object(items));
    let mut at = 0;
    let result = loop {
        let Some(item) = ListObject::items(items).get(at).copied() else { break Ok(true) };
        match contains(cx, large, item) {
            Ok(true) => at += 1,
            other => break other,
        }
    };
    cx.unroot(mark);
    result
}

/// A set of what a set or a set-like view holds; `None` for other values. Views are copied.
pub(super) fn set_like(cx: &mut dyn Call, value: Value) -> PyResult<Option<Gc<SetObject>>> {
    if let Some(set) = value.as_set() {
        return Ok(Some(set));
    }
    if !is_set_view(value) {
        return Ok(None);
    }
    let set = cx.new_set(false);
    rooted(cx, set, |cx| set_update(cx, set, value))?;
    Ok(Some(set))
}

/// `left op right` where that is set algebra; `None` if it is not.
pub(super) fn set_binary(cx: &mut dyn Call, op: BinaryOp, left: Value, right: Value) -> PyResult<Option<Value>> {
    if !matches!(op, BinaryOp::Sub | BinaryOp::BitAnd | BinaryOp::BitOr | BinaryOp::BitXor) {
        return Ok(None);
    }
    let views = is_set_view(left) || is_set_view(right);
    if !views && (left.as_set().is_none() || right.as_set().is_none()) {
        return Ok(None);
    }
    let frozen = left.is(Kind::FrozenSet) && !views;
    let mark = cx.root_mark();
    let result = (|| {
        let Some(a) = set_like_any(cx, left)? else { return Ok(None) };
        cx.root(Value::object(a));
        let Some(b) = set_like_any(cx, right)? else { return Ok(None) };
        cx.root(Value::object(b));
        Ok(Some(match op {
            BinaryOp::Sub => set_difference(cx, a, b, frozen)?,
            BinaryOp::BitAnd => set_intersection(cx, a, b, frozen)?,
            BinaryOp::BitOr => set_union(cx, a, b, frozen)?,
            // Of views, the left one is copied; that decides the order.
            _ if views => set_symmetric_difference(cx, b, a, frozen)?,
            _ => set_symmetric_difference(cx, a, b, frozen)?,
        }))
    })();
    cx.unroot(mark);
    result
}

/// Views combine with any iterable.
fn set_like_any(cx: &mut dyn Call, value: Value) -> PyResult<Option<Gc<SetObject>>> {
    if let Some(set) = set_like(cx, value)? {
        return Ok(Some(set));
    }
    let set = cx.new_set(false);
    rooted(cx, set, |cx| for_each(cx, value, &mut |cx, item| crate::object::set::set_add(cx, set, item).map(|_| ())))?;
    Ok(Some(set))
}

/// `left op= right` for a set on the left, in place; `None` if `right` is no set.
pub(super) fn set_in_place(
    cx: &mut dyn Call,
    op: BinaryOp,
    left: Gc<SetObject>,
    right: Value,
) -> PyResult<Option<Value>> {
    let Some(other) = right.as_set() else { return Ok(None) };
    match op {
        BinaryOp::BitOr => set_update(cx, left, right)?,
        BinaryOp::Sub => {
            for (key, hash) in other.keys_with_hashes() {
                set_discard_hashed(cx, left, key, hash)?;
            }
        }
        BinaryOp::BitAnd => {
            let both = set_intersection(cx, left, other, false)?;
            if let Some(both) = both.as_set() {
                set_replace(left, both);
            }
        }
        BinaryOp::BitXor => {
            for (key, hash) in other.keys_with_hashes() {
                if !set_discard_hashed(cx, left, key, hash)? {
                    set_add_hashed(cx, left, key, hash)?;
                }
            }
        }
        _ => return Ok(None),
    }
    Ok(Some(Value::object(left)))
}
