//! Registers of frames, and the marks of a trace's structure.

use crate::object::Value;
use crate::uops::define::uop;

uop! {
    /// Register `slot` of the root frame as it was when the trace was entered. Slots count from
    /// the root frame's base, also for frames above (and, after a return, below) it.
    LoadSlot(; slot: i32) -> out: Value
    exits()
    effects()
    oracle(cx) { cx.slot(slot) }
    x64 [] { ; mov Rq(out), [rbx + slot * 8] }
    a64 [] {}
}
uop! {
    /// Register `slot` as it is now, after something may have written it.
    ReloadSlot(; slot: i32) -> out: Value
    exits()
    effects(reads(FRAME))
    oracle(cx) { cx.slot(slot) }
    x64 [] { ; mov Rq(out), [rbx + slot * 8] }
    a64 [] {}
}
uop! {
    /// Writes a boxed value (or a word of a frame header) to register `slot`.
    StoreSlot(value: Value; slot: i32)
    exits()
    effects(writes(FRAME))
    oracle(cx) { cx.set_slot(slot, value) }
    x64 [] { ; mov [rbx + slot * 8], Rq(value) }
    a64 [] {}
}
uop! {
    /// The address of register `slot`.
    FrameAddress(; slot: i32) -> out: Raw
    exits()
    effects()
    oracle(cx) { cx.base as u64 + (slot as i64 * 8) as u64 }
    x64 [] { ; lea Rq(out), [rbx + slot * 8] }
    a64 [] {}
}
uop! {
    /// Value number `index` that a side trace takes over from its parent; the type is the
    /// instruction's. First instructions of a side trace.
    Inherit(; index: u32) -> out: Value
    exits()
    effects(pinned)
    oracle(cx) { Value::UNBOUND }
    x64 [] {}
    a64 [] {}
}
uop! {
    /// Where the loop's back-edge arrives. Its `Phi`s follow it.
    LoopBegin()
    exits()
    effects(pinned)
    oracle(cx) {}
    x64 [] {}
    a64 [] {}
}
uop! {
    /// `entry` on the first iteration, then `next` of the iteration before; the type is the
    /// instruction's.
    Phi(entry: Value, next: Value) -> out: Value
    exits()
    effects(pinned)
    oracle(cx) { entry }
    x64 [] {}
    a64 [] {}
}
uop! {
    /// Leaves the trace if a safepoint must stop.
    Poll()
    exits(stop: Pending)
    effects(pinned)
    oracle(cx) { if cx.pending() { Err(stop) } else { Ok(()) } }
    x64 [] { ; cmp DWORD [rbp], BYTE 0 ; jne =>stop }
    a64 [] {}
}
