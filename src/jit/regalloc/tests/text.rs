//! Text in, text out.

use super::*;
use crate::jit::ir::parse;

fn allocated(text: &str) -> (Trace, Allocation) {
    let trace = parse(text).unwrap();
    verify(&trace).unwrap();
    let allocation = checked(&trace, &[], &Settings::default()).unwrap();
    (trace, allocation)
}

const MANDELBROT: &str = "\
trace root 0
  v0 = LoadSlot 0
  v1 = UnboxFloat v0 -> #0
  v2 = LoadSlot 1
  v3 = UnboxFloat v2 -> #0
  v4 = LoadSlot 2
  v5 = UnboxInt v4 -> #0
  v6 = LoopBegin
  v7:Float = Phi 0.0, v18
  v8:Float = Phi 0.0, v16
  v9:Int = Phi v5, v19
  v10 = FloatMul v7, v7
  v11 = FloatMul v8, v8
  v12 = FloatAdd v10, v11
  v13 = GuardFloatLe v12, 4.0 -> #1
  v14 = FloatMul 2.0, v7
  v15 = FloatMul v14, v8
  v16 = FloatAdd v15, v3
  v17 = FloatSub v10, v11
  v18 = FloatAdd v17, v1
  v19 = IntAdd v9, 1 -> #2
  v20 = GuardIntLt v19, 1000 -> #3
  v21 = Poll -> #3
loop
#0 = [f0@0+0] {}
#1 = [f0@3+0] {2: v9, 3: v7, 4: v8}
#2 = [f0@9+0] {2: v9, 3: v18, 4: v16}
#3 = [f0@11+0] {2: v19, 3: v18, 4: v16}
";

#[test]
fn mandelbrot() {
    let (trace, allocation) = allocated(MANDELBROT);
    let text = print(&trace, &allocation);
    let inside = &text[text.find("LoopBegin").unwrap()..];
    let expected = "\
LoopBegin
  xmm4 ← xmm2
  v10 = FloatMul xmm2, xmm2 → xmm2
  xmm5 ← xmm3
  v11 = FloatMul xmm5, xmm3 → xmm5
  xmm8 ← xmm2
  v12 = FloatAdd xmm8, xmm5 → xmm8
  GuardFloatLe xmm8, xmm7 -> exit 3 {2: rax, 3: xmm4, 4: xmm3}
  v14 = FloatMul xmm4, xmm6 → xmm4
  v15 = FloatMul xmm3, xmm4 → xmm3
  v16 = FloatAdd xmm3, xmm1 → xmm3
  v17 = FloatSub xmm2, xmm5 → xmm2
  v18 = FloatAdd xmm2, xmm0 → xmm2
  rcx ← rax
  v19 = IntAdd rax, 1 → rax -> exit 4 {2: rcx, 3: xmm2, 4: xmm3}
  GuardIntLt rax, 1000 -> exit 5 {2: rax, 3: xmm2, 4: xmm3}
  Poll -> exit 6 {2: rax, 3: xmm2, 4: xmm3}
";
    assert_eq!(inside, expected);
}

/// The loop's figures: moves, spills, reloads, constants. (With `--nocapture`, the whole.)
fn inside(text: &str) -> [u32; 4] {
    let (trace, allocation) = allocated(text);
    let statistics = statistics(&allocation).1;
    println!("{}{statistics:?}\n", print(&trace, &allocation));
    [statistics.moves, statistics.spills, statistics.reloads, statistics.constants]
}

const FIBONACCI: &str = "\
trace root 0
  v0 = LoadSlot 0
  v1 = UnboxInt v0 -> #0
  v2 = LoadSlot 1
  v3 = UnboxInt v2 -> #0
  v4 = LoopBegin
  v5:Int = Phi v1, v6
  v6:Int = Phi v3, v8
  v7:Int = Phi 0, v9
  v8 = IntAdd v5, v6 -> #1
  v9 = IntAddWrap v7, 1
  v10 = GuardIntLt v9, 1000 -> #1
  v11 = Poll -> #1
loop
#0 = [f0@0+0] {}
#1 = [f0@3+0] {2: v5, 3: v6, 4: v7}
";

const CALLS: &str = "\
trace root 0
  v0 = LoadSlot 0
  v1 = UnboxFloat v0 -> #0
  v2 = LoadSlot 1
  v3 = UnboxInt v2 -> #0
  v4 = LoopBegin
  v5:Float = Phi v1, v9
  v6:Int = Phi v3, v10
  v7 = IntToFloat v6
  v8 = FloatCall1 v7, 0x1000
  v9 = FloatAdd v5, v8
  v10 = IntAddWrap v6, 1
  v11 = GuardIntLt v10, 1000 -> #1
  v12 = Poll -> #1
loop
#0 = [f0@0+0] {}
#1 = [f0@3+0] {2: v9, 3: v10}
";

const SUM_LIST: &str = "\
trace root 0
  v0 = LoadSlot 0
  v1 = AsObject v0 -> #0
  v2 = ListLen v1
  v3 = ListItems v1
  v4 = LoadSlot 1
  v5 = UnboxInt v4 -> #0
  v6 = LoopBegin
  v7:Int = Phi 0, v12
  v8:Int = Phi v5, v11
  v9 = GuardIntLt v7, v2 -> #1
  v12 = IntAddWrap v7, 1
  v10 = ItemLoad v3, v7
  v13 = UnboxInt v10 -> #1
  v11 = IntAdd v8, v13 -> #1
  v14 = Poll -> #2
loop
#0 = [f0@0+0] {}
#1 = [f0@3+0] {2: v7, 3: v8}
#2 = [f0@3+0] {2: v12, 3: v11}
";

const NBODY: &str = "\
trace root 0
  v0 = LoadSlot 0
  v1 = AsObject v0 -> #0
  v2 = LoadSlot 1
  v3 = UnboxFloat v2 -> #0
  v4 = LoopBegin
  v5:Object = Phi v1, v6
  v6 = AsObject v0 -> #0
  v10 = SlotLoad v5, 16
  v11 = UnboxFloat v10 -> #1
  v12 = SlotLoad v5, 24
  v13 = UnboxFloat v12 -> #1
  v14 = SlotLoad v5, 32
  v15 = UnboxFloat v14 -> #1
  v20 = SlotLoad v1, 16
  v21 = UnboxFloat v20 -> #1
  v22 = SlotLoad v1, 24
  v23 = UnboxFloat v22 -> #1
  v24 = SlotLoad v1, 32
  v25 = UnboxFloat v24 -> #1
  v30 = FloatSub v11, v21
  v31 = FloatSub v13, v23
  v32 = FloatSub v15, v25
  v33 = FloatMul v30, v30
  v34 = FloatMul v31, v31
  v35 = FloatMul v32, v32
  v36 = FloatAdd v33, v34
  v37 = FloatAdd v36, v35
  v38 = FloatSqrt v37
  v39 = FloatMul v37, v38
  v40 = FloatDiv v3, v39
  v41 = SlotLoad v5, 40
  v42 = UnboxFloat v41 -> #1
  v43 = FloatMul v42, v40
  v44 = FloatMul v30, v43
  v45 = SlotLoad v1, 48
  v46 = UnboxFloat v45 -> #1
  v47 = FloatSub v46, v44
  v48 = BoxFloat v47
  v49 = SlotStore v1, v48, 48
  v54 = FloatMul v31, v43
  v55 = SlotLoad v1, 56
  v56 = UnboxFloat v55 -> #1
  v57 = FloatSub v56, v54
  v58 = BoxFloat v57
  v59 = SlotStore v1, v58, 56
  v64 = FloatMul v32, v43
  v65 = SlotLoad v1, 64
  v66 = UnboxFloat v65 -> #1
  v67 = FloatSub v66, v64
  v68 = BoxFloat v67
  v69 = SlotStore v1, v68, 64
  v70 = Poll -> #2
loop
#0 = [f0@0+0] {}
#1 = [f0@3+0] {2: v5}
#2 = [f0@3+0] {2: v6}
";

#[test]
fn loops_without_needless_moves() {
    assert_eq!(inside(FIBONACCI), [3, 0, 0, 0]);
    assert_eq!(inside(CALLS), [0, 1, 1, 0]);
    assert_eq!(inside(SUM_LIST), [2, 0, 0, 0]);
    assert_eq!(inside(NBODY), [5, 0, 0, 0]);
}

#[test]
fn invariants_beyond_the_registers() {
    let mut text = String::from("trace root 0\n");
    for index in 0..30 {
        text += &format!("v1{index} = LoadSlot {index}\nv2{index} = UnboxFloat v1{index} -> #0\n");
    }
    text += "v1 = LoopBegin\nv2:Float = Phi 0.0, v429\n";
    for index in 0..30 {
        let before = if index == 0 { "v2".to_string() } else { format!("v4{}", index - 1) };
        text += &format!("v3{index} = FloatMul {before}, v2{index}\nv4{index} = FloatAdd v3{index}, 1.5\n");
    }
    text += "v3 = Poll -> #1\nloop\n#0 = [f0@0+0] {}\n#1 = [f0@0+0] {1: v429}";
    assert_eq!(inside(&text), [0, 0, 17, 0]);
}

#[test]
fn carried_values_beyond_the_registers() {
    let mut text = String::from("trace root 0\nv1 = LoopBegin\n");
    for index in 0..30 {
        text += &format!("v2{index}:Float = Phi {index}.0, v3{index}\n");
    }
    for index in 0..30 {
        text += &format!("v3{index} = FloatMul v2{index}, v2{}\n", (index + 1) % 30);
    }
    text += "v3 = Poll -> #0\nloop\n#0 = [f0@0+0] {1: v31}\n";
    assert_eq!(inside(&text), [0, 17, 17, 0]);
}

#[test]
fn references_are_in_slots_at_collection_points() {
    let (trace, allocation) = allocated(
        "trace root 0
  v0 = LoadSlot 1
  v1 = LoadSlot 2
  v2 = UnboxFloat v1 -> #0
  v3 = InterpretOne 4096 -> #1
  v4 = StoreSlot v0, 3
  v5 = ReloadSlot 4
  v6 = UnboxFloat v5 -> #1
  v7 = FloatAdd v2, v6
exit #2
#0 = [f0@0+0] {}
#1 = [f0@3+0] {4: v1}
#2 = [f0@3+0] {4: v1, 5: v7}
",
    );
    let expected = "  v0 = LoadSlot; 1 → rax
  [0] ← rax
  v1 = LoadSlot; 2 → rcx
  [1] ← rcx
  v2 = UnboxFloat rcx with rdx → xmm0 -> exit 0 {}
  [2] ← xmm0
  InterpretOne; 4096 -> exit 1 {4: [1]} references [0, 1]
  rax ← [0]
  StoreSlot rax; 3
  v5 = ReloadSlot; 4 → rax
  v6 = UnboxFloat rax with rcx → xmm0 -> exit 2 {4: [1]}
  xmm1 ← [2]
  v7 = FloatAdd xmm1, xmm0 → xmm1
end -> exit 3 {4: [1], 5: xmm1}
spill slots 3
";
    assert_eq!(print(&trace, &allocation), expected);
}

#[test]
fn side_traces_begin_where_the_parent_left() {
    let trace = parse(
        "trace side 3 exit 1 inherits [2: Int, -4: Float, 5: Int, 6: Value]
  v0:Int = Inherit 0
  v1:Float = Inherit 1
  v2:Int = Inherit 2
  v3:Value = Inherit 3
  v4 = IntAdd v0, v2 -> #0
  v5 = FloatAdd v1, v1
exit #1
#0 = [f0@0+0] {2: v0}
#1 = [f0@0+0] {2: v4, 3: v5, 6: v3}
",
    )
    .unwrap();
    let seven = crate::jit::ir::Constant { ty: crate::jit::ir::Type::Int, word: 7 };
    let inherited = [Location::General(9), Location::Float(3), Location::Constant(seven), Location::Spill(4)];
    let settings = Settings { first_spill: 6, ..Settings::DEFAULT };
    let allocation = checked(&trace, &inherited, &settings).unwrap();
    let expected = "  rax ← r9
  v4 = IntAdd rax, 7 → rax -> exit 0 {2: r9}
  v5 = FloatAdd xmm3, xmm3 → xmm3
end -> exit 1 {2: rax, 3: xmm3, 6: [4]}
spill slots 6
";
    assert_eq!(print(&trace, &allocation), expected);
    assert_eq!(allocation.spill_slots, 6);
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let trace = parse(MANDELBROT).unwrap();
    let error = |text: &str| super::parse(&trace, text).unwrap_err().to_string();
    assert_eq!(error("LoopBegin\n  Pol -> exit 0 {}"), "line 2: no uop is called `Pol`");
    assert_eq!(error("  rax ← r16"), "line 1: `r16` is no place");
    assert_eq!(error("  GuardIntLt rax, 1000 -> exit 1 {}"), "line 1: exit 1 is out of order");
    assert_eq!(error("  GuardIntLt rax, 1000 -> exit 0 {2: rax}"), "line 1: the snapshot has 3 slots");
}
