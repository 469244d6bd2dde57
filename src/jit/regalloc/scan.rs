//! The forward scan: through the instructions before the loop, then a few times through the loop,
//! each time with the values at its begin where the time before left them at its end. The best counts.

use crate::jit::ir::{End, GiveUp, SnapshotId, Uop};
use crate::jit::regalloc::file::{File, NOWHERE};
use crate::jit::regalloc::live::{Live, NEVER};
use crate::jit::regalloc::moves::register_index;
use crate::jit::regalloc::plan::{Exit, Item, Mark, Place, Plan, Tail};
use crate::jit::regalloc::{Location, Settings};
use crate::support::fault::{self, Rule};

/// How often the loop is allocated at most.
const ROUNDS: usize = 4;
/// … if it is longer than this.
const LONG: usize = 2000;
const LONG_ROUNDS: usize = 2;
/// What remains to be gained must be more than one part in so many of the loop's length.
const LONG_SHARE: usize = 50;

/// The scan's state: registers, and the plan so far.
pub(super) struct Scan<'a> {
    pub live: &'a Live<'a>,
    pub file: File<'a>,
    pub plan: Plan,
    /// Of two equally good ways, take the one that brings a value to its wanted register.
    pub follow_hints: bool,
}

/// The loop's begin: where each value is.
type Header = Vec<(u32, u8)>;

/// Allocates the trace.
pub(super) fn scan(live: &Live, inherited: &[Location], settings: &Settings) -> Result<Plan, GiveUp> {
    let file = File::new(live, settings);
    let values = live.first.len();
    let mut scan =
        Scan { live, file, plan: Plan { slotted: vec![false; values], ..Plan::default() }, follow_hints: false };
    scan.plan.items.reserve(live.count * 2);
    scan.plan.exits.reserve(live.trace.snapshots.len());
    scan.plan.places.reserve(4 * live.trace.snapshots.len());
    scan.enter(inherited);
    match live.loop_begin {
        None => {
            scan.run(0, live.count)?;
            scan.leave();
        }
        Some(begin) => {
            scan.run(0, begin)?;
            scan.run_loop(begin)?;
        }
    }
    Ok(scan.plan)
}

impl Scan<'_> {
    /// The state at the trace's entry.
    fn enter(&mut self, inherited: &[Location]) {
        for (index, inst) in self.live.trace.insts.iter().enumerate() {
            if inst.op != Uop::Inherit {
                break;
            }
            if self.live.last[index] == 0 {
                continue;
            }
            match inherited.get(inst.imm as usize) {
                Some(Location::Spill(_)) => self.plan.slotted[index] = true,
                Some(location) => {
                    if let Some(register) = register_index(*location) {
                        self.file.attach(index as u32, register);
                        self.plan.items.push(Item::Defined { value: index as u32, register });
                    }
                }
                None => {}
            }
        }
    }

    /// Goes through some instructions.
    fn run(&mut self, from: usize, to: usize) -> Result<(), GiveUp> {
        for index in from..to {
            if !self.live.needed[index] {
                continue;
            }
            match self.live.trace.insts[index].op {
                Uop::Inherit => {}
                // Structure of a loop that nothing closes, which `verify` refuses.
                Uop::LoopBegin | Uop::Phi => return Err(GiveUp::LeftLoop),
                _ => self.inst(index)?,
            }
        }
        Ok(())
    }

    /// The exit at the trace's end.
    fn leave(&mut self) {
        if let End::Exit { snapshot } = self.live.trace.end {
            let Scan { live, file, plan, .. } = self;
            record_exit(live, file, plan, NEVER, snapshot);
        }
    }

    fn run_loop(&mut self, begin: usize) -> Result<(), GiveUp> {
        let start = self.plan.mark();
        let live = self.live;
        let mut header = self.first_header(begin);
        // What the rounds change of the state before the loop.
        let registers = self.file.register.clone();
        let slotted = self.plan.slotted.clone();
        let mut best: Option<(u32, Tail, Vec<bool>, Vec<u32>)> = None;
        let rounds = if live.count - begin > LONG { LONG_ROUNDS } else { ROUNDS };
        for round in 0..rounds {
            self.follow_hints = round % 2 == 1;
            self.begin_loop(begin, &header);
            let inside = self.plan.mark();
            self.file.begin = Some(begin);
            self.run(begin + 1 + self.phis_behind(begin), live.count)?;
            self.file.begin = None;
            let (cost, loads) = self.cost(inside, begin);
            self.drop_untouched(start, &mut header);
            let next_header = self.next_header(begin, &header, loads);
            let edges = self.close_loop(&header);
            // In a long loop, a constant loaded again is not worth another round.
            let constants = if live.count - begin > LONG / 10 { 0 } else { loads[2] };
            let loads = loads[0] + loads[1] + constants;
            let cost = cost + edges;
            let better = best.as_ref().is_none_or(|found| cost < found.0);
            let tail = self.plan.take(start);
            let slot_phis = std::mem::take(&mut self.plan.slot_phis);
            if better {
                best = Some((cost, tail, self.plan.slotted.clone(), slot_phis));
            }
            // Copies that templates ask for are there in any case.
            // In a long loop, a few moves more or less are not worth another round.
            let settled = !better || (edges + 3 * loads) as usize * LONG_SHARE <= live.count - begin;
            header = next_header;
            // Back to the state before the loop.
            for &value in live.live_in.iter().chain(&live.loop_constants) {
                self.plan.slotted[value as usize] = slotted[value as usize];
                self.file.register[value as usize] = registers[value as usize];
            }
            for value in begin as u32..live.count as u32 {
                self.plan.slotted[value as usize] = false;
                self.file.register[value as usize] = NOWHERE;
            }
            self.file.register[live.count..].copy_from_slice(&registers[live.count..]);
            if settled {
                break;
            }
        }
        if let Some((_, tail, slotted, slot_phis)) = best {
            self.plan.put(tail);
            self.plan.slotted = slotted;
            self.plan.slot_phis = slot_phis;
        }
        Ok(())
    }
    /// How many `Phi`s there are, needed or not.
    fn phis_behind(&self, begin: usize) -> usize {
        self.live.trace.insts[begin + 1..].iter().take_while(|inst| inst.op == Uop::Phi).count()
    }

    /// The first guess: values stay in their registers, the soonest used first.
    fn first_header(&mut self, begin: usize) -> Header {
        let live = self.live;
        let mut wishes: Vec<(u32, u32)> = Vec::new();
        for &value in live.live_in.iter().chain(&live.loop_constants) {
            if live.wrap[value as usize] != NEVER {
                wishes.push((live.wrap[value as usize] - live.count as u32 + begin as u32, value));
            }
        }
        for &phi in &live.phis {
            wishes.push((live.first[phi as usize], phi));
        }
        wishes.sort_unstable();
        let mut header = Header::new();
        let mut taken = 0u32;
        self.file.rewind(begin);
        let mut late = Vec::new();
        for &(first, value) in &wishes {
            let at = self.file.register[value as usize];
            let entry = if live.phis.binary_search(&value).is_ok() {
                let entry = live.value(live.trace.insts[value as usize].args[0]);
                if live.is_constant(entry) || live.last[entry as usize] > 2 * value + 2 {
                    NOWHERE
                } else {
                    self.file.register[entry as usize]
                }
            } else {
                at
            };
            let until = live.last[value as usize] / 2;
            let allowed = self.file.class_of(value) & !self.file.conflicts(until);
            if entry != NOWHERE && allowed & !taken & 1 << entry != 0 {
                taken |= 1 << entry;
                header.push((value, entry));
            } else if !live.is_constant(value) && first != NEVER {
                late.push(value);
            }
        }
        for value in late {
            let available = self.file.class_of(value) & !taken;
            if available != 0 {
                let register = self.file.choose_free(available, value);
                taken |= 1 << register;
                header.push((value, register));
            }
        }
        header.sort_unstable();
        header
    }

    /// Brings values to where the header wants them, and opens the loop.
    fn begin_loop(&mut self, begin: usize, header: &Header) {
        let live = self.live;
        let mut pairs = Vec::new();
        let mut targets = 0;
        for register in &mut self.file.header {
            *register = NOWHERE;
        }
        for &(value, register) in header {
            self.file.header[value as usize] = register;
            targets |= 1 << register;
        }
        self.plan.slot_phis.clear();
        for &phi in &live.phis {
            let entry = live.value(live.trace.insts[phi as usize].args[0]);
            let from = self.file.place(&mut self.plan, entry);
            let to = match self.file.header[phi as usize] {
                NOWHERE => {
                    self.plan.slot_phis.push(phi);
                    Place::Slot(phi)
                }
                register => Place::Register(register),
            };
            pairs.push((from, to));
        }
        for &value in live.live_in.iter().chain(&live.loop_constants) {
            if let register @ 0..32 = self.file.header[value as usize] {
                let from = self.file.place(&mut self.plan, value);
                pairs.push((from, Place::Register(register)));
            }
        }
        let sources = sources(&pairs);
        self.plan.parallel(pairs, self.file.usable & !targets & !sources);
        self.plan.items.push(Item::LoopBegin);
        // The registers as the loop finds them.
        self.file.holds = [NEVER; 32];
        self.file.free = u32::MAX;
        self.file.register[live.count..].fill(NOWHERE);
        for &value in &live.live_in {
            self.file.register[value as usize] = NOWHERE;
            if self.file.header[value as usize] == NOWHERE {
                self.plan.slotted[value as usize] = true;
            }
        }
        for &value in live.live_in.iter().chain(&live.loop_constants) {
            let wrap = live.wrap[value as usize];
            self.file.next[value as usize] =
                if wrap == NEVER { NEVER } else { wrap - live.count as u32 + begin as u32 };
        }
        for &phi in &live.phis {
            self.file.next[phi as usize] = live.first[phi as usize];
            if self.file.header[phi as usize] == NOWHERE {
                self.plan.slotted[phi as usize] = true;
            }
        }
        for &(value, register) in header {
            self.file.attach(value, register);
            if live.phis.binary_search(&value).is_ok() {
                self.plan.items.push(Item::Defined { value, register });
            }
        }
        self.file.wanted = targets;
        self.file.untouched.clear();
        self.file.rewind(begin);
    }

    /// Brings values back to where they were at the loop's begin; returns what that costs.
    fn close_loop(&mut self, header: &Header) -> u32 {
        let live = self.live;
        let mut pairs = Vec::new();
        let mut targets = 0;
        for &(value, register) in header {
            targets |= 1 << register;
            let from = if live.phis.binary_search(&value).is_ok() {
                live.value(live.trace.insts[value as usize].args[1])
            } else {
                value
            };
            pairs.push((self.file.place(&mut self.plan, from), Place::Register(register)));
        }
        for position in 0..self.plan.slot_phis.len() {
            let phi = self.plan.slot_phis[position];
            let next = live.value(live.trace.insts[phi as usize].args[1]);
            pairs.push((self.file.place(&mut self.plan, next), Place::Slot(phi)));
        }
        let mut cost = 0;
        for (from, to) in &pairs {
            cost += match (from, to) {
                (from, to) if from == to => 0,
                (Place::Slot(_), Place::Slot(_)) => 1,
                (_, Place::Slot(_)) | (Place::Slot(_), _) => 3,
                _ => 2,
            };
        }
        let free = self.file.usable & !targets & !sources(&pairs);
        if !fault::rule(Rule::BackEdge) {
            self.plan.parallel(pairs, free);
        }
        cost
    }

    /// The header that would have fitted this round's end.
    fn next_header(&mut self, begin: usize, header: &Header, loads: [u32; 3]) -> Header {
        let live = self.live;
        let mut next = Header::new();
        let mut taken = 0u32;
        let untouched = std::mem::take(&mut self.file.untouched);
        let mut late = Vec::new();
        for &phi in &live.phis {
            if untouched.contains(&phi) {
                continue;
            }
            let value = live.value(live.trace.insts[phi as usize].args[1]);
            let register = self.file.register[value as usize];
            if register != NOWHERE && !live.is_constant(value) && taken & 1 << register == 0 {
                taken |= 1 << register;
                next.push((phi, register));
            } else if register != NOWHERE || live.is_constant(value) {
                late.push(phi);
            }
        }
        let mut rest = !self.file.free;
        while rest != 0 {
            let register = rest.trailing_zeros() as u8;
            rest &= rest - 1;
            let value = self.file.holds[register as usize];
            let invariant = live.wrap[value as usize] != NEVER
                && if live.is_constant(value) {
                    live.is_float(value) || loads[0] == 0
                } else {
                    (value as usize) < begin
                };
            if invariant && taken & 1 << register == 0 && !untouched.contains(&value) {
                taken |= 1 << register;
                next.push((value, register));
            }
        }
        for phi in late {
            let before = header.iter().find(|entry| entry.0 == phi).map_or(NOWHERE, |entry| entry.1);
            let available = self.file.class_of(phi) & !taken;
            let register = if before != NOWHERE && available & 1 << before != 0 {
                before
            } else if available != 0 {
                available.trailing_zeros() as u8
            } else {
                continue;
            };
            taken |= 1 << register;
            next.push((phi, register));
        }
        next.sort_unstable();
        next
    }

    /// Constants that lost their register before they were read need not have one at the loop's begin.
    fn drop_untouched(&mut self, start: Mark, header: &mut Header) {
        for position in 0..self.file.untouched.len() {
            let value = self.file.untouched[position];
            let Ok(found) = header.binary_search_by_key(&value, |entry| entry.0) else { continue };
            if self.live.is_constant(value) {
                let register = Place::Register(header[found].1);
                self.plan.cancel(start, register);
                self.file.header[value as usize] = NOWHERE;
                header.remove(found);
            }
        }
    }

    /// What the moves of the loop cost; how many load from slots into general registers and into float registers,
    /// and how many load constants.
    fn cost(&self, inside: Mark, begin: usize) -> (u32, [u32; 3]) {
        let (mut cost, mut loads) = (0, [0, 0, 0]);
        for item in &self.plan.items[inside.items..] {
            cost += match *item {
                Item::Move { from: Place::Slot(_), to } => {
                    loads[!matches!(to, Place::Register(0..16)) as usize] += 1;
                    3
                }
                Item::Move { from: Place::Constant(_), .. } => {
                    loads[2] += 1;
                    2
                }
                Item::Move { .. } => 2,
                Item::Defined { value, .. } if self.plan.slotted[value as usize] => 3,
                Item::Parallel { length, .. } => 2 * length,
                _ => 0,
            };
        }
        for &phi in &self.live.phis {
            let in_register = self.file.header[phi as usize] != NOWHERE;
            cost += 3 * (in_register && self.plan.slotted[phi as usize] && phi as usize > begin) as u32;
        }
        (cost, loads)
    }
}

/// The registers that are read.
fn sources(pairs: &[(Place, Place)]) -> u32 {
    pairs
        .iter()
        .fold(0, |mask, (from, _)| if let Place::Register(register) = from { mask | 1 << register } else { mask })
}

/// Notes where the snapshot's values are.
pub(super) fn record_exit(live: &Live, file: &File, plan: &mut Plan, inst: u32, snapshot: SnapshotId) {
    let start = plan.places.len() as u32;
    let state = &live.trace.snapshots[snapshot];
    for entry in &state.slots {
        let place = exit_place(live, file, plan, live.value(entry.value));
        plan.places.push(place);
    }
    for frame in &state.frames {
        let place = exit_place(live, file, plan, live.value(frame.function));
        plan.places.push(place);
    }
    plan.exits.push(Exit { inst, snapshot, start });
}

/// An exit takes constants as such; no value is the constant `NEVER`.
fn exit_place(live: &Live, file: &File, plan: &mut Plan, value: u32) -> Place {
    if live.is_constant(value) { Place::Constant(value) } else { file.place(plan, value) }
}
