//! Errors: CPython's words and places.

use super::text;

#[test]
fn what_the_compiler_finds_is_said_as_cpython_says_it() {
    let cases = [
        ("return 1\n", "1:1: 'return' outside function"),
        ("break\n", "1:1: 'break' outside loop"),
        ("if x:\n    continue\n", "2:5: 'continue' not properly in loop"),
        ("class C:\n    return 1\n", "2:5: 'return' outside function"),
        ("def f(a, a): pass\n", "1:10: duplicate argument 'a' in function definition"),
        ("nonlocal x\n", "1:1: nonlocal declaration not allowed at module level"),
        ("def f():\n    nonlocal x\n", "2:5: no binding for nonlocal 'x' found"),
        ("def f():\n    x = 1\n    global x\n", "3:5: name 'x' is assigned to before global declaration"),
        ("def f():\n    print(x)\n    global x\n", "3:5: name 'x' is used prior to global declaration"),
        ("def f(x):\n    global x\n", "2:5: name 'x' is parameter and global"),
        ("def f():\n    global x\n    x: int\n", "3:5: annotated name 'x' can't be global"),
        ("*a, *b = c\n", "1:1: multiple starred expressions in assignment"),
        ("*a = c\n", "1:1: starred assignment target must be in a list or tuple"),
        ("print(*a for a in b)\n", "1:7: iterable unpacking cannot be used in comprehension"),
        ("x = *a\n", "1:5: can't use starred expression here"),
        ("f(a=1, a=2)\n", "1:8: keyword argument repeated: a"),
        ("[x := 1 for x in y]\n", "1:2: assignment expression cannot rebind comprehension iteration variable 'x'"),
        (
            "[x for x in (y := z)]\n",
            "1:14: assignment expression cannot be used in a comprehension iterable expression",
        ),
        ("def f():\n    from m import *\n", "2:19: import * only allowed at module level"),
        ("try:\n    pass\nexcept:\n    pass\nexcept E:\n    pass\n", "3:1: default 'except:' must be last"),
        ("yield 1\n", "1:1: 'yield' outside function"),
        ("await x\n", "1:1: 'await' outside function"),
        ("match x:\n    case _: pass\n    case 1: pass\n", "2:10: wildcard makes remaining patterns unreachable"),
        ("__debug__ = 1\n", "1:1: cannot assign to __debug__"),
        ("from __future__ import magic\n", "1:1: future feature magic is not defined"),
    ];
    for (source, message) in cases {
        assert_eq!(text(source).trim_end(), message, "{source}");
    }
}

#[test]
fn deep_nesting_is_an_error() {
    let nested = |count: usize| {
        let mut source = String::new();
        for level in 0..count {
            source.push_str(&" ".repeat(level));
            source.push_str("for x in y:\n");
        }
        source + &" ".repeat(count) + "pass\n"
    };
    assert_eq!(text(&nested(21)).trim_end(), "21:21: too many statically nested blocks");
    assert!(text(&nested(20)).starts_with("<module>"));
    for source in
        ["x = ".to_string() + &"(".repeat(150) + "1" + &")".repeat(150), "x = ".to_string() + &"not ".repeat(150) + "y"]
    {
        assert!(text(&source).starts_with("<module>"), "{source}");
    }
    let long = format!("x = y{}", "+y".repeat(2500));
    assert!(text(&long).starts_with("<module>"));
}

#[test]
fn code_that_grows_exponentially_is_refused_in_time() {
    let mut source = String::from("def f():\n");
    for level in 1..19 {
        let indent = " ".repeat(level);
        source.push_str(&format!("{indent}try:\n{indent} if x: return\n{indent} if y: return\n{indent}finally:\n"));
    }
    source.push_str(&format!("{}pass\n", " ".repeat(19)));
    assert!(text(&source).contains("too large"));
}
