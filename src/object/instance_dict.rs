//! `instance.__dict__`: a dict that *is* the instance's attributes.
//!
//! In: an instance in slots. Out: the same attributes in a dict, which stands in a hidden slot; and back.
//!
//! ```text
//! {x:0, y:1} = [1, 2]  ── vm.instance_dict(i) ──→  {<dict>:0} = [{'x': 1, 'y': 2}]
//! ```
//!
//! 1. Attributes stand in slots until a program asks for the `__dict__` or assigns one. From then on there is one truth, the
//!    dict: whoever writes to either sees it in both.
//! 2. What `__slots__` names stays in slots, and so do payloads and the fixed slots of exceptions.
//! 3. A collection that finds no other reference to the dict gives the instance its slots back. Nobody can tell, but for
//!    the speed.
//! 4. An instance with very many attributes gets a dict without being asked: shapes are for what objects have in common.

use rustc_hash::FxHashMap;

use crate::gc::{Gc, Tracer};
use crate::object::shape::ShapeId;
use crate::object::{DictObject, InstanceObject, Realm, StrObject, Value};

/// More attributes than that go to a dict.
const MOST_SLOTS: u32 = 400;
/// A dict with more keys than that does not become slots.
const MOST_KEYS: usize = 60;

/// Names of slots that no program can write: these strs are not interned, so none is the same as a name of a program's.
#[derive(Clone, Copy)]
pub(crate) enum HiddenName {
    /// The plain value of an instance of `class C(list)`.
    Payload,
    /// The dict of all attributes.
    Dictionary,
}

/// Instances in dictionary mode, while a collection looks for those whose dict is theirs alone.
#[derive(Default)]
pub(crate) struct PrivateDicts {
    /// How many instances have the dict at that address.
    owners: FxHashMap<usize, u32>,
    instances: Vec<Gc<InstanceObject>>,
}

impl PrivateDicts {
    /// An instance is alive. Its dict is, too, if more than one has it or its keys cannot be names of slots.
    pub(crate) fn consider(&mut self, realm: &Realm, instance: Gc<InstanceObject>, tracer: &mut Tracer<'_>) {
        let Some(dict) = realm.known_dict(instance) else { return };
        let owners = self.owners.entry(dict.address()).or_insert(0);
        *owners += 1;
        let fits = dict.len() <= MOST_KEYS
            && DictObject::entries(dict).iter().all(|entry| {
                let key = entry.get().key;
                key.is_unbound() || key.cast::<StrObject>().is_some_and(|name| name.is_interned())
            });
        if *owners > 1 || !fits {
            tracer.object(dict);
        } else {
            self.instances.push(instance);
        }
    }
    /// Everything is marked: only those stay whose dict is not.
    pub(crate) fn finish(&mut self, realm: &Realm, tracer: &Tracer<'_>) {
        self.instances.retain(|instance| realm.known_dict(*instance).is_some_and(|dict| !tracer.is_marked(dict)));
    }
}

impl Realm {
    /// The str of a hidden name.
    pub(crate) fn hidden_name(&mut self, name: HiddenName) -> Gc<StrObject> {
        match self.hidden_names[name as usize].cast::<StrObject>() {
            Some(known) => known,
            None => {
                let made = self.new_str(match name {
                    HiddenName::Payload => "<payload>",
                    HiddenName::Dictionary => "<dictionary>",
                });
                self.hidden_names[name as usize] = Value::object(made);
                made
            }
        }
    }
    /// The instance's `__dict__`, if it is in dictionary mode.
    #[inline]
    pub fn known_dict(&self, instance: Gc<InstanceObject>) -> Option<Gc<DictObject>> {
        let slot = self.shape_of(instance).dictionary?;
        self.get_slot(instance, slot).cast()
    }
    /// `instance.__dict__`
    pub fn instance_dict(&mut self, instance: Gc<InstanceObject>) -> Gc<DictObject> {
        if let Some(known) = self.known_dict(instance) {
            return known;
        }
        let dict = self.new_dict();
        for (name, value) in self.instance_attributes(instance) {
            self.dict_set_str(dict, name, value);
        }
        self.set_instance_dict(instance, dict);
        dict
    }
    /// `instance.__dict__ = dict`
    pub fn set_instance_dict(&mut self, instance: Gc<InstanceObject>, dict: Gc<DictObject>) {
        if let Some(slot) = self.shape_of(instance).dictionary {
            self.set_slot(instance, slot, Value::object(dict));
            return;
        }
        let slots = self.back_to_fixed_slots(instance);
        self.add_dict(instance, Value::object(dict));
        for (name, value) in slots {
            if self.shape_of(instance).class.member(name).is_some() {
                self.instance_set(instance, name, value);
            }
        }
    }
    /// The dict into which an attribute goes that has no slot.
    pub(crate) fn dict_for(&mut self, instance: Gc<InstanceObject>, name: Gc<StrObject>) -> Option<Gc<DictObject>> {
        let shape = self.shape_of(instance);
        if (shape.dictionary.is_none() && shape.slot_count < MOST_SLOTS) || shape.class.member(name).is_some() {
            return None;
        }
        Some(self.instance_dict(instance))
    }
    /// Enters dictionary mode; the instance has its fixed slots only.
    pub(crate) fn add_dict(&mut self, instance: Gc<InstanceObject>, dict: Value) {
        let name = self.hidden_name(HiddenName::Dictionary);
        let to = self.dictionary_shape(ShapeId(instance.header.shape.get()), name);
        self.add_slot(instance, to, dict);
    }
    /// Takes all slots but the fixed ones away: what they held, by name.
    fn back_to_fixed_slots(&mut self, instance: Gc<InstanceObject>) -> Vec<(Gc<StrObject>, Value)> {
        let shape = self.shape_of(instance);
        let (fixed, names, dictionary) = (shape.class.fixed_slots() as usize, shape.names(), shape.dictionary);
        let mut slots = Vec::new();
        for (slot, name) in names.into_iter().enumerate().skip(fixed) {
            let value = self.get_slot(instance, slot as u32);
            if !value.is_unbound() && Some(slot as u32) != dictionary {
                slots.push((name, value));
            }
        }
        let mut to = ShapeId(instance.header.shape.get());
        while self.shape(to).slot_count as usize > fixed {
            to = self.shape(to).parent;
        }
        instance.header.shape.set(to.0);
        slots
    }
    /// Right after a collection: the instances that have a dict of which nobody else knows get their slots back. The dicts
    /// are dead, but nothing is swept yet.
    pub(crate) fn give_back_slots(&mut self, private: PrivateDicts) {
        for instance in private.instances {
            let Some(dict) = self.known_dict(instance) else { continue };
            let slots = self.back_to_fixed_slots(instance);
            for (key, value) in DictObject::pairs(dict) {
                if let Some(name) = key.cast::<StrObject>() {
                    self.instance_set(instance, name, value);
                }
            }
            for (name, value) in slots {
                self.instance_set(instance, name, value);
            }
        }
    }
}
