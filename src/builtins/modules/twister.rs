//! The Mersenne Twister (MT19937), seeded as Python's `random` seeds it.
//!
//! ```text
//! let mut twister = Twister::seeded(&[42]);
//! assert_eq!(twister.next_f64(), 0.6394267984578837);   // random.seed(42); random.random()
//! ```

const STATE: usize = 624;
const SHIFT: usize = 397;

/// The generator's state.
#[derive(Clone)]
pub struct Twister {
    state: Box<[u32; STATE]>,
    position: usize,
}

impl Twister {
    /// A generator from a key: the seed's absolute value as 32-bit words, the lowest first.
    pub fn seeded(key: &[u32]) -> Twister {
        let key = if key.is_empty() { &[0] } else { key };
        let mut state = Box::new([0u32; STATE]);
        state[0] = 19650218;
        for i in 1..STATE {
            let last = state[i - 1];
            state[i] = 1812433253u32.wrapping_mul(last ^ last >> 30).wrapping_add(i as u32);
        }
        let (mut i, mut j) = (1, 0);
        for _ in 0..STATE.max(key.len()) {
            let last = state[i - 1];
            state[i] =
                (state[i] ^ (last ^ last >> 30).wrapping_mul(1664525)).wrapping_add(key[j]).wrapping_add(j as u32);
            i += 1;
            j += 1;
            if i == STATE {
                state[0] = state[STATE - 1];
                i = 1;
            }
            if j == key.len() {
                j = 0;
            }
        }
        for _ in 1..STATE {
            let last = state[i - 1];
            state[i] = (state[i] ^ (last ^ last >> 30).wrapping_mul(1566083941)).wrapping_sub(i as u32);
            i += 1;
            if i == STATE {
                state[0] = state[STATE - 1];
                i = 1;
            }
        }
        state[0] = 0x8000_0000;
        Twister { state, position: STATE }
    }

    /// The state's words, and the position among them.
    pub fn words(&self) -> Vec<u32> {
        self.state.iter().copied().chain([self.position as u32]).collect()
    }

    /// A generator from what [`Twister::words`] gave.
    pub fn from_words(words: &[u32]) -> Option<Twister> {
        let (position, words) = words.split_last()?;
        let position = *position as usize;
        let state: Box<[u32; STATE]> = words.to_vec().into_boxed_slice().try_into().ok()?;
        (position <= STATE).then_some(Twister { state, position })
    }

    /// 32 random bits.
    pub fn next_u32(&mut self) -> u32 {
        if self.position == STATE {
            self.refill();
        }
        let mut y = self.state[self.position];
        self.position += 1;
        y ^= y >> 11;
        y ^= y << 7 & 0x9d2c_5680;
        y ^= y << 15 & 0xefc6_0000;
        y ^ y >> 18
    }

    /// A float in [0, 1), of 53 bits.
    pub fn next_f64(&mut self) -> f64 {
        let high = (self.next_u32() >> 5) as f64;
        let low = (self.next_u32() >> 6) as f64;
        (high * 67108864.0 + low) * (1.0 / 9007199254740992.0)
    }

    /// `count` random bits (at most 64).
    pub fn bits(&mut self, count: u32) -> u64 {
        if count == 0 {
            return 0;
        }
        if count <= 32 {
            return (self.next_u32() >> (32 - count)) as u64;
        }
        let low = self.next_u32() as u64;
        low | (self.next_u32() as u64 >> (64 - count)) << 32
    }

    /// A number below `limit`, which is not 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        let bits = 64 - limit.leading_zeros();
        loop {
            let number = self.bits(bits);
            if number < limit {
                return number;
            }
        }
    }

    fn refill(&mut self) {
        for i in 0..STATE {
            let y = self.state[i] & 0x8000_0000 | self.state[(i + 1) % STATE] & 0x7fff_ffff;
            let odd = if y & 1 == 1 { 0x9908_b0df } else { 0 };
            self.state[i] = self.state[(i + SHIFT) % STATE] ^ y >> 1 ^ odd;
        }
        self.position = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_python() {
        let mut twister = Twister::seeded(&[42]);
        assert_eq!(twister.next_f64(), 0.6394267984578837);
        assert_eq!(twister.next_f64(), 0.025010755222666936);
        let mut twister = Twister::seeded(&[0]);
        assert_eq!(twister.next_f64(), 0.8444218515250481);
    }
}
