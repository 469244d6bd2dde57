//! Traces with hand-made allocations, run for real.

mod access;
mod cost;
mod dump;
mod links;
mod memory;
mod run;

use crate::bytecode::Code;
pub use crate::fuzzing::bench::{Bench, code, raw};
use crate::jit::ir::{
    End, FrameEntry, Inst, Origin, Ref, Resume, SlotEntry, Snapshot, SnapshotId, Start, Trace, Type, Uop,
};
use crate::jit::regalloc::{Allocation, ExitPlan, Location, Step};

/// A trace and its allocation, written by hand.
pub struct Hand {
    pub trace: Trace,
    pub allocation: Allocation,
    code: *const Code,
    /// Where the next instructions come from.
    pub pc: u32,
}

impl Hand {
    pub fn new(bench: &Bench) -> Hand {
        let code: *const Code = &*bench.code;
        Hand { trace: Trace::new(Start::Root { code, pc: 0 }), allocation: Allocation::default(), code, pc: 0 }
    }
    pub fn side(bench: &Bench, parent: crate::jit::ir::TraceId, exit: u32) -> Hand {
        let mut hand = Hand::new(bench);
        hand.trace.start = Start::Side { parent, exit };
        hand
    }
    /// An instruction that becomes no step.
    pub fn structural(&mut self, op: Uop, ty: Type, args: &[Ref]) -> Ref {
        self.inst(op, ty, args, 0, SnapshotId::NONE)
    }
    pub fn inst(&mut self, op: Uop, ty: Type, args: &[Ref], imm: u64, snapshot: SnapshotId) -> Ref {
        let mut all = [Ref::NONE; 3];
        all[..args.len()].copy_from_slice(args);
        self.trace.insts.push(Inst { op, ty, args: all, imm, snapshot });
        self.trace.origins.push(Origin { code: self.code, pc: self.pc });
        Ref::inst(self.trace.insts.len() - 1)
    }
    /// The step of the last instruction.
    pub fn step(&mut self, args: &[u8], out: u8, constant: Option<i32>) {
        let mut all = [0; 3];
        all[..args.len()].copy_from_slice(args);
        let inst = self.trace.insts.len() as u32 - 1;
        let temps = [11, 10, 9, 8];
        self.allocation.steps.push(Step::Inst { inst, args: all, out, temps, float_temps: [15, 14, 13, 12], constant });
    }
    pub fn copy(&mut self, from: Location, to: Location) {
        self.allocation.steps.push(Step::Move { from, to });
    }
    /// Snapshot of the one existing frame.
    pub fn snapshot(&mut self, pc: u32, slots: &[(i32, Ref)]) -> SnapshotId {
        let frame = FrameEntry { code: self.code, function: Ref::NONE, base: 0, pc, flags: 0 };
        let slots = slots.iter().map(|(slot, value)| SlotEntry { slot: *slot, value: *value }).collect();
        self.trace.snapshots.push(Snapshot { frames: [frame].into(), slots, resume: Resume::At })
    }
    /// The last instruction leaves by its snapshot, whose values are there.
    pub fn exit(&mut self, places: &[Location]) {
        let index = self.trace.insts.len() - 1;
        let snapshot = self.trace.insts[index].snapshot;
        let functions = vec![None; self.trace.snapshots[snapshot].frames.len()].into();
        self.allocation.exits.push(ExitPlan { inst: Some(index as u32), snapshot, slots: places.into(), functions });
    }
    /// The trace ends by leaving.
    pub fn end(&mut self, snapshot: SnapshotId, places: &[Location]) {
        self.trace.end = End::Exit { snapshot };
        let functions = vec![None; self.trace.snapshots[snapshot].frames.len()].into();
        self.allocation.exits.push(ExitPlan { inst: None, snapshot, slots: places.into(), functions });
    }
}

/// `x = slot 0; loop: poll; x += step`, leaving when the sum does not fit 64 bits.
pub fn counting(bench: &Bench, step: i64) -> Hand {
    use Location::General;
    let mut hand = Hand::new(bench);
    let entry = hand.snapshot(0, &[]);
    let loaded = hand.inst(Uop::LoadSlot, Type::Value, &[], 0, SnapshotId::NONE);
    hand.step(&[], 0, None);
    let number = hand.inst(Uop::UnboxInt, Type::Int, &[loaded], 0, entry);
    hand.step(&[0], 0, None);
    hand.exit(&[]);
    let constant = hand.trace.constant(Type::Int, step as u64);
    hand.copy(Location::Constant(crate::jit::ir::Constant { ty: Type::Int, word: step as u64 }), General(2));
    hand.trace.loop_begin = Some(hand.trace.insts.len());
    hand.structural(Uop::LoopBegin, Type::Unit, &[]);
    hand.allocation.steps.push(Step::LoopBegin);
    let next = Ref::inst(5);
    let x = hand.structural(Uop::Phi, Type::Int, &[number, next]);
    let inside = hand.snapshot(1, &[(0, x)]);
    hand.pc = 1;
    hand.inst(Uop::Poll, Type::Unit, &[], 0, inside);
    hand.step(&[], 0, None);
    hand.exit(&[General(0)]);
    hand.copy(General(0), General(1));
    let sum = hand.inst(Uop::IntAdd, Type::Int, &[x, constant], 0, inside);
    assert_eq!(sum, next);
    hand.step(&[1, 2], 1, None);
    hand.exit(&[General(0)]);
    hand.copy(General(1), General(0));
    hand
}
