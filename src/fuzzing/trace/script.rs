//! Programs whose instructions are groups of uops: run group by group by the uops' oracles alone, unoptimized; or their loop
//! recorded through the optimizer.
//!
//! In: choices. Out: a [`Script`] over a [`World`]'s frame, and traces of its loop.
//!
//! 1. A group reads registers and constants and writes registers. If one of its uops leaves, the group does nothing: so its
//!    effects come after all its exits, and an exit may run it again.
//! 2. What leaves while it is recorded is recorded as an instruction that the interpreter runs.

use std::collections::BTreeMap;

use super::groups;
use super::world::{COUNTER, SLOTS, World};
use crate::bytecode::Code;
use crate::fuzzing::choices::Choices;
use crate::jit::ir::{
    End, ExitReason, FrameEntry, GiveUp, Origin, Ref, Resume, SlotEntry, Snapshot, SnapshotId, Start, Trace, TraceId,
    Type, Uop,
};
use crate::jit::opt::{Emitter, Passes};
use crate::jit::regalloc::{ExitPlan, Location};
use crate::object::Value;
use crate::uops::{Machinery, pack};

/// An operand of a uop.
#[derive(Clone, Copy, Debug)]
pub enum Arg {
    Slot(u8),
    /// The result of an earlier uop of the group.
    Step(u8),
    Constant(Type, u64),
}

#[derive(Clone, Debug)]
pub struct Step {
    pub op: Uop,
    pub args: Vec<Arg>,
    pub imm: u64,
}

/// An instruction.
#[derive(Clone, Debug, Default)]
pub struct Group {
    pub steps: Vec<Step>,
    /// Registers and what they get, all at once.
    pub writes: Vec<(u8, Arg)>,
    /// A truth value that says whether so many instructions are skipped.
    pub branch: Option<(Arg, u8)>,
    /// Always left to the interpreter.
    pub interpreted: bool,
}

/// See the module.
pub struct Script {
    pub body: Vec<Group>,
    /// What the first registers hold: numbers.
    pub plain: Vec<Value>,
    pub rounds: i64,
    pub seed: u64,
}

impl std::fmt::Display for Script {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "objects of seed {}, {} rounds, registers {:?}", self.seed, self.rounds, self.plain)?;
        for (pc, group) in self.body.iter().enumerate() {
            let interpreted = if group.interpreted { " by the interpreter" } else { "" };
            writeln!(f, "{pc:3}{interpreted}")?;
            for (index, step) in group.steps.iter().enumerate() {
                writeln!(f, "      %{index} = {} {:?} {:#x}", step.op.definition().name, step.args, step.imm)?;
            }
            for (slot, value) in &group.writes {
                writeln!(f, "      r{slot} = {value:?}")?;
            }
            if let Some((condition, skip)) = &group.branch {
                writeln!(f, "      if {condition:?} skip {skip}")?;
            }
        }
        Ok(())
    }
}

/// How a group ended.
enum Done {
    Next,
    Skipped(u8),
    Left,
}

impl Group {
    fn type_of(&self, arg: Arg) -> Type {
        match arg {
            Arg::Slot(_) => Type::Value,
            Arg::Step(index) => self.steps[index as usize].op.definition().out,
            Arg::Constant(ty, _) => ty,
        }
    }
    fn run(&self, world: &mut World) -> Done {
        let base = world.base();
        let realm: *mut _ = world.realm();
        let mut machinery = Machinery { realm, base };
        let mut words: Vec<u64> = Vec::with_capacity(self.steps.len());
        let word = |words: &[u64], arg: Arg| match arg {
            // SAFETY: a register of the frame.
            Arg::Slot(slot) => unsafe { (*base.add(slot as usize)).bits() },
            Arg::Step(index) => words[index as usize],
            Arg::Constant(_, word) => word,
        };
        for step in &self.steps {
            let mut args = [0; 3];
            for (place, arg) in args.iter_mut().zip(&step.args) {
                *place = word(&words, *arg);
            }
            // A number that a trace keeps raw may need more bits than an immediate has.
            if step.op == Uop::UnboxInt
                && let Some(number) = super::bench::raw(Value::from_bits(args[0]))
            {
                words.push(number as u64);
                continue;
            }
            match step.op.oracle(&mut machinery, args, step.imm) {
                Ok(result) => words.push(result),
                Err(_) => {
                    world.realm().machine.raised = Value::UNBOUND;
                    return Done::Left;
                }
            }
        }
        let mut values = Vec::with_capacity(self.writes.len());
        for (slot, arg) in &self.writes {
            let word = word(&words, *arg);
            let value = match self.type_of(*arg) {
                Type::Int => world.realm().int(word as i64),
                Type::Float => Value::float(f64::from_bits(word)),
                Type::Bool => Value::bool(word != 0),
                _ => Value::from_bits(word),
            };
            values.push((*slot, value));
        }
        for (slot, value) in values {
            world.set(slot, value);
        }
        match self.branch {
            Some((condition, skip)) if word(&words, condition) != 0 => Done::Skipped(skip),
            _ => Done::Next,
        }
    }
}

/// Runs the group at `pc` of the script behind the pointer; where it goes on.
pub fn interpret(script: *const (), world: &mut World, pc: u32) -> u32 {
    // SAFETY: whoever runs a trace has set it, and the script lives that long.
    unsafe { &*(script as *const Script) }.step(world, pc)
}

impl Script {
    pub fn random(random: &mut Choices<'_>, world: &World) -> Script {
        let plain = groups::plain(random);
        let (rounds, seed) = (3 + random.below(12) as i64, random.below(60_000) as u64);
        let mut body = Vec::new();
        let length = random.pick(&[3, 6, 12, 20]);
        let families = groups::families(random);
        for _ in 0..1 + random.below(length) {
            body.push(groups::group(random, world, seed, &families));
        }
        let last = body.len();
        for (pc, group) in body.iter_mut().enumerate() {
            if let Some((_, skip)) = &mut group.branch {
                *skip = (*skip).min((last - pc - 1) as u8);
            }
        }
        Script { body, plain, rounds, seed }
    }
    pub fn reset(&self, world: &mut World) {
        world.seed = self.seed;
        world.reset();
        for (slot, value) in self.plain.iter().enumerate() {
            let value = match value.as_int() {
                Some(number) if number.abs() >= 1 << 46 => world.realm().int(number.wrapping_mul(5)),
                _ => *value,
            };
            world.set(slot as u8, value);
        }
        world.set(COUNTER, Value::int(self.rounds));
        world.interpret = Some((self as *const Script as *const (), interpret));
    }
    /// The back-edge's pc.
    fn end(&self) -> u32 {
        self.body.len() as u32
    }
    pub fn ended(&self, world: &mut World) -> bool {
        world.get(COUNTER).as_int().is_none_or(|left| left <= 0)
    }
    /// One instruction; the back-edge counts.
    pub fn step(&self, world: &mut World, pc: u32) -> u32 {
        let Some(group) = self.body.get(pc as usize) else {
            let left = world.get(COUNTER).as_int().unwrap_or(0);
            world.set(COUNTER, Value::int(left - 1));
            return 0;
        };
        match group.run(world) {
            Done::Next | Done::Left => pc + 1,
            Done::Skipped(count) => pc + 1 + count as u32,
        }
    }
    /// To the end; the header is entered through `trace`, which says where it goes on.
    pub fn run(&self, world: &mut World, mut trace: impl FnMut(&mut World) -> u32) {
        let mut pc = 0;
        while !(pc == 0 && self.ended(world)) {
            if pc == 0 {
                pc = trace(world);
                if pc == 0 && self.ended(world) {
                    return;
                }
            }
            pc = self.step(world, pc);
        }
    }
    /// Runs one iteration and records it.
    pub fn record(&self, world: &mut World, passes: Passes) -> Option<Trace> {
        let code: *const Code = &*world.code;
        let emitter = Emitter::new(Start::Root { code, pc: 0 }, passes);
        let mut recorder = Recorder { emitter, known: BTreeMap::new(), code, pc: 0, script: self };
        recorder.iteration(world).ok()?;
        recorder.close().ok()
    }
    /// Records from an exit to the header and links to the root; `pc` is where the world stands, before and after.
    pub fn record_side(
        &self,
        world: &mut World,
        passes: Passes,
        pc: &mut u32,
        root: TraceId,
        (parent, id, exit, plan): (&Trace, TraceId, u32, &ExitPlan),
    ) -> Option<(Trace, Vec<Location>)> {
        if !parent.sunk_at(plan.snapshot).is_empty() {
            return None;
        }
        let code: *const Code = &*world.code;
        let mut emitter = Emitter::new(Start::Side { parent: id, exit }, passes);
        let (mut known, mut inherited) = (BTreeMap::new(), Vec::new());
        for (entry, location) in parent.snapshots[plan.snapshot].slots.iter().zip(&plan.slots) {
            let value = match parent.as_constant(entry.value) {
                Some(constant) => emitter.constant(constant.ty, constant.word),
                None => {
                    let ty = parent.type_of(entry.value);
                    emitter.trace_mut().inherits.push((entry.slot, ty));
                    inherited.push(*location);
                    emitter.emit_typed(Uop::Inherit, ty, inherited.len() as u64 - 1)
                }
            };
            known.insert(entry.slot as u8, (value, true));
        }
        let mut recorder = Recorder { emitter, known, code, pc: *pc, script: self };
        // Whoever comes to the header asks whether the program has ended.
        let asks = if *pc == 0 { recorder.header().ok() } else { Some(()) };
        asks?;
        let done = recorder.iteration(world);
        *pc = recorder.pc;
        done.ok()?;
        Some((recorder.link(root).ok()?, inherited))
    }
}

struct Recorder<'a> {
    emitter: Emitter,
    /// What registers hold, and whether memory has something else.
    known: BTreeMap<u8, (Ref, bool)>,
    code: *const Code,
    pc: u32,
    script: &'a Script,
}

impl Recorder<'_> {
    fn iteration(&mut self, world: &mut World) -> Result<(), GiveUp> {
        while let Some(group) = self.script.body.get(self.pc as usize) {
            self.emitter.at(Origin { code: self.code, pc: self.pc });
            let pc = self.pc;
            let done = group.run(world);
            let next = match done {
                Done::Skipped(count) => pc + 1 + count as u32,
                _ => pc + 1,
            };
            // The world stands behind it, whether or not it can be recorded.
            let result = match done {
                Done::Left => self.interpreted(group, next),
                _ if group.interpreted => self.interpreted(group, next),
                _ => self.group(group, matches!(done, Done::Skipped(_))),
            };
            self.pc = next;
            result?;
        }
        self.emitter.at(Origin { code: self.code, pc: self.pc });
        // The back-edge.
        let counter = self.slot(COUNTER)?;
        let one = self.emitter.constant(Type::Int, 1);
        let before = self.emit(Uop::UnboxInt, &[counter], 0)?;
        let left = self.emit(Uop::IntSub, &[before, one], 0)?;
        self.known.insert(COUNTER, (left, true));
        self.pc = self.script.step(world, self.script.end());
        self.header()
    }
    /// The program ends there if the counter says so; and there it polls.
    fn header(&mut self) -> Result<(), GiveUp> {
        self.emitter.at(Origin { code: self.code, pc: 0 });
        let counter = self.slot(COUNTER)?;
        let left = self.emit(Uop::UnboxInt, &[counter], 0)?;
        let zero = self.emitter.constant(Type::Int, 0);
        self.emit(Uop::GuardIntGt, &[left, zero], 0)?;
        self.emit(Uop::Poll, &[], 0)?;
        Ok(())
    }
    fn emit(&mut self, op: Uop, args: &[Ref], imm: u64) -> Result<Ref, GiveUp> {
        self.emit_at(op, args, imm, self.pc)
    }
    fn emit_at(&mut self, op: Uop, args: &[Ref], imm: u64, pc: u32) -> Result<Ref, GiveUp> {
        let (code, known) = (self.code, &self.known);
        let raises = op.definition().exit == Some(ExitReason::Raised);
        let resume = if raises { Resume::Raise } else { Resume::At };
        self.emitter.emit(op, args, imm, &mut |trace| snapshot(trace, known, code, pc, resume))
    }
    fn slot(&mut self, slot: u8) -> Result<Ref, GiveUp> {
        if let Some((known, _)) = self.known.get(&slot) {
            return Ok(*known);
        }
        let value = self.emit(Uop::LoadSlot, &[], slot as u64)?;
        self.known.insert(slot, (value, false));
        Ok(value)
    }
    fn group(&mut self, group: &Group, skips: bool) -> Result<(), GiveUp> {
        let mut results: Vec<Ref> = Vec::with_capacity(group.steps.len());
        for step in &group.steps {
            let mut args = Vec::with_capacity(3);
            for arg in &step.args {
                args.push(self.arg(&results, *arg)?);
            }
            results.push(self.emit(step.op, &args, step.imm)?);
        }
        let mut values = Vec::new();
        for (slot, arg) in &group.writes {
            values.push((*slot, self.arg(&results, *arg)?));
        }
        if let Some((condition, _)) = group.branch {
            let condition = self.arg(&results, condition)?;
            self.emit(if skips { Uop::GuardTrue } else { Uop::GuardFalse }, &[condition], 0)?;
        }
        for (slot, value) in values {
            self.known.insert(slot, (value, true));
        }
        Ok(())
    }
    fn arg(&mut self, results: &[Ref], arg: Arg) -> Result<Ref, GiveUp> {
        Ok(match arg {
            Arg::Slot(slot) => self.slot(slot)?,
            Arg::Step(index) => results[index as usize],
            Arg::Constant(Type::Value, word) => self.emitter.constant_value(Value::from_bits(word)),
            Arg::Constant(ty, word) => self.emitter.constant(ty, word),
        })
    }
    /// With the frame in memory.
    fn interpreted(&mut self, group: &Group, next: u32) -> Result<(), GiveUp> {
        for entry in modified(&self.known) {
            self.emit(Uop::StoreSlot, &[entry.value], entry.slot as u64)?;
        }
        let place = pack(self.pc as i32, 0);
        match group.branch {
            Some((_, skip)) if skip > 0 => {
                let went = self.emit(Uop::InterpretBranch, &[], place)?;
                self.reload(group)?;
                let expected = self.emitter.constant(Type::Int, next as u64 + 1);
                let other = if next == self.pc + 1 { next + skip as u32 } else { self.pc + 1 };
                self.emit_at(Uop::GuardIntEq, &[went, expected], 0, other)?;
            }
            _ => {
                self.emit(Uop::InterpretOne, &[], place)?;
                self.reload(group)?;
            }
        }
        Ok(())
    }
    fn reload(&mut self, group: &Group) -> Result<(), GiveUp> {
        for (slot, _) in &group.writes {
            let value = self.emit(Uop::ReloadSlot, &[], *slot as u64)?;
            self.known.insert(*slot, (value, true));
        }
        Ok(())
    }
    fn close(self) -> Result<Trace, GiveUp> {
        let state = modified(&self.known);
        let header = FrameEntry { code: self.code, function: Ref::NONE, base: 0, pc: 0, flags: 0 };
        self.emitter.close_loop(&state, header)
    }
    fn link(mut self, target: TraceId) -> Result<Trace, GiveUp> {
        for entry in modified(&self.known) {
            self.emit(Uop::StoreSlot, &[entry.value], entry.slot as u64)?;
        }
        self.emitter.finish(End::Link { target, base_delta: 0 })
    }
}

fn modified(known: &BTreeMap<u8, (Ref, bool)>) -> Vec<SlotEntry> {
    let changed = known.iter().filter(|(_, (_, modified))| *modified);
    changed.map(|(slot, (value, _))| SlotEntry { slot: *slot as i32, value: *value }).collect()
}
fn snapshot(
    trace: &mut Trace,
    known: &BTreeMap<u8, (Ref, bool)>,
    code: *const Code,
    pc: u32,
    resume: Resume,
) -> SnapshotId {
    debug_assert!(known.keys().all(|slot| (*slot as usize) < SLOTS));
    let frame = FrameEntry { code, function: Ref::NONE, base: 0, pc, flags: 0 };
    trace.snapshots.push(Snapshot { frames: [frame].into(), slots: modified(known).into(), resume })
}

/// Where a script goes on behind an exit at `pc`.
pub fn behind(world: &mut World, pc: u32, raised: bool) -> u32 {
    world.realm().machine.raised = Value::UNBOUND;
    // What raised has done nothing.
    if raised { pc + 1 } else { pc }
}
