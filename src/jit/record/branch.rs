//! Comparisons, truth, and the branches on them.

use super::arithmetic::Number;
use super::iterate::plain_len;
use super::*;
use crate::bytecode::Op;
use crate::object::int;
use crate::object::protocol::CompareOp;
use crate::object::{Kind, Name, StrObject};
use crate::uops::Function;

/// A comparison operator.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}
use Comparison::*;

impl Comparison {
    fn of(op: Op) -> Comparison {
        match op {
            Op::Lt | Op::BranchLt => Lt,
            Op::Le | Op::BranchLe => Le,
            Op::Eq | Op::BranchEq => Eq,
            Op::Ne | Op::BranchNe => Ne,
            Op::Gt | Op::BranchGt => Gt,
            _ => Ge,
        }
    }
    fn operator(self) -> CompareOp {
        match self {
            Lt => CompareOp::Lt,
            Le => CompareOp::Le,
            Eq => CompareOp::Eq,
            Ne => CompareOp::Ne,
            Gt => CompareOp::Gt,
            Ge => CompareOp::Ge,
        }
    }
    fn holds<T: PartialOrd>(self, a: T, b: T) -> bool {
        match self {
            Lt => a < b,
            Le => a <= b,
            Eq => a == b,
            Ne => a != b,
            Gt => a > b,
            Ge => a >= b,
        }
    }
    fn int(self) -> Uop {
        match self {
            Lt => Uop::IntLt,
            Le => Uop::IntLe,
            Eq => Uop::IntEq,
            Ne => Uop::IntNe,
            Gt => Uop::IntGt,
            Ge => Uop::IntGe,
        }
    }
    fn float(self) -> Uop {
        match self {
            Lt => Uop::FloatLt,
            Le => Uop::FloatLe,
            Eq => Uop::FloatEq,
            Ne => Uop::FloatNe,
            Gt => Uop::FloatGt,
            Ge => Uop::FloatGe,
        }
    }
    /// The guard that proves the comparison of ints to be `holds`.
    fn guard_int(self, holds: bool) -> Uop {
        match (self, holds) {
            (Lt, true) | (Ge, false) => Uop::GuardIntLt,
            (Le, true) | (Gt, false) => Uop::GuardIntLe,
            (Eq, true) | (Ne, false) => Uop::GuardIntEq,
            (Ne, true) | (Eq, false) => Uop::GuardIntNe,
            (Gt, true) | (Le, false) => Uop::GuardIntGt,
            (Ge, true) | (Lt, false) => Uop::GuardIntGe,
        }
    }
    /// The guard that proves the comparison of floats to be `holds`.
    fn guard_float(self, holds: bool) -> Uop {
        match (self, holds) {
            (Lt, true) => Uop::GuardFloatLt,
            (Le, true) => Uop::GuardFloatLe,
            (Gt, true) => Uop::GuardFloatGt,
            (Ge, true) => Uop::GuardFloatGe,
            (Lt, false) => Uop::GuardFloatNotLt,
            (Le, false) => Uop::GuardFloatNotLe,
            (Gt, false) => Uop::GuardFloatNotGt,
            (Ge, false) => Uop::GuardFloatNotGe,
            (Eq, true) | (Ne, false) => Uop::GuardFloatEq,
            (Ne, true) | (Eq, false) => Uop::GuardFloatNe,
        }
    }
}

/// Two operands brought to a common type.
enum Pair {
    Ints(Ref, Ref, bool),
    Floats(Ref, Ref, bool),
    /// The same kind of thing by identity or helper: already a Bool, and whether it is true.
    Bool(Ref, bool),
}

impl Recorder {
    fn pair(
        &mut self,
        view: &mut View<'_>,
        (x, y): (u16, u16),
        comparison: Comparison,
    ) -> Result<Option<Pair>, GiveUp> {
        let (left, right) = (self.operand(x)?, self.operand(y)?);
        let (a, b) = (self.concrete(view, x), self.concrete(view, y));
        Ok(Some(match (self.as_number(left, a), self.as_number(right, b)) {
            (Some(Number::Int(i)), Some(Number::Int(j))) => {
                let (left, right) = (self.int(left, a)?, self.int(right, b)?);
                Pair::Ints(left, right, comparison.holds(i, j))
            }
            (Some(Number::Float(i)), Some(Number::Float(j))) => {
                let (left, right) = (self.float(left)?, self.float(right)?);
                Pair::Floats(left, right, comparison.holds(i, j))
            }
            (Some(Number::Int(i)), Some(Number::Float(j))) if i.abs() <= 1 << 53 => {
                let int = self.int(left, a)?;
                let (left, right) = (self.exact_float(int)?, self.float(right)?);
                Pair::Floats(left, right, comparison.holds(i as f64, j))
            }
            (Some(Number::Float(i)), Some(Number::Int(j))) if j.abs() <= 1 << 53 => {
                let int = self.int(right, b)?;
                let (left, right) = (self.float(left)?, self.exact_float(int)?);
                Pair::Floats(left, right, comparison.holds(i, j as f64))
            }
            _ if a.is(Kind::Str) && b.is(Kind::Str) && matches!(comparison, Eq | Ne) => {
                let left = self.object(left, Kind::Str as u32)?;
                let right = self.object(right, Kind::Str as u32)?;
                let equal = self.emit(Uop::CallPureBool2, &[left, right], Function::StrEqual.address())?;
                let holds = (text(a) == text(b)) == (comparison == Eq);
                let bit = if comparison == Eq { equal } else { self.emit(Uop::BoolNot, &[equal], 0)? };
                Pair::Bool(bit, holds)
            }
            _ => {
                let names = [Name::Eq, Name::Ne, Name::Lt, Name::Le, Name::Gt, Name::Ge];
                if !self.may_call_plainly()
                    || !self.is_plain_for(view.realm, a, &names)
                    || !self.is_plain_for(view.realm, b, &names)
                {
                    return Ok(None);
                }
                let Some(holds) = self.compare_now(view, comparison, a, b) else { return Ok(None) };
                let bit = self.plain_bool(Function::Compare(comparison.operator()), left, right)?;
                Pair::Bool(bit, holds)
            }
        }))
    }
    /// How a comparison comes out now, if no Python code is needed to say; and its result is a truth value.
    fn compare_now(&self, view: &mut View<'_>, comparison: Comparison, a: Value, b: Value) -> Option<bool> {
        match crate::uops::plain::compare_now(view.realm, comparison.operator(), a, b) {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    pub(super) fn compare(
        &mut self,
        view: &mut View<'_>,
        traces: &mut dyn Traces,
        instr: Instr,
    ) -> Result<Next, GiveUp> {
        let comparison = Comparison::of(instr.op.family());
        let bit = match self.pair(view, (instr.b, instr.c), comparison)? {
            Some(Pair::Ints(left, right, _)) => self.emit(comparison.int(), &[left, right], 0)?,
            Some(Pair::Floats(left, right, _)) => self.emit(comparison.float(), &[left, right], 0)?,
            Some(Pair::Bool(bit, _)) => bit,
            None => {
                let operator = comparison.operator();
                return match self.compare_by_method(view, traces, instr, (instr.b, instr.c), operator, false)? {
                    Some(next) => Ok(next),
                    None => self.interpret(instr),
                };
            }
        };
        self.define(instr.a, bit);
        Ok(Next::Go)
    }

    /// Where a branch goes that is taken or not, and where it does not go.
    fn ways(&mut self, instr: Instr, taken: bool) -> (u32, u32) {
        let (target, next) = (instr.target(self.pc), self.pc + 1);
        if taken { (target, next) } else { (next, target) }
    }

    pub(super) fn branch_compare(
        &mut self,
        view: &mut View<'_>,
        traces: &mut dyn Traces,
        instr: Instr,
    ) -> Result<Next, GiveUp> {
        let comparison = Comparison::of(instr.op.family());
        let Some(pair) = self.pair(view, (instr.a, instr.b), comparison)? else {
            let operator = comparison.operator();
            return match self.compare_by_method(view, traces, instr, (instr.a, instr.b), operator, true)? {
                Some(next) => Ok(next),
                // A comparison that may run anything: the interpreter branches.
                None => self.interpret_branch(instr),
            };
        };
        let (Pair::Ints(_, _, holds) | Pair::Floats(_, _, holds) | Pair::Bool(_, holds)) = pair;
        let (way, other) = self.ways(instr, holds != instr.flag());
        match pair {
            Pair::Ints(left, right, _) => {
                self.emit_exit(comparison.guard_int(holds), &[left, right], 0, other, Resume::At)?
            }
            Pair::Floats(left, right, _) => {
                self.emit_exit(comparison.guard_float(holds), &[left, right], 0, other, Resume::At)?
            }
            Pair::Bool(bit, _) => self.guard_bit(bit, holds, other)?,
        };
        self.expected = Some(way);
        Ok(Next::Go)
    }

    pub(super) fn guard_bit(&mut self, bit: Ref, holds: bool, other: u32) -> Result<Ref, GiveUp> {
        let guard = if holds { Uop::GuardTrue } else { Uop::GuardFalse };
        self.emit_exit(guard, &[bit], 0, other, Resume::At)
    }

    /// `a is b` as a Bool. Ints are compared as numbers (a heap integer's address says nothing), all else by words; so one of two
    /// words must be known not to be an int's.
    fn is_same(&mut self, (left, x): (Ref, Value), (right, y): (Ref, Value)) -> Result<Option<Ref>, GiveUp> {
        let is_int = |ty, value: Value| ty == Type::Int || value.is_int() || value.is(Kind::BigInt);
        match (is_int(self.type_of(left), x), is_int(self.type_of(right), y)) {
            (true, true) => {
                let (Some(_), Some(_)) = (self.as_number(left, x), self.as_number(right, y)) else { return Ok(None) };
                let (left, right) = (self.int(left, x)?, self.int(right, y)?);
                return Ok(Some(self.emit(Uop::IntEq, &[left, right], 0)?));
            }
            (true, false) => self.guard_not_int(right, y)?,
            (false, true) => self.guard_not_int(left, x)?,
            // Whatever needs no guard.
            (false, false) if self.type_of(right) != Type::Value || right.is_constant() => {}
            (false, false) => self.guard_not_int(left, x)?,
        }
        let raw = |ty| matches!(ty, Type::Int | Type::Float | Type::Bool);
        let (x, y) = (self.type_of(left), self.type_of(right));
        if !raw(x) && !raw(y) {
            return Ok(Some(self.emit(Uop::ValueIs, &[left, right], 0)?));
        }
        let never = Some(self.emitter.constant(Type::Bool, 0));
        if [x, y].iter().any(|ty| matches!(ty, Type::Object | Type::Int)) || raw(x) && raw(y) && x != y {
            return Ok(never);
        }
        if x == Type::Bool || y == Type::Bool {
            return Ok(Some(self.emit(Uop::ValueIs, &[left, right], 0)?));
        }
        // None is no number.
        let none = self.emitter.constant(Type::Value, Value::NONE.bits());
        Ok(if left == none || right == none { never } else { None })
    }

    /// Proves that an operand, which is no int now, is none.
    fn guard_not_int(&mut self, operand: Ref, value: Value) -> Result<(), GiveUp> {
        if operand.is_constant() || self.type_of(operand) != Type::Value {
            return Ok(());
        }
        match value.as_object() {
            Some(object) => {
                self.object(operand, object.header().shape.get())?;
            }
            None if value.is_float() => {
                self.float(operand)?;
            }
            None if value.is_bool() => {
                self.emit(Uop::UnboxBool, &[operand], 0)?;
            }
            None => {
                self.guard_is(operand, value)?;
            }
        }
        Ok(())
    }

    pub(super) fn identity(&mut self, view: &View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        let (left, right) = (self.operand(instr.b)?, self.operand(instr.c)?);
        let (x, y) = (self.concrete(view, instr.b), self.concrete(view, instr.c));
        let Some(mut bit) = self.is_same((left, x), (right, y))? else { return self.interpret(instr) };
        if instr.flag() {
            bit = self.emit(Uop::BoolNot, &[bit], 0)?;
        }
        self.define(instr.a, bit);
        Ok(Next::Go)
    }

    pub(super) fn branch_is(&mut self, view: &mut View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        let (left, right) = (self.operand(instr.a)?, self.operand(instr.b)?);
        let (x, y) = (self.concrete(view, instr.a), self.concrete(view, instr.b));
        let holds = int::is_same(x, y);
        let (way, other) = self.ways(instr, holds != instr.flag());
        let (value, expected) = if left.is_constant() { (right, left) } else { (left, right) };
        let immediate =
            self.emitter.trace().as_constant(expected).is_some_and(|c| {
                matches!(c.ty, Type::Value | Type::Object) && !Value::from_bits(c.word).is(Kind::BigInt)
            });
        if immediate && matches!(self.type_of(value), Type::Value) && !value.is_constant() {
            let guard = if holds { Uop::GuardConstant } else { Uop::GuardNotConstant };
            self.emit_exit(guard, &[value, expected], 0, other, Resume::At)?;
        } else {
            let Some(bit) = self.is_same((left, x), (right, y))? else { return self.interpret_branch(instr) };
            self.guard_bit(bit, holds, other)?;
        }
        self.expected = Some(way);
        Ok(Next::Go)
    }

    /// The truth of a value as a Bool or Int to test against zero, and whether it is true.
    pub(super) fn truth(
        &mut self,
        view: &mut View<'_>,
        operand: Ref,
        value: Value,
    ) -> Result<Option<(Ref, bool)>, GiveUp> {
        if let Some(number) = self.as_number(operand, value) {
            return Ok(Some(match number {
                Number::Int(i) => (self.int(operand, value)?, i != 0),
                Number::Float(f) => {
                    let float = self.float(operand)?;
                    let zero = self.emitter.constant(Type::Float, 0);
                    (self.emit(Uop::FloatNe, &[float, zero], 0)?, f != 0.0)
                }
            }));
        }
        if value.is_none() {
            self.guard_is(operand, value)?;
            return Ok(Some((self.emitter.constant(Type::Bool, 0), false)));
        }
        let Some(object) = value.as_object() else { return Ok(None) };
        let shape = object.header().shape.get();
        Ok(match Kind::of(object) {
            Kind::List if shape == Kind::List as u32 => {
                let list = self.object(operand, shape)?;
                let len = self.emit(Uop::ListLen, &[list], 0)?;
                Some((len, plain_len(value) != 0))
            }
            Kind::Tuple if shape == Kind::Tuple as u32 => {
                let tuple = self.object(operand, shape)?;
                let len = self.emit(Uop::TupleLen, &[tuple], 0)?;
                Some((len, plain_len(value) != 0))
            }
            Kind::Dict if shape == Kind::Dict as u32 => {
                let dict = self.object(operand, shape)?;
                let len = self.emit(Uop::DictLen, &[dict], 0)?;
                Some((len, value.cast::<DictObject>().is_some_and(|dict| !dict.is_empty())))
            }
            Kind::Instance => {
                let class = view.realm.shape(crate::object::ShapeId(shape)).class;
                let asks =
                    [Name::Bool, Name::Len].iter().any(|name| view.realm.class_lookup_name(class, *name).is_some());
                if asks {
                    return Ok(None);
                }
                class.watch();
                self.depend(Dependency::Class(class));
                self.object(operand, shape)?;
                Some((self.emitter.constant(Type::Bool, 1), true))
            }
            kind if self.may_call_plainly() && shape == kind as u32 => {
                let Some(holds) = crate::object::protocol::plain_truth(value) else { return Ok(None) };
                Some((self.plain_bool(Function::Truth, operand, operand)?, holds))
            }
            _ => None,
        })
    }

    pub(super) fn branch(&mut self, view: &mut View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        let operand = self.operand(instr.a)?;
        let value = self.concrete(view, instr.a);
        let Some((test, holds)) = self.truth(view, operand, value)? else { return self.interpret_branch(instr) };
        let (way, other) = self.ways(instr, holds != instr.flag());
        if self.type_of(test) == Type::Bool {
            self.guard_bit(test, holds, other)?;
        } else {
            let zero = self.number(0);
            let guard = if holds { Uop::GuardIntNe } else { Uop::GuardIntEq };
            self.emit_exit(guard, &[test, zero], 0, other, Resume::At)?;
        }
        self.expected = Some(way);
        Ok(Next::Go)
    }

    pub(super) fn not(&mut self, view: &mut View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        let operand = self.operand(instr.b)?;
        let value = self.concrete(view, instr.b);
        let Some((test, _)) = self.truth(view, operand, value)? else { return self.interpret(instr) };
        let bit = if self.type_of(test) == Type::Bool {
            self.emit(Uop::BoolNot, &[test], 0)?
        } else {
            let zero = self.number(0);
            self.emit(Uop::IntEq, &[test, zero], 0)?
        };
        self.define(instr.a, bit);
        Ok(Next::Go)
    }

    pub(super) fn contains(&mut self, view: &mut View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        let (key, container) = (self.concrete(view, instr.b), self.concrete(view, instr.c));
        let (item, operand) = (self.operand(instr.b)?, self.operand(instr.c)?);
        let (operand, container) = self.unwrapped(view.realm, operand, container, Name::Contains)?;
        let mut bit = if self.plain_dict_access(container, key) {
            let (dict, key) = self.dict_and_key(operand, item, key)?;
            self.emit(Uop::DictHas, &[dict, key], Function::DictHas.address())?
        } else {
            let plain = super::iterate::plain_kind(container).is_some_and(crate::uops::plain::is_plain_container);
            if !plain || !self.may_call_plainly() || !self.is_plain_for(view.realm, key, &[Name::Eq, Name::Hash]) {
                return self.interpret(instr);
            }
            let (container, _) = match self.plain_container(operand, container)? {
                Some(guarded) => guarded,
                None => return self.interpret(instr),
            };
            self.plain_bool(Function::Contains, item, container)?
        };
        if instr.flag() {
            bit = self.emit(Uop::BoolNot, &[bit], 0)?;
        }
        self.define(instr.a, bit);
        Ok(Next::Go)
    }
}

fn text<'a>(value: Value) -> Option<&'a str> {
    value.cast::<StrObject>().map(|object| object.as_str())
}
