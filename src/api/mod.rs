//! Floor 10: embedding.
//!
//! In: source text, host functions, host values. Out: values of the host's types, or an [`Error`].
//!
//! ```
//! let mut vm = taipan::Vm::new();
//! vm.run("def area(w, h): return w * h", "shapes.py").unwrap();
//! let area: f64 = vm.call("area", (2.5, 4.0)).unwrap();
//! assert_eq!(area, 10.0);
//! ```
//!
//! 1. Any number of VMs per process; nothing is shared between them. A [`Vm`] is `Send`.
//! 2. A value that the host keeps is an [`Object`]: it stays alive until it is dropped, and may
//!    outlive its VM (then it is empty).
//! 3. A Python exception that reaches the host is an [`Error`], which prints as CPython
//!    prints it.

mod config;
mod convert;
mod error;
mod host;
mod object;
mod vm;

pub use config::{Config, JitMode, PerfMode, RegallocMode, SWITCHES, Stage, StatsFormat, Switch};
pub use convert::{Context, FromValue, ToArguments, ToValue};
pub use error::{Error, ErrorKind, Frame};
pub use host::{Exception, HostFunction, HostReturn};
pub use object::Object;
pub use vm::{Capture, Interrupt, Vm};

#[cfg(test)]
mod off_tests;
#[cfg(test)]
mod panics_tests;
#[cfg(test)]
mod verify_tests;
