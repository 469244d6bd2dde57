//! What runtime functions do in the name of machine code, as long as no Python code need run.
//!
//! ```text
//! get_item(realm, container, key) -> the item's word, or DECLINED
//! ```
//!
//! 1. A function here has changed nothing that a program can see when it declines; the trace is then
//!    left with the instruction to be run again, and the interpreter does it, or raises what there is
//!    to raise. So nothing here raises.
//! 2. Whatever would need Python code declines: the protocols run in a [`PlainContext`], which calls
//!    nothing but special methods of builtin types that change nothing.
//! 3. Nothing here collects, and nothing unwinds: see `object::caught`.

use std::ops::{Deref, DerefMut};

use crate::bytecode::Code;
use crate::gc::Gc;
use crate::object::caught::{Entry, caught};
use crate::object::dict::dict_flags;
use crate::object::function::function_flags;
use crate::object::protocol::{self, BinaryOp, CompareOp};
use crate::object::{
    Call, ClassId, ClassObject, CodeObject, DictObject, FunctionObject, GeneratorObject, IteratorObject, IteratorState,
    Kind, ListObject, NativeObject, PyResult, Raised, Realm, Resumed, SourceMode, StrObject, Value,
};

/// What a function that gives a value returns when it declines: no value that a program has.
pub const DECLINED: u64 = 0;
/// What [`next`] returns when it declines; an exhausted iterator gives 0, the unbound value. No value is this word.
pub const NEXT_DECLINED: u64 = 1;
/// What a function that gives a truth value returns when it declines.
const BOOL_DECLINED: u64 = 2;

/// A context in which no Python code can be called.
struct PlainContext<'a> {
    realm: &'a mut Realm,
    /// Something asked for Python code: what came out of it does not count.
    asked: bool,
}

impl Deref for PlainContext<'_> {
    type Target = Realm;
    fn deref(&self) -> &Realm {
        self.realm
    }
}
impl DerefMut for PlainContext<'_> {
    fn deref_mut(&mut self) -> &mut Realm {
        self.realm
    }
}

impl PlainContext<'_> {
    fn decline(&mut self) -> Raised {
        self.asked = true;
        self.realm.raise(ClassId::SystemError, "machine code calls no Python code")
    }
}

impl Call for PlainContext<'_> {
    fn call(&mut self, callee: Value, args: &[Value], keywords: &[(Value, Value)]) -> PyResult {
        match callee.cast::<NativeObject>() {
            Some(native) if native.class.is_some() && native.host.is_none() && changes_nothing(native.def.name) => {
                crate::object::call_native(self, native, args, keywords)
            }
            _ => Err(self.decline()),
        }
    }
    fn import(&mut self, _: &str) -> PyResult {
        Err(self.decline())
    }
    fn locals(&mut self) -> Option<Gc<DictObject>> {
        self.asked = true;
        None
    }
    fn compile_source(&mut self, _: &str, _: &str, _: SourceMode) -> PyResult<Gc<CodeObject>> {
        Err(self.decline())
    }
    fn execute(&mut self, _: Gc<CodeObject>, _: Gc<DictObject>, _: Option<Value>) -> PyResult {
        Err(self.decline())
    }
    fn resume(&mut self, _: Gc<GeneratorObject>, _: Value) -> PyResult<Resumed> {
        Err(self.decline())
    }
    fn resume_raising(&mut self, _: Gc<GeneratorObject>, _: Raised) -> PyResult<Resumed> {
        Err(self.decline())
    }
    fn resume_delegated(&mut self, _: Gc<GeneratorObject>, _: Value) -> PyResult<Resumed> {
        Err(self.decline())
    }
    fn delegate(&mut self, _: Gc<GeneratorObject>) -> Option<Value> {
        self.asked = true;
        None
    }
    fn make_class(&mut self, _: Gc<ClassObject>, _: &[Value], _: &[(Value, Value)]) -> PyResult {
        Err(self.decline())
    }
    fn frame_at(&mut self, _: usize) -> Option<Value> {
        self.asked = true;
        None
    }
    fn code_attribute(&mut self, _: Gc<CodeObject>, _: &str) -> Option<Value> {
        self.asked = true;
        None
    }
    fn frame_of(&mut self, _: Gc<GeneratorObject>) -> Option<Value> {
        self.asked = true;
        None
    }
    fn collect_garbage(&mut self) -> PyResult<()> {
        Err(self.decline())
    }
    fn handled(&mut self) -> Value {
        self.asked = true;
        Value::UNBOUND
    }
    fn globals(&mut self) -> Option<Gc<DictObject>> {
        self.asked = true;
        None
    }
}

/// Special methods of builtin types that a protocol may call and that leave everything as it is.
fn changes_nothing(name: &str) -> bool {
    matches!(
        name,
        "__len__"
            | "__getitem__"
            | "__contains__"
            | "__eq__"
            | "__ne__"
            | "__lt__"
            | "__le__"
            | "__gt__"
            | "__ge__"
            | "__hash__"
            | "__bool__"
            | "__index__"
            | "__int__"
            | "__float__"
            | "__str__"
            | "__repr__"
            | "__format__"
            | "__iter__"
            | "__add__"
            | "__radd__"
            | "__sub__"
            | "__rsub__"
            | "__mul__"
            | "__rmul__"
    )
}

/// Runs `body`; `None` if it raised or asked for Python code.
fn plainly<T>(realm: *mut Realm, body: impl FnOnce(&mut PlainContext<'_>) -> PyResult<T>) -> Option<T> {
    // SAFETY: machine code passes its VM's realm, and nobody else uses it during the call.
    let realm = unsafe { &mut *realm };
    let mark = realm.root_mark();
    let mut context = PlainContext { realm, asked: false };
    let result = body(&mut context);
    match result {
        Ok(value) if !context.asked => Some(value),
        _ => {
            // What failed has left its roots behind.
            context.realm.unroot(mark);
            None
        }
    }
}
fn value(realm: *mut Realm, body: impl FnOnce(&mut PlainContext<'_>) -> PyResult) -> u64 {
    plainly(realm, body).map_or(DECLINED, Value::bits)
}
fn truth_value(realm: *mut Realm, body: impl FnOnce(&mut PlainContext<'_>) -> PyResult<bool>) -> u64 {
    plainly(realm, body).map_or(BOOL_DECLINED, |bit| bit as u64)
}
fn word(bits: u64) -> Value {
    Value::from_bits(bits)
}

pub(super) extern "C" fn get_item(realm: *mut Realm, container: u64, key: u64) -> u64 {
    caught(Entry::GetItem, realm, || value(realm, |cx| protocol::get_item(cx, word(container), word(key))))
}
pub(super) extern "C" fn contains(realm: *mut Realm, item: u64, container: u64) -> u64 {
    caught(Entry::Contains, realm, || truth_value(realm, |cx| protocol::contains(cx, word(container), word(item))))
}
pub(super) extern "C" fn truth(realm: *mut Realm, operand: u64, _: u64) -> u64 {
    caught(Entry::Truth, realm, || truth_value(realm, |cx| protocol::truth(cx, word(operand))))
}
pub(super) extern "C" fn iter(realm: *mut Realm, operand: u64) -> u64 {
    caught(Entry::Iter, realm, || value(realm, |cx| protocol::iter(cx, word(operand))))
}
pub(super) extern "C" fn negate(realm: *mut Realm, operand: u64) -> u64 {
    caught(Entry::Negate, realm, || value(realm, |cx| protocol::unary(cx, protocol::UnaryOp::Neg, word(operand))))
}
pub(super) extern "C" fn invert(realm: *mut Realm, operand: u64) -> u64 {
    caught(Entry::Invert, realm, || value(realm, |cx| protocol::unary(cx, protocol::UnaryOp::Invert, word(operand))))
}
pub(super) extern "C" fn slice(realm: *mut Realm, start: u64, stop: u64, step: u64) -> u64 {
    caught(Entry::Slice, realm, || {
        // SAFETY: as in `plainly`.
        unsafe { &mut *realm }.slice(word(start), word(stop), word(step)).bits()
    })
}
/// A bound of a slice in a sequence of that length; `None` if it is neither an int nor None.
fn bound(value: Value, len: usize, default: usize) -> Option<usize> {
    if value.is_none() {
        return Some(default);
    }
    let bound = value.as_int()?;
    let bound = if bound < 0 { bound + len as i64 } else { bound };
    Some(bound.clamp(0, len as i64) as usize)
}
/// `container[start:stop]`
pub(super) extern "C" fn get_slice(realm: *mut Realm, container: u64, start: u64, stop: u64) -> u64 {
    caught(Entry::GetSlice, realm, || {
        value(realm, |cx| {
            let (container, start, stop) = (word(container), word(start), word(stop));
            if let Some(list) = container.cast::<ListObject>() {
                let items = ListObject::items(list);
                if let (Some(from), Some(to)) = (bound(start, items.len(), 0), bound(stop, items.len(), items.len())) {
                    return cx.try_list(&items[from..to.max(from)]).map(Value::object);
                }
            }
            let key = cx.slice(start, stop, Value::NONE);
            protocol::get_item(cx, container, key)
        })
    })
}
/// `arguments[0][arguments[1]:arguments[2]] = arguments[3]` of a list and a plain container.
pub(super) extern "C" fn set_slice(realm: *mut Realm, _: u64, _: u64) -> u64 {
    caught(Entry::SetSlice, realm, || {
        value(realm, |cx| {
            let [container, start, stop, source] = [0, 1, 2, 3].map(|index| cx.machine.arguments[index]);
            if let (Some(list), Some(from)) = (container.cast::<ListObject>(), source.cast::<ListObject>())
                && list != from
            {
                let len = list.len.get();
                if let (Some(first), Some(last)) = (bound(start, len, 0), bound(stop, len, len)) {
                    let last = last.max(first);
                    return cx.list_splice(list, first, last, ListObject::items(from)).map(|()| Value::NONE);
                }
            }
            let key = cx.slice(start, stop, Value::NONE);
            protocol::set_item(cx, container, key, source).map(|()| Value::NONE)
        })
    })
}
/// `format(value, specification)` of what is no instance of a Python class.
pub(super) extern "C" fn format(realm: *mut Realm, operand: u64, specification: u64) -> u64 {
    caught(Entry::Format, realm, || {
        value(realm, |cx| crate::builtins::format_value(cx, word(operand), word(specification)))
    })
}

extern "C" fn binary<const OPERATOR: usize>(realm: *mut Realm, left: u64, right: u64) -> u64 {
    caught(Entry::Binary, realm, || {
        value(realm, |cx| protocol::binary(cx, BinaryOp::ALL[OPERATOR], word(left), word(right)))
    })
}
/// The function for an operator, by its place in [`BinaryOp::ALL`].
pub(super) fn binary_address(operator: BinaryOp) -> u64 {
    let function: extern "C" fn(*mut Realm, u64, u64) -> u64 = match operator {
        BinaryOp::Add => binary::<0>,
        BinaryOp::Sub => binary::<1>,
        BinaryOp::Mul => binary::<2>,
        BinaryOp::TrueDiv => binary::<3>,
        BinaryOp::FloorDiv => binary::<4>,
        BinaryOp::Mod => binary::<5>,
        BinaryOp::Pow => binary::<6>,
        BinaryOp::LeftShift => binary::<7>,
        BinaryOp::RightShift => binary::<8>,
        BinaryOp::BitAnd => binary::<9>,
        BinaryOp::BitOr => binary::<10>,
        BinaryOp::BitXor => binary::<11>,
        BinaryOp::MatMul => binary::<12>,
    };
    function as usize as u64
}

const COMPARE: [CompareOp; 6] =
    [CompareOp::Lt, CompareOp::Le, CompareOp::Eq, CompareOp::Ne, CompareOp::Gt, CompareOp::Ge];
/// The truth of a comparison whose operands answer with truth values.
extern "C" fn compare<const OPERATOR: usize>(realm: *mut Realm, left: u64, right: u64) -> u64 {
    caught(Entry::Compare, realm, || {
        truth_value(realm, |cx| protocol::compare_bool(cx, COMPARE[OPERATOR], word(left), word(right)))
    })
}
pub(super) fn compare_address(operator: CompareOp) -> u64 {
    let function: extern "C" fn(*mut Realm, u64, u64) -> u64 = match operator {
        CompareOp::Lt => compare::<0>,
        CompareOp::Le => compare::<1>,
        CompareOp::Eq => compare::<2>,
        CompareOp::Ne => compare::<3>,
        CompareOp::Gt => compare::<4>,
        CompareOp::Ge => compare::<5>,
    };
    function as usize as u64
}

/// How a comparison comes out now: 0, 1, or above if that takes Python code.
pub fn compare_now(realm: &mut Realm, operator: CompareOp, left: Value, right: Value) -> u64 {
    truth_value(realm, |cx| protocol::compare_bool(cx, operator, left, right))
}

/// Character `index` of a str, or unbound behind its end.
pub(super) extern "C" fn str_char(realm: *mut Realm, text: u64, index: u64) -> u64 {
    caught(Entry::StrChar, realm, || {
        let text = Gc::<StrObject>::from_address(text as usize);
        let index = word(index).as_int().unwrap_or(0) as usize;
        plainly(realm, |cx| Ok(if index < text.char_len() { cx.str_char(text, index) } else { Value::UNBOUND }))
            .map_or(NEXT_DECLINED, Value::bits)
    })
}

/// Whether `next(iterator)` runs no Python code and cannot fail half-way.
pub fn is_plain_iterator(iterator: Value) -> bool {
    let Some(object) = iterator.cast::<IteratorObject>() else { return false };
    // It is running, if it is borrowed.
    let Ok(state) = object.state.try_borrow() else { return false };
    match &*state {
        IteratorState::Sequence { .. }
        | IteratorState::ReverseSequence { .. }
        | IteratorState::Callable { .. }
        | IteratorState::Map { .. }
        | IteratorState::Filter { .. } => false,
        IteratorState::Enumerate { iterator, next } => next.is_int() && is_plain_iterator(*iterator),
        IteratorState::Zip { iterators, strict } => !strict && iterators.iter().all(|i| is_plain_iterator(*i)),
        // A dict that changed its size or its keys raises, which changes the iterator.
        IteratorState::Dict { dict, live, left, index, .. } => {
            dict.live.get() == *live && (*left != 0 || DictObject::next_entry(*dict, *index).is_none())
        }
        IteratorState::Set { set, live, .. } => set.len() == *live,
        _ => true,
    }
}
/// The next item of an iterator, unbound if there is none.
pub(super) extern "C" fn next(realm: *mut Realm, iterator: u64) -> u64 {
    caught(Entry::Next, realm, || {
        let iterator = word(iterator);
        if !is_plain_iterator(iterator) {
            return NEXT_DECLINED;
        }
        plainly(realm, |cx| Ok(protocol::next(cx, iterator)?.unwrap_or(Value::UNBOUND)))
            .map_or(NEXT_DECLINED, Value::bits)
    })
}

pub(super) extern "C" fn tuple2(realm: *mut Realm, first: u64, second: u64) -> u64 {
    caught(Entry::Tuple2, realm, || {
        // SAFETY: as in `plainly`.
        unsafe { &mut *realm }.tuple(&[word(first), word(second)]).bits()
    })
}
pub(super) extern "C" fn tuple3(realm: *mut Realm, first: u64, second: u64, third: u64) -> u64 {
    caught(Entry::Tuple3, realm, || {
        // SAFETY: as in `plainly`.
        unsafe { &mut *realm }.tuple(&[word(first), word(second), word(third)]).bits()
    })
}

/// A bound method.
pub(super) extern "C" fn bound_method(realm: *mut Realm, function: u64, receiver: u64) -> u64 {
    caught(Entry::BoundMethod, realm, || {
        // SAFETY: as in `plainly`.
        unsafe { &mut *realm }.bound_method(word(function), word(receiver)).address() as u64
    })
}
/// `super(class, receiver)`, the receiver an instance of the class.
pub(super) extern "C" fn super_object(realm: *mut Realm, class: u64, receiver: u64) -> u64 {
    caught(Entry::Super, realm, || {
        // SAFETY: as in `plainly`.
        let made = unsafe { &mut *realm }.super_object(Gc::from_address(class as usize), word(receiver));
        made.map_or(class, |made| made.address() as u64)
    })
}

/// The arguments that machine code has stored.
fn arguments(cx: &Realm, count: u64) -> smallvec::SmallVec<[Value; 16]> {
    cx.machine.arguments[..count as usize].into()
}
pub(super) extern "C" fn build_tuple(realm: *mut Realm, _: u64, count: u64) -> u64 {
    caught(Entry::BuildTuple, realm, || {
        value(realm, |cx| {
            let items = arguments(cx, count);
            cx.try_tuple(&items)
        })
    })
}
pub(super) extern "C" fn build_list(realm: *mut Realm, _: u64, count: u64) -> u64 {
    caught(Entry::BuildList, realm, || {
        value(realm, |cx| {
            let items = arguments(cx, count);
            cx.try_list(&items).map(Value::object)
        })
    })
}
pub(super) extern "C" fn build_set(realm: *mut Realm, _: u64, count: u64) -> u64 {
    caught(Entry::BuildSet, realm, || {
        value(realm, |cx| {
            let set = cx.new_set(false);
            for item in arguments(cx, count) {
                crate::object::set::set_add(cx, set, item)?;
            }
            Ok(Value::object(set))
        })
    })
}
/// Keys and values by turns.
pub(super) extern "C" fn build_dict(realm: *mut Realm, _: u64, count: u64) -> u64 {
    caught(Entry::BuildDict, realm, || {
        value(realm, |cx| {
            let dict = cx.new_dict();
            for pair in arguments(cx, count).chunks_exact(2) {
                crate::object::dict::dict_set(cx, dict, pair[0], pair[1])?;
            }
            Ok(Value::object(dict))
        })
    })
}
/// The texts one behind the other.
pub(super) extern "C" fn build_string(realm: *mut Realm, _: u64, count: u64) -> u64 {
    caught(Entry::BuildString, realm, || {
        value(realm, |cx| {
            let mut text = String::new();
            for part in arguments(cx, count) {
                match part.cast::<StrObject>() {
                    Some(part) => text.push_str(part.as_str()),
                    None => return Err(cx.decline()),
                }
            }
            cx.try_str(&text)
        })
    })
}
/// Declines to change a dict if somebody watches it, or the absence of keys.
fn is_watched(changed: Value) -> bool {
    let Some(dict) = changed.cast::<DictObject>() else { return false };
    dict.header.flags.get() & (dict_flags::HAS_WATCHED | dict_flags::WATCHES_ABSENT) != 0
}

/// A native function's answer.
pub(super) extern "C" fn call_native(realm: *mut Realm, native: u64, count: u64) -> u64 {
    caught(Entry::CallNative, realm, || {
        let native = Gc::<NativeObject>::from_address(native as usize);
        value(realm, |cx| {
            let arguments = arguments(cx, count);
            crate::object::call_native(cx, native, &arguments, &[])
        })
    })
}
/// The answer of a native function that may change its first argument, a dict.
pub(super) extern "C" fn change_dict(realm: *mut Realm, native: u64, count: u64) -> u64 {
    caught(Entry::ChangeDict, realm, || {
        let native = Gc::<NativeObject>::from_address(native as usize);
        value(realm, |cx| {
            let arguments = arguments(cx, count);
            match arguments.split_first() {
                Some((first, _)) if !is_watched(*first) => crate::object::call_native(cx, native, &arguments, &[]),
                _ => Err(cx.decline()),
            }
        })
    })
}
/// What calling a builtin class gives.
pub(super) extern "C" fn construct(realm: *mut Realm, class: u64, count: u64) -> u64 {
    caught(Entry::Construct, realm, || {
        let class = Gc::<ClassObject>::from_address(class as usize);
        value(realm, |cx| {
            let arguments = arguments(cx, count);
            let Some(builtin) = class.builtin else { return Err(cx.decline()) };
            let construct = cx.tables().construct;
            construct(cx, builtin, &arguments, &[])
        })
    })
}
/// `arguments[0][arguments[1]] = arguments[2]`
pub(super) extern "C" fn set_item(realm: *mut Realm, _: u64, _: u64) -> u64 {
    caught(Entry::SetItem, realm, || {
        value(realm, |cx| {
            let [container, key, item] = [0, 1, 2].map(|index| cx.machine.arguments[index]);
            if is_watched(container) {
                return Err(cx.decline());
            }
            protocol::set_item(cx, container, key, item).map(|()| Value::NONE)
        })
    })
}
/// `del arguments[0][arguments[1]]`
pub(super) extern "C" fn del_item(realm: *mut Realm, _: u64, _: u64) -> u64 {
    caught(Entry::DelItem, realm, || {
        value(realm, |cx| {
            let [container, key] = [0, 1].map(|index| cx.machine.arguments[index]);
            if is_watched(container) {
                return Err(cx.decline());
            }
            protocol::del_item(cx, container, key).map(|()| Value::NONE)
        })
    })
}
/// `arguments[0] += arguments[1]` of a list and a list or tuple.
pub(super) extern "C" fn list_extend(realm: *mut Realm, _: u64, _: u64) -> u64 {
    caught(Entry::ListExtend, realm, || {
        value(realm, |cx| {
            let [list, source] = [0, 1].map(|index| cx.machine.arguments[index]);
            let Some(target) = list.cast::<ListObject>() else { return Err(cx.decline()) };
            protocol::extend_list(cx, target, source).map(|()| list)
        })
    })
}
/// `arguments[0].add(arguments[1])`
pub(super) extern "C" fn set_add(realm: *mut Realm, _: u64, _: u64) -> u64 {
    caught(Entry::SetAdd, realm, || {
        value(realm, |cx| {
            let [set, item] = [0, 1].map(|index| cx.machine.arguments[index]);
            let Some(set) = set.as_set() else { return Err(cx.decline()) };
            crate::object::set::set_add(cx, set, item).map(|_| Value::NONE)
        })
    })
}
/// A generator of the last argument, a function; the arguments before are its parameters.
pub(super) extern "C" fn generator(realm: *mut Realm, _: u64, count: u64) -> u64 {
    caught(Entry::Generator, realm, || {
        value(realm, |cx| {
            let arguments = cx.machine.arguments;
            let Some((function, parameters)) = arguments[..count as usize].split_last() else {
                return Err(cx.decline());
            };
            let Some(object) = function.cast::<FunctionObject>() else { return Err(cx.decline()) };
            let code = Code::of(object.code_object);
            let (name, qualified_name) = (object.name.get(), object.qualified_name.get());
            let made = cx.generator(*function, code.flavor, name, qualified_name, code.register_count as usize);
            made.awaitable.set(object.header.flags.get() & function_flags::AWAITABLE != 0);
            let locals = code.local_count as usize;
            for register in 0..locals {
                let value = parameters.get(register).copied().unwrap_or(Value::UNBOUND);
                // SAFETY: it was made with room for all registers of its code.
                unsafe { *GeneratorObject::first_register(made).add(register) = value };
            }
            made.hold(locals);
            if code.ends_with_handlers() {
                cx.generator_has_an_end(made);
            }
            Ok(Value::object(made))
        })
    })
}
/// Whether a value of that kind gives its items without running Python code, the same each time.
pub fn is_plain_container(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::List
            | Kind::Tuple
            | Kind::Str
            | Kind::Bytes
            | Kind::ByteArray
            | Kind::Array
            | Kind::Dict
            | Kind::Set
            | Kind::FrozenSet
            | Kind::Range
            | Kind::DictView
    )
}
