//! Names: globals, builtins and the namespaces of class bodies.
//!
//! 1. `LoadGlobalModule`: the site's `key` is the keys version of the globals and `slot` the
//!    entry. Versions are never used twice, so the version alone proves the dict.
//! 2. `LoadGlobalBuiltin`: `key` proves that the globals lack the name; `key2` and `slot` are the
//!    builtins' version and entry.

use crate::bytecode::{Op, Site};
use crate::frame::header;
use crate::gc::Gc;
use crate::interp::run::{Pc, code_of};
use crate::interp::{Interpreter, quicken};
use crate::object::{CellObject, ClassId, DictObject, FunctionObject, PyResult, Raised, StrObject, Value};

/// The site of an instruction, and the name it holds.
///
/// # Safety
/// `base` is the running frame, `index` a site of its code.
#[inline(always)]
pub unsafe fn site<'a>(base: *mut Value, index: u16) -> (&'a Site, Gc<StrObject>) {
    // SAFETY: the caller's promise.
    unsafe {
        let code = code_of(base);
        let site = &code.sites[index as usize];
        (site, Gc::from_address(code.consts[site.constant as usize].bits() as usize))
    }
}

/// The globals of the function that runs at `base`.
///
/// # Safety
/// `base` is the running frame.
#[inline(always)]
pub unsafe fn globals_of(base: *mut Value) -> Gc<DictObject> {
    // SAFETY: the caller's promise; every frame runs a function.
    unsafe { Gc::<FunctionObject>::from_address(header(base).function.bits() as usize).globals }
}

#[cold]
fn name_error(vm: &mut Interpreter, name: Gc<StrObject>) -> Raised {
    vm.name_error(name)
}

/// `LoadGlobal`, generic.
#[inline(never)]
pub unsafe fn load_global(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: `pc` points behind an instruction of the running frame.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (site, name) = site(base, instr.b);
        let globals = globals_of(base);
        let warm = quicken::warm(pc);
        if let Some(entry) = vm.realm.dict_find_str(globals, name) {
            if warm && vm.realm.keys_version(globals) != 0 {
                site.key.set(globals.keys_version.get());
                site.slot.set(entry);
                quicken::specialize(pc, Op::LoadGlobalModule);
            }
            *base.add(instr.a as usize) = (*globals.entries.get().add(entry as usize)).value;
            return Ok(());
        }
        let builtins = vm.builtins_dict;
        crate::builtins::find(&mut vm.realm, name);
        if let Some(entry) = vm.realm.dict_find_str(builtins, name) {
            if warm && vm.realm.keys_version(globals) != 0 && vm.realm.keys_version(builtins) != 0 {
                site.key.set(globals.keys_version.get());
                site.key2.set(builtins.keys_version.get());
                site.slot.set(entry);
                quicken::specialize(pc, Op::LoadGlobalBuiltin);
            }
            *base.add(instr.a as usize) = (*builtins.entries.get().add(entry as usize)).value;
            return Ok(());
        }
        vm.save(base, pc);
        Err(name_error(vm, name))
    }
}

/// The cache of a specialized member is out of date.
#[inline(never)]
pub unsafe fn load_global_miss(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `load_global`.
    unsafe {
        quicken::generalize(pc);
        load_global(vm, base, pc)
    }
}

/// `StoreGlobal`, generic.
#[inline(never)]
pub unsafe fn store_global(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `load_global`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (site, name) = site(base, instr.b);
        let globals = globals_of(base);
        let value = vm.operand(base, instr.c);
        let warm = quicken::warm(pc);
        vm.realm.dict_set_str(globals, name, value);
        if warm
            && vm.realm.keys_version(globals) != 0
            && let Some(entry) = vm.realm.dict_find_str(globals, name)
        {
            site.key.set(globals.keys_version.get());
            site.slot.set(entry);
            quicken::specialize(pc, Op::StoreGlobalCached);
        }
        vm.save(base, pc);
        vm.eager()
    }
}

/// The cache is out of date, or the entry is watched.
#[inline(never)]
pub unsafe fn store_global_miss(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `load_global`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (site, _) = site(base, instr.b);
        if globals_of(base).keys_version.get() != site.key.get() {
            quicken::generalize(pc);
        }
        store_global(vm, base, pc)
    }
}

/// `DeleteGlobal`.
#[inline(never)]
pub unsafe fn delete_global(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `load_global`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (_, name) = site(base, instr.b);
        vm.save(base, pc);
        if vm.realm.dict_remove_str(globals_of(base), name).is_none() {
            return Err(name_error(vm, name));
        }
        vm.eager()
    }
}

/// The namespace of the class body that runs at `base`, if it is a plain dict.
unsafe fn namespace(base: *mut Value) -> Option<Gc<DictObject>> {
    // SAFETY: register 0 of a class body is its namespace.
    unsafe { (*base).cast::<DictObject>() }
}

/// What the namespace of the class body at `base` has under a name.
unsafe fn look_in_namespace(vm: &mut Interpreter, base: *mut Value, name: Gc<StrObject>) -> PyResult<Option<Value>> {
    // SAFETY: register 0 of a class body is its namespace.
    unsafe {
        if let Some(dict) = namespace(base) {
            return Ok(vm.realm.dict_get_str(dict, name));
        }
        match vm.get_item(*base, Value::object(name)) {
            Ok(value) => Ok(Some(value)),
            Err(raised) if vm.realm.is_exception(raised, ClassId::KeyError) => Ok(None),
            Err(raised) => Err(raised),
        }
    }
}

/// `LoadName`.
#[inline(never)]
pub unsafe fn load_name(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `load_global`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (_, name) = site(base, instr.b);
        vm.save(base, pc);
        let mut found = look_in_namespace(vm, base, name)?;
        if found.is_none() {
            found = vm.realm.dict_get_str(globals_of(base), name);
        }
        if found.is_none() {
            found = crate::builtins::find(&mut vm.realm, name);
        }
        match found {
            Some(value) => {
                *base.add(instr.a as usize) = value;
                Ok(())
            }
            None => Err(name_error(vm, name)),
        }
    }
}

/// `StoreName`.
#[inline(never)]
pub unsafe fn store_name(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `load_global`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (_, name) = site(base, instr.b);
        let value = vm.operand(base, instr.c);
        if let Some(dict) = namespace(base) {
            vm.realm.dict_set_str(dict, name, value);
            return Ok(());
        }
        vm.save(base, pc);
        vm.set_item(*base, Value::object(name), value)
    }
}

/// `DeleteName`.
#[inline(never)]
pub unsafe fn delete_name(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `load_global`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (_, name) = site(base, instr.b);
        vm.save(base, pc);
        let deleted = match namespace(base) {
            Some(dict) => vm.realm.dict_remove_str(dict, name).is_some(),
            None => match vm.del_item(*base, Value::object(name)) {
                Ok(()) => true,
                Err(raised) if vm.realm.is_exception(raised, ClassId::KeyError) => false,
                Err(raised) => return Err(raised),
            },
        };
        if deleted { vm.eager() } else { Err(name_error(vm, name)) }
    }
}

/// `LoadClassCell`.
#[inline(never)]
pub unsafe fn load_class_cell(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `load_global`; register c holds a cell.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (_, name) = site(base, instr.b);
        vm.save(base, pc);
        let value = match look_in_namespace(vm, base, name)? {
            Some(value) => value,
            None => Gc::<CellObject>::from_address((*base.add(instr.c as usize)).bits() as usize).value.get(),
        };
        if value.is_unbound() {
            let text = format!(
                "cannot access free variable '{}' where it is not associated with a value in enclosing scope",
                name.as_str()
            );
            return Err(vm.realm.raise(ClassId::NameError, &text));
        }
        *base.add(instr.a as usize) = value;
        Ok(())
    }
}
