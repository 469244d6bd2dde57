//! "Did you mean: '…'?": the name that a misspelt one may have meant.
//!
//! 1. Distances, limits and ties are CPython 3.11's: a move costs 2, a change of case 1; at most a
//!    third of the characters may differ; of equally near names the first wins.

use crate::gc::Gc;
use crate::interp::Interpreter;
use crate::interp::call::code_ptr;
use crate::object::exception::TRACEBACK;
use crate::object::{
    ClassId, DictObject, FunctionObject, InstanceObject, ListObject, Name, StrObject, TracebackObject, Value,
};

const MOVE: usize = 2;
const CASE: usize = 1;
const MOST_CANDIDATES: usize = 750;
const LONGEST: usize = 40;

fn substitution(left: u8, right: u8) -> usize {
    if left & 31 != right & 31 {
        MOVE
    } else if left == right {
        0
    } else if left.eq_ignore_ascii_case(&right) {
        CASE
    } else {
        MOVE
    }
}

/// The cost of changing one name into the other; more than `most` if it exceeds that.
fn distance(left: &[u8], right: &[u8], most: usize) -> usize {
    let prefix = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let (left, right) = (&left[prefix..], &right[prefix..]);
    let suffix = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    let (left, right) = (&left[..left.len() - suffix], &right[..right.len() - suffix]);
    if left.is_empty() || right.is_empty() {
        return (left.len() + right.len()) * MOVE;
    }
    if left.len() > LONGEST || right.len() > LONGEST {
        return most + 1;
    }
    let (short, long) = if right.len() < left.len() { (right, left) } else { (left, right) };
    if (long.len() - short.len()) * MOVE > most {
        return most + 1;
    }
    let mut row: Vec<usize> = (1..=short.len()).map(|count| count * MOVE).collect();
    let mut result = 0;
    for (index, &character) in long.iter().enumerate() {
        let mut before = index * MOVE;
        result = before;
        let mut least = usize::MAX;
        for (cell, &other) in row.iter_mut().zip(short) {
            let substitute = before + substitution(character, other);
            before = *cell;
            result = substitute.min(result.min(before) + MOVE);
            *cell = result;
            least = least.min(result);
        }
        if least > most {
            return most + 1;
        }
    }
    result
}

/// The nearest of the candidates, if one is near enough.
fn nearest(candidates: &[&str], name: &str) -> Option<String> {
    if candidates.len() >= MOST_CANDIDATES {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    // What is there under that name is not what was meant.
    for candidate in candidates.iter().filter(|candidate| **candidate != name) {
        let mut most = (name.len() + candidate.len() + 3) * MOVE / 6;
        if let Some((known, _)) = best {
            most = most.min(known.saturating_sub(1));
        }
        let cost = distance(name.as_bytes(), candidate.as_bytes(), most);
        if cost <= most && best.is_none_or(|(known, _)| cost < known) {
            best = Some((cost, candidate));
        }
    }
    best.map(|(_, candidate)| candidate.to_string())
}

impl Interpreter {
    /// The name that the program may have meant, for an uncaught NameError or AttributeError.
    pub(super) fn suggestion(&mut self, exception: Gc<InstanceObject>) -> Option<String> {
        if self.plain_reports {
            return None;
        }
        let class = self.realm.type_of(Value::object(exception)).builtin?;
        let key = self.realm.name(Name::NameAttr);
        let name = self.realm.instance_get(exception, key)?.cast::<StrObject>()?.as_str();
        match class {
            ClassId::NameError => self.near_name(exception, name),
            ClassId::AttributeError => {
                let key = self.realm.name(Name::Obj);
                let object = self.realm.instance_get(exception, key)?;
                let dir = self.realm.intern_str("dir");
                let dir = crate::builtins::find(&mut self.realm, dir)?;
                let names = self.call_value(dir, &[object], &[]).ok()?;
                let names: Vec<&str> = names
                    .cast::<ListObject>()
                    .map_or(&[][..], ListObject::items)
                    .iter()
                    .map(|n| self.realm.text_of(*n))
                    .collect();
                nearest(&names, name)
            }
            _ => None,
        }
    }

    fn near_name(&mut self, exception: Gc<InstanceObject>, name: &str) -> Option<String> {
        let mut at = self.realm.get_slot(exception, TRACEBACK).cast::<TracebackObject>()?;
        while let Some(next) = at.next.get().cast::<TracebackObject>() {
            at = next;
        }
        let function = at.function.cast::<FunctionObject>()?;
        // SAFETY: the traceback keeps the function and its code alive.
        let code = unsafe { &*code_ptr(function.code_object) };
        let text = |values: &[Value]| -> Vec<&str> { values.iter().map(|value| self.realm.text_of(*value)).collect() };
        let keys = |dict: Gc<DictObject>| -> Vec<Value> { DictObject::pairs(dict).iter().map(|pair| pair.0).collect() };
        if let Some(found) = nearest(&text(&code.local_names), name) {
            return Some(found);
        }
        if let Some(found) = nearest(&text(&keys(function.globals)), name) {
            return Some(found);
        }
        let builtins = crate::builtins::fill_namespace(&mut self.realm);
        let names: Vec<&str> = keys(builtins).iter().map(|value| self.realm.text_of(*value)).collect();
        nearest(&names, name)
    }
}
