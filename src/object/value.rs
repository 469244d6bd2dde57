//! The value word.
//!
//! Every Python value is one NaN-boxed `u64`, split by its top 16 bits:
//!
//! ```text
//! 0000_pppp_pppp_pppp   heap pointer (8-aligned), or an immediate singleton (low bits 010)
//! 0001_.... – FFF9_..   f64: its bits + 2^48 (every NaN is canonical, so nothing reaches FFFA)
//! FFFF_iiii_iiii_iiii   int: the number − 2^47, for −2^47 ≤ number < 2^47
//! ```
//!
//! 1. A pointer's word is the pointer: a known heap object needs no unboxing.
//! 2. `is_int` is one unsigned compare with [`TAG_INT`]; `TAG_INT` is also −2^48, so
//!    boxing a float is `bits − TAG_INT` and needs no second constant.
//! 3. Boxing an int is one addition of [`INT_BIAS`]; the sum is at or above `TAG_INT`
//!    exactly if the number fits, so the range check is that same compare.
//! 4. The word 0 is no Python value: it marks an unbound local or an absent argument.
//! 5. Two ints, or two immediates, are the same value if and only if their words are equal.
//!    An int outside 48 bits is a heap integer, and never one that would fit 48 bits.

use crate::gc::{Gc, Header};
use crate::object::Kind;

/// Words at or above are ints. As a signed number −2^48.
pub const TAG_INT: u64 = 0xFFFF_0000_0000_0000;
/// Added (wrapping) to a number to box it as an int: −2^47.
pub const INT_BIAS: u64 = 0xFFFF_8000_0000_0000;
/// Added to the bits of an f64 to box it: 2^48.
pub const FLOAT_BIAS: u64 = 0x0001_0000_0000_0000;
/// `word − FLOAT_BIAS` is below this exactly for floats (pointers wrap around above it).
pub const FLOAT_LIMIT: u64 = 0xFFF9_0000_0000_0000;
/// A word is a heap pointer if it is not 0 and has none of these bits.
pub const NOT_POINTER_MASK: u64 = 0xFFFF_0000_0000_0007;
/// The least int that is immediate.
pub const INT_MIN: i64 = -(1 << 47);
/// The greatest int that is immediate.
pub const INT_MAX: i64 = (1 << 47) - 1;

/// One Python value, or [`Value::UNBOUND`]. `Copy`; the collector finds values in frames
/// and objects, so one held by Rust code is good until the next safepoint.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
#[repr(transparent)]
pub struct Value(u64);

impl Value {
    /// No value: an unbound local, an empty slot, an absent argument.
    pub const UNBOUND: Value = Value(0);
    /// `None`.
    pub const NONE: Value = Value(0x02);
    /// `False`.
    pub const FALSE: Value = Value(0x0A);
    /// `True`: `FALSE` + 8, so that a raw 0/1 is boxed by one `lea`.
    pub const TRUE: Value = Value(0x12);
    /// `Ellipsis`.
    pub const ELLIPSIS: Value = Value(0x1A);
    /// `NotImplemented`.
    pub const NOT_IMPLEMENTED: Value = Value(0x22);

    /// The word itself.
    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.0
    }
    /// A value from its word: the inverse of [`bits`](Self::bits). The word must be one
    /// that `bits` gave (or 0) and, if a pointer, its object must be alive.
    #[inline(always)]
    pub const fn from_bits(bits: u64) -> Value {
        Value(bits)
    }
    /// `True` or `False`.
    #[inline(always)]
    pub const fn bool(b: bool) -> Value {
        Value(0x0A + 8 * b as u64)
    }
    /// A float; every NaN becomes one of the two canonical ones.
    #[inline(always)]
    pub fn float(f: f64) -> Value {
        let bits = if f.is_nan() { f.to_bits() & (1 << 63) | 0x7FF8_0000_0000_0000 } else { f.to_bits() };
        Value(bits.wrapping_add(FLOAT_BIAS))
    }
    /// An int, if it is immediate.
    #[inline(always)]
    pub const fn small_int(i: i64) -> Option<Value> {
        let word = (i as u64).wrapping_add(INT_BIAS);
        if word >= TAG_INT { Some(Value(word)) } else { None }
    }
    /// An int known to be immediate (an index, a length, a character).
    #[inline(always)]
    pub const fn int(i: i64) -> Value {
        debug_assert!(i >= INT_MIN && i <= INT_MAX);
        Value((i as u64).wrapping_add(INT_BIAS))
    }
    /// A heap object as a value.
    #[inline(always)]
    pub fn object<T>(object: Gc<T>) -> Value {
        Value(object.address() as u64)
    }

    /// Whether this is [`UNBOUND`](Self::UNBOUND).
    #[inline(always)]
    pub const fn is_unbound(self) -> bool {
        self.0 == 0
    }
    /// Whether this is `None`.
    #[inline(always)]
    pub const fn is_none(self) -> bool {
        self.0 == Value::NONE.0
    }
    /// Whether this is an immediate int (`bool` is not).
    #[inline(always)]
    pub const fn is_int(self) -> bool {
        self.0 >= TAG_INT
    }
    /// Whether this is a float.
    #[inline(always)]
    pub const fn is_float(self) -> bool {
        self.0.wrapping_sub(FLOAT_BIAS) < FLOAT_LIMIT
    }
    /// Whether this is `True` or `False`.
    #[inline(always)]
    pub const fn is_bool(self) -> bool {
        self.0 == Value::FALSE.0 || self.0 == Value::TRUE.0
    }
    /// Whether this is a heap object.
    #[inline(always)]
    pub const fn is_object(self) -> bool {
        self.0 & NOT_POINTER_MASK == 0 && self.0 != 0
    }
    /// The number, if this is an immediate int.
    #[inline(always)]
    pub const fn as_int(self) -> Option<i64> {
        if self.is_int() { Some(self.int_unchecked()) } else { None }
    }
    /// The number of a word known to be an int; of any other word, garbage (but safe).
    #[inline(always)]
    pub const fn int_unchecked(self) -> i64 {
        self.0.wrapping_sub(INT_BIAS) as i64
    }
    /// The number, if this is a float.
    #[inline(always)]
    pub fn as_float(self) -> Option<f64> {
        if self.is_float() { Some(self.float_unchecked()) } else { None }
    }
    /// The number of a word known to be a float; of any other word, garbage (but safe).
    #[inline(always)]
    pub const fn float_unchecked(self) -> f64 {
        f64::from_bits(self.0.wrapping_sub(FLOAT_BIAS))
    }
    /// The truth value, if this is a bool.
    #[inline(always)]
    pub const fn as_bool(self) -> Option<bool> {
        match self {
            Value::TRUE => Some(true),
            Value::FALSE => Some(false),
            _ => None,
        }
    }
    /// The header of the heap object, if it is one.
    #[inline(always)]
    pub fn as_object(self) -> Option<Gc<Header>> {
        if self.is_object() { Some(Gc::from_address(self.0 as usize)) } else { None }
    }
    /// The kind of the heap object; `None` for immediates.
    #[inline(always)]
    pub fn kind(self) -> Option<Kind> {
        self.as_object().map(Kind::of)
    }
    /// The object, if this is one of type `T` (a `frozenset` is no `SetObject` here).
    #[inline(always)]
    pub fn cast<T: crate::gc::Object>(self) -> Option<Gc<T>> {
        match self.as_object() {
            Some(object) if object.header().kind == T::KIND => Some(object.cast()),
            _ => None,
        }
    }
    /// Whether this is a heap object of that kind.
    #[inline(always)]
    pub fn is(self, kind: Kind) -> bool {
        self.kind() == Some(kind)
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(i) = self.as_int() {
            write!(f, "{i}")
        } else if let Some(x) = self.as_float() {
            write!(f, "{x:?}")
        } else {
            match *self {
                Value::UNBOUND => f.write_str("unbound"),
                Value::NONE => f.write_str("None"),
                Value::FALSE => f.write_str("False"),
                Value::TRUE => f.write_str("True"),
                Value::ELLIPSIS => f.write_str("Ellipsis"),
                Value::NOT_IMPLEMENTED => f.write_str("NotImplemented"),
                other => write!(f, "object@{:x}", other.0),
            }
        }
    }
}
