//! The one door through which uops get into a trace.

use crate::jit::ir::{
    Constant, End, FrameEntry, GiveUp, Inst, Origin, Ref, SlotEntry, SnapshotId, Start, Trace, Type, Uop,
};
use crate::jit::opt::Passes;
use crate::object::Value;

/// Builds and optimizes one trace; see the module.
#[derive(Clone)]
pub struct Emitter {
    trace: Trace,
    #[allow(dead_code)]
    passes: Passes,
    origin: Origin,
}

/// Most uops of a trace, the loop's copy included.
pub const MAX_INSTS: usize = 24_000;

impl Emitter {
    /// An empty trace.
    pub fn new(start: Start, passes: Passes) -> Emitter {
        let origin = match start {
            Start::Root { code, pc } => Origin { code, pc },
            Start::Side { .. } => Origin { code: std::ptr::null(), pc: 0 },
        };
        Emitter { trace: Trace::new(start), passes, origin }
    }
    /// Where the following uops come from.
    pub fn at(&mut self, origin: Origin) {
        self.origin = origin;
    }
    /// Folds, merges, forwards or appends. Operands are converted to the types that the uop
    /// wants (boxed, unboxed under a guard). `snapshot` makes the state in which the exit
    /// leaves; it is called only where an instruction with an exit may be needed.
    pub fn emit(
        &mut self,
        op: Uop,
        args: &[Ref],
        imm: u64,
        snapshot: &mut dyn FnMut(&mut Trace) -> SnapshotId,
    ) -> Result<Ref, GiveUp> {
        let definition = op.definition();
        let mut operands = [Ref::NONE; 3];
        for (index, &arg) in args.iter().enumerate() {
            operands[index] = self.convert(arg, definition.params[index].1, snapshot)?;
        }
        self.append(op, definition.out, operands, imm, snapshot)
    }
    /// Appends a uop whose instruction has a type of its own (`Inherit`).
    pub fn emit_typed(&mut self, op: Uop, ty: Type, imm: u64) -> Ref {
        self.push(Inst { op, ty, args: [Ref::NONE; 3], imm, snapshot: SnapshotId::NONE })
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
        self.trace.type_of(operand)
    }
    /// The trace so far.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }
    /// The trace so far; only snapshots, constants and inherits may be added to it.
    pub fn trace_mut(&mut self) -> &mut Trace {
        &mut self.trace
    }
    /// The shape that the object is proven to have.
    pub fn known_shape(&self, _object: Ref) -> Option<u32> {
        None
    }
    /// The least and the greatest number that an int can be.
    pub fn int_range(&self, _number: Ref) -> (i64, i64) {
        (i64::MIN, i64::MAX)
    }
    /// The object has that shape without a guard: it was just made, or the parent proved it.
    pub fn assume_shape(&mut self, _object: Ref, _shape: u32) {}
    /// Closes the loop. `state`: the frame's modified live slots as the back-edge leaves them;
    /// `header`: the frame, standing at the loop's header.
    pub fn close_loop(self, _state: &[SlotEntry], _header: FrameEntry) -> Result<Trace, GiveUp> {
        Err(GiveUp::NotSupported("loop"))
    }
    /// Ends the trace without a loop.
    pub fn finish(mut self, end: End) -> Result<Trace, GiveUp> {
        self.trace.end = end;
        Ok(self.trace)
    }

    fn push(&mut self, inst: Inst) -> Ref {
        let index = self.trace.insts.len();
        self.trace.insts.push(inst);
        self.trace.origins.push(self.origin);
        Ref::inst(index)
    }
    fn append(
        &mut self,
        op: Uop,
        ty: Type,
        args: [Ref; 3],
        imm: u64,
        snapshot: &mut dyn FnMut(&mut Trace) -> SnapshotId,
    ) -> Result<Ref, GiveUp> {
        if self.trace.insts.len() >= MAX_INSTS {
            return Err(GiveUp::TooLong);
        }
        let snapshot = if op.definition().exit.is_some() { snapshot(&mut self.trace) } else { SnapshotId::NONE };
        Ok(self.push(Inst { op, ty, args, imm, snapshot }))
    }
    /// The operand as a type that fits `wanted`.
    fn convert(
        &mut self,
        operand: Ref,
        wanted: Type,
        snapshot: &mut dyn FnMut(&mut Trace) -> SnapshotId,
    ) -> Result<Ref, GiveUp> {
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
        self.append(op, op.definition().out, [operand, Ref::NONE, Ref::NONE], 0, snapshot)
    }
}

/// The word of a constant as a Python value, if it has one without allocation.
fn boxed(constant: Constant) -> Option<u64> {
    match constant.ty {
        Type::Int => Value::small_int(constant.word as i64).map(Value::bits),
        Type::Float => Some(Value::float(f64::from_bits(constant.word)).bits()),
        Type::Bool => Some(Value::bool(constant.word != 0).bits()),
        Type::Value | Type::Object => Some(constant.word),
        Type::Raw | Type::Unit => None,
    }
}
