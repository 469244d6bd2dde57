//! Generators: made, and resumed by the loop that is recorded.
//!
//! ```text
//! for x in g:     v3 = GeneratorPlace v2 ; GuardIntEq v3, <place> ; its registers are loaded, and its frame is a
//!                 virtual one that goes on at a constant pc; its `Yield` stores what has changed, and its place
//! ```
//!
//! 1. While its frame is virtual, the generator's memory is what it was when it was suspended: an exit makes the frame
//!    and marks the generator as running, and so does the trace before anything that may look at it.
//! 2. Registers that nobody reads any more keep what they held, so that all that a suspended generator holds are values;
//!    but if the frame has been in memory, they are unbound: the collector has not seen the old ones.
//! 3. Only generators that are suspended at a `Yield`, or have not begun, are resumed in a trace. Of those that delegate
//!    the interpreter resumes another one.

use super::*;
use crate::frame::frame_flags;
use crate::object::generator::{GeneratorObject, Progress};
use crate::object::layout::offset;
use crate::object::{Flavor, Kind};
use crate::uops::Function;

impl Recorder {
    /// `ForIter` over a generator.
    pub(super) fn resume(&mut self, instr: Instr, generator: Gc<GeneratorObject>) -> Result<Next, GiveUp> {
        let function: Gc<FunctionObject> = Gc::from_address(generator.function.bits() as usize);
        let code = Code::of(function.code_object);
        let begun = match generator.progress() {
            Progress::Created => false,
            Progress::Suspended if code.instr(generator.pc()).op == Op::Yield => true,
            _ => return self.interpret_branch(instr),
        };
        if generator.flavor != Flavor::Generator
            || !generator.handled.get().is_unbound()
            || self.state.frames.len() >= INLINE_LIMIT
        {
            return self.interpret_branch(instr);
        }
        let operand = self.register(instr.a)?;
        let (object, called) = self.generator_of(operand, generator)?;
        let (pc, live) = (generator.pc(), generator.live());
        let place = self.emit(Uop::GeneratorPlace, &[object], 0)?;
        let expected = self.number(GeneratorObject::place(pc, live) as i64);
        self.emit(Uop::GuardIntEq, &[place, expected], 0)?;
        self.guard_depth()?;
        let next = pc + 1;
        let mut registers = Vec::new();
        for register in code.live_at(next).iter().filter(|register| *register < live) {
            registers.push((register, self.emit(Uop::SlotLoad, &[object], register_offset(register))?));
        }
        self.state.innermost_mut().pc = self.pc;
        self.state.push(function, called, frame_flags::GENERATOR);
        self.state.innermost_mut().held = live;
        let base = self.state.innermost().base;
        for (register, value) in registers {
            self.state.set(base + register as i32, Slot::Dirty(value));
        }
        if begun {
            let none = self.emitter.constant(Type::Value, Value::NONE.bits());
            self.define(code.instr(pc).a, none);
        }
        self.define(code.register_count - 1, object);
        self.expected = Some(next);
        Ok(Next::Go)
    }

    /// A generator, proven to be one of the same code, and its function.
    pub(super) fn generator_of(&mut self, operand: Ref, generator: Gc<GeneratorObject>) -> Result<(Ref, Ref), GiveUp> {
        let function: Gc<FunctionObject> = Gc::from_address(generator.function.bits() as usize);
        let object = self.object(operand, Kind::Generator as u32)?;
        let called = self.emit(Uop::GeneratorFunction, &[object], 0)?;
        let called = self.guard_function(called, function, Code::of(function.code_object).positional as usize)?;
        Ok((object, called))
    }

    /// Whether the innermost frame is a generator's that this trace has resumed.
    pub(super) fn in_resumed(&self) -> bool {
        self.state.frames.len() > 1 && self.state.innermost().flags == frame_flags::GENERATOR
    }

    /// The generator of the innermost frame.
    fn running_generator(&mut self) -> Result<Ref, GiveUp> {
        let last = self.state.innermost().code().register_count - 1;
        let value = self.register(last)?;
        let object = self.emit(Uop::AsObject, &[value], 0)?;
        self.emitter.assume_shape(object, Kind::Generator as u32);
        Ok(object)
    }

    /// `Yield`.
    pub(super) fn suspend(&mut self, instr: Instr) -> Result<Next, GiveUp> {
        if !self.in_resumed() {
            return self.stop();
        }
        let (code, base) = (self.state.innermost().code(), self.state.innermost().base);
        let in_memory = self.state.innermost().in_memory;
        let generator = self.running_generator()?;
        let item = self.operand(instr.b)?;
        let live = code.local_count as usize + code.depth[self.pc as usize + 1] as usize;
        let needed = code.live_at(self.pc + 1);
        let unbound = self.unbound();
        let mut registers = Vec::new();
        for register in 0..live {
            let is_result = register == instr.a as usize;
            let value = if is_result && register >= code.local_count as usize {
                unbound
            } else if in_memory || is_result || needed.contains(register) {
                match self.state.slot(base + register as i32) {
                    // What an unneeded register holds in memory is not known to be a value any more.
                    Slot::Memory if !needed.contains(register) && !is_result => unbound,
                    _ => self.register(register as u16)?,
                }
            } else if register < self.state.innermost().held {
                continue;
            } else {
                unbound
            };
            // An int that is too large for a value leaves before anything is stored.
            registers.push((register, self.boxed(value)?));
        }
        for (register, value) in registers {
            self.emit(Uop::SlotStore, &[generator, value], register_offset(register))?;
        }
        let place = self.number(GeneratorObject::place(self.pc, live) as i64);
        self.emit(Uop::GeneratorSetPlace, &[generator, place], 0)?;
        self.leave_resumed()?;
        let caller = self.state.innermost();
        let (pc, target) = (caller.pc, caller.code().instr(caller.pc).b);
        self.define(target, item);
        self.expected = Some(pc + 1);
        Ok(Next::Go)
    }

    /// `Return` of a generator's frame.
    pub(super) fn finish_resumed(&mut self) -> Result<Next, GiveUp> {
        let generator = self.running_generator()?;
        let place = self.number(GeneratorObject::FINISHED_PLACE as i64);
        self.emit(Uop::GeneratorSetPlace, &[generator, place], 0)?;
        self.leave_resumed()?;
        let caller = self.state.innermost();
        self.expected = Some(caller.code().instr(caller.pc).target(caller.pc));
        Ok(Next::Go)
    }

    fn leave_resumed(&mut self) -> Result<(), GiveUp> {
        if self.state.innermost().in_memory {
            self.emit(Uop::LeaveFrames, &[], 1)?;
        }
        self.state.pop();
        Ok(())
    }

    /// The call of a generator's function: nothing of it runs yet. `None`: its parameters are not the arguments.
    pub(super) fn make_generator(
        &mut self,
        instr: Instr,
        function: Gc<FunctionObject>,
        called: Ref,
        mut args: Vec<Ref>,
    ) -> Result<Option<Next>, GiveUp> {
        let code = Code::of(function.code_object);
        let plain = code.flavor == Flavor::Generator
            && !code.has_var_args
            && !code.has_var_keywords
            && code.keyword_only == 0
            && args.len() <= code.positional as usize;
        if !plain || !self.may_call_plainly() || !self.fits_arguments(code.positional as usize + 1) {
            return Ok(None);
        }
        for index in args.len()..code.positional as usize {
            let Some(default) = super::call::default_of(function, index) else { return Ok(None) };
            self.rely_on_defaults(function);
            args.push(self.emitter.constant_value(default));
        }
        args.push(called);
        let made = self.plain_with(Uop::CallArguments, Value::NONE, Function::Generator, &args)?;
        self.emitter.assume_shape(made, Kind::Generator as u32);
        self.define(instr.a, made);
        // The interpreter pushes its frame to make it.
        self.skipping = true;
        Ok(Some(Next::Go))
    }
}

/// The byte offset of a register that a suspended generator holds.
fn register_offset(register: usize) -> u64 {
    offset::GENERATOR_REGISTERS as u64 + register as u64 * 8
}
