//! Attributes by shape. What a class says about a name is a constant under a watcher on the class.

use super::*;
use crate::object::layout::offset;
use crate::object::protocol::of_every_instance;
use crate::object::{
    ClassId, ClassMethodObject, ClassObject, Kind, ModuleObject, Name, NativeKind, NativeObject, ShapeId,
};

/// How an instance has an attribute.
enum Found {
    /// Slot of its shape.
    Slot(u32),
    /// A plain value of the class.
    ClassValue(Value),
    /// A function of the class, bound when read.
    Method(Value),
    /// Anything that may run code, or nothing.
    Other,
}

impl Recorder {
    /// What `class.name` calls: a function, and whether the class is its first argument.
    fn method_of_class(
        &mut self,
        realm: &mut Realm,
        class: Gc<ClassObject>,
        name: Gc<StrObject>,
    ) -> Option<(Value, bool)> {
        let meta = realm.type_of(Value::object(class));
        if meta.builtin != Some(ClassId::Type) || realm.class_lookup(meta, name).is_some() {
            return None;
        }
        let found = realm.class_lookup(class, name)?;
        let method = if found.is(Kind::Function) || plain_class_value(found) || is_native_method(found) {
            (found, false)
        } else if let Some(function) = self.static_function(found) {
            (function, false)
        } else {
            let method = found.cast::<ClassMethodObject>().filter(|method| method.function.is(Kind::Function))?;
            (method.function, true)
        };
        class.watch();
        self.depend(Dependency::Class(class));
        Some(method)
    }

    fn attribute_name(&self, instr: Instr) -> Option<Gc<StrObject>> {
        let code = self.state.innermost().code();
        let constant = code.sites.get(instr.c as usize)?.constant;
        code.consts.get(constant as usize)?.cast().filter(|name| !of_every_instance(*name))
    }

    fn find(&mut self, realm: &mut Realm, shape: ShapeId, name: Gc<StrObject>) -> Found {
        let class = realm.shape(shape).class;
        // Whatever is found, also by who asks the class itself then, holds until the class changes.
        class.watch();
        self.depend(Dependency::Class(class));
        if has_hook(realm, class, Name::GetAttribute) || realm.shape(shape).dictionary.is_some() {
            return Found::Other;
        }
        let slot = realm.shape(shape).slot(name);
        let inherited = realm.class_lookup(class, name);
        match (slot, inherited) {
            (Some(slot), None) => Found::Slot(slot),
            (Some(slot), Some(value)) if plain_class_value(value) || value.is(Kind::Function) => Found::Slot(slot),
            (None, Some(value)) if value.is(Kind::Function) => Found::Method(value),
            (None, Some(value)) if is_native_method(value) => Found::Method(value),
            (None, Some(value)) if plain_class_value(value) => Found::ClassValue(value),
            // Not bound, so a plain value to whoever calls it.
            (None, Some(value)) if self.static_function(value).is_some() => {
                self.static_function(value).map_or(Found::Other, Found::ClassValue)
            }
            _ => Found::Other,
        }
    }

    /// The instance with its shape guarded; `None` if the value is none.
    fn instance(&mut self, operand: Ref, value: Value) -> Result<Option<(Ref, ShapeId)>, GiveUp> {
        let Some(object) = value.as_object().filter(|o| Kind::of(*o) == Kind::Instance) else { return Ok(None) };
        let shape = object.header().shape.get();
        let guarded = self.object(operand, shape)?;
        Ok(Some((guarded, ShapeId(shape))))
    }

    fn load_slot_of(&mut self, realm: &Realm, object: Ref, shape: ShapeId, slot: u32) -> Result<Ref, GiveUp> {
        let inline = realm.shape(shape).inline_slots;
        if slot < inline {
            let at = offset::INSTANCE_SLOTS as u64 + slot as u64 * 8;
            self.emit(Uop::SlotLoad, &[object], at)
        } else {
            let buffer = self.emit(Uop::OverflowSlots, &[object], 0)?;
            self.emit(Uop::OverflowLoad, &[buffer], (slot - inline) as u64 * 8)
        }
    }

    pub(super) fn load_attribute(
        &mut self,
        view: &mut View<'_>,
        traces: &mut dyn Traces,
        instr: Instr,
    ) -> Result<Next, GiveUp> {
        let Some(name) = self.attribute_name(instr) else { return self.interpret(instr) };
        let value = self.concrete(view, instr.b);
        let operand = self.operand(instr.b)?;
        if let Some(object) = value.as_object().filter(|o| Kind::of(*o) == Kind::Instance) {
            let shape = ShapeId(object.header().shape.get());
            let found = self.find(view.realm, shape, name);
            if let Found::Slot(slot) = found {
                if view.realm.get_slot(object.cast(), slot).is_unbound() {
                    return self.interpret(instr);
                }
                let object = self.object(operand, shape.0)?;
                let loaded = self.load_slot_of(view.realm, object, shape, slot)?;
                self.define(instr.a, loaded);
                return Ok(Next::Go);
            }
            if let Found::ClassValue(value) = found {
                self.object(operand, shape.0)?;
                let constant = self.emitter.constant_value(value);
                self.define(instr.a, constant);
                return Ok(Next::Go);
            }
            if let Found::Method(function) = found {
                let object = self.object(operand, shape.0)?;
                let method = self.bound_method(function, object)?;
                self.define(instr.a, method);
                return Ok(Next::Go);
            }
            let class = view.realm.shape(shape).class;
            if !has_hook(view.realm, class, Name::GetAttribute)
                && let Some(getter) = view.realm.class_lookup(class, name).and_then(|found| self.getter_of(found))
            {
                let object = self.object(operand, shape.0)?;
                return self.enter_special(traces, instr, getter, vec![object], vec![value], 0);
            }
            return self.interpret(instr);
        }
        if value.is(Kind::Module) {
            let Some(globals) = value.cast::<ModuleObject>().map(|module| module.dict) else {
                return self.interpret(instr);
            };
            self.guard_is(operand, value)?;
            if let Some(loaded) = self.namespace_value(view.realm, globals, name)? {
                self.define(instr.a, loaded);
                return Ok(Next::Go);
            }
        }
        if let Some(class) = value.as_object().filter(|o| Kind::of(*o) == Kind::Class) {
            let class: Gc<ClassObject> = class.cast();
            let meta = view.realm.type_of(value);
            if meta.builtin != Some(ClassId::Type) || view.realm.class_lookup(meta, name).is_some() {
                return self.interpret(instr);
            }
            if let Some(found) = view.realm.class_lookup(class, name)
                && (plain_class_value(found) || found.is(Kind::Function))
            {
                class.watch();
                self.depend(Dependency::Class(class));
                self.guard_is(operand, value)?;
                let constant = self.emitter.constant_value(found);
                self.define(instr.a, constant);
                return Ok(Next::Go);
            }
        }
        self.interpret(instr)
    }

    pub(super) fn store_attribute(&mut self, view: &mut View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        let Some(name) = self.attribute_name(instr) else { return self.interpret(instr) };
        let object = self.concrete(view, instr.a);
        let operand = self.operand(instr.a)?;
        let value = self.operand(instr.b)?;
        let Some((shape, class)) = object
            .as_object()
            .filter(|o| Kind::of(*o) == Kind::Instance)
            .map(|o| ShapeId(o.header().shape.get()))
            .map(|shape| (shape, view.realm.shape(shape).class))
        else {
            return self.interpret(instr);
        };
        if has_hook(view.realm, class, Name::SetAttr) || view.realm.shape(shape).dictionary.is_some() {
            return self.interpret(instr);
        }
        match view.realm.class_lookup(class, name) {
            None => {}
            Some(found) if plain_class_value(found) || found.is(Kind::Function) => {}
            Some(_) => return self.interpret(instr),
        }
        class.watch();
        self.depend(Dependency::Class(class));
        let inline = view.realm.shape(shape).inline_slots;
        if let Some(slot) = view.realm.shape(shape).slot(name) {
            let Some((object, _)) = self.instance(operand, object)? else { return self.interpret(instr) };
            let value = self.boxed(value)?;
            if slot < inline {
                let at = offset::INSTANCE_SLOTS as u64 + slot as u64 * 8;
                self.emit(Uop::SlotStore, &[object, value], at)?;
            } else {
                let buffer = self.emit(Uop::OverflowSlots, &[object], 0)?;
                self.emit(Uop::OverflowStore, &[buffer, value], (slot - inline) as u64 * 8)?;
            }
            return Ok(Next::Go);
        }
        // A new attribute: along a known transition, into an inline slot.
        let Some(to) = view.realm.shape(shape).transition(name) else { return self.interpret(instr) };
        let slot = view.realm.shape(to).slot_count - 1;
        if slot >= inline || view.realm.shape(to).inline_slots != inline {
            return self.interpret(instr);
        }
        let Some((object, _)) = self.instance(operand, object)? else { return self.interpret(instr) };
        let value = self.boxed(value)?;
        let at = offset::INSTANCE_SLOTS as u64 + slot as u64 * 8;
        self.emit(Uop::SlotStore, &[object, value], at)?;
        self.emit(Uop::SetShape, &[object], to.0 as u64)?;
        Ok(Next::Go)
    }

    pub(super) fn load_method(&mut self, view: &mut View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        let Some(name) = self.attribute_name(instr) else { return self.interpret(instr) };
        let value = self.concrete(view, instr.b);
        let operand = self.operand(instr.b)?;
        let unbound = self.unbound();
        let (function, receiver) = if let Some(object) = value.as_object().filter(|o| Kind::of(*o) == Kind::Instance) {
            let shape = ShapeId(object.header().shape.get());
            match self.find(view.realm, shape, name) {
                Found::Method(function) => {
                    let object = self.object(operand, shape.0)?;
                    (self.emitter.constant_value(function), object)
                }
                Found::ClassValue(value) => {
                    self.object(operand, shape.0)?;
                    (self.emitter.constant_value(value), unbound)
                }
                Found::Slot(slot) if !view.realm.get_slot(object.cast(), slot).is_unbound() => {
                    let object = self.object(operand, shape.0)?;
                    (self.load_slot_of(view.realm, object, shape, slot)?, unbound)
                }
                _ => return self.interpret(instr),
            }
        } else if value.is(Kind::Super) {
            match self.method_of_super(view.realm, operand, name) {
                Some((function, receiver)) => (self.bound_method(function, receiver)?, unbound),
                None => return self.interpret(instr),
            }
        } else if let Some(class) = value.cast::<ClassObject>() {
            match self.method_of_class(view.realm, class, name) {
                Some((function, bound)) => {
                    self.guard_is(operand, value)?;
                    if bound {
                        let class = self.emitter.constant_value(value);
                        (self.bound_method(function, class)?, unbound)
                    } else {
                        (self.emitter.constant_value(function), unbound)
                    }
                }
                None => return self.interpret(instr),
            }
        } else if let Some(kind) = super::iterate::plain_kind(value).filter(|k| has_native_methods(*k)) {
            let class = view.realm.type_of(value);
            let Some(function) = view.realm.class_lookup(class, name).filter(|f| is_native_method(*f)) else {
                return self.interpret(instr);
            };
            let object = self.object(operand, kind as u32)?;
            (self.emitter.constant_value(function), object)
        } else if value.is(Kind::Module) {
            let Some(globals) = value.cast::<ModuleObject>().map(|module| module.dict) else {
                return self.interpret(instr);
            };
            self.guard_is(operand, value)?;
            match self.namespace_value(view.realm, globals, name)? {
                Some(function) => (function, unbound),
                None => return self.interpret(instr),
            }
        } else {
            return self.interpret(instr);
        };
        self.define(instr.a, function);
        self.define(instr.a + 1, receiver);
        Ok(Next::Go)
    }
}

/// Whether the class has such a method of its own, written in Python.
fn has_hook(realm: &mut Realm, class: Gc<ClassObject>, hook: Name) -> bool {
    realm.class_lookup_name(class, hook).is_some_and(|found| !found.is(Kind::Native))
}

/// A value that reading it from a class gives as it is.
fn plain_class_value(value: Value) -> bool {
    match value.kind() {
        None => true,
        Some(kind) => matches!(
            kind,
            Kind::BigInt
                | Kind::Str
                | Kind::Bytes
                | Kind::Tuple
                | Kind::List
                | Kind::Dict
                | Kind::Set
                | Kind::FrozenSet
                | Kind::Range
        ),
    }
}

pub(super) fn is_native_method(value: Value) -> bool {
    value.cast::<NativeObject>().is_some_and(|native| native.def.kind == NativeKind::Method && native.host.is_none())
}

/// Builtin types whose methods natives are, and whose objects have no attributes of their own.
fn has_native_methods(kind: Kind) -> bool {
    matches!(kind, Kind::Str | Kind::List | Kind::Dict | Kind::Tuple | Kind::Set | Kind::Bytes)
}
