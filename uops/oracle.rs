//! How reference semantics are run: operands as words, memory as it is.

use crate::gc::{Gc, Header};
use crate::object::realm::Machine;
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
    /// Keeps values alive until [`release`](Self::release) gets what this returns: arbitrary code may run.
    pub fn keep(&mut self, values: impl Iterator<Item = Value>) -> usize {
        if self.realm.is_null() {
            return 0;
        }
        // SAFETY: `realm` is alive while a trace runs, and nobody else uses it now.
        let realm = unsafe { &mut *self.realm };
        let mark = realm.root_mark();
        realm.roots.extend(values);
        mark
    }
    /// See [`keep`](Self::keep).
    pub fn release(&mut self, mark: usize) {
        if !self.realm.is_null() {
            // SAFETY: as in `keep`.
            unsafe { &mut *self.realm }.unroot(mark);
        }
    }
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
    /// The byte at `address + offset`.
    pub fn load8(&self, address: u64, offset: i64) -> u8 {
        // SAFETY: as in `load`.
        unsafe { *((address as i64 + offset) as *const u8) }
    }
    /// The 16-bit word at `address + offset`.
    pub fn load16(&self, address: u64, offset: i64) -> u16 {
        // SAFETY: as in `load`.
        unsafe { ((address as i64 + offset) as *const u16).read_unaligned() }
    }
    /// Writes the byte at `address + offset`.
    pub fn store8(&mut self, address: u64, offset: i64, byte: u8) {
        // SAFETY: as in `store`.
        unsafe { *((address as i64 + offset) as *mut u8) = byte }
    }
    /// Writes the 16-bit word at `address + offset`.
    pub fn store16(&mut self, address: u64, offset: i64, word: u16) {
        // SAFETY: as in `store`.
        unsafe { ((address as i64 + offset) as *mut u16).write_unaligned(word) }
    }
    /// The 32-bit word at `address + offset`.
    pub fn load32(&self, address: u64, offset: i64) -> u32 {
        // SAFETY: as in `load`.
        unsafe { *((address as i64 + offset) as *const u32) }
    }
    /// Writes the 32-bit word at `address + offset`.
    pub fn store32(&mut self, address: u64, offset: i64, word: u32) {
        // SAFETY: as in `store`.
        unsafe { *((address as i64 + offset) as *mut u32) = word }
    }
    /// Writes the word at `address + offset`.
    pub fn store(&mut self, address: u64, offset: i64, word: u64) {
        // SAFETY: uops write fields of objects that guards have proven.
        unsafe { *((address as i64 + offset) as *mut u64) = word }
    }
}

impl Machinery {
    fn machine(&mut self) -> &mut Machine {
        // SAFETY: `realm` is alive while a trace runs, and nobody else has a reference into it then.
        unsafe { &mut (*self.realm).machine }
    }
    /// Counts frames, if they fit.
    pub fn enter_frames(&mut self, count: u32, slot: i32) -> bool {
        let top = self.base.wrapping_offset(slot as isize);
        let machine = self.machine();
        let depth = machine.depth.wrapping_add(count);
        if depth > machine.depth_limit || top > machine.stack_end {
            return false;
        }
        machine.depth = depth;
        true
    }
    /// Takes frames back.
    pub fn leave_frames(&mut self, count: i32) {
        let machine = self.machine();
        machine.depth = machine.depth.wrapping_sub(count as u32);
    }
    /// A cell of the size class that the header word names, and its header written; 0 if there is no memory.
    pub fn allocate(&mut self, header: u64) -> u64 {
        let class = (header >> 48) as u8 as usize;
        let machine = self.machine();
        let mut cell = machine.free[class] as u64;
        if cell == 0 {
            cell = (machine.calls.allocate)(self.realm, header, 0);
            if cell == 0 {
                return 0;
            }
        } else {
            let next = self.load(cell, 8);
            self.machine().free[class] = next as *mut u8;
        }
        self.store(cell, 0, header);
        self.store(cell, 8, 0);
        cell
    }
    /// Puts an argument where [`call_with`](Self::call_with) finds it.
    pub fn set_argument(&mut self, index: u32, value: Value) {
        self.machine().arguments[index as usize] = value;
    }
    /// Lets the interpreter run the instruction at `pc` of the frame at `slot`.
    pub fn interpret_one(&mut self, pc: u32, slot: i32) -> u64 {
        let base = self.base.wrapping_offset(slot as isize);
        let realm = self.realm;
        let calls = self.machine().calls;
        (calls.interpret_one)(realm, base, pc)
    }
    /// Calls `extern "C" fn(*mut Realm, u64, u64) -> u64` with a number of arguments.
    pub fn call_with(&mut self, address: u64, what: u64, count: u64) -> u64 {
        self.call2(address, what, count)
    }
    /// Calls `extern "C" fn(f64) -> f64`.
    pub fn call_float1(&self, address: u64, a: f64) -> f64 {
        // SAFETY: the recorder puts addresses of such functions there and no others.
        unsafe { std::mem::transmute::<u64, extern "C" fn(f64) -> f64>(address)(a) }
    }
    /// Calls `extern "C" fn(f64, f64) -> f64`.
    pub fn call_float2(&self, address: u64, a: f64, b: f64) -> f64 {
        // SAFETY: as in `call_float1`.
        unsafe { std::mem::transmute::<u64, extern "C" fn(f64, f64) -> f64>(address)(a, b) }
    }
    /// Calls `extern "C" fn(*mut Realm, u64) -> u64`.
    pub fn call1(&mut self, address: u64, a: u64) -> u64 {
        // SAFETY: as in `call_float1`.
        unsafe { std::mem::transmute::<u64, extern "C" fn(*mut Realm, u64) -> u64>(address)(self.realm, a) }
    }
    /// Calls `extern "C" fn(*mut Realm, u64, u64) -> u64`.
    pub fn call2(&mut self, address: u64, a: u64, b: u64) -> u64 {
        // SAFETY: as in `call_float1`.
        unsafe { std::mem::transmute::<u64, extern "C" fn(*mut Realm, u64, u64) -> u64>(address)(self.realm, a, b) }
    }
    /// Calls `extern "C" fn(*mut Realm, u64, u64, u64) -> u64`.
    pub fn call3(&mut self, address: u64, a: u64, b: u64, c: u64) -> u64 {
        // SAFETY: as in `call_float1`.
        unsafe {
            std::mem::transmute::<u64, extern "C" fn(*mut Realm, u64, u64, u64) -> u64>(address)(self.realm, a, b, c)
        }
    }
}
