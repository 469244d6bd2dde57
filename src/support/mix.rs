//! A fast hash for keys of the compiler's own making.

/// A hash for small keys of the compiler's own making, which nobody chooses to collide: each word is
/// multiplied into a state, whose halves change places (Fibonacci hashing, Knuth 6.4).
#[derive(Clone, Default)]
pub struct Mix(u64);

impl Mix {
    #[inline]
    fn add(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(32);
    }
}

impl std::hash::Hasher for Mix {
    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.add(*byte as u64);
        }
    }
    #[inline]
    fn write_u8(&mut self, word: u8) {
        self.add(word as u64);
    }
    #[inline]
    fn write_u16(&mut self, word: u16) {
        self.add(word as u64);
    }
    #[inline]
    fn write_u32(&mut self, word: u32) {
        self.add(word as u64);
    }
    #[inline]
    fn write_i32(&mut self, word: i32) {
        self.add(word as u32 as u64);
    }
    #[inline]
    fn write_u64(&mut self, word: u64) {
        self.add(word);
    }
    #[inline]
    fn write_usize(&mut self, word: usize) {
        self.add(word as u64);
    }
    #[inline]
    fn write_isize(&mut self, word: isize) {
        self.add(word as u64);
    }
}
