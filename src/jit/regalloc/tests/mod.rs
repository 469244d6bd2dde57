mod random;
mod text;

use crate::jit::ir::{GiveUp, Trace, Uop, verify};
use crate::jit::regalloc::{Allocation, Location, Settings, allocate, check, print, statistics};
use random::{Random, Shape};

/// Allocates and checks.
fn checked(trace: &Trace, inherited: &[Location], settings: &Settings) -> Result<Allocation, GiveUp> {
    let allocation = allocate(trace, inherited, settings)?;
    if let Err(error) = check(trace, inherited, settings, &allocation) {
        panic!("{error}\n{trace}\n{}\n{inherited:?} {settings:?}", print(trace, &allocation));
    }
    Ok(allocation)
}

fn shape(random: &mut Random) -> Shape {
    Shape {
        before: random.below(30),
        inside: if random.chance(4) { 0 } else { random.below(50) + 1 },
        phis: random.below(12),
        inherits: if random.chance(3) { random.below(10) } else { 0 },
        odd: random.below(6) + 1,
        window: random.below(40) + 2,
        snapshot: random.below(8),
    }
}

/// Registers enough for any template, in any place.
fn squeezed(random: &mut Random) -> (u16, u16) {
    let settings = Settings::default();
    let (mut general, mut float) = (settings.general, settings.float);
    while general.count_ones() as usize > 6 + random.below(6) {
        general &= !(1 << random.below(16));
    }
    while float.count_ones() as usize > 3 + random.below(10) {
        float &= !(1 << random.below(16));
    }
    (general, float)
}

#[test]
fn random_traces_in_all_modes() {
    let count = std::env::var("TAIPAN_TEST_TRACES").ok().and_then(|text| text.parse().ok()).unwrap_or(400);
    let mut failures = 0;
    for seed in 0..count {
        let mut random = Random::new(seed);
        let (trace, inherited) = random::trace(seed, shape(&mut random));
        verify(&trace).unwrap();
        let settings = Settings { first_spill: 20, ..Settings::default() };
        checked(&trace, &inherited, &settings).unwrap();
        checked(&trace, &inherited, &Settings { spill_everything: true, ..settings }).unwrap();
        checked(&trace, &inherited, &Settings { seed: Some(seed), ..settings }).unwrap();
        for seed in [None, Some(seed)] {
            let (general, float) = squeezed(&mut random);
            failures += checked(&trace, &inherited, &Settings { general, float, seed, ..settings }).is_err() as u64;
        }
    }
    assert!(failures < count / 4, "{failures} of {count}");
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
