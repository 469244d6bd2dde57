//! Constants and exact algebra.
//!
//! 1. A uop whose operands are constants is what its oracle says.
//! 2. Algebra holds for every operand, in Python's semantics: nothing is said of floats, whose
//!    `-0.0` and NaN no identity survives, and a `Bool` never stands for an `Int`.

use crate::gc::{Gc, Header};
use crate::jit::ir::{GiveUp, Ref, Type, Uop};
use crate::jit::opt::Emitter;
use crate::jit::opt::facts::never_changes;
use crate::object::Value;
use crate::object::layout::offset;
use crate::support::fault::{self, Rule};
use crate::uops::Machinery;

/// What became of a uop.
pub(super) enum Folded {
    /// Nothing: it is to be emitted.
    No,
    /// It is this value (none for a guard that holds).
    Value(Ref),
    /// As `Value`, but in the loop's copy it may be needed.
    Soft(Ref),
    /// It is that uop.
    Uop(Uop, [Ref; 3], u64),
}

/// The comparison guard for `IntLt` and so on being true or false.
pub(super) fn fused(op: Uop, holds: bool) -> Option<Uop> {
    Some(match (op, holds) {
        (Uop::FloatLt, false) if fault::rule(Rule::NotLess) => Uop::GuardFloatGe,
        (Uop::IntLt, true) | (Uop::IntGe, false) => Uop::GuardIntLt,
        (Uop::IntLe, true) | (Uop::IntGt, false) => Uop::GuardIntLe,
        (Uop::IntGt, true) | (Uop::IntLe, false) => Uop::GuardIntGt,
        (Uop::IntGe, true) | (Uop::IntLt, false) => Uop::GuardIntGe,
        (Uop::IntEq, true) | (Uop::IntNe, false) => Uop::GuardIntEq,
        (Uop::IntNe, true) | (Uop::IntEq, false) => Uop::GuardIntNe,
        (Uop::FloatLt, true) => Uop::GuardFloatLt,
        (Uop::FloatLt, false) => Uop::GuardFloatNotLt,
        (Uop::FloatLe, true) => Uop::GuardFloatLe,
        (Uop::FloatLe, false) => Uop::GuardFloatNotLe,
        (Uop::FloatGt, true) => Uop::GuardFloatGt,
        (Uop::FloatGt, false) => Uop::GuardFloatNotGt,
        (Uop::FloatGe, true) => Uop::GuardFloatGe,
        (Uop::FloatGe, false) => Uop::GuardFloatNotGe,
        (Uop::FloatEq, true) | (Uop::FloatNe, false) => Uop::GuardFloatEq,
        (Uop::FloatNe, true) | (Uop::FloatEq, false) => Uop::GuardFloatNe,
        _ => return None,
    })
}

/// How many items the tuple has that the uop makes.
fn tuple_made(op: Uop) -> Option<usize> {
    match op {
        Uop::TupleMake2 => Some(2),
        Uop::TupleMake3 => Some(3),
        _ => None,
    }
}

/// Loads from what never changes in an object.
fn reads_constant(op: Uop) -> bool {
    matches!(
        op,
        Uop::TupleLen
            | Uop::TupleLoad
            | Uop::RangeField
            | Uop::FunctionClosure
            | Uop::FunctionGlobals
            | Uop::FunctionCode
            | Uop::MethodFunction
            | Uop::MethodReceiver
    )
}

/// Whether the order of operands does not matter.
pub(super) fn commutes(op: Uop) -> bool {
    matches!(
        op,
        Uop::IntAdd
            | Uop::IntAddWrap
            | Uop::IntMul
            | Uop::IntMulWrap
            | Uop::IntAnd
            | Uop::IntOr
            | Uop::IntXor
            | Uop::IntEq
            | Uop::IntNe
            | Uop::GuardIntEq
            | Uop::GuardIntNe
            | Uop::ValueIs
    )
}

/// The comparison with its operands exchanged.
fn exchanged(op: Uop) -> Option<Uop> {
    Some(match op {
        Uop::IntLt => Uop::IntGt,
        Uop::IntLe => Uop::IntGe,
        Uop::IntGt => Uop::IntLt,
        Uop::IntGe => Uop::IntLe,
        Uop::GuardIntLt => Uop::GuardIntGt,
        Uop::GuardIntLe => Uop::GuardIntGe,
        Uop::GuardIntGt => Uop::GuardIntLt,
        Uop::GuardIntGe => Uop::GuardIntLe,
        _ => return None,
    })
}

impl Emitter {
    /// What the uop folds to.
    pub(super) fn fold(&mut self, op: Uop, args: [Ref; 3], imm: u64) -> Result<Folded, GiveUp> {
        let first = self.trace.as_constant(args[0]);
        let second = self.trace.as_constant(args[1]);
        if let Some(folded) = self.fold_guard(op, args, imm)? {
            return Ok(folded);
        }
        if self.may_run_oracle(op, &args) {
            return self.run_oracle(op, args, imm);
        }
        // Constants stand right.
        if first.is_some() && second.is_none() && !args[1].is_none() {
            if commutes(op) {
                return Ok(Folded::Uop(op, [args[1], args[0], args[2]], imm));
            }
            if let Some(op) = exchanged(op) {
                return Ok(Folded::Uop(op, [args[1], args[0], args[2]], imm));
            }
        }
        Ok(self.algebra(op, args).unwrap_or(Folded::No))
    }

    /// Whether all operands are constants and the oracle needs nothing else.
    fn may_run_oracle(&self, op: Uop, args: &[Ref; 3]) -> bool {
        let definition = op.definition();
        let effects = definition.effects;
        if effects.reads != 0
            || effects.writes != 0
            || effects.allocates
            || effects.pinned
            || definition.params.is_empty()
        {
            return false;
        }
        let numbers = || definition.params.iter().all(|(_, ty)| matches!(ty, Type::Int | Type::Float | Type::Bool));
        let values = || {
            matches!(
                op,
                Uop::UnboxInt
                    | Uop::UnboxFloat
                    | Uop::UnboxBool
                    | Uop::AsObject
                    | Uop::GuardConstant
                    | Uop::GuardNotConstant
                    | Uop::GuardUnboundNot
                    | Uop::ValueIs
            ) || reads_constant(op)
        };
        args[..definition.params.len()].iter().all(|arg| arg.is_constant()) && (numbers() || values())
    }

    fn run_oracle(&mut self, op: Uop, args: [Ref; 3], imm: u64) -> Result<Folded, GiveUp> {
        let word = |arg: Ref| self.trace.as_constant(arg).map_or(0, |constant| constant.word);
        if matches!(op, Uop::IntMod | Uop::IntFloorDiv) && word(args[1]) == 0 {
            // Behind a guard that has failed already.
            return Err(GiveUp::GuardWillFail);
        }
        let mut machinery = Machinery { realm: std::ptr::null_mut(), base: std::ptr::null_mut() };
        let words = [word(args[0]), word(args[1]), word(args[2])];
        match op.oracle(&mut machinery, words, imm) {
            Err(_) => Err(GiveUp::GuardWillFail),
            Ok(word) => Ok(Folded::Value(match op.definition().out {
                Type::Unit => Ref::NONE,
                Type::Value if reads_constant(op) => self.trace.constant_value(Value::from_bits(word)),
                ty => self.trace.constant(ty, word),
            })),
        }
    }

    fn fold_guard(&mut self, op: Uop, args: [Ref; 3], imm: u64) -> Result<Option<Folded>, GiveUp> {
        let inst = args[0].as_inst().map(|index| self.trace.insts[index]);
        let made_by = |op: Uop| inst.filter(|inst| inst.op == op).map(|inst| inst.args[0]);
        let folded = match op {
            // Back and forth.
            Uop::UnboxInt => made_by(Uop::BoxInt).or(made_by(Uop::BoxSmallInt)).map(Folded::Soft),
            Uop::UnboxFloat => made_by(Uop::BoxFloat).map(Folded::Soft),
            Uop::UnboxBool => made_by(Uop::BoxBool).map(Folded::Soft),
            Uop::BoxInt | Uop::BoxSmallInt => made_by(Uop::UnboxInt).map(Folded::Soft),
            Uop::BoxFloat => made_by(Uop::UnboxFloat).map(Folded::Soft),
            Uop::BoxBool => made_by(Uop::UnboxBool).map(Folded::Soft),
            Uop::GuardTrue | Uop::GuardFalse => inst.and_then(|inst| match (inst.op, op) {
                (Uop::BoolNot, Uop::GuardTrue) => Some(Folded::Uop(Uop::GuardFalse, inst.args, 0)),
                (Uop::BoolNot, _) => Some(Folded::Uop(Uop::GuardTrue, inst.args, 0)),
                // `is` for immediates and known objects: the one word, or not that word.
                (Uop::ValueIs, Uop::GuardTrue) if inst.args[1].is_constant() => {
                    Some(Folded::Uop(Uop::GuardConstant, inst.args, 0))
                }
                (Uop::ValueIs, Uop::GuardFalse) if inst.args[1].is_constant() => {
                    Some(Folded::Uop(Uop::GuardNotConstant, inst.args, 0))
                }
                (compare, _) => fused(compare, op == Uop::GuardTrue).map(|guard| Folded::Uop(guard, inst.args, 0)),
            }),
            Uop::GuardShape => match self.known_shape(args[0]) {
                Some(known) if known as u64 == imm => Some(Folded::Value(Ref::NONE)),
                Some(_) => return Err(GiveUp::GuardWillFail),
                None => match self.trace.as_constant(args[0]) {
                    Some(object) if never_changes(imm as u32) => {
                        if Gc::<Header>::from_address(object.word as usize).header().shape.get() as u64 != imm {
                            return Err(GiveUp::GuardWillFail);
                        }
                        Some(Folded::Value(Ref::NONE))
                    }
                    _ => None,
                },
            },
            Uop::RangeField => inst.filter(|inst| inst.op == Uop::RangeMake).and_then(|inst| {
                let field = [offset::RANGE_START, offset::RANGE_STOP, offset::RANGE_STEP];
                field.iter().position(|at| *at as u64 == imm).map(|index| Folded::Value(inst.args[index]))
            }),
            Uop::TupleLoad => inst.filter(|inst| tuple_made(inst.op).is_some()).and_then(|inst| {
                let index = self.trace.as_constant(args[1])?.word as usize;
                (index < tuple_made(inst.op)?).then(|| Folded::Value(inst.args[index]))
            }),
            Uop::MethodFunction if made_by(Uop::MethodMake).is_some() => made_by(Uop::MethodMake).map(Folded::Value),
            Uop::MethodReceiver => {
                inst.filter(|inst| inst.op == Uop::MethodMake).map(|inst| Folded::Value(inst.args[1]))
            }
            Uop::TupleLen => inst
                .and_then(|inst| tuple_made(inst.op))
                .map(|len| Folded::Value(self.trace.constant(Type::Int, len as u64))),
            Uop::BoolNot => made_by(Uop::BoolNot).map(Folded::Value),
            Uop::GuardUnboundNot if self.is_bound(args[0]) => Some(Folded::Soft(Ref::NONE)),
            Uop::GuardNotConstant if self.cannot_be(args[0], args[1]) => Some(Folded::Soft(Ref::NONE)),
            Uop::ValueIs if args[0] == args[1] => Some(Folded::Value(self.trace.constant(Type::Bool, 1))),
            Uop::ValueIs if self.cannot_be(args[0], args[1]) || self.cannot_be(args[1], args[0]) => {
                Some(Folded::Value(self.trace.constant(Type::Bool, 0)))
            }
            Uop::GuardConstant if args[0] == args[1] => Some(Folded::Value(Ref::NONE)),
            Uop::GuardConstant => match (inst, self.trace.as_constant(args[1]).map(|c| Value::from_bits(c.word))) {
                (Some(inst), Some(expected)) => match inst.op {
                    Uop::BoxInt | Uop::BoxSmallInt | Uop::BoxBool | Uop::BoxFloat => {
                        match (inst.op, expected.as_int(), expected.as_bool()) {
                            (Uop::BoxInt | Uop::BoxSmallInt, Some(number), _) => {
                                let number = self.trace.constant(Type::Int, number as u64);
                                Some(Folded::Uop(Uop::GuardIntEq, [inst.args[0], number, Ref::NONE], 0))
                            }
                            (Uop::BoxBool, _, Some(bit)) => {
                                let op = if bit { Uop::GuardTrue } else { Uop::GuardFalse };
                                Some(Folded::Uop(op, [inst.args[0], Ref::NONE, Ref::NONE], 0))
                            }
                            (Uop::BoxFloat, ..) if expected.is_float() => None,
                            _ => return Err(GiveUp::GuardWillFail),
                        }
                    }
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        };
        Ok(folded)
    }

    /// What kind of value it is, as far as its type says.
    fn kind_of_value(&self, value: Ref) -> Type {
        let Some(index) = value.as_inst() else { return Type::Value };
        match self.trace.insts[index].op {
            Uop::BoxInt | Uop::BoxSmallInt => Type::Int,
            Uop::BoxFloat => Type::Float,
            Uop::BoxBool => Type::Bool,
            _ => self.trace.type_of(value),
        }
    }

    /// Whether the value is known not to be the unbound word.
    fn is_bound(&self, value: Ref) -> bool {
        self.kind_of_value(value) != Type::Value
    }

    /// Whether the value is known to be of another kind than the constant.
    fn cannot_be(&self, value: Ref, constant: Ref) -> bool {
        let Some(constant) = self.trace.as_constant(constant) else { return false };
        let other = Value::from_bits(constant.word);
        match self.kind_of_value(value) {
            Type::Int => !other.is_int(),
            Type::Float => !other.is_float(),
            Type::Bool => !other.is_bool(),
            Type::Object => !other.is_object(),
            _ => false,
        }
    }

    fn algebra(&mut self, op: Uop, args: [Ref; 3]) -> Option<Folded> {
        let (x, y) = (args[0], args[1]);
        if self.trace.type_of(x) != Type::Int || y.is_none() {
            return None;
        }
        if x == y && self.trace.type_of(y) == Type::Int {
            return match op {
                Uop::IntSub | Uop::IntSubWrap | Uop::IntXor => Some(Folded::Value(self.trace.constant(Type::Int, 0))),
                Uop::IntAnd | Uop::IntOr => Some(Folded::Value(x)),
                Uop::IntEq | Uop::IntLe | Uop::IntGe => Some(Folded::Value(self.trace.constant(Type::Bool, 1))),
                Uop::IntNe | Uop::IntLt | Uop::IntGt => Some(Folded::Value(self.trace.constant(Type::Bool, 0))),
                Uop::GuardIntEq | Uop::GuardIntLe | Uop::GuardIntGe => Some(Folded::Value(Ref::NONE)),
                _ => None,
            };
        }
        let constant = self.trace.as_constant(y)?;
        let number = constant.word as i64;
        let power = (number > 0 && number & (number - 1) == 0).then(|| number.trailing_zeros() as u64);
        Some(match (op, number) {
            (Uop::IntAdd | Uop::IntAddWrap | Uop::IntSub | Uop::IntSubWrap | Uop::IntOr | Uop::IntXor, 0)
            | (Uop::IntShiftLeft | Uop::IntShiftLeftWrap | Uop::IntShiftRight, 0)
            | (Uop::IntMul | Uop::IntMulWrap | Uop::IntFloorDiv, 1)
            | (Uop::IntAnd, -1) => Folded::Value(x),
            (Uop::IntMul | Uop::IntMulWrap | Uop::IntAnd, 0) | (Uop::IntMod, 1) => {
                Folded::Value(self.trace.constant(Type::Int, 0))
            }
            (Uop::IntSub | Uop::IntSubWrap, _) if number != i64::MIN => {
                let negated = self.trace.constant(Type::Int, -number as u64);
                let op = if op == Uop::IntSub { Uop::IntAdd } else { Uop::IntAddWrap };
                Folded::Uop(op, [x, negated, Ref::NONE], 0)
            }
            (Uop::IntFloorDiv, _) => {
                let count = self.trace.constant(Type::Int, power?);
                Folded::Uop(Uop::IntShiftRight, [x, count, Ref::NONE], 0)
            }
            (Uop::IntMod, _) => {
                power?;
                let mask = self.trace.constant(Type::Int, (number - 1) as u64);
                Folded::Uop(Uop::IntAnd, [x, mask, Ref::NONE], 0)
            }
            (Uop::IntMulWrap, _) => {
                let count = self.trace.constant(Type::Int, power?);
                Folded::Uop(Uop::IntShiftLeftWrap, [x, count, Ref::NONE], 0)
            }
            _ => return None,
        })
    }
}
