//! What `match` asks of its subject.

use crate::gc::Gc;
use crate::interp::Interpreter;
use crate::interp::run::Pc;
use crate::object::protocol;
use crate::object::{ClassId, ClassObject, Kind, Name, PyResult, StrObject, TupleObject, Value};

/// Bits of a class's `__abc_tpflags__`, by which Python classes say that they are matched as such.
mod matched_as {
    pub const SEQUENCE: i64 = 1 << 5;
    pub const MAPPING: i64 = 1 << 6;
}

/// What an instance's class is matched as: what the first class in its MRO says that says anything.
fn matched_as_of(vm: &mut Interpreter, class: Gc<ClassObject>) -> i64 {
    let name = vm.realm.intern_str("__abc_tpflags__");
    for base in class.mro() {
        let Some(base) = base.cast::<ClassObject>() else { continue };
        let flags = match base.builtin {
            Some(ClassId::List | ClassId::Tuple | ClassId::Range | ClassId::Array) => matched_as::SEQUENCE,
            Some(ClassId::Dict) => matched_as::MAPPING,
            _ => vm.realm.dict_get_str(base.dict, name).and_then(Value::as_int).unwrap_or(0),
        };
        if flags != 0 {
            return flags;
        }
    }
    0
}

fn is_sequence(vm: &mut Interpreter, value: Value) -> bool {
    match value.kind() {
        Some(Kind::List | Kind::Tuple | Kind::Range | Kind::Array) => true,
        Some(Kind::Instance) => {
            let class = vm.realm.type_of(value);
            matched_as_of(vm, class) & matched_as::SEQUENCE != 0
        }
        _ => false,
    }
}

fn is_mapping(vm: &mut Interpreter, value: Value) -> bool {
    match value.kind() {
        Some(Kind::Dict | Kind::MappingProxy) => true,
        Some(Kind::Instance) => {
            let class = vm.realm.type_of(value);
            matched_as_of(vm, class) & matched_as::MAPPING != 0
        }
        _ => false,
    }
}

/// `MatchSequence`.
#[inline(never)]
pub unsafe fn match_sequence(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: `pc` points behind an instruction of the running frame.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let subject = vm.operand(base, instr.b);
        vm.save(base, pc);
        let mut matches = is_sequence(vm, subject);
        if matches {
            let len = protocol::len(vm, subject)?;
            matches = if instr.x == 0 { len == instr.c as usize } else { len >= instr.c as usize };
        }
        *base.add(instr.a as usize) = Value::bool(matches);
        Ok(())
    }
}

/// `MatchMapping`.
#[inline(never)]
pub unsafe fn match_mapping(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `match_sequence`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let subject = vm.operand(base, instr.b);
        vm.save(base, pc);
        let mut matches = is_mapping(vm, subject);
        if matches && instr.c > 0 {
            matches = protocol::len(vm, subject)? >= instr.c as usize;
        }
        *base.add(instr.a as usize) = Value::bool(matches);
        Ok(())
    }
}

/// `MatchKeys`.
#[inline(never)]
pub unsafe fn match_keys(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `match_sequence`; the keys are a tuple in a register.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (subject, keys) = vm.operands(base, instr.b, instr.c);
        vm.save(base, pc);
        let mark = vm.realm.root_mark();
        let values = values_of(vm, subject, TupleObject::items(Gc::from_address(keys.bits() as usize)));
        let values = match values {
            Ok(Some(values)) => vm.realm.tuple(&values),
            Ok(None) => Value::NONE,
            Err(raised) => {
                vm.realm.unroot(mark);
                return Err(raised);
            }
        };
        vm.realm.unroot(mark);
        *base.add(instr.a as usize) = values;
        Ok(())
    }
}

fn values_of(vm: &mut Interpreter, subject: Value, keys: &[Value]) -> PyResult<Option<Vec<Value>>> {
    let seen = vm.realm.new_set(false);
    vm.realm.root(Value::object(seen));
    let mut values = Vec::with_capacity(keys.len());
    let plain = subject.is(Kind::Dict);
    let missing = vm.realm.new_list();
    vm.realm.root(Value::object(missing));
    for key in keys {
        let before = seen.len();
        vm.set_add(seen, *key)?;
        if seen.len() == before {
            let text = protocol::repr(vm, *key)?;
            let text = format!("mapping pattern checks duplicate key ({})", vm.realm.text_of(text));
            return Err(vm.realm.value_error(text));
        }
        let value = if plain {
            vm.dict_get(Gc::from_address(subject.bits() as usize), *key)?
        } else {
            // Not by subscript, which may make what is missing.
            let found = protocol::call_method(vm, subject, "get", &[*key, Value::object(missing)])?;
            (found != Value::object(missing)).then_some(found)
        };
        let Some(value) = value else { return Ok(None) };
        vm.realm.root(value);
        values.push(value);
    }
    Ok(Some(values))
}

/// `MatchClass`.
#[inline(never)]
pub unsafe fn match_class(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `match_sequence`; the names are a constant tuple of strs.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let class = *base.add(instr.a as usize);
        let (subject, names) = vm.operands(base, instr.b, instr.c);
        vm.save(base, pc);
        let mark = vm.realm.root_mark();
        let names = TupleObject::items(Gc::from_address(names.bits() as usize));
        let found = attributes_of(vm, subject, class, instr.x as usize, names);
        vm.realm.unroot(mark);
        *base.add(instr.a as usize) = match found? {
            Some(values) => vm.realm.tuple(&values),
            None => Value::NONE,
        };
        Ok(())
    }
}

fn attributes_of(
    vm: &mut Interpreter,
    subject: Value,
    class: Value,
    positional: usize,
    names: &[Value],
) -> PyResult<Option<Vec<Value>>> {
    let Some(class_object) = class.cast::<ClassObject>() else {
        return Err(vm.realm.type_error("called match pattern must be a type"));
    };
    if !protocol::is_instance(vm, subject, class)? {
        return Ok(None);
    }
    let mut values = Vec::new();
    let mut seen: Vec<Value> = Vec::new();
    if positional > 0 {
        let name = vm.realm.name(Name::MatchArgs);
        let declared = match protocol::get_attr(vm, class, name) {
            Ok(declared) => Some(declared),
            Err(raised) if vm.realm.is_exception(raised, ClassId::AttributeError) => None,
            Err(raised) => return Err(raised),
        };
        let class_name = class_object.name_str().to_string();
        let by_itself = declared.is_none() && matches_itself(class_object);
        let attributes: &[Value] = match declared {
            None => &[],
            Some(declared) => {
                vm.realm.root(declared);
                match declared.cast::<TupleObject>() {
                    Some(tuple) => TupleObject::items(tuple),
                    None => {
                        let given = vm.realm.type_name(declared);
                        let text = format!("{class_name}.__match_args__ must be a tuple (got {given})");
                        return Err(vm.realm.type_error(text));
                    }
                }
            }
        };
        let allowed = if by_itself { 1 } else { attributes.len() };
        if positional > allowed {
            let plural = if allowed == 1 { "" } else { "s" };
            let text = format!("{class_name}() accepts {allowed} positional sub-pattern{plural} ({positional} given)");
            return Err(vm.realm.type_error(text));
        }
        if by_itself {
            values.push(subject);
        } else {
            for name in &attributes[..positional] {
                if !name.is(Kind::Str) {
                    let given = vm.realm.type_name(*name);
                    let text = format!("__match_args__ elements must be strings (got {given})");
                    return Err(vm.realm.type_error(text));
                }
                match attribute(vm, subject, *name, &class_name, &mut seen)? {
                    Some(value) => values.push(value),
                    None => return Ok(None),
                }
            }
        }
    }
    for name in names {
        let class_name = class_object.name_str().to_string();
        match attribute(vm, subject, *name, &class_name, &mut seen)? {
            Some(value) => values.push(value),
            None => return Ok(None),
        }
    }
    Ok(Some(values))
}

fn attribute(
    vm: &mut Interpreter,
    subject: Value,
    name: Value,
    class_name: &str,
    seen: &mut Vec<Value>,
) -> PyResult<Option<Value>> {
    if seen.iter().any(|other| vm.realm.same_text(*other, name)) {
        let text = format!("{class_name}() got multiple sub-patterns for attribute '{}'", vm.realm.text_of(name));
        return Err(vm.realm.type_error(text));
    }
    seen.push(name);
    let name = Gc::<StrObject>::from_address(name.bits() as usize);
    let name = vm.realm.intern_value(name);
    match protocol::get_attr(vm, subject, name) {
        Ok(value) => {
            vm.realm.root(value);
            Ok(Some(value))
        }
        Err(raised) if vm.realm.is_exception(raised, ClassId::AttributeError) => Ok(None),
        Err(raised) => Err(raised),
    }
}

/// Whether `class(x)` as a pattern binds x to the subject itself.
fn matches_itself(class: Gc<ClassObject>) -> bool {
    let builtin = |class: Gc<ClassObject>| {
        matches!(
            class.builtin,
            Some(
                ClassId::Bool
                    | ClassId::ByteArray
                    | ClassId::Bytes
                    | ClassId::Dict
                    | ClassId::Float
                    | ClassId::FrozenSet
                    | ClassId::Int
                    | ClassId::List
                    | ClassId::Set
                    | ClassId::Str
                    | ClassId::Tuple
            )
        )
    };
    class.mro().iter().any(|class| class.cast::<ClassObject>().is_some_and(builtin))
}
