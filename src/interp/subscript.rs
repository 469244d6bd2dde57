//! Subscripts, slices and `in`.

use crate::bytecode::Op;
use crate::gc::Gc;
use crate::interp::iter::is_exact;
use crate::interp::run::Pc;
use crate::interp::{Interpreter, quicken};
use crate::object::array;
use crate::object::{ArrayObject, DictObject, Kind, PyResult, Value};

/// `GetItem`, generic.
#[inline(never)]
pub unsafe fn get_item(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: `pc` points behind an instruction of the running frame.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (object, key) = vm.operands(base, instr.b, instr.c);
        if quicken::warm(pc) {
            match specialized_get(object, key) {
                Some(op) => quicken::specialize(pc, op),
                None => quicken::back_off(pc),
            }
        }
        vm.save(base, pc);
        let value = vm.get_item(object, key)?;
        *base.add(instr.a as usize) = value;
        Ok(())
    }
}

fn specialized_get(object: Value, key: Value) -> Option<Op> {
    if is_exact(object, Kind::Dict) {
        return Some(Op::GetItemDict);
    }
    if !key.is_int() {
        return None;
    }
    if is_exact(object, Kind::List) {
        Some(Op::GetItemList)
    } else if is_exact(object, Kind::Tuple) {
        Some(Op::GetItemTuple)
    } else if is_exact(object, Kind::Str) {
        Some(Op::GetItemStr)
    } else if is_exact(object, Kind::Array) {
        Some(Op::GetItemArray)
    } else {
        None
    }
}

/// A specialized member met something else, or an index out of range.
#[inline(never)]
pub unsafe fn get_item_miss(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `get_item`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (object, key) = vm.operands(base, instr.b, instr.c);
        if specialized_get(object, key) != Some(instr.op) {
            quicken::generalize(pc);
        }
        get_item(vm, base, pc)
    }
}

/// `GetItemDict`.
#[inline(never)]
pub unsafe fn get_item_dict(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `get_item`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (object, key) = vm.operands(base, instr.b, instr.c);
        if is_exact(object, Kind::Dict) {
            vm.save(base, pc);
            let dict = Gc::<DictObject>::from_address(object.bits() as usize);
            if let Some(value) = vm.dict_get(dict, key)? {
                *base.add(instr.a as usize) = value;
                return Ok(());
            }
        }
        get_item_miss(vm, base, pc)
    }
}

/// `SetItem`, generic.
#[inline(never)]
pub unsafe fn set_item(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `get_item`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (object, key) = vm.operands(base, instr.a, instr.b);
        let value = vm.operand(base, instr.c);
        if quicken::warm(pc) {
            if is_exact(object, Kind::List) && key.is_int() {
                quicken::specialize(pc, Op::SetItemList);
            } else if is_exact(object, Kind::Array) && key.is_int() {
                quicken::specialize(pc, Op::SetItemArray);
            } else if is_exact(object, Kind::Dict) {
                quicken::specialize(pc, Op::SetItemDict);
            } else {
                quicken::back_off(pc);
            }
        }
        vm.save(base, pc);
        vm.set_item(object, key, value)
    }
}

/// A specialized member met something else, or an index out of range.
#[inline(never)]
pub unsafe fn set_item_miss(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `get_item`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (object, key) = vm.operands(base, instr.a, instr.b);
        if !(is_exact(object, Kind::List) && key.is_int()) {
            quicken::generalize(pc);
        }
        set_item(vm, base, pc)
    }
}

/// `SetItemDict`.
#[inline(never)]
pub unsafe fn set_item_dict(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `get_item`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (object, key) = vm.operands(base, instr.a, instr.b);
        if is_exact(object, Kind::Dict) {
            let value = vm.operand(base, instr.c);
            vm.save(base, pc);
            return vm.dict_set(Gc::from_address(object.bits() as usize), key, value);
        }
        quicken::generalize(pc);
        set_item(vm, base, pc)
    }
}

/// `GetItemArray`.
#[inline(never)]
pub unsafe fn get_item_array(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `get_item`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (object, key) = vm.operands(base, instr.b, instr.c);
        if is_exact(object, Kind::Array) && key.is_int() {
            let array = Gc::<ArrayObject>::from_address(object.bits() as usize);
            let index = index_from(key, array.len.get());
            if index < array.len.get() {
                *base.add(instr.a as usize) = array::item(&mut vm.realm, array, index);
                return Ok(());
            }
        }
        get_item_miss(vm, base, pc)
    }
}

/// `SetItemArray`.
#[inline(never)]
pub unsafe fn set_item_array(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `get_item`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (object, key) = vm.operands(base, instr.a, instr.b);
        if is_exact(object, Kind::Array) && key.is_int() {
            let array = Gc::<ArrayObject>::from_address(object.bits() as usize);
            if array::set_plain(array, index_from(key, array.len.get()), vm.operand(base, instr.c)) {
                return Ok(());
            }
            vm.save(base, pc);
            return vm.set_item(object, key, vm.operand(base, instr.c));
        }
        quicken::generalize(pc);
        set_item(vm, base, pc)
    }
}

/// The place that an int means; one that is none is above every length.
#[inline]
fn index_from(key: Value, len: usize) -> usize {
    let number = key.int_unchecked();
    (if number < 0 { number + len as i64 } else { number }) as usize
}

/// `DelItem`.
#[inline(never)]
pub unsafe fn del_item(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `get_item`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (object, key) = vm.operands(base, instr.a, instr.b);
        vm.save(base, pc);
        vm.del_item(object, key)
    }
}

/// `BuildSlice`.
#[inline(never)]
pub unsafe fn build_slice(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: verified operands.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let place = base.add(instr.a as usize);
        *place = vm.realm.slice(*place, *place.add(1), *place.add(2));
        Ok(())
    }
}

/// `Contains`.
#[inline(never)]
pub unsafe fn contains(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `get_item`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (item, container) = vm.operands(base, instr.b, instr.c);
        vm.save(base, pc);
        let found = vm.contains(container, item)?;
        *base.add(instr.a as usize) = Value::bool(found != instr.flag());
        Ok(())
    }
}
