//! Proves an allocation right: abstract interpretation of the steps. It shares nothing with the allocator.
//!
//! The state says which value each register and spill slot holds. At each instruction the operands
//! must be there, at each exit the snapshot's values, at the back-edge what the loop's begin had.
//!
//! 1. A value is a result or a constant; `Inherit`s with one location are one value.
//! 2. `LoopBegin` is checked twice over: the state there is cut down to what the back-edge brings
//!    back (with `next` read as the `Phi`) until nothing changes; then the loop must hold with it.

use crate::jit::ir::{Constant, End, Ref, Trace, Type, Uop};
use crate::jit::regalloc::{Allocation, ExitPlan, Location, Settings, Step};
use crate::uops::{Constraints, x64};
use rustc_hash::{FxHashMap, FxHashSet};

/// What a place holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Held {
    Result(usize),
    /// The word; all constants of one word are one.
    Word(u64),
}

/// One place holds one word, but the word may be several values (a `Phi` and its entry).
#[derive(Clone, Default, PartialEq)]
struct State {
    places: FxHashMap<Location, Words>,
}

/// What one word is.
type Words = smallvec::SmallVec<[Held; 4]>;

impl State {
    fn holds(&self, location: Location, value: Held) -> bool {
        match location {
            Location::Constant(constant) => value == Held::Word(constant.word),
            _ => self.places.get(&location).is_some_and(|held| held.contains(&value)),
        }
    }
    fn content(&self, location: Location) -> Words {
        match location {
            Location::Constant(constant) => smallvec::smallvec![Held::Word(constant.word)],
            _ => self.places.get(&location).cloned().unwrap_or_default(),
        }
    }
    fn set(&mut self, location: Location, held: Words) {
        self.places.insert(location, held);
    }
    fn lose(&mut self, location: Location) {
        self.places.remove(&location);
    }
}

struct Checker<'a> {
    trace: &'a Trace,
    allocation: &'a Allocation,
    inherited: &'a [Location],
    settings: &'a Settings,
    /// Steps before the loop's begin.
    loop_step: Option<usize>,
    /// Values that are references and may be read or be named by an exit at or behind each
    /// instruction: only for those that are collection points.
    live_references: FxHashMap<usize, Vec<Held>>,
    /// Instructions' exits.
    exits: FxHashMap<usize, usize>,
    /// Which `Inherit` stands for each that has a location.
    first_at: FxHashMap<Location, usize>,
}

/// Checks the allocation of a trace; what is wrong, if something is.
pub fn check(
    trace: &Trace,
    inherited: &[Location],
    settings: &Settings,
    allocation: &Allocation,
) -> Result<(), String> {
    let mut checker = Checker {
        trace,
        allocation,
        inherited,
        settings,
        loop_step: None,
        live_references: FxHashMap::default(),
        exits: FxHashMap::default(),
        first_at: FxHashMap::default(),
    };
    for (position, plan) in allocation.exits.iter().enumerate() {
        if let Some(inst) = plan.inst {
            checker.exits.insert(inst as usize, position);
        }
    }
    for (index, inst) in trace.insts.iter().enumerate().take_while(|(_, inst)| inst.op == Uop::Inherit) {
        if let Some(location) = inherited.get(inst.imm as usize) {
            checker.first_at.entry(*location).or_insert(index);
        }
    }
    checker.shape()?;
    checker.find_live_references();
    let mut state = checker.entry();
    let Some(loop_step) = checker.loop_step else {
        checker.run(&mut state, 0, allocation.steps.len(), true)?;
        return checker.end(&state);
    };
    checker.run(&mut state, 0, loop_step, true)?;
    checker.rename_phis(&mut state, 0);
    if !matches!(trace.end, End::Loop) {
        checker.run(&mut state, loop_step + 1, allocation.steps.len(), true)?;
        return checker.end(&state);
    }
    // Down to what every iteration finds.
    loop {
        let mut after = state.clone();
        checker.run(&mut after, loop_step + 1, allocation.steps.len(), false)?;
        checker.close(&mut after);
        let mut changed = false;
        for (location, held) in &mut state.places {
            let back = after.places.get(location);
            let before = held.len();
            held.retain(|value| back.is_some_and(|back| back.contains(value)));
            changed |= held.len() != before;
        }
        if !changed {
            break;
        }
    }
    checker.run(&mut state, loop_step + 1, allocation.steps.len(), true)
}

impl Checker<'_> {
    fn value(&self, operand: Ref) -> Option<Held> {
        if let Some(index) = operand.as_inst() {
            let inst = self.trace.insts.get(index)?;
            if inst.op == Uop::Inherit {
                return match self.inherited.get(inst.imm as usize) {
                    Some(Location::Constant(constant)) => Some(Held::Word(constant.word)),
                    // The first of those that are in one place stands for all.
                    Some(location) => Some(Held::Result(self.first_at.get(location).copied().unwrap_or(index))),
                    None => None,
                };
            }
            // The same word as its operand.
            return if inst.op == Uop::AsObject { self.value(inst.args[0]) } else { Some(Held::Result(index)) };
        }
        self.trace.as_constant(operand).map(|constant| Held::Word(constant.word))
    }
    fn type_of(&self, operand: Ref) -> Type {
        self.trace.type_of(operand)
    }

    /// The list itself: order, exits, numbers of slots.
    fn shape(&mut self) -> Result<(), String> {
        let mut last = None;
        let mut exits = self.allocation.exits.iter().peekable();
        for (position, step) in self.allocation.steps.iter().enumerate() {
            match step {
                Step::LoopBegin => {
                    if self.loop_step.replace(position).is_some() {
                        return Err("two LoopBegin steps".into());
                    }
                    if self.trace.loop_begin.is_none_or(|begin| last.is_some_and(|last| last > begin)) {
                        return Err("LoopBegin is out of order".into());
                    }
                    last = self.trace.loop_begin;
                }
                Step::Inst { inst, .. } => {
                    let index = *inst as usize;
                    let Some(instruction) = self.trace.insts.get(index) else {
                        return Err(format!("step {position}: no instruction v{index}"));
                    };
                    if matches!(instruction.op, Uop::Phi | Uop::Inherit | Uop::LoopBegin) {
                        return Err(format!("v{index} is structure, not a step"));
                    }
                    if let Some(last) = last
                        && last >= index
                    {
                        return Err(format!("v{index} stands behind v{last}"));
                    }
                    self.nothing_skipped(last, index)?;
                    last = Some(index);
                    if instruction.op.definition().exit.is_some() {
                        let plan = exits.next();
                        if plan.is_none_or(|plan| plan.inst != Some(*inst) || plan.snapshot != instruction.snapshot) {
                            return Err(format!("v{index} has no exit of its own"));
                        }
                    }
                }
                Step::Move { from, to } => {
                    let fits = match (from, to) {
                        (_, Location::Constant(_)) => false,
                        (Location::Spill(_), Location::Spill(_)) => false,
                        (Location::Constant(constant), Location::Spill(_)) => {
                            i32::try_from(constant.word as i64).is_ok()
                        }
                        _ => true,
                    };
                    if !fits {
                        return Err(format!("step {position}: no such move: {to} ← {from}"));
                    }
                    for place in [from, to] {
                        self.usable(*place).map_err(|error| format!("step {position}: {error}"))?;
                    }
                    if let Location::Spill(slot) = to
                        && *slot < self.settings.first_spill
                    {
                        return Err(format!("step {position} writes the parent's slot {slot}"));
                    }
                }
            }
        }
        self.nothing_skipped(last, self.trace.insts.len())?;
        if matches!(self.trace.end, End::Loop) && self.loop_step.is_none() {
            return Err("no LoopBegin".into());
        }
        if let End::Exit { snapshot } = self.trace.end
            && exits.next().is_none_or(|plan| plan.inst.is_some() || plan.snapshot != snapshot)
        {
            return Err("the end has no exit".into());
        }
        if exits.next().is_some() {
            return Err("exits that nothing takes".into());
        }
        Ok(())
    }

    /// Instructions with exits or effects are never left out.
    fn nothing_skipped(&self, last: Option<usize>, index: usize) -> Result<(), String> {
        for skipped in last.map_or(0, |last| last + 1)..index {
            let inst = &self.trace.insts[skipped];
            let definition = inst.op.definition();
            let structure = matches!(inst.op, Uop::Phi | Uop::Inherit | Uop::LoopBegin);
            if !structure && (definition.exit.is_some() || definition.effects.writes != 0 || definition.effects.pinned)
            {
                return Err(format!("v{skipped} is missing"));
            }
        }
        Ok(())
    }

    fn usable(&self, location: Location) -> Result<(), String> {
        match location {
            Location::General(register) if register >= 16 || x64::GENERAL >> register & 1 == 0 => {
                Err(format!("register {register} is not the allocator's"))
            }
            Location::Float(register) if register >= 16 => Err(format!("no float register {register}")),
            Location::Spill(slot) if slot >= self.allocation.spill_slots => Err(format!("slot {slot} is not counted")),
            _ => Ok(()),
        }
    }

    fn entry(&self) -> State {
        let mut state = State::default();
        for (index, inst) in self.trace.insts.iter().enumerate() {
            if inst.op == Uop::Inherit
                && let Some(value) = self.value(Ref::inst(index))
                && let Some(location) = self.inherited.get(inst.imm as usize)
                && !matches!(location, Location::Constant(_))
            {
                let held = state.places.entry(*location).or_default();
                if !held.contains(&value) {
                    held.push(value);
                }
            }
        }
        state
    }

    fn phis(&self) -> impl Iterator<Item = usize> + '_ {
        let begin = self.trace.loop_begin.map_or(self.trace.insts.len(), |begin| begin + 1);
        (begin..self.trace.insts.len()).take_while(|index| self.trace.insts[*index].op == Uop::Phi)
    }

    /// Entry (0) or next (1) values become the `Phi`s too.
    fn rename_phis(&self, state: &mut State, operand: usize) {
        let sources: Vec<(usize, Option<Held>)> =
            self.phis().map(|phi| (phi, self.value(self.trace.insts[phi].args[operand]))).collect();
        for held in state.places.values_mut() {
            let new: Words = sources
                .iter()
                .filter(|(_, source)| source.is_some_and(|source| held.contains(&source)))
                .map(|(phi, _)| Held::Result(*phi))
                .collect();
            held.retain(
                |value| !matches!(value, Held::Result(index) if sources.iter().any(|source| source.0 == *index)),
            );
            held.extend(new);
        }
    }

    /// The back-edge: the iteration's values are gone, next values are the `Phi`s.
    fn close(&self, state: &mut State) {
        self.rename_phis(state, 1);
        let begin = self.trace.loop_begin.unwrap_or(0);
        let phis: FxHashSet<usize> = self.phis().collect();
        for held in state.places.values_mut() {
            held.retain(|value| match value {
                Held::Result(index) => *index < begin || phis.contains(index),
                Held::Word(_) => true,
            });
        }
    }

    fn end(&self, state: &State) -> Result<(), String> {
        if matches!(self.trace.end, End::Exit { .. })
            && let Some(plan) = self.allocation.exits.last()
        {
            self.exit(state, plan, |_| false)?;
        }
        Ok(())
    }

    fn run(&self, state: &mut State, from: usize, to: usize, strict: bool) -> Result<(), String> {
        for step in &self.allocation.steps[from..to] {
            match step {
                Step::LoopBegin => {}
                Step::Move { from, to } => {
                    let content = state.content(*from);
                    state.set(*to, content);
                }
                Step::Inst { inst, .. } => {
                    let result = self.inst(state, step, strict);
                    result.map_err(|error| {
                        format!("v{inst} ({}): {error}", self.trace.insts[*inst as usize].op.definition().name)
                    })?;
                }
            }
        }
        Ok(())
    }

    fn inst(&self, state: &mut State, step: &Step, strict: bool) -> Result<(), String> {
        let Step::Inst { inst: index, args, out, temps, float_temps, constant } = step else { return Ok(()) };
        let index = *index as usize;
        let inst = &self.trace.insts[index];
        let definition = inst.op.definition();
        let place = |float: bool, number: u8| if float { Location::Float(number) } else { Location::General(number) };
        let constraints: &Constraints = match (&definition.x64_imm, constant) {
            (_, None) => &definition.x64,
            (Some(constraints), Some(_)) => constraints,
            (None, Some(_)) => return Err("it has no form with a constant".into()),
        };
        let count = definition.params.len() - constant.is_some() as usize;
        let mut operands = inst.args;
        // Two operands may be exchanged where the operation allows it.
        let fits = |operands: &[Ref; 3], state: &State| -> Result<(), String> {
            for operand in 0..count {
                let at = place(definition.params[operand].1.is_float(), args[operand]);
                match self.value(operands[operand]) {
                    Some(value) if state.holds(at, value) => {}
                    value => {
                        return Err(format!(
                            "operand {operand} should be {value:?}, {at} holds {:?}",
                            state.content(at)
                        ));
                    }
                }
            }
            match constant {
                Some(constant) => match self.value(operands[count]) {
                    Some(Held::Word(word)) if word == *constant as i64 as u64 => Ok(()),
                    other => Err(format!("the constant should be {other:?}, is {constant}")),
                },
                None => Ok(()),
            }
        };
        if let Err(error) = fits(&operands, state) {
            operands.swap(0, 1);
            let exchangeable = matches!(
                inst.op,
                Uop::IntAdd
                    | Uop::IntMul
                    | Uop::IntAddWrap
                    | Uop::IntMulWrap
                    | Uop::IntAnd
                    | Uop::IntOr
                    | Uop::IntXor
                    | Uop::FloatAdd
                    | Uop::FloatMul
            );
            if (!exchangeable || fits(&operands, state).is_err()) && strict {
                return Err(error);
            }
        }
        if !strict {
            self.write(state, step, constraints);
            return Ok(());
        }
        // Constraints.
        let clobbered = |location: Location| match location {
            Location::General(register) => constraints.clobber >> register & 1 == 1,
            Location::Float(register) => constraints.float_clobber >> register & 1 == 1,
            _ => false,
        };
        let allowed = |location: Location| match location {
            Location::General(register) => register < 16 && x64::GENERAL >> register & 1 == 1,
            Location::Float(register) => register < 16,
            _ => false,
        };
        let has_result = definition.out != Type::Unit;
        let result = place(inst.ty.is_float(), *out);
        let mut scratch: Vec<Location> = Vec::new();
        scratch.extend(temps.iter().take(constraints.temps as usize).map(|number| place(false, *number)));
        scratch.extend(float_temps.iter().take(constraints.float_temps as usize).map(|number| place(true, *number)));
        for operand in 0..count {
            let at = place(definition.params[operand].1.is_float(), args[operand]);
            if !allowed(at) {
                return Err(format!("operand {operand} is in {at}"));
            }
            match constraints.fixed[operand] {
                Some(register) if register != args[operand] => {
                    return Err(format!("operand {operand} is in {at}, not where it is fixed"));
                }
                None if clobbered(at) => return Err(format!("operand {operand} is in {at}, which is destroyed")),
                _ => {}
            }
            if scratch.contains(&at) {
                return Err(format!("operand {operand} and a temporary are in {at}"));
            }
            if let Some(reused) = constraints.reuse {
                let reused = reused as usize;
                if operand == reused && at != result {
                    return Err(format!("operand {operand} is in {at}, the result in {result}"));
                }
                if operand != reused && at == result && self.value(operands[operand]) != self.value(operands[reused]) {
                    return Err(format!("operand {operand} is in the result's register"));
                }
            }
        }
        if has_result {
            if !allowed(result) {
                return Err(format!("the result is in {result}"));
            }
            match constraints.fixed_out {
                Some(register) if register != *out => {
                    return Err(format!("the result is in {result}, not where it is fixed"));
                }
                None if clobbered(result) => return Err(format!("the result is in {result}, which is destroyed")),
                _ => {}
            }
            if scratch.contains(&result) {
                return Err(format!("the result and a temporary are in {result}"));
            }
        }
        for (position, temp) in scratch.iter().enumerate() {
            if !allowed(*temp) || clobbered(*temp) || scratch[..position].contains(temp) {
                return Err(format!("a temporary is in {temp}"));
            }
        }
        // The exit finds registers as they were, but for what the template writes.
        if definition.exit.is_some()
            && let Some(plan) = self.exits.get(&index)
        {
            let made = has_result && inst.op != Uop::AsObject;
            let written = |at: Location| clobbered(at) || scratch.contains(&at) || made && at == result;
            self.exit(state, &self.allocation.exits[*plan], written)?;
        }
        if definition.x64.reenter {
            self.collection_point(state, index)?;
        }
        self.write(state, step, constraints);
        Ok(())
    }

    /// What the template destroys.
    fn destroy(&self, state: &mut State, step: &Step, constraints: &Constraints) {
        let Step::Inst { inst, out, temps, float_temps, .. } = step else { return };
        let inst = &self.trace.insts[*inst as usize];
        for register in 0..16 {
            if constraints.clobber >> register & 1 == 1 {
                state.lose(Location::General(register));
            }
            if constraints.float_clobber >> register & 1 == 1 {
                state.lose(Location::Float(register));
            }
        }
        for temp in temps.iter().take(constraints.temps as usize) {
            state.lose(Location::General(*temp));
        }
        for temp in float_temps.iter().take(constraints.float_temps as usize) {
            state.lose(Location::Float(*temp));
        }
        if inst.op.definition().out != Type::Unit && inst.op != Uop::AsObject {
            state.lose(if inst.ty.is_float() { Location::Float(*out) } else { Location::General(*out) });
        }
    }

    fn write(&self, state: &mut State, step: &Step, constraints: &Constraints) {
        let Step::Inst { inst: index, out, .. } = step else { return };
        let inst = &self.trace.insts[*index as usize];
        self.destroy(state, step, constraints);
        if inst.op.definition().out != Type::Unit && inst.op != Uop::AsObject {
            // Not anywhere else: what the last iteration made was forgotten at the back-edge.
            let value = Held::Result(*index as usize);
            let at = if inst.ty.is_float() { Location::Float(*out) } else { Location::General(*out) };
            state.set(at, smallvec::smallvec![value]);
        }
    }

    fn exit(&self, state: &State, plan: &ExitPlan, written: impl Fn(Location) -> bool) -> Result<(), String> {
        let snapshot = &self.trace.snapshots[plan.snapshot];
        if plan.slots.len() != snapshot.slots.len() || plan.functions.len() != snapshot.frames.len() {
            return Err("the exit has not the snapshot's form".into());
        }
        let wanted = snapshot.slots.iter().map(|entry| entry.value).zip(plan.slots.iter().map(|at| Some(*at)));
        let functions = snapshot.frames.iter().map(|frame| frame.function).zip(plan.functions.iter().copied());
        for (operand, at) in wanted.chain(functions) {
            if operand.is_none() {
                continue;
            }
            let Some(at) = at else { return Err("a frame's function is nowhere".into()) };
            if let Location::Constant(Constant { word, .. }) = at
                && self.value(operand) == Some(Held::Word(word))
            {
                continue;
            }
            if written(at) {
                return Err(format!("the exit wants {operand:?} in {at}, which the template writes"));
            }
            if !self.value(operand).is_some_and(|value| state.holds(at, value)) {
                return Err(format!("the exit wants {operand:?} in {at}, which holds {:?}", state.content(at)));
            }
        }
        Ok(())
    }

    /// For each collection point the references that something behind it still names: one backward
    /// pass, or two through a loop (what the next iteration needs of this one).
    fn find_live_references(&mut self) {
        let mut live: FxHashSet<Held> = FxHashSet::default();
        let begin = self.trace.loop_begin.filter(|_| matches!(self.trace.end, End::Loop));
        if let Some(begin) = begin {
            self.name_backward(&mut live, false);
            let phis: FxHashSet<usize> = self.phis().collect();
            let mut around: FxHashSet<Held> = FxHashSet::default();
            for value in &live {
                match value {
                    Held::Result(index) if phis.contains(index) => {
                        around.extend(self.value(self.trace.insts[*index].args[1]));
                    }
                    Held::Result(index) if *index > begin => {}
                    _ => {
                        around.insert(*value);
                    }
                }
            }
            live = around;
        }
        if let End::Exit { snapshot } = self.trace.end {
            self.name_snapshot(&mut live, snapshot);
        }
        self.name_backward(&mut live, true);
    }
    fn name_snapshot(&self, live: &mut FxHashSet<Held>, id: crate::jit::ir::SnapshotId) {
        let snapshot = &self.trace.snapshots[id];
        live.extend(snapshot.slots.iter().filter_map(|entry| self.value(entry.value)));
        live.extend(snapshot.frames.iter().filter_map(|frame| self.value(frame.function)));
    }
    /// From the end back, what is named: through the whole trace and noted at collection points, or through the loop.
    fn name_backward(&mut self, live: &mut FxHashSet<Held>, note: bool) {
        for step in self.allocation.steps.iter().rev() {
            let index = match step {
                Step::Inst { inst, .. } => *inst as usize,
                Step::LoopBegin if !note => break,
                Step::LoopBegin => {
                    // Before it, entry values are named.
                    for phi in self.phis() {
                        if live.remove(&Held::Result(phi)) {
                            live.extend(self.value(self.trace.insts[phi].args[0]));
                        }
                    }
                    continue;
                }
                Step::Move { .. } => continue,
            };
            let inst = &self.trace.insts[index];
            let definition = inst.op.definition();
            live.remove(&Held::Result(index));
            if definition.exit.is_some() {
                self.name_snapshot(live, inst.snapshot);
            }
            if note && definition.x64.reenter {
                let references = |value: &Held| match value {
                    Held::Result(made) => {
                        *made < index && matches!(self.trace.insts[*made].ty, Type::Value | Type::Object)
                    }
                    Held::Word(_) => false,
                };
                let kept = live.iter().copied().filter(references).collect();
                self.live_references.insert(index, kept);
            }
            live.extend(inst.args.iter().take(definition.params.len()).filter_map(|operand| self.value(*operand)));
        }
    }

    fn collection_point(&self, state: &State, index: usize) -> Result<(), String> {
        let point = self.allocation.collection_points.iter().find(|point| point.inst == index as u32);
        let Some(point) = point else { return Err("no collection point".into()) };
        for value in self.live_references.get(&index).into_iter().flatten() {
            if !point.references.iter().any(|slot| state.holds(Location::Spill(*slot), *value)) {
                return Err(format!("{value:?} is not in a slot that the collector sees"));
            }
        }
        // What the collector sees must be a reference: a stale or a raw word is not.
        for slot in &point.references {
            let reference = state.content(Location::Spill(*slot)).iter().any(|value| match value {
                Held::Result(value) => matches!(self.type_of(Ref::inst(*value)), Type::Value | Type::Object),
                Held::Word(_) => true,
            });
            if !reference {
                return Err(format!("slot {slot} holds no reference"));
            }
        }
        Ok(())
    }
}
