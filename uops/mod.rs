//! Floor 5: THE TABLE. Each micro-operation (uop) is declared once, by one [`uop!`] entry:
//!
//! ```text
//! uop! {
//!     /// `lhs + rhs`. Leaves the trace when the sum does not fit 64 bits.
//!     IntAdd(lhs: Int, rhs: Int) -> out: Int
//!     exits(overflow: Overflow)
//!     effects()
//!     oracle(cx) { lhs.checked_add(rhs).ok_or(overflow) }
//!     x64(asm) [reuse(lhs)] { ; add Rq(out), Rq(rhs) ; jo =>overflow }
//!     x64_imm(asm) [reuse(lhs)] { ;; asm::add(asm, out, rhs) ; jo =>overflow }
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
//!    snapshot's instruction would do again (a uop whose exit says `Raised` has done its work). At
//!    the exit every register is as it was, except temporaries, clobbered registers and the
//!    result's: so nothing that the snapshot names may be in one of those. With `reuse`, the
//!    allocator has copied the operand if it is still needed, also by the snapshot.
//! 4. Pinned: [`x64::VM`] points at the `Realm`, [`x64::BASE`] at the root frame's register 0,
//!    [`x64::TAG`] holds `TAG_INT`. `rsp` is 16-byte aligned; `[rsp..]` belongs to the spill slots.
//! 5. Without `reuse`, a template reads all its operands before it writes its result, whose
//!    register may be that of an operand that dies here. With `reuse`, the result's register is
//!    no other operand's (unless it holds the same value). Temporaries are distinct from
//!    operands, result, clobbered registers, and each other. Fixed registers that the template
//!    destroys are in `clobber`; no operand is in one, unless it is fixed there.
//! 6. `effects(…)` is all that the optimizer knows: nothing listed = pure.
//!
//! The constraints in the brackets: `reuse(operand)`, `fix(operand: rcx, out: rax, …)`,
//! `temp(name, …)`, `float_temp(name, …)`, `clobber(rax, …)`, `call` (all caller-saved registers
//! are clobbered), `reenter` (arbitrary code may run: all registers are clobbered, and live
//! references are in spill slots that the collector sees).

pub mod access;
pub mod asm;
mod buffer;
mod define;
mod function;
mod oracle;
pub mod plain;
pub mod routine;
pub mod x64;

mod array;
mod call;
mod dict;
mod float;
pub mod frame;
mod guard;
mod int;
mod memory;
#[cfg(all(test, target_arch = "x86_64"))]
mod tests;

pub use crate::object::caught::MachineError;
pub use buffer::{Asm, LabelUse};
pub use call::pack_native;
pub use define::{Constraints, Definition, Effects, ExitReason, Operands, Type, effect};
pub use frame::{caller_state, pack};
pub use function::Function;
pub use oracle::{Left, Machinery, Outcome, Word};

use define::table;

table! {
    frame: LoadSlot, ReloadSlot, StoreSlot, StoreWord, StorePc, FrameAddress, Inherit, Phi, LoopBegin, Poll,
           GuardCaller, EnterFrames, GuardDepth, LeaveFrames;
    guard: UnboxInt, UnboxFloat, UnboxBool, AsObject, GuardShape, GuardConstant, GuardNotConstant,
           GuardUnboundNot, BoxInt, BoxSmallInt, BoxFloat, BoxBool, GuardTrue, GuardFalse, BoolNot, ValueIs;
    int: IntAdd, IntSub, IntMul, IntAddWrap, IntSubWrap, IntMulWrap, IntNeg, IntFloorDiv, IntMod,
         IntAnd, IntOr, IntXor, IntNot, IntShiftLeft, IntShiftLeftWrap, IntShiftRight,
         GuardNonZero, IntToFloat,
         IntLt, IntLe, IntEq, IntNe, IntGt, IntGe,
         GuardIntLt, GuardIntLe, GuardIntEq, GuardIntNe, GuardIntGt, GuardIntGe, GuardIntBelow;
    float: FloatAdd, FloatSub, FloatMul, FloatDiv, FloatNeg, FloatAbs, FloatSqrt, FloatPow, FloatPowHalf,
           FloatFloorDiv, FloatMod, GuardFloatNonZero, FloatToInt, FloatFloor, FloatCeil,
           FloatLt, FloatLe, FloatEq, FloatNe, FloatGt, FloatGe,
           GuardFloatLt, GuardFloatLe, GuardFloatEq, GuardFloatNe, GuardFloatGt, GuardFloatGe,
           GuardFloatNotLt, GuardFloatNotLe, GuardFloatNotGt, GuardFloatNotGe;
    memory: ListLen, ListItems, ListSetLen, ListAppend, ItemLoad, ItemStore, SlotLoad, SlotStore, SetShape,
            OverflowSlots, OverflowLoad, OverflowStore, TupleLen, TupleLoad, RangeMake, RangeField,
            CellLoad, CellStore, FunctionClosure, FunctionGlobals, FunctionCode, MethodFunction, MethodReceiver,
            GeneratorFunction, GeneratorPlace, GeneratorSetPlace, InstanceAllocate;
    array: ArrayLen, ArrayItems, ArrayCode, FloatItemLoad, FloatItemStore, SingleItemLoad, SingleItemStore,
           IntItemLoad, IntItemStore;
    dict: GuardKeysVersion, DictLen, DictEntries, EntryLoad, EntryStore,
          DictGet, DictHas, DictSet;
    call: FloatCall1, FloatCall2, CallPure2, CallPureBool2,
          CallPlain1, CallPlain2, CallPlain3, CallPlainBool2, CallArguments, CallList, CallDict, IterNext, StrChar,
          TupleMake2, TupleMake3, SliceMake, MethodMake, SuperMake, StoreArg, InterpretOne, InterpretBranch, GuardValid;
}
