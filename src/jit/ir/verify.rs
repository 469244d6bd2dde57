//! The rules of the module, checked.

use crate::jit::ir::{End, Ref, SnapshotId, Start, Trace, Type, Uop};

/// Checks a trace against the module's rules; the error says what is wrong where.
pub fn verify(trace: &Trace) -> Result<(), String> {
    Verifier { trace }.run()
}

struct Verifier<'a> {
    trace: &'a Trace,
}

impl Verifier<'_> {
    fn run(&self) -> Result<(), String> {
        let trace = self.trace;
        if trace.origins.len() != trace.insts.len() {
            return Err(format!("{} origins for {} instructions", trace.origins.len(), trace.insts.len()));
        }
        for index in 0..trace.insts.len() {
            self.inst(index).map_err(|message| format!("v{index} ({:?}): {message}", trace.insts[index].op))?;
        }
        let begins = trace.insts.iter().filter(|inst| inst.op == Uop::LoopBegin).count();
        match trace.loop_begin {
            Some(index) if begins != 1 || trace.insts.get(index).map(|inst| inst.op) != Some(Uop::LoopBegin) => {
                return Err("loop_begin is not the one LoopBegin".into());
            }
            None if begins != 0 => return Err("LoopBegin without loop_begin".into()),
            _ => {}
        }
        match trace.end {
            End::Loop if trace.loop_begin.is_none() => Err("a loop without LoopBegin".into()),
            End::Link { .. } | End::Exit { .. } if trace.loop_begin.is_some() => Err("LoopBegin without a loop".into()),
            End::Exit { snapshot } => {
                self.snapshot(snapshot, trace.insts.len()).map_err(|message| format!("end: {message}"))
            }
            _ => Ok(()),
        }
    }
    fn inst(&self, index: usize) -> Result<(), String> {
        let trace = self.trace;
        let inst = &trace.insts[index];
        let definition = inst.op.definition();
        let before = index.checked_sub(1).map(|index| trace.insts[index].op);
        match inst.op {
            Uop::Phi => {
                if !matches!(before, Some(Uop::LoopBegin | Uop::Phi)) {
                    return Err("not directly behind LoopBegin".into());
                }
                self.typed(inst.args[0], inst.ty, index)?;
                self.typed(inst.args[1], inst.ty, trace.insts.len())?;
                if matches!(inst.ty, Type::Unit) {
                    return Err("has no type".into());
                }
            }
            Uop::Inherit => {
                if !matches!(before, None | Some(Uop::Inherit)) || !matches!(trace.start, Start::Side { .. }) {
                    return Err("not at the beginning of a side trace".into());
                }
                if trace.inherits.get(inst.imm as usize).map(|inherit| inherit.1) != Some(inst.ty) {
                    return Err("not of an inherited value's type".into());
                }
            }
            _ => {
                if inst.ty != definition.out {
                    return Err(format!("has type {}, not {}", inst.ty.name(), definition.out.name()));
                }
                for (arg, (_, ty)) in inst.args.iter().zip(definition.params) {
                    self.typed(*arg, *ty, index)?;
                }
            }
        }
        if inst.args[definition.params.len()..].iter().any(|arg| !arg.is_none()) {
            return Err("too many operands".into());
        }
        if definition.imm.is_none() && inst.imm != 0 {
            return Err("an immediate that the uop does not have".into());
        }
        match (definition.exit, inst.snapshot) {
            (None, SnapshotId::NONE) => Ok(()),
            (None, _) => Err("a snapshot but no exit".into()),
            (Some(_), SnapshotId::NONE) => Err("an exit but no snapshot".into()),
            (Some(_), snapshot) => self.snapshot(snapshot, index),
        }
    }
    /// The operand is defined before instruction `before` and may stand for `wanted`.
    fn typed(&self, operand: Ref, wanted: Type, before: usize) -> Result<(), String> {
        let ty = self.defined(operand, before)?;
        if ty.fits(wanted) { Ok(()) } else { Err(format!("a {} where {} is wanted", ty.name(), wanted.name())) }
    }
    fn defined(&self, operand: Ref, before: usize) -> Result<Type, String> {
        let trace = self.trace;
        match (operand.as_inst(), operand.as_constant()) {
            (Some(index), _) if index >= before => Err(format!("v{index} is used before its definition")),
            (Some(index), _) => Ok(trace.insts[index].ty),
            (_, Some(index)) => match trace.constants.get(index) {
                Some(constant) => Ok(constant.ty),
                None => Err("no such constant".into()),
            },
            _ => Err("an operand is missing".into()),
        }
    }
    fn snapshot(&self, id: SnapshotId, before: usize) -> Result<(), String> {
        let Some(snapshot) = self.trace.snapshots.get(id) else { return Err(format!("no snapshot #{}", id.0)) };
        let context = |message: String| format!("#{}: {message}", id.0);
        if snapshot.frames.is_empty() {
            return Err(context("no frame".into()));
        }
        for frame in &snapshot.frames {
            if !frame.function.is_none() {
                self.typed(frame.function, Type::Object, before).map_err(context)?;
            }
        }
        if !snapshot.frames.is_sorted_by(|a, b| a.base < b.base) {
            return Err(context("frames out of order".into()));
        }
        if !snapshot.slots.is_sorted_by(|a, b| a.slot < b.slot) {
            return Err(context("slots out of order".into()));
        }
        for entry in &snapshot.slots {
            let ty = self.defined(entry.value, before).map_err(context)?;
            if matches!(ty, Type::Raw | Type::Unit) {
                return Err(context(format!("slot {} would hold a {}", entry.slot, ty.name())));
            }
        }
        Ok(())
    }
}
