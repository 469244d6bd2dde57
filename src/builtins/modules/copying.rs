//! Module `_copy`: what `copy.deepcopy` does with values of builtin types and with plain instances.
//!
//! ```text
//! _copy.deepcopy(value, memo or None, other)  →  the copy; other(x, memo) copies what has a way of its own
//! ```
//!
//! 1. The memo is as the library's: from `id(x)` to the copy of x, and under its own id the list of what was copied.
//! 2. A plain instance is one whose class says nothing about copying, pickling or attributes that are missing.

use crate::builtins::arguments::{self, Keywords};
use crate::builtins::modules::ModuleDef;
use crate::gc::Gc;
use crate::object::dict::{dict_get, dict_set};
use crate::object::{
    Call, DictObject, InstanceObject, Kind, ListObject, NativeDef, NativeObject, PyResult, TupleObject, Value,
};

/// The module.
pub static COPY: ModuleDef =
    ModuleDef { name: "_copy", functions: &[NativeDef::function("deepcopy", deepcopy)], constants: &[], make: None };

/// Attributes of a class that have a say.
const HOOKS: [&str; 10] = [
    "__slots__",
    "__deepcopy__",
    "__reduce_ex__",
    "__reduce__",
    "__getstate__",
    "__setstate__",
    "__new__",
    "__getnewargs__",
    "__getattr__",
    "__getattribute__",
];

fn deepcopy(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [value, memo, other] = arguments::exactly(cx, "deepcopy", args, keywords)?;
    if is_atomic(value) {
        return Ok(value);
    }
    let mark = cx.root_mark();
    let memo = if memo.is_none() { Value::object(cx.new_dict()) } else { memo };
    cx.root(memo);
    let result = match cx.payload(memo).cast::<DictObject>() {
        Some(dict) => Copier { memo, dict, other }.copy(cx, value),
        None => Err(cx.type_error("the memo of deepcopy() must be a dict")),
    };
    cx.unroot(mark);
    result
}

/// Whether a copy is the value itself.
fn is_atomic(value: Value) -> bool {
    match value.kind() {
        None => true,
        Some(kind) => matches!(
            kind,
            Kind::Str
                | Kind::BigInt
                | Kind::Bytes
                | Kind::Complex
                | Kind::Range
                | Kind::Function
                | Kind::Native
                | Kind::Class
                | Kind::Code
                | Kind::Property
        ),
    }
}

struct Copier {
    memo: Value,
    dict: Gc<DictObject>,
    other: Value,
}

impl Copier {
    fn copy(&self, cx: &mut dyn Call, value: Value) -> PyResult {
        if is_atomic(value) {
            return Ok(value);
        }
        let id = id_of(cx, value);
        if let Some(known) = dict_get(cx, self.dict, id)? {
            return Ok(known);
        }
        cx.enter_native(" while calling a Python object")?;
        let mark = cx.root_mark();
        cx.root(value);
        cx.root(id);
        let made = self.make(cx, value, id);
        cx.unroot(mark);
        cx.leave_native();
        let made = made?;
        if made != value {
            cx.root(made);
            let kept = self.keep(cx, value, id, made);
            cx.unroot(mark);
            kept?;
        }
        Ok(made)
    }

    /// Enters the copy, and keeps the original alive, so that its id is not used again.
    fn keep(&self, cx: &mut dyn Call, value: Value, id: Value, made: Value) -> PyResult<()> {
        dict_set(cx, self.dict, id, made)?;
        let own = id_of(cx, self.memo);
        match dict_get(cx, self.dict, own)?.and_then(|list| list.cast::<ListObject>()) {
            Some(list) => cx.list_push(list, value),
            None => {
                let list = Value::object(cx.list(&[value]));
                dict_set(cx, self.dict, own, list)
            }
        }
    }

    fn make(&self, cx: &mut dyn Call, value: Value, id: Value) -> PyResult {
        match value.kind() {
            Some(Kind::List) => {
                let made = cx.new_list();
                dict_set(cx, self.dict, id, Value::object(made))?;
                let mut index = 0;
                while let Some(item) = value.cast::<ListObject>().and_then(|list| ListObject::get(list, index)) {
                    let item = self.copy(cx, item)?;
                    cx.list_push(made, item)?;
                    index += 1;
                }
                Ok(Value::object(made))
            }
            Some(Kind::Tuple) => {
                let items = value.cast::<TupleObject>().map_or(&[][..], TupleObject::items);
                let mut copies = Vec::with_capacity(items.len());
                for item in items {
                    let copy = self.copy(cx, *item)?;
                    cx.root(copy);
                    copies.push(copy);
                }
                // The tuple may hold itself, by way of a list.
                if let Some(known) = dict_get(cx, self.dict, id)? {
                    return Ok(known);
                }
                if copies == items { Ok(value) } else { cx.try_tuple(&copies) }
            }
            Some(Kind::Dict) => {
                let made = cx.new_dict();
                dict_set(cx, self.dict, id, Value::object(made))?;
                let mut at = 0;
                while let Some((index, entry)) =
                    value.cast::<DictObject>().and_then(|dict| DictObject::next_entry(dict, at))
                {
                    let mark = cx.root_mark();
                    cx.root(entry.value);
                    let key = self.copy(cx, entry.key)?;
                    cx.root(key);
                    let item = self.copy(cx, entry.value)?;
                    cx.root(item);
                    dict_set(cx, made, key, item)?;
                    cx.unroot(mark);
                    at = index + 1;
                }
                Ok(Value::object(made))
            }
            Some(Kind::Instance) => match value.cast::<InstanceObject>().filter(|it| is_plain(cx, *it)) {
                Some(instance) => self.instance(cx, instance, id),
                None => cx.call(self.other, &[value, self.memo], &[]),
            },
            _ => cx.call(self.other, &[value, self.memo], &[]),
        }
    }

    fn instance(&self, cx: &mut dyn Call, instance: Gc<InstanceObject>, id: Value) -> PyResult {
        let class = cx.shape_of(instance).class;
        let made = cx.new_instance(class);
        dict_set(cx, self.dict, id, Value::object(made))?;
        let attributes = cx.instance_attributes(instance);
        for (_, value) in &attributes {
            cx.root(*value);
        }
        for (name, value) in attributes {
            let copy = self.copy(cx, value)?;
            cx.instance_set(made, name, copy);
        }
        Ok(Value::object(made))
    }
}

/// `id(value)`
fn id_of(cx: &mut dyn Call, value: Value) -> Value {
    match i64::try_from(value.bits()) {
        Ok(word) => cx.int(word),
        Err(_) => cx.big(dashu_int::IBig::from(value.bits())),
    }
}

/// Rule 2.
fn is_plain(cx: &mut dyn Call, instance: Gc<InstanceObject>) -> bool {
    let class = cx.shape_of(instance).class;
    if class.payload.is_some() || class.is_exception || class.is_abstract.get() {
        return false;
    }
    HOOKS.iter().all(|hook| {
        let name = cx.intern_str(hook);
        let found = cx.class_lookup(class, name);
        found.is_none_or(|found| found.cast::<NativeObject>().is_some_and(|native| native.class.is_some()))
            && cx.instance_get(instance, name).is_none()
    })
}
