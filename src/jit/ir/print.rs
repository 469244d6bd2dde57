//! Trace to text.
//!
//! ```text
//! trace root 12                        trace side 3 exit 1 inherits [2: Int, 4: Value]
//!   v0 = LoadSlot 2 @f0:12             an origin, where it differs from the one before
//!   v1 = UnboxInt v0 -> #0
//! loop                                 or: link 3 +0, exit #0
//! #0 = [f0@12+0, f1@3+9 fn v7 flags 1] {2: v4, 3: 1.5} raise
//! ```
//!
//! Codes are numbered in the order in which they are met. Constants: `1` is an Int, `1.0` a Float,
//! `true` a Bool, `None`, `unbound` and `value:0x…` Values, `object:0x…` and `raw:0x…`; a NaN is `nan:0x…`.
//! The immediate stands last, as a signed number of 32 bits or else in hexadecimal.

use std::fmt;

use crate::bytecode::Code;
use crate::jit::ir::{Constant, End, Ref, Resume, Snapshot, SnapshotId, Start, SunkObject, Trace, Type, Uop};
use crate::object::Value;

/// The numbers of codes in a text.
#[derive(Default)]
pub(super) struct Codes(Vec<*const Code>);

impl Codes {
    pub(super) fn of(trace: &Trace) -> Codes {
        let mut codes = Codes::default();
        codes.number(trace.first_origin().code);
        for origin in &trace.origins {
            codes.number(origin.code);
        }
        for snapshot in trace.snapshots.iter() {
            for frame in &snapshot.frames {
                codes.number(frame.code);
            }
        }
        codes
    }
    fn number(&mut self, code: *const Code) -> usize {
        self.0.iter().position(|known| *known == code).unwrap_or_else(|| {
            self.0.push(code);
            self.0.len() - 1
        })
    }
    fn get(&self, code: *const Code) -> usize {
        self.0.iter().position(|known| *known == code).unwrap_or(usize::MAX)
    }
}

struct Operand<'a>(&'a Trace, Ref);

impl fmt::Display for Operand<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(index) = self.1.as_inst() {
            return write!(f, "v{index}");
        }
        match self.1.as_constant().and_then(|index| self.0.constants.get(index)) {
            Some(constant) => write!(f, "{constant}"),
            None => f.write_str("none"),
        }
    }
}

impl fmt::Display for Constant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.ty {
            Type::Int => write!(f, "{}", self.word as i64),
            Type::Float if f64::from_bits(self.word).is_nan() => write!(f, "nan:{:#x}", self.word),
            Type::Float => write!(f, "{:?}", f64::from_bits(self.word)),
            Type::Bool => write!(f, "{}", self.word != 0),
            Type::Value if self.word == Value::NONE.bits() => f.write_str("None"),
            Type::Value if self.word == 0 => f.write_str("unbound"),
            Type::Value => write!(f, "value:{:#x}", self.word),
            Type::Object => write!(f, "object:{:#x}", self.word),
            Type::Raw | Type::Unit => write!(f, "raw:{:#x}", self.word),
        }
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes = Codes::of(self);
        match self.start {
            Start::Root { pc, .. } => write!(f, "trace root {pc}")?,
            Start::Side { parent, exit } => write!(f, "trace side {} exit {exit}", parent.0)?,
        }
        if !self.inherits.is_empty() {
            f.write_str(" inherits [")?;
            for (index, (slot, ty)) in self.inherits.iter().enumerate() {
                write!(f, "{}{slot}: {}", if index > 0 { ", " } else { "" }, ty.name())?;
            }
            f.write_str("]")?;
        }
        writeln!(f)?;
        let mut origin = self.first_origin();
        for (index, inst) in self.insts.iter().enumerate() {
            write!(f, "  v{index}")?;
            if matches!(inst.op, Uop::Phi | Uop::Inherit) {
                write!(f, ":{}", inst.ty.name())?;
            }
            let definition = inst.op.definition();
            write!(f, " = {}", definition.name)?;
            for (place, operand) in inst.operands().iter().enumerate() {
                write!(f, "{} {}", if place > 0 { "," } else { "" }, Operand(self, *operand))?;
            }
            if definition.imm.is_some() {
                let comma = if definition.params.is_empty() { "" } else { "," };
                match i32::try_from(inst.imm as i64) {
                    Ok(number) => write!(f, "{comma} {number}")?,
                    Err(_) => write!(f, "{comma} {:#x}", inst.imm)?,
                }
            }
            if inst.snapshot != SnapshotId::NONE {
                write!(f, " -> #{}", inst.snapshot.0)?;
            }
            if let Some(own) = self.origins.get(index)
                && *own != origin
            {
                origin = *own;
                write!(f, " @f{}:{}", codes.get(own.code), own.pc)?;
            }
            writeln!(f)?;
        }
        match self.end {
            End::Loop => writeln!(f, "loop")?,
            End::Link { target, base_delta } => writeln!(f, "link {} {base_delta:+}", target.0)?,
            End::Exit { snapshot } => writeln!(f, "exit #{}", snapshot.0)?,
        }
        for (index, snapshot) in self.snapshots.iter().enumerate() {
            write!(f, "#{index} = ")?;
            print_snapshot(f, self, &codes, snapshot)?;
            print_sunk(f, self.sunk_at(SnapshotId(index as u32)))?;
            writeln!(f)?;
        }
        Ok(())
    }
}

fn print_sunk(f: &mut fmt::Formatter<'_>, objects: &[SunkObject]) -> fmt::Result {
    for (index, object) in objects.iter().enumerate() {
        write!(f, "{}{} as {} at", if index > 0 { ", " } else { " sunk [" }, object.header, object.shape)?;
        object.places.iter().try_for_each(|slot| write!(f, " {slot}"))?;
        f.write_str(" fields")?;
        object.fields.iter().try_for_each(|(offset, slot)| write!(f, " {offset}:{slot}"))?;
    }
    f.write_str(if objects.is_empty() { "" } else { "]" })
}

fn print_snapshot(f: &mut fmt::Formatter<'_>, trace: &Trace, codes: &Codes, snapshot: &Snapshot) -> fmt::Result {
    f.write_str("[")?;
    for (index, frame) in snapshot.frames.iter().enumerate() {
        write!(f, "{}f{}@{}{:+}", if index > 0 { ", " } else { "" }, codes.get(frame.code), frame.pc, frame.base)?;
        if !frame.function.is_none() {
            write!(f, " fn {}", Operand(trace, frame.function))?;
        }
        if frame.flags != 0 {
            write!(f, " flags {}", frame.flags)?;
        }
    }
    f.write_str("] {")?;
    for (index, entry) in snapshot.slots.iter().enumerate() {
        write!(f, "{}{}: {}", if index > 0 { ", " } else { "" }, entry.slot, Operand(trace, entry.value))?;
    }
    f.write_str("}")?;
    if snapshot.resume == Resume::Raise {
        f.write_str(" raise")?;
    }
    Ok(())
}
