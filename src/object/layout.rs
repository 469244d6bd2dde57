//! The layouts that machine code knows. Changing one changes templates and the recorder.

use std::cell::{Cell, RefCell};

use crate::gc::{Gc, Header, Object};
use crate::object::{Kind, Value};

macro_rules! object {
    ($($name:ident = $kind:ident),* $(,)?) => {$(
        // SAFETY: `repr(C)`, begins with a `Header`, and the kind is this type's alone.
        unsafe impl Object for $name { const KIND: u8 = Kind::$kind as u8; }
    )*};
}
object!(
    ListObject = List,
    TupleObject = Tuple,
    RangeObject = Range,
    CellObject = Cell,
    InstanceObject = Instance,
    BoundMethodObject = BoundMethod,
    DictObject = Dict,
    FunctionObject = Function,
    CodeObject = Code,
);

/// `list`: a buffer of its own, of which `len` items are in use.
#[repr(C)]
pub struct ListObject {
    pub header: Header,
    pub len: Cell<usize>,
    pub items: Cell<*mut Value>,
    pub capacity: Cell<usize>,
}

/// `tuple`: its items stand right behind it.
#[repr(C)]
pub struct TupleObject {
    pub header: Header,
    pub len: usize,
    /// Its hash, as long as the header's flags say that it is right; see `protocol::quick`.
    pub hash: Cell<i64>,
    pub items: [Value; 0],
}

/// `range`: `start`, `stop` and `step` are i64 and never change.
#[repr(C)]
pub struct RangeObject {
    pub header: Header,
    pub start: i64,
    pub stop: i64,
    pub step: i64,
    /// How many numbers it yields.
    pub len: i64,
}

/// `array.array`: machine numbers; the rules are in `array`.
#[repr(C)]
pub struct ArrayObject {
    pub header: Header,
    /// Items in use.
    pub len: Cell<usize>,
    /// The first one.
    pub items: Cell<*mut u8>,
    pub code: Cell<i64>,
    pub data: RefCell<Vec<u8>>,
}

/// A variable shared between a function and the functions inside it.
#[repr(C)]
pub struct CellObject {
    pub header: Header,
    pub value: Cell<Value>,
}

/// An object with attributes: slot `k` of its shape is `slots[k]` while
/// `k < inline_slots` of the shape, else `overflow[k - inline_slots]`.
#[repr(C)]
pub struct InstanceObject {
    pub header: Header,
    /// Null, or a buffer for the slots past the inline ones; its length is
    /// a power of two ≥ the number needed.
    pub overflow: Cell<*mut Value>,
    pub slots: [Cell<Value>; 0],
}

/// A function with its first argument.
#[repr(C)]
pub struct BoundMethodObject {
    pub header: Header,
    pub function: Value,
    pub receiver: Value,
}

impl TupleObject {
    /// The items.
    #[inline(always)]
    pub fn items<'a>(this: Gc<TupleObject>) -> &'a [Value] {
        // SAFETY: a tuple is allocated with `len` values behind its fixed part.
        unsafe { std::slice::from_raw_parts((this.as_ptr()).add(1) as *const Value, this.len) }
    }
}

/// One entry of a dict, in insertion order. A deleted one has an unbound key.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct DictEntry {
    pub key: Value,
    pub value: Value,
    pub hash: u32,
    /// [`entry_meta`] bits.
    pub meta: u32,
}

/// Bits of [`DictEntry::meta`].
pub mod entry_meta {
    /// Compiled code takes this entry's value for a constant: writing another value clears the
    /// bit, sets `VOLATILE` and reports the entry to the watchers.
    pub const WATCHED: u32 = 1;
    /// The value has changed after it was watched: nobody takes it for a constant again.
    pub const VOLATILE: u32 = 2;
}

/// `dict`: entries in insertion order and a hash index of its own over them.
/// `keys_version` changes (to a number never used before in this VM) whenever a key is added,
/// deleted or moved, so that (dict, keys_version) proves at which entry a key stands, or that
/// it is absent. Setting the value of a present key leaves it.
#[repr(C)]
pub struct DictObject {
    pub header: Header,
    pub keys_version: Cell<u32>,
    /// Entries that hold a key.
    pub live: Cell<u32>,
    /// Entries in use, deleted ones included.
    pub used: Cell<u32>,
    pub capacity: Cell<u32>,
    pub entries: Cell<*mut DictEntry>,
    /// Private to the dict's file: from hash to entry index. Null while small (linear search).
    pub index: Cell<*mut u8>,
}

/// Python function.
#[repr(C)]
pub struct FunctionObject {
    pub header: Header,
    /// `Kind::Code`.
    pub code_object: Gc<CodeObject>,
    /// The module's namespace.
    pub globals: Gc<DictObject>,
    /// Tuple of cells, or unbound.
    pub closure: Value,
    /// Tuple of defaults of the last positional parameters, or unbound.
    pub defaults: Cell<Value>,
    /// Dict of keyword-only defaults, or unbound.
    pub keyword_defaults: Cell<Value>,
    pub name: Cell<Value>,
    pub qualified_name: Cell<Value>,
    pub doc: Cell<Value>,
    pub module: Cell<Value>,
    /// Annotations dict, or unbound.
    pub annotations: Cell<Value>,
    /// Dict of other attributes, or unbound.
    pub attributes: Cell<Value>,
}

/// Owns code. What it owns is opaque down here: the bytecode floor stores and reads it.
#[repr(C)]
pub struct CodeObject {
    pub header: Header,
    /// `*const bytecode::Code`, boxed by the bytecode floor.
    pub code: *mut u8,
    /// How the collector visits and frees `code`: set by the bytecode floor.
    pub hooks: &'static crate::object::CodeHooks,
}

/// Byte offsets and sizes for templates and the recorder.
pub mod offset {
    use super::*;
    use crate::object::GeneratorObject;
    use std::mem::{offset_of, size_of};

    pub const HEADER_SHAPE: i32 = 0;
    pub const LIST_LEN: i32 = offset_of!(ListObject, len) as i32;
    pub const LIST_ITEMS: i32 = offset_of!(ListObject, items) as i32;
    pub const LIST_CAPACITY: i32 = offset_of!(ListObject, capacity) as i32;
    pub const ARRAY_LEN: i32 = offset_of!(ArrayObject, len) as i32;
    pub const ARRAY_ITEMS: i32 = offset_of!(ArrayObject, items) as i32;
    pub const ARRAY_CODE: i32 = offset_of!(ArrayObject, code) as i32;
    pub const TUPLE_LEN: i32 = offset_of!(TupleObject, len) as i32;
    pub const TUPLE_ITEMS: i32 = size_of::<TupleObject>() as i32;
    pub const RANGE_START: i32 = offset_of!(RangeObject, start) as i32;
    pub const RANGE_STOP: i32 = offset_of!(RangeObject, stop) as i32;
    pub const RANGE_STEP: i32 = offset_of!(RangeObject, step) as i32;
    pub const CELL_VALUE: i32 = offset_of!(CellObject, value) as i32;
    pub const DICT_KEYS_VERSION: i32 = offset_of!(DictObject, keys_version) as i32;
    pub const DICT_LIVE: i32 = offset_of!(DictObject, live) as i32;
    pub const DICT_ENTRIES: i32 = offset_of!(DictObject, entries) as i32;
    pub const ENTRY_VALUE: i32 = offset_of!(DictEntry, value) as i32;
    pub const ENTRY_SIZE: i32 = size_of::<DictEntry>() as i32;
    pub const FUNCTION_CODE: i32 = offset_of!(FunctionObject, code_object) as i32;
    pub const FUNCTION_GLOBALS: i32 = offset_of!(FunctionObject, globals) as i32;
    pub const FUNCTION_CLOSURE: i32 = offset_of!(FunctionObject, closure) as i32;
    pub const METHOD_FUNCTION: i32 = offset_of!(BoundMethodObject, function) as i32;
    pub const METHOD_RECEIVER: i32 = offset_of!(BoundMethodObject, receiver) as i32;
    pub const INSTANCE_OVERFLOW: i32 = offset_of!(InstanceObject, overflow) as i32;
    pub const GENERATOR_FUNCTION: i32 = offset_of!(GeneratorObject, function) as i32;
    pub const GENERATOR_PLACE: i32 = GeneratorObject::PLACE_OFFSET as i32;
    pub const GENERATOR_REGISTERS: i32 = size_of::<GeneratorObject>() as i32;
    pub const INSTANCE_SLOTS: i32 = size_of::<InstanceObject>() as i32;
}
