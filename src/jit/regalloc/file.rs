//! The register file while scanning forward: who is where, which register to take, whom to evict.

use crate::jit::regalloc::Settings;
use crate::jit::regalloc::live::{Hint, Live, NEVER};
use crate::jit::regalloc::plan::{Place, Plan};

/// No register.
pub(super) const NOWHERE: u8 = u8::MAX;
const GENERAL: u32 = 0xFFFF;
const FLOAT: u32 = 0xFFFF_0000;

/// The registers, and the values in them.
pub(super) struct File<'a> {
    pub live: &'a Live<'a>,
    pub usable: u32,
    /// Per register: its value, or `NEVER`.
    pub holds: [u32; 32],
    /// Registers that hold nothing.
    pub free: u32,
    /// Per value: its register, or `NOWHERE`.
    pub register: Vec<u8>,
    /// Per value: the next instruction that reads it.
    pub next: Vec<u32>,
    /// Per value: its register at the loop's begin, or `NOWHERE`.
    pub header: Vec<u8>,
    /// Registers that loop-carried values have at the loop's begin: left to them if possible.
    pub wanted: u32,
    /// Values in registers at the loop's begin that were evicted before they were used.
    pub untouched: Vec<u32>,
    /// In the loop: where it begins.
    pub begin: Option<usize>,
    pub position: usize,
    event: usize,
    /// Per class: the next instruction that destroys all its registers.
    wipe: [u32; 2],
    pub random: Option<Random>,
}

/// Odd choices on purpose.
#[derive(Clone, Copy)]
pub(super) struct Random(u64);
impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }
    pub fn below(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 32) as u32) % limit.max(1)
    }
}

/// The `n`th bit of those set.
fn nth_bit(mut mask: u32, n: u32) -> u8 {
    for _ in 0..n {
        mask &= mask - 1;
    }
    mask.trailing_zeros() as u8
}

impl<'a> File<'a> {
    pub fn new(live: &'a Live<'a>, settings: &Settings) -> File<'a> {
        File {
            live,
            usable: settings.general as u32 | (settings.float as u32) << 16,
            holds: [NEVER; 32],
            free: u32::MAX,
            register: vec![NOWHERE; live.first.len()],
            next: live.first.clone(),
            header: vec![NOWHERE; live.first.len()],
            wanted: 0,
            untouched: Vec::new(),
            begin: None,
            position: 0,
            event: 0,
            wipe: [0; 2],
            random: settings.seed.map(Random::new),
        }
    }
    /// The usable registers of a class.
    #[inline]
    pub fn class(&self, float: bool) -> u32 {
        self.usable & if float { FLOAT } else { GENERAL }
    }
    #[inline]
    pub fn class_of(&self, value: u32) -> u32 {
        self.class(self.live.is_float(value))
    }
    /// Goes on to an instruction.
    pub fn advance(&mut self, position: usize) {
        self.position = position;
        while self.live.events.get(self.event).is_some_and(|event| (event.0 as usize) < position) {
            self.event += 1;
        }
        self.find_wipes();
    }
    /// Looks ahead for what destroys all registers of a class.
    fn find_wipes(&mut self) {
        for float in [false, true] {
            if self.wipe[float as usize] <= self.position as u32 {
                let class = self.class(float);
                let ahead = self.live.events[self.event..].iter().filter(|event| event.0 as usize > self.position);
                self.wipe[float as usize] =
                    ahead.filter(|event| class & !event.1 == 0).map(|event| event.0).next().unwrap_or(NEVER);
            }
        }
    }
    /// Whether the value will lose its register before it is read again, whatever is done.
    pub fn is_doomed(&self, value: u32) -> bool {
        let next = self.next[value as usize];
        next > self.wipe[self.live.is_float(value) as usize] && next != NEVER
    }
    /// Goes back to the loop's begin.
    pub fn rewind(&mut self, position: usize) {
        self.event = self.live.events.partition_point(|event| (event.0 as usize) < position);
        self.position = position;
        self.wipe = [0; 2];
        self.find_wipes();
    }
    #[inline]
    pub fn attach(&mut self, value: u32, register: u8) {
        self.holds[register as usize] = value;
        self.register[value as usize] = register;
        self.free &= !(1 << register);
    }
    /// Forgets that the value is in its register.
    #[inline]
    pub fn detach(&mut self, value: u32) {
        let register = std::mem::replace(&mut self.register[value as usize], NOWHERE);
        if register != NOWHERE {
            self.holds[register as usize] = NEVER;
            self.free |= 1 << register;
        }
    }
    /// From now on the value is only in its slot, or a constant again.
    pub fn evict(&mut self, plan: &mut Plan, value: u32) {
        if let Some(begin) = self.begin
            && self.next[value as usize] != NEVER
        {
            let start = self.live.wrap[value as usize].wrapping_sub(self.live.count as u32).wrapping_add(begin as u32);
            let first =
                if self.live.phis.binary_search(&value).is_ok() { self.live.first[value as usize] } else { start };
            if self.next[value as usize] == first {
                self.untouched.push(value);
            }
        }
        if !self.live.is_constant(value) {
            plan.slotted[value as usize] = true;
        }
        self.detach(value);
    }
    /// Where a value can be read.
    #[inline]
    pub fn place(&self, plan: &mut Plan, value: u32) -> Place {
        let register = self.register[value as usize];
        if register != NOWHERE {
            Place::Register(register)
        } else if self.live.is_constant(value) {
            Place::Constant(value)
        } else {
            plan.slotted[value as usize] = true;
            Place::Slot(value)
        }
    }
    /// The register that the value would like, if that is known.
    pub fn hinted(&self, value: u32) -> u8 {
        if value == NEVER {
            return NOWHERE;
        }
        match self.live.hint[value as usize] {
            Hint::None => NOWHERE,
            Hint::Register(register) => register,
            Hint::Phi(phi) => self.header[phi as usize],
        }
    }
    /// Registers that the instructions from here to `until` destroy (looking only so far).
    pub fn conflicts(&self, until: u32) -> u32 {
        let mut mask = 0;
        for &(position, registers) in self.live.events[self.event..].iter().take(6) {
            if position >= until {
                break;
            }
            if position as usize > self.position {
                mask |= registers;
            }
        }
        mask
    }
    /// A register of `available`, none of which holds anything, for a value.
    pub fn choose_free(&mut self, available: u32, value: u32) -> u8 {
        if let Some(random) = &mut self.random {
            let count = random.below(available.count_ones());
            return nth_bit(available, count);
        }
        if available & (available - 1) == 0 || value == NEVER {
            let rest = available & !self.wanted;
            return if rest != 0 { rest } else { available }.trailing_zeros() as u8;
        }
        let hinted = self.hinted(value);
        // An operand that is not fixed may not be in a register that its reader destroys, either.
        let fixed = matches!(self.live.hint[value as usize], Hint::Register(_)) as u32;
        let end = self.live.last[value as usize] / 2;
        let soon = self.conflicts(self.next[value as usize].min(end).saturating_add(1 - fixed));
        if hinted != NOWHERE && available & !soon & 1 << hinted != 0 {
            return hinted;
        }
        if self.live.is_constant(value) {
            // Never worth a register that survives calls.
            let ever = self.conflicts(end);
            for mask in [available & !soon & ever & !self.wanted, available & !soon & !self.wanted, available & !soon] {
                if mask != 0 {
                    return mask.trailing_zeros() as u8;
                }
            }
        }
        let ever = self.conflicts(end.saturating_add(1 - fixed));
        for mask in
            [available & !ever & !self.wanted, available & !ever, available & !soon & !self.wanted, available & !soon]
        {
            if mask != 0 {
                return mask.trailing_zeros() as u8;
            }
        }
        available.trailing_zeros() as u8
    }
    /// How little the value in a register is worth: the distance of its next use, doubled if evicting
    /// it costs no store.
    fn worth_evicting(&self, plan: &Plan, register: u8) -> u32 {
        let value = self.holds[register as usize];
        let cheap = self.live.is_constant(value)
            || plan.slotted[value as usize]
            || self.begin.is_some_and(|begin| (value as usize) < begin);
        let next = self.next[value as usize];
        if next == NEVER || self.is_doomed(value) {
            return 1 << 30 | (cheap as u32) << 29;
        }
        let distance = next.saturating_sub(self.position as u32).min(1 << 26);
        // A number is made by an instruction that waits for nothing.
        let number = self.live.is_constant(value) && !self.live.is_float(value);
        distance << (cheap as u32 + number as u32)
    }
    /// A register of `allowed` for the value (`NEVER`: for a temporary); whoever is in it is evicted.
    pub fn choose(&mut self, plan: &mut Plan, allowed: u32, value: u32) -> Option<u8> {
        let available = self.free & allowed;
        let odd = match &mut self.random {
            Some(random) => random.below(8) == 0,
            None => false,
        };
        if available != 0 && !odd {
            return Some(self.choose_free(available, value));
        }
        if allowed == 0 {
            return None;
        }
        if let Some(random) = &mut self.random {
            let count = random.below(allowed.count_ones());
            let register = nth_bit(allowed, count);
            let victim = self.holds[register as usize];
            if victim != NEVER {
                self.evict(plan, victim);
            }
            return Some(register);
        }
        let mut rest = allowed;
        let mut best = (0, NOWHERE);
        while rest != 0 {
            let register = rest.trailing_zeros() as u8;
            rest &= rest - 1;
            let worth = self.worth_evicting(plan, register);
            if best.1 == NOWHERE || worth > best.0 {
                best = (worth, register);
            }
        }
        self.evict(plan, self.holds[best.1 as usize]);
        Some(best.1)
    }
}
