//! Attributes and methods.
//!
//! What a site caches (rule numbers are referred to by the recorder):
//!
//! 1. `LoadAttrSlot`, `StoreAttrSlot`: `key` the instance's shape, `slot` where the value is
//!    ([`encode_slot`]), `class` and `key2` the class and its version, which proves that the class
//!    defines no data descriptor of that name and no hook.
//! 2. `StoreAttrAdd`: `key` the shape before; `value` holds the shape after as an int; the new
//!    slot is inside the object. `class` and `key2` as above.
//! 3. `LoadMethodCached`: `value` is what the class defines, a function; `key`, `class`, `key2` as
//!    above. `LoadMethodNative`: the same for objects of builtin kinds, whose classes never change.
//! 4. `LoadAttrModule`: `key` the keys version of the module's namespace, `slot` the entry.
//! 5. `LoadAttrClass`: the object is a class, `key2` its version, `value` the attribute as read.

use std::cell::Cell;

use crate::bytecode::{Op, Site};
use crate::gc::Gc;
use crate::interp::globals::site;
use crate::interp::iter::is_exact;
use crate::interp::run::Pc;
use crate::interp::{Interpreter, quicken};
use crate::object::protocol::of_every_instance;
use crate::object::{
    ClassObject, InstanceObject, Kind, ModuleObject, Name, NativeKind, NativeObject, PyResult, Shape, ShapeId,
    StrObject, Value,
};

const OVERFLOW: u32 = 1 << 31;

/// A slot as sites hold it: the index of an inline slot, or bit 31 and the index in the
/// overflow buffer.
pub fn encode_slot(inline_slots: u32, slot: u32) -> u32 {
    if slot < inline_slots { slot } else { OVERFLOW | (slot - inline_slots) }
}

#[inline(always)]
unsafe fn place(instance: Gc<InstanceObject>, slot: u32) -> *mut Value {
    // SAFETY: the caller has checked the shape, which has this slot.
    unsafe {
        if slot & OVERFLOW == 0 {
            (instance.as_ptr().add(1) as *mut Value).add(slot as usize)
        } else {
            instance.overflow.get().add((slot & !OVERFLOW) as usize)
        }
    }
}

/// What an encoded slot holds.
///
/// # Safety
/// The instance's shape has the slot.
#[inline(always)]
pub unsafe fn slot(instance: Gc<InstanceObject>, slot: u32) -> Value {
    // SAFETY: the caller's promise.
    unsafe { *place(instance, slot) }
}

/// Stores into an encoded slot.
///
/// # Safety
/// The instance's shape has the slot.
#[inline(always)]
pub unsafe fn set_slot(instance: Gc<InstanceObject>, slot: u32, value: Value) {
    // SAFETY: the caller's promise.
    unsafe { *place(instance, slot) = value }
}

/// Whether the site's class still has the version that the site knows.
#[inline(always)]
pub fn version_holds(site: &Site) -> bool {
    let class = Gc::<ClassObject>::from_address(site.class.get().bits() as usize);
    class.version.get() == site.key2.get()
}

/// `LoadAttr`, generic.
#[inline(never)]
pub unsafe fn load_attr(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: `pc` points behind an instruction of the running frame.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let object = vm.operand(base, instr.b);
        let (site, name) = site(base, instr.c);
        vm.save(base, pc);
        if quicken::warm(pc) {
            match specialize_load(vm, site, object, name) {
                Some(op) => quicken::specialize(pc, op),
                None => quicken::back_off(pc),
            }
        }
        let value = vm.get_attr(object, name)?;
        *base.add(instr.a as usize) = value;
        Ok(())
    }
}

/// A cache is out of date or the object another.
#[inline(never)]
pub unsafe fn load_attr_miss(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `load_attr`.
    unsafe {
        quicken::generalize(pc);
        load_attr(vm, base, pc)
    }
}

fn specialize_load(vm: &mut Interpreter, site: &Site, object: Value, name: Gc<StrObject>) -> Option<Op> {
    match object.kind()? {
        Kind::Instance => {
            let instance = Gc::<InstanceObject>::from_address(object.bits() as usize);
            cacheable_slot(vm, site, instance, name, Name::GetAttribute)?;
            Some(Op::LoadAttrSlot)
        }
        Kind::Module => {
            let module = Gc::<ModuleObject>::from_address(object.bits() as usize);
            let entry = vm.realm.dict_find_str(module.dict, name)?;
            let version = vm.realm.keys_version(module.dict);
            if version == 0 {
                return None;
            }
            site.key.set(version);
            site.slot.set(entry);
            Some(Op::LoadAttrModule)
        }
        Kind::Class => {
            let class = Gc::<ClassObject>::from_address(object.bits() as usize);
            // What `type` defines comes first if it is a data descriptor (`__name__`, …).
            let meta = vm.realm.type_of(object);
            // A metaclass in Python may change without the class's version changing.
            if meta.builtin.is_none() || vm.realm.class_lookup(meta, name).is_some() {
                return None;
            }
            let found = vm.realm.class_lookup(class, name)?;
            let plain = match found.kind() {
                None | Some(Kind::Function | Kind::Str | Kind::Tuple | Kind::List | Kind::Dict | Kind::BigInt) => true,
                Some(_) => false,
            };
            let version = vm.realm.class_version(class);
            if !plain || version == 0 {
                return None;
            }
            site.key2.set(version);
            site.class.set(object);
            site.value.set(found);
            Some(Op::LoadAttrClass)
        }
        _ => None,
    }
}

/// Fills the site for an attribute that stands in the instance itself; `hook` is the method of
/// the class that would come first.
fn cacheable_slot(
    vm: &mut Interpreter,
    site: &Site,
    instance: Gc<InstanceObject>,
    name: Gc<StrObject>,
    hook: Name,
) -> Option<()> {
    let id = instance.header.shape.get();
    if id < Shape::FIRST_DYNAMIC {
        return None;
    }
    if of_every_instance(name) {
        return None;
    }
    let shape = vm.realm.shape(ShapeId(id));
    let class = shape.class;
    let slot = encode_slot(shape.inline_slots, shape.slot(name)?);
    // Their fixed slots may be unbound.
    if class.is_exception || class.payload.is_some() {
        return None;
    }
    no_hook(vm, class, hook)?;
    if let Some(defined) = vm.realm.class_lookup(class, name)
        && vm.realm.is_data_descriptor(defined)
    {
        return None;
    }
    let version = vm.realm.class_version(class);
    if version == 0 {
        return None;
    }
    site.key.set(id);
    site.slot.set(slot);
    site.key2.set(version);
    site.class.set(Value::object(class));
    Some(())
}

/// Whether attribute access goes the plain way for instances of the class.
fn no_hook(vm: &mut Interpreter, class: Gc<ClassObject>, hook: Name) -> Option<()> {
    match vm.realm.class_lookup_name(class, hook) {
        None => Some(()),
        // `object`'s own.
        Some(found) if found.is(Kind::Native) => Some(()),
        Some(_) => None,
    }
}

/// `LoadAttrModule`.
#[inline(never)]
pub unsafe fn load_attr_module(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `load_attr`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let object = vm.operand(base, instr.b);
        let (site, _) = site(base, instr.c);
        if is_exact(object, Kind::Module) {
            let module = Gc::<ModuleObject>::from_address(object.bits() as usize);
            if module.dict.keys_version.get() == site.key.get() {
                *base.add(instr.a as usize) = (*module.dict.entries.get().add(site.slot.get() as usize)).value;
                return Ok(());
            }
        }
        load_attr_miss(vm, base, pc)
    }
}

/// `LoadAttrClass`.
#[inline(never)]
pub unsafe fn load_attr_class(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `load_attr`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let object = vm.operand(base, instr.b);
        let (site, _) = site(base, instr.c);
        if object == site.class.get() && object.is(Kind::Class) && version_holds(site) {
            *base.add(instr.a as usize) = site.value.get();
            return Ok(());
        }
        load_attr_miss(vm, base, pc)
    }
}

/// `StoreAttr`, generic.
#[inline(never)]
pub unsafe fn store_attr(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `load_attr`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (object, value) = vm.operands(base, instr.a, instr.b);
        let (site, name) = site(base, instr.c);
        vm.save(base, pc);
        if quicken::warm(pc) {
            match specialize_store(vm, site, object, name) {
                Some(op) => quicken::specialize(pc, op),
                None => quicken::back_off(pc),
            }
        }
        vm.set_attr(object, name, value)
    }
}

/// A cache is out of date or the object another.
#[inline(never)]
pub unsafe fn store_attr_miss(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `load_attr`.
    unsafe {
        quicken::generalize(pc);
        store_attr(vm, base, pc)
    }
}

fn specialize_store(vm: &mut Interpreter, site: &Site, object: Value, name: Gc<StrObject>) -> Option<Op> {
    if object.kind() != Some(Kind::Instance) {
        return None;
    }
    let instance = Gc::<InstanceObject>::from_address(object.bits() as usize);
    let id = instance.header.shape.get();
    if id < Shape::FIRST_DYNAMIC {
        return None;
    }
    if vm.realm.shape(ShapeId(id)).dictionary.is_some() {
        return None;
    }
    if vm.realm.shape(ShapeId(id)).slot(name).is_some() {
        cacheable_slot(vm, site, instance, name, Name::SetAttr)?;
        return Some(Op::StoreAttrSlot);
    }
    let class = vm.realm.shape(ShapeId(id)).class;
    if class.is_exception || class.payload.is_some() || of_every_instance(name) {
        return None;
    }
    no_hook(vm, class, Name::SetAttr)?;
    if let Some(defined) = vm.realm.class_lookup(class, name)
        && vm.realm.is_data_descriptor(defined)
    {
        return None;
    }
    if vm.realm.class_lookup_name(class, Name::Slots).is_some() {
        return None;
    }
    let to = vm.realm.shape_with(ShapeId(id), name);
    let shape = vm.realm.shape(to);
    let slot = shape.slot_count - 1;
    let version = if slot < shape.inline_slots { vm.realm.class_version(class) } else { 0 };
    if version == 0 {
        return None;
    }
    site.key.set(id);
    site.slot.set(slot);
    site.key2.set(version);
    site.class.set(Value::object(class));
    site.value.set(Value::int(to.0 as i64));
    Some(Op::StoreAttrAdd)
}

/// `DelAttr`.
#[inline(never)]
pub unsafe fn del_attr(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `load_attr`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let object = vm.operand(base, instr.a);
        let (_, name) = site(base, instr.c);
        vm.save(base, pc);
        vm.del_attr(object, name)
    }
}

/// `LoadMethod`, generic.
#[inline(never)]
pub unsafe fn load_method(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `load_attr`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let object = vm.operand(base, instr.b);
        let (site, name) = site(base, instr.c);
        vm.save(base, pc);
        let place: *mut Value = base.add(instr.a as usize);
        if quicken::warm(pc) {
            match specialize_method(vm, site, object, name) {
                Some(op) => quicken::specialize(pc, op),
                None => quicken::back_off(pc),
            }
        }
        if let Some(function) = plain_method(vm, object, name) {
            *place = function;
            *place.add(1) = object;
            return Ok(());
        }
        let value = vm.get_attr(object, name)?;
        *place = value;
        *place.add(1) = Value::UNBOUND;
        Ok(())
    }
}

/// The function that the object's class defines under that name, if reading the attribute would
/// just bind it to the object.
fn plain_method(vm: &mut Interpreter, object: Value, name: Gc<StrObject>) -> Option<Value> {
    match object.kind() {
        Some(Kind::Class | Kind::Module | Kind::Super) => return None,
        Some(Kind::Instance) => {
            let instance = Gc::<InstanceObject>::from_address(object.bits() as usize);
            let class = vm.realm.type_of(object);
            no_hook(vm, class, Name::GetAttribute)?;
            let id = instance.header.shape.get();
            if id >= Shape::FIRST_DYNAMIC {
                let shape = vm.realm.shape(ShapeId(id));
                if shape.slot(name).is_some()
                    || shape.dictionary.is_some() && vm.realm.instance_get(instance, name).is_some()
                {
                    return None;
                }
            }
        }
        Some(Kind::Function) => return None,
        _ => {}
    }
    let class = vm.realm.type_of(object);
    let found = vm.realm.class_lookup(class, name)?;
    match found.kind()? {
        Kind::Function => Some(found),
        Kind::Native => {
            let native = Gc::<NativeObject>::from_address(found.bits() as usize);
            (native.def.kind == NativeKind::Method).then_some(found)
        }
        _ => None,
    }
}

fn specialize_method(vm: &mut Interpreter, site: &Site, object: Value, name: Gc<StrObject>) -> Option<Op> {
    let found = plain_method(vm, object, name)?;
    let header = object.as_object()?;
    let shape = header.header().shape.get();
    let class = vm.realm.type_of(object);
    site.value.set(found);
    site.key.set(shape);
    if shape < Shape::FIRST_DYNAMIC {
        // Several classes share a kind only where the kind has no methods cached here.
        if matches!(
            object.kind()?,
            Kind::Iterator
                | Kind::DictView
                | Kind::Native
                | Kind::BoundMethod
                | Kind::Host
                | Kind::Generator
                | Kind::Awaitable
        ) {
            return None;
        }
        return Some(Op::LoadMethodNative);
    }
    let version = vm.realm.class_version(class);
    // Such a shape does not say which attributes the instance has.
    if version == 0 || vm.realm.shape(ShapeId(shape)).dictionary.is_some() {
        return None;
    }
    site.key2.set(version);
    site.class.set(Value::object(class));
    Some(Op::LoadMethodCached)
}

/// A cache is out of date or the object another.
#[inline(never)]
pub unsafe fn load_method_miss(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `load_attr`.
    unsafe {
        quicken::generalize(pc);
        load_method(vm, base, pc)
    }
}

const _: () = assert!(size_of::<Cell<Value>>() == 8);
