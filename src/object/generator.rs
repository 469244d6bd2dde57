//! Generators, coroutines and asynchronous generators, and what awaiting some of them needs.
//!
//! ```text
//! header │ function … │ r0 r1 … r(live-1)      a suspended frame: its registers stand right behind the fixed part
//! ```
//!
//! 1. While it runs, its registers are in a frame of the VM's stack, and it holds none.
//! 2. `pc` is the instruction that it was suspended at (`Yield` or `YieldFrom`; the first one before it has begun): it
//!    goes on behind that, with what is sent in that instruction's `a`; what is thrown is raised at it.
//! 3. `pc` and `live` are one word to machine code, which says all about the generator's progress.
//! 4. A generator that delegates (`yield from`, `await`) is resumed by resuming the last one of those delegated to, its
//!    `leaf`, directly: all others stay suspended until that one returns or raises. `leaf` is right if it is suspended
//!    and its `root` is this generator; whoever resumes a leaf says so in all generators on the way to it.

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
    pc: Cell<u32>,
    /// How many registers it holds; and [`BUSY`] or [`FINISHED`].
    live: Cell<u32>,
    pub name: Cell<Value>,
    pub qualified_name: Cell<Value>,
    /// The generator that this one is the leaf of, which delegates to it, and the one in between or that very one;
    /// unbound if it has not been resumed on behalf of another one.
    pub root: Cell<Value>,
    pub delegator: Cell<Value>,
    /// The last one of those that it delegates to, as last seen; or unbound.
    pub leaf: Cell<Value>,
    /// How many delegations it is away from its root.
    pub distance: Cell<u32>,
    pub flavor: Flavor,
    /// Of an asynchronous generator: it has yielded a value (not on behalf of what it awaits).
    pub yielded_value: Cell<bool>,
    /// Of an asynchronous generator: somebody awaits its next step; it has been closed.
    pub awaited: Cell<bool>,
    pub closed: Cell<bool>,
    /// A generator that can be awaited: its function was given to `types.coroutine`.
    pub awaitable: Cell<bool>,
    registers: [Value; 0],
}

/// In `live`: it runs, or an exception is being thrown into what it delegates to.
const BUSY: u32 = 1 << 31;
/// In `live`: it will not run any more.
const FINISHED: u32 = 1 << 30;

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
        // SAFETY: it was allocated with room for as many, and so many of them are filled.
        unsafe { std::slice::from_raw_parts(Self::first_register(this), this.live()) }
    }
    /// Where its registers begin.
    #[inline(always)]
    pub fn first_register(this: Gc<GeneratorObject>) -> *mut Value {
        // SAFETY: the registers stand right behind the fixed part.
        unsafe { this.as_ptr().add(1) as *mut Value }
    }
    /// Where it is.
    #[inline(always)]
    pub fn progress(&self) -> Progress {
        match self.live.get() {
            live if live & BUSY != 0 => Progress::Running,
            live if live & FINISHED != 0 => Progress::Finished,
            _ if self.pc.get() == 0 => Progress::Created,
            _ => Progress::Suspended,
        }
    }
    /// The instruction that it was suspended at.
    #[inline(always)]
    pub fn pc(&self) -> u32 {
        self.pc.get()
    }
    /// How many registers it holds.
    #[inline(always)]
    pub fn live(&self) -> usize {
        (self.live.get() & !(BUSY | FINISHED)) as usize
    }
    /// The word that `pc` and `live` are: of a generator that can be resumed.
    pub const fn place(pc: u32, live: usize) -> u64 {
        pc as u64 | (live as u64) << 32
    }
    /// Where that word is.
    pub const PLACE_OFFSET: usize = std::mem::offset_of!(GeneratorObject, pc);
    /// That word while it runs, and when it is over.
    pub const RUNNING_PLACE: u64 = (BUSY as u64) << 32;
    pub const FINISHED_PLACE: u64 = (FINISHED as u64) << 32;
    /// It has been given its first registers.
    pub fn hold(&self, live: usize) {
        self.live.set(live as u32);
    }
    /// It runs: its registers are elsewhere.
    #[inline(always)]
    pub fn run(&self) {
        self.live.set(BUSY);
    }
    /// It has been given its registers back.
    #[inline(always)]
    pub fn suspend(&self, pc: u32, live: usize) {
        self.pc.set(pc);
        self.live.set(live as u32);
    }
    /// An exception is being thrown into what it delegates to, or no more.
    pub fn set_throwing(&self, throwing: bool) {
        self.live.set(if throwing { self.live.get() | BUSY } else { self.live.get() & !BUSY });
    }
    /// It will not be resumed any more: drops what it holds.
    pub fn finish(&self) {
        self.live.set(FINISHED);
        for cell in [&self.handled, &self.root, &self.delegator, &self.leaf] {
            cell.set(Value::UNBOUND);
        }
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
                pc: Cell::new(0),
                live: Cell::new(0),
                name: Cell::new(name),
                qualified_name: Cell::new(qualified_name),
                root: Cell::new(Value::UNBOUND),
                delegator: Cell::new(Value::UNBOUND),
                leaf: Cell::new(Value::UNBOUND),
                distance: Cell::new(0),
                flavor,
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
