//! Calls of Rust functions.

use crate::uops::define::uop;

uop! {
    /// Calls the pure function at address `function` (`extern "C" fn(f64) -> f64`).
    FloatCall1(number: Float; function: u64) -> out: Float
    exits()
    effects()
    oracle(cx) { cx.float_function(function)(number) }
    x64 [fix(number: xmm0, out: xmm0), call] { ; mov rax, QWORD function as i64 ; call rax }
    a64 [] {}
}
