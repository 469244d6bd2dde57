//! Parallel moves, simulated.

use crate::fuzzing::choices::{Choices, bytes_of};
use crate::jit::ir::{Constant, Type};
use crate::jit::regalloc::moves::{Scratch, register_location, sequence};
use crate::jit::regalloc::{Location, Step};
use std::collections::{HashMap, HashSet};

fn run(steps: &[Step], memory: &mut HashMap<Location, u64>) {
    for step in steps {
        let Step::Move { from, to } = step else { panic!("{step:?}") };
        assert!(!matches!((from, to), (Location::Spill(_), Location::Spill(_))), "memory to memory");
        let word = match from {
            Location::Constant(constant) => {
                assert!(!matches!(to, Location::Spill(_)) || i32::try_from(constant.word as i64).is_ok());
                constant.word
            }
            _ => memory[from],
        };
        memory.insert(*to, word);
    }
}

fn place(random: &mut Choices<'_>, registers: usize) -> Location {
    match random.below(3) {
        0 => Location::Spill(random.below(6) as u16),
        1 => Location::Float(random.below(registers) as u8),
        _ => Location::General(random.below(registers) as u8),
    }
}

#[test]
fn random_permutations() {
    for seed in 0..5000 {
        let bytes = bytes_of(seed, 200);
        let mut random = Choices::new(&bytes);
        let registers = random.below(8) + 1;
        let mut moves: Vec<(Location, Location)> = Vec::new();
        for _ in 0..random.below(12) {
            let to = place(&mut random, registers);
            let from = if random.chance(6) {
                Location::Constant(Constant { ty: Type::Int, word: random.word() >> random.below(63) })
            } else {
                place(&mut random, registers)
            };
            if moves.iter().all(|entry| entry.1 != to) {
                moves.push((from, to));
            }
        }
        let involved: HashSet<Location> = moves.iter().flat_map(|entry| [entry.0, entry.1]).collect();
        let mut free = 0u32;
        for _ in 0..random.below(3) {
            let register = random.below(32) as u8;
            if !involved.contains(&register_location(register)) {
                free |= 1 << register;
            }
        }
        let mut memory: HashMap<Location, u64> = HashMap::new();
        for register in 0..32 {
            memory.insert(register_location(register), 100 + register as u64);
        }
        for slot in 0..10 {
            memory.insert(Location::Spill(slot), 200 + slot as u64);
        }
        let before = memory.clone();
        let mut scratch = Scratch { registers: free, spill: 8, spill_used: false };
        let mut steps = Vec::new();
        sequence(&moves, &mut scratch, &mut steps);
        run(&steps, &mut memory);
        let targets: HashMap<Location, u64> = moves
            .iter()
            .map(|(from, to)| (*to, if let Location::Constant(constant) = from { constant.word } else { before[from] }))
            .collect();
        for (at, word) in &before {
            let free = match at {
                Location::General(register) => free >> register & 1 == 1,
                Location::Float(register) => free >> (register + 16) & 1 == 1,
                Location::Spill(slot) => *slot >= 8,
                Location::Constant(_) => false,
            };
            if !free {
                assert_eq!(memory[at], targets.get(at).copied().unwrap_or(*word), "{at} in {moves:?} by {steps:?}");
            }
        }
        assert_eq!(scratch.registers, free);
    }
}

#[test]
fn a_cycle_takes_one_scratch_register() {
    let [a, b, c] = [0, 1, 2].map(Location::General);
    let mut steps = Vec::new();
    let mut scratch = Scratch { registers: 1 << 6, spill: 0, spill_used: false };
    sequence(&[(a, b), (b, c), (c, a)], &mut scratch, &mut steps);
    assert_eq!(steps.len(), 4);
    assert!(!scratch.spill_used);
}
