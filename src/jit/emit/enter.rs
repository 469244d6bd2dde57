//! The way into machine code and out of it: four routines, made once per VM.
//!
//! ```text
//! enter(code, realm, base, activation)      C → machine code, in a native frame (see `frame`)
//! common exit                               an exit's stub → `leave` → back to enter's caller
//! check                                     a checked uop → `checked` → on, or back to enter's caller with an error
//! abandon(activation)                       a function called by machine code → back to enter's caller
//! ```
//!
//! 1. `enter` saves the callee-saved registers and pins `rbp`, `rbx` and `r15`
//!    (see `uops::x64`); the common exit restores them.
//! 2. The common exit calls [`leave`] while the native frame is still there: it reads registers and
//!    spill slots and rebuilds the interpreter's frames.
//! 3. A panic cannot unwind through machine code: `leave` catches it, and whoever entered goes
//!    on with it. So it does with what the other two find: they drop the native frame, with whatever stands on it.

use dynasmrt::{DynasmApi, DynasmLabelApi, dynasm};
use std::mem::offset_of;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::jit::emit::frame::{ACTIVATION_AT, Activation, ExitState, FRAME_BYTES, POINT_AT};
use crate::jit::emit::store::CodeStore;
use crate::object::caught::{self, Entry, MachineError, take_waiting};
use crate::object::value::TAG_INT;
use crate::object::{Realm, Value};
use crate::uops::Asm;
use crate::uops::x64::RSP;

/// The type of the entering routine.
pub type Enter =
    unsafe extern "sysv64" fn(code: usize, realm: *mut Realm, base: *mut Value, activation: *mut Activation);

const SAVED: i32 = 16 * 8 * 2;

/// Where the routines are, from the first one, which enters.
#[derive(Clone, Copy, Debug)]
pub struct Offsets {
    pub common_exit: u32,
    pub check: u32,
    pub abandon: u32,
}

/// Writes the routines.
pub fn routines(asm: &mut Asm) -> Option<(Vec<u8>, Offsets)> {
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
    dynasm!(asm ; .arch x64 ; =>common);
    save_registers(asm);
    let left = asm.label();
    dynasm!(asm
        ; .arch x64
        ; mov rdi, rsp
        ; mov rax, QWORD leave as *const () as i64
        ; call rax
        ; =>left
        ; add rsp, SAVED + 16 + FRAME_BYTES
        ; pop r15
        ; pop r14
        ; pop r13
        ; pop r12
        ; pop rbx
        ; pop rbp
        ; ret
        ; .align 16
    );
    let check = asm.label();
    dynasm!(asm ; .arch x64 ; =>check);
    save_registers(asm);
    dynasm!(asm
        ; .arch x64
        ; mov rdi, rsp
        ; mov rax, QWORD checked as *const () as i64
        ; call rax
        ; test rax, rax
        ; jnz =>left
    );
    for register in 0..16u8 {
        dynasm!(asm ; .arch x64 ; movsd Rx(register), [rsp + 128 + register as i32 * 8]);
    }
    for register in (0..16u8).filter(|register| *register != RSP) {
        dynasm!(asm ; .arch x64 ; mov Rq(register), [rsp + register as i32 * 8]);
    }
    dynasm!(asm ; .arch x64 ; add rsp, SAVED ; ret ; .align 16);
    let abandon = asm.label();
    dynasm!(asm
        ; .arch x64
        ; =>abandon
        ; mov rsp, [rdi]
        ; sub rsp, SAVED + 16
        ; jmp =>left
    );
    asm.commit().ok()?;
    let offsets =
        Offsets { common_exit: asm.offset_of(common)?, check: asm.offset_of(check)?, abandon: asm.offset_of(abandon)? };
    Some((asm.bytes().to_vec(), offsets))
}

/// Makes an [`ExitState`] of two words that were pushed.
fn save_registers(asm: &mut Asm) {
    dynasm!(asm ; .arch x64 ; sub rsp, SAVED);
    for register in 0..16u8 {
        dynasm!(asm ; .arch x64 ; mov [rsp + register as i32 * 8], Rq(register));
    }
    for register in 0..16u8 {
        dynasm!(asm ; .arch x64 ; movsd [rsp + 128 + register as i32 * 8], Rx(register));
    }
}

/// Looks at what a uop is about to touch. Not 0: it must not run, and the result says why.
unsafe extern "sysv64" fn checked(state: *mut ExitState) -> u64 {
    // SAFETY: the routine passes the state that it has just pushed, which nobody else knows.
    let state = unsafe { &*state };
    let activation = state.activation;
    let found = catch_unwind(AssertUnwindSafe(|| {
        // SAFETY: whoever entered keeps the activation, the store and the realm alive, and holds no
        // reference to them while machine code runs.
        unsafe { (*(*activation).store).check_access(state, &*(*activation).realm) }
    }));
    let error = match found {
        Ok(Ok(())) => return 0,
        Ok(Err(what)) => MachineError(what),
        Err(panic) => MachineError::from_panic("check", panic),
    };
    // SAFETY: as above. What was there held nothing.
    unsafe { (*activation).result = Some(Err(Box::new(error))) };
    1
}

/// Rebuilds the frames that the exit's snapshot describes.
unsafe extern "sysv64" fn leave(state: *mut ExitState) {
    // SAFETY: the common exit passes the state that it has just pushed, which nobody else knows.
    let state = unsafe { &*state };
    let activation = state.activation;
    let rebuilt = catch_unwind(AssertUnwindSafe(|| {
        caught::here(Entry::Leave);
        // SAFETY: whoever entered keeps the activation, the store and the realm alive, and holds no
        // reference to them while machine code runs.
        unsafe {
            let store: &CodeStore = &*(*activation).store;
            store.leave(state, &mut *(*activation).realm)
        }
    }));
    let rebuilt = match take_waiting() {
        // A function of floats has panicked on the way here.
        Some(error) => Err(Box::new(error) as Box<dyn std::any::Any + Send>),
        None => rebuilt.map_err(|panic| {
            Box::new(MachineError::from_panic(Entry::Leave.name(), panic)) as Box<dyn std::any::Any + Send>
        }),
    };
    // SAFETY: as above. What was there held nothing.
    unsafe { (*activation).result = Some(rebuilt) };
}
