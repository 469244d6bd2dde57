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
//! 4. Of generators that delegate to each other the last one is resumed, whoever is asked (its frame is marked
//!    DELEGATED): what it yields goes to the caller at once. When it is over, the frame of the one that delegates to it
//!    takes its place. So a step of a deep recursion of generators costs no more than one of a shallow one.
//! 5. A step of an asynchronous generator that a frame awaits runs in that frame's activation too (STEP).

use crate::bytecode::{Code, Op};
use crate::frame::{FRAME_WORDS, FrameHeader, frame_flags, header};
use crate::gc::Gc;
use crate::interp::call::code_ptr;
use crate::interp::run::{Pc, code_of};
use crate::interp::{Interpreter, unwind};
use crate::object::generator::{AwaitableKind, AwaitableObject, Flavor, GeneratorObject, Progress, Resumed};
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
        generator.hold(locals);
        if code.ends_with_handlers() {
            vm.realm.generator_has_an_end(generator);
        }
        Value::object(generator)
    }
}

/// Where a generator goes on that is suspended at the `YieldFrom` at `pc` when what it delegates to has returned. Behind
/// that stands the jump to its `Send`, which says where the result goes.
fn behind_delegation(code: &Code, pc: u32) -> u32 {
    let again = code.instr(pc + 1).target(pc + 1);
    code.instr(again).target(again)
}

impl Interpreter {
    /// Which generator to resume so that `root`, which is created or suspended, goes on: itself, or the last one of those
    /// that it delegates to, with the flag of its frame; it notes who is to go on when it is over. `None`: one of them runs.
    #[inline(always)]
    fn to_resume(&self, root: Gc<GeneratorObject>) -> Option<(Gc<GeneratorObject>, u32)> {
        let instr = code_of_generator(root).instr(root.pc());
        if instr.op == Op::YieldFrom { self.leaf_of(root) } else { Some((root, 0)) }
    }

    fn leaf_of(&self, root: Gc<GeneratorObject>) -> Option<(Gc<GeneratorObject>, u32)> {
        let inner = |generator: Gc<GeneratorObject>| {
            let delegate = self.delegate_of(generator).filter(|_| generator.handled.get().is_unbound())?;
            let delegate = delegate.cast::<GeneratorObject>()?;
            matches!(delegate.progress(), Progress::Suspended | Progress::Running).then_some(delegate)
        };
        let known = root.leaf.get().cast::<GeneratorObject>();
        let known =
            known.filter(|leaf| leaf.progress() == Progress::Suspended && leaf.root.get() == Value::object(root));
        let first = known.unwrap_or(root);
        let mut leaf = first;
        while let Some(next) = inner(leaf) {
            leaf = next;
        }
        if leaf.progress() == Progress::Running {
            return None;
        }
        let mut distance = if known.is_some() { first.distance.get() } else { 0 };
        let mut at = first;
        while at != leaf
            && let Some(next) = inner(at)
        {
            distance += 1;
            next.distance.set(distance);
            next.root.set(Value::object(root));
            next.delegator.set(Value::object(at));
            at = next;
        }
        if leaf == root {
            return Some((root, 0));
        }
        root.leaf.set(Value::object(leaf));
        Some((leaf, frame_flags::DELEGATED))
    }

    /// Pushes the frame of a generator that is created or suspended, with what is sent to it; it goes on behind its stored
    /// `pc`. Where the frames of those that it runs on behalf of would not fit, its frame is pushed, too, to raise that.
    fn push_generator(&mut self, generator: Gc<GeneratorObject>, sent: Value, flags: u32) -> PyResult<*mut Value> {
        let base = self.realm.machine.stack_top.wrapping_add(FRAME_WORDS);
        let end = base.wrapping_add(code_of_generator(generator).register_count as usize);
        if self.realm.machine.depth >= self.realm.machine.depth_limit || end > self.realm.machine.stack_end {
            return Err(self.recursion_error());
        }
        // SAFETY: there is room for the frame, which lies behind all others.
        unsafe { self.write_frame(generator, base, sent, flags) };
        if flags & frame_flags::DELEGATED != 0
            && self.realm.machine.depth.saturating_add(generator.distance.get()) > self.realm.machine.depth_limit
        {
            return Err(self.recursion_error());
        }
        Ok(base)
    }

    /// Makes the frame at `base` of a generator, which is at most one frame behind the stack's end.
    ///
    /// # Safety
    /// There is nothing at `base`.
    unsafe fn write_frame(&mut self, generator: Gc<GeneratorObject>, base: *mut Value, sent: Value, flags: u32) {
        let code = code_of_generator(generator);
        let pc = generator.pc();
        // SAFETY: the caller's promise; behind the stack's end is slack for a frame. The generator has as many registers.
        unsafe {
            let end = base.add(code.register_count as usize);
            std::ptr::copy_nonoverlapping(GeneratorObject::first_register(generator), base, generator.live());
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
        generator.run();
    }

    /// A generator's frame marked DELEGATED has been popped, because it is over: makes the frame of the one that
    /// delegates to it in its place. `returned`: what the delegation gives, and the frame stands where it goes on; or
    /// it stands where the delegation has raised.
    ///
    /// # Safety
    /// `base` is where the frame was, `flags` were its flags, `delegator` its generator's and `root` its root.
    unsafe fn replace_frame(
        &mut self,
        base: *mut Value,
        flags: u32,
        (delegator, root): (Value, Value),
        returned: Option<Value>,
    ) {
        let generator = Gc::<GeneratorObject>::from_address(delegator.bits() as usize);
        let leaf = Gc::<GeneratorObject>::from_address(root.bits() as usize);
        leaf.leaf.set(delegator);
        let flags = if delegator == root { flags & !frame_flags::DELEGATED } else { flags };
        // SAFETY: the frame before was at the same place and did not go past the stack's end.
        unsafe {
            self.write_frame(generator, base, returned.unwrap_or(Value::UNBOUND), flags);
            if returned.is_some() {
                header(base).pc = behind_delegation(code_of(base), generator.pc());
            }
        }
    }

    /// Runs what `push_generator` has pushed, in a loop of its own.
    fn run_generator(&mut self, generator: Gc<GeneratorObject>, base: *mut Value, pc: u32) -> PyResult<Resumed> {
        let value = self.run_nested(base, pc)?;
        Ok(match generator.progress() {
            Progress::Suspended => Resumed::Yielded(value),
            _ => Resumed::Returned(value),
        })
    }

    /// See [`Call::resume`](crate::object::Call::resume).
    pub fn resume_generator(&mut self, generator: Gc<GeneratorObject>, sent: Value) -> PyResult<Resumed> {
        if self.native_stack_exhausted() {
            return Err(self.recursion_error());
        }
        let Some((leaf, delegated)) = self.to_resume(generator) else {
            return Err(protocol::already_executing(self, generator));
        };
        let before = self.frame;
        match self.push_generator(leaf, sent, frame_flags::ENTRY | delegated) {
            Ok(base) => self.run_generator(generator, base, leaf.pc() + 1),
            Err(raised) if self.frame == before => Err(raised),
            Err(raised) => self.unwind_in(generator, raised),
        }
    }

    /// See [`Call::resume_raising`](crate::object::Call::resume_raising).
    pub fn raise_in_generator(&mut self, generator: Gc<GeneratorObject>, raised: Raised) -> PyResult<Resumed> {
        if self.native_stack_exhausted() {
            return Err(self.recursion_error());
        }
        let base = self.push_generator(generator, Value::UNBOUND, frame_flags::ENTRY)?;
        // What is handled outside is no context of what is thrown in.
        // SAFETY: the frame just pushed.
        if unsafe { header(base) }.handled.is_unbound() {
            self.chained = raised.0.address();
        }
        self.unwind_in(generator, raised)
    }

    /// Raises in the frame just pushed.
    fn unwind_in(&mut self, generator: Gc<GeneratorObject>, raised: Raised) -> PyResult<Resumed> {
        match unwind::unwind(self, raised) {
            unwind::Unwound::Handled(base, pc) => self.run_generator(generator, base, pc),
            unwind::Unwound::Left(raised) => Err(raised),
        }
    }

    /// See [`Call::resume_delegated`](crate::object::Call::resume_delegated).
    pub fn end_delegation(&mut self, generator: Gc<GeneratorObject>, value: Value) -> PyResult<Resumed> {
        let pc = behind_delegation(code_of_generator(generator), generator.pc());
        let base = self.push_generator(generator, value, frame_flags::ENTRY)?;
        self.run_generator(generator, base, pc)
    }

    /// See [`Call::delegate`](crate::object::Call::delegate).
    pub fn delegate_of(&self, generator: Gc<GeneratorObject>) -> Option<Value> {
        if generator.progress() != Progress::Suspended {
            return None;
        }
        let instr = code_of_generator(generator).instr(generator.pc());
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

impl Interpreter {
    /// Pushes the frame of an asynchronous generator's next step, if that is what is awaited and it can go on.
    fn push_step(&mut self, awaitable: Gc<AwaitableObject>, value: Value) -> PyResult<bool> {
        let Some(generator) = awaitable.target.cast::<GeneratorObject>() else { return Ok(false) };
        if awaitable.kind != AwaitableKind::Send || awaitable.over.get() {
            return Ok(false);
        }
        let begun = awaitable.begun.get();
        if !begun && generator.awaited.get() {
            return Ok(false);
        }
        let sent = if !begun && value.is_none() { awaitable.value } else { value };
        let ready = match generator.progress() {
            Progress::Created => sent.is_none(),
            progress => progress == Progress::Suspended,
        };
        let Some((leaf, delegated)) = self.to_resume(generator).filter(|_| ready) else { return Ok(false) };
        let base = self.push_generator(leaf, sent, frame_flags::STEP | delegated)?;
        awaitable.begun.set(true);
        generator.awaited.set(true);
        // SAFETY: just pushed.
        unsafe { header(base).pc += 1 };
        Ok(true)
    }
}

/// `Yield` and `YieldFrom`: suspends the running frame. `Some`: its loop ends with that value; else the caller goes on at
/// its stored `pc`.
#[inline(never)]
pub unsafe fn suspend(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> Option<Value> {
    // SAFETY: `base` is the running frame, of a generator; verified operands.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let value = vm.operand(base, instr.b);
        let generator = generator_of(base);
        let (code, frame) = (code_of(base), header(base));
        let at = pc.offset_from(code.instrs.as_ptr()) as u32 - 1;
        if instr.a >= code.local_count {
            *base.add(instr.a as usize) = Value::UNBOUND;
        }
        let live = code.local_count as usize + code.depth[at as usize + 1] as usize;
        std::ptr::copy_nonoverlapping(base, GeneratorObject::first_register(generator), live);
        generator.suspend(at, live);
        generator.handled.set(frame.handled);
        let yielded = instr.op == Op::Yield;
        generator.yielded_value.set(yielded);
        let flags = frame.flags;
        vm.pop_frame();
        if flags & frame_flags::ENTRY != 0 {
            return Some(value);
        }
        let step = flags & (frame_flags::STEP | frame_flags::DELEGATED) == frame_flags::STEP && yielded;
        if step {
            end_step(vm, generator);
        }
        vm.deliver(value, step);
        None
    }
}

/// The step of an asynchronous generator that the running frame's `Send` awaits is over.
unsafe fn end_step(vm: &mut Interpreter, generator: Gc<GeneratorObject>) {
    // SAFETY: the frame stands at a `Send` to an awaitable.
    unsafe {
        let register = code_of(vm.frame).instr(header(vm.frame).pc).a;
        let awaitable = Gc::<AwaitableObject>::from_address((*vm.frame.add(register as usize)).bits() as usize);
        awaitable.over.set(true);
        generator.awaited.set(false);
    }
}

/// `Return` of a generator's frame, which is popped; as [`suspend`].
pub unsafe fn finish(vm: &mut Interpreter, base: *mut Value, value: Value) -> PyResult<Option<Value>> {
    // SAFETY: `base` is the running frame, of a generator.
    unsafe {
        let generator = generator_of(base);
        let owner = (generator.delegator.get(), generator.root.get());
        generator.finish();
        let flags = header(base).flags;
        vm.pop_frame();
        if flags & frame_flags::DELEGATED != 0 {
            vm.replace_frame(base, flags, owner, Some(value));
            return Ok(None);
        }
        if flags & frame_flags::ENTRY != 0 {
            return Ok(Some(value));
        }
        if flags & frame_flags::STEP != 0 {
            generator.closed.set(true);
            end_step(vm, generator);
            return Err(vm.realm.raise(ClassId::StopAsyncIteration, ""));
        }
        vm.deliver(value, true);
        Ok(None)
    }
}

/// An exception leaves a generator's frame, which is popped: what goes on instead, and whether out of its loop.
pub unsafe fn leave(vm: &mut Interpreter, base: *mut Value, raised: Raised) -> (Raised, bool) {
    // SAFETY: `base` is the running frame, of a generator.
    unsafe {
        let generator = generator_of(base);
        let owner = (generator.delegator.get(), generator.root.get());
        let flags = header(base).flags;
        generator.finish();
        let raised = as_error(vm, generator, raised);
        vm.pop_frame();
        if flags & frame_flags::DELEGATED != 0 {
            vm.replace_frame(base, flags, owner, None);
            return (raised, false);
        }
        if flags & frame_flags::STEP != 0 {
            let ends = [ClassId::StopAsyncIteration, ClassId::GeneratorExit];
            if ends.into_iter().any(|class| vm.realm.is_exception(raised, class)) {
                generator.closed.set(true);
            }
            end_step(vm, generator);
        }
        (raised, flags & frame_flags::ENTRY != 0)
    }
}

/// What an exception that leaves a generator becomes: those that would mean its end are errors.
fn as_error(vm: &mut Interpreter, generator: Gc<GeneratorObject>, raised: Raised) -> Raised {
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
            match generator.progress() {
                Progress::Created | Progress::Suspended => {
                    if let Some((leaf, delegated)) = vm.to_resume(generator) {
                        vm.push_generator(leaf, Value::NONE, delegated)?;
                        header(vm.frame).pc += 1;
                        return Ok(Iterated::Pushed);
                    }
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
            && (generator.progress() == Progress::Suspended
                || generator.progress() == Progress::Created && value.is_none())
            && let Some((leaf, delegated)) = vm.to_resume(generator)
        {
            vm.push_generator(leaf, value, delegated)?;
            header(vm.frame).pc += 1;
            return Ok(Iterated::Pushed);
        }
        if let Some(awaitable) = iterator.cast::<AwaitableObject>()
            && vm.push_step(awaitable, value)?
        {
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
