//! Constant folding.

use super::{squeeze, text};

/// What `x = EXPRESSION` stores.
fn folded(expression: &str) -> String {
    let text = text(&format!("x = {expression}\n"));
    let store = text.lines().find(|line| line.contains("StoreGlobal")).unwrap_or("");
    squeeze(store.split("x, ").nth(1).unwrap_or("?"))
}

#[test]
fn constants_are_folded_as_cpython_folds_them() {
    let cases = [
        ("1 + 2 * 3", "7"),
        ("-1", "-1"),
        ("-0.0", "-0.0"),
        ("2 * 3.0", "6.0"),
        ("7 // -2", "-4"),
        ("-7 % 3", "2"),
        ("1 / 4", "0.25"),
        ("2 ** 100", "1267650600228229401496703205376"),
        ("1 << 70", "1180591620717411303424"),
        ("0xFFFF_FFFF_FFFF_FFFF_FFFF_FFFF_FFFF_FFFF_FFFF", "22300745198530623141535718272648361505980415"),
        ("'ab' 'c' + 'd' * 2", "\"abcdd\""),
        ("(1, (2, -3)) * 2", "(1, (2, -3), 1, (2, -3))"),
        ("not 0", "True"),
        ("~5", "-6"),
        ("b'a' + b'\\n'", "b\"a\\n\""),
        ("True + True", "2"),
        ("1 + 2j", "(1.0+2.0j)"),
        ("__debug__", "True"),
    ];
    for (expression, value) in cases {
        assert_eq!(folded(expression), value, "{expression}");
    }
}

#[test]
fn what_raises_or_grows_is_not_folded() {
    for expression in
        ["1 / 0", "1 % 0", "1 << -1", "'a' + 1", "2 ** 1000000", "'a' * 100000", "-'a'", "1 @ 2", "2 ** -1"]
    {
        assert_eq!(folded(expression), "t0", "{expression}");
    }
}

#[test]
fn equal_constants_of_different_types_stay_apart() {
    let text = text("a = 1\nb = 1.0\nc = True\nd = 0.0\ne = -0.0\nf = (1, 0.0)\ng = (1.0, -0.0)\n");
    let stored: Vec<String> = text.lines().filter_map(|line| line.split("StoreGlobal").nth(1)).map(squeeze).collect();
    assert_eq!(stored, ["a, 1", "b, 1.0", "c, True", "d, 0.0", "e, -0.0", "f, (1, 0.0)", "g, (1.0, -0.0)"]);
}
