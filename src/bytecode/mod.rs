//! Floor 3: from the syntax tree to code.
//!
//! In: a module of the parser's tree. Out: [`Code`], verified.
//!
//! ```text
//! x = a + 1      →      LoadGlobal t0, a ; Add t0, t0, 1 ; StoreGlobal t0, x
//! ```
//!
//! 1. Fixed-width instructions ([`Instr`], 8 bytes) with explicit operands: a register of the
//!    frame or a constant. Temporary k is register `code.local_count + k`, where k is the depth
//!    that CPython's evaluation stack would have (an iteration takes two: the iterable and its
//!    state).
//! 2. At an exception handler, and wherever an exit resumes, the live temporaries are those
//!    below `code.depth[pc]`; no instruction leaves an operand that is read later in a
//!    temporary at or above that depth.
//! 3. Every instruction has a source span. Nothing here runs code or knows a VM.

pub mod code;
pub mod op;

pub use code::{Code, Handler, Site, Span};
pub use op::{Instr, Op, Operand};
