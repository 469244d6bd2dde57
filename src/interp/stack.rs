//! The memory of the VM's stack: reserved once, touched page by page as frames need it.

use memmap2::MmapMut;

use crate::frame::STACK_SLACK;
use crate::object::Value;

/// Words reserved for frames: 64 MiB of address space, of which the system gives memory only to
/// the pages that are touched.
const WORDS: usize = 8 << 20;

/// The stack's memory. Unmapped when dropped.
pub struct Stack {
    memory: Memory,
    words: usize,
}

enum Memory {
    Mapped(MmapMut),
    /// Where the system cannot reserve without committing.
    Owned(Box<[u64]>),
}

impl Stack {
    /// A new stack, all zero, which is all unbound.
    pub fn new() -> Stack {
        match memmap2::MmapOptions::new().len(WORDS * 8).no_reserve_swap().map_anon() {
            Ok(map) => Stack { memory: Memory::Mapped(map), words: WORDS },
            Err(_) => {
                let words = WORDS / 16;
                Stack { memory: Memory::Owned(vec![0; words].into_boxed_slice()), words }
            }
        }
    }
    /// The first word.
    pub fn start(&mut self) -> *mut Value {
        match &mut self.memory {
            Memory::Mapped(map) => map.as_mut_ptr() as *mut Value,
            Memory::Owned(words) => words.as_mut_ptr() as *mut Value,
        }
    }
    /// One past the last word that a call may use: exits of machine code may use the slack behind.
    pub fn end(&mut self) -> *mut Value {
        self.start().wrapping_add(self.words - STACK_SLACK)
    }
}
