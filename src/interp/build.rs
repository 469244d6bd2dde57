//! Building displays, strings, functions and cells.

use std::cell::Cell;

use crate::gc::Gc;
use crate::interp::Interpreter;
use crate::interp::globals::globals_of;
use crate::interp::run::{Pc, code_of};
use crate::object::protocol;
use crate::object::{ClassId, CodeObject, DictObject, Kind, Name, PyResult, Value};

/// The registers that a `Build…` instruction takes.
///
/// # Safety
/// `base` is the running frame, and the registers belong to it.
unsafe fn registers<'a>(base: *mut Value, first: u16, count: usize) -> &'a [Value] {
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts(base.add(first as usize), count) }
}

macro_rules! operation {
    ($(#[$meta:meta])* $name:ident, |$vm:ident, $base:ident, $pc:ident, $instr:ident| $body:block) => {
        $(#[$meta])*
        #[inline(never)]
        pub unsafe fn $name($vm: &mut Interpreter, $base: *mut Value, $pc: Pc) -> PyResult<()> {
            // SAFETY: `pc` points behind an instruction of the running frame `base`, whose operands
            // are verified.
            unsafe {
                let $instr = (*$pc.sub(1)).get();
                $body
                Ok(())
            }
        }
    };
}

operation! {
    /// `MakeCell`.
    make_cell, |vm, base, pc, instr| {
        let place = base.add(instr.a as usize);
        *place = Value::object(vm.realm.cell(*place));
    }
}
operation! {
    /// `BuildTuple`.
    tuple, |vm, base, pc, instr| {
        *base.add(instr.a as usize) = vm.realm.tuple(registers(base, instr.b, instr.c as usize));
    }
}
operation! {
    /// `BuildList`.
    list, |vm, base, pc, instr| {
        *base.add(instr.a as usize) = Value::object(vm.realm.list(registers(base, instr.b, instr.c as usize)));
    }
}
operation! {
    /// `BuildSet`.
    set, |vm, base, pc, instr| {
        vm.save(base, pc);
        let set = vm.realm.new_set(false);
        let mark = vm.realm.root_mark();
        vm.realm.root(Value::object(set));
        let result = registers(base, instr.b, instr.c as usize).iter().try_for_each(|item| vm.set_add(set, *item));
        vm.realm.unroot(mark);
        result?;
        *base.add(instr.a as usize) = Value::object(set);
    }
}
operation! {
    /// `BuildDict`.
    dict, |vm, base, pc, instr| {
        vm.save(base, pc);
        let dict = vm.realm.new_dict();
        let mark = vm.realm.root_mark();
        vm.realm.root(Value::object(dict));
        let mut pairs = registers(base, instr.b, instr.c as usize * 2).chunks_exact(2);
        let result = pairs.try_for_each(|pair| vm.dict_set(dict, pair[0], pair[1]));
        vm.realm.unroot(mark);
        result?;
        *base.add(instr.a as usize) = Value::object(dict);
    }
}
operation! {
    /// `BuildString`.
    string, |vm, base, pc, instr| {
        vm.save(base, pc);
        let mut text = String::new();
        for part in registers(base, instr.b, instr.c as usize) {
            text.push_str(vm.realm.text_of(*part));
        }
        *base.add(instr.a as usize) = vm.realm.try_str(&text)?;
    }
}
operation! {
    /// `ListAppend`.
    list_append, |vm, base, pc, instr| {
        let value = vm.operand(base, instr.b);
        let list = Gc::from_address((*base.add(instr.a as usize)).bits() as usize);
        vm.save(base, pc);
        vm.realm.list_push(list, value)?;
    }
}
operation! {
    /// `SetAdd`.
    set_add, |vm, base, pc, instr| {
        let value = vm.operand(base, instr.b);
        let set = Gc::from_address((*base.add(instr.a as usize)).bits() as usize);
        vm.save(base, pc);
        vm.set_add(set, value)?;
    }
}
operation! {
    /// `DictInsert`.
    dict_insert, |vm, base, pc, instr| {
        let (key, value) = vm.operands(base, instr.b, instr.c);
        let dict = Gc::from_address((*base.add(instr.a as usize)).bits() as usize);
        vm.save(base, pc);
        vm.dict_set(dict, key, value)?;
    }
}
operation! {
    /// `ListExtend`.
    list_extend, |vm, base, pc, instr| {
        let value = vm.operand(base, instr.b);
        let list = *base.add(instr.a as usize);
        vm.save(base, pc);
        extend_list(vm, list, value)?;
    }
}

/// `[*value]`: the message is that of a starred item.
fn extend_list(vm: &mut Interpreter, list: Value, value: Value) -> PyResult<()> {
    let list = Gc::from_address(list.bits() as usize);
    let iterator = match vm.iter(value) {
        Ok(iterator) => iterator,
        Err(raised) => {
            if !vm.is_iterable(value) {
                let text = format!("Value after * must be an iterable, not {}", vm.realm.type_name(value));
                return Err(vm.realm.raise(ClassId::TypeError, &text));
            }
            return Err(raised);
        }
    };
    let mark = vm.realm.root_mark();
    vm.realm.root(iterator);
    if value.is(Kind::Instance)
        && let Err(raised) = crate::object::protocol::ask_length(vm, value)
    {
        vm.realm.unroot(mark);
        return Err(raised);
    }
    let result = loop {
        match vm.next(iterator) {
            Ok(Some(item)) => {
                if let Err(raised) = vm.realm.list_push(list, item) {
                    break Err(raised);
                }
            }
            Ok(None) => break Ok(()),
            Err(raised) => break Err(raised),
        }
    };
    vm.realm.unroot(mark);
    result
}

operation! {
    /// `SetUpdate`.
    set_update, |vm, base, pc, instr| {
        let value = vm.operand(base, instr.b);
        let set = Gc::from_address((*base.add(instr.a as usize)).bits() as usize);
        vm.save(base, pc);
        let items = vm.collect_items(value)?;
        let mark = vm.realm.root_mark();
        vm.realm.roots.extend_from_slice(&items);
        let result = items.into_iter().try_for_each(|item| vm.set_add(set, item));
        vm.realm.unroot(mark);
        result?;
    }
}
operation! {
    /// `DictUpdate`.
    dict_update, |vm, base, pc, instr| {
        let value = vm.operand(base, instr.b);
        let dict = Gc::<DictObject>::from_address((*base.add(instr.a as usize)).bits() as usize);
        vm.save(base, pc);
        let Some(pairs) = mapping_pairs(vm, value)? else {
            let text = format!("'{}' object is not a mapping", vm.realm.type_name(value));
            return Err(vm.realm.raise(ClassId::TypeError, &text));
        };
        let mark = root_pairs(vm, &pairs);
        let result = pairs.into_iter().try_for_each(|(key, value)| vm.dict_set(dict, key, value));
        vm.realm.unroot(mark);
        result?;
    }
}

/// Roots keys and values; the mark to unroot to.
fn root_pairs(vm: &mut Interpreter, pairs: &[(Value, Value)]) -> usize {
    let mark = vm.realm.root_mark();
    for (key, value) in pairs {
        vm.realm.root(*key);
        vm.realm.root(*value);
    }
    mark
}

/// Keys and values of a mapping; `None` if it is none. A dict's are alive through it; others' are
/// rooted by the caller's frame only as far as the mapping keeps them.
fn mapping_pairs(vm: &mut Interpreter, value: Value) -> PyResult<Option<Vec<(Value, Value)>>> {
    if let Some(dict) = protocol::read_as_dict(vm, value) {
        return Ok(Some(DictObject::pairs(dict)));
    }
    let class = vm.realm.type_of(value);
    if vm.realm.class_lookup_name(class, Name::Keys).is_none() {
        return Ok(None);
    }
    let name = vm.realm.name(Name::Keys);
    let method = vm.get_attr(value, name)?;
    let keys = vm.call_value(method, &[], &[])?;
    let keys = vm.collect_items(keys)?;
    let mark = vm.realm.root_mark();
    vm.realm.roots.extend_from_slice(&keys);
    let mut pairs = Vec::new();
    let result = keys.into_iter().try_for_each(|key| {
        let item = vm.get_item(value, key)?;
        vm.realm.root(item);
        pairs.push((key, item));
        Ok(())
    });
    vm.realm.unroot(mark);
    result.map(|()| Some(pairs))
}

operation! {
    /// `DictMerge`.
    dict_merge, |vm, base, pc, instr| {
        let (value, callee) = vm.operands(base, instr.b, instr.c);
        let dict = Gc::<DictObject>::from_address((*base.add(instr.a as usize)).bits() as usize);
        vm.save(base, pc);
        let Some(pairs) = mapping_pairs(vm, value)? else {
            let text = format!(
                "{} argument after ** must be a mapping, not {}",
                vm.callee_name(callee),
                vm.realm.type_name(value)
            );
            return Err(vm.realm.raise(ClassId::TypeError, &text));
        };
        let mark = root_pairs(vm, &pairs);
        let result = pairs.into_iter().try_for_each(|(key, value)| {
            if !vm.realm.payload(key).is(Kind::Str) {
                return Err(vm.realm.raise(ClassId::TypeError, "keywords must be strings"));
            }
            if vm.dict_get(dict, key)?.is_some() {
                let text = format!(
                    "{} got multiple values for keyword argument '{}'",
                    vm.callee_name(callee),
                    vm.realm.text_of(key)
                );
                return Err(vm.realm.raise(ClassId::TypeError, &text));
            }
            vm.dict_set(dict, key, value)
        });
        vm.realm.unroot(mark);
        result?;
    }
}
operation! {
    /// `ListToTuple`.
    list_to_tuple, |vm, base, pc, instr| {
        let place = base.add(instr.a as usize);
        let items = vm.realm.list_items(*place).to_vec();
        *place = vm.realm.tuple(&items);
    }
}
operation! {
    /// `Format`.
    format, |vm, base, pc, instr| {
        let (value, spec) = vm.operands(base, instr.b, instr.c);
        vm.save(base, pc);
        let value = match instr.x {
            b's' => vm.str_of(value)?,
            b'r' => vm.repr(value)?,
            b'a' => vm.ascii(value)?,
            _ => value,
        };
        let plain = spec.is_unbound();
        let result = if plain && crate::interp::iter::is_exact(value, Kind::Str) {
            value
        } else {
            vm.format(value, spec)?
        };
        *base.add(instr.a as usize) = result;
    }
}
operation! {
    /// `MakeFunction`.
    make_function, |vm, base, pc, instr| {
        let code = code_of(base).consts[instr.b as usize];
        let code = Gc::<CodeObject>::from_address(code.bits() as usize);
        let mut next = instr.c;
        let mut take = |bit: u8| {
            if instr.x & bit == 0 {
                return Value::UNBOUND;
            }
            let value = *base.add(next as usize);
            next += 1;
            value
        };
        let defaults = take(1);
        let keyword_defaults = take(2);
        let closure = take(4);
        let annotations = take(8);
        let function = vm.new_function(code, globals_of(base), closure);
        function.defaults.set(defaults);
        function.keyword_defaults.set(keyword_defaults);
        function.annotations.set(annotations);
        *base.add(instr.a as usize) = Value::object(function);
    }
}

const _: () = assert!(size_of::<Cell<Value>>() == 8);
