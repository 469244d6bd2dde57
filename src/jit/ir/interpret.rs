//! Runs a trace by its uops' oracles: the reference that machine code is compared with, and what
//! `jit=oracle` runs.
//!
//! ```text
//! let mut run = Run::new(&trace, &[]);
//! match run.go(&mut machinery, 1000) { Finished::Exit(exit) => run.word(value), … }
//! ```
//!
//! 1. Side effects happen on real memory, through [`Machinery`]; values live in [`Run`].
//! 2. An exit says where and why; its snapshot's values are read by [`Run::word`], whose word is to be
//!    read by the operand's type.

use crate::jit::ir::{End, ExitReason, Ref, Resume, SnapshotId, Trace, TraceId, Type, Uop, effect};
use crate::object::Value;
use crate::uops::{Left, Machinery};

/// A trace was left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Exit {
    /// The instruction that left; `None` at the trace's end.
    pub inst: Option<usize>,
    pub snapshot: SnapshotId,
    pub reason: ExitReason,
}

/// How a run ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Finished {
    Exit(Exit),
    /// At the entry of another trace; the base is to be moved by that many words.
    Link {
        target: TraceId,
        base_delta: i32,
    },
    /// The back-edge was reached that often. Going on is possible.
    Limit,
}

/// Exits taken without need.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Forced {
    #[default]
    Off,
    /// Each instruction with an exit leaves when it is reached for the n-th time (from 1), unless its exit
    /// says that something was raised.
    Nth(u32),
}

/// Whether that instruction's exit runs again what the instruction comes from: otherwise it decides where to go, and may not
/// leave without need.
fn goes_on_there(trace: &Trace, index: usize) -> bool {
    let frame = trace.snapshots[trace.insts[index].snapshot].frames.last();
    let origin = trace.origins.get(index);
    origin.zip(frame).is_none_or(|(origin, frame)| origin.code == frame.code && origin.pc == frame.pc)
}

/// One run of a trace.
pub struct Run<'a> {
    trace: &'a Trace,
    values: Vec<u64>,
    /// Where it goes on.
    next: usize,
    /// A back-edge was taken: phis take their second operand.
    looping: bool,
    forced: Forced,
    reached: Vec<u32>,
    /// Scratch of the phis' parallel assignment.
    phis: Vec<u64>,
    /// Whether what the trace depends on has not changed; asked by `GuardValid`.
    valid: Option<&'a dyn Fn() -> bool>,
}

impl<'a> Run<'a> {
    /// A run from the trace's entry. `inherited[k]` is what `Inherit` k takes over.
    pub fn new(trace: &'a Trace, inherited: &[u64]) -> Run<'a> {
        let mut values = vec![0; trace.insts.len()];
        for (value, inst) in values.iter_mut().zip(&trace.insts) {
            if inst.op == Uop::Inherit {
                *value = inherited.get(inst.imm as usize).copied().unwrap_or(0);
            }
        }
        Run {
            trace,
            values,
            next: 0,
            looping: false,
            forced: Forced::Off,
            reached: Vec::new(),
            phis: Vec::new(),
            valid: None,
        }
    }
    /// The same, with `GuardValid` asking `valid`.
    pub fn validity(mut self, valid: &'a dyn Fn() -> bool) -> Run<'a> {
        self.valid = Some(valid);
        self
    }
    /// The same, with forced exits.
    pub fn forced(mut self, forced: Forced) -> Run<'a> {
        self.forced = forced;
        self.reached = vec![0; self.trace.insts.len()];
        self
    }
    /// The word of a value or constant, as it is now.
    pub fn word(&self, operand: Ref) -> u64 {
        match (operand.as_inst(), operand.as_constant()) {
            (Some(index), _) => self.values[index],
            (_, Some(index)) => self.trace.constants[index].word,
            _ => 0,
        }
    }
    /// The Python values among the results so far, for the collector.
    pub fn references(&self) -> impl Iterator<Item = Value> + '_ {
        let typed = self.trace.insts.iter().zip(&self.values);
        let values = typed.filter(|(inst, _)| matches!(inst.ty, Type::Value | Type::Object));
        values.map(|(_, word)| Value::from_bits(*word))
    }
    /// Goes on until the trace is left or its back-edge has been taken `limit` times.
    pub fn go(&mut self, machinery: &mut Machinery, mut limit: usize) -> Finished {
        let trace = self.trace;
        loop {
            while let Some(inst) = trace.insts.get(self.next) {
                let index = self.next;
                self.next += 1;
                match inst.op {
                    Uop::Inherit => {}
                    Uop::LoopBegin => self.begin_iteration(index),
                    // Done by `LoopBegin`.
                    Uop::Phi => {}
                    Uop::GuardValid if self.valid.is_some_and(|valid| !valid()) => {
                        let reason = ExitReason::Invalidated;
                        return Finished::Exit(Exit { inst: Some(index), snapshot: inst.snapshot, reason });
                    }
                    op => {
                        if let (Forced::Nth(n), Some(reason)) = (self.forced, op.definition().exit)
                            && reason != ExitReason::Raised
                            && trace.snapshots[inst.snapshot].resume == Resume::At
                            && goes_on_there(trace, index)
                        {
                            self.reached[index] += 1;
                            if self.reached[index] == n {
                                return Finished::Exit(Exit { inst: Some(index), snapshot: inst.snapshot, reason });
                            }
                        }
                        let args = inst.args.map(|operand| self.word(operand));
                        let effects = op.definition().effects;
                        let kept = (effects.writes == effect::ALL).then(|| machinery.keep(self.references()));
                        let outcome = op.oracle(machinery, args, inst.imm);
                        if let Some(mark) = kept {
                            machinery.release(mark);
                        }
                        match outcome {
                            Ok(word) => self.values[index] = word,
                            Err(Left(reason)) => {
                                return Finished::Exit(Exit { inst: Some(index), snapshot: inst.snapshot, reason });
                            }
                        }
                    }
                }
            }
            match (trace.end, trace.loop_begin) {
                (End::Loop, Some(begin)) => {
                    self.next = begin;
                    self.looping = true;
                    limit = limit.saturating_sub(1);
                    if limit == 0 {
                        return Finished::Limit;
                    }
                }
                (End::Link { target, base_delta }, _) => return Finished::Link { target, base_delta },
                (End::Exit { snapshot }, _) => {
                    return Finished::Exit(Exit { inst: None, snapshot, reason: ExitReason::End });
                }
                // Not well-formed: it cannot go on.
                (End::Loop, None) => return Finished::Limit,
            }
        }
    }
    /// All phis behind `begin` at once.
    fn begin_iteration(&mut self, begin: usize) {
        let trace = self.trace;
        let phis = trace.insts[begin + 1..].iter().take_while(|inst| inst.op == Uop::Phi);
        self.phis.clear();
        for phi in phis {
            let word = self.word(phi.args[self.looping as usize]);
            self.phis.push(word);
        }
        self.values[begin + 1..begin + 1 + self.phis.len()].copy_from_slice(&self.phis);
    }
}
