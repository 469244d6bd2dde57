//! Objects whose content is Rust data of the engine: instances of classes that modules make in Rust.
//!
//! ```text
//! let class = realm.native_class("collections.deque", METHODS);         // a class like any other
//! let deque = realm.data_instance(class, Box::new(Deque::default()));   // its instance
//! let deque: &Deque = data(realm, value)?;                              // in a method
//! ```
//!
//! 1. The instance carries the data in slot 0, as instances of `class C(list)` carry the list, so Python classes
//!    may have such classes as bases and their instances have attributes of their own.
//! 2. The class's methods are natives without a class: to the protocols they are like methods written
//!    in Python, found in the class and called. They check their receiver themselves.
//! 3. The data is shared and changes through cells; nobody keeps it borrowed across a call into Python.

use std::any::Any;

use crate::gc::{Gc, Header, Object, Tracer};
use crate::object::{ClassId, ClassObject, InstanceObject, Kind, Name, NativeDef, Realm, Value};

/// Data of an object.
pub trait NativeData: Any {
    /// Reports the values that the data holds.
    fn trace(&self, tracer: &mut Tracer<'_>) {
        let _ = tracer;
    }
    /// The bytes that bytes-like data gives, copied.
    fn buffer(&self) -> Option<Vec<u8>> {
        None
    }
    /// Replaces bytes of bytes-like data from `at` on; whether that can be done.
    fn write_buffer(&self, at: usize, bytes: &[u8]) -> bool {
        let _ = (at, bytes);
        false
    }
    /// The bytes that it owns outside of the heap, roughly.
    fn external(&self) -> usize {
        0
    }
}

/// An object that carries data.
#[repr(C)]
pub struct DataObject {
    pub header: Header,
    pub data: Box<dyn NativeData>,
}

// SAFETY: `repr(C)`, header first, the kind is this type's alone.
unsafe impl Object for DataObject {
    const KIND: u8 = Kind::Data as u8;
}

impl Realm {
    /// A class with those methods. The name may begin with that of its module.
    pub fn native_class(&mut self, name: &str, methods: &[NativeDef]) -> Gc<ClassObject> {
        let dict = self.new_dict();
        let (module, short) = name.rsplit_once('.').unwrap_or(("builtins", name));
        let module = self.intern(module);
        let key = self.name(Name::Module);
        self.dict_set_str(dict, key, module);
        for def in methods {
            let native = self.native(*def, None, module);
            let key = self.intern_str(def.name);
            self.dict_set_str(dict, key, Value::object(native));
        }
        let base = Value::object(self.class(ClassId::Data));
        let short = self.intern_str(short);
        // Rule 1 holds for subclasses of the base; the base itself is not to be seen.
        let Ok(class) = self.new_class(short, &[base], dict) else { return self.class(ClassId::Object) };
        let object = Value::object(self.class(ClassId::Object));
        let bases = self.tuple(&[object]);
        class.bases.set(bases);
        let mro = self.tuple(&[Value::object(class), object]);
        class.mro.set(mro);
        class
    }
    /// An instance of such a class, or of a class below it.
    pub fn data_instance(&mut self, class: Gc<ClassObject>, data: Box<dyn NativeData>) -> Value {
        self.external_grown(data.external());
        let plain = Value::object(self.alloc(DataObject { header: Header::plain::<DataObject>(), data }));
        let instance = self.new_instance(class);
        self.set_payload(instance, plain);
        Value::object(instance)
    }
}

/// The data of an instance. Callers follow rule 3.
pub fn data_object<'a>(realm: &Realm, value: Value) -> Option<&'a dyn NativeData> {
    let instance = value.cast::<InstanceObject>()?;
    realm.shape_of(instance).class.payload?;
    let plain = realm.get_slot(instance, 0).cast::<DataObject>()?;
    // SAFETY: objects do not move, and the caller's value keeps this one alive while it is looked at.
    Some(unsafe { &*(&*(*plain.as_ptr()).data as *const dyn NativeData) })
}

/// The data of an instance, if it is of that type. Callers follow rule 3.
pub fn data<'a, T: NativeData>(realm: &Realm, value: Value) -> Option<&'a T> {
    let data: &'a dyn Any = data_object(realm, value)?;
    data.downcast_ref()
}

/// An iterator that a module supplies: the state behind an iterator object.
pub trait NativeIterator {
    /// The class of such iterators.
    fn class(&self) -> ClassId;
    /// The next item; `None` at the end, after which it is not asked again.
    fn next(&self, cx: &mut dyn crate::object::Call) -> crate::object::PyResult<Option<Value>>;
    /// Reports the values that it holds.
    fn trace(&self, tracer: &mut Tracer<'_>);
    /// What its repr is, if it is not that of any object.
    fn repr(&self, cx: &mut dyn crate::object::Call) -> crate::object::PyResult<Option<String>> {
        let _ = cx;
        Ok(None)
    }
    /// How many items will come, if that is known.
    fn length_hint(&self) -> Option<usize> {
        None
    }
}

impl std::fmt::Debug for dyn NativeIterator {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.class().name())
    }
}
