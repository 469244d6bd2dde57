//! The seam between tier 1 and the JIT: all that the loop knows about traces.
//!
//! 1. The interpreter tells, the JIT answers: nothing here calls back into the loop.
//! 2. With the JIT off, every function here is trivial and is called about once in 65536
//!    back-edges.

use crate::interp::Interpreter;
use crate::interp::run::Pc;
use crate::object::{Raised, Value};

/// What the JIT keeps per VM. Nothing yet.
#[derive(Default)]
pub struct Jit {
    /// Whether hot code is recorded at all.
    pub enabled: bool,
}

/// What the recorder says when asked or told something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Recording {
    /// Tell it about the next instruction before it is executed.
    On,
    /// Do not.
    Off,
}

/// Where a trace was left.
pub struct Exit {
    /// The frame that runs now: perhaps pushed or popped by the trace.
    pub base: *mut Value,
    /// The instruction to go on with.
    pub pc: u32,
    /// The exception that `pc` raised, if it did.
    pub raised: Option<Raised>,
}

/// A loop header or function entry has become hot: record from here?
pub fn hot(vm: &mut Interpreter, base: *mut Value, pc: u32) -> Recording {
    let _ = (vm, base, pc);
    Recording::Off
}

/// The recorder sees the instruction at `pc` before it is executed.
pub fn observe(vm: &mut Interpreter, base: *mut Value, pc: u32) -> Recording {
    let _ = (vm, base, pc);
    Recording::Off
}

/// What was observed last raised an exception, or left the frames in which recording began.
pub fn abort_recording(vm: &mut Interpreter) {
    let _ = vm;
}

/// Runs the trace of that number from the frame at `base`. `None`: there is no such trace
/// any more.
pub fn enter(vm: &mut Interpreter, trace: u32, base: *mut Value, pc: Pc) -> Option<Exit> {
    let _ = (vm, trace, base, pc);
    None
}

/// Watched state has changed: traces that rest on it are invalidated.
pub fn invalidate(vm: &mut Interpreter) {
    let _ = vm;
}
