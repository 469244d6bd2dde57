//! Registers of frames, and the marks of a trace's structure.

use crate::frame::offset;
use crate::object::{Realm, Value};
use crate::uops::asm::{self, near};
use crate::uops::define::uop;
use std::mem::offset_of;

const DEPTH_AT: i8 = near(offset_of!(Realm, machine.depth));
const DEPTH_LIMIT_AT: i8 = near(offset_of!(Realm, machine.depth_limit));
const STACK_END_AT: i8 = near(offset_of!(Realm, machine.stack_end));

/// Two numbers in one immediate: of [`GuardCaller`](super::Uop::GuardCaller) the bases of the caller's and of the
/// returning frame; of [`EnterFrames`](super::Uop::EnterFrames) the count and the slot past the last frame; of
/// [`InterpretOne`](super::Uop::InterpretOne) the pc and the frame's base. All slots count from the root's base.
pub const fn pack(low: i32, high: i32) -> u64 {
    low as u32 as u64 | (high as u32 as u64) << 32
}
/// The second operand of [`GuardCaller`](super::Uop::GuardCaller): where the caller stands (below 2^28), and the flags of
/// the returning frame.
pub const fn caller_state(pc: u32, flags: u32) -> i64 {
    pc as i64 | (flags as i64) << 28
}

uop! {
    /// Register `slot` of the root frame as it was when the trace was entered. Slots count from
    /// the root frame's base, also for frames above (and, after a return, below) it.
    LoadSlot(; slot: i32) -> out: Value
    exits()
    effects()
    oracle(cx) { cx.slot(slot) }
    x64(asm) [] { ;; asm::load_slot(asm, out, slot * 8) }
    a64 [] {}
}
uop! {
    /// Register `slot` as it is now, after something may have written it.
    ReloadSlot(; slot: i32) -> out: Value
    exits()
    effects(reads(FRAME))
    oracle(cx) { cx.slot(slot) }
    x64(asm) [] { ;; asm::load_slot(asm, out, slot * 8) }
    a64 [] {}
}
uop! {
    /// Writes a boxed value (or a word of a frame header) to register `slot`.
    StoreSlot(value: Value; slot: i32)
    exits()
    effects(writes(FRAME))
    oracle(cx) { cx.set_slot(slot, value) }
    x64(asm) [] { ;; asm::store_slot(asm, slot * 8, value) }
    a64 [] {}
}
uop! {
    /// Writes a word that is no Python value to `slot`: a field of a frame's header.
    StoreWord(word: Raw; slot: i32)
    exits()
    effects(writes(FRAME))
    oracle(cx) { cx.set_slot(slot, Value::from_bits(word)) }
    x64(asm) [] { ;; asm::store_slot(asm, slot * 8, word) }
    a64 [] {}
}
uop! {
    /// Lets the frame whose state word is at slot `high` of `place` stand at pc `low`: see [`pack`].
    StorePc(; place: u64)
    exits()
    effects(writes(FRAME))
    oracle(cx) {
        let address = (cx.base as u64).wrapping_add(((place >> 32) as i32 as i64 * 8) as u64);
        let word = cx.load(address, 0) & !0xFFFF_FFFF | place & 0xFFFF_FFFF;
        cx.store(address, 0, word)
    }
    x64(asm) [] { ; mov DWORD [rbx + (place >> 32) as i32 * 8], place as u32 as i32 }
    a64 [] {}
}
uop! {
    /// The address of register `slot`.
    FrameAddress(; slot: i32) -> out: Raw
    exits()
    effects()
    oracle(cx) { (cx.base as u64).wrapping_add_signed(slot as i64 * 8) }
    x64(asm) [] { ; lea Rq(out), [rbx + slot * 8] }
    a64 [] {}
}
uop! {
    /// Value number `index` that a side trace takes over from its parent; the type is the
    /// instruction's. First instructions of a side trace.
    Inherit(; index: u32) -> out: Value
    exits()
    effects(pinned)
    oracle(cx) { Value::UNBOUND }
    x64(asm) [] {}
    a64 [] {}
}
uop! {
    /// Where the loop's back-edge arrives. Its `Phi`s follow it.
    LoopBegin()
    exits()
    effects(pinned)
    oracle(cx) {}
    x64(asm) [] {}
    a64 [] {}
}
uop! {
    /// `entry` on the first iteration, then `next` of the iteration before; the type is the
    /// instruction's.
    Phi(entry: Value, next: Value) -> out: Value
    exits()
    effects(pinned)
    oracle(cx) { entry }
    x64(asm) [] {}
    a64 [] {}
}
uop! {
    /// Leaves the trace if a safepoint must stop.
    Poll()
    exits(stop: Pending)
    effects(pinned)
    oracle(cx) { if cx.pending() { Err(stop) } else { Ok(()) } }
    x64(asm) [] { ;; asm::cmp_word(asm, 5, 0, 0) ; jne =>stop }
    a64 [] {}
}
uop! {
    /// Proves, for a return below the root frame, that the frame at slot `high` of `slots` was
    /// called by the frame at slot `low`, which runs the code at that address and stands at
    /// that pc, and that its flags are these: see [`pack`] and [`caller_state`].
    GuardCaller(code: Raw, state: Int; slots: u64)
    exits(other: WrongCaller)
    effects(reads(FRAME))
    oracle(cx) {
        let (caller, current) = (slots as u32 as i32, (slots >> 32) as i32);
        let base = cx.base as u64;
        let caller_base = base.wrapping_add((caller as i64 * 8) as u64);
        if cx.load(base, current as i64 * 8 + offset::CALLER as i64) != caller_base
            || cx.load(caller_base, offset::CODE as i64) != code
        {
            Err(other)
        } else {
            let pc = cx.load32(caller_base, offset::PC_FLAGS as i64);
            let flags = cx.load32(base, current as i64 * 8 + offset::PC_FLAGS as i64 + 4);
            if caller_state(pc, flags) == state { Ok(()) } else { Err(other) }
        }
    }
    x64(asm) [temp(word, pc)] {
        ;; let (caller, current) = (slots as u32 as i32 * 8, (slots >> 32) as i32 * 8)
        ; lea Rq(word), [rbx + caller]
        ; cmp [rbx + current + offset::CALLER], Rq(word)
        ; jne =>other
        ; cmp [rbx + caller + offset::CODE], Rq(code)
        ; jne =>other
        ; mov Rd(word), [rbx + current + offset::PC_FLAGS + 4]
        ; shl Rq(word), BYTE 28
        ; mov Rd(pc), [rbx + caller + offset::PC_FLAGS]
        ; or Rq(word), Rq(pc)
        ; cmp Rq(word), Rq(state)
        ; jne =>other
    }
    x64_imm(asm) [temp(word, pc)] {
        ;; let (caller, current) = (slots as u32 as i32 * 8, (slots >> 32) as i32 * 8)
        ; lea Rq(word), [rbx + caller]
        ; cmp [rbx + current + offset::CALLER], Rq(word)
        ; jne =>other
        ; cmp [rbx + caller + offset::CODE], Rq(code)
        ; jne =>other
        ; cmp DWORD [rbx + caller + offset::PC_FLAGS], state & 0xFFF_FFFF
        ; jne =>other
        ; cmp DWORD [rbx + current + offset::PC_FLAGS + 4], state >> 28
        ; jne =>other
    }
    a64 [] {}
}
uop! {
    /// Makes room for the frames that the trace runs in: `low` of `frames` is how many calls deeper it goes, `high`
    /// the first slot past all of them; see [`pack`].
    EnterFrames(; frames: u64)
    exits(full: StackLimit)
    effects(pinned)
    oracle(cx) { if cx.enter_frames(frames as u32, (frames >> 32) as i32) { Ok(()) } else { Err(full) } }
    x64(asm) [temp(depth, top)] {
        ;; let (count, slot) = (frames as u32 as i32, (frames >> 32) as i32)
        ; mov Rd(depth), [BYTE rbp + DEPTH_AT]
        ; add Rd(depth), count
        ; cmp Rd(depth), [BYTE rbp + DEPTH_LIMIT_AT]
        ; ja =>full
        ; lea Rq(top), [rbx + slot * 8]
        ; cmp Rq(top), [BYTE rbp + STACK_END_AT]
        ; ja =>full
        ; mov [BYTE rbp + DEPTH_AT], Rd(depth)
    }
    a64 [] {}
}
uop! {
    /// Proves that the trace may be `calls` calls deeper than the frames that are counted: for calls that are
    /// inlined without frames of their own.
    GuardDepth(; calls: i32)
    exits(full: StackLimit)
    effects(reads(FRAME))
    oracle(cx) {
        let room = cx.enter_frames(calls as u32, 0);
        if room {
            cx.leave_frames(calls);
            Ok(())
        } else {
            Err(full)
        }
    }
    x64(asm) [temp(depth)] {
        ; mov Rd(depth), [BYTE rbp + DEPTH_AT]
        ; add Rd(depth), calls
        ; cmp Rd(depth), [BYTE rbp + DEPTH_LIMIT_AT]
        ; ja =>full
    }
    a64 [] {}
}
uop! {
    /// Takes back `count` of what `EnterFrames` counted, or calls that the interpreter made.
    LeaveFrames(; count: i32)
    exits()
    effects(pinned)
    oracle(cx) { cx.leave_frames(count) }
    x64(asm) [] { ; sub DWORD [BYTE rbp + DEPTH_AT], count }
    a64 [] {}
}
