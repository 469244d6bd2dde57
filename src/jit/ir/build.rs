//! Appending instructions.

use crate::jit::ir::{Inst, Origin, Ref, SnapshotId, Start, Trace, Type, Uop};

impl Trace {
    /// Appends an instruction whose type is its uop's; the origin is that of the instruction before.
    pub fn append(&mut self, op: Uop, args: &[Ref], imm: u64, snapshot: SnapshotId) -> Ref {
        self.append_typed(op, op.definition().out, args, imm, snapshot)
    }
    /// Appends an instruction with a type of its own (`Phi`, `Inherit`).
    pub fn append_typed(&mut self, op: Uop, ty: Type, args: &[Ref], imm: u64, snapshot: SnapshotId) -> Ref {
        debug_assert!(args.len() <= 3);
        let mut operands = [Ref::NONE; 3];
        for (operand, arg) in operands.iter_mut().zip(args) {
            *operand = *arg;
        }
        let origin = self.origins.last().copied().unwrap_or(self.first_origin());
        if op == Uop::LoopBegin {
            self.loop_begin = Some(self.insts.len());
        }
        self.insts.push(Inst { op, ty, args: operands, imm, snapshot });
        self.origins.push(origin);
        Ref::inst(self.insts.len() - 1)
    }
    /// Where the trace starts, as an instruction's origin.
    pub fn first_origin(&self) -> Origin {
        match self.start {
            Start::Root { code, pc } => Origin { code, pc },
            Start::Side { .. } => Origin { code: std::ptr::null(), pc: 0 },
        }
    }
}

impl Inst {
    /// The operands that the uop has.
    pub fn operands(&self) -> &[Ref] {
        &self.args[..self.op.definition().params.len()]
    }
}
