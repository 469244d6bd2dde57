//! Scopes, operands, checks, jumps and liveness.

use super::*;

#[test]
fn checks_stay_only_where_a_local_may_be_unbound() {
    assert_eq!(
        body("def f(c):\n    if c:\n        x = 1\n    y = x\n    return x + y\n"),
        ["Enter #0", "Branch.not c, -> 3", "LoadConst x, 1", "CheckBound x", "Move y, x", "Add t0, x, y", "Return t0"]
    );
    let checked = |source: &str| body(source).iter().filter(|line| line.starts_with("CheckBound")).count();
    assert_eq!(checked("def f():\n    for x in y:\n        print(x)\n    return x\n"), 1);
    assert_eq!(checked("def f(x):\n    del x\n    return x\n"), 1);
    assert_eq!(checked("def f():\n    try:\n        x = g()\n    except E:\n        x = 2\n    return x\n"), 0);
    assert_eq!(checked("def f():\n    try:\n        x = g()\n        g()\n    finally:\n        print(x)\n"), 1);
    assert_eq!(checked("def f():\n    while True:\n        x = 1\n        if x: break\n    return x\n"), 0);
    assert_eq!(checked("def f(a):\n    return [y for x in a for y in x], [x for y in a for x in x]\n"), 1);
}

#[test]
fn pending_operands_are_copied_if_something_reassigns_them() {
    assert_eq!(
        body("def f(a):\n    return a + (a := 1)\n"),
        ["Enter #0", "Move t0, a", "LoadConst a, 1", "Add t0, t0, a", "Return t0"]
    );
    assert_eq!(
        body("def f(i, j):\n    i, j = j, i\n"),
        ["Enter #0", "Move t0, i", "Move i, j", "Move j, t0", "Return None"]
    );
    assert_eq!(
        body("def f(x):\n    x = x and g(x)\n"),
        [
            "Enter #0",
            "Move t0, x",
            "Branch.not t0, -> 6",
            "LoadGlobal t0, g",
            "Move t1, x",
            "Call t0, #1",
            "Move x, t0",
            "Return None"
        ]
    );
    assert_eq!(
        body("def f(x):\n    try:\n        return x\n    finally:\n        x = 2\n")[..4],
        ["Enter #0", "Move t0, x", "LoadConst x, 2", "Return t0"]
    );
}

#[test]
fn far_jumps_go_over_a_jump() {
    let mut source = String::from("def f(a, b):\n    while a < 3:\n        for x in b:\n");
    for _ in 0..20_000 {
        source.push_str("            a = a + b; b = b * a\n");
    }
    source.push_str("            if a: continue\n");
    let lines = body(&source);
    assert_eq!(lines[1], "BranchLt a, 3, -> 3");
    assert!(lines[2].starts_with("Jump -> 40010"), "{}", lines[2]);
    assert_eq!(&lines[3..6], ["GetIter t0, b", "ForIter t0, x, -> 6", "Jump -> 7"]);
    // The item of this one is a temporary.
    let lines = body(&source.replace("for x in b", "for x.y in b"));
    assert_eq!(&lines[4..8], ["ForIter t0, t2, -> 6", "Jump -> 7", "Jump -> 40011", "LoadGlobal t3, x"]);
}

#[test]
fn live_registers_are_those_still_read() {
    let mut realm = realm();
    let source =
        "def f(a, b, c):\n    x = a + b\n    try:\n        x = g(c)\n    except E:\n        return b\n    return x\n";
    let code = compile(&mut realm, source, "test.py", Mode::Module).unwrap();
    let code = inner_codes(Code::of(code))[0];
    let live = |pc: u32| code.live_at(pc).iter().collect::<Vec<_>>();
    let at = |what: &str| (0..).find(|&pc| squeeze(&disassemble::instruction(code, pc)).starts_with(what)).unwrap();
    assert_eq!(live(0), [0, 1, 2]);
    // `b` is read by the handler only, `x` is written before it is read.
    assert_eq!(live(at("Call")), [1, 4, 5]);
    assert_eq!(live(at("PushHandled")), [1, 4]);
    assert_eq!(live(at("Return x")), [3]);
}

#[test]
fn spans_are_the_expressions() {
    let mut realm = realm();
    let code = compile(&mut realm, "é = (a.b +\n  c[1])\n", "test.py", Mode::Module).unwrap();
    let code = Code::of(code);
    let span = |name: &str| {
        let pc = (0..).find(|&pc| disassemble::instruction(code, pc).starts_with(name)).unwrap();
        let span = code.spans[pc as usize];
        (span.line, span.column, span.end_line, span.end_column)
    };
    assert_eq!(span("LoadAttr"), (1, 6, 1, 9));
    assert_eq!(span("GetItem"), (2, 2, 2, 6));
    assert_eq!(span("Add"), (1, 6, 2, 6));
    assert_eq!(span("StoreGlobal"), (1, 0, 1, 2));
}

#[test]
fn compiling_takes_time_in_proportion() {
    let lines = |count: usize| {
        let line = |i: usize| format!("x{} = y{} + {i} * foo({i}, 'str{i}', a[{i}:])\n", i % 500, i % 300);
        (0..count).map(line).collect::<String>()
    };
    let time = |source: &str| {
        let mut realm = realm();
        let start = std::time::Instant::now();
        compile(&mut realm, source, "test.py", Mode::Module).unwrap();
        start.elapsed()
    };
    let (small, large) = (lines(500), lines(5000));
    let best = |source: &str| (0..3).map(|_| time(source)).min().unwrap();
    let (small, large) = (best(&small), best(&large));
    assert!(large < small * 40, "{small:?} for 500 lines, {large:?} for 5000");
}
