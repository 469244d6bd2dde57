//! Nothing that looks like a program makes the compiler panic, and what it compiles is verified.

use proptest::prelude::*;

use super::text;

fn expression() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("a".to_string()),
        Just("b".to_string()),
        Just("c".to_string()),
        Just("1".to_string()),
        Just("2.5".to_string()),
        Just("'s'".to_string()),
        Just("None".to_string()),
        Just("True".to_string()),
        Just("[]".to_string()),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let name = prop_oneof![Just("a"), Just("b"), Just("c"), Just("d")];
        let operator = prop_oneof![
            Just("+"),
            Just("*"),
            Just("//"),
            Just("<"),
            Just("in"),
            Just("is not"),
            Just("and"),
            Just("or"),
            Just("**")
        ];
        prop_oneof![
            (inner.clone(), operator, inner.clone()).prop_map(|(l, op, r)| format!("({l} {op} {r})")),
            (inner.clone(), inner.clone(), inner.clone()).prop_map(|(l, m, r)| format!("({l} < {m} <= {r})")),
            (inner.clone(), inner.clone(), inner.clone()).prop_map(|(l, m, r)| format!("({l} if {m} else {r})")),
            (name.clone(), inner.clone()).prop_map(|(n, e)| format!("({n} := {e})")),
            (inner.clone(), inner.clone()).prop_map(|(f, e)| format!("{f}({e}, k={e})")),
            (inner.clone(), inner.clone()).prop_map(|(f, e)| format!("{f}.m({e})")),
            (inner.clone(), inner.clone()).prop_map(|(f, e)| format!("f(*{f}, **{e})")),
            (inner.clone(), inner.clone()).prop_map(|(l, r)| format!("{l}[{r}:]")),
            (name.clone(), inner.clone(), inner.clone()).prop_map(|(n, e, i)| format!("[{e} for {n} in {i} if {n}]")),
            (name.clone(), inner.clone(), inner.clone()).prop_map(|(n, e, i)| format!("{{{n}: {e} for {n} in {i}}}")),
            (name.clone(), inner.clone()).prop_map(|(n, e)| format!("(lambda {n}, *d: {e})")),
            (inner.clone(), inner.clone()).prop_map(|(l, r)| format!("[{l}, *{r}]")),
            (inner.clone(), inner.clone()).prop_map(|(l, r)| format!("{{{l}: {r}, **{r}}}")),
            inner.clone().prop_map(|e| format!("f'{{{}!r:>{{a}}}}x'", e.replace('\'', "\""))),
            inner.prop_map(|e| format!("not {e}")),
        ]
    })
}

fn indent(body: &str) -> String {
    body.lines().map(|line| format!("    {line}\n")).collect()
}

fn block() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        expression().prop_map(|e| format!("a = {e}\n")),
        expression().prop_map(|e| format!("b += {e}\n")),
        (expression(), expression()).prop_map(|(l, r)| format!("a, b = {l}, {r}\n")),
        expression().prop_map(|e| format!("a, *c = {e}\n")),
        (expression(), expression()).prop_map(|(l, r)| format!("a[{l}] = b.x = {r}\n")),
        expression().prop_map(|e| format!("print({e})\n")),
        Just("del a\n".to_string()),
        Just("break\n".to_string()),
        Just("continue\n".to_string()),
        Just("pass\n".to_string()),
        expression().prop_map(|e| format!("return {e}\n")),
        expression().prop_map(|e| format!("raise {e}\n")),
        Just("global b\n".to_string()),
        Just("nonlocal c\n".to_string()),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let body = prop::collection::vec(inner, 1..4).prop_map(|lines| indent(&lines.concat()));
        prop_oneof![
            (expression(), body.clone(), body.clone()).prop_map(|(e, b, o)| format!("if {e}:\n{b}else:\n{o}")),
            (expression(), body.clone()).prop_map(|(e, b)| format!("while {e}:\n{b}")),
            (expression(), body.clone(), body.clone()).prop_map(|(e, b, o)| format!("for c in {e}:\n{b}else:\n{o}")),
            (body.clone(), body.clone()).prop_map(|(b, h)| format!("try:\n{b}except E as c:\n{h}")),
            (body.clone(), body.clone()).prop_map(|(b, f)| format!("try:\n{b}finally:\n{f}")),
            (expression(), body.clone()).prop_map(|(e, b)| format!("with {e} as a:\n{b}")),
            (expression(), body.clone()).prop_map(|(e, b)| format!("def f(a, b={e}):\n{b}")),
            (expression(), body).prop_map(|(e, b)| format!("class C({e}):\n{b}")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn programs_compile_or_are_refused(lines in prop::collection::vec(block(), 1..5)) {
        text(&lines.concat());
        text(&format!("def outer(c):\n    while c:\n{}", indent(&indent(&lines.concat()))));
    }

    #[test]
    fn garbage_is_refused(garbage in "[a-z0-9 \\n()\\[\\]{}:=+*.,'\"#\\\\@!%é-]{0,60}") {
        text(&garbage);
    }
}
