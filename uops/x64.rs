//! Registers of x86-64 as the templates and the allocator name them.

/// Points at the `Realm` (rbp).
pub const VM: u8 = 5;
/// Points at register 0 of the root frame (rbx).
pub const BASE: u8 = 3;
/// Holds `TAG_INT` (r15).
pub const TAG: u8 = 15;
/// The stack pointer.
pub const RSP: u8 = 4;

pub const RAX: u8 = 0;
pub const RCX: u8 = 1;
pub const RDX: u8 = 2;
pub const RSI: u8 = 6;
pub const RDI: u8 = 7;

/// General registers that hold values, cheapest first: bit `n` = register `n`.
pub const GENERAL: u16 = !(1 << VM | 1 << BASE | 1 << TAG | 1 << RSP);
/// Float registers that hold values: all.
pub const FLOAT: u16 = 0xFFFF;
/// General registers that a call of a Rust function clobbers.
pub const CALL_CLOBBERS_GENERAL: u16 = 1 << RAX | 1 << RCX | 1 << RDX | 1 << RSI | 1 << RDI | 0xF << 8;
/// Float registers that a call of a Rust function clobbers: all of them.
pub const CALL_CLOBBERS_FLOAT: u16 = 0xFFFF;

/// The number of the register of that name.
pub const fn number(name: &str) -> u8 {
    const NAMES: [&[u8]; 16] = [
        b"rax", b"rcx", b"rdx", b"rbx", b"rsp", b"rbp", b"rsi", b"rdi", b"r8", b"r9", b"r10", b"r11", b"r12", b"r13",
        b"r14", b"r15",
    ];
    let name = name.as_bytes();
    let float = name[0] == b'x';
    if float {
        // xmm0 … xmm15
        let mut number = name[3] - b'0';
        if name.len() == 5 {
            number = number * 10 + (name[4] - b'0');
        }
        return number;
    }
    let mut index = 0;
    while index < 16 {
        let other = NAMES[index];
        if other.len() == name.len()
            && other[0] == name[0]
            && other[1] == name[1]
            && (name.len() < 3 || other[2] == name[2])
        {
            return index as u8;
        }
        index += 1;
    }
    panic!("no such register")
}
