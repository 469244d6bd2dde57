//! The backward scan: which instructions are needed, when each value is used next, when it dies,
//! and which register it would like.
//!
//! Values are numbered: instruction `i`'s result is `i`, constant `c` is `count + c`. Times are
//! half steps: [`read_time`] when an instruction reads its operands, [`exit_time`] when it may leave
//! and when it writes its result.

use crate::jit::ir::{Constant, End, Inst, Ref, Trace, Type, Uop};
use crate::jit::regalloc::Location;
use crate::support::fault::{self, Fault, Rule};
use crate::uops::Constraints;
use rustc_hash::FxHashMap;

/// No position; no value; no register.
pub(super) const NEVER: u32 = u32::MAX;
/// Dies after the trace's last instruction, or never (values of a loop).
pub(super) const END: u32 = u32::MAX - 1;

/// When instruction `index` reads its operands.
pub(super) const fn read_time(index: usize) -> u32 {
    2 * index as u32 + 1
}
/// When instruction `index` leaves, or writes its result.
pub(super) const fn exit_time(index: usize) -> u32 {
    2 * index as u32 + 2
}

/// Where a value would like to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Hint {
    None,
    /// In this register: 0–15 general, 16–31 float.
    Register(u8),
    /// Where this `Phi` is.
    Phi(u32),
}

/// Which template an instruction uses, and how.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Form {
    /// The last operand is a constant in the template.
    pub immediate: bool,
    /// The two operands are exchanged.
    pub swapped: bool,
}

/// What the backward scan finds.
pub(super) struct Live<'a> {
    pub trace: &'a Trace,
    /// Number of instructions.
    pub count: usize,
    pub constants: Vec<Constant>,
    /// The value that each result is: itself; for an `Inherit` also an equal one or a constant, for
    /// an `AsObject` its operand.
    pub alias: Vec<u32>,
    /// Instructions that stay.
    pub needed: Vec<bool>,
    pub forms: Vec<Form>,
    /// Per value: the first instruction that reads it.
    pub first: Vec<u32>,
    /// Per instruction and operand: the next instruction that reads that value.
    pub after: Vec<[u32; 3]>,
    /// Per value used across the back-edge: its first use in the loop, as if the loop were repeated behind itself.
    pub wrap: Vec<u32>,
    /// Per value: when it dies; 0 if it is never used.
    pub last: Vec<u32>,
    pub hint: Vec<Hint>,
    /// Per instruction: whether something dies that only its exit still needs.
    pub dies_at_exit: Vec<bool>,
    /// Instructions that want or destroy particular registers: position and registers.
    pub events: Vec<(u32, u32)>,
    /// The loop's begin, if the trace ends by going back to it.
    pub loop_begin: Option<usize>,
    /// Needed `Phi`s.
    pub phis: Vec<u32>,
    /// Values from before the loop that the loop uses, only in exits included.
    pub live_in: Vec<u32>,
    /// Constants that the loop needs in registers.
    pub loop_constants: Vec<u32>,
}

/// Whether the two operands may be exchanged.
pub(super) fn commutes(op: Uop) -> bool {
    use Uop::*;
    matches!(op, IntAdd | IntMul | IntAddWrap | IntMulWrap | IntAnd | IntOr | IntXor | FloatAdd | FloatMul)
}

/// Whether the result is the operand's word: nothing is to be done but to prove it.
pub(super) fn is_identity(op: Uop) -> bool {
    op == Uop::AsObject
}

/// The constant as an operand of 32 bits, if it can be one.
pub(super) fn immediate(constant: Constant) -> Option<i32> {
    match constant.ty {
        Type::Int | Type::Bool | Type::Raw if fault::rule(Rule::Immediate) => Some(constant.word as i32),
        Type::Int | Type::Bool | Type::Raw => i32::try_from(constant.word as i64).ok(),
        _ => None,
    }
}

/// The registers that a template destroys: general ones, then (from bit 16) float ones.
pub(super) fn clobbered(constraints: &Constraints) -> u32 {
    let registers = constraints.clobber as u32 | (constraints.float_clobber as u32) << 16;
    if registers == 0 {
        return 0;
    }
    registers & !(0..32).filter(|bit| fault::is(Fault::Clobber(*bit))).fold(0, |all, bit| all | 1 << bit)
}

impl<'a> Live<'a> {
    pub fn new(trace: &'a Trace, inherited: &[Location]) -> Live<'a> {
        let count = trace.insts.len();
        let mut live = Live {
            trace,
            count,
            constants: trace.constants.clone(),
            alias: Vec::new(),
            needed: vec![false; count],
            forms: vec![Form::default(); count],
            first: Vec::new(),
            after: vec![[NEVER; 3]; count],
            wrap: Vec::new(),
            last: Vec::new(),
            hint: Vec::new(),
            dies_at_exit: vec![false; count + 1],
            events: Vec::new(),
            loop_begin: if matches!(trace.end, End::Loop) { trace.loop_begin } else { None },
            phis: Vec::new(),
            live_in: Vec::new(),
            loop_constants: Vec::new(),
        };
        live.find_aliases(inherited);
        let values = count + live.constants.len();
        live.first = vec![NEVER; values];
        live.wrap = vec![NEVER; values];
        live.last = vec![0; values];
        live.hint = vec![Hint::None; values];
        live.mark();
        live.scan();
        live
    }
    /// The value that an operand is.
    #[inline]
    pub fn value(&self, operand: Ref) -> u32 {
        match operand.as_inst() {
            Some(index) => self.alias[index],
            None => match operand.as_constant() {
                Some(index) => (self.count + index) as u32,
                None => NEVER,
            },
        }
    }
    #[inline]
    pub fn is_constant(&self, value: u32) -> bool {
        value as usize >= self.count
    }
    /// The constant that a value is.
    pub fn constant(&self, value: u32) -> Constant {
        self.constants[value as usize - self.count]
    }
    pub fn type_of(&self, value: u32) -> Type {
        if self.is_constant(value) { self.constant(value).ty } else { self.trace.insts[value as usize].ty }
    }
    #[inline]
    pub fn is_float(&self, value: u32) -> bool {
        self.type_of(value).is_float()
    }
    /// The constraints of the form chosen for an instruction, and how many operands are in registers.
    pub fn constraints(&self, index: usize) -> (&'static Constraints, usize) {
        let definition = self.trace.insts[index].op.definition();
        match &definition.x64_imm {
            Some(constraints) if self.forms[index].immediate => (constraints, definition.params.len() - 1),
            _ => (&definition.x64, definition.params.len()),
        }
    }
    /// The operands that are in registers, in the template's order.
    pub fn operands(&self, index: usize, count: usize) -> [u32; 3] {
        let inst = &self.trace.insts[index];
        let mut values = [NEVER; 3];
        for (value, operand) in values.iter_mut().zip(inst.args).take(count) {
            *value = self.value(operand);
        }
        if self.forms[index].swapped {
            if count == 1 {
                values[0] = self.value(inst.args[1]);
            } else {
                values.swap(0, 1);
            }
        }
        values
    }
    /// The operand that is in the template.
    pub fn immediate_operand(&self, index: usize) -> Option<i32> {
        if !self.forms[index].immediate {
            return None;
        }
        let inst = &self.trace.insts[index];
        let last = if self.forms[index].swapped { 0 } else { inst.op.definition().params.len() - 1 };
        immediate(self.constant(self.value(inst.args[last])))
    }

    fn find_aliases(&mut self, inherited: &[Location]) {
        let mut at: FxHashMap<Location, u32> = FxHashMap::default();
        self.alias.reserve(self.count);
        for (index, inst) in self.trace.insts.iter().enumerate() {
            if is_identity(inst.op) {
                let operand = self.value(inst.args[0]);
                self.alias.push(operand);
                continue;
            }
            if inst.op != Uop::Inherit {
                self.alias.push(index as u32);
                continue;
            }
            let value = match inherited.get(inst.imm as usize) {
                Some(Location::Constant(constant)) => {
                    self.constants.push(*constant);
                    (self.count + self.constants.len() - 1) as u32
                }
                Some(location) => *at.entry(*location).or_insert(index as u32),
                None => index as u32,
            };
            self.alias.push(value);
        }
    }

    /// Marks what is needed: what has an exit or an effect, and what that uses.
    fn mark(&mut self) {
        let mut stack: Vec<usize> = Vec::new();
        let mut seen = vec![false; self.trace.snapshots.len()];
        if let End::Exit { snapshot } = self.trace.end {
            self.mark_snapshot(snapshot.0 as usize, &mut seen);
        }
        for index in (0..self.count).rev() {
            let inst = &self.trace.insts[index];
            let definition = inst.op.definition();
            let kept = match inst.op {
                Uop::Phi | Uop::Inherit => false,
                Uop::LoopBegin => true,
                _ => definition.exit.is_some() || definition.effects.writes != 0 || definition.effects.pinned,
            };
            if !kept && !self.needed[index] {
                continue;
            }
            self.needed[index] = true;
            self.mark_operands(inst, index, &mut stack);
            if definition.exit.is_some() {
                self.mark_snapshot(inst.snapshot.0 as usize, &mut seen);
            }
            // The next values of `Phi`s, which the scan has passed already.
            while let Some(passed) = stack.pop() {
                self.mark_operands(&self.trace.insts[passed], index, &mut stack);
            }
        }
    }
    fn mark_operands(&mut self, inst: &Inst, at: usize, stack: &mut Vec<usize>) {
        for operand in inst.args {
            if let Some(used) = operand.as_inst()
                && used < self.count
                && !self.needed[used]
            {
                self.needed[used] = true;
                if used >= at {
                    stack.push(used);
                }
            }
        }
    }
    fn mark_snapshot(&mut self, id: usize, seen: &mut [bool]) {
        if id >= seen.len() || std::mem::replace(&mut seen[id], true) {
            return;
        }
        let snapshot = &self.trace.snapshots[crate::jit::ir::SnapshotId(id as u32)];
        let values =
            snapshot.slots.iter().map(|entry| entry.value).chain(snapshot.frames.iter().map(|frame| frame.function));
        for used in values.filter_map(Ref::as_inst) {
            self.needed[used] = true;
        }
    }

    /// Next uses, deaths and hints.
    fn scan(&mut self) {
        let trace = self.trace;
        // A snapshot's first exit, seen from behind, says it all.
        let mut seen = vec![false; trace.snapshots.len()];
        let end_time = exit_time(self.count);
        if let Some(begin) = self.loop_begin {
            for index in begin + 1..self.count {
                if trace.insts[index].op != Uop::Phi {
                    break;
                }
                if self.needed[index] {
                    self.phis.push(index as u32);
                }
            }
            for position in 0..self.phis.len() {
                let phi = self.phis[position];
                let next = self.value(trace.insts[phi as usize].args[1]);
                if !self.is_constant(next) {
                    self.use_at(next, end_time, Some(begin));
                    if self.hint[next as usize] == Hint::None {
                        self.hint[next as usize] = Hint::Phi(phi);
                    }
                }
            }
        }
        if let End::Exit { snapshot } = trace.end {
            self.use_in_snapshot(snapshot, end_time);
        }
        for index in (0..self.count).rev() {
            if !self.needed[index] {
                continue;
            }
            let inst = &trace.insts[index];
            match inst.op {
                Uop::LoopBegin => {
                    self.at_loop_begin(index);
                    continue;
                }
                Uop::Inherit => continue,
                Uop::Phi => {
                    // The entry value is used at the loop's begin; what it is wanted for is the phi.
                    let entry = self.value(inst.args[0]);
                    if !self.is_constant(entry) {
                        self.use_at(entry, read_time(index), None);
                        let first = self.first[index].min(self.first[entry as usize]);
                        self.first[entry as usize] = first;
                    }
                    continue;
                }
                _ => {}
            }
            self.scan_inst(index, inst, &mut seen);
        }
        self.events.reverse();
    }

    fn scan_inst(&mut self, index: usize, inst: &Inst, seen: &mut [bool]) {
        let definition = inst.op.definition();
        if definition.exit.is_some() && !std::mem::replace(&mut seen[inst.snapshot.0 as usize], true) {
            self.use_in_snapshot(inst.snapshot, exit_time(index));
        }
        self.choose_form(index, inst);
        let (constraints, count) = self.constraints(index);
        let values = self.operands(index, count);
        let begin = self.loop_begin.filter(|begin| index > *begin);
        for (operand, &value) in values[..count].iter().enumerate() {
            self.after[index][operand] = self.first[value as usize];
        }
        for &value in &values[..count] {
            self.use_at(value, read_time(index), begin);
            self.first[value as usize] = index as u32;
            if let Some(begin) = begin
                && (self.is_constant(value) || (value as usize) < begin)
            {
                self.wrap[value as usize] = (self.count + index - begin) as u32;
            }
        }
        let mut registers = clobbered(constraints);
        if let Some(register) = constraints.fixed_out {
            registers |= 1 << (register + 16 * inst.ty.is_float() as u8);
        }
        for (operand, &value) in values[..count].iter().enumerate() {
            if let Some(register) = constraints.fixed[operand] {
                let register = register + 16 * self.is_float(value) as u8;
                registers |= 1 << register;
                self.hint[value as usize] = Hint::Register(register);
            }
        }
        if registers != 0 {
            self.events.push((index as u32, registers));
        }
        if let Some(reused) = constraints.reuse
            && self.hint[index] != Hint::None
            && !is_identity(inst.op)
        {
            let mut value = values[reused as usize];
            if self.last[value as usize] != read_time(index) && count == 2 && commutes(inst.op) {
                value = values[1 - reused as usize];
            }
            if self.last[value as usize] == read_time(index) && self.is_float(value) == inst.ty.is_float() {
                self.hint[value as usize] = self.hint[index];
            }
        }
    }

    /// Whether the last operand can be in the template.
    fn choose_form(&mut self, index: usize, inst: &Inst) {
        let definition = inst.op.definition();
        let count = definition.params.len();
        if definition.x64_imm.is_none() || count == 0 {
            return;
        }
        let fits = |live: &Live, operand: usize| {
            let value = live.value(inst.args[operand]);
            live.is_constant(value) && immediate(live.constant(value)).is_some()
        };
        if fits(self, count - 1) {
            self.forms[index].immediate = true;
        } else if count == 2 && commutes(inst.op) && fits(self, 0) {
            self.forms[index] = Form { immediate: true, swapped: true };
        }
    }

    fn use_in_snapshot(&mut self, id: crate::jit::ir::SnapshotId, time: u32) {
        let snapshot = &self.trace.snapshots[id];
        let begin = self.loop_begin.filter(|begin| time > exit_time(*begin));
        for entry in &snapshot.slots {
            let value = self.value(entry.value);
            if !self.is_constant(value) {
                self.use_at(value, time, begin);
            }
        }
        for frame in &snapshot.frames {
            let value = self.value(frame.function);
            if value != NEVER && !self.is_constant(value) {
                self.use_at(value, time, begin);
            }
        }
    }

    /// Notes a use; `begin` is the loop's begin, if the use is in the loop.
    #[inline]
    fn use_at(&mut self, value: u32, time: u32, begin: Option<usize>) {
        let last = &mut self.last[value as usize];
        if *last != 0 {
            return;
        }
        *last = time;
        if time & 1 == 0 {
            self.dies_at_exit[time as usize / 2 - 1] = true;
        }
        let Some(begin) = begin else { return };
        if value as usize >= self.count {
            *last = END;
            self.loop_constants.push(value);
        } else if (value as usize) < begin {
            *last = END;
            self.live_in.push(value);
        }
    }

    /// Next uses wrap round the back-edge.
    fn at_loop_begin(&mut self, begin: usize) {
        if self.loop_begin != Some(begin) {
            return;
        }
        for position in 0..self.phis.len() {
            let phi = self.phis[position] as usize;
            let next = self.value(self.trace.insts[phi].args[1]);
            if self.first[phi] != NEVER && next != NEVER {
                let wrapped = self.count as u32 + self.first[phi] - begin as u32;
                let wrap = &mut self.wrap[next as usize];
                *wrap = (*wrap).min(wrapped);
            }
        }
    }
}
