//! The system that finds our wrong answers: generators, and checks that run what they make.
//!
//! In: bytes, from a fuzzer, a seed, a proptest strategy or a file. Out: nothing, or a [`Failure`] that a person can
//! read; and [`Statistics`] that say what was reached.
//!
//! ```text
//! cargo run --profile fuzz --features fuzzing --example fuzz -- tiers --count 10000 --seed 1
//! cargo fuzz run tiers --features …        # the same checks, thin targets in fuzz/
//! ```
//!
//! 1. Only with the feature `fuzzing` or in tests; nothing of the engine depends on it.
//! 2. Every case is its bytes. The same bytes make the same case, and running out of bytes is no error.
//! 3. A check runs everything in this process, on VMs of its own; a panic inside counts as a failure.

pub mod allocations;
pub mod calls;
pub mod check;
pub mod choices;
mod describe;
pub mod faults;
pub mod program;
pub mod run;
#[cfg(test)]
mod tests;
mod trace;
#[cfg(test)]
pub(crate) use trace::{bench, pressure};

pub use check::{CHECKS, Check, Failure, Statistics};
pub use choices::{Choices, bytes_of};
