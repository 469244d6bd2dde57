//! Warm-up, specialization and the way back: the counting that all families share.
//!
//! 1. A generic member counts its executions in the low bits of `x`. At [`WARM`], and again at
//!    the top of the range, it may specialize.
//! 2. A member that was wrong goes back to the generic one with the counter at [`COOL`], and so
//!    does a try that found nothing: the next try is some 60 executions away.
//! 3. The static flag in `x` never changes.

use crate::bytecode::{Instr, Op};
use crate::interp::run::Pc;

const WARM: u8 = 2;
const COOL: u8 = 64;

/// Counts an execution of the generic instruction before `pc`; whether it should try to
/// specialize now.
#[inline(always)]
pub unsafe fn warm(pc: Pc) -> bool {
    // SAFETY: `pc` points behind an instruction.
    unsafe {
        let cell = &*pc.sub(1);
        let mut instr = cell.get();
        let count = (instr.x & Instr::COUNT) + 1;
        if count > Instr::COUNT {
            return true;
        }
        instr.x = instr.x & Instr::FLAG | count;
        cell.set(instr);
        count == WARM || count == Instr::COUNT
    }
}

/// Makes the instruction before `pc` the member `op`.
#[inline(always)]
pub unsafe fn specialize(pc: Pc, op: Op) {
    // SAFETY: `pc` points behind an instruction.
    unsafe {
        let cell = &*pc.sub(1);
        let mut instr = cell.get();
        instr.op = op;
        cell.set(instr);
    }
}

/// No member suits: the generic instruction stays for a while.
#[inline(always)]
pub unsafe fn back_off(pc: Pc) {
    // SAFETY: `pc` points behind an instruction.
    unsafe {
        let cell = &*pc.sub(1);
        let mut instr = cell.get();
        instr.x = instr.x & Instr::FLAG | COOL;
        cell.set(instr);
    }
}

/// Makes the instruction before `pc` generic again.
#[inline(always)]
pub unsafe fn generalize(pc: Pc) {
    // SAFETY: `pc` points behind an instruction.
    unsafe {
        let cell = &*pc.sub(1);
        let mut instr = cell.get();
        instr.op = instr.op.family();
        instr.x = instr.x & Instr::FLAG | COOL;
        cell.set(instr);
    }
}
