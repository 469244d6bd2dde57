//! Raising, matching and `with`.

use crate::frame::header;
use crate::gc::Gc;
use crate::interp::Interpreter;
use crate::interp::run::{Pc, code_of};
use crate::object::exception::{CAUSE, SUPPRESS_CONTEXT};
use crate::object::{
    CellObject, ClassId, ClassObject, InstanceObject, Kind, Name, PyResult, Raised, TupleObject, Value,
};

/// `CheckBound` of an unbound register.
#[cold]
#[inline(never)]
pub unsafe fn unbound_local(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: `pc` points behind an instruction of the running frame.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let code = code_of(base);
        vm.save(base, pc);
        let name = vm.realm.text_of(code.local_names[instr.a as usize]).to_string();
        Err(unbound(vm, &name, instr.flag()))
    }
}

/// The exception for an unbound variable: one of an enclosing scope, or a local.
fn unbound(vm: &mut Interpreter, name: &str, outer: bool) -> Raised {
    if outer {
        let text =
            format!("cannot access free variable '{name}' where it is not associated with a value in enclosing scope");
        return vm.realm.raise(ClassId::NameError, text);
    }
    let text = format!("cannot access local variable '{name}' where it is not associated with a value");
    vm.realm.raise(ClassId::UnboundLocalError, text)
}

/// `LoadCell` or `DeleteCell` of an unbound cell.
#[cold]
#[inline(never)]
pub unsafe fn unbound_cell(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `unbound_local`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let register = match instr.op {
            crate::bytecode::Op::DeleteCell => instr.a,
            _ => instr.b,
        };
        let code = code_of(base);
        vm.save(base, pc);
        let name_value = code.local_names[register as usize];
        let name = vm.realm.text_of(name_value).to_string();
        Err(unbound(vm, &name, instr.flag() || code.free_names.contains(&name_value)))
    }
}

/// `DeleteCell`.
#[inline(never)]
pub unsafe fn delete_cell(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `unbound_local`; the register holds a cell.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let cell = Gc::<CellObject>::from_address((*base.add(instr.a as usize)).bits() as usize);
        if cell.value.get().is_unbound() {
            return unbound_cell(vm, base, pc);
        }
        cell.value.set(Value::UNBOUND);
        Ok(())
    }
}

/// `Raise`.
#[inline(never)]
pub unsafe fn raise(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `unbound_local`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (value, cause) = vm.operands(base, instr.a, instr.b);
        vm.save(base, pc);
        if value.is_unbound() {
            return match vm.handled() {
                Some(exception) => Err(vm.raise_again(Raised(exception))),
                None => Err(vm.realm.raise(ClassId::RuntimeError, "No active exception to reraise")),
            };
        }
        let exception = instantiate(vm, value, "exceptions must derive from BaseException")?;
        vm.chained = 0;
        if !cause.is_unbound() {
            let cause = if cause.is_none() {
                Value::NONE
            } else {
                let mark = vm.realm.root_mark();
                vm.realm.root(Value::object(exception));
                let cause = instantiate(vm, cause, "exception causes must derive from BaseException");
                vm.realm.unroot(mark);
                Value::object(cause?)
            };
            vm.realm.set_slot(exception, CAUSE, cause);
            vm.realm.set_slot(exception, SUPPRESS_CONTEXT, Value::TRUE);
        }
        Err(Raised(exception))
    }
}

/// An exception, or an instance of the exception class.
fn instantiate(vm: &mut Interpreter, value: Value, message: &str) -> PyResult<Gc<InstanceObject>> {
    if let Some(exception) = vm.realm.as_exception(value) {
        return Ok(exception);
    }
    if let Some(class) = value.cast::<ClassObject>()
        && class.is_exception
    {
        let made = vm.call_value(value, &[], &[])?;
        return match vm.realm.as_exception(made) {
            Some(exception) => Ok(exception),
            None => {
                let text = format!(
                    "calling <class '{}'> should have returned an instance of BaseException, not {}",
                    class.name_str(),
                    vm.realm.type_name(made)
                );
                Err(vm.realm.type_error(text))
            }
        };
    }
    Err(vm.realm.type_error(message))
}

/// `Reraise`.
#[inline(never)]
pub unsafe fn reraise(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `unbound_local`; the register holds an exception.
    unsafe {
        let instr = (*pc.sub(1)).get();
        vm.save(base, pc);
        let exception = Gc::<InstanceObject>::from_address((*base.add(instr.a as usize)).bits() as usize);
        Err(vm.raise_again(Raised(exception)))
    }
}

/// `RaiseAssert`.
#[inline(never)]
pub unsafe fn raise_assert(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `unbound_local`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let value = vm.operand(base, instr.a);
        vm.save(base, pc);
        Err(if value.is_unbound() {
            vm.realm.raise(ClassId::AssertionError, "")
        } else {
            vm.realm.raise_with(ClassId::AssertionError, &[value])
        })
    }
}

/// `MatchException`.
#[inline(never)]
pub unsafe fn match_exception(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `unbound_local`; register b holds an exception.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let exception = *base.add(instr.b as usize);
        let wanted = vm.operand(base, instr.c);
        vm.save(base, pc);
        let own = vm.realm.type_of(exception);
        let matches = match wanted.cast::<TupleObject>() {
            Some(tuple) => {
                let mut found = false;
                for class in TupleObject::items(tuple) {
                    found |= matches_class(vm, own, *class)?;
                }
                found
            }
            None => matches_class(vm, own, wanted)?,
        };
        *base.add(instr.a as usize) = Value::bool(matches);
        Ok(())
    }
}

/// `MatchStar`.
#[inline(never)]
pub unsafe fn match_star(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `unbound_local`; register b holds an exception or None.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let exception = *base.add(instr.b as usize);
        let wanted = vm.operand(base, instr.c);
        vm.save(base, pc);
        let classes: Vec<Value> = match wanted.cast::<TupleObject>() {
            Some(tuple) => TupleObject::items(tuple).to_vec(),
            None => vec![wanted],
        };
        for class in classes {
            let Some(class) = class.cast::<ClassObject>().filter(|class| class.is_exception) else {
                let text = "catching classes that do not inherit from BaseException is not allowed";
                return Err(vm.realm.type_error(text));
            };
            if vm.realm.is_builtin_subclass(class, ClassId::BaseExceptionGroup) {
                let text = "catching ExceptionGroup with except* is not allowed. Use except instead.";
                return Err(vm.realm.type_error(text));
            }
        }
        let (taken, rest) = crate::builtins::types::group::match_star(vm, exception, wanted)?;
        *base.add(instr.b as usize) = rest;
        *base.add(instr.a as usize) = taken;
        Ok(())
    }
}

/// `AfterStar`.
#[inline(never)]
pub unsafe fn after_star(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `unbound_local`; b holds an exception, c a list.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (original, raised) = (*base.add(instr.b as usize), *base.add(instr.c as usize));
        vm.save(base, pc);
        let raised = vm.realm.list_items(raised).to_vec();
        *base.add(instr.a as usize) = crate::builtins::types::group::after_star(vm, original, &raised)?;
        Ok(())
    }
}

fn matches_class(vm: &mut Interpreter, own: Gc<ClassObject>, wanted: Value) -> PyResult<bool> {
    match wanted.cast::<ClassObject>() {
        Some(class) if class.is_exception => Ok(own.is_subclass(class)),
        _ => Err(vm.realm.type_error("catching classes that do not inherit from BaseException is not allowed")),
    }
}

/// `EnterWith`.
#[inline(never)]
pub unsafe fn enter_with(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `unbound_local`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let place = base.add(instr.a as usize);
        let manager = *place;
        vm.save(base, pc);
        let class = vm.realm.type_of(manager);
        let (Some(enter), Some(_)) =
            (vm.realm.class_lookup_name(class, Name::Enter), vm.realm.class_lookup_name(class, Name::Exit))
        else {
            let missing_enter = vm.realm.class_lookup_name(class, Name::Enter).is_none();
            let text = format!(
                "'{}' object does not support the context manager protocol{}",
                class.name_str(),
                if missing_enter { "" } else { " (missed __exit__ method)" }
            );
            return Err(vm.realm.type_error(text));
        };
        let enter = vm.bind(enter, manager, class)?;
        let exit = match vm.realm.class_lookup_name(class, Name::Exit) {
            Some(exit) => exit,
            None => Value::NONE,
        };
        let exit_is_function = exit.is(Kind::Function);
        let exit = if exit_is_function { exit } else { vm.bind(exit, manager, class)? };
        let mark = vm.realm.root_mark();
        vm.realm.root(manager);
        vm.realm.root(exit);
        let entered = vm.call_value(enter, &[], &[]);
        vm.realm.unroot(mark);
        let entered = entered?;
        *place = exit;
        *place.add(1) = if exit_is_function { manager } else { Value::UNBOUND };
        *base.add(instr.b as usize) = entered;
        Ok(())
    }
}

/// `ExitWith`.
#[inline(never)]
pub unsafe fn exit_with(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `unbound_local`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let place = base.add(instr.a as usize);
        let exception = vm.operand(base, instr.b);
        vm.save(base, pc);
        let result = call_exit(vm, *place, *place.add(1), exception)?;
        let truth = vm.truth(result)?;
        *place = Value::bool(truth);
        Ok(())
    }
}

/// Calls `__exit__` or `__aexit__` with what it is to know of the exception (unbound: none).
pub(super) fn call_exit(vm: &mut Interpreter, exit: Value, receiver: Value, exception: Value) -> PyResult {
    let mut args: crate::interp::call::Arguments = smallvec::SmallVec::new();
    if !receiver.is_unbound() {
        args.push(receiver);
    }
    if exception.is_unbound() {
        args.extend([Value::NONE; 3]);
    } else {
        let class = vm.realm.type_of(exception);
        let traceback = match vm.realm.as_exception(exception) {
            Some(instance) => vm.realm.get_slot(instance, crate::object::exception::TRACEBACK),
            None => Value::NONE,
        };
        args.extend([Value::object(class), exception, traceback]);
    }
    vm.call_value(exit, &args, &[])
}

impl Interpreter {
    /// The exception that is being handled: of the innermost frame that handles one.
    pub fn handled(&self) -> Option<Gc<InstanceObject>> {
        let mut base = self.frame;
        while !base.is_null() {
            // SAFETY: the chain of frames is intact.
            let frame = unsafe { header(base) };
            if !frame.handled.is_unbound() {
                return frame.handled.cast::<InstanceObject>();
            }
            base = frame.caller;
        }
        None
    }
}
