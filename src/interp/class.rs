//! Class statements and `super()`.

use crate::bytecode::{Code, Op, Operand};
use crate::frame::{frame_flags, header};
use crate::gc::Gc;
use crate::interp::Interpreter;
use crate::interp::globals::site;
use crate::interp::run::{Pc, code_of};
use crate::object::{
    CellObject, ClassId, ClassObject, DictObject, FunctionObject, Kind, Name, PropertyObject, PyResult, StrObject,
    TupleObject, Value,
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
        let given: Vec<Value> = bases.cast::<TupleObject>().map_or(Vec::new(), |t| TupleObject::items(t).to_vec());
        let function = Gc::<FunctionObject>::from_address(body.bits() as usize);
        let mark = self.realm.root_mark();
        // Body, bases and keywords are in registers of the running frame.
        let result = self.build_class_of(function, bases, given, keywords, name);
        self.realm.unroot(mark);
        result
    }

    fn build_class_of(
        &mut self,
        function: Gc<FunctionObject>,
        given_tuple: Value,
        given: Vec<Value>,
        keywords: Value,
        name: Value,
    ) -> PyResult {
        let bases = self.resolve_bases(given_tuple, &given)?;
        let mut extra = Vec::new();
        let mut wanted = None;
        if let Some(dict) = keywords.cast::<DictObject>() {
            for (key, value) in DictObject::pairs(dict) {
                if self.realm.text_of(key) == "metaclass" { wanted = Some(value) } else { extra.push((key, value)) }
            }
        }
        let metaclass = match wanted {
            // Any callable will do.
            Some(other) if !other.is(Kind::Class) => other,
            _ => {
                let wanted = wanted.and_then(|wanted| wanted.cast::<ClassObject>());
                Value::object(self.most_derived_metaclass(wanted, &bases)?)
            }
        };
        let standard = self.realm.class(ClassId::Type);
        let namespace = if metaclass == Value::object(standard) {
            Value::object(self.realm.new_dict())
        } else {
            self.prepare_namespace(metaclass, name, &bases, &extra)?
        };
        self.realm.root(namespace);
        if bases != given
            && let Some(dict) = namespace.cast::<DictObject>()
        {
            let key = self.realm.name(Name::OrigBases);
            self.realm.dict_set_str(dict, key, given_tuple);
        }
        let cell = self.run_class_body(function, namespace)?;
        self.realm.root(cell);
        if metaclass == Value::object(standard) {
            let namespace = Gc::<DictObject>::from_address(namespace.bits() as usize);
            let qualified_name = function.qualified_name.get();
            return self.finish_class(standard, name, &bases, namespace, qualified_name, cell, &extra);
        }
        if cell.is(Kind::Cell) {
            let key = self.realm.name(Name::ClassCell);
            self.set_item(namespace, Value::object(key), cell)?;
        }
        let bases = self.realm.tuple(&bases);
        self.realm.root(bases);
        let class = self.call_value(metaclass, &[name, bases, namespace], &extra)?;
        if let (Some(cell), true) = (cell.cast::<CellObject>(), class.is(Kind::Class)) {
            let found = cell.value.get();
            if found.is_unbound() {
                let text = format!(
                    "__class__ not set defining '{}' as {}. Was __classcell__ propagated to type.__new__?",
                    self.text_of(name),
                    self.shown(class)?
                );
                return Err(self.realm.raise(ClassId::RuntimeError, text));
            }
            if found != class {
                let text = format!(
                    "__class__ set to {} defining '{}' as {}",
                    self.shown(found)?,
                    self.text_of(name),
                    self.shown(class)?
                );
                return Err(self.realm.type_error(text));
            }
        }
        Ok(class)
    }

    /// Has instances of the class begin with room for what its `__init__` gives them, so that the first ones have the
    /// same shapes as those made when the class has seen how many attributes they get.
    fn expect_attributes(&mut self, class: Gc<ClassObject>) {
        let name = self.realm.name(Name::Init);
        let initializer = self.realm.dict_get_str(class.dict, name).and_then(|found| found.cast::<FunctionObject>());
        let Some(initializer) = initializer.filter(|_| class.payload.is_none() && !class.is_exception) else { return };
        let code = Code::of(initializer.code_object);
        let mut names: Vec<u16> = Vec::new();
        for cell in &code.instrs {
            let instr = cell.get();
            if instr.op.family() == Op::StoreAttr && Operand::decode(instr.a) == Operand::Register(0) {
                let name = code.sites[instr.c as usize].constant;
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        class.seen_slots.set(class.seen_slots.get().max(names.len() as u32));
    }

    fn shown(&mut self, value: Value) -> PyResult<String> {
        let text = self.repr(value)?;
        Ok(self.text_of(text).to_string())
    }

    /// The bases with what `__mro_entries__` puts in place of those that are no classes.
    fn resolve_bases(&mut self, tuple: Value, given: &[Value]) -> PyResult<Vec<Value>> {
        let mut bases = Vec::with_capacity(given.len());
        for base in given {
            if base.is(Kind::Class) {
                bases.push(*base);
                continue;
            }
            let name = self.realm.intern_str("__mro_entries__");
            if let Some(method) = crate::object::protocol::find_attr(self, *base, name)? {
                let entries = self.call_value(method, &[tuple], &[])?;
                let Some(entries) = entries.cast::<TupleObject>() else {
                    return Err(self.realm.type_error("__mro_entries__ must return a tuple"));
                };
                for entry in TupleObject::items(entries) {
                    self.realm.root(*entry);
                    bases.push(*entry);
                }
                continue;
            }
            // `list[int]`
            let name = self.realm.intern_str("__origin__");
            match crate::object::protocol::find_attr(self, *base, name)? {
                Some(origin) if origin.is(Kind::Class) => bases.push(origin),
                _ => bases.push(*base),
            }
        }
        Ok(bases)
    }

    /// The metaclass of a class with these bases: the wanted one or a base's that is derived from it.
    pub(super) fn most_derived_metaclass(
        &mut self,
        wanted: Option<Gc<ClassObject>>,
        bases: &[Value],
    ) -> PyResult<Gc<ClassObject>> {
        let mut winner = match wanted {
            Some(wanted) => wanted,
            None => match bases.first() {
                Some(first) => self.realm.type_of(*first),
                None => self.realm.class(ClassId::Type),
            },
        };
        for base in bases {
            let own = self.realm.type_of(*base);
            if winner.is_subclass(own) {
                continue;
            }
            if own.is_subclass(winner) {
                winner = own;
                continue;
            }
            return Err(self.realm.type_error("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases"));
        }
        Ok(winner)
    }

    /// The mapping that a class body fills: what `__prepare__` returns.
    fn prepare_namespace(
        &mut self,
        metaclass: Value,
        name: Value,
        bases: &[Value],
        keywords: &[(Value, Value)],
    ) -> PyResult {
        let prepare = self.realm.name(Name::Prepare);
        let Some(prepare) = crate::object::protocol::find_attr(self, metaclass, prepare)? else {
            return Ok(Value::object(self.realm.new_dict()));
        };
        let bases = self.realm.tuple(bases);
        let namespace = self.call_value(prepare, &[name, bases], keywords)?;
        let plain = self.realm.payload(namespace);
        if !plain.is(Kind::Dict)
            && crate::object::protocol::find_special(&mut self.realm, namespace, Name::SetItem).is_none()
        {
            let class = match metaclass.cast::<ClassObject>() {
                Some(class) => class.name_str().to_string(),
                None => "<metaclass>".to_string(),
            };
            let got = self.realm.type_name(namespace);
            return Err(self.realm.type_error(format!("{class}.__prepare__() must return a mapping, not {got}")));
        }
        Ok(namespace)
    }

    /// Runs the body; what it returns is its `__class__` cell, or None.
    fn run_class_body(&mut self, function: Gc<FunctionObject>, namespace: Value) -> PyResult {
        let base = self.push_function(function, &[], &[], frame_flags::ENTRY)?;
        // SAFETY: register 0 of a class body is its namespace.
        unsafe { *base = namespace };
        self.run_nested(base, 0)
    }

    #[allow(clippy::too_many_arguments)]
    pub(super) fn finish_class(
        &mut self,
        metaclass: Gc<ClassObject>,
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
        let slots = self.checked_slots(name_str, bases, namespace)?;
        let class = self.realm.new_class(name_str, bases, namespace)?;
        if let Some(names) = slots {
            let has_dict = names.iter().any(|name| self.realm.text_of(*name) == "__dict__");
            if has_dict {
                class.slots_only.set(false);
            }
            let mut members = Vec::new();
            for name in names {
                if !matches!(self.realm.text_of(name), "__dict__" | "__weakref__") {
                    members.push(Value::object(self.realm.member(class, name)));
                }
            }
            let members = self.realm.tuple(&members);
            class.members.set(members);
        }
        self.expect_attributes(class);
        if metaclass.builtin.is_none() {
            class.metaclass.set(Value::object(metaclass));
        }
        class.qualified_name.set(qualified_name);
        if let Some(cell) = cell.cast::<CellObject>() {
            cell.value.set(Value::object(class));
        }
        let mark = self.realm.root_mark();
        self.realm.root(Value::object(class));
        if let Some(cell) = cell.cast::<CellObject>() {
            self.realm.root(Value::object(cell));
        }
        let result = self.ask_for_order(class, metaclass);
        let result = result.and_then(|()| self.announce_class(class, namespace, keywords));
        self.realm.unroot(mark);
        result.map(|()| Value::object(class))
    }

    /// A metaclass may have an `mro` of its own.
    fn ask_for_order(&mut self, class: Gc<ClassObject>, metaclass: Gc<ClassObject>) -> PyResult<()> {
        if metaclass.builtin.is_some() {
            return Ok(());
        }
        let name = self.realm.intern_str("mro");
        let Some(method) = self.realm.class_lookup(metaclass, name).filter(|found| !found.is(Kind::Native)) else {
            return Ok(());
        };
        let order = crate::object::protocol::call_unbound(self, method, Value::object(class), &[])?;
        let order = self.collect_items(order)?;
        let mut classes = Vec::new();
        for item in &order {
            let Some(each) = item.cast::<ClassObject>() else {
                let got = self.realm.type_name(*item);
                return Err(self.realm.type_error(format!("mro() returned a non-class ('{got}')")));
            };
            let carried = each.payload.or(each.builtin.filter(|id| id.carries_payload()));
            if carried.is_some() && carried != class.payload || each.is_exception && !class.is_exception {
                let name = each.name_str();
                let text = format!("mro() returned base with unsuitable layout ('{name}')");
                return Err(self.realm.type_error(text));
            }
            classes.push(each);
        }
        self.realm.set_order(class, &classes);
        Ok(())
    }

    /// The names in a class's `__slots__`, mangled; `None` without any. Bases with slots of their own must derive from
    /// each other.
    fn checked_slots(
        &mut self,
        name: Gc<StrObject>,
        bases: &[Value],
        namespace: Gc<DictObject>,
    ) -> PyResult<Option<Vec<Value>>> {
        let mut solid: Option<Gc<ClassObject>> = None;
        for base in bases {
            let Some(base) = base.cast::<ClassObject>() else { continue };
            let own =
                base.mro().iter().filter_map(|class| class.cast::<ClassObject>()).find(|class| class.has_members());
            let Some(own) = own else { continue };
            match solid {
                Some(other) if other.is_subclass(own) => {}
                Some(other) if !own.is_subclass(other) => {
                    return Err(self.realm.type_error("multiple bases have instance lay-out conflict"));
                }
                _ => solid = Some(own),
            }
        }
        let key = self.realm.name(Name::Slots);
        let Some(given) = self.realm.dict_get_str(namespace, key) else { return Ok(None) };
        let given = if given.is(Kind::Str) { vec![given] } else { self.collect_items(given)? };
        let mut names = Vec::new();
        for slot in given {
            let Some(text) = self.realm.payload(slot).cast::<StrObject>() else {
                let got = self.realm.type_name(slot);
                return Err(self.realm.type_error(format!("__slots__ items must be strings, not '{got}'")));
            };
            let text = text.as_str();
            let identifier = text
                .chars()
                .enumerate()
                .all(|(at, c)| c == '_' || if at == 0 { c.is_alphabetic() } else { c.is_alphanumeric() });
            if !identifier || text.is_empty() {
                return Err(self.realm.type_error("__slots__ must be identifiers"));
            }
            let class = name.as_str().trim_start_matches('_');
            let mangled = if text.starts_with("__") && !text.ends_with("__") && !class.is_empty() {
                format!("_{class}{text}")
            } else {
                text.to_string()
            };
            let mangled = self.realm.intern_str(&mangled);
            if self.realm.dict_get_str(namespace, mangled).is_some()
                && !matches!(text, "__qualname__" | "__classcell__")
            {
                let text = format!("'{text}' in __slots__ conflicts with class variable");
                return Err(self.realm.value_error(text));
            }
            names.push(Value::object(mangled));
        }
        let payload =
            bases.iter().filter_map(|base| base.cast::<ClassObject>()).find_map(|base| base.payload.or(base.builtin));
        if let Some(id @ (ClassId::Int | ClassId::Bytes | ClassId::Tuple)) = payload
            && !names.is_empty()
        {
            let text = format!("nonempty __slots__ not supported for subtype of '{}'", id.name());
            return Err(self.realm.type_error(text));
        }
        Ok(Some(names))
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
            if let Some(property) = value.cast::<PropertyObject>() {
                property.name.set(key);
            }
            if !value.is(Kind::Instance) {
                continue;
            }
            let own = self.realm.type_of(value);
            if let Some(method) = self.realm.class_lookup_name(own, Name::SetName)
                && let Err(raised) = self.call_value(method, &[value, Value::object(class), key], &[])
            {
                let key = self.shown(key)?;
                let text = format!(
                    "Error calling __set_name__ on '{}' instance {key} in '{}'",
                    own.name_str(),
                    class.name_str()
                );
                let error = self.realm.raise(ClassId::RuntimeError, text);
                for slot in [crate::object::exception::CAUSE, crate::object::exception::CONTEXT] {
                    self.realm.set_slot(error.0, slot, Value::object(raised.0));
                }
                self.realm.set_slot(error.0, crate::object::exception::SUPPRESS_CONTEXT, Value::TRUE);
                return Err(error);
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

/// The class around the running function, and its first argument.
///
/// # Safety
/// `base` is the running frame, or null.
pub unsafe fn implicit_super(vm: &mut Interpreter, base: *mut Value) -> PyResult<(Gc<ClassObject>, Value)> {
    let cannot =
        |vm: &mut Interpreter, why: &str| Err(vm.realm.raise(ClassId::RuntimeError, format!("super(): {why}")));
    if base.is_null() {
        return cannot(vm, "no current frame");
    }
    // SAFETY: the caller's promise.
    unsafe {
        if code_of(base).positional == 0 {
            return cannot(vm, "no arguments");
        }
        let mut receiver = *base;
        if let Some(cell) = receiver.cast::<CellObject>() {
            receiver = cell.value.get();
        }
        if receiver.is_unbound() {
            return cannot(vm, "arg[0] deleted");
        }
        match class_of_function(vm, base)? {
            Some(class) => Ok((class, receiver)),
            None => cannot(vm, "__class__ cell not found"),
        }
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
