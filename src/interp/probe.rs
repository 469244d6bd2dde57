//! Hooks for the checks that look inside: instructions logged, frames described, recordings given up.
//!
//! In: what is to happen. Out: what has happened. Only with the feature `fuzzing` and in tests; a VM whose probe
//! nobody sets does what it always does.
//!
//! 1. From the moment in which a forced guard leaves, no trace is entered any more: the interpreter goes on step by
//!    step, each step logged. So the log must be the end of the log of a VM without the JIT.
//! 2. What finalizers execute is not logged: when they run depends on when objects were allocated, and a trace
//!    allocates less.

use std::hash::Hasher;

use crate::frame::header;
use crate::interp::run::{Outcome, code_of, run};
use crate::interp::safepoint::After;
use crate::interp::{Interpreter, unwind};
use crate::jit::exit::Resumed;
use crate::object::Value;

/// An instruction: its code's name and first line, hashed, and its pc.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    pub code: u64,
    pub pc: u32,
}

/// Describes the frames, the innermost about to execute an instruction.
pub type Describe = fn(&Interpreter, *mut Value, u32) -> String;

/// What a check wants to see or to happen.
#[derive(Default)]
pub struct Probe {
    /// Log every instruction, from now on.
    pub watching: bool,
    pub log: Vec<Place>,
    /// Entries of the log before which the frames are described; ascending.
    pub wanted: Vec<usize>,
    pub describe: Option<Describe>,
    pub seen: Vec<String>,
    /// The uop that was forced to leave, once it has been.
    pub forced: Option<&'static str>,
    /// Loops of the interpreter that ran in each other then.
    pub nesting: u32,
    /// Loops of the interpreter that run in each other now.
    pub depth: u32,
    /// Give up every recording after so many instructions observed.
    pub abort_after: Option<u32>,
    /// Instructions observed since the last recording began.
    pub observed: u32,
    /// Recordings given up that way.
    pub aborted: u32,
}

/// A log does not grow beyond.
pub const LONGEST: usize = 400_000;

impl Probe {
    /// One more instruction is observed: whether the recording is to be given up.
    pub fn gives_up(&mut self) -> bool {
        self.observed += 1;
        let now = self.abort_after.is_some_and(|most| self.observed > most);
        if now {
            self.observed = 0;
            self.aborted += 1;
        }
        now
    }
}

/// A trace was left: by the guard that was to be forced?
pub fn left(vm: &mut Interpreter, resumed: &Resumed) {
    if vm.probe.watching {
        return;
    }
    if let Some(exit) = resumed.exit
        && let Some(uop) = vm.jit.store.was_forced(resumed.trace, exit)
    {
        vm.probe.forced = Some(uop);
        vm.probe.nesting = vm.probe.depth;
        vm.probe.watching = true;
    }
}

/// Executes and logs instruction after instruction until the frame marked ENTRY is left.
pub fn watch(vm: &mut Interpreter, base: *mut Value, pc: u32) -> After {
    let (mut base, mut pc) = (base, pc);
    loop {
        // SAFETY: `base` is the running frame.
        let code = unsafe {
            header(base).pc = pc;
            code_of(base)
        };
        let mut hasher = rustc_hash::FxHasher::default();
        hasher.write(code.qualified_name.as_bytes());
        hasher.write_u32(code.first_line);
        let logged = !vm.realm.finalizers.running;
        if logged
            && vm.probe.wanted.get(vm.probe.seen.len()) == Some(&vm.probe.log.len())
            && let Some(describe) = vm.probe.describe
        {
            let text = describe(vm, base, pc);
            vm.probe.seen.push(text);
        }
        if logged && vm.probe.log.len() < LONGEST {
            vm.probe.log.push(Place { code: hasher.finish(), pc });
        }
        // SAFETY: `base` and `pc` are where the last step left the running frame.
        match unsafe { run::<true>(vm, base, pc) } {
            Outcome::Stepped(at, index) => (base, pc) = (at, index),
            Outcome::Returned(value) => return After::Returned(value),
            Outcome::Raised(raised) => match unwind::unwind(vm, raised) {
                unwind::Unwound::Handled(at, index) => (base, pc) = (at, index),
                unwind::Unwound::Left(raised) => return After::Left(raised),
            },
        }
    }
}

/// As [`run`] from the beginning of an activation.
pub fn run_watched(vm: &mut Interpreter, base: *mut Value, pc: u32) -> Outcome {
    match watch(vm, base, pc) {
        After::Returned(value) => Outcome::Returned(value),
        After::Left(raised) | After::Raised(raised) => Outcome::Raised(raised),
        // `watch` ends in no other way.
        After::GoOn | After::Resume(..) => Outcome::Returned(Value::NONE),
    }
}

/// Under stress, the heap is looked at after every so-manyth collection.
pub const VERIFIED: u64 = 61;
