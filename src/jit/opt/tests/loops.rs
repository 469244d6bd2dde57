use super::*;

#[test]
fn counting_needs_no_overflow_check() {
    looped(
        "v0 = LoadSlot 0
        v1 = UnboxInt v0 -> #0
        v2 = LoadSlot 1
        v3 = UnboxInt v2 -> #0
        v4 = GuardIntLt v1, v3 -> #0
        v5 = IntAdd v1, 1 -> #0
        v6 = Poll -> #1
        exit #1
        #0 = [f0@0+0] {}
        #1 = [f0@0+0] {0: v5}",
        "v0 = LoadSlot 0
        v1 = UnboxInt v0 -> #0
        v2 = LoadSlot 1
        v3 = UnboxInt v2 -> #0
        v4 = GuardIntLt v1, v3 -> #0
        v5 = IntAddWrap v1, 1
        v6 = Poll -> #1
        v7 = LoopBegin
        v8:Int = Phi v5, v10
        v9 = GuardIntLt v8, v3 -> #2
        v10 = IntAddWrap v8, 1
        v11 = Poll -> #3
        loop
        #0 = [f0@0+0] {}
        #1 = [f0@0+0] {0: v5}
        #2 = [f0@0+0] {0: v8}
        #3 = [f0@0+0] {0: v10}",
    );
}

#[test]
fn what_an_entry_was_proves_nothing_of_a_phi() {
    // The entry is an immediate int, so that its sum fits; without a bound, the phi's need not.
    looped(
        "v0 = LoadSlot 0
        v1 = UnboxInt v0 -> #0
        v5 = IntAdd v1, 1 -> #0
        v6 = Poll -> #1
        exit #1
        #0 = [f0@0+0] {}
        #1 = [f0@0+0] {0: v5}",
        "v0 = LoadSlot 0
        v1 = UnboxInt v0 -> #0
        v2 = IntAddWrap v1, 1
        v3 = Poll -> #1
        v4 = LoopBegin
        v5:Int = Phi v2, v6
        v6 = IntAdd v5, 1 -> #2
        v7 = Poll -> #3
        loop
        #0 = [f0@0+0] {}
        #1 = [f0@0+0] {0: v2}
        #2 = [f0@0+0] {0: v5}
        #3 = [f0@0+0] {0: v6}",
    );
}

#[test]
fn a_list_is_looked_at_once() {
    looped(
        "v0 = LoadSlot 0
        v1 = UnboxInt v0 -> #0
        v2 = LoadSlot 1
        v3 = AsObject v2 -> #0
        v4 = GuardShape v3, 5 -> #0
        v5 = ListLen v3
        v8 = GuardIntBelow v1, v5 -> #0
        v6 = IntLt v1, v5
        v7 = GuardTrue v6 -> #0
        v9 = ListItems v3
        v10 = ItemLoad v9, v1
        v11 = LoadSlot 2
        v12 = UnboxInt v11 -> #0
        v13 = UnboxInt v10 -> #0
        v14 = IntAdd v12, v13 -> #0
        v15 = IntAdd v1, 1 -> #2
        v16 = Poll -> #1
        exit #1
        #0 = [f0@0+0] {}
        #1 = [f0@0+0] {0: v15, 2: v14}
        #2 = [f0@3+0] {2: v14}",
        "v0 = LoadSlot 0
        v1 = UnboxInt v0 -> #0
        v2 = LoadSlot 1
        v3 = AsObject v2 -> #0
        v4 = GuardShape v3, 5 -> #0
        v5 = ListLen v3
        v6 = GuardIntBelow v1, v5 -> #0
        v7 = ListItems v3
        v8 = ItemLoad v7, v1
        v9 = LoadSlot 2
        v10 = UnboxInt v9 -> #0
        v11 = UnboxInt v8 -> #0
        v12 = IntAddWrap v10, v11
        v13 = IntAddWrap v1, 1
        v14 = Poll -> #1
        v15 = LoopBegin
        v16:Int = Phi v13, v22
        v17:Int = Phi v12, v21
        v18 = GuardIntBelow v16, v5 -> #2
        v19 = ItemLoad v7, v16
        v20 = UnboxInt v19 -> #2
        v21 = IntAdd v17, v20 -> #2
        v22 = IntAddWrap v16, 1
        v23 = Poll -> #3
        loop",
    );
}

const OBJECT: &str = "v0 = LoadSlot 0
        v1 = AsObject v0 -> #0
        v2 = GuardShape v1, 50 -> #0";

#[test]
fn what_the_body_writes_is_carried() {
    // A float attribute lives in a register; the store stays.
    looped(
        &format!(
            "{OBJECT}
        v3 = SlotLoad v1, 16
        v4 = UnboxFloat v3 -> #0
        v5 = SlotLoad v1, 24
        v6 = UnboxFloat v5 -> #0
        v7 = FloatAdd v4, v6
        v8 = SlotStore v1, v7, 16
        v9 = Poll -> #0
        exit #0
        #0 = [f0@0+0] {{}}"
        ),
        "v0 = LoadSlot 0
        v1 = AsObject v0 -> #0
        v2 = GuardShape v1, 50 -> #0
        v3 = SlotLoad v1, 16
        v4 = UnboxFloat v3 -> #0
        v5 = SlotLoad v1, 24
        v6 = UnboxFloat v5 -> #0
        v7 = FloatAdd v4, v6
        v8 = BoxFloat v7
        v9 = SlotStore v1, v8, 16
        v10 = Poll -> #0
        v11 = LoopBegin
        v12:Float = Phi v7, v13
        v13 = FloatAdd v12, v6
        v14 = BoxFloat v13
        v15 = SlotStore v1, v14, 16
        v16 = Poll -> #1
        loop",
    );
}

#[test]
fn what_the_body_may_write_is_loaded_again() {
    // Slot 1 may hold the same object: its store changes what the next iteration loads.
    looped(
        &format!(
            "{OBJECT}
        v3 = SlotLoad v1, 16
        v4 = LoadSlot 1
        v5 = AsObject v4 -> #0
        v6 = SlotStore v5, v3, 16
        v7 = Poll -> #0
        exit #0
        #0 = [f0@0+0] {{}}"
        ),
        "v0 = LoadSlot 0
        v1 = AsObject v0 -> #0
        v2 = GuardShape v1, 50 -> #0
        v3 = SlotLoad v1, 16
        v4 = LoadSlot 1
        v5 = AsObject v4 -> #0
        v6 = SlotStore v5, v3, 16
        v7 = Poll -> #0
        v8 = LoopBegin
        v9 = SlotLoad v1, 16
        v10 = SlotStore v5, v9, 16
        v11 = Poll -> #1
        loop",
    );
}

#[test]
fn exchanged_values_keep_their_types() {
    looped(
        "v0 = LoadSlot 0
        v1 = UnboxInt v0 -> #0
        v3 = LoadSlot 1
        v4 = UnboxInt v3 -> #0
        v5 = Poll -> #1
        exit #1
        #0 = [f0@0+0] {}
        #1 = [f0@0+0] {0: v3, 1: v0}",
        "v0 = LoadSlot 0
        v1 = UnboxInt v0 -> #0
        v2 = LoadSlot 1
        v3 = UnboxInt v2 -> #0
        v4 = Poll -> #1
        v5 = LoopBegin
        v6:Int = Phi v3, v7
        v7:Int = Phi v1, v6
        v8 = Poll -> #2
        loop",
    );
}

#[test]
fn a_slot_that_somebody_else_wrote_is_no_entry_value_again() {
    // The interpreter gives slot 1 another value, then the first one comes back to it: memory holds the other.
    looped(
        "v0 = LoadSlot 1
        v1 = InterpretOne 3 -> #0
        v2 = ReloadSlot 1
        v3 = Poll -> #1
        exit #1
        #0 = [f0@3+0] {}
        #1 = [f0@0+0] {1: v0}",
        "v0 = LoadSlot 1
        v1 = InterpretOne 3 -> #0
        v2 = Poll -> #1
        v3 = LoopBegin
        v4 = StoreSlot v0, 1
        v5 = InterpretOne 3 -> #2
        v6 = Poll -> #3
        loop
        #0 = [f0@3+0] {}
        #1 = [f0@0+0] {1: v0}
        #2 = [f0@3+0] {}
        #3 = [f0@0+0] {1: v0}",
    );
}

#[test]
fn carried_floats_of_arrays_keep_their_type_whatever_is_switched_off() {
    let text = "trace root 0
        v0 = LoadSlot 0
        v1 = AsObject v0 -> #0
        v2 = GuardShape v1, 34 -> #0
        v3 = ArrayItems v1
        v4 = FloatItemLoad v3, 0
        v5 = LoadSlot 1
        v6 = AsObject v5 -> #0
        v7 = GuardShape v6, 34 -> #0
        v8 = ArrayItems v6
        v9 = IntItemStore v8, 0, 5, 81
        v10 = Poll -> #1
        exit #1
        #0 = [f0@0+0] {}
        #1 = [f0@0+0] {7: v4}
        ";
    let all =
        [Passes::FOLD, Passes::CSE, Passes::FORWARD, Passes::RANGES, Passes::DCE, Passes::DEAD_STORES, Passes::SINK];
    for off in 0..1 << all.len() {
        let off = all.iter().enumerate().filter(|(place, _)| off & 1 << place != 0);
        let passes = off.fold(Passes::ALL, |passes, (_, pass)| passes.without(*pass));
        // Verified there.
        run(text, passes, true).unwrap_or_else(|reason| panic!("{passes:?}: {reason}"));
    }
}
