//! Taipan: Python-syntax programs, embedded, with a trace JIT.

pub mod api;
pub mod builtins;
pub mod bytecode;
pub mod frame;
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
