//! Shapes (hidden classes): which attribute of an instance stands in which slot.
//!
//! ```text
//! class C:  root ──x──→ {x:0} ──y──→ {x:0, y:1}
//! ```
//!
//! 1. An instance's header names its shape, and the shape its class: one compare proves both.
//! 2. The shapes of a class form a tree; a child has its parent's slots and one more. Slot
//!    numbers never change within a shape.
//! 3. A shape with a `dictionary` does not know all attributes: nobody may conclude from it that an instance
//!    lacks one, and only names of `__slots__` are added to it.
//! 4. A child made first shares its parent's table of names (the parent sees only its own
//!    `slot_count` of them), so a long chain costs one table.

use std::cell::RefCell;
use std::rc::Rc;

use crate::gc::Gc;
use crate::object::{ClassObject, InstanceObject, StrObject};
use crate::support::typed_id;

typed_id! {
    /// A shape's number. Below [`Shape::FIRST_DYNAMIC`]: the plain objects of that kind.
    pub struct ShapeId
}

/// Names in slot order, shared along a chain of shapes.
struct Names {
    names: Vec<Gc<StrObject>>,
    /// Address of the name → slot, once there are many.
    slots: hashbrown::HashMap<usize, u32, ahash::RandomState>,
}

/// See the module.
pub struct Shape {
    pub class: Gc<ClassObject>,
    /// The shape without the last attribute; a root's parent is itself.
    pub parent: ShapeId,
    /// Slots inside of the instance; the others stand in its overflow buffer.
    pub inline_slots: u32,
    /// Slots in use.
    pub slot_count: u32,
    /// The slot that holds the dict in which all other attributes stand: see `dictionary`.
    pub dictionary: Option<u32>,
    names: Rc<RefCell<Names>>,
    transitions: Vec<(Gc<StrObject>, ShapeId)>,
    /// The transitions by address of the name, once there are many.
    many: Option<Box<hashbrown::HashMap<usize, ShapeId, ahash::RandomState>>>,
}

const LINEAR: usize = 8;

/// Addresses are no secret worth a random seed.
fn seeds() -> ahash::RandomState {
    ahash::RandomState::with_seeds(1, 2, 3, 4)
}

impl Shape {
    /// Shape ids from here on belong to instances of classes.
    pub const FIRST_DYNAMIC: u32 = 64;

    /// A class's first shape.
    pub(crate) fn root(class: Gc<ClassObject>, id: ShapeId, inline_slots: u32) -> Shape {
        let names = Rc::new(RefCell::new(Names { names: Vec::new(), slots: hashbrown::HashMap::with_hasher(seeds()) }));
        Shape {
            class,
            parent: id,
            inline_slots,
            slot_count: 0,
            dictionary: None,
            names,
            transitions: Vec::new(),
            many: None,
        }
    }
    /// The shape with one attribute more.
    pub(crate) fn child(&self, id: ShapeId, name: Gc<StrObject>) -> Shape {
        let count = self.slot_count as usize;
        let shared = self.names.borrow().names.len() == count;
        let names = if shared {
            self.names.clone()
        } else {
            let own = Names {
                names: self.names.borrow().names[..count].to_vec(),
                slots: hashbrown::HashMap::with_hasher(seeds()),
            };
            Rc::new(RefCell::new(own))
        };
        {
            let table = &mut *names.borrow_mut();
            table.names.push(name);
            if table.names.len() > LINEAR {
                for slot in table.slots.len()..table.names.len() {
                    table.slots.insert(table.names[slot].address(), slot as u32);
                }
            }
        }
        Shape {
            class: self.class,
            parent: id,
            inline_slots: self.inline_slots,
            slot_count: self.slot_count + 1,
            dictionary: self.dictionary,
            names,
            transitions: Vec::new(),
            many: None,
        }
    }
    /// The slot of an attribute; the name must be interned.
    pub fn slot(&self, name: Gc<StrObject>) -> Option<u32> {
        let table = self.names.borrow();
        let count = self.slot_count as usize;
        if count <= LINEAR {
            return table.names[..count].iter().position(|n| *n == name).map(|s| s as u32);
        }
        table.slots.get(&name.address()).copied().filter(|slot| *slot < self.slot_count)
    }
    /// The names, in slot order.
    pub fn names(&self) -> Vec<Gc<StrObject>> {
        self.names.borrow().names[..self.slot_count as usize].to_vec()
    }
    /// The name in a slot.
    pub fn name(&self, slot: u32) -> Option<Gc<StrObject>> {
        self.names.borrow().names[..self.slot_count as usize].get(slot as usize).copied()
    }
    /// Where adding that attribute leads, if it was added before.
    pub fn transition(&self, name: Gc<StrObject>) -> Option<ShapeId> {
        match &self.many {
            Some(many) => many.get(&name.address()).copied(),
            None => self.transitions.iter().find(|t| t.0 == name).map(|t| t.1),
        }
    }
    pub(crate) fn add_transition(&mut self, name: Gc<StrObject>, to: ShapeId) {
        self.transitions.push((name, to));
        if self.transitions.len() > LINEAR {
            let many = self.many.get_or_insert_with(|| Box::new(hashbrown::HashMap::with_hasher(seeds())));
            for (name, to) in &self.transitions[many.len()..] {
                many.insert(name.address(), *to);
            }
        }
    }
    /// The bytes of an instance of this shape.
    pub const fn instance_size(&self) -> usize {
        size_of::<InstanceObject>() + 8 * self.inline_slots as usize
    }
    /// The size class of an instance of this shape.
    pub const fn instance_size_class(&self) -> u8 {
        crate::gc::size_class(self.instance_size())
    }
    pub(crate) fn each_name(&self, mut visit: impl FnMut(Gc<StrObject>)) {
        if let Some(name) = self.slot_count.checked_sub(1).and_then(|slot| self.name(slot)) {
            visit(name);
        }
        for (name, _) in &self.transitions {
            visit(*name);
        }
    }
}
