//! `_weakref`: the cells behind weak references, and the collector as `gc` shows it.
//!
//! ```text
//! cell = _weakref.cell(object, reference, callback)     # knows the object, does not keep it alive
//! _weakref.get(cell)                                     # the object, or None when it is dead
//! ```

use crate::builtins::arguments::{self, Keywords};
use crate::builtins::modules::ModuleDef;
use crate::object::finalize::WeakCellObject;
use crate::object::{Call, ClassId, ClassObject, Kind, ListObject, Name, NativeDef, PyResult, TupleObject, Value};

pub static WEAK: ModuleDef = ModuleDef {
    name: "_weakref",
    functions: &[
        NativeDef::function("cell", cell),
        NativeDef::function("get", get),
        NativeDef::function("references", references),
        NativeDef::function("collect", collect),
    ],
    constants: &[],
    make: None,
};

fn cell(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [object, owner, callback] = arguments::exactly(cx, "cell", args, keywords)?;
    let class = cx.type_of(object);
    let target = object.as_object().filter(|_| can_be_referred_to(cx, object));
    let Some(target) = target else {
        return Err(cx.type_error(format!("cannot create weak reference to '{}' object", class.name_str())));
    };
    Ok(Value::object(cx.weak_cell(target, owner, callback)))
}

/// Whether CPython's objects of that type can be referred to weakly.
fn can_be_referred_to(cx: &mut dyn Call, object: Value) -> bool {
    let kinds = [
        Kind::Set,
        Kind::FrozenSet,
        Kind::Function,
        Kind::Native,
        Kind::BoundMethod,
        Kind::Class,
        Kind::Module,
        Kind::Generator,
        Kind::Code,
        Kind::Array,
    ];
    match object.kind() {
        Some(Kind::Instance) => {}
        Some(kind) => return kinds.contains(&kind),
        None => return false,
    }
    let class = cx.type_of(object);
    let slots = cx.name(Name::Slots);
    for base in class.mro() {
        let Some(base) = base.cast::<ClassObject>() else { continue };
        if base.builtin.is_some() {
            if matches!(base.builtin, Some(ClassId::Set | ClassId::FrozenSet | ClassId::Array | ClassId::Module)) {
                return true;
            }
            continue;
        }
        let Some(named) = cx.class_own(base, slots) else { return true };
        let names = match (named.cast::<TupleObject>(), named.cast::<ListObject>()) {
            (Some(tuple), _) => TupleObject::items(tuple),
            (_, Some(list)) => ListObject::items(list),
            _ => &[named],
        };
        if names.iter().any(|name| cx.text_of(*name) == "__weakref__") {
            return true;
        }
    }
    false
}

fn get(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [cell] = arguments::exactly(cx, "get", args, keywords)?;
    let Some(cell) = cell.cast::<WeakCellObject>() else { return Err(cx.type_error("a cell is required")) };
    if cell.target.get().is_unbound() {
        return Ok(Value::NONE);
    }
    // CPython would know that the object is dead: see rule 4 of `finalize`.
    if cx.takes_eager_collection(true) {
        cx.collect_garbage()?;
    }
    let target = cell.target.get();
    Ok(if target.is_unbound() { Value::NONE } else { target })
}

fn references(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [object] = arguments::exactly(cx, "references", args, keywords)?;
    let owners = cx.weak_references(object);
    Ok(Value::object(cx.try_list(&owners)?))
}

fn collect(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "collect", args, keywords)?;
    cx.collect_garbage()?;
    Ok(Value::NONE)
}
