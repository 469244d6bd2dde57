//! The runtime functions that traces call by address.
//!
//! 1. None unwinds (see `object::caught`), none runs Python code; one that raises leaves the exception in `machine.raised`.

use crate::gc::Gc;
use crate::object::caught::{Entry, caught};
use crate::object::dict::{Lookup, dict_flags};
use crate::object::protocol::{BinaryOp, CompareOp};
use crate::object::{DictObject, ListObject, PyResult, Realm, StrObject, Value};
use crate::uops::plain;

/// A runtime function: what the recorder names, and where it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Function {
    /// Two strs → their concatenation.
    StrConcat,
    /// Two strs → 0 or 1.
    StrEqual,
    /// Dict, plain key → value, or 0: absent, or Python must be asked.
    DictGet,
    /// Dict, plain key → 0, 1, or 2: Python must be asked.
    DictHas,
    /// Dict, plain key, value → 0, or 1: Python must be asked (nothing has been done).
    DictSet,
    /// List, value → 0, or 1 if there is no memory.
    ListAppend,
    /// For `CallPlain…`, `CallArguments` and the like; see `plain`.
    GetItem,
    Contains,
    Truth,
    Iter,
    Negate,
    Invert,
    Slice,
    GetSlice,
    SetSlice,
    Format,
    Binary(BinaryOp),
    Compare(CompareOp),
    StrChar,
    Next,
    Tuple2,
    Tuple3,
    Super,
    BoundMethod,
    BuildTuple,
    BuildList,
    BuildSet,
    BuildDict,
    BuildString,
    CallNative,
    ChangeDict,
    Construct,
    SetItem,
    DelItem,
    ListExtend,
    SetAdd,
    /// For `CallArguments`: a generator of the last argument, a function, whose parameters are the others.
    Generator,
}

impl Function {
    /// The address that a call uop has as its immediate.
    pub fn address(self) -> u64 {
        match self {
            Function::StrConcat => str_concat as *const () as u64,
            Function::StrEqual => str_equal as *const () as u64,
            Function::DictGet => dict_get as *const () as u64,
            Function::DictHas => dict_has as *const () as u64,
            Function::DictSet => dict_set as *const () as u64,
            Function::ListAppend => list_append as *const () as u64,
            Function::GetItem => plain::get_item as *const () as u64,
            Function::Contains => plain::contains as *const () as u64,
            Function::Truth => plain::truth as *const () as u64,
            Function::Iter => plain::iter as *const () as u64,
            Function::Negate => plain::negate as *const () as u64,
            Function::Invert => plain::invert as *const () as u64,
            Function::Slice => plain::slice as *const () as u64,
            Function::GetSlice => plain::get_slice as *const () as u64,
            Function::SetSlice => plain::set_slice as *const () as u64,
            Function::Format => plain::format as *const () as u64,
            Function::Binary(operator) => plain::binary_address(operator),
            Function::Compare(operator) => plain::compare_address(operator),
            Function::StrChar => plain::str_char as *const () as u64,
            Function::Next => plain::next as *const () as u64,
            Function::Tuple2 => plain::tuple2 as *const () as u64,
            Function::Tuple3 => plain::tuple3 as *const () as u64,
            Function::Super => plain::super_object as *const () as u64,
            Function::BoundMethod => plain::bound_method as *const () as u64,
            Function::BuildTuple => plain::build_tuple as *const () as u64,
            Function::BuildList => plain::build_list as *const () as u64,
            Function::BuildSet => plain::build_set as *const () as u64,
            Function::BuildDict => plain::build_dict as *const () as u64,
            Function::BuildString => plain::build_string as *const () as u64,
            Function::CallNative => plain::call_native as *const () as u64,
            Function::ChangeDict => plain::change_dict as *const () as u64,
            Function::Construct => plain::construct as *const () as u64,
            Function::SetItem => plain::set_item as *const () as u64,
            Function::DelItem => plain::del_item as *const () as u64,
            Function::ListExtend => plain::list_extend as *const () as u64,
            Function::SetAdd => plain::set_add as *const () as u64,
            Function::Generator => plain::generator as *const () as u64,
        }
    }
}

/// The realm behind the pointer that machine code passes.
fn realm<'a>(pointer: *mut Realm) -> &'a mut Realm {
    // SAFETY: machine code passes its VM's realm, and nobody else uses it during the call.
    unsafe { &mut *pointer }
}
fn str_at(word: u64) -> Gc<StrObject> {
    Gc::from_address(word as usize)
}
fn finish(realm: &mut Realm, result: PyResult) -> u64 {
    match result {
        Ok(value) => value.bits(),
        Err(raised) => {
            realm.machine.raised = Value::object(raised.0);
            0
        }
    }
}

extern "C" fn str_concat(pointer: *mut Realm, left: u64, right: u64) -> u64 {
    caught(Entry::StrConcat, pointer, || {
        let realm = realm(pointer);
        let result = realm.concat(str_at(left), str_at(right));
        finish(realm, result)
    })
}
extern "C" fn str_equal(pointer: *mut Realm, left: u64, right: u64) -> u64 {
    caught(Entry::StrEqual, pointer, || (left == right || str_at(left).as_str() == str_at(right).as_str()) as u64)
}
extern "C" fn dict_get(pointer: *mut Realm, dict: u64, key: u64) -> u64 {
    caught(Entry::DictGet, pointer, || {
        let dict: Gc<DictObject> = Gc::from_address(dict as usize);
        match realm(pointer).dict_find_plain(dict, Value::from_bits(key)) {
            Lookup::Found(index) => DictObject::entry(dict, index).map_or(0, |entry| entry.value.bits()),
            Lookup::Absent | Lookup::Ask => 0,
        }
    })
}
extern "C" fn dict_has(pointer: *mut Realm, dict: u64, key: u64) -> u64 {
    caught(Entry::DictHas, pointer, || {
        let dict: Gc<DictObject> = Gc::from_address(dict as usize);
        match realm(pointer).dict_find_plain(dict, Value::from_bits(key)) {
            Lookup::Found(_) => 1,
            Lookup::Absent => 0,
            Lookup::Ask => 2,
        }
    })
}
extern "C" fn dict_set(pointer: *mut Realm, dict: u64, key: u64, value: u64) -> u64 {
    caught(Entry::DictSet, pointer, || {
        let dict: Gc<DictObject> = Gc::from_address(dict as usize);
        if dict.header.flags.get() & (dict_flags::HAS_WATCHED | dict_flags::WATCHES_ABSENT) != 0 {
            // The write may invalidate the trace that makes it: the interpreter does it.
            return 1;
        }
        !realm(pointer).dict_set_plain(dict, Value::from_bits(key), Value::from_bits(value)) as u64
    })
}
/// A new range: its address. The step is not 0.
pub(super) extern "C" fn range_make(pointer: *mut Realm, start: i64, stop: i64, step: i64) -> u64 {
    caught(Entry::RangeMake, pointer, || realm(pointer).range(start, stop, step).address() as u64)
}
extern "C" fn list_append(pointer: *mut Realm, list: u64, value: u64) -> u64 {
    caught(Entry::ListAppend, pointer, || {
        let list: Gc<ListObject> = Gc::from_address(list as usize);
        let realm = realm(pointer);
        match realm.list_push(list, Value::from_bits(value)) {
            Ok(()) => 0,
            Err(raised) => {
                realm.machine.raised = Value::object(raised.0);
                1
            }
        }
    })
}
