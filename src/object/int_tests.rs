use super::*;
use crate::object::native::BuiltinTables;
use crate::object::output::Output;
use proptest::prelude::*;

static TABLES: BuiltinTables = BuiltinTables::EMPTY;

fn realm() -> Realm {
    Realm::new(&TABLES, Output::none())
}

fn run(realm: &mut Realm, op: BinaryOp, a: &IBig, b: &IBig) -> Option<IBig> {
    let a = realm.big(a.clone());
    let b = realm.big(b.clone());
    let (a, b) = (int_value(a).unwrap(), int_value(b).unwrap());
    realm.int_binary(op, a, b).ok().and_then(int_value).map(|i| i.to_big())
}

fn number() -> impl Strategy<Value = i128> {
    prop_oneof![
        any::<i8>().prop_map(i128::from),
        any::<i64>().prop_map(i128::from),
        any::<i128>().prop_map(|x| x >> 8),
        (0u32..120, -2i128..3).prop_map(|(s, d)| (1i128 << s) + d),
        (0u32..120, -2i128..3).prop_map(|(s, d)| -(1i128 << s) + d),
    ]
}

#[test]
fn float_conversion_rounds_what_once_was_rounded_down() {
    let big = IBig::from(24297566439650459u64) << 74;
    assert_eq!(IntRef::Big(&big).to_f64(), 4.589680534796147e38);
}

proptest! {
    #[test]
    fn agrees_with_i128(a in number(), b in number()) {
        let realm = &mut realm();
        let (x, y) = (IBig::from(a), IBig::from(b));
        let mut check = |op, expected: Option<i128>| {
            if let Some(expected) = expected {
                assert_eq!(run(realm, op, &x, &y), Some(IBig::from(expected)), "{op:?} {a} {b}");
            }
        };
        check(BinaryOp::Add, a.checked_add(b));
        check(BinaryOp::Sub, a.checked_sub(b));
        check(BinaryOp::Mul, a.checked_mul(b));
        if b != 0 {
            let rest = a.rem_euclid(b);
            let rest = if b < 0 && rest != 0 { rest + b } else { rest };
            check(BinaryOp::Mod, Some(rest));
            check(BinaryOp::FloorDiv, (a - rest).checked_div(b));
        }
        check(BinaryOp::BitAnd, Some(a & b));
        check(BinaryOp::BitOr, Some(a | b));
        check(BinaryOp::BitXor, Some(a ^ b));
        let shift = (b & 63) as u32;
        let y = IBig::from(shift);
        assert_eq!(run(realm, BinaryOp::RightShift, &x, &y), Some(IBig::from(a >> shift)));
        assert_eq!(run(realm, BinaryOp::LeftShift, &x, &y), Some(x.clone() * IBig::from(2).pow(shift as usize)));
    }

    #[test]
    fn float_conversion_rounds_once(a in number(), shift in 0usize..200) {
        let big = IBig::from(a) << shift;
        let expected: f64 = big.to_string().parse().unwrap();
        assert_eq!(IntRef::Big(&big).to_f64(), expected);
    }

    #[test]
    fn float_comparison_is_exact(a in number(), d in -2i128..3) {
        let big = IBig::from(a + d);
        let float = a as f64;
        let expected = big.cmp(&float_to_big(float).unwrap());
        assert_eq!(compare_int_float(IntRef::Big(&big), float), Some(expected));
    }

    #[test]
    fn equal_numbers_hash_alike(a in any::<i64>(), s in 0usize..900) {
        let float = a as f64 * 2f64.powi(s as i32);
        if let Some(big) = float_to_big(float) {
            assert_eq!(hash_float(float), Some(hash_int(IntRef::Big(&big))));
        }
    }
}

#[test]
fn true_division() {
    let div = |a: &str, b: &str| {
        let (a, b) = (a.parse::<IBig>().unwrap(), b.parse::<IBig>().unwrap());
        int_true_div(IntRef::Big(&a), IntRef::Big(&b))
    };
    assert_eq!(div("1", "3"), Some(1.0 / 3.0));
    assert_eq!(div("9007199254740993", "1"), Some(9007199254740992.0));
    assert_eq!(div("9007199254740995", "1"), Some(9007199254740996.0));
    let huge = format!("1{}", "0".repeat(400));
    assert_eq!(div(&huge, "3"), None);
    assert_eq!(div("3", &huge), Some(0.0));
    assert_eq!(div(&huge, &format!("-7{}", "0".repeat(399))), Some(-10.0 / 7.0));
    let tiny = format!("1{}", "0".repeat(320));
    assert_eq!(div("1", &tiny), Some(1e-320));
    assert_eq!(div("15", &format!("1{}", "0".repeat(324))), Some(1.5e-323));
}

#[test]
fn hashes_are_cpythons() {
    let big: IBig = "123456789012345678901234567890".parse().unwrap();
    assert_eq!(hash_int(IntRef::Big(&big)), 248789772095949448);
    assert_eq!(hash_int(IntRef::Small(-1)), -2);
    assert_eq!(hash_float(0.5), Some(1152921504606846976));
    assert_eq!(hash_float(-0.1), Some(-230584300921369408));
    assert_eq!(hash_float(1e300), Some(1224995262755759164));
}

#[test]
fn powers_and_text() {
    let realm = &mut realm();
    let power = realm.int_power_mod(IntRef::Small(3), IntRef::Small(-1), IntRef::Small(7));
    assert_eq!(power.ok().and_then(|v| v.as_int()), Some(5));
    let power = realm.int_power_mod(IntRef::Small(2), IntRef::Small(10), IntRef::Small(-1000));
    assert_eq!(power.ok().and_then(|v| v.as_int()), Some(-976));
    assert!(realm.int_binary(BinaryOp::LeftShift, IntRef::Small(1), IntRef::Small(1 << 40)).is_err());
    let big = realm.int_parse("-123_456_789_012_345_678_901_234", 10).unwrap();
    assert_eq!(realm.int_text(int_value(big).unwrap()).ok().as_deref(), Some("-123456789012345678901234"));
    assert!(realm.int_parse("1__2", 10).is_none());
    assert_eq!(realm.int_parse("ff", 16), Some(Value::int(255)));
}
