//! Functions of the real line for `math`: plain f64 in and out.
//!
//! In: a float. Out: a float, and with [`Unary::check`] whether CPython would raise instead.
//!
//! ```text
//! let sqrt = real::unary("sqrt");  (sqrt.function)(2.0)
//! ```
//!
//! 1. [`Unary::fast`] answers as [`Unary::check`] does, or is NaN where that raises (or is NaN itself):
//!    compiled code relies on that.

use crate::builtins::format::Failure;
use crate::object::caught::{Entry, caught_float};

// SAFETY: functions of the platform's C math library, which std links: numbers in, a number out.
unsafe extern "C" {
    safe fn erf(x: f64) -> f64;
    safe fn erfc(x: f64) -> f64;
    safe fn acosh(x: f64) -> f64;
    safe fn asinh(x: f64) -> f64;
    safe fn atanh(x: f64) -> f64;
    safe fn tgamma(x: f64) -> f64;
    safe fn lgamma(x: f64) -> f64;
    safe fn remainder(x: f64, y: f64) -> f64;
    safe fn nextafter(x: f64, y: f64) -> f64;
}

/// Which results are errors.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Errors {
    /// None: every argument has a result.
    Never,
    /// NaN of a number: a domain error. Infinite results of finite arguments do not occur.
    Domain,
    /// The same, and infinite of a finite argument is a pole: a domain error too.
    Pole,
    /// The same, but infinite means too large: a range error.
    Range,
}

/// A function of one real argument.
pub struct Unary {
    pub name: &'static str,
    /// The mathematical function.
    pub function: fn(f64) -> f64,
    /// Rule 1.
    pub fast: extern "C" fn(f64) -> f64,
    pub errors: Errors,
}

fn domain() -> Failure {
    Failure::value("math domain error")
}
fn range() -> Failure {
    Failure::overflow("math range error")
}

impl Unary {
    /// The result, or the error that `math` raises.
    pub fn check(&self, argument: f64) -> Result<f64, Failure> {
        let result = (self.function)(argument);
        if self.errors == Errors::Never {
            return Ok(result);
        }
        if result.is_nan() && !argument.is_nan() {
            return Err(domain());
        }
        if result.is_infinite() && argument.is_finite() {
            return Err(if self.errors == Errors::Range { range() } else { domain() });
        }
        Ok(result)
    }
}

macro_rules! unary {
    ($($name:literal $errors:ident |$x:ident| $body:expr;)*) => {
        /// All of them, sorted by name.
        pub static UNARY: &[Unary] = &[$({
            fn function($x: f64) -> f64 { $body }
            extern "C" fn total(x: f64) -> f64 { caught_float(Entry::FloatFunction, || function(x)) }
            extern "C" fn checked(x: f64) -> f64 {
                let result = total(x);
                if result.is_infinite() && x.is_finite() { f64::NAN } else { result }
            }
            let fast = match Errors::$errors {
                Errors::Never | Errors::Domain => total,
                Errors::Pole | Errors::Range => checked as extern "C" fn(f64) -> f64,
            };
            Unary { name: $name, function, fast, errors: Errors::$errors }
        },)*];
    };
}

unary! {
    "acos" Domain |x| x.acos();
    "acosh" Domain |x| acosh(x);
    "asin" Domain |x| x.asin();
    "asinh" Never |x| asinh(x);
    "atan" Never |x| x.atan();
    "atanh" Pole |x| atanh(x);
    "cbrt" Never |x| x.cbrt();
    "cos" Domain |x| x.cos();
    "cosh" Range |x| x.cosh();
    "degrees" Never |x| x * (180.0 / std::f64::consts::PI);
    "erf" Never |x| erf(x);
    "erfc" Never |x| erfc(x);
    "exp" Range |x| x.exp();
    "exp2" Range |x| x.exp2();
    "expm1" Range |x| x.exp_m1();
    "fabs" Never |x| x.abs();
    "gamma" Range |x| if x == 0.0 || x < 0.0 && x == x.floor() { f64::NAN } else { tgamma(x) };
    "lgamma" Range |x| if x <= 0.0 && x == x.floor() && x.is_finite() { f64::NAN } else { lgamma(x) };
    "log10" Pole |x| x.log10();
    "log1p" Pole |x| x.ln_1p();
    "log2" Pole |x| x.log2();
    "radians" Never |x| x * (std::f64::consts::PI / 180.0);
    "sin" Domain |x| x.sin();
    "sinh" Range |x| x.sinh();
    "sqrt" Domain |x| x.sqrt();
    "tan" Domain |x| x.tan();
    "tanh" Never |x| x.tanh();
}

/// `math.log(x)` of a float.
pub fn log(x: f64) -> Result<f64, Failure> {
    if x > 0.0 || x.is_nan() { Ok(x.ln()) } else { Err(domain()) }
}

/// `math.pow`.
pub fn pow(x: f64, y: f64) -> Result<f64, Failure> {
    let result = x.powf(y);
    if !x.is_finite() || !y.is_finite() || result.is_finite() {
        return Ok(result);
    }
    if result.is_nan() || x == 0.0 {
        return Err(domain());
    }
    Err(range())
}

/// `math.fmod`.
pub fn fmod(x: f64, y: f64) -> Result<f64, Failure> {
    if y.is_infinite() && x.is_finite() {
        return Ok(x);
    }
    let result = x % y;
    if result.is_nan() && !x.is_nan() && !y.is_nan() { Err(domain()) } else { Ok(result) }
}

/// `math.remainder`.
pub fn ieee_remainder(x: f64, y: f64) -> Result<f64, Failure> {
    let result = remainder(x, y);
    if result.is_nan() && !x.is_nan() && !y.is_nan() { Err(domain()) } else { Ok(result) }
}

/// `math.nextafter`.
pub fn next_after(x: f64, y: f64) -> f64 {
    nextafter(x, y)
}

/// `math.ulp`.
pub fn ulp(x: f64) -> f64 {
    let x = x.abs();
    if !x.is_finite() {
        return x;
    }
    let next = nextafter(x, f64::INFINITY);
    if next.is_infinite() { x - nextafter(x, 0.0) } else { next - x }
}

/// `math.frexp`.
pub fn frexp(x: f64) -> (f64, i64) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (scaled, shift) = if x.abs() < f64::MIN_POSITIVE { (x * 2f64.powi(64), -64) } else { (x, 0) };
    let bits = scaled.to_bits();
    let exponent = (bits >> 52 & 0x7FF) as i64 - 1022;
    (f64::from_bits(bits & !(0x7FF << 52) | 1022 << 52), exponent + shift)
}

/// `math.ldexp`.
pub fn ldexp(x: f64, exponent: i64) -> Result<f64, Failure> {
    if x == 0.0 || !x.is_finite() {
        return Ok(x);
    }
    if exponent > 3000 {
        return Err(range());
    }
    // The mantissa is in [0.5, 1): scale it in one step that rounds at most once.
    let (mantissa, own) = frexp(x);
    let total = own + exponent.max(-5000);
    let result = if total > 1024 {
        f64::INFINITY
    } else if total > -1021 {
        mantissa * 2.0 * power_of_two(total - 1)
    } else if total < -1080 {
        0.0f64.copysign(x)
    } else {
        mantissa * power_of_two(total + 1074 - 512) * power_of_two(-1074 + 512)
    };
    if result.is_infinite() { Err(range()) } else { Ok(result) }
}

fn power_of_two(exponent: i64) -> f64 {
    f64::from_bits(((exponent + 1023) as u64) << 52)
}

/// `math.hypot` and `math.dist` of the coordinates.
pub fn hypot(coordinates: &[f64]) -> f64 {
    if coordinates.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    if coordinates.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    let greatest = coordinates.iter().fold(0.0f64, |m, x| m.max(x.abs()));
    if greatest == 0.0 {
        return 0.0;
    }
    let (_, exponent) = frexp(greatest);
    let exponent = exponent.clamp(-1000, 1000);
    let (down, up) = (power_of_two(-exponent), power_of_two(exponent));
    // Squares and their sum in double-double arithmetic, then one correction of the root.
    let (mut sum, mut low) = (0.0f64, 0.0f64);
    for x in coordinates {
        let x = x * down;
        let square = x * x;
        low += x.mul_add(x, -square);
        let next = sum + square;
        low += if sum >= square { sum - next + square } else { square - next + sum };
        sum = next;
    }
    let total = sum + low;
    let root = total.sqrt();
    let rest = (-root).mul_add(root, sum) + low;
    (root + rest / (2.0 * root)) * up
}

/// `math.fsum`: the exactly rounded sum.
pub fn fsum(numbers: &[f64]) -> Result<f64, Failure> {
    let mut partials: Vec<f64> = Vec::new();
    let (mut special, mut infinite) = (0.0, 0.0);
    for &number in numbers {
        let mut x = number;
        let mut kept = 0;
        for index in 0..partials.len() {
            let mut y = partials[index];
            if x.abs() < y.abs() {
                (x, y) = (y, x);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        partials.truncate(kept);
        if x != 0.0 {
            if x.is_finite() {
                partials.push(x);
            } else if number.is_finite() {
                return Err(Failure::overflow("intermediate overflow in fsum"));
            } else {
                if number.is_infinite() {
                    infinite += number;
                }
                special += number;
                partials.clear();
            }
        }
    }
    if special != 0.0 {
        if f64::is_nan(infinite) {
            return Err(Failure::value("-inf + inf in fsum"));
        }
        return Ok(special);
    }
    // Sum from the greatest; the last non-zero rest decides a tie.
    let Some(mut high) = partials.pop() else { return Ok(0.0) };
    let mut low = 0.0;
    while let Some(y) = partials.pop() {
        let x = high;
        high = x + y;
        low = y - (high - x);
        if low != 0.0 {
            break;
        }
    }
    if let Some(&next) = partials.last()
        && (low < 0.0 && next < 0.0 || low > 0.0 && next > 0.0)
    {
        let y = low * 2.0;
        let x = high + y;
        if y == x - high {
            high = x;
        }
    }
    Ok(high)
}

/// The function of that name.
pub fn unary(name: &str) -> Option<&'static Unary> {
    UNARY.binary_search_by_key(&name, |u| u.name).ok().map(|i| &UNARY[i])
}
