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
    /// Where the system cannot reserve without committing. A raw pointer, as who moves a box may have no other pointers
    /// into it.
    Owned(*mut [u64]),
}

impl Stack {
    /// A new stack, all zero, which is all unbound.
    pub fn new() -> Stack {
        if cfg!(miri) {
            // It does not know this kind of mapping.
            return Stack::owned(2 * STACK_SLACK);
        }
        match memmap2::MmapOptions::new().len(WORDS * 8).no_reserve_swap().map_anon() {
            Ok(map) => Stack { memory: Memory::Mapped(map), words: WORDS },
            Err(_) => Stack::owned(WORDS / 16),
        }
    }
    fn owned(words: usize) -> Stack {
        Stack { memory: Memory::Owned(Box::into_raw(vec![0; words].into_boxed_slice())), words }
    }
    /// The first word.
    pub fn start(&mut self) -> *mut Value {
        match &mut self.memory {
            Memory::Mapped(map) => map.as_mut_ptr() as *mut Value,
            Memory::Owned(words) => *words as *mut Value,
        }
    }
    /// One past the last word that a call may use: exits of machine code may use the slack behind.
    pub fn end(&mut self) -> *mut Value {
        self.start().wrapping_add(self.words - STACK_SLACK)
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        if let Memory::Owned(words) = self.memory {
            // SAFETY: made by `Box::into_raw`, and dropped here only.
            drop(unsafe { Box::from_raw(words) });
        }
    }
}
