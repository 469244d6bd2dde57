use super::*;

const EXAMPLE: &str = "\
trace root 12
  v0 = LoadSlot 2
  v1 = UnboxInt v0 -> #0
  v2 = IntAdd v1, 1 -> #0 @f0:13
  v3 = LoopBegin
  v4:Int = Phi v2, v6
  v5 = Poll -> #1 @f1:3
  v6 = IntAdd v4, -7 -> #1
  v7 = FloatCall1 1.5, 0x123456789abc
  v8 = FloatAdd v7, nan:0x7ff8000000000000
loop
#0 = [f0@12+0] {}
#1 = [f0@12+0, f1@3+9 fn object:0x1000 flags 1] {-2: None, 2: v4, 3: -inf, 4: true, 5: 1e300} raise
";

#[test]
fn text_round_trip() {
    let trace = parse(EXAMPLE).unwrap();
    assert_eq!(trace.to_string(), EXAMPLE);
    verify(&trace).unwrap();
    let side =
        "trace side 3 exit 1 inherits [2: Int, -4: Value]\n  v0:Value = Inherit 1\n  v1:Int = Inherit 0\nlink 7 -3\n";
    let trace = parse(side).unwrap();
    assert_eq!(trace.to_string(), side);
    verify(&trace).unwrap();
}

#[test]
fn errors_name_the_line() {
    for (text, message) in [
        ("trace root 0\n v0 = Nothing\nloop", "line 2: no uop is called `Nothing`"),
        ("trace root 0\n v0 = IntNot v9\nloop", "line 3: `v9` is not defined"),
        ("trace root 0\n v0 = LoadSlot 1 2\nloop", "line 2: unexpected `2`"),
        ("trace root 0", "line 1: no `loop`, `link` or `exit`"),
    ] {
        assert_eq!(parse(text).unwrap_err().to_string(), message);
    }
}

#[test]
fn verify_refuses() {
    for (body, message) in [
        ("v0 = IntNot v1\n v1 = IntNot 1\nexit #0", "v0 (IntNot): v1 is used before its definition"),
        ("v0 = IntNot 1.5\nexit #0", "v0 (IntNot): a Float where Int is wanted"),
        ("v0 = Poll\nexit #0", "v0 (Poll): an exit but no snapshot"),
        ("v0 = IntNot 1 -> #0\nexit #0", "v0 (IntNot): a snapshot but no exit"),
        ("v0 = LoopBegin\n v1 = IntNot 1\n v2:Int = Phi 1, 2\nloop", "v2 (Phi): not directly behind LoopBegin"),
        ("v0 = FrameAddress 1\nexit #1", "end: #1: slot 2 would hold a Raw"),
        ("loop", "a loop without LoopBegin"),
        ("v0 = LoopBegin\nexit #0", "LoopBegin without a loop"),
        ("v0 = Inherit 0\nexit #0", "v0 (Inherit): not at the beginning of a side trace"),
        ("v0 = IntNot 1\nexit #2", "end: #2: slots out of order"),
    ] {
        let extra = if body.contains("#1") { "{2: v0}" } else { "{}" };
        let text =
            format!("trace root 0\n{body}\n#0 = [f0@0+0] {{}}\n#1 = [f0@0+0] {extra}\n#2 = [f0@0+0] {{2: 1, 2: 3}}");
        let trace = parse(&text).unwrap();
        assert_eq!(verify(&trace).unwrap_err(), message, "{text}");
    }
}
