use super::*;

const END: &str = "
    #0 = [f0@0+0] {}";

/// What becomes of `lines`, with a value `v0` and two ints `v1` and `v2` (`v3` in the result), and of `v9`.
fn ints(lines: &str) -> String {
    let trace = run(
        &format!(
            "trace root 0
            v0 = LoadSlot 0
            v1 = UnboxInt v0 -> #0
            v3 = LoadSlot 1
            v2 = UnboxInt v3 -> #0
            {lines}
            exit #1
            #0 = [f0@0+0] {{}}
            #1 = [f0@9+0] {{0: v1, 1: v2, 9: v9}}"
        ),
        Passes::ALL,
        false,
    );
    match trace {
        Ok(trace) => {
            let text = trace.to_string();
            let last = text.lines().find(|line| line.starts_with("#") && line.contains("9: ")).unwrap();
            let result = last.rsplit("9: ").next().unwrap().trim_end_matches('}');
            let lines: Vec<String> = body(&trace).lines().skip(4).map(str::to_string).collect();
            format!("{} => {result}", lines.join("; "))
        }
        Err(reason) => reason.to_string(),
    }
}

#[test]
fn exact_algebra() {
    for (line, expected) in [
        ("v9 = IntAdd v1, 0 -> #0", " => v1"),
        ("v9 = IntAdd 0, v1 -> #0", " => v1"),
        ("v9 = IntSub v1, v1 -> #0", " => 0"),
        ("v9 = IntSub v1, 3 -> #0", "v4 = IntAddWrap v1, -3 => v4"),
        ("v9 = IntMul v1, 0 -> #0", " => 0"),
        ("v9 = IntMul v1, 1 -> #0", " => v1"),
        ("v9 = IntMul v1, 8 -> #0", "v4 = IntShiftLeftWrap v1, 3 => v4"),
        ("v9 = IntMul v1, v2 -> #0", "v4 = IntMul v1, v3 -> #0 => v4"),
        ("v9 = IntFloorDiv v1, 4 -> #0", "v4 = IntShiftRight v1, 2 => v4"),
        ("v9 = IntFloorDiv v1, -4 -> #0", "v4 = IntFloorDiv v1, -4 -> #0 => v4"),
        ("v9 = IntMod v1, 16", "v4 = IntAnd v1, 15 => v4"),
        ("v9 = IntMod v1, 1", " => 0"),
        ("v9 = IntMod v1, -16", "v4 = IntMod v1, -16 => v4"),
        ("v9 = IntAnd v1, -1", " => v1"),
        ("v9 = IntXor v1, v1", " => 0"),
        ("v9 = IntLt v1, v1", " => false"),
        ("v9 = IntAdd 2, 3 -> #0", " => 5"),
        ("v9 = IntAdd 9223372036854775807, 1 -> #0", "guard_will_fail"),
        ("v9 = FloatAdd 1.5, 2.0", " => 3.5"),
        ("v9 = FloatDiv 1.0, 3.0", " => 0.3333333333333333"),
    ] {
        assert_eq!(ints(line), expected, "{line}");
    }
}

#[test]
fn a_bool_is_no_int() {
    // True + 0 is 1, not True.
    straight(
        "v0 = LoadSlot 0
         v1 = UnboxBool v0 -> #0
         v2 = IntAdd v1, 0 -> #0
         exit #1
         #0 = [f0@0+0] {}
         #1 = [f0@1+0] {3: v2}",
        "v0 = LoadSlot 0
         v1 = UnboxBool v0 -> #0
         v2 = IntAddWrap v1, 0",
    );
}

#[test]
fn floats_are_left_alone() {
    // x + 0.0 is not x for x = -0.0; x * 0.0 is not 0.0 for NaN; x - x is not 0.0 for infinities.
    for op in ["FloatAdd v1, 0.0", "FloatMul v1, 0.0", "FloatSub v1, v1", "FloatMul v1, 1.0", "FloatSub 0.0, v1"] {
        straight(
            &format!(
                "v0 = LoadSlot 0\n v1 = UnboxFloat v0 -> #0\n v2 = {op}\n exit #1\n #0 = [f0@0+0] {{}}\n #1 = [f0@0+0] {{1: v2}}"
            ),
            &format!("v0 = LoadSlot 0\n v1 = UnboxFloat v0 -> #0\n v2 = {op}"),
        );
    }
}

#[test]
fn same_twice_is_once() {
    straight(
        "v0 = LoadSlot 0
         v1 = UnboxInt v0 -> #0
         v2 = LoadSlot 0
         v3 = UnboxInt v2 -> #0
         v4 = IntMul v1, v3 -> #0
         v5 = IntMul v3, v1 -> #0
         exit #1
         #0 = [f0@0+0] {}
         #1 = [f0@0+0] {1: v4, 2: v5}",
        "v0 = LoadSlot 0
         v1 = UnboxInt v0 -> #0
         v2 = IntMul v1, v1 -> #0
         exit #1
         #0 = [f0@0+0] {}
         #1 = [f0@0+0] {1: v2, 2: v2}",
    );
}

#[test]
fn box_and_unbox_cancel() {
    straight(
        "v0 = LoadSlot 0
         v1 = UnboxFloat v0 -> #0
         v2 = FloatNeg v1
         v3 = BoxFloat v2
         v4 = UnboxFloat v3 -> #0
         v5 = BoxFloat v1
         exit #1
         #0 = [f0@0+0] {}
         #1 = [f0@0+0] {1: v4, 2: v5}",
        "v0 = LoadSlot 0
         v1 = UnboxFloat v0 -> #0
         v2 = FloatNeg v1
         exit #1
         #0 = [f0@0+0] {}
         #1 = [f0@0+0] {1: v2, 2: v0}",
    );
}

#[test]
fn a_constant_is_known_after_its_guard() {
    straight(
        "v0 = LoadSlot 0
         v1 = GuardConstant v0, 5 -> #0
         v2 = UnboxInt v0 -> #0
         v3 = IntAdd v2, 1 -> #0
         v4 = GuardConstant v0, 5 -> #0
         exit #1
         #0 = [f0@0+0] {}
         #1 = [f0@0+0] {1: v3}",
        "v0 = LoadSlot 0
         v1 = GuardConstant v0, value:0xffff800000000005 -> #0
         exit #1
         #0 = [f0@0+0] {}
         #1 = [f0@0+0] {1: 6}",
    );
    given_up(
        &format!("v0 = LoadSlot 0\n v1 = GuardConstant v0, 5 -> #0\n v2 = UnboxFloat v0 -> #0\n exit #0{END}"),
        GiveUp::GuardWillFail,
    );
}

#[test]
fn comparisons_become_guards() {
    let line = "v5 = IntLt v1, v2\n v6 = GuardFalse v5 -> #0\n v9 = IntLt v1, v2";
    assert_eq!(ints(line), "v4 = GuardIntGe v1, v3 -> #0 => false");
    // NaN: "not less" is not "greater or equal".
    straight(
        "v0 = LoadSlot 0
         v1 = UnboxFloat v0 -> #0
         v2 = FloatLt v1, 1.0
         v3 = GuardFalse v2 -> #0
         exit #0
         #0 = [f0@0+0] {}",
        "v0 = LoadSlot 0
         v1 = UnboxFloat v0 -> #0
         v2 = GuardFloatNotLt v1, 1.0 -> #0",
    );
}

#[test]
fn ranges_remove_checks() {
    // An immediate int plus one fits 64 bits; a square of one need not.
    assert_eq!(ints("v9 = IntAdd v1, 1 -> #0"), "v4 = IntAddWrap v1, 1 => v4");
    assert_eq!(ints("v9 = IntMul v1, v1 -> #0"), "v4 = IntMul v1, v1 -> #0 => v4");
    // 0 <= v1 < v2 proves v2 > 0, and more.
    let proven = "v4 = GuardIntBelow v1, 100 -> #0\n v5 = GuardIntGe v1, 0 -> #0\n v6 = GuardIntLt v1, 200 -> #0
        v7 = IntAdd v1, 1 -> #0\n v8 = GuardNonZero v7 -> #0\n v9 = BoxInt v7 -> #0\n v10 = StoreSlot v9, 5";
    assert_eq!(
        ints(proven),
        "v4 = GuardIntBelow v1, 100 -> #0; v5 = IntAddWrap v1, 1; v6 = BoxSmallInt v5; v7 = StoreSlot v6, 5 => v5"
    );
    // A guard that cannot hold.
    assert_eq!(ints("v4 = GuardIntLt v1, 5 -> #0\n v9 = GuardIntGt v1, 7 -> #0"), "guard_will_fail");
    // One comparison proves another, but says nothing of the sign.
    assert_eq!(
        ints(
            "v4 = GuardIntLt v1, v2 -> #0\n v5 = GuardIntLe v1, v2 -> #0\n v6 = GuardIntBelow v1, v2 -> #0\n v9 = IntNot v1"
        ),
        "v4 = GuardIntLt v1, v3 -> #0; v5 = GuardIntBelow v1, v3 -> #0; v6 = IntNot v1 => v6"
    );
}

/// Two objects `v1`, `v3` of unknown identity, and a third of another shape.
fn objects(lines: &str) -> String {
    let trace = run(
        &format!(
            "trace root 0
            v0 = LoadSlot 0
            v1 = AsObject v0 -> #0
            v2 = LoadSlot 1
            v3 = AsObject v2 -> #0
            v4 = GuardShape v1, 50 -> #0
            v5 = GuardShape v3, 50 -> #0
            v6 = LoadSlot 2
            v7 = AsObject v6 -> #0
            v8 = GuardShape v7, 60 -> #0
            {lines}
            exit #1
            #0 = [f0@0+0] {{}}
            #1 = [f0@9+0] {{9: v99}}"
        ),
        Passes::ALL.without(Passes::SINK),
        false,
    )
    .unwrap();
    let text = trace.to_string();
    let last = text.lines().find(|line| line.contains("{9: ")).unwrap();
    let result = last.rsplit("9: ").next().unwrap().trim_end_matches('}');
    let lines: Vec<String> = body(&trace).lines().skip(9).map(str::to_string).collect();
    format!("{} => {result}", lines.join("; "))
}

#[test]
fn loads_are_forwarded() {
    // From a store, from a load.
    assert_eq!(objects("v10 = SlotStore v1, v0, 16\n v99 = SlotLoad v1, 16"), "v9 = SlotStore v1, v0, 16 => v0");
    assert_eq!(objects("v10 = SlotLoad v1, 16\n v11 = SlotLoad v1, 16\n v99 = ValueIs v10, v11"), " => true");
    // Another slot, another shape: not overwritten. An object that may be the same: overwritten.
    assert_eq!(
        objects("v10 = SlotStore v1, v0, 16\n v11 = SlotStore v3, v2, 24\n v99 = SlotLoad v1, 16"),
        "v9 = SlotStore v1, v0, 16; v10 = SlotStore v3, v2, 24 => v0"
    );
    assert_eq!(
        objects("v10 = SlotStore v1, v0, 16\n v11 = SlotStore v7, v2, 16\n v99 = SlotLoad v1, 16"),
        "v9 = SlotStore v1, v0, 16; v10 = SlotStore v7, v2, 16 => v0"
    );
    assert_eq!(
        objects("v10 = SlotStore v1, v0, 16\n v11 = SlotStore v3, v2, 16\n v99 = SlotLoad v1, 16"),
        "v9 = SlotStore v1, v0, 16; v10 = SlotStore v3, v2, 16; v11 = SlotLoad v1, 16 => v11"
    );
    // A new object is none of those known before; one loaded later may be it once it has escaped.
    assert_eq!(
        objects(
            "v10 = InstanceAllocate 5 -> #0\n v11 = SlotStore v1, v0, 16\n v12 = SlotStore v10, v2, 16\n v99 = SlotLoad v1, 16"
        ),
        "v9 = InstanceAllocate 5 -> #0; v10 = SlotStore v1, v0, 16; v11 = SlotStore v9, v2, 16 => v0"
    );
    assert_eq!(
        objects(
            "v10 = InstanceAllocate 5 -> #0\n v11 = SlotStore v10, v2, 16\n v12 = SlotLoad v1, 24\n v13 = AsObject v12 -> #0
             v14 = SlotStore v13, v0, 16\n v99 = SlotLoad v10, 16"
        ),
        "v9 = InstanceAllocate 5 -> #0; v10 = SlotStore v9, v2, 16; v11 = SlotLoad v1, 24; v12 = AsObject v11 -> #0; \
         v13 = SlotStore v12, v0, 16 => v2"
    );
    assert_eq!(
        objects(
            "v10 = InstanceAllocate 5 -> #0\n v11 = SlotStore v10, v2, 16\n v9 = SlotStore v3, v10, 24\n v12 = SlotLoad v1, 24
             v13 = AsObject v12 -> #0\n v14 = SlotStore v13, v0, 16\n v99 = SlotLoad v10, 16"
        ),
        "v9 = InstanceAllocate 5 -> #0; v10 = SlotStore v9, v2, 16; v11 = SlotStore v3, v9, 24; v12 = SlotLoad v1, 24; \
         v13 = AsObject v12 -> #0; v14 = SlotStore v13, v0, 16; v15 = SlotLoad v9, 16 => v15"
    );
}

#[test]
fn what_may_run_code_kills() {
    assert_eq!(
        objects(
            "v10 = SlotStore v1, v0, 16\n v11 = InterpretOne 4096 -> #0\n v12 = GuardShape v1, 50 -> #0\n v99 = SlotLoad v1, 16"
        ),
        "v9 = SlotStore v1, v0, 16; v10 = InterpretOne 4096 -> #0; v11 = GuardShape v1, 50 -> #0; v12 = SlotLoad v1, 16 => v12"
    );
    // A list is a list for ever.
    assert_eq!(
        objects(
            "v10 = LoadSlot 5\n v11 = AsObject v10 -> #0\n v12 = GuardShape v11, 5 -> #0\n v13 = InterpretOne 4096 -> #0\n v14 = GuardShape v11, 5 -> #0\n v99 = ListLen v11"
        ),
        "v9 = LoadSlot 5; v10 = AsObject v9 -> #0; v11 = GuardShape v10, 5 -> #0; v12 = InterpretOne 4096 -> #0; v13 = ListLen v10 => v13"
    );
}

#[test]
fn items_by_index() {
    let list = "v10 = LoadSlot 5\n v11 = AsObject v10 -> #0\n v12 = GuardShape v11, 5 -> #0\n v13 = ListItems v11
        v14 = LoadSlot 6\n v15 = UnboxInt v14 -> #0\n v16 = IntAdd v15, 1 -> #0\n v20 = LoadSlot 7\n v21 = UnboxInt v20 -> #0";
    let head = "v9 = LoadSlot 5; v10 = AsObject v9 -> #0; v11 = GuardShape v10, 5 -> #0; v12 = ListItems v10; \
        v13 = LoadSlot 6; v14 = UnboxInt v13 -> #0; ";
    // a[i], a[i+1]: different places.
    assert_eq!(
        objects(&format!(
            "{list}\n v17 = ItemStore v13, v15, v0\n v18 = ItemStore v13, v16, v2\n v99 = ItemLoad v13, v15"
        )),
        format!(
            "{head}v15 = IntAddWrap v14, 1; v16 = LoadSlot 7; v17 = UnboxInt v16 -> #0; v18 = ItemStore v12, v14, v0; v19 = ItemStore v12, v15, v2 => v0"
        )
    );
    // a[i], a[j]: perhaps the same.
    assert_eq!(
        objects(&format!(
            "{list}\n v17 = ItemStore v13, v15, v0\n v18 = ItemStore v13, v21, v2\n v99 = ItemLoad v13, v15"
        )),
        format!(
            "{head}v15 = LoadSlot 7; v16 = UnboxInt v15 -> #0; v17 = ItemStore v12, v14, v0; v18 = ItemStore v12, v16, v2; v19 = ItemLoad v12, v14 => v19"
        )
    );
}

#[test]
fn dead_stores() {
    assert_eq!(
        objects("v10 = SlotStore v1, v0, 16\n v11 = SlotStore v1, v2, 16\n v99 = LoadSlot 8"),
        "v9 = SlotStore v1, v2, 16; v10 = LoadSlot 8 => v10"
    );
    // An exit between sees the first one; a load of what may be the same object, too.
    assert_eq!(
        objects("v10 = SlotStore v1, v0, 16\n v12 = Poll -> #0\n v11 = SlotStore v1, v2, 16\n v99 = LoadSlot 8"),
        "v9 = SlotStore v1, v0, 16; v10 = Poll -> #0; v11 = SlotStore v1, v2, 16; v12 = LoadSlot 8 => v12"
    );
    assert_eq!(
        objects(
            "v10 = SlotStore v1, v0, 16\n v12 = SlotLoad v3, 16\n v11 = SlotStore v1, v2, 16\n v99 = ValueIs v12, 5"
        ),
        "v9 = SlotStore v1, v0, 16; v10 = SlotLoad v3, 16; v11 = SlotStore v1, v2, 16; v12 = ValueIs v10, value:0xffff800000000005 => v12"
    );
}

#[test]
fn without_passes_everything_stays() {
    let text = format!(
        "trace root 0
        v0 = LoadSlot 0
        v1 = UnboxInt v0 -> #0
        v2 = LoadSlot 0
        v3 = IntAdd v1, 0 -> #0
        v4 = IntAdd 1, 2 -> #0
        exit #0{END}"
    );
    assert_eq!(run(&text, Passes::NONE, false).unwrap().insts.len(), 5);
    assert_eq!(run(&text, Passes::ALL, false).unwrap().insts.len(), 2);
}
