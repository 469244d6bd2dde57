//! Exceptions: instances whose first slots are fixed, and how Rust code raises them.
//!
//! ```text
//! return Err(cx.type_error(format!("'{name}' object is not callable")));
//! ```

use crate::gc::{Gc, Header, Object};
use crate::object::{ClassId, ClassObject, InstanceObject, Kind, Name, Raised, Realm, TupleObject, Value};
use std::cell::Cell;

/// The first slots of every exception, in this order.
pub const FIXED_SLOTS: [Name; 5] = [Name::Args, Name::Traceback, Name::Cause, Name::Context, Name::SuppressContext];

/// Slot of `args`, a tuple.
pub const ARGS: u32 = 0;
/// Slot of `__traceback__`: a traceback or None.
pub const TRACEBACK: u32 = 1;
/// Slot of `__cause__`.
pub const CAUSE: u32 = 2;
/// Slot of `__context__`.
pub const CONTEXT: u32 = 3;
/// Slot of `__suppress_context__`.
pub const SUPPRESS_CONTEXT: u32 = 4;

/// One frame that an exception passed. The first is where it was caught, `next` leads to where it was
/// raised.
#[repr(C)]
pub struct TracebackObject {
    pub header: Header,
    /// The function that ran (`Kind::Function`).
    pub function: Value,
    /// Where in its code.
    pub pc: u32,
    pub line: u32,
    /// A traceback or None.
    pub next: Cell<Value>,
}

// SAFETY: `repr(C)`, header first, the kind is this type's alone.
unsafe impl Object for TracebackObject {
    const KIND: u8 = Kind::Traceback as u8;
}

impl Realm {
    /// A traceback entry.
    pub fn traceback(&mut self, function: Value, pc: u32, line: u32, next: Value) -> Gc<TracebackObject> {
        let header = Header::plain::<TracebackObject>();
        self.alloc(TracebackObject { header, function, pc, line, next: Cell::new(next) })
    }
    /// A new exception of that class with those arguments; `__init__` is not called.
    pub fn new_exception(&mut self, class: Gc<ClassObject>, args: &[Value]) -> Gc<InstanceObject> {
        debug_assert!(class.is_exception);
        let instance = self.new_instance(class);
        let args = self.tuple(args);
        self.set_slot(instance, ARGS, args);
        for slot in [TRACEBACK, CAUSE, CONTEXT] {
            self.set_slot(instance, slot, Value::NONE);
        }
        self.set_slot(instance, SUPPRESS_CONTEXT, Value::FALSE);
        instance
    }
    /// An exception of a builtin class with a message (none if empty), ready to be returned as error.
    #[cold]
    pub fn raise(&mut self, class: ClassId, message: impl AsRef<str>) -> Raised {
        let class = self.class(class);
        let message = message.as_ref();
        if message.is_empty() {
            return Raised(self.new_exception(class, &[]));
        }
        let text = self.str(message);
        Raised(self.new_exception(class, &[text]))
    }
    /// The same with any arguments.
    #[cold]
    pub fn raise_with(&mut self, class: ClassId, args: &[Value]) -> Raised {
        let class = self.class(class);
        Raised(self.new_exception(class, args))
    }
    /// TypeError.
    #[cold]
    pub fn type_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.raise(ClassId::TypeError, message)
    }
    /// ValueError.
    #[cold]
    pub fn value_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.raise(ClassId::ValueError, message)
    }
    /// IndexError.
    #[cold]
    pub fn index_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.raise(ClassId::IndexError, message)
    }
    /// KeyError of a key.
    #[cold]
    pub fn key_error(&mut self, key: Value) -> Raised {
        self.raise_with(ClassId::KeyError, &[key])
    }
    /// OverflowError.
    #[cold]
    pub fn overflow_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.raise(ClassId::OverflowError, message)
    }
    /// ZeroDivisionError.
    #[cold]
    pub fn zero_division(&mut self, message: impl AsRef<str>) -> Raised {
        self.raise(ClassId::ZeroDivisionError, message)
    }
    /// MemoryError.
    #[cold]
    pub fn memory_error(&mut self) -> Raised {
        self.raise(ClassId::MemoryError, "")
    }
    /// AttributeError with its `name` and `obj`.
    #[cold]
    pub fn attribute_error(&mut self, message: impl AsRef<str>, object: Value, name: Value) -> Raised {
        let raised = self.raise(ClassId::AttributeError, message);
        for (key, value) in [(Name::NameAttr, name), (Name::Obj, object)] {
            let key = self.name(key);
            self.instance_set(raised.0, key, value);
        }
        raised
    }
    /// Whether a raised exception is of that builtin class or below it.
    pub fn is_exception(&self, raised: Raised, class: ClassId) -> bool {
        let own = self.shape_of(raised.0).class;
        self.is_builtin_subclass(own, class)
    }
    /// The exception's `args`.
    pub fn exception_args<'a>(&self, exception: Gc<InstanceObject>) -> &'a [Value] {
        self.get_slot(exception, ARGS).cast::<TupleObject>().map_or(&[], TupleObject::items)
    }
    /// The value as an exception, if it is one.
    pub fn as_exception(&self, value: Value) -> Option<Gc<InstanceObject>> {
        value.cast::<InstanceObject>().filter(|i| self.shape_of(*i).class.is_exception)
    }
}
