//! The instructions that have a shorter form for numbers of 8 bits: dynasm chooses forms when it is
//! compiled, these when the trace is.

use dynasmrt::{DynasmApi, dynasm};

use crate::uops::{Asm, routine};

/// The offset of one of the realm's first fields, as templates name it: a displacement of 8 bits.
pub const fn near(offset: usize) -> i8 {
    assert!(offset < 128);
    offset as i8
}

macro_rules! short_forms {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        pub fn $name(asm: &mut Asm, register: u8, number: i32) {
            match i8::try_from(number) {
                Ok(byte) => dynasm!(asm ; .arch x64 ; $name Rq(register), BYTE byte),
                Err(_) => dynasm!(asm ; .arch x64 ; $name Rq(register), DWORD number),
            }
        }
    )+};
}
short_forms! {
    /// `add register, number`
    add;
    /// `sub register, number`
    sub;
    /// `and register, number`
    and;
    /// `or register, number`
    or;
    /// `xor register, number`
    xor;
}

/// `cmp register, number`; for 0 `test`, which leaves the same flags but for the auxiliary one.
pub fn cmp(asm: &mut Asm, register: u8, number: i32) {
    match i8::try_from(number) {
        Ok(0) => dynasm!(asm ; .arch x64 ; test Rq(register), Rq(register)),
        Ok(byte) => {
            // dynasm knows only the form with 32 bits.
            asm.extend([0x48 | register >> 3, 0x83, 0xF8 | register & 7, byte as u8]);
        }
        Err(_) => dynasm!(asm ; .arch x64 ; cmp Rq(register), DWORD number),
    }
}
/// `cmp dword [base + offset], number`
pub fn cmp_word(asm: &mut Asm, base: u8, offset: i8, number: i32) {
    if base >= 8 {
        asm.push(0x41);
    }
    let byte = i8::try_from(number);
    asm.push(if byte.is_ok() { 0x83 } else { 0x81 });
    asm.push(0x78 | base & 7);
    if base & 7 == 4 {
        asm.push(0x24);
    }
    asm.push_i8(offset);
    match byte {
        Ok(byte) => asm.push_i8(byte),
        Err(_) => asm.push_i32(number),
    }
}
/// `imul out, register, number`
pub fn imul(asm: &mut Asm, out: u8, register: u8, number: i32) {
    match i8::try_from(number) {
        Ok(byte) => dynasm!(asm ; .arch x64 ; imul Rq(out), Rq(register), BYTE byte),
        Err(_) => dynasm!(asm ; .arch x64 ; imul Rq(out), Rq(register), DWORD number),
    }
}
/// `mov out, register`, unless they are one.
pub fn copy(asm: &mut Asm, out: u8, register: u8) {
    if out != register {
        dynasm!(asm ; .arch x64 ; mov Rq(out), Rq(register))
    }
}
/// `mov out, number` in the shortest form that leaves the flags alone.
pub fn number(asm: &mut Asm, out: u8, number: u64) {
    if u32::try_from(number).is_ok() {
        dynasm!(asm ; .arch x64 ; mov Rd(out), DWORD number as u32 as i32)
    } else if i32::try_from(number as i64).is_ok() {
        dynasm!(asm ; .arch x64 ; mov Rq(out), DWORD number as i32)
    } else {
        dynasm!(asm ; .arch x64 ; mov Rq(out), QWORD number as i64)
    }
}
/// `lea out, [base + number]`
pub fn lea(asm: &mut Asm, out: u8, base: u8, number: i32) {
    match i8::try_from(number) {
        Ok(byte) => dynasm!(asm ; .arch x64 ; lea Rq(out), [BYTE Rq(base) + byte]),
        Err(_) => dynasm!(asm ; .arch x64 ; lea Rq(out), [DWORD Rq(base) + number]),
    }
}
/// `mov out, [base + offset]`
pub fn load(asm: &mut Asm, out: u8, base: u8, offset: i32) {
    match i8::try_from(offset) {
        Ok(byte) => dynasm!(asm ; .arch x64 ; mov Rq(out), [BYTE Rq(base) + byte]),
        Err(_) => dynasm!(asm ; .arch x64 ; mov Rq(out), [DWORD Rq(base) + offset]),
    }
}
/// `mov [base + offset], register`
pub fn store(asm: &mut Asm, base: u8, offset: i32, register: u8) {
    match i8::try_from(offset) {
        Ok(byte) => dynasm!(asm ; .arch x64 ; mov [BYTE Rq(base) + byte], Rq(register)),
        Err(_) => dynasm!(asm ; .arch x64 ; mov [DWORD Rq(base) + offset], Rq(register)),
    }
}
/// `mov out, [rbx + offset]`
pub fn load_slot(asm: &mut Asm, out: u8, offset: i32) {
    match i8::try_from(offset) {
        Ok(byte) => dynasm!(asm ; .arch x64 ; mov Rq(out), [BYTE rbx + byte]),
        Err(_) => dynasm!(asm ; .arch x64 ; mov Rq(out), [DWORD rbx + offset]),
    }
}
/// `mov [rbx + offset], register`
pub fn store_slot(asm: &mut Asm, offset: i32, register: u8) {
    match i8::try_from(offset) {
        Ok(byte) => dynasm!(asm ; .arch x64 ; mov [BYTE rbx + byte], Rq(register)),
        Err(_) => dynasm!(asm ; .arch x64 ; mov [DWORD rbx + offset], Rq(register)),
    }
}
/// `xorps out, out` before an instruction that would otherwise wait for what `out` held, unless
/// it reads `out` anyway.
pub fn fresh(asm: &mut Asm, out: u8, operand: Option<u8>) {
    if operand != Some(out) {
        dynasm!(asm ; .arch x64 ; xorps Rx(out), Rx(out))
    }
}

/// A general register, a float register or a number: an argument of [`quiet_call`].
#[derive(Clone, Copy)]
pub enum Argument {
    General(u8),
    Float(u8),
    Number(u64),
}

/// A call from a slow path that leaves all registers as they are, so that the fast path pays
/// nothing for it: `extern "C" fn(*mut Realm, u64, u64) -> u64`. The result is at `[rsp]` after it,
/// and 32 bytes are to be dropped: `add rsp, 32`, or [`quiet_result`].
pub fn quiet_call(asm: &mut Asm, function: u64, arguments: [Argument; 2]) {
    quiet_arguments(asm, arguments);
    dynasm!(asm ; .arch x64 ; mov rax, QWORD function as i64);
    quiet_jump(asm);
}
/// A [`quiet_call`] of the function whose address is at byte `offset` of the realm.
pub fn quiet_call_at(asm: &mut Asm, offset: i32, arguments: [Argument; 2]) {
    quiet_arguments(asm, arguments);
    dynasm!(asm ; .arch x64 ; mov rax, [rbp + offset]);
    quiet_jump(asm);
}
fn quiet_arguments(asm: &mut Asm, arguments: [Argument; 2]) {
    dynasm!(asm ; .arch x64 ; sub rsp, BYTE 32);
    for (at, argument) in [(8i8, arguments[0]), (16, arguments[1])] {
        match argument {
            Argument::General(register) => dynasm!(asm ; .arch x64 ; mov [BYTE rsp + at], Rq(register)),
            Argument::Float(register) => dynasm!(asm ; .arch x64 ; movsd [BYTE rsp + at], Rx(register)),
            Argument::Number(_) => {}
        }
    }
    dynasm!(asm ; .arch x64 ; mov [BYTE rsp + 24], rax);
    for (at, argument) in [(8i8, arguments[0]), (16, arguments[1])] {
        if let Argument::Number(word) = argument {
            number(asm, 0, word);
            dynasm!(asm ; .arch x64 ; mov [BYTE rsp + at], rax)
        }
    }
}
fn quiet_jump(asm: &mut Asm) {
    dynasm!(asm ; .arch x64
        ; mov [rsp], rax
        ; mov rax, QWORD routine::quiet_call_address() as i64
        ; call rax
        ; mov rax, [BYTE rsp + 24]
    );
}
/// Takes the result of a [`quiet_call`] into a general register and drops the 32 bytes.
pub fn quiet_result(asm: &mut Asm, out: u8) {
    dynasm!(asm ; .arch x64 ; mov Rq(out), [rsp] ; add rsp, BYTE 32);
}

/// `out = floor(lhs / divisor)` for a constant divisor above 1: a multiplication by the reciprocal.
/// `out` is rdx; rax and `sign` are destroyed; `lhs` is read only before rdx and rax are written.
///
/// For n < 0, floor(n / d) = !(!n / d), so with t = n >> 63 (arithmetic) and u = n ^ t < 2^63 the
/// answer is (u / d) ^ t. With l = ceil(log2 d) and m = ceil(2^(63+l) / d), which fits 64 bits,
/// u / d = (u * m) >> (63 + l), because u * (m * d - 2^(63+l)) < 2^63 * 2^l.
pub fn floor_div_by_constant(asm: &mut Asm, lhs: u8, sign: u8, divisor: i32) {
    let divisor = divisor as u128;
    let log = 128 - (divisor - 1).leading_zeros();
    let magic = ((1u128 << (63 + log)).div_ceil(divisor)) as u64;
    dynasm!(asm ; .arch x64
        ; mov Rq(sign), Rq(lhs)
        ; sar Rq(sign), BYTE 63
        ; mov rdx, Rq(lhs)
        ; xor rdx, Rq(sign)
        ; mov rax, QWORD magic as i64
        ; mul rdx
    );
    if log > 1 {
        dynasm!(asm ; .arch x64 ; shr rdx, BYTE (log - 1) as i8)
    }
    dynasm!(asm ; .arch x64 ; xor rdx, Rq(sign));
}
