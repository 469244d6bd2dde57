//! The checks.
//!
//! In: a case's bytes. Out: [`Failure`], or nothing; [`Statistics`] on the way.
//!
//! 1. A check that cannot judge a case (it was stopped by the clock) counts it as discarded, not as passed.

mod deopt;
mod programs;
mod regalloc;
mod scripts;
mod session;
mod statistics;
mod tiers;
mod trace;
pub mod vm;

pub use statistics::Statistics;
pub use vm::{Variant, observe};

/// A case that is wrong.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What differs.
    pub what: String,
    /// The case as text: a program that python3 can run, a trace, a list of calls.
    pub case: String,
    /// Ending of the file that the case becomes.
    pub extension: &'static str,
}

/// A check of the library.
pub struct Check {
    pub name: &'static str,
    pub about: &'static str,
    /// How many bytes a case of a seed has at most.
    pub length: usize,
    pub run: fn(&[u8], &mut Statistics) -> Result<(), Failure>,
    /// The same for a case given as text, if its texts can be run.
    pub run_text: Option<fn(&str, &mut Statistics) -> Result<(), Failure>>,
    /// The case as a person reads it.
    pub print: fn(&[u8]) -> String,
}

/// The case of these bytes, to be read.
pub fn print(check: &Check, bytes: &[u8]) -> String {
    (check.print)(bytes)
}

/// All of them.
pub static CHECKS: &[Check] = &[
    Check {
        name: "tiers",
        about: "output, exception and globals: interpreter = oracle = machine code in several ways",
        length: 400,
        run: tiers::run,
        run_text: Some(tiers::run_text),
        print: tiers::print,
    },
    Check {
        name: "deopt",
        about: "one guard forced: the frames are the interpreter's, and so is all that follows",
        length: 400,
        run: deopt::run,
        run_text: Some(deopt::run_text),
        print: deopt::print,
    },
    Check {
        name: "trace",
        about: "little programs and random traces: meaning = optimized oracle = machine code, squeezed and forced",
        length: 500,
        run: trace::run,
        run_text: None,
        print: trace::print,
    },
    Check {
        name: "regalloc",
        about: "every allocation proven by the checker, and printed and parsed: all registers, few, odd choices, none",
        length: 800,
        run: regalloc::run,
        run_text: None,
        print: regalloc::print,
    },
    Check {
        name: "session",
        about: "after one program, another does in the same process what it does in a fresh VM",
        length: 600,
        run: session::run,
        run_text: None,
        print: session::print,
    },
    Check {
        name: "gc",
        about: "collections at every safepoint change nothing, in any tier",
        length: 400,
        run: programs::gc,
        run_text: Some(programs::gc_text),
        print: programs::print,
    },
    Check {
        name: "record",
        about: "recordings given up after any instruction change nothing",
        length: 400,
        run: programs::record,
        run_text: Some(programs::record_text),
        print: programs::print,
    },
    Check {
        name: "oom",
        about: "memory that runs out: MemoryError, and the VM lives on",
        length: 300,
        run: programs::oom,
        run_text: Some(programs::oom_text),
        print: programs::print,
    },
    Check {
        name: "asm",
        about: "machine code is made of instructions, and jumps go to their beginnings",
        length: 400,
        run: programs::asm,
        run_text: Some(programs::asm_text),
        print: programs::print,
    },
    Check {
        name: "parse",
        about: "text that is nearly a program: no panic, errors inside the source",
        length: 500,
        run: programs::parse,
        run_text: Some(programs::parse_text),
        print: programs::print_parse,
    },
    Check {
        name: "calls",
        about: "calls of the embedding API: the same answers with and without machine code, on two threads",
        length: 120,
        run: session::run_calls,
        run_text: None,
        print: session::print_calls,
    },
    Check {
        name: "python",
        about: "output and exception are those of python3, where that is CPython 3.11",
        length: 400,
        run: programs::python,
        run_text: Some(programs::python_text),
        print: programs::print,
    },
];

/// The check of that name.
pub fn find(name: &str) -> Option<&'static Check> {
    CHECKS.iter().find(|check| check.name == name)
}
