//! Panics in functions that machine code calls: none gets into machine code, each becomes an error.
//!
//! In: the body of such a function. Out: its answer; or the error [`MachineError`], which unwinds from where the trace
//! was entered, as if that had failed, up to the call of the VM.
//!
//! ```text
//! extern "C" fn str_equal(realm: *mut Realm, left: u64, right: u64) -> u64 {
//!     caught(StrEqual, realm, || (left == right || …) as u64)
//! }
//! ```
//!
//! 1. Machine code is left by `machine.abandon`, which drops the native frame of the trace and all that stands on it:
//!    machine code, and the frame of the function here, which owns nothing any more.
//! 2. Oracles call the same functions from Rust, while no machine code runs in their VM (`machine.abandon` is not set), or
//!    without a realm: for them the error waits in a cell of the thread, and they raise it when the function has returned.
//! 3. Functions of floats have no realm: they answer NaN, and the error waits until the trace is left.
//! 4. Every function that templates call, by its address or through [`MachineCalls`](crate::object::realm::MachineCalls),
//!    goes through here, under a name of its own ([`Entry`]). Tests let each of them panic.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::object::Realm;

/// What was found wrong, or panicked, below a trace. As the payload of an unwinding it goes up to whoever called the VM.
#[derive(Debug)]
pub struct MachineError(pub String);

impl MachineError {
    /// From what a panic brought.
    pub fn from_panic(name: &str, panic: Box<dyn Any + Send>) -> MachineError {
        let text = match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
            (Some(text), _) => text,
            (_, Some(text)) => text.as_str(),
            _ => match panic.downcast::<MachineError>() {
                Ok(error) => return *error,
                Err(_) => "a panic",
            },
        };
        MachineError(format!("{name}: {text}"))
    }
}

thread_local! {
    static IS_WAITING: Cell<bool> = const { Cell::new(false) };
    static WAITING: RefCell<Option<MachineError>> = const { RefCell::new(None) };
}

/// The error that waits, if one does.
#[inline]
pub fn take_waiting() -> Option<MachineError> {
    if IS_WAITING.replace(false) { WAITING.take() } else { None }
}

/// Runs the body of a function that machine code calls.
#[inline(always)]
pub fn caught(entry: Entry, realm: *mut Realm, body: impl FnOnce() -> u64) -> u64 {
    match catch_unwind(AssertUnwindSafe(|| {
        here(entry);
        body()
    })) {
        Ok(word) => word,
        Err(panic) => failed(entry, realm, panic),
    }
}

/// The same for a function of floats.
#[inline(always)]
pub fn caught_float(entry: Entry, body: impl FnOnce() -> f64) -> f64 {
    match catch_unwind(AssertUnwindSafe(|| {
        here(entry);
        body()
    })) {
        Ok(number) => number,
        Err(panic) => {
            wait(MachineError::from_panic(entry.name(), panic));
            f64::NAN
        }
    }
}

fn wait(error: MachineError) {
    WAITING.replace(Some(error));
    IS_WAITING.set(true);
}

#[cold]
fn failed(entry: Entry, realm: *mut Realm, panic: Box<dyn Any + Send>) -> u64 {
    wait(MachineError::from_panic(entry.name(), panic));
    if !realm.is_null() {
        // SAFETY: machine code and oracles pass their VM's realm, and nobody else uses it now.
        let machine = unsafe { &(*realm).machine };
        if let Some(abandon) = machine.abandon {
            // SAFETY: set while machine code runs, which is what called (rule 2). Nothing that has to be dropped stands
            // between here and there: the panic has been unwound.
            unsafe { abandon(machine.activation) }
        }
    }
    0
}

macro_rules! entries {
    ($($name:ident,)*) => {
        /// A function that machine code calls.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum Entry { $($name,)* }

        impl Entry {
            /// All of them.
            pub const ALL: &'static [Entry] = &[$(Entry::$name,)*];
            /// Its name, for messages.
            pub const fn name(self) -> &'static str {
                match self { $(Entry::$name => stringify!($name),)* }
            }
        }
    };
}
entries! {
    StrConcat, StrEqual, DictGet, DictHas, DictSet, RangeMake, ListAppend, Allocate, InterpretOne, Leave,
    FloatPow, FloatPowHalf, FloatMod, FloatFloorDiv, FloatFunction,
    GetItem, Contains, Truth, Iter, Negate, Invert, Slice, GetSlice, SetSlice, Format, Binary, Compare, StrChar, Next,
    Tuple2, Tuple3, BoundMethod, Super, BuildTuple, BuildList, BuildSet, BuildDict, BuildString, CallNative, ChangeDict,
    Construct, SetItem, DelItem, ListExtend, SetAdd, Generator,
}

/// Panics on purpose, for tests.
#[cfg(any(test, feature = "fuzzing"))]
pub mod inject {
    use super::Entry;
    use std::cell::Cell;

    thread_local! {
        static PANICS: Cell<Option<Entry>> = const { Cell::new(None) };
        static CALLED: Cell<u64> = const { Cell::new(0) };
    }
    const _: () = assert!(Entry::ALL.len() <= 64);

    /// The function panics the next time that this thread calls it.
    pub fn arm(entry: Option<Entry>) {
        PANICS.set(entry);
    }
    /// Whether it has not panicked yet.
    pub fn is_armed() -> bool {
        PANICS.get().is_some()
    }
    /// The functions that this thread has called.
    pub fn called(entry: Entry) -> bool {
        CALLED.get() >> entry as u8 & 1 != 0
    }
    /// Where a function begins.
    pub fn here(entry: Entry) {
        CALLED.set(CALLED.get() | 1 << entry as u8);
        if PANICS.get() == Some(entry) {
            PANICS.set(None);
            panic!("injected");
        }
    }
}
#[cfg(any(test, feature = "fuzzing"))]
pub use inject::here;
/// Where a function begins: tests let it panic.
#[cfg(not(any(test, feature = "fuzzing")))]
#[inline(always)]
pub fn here(_: Entry) {}
