//! Class statements and `super()`.

use crate::frame::{frame_flags, header};
use crate::gc::Gc;
use crate::interp::Interpreter;
use crate::interp::globals::site;
use crate::interp::run::{Pc, code_of};
use crate::object::{
    CellObject, ClassId, ClassObject, DictObject, FunctionObject, Kind, Name, PyResult, StrObject, TupleObject, Value,
};

/// `MakeClass`.
#[inline(never)]
pub unsafe fn make_class(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: `pc` points behind an instruction of the running frame, whose operands are verified.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let place = base.add(instr.a as usize);
        let (body, bases, keywords) = (*place, *place.add(1), *place.add(2));
        let name = code_of(base).consts[instr.b as usize];
        vm.save(base, pc);
        let class = vm.build_class(body, bases, keywords, name)?;
        *place = class;
        Ok(())
    }
}

impl Interpreter {
    fn build_class(&mut self, body: Value, bases: Value, keywords: Value, name: Value) -> PyResult {
        let bases: Vec<Value> = bases.cast::<TupleObject>().map_or(Vec::new(), |t| TupleObject::items(t).to_vec());
        let mut extra = Vec::new();
        if let Some(dict) = keywords.cast::<DictObject>() {
            for (key, value) in DictObject::pairs(dict) {
                if self.realm.text_of(key) == "metaclass" {
                    let standard = self.realm.class(ClassId::Type);
                    if value != Value::object(standard) {
                        return Err(self.realm.type_error("metaclasses other than type are not supported"));
                    }
                } else {
                    extra.push((key, value));
                }
            }
        }
        let function = Gc::<FunctionObject>::from_address(body.bits() as usize);
        let namespace = self.realm.new_dict();
        let mark = self.realm.root_mark();
        self.realm.root(Value::object(namespace));
        let result = self.run_class_body(function, namespace);
        let result = result.and_then(|cell| {
            // The namespace is alive through the roots.
            self.finish_class(name, &bases, namespace, function.qualified_name.get(), cell, &extra)
        });
        self.realm.unroot(mark);
        result
    }

    /// Runs the body; what it returns is its `__class__` cell, or None.
    fn run_class_body(&mut self, function: Gc<FunctionObject>, namespace: Gc<DictObject>) -> PyResult {
        let base = self.push_function(function, &[], &[], frame_flags::ENTRY)?;
        // SAFETY: register 0 of a class body is its namespace.
        unsafe { *base = Value::object(namespace) };
        self.run_nested(base, 0)
    }

    pub(super) fn finish_class(
        &mut self,
        name: Value,
        bases: &[Value],
        namespace: Gc<DictObject>,
        qualified_name: Value,
        cell: Value,
        keywords: &[(Value, Value)],
    ) -> PyResult {
        let name_str = Gc::<StrObject>::from_address(name.bits() as usize);
        let qualified = self.realm.name(Name::QualName);
        let qualified_name = self.realm.dict_remove_str(namespace, qualified).unwrap_or(qualified_name);
        let cell_name = self.realm.name(Name::ClassCell);
        let cell = match self.realm.dict_remove_str(namespace, cell_name) {
            Some(cell) => cell,
            None => cell,
        };
        let class = self.realm.new_class(name_str, bases, namespace)?;
        class.qualified_name.set(qualified_name);
        if let Some(cell) = cell.cast::<CellObject>() {
            cell.value.set(Value::object(class));
        }
        let mark = self.realm.root_mark();
        self.realm.root(Value::object(class));
        if let Some(cell) = cell.cast::<CellObject>() {
            self.realm.root(Value::object(cell));
        }
        let result = self.announce_class(class, namespace, keywords);
        self.realm.unroot(mark);
        result.map(|()| Value::object(class))
    }

    /// `__hash__`, `__set_name__` and `__init_subclass__`.
    fn announce_class(
        &mut self,
        class: Gc<ClassObject>,
        namespace: Gc<DictObject>,
        keywords: &[(Value, Value)],
    ) -> PyResult<()> {
        let equal = self.realm.name(Name::Eq);
        let hash = self.realm.name(Name::Hash);
        if self.realm.dict_get_str(namespace, equal).is_some() && self.realm.dict_get_str(namespace, hash).is_none() {
            self.realm.class_set(class, hash, Value::NONE);
        }
        for special in [Name::InitSubclass, Name::ClassGetItem] {
            let special = self.realm.name(special);
            if let Some(function) = self.realm.dict_get_str(namespace, special)
                && function.is(Kind::Function)
            {
                let wrapped = self.realm.class_method(function);
                self.realm.class_set(class, special, Value::object(wrapped));
            }
        }
        let new = self.realm.name(Name::New);
        if let Some(function) = self.realm.dict_get_str(namespace, new)
            && function.is(Kind::Function)
        {
            let wrapped = self.realm.static_method(function);
            self.realm.class_set(class, new, Value::object(wrapped));
        }
        for (key, value) in DictObject::pairs(namespace) {
            if !value.is(Kind::Instance) {
                continue;
            }
            let own = self.realm.type_of(value);
            if let Some(method) = self.realm.class_lookup_name(own, Name::SetName) {
                self.call_value(method, &[value, Value::object(class), key], &[])?;
            }
        }
        let mut found = None;
        let name = self.realm.name(Name::InitSubclass);
        for base in &class.mro()[1..] {
            let Some(base) = base.cast::<ClassObject>() else { continue };
            if let Some(method) = self.realm.class_own(base, name) {
                found = Some(method);
                break;
            }
        }
        match found {
            Some(method) if !method.is(Kind::Native) => {
                let receiver = Value::object(class);
                let function = self.bind(method, receiver, class)?;
                self.call_value(function, &[], keywords)?;
                Ok(())
            }
            _ if keywords.is_empty() => Ok(()),
            _ => {
                let text = format!("{}.__init_subclass__() takes no keyword arguments", class.name_str());
                Err(self.realm.type_error(text))
            }
        }
    }
}

/// `LoadSuper`.
#[inline(never)]
pub unsafe fn load_super(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `make_class`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let receiver = vm.operand(base, instr.b);
        let (_, name) = site(base, instr.c);
        vm.save(base, pc);
        let place = base.add(instr.a as usize);
        let Some(class) = class_of_function(vm, base)? else {
            return Err(vm.realm.raise(ClassId::RuntimeError, "super(): __class__ cell not found"));
        };
        // The receiver may be in a cell, if an inner function uses it.
        let receiver = match receiver.cast::<CellObject>() {
            Some(cell) => cell.value.get(),
            None => receiver,
        };
        if receiver.is_unbound() {
            return Err(vm.realm.raise(ClassId::RuntimeError, "super(): arg[0] deleted"));
        }
        let start = match receiver.cast::<ClassObject>() {
            Some(own) if own.is_subclass(class) => own,
            _ => vm.realm.type_of(receiver),
        };
        if !start.is_subclass(class) {
            return Err(vm.realm.type_error("super(type, obj): obj must be an instance or subtype of type"));
        }
        let mro = start.mro();
        let from = mro.iter().position(|c| *c == Value::object(class)).map_or(0, |at| at + 1);
        for next in &mro[from..] {
            let Some(next) = next.cast::<ClassObject>() else { continue };
            let Some(found) = vm.realm.class_own(next, name) else { continue };
            if found.is(Kind::Function) && !receiver.is(Kind::Class) {
                *place = found;
                *place.add(1) = receiver;
                return Ok(());
            }
            let bound = if receiver.is(Kind::Class) && start == Gc::from_address(receiver.bits() as usize) {
                vm.bind_class(found, start)?
            } else {
                vm.bind(found, receiver, start)?
            };
            *place = bound;
            *place.add(1) = Value::UNBOUND;
            return Ok(());
        }
        let Some(object) = vm.realm.super_object(class, receiver) else {
            return Err(vm.realm.type_error("super(type, obj): obj must be an instance or subtype of type"));
        };
        *place = vm.get_attr(Value::object(object), name)?;
        *place.add(1) = Value::UNBOUND;
        Ok(())
    }
}

/// The class in whose body the running function was defined: its `__class__` cell.
unsafe fn class_of_function(vm: &mut Interpreter, base: *mut Value) -> PyResult<Option<Gc<ClassObject>>> {
    // SAFETY: `base` is the running frame.
    unsafe {
        let code = code_of(base);
        let wanted = vm.realm.name(Name::Class);
        let Some(index) = code.free_names.iter().position(|name| *name == Value::object(wanted)) else {
            return Ok(None);
        };
        let function = Gc::<FunctionObject>::from_address(header(base).function.bits() as usize);
        let Some(closure) = function.closure.cast::<TupleObject>() else { return Ok(None) };
        let Some(cell) = TupleObject::items(closure)[index].cast::<CellObject>() else { return Ok(None) };
        match cell.value.get().cast::<ClassObject>() {
            Some(class) => Ok(Some(class)),
            None => Err(vm.realm.raise(ClassId::RuntimeError, "super(): empty __class__ cell")),
        }
    }
}
