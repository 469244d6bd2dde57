use super::*;

fn says(source: &str) -> String {
    match diagnose(source, Mode::Module) {
        None => "fine".to_string(),
        Some(c) => format!("{}:{}-{}:{} {}", c.line, c.offset, c.end_line, c.end_offset, c.message),
    }
}

#[test]
fn the_grammar_reads() {
    let grammar = Grammar::read(GRAMMAR).expect("no slip in it");
    assert!(grammar.rules.iter().all(|rule| !rule.alternatives.is_empty()));
    assert_eq!(says("x = [a for a in b if c]\nclass A(B): pass\n"), "fine");
}

#[test]
fn complaints_have_words_and_places() {
    let cases = [
        ("f(a b)", "1:3-1:6 invalid syntax. Perhaps you forgot a comma?"),
        ("print a", "1:1-1:8 Missing parentheses in call to 'print'. Did you mean print(...)?"),
        ("a = (1,\nb = 2", "1:5-1:0 '(' was never closed"),
        ("if x:\ny", "2:1-2:2 expected an indented block after 'if' statement on line 1"),
        ("if x:\n  a\n b", "3:3-3:-1 unindent does not match any outer indentation level"),
        ("x = 'a", "1:5-1:5 unterminated string literal (detected at line 1)"),
        ("f'{a b}'", "1:2-1:5 f-string: invalid syntax. Perhaps you forgot a comma?"),
        ("f'{a'", "1:6-1:6 f-string: expecting '}'"),
        (
            "0777",
            "1:1-1:2 leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
        ),
        ("é ü = 1 1", "1:3-1:4 invalid syntax"),
        // Errors of the lexer in the rest come first.
        ("x = 1 +\n)", "2:1-2:1 unmatched ')'"),
    ];
    for (source, expected) in cases {
        assert_eq!(says(source), expected, "{source}");
    }
}

#[test]
fn deep_nesting_ends() {
    assert!(says(&"(".repeat(5000)).ends_with("too many nested parentheses"));
    let _ = says(&format!("x = {}1", "-".repeat(100_000)));
    let _ = says(&format!("x = {}1 1", "not ".repeat(100_000)));
    let _ = says(&format!("x = {}1 1", "lambda: ".repeat(20_000)));
}
