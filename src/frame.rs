//! Floor 4: the frame layout that the interpreter, templates, snapshots and the collector share.
//!
//! Frames lie one behind the other in one contiguous stack of words. The *base* of a frame
//! is the address of its register 0; its header stands before that:
//!
//! ```text
//!  … caller's registers │ function │ code │ caller │ pc+flags │ handled │ r0 r1 … r(n-1) │
//!                         base-5w    base-4w  base-3w  base-2w    base-1w  base
//! ```
//!
//! 1. A callee's header begins right behind the caller's last register:
//!    `callee base = caller base + caller.code.register_count + FRAME_WORDS`.
//! 2. `pc` is where the frame stands: while it runs, the interpreter may keep a newer one; before
//!    anything that can raise, call or collect, it is stored. A frame that is calling stands
//!    on its call instruction; the result goes to that instruction's `a`.
//! 3. Locals that are not parameters are unbound on entry. Temporaries hold rubbish at and above
//!    `code.depth[pc]`; the collector does not look there.
//! 4. `handled` is the exception that an `except` block of this frame is handling, or unbound.

use crate::bytecode::Code;
use crate::object::Value;

/// The words in front of a frame's registers.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct FrameHeader {
    /// The running function (`Kind::Function`), or for module and class bodies too: every code
    /// runs as a function object, which holds globals and closure.
    pub function: Value,
    /// The function's code; the function keeps it alive.
    pub code: *const Code,
    /// Base of the calling frame; null for the first.
    pub caller: *mut Value,
    pub pc: u32,
    /// [`FrameFlags`].
    pub flags: u32,
    pub handled: Value,
}

/// Size of [`FrameHeader`] in words.
pub const FRAME_WORDS: usize = size_of::<FrameHeader>() / 8;

/// Words behind `machine.stack_end` that exist nevertheless: an exit of machine code makes the frames of
/// inlined calls there without asking.
pub const STACK_SLACK: usize = 1 << 16;

/// What happens when the frame returns.
pub mod frame_flags {
    /// Return leaves the interpreter loop that was started for this frame.
    pub const ENTRY: u32 = 1;
    /// An `__init__` called by its class: its result must be None, and the call's result is
    /// register 0 as it was at entry, kept in the caller's callee register (the call's `a`).
    pub const INIT: u32 = 2;
    /// A special method called by the instruction that the caller stands on, an operator or a comparison: if it
    /// returns NotImplemented, the caller asks on. `OWN` was the in-place method, `FORWARD` the left operand's,
    /// `BACKWARD` the right one's.
    pub const OWN: u32 = 8;
    pub const FORWARD: u32 = 16;
    pub const BACKWARD: u32 = 32;
    /// Any of the three.
    pub const OPERATOR: u32 = OWN | FORWARD | BACKWARD;
    /// The result is dropped: a subscript's store.
    pub const DISCARD: u32 = 64;
    /// The calling instruction branches on the truth of the result.
    pub const BRANCH: u32 = 128;
    /// With `BRANCH`: on the contrary of it.
    pub const NEGATE: u32 = 256;
    /// The calling instruction's operands are needed when the frame returns.
    pub const KEEPS_OPERANDS: u32 = OPERATOR | BRANCH | GENERATOR;
    /// The calling instruction's first register takes no result.
    pub const NO_RESULT: u32 = DISCARD | BRANCH;
    /// Of a generator, which its last register holds.
    pub const GENERATOR: u32 = 4;
    /// Of a generator that was resumed on behalf of another one, which delegates to it: if it is over, its delegator is next.
    pub const DELEGATED: u32 = 512;
    /// Of an asynchronous generator, or of what it delegates to: the caller awaits its next step.
    pub const STEP: u32 = 1024;
}

/// Byte offsets from the base, for templates.
pub mod offset {
    use super::*;
    const HEADER: i32 = size_of::<FrameHeader>() as i32;
    pub const FUNCTION: i32 = std::mem::offset_of!(FrameHeader, function) as i32 - HEADER;
    pub const CODE: i32 = std::mem::offset_of!(FrameHeader, code) as i32 - HEADER;
    pub const CALLER: i32 = std::mem::offset_of!(FrameHeader, caller) as i32 - HEADER;
    /// pc in the low, flags in the high half of one word.
    pub const PC_FLAGS: i32 = std::mem::offset_of!(FrameHeader, pc) as i32 - HEADER;
    pub const HANDLED: i32 = std::mem::offset_of!(FrameHeader, handled) as i32 - HEADER;
}

/// The header of the frame at `base`.
///
/// # Safety
/// `base` is the base of a frame in the VM's stack; no other reference to its header lives.
#[inline(always)]
pub unsafe fn header<'a>(base: *mut Value) -> &'a mut FrameHeader {
    // SAFETY: by the layout, the header stands right before register 0.
    unsafe { &mut *(base as *mut FrameHeader).sub(1) }
}
