//! Taipan: Python-syntax programs, embedded, with a trace JIT.
//!
//! ```text
//! source ─ syntax → tree ─ bytecode → code ─ interp ─────────────→ effects on objects
//!                                             │ ↑                     (object, gc)
//!                              hot loop: record │ exit: frame rebuilt
//!                                             ↓ │
//!             uops ─ ir → opt → regalloc → emit ─ machine code
//! ```
//!
//! A module names only lower floors; a test enforces it. Hosts start at [`Vm`] and [`Config`]; readers of
//! the compiler at [`jit`] and [`uops`].

pub mod api;
pub mod builtins;
pub mod bytecode;
pub mod frame;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
pub mod gc;
pub mod interp;
pub mod jit;
pub mod object;
pub mod support;
pub mod syntax;
#[path = "../uops/mod.rs"]
pub mod uops;
pub use api::{
    Capture, Config, Error, ErrorKind, Exception, Frame, FromValue, HostFunction, HostReturn, Interrupt, JitMode,
    Object, PerfMode, RegallocMode, SWITCHES, Stage, StatsFormat, Switch, ToArguments, ToValue, Vm,
};
