//! The way into machine code and out of it: two routines, made once per VM.
//!
//! ```text
//! enter(code, realm, base, activation)      C → machine code, in a native frame (see `frame`)
//! common exit                               an exit's stub → `leave` → back to enter's caller
//! ```
//!
//! 1. `enter` saves the callee-saved registers and pins `rbp`, `rbx` and `r15`
//!    (see `uops::x64`); the common exit restores them.
//! 2. The common exit calls [`leave`] while the native frame is still there: it reads registers and
//!    spill slots and rebuilds the interpreter's frames.
//! 3. A panic cannot unwind through machine code: `leave` catches it, and whoever entered goes
//!    on with it.

use dynasmrt::{DynasmApi, DynasmLabelApi, dynasm};
use std::mem::offset_of;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::jit::emit::frame::{ACTIVATION_AT, Activation, ExitState, FRAME_BYTES, POINT_AT};
use crate::jit::emit::store::CodeStore;
use crate::object::value::TAG_INT;
use crate::object::{Realm, Value};
use crate::uops::Asm;

/// The type of the entering routine.
pub type Enter =
    unsafe extern "sysv64" fn(code: usize, realm: *mut Realm, base: *mut Value, activation: *mut Activation);

const SAVED: i32 = 16 * 8 * 2;

/// Writes both routines; returns the offset of the common exit. Entering begins at 0.
pub fn routines(asm: &mut Asm) -> Option<(Vec<u8>, u32)> {
    const { assert!(offset_of!(Activation, spill) == 0) };
    const { assert!(offset_of!(ExitState, trace) as i32 == SAVED) };
    const { assert!(offset_of!(ExitState, activation) as i32 == SAVED + 16 + ACTIVATION_AT) };
    const { assert!((8 + 6 * 8 + FRAME_BYTES) % 16 == 0) };
    asm.clear();
    dynasm!(asm
        ; .arch x64
        ; push rbp
        ; push rbx
        ; push r12
        ; push r13
        ; push r14
        ; push r15
        ; sub rsp, FRAME_BYTES
        ; mov [rsp + ACTIVATION_AT], rcx
        ; mov QWORD [rsp + POINT_AT], 0
        ; mov [rcx], rsp
        ; mov rbp, rsi
        ; mov rbx, rdx
        ; mov r15, QWORD TAG_INT as i64
        ; jmp rdi
        ; .align 16
    );
    let common = asm.label();
    dynasm!(asm ; .arch x64 ; =>common ; sub rsp, SAVED);
    for register in 0..16u8 {
        dynasm!(asm ; .arch x64 ; mov [rsp + register as i32 * 8], Rq(register));
    }
    for register in 0..16u8 {
        dynasm!(asm ; .arch x64 ; movsd [rsp + 128 + register as i32 * 8], Rx(register));
    }
    dynasm!(asm
        ; .arch x64
        ; mov rdi, rsp
        ; mov rax, QWORD leave as *const () as i64
        ; call rax
        ; add rsp, SAVED + 16 + FRAME_BYTES
        ; pop r15
        ; pop r14
        ; pop r13
        ; pop r12
        ; pop rbx
        ; pop rbp
        ; ret
    );
    asm.commit().ok()?;
    let offset = asm.offset_of(common)?;
    Some((asm.bytes().to_vec(), offset))
}

/// Rebuilds the frames that the exit's snapshot describes.
unsafe extern "sysv64" fn leave(state: *mut ExitState) {
    // SAFETY: the common exit passes the state that it has just pushed, which nobody else knows.
    let state = unsafe { &*state };
    let activation = state.activation;
    let rebuilt = catch_unwind(AssertUnwindSafe(|| {
        // SAFETY: whoever entered keeps the activation, the store and the realm alive, and holds no
        // reference to them while machine code runs.
        unsafe {
            let store: &CodeStore = &*(*activation).store;
            store.leave(state, &mut *(*activation).realm)
        }
    }));
    // SAFETY: as above. What was there held nothing.
    unsafe { (*activation).result = rebuilt };
}
