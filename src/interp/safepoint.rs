//! Safepoints: what happens when the loop polls, and where traces are begun and entered.
//!
//! 1. The frame's `pc` is stored before anything else, so that the collector sees which
//!    temporaries are live.
//! 2. Nothing but a safepoint collects.

use std::sync::atomic::Ordering;

use crate::bytecode::Op;
use crate::frame::{FRAME_WORDS, frame_flags, header};
use crate::interp::jit_seam::{self, Recording};
use crate::interp::run::{Outcome, Pc, code_of, run};
use crate::interp::{Interpreter, generator, unwind};
use crate::object::realm::pending;
use crate::object::{Kind, PyResult, Raised, Value};

/// How the loop goes on after a safepoint.
pub enum After {
    /// As if nothing had happened.
    GoOn,
    /// In that frame, at that instruction.
    Resume(*mut Value, u32),
    /// The running frame's current instruction raised.
    Raised(Raised),
    /// An exception left the frame marked ENTRY.
    Left(Raised),
    /// The frame marked ENTRY returned.
    Returned(Value),
}

/// Does what `machine.pending` asks for.
#[cold]
#[inline(never)]
pub fn poll(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    vm.save(base, pc);
    vm.service_pending()
}

/// Under stress, the first so many safepoints all collect, then every so-manyth: what goes round a loop for the
/// thousandth time has been collected at everywhere.
const ALL_STRESSED: u32 = 2048;
const THIN_STRESS: u32 = 13;

impl Interpreter {
    /// Does what `machine.pending` asks for; the running frame's `pc` is stored.
    pub fn service_pending(&mut self) -> PyResult<()> {
        let asked = self.realm.machine.pending.swap(0, Ordering::AcqRel);
        let thinned = self.gc_stress && self.stressed > ALL_STRESSED && !self.stressed.is_multiple_of(THIN_STRESS);
        if asked & pending::COLLECT != 0 && !thinned {
            self.collect()?;
        }
        if self.gc_stress {
            self.stressed = self.stressed.wrapping_add(1);
            self.realm.machine.pending.fetch_or(pending::COLLECT, Ordering::Relaxed);
        }
        if asked & pending::INVALIDATE != 0 {
            jit_seam::invalidate(self);
        }
        if asked & pending::INTERRUPT != 0 {
            return Err(self.interrupted());
        }
        Ok(())
    }

    /// Calls `visit` with every value that frames hold: live registers, the frame's function
    /// and the handled exception.
    pub fn visit_frames(&mut self, mut visit: impl FnMut(Value)) {
        let mut base = self.frame;
        while !base.is_null() {
            // SAFETY: the chain of frames from `self.frame` on is intact, their codes are alive.
            unsafe {
                let frame = header(base);
                visit(frame.function);
                visit(frame.handled);
                if frame.flags & frame_flags::GENERATOR != 0 {
                    visit(Value::object(generator::generator_of(base)));
                }
                let code = code_of(base);
                let live = code.local_count as usize + code.depth[frame.pc as usize] as usize;
                for register in 0..live.min(code.register_count as usize) {
                    visit(*base.add(register));
                }
                base = frame.caller;
            }
        }
    }
}

/// A counter has reached the threshold: asks the JIT, and records if it says so. `pc` points
/// behind the `Loop` or `Enter`.
#[cold]
#[inline(never)]
pub fn hot(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> After {
    vm.save(base, pc);
    // SAFETY: `pc` points behind an instruction of the running frame.
    let (instr, index) = unsafe { ((*pc.sub(1)).get(), header(base).pc) };
    let (start, loop_end) = match instr.op.family() {
        Op::Loop => (instr.target(index), Some(index)),
        _ => (index, None),
    };
    match jit_seam::hot(vm, base, start, loop_end) {
        Recording::Off => After::GoOn,
        Recording::On => record(vm, base, start),
    }
}

/// Executes instruction after instruction, each shown to the recorder first, until it has
/// seen enough.
fn record(vm: &mut Interpreter, base: *mut Value, pc: u32) -> After {
    let (mut base, mut pc) = (base, pc);
    loop {
        if jit_seam::observe(vm, base, pc) == Recording::Off {
            return After::Resume(base, pc);
        }
        let stepped = match vm.jit.take_entered() {
            // The instruction calls a special method, whose frame is pushed as a call's would be.
            Some(entered) => match vm.push_function(entered.function, &entered.arguments, &[], entered.flags) {
                Ok(callee) => Outcome::Stepped(callee, 0),
                Err(raised) => Outcome::Raised(raised),
            },
            // SAFETY: `base` and `pc` are where the last step left the running frame.
            None => unsafe { run::<true>(vm, base, pc) },
        };
        match stepped {
            Outcome::Stepped(at, index) => {
                base = at;
                pc = index;
            }
            Outcome::Returned(value) => {
                jit_seam::abort_recording(vm);
                return After::Returned(value);
            }
            Outcome::Raised(raised) => {
                jit_seam::abort_recording(vm);
                return match unwind::unwind(vm, raised) {
                    unwind::Unwound::Handled(base, pc) => After::Resume(base, pc),
                    unwind::Unwound::Left(raised) => After::Left(raised),
                };
            }
        }
    }
}

/// Runs the trace of a `LoopTrace` or `EnterTrace`; `pc` points behind it.
#[inline(never)]
pub fn enter_trace(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> After {
    vm.save(base, pc);
    if vm.realm.machine.pending.load(Ordering::Relaxed) != 0
        && let Err(raised) = vm.service_pending()
    {
        return After::Raised(raised);
    }
    if vm.gc_stress {
        // Else the trace would leave at its first poll, for ever; its allocations ask again.
        vm.realm.machine.pending.fetch_and(!pending::COLLECT, Ordering::Relaxed);
    }
    if vm.realm.machine.pending.load(Ordering::Relaxed) != 0 {
        // Still asked for something (a collection at every safepoint): the trace would leave at once.
        return After::GoOn;
    }
    // SAFETY: `pc` points behind an instruction of the running frame.
    let trace = unsafe { code_of(base).hotness[(*pc.sub(1)).get().a as usize].1.trace.get() };
    if trace == 0 {
        return After::GoOn;
    }
    // SAFETY: as above; `save` has stored the instruction's index.
    let (op, index, code) = unsafe { ((*pc.sub(1)).get().op, header(base).pc, header(base).code) };
    match jit_seam::enter(vm, trace - 1, base, pc) {
        None => After::GoOn,
        // It left at once, at its first poll: entering it again might never end.
        Some(exit)
            if op == Op::EnterTrace
                && !is_watched(vm)
                && exit.base == base
                && exit.pc == index
                // Another function's frame may have come to stand at the same place.
                // SAFETY: the trace left an intact chain of frames.
                && unsafe { header(base).code } == code
                && exit.raised.is_none()
                && exit.recording == Recording::Off =>
        {
            vm.frame = base;
            After::GoOn
        }
        Some(exit) => {
            vm.frame = exit.base;
            // SAFETY: the trace left an intact chain of frames.
            unsafe {
                vm.realm.machine.stack_top = exit.base.add(code_of(exit.base).register_count as usize);
                header(exit.base).pc = exit.pc;
            }
            match exit.raised {
                #[cfg(any(test, feature = "fuzzing"))]
                None if vm.probe.watching => crate::interp::probe::watch(vm, exit.base, exit.pc),
                None if exit.recording == Recording::On => record(vm, exit.base, exit.pc),
                None => After::Resume(exit.base, exit.pc),
                Some(raised) => After::Raised(raised),
            }
        }
    }
}

/// Whether a check sees every instruction from now on.
fn is_watched(_vm: &Interpreter) -> bool {
    #[cfg(any(test, feature = "fuzzing"))]
    return _vm.probe.watching;
    #[cfg(not(any(test, feature = "fuzzing")))]
    false
}

/// Executes exactly the instruction at `pc` of the frame at `base`, a call included as a whole,
/// and returns the next instruction's index. The JIT's fallback for instructions that have no
/// uops. An exception is returned before any unwinding, the frame standing at `pc`.
///
/// # Safety
/// As for [`run`]; the instruction is not a `Return`.
pub unsafe fn step_one(vm: &mut Interpreter, base: *mut Value, pc: u32) -> PyResult<u32> {
    // SAFETY: the caller's promise.
    unsafe {
        header(base).pc = pc;
        let instr = code_of(base).instr(pc);
        if instr.op.family() == Op::ForIter && (*base.add(instr.a as usize)).is(Kind::Generator) {
            // The generator's frame is run to its next item, not pushed.
            return Ok(match vm.next(*base.add(instr.a as usize))? {
                Some(item) => {
                    *base.add(instr.b as usize) = item;
                    pc + 1
                }
                None => instr.target(pc),
            });
        }
        match run::<true>(vm, base, pc) {
            Outcome::Stepped(at, index) if at == base => Ok(index),
            Outcome::Stepped(callee, index) => {
                // The call pushed a frame: run it to its end. Its result goes where the
                // call instruction says.
                header(callee).flags |= crate::frame::frame_flags::ENTRY;
                match vm.run_nested(callee, index) {
                    Ok(value) => {
                        let call = code_of(base).instr(pc);
                        *base.add(call.a as usize) = value;
                        Ok(pc + 1)
                    }
                    Err(raised) => Err(raised),
                }
            }
            Outcome::Raised(raised) => Err(raised),
            Outcome::Returned(_) => Ok(pc + 1),
        }
    }
}

const _: () = assert!(FRAME_WORDS == 5);
