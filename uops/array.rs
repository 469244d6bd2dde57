//! Items of `array.array`: raw machine numbers. The array's typecode says which of these uops suit it.

use crate::object::layout::offset;
use crate::uops::asm;
use crate::uops::define::uop;

uop! {
    /// The number of items of an array.
    ArrayLen(array: Object) -> out: Int
    exits()
    effects(reads(LIST))
    oracle(cx) { cx.load(array.address() as u64, offset::ARRAY_LEN as i64) as i64 }
    x64(asm) [] { ;; asm::load(asm, out, array, offset::ARRAY_LEN) }
    a64 [] {}
}
uop! {
    /// The address of an array's items.
    ArrayItems(array: Object) -> out: Raw
    exits()
    effects(reads(LIST))
    oracle(cx) { cx.load(array.address() as u64, offset::ARRAY_ITEMS as i64) }
    x64(asm) [] { ;; asm::load(asm, out, array, offset::ARRAY_ITEMS) }
    a64 [] {}
}
uop! {
    /// The typecode of an array. That of an array of floats becomes another one when bytes bring an unusual NaN.
    ArrayCode(array: Object) -> out: Int
    exits()
    effects(reads(LIST))
    oracle(cx) { cx.load(array.address() as u64, offset::ARRAY_CODE as i64) as i64 }
    x64(asm) [] { ;; asm::load(asm, out, array, offset::ARRAY_CODE) }
    a64 [] {}
}
uop! {
    /// Item `index` of an array of doubles; the index was checked.
    FloatItemLoad(items: Raw, index: Int) -> out: Float
    exits()
    effects(reads(ITEM))
    oracle(cx) { f64::from_bits(cx.load(items, index.wrapping_mul(8))) }
    x64(asm) [] { ; movsd Rx(out), [Rq(items) + Rq(index) * 8] }
    x64_imm(asm) [] { ; movsd Rx(out), [DWORD Rq(items) + index.wrapping_mul(8)] }
    a64 [] {}
}
uop! {
    /// Writes item `index` of an array of doubles; the index was checked.
    FloatItemStore(items: Raw, index: Int, value: Float)
    exits()
    effects(writes(ITEM))
    oracle(cx) { cx.store(items, index.wrapping_mul(8), value.to_bits()) }
    x64(asm) [] { ; movsd [Rq(items) + Rq(index) * 8], Rx(value) }
    a64 [] {}
}
uop! {
    /// Item `index` of an array of single-precision floats; the index was checked.
    SingleItemLoad(items: Raw, index: Int) -> out: Float
    exits()
    effects(reads(ITEM))
    oracle(cx) { f32::from_bits(cx.load32(items, index.wrapping_mul(4))) as f64 }
    x64(asm) [] { ;; asm::fresh(asm, out, None) ; cvtss2sd Rx(out), DWORD [Rq(items) + Rq(index) * 4] }
    a64 [] {}
}
uop! {
    /// Writes item `index` of an array of single-precision floats, rounded; the index was checked.
    SingleItemStore(items: Raw, index: Int, value: Float)
    exits()
    effects(writes(ITEM))
    oracle(cx) { cx.store32(items, index.wrapping_mul(4), (value as f32).to_bits()) }
    x64(asm) [float_temp(single)] {
        ;; asm::fresh(asm, single, None)
        ; cvtsd2ss Rx(single), Rx(value)
        ; movss [Rq(items) + Rq(index) * 4], Rx(single)
    }
    a64 [] {}
}
uop! {
    /// Item `index` of an array of integers with typecode `code`; the index was checked.
    IntItemLoad(items: Raw, index: Int; code: u32) -> out: Int
    exits()
    effects(reads(ITEM))
    oracle(cx) {
        match code as u8 {
            b'b' => cx.load8(items, index) as i8 as i64,
            b'B' => cx.load8(items, index) as i64,
            b'h' => cx.load16(items, index.wrapping_mul(2)) as i16 as i64,
            b'H' => cx.load16(items, index.wrapping_mul(2)) as i64,
            b'i' => cx.load32(items, index.wrapping_mul(4)) as i32 as i64,
            b'I' => cx.load32(items, index.wrapping_mul(4)) as i64,
            _ => cx.load(items, index.wrapping_mul(8)) as i64,
        }
    }
    x64(asm) [] {
        ;; match code as u8 {
            b'b' => dynasmrt::dynasm!(asm ; .arch x64 ; movsx Rq(out), BYTE [Rq(items) + Rq(index)]),
            b'B' => dynasmrt::dynasm!(asm ; .arch x64 ; movzx Rd(out), BYTE [Rq(items) + Rq(index)]),
            b'h' => dynasmrt::dynasm!(asm ; .arch x64 ; movsx Rq(out), WORD [Rq(items) + Rq(index) * 2]),
            b'H' => dynasmrt::dynasm!(asm ; .arch x64 ; movzx Rd(out), WORD [Rq(items) + Rq(index) * 2]),
            b'i' => dynasmrt::dynasm!(asm ; .arch x64 ; movsxd Rq(out), DWORD [Rq(items) + Rq(index) * 4]),
            b'I' => dynasmrt::dynasm!(asm ; .arch x64 ; mov Rd(out), DWORD [Rq(items) + Rq(index) * 4]),
            _ => dynasmrt::dynasm!(asm ; .arch x64 ; mov Rq(out), QWORD [Rq(items) + Rq(index) * 8]),
        }
    }
    a64 [] {}
}
uop! {
    /// Writes item `index` of an array of integers with typecode `code`; index and value were checked.
    IntItemStore(items: Raw, index: Int, value: Int; code: u32)
    exits()
    effects(writes(ITEM))
    oracle(cx) {
        match code as u8 {
            b'b' | b'B' => cx.store8(items, index, value as u8),
            b'h' | b'H' => cx.store16(items, index.wrapping_mul(2), value as u16),
            b'i' | b'I' => cx.store32(items, index.wrapping_mul(4), value as u32),
            _ => cx.store(items, index.wrapping_mul(8), value as u64),
        }
    }
    x64(asm) [] {
        ;; match code as u8 {
            b'b' | b'B' => dynasmrt::dynasm!(asm ; .arch x64 ; mov BYTE [Rq(items) + Rq(index)], Rb(value)),
            b'h' | b'H' => dynasmrt::dynasm!(asm ; .arch x64 ; mov WORD [Rq(items) + Rq(index) * 2], Rw(value)),
            b'i' | b'I' => dynasmrt::dynasm!(asm ; .arch x64 ; mov DWORD [Rq(items) + Rq(index) * 4], Rd(value)),
            _ => dynasmrt::dynasm!(asm ; .arch x64 ; mov QWORD [Rq(items) + Rq(index) * 8], Rq(value)),
        }
    }
    a64 [] {}
}
