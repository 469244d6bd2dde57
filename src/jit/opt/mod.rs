//! Floor 7: the optimizer: uops come in one by one while they are recorded, a finished trace
//! goes out.
//!
//! ```text
//! emit(GuardShape(o, 40)); emit(SlotLoad(o, 16)) → v7; emit(GuardShape(o, 40))   →  nothing new
//! emit(SlotStore(o, v8, 16)); emit(SlotLoad(o, 16))                              →  v8
//! close_loop(state)                       →  preamble, LoopBegin, Phis, what varies, `loop`
//! ```
//!
//! The order: `emitter` (with `fold`, `range`, `memory`, `facts`) for each uop; `peel` once more for the loop; then
//! `stores`, `sink`, `dead` on the whole trace.
//!
//! 1. An optimization assumes only what a guard or a watcher in the same trace proves.
//! 2. What a uop may change is what its `effects(…)` say, nothing else.
//! 3. Every fact about a value that may serve to give one value for another (or a constant for
//!    one) follows from uops that the loop's copy runs through again. What a typed
//!    entry alone says (an int that was unboxed has 48 bits) may remove a check, never a value.

mod dead;
mod emitter;
mod facts;
mod fold;
mod memory;
mod passes;
mod peel;
mod range;
mod same;
mod sink;
mod stores;
#[cfg(test)]
mod tests;
mod written;

pub use emitter::Emitter;
pub use passes::Passes;
