//! Removes the `CheckBound`s that cannot fail.
//!
//! In: a unit with a check before every read of a local. Out: the same, with those checks
//! marked as removed whose local is bound on every way to it.
//!
//! A forward analysis: a local is bound where every predecessor says so. States are kept at
//! labels only and run through the lines between them.

use crate::bytecode::emit::Unit;
use crate::bytecode::{Op, registers};

/// Marks the superfluous checks of a unit; parameters are bound on entry.
pub fn remove_checks(unit: &mut Unit<'_>, local_count: u16, parameter_count: u16) {
    if !unit.lines.iter().any(|line| line.instr.op == Op::CheckBound) {
        return;
    }
    let mut analysis = Analysis::new(unit, local_count);
    let mut entry = vec![0u64; analysis.words];
    (0..parameter_count).for_each(|register| insert(&mut entry, register));
    analysis.meet(0, &entry);
    let mut superfluous = Vec::new();
    while let Some(start) = analysis.work.pop() {
        analysis.waiting[start as usize] = false;
        analysis.run(start, None);
    }
    for start in 0..unit.lines.len() as u32 {
        if analysis.is_start[start as usize] {
            analysis.run(start, Some(&mut superfluous));
        }
    }
    for line in superfluous {
        unit.lines[line as usize].removed = true;
    }
}

struct Analysis<'u, 'a> {
    unit: &'u Unit<'a>,
    local_count: u16,
    words: usize,
    is_start: Vec<bool>,
    /// What is bound at each start that has been reached.
    states: Vec<Option<Box<[u64]>>>,
    work: Vec<u32>,
    waiting: Vec<bool>,
}

fn insert(state: &mut [u64], register: u16) {
    if let Some(word) = state.get_mut(register as usize / 64) {
        *word |= 1 << (register % 64);
    }
}

impl<'u, 'a> Analysis<'u, 'a> {
    fn new(unit: &'u Unit<'a>, local_count: u16) -> Self {
        let count = unit.lines.len();
        let mut is_start = vec![false; count + 1];
        is_start[0] = true;
        for &place in unit.labels.iter().flatten() {
            is_start[place as usize] = true;
        }
        Analysis {
            unit,
            local_count,
            words: (local_count as usize).div_ceil(64),
            is_start,
            states: vec![None; count + 1],
            work: Vec::new(),
            waiting: vec![false; count + 1],
        }
    }

    /// One more way to `start`, with that bound.
    fn meet(&mut self, start: u32, state: &[u64]) {
        let slot = &mut self.states[start as usize];
        let changed = match slot {
            None => {
                *slot = Some(state.into());
                true
            }
            Some(old) => {
                let mut changed = false;
                for (old, new) in old.iter_mut().zip(state) {
                    changed |= *old & new != *old;
                    *old &= new;
                }
                changed
            }
        };
        if changed && !self.waiting[start as usize] {
            self.waiting[start as usize] = true;
            self.work.push(start);
        }
    }

    /// Runs the lines from a start to the next; with a list, only notes what is superfluous.
    fn run(&mut self, start: u32, mut superfluous: Option<&mut Vec<u32>>) {
        let Some(state) = &self.states[start as usize] else { return };
        let mut state = state.to_vec();
        let unit = self.unit;
        let deciding = superfluous.is_none();
        let mut handler = None;
        for index in start..unit.lines.len() as u32 {
            if index != start && self.is_start[index as usize] {
                if deciding {
                    self.meet(index, &state);
                }
                return;
            }
            let line = unit.lines[index as usize];
            // Within one handler the state only grows, but for `Unbind`.
            if deciding && line.handler.is_some() && line.handler != handler {
                self.meet_handler(line.handler, &state);
            }
            handler = line.handler;
            let register = line.instr.a;
            match line.instr.op {
                Op::CheckBound => {
                    let known =
                        register < self.local_count && state[register as usize / 64] >> (register % 64) & 1 == 1;
                    match &mut superfluous {
                        Some(list) if known => list.push(index),
                        _ => insert(&mut state, register),
                    }
                    continue;
                }
                Op::Unbind => {
                    if register < self.local_count {
                        state[register as usize / 64] &= !(1 << (register % 64));
                    }
                    handler = None;
                    continue;
                }
                _ => {}
            }
            if deciding && let Some(target) = unit.target(&line) {
                self.meet(target, &state);
            }
            registers::for_each_write(line.instr, |register| {
                if register < self.local_count {
                    insert(&mut state, register);
                }
            });
            if matches!(line.instr.op, Op::Jump | Op::Loop | Op::Return | Op::Raise | Op::Reraise | Op::RaiseAssert) {
                return;
            }
        }
    }

    fn meet_handler(&mut self, handler: Option<u32>, state: &[u64]) {
        if let Some(target) = handler.and_then(|handler| self.unit.handler_line(handler)) {
            self.meet(target, state);
        }
    }
}
