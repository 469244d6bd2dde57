//! An allocation as text, and its figures.

use crate::jit::ir::{Constant, Trace, Type};
use crate::jit::regalloc::{Allocation, ExitPlan, Location, Step};
use std::fmt::{self, Write};

pub(super) const GENERAL: [&str; 16] =
    ["rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15"];

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Location::General(register) => f.write_str(GENERAL[*register as usize & 15]),
            Location::Float(register) => write!(f, "xmm{register}"),
            Location::Spill(slot) => write!(f, "[{slot}]"),
            Location::Constant(Constant { ty: Type::Float, word }) if !f64::from_bits(*word).is_nan() => {
                write!(f, "{:?}", f64::from_bits(*word))
            }
            Location::Constant(Constant { ty: Type::Int, word }) => write!(f, "{}", *word as i64),
            Location::Constant(Constant { ty, word }) => write!(f, "{}:{word:#x}", ty.name()),
        }
    }
}

/// The trace with its registers: one step per line, exits behind the instructions that have them.
///
/// ```text
///   v6 = IntAdd rcx, 1 → rcx    -> exit 2 {2: rdx}
///   rdx ← rcx
/// ```
pub fn print(trace: &Trace, allocation: &Allocation) -> String {
    let mut text = String::new();
    let mut exits = allocation.exits.iter().enumerate().peekable();
    for step in &allocation.steps {
        match step {
            Step::LoopBegin => text.push_str("LoopBegin\n"),
            Step::Move { from, to } => {
                let _ = writeln!(text, "  {to} ← {from}");
            }
            Step::Inst { inst, .. } => {
                print_inst(&mut text, trace, step);
                if let Some((number, exit)) = exits.next_if(|(_, exit)| exit.inst == Some(*inst)) {
                    let _ = write!(text, " -> exit {number} ");
                    print_exit(&mut text, trace, exit);
                }
                if let Some(point) = allocation.collection_points.iter().find(|point| point.inst == *inst) {
                    let _ = write!(text, " references {:?}", point.references);
                }
                text.push('\n');
            }
        }
    }
    for (number, exit) in exits {
        let _ = write!(text, "end -> exit {number} ");
        print_exit(&mut text, trace, exit);
        text.push('\n');
    }
    if allocation.spill_slots > 0 {
        let _ = writeln!(text, "spill slots {}", allocation.spill_slots);
    }
    text
}

fn print_inst(text: &mut String, trace: &Trace, step: &Step) {
    let Step::Inst { inst: index, args, out, temps, float_temps, constant } = step else { return };
    let Some(inst) = trace.insts.get(*index as usize) else { return };
    let definition = inst.op.definition();
    let has_result = definition.out != Type::Unit;
    if has_result {
        let _ = write!(text, "  v{index} = {}", definition.name);
    } else {
        let _ = write!(text, "  {}", definition.name);
    }
    let mut separator = " ";
    let last = definition.params.len().wrapping_sub(1);
    for (operand, (_, ty)) in definition.params.iter().enumerate() {
        match constant {
            Some(constant) if operand == last => {
                let _ = write!(text, "{separator}{constant}");
            }
            _ => {
                let _ = write!(text, "{separator}{}", register(ty.is_float(), args[operand]));
            }
        }
        separator = ", ";
    }
    if definition.imm.is_some() {
        let _ = write!(text, "; {}", inst.imm as i64);
    }
    let constraints = match &definition.x64_imm {
        Some(constraints) if constant.is_some() => constraints,
        _ => &definition.x64,
    };
    let temps = temps.iter().take(constraints.temps as usize).map(|number| register(false, *number));
    let float_temps = float_temps.iter().take(constraints.float_temps as usize).map(|number| register(true, *number));
    for (position, temp) in temps.chain(float_temps).enumerate() {
        let _ = write!(text, "{}{temp}", if position == 0 { " with " } else { ", " });
    }
    if has_result {
        let _ = write!(text, " → {}", register(inst.ty.is_float(), *out));
    }
}

fn register(float: bool, number: u8) -> Location {
    if float { Location::Float(number) } else { Location::General(number) }
}

fn print_exit(text: &mut String, trace: &Trace, exit: &ExitPlan) {
    let snapshot = &trace.snapshots[exit.snapshot];
    text.push('{');
    for (position, (entry, location)) in snapshot.slots.iter().zip(&exit.slots).enumerate() {
        let _ = write!(text, "{}{}: {location}", if position == 0 { "" } else { ", " }, entry.slot);
    }
    text.push('}');
    for function in exit.functions.iter().flatten() {
        let _ = write!(text, " f: {function}");
    }
}

/// What the allocation costs beyond the instructions.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Statistics {
    /// Copies between registers.
    pub moves: u32,
    /// Registers to memory.
    pub spills: u32,
    /// Memory to registers.
    pub reloads: u32,
    /// Constants to registers.
    pub constants: u32,
}

/// The figures before the loop (or of the whole trace, if it has none) and of the loop.
pub fn statistics(allocation: &Allocation) -> (Statistics, Statistics) {
    let mut parts = [Statistics::default(); 2];
    let mut part = 0;
    for step in &allocation.steps {
        let statistics = &mut parts[part];
        match step {
            Step::LoopBegin => part = 1,
            Step::Move { to: Location::Spill(_), .. } => statistics.spills += 1,
            Step::Move { from: Location::Spill(_), .. } => statistics.reloads += 1,
            Step::Move { from: Location::Constant(_), .. } => statistics.constants += 1,
            Step::Move { .. } => statistics.moves += 1,
            Step::Inst { .. } => {}
        }
    }
    (parts[0], parts[1])
}
