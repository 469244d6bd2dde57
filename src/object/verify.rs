//! What must hold for the objects of a realm, for tests: looked at one by one.
//!
//! ```text
//! realm.verify(&mut roots)?     // → how many objects; or the first thing that is wrong, in words
//! ```
//!
//! 1. To be called where the collector might run: every object is whole.

use crate::gc::{Gc, Header, Heap, Object, Roots};
use crate::object::array::item_size;
use crate::object::finalize::WeakCellObject;
use crate::object::shape::Shape;
use crate::object::trace::RealmRoots;
use crate::object::*;

impl Realm {
    /// Looks at every object, and at what the realm and `extra` refer to.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn verify(&mut self, extra: &mut dyn Roots) -> Result<usize, String> {
        let context = self.shapes.as_ptr() as *const u8;
        let realm = &*self;
        let count =
            realm.heap.verify_objects(&realm.machine.free, context, &mut |object| realm.verify_object(object))?;
        self.verify_shapes()?;
        self.finalizers.verify(&self.heap)?;
        for name in &self.interned {
            let object = self.heap.object_at(name.address()).map_err(|what| format!("interned str: {what}"))?;
            if Kind::of(object) != Kind::Str || !name.is_interned() {
                return Err(format!("{name:?} is in the table of interned strs"));
            }
        }
        let mut addresses = Vec::new();
        let mut roots =
            RealmRoots { realm: self, extra, private: Default::default(), classes: Vec::new(), buried: false };
        Heap::each_root(&mut roots, &mut |address| addresses.push(address));
        for address in addresses {
            self.heap.object_at(address).map_err(|what| format!("root: {what}"))?;
        }
        Ok(count)
    }

    fn verify_shapes(&self) -> Result<(), String> {
        for (index, shape) in self.shapes.iter().enumerate() {
            let id = index as u32 + Shape::FIRST_DYNAMIC;
            let wrong = |what: &str| Err(format!("shape {id}: {what}"));
            self.heap.object_at(shape.class.address()).map_err(|what| format!("shape {id}: class: {what}"))?;
            if Kind::of(shape.class) != Kind::Class {
                return wrong("its class is none");
            }
            if shape.parent.0 != id {
                let parent = self.shape(shape.parent);
                let fits = parent.class == shape.class && parent.inline_slots == shape.inline_slots;
                if !fits || parent.slot_count > shape.slot_count {
                    return wrong("it does not fit its parent");
                }
            }
            for (slot, name) in shape.names().into_iter().enumerate() {
                self.heap.object_at(name.address()).map_err(|what| format!("shape {id}: name {slot}: {what}"))?;
                if shape.slot(name) != Some(slot as u32) {
                    return wrong("a name is not found in its slot");
                }
            }
        }
        Ok(())
    }

    fn verify_object(&self, object: Gc<Header>) -> Result<(), String> {
        let header = object.header();
        let kind = Kind::of(object);
        let shape = header.shape.get();
        if kind != Kind::Instance && shape != kind as u32 {
            return Err(format!("shape {shape} of kind {kind:?}"));
        }
        let size = Heap::object_size(object);
        let least = self.verify_content(object, kind)?;
        match least <= size {
            true => Ok(()),
            false => Err(format!("{kind:?} of {least} bytes in a cell of {size}")),
        }
    }

    /// Looks at what an object of the kind holds; the bytes that it takes.
    fn verify_content(&self, object: Gc<Header>, kind: Kind) -> Result<usize, String> {
        let wrong = |what: &str| Err(format!("{kind:?}: {what}"));
        let typed =
            |value: Value, kinds: &[Kind]| value.is_unbound() || value.kind().is_some_and(|k| kinds.contains(&k));
        Ok(match kind {
            Kind::Free => return wrong("a free cell"),
            Kind::Str => {
                let text: Gc<StrObject> = object.cast();
                text.verify()?
            }
            Kind::Tuple => {
                let tuple: Gc<TupleObject> = object.cast();
                size_of::<TupleObject>() + tuple.len * 8
            }
            Kind::List => {
                let list: Gc<ListObject> = object.cast();
                if list.len.get() > list.capacity.get() || list.items.get().is_null() && list.capacity.get() != 0 {
                    return wrong("more items than room");
                }
                size_of::<ListObject>()
            }
            Kind::Array => {
                let array: Gc<ArrayObject> = object.cast();
                let data = array.data.borrow();
                let item = item_size(array.typecode()).ok_or("Array: no such typecode")?;
                if data.len() != array.len.get() * item || data.as_ptr() != array.items.get() {
                    return wrong("length and items are not its data's");
                }
                size_of::<ArrayObject>()
            }
            Kind::Dict => {
                DictObject::verify(object.cast())?;
                size_of::<DictObject>()
            }
            Kind::Set | Kind::FrozenSet => {
                object.cast::<SetObject>().verify()?;
                size_of::<SetObject>()
            }
            Kind::Instance => {
                let instance: Gc<InstanceObject> = object.cast();
                let index = instance.header.shape.get().checked_sub(Shape::FIRST_DYNAMIC);
                let Some(shape) = index.and_then(|index| self.shapes.get(index as usize)) else {
                    return wrong("no such shape");
                };
                let room = (instance.overflow_bytes() / 8).saturating_sub(1);
                if shape.slot_count as usize > shape.inline_slots as usize + room {
                    return wrong("fewer slots than its shape");
                }
                if let Some(slot) = shape.dictionary
                    && !typed(self.get_slot(instance, slot), &[Kind::Dict])
                {
                    return wrong("its dictionary is none");
                }
                shape.instance_size()
            }
            Kind::Class => {
                let class: Gc<ClassObject> = object.cast();
                let tuples = typed(class.bases.get(), &[Kind::Tuple]) && typed(class.mro.get(), &[Kind::Tuple]);
                if !tuples || class.mro().first().is_some_and(|first| *first != Value::object(class)) {
                    return wrong("bases or method resolution order");
                }
                if Kind::of(class.dict) != Kind::Dict {
                    return wrong("its dict is none");
                }
                for subclass in class.subclasses() {
                    self.heap.object_at(subclass.address()).map_err(|what| format!("Class: subclass: {what}"))?;
                }
                size_of::<ClassObject>()
            }
            Kind::Function => {
                let function: Gc<FunctionObject> = object.cast();
                let parts = Kind::of(function.code_object) == Kind::Code && Kind::of(function.globals) == Kind::Dict;
                let values =
                    typed(function.closure, &[Kind::Tuple]) && typed(function.keyword_defaults.get(), &[Kind::Dict]);
                if !parts || !values {
                    return wrong("code, globals, closure or defaults");
                }
                size_of::<FunctionObject>()
            }
            Kind::Generator => {
                let generator: Gc<GeneratorObject> = object.cast();
                if !typed(generator.function, &[Kind::Function]) {
                    return wrong("its function is none");
                }
                size_of::<GeneratorObject>() + GeneratorObject::registers(generator).len() * 8
            }
            Kind::WeakCell => {
                let cell: Gc<WeakCellObject> = object.cast();
                if let Some(target) = cell.target.get().as_object() {
                    self.heap.object_at(target.address()).map_err(|what| format!("WeakCell: {what}"))?;
                }
                size_of::<WeakCellObject>()
            }
            Kind::Cell => size_of::<CellObject>(),
            Kind::Range => {
                let range: Gc<RangeObject> = object.cast();
                if range.step == 0 || range.len < 0 {
                    return wrong("step or length");
                }
                size_of::<RangeObject>()
            }
            Kind::BoundMethod => size_of::<BoundMethodObject>(),
            Kind::Iterator => size_of::<IteratorObject>(),
            Kind::Native => size_of::<NativeObject>(),
            Kind::BigInt => size_of::<BigIntObject>(),
            Kind::Bytes => size_of::<BytesObject>(),
            Kind::ByteArray => size_of::<ByteArrayObject>(),
            Kind::Slice => size_of::<SliceObject>(),
            Kind::Property => size_of::<PropertyObject>(),
            Kind::Module => size_of::<ModuleObject>(),
            Kind::Super => size_of::<SuperObject>(),
            Kind::Traceback => size_of::<TracebackObject>(),
            Kind::DictView => size_of::<DictViewObject>(),
            _ => size_of::<Header>(),
        })
    }
}

const _: () = assert!(StrObject::KIND == Kind::Str as u8);
