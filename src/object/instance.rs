//! Instances: slots inside of the object and, past those, in a buffer of its own.
//!
//! 1. The buffer's capacity stands in the word before its first slot.
//! 2. All inline slots of a new instance are rubbish except those its shape names, which are
//!    unbound.

use std::alloc::{Layout, alloc, dealloc};

use crate::gc::Gc;
use crate::object::shape::ShapeId;
use crate::object::{ClassId, ClassObject, DictObject, InstanceObject, Kind, Realm, StrObject, Value};

impl InstanceObject {
    /// The bytes of the overflow buffer, with the word before it.
    pub(crate) fn overflow_bytes(&self) -> usize {
        let buffer = self.overflow.get();
        // SAFETY: rule 1.
        if buffer.is_null() { 0 } else { unsafe { (*(buffer.sub(1) as *const usize) + 1) * 8 } }
    }
    pub(crate) fn free_overflow(&self) {
        let bytes = self.overflow_bytes();
        if bytes != 0 {
            // SAFETY: allocated so in `grow_overflow`.
            unsafe { dealloc(self.overflow.get().sub(1) as *mut u8, Layout::from_size_align_unchecked(bytes, 8)) };
            self.overflow.set(std::ptr::null_mut());
        }
    }
    /// Where slot `slot` is.
    ///
    /// # Safety
    /// The instance's shape has that slot, with `inline_slots` inline.
    #[inline(always)]
    pub(crate) unsafe fn slot_pointer(this: Gc<InstanceObject>, inline_slots: u32, slot: u32) -> *mut Value {
        // SAFETY: the caller's promise; slots lie behind the fixed part, or in the buffer.
        unsafe {
            if slot < inline_slots {
                (this.as_ptr().add(1) as *mut Value).add(slot as usize)
            } else {
                this.overflow.get().add((slot - inline_slots) as usize)
            }
        }
    }
}

impl Realm {
    /// A new instance without attributes.
    pub fn new_instance(&mut self, class: Gc<ClassObject>) -> Gc<InstanceObject> {
        let shape = self.root_shape(class);
        let instance = self.instance_of_shape(shape);
        if class.has_del.get() {
            self.has_an_end(instance);
        }
        instance
    }
    /// A new instance of a root shape; its fixed slots are unbound.
    pub fn instance_of_shape(&mut self, id: ShapeId) -> Gc<InstanceObject> {
        let shape = self.shape(id);
        let (bytes, inline, used) = (shape.instance_size(), shape.inline_slots, shape.slot_count);
        let cell = self.alloc_bytes(bytes, id.0, Kind::Instance as u8) as *mut InstanceObject;
        // SAFETY: just allocated with room for the inline slots.
        unsafe {
            (*cell).overflow = std::cell::Cell::new(std::ptr::null_mut());
            for slot in 0..used.min(inline) {
                *(cell.add(1) as *mut Value).add(slot as usize) = Value::UNBOUND;
            }
        }
        let this = Gc::from_address(cell as usize);
        if used > inline {
            self.grow_overflow(this, inline, used);
        }
        this
    }
    /// What slot `slot` holds; the shape must have it.
    #[inline]
    pub fn get_slot(&self, instance: Gc<InstanceObject>, slot: u32) -> Value {
        let shape = self.shape_of(instance);
        assert!(slot < shape.slot_count);
        // SAFETY: just checked.
        unsafe { *InstanceObject::slot_pointer(instance, shape.inline_slots, slot) }
    }
    /// Stores into slot `slot`; the shape must have it.
    #[inline]
    pub fn set_slot(&self, instance: Gc<InstanceObject>, slot: u32, value: Value) {
        let shape = self.shape_of(instance);
        assert!(slot < shape.slot_count);
        // SAFETY: just checked.
        unsafe { *InstanceObject::slot_pointer(instance, shape.inline_slots, slot) = value }
    }
    /// Changes the shape to `to`, a child of the present one, and stores into the new slot.
    #[inline]
    pub fn add_slot(&mut self, instance: Gc<InstanceObject>, to: ShapeId, value: Value) {
        let shape = self.shape(to);
        let (inline, slot) = (shape.inline_slots, shape.slot_count - 1);
        debug_assert_eq!(shape.parent.0, instance.header.shape.get());
        if slot >= inline && instance.overflow_bytes() < (slot - inline + 2) as usize * 8 {
            self.grow_overflow(instance, inline, slot + 1);
        }
        instance.header.shape.set(to.0);
        // SAFETY: the new shape has the slot, and the buffer is large enough.
        unsafe { *InstanceObject::slot_pointer(instance, inline, slot) = value }
    }
    #[cold]
    fn grow_overflow(&mut self, instance: Gc<InstanceObject>, inline: u32, needed: u32) {
        let old_bytes = instance.overflow_bytes();
        let capacity = ((needed - inline) as usize).next_power_of_two().max(4);
        let bytes = (capacity + 1) * 8;
        // SAFETY: the layout is not empty; the old buffer's slots fit into the new one.
        unsafe {
            let layout = Layout::from_size_align_unchecked(bytes, 8);
            let base = alloc(layout) as *mut usize;
            if base.is_null() {
                std::alloc::handle_alloc_error(layout);
            }
            *base = capacity;
            let buffer = base.add(1) as *mut Value;
            for slot in 0..capacity {
                *buffer.add(slot) = Value::UNBOUND;
            }
            if old_bytes != 0 {
                std::ptr::copy_nonoverlapping(instance.overflow.get(), buffer, old_bytes / 8 - 1);
            }
            instance.free_overflow();
            instance.overflow.set(buffer);
        }
        self.external_grown(bytes - old_bytes);
    }
    /// The attribute of the instance itself (not of its class). The name is interned.
    #[inline]
    pub fn instance_get(&self, instance: Gc<InstanceObject>, name: Gc<StrObject>) -> Option<Value> {
        let shape = self.shape_of(instance);
        let Some(slot) = shape.slot(name) else {
            shape.dictionary?;
            let found = self.dict_get_str(self.known_dict(instance)?, name)?;
            return if shape.class.member(name).is_some() { None } else { Some(found) };
        };
        let value = self.get_slot(instance, slot);
        if value.is_unbound() { None } else { Some(value) }
    }
    /// Sets an attribute of the instance itself, adding it if need be. The name is interned.
    pub fn instance_set(&mut self, instance: Gc<InstanceObject>, name: Gc<StrObject>, value: Value) {
        let id = ShapeId(instance.header.shape.get());
        match self.shape(id).slot(name) {
            Some(slot) => self.set_slot(instance, slot, value),
            None => match self.dict_for(instance, name) {
                Some(dict) => self.dict_set_str(dict, name, value),
                None => {
                    let to = self.shape_with(id, name);
                    self.add_slot(instance, to, value);
                }
            },
        }
    }
    /// Deletes an attribute of the instance itself; whether it was there. The others move to the
    /// shape that has them without it.
    pub fn instance_delete(&mut self, instance: Gc<InstanceObject>, name: Gc<StrObject>) -> bool {
        let id = ShapeId(instance.header.shape.get());
        let Some(deleted) = self.shape(id).slot(name) else {
            return self.known_dict(instance).is_some_and(|dict| self.dict_remove_str(dict, name).is_some());
        };
        if self.get_slot(instance, deleted).is_unbound() {
            return false;
        }
        if deleted < self.shape(id).class.fixed_slots() {
            self.set_slot(instance, deleted, Value::UNBOUND);
            return true;
        }
        let names = self.shape(id).names();
        let values: Vec<Value> = (0..names.len() as u32).map(|slot| self.get_slot(instance, slot)).collect();
        // Up to the deleted slot the path is the same.
        let mut to = id;
        while self.shape(to).slot_count > deleted {
            to = self.shape(to).parent;
        }
        instance.header.shape.set(to.0);
        for slot in deleted as usize + 1..names.len() {
            let next = self.shape_with(to, names[slot]);
            self.add_slot(instance, next, values[slot]);
            to = next;
        }
        true
    }
    /// Makes the instance one of another class, with the same attributes. The classes have the same fixed slots.
    pub fn change_class(&mut self, instance: Gc<InstanceObject>, class: Gc<ClassObject>) {
        self.end_hash_era();
        let from = self.shape_of(instance);
        let (inline, names, dictionary) = (from.inline_slots, from.names(), from.dictionary);
        let values: Vec<Value> = (0..names.len() as u32).map(|slot| self.get_slot(instance, slot)).collect();
        let root = self.root_shape_with(class, inline);
        let fixed = self.shape(root).slot_count as usize;
        instance.header.shape.set(root.0);
        if let Some(slot) = dictionary {
            self.add_dict(instance, values[slot as usize]);
        }
        for (slot, name) in names.iter().enumerate() {
            if Some(slot as u32) == dictionary {
                continue;
            }
            if slot < fixed {
                self.set_slot(instance, slot as u32, values[slot]);
            } else if !values[slot].is_unbound() {
                self.instance_set(instance, *name, values[slot]);
            }
        }
    }
    /// The instance's own attributes in the order they were added.
    pub fn instance_attributes(&self, instance: Gc<InstanceObject>) -> Vec<(Gc<StrObject>, Value)> {
        let shape = self.shape_of(instance);
        if let Some(dict) = self.known_dict(instance) {
            return DictObject::pairs(dict).into_iter().filter_map(|(key, value)| Some((key.cast()?, value))).collect();
        }
        let names = shape.names();
        let mut out = Vec::new();
        for (slot, name) in names.into_iter().enumerate() {
            let value = self.get_slot(instance, slot as u32);
            let hidden = slot < shape.class.fixed_slots() as usize;
            if !value.is_unbound() && !hidden && shape.class.member(name).is_none() {
                out.push((name, value));
            }
        }
        out
    }
    /// The plain value that an instance of a Python subclass of a builtin class carries (the list in
    /// an instance of `class Stack(list)`); any other value is its own.
    #[inline]
    pub fn payload(&self, value: Value) -> Value {
        let Some(instance) = value.cast::<InstanceObject>() else { return value };
        if matches!(self.shape_of(instance).class.payload, None | Some(ClassId::Data)) {
            return value;
        }
        let plain = self.get_slot(instance, 0);
        if plain.is_unbound() { value } else { plain }
    }
    /// Sets the payload of an instance whose class has one.
    pub fn set_payload(&mut self, instance: Gc<InstanceObject>, plain: Value) {
        if self.shape_of(instance).class.payload.is_some() {
            self.set_slot(instance, 0, plain);
        }
    }
}
