//! Seeded faults: one protection taken away at a time, to see that the checks notice.
//!
//! In: a fault, set for the whole process. Out: whether the code that asks is to leave out what it should do. Without the
//! feature `fuzzing` every answer is a constant `false`, and nothing of this is compiled in.

/// What is left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// Guards of the uop of that number are never emitted.
    Guard(u16),
    /// The uop of that number is taken to write nothing.
    Effects(u16),
    /// The n-th entry of every snapshot is missing.
    Snapshot(u16),
    /// A register that calls destroy (general, then float ones) is taken to survive.
    Clobber(u16),
    /// Events of that kind invalidate nothing.
    Watcher(u16),
}

impl Fault {
    /// From a text such as `Guard 3`.
    pub fn parse(text: &str) -> Option<Fault> {
        let (name, number) = text.split_once(' ')?;
        let number = number.parse().ok()?;
        Some(match name {
            "Guard" => Fault::Guard(number),
            "Effects" => Fault::Effects(number),
            "Snapshot" => Fault::Snapshot(number),
            "Clobber" => Fault::Clobber(number),
            "Watcher" => Fault::Watcher(number),
            _ => return None,
        })
    }
}

#[cfg(any(test, feature = "fuzzing"))]
mod set {
    use super::Fault;
    use std::sync::OnceLock;

    static FAULT: OnceLock<Fault> = OnceLock::new();

    /// Seeds a fault; once in a process.
    pub fn seed(fault: Fault) {
        let _ = FAULT.set(fault);
    }
    /// Whether that fault is seeded.
    pub fn is(fault: Fault) -> bool {
        FAULT.get() == Some(&fault)
    }
}
#[cfg(any(test, feature = "fuzzing"))]
pub use set::{is, seed};

/// Whether that fault is seeded.
#[cfg(not(any(test, feature = "fuzzing")))]
#[inline(always)]
pub fn is(_fault: Fault) -> bool {
    false
}
