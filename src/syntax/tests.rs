use super::*;

fn message(source: &str) -> String {
    match parse(source, Mode::Module) {
        Ok(_) => "fine".into(),
        Err(error) => format!("{}:{}: {}", error.line, error.column, error.message),
    }
}

#[test]
fn places_are_lines_and_columns_from_one() {
    assert_eq!(message("x = 1\n"), "fine");
    assert_eq!(message("é = 1\nb = (1 +\n"), "2:5: '(' was never closed");
    assert_eq!(message("f(a=1, 2)\n"), "1:9: positional argument follows keyword argument");
    assert_eq!(message("1 = x\n"), "1:1: cannot assign to literal here. Maybe you meant '==' instead of '='?");
    assert_eq!(message("a\0b"), "1:2: source code cannot contain null bytes");
}

#[test]
fn deep_nesting_is_an_error_and_nothing_overflows() {
    let deep = [
        format!("{}1{}", "(".repeat(100_000), ")".repeat(100_000)),
        format!("x = 1{}", "+1".repeat(200_000)),
        format!("x = a{}", ".b".repeat(200_000)),
        format!("x = a{}", "(1)".repeat(200_000)),
        format!("x = a{}", "[1]".repeat(200_000)),
        format!("x = {}1", "-".repeat(100_000)),
        format!("x = {}1", "not ".repeat(100_000)),
        format!("x = {}", "[".repeat(100_000)),
        format!("x = {}1", "lambda: ".repeat(100_000)),
    ];
    for source in deep {
        assert!(parse(&source, Mode::Module).is_err(), "{}", &source[..20]);
    }
    assert!(parse(&format!("x = 1{}", "+1".repeat(2000)), Mode::Module).is_ok());
}
