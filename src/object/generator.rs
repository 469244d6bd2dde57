//! Generators, coroutines and asynchronous generators, and what awaiting some of them needs.
//!
//! ```text
//! header │ function … │ r0 r1 … r(live-1)      a suspended frame: its registers stand right behind the fixed part
//! ```
//!
//! 1. While it runs, its registers are in a frame of the VM's stack, and `live` is 0.
//! 2. `pc` is the instruction that it was suspended at (`Yield` or `YieldFrom`; the first one before it has begun): it
//!    goes on behind that, with what is sent in that instruction's `a`; what is thrown is raised at it.

use std::cell::Cell;

use crate::gc::{Gc, Header, Object};
use crate::object::{ClassId, Kind, Realm, Value};

/// What calling a function gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(u8)]
pub enum Flavor {
    /// What it returns.
    #[default]
    Plain,
    Generator,
    Coroutine,
    AsyncGenerator,
}

/// Where a generator is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Progress {
    Created,
    Suspended,
    Running,
    Finished,
}

/// How a resumption ended.
#[derive(Clone, Copy, Debug)]
pub enum Resumed {
    Yielded(Value),
    Returned(Value),
}

/// A function's frame that is suspended; see the module.
#[repr(C)]
pub struct GeneratorObject {
    pub header: Header,
    pub function: Value,
    /// The exception that it was handling when it was suspended, or unbound.
    pub handled: Cell<Value>,
    pub name: Cell<Value>,
    pub qualified_name: Cell<Value>,
    pub pc: Cell<u32>,
    /// How many registers it holds.
    pub live: Cell<u32>,
    pub flavor: Flavor,
    pub progress: Cell<Progress>,
    /// Of an asynchronous generator: it has yielded a value (not on behalf of what it awaits).
    pub yielded_value: Cell<bool>,
    /// Of an asynchronous generator: somebody awaits its next step; it has been closed.
    pub awaited: Cell<bool>,
    pub closed: Cell<bool>,
    /// A generator that can be awaited: its function was given to `types.coroutine`.
    pub awaitable: Cell<bool>,
    registers: [Value; 0],
}

/// What an [`AwaitableObject`] does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum AwaitableKind {
    /// `coroutine.__await__()`
    Coroutine,
    /// `generator.asend(value)` and `__anext__()`
    Send,
    /// `generator.athrow(value)`
    Throw,
    /// `generator.aclose()`
    Close,
    /// `anext(iterator, default)`: `target` is what `__anext__` returned, as an iterator.
    Next,
}

/// Awaits one step of a coroutine or asynchronous generator.
#[repr(C)]
pub struct AwaitableObject {
    pub header: Header,
    pub target: Value,
    /// What to send, what to throw, or the default.
    pub value: Value,
    pub kind: AwaitableKind,
    /// It has begun, and it is over.
    pub begun: Cell<bool>,
    pub over: Cell<bool>,
}

macro_rules! object {
    ($($name:ident = $kind:ident),* $(,)?) => {$(
        // SAFETY: `repr(C)`, header first, the kind is this type's alone.
        unsafe impl Object for $name { const KIND: u8 = Kind::$kind as u8; }
    )*};
}
object!(GeneratorObject = Generator, AwaitableObject = Awaitable);

impl GeneratorObject {
    /// The registers that it holds.
    pub fn registers<'a>(this: Gc<GeneratorObject>) -> &'a [Value] {
        // SAFETY: it was allocated with room for as many, and `live` of them are filled.
        unsafe { std::slice::from_raw_parts(Self::first_register(this), this.live.get() as usize) }
    }
    /// Where its registers begin.
    #[inline(always)]
    pub fn first_register(this: Gc<GeneratorObject>) -> *mut Value {
        // SAFETY: the registers stand right behind the fixed part.
        unsafe { this.as_ptr().add(1) as *mut Value }
    }
    /// It will not be resumed any more: drops what it holds.
    pub fn finish(&self) {
        self.progress.set(Progress::Finished);
        self.live.set(0);
        self.handled.set(Value::UNBOUND);
    }
    /// What it is called in messages.
    pub fn noun(&self) -> &'static str {
        match self.flavor {
            Flavor::Plain | Flavor::Generator => "generator",
            Flavor::Coroutine => "coroutine",
            Flavor::AsyncGenerator => "async generator",
        }
    }
}

pub(crate) fn class_of(generator: Gc<GeneratorObject>) -> ClassId {
    match generator.flavor {
        Flavor::Plain | Flavor::Generator => ClassId::Generator,
        Flavor::Coroutine => ClassId::Coroutine,
        Flavor::AsyncGenerator => ClassId::AsyncGenerator,
    }
}

pub(crate) fn awaitable_class(awaitable: Gc<AwaitableObject>) -> ClassId {
    match awaitable.kind {
        AwaitableKind::Coroutine => ClassId::CoroutineWrapper,
        AwaitableKind::Send => ClassId::AsyncGeneratorSend,
        AwaitableKind::Throw | AwaitableKind::Close => ClassId::AsyncGeneratorThrow,
        AwaitableKind::Next => ClassId::AsyncNextAwaitable,
    }
}

impl Realm {
    /// A generator with room for that many registers, of which none is filled.
    pub fn generator(
        &mut self,
        function: Value,
        flavor: Flavor,
        name: Value,
        qualified_name: Value,
        registers: usize,
    ) -> Gc<GeneratorObject> {
        let object = self.alloc_raw::<GeneratorObject>(size_of::<GeneratorObject>() + registers * 8);
        let header = object.header();
        let (shape, class, flags) = (header.shape.get(), header.class, header.flags.get());
        // SAFETY: just allocated with that size; the header keeps what the allocation wrote.
        unsafe {
            object.as_ptr().write(GeneratorObject {
                header: Header::plain::<GeneratorObject>(),
                function,
                handled: Cell::new(Value::UNBOUND),
                name: Cell::new(name),
                qualified_name: Cell::new(qualified_name),
                pc: Cell::new(0),
                live: Cell::new(0),
                flavor,
                progress: Cell::new(Progress::Created),
                yielded_value: Cell::new(false),
                awaited: Cell::new(false),
                closed: Cell::new(false),
                awaitable: Cell::new(false),
                registers: [],
            });
            *(object.as_ptr() as *mut u64) = Header::word(shape, GeneratorObject::KIND, class) | (flags as u64) << 56;
        }
        object
    }
    /// What awaits a step.
    pub fn awaitable(&mut self, kind: AwaitableKind, target: Value, value: Value) -> Value {
        let header = Header::plain::<AwaitableObject>();
        let (begun, over) = (Cell::new(false), Cell::new(false));
        Value::object(self.alloc(AwaitableObject { header, target, value, kind, begun, over }))
    }
}
