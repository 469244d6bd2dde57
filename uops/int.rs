//! Raw 64-bit integers.

use crate::uops::define::uop;

uop! {
    /// `lhs + rhs`. Leaves the trace when the sum does not fit 64 bits.
    IntAdd(lhs: Int, rhs: Int) -> out: Int
    exits(overflow: Overflow)
    effects()
    oracle(cx) { lhs.checked_add(rhs).ok_or(overflow) }
    x64 [reuse(lhs)] { ; add Rq(out), Rq(rhs) ; jo =>overflow }
    x64_imm [reuse(lhs)] { ; add Rq(out), rhs ; jo =>overflow }
    a64 [] {}
}
uop! {
    /// `lhs - rhs`. Leaves the trace when the difference does not fit 64 bits.
    IntSub(lhs: Int, rhs: Int) -> out: Int
    exits(overflow: Overflow)
    effects()
    oracle(cx) { lhs.checked_sub(rhs).ok_or(overflow) }
    x64 [reuse(lhs)] { ; sub Rq(out), Rq(rhs) ; jo =>overflow }
    x64_imm [reuse(lhs)] { ; sub Rq(out), rhs ; jo =>overflow }
    a64 [] {}
}
uop! {
    /// `lhs * rhs`. Leaves the trace when the product does not fit 64 bits.
    IntMul(lhs: Int, rhs: Int) -> out: Int
    exits(overflow: Overflow)
    effects()
    oracle(cx) { lhs.checked_mul(rhs).ok_or(overflow) }
    x64 [reuse(lhs)] { ; imul Rq(out), Rq(rhs) ; jo =>overflow }
    x64_imm [] { ; imul Rq(out), Rq(lhs), rhs ; jo =>overflow }
    a64 [] {}
}
