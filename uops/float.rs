//! Raw 64-bit floats.

use crate::uops::define::uop;

uop! {
    /// `lhs + rhs`.
    FloatAdd(lhs: Float, rhs: Float) -> out: Float
    exits()
    effects()
    oracle(cx) { lhs + rhs }
    x64 [reuse(lhs)] { ; addsd Rx(out), Rx(rhs) }
    a64 [] {}
}
uop! {
    /// `lhs - rhs`.
    FloatSub(lhs: Float, rhs: Float) -> out: Float
    exits()
    effects()
    oracle(cx) { lhs - rhs }
    x64 [reuse(lhs)] { ; subsd Rx(out), Rx(rhs) }
    a64 [] {}
}
uop! {
    /// `lhs * rhs`.
    FloatMul(lhs: Float, rhs: Float) -> out: Float
    exits()
    effects()
    oracle(cx) { lhs * rhs }
    x64 [reuse(lhs)] { ; mulsd Rx(out), Rx(rhs) }
    a64 [] {}
}
uop! {
    /// `lhs / rhs` for a divisor known not to be zero.
    FloatDiv(lhs: Float, rhs: Float) -> out: Float
    exits()
    effects()
    oracle(cx) { lhs / rhs }
    x64 [reuse(lhs)] { ; divsd Rx(out), Rx(rhs) }
    a64 [] {}
}
