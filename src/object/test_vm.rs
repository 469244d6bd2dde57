//! A context for tests of this floor: it calls natives and host functions, nothing else.

use std::ops::{Deref, DerefMut};

use crate::gc::{Roots, Tracer};
use crate::object::*;

pub(crate) struct TestVm {
    pub realm: Realm,
    /// Collect at every call.
    pub stress: bool,
}

static TABLES: BuiltinTables = BuiltinTables::EMPTY;

struct NoRoots;
impl Roots for NoRoots {
    fn trace_roots(&mut self, _tracer: &mut Tracer<'_>) {}
}

impl TestVm {
    pub fn new() -> TestVm {
        TestVm { realm: Realm::new(&TABLES, Output::none()), stress: false }
    }
    pub fn collect(&mut self) {
        self.realm.heap.verify(&self.realm.machine.free).unwrap();
        self.realm.collect(&mut NoRoots).unwrap();
        self.realm.heap.verify(&self.realm.machine.free).unwrap();
    }
    /// A class with those methods, given as host functions.
    pub fn class(&mut self, name: &str, bases: &[Value], methods: Vec<(&str, HostFn)>) -> Gc<ClassObject> {
        let dict = self.new_dict();
        for (name, function) in methods {
            let method = self.host_method(name, function);
            let name = self.intern_str(name);
            self.dict_set_str(dict, name, method);
        }
        let name = self.intern_str(name);
        self.realm.new_class(name, bases, dict).ok().unwrap()
    }
    /// A host function that binds like a method.
    pub fn host_method(&mut self, name: &str, function: HostFn) -> Value {
        let made = self.host_function(name, function, FastCall::None);
        // SAFETY: nobody else holds the new object.
        unsafe { (*made.as_ptr()).def.kind = NativeKind::Method };
        Value::object(made)
    }
    pub fn message(&mut self, raised: Raised) -> String {
        let class = self.shape_of(raised.0).class.name_str().to_string();
        let text = self.exception_args(raised.0).first().and_then(|v| v.cast::<StrObject>());
        format!("{class}: {}", text.map_or("", |s| s.as_str()))
    }
}

use crate::gc::Gc;

impl Deref for TestVm {
    type Target = Realm;
    fn deref(&self) -> &Realm {
        &self.realm
    }
}
impl DerefMut for TestVm {
    fn deref_mut(&mut self) -> &mut Realm {
        &mut self.realm
    }
}

impl Call for TestVm {
    fn call(&mut self, callee: Value, args: &[Value], keywords: &[(Value, Value)]) -> PyResult {
        let mark = self.root_mark();
        self.root(callee);
        for value in args.iter().chain(keywords.iter().map(|k| &k.1)) {
            self.root(*value);
        }
        if self.stress {
            self.collect();
        }
        let result = if let Some(native) = callee.cast::<NativeObject>() {
            call_native(self, native, args, keywords)
        } else if let Some(method) = callee.cast::<BoundMethodObject>() {
            let mut all = vec![method.receiver];
            all.extend_from_slice(args);
            self.call(method.function, &all, keywords)
        } else if let Some(class) = callee.cast::<ClassObject>() {
            protocol::instantiate(self, class, args, keywords)
        } else {
            Err(self.type_error("not callable"))
        };
        self.unroot(mark);
        result
    }
    fn import(&mut self, _name: &str) -> PyResult {
        Ok(Value::NONE)
    }
}
