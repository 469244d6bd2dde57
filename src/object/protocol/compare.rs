//! Comparison, equality, hashing and truth.

use std::cmp::Ordering;

use crate::gc::Gc;
use crate::object::int::{compare_int_float, hash_float, hash_int, int_value};
use crate::object::protocol::number::Number;
use crate::object::protocol::quick::{quick_hash, quick_same};
use crate::object::protocol::sets::{compare_sets, compare_views, is_set_like};
use crate::object::protocol::{call_unbound, number, unwrap_int, with_byte_data};
use crate::object::{
    ArrayObject, BoundMethodObject, ByteArrayObject, BytesObject, Call, CellObject, ClassObject, DictObject,
    DictViewObject, Kind, ListObject, Name, NativeObject, PyResult, RangeObject, SliceObject, StrObject, TupleObject,
    Value, ViewKind,
};

/// A comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum CompareOp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

impl CompareOp {
    /// All of them, in the order of their numbers.
    pub const ALL: [CompareOp; 6] =
        [CompareOp::Lt, CompareOp::Le, CompareOp::Eq, CompareOp::Ne, CompareOp::Gt, CompareOp::Ge];
    /// The operator as it is written.
    pub const fn symbol(self) -> &'static str {
        match self {
            CompareOp::Lt => "<",
            CompareOp::Le => "<=",
            CompareOp::Eq => "==",
            CompareOp::Ne => "!=",
            CompareOp::Gt => ">",
            CompareOp::Ge => ">=",
        }
    }
    /// The special method.
    pub const fn method(self) -> Name {
        match self {
            CompareOp::Lt => Name::Lt,
            CompareOp::Le => Name::Le,
            CompareOp::Eq => Name::Eq,
            CompareOp::Ne => Name::Ne,
            CompareOp::Gt => Name::Gt,
            CompareOp::Ge => Name::Ge,
        }
    }
    /// The comparison with its sides exchanged.
    pub const fn reflected(self) -> CompareOp {
        match self {
            CompareOp::Lt => CompareOp::Gt,
            CompareOp::Le => CompareOp::Ge,
            CompareOp::Gt => CompareOp::Lt,
            CompareOp::Ge => CompareOp::Le,
            same => same,
        }
    }
    /// What it says of things in that order (`None`: of NaN).
    #[inline]
    pub fn holds(self, order: Option<Ordering>) -> bool {
        match self {
            CompareOp::Lt => order == Some(Ordering::Less),
            CompareOp::Le => matches!(order, Some(Ordering::Less | Ordering::Equal)),
            CompareOp::Eq => order == Some(Ordering::Equal),
            CompareOp::Ne => order != Some(Ordering::Equal),
            CompareOp::Gt => order == Some(Ordering::Greater),
            CompareOp::Ge => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
        }
    }
}

/// `left op right` (any value: `__lt__` may return anything).
#[inline]
pub fn compare(cx: &mut dyn Call, op: CompareOp, left: Value, right: Value) -> PyResult {
    if let (Some(a), Some(b)) = (left.as_int(), right.as_int()) {
        return Ok(Value::bool(op.holds(Some(a.cmp(&b)))));
    }
    if let (Some(a), Some(b)) = (left.as_float(), right.as_float()) {
        return Ok(Value::bool(op.holds(a.partial_cmp(&b))));
    }
    general(cx, op, left, right)
}

/// The truth of `left op right`.
pub fn compare_bool(cx: &mut dyn Call, op: CompareOp, left: Value, right: Value) -> PyResult<bool> {
    let result = compare(cx, op, left, right)?;
    match result.as_bool() {
        Some(result) => Ok(result),
        None => truth(cx, result),
    }
}

/// `left is right or left == right`, as containers compare.
pub fn equal(cx: &mut dyn Call, left: Value, right: Value) -> PyResult<bool> {
    match quick_same(cx, left, right) {
        Some(answer) => Ok(answer),
        None => compare_bool(cx, CompareOp::Eq, left, right),
    }
}

/// As [`equal`], where that is cheap and needs no Python: `None` if it is not.
#[inline]
pub fn same_without_calls(left: Value, right: Value) -> Option<bool> {
    if left == right {
        return Some(true);
    }
    if left.is_int() && right.is_int() {
        return Some(false);
    }
    same_slowly(left, right, 0)
}

pub(super) fn same_slowly(left: Value, right: Value, depth: u32) -> Option<bool> {
    if left == right {
        return Some(true);
    }
    if let (Some(a), Some(b)) = (left.cast::<StrObject>(), right.cast::<StrObject>()) {
        return Some(a.as_str() == b.as_str());
    }
    if let (Some(a), Some(b)) = (number(left), number(right)) {
        return Some(numbers_order(a, b, true) == Some(Ordering::Equal));
    }
    if let (Some(a), Some(b)) = (left.cast::<TupleObject>(), right.cast::<TupleObject>()) {
        if depth > 32 {
            return None;
        }
        let (a, b) = (TupleObject::items(a), TupleObject::items(b));
        if a.len() != b.len() {
            // Equal items are still compared first, and that may run Python; not worth preserving
            // where hashes already agree, but the answer is the same.
            return Some(false);
        }
        for (x, y) in a.iter().zip(b) {
            if !same_slowly(*x, *y, depth + 1)? {
                return Some(false);
            }
        }
        return Some(true);
    }
    let immediate = |v: Value| !v.is_object();
    let simple = |v: Value| immediate(v) || matches!(v.kind(), Some(Kind::Str | Kind::BigInt));
    let instance = left.has_python_class() || right.has_python_class();
    if (simple(left) || simple(right)) && !instance { Some(false) } else { None }
}

/// How two plain numbers are ordered; complex ones only equal (if `equality`) or `None`.
fn numbers_order(a: Number<'_>, b: Number<'_>, equality: bool) -> Option<Ordering> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => Some(a.compare(b)),
        (Number::Float(a), Number::Float(b)) => a.partial_cmp(&b),
        (Number::Int(a), Number::Float(b)) => compare_int_float(a, b),
        (Number::Float(a), Number::Int(b)) => compare_int_float(b, a).map(Ordering::reverse),
        (Number::Complex(re, im), other) | (other, Number::Complex(re, im)) => {
            let equal = equality
                && match other {
                    Number::Complex(a, b) => (re, im) == (a, b),
                    Number::Float(f) => im == 0.0 && re == f,
                    Number::Int(i) => im == 0.0 && compare_int_float(i, re) == Some(Ordering::Equal),
                };
            if equal { Some(Ordering::Equal) } else { None }
        }
    }
}

#[inline(never)]
fn general(cx: &mut dyn Call, op: CompareOp, left: Value, right: Value) -> PyResult {
    if let (Some(a), Some(b)) = (left.cast::<StrObject>(), right.cast::<StrObject>()) {
        return Ok(Value::bool(match op {
            CompareOp::Eq => a == b || a.as_str() == b.as_str(),
            CompareOp::Ne => a != b && a.as_str() != b.as_str(),
            _ => op.holds(Some(a.as_str().cmp(b.as_str()))),
        }));
    }
    compare_after(cx, op, left, right, false)
}

/// Compares; with `asked_left`, the left operand's special method has answered NotImplemented already.
pub fn compare_after(cx: &mut dyn Call, op: CompareOp, left: Value, right: Value, asked_left: bool) -> PyResult {
    let mark = cx.root_mark();
    cx.root(left);
    cx.root(right);
    let result = attempt(cx, op, left, right, asked_left);
    cx.unroot(mark);
    if let Some(result) = result? {
        return Ok(result);
    }
    match op {
        CompareOp::Eq => Ok(Value::bool(left == right)),
        CompareOp::Ne => Ok(Value::bool(left != right)),
        _ => {
            let (a, b, symbol) = (cx.type_name(left), cx.type_name(right), op.symbol());
            Err(cx.type_error(format!("'{symbol}' not supported between instances of '{a}' and '{b}'")))
        }
    }
}

/// What a Python class defines; what builtin classes define is in [`plain`].
fn defined(cx: &mut dyn Call, class: Gc<ClassObject>, name: Name) -> Option<Value> {
    let found = cx.class_lookup_name(class, name)?;
    match found.cast::<NativeObject>() {
        Some(native) if native.class.is_some() => None,
        _ => Some(found),
    }
}

fn ask(cx: &mut dyn Call, op: CompareOp, receiver: Value, other: Value) -> PyResult<Option<Value>> {
    let class = cx.type_of(receiver);
    if let Some(method) = defined(cx, class, op.method()) {
        if method.is_none() {
            return Err(cx.type_error("'NoneType' object is not callable"));
        }
        let result = call_unbound(cx, method, receiver, &[other])?;
        return Ok(if result == Value::NOT_IMPLEMENTED { None } else { Some(result) });
    }
    // What a builtin class carries has a `__ne__` of its own.
    if op == CompareOp::Ne
        && matches!(class.payload, None | Some(crate::object::ClassId::Data))
        && let Some(method) = defined(cx, class, Name::Eq)
    {
        let result = call_unbound(cx, method, receiver, &[other])?;
        if result != Value::NOT_IMPLEMENTED {
            return Ok(Some(Value::bool(!truth(cx, result)?)));
        }
    }
    Ok(None)
}

fn attempt(cx: &mut dyn Call, op: CompareOp, left: Value, right: Value, asked_left: bool) -> PyResult<Option<Value>> {
    let (instance, other) = (left.has_python_class(), right.has_python_class());
    if instance || other {
        let mut asked_right = false;
        if other && !asked_left {
            let (left_class, right_class) = (cx.type_of(left), cx.type_of(right));
            if left_class != right_class && right_class.is_subclass(left_class) {
                asked_right = true;
                if let Some(result) = ask(cx, op.reflected(), right, left)? {
                    return Ok(Some(result));
                }
            }
        }
        if instance
            && !asked_left
            && let Some(result) = ask(cx, op, left, right)?
        {
            return Ok(Some(result));
        }
        if other
            && !asked_right
            && let Some(result) = ask(cx, op.reflected(), right, left)?
        {
            return Ok(Some(result));
        }
    }
    if instance
        && other
        && matches!(op, CompareOp::Eq | CompareOp::Ne)
        && let Some(same) = super::typing::typing_equal(cx, left, right)?
    {
        return Ok(Some(Value::bool(same == (op == CompareOp::Eq))));
    }
    let (a, b) = (cx.payload(left), cx.payload(right));
    plain(cx, op, a, b)
}

/// The comparison of values that are no instances of Python classes; `None` if it has no meaning.
fn plain(cx: &mut dyn Call, op: CompareOp, left: Value, right: Value) -> PyResult<Option<Value>> {
    let equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
    if let (Some(a), Some(b)) = (number(left), number(right)) {
        let complex = matches!(a, Number::Complex(..)) || matches!(b, Number::Complex(..));
        if complex && !equality {
            return Ok(None);
        }
        return Ok(Some(Value::bool(op.holds(numbers_order(a, b, true)))));
    }
    let (Some(kind), Some(other)) = (left.kind(), right.kind()) else { return Ok(None) };
    let answer = match (kind, other) {
        (Kind::Str, Kind::Str) => {
            let (Some(a), Some(b)) = (left.cast::<StrObject>(), right.cast::<StrObject>()) else { return Ok(None) };
            op.holds(Some(a.as_str().cmp(b.as_str())))
        }
        (Kind::List, Kind::List) | (Kind::Tuple, Kind::Tuple) => {
            cx.enter_native(" in comparison")?;
            let result = compare_sequences(cx, op, left, right);
            cx.leave_native();
            return result.map(Some);
        }
        (Kind::Dict, Kind::Dict) if equality => {
            let (Some(a), Some(b)) = (left.cast::<DictObject>(), right.cast::<DictObject>()) else { return Ok(None) };
            cx.enter_native(" in comparison")?;
            let result = dicts_equal(cx, a, b);
            cx.leave_native();
            result? == (op == CompareOp::Eq)
        }
        (Kind::Set | Kind::FrozenSet, Kind::Set | Kind::FrozenSet) => {
            let (Some(a), Some(b)) = (left.as_set(), right.as_set()) else { return Ok(None) };
            compare_sets(cx, op, a, b)?
        }
        (Kind::MappingProxy, _) | (_, Kind::MappingProxy) if equality => {
            let (left, right) = (cx.proxied(left), cx.proxied(right));
            return compare(cx, op, left, right).map(Some);
        }
        (Kind::DictView, _) | (_, Kind::DictView) => {
            let values = |v: Value| v.cast::<DictViewObject>().is_some_and(|v| v.view.get() == ViewKind::Values);
            if values(left) || values(right) {
                return Ok(None);
            }
            if !is_set_like(left) || !is_set_like(right) {
                return Ok(None);
            }
            compare_views(cx, op, left, right)?
        }
        (Kind::Array, Kind::Array) => {
            let (Some(a), Some(b)) = (left.cast::<ArrayObject>(), right.cast::<ArrayObject>()) else { return Ok(None) };
            crate::object::array::compare(cx, op, a, b)?
        }
        (Kind::Bytes | Kind::ByteArray, Kind::Bytes | Kind::ByteArray) => {
            let ordering = with_byte_data(left, |a| with_byte_data(right, |b| a.cmp(b)));
            op.holds(ordering.flatten())
        }
        (Kind::Cell, Kind::Cell) => {
            let (Some(a), Some(b)) = (left.cast::<CellObject>(), right.cast::<CellObject>()) else { return Ok(None) };
            let (a, b) = (a.value.get(), b.value.get());
            // An empty cell comes first.
            match (a.is_unbound(), b.is_unbound()) {
                (false, false) => return compare(cx, op, a, b).map(Some),
                (a, b) => op.holds(Some(b.cmp(&a))),
            }
        }
        (Kind::Range, Kind::Range) if equality => {
            let (Some(a), Some(b)) = (left.cast::<RangeObject>(), right.cast::<RangeObject>()) else { return Ok(None) };
            let same = a.len == b.len && (a.len == 0 || a.start == b.start && (a.len == 1 || a.step == b.step));
            same == (op == CompareOp::Eq)
        }
        (Kind::Slice, Kind::Slice) => {
            let parts = |v: Value| v.cast::<SliceObject>().map(|s| [s.start, s.stop, s.step]).unwrap_or_default();
            let (a, b) = (cx.tuple(&parts(left)), cx.tuple(&parts(right)));
            return compare_sequences(cx, op, a, b).map(Some);
        }
        (Kind::BoundMethod, Kind::BoundMethod) if equality => {
            let (a, b) = (left.cast::<BoundMethodObject>(), right.cast::<BoundMethodObject>());
            let same = a.zip(b).is_some_and(|(a, b)| a.function == b.function && a.receiver == b.receiver);
            same == (op == CompareOp::Eq)
        }
        _ => return Ok(None),
    };
    Ok(Some(Value::bool(answer)))
}

fn item_at(sequence: Value, index: usize) -> Option<Value> {
    match sequence.cast::<ListObject>() {
        Some(list) => ListObject::get(list, index),
        None => sequence.cast::<TupleObject>().and_then(|t| TupleObject::items(t).get(index).copied()),
    }
}

fn length(sequence: Value) -> usize {
    match sequence.cast::<ListObject>() {
        Some(list) => list.len.get(),
        None => sequence.cast::<TupleObject>().map_or(0, |t| t.len),
    }
}

/// Lists or tuples, by their first different items.
fn compare_sequences(cx: &mut dyn Call, op: CompareOp, left: Value, right: Value) -> PyResult {
    if length(left) != length(right) && matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::bool(op == CompareOp::Ne));
    }
    let mut index = 0;
    // The lists may change meanwhile.
    while let (Some(a), Some(b)) = (item_at(left, index), item_at(right, index)) {
        let same = match quick_same(cx, a, b) {
            Some(same) => same,
            None => {
                let mark = cx.root_mark();
                cx.root(a);
                cx.root(b);
                let same = compare_bool(cx, CompareOp::Eq, a, b);
                cx.unroot(mark);
                same?
            }
        };
        if !same {
            return match op {
                CompareOp::Eq => Ok(Value::FALSE),
                CompareOp::Ne => Ok(Value::TRUE),
                _ => compare(cx, op, a, b),
            };
        }
        index += 1;
    }
    Ok(Value::bool(op.holds(Some(length(left).cmp(&length(right))))))
}

fn dicts_equal(cx: &mut dyn Call, left: Gc<DictObject>, right: Gc<DictObject>) -> PyResult<bool> {
    if left.len() != right.len() {
        return Ok(false);
    }
    let mut at = 0;
    while let Some((index, entry)) = DictObject::next_entry(left, at) {
        let mark = cx.root_mark();
        cx.root(entry.key);
        cx.root(entry.value);
        let same = match crate::object::dict::dict_get(cx, right, entry.key) {
            Ok(Some(value)) => {
                cx.root(value);
                equal(cx, entry.value, value)
            }
            Ok(None) => Ok(false),
            Err(raised) => Err(raised),
        };
        cx.unroot(mark);
        if !same? {
            return Ok(false);
        }
        at = index + 1;
    }
    Ok(true)
}

/// `bool(value)`
#[inline]
pub fn truth(cx: &mut dyn Call, value: Value) -> PyResult<bool> {
    if let Some(answer) = value.as_bool() {
        return Ok(answer);
    }
    if let Some(i) = value.as_int() {
        return Ok(i != 0);
    }
    match plain_truth(value) {
        Some(answer) => Ok(answer),
        None => instance_truth(cx, value),
    }
}

/// The truth of a value that is no instance of a Python class; `None` for those.
pub fn plain_truth(value: Value) -> Option<bool> {
    if let Some(f) = value.as_float() {
        return Some(f != 0.0);
    }
    Some(match value.kind() {
        None => value.as_bool() != Some(false) && value.as_int() != Some(0) && !value.is_none(),
        Some(Kind::Instance | Kind::MappingProxy) => return None,
        Some(Kind::Class) if value.has_python_class() => return None,
        Some(Kind::Str) => value.cast::<StrObject>().is_some_and(|s| s.byte_len != 0),
        Some(Kind::List | Kind::Tuple) => length(value) != 0,
        Some(Kind::Dict) => value.cast::<DictObject>().is_some_and(|d| !d.is_empty()),
        Some(Kind::Set | Kind::FrozenSet) => value.as_set().is_some_and(|s| !s.is_empty()),
        Some(Kind::Range) => value.cast::<RangeObject>().is_some_and(|r| r.len != 0),
        Some(Kind::Bytes) => value.cast::<BytesObject>().is_some_and(|b| !b.data.is_empty()),
        Some(Kind::ByteArray) => value.cast::<ByteArrayObject>().is_some_and(|b| !b.data.borrow().is_empty()),
        Some(Kind::Array) => value.cast::<ArrayObject>().is_some_and(|a| a.len.get() != 0),
        Some(Kind::DictView) => value.cast::<DictViewObject>().is_some_and(|v| !v.dict.is_empty()),
        Some(Kind::Complex) => !matches!(number(value), Some(Number::Complex(0.0, 0.0))),
        Some(_) => true,
    })
}

fn instance_truth(cx: &mut dyn Call, value: Value) -> PyResult<bool> {
    if value.is(Kind::MappingProxy) {
        return Ok(super::len(cx, value)? != 0);
    }
    let class = cx.type_of(value);
    if let Some(method) = defined(cx, class, Name::Bool) {
        let result = call_unbound(cx, method, value, &[])?;
        return match result.as_bool() {
            Some(answer) => Ok(answer),
            None => {
                let name = cx.type_name(result);
                Err(cx.type_error(format!("__bool__ should return bool, returned {name}")))
            }
        };
    }
    if defined(cx, class, Name::Len).is_some() {
        return Ok(super::len(cx, value)? != 0);
    }
    let plain = cx.payload(value);
    Ok(plain_truth(plain).unwrap_or(true))
}

/// `hash(value)`
#[inline]
pub fn hash(cx: &mut dyn Call, value: Value) -> PyResult<i64> {
    if let Some(string) = value.cast::<StrObject>() {
        return Ok(cx.str_hash(string) as i64);
    }
    if let Some(int) = int_value(value) {
        return Ok(hash_int(int));
    }
    match quick_hash(cx, value) {
        Some(hash) => Ok(hash),
        None => hash_slowly(cx, value),
    }
}

fn hash_slowly(cx: &mut dyn Call, value: Value) -> PyResult<i64> {
    if let Some(float) = value.as_float() {
        return Ok(hash_float(float).unwrap_or(0));
    }
    let Some(kind) = value.kind() else { return Ok(value.bits() as i64 >> 1) };
    Ok(match kind {
        Kind::Tuple => {
            let items = value.cast::<TupleObject>().map_or(&[][..], TupleObject::items);
            cx.enter_native(" while calling a Python object")?;
            let result = hash_tuple(cx, items);
            cx.leave_native();
            result?
        }
        Kind::Bytes => with_byte_data(value, |data| hash_bytes(cx, data)).unwrap_or_default(),
        Kind::Complex => match number(value) {
            Some(Number::Complex(re, im)) => {
                let (a, b) = (hash_float(re).unwrap_or(0), hash_float(im).unwrap_or(0));
                match a.wrapping_add(1_000_003i64.wrapping_mul(b)) {
                    -1 => -2,
                    other => other,
                }
            }
            _ => 0,
        },
        Kind::FrozenSet => {
            let Some(set) = value.as_set() else { return Ok(0) };
            if let Some(known) = set.hash.get() {
                return Ok(known);
            }
            let mut mixed = 0u64;
            let keys = set.keys_with_hashes();
            for (_, hash) in &keys {
                let h = *hash as u64;
                mixed ^= ((h ^ 89_869_747) ^ h << 16).wrapping_mul(3_644_798_167);
            }
            mixed ^= (keys.len() as u64 + 1).wrapping_mul(1_927_868_237);
            mixed ^= mixed >> 11 ^ mixed >> 25;
            mixed = mixed.wrapping_mul(69069).wrapping_add(907_133_923);
            let hash = if mixed == u64::MAX { 590_923_713 } else { mixed as i64 };
            set.hash.set(Some(hash));
            hash
        }
        Kind::Range => {
            let Some(range) = value.cast::<RangeObject>() else { return Ok(0) };
            let mut parts = [cx.int(range.len), Value::NONE, Value::NONE];
            if range.len > 0 {
                parts[1] = cx.int(range.start);
            }
            if range.len > 1 {
                parts[2] = cx.int(range.step);
            }
            hash_tuple(cx, &parts)?
        }
        Kind::BoundMethod => match value.cast::<BoundMethodObject>() {
            Some(method) => (method.function.bits() ^ method.receiver.bits().rotate_left(7)) as i64 >> 4,
            None => 0,
        },
        Kind::List | Kind::Dict | Kind::Set | Kind::ByteArray | Kind::Slice | Kind::Array | Kind::MappingProxy => {
            let name = cx.type_name(value);
            return Err(cx.type_error(format!("unhashable type: '{name}'")));
        }
        Kind::DictView if value.cast::<DictViewObject>().is_some_and(|v| v.view.get() != ViewKind::Values) => {
            let name = cx.type_name(value);
            return Err(cx.type_error(format!("unhashable type: '{name}'")));
        }
        Kind::Instance => return hash_instance(cx, value),
        Kind::Class if value.has_python_class() => return hash_instance(cx, value),
        _ => identity_hash(value),
    })
}

/// The hash that `object` defines.
pub fn identity_hash(value: Value) -> i64 {
    (value.bits() >> 4) as i64
}

fn hash_instance(cx: &mut dyn Call, value: Value) -> PyResult<i64> {
    let class = cx.type_of(value);
    let found = cx.class_lookup_name(class, Name::Hash);
    match found {
        Some(Value::NONE) => {
            let name = cx.type_name(value);
            return Err(cx.type_error(format!("unhashable type: '{name}'")));
        }
        Some(method) if method.cast::<NativeObject>().is_none_or(|n| n.class.is_none()) => {
            let result = call_unbound(cx, method, value, &[])?;
            let plain = cx.payload(result);
            return match int_value(plain) {
                Some(int) => Ok(match unwrap_int(plain) {
                    Some(-1) => -2,
                    Some(i) => i,
                    None => hash_int(int),
                }),
                None => Err(cx.type_error("__hash__ method should return an integer")),
            };
        }
        _ => {}
    }
    if let Some(hash) = super::typing::typing_hash(cx, value)? {
        return Ok(hash);
    }
    let plain = cx.payload(value);
    if plain != value { hash(cx, plain) } else { Ok(identity_hash(value)) }
}

/// The hash of a tuple in the making.
pub(super) struct TupleHash(u64);

impl TupleHash {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;

    /// Of no items yet.
    pub(super) fn new() -> TupleHash {
        TupleHash(TupleHash::PRIME_5)
    }
    /// One more item's hash.
    #[inline]
    pub(super) fn add(&mut self, hash: i64) {
        let lane = (hash as u64).wrapping_mul(TupleHash::PRIME_2);
        self.0 = self.0.wrapping_add(lane).rotate_left(31).wrapping_mul(TupleHash::PRIME_1);
    }
    /// The hash, of so many items.
    pub(super) fn finish(self, count: usize) -> i64 {
        let mixed = self.0.wrapping_add(count as u64 ^ (TupleHash::PRIME_5 ^ 3_527_539));
        if mixed == u64::MAX { 1_546_275_796 } else { mixed as i64 }
    }
}

/// The hash of a tuple of those items, as CPython's.
fn hash_tuple(cx: &mut dyn Call, items: &[Value]) -> PyResult<i64> {
    let mut mixed = TupleHash::new();
    for item in items {
        mixed.add(hash(cx, *item)?);
    }
    Ok(mixed.finish(items.len()))
}

fn hash_bytes(cx: &mut dyn Call, data: &[u8]) -> i64 {
    use std::hash::{BuildHasher, Hasher};
    let mut hasher = cx.hash_seed.build_hasher();
    hasher.write(data);
    hasher.finish().max(1) as i64
}
