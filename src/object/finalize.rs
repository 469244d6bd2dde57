//! What is done when an object is found dead: weak references forget it, `__del__` is called, a generator is closed.
//!
//! In: weak references and objects with something to do at their end, registered as they are made; the marks of a
//! collection. Out: lists of what is to be called, which the interpreter works off at the safepoint.
//!
//! ```text
//! mark from roots → references to what is not marked are emptied → dead objects with an end are marked after all,
//! → and so is what they need → calls are due
//! ```
//!
//! 1. A reference is emptied before anything is called: nobody gets hold of a dead object through it.
//! 2. An object's end is called once, then it is like any other.
//! 3. Nothing is called while the collector runs.
//! 4. CPython, which counts references, calls at once. So while there is something that could be called, the interpreter
//!    collects more often than memory needs it ([`Realm::takes_eager_collection`]): before calls in code that is not hot and
//!    behind assignments and deletions, until a budget of work is used up.

use std::cell::Cell;

use rustc_hash::FxHashMap;

use crate::gc::{Gc, Header, Object, Tracer};
use crate::object::{GeneratorObject, Kind, Progress, Realm, Value};

/// The part of a weak reference that knows the object.
#[repr(C)]
pub struct WeakCellObject {
    pub header: Header,
    /// The object, which this does not keep alive; unbound when it is dead.
    pub target: Cell<Value>,
    /// The reference object that a program has.
    pub owner: Value,
    /// What is called with it when the object is dead, or None.
    pub callback: Value,
}

// SAFETY: `repr(C)`, header first, the kind is this type's alone.
unsafe impl Object for WeakCellObject {
    const KIND: u8 = Kind::WeakCell as u8;
}

/// Bytes that eager collections may look at, in all, and for the sake of generators alone: those are everywhere.
const EAGER_BYTES: usize = 512 << 20;
const EAGER_BYTES_FOR_GENERATORS: usize = 64 << 20;

/// See the module.
pub struct Finalizers {
    /// By the address of the object.
    cells: FxHashMap<usize, Vec<Gc<WeakCellObject>>>,
    /// Objects that have something to do at their end.
    ending: Vec<Gc<Header>>,
    /// Callbacks that are due, with their references.
    pub(crate) callbacks: Vec<(Value, Value)>,
    /// Objects whose end is due.
    pub(crate) ended: Vec<Value>,
    /// Something might be called.
    pub watchful: bool,
    eager_left: usize,
    eager_left_for_generators: usize,
    /// There is something else than generators that could be called.
    others: bool,
    /// The lists are being worked off.
    pub running: bool,
}

impl Default for Finalizers {
    fn default() -> Finalizers {
        Finalizers {
            cells: FxHashMap::default(),
            ending: Vec::new(),
            callbacks: Vec::new(),
            ended: Vec::new(),
            watchful: false,
            eager_left: EAGER_BYTES,
            eager_left_for_generators: EAGER_BYTES_FOR_GENERATORS,
            others: false,
            running: false,
        }
    }
}

impl Finalizers {
    /// What is due must live until it is done.
    pub(crate) fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(&self.ended);
        for (callback, owner) in &self.callbacks {
            tracer.values(&[*callback, *owner]);
        }
    }
    /// All that is alive is marked: rules 1 and 2.
    pub(crate) fn bury(&mut self, tracer: &mut Tracer<'_>) {
        self.empty_cells(tracer);
        let ended = &mut self.ended;
        self.ending.retain(|object| {
            let alive = tracer.is_marked(*object);
            let over = Value::object(*object).cast().is_some_and(|generator: Gc<GeneratorObject>| {
                generator.progress() == Progress::Finished || !alive && generator.progress() == Progress::Created
            });
            if over {
                return false;
            }
            if !alive {
                ended.push(Value::object(*object));
            }
            alive
        });
        for object in &self.ended {
            tracer.value(*object);
        }
    }
    /// What was marked for the sake of the dead is marked too.
    pub(crate) fn finish(&mut self, tracer: &Tracer<'_>) {
        self.empty_cells(tracer);
        self.others = self.ending.iter().any(|object| Kind::of(*object) != Kind::Generator)
            || self.cells.values().flatten().any(|cell| !cell.callback.is_none());
        self.watchful = self.others || !self.ending.is_empty();
    }
    fn empty_cells(&mut self, tracer: &Tracer<'_>) {
        let callbacks = &mut self.callbacks;
        self.cells.retain(|target, cells| {
            let alive = tracer.is_marked(Gc::<Header>::from_address(*target));
            cells.retain(|cell| {
                if !alive {
                    cell.target.set(Value::UNBOUND);
                    if tracer.is_marked(*cell) && !cell.callback.is_none() {
                        callbacks.push((cell.callback, cell.owner));
                    }
                }
                alive && tracer.is_marked(*cell)
            });
            !cells.is_empty()
        });
    }
}

impl Realm {
    /// A weak reference's cell.
    pub fn weak_cell(&mut self, target: Gc<Header>, owner: Value, callback: Value) -> Gc<WeakCellObject> {
        let header = Header::plain::<WeakCellObject>();
        let cell = self.alloc(WeakCellObject { header, target: Cell::new(Value::object(target)), owner, callback });
        self.finalizers.cells.entry(target.address()).or_default().push(cell);
        if !callback.is_none() {
            self.finalizers.others = true;
            self.finalizers.watchful = true;
        }
        cell
    }
    /// The weak references to an object.
    pub fn weak_references(&self, target: Value) -> Vec<Value> {
        let Some(object) = target.as_object() else { return Vec::new() };
        self.finalizers.cells.get(&object.address()).into_iter().flatten().map(|cell| cell.owner).collect()
    }
    /// The object has something to do at its end.
    pub fn has_an_end<T>(&mut self, object: Gc<T>) {
        self.finalizers.ending.push(Gc::from_address(object.address()));
        self.finalizers.others = true;
        self.finalizers.watchful = true;
    }
    /// The generator has handlers that a `GeneratorExit` would go through.
    pub fn generator_has_an_end(&mut self, generator: Gc<GeneratorObject>) {
        self.finalizers.ending.push(Gc::from_address(generator.address()));
        self.finalizers.watchful = self.finalizers.others || self.finalizers.eager_left_for_generators != 0;
    }
    /// All objects that have something to do at their end, in the order they were made: the program is over.
    pub fn end_all(&mut self) {
        let ending = std::mem::take(&mut self.finalizers.ending);
        self.finalizers.ended.extend(ending.into_iter().map(Value::object));
    }
    /// Whether to collect now although no memory is needed: rule 4. `asked`: the program looks at a weak reference.
    pub fn takes_eager_collection(&mut self, asked: bool) -> bool {
        let cost = self.heap.used();
        let finalizers = &mut self.finalizers;
        if finalizers.running {
            return false;
        }
        if !finalizers.others && !asked {
            let suspended = |object: &Gc<Header>| {
                let generator = Value::object(*object).cast();
                generator.is_some_and(|generator: Gc<GeneratorObject>| generator.progress() == Progress::Suspended)
            };
            if !finalizers.ending.iter().rev().take(16).any(suspended) {
                return false;
            }
            let left = finalizers.eager_left_for_generators.checked_sub(cost);
            finalizers.eager_left_for_generators = left.unwrap_or(0);
            finalizers.watchful = left.is_some();
            return left.is_some();
        }
        let left = finalizers.eager_left.checked_sub(cost);
        if let Some(left) = left {
            finalizers.eager_left = left;
        }
        left.is_some()
    }
}

#[cfg(any(test, feature = "fuzzing"))]
impl Finalizers {
    /// For checks: what is known of objects that may die is known of objects that live.
    pub(crate) fn verify(&self, heap: &crate::gc::Heap) -> Result<(), String> {
        for (target, cells) in &self.cells {
            heap.object_at(*target).map_err(|what| format!("target of a weak reference: {what}"))?;
            for cell in cells {
                heap.object_at(cell.address()).map_err(|what| format!("weak reference: {what}"))?;
                if cell.target.get().as_object().map(|object| object.address()) != Some(*target) {
                    return Err(format!("weak reference {cell:?} has another target"));
                }
            }
        }
        for object in &self.ending {
            heap.object_at(object.address()).map_err(|what| format!("object with an end: {what}"))?;
        }
        Ok(())
    }
}
