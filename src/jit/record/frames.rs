//! The frames of a recording: which value each register holds, and what of that memory does not
//! know yet.
//!
//! 1. A slot is a register counted from the root frame's base, so the registers of inlined
//!    frames have slots too; see `frame` for where a callee's registers begin.
//! 2. `Dirty` is for good: a slot that the trace has given a value stays dirty even when the
//!    value is written to memory, because the next iteration starts from that value.
//! 3. A frame is virtual until something needs it in memory ([`FrameState::materialize`]).

use crate::bytecode::Code;
use crate::frame::{FRAME_WORDS, frame_flags, offset};
use crate::gc::Gc;
use crate::jit::ir::{FrameEntry, Ref, Resume, SlotEntry, Snapshot, SnapshotId, Trace};
use crate::object::{CodeObject, FunctionObject};
use crate::support::fault::{self, Fault, Rule};

/// What is known of a slot.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Slot {
    /// As it was on entry, not looked at yet.
    Memory,
    /// Loaded; memory holds the same.
    Clean(Ref),
    /// Given a value by the trace.
    Dirty(Ref),
    /// An unbound local of a virtual frame.
    Unbound,
}

/// One frame of the chain, outermost first.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// The function that runs; alive while it is recorded.
    pub function_object: Gc<FunctionObject>,
    /// The function as an operand; `NONE` for the root frame, whose header is in memory.
    pub function: Ref,
    pub base: i32,
    /// The call it stands on, if it is not the innermost.
    pub pc: u32,
    pub flags: u32,
    pub in_memory: bool,
    /// The result register of the call it stands on; no register's number if it has none.
    pub call_register: u16,
    /// Whether that call's callee is an `__init__`.
    pub calls_init: bool,
    /// Of a generator that the trace has resumed: how many registers it held, and whether it has gone round a loop.
    pub held: usize,
    pub went_round: bool,
}

impl Frame {
    /// The code that runs.
    pub fn code<'a>(&self) -> &'a Code {
        Code::of(self.function_object.code_object)
    }
    /// The base of a frame called from this one.
    pub fn callee_base(&self) -> i32 {
        self.base + self.code().register_count as i32 + FRAME_WORDS as i32
    }
}

#[derive(Debug)]
pub(super) struct FrameState {
    pub frames: Vec<Frame>,
    slots: Vec<Slot>,
    /// Counts changes of slots and frames, so that equal snapshots are shared.
    version: u32,
    last: Option<(u32, u32, Resume, SnapshotId)>,
    /// For the snapshot being made.
    scratch: Vec<SlotEntry>,
}

impl FrameState {
    pub fn new(root: Frame) -> FrameState {
        FrameState { frames: vec![root], slots: Vec::new(), version: 0, last: None, scratch: Vec::new() }
    }
    pub fn innermost(&self) -> &Frame {
        &self.frames[self.frames.len() - 1]
    }
    pub fn innermost_mut(&mut self) -> &mut Frame {
        self.version += 1;
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }
    pub fn slot(&self, slot: i32) -> Slot {
        self.slots.get(slot as usize).copied().unwrap_or(Slot::Memory)
    }
    pub fn set(&mut self, slot: i32, state: Slot) {
        let index = slot as usize;
        if index >= self.slots.len() {
            self.slots.resize(index + 1, Slot::Memory);
        }
        if !matches!(state, Slot::Clean(_)) && self.slots[index] != state {
            self.version += 1;
        }
        self.slots[index] = state;
    }
    /// Adds a virtual frame called from the innermost one; its locals are unbound.
    pub fn push(&mut self, function_object: Gc<FunctionObject>, function: Ref, flags: u32) {
        let code = Code::of(function_object.code_object);
        let base = self.innermost().callee_base();
        self.version += 1;
        for register in 0..code.register_count as i32 {
            self.set(base + register, Slot::Unbound);
        }
        self.frames.push(Frame {
            function_object,
            function,
            base,
            pc: 0,
            flags,
            in_memory: false,
            call_register: 0,
            calls_init: false,
            held: 0,
            went_round: false,
        });
    }
    /// Removes the innermost frame.
    pub fn pop(&mut self) -> Option<Frame> {
        self.version += 1;
        self.frames.pop()
    }
    /// How many frames of the chain run that code.
    pub fn depth_of(&self, code: Gc<CodeObject>) -> usize {
        self.frames.iter().filter(|f| f.function_object.code_object == code).count()
    }

    /// Visits each live slot: of the innermost frame before `pc`, of the
    /// others after their call, and in the handler of what it raises.
    pub fn each_live(&self, pc: u32, visit: &mut dyn FnMut(i32, Slot)) {
        let innermost = self.frames.len() - 1;
        for (index, frame) in self.frames.iter().enumerate() {
            let code = frame.code();
            // A generator's frame holds the generator, too.
            if frame.flags & frame_flags::GENERATOR != 0 && !frame.in_memory && !fault::rule(Rule::Generator) {
                let last = frame.base + code.register_count as i32 - 1;
                visit(last, self.slot(last));
            }
            if index == innermost {
                for register in code.live_at(pc).iter() {
                    visit(frame.base + register as i32, self.slot(frame.base + register as i32));
                }
                continue;
            }
            let flags = self.frames[index + 1].flags;
            if flags & frame_flags::KEEPS_OPERANDS != 0 && !fault::rule(Rule::Operands) {
                // The instruction is not over: it may look at its operands again.
                for register in code.live_at(frame.pc).iter() {
                    visit(frame.base + register as i32, self.slot(frame.base + register as i32));
                }
                continue;
            }
            // The result register holds nothing yet, but for `__init__`, where it is the instance.
            let result = frame.call_register as usize;
            if frame.calls_init && !fault::rule(Rule::InitResult) {
                visit(frame.base + result as i32, self.slot(frame.base + result as i32));
            }
            let after = code.live_at(frame.pc + 1);
            for register in after.iter().filter(|r| *r != result) {
                visit(frame.base + register as i32, self.slot(frame.base + register as i32));
            }
            // What the call raises goes to a handler, which may read what nobody reads after the call.
            if let Some(handler) = code.handler_at(frame.pc).filter(|_| !fault::rule(Rule::HandlerLive)) {
                let caught = code.live_at(handler.target).iter().filter(|r| *r < handler.register as usize);
                for register in caught.filter(|r| *r == result || !after.contains(*r)) {
                    visit(frame.base + register as i32, self.slot(frame.base + register as i32));
                }
            }
        }
    }
    /// The snapshot of going on at `pc` of the innermost frame; equal ones are made once.
    pub fn snapshot(&mut self, trace: &mut Trace, pc: u32, resume: Resume) -> SnapshotId {
        if let Some((version, at, how, id)) = self.last
            && (version, at, how) == (self.version, pc, resume)
        {
            return id;
        }
        let innermost = self.frames.len() - 1;
        let frames = self
            .frames
            .iter()
            .enumerate()
            .map(|(index, frame)| FrameEntry {
                code: frame.code(),
                function: if frame.in_memory { Ref::NONE } else { frame.function },
                base: frame.base,
                pc: match index == innermost {
                    true => pc + fault::rule(Rule::ExitPc) as u32,
                    false => frame.pc + fault::rule(Rule::CallerPc) as u32,
                },
                flags: frame.flags,
            })
            .collect();
        let mut slots = std::mem::take(&mut self.scratch);
        slots.clear();
        self.each_live(pc, &mut |slot, state| {
            if let Slot::Dirty(value) = state {
                slots.push(SlotEntry { slot, value });
            }
        });
        // A side trace takes a function that is no constant over from its frame's header.
        for frame in self.frames.iter().filter(|frame| !frame.in_memory && !frame.function.is_constant()) {
            slots.push(SlotEntry { slot: frame.base + FUNCTION_SLOT, value: frame.function });
        }
        if !slots.is_sorted_by_key(|entry| entry.slot) {
            slots.sort_unstable_by_key(|entry| entry.slot);
        }
        if let Some(missing) = (0..slots.len()).find(|index| fault::is(Fault::Snapshot(*index as u16))) {
            slots.remove(missing);
        }
        let id = trace.snapshots.push(Snapshot { frames, slots: slots.as_slice().into(), resume });
        self.scratch = slots;
        self.last = Some((self.version, pc, resume, id));
        id
    }
}

/// Slots of a frame's header, relative to its base.
pub(super) const FUNCTION_SLOT: i32 = offset::FUNCTION / 8;
pub(super) const CODE_SLOT: i32 = offset::CODE / 8;
pub(super) const CALLER_SLOT: i32 = offset::CALLER / 8;
pub(super) const PC_SLOT: i32 = offset::PC_FLAGS / 8;
pub(super) const HANDLED_SLOT: i32 = offset::HANDLED / 8;

impl FrameState {
    /// The innermost frame is in memory: nothing is known of its registers.
    pub fn forget_innermost(&mut self) {
        let base = self.innermost().base;
        for register in 0..self.innermost().code().register_count as i32 {
            self.set(base + register, Slot::Memory);
        }
    }
}
