//! Ints of any size: immediates where they fit 48 bits, else heap integers.
//!
//! 1. A heap integer never fits 48 bits: [`Realm::big`] is the only way to make one.
//! 2. A bool is an int here: True is 1.

use std::cmp::Ordering;

use dashu_int::IBig;
use dashu_int::ops::{BitTest, DivRemEuclid};

use crate::gc::{Gc, Header, Object};
use crate::object::{ClassId, Kind, PyResult, Realm, Value};

/// An int outside 48 bits.
#[repr(C)]
pub struct BigIntObject {
    pub header: Header,
    pub value: IBig,
}

// SAFETY: `repr(C)`, header first, the kind is this type's alone.
unsafe impl Object for BigIntObject {
    const KIND: u8 = Kind::BigInt as u8;
}

impl BigIntObject {
    pub(crate) fn external(&self) -> usize {
        self.value.bit_len() / 8
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
            IntRef::Big(b) => b.to_f64().value(),
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
        IntRef::Big(unsafe { &(*object.as_ptr()).value })
    })
}

impl Realm {
    /// An int.
    #[inline]
    pub fn int(&mut self, number: i64) -> Value {
        match Value::small_int(number) {
            Some(value) => value,
            None => self.big(IBig::from(number)),
        }
    }
    /// An int of any size.
    pub fn big(&mut self, number: IBig) -> Value {
        if let Ok(small) = i64::try_from(&number)
            && let Some(value) = Value::small_int(small)
        {
            return value;
        }
        self.external_grown(number.bit_len() / 8);
        Value::object(self.alloc(BigIntObject { header: Header::plain::<BigIntObject>(), value: number }))
    }
    /// Whether an int is below 0; of anything else, false.
    pub fn int_is_negative(&self, value: Value) -> bool {
        int_value(value).is_some_and(|i| i.is_negative())
    }
}
