//! What optimizing costs, and that it grows with the trace's length only.

use crate::jit::ir::{FrameEntry, Ref, Resume, SlotEntry, Snapshot, SnapshotId, Start, Trace, Type, Uop, verify};
use crate::jit::opt::{Emitter, Passes};
use std::time::{Duration, Instant};

/// A clock that stands still while other threads have the processor, where there is one.
fn clock(start: Instant) -> Duration {
    let busy = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let busy = busy.and_then(|text| text.split(' ').next()?.parse().ok());
    busy.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// A loop of about `length` uops of all families; how long recording and closing took, and how many uops
/// were asked for.
fn build(length: usize) -> (Duration, Duration, usize) {
    let code = std::ptr::without_provenance(64);
    let zero = Instant::now();
    let start = clock(zero);
    let mut emitter = Emitter::new(Start::Root { code, pc: 0 }, Passes::ALL);
    let header = FrameEntry { code, function: Ref::NONE, base: 0, pc: 0, flags: 0 };
    let mut state: Vec<SlotEntry> = Vec::new();
    let mut asked = 0;
    let mut emit = |emitter: &mut Emitter, state: &[SlotEntry], op: Uop, args: &[Ref], imm: u64| {
        asked += 1;
        let mut snapshot = |trace: &mut Trace| -> SnapshotId {
            trace.snapshots.push(Snapshot { frames: Box::new([header]), slots: state.into(), resume: Resume::At })
        };
        emitter.emit(op, args, imm, &mut snapshot).unwrap()
    };
    let one = emitter.constant(Type::Int, 1);
    for round in 0..length / 18 {
        let slot = (round % 20) as u64;
        let number = emit(&mut emitter, &state, Uop::LoadSlot, &[], slot);
        let number = emit(&mut emitter, &state, Uop::UnboxInt, &[number], 0);
        let object = emit(&mut emitter, &state, Uop::LoadSlot, &[], 20 + slot);
        let object = emit(&mut emitter, &state, Uop::AsObject, &[object], 0);
        emit(&mut emitter, &state, Uop::GuardShape, &[object], 50);
        let float = emit(&mut emitter, &state, Uop::SlotLoad, &[object], 16 + 8 * (round as u64 / 20 % 16));
        let float = emit(&mut emitter, &state, Uop::UnboxFloat, &[float], 0);
        let float = emit(&mut emitter, &state, Uop::FloatAdd, &[float, float], 0);
        emit(&mut emitter, &state, Uop::SlotStore, &[object, float], 16 + 8 * (round as u64 / 20 % 16));
        let list = emit(&mut emitter, &state, Uop::LoadSlot, &[], 40);
        let list = emit(&mut emitter, &state, Uop::AsObject, &[list], 0);
        let len = emit(&mut emitter, &state, Uop::ListLen, &[list], 0);
        let step = emitter.constant(Type::Int, round as u64);
        let index = emit(&mut emitter, &state, Uop::IntAdd, &[number, step], 0);
        emit(&mut emitter, &state, Uop::GuardIntBelow, &[index, len], 0);
        let items = emit(&mut emitter, &state, Uop::ListItems, &[list], 0);
        let item = emit(&mut emitter, &state, Uop::ItemLoad, &[items, index], 0);
        let item = emit(&mut emitter, &state, Uop::UnboxInt, &[item], 0);
        let sum = emit(&mut emitter, &state, Uop::IntAdd, &[item, one], 0);
        match state.iter_mut().find(|entry| entry.slot == slot as i32) {
            Some(entry) => entry.value = sum,
            None => state.push(SlotEntry { slot: slot as i32, value: sum }),
        }
        state.sort_by_key(|entry| entry.slot);
    }
    let recorded = clock(zero) - start;
    let start = clock(zero);
    let trace = emitter.close_loop(&state, header).unwrap();
    let closed = clock(zero) - start;
    verify(&trace).unwrap();
    assert!(trace.insts.len() > length / 2);
    (recorded, closed, asked)
}

#[test]
fn the_cost_is_near_linear() {
    // Many runs together: the clock is coarse.
    let best = |length: usize| {
        let runs: Vec<_> = (0..40_000 / length).map(|_| build(length)).collect();
        let asked = runs.iter().map(|run| run.2).sum::<usize>();
        (runs.iter().map(|run| run.0).sum::<Duration>(), runs.iter().map(|run| run.1).sum::<Duration>(), asked)
    };
    let mut each = Vec::new();
    for length in [500, 2_000, 8_000] {
        let (recorded, closed, asked) = best(length);
        let (recorded, closed) = (recorded.as_nanos() as usize / asked, closed.as_nanos() as usize / asked);
        println!("{asked} uops: {recorded} ns each to record, {closed} ns to close the loop");
        each.push(recorded + closed);
    }
    assert!(each[2] < each[0] * 4 + 1_000, "{each:?}");
}
