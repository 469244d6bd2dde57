//! Ints of any size: immediates where they fit 48 bits, else heap integers.
//!
//! 1. A heap integer never fits 48 bits: [`Realm::int`] and [`Realm::big`] are the only ways to make
//!    one. Where it fits an i64 it is held as such, so [`IntRef::Big`] never does.
//! 2. A bool is an int here: True is 1.

use std::cmp::Ordering;

use dashu_int::ops::{BitTest, DivRem, UnsignedAbs};
use dashu_int::{IBig, Sign, UBig};

use crate::gc::{Header, Object};
use crate::object::protocol::BinaryOp;
use crate::object::{Kind, PyResult, Realm, Value};

/// An int outside 48 bits.
#[repr(C)]
pub struct BigIntObject {
    pub header: Header,
    /// The number, if there is no `value`.
    number: i64,
    /// The number if it does not fit an i64.
    value: Option<IBig>,
}

// SAFETY: `repr(C)`, header first, the kind is this type's alone.
unsafe impl Object for BigIntObject {
    const KIND: u8 = Kind::BigInt as u8;
}

impl BigIntObject {
    pub(crate) fn external(&self) -> usize {
        self.value.as_ref().map_or(0, |v| v.bit_len() / 8)
    }
}

/// The number that an int or bool is.
#[derive(Clone, Copy, Debug)]
pub enum IntRef<'a> {
    Small(i64),
    Big(&'a IBig),
}

impl IntRef<'_> {
    /// As a big integer.
    pub fn to_big(self) -> IBig {
        match self {
            IntRef::Small(i) => IBig::from(i),
            IntRef::Big(b) => b.clone(),
        }
    }
    /// As an i64, if it fits.
    pub fn to_i64(self) -> Option<i64> {
        match self {
            IntRef::Small(i) => Some(i),
            IntRef::Big(b) => i64::try_from(b).ok(),
        }
    }
    /// The nearest float; infinite if too large.
    pub fn to_f64(self) -> f64 {
        match self {
            IntRef::Small(i) => i as f64,
            IntRef::Big(b) => big_to_float(b),
        }
    }
    /// Whether it is below 0.
    pub fn is_negative(self) -> bool {
        match self {
            IntRef::Small(i) => i < 0,
            IntRef::Big(b) => *b < IBig::ZERO,
        }
    }
    /// Compares two ints.
    pub fn compare(self, other: IntRef<'_>) -> Ordering {
        match (self, other) {
            (IntRef::Small(a), IntRef::Small(b)) => a.cmp(&b),
            (IntRef::Big(a), IntRef::Big(b)) => a.cmp(b),
            (a, b) => a.to_big().cmp(&b.to_big()),
        }
    }
}

/// The int that a value is: an immediate, a heap integer or a bool.
#[inline]
pub fn int_value<'a>(value: Value) -> Option<IntRef<'a>> {
    if let Some(i) = value.as_int() {
        return Some(IntRef::Small(i));
    }
    if let Some(b) = value.as_bool() {
        return Some(IntRef::Small(b as i64));
    }
    value.cast::<BigIntObject>().map(|object| {
        // SAFETY: the object lives as long as the value is used (rule 1 of the heap), and never changes.
        match unsafe { &(*object.as_ptr()).value } {
            None => IntRef::Small(object.number),
            Some(big) => IntRef::Big(big),
        }
    })
}

/// `a is b`. Equal ints that fit a machine word are one object, wherever they are: machine code that carries one as a number
/// boxes it again each time it leaves.
#[inline]
pub fn is_same(a: Value, b: Value) -> bool {
    a == b || number_in(a).is_some_and(|number| number_in(b) == Some(number))
}

/// The number in a heap integer that is no more than a machine word.
pub fn number_in(value: Value) -> Option<i64> {
    let object = value.cast::<BigIntObject>()?;
    // SAFETY: as in `int_value`.
    unsafe { (*object.as_ptr()).value.is_none() }.then_some(object.number)
}

impl Realm {
    /// An int.
    #[inline]
    pub fn int(&mut self, number: i64) -> Value {
        match Value::small_int(number) {
            Some(value) => value,
            None => {
                let header = Header::plain::<BigIntObject>();
                Value::object(self.alloc(BigIntObject { header, number, value: None }))
            }
        }
    }
    /// An int of any size.
    pub fn big(&mut self, number: IBig) -> Value {
        if let Ok(small) = i64::try_from(&number) {
            return self.int(small);
        }
        self.external_grown(number.bit_len() / 8);
        let header = Header::plain::<BigIntObject>();
        Value::object(self.alloc(BigIntObject { header, number: 0, value: Some(number) }))
    }
    /// Whether an int is below 0; of anything else, false.
    pub fn int_is_negative(&self, value: Value) -> bool {
        int_value(value).is_some_and(|i| i.is_negative())
    }
}

/// More bits than that, and a result is refused even if memory had room for it.
const MOST_BITS: usize = 1 << 36;
/// `str` refuses ints with more digits, as CPython does.
pub const DIGIT_LIMIT: usize = 4300;
/// The modulus of numeric hashes: 2^61 − 1.
const HASH_MODULUS: u64 = (1 << 61) - 1;

impl Realm {
    /// `left op right` for ints; `TrueDiv` gives a float, so does `Pow` with a negative exponent.
    /// `MatMul` is no operation on ints: TypeError.
    pub fn int_binary(&mut self, op: BinaryOp, left: IntRef<'_>, right: IntRef<'_>) -> PyResult {
        if let (IntRef::Small(a), IntRef::Small(b)) = (left, right)
            && let Some(result) = small_binary(op, a, b)
        {
            return Ok(self.int(result));
        }
        let zero = matches!(right, IntRef::Small(0));
        match op {
            BinaryOp::Add => Ok(self.big(with_big(left, right, |a, b| a + b))),
            BinaryOp::Sub => Ok(self.big(with_big(left, right, |a, b| a - b))),
            BinaryOp::Mul => {
                self.check_bits(bit_len(left).saturating_add(bit_len(right)))?;
                Ok(self.big(with_big(left, right, |a, b| a * b)))
            }
            BinaryOp::TrueDiv if zero => Err(self.zero_division("division by zero")),
            BinaryOp::TrueDiv => match int_true_div(left, right) {
                Some(result) => Ok(Value::float(result)),
                None => Err(self.overflow_error("integer division result too large for a float")),
            },
            BinaryOp::FloorDiv if zero => Err(self.zero_division("integer division or modulo by zero")),
            BinaryOp::FloorDiv => Ok(self.big(with_big(left, right, |a, b| floor_div_rem(a, b).0))),
            BinaryOp::Mod if zero => Err(self.zero_division("integer modulo by zero")),
            BinaryOp::Mod => Ok(self.big(with_big(left, right, |a, b| floor_div_rem(a, b).1))),
            BinaryOp::Pow => self.int_pow(left, right),
            BinaryOp::LeftShift | BinaryOp::RightShift if right.is_negative() => {
                Err(self.value_error("negative shift count"))
            }
            BinaryOp::LeftShift => {
                if matches!(left, IntRef::Small(0)) {
                    return Ok(Value::int(0));
                }
                let Some(shift) = right.to_i64() else {
                    return Err(self.overflow_error("too many digits in integer"));
                };
                self.check_bits(bit_len(left).saturating_add(shift as usize))?;
                Ok(self.big(left.to_big() << shift as usize))
            }
            BinaryOp::RightShift => match right.to_i64() {
                Some(shift) => Ok(self.big(left.to_big() >> shift as usize)),
                None => Ok(Value::int(if left.is_negative() { -1 } else { 0 })),
            },
            BinaryOp::BitAnd => Ok(self.big(with_big(left, right, |a, b| a & b))),
            BinaryOp::BitOr => Ok(self.big(with_big(left, right, |a, b| a | b))),
            BinaryOp::BitXor => Ok(self.big(with_big(left, right, |a, b| a ^ b))),
            BinaryOp::MatMul => Err(self.type_error("unsupported operand type(s) for @: 'int' and 'int'")),
        }
    }

    /// MemoryError if an int of so many bits cannot be.
    fn check_bits(&mut self, bits: usize) -> PyResult<()> {
        if bits < 1 << 16 {
            return Ok(());
        }
        if bits > MOST_BITS {
            return Err(self.memory_error());
        }
        self.reserve(bits / 8)
    }

    fn int_pow(&mut self, base: IntRef<'_>, exponent: IntRef<'_>) -> PyResult {
        if exponent.is_negative() {
            if matches!(base, IntRef::Small(0)) {
                return Err(self.zero_division("0.0 cannot be raised to a negative power"));
            }
            let (Some(x), Some(y)) = (self.int_to_float(base).ok(), self.int_to_float(exponent).ok()) else {
                return Err(self.overflow_error("int too large to convert to float"));
            };
            return Ok(Value::float(x.powf(y)));
        }
        match base {
            IntRef::Small(0) => return Ok(Value::int(matches!(exponent, IntRef::Small(0)) as i64)),
            IntRef::Small(1) => return Ok(Value::int(1)),
            IntRef::Small(-1) => {
                let odd = match exponent {
                    IntRef::Small(e) => e & 1 == 1,
                    IntRef::Big(e) => e.bit(0),
                };
                return Ok(Value::int(if odd { -1 } else { 1 }));
            }
            _ => {}
        }
        let Some(exponent) = exponent.to_i64() else { return Err(self.memory_error()) };
        self.check_bits(bit_len(base).saturating_mul(exponent as usize))?;
        Ok(self.big(base.to_big().pow(exponent as usize)))
    }

    /// `pow(base, exponent, modulus)` for ints.
    pub fn int_power_mod(&mut self, base: IntRef<'_>, exponent: IntRef<'_>, modulus: IntRef<'_>) -> PyResult {
        if matches!(modulus, IntRef::Small(0)) {
            return Err(self.value_error("pow() 3rd argument cannot be 0"));
        }
        let modulus = modulus.to_big();
        let magnitude: UBig = modulus.clone().unsigned_abs();
        let field = IBig::from(magnitude.clone());
        let mut base = floor_div_rem(&base.to_big(), &field).1;
        let mut exponent = exponent.to_big();
        if exponent < IBig::ZERO {
            let Some(inverse) = inverse(&base, &field) else {
                return Err(self.value_error("base is not invertible for the given modulus"));
            };
            base = inverse;
            exponent = -exponent;
        }
        // dashu's ring of one number is not sound.
        if magnitude == UBig::ONE {
            return Ok(self.int(0));
        }
        let ring = dashu_int::fast_div::ConstDivisor::new(magnitude);
        let power = ring.reduce(base.unsigned_abs()).pow(&exponent.unsigned_abs());
        let result = floor_div_rem(&IBig::from(power.residue()), &modulus).1;
        Ok(self.big(result))
    }

    /// `-number`
    pub fn int_neg(&mut self, number: IntRef<'_>) -> Value {
        match number {
            IntRef::Small(i) => match i.checked_neg() {
                Some(negated) => self.int(negated),
                None => self.big(-IBig::from(i)),
            },
            IntRef::Big(b) => self.big(-b),
        }
    }
    /// `~number`
    pub fn int_invert(&mut self, number: IntRef<'_>) -> Value {
        match number {
            IntRef::Small(i) => self.int(!i),
            IntRef::Big(b) => self.big(-b - IBig::ONE),
        }
    }
    /// The nearest float; OverflowError if there is none.
    pub fn int_to_float(&mut self, number: IntRef<'_>) -> PyResult<f64> {
        let result = number.to_f64();
        if result.is_infinite() {
            return Err(self.overflow_error("int too large to convert to float"));
        }
        Ok(result)
    }
    /// The int that a finite float truncates to.
    pub fn int_from_float(&mut self, number: f64) -> Option<Value> {
        if number.abs() < 9.0e18 {
            return Some(self.int(number as i64));
        }
        float_to_big(number).map(|big| self.big(big))
    }
    /// Decimal text; ValueError beyond the limit that `str` has.
    pub fn int_text(&mut self, number: IntRef<'_>) -> PyResult<String> {
        match number {
            IntRef::Small(i) => Ok(i.to_string()),
            IntRef::Big(b) => {
                // Cheap refusal first: a digit is at least 3.32 bits.
                let text = if b.bit_len() > DIGIT_LIMIT * 4 { None } else { Some(b.to_string()) };
                match text {
                    Some(text) if text.trim_start_matches('-').len() <= DIGIT_LIMIT => Ok(text),
                    _ => Err(self.value_error(format!("Exceeds the limit ({DIGIT_LIMIT} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"))),
                }
            }
        }
    }
    /// The int that digits in a base (2 to 36) say: an optional sign, digits, single underscores
    /// between digits; nothing else.
    pub fn int_parse(&mut self, text: &str, base: u32) -> Option<Value> {
        let (negative, digits) = match text.as_bytes().first()? {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        if digits.is_empty() || digits.starts_with('_') || digits.ends_with('_') || digits.contains("__") {
            return None;
        }
        if !digits.bytes().all(|b| b == b'_' || (b as char).is_digit(base)) {
            return None;
        }
        let plain: std::borrow::Cow<'_, str> =
            if digits.contains('_') { digits.replace('_', "").into() } else { digits.into() };
        if let Ok(small) = i64::from_str_radix(&plain, base) {
            return Some(self.int(if negative { -small } else { small }));
        }
        let big = IBig::from_str_radix(&plain, base).ok()?;
        Some(self.big(if negative { -big } else { big }))
    }
}

/// The operation where neither operands nor result leave i64 and nothing is raised.
#[inline]
fn small_binary(op: BinaryOp, a: i64, b: i64) -> Option<i64> {
    match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Sub => a.checked_sub(b),
        BinaryOp::Mul => a.checked_mul(b),
        BinaryOp::FloorDiv if b != 0 => {
            let quotient = a.checked_div(b)?;
            Some(if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient })
        }
        BinaryOp::Mod if b != 0 => {
            let rest = a.checked_rem(b)?;
            Some(if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest })
        }
        BinaryOp::Pow => a.checked_pow(u32::try_from(b).ok()?),
        BinaryOp::LeftShift => {
            if !(0..63).contains(&b) {
                return None;
            }
            let shifted = a << b;
            if shifted >> b == a { Some(shifted) } else { None }
        }
        BinaryOp::RightShift if b >= 0 => Some(a >> b.min(63)),
        BinaryOp::BitAnd => Some(a & b),
        BinaryOp::BitOr => Some(a | b),
        BinaryOp::BitXor => Some(a ^ b),
        _ => None,
    }
}

fn with_big(left: IntRef<'_>, right: IntRef<'_>, operation: impl FnOnce(&IBig, &IBig) -> IBig) -> IBig {
    match (left, right) {
        (IntRef::Big(a), IntRef::Big(b)) => operation(a, b),
        (IntRef::Big(a), IntRef::Small(b)) => operation(a, &IBig::from(b)),
        (IntRef::Small(a), IntRef::Big(b)) => operation(&IBig::from(a), b),
        (IntRef::Small(a), IntRef::Small(b)) => operation(&IBig::from(a), &IBig::from(b)),
    }
}

/// Bits of the magnitude.
pub fn bit_len(number: IntRef<'_>) -> usize {
    match number {
        IntRef::Small(i) => 64 - i.unsigned_abs().leading_zeros() as usize,
        IntRef::Big(b) => b.clone().unsigned_abs().bit_len(),
    }
}

/// Quotient rounded down, and the rest, which has the divisor's sign. The divisor is not 0.
pub fn floor_div_rem(left: &IBig, right: &IBig) -> (IBig, IBig) {
    let (quotient, rest) = left.div_rem(right);
    if rest != IBig::ZERO && (rest < IBig::ZERO) != (*right < IBig::ZERO) {
        (quotient - IBig::ONE, rest + right)
    } else {
        (quotient, rest)
    }
}

/// `number` to the power −1 modulo `field` (positive), if there is one.
fn inverse(number: &IBig, field: &IBig) -> Option<IBig> {
    let (mut old, mut rest) = (number.clone(), field.clone());
    let (mut coefficient, mut next) = (IBig::ONE, IBig::ZERO);
    while rest != IBig::ZERO {
        let (quotient, remainder) = floor_div_rem(&old, &rest);
        old = std::mem::replace(&mut rest, remainder);
        let following = &coefficient - &quotient * &next;
        coefficient = std::mem::replace(&mut next, following);
    }
    if old == IBig::ONE { Some(floor_div_rem(&coefficient, field).1) } else { None }
}

/// `left / right`, correctly rounded; `None` if too large. `right` is not 0.
pub fn int_true_div(left: IntRef<'_>, right: IntRef<'_>) -> Option<f64> {
    const EXACT: i64 = 1 << 53;
    if let (IntRef::Small(a), IntRef::Small(b)) = (left, right)
        && (-EXACT..=EXACT).contains(&a)
        && (-EXACT..=EXACT).contains(&b)
    {
        return Some(a as f64 / b as f64);
    }
    let negative = left.is_negative() != right.is_negative();
    let mut a = left.to_big().unsigned_abs();
    let mut b = right.to_big().unsigned_abs();
    if a == UBig::ZERO {
        return Some(if negative { -0.0 } else { 0.0 });
    }
    // A quotient of 66 or 67 bits, the last of which says whether anything is left over.
    let shift = 66 - (a.bit_len() as i64 - b.bit_len() as i64);
    if shift > 0 {
        a <<= shift as usize;
    } else {
        b <<= -shift as usize;
    }
    let (quotient, rest) = a.div_rem(&b);
    let bits = u128::try_from(quotient).ok()? | (rest != UBig::ZERO) as u128;
    let magnitude = scale_rounded(bits, -shift)?;
    Some(if negative { -magnitude } else { magnitude })
}

/// The nearest float; infinite if too large. (The library's own conversion drops the sticky bits of some numbers.)
fn big_to_float(number: &IBig) -> f64 {
    let magnitude = number.unsigned_abs();
    let shift = (magnitude.bit_len() as i64 - 66).max(0);
    let left_over = magnitude.trailing_zeros().is_some_and(|zeros| (zeros as i64) < shift);
    let Ok(top) = u128::try_from(&magnitude >> shift as usize) else { return f64::INFINITY };
    // At least 55 bits, so that the lowest may be a sticky one.
    let rounded = match top {
        0 => Some(0.0),
        _ => scale_rounded(top << 60 | left_over as u128, shift - 60),
    };
    let rounded = rounded.unwrap_or(f64::INFINITY);
    if *number < IBig::ZERO { -rounded } else { rounded }
}

/// `bits * 2^exponent` rounded once, half to even; `None` if too large. The lowest bit may be a
/// sticky one: `bits` has more than 54.
fn scale_rounded(bits: u128, exponent: i64) -> Option<f64> {
    let length = 128 - bits.leading_zeros() as i64;
    let drop = (length - 53).max(-1074 - exponent);
    if drop > length + 1 {
        return Some(0.0);
    }
    let kept = if drop >= 128 { 0 } else { bits >> drop };
    let rest = if drop >= 128 { bits } else { bits & ((1u128 << drop) - 1) };
    let half = 1u128 << (drop - 1);
    let up = rest > half || rest == half && kept & 1 == 1;
    let mantissa = (kept + up as u128) as u64;
    let mut result = mantissa as f64;
    let mut power = exponent + drop;
    // In steps that neither overflow nor round early: the mantissa has 53 bits and the result is
    // exact.
    while power > 0 {
        let step = power.min(1000);
        result *= 2f64.powi(step as i32);
        power -= step;
    }
    while power < 0 {
        let step = power.max(-1000);
        result *= 2f64.powi(step as i32);
        power -= step;
    }
    if result.is_infinite() { None } else { Some(result) }
}

/// The big integer that a finite float truncates to.
pub fn float_to_big(number: f64) -> Option<IBig> {
    if !number.is_finite() {
        return None;
    }
    let bits = number.to_bits();
    let exponent = (bits >> 52 & 0x7FF) as i64;
    if exponent < 1023 {
        return Some(IBig::ZERO);
    }
    let mantissa = bits & ((1 << 52) - 1) | 1 << 52;
    let shift = exponent - 1075;
    let magnitude =
        if shift >= 0 { UBig::from(mantissa) << shift as usize } else { UBig::from(mantissa) >> -shift as usize };
    let sign = if number < 0.0 { Sign::Negative } else { Sign::Positive };
    Some(IBig::from_parts(sign, magnitude))
}

/// Compares an int with a float exactly; `None` for NaN.
pub fn compare_int_float(int: IntRef<'_>, float: f64) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    if let IntRef::Small(i) = int
        && i.unsigned_abs() <= 1 << 53
    {
        return (i as f64).partial_cmp(&float);
    }
    if float.is_infinite() {
        return Some(if float > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let whole = float_to_big(float)?;
    match int.to_big().cmp(&whole) {
        Ordering::Equal => 0.0.partial_cmp(&(float - float.trunc())),
        other => Some(other),
    }
}

/// The hash of an int, as CPython's.
#[inline]
pub fn hash_int(number: IntRef<'_>) -> i64 {
    if let IntRef::Small(i) = number
        && i > -(1 << 60)
        && i < 1 << 60
    {
        return if i == -1 { -2 } else { i };
    }
    hash_wide_int(number)
}

fn hash_wide_int(number: IntRef<'_>) -> i64 {
    let (negative, rest) = match number {
        IntRef::Small(i) => (i < 0, i.unsigned_abs() % HASH_MODULUS),
        IntRef::Big(b) => {
            let rest = b.clone().unsigned_abs() % HASH_MODULUS;
            (*b < IBig::ZERO, rest)
        }
    };
    let hash = if negative { -(rest as i64) } else { rest as i64 };
    if hash == -1 { -2 } else { hash }
}

/// The hash of a float, as CPython's; `None` for NaN (hashed by identity there).
pub fn hash_float(number: f64) -> Option<i64> {
    if number.is_nan() {
        return None;
    }
    if number.is_infinite() {
        return Some(if number > 0.0 { 314159 } else { -314159 });
    }
    if number == number.trunc() && number.abs() < 9.0e18 {
        return Some(hash_int(IntRef::Small(number as i64)));
    }
    // number = mantissa * 2^exponent, and 2^61 is 1 modulo 2^61 − 1.
    let bits = number.to_bits();
    let raw = (bits >> 52 & 0x7FF) as i64;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = if raw == 0 { (fraction, -1074) } else { (fraction | 1 << 52, raw - 1075) };
    let rotation = exponent.rem_euclid(61) as u32;
    let wide = (mantissa as u128) << rotation;
    let rest = (wide % HASH_MODULUS as u128) as i64;
    let hash = if number < 0.0 { -rest } else { rest };
    Some(if hash == -1 { -2 } else { hash })
}

#[cfg(test)]
#[path = "int_tests.rs"]
mod tests;
