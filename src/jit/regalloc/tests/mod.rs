mod moves;
mod text;

use crate::fuzzing::choices::{Choices, bytes_of};
use crate::fuzzing::pressure::{self, Shape};
use crate::jit::ir::{GiveUp, Trace, Uop, verify};
use crate::jit::regalloc::{Allocation, Location, Settings, allocate, check, parse, print, statistics};

/// Allocates and checks.
fn checked(trace: &Trace, inherited: &[Location], settings: &Settings) -> Result<Allocation, GiveUp> {
    let allocation = allocate(trace, inherited, settings)?;
    if let Err(error) = check(trace, inherited, settings, &allocation) {
        panic!("{error}\n{trace}\n{}\n{inherited:?} {settings:?}", print(trace, &allocation));
    }
    let text = print(trace, &allocation);
    match parse(trace, &text) {
        Ok(again) => assert_eq!(again, allocation, "\n{trace}\n{text}"),
        Err(error) => panic!("{error}\n{trace}\n{text}"),
    }
    Ok(allocation)
}

#[test]
fn every_uop_alone() {
    for op in Uop::ALL {
        let definition = op.definition();
        if matches!(op, Uop::Phi | Uop::Inherit | Uop::LoopBegin) {
            continue;
        }
        let mut trace = Trace::new(crate::jit::ir::Start::Root { code: std::ptr::null(), pc: 0 });
        let args: Vec<_> = definition.params.iter().map(|(_, ty)| trace.constant(*ty, 1 << 50)).collect();
        let snapshot = trace.snapshots.push(crate::jit::ir::Snapshot {
            frames: Box::new([]),
            slots: Box::new([]),
            resume: crate::jit::ir::Resume::At,
        });
        let own = if definition.exit.is_some() { snapshot } else { crate::jit::ir::SnapshotId::NONE };
        trace.append(*op, &args, 0, own);
        trace.end = crate::jit::ir::End::Exit { snapshot };
        for spill_everything in [false, true] {
            let settings = Settings { spill_everything, ..Settings::default() };
            if let Err(error) = checked(&trace, &[], &settings) {
                panic!("{}: {error:?}", definition.name);
            }
        }
    }
}

/// One wrong step.
fn corrupt(allocation: &mut Allocation, random: &mut Choices<'_>) {
    use crate::jit::regalloc::Step;
    if random.chance(4) && !allocation.exits.is_empty() {
        let exit = random.below(allocation.exits.len());
        let slots = &mut allocation.exits[exit].slots;
        if !slots.is_empty() {
            let slot = random.below(slots.len());
            slots[slot] = match slots[slot] {
                Location::General(register) => Location::General((register + 1) % 16),
                Location::Float(register) => Location::Float((register + 1) % 16),
                Location::Spill(slot) => Location::Spill(slot + 1),
                Location::Constant(mut constant) => {
                    constant.word ^= 1;
                    Location::Constant(constant)
                }
            };
            return;
        }
    }
    let position = random.below(allocation.steps.len());
    match &mut allocation.steps[position] {
        Step::Inst { args, out, .. } => match random.below(4) {
            0 => args[0] ^= 1,
            1 => args[1] ^= 2,
            2 => args.swap(0, 1),
            _ => *out ^= 1,
        },
        Step::Move { .. } => {
            allocation.steps.remove(position);
        }
        Step::LoopBegin if position > 0 => allocation.steps.swap(position, position - 1),
        Step::LoopBegin => {}
    }
}

#[test]
fn the_checker_finds_faults() {
    let (mut found, mut changed) = (0, 0);
    for seed in 0..1500 {
        let bytes = bytes_of(seed, 1000);
        let mut random = Choices::new(&bytes);
        let shape = Shape::any(&mut random);
        let (trace, inherited) = pressure::trace(&mut random, shape);
        let settings = Settings { first_spill: 20, general: 0x3C7, float: 0xF, ..Settings::default() };
        let Ok(allocation) = allocate(&trace, &inherited, &settings) else { continue };
        let mut wrong = allocation.clone();
        if wrong.steps.is_empty() {
            continue;
        }
        corrupt(&mut wrong, &mut random);
        if wrong != allocation {
            changed += 1;
            found += check(&trace, &inherited, &settings, &wrong).is_err() as u32;
        }
    }
    // Some faults are none: an operand that the template has not, a store that only an exit of no effect reads.
    assert!(found * 100 > changed * 60, "{found} of {changed}");
    println!("{found} of {changed}");
}

/// Nanoseconds of the processor that this thread has had.
fn cpu_time() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Run with `--ignored --nocapture` to see the cost.
#[test]
#[ignore]
fn cost_per_uop() {
    let sizes = [(20, 80), (50, 450), (100, 1900), (500, 9500), (10000, 0)];
    let loads = [(4, 1000, 6), (8, 12, 30)];
    for ((before, inside), (snapshot, odd, window)) in loads.into_iter().flat_map(|load| sizes.map(|size| (size, load)))
    {
        let shape = Shape { before, inside, phis: 6, inherits: 0, odd, window, snapshot };
        let bytes = bytes_of(7, 400_000);
        let (trace, inherited) = pressure::trace(&mut Choices::new(&bytes), shape);
        let settings = Settings { spill_limit: 10_000, check: false, ..Settings::default() };
        let rounds = 200_000 / trace.insts.len();
        let mut best = u64::MAX;
        for _ in 0..5 {
            let start = cpu_time();
            for _ in 0..rounds {
                std::hint::black_box(allocate(&trace, &inherited, &settings).unwrap());
            }
            best = best.min(cpu_time() - start);
        }
        let start = cpu_time();
        let live_rounds = rounds / 2 + 1;
        for _ in 0..live_rounds {
            std::hint::black_box(crate::jit::regalloc::live::Live::new(&trace, &inherited).first.len());
        }
        let live = (cpu_time() - start) / (live_rounds * trace.insts.len()) as u64;
        let allocation = allocate(&trace, &inherited, &settings).unwrap();
        let start = cpu_time();
        check(&trace, &inherited, &settings, &allocation).unwrap();
        let checked = (cpu_time() - start) / trace.insts.len() as u64;
        println!(
            "{} uops: {} ns per uop (liveness {live}), checker {checked}; {:?}",
            trace.insts.len(),
            best / (rounds * trace.insts.len()) as u64,
            statistics(&allocation)
        );
    }
}
