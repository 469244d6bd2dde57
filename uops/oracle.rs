//! How reference semantics are run: operands as words, memory as it is.

use crate::gc::{Gc, Header};
use crate::object::{Realm, Value};
use crate::uops::ExitReason;

/// What oracles work on besides their operands: the same memory that machine code works on.
pub struct Machinery {
    /// The VM, as [`x64::VM`](crate::uops::x64::VM) points at it.
    pub realm: *mut Realm,
    /// Register 0 of the root frame.
    pub base: *mut Value,
}

/// The trace is left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Left(pub ExitReason);

/// The result word (0 if there is none), or the exit.
pub type Outcome = Result<u64, Left>;

/// A Rust type that stands for a [`Type`](crate::uops::Type).
pub trait Word {
    fn from_word(word: u64) -> Self;
    fn word(self) -> u64;
}
impl Word for Value {
    fn from_word(word: u64) -> Self {
        Value::from_bits(word)
    }
    fn word(self) -> u64 {
        self.bits()
    }
}
impl Word for Gc<Header> {
    fn from_word(word: u64) -> Self {
        Gc::from_address(word as usize)
    }
    fn word(self) -> u64 {
        self.address() as u64
    }
}
impl Word for i64 {
    fn from_word(word: u64) -> Self {
        word as i64
    }
    fn word(self) -> u64 {
        self as u64
    }
}
impl Word for u64 {
    fn from_word(word: u64) -> Self {
        word
    }
    fn word(self) -> u64 {
        self
    }
}
impl Word for f64 {
    fn from_word(word: u64) -> Self {
        f64::from_bits(word)
    }
    fn word(self) -> u64 {
        self.to_bits()
    }
}
impl Word for bool {
    fn from_word(word: u64) -> Self {
        word != 0
    }
    fn word(self) -> u64 {
        self as u64
    }
}

/// What an oracle's block may evaluate to: a result, nothing, or either with an exit.
pub trait IntoOutcome {
    fn into_outcome(self) -> Outcome;
}
impl<T: Word> IntoOutcome for T {
    fn into_outcome(self) -> Outcome {
        Ok(self.word())
    }
}
impl IntoOutcome for () {
    fn into_outcome(self) -> Outcome {
        Ok(0)
    }
}
impl<T: Word> IntoOutcome for Result<T, Left> {
    fn into_outcome(self) -> Outcome {
        self.map(Word::word)
    }
}
impl IntoOutcome for Result<(), Left> {
    fn into_outcome(self) -> Outcome {
        self.map(|()| 0)
    }
}

impl Machinery {
    /// Register `slot` of the root frame.
    pub fn slot(&self, slot: i32) -> Value {
        // SAFETY: `base` is a frame's base, and traces name only slots inside the stack.
        unsafe { *self.base.offset(slot as isize) }
    }
    /// Writes register `slot` of the root frame.
    pub fn set_slot(&mut self, slot: i32, value: Value) {
        // SAFETY: as in `slot`.
        unsafe { *self.base.offset(slot as isize) = value }
    }
    /// Whether a safepoint must stop.
    pub fn pending(&self) -> bool {
        // SAFETY: `realm` is alive while a trace runs.
        unsafe { (*self.realm).machine.pending.load(std::sync::atomic::Ordering::Relaxed) != 0 }
    }
    /// The word at `address + offset`.
    pub fn load(&self, address: u64, offset: i64) -> u64 {
        // SAFETY: uops read fields of objects that guards have proven.
        unsafe { *((address as i64 + offset) as *const u64) }
    }
    /// The 32-bit word at `address + offset`.
    pub fn load32(&self, address: u64, offset: i64) -> u32 {
        // SAFETY: as in `load`.
        unsafe { *((address as i64 + offset) as *const u32) }
    }
    /// Writes the word at `address + offset`.
    pub fn store(&mut self, address: u64, offset: i64, word: u64) {
        // SAFETY: uops write fields of objects that guards have proven.
        unsafe { *((address as i64 + offset) as *mut u64) = word }
    }
}

impl Machinery {
    /// The function at that address.
    pub fn float_function(&self, address: u64) -> extern "C" fn(f64) -> f64 {
        // SAFETY: the recorder puts addresses of such functions there and no others.
        unsafe { std::mem::transmute::<u64, extern "C" fn(f64) -> f64>(address) }
    }
}
