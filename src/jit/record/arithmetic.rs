//! Arithmetic: unboxing by the types just seen, then the operation.

use super::*;
use crate::bytecode::Op;
use crate::object::Kind;
use crate::object::protocol::BinaryOp;
use crate::uops::Function;

/// An operand as a number.
#[derive(Clone, Copy)]
pub(super) enum Number {
    Int(i64),
    Float(f64),
}

/// Whether values of that kind take part in operators without Python code, or say so.
fn has_plain_operators(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::BigInt
            | Kind::Str
            | Kind::Bytes
            | Kind::Tuple
            | Kind::List
            | Kind::Dict
            | Kind::Set
            | Kind::FrozenSet
            | Kind::Complex
            | Kind::ByteArray
            | Kind::Array
            | Kind::DictView
    )
}

/// Ints up to here are exact as floats.
const EXACT: i64 = 1 << 53;

impl Recorder {
    /// What number a value is, if it is one that traces compute with.
    pub(super) fn as_number(&self, operand: Ref, value: Value) -> Option<Number> {
        if let Some(i) = value.as_int() {
            Some(Number::Int(i))
        } else if let Some(f) = value.as_float() {
            Some(Number::Float(f))
        } else if let Some(b) = value.as_bool() {
            Some(Number::Int(b as i64))
        } else if self.emitter.type_of(operand) == Type::Int {
            crate::object::int::int_value(value).and_then(|int| int.to_i64()).map(Number::Int)
        } else {
            None
        }
    }
    /// The operand as a raw int; it is an int or bool.
    pub(super) fn int(&mut self, operand: Ref, value: Value) -> Result<Ref, GiveUp> {
        match self.type_of(operand) {
            Type::Int | Type::Bool => Ok(operand),
            _ if value.is_bool() => self.emit(Uop::UnboxBool, &[operand], 0),
            _ => self.emit(Uop::UnboxInt, &[operand], 0),
        }
    }
    /// The operand as a raw float; it is a float.
    pub(super) fn float(&mut self, operand: Ref) -> Result<Ref, GiveUp> {
        match self.type_of(operand) {
            Type::Float => Ok(operand),
            _ => self.emit(Uop::UnboxFloat, &[operand], 0),
        }
    }
    /// The operand as a raw float; an int is converted, rounding to nearest.
    fn as_float(&mut self, operand: Ref, value: Value, number: Number) -> Result<Ref, GiveUp> {
        match number {
            Number::Float(_) => self.float(operand),
            Number::Int(_) => {
                let int = self.int(operand, value)?;
                self.emit(Uop::IntToFloat, &[int], 0)
            }
        }
    }
    /// The int as a float, exactly: guarded to lie within 2^53.
    pub(super) fn exact_float(&mut self, int: Ref) -> Result<Ref, GiveUp> {
        let (least, greatest) = self.emitter.int_range(int);
        if least < -EXACT || greatest > EXACT {
            let bound = self.number(-EXACT);
            self.emit(Uop::GuardIntGe, &[int, bound], 0)?;
            let bound = self.number(EXACT);
            self.emit(Uop::GuardIntLe, &[int, bound], 0)?;
        }
        self.emit(Uop::IntToFloat, &[int], 0)
    }

    pub(super) fn binary(
        &mut self,
        view: &mut View<'_>,
        traces: &mut dyn Traces,
        instr: Instr,
    ) -> Result<Next, GiveUp> {
        let (left, right) = (self.operand(instr.b)?, self.operand(instr.c)?);
        let (a, b) = (self.concrete(view, instr.b), self.concrete(view, instr.c));
        let result = match (self.as_number(left, a), self.as_number(right, b)) {
            (Some(Number::Int(x)), Some(Number::Int(y))) => {
                self.binary_int(instr.op.family(), (left, a, x), (right, b, y))?
            }
            (Some(x), Some(y)) => self.binary_float(instr.op.family(), (left, a, x), (right, b, y))?,
            _ if instr.op.family() == Op::Add && a.is(Kind::Str) && b.is(Kind::Str) => {
                let left = self.object(left, Kind::Str as u32)?;
                let right = self.object(right, Kind::Str as u32)?;
                Some(self.emit_exit(
                    Uop::CallPure2,
                    &[left, right],
                    Function::StrConcat.address(),
                    self.pc,
                    Resume::Raise,
                )?)
            }
            _ => None,
        };
        match result {
            Some(value) => {
                self.define(instr.a, value);
                Ok(Next::Go)
            }
            None => self.binary_plainly(view, traces, instr, left, right),
        }
    }

    /// An operator that a runtime function computes.
    fn binary_plainly(
        &mut self,
        view: &mut View<'_>,
        traces: &mut dyn Traces,
        instr: Instr,
        left: Ref,
        right: Ref,
    ) -> Result<Next, GiveUp> {
        let (a, b) = (self.concrete(view, instr.b), self.concrete(view, instr.c));
        let plain = |value: Value| value.kind().is_none_or(has_plain_operators);
        if !self.may_call_plainly() || !plain(a) || !plain(b) {
            return self.binary_by_method(view, traces, instr, instr.op.binary_operator());
        }
        let operator = instr.op.binary_operator();
        // In place, these change the left one.
        if instr.flag() && matches!(a.kind(), Some(Kind::List | Kind::Dict | Kind::Set | Kind::ByteArray | Kind::Array))
        {
            let is_extension = operator == BinaryOp::Add && a.is(Kind::List);
            let source = if is_extension { self.plain_container(right, b)? } else { None };
            let Some((source, _)) = source else { return self.interpret(instr) };
            let list = self.object(left, Kind::List as u32)?;
            let result = self.plain_with(Uop::CallList, Value::NONE, Function::ListExtend, &[list, source])?;
            let _ = result;
            self.define(instr.a, list);
            return Ok(Next::Go);
        }
        if instr.flag() && a.is_object() && matches!(self.type_of(left), Type::Value | Type::Object) {
            // What changes in place must not come here by another type.
            let kind = a.kind().map_or(0, |kind| kind as u32);
            self.object(left, kind)?;
        }
        let result = self.plain(Function::Binary(operator), &[left, right])?;
        self.define(instr.a, result);
        Ok(Next::Go)
    }

    fn binary_int(
        &mut self,
        op: Op,
        (left, a, x): (Ref, Value, i64),
        (right, b, y): (Ref, Value, i64),
    ) -> Result<Option<Ref>, GiveUp> {
        // bool & bool is a bool.
        if a.is_bool() && b.is_bool() && matches!(op, Op::BitAnd | Op::BitOr | Op::BitXor) {
            return Ok(None);
        }
        let fits = match op {
            Op::Add => x.checked_add(y).is_some(),
            Op::Sub => x.checked_sub(y).is_some(),
            Op::Mul => x.checked_mul(y).is_some(),
            Op::FloorDiv | Op::Mod => y != 0 && !(x == i64::MIN && y == -1),
            Op::TrueDiv => y != 0 && x.abs() <= EXACT && y.abs() <= EXACT,
            Op::LeftShift => (0..63).contains(&y) && (x << y) >> y == x,
            Op::RightShift => (0..64).contains(&y),
            Op::Pow => y == 2 && right.is_constant() && x.checked_mul(x).is_some(),
            Op::BitAnd | Op::BitOr | Op::BitXor => true,
            _ => false,
        };
        if !fits {
            return Ok(None);
        }
        let (left, right) = (self.int(left, a)?, self.int(right, b)?);
        let uop = match op {
            Op::Add => Uop::IntAdd,
            Op::Sub => Uop::IntSub,
            Op::Mul => Uop::IntMul,
            Op::Pow => return Ok(Some(self.emit(Uop::IntMul, &[left, left], 0)?)),
            Op::LeftShift => Uop::IntShiftLeft,
            Op::BitAnd => Uop::IntAnd,
            Op::BitOr => Uop::IntOr,
            Op::BitXor => Uop::IntXor,
            Op::RightShift => {
                let width = self.number(64);
                self.emit(Uop::GuardIntBelow, &[right, width], 0)?;
                Uop::IntShiftRight
            }
            Op::FloorDiv | Op::Mod => {
                self.emit(Uop::GuardNonZero, &[right], 0)?;
                if op == Op::FloorDiv { Uop::IntFloorDiv } else { Uop::IntMod }
            }
            _ => {
                self.emit(Uop::GuardNonZero, &[right], 0)?;
                let (left, right) = (self.exact_float(left)?, self.exact_float(right)?);
                return Ok(Some(self.emit(Uop::FloatDiv, &[left, right], 0)?));
            }
        };
        Ok(Some(self.emit(uop, &[left, right], 0)?))
    }

    fn binary_float(
        &mut self,
        op: Op,
        (left, a, x): (Ref, Value, Number),
        (right, b, y): (Ref, Value, Number),
    ) -> Result<Option<Ref>, GiveUp> {
        let value = |number| match number {
            Number::Int(i) => i as f64,
            Number::Float(f) => f,
        };
        let (fx, fy) = (value(x), value(y));
        let uop = match op {
            Op::Add => Uop::FloatAdd,
            Op::Sub => Uop::FloatSub,
            Op::Mul => Uop::FloatMul,
            Op::TrueDiv if fy != 0.0 => Uop::FloatDiv,
            Op::FloorDiv if fy != 0.0 => Uop::FloatFloorDiv,
            Op::Mod if fy != 0.0 => Uop::FloatMod,
            Op::Pow if fx >= 0.0 && fx.powf(fy).is_finite() && !(fx == 0.0 && fy < 0.0) => Uop::FloatPow,
            _ => return Ok(None),
        };
        let (left, right) = (self.as_float(left, a, x)?, self.as_float(right, b, y)?);
        if matches!(uop, Uop::FloatDiv | Uop::FloatFloorDiv | Uop::FloatMod) {
            self.emit(Uop::GuardFloatNonZero, &[right], 0)?;
        }
        if uop == Uop::FloatPow && right == self.emitter.constant(Type::Float, 0.5f64.to_bits()) {
            return Ok(Some(self.emit(Uop::FloatPowHalf, &[left], 0)?));
        }
        Ok(Some(self.emit(uop, &[left, right], 0)?))
    }

    pub(super) fn unary(&mut self, view: &mut View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        let operand = self.operand(instr.b)?;
        let value = self.concrete(view, instr.b);
        let result = match (instr.op.family(), self.as_number(operand, value)) {
            (Op::Neg, Some(Number::Int(x))) if x != i64::MIN => {
                let int = self.int(operand, value)?;
                self.emit(Uop::IntNeg, &[int], 0)?
            }
            (Op::Neg, Some(Number::Float(_))) => {
                let float = self.float(operand)?;
                self.emit(Uop::FloatNeg, &[float], 0)?
            }
            (Op::Pos, Some(Number::Int(_))) if !value.is_bool() => self.int(operand, value)?,
            (Op::Pos, Some(Number::Float(_))) => self.float(operand)?,
            (Op::Invert, Some(Number::Int(_))) if !value.is_bool() => {
                let int = self.int(operand, value)?;
                self.emit(Uop::IntNot, &[int], 0)?
            }
            (Op::Neg, _) if value.is(Kind::BigInt) || value.is(Kind::Complex) => {
                self.plain(Function::Negate, &[operand])?
            }
            (Op::Invert, _) if value.is(Kind::BigInt) => self.plain(Function::Invert, &[operand])?,
            _ => return self.interpret(instr),
        };
        self.define(instr.a, result);
        Ok(Next::Go)
    }
}
