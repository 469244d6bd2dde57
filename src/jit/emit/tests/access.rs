//! Accesses that are wrong, seeded into traces by hand: each is reported before it happens.

use super::{Bench, Hand};
use crate::jit::emit::{CodeStore, Settings};
use crate::jit::ir::{Constant, SnapshotId, Type, Uop};
use crate::jit::regalloc::Location;
use crate::jit::regalloc::Location::General;
use crate::object::caught::MachineError;
use crate::object::{ListObject, Value};

/// Runs the uops one after the other: operands and result are registers, all of them raw words. What the check says.
fn run(bench: &mut Bench, words: &[(u8, u64)], uops: &[(Uop, &[u8], u8, u64)]) -> Result<(), String> {
    let mut store = CodeStore::new(Settings { checked: true, ..Settings::default() });
    let mut hand = Hand::new(bench);
    for &(register, word) in words {
        hand.copy(Location::Constant(Constant { ty: Type::Int, word }), General(register));
    }
    let end = hand.snapshot(0, &[]);
    for &(op, args, out, imm) in uops {
        let constant = hand.trace.constant(Type::Int, 0);
        let snapshot = if op.definition().exit.is_some() { end } else { SnapshotId::NONE };
        hand.inst(op, op.definition().out, &vec![constant; args.len()], imm, snapshot);
        hand.step(args, out, None);
        if op.definition().exit.is_some() {
            hand.exit(&[]);
        }
    }
    hand.end(end, &[]);
    let id = store.install(hand.trace, hand.allocation).unwrap();
    let base = bench.base();
    let realm: *mut crate::object::Realm = &mut *bench.realm;
    // SAFETY: the bench's frame stands at the trace's root.
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| unsafe {
        CodeStore::enter(&mut store, realm, id, base).unwrap()
    }));
    assert!(!store.is_running());
    match result {
        Ok(_) => Ok(()),
        Err(panic) => Err(panic.downcast::<MachineError>().unwrap().0),
    }
}

#[test]
fn wrong_accesses_are_reported() {
    let mut bench = Bench::new();
    let list = bench.realm.list(&[Value::int(1), Value::int(2), Value::int(3)]);
    let tuple = bench.realm.new_tuple(&[Value::int(1)]);
    let full = bench.realm.list(&[Value::NONE; 4]);
    bench.set(0, Value::object(list));
    bench.set(1, Value::object(tuple));
    bench.set(2, Value::object(full));
    let (list_at, tuple_at) = (list.address() as u64, tuple.address() as u64);
    let load: [(Uop, &[u8], u8, u64); 2] = [(Uop::ListItems, &[1], 2, 0), (Uop::ItemLoad, &[2, 6], 7, 0)];

    assert_eq!(run(&mut bench, &[(1, list_at), (6, 2)], &load), Ok(()));
    let cases: &[(&[(u8, u64)], &[(Uop, &[u8], u8, u64)], &str)] = &[
        (&[(1, list_at), (6, 3)], &load, "ItemLoad (instruction 1 of trace 0): item 3 of 3"),
        (&[(1, list_at), (6, u64::MAX)], &load, "ItemLoad (instruction 1 of trace 0): item -1 of 3"),
        (&[(1, tuple_at), (6, 0)], &load, "of kind Tuple"),
        (&[(1, list_at + 8), (6, 0)], &load, "is inside of an object"),
        (&[(1, 4096), (6, 0)], &load, "0x1000 is no object's address"),
        (&[(2, list_at), (6, 0)], &[(Uop::ItemLoad, &[2, 6], 7, 0)], "is no buffer"),
        (&[(1, tuple_at), (6, 1)], &[(Uop::TupleLoad, &[1, 6], 7, 0)], "item 1 of 1"),
        (&[(1, list_at)], &[(Uop::SlotLoad, &[1], 7, 16)], "of kind List"),
        (&[(1, list_at), (6, 4)], &[(Uop::ListSetLen, &[1, 6], 0, 0)], "length 4 of 4"),
        (&[(1, list_at)], &[(Uop::StoreSlot, &[1], 0, 100)], "slot 100 is in no frame"),
        (&[], &[(Uop::LoadSlot, &[], 7, -6i64 as u64)], "slot -6 is in no frame"),
        (&[(1, list_at)], &[(Uop::StoreArg, &[1], 0, 16)], "argument 16"),
        (&[(1, list_at)], &[(Uop::CellLoad, &[1], 7, 0)], "operand cell is"),
        (&[(1, list_at)], &[(Uop::DictEntries, &[1], 7, 0)], "operand dict is"),
    ];
    for (words, uops, what) in cases {
        let found = run(&mut bench, words, uops);
        assert!(found.as_ref().is_err_and(|found| found.contains(what)), "{what}: {found:?}");
    }
}

#[test]
fn a_buffer_that_the_list_has_left_is_reported() {
    let mut bench = Bench::new();
    let append = crate::uops::Function::ListAppend.address();
    let uops: &[(Uop, &[u8], u8, u64)] = &[
        (Uop::ListItems, &[1], 2, 0),
        (Uop::ItemLoad, &[2, 6], 7, 0),
        (Uop::ListAppend, &[1, 1], 0, append),
        (Uop::ListAppend, &[1, 1], 0, append),
        (Uop::ItemLoad, &[2, 6], 7, 0),
    ];
    let mut moved = 0;
    // A buffer may also grow where it is. All lists stay, so that one day there is no room behind the newest.
    for slot in 0..64 {
        let list = bench.realm.list(&[Value::int(1); 4]);
        bench.set(slot, Value::object(list));
        assert_eq!(list.capacity.get(), 4);
        let before = list.items.get();
        let found = run(&mut bench, &[(1, list.address() as u64), (6, 0)], uops);
        assert_eq!(ListObject::items(list).len(), 6);
        if list.items.get() == before {
            continue;
        }
        moved += 1;
        assert!(found.as_ref().is_err_and(|found| found.contains("instruction 4")), "{found:?}");
    }
    assert!(moved > 0);
}

#[test]
fn dead_objects_are_reported() {
    let mut bench = Bench::new();
    let kept = bench.realm.list(&[Value::int(1)]);
    let dead = bench.realm.list(&[Value::int(1)]);
    bench.set(0, Value::object(kept));
    struct One(Value);
    impl crate::gc::Roots for One {
        fn trace_roots(&mut self, tracer: &mut crate::gc::Tracer<'_>) {
            tracer.value(self.0);
        }
    }
    bench.realm.collect(&mut One(Value::object(kept))).unwrap();
    let len = |address: usize| [(1u8, address as u64)];
    let uops: &[(Uop, &[u8], u8, u64)] = &[(Uop::ListLen, &[1], 7, 0)];
    assert_eq!(run(&mut bench, &len(kept.address()), uops), Ok(()));
    let found = run(&mut bench, &len(dead.address()), uops);
    assert!(found.as_ref().is_err_and(|found| found.contains("is dead")), "{found:?}");
}

#[test]
fn every_uop_that_touches_memory_is_checked() {
    use crate::uops::effect::*;
    for &uop in Uop::ALL {
        let effects = uop.definition().effects;
        let touches =
            (effects.reads | effects.writes) & (FRAME | SHAPE | SLOT | LIST | ITEM | CELL | KEYS | ENTRY) != 0;
        // What a called function touches is Rust's; `GuardDepth` reads the machine.
        let calls = uop.definition().family == "call" || uop == Uop::GuardDepth;
        assert!(!touches || calls || crate::uops::access::is_checked(uop), "{uop:?}");
    }
}
