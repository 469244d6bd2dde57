//! Unwinding: from the instruction that raised to the handler, or out of the loop.
//!
//! 1. Each frame that an exception passes gets a traceback entry, the one that catches it too;
//!    so does a frame that raises it again with `raise e`, but not one that re-raises it as it
//!    is (`raise`, the end of `finally`).
//! 2. The exception handled where another one is raised becomes that one's `__context__`. Where it only passes, coming
//!    out of a native function, nothing is added.

use crate::frame::{frame_flags, header};
use crate::gc::Gc;
use crate::interp::run::code_of;
use crate::interp::{Interpreter, generator};
use crate::object::exception::{CONTEXT, TRACEBACK};
use crate::object::{InstanceObject, Raised, Value};

/// Where an exception went.
pub enum Unwound {
    /// To a handler: the frame and the instruction to go on with.
    Handled(*mut Value, u32),
    /// Out of the frame marked ENTRY, which was popped.
    Left(Raised),
}

impl Interpreter {
    /// Marks an exception as raised again as it is: the frame it leaves now is in its traceback already.
    pub fn raise_again(&mut self, raised: Raised) -> Raised {
        self.raised_again = true;
        raised
    }

    /// Sets `__context__` to the handled exception.
    fn chain(&mut self, raised: Raised) {
        let Some(handled) = self.handled() else { return };
        if handled == raised.0 {
            return;
        }
        // The new exception must not be found in its own context: cut the chain there.
        // A program may have made a cycle of others: a second, slower walk meets the first one there.
        let (mut at, mut slow, mut slow_moves) = (handled, handled, false);
        loop {
            let next = self.realm.get_slot(at, CONTEXT);
            let Some(next) = next.cast::<InstanceObject>() else { break };
            if next == raised.0 {
                self.realm.set_slot(at, CONTEXT, Value::NONE);
                break;
            }
            at = next;
            if at == slow {
                break;
            }
            if slow_moves && let Some(next) = self.realm.get_slot(slow, CONTEXT).cast::<InstanceObject>() {
                slow = next;
            }
            slow_moves = !slow_moves;
        }
        self.realm.set_slot(raised.0, CONTEXT, Value::object(handled));
    }

    /// Adds the frame at `base`, standing at its stored `pc`, to the exception's traceback.
    fn add_traceback(&mut self, raised: Raised, base: *mut Value) {
        // SAFETY: `base` is a frame in the chain.
        let (function, pc, line) = unsafe {
            let frame = header(base);
            let code = code_of(base);
            (frame.function, frame.pc, code.spans.get(frame.pc as usize).map_or(0, |span| span.line))
        };
        let next = match self.realm.get_slot(raised.0, TRACEBACK) {
            Value::UNBOUND => Value::NONE,
            next => next,
        };
        let entry = self.realm.traceback(function, pc, line, next);
        self.realm.set_slot(raised.0, TRACEBACK, Value::object(entry));
    }
}

/// Unwinds from the running frame, whose `pc` is stored.
#[cold]
#[inline(never)]
pub fn unwind(vm: &mut Interpreter, mut raised: Raised) -> Unwound {
    let mut again = std::mem::take(&mut vm.raised_again);
    let chained = std::mem::take(&mut vm.chained) == raised.0.address();
    if !again && !chained {
        vm.chain(raised);
    }
    loop {
        let base = vm.frame;
        if !again {
            vm.add_traceback(raised, base);
        }
        again = false;
        // SAFETY: `base` is the running frame; a handler's register belongs to it.
        unsafe {
            let pc = header(base).pc;
            if let Some(handler) = code_of(base).handler_at(pc) {
                *base.add(handler.register as usize) = Value::object(raised.0);
                return Unwound::Handled(base, handler.target);
            }
            let flags = header(base).flags;
            let mut entry = flags & frame_flags::ENTRY != 0;
            if flags & frame_flags::GENERATOR != 0 {
                (raised, entry) = generator::leave(vm, base, raised);
            } else {
                vm.pop_frame();
            }
            if entry {
                vm.chained = raised.0.address();
                return Unwound::Left(raised);
            }
        }
    }
}

/// Pops the running frame, which is marked ENTRY and has not begun.
pub fn leave(vm: &mut Interpreter, raised: Raised) -> Unwound {
    vm.pop_frame();
    Unwound::Left(raised)
}

const _: () = assert!(size_of::<Gc<InstanceObject>>() == 8);
