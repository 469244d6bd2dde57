//! Runs one template between a loading and a storing of all registers.

use super::{Assignment, Random};
use crate::object::value::TAG_INT;
use crate::uops::{Asm, Operands, Uop, x64};
use dynasmrt::{DynasmApi, DynasmLabelApi, dynasm};
use memmap2::{Mmap, MmapMut};

/// All registers: general, float.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Registers {
    pub words: [[u64; 16]; 2],
    pub left: u64,
    pub canary: [u64; 4],
}

impl Registers {
    pub fn junk(random: &mut Random) -> Registers {
        let mut words = [[0; 16]; 2];
        for word in words.as_flattened_mut() {
            *word = random.next();
        }
        Registers { words, left: 2, canary: [random.next(); 4] }
    }
    pub fn pin(&mut self, realm: u64, base: u64) {
        self.words[0][x64::VM as usize] = realm;
        self.words[0][x64::BASE as usize] = base;
        self.words[0][x64::TAG as usize] = TAG_INT;
    }
}

pub struct Code {
    map: Mmap,
    template: (usize, usize),
}

impl Code {
    pub fn new(uop: Uop, assignment: &Assignment, imm: u64, constant: Option<i32>) -> Code {
        let mut asm = Asm::new();
        let exit = asm.new_dynamic_label();
        let done = asm.new_dynamic_label();
        const LEFT: i32 = std::mem::offset_of!(Registers, left) as i32;
        const CANARY: i32 = std::mem::offset_of!(Registers, canary) as i32;
        // Frame: [rsp + 0..32] spill slots, [rsp + 40] the state, [rsp + 48..176] general registers.
        dynasm!(asm ; .arch x64
            ; push rbx ; push rbp ; push r12 ; push r13 ; push r14 ; push r15
            ; sub rsp, 0x108
            ; mov [rsp + 40], rdi
        );
        for k in 0..4 {
            dynasm!(asm ; .arch x64 ; mov rax, [rdi + CANARY + k * 8] ; mov [rsp + k * 8], rax);
        }
        for register in 0..16u8 {
            let at = 128 + register as i32 * 8;
            dynasm!(asm ; .arch x64 ; movsd Rx(register), [rdi + at]);
        }
        for register in (0..16u8).filter(|r| *r != 4 && *r != 7) {
            let at = register as i32 * 8;
            dynasm!(asm ; .arch x64 ; mov Rq(register), [rdi + at]);
        }
        dynasm!(asm ; .arch x64 ; mov rdi, [rdi + 56]);
        let start = asm.offset().0;
        let operands = Operands {
            args: assignment.args,
            out: assignment.out,
            temps: assignment.temps,
            float_temps: assignment.float_temps,
            imm,
            constant: constant.unwrap_or(0x5A5A_5A5A),
            exit,
        };
        match constant {
            Some(_) => uop.x64_imm(&mut asm, &operands),
            None => uop.x64(&mut asm, &operands),
        }
        let end = asm.offset().0;
        dynasm!(asm ; .arch x64 ; mov QWORD [rsp + 0x100], 0 ; jmp =>done ; =>exit ; mov QWORD [rsp + 0x100], 1 ; =>done);
        for register in (0..16u8).filter(|r| *r != 4) {
            let at = 48 + register as i32 * 8;
            dynasm!(asm ; .arch x64 ; mov [rsp + at], Rq(register));
        }
        dynasm!(asm ; .arch x64 ; mov rdi, [rsp + 40]);
        for register in 0..16u8 {
            let at = 128 + register as i32 * 8;
            dynasm!(asm ; .arch x64 ; movsd [rdi + at], Rx(register));
        }
        for register in (0..16u8).filter(|r| *r != 4) {
            let at = register as i32 * 8;
            dynasm!(asm ; .arch x64 ; mov rax, [rsp + 48 + at] ; mov [rdi + at], rax);
        }
        for k in 0..4 {
            dynasm!(asm ; .arch x64 ; mov rax, [rsp + k * 8] ; mov [rdi + CANARY + k * 8], rax);
        }
        dynasm!(asm ; .arch x64
            ; mov rax, [rsp + 0x100]
            ; mov [rdi + LEFT], rax
            ; add rsp, 0x108
            ; pop r15 ; pop r14 ; pop r13 ; pop r12 ; pop rbp ; pop rbx
            ; ret
        );
        let bytes = asm.finalize().unwrap();
        let mut map = MmapMut::map_anon(bytes.len()).unwrap();
        map.copy_from_slice(&bytes);
        Code { map: map.make_exec().unwrap(), template: (start, end) }
    }
    /// Runs; whether the template left by its exit.
    pub fn run(&self, registers: &mut Registers) -> bool {
        let canary = registers.canary;
        // SAFETY: the code saves what the convention asks for and reads its one argument.
        unsafe {
            let function: extern "C" fn(*mut Registers) = std::mem::transmute(self.map.as_ptr());
            function(registers);
        }
        assert_eq!(registers.canary, canary, "spill slots or the stack pointer");
        assert!(registers.left < 2);
        registers.left == 1
    }
    /// The template's bytes.
    pub fn hex(&self) -> String {
        self.map[self.template.0..self.template.1]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<Vec<_>>()
            .join(" ")
    }
}
