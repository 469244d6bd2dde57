//! Types, shapes, identities: what is proven before it is used; boxing and unboxing.

use crate::object::value::{FLOAT_BIAS, INT_BIAS, NOT_POINTER_MASK};
use crate::object::{Realm, Value};
use crate::uops::define::uop;
use std::mem::offset_of;

const INT_BIAS_AT: i32 = offset_of!(Realm, machine.int_bias) as i32;
const FLOAT_LIMIT_AT: i32 = offset_of!(Realm, machine.float_limit) as i32;

uop! {
    /// The number of an immediate int.
    UnboxInt(value: Value) -> out: Int
    exits(other: WrongType)
    effects()
    oracle(cx) { value.as_int().ok_or(other) }
    x64 [reuse(value)] { ; cmp Rq(value), r15 ; jb =>other ; sub Rq(out), [rbp + INT_BIAS_AT] }
    a64 [] {}
}
uop! {
    /// The number of a float.
    UnboxFloat(value: Value) -> out: Float
    exits(other: WrongType)
    effects()
    oracle(cx) { value.as_float().ok_or(other) }
    x64 [temp(bits)] {
        ; lea Rq(bits), [Rq(value) + r15]
        ; cmp Rq(bits), [rbp + FLOAT_LIMIT_AT]
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
    x64 [temp(bits)] {
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
    x64 [reuse(value), temp(mask)] {
        ; mov Rq(mask), QWORD NOT_POINTER_MASK as i64
        ; test Rq(value), Rq(mask)
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
    x64 [] { ; cmp DWORD [Rq(object)], shape as i32 ; jne =>other }
    a64 [] {}
}
uop! {
    /// Proves that a value is the recorded one.
    GuardConstant(value: Value, expected: Value)
    exits(other: WrongValue)
    effects()
    oracle(cx) { if value == expected { Ok(()) } else { Err(other) } }
    x64 [] { ; cmp Rq(value), Rq(expected) ; jne =>other }
    a64 [] {}
}
uop! {
    /// An immediate int from a raw one that fits 48 bits.
    BoxInt(number: Int) -> out: Value
    exits(overflow: Overflow)
    effects()
    oracle(cx) { Value::small_int(number).ok_or(overflow) }
    x64 [temp(word)] {
        ; mov Rq(word), [rbp + INT_BIAS_AT]
        ; add Rq(word), Rq(number)
        ; cmp Rq(word), r15
        ; jb =>overflow
        ; mov Rq(out), Rq(word)
    }
    a64 [] {}
}
uop! {
    /// A float value from a raw float.
    BoxFloat(number: Float) -> out: Value
    exits()
    effects()
    oracle(cx) { Value::from_bits(number.to_bits().wrapping_add(FLOAT_BIAS)) }
    x64 [] { ; movq Rq(out), Rx(number) ; sub Rq(out), r15 }
    a64 [] {}
}
uop! {
    /// `True` or `False` from 1 or 0.
    BoxBool(bit: Bool) -> out: Value
    exits()
    effects()
    oracle(cx) { Value::bool(bit) }
    x64 [] { ; lea Rq(out), [Rq(bit) * 8 + Value::FALSE.bits() as i32] }
    a64 [] {}
}
uop! {
    /// The recorded condition was true.
    GuardTrue(bit: Bool)
    exits(otherwise: Branch)
    effects()
    oracle(cx) { if bit { Ok(()) } else { Err(otherwise) } }
    x64 [] { ; test Rd(bit), Rd(bit) ; jz =>otherwise }
    a64 [] {}
}
uop! {
    /// The recorded condition was false.
    GuardFalse(bit: Bool)
    exits(otherwise: Branch)
    effects()
    oracle(cx) { if bit { Err(otherwise) } else { Ok(()) } }
    x64 [] { ; test Rd(bit), Rd(bit) ; jnz =>otherwise }
    a64 [] {}
}
