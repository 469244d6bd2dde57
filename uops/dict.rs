//! Dicts: their key version, their entries, and calls for what is not cached.

use crate::object::Value;
use crate::object::layout::offset;
use crate::uops::asm;
use crate::uops::define::uop;

uop! {
    /// Proves that the dict has the same keys at the same entries as when it was recorded.
    GuardKeysVersion(dict: Object; version: u32)
    exits(other: WrongShape)
    effects(reads(KEYS))
    oracle(cx) {
        if cx.load32(dict.address() as u64, offset::DICT_KEYS_VERSION as i64) == version { Ok(()) } else { Err(other) }
    }
    x64(asm) [] { ;; asm::cmp_word(asm, dict, offset::DICT_KEYS_VERSION as i8, version as i32) ; jne =>other }
    a64 [] {}
}
uop! {
    /// The number of keys of a dict.
    DictLen(dict: Object) -> out: Int
    exits()
    effects(reads(KEYS))
    oracle(cx) { cx.load32(dict.address() as u64, offset::DICT_LIVE as i64) as i64 }
    x64(asm) [] { ; mov Rd(out), [BYTE Rq(dict) + offset::DICT_LIVE as i8] }
    a64 [] {}
}
uop! {
    /// The address of a dict's entries.
    DictEntries(dict: Object) -> out: Raw
    exits()
    effects(reads(KEYS))
    oracle(cx) { cx.load(dict.address() as u64, offset::DICT_ENTRIES as i64) }
    x64(asm) [] { ;; asm::load(asm, out, dict, offset::DICT_ENTRIES) }
    a64 [] {}
}
uop! {
    /// The value at byte `offset` of a dict's entries: `entry * ENTRY_SIZE + ENTRY_VALUE`.
    EntryLoad(entries: Raw; offset: i32) -> out: Value
    exits()
    effects(reads(ENTRY))
    oracle(cx) { Value::from_bits(cx.load(entries, offset as i64)) }
    x64(asm) [] { ;; asm::load(asm, out, entries, offset) }
    a64 [] {}
}
uop! {
    /// Writes the value at byte `offset` of a dict's entries. No compiled code takes it for a constant.
    EntryStore(entries: Raw, value: Value; offset: i32)
    exits()
    effects(writes(ENTRY))
    oracle(cx) { cx.store(entries, offset as i64, value.bits()) }
    x64(asm) [] { ;; asm::store(asm, entries, offset, value) }
    a64 [] {}
}
uop! {
    /// `dict[key]` by `extern "C" fn(*mut Realm, dict, key) -> u64`, for a key whose hash and equality run no Python
    /// code. Leaves if the key is absent (0).
    DictGet(dict: Object, key: Value; function: u64) -> out: Value
    exits(absent: KeyMissing)
    effects(reads(KEYS | ENTRY))
    oracle(cx) {
        let word = cx.call2(function, dict.address() as u64, key.bits());
        if word == 0 { Err(absent) } else { Ok(word) }
    }
    x64(asm) [fix(dict: rsi, key: rdx, out: rax), call] {
        ; mov rdi, rbp
        ; mov rax, QWORD function as i64
        ; call rax
        ; test rax, rax
        ; jz =>absent
    }
    a64 [] {}
}
uop! {
    /// `key in dict` by `extern "C" fn(*mut Realm, dict, key) -> u64` (0 or 1; above: only Python can say).
    DictHas(dict: Object, key: Value; function: u64) -> out: Bool
    exits(ask: KeyMissing)
    effects(reads(KEYS))
    oracle(cx) {
        let word = cx.call2(function, dict.address() as u64, key.bits());
        if word > 1 { Err(ask) } else { Ok(word == 1) }
    }
    x64(asm) [fix(dict: rsi, key: rdx, out: rax), call] {
        ; mov rdi, rbp
        ; mov rax, QWORD function as i64
        ; call rax
        ;; asm::cmp(asm, 0, 1)
        ; ja =>ask
    }
    a64 [] {}
}
uop! {
    /// `dict[key] = value` by `extern "C" fn(*mut Realm, dict, key, value) -> u64` (not 0 if it raised), for a key
    /// whose hash and equality run no Python code.
    DictSet(dict: Object, key: Value, value: Value; function: u64)
    exits(raised: Raised)
    effects(reads(KEYS | ENTRY), writes(KEYS | ENTRY), pinned)
    oracle(cx) {
        if cx.call3(function, dict.address() as u64, key.bits(), value.bits()) == 0 { Ok(()) } else { Err(raised) }
    }
    x64(asm) [fix(dict: rsi, key: rdx, value: rcx), call] {
        ; mov rdi, rbp
        ; mov rax, QWORD function as i64
        ; call rax
        ; test rax, rax
        ; jnz =>raised
    }
    a64 [] {}
}
