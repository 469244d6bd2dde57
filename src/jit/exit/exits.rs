//! What is known about each exit of a compiled trace.

use std::cell::Cell;

use crate::jit::ir::{ExitReason, SnapshotId, TraceId, Uop};
use crate::jit::regalloc::ExitPlan;
use crate::object::Value;

/// Where the interpreter goes on after machine code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Resumed {
    /// Base of the innermost frame.
    pub base: *mut Value,
    pub pc: u32,
    /// Unwind from `pc` with the exception in `machine.raised`.
    pub raise: bool,
    /// The trace that was left (perhaps another than was entered), and its exit.
    pub trace: TraceId,
    /// `None`: the trace had been invalidated before it was entered, by a link or otherwise.
    pub exit: Option<u32>,
}

/// One exit.
#[derive(Clone, Debug)]
pub struct ExitInfo {
    pub reason: ExitReason,
    /// What leaves; `None` at the trace's end.
    pub uop: Option<Uop>,
    /// Where the values are: a side trace takes them over from there.
    pub plan: ExitPlan,
    /// How often the interpreter was reached by it.
    pub hits: Cell<u32>,
    /// At which count of hits to record (again); 0: at the general threshold.
    pub record_at: Cell<u32>,
    /// The trace that goes on here.
    pub side: Option<TraceId>,
}

impl ExitInfo {
    /// A new exit.
    pub fn new(reason: ExitReason, uop: Option<Uop>, plan: ExitPlan) -> ExitInfo {
        ExitInfo { reason, uop, plan, hits: Cell::new(0), record_at: Cell::new(0), side: None }
    }
    /// What the interpreter will find.
    pub fn snapshot(&self) -> SnapshotId {
        self.plan.snapshot
    }
}
