//! What the scans produce: the steps with values in place of spill slots; then the spill slots.
//!
//! A value may be stored to its slot at any time for nothing: whether it needs one is known at the
//! end, and then the store stands right behind its definition (SSA: once).

use crate::jit::ir::{GiveUp, SnapshotId, Trace, Type, Uop};
use crate::jit::regalloc::live::{END, Live, NEVER, exit_time, read_time};
use crate::jit::regalloc::moves::{self, Scratch, register_location};
use crate::jit::regalloc::{Allocation, CollectionPoint, ExitPlan, Location, Settings, Step};
use crate::support::fault::{self, Rule};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Where a value is, while slots have no numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// 0–15 general, 16–31 float.
    Register(u8),
    /// The slot of this value.
    Slot(u32),
    /// The constant with this value number.
    Constant(u32),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Item {
    Inst {
        index: u32,
        args: [u8; 3],
        out: u8,
        temps: [u8; 4],
        float_temps: [u8; 4],
    },
    Move {
        from: Place,
        to: Place,
    },
    /// The value has just been made, in this register: stored if it has a slot.
    Defined {
        value: u32,
        register: u8,
    },
    /// Moves that happen at once: `pairs[start..start + length]`; free registers.
    Parallel {
        start: u32,
        length: u32,
        free: u32,
    },
    LoopBegin,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Exit {
    /// `NEVER` for the trace's end.
    pub inst: u32,
    pub snapshot: SnapshotId,
    /// Of its places; those of the slots, then those of the frames.
    pub start: u32,
}

/// The output of a scan.
#[derive(Default)]
pub(super) struct Plan {
    pub items: Vec<Item>,
    pub pairs: Vec<(Place, Place)>,
    pub exits: Vec<Exit>,
    pub places: Vec<Place>,
    /// Per value: whether it has a slot.
    pub slotted: Vec<bool>,
    /// `Phi`s that are in their slot at the loop's begin.
    pub slot_phis: Vec<u32>,
}

/// How long each part is: to go back there.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    pub items: usize,
    pairs: usize,
    exits: usize,
    places: usize,
}

/// The parts behind a mark.
#[derive(Default)]
pub(super) struct Tail {
    items: Vec<Item>,
    pairs: Vec<(Place, Place)>,
    exits: Vec<Exit>,
    places: Vec<Place>,
}

impl Plan {
    pub fn mark(&self) -> Mark {
        Mark { items: self.items.len(), pairs: self.pairs.len(), exits: self.exits.len(), places: self.places.len() }
    }
    /// Takes off what is behind the mark.
    pub fn take(&mut self, mark: Mark) -> Tail {
        Tail {
            items: self.items.split_off(mark.items),
            pairs: self.pairs.split_off(mark.pairs),
            exits: self.exits.split_off(mark.exits),
            places: self.places.split_off(mark.places),
        }
    }
    /// Puts it back.
    pub fn put(&mut self, tail: Tail) {
        self.items.extend(tail.items);
        self.pairs.extend(tail.pairs);
        self.exits.extend(tail.exits);
        self.places.extend(tail.places);
    }
    pub fn step(&mut self, from: Place, to: Place) {
        if from != to {
            self.items.push(Item::Move { from, to });
        }
    }
    pub fn parallel(&mut self, pairs: impl IntoIterator<Item = (Place, Place)>, free: u32) {
        let start = self.pairs.len();
        self.pairs.extend(pairs.into_iter().filter(|(from, to)| from != to));
        let length = self.pairs.len() - start;
        match length {
            0 => {}
            1 if matches!(self.pairs[start].1, Place::Register(_)) => {
                let (from, to) = self.pairs[start];
                self.pairs.truncate(start);
                self.items.push(Item::Move { from, to });
            }
            _ => self.items.push(Item::Parallel { start: start as u32, length: length as u32, free }),
        }
    }
    /// Takes back the moves to this register between the mark and the loop's begin.
    pub fn cancel(&mut self, mark: Mark, register: Place) {
        for position in mark.items..self.items.len() {
            match &mut self.items[position] {
                Item::LoopBegin => break,
                Item::Move { from, to } if *to == register => *from = register,
                Item::Parallel { start, length, .. } => {
                    for pair in &mut self.pairs[*start as usize..(*start + *length) as usize] {
                        if pair.1 == register {
                            pair.0 = register;
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Gives slots their numbers and writes the steps out.
    pub fn finish(self, live: &Live, inherited: &[Location], settings: &Settings) -> Result<Allocation, GiveUp> {
        let mut slots = Slots::assign(&self, live, inherited, settings)?;
        let mut steps = Vec::with_capacity(self.items.len());
        let mut scratch = Scratch { registers: 0, spill: slots.used, spill_used: false };
        let mut batch = Vec::new();
        for item in &self.items {
            match *item {
                Item::Inst { index, args, out, temps, float_temps } => {
                    let constant = live.immediate_operand(index as usize);
                    steps.push(Step::Inst { inst: index, args, out, temps, float_temps, constant });
                }
                Item::Move { from, to } if from == to => {}
                Item::Move { from, to } => {
                    steps.push(Step::Move { from: slots.locate(live, from), to: slots.locate(live, to) })
                }
                Item::Defined { value, register } => {
                    if self.slotted[value as usize] && !fault::rule(Rule::Spill) {
                        steps.push(Step::Move {
                            from: register_location(register),
                            to: slots.locate(live, Place::Slot(value)),
                        });
                    }
                }
                Item::Parallel { start, length, free } => {
                    batch.clear();
                    for (from, to) in &self.pairs[start as usize..(start + length) as usize] {
                        batch.push((slots.locate(live, *from), slots.locate(live, *to)));
                    }
                    scratch.registers = free;
                    moves::sequence(&batch, &mut scratch, &mut steps);
                }
                Item::LoopBegin => steps.push(Step::LoopBegin),
            }
        }
        if scratch.spill_used {
            slots.used += 2;
            if slots.used > settings.spill_limit {
                return Err(GiveUp::OutOfRegisters);
            }
        }
        let mut exits = Vec::with_capacity(self.exits.len());
        for exit in &self.exits {
            let state = &live.trace.snapshots[exit.snapshot];
            let start = exit.start as usize;
            let middle = start + state.slots.len();
            let end = middle + state.frames.len();
            exits.push(ExitPlan {
                inst: if exit.inst == NEVER { None } else { Some(exit.inst) },
                snapshot: exit.snapshot,
                slots: self.places[start..middle].iter().map(|place| slots.locate(live, *place)).collect(),
                functions: self.places[middle..end]
                    .iter()
                    .map(|place| if *place == Place::Constant(NEVER) { None } else { Some(slots.locate(live, *place)) })
                    .collect(),
            });
        }
        Ok(Allocation { steps, exits, collection_points: slots.points, spill_slots: slots.used })
    }
}

/// Whether the uop's call may come back into the VM and collect.
pub(super) fn is_collection_point(trace: &Trace, index: usize) -> bool {
    trace.insts[index].op.definition().x64.reenter
}

/// The slots' numbers.
struct Slots {
    number: Vec<u16>,
    used: u16,
    points: Vec<CollectionPoint>,
}

impl Slots {
    fn locate(&self, live: &Live, place: Place) -> Location {
        match place {
            Place::Register(register) => register_location(register),
            Place::Slot(value) => Location::Spill(self.number[value as usize]),
            Place::Constant(value) => Location::Constant(live.constant(value)),
        }
    }

    /// Linear scan over the values in the order of their definitions.
    fn assign(plan: &Plan, live: &Live, inherited: &[Location], settings: &Settings) -> Result<Slots, GiveUp> {
        let mut slots = Slots { number: vec![u16::MAX; live.count], used: settings.first_spill, points: Vec::new() };
        let mut free: BinaryHeap<Reverse<u16>> = BinaryHeap::new();
        let mut active: BinaryHeap<(Reverse<u32>, u16)> = BinaryHeap::new();
        let mut references: Vec<(u32, u16)> = Vec::new();
        // A value that becomes a `Phi` in memory is best made where the `Phi` is.
        let mut shares: Vec<(u32, u32)> = Vec::new();
        for &phi in &plan.slot_phis {
            let next = live.value(live.trace.insts[phi as usize].args[1]);
            if !live.is_constant(next) && next > phi && live.last[phi as usize] <= exit_time(next as usize) {
                shares.push((next, phi));
            }
        }
        shares.sort_unstable();
        let mut slot_phis = plan.slot_phis.iter().copied().peekable();
        for index in 0..live.count {
            if is_collection_point(live.trace, index) && live.needed[index] {
                let mut list: Vec<u16> = Vec::new();
                references.retain(|(last, slot)| {
                    if *last > read_time(index) && !fault::rule(Rule::References) {
                        list.push(*slot);
                    }
                    *last > read_time(index)
                });
                list.sort_unstable();
                list.dedup();
                slots.points.push(CollectionPoint { inst: index as u32, references: list.into() });
            }
            if !plan.slotted[index] {
                continue;
            }
            let inst = &live.trace.insts[index];
            let last = live.last[index];
            let in_memory_at_begin = slot_phis.peek() == Some(&(index as u32));
            if in_memory_at_begin {
                slot_phis.next();
            }
            let number = if let Uop::Inherit = inst.op
                && let Some(Location::Spill(number)) = inherited.get(inst.imm as usize)
            {
                *number
            } else if let Ok(found) = shares.binary_search_by_key(&(index as u32), |share| share.0) {
                slots.number[shares[found].1 as usize]
            } else {
                let is_phi = inst.op == Uop::Phi;
                let born = if is_phi { read_time(live.loop_begin.unwrap_or(index)) } else { exit_time(index) };
                while let Some(&(Reverse(expiry), number)) = active.peek()
                    && (expiry <= born || fault::rule(Rule::SlotReuse))
                {
                    active.pop();
                    free.push(Reverse(number));
                }
                let number = match free.pop() {
                    Some(Reverse(number)) => number,
                    None => {
                        slots.used += 1;
                        if slots.used > settings.spill_limit {
                            return Err(GiveUp::OutOfRegisters);
                        }
                        slots.used - 1
                    }
                };
                active.push((Reverse(if in_memory_at_begin { END } else { last }), number));
                number
            };
            slots.number[index] = number;
            if matches!(inst.ty, Type::Value | Type::Object) {
                references.push((last, number));
            }
        }
        Ok(slots)
    }
}
