//! Random little programs: run by a little interpreter alone; with their loop recorded, optimized and
//! run by the oracles; and as machine code, with registers squeezed and exits forced. After each
//! exit the little interpreter goes on from the frame that the exit left. In the end all
//! frames and all objects must be equal, whatever was left where.

use super::scripts;
use crate::fuzzing::check::{Failure, Statistics};
use crate::fuzzing::choices::Choices;
use crate::fuzzing::trace::program::Program;
use crate::fuzzing::trace::record;
use crate::fuzzing::trace::state::State;
use crate::fuzzing::trace::uops;
use crate::jit::emit::{self, CodeStore};
use crate::jit::exit::{Registers, restore};
use crate::jit::ir::{ExitReason, Finished, Forced, GiveUp, Run, Trace, TraceId, parse, verify};
use crate::jit::opt::Passes;
use crate::jit::regalloc::{self, ExitPlan, Location};
use crate::object::{Realm, Value};
use crate::uops::{Machinery, x64};

/// Runs a program to its end; the loop's header is entered through `trace`.
fn run_to_end(program: &Program, state: &mut State, mut trace: impl FnMut(&mut State) -> u32) {
    let mut pc = program.header();
    while !program.ended(state, pc) {
        if pc == program.header() {
            pc = trace(state);
            if program.ended(state, pc) {
                return;
            }
        }
        pc = program.step(state, pc);
    }
}

/// Runs a trace by the oracles until it is left, and restores the frame: where it stands, and whether something was raised.
pub(super) fn oracle(trace: &Trace, realm: *mut Realm, base: *mut Value, forced: Forced) -> (u32, bool) {
    let mut machinery = Machinery { realm, base };
    let mut run = Run::new(trace, &[]).forced(forced);
    let Finished::Exit(exit) = run.go(&mut machinery, 1_000_000) else { panic!("the trace does not end") };
    let snapshot = &trace.snapshots[exit.snapshot];
    let words: Vec<u64> = snapshot.slots.iter().map(|entry| run.word(entry.value)).collect();
    let plan = ExitPlan {
        inst: exit.inst.map(|inst| inst as u32),
        snapshot: exit.snapshot,
        slots: (0..words.len()).map(|index| Location::Spill(index as u16)).collect(),
        functions: snapshot.frames.iter().map(|_| None).collect(),
    };
    let registers = Registers { general: &[0; 16], float: &[0; 16], spill: &words };
    // SAFETY: the frame is the caller's, its realm not in use, and the words are the snapshot's.
    let (_, pc, raise) = unsafe { restore(trace, &plan, &registers, base, &mut *realm) };
    (pc, raise)
}

pub(super) fn random_passes(random: &mut Choices<'_>) -> Passes {
    let mut passes = Passes::ALL;
    if random.chance(3) {
        for pass in [
            Passes::FOLD,
            Passes::CSE,
            Passes::FORWARD,
            Passes::RANGES,
            Passes::PEEL,
            Passes::DCE,
            Passes::DEAD_STORES,
            Passes::SINK,
        ] {
            if random.chance(2) {
                passes = passes.without(pass);
            }
        }
    }
    passes
}

/// A program, what it leaves behind, and its loop recorded in the iteration before `start`.
struct Case {
    program: Program,
    expected: String,
    start: usize,
    passes: Passes,
}

impl Case {
    fn new(random: &mut Choices<'_>, state: &mut State) -> Case {
        let program = Program::random(random);
        state.reset(&program);
        run_to_end(&program, state, |_| program.header());
        let expected = state.describe();
        Case { expected, start: random.below(3), passes: random_passes(random), program }
    }
    /// The trace recorded in one iteration; `None` if it cannot be.
    fn record(&self, state: &mut State) -> Option<Trace> {
        state.reset(&self.program);
        for _ in 0..self.start {
            self.program.iteration(state)?;
        }
        record::record(&self.program, state, self.passes)
    }
}

/// Registers squeezed, odd choices, everything through memory, or the usual.
pub(super) fn random_settings(random: &mut Choices<'_>) -> regalloc::Settings {
    let mut settings = regalloc::Settings { spill_limit: 256, check: false, ..regalloc::Settings::DEFAULT };
    if random.chance(2) {
        let keep = 6 + random.below(8);
        settings.general = random.fewer(x64::GENERAL, keep);
    }
    if random.chance(2) {
        let keep = 5 + random.below(8);
        settings.float = random.fewer(x64::FLOAT, keep);
    }
    if random.chance(2) {
        settings.seed = Some(random.word());
    }
    settings.spill_everything = random.chance(8);
    settings
}

/// What is to be known about a failure.
fn report(case: &Case, trace: &Trace, found: &str, more: &str) -> String {
    format!("{:?} {more}\n{}\n{trace}\nfound    {found}\nexpected {}", case.passes, case.program, case.expected)
}

/// The unoptimized meaning of a little program, its loop recorded and optimized, run by oracles; and as machine code with side
/// traces; or a random trace over nearly the whole table, with a side trace.
pub fn run(bytes: &[u8], statistics: &mut Statistics) -> Result<(), Failure> {
    statistics.cases += 1;
    let mut random = Choices::new(bytes);
    let kind = random.below(8);
    if kind >= 4 {
        scripts::run(&mut random, statistics);
        return Ok(());
    }
    if kind == 3 {
        let mut uops = std::mem::take(&mut statistics.uops);
        let runs = uops::check(&mut random, |trace| uops.extend(trace.insts.iter().map(|inst| inst.op)));
        statistics.uops = uops;
        statistics.executions += runs as u64;
        return Ok(());
    }
    let mut state = State::new();
    let case = Case::new(&mut random, &mut state);
    let Some(trace) = case.record(&mut state) else {
        statistics.discarded += 1;
        return Ok(());
    };
    if let Err(error) = verify(&trace) {
        panic!("{error}\n{trace}");
    }
    statistics.compiled_now = true;
    statistics.see(&trace);
    statistics.executions += 2;
    state.reset(&case.program);
    by_oracles(&mut random, &case, &trace, &mut state);
    state.reset(&case.program);
    by_machine_code(&mut random, &case, &trace, &mut state, statistics);
    Ok(())
}

/// The little program.
pub fn print(bytes: &[u8]) -> String {
    let mut random = Choices::new(bytes);
    let kind = random.below(8);
    if kind >= 4 {
        return scripts::print(&mut random);
    }
    if kind == 3 {
        let mut text = String::new();
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            uops::check(&mut random, |trace| text = trace.to_string())
        }));
        return text;
    }
    Program::random(&mut random).to_string()
}

/// By oracles, printed and parsed on the way.
fn by_oracles(random: &mut Choices<'_>, case: &Case, trace: &Trace, state: &mut State) {
    if random.chance(4) {
        let text = trace.to_string();
        let parsed = parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(parsed.to_string(), text);
    }
    let forced = if random.chance(2) { Forced::Nth(1 + random.below(4) as u32) } else { Forced::Off };
    run_to_end(&case.program, state, |state| {
        let base = state.base();
        let (pc, raised) = oracle(trace, state.realm(), base, forced);
        assert!(!raised);
        pc
    });
    let found = state.describe();
    assert!(found == case.expected, "{}", report(case, trace, &found, &format!("{forced:?}")));
}

/// Allocates, checks and installs; `None` if the registers were squeezed too much.
pub(super) fn install(
    store: &mut CodeStore,
    trace: &Trace,
    inherited: &[Location],
    settings: &regalloc::Settings,
) -> Result<Option<TraceId>, String> {
    let allocation = match regalloc::allocate(trace, inherited, settings) {
        Ok(allocation) => allocation,
        Err(GiveUp::OutOfRegisters) => return Ok(None),
        Err(error) => return Err(format!("{error:?}\n{trace}")),
    };
    regalloc::check(trace, inherited, settings, &allocation).map_err(|error| format!("{error}\n{trace}"))?;
    store.install(trace.clone(), allocation).map(Some).map_err(|error| format!("{error:?}\n{trace}"))
}

/// Records a trace that goes on from the exit just taken; the state is then at the loop's header, or wherever
/// recording gave up.
fn side_trace(
    case: &Case,
    store: *mut CodeStore,
    state: &mut State,
    settings: &regalloc::Settings,
    root: TraceId,
    (parent, exit, pc): (TraceId, u32, u32),
) -> Result<u32, String> {
    // SAFETY: nothing runs, so this is the only reference.
    let store = unsafe { &mut *store };
    let compiled = store.get(parent).unwrap();
    let info = &compiled.exits[exit as usize];
    if info.side.is_some() || info.reason == ExitReason::Raised {
        return Ok(pc);
    }
    let settings = regalloc::Settings { first_spill: compiled.allocation.spill_slots, ..*settings };
    let from = (&compiled.trace, parent, exit, &info.plan);
    let mut at = pc;
    let recorded = record::record_side(&case.program, state, case.passes, &mut at, root, from);
    let Some((trace, inherited)) = recorded else { return Ok(at) };
    verify(&trace).map_err(|error| format!("{error}\n{trace}"))?;
    install(store, &trace, &inherited, &settings)?;
    Ok(0)
}

/// Machine code, with side traces, registers squeezed, exits forced.
fn by_machine_code(
    random: &mut Choices<'_>,
    case: &Case,
    trace: &Trace,
    state: &mut State,
    statistics: &mut Statistics,
) {
    let settings = random_settings(random);
    let forced = match random.below(6) {
        0 | 1 => emit::Forced::Nth(1 + random.below(6) as u32),
        2 => emit::Forced::Every,
        _ => emit::Forced::Off,
    };
    let describe = |found: &str, more: &str| report(case, trace, found, &format!("{settings:?} {forced:?} {more}"));
    let mut store = CodeStore::new(emit::Settings { forced, ..emit::Settings::default() });
    let Some(root) =
        install(&mut store, trace, &[], &settings).unwrap_or_else(|error| panic!("{}", describe("", &error)))
    else {
        return;
    };
    let store: *mut CodeStore = &mut store;
    if random.chance(4) {
        state.collect = Some(store);
    }
    let mut made = String::new();
    run_to_end(&case.program, state, |state| {
        let base = state.base();
        // SAFETY: the state's frame stands at the loop's header; nobody else uses the store.
        let resumed = unsafe { CodeStore::enter(store, state.realm(), root, base) }.unwrap();
        assert!(resumed.base == base && !resumed.raise);
        let (Some(exit), true) = (resumed.exit, random.chance(2)) else { return resumed.pc };
        if case.program.ended(state, resumed.pc) {
            return resumed.pc;
        }
        statistics.count("side traces", 1);
        made += &format!("side of {:?} {exit}\n", resumed.trace);
        side_trace(case, store, state, &settings, root, (resumed.trace, exit, resumed.pc))
            .unwrap_or_else(|error| panic!("{}", describe("", &error)))
    });
    let found = state.describe();
    if found != case.expected {
        // SAFETY: nothing runs.
        for (id, compiled) in unsafe { &*store }.iter() {
            made += &format!("{id:?}\n{}\n", compiled.trace);
        }
        panic!("{}", describe(&found, &made));
    }
}
