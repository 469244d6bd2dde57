//! Floor 1: the heap. Objects do not move; collection is mark and lazy sweep.
//!
//! In: sizes and [`Hooks`] (how to trace and finalize each kind). Out: memory that stays
//! where it is until a collection finds it unreachable.
//!
//! ```text
//! let cell = heap.alloc(&mut front, size, header_word);    // never collects
//! if heap.wants_collection() { heap.collect(&mut front, &mut roots) }   // at safepoints only
//! ```
//!
//! 1. Allocation never collects. Crossing the threshold only makes [`Heap::wants_collection`] true;
//!    whoever polls at a safepoint collects. Between two safepoints Rust code may hold
//!    [`Gc`]s and plain values without rooting them.
//! 2. Every object begins with a [`Header`]. `T: Object` promises that.
//! 3. The free lists that machine code pops from are [`AllocFront`]; a cell on a list holds
//!    the address of the next one in its second word (0 ends the list).
//! 4. A header's mark byte is 0 for new objects and survivors of a finished sweep, so the
//!    header of a new object is a constant that machine code can store.

mod header;
mod heap;
mod sizes;
mod tracer;

pub use header::{Gc, Header, Object};
pub use heap::{Heap, OutOfMemory, Roots};
pub use sizes::{LARGEST_CELL, SIZE_CLASSES, cell_size, size_class};
pub use tracer::{Hooks, Tracer};

/// The first free cell of every size class, or null: what machine code pops from.
pub type AllocFront = [*mut u8; SIZE_CLASSES];
