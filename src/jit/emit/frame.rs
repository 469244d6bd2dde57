//! The native frame that traces run in, and what an exit leaves on the native stack.
//!
//! ```text
//! rsp → spill slots │ activation │ collection point │ callee-saved registers, return address
//! ```
//!
//! The trampoline makes it once; all traces that link to each other share it. An exit pushes its
//! number, its trace's number and all registers below: together that is [`ExitState`].

use crate::jit::emit::store::CodeStore;
use crate::jit::exit::Resumed;
use crate::object::{Realm, Value};

/// The number of spill slots.
pub const SPILL_SLOTS: usize = 256;
/// Where the activation's address is, from rsp.
pub const ACTIVATION_AT: i32 = SPILL_SLOTS as i32 * 8;
/// Where the number of the collection point is, from rsp.
pub const POINT_AT: i32 = ACTIVATION_AT + 8;
/// What the trampoline subtracts from rsp: slots, the two words above, 8 bytes for alignment.
pub const FRAME_BYTES: i32 = POINT_AT + 16;

/// No call that may collect has been reached.
pub const NO_POINT: u32 = 0;

/// Exit numbers that stand for no snapshot.
pub mod special {
    /// The trace was entered after it had been invalidated.
    pub const INVALID_ENTRY: i32 = -1;
    /// The trace ends in a link whose target is gone.
    pub const LINK_GONE: i32 = -2;
}

/// Everything that an exit finds, as the common exit routine pushes it.
#[repr(C)]
pub struct ExitState {
    pub general: [u64; 16],
    pub float: [u64; 16],
    pub trace: u64,
    /// Sign-extended.
    pub exit: i64,
    pub spill: [u64; SPILL_SLOTS],
    pub activation: *mut Activation,
    /// Low half: the collection point.
    pub point: u64,
}

/// One run of machine code, on the native stack of whoever entered it. Runs nest when machine
/// code calls what enters machine code again.
#[repr(C)]
pub struct Activation {
    /// The native frame's spill slots; the trampoline writes it. First field: see there.
    pub spill: *mut u64,
    pub previous: *mut Activation,
    pub store: *mut CodeStore,
    pub realm: *mut Realm,
    /// How it was left; `None` while it runs, and if it was abandoned.
    pub result: Option<Result<Resumed, Box<dyn std::any::Any + Send>>>,
}

impl Activation {
    /// The number of the collection point that this run stands on.
    ///
    /// # Safety
    /// The run stands in a call, or has not begun.
    pub unsafe fn point(&self) -> u32 {
        if self.spill.is_null() {
            return NO_POINT;
        }
        // SAFETY: the native frame is alive while its activation is in the chain.
        unsafe { *(self.spill as *const u8).add(POINT_AT as usize).cast::<u32>() }
    }
    /// Spill slot `slot`.
    ///
    /// # Safety
    /// As for [`point`](Self::point), and the point is not `NO_POINT`.
    pub unsafe fn reference(&self, slot: u16) -> Value {
        debug_assert!((slot as usize) < SPILL_SLOTS);
        // SAFETY: the native frame is alive, and has that many slots.
        Value::from_bits(unsafe { *self.spill.add(slot as usize) })
    }
}
