//! Floor 7: what happens when a trace is left: from an exit's snapshot and the machine's registers to
//! the frames of the interpreter, and the books on exits.
//!
//! ```text
//! let resumed = restore(&trace, &plan, &registers, base, realm);   // frames written
//! info.hits += 1;                                                  // hot: a side trace begins here
//! ```

mod exits;
mod restore;

pub use exits::{ExitInfo, Resumed};
pub use restore::{Registers, restore};
