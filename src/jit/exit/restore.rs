//! From a snapshot and saved registers to frames in the VM's stack.
//!
//! 1. Everything that is read from frames is read before anything is written.
//! 2. A frame that does not exist in memory gets a whole header, all its registers are unbound, then the
//!    snapshot's values are written. A frame that exists gets its pc; temporaries that the
//!    new pc says are live, that the old one did not, and that the snapshot does not name, are
//!    unbound: the collector looks at them.
//! 3. A frame that exists has the pc in its header under which its memory was last right; so whoever
//!    enters a trace stores that first.
//! 4. `machine.depth` grows by the frames made. Frames that exist, or that the trace has returned from,
//!    are counted by the trace itself (`EnterFrames`, `LeaveFrames`). `machine.stack_top` becomes the
//!    end of the innermost frame.
//! 5. Frames may be made past `machine.stack_end`, by at most [`STACK_SLACK`](frame::STACK_SLACK) words.
//! 6. Objects that the trace only remembers ([`SunkObject`]) are made last; who makes a side trace of such an exit
//!    makes them first.
//! 7. Boxing an int may allocate; allocation never collects, so values in registers are safe.

use crate::bytecode::{Code, Op};
use crate::frame::{self, FRAME_WORDS};
use crate::gc::Gc;
use crate::jit::ir::{Resume, SunkObject, Trace, Type};
use crate::jit::regalloc::{ExitPlan, Location};
use crate::object::generator::GeneratorObject;
use crate::object::{InstanceObject, Realm, ShapeId, Value};
use crate::support::fault::{self, Rule};

/// The machine's registers and spill slots as an exit finds them.
#[derive(Clone, Copy, Debug)]
pub struct Registers<'a> {
    pub general: &'a [u64; 16],
    pub float: &'a [u64; 16],
    pub spill: &'a [u64],
}

impl Registers<'_> {
    /// The word at a location; 0 if there is no such place.
    pub fn word(&self, location: Location) -> u64 {
        match location {
            Location::General(register) => self.general[register as usize & 15],
            Location::Float(register) => self.float[register as usize & 15],
            Location::Spill(slot) => self.spill.get(slot as usize).copied().unwrap_or(0),
            Location::Constant(constant) => constant.word,
        }
    }
}

/// A word of a trace as a Python value.
pub fn boxed(ty: Type, word: u64, realm: &mut Realm) -> Value {
    match ty {
        Type::Value | Type::Object | Type::Raw | Type::Unit => Value::from_bits(word),
        Type::Int => realm.int(word as i64),
        Type::Float => Value::float(f64::from_bits(word)),
        Type::Bool => Value::bool(word != 0),
    }
}

/// Makes the objects that the trace only remembers, and puts them where they belong.
///
/// # Safety
/// As for [`restore`].
unsafe fn make_objects(
    trace: &Trace,
    plan: &ExitPlan,
    registers: &Registers<'_>,
    base: *mut Value,
    realm: &mut Realm,
    sunk: &[SunkObject],
) {
    let slots = &trace.snapshots[plan.snapshot].slots;
    let made: Vec<Gc<InstanceObject>> =
        sunk.iter().map(|object| realm.instance_of_shape(ShapeId(object.header as u32))).collect();
    for (object, instance) in sunk.iter().zip(&made) {
        if !fault::rule(Rule::SunkShape) {
            instance.header.shape.set(object.shape);
        }
        for &(offset, slot) in &object.fields {
            let value = match slots.binary_search_by_key(&slot, |entry| entry.slot) {
                Ok(index) => {
                    let word = plan.slots.get(index).map_or(0, |location| registers.word(*location));
                    boxed(trace.type_of(slots[index].value), word, realm)
                }
                Err(_) => match sunk.iter().position(|object| object.places.contains(&slot)) {
                    Some(index) => Value::object(made[index]),
                    None => Value::UNBOUND,
                },
            };
            // SAFETY: the trace has stored to such offsets of objects of this shape.
            unsafe { *(instance.as_ptr() as *mut u8).add(offset as usize).cast::<Value>() = value };
        }
        for &slot in object.places.iter().filter(|slot| **slot < SunkObject::FIRST_SLOT) {
            // SAFETY: as in `restore`.
            unsafe { *base.wrapping_offset(slot as isize) = Value::object(*instance) };
        }
    }
}

/// Whether the interpreter, to which the trace left a `ForIter` (`InterpretBranch`), has just written its item there.
fn has_item(code: &Code, stood: u32, at: u32, slot: i32) -> bool {
    if at != stood + 1 {
        return false;
    }
    let instr = code.instr(stood);
    instr.op.family() == Op::ForIter && instr.b as i32 == slot
}

/// Writes the frames; returns the innermost frame's base, its pc, and whether to unwind.
///
/// # Safety
/// `base` is the root frame's base in the VM's stack, which has room for the snapshot's frames; the
/// registers are those that the exit of `plan` found.
pub unsafe fn restore(
    trace: &Trace,
    plan: &ExitPlan,
    registers: &Registers<'_>,
    base: *mut Value,
    realm: &mut Realm,
) -> (*mut Value, u32, bool) {
    let snapshot = &trace.snapshots[plan.snapshot];
    let address = |slot: i32| base.wrapping_offset(slot as isize);

    let named = |slot: i32| snapshot.slots.binary_search_by_key(&slot, |entry| entry.slot).is_ok();
    let mut caller: *mut Value = std::ptr::null_mut();
    let mut made = 0;
    for (index, entry) in snapshot.frames.iter().enumerate() {
        let frame = address(entry.base);
        // SAFETY: the code is alive: a function in a frame or among the trace's roots holds it.
        let code = unsafe { &*entry.code };
        if entry.function.is_none() {
            // SAFETY: the frame exists, and nobody else looks at it now.
            let header = unsafe { frame::header(frame) };
            let depth = |pc: u32| code.depth.get(pc as usize).copied().unwrap_or(0) as i32;
            let locals = code.local_count as i32;
            for slot in locals + depth(header.pc)..locals + depth(entry.pc) {
                if !named(entry.base + slot) && !has_item(code, header.pc, entry.pc, slot) {
                    // SAFETY: the slot is one of the frame's registers.
                    unsafe { *frame.offset(slot as isize) = Value::UNBOUND };
                }
            }
            header.pc = entry.pc;
        } else {
            let location = plan.functions.get(index).copied().flatten();
            let function = location.map_or(Value::UNBOUND, |location| Value::from_bits(registers.word(location)));
            for slot in 0..code.register_count as isize {
                // SAFETY: the trace has checked that the stack has room for the frame.
                unsafe { *frame.offset(slot) = Value::UNBOUND };
            }
            debug_assert!(!caller.is_null() && frame as usize > caller as usize + FRAME_WORDS * 8);
            // SAFETY: as above, the header included.
            *unsafe { frame::header(frame) } = frame::FrameHeader {
                function,
                code: entry.code,
                caller,
                pc: entry.pc,
                flags: entry.flags,
                handled: Value::UNBOUND,
            };
            made += !fault::rule(Rule::Depth) as u32;
        }
        caller = frame;
    }
    for (entry, location) in snapshot.slots.iter().zip(plan.slots.iter()) {
        if entry.slot >= SunkObject::FIRST_SLOT {
            break;
        }
        let value = boxed(trace.type_of(entry.value), registers.word(*location), realm);
        // SAFETY: snapshots name only slots of their frames.
        unsafe { *address(entry.slot) = value };
    }
    let sunk = trace.sunk_at(plan.snapshot);
    if !sunk.is_empty() {
        // SAFETY: as above.
        unsafe { make_objects(trace, plan, registers, base, realm, sunk) };
    }
    for entry in snapshot
        .frames
        .iter()
        .filter(|entry| !entry.function.is_none() && entry.flags & frame::frame_flags::GENERATOR != 0)
        .filter(|_| !fault::rule(Rule::Running))
    {
        // SAFETY: as above; the last register of such a frame holds its generator, which runs from now on.
        unsafe {
            let last = address(entry.base).add((*entry.code).register_count as usize - 1);
            Gc::<GeneratorObject>::from_address((*last).bits() as usize).run();
        }
    }
    // SAFETY: as above.
    let registers = snapshot.frames.last().map_or(0, |frame| unsafe { (*frame.code).register_count });
    realm.machine.stack_top = caller.wrapping_add(registers as usize);
    realm.machine.depth = realm.machine.depth.wrapping_add(made);
    let pc = snapshot.frames.last().map_or(0, |frame| frame.pc);
    (caller, pc, snapshot.resume == Resume::Raise)
}
