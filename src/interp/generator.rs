//! Generators: making, resuming and suspending their frames.
//!
//! In: a generator object (registers behind a header) or the frame that it becomes. Out: the other one.
//!
//! ```text
//! for x in g:     ForIterGenerator: copies g's registers into a frame on top, goes on behind its `Yield`;
//!                 its next `Yield` copies them back, pops, and delivers as the caller's instruction says
//! ```
//!
//! 1. A generator's frame is marked GENERATOR, and its last register holds the generator, which keeps it alive.
//! 2. Resumed by `ForIter` or `Send`, it runs in the caller's activation of the loop; by natives, in one of its own.
//! 3. Whatever way its frame is popped, the generator's progress says what it is: suspended or finished.

use crate::bytecode::{Code, Op};
use crate::frame::{FRAME_WORDS, FrameHeader, frame_flags, header};
use crate::gc::Gc;
use crate::interp::call::code_ptr;
use crate::interp::run::{Pc, code_of};
use crate::interp::{Interpreter, unwind};
use crate::object::generator::{Flavor, GeneratorObject, Progress, Resumed};
use crate::object::protocol;
use crate::object::{ClassId, FunctionObject, Kind, Name, PyResult, Raised, Value};

/// What an instruction that iterates has done.
pub enum Iterated {
    /// There is an item (it has been sent).
    Item,
    /// There is none (it has returned).
    End,
    /// A generator's frame runs now: `vm.frame`, at its `pc`.
    Pushed,
}

/// The code of a generator's function.
fn code_of_generator<'a>(generator: Gc<GeneratorObject>) -> &'a Code {
    let function = Gc::<FunctionObject>::from_address(generator.function.bits() as usize);
    // SAFETY: the generator keeps its function alive, and that its code.
    unsafe { &*code_ptr(function.code_object) }
}

/// The generator of a frame marked GENERATOR.
///
/// # Safety
/// `base` is such a frame.
pub unsafe fn generator_of(base: *mut Value) -> Gc<GeneratorObject> {
    // SAFETY: its last register holds it.
    unsafe { Gc::from_address((*base.add(code_of(base).register_count as usize - 1)).bits() as usize) }
}

/// `MakeGenerator`: the generator of the running frame, which is to be returned. The frame may have been pushed in any way.
#[inline(never)]
pub unsafe fn make(vm: &mut Interpreter, base: *mut Value) -> Value {
    // SAFETY: `base` is the running frame, and its locals are filled.
    unsafe {
        let code = code_of(base);
        let function = header(base).function;
        let object = Gc::<FunctionObject>::from_address(function.bits() as usize);
        let (name, qualified_name) = (object.name.get(), object.qualified_name.get());
        let generator = vm.realm.generator(function, code.flavor, name, qualified_name, code.register_count as usize);
        generator.awaitable.set(object.header.flags.get() & crate::object::function::function_flags::AWAITABLE != 0);
        let locals = code.local_count as usize;
        std::ptr::copy_nonoverlapping(base, GeneratorObject::first_register(generator), locals);
        generator.live.set(locals as u32);
        Value::object(generator)
    }
}

impl Interpreter {
    /// Pushes the frame of a generator that is created or suspended, with what is sent to it; it goes on behind its stored
    /// `pc`.
    fn push_generator(&mut self, generator: Gc<GeneratorObject>, sent: Value, flags: u32) -> PyResult<*mut Value> {
        let code = code_of_generator(generator);
        let base = self.realm.machine.stack_top.wrapping_add(FRAME_WORDS);
        let end = base.wrapping_add(code.register_count as usize);
        if self.realm.machine.depth >= self.realm.machine.depth_limit || end > self.realm.machine.stack_end {
            return Err(self.recursion_error());
        }
        let pc = generator.pc.get();
        // SAFETY: there is room for the frame, which lies behind all others; the generator has as many registers.
        unsafe {
            let live = generator.live.get() as usize;
            std::ptr::copy_nonoverlapping(GeneratorObject::first_register(generator), base, live);
            let instr = code.instr(pc);
            // What is thrown leaves the variable that the result would go to.
            if matches!(instr.op, Op::Yield | Op::YieldFrom) && !sent.is_unbound() {
                *base.add(instr.a as usize) = sent;
            }
            *end.sub(1) = Value::object(generator);
            (base as *mut FrameHeader).sub(1).write(FrameHeader {
                function: generator.function,
                code,
                caller: self.frame,
                pc,
                flags: flags | frame_flags::GENERATOR,
                handled: generator.handled.get(),
            });
            self.realm.machine.depth += 1;
            self.realm.machine.stack_top = end;
            self.frame = base;
        }
        generator.live.set(0);
        generator.progress.set(Progress::Running);
        Ok(base)
    }

    /// Runs what `push_generator` has pushed, in a loop of its own.
    fn run_generator(&mut self, generator: Gc<GeneratorObject>, base: *mut Value, pc: u32) -> PyResult<Resumed> {
        let value = self.run_nested(base, pc)?;
        Ok(match generator.progress.get() {
            Progress::Suspended => Resumed::Yielded(value),
            _ => Resumed::Returned(value),
        })
    }

    /// See [`Call::resume`](crate::object::Call::resume).
    pub fn resume_generator(&mut self, generator: Gc<GeneratorObject>, sent: Value) -> PyResult<Resumed> {
        if self.native_stack_exhausted() {
            return Err(self.recursion_error());
        }
        let base = self.push_generator(generator, sent, frame_flags::ENTRY)?;
        self.run_generator(generator, base, generator.pc.get() + 1)
    }

    /// See [`Call::resume_raising`](crate::object::Call::resume_raising).
    pub fn raise_in_generator(&mut self, generator: Gc<GeneratorObject>, raised: Raised) -> PyResult<Resumed> {
        if self.native_stack_exhausted() {
            return Err(self.recursion_error());
        }
        self.push_generator(generator, Value::UNBOUND, frame_flags::ENTRY)?;
        match unwind::unwind(self, raised) {
            unwind::Unwound::Handled(base, pc) => self.run_generator(generator, base, pc),
            unwind::Unwound::Left(raised) => Err(raised),
        }
    }

    /// See [`Call::resume_delegated`](crate::object::Call::resume_delegated).
    pub fn end_delegation(&mut self, generator: Gc<GeneratorObject>, value: Value) -> PyResult<Resumed> {
        let code = code_of_generator(generator);
        let pc = generator.pc.get();
        // Behind a `YieldFrom` stands the jump to its `Send`, which says where the result goes.
        let again = code.instr(pc + 1).target(pc + 1);
        let base = self.push_generator(generator, value, frame_flags::ENTRY)?;
        self.run_generator(generator, base, code.instr(again).target(again))
    }

    /// See [`Call::delegate`](crate::object::Call::delegate).
    pub fn delegate_of(&self, generator: Gc<GeneratorObject>) -> Option<Value> {
        if generator.progress.get() != Progress::Suspended {
            return None;
        }
        let instr = code_of_generator(generator).instr(generator.pc.get());
        (instr.op == Op::YieldFrom).then(|| GeneratorObject::registers(generator)[instr.c as usize])
    }

    /// The frame at `base` is popped and control is its caller's again: gives the caller's instruction what it waits for,
    /// and stores where it goes on.
    ///
    /// # Safety
    /// The caller was running `ForIter` or `Send`.
    unsafe fn deliver(&mut self, value: Value, returned: bool) {
        // SAFETY: the caller's promise.
        unsafe {
            let base = self.frame;
            let frame = header(base);
            let pc = frame.pc;
            let instr = code_of(base).instr(pc);
            if instr.op == Op::Send || !returned {
                *base.add(instr.b as usize) = value;
            }
            frame.pc = if returned { instr.target(pc) } else { pc + 1 };
        }
    }
}

/// `Yield` and `YieldFrom`: suspends the running frame. `Some`: its loop ends with that value; else the caller goes on at
/// its stored `pc`.
#[inline(never)]
pub unsafe fn suspend(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> Option<Value> {
    // SAFETY: `base` is the running frame, of a generator; verified operands.
    unsafe {
        vm.save(base, pc);
        let instr = (*pc.sub(1)).get();
        let value = vm.operand(base, instr.b);
        let generator = generator_of(base);
        let (code, frame) = (code_of(base), header(base));
        if instr.a >= code.local_count {
            *base.add(instr.a as usize) = Value::UNBOUND;
        }
        let live = code.local_count as usize + code.depth[frame.pc as usize + 1] as usize;
        std::ptr::copy_nonoverlapping(base, GeneratorObject::first_register(generator), live);
        generator.live.set(live as u32);
        generator.pc.set(frame.pc);
        generator.handled.set(frame.handled);
        generator.yielded_value.set(instr.op == Op::Yield);
        generator.progress.set(Progress::Suspended);
        let entry = frame.flags & frame_flags::ENTRY != 0;
        vm.pop_frame();
        if entry {
            return Some(value);
        }
        vm.deliver(value, false);
        None
    }
}

/// `Return` of a generator's frame, which is popped; as [`suspend`].
pub unsafe fn finish(vm: &mut Interpreter, base: *mut Value, value: Value) -> Option<Value> {
    // SAFETY: `base` is the running frame, of a generator.
    unsafe {
        generator_of(base).finish();
        let entry = header(base).flags & frame_flags::ENTRY != 0;
        vm.pop_frame();
        if entry {
            return Some(value);
        }
        vm.deliver(value, true);
        None
    }
}

/// An exception leaves a generator's frame, which is about to be popped: what goes on instead.
pub unsafe fn leave(vm: &mut Interpreter, base: *mut Value, raised: Raised) -> Raised {
    // SAFETY: `base` is the running frame, of a generator.
    let generator = unsafe { generator_of(base) };
    generator.finish();
    let name = if vm.realm.is_exception(raised, ClassId::StopIteration) {
        "StopIteration"
    } else if generator.flavor == Flavor::AsyncGenerator && vm.realm.is_exception(raised, ClassId::StopAsyncIteration) {
        "StopAsyncIteration"
    } else {
        return raised;
    };
    let text = format!("{} raised {name}", generator.noun());
    let error = vm.realm.raise(ClassId::RuntimeError, text);
    for slot in [crate::object::exception::CAUSE, crate::object::exception::CONTEXT] {
        vm.realm.set_slot(error.0, slot, Value::object(raised.0));
    }
    vm.realm.set_slot(error.0, crate::object::exception::SUPPRESS_CONTEXT, Value::TRUE);
    error
}

/// `ForIter` over a generator.
#[inline(never)]
pub unsafe fn for_iter(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<Iterated> {
    // SAFETY: verified operands.
    unsafe {
        vm.save(base, pc);
        let instr = (*pc.sub(1)).get();
        let generator = Gc::<GeneratorObject>::from_address((*base.add(instr.a as usize)).bits() as usize);
        if generator.flavor == Flavor::Generator {
            match generator.progress.get() {
                Progress::Created | Progress::Suspended => {
                    vm.push_generator(generator, Value::NONE, 0)?;
                    header(vm.frame).pc += 1;
                    return Ok(Iterated::Pushed);
                }
                Progress::Finished => return Ok(Iterated::End),
                Progress::Running => {}
            }
        }
        match protocol::generator_next(vm, generator)? {
            Some(item) => {
                *base.add(instr.b as usize) = item;
                Ok(Iterated::Item)
            }
            None => Ok(Iterated::End),
        }
    }
}

/// `Send`.
#[inline(never)]
pub unsafe fn send(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<Iterated> {
    // SAFETY: verified operands.
    unsafe {
        vm.save(base, pc);
        let instr = (*pc.sub(1)).get();
        let (iterator, value) = (*base.add(instr.a as usize), *base.add(instr.b as usize));
        if let Some(generator) = iterator.cast::<GeneratorObject>()
            && generator.flavor != Flavor::AsyncGenerator
            && (generator.progress.get() == Progress::Suspended
                || generator.progress.get() == Progress::Created && value.is_none())
        {
            vm.push_generator(generator, value, 0)?;
            header(vm.frame).pc += 1;
            return Ok(Iterated::Pushed);
        }
        let resumed = protocol::send_any(vm, iterator, value)?;
        let (value, how) = match resumed {
            Resumed::Yielded(value) => (value, Iterated::Item),
            Resumed::Returned(value) => (value, Iterated::End),
        };
        *base.add(instr.b as usize) = value;
        Ok(how)
    }
}

/// `GetYieldFrom`.
#[inline(never)]
pub unsafe fn get_yield_from(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: verified operands.
    unsafe {
        vm.save(base, pc);
        let instr = (*pc.sub(1)).get();
        let value = vm.operand(base, instr.b);
        let in_coroutine = code_of(base).flavor == Flavor::Coroutine;
        *base.add(instr.a as usize) = protocol::yield_from_iter(vm, value, in_coroutine)?;
        Ok(())
    }
}

/// `GetAwaitable`.
#[inline(never)]
pub unsafe fn get_awaitable(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: verified operands.
    unsafe {
        vm.save(base, pc);
        let instr = (*pc.sub(1)).get();
        let value = vm.operand(base, instr.b);
        let Some(iterator) = protocol::awaitable_iter(vm, value)? else {
            let name = vm.realm.type_name(value);
            let text = match instr.x {
                0 => format!("object {name} can't be used in 'await' expression"),
                x => format!(
                    "'async with' received an object from {} that does not implement __await__: {name}",
                    if x == 1 { "__aenter__" } else { "__aexit__" }
                ),
            };
            return Err(vm.realm.type_error(text));
        };
        *base.add(instr.a as usize) = iterator;
        Ok(())
    }
}

/// `GetAsyncIter`.
#[inline(never)]
pub unsafe fn get_async_iter(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: verified operands.
    unsafe {
        vm.save(base, pc);
        let instr = (*pc.sub(1)).get();
        let value = vm.operand(base, instr.b);
        let Some(iterator) = protocol::call_special(vm, value, Name::AsyncIter, &[])? else {
            let name = vm.realm.type_name(value);
            let text = format!("'async for' requires an object with __aiter__ method, got {name}");
            return Err(vm.realm.type_error(text));
        };
        if protocol::find_special(&mut vm.realm, iterator, Name::AsyncNext).is_none() {
            let name = vm.realm.type_name(iterator);
            let text =
                format!("'async for' received an object from __aiter__ that does not implement __anext__: {name}");
            return Err(vm.realm.type_error(text));
        }
        *base.add(instr.a as usize) = iterator;
        Ok(())
    }
}

/// `GetAsyncNext`.
#[inline(never)]
pub unsafe fn get_async_next(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: verified operands.
    unsafe {
        vm.save(base, pc);
        let instr = (*pc.sub(1)).get();
        let iterator = *base.add(instr.b as usize);
        let Some(awaitable) = protocol::call_special(vm, iterator, Name::AsyncNext, &[])? else {
            let name = vm.realm.type_name(iterator);
            let text = format!("'async for' requires an iterator with __anext__ method, got {name}");
            return Err(vm.realm.type_error(text));
        };
        let mark = vm.realm.root_mark();
        vm.realm.root(awaitable);
        let found = protocol::awaitable_iter(vm, awaitable);
        vm.realm.unroot(mark);
        let text = match found {
            Ok(Some(iterator)) => {
                *base.add(instr.a as usize) = iterator;
                return Ok(());
            }
            _ => {
                let name = vm.realm.type_name(awaitable);
                format!("'async for' received an invalid object from __anext__: {name}")
            }
        };
        let raised = vm.realm.type_error(text);
        if let Err(cause) = found {
            vm.realm.set_slot(raised.0, crate::object::exception::CAUSE, Value::object(cause.0));
            vm.realm.set_slot(raised.0, crate::object::exception::SUPPRESS_CONTEXT, Value::TRUE);
        }
        Err(raised)
    }
}

/// `EndAsyncFor`.
#[inline(never)]
pub unsafe fn end_async_for(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: verified operands; the register holds an exception.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let raised = Raised(Gc::from_address((*base.add(instr.a as usize)).bits() as usize));
        if vm.realm.is_exception(raised, ClassId::StopAsyncIteration) {
            return Ok(());
        }
        vm.save(base, pc);
        Err(vm.raise_again(raised))
    }
}

/// `EnterAsyncWith`.
#[inline(never)]
pub unsafe fn enter_async_with(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: verified operands.
    unsafe {
        vm.save(base, pc);
        let instr = (*pc.sub(1)).get();
        let place = base.add(instr.a as usize);
        let manager = *place;
        let class = vm.realm.type_of(manager);
        let enter = vm.realm.class_lookup_name(class, Name::AsyncEnter);
        let (Some(enter), Some(exit)) = (enter, vm.realm.class_lookup_name(class, Name::AsyncExit)) else {
            let text = format!(
                "'{}' object does not support the asynchronous context manager protocol{}",
                class.name_str(),
                if enter.is_none() { "" } else { " (missed __aexit__ method)" }
            );
            return Err(vm.realm.type_error(text));
        };
        let enter = vm.bind(enter, manager, class)?;
        let exit_is_function = exit.is(Kind::Function);
        let exit = if exit_is_function { exit } else { vm.bind(exit, manager, class)? };
        let mark = vm.realm.root_mark();
        vm.realm.root(manager);
        vm.realm.root(exit);
        let entered = vm.call_value(enter, &[], &[]);
        vm.realm.unroot(mark);
        *base.add(instr.b as usize) = entered?;
        *place = exit;
        *place.add(1) = if exit_is_function { manager } else { Value::UNBOUND };
        Ok(())
    }
}

/// `ExitAsyncWith`.
#[inline(never)]
pub unsafe fn exit_async_with(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: verified operands.
    unsafe {
        vm.save(base, pc);
        let instr = (*pc.sub(1)).get();
        let place = base.add(instr.a as usize);
        let exception = vm.operand(base, instr.b);
        *place = crate::interp::raising::call_exit(vm, *place, *place.add(1), exception)?;
        Ok(())
    }
}
