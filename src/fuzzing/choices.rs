//! Decisions drawn from bytes.
//!
//! In: the bytes of a case, from a fuzzer, a seed or a strategy. Out: numbers below a limit.
//!
//! ```text
//! Choices::new(&[3, 200]): below(5) = 3, below(100) = 0, below(100) = 0, …
//! ```
//!
//! 1. When the bytes are over, every choice is 0. So generators put what is simplest first, and what
//!    could go on for ever must end when only zeros come.
//! 2. A limit up to 256 costs one byte, a greater one two: cutting bytes out of a case changes only what
//!    comes after them, which is what makes shrinking by bytes work.

/// A case's bytes, and how far they are used.
pub struct Choices<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Choices<'b> {
    pub fn new(bytes: &'b [u8]) -> Choices<'b> {
        Choices { bytes, at: 0 }
    }
    /// Whether only zeros will come.
    pub fn is_over(&self) -> bool {
        self.at >= self.bytes.len()
    }
    /// What has not been used.
    pub fn rest(&self) -> &'b [u8] {
        &self.bytes[self.at.min(self.bytes.len())..]
    }
    pub fn byte(&mut self) -> u8 {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        byte
    }
    /// A number below `limit`, which is at least 1 and at most 65536.
    pub fn below(&mut self, limit: usize) -> usize {
        if limit <= 1 {
            return 0;
        }
        let number =
            if limit <= 256 { self.byte() as usize } else { self.byte() as usize | (self.byte() as usize) << 8 };
        number % limit
    }
    /// True once in `of`; never when the bytes are over.
    pub fn one_in(&mut self, of: usize) -> bool {
        self.below(of) + 1 >= of
    }
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }
    /// As [`one_in`](Self::one_in), but true when the bytes are over.
    pub fn chance(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }
    /// The mask with only so many of its bits left.
    pub fn fewer(&mut self, mut mask: u16, keep: usize) -> u16 {
        while mask.count_ones() as usize > keep {
            let leave_out = self.below(mask.count_ones() as usize);
            let bit = (0..16).filter(|bit| mask & 1 << bit != 0).nth(leave_out).unwrap_or(0);
            mask &= !(1 << bit);
        }
        mask
    }
    /// A word of eight bytes.
    pub fn word(&mut self) -> u64 {
        (0..8).fold(0, |word, _| word << 8 | self.byte() as u64)
    }
}

/// The bytes of a seed: as many as `length` says, by xorshift.
pub fn bytes_of(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 24
    };
    for _ in 0..4 {
        next();
    }
    (0..length).map(|_| next() as u8).collect()
}

/// Makes a failing case smaller as long as `fails` says that it still fails: leaves out stretches, then
/// makes bytes zero. `budget` is how often `fails` may be asked.
pub fn shrink(bytes: &[u8], mut budget: usize, mut fails: impl FnMut(&[u8]) -> bool) -> Vec<u8> {
    let mut best = bytes.to_vec();
    let mut ask = |case: &[u8], budget: &mut usize| {
        if *budget == 0 {
            return false;
        }
        *budget -= 1;
        fails(case)
    };
    loop {
        let before = best.clone();
        let mut size = best.len() / 2;
        while size > 0 && budget > 0 {
            let mut at = best.len().saturating_sub(size);
            loop {
                let mut shorter = best.clone();
                shorter.drain(at..(at + size).min(best.len()));
                if ask(&shorter, &mut budget) {
                    best = shorter;
                }
                if at == 0 {
                    break;
                }
                at = at.saturating_sub(size).min(best.len());
            }
            size /= 2;
        }
        for at in (0..best.len()).rev() {
            for smaller in [0, best[at] / 2] {
                if best[at] > smaller {
                    let old = std::mem::replace(&mut best[at], smaller);
                    if ask(&best.clone(), &mut budget) {
                        break;
                    }
                    best[at] = old;
                }
            }
        }
        if best == before || budget == 0 {
            return best;
        }
    }
}

/// Makes a failing program smaller by leaving out lines with all that is indented below them.
pub fn shrink_text(text: &str, mut budget: usize, mut fails: impl FnMut(&str) -> bool) -> String {
    let depth = |line: &str| line.len() - line.trim_start().len();
    let mut lines: Vec<String> = text.lines().map(String::from).collect();
    loop {
        let mut changed = false;
        let mut at = lines.len();
        while at > 0 && budget > 0 {
            at -= 1;
            if at >= lines.len() {
                continue;
            }
            let own = depth(&lines[at]);
            let end = (at + 1..lines.len()).find(|next| depth(&lines[*next]) <= own).unwrap_or(lines.len());
            let mut attempts = Vec::new();
            // All of it; or only the line, what is below it moved out.
            let mut without = lines.clone();
            without.drain(at..end);
            attempts.push(without);
            if end > at + 1 {
                let mut lifted = lines.clone();
                let shift = depth(&lines[at + 1]) - own;
                for line in &mut lifted[at + 1..end] {
                    line.drain(..shift.min(depth(line)));
                }
                lifted.remove(at);
                attempts.push(lifted);
            } else if own > 0 && lines[at].trim() != "pass" {
                let mut passed = lines.clone();
                passed[at] = format!("{}pass", " ".repeat(own));
                attempts.push(passed);
            }
            for attempt in attempts {
                if budget == 0 {
                    break;
                }
                budget -= 1;
                if fails(&(attempt.join("\n") + "\n")) {
                    lines = attempt;
                    changed = true;
                    break;
                }
            }
        }
        if !changed || budget == 0 {
            return lines.join("\n") + "\n";
        }
    }
}
