//! What is known at the end of the trace as it stands.

use crate::jit::ir::{Ref, Trace, Type, Uop};
use crate::jit::opt::memory::Contents;
use crate::jit::opt::range::Range;
use crate::jit::opt::same::Same;
use crate::object::Kind;
use crate::support::fault::{self, Rule};

/// A hash map whose order is the same in every run.
pub(super) type Map<K, V> = hashbrown::HashMap<K, V, rustc_hash::FxBuildHasher>;

/// A hash set likewise.
pub(super) type Set<K> = hashbrown::HashSet<K, rustc_hash::FxBuildHasher>;

/// The number of alias classes.
pub(super) const CLASSES: usize = 16;

/// A proven shape, and since which instruction.
#[derive(Clone, Copy)]
struct Shape {
    shape: u32,
    since: u32,
}

/// With more shapes known than this, one that changes voids all, so as not to go through them.
const MOST_SHAPES: usize = 256;

/// Everything known.
#[derive(Clone)]
pub(super) struct Facts {
    /// The instruction that computed (or proved) this last.
    pub same: Same,
    /// Per alias class: memory facts from before this instruction are void.
    pub killed: [u32; CLASSES],
    pub contents: Contents,
    /// Per instruction, of ints.
    pub ranges: Vec<Range>,
    shapes: Map<Ref, Shape>,
    shapes_killed: u32,
    /// Values proven to be a constant, or to be equal to an earlier value.
    pub replaced: Map<Ref, Ref>,
    /// Allocations that anything but a field access has seen.
    pub escaped: Map<Ref, ()>,
}

impl Facts {
    /// Nothing is known.
    pub fn new() -> Facts {
        Facts {
            same: Same::new(),
            killed: [0; CLASSES],
            contents: Contents::default(),
            ranges: Vec::new(),
            shapes: Map::default(),
            shapes_killed: 0,
            replaced: Map::default(),
            escaped: Map::default(),
        }
    }
    /// Whether a fact about memory of these classes still holds that was found by instruction `since`.
    #[inline]
    pub fn holds(&self, classes: u16, since: u32) -> bool {
        let mut rest = if fault::rule(Rule::Merge) { 0 } else { classes };
        while rest != 0 {
            if self.killed[rest.trailing_zeros() as usize] > since {
                return false;
            }
            rest &= rest - 1;
        }
        true
    }
    /// Voids all facts about memory of these classes.
    pub fn kill(&mut self, classes: u16, now: u32) {
        let mut rest = classes;
        while rest != 0 {
            self.killed[rest.trailing_zeros() as usize] = now;
            rest &= rest - 1;
        }
    }
    /// The value that stands for this one.
    #[inline]
    pub fn resolve(&self, operand: Ref) -> Ref {
        if self.replaced.is_empty() {
            return operand;
        }
        self.replaced.get(&operand).copied().unwrap_or(operand)
    }
    /// The shape that the object is proven to have now.
    pub fn shape(&self, object: Ref) -> Option<u32> {
        let known = self.shapes.get(&object)?;
        (never_changes(known.shape) || known.since >= self.shapes_killed).then_some(known.shape)
    }
    /// Forgets all shapes that can change.
    pub fn kill_shapes(&mut self, now: u32) {
        self.shapes_killed = now;
    }
    /// The shape of `object` changes: forgets it of whatever may be the same object.
    pub fn kill_shape_of(&mut self, trace: &Trace, object: Ref) {
        if fault::rule(Rule::ShapeOfAlias) {
            return;
        }
        if fresh(trace, object).is_none() || self.shapes.len() > MOST_SHAPES {
            self.shapes_killed = trace.insts.len() as u32;
            return;
        }
        let mut shapes = std::mem::take(&mut self.shapes);
        // A shape itself proves nothing here: that of `object` is the old one.
        shapes.retain(|&other, known| {
            never_changes(known.shape) || other != object && distinct_identity(trace, self, other, object)
        });
        self.shapes = shapes;
    }
    /// The object has that shape.
    pub fn set_shape(&mut self, object: Ref, shape: u32, now: u32) {
        self.shapes.insert(object, Shape { shape, since: now });
    }
}

/// Whether objects of that shape keep it for their life: plain objects of a builtin kind.
pub(super) fn never_changes(shape: u32) -> bool {
    (shape as usize) < Kind::ALL.len() && shape != Kind::Instance as u32
}

/// The value whose word this is, without changes of type.
pub(super) fn root(trace: &Trace, mut operand: Ref) -> Ref {
    while let Some(index) = operand.as_inst() {
        let inst = &trace.insts[index];
        if inst.op != Uop::AsObject || inst.ty != Type::Object {
            break;
        }
        operand = inst.args[0];
    }
    operand
}

/// Whether the two objects are known to be different ones.
pub(super) fn distinct(trace: &Trace, facts: &Facts, a: Ref, b: Ref) -> bool {
    let (a, b) = (root(trace, a), root(trace, b));
    if a == b {
        return false;
    }
    if let (Some(a), Some(b)) = (facts.shape(a), facts.shape(b))
        && a != b
    {
        return true;
    }
    distinct_identity(trace, facts, a, b)
}

/// As [`distinct`], of roots, without looking at shapes.
fn distinct_identity(trace: &Trace, facts: &Facts, a: Ref, b: Ref) -> bool {
    if a == b {
        return false;
    }
    match (fresh(trace, a), fresh(trace, b)) {
        (Some(_), Some(_)) => true,
        (Some(made), None) => older(a, facts, made, b),
        (None, Some(made)) => older(b, facts, made, a),
        (None, None) => match (trace.as_constant(a), trace.as_constant(b)) {
            (Some(a), Some(b)) => a.word != b.word,
            _ => false,
        },
    }
}

/// Whether `other` cannot be the object made at `made`: it was known before, or the object is
/// known to nobody.
fn older(object: Ref, facts: &Facts, made: usize, other: Ref) -> bool {
    other.as_inst().is_none_or(|index| index < made) || !facts.escaped.contains_key(&object)
}

/// The instruction that made the object, if it is one that always makes a new one. (A call that
/// allocates may also return an old one.)
pub(super) fn fresh(trace: &Trace, object: Ref) -> Option<usize> {
    object.as_inst().filter(|&index| trace.insts[index].op == Uop::InstanceAllocate)
}
