//! Iterators over builtin containers, the iterators of `enumerate`, `zip` and the like, and
//! the views of dicts.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::gc::{Gc, Header, Object};
use crate::object::{
    ArrayObject, ClassId, DictObject, Kind, ListObject, NativeIterator, RangeObject, Realm, SetObject, StrObject,
    TupleObject, Value,
};

/// Which part of a dict a view or an iterator shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ViewKind {
    Keys,
    Values,
    Items,
}

/// Where an iterator stands.
#[derive(Clone, Debug)]
pub enum IteratorState {
    /// Nothing will come any more.
    Exhausted,
    List {
        list: Gc<ListObject>,
        index: usize,
    },
    ReverseList {
        list: Gc<ListObject>,
        index: usize,
    },
    Tuple {
        tuple: Gc<TupleObject>,
        index: usize,
    },
    Str {
        string: Gc<StrObject>,
        byte: usize,
    },
    /// `bytes` or `bytearray`.
    Bytes {
        bytes: Value,
        index: usize,
    },
    Array {
        array: Gc<ArrayObject>,
        index: usize,
    },
    Range {
        range: Gc<RangeObject>,
        index: i64,
    },
    /// `live`: how many keys the dict had at first.
    Dict {
        dict: Gc<DictObject>,
        index: u32,
        live: u32,
        /// Items still to come, as long as nobody changes the dict's keys.
        left: u32,
        view: ViewKind,
        reverse: bool,
    },
    Set {
        set: Gc<SetObject>,
        index: usize,
        live: usize,
    },
    /// Anything with `__getitem__`.
    Sequence {
        object: Value,
        index: i64,
    },
    /// `reversed` of anything with `__len__` and `__getitem__`.
    ReverseSequence {
        object: Value,
        index: i64,
    },
    /// `iter(callable, sentinel)`
    Callable {
        callable: Value,
        sentinel: Value,
    },
    Enumerate {
        iterator: Value,
        next: Value,
    },
    Zip {
        iterators: Box<[Value]>,
        strict: bool,
    },
    Map {
        function: Value,
        iterators: Box<[Value]>,
    },
    /// `function` may be None.
    Filter {
        function: Value,
        iterator: Value,
    },
    /// One of a module's.
    Native(Rc<dyn NativeIterator>),
}

/// An iterator.
#[repr(C)]
pub struct IteratorObject {
    pub header: Header,
    /// The class, which stays when the iterator is exhausted.
    pub class: ClassId,
    pub state: RefCell<IteratorState>,
}

/// `dict.keys()`, `.values()` or `.items()`.
#[repr(C)]
pub struct DictViewObject {
    pub header: Header,
    pub dict: Gc<DictObject>,
    pub view: Cell<ViewKind>,
}

macro_rules! object {
    ($($name:ident = $kind:ident),* $(,)?) => {$(
        // SAFETY: `repr(C)`, header first, the kind is this type's alone.
        unsafe impl Object for $name { const KIND: u8 = Kind::$kind as u8; }
    )*};
}
object!(IteratorObject = Iterator, DictViewObject = DictView);

impl IteratorState {
    /// The class of an iterator in that state.
    pub fn class(&self) -> ClassId {
        match self {
            IteratorState::Exhausted | IteratorState::Sequence { .. } => ClassId::SequenceIterator,
            IteratorState::List { .. } => ClassId::ListIterator,
            IteratorState::ReverseList { .. } => ClassId::ListReverseIterator,
            IteratorState::Tuple { .. } => ClassId::TupleIterator,
            IteratorState::Str { .. } => ClassId::StrIterator,
            IteratorState::Bytes { .. } => ClassId::BytesIterator,
            IteratorState::Array { .. } => ClassId::ArrayIterator,
            IteratorState::Range { .. } => ClassId::RangeIterator,
            IteratorState::Dict { view: ViewKind::Keys, reverse: true, .. } => ClassId::DictReverseKeyIterator,
            IteratorState::Dict { view: ViewKind::Keys, .. } => ClassId::DictKeyIterator,
            IteratorState::Dict { view: ViewKind::Values, .. } => ClassId::DictValueIterator,
            IteratorState::Dict { view: ViewKind::Items, .. } => ClassId::DictItemIterator,
            IteratorState::Set { .. } => ClassId::SetIterator,
            IteratorState::ReverseSequence { .. } => ClassId::Reversed,
            IteratorState::Callable { .. } => ClassId::CallableIterator,
            IteratorState::Enumerate { .. } => ClassId::Enumerate,
            IteratorState::Zip { .. } => ClassId::Zip,
            IteratorState::Map { .. } => ClassId::Map,
            IteratorState::Filter { .. } => ClassId::Filter,
            IteratorState::Native(native) => native.class(),
        }
    }
}

pub(crate) fn class_of(iterator: Gc<IteratorObject>) -> ClassId {
    iterator.class
}

pub(crate) fn view_class(view: Gc<DictViewObject>) -> ClassId {
    match view.view.get() {
        ViewKind::Keys => ClassId::DictKeys,
        ViewKind::Values => ClassId::DictValues,
        ViewKind::Items => ClassId::DictItems,
    }
}

impl Realm {
    /// An iterator in that state.
    pub fn iterator(&mut self, state: IteratorState) -> Value {
        let class = state.class();
        let header = Header::plain::<IteratorObject>();
        Value::object(self.alloc(IteratorObject { header, class, state: RefCell::new(state) }))
    }
    /// A view of a dict.
    pub fn dict_view(&mut self, dict: Gc<DictObject>, view: ViewKind) -> Value {
        let header = Header::plain::<DictViewObject>();
        Value::object(self.alloc(DictViewObject { header, dict, view: Cell::new(view) }))
    }
}
