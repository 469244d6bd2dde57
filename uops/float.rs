//! Raw 64-bit floats.
//!
//! A NaN is one of the two canonical ones; which of the two a result is, nobody promises.

use crate::object::Realm;
use crate::uops::asm::{self, Argument, near};
use crate::uops::define::uop;
use crate::uops::routine;
use std::mem::offset_of;

const SIGN_MASK_AT: i8 = near(offset_of!(Realm, machine.sign_mask));
const ABS_MASK_AT: i8 = near(offset_of!(Realm, machine.abs_mask));

uop! {
    /// `lhs + rhs`.
    FloatAdd(lhs: Float, rhs: Float) -> out: Float
    exits()
    effects()
    oracle(cx) { lhs + rhs }
    x64(asm) [reuse(lhs)] { ; addsd Rx(out), Rx(rhs) }
    a64 [] {}
}
uop! {
    /// `lhs - rhs`.
    FloatSub(lhs: Float, rhs: Float) -> out: Float
    exits()
    effects()
    oracle(cx) { lhs - rhs }
    x64(asm) [reuse(lhs)] { ; subsd Rx(out), Rx(rhs) }
    a64 [] {}
}
uop! {
    /// `lhs * rhs`.
    FloatMul(lhs: Float, rhs: Float) -> out: Float
    exits()
    effects()
    oracle(cx) { lhs * rhs }
    x64(asm) [reuse(lhs)] { ; mulsd Rx(out), Rx(rhs) }
    a64 [] {}
}
uop! {
    /// `lhs / rhs` for a divisor known not to be zero.
    FloatDiv(lhs: Float, rhs: Float) -> out: Float
    exits()
    effects()
    oracle(cx) { lhs / rhs }
    x64(asm) [reuse(lhs)] { ; divsd Rx(out), Rx(rhs) }
    a64 [] {}
}
uop! {
    /// `-value`.
    FloatNeg(value: Float) -> out: Float
    exits()
    effects()
    oracle(cx) { -value }
    x64(asm) [reuse(value), float_temp(mask)] { ; movsd Rx(mask), [BYTE rbp + SIGN_MASK_AT] ; xorps Rx(out), Rx(mask) }
    a64 [] {}
}
uop! {
    /// `abs(value)`.
    FloatAbs(value: Float) -> out: Float
    exits()
    effects()
    oracle(cx) { value.abs() }
    x64(asm) [reuse(value), float_temp(mask)] { ; movsd Rx(mask), [BYTE rbp + ABS_MASK_AT] ; andps Rx(out), Rx(mask) }
    a64 [] {}
}
uop! {
    /// The correctly rounded square root; NaN of a negative number.
    FloatSqrt(value: Float) -> out: Float
    exits()
    effects()
    oracle(cx) { value.sqrt() }
    x64(asm) [] { ;; asm::fresh(asm, out, Some(value)) ; sqrtsd Rx(out), Rx(value) }
    a64 [] {}
}
uop! {
    /// `lhs ** rhs`, if the result is finite. All else leaves the trace: infinities, NaN, complex
    /// results, overflow, zero to a negative power.
    FloatPow(lhs: Float, rhs: Float) -> out: Float
    exits(other: WrongValue)
    effects()
    oracle(cx) {
        let power = routine::float_pow(lhs, rhs);
        if power.is_finite() { Ok(power) } else { Err(other) }
    }
    x64(asm) [fix(lhs: xmm0, rhs: xmm1, out: xmm0), call] {
        ; mov rax, QWORD routine::float_pow as *const () as i64
        ; call rax
        // Infinite or NaN: all bits of the exponent are set.
        ; movq rax, xmm0
        ; mov rcx, QWORD 0xFFE0_0000_0000_0000u64 as i64
        ; add rax, rax
        ; cmp rax, rcx
        ; jae =>other
    }
    a64 [] {}
}
uop! {
    /// `value ** 0.5` exactly as libm's `pow` rounds it, if `value` is not negative and the result
    /// is finite.
    FloatPowHalf(value: Float) -> out: Float
    exits(other: WrongValue)
    effects()
    oracle(cx) {
        let root = f64::from_bits(routine::float_pow_half(cx.realm, value.to_bits(), 0));
        if root.is_finite() && value >= 0.0 { Ok(root) } else { Err(other) }
    }
    // The square root is the number next to the exact root. `pow` (glibc's and musl's, whose analysis gives
    // 0.511 of the last place for the exponential and 0.03 more per 1024 in the result's logarithm) errs by less
    // than 0.515 while the exponent is below 100, so it gives the same number unless the exact root is within
    // 0.015 (here: 0.02) of the middle between two numbers. root + d is exact, d = (value - root^2) / (2 root)
    // but for terms far below: with fused multiply-add the numerator is exact, as long as nothing
    // is subnormal. So |value - root^2| < 0.96 * root * ulp(root) lets the root stand. Else, and for
    // what is far from 1 or not positive, `pow` itself says.
    x64(asm) [temp(bits), float_temp(root, rest, limit, mask)] {
        ; movq Rq(bits), Rx(value)
        ; shr Rq(bits), BYTE 52
        ; lea Rd(bits), [Rq(bits) - 923]
        ; cmp Rd(bits), DWORD 200
        ; jae >slow
        ;; if routine::has_fused_multiply() {
            dynasmrt::dynasm!(asm ; .arch x64
                ; xorps Rx(root), Rx(root)
                ; sqrtsd Rx(root), Rx(value)
                ; movaps Rx(rest), Rx(root)
                ; vfnmadd213sd Rx(rest), Rx(root), Rx(value)
                ; movsd Rx(mask), [BYTE rbp + ABS_MASK_AT]
                ; andps Rx(rest), Rx(mask)
                ; mov Rq(bits), QWORD 0x7FF0_0000_0000_0000
                ; movq Rx(mask), Rq(bits)
                ; movaps Rx(limit), Rx(root)
                ; andps Rx(limit), Rx(mask)
                ; mulsd Rx(limit), Rx(root)
                ; mov Rq(bits), QWORD POW_HALF_LIMIT.to_bits() as i64
                ; movq Rx(mask), Rq(bits)
                ; mulsd Rx(limit), Rx(mask)
                ; ucomisd Rx(limit), Rx(rest)
                ; ja >done
            )
        }
        ; slow:
        // Negative (but not -0.0), NaN and infinite: leave.
        ; xorps Rx(root), Rx(root)
        ; ucomisd Rx(value), Rx(root)
        ; jb =>other
        ; movq Rq(bits), Rx(value)
        ; shr Rq(bits), BYTE 52
        ; and Rd(bits), DWORD 0x7FF
        ; cmp Rd(bits), DWORD 0x7FF
        ; je =>other
        ;; asm::quiet_call(asm, routine::float_pow_half as *const () as u64, [Argument::Float(value), Argument::Number(0)])
        ; movsd Rx(root), [rsp]
        ; add rsp, BYTE 32
        ; done:
        ; movaps Rx(out), Rx(root)
    }
    a64 [] {}
}
uop! {
    /// `lhs // rhs` for a divisor known not to be zero.
    FloatFloorDiv(lhs: Float, rhs: Float) -> out: Float
    exits()
    effects()
    oracle(cx) { routine::float_floor_div(lhs, rhs) }
    x64(asm) [fix(lhs: xmm0, rhs: xmm1, out: xmm0), call] {
        ; mov rax, QWORD routine::float_floor_div as *const () as i64
        ; call rax
    }
    a64 [] {}
}
uop! {
    /// `lhs % rhs` for a divisor known not to be zero.
    FloatMod(lhs: Float, rhs: Float) -> out: Float
    exits()
    effects()
    oracle(cx) { routine::float_mod(lhs, rhs) }
    x64(asm) [fix(lhs: xmm0, rhs: xmm1, out: xmm0), call] {
        ; mov rax, QWORD routine::float_mod as *const () as i64
        ; call rax
    }
    a64 [] {}
}
uop! {
    /// Proves that a divisor is not zero (NaN is not).
    GuardFloatNonZero(value: Float)
    exits(zero: ZeroDivision)
    effects()
    oracle(cx) { if value == 0.0 { Err(zero) } else { Ok(()) } }
    x64(asm) [temp(bits)] { ; movq Rq(bits), Rx(value) ; add Rq(bits), Rq(bits) ; jz =>zero }
    a64 [] {}
}
uop! {
    /// `int(value)`: towards zero. Leaves the trace unless it is above -2^63 and below 2^63.
    FloatToInt(value: Float) -> out: Int
    exits(overflow: Overflow)
    effects()
    oracle(cx) { truncated(value).ok_or(overflow) }
    x64(asm) [] { ; cvttsd2si Rq(out), Rx(value) ;; asm::cmp(asm, out, 1) ; jo =>overflow }
    a64 [] {}
}
uop! {
    /// The greatest int that is not above `value`.
    FloatFloor(value: Float) -> out: Int
    exits(overflow: Overflow)
    effects()
    oracle(cx) { truncated(value).map(|whole| whole - (whole as f64 > value) as i64).ok_or(overflow) }
    x64(asm) [float_temp(whole)] {
        ; cvttsd2si Rq(out), Rx(value)
        ;; asm::cmp(asm, out, 1)
        ; jo =>overflow
        ; xorps Rx(whole), Rx(whole)
        ; cvtsi2sd Rx(whole), Rq(out)
        ; ucomisd Rx(value), Rx(whole)
        ; sbb Rq(out), BYTE 0
    }
    a64 [] {}
}
uop! {
    /// The least int that is not below `value`.
    FloatCeil(value: Float) -> out: Int
    exits(overflow: Overflow)
    effects()
    oracle(cx) { truncated(value).map(|whole| whole + ((whole as f64) < value) as i64).ok_or(overflow) }
    x64(asm) [float_temp(whole)] {
        ; cvttsd2si Rq(out), Rx(value)
        ;; asm::cmp(asm, out, 1)
        ; jo =>overflow
        ; xorps Rx(whole), Rx(whole)
        ; cvtsi2sd Rx(whole), Rq(out)
        ; ucomisd Rx(whole), Rx(value)
        ; adc Rq(out), BYTE 0
    }
    a64 [] {}
}
uop! {
    /// `lhs < rhs`; false if either is NaN.
    FloatLt(lhs: Float, rhs: Float) -> out: Bool
    exits()
    effects()
    oracle(cx) { lhs < rhs }
    x64(asm) [] { ; ucomisd Rx(rhs), Rx(lhs) ; seta Rb(out) ; movzx Rd(out), Rb(out) }
    a64 [] {}
}
uop! {
    /// `lhs <= rhs`; false if either is NaN.
    FloatLe(lhs: Float, rhs: Float) -> out: Bool
    exits()
    effects()
    oracle(cx) { lhs <= rhs }
    x64(asm) [] { ; ucomisd Rx(rhs), Rx(lhs) ; setae Rb(out) ; movzx Rd(out), Rb(out) }
    a64 [] {}
}
uop! {
    /// `lhs > rhs`; false if either is NaN.
    FloatGt(lhs: Float, rhs: Float) -> out: Bool
    exits()
    effects()
    oracle(cx) { lhs > rhs }
    x64(asm) [] { ; ucomisd Rx(lhs), Rx(rhs) ; seta Rb(out) ; movzx Rd(out), Rb(out) }
    a64 [] {}
}
uop! {
    /// `lhs >= rhs`; false if either is NaN.
    FloatGe(lhs: Float, rhs: Float) -> out: Bool
    exits()
    effects()
    oracle(cx) { lhs >= rhs }
    x64(asm) [] { ; ucomisd Rx(lhs), Rx(rhs) ; setae Rb(out) ; movzx Rd(out), Rb(out) }
    a64 [] {}
}
uop! {
    /// `lhs == rhs`; false if either is NaN.
    FloatEq(lhs: Float, rhs: Float) -> out: Bool
    exits()
    effects()
    oracle(cx) { lhs == rhs }
    x64(asm) [temp(ordered)] {
        ; ucomisd Rx(lhs), Rx(rhs)
        ; setnp Rb(ordered)
        ; sete Rb(out)
        ; and Rb(out), Rb(ordered)
        ; movzx Rd(out), Rb(out)
    }
    a64 [] {}
}
uop! {
    /// `lhs != rhs`; true if either is NaN.
    FloatNe(lhs: Float, rhs: Float) -> out: Bool
    exits()
    effects()
    oracle(cx) { lhs != rhs }
    x64(asm) [temp(unordered)] {
        ; ucomisd Rx(lhs), Rx(rhs)
        ; setp Rb(unordered)
        ; setne Rb(out)
        ; or Rb(out), Rb(unordered)
        ; movzx Rd(out), Rb(out)
    }
    a64 [] {}
}
uop! {
    /// Proves `lhs < rhs`; NaN leaves.
    GuardFloatLt(lhs: Float, rhs: Float)
    exits(otherwise: Branch)
    effects()
    oracle(cx) { if lhs < rhs { Ok(()) } else { Err(otherwise) } }
    x64(asm) [] { ; ucomisd Rx(rhs), Rx(lhs) ; jbe =>otherwise }
    a64 [] {}
}
uop! {
    /// Proves `not lhs < rhs`; NaN passes.
    GuardFloatNotLt(lhs: Float, rhs: Float)
    exits(otherwise: Branch)
    effects()
    oracle(cx) { if lhs < rhs { Err(otherwise) } else { Ok(()) } }
    x64(asm) [] { ; ucomisd Rx(rhs), Rx(lhs) ; ja =>otherwise }
    a64 [] {}
}
uop! {
    /// Proves `lhs <= rhs`; NaN leaves.
    GuardFloatLe(lhs: Float, rhs: Float)
    exits(otherwise: Branch)
    effects()
    oracle(cx) { if lhs <= rhs { Ok(()) } else { Err(otherwise) } }
    x64(asm) [] { ; ucomisd Rx(rhs), Rx(lhs) ; jb =>otherwise }
    a64 [] {}
}
uop! {
    /// Proves `not lhs <= rhs`; NaN passes.
    GuardFloatNotLe(lhs: Float, rhs: Float)
    exits(otherwise: Branch)
    effects()
    oracle(cx) { if lhs <= rhs { Err(otherwise) } else { Ok(()) } }
    x64(asm) [] { ; ucomisd Rx(rhs), Rx(lhs) ; jae =>otherwise }
    a64 [] {}
}
uop! {
    /// Proves `lhs > rhs`; NaN leaves.
    GuardFloatGt(lhs: Float, rhs: Float)
    exits(otherwise: Branch)
    effects()
    oracle(cx) { if lhs > rhs { Ok(()) } else { Err(otherwise) } }
    x64(asm) [] { ; ucomisd Rx(lhs), Rx(rhs) ; jbe =>otherwise }
    a64 [] {}
}
uop! {
    /// Proves `not lhs > rhs`; NaN passes.
    GuardFloatNotGt(lhs: Float, rhs: Float)
    exits(otherwise: Branch)
    effects()
    oracle(cx) { if lhs > rhs { Err(otherwise) } else { Ok(()) } }
    x64(asm) [] { ; ucomisd Rx(lhs), Rx(rhs) ; ja =>otherwise }
    a64 [] {}
}
uop! {
    /// Proves `lhs >= rhs`; NaN leaves.
    GuardFloatGe(lhs: Float, rhs: Float)
    exits(otherwise: Branch)
    effects()
    oracle(cx) { if lhs >= rhs { Ok(()) } else { Err(otherwise) } }
    x64(asm) [] { ; ucomisd Rx(lhs), Rx(rhs) ; jb =>otherwise }
    a64 [] {}
}
uop! {
    /// Proves `not lhs >= rhs`; NaN passes.
    GuardFloatNotGe(lhs: Float, rhs: Float)
    exits(otherwise: Branch)
    effects()
    oracle(cx) { if lhs >= rhs { Err(otherwise) } else { Ok(()) } }
    x64(asm) [] { ; ucomisd Rx(lhs), Rx(rhs) ; jae =>otherwise }
    a64 [] {}
}
uop! {
    /// Proves `lhs == rhs`; NaN leaves.
    GuardFloatEq(lhs: Float, rhs: Float)
    exits(otherwise: Branch)
    effects()
    oracle(cx) { if lhs == rhs { Ok(()) } else { Err(otherwise) } }
    x64(asm) [] { ; ucomisd Rx(lhs), Rx(rhs) ; jne =>otherwise ; jp =>otherwise }
    a64 [] {}
}
uop! {
    /// Proves `lhs != rhs`; NaN passes.
    GuardFloatNe(lhs: Float, rhs: Float)
    exits(otherwise: Branch)
    effects()
    oracle(cx) { if lhs != rhs { Ok(()) } else { Err(otherwise) } }
    x64(asm) [] { ; ucomisd Rx(lhs), Rx(rhs) ; jp >pass ; je =>otherwise ; pass: }
    a64 [] {}
}

/// The limit of `FloatPowHalf` over 2^exponent(root) * root: 0.96 last places.
const POW_HALF_LIMIT: f64 = 0.96 * f64::EPSILON;

/// The number without its fraction, if that is above -2^63 and below 2^63.
fn truncated(value: f64) -> Option<i64> {
    // Out of range and NaN give the bounds or 0 in Rust.
    (value > i64::MIN as f64 && value < -(i64::MIN as f64)).then_some(value as i64)
}
