//! What the collector calls per kind of object, and what it hands to them.

use super::{Gc, Header};

/// How the collector handles one kind of object. The object is of that kind and whole.
#[derive(Clone, Copy, Default)]
pub struct Hooks {
    /// Reports everything that the object refers to. `None`: it refers to nothing.
    pub trace: Option<fn(Gc<Header>, &mut Tracer<'_>)>,
    /// Frees what the object owns outside of the heap. `None`: nothing.
    pub drop: Option<fn(Gc<Header>)>,
    /// How many bytes it owns outside of the heap. `None`: none.
    pub external: Option<fn(Gc<Header>) -> usize>,
}

/// Marks what is reachable.
pub struct Tracer<'a> {
    pub(crate) work: &'a mut Vec<usize>,
    /// Objects that are to be looked at when all else is marked.
    pub(crate) deferred: &'a mut Vec<usize>,
    /// What the roots gave as context: hooks of higher floors cast it back.
    pub(crate) context: *const u8,
    /// Marks nothing, but shows all references: see `verify`.
    #[cfg(any(test, feature = "fuzzing"))]
    pub(crate) visit: Option<&'a mut dyn FnMut(usize)>,
}

impl Tracer<'_> {
    /// Reports a reference.
    #[inline(always)]
    pub fn object<T>(&mut self, object: Gc<T>) {
        #[cfg(any(test, feature = "fuzzing"))]
        if let Some(visit) = &mut self.visit {
            visit(object.address());
            return;
        }
        let header = object.header();
        if header.mark.get() == 0 {
            header.mark.set(1);
            self.work.push(object.address());
        }
    }
    /// Asks for [`Roots::revive`](super::Roots::revive) to look at the object.
    pub fn defer<T>(&mut self, object: Gc<T>) {
        #[cfg(any(test, feature = "fuzzing"))]
        if self.visit.is_some() {
            return;
        }
        self.deferred.push(object.address());
    }
    /// One of those objects, once each.
    pub fn take_deferred(&mut self) -> Option<Gc<Header>> {
        self.deferred.pop().map(Gc::from_address)
    }
    /// Whether all that was reported is marked, and what it refers to.
    pub fn is_idle(&self) -> bool {
        self.work.is_empty()
    }
    /// Whether the object has been found reachable so far; final in [`Roots::after_mark`].
    ///
    /// [`Roots::after_mark`]: super::Roots::after_mark
    pub fn is_marked<T>(&self, object: Gc<T>) -> bool {
        object.header().mark.get() != 0
    }
    /// The context that [`Roots::context`](super::Roots::context) gave.
    pub fn context(&self) -> *const u8 {
        self.context
    }
}
