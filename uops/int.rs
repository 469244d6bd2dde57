//! Raw 64-bit integers.

use crate::uops::asm;
use crate::uops::define::uop;
uop! {
    /// `lhs + rhs`. Leaves the trace when the sum does not fit 64 bits.
    IntAdd(lhs: Int, rhs: Int) -> out: Int
    exits(overflow: Overflow)
    effects()
    oracle(cx) { lhs.checked_add(rhs).ok_or(overflow) }
    x64(asm) [reuse(lhs)] { ; add Rq(out), Rq(rhs) ; jo =>overflow }
    x64_imm(asm) [reuse(lhs)] { ;; asm::add(asm, out, rhs) ; jo =>overflow }
    a64 [] {}
}
uop! {
    /// `lhs - rhs`. Leaves the trace when the difference does not fit 64 bits.
    IntSub(lhs: Int, rhs: Int) -> out: Int
    exits(overflow: Overflow)
    effects()
    oracle(cx) { lhs.checked_sub(rhs).ok_or(overflow) }
    x64(asm) [reuse(lhs)] { ; sub Rq(out), Rq(rhs) ; jo =>overflow }
    x64_imm(asm) [reuse(lhs)] { ;; asm::sub(asm, out, rhs) ; jo =>overflow }
    a64 [] {}
}
uop! {
    /// `lhs * rhs`. Leaves the trace when the product does not fit 64 bits.
    IntMul(lhs: Int, rhs: Int) -> out: Int
    exits(overflow: Overflow)
    effects()
    oracle(cx) { lhs.checked_mul(rhs).ok_or(overflow) }
    x64(asm) [reuse(lhs)] { ; imul Rq(out), Rq(rhs) ; jo =>overflow }
    x64_imm(asm) [] { ;; asm::imul(asm, out, lhs, rhs) ; jo =>overflow }
    a64 [] {}
}
uop! {
    /// `lhs + rhs` modulo 2^64: for sums proven to fit.
    IntAddWrap(lhs: Int, rhs: Int) -> out: Int
    exits()
    effects()
    oracle(cx) { lhs.wrapping_add(rhs) }
    x64(asm) [] { ; lea Rq(out), [Rq(lhs) + Rq(rhs)] }
    x64_imm(asm) [] { ;; asm::lea(asm, out, lhs, rhs) }
    a64 [] {}
}
uop! {
    /// `lhs - rhs` modulo 2^64: for differences proven to fit.
    IntSubWrap(lhs: Int, rhs: Int) -> out: Int
    exits()
    effects()
    oracle(cx) { lhs.wrapping_sub(rhs) }
    x64(asm) [reuse(lhs)] { ; sub Rq(out), Rq(rhs) }
    x64_imm(asm) [reuse(lhs)] { ;; asm::sub(asm, out, rhs) }
    a64 [] {}
}
uop! {
    /// `lhs * rhs` modulo 2^64: for products proven to fit.
    IntMulWrap(lhs: Int, rhs: Int) -> out: Int
    exits()
    effects()
    oracle(cx) { lhs.wrapping_mul(rhs) }
    x64(asm) [reuse(lhs)] { ; imul Rq(out), Rq(rhs) }
    x64_imm(asm) [] { ;; asm::imul(asm, out, lhs, rhs) }
    a64 [] {}
}
uop! {
    /// `-value`. Leaves the trace when it does not fit 64 bits.
    IntNeg(value: Int) -> out: Int
    exits(overflow: Overflow)
    effects()
    oracle(cx) { value.checked_neg().ok_or(overflow) }
    x64(asm) [reuse(value)] { ; neg Rq(out) ; jo =>overflow }
    a64 [] {}
}
uop! {
    /// `lhs // rhs` for a divisor known not to be zero. Leaves the trace for -2^63 // -1.
    IntFloorDiv(lhs: Int, rhs: Int) -> out: Int
    exits(overflow: Overflow)
    effects()
    oracle(cx) {
        lhs.checked_div(rhs).map(|quotient| quotient - ((lhs % rhs != 0) & ((lhs ^ rhs) < 0)) as i64).ok_or(overflow)
    }
    x64(asm) [reuse(lhs), fix(lhs: rax, rhs: rcx, out: rax), clobber(rdx)] {
        ;; asm::cmp(asm, 1, -1)
        ; jne >divide
        ; neg rax
        ; jo =>overflow
        ; jmp >done
        ; divide:
        ; cqo
        ; idiv rcx
        ; test rdx, rdx
        ; jz >done
        ; xor rdx, rcx
        ; sar rdx, BYTE 63
        ; add rax, rdx
        ; done:
    }
    x64_imm(asm) [fix(out: rdx), temp(sign), clobber(rax)] {
        ;; if rhs > 1 {
            asm::floor_div_by_constant(asm, lhs, sign, rhs)
        } else {
            // Rare: the division itself.
            let divisor = sign;
            dynasmrt::dynasm!(asm ; .arch x64
                ; mov rax, Rq(lhs)
                ; mov Rq(divisor), DWORD rhs
                ; cmp Rq(divisor), -1
                ; jne >divide
                ; neg rax
                ; jo =>overflow
                ; jmp >done
                ; divide:
                ; cqo
                ; idiv Rq(divisor)
                ; test rdx, rdx
                ; jz >done
                ; xor rdx, Rq(divisor)
                ; sar rdx, BYTE 63
                ; add rax, rdx
                ; done:
                ; mov rdx, rax
            )
        }
    }
    a64 [] {}
}
uop! {
    /// `lhs % rhs`, with the sign of the divisor, which is known not to be zero.
    IntMod(lhs: Int, rhs: Int) -> out: Int
    exits()
    effects()
    oracle(cx) {
        let rest = lhs.wrapping_rem(rhs);
        if rest != 0 && (rest ^ rhs) < 0 { rest + rhs } else { rest }
    }
    x64(asm) [fix(lhs: rax, rhs: rcx, out: rdx), clobber(rax)] {
        ; xor edx, edx
        ;; asm::cmp(asm, 1, -1)
        ; je >done
        ; cqo
        ; idiv rcx
        ; test rdx, rdx
        ; jz >done
        ; mov rax, rdx
        ; xor rax, rcx
        ; jns >done
        ; add rdx, rcx
        ; done:
    }
    x64_imm(asm) [temp(sign), clobber(rax, rdx)] {
        ;; if rhs > 1 {
            asm::floor_div_by_constant(asm, lhs, sign, rhs);
            asm::imul(asm, 2, 2, rhs);
            asm::copy(asm, out, lhs);
            dynasmrt::dynasm!(asm ; .arch x64 ; sub Rq(out), rdx)
        } else {
            let divisor = sign;
            dynasmrt::dynasm!(asm ; .arch x64
                ; mov rax, Rq(lhs)
                ; mov Rq(divisor), DWORD rhs
                ; xor edx, edx
                ; cmp Rq(divisor), -1
                ; je >done
                ; cqo
                ; idiv Rq(divisor)
                ; test rdx, rdx
                ; jz >done
                ; mov rax, rdx
                ; xor rax, Rq(divisor)
                ; jns >done
                ; add rdx, Rq(divisor)
                ; done:
                ; mov Rq(out), rdx
            )
        }
    }
    a64 [] {}
}
uop! {
    /// `lhs & rhs`.
    IntAnd(lhs: Int, rhs: Int) -> out: Int
    exits()
    effects()
    oracle(cx) { lhs & rhs }
    x64(asm) [reuse(lhs)] { ; and Rq(out), Rq(rhs) }
    x64_imm(asm) [reuse(lhs)] { ;; asm::and(asm, out, rhs) }
    a64 [] {}
}
uop! {
    /// `lhs | rhs`.
    IntOr(lhs: Int, rhs: Int) -> out: Int
    exits()
    effects()
    oracle(cx) { lhs | rhs }
    x64(asm) [reuse(lhs)] { ; or Rq(out), Rq(rhs) }
    x64_imm(asm) [reuse(lhs)] { ;; asm::or(asm, out, rhs) }
    a64 [] {}
}
uop! {
    /// `lhs ^ rhs`.
    IntXor(lhs: Int, rhs: Int) -> out: Int
    exits()
    effects()
    oracle(cx) { lhs ^ rhs }
    x64(asm) [reuse(lhs)] { ; xor Rq(out), Rq(rhs) }
    x64_imm(asm) [reuse(lhs)] { ;; asm::xor(asm, out, rhs) }
    a64 [] {}
}
uop! {
    /// `~value`.
    IntNot(value: Int) -> out: Int
    exits()
    effects()
    oracle(cx) { !value }
    x64(asm) [reuse(value)] { ; not Rq(out) }
    a64 [] {}
}
uop! {
    /// `value << count`. Leaves the trace when bits are lost, or the count is not in 0..=63.
    IntShiftLeft(value: Int, count: Int) -> out: Int
    exits(overflow: Overflow)
    effects()
    oracle(cx) {
        if !(0..=63).contains(&count) || (value << count) >> count != value { Err(overflow) } else { Ok(value << count) }
    }
    x64(asm) [fix(count: rcx), temp(shifted, back)] {
        ;; asm::cmp(asm, 1, 63)
        ; ja =>overflow
        ; mov Rq(shifted), Rq(value)
        ; shl Rq(shifted), cl
        ; mov Rq(back), Rq(shifted)
        ; sar Rq(back), cl
        ; cmp Rq(back), Rq(value)
        ; jne =>overflow
        ; mov Rq(out), Rq(shifted)
    }
    x64_imm(asm) [temp(shifted, back)] {
        ;; if (0..=63).contains(&count) {
            dynasmrt::dynasm!(asm ; .arch x64
                ; mov Rq(shifted), Rq(value)
                ; shl Rq(shifted), BYTE count as i8
                ; mov Rq(back), Rq(shifted)
                ; sar Rq(back), BYTE count as i8
                ; cmp Rq(back), Rq(value)
                ; jne =>overflow
                ; mov Rq(out), Rq(shifted)
            )
        } else {
            dynasmrt::dynasm!(asm ; .arch x64 ; jmp =>overflow)
        }
    }
    a64 [] {}
}
uop! {
    /// `value << count` modulo 2^64, for a result proven to fit; the count is in 0..=63.
    IntShiftLeftWrap(value: Int, count: Int) -> out: Int
    exits()
    effects()
    oracle(cx) { value.wrapping_shl(count as u32) }
    x64(asm) [reuse(value), fix(count: rcx)] { ; shl Rq(out), cl }
    x64_imm(asm) [reuse(value)] { ; shl Rq(out), BYTE (count & 63) as i8 }
    a64 [] {}
}
uop! {
    /// `value >> count`, for a count proven to be in 0..=63.
    IntShiftRight(value: Int, count: Int) -> out: Int
    exits()
    effects()
    oracle(cx) { value.wrapping_shr(count as u32) }
    x64(asm) [reuse(value), fix(count: rcx)] { ; sar Rq(out), cl }
    x64_imm(asm) [reuse(value)] { ; sar Rq(out), BYTE (count & 63) as i8 }
    a64 [] {}
}
uop! {
    /// Proves that a divisor is not zero.
    GuardNonZero(value: Int)
    exits(zero: ZeroDivision)
    effects()
    oracle(cx) { if value == 0 { Err(zero) } else { Ok(()) } }
    x64(asm) [] { ; test Rq(value), Rq(value) ; jz =>zero }
    a64 [] {}
}
uop! {
    /// The nearest float, ties to even.
    IntToFloat(value: Int) -> out: Float
    exits()
    effects()
    oracle(cx) { value as f64 }
    x64(asm) [] { ; xorps Rx(out), Rx(out) ; cvtsi2sd Rx(out), Rq(value) }
    a64 [] {}
}
uop! {
    /// `lhs < rhs`.
    IntLt(lhs: Int, rhs: Int) -> out: Bool
    exits()
    effects()
    oracle(cx) { lhs < rhs }
    x64(asm) [] { ; cmp Rq(lhs), Rq(rhs) ; setl Rb(out) ; movzx Rd(out), Rb(out) }
    x64_imm(asm) [] { ;; asm::cmp(asm, lhs, rhs) ; setl Rb(out) ; movzx Rd(out), Rb(out) }
    a64 [] {}
}
uop! {
    /// `lhs <= rhs`.
    IntLe(lhs: Int, rhs: Int) -> out: Bool
    exits()
    effects()
    oracle(cx) { lhs <= rhs }
    x64(asm) [] { ; cmp Rq(lhs), Rq(rhs) ; setle Rb(out) ; movzx Rd(out), Rb(out) }
    x64_imm(asm) [] { ;; asm::cmp(asm, lhs, rhs) ; setle Rb(out) ; movzx Rd(out), Rb(out) }
    a64 [] {}
}
uop! {
    /// `lhs == rhs`.
    IntEq(lhs: Int, rhs: Int) -> out: Bool
    exits()
    effects()
    oracle(cx) { lhs == rhs }
    x64(asm) [] { ; cmp Rq(lhs), Rq(rhs) ; sete Rb(out) ; movzx Rd(out), Rb(out) }
    x64_imm(asm) [] { ;; asm::cmp(asm, lhs, rhs) ; sete Rb(out) ; movzx Rd(out), Rb(out) }
    a64 [] {}
}
uop! {
    /// `lhs != rhs`.
    IntNe(lhs: Int, rhs: Int) -> out: Bool
    exits()
    effects()
    oracle(cx) { lhs != rhs }
    x64(asm) [] { ; cmp Rq(lhs), Rq(rhs) ; setne Rb(out) ; movzx Rd(out), Rb(out) }
    x64_imm(asm) [] { ;; asm::cmp(asm, lhs, rhs) ; setne Rb(out) ; movzx Rd(out), Rb(out) }
    a64 [] {}
}
uop! {
    /// `lhs > rhs`.
    IntGt(lhs: Int, rhs: Int) -> out: Bool
    exits()
    effects()
    oracle(cx) { lhs > rhs }
    x64(asm) [] { ; cmp Rq(lhs), Rq(rhs) ; setg Rb(out) ; movzx Rd(out), Rb(out) }
    x64_imm(asm) [] { ;; asm::cmp(asm, lhs, rhs) ; setg Rb(out) ; movzx Rd(out), Rb(out) }
    a64 [] {}
}
uop! {
    /// `lhs >= rhs`.
    IntGe(lhs: Int, rhs: Int) -> out: Bool
    exits()
    effects()
    oracle(cx) { lhs >= rhs }
    x64(asm) [] { ; cmp Rq(lhs), Rq(rhs) ; setge Rb(out) ; movzx Rd(out), Rb(out) }
    x64_imm(asm) [] { ;; asm::cmp(asm, lhs, rhs) ; setge Rb(out) ; movzx Rd(out), Rb(out) }
    a64 [] {}
}
uop! {
    /// Proves `lhs < rhs`.
    GuardIntLt(lhs: Int, rhs: Int)
    exits(otherwise: Branch)
    effects()
    oracle(cx) { if lhs < rhs { Ok(()) } else { Err(otherwise) } }
    x64(asm) [] { ; cmp Rq(lhs), Rq(rhs) ; jge =>otherwise }
    x64_imm(asm) [] { ;; asm::cmp(asm, lhs, rhs) ; jge =>otherwise }
    a64 [] {}
}
uop! {
    /// Proves `lhs <= rhs`.
    GuardIntLe(lhs: Int, rhs: Int)
    exits(otherwise: Branch)
    effects()
    oracle(cx) { if lhs <= rhs { Ok(()) } else { Err(otherwise) } }
    x64(asm) [] { ; cmp Rq(lhs), Rq(rhs) ; jg =>otherwise }
    x64_imm(asm) [] { ;; asm::cmp(asm, lhs, rhs) ; jg =>otherwise }
    a64 [] {}
}
uop! {
    /// Proves `lhs == rhs`.
    GuardIntEq(lhs: Int, rhs: Int)
    exits(otherwise: Branch)
    effects()
    oracle(cx) { if lhs == rhs { Ok(()) } else { Err(otherwise) } }
    x64(asm) [] { ; cmp Rq(lhs), Rq(rhs) ; jne =>otherwise }
    x64_imm(asm) [] { ;; asm::cmp(asm, lhs, rhs) ; jne =>otherwise }
    a64 [] {}
}
uop! {
    /// Proves `lhs != rhs`.
    GuardIntNe(lhs: Int, rhs: Int)
    exits(otherwise: Branch)
    effects()
    oracle(cx) { if lhs != rhs { Ok(()) } else { Err(otherwise) } }
    x64(asm) [] { ; cmp Rq(lhs), Rq(rhs) ; je =>otherwise }
    x64_imm(asm) [] { ;; asm::cmp(asm, lhs, rhs) ; je =>otherwise }
    a64 [] {}
}
uop! {
    /// Proves `lhs > rhs`.
    GuardIntGt(lhs: Int, rhs: Int)
    exits(otherwise: Branch)
    effects()
    oracle(cx) { if lhs > rhs { Ok(()) } else { Err(otherwise) } }
    x64(asm) [] { ; cmp Rq(lhs), Rq(rhs) ; jle =>otherwise }
    x64_imm(asm) [] { ;; asm::cmp(asm, lhs, rhs) ; jle =>otherwise }
    a64 [] {}
}
uop! {
    /// Proves `lhs >= rhs`.
    GuardIntGe(lhs: Int, rhs: Int)
    exits(otherwise: Branch)
    effects()
    oracle(cx) { if lhs >= rhs { Ok(()) } else { Err(otherwise) } }
    x64(asm) [] { ; cmp Rq(lhs), Rq(rhs) ; jl =>otherwise }
    x64_imm(asm) [] { ;; asm::cmp(asm, lhs, rhs) ; jl =>otherwise }
    a64 [] {}
}
uop! {
    /// Proves `0 <= index < length`, for a length that is not negative.
    GuardIntBelow(index: Int, length: Int)
    exits(outside: OutOfRange)
    effects()
    oracle(cx) { if (index as u64) < length as u64 { Ok(()) } else { Err(outside) } }
    x64(asm) [] { ; cmp Rq(index), Rq(length) ; jae =>outside }
    x64_imm(asm) [] { ;; asm::cmp(asm, index, length) ; jae =>outside }
    a64 [] {}
}
