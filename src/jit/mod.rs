//! The trace compiler, and the few functions that it offers the interpreter.
//!
//! In: hot places, instructions about to be executed, exits taken. Out: machine code that the
//! interpreter enters.
//!
//! ```text
//! if jit.hot(realm, function, header, Some(loop_end)) { /* from now on observe each instruction */ }
//! if let Some(resumed) = unsafe { Jit::enter(jit, realm, trace, base) } { /* go on there */ }
//! ```
//!
//! 1. Whatever cannot be compiled is a [`GiveUp`]: counted by reason, tried again later with
//!    back-off, at last blocked. A program that cannot be traced pays for a bounded number of
//!    recordings.
//! 2. A place is a code object and a pc. Where traces link to a place that has no trace yet, a
//!    *landing* stands: a trace without uops, whose exit counts how hot the place is.
//! 3. What a trace depends on is in `watchers`; an event there invalidates it before any of its
//!    code goes on ([`Jit::invalidate`] runs at the safepoint that follows the write, and a
//!    trace checks after every call that may write).

pub mod emit;
pub mod exit;
pub mod hot;
pub mod ir;
pub mod opt;
pub mod record;
pub mod regalloc;

use std::time::Instant;

use rustc_hash::FxHashMap;

use crate::bytecode::{Code, Op};
use crate::gc::{Gc, Header};
use crate::jit::emit::CodeStore;
use crate::jit::exit::Resumed;
use crate::jit::hot::{Backoff, Statistics};
use crate::jit::ir::{End, ExitReason, FrameEntry, GiveUp, Ref, Resume, Snapshot, Start, Trace, TraceId, Uop};
use crate::jit::opt::Passes;
use crate::jit::record::{Dependency, Observation, Recorded, Recorder, Traces, View};
use crate::jit::regalloc::Location;
use crate::object::{CodeObject, FunctionObject, Kind, Realm, Value, WatchEvent};
use crate::support::fault::{self, Fault, Rule};

/// How traces are run.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Mode {
    /// Not at all.
    Off,
    /// By the reference interpreter.
    Oracle,
    /// As machine code.
    #[default]
    On,
}

/// What is written about each trace, to standard error.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Dump {
    pub record: bool,
    pub opt: bool,
    pub regalloc: bool,
    pub asm: bool,
}

/// How the JIT is configured.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub mode: Mode,
    /// Back-edges of a loop, or entries of a function, until it is recorded.
    pub hot: u16,
    /// Exits taken until a side trace is recorded.
    pub hot_exit: u32,
    pub passes: Passes,
    pub regalloc: regalloc::Settings,
    /// Whether every allocation is proven by the checker.
    pub check: bool,
    pub code: emit::Settings,
    pub dump: Dump,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            mode: Mode::On,
            hot: 60,
            hot_exit: 8,
            passes: Passes::ALL,
            regalloc: regalloc::Settings::default(),
            check: cfg!(debug_assertions),
            code: emit::Settings::default(),
            dump: Dump::default(),
        }
    }
}

/// A chain of so many side traces that all begin at one instruction: it meets something else each time
/// (another function, class or value), so the next one leaves it to the interpreter.
const MANY: usize = 8;
/// After so many nothing more is gained by the next one.
const MOST: usize = 2 * MANY;

/// Where a root trace starts.
type Place = (usize, u32);

/// A root trace or landing.
struct Root {
    trace: TraceId,
    /// Keeps the code alive.
    code: Gc<CodeObject>,
    /// No uops: the exit counts.
    landing: bool,
}

/// What is being recorded.
enum Target {
    Root { code: Gc<CodeObject>, pc: u32, loop_end: Option<u32> },
    Side { parent: TraceId, exit: u32 },
}

/// A recording in progress.
struct Recording {
    recorder: Recorder,
    target: Target,
    /// Spent on it so far.
    nanos: u64,
}

/// One of so many observations is timed, for all: reading the clock costs as much as a short expansion.
const SAMPLED: u32 = 16;

/// The trace compiler of one VM.
pub struct Jit {
    pub settings: Settings,
    pub store: CodeStore,
    pub statistics: Statistics,
    recording: Option<Box<Recording>>,
    roots: FxHashMap<Place, Root>,
    watchers: FxHashMap<Dependency, Vec<TraceId>>,
    backoff: Backoff,
    /// Instructions observed, over all recordings.
    observed: u32,
}

impl Jit {
    /// A compiler that has compiled nothing; reserves no memory yet.
    pub fn new(settings: Settings) -> Jit {
        Jit {
            settings,
            store: CodeStore::new(settings.code),
            statistics: Statistics::default(),
            recording: None,
            roots: FxHashMap::default(),
            watchers: FxHashMap::default(),
            backoff: Backoff::default(),
            observed: 0,
        }
    }
    /// Whether instructions are to be observed.
    pub fn is_recording(&self) -> bool {
        self.recording.is_some()
    }

    /// A loop (`loop_end` is the back-edge) or a function's entry has reached its threshold. Whether to
    /// record from `pc` on.
    pub fn hot(&mut self, function: Gc<FunctionObject>, pc: u32, loop_end: Option<u32>) -> bool {
        if self.settings.mode == Mode::Off || self.recording.is_some() {
            return false;
        }
        let code = function.code_object;
        let place = place(Code::of(code), pc);
        if self.backoff.is_blocked(place) || self.roots.get(&place).is_some_and(|root| !root.landing) {
            return false;
        }
        self.record(Recorder::root(function, pc, loop_end, self.settings.passes), Target::Root { code, pc, loop_end });
        true
    }

    fn record(&mut self, mut recorder: Recorder, target: Target) {
        self.statistics.started += 1;
        recorder.keep_text(self.settings.dump.record);
        self.recording = Some(Box::new(Recording { recorder, target, nanos: 0 }));
    }

    /// Shows the recorder the instruction that is about to be executed. Whether to go on.
    pub fn observe(&mut self, view: &mut View<'_>) -> bool {
        let Some(recording) = &mut self.recording else { return false };
        let mut traces = Places { roots: &mut self.roots, store: &mut self.store, backoff: &self.backoff };
        self.observed = self.observed.wrapping_add(1);
        let begin = self.observed.is_multiple_of(SAMPLED).then(Instant::now);
        let observation = if view.realm.watch_events.is_empty() {
            recording.recorder.observe(view, &mut traces).inspect_err(|_| {
                if self.settings.dump.record {
                    let code = Code::of(view.function.code_object);
                    let name = code.instr(view.pc).op.name();
                    eprintln!("--- at {name}, {} of {}", view.pc, code.qualified_name);
                }
            })
        } else {
            // What was taken for granted may have changed already.
            Err(GiveUp::GlobalChanges)
        };
        if let Some(begin) = begin {
            let nanos = begin.elapsed().as_nanos() as u64 * SAMPLED as u64;
            self.statistics.record_nanos += nanos;
            recording.nanos += nanos;
        }
        if let Ok(Observation::Continue) = observation {
            return true;
        }
        let Some(recording) = self.recording.take() else { return false };
        let Recording { recorder, target, mut nanos } = *recording;
        let compiled = observation.and_then(|_| {
            let begin = Instant::now();
            let recorded = recorder.finish();
            let spent = begin.elapsed().as_nanos() as u64;
            self.statistics.record_nanos += spent;
            nanos += spent;
            let recorded = recorded?;
            if let Some(name) = recorded.stopped {
                self.statistics.stopped(name);
            }
            if self.settings.dump.record {
                eprintln!("--- recorded\n{}", recorded.text);
            }
            self.compile(recorded, &target)
        });
        if let Err(reason) = compiled {
            self.statistics.gave_up_nanos += nanos;
            self.give_up(reason, &target);
        }
        false
    }

    /// The special method to enter instead of executing the instruction just observed.
    pub fn take_entered(&mut self) -> Option<record::Entered> {
        self.recording.as_mut()?.recorder.take_entered()
    }

    /// What was recorded cannot go on: an exception, or control left the frames it began in.
    pub fn abort(&mut self, reason: GiveUp) {
        if let Some(recording) = self.recording.take() {
            self.statistics.gave_up_nanos += recording.nanos;
            self.give_up(reason, &recording.target);
        }
    }

    fn give_up(&mut self, reason: GiveUp, target: &Target) {
        self.statistics.gave_up(reason);
        if reason == GiveUp::NoCodeMemory {
            self.age_out();
        }
        if self.settings.dump.record {
            match *target {
                Target::Root { code, pc, .. } => {
                    eprintln!("--- gave up recording {} at {pc}: {reason}", Code::of(code).qualified_name)
                }
                Target::Side { parent, exit } => {
                    eprintln!("--- gave up recording exit {exit} of trace {}: {reason}", parent.0)
                }
            }
        }
        match *target {
            Target::Root { code, pc, loop_end } => {
                let code = Code::of(code);
                let wait = self.backoff.failed(place(code, pc), reason, self.settings.hot);
                if self.backoff.is_blocked(place(code, pc))
                    && let Some(root) = self.roots.get(&place(code, pc))
                    && root.landing
                {
                    // Who links there would leave to the interpreter for ever; recorded anew, it goes on.
                    self.store.invalidate_linkers(root.trace);
                    self.forget_invalid();
                    return;
                }
                if let Some(hotness) = code.hotness_at(pc)
                    && (loop_end.is_some() || pc == 0)
                {
                    hotness.count.set(self.settings.hot.wrapping_sub(wait));
                } else if let Some(root) = self.roots.get(&place(code, pc)) {
                    self.retry_exit(root.trace, 0, wait as u32);
                }
            }
            Target::Side { parent, exit } => {
                let wait =
                    self.backoff.failed((parent.0 as usize | 1 << 63, exit), reason, self.settings.hot_exit as u16);
                self.retry_exit(parent, exit, wait as u32);
            }
        }
    }
    fn retry_exit(&self, trace: TraceId, exit: u32, wait: u32) {
        if let Some(info) = self.store.exit_info(trace, exit) {
            info.record_at.set(info.hits.get().saturating_add(wait.max(1)));
        }
    }

    /// From a recording to machine code.
    fn compile(&mut self, recorded: Recorded, target: &Target) -> Result<TraceId, GiveUp> {
        let Recorded { mut trace, dependencies, uops_recorded, guards_recorded, .. } = recorded;
        let (inherited, first_spill) = match trace.start {
            Start::Root { .. } => (Vec::new(), 0),
            Start::Side { parent, exit } => self.inherited(parent, exit)?,
        };
        if self.settings.dump.opt {
            eprintln!("--- optimized\n{trace}");
        }
        let first_spill = if fault::rule(Rule::FirstSpill) { 0 } else { first_spill };
        let settings = regalloc::Settings { first_spill, ..self.settings.regalloc };
        let begin = Instant::now();
        let allocation = regalloc::allocate(&trace, &inherited, &settings)?;
        self.statistics.allocate_nanos += begin.elapsed().as_nanos() as u64;
        let begin = Instant::now();
        if self.settings.check
            && let Err(error) = regalloc::check(&trace, &inherited, &settings, &allocation)
        {
            debug_assert!(false, "{error}\n{trace}");
            return Err(GiveUp::NotSupported("allocation refused by the checker"));
        }
        self.statistics.check_nanos += begin.elapsed().as_nanos() as u64;
        if self.settings.dump.regalloc {
            eprintln!("--- allocated\n{}", regalloc::print(&trace, &allocation));
        }
        if let Target::Root { code, pc, .. } = target
            && let Some(old) = self.roots.remove(&place(Code::of(*code), *pc))
        {
            if let End::Link { target, .. } = &mut trace.end
                && *target == old.trace
            {
                *target = self.store.next_id();
            }
            self.store.invalidate(old.trace);
        }
        self.statistics.uops_recorded += uops_recorded as u64;
        self.statistics.uops_compiled += trace.insts.len() as u64;
        self.statistics.guards_recorded += guards_recorded as u64;
        if let Some(begin) = trace.loop_begin {
            self.statistics.guards_in_loops += guards(&trace.insts[begin..]) as u64;
            self.statistics.guards_recorded_in_loops += guards_recorded as u64;
        }
        let begin = Instant::now();
        let id = self.store.install(trace, allocation)?;
        self.statistics.emit_nanos += begin.elapsed().as_nanos() as u64;
        if self.settings.dump.asm {
            eprintln!("--- machine code\n{}", emit::disassemble(&self.store, id));
        }
        for dependency in dependencies {
            self.watchers.entry(dependency).or_default().push(id);
        }
        if let Target::Root { code, pc, loop_end } = *target {
            self.roots.insert(place(Code::of(code), pc), Root { trace: id, code, landing: false });
            if let Some(hotness) = Code::of(code).hotness_at(pc) {
                hotness.trace.set(id.0 + 1);
            }
            set_entry(Code::of(code), pc, loop_end, true);
        }
        Ok(id)
    }

    /// Where the values of an exit are that a side trace takes over, in the order of its `Inherit`s.
    fn inherited(&self, parent: TraceId, exit: u32) -> Result<(Vec<Location>, u16), GiveUp> {
        let gone = GiveUp::NotSupported("side trace of a trace that is gone");
        let compiled = self.store.valid(parent).ok_or(gone)?;
        let info = compiled.exits.get(exit as usize).ok_or(gone)?;
        let mut locations: Vec<_> =
            info.plan.slots.iter().filter(|l| !matches!(l, Location::Constant(_))).copied().collect();
        if fault::rule(Rule::Inherited) {
            locations.reverse();
        }
        Ok((locations, compiled.allocation.spill_slots))
    }

    /// Runs a root trace. `None`: it is gone, and nothing has happened.
    ///
    /// # Safety
    /// As for [`CodeStore::enter`]: `jit` and `realm` are alive and no reference to them is in use.
    pub unsafe fn enter(jit: *mut Jit, realm: *mut Realm, trace: TraceId, base: *mut Value) -> Option<Resumed> {
        // SAFETY: the caller's promise.
        unsafe {
            let store = &raw mut (*jit).store;
            match (*jit).settings.mode {
                Mode::Oracle => emit::oracle::enter(store, realm, trace, base),
                _ => CodeStore::enter(store, realm, trace, base),
            }
        }
    }

    /// A trace was left: whether to record from there on. `functions` gives the functions of the innermost
    /// n frames, outermost first.
    pub fn left(&mut self, resumed: &Resumed, functions: &mut dyn FnMut(usize) -> Vec<Gc<FunctionObject>>) -> bool {
        let Some(exit) = resumed.exit else { return false };
        if self.recording.is_some() || resumed.raise {
            return false;
        }
        let Some(info) = self.store.exit_info(resumed.trace, exit) else { return false };
        let record_at = match info.record_at.get() {
            0 => self.settings.hot_exit,
            at => at,
        };
        if info.hits.get() < record_at || info.side.is_some() {
            return false;
        }
        if matches!(info.reason, ExitReason::Pending | ExitReason::Invalidated | ExitReason::Raised) {
            info.record_at.set(u32::MAX);
            return false;
        }
        let Some(compiled) = self.store.valid(resumed.trace) else { return false };
        let Some(snapshot) = compiled.trace.snapshots.get(info.snapshot()) else { return false };
        let functions = functions(snapshot.frames.len());
        if functions.len() != snapshot.frames.len() {
            return false;
        }
        // Everything is in memory: a root trace serves all who come here.
        let innermost = functions[functions.len() - 1];
        if info.uop.is_none() && snapshot.slots.is_empty() && snapshot.frames.len() == 1 {
            let code = Code::of(innermost.code_object);
            let place = place(code, resumed.pc);
            if self.roots.get(&place).is_some_and(|root| root.trace == resumed.trace) {
                if self.backoff.is_blocked(place) {
                    info.record_at.set(u32::MAX);
                    return false;
                }
                let loop_end = code.back_edge_to(resumed.pc);
                let recorder = Recorder::root(innermost, resumed.pc, loop_end, self.settings.passes);
                self.record(recorder, Target::Root { code: innermost.code_object, pc: resumed.pc, loop_end });
                return true;
            }
        }
        if self.backoff.is_blocked((resumed.trace.0 as usize | 1 << 63, exit)) {
            info.record_at.set(u32::MAX);
            return false;
        }
        let declined = info.reason == ExitReason::Declined;
        let before = self.traces_before(resumed.trace, exit, resumed.pc);
        // A number that does not fit its box will not fit in the next trace, either.
        if before >= MOST || info.reason == ExitReason::Overflow && before > 1 {
            info.record_at.set(u32::MAX);
            return false;
        }
        let many = before >= MANY;
        let target = Target::Side { parent: resumed.trace, exit };
        match self.side_recorder(resumed.trace, exit, &functions) {
            Ok(mut recorder) => {
                if declined {
                    recorder.avoid_runtime_functions();
                }
                if many {
                    recorder.leave_first_to_interpreter();
                }
                self.record(recorder, target);
                true
            }
            Err(reason) => {
                self.give_up(reason, &target);
                false
            }
        }
    }

    /// How many of the trace and its ancestors are side traces that begin at that instruction.
    fn traces_before(&self, trace: TraceId, exit: u32, pc: u32) -> usize {
        let innermost = |trace: TraceId, exit: u32| {
            let compiled = self.store.get(trace)?;
            let snapshot = compiled.trace.snapshots.get(compiled.exits.get(exit as usize)?.snapshot())?;
            let frame = snapshot.frames.last()?;
            Some((frame.code, frame.pc))
        };
        let Some((code, _)) = innermost(trace, exit) else { return 0 };
        let mut count = 0;
        let mut at = trace;
        while let Some(Start::Side { parent, exit }) = self.store.get(at).map(|compiled| compiled.trace.start.clone()) {
            count += (innermost(parent, exit) == Some((code, pc))) as usize;
            at = parent;
        }
        count
    }

    fn side_recorder(&self, parent: TraceId, exit: u32, functions: &[Gc<FunctionObject>]) -> Result<Recorder, GiveUp> {
        let gone = GiveUp::NotSupported("side trace of a trace that is gone");
        let compiled = self.store.valid(parent).ok_or(gone)?;
        let info = compiled.exits.get(exit as usize).ok_or(gone)?;
        let trace = &compiled.trace;
        let snapshot = trace.snapshots.get(info.snapshot()).ok_or(gone)?;
        let shapes = proven_shapes(trace, info.plan.inst);
        let values = snapshot.slots.iter().zip(&info.plan.slots).map(|(entry, location)| {
            let shape = shapes.get(&entry.value).copied();
            match location {
                Location::Constant(constant) => (constant.ty, Some(*constant), shape),
                _ => (trace.type_of(entry.value), None, shape),
            }
        });
        let values: Vec<_> = values.collect();
        let constants: Vec<_> = snapshot.frames.iter().map(|frame| trace.as_constant(frame.function)).collect();
        let sunk = trace.sunk_at(info.snapshot());
        Recorder::side(parent, exit, snapshot, sunk, functions, &values, &constants, self.settings.passes)
    }

    /// Invalidates the traces that depend on what has changed.
    pub fn invalidate(&mut self, events: &[WatchEvent]) {
        for event in events {
            let dependency = match *event {
                WatchEvent::Entry { dict, key } => Dependency::Entry { dict, key },
                WatchEvent::Absent(name) => Dependency::Absent(name),
                WatchEvent::Class(class) => Dependency::Class(class),
                WatchEvent::Function(function) => Dependency::Function(function),
            };
            let kind = match dependency {
                Dependency::Entry { .. } => 0,
                Dependency::Absent(_) => 1,
                Dependency::Class(_) => 2,
                Dependency::Function(_) => 3,
            };
            if fault::is(Fault::Watcher(kind)) {
                continue;
            }
            for id in self.watchers.remove(&dependency).unwrap_or_default() {
                self.statistics.invalidated += 1;
                self.store.invalidate(id);
            }
        }
        self.forget_invalid();
    }

    /// Code memory is full: the root traces that have been out of use for longest make room. What was to be
    /// compiled is recorded again later.
    fn age_out(&mut self) {
        const MOST_AT_ONCE: usize = 16;
        for _ in 0..MOST_AT_ONCE {
            let Some(root) = self.store.coldest_root() else { break };
            self.store.invalidate(root);
            if !self.store.is_nearly_full() {
                break;
            }
        }
        self.forget_invalid();
    }

    /// Places whose root trace is invalid are as if they had never had one.
    fn forget_invalid(&mut self) {
        let store = &self.store;
        let (backoff, hot) = (&mut self.backoff, self.settings.hot);
        self.roots.retain(|(address, pc), root| {
            let valid = store.valid(root.trace).is_some();
            if !valid {
                let code = Code::of(root.code);
                if let Some(hotness) = code.hotness_at(*pc) {
                    hotness.trace.set(0);
                    let wait = backoff.invalidated((*address, *pc), hot);
                    hotness.count.set(hot.wrapping_sub(wait));
                }
                for (at, instr) in code.instrs.iter().enumerate() {
                    let found = instr.get();
                    if found.op == Op::LoopTrace && found.target(at as u32) == *pc {
                        set_entry(code, *pc, Some(at as u32), false);
                    }
                }
                if *pc == 0 {
                    set_entry(code, 0, None, false);
                }
            }
            valid
        });
    }

    /// Executions of instructions that traces left to the interpreter, by name.
    fn interpreted(&self) -> Vec<(&'static str, &u64)> {
        let counts = self.statistics.interpreted.iter().enumerate().filter(|(_, count)| **count > 0);
        counts.filter_map(|(number, count)| Some((Op::from_number(number as u8)?.name(), count))).collect()
    }

    /// What the compiler did, as text: counts, reasons to give up, and the exits that the interpreter
    /// was reached by most often.
    pub fn report(&self) -> String {
        use std::fmt::Write;
        let (statistics, counts) = (&self.statistics, &self.store.counts);
        let mut text = String::new();
        let _ = writeln!(text, "recordings      {}", statistics.started);
        let _ = writeln!(text, "traces          {}", counts.installed);
        let _ = writeln!(text, "invalidated     {}", counts.invalidated);
        let _ = writeln!(text, "uops recorded   {}", statistics.uops_recorded);
        let _ = writeln!(text, "uops compiled   {}", statistics.uops_compiled);
        let _ = writeln!(text, "guards recorded {}", statistics.guards_recorded);
        let _ = writeln!(text, "guards in loops {}", statistics.guards_in_loops);
        let _ = writeln!(text, "bytes of code   {}", counts.bytes);
        let uops = statistics.uops_recorded.max(1);
        for (stage, nanos) in [
            ("recorded, optimized", statistics.record_nanos),
            ("allocated", statistics.allocate_nanos),
            ("checked", statistics.check_nanos),
            ("emitted, published", statistics.emit_nanos),
        ] {
            let _ = writeln!(text, "ns per uop      {} {stage}", nanos / uops);
        }
        for (reason, count) in &statistics.gave_up {
            let _ = writeln!(text, "gave up         {count} {reason}");
        }
        let mut interpreted = self.interpreted();
        interpreted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        for (name, count) in interpreted {
            let _ = writeln!(text, "interpreted     {count} {name}");
        }
        for (name, count) in &statistics.stopped {
            let _ = writeln!(text, "traces end at   {count} {name}");
        }
        let mut exits = Vec::new();
        for (id, compiled) in self.store.iter() {
            for (number, exit) in compiled.exits.iter().enumerate() {
                if exit.hits.get() > 0 {
                    exits.push((exit.hits.get(), id, number, exit));
                }
            }
        }
        exits.sort_by_key(|exit| std::cmp::Reverse(exit.0));
        for (hits, id, number, exit) in exits.into_iter().take(20) {
            let side = if exit.side.is_some() { ", now a side trace" } else { "" };
            let place = self.store.get(id).and_then(|compiled| {
                let snapshot = compiled.trace.snapshots.get(exit.snapshot())?;
                let frame = snapshot.frames.last()?;
                let function =
                    self.roots.values().map(|root| Code::of(root.code)).find(|code| std::ptr::eq(*code, frame.code));
                Some((function.map_or("?".to_string(), |code| code.qualified_name.to_string()), frame.pc))
            });
            let (function, pc) = place.unwrap_or_default();
            let _ = writeln!(
                text,
                "exit            {hits} of trace {} exit {number}: {} to {function}:{pc}{side}",
                id.0,
                exit.reason.name()
            );
        }
        text
    }

    /// The counts as one JSON object.
    pub fn report_json(&self) -> String {
        let (statistics, counts) = (&self.statistics, &self.store.counts);
        let list = |counts: &mut dyn Iterator<Item = (&str, &u64)>| {
            let pairs: Vec<String> = counts.map(|(name, count)| format!("{name:?}: {count}")).collect();
            pairs.join(", ")
        };
        let reasons = list(&mut statistics.gave_up.iter().map(|(reason, count)| (reason.as_str(), count)));
        let interpreted = list(&mut self.interpreted().into_iter());
        let stopped = list(&mut statistics.stopped.iter().map(|(name, count)| (*name, count)));
        format!(
            "{{\"recordings\": {}, \"traces\": {}, \"invalidated\": {}, \"uops_recorded\": {}, \"uops_compiled\": {}, \
             \"guards_recorded\": {}, \"guards_recorded_in_loops\": {}, \"guards_in_loops\": {}, \"bytes_of_code\": {}, \
             \"record_nanos\": {}, \"gave_up_nanos\": {}, \"allocate_nanos\": {}, \"check_nanos\": {}, \"emit_nanos\": {}, \
             \"gave_up\": {{{reasons}}}, \"interpreted\": {{{interpreted}}}, \"stopped\": {{{stopped}}}}}",
            statistics.started,
            counts.installed,
            counts.invalidated,
            statistics.uops_recorded,
            statistics.uops_compiled,
            statistics.guards_recorded,
            statistics.guards_recorded_in_loops,
            statistics.guards_in_loops,
            counts.bytes,
            statistics.record_nanos,
            statistics.gave_up_nanos,
            statistics.allocate_nanos,
            statistics.check_nanos,
            statistics.emit_nanos,
        )
    }

    /// Calls `visit` with every object that traces keep alive.
    pub fn each_root(&self, mut visit: impl FnMut(Gc<Header>)) {
        self.store.each_root(&mut visit);
        for root in self.roots.values() {
            visit(root.code.cast());
        }
        for dependency in self.watchers.keys() {
            match *dependency {
                Dependency::Entry { dict, key } => {
                    visit(dict.cast());
                    if let Some(key) = key.as_object() {
                        visit(key);
                    }
                }
                Dependency::Absent(name) => visit(name.cast()),
                Dependency::Class(class) => visit(class.cast()),
                Dependency::Function(function) => visit(function.cast()),
            }
        }
        if let Some(recording) = &self.recording {
            recording.recorder.each_root(&mut visit);
        }
    }
}

fn place(code: &Code, pc: u32) -> Place {
    (code as *const Code as usize, pc)
}

/// How many of the instructions have an exit.
fn guards(insts: &[ir::Inst]) -> usize {
    insts.iter().filter(|inst| inst.op.definition().exit.is_some()).count()
}

/// Makes the back-edge or the entry enter a trace, or not any more.
fn set_entry(code: &Code, pc: u32, loop_end: Option<u32>, enter: bool) {
    let (at, with, without) = match loop_end {
        Some(at) => (at, Op::LoopTrace, Op::Loop),
        None if pc == 0 => (0, Op::EnterTrace, Op::Enter),
        None => return,
    };
    let cell = &code.instrs[at as usize];
    let mut instr = cell.get();
    if instr.op == with || instr.op == without {
        instr.op = if enter { with } else { without };
        cell.set(instr);
    }
}

/// Shapes that guards before instruction `end` have proven, by operand.
fn proven_shapes(trace: &Trace, end: Option<u32>) -> FxHashMap<Ref, u32> {
    let mut shapes = FxHashMap::default();
    let end = end.map_or(trace.insts.len(), |end| end as usize);
    // Plain objects of builtin kinds keep their shape for life.
    let forget = |shapes: &mut FxHashMap<Ref, u32>| shapes.retain(|_, shape| (*shape as usize) < Kind::ALL.len());
    let changes_shapes = |inst: &ir::Inst| {
        inst.op.definition().effects.writes & ir::effect::SHAPE != 0 && !fault::rule(Rule::ProvenShapes)
    };
    for (index, inst) in trace.insts[..end].iter().enumerate() {
        match inst.op {
            // What comes later in the loop has happened before, too.
            Uop::LoopBegin if trace.insts[index..].iter().any(changes_shapes) => forget(&mut shapes),
            Uop::GuardShape => {
                shapes.insert(inst.args[0], inst.imm as u32);
            }
            _ if changes_shapes(inst) => forget(&mut shapes),
            _ => {}
        }
        if inst.op == Uop::SetShape {
            shapes.insert(inst.args[0], inst.imm as u32);
        }
    }
    shapes
}

/// The recorder's view of what is compiled.
struct Places<'a> {
    roots: &'a mut FxHashMap<Place, Root>,
    store: &'a mut CodeStore,
    backoff: &'a Backoff,
}

impl Traces for Places<'_> {
    fn landing(&mut self, code: Gc<CodeObject>, pc: u32) -> Result<TraceId, GiveUp> {
        let pointer: *const Code = Code::of(code);
        let key = (pointer as usize, pc);
        if let Some(root) = self.roots.get(&key)
            && self.store.valid(root.trace).is_some()
        {
            return Ok(root.trace);
        }
        let mut trace = Trace::new(Start::Root { code: pointer, pc });
        let frame = FrameEntry { code: pointer, function: Ref::NONE, base: 0, pc, flags: 0 };
        let snapshot = Snapshot { frames: Box::new([frame]), slots: Box::default(), resume: Resume::At };
        let snapshot = trace.snapshots.push(snapshot);
        trace.end = End::Exit { snapshot };
        let allocation = regalloc::allocate(&trace, &[], &regalloc::Settings::default())?;
        let id = self.store.install(trace, allocation)?;
        self.roots.insert(key, Root { trace: id, code, landing: true });
        Ok(id)
    }
    fn is_blocked(&self, code: &Code, pc: u32) -> bool {
        self.backoff.is_blocked(place(code, pc))
    }
}
