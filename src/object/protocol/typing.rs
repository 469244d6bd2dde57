//! What annotations evaluate to: `int | None` and `list[int]`.

use crate::gc::Gc;
use crate::object::protocol::{repr, str_of};
use crate::object::{Call, ClassId, ClassObject, InstanceObject, PyResult, StrObject, TupleObject, Value};

const ARGS: &str = "__args__";
const ORIGIN: &str = "__origin__";

fn instance_of(cx: &mut dyn Call, value: Value, id: ClassId) -> Option<Gc<InstanceObject>> {
    let instance = value.cast::<InstanceObject>()?;
    let class = cx.shape_of(instance).class;
    if class.builtin == Some(id) { Some(instance) } else { None }
}

/// The members of a union, a tuple; `None` of other values.
pub fn union_members(cx: &mut dyn Call, value: Value) -> Option<Gc<TupleObject>> {
    let union = instance_of(cx, value, ClassId::UnionType)?;
    let name = cx.intern_str(ARGS);
    cx.instance_get(union, name)?.cast()
}

/// `left | right` of classes; `None` if one is neither class, None, union nor alias.
pub(super) fn union_type(cx: &mut dyn Call, left: Value, right: Value) -> Option<Value> {
    // None alone is no class: one side must be.
    if left.is_none() && right.is_none() {
        return None;
    }
    let mut members: Vec<Value> = Vec::new();
    for side in [left, right] {
        let own = match union_members(cx, side) {
            Some(tuple) => TupleObject::items(tuple).to_vec(),
            None if side.is_none()
                || side.cast::<ClassObject>().is_some()
                || instance_of(cx, side, ClassId::GenericAlias).is_some() =>
            {
                vec![side]
            }
            None => return None,
        };
        for member in own {
            if !members.contains(&member) {
                members.push(member);
            }
        }
    }
    if let [only] = members[..] {
        return Some(only);
    }
    let args = cx.tuple(&members);
    let class = cx.class(ClassId::UnionType);
    let union = cx.new_instance(class);
    let name = cx.intern_str(ARGS);
    cx.instance_set(union, name, args);
    Some(Value::object(union))
}

/// `class[key]` for a generic builtin class.
pub fn generic_alias(cx: &mut dyn Call, class: Value, key: Value) -> Value {
    let args = if key.cast::<TupleObject>().is_some() { key } else { cx.tuple(&[key]) };
    let alias_class = cx.class(ClassId::GenericAlias);
    let alias = cx.new_instance(alias_class);
    for (name, value) in [(ORIGIN, class), (ARGS, args)] {
        let name = cx.intern_str(name);
        cx.instance_set(alias, name, value);
    }
    Value::object(alias)
}

/// The class that an alias stands for; `None` of other values.
pub fn alias_origin(cx: &mut dyn Call, value: Value) -> Option<Value> {
    let alias = instance_of(cx, value, ClassId::GenericAlias)?;
    let name = cx.intern_str(ORIGIN);
    cx.instance_get(alias, name)
}

/// Origin and arguments of an alias.
fn alias_parts(cx: &mut dyn Call, value: Value) -> Option<(Value, Value)> {
    let origin = alias_origin(cx, value)?;
    let name = cx.intern_str(ARGS);
    Some((origin, cx.instance_get(value.cast()?, name)?))
}

/// Whether two unions have the same members, or two aliases the same parts; `None` of other values.
pub(super) fn typing_equal(cx: &mut dyn Call, left: Value, right: Value) -> PyResult<Option<bool>> {
    if let (Some(a), Some(b)) = (union_members(cx, left), union_members(cx, right)) {
        let (a, b) = (TupleObject::items(a), TupleObject::items(b));
        if a.len() != b.len() {
            return Ok(Some(false));
        }
        for member in a {
            let mut found = false;
            for other in b {
                found = found || super::equal(cx, *member, *other)?;
            }
            if !found {
                return Ok(Some(false));
            }
        }
        return Ok(Some(true));
    }
    match (alias_parts(cx, left), alias_parts(cx, right)) {
        (Some((origin, args)), Some((other, other_args))) => {
            Ok(Some(origin == other && super::equal(cx, args, other_args)?))
        }
        _ => Ok(None),
    }
}

/// The hash of a union or an alias; `None` of other values.
pub(super) fn typing_hash(cx: &mut dyn Call, value: Value) -> PyResult<Option<i64>> {
    if let Some(members) = union_members(cx, value) {
        let mut all = 0;
        for member in TupleObject::items(members) {
            all ^= super::hash(cx, *member)?;
        }
        return Ok(Some(all));
    }
    match alias_parts(cx, value) {
        Some((origin, args)) => Ok(Some(super::hash(cx, origin)? ^ super::hash(cx, args)?)),
        None => Ok(None),
    }
}

/// `repr` of a union or an alias; `None` of other values.
pub(super) fn typing_repr(cx: &mut dyn Call, value: Value) -> PyResult<Option<String>> {
    if let Some(members) = union_members(cx, value) {
        let mut parts = Vec::new();
        for member in TupleObject::items(members) {
            parts.push(member_text(cx, *member)?);
        }
        return Ok(Some(parts.join(" | ")));
    }
    let Some(origin) = alias_origin(cx, value) else { return Ok(None) };
    let Some(alias) = value.cast::<InstanceObject>() else { return Ok(None) };
    let name = cx.intern_str(ARGS);
    let args = cx.instance_get(alias, name).and_then(|a| a.cast::<TupleObject>());
    let mut parts = Vec::new();
    for arg in args.map_or(&[][..], TupleObject::items) {
        parts.push(member_text(cx, *arg)?);
    }
    let origin = member_text(cx, origin)?;
    let inside = if parts.is_empty() { "()".to_string() } else { parts.join(", ") };
    Ok(Some(format!("{origin}[{inside}]")))
}

fn member_text(cx: &mut dyn Call, member: Value) -> PyResult<String> {
    if member == Value::ELLIPSIS {
        return Ok("...".to_string());
    }
    // The parameters of a `Callable`.
    if let Some(list) = member.cast::<crate::object::ListObject>() {
        let mut parts = Vec::new();
        for item in crate::object::ListObject::items(list).to_vec() {
            parts.push(member_text(cx, item)?);
        }
        return Ok(format!("[{}]", parts.join(", ")));
    }
    if let Some(class) = member.cast::<ClassObject>() {
        let qualified = class.qualified_name.get().cast::<StrObject>().map_or("?", |s| s.as_str());
        if class.builtin.is_some() {
            return Ok(qualified.to_string());
        }
        let name = cx.intern_str("__module__");
        return Ok(match cx.class_lookup(class, name) {
            Some(module) => {
                let module = str_of(cx, module)?;
                let module = module.cast::<StrObject>().map_or("?", |s| s.as_str());
                format!("{module}.{qualified}")
            }
            None => qualified.to_string(),
        });
    }
    let text = repr(cx, member)?;
    Ok(text.cast::<StrObject>().map_or("?", |s| s.as_str()).to_string())
}
