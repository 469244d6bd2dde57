//! Classes: attributes, bases, method resolution order, and versions that guard what was
//! found in them.
//!
//! 1. `version` changes whenever an attribute of the class or of one of its bases does: it goes to
//!    0, and whoever wants to rely on it asks [`Realm::class_version`] for a number never used
//!    before. So (class, version) proves every look-up made since.
//! 2. A builtin class is made when first asked for, and its methods one by one when first
//!    looked up; that changes no version, because the methods were there all along.

use std::cell::{Cell, RefCell};

use crate::gc::{Gc, Header, Object};
use crate::object::class_id::ClassId;
use crate::object::instance_dict::HiddenName;
use crate::object::realm::WatchEvent;
use crate::object::shape::{Shape, ShapeId};
use crate::object::{DictObject, Kind, Name, PyResult, Realm, StrObject, TupleObject, Value};
use crate::support::fault::{self, Rule};

/// A class.
#[repr(C)]
pub struct ClassObject {
    pub header: Header,
    /// Rule 1.
    pub version: Cell<u32>,
    /// The shape of new instances; 0 until the first.
    pub root_shape: Cell<u32>,
    /// The class's number, if it is builtin.
    pub builtin: Option<ClassId>,
    /// The builtin class whose plain value each instance carries in slot 0, if any.
    pub payload: Option<ClassId>,
    /// Whether instances can be raised.
    pub is_exception: bool,
    /// Whether `__abstractmethods__` names any: it has no instances then.
    pub is_abstract: Cell<bool>,
    /// Whether it or a base defines `__del__`.
    pub has_del: Cell<bool>,
    /// The version at which it was seen whether the class leaves hash and equality to builtin types.
    pub plain_at: Cell<(u32, bool)>,
    /// Every class in the MRO has `__slots__`: instances have no other attributes.
    pub slots_only: Cell<bool>,
    /// The most slots that an instance was seen to have, and how many instances were made (for
    /// the number of inline slots of the next root shape).
    pub seen_slots: Cell<u32>,
    pub instances: Cell<u32>,
    /// A str.
    pub name: Cell<Value>,
    pub qualified_name: Cell<Value>,
    /// Tuples of classes; `mro` begins with the class itself.
    pub bases: Cell<Value>,
    pub mro: Cell<Value>,
    pub dict: Gc<DictObject>,
    /// The class of the class, or unbound for `type`.
    pub metaclass: Cell<Value>,
    /// A tuple of [`MemberObject`]s for its `__slots__`, or unbound.
    ///
    /// [`MemberObject`]: crate::object::MemberObject
    pub members: Cell<Value>,
    subclasses: RefCell<Vec<Gc<ClassObject>>>,
}

// SAFETY: `repr(C)`, header first, the kind is this type's alone.
unsafe impl Object for ClassObject {
    const KIND: u8 = Kind::Class as u8;
}

/// Bits of a class's header flags.
pub mod class_flags {
    /// Compiled code relies on the class: report changes.
    pub const WATCHED: u8 = 1;
}

/// One entry of the realm's cache of look-ups.
#[derive(Clone, Copy)]
pub(crate) struct CachedLookup {
    version: u32,
    name: usize,
    /// Unbound: absent.
    value: Value,
}

const CACHE: usize = 512;

impl Gc<ClassObject> {
    /// `__name__`.
    pub fn name_str<'a>(self) -> &'a str {
        self.name.get().cast::<StrObject>().map_or("?", |s| s.as_str())
    }
    /// The method resolution order, the class itself first.
    pub fn mro<'a>(self) -> &'a [Value] {
        self.mro.get().cast::<TupleObject>().map_or(&[], TupleObject::items)
    }
    /// The bases.
    pub fn bases<'a>(self) -> &'a [Value] {
        self.bases.get().cast::<TupleObject>().map_or(&[], TupleObject::items)
    }
    /// Whether `self` is `other` or one of its subclasses (real ones, no `__subclasscheck__`).
    pub fn is_subclass(self, other: Gc<ClassObject>) -> bool {
        self == other || self.mro().contains(&Value::object(other))
    }
    /// Marks the class as relied upon: [`WatchEvent::Class`] follows the next change.
    pub fn watch(self) {
        self.header.flags.set(self.header.flags.get() | class_flags::WATCHED);
    }
    /// The live direct subclasses.
    pub fn subclasses(self) -> Vec<Gc<ClassObject>> {
        self.subclasses.borrow().clone()
    }
    pub(crate) fn has_subclasses(self) -> bool {
        !self.subclasses.borrow().is_empty()
    }
    pub(crate) fn retain_subclasses(self, keep: impl Fn(Gc<ClassObject>) -> bool) {
        self.subclasses.borrow_mut().retain(|c| keep(*c));
    }
    /// Frees what it owns: the collector's hook.
    pub(crate) fn release(self) {
        self.subclasses.replace(Vec::new());
    }
}

impl Gc<ClassObject> {
    /// The descriptor that this class's own `__slots__` have made of a name.
    pub fn own_member(self, name: Gc<StrObject>) -> Option<Value> {
        let members = self.members.get().cast::<TupleObject>()?;
        let is_it = |member: &Value| {
            member.cast::<crate::object::MemberObject>().is_some_and(|member| member.name == Value::object(name))
        };
        TupleObject::items(members).iter().copied().find(is_it)
    }
    /// Likewise of it and its bases.
    pub fn member(self, name: Gc<StrObject>) -> Option<Value> {
        self.mro().iter().find_map(|class| class.cast::<ClassObject>()?.own_member(name))
    }
    /// Whether instances have slots that those of its bases have not.
    pub fn has_members(self) -> bool {
        self.members.get().cast::<TupleObject>().is_some_and(|members| members.len > 0)
    }
}

impl ClassObject {
    /// The slots that every instance begins with: a payload's, an exception's.
    pub fn fixed_slots(&self) -> u32 {
        self.payload.is_some() as u32
            + if self.is_exception { crate::object::exception::FIXED_SLOTS.len() as u32 } else { 0 }
    }
}

impl Realm {
    /// The builtin class, made now if it is used for the first time.
    #[inline]
    pub fn class(&mut self, id: ClassId) -> Gc<ClassObject> {
        match self.classes[id as usize] {
            Some(class) => class,
            None => self.make_builtin_class(id),
        }
    }
    /// The builtin class, if it was ever used.
    #[inline]
    pub fn existing_class(&self, id: ClassId) -> Option<Gc<ClassObject>> {
        self.classes[id as usize]
    }

    #[cold]
    #[inline(never)]
    fn make_builtin_class(&mut self, id: ClassId) -> Gc<ClassObject> {
        let base = if id == ClassId::Object { None } else { Some(self.class(id.base())) };
        let name = self.intern(id.name());
        let bases = match base {
            Some(base) if id == ClassId::ExceptionGroup => {
                let second = self.class(ClassId::Exception);
                self.tuple(&[Value::object(base), Value::object(second)])
            }
            Some(base) => self.tuple(&[Value::object(base)]),
            None => self.tuple(&[]),
        };
        let dict = self.new_dict();
        let class = self.alloc(ClassObject {
            header: Header::plain::<ClassObject>(),
            version: Cell::new(0),
            root_shape: Cell::new(0),
            builtin: Some(id),
            payload: None,
            is_exception: id.is_exception(),
            is_abstract: Cell::new(false),
            has_del: Cell::new(false),
            plain_at: Cell::new((0, false)),
            slots_only: Cell::new(false),
            seen_slots: Cell::new(0),
            instances: Cell::new(0),
            name: Cell::new(name),
            qualified_name: Cell::new(name),
            bases: Cell::new(bases),
            mro: Cell::new(Value::UNBOUND),
            dict,
            metaclass: Cell::new(Value::UNBOUND),
            members: Cell::new(Value::UNBOUND),
            subclasses: RefCell::new(Vec::new()),
        });
        self.classes[id as usize] = Some(class);
        let mut mro = vec![Value::object(class)];
        if let Some(base) = base {
            mro.extend_from_slice(base.mro());
            if id == ClassId::ExceptionGroup {
                let second = self.class(ClassId::Exception);
                mro.insert(2, Value::object(second));
                second.subclasses.borrow_mut().push(class);
            }
            base.subclasses.borrow_mut().push(class);
        }
        let mro = self.tuple(&mro);
        class.mro.set(mro);
        class
    }

    /// A class made by Python code: bases checked, linearized, `dict` its namespace. Does not call
    /// `__set_name__` or `__init_subclass__`.
    pub fn new_class(
        &mut self,
        name: Gc<StrObject>,
        bases: &[Value],
        dict: Gc<DictObject>,
    ) -> PyResult<Gc<ClassObject>> {
        let object = self.class(ClassId::Object);
        let mut checked = Vec::new();
        for base in bases {
            let Some(base) = base.cast::<ClassObject>() else {
                return Err(self.type_error("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases"));
            };
            if let Some(id) = base.builtin
                && !id.can_be_base()
            {
                return Err(self.type_error(format!("type '{}' is not an acceptable base type", id.name())));
            }
            if checked.contains(&base) {
                return Err(self.type_error(format!("duplicate base class {}", base.name_str())));
            }
            checked.push(base);
        }
        if checked.is_empty() {
            checked.push(object);
        }
        let mut payload = None;
        for base in &checked {
            let own = base.payload.or(base.builtin.filter(|id| id.carries_payload()));
            match (payload, own) {
                (None, _) => payload = own,
                (Some(a), Some(b)) if a != b => {
                    return Err(self.type_error("multiple bases have instance lay-out conflict"));
                }
                _ => {}
            }
        }
        let is_exception = checked.iter().any(|b| b.is_exception);
        if is_exception && payload.is_some() {
            return Err(self.type_error("multiple bases have instance lay-out conflict"));
        }
        // Who defines equality alone is not hashable.
        let (eq, hash) = (self.name(Name::Eq), self.name(Name::Hash));
        if self.dict_get_str(dict, eq).is_some() && self.dict_get_str(dict, hash).is_none() {
            self.dict_set_str(dict, hash, Value::NONE);
        }
        let Some(mut mro) = linearize(&checked) else {
            let names: Vec<&str> = checked.iter().map(|b| b.name_str()).collect();
            return Err(self.type_error(format!(
                "Cannot create a consistent method resolution\norder (MRO) for bases {}",
                names.join(", ")
            )));
        };
        let slots = self.name(Name::Slots);
        let slots_only = !is_exception
            && self.dict_get_str(dict, slots).is_some()
            && checked.iter().all(|b| b.builtin.is_some() || b.slots_only.get());
        let del = self.name(Name::Del);
        let has_del = self.dict_get_str(dict, del).is_some() || checked.iter().any(|base| base.has_del.get());
        let bases: Vec<Value> = checked.iter().map(|b| Value::object(*b)).collect();
        let bases = self.tuple(&bases);
        let class = self.alloc(ClassObject {
            header: Header::plain::<ClassObject>(),
            version: Cell::new(0),
            root_shape: Cell::new(0),
            builtin: None,
            payload,
            is_exception,
            is_abstract: Cell::new(false),
            has_del: Cell::new(has_del),
            plain_at: Cell::new((0, false)),
            slots_only: Cell::new(slots_only),
            seen_slots: Cell::new(checked.iter().map(|b| b.seen_slots.get()).max().unwrap_or(0)),
            instances: Cell::new(0),
            name: Cell::new(Value::object(name)),
            qualified_name: Cell::new(Value::object(name)),
            bases: Cell::new(bases),
            mro: Cell::new(Value::UNBOUND),
            dict,
            metaclass: Cell::new(Value::UNBOUND),
            members: Cell::new(Value::UNBOUND),
            subclasses: RefCell::new(Vec::new()),
        });
        mro.insert(0, Value::object(class));
        let mro = self.tuple(&mro);
        class.mro.set(mro);
        for base in checked {
            base.subclasses.borrow_mut().push(class);
        }
        Ok(class)
    }

    /// Sets the method resolution order as a metaclass wants it. All that it names invalidate what is cached of the class.
    pub fn set_order(&mut self, class: Gc<ClassObject>, order: &[Gc<ClassObject>]) {
        let values: Vec<Value> = order.iter().map(|class| Value::object(*class)).collect();
        let mro = self.tuple(&values);
        class.mro.set(mro);
        for base in order {
            if *base != class && !base.subclasses.borrow().contains(&class) {
                base.subclasses.borrow_mut().push(class);
            }
        }
        self.class_changed(class);
    }
    /// The version of a class, assigned now if nobody has looked since the last change. 0: the
    /// VM has run out of versions; do not cache.
    #[inline]
    pub fn class_version(&mut self, class: Gc<ClassObject>) -> u32 {
        match class.version.get() {
            0 => {
                let version = self.new_version();
                class.version.set(version);
                version
            }
            version => version,
        }
    }

    /// The attribute as the class and its bases define it, unbound by any receiver. The name must be
    /// interned.
    pub fn class_lookup(&mut self, class: Gc<ClassObject>, name: Gc<StrObject>) -> Option<Value> {
        let version = self.class_version(class);
        let slot = (version as usize).wrapping_mul(31).wrapping_add(name.address() >> 4) % CACHE;
        if version != 0
            && let Some(cached) = self.method_cache.get(slot)
            && cached.version == version
            && cached.name == name.address()
        {
            return if cached.value.is_unbound() { None } else { Some(cached.value) };
        }
        let mut found = None;
        for base in class.mro() {
            let Some(base) = base.cast::<ClassObject>() else { continue };
            found = self.class_own(base, name);
            if found.is_some() {
                break;
            }
        }
        if version != 0 {
            if self.method_cache.is_empty() {
                let empty = CachedLookup { version: 0, name: 0, value: Value::UNBOUND };
                self.method_cache.resize(CACHE, empty);
            }
            self.method_cache[slot] =
                CachedLookup { version, name: name.address(), value: found.unwrap_or(Value::UNBOUND) };
        }
        found
    }
    /// As [`class_lookup`](Self::class_lookup), by a name of the engine's.
    #[inline]
    pub fn class_lookup_name(&mut self, class: Gc<ClassObject>, name: Name) -> Option<Value> {
        let name = self.name(name);
        self.class_lookup(class, name)
    }
    /// The attribute of the class itself, not of its bases.
    pub fn class_own(&mut self, class: Gc<ClassObject>, name: Gc<StrObject>) -> Option<Value> {
        if let Some(found) = self.dict_get_str(class.dict, name) {
            return Some(found);
        }
        let id = class.builtin?;
        let unhashable = matches!(
            id,
            ClassId::List
                | ClassId::Dict
                | ClassId::Set
                | ClassId::ByteArray
                | ClassId::Slice
                | ClassId::DictKeys
                | ClassId::DictItems
        );
        if unhashable && name.as_str() == "__hash__" {
            self.dict_set_str(class.dict, name, Value::NONE);
            return Some(Value::NONE);
        }
        let def = (self.tables.methods)(id).iter().find(|def| def.name == name.as_str())?;
        let native = self.native(*def, Some(id), Value::UNBOUND);
        self.dict_set_str(class.dict, name, Value::object(native));
        Some(Value::object(native))
    }
    /// Makes all methods of a builtin class, for whoever lists them.
    pub fn fill_class(&mut self, class: Gc<ClassObject>) {
        let Some(id) = class.builtin else { return };
        for def in (self.tables.methods)(id) {
            let name = self.intern_str(def.name);
            self.class_own(class, name);
        }
    }
    /// Sets an attribute of a class; nothing is checked. Builtin classes too: the caller refuses.
    pub fn class_set(&mut self, class: Gc<ClassObject>, name: Gc<StrObject>, value: Value) {
        match name.as_str() {
            "__abstractmethods__" => {
                let names = value.as_set().map_or(0, |names| names.len());
                class.is_abstract.set(names != 0);
            }
            "__del__" => {
                let mut work = vec![class];
                while let Some(class) = work.pop() {
                    class.has_del.set(true);
                    work.extend(class.subclasses.borrow().iter().copied());
                }
            }
            _ => {}
        }
        self.dict_set_str(class.dict, name, value);
        self.class_changed(class);
    }
    /// Deletes an attribute of the class itself; whether it was there.
    pub fn class_delete(&mut self, class: Gc<ClassObject>, name: Gc<StrObject>) -> bool {
        let deleted = self.dict_remove_str(class.dict, name).is_some();
        if deleted {
            self.class_changed(class);
        }
        deleted
    }
    /// What the class or its bases say may have changed: rule 1, for it and its subclasses.
    pub fn class_changed(&mut self, class: Gc<ClassObject>) {
        let changed = class;
        let mut work = vec![class];
        while let Some(class) = work.pop() {
            class.version.set(0);
            if class.plain_at.replace((0, false)).1 {
                self.end_hash_era();
            }
            let flags = class.header.flags.get();
            if flags & class_flags::WATCHED != 0 && (class == changed || !fault::rule(Rule::Subclasses)) {
                class.header.flags.set(flags & !class_flags::WATCHED);
                self.report(WatchEvent::Class(class));
            }
            work.extend(class.subclasses.borrow().iter().copied());
        }
    }
    /// Whether `class` is the builtin class or below it.
    pub fn is_builtin_subclass(&self, class: Gc<ClassObject>, id: ClassId) -> bool {
        match class.builtin {
            Some(own) => own.is_subclass_of(id),
            None => match self.classes[id as usize] {
                Some(base) => class.is_subclass(base),
                None => false,
            },
        }
    }

    /// The shape that new instances of the class begin with.
    pub fn root_shape(&mut self, class: Gc<ClassObject>) -> ShapeId {
        let count = class.instances.get();
        class.instances.set(count.saturating_add(1));
        let known = class.root_shape.get();
        // While few instances exist the class still learns how many attributes they get.
        if known != 0 && (count > 64 || !count.is_power_of_two()) {
            return ShapeId(known);
        }
        let wanted = match class.seen_slots.get() {
            0 => 4,
            seen => seen.min(60),
        };
        // An instance fills its cell.
        let wanted = (crate::gc::cell_size(crate::gc::size_class(16 + 8 * wanted as usize)) / 8 - 2) as u32;
        if known != 0 && self.shape(ShapeId(known)).inline_slots == wanted {
            return ShapeId(known);
        }
        let id = ShapeId(Shape::FIRST_DYNAMIC + self.shapes.len() as u32);
        self.shapes.push(Shape::root(class, id, wanted));
        let id = self.add_fixed_slots(class, id);
        class.root_shape.set(id.0);
        id
    }
    /// A root shape of the class for instances with that many inline slots.
    pub(crate) fn root_shape_with(&mut self, class: Gc<ClassObject>, inline: u32) -> ShapeId {
        let known = class.root_shape.get();
        if known != 0 && self.shape(ShapeId(known)).inline_slots == inline {
            return ShapeId(known);
        }
        let fixed = class.fixed_slots();
        let found = self
            .shapes
            .iter()
            .position(|shape| shape.class == class && shape.inline_slots == inline && shape.slot_count == fixed);
        if let Some(index) = found {
            return ShapeId(Shape::FIRST_DYNAMIC + index as u32);
        }
        let id = ShapeId(Shape::FIRST_DYNAMIC + self.shapes.len() as u32);
        self.shapes.push(Shape::root(class, id, inline));
        self.add_fixed_slots(class, id)
    }
    /// Exceptions and classes with a payload begin with slots of their own.
    fn add_fixed_slots(&mut self, class: Gc<ClassObject>, root: ShapeId) -> ShapeId {
        let mut id = root;
        if class.payload.is_some() {
            let name = self.hidden_name(HiddenName::Payload);
            id = self.shape_with(id, name);
        }
        if class.is_exception {
            for name in crate::object::exception::FIXED_SLOTS {
                let name = self.name(name);
                id = self.shape_with(id, name);
            }
        }
        id
    }
    /// The shape with one attribute more (which `from` does not have). The name is interned.
    pub fn shape_with(&mut self, from: ShapeId, name: Gc<StrObject>) -> ShapeId {
        if let Some(known) = self.shape(from).transition(name) {
            return known;
        }
        let id = ShapeId(Shape::FIRST_DYNAMIC + self.shapes.len() as u32);
        let child = self.shape(from).child(from, name);
        let class = child.class;
        class.seen_slots.set(class.seen_slots.get().max(child.slot_count));
        self.shapes.push(child);
        self.shapes[(from.0 - Shape::FIRST_DYNAMIC) as usize].add_transition(name, id);
        id
    }

    /// The shape with the slot of the dict that holds all other attributes.
    pub(crate) fn dictionary_shape(&mut self, from: ShapeId, hidden: Gc<StrObject>) -> ShapeId {
        let id = self.shape_with(from, hidden);
        let shape = &mut self.shapes[(id.0 - Shape::FIRST_DYNAMIC) as usize];
        shape.dictionary = Some(shape.slot_count - 1);
        id
    }

    /// The class of a value.
    pub fn type_of(&mut self, value: Value) -> Gc<ClassObject> {
        let Some(object) = value.as_object() else {
            let id = if value.is_int() {
                ClassId::Int
            } else if value.is_float() {
                ClassId::Float
            } else if value.is_bool() {
                ClassId::Bool
            } else if value == Value::ELLIPSIS {
                ClassId::EllipsisType
            } else if value == Value::NOT_IMPLEMENTED {
                ClassId::NotImplementedType
            } else {
                ClassId::NoneType
            };
            return self.class(id);
        };
        let shape = object.header().shape.get();
        if shape >= Shape::FIRST_DYNAMIC {
            return self.shape(ShapeId(shape)).class;
        }
        let id = match Kind::of(object) {
            Kind::BigInt => ClassId::Int,
            Kind::Str => ClassId::Str,
            Kind::Bytes => ClassId::Bytes,
            Kind::Tuple => ClassId::Tuple,
            Kind::List => ClassId::List,
            Kind::Dict => ClassId::Dict,
            Kind::Set => ClassId::Set,
            Kind::FrozenSet => ClassId::FrozenSet,
            Kind::Range => ClassId::Range,
            Kind::Slice => ClassId::Slice,
            Kind::Cell => ClassId::Cell,
            Kind::Code => ClassId::Code,
            Kind::Function => ClassId::Function,
            Kind::Native => crate::object::function::native_class(object.cast()),
            Kind::BoundMethod => crate::object::function::method_class(object.cast()),
            Kind::Class => {
                let class: Gc<ClassObject> = object.cast();
                match class.metaclass.get().cast::<ClassObject>() {
                    Some(metaclass) => return metaclass,
                    None => ClassId::Type,
                }
            }
            Kind::Module => ClassId::Module,
            Kind::Iterator => crate::object::iterator::class_of(object.cast()),
            Kind::WeakCell => ClassId::Data,
            Kind::MappingProxy => ClassId::MappingProxy,
            Kind::DictView => crate::object::iterator::view_class(object.cast()),
            Kind::Property => ClassId::Property,
            Kind::StaticMethod => ClassId::StaticMethod,
            Kind::ClassMethod => ClassId::ClassMethod,
            Kind::Super => ClassId::Super,
            Kind::Member => ClassId::MemberDescriptor,
            Kind::Traceback => ClassId::Traceback,
            Kind::Stream => ClassId::TextStream,
            Kind::Complex => ClassId::Complex,
            Kind::ByteArray => ClassId::ByteArray,
            Kind::Generator => crate::object::generator::class_of(object.cast()),
            Kind::Awaitable => crate::object::generator::awaitable_class(object.cast()),
            Kind::Host => ClassId::Host,
            Kind::Data => ClassId::Data,
            Kind::Array => ClassId::Array,
            Kind::Free | Kind::Instance => ClassId::Object,
        };
        self.class(id)
    }
    /// The name of the value's class, for messages.
    pub fn type_name(&mut self, value: Value) -> String {
        let class = self.type_of(value);
        self.class_label(class)
    }
    /// How messages name a class.
    pub fn class_label(&mut self, class: Gc<ClassObject>) -> String {
        let name = class.name_str();
        if class.builtin.is_none() {
            let key = self.name(Name::Module);
            let module = self.class_own(class, key).and_then(|module| module.cast::<StrObject>());
            if let Some(module) = module.map(|module| module.as_str())
                && NAMED_WITH_MODULE.iter().any(|(known, names)| *known == module && names.contains(&name))
            {
                return format!("{module}.{name}");
            }
        }
        name.to_string()
    }
}

/// Classes that CPython has in C: its messages name them with their modules.
const NAMED_WITH_MODULE: &[(&str, &[&str])] = &[
    ("array", &["array"]),
    ("collections", &["OrderedDict", "defaultdict", "deque"]),
    ("datetime", &["date", "datetime", "time", "timedelta", "timezone", "tzinfo"]),
    ("decimal", &["Context", "Decimal"]),
    ("functools", &["partial"]),
    ("re", &["Match", "Pattern"]),
    ("sys", &["flags", "float_info", "hash_info", "int_info", "thread_info", "version_info"]),
    ("time", &["struct_time"]),
];

impl Value {
    /// Whether the value's class may be a Python class: an instance, or a class with a metaclass of its own.
    #[inline]
    pub fn has_python_class(self) -> bool {
        match self.kind() {
            Some(Kind::Instance) => true,
            Some(Kind::Class) => self.cast::<ClassObject>().is_some_and(|class| !class.metaclass.get().is_unbound()),
            _ => false,
        }
    }
}

impl Realm {
    /// `class.__bases__ = bases`: the order of look-ups changes for it and its subclasses.
    pub fn set_bases(&mut self, class: Gc<ClassObject>, bases: &[Gc<ClassObject>]) -> PyResult<()> {
        let old_bases = class.bases.get();
        let values: Vec<Value> = bases.iter().map(|base| Value::object(*base)).collect();
        let tuple = self.tuple(&values);
        let mut work = vec![class];
        let mut orders = Vec::new();
        class.bases.set(tuple);
        while let Some(each) = work.pop() {
            let own: Vec<Gc<ClassObject>> = each.bases().iter().filter_map(|base| base.cast()).collect();
            let Some(mut mro) = linearize(&own) else {
                for (class, mro) in orders {
                    let class: Gc<ClassObject> = class;
                    class.mro.set(mro);
                }
                class.bases.set(old_bases);
                let names: Vec<&str> = own.iter().map(|base| base.name_str()).collect();
                return Err(self.type_error(format!(
                    "Cannot create a consistent method resolution\norder (MRO) for bases {}",
                    names.join(", ")
                )));
            };
            mro.insert(0, Value::object(each));
            let mro = self.tuple(&mro);
            orders.push((each, each.mro.replace(mro)));
            work.extend(each.subclasses.borrow().iter().copied());
        }
        for base in old_bases.cast::<TupleObject>().map_or(&[][..], TupleObject::items) {
            if let Some(base) = base.cast::<ClassObject>() {
                base.subclasses.borrow_mut().retain(|other| *other != class);
            }
        }
        for base in bases {
            base.subclasses.borrow_mut().push(class);
        }
        self.class_changed(class);
        Ok(())
    }
}

/// The C3 linearization of what follows the class itself; `None` if there is none.
fn linearize(bases: &[Gc<ClassObject>]) -> Option<Vec<Value>> {
    let mut lists: Vec<Vec<Value>> = bases.iter().map(|b| b.mro().to_vec()).collect();
    lists.push(bases.iter().map(|b| Value::object(*b)).collect());
    let mut result = Vec::new();
    loop {
        lists.retain(|list| !list.is_empty());
        if lists.is_empty() {
            return Some(result);
        }
        let next = lists.iter().map(|list| list[0]).find(|head| !lists.iter().any(|list| list[1..].contains(head)))?;
        result.push(next);
        for list in &mut lists {
            if list[0] == next {
                list.remove(0);
            }
        }
    }
}
