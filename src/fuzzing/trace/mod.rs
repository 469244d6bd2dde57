//! Bytes → traces: recorded from a little language, made of uops at random, or straight register pressure.
//!
//! In: choices. Out: traces that are well formed ([`verify`](crate::jit::ir::verify)), and what they should do.
//!
//! 1. `program`, `state`, `record`: a total little language over a frame, a list and an instance, with an interpreter that
//!    shares no code with the oracles; its loop is recorded through the optimizer.
//! 2. `uops`: traces of most uops without effect on objects, made while they run once, so that most guards hold.
//! 3. `world`, `groups`, `script`: instructions made of uops over real objects, of all uops there are.
//! 4. `pressure`: any uop of the table, many values alive; for the allocator's checker alone, never run.

pub mod bench;
mod group_calls;
mod groups;
pub mod pressure;
pub mod program;
pub mod record;
pub mod script;
pub mod state;
pub mod uops;
pub mod world;
