//! Binary and unary operators.

use crate::gc::Gc;
use crate::object::array;
use crate::object::int::int_value;
use crate::object::protocol::number::{Number, float_binary, numeric};
use crate::object::protocol::{call_unbound, index_of, iter, list_from, number, sets, truth, unwrap_int};
use crate::object::{
    ArrayObject, ByteArrayObject, BytesObject, Call, ClassId, ClassObject, DictObject, IntRef, Kind, ListObject, Name,
    NativeObject, PyResult, StrObject, TupleObject, Value,
};

/// A binary arithmetic operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    TrueDiv,
    FloorDiv,
    Mod,
    Pow,
    LeftShift,
    RightShift,
    BitAnd,
    BitOr,
    BitXor,
    MatMul,
}

/// A unary operator (`not` is [`truth`](super::truth)).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum UnaryOp {
    Neg,
    Pos,
    Invert,
}

impl BinaryOp {
    /// All of them, in the order of their numbers.
    pub const ALL: [BinaryOp; 13] = [
        BinaryOp::Add,
        BinaryOp::Sub,
        BinaryOp::Mul,
        BinaryOp::TrueDiv,
        BinaryOp::FloorDiv,
        BinaryOp::Mod,
        BinaryOp::Pow,
        BinaryOp::LeftShift,
        BinaryOp::RightShift,
        BinaryOp::BitAnd,
        BinaryOp::BitOr,
        BinaryOp::BitXor,
        BinaryOp::MatMul,
    ];
    /// How messages show it.
    pub const fn symbol(self, in_place: bool) -> &'static str {
        match (self, in_place) {
            (BinaryOp::Add, false) => "+",
            (BinaryOp::Sub, false) => "-",
            (BinaryOp::Mul, false) => "*",
            (BinaryOp::TrueDiv, false) => "/",
            (BinaryOp::FloorDiv, false) => "//",
            (BinaryOp::Mod, false) => "%",
            (BinaryOp::Pow, false) => "** or pow()",
            (BinaryOp::LeftShift, false) => "<<",
            (BinaryOp::RightShift, false) => ">>",
            (BinaryOp::BitAnd, false) => "&",
            (BinaryOp::BitOr, false) => "|",
            (BinaryOp::BitXor, false) => "^",
            (BinaryOp::MatMul, false) => "@",
            (BinaryOp::Add, true) => "+=",
            (BinaryOp::Sub, true) => "-=",
            (BinaryOp::Mul, true) => "*=",
            (BinaryOp::TrueDiv, true) => "/=",
            (BinaryOp::FloorDiv, true) => "//=",
            (BinaryOp::Mod, true) => "%=",
            (BinaryOp::Pow, true) => "**=",
            (BinaryOp::LeftShift, true) => "<<=",
            (BinaryOp::RightShift, true) => ">>=",
            (BinaryOp::BitAnd, true) => "&=",
            (BinaryOp::BitOr, true) => "|=",
            (BinaryOp::BitXor, true) => "^=",
            (BinaryOp::MatMul, true) => "@=",
        }
    }
    /// The special methods: `__add__`, `__radd__`, `__iadd__`.
    pub const fn methods(self) -> (Name, Name, Name) {
        match self {
            BinaryOp::Add => (Name::Add, Name::RAdd, Name::IAdd),
            BinaryOp::Sub => (Name::Sub, Name::RSub, Name::ISub),
            BinaryOp::Mul => (Name::Mul, Name::RMul, Name::IMul),
            BinaryOp::TrueDiv => (Name::TrueDiv, Name::RTrueDiv, Name::ITrueDiv),
            BinaryOp::FloorDiv => (Name::FloorDiv, Name::RFloorDiv, Name::IFloorDiv),
            BinaryOp::Mod => (Name::Mod, Name::RMod, Name::IMod),
            BinaryOp::Pow => (Name::Pow, Name::RPow, Name::IPow),
            BinaryOp::LeftShift => (Name::LShift, Name::RLShift, Name::ILShift),
            BinaryOp::RightShift => (Name::RShift, Name::RRShift, Name::IRShift),
            BinaryOp::BitAnd => (Name::And, Name::RAnd, Name::IAnd),
            BinaryOp::BitOr => (Name::Or, Name::ROr, Name::IOr),
            BinaryOp::BitXor => (Name::Xor, Name::RXor, Name::IXor),
            BinaryOp::MatMul => (Name::MatMul, Name::RMatMul, Name::IMatMul),
        }
    }
}

/// `left op right`
#[inline]
pub fn binary(cx: &mut dyn Call, op: BinaryOp, left: Value, right: Value) -> PyResult {
    if let Some(result) = quick(cx, op, left, right)? {
        return Ok(result);
    }
    general(cx, op, left, right, false)
}

/// `left op= right`: the new value.
pub fn in_place(cx: &mut dyn Call, op: BinaryOp, left: Value, right: Value) -> PyResult {
    if let Some(result) = quick(cx, op, left, right)? {
        return Ok(result);
    }
    general(cx, op, left, right, true)
}

#[inline(always)]
fn quick(cx: &mut dyn Call, op: BinaryOp, left: Value, right: Value) -> PyResult<Option<Value>> {
    if let (Some(a), Some(b)) = (left.as_int(), right.as_int())
        && op != BinaryOp::MatMul
    {
        return cx.int_binary(op, IntRef::Small(a), IntRef::Small(b)).map(Some);
    }
    if let (Some(a), Some(b)) = (left.as_float(), right.as_float()) {
        return float_binary(cx, op, a, b);
    }
    if op == BinaryOp::Add
        && let (Some(a), Some(b)) = (left.cast::<StrObject>(), right.cast::<StrObject>())
    {
        return cx.concat(a, b).map(Some);
    }
    Ok(None)
}

/// Which special method of an operator has answered NotImplemented already.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Asked {
    Nobody,
    /// The left operand's in-place method.
    Own,
    /// The left operand's.
    Forward,
    /// The right operand's.
    Backward,
}

/// Goes on with an operator of which a special method has answered NotImplemented.
pub fn binary_after(
    cx: &mut dyn Call,
    op: BinaryOp,
    left: Value,
    right: Value,
    in_place: bool,
    asked: Asked,
) -> PyResult {
    let mark = cx.root_mark();
    cx.root(left);
    cx.root(right);
    let result = attempt(cx, op, left, right, in_place, asked);
    cx.unroot(mark);
    match result? {
        Some(result) => Ok(result),
        None => Err(unsupported(cx, op, left, right, in_place)),
    }
}

#[inline(never)]
fn general(cx: &mut dyn Call, op: BinaryOp, left: Value, right: Value, in_place: bool) -> PyResult {
    if let (Some(a), Some(b)) = (number(left), number(right))
        && let Some(result) = numeric(cx, op, left, right, a, b)?
    {
        return Ok(result);
    }
    binary_after(cx, op, left, right, in_place, Asked::Nobody)
}

fn unsupported(cx: &mut dyn Call, op: BinaryOp, left: Value, right: Value, in_place: bool) -> crate::object::Raised {
    let (a, b) = (cx.type_name(left), cx.type_name(right));
    match (op, cx.payload(left).kind()) {
        (BinaryOp::Add, Some(Kind::Str)) => cx.type_error(format!("can only concatenate str (not \"{b}\") to str")),
        (BinaryOp::Add, Some(Kind::List)) => cx.type_error(format!("can only concatenate list (not \"{b}\") to list")),
        (BinaryOp::Add, Some(Kind::Tuple)) => {
            cx.type_error(format!("can only concatenate tuple (not \"{b}\") to tuple"))
        }
        (BinaryOp::Add, Some(Kind::Bytes | Kind::ByteArray)) => cx.type_error(format!("can't concat {b} to {a}")),
        (BinaryOp::Mul, kind) if is_sequence(kind) => {
            cx.type_error(format!("can't multiply sequence by non-int of type '{b}'"))
        }
        (BinaryOp::Mul, _) if is_sequence(cx.payload(right).kind()) => {
            cx.type_error(format!("can't multiply sequence by non-int of type '{a}'"))
        }
        _ => {
            let symbol = op.symbol(in_place);
            cx.type_error(format!("unsupported operand type(s) for {symbol}: '{a}' and '{b}'"))
        }
    }
}

fn is_sequence(kind: Option<Kind>) -> bool {
    matches!(kind, Some(Kind::Str | Kind::List | Kind::Tuple | Kind::Bytes | Kind::ByteArray | Kind::Array))
}

/// The special method that a Python class defines; builtin classes' own are left to [`plain`].
fn defined(cx: &mut dyn Call, class: Gc<ClassObject>, name: Name) -> Option<Value> {
    let found = cx.class_lookup_name(class, name)?;
    match found.cast::<NativeObject>() {
        Some(native) if native.class.is_some() => None,
        _ => Some(found),
    }
}

fn ask(cx: &mut dyn Call, method: Value, receiver: Value, other: Value) -> PyResult<Option<Value>> {
    if method.is_none() {
        return Err(cx.type_error("'NoneType' object is not callable"));
    }
    let result = call_unbound(cx, method, receiver, &[other])?;
    Ok(if result == Value::NOT_IMPLEMENTED { None } else { Some(result) })
}

/// Everything in Python's order; `None` if nobody knows.
fn attempt(
    cx: &mut dyn Call,
    op: BinaryOp,
    left: Value,
    right: Value,
    in_place: bool,
    asked: Asked,
) -> PyResult<Option<Value>> {
    let (instance, other) = (left.has_python_class(), right.has_python_class());
    if instance || other {
        let (method, reflected, own) = op.methods();
        let left_class = cx.type_of(left);
        let right_class = cx.type_of(right);
        if in_place
            && instance
            && asked == Asked::Nobody
            && let Some(found) = defined(cx, left_class, own)
            && let Some(result) = ask(cx, found, left, right)?
        {
            return Ok(Some(result));
        }
        let forward = if instance && asked < Asked::Forward { defined(cx, left_class, method) } else { None };
        let mut backward = if other && left_class != right_class && asked < Asked::Backward {
            defined(cx, right_class, reflected)
        } else {
            None
        };
        if let Some(found) = backward
            && asked < Asked::Forward
            && right_class.is_subclass(left_class)
            && cx.class_lookup_name(left_class, reflected) != Some(found)
        {
            if let Some(result) = ask(cx, found, right, left)? {
                return Ok(Some(result));
            }
            backward = None;
        }
        if let Some(found) = forward
            && let Some(result) = ask(cx, found, left, right)?
        {
            return Ok(Some(result));
        }
        if let Some(found) = backward
            && let Some(result) = ask(cx, found, right, left)?
        {
            return Ok(Some(result));
        }
    }
    if op == BinaryOp::BitOr
        && let Some(union) = super::union_type(cx, left, right)
    {
        return Ok(Some(union));
    }
    let (a, b) = (cx.payload(left), cx.payload(right));
    if op == BinaryOp::Mod && matches!(a.kind(), Some(Kind::Str | Kind::Bytes | Kind::ByteArray)) {
        // The instance itself is shown, not the plain value inside.
        return plain(cx, op, a, right);
    }
    if in_place && let Some(result) = plain_in_place(cx, op, a, b)? {
        // An instance that carries a list stays that instance.
        return Ok(Some(if result == a { left } else { result }));
    }
    plain(cx, op, a, b)
}

/// In-place operations that builtin containers have.
fn plain_in_place(cx: &mut dyn Call, op: BinaryOp, left: Value, right: Value) -> PyResult<Option<Value>> {
    match (left.kind(), op) {
        (Some(Kind::List), BinaryOp::Add) => {
            let Some(list) = left.cast::<ListObject>() else { return Ok(None) };
            extend_list(cx, list, right)?;
            Ok(Some(left))
        }
        (Some(Kind::List), BinaryOp::Mul) => {
            let Some(list) = left.cast::<ListObject>() else { return Ok(None) };
            let Some(count) = repetitions(cx, right)? else { return Ok(None) };
            if count == 0 {
                ListObject::truncate(list, 0);
                return Ok(Some(left));
            }
            let len = list.len.get();
            let more = len.checked_mul(count - 1).filter(|n| *n < 1 << 40);
            let Some(more) = more else { return Err(cx.memory_error()) };
            cx.list_reserve(list, more)?;
            let items = ListObject::items(list).to_vec();
            for _ in 1..count {
                cx.list_extend(list, &items)?;
            }
            Ok(Some(left))
        }
        (Some(Kind::Set), _) => match left.as_set() {
            Some(set) => sets::set_in_place(cx, op, set, right),
            None => Ok(None),
        },
        (Some(Kind::Dict), BinaryOp::BitOr) => {
            let Some(dict) = left.cast::<DictObject>() else { return Ok(None) };
            match right.cast::<DictObject>() {
                Some(other) => crate::object::dict::dict_update(cx, dict, other)?,
                None => update_from_pairs(cx, dict, right)?,
            }
            Ok(Some(left))
        }
        (Some(Kind::ByteArray), BinaryOp::Add) => {
            let Some(array) = left.cast::<ByteArrayObject>() else { return Ok(None) };
            let Some(data) = byte_data(right) else { return Ok(None) };
            cx.reserve(data.len())?;
            crate::object::exports::may_resize(cx, left)?;
            array.data.borrow_mut().extend_from_slice(&data);
            Ok(Some(left))
        }
        (Some(Kind::ByteArray), BinaryOp::Mul) => {
            let Some(array) = left.cast::<ByteArrayObject>() else { return Ok(None) };
            let Some(count) = repetitions(cx, right)? else { return Ok(None) };
            let Some(size) = array.data.borrow().len().checked_mul(count) else { return Err(cx.memory_error()) };
            cx.reserve(size)?;
            let repeated = array.data.borrow().repeat(count);
            array.data.replace(repeated);
            Ok(Some(left))
        }
        (Some(Kind::Array), BinaryOp::Add) => {
            let Some(array) = left.cast::<ArrayObject>() else { return Ok(None) };
            array::extend_in_place(cx, array, right)?;
            Ok(Some(left))
        }
        (Some(Kind::Array), BinaryOp::Mul) => {
            let Some(array) = left.cast::<ArrayObject>() else { return Ok(None) };
            let Some(count) = repetitions(cx, right)? else { return Ok(None) };
            array::repeat_in_place(cx, array, count)?;
            Ok(Some(left))
        }
        _ => Ok(None),
    }
}

/// `list.extend(source)`
pub fn extend_list(cx: &mut dyn Call, list: Gc<ListObject>, source: Value) -> PyResult<()> {
    if let Some(Kind::List | Kind::Tuple) = source.kind() {
        let items = plain_items(source);
        return cx.list_extend(list, items);
    }
    let mark = cx.root_mark();
    cx.root(Value::object(list));
    let result = super::for_each_sized(cx, source, &mut |cx, item| cx.list_push(list, item));
    cx.unroot(mark);
    result
}

/// The dict whose entries a copy may read directly: none if a subclass iterates in its own way.
pub fn read_as_dict(cx: &mut dyn Call, source: Value) -> Option<Gc<DictObject>> {
    let dict = cx.payload(source).cast::<DictObject>()?;
    if source.is(Kind::Instance) {
        let class = cx.type_of(source);
        let iterates = cx.class_lookup_name(class, Name::Iter)?;
        return iterates.is(Kind::Native).then_some(dict);
    }
    Some(dict)
}

/// `dict.update(pairs)` for a mapping with `keys`, or an iterable of pairs.
pub fn update_from_pairs(cx: &mut dyn Call, dict: Gc<DictObject>, source: Value) -> PyResult<()> {
    if let Some(other) = read_as_dict(cx, source) {
        return crate::object::dict::dict_update(cx, dict, other);
    }
    let keys = cx.name(Name::Keys);
    if let Some(method) = super::find_attr(cx, source, keys)? {
        let keys = cx.call(method, &[], &[])?;
        return super::for_each(cx, keys, &mut |cx, key| {
            let mark = cx.root_mark();
            cx.root(key);
            let value = super::get_item(cx, source, key);
            let result = match value {
                Ok(value) => crate::object::dict::dict_set(cx, dict, key, value),
                Err(raised) => Err(raised),
            };
            cx.unroot(mark);
            result
        });
    }
    let mut number = 0;
    super::for_each(cx, source, &mut |cx, pair| {
        let is_iterable = match pair.kind() {
            Some(Kind::List | Kind::Tuple) => true,
            _ => iter(cx, pair).is_ok(),
        };
        if !is_iterable {
            return Err(
                cx.type_error(format!("cannot convert dictionary update sequence element #{number} to a sequence"))
            );
        }
        let mark = cx.root_mark();
        let items = list_from(cx, pair)?;
        cx.root(Value::object(items));
        let result = match *ListObject::items(items) {
            [key, value] => crate::object::dict::dict_set(cx, dict, key, value),
            ref other => {
                let len = other.len();
                Err(cx.value_error(format!(
                    "dictionary update sequence element #{number} has length {len}; 2 is required"
                )))
            }
        };
        cx.unroot(mark);
        number += 1;
        result
    })
}

fn plain_items<'a>(value: Value) -> &'a [Value] {
    match value.cast::<ListObject>() {
        Some(list) => ListObject::items(list),
        None => value.cast::<TupleObject>().map_or(&[], TupleObject::items),
    }
}

/// A count for `sequence * count`, not below 0; `None` if the value is no integer.
fn repetitions(cx: &mut dyn Call, value: Value) -> PyResult<Option<usize>> {
    let has_index = int_value(value).is_some() || {
        value.is(Kind::Instance) && super::find_special(cx, value, Name::Index).is_some()
    };
    if !has_index {
        return Ok(None);
    }
    let index = index_of(cx, value)?;
    match unwrap_int(index) {
        Some(count) => Ok(Some(count.max(0) as usize)),
        None => Err(cx.overflow_error("cannot fit 'int' into an index-sized integer")),
    }
}

/// Looks at the bytes of a `bytes`, `bytearray` or `array`, which stand where they are: `look` runs no Python code.
pub fn with_byte_data<R>(value: Value, look: impl FnOnce(&[u8]) -> R) -> Option<R> {
    if let Some(bytes) = value.cast::<BytesObject>() {
        return Some(look(&bytes.data));
    }
    if let Some(array) = value.cast::<ArrayObject>() {
        return Some(look(&array.data.borrow()));
    }
    value.cast::<ByteArrayObject>().map(|array| look(&array.data.borrow()))
}

/// A copy of them.
pub fn byte_data(value: Value) -> Option<Vec<u8>> {
    with_byte_data(value, <[u8]>::to_vec)
}

/// `left op right` for values that are no instances of Python classes; `None` if it has no meaning.
fn plain(cx: &mut dyn Call, op: BinaryOp, left: Value, right: Value) -> PyResult<Option<Value>> {
    if let (Some(a), Some(b)) = (number(left), number(right)) {
        return numeric(cx, op, left, right, a, b);
    }
    match (op, left.kind()) {
        (BinaryOp::Add, Some(Kind::Str)) => {
            let (Some(a), Some(b)) = (left.cast::<StrObject>(), right.cast::<StrObject>()) else { return Ok(None) };
            return cx.concat(a, b).map(Some);
        }
        (BinaryOp::Add, Some(Kind::List)) if right.is(Kind::List) => {
            let (a, b) = (plain_items(left), plain_items(right));
            cx.reserve((a.len() + b.len()) * 8)?;
            let result = cx.new_list();
            cx.list_reserve(result, a.len() + b.len())?;
            cx.list_extend(result, a)?;
            cx.list_extend(result, b)?;
            return Ok(Some(Value::object(result)));
        }
        (BinaryOp::Add, Some(Kind::Tuple)) if right.is(Kind::Tuple) => {
            let (a, b) = (plain_items(left), plain_items(right));
            if a.is_empty() {
                return Ok(Some(right));
            }
            if b.is_empty() {
                return Ok(Some(left));
            }
            return cx.try_tuple(&[a, b].concat()).map(Some);
        }
        (BinaryOp::Add, Some(kind @ (Kind::Bytes | Kind::ByteArray))) => {
            let length = |value| with_byte_data(value, <[u8]>::len);
            let (Some(left_length), Some(right_length)) = (length(left), length(right)) else { return Ok(None) };
            cx.reserve(left_length + right_length)?;
            let a = with_byte_data(left, |a| with_byte_data(right, |b| [a, b].concat()));
            let a = a.flatten().unwrap_or_default();
            return Ok(Some(if kind == Kind::Bytes { cx.bytes(&a) } else { cx.byte_array(a) }));
        }
        (BinaryOp::Add, Some(Kind::Array)) => {
            let Some(array) = left.cast::<ArrayObject>() else { return Ok(None) };
            return array::concat(cx, array, right).map(Some);
        }
        (BinaryOp::Mod, Some(Kind::Str | Kind::Bytes | Kind::ByteArray)) => {
            return (cx.tables().format_percent)(cx, left, right).map(Some);
        }
        (BinaryOp::Mul, kind) if is_sequence(kind) => {
            return match repetitions(cx, right)? {
                Some(count) => repeat(cx, left, count).map(Some),
                None => Ok(None),
            };
        }
        (BinaryOp::Mul, _) if is_sequence(right.kind()) => {
            return match repetitions(cx, left)? {
                Some(count) => repeat(cx, right, count).map(Some),
                None => Ok(None),
            };
        }
        (BinaryOp::BitOr, Some(Kind::MappingProxy)) => {
            let (left, right) = (cx.proxied(left), cx.proxied(right));
            return binary(cx, op, left, right).map(Some);
        }
        (BinaryOp::BitOr, Some(Kind::Dict)) if right.is(Kind::MappingProxy) => {
            let right = cx.proxied(right);
            return binary(cx, op, left, right).map(Some);
        }
        (BinaryOp::BitOr, Some(Kind::Dict)) if !right.is(Kind::DictView) => {
            let (Some(a), Some(b)) = (left.cast::<DictObject>(), right.cast::<DictObject>()) else { return Ok(None) };
            let result = cx.dict_copy(a)?;
            let mark = cx.root_mark();
            cx.root(Value::object(result));
            let outcome = crate::object::dict::dict_update(cx, result, b);
            cx.unroot(mark);
            outcome?;
            return Ok(Some(Value::object(result)));
        }
        _ => {}
    }
    sets::set_binary(cx, op, left, right)
}

/// `sequence * count`
pub fn repeat(cx: &mut dyn Call, sequence: Value, count: usize) -> PyResult {
    let room =
        |len: usize, size: usize| len.checked_mul(count).and_then(|n| n.checked_mul(size)).filter(|n| *n < 1 << 44);
    match sequence.kind() {
        Some(Kind::Str) => {
            let Some(string) = sequence.cast::<StrObject>() else { return Ok(sequence) };
            let Some(bytes) = room(string.byte_len as usize, 1) else { return Err(cx.memory_error()) };
            cx.text_room(bytes)?;
            let text = string.as_str().repeat(count);
            let chars = string.char_len() * count;
            Ok(if text.len() <= 1 { cx.str(&text) } else { Value::object(cx.new_str_counted(&text, chars)) })
        }
        Some(kind @ (Kind::Bytes | Kind::ByteArray)) => {
            let data = byte_data(sequence).unwrap_or_default();
            let Some(bytes) = room(data.len(), 1) else { return Err(cx.memory_error()) };
            cx.reserve(bytes)?;
            let data = data.repeat(count);
            Ok(if kind == Kind::Bytes { cx.bytes(&data) } else { cx.byte_array(data) })
        }
        Some(Kind::Array) => match sequence.cast::<ArrayObject>() {
            Some(array) => array::repeat(cx, array, count),
            None => Ok(sequence),
        },
        Some(Kind::Tuple) => {
            let items = plain_items(sequence);
            if count == 1 {
                return Ok(sequence);
            }
            let Some(bytes) = room(items.len(), 8) else { return Err(cx.memory_error()) };
            cx.reserve(bytes)?;
            Ok(cx.tuple(&items.repeat(count)))
        }
        _ => {
            let items = plain_items(sequence);
            let Some(bytes) = room(items.len(), 8) else { return Err(cx.memory_error()) };
            cx.reserve(bytes)?;
            let list = cx.new_list();
            if bytes != 0 {
                cx.list_reserve(list, bytes / 8)?;
                if let [item] = *items {
                    cx.list_fill(list, item, count)?;
                } else {
                    for _ in 0..count {
                        cx.list_extend(list, items)?;
                    }
                }
            }
            Ok(Value::object(list))
        }
    }
}

/// `op value`
pub fn unary(cx: &mut dyn Call, op: UnaryOp, value: Value) -> PyResult {
    let plain = match number(value) {
        Some(number) => Some(number),
        None if value.is(Kind::Instance) => {
            let name = match op {
                UnaryOp::Neg => Name::Neg,
                UnaryOp::Pos => Name::Pos,
                UnaryOp::Invert => Name::Invert,
            };
            let class = cx.type_of(value);
            if let Some(method) = defined(cx, class, name) {
                return call_unbound(cx, method, value, &[]);
            }
            let plain = cx.payload(value);
            number(plain)
        }
        None => None,
    };
    Ok(match (op, plain) {
        (UnaryOp::Neg, Some(Number::Int(i))) => cx.int_neg(i),
        (UnaryOp::Pos, Some(Number::Int(IntRef::Small(i)))) => cx.int(i),
        (UnaryOp::Pos, Some(Number::Int(_))) => cx.payload(value),
        (UnaryOp::Invert, Some(Number::Int(i))) => cx.int_invert(i),
        (UnaryOp::Neg, Some(Number::Float(f))) => Value::float(-f),
        (UnaryOp::Pos, Some(Number::Float(f))) => Value::float(f),
        (UnaryOp::Neg, Some(Number::Complex(re, im))) => cx.complex(-re, -im),
        (UnaryOp::Pos, Some(Number::Complex(re, im))) => cx.complex(re, im),
        _ => {
            let symbol = match op {
                UnaryOp::Neg => "-",
                UnaryOp::Pos => "+",
                UnaryOp::Invert => "~",
            };
            let name = cx.type_name(value);
            return Err(cx.type_error(format!("bad operand type for unary {symbol}: '{name}'")));
        }
    })
}

/// `divmod(left, right)`, a tuple
pub fn div_mod(cx: &mut dyn Call, left: Value, right: Value) -> PyResult {
    if left.is(Kind::Instance) || right.is(Kind::Instance) {
        for (name, receiver, other) in [(Name::DivMod, left, right), (Name::RDivMod, right, left)] {
            let class = cx.type_of(receiver);
            if let Some(method) = defined(cx, class, name)
                && let Some(result) = ask(cx, method, receiver, other)?
            {
                return Ok(result);
            }
        }
    }
    let (a, b) = (cx.payload(left), cx.payload(right));
    let float = |cx: &mut dyn Call, n: Number<'_>| match n {
        Number::Float(f) => Ok(f),
        Number::Int(i) => cx.int_to_float(i),
        Number::Complex(re, _) => Ok(re),
    };
    match (number(a), number(b)) {
        (Some(Number::Int(x)), Some(Number::Int(y))) => {
            if matches!(y, IntRef::Small(0)) {
                return Err(cx.zero_division("integer division or modulo by zero"));
            }
            let quotient = cx.int_binary(BinaryOp::FloorDiv, x, y)?;
            let rest = cx.int_binary(BinaryOp::Mod, x, y)?;
            Ok(cx.tuple(&[quotient, rest]))
        }
        (Some(x), Some(y)) if !matches!(x, Number::Complex(..)) && !matches!(y, Number::Complex(..)) => {
            let (x, y) = (float(cx, x)?, float(cx, y)?);
            if y == 0.0 {
                return Err(cx.zero_division("float divmod()"));
            }
            let (quotient, rest) = super::float_div_mod(x, y);
            Ok(cx.tuple(&[Value::float(quotient), Value::float(rest)]))
        }
        _ => {
            let (a, b) = (cx.type_name(left), cx.type_name(right));
            Err(cx.type_error(format!("unsupported operand type(s) for divmod(): '{a}' and '{b}'")))
        }
    }
}

/// `pow(base, exponent, modulus)`
pub fn power_mod(cx: &mut dyn Call, base: Value, exponent: Value, modulus: Value) -> PyResult {
    if base.is(Kind::Instance) {
        let class = cx.type_of(base);
        if let Some(method) = defined(cx, class, Name::Pow) {
            return call_unbound(cx, method, base, &[exponent, modulus]);
        }
    }
    let values = [cx.payload(base), cx.payload(exponent), cx.payload(modulus)];
    match values.map(int_value) {
        [Some(a), Some(b), Some(m)] => cx.int_power_mod(a, b, m),
        _ if values[..2].iter().any(|v| v.is(Kind::Complex)) && values.iter().all(|v| super::is_number(*v)) => {
            Err(cx.value_error("complex modulo"))
        }
        _ if values.iter().all(|v| super::is_number(*v)) => {
            Err(cx.type_error("pow() 3rd argument not allowed unless all arguments are integers"))
        }
        _ => {
            let [a, b, m] = [base, exponent, modulus].map(|v| cx.type_name(v));
            Err(cx.type_error(format!("unsupported operand type(s) for ** or pow(): '{a}', '{b}', '{m}'")))
        }
    }
}

/// `abs(value)`
pub fn absolute(cx: &mut dyn Call, value: Value) -> PyResult {
    if value.has_python_class() {
        let class = cx.type_of(value);
        if let Some(method) = defined(cx, class, Name::Abs) {
            return call_unbound(cx, method, value, &[]);
        }
    }
    let plain = cx.payload(value);
    Ok(match number(plain) {
        Some(Number::Int(i)) if i.is_negative() => cx.int_neg(i),
        Some(Number::Int(IntRef::Small(i))) => cx.int(i),
        Some(Number::Int(_)) => plain,
        Some(Number::Float(f)) => Value::float(f.abs()),
        Some(Number::Complex(re, im)) => {
            let length = re.hypot(im);
            if length.is_infinite() && re.is_finite() && im.is_finite() {
                return Err(cx.raise(ClassId::OverflowError, "absolute value too large"));
            }
            Value::float(length)
        }
        None => {
            let name = cx.type_name(value);
            return Err(cx.type_error(format!("bad operand type for abs(): '{name}'")));
        }
    })
}

/// `not value`
pub fn not(cx: &mut dyn Call, value: Value) -> PyResult {
    Ok(Value::bool(!truth(cx, value)?))
}
