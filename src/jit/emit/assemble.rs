//! An allocated trace becomes machine code.
//!
//! ```text
//! let code = assembler.assemble(&trace, &allocation, &context)?;
//! //  entry │ steps │ end │ exit stubs │ tail │ float constants
//! ```
//!
//! 1. One pass over the steps, forward, which decides nothing but the length of an encoding.
//! 2. A stub pushes its exit's number and jumps to the trace's tail, which pushes the trace's number
//!    and jumps to the VM's common exit routine.
//! 3. The first 5 bytes are no jump's target, and so are those of a guard of validity: both
//!    may be overwritten by a jump while the code is suspended in a call further on.
//! 4. Nothing refers to an absolute address of the trace: see [`Assembled::fixups`].

use dynasmrt::{DynamicLabel, DynasmApi, DynasmLabelApi, dynasm};
use smallvec::SmallVec;

use crate::frame;
use crate::jit::emit::frame::{POINT_AT, SPILL_SLOTS, special};
use crate::jit::emit::memory::CodeAddress;
use crate::jit::ir::{Constant, End, GiveUp, Resume, Trace, TraceId};
use crate::jit::regalloc::{Allocation, Location, Step};
use crate::support::fault::{self, Fault, Rule};
use crate::uops::{Asm, ExitReason, Operands, Uop, access};

/// Exits taken without need, for tests.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Forced {
    /// Guards leave when they fail.
    #[default]
    Off,
    /// Every guard leaves always.
    Every,
    /// Every guard also leaves when it is reached for the n-th time (from 1).
    Nth(u32),
    /// One guard, counted in the order of installation, also leaves when it is reached for the n-th time.
    One { guard: u32, visit: u32 },
}

/// What the code refers to outside of itself.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    pub trace: TraceId,
    /// The common exit routine.
    pub common_exit: CodeAddress,
    /// Entry and pc of the target of `End::Link`, if it is compiled and valid.
    pub link: Option<(CodeAddress, u32)>,
    /// Number of the trace's first collection point.
    pub first_point: u32,
    /// Forced exits: how, and one counter for each exit, which stay where they are.
    pub forced: Forced,
    pub counters: *mut u32,
    /// The routine that checks memory accesses and the number of the trace's first site, if they are to be checked.
    pub checks: Option<(CodeAddress, u32)>,
}

/// Code of one exit.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ExitCode {
    /// Offset of the stub.
    pub stub: u32,
    /// Offsets of the 32-bit distances of the jumps that lead there.
    pub jumps: SmallVec<[u32; 2]>,
}

/// A uop whose memory accesses are checked before it runs: `access::check` is called with the words of its operands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CheckSite {
    pub trace: TraceId,
    pub inst: u32,
    /// The registers of the operands.
    pub args: [u8; 3],
    /// The last operand, if it is in none.
    pub constant: Option<i32>,
}

/// Machine code of a trace, not yet placed. All offsets are from its entry.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Assembled {
    pub bytes: Vec<u8>,
    /// 32-bit distances to be written when the place is known: (offset, absolute target).
    pub fixups: SmallVec<[(u32, CodeAddress); 2]>,
    /// One per exit of the allocation.
    pub exits: Vec<ExitCode>,
    /// Offset of each step.
    pub steps: Vec<u32>,
    /// Where instructions end and float constants begin.
    pub pool: u32,
    /// Where stubs begin.
    pub stubs: u32,
    /// Guards of validity: (offset of 5 bytes that a jump may replace, exit).
    pub validity: SmallVec<[(u32, u32); 2]>,
    /// Where memory accesses are checked: see [`CheckSite`].
    pub sites: Vec<CheckSite>,
    /// What the entry jumps to when the trace is invalid.
    pub invalid_stub: u32,
    /// Of a trace that ends in a link: (offset of the jump's distance, stub if the target is gone).
    pub link: Option<(u32, u32)>,
}

/// The buffers, kept from trace to trace.
#[derive(Default)]
pub struct Assembler {
    asm: Asm,
    pool: Vec<(u64, DynamicLabel)>,
}

/// Where a frame's pc is, from its base.
const PC_AT: i8 = frame::offset::PC_FLAGS as i8;

/// Length of a jump with a 32-bit distance.
pub const JUMP_BYTES: usize = 5;

const NOPS: [&[u8]; 10] = [
    &[],
    &[0x90],
    &[0x66, 0x90],
    &[0x0F, 0x1F, 0x00],
    &[0x0F, 0x1F, 0x40, 0x00],
    &[0x0F, 0x1F, 0x44, 0x00, 0x00],
    &[0x66, 0x0F, 0x1F, 0x44, 0x00, 0x00],
    &[0x0F, 0x1F, 0x80, 0x00, 0x00, 0x00, 0x00],
    &[0x0F, 0x1F, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00],
    &[0x66, 0x0F, 0x1F, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00],
];

/// Writes `count` bytes that do nothing, as few instructions as possible.
fn pad(asm: &mut Asm, mut count: usize) {
    while count > 0 {
        let step = count.min(NOPS.len() - 1);
        asm.extend(NOPS[step]);
        count -= step;
    }
}

impl Assembler {
    /// Assembles; gives up if the allocation asks for what the machine does not have.
    pub fn assemble(&mut self, trace: &Trace, allocation: &Allocation, context: &Context) -> Result<Assembled, GiveUp> {
        if allocation.spill_slots as usize > SPILL_SLOTS {
            return Err(GiveUp::OutOfRegisters);
        }
        self.asm.clear();
        self.pool.clear();
        let asm = &mut self.asm;
        let loop_label = asm.label();
        let exit_labels: Vec<DynamicLabel> = allocation.exits.iter().map(|_| asm.label()).collect();
        let tail = asm.label();

        let mut out = Assembled {
            exits: vec![ExitCode::default(); allocation.exits.len()],
            steps: Vec::with_capacity(allocation.steps.len()),
            ..Assembled::default()
        };
        let mut next_exit = 0;
        let mut next_point = 0;
        for step in &allocation.steps {
            if *step == Step::LoopBegin {
                let at = asm.len();
                let aligned = at.max(JUMP_BYTES).next_multiple_of(16);
                pad(asm, aligned - at);
                dynasm!(asm ; .arch x64 ; =>loop_label);
                out.steps.push(asm.len() as u32);
                continue;
            }
            out.steps.push(asm.len() as u32);
            match *step {
                Step::LoopBegin => {}
                Step::Move { from, to } => Self::copy(asm, &mut self.pool, from, to)?,
                Step::Inst { inst, args, out: result, temps, float_temps, constant } => {
                    let instruction =
                        trace.insts.get(inst as usize).ok_or(GiveUp::NotSupported("step without instruction"))?;
                    let definition = instruction.op.definition();
                    let exit = if definition.exit.is_some() {
                        let plan = allocation.exits.get(next_exit).filter(|plan| plan.inst == Some(inst));
                        if plan.is_none() {
                            return Err(GiveUp::NotSupported("exits out of order"));
                        }
                        next_exit += 1;
                        Some(next_exit - 1)
                    } else {
                        None
                    };
                    if let Some(point) = allocation.collection_points.get(next_point)
                        && point.inst == inst
                    {
                        let number = (context.first_point + next_point as u32) as i32;
                        dynasm!(asm ; .arch x64 ; mov DWORD [rsp + POINT_AT], number);
                        next_point += 1;
                    }
                    if let Some(exit) = exit
                        && may_be_forced(trace, inst as usize, context.forced)
                    {
                        Self::force(asm, context, exit, exit_labels[exit]);
                    }
                    // A seeded fault: the exit leads to what follows.
                    let seeded = fault::is(Fault::Exit(instruction.op as u16)).then(|| asm.label());
                    let operands = Operands {
                        args,
                        out: result,
                        temps,
                        float_temps,
                        imm: instruction.imm,
                        constant: constant.unwrap_or(0),
                        exit: seeded.or(exit.map(|exit| exit_labels[exit])).unwrap_or(loop_label),
                    };
                    if let Some((routine, first)) = context.checks
                        && access::is_checked(instruction.op)
                    {
                        let number = (first + out.sites.len() as u32) as i32;
                        out.sites.push(CheckSite { trace: context.trace, inst, args, constant });
                        dynasm!(asm ; .arch x64 ; push DWORD number);
                        call_to(asm, &mut out.fixups, routine);
                        dynasm!(asm ; .arch x64 ; add rsp, BYTE 8);
                    }
                    let (first_jump, start) = (asm.jumps().len(), asm.len());
                    if constant.is_some() {
                        instruction.op.x64_imm(asm, &operands);
                    } else {
                        instruction.op.x64(asm, &operands);
                    }
                    if let Some(label) = seeded {
                        dynasm!(asm ; .arch x64 ; =>label);
                    }
                    if let Some(exit) = exit {
                        let label = exit_labels[exit].get_id() as u32;
                        let jumps = asm.jumps()[first_jump..].iter().filter(|jump| jump.label == label);
                        out.exits[exit].jumps = jumps.filter_map(|jump| jump.field()).collect();
                        if instruction.op == Uop::GuardValid {
                            pad(asm, JUMP_BYTES.saturating_sub(asm.len() - start));
                            out.validity.push((start as u32, exit as u32));
                        }
                    }
                }
            }
        }
        if asm.len() < JUMP_BYTES {
            pad(asm, JUMP_BYTES - asm.len());
        }

        match trace.end {
            End::Loop => dynasm!(asm ; .arch x64 ; jmp =>loop_label),
            End::Exit { .. } => {
                if allocation.exits.len() != next_exit + 1 {
                    return Err(GiveUp::NotSupported("end without exit"));
                }
                dynasm!(asm ; .arch x64 ; jmp =>exit_labels[next_exit]);
                let jump = asm.jumps().last().and_then(|jump| jump.field());
                out.exits[next_exit].jumps = jump.into_iter().collect();
                next_exit += 1;
            }
            End::Link { base_delta, .. } => {
                let (target, pc) = context.link.ok_or(GiveUp::NotSupported("link to a trace that is gone"))?;
                if base_delta != 0 && !fault::rule(Rule::LinkBase) {
                    dynasm!(asm ; .arch x64 ; add rbx, base_delta * 8);
                }
                // The collector and the exits that follow find there what the frame holds.
                if !fault::rule(Rule::LinkPc) {
                    dynasm!(asm ; .arch x64 ; mov DWORD [BYTE rbx + PC_AT], pc as i32);
                }
                out.link = Some((jump_to(asm, &mut out.fixups, target), 0));
            }
        }
        if next_exit != allocation.exits.len() || next_point != allocation.collection_points.len() {
            return Err(GiveUp::NotSupported("exits out of order"));
        }

        out.stubs = asm.len() as u32;
        for (exit, label) in exit_labels.iter().enumerate() {
            out.exits[exit].stub = asm.len() as u32;
            dynasm!(asm ; .arch x64 ; =>*label);
            stub(asm, exit as i32, tail);
        }
        out.invalid_stub = asm.len() as u32;
        stub(asm, special::INVALID_ENTRY, tail);
        if let Some((_, gone)) = &mut out.link {
            *gone = asm.len() as u32;
            stub(asm, special::LINK_GONE, tail);
        }
        let number = context.trace.0 as i32;
        dynasm!(asm ; .arch x64 ; =>tail ; push DWORD number);
        jump_to(asm, &mut out.fixups, context.common_exit);

        out.pool = asm.len() as u32;
        if !self.pool.is_empty() {
            asm.align(16, 0);
            for (word, label) in &self.pool {
                dynasm!(asm ; .arch x64 ; =>*label);
                asm.push_u64(*word);
            }
        }
        asm.commit().map_err(|_| GiveUp::NotSupported("jump that does not reach"))?;
        out.bytes.extend_from_slice(asm.bytes());
        Ok(out)
    }

    /// Leaves by `label` when the exit's counter says so. Flags are dead between steps.
    fn force(asm: &mut Asm, context: &Context, exit: usize, label: DynamicLabel) {
        if context.forced == Forced::Every {
            dynasm!(asm ; .arch x64 ; jmp =>label);
            return;
        }
        let counter = context.counters as i64 + exit as i64 * 4;
        dynasm!(asm
            ; .arch x64
            ; push rax
            ; mov rax, QWORD counter
            ; dec DWORD [rax]
            ; pop rax
            ; jz =>label
        );
    }

    /// Copies a word.
    fn copy(asm: &mut Asm, pool: &mut Vec<(u64, DynamicLabel)>, from: Location, to: Location) -> Result<(), GiveUp> {
        use Location::{Constant as Const, Float, General, Spill};
        match (from, to) {
            (General(from), General(to)) => dynasm!(asm ; .arch x64 ; mov Rq(to), Rq(from)),
            (Float(from), Float(to)) => dynasm!(asm ; .arch x64 ; movaps Rx(to), Rx(from)),
            (Float(from), General(to)) => dynasm!(asm ; .arch x64 ; movq Rq(to), Rx(from)),
            (General(from), Float(to)) => dynasm!(asm ; .arch x64 ; movq Rx(to), Rq(from)),
            (Spill(slot), General(to)) if slot < 16 || fault::rule(Rule::ShortSlot) => {
                dynasm!(asm ; .arch x64 ; mov Rq(to), [BYTE rsp + short(slot)])
            }
            (Spill(slot), General(to)) => dynasm!(asm ; .arch x64 ; mov Rq(to), [DWORD rsp + long(slot)]),
            (Spill(slot), Float(to)) if slot < 16 => dynasm!(asm ; .arch x64 ; movsd Rx(to), [BYTE rsp + short(slot)]),
            (Spill(slot), Float(to)) => dynasm!(asm ; .arch x64 ; movsd Rx(to), [DWORD rsp + long(slot)]),
            (General(from), Spill(slot)) if slot < 16 => {
                dynasm!(asm ; .arch x64 ; mov [BYTE rsp + short(slot)], Rq(from))
            }
            (General(from), Spill(slot)) => dynasm!(asm ; .arch x64 ; mov [DWORD rsp + long(slot)], Rq(from)),
            (Float(from), Spill(slot)) if slot < 16 => {
                dynasm!(asm ; .arch x64 ; movsd [BYTE rsp + short(slot)], Rx(from))
            }
            (Float(from), Spill(slot)) => dynasm!(asm ; .arch x64 ; movsd [DWORD rsp + long(slot)], Rx(from)),
            (Const(Constant { word, .. }), General(to)) => {
                if word == 0 {
                    dynasm!(asm ; .arch x64 ; xor Rd(to), Rd(to));
                } else if let Ok(word) = u32::try_from(word) {
                    dynasm!(asm ; .arch x64 ; mov Rd(to), DWORD word as i32);
                } else if let Ok(word) = i32::try_from(word as i64) {
                    dynasm!(asm ; .arch x64 ; mov Rq(to), DWORD word);
                } else {
                    dynasm!(asm ; .arch x64 ; mov Rq(to), QWORD word as i64);
                }
            }
            (Const(Constant { word: 0, .. }), Float(to)) => dynasm!(asm ; .arch x64 ; xorps Rx(to), Rx(to)),
            (Const(Constant { word, .. }), Float(to)) => {
                let known = pool.iter().find(|(other, _)| *other == word);
                let label = match known {
                    Some((_, label)) => *label,
                    None => {
                        let label = asm.label();
                        pool.push((word, label));
                        label
                    }
                };
                dynasm!(asm ; .arch x64 ; movsd Rx(to), [=>label]);
            }
            (Const(Constant { word, .. }), Spill(slot)) => {
                let word = i32::try_from(word as i64).map_err(|_| GiveUp::NotSupported("constant to memory"))?;
                if slot < 16 {
                    dynasm!(asm ; .arch x64 ; mov QWORD [BYTE rsp + short(slot)], DWORD word);
                } else {
                    dynasm!(asm ; .arch x64 ; mov QWORD [DWORD rsp + long(slot)], DWORD word);
                }
            }
            (Spill(_), Spill(_)) | (_, Const(_)) => return Err(GiveUp::NotSupported("move between these places")),
        }
        Ok(())
    }
}

/// Byte offset of a slot below 16.
fn short(slot: u16) -> i8 {
    (slot * 8) as i8
}

/// Byte offset of a slot.
fn long(slot: u16) -> i32 {
    slot as i32 * 8
}

/// Whether the exit of that instruction may be taken without need: what it resumes at is the instruction that
/// the uop comes from (a branch's guard resumes at the other target), and nothing has been raised. Nor may
/// one always leave that polls: it goes back to the instruction that enters the trace, for ever.
pub fn may_be_forced(trace: &Trace, inst: usize, forced: Forced) -> bool {
    let instruction = &trace.insts[inst];
    let reason = instruction.op.definition().exit;
    let Some(snapshot) = trace.snapshots.get(instruction.snapshot) else { return false };
    let Some(frame) = snapshot.frames.last() else { return false };
    let again = trace.origins.get(inst).is_some_and(|origin| origin.code == frame.code && origin.pc == frame.pc);
    forced != Forced::Off
        && (again || instruction.op == Uop::GuardValid)
        && snapshot.resume == Resume::At
        && reason != Some(ExitReason::Raised)
        && (forced != Forced::Every || reason != Some(ExitReason::Pending))
}

/// A stub: at least 5 bytes.
fn stub(asm: &mut Asm, exit: i32, tail: DynamicLabel) {
    let short = if fault::rule(Rule::ShortExit) { Ok(exit as i8) } else { i8::try_from(exit) };
    match short {
        Ok(short) => dynasm!(asm ; .arch x64 ; push BYTE short),
        Err(_) => dynasm!(asm ; .arch x64 ; push DWORD exit),
    }
    dynasm!(asm ; .arch x64 ; jmp =>tail);
}

/// A call of a routine outside of the trace.
fn call_to(asm: &mut Asm, fixups: &mut SmallVec<[(u32, CodeAddress); 2]>, target: CodeAddress) {
    asm.push(0xE8);
    fixups.push((asm.len() as u32, target));
    asm.push_i32(0);
}

/// A jump out of the trace; returns the offset of its distance.
fn jump_to(asm: &mut Asm, fixups: &mut SmallVec<[(u32, CodeAddress); 2]>, target: CodeAddress) -> u32 {
    asm.push(0xE9);
    let field = asm.len() as u32;
    asm.push_i32(0);
    fixups.push((field, target));
    field
}
