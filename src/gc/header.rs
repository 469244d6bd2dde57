//! The object header and the typed pointer to an object.

use std::cell::Cell;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Deref;

/// The first 8 bytes of every heap object. Machine code compares `shape` (offset 0).
#[repr(C)]
pub struct Header {
    /// What the object is: class and layout. For builtin kinds the kind's own number;
    /// changes only when an instance gains or loses an attribute.
    pub shape: Cell<u32>,
    /// How to trace and finalize it (`object::Kind` as a number).
    pub kind: u8,
    /// 0: not marked. Written by the collector only.
    pub mark: Cell<u8>,
    /// Size class of the cell, or [`Header::LARGE`].
    pub class: u8,
    /// Free for the object's kind (a string: interned, watched; a dict: watched; …).
    pub flags: Cell<u8>,
}

impl Header {
    /// `class` of an object that has an allocation of its own.
    pub const LARGE: u8 = 255;

    /// The header of a new object of that kind and shape; the heap fills in the size class.
    pub const fn new(shape: u32, kind: u8) -> Header {
        Header { shape: Cell::new(shape), kind, mark: Cell::new(0), class: 0, flags: Cell::new(0) }
    }
    /// The header of a new plain object of type `T`.
    pub const fn plain<T: Object>() -> Header {
        Header::new(T::KIND as u32, T::KIND)
    }
    /// The header word of a new object as machine code stores it.
    pub const fn word(shape: u32, kind: u8, class: u8) -> u64 {
        shape as u64 | (kind as u64) << 32 | (class as u64) << 48
    }
}

/// A type whose values live in the heap.
///
/// # Safety
/// `repr(C)`, with a [`Header`] as its first field, and `KIND` is the number under which
/// the heap's hooks trace and finalize exactly this type.
pub unsafe trait Object {
    /// The kind's number, which is also the shape id of a plain object of the kind.
    const KIND: u8;
}

/// A pointer to a heap object: `Copy`, never null. Good until the next safepoint unless the
/// collector can reach the object; see the module's rule 1. Objects keep what changes in
/// `Cell`s, so shared references are all that is ever made.
#[repr(transparent)]
pub struct Gc<T> {
    address: std::num::NonZeroUsize,
    object: PhantomData<*const T>,
}

impl<T> Gc<T> {
    /// The pointer from its address, which must be that of a live object of type `T`
    /// (not zero).
    #[inline(always)]
    pub fn from_address(address: usize) -> Gc<T> {
        debug_assert!(address != 0 && address.is_multiple_of(8));
        // SAFETY: callers pass the address of an object; checked in debug builds.
        Gc { address: unsafe { std::num::NonZeroUsize::new_unchecked(address) }, object: PhantomData }
    }
    /// Where the object is.
    #[inline(always)]
    pub fn address(self) -> usize {
        self.address.get()
    }
    /// The object as raw memory.
    #[inline(always)]
    pub fn as_ptr(self) -> *mut T {
        self.address.get() as *mut T
    }
    /// The same object under another type; the caller knows it is one.
    #[inline(always)]
    pub fn cast<U>(self) -> Gc<U> {
        Gc { address: self.address, object: PhantomData }
    }
    /// The object's header.
    #[inline(always)]
    pub fn header<'a>(self) -> &'a Header {
        // SAFETY: every heap object begins with a header (rule 2), and it is alive (rule 1).
        unsafe { &*(self.address.get() as *const Header) }
    }
}

impl<T> Clone for Gc<T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Gc<T> {}
impl<T> PartialEq for Gc<T> {
    #[inline(always)]
    fn eq(&self, other: &Self) -> bool {
        self.address == other.address
    }
}
impl<T> Eq for Gc<T> {}
impl<T> Hash for Gc<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.address.hash(state)
    }
}
impl<T> Deref for Gc<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: the address is that of a live `T` (`from_address`, rule 1).
        unsafe { &*(self.address.get() as *const T) }
    }
}
impl<T> fmt::Debug for Gc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "gc@{:x}", self.address)
    }
}
