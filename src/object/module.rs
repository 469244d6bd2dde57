//! Modules, text streams and objects of the host.

use std::any::Any;

use crate::gc::{Gc, Header, Object};
use crate::object::{DictObject, Kind, Realm, Value};

/// A module.
#[repr(C)]
pub struct ModuleObject {
    pub header: Header,
    /// A str.
    pub name: Value,
    pub dict: Gc<DictObject>,
}

/// `sys.stdout` or `sys.stderr`.
#[repr(C)]
pub struct StreamObject {
    pub header: Header,
    /// Whether it is `stderr`.
    pub is_error: bool,
}

/// Rust data that belongs to the host.
#[repr(C)]
pub struct HostObject {
    pub header: Header,
    pub data: Box<dyn Any + Send>,
}

macro_rules! object {
    ($($name:ident = $kind:ident),* $(,)?) => {$(
        // SAFETY: `repr(C)`, header first, the kind is this type's alone.
        unsafe impl Object for $name { const KIND: u8 = Kind::$kind as u8; }
    )*};
}
object!(ModuleObject = Module, StreamObject = Stream, HostObject = Host);

impl Realm {
    /// A module with an empty namespace, but for `__name__`, `__doc__`.
    pub fn module(&mut self, name: &str) -> Gc<ModuleObject> {
        let name = self.intern(name);
        let dict = self.new_dict();
        for (key, value) in [(crate::object::Name::DunderName, name), (crate::object::Name::Doc, Value::NONE)] {
            let key = self.name(key);
            self.dict_set_str(dict, key, value);
        }
        for key in ["__package__", "__loader__", "__spec__"] {
            let key = self.intern_str(key);
            self.dict_set_str(dict, key, Value::NONE);
        }
        self.alloc(ModuleObject { header: Header::plain::<ModuleObject>(), name, dict })
    }
    /// A text stream.
    pub fn stream(&mut self, is_error: bool) -> Gc<StreamObject> {
        self.alloc(StreamObject { header: Header::plain::<StreamObject>(), is_error })
    }
    /// An object that carries data of the host.
    pub fn host_object(&mut self, data: Box<dyn Any + Send>) -> Gc<HostObject> {
        self.alloc(HostObject { header: Header::plain::<HostObject>(), data })
    }
}
