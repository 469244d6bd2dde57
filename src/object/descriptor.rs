//! `property`, `staticmethod`, `classmethod` and `super`.

use std::cell::Cell;

use crate::gc::{Gc, Header, Object};
use crate::object::{ClassObject, Kind, Realm, Value};

/// `property`; absent functions are None.
#[repr(C)]
pub struct PropertyObject {
    pub header: Header,
    pub getter: Value,
    pub setter: Value,
    pub deleter: Value,
    pub doc: Cell<Value>,
    /// The name under which it was found in a class, or None.
    pub name: Cell<Value>,
}

/// `staticmethod`
#[repr(C)]
pub struct StaticMethodObject {
    pub header: Header,
    pub function: Value,
}

/// `classmethod`
#[repr(C)]
pub struct ClassMethodObject {
    pub header: Header,
    pub function: Value,
}

/// `super(class, receiver)`: attributes are looked up behind `class` in the MRO of `start`.
#[repr(C)]
pub struct SuperObject {
    pub header: Header,
    pub class: Gc<ClassObject>,
    pub receiver: Value,
    /// The receiver's class, or the receiver if that is a class.
    pub start: Gc<ClassObject>,
}

/// What `__slots__` makes of a name: read and written through it is an instance's attribute of that name.
#[repr(C)]
pub struct MemberObject {
    pub header: Header,
    pub class: Gc<ClassObject>,
    /// An interned str.
    pub name: Value,
}

macro_rules! object {
    ($($name:ident = $kind:ident),* $(,)?) => {$(
        // SAFETY: `repr(C)`, header first, the kind is this type's alone.
        unsafe impl Object for $name { const KIND: u8 = Kind::$kind as u8; }
    )*};
}
object!(
    PropertyObject = Property,
    StaticMethodObject = StaticMethod,
    ClassMethodObject = ClassMethod,
    SuperObject = Super,
    MemberObject = Member,
);

impl Realm {
    /// The descriptor of a name in `__slots__`.
    pub fn member(&mut self, class: Gc<ClassObject>, name: Value) -> Gc<MemberObject> {
        self.alloc(MemberObject { header: Header::plain::<MemberObject>(), class, name })
    }
    /// A property.
    pub fn property(&mut self, getter: Value, setter: Value, deleter: Value, doc: Value) -> Gc<PropertyObject> {
        let header = Header::plain::<PropertyObject>();
        let name = Cell::new(Value::NONE);
        self.alloc(PropertyObject { header, getter, setter, deleter, doc: Cell::new(doc), name })
    }
    /// A static method.
    pub fn static_method(&mut self, function: Value) -> Gc<StaticMethodObject> {
        self.alloc(StaticMethodObject { header: Header::plain::<StaticMethodObject>(), function })
    }
    /// A class method.
    pub fn class_method(&mut self, function: Value) -> Gc<ClassMethodObject> {
        self.alloc(ClassMethodObject { header: Header::plain::<ClassMethodObject>(), function })
    }
    /// A `super`, its receiver checked: `None` if it is neither instance nor subclass.
    /// `super(class)`: a descriptor that gives what `super(class, instance)` is.
    pub fn unbound_super(&mut self, class: Gc<ClassObject>) -> Gc<SuperObject> {
        let header = Header::plain::<SuperObject>();
        self.alloc(SuperObject { header, class, receiver: Value::UNBOUND, start: class })
    }
    /// `super(class, receiver)`; `None` if the receiver is neither an instance nor a subclass.
    pub fn super_object(&mut self, class: Gc<ClassObject>, receiver: Value) -> Option<Gc<SuperObject>> {
        let start = match receiver.cast::<ClassObject>() {
            Some(own) if own.is_subclass(class) => own,
            _ => {
                let own = self.type_of(receiver);
                if !own.is_subclass(class) {
                    return None;
                }
                own
            }
        };
        Some(self.alloc(SuperObject { header: Header::plain::<SuperObject>(), class, receiver, start }))
    }
}
