//! The baseline: every result is stored to its slot right behind its instruction, every operand is
//! loaded right before: each uop as if entered cold, as CPython 3.13's were.

use crate::jit::ir::{End, GiveUp, Uop};
use crate::jit::regalloc::live::{Live, NEVER};
use crate::jit::regalloc::moves::register_index;
use crate::jit::regalloc::plan::{Exit, Item, Place, Plan};
use crate::jit::regalloc::{Location, Settings};

/// Where every value is between two instructions.
fn home(live: &Live, value: u32) -> Place {
    if live.is_constant(value) { Place::Constant(value) } else { Place::Slot(value) }
}

/// Takes the lowest register.
fn take(free: &mut u32, allowed: u32) -> Result<u8, GiveUp> {
    let available = *free & allowed;
    if available == 0 {
        return Err(GiveUp::OutOfRegisters);
    }
    *free &= !(1 << available.trailing_zeros());
    Ok(available.trailing_zeros() as u8)
}

/// Allocates the trace through memory.
pub(super) fn spill_everything(live: &Live, inherited: &[Location], settings: &Settings) -> Result<Plan, GiveUp> {
    let mut plan = Plan { slotted: vec![false; live.first.len()], ..Plan::default() };
    let usable = settings.general as u32 | (settings.float as u32) << 16;
    for (index, inst) in live.trace.insts.iter().enumerate() {
        let used = live.last[index] != 0;
        match inst.op {
            Uop::Inherit if used => {
                plan.slotted[index] = true;
                if let Some(register) = inherited.get(inst.imm as usize).and_then(|location| register_index(*location))
                {
                    plan.items.push(Item::Defined { value: index as u32, register });
                }
            }
            Uop::Inherit => {}
            Uop::LoopBegin if live.loop_begin == Some(index) => {
                plan.slot_phis = live.phis.clone();
                for &phi in &live.phis {
                    plan.slotted[phi as usize] = true;
                }
                edge(live, &mut plan, usable, 0);
                plan.items.push(Item::LoopBegin);
            }
            Uop::LoopBegin => return Err(GiveUp::LeftLoop),
            Uop::Phi => {}
            _ if live.needed[index] => instruction(live, &mut plan, index, usable)?,
            _ => {}
        }
    }
    if live.loop_begin.is_some() {
        edge(live, &mut plan, usable, 1);
    }
    if let End::Exit { snapshot } = live.trace.end {
        exit(live, &mut plan, NEVER, snapshot);
    }
    Ok(plan)
}

/// Moves the `Phi`s' entry (0) or next (1) values to the `Phi`s.
fn edge(live: &Live, plan: &mut Plan, usable: u32, operand: usize) {
    let pairs: Vec<(Place, Place)> = live
        .phis
        .iter()
        .map(|&phi| (home(live, live.value(live.trace.insts[phi as usize].args[operand])), Place::Slot(phi)))
        .collect();
    plan.parallel(pairs, usable);
}

fn exit(live: &Live, plan: &mut Plan, inst: u32, snapshot: crate::jit::ir::SnapshotId) {
    let start = plan.places.len() as u32;
    let state = &live.trace.snapshots[snapshot];
    plan.places.extend(state.slots.iter().map(|entry| home(live, live.value(entry.value))));
    for frame in &state.frames {
        let value = live.value(frame.function);
        plan.places.push(if value == NEVER { Place::Constant(NEVER) } else { home(live, value) });
    }
    plan.exits.push(Exit { inst, snapshot, start });
}

fn instruction(live: &Live, plan: &mut Plan, index: usize, usable: u32) -> Result<(), GiveUp> {
    let inst = &live.trace.insts[index];
    let definition = inst.op.definition();
    let (constraints, count) = live.constraints(index);
    let values = live.operands(index, count);
    let class = |float: bool| if float { usable & 0xFFFF_0000 } else { usable & 0xFFFF };
    let mut free = !(constraints.clobber as u32 | (constraints.float_clobber as u32) << 16);
    let mut registers = [0u8; 3];
    for operand in 0..count {
        if let Some(register) = constraints.fixed[operand] {
            registers[operand] = register + 16 * live.is_float(values[operand]) as u8;
            free &= !(1 << registers[operand]);
        }
    }
    let has_result = definition.out != crate::uops::Type::Unit;
    let mut out = None;
    if let Some(register) = constraints.fixed_out {
        out = Some(register + 16 * inst.ty.is_float() as u8);
        free &= !(1 << out.unwrap_or(0));
    }
    for operand in 0..count {
        if constraints.fixed[operand].is_some() {
            continue;
        }
        registers[operand] = match out {
            Some(out) if constraints.reuse == Some(operand as u8) => out,
            _ => take(&mut free, class(live.is_float(values[operand])))?,
        };
    }
    if let Some(reused) = constraints.reuse {
        out = Some(registers[reused as usize]);
    }
    let mut temps = [0; 4];
    let mut float_temps = [0; 4];
    for temp in temps.iter_mut().take(constraints.temps as usize) {
        *temp = take(&mut free, class(false))?;
    }
    for temp in float_temps.iter_mut().take(constraints.float_temps as usize) {
        *temp = take(&mut free, class(true))? - 16;
    }
    let out = match out {
        Some(out) => out,
        None if has_result => take(&mut free, class(inst.ty.is_float()))?,
        None => 0,
    };
    for operand in 0..count {
        plan.step(home(live, values[operand]), Place::Register(registers[operand]));
    }
    if definition.exit.is_some() {
        exit(live, plan, index as u32, inst.snapshot);
    }
    let args = registers.map(|register| register & 15);
    plan.items.push(Item::Inst { index: index as u32, args, out: out & 15, temps, float_temps });
    if has_result && live.last[index] != 0 {
        plan.slotted[index] = true;
        plan.items.push(Item::Defined { value: index as u32, register: out });
    }
    Ok(())
}
