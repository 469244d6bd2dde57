//! One instruction: its operands into registers, its temporaries and its result.

use crate::jit::ir::GiveUp;
use crate::jit::regalloc::file::NOWHERE;
use crate::jit::regalloc::live::{Hint, NEVER, clobbered, commutes, exit_time, is_identity, read_time};
use crate::jit::regalloc::plan::{Item, Place};
use crate::jit::regalloc::scan::{Scan, record_exit};
use crate::support::fault::{self, Rule};
use crate::uops::Constraints;
use smallvec::SmallVec;

/// An instruction while it gets its registers. Registers are 0–15 general, 16–31 float.
struct Current {
    index: usize,
    constraints: &'static Constraints,
    /// Number of operands in registers.
    count: usize,
    values: [u32; 3],
    /// Where operands must be.
    fixed: [u8; 3],
    /// Where the result must be.
    fixed_out: u8,
    clobber: u32,
    /// All registers that are fixed or destroyed.
    special: u32,
    /// Registers of the template: not for anything else.
    busy: u32,
    args: [u8; 3],
    /// The result is the operand.
    identity: bool,
}

impl Current {
    /// Whether the value is read no more after this instruction, nor needed by its exit.
    fn dies(&self, scan: &Scan, value: u32) -> bool {
        scan.live.last[value as usize] <= read_time(self.index)
    }
    fn is_fixed(&self, operand: usize) -> bool {
        self.fixed[operand] != NOWHERE
    }
    fn reused(&self) -> Option<usize> {
        if self.identity { None } else { self.constraints.reuse.map(usize::from) }
    }
}

impl Scan<'_> {
    pub(super) fn inst(&mut self, index: usize) -> Result<(), GiveUp> {
        let live = self.live;
        let inst = &live.trace.insts[index];
        let definition = inst.op.definition();
        let (constraints, count) = live.constraints(index);
        self.file.advance(index);
        let mut current = Current {
            index,
            constraints,
            count,
            values: live.operands(index, count),
            fixed: [NOWHERE; 3],
            fixed_out: NOWHERE,
            clobber: clobbered(constraints),
            special: 0,
            busy: 0,
            args: [NOWHERE; 3],
            identity: is_identity(inst.op),
        };
        for operand in 0..count {
            let value = current.values[operand] as usize;
            let after = live.after[index][operand];
            self.file.next[value] = if after == NEVER && self.file.begin.is_some() { live.wrap[value] } else { after };
        }
        current.special = current.clobber;
        for operand in 0..count {
            if let Some(register) = constraints.fixed[operand] {
                let register = register + 16 * live.is_float(current.values[operand]) as u8;
                current.fixed[operand] = register;
                current.special |= 1 << register;
            }
        }
        let has_result = definition.out != crate::uops::Type::Unit;
        let float_result = inst.ty.is_float();
        if let Some(register) = constraints.fixed_out
            && has_result
        {
            current.fixed_out = register + 16 * float_result as u8;
            current.special |= 1 << current.fixed_out;
        }
        if current.special != 0 {
            self.fix(&mut current);
        }
        self.order_operands(&mut current);
        self.load_operands(&mut current)?;
        let mut out = NOWHERE;
        if let Some(operand) = current.reused() {
            out = self.reuse(&mut current, operand)?;
            current.busy |= 1 << out;
        }
        let mut temps = [0; 4];
        let mut float_temps = [0; 4];
        for temp in temps.iter_mut().take(constraints.temps as usize) {
            *temp = self.temporary(&mut current, false)?;
        }
        for temp in float_temps.iter_mut().take(constraints.float_temps as usize) {
            *temp = self.temporary(&mut current, true)? - 16;
        }
        for operand in 0..count {
            let value = current.values[operand];
            if current.dies(self, value) {
                self.file.detach(value);
            }
        }
        if current.identity {
            out = current.args[0];
        } else if has_result && out == NOWHERE {
            out = self.result(&current, float_result)?;
        }
        if definition.exit.is_some() {
            let Scan { live, file, plan, .. } = self;
            record_exit(live, file, plan, index as u32, inst.snapshot);
        }
        let mut args = [0; 3];
        for (arg, register) in args.iter_mut().zip(current.args).take(count) {
            *arg = register & 15;
        }
        let out_number = if out == NOWHERE { 0 } else { out & 15 };
        self.plan.items.push(Item::Inst { index: index as u32, args, out: out_number, temps, float_temps });
        if live.dies_at_exit[index] && definition.exit.is_some() {
            self.release_exit(index);
        }
        if has_result && live.last[index] != 0 {
            self.file.attach(index as u32, out);
            self.file.next[index] = match live.first[index] {
                NEVER if self.file.begin.is_some() => live.wrap[index],
                first => first,
            };
            self.plan.items.push(Item::Defined { value: index as u32, register: out });
        }
        Ok(())
    }

    /// Frees what only this exit still needed.
    fn release_exit(&mut self, index: usize) {
        let state = &self.live.trace.snapshots[self.live.trace.insts[index].snapshot];
        let time = exit_time(index);
        for entry in &state.slots {
            let value = self.live.value(entry.value);
            if self.live.last[value as usize] == time {
                self.file.detach(value);
            }
        }
        for frame in &state.frames {
            let value = self.live.value(frame.function);
            if value != NEVER && self.live.last[value as usize] == time {
                self.file.detach(value);
            }
        }
    }

    /// Fixed and clobbered registers: whoever is in them and lives on leaves; the operands come.
    fn fix(&mut self, current: &mut Current) {
        let physical = self.file.holds;
        let usable = self.file.usable & !current.special;
        let mut rest = current.special & !self.file.free;
        while rest != 0 {
            let register = rest.trailing_zeros() as u8;
            rest &= rest - 1;
            let value = self.file.holds[register as usize];
            if self.stays(current, register, value) {
                continue;
            }
            let dies = current.dies(self, value);
            let free_operand =
                (0..current.count).any(|operand| current.values[operand] == value && !current.is_fixed(operand));
            let reused_in_place = dies
                && register == current.fixed_out
                && current.clobber & 1 << register == 0
                && current
                    .reused()
                    .is_some_and(|operand| current.values[operand] == value && !current.is_fixed(operand))
                && !(0..current.count).any(|operand| current.fixed[operand] == register);
            if reused_in_place || dies && !free_operand {
                continue;
            }
            let class = self.file.class_of(value);
            let available = self.file.free & usable & class;
            let worthless = self.live.is_constant(value) && !free_operand
                || self.plan.slotted[value as usize] && self.file.next[value as usize] == NEVER;
            if available != 0 && !worthless {
                let other = self.file.choose_free(available, value);
                self.plan.step(Place::Register(register), Place::Register(other));
                self.file.detach(value);
                self.file.attach(value, other);
            } else {
                self.file.evict(&mut self.plan, value);
            }
        }
        let mut pairs: SmallVec<[(Place, Place); 3]> = SmallVec::new();
        let mut targets = 0;
        for operand in 0..current.count {
            let register = current.fixed[operand];
            if register == NOWHERE {
                continue;
            }
            targets |= 1 << register;
            let value = current.values[operand];
            if physical[register as usize] != value {
                let place = self.file.place(&mut self.plan, value);
                pairs.push((place, Place::Register(register)));
            }
            current.args[operand] = register;
        }
        let scratch = self.file.free & self.file.usable & !targets;
        self.plan.parallel(pairs, scratch);
        // Now dying operands are where the template wants them, and nowhere else.
        let mut rest = current.special & !self.file.free;
        while rest != 0 {
            let register = rest.trailing_zeros() as u8;
            rest &= rest - 1;
            let value = self.file.holds[register as usize];
            let in_place = register == current.fixed_out
                && targets & 1 << register == 0
                && current.reused().is_some_and(|operand| current.values[operand] == value);
            if !in_place && !self.stays(current, register, value) {
                self.file.detach(value);
            }
        }
        for operand in 0..current.count {
            let value = current.values[operand];
            if current.is_fixed(operand) && self.file.register[value as usize] == NOWHERE && !current.dies(self, value)
            {
                let register = current.fixed[operand];
                let kept = current.clobber & 1 << register == 0
                    && register != current.fixed_out
                    && current.reused() != Some(operand)
                    && self.file.usable & 1 << register != 0;
                if kept {
                    self.file.attach(value, register);
                }
            }
        }
        current.busy = current.special;
    }

    /// Whether the value is where the template wants it, and will be preserved there.
    fn stays(&self, current: &Current, register: u8, value: u32) -> bool {
        current.clobber & 1 << register == 0
            && register != current.fixed_out
            && (0..current.count).any(|operand| {
                current.fixed[operand] == register
                    && current.values[operand] == value
                    && current.reused() != Some(operand)
            })
    }

    /// Exchanges the operands if that saves moves.
    fn order_operands(&mut self, current: &mut Current) {
        let op = self.live.trace.insts[current.index].op;
        if current.count != 2
            || current.reused() != Some(0)
            || current.special != 0
            || current.values[0] == current.values[1]
            || !commutes(op)
        {
            return;
        }
        let hint = self.file.hinted(current.index as u32);
        // Where the wish is not the next instruction's, there is still time.
        let direct = match self.live.hint[current.index] {
            Hint::Phi(phi) => self.live.value(self.live.trace.insts[phi as usize].args[1]) == current.index as u32,
            _ => true,
        };
        let price = |scan: &Scan, reused: u32, other: u32| {
            let register = scan.file.register[reused as usize];
            let mut price = if scan.file.register[other as usize] != NOWHERE {
                0
            } else if scan.live.is_constant(other)
                && scan.file.begin.is_some()
                && scan.file.free & scan.file.class_of(other) != 0
            {
                // There is a register for it: the next round has it there from the beginning.
                1
            } else {
                4
            };
            if register == NOWHERE || !current.dies(scan, reused) {
                price += 4;
                price += scan.follow_hints as u32 & (register == NOWHERE || register != hint) as u32;
            } else if hint != NOWHERE && hint != register {
                price += match (direct, scan.follow_hints) {
                    (false, _) => 1,
                    (true, false) => 3,
                    (true, true) => 5,
                };
            }
            price
        };
        if price(self, current.values[1], current.values[0]) < price(self, current.values[0], current.values[1]) {
            current.values.swap(0, 1);
        }
    }

    /// Operands that may be anywhere, except the one that `reuse` names.
    fn load_operands(&mut self, current: &mut Current) -> Result<(), GiveUp> {
        let mut protected = 0;
        for operand in 0..current.count {
            let register = self.file.register[current.values[operand] as usize];
            if !current.is_fixed(operand) && register != NOWHERE {
                protected |= 1 << register;
            }
        }
        for operand in 0..current.count {
            if current.is_fixed(operand) || current.reused() == Some(operand) {
                continue;
            }
            let value = current.values[operand];
            let mut register = self.file.register[value as usize];
            if register == NOWHERE {
                let allowed = self.file.class_of(value) & !current.busy & !protected;
                let from = self.file.place(&mut self.plan, value);
                register = self.file.choose(&mut self.plan, allowed, value).ok_or(GiveUp::OutOfRegisters)?;
                self.plan.step(from, Place::Register(register));
                self.file.attach(value, register);
                protected |= 1 << register;
            }
            current.args[operand] = register;
        }
        Ok(())
    }

    /// Registers of the operands but one.
    fn others(&self, current: &Current, operand: usize) -> u32 {
        let mut mask = 0;
        for other in 0..current.count {
            if other != operand && current.args[other] != NOWHERE {
                mask |= 1 << current.args[other];
            }
        }
        mask
    }

    /// The operand whose register is the result's, with a copy kept if it is needed on.
    fn reuse(&mut self, current: &mut Current, operand: usize) -> Result<u8, GiveUp> {
        if current.is_fixed(operand) {
            return Ok(current.fixed[operand]);
        }
        let value = current.values[operand];
        let from = self.file.place(&mut self.plan, value);
        let register = self.file.register[value as usize];
        let dies = current.dies(self, value);
        let others = self.others(current, operand);
        if current.fixed_out != NOWHERE {
            self.plan.step(from, Place::Register(current.fixed_out));
            current.args[operand] = current.fixed_out;
            return Ok(current.fixed_out);
        }
        let allowed = self.file.class_of(value) & !current.busy & !others;
        if register != NOWHERE {
            let worthless = self.plan.slotted[value as usize] && self.file.next[value as usize] == NEVER;
            if dies || fault::rule(Rule::ReuseCopy) || worthless || self.file.is_doomed(value) {
                if !dies && !fault::rule(Rule::ReuseCopy) {
                    self.file.evict(&mut self.plan, value);
                }
                current.args[operand] = register;
                return Ok(register);
            }
            // The value may as well be the one that moves.
            let available = self.file.free & allowed & !(1 << register);
            let odd = self.file.random.as_mut().is_some_and(|random| random.below(4) == 0);
            if available != 0 && (odd || self.file.hinted(current.index as u32) == register) {
                let other = self.file.choose_free(available, value);
                self.plan.step(from, Place::Register(other));
                self.file.detach(value);
                self.file.attach(value, other);
                current.args[operand] = register;
                return Ok(register);
            }
        }
        let out = self.file.choose(&mut self.plan, allowed, current.index as u32).ok_or(GiveUp::OutOfRegisters)?;
        self.plan.step(from, Place::Register(out));
        current.args[operand] = out;
        Ok(out)
    }

    fn temporary(&mut self, current: &mut Current, float: bool) -> Result<u8, GiveUp> {
        let allowed = self.file.class(float) & !current.busy & !self.others(current, usize::MAX);
        let register = self.file.choose(&mut self.plan, allowed, NEVER).ok_or(GiveUp::OutOfRegisters)?;
        current.busy |= 1 << register;
        Ok(register)
    }

    /// The result's register, if no operand's.
    fn result(&mut self, current: &Current, float: bool) -> Result<u8, GiveUp> {
        if current.fixed_out != NOWHERE {
            return Ok(current.fixed_out);
        }
        let mut preserved = current.busy & !current.special | current.clobber;
        for operand in 0..current.count {
            // A fixed operand that lives on where it is.
            if current.is_fixed(operand)
                && self.file.register[current.values[operand] as usize] == current.fixed[operand]
            {
                preserved |= 1 << current.fixed[operand];
            }
        }
        let allowed = self.file.class(float) & !preserved;
        self.file.choose(&mut self.plan, allowed, current.index as u32).ok_or(GiveUp::OutOfRegisters)
    }
}
