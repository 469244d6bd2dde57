//! Iteration and unpacking.

use super::*;
use crate::object::layout::offset;
use crate::object::{Flavor, GeneratorObject, Kind, ListObject, Name, RangeObject, StrObject, TupleObject};
use crate::uops::Function;

impl Recorder {
    pub(super) fn get_iter(&mut self, view: &mut View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        let (operand, value) = (self.operand(instr.b)?, self.concrete(view, instr.b));
        let unwrapped = self.unwrapped(view.realm, operand, value, Name::Iter)?;
        // Only what is an iterator then, as the interpreter's: not the object and a position.
        if unwrapped.1 != value {
            let plain = plain_kind(unwrapped.1).filter(|kind| crate::uops::plain::is_plain_container(*kind));
            let Some(kind) = plain.filter(|_| self.may_call_plainly()) else { return self.interpret(instr) };
            let container = self.object(unwrapped.0, kind as u32)?;
            let iterator = self.plain(Function::Iter, &[container])?;
            self.emitter.assume_shape(iterator, Kind::Iterator as u32);
            let unbound = self.unbound();
            self.define(instr.a, iterator);
            self.define(instr.a + 1, unbound);
            return Ok(Next::Go);
        }
        let Some(kind) = plain_kind(value) else { return self.interpret(instr) };
        let state = match kind {
            Kind::Str => self.number(0),
            Kind::List | Kind::Tuple | Kind::Array => self.number(0),
            Kind::Range if !is_large(value) => {
                let range = self.object(operand, kind as u32)?;
                self.guard_immediate_range(range)?;
                self.emit(Uop::RangeField, &[range], offset::RANGE_START as u64)?
            }
            Kind::Iterator => {
                let iterator = self.object(operand, kind as u32)?;
                let unbound = self.unbound();
                self.define(instr.a, iterator);
                self.define(instr.a + 1, unbound);
                return Ok(Next::Go);
            }
            Kind::Generator => {
                let generator: Gc<GeneratorObject> = Gc::from_address(value.bits() as usize);
                if generator.flavor != Flavor::Generator {
                    return self.interpret(instr);
                }
                let (object, _) = self.generator_of(operand, generator)?;
                let unbound = self.unbound();
                self.define(instr.a, object);
                self.define(instr.a + 1, unbound);
                return Ok(Next::Go);
            }
            _ if self.may_call_plainly() && crate::uops::plain::is_plain_container(kind) => {
                let container = self.object(operand, kind as u32)?;
                let iterator = self.plain(Function::Iter, &[container])?;
                self.emitter.assume_shape(iterator, Kind::Iterator as u32);
                let unbound = self.unbound();
                self.define(instr.a, iterator);
                self.define(instr.a + 1, unbound);
                return Ok(Next::Go);
            }
            _ => return self.interpret(instr),
        };
        let object = self.object(operand, kind as u32)?;
        self.define(instr.a, object);
        self.define(instr.a + 1, state);
        Ok(Next::Go)
    }

    /// Proves that the range's numbers are immediate ints, so that the interpreter would keep the next
    /// one as the iteration's state, too.
    fn guard_immediate_range(&mut self, range: Ref) -> Result<(), GiveUp> {
        let limit = RangeObject::DIRECT_LIMIT;
        let (low, high) = (self.number(-limit), self.number(limit));
        for field in [offset::RANGE_START, offset::RANGE_STOP, offset::RANGE_STEP] {
            let number = self.emit(Uop::RangeField, &[range], field as u64)?;
            self.emit(Uop::GuardIntGe, &[number, low], 0)?;
            self.emit(Uop::GuardIntLt, &[number, high], 0)?;
        }
        Ok(())
    }

    pub(super) fn for_iter(&mut self, view: &mut View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        let (iterable, state) = (view.registers[instr.a as usize], view.registers[instr.a as usize + 1]);
        if plain_kind(iterable) == Some(Kind::Generator) {
            return self.resume(instr, Gc::from_address(iterable.bits() as usize));
        }
        let Some(position) = state.as_int() else { return self.next_of_iterator(instr, iterable) };
        let Some(kind) = plain_kind(iterable) else { return self.interpret_branch(instr) };
        if !matches!(kind, Kind::Range | Kind::List | Kind::Tuple | Kind::Str | Kind::Array) {
            return self.interpret_branch(instr);
        }
        let target = instr.target(self.pc);
        let operand = self.register(instr.a)?;
        let state = self.register(instr.a + 1)?;
        if kind == Kind::Array {
            return self.next_of_array(instr, (operand, iterable), (state, position));
        }
        let object = self.object(operand, kind as u32)?;
        let index = self.int(state, Value::int(position))?;
        match kind {
            Kind::Range => {
                let Some(range) = iterable.cast::<RangeObject>() else { return self.stop() };
                let (stop, step) = (range.stop, range.step);
                let step_value = self.emit(Uop::RangeField, &[object], offset::RANGE_STEP as u64)?;
                let step_constant = self.number(step);
                // A step of one is worth knowing; of others the sign is enough, which the next range has, too.
                let step_value = if step_value == step_constant {
                    step_constant
                } else if step == 1 {
                    self.emit(Uop::GuardIntEq, &[step_value, step_constant], 0)?;
                    step_constant
                } else {
                    let zero = self.number(0);
                    let sign = if step > 0 { Uop::GuardIntGt } else { Uop::GuardIntLt };
                    self.emit(sign, &[step_value, zero], 0)?;
                    step_value
                };
                let stop_value = self.emit(Uop::RangeField, &[object], offset::RANGE_STOP as u64)?;
                let goes_on = if step > 0 { position < stop } else { position > stop };
                let guard = match (step > 0, goes_on) {
                    (true, true) => Uop::GuardIntLt,
                    (true, false) => Uop::GuardIntGe,
                    (false, true) => Uop::GuardIntGt,
                    (false, false) => Uop::GuardIntLe,
                };
                if !goes_on {
                    self.emit_exit(guard, &[index, stop_value], 0, self.pc, Resume::At)?;
                    self.expected = Some(target);
                    return Ok(Next::Go);
                }
                self.emit_exit(guard, &[index, stop_value], 0, target, Resume::At)?;
                let next = self.emit(Uop::IntAdd, &[index, step_value], 0)?;
                self.define(instr.a + 1, next);
                self.define(instr.b, index);
            }
            Kind::List | Kind::Tuple => {
                let list = kind == Kind::List;
                let len = self.emit(if list { Uop::ListLen } else { Uop::TupleLen }, &[object], 0)?;
                if position as usize >= plain_len(iterable) {
                    self.emit(Uop::GuardIntGe, &[index, len], 0)?;
                    self.expected = Some(target);
                    return Ok(Next::Go);
                }
                self.emit_exit(Uop::GuardIntBelow, &[index, len], 0, target, Resume::At)?;
                let item = if list {
                    let items = self.emit(Uop::ListItems, &[object], 0)?;
                    self.emit(Uop::ItemLoad, &[items, index], 0)?
                } else {
                    self.emit(Uop::TupleLoad, &[object, index], 0)?
                };
                let one = self.number(1);
                let next = self.emit(Uop::IntAdd, &[index, one], 0)?;
                self.define(instr.a + 1, next);
                self.define(instr.b, item);
            }
            Kind::Str => {
                let Some(text) = iterable.cast::<StrObject>() else { return self.stop() };
                let place = self.boxed(index)?;
                let character = self.emit(Uop::StrChar, &[object, place], Function::StrChar.address())?;
                if position as usize >= text.char_len() {
                    let unbound = self.unbound();
                    self.emit(Uop::GuardConstant, &[character, unbound], 0)?;
                    self.expected = Some(target);
                    return Ok(Next::Go);
                }
                self.emit_exit(Uop::GuardUnboundNot, &[character], 0, target, Resume::At)?;
                self.emitter.assume_shape(character, Kind::Str as u32);
                let one = self.number(1);
                let next = self.emit(Uop::IntAdd, &[index, one], 0)?;
                self.define(instr.a + 1, next);
                self.define(instr.b, character);
            }
            _ => return self.stop(),
        }
        Ok(Next::Go)
    }

    /// `ForIter` of an iterator object.
    fn next_of_iterator(&mut self, instr: Instr, iterator: Value) -> Result<Next, GiveUp> {
        if !self.may_call_plainly() || !crate::uops::plain::is_plain_iterator(iterator) {
            return self.interpret_branch(instr);
        }
        let operand = self.register(instr.a)?;
        let state = self.register(instr.a + 1)?;
        if !state.is_constant() {
            let unbound = self.unbound();
            self.emit(Uop::GuardConstant, &[state, unbound], 0)?;
        }
        let object = self.object(operand, Kind::Iterator as u32)?;
        let item = self.emit(Uop::IterNext, &[object], Function::Next.address())?;
        self.advanced = Some((item, instr, self.pc));
        self.expected = None;
        Ok(Next::Go)
    }
    /// The iterator was asked for its next item, and control has gone to `pc`: there was one, or none.
    pub(super) fn has_advanced(&mut self, item: Ref, instr: Instr, from: u32, pc: u32) -> Result<(), GiveUp> {
        let (next, target) = (from + 1, instr.target(from));
        if pc == next {
            self.emit_exit(Uop::GuardUnboundNot, &[item], 0, target, Resume::At)?;
            self.define(instr.b, item);
            return Ok(());
        }
        if pc != target {
            return Err(GiveUp::Unwound);
        }
        // There is an item after all: the exit goes on behind the instruction, which has happened.
        let slot = self.state.innermost().base + instr.b as i32;
        let before = self.state.slot(slot);
        self.define(instr.b, item);
        let unbound = self.unbound();
        self.emit_exit(Uop::GuardConstant, &[item, unbound], 0, next, Resume::At)?;
        self.state.set(slot, before);
        Ok(())
    }

    pub(super) fn unpack(&mut self, view: &mut View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        let value = self.concrete(view, instr.b);
        let count = instr.c as usize;
        let kind = match plain_kind(value) {
            Some(kind @ (Kind::Tuple | Kind::List)) if plain_len(value) == count => kind,
            _ => return self.interpret(instr),
        };
        let operand = self.operand(instr.b)?;
        let object = self.object(operand, kind as u32)?;
        let list = kind == Kind::List;
        let len = self.emit(if list { Uop::ListLen } else { Uop::TupleLen }, &[object], 0)?;
        let expected = self.number(count as i64);
        if len != expected {
            self.emit(Uop::GuardIntEq, &[len, expected], 0)?;
        }
        let mut items = Vec::with_capacity(count);
        for index in 0..count {
            let index = self.number(index as i64);
            items.push(if list {
                let buffer = self.emit(Uop::ListItems, &[object], 0)?;
                self.emit(Uop::ItemLoad, &[buffer, index], 0)?
            } else {
                self.emit(Uop::TupleLoad, &[object, index], 0)?
            });
        }
        for (register, item) in (instr.a..).zip(items) {
            self.define(register, item);
        }
        Ok(Next::Go)
    }
}

/// The kind of a heap object of exactly a builtin type.
pub(super) fn plain_kind(value: Value) -> Option<Kind> {
    let object = value.as_object()?;
    let kind = Kind::of(object);
    (object.header().shape.get() == kind as u32).then_some(kind)
}

/// The length of a list or tuple.
pub(super) fn plain_len(value: Value) -> usize {
    if let Some(list) = value.cast::<ListObject>() {
        list.len.get()
    } else {
        value.cast::<TupleObject>().map_or(0, |tuple| tuple.len)
    }
}

/// Whether the interpreter takes an iterator for that range.
fn is_large(value: Value) -> bool {
    value.cast::<RangeObject>().is_none_or(|range| !range.iterates_directly())
}
