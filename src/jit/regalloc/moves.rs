//! Parallel moves: any number of copies that happen at once, as a sequence of single moves.
//!
//! ```text
//! rcx, rdx ← rdx, rcx      →      rsi ← rcx; rcx ← rdx; rdx ← rsi
//! ```
//!
//! 1. Destinations are distinct. Sources may repeat and may be destinations.
//! 2. A scratch register of either class breaks cycles and carries words from memory to memory;
//!    if there is none, temporary spill slots do.

use crate::jit::ir::Constant;
use crate::jit::regalloc::{Location, Step};
use crate::support::fault::{self, Rule};

/// What the sequence may use besides its destinations.
pub(super) struct Scratch {
    /// Free registers: bits 0–15 general, 16–31 float.
    pub registers: u32,
    /// First of two spill slots that nothing else uses.
    pub spill: u16,
    /// Whether those slots were used.
    pub spill_used: bool,
}

/// The register as a bit number.
pub(super) fn register_index(location: Location) -> Option<u8> {
    match location {
        Location::General(register) => Some(register),
        Location::Float(register) => Some(register + 16),
        _ => None,
    }
}

/// The register with that bit number.
pub(super) fn register_location(index: u8) -> Location {
    if index < 16 { Location::General(index) } else { Location::Float(index - 16) }
}

/// Whether a constant can be written to memory at once.
pub(super) fn fits_memory(constant: Constant) -> bool {
    i32::try_from(constant.word as i64).is_ok()
}

struct Sequence<'a> {
    out: &'a mut Vec<Step>,
    scratch: &'a mut Scratch,
    /// Registers that a later move writes and no move reads: scratch for now.
    unwritten: u32,
}

/// Appends the sequence to `out`.
pub(super) fn sequence(moves: &[(Location, Location)], scratch: &mut Scratch, out: &mut Vec<Step>) {
    if fault::rule(Rule::ParallelOrder) {
        let mut sequence = Sequence { out, scratch, unwritten: 0 };
        return moves.iter().for_each(|&(from, to)| sequence.single(from, to));
    }
    let mut pending: Vec<(Location, Location)> = Vec::with_capacity(moves.len());
    let mut late: Vec<(Location, Location)> = Vec::new();
    for &(from, to) in moves {
        match from {
            _ if from == to => {}
            Location::Constant(_) => late.push((from, to)),
            _ => pending.push((from, to)),
        }
    }
    match (pending.as_slice(), late.as_slice()) {
        ([], []) => return,
        (&[(from, to)], []) | ([], &[(from, to)]) => {
            return Sequence { out, scratch, unwritten: 0 }.single(from, to);
        }
        _ => {}
    }
    let mut sequence = Sequence { out, scratch, unwritten: 0 };
    let mut readers = Table::new(&pending, &late);
    let free = sequence.scratch.registers;
    for &(from, to) in moves {
        for register in [from, to].into_iter().filter_map(register_index) {
            sequence.scratch.registers &= !(1 << register);
        }
    }
    for &(from, _) in &pending {
        *readers.count(from) += 1;
    }
    for (index, &(_, to)) in pending.iter().enumerate() {
        *readers.writer(to) = index as u32;
    }
    for &(_, to) in &late {
        if let Some(register) = register_index(to)
            && *readers.count(to) == 0
        {
            sequence.unwritten |= 1 << register;
        }
    }
    let mut ready: Vec<u32> = Vec::new();
    for (index, &(_, to)) in pending.iter().enumerate() {
        if *readers.count(to) == 0 {
            ready.push(index as u32);
        }
    }
    let mut done = vec![false; pending.len()];
    let mut at = 0;
    let (mut registers, mut unwritten) = (sequence.scratch.registers, sequence.unwritten);
    loop {
        while let Some(index) = ready.pop() {
            let (from, to) = pending[index as usize];
            done[index as usize] = true;
            sequence.single(from, to);
            let count = readers.count(from);
            *count -= 1;
            if *count == 0 {
                let writer = *readers.writer(from);
                if writer != u32::MAX && !done[writer as usize] {
                    ready.push(writer);
                }
            }
        }
        sequence.scratch.registers = registers;
        sequence.unwritten = unwritten;
        readers.saved = None;
        // What is left are cycles: every destination has exactly one reader.
        while at < pending.len() && done[at] {
            at += 1;
        }
        let Some(&(_, to)) = pending.get(at) else { break };
        let reader = pending.iter().enumerate().position(|(index, entry)| !done[index] && entry.0 == to);
        let saved = sequence.save(to);
        if let Some(reader) = reader {
            pending[reader].0 = saved;
            readers.saved = Some((saved, 1));
        }
        *readers.count(to) = 0;
        ready.push(at as u32);
        // Until it is read, which is in this round, the saved word's register is not free.
        let register = register_index(saved).map_or(0, |register| 1 << register);
        (registers, unwritten) = (sequence.scratch.registers, sequence.unwritten);
        sequence.scratch.registers &= !register;
        sequence.unwritten &= !register;
    }
    sequence.scratch.registers = registers;
    sequence.unwritten = unwritten;
    for (from, to) in late {
        if let Some(register) = register_index(to) {
            sequence.unwritten &= !(1 << register);
        }
        sequence.single(from, to);
    }
    sequence.scratch.registers = free;
}

impl Sequence<'_> {
    fn step(&mut self, from: Location, to: Location) {
        self.out.push(Step::Move { from, to });
    }
    fn free_register(&self) -> Option<u8> {
        let free = self.scratch.registers | self.unwritten;
        if free == 0 { None } else { Some(free.trailing_zeros() as u8) }
    }
    /// One copy between any two places.
    fn single(&mut self, from: Location, to: Location) {
        let direct = match (from, to) {
            (Location::Spill(_), Location::Spill(_)) => false,
            (Location::Constant(constant), Location::Spill(_)) => fits_memory(constant),
            _ => true,
        };
        if direct {
            self.step(from, to);
        } else if let Some(register) = self.free_register() {
            let register = register_location(register);
            self.step(from, register);
            self.step(register, to);
        } else {
            // Any register will do: it is put back.
            let register = Location::General(0);
            let spill = Location::Spill(self.scratch.spill);
            self.scratch.spill_used = true;
            self.step(register, spill);
            self.step(from, register);
            self.step(register, to);
            self.step(spill, register);
        }
    }
    /// Copies the content of a place to one that nothing else uses.
    fn save(&mut self, place: Location) -> Location {
        let saved = match self.free_register() {
            Some(register) => register_location(register),
            None => {
                self.scratch.spill_used = true;
                Location::Spill(self.scratch.spill + 1)
            }
        };
        self.single(place, saved);
        saved
    }
}

/// Readers and writers by place.
struct Table {
    counts: [u32; 32],
    writers: [u32; 32],
    spill_counts: Vec<u32>,
    spill_writers: Vec<u32>,
    /// The word of a cycle that waits in a scratch place, and its readers.
    saved: Option<(Location, u32)>,
    nothing: u32,
}
impl Table {
    fn new(pending: &[(Location, Location)], late: &[(Location, Location)]) -> Table {
        let spill = |location: Location| if let Location::Spill(slot) = location { slot as usize + 1 } else { 0 };
        let size = pending.iter().chain(late).map(|(from, to)| spill(*from).max(spill(*to))).max().unwrap_or(0);
        Table {
            counts: [0; 32],
            writers: [u32::MAX; 32],
            spill_counts: vec![0; size],
            spill_writers: vec![u32::MAX; size],
            saved: None,
            nothing: u32::MAX,
        }
    }
    fn count(&mut self, place: Location) -> &mut u32 {
        if let Some(saved) = &mut self.saved
            && saved.0 == place
        {
            return &mut saved.1;
        }
        match (register_index(place), place) {
            (Some(register), _) => &mut self.counts[register as usize],
            (_, Location::Spill(slot)) => &mut self.spill_counts[slot as usize],
            _ => &mut self.nothing,
        }
    }
    fn writer(&mut self, place: Location) -> &mut u32 {
        match (register_index(place), place) {
            (Some(register), _) => &mut self.writers[register as usize],
            (_, Location::Spill(slot)) if (slot as usize) < self.spill_writers.len() => {
                &mut self.spill_writers[slot as usize]
            }
            _ => {
                self.nothing = u32::MAX;
                &mut self.nothing
            }
        }
    }
}
