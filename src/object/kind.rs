//! The kinds of heap object.

use crate::gc::{Gc, Header};

macro_rules! kinds {
    ($($(#[$meta:meta])* $name:ident $python:literal,)*) => {
        /// What a heap object is, for tracing and for a first dispatch. Also the shape id of
        /// plain objects of that kind.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum Kind { $($(#[$meta])* $name,)* }

        impl Kind {
            /// All kinds, in the order of their numbers.
            pub const ALL: &'static [Kind] = &[$(Kind::$name,)*];
            /// The name of the Python class of such objects (an instance's is its class's).
            pub const fn class_name(self) -> &'static str {
                match self { $(Kind::$name => $python,)* }
            }
        }
    };
}

kinds! {
    /// A free cell; never reachable.
    Free "free",
    /// An int outside 48 bits.
    BigInt "int",
    Str "str",
    Bytes "bytes",
    Tuple "tuple",
    List "list",
    Dict "dict",
    Set "set",
    FrozenSet "frozenset",
    Range "range",
    Slice "slice",
    /// A variable shared with an inner function.
    Cell "cell",
    /// Compiled code; owns a `bytecode::Code`.
    Code "code",
    Function "function",
    /// A function written in Rust, also a builtin type's method before binding.
    Native "builtin_function_or_method",
    BoundMethod "method",
    Class "type",
    /// An object with attributes of its own: every instance of a Python class, and exceptions.
    Instance "object",
    Module "module",
    /// An iterator over a builtin container or a range, from `iter()`.
    Iterator "iterator",
    DictView "dict_view",
    Property "property",
    StaticMethod "staticmethod",
    ClassMethod "classmethod",
    Super "super",
    /// Of a name in `__slots__`.
    Member "member_descriptor",
    Traceback "traceback",
    /// A text stream (`sys.stdout`).
    Stream "TextIOWrapper",
    Complex "complex",
    ByteArray "bytearray",
    /// Also a coroutine and an asynchronous generator.
    Generator "generator",
    Awaitable "awaitable",
    /// Rust data that belongs to the host.
    Host "host",
    /// Rust data of the engine, inside of an instance.
    Data "data",
    Array "array.array",
    /// Of a weak reference: knows the object.
    WeakCell "weakcell",
    /// A mapping that is only to be read.
    MappingProxy "mappingproxy",
}

impl Kind {
    /// The kind of an object.
    #[inline(always)]
    pub fn of<T>(object: Gc<T>) -> Kind {
        let number = object.header().kind;
        debug_assert!((number as usize) < Kind::ALL.len());
        // SAFETY: headers are made by `Heap::alloc` from `Object::KIND`, which is a `Kind`.
        unsafe { std::mem::transmute::<u8, Kind>(number) }
    }
    /// Whether objects of the kind may be of different classes although they have no shapes: to know the kind is not to
    /// know the class.
    pub const fn has_several_classes(self) -> bool {
        matches!(
            self,
            Kind::Native
                | Kind::BoundMethod
                | Kind::Class
                | Kind::Iterator
                | Kind::DictView
                | Kind::Generator
                | Kind::Awaitable
                | Kind::Host
        )
    }
    /// The kind of a heap object's header.
    #[inline(always)]
    pub fn of_header(header: &Header) -> u8 {
        header.kind
    }
}
