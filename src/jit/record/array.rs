//! Items of `array.array`: loads and stores of raw numbers.
//!
//! ```text
//! a[i] of an array of doubles  →  v1 = ArrayCode a; GuardIntEq v1, 100; v2 = ArrayLen a; GuardIntBelow i, v2;
//!                                 v3 = ArrayItems a; v4 = FloatItemLoad v3, i
//! ```
//!
//! 1. The typecode is guarded before anything is read or written: an array keeps it, but for arrays of floats that
//!    hold an unusual NaN, which have another one and are left to the interpreter.
//! 2. What is stored is proven to be an item, so that what raises is left to the interpreter.

use super::*;
use crate::object::{ArrayObject, Kind};

/// The least and the greatest item of arrays of integers that fit a raw int.
fn limits(code: u8) -> Option<(i64, i64)> {
    Some(match code {
        b'b' => (-128, 127),
        b'B' => (0, 255),
        b'h' => (-32768, 32767),
        b'H' => (0, 65535),
        b'i' => (i32::MIN as i64, i32::MAX as i64),
        b'I' => (0, u32::MAX as i64),
        b'l' | b'q' => (i64::MIN, i64::MAX),
        b'L' | b'Q' => (0, i64::MAX),
        _ => return None,
    })
}

impl Recorder {
    /// The array, its kind and typecode guarded; `None` if machine code does not know such items.
    fn array(&mut self, operand: Ref, value: Value) -> Result<Option<(Ref, u8)>, GiveUp> {
        let Some(array) = value.cast::<ArrayObject>() else { return Ok(None) };
        let code = array.code.get() as u8;
        if !matches!(code, b'd' | b'f') && limits(code).is_none() {
            return Ok(None);
        }
        let object = self.object(operand, Kind::Array as u32)?;
        let found = self.emit(Uop::ArrayCode, &[object], 0)?;
        let expected = self.number(code as i64);
        if found != expected {
            self.emit(Uop::GuardIntEq, &[found, expected], 0)?;
        }
        Ok(Some((object, code)))
    }
    /// The length of an array.
    pub(super) fn array_len(&mut self, operand: Ref) -> Result<Ref, GiveUp> {
        let object = self.object(operand, Kind::Array as u32)?;
        self.emit(Uop::ArrayLen, &[object], 0)
    }
    /// Item `index`, which was checked.
    fn array_load(&mut self, object: Ref, code: u8, index: Ref) -> Result<Ref, GiveUp> {
        let items = self.emit(Uop::ArrayItems, &[object], 0)?;
        match code {
            b'd' => self.emit(Uop::FloatItemLoad, &[items, index], 0),
            b'f' => self.emit(Uop::SingleItemLoad, &[items, index], 0),
            _ => {
                let item = self.emit(Uop::IntItemLoad, &[items, index], code as u64)?;
                if matches!(code, b'L' | b'Q') {
                    let zero = self.number(0);
                    self.emit(Uop::GuardIntGe, &[item, zero], 0)?;
                }
                Ok(item)
            }
        }
    }

    /// An item of an array by an index within it.
    pub(super) fn load_array_item(
        &mut self,
        (operand, container): (Ref, Value),
        (index, key): (Ref, Value),
    ) -> Result<Option<Ref>, GiveUp> {
        let Some(array) = container.cast::<ArrayObject>() else { return Ok(None) };
        let len = array.len.get();
        if !super::subscript::is_within(key, len) {
            return Ok(None);
        }
        let Some((object, code)) = self.array(operand, container)? else { return Ok(None) };
        let bound = self.emit(Uop::ArrayLen, &[object], 0)?;
        let Some(index) = self.checked_index(index, key, bound, len)? else { return Ok(None) };
        self.array_load(object, code, index).map(Some)
    }

    /// Stores an item of an array by an index within it; false if that is left to the interpreter.
    pub(super) fn store_array_item(
        &mut self,
        (operand, container): (Ref, Value),
        (index, key): (Ref, Value),
        (item, value): (Ref, Value),
    ) -> Result<bool, GiveUp> {
        let Some(array) = container.cast::<ArrayObject>() else { return Ok(false) };
        let (len, code) = (array.len.get(), array.code.get() as u8);
        let limits = limits(code);
        let suits = match limits {
            Some((low, high)) => value.as_int().is_some_and(|number| (low..=high).contains(&number)),
            None => value.is_float() || value.is_int(),
        };
        if !suits || !super::subscript::is_within(key, len) {
            return Ok(false);
        }
        let Some((object, code)) = self.array(operand, container)? else { return Ok(false) };
        let bound = self.emit(Uop::ArrayLen, &[object], 0)?;
        let Some(index) = self.checked_index(index, key, bound, len)? else { return Ok(false) };
        let Some((low, high)) = limits else {
            let item = match value.is_float() {
                true => self.float(item)?,
                false => {
                    let int = self.int(item, value)?;
                    self.emit(Uop::IntToFloat, &[int], 0)?
                }
            };
            let items = self.emit(Uop::ArrayItems, &[object], 0)?;
            let store = if code == b'd' { Uop::FloatItemStore } else { Uop::SingleItemStore };
            self.emit(store, &[items, index, item], 0)?;
            return Ok(true);
        };
        let item = self.int(item, value)?;
        if low != i64::MIN {
            let low = self.number(low);
            self.emit(Uop::GuardIntGe, &[item, low], 0)?;
        }
        if high != i64::MAX {
            let high = self.number(high);
            self.emit(Uop::GuardIntLe, &[item, high], 0)?;
        }
        let items = self.emit(Uop::ArrayItems, &[object], 0)?;
        self.emit(Uop::IntItemStore, &[items, index, item], code as u64)?;
        Ok(true)
    }

    /// `ForIter` of an array at that position.
    pub(super) fn next_of_array(
        &mut self,
        instr: Instr,
        (operand, iterable): (Ref, Value),
        (state, position): (Ref, i64),
    ) -> Result<Next, GiveUp> {
        let Some(array) = iterable.cast::<ArrayObject>() else { return self.stop() };
        let Some((object, code)) = self.array(operand, iterable)? else { return self.interpret_branch(instr) };
        let target = instr.target(self.pc);
        let index = self.int(state, Value::int(position))?;
        let len = self.emit(Uop::ArrayLen, &[object], 0)?;
        if position as usize >= array.len.get() {
            self.emit(Uop::GuardIntGe, &[index, len], 0)?;
            self.expected = Some(target);
            return Ok(Next::Go);
        }
        self.emit_exit(Uop::GuardIntBelow, &[index, len], 0, target, Resume::At)?;
        let item = self.array_load(object, code, index)?;
        let one = self.number(1);
        let next = self.emit(Uop::IntAdd, &[index, one], 0)?;
        self.define(instr.a + 1, next);
        self.define(instr.b, item);
        Ok(Next::Go)
    }
}
