//! Records one iteration of a program, as the recorder records bytecode.

use std::collections::BTreeMap;

use super::program::{Mini, Operand, Program, compared, float, float_result, int, int_result, is_unary};
use super::state::{COUNTER, FIELDS, INSTANCE, LIST, SHAPE, State, append, native};
use crate::bytecode::Code;
use crate::jit::ir::{
    End, FrameEntry, GiveUp, Origin, Ref, Resume, SlotEntry, Snapshot, SnapshotId, Start, Trace, TraceId, Type, Uop,
};
use crate::jit::opt::{Emitter, Passes};
use crate::jit::regalloc::{ExitPlan, Location};
use crate::object::layout::offset;
use crate::object::{Kind, ListObject, Value};

/// What the frame's slots are.
#[derive(Clone, Default)]
struct Slots {
    /// Value, and whether memory has another.
    known: BTreeMap<u8, (Ref, bool)>,
}

struct Recorder<'a> {
    emitter: Emitter,
    slots: Slots,
    code: *const Code,
    state: &'a mut State,
    pc: u32,
}

/// Records the iteration that the state is about to run, and runs it. `None`: it took a way that a
/// trace does not take, or it was the last.
pub fn record(program: &Program, state: &mut State, passes: Passes) -> Option<Trace> {
    let code: *const Code = &*state.code;
    let emitter = Emitter::new(Start::Root { code, pc: 0 }, passes);
    let mut recorder = Recorder { emitter, slots: Slots::default(), code, state, pc: 0 };
    recorder.run(program)?;
    recorder.close().ok()
}

/// Records from an exit of `parent`, where the state stands at `pc`, to the loop's header, and links to `root`. `pc` is where
/// the state stands then.
pub fn record_side(
    program: &Program,
    state: &mut State,
    passes: Passes,
    pc: &mut u32,
    root: TraceId,
    (parent, id, exit, plan): (&Trace, TraceId, u32, &ExitPlan),
) -> Option<(Trace, Vec<Location>)> {
    let code: *const Code = &*state.code;
    let mut emitter = Emitter::new(Start::Side { parent: id, exit }, passes);
    let mut slots = Slots::default();
    let mut inherited = Vec::new();
    for (entry, location) in parent.snapshots[plan.snapshot].slots.iter().zip(&plan.slots) {
        let value = match parent.as_constant(entry.value) {
            Some(constant) => emitter.constant(constant.ty, constant.word),
            None => {
                let ty = parent.type_of(entry.value);
                emitter.trace_mut().inherits.push((entry.slot, ty));
                inherited.push(*location);
                emitter.emit_typed(Uop::Inherit, ty, inherited.len() as u64 - 1)
            }
        };
        slots.known.insert(entry.slot as u8, (value, true));
    }
    let mut recorder = Recorder { emitter, slots, code, state, pc: *pc };
    // Whoever comes to the header asks whether the program has ended.
    if *pc == 0 {
        recorder.header().ok()?;
    }
    let done = recorder.run(program);
    *pc = recorder.pc;
    done?;
    *pc = 0;
    let trace = recorder.link(root).ok()?;
    Some((trace, inherited))
}

const NO: GiveUp = GiveUp::NotSupported("slow path");

impl Recorder<'_> {
    /// Records and runs the rest of the iteration.
    fn run(&mut self, program: &Program) -> Option<()> {
        loop {
            let pc = self.pc;
            self.emitter.at(Origin { code: self.code, pc });
            let mini = program.body[pc as usize];
            if let Mini::Again = mini {
                break;
            }
            let before = self.slots.clone();
            match self.instruction(mini) {
                Ok(()) => {}
                Err(NO) if !matches!(mini, Mini::Branch(..)) => {
                    self.slots = before;
                    self.fall_back(mini).ok()?;
                }
                Err(_) => return None,
            }
            self.pc = program.step(self.state, pc);
        }
        if program.ended(self.state, 0) { None } else { Some(()) }
    }
    fn emit(&mut self, op: Uop, args: &[Ref], imm: u64) -> Result<Ref, GiveUp> {
        let (pc, code, slots) = (self.pc, self.code, &self.slots);
        let result = self.emitter.emit(op, args, imm, &mut |trace| snapshot(trace, slots, code, pc))?;
        Ok(result)
    }
    fn slot(&mut self, slot: u8) -> Result<Ref, GiveUp> {
        if let Some((known, _)) = self.slots.known.get(&slot) {
            return Ok(*known);
        }
        let value = self.emit(Uop::LoadSlot, &[], slot as u64)?;
        self.slots.known.insert(slot, (value, false));
        Ok(value)
    }
    fn set(&mut self, slot: u8, value: Ref) {
        self.slots.known.insert(slot, (value, true));
    }
    /// A raw int that the operand is now.
    fn int(&mut self, operand: Operand) -> Result<Ref, GiveUp> {
        let number = int(self.state, operand).ok_or(NO)?;
        match operand {
            Operand::Slot(slot) => {
                let value = self.slot(slot)?;
                if self.emitter.type_of(value) == Type::Int {
                    return Ok(value);
                }
                if Value::small_int(number).is_none() {
                    return Err(NO);
                }
                let raw = self.emit(Uop::UnboxInt, &[value], 0)?;
                let modified = self.slots.known[&slot].1;
                self.slots.known.insert(slot, (raw, modified));
                Ok(raw)
            }
            _ => Ok(self.emitter.constant(Type::Int, number as u64)),
        }
    }
    fn float(&mut self, operand: Operand) -> Result<Ref, GiveUp> {
        let number = float(self.state, operand).ok_or(NO)?;
        match operand {
            Operand::Slot(slot) => {
                let value = self.slot(slot)?;
                if self.emitter.type_of(value) == Type::Float {
                    return Ok(value);
                }
                let raw = self.emit(Uop::UnboxFloat, &[value], 0)?;
                let modified = self.slots.known[&slot].1;
                self.slots.known.insert(slot, (raw, modified));
                Ok(raw)
            }
            _ => Ok(self.emitter.constant(Type::Float, number.to_bits())),
        }
    }
    fn list(&mut self) -> Result<Ref, GiveUp> {
        let value = self.slot(LIST)?;
        let list = self.emit(Uop::AsObject, &[value], 0)?;
        self.emit(Uop::GuardShape, &[list], Kind::List as u64)?;
        Ok(list)
    }
    fn instance(&mut self) -> Result<Ref, GiveUp> {
        let value = self.slot(INSTANCE)?;
        let object = self.emit(Uop::AsObject, &[value], 0)?;
        self.emit(Uop::GuardShape, &[object], SHAPE as u64)?;
        Ok(object)
    }
    fn item(&mut self, index: Operand) -> Result<(Ref, Ref), GiveUp> {
        let len = ListObject::items(self.state.list).len();
        if int(self.state, index).is_none_or(|index| index < 0 || index as usize >= len) {
            return Err(NO);
        }
        let list = self.list()?;
        let index = self.int(index)?;
        let length = self.emit(Uop::ListLen, &[list], 0)?;
        self.emit(Uop::GuardIntBelow, &[index, length], 0)?;
        let items = self.emit(Uop::ListItems, &[list], 0)?;
        Ok((items, index))
    }

    fn instruction(&mut self, mini: Mini) -> Result<(), GiveUp> {
        match mini {
            Mini::Const(d, value) => {
                let value = match value {
                    Operand::Int(number) => self.emitter.constant(Type::Int, number as u64),
                    Operand::Float(number) => {
                        self.emitter.constant(Type::Float, Value::float(number).float_unchecked().to_bits())
                    }
                    Operand::Slot(slot) => self.slot(slot)?,
                };
                self.set(d, value);
            }
            Mini::None(d) => {
                let none = self.emitter.constant_value(Value::NONE);
                self.set(d, none);
            }
            Mini::Move(d, a) => {
                let value = self.slot(a)?;
                self.set(d, value);
            }
            Mini::Int(op, d, a, b) => {
                let (x, y) = (int(self.state, a), int(self.state, b));
                int_result(op, x, y).ok_or(NO)?;
                let a = self.int(a)?;
                let result = if is_unary(op) {
                    self.emit(op, &[a], 0)?
                } else {
                    let b = self.int(b)?;
                    match op {
                        Uop::IntFloorDiv | Uop::IntMod => {
                            self.emit(Uop::GuardNonZero, &[b], 0)?;
                        }
                        Uop::IntShiftRight => {
                            let limit = self.emitter.constant(Type::Int, 64);
                            self.emit(Uop::GuardIntBelow, &[b, limit], 0)?;
                        }
                        _ => {}
                    }
                    self.emit(op, &[a, b], 0)?
                };
                self.set(d, result);
            }
            Mini::Float(op, d, a, b) => {
                let (x, y) = (float(self.state, a), float(self.state, b));
                float_result(op, x, y).ok_or(NO)?;
                let a = self.float(a)?;
                let result = if is_unary(op) {
                    self.emit(op, &[a], 0)?
                } else {
                    let b = self.float(b)?;
                    if matches!(op, Uop::FloatDiv | Uop::FloatMod | Uop::FloatFloorDiv) {
                        self.emit(Uop::GuardFloatNonZero, &[b], 0)?;
                    }
                    self.emit(op, &[a, b], 0)?
                };
                self.set(d, result);
            }
            Mini::Compare(op, d, a, b) => {
                compared(self.state, op, a, b).ok_or(NO)?;
                let (a, b) = self.both(op, a, b)?;
                let bit = self.emit(op, &[a, b], 0)?;
                self.set(d, bit);
            }
            Mini::Branch(op, a, b, _) => {
                let truth = compared(self.state, op, a, b).ok_or(NO)?;
                let (a, b) = self.both(op, a, b)?;
                self.emit(guard(op, truth), &[a, b], 0)?;
            }
            Mini::ToFloat(d, a) => {
                let a = self.int(Operand::Slot(a))?;
                let value = self.emit(Uop::IntToFloat, &[a], 0)?;
                self.set(d, value);
            }
            Mini::ToInt(d, a) => {
                let number = float(self.state, Operand::Slot(a)).ok_or(NO)?;
                if number.is_nan() || number.abs() >= 9e18 {
                    return Err(NO);
                }
                let a = self.float(Operand::Slot(a))?;
                let limit = self.emitter.constant(Type::Float, 9e18f64.to_bits());
                let size = self.emit(Uop::FloatAbs, &[a], 0)?;
                self.emit(Uop::GuardFloatLt, &[size, limit], 0)?;
                let value = self.emit(Uop::FloatToInt, &[a], 0)?;
                self.set(d, value);
            }
            Mini::Root(d, a) => {
                let number = float(self.state, Operand::Slot(a)).ok_or(NO)?;
                if number.is_nan() || number < 0.0 {
                    return Err(NO);
                }
                let a = self.float(Operand::Slot(a))?;
                let zero = self.emitter.constant(Type::Float, 0);
                self.emit(Uop::GuardFloatGe, &[a, zero], 0)?;
                let value = self.emit(Uop::FloatSqrt, &[a], 0)?;
                self.set(d, value);
            }
            Mini::Not(d, a) => {
                self.state.get(a).as_bool().ok_or(NO)?;
                let value = self.slot(a)?;
                let bit = self.emit(Uop::UnboxBool, &[value], 0)?;
                let bit = self.emit(Uop::BoolNot, &[bit], 0)?;
                self.set(d, bit);
            }
            Mini::Is(d, a, b) => {
                let (x, y) = (self.state.get(a), self.state.get(b));
                if !x.is_none() || !y.is_none() {
                    return Err(NO);
                }
                let (a, b) = (self.slot(a)?, self.slot(b)?);
                let none = self.emitter.constant_value(Value::NONE);
                self.emit(Uop::GuardConstant, &[a, none], 0)?;
                self.emit(Uop::GuardConstant, &[b, none], 0)?;
                let bit = self.emit(Uop::ValueIs, &[a, b], 0)?;
                self.set(d, bit);
            }
            Mini::ListLen(d) => {
                let list = self.list()?;
                let length = self.emit(Uop::ListLen, &[list], 0)?;
                self.set(d, length);
            }
            Mini::ListGet(d, index) => {
                let (items, index) = self.item(index)?;
                let value = self.emit(Uop::ItemLoad, &[items, index], 0)?;
                self.set(d, value);
            }
            Mini::ListSet(index, a) => {
                let (items, index) = self.item(index)?;
                let value = self.slot(a)?;
                self.emit(Uop::ItemStore, &[items, index, value], 0)?;
            }
            Mini::Append(a) => {
                let list = self.list()?;
                let value = self.slot(a)?;
                self.emit(Uop::ListAppend, &[list, value], append as *const () as u64)?;
            }
            Mini::FieldGet(d, field) => {
                let object = self.instance()?;
                let value = self.emit(Uop::SlotLoad, &[object], field_at(field))?;
                self.set(d, value);
            }
            Mini::FieldSet(field, a) => {
                let object = self.instance()?;
                let value = self.slot(a)?;
                self.emit(Uop::SlotStore, &[object, value], field_at(field))?;
            }
            Mini::Native(d, a) => {
                let (list, value) = (self.slot(LIST)?, self.slot(a)?);
                self.emit(Uop::StoreArg, &[list], 0)?;
                self.emit(Uop::StoreArg, &[value], 1)?;
                let none = self.emitter.constant_value(Value::NONE);
                let call = crate::uops::pack_native(native as *const () as u64, 2);
                let result = self.emit(Uop::CallList, &[none], call)?;
                self.set(d, result);
            }
            Mini::Again => {}
        }
        Ok(())
    }
    /// What has no fast path is left to the interpreter, with the frame in memory.
    fn fall_back(&mut self, mini: Mini) -> Result<(), GiveUp> {
        for entry in modified(&self.slots) {
            self.emit(Uop::StoreSlot, &[entry.value], entry.slot as u64)?;
        }
        self.emit(Uop::InterpretOne, &[], crate::uops::pack(self.pc as i32, 0))?;
        if let Some(slot) = mini.destination() {
            let value = self.emit(Uop::ReloadSlot, &[], slot as u64)?;
            self.set(slot, value);
        }
        Ok(())
    }
    fn both(&mut self, op: Uop, a: Operand, b: Operand) -> Result<(Ref, Ref), GiveUp> {
        if op.definition().params[0].1 == Type::Int {
            Ok((self.int(a)?, self.int(b)?))
        } else {
            Ok((self.float(a)?, self.float(b)?))
        }
    }
    /// The back-edge: the counter is tested, the interpreter's poll.
    fn header(&mut self) -> Result<(), GiveUp> {
        // As the interpreter's header would: leave at the header when the program ends there.
        let counter = self.int(Operand::Slot(COUNTER))?;
        self.pc = 0;
        let zero = self.emitter.constant(Type::Int, 0);
        self.emit(Uop::GuardIntGt, &[counter, zero], 0)?;
        self.emit(Uop::Poll, &[], 0)?;
        Ok(())
    }
    fn close(mut self) -> Result<Trace, GiveUp> {
        self.header()?;
        let state = modified(&self.slots);
        let header = FrameEntry { code: self.code, function: Ref::NONE, base: 0, pc: 0, flags: 0 };
        self.emitter.close_loop(&state, header)
    }
    fn link(mut self, target: TraceId) -> Result<Trace, GiveUp> {
        self.header()?;
        for entry in modified(&self.slots) {
            self.emit(Uop::StoreSlot, &[entry.value], entry.slot as u64)?;
        }
        self.emitter.finish(End::Link { target, base_delta: 0 })
    }
}

fn field_at(field: u8) -> u64 {
    debug_assert!((field as usize) < FIELDS);
    offset::TUPLE_ITEMS as u64 + field as u64 * 8
}
fn modified(slots: &Slots) -> Vec<SlotEntry> {
    let changed = slots.known.iter().filter(|(_, (_, modified))| *modified);
    changed.map(|(slot, (value, _))| SlotEntry { slot: *slot as i32, value: *value }).collect()
}
fn snapshot(trace: &mut Trace, slots: &Slots, code: *const Code, pc: u32) -> SnapshotId {
    let frame = FrameEntry { code, function: Ref::NONE, base: 0, pc, flags: 0 };
    let snapshot = Snapshot { frames: [frame].into(), slots: modified(slots).into(), resume: Resume::At };
    trace.snapshots.push(snapshot)
}
/// The guard that a comparison has this result.
fn guard(op: Uop, truth: bool) -> Uop {
    match (op, truth) {
        (Uop::IntLt, true) | (Uop::IntGe, false) => Uop::GuardIntLt,
        (Uop::IntLe, true) | (Uop::IntGt, false) => Uop::GuardIntLe,
        (Uop::IntEq, true) | (Uop::IntNe, false) => Uop::GuardIntEq,
        (Uop::IntNe, true) | (Uop::IntEq, false) => Uop::GuardIntNe,
        (Uop::IntGt, true) | (Uop::IntLe, false) => Uop::GuardIntGt,
        (Uop::IntGe, true) | (Uop::IntLt, false) => Uop::GuardIntGe,
        (Uop::FloatLt, true) => Uop::GuardFloatLt,
        (Uop::FloatLe, true) => Uop::GuardFloatLe,
        (Uop::FloatGt, true) => Uop::GuardFloatGt,
        (Uop::FloatGe, true) => Uop::GuardFloatGe,
        (Uop::FloatLt, false) => Uop::GuardFloatNotLt,
        (Uop::FloatLe, false) => Uop::GuardFloatNotLe,
        (Uop::FloatGt, false) => Uop::GuardFloatNotGt,
        (Uop::FloatGe, false) => Uop::GuardFloatNotGe,
        (Uop::FloatEq, true) | (Uop::FloatNe, false) => Uop::GuardFloatEq,
        _ => Uop::GuardFloatNe,
    }
}
