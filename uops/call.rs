//! Calls of Rust functions whose address is the immediate. None unwinds.

use crate::object::Realm;
use crate::uops::asm;
use crate::uops::define::uop;
use crate::uops::plain;
use std::mem::offset_of;

const ARGUMENTS_AT: i32 = offset_of!(Realm, machine.arguments) as i32;
const INTERPRET_ONE_AT: i32 = offset_of!(Realm, machine.calls.interpret_one) as i32;

/// The immediate of [`CallArguments`](super::Uop::CallArguments): the function's address and the number of arguments.
pub const fn pack_native(address: u64, count: u16) -> u64 {
    address | (count as u64) << 48
}

uop! {
    /// Calls a pure `extern "C" fn(f64) -> f64`.
    FloatCall1(number: Float; function: u64) -> out: Float
    exits()
    effects()
    oracle(cx) { cx.call_float1(function, number) }
    x64(asm) [fix(number: xmm0, out: xmm0), call] { ; mov rax, QWORD function as i64 ; call rax }
    a64 [] {}
}
uop! {
    /// Calls a pure `extern "C" fn(f64, f64) -> f64`.
    FloatCall2(lhs: Float, rhs: Float; function: u64) -> out: Float
    exits()
    effects()
    oracle(cx) { cx.call_float2(function, lhs, rhs) }
    x64(asm) [fix(lhs: xmm0, rhs: xmm1, out: xmm0), call] { ; mov rax, QWORD function as i64 ; call rax }
    a64 [] {}
}
uop! {
    /// As `CallPlain2`, of a function that depends on nothing that changes and makes an immutable value: a
    /// concatenation of strings. If nobody needs the result and it cannot raise, nobody misses the call.
    CallPure2(a: Value, b: Value; function: u64) -> out: Value
    exits(raised: Raised)
    effects(allocates)
    oracle(cx) { let word = cx.call2(function, a.bits(), b.bits()); if word == 0 { Err(raised) } else { Ok(word) } }
    x64(asm) [fix(a: rsi, b: rdx, out: rax), call] {
        ; mov rdi, rbp
        ; mov rax, QWORD function as i64
        ; call rax
        ; test rax, rax
        ; jz =>raised
    }
    a64 [] {}
}
uop! {
    /// Calls `extern "C" fn(*mut Realm, a, b) -> u64` that depends on nothing that changes: 0 or 1. Equality of strings.
    CallPureBool2(a: Value, b: Value; function: u64) -> out: Bool
    exits()
    effects()
    oracle(cx) { cx.call2(function, a.bits(), b.bits()) != 0 }
    x64(asm) [fix(a: rsi, b: rdx, out: rax), call] {
        ; mov rdi, rbp
        ; mov rax, QWORD function as i64
        ; call rax
    }
    a64 [] {}
}
uop! {
    /// Calls `extern "C" fn(*mut Realm, a) -> u64` that runs no Python code: a value, or 0 if it declines,
    /// having changed nothing; see `plain`.
    CallPlain1(a: Value; function: u64) -> out: Value
    exits(declined: Declined)
    effects(reads(HEAP), writes(OTHER), allocates, pinned)
    oracle(cx) {
        let word = cx.call1(function, a.bits());
        if word == plain::DECLINED { Err(declined) } else { Ok(word) }
    }
    x64(asm) [fix(a: rsi, out: rax), call] {
        ; mov rdi, rbp
        ; mov rax, QWORD function as i64
        ; call rax
        ; test rax, rax
        ; jz =>declined
    }
    a64 [] {}
}
uop! {
    /// Calls `extern "C" fn(*mut Realm, a, b) -> u64` that runs no Python code: a value, or 0 if it declines,
    /// having changed nothing; see `plain`.
    CallPlain2(a: Value, b: Value; function: u64) -> out: Value
    exits(declined: Declined)
    effects(reads(HEAP), writes(OTHER), allocates, pinned)
    oracle(cx) {
        let word = cx.call2(function, a.bits(), b.bits());
        if word == plain::DECLINED { Err(declined) } else { Ok(word) }
    }
    x64(asm) [fix(a: rsi, b: rdx, out: rax), call] {
        ; mov rdi, rbp
        ; mov rax, QWORD function as i64
        ; call rax
        ; test rax, rax
        ; jz =>declined
    }
    a64 [] {}
}
uop! {
    /// Calls `extern "C" fn(*mut Realm, a, b, c) -> u64` that runs no Python code: a value, or 0 if it declines,
    /// having changed nothing; see `plain`.
    CallPlain3(a: Value, b: Value, c: Value; function: u64) -> out: Value
    exits(declined: Declined)
    effects(reads(HEAP), writes(OTHER), allocates, pinned)
    oracle(cx) {
        let word = cx.call3(function, a.bits(), b.bits(), c.bits());
        if word == plain::DECLINED { Err(declined) } else { Ok(word) }
    }
    x64(asm) [fix(a: rsi, b: rdx, c: rcx, out: rax), call] {
        ; mov rdi, rbp
        ; mov rax, QWORD function as i64
        ; call rax
        ; test rax, rax
        ; jz =>declined
    }
    a64 [] {}
}
uop! {
    /// Calls `extern "C" fn(*mut Realm, a, b) -> u64` that runs no Python code and changes nothing: 0, 1, or above if
    /// it declines.
    CallPlainBool2(a: Value, b: Value; function: u64) -> out: Bool
    exits(declined: Declined)
    effects(reads(HEAP))
    oracle(cx) {
        let word = cx.call2(function, a.bits(), b.bits());
        if word > 1 { Err(declined) } else { Ok(word == 1) }
    }
    x64(asm) [fix(a: rsi, b: rdx, out: rax), call] {
        ; mov rdi, rbp
        ; mov rax, QWORD function as i64
        ; call rax
        ;; asm::cmp(asm, 0, 1)
        ; ja =>declined
    }
    a64 [] {}
}
uop! {
    /// Calls `extern "C" fn(*mut Realm, what, count) -> u64` that takes the first `count` arguments stored before and
    /// runs no Python code: a value, or 0 if it declines, having changed nothing. `call`: its address and the
    /// count; see [`pack_native`].
    CallArguments(what: Value; call: u64) -> out: Value
    exits(declined: Declined)
    effects(reads(HEAP), writes(OTHER), allocates, pinned)
    oracle(cx) {
        let word = cx.call_with(call & 0xFFFF_FFFF_FFFF, what.bits(), call >> 48);
        if word == plain::DECLINED { Err(declined) } else { Ok(word) }
    }
    x64(asm) [fix(what: rsi, out: rax), call] {
        ; mov rdi, rbp
        ; mov edx, DWORD (call >> 48) as i32
        ; mov rax, QWORD (call & 0xFFFF_FFFF_FFFF) as i64
        ; call rax
        ; test rax, rax
        ; jz =>declined
    }
    a64 [] {}
}
uop! {
    /// As `CallArguments`, of what may change lists.
    CallList(what: Value; call: u64) -> out: Value
    exits(declined: Declined)
    effects(reads(HEAP), writes(LIST | ITEM | OTHER), allocates, pinned)
    oracle(cx) {
        let word = cx.call_with(call & 0xFFFF_FFFF_FFFF, what.bits(), call >> 48);
        if word == plain::DECLINED { Err(declined) } else { Ok(word) }
    }
    x64(asm) [fix(what: rsi, out: rax), call] {
        ; mov rdi, rbp
        ; mov edx, DWORD (call >> 48) as i32
        ; mov rax, QWORD (call & 0xFFFF_FFFF_FFFF) as i64
        ; call rax
        ; test rax, rax
        ; jz =>declined
    }
    a64 [] {}
}
uop! {
    /// As `CallArguments`, of what may change dicts that nothing watches.
    CallDict(what: Value; call: u64) -> out: Value
    exits(declined: Declined)
    effects(reads(HEAP), writes(KEYS | ENTRY | OTHER), allocates, pinned)
    oracle(cx) {
        let word = cx.call_with(call & 0xFFFF_FFFF_FFFF, what.bits(), call >> 48);
        if word == plain::DECLINED { Err(declined) } else { Ok(word) }
    }
    x64(asm) [fix(what: rsi, out: rax), call] {
        ; mov rdi, rbp
        ; mov edx, DWORD (call >> 48) as i32
        ; mov rax, QWORD (call & 0xFFFF_FFFF_FFFF) as i64
        ; call rax
        ; test rax, rax
        ; jz =>declined
    }
    a64 [] {}
}
uop! {
    /// The next item of an iterator by `extern "C" fn(*mut Realm, iterator) -> u64`; unbound if it is exhausted.
    /// Leaves, with the iterator as it was, if only Python can say.
    IterNext(iterator: Value; function: u64) -> out: Value
    exits(declined: Declined)
    effects(reads(HEAP), writes(OTHER), allocates, pinned)
    oracle(cx) {
        let word = cx.call1(function, iterator.bits());
        if word == plain::NEXT_DECLINED { Err(declined) } else { Ok(word) }
    }
    x64(asm) [fix(iterator: rsi, out: rax), call] {
        ; mov rdi, rbp
        ; mov rax, QWORD function as i64
        ; call rax
        ;; asm::cmp(asm, 0, plain::NEXT_DECLINED as i32)
        ; je =>declined
    }
    a64 [] {}
}
uop! {
    /// Character `index` of a str, an int from 0, by `extern "C" fn(*mut Realm, text, index) -> u64`; unbound behind its
    /// end.
    StrChar(text: Value, index: Value; function: u64) -> out: Value
    exits(declined: Declined)
    effects(allocates)
    oracle(cx) {
        let word = cx.call2(function, text.bits(), index.bits());
        if word == plain::NEXT_DECLINED { Err(declined) } else { Ok(word) }
    }
    x64(asm) [fix(text: rsi, index: rdx, out: rax), call] {
        ; mov rdi, rbp
        ; mov rax, QWORD function as i64
        ; call rax
        ;; asm::cmp(asm, 0, plain::NEXT_DECLINED as i32)
        ; je =>declined
    }
    a64 [] {}
}
uop! {
    /// A new tuple of two, by `extern "C" fn(*mut Realm, first, second) -> u64`.
    TupleMake2(first: Value, second: Value; function: u64) -> out: Object
    exits()
    effects(allocates)
    oracle(cx) { cx.call2(function, first.bits(), second.bits()) }
    x64(asm) [fix(first: rsi, second: rdx, out: rax), call] {
        ; mov rdi, rbp
        ; mov rax, QWORD function as i64
        ; call rax
    }
    a64 [] {}
}
uop! {
    /// `slice(start, stop, step)` by `extern "C" fn(*mut Realm, start, stop, step) -> u64`.
    SliceMake(start: Value, stop: Value, step: Value; function: u64) -> out: Object
    exits()
    effects(allocates)
    oracle(cx) { cx.call3(function, start.bits(), stop.bits(), step.bits()) }
    x64(asm) [fix(start: rsi, stop: rdx, step: rcx, out: rax), call] {
        ; mov rdi, rbp
        ; mov rax, QWORD function as i64
        ; call rax
    }
    a64 [] {}
}
uop! {
    /// A function bound to a receiver by `extern "C" fn(*mut Realm, function, receiver) -> u64`.
    MethodMake(called: Value, receiver: Value; function: u64) -> out: Object
    exits()
    effects(allocates)
    oracle(cx) { cx.call2(function, called.bits(), receiver.bits()) }
    x64(asm) [fix(called: rsi, receiver: rdx, out: rax), call] {
        ; mov rdi, rbp
        ; mov rax, QWORD function as i64
        ; call rax
    }
    a64 [] {}
}
uop! {
    /// `super(class, receiver)` by `extern "C" fn(*mut Realm, class, receiver) -> u64`; the receiver is an instance of
    /// the class.
    SuperMake(class: Value, receiver: Value; function: u64) -> out: Object
    exits()
    effects(allocates)
    oracle(cx) { cx.call2(function, class.bits(), receiver.bits()) }
    x64(asm) [fix(class: rsi, receiver: rdx, out: rax), call] {
        ; mov rdi, rbp
        ; mov rax, QWORD function as i64
        ; call rax
    }
    a64 [] {}
}
uop! {
    /// A new tuple of three, by `extern "C" fn(*mut Realm, first, second, third) -> u64`.
    TupleMake3(first: Value, second: Value, third: Value; function: u64) -> out: Object
    exits()
    effects(allocates)
    oracle(cx) { cx.call3(function, first.bits(), second.bits(), third.bits()) }
    x64(asm) [fix(first: rsi, second: rdx, third: rcx, out: rax), call] {
        ; mov rdi, rbp
        ; mov rax, QWORD function as i64
        ; call rax
    }
    a64 [] {}
}
uop! {
    /// Argument `index` of the call that follows.
    StoreArg(value: Value; index: u32)
    exits()
    effects(writes(OTHER), pinned)
    oracle(cx) { cx.set_argument(index, value) }
    x64(asm) [] { ;; asm::store(asm, 5, ARGUMENTS_AT + index as i32 * 8, value) }
    a64 [] {}
}
uop! {
    /// Lets the interpreter run one instruction: its pc and its frame's base packed. The frame is in memory.
    /// Leaves if the instruction raised.
    InterpretOne(; place: u64)
    exits(raised: Raised)
    effects(reads(ALL), writes(ALL), pinned)
    oracle(cx) { if cx.interpret_one(place as u32, (place >> 32) as i32) != 0 { Ok(()) } else { Err(raised) } }
    x64(asm) [reenter] {
        ; mov rdi, rbp
        ; lea rsi, [rbx + (place >> 32) as i32 * 8]
        ; mov edx, DWORD place as u32 as i32
        ; call QWORD [rbp + INTERPRET_ONE_AT]
        ; test rax, rax
        ; jz =>raised
    }
    a64 [] {}
}
uop! {
    /// As `InterpretOne`, of an instruction that decides where to go: one more than the pc that it went to.
    InterpretBranch(; place: u64) -> out: Int
    exits(raised: Raised)
    effects(reads(ALL), writes(ALL), pinned)
    oracle(cx) {
        let next = cx.interpret_one(place as u32, (place >> 32) as i32);
        if next != 0 { Ok(next) } else { Err(raised) }
    }
    x64(asm) [fix(out: rax), reenter] {
        ; mov rdi, rbp
        ; lea rsi, [rbx + (place >> 32) as i32 * 8]
        ; mov edx, DWORD place as u32 as i32
        ; call QWORD [rbp + INTERPRET_ONE_AT]
        ; test rax, rax
        ; jz =>raised
    }
    a64 [] {}
}
uop! {
    /// Leaves if the 32-bit word at address `flag` is not 0: what the trace depends on has changed meanwhile.
    GuardValid(; flag: u64)
    exits(invalid: Invalidated)
    effects(reads(WATCHED))
    oracle(cx) { if cx.load32(flag, 0) == 0 { Ok(()) } else { Err(invalid) } }
    x64(asm) [temp(address)] {
        ; mov Rq(address), QWORD flag as i64
        ;; asm::cmp_word(asm, address, 0, 0)
        ; jne =>invalid
    }
    a64 [] {}
}
