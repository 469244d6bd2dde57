use std::time::Instant;

use super::{Bench, Hand};
use crate::jit::emit::{CodeStore, Settings};
use crate::jit::ir::{Type, Uop};
use crate::jit::regalloc::Location::General;

/// Installing is linear in the trace's length, and cheap. The limit is for unoptimized builds on a busy
/// machine; a release build takes some 40 ns per uop to assemble and 60 to publish (measured).
#[test]
fn installing_costs_little_per_uop() {
    let bench = Bench::new();
    let mut store = CodeStore::new(Settings::default());
    let make = || {
        let mut hand = Hand::new(&bench);
        let one = hand.trace.constant(Type::Int, 1);
        let mut value = one;
        for _ in 0..250 {
            let snapshot = hand.snapshot(1, &[(0, value)]);
            value = hand.inst(Uop::IntAdd, Type::Int, &[value, one], 0, snapshot);
            hand.step(&[0], 0, Some(1));
            hand.exit(&[General(0)]);
            hand.copy(General(0), General(1));
        }
        let snapshot = hand.snapshot(1, &[]);
        hand.end(snapshot, &[]);
        hand
    };
    let rounds = 40;
    let hands: Vec<_> = (0..rounds).map(|_| make()).collect();
    let mut assembler = crate::jit::emit::assemble::Assembler::default();
    let context = crate::jit::emit::assemble::Context {
        trace: crate::jit::ir::TraceId(0),
        common_exit: crate::jit::emit::CodeAddress(0),
        link: None,
        first_point: 1,
        forced: crate::jit::emit::Forced::Off,
        checks: None,
        counters: std::ptr::null_mut(),
    };
    for _ in 0..2 {
        let start = Instant::now();
        for hand in &hands {
            assembler.assemble(&hand.trace, &hand.allocation, &context).unwrap();
        }
        println!("{} ns per uop to assemble", start.elapsed().as_nanos() / (rounds * 250));
    }
    let start = Instant::now();
    for hand in hands {
        store.install(hand.trace, hand.allocation).unwrap();
    }
    let nanoseconds = start.elapsed().as_nanos() / (rounds * 250);
    println!("{nanoseconds} ns per uop");
    assert!(nanoseconds < 20_000);
}

/// Entering and leaving, frame rebuilt.
#[test]
fn entering_costs_little() {
    let mut bench = Bench::new();
    let mut store = CodeStore::new(Settings::default());
    let mut hand = Hand::new(&bench);
    let one = hand.trace.constant(Type::Int, 1);
    let snapshot = hand.snapshot(1, &[(0, one)]);
    hand.end(snapshot, &[General(0)]);
    let id = store.install(hand.trace, hand.allocation).unwrap();
    let base = bench.base();
    let rounds = 100_000;
    let start = Instant::now();
    for _ in 0..rounds {
        unsafe { CodeStore::enter(&mut store, &mut *bench.realm, id, base) }.unwrap();
    }
    println!("{} ns per run", start.elapsed().as_nanos() / rounds);
}
