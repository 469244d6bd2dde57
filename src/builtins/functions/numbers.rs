//! Functions about numbers.

use crate::builtins::arguments::{self, Keywords, class_name, int_of, str_of};
use crate::builtins::format::integer::{self, Int};
use crate::builtins::protocol;
use crate::object::{Call, Kind, Name, PyResult, Value};

pub fn abs(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [value] = arguments::exactly(cx, "abs", args, keywords)?;
    protocol::absolute(cx, value)
}

pub fn divmod(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [left, right] = arguments::exactly(cx, "divmod", args, keywords)?;
    protocol::div_mod(cx, left, right)
}

pub fn pow(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [base, exponent, modulus] = arguments::named(cx, "pow", args, keywords, ["base", "exp", "mod"], 2)?;
    if modulus.is_unbound() || modulus.is_none() {
        return protocol::binary(cx, protocol::BinaryOp::Pow, base, exponent);
    }
    protocol::power_mod(cx, base, exponent, modulus)
}

fn in_base(cx: &mut dyn Call, name: &str, base: u32, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [value] = arguments::exactly(cx, name, args, keywords)?;
    let value = arguments::index(cx, value)?;
    match int_of(cx, value) {
        Some(int) => cx.try_str(&integer::with_prefix(int, base)),
        None => Err(cx.type_error("an integer is required")),
    }
}
pub fn bin(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    in_base(cx, "bin", 2, args, keywords)
}
pub fn oct(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    in_base(cx, "oct", 8, args, keywords)
}
pub fn hex(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    in_base(cx, "hex", 16, args, keywords)
}

pub fn chr(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [value] = arguments::exactly(cx, "chr", args, keywords)?;
    let code = arguments::c_int(cx, value)?;
    if !(0..0x110000).contains(&code) {
        return Err(cx.value_error("chr() arg not in range(0x110000)"));
    }
    match char::from_u32(code as u32) {
        Some(c) => Ok(cx.char_str(c)),
        None => Err(cx.value_error("chr() of a surrogate is not supported: strings are Unicode text")),
    }
}

pub fn ord(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [value] = arguments::exactly(cx, "ord", args, keywords)?;
    if let Some(text) = str_of(cx, value) {
        let length = text.char_len();
        let mut chars = text.as_str().chars();
        return match (chars.next(), length) {
            (Some(c), 1) => Ok(Value::int(c as i64)),
            _ => Err(cx.type_error(format!("ord() expected a character, but string of length {length} found"))),
        };
    }
    if let Some(bytes) = crate::builtins::types::bytes::data_of(cx.payload(value)) {
        return match &bytes[..] {
            [byte] => Ok(Value::int(*byte as i64)),
            data => {
                let length = data.len();
                Err(cx.type_error(format!("ord() expected a character, but string of length {length} found")))
            }
        };
    }
    let class = class_name(cx, value);
    Err(cx.type_error(format!("ord() expected string of length 1, but {class} found")))
}

pub fn round(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [number, digits] = arguments::named(cx, "round", args, keywords, ["number", "ndigits"], 1)?;
    if number.is(Kind::Instance) {
        let more: &[Value] = if digits.is_unbound() || digits.is_none() { &[] } else { &[digits] };
        if let Some(result) = protocol::call_special(cx, number, Name::Round, more)? {
            return Ok(result);
        }
    }
    round_plain(cx, number, digits)
}

/// `round` of a plain int or float.
pub fn round_plain(cx: &mut dyn Call, number: Value, digits: Value) -> PyResult {
    let plain = cx.payload(number);
    let whole = digits.is_unbound() || digits.is_none();
    if let Some(float) = plain.as_float() {
        if whole {
            return protocol::float_to_int(cx, float.round_ties_even());
        }
        let digits = arguments::position(cx, digits)?;
        return match round_float(float, digits) {
            Some(rounded) => Ok(Value::float(rounded)),
            None => Err(cx.overflow_error("rounded value too large to represent")),
        };
    }
    if let Some(int) = int_of(cx, plain) {
        if whole {
            return protocol::plain_int(cx, plain);
        }
        let digits = arguments::position(cx, digits)?;
        if digits >= 0 {
            return protocol::plain_int(cx, plain);
        }
        let Some(power) = usize::try_from(digits.unsigned_abs()).ok().filter(|p| *p <= 100_000) else {
            return Ok(Value::int(0));
        };
        let number = match int {
            Int::Small(small) => dashu_int::IBig::from(small),
            Int::Big(big) => big.clone(),
        };
        let unit = dashu_int::IBig::from(10).pow(power);
        return Ok(cx.big(round_to_multiple(number, unit)));
    }
    let class = class_name(cx, number);
    Err(cx.type_error(format!("type {class} doesn't define __round__ method")))
}

/// The multiple of `unit` nearest to `number`; half-way the even one.
fn round_to_multiple(number: dashu_int::IBig, unit: dashu_int::IBig) -> dashu_int::IBig {
    use dashu_int::IBig;
    use dashu_int::ops::DivRemEuclid;
    let (quotient, remainder) = (&number).div_rem_euclid(&unit);
    let twice: IBig = IBig::from(remainder) * 2;
    let odd = &quotient % IBig::from(2) != IBig::ZERO;
    let up = twice > unit || twice == unit && odd;
    (quotient + IBig::from(up as u8)) * unit
}

/// `round(float, digits)`: correctly rounded decimal digits. `None`: the result is too large.
pub fn round_float(float: f64, digits: i64) -> Option<f64> {
    if !float.is_finite() || float == 0.0 || digits > 323 {
        return Some(float);
    }
    if digits < -308 {
        return Some(0.0f64.copysign(float));
    }
    let rounded: f64 = if digits >= 0 {
        format!("{float:.*}", digits as usize).parse().ok()?
    } else {
        // Rounds the exact decimal expansion of the whole part, half to even.
        let text = format!("{:.0}", float.abs().trunc());
        let exact_half_needs = float.abs().fract() != 0.0;
        let cut = digits.unsigned_abs() as usize;
        if text.len() < cut {
            return Some(0.0f64.copysign(float));
        }
        let (kept, dropped) = text.split_at(text.len() - cut);
        let half = dropped.starts_with('5') && dropped[1..].bytes().all(|b| b == b'0') && !exact_half_needs;
        let last_odd = kept.bytes().last().is_some_and(|b| (b - b'0') % 2 == 1);
        let up = if half { last_odd } else { dropped.as_bytes().first().is_some_and(|b| *b >= b'5') };
        let mut whole: Vec<u8> = if kept.is_empty() { vec![b'0'] } else { kept.bytes().collect() };
        if up {
            let mut at = whole.len();
            loop {
                if at == 0 {
                    whole.insert(0, b'1');
                    break;
                }
                at -= 1;
                if whole[at] == b'9' {
                    whole[at] = b'0';
                } else {
                    whole[at] += 1;
                    break;
                }
            }
        }
        let text = format!("{}{}", String::from_utf8(whole).ok()?, "0".repeat(cut));
        let number: f64 = text.parse().ok()?;
        number.copysign(float)
    };
    if rounded.is_infinite() { None } else { Some(rounded) }
}
