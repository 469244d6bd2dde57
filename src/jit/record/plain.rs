//! Calls of runtime functions that run no Python code, and instructions left to the interpreter
//! that decide where to go.
//!
//! ```text
//! a + b   of two lists   →  v7 = CallPlain2 v3, v5, binary::Add -> #4     (#4: run the instruction again)
//! ```
//!
//! 1. A runtime function that would have to run Python code, or raise, declines: it has changed
//!    nothing, and the trace is left with the instruction to be run again. So what is called here
//!    needs no guards on its operands, but for those that say what it may change.
//! 2. A side trace that begins where a function has declined leaves that instruction to the
//!    interpreter, so that it does not decline again.

use super::iterate::plain_kind;
use super::*;
use crate::object::{Kind, Name};
use crate::uops::{Function, pack_native};

/// A branch that the interpreter executes: where it went shows the next observation.
pub(super) struct Undecided {
    /// One more than the pc that it went to.
    pub went: Ref,
    pub instr: Instr,
    pub pc: u32,
}

impl Recorder {
    /// A value from a function of at most three operands.
    pub(super) fn plain(&mut self, function: Function, operands: &[Ref]) -> Result<Ref, GiveUp> {
        let mut boxed = [Ref::NONE; 3];
        for (place, operand) in boxed.iter_mut().zip(operands) {
            *place = self.boxed(*operand)?;
        }
        let op = [Uop::CallPlain1, Uop::CallPlain2, Uop::CallPlain3][operands.len() - 1];
        self.emit(op, &boxed[..operands.len()], function.address())
    }
    /// A truth value from a function of two operands that changes nothing.
    pub(super) fn plain_bool(&mut self, function: Function, left: Ref, right: Ref) -> Result<Ref, GiveUp> {
        let (left, right) = (self.boxed(left)?, self.boxed(right)?);
        self.emit(Uop::CallPlainBool2, &[left, right], function.address())
    }
    /// A value from a function of any number of operands; `op` says what it may change.
    pub(super) fn plain_with(
        &mut self,
        op: Uop,
        what: Value,
        function: Function,
        operands: &[Ref],
    ) -> Result<Ref, GiveUp> {
        let mut boxed = Vec::with_capacity(operands.len());
        for operand in operands {
            boxed.push(self.boxed(*operand)?);
        }
        for (index, operand) in boxed.iter().enumerate() {
            self.emit(Uop::StoreArg, &[*operand], index as u64)?;
        }
        let what = self.emitter.constant_value(what);
        self.emit(op, &[what], pack_native(function.address(), operands.len() as u16))
    }
    /// Whether so many operands fit where [`plain_with`](Self::plain_with) puts them.
    pub(super) fn fits_arguments(&self, count: usize) -> bool {
        count <= crate::object::realm::MACHINE_ARGUMENTS
    }
    /// Whether runtime functions may be called for the current instruction.
    pub(super) fn may_call_plainly(&self) -> bool {
        !self.declined
    }

    /// Whether the class of a value leaves these special methods to builtin types.
    pub(super) fn is_plain_for(&self, realm: &mut Realm, value: Value, names: &[Name]) -> bool {
        match value.kind() {
            None => true,
            Some(Kind::Instance | Kind::Class | Kind::Host) => {
                let class = realm.type_of(value);
                names
                    .iter()
                    .all(|name| realm.class_lookup_name(class, *name).is_none_or(|found| found.is(Kind::Native)))
            }
            Some(Kind::Generator) => false,
            Some(_) => true,
        }
    }
    /// Guards that a value is of its builtin kind and gives its items without running Python code;
    /// `None` if that cannot be said.
    pub(super) fn plain_container(&mut self, operand: Ref, value: Value) -> Result<Option<(Ref, Kind)>, GiveUp> {
        match plain_kind(value).filter(|kind| crate::uops::plain::is_plain_container(*kind)) {
            Some(kind) => Ok(Some((self.object(operand, kind as u32)?, kind))),
            None => Ok(None),
        }
    }

    /// The interpreter executes the current instruction, which decides where to go.
    pub(super) fn interpret_branch(&mut self, instr: Instr) -> Result<Next, GiveUp> {
        self.flush(self.pc)?;
        let base = self.state.innermost().base;
        let place = pack(self.pc as i32, base);
        let went = self.emit_exit(Uop::InterpretBranch, &[], place, self.pc, Resume::Raise)?;
        self.undecided = Some(Undecided { went, instr, pc: self.pc });
        self.expected = None;
        self.skipping = true;
        Ok(Next::Go)
    }

    /// The branch before has gone to `pc`: guards that, and reads back what it has written.
    pub(super) fn decided(&mut self, undecided: Undecided, pc: u32) -> Result<(), GiveUp> {
        let Undecided { went, instr, pc: from } = undecided;
        let (next, target) = (from + 1, instr.target(from));
        if pc != next && pc != target {
            return Err(GiveUp::Unwound);
        }
        if next != target {
            let other = if pc == next { target } else { next };
            let base = self.state.innermost().base;
            let mut written = Vec::new();
            if pc == target {
                // Where `ForIter` finds an item it writes its registers, which the exit leaves as they are.
                crate::bytecode::registers::for_each_write(instr, |register| written.push(base + register as i32));
            }
            let known: Vec<Slot> = written.iter().map(|slot| self.state.slot(*slot)).collect();
            written.iter().for_each(|slot| self.state.set(*slot, Slot::Memory));
            let arrived = self.number(pc as i64 + 1);
            self.emit_exit(Uop::GuardIntEq, &[went, arrived], 0, other, Resume::At)?;
            for (slot, state) in written.into_iter().zip(known) {
                self.state.set(slot, state);
            }
            if pc == next {
                self.reload_written(instr, base)?;
            }
        }
        self.emit_exit(Uop::GuardValid, &[], &raw const VALID as u64, pc, Resume::At)?;
        Ok(())
    }
    /// The registers that an instruction has written are what memory holds.
    pub(super) fn reload_written(&mut self, instr: Instr, base: i32) -> Result<(), GiveUp> {
        let mut written = Vec::new();
        crate::bytecode::registers::for_each_write(instr, |register| written.push(register));
        for register in written {
            let slot = base + register as i32;
            let value = self.emit(Uop::ReloadSlot, &[], slot as i64 as u64)?;
            self.state.set(slot, Slot::Dirty(value));
        }
        Ok(())
    }
}
