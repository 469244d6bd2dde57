//! The seam between tier 1 and the JIT: all that the loop knows about traces.
//!
//! 1. The interpreter tells, the JIT answers: nothing here calls back into the loop but
//!    [`interpret_one`], which machine code calls.
//! 2. With the JIT off, every function here is trivial and is called about once in 65536
//!    back-edges.

use std::sync::atomic::Ordering;

use crate::frame::{frame_flags, header};
use crate::gc::Gc;
use crate::interp::Interpreter;
use crate::interp::run::{Pc, code_of};
use crate::interp::safepoint::step_one;
use crate::jit::Jit;
use crate::jit::ir::{GiveUp, TraceId};
use crate::jit::record::View;
use crate::object::caught::{Entry, MachineError, caught};
use crate::object::realm::pending;
use crate::object::{FunctionObject, Raised, Realm, Value};

/// What the recorder says when asked or told something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Recording {
    /// Tell it about the next instruction before it is executed.
    On,
    /// Do not.
    Off,
}

impl Recording {
    fn when(on: bool) -> Recording {
        if on { Recording::On } else { Recording::Off }
    }
}

/// Where a trace was left.
pub struct Exit {
    /// The frame that runs now: perhaps pushed or popped by the trace.
    pub base: *mut Value,
    /// The instruction to go on with.
    pub pc: u32,
    /// The exception that `pc` raised, if it did.
    pub raised: Option<Raised>,
    /// Whether to record from there on.
    pub recording: Recording,
}

/// The function that runs in the frame at `base`.
///
/// # Safety
/// `base` is the base of a frame.
unsafe fn function_of(base: *mut Value) -> Gc<FunctionObject> {
    // SAFETY: every frame's header holds a function.
    unsafe { Gc::from_address(header(base).function.bits() as usize) }
}

/// A loop header (`loop_end`: its back-edge) or function entry has become hot: record from `pc`?
pub fn hot(vm: &mut Interpreter, base: *mut Value, pc: u32, loop_end: Option<u32>) -> Recording {
    // SAFETY: `base` is the running frame.
    let function = unsafe { function_of(base) };
    #[cfg(any(test, feature = "fuzzing"))]
    {
        vm.probe.observed = 0;
    }
    Recording::when(vm.jit.hot(function, pc, loop_end))
}

/// The recorder sees the instruction at `pc` before it is executed.
pub fn observe(vm: &mut Interpreter, base: *mut Value, pc: u32) -> Recording {
    #[cfg(any(test, feature = "fuzzing"))]
    if vm.probe.gives_up() {
        vm.jit.abort(GiveUp::Unwound);
        return Recording::Off;
    }
    // SAFETY: `base` is the running frame, its registers lie behind it; the caller's header is intact.
    unsafe {
        let frame = header(base);
        frame.pc = pc;
        let registers = std::slice::from_raw_parts(base, code_of(base).register_count as usize);
        let from_rust = frame.flags & frame_flags::ENTRY != 0 || frame.caller.is_null();
        let caller = (!from_rust).then(|| (function_of(frame.caller), header(frame.caller).pc));
        let Interpreter { realm, jit, .. } = vm;
        let mut view = View {
            realm,
            function: function_of(base),
            pc,
            registers,
            base: base as usize / size_of::<Value>(),
            flags: frame.flags,
            caller,
        };
        Recording::when(jit.observe(&mut view))
    }
}

/// What was observed last raised an exception, or left the frames in which recording began.
pub fn abort_recording(vm: &mut Interpreter) {
    vm.jit.abort(GiveUp::Raised);
}

/// Runs the trace of that number from the frame at `base`. `None`: there is no such trace
/// any more.
pub fn enter(vm: &mut Interpreter, trace: u32, base: *mut Value, _pc: Pc) -> Option<Exit> {
    // SAFETY: the frame stands at the trace's root with all its values in memory; `vm` is not used until
    // the trace is left, except through the realm's pointer by what the trace calls.
    let resumed = unsafe { Jit::enter(&raw mut *vm.jit, &raw mut vm.realm, TraceId(trace), base)? };
    #[cfg(any(test, feature = "fuzzing"))]
    crate::interp::probe::left(vm, &resumed);
    let raised = resumed.raise.then(|| Raised(Gc::from_address(vm.realm.machine.raised.bits() as usize)));
    if resumed.raise {
        vm.realm.machine.raised = Value::UNBOUND;
    }
    let mut functions = |count: usize| {
        let mut functions = Vec::with_capacity(count);
        let mut base = resumed.base;
        while functions.len() < count && !base.is_null() {
            // SAFETY: the trace left an intact chain of frames.
            unsafe {
                functions.push(function_of(base));
                base = header(base).caller;
            }
        }
        functions.reverse();
        functions
    };
    let recording = Recording::when(vm.jit.left(&resumed, &mut functions));
    Some(Exit { base: resumed.base, pc: resumed.pc, raised, recording })
}

/// Watched state has changed: traces that rest on it are invalidated, and what is being recorded is
/// given up.
pub fn invalidate(vm: &mut Interpreter) {
    let events = std::mem::take(&mut vm.realm.watch_events);
    if !events.is_empty() {
        vm.jit.abort(GiveUp::GlobalChanges);
        vm.jit.invalidate(&events);
    }
}

/// What `InterpretOne` calls: runs the instruction at `pc` of the frame at `base`. One more than the next
/// instruction's pc, or 0 if it raised.
pub extern "C" fn interpret_one(realm: *mut Realm, base: *mut Value, pc: u32) -> u64 {
    caught(Entry::InterpretOne, realm, || {
        // SAFETY: the realm is the first field of the interpreter that entered the trace, and it is used by
        // nobody else during the call; the trace has put the frame into memory.
        let vm = unsafe { &mut *(realm as *mut Interpreter) };
        let result = vm.contain(|vm| {
            vm.frame = base;
            // SAFETY: see above; the recorder sends no `Return` here.
            unsafe {
                vm.realm.machine.stack_top = base.add(code_of(base).register_count as usize);
                vm.jit.statistics.interpreted(code_of(base).instr(pc).op.family() as u8);
                step_one(vm, base, pc)
            }
        });
        if !vm.realm.watch_events.is_empty() {
            // Before the trace goes on: it looks at its validity next.
            vm.realm.machine.pending.fetch_and(!pending::INVALIDATE, Ordering::AcqRel);
            invalidate(vm);
        }
        vm.frame = base;
        let raised = match result {
            Ok(Ok(next)) => return next as u64 + 1,
            Ok(Err(raised)) => raised,
            Err(panic) => vm.machine_error(&MachineError::from_panic("InterpretOne", panic)),
        };
        vm.realm.machine.raised = Value::object(raised.0);
        0
    })
}
