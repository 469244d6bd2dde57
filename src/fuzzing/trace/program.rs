//! The little language: instructions over the slots of a frame, in a loop.
//!
//! 1. Every instruction is total: where its fast path does not apply (other types, an overflow, an
//!    index out of range) it gives `None` or does nothing.
//! 2. An instruction's effects come after all its checks, so that an exit can run it again.

use super::state::{COUNTER, FIELDS, INSTANCE, LIST, SHAPE, SLOTS, State, call_native};
use crate::fuzzing::choices::Choices;
use crate::jit::ir::Uop;
use crate::object::{ListObject, Value};

/// Most instructions of a program, and one.
pub const CODE_LENGTH: usize = 40;

#[derive(Clone, Copy, Debug)]
pub enum Operand {
    Slot(u8),
    Int(i64),
    Float(f64),
}

#[derive(Clone, Copy, Debug)]
pub enum Mini {
    Const(u8, Operand),
    None(u8),
    Move(u8, u8),
    Int(Uop, u8, Operand, Operand),
    Float(Uop, u8, Operand, Operand),
    /// A comparison's result as a bool.
    Compare(Uop, u8, Operand, Operand),
    /// If the comparison (`IntLt` …, `FloatLt` …) is true, goes so many instructions further.
    Branch(Uop, Operand, Operand, u8),
    ToFloat(u8, u8),
    ToInt(u8, u8),
    Root(u8, u8),
    Not(u8, u8),
    Is(u8, u8, u8),
    ListLen(u8),
    ListGet(u8, Operand),
    ListSet(Operand, u8),
    Append(u8),
    FieldGet(u8, u8),
    FieldSet(u8, u8),
    Native(u8, u8),
    /// The end of the loop's body.
    Again,
}

impl Mini {
    /// The slot that it writes.
    pub fn destination(self) -> Option<u8> {
        match self {
            Mini::Const(d, _)
            | Mini::None(d)
            | Mini::Move(d, _)
            | Mini::Int(_, d, _, _)
            | Mini::Float(_, d, _, _)
            | Mini::Compare(_, d, _, _)
            | Mini::ToFloat(d, _)
            | Mini::ToInt(d, _)
            | Mini::Root(d, _)
            | Mini::Not(d, _)
            | Mini::Is(d, _, _)
            | Mini::ListLen(d)
            | Mini::ListGet(d, _)
            | Mini::FieldGet(d, _)
            | Mini::Native(d, _) => Some(d),
            Mini::Branch(..) | Mini::ListSet(..) | Mini::Append(_) | Mini::FieldSet(..) | Mini::Again => None,
        }
    }
}

pub struct Program {
    pub body: Vec<Mini>,
    pub slots: Vec<Value>,
    pub list: Vec<Value>,
    pub fields: Vec<Value>,
}

const INT_OPS: &[Uop] = &[
    Uop::IntAdd,
    Uop::IntAdd,
    Uop::IntSub,
    Uop::IntMul,
    Uop::IntFloorDiv,
    Uop::IntMod,
    Uop::IntAnd,
    Uop::IntOr,
    Uop::IntXor,
    Uop::IntShiftLeft,
    Uop::IntShiftRight,
    Uop::IntNeg,
    Uop::IntNot,
];
const FLOAT_OPS: &[Uop] = &[
    Uop::FloatAdd,
    Uop::FloatSub,
    Uop::FloatMul,
    Uop::FloatDiv,
    Uop::FloatNeg,
    Uop::FloatAbs,
    Uop::FloatMod,
    Uop::FloatFloorDiv,
    Uop::FloatPow,
];
const INT_COMPARES: &[Uop] = &[Uop::IntLt, Uop::IntLe, Uop::IntEq, Uop::IntNe, Uop::IntGt, Uop::IntGe];
const FLOAT_COMPARES: &[Uop] = &[Uop::FloatLt, Uop::FloatLe, Uop::FloatEq, Uop::FloatNe, Uop::FloatGt, Uop::FloatGe];
const INTS: &[i64] = &[0, 1, 2, 3, -1, -2, 5, 7, 8, 10, 16, 63, 100, -100, 1 << 31, 1 << 46, (1 << 47) - 1, -(1 << 47)];
const FLOATS: &[f64] =
    &[0.0, -0.0, 1.0, -1.0, 0.5, 2.0, 3.7, -2.25, 1e10, 1e-10, 1e300, 100.0, f64::INFINITY, f64::NAN];

impl std::fmt::Display for Program {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "slots {:?} list {:?} fields {:?}", self.slots, self.list, self.fields)?;
        for (pc, mini) in self.body.iter().enumerate() {
            writeln!(f, "{pc:3} {mini:?}")?;
        }
        Ok(())
    }
}

impl Program {
    /// Slots 0–3 begin as ints, 4–7 as floats, 8 and 9 as anything.
    pub fn random(random: &mut Choices<'_>) -> Program {
        let any = |random: &mut Choices<'_>| match random.below(8) {
            0 => Value::NONE,
            1 => Value::bool(random.chance(2)),
            2..4 => Value::float(random.pick(FLOATS)),
            _ => Value::int(random.pick(INTS)),
        };
        let mut slots = vec![Value::NONE; SLOTS];
        for (slot, value) in slots.iter_mut().enumerate() {
            *value = match slot {
                0..4 => Value::int(random.pick(INTS)),
                4..8 => Value::float(random.pick(FLOATS)),
                8 | 9 => any(random),
                _ => Value::NONE,
            };
        }
        slots[COUNTER as usize] = Value::int(4 + random.below(30) as i64);
        let list_of_ints = random.chance(2);
        let list = (0..random.below(12))
            .map(|_| if list_of_ints { Value::int(random.pick(INTS)) } else { any(random) })
            .collect();
        let fields = (0..FIELDS).map(|_| any(random)).collect();
        let most = if random.chance(4) { CODE_LENGTH - 4 } else { 14 };
        let length = 2 + random.below(most);
        let mut body: Vec<Mini> = (0..length).map(|at| Program::instruction(random, length - at)).collect();
        body.push(Mini::Int(Uop::IntSub, COUNTER, Operand::Slot(COUNTER), Operand::Int(1)));
        body.push(Mini::Again);
        Program { body, slots, list, fields }
    }
    fn instruction(random: &mut Choices<'_>, rest: usize) -> Mini {
        let int_slot =
            |random: &mut Choices<'_>| if random.chance(10) { random.below(10) as u8 } else { random.below(4) as u8 };
        let float_slot = |random: &mut Choices<'_>| {
            if random.chance(10) { random.below(10) as u8 } else { 4 + random.below(4) as u8 }
        };
        let any_slot = |random: &mut Choices<'_>| random.below(10) as u8;
        let int = |random: &mut Choices<'_>| match random.below(6) {
            0 | 1 => Operand::Int(random.pick(INTS)),
            2 => Operand::Slot(COUNTER),
            _ => Operand::Slot(int_slot(random)),
        };
        let float = |random: &mut Choices<'_>| {
            if random.chance(4) { Operand::Float(random.pick(FLOATS)) } else { Operand::Slot(float_slot(random)) }
        };
        match random.below(28) {
            0 => Mini::Const(int_slot(random), Operand::Int(random.pick(INTS))),
            1 => Mini::Const(float_slot(random), Operand::Float(random.pick(FLOATS))),
            2 => Mini::Move(any_slot(random), any_slot(random)),
            3..9 => Mini::Int(random.pick(INT_OPS), int_slot(random), int(random), int(random)),
            9..12 => Mini::Float(random.pick(FLOAT_OPS), float_slot(random), float(random), float(random)),
            12 => Mini::Compare(random.pick(INT_COMPARES), 8 + random.below(2) as u8, int(random), int(random)),
            13 => Mini::Compare(random.pick(FLOAT_COMPARES), 8 + random.below(2) as u8, float(random), float(random)),
            14 => Mini::Branch(random.pick(INT_COMPARES), int(random), int(random), random.below(rest.min(5)) as u8),
            15 => {
                Mini::Branch(random.pick(FLOAT_COMPARES), float(random), float(random), random.below(rest.min(5)) as u8)
            }
            16 => Mini::ToFloat(float_slot(random), int_slot(random)),
            17 => Mini::ToInt(int_slot(random), float_slot(random)),
            18 => {
                if random.chance(2) {
                    Mini::Root(float_slot(random), float_slot(random))
                } else {
                    Mini::Not(8, 9)
                }
            }
            19 => Mini::ListLen(int_slot(random)),
            20 | 21 => Mini::ListGet(if random.chance(2) { int_slot(random) } else { any_slot(random) }, int(random)),
            22 => Mini::ListSet(int(random), any_slot(random)),
            23 => Mini::Append(any_slot(random)),
            24 => Mini::FieldGet(any_slot(random), random.below(FIELDS) as u8),
            25 => Mini::FieldSet(random.below(FIELDS) as u8, any_slot(random)),
            26 => match random.below(3) {
                0 => Mini::Native(int_slot(random), any_slot(random)),
                1 => Mini::None(any_slot(random)),
                _ => Mini::Is(8, any_slot(random), any_slot(random)),
            },
            _ => Mini::Int(Uop::IntAdd, int_slot(random), Operand::Slot(int_slot(random)), Operand::Int(1)),
        }
    }

    /// Where the loop begins.
    pub fn header(&self) -> u32 {
        0
    }
    pub fn ended(&self, state: &State, pc: u32) -> bool {
        pc == 0 && State::int(state.get(COUNTER)).is_none_or(|counter| counter <= 0)
    }
    /// One iteration; `None` if the program ends with it.
    pub fn iteration(&self, state: &mut State) -> Option<()> {
        let mut pc = 0;
        loop {
            pc = self.step(state, pc);
            if pc == 0 {
                return if self.ended(state, pc) { None } else { Some(()) };
            }
        }
    }
    /// Runs one instruction.
    pub fn step(&self, state: &mut State, pc: u32) -> u32 {
        let mini = self.body[pc as usize];
        let mut next = pc + 1;
        match mini {
            Mini::Const(d, value) => {
                let value = boxed(state, value);
                state.set(d, value);
            }
            Mini::None(d) => state.set(d, Value::NONE),
            Mini::Move(d, a) => state.set(d, state.get(a)),
            Mini::Int(op, d, a, b) => {
                let result = int_result(op, int(state, a), int(state, b));
                let value = result.map_or(Value::NONE, |number| state.realm().int(number));
                state.set(d, value);
            }
            Mini::Float(op, d, a, b) => {
                let result = float_result(op, float(state, a), float(state, b));
                state.set(d, result.map_or(Value::NONE, Value::float));
            }
            Mini::Compare(op, d, a, b) => {
                let result = compared(state, op, a, b);
                state.set(d, result.map_or(Value::NONE, Value::bool));
            }
            Mini::Branch(op, a, b, skip) => {
                if compared(state, op, a, b) == Some(true) {
                    next += skip as u32;
                }
            }
            Mini::ToFloat(d, a) => {
                let value = int(state, Operand::Slot(a)).map_or(Value::NONE, |number| Value::float(number as f64));
                state.set(d, value);
            }
            Mini::ToInt(d, a) => {
                let whole = float(state, Operand::Slot(a)).filter(|float| float.abs() < 9e18);
                let value = whole.map_or(Value::NONE, |float| state.realm().int(float as i64));
                state.set(d, value);
            }
            Mini::Root(d, a) => {
                let root = float(state, Operand::Slot(a)).filter(|float| *float >= 0.0);
                state.set(d, root.map_or(Value::NONE, |float| Value::float(float.sqrt())));
            }
            Mini::Not(d, a) => {
                let value = state.get(a).as_bool().map_or(Value::NONE, |bit| Value::bool(!bit));
                state.set(d, value);
            }
            Mini::Is(d, a, b) => {
                // Numbers have no identity.
                let plain = |value: Value| value.is_none() || value.as_bool().is_some();
                let (a, b) = (state.get(a), state.get(b));
                state.set(d, if plain(a) && plain(b) { Value::bool(a == b) } else { Value::NONE });
            }
            Mini::ListLen(d) => {
                let len = list_of(state).map(|list| ListObject::items(list).len());
                state.set(d, len.map_or(Value::NONE, |len| Value::int(len as i64)));
            }
            Mini::ListGet(d, index) => {
                let index = int(state, index).and_then(|index| usize::try_from(index).ok());
                let value = list_of(state).and_then(|list| ListObject::get(list, index?));
                state.set(d, value.unwrap_or(Value::NONE));
            }
            Mini::ListSet(index, a) => {
                let index = int(state, index).and_then(|index| usize::try_from(index).ok());
                if let (Some(list), Some(index)) = (list_of(state), index) {
                    ListObject::set(list, index, state.get(a));
                }
            }
            Mini::Append(a) => {
                let value = state.get(a);
                if let Some(list) = list_of(state) {
                    let _ = state.realm().list_push(list, value);
                }
            }
            Mini::FieldGet(d, field) => {
                let value = if has_instance(state) { state.field(field as usize) } else { Value::NONE };
                state.set(d, value);
            }
            Mini::FieldSet(field, a) => {
                if has_instance(state) {
                    state.set_field(field as usize, state.get(a));
                }
            }
            Mini::Native(d, a) => {
                let (list, value) = (state.list, state.get(a));
                let result = call_native(state.realm(), list, value);
                state.set(d, result);
            }
            Mini::Again => next = 0,
        }
        next
    }
}

fn list_of(state: &State) -> Option<crate::gc::Gc<ListObject>> {
    (state.get(LIST) == Value::object(state.list)).then_some(state.list)
}
fn has_instance(state: &State) -> bool {
    state.get(INSTANCE) == Value::object(state.instance) && state.instance.header().shape.get() == SHAPE
}
fn boxed(state: &mut State, operand: Operand) -> Value {
    match operand {
        Operand::Slot(slot) => state.get(slot),
        Operand::Int(number) => state.realm().int(number),
        Operand::Float(number) => Value::float(number),
    }
}
pub fn int(state: &State, operand: Operand) -> Option<i64> {
    match operand {
        Operand::Slot(slot) => State::int(state.get(slot)),
        Operand::Int(number) => Some(number),
        Operand::Float(_) => None,
    }
}
pub fn float(state: &State, operand: Operand) -> Option<f64> {
    match operand {
        Operand::Slot(slot) => state.get(slot).as_float(),
        Operand::Int(_) => None,
        Operand::Float(number) => Some(number),
    }
}

/// Whether the uop takes one operand.
pub fn is_unary(op: Uop) -> bool {
    op.definition().params.len() == 1
}
/// Independent of the oracles on purpose.
pub fn int_result(op: Uop, a: Option<i64>, b: Option<i64>) -> Option<i64> {
    let a = a? as i128;
    let b = if is_unary(op) { 0 } else { b? as i128 };
    let wide = match op {
        Uop::IntAdd => a + b,
        Uop::IntSub => a - b,
        Uop::IntMul => a * b,
        Uop::IntFloorDiv if b != 0 => a.div_euclid(b) - (b < 0 && a.rem_euclid(b) != 0) as i128,
        Uop::IntMod if b != 0 => {
            let rest = a.rem_euclid(b);
            if b < 0 && rest != 0 { rest + b } else { rest }
        }
        Uop::IntAnd => a & b,
        Uop::IntOr => a | b,
        Uop::IntXor => a ^ b,
        Uop::IntShiftLeft if (0..64).contains(&b) => a << b,
        Uop::IntShiftRight if (0..64).contains(&b) => a >> b,
        Uop::IntNeg => -a,
        Uop::IntNot => -a - 1,
        _ => return None,
    };
    i64::try_from(wide).ok()
}
pub fn float_result(op: Uop, a: Option<f64>, b: Option<f64>) -> Option<f64> {
    let a = a?;
    let b = if is_unary(op) { 0.0 } else { b? };
    Some(match op {
        Uop::FloatAdd => a + b,
        Uop::FloatSub => a - b,
        Uop::FloatMul => a * b,
        Uop::FloatDiv if b != 0.0 => a / b,
        Uop::FloatNeg => -a,
        Uop::FloatAbs => a.abs(),
        Uop::FloatMod if b != 0.0 => crate::uops::routine::float_mod(a, b),
        Uop::FloatFloorDiv if b != 0.0 => crate::uops::routine::float_floor_div(a, b),
        Uop::FloatPow => Some(a.powf(b)).filter(|power| power.is_finite())?,
        _ => return None,
    })
}
pub fn compared(state: &State, op: Uop, a: Operand, b: Operand) -> Option<bool> {
    Some(match op {
        Uop::IntLt => int(state, a)? < int(state, b)?,
        Uop::IntLe => int(state, a)? <= int(state, b)?,
        Uop::IntEq => int(state, a)? == int(state, b)?,
        Uop::IntNe => int(state, a)? != int(state, b)?,
        Uop::IntGt => int(state, a)? > int(state, b)?,
        Uop::IntGe => int(state, a)? >= int(state, b)?,
        Uop::FloatLt => float(state, a)? < float(state, b)?,
        Uop::FloatLe => float(state, a)? <= float(state, b)?,
        Uop::FloatEq => float(state, a)? == float(state, b)?,
        Uop::FloatNe => float(state, a)? != float(state, b)?,
        Uop::FloatGt => float(state, a)? > float(state, b)?,
        Uop::FloatGe => float(state, a)? >= float(state, b)?,
        _ => return None,
    })
}
