//! The Rust functions that templates and oracles call.
//!
//! 1. None unwinds: see `object::caught`.
//! 2. What a quiet call calls has the signature [`QuietFunction`].

use crate::object::Realm;
use crate::object::caught::{Entry, caught_float};

/// What [`quiet_call`](crate::uops::asm::quiet_call) can call.
pub type QuietFunction = extern "C" fn(*mut Realm, u64, u64) -> u64;

/// `lhs ** rhs` as libm has it.
pub extern "C" fn float_pow(lhs: f64, rhs: f64) -> f64 {
    caught_float(Entry::FloatPow, || lhs.powf(rhs))
}

/// `x ** 0.5` as libm has it, on the bits of floats.
pub extern "C" fn float_pow_half(_realm: *mut Realm, number: u64, _unused: u64) -> u64 {
    // `black_box`: the compiler must not make a square root of it, which rounds otherwise.
    caught_float(Entry::FloatPowHalf, || f64::from_bits(number).powf(std::hint::black_box(0.5))).to_bits()
}

/// `lhs % rhs` as Python has it, for a divisor that is not zero.
pub extern "C" fn float_mod(lhs: f64, rhs: f64) -> f64 {
    caught_float(Entry::FloatMod, || modulo(lhs, rhs))
}
fn modulo(lhs: f64, rhs: f64) -> f64 {
    let rest = lhs % rhs;
    if rest == 0.0 {
        0f64.copysign(rhs)
    } else if (rhs < 0.0) != (rest < 0.0) {
        rest + rhs
    } else {
        rest
    }
}

/// `lhs // rhs` as Python has it, for a divisor that is not zero.
pub extern "C" fn float_floor_div(lhs: f64, rhs: f64) -> f64 {
    caught_float(Entry::FloatFloorDiv, || floor_div(lhs, rhs))
}
fn floor_div(lhs: f64, rhs: f64) -> f64 {
    let rest = lhs % rhs;
    let mut quotient = (lhs - rest) / rhs;
    if rest != 0.0 && (rhs < 0.0) != (rest < 0.0) {
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return 0f64.copysign(lhs / rhs);
    }
    let floor = quotient.floor();
    if quotient - floor > 0.5 { floor + 1.0 } else { floor }
}

/// Whether [`FloatPowHalf`](crate::uops::Uop::FloatPowHalf) may use a fused multiply-add.
pub fn has_fused_multiply() -> bool {
    #[cfg(target_arch = "x86_64")]
    {
        std::arch::is_x86_feature_detected!("fma")
    }
    #[cfg(not(target_arch = "x86_64"))]
    {
        false
    }
}

/// The address of the routine behind [`quiet_call`](crate::uops::asm::quiet_call).
#[cfg(target_arch = "x86_64")]
pub fn quiet_call_address() -> u64 {
    quiet_call as *const () as u64
}
/// Other machines run no templates yet.
#[cfg(not(target_arch = "x86_64"))]
pub fn quiet_call_address() -> u64 {
    0
}

/// Calls the function at `[rsp + 8]` with (rbp, `[rsp + 16]`, `[rsp + 24]`), puts its result to
/// `[rsp + 8]` and leaves every register but rax as it was. The caller's stack is aligned.
#[cfg(target_arch = "x86_64")]
#[unsafe(naked)]
extern "C" fn quiet_call() {
    std::arch::naked_asm!(
        "push rcx",
        "push rdx",
        "push rsi",
        "push rdi",
        "push r8",
        "push r9",
        "push r10",
        "push r11",
        "sub rsp, 128",
        "movsd [rsp], xmm0",
        "movsd [rsp + 8], xmm1",
        "movsd [rsp + 16], xmm2",
        "movsd [rsp + 24], xmm3",
        "movsd [rsp + 32], xmm4",
        "movsd [rsp + 40], xmm5",
        "movsd [rsp + 48], xmm6",
        "movsd [rsp + 56], xmm7",
        "movsd [rsp + 64], xmm8",
        "movsd [rsp + 72], xmm9",
        "movsd [rsp + 80], xmm10",
        "movsd [rsp + 88], xmm11",
        "movsd [rsp + 96], xmm12",
        "movsd [rsp + 104], xmm13",
        "movsd [rsp + 112], xmm14",
        "movsd [rsp + 120], xmm15",
        // 128 + 8 pushes of 8 + the return address: the argument block begins at rsp + 200. The
        // return address makes the stack odd, eight pushes and 128 leave it so: 8 more.
        "sub rsp, 8",
        "mov rdi, rbp",
        "mov rsi, [rsp + 216]",
        "mov rdx, [rsp + 224]",
        "call [rsp + 208]",
        "mov [rsp + 208], rax",
        "add rsp, 8",
        "movsd xmm0, [rsp]",
        "movsd xmm1, [rsp + 8]",
        "movsd xmm2, [rsp + 16]",
        "movsd xmm3, [rsp + 24]",
        "movsd xmm4, [rsp + 32]",
        "movsd xmm5, [rsp + 40]",
        "movsd xmm6, [rsp + 48]",
        "movsd xmm7, [rsp + 56]",
        "movsd xmm8, [rsp + 64]",
        "movsd xmm9, [rsp + 72]",
        "movsd xmm10, [rsp + 80]",
        "movsd xmm11, [rsp + 88]",
        "movsd xmm12, [rsp + 96]",
        "movsd xmm13, [rsp + 104]",
        "movsd xmm14, [rsp + 112]",
        "movsd xmm15, [rsp + 120]",
        "add rsp, 128",
        "pop r11",
        "pop r10",
        "pop r9",
        "pop r8",
        "pop rdi",
        "pop rsi",
        "pop rdx",
        "pop rcx",
        "ret",
    )
}
