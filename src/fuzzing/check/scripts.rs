//! Scripts over real objects: run by the oracles uop by uop, unoptimized; with their loop optimized, by oracles; and as
//! machine code with side traces. Each run has objects of its own; in the end all that can be seen of them must be equal.

use super::trace::{install, oracle, random_passes, random_settings};
use crate::fuzzing::check::Statistics;
use crate::fuzzing::choices::Choices;
use crate::fuzzing::trace::script::{Script, behind};
use crate::fuzzing::trace::world::World;
use crate::jit::emit::{self, CodeStore};
use crate::jit::ir::{ExitReason, Forced, Trace, TraceId, parse, verify};
use crate::jit::regalloc;

/// The script of these choices.
pub fn print(random: &mut Choices<'_>) -> String {
    let world = World::take();
    let text = Script::random(random, &world).to_string();
    world.give_back();
    text
}

/// One case.
pub fn run(random: &mut Choices<'_>, statistics: &mut Statistics) {
    let mut world = World::take();
    let script = Script::random(random, &world);
    let (start, passes) = (random.below(3), random_passes(random));
    script.reset(&mut world);
    script.run(&mut world, |_| 0);
    let expected = world.describe();

    script.reset(&mut world);
    let mut pc = 0;
    for _ in 0..start * (script.body.len() + 1) {
        if pc == 0 && script.ended(&mut world) {
            break;
        }
        pc = script.step(&mut world, pc);
    }
    while pc != 0 {
        pc = script.step(&mut world, pc);
    }
    let recorded = if script.ended(&mut world) { None } else { script.record(&mut world, passes) };
    let Some(trace) = recorded else {
        statistics.discarded += 1;
        return world.give_back();
    };
    verify(&trace).unwrap_or_else(|error| panic!("{error}\n{trace}"));
    statistics.compiled_now = true;
    statistics.count("scripts over objects", 1);
    statistics.see(&trace);
    statistics.executions += 2;
    let report = |found: &str, more: &str| {
        let line = expected.lines().zip(found.lines()).find(|(left, right)| left != right);
        format!("{line:?}\n{passes:?} {more}\n{script}\n{trace}\nfound    {found}\nexpected {expected}")
    };

    if random.chance(8) {
        let text = trace.to_string();
        let parsed = parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(parsed.to_string(), text);
    }
    let forced = if random.chance(2) { Forced::Nth(1 + random.below(4) as u32) } else { Forced::Off };
    script.reset(&mut world);
    script.run(&mut world, |world| {
        let base = world.base();
        let (pc, raised) = oracle(&trace, world.realm(), base, forced);
        behind(world, pc, raised)
    });
    let found = world.describe();
    assert!(found == expected, "oracle {}", report(&found, &format!("{forced:?}")));

    let settings = random_settings(random);
    let forced = match random.below(6) {
        0 | 1 => emit::Forced::Nth(1 + random.below(6) as u32),
        2 => emit::Forced::Every,
        _ => emit::Forced::Off,
    };
    let more = format!("{settings:?} {forced:?}");
    script.reset(&mut world);
    let mut store = CodeStore::new(emit::Settings { forced, budget: 1 << 18, ..emit::Settings::default() });
    let root = install(&mut store, &trace, &[], &settings).unwrap_or_else(|error| panic!("{}", report("", &error)));
    let Some(root) = root else { return world.give_back() };
    let store: *mut CodeStore = &mut store;
    let mut sides = String::new();
    script.run(&mut world, |world| {
        let base = world.base();
        // SAFETY: the world's frame stands at the header; nobody else uses the store.
        let resumed = unsafe { CodeStore::enter(store, world.realm(), root, base) }.unwrap();
        assert!(resumed.base == base);
        let pc = behind(world, resumed.pc, resumed.raise);
        let (Some(exit), true) = (resumed.exit, random.chance(2)) else { return pc };
        if resumed.raise || pc == 0 && script.ended(world) {
            return pc;
        }
        statistics.count("side traces", 1);
        sides += &format!("side of {:?} {exit}\n", resumed.trace);
        let from = (resumed.trace, exit, pc);
        // SAFETY: nothing runs, so this is the only reference.
        let store = unsafe { &mut *store };
        match side_trace(&script, store, world, passes, &settings, root, from, statistics) {
            Ok(pc) => pc,
            Err(error) => panic!("{}", report("", &error)),
        }
    });
    let found = world.describe();
    if found != expected {
        // SAFETY: nothing runs.
        for (id, compiled) in unsafe { &*store }.iter() {
            sides += &format!("{id:?}\n{}\n", compiled.trace);
        }
        panic!("machine code {}", report(&found, &format!("{more}\n{sides}")));
    }
    world.give_back();
}

/// Records a trace that goes on from the exit just taken; where the world stands then.
#[expect(clippy::too_many_arguments)]
fn side_trace(
    script: &Script,
    store: &mut CodeStore,
    world: &mut World,
    passes: crate::jit::opt::Passes,
    settings: &regalloc::Settings,
    root: TraceId,
    (parent, exit, pc): (TraceId, u32, u32),
    statistics: &mut Statistics,
) -> Result<u32, String> {
    let Some(compiled) = store.get(parent) else { return Ok(pc) };
    let info = &compiled.exits[exit as usize];
    if info.side.is_some() || info.reason == ExitReason::Raised {
        return Ok(pc);
    }
    let settings = regalloc::Settings { first_spill: compiled.allocation.spill_slots, ..*settings };
    let from: (&Trace, TraceId, u32, _) = (&compiled.trace, parent, exit, &info.plan);
    let mut at = pc;
    let recorded = script.record_side(world, passes, &mut at, root, from);
    let Some((trace, inherited)) = recorded else { return Ok(at) };
    verify(&trace).map_err(|error| format!("{error}\n{trace}"))?;
    statistics.see(&trace);
    install(store, &trace, &inherited, &settings)?;
    Ok(at)
}
