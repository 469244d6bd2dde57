//! `array.array`: machine numbers, one behind the other.
//!
//! ```text
//! let array = realm.new_array(b'd', bytes)?;          // eight bytes for each number
//! array::item(realm, array, 2)  →  Value::float(…)    // index checked by the caller
//! ```
//!
//! 1. `len` and `items` mirror `data`; whatever changes `data` ends with [`ArrayObject::settle`]. Machine code and the
//!    interpreter read and write items through `items`, below `len`.
//! 2. `code` is the typecode's character and never changes, but for one thing: an array of floats into which bytes
//!    brought a NaN that is none of the canonical ones has the capital letter (`D`, `F`) from then on. So machine
//!    code, which proves the small letter, may take items for floats as they stand.
//! 3. What an item becomes is computed before the array is looked at: that may run Python code, which may change it.

use std::cell::{Cell, RefCell};
use std::cmp::Ordering;

use crate::gc::{Gc, Header, Object};
use crate::object::exports::may_resize;
use crate::object::int::int_value;
use crate::object::protocol::{self, CompareOp, equal, find_special, index_of, real_number, unwrap_int};
use crate::object::sequence::{Indices, slice_indices};
use crate::object::{ArrayObject, Call, ClassId, Kind, Name, PyResult, Raised, Realm, SliceObject, StrObject, Value};

// SAFETY: `repr(C)`, header first, the kind is this type's alone.
unsafe impl Object for ArrayObject {
    const KIND: u8 = Kind::Array as u8;
}

/// The bytes of an item; `None` if there is no such typecode.
pub const fn item_size(code: u8) -> Option<usize> {
    Some(match code {
        b'b' | b'B' => 1,
        b'h' | b'H' => 2,
        b'i' | b'I' | b'f' | b'u' => 4,
        b'l' | b'L' | b'q' | b'Q' | b'd' => 8,
        _ => return None,
    })
}

/// Whether compiled code may not take those bits for a float.
fn is_odd(number: f64) -> bool {
    number.is_nan() && number.to_bits() & !(1 << 63) != 0x7FF8_0000_0000_0000
}

impl ArrayObject {
    /// The typecode as the program sees it.
    pub fn typecode(&self) -> u8 {
        match self.code.get() as u8 {
            b'D' => b'd',
            b'F' => b'f',
            code => code,
        }
    }
    /// The bytes of an item.
    pub fn item_size(&self) -> usize {
        item_size(self.typecode()).unwrap_or(1)
    }
    /// The length and the address are as `data` says again; `foreign`: bytes came in that were no items (rule 2).
    pub fn settle(&self, foreign: bool) {
        let mut data = self.data.borrow_mut();
        self.items.set(data.as_mut_ptr());
        self.len.set(data.len() / self.item_size());
        if foreign {
            let odd = match self.code.get() as u8 {
                b'd' => data.as_chunks().0.iter().any(|item| is_odd(f64::from_ne_bytes(*item))),
                b'f' => data.as_chunks().0.iter().any(|item| is_odd(f32::from_ne_bytes(*item) as f64)),
                _ => false,
            };
            if odd {
                self.code.set(self.code.get() - 32);
            }
        }
    }
    /// Whether bytes of this array may be unusual floats.
    pub fn is_foreign(&self) -> bool {
        matches!(self.code.get() as u8, b'D' | b'F')
    }
}

impl Realm {
    /// An array of those items.
    pub fn new_array(&mut self, code: u8, data: Vec<u8>, foreign: bool) -> PyResult<Gc<ArrayObject>> {
        self.reserve(data.len())?;
        self.external_grown(data.capacity());
        let array = self.alloc(ArrayObject {
            header: Header::plain::<ArrayObject>(),
            len: Cell::new(0),
            items: Cell::new(std::ptr::null_mut()),
            code: Cell::new(code as i64),
            data: RefCell::new(data),
        });
        array.settle(foreign);
        Ok(array)
    }
    /// Changes the bytes of an array, which may grow by `more`.
    pub fn change_array(
        &mut self,
        array: Gc<ArrayObject>,
        more: usize,
        foreign: bool,
        change: impl FnOnce(&mut Vec<u8>),
    ) -> PyResult<()> {
        let room = array.data.borrow().capacity();
        if array.data.borrow().len() + more > room {
            self.reserve(more)?;
        }
        change(&mut array.data.borrow_mut());
        array.settle(foreign);
        let grown = array.data.borrow().capacity();
        self.external_grown(grown.saturating_sub(room));
        Ok(())
    }
}

/// Item `index`, which is below the length.
#[inline]
pub fn item(realm: &mut Realm, array: Gc<ArrayObject>, index: usize) -> Value {
    let at = array.items.get();
    // SAFETY: rule 1; the index is below the length.
    unsafe {
        match array.code.get() as u8 {
            b'd' | b'D' => Value::float((at as *const f64).add(index).read_unaligned()),
            b'B' => Value::int(at.add(index).read() as i64),
            b'b' => Value::int((at as *const i8).add(index).read() as i64),
            b'h' => Value::int((at as *const i16).add(index).read_unaligned() as i64),
            b'H' => Value::int((at as *const u16).add(index).read_unaligned() as i64),
            b'i' => Value::int((at as *const i32).add(index).read_unaligned() as i64),
            b'I' => Value::int((at as *const u32).add(index).read_unaligned() as i64),
            b'f' | b'F' => Value::float((at as *const f32).add(index).read_unaligned() as f64),
            b'u' => {
                let number = (at as *const u32).add(index).read_unaligned();
                realm.char_str(char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER))
            }
            b'L' | b'Q' => {
                let number = (at as *const u64).add(index).read_unaligned();
                match i64::try_from(number) {
                    Ok(small) => realm.int(small),
                    Err(_) => realm.big(number.into()),
                }
            }
            _ => {
                let number = (at as *const i64).add(index).read_unaligned();
                realm.int(number)
            }
        }
    }
}

/// Writes item `index` if it is below the length and the value is an item as it stands (a float, or an immediate
/// int in range); else nothing happens.
#[inline]
pub fn set_plain(array: Gc<ArrayObject>, index: usize, value: Value) -> bool {
    if index >= array.len.get() {
        return false;
    }
    let at = array.items.get();
    // SAFETY: rule 1; the index is below the length.
    unsafe {
        match (array.code.get() as u8, value.as_float(), value.as_int()) {
            (b'd' | b'D', Some(number), _) => (at as *mut f64).add(index).write_unaligned(number),
            (b'd' | b'D', _, Some(number)) => (at as *mut f64).add(index).write_unaligned(number as f64),
            (b'f' | b'F', Some(number), _) => (at as *mut f32).add(index).write_unaligned(number as f32),
            (b'l' | b'q', _, Some(number)) => (at as *mut i64).add(index).write_unaligned(number),
            (b'L' | b'Q', _, Some(number)) if number >= 0 => (at as *mut i64).add(index).write_unaligned(number),
            (b'i', _, Some(number)) if number == number as i32 as i64 => {
                (at as *mut i32).add(index).write_unaligned(number as i32)
            }
            (b'I', _, Some(number)) if number == number as u32 as i64 => {
                (at as *mut u32).add(index).write_unaligned(number as u32)
            }
            (b'B', _, Some(number)) if number == number as u8 as i64 => at.add(index).write(number as u8),
            (b'b', _, Some(number)) if number == number as i8 as i64 => at.add(index).write(number as u8),
            _ => return false,
        }
    }
    true
}

/// A value as an item: its bytes, of which the first [`item_size`] count. May run Python code.
pub fn item_bytes(cx: &mut dyn Call, code: u8, value: Value) -> PyResult<[u8; 8]> {
    let mut bytes = [0; 8];
    match code {
        b'd' => return Ok(real_number(cx, value)?.to_ne_bytes()),
        b'f' => {
            let number = real_number(cx, value)? as f32;
            bytes[..4].copy_from_slice(&number.to_ne_bytes());
            return Ok(bytes);
        }
        b'u' => {
            let text = cx.payload(value).cast::<StrObject>();
            let Some(text) = text.filter(|text| text.char_len() == 1) else {
                return Err(cx.type_error("array item must be unicode character"));
            };
            let number = text.as_str().chars().next().map_or(0, |character| character as u32);
            bytes[..4].copy_from_slice(&number.to_ne_bytes());
            return Ok(bytes);
        }
        _ => {}
    }
    let number = index_of(cx, value)?;
    if matches!(code, b'I' | b'L' | b'Q') {
        return unsigned(cx, code, number);
    }
    let Some(number) = unwrap_int(number) else {
        return Err(cx.overflow_error(match code {
            b'q' => "int too big to convert",
            _ => "Python int too large to convert to C long",
        }));
    };
    // As what a value of that typecode is passed on first, and what it must be in the end.
    let (first, last): ((i64, i64, &str), (i64, i64, &str)) = match code {
        b'b' => (SHORT, (-128, 127, "signed char")),
        b'B' => (BYTE, BYTE),
        b'h' => (SHORT, SHORT),
        b'H' => (INT, (0, 65535, "unsigned short")),
        b'i' => (INT, INT),
        _ => ((i64::MIN, i64::MAX, ""), (i64::MIN, i64::MAX, "")),
    };
    for (low, high, name) in [first, last] {
        if number < low {
            return Err(cx.overflow_error(format!("{name} is less than minimum")));
        }
        if number > high {
            return Err(cx.overflow_error(format!("{name} is greater than maximum")));
        }
    }
    Ok(little(code, number as u64))
}

const BYTE: (i64, i64, &str) = (0, 255, "unsigned byte integer");
const SHORT: (i64, i64, &str) = (-32768, 32767, "signed short integer");
const INT: (i64, i64, &str) = (-(1 << 31), (1 << 31) - 1, "signed integer");

/// The low bytes of a number where items have them.
fn little(code: u8, number: u64) -> [u8; 8] {
    let mut bytes = [0; 8];
    match item_size(code) {
        Some(1) => bytes[0] = number as u8,
        Some(2) => bytes[..2].copy_from_slice(&(number as u16).to_ne_bytes()),
        Some(4) => bytes[..4].copy_from_slice(&(number as u32).to_ne_bytes()),
        _ => bytes = number.to_ne_bytes(),
    }
    bytes
}

fn unsigned(cx: &mut dyn Call, code: u8, number: Value) -> PyResult<[u8; 8]> {
    if cx.int_is_negative(number) {
        return Err(cx.overflow_error(match code {
            b'Q' => "can't convert negative int to unsigned",
            _ => "can't convert negative value to unsigned int",
        }));
    }
    let number = match int_value(number) {
        Some(crate::object::IntRef::Small(small)) => u64::try_from(small).ok(),
        Some(crate::object::IntRef::Big(big)) => u64::try_from(big).ok(),
        None => None,
    };
    match number {
        Some(number) if code != b'I' || number <= u32::MAX as u64 => Ok(little(code, number)),
        Some(_) => Err(cx.overflow_error("unsigned int is greater than maximum")),
        None => Err(cx.overflow_error(match code {
            b'Q' => "int too big to convert",
            _ => "Python int too large to convert to C unsigned long",
        })),
    }
}

/// The index that a key means.
fn position(cx: &mut dyn Call, array: Gc<ArrayObject>, key: Value, outside: &str) -> PyResult<usize> {
    let index = match key.as_int() {
        Some(index) => index,
        None => {
            let integer = int_value(key).is_some()
                || key.is(Kind::Instance) && {
                    let payload = cx.payload(key);
                    int_value(payload).is_some() || find_special(cx, key, Name::Index).is_some()
                };
            if !integer {
                return Err(cx.type_error("array indices must be integers"));
            }
            let index = index_of(cx, key)?;
            match unwrap_int(index) {
                Some(index) => index,
                None => return Err(cx.index_error("cannot fit 'int' into an index-sized integer")),
            }
        }
    };
    let len = array.len.get() as i64;
    let at = if index < 0 { index.saturating_add(len) } else { index };
    if at < 0 || at >= len {
        return Err(cx.index_error(outside));
    }
    Ok(at as usize)
}

/// The bytes of the items selected.
fn selected(array: Gc<ArrayObject>, indices: Indices) -> Vec<u8> {
    let (data, size) = (array.data.borrow(), array.item_size());
    if indices.step == 1 {
        return data[indices.start * size..(indices.start + indices.count) * size].to_vec();
    }
    let mut out = Vec::with_capacity(indices.count * size);
    for at in indices.iter() {
        out.extend_from_slice(&data[at * size..(at + 1) * size]);
    }
    out
}

/// `array[key]`
pub fn get(cx: &mut dyn Call, array: Gc<ArrayObject>, key: Value) -> PyResult {
    if let Some(slice) = key.cast::<SliceObject>() {
        let indices = slice_indices(cx, slice, array.len.get())?;
        cx.reserve(indices.count * array.item_size())?;
        let data = selected(array, indices);
        return cx.new_array(array.typecode(), data, array.is_foreign()).map(Value::object);
    }
    let at = position(cx, array, key, "array index out of range")?;
    Ok(item(cx, array, at))
}

/// `array[key] = value`
pub fn set(cx: &mut dyn Call, array: Gc<ArrayObject>, key: Value, value: Value) -> PyResult<()> {
    let Some(slice) = key.cast::<SliceObject>() else {
        const OUTSIDE: &str = "array assignment index out of range";
        let at = position(cx, array, key, OUTSIDE)?;
        if set_plain(array, at, value) {
            return Ok(());
        }
        let bytes = item_bytes(cx, array.typecode(), value)?;
        let size = array.item_size();
        if at >= array.len.get() {
            return Err(cx.index_error(OUTSIDE));
        }
        array.data.borrow_mut()[at * size..(at + 1) * size].copy_from_slice(&bytes[..size]);
        return Ok(());
    };
    let Some(other) = cx.payload(value).cast::<ArrayObject>() else {
        let name = cx.type_name(value);
        return Err(cx.type_error(format!("can only assign array (not \"{name}\") to array slice")));
    };
    if other.typecode() != array.typecode() {
        return Err(cx.type_error(BAD_ARGUMENT));
    }
    let indices = slice_indices(cx, slice, array.len.get())?;
    let (new, size, foreign) = (other.data.borrow().clone(), array.item_size(), other.is_foreign());
    if indices.step == 1 {
        let (start, stop) = (indices.start * size, (indices.start + indices.count) * size);
        return cx.change_array(array, new.len(), foreign, |data| {
            data.splice(start..stop, new);
        });
    }
    if new.len() != indices.count * size {
        let (got, wanted) = (new.len() / size, indices.count);
        return Err(cx.value_error(format!("attempt to assign array of size {got} to extended slice of size {wanted}")));
    }
    cx.change_array(array, 0, foreign, |data| {
        for (at, item) in indices.iter().zip(new.chunks(size)) {
            data[at * size..(at + 1) * size].copy_from_slice(item);
        }
    })
}

/// `del array[key]`
pub fn delete(cx: &mut dyn Call, array: Gc<ArrayObject>, key: Value) -> PyResult<()> {
    may_resize(cx, Value::object(array))?;
    let size = array.item_size();
    let Some(slice) = key.cast::<SliceObject>() else {
        let at = position(cx, array, key, "array assignment index out of range")?;
        return cx.change_array(array, 0, false, |data| {
            data.drain(at * size..(at + 1) * size);
        });
    };
    let indices = slice_indices(cx, slice, array.len.get())?;
    cx.change_array(array, 0, false, |data| {
        if indices.step == 1 {
            data.drain(indices.start * size..(indices.start + indices.count) * size);
            return;
        }
        let mut doomed = indices.iter().collect::<Vec<_>>();
        doomed.sort_unstable();
        let (mut next, mut at) = (doomed.into_iter().peekable(), 0);
        data.retain(|_| {
            let item = at / size;
            at += 1;
            let goes = next.peek() == Some(&item);
            if goes && at % size == 0 {
                next.next();
            }
            !goes
        });
    })
}

/// What CPython says when it says nothing in particular.
pub const BAD_ARGUMENT: &str = "bad argument type for built-in operation";

/// `array + other`
pub fn concat(cx: &mut dyn Call, array: Gc<ArrayObject>, other: Value) -> PyResult {
    let Some(right) = other.cast::<ArrayObject>() else {
        let name = cx.type_name(other);
        return Err(cx.type_error(format!("can only append array (not \"{name}\") to array")));
    };
    if right.typecode() != array.typecode() {
        return Err(cx.type_error(BAD_ARGUMENT));
    }
    let len = array.data.borrow().len() + right.data.borrow().len();
    cx.reserve(len)?;
    let data = [&array.data.borrow()[..], &right.data.borrow()[..]].concat();
    cx.new_array(array.typecode(), data, array.is_foreign() || right.is_foreign()).map(Value::object)
}

/// `array * count`
pub fn repeat(cx: &mut dyn Call, array: Gc<ArrayObject>, count: usize) -> PyResult {
    let len = array.data.borrow().len().checked_mul(count).filter(|len| *len < 1 << 44);
    let Some(len) = len else { return Err(cx.memory_error()) };
    cx.reserve(len)?;
    let data = array.data.borrow().repeat(count);
    cx.new_array(array.typecode(), data, array.is_foreign()).map(Value::object)
}

/// `array *= count`
pub fn repeat_in_place(cx: &mut dyn Call, array: Gc<ArrayObject>, count: usize) -> PyResult<()> {
    may_resize(cx, Value::object(array))?;
    let old = array.data.borrow().len();
    let Some(len) = old.checked_mul(count).filter(|len| *len < 1 << 44) else { return Err(cx.memory_error()) };
    cx.change_array(array, len.saturating_sub(old), false, |data| *data = data.repeat(count))
}

/// Appends the items of another array (or of the same one).
pub fn extend(cx: &mut dyn Call, array: Gc<ArrayObject>, other: Gc<ArrayObject>) -> PyResult<()> {
    if array.typecode() != other.typecode() {
        return Err(cx.type_error("can only extend with array of same kind"));
    }
    let more = other.data.borrow().clone();
    cx.change_array(array, more.len(), other.is_foreign(), |data| data.extend_from_slice(&more))
}

/// `array += other`
pub fn extend_in_place(cx: &mut dyn Call, array: Gc<ArrayObject>, other: Value) -> PyResult<()> {
    may_resize(cx, Value::object(array))?;
    match cx.payload(other).cast::<ArrayObject>() {
        Some(other) => extend(cx, array, other),
        None => {
            let name = cx.type_name(other);
            Err(cx.type_error(format!("can only extend array with array (not \"{name}\")")))
        }
    }
}

/// Where the first item from `start` on is that equals the value, below `stop`. May run Python code.
pub fn find(
    cx: &mut dyn Call,
    array: Gc<ArrayObject>,
    value: Value,
    start: usize,
    stop: usize,
) -> PyResult<Option<usize>> {
    let mark = cx.root_mark();
    cx.root(Value::object(array));
    cx.root(value);
    let mut index = start;
    let result = loop {
        if index >= array.len.get().min(stop) {
            break Ok(None);
        }
        let own = item(cx, array, index);
        let inner = cx.root_mark();
        cx.root(own);
        let same = equal(cx, own, value);
        cx.unroot(inner);
        match same {
            Ok(true) => break Ok(Some(index)),
            Ok(false) => index += 1,
            Err(raised) => break Err(raised),
        }
    };
    cx.unroot(mark);
    result
}

/// `left op right`
pub fn compare(cx: &mut dyn Call, op: CompareOp, left: Gc<ArrayObject>, right: Gc<ArrayObject>) -> PyResult<bool> {
    let equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
    let (a, b) = (left.len.get(), right.len.get());
    if equality && a != b {
        return Ok(op == CompareOp::Ne);
    }
    // Numbers and characters: no Python code runs.
    for index in 0..a.min(b) {
        let (x, y) = (item(cx, left, index), item(cx, right, index));
        // Each is a new object: a NaN is not the same one as another.
        if !protocol::compare_bool(cx, CompareOp::Eq, x, y)? {
            return if equality { Ok(op == CompareOp::Ne) } else { protocol::compare_bool(cx, op, x, y) };
        }
    }
    let order: Ordering = a.cmp(&b);
    Ok(op.holds(Some(order)))
}

/// The class error of an operation that wants an array.
pub fn wanted(cx: &mut dyn Call) -> Raised {
    cx.raise(ClassId::TypeError, "an array is required")
}
