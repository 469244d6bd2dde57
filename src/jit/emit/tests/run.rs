use super::{Bench, Hand, counting};
use crate::frame::{self, FRAME_WORDS};
use crate::jit::emit::{CodeStore, Forced, Settings};
use crate::jit::exit::Resumed;
use crate::jit::ir::{Constant, End, FrameEntry, Ref, Resume, SlotEntry, Snapshot, SnapshotId, TraceId, Type, Uop};
use crate::jit::regalloc::Location::{Float, General, Spill};
use crate::jit::regalloc::{CollectionPoint, Location};
use crate::object::Value;

fn enter(store: &mut CodeStore, bench: &mut Bench, id: TraceId) -> Resumed {
    let base = bench.base();
    unsafe { CodeStore::enter(store, &mut *bench.realm, id, base) }.unwrap()
}

#[test]
fn a_loop_counts_until_it_overflows() {
    let mut bench = Bench::new();
    let mut store = CodeStore::new(Settings::default());
    let hand = counting(&bench, 1 << 60);
    let id = store.install(hand.trace, hand.allocation).unwrap();
    bench.set(0, Value::int(5));
    bench.set(4, Value::NONE);
    let resumed = enter(&mut store, &mut bench, id);
    assert_eq!(resumed, Resumed { base: bench.base(), pc: 1, raise: false, trace: id, exit: Some(2) });
    let expected = bench.realm.int(5 + 7 * (1 << 60));
    assert_eq!(format!("{:?}", bench.get(0).kind()), format!("{:?}", expected.kind()));
    assert_eq!(super::raw(bench.get(0)), Some(5 + 7 * (1 << 60)));
    // A temporary that has become live and that nobody names.
    assert_eq!(bench.get(4), Value::UNBOUND);
    assert_eq!(bench.realm.machine.depth, 1);
    assert_eq!(store.exit_info(id, 2).unwrap().hits.get(), 1);
    assert_eq!(store.get(id).unwrap().entries, 1);
}

#[test]
fn guards_leave_where_they_stand() {
    let mut bench = Bench::new();
    let mut store = CodeStore::new(Settings::default());
    let hand = counting(&bench, 1);
    let id = store.install(hand.trace, hand.allocation).unwrap();
    bench.set(0, Value::NONE);
    assert_eq!(enter(&mut store, &mut bench, id).exit, Some(0));
    assert_eq!(bench.get(0), Value::NONE);
    bench.set(0, Value::int(-7));
    bench.realm.set_pending(1);
    let resumed = enter(&mut store, &mut bench, id);
    assert_eq!((resumed.exit, resumed.pc, bench.get(0)), (Some(1), 1, Value::int(-7)));
}

#[test]
fn forced_exits_leave_once() {
    let mut bench = Bench::new();
    let mut store = CodeStore::new(Settings { forced: Forced::Nth(3), ..Settings::default() });
    let hand = counting(&bench, 1 << 60);
    let id = store.install(hand.trace, hand.allocation).unwrap();
    bench.set(0, Value::int(0));
    // Poll is reached the third time before the third addition.
    assert_eq!(enter(&mut store, &mut bench, id).exit, Some(1));
    assert_eq!(super::raw(bench.get(0)), Some(2 << 60));
    bench.set(0, Value::int(0));
    assert_eq!(enter(&mut store, &mut bench, id).exit, Some(2));
    assert_eq!(super::raw(bench.get(0)), Some(0));
    bench.set(0, Value::int(0));
    assert_eq!(enter(&mut store, &mut bench, id).exit, Some(0));
    assert_eq!(enter(&mut store, &mut bench, id).exit, Some(2));
    assert_eq!(super::raw(bench.get(0)), Some(7 << 60));

    let mut store = CodeStore::new(Settings { forced: Forced::Every, ..Settings::default() });
    let hand = counting(&bench, 1 << 60);
    let id = store.install(hand.trace, hand.allocation).unwrap();
    bench.set(0, Value::int(0));
    for _ in 0..3 {
        assert_eq!(enter(&mut store, &mut bench, id).exit, Some(0));
    }
}

/// Every kind of move, checked by the exit: each slot of the snapshot lies somewhere else.
#[test]
fn moves_reach_every_place() {
    let words =
        [0, 1, -1, 0x7FFF_FFFF, 0x8000_0000, -0x8000_0000, 0xFFFF_FFFF, 1 << 40, -(1 << 40), i64::MAX, i64::MIN];
    for ty in [Type::Int, Type::Float] {
        for word in words {
            let mut bench = Bench::new();
            let mut store = CodeStore::new(Settings::default());
            let mut hand = Hand::new(&bench);
            let word = word as u64;
            let constant = Constant { ty, word };
            let value = hand.trace.constant(ty, word);
            let mut places = vec![Location::Constant(constant)];
            for register in [0, 1, 7, 8, 12, 13, 14] {
                hand.copy(Location::Constant(constant), General(register));
                places.push(General(register));
            }
            for register in [0, 3, 8, 15] {
                hand.copy(Location::Constant(constant), Float(register));
                places.push(Float(register));
            }
            for (from, to) in [
                (General(12), General(6)),
                (General(6), General(9)),
                (General(9), Float(4)),
                (Float(15), General(10)),
                (General(10), Spill(0)),
                (General(0), Spill(15)),
                (General(13), Spill(16)),
                (General(8), Spill(255)),
                (Float(8), Spill(14)),
                (Float(3), Spill(17)),
                (Float(3), Float(9)),
                (Float(9), Float(1)),
                (Spill(15), General(11)),
                (Spill(255), General(2)),
                (Spill(14), Float(12)),
                (Spill(17), Float(5)),
            ] {
                hand.copy(from, to);
                places.push(to);
            }
            if i32::try_from(word as i64).is_ok() {
                hand.copy(Location::Constant(constant), Spill(1));
                hand.copy(Location::Constant(constant), Spill(100));
                places.extend([Spill(1), Spill(100)]);
            }
            hand.allocation.spill_slots = 256;
            let slots: Vec<_> = (0..places.len()).map(|slot| (slot as i32, value)).collect();
            let snapshot = hand.snapshot(3, &slots);
            hand.end(snapshot, &places);
            let id = store.install(hand.trace, hand.allocation).unwrap();
            assert_eq!(enter(&mut store, &mut bench, id).exit, Some(0));
            for (slot, place) in places.iter().enumerate() {
                let value = bench.get(slot);
                let same = match ty {
                    Type::Int => super::raw(value) == Some(word as i64),
                    _ => value == Value::float(f64::from_bits(word)),
                };
                assert!(same, "{word:x} in {place:?}: {value:?}");
            }
        }
    }
}

#[test]
fn what_the_machine_cannot_do_is_given_up() {
    let bench = Bench::new();
    let mut store = CodeStore::new(Settings::default());
    for (from, to) in [
        (Spill(0), Spill(1)),
        (General(0), Location::Constant(Constant { ty: Type::Int, word: 0 })),
        (Location::Constant(Constant { ty: Type::Int, word: 1 << 40 }), Spill(1)),
    ] {
        let mut hand = Hand::new(&bench);
        hand.copy(from, to);
        let snapshot = hand.snapshot(0, &[]);
        hand.end(snapshot, &[]);
        assert!(store.install(hand.trace, hand.allocation).is_err());
    }
    let mut hand = counting(&bench, 1);
    hand.allocation.spill_slots = 257;
    assert!(store.install(hand.trace, hand.allocation).is_err());
    let mut hand = counting(&bench, 1);
    hand.allocation.exits.pop();
    assert!(store.install(hand.trace, hand.allocation).is_err());
}

#[test]
fn frames_that_do_not_exist_are_made() {
    let mut bench = Bench::new();
    let mut store = CodeStore::new(Settings::default());
    let callee = Box::new(super::code(2, 2));
    let function = bench.realm.int(1 << 50);
    let mut hand = Hand::new(&bench);
    let function_ref = hand.trace.constant(Type::Object, function.bits());
    let flag = hand.trace.constant(Type::Bool, 1);
    let code: *const _ = &*bench.code;
    let base = 8 + FRAME_WORDS as i32;
    let deepest = base + 4 + FRAME_WORDS as i32;
    let frames = [
        FrameEntry { code, function: Ref::NONE, base: 0, pc: 2, flags: 0 },
        FrameEntry { code: &*callee, function: function_ref, base, pc: 5, flags: 2 },
        FrameEntry { code: &*callee, function: function_ref, base: deepest, pc: 1, flags: 0 },
    ];
    let slots = [
        SlotEntry { slot: 1, value: flag },
        SlotEntry { slot: base + 1, value: function_ref },
        SlotEntry { slot: deepest + 2, value: flag },
    ];
    let snapshot =
        hand.trace.snapshots.push(Snapshot { frames: frames.into(), slots: slots.into(), resume: Resume::Raise });
    let object = Location::Constant(Constant { ty: Type::Object, word: function.bits() });
    hand.copy(object, General(14));
    hand.copy(Location::Constant(Constant { ty: Type::Bool, word: 1 }), Spill(2));
    hand.end(snapshot, &[Spill(2), General(14), Spill(2)]);
    hand.allocation.exits[0].functions = [None, Some(General(14)), Some(object)].into();
    let id = store.install(hand.trace, hand.allocation).unwrap();
    let resumed = enter(&mut store, &mut bench, id);
    let root = bench.base();
    let (first, second) = unsafe { (root.offset(base as isize), root.offset(deepest as isize)) };
    assert_eq!((resumed.base, resumed.pc, resumed.raise), (second, 1, true));
    assert_eq!(bench.realm.machine.depth, 3);
    let header = unsafe { *frame::header(first) };
    assert_eq!((header.function, header.code, header.caller), (function, &*callee as *const _, root));
    assert_eq!((header.pc, header.flags, header.handled), (5, 2, Value::UNBOUND));
    let header = unsafe { *frame::header(second) };
    assert_eq!((header.function, header.caller, header.pc, header.flags), (function, first, 1, 0));
    assert_eq!(unsafe { frame::header(root) }.pc, 2);
    assert_eq!(bench.get(1), Value::TRUE);
    let frame = |base: i32, slots| (0..slots).map(|slot| bench.get((base + slot) as usize)).collect::<Vec<_>>();
    assert_eq!(frame(base, 4), [Value::UNBOUND, function, Value::UNBOUND, Value::UNBOUND]);
    assert_eq!(frame(deepest, 4), [Value::UNBOUND, Value::UNBOUND, Value::TRUE, Value::UNBOUND]);
}

#[test]
fn an_exit_may_lie_below_the_root_frame() {
    let mut bench = Bench::new();
    let mut store = CodeStore::new(Settings::default());
    let root = bench.base();
    let base = 8 + FRAME_WORDS as i32;
    let inner = unsafe { root.offset(base as isize) };
    *unsafe { frame::header(inner) } = frame::FrameHeader {
        function: Value::UNBOUND,
        code: &*bench.code,
        caller: root,
        pc: 0,
        flags: 0,
        handled: Value::UNBOUND,
    };
    bench.realm.machine.depth = 2;
    let mut hand = Hand::new(&bench);
    let snapshot = hand.snapshot(1, &[]);
    hand.trace.snapshots[snapshot].frames[0].base = -base;
    hand.end(snapshot, &[]);
    let id = store.install(hand.trace, hand.allocation).unwrap();
    let resumed = unsafe { CodeStore::enter(&mut store, &mut *bench.realm, id, inner) }.unwrap();
    assert_eq!((resumed.base, bench.realm.machine.depth), (root, 2));
    assert_eq!(bench.realm.machine.stack_top, unsafe { root.add(8) });
}

thread_local! {
    static SEEN: std::cell::RefCell<Vec<Vec<u64>>> = const { std::cell::RefCell::new(Vec::new()) };
    static NEST: std::cell::Cell<(usize, usize, usize, u32)> = const { std::cell::Cell::new((0, 0, 0, 0)) };
}

/// Called by machine code: enters the trace again, and looks at what is alive.
extern "C" fn nested(depth: f64) -> f64 {
    let (store, realm, base, id) = NEST.get();
    let store = store as *mut CodeStore;
    if depth > 0.0 {
        unsafe {
            *(base as *mut Value) = Value::float(depth - 1.0);
            CodeStore::enter(store, realm as *mut _, TraceId(id), base as *mut Value).unwrap();
        }
    } else {
        let mut seen = Vec::new();
        unsafe { &*store }.each_root(|object| seen.push(object.address() as u64));
        SEEN.with_borrow_mut(|all| all.push(seen));
    }
    depth * 2.0
}

#[test]
fn runs_nest_and_their_references_are_roots() {
    let mut bench = Bench::new();
    let mut store = CodeStore::new(Settings::default());
    let object = bench.realm.int(1 << 50);
    let mut hand = Hand::new(&bench);
    let entry = hand.snapshot(0, &[]);
    let loaded = hand.inst(Uop::LoadSlot, Type::Value, &[], 0, SnapshotId::NONE);
    hand.step(&[], 0, None);
    let number = hand.inst(Uop::UnboxFloat, Type::Float, &[loaded], 0, entry);
    hand.step(&[0], 0, None);
    hand.exit(&[]);
    hand.inst(Uop::LoadSlot, Type::Value, &[], 1, SnapshotId::NONE);
    hand.step(&[], 0, None);
    hand.copy(General(0), Spill(3));
    let doubled = hand.inst(Uop::FloatCall1, Type::Float, &[number], nested as *const () as u64, SnapshotId::NONE);
    let inst = hand.trace.insts.len() as u32 - 1;
    hand.allocation.collection_points.push(CollectionPoint { inst, references: [3].into() });
    hand.step(&[0], 0, None);
    let end = hand.snapshot(1, &[(0, doubled), (1, loaded)]);
    hand.end(end, &[Float(0), Spill(3)]);
    hand.allocation.spill_slots = 4;
    let id = store.install(hand.trace, hand.allocation).unwrap();
    bench.set(0, Value::float(3.0));
    bench.set(1, object);
    let base = bench.base();
    NEST.set((&raw mut store as usize, &raw mut *bench.realm as usize, base as usize, id.0));
    SEEN.with_borrow_mut(Vec::clear);
    enter(&mut store, &mut bench, id);
    assert!(!store.is_running());
    assert_eq!(bench.get(0), Value::float(6.0));
    assert_eq!(bench.get(1), object);
    SEEN.with_borrow(|all| assert_eq!(*all, [vec![object.bits(); 4]]));
}

#[test]
fn links_go_on_in_the_other_frame() {
    let mut bench = Bench::new();
    let mut store = CodeStore::new(Settings::default());
    let target = counting(&bench, 1 << 60);
    let target = store.install(target.trace, target.allocation).unwrap();
    let mut hand = Hand::new(&bench);
    hand.trace.end = End::Link { target, base_delta: 20 };
    let id = store.install(hand.trace, hand.allocation).unwrap();
    bench.set(20, Value::int(1));
    let resumed = enter(&mut store, &mut bench, id);
    assert_eq!((resumed.trace, resumed.exit), (target, Some(2)));
    assert_eq!(resumed.base, unsafe { bench.base().add(20) });
    assert_eq!(super::raw(bench.get(20)), Some(1 + (7 << 60)));
    assert_eq!(store.get(id).unwrap().linked_to, Some(target));

    // The target is gone: the interpreter goes on at its header.
    bench.set(20, Value::int(1));
    store.invalidate(target);
    assert!(store.get(target).is_none());
    unsafe { frame::header(bench.base().add(20)) }.code = &*bench.code;
    let resumed = enter(&mut store, &mut bench, id);
    assert_eq!((resumed.trace, resumed.exit, resumed.pc), (id, None, 0));
    assert_eq!(resumed.base, unsafe { bench.base().add(20) });
    assert_eq!(bench.get(20), Value::int(1));

    // A new trace for the same place: the link is back.
    let target = counting(&bench, 1 << 61);
    let target = store.install(target.trace, target.allocation).unwrap();
    let resumed = enter(&mut store, &mut bench, id);
    assert_eq!((resumed.trace, resumed.exit), (target, Some(2)));
}
