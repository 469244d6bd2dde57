//! Random little programs: run by a little interpreter alone; with their loop recorded, optimized and
//! run by the oracles; and as machine code, with registers squeezed and exits forced. After each
//! exit the little interpreter goes on from the frame that the exit left. In the end all
//! frames and all objects must be equal, whatever was left where.

mod program;
mod record;
mod state;

use crate::jit::exit::{Registers, restore};
use crate::jit::ir::{Finished, Forced, Run, Trace, parse, verify};
use crate::jit::opt::Passes;
use crate::jit::regalloc::{ExitPlan, Location};
use crate::uops::Machinery;
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

#[test]
fn oracles_match_the_interpreter() {
    let mut recorded = 0;
    let total = count(10_000);
    let mut state = State::new();
    for number in 0..total {
        let seed = only_seed().unwrap_or(number);
        let mut random = Random::new(seed);
        if number % 64 == 0 {
            state = State::new();
        }
        let case = Case::new(&mut random, &mut state);
        let Some(trace) = case.record(&mut state) else { continue };
        recorded += 1;
        let text = trace.to_string();
        if let Err(error) = verify(&trace) {
            panic!("seed {seed}: {error}\n{text}");
        }
        let parsed = parse(&text).unwrap_or_else(|error| panic!("seed {seed}: {error}\n{text}"));
        assert_eq!(parsed.to_string(), text, "seed {seed}");
        let forced = if random.chance(2) { Forced::Nth(1 + random.below(4) as u32) } else { Forced::Off };
        state.reset(&case.program);
        run_to_end(&case.program, &mut state, |state| oracle(&trace, state, forced));
        let found = state.describe();
        assert!(
            found == case.expected,
            "seed {seed} {forced:?} {:?}\n{:#?}\n{text}\nfound    {found}\nexpected {}",
            case.passes,
            case.program,
            case.expected
        );
        if only_seed().is_some() {
            println!("{:#?}\n{text}", case.program);
            return;
        }
    }
    assert!(recorded * 2 > total, "only {recorded} of {total} programs could be recorded");
}
