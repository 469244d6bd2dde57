use super::*;

#[test]
fn cases() {
    assert_eq!(title("hello wORLD's ﬁn"), "Hello World'S Fin");
    assert_eq!(capitalize("ßTRAẞE"), "Sstraße");
    assert_eq!(swap_case("Hello ΑΣ"), "hELLO ας");
    assert_eq!(lower("ΑΣ"), "ας");
    assert_eq!(case_fold("Straße"), "strasse");
}

#[test]
fn classes() {
    assert!(is_alpha("abcäé中") && !is_alpha("a1") && !is_alpha(""));
    assert!(is_digit("12²") && !is_decimal("²") && is_numeric("½"));
    assert!(is_title("Hello World") && !is_title("Hello world") && !is_title("HEllo"));
    assert!(is_upper("ABC1") && !is_upper("1") && is_lower("abc1") && !is_lower("aB"));
    assert!(is_identifier("_a1") && !is_identifier("1a") && !is_identifier(""));
    assert!(is_printable("a é") && !is_printable("a\n") && is_printable("e\u{301}") && !is_printable("\u{a0}"));
}

#[test]
fn splits() {
    assert_eq!(split_space("  a b  c ", -1, false), ["a", "b", "c"]);
    assert_eq!(split_space("  a b  c ", 1, false), ["a", "b  c "]);
    assert_eq!(split_space("  a b  c ", 1, true), ["  a b", "c"]);
    assert_eq!(split_space("  a ", 0, false), ["a "]);
    assert_eq!(split_space("", -1, false), Vec::<&str>::new());
    assert_eq!(split_on("a,b,c", ",", 1, true), ["a,b", "c"]);
    assert_eq!(split_lines("a\r\nb\n\nc", false), ["a", "b", "", "c"]);
    assert_eq!(split_lines("a\n", true), ["a\n"]);
    assert_eq!(expand_tabs("a\tb\n\tc", 4), "a   b\n    c");
}
