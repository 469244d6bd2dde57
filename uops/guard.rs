//! Types, shapes, identities: what is proven before it is used; boxing and unboxing.

use crate::object::layout::offset;
use crate::object::value::{FLOAT_BIAS, INT_BIAS};
use crate::object::{Realm, Value};
use crate::uops::asm::{self, near};
use crate::uops::define::uop;
use std::mem::offset_of;

const INT_BIAS_AT: i8 = near(offset_of!(Realm, machine.int_bias));
const NOT_POINTER_MASK_AT: i8 = near(offset_of!(Realm, machine.not_pointer_mask));
const FLOAT_LIMIT_AT: i8 = near(offset_of!(Realm, machine.float_limit));

uop! {
    /// The number of an immediate int.
    UnboxInt(value: Value) -> out: Int
    exits(other: WrongType)
    effects()
    oracle(cx) { value.as_int().ok_or(other) }
    x64(asm) [reuse(value)] { ; cmp Rq(value), r15 ; jb =>other ; sub Rq(out), [BYTE rbp + INT_BIAS_AT] }
    a64 [] {}
}
uop! {
    /// The number of a float.
    UnboxFloat(value: Value) -> out: Float
    exits(other: WrongType)
    effects()
    oracle(cx) { value.as_float().ok_or(other) }
    x64(asm) [temp(bits)] {
        ; lea Rq(bits), [Rq(value) + r15]
        ; cmp Rq(bits), [BYTE rbp + FLOAT_LIMIT_AT]
        ; jae =>other
        ; movq Rx(out), Rq(bits)
    }
    a64 [] {}
}
uop! {
    /// 0 or 1 of a bool.
    UnboxBool(value: Value) -> out: Bool
    exits(other: WrongType)
    effects()
    oracle(cx) { value.as_bool().ok_or(other) }
    x64(asm) [temp(bits)] {
        ; lea Rq(bits), [Rq(value) - Value::FALSE.bits() as i32]
        ; test Rq(bits), -9
        ; jnz =>other
        ; mov Rq(out), Rq(bits)
        ; shr Rq(out), 3
    }
    a64 [] {}
}
uop! {
    /// The same word, known to be a heap object.
    AsObject(value: Value) -> out: Object
    exits(other: WrongType)
    effects()
    oracle(cx) { value.as_object().ok_or(other) }
    // 8 less, so that the word 0 is no pointer either; see `Machine::not_pointer_mask`.
    x64(asm) [reuse(value), temp(less)] {
        ; lea Rq(less), [Rq(value) - 8]
        ; test [BYTE rbp + NOT_POINTER_MASK_AT], Rq(less)
        ; jnz =>other
    }
    a64 [] {}
}
uop! {
    /// Proves the object's shape: its class and layout.
    GuardShape(object: Object; shape: u32)
    exits(other: WrongShape)
    effects(reads(SHAPE))
    oracle(cx) { if object.header().shape.get() == shape { Ok(()) } else { Err(other) } }
    x64(asm) [] { ;; asm::cmp_word(asm, object, offset::HEADER_SHAPE as i8, shape as i32) ; jne =>other }
    a64 [] {}
}
uop! {
    /// Proves that a value is the recorded one.
    GuardConstant(value: Value, expected: Value)
    exits(other: WrongValue)
    effects()
    oracle(cx) { if value == expected { Ok(()) } else { Err(other) } }
    x64(asm) [] { ; cmp Rq(value), Rq(expected) ; jne =>other }
    a64 [] {}
}
uop! {
    /// Proves that a value is not that one.
    GuardNotConstant(value: Value, other: Value)
    exits(same: WrongValue)
    effects()
    oracle(cx) { if value == other { Err(same) } else { Ok(()) } }
    x64(asm) [] { ; cmp Rq(value), Rq(other) ; je =>same }
    a64 [] {}
}
uop! {
    /// Proves that a variable is bound.
    GuardUnboundNot(value: Value)
    exits(unbound: WrongValue)
    effects()
    oracle(cx) { if value.is_unbound() { Err(unbound) } else { Ok(()) } }
    x64(asm) [] { ; test Rq(value), Rq(value) ; jz =>unbound }
    a64 [] {}
}
uop! {
    /// An immediate int from a raw one that fits 48 bits.
    BoxInt(number: Int) -> out: Value
    exits(overflow: Overflow)
    effects()
    oracle(cx) { Value::small_int(number).ok_or(overflow) }
    x64(asm) [] {
        ;; if out == number {
            dynasmrt::dynasm!(asm ; .arch x64 ; add Rq(out), [BYTE rbp + INT_BIAS_AT])
        } else {
            dynasmrt::dynasm!(asm ; .arch x64 ; mov Rq(out), [BYTE rbp + INT_BIAS_AT] ; add Rq(out), Rq(number))
        }
        ; cmp Rq(out), r15
        ; jb =>overflow
    }
    a64 [] {}
}
uop! {
    /// An immediate int from a raw one that is proven to fit 48 bits.
    BoxSmallInt(number: Int) -> out: Value
    exits()
    effects()
    oracle(cx) { Value::from_bits((number as u64).wrapping_add(INT_BIAS)) }
    x64(asm) [] {
        ;; if out == number {
            dynasmrt::dynasm!(asm ; .arch x64 ; add Rq(out), [BYTE rbp + INT_BIAS_AT])
        } else {
            dynasmrt::dynasm!(asm ; .arch x64 ; mov Rq(out), [BYTE rbp + INT_BIAS_AT] ; add Rq(out), Rq(number))
        }
    }
    a64 [] {}
}
uop! {
    /// A float value from a raw float.
    BoxFloat(number: Float) -> out: Value
    exits()
    effects()
    oracle(cx) { Value::from_bits(number.to_bits().wrapping_add(FLOAT_BIAS)) }
    x64(asm) [] { ; movq Rq(out), Rx(number) ; sub Rq(out), r15 }
    a64 [] {}
}
uop! {
    /// `True` or `False` from 1 or 0.
    BoxBool(bit: Bool) -> out: Value
    exits()
    effects()
    oracle(cx) { Value::bool(bit) }
    x64(asm) [] { ; lea Rq(out), [Rq(bit) * 8 + Value::FALSE.bits() as i32] }
    a64 [] {}
}
uop! {
    /// The recorded condition was true.
    GuardTrue(bit: Bool)
    exits(otherwise: Branch)
    effects()
    oracle(cx) { if bit { Ok(()) } else { Err(otherwise) } }
    x64(asm) [] { ; test Rd(bit), Rd(bit) ; jz =>otherwise }
    a64 [] {}
}
uop! {
    /// The recorded condition was false.
    GuardFalse(bit: Bool)
    exits(otherwise: Branch)
    effects()
    oracle(cx) { if bit { Err(otherwise) } else { Ok(()) } }
    x64(asm) [] { ; test Rd(bit), Rd(bit) ; jnz =>otherwise }
    a64 [] {}
}
uop! {
    /// `not bit`.
    BoolNot(bit: Bool) -> out: Bool
    exits()
    effects()
    oracle(cx) { !bit }
    x64(asm) [reuse(bit)] { ; xor Rd(out), BYTE 1 }
    a64 [] {}
}
uop! {
    /// Whether two words are one: identity of objects and immediates.
    ValueIs(lhs: Value, rhs: Value) -> out: Bool
    exits()
    effects()
    oracle(cx) { lhs == rhs }
    x64(asm) [] { ; cmp Rq(lhs), Rq(rhs) ; sete Rb(out) ; movzx Rd(out), Rb(out) }
    a64 [] {}
}
