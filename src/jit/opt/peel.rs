//! The loop: what was recorded is the first iteration; it is emitted once more behind
//! `LoopBegin`, where what varies comes from `Phi`s and what does not is there already.
//!
//! ```text
//! v0 = LoadSlot 2            v3 = LoopBegin
//! v1 = UnboxInt v0           v4:Int = Phi v2, v5
//! v2 = IntAdd v1, 1          v5 = IntAdd v4, 1
//! ```
//!
//! 1. What is known when the loop is first entered holds in it only if the loop's body cannot change it:
//!    memory that the body writes is forgotten first.
//! 2. The copy runs through everything that was asked for while recording, in order, so that every
//!    fact that the recorded iteration proved is proven (or still true) in the copy.
//! 3. A `Phi` has the type of both its values. What else is assumed of it (a bound, a shape, that it does not vary)
//!    holds for the first value and is verified of the next when the copy is there; if it does not
//!    hold, the copy is made again without the assumption.
//! 4. An exit of the copy restores what the recorded iteration changed, overlaid with what
//!    the copy itself has changed by then.

use crate::jit::ir::{
    End, FrameEntry, GiveUp, Inst, Ref, Resume, SlotEntry, Snapshot, SnapshotId, Trace, Type, Uop, effect,
};
use crate::jit::opt::emitter::{Logged, again, finished, slot_bit};
use crate::jit::opt::facts::{Map, Set, fresh, root};
use crate::jit::opt::memory::{Address, Known};
use crate::jit::opt::range::{self, Range, range_of};
use crate::jit::opt::same::Key;
use crate::jit::opt::written::Written;
use crate::jit::opt::{Emitter, Passes};
use crate::object::Value;
use crate::support::BitSet;
use crate::support::fault::{self, Rule};

/// What earlier attempts have taught.
#[derive(Clone, Default)]
struct Plan {
    /// Slots whose phi must be a boxed value.
    boxed: Set<i32>,
    /// Values that turned out to vary.
    varying: Set<Ref>,
    /// Values that turned out not to vary.
    steady: Set<Ref>,
    /// Phis (by entry value) that do not stay above their start, or (true) below it.
    wandering: Set<(Ref, bool)>,
    /// Phis (by entry value) that do not keep their shape.
    shapeless: Set<Ref>,
    /// Words of memory (by their recorded value) of which the copy's end knows nothing.
    forgotten: Set<Ref>,
    /// Words of memory (by their recorded value) whose type is not known in the end.
    untyped: Set<Ref>,
}

/// How often the copy is made until its assumptions are right.
const ATTEMPTS: usize = 6;

/// One phi of the loop, for all slots that hold the same value.
struct LoopPhi {
    slot: i32,
    /// The recorded iteration's value, as the recorder knows it.
    value: Ref,
    /// The same, as the phi's type has it.
    entry: Ref,
    phi: Ref,
    /// Bounds that both the entry and, to be verified, each next value keep.
    low: Option<i64>,
    high: Option<i64>,
}

/// A word of memory that the body writes, and whose content is known wherever an iteration ends: it is
/// carried in phis, and the loop's first load of it is none.
struct Carried {
    address: Address,
    value: Ref,
    /// The value itself, if it is taken for the same in each iteration.
    phi: Ref,
    /// The same value unboxed: its phi.
    typed: Option<Ref>,
}

/// Most words carried.
const MOST_CARRIED: usize = 48;

impl Emitter {
    /// Closes the loop. `state`: the frame's modified live slots as the back-edge leaves them (also
    /// those that were stored to memory); `header`: the frame, standing at the loop's header.
    pub fn close_loop(mut self, state: &[SlotEntry], header: FrameEntry) -> Result<Trace, GiveUp> {
        self.recording = false;
        if !self.passes.has(Passes::PEEL) {
            return self.close_unpeeled(state, header);
        }
        let state = self.resolved(state);
        let mut plan = Plan::default();
        for _ in 0..ATTEMPTS {
            if let Some(trace) = self.continued().attempt(&self, &state, &header, &mut plan)? {
                return Ok(trace);
            }
        }
        Err(GiveUp::TypeUnstable)
    }

    /// The state after the recorded iteration, to go on from; the log stays.
    fn continued(&self) -> Emitter {
        let mut trace = self.trace.clone();
        let more = self.log.len() + 16;
        trace.insts.reserve(more);
        trace.origins.reserve(more);
        Emitter {
            trace,
            passes: self.passes,
            facts: self.facts.clone(),
            log: Vec::new(),
            assumed: Vec::new(),
            recording: false,
            stored: BitSet::new(),
            origin: self.origin,
            soft: false,
        }
    }

    /// Without peeling: the recorded iteration is the loop, all its phis are boxed.
    fn close_unpeeled(self, state: &[SlotEntry], header: FrameEntry) -> Result<Trace, GiveUp> {
        let state = self.resolved(state);
        let mut plan = Plan { boxed: state.iter().map(|entry| entry.slot).collect(), ..Plan::default() };
        let mut outside = Emitter::new(self.trace.start.clone(), self.passes);
        outside.recording = false;
        outside.trace.inherits = self.trace.inherits.clone();
        outside.trace.snapshots = self.trace.snapshots.clone();
        outside.trace.constants = self.trace.constants.clone();
        outside.trace.constant_ids = self.trace.constant_ids.clone();
        let mut copy = Copy::new(&self);
        for logged in &self.log {
            if logged.op == Uop::Inherit {
                let inherited = outside.emit_typed(Uop::Inherit, self.trace.type_of(logged.result), logged.imm);
                copy.define(logged.result, inherited);
            }
        }
        let mut phis = Vec::new();
        for entry in &state {
            let loaded = outside.emit(Uop::LoadSlot, &[], entry.slot as u32 as u64, &mut |_| SnapshotId::NONE)?;
            phis.push(LoopPhi {
                slot: entry.slot,
                value: entry.value,
                entry: loaded,
                phi: Ref::NONE,
                low: None,
                high: None,
            });
        }
        let done = outside.body(&self, copy, phis, Vec::new(), &state, &header, &mut plan, false)?;
        done.ok_or(GiveUp::TypeUnstable)
    }

    /// The state with values resolved, in order of slots.
    fn resolved(&self, state: &[SlotEntry]) -> Vec<SlotEntry> {
        let resolve = |entry: &SlotEntry| SlotEntry { slot: entry.slot, value: self.facts.resolve(entry.value) };
        let mut resolved: Vec<SlotEntry> = state.iter().map(resolve).collect();
        resolved.sort_by_key(|entry| entry.slot);
        resolved
    }

    /// Makes the copy under the plan's assumptions; `None` if one turned out wrong and the plan has changed.
    fn attempt(
        mut self,
        recorded: &Emitter,
        state: &[SlotEntry],
        header: &FrameEntry,
        plan: &mut Plan,
    ) -> Result<Option<Trace>, GiveUp> {
        let mut copy = Copy::new(recorded);
        let written = Written::by(recorded);
        let stays = recorded.staying(state, &written, plan);
        let mut phis: Vec<LoopPhi> = Vec::new();
        let mut of_value: Map<Ref, ()> = Map::default();
        for entry in state {
            let value = entry.value;
            if recorded.is_entry_value(entry) {
                continue;
            }
            let steady = value.is_constant()
                || !plan.varying.contains(&value)
                    && (plan.steady.contains(&value) || value.as_inst().is_some_and(|index| stays[index]));
            if steady {
                copy.slots.insert(entry.slot, value);
                copy.steady.push(value);
                continue;
            }
            if of_value.insert(value, ()).is_some() {
                // The same value as another slot's: the same phi.
                continue;
            }
            let loaded = copy.loads.get(&entry.slot).copied();
            let typed = self.typed(value, plan.boxed.contains(&entry.slot));
            let entry_value = self.boxed_if(typed, plan.boxed.contains(&entry.slot), state, header)?;
            let (low, high) = recorded.bounds(entry_value, loaded);
            let keeps = |high: bool| !plan.wandering.contains(&(value, high));
            let (low, high) = (low.filter(|_| keeps(false)), high.filter(|_| keeps(true)));
            phis.push(LoopPhi { slot: entry.slot, value, entry: entry_value, phi: Ref::NONE, low, high });
        }
        let carried = self.carried(&written, &stays, plan);
        self.forget(&written);
        self.body(recorded, copy, phis, carried, state, header, plan, true)
    }

    /// The words of memory that the loop may carry.
    fn carried(&self, written: &Written, stays: &[bool], plan: &Plan) -> Vec<Carried> {
        if !self.passes.has(Passes::FORWARD) {
            return Vec::new();
        }
        let same = |operand: Ref| operand.as_inst().is_none_or(|index| stays[index]);
        let mut known: Vec<_> = self
            .facts
            .contents
            .iter()
            .filter(|(address, known)| {
                address.class & effect::FRAME == 0
                    && written.changes(address)
                    && same(address.base)
                    && same(address.index)
                    && !plan.forgotten.contains(&known.value)
            })
            .collect();
        known.sort_by_key(|(_, known)| known.since);
        known.truncate(MOST_CARRIED);
        let carried = |(address, known): (Address, Known)| {
            let value = known.value;
            let steady = !plan.varying.contains(&value) && (same(value) || plan.steady.contains(&value));
            Carried { address, value, phi: if steady { value } else { Ref::NONE }, typed: None }
        };
        known.into_iter().map(carried).collect()
    }

    /// `LoopBegin`, phis, the copy, and what must be true of it.
    #[allow(clippy::too_many_arguments)]
    fn body(
        mut self,
        recorded: &Emitter,
        mut copy: Copy<'_>,
        mut phis: Vec<LoopPhi>,
        mut carried: Vec<Carried>,
        state: &[SlotEntry],
        header: &FrameEntry,
        plan: &mut Plan,
        peeled: bool,
    ) -> Result<Option<Trace>, GiveUp> {
        self.trace.loop_begin = Some(self.trace.insts.len());
        let none = [Ref::NONE; 3];
        self.push(Inst { op: Uop::LoopBegin, ty: Type::Unit, args: none, imm: 0, snapshot: SnapshotId::NONE });
        let mut of_value: Map<Ref, Ref> = Map::default();
        for phi in &mut phis {
            let ty = match self.trace.type_of(phi.entry) {
                Type::Object if plan.boxed.contains(&phi.slot) => Type::Value,
                ty => ty,
            };
            let args = [phi.entry, Ref::NONE, Ref::NONE];
            phi.phi = self.push(Inst { op: Uop::Phi, ty, args, imm: 0, snapshot: SnapshotId::NONE });
            if peeled {
                of_value.insert(phi.value, phi.phi);
            } else {
                copy.slots.insert(phi.slot, phi.phi);
            }
            if let Some(index) = phi.phi.as_inst() {
                let (low, high) = (phi.low.unwrap_or(i64::MIN), phi.high.unwrap_or(i64::MAX));
                self.facts.ranges[index] = Range::new(low, high);
            }
        }
        for word in carried.iter_mut().filter(|word| word.phi.is_none()) {
            let ty = match self.trace.type_of(word.value) {
                ty @ (Type::Int | Type::Raw | Type::Float) => ty,
                _ => Type::Value,
            };
            let args = [word.value, Ref::NONE, Ref::NONE];
            word.phi = self.push(Inst { op: Uop::Phi, ty, args, imm: 0, snapshot: SnapshotId::NONE });
            if ty != Type::Value || plan.untyped.contains(&word.value) {
                continue;
            }
            let exact = self.exact(word.value);
            let ty = self.trace.type_of(exact);
            let Some(unbox) = unboxing(ty) else { continue };
            let typed = self.push(Inst {
                op: Uop::Phi,
                ty,
                args: [exact, args[1], args[2]],
                imm: 0,
                snapshot: SnapshotId::NONE,
            });
            if let Some(index) = typed.as_inst() {
                self.facts.same.insert(Key { op: unbox, args: [word.phi, Ref::NONE, Ref::NONE], imm: 0 }, index as u32);
                if ty == Type::Int {
                    // The unboxed form of a boxed value.
                    self.facts.ranges[index] = Range::IMMEDIATE;
                }
            }
            word.typed = Some(typed);
        }
        let now = self.trace.insts.len() as u32;
        for word in &carried {
            self.facts.contents.set(word.address, word.phi, now);
        }
        let mut shapes = Vec::new();
        let objects = phis.iter().map(|phi| (phi.value, phi.entry, phi.phi));
        let objects: Vec<_> = objects.chain(carried.iter().map(|word| (word.value, word.value, word.phi))).collect();
        for (value, entry, phi) in objects {
            if let Some(shape) = self.facts.shape(root(&self.trace, entry))
                && !plan.shapeless.contains(&value)
                && phi != entry
                && peeled
            {
                self.facts.set_shape(phi, shape, now);
                shapes.push((value, phi, shape));
            }
        }
        for word in &carried {
            if let (Some(typed), Some(shape)) = (word.typed, self.facts.shape(word.phi)) {
                self.facts.set_shape(typed, shape, now);
            }
        }
        if peeled {
            for entry in state {
                if let Some(&phi) = of_value.get(&entry.value)
                    && !copy.slots.contains_key(&entry.slot)
                    && !recorded.is_entry_value(entry)
                {
                    copy.slots.insert(entry.slot, phi);
                }
            }
        }
        copy.base = state
            .iter()
            .filter_map(|entry| copy.slots.get(&entry.slot).map(|&value| SlotEntry { slot: entry.slot, value }))
            .collect();
        copy.replay(&mut self, recorded)?;

        // The next iteration's values.
        let mut right = true;
        let next_state: Vec<SlotEntry> = state
            .iter()
            .filter(|entry| copy.slots.contains_key(&entry.slot))
            .map(|entry| SlotEntry { slot: entry.slot, value: copy.now(&self, entry.value) })
            .collect();
        for &value in &copy.steady {
            let next = copy.now(&self, value);
            if next != value {
                right = false;
                plan.steady.remove(&value);
                plan.varying.insert(value);
            }
        }
        for phi in &phis {
            let mut next = copy.now(&self, phi.value);
            if next.is_none() {
                return Err(GiveUp::NotSupported("a value from nowhere"));
            }
            let Some(index) = phi.phi.as_inst() else { continue };
            let ty = self.trace.insts[index].ty;
            if ty != Type::Value && self.trace.type_of(next) == Type::Value {
                next = self.typed(next, false);
            }
            if ty == Type::Value {
                next = self.boxed_if(next, true, &next_state, header)?;
            }
            let next_type = self.trace.type_of(next);
            if next_type != ty && !(ty == Type::Value && next_type == Type::Object) {
                right = false;
                if peeled && !plan.boxed.contains(&phi.slot) {
                    plan.boxed.insert(phi.slot);
                    continue;
                }
                return Err(GiveUp::TypeUnstable);
            }
            if peeled
                && (next == phi.entry || next == phi.phi)
                && !plan.varying.contains(&phi.value)
                && phi.entry == phi.value
            {
                // It never varies. Knowing that from the start is worth another attempt.
                right = false;
                plan.steady.insert(phi.value);
                continue;
            }
            let range = range_of(&self.trace, &self.facts, next);
            for (breaks, high) in [
                (phi.low.is_some_and(|low| range.low < low), false),
                (phi.high.is_some_and(|high| range.high > high), true),
            ] {
                if breaks && next != phi.phi {
                    right = false;
                    plan.wandering.insert((phi.value, high));
                }
            }
            self.set_next(phi.phi, next);
        }
        for word in &carried {
            let Some(next) = self.facts.contents.find(&self.trace, word.address) else {
                right = false;
                plan.forgotten.insert(word.value);
                continue;
            };
            let next = self.facts.resolve(next);
            if word.phi == word.value {
                if next != word.value {
                    right = false;
                    plan.varying.insert(word.value);
                }
                continue;
            }
            if next == word.phi && !plan.varying.contains(&word.value) {
                right = false;
                plan.steady.insert(word.value);
                continue;
            }
            let ty = self.trace.type_of(word.phi);
            if !self.trace.type_of(next).fits(ty) {
                right = false;
                plan.forgotten.insert(word.value);
                continue;
            }
            self.set_next(word.phi, next);
            if let Some(typed) = word.typed {
                let next = self.exact(next);
                if self.trace.type_of(next) == self.trace.type_of(typed) {
                    self.set_next(typed, next);
                } else {
                    right = false;
                    plan.untyped.insert(word.value);
                }
            }
        }
        for (value, phi, shape) in shapes {
            let next = phi.as_inst().map_or(Ref::NONE, |index| self.trace.insts[index].args[1]);
            if self.facts.shape(root(&self.trace, next)) != Some(shape) {
                right = false;
                plan.shapeless.insert(value);
            }
        }
        if !right {
            return Ok(None);
        }
        self.name_raw_phis(&carried);
        self.trace.end = End::Loop;
        Ok(Some(finished(self.trace, self.passes)))
    }

    /// Exits box numbers themselves: where they need a carried word, they take its raw phi.
    fn name_raw_phis(&mut self, carried: &[Carried]) {
        if !self.passes.has(Passes::SINK) {
            return;
        }
        let raw: Map<Ref, Ref> = carried.iter().filter_map(|word| Some((word.phi, word.typed?))).collect();
        if raw.is_empty() {
            return;
        }
        let ids: Vec<SnapshotId> = self.trace.snapshots.ids().collect();
        for id in ids {
            for entry in self.trace.snapshots[id].slots.iter_mut() {
                entry.value = raw.get(&entry.value).copied().unwrap_or(entry.value);
            }
        }
    }

    fn set_next(&mut self, phi: Ref, next: Ref) {
        if let Some(index) = phi.as_inst() {
            self.trace.insts[index].args[1] = next;
        }
    }

    /// The value under its most exact proven type; a constant, too.
    fn exact(&mut self, value: Ref) -> Ref {
        match self.trace.as_constant(value) {
            Some(constant) if constant.ty == Type::Value => self.trace.constant_value(Value::from_bits(constant.word)),
            _ => self.typed(value, false),
        }
    }

    /// Whether the slot holds what it held when the trace was entered.
    fn is_entry_value(&self, entry: &SlotEntry) -> bool {
        let loaded = entry.value.as_inst().is_some_and(|index| {
            let inst = &self.trace.insts[index];
            inst.op == Uop::LoadSlot && inst.imm as u32 as i32 == entry.slot
        });
        loaded && !self.stored.contains(slot_bit(entry.slot))
    }

    /// The value under its most exact type that is proven, or as it is.
    fn typed(&self, value: Ref, keep: bool) -> Ref {
        if keep || self.trace.type_of(value) != Type::Value || value.is_constant() {
            return value;
        }
        if let Some(index) = value.as_inst() {
            let inst = &self.trace.insts[index];
            if matches!(inst.op, Uop::BoxInt | Uop::BoxSmallInt | Uop::BoxFloat | Uop::BoxBool) {
                return inst.args[0];
            }
        }
        for op in [Uop::UnboxInt, Uop::UnboxFloat, Uop::UnboxBool, Uop::AsObject] {
            let key = Key { op, args: [value, Ref::NONE, Ref::NONE], imm: 0 };
            if let Some(index) = self.facts.same.get(&key) {
                return Ref::inst(index as usize);
            }
        }
        value
    }

    /// The value boxed, if `wanted`; leaves with this state if it cannot be.
    fn boxed_if(&mut self, value: Ref, wanted: bool, state: &[SlotEntry], header: &FrameEntry) -> Result<Ref, GiveUp> {
        if !wanted {
            return Ok(value);
        }
        let mut snapshot = |trace: &mut Trace| {
            trace.snapshots.push(Snapshot { frames: Box::new([*header]), slots: state.into(), resume: Resume::At })
        };
        self.convert(value, Type::Value, &mut snapshot)
    }

    /// Bounds that a loop value, which is `entry` before the loop, promises to keep: where it counts in one
    /// direction from what was `loaded` from the frame, and where a guard has narrowed it.
    fn bounds(&self, entry: Ref, loaded: Option<Ref>) -> (Option<i64>, Option<i64>) {
        let Some(inst) = entry.as_inst().map(|index| &self.trace.insts[index]) else { return (None, None) };
        if inst.ty != Type::Int || !self.passes.has(Passes::RANGES) {
            return (None, None);
        }
        let range = range_of(&self.trace, &self.facts, entry);
        let computed = range::computed(&self.trace, &self.facts, inst.op, &inst.args, inst.imm);
        let mut low = range.low > computed.low;
        let mut high = range.high < computed.high;
        if matches!(inst.op, Uop::IntAdd | Uop::IntAddWrap)
            && let Some(from) = inst.args[0].as_inst()
        {
            let step = range_of(&self.trace, &self.facts, inst.args[1]);
            let from = &self.trace.insts[from];
            let from = if from.op == Uop::UnboxInt { from.args[0] } else { inst.args[0] };
            if Some(from) == loaded {
                low |= step.low >= 0;
                high |= step.high <= 0;
            }
        }
        (low.then_some(range.low), high.then_some(range.high))
    }

    /// Which instructions will compute the same in the copy: those whose operands do, and whose memory is
    /// not written.
    fn staying(&self, state: &[SlotEntry], written: &Written, plan: &Plan) -> Vec<bool> {
        let insts = &self.trace.insts;
        let mut stays = vec![false; insts.len()];
        let mut modified: Map<i32, Ref> = Map::default();
        for entry in state {
            modified.insert(entry.slot, entry.value);
        }
        for (index, inst) in insts.iter().enumerate() {
            let effects = inst.op.definition().effects;
            stays[index] = match inst.op {
                Uop::LoadSlot => match modified.get(&(inst.imm as u32 as i32)) {
                    Some(&value) => value == Ref::inst(index),
                    None => !written.slot(inst.imm as u32 as i32),
                },
                Uop::Inherit => match self.trace.inherits.get(inst.imm as usize) {
                    Some((slot, _)) => modified.get(slot).is_none_or(|&value| value == Ref::inst(index)),
                    None => false,
                },
                _ if effects.writes != 0 || effects.pinned || effects.allocates => false,
                _ => {
                    let same = |arg: &Ref| arg.as_inst().is_none_or(|arg| stays[arg]);
                    inst.args.iter().all(same) && !written.may_change(inst)
                }
            } && !plan.varying.contains(&Ref::inst(index));
        }
        stays
    }

    /// Forgets what the loop's body may change.
    fn forget(&mut self, written: &Written) {
        let now = self.trace.insts.len() as u32;
        self.facts.kill(written.classes, now);
        self.facts.contents.kill(written.whole, now);
        for &(class, offset) in written.words.keys() {
            self.facts.contents.kill_offset(class, offset);
        }
        if written.shapes {
            self.facts.kill_shapes(now);
        }
        // The loop's phis may be any of the objects made so far.
        for index in 0..self.trace.insts.len() {
            if fresh(&self.trace, Ref::inst(index)).is_some() {
                self.facts.escaped.insert(Ref::inst(index), ());
            }
        }
    }
}

/// The uop that gives this type out of a boxed value.
fn unboxing(ty: Type) -> Option<Uop> {
    match ty {
        Type::Int => Some(Uop::UnboxInt),
        Type::Float => Some(Uop::UnboxFloat),
        Type::Bool => Some(Uop::UnboxBool),
        Type::Object => Some(Uop::AsObject),
        _ => None,
    }
}

/// Whether the entry's exit runs its instruction again from the beginning.
fn runs_again(trace: &Trace, logged: &Logged) -> bool {
    trace.snapshots.get(logged.snapshot).is_some_and(|snapshot| {
        let innermost = &snapshot.frames[snapshot.frames.len() - 1];
        snapshot.resume == Resume::At && innermost.code == logged.origin.code && innermost.pc == logged.origin.pc
    })
}

/// The state of copying.
struct Copy<'a> {
    log: &'a [Logged],
    assumed: &'a [(usize, Ref, u32)],
    /// Per recorded instruction: its value in the copy.
    now: Vec<Ref>,
    /// Which instruction loaded a slot.
    loads: Map<i32, Ref>,
    /// What a slot holds when the copy begins, if the recorded iteration changed it.
    slots: Map<i32, Ref>,
    /// The same, in order of slots.
    base: Vec<SlotEntry>,
    /// Values taken for the same in each iteration.
    steady: Vec<Ref>,
}

impl<'a> Copy<'a> {
    fn new(recorded: &'a Emitter) -> Copy<'a> {
        let mut loads = Map::default();
        for logged in &recorded.log {
            if logged.op == Uop::LoadSlot {
                loads.entry(logged.imm as u32 as i32).or_insert(logged.result);
            }
        }
        Copy {
            log: &recorded.log,
            assumed: &recorded.assumed,
            now: vec![Ref::NONE; recorded.trace.insts.len()],
            loads,
            slots: Map::default(),
            base: Vec::new(),
            steady: Vec::new(),
        }
    }

    /// What a recorded value is in the copy. The first definition counts: when a value was given
    /// for another, they were proven equal by then.
    fn define(&mut self, recorded: Ref, value: Ref) {
        if let Some(index) = recorded.as_inst()
            && self.now[index].is_none()
        {
            self.now[index] = value;
        }
    }

    /// A recorded value in the copy: `NONE` if it has none.
    fn value(&self, recorded: Ref) -> Ref {
        recorded.as_inst().map_or(recorded, |index| self.now[index])
    }

    /// The same, resolved.
    fn now(&self, emitter: &Emitter, recorded: Ref) -> Ref {
        emitter.facts.resolve(self.value(recorded))
    }

    /// Emits what was recorded once more.
    fn replay(&mut self, emitter: &mut Emitter, recorded: &Emitter) -> Result<(), GiveUp> {
        let mut assumed = self.assumed.iter().peekable();
        let written = Written::by(recorded);
        let mut stored: Vec<i32> = Vec::new();
        let mut made: Map<(SnapshotId, usize), SnapshotId> = Map::default();
        // An exit for uops that needed none while recording: the last one, unless something has
        // happened since that must not happen twice.
        let mut last = SnapshotId::NONE;
        for (index, logged) in self.log.iter().enumerate() {
            while let Some(&(_, object, shape)) = assumed.next_if(|assumed| assumed.0 <= index) {
                // Of what the trace was entered with, nothing is known the second time.
                let entered = object
                    .as_inst()
                    .is_some_and(|index| matches!(recorded.trace.insts[index].op, Uop::Inherit | Uop::LoadSlot));
                let value = self.value(object);
                if !value.is_none() && (!entered || value == object) {
                    emitter.assume_shape(value, shape);
                }
            }
            emitter.at(logged.origin);
            let exit = if logged.snapshot == SnapshotId::NONE { last } else { logged.snapshot };
            let begin = match logged.op {
                Uop::LoadSlot => Some(logged.imm as u32 as i32),
                Uop::Inherit => match recorded.trace.inherits.get(logged.imm as usize) {
                    Some(&(slot, ty)) => {
                        if self.slots.get(&slot).is_some_and(|&value| emitter.type_of(value) != ty) {
                            return Err(GiveUp::TypeUnstable);
                        }
                        Some(slot)
                    }
                    None => None,
                },
                _ => None,
            };
            if let Some(slot) = begin
                && let Some(&value) = self.slots.get(&slot)
            {
                self.define(logged.result, value);
                continue;
            }
            if logged.op == Uop::Inherit {
                self.define(logged.result, logged.result);
                continue;
            }
            if let Some(slot) = begin
                && written.slot(slot)
            {
                // Changed, and no value says how: memory has it.
                let value = emitter.emit(Uop::ReloadSlot, &[], logged.imm, &mut |_| SnapshotId::NONE)?;
                self.define(logged.result, value);
                continue;
            }
            let mut args = [Ref::NONE; 3];
            let count = logged.op.definition().params.len();
            for (arg, &old) in args.iter_mut().zip(&logged.args[..count]) {
                *arg = self.value(old);
                if arg.is_none() {
                    return Err(GiveUp::NotSupported("a value from nowhere"));
                }
            }
            let mut missing = false;
            if matches!(logged.op, Uop::InterpretOne | Uop::InterpretBranch) {
                self.store_frame(emitter, exit, &stored)?;
                // From now on, memory has what no exit names.
                for entry in &self.base {
                    if !stored.contains(&entry.slot) {
                        stored.push(entry.slot);
                    }
                }
            }
            let result = {
                let this = &*self;
                let mut snapshot = |trace: &mut Trace| {
                    if exit == SnapshotId::NONE {
                        missing = true;
                        return SnapshotId::NONE;
                    }
                    *made.entry((exit, stored.len())).or_insert_with(|| match this.snapshot(trace, exit, &stored) {
                        Some(id) => id,
                        None => {
                            missing = true;
                            SnapshotId::NONE
                        }
                    })
                };
                emitter.emit(logged.op, &args[..count], logged.imm, &mut snapshot)?
            };
            if missing {
                return Err(GiveUp::NotSupported("an exit without a state"));
            }
            self.define(logged.result, result);
            let effects = logged.op.definition().effects;
            // An argument's place is nobody's: the instruction may be run again.
            if (effects.writes != 0 || effects.pinned) && logged.op != Uop::StoreArg {
                last = SnapshotId::NONE;
            } else if runs_again(&recorded.trace, logged) {
                last = logged.snapshot;
            }
            let slot = logged.imm as u32 as i32;
            if logged.op == Uop::StoreSlot && !stored.contains(&slot) {
                stored.push(slot);
            }
        }
        Ok(())
    }

    /// Before the interpreter looks at the frame's memory: stores what the recorded iteration had not changed by
    /// now, but has in the end, so that the copy has it in phis only.
    fn store_frame(&self, emitter: &mut Emitter, exit: SnapshotId, stored: &[i32]) -> Result<(), GiveUp> {
        let mut made = SnapshotId::NONE;
        for entry in self.base.iter().filter(|entry| !stored.contains(&entry.slot)) {
            let mut missing = false;
            let mut snapshot = |trace: &mut Trace| {
                if made == SnapshotId::NONE && exit != SnapshotId::NONE {
                    made = self.snapshot(trace, exit, stored).map_or(made, |id| again(trace, id));
                }
                missing = made == SnapshotId::NONE;
                made
            };
            emitter.emit(Uop::StoreSlot, &[entry.value], entry.slot as u32 as u64, &mut snapshot)?;
            if missing {
                return Err(GiveUp::NotSupported("an exit without a state"));
            }
        }
        Ok(())
    }

    /// The state of a recorded exit as it is in the copy.
    fn snapshot(&self, trace: &mut Trace, id: SnapshotId, stored: &[i32]) -> Option<SnapshotId> {
        let old = &trace.snapshots[id];
        let mut frames = old.frames.clone();
        for frame in frames.iter_mut().filter(|frame| !frame.function.is_none()) {
            frame.function = self.value(frame.function);
            if frame.function.is_none() {
                return None;
            }
        }
        let mut slots = Vec::with_capacity(old.slots.len() + self.base.len());
        let overlaid = if fault::rule(Rule::Overlay) { &[] } else { self.base.as_slice() };
        let mut base = overlaid.iter().peekable();
        for entry in &old.slots {
            while let Some(&below) = base.next_if(|below| below.slot < entry.slot) {
                slots.push(below);
            }
            base.next_if(|below| below.slot == entry.slot);
            let value = self.value(entry.value);
            if value.is_none() {
                return None;
            }
            slots.push(SlotEntry { slot: entry.slot, value });
        }
        slots.extend(base);
        if !stored.is_empty() {
            // What the copy has stored to memory since and does not name is there.
            slots.retain(|entry| {
                !stored.contains(&entry.slot) || old.slots.iter().any(|other| other.slot == entry.slot)
            });
        }
        let resume = old.resume;
        Some(trace.snapshots.push(Snapshot { frames, slots: slots.into(), resume }))
    }
}
