//! Tuples, ranges, slices, bytes and complex numbers.

use std::cell::{Cell, RefCell};

use crate::gc::{Gc, Header, Object};
use crate::object::protocol::{index_of, unwrap_int};
use crate::object::{Call, ClassId, Kind, PyResult, RangeObject, Realm, TupleObject, Value};

/// `bytes`.
#[repr(C)]
pub struct BytesObject {
    pub header: Header,
    pub data: Box<[u8]>,
}

/// `bytearray`.
#[repr(C)]
pub struct ByteArrayObject {
    pub header: Header,
    pub data: RefCell<Vec<u8>>,
}

/// `complex`.
#[repr(C)]
pub struct ComplexObject {
    pub header: Header,
    pub real: f64,
    pub imag: f64,
}

/// `slice`.
#[repr(C)]
pub struct SliceObject {
    pub header: Header,
    pub start: Value,
    pub stop: Value,
    pub step: Value,
}

macro_rules! object {
    ($($name:ident = $kind:ident),* $(,)?) => {$(
        // SAFETY: `repr(C)`, header first, the kind is this type's alone.
        unsafe impl Object for $name { const KIND: u8 = Kind::$kind as u8; }
    )*};
}
object!(BytesObject = Bytes, ByteArrayObject = ByteArray, ComplexObject = Complex, SliceObject = Slice);

impl Realm {
    /// A tuple of those items.
    pub fn tuple(&mut self, items: &[Value]) -> Value {
        if items.is_empty() {
            if self.empty_tuple.is_unbound() {
                self.empty_tuple = Value::object(self.new_tuple(items));
            }
            return self.empty_tuple;
        }
        Value::object(self.new_tuple(items))
    }
    /// A tuple object of those items.
    pub fn new_tuple(&mut self, items: &[Value]) -> Gc<TupleObject> {
        let object = self.alloc_raw::<TupleObject>(size_of::<TupleObject>() + items.len() * 8);
        // SAFETY: just allocated with room for the items.
        unsafe {
            (*object.as_ptr()).len = items.len();
            (*object.as_ptr()).hash = Cell::new(0);
            let to = object.as_ptr().add(1) as *mut Value;
            std::ptr::copy_nonoverlapping(items.as_ptr(), to, items.len());
        }
        object
    }
    /// A tuple of a size that the program chooses: checked against the memory limit.
    pub fn try_tuple(&mut self, items: &[Value]) -> PyResult {
        if items.len() > 1024 {
            self.reserve(items.len() * 8)?;
        }
        Ok(self.tuple(items))
    }
    /// `range(start, stop, step)`; `step` is not 0.
    pub fn range(&mut self, start: i64, stop: i64, step: i64) -> Gc<RangeObject> {
        let len = if step == 1 && start < stop && start >= 0 {
            (stop - start) as i128
        } else if step > 0 && start < stop {
            (stop as i128 - start as i128 - 1) / step as i128 + 1
        } else if step < 0 && start > stop {
            (start as i128 - stop as i128 - 1) / -(step as i128) + 1
        } else {
            0
        };
        let len = len.min(i64::MAX as i128) as i64;
        self.alloc(RangeObject { header: Header::plain::<RangeObject>(), start, stop, step, len })
    }
    /// `slice(start, stop, step)`
    pub fn slice(&mut self, start: Value, stop: Value, step: Value) -> Value {
        Value::object(self.alloc(SliceObject { header: Header::plain::<SliceObject>(), start, stop, step }))
    }
    /// `bytes` of that content.
    pub fn bytes(&mut self, data: &[u8]) -> Value {
        self.external_grown(data.len());
        Value::object(self.alloc(BytesObject { header: Header::plain::<BytesObject>(), data: data.into() }))
    }
    /// `bytearray` of that content.
    pub fn byte_array(&mut self, data: Vec<u8>) -> Value {
        self.external_grown(data.len());
        let header = Header::plain::<ByteArrayObject>();
        Value::object(self.alloc(ByteArrayObject { header, data: RefCell::new(data) }))
    }
    /// A complex number.
    pub fn complex(&mut self, real: f64, imag: f64) -> Value {
        Value::object(self.alloc(ComplexObject { header: Header::plain::<ComplexObject>(), real, imag }))
    }
}

impl RangeObject {
    /// A `for` loop over a range whose numbers lie between plus and minus this keeps the next number
    /// itself as its state: the number behind the last one is an immediate int then.
    pub const DIRECT_LIMIT: i64 = 1 << 45;

    /// Whether a `for` loop keeps the next number as its state (else it takes an iterator).
    #[inline]
    pub fn iterates_directly(&self) -> bool {
        let small = |number: i64| (-Self::DIRECT_LIMIT..Self::DIRECT_LIMIT).contains(&number);
        small(self.start) && small(self.stop) && small(self.step)
    }
    /// Item `index`, which is below the length.
    #[inline]
    pub fn item(&self, index: i64) -> i64 {
        self.start.wrapping_add(self.step.wrapping_mul(index))
    }
    /// Whether the number is in the range.
    pub fn contains(&self, number: i64) -> bool {
        let inside = if self.step > 0 {
            self.start <= number && number < self.stop
        } else {
            self.stop < number && number <= self.start
        };
        inside && (number as i128 - self.start as i128) % self.step as i128 == 0
    }
}

/// What a slice means for a sequence of a known length: `count` items from `start` on, `step`
/// apart. With step 1, `start..start + count` are valid bounds even if `count` is 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Indices {
    pub start: usize,
    pub stop: i64,
    pub step: i64,
    pub count: usize,
}

impl Indices {
    /// The indices, one by one.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = usize> + ExactSizeIterator {
        (0..self.count).map(move |k| (self.start as i64 + k as i64 * self.step) as usize)
    }
}

/// `slice.indices(len)`: (start, stop, step), clipped. May call `__index__`.
pub fn slice_bounds(cx: &mut dyn Call, slice: Gc<SliceObject>, len: usize) -> PyResult<(i64, i64, i64)> {
    fn part(cx: &mut dyn Call, value: Value) -> PyResult<Option<i64>> {
        if value.is_none() {
            return Ok(None);
        }
        if let Some(i) = value.as_int() {
            return Ok(Some(i));
        }
        let index = match index_of(cx, value) {
            Ok(index) => index,
            Err(raised) if cx.is_exception(raised, ClassId::TypeError) => {
                return Err(cx.type_error("slice indices must be integers or None or have an __index__ method"));
            }
            Err(raised) => return Err(raised),
        };
        Ok(Some(match unwrap_int(index) {
            Some(i) => i.clamp(i64::MIN + 1, i64::MAX),
            None => {
                if cx.int_is_negative(index) {
                    i64::MIN + 1
                } else {
                    i64::MAX
                }
            }
        }))
    }
    let len = len as i64;
    let step = part(cx, slice.step)?.unwrap_or(1);
    if step == 0 {
        return Err(cx.value_error("slice step cannot be zero"));
    }
    let clip = |value: Option<i64>, default: i64| match value {
        None => default,
        Some(i) if i < 0 => (i.saturating_add(len)).max(if step < 0 { -1 } else { 0 }),
        Some(i) => i.min(if step < 0 { len - 1 } else { len }),
    };
    let start = part(cx, slice.start)?;
    let stop = part(cx, slice.stop)?;
    let start = clip(start, if step < 0 { len - 1 } else { 0 });
    let stop = clip(stop, if step < 0 { -1 } else { len });
    Ok((start, stop, step))
}

/// What a slice selects from a sequence of that length. May call `__index__`.
pub fn slice_indices(cx: &mut dyn Call, slice: Gc<SliceObject>, len: usize) -> PyResult<Indices> {
    let (start, stop, step) = slice_bounds(cx, slice, len)?;
    Ok(clipped(start, stop, step))
}

/// From clipped bounds to the items selected.
pub fn clipped(start: i64, stop: i64, step: i64) -> Indices {
    let count = if step > 0 && start < stop {
        (stop - start - 1) / step + 1
    } else if step < 0 && stop < start {
        (start - stop - 1) / -step + 1
    } else {
        0
    };
    Indices { start: start.max(0) as usize, stop, step, count: count as usize }
}
