//! Iterating and unpacking.
//!
//! 1. An iteration takes two registers. For an exact list, tuple, str, array or range they hold the
//!    object itself and a position (a range: its next number); for anything else an iterator
//!    and unbound. A range whose numbers come near the limits of immediate ints takes an iterator.

use crate::bytecode::Op;
use crate::gc::{Gc, Header};
use crate::interp::generator::Iterated;
use crate::interp::run::Pc;
use crate::interp::{Interpreter, generator, quicken};
use crate::object::protocol;
use crate::object::{ArrayObject, ClassId, Kind, ListObject, PyResult, RangeObject, StrObject, TupleObject, Value};

/// Whether a value is a plain object of that kind (no instance of a subclass).
#[inline(always)]
pub fn is_exact(value: Value, kind: Kind) -> bool {
    value.is_object() && Gc::<Header>::from_address(value.bits() as usize).shape.get() == kind as u32
}

/// `GetIter`.
#[inline(never)]
pub unsafe fn get_iter(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: `pc` points behind an instruction of the running frame.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let object = vm.operand(base, instr.b);
        let place = base.add(instr.a as usize);
        if is_exact(object, Kind::Range) {
            let range = Gc::<RangeObject>::from_address(object.bits() as usize);
            if range.iterates_directly() {
                *place = object;
                *place.add(1) = Value::int(range.start);
                return Ok(());
            }
        } else if is_exact(object, Kind::List)
            || is_exact(object, Kind::Tuple)
            || is_exact(object, Kind::Str)
            || is_exact(object, Kind::Array)
        {
            *place = object;
            *place.add(1) = Value::int(0);
            return Ok(());
        }
        vm.save(base, pc);
        let iterator = vm.iter(object)?;
        *place = iterator;
        *place.add(1) = Value::UNBOUND;
        Ok(())
    }
}

/// `ForIter`, generic.
#[inline(never)]
pub unsafe fn for_iter(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<Iterated> {
    // SAFETY: verified operands; the two registers hold what `get_iter` put there.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let place = base.add(instr.a as usize);
        let (object, position) = (*place, *place.add(1));
        if !position.is_int() {
            if is_exact(object, Kind::Generator) {
                if instr.op != Op::ForIterGenerator {
                    quicken::specialize(pc, Op::ForIterGenerator);
                }
                return generator::for_iter(vm, base, pc);
            }
            if instr.op != Op::ForIter {
                quicken::generalize(pc);
            }
            vm.save(base, pc);
            return match vm.next(object)? {
                Some(item) => {
                    *base.add(instr.b as usize) = item;
                    Ok(Iterated::Item)
                }
                None => Ok(Iterated::End),
            };
        }
        let op = match object.kind() {
            Some(Kind::Range) => Op::ForIterRange,
            Some(Kind::List) => Op::ForIterList,
            Some(Kind::Tuple) => Op::ForIterTuple,
            _ => Op::ForIter,
        };
        if instr.op != op {
            quicken::specialize(pc, op);
        }
        let index = position.int_unchecked();
        let item = match op {
            Op::ForIterRange => {
                let range = Gc::<RangeObject>::from_address(object.bits() as usize);
                let more = if range.step > 0 { index < range.stop } else { index > range.stop };
                if !more {
                    return Ok(Iterated::End);
                }
                *place.add(1) = Value::int(index + range.step);
                *base.add(instr.b as usize) = position;
                return Ok(Iterated::Item);
            }
            Op::ForIterList => {
                let list = Gc::<ListObject>::from_address(object.bits() as usize);
                if index as usize >= list.len.get() {
                    return Ok(Iterated::End);
                }
                *list.items.get().add(index as usize)
            }
            Op::ForIterTuple => {
                let items = TupleObject::items(Gc::from_address(object.bits() as usize));
                match items.get(index as usize) {
                    Some(item) => *item,
                    None => return Ok(Iterated::End),
                }
            }
            _ if object.is(Kind::Array) => {
                let array = Gc::<ArrayObject>::from_address(object.bits() as usize);
                if index as usize >= array.len.get() {
                    return Ok(Iterated::End);
                }
                crate::object::array::item(&mut vm.realm, array, index as usize)
            }
            _ => {
                let text = Gc::<StrObject>::from_address(object.bits() as usize);
                if index as usize >= text.char_len() {
                    return Ok(Iterated::End);
                }
                vm.realm.str_char(text, index as usize)
            }
        };
        *place.add(1) = Value::int(index + 1);
        *base.add(instr.b as usize) = item;
        Ok(Iterated::Item)
    }
}

/// `Unpack` and its members' other cases.
#[inline(never)]
pub unsafe fn unpack(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: verified operands.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let value = vm.operand(base, instr.b);
        let count = instr.c as usize;
        let op = if is_exact(value, Kind::Tuple) {
            Op::UnpackTuple
        } else if is_exact(value, Kind::List) {
            Op::UnpackList
        } else {
            Op::Unpack
        };
        if op != instr.op {
            quicken::specialize(pc, op);
        }
        vm.save(base, pc);
        let items = items_of(vm, value, count, true)?;
        if items.len() < count {
            let text = format!("not enough values to unpack (expected {count}, got {})", items.len());
            return Err(vm.realm.raise(ClassId::ValueError, &text));
        }
        if items.len() > count {
            let text = format!("too many values to unpack (expected {count})");
            return Err(vm.realm.raise(ClassId::ValueError, &text));
        }
        for (index, item) in items.iter().enumerate() {
            *base.add(instr.a as usize + index) = *item;
        }
        Ok(())
    }
}

/// The items of an iterable; at most `count` and one more if `bounded`.
fn items_of(vm: &mut Interpreter, value: Value, count: usize, bounded: bool) -> PyResult<Vec<Value>> {
    if is_exact(value, Kind::Tuple) {
        return Ok(TupleObject::items(Gc::from_address(value.bits() as usize)).to_vec());
    }
    if is_exact(value, Kind::List) {
        return Ok(vm.realm.list_items(value).to_vec());
    }
    let iterator = match vm.iter(value) {
        Ok(iterator) => iterator,
        Err(raised) => {
            if vm.realm.is_exception(raised, ClassId::TypeError) && !vm.is_iterable(value) {
                let text = format!("cannot unpack non-iterable {} object", vm.realm.type_name(value));
                return Err(vm.realm.raise(ClassId::TypeError, &text));
            }
            return Err(raised);
        }
    };
    let mark = vm.realm.root_mark();
    vm.realm.root(iterator);
    let mut items = Vec::new();
    let result = loop {
        match vm.next(iterator) {
            Ok(Some(item)) => {
                vm.realm.root(item);
                items.push(item);
                if bounded && items.len() > count {
                    break Ok(());
                }
            }
            Ok(None) => break Ok(()),
            Err(raised) => break Err(raised),
        }
    };
    vm.realm.unroot(mark);
    result.map(|()| items)
}

/// `UnpackStar`.
#[inline(never)]
pub unsafe fn unpack_star(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: verified operands.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let value = vm.operand(base, instr.b);
        let (before, after) = ((instr.c & 0xFF) as usize, (instr.c >> 8) as usize);
        vm.save(base, pc);
        if instr.x == 1 {
            return unpack_by_subscript(vm, base.add(instr.a as usize), value, before, after);
        }
        let items = items_of(vm, value, 0, false)?;
        if items.len() < before + after {
            let text =
                format!("not enough values to unpack (expected at least {}, got {})", before + after, items.len());
            return Err(vm.realm.raise(ClassId::ValueError, &text));
        }
        let place = base.add(instr.a as usize);
        for index in 0..before {
            *place.add(index) = items[index];
        }
        let end = items.len() - after;
        *place.add(before) = Value::object(vm.realm.list(&items[before..end]));
        for index in 0..after {
            *place.add(before + 1 + index) = items[end + index];
        }
        Ok(())
    }
}

/// Items from both ends of a sequence, whose length a pattern has asked for already. What is between them is not read.
unsafe fn unpack_by_subscript(
    vm: &mut Interpreter,
    place: *mut Value,
    value: Value,
    before: usize,
    after: usize,
) -> PyResult<()> {
    // SAFETY: the registers of the instruction, `before + 1 + after` of them.
    unsafe {
        let len = if after > 0 { protocol::len(vm, value)? } else { 0 };
        let mark = vm.realm.root_mark();
        *place.add(before) = Value::NONE;
        for index in 0..before + after {
            let (register, index) =
                if index < before { (index, index) } else { (index + 1, (len + index).saturating_sub(before + after)) };
            let index = vm.realm.int(index as i64);
            let item = match protocol::get_item(vm, value, index) {
                Ok(item) => item,
                Err(raised) => {
                    vm.realm.unroot(mark);
                    return Err(raised);
                }
            };
            vm.realm.root(item);
            *place.add(register) = item;
        }
        vm.realm.unroot(mark);
        Ok(())
    }
}
