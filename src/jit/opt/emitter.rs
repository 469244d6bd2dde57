//! The one door through which uops get into a trace.

use crate::jit::ir::{
    Constant, End, GiveUp, Inst, Origin, Ref, Resume, Snapshot, SnapshotId, Start, Trace, Type, Uop, effect,
};
use crate::jit::opt::facts::{Facts, fresh, root};
use crate::jit::opt::fold::{Folded, commutes};
use crate::jit::opt::range::{self, Range, range_of};
use crate::jit::opt::same::Key;
use crate::jit::opt::written::writes_nothing;
use crate::jit::opt::{Passes, dead, memory, sink, stores};
use crate::object::Value;
use crate::support::BitSet;
use crate::support::fault::{self, Fault, Rule};

/// How an exit's state is made.
pub(super) type MakeSnapshot<'a> = &'a mut dyn FnMut(&mut Trace) -> SnapshotId;

/// One call of [`Emitter::emit`], for the loop's copy.
#[derive(Clone, Copy)]
pub(super) struct Logged {
    pub op: Uop,
    pub args: [Ref; 3],
    pub imm: u64,
    pub result: Ref,
    pub snapshot: SnapshotId,
    pub origin: Origin,
}

/// Builds and optimizes one trace; see the module.
pub struct Emitter {
    pub(super) trace: Trace,
    pub(super) passes: Passes,
    pub(super) facts: Facts,
    /// What was asked for, while recording.
    pub(super) log: Vec<Logged>,
    /// `assume_shape` while recording: before which log entry, object, shape.
    pub(super) assumed: Vec<(usize, Ref, u32)>,
    pub(super) recording: bool,
    /// Slots whose memory was written while recording, as the bits of their low half.
    pub(super) stored: BitSet,
    pub(super) origin: Origin,
    /// The uop in work was folded by what need not hold in the loop's copy.
    pub(super) soft: bool,
}

/// Uops that there is room for from the start.
const USUAL_INSTS: usize = 100;

/// Most uops of a trace, the loop's copy included.
pub const MAX_INSTS: usize = 24_000;

impl Emitter {
    /// An empty trace.
    pub fn new(start: Start, passes: Passes) -> Emitter {
        let origin = match start {
            Start::Root { code, pc } => Origin { code, pc },
            Start::Side { .. } => Origin { code: std::ptr::null(), pc: 0 },
        };
        let mut trace = Trace::new(start);
        trace.insts.reserve(USUAL_INSTS);
        trace.origins.reserve(USUAL_INSTS);
        let mut facts = Facts::new();
        facts.ranges.reserve(USUAL_INSTS);
        Emitter {
            trace,
            passes,
            facts,
            log: Vec::with_capacity(USUAL_INSTS),
            assumed: Vec::new(),
            recording: true,
            stored: BitSet::new(),
            origin,
            soft: false,
        }
    }
    /// Where the following uops come from.
    pub fn at(&mut self, origin: Origin) {
        self.origin = origin;
    }
    /// Folds, merges, forwards or appends. Operands are converted to the types that the uop
    /// wants (boxed, unboxed under a guard). `snapshot` makes the state in which the exit
    /// leaves; it is called at most once, and only where an instruction with an exit may be
    /// needed. Of a guard, the result means nothing.
    pub fn emit(&mut self, op: Uop, args: &[Ref], imm: u64, snapshot: MakeSnapshot<'_>) -> Result<Ref, GiveUp> {
        if fault::is(Fault::Guard(op as u16)) {
            return Ok(Ref::NONE);
        }
        let mut made = SnapshotId::NONE;
        // A slot has one immediate, whichever way the number was extended.
        let imm = if matches!(op, Uop::LoadSlot | Uop::ReloadSlot | Uop::StoreSlot) { imm as u32 as u64 } else { imm };
        let mut once = |trace: &mut Trace| {
            if made == SnapshotId::NONE {
                made = snapshot(trace);
            }
            made
        };
        self.soft = false;
        let result = self.run(op, args, imm, &mut once)?;
        if self.recording {
            if self.soft {
                once(&mut self.trace);
            }
            let mut operands = [Ref::NONE; 3];
            operands[..args.len()].copy_from_slice(args);
            // (What is loaded again was written by somebody else.)
            if matches!(op, Uop::StoreSlot | Uop::ReloadSlot) {
                self.stored.insert(slot_bit(imm as u32 as i32));
            }
            self.log.push(Logged { op, args: operands, imm, result, snapshot: made, origin: self.origin });
        }
        Ok(result)
    }
    /// Appends a uop whose instruction has a type of its own (`Inherit`).
    pub fn emit_typed(&mut self, op: Uop, ty: Type, imm: u64) -> Ref {
        let args = [Ref::NONE; 3];
        let result = self.push(Inst { op, ty, args, imm, snapshot: SnapshotId::NONE });
        if self.recording {
            self.log.push(Logged { op, args, imm, result, snapshot: SnapshotId::NONE, origin: self.origin });
        }
        result
    }
    /// A constant.
    pub fn constant(&mut self, ty: Type, word: u64) -> Ref {
        self.trace.constant(ty, word)
    }
    /// A constant Python value as its most exact type.
    pub fn constant_value(&mut self, value: Value) -> Ref {
        self.trace.constant_value(value)
    }
    /// The type of an operand.
    pub fn type_of(&self, operand: Ref) -> Type {
        self.trace.type_of(self.facts.resolve(operand))
    }
    /// The trace so far.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }
    /// The trace so far; only snapshots, constants and inherits may be added to it.
    pub fn trace_mut(&mut self) -> &mut Trace {
        &mut self.trace
    }
    /// The value that stands for this one: a constant if it is proven to be one.
    pub fn resolve(&self, operand: Ref) -> Ref {
        self.facts.resolve(operand)
    }
    /// The shape that the object is proven to have.
    pub fn known_shape(&self, object: Ref) -> Option<u32> {
        self.facts.shape(root(&self.trace, self.facts.resolve(object)))
    }
    /// The least and the greatest number that an int can be. What is proven only for the
    /// recorded iteration does not count.
    pub fn int_range(&self, number: Ref) -> (i64, i64) {
        let range = range_of(&self.trace, &self.facts, self.facts.resolve(number));
        if range.soft { (i64::MIN, i64::MAX) } else { (range.low, range.high) }
    }
    /// The object has that shape without a guard: it was just made, or the parent proved it.
    pub fn assume_shape(&mut self, object: Ref, shape: u32) {
        let object = self.facts.resolve(object);
        let now = self.trace.insts.len() as u32;
        self.facts.set_shape(root(&self.trace, object), shape, now);
        if self.recording {
            self.assumed.push((self.log.len(), object, shape));
        }
    }
    /// Ends the trace without a loop.
    pub fn finish(mut self, end: End) -> Result<Trace, GiveUp> {
        self.trace.end = end;
        Ok(finished(self.trace, self.passes))
    }

    /// [`emit`](Self::emit) without the log.
    pub(super) fn run(&mut self, op: Uop, args: &[Ref], imm: u64, snapshot: MakeSnapshot<'_>) -> Result<Ref, GiveUp> {
        let definition = op.definition();
        let mut operands = [Ref::NONE; 3];
        if matches!(op, Uop::UnboxInt | Uop::UnboxFloat | Uop::UnboxBool | Uop::AsObject) {
            // Of a raw value: nothing to do, or the wrong type.
            let arg = self.facts.resolve(args[0]);
            let ty = self.trace.type_of(arg);
            if ty == definition.out {
                self.soft = true;
                return Ok(arg);
            }
            if matches!(ty, Type::Int | Type::Float | Type::Bool) {
                return Err(GiveUp::GuardWillFail);
            }
        }
        for (index, &arg) in args.iter().enumerate() {
            let arg = self.facts.resolve(arg);
            let mut again = |trace: &mut Trace| {
                let id = snapshot(trace);
                again(trace, id)
            };
            operands[index] = self.convert(arg, definition.params[index].1, &mut again)?;
        }
        let result = self.optimize(op, operands, imm, snapshot)?;
        if matches!(op, Uop::GuardTrue | Uop::GuardFalse) {
            let bit = self.trace.constant(Type::Bool, (op == Uop::GuardTrue) as u64);
            self.replace(operands[0], bit);
        }
        Ok(self.facts.resolve(result))
    }

    /// Operands have the right types.
    fn optimize(
        &mut self,
        mut op: Uop,
        mut args: [Ref; 3],
        mut imm: u64,
        snapshot: MakeSnapshot<'_>,
    ) -> Result<Ref, GiveUp> {
        if self.passes.has(Passes::FOLD) {
            // Each step makes the uop simpler; the bound only guards against a rule gone wrong.
            for _ in 0..8 {
                match self.fold(op, args, imm)? {
                    Folded::No => break,
                    Folded::Value(value) => return Ok(value),
                    Folded::Soft(value) => {
                        self.soft |= op.definition().exit.is_some();
                        return Ok(value);
                    }
                    Folded::Uop(simpler, operands, immediate) => {
                        op = simpler;
                        imm = immediate;
                        args = operands.map(|operand| self.facts.resolve(operand));
                    }
                }
            }
        }
        if self.passes.has(Passes::RANGES) {
            if let Some(unchecked) = range::unchecked(&self.trace, &self.facts, op, &args) {
                self.soft = true;
                return self.optimize(unchecked, args, imm, snapshot);
            }
            if self.cannot_fail(op, &args)? || self.implied(op, &args) {
                self.soft = true;
                return Ok(Ref::NONE);
            }
        }
        let effects = op.definition().effects;
        let access = memory::access(op);
        if self.passes.has(Passes::FORWARD)
            && let Some(access) = access
        {
            let address = access.address(&args, imm);
            if let Some(known) = self.facts.contents.find(&self.trace, address) {
                match access.value {
                    None if self.trace.type_of(known).fits(op.definition().out) => return Ok(known),
                    // It stands there already.
                    Some(value) if args[value as usize] == known => return Ok(Ref::NONE),
                    _ => {}
                }
            }
        }
        let mergeable = effects.writes == 0 && !effects.allocates && !effects.pinned;
        // Words that are known by address are merged above, more exactly.
        // (So are shapes.)
        let merges = mergeable && self.passes.has(Passes::CSE) && access.is_none() && op != Uop::GuardShape;
        let key = Key { op, args: self.sorted(op, args), imm };
        if merges
            && let Some(index) = self.facts.same.get(&key)
            && self.facts.holds(effects.reads, index)
        {
            return Ok(Ref::inst(index as usize));
        }
        let result = self.append(op, args, imm, snapshot)?;
        let index = self.trace.insts.len() as u32 - 1;
        if merges {
            self.facts.same.insert(key, index);
        }
        self.learn(op, args, imm, index);
        Ok(result)
    }

    /// Operands in a canonical order, as far as it does not matter.
    fn sorted(&self, op: Uop, args: [Ref; 3]) -> [Ref; 3] {
        if commutes(op) && args[1] < args[0] { [args[1], args[0], args[2]] } else { args }
    }

    /// Whether ranges prove a guard.
    fn cannot_fail(&self, op: Uop, args: &[Ref; 3]) -> Result<bool, GiveUp> {
        let of = |operand| range_of(&self.trace, &self.facts, operand);
        match op {
            Uop::GuardNonZero => {
                let range = of(args[0]);
                if range.low == 0 && range.high == 0 {
                    return Err(GiveUp::GuardWillFail);
                }
                Ok(range.low > 0 || range.high < 0)
            }
            Uop::GuardIntLt
            | Uop::GuardIntLe
            | Uop::GuardIntGt
            | Uop::GuardIntGe
            | Uop::GuardIntEq
            | Uop::GuardIntNe
            | Uop::GuardIntBelow => match range::decide(op, of(args[0]), of(args[1])) {
                Some(true) => Ok(true),
                Some(false) => Err(GiveUp::GuardWillFail),
                None => Ok(false),
            },
            _ => Ok(false),
        }
    }

    /// Whether another guard on the same operands proves this one.
    fn implied(&self, op: Uop, args: &[Ref; 3]) -> bool {
        let proven = |op: Uop, a: Ref, b: Ref| {
            self.facts.same.contains(&Key { op, args: self.sorted(op, [a, b, Ref::NONE]), imm: 0 })
        };
        let less =
            |a, b| proven(Uop::GuardIntLt, a, b) || proven(Uop::GuardIntGt, b, a) || proven(Uop::GuardIntBelow, a, b);
        let (a, b) = (args[0], args[1]);
        match op {
            Uop::GuardIntLt => less(a, b),
            Uop::GuardIntGt => less(b, a),
            Uop::GuardIntLe => less(a, b) || proven(Uop::GuardIntGe, b, a),
            Uop::GuardIntGe => less(b, a) || proven(Uop::GuardIntLe, b, a),
            Uop::GuardIntNe => less(a, b) || less(b, a),
            Uop::GuardIntBelow => {
                (range_of(&self.trace, &self.facts, a).low >= 0 || fault::rule(Rule::BelowSign)) && less(a, b)
            }
            _ => false,
        }
    }

    /// What instruction `index`, just appended, proves and changes.
    fn learn(&mut self, op: Uop, args: [Ref; 3], imm: u64, index: u32) {
        let effects = op.definition().effects;
        self.note_escapes(op, &args);
        let access = memory::access(op);
        if effects.writes != 0 && !writes_nothing(op) {
            self.facts.kill(effects.writes, index + 1);
            let exact = access.map_or(0, |access| access.class);
            self.facts.contents.kill(effects.writes & !exact, index + 1);
            if effects.writes & effect::SHAPE != 0 && op != Uop::SetShape {
                self.facts.kill_shapes(index + 1);
            }
        }
        if let Some(access) = access {
            let address = access.address(&args, imm);
            match access.value {
                None => self.facts.contents.set(address, Ref::inst(index as usize), index),
                Some(value) => {
                    memory::overwrite(&self.trace, &mut self.facts, address);
                    self.facts.contents.set(address, args[value as usize], index);
                }
            }
        }
        match op {
            Uop::SetShape => {
                let object = root(&self.trace, args[0]);
                self.facts.kill_shape_of(&self.trace, object);
                self.facts.set_shape(object, imm as u32, index + 1);
            }
            Uop::GuardShape => self.facts.set_shape(root(&self.trace, args[0]), imm as u32, index),
            Uop::GuardConstant => {
                if let Some(constant) = self.trace.as_constant(args[1]) {
                    let exact = self.trace.constant_value(Value::from_bits(constant.word));
                    self.replace(args[0], exact);
                    self.replace(root(&self.trace, args[0]), exact);
                }
            }
            Uop::GuardIntEq
                if args[1].is_constant()
                    && self.trace.type_of(args[0]) == Type::Int
                    && self.trace.type_of(args[1]) == Type::Int =>
            {
                self.replace(args[0], args[1]);
            }
            _ => {}
        }
        if self.passes.has(Passes::RANGES) {
            range::refine(&self.trace, &mut self.facts, op, args[0], args[1]);
        }
    }

    /// From here on, `by` stands for `value`.
    fn replace(&mut self, value: Ref, by: Ref) {
        if self.passes.has(Passes::FOLD) && value.as_inst().is_some() && value != by {
            self.facts.replaced.insert(value, by);
        }
    }

    /// Remembers new objects that others get to know.
    fn note_escapes(&mut self, op: Uop, args: &[Ref; 3]) {
        let effects = op.definition().effects;
        if effects.writes == 0 && !effects.allocates || fault::rule(Rule::Escapes) {
            return;
        }
        let base = memory::access(op).and_then(|access| access.base);
        for (place, &arg) in args.iter().enumerate() {
            if arg.as_inst().is_some() && base != Some(place as u8) {
                let object = root(&self.trace, arg);
                if fresh(&self.trace, object).is_some() {
                    self.facts.escaped.insert(object, ());
                }
            }
        }
    }

    pub(super) fn push(&mut self, inst: Inst) -> Ref {
        let index = self.trace.insts.len();
        let range = match inst.ty {
            Type::Int if self.passes.has(Passes::RANGES) => {
                range::computed(&self.trace, &self.facts, inst.op, &inst.args, inst.imm)
            }
            _ => Range::FULL,
        };
        self.trace.insts.push(inst);
        self.trace.origins.push(self.origin);
        self.facts.ranges.push(range);
        Ref::inst(index)
    }

    fn append(&mut self, op: Uop, args: [Ref; 3], imm: u64, snapshot: MakeSnapshot<'_>) -> Result<Ref, GiveUp> {
        if self.trace.insts.len() >= MAX_INSTS {
            return Err(GiveUp::TooLong);
        }
        let definition = op.definition();
        let snapshot = if definition.exit.is_some() { snapshot(&mut self.trace) } else { SnapshotId::NONE };
        Ok(self.push(Inst { op, ty: definition.out, args, imm, snapshot }))
    }

    /// The operand as a type that fits `wanted`.
    pub(super) fn convert(&mut self, operand: Ref, wanted: Type, snapshot: MakeSnapshot<'_>) -> Result<Ref, GiveUp> {
        let ty = self.trace.type_of(operand);
        if ty.fits(wanted) {
            return Ok(operand);
        }
        if let Some(constant) = self.trace.as_constant(operand)
            && wanted == Type::Value
            && let Some(word) = boxed(constant)
        {
            return Ok(self.trace.constant(Type::Value, word));
        }
        let op = match (ty, wanted) {
            (Type::Int, Type::Value) => Uop::BoxInt,
            (Type::Float, Type::Value) => Uop::BoxFloat,
            (Type::Bool, Type::Value) => Uop::BoxBool,
            (Type::Value, Type::Int) => Uop::UnboxInt,
            (Type::Value, Type::Float) => Uop::UnboxFloat,
            (Type::Value, Type::Bool) => Uop::UnboxBool,
            (Type::Value, Type::Object) => Uop::AsObject,
            _ => return Err(GiveUp::GuardWillFail),
        };
        self.optimize(op, [operand, Ref::NONE, Ref::NONE], 0, snapshot)
    }
}

/// The state in which an instruction is run again whose own exit is to raise what it raised: for what
/// leaves before it has run.
pub(super) fn again(trace: &mut Trace, id: SnapshotId) -> SnapshotId {
    match trace.snapshots.get(id) {
        Some(snapshot) if snapshot.resume == Resume::Raise => {
            let snapshot = Snapshot { resume: Resume::At, ..snapshot.clone() };
            trace.snapshots.push(snapshot)
        }
        _ => id,
    }
}

/// The bit of a slot in a set of slots.
pub(super) fn slot_bit(slot: i32) -> usize {
    slot as u32 as usize & 0xFFFF
}

/// The last passes, and the trace as it is handed on.
pub(super) fn finished(mut trace: Trace, passes: Passes) -> Trace {
    let mut dead = BitSet::new();
    if passes.has(Passes::DEAD_STORES) {
        stores::find_dead(&trace, &mut dead);
    }
    if passes.has(Passes::SINK.with(Passes::DCE)) {
        sink::sink(&mut trace, &mut dead);
        sink::sink_boxes(&mut trace);
    }
    dead::sweep(&mut trace, dead, passes.has(Passes::DCE));
    trace
}

/// The word of a constant as a Python value, if it has one without allocation.
pub(super) fn boxed(constant: Constant) -> Option<u64> {
    match constant.ty {
        Type::Int => Value::small_int(constant.word as i64).map(Value::bits),
        Type::Float => Some(Value::float(f64::from_bits(constant.word)).bits()),
        Type::Bool => Some(Value::bool(constant.word != 0).bits()),
        Type::Value | Type::Object => Some(constant.word),
        Type::Raw | Type::Unit => None,
    }
}
