//! Random little programs: run by a little interpreter alone; with their loop recorded, optimized and
//! run by the oracles; and as machine code, with registers squeezed and exits forced. After each
//! exit the little interpreter goes on from the frame that the exit left. In the end all
//! frames and all objects must be equal, whatever was left where.

mod program;
mod record;
mod state;

use crate::jit::emit::{self, CodeStore};
use crate::jit::exit::{Registers, restore};
use crate::jit::ir::{ExitReason, Finished, Forced, GiveUp, Run, Trace, TraceId, parse, verify};
use crate::jit::opt::Passes;
use crate::jit::regalloc::{self, ExitPlan, Location};
use crate::uops::{Machinery, x64};
use program::Program;
use state::State;

/// A small generator; a case is its seed.
pub struct Random(u64);
impl Random {
    pub fn new(seed: u64) -> Random {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03);
        for _ in 0..4 {
            random.next();
        }
        random
    }
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 33) as usize % limit
    }
    pub fn chance(&mut self, one_in: usize) -> bool {
        self.below(one_in) == 0
    }
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }
}

/// How often `var` says, or `default`.
fn count(default: u64) -> u64 {
    std::env::var("TAIPAN_TEST_COUNT").ok().and_then(|count| count.parse().ok()).unwrap_or(default)
}
/// The only seed to run, to look at a failure.
fn only_seed() -> Option<u64> {
    std::env::var("TAIPAN_TEST_SEED").ok().and_then(|seed| seed.parse().ok())
}

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

/// Runs a trace by the oracles until it is left, and restores the frame.
fn oracle(trace: &Trace, state: &mut State, forced: Forced) -> u32 {
    let base = state.base();
    let realm: *mut _ = state.realm();
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
    // SAFETY: the frame is the state's, and the words are the snapshot's.
    let (_, pc, raise) = unsafe { restore(trace, &plan, &registers, base, state.realm()) };
    assert!(!raise);
    pc
}

fn random_passes(random: &mut Random) -> Passes {
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
    fn new(random: &mut Random, state: &mut State) -> Case {
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
fn random_settings(random: &mut Random) -> regalloc::Settings {
    let mut settings = regalloc::Settings { spill_limit: 256, ..regalloc::Settings::DEFAULT };
    let squeezed = |random: &mut Random, all: u16, least: usize| {
        let mut mask = all;
        let keep = least + random.below(8);
        while mask.count_ones() as usize > keep {
            mask &= !(1 << random.below(16));
        }
        mask
    };
    if random.chance(2) {
        settings.general = squeezed(random, x64::GENERAL, 6);
    }
    if random.chance(2) {
        settings.float = squeezed(random, x64::FLOAT, 5);
    }
    if random.chance(2) {
        settings.seed = Some(random.next());
    }
    settings.spill_everything = random.chance(8);
    settings
}

/// What is to be known about a failure.
fn report(seed: u64, case: &Case, trace: &Trace, found: &str, more: &str) -> String {
    format!(
        "seed {seed} {:?} {more}\n{}\n{trace}\nfound    {found}\nexpected {}",
        case.passes, case.program, case.expected
    )
}

/// Calls `test` with recorded cases of so many seeds.
fn cases(first: u64, total: u64, mut test: impl FnMut(u64, &mut Random, &Case, &Trace, &mut State)) {
    let mut recorded = 0;
    let mut state = State::new();
    let seeds = match only_seed() {
        Some(seed) => seed..seed + 1,
        None => first..first + total,
    };
    for seed in seeds.clone() {
        let mut random = Random::new(seed);
        // What programs leave in the heap is never collected.
        if seed % 64 == 0 {
            state = State::new();
        }
        let case = Case::new(&mut random, &mut state);
        let Some(trace) = case.record(&mut state) else { continue };
        recorded += 1;
        if let Err(error) = verify(&trace) {
            panic!("seed {seed}: {error}\n{trace}");
        }
        state.reset(&case.program);
        test(seed, &mut random, &case, &trace, &mut state);
        if only_seed().is_some() {
            println!("{}\n{trace}", case.program);
        }
    }
    assert!(only_seed().is_some() || recorded * 2 > total, "only {recorded} of {total} programs could be recorded");
}

#[test]
fn oracles_match_the_interpreter() {
    cases(0, count(5_000), |seed, random, case, trace, state| {
        let text = trace.to_string();
        let parsed = parse(&text).unwrap_or_else(|error| panic!("seed {seed}: {error}\n{text}"));
        assert_eq!(parsed.to_string(), text, "seed {seed}");
        let forced = if random.chance(2) { Forced::Nth(1 + random.below(4) as u32) } else { Forced::Off };
        run_to_end(&case.program, state, |state| oracle(trace, state, forced));
        let found = state.describe();
        assert!(found == case.expected, "{}", report(seed, case, trace, &found, &format!("{forced:?}")));
    });
}

/// Allocates, checks and installs; `None` if the registers were squeezed too much.
fn install(
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

#[test]
#[cfg(all(target_arch = "x86_64", unix))]
fn machine_code_matches_the_interpreter() {
    let mut sides = 0;
    cases(1 << 32, count(5_000), |seed, random, case, trace, state| {
        let settings = random_settings(random);
        let forced = match random.below(6) {
            0 | 1 => emit::Forced::Nth(1 + random.below(6) as u32),
            2 => emit::Forced::Every,
            _ => emit::Forced::Off,
        };
        let describe =
            |found: &str, more: &str| report(seed, case, trace, found, &format!("{settings:?} {forced:?} {more}"));
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
            sides += 1;
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
    });
    assert!(only_seed().is_some() || sides > 1000, "only {sides} side traces");
}
