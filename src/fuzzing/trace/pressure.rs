//! Random well-formed traces over the whole table, for the checker.

use crate::fuzzing::choices::Choices;
use crate::jit::ir::{End, FrameEntry, Ref, Resume, SlotEntry, Snapshot, SnapshotId, Start, Trace, TraceId, Type, Uop};
use crate::jit::regalloc::Location;

/// What a random trace is like.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    pub before: usize,
    pub inside: usize,
    pub phis: usize,
    pub inherits: usize,
    /// One in so many instructions is of any kind; the others are arithmetic.
    pub odd: usize,
    /// How far back operands come from.
    pub window: usize,
    pub snapshot: usize,
}

struct Maker<'a, 'b> {
    random: &'a mut Choices<'b>,
    trace: Trace,
    values: Vec<Ref>,
    shape: Shape,
    last: Option<SnapshotId>,
}

const ARITHMETIC: &[Uop] = &[
    Uop::IntAdd,
    Uop::IntSub,
    Uop::IntMul,
    Uop::FloatAdd,
    Uop::FloatSub,
    Uop::FloatMul,
    Uop::FloatDiv,
    Uop::UnboxInt,
    Uop::UnboxFloat,
    Uop::BoxInt,
    Uop::BoxFloat,
    Uop::LoadSlot,
    Uop::StoreSlot,
    Uop::SlotLoad,
    Uop::Poll,
];

impl Maker<'_, '_> {
    fn constant(&mut self, ty: Type) -> Ref {
        let word = match self.random.below(4) {
            0 => self.random.word(),
            1 => 1 << 40,
            _ => self.random.below(4) as u64,
        };
        let word = if ty == Type::Bool { word & 1 } else { word };
        self.trace.constant(ty, word)
    }
    fn operand(&mut self, wanted: Type) -> Ref {
        if !self.random.chance(6) {
            let window = if self.random.chance(4) { usize::MAX } else { self.shape.window };
            for _ in 0..12 {
                if self.values.is_empty() {
                    break;
                }
                let back = self.random.below(self.values.len().min(window).min(65536));
                let value = self.values[self.values.len() - 1 - back];
                if self.trace.type_of(value).fits(wanted) {
                    return value;
                }
            }
        }
        self.constant(wanted)
    }
    fn snapshot(&mut self) -> SnapshotId {
        if let Some(last) = self.last
            && self.random.chance(2)
        {
            return last;
        }
        let mut slots = Vec::new();
        for slot in 0..self.random.below(self.shape.snapshot + 1) {
            let ty = [Type::Value, Type::Int, Type::Float, Type::Object, Type::Bool][self.random.below(5)];
            let value = self.operand(ty);
            slots.push(SlotEntry { slot: slot as i32, value });
        }
        let mut frames = vec![FrameEntry { code: std::ptr::null(), function: Ref::NONE, base: 0, pc: 0, flags: 0 }];
        if self.random.chance(4) {
            let function = self.operand(Type::Object);
            frames.push(FrameEntry { code: std::ptr::null(), function, base: 10, pc: 0, flags: 0 });
        }
        let id = self.trace.snapshots.push(Snapshot { frames: frames.into(), slots: slots.into(), resume: Resume::At });
        self.last = Some(id);
        id
    }
    fn instruction(&mut self) {
        let op = if self.random.chance(self.shape.odd) {
            Uop::ALL[self.random.below(Uop::ALL.len())]
        } else {
            ARITHMETIC[self.random.below(ARITHMETIC.len())]
        };
        if matches!(op, Uop::Phi | Uop::Inherit | Uop::LoopBegin) {
            return;
        }
        let definition = op.definition();
        let args: Vec<Ref> = definition.params.iter().map(|(_, ty)| self.operand(*ty)).collect();
        let snapshot = if definition.exit.is_some() { self.snapshot() } else { SnapshotId::NONE };
        let imm = if definition.imm.is_some() { self.random.below(64) as u64 * 8 } else { 0 };
        let value = self.trace.append(op, &args, imm, snapshot);
        if definition.out != Type::Unit {
            self.values.push(value);
        }
    }
}

impl Shape {
    pub fn any(random: &mut Choices<'_>) -> Shape {
        Shape {
            before: random.below(30),
            inside: if random.chance(4) { 0 } else { random.below(50) + 1 },
            phis: random.below(12),
            inherits: if random.chance(3) { random.below(10) } else { 0 },
            odd: random.below(6) + 1,
            window: random.below(40) + 2,
            snapshot: random.below(8),
        }
    }
}

/// A random trace and where its inherited values are.
pub fn trace(random: &mut Choices<'_>, shape: Shape) -> (Trace, Vec<Location>) {
    let start = if shape.inherits > 0 {
        Start::Side { parent: TraceId(0), exit: 0 }
    } else {
        Start::Root { code: std::ptr::null(), pc: 0 }
    };
    let mut inherited: Vec<Location> = Vec::new();
    let mut types: Vec<Type> = Vec::new();
    for k in 0..shape.inherits {
        if k > 0 && random.chance(6) {
            let same = random.below(k);
            inherited.push(inherited[same]);
            types.push(types[same]);
            continue;
        }
        let ty = [Type::Value, Type::Int, Type::Float, Type::Object, Type::Bool][random.below(5)];
        let location = match random.below(5) {
            0 => Location::Constant(crate::jit::ir::Constant { ty, word: random.below(3) as u64 }),
            1 => Location::Spill(k as u16),
            _ => {
                let register = [0, 1, 2, 6, 7, 8, 9, 10, 11, 12, 13, 14][random.below(12)];
                let location = if ty.is_float() { Location::Float(register) } else { Location::General(register) };
                if inherited.contains(&location) { Location::Spill(k as u16) } else { location }
            }
        };
        inherited.push(location);
        types.push(ty);
    }
    let mut maker = Maker { random, trace: Trace::new(start), values: Vec::new(), shape, last: None };
    for (k, ty) in types.into_iter().enumerate() {
        maker.trace.inherits.push((k as i32, ty));
        let value = maker.trace.append_typed(Uop::Inherit, ty, &[], k as u64, SnapshotId::NONE);
        maker.values.push(value);
    }
    for _ in 0..shape.before {
        maker.instruction();
    }
    if shape.inside == 0 {
        let snapshot = maker.snapshot();
        maker.trace.end = if maker.random.chance(3) {
            End::Link { target: TraceId(1), base_delta: 0 }
        } else {
            End::Exit { snapshot }
        };
        return (maker.trace, inherited);
    }
    maker.trace.append(Uop::LoopBegin, &[], 0, SnapshotId::NONE);
    let mut phis = Vec::new();
    for _ in 0..shape.phis {
        let ty = [Type::Int, Type::Float, Type::Value][maker.random.below(3)];
        let entry = maker.operand(ty);
        let ty = if ty == Type::Int { Type::Int } else { ty };
        phis.push((maker.trace.append_typed(Uop::Phi, ty, &[entry, entry], 0, SnapshotId::NONE), ty));
    }
    maker.values.extend(phis.iter().map(|phi| phi.0));
    for _ in 0..shape.inside {
        maker.instruction();
    }
    for (phi, ty) in phis {
        let next = maker.operand(ty);
        if let Some(index) = phi.as_inst() {
            maker.trace.insts[index].args[1] = next;
        }
    }
    maker.trace.end = End::Loop;
    (maker.trace, inherited)
}
