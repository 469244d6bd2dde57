//! Floor 8: allocated traces become machine code in executable memory, are run, linked, freed.
//!
//! ```text
//! let mut store = CodeStore::new(Settings::default());
//! let id = store.install(trace, allocation)?;
//! let resumed = unsafe { CodeStore::enter(&mut store, realm, id, base) };
//! ```
//!
//! 1. Emission decides nothing: the allocation lists every register, move and exit.
//! 2. Whatever fails here (no memory, another machine) is a [`GiveUp`](crate::jit::ir::GiveUp).

mod assemble;
mod disassemble;
mod enter;
mod frame;
mod memory;
pub mod oracle;
mod perf;
mod store;

#[cfg(test)]
mod tests;

pub use assemble::{Forced, may_be_forced};
pub use disassemble::disassemble;
pub use frame::SPILL_SLOTS;
pub use memory::{CodeAddress, Mapping};
pub use perf::Perf;
pub use store::{CodeStore, CompiledTrace, Counts, Settings};
