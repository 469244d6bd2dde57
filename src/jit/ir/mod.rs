//! Floor 6: the trace.
//!
//! A trace is a list of instructions in SSA form, each a uop with operands, and the snapshots of
//! those that may leave it. The text form (see [`print`] and [`parse`]) is the tests' language:
//!
//! ```text
//! trace root 12
//!   v0 = LoadSlot 2
//!   v1 = UnboxInt v0 -> #0
//!   v2 = IntAdd v1, 1 -> #0
//!   v3 = LoopBegin
//!   v4:Int = Phi v2, v6
//!   v5 = Poll -> #1
//!   v6 = IntAdd v4, 1 -> #1
//! loop
//! #0 = [f0@12+0] {}
//! #1 = [f0@12+0] {2: v4}
//! ```
//!
//! 1. Operands are defined before their use, except the second operand of a [`Uop::Phi`].
//! 2. An instruction has a snapshot exactly if its uop has an exit.
//! 3. `Phi`s stand directly behind the one `LoopBegin`; `Inherit`s stand first.
//! 4. A snapshot entry may hold a value of any type; leaving boxes it (a raw int outside 48 bits
//!    becomes a heap integer there).
//! 5. `sunk [50 as 51 at 3 fields 16:16777216]` behind a snapshot: an object with header word 50 (its shape), by now of shape 51, that leaving
//!    makes and puts into slot 3; what stands 16 bytes into it is the snapshot's slot 16777216.
//! 6. Slots that no entry names are in the frame's memory as the interpreter left them, or dead.

mod build;
mod give_up;
mod interpret;
mod parse;
mod print;
mod trace;
mod verify;

pub use give_up::GiveUp;
#[cfg(test)]
mod tests;

pub use crate::uops::{Effects, ExitReason, Type, Uop, effect};
pub use interpret::{Exit, Finished, Forced, Run};
pub use parse::{ParseError, parse};
pub use trace::{
    Constant, End, FrameEntry, Inst, Origin, Ref, Resume, SlotEntry, Snapshot, SnapshotId, Start, SunkObject, Trace,
    TraceId,
};
pub use verify::verify;
