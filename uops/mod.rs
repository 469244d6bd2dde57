//! Floor 5: THE TABLE. Each micro-operation (uop) is declared once, by one [`uop!`] entry:
//!
//! ```text
//! uop! {
//!     /// `lhs + rhs`. Leaves the trace when the sum does not fit 64 bits.
//!     IntAdd(lhs: Int, rhs: Int) -> out: Int
//!     exits(overflow: Overflow)
//!     effects()
//!     oracle(cx) { lhs.checked_add(rhs).ok_or(overflow) }
//!     x64 [reuse(lhs)] { ; add Rq(out), Rq(rhs) ; jo =>overflow }
//!     x64_imm [reuse(lhs)] { ; add Rq(out), rhs ; jo =>overflow }
//!     a64 [] {}
//! }
//! ```
//!
//! From the entry come the enum [`Uop`], its [`Definition`], printing and parsing, constant
//! folding, the allocator's constraints, the reference interpreter, the test of the template
//! against the oracle, and exit counters.
//!
//! 1. Operands are `name: Type` (a value of the trace, in a register), then after `;` immediates
//!    `name: i32|u32|u64` packed into the instruction's one `imm` word (at most one). A uop has
//!    at most three operands, one result, and one exit.
//! 2. The template sees each operand's, result's and temporary's name as a register number
//!    (`Rq(name)` general, `Rx(name)` float), the exit's name as a label, the immediate's name
//!    as the number. In `x64_imm` the *last* operand's name is an `i32`: it is used when that operand is
//!    a constant whose word fits 32 signed bits (for `Value`-typed operands never).
//! 3. A template may leave by its exit only before it has changed anything that the
//!    snapshot's instruction would do again; it preserves all operands, except one
//!    named by `reuse`, whose register is also the result's (the allocator has copied it if it
//!    is still needed, also by the snapshot).
//! 4. Pinned: [`x64::VM`] points at the `Realm`, [`x64::BASE`] at the root frame's register 0,
//!    [`x64::TAG`] holds `TAG_INT`. `rsp` is 16-byte aligned; `[rsp..]` belongs to the spill slots.
//! 5. Without `reuse`, a template reads all its operands before it writes its result, whose
//!    register may be that of an operand that dies here. With `reuse`, the result's register is
//!    no other operand's (unless it holds the same value). Temporaries are distinct from
//!    operands and result. Fixed registers that the template destroys are in `clobber`.
//! 6. `effects(…)` is all that the optimizer knows: nothing listed = pure.
//!
//! The constraints in the brackets: `reuse(operand)`, `fix(operand: rcx, out: rax, …)`,
//! `temp(name, …)`, `float_temp(name, …)`, `clobber(rax, …)`, `call` (all caller-saved registers
//! are clobbered).

mod asm;
mod define;
mod oracle;
pub mod x64;

mod float;
mod frame;
mod guard;
mod int;
mod memory;
mod call;

pub use asm::Asm;
pub use define::{Constraints, Definition, Effects, ExitReason, Operands, Type, effect};
pub use oracle::{Left, Machinery, Outcome, Word};

use define::table;

table! {
    frame: LoadSlot, ReloadSlot, StoreSlot, FrameAddress, Inherit, Phi, LoopBegin, Poll;
    guard: UnboxInt, UnboxFloat, UnboxBool, AsObject, GuardShape, GuardConstant,
           BoxInt, BoxFloat, BoxBool, GuardTrue, GuardFalse;
    int: IntAdd, IntSub, IntMul;
    float: FloatAdd, FloatSub, FloatMul, FloatDiv;
    memory: ListLen, ListItems, ItemLoad, ItemStore, SlotLoad, SlotStore;
    call: FloatCall1;
}
