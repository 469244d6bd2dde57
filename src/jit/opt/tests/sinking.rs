use super::*;

#[test]
fn an_object_that_only_exits_need_is_made_there() {
    straight(
        "v0 = LoadSlot 0
        v1 = UnboxFloat v0 -> #0
        v2 = InstanceAllocate 50 -> #0
        v3 = SlotStore v2, v0, 16
        v4 = FloatAdd v1, 1.5
        v5 = SlotStore v2, v4, 24
        v6 = GuardFloatLt v1, 9.0 -> #1
        v7 = InstanceAllocate 60 -> #1
        v8 = SlotStore v7, v2, 16
        v9 = SetShape v2, 51
        v10 = SlotStore v2, v1, 24
        v11 = Poll -> #2
        v12 = SlotLoad v2, 24
        exit #3
        #0 = [f0@0+0] {}
        #1 = [f0@1+0] {3: v2, 4: v2}
        #2 = [f0@2+0] {1: 7, 3: v7}
        #3 = [f0@3+0] {3: v12}",
        "v0 = LoadSlot 0
        v1 = UnboxFloat v0 -> #0
        v2 = FloatAdd v1, 1.5
        v3 = GuardFloatLt v1, 9.0 -> #1
        v4 = Poll -> #2
        exit #3
        #0 = [f0@0+0] {}
        #1 = [f0@1+0] {16777216: v0, 16777217: v2} sunk [50 as 50 at 3 4 fields 16:16777216 24:16777217]
        #2 = [f0@2+0] {1: 7, 16777217: v0, 16777218: v0} sunk [60 as 60 at 3 fields 16:16777216, 50 as 51 at 16777216 fields 16:16777217 24:16777218]
        #3 = [f0@3+0] {3: v0}",
    );
}

#[test]
fn what_others_may_see_is_not_sunk() {
    for use_of_it in [
        "v4 = StoreSlot v2, 5",
        "v4 = CallPure2 v2, v0, 4096 -> #0",
        "v4 = SlotStore v9, v2, 16",
        "v4 = CellStore v9, v2",
        "v4 = LoadSlot 7\n v5 = AsObject v4 -> #0\n v6 = SlotStore v2, v0, 16\n v7 = SlotStore v9, v2, 24\n v8 = SlotLoad v5, 16",
    ] {
        let text = format!(
            "trace root 0
            v0 = LoadSlot 0
            v9 = AsObject v0 -> #0
            v2 = InstanceAllocate 50 -> #0
            {use_of_it}
            v11 = Poll -> #1
            exit #0
            #0 = [f0@0+0] {{}}
            #1 = [f0@1+0] {{3: v2}}"
        );
        let trace = run(&text, Passes::ALL, false).unwrap();
        assert!(body(&trace).contains("InstanceAllocate"), "{trace}");
    }
}

#[test]
fn a_loop_makes_no_objects_that_do_not_live() {
    looped(
        "v0 = LoadSlot 0
        v1 = UnboxInt v0 -> #0
        v2 = InstanceAllocate 50 -> #0
        v9 = BoxInt v1 -> #0
        v3 = SlotStore v2, v9, 16
        v4 = Poll -> #1
        v5 = SlotLoad v2, 16
        v6 = UnboxInt v5 -> #1
        v7 = IntAdd v6, 1 -> #1
        v8 = GuardIntLt v7, 100 -> #2
        exit #2
        #0 = [f0@0+0] {}
        #1 = [f0@1+0] {3: v2}
        #2 = [f0@0+0] {0: v7}",
        "v0 = LoadSlot 0
        v1 = UnboxInt v0 -> #0
        v2 = Poll -> #1
        v3 = IntAddWrap v1, 1
        v4 = GuardIntLt v3, 100 -> #2
        v5 = LoopBegin
        v6:Int = Phi v3, v8
        v7 = Poll -> #3
        v8 = IntAddWrap v6, 1
        v9 = GuardIntLt v8, 100 -> #4
        loop
        #0 = [f0@0+0] {}
        #1 = [f0@1+0] {16777216: v0} sunk [50 as 50 at 3 fields 16:16777216]
        #2 = [f0@0+0] {0: v3}
        #3 = [f0@1+0] {0: v6, 16777216: v6} sunk [50 as 50 at 3 fields 16:16777216]
        #4 = [f0@0+0] {0: v8}",
    );
}

#[test]
fn an_object_that_lives_on_is_made() {
    let text = "trace root 0
        v0 = LoadSlot 0
        v1 = AsObject v0 -> #0
        v2 = GuardShape v1, 50 -> #0
        v3 = SlotLoad v1, 16
        v4 = InstanceAllocate 50 -> #0
        v5 = SlotStore v4, v3, 16
        v6 = Poll -> #1
        exit #1
        #0 = [f0@0+0] {}
        #1 = [f0@0+0] {0: v4}";
    let trace = run(text, Passes::ALL, true).unwrap();
    assert!(trace.sunk.is_empty());
    // Twice: before the loop and in it.
    assert_eq!(body(&trace).matches("InstanceAllocate").count(), 2, "{trace}");
}
