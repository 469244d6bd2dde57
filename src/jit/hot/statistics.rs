//! What the compiler counts.

use std::collections::BTreeMap;

use crate::jit::ir::GiveUp;

/// Counts since the VM was made.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    /// Recordings begun.
    pub started: u64,
    /// Uops of recordings that were compiled, before the loop was peeled.
    pub uops_recorded: u64,
    /// Uops of compiled traces.
    pub uops_compiled: u64,
    /// Exits that the instructions recorded asked for, before anything was proven needless.
    pub guards_recorded: u64,
    /// The same, of recordings that became loops.
    pub guards_recorded_in_loops: u64,
    /// Exits that remain in the bodies of loops.
    pub guards_in_loops: u64,
    /// Traces invalidated because something they depended on changed.
    pub invalidated: u64,
    /// Nanoseconds spent: observing instructions and optimizing, allocating registers, proving
    /// allocations, making machine code and publishing it.
    pub record_nanos: u64,
    /// The part of `record_nanos` that went into recordings given up.
    pub gave_up_nanos: u64,
    pub allocate_nanos: u64,
    pub check_nanos: u64,
    pub emit_nanos: u64,
    /// Recordings given up, by reason.
    pub gave_up: BTreeMap<String, u64>,
    /// Executions of instructions that traces left to the interpreter, by the operation's number.
    pub interpreted: Vec<u64>,
    /// Traces that ended before an instruction that has no uops, by its name.
    pub stopped: BTreeMap<&'static str, u64>,
}

impl Statistics {
    /// Counts an instruction that machine code had the interpreter execute.
    #[inline]
    pub fn interpreted(&mut self, operation: u8) {
        let index = operation as usize;
        if index >= self.interpreted.len() {
            self.interpreted.resize(index + 1, 0);
        }
        self.interpreted[index] += 1;
    }
    /// Counts a trace that ends before an instruction without uops.
    pub fn stopped(&mut self, name: &'static str) {
        *self.stopped.entry(name).or_default() += 1;
    }
    /// Counts a recording or compilation that was given up.
    pub fn gave_up(&mut self, reason: GiveUp) {
        *self.gave_up.entry(reason.to_string()).or_default() += 1;
    }
}
