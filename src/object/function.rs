//! Python functions, code objects, cells and bound methods.

use std::cell::Cell;

use crate::gc::{Gc, Header};
use crate::object::realm::{CodeHooks, WatchEvent};
use crate::object::{
    BoundMethodObject, CellObject, ClassId, CodeObject, DictObject, FunctionObject, NativeKind, NativeObject, Realm,
    Value,
};

/// Bits of a function's header flags.
pub mod function_flags {
    /// Compiled code relies on its code and defaults.
    pub const WATCHED: u8 = 1;
    /// Its generators can be awaited (`types.coroutine`).
    pub const AWAITABLE: u8 = 2;
}

impl FunctionObject {
    /// Compiled code is going to rely on the function's defaults: [`WatchEvent::Function`] follows
    /// when they change.
    pub fn watch(&self) {
        self.header.flags.set(self.header.flags.get() | function_flags::WATCHED);
    }
}

impl Realm {
    /// A code object that owns `code` (boxed by the bytecode floor, freed through `hooks`).
    pub fn code_object(&mut self, code: *mut u8, hooks: &'static CodeHooks) -> Gc<CodeObject> {
        self.alloc(CodeObject { header: Header::plain::<CodeObject>(), code, hooks })
    }
    /// A function of that code and namespace; everything else unbound, doc and module None.
    pub fn function(
        &mut self,
        code_object: Gc<CodeObject>,
        globals: Gc<DictObject>,
        closure: Value,
        name: Value,
        qualified_name: Value,
    ) -> Gc<FunctionObject> {
        self.alloc(FunctionObject {
            header: Header::plain::<FunctionObject>(),
            code_object,
            globals,
            closure,
            defaults: Cell::new(Value::UNBOUND),
            keyword_defaults: Cell::new(Value::UNBOUND),
            name: Cell::new(name),
            qualified_name: Cell::new(qualified_name),
            doc: Cell::new(Value::NONE),
            module: Cell::new(Value::NONE),
            annotations: Cell::new(Value::UNBOUND),
            attributes: Cell::new(Value::UNBOUND),
        })
    }
    /// To be called when code or defaults of a function change.
    pub fn function_changed(&mut self, function: Gc<FunctionObject>) {
        let flags = function.header.flags.get();
        if flags & function_flags::WATCHED != 0 {
            function.header.flags.set(flags & !function_flags::WATCHED);
            self.report(WatchEvent::Function(function));
        }
    }
    /// A cell.
    pub fn cell(&mut self, value: Value) -> Gc<CellObject> {
        self.alloc(CellObject { header: Header::plain::<CellObject>(), value: Cell::new(value) })
    }
    /// A function with its first argument.
    pub fn bound_method(&mut self, function: Value, receiver: Value) -> Gc<BoundMethodObject> {
        self.alloc(BoundMethodObject { header: Header::plain::<BoundMethodObject>(), function, receiver })
    }
}

pub(crate) fn native_class(native: Gc<NativeObject>) -> ClassId {
    match native.def.kind {
        NativeKind::Method => ClassId::MethodDescriptor,
        NativeKind::Getter { .. } => ClassId::GetSetDescriptor,
        _ => ClassId::NativeFunction,
    }
}

pub(crate) fn method_class(method: Gc<BoundMethodObject>) -> ClassId {
    match method.function.cast::<NativeObject>() {
        Some(_) => ClassId::NativeFunction,
        None => ClassId::Method,
    }
}
