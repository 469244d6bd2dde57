//! Sorting: stable, with the comparisons of Python.
//!
//! ```text
//! let sorted = sorting::sort(cx, items, key, reverse)?;
//! ```
//!
//! 1. Only `<` is used, as `list.sort` promises; keys are computed once, in order.
//! 2. All ints, all floats or all strs are compared without calling Python.
//! 3. The caller has rooted the items; keys are rooted here.

use std::cmp::Ordering;

use crate::builtins::protocol;
use crate::object::{Call, PyResult, StrObject, Value};

/// The items, sorted.
pub fn sort(cx: &mut dyn Call, items: Vec<Value>, key: Value, reverse: bool) -> PyResult<Vec<Value>> {
    if key.is_unbound() || key.is_none() {
        let pairs = items.into_iter().map(|item| (item, item)).collect();
        return sort_pairs(cx, pairs, reverse);
    }
    let mark = cx.root_mark();
    let mut pairs = Vec::with_capacity(items.len());
    for item in items {
        let computed = match cx.call(key, &[item], &[]) {
            Ok(computed) => computed,
            Err(raised) => {
                cx.unroot(mark);
                return Err(raised);
            }
        };
        cx.root(computed);
        pairs.push((computed, item));
    }
    let sorted = sort_pairs(cx, pairs, reverse);
    cx.unroot(mark);
    sorted
}

type Pair = (Value, Value);

fn sort_pairs(cx: &mut dyn Call, mut pairs: Vec<Pair>, reverse: bool) -> PyResult<Vec<Value>> {
    // Reversing before and after keeps equal items in their order.
    if reverse {
        pairs.reverse();
    }
    if pairs.iter().all(|p| p.0.is_int()) {
        pairs.sort_by_key(|p| p.0.int_unchecked());
    } else if pairs.iter().all(|p| p.0.as_float().is_some_and(|f| !f.is_nan())) {
        pairs.sort_by(|a, b| a.0.float_unchecked().partial_cmp(&b.0.float_unchecked()).unwrap_or(Ordering::Equal));
    } else if pairs.iter().all(|p| p.0.cast::<StrObject>().is_some()) {
        let text = |p: &Pair| p.0.cast::<StrObject>().map_or("", |s| s.as_str());
        pairs.sort_by(|a, b| text(a).cmp(text(b)));
    } else {
        pairs = merge_sort(cx, pairs)?;
    }
    if reverse {
        pairs.reverse();
    }
    Ok(pairs.into_iter().map(|p| p.1).collect())
}

/// Runs shorter than this are sorted by insertion.
const RUN: usize = 32;

/// Bottom-up over natural runs: a sorted or reversed input takes one pass.
fn merge_sort(cx: &mut dyn Call, mut pairs: Vec<Pair>) -> PyResult<Vec<Pair>> {
    let len = pairs.len();
    let mut runs = Vec::new();
    let mut start = 0;
    while start < len {
        let mut end = natural_run(cx, &mut pairs, start)?;
        let wanted = (start + RUN).min(len);
        while end < wanted {
            insert(cx, &mut pairs, start, end)?;
            end += 1;
        }
        runs.push(start..end);
        start = end;
    }
    let mut spare = Vec::with_capacity(len);
    while runs.len() > 1 {
        let mut merged = Vec::with_capacity(runs.len() / 2 + 1);
        for two in runs.chunks(2) {
            match two {
                [left, right] => {
                    merge(cx, &mut pairs, left.start, right.start, right.end, &mut spare)?;
                    merged.push(left.start..right.end);
                }
                rest => merged.extend_from_slice(rest),
            }
        }
        runs = merged;
    }
    Ok(pairs)
}

fn less(cx: &mut dyn Call, left: &Pair, right: &Pair) -> PyResult<bool> {
    protocol::less(cx, left.0, right.0)
}

/// The end of the run that begins at `start`; a strictly falling one is reversed.
fn natural_run(cx: &mut dyn Call, pairs: &mut [Pair], start: usize) -> PyResult<usize> {
    let len = pairs.len();
    let mut end = start + 1;
    if end == len {
        return Ok(end);
    }
    let falling = less(cx, &pairs[end], &pairs[start])?;
    end += 1;
    while end < len && less(cx, &pairs[end], &pairs[end - 1])? == falling {
        end += 1;
    }
    if falling {
        pairs[start..end].reverse();
    }
    Ok(end)
}

/// Inserts item `at` into the sorted `start..at`, by bisection.
fn insert(cx: &mut dyn Call, pairs: &mut [Pair], start: usize, at: usize) -> PyResult<()> {
    let item = pairs[at];
    let (mut low, mut high) = (start, at);
    while low < high {
        let middle = low + (high - low) / 2;
        if less(cx, &item, &pairs[middle])? { high = middle } else { low = middle + 1 }
    }
    pairs[low..=at].rotate_right(1);
    Ok(())
}

fn merge(
    cx: &mut dyn Call,
    pairs: &mut [Pair],
    start: usize,
    middle: usize,
    end: usize,
    spare: &mut Vec<Pair>,
) -> PyResult<()> {
    if !less(cx, &pairs[middle], &pairs[middle - 1])? {
        return Ok(());
    }
    spare.clear();
    spare.extend_from_slice(&pairs[start..middle]);
    let (mut left, mut right, mut out) = (0, middle, start);
    while left < spare.len() && right < end {
        if less(cx, &pairs[right], &spare[left])? {
            pairs[out] = pairs[right];
            right += 1;
        } else {
            pairs[out] = spare[left];
            left += 1;
        }
        out += 1;
    }
    pairs[out..out + spare.len() - left].copy_from_slice(&spare[left..]);
    Ok(())
}
