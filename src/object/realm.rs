//! What all code of one VM shares: the heap, interned strings, shapes, the builtin classes, the
//! pending word, the output.
//!
//! 1. `repr(C)`: machine code reaches [`Machine`], its first field, through a pinned register.
//! 2. Everything is made when first needed: a new realm allocates almost nothing.

use std::ops::{Deref, DerefMut};

use crate::gc::{Gc, Tracer};
use crate::object::{InstanceObject, Value};

/// A Python exception on its way: an instance of a subclass of BaseException.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Raised(pub Gc<InstanceObject>);

/// The result of anything that can raise.
pub type PyResult<T = Value> = Result<T, Raised>;

/// How the collector handles what a code object owns.
pub struct CodeHooks {
    /// Visits the values that the code holds (constants).
    pub trace: fn(code: *mut u8, tracer: &mut Tracer<'_>),
    /// Frees it.
    pub drop: fn(code: *mut u8),
}

/// Bits of [`Machine::pending`]: why a safepoint should stop.
pub mod pending {
    /// The heap asks for a collection.
    pub const COLLECT: u32 = 1;
    /// Watched state has changed: traces are to be invalidated.
    pub const INVALIDATE: u32 = 2;
    /// The host asks for an interruption.
    pub const INTERRUPT: u32 = 4;
}

/// Functions that may run arbitrary Python take `cx: &mut impl Call` (or `&mut dyn Call`): the
/// signature shows it. Whoever calls holds rooted whatever it needs afterwards
/// ([`Realm::root`]).
pub trait Call: Deref<Target = Realm> + DerefMut {
    /// Calls `callee(*args, **keywords)`.
    fn call(&mut self, callee: Value, args: &[Value], keywords: &[(Value, Value)]) -> PyResult;
    /// The module of that name, imported.
    fn import(&mut self, name: &str) -> PyResult;
}

/// The part of the realm that machine code reads and writes.
#[repr(C)]
pub struct Machine {
    /// Safepoints stop if it is not 0; see [`pending`]. Other threads may set bits of it.
    pub pending: std::sync::atomic::AtomicU32,
    /// Frames deep now (for RecursionError), and the limit.
    pub depth: u32,
    pub depth_limit: u32,
    pub padding: u32,
    /// End of the VM's stack: no frame may reach past it.
    pub stack_end: *mut Value,
    /// First word past the frames in use, while Rust or machine code calls something that pushes
    /// a frame.
    pub stack_top: *mut Value,
    /// Constants that templates use as memory operands.
    pub int_bias: u64,
    pub float_bias: u64,
    pub float_limit: u64,
    /// Sign bit and everything else, for float negation and abs: 16-byte aligned in use.
    pub sign_mask: u64,
    pub abs_mask: u64,
    /// The exception that a function called by machine code raised; unbound if none.
    pub raised: Value,
    /// The collector's free lists: `free[class]` is the first free cell.
    pub free: [*mut u8; crate::gc::SIZE_CLASSES],
}

/// See the module.
#[repr(C)]
pub struct Realm {
    pub machine: Machine,
}
