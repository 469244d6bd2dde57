use super::*;

#[test]
fn floats_as_cpython_shows_them() {
    for (number, text) in [
        (0.0, "0.0"),
        (1786520275087716.25, "1786520275087716.2"),
        (201772431750746.125, "201772431750746.12"),
        (-0.0, "-0.0"),
        (1.0, "1.0"),
        (0.1, "0.1"),
        (1e16, "1e+16"),
        (1e15, "1000000000000000.0"),
        (123456789012345680.0, "1.2345678901234568e+17"),
        (0.0001, "0.0001"),
        (0.00001, "1e-05"),
        (1.5e-7, "1.5e-07"),
        (5e-324, "5e-324"),
        (1e300, "1e+300"),
        (f64::NAN, "nan"),
        (f64::NEG_INFINITY, "-inf"),
        (3.141592653589793, "3.141592653589793"),
        (9007199254740993.0, "9007199254740992.0"),
        // Two candidates of 16 digits are equally near.
        (0.66666412353515625, "0.6666641235351562"),
    ] {
        assert_eq!(float_repr(number), text);
    }
}

#[test]
fn strs_as_cpython_shows_them() {
    for (string, text) in [
        ("abc", "'abc'"),
        ("it's", "\"it's\""),
        ("'\"", "'\\'\"'"),
        ("a\n\t\r\\", "'a\\n\\t\\r\\\\'"),
        ("\0\x7f", "'\\x00\\x7f'"),
        ("é\u{a0}\u{ad}", "'é\\xa0\\xad'"),
        ("e\u{301}", "'e\u{301}'"),
        ("\u{301}", "'\u{301}'"),
        ("\u{200b}\u{1f600}\u{e0001}", "'\\u200b\u{1f600}\\U000e0001'"),
    ] {
        assert_eq!(str_repr(string), text);
    }
    assert_eq!(ascii_escaped(&str_repr("é\u{1f600}")), "'\\xe9\\U0001f600'");
    assert_eq!(bytes_repr(b"a'\x00\xff"), "b\"a'\\x00\\xff\"");
    assert_eq!(complex_repr(0.0, 1.0), "1j");
    assert_eq!(complex_repr(1.5, -2.0), "(1.5-2j)");
    assert_eq!(complex_repr(-0.0, f64::NAN), "(-0+nanj)");
}
