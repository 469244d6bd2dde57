//! The data of a trace.

use crate::bytecode::Code;
use crate::jit::ir::{Type, Uop};
use crate::object::Value;
use crate::support::{IdVec, typed_id};
use std::collections::HashMap;

typed_id! {
    /// A snapshot of one trace.
    pub struct SnapshotId
}
typed_id! {
    /// A compiled trace of a VM.
    pub struct TraceId
}

impl SnapshotId {
    /// No snapshot: the uop has no exit.
    pub const NONE: SnapshotId = SnapshotId(u32::MAX);
}

/// An operand: an instruction's result or a constant of the trace.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Ref(u32);

impl Ref {
    /// No operand.
    pub const NONE: Ref = Ref(u32::MAX);
    const CONSTANT: u32 = 1 << 31;

    /// The result of instruction `index`.
    pub const fn inst(index: usize) -> Ref {
        Ref(index as u32)
    }
    /// Constant number `index`.
    pub const fn constant(index: usize) -> Ref {
        Ref(index as u32 | Self::CONSTANT)
    }
    /// The word that stands for it, for hashing.
    pub const fn bits(self) -> u32 {
        self.0
    }
    /// Whether there is no operand.
    pub const fn is_none(self) -> bool {
        self.0 == u32::MAX
    }
    /// Whether this is a constant.
    pub const fn is_constant(self) -> bool {
        self.0 & Self::CONSTANT != 0 && !self.is_none()
    }
    /// The instruction's index, if this is one's result.
    pub const fn as_inst(self) -> Option<usize> {
        if self.0 & Self::CONSTANT == 0 { Some(self.0 as usize) } else { None }
    }
    /// The constant's index, if this is one.
    pub const fn as_constant(self) -> Option<usize> {
        if self.is_constant() { Some((self.0 & !Self::CONSTANT) as usize) } else { None }
    }
}

/// A constant: a word and how to read it. Two constants are one if type and word are equal.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Constant {
    pub ty: Type,
    pub word: u64,
}

/// One instruction.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Inst {
    pub op: Uop,
    /// Type of the result: the uop's, but of `Phi` and `Inherit` the instruction's own.
    pub ty: Type,
    pub args: [Ref; 3],
    pub imm: u64,
    pub snapshot: SnapshotId,
}

/// Where the interpreter goes on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Resume {
    #[default]
    /// At the innermost frame's pc. (An instruction that is run again, or the next one.)
    At,
    /// Unwinding from the innermost frame's pc with the exception in `machine.raised`.
    Raise,
}

/// One frame of a snapshot.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct FrameEntry {
    /// The code that runs in it. Kept alive by the trace through `function` or the trace's roots.
    pub code: *const Code,
    /// The function, an Object; `NONE` for a frame that exists in memory (its header is right
    /// but for the pc).
    pub function: Ref,
    /// The slot of its register 0, relative to the root frame's: 0 for the root frame itself.
    pub base: i32,
    /// Where it stands (a calling frame: on the call).
    pub pc: u32,
    /// `frame_flags` of a frame that does not exist in memory.
    pub flags: u32,
}

/// A frame register's value at an exit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SlotEntry {
    /// Relative to the root frame's base.
    pub slot: i32,
    pub value: Ref,
}

/// The state that an exit restores.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Snapshot {
    /// Outermost first; at least one. All after the first have a `function`, or exist in memory.
    pub frames: Box<[FrameEntry]>,
    /// Ascending by slot. Locals of frames that do not exist in memory are unbound unless named.
    pub slots: Box<[SlotEntry]>,
    pub resume: Resume,
}

/// An object that no instruction makes: the exits that need it make it. Its fields' values are entries
/// of the snapshot in slots that no frame has, from [`SunkObject::FIRST_SLOT`] on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SunkObject {
    pub snapshot: SnapshotId,
    /// The header word that it is made with; its low half is the shape.
    pub header: u64,
    /// The shape that it has by now.
    pub shape: u32,
    /// The slots that hold it: of frames, or of other objects' fields.
    pub places: Box<[i32]>,
    /// Byte offset in the object, and the slot that names the value.
    pub fields: Box<[(i32, i32)]>,
}

impl SunkObject {
    /// The first slot for fields.
    pub const FIRST_SLOT: i32 = 1 << 24;
}

/// How a trace is entered.
#[derive(Clone, PartialEq, Debug)]
pub enum Start {
    /// At a loop header or function entry: values are in the frame.
    Root { code: *const Code, pc: u32 },
    /// From an exit of another trace, which hands over values by `Inherit`.
    Side { parent: TraceId, exit: u32 },
}

/// How a trace ends.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum End {
    /// Back to `LoopBegin`.
    Loop,
    /// To the entry of a root trace: `base_delta` words are added to the base, all live slots are
    /// in memory. (Also to itself.)
    Link { target: TraceId, base_delta: i32 },
    /// To the interpreter by this snapshot.
    Exit { snapshot: SnapshotId },
}

/// Where an instruction comes from, for dumps and errors: code and pc.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Origin {
    pub code: *const Code,
    pub pc: u32,
}

/// A trace.
#[derive(Clone, Debug)]
pub struct Trace {
    pub start: Start,
    pub insts: Vec<Inst>,
    /// One per instruction.
    pub origins: Vec<Origin>,
    pub constants: Vec<Constant>,
    pub snapshots: IdVec<SnapshotId, Snapshot>,
    /// Index of the `LoopBegin`.
    pub loop_begin: Option<usize>,
    pub end: End,
    /// For side traces: what `Inherit` k is at the parent's exit: (the parent's snapshot slot, type).
    pub inherits: Vec<(i32, Type)>,
    /// What exits make, ascending by snapshot.
    pub sunk: Vec<SunkObject>,
    /// Heap objects that constants refer to are found through `constants` (types Value and Object).
    pub(crate) constant_ids: HashMap<Constant, u32, rustc_hash::FxBuildHasher>,
}

impl Trace {
    /// An empty trace.
    pub fn new(start: Start) -> Trace {
        Trace {
            start,
            insts: Vec::new(),
            origins: Vec::new(),
            constants: Vec::new(),
            snapshots: IdVec::new(),
            loop_begin: None,
            end: End::Loop,
            inherits: Vec::new(),
            sunk: Vec::new(),
            constant_ids: HashMap::default(),
        }
    }
    /// The constant, made once.
    pub fn constant(&mut self, ty: Type, word: u64) -> Ref {
        let constant = Constant { ty, word };
        let next = self.constants.len() as u32;
        let id = *self.constant_ids.entry(constant).or_insert(next);
        if id == next {
            self.constants.push(constant);
        }
        Ref::constant(id as usize)
    }
    /// A constant Python value as its most exact type: `Int`, `Float`, `Bool`, `Object`, or `Value`.
    pub fn constant_value(&mut self, value: Value) -> Ref {
        if let Some(i) = value.as_int() {
            self.constant(Type::Int, i as u64)
        } else if let Some(f) = value.as_float() {
            self.constant(Type::Float, f.to_bits())
        } else if let Some(b) = value.as_bool() {
            self.constant(Type::Bool, b as u64)
        } else if value.is_object() {
            self.constant(Type::Object, value.bits())
        } else {
            self.constant(Type::Value, value.bits())
        }
    }
    /// The objects that exits by this snapshot make.
    pub fn sunk_at(&self, snapshot: SnapshotId) -> &[SunkObject] {
        let begin = self.sunk.partition_point(|object| object.snapshot < snapshot);
        let end = self.sunk.partition_point(|object| object.snapshot <= snapshot);
        &self.sunk[begin..end]
    }
    /// The type of an operand.
    pub fn type_of(&self, operand: Ref) -> Type {
        match (operand.as_inst(), operand.as_constant()) {
            (Some(index), _) => self.insts[index].ty,
            (_, Some(index)) => self.constants[index].ty,
            _ => Type::Unit,
        }
    }
    /// The constant that an operand is.
    pub fn as_constant(&self, operand: Ref) -> Option<Constant> {
        operand.as_constant().map(|index| self.constants[index])
    }
}
