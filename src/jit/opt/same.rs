//! Which instruction computed (or proved) something last: the table of common subexpressions.
//!
//! ```text
//! same.insert(Key { op: FloatMul, args: [v1, v2, …], imm: 0 }, 7);   same.get(&key) → Some(7)
//! ```
//!
//! 1. Open addressing with linear probing over numbers of entries; the entries stand in the order in
//!    which they came, so that copying the table for the loop is copying two arrays.
//! 2. At least half of the slots are free; nothing is ever removed.

use crate::jit::ir::{Ref, Uop};

/// What makes two instructions the same.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    pub op: Uop,
    pub args: [Ref; 3],
    pub imm: u64,
}

impl Key {
    /// Fibonacci hashing of two words that hold all of it (Knuth, volume 3, 6.4).
    fn hash(&self) -> u64 {
        let [first, second, third] = self.args.map(|arg| arg.bits() as u64);
        let low = (first << 32 | second).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let high = self.imm ^ third << 32 ^ (self.op as u64) << 16;
        (low ^ low >> 32 ^ high).wrapping_mul(0xC2B2_AE3D_27D4_EB4F)
    }
}

/// The table.
#[derive(Clone)]
pub(super) struct Same {
    entries: Vec<(Key, u32)>,
    /// 0, or the number of an entry plus 1. A power of two of them.
    slots: Vec<u32>,
}

/// Slots of a new table.
const SLOTS: usize = 256;

impl Same {
    pub fn new() -> Same {
        Same { entries: Vec::with_capacity(SLOTS / 2), slots: vec![0; SLOTS] }
    }
    /// The slot of the key's entry, or the free one where it belongs.
    fn slot(&self, key: &Key) -> usize {
        let mask = self.slots.len() - 1;
        // The high bits are the well-mixed ones.
        let mut slot = (key.hash() >> 32) as usize & mask;
        loop {
            match self.slots[slot] {
                0 => return slot,
                number if self.entries[number as usize - 1].0 == *key => return slot,
                _ => slot = (slot + 1) & mask,
            }
        }
    }
    /// The last instruction inserted for the key.
    pub fn get(&self, key: &Key) -> Option<u32> {
        match self.slots[self.slot(key)] {
            0 => None,
            number => Some(self.entries[number as usize - 1].1),
        }
    }
    pub fn contains(&self, key: &Key) -> bool {
        self.get(key).is_some()
    }
    pub fn insert(&mut self, key: Key, index: u32) {
        let slot = self.slot(&key);
        match self.slots[slot] {
            0 => {
                self.entries.push((key, index));
                self.slots[slot] = self.entries.len() as u32;
                if self.entries.len() * 2 > self.slots.len() {
                    self.grow();
                }
            }
            number => self.entries[number as usize - 1].1 = index,
        }
    }
    fn grow(&mut self) {
        let count = self.slots.len() * 4;
        self.slots = vec![0; count];
        for number in 0..self.entries.len() {
            let slot = self.slot(&self.entries[number].0);
            self.slots[slot] = number as u32 + 1;
        }
    }
}
