//! `mappingproxy`: a mapping that is only to be read, above all `class.__dict__`.
//!
//! In: a mapping, or a class for its namespace. Out: an object that shows what the mapping holds at the moment.
//!
//! ```text
//! let proxy = realm.mapping_proxy(Value::object(class));
//! protocol::get_item(cx, Value::object(proxy), name)?     // asks `realm.proxied(proxy)`, a plain dict
//! ```
//!
//! 1. The dict of a class is handed to nobody: whoever writes to a class has to say so to what was cached.

use crate::gc::{Gc, Header, Object};
use crate::object::{ClassObject, DictObject, Kind, MemberObject, Realm, StrObject, TupleObject, Value};

/// See the module.
#[repr(C)]
pub struct MappingProxyObject {
    pub header: Header,
    /// A mapping or a class.
    pub mapping: Value,
}

// SAFETY: `repr(C)`, header first, the kind is this type's alone.
unsafe impl Object for MappingProxyObject {
    const KIND: u8 = Kind::MappingProxy as u8;
}

impl Realm {
    /// A view of a mapping, or of a class's namespace.
    pub fn mapping_proxy(&mut self, mapping: Value) -> Gc<MappingProxyObject> {
        self.alloc(MappingProxyObject { header: Header::plain::<MappingProxyObject>(), mapping })
    }
    /// What a proxy shows; any other value is its own.
    pub fn proxied(&mut self, value: Value) -> Value {
        let Some(proxy) = value.cast::<MappingProxyObject>() else { return value };
        match proxy.mapping.cast::<ClassObject>() {
            Some(class) => Value::object(self.class_namespace(class)),
            None => proxy.mapping,
        }
    }
    /// The names that a class itself defines, those of its `__slots__` included. Not to be written to.
    fn class_namespace(&mut self, class: Gc<ClassObject>) -> Gc<DictObject> {
        self.fill_class(class);
        let Some(members) = class.members.get().cast::<TupleObject>().filter(|members| members.len > 0) else {
            return class.dict;
        };
        let namespace = self.new_dict();
        for (name, value) in DictObject::pairs(class.dict) {
            if let Some(name) = name.cast::<StrObject>() {
                self.dict_set_str(namespace, name, value);
            }
        }
        for member in TupleObject::items(members) {
            if let Some(name) = member.cast::<MemberObject>().and_then(|member| member.name.cast::<StrObject>()) {
                self.dict_set_str(namespace, name, *member);
            }
        }
        namespace
    }
}
