//! The dispatch from instructions to their expansions, and the plain moves.

use super::*;
use crate::bytecode::Op;
use crate::object::{Kind, Name};
use crate::uops::Function;

impl Recorder {
    /// Expands the instruction; specialized members count as their family.
    pub(super) fn expand(
        &mut self,
        view: &mut View<'_>,
        traces: &mut dyn Traces,
        instr: Instr,
    ) -> Result<Next, GiveUp> {
        let family = instr.op.family();
        if self.many {
            match family {
                Op::BranchLt | Op::BranchLe | Op::BranchEq | Op::BranchNe | Op::BranchGt | Op::BranchGe => {
                    return self.interpret_branch(instr);
                }
                Op::Branch => return self.interpret_branch(instr),
                Op::Call | Op::CallMethod | Op::LoadAttr | Op::StoreAttr | Op::LoadMethod => {
                    return self.interpret(instr);
                }
                Op::GetItem | Op::SetItem | Op::Contains | Op::Unpack | Op::GetIter => return self.interpret(instr),
                _ => {}
            }
        }
        match family {
            Op::Nop => Ok(Next::Go),
            Op::Enter => self.enter(),
            Op::Move => {
                let value = self.operand(instr.b)?;
                self.define(instr.a, value);
                Ok(Next::Go)
            }
            Op::LoadConst => {
                let value = self.state.innermost().code().consts[instr.wide() as usize];
                let value = self.emitter.constant_value(value);
                self.define(instr.a, value);
                Ok(Next::Go)
            }
            Op::CheckBound => self.check_bound(view, instr),
            Op::Unbind => {
                let unbound = self.unbound();
                self.define(instr.a, unbound);
                Ok(Next::Go)
            }
            Op::LoadClosure => self.load_closure(instr),
            Op::LoadCell => self.load_cell(view, instr),
            Op::StoreCell => self.store_cell(instr),
            Op::LoadGlobal => self.load_global(view, instr),
            Op::StoreGlobal => self.store_global(view, instr),

            Op::Add
            | Op::Sub
            | Op::Mul
            | Op::TrueDiv
            | Op::FloorDiv
            | Op::Mod
            | Op::Pow
            | Op::LeftShift
            | Op::RightShift
            | Op::BitAnd
            | Op::BitOr
            | Op::BitXor => self.binary(view, traces, instr),
            Op::Neg | Op::Pos | Op::Invert => self.unary(view, instr),
            Op::Not => self.not(view, instr),
            Op::Lt | Op::Le | Op::Eq | Op::Ne | Op::Gt | Op::Ge => self.compare(view, traces, instr),
            Op::Is => self.identity(view, instr),
            Op::Contains => self.contains(view, instr),

            Op::BranchLt | Op::BranchLe | Op::BranchEq | Op::BranchNe | Op::BranchGt | Op::BranchGe => {
                self.branch_compare(view, traces, instr)
            }
            Op::BranchIs => self.branch_is(view, instr),
            Op::Branch => self.branch(view, instr),
            Op::Jump => {
                self.expected = Some(instr.target(self.pc));
                Ok(Next::Go)
            }
            Op::Loop => self.back_edge(traces, instr),

            Op::GetIter => self.get_iter(view, instr),
            Op::ForIter => self.for_iter(view, instr),
            Op::Unpack => self.unpack(view, instr),
            Op::GetItem => self.get_item(view, traces, instr),
            Op::SetItem => self.set_item(view, traces, instr),
            Op::LoadAttr => self.load_attribute(view, traces, instr),
            Op::StoreAttr => self.store_attribute(view, instr),
            Op::LoadMethod => self.load_method(view, instr),
            Op::LoadSuper => self.load_super(view, instr),
            Op::Call | Op::CallMethod => self.call(view, traces, instr),
            Op::CallKeywords => self.call_keywords(view, traces, instr),
            Op::Return => self.do_return(view, traces, instr),
            Op::ListAppend => self.list_append(instr),
            Op::DelItem => self.del_item(view, instr),
            Op::BuildTuple => self.build_tuple(instr),
            Op::BuildList => self.build(instr, Function::BuildList, instr.c as usize, Some(Kind::List)),
            Op::BuildString => self.build(instr, Function::BuildString, instr.c as usize, Some(Kind::Str)),
            Op::BuildSet => self.build(instr, Function::BuildSet, instr.c as usize, Some(Kind::Set)),
            Op::BuildDict => self.build(instr, Function::BuildDict, instr.c as usize * 2, Some(Kind::Dict)),
            Op::BuildSlice => self.build_slice(instr),
            Op::SetAdd => self.set_add(view, instr),
            Op::DictInsert => self.dict_insert(view, instr),
            Op::Format => self.format(view, instr),

            // Where these go is decided by what they do: the trace ends before them.
            Op::Raise | Op::Reraise | Op::RaiseAssert => self.stop(),
            // A generator's frame is made, left or entered.
            Op::Yield => self.suspend(instr),
            Op::MakeGenerator | Op::YieldFrom | Op::Send | Op::EndAsyncFor => self.stop(),
            _ => self.interpret(instr),
        }
    }

    fn enter(&mut self) -> Result<Next, GiveUp> {
        if self.state.frames.len() == 1 {
            self.emit(Uop::Poll, &[], 0)?;
        }
        Ok(Next::Go)
    }

    /// A loop's back-edge: of the loop being recorded, or of another one.
    fn back_edge(&mut self, traces: &mut dyn Traces, instr: Instr) -> Result<Next, GiveUp> {
        let target = instr.target(self.pc);
        let code = self.state.innermost().code();
        let own = self.state.frames.len() == 1 && matches!(self.start, Some((header, Some(_))) if header == target);
        if own {
            self.emit(Uop::Poll, &[], 0)?;
            return Ok(Next::Close);
        }
        if self.in_resumed() && !self.state.innermost().went_round {
            // On the way from one `Yield` to the next: the loop around is the consumer's.
            self.state.innermost_mut().went_round = true;
            self.emit(Uop::Poll, &[], 0)?;
            self.expected = Some(target);
            return Ok(Next::Go);
        }
        if !traces.is_blocked(code, target) || self.unrolled >= UNROLL_LIMIT {
            // Compiled or not: until it is, a landing stands there.
            self.emit(Uop::Poll, &[], 0)?;
            return self.link(traces, target);
        }
        // A loop that cannot be compiled by itself is unrolled, as far as the limit allows.
        self.unrolled += 1;
        self.emit(Uop::Poll, &[], 0)?;
        self.expected = Some(target);
        Ok(Next::Go)
    }

    fn build_tuple(&mut self, instr: Instr) -> Result<Next, GiveUp> {
        let (op, function) = match instr.c {
            2 => (Uop::TupleMake2, Function::Tuple2),
            3 => (Uop::TupleMake3, Function::Tuple3),
            _ => return self.build(instr, Function::BuildTuple, instr.c as usize, Some(Kind::Tuple)),
        };
        let mut items = Vec::with_capacity(3);
        for register in instr.b..instr.b + instr.c {
            let item = self.register(register)?;
            items.push(self.boxed(item)?);
        }
        let tuple = self.emit(op, &items, function.address())?;
        self.emitter.assume_shape(tuple, Kind::Tuple as u32);
        self.define(instr.a, tuple);
        Ok(Next::Go)
    }
    fn build(&mut self, instr: Instr, function: Function, count: usize, kind: Option<Kind>) -> Result<Next, GiveUp> {
        if !self.may_call_plainly() || !self.fits_arguments(count) {
            return self.interpret(instr);
        }
        let mut items = Vec::with_capacity(count);
        for register in instr.b..instr.b + count as u16 {
            items.push(self.register(register)?);
        }
        let built = self.plain_with(Uop::CallArguments, Value::NONE, function, &items)?;
        if let Some(kind) = kind {
            self.emitter.assume_shape(built, kind as u32);
        }
        self.define(instr.a, built);
        Ok(Next::Go)
    }
    fn build_slice(&mut self, instr: Instr) -> Result<Next, GiveUp> {
        let mut parts = Vec::with_capacity(3);
        for register in instr.a..instr.a + 3 {
            parts.push(self.register(register)?);
        }
        for part in &mut parts {
            *part = self.boxed(*part)?;
        }
        let slice = self.emit(Uop::SliceMake, &parts, Function::Slice.address())?;
        self.emitter.assume_shape(slice, Kind::Slice as u32);
        self.slices.push((slice, [parts[0], parts[1], parts[2]]));
        self.define(instr.a, slice);
        Ok(Next::Go)
    }
    fn set_add(&mut self, view: &mut View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        let value = self.concrete(view, instr.b);
        if !self.may_call_plainly() || !self.is_plain_for(view.realm, value, &[Name::Hash, Name::Eq]) {
            return self.interpret(instr);
        }
        let (set, item) = (self.register(instr.a)?, self.operand(instr.b)?);
        self.plain_with(Uop::CallArguments, Value::NONE, Function::SetAdd, &[set, item])?;
        Ok(Next::Go)
    }
    fn dict_insert(&mut self, view: &mut View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        let key = self.concrete(view, instr.b);
        if !self.may_call_plainly() || !self.is_plain_for(view.realm, key, &[Name::Hash, Name::Eq]) {
            return self.interpret(instr);
        }
        let dict = self.register(instr.a)?;
        let (key, value) = (self.operand(instr.b)?, self.operand(instr.c)?);
        self.plain_with(Uop::CallDict, Value::NONE, Function::SetItem, &[dict, key, value])?;
        Ok(Next::Go)
    }
    /// A replacement field of a f-string. A conversion (`!r`) is the interpreter's.
    fn format(&mut self, view: &mut View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        let value = self.concrete(view, instr.b);
        let names = [Name::Format, Name::Str, Name::Repr];
        if instr.x & Instr::COUNT != 0 || !self.may_call_plainly() || !self.is_plain_for(view.realm, value, &names) {
            return self.interpret(instr);
        }
        let (operand, specification) = (self.operand(instr.b)?, self.operand(instr.c)?);
        let text = self.plain(Function::Format, &[operand, specification])?;
        self.emitter.assume_shape(text, Kind::Str as u32);
        self.define(instr.a, text);
        Ok(Next::Go)
    }

    fn check_bound(&mut self, view: &View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        if view.registers[instr.a as usize].is_unbound() {
            return self.stop();
        }
        let value = self.register(instr.a)?;
        if self.type_of(value) == Type::Value && !value.is_constant() {
            self.emit(Uop::GuardUnboundNot, &[value], 0)?;
        }
        Ok(Next::Go)
    }
}
