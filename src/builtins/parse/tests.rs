use super::*;

fn small(text: &str, base: u32) -> Option<i64> {
    match int(text, base, 4300)? {
        ParsedInt::Small(value) => Some(value),
        other => panic!("{other:?}"),
    }
}

#[test]
fn ints() {
    assert_eq!(small(" 42\n", 10), Some(42));
    assert_eq!(small("-1_000", 10), Some(-1000));
    for wrong in ["", "_1", "1_", "1__2", "- 1", "+", "0x10", "1.0", "٣x"] {
        assert_eq!(int(wrong, 10, 4300), None, "{wrong}");
    }
    assert_eq!(small("0x_ff", 16), Some(255));
    assert_eq!(small("ff", 16), Some(255));
    assert_eq!(small("0b101", 0), Some(5));
    assert_eq!(small("0b1", 16), Some(0xb1));
    assert_eq!(small("010", 0), None);
    assert_eq!(small("00", 0), Some(0));
    assert_eq!(small("z", 36), Some(35));
    assert_eq!(small("٣٤", 10), Some(34));
    assert!(matches!(int("123456789012345678901234567890", 10, 4300), Some(ParsedInt::Big(_))));
    assert_eq!(int(&"1".repeat(4301), 10, 4300), Some(ParsedInt::TooLong(4301)));
}

#[test]
fn floats() {
    for (text, value) in [
        ("1.5", 1.5),
        (" -1e3 ", -1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("1_0.0_1", 10.01),
        ("inf", f64::INFINITY),
        ("-Infinity", f64::NEG_INFINITY),
        ("1E+2", 100.0),
        ("1e400", f64::INFINITY),
        ("1e-400", 0.0),
    ] {
        assert_eq!(float(text), Some(value), "{text}");
    }
    assert!(float("+nan").is_some_and(f64::is_nan));
    for wrong in ["", ".", "e5", "1e", "1e+", "_1", "1_", "1._5", "1_.5", "1e_5", "1 2", "0x1", "infi", "--1", "1.2.3"]
    {
        assert_eq!(float(wrong), None, "{wrong}");
    }
}

proptest::proptest! {
    #[test]
    fn repr_reads_back(bits: u64) {
        let number = f64::from_bits(bits);
        let back = float(&crate::builtins::format::float::repr(number)).unwrap();
        assert!(back == number || back.is_nan() && number.is_nan());
    }
    #[test]
    fn ints_read_back(number: i64, base in 2u32..=36) {
        use crate::builtins::format::integer::{Int, decimal, with_prefix};
        assert_eq!(small(&decimal(Int::Small(number)), 10), Some(number));
        if [2, 8, 16].contains(&base) {
            assert_eq!(small(&with_prefix(Int::Small(number), base), 0), Some(number));
        }
    }
}
