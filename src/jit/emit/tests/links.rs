use super::{Bench, Hand, counting};
use crate::jit::emit::{CodeStore, Settings};
use crate::jit::ir::{End, TraceId, Type, Uop};
use crate::jit::regalloc::Location::General;
use crate::object::Value;

/// A side trace of the counting loop's overflow: x -= 2^60, twice, then the loop again.
fn side(bench: &Bench, root: TraceId, target: TraceId) -> Hand {
    let mut hand = Hand::side(bench, root, 2);
    hand.trace.inherits.push((0, Type::Int));
    let x = hand.structural(Uop::Inherit, Type::Int, &[]);
    hand.allocation.steps.push(crate::jit::regalloc::Step::Move { from: General(0), to: General(8) });
    let one = hand.trace.constant(Type::Int, 1);
    let snapshot = hand.snapshot(4, &[(0, x)]);
    hand.inst(Uop::IntSub, Type::Int, &[x, one], 0, snapshot);
    hand.step(&[8], 8, Some(1));
    hand.exit(&[General(0)]);
    hand.trace.end = End::Link { target, base_delta: 0 };
    hand
}

#[test]
fn a_side_trace_takes_over_and_gives_back() {
    let mut bench = Bench::new();
    let mut store = CodeStore::new(Settings::default());
    let root = counting(&bench, 1 << 60);
    let root = store.install(root.trace, root.allocation).unwrap();
    let before = store.code(root).to_vec();
    // Slot 0 is not written: linking back enters with the same value for ever, so the side trace
    // leaves first.
    let mut hand = side(&bench, root, root);
    let x = crate::jit::ir::Ref::inst(0);
    let end = hand.snapshot(5, &[(1, x)]);
    hand.end(end, &[General(8)]);
    let child = store.install(hand.trace, hand.allocation).unwrap();
    assert_eq!(store.exit_info(root, 2).unwrap().side, Some(child));
    assert_ne!(store.code(root), before);

    bench.set(0, Value::int(0));
    let base = bench.base();
    let resumed = unsafe { CodeStore::enter(&mut store, &mut *bench.realm, root, base) }.unwrap();
    assert_eq!((resumed.trace, resumed.exit, resumed.pc), (child, Some(1), 5));
    assert_eq!(super::raw(bench.get(1)), Some((7 << 60) - 1));

    store.invalidate(child);
    assert!(store.get(child).is_none());
    assert_eq!(store.code(root), before);
    assert_eq!(store.exit_info(root, 2).unwrap().side, None);
    let resumed = unsafe { CodeStore::enter(&mut store, &mut *bench.realm, root, base) }.unwrap();
    assert_eq!((resumed.trace, resumed.exit), (root, Some(2)));
}

#[test]
fn invalidating_a_root_takes_its_side_traces_along() {
    let mut bench = Bench::new();
    let mut store = CodeStore::new(Settings::default());
    let root = counting(&bench, 1 << 60);
    let root = store.install(root.trace, root.allocation).unwrap();
    let used = store.bytes_used();
    let hand = side(&bench, root, root);
    let child = store.install(hand.trace, hand.allocation).unwrap();
    assert!(store.bytes_used() > used);
    store.invalidate(root);
    assert!(store.get(root).is_none() && store.get(child).is_none());
    let base = bench.base();
    assert!(unsafe { CodeStore::enter(&mut store, &mut *bench.realm, root, base) }.is_none());
    assert_eq!(store.counts.freed, 2);
    // Memory is used again.
    let again = counting(&bench, 1 << 60);
    store.install(again.trace, again.allocation).unwrap();
    assert_eq!(store.bytes_used(), used);
}

#[test]
fn a_parent_that_is_gone_gets_no_side_trace() {
    let bench = Bench::new();
    let mut store = CodeStore::new(Settings::default());
    let root = counting(&bench, 1 << 60);
    let root = store.install(root.trace, root.allocation).unwrap();
    let hand = side(&bench, root, root);
    store.invalidate(root);
    assert!(store.install(hand.trace, hand.allocation).is_err());
}

#[test]
fn the_coldest_root_is_the_one_out_of_use() {
    let mut bench = Bench::new();
    let mut store = CodeStore::new(Settings::default());
    assert_eq!(store.coldest_root(), None);
    let ids = [0; 3].map(|_| {
        let hand = counting(&bench, 1 << 60);
        store.install(hand.trace, hand.allocation).unwrap()
    });
    // The first root's side trace is in use, so the root is.
    let mut hand = side(&bench, ids[0], ids[0]);
    let end = hand.snapshot(5, &[]);
    hand.end(end, &[]);
    store.install(hand.trace, hand.allocation).unwrap();
    let base = bench.base();
    for id in [ids[0], ids[2], ids[1], ids[0]] {
        bench.set(0, Value::int(0));
        unsafe { CodeStore::enter(&mut store, &mut *bench.realm, id, base) }.unwrap();
    }
    assert_eq!(store.coldest_root(), Some(ids[2]));
    store.invalidate(ids[2]);
    assert_eq!(store.coldest_root(), Some(ids[1]));
    store.invalidate(ids[1]);
    assert_eq!(store.coldest_root(), Some(ids[0]));
    store.invalidate(ids[0]);
    assert_eq!(store.coldest_root(), None);
}

thread_local! {
    static RUNNING: std::cell::Cell<(usize, u32)> = const { std::cell::Cell::new((0, 0)) };
}

/// Called by machine code: invalidates the running trace.
extern "C" fn invalidate_it(number: f64) -> f64 {
    let (store, id) = RUNNING.get();
    let store = unsafe { &mut *(store as *mut CodeStore) };
    if number == 3.0 {
        store.invalidate(TraceId(id));
        assert!(store.get(TraceId(id)).is_some_and(|compiled| compiled.invalid));
    }
    number + 1.0
}

#[test]
fn a_running_trace_leaves_at_its_guard_of_validity() {
    let mut bench = Bench::new();
    let mut store = CodeStore::new(Settings::default());
    let mut hand = Hand::new(&bench);
    let flag = Box::new(0u32);
    let entry = hand.snapshot(0, &[]);
    let loaded = hand.inst(Uop::LoadSlot, Type::Value, &[], 0, crate::jit::ir::SnapshotId::NONE);
    hand.step(&[], 0, None);
    let number = hand.inst(Uop::UnboxFloat, Type::Float, &[loaded], 0, entry);
    hand.step(&[0], 0, None);
    hand.exit(&[]);
    hand.trace.loop_begin = Some(2);
    hand.structural(Uop::LoopBegin, Type::Unit, &[]);
    hand.allocation.steps.push(crate::jit::regalloc::Step::LoopBegin);
    let next = crate::jit::ir::Ref::inst(4);
    let x = hand.structural(Uop::Phi, Type::Float, &[number, next]);
    let function = invalidate_it as *const () as u64;
    assert_eq!(hand.inst(Uop::FloatCall1, Type::Float, &[x], function, crate::jit::ir::SnapshotId::NONE), next);
    hand.step(&[0], 0, None);
    let after = hand.snapshot(3, &[(0, next)]);
    hand.inst(Uop::GuardValid, Type::Unit, &[], &raw const *flag as u64, after);
    hand.step(&[], 0, None);
    hand.exit(&[crate::jit::regalloc::Location::Float(0)]);
    let id = store.install(hand.trace, hand.allocation).unwrap();
    RUNNING.set((&raw mut store as usize, id.0));
    bench.set(0, Value::float(-5.0));
    let base = bench.base();
    let resumed = unsafe { CodeStore::enter(&mut store, &mut *bench.realm, id, base) }.unwrap();
    assert_eq!((resumed.trace, resumed.exit, resumed.pc), (id, Some(1), 3));
    assert_eq!(bench.get(0), Value::float(4.0));
    // Nobody enters it; it is freed when something is installed.
    assert!(unsafe { CodeStore::enter(&mut store, &mut *bench.realm, id, base) }.is_none());
    let hand = counting(&bench, 1);
    store.install(hand.trace, hand.allocation).unwrap();
    assert!(store.get(id).is_none());
}
