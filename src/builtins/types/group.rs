//! Exception groups: making, splitting and projecting them.
//!
//! 1. A group made from a group (by splitting) is what `derive` of the latter returns, with its traceback, cause, context
//!    and notes.

use crate::builtins::arguments::{self, Keywords};
use crate::gc::Gc;
use crate::object::exception::{CAUSE, CONTEXT, SUPPRESS_CONTEXT, TRACEBACK};
use crate::object::{
    Call, ClassId, ClassObject, InstanceObject, Kind, ListObject, NativeDef, PyResult, StrObject, TupleObject, Value,
    protocol,
};

pub static GROUP: &[NativeDef] = &[
    NativeDef::method("__str__", str_method),
    NativeDef::class_method("__class_getitem__", class_item),
    NativeDef::method("derive", derive_method),
    NativeDef::method("split", split_method),
    NativeDef::method("subgroup", subgroup_method),
];

/// What decides which leaves of a group belong to a part.
#[derive(Clone, Copy)]
enum Condition<'a> {
    /// A class or tuple of classes.
    Class(Value),
    Function(Value),
    /// Those exceptions themselves.
    These(&'a [Value]),
}

/// Whether a value is an exception group.
pub fn is_group(cx: &mut dyn Call, value: Value) -> bool {
    let class = cx.type_of(value);
    cx.is_builtin_subclass(class, ClassId::BaseExceptionGroup)
}

/// A new group of that class, or of what stands for it.
pub fn make(cx: &mut dyn Call, class: Gc<ClassObject>, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    if args.len() != 2 || !keywords.is_empty() && class.builtin.is_some() {
        let text = format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)", args.len());
        return Err(cx.type_error(text));
    }
    let plain = cx.payload(args[0]);
    if plain.cast::<StrObject>().is_none() {
        let name = cx.type_name(args[0]);
        return Err(cx.type_error(format!("BaseExceptionGroup.__new__() argument 1 must be str, not {name}")));
    }
    let given = cx.payload(args[1]);
    let items: Vec<Value> = if let Some(list) = given.cast::<ListObject>() {
        ListObject::items(list).to_vec()
    } else if let Some(tuple) = given.cast::<TupleObject>() {
        TupleObject::items(tuple).to_vec()
    } else if protocol::find_special(cx, given, crate::object::Name::GetItem).is_some() && !given.is(Kind::Dict) {
        ListObject::items(protocol::list_from(cx, given)?).to_vec()
    } else {
        return Err(cx.type_error("second argument (exceptions) must be a sequence"));
    };
    if items.is_empty() {
        return Err(cx.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    let mut only_exceptions = true;
    for (index, item) in items.iter().enumerate() {
        if cx.as_exception(*item).is_none() {
            return Err(cx.value_error(format!("Item {index} of second argument (exceptions) is not an exception")));
        }
        let own = cx.type_of(*item);
        only_exceptions &= cx.is_builtin_subclass(own, ClassId::Exception);
    }
    let mut class = class;
    if class.builtin == Some(ClassId::BaseExceptionGroup) && only_exceptions {
        class = cx.class(ClassId::ExceptionGroup);
    } else if !only_exceptions && cx.is_builtin_subclass(class, ClassId::Exception) {
        return Err(match class.builtin {
            Some(_) => cx.type_error("Cannot nest BaseExceptions in an ExceptionGroup"),
            None => cx.type_error(format!("Cannot nest BaseExceptions in '{}'", class.name_str())),
        });
    }
    let made = cx.new_exception(class, args);
    let tuple = cx.tuple(&items);
    for (name, value) in [("message", args[0]), ("exceptions", tuple)] {
        let name = cx.intern_str(name);
        cx.instance_set(made, name, value);
    }
    Ok(Value::object(made))
}

/// The exceptions of a group.
pub fn members(cx: &mut dyn Call, group: Value) -> Vec<Value> {
    let name = cx.intern_str("exceptions");
    let tuple = group.cast::<InstanceObject>().and_then(|group| cx.instance_get(group, name));
    tuple.and_then(|tuple| tuple.cast::<TupleObject>()).map_or(Vec::new(), |tuple| TupleObject::items(tuple).to_vec())
}

fn message(cx: &mut dyn Call, group: Value) -> Value {
    let name = cx.intern_str("message");
    group.cast::<InstanceObject>().and_then(|group| cx.instance_get(group, name)).unwrap_or(Value::NONE)
}

fn matches(cx: &mut dyn Call, exception: Value, condition: Condition<'_>) -> PyResult<bool> {
    match condition {
        Condition::Class(class) => protocol::is_instance(cx, exception, class),
        Condition::Function(function) => {
            let answer = cx.call(function, &[exception], &[])?;
            protocol::truth(cx, answer)
        }
        Condition::These(exceptions) => Ok(exceptions.contains(&exception)),
    }
}

/// The part that fulfils the condition, and the rest; None where there is none. Both are rooted.
fn split(cx: &mut dyn Call, exception: Value, condition: Condition<'_>) -> PyResult<(Value, Value)> {
    cx.root(exception);
    let projected = matches!(condition, Condition::These(_));
    let group = is_group(cx, exception);
    if !(projected && group) && matches(cx, exception, condition)? {
        return Ok((exception, Value::NONE));
    }
    if !group {
        return Ok((Value::NONE, exception));
    }
    cx.enter_native(" in exceptiongroup_split_recursive")?;
    let parts = split_members(cx, exception, condition);
    cx.leave_native();
    let (fulfilling, rest) = parts?;
    if projected && rest.is_empty() {
        return Ok((exception, Value::NONE));
    }
    let fulfilling = part(cx, exception, &fulfilling)?;
    cx.root(fulfilling);
    let rest = if projected { Value::NONE } else { part(cx, exception, &rest)? };
    cx.root(rest);
    Ok((fulfilling, rest))
}

fn split_members(cx: &mut dyn Call, group: Value, condition: Condition<'_>) -> PyResult<(Vec<Value>, Vec<Value>)> {
    let (mut fulfilling, mut rest) = (Vec::new(), Vec::new());
    for member in members(cx, group) {
        let (yes, no) = split(cx, member, condition)?;
        if !yes.is_none() {
            fulfilling.push(yes);
        }
        if !no.is_none() {
            rest.push(no);
        }
    }
    Ok((fulfilling, rest))
}

/// A group like that one with only those exceptions; None without any.
fn part(cx: &mut dyn Call, group: Value, exceptions: &[Value]) -> PyResult {
    if exceptions.is_empty() {
        return Ok(Value::NONE);
    }
    let list = Value::object(cx.list(exceptions));
    cx.root(list);
    let derived = protocol::call_method(cx, group, "derive", &[list])?;
    cx.root(derived);
    if !is_group(cx, derived) {
        return Err(cx.type_error("derive must return an instance of BaseExceptionGroup"));
    }
    if let (Some(from), Some(to)) = (group.cast::<InstanceObject>(), derived.cast::<InstanceObject>()) {
        for slot in [TRACEBACK, CAUSE, CONTEXT, SUPPRESS_CONTEXT] {
            let value = cx.get_slot(from, slot);
            cx.set_slot(to, slot, value);
        }
        let name = cx.intern_str("__notes__");
        if let Some(notes) = cx.instance_get(from, name).and_then(|notes| notes.cast::<ListObject>()) {
            let copy = Value::object(cx.list(ListObject::items(notes)));
            cx.instance_set(to, name, copy);
        }
    }
    Ok(derived)
}

/// What `except*` with that class takes of an exception, and the rest. A plain exception is wrapped.
pub fn match_star(cx: &mut dyn Call, exception: Value, class: Value) -> PyResult<(Value, Value)> {
    if exception.is_none() {
        return Ok((Value::NONE, Value::NONE));
    }
    if !is_group(cx, exception) {
        if !protocol::is_instance(cx, exception, class)? {
            return Ok((Value::NONE, exception));
        }
        let text = cx.str("");
        let members = cx.tuple(&[exception]);
        let base = cx.class(ClassId::BaseExceptionGroup);
        let wrapped = make(cx, base, &[text, members], &[])?;
        if let (Some(from), Some(to)) = (exception.cast::<InstanceObject>(), wrapped.cast::<InstanceObject>()) {
            let traceback = cx.get_slot(from, TRACEBACK);
            cx.set_slot(to, TRACEBACK, traceback);
        }
        return Ok((wrapped, Value::NONE));
    }
    let mark = cx.root_mark();
    let result = split(cx, exception, Condition::Class(class));
    cx.unroot(mark);
    result
}

/// What is left to raise when the clauses of `except*` have run: `raised` is what came out of them and what none took;
/// None for nothing.
pub fn after_star(cx: &mut dyn Call, original: Value, raised: &[Value]) -> PyResult {
    if raised.is_empty() {
        return Ok(Value::NONE);
    }
    if !is_group(cx, original) {
        return Ok(raised[0]);
    }
    let mark = cx.root_mark();
    let mut anew = Vec::new();
    let mut leaves = Vec::new();
    for exception in raised {
        if is_group(cx, *exception) && same_origin(cx, original, *exception) {
            collect_leaves(cx, *exception, &mut leaves);
        } else {
            anew.push(*exception);
        }
    }
    let result = if leaves.is_empty() {
        Ok(Value::NONE)
    } else {
        split(cx, original, Condition::These(&leaves)).map(|(again, _)| again)
    };
    let result = result.and_then(|again| {
        if !again.is_none() {
            cx.root(again);
            anew.push(again);
        }
        match anew.as_slice() {
            [] => Ok(Value::NONE),
            [one] if *one == again || leaves.is_empty() || anew.len() == 1 => Ok(*one),
            all => {
                let text = cx.str("");
                let members = cx.tuple(all);
                let base = cx.class(ClassId::BaseExceptionGroup);
                make(cx, base, &[text, members], &[])
            }
        }
    });
    cx.unroot(mark);
    result
}

fn collect_leaves(cx: &mut dyn Call, exception: Value, leaves: &mut Vec<Value>) {
    if is_group(cx, exception) {
        for member in members(cx, exception) {
            collect_leaves(cx, member, leaves);
        }
    } else {
        leaves.push(exception);
    }
}

/// Whether a group is a part of the other that was raised again.
fn same_origin(cx: &mut dyn Call, original: Value, part: Value) -> bool {
    let (Some(a), Some(b)) = (original.cast::<InstanceObject>(), part.cast::<InstanceObject>()) else { return false };
    [TRACEBACK, CAUSE, CONTEXT].into_iter().all(|slot| cx.get_slot(a, slot) == cx.get_slot(b, slot))
}

fn condition<'a>(cx: &mut dyn Call, value: Value) -> PyResult<Condition<'a>> {
    let is_exception = |value: Value| value.cast::<ClassObject>().is_some_and(|class| class.is_exception);
    if is_exception(value)
        || value.cast::<TupleObject>().is_some_and(|tuple| TupleObject::items(tuple).iter().all(|v| is_exception(*v)))
    {
        return Ok(Condition::Class(value));
    }
    let callable = matches!(value.kind(), Some(Kind::Function | Kind::Native | Kind::BoundMethod))
        || protocol::find_special(cx, value, crate::object::Name::Call).is_some() && !value.is(Kind::Class);
    if callable {
        return Ok(Condition::Function(value));
    }
    Err(cx.type_error("expected a function, exception type or tuple of exception types"))
}

fn split_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [wanted] = arguments::exactly(cx, "BaseExceptionGroup.split", &args[1..], keywords)?;
    let condition = condition(cx, wanted)?;
    let mark = cx.root_mark();
    let result = split(cx, args[0], condition);
    cx.unroot(mark);
    let (yes, no) = result?;
    Ok(cx.tuple(&[yes, no]))
}
fn subgroup_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [wanted] = arguments::exactly(cx, "BaseExceptionGroup.subgroup", &args[1..], keywords)?;
    let condition = condition(cx, wanted)?;
    let mark = cx.root_mark();
    let result = split(cx, args[0], condition);
    cx.unroot(mark);
    result.map(|(yes, _)| yes)
}
fn derive_method(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [exceptions] = arguments::exactly(cx, "BaseExceptionGroup.derive", &args[1..], keywords)?;
    let text = message(cx, args[0]);
    let base = cx.class(ClassId::BaseExceptionGroup);
    make(cx, base, &[text, exceptions], &[])
}
fn str_method(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    let text = text(cx, args[0])?;
    cx.try_str(&text)
}
/// `str(group)`
pub fn text(cx: &mut dyn Call, group: Value) -> PyResult<String> {
    let count = members(cx, group).len();
    let text = message(cx, group);
    let text = protocol::str_of(cx, text)?;
    let text = cx.text_of(text).to_string();
    Ok(format!("{text} ({count} sub-exception{})", if count == 1 { "" } else { "s" }))
}
fn class_item(cx: &mut dyn Call, args: &[Value], _keywords: Keywords<'_>) -> PyResult {
    Ok(protocol::generic_alias(cx, args[0], args.get(1).copied().unwrap_or(Value::NONE)))
}
