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
