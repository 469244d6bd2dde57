//! Special methods in Python, inlined: operators, comparisons, subscripts, calls and properties of
//! instances; and `super()`.
//!
//! ```text
//! a + b   →  guards on both operands' types, then the body of type(a).__add__ in a virtual frame
//! ```
//!
//! 1. The calling instruction is not a call: the callee's frame has flags that say what becomes of
//!    its result ([`frame_flags`]). Where the interpreter must be able to go on with other operands
//!    of that instruction (after NotImplemented), these stay live while the method runs.
//! 2. What Python would ask first is guarded to be this method: the types of both operands.

use super::iterate::plain_kind;
use super::*;
use crate::frame::frame_flags;
use crate::object::protocol::{BinaryOp, CompareOp};
use crate::object::{Kind, Name, PropertyObject, ShapeId, StaticMethodObject};
use crate::uops::Function;

impl Recorder {
    /// The Python function that a class has under a special name; the class is watched.
    pub(super) fn special_method(
        &mut self,
        realm: &mut Realm,
        class: Gc<ClassObject>,
        name: Name,
    ) -> Option<Gc<FunctionObject>> {
        let found = realm.class_lookup_name(class, name)?;
        if !found.is(Kind::Function) {
            return None;
        }
        class.watch();
        self.depend(Dependency::Class(class));
        found.cast()
    }
    /// The class of an instance by its shape.
    pub(super) fn class_of_instance(&self, realm: &Realm, value: Value) -> Option<Gc<ClassObject>> {
        let object = value.as_object().filter(|object| Kind::of(*object) == Kind::Instance)?;
        Some(realm.shape(ShapeId(object.header().shape.get())).class)
    }
    /// Proves of which type a value is; false if that cannot be said.
    pub(super) fn guard_type(&mut self, operand: Ref, value: Value) -> Result<bool, GiveUp> {
        if matches!(self.type_of(operand), Type::Int | Type::Float | Type::Bool) {
            return Ok(true);
        }
        match value.as_object() {
            Some(object) => {
                let shape = object.header().shape.get();
                if Kind::of(object) != Kind::Instance
                    && (plain_kind(value).is_none() || Kind::of(object).has_several_classes())
                {
                    return Ok(false);
                }
                self.object(operand, shape)?;
            }
            None if value.is_float() => {
                self.float(operand)?;
            }
            None if value.is_int() || value.is_bool() => {
                self.int(operand, value)?;
            }
            None => {
                self.guard_is(operand, value)?;
            }
        }
        Ok(true)
    }

    /// An operator of which at least one operand is an instance.
    pub(super) fn binary_by_method(
        &mut self,
        view: &mut View<'_>,
        traces: &mut dyn Traces,
        instr: Instr,
        operator: BinaryOp,
    ) -> Result<Next, GiveUp> {
        let (a, b) = (self.concrete(view, instr.b), self.concrete(view, instr.c));
        let (forward, backward, own) = operator.methods();
        let realm = &mut *view.realm;
        let (left_class, right_class) = (realm.type_of(a), realm.type_of(b));
        let mut chosen = None;
        if a.is(Kind::Instance) {
            if instr.flag() && realm.class_lookup_name(left_class, own).is_some() {
                chosen = self.special_method(realm, left_class, own).map(|method| (method, frame_flags::OWN));
            } else {
                let right_first = b.is(Kind::Instance)
                    && left_class != right_class
                    && right_class.is_subclass(left_class)
                    && realm.class_lookup_name(right_class, backward).is_some();
                if !right_first {
                    chosen =
                        self.special_method(realm, left_class, forward).map(|method| (method, frame_flags::FORWARD));
                }
            }
        } else if b.is(Kind::Instance) && (a.is_int() || a.is_float()) {
            chosen = self.special_method(realm, right_class, backward).map(|method| (method, frame_flags::BACKWARD));
        }
        let Some((method, flag)) = chosen.filter(|(method, _)| super::call::can_inline(*method, 2)) else {
            return self.interpret(instr);
        };
        let (left, right) = (self.operand(instr.b)?, self.operand(instr.c)?);
        if !self.guard_type(left, a)? || !self.guard_type(right, b)? {
            return self.interpret(instr);
        }
        let (args, values) = match flag {
            frame_flags::BACKWARD => (vec![right, left], vec![b, a]),
            _ => (vec![left, right], vec![a, b]),
        };
        self.enter_special(traces, instr, method, args, values, flag)
    }

    /// Goes on inside of a special method, which the interpreter is told to enter.
    pub(super) fn enter_special(
        &mut self,
        traces: &mut dyn Traces,
        instr: Instr,
        function: Gc<FunctionObject>,
        args: Vec<Ref>,
        values: Vec<Value>,
        flags: u32,
    ) -> Result<Next, GiveUp> {
        let called = self.emitter.constant_value(Value::object(function));
        let next = self.inline(traces, instr, function, called, args, flags)?;
        if matches!(next, Next::Go) {
            self.entered = Some(Entered { function, arguments: values, flags });
        }
        Ok(next)
    }

    /// A comparison of an instance; `branch`: the instruction branches on its truth.
    pub(super) fn compare_by_method(
        &mut self,
        view: &mut View<'_>,
        traces: &mut dyn Traces,
        instr: Instr,
        (x, y): (u16, u16),
        operator: CompareOp,
        branch: bool,
    ) -> Result<Option<Next>, GiveUp> {
        let (a, b) = (self.concrete(view, x), self.concrete(view, y));
        let realm = &mut *view.realm;
        let (left_class, right_class) = (realm.type_of(a), realm.type_of(b));
        let right_first = b.is(Kind::Instance) && left_class != right_class && right_class.is_subclass(left_class);
        if !a.is(Kind::Instance) || right_first {
            return Ok(None);
        }
        let mut flags = frame_flags::FORWARD | if branch { frame_flags::BRANCH } else { 0 };
        let mut name = operator.method();
        if operator == CompareOp::Ne && realm.class_lookup_name(left_class, name).is_none_or(|f| f.is(Kind::Native)) {
            if !branch {
                return Ok(None);
            }
            name = Name::Eq;
            flags |= frame_flags::NEGATE;
        }
        let Some(method) = self.special_method(realm, left_class, name).filter(|m| super::call::can_inline(*m, 2))
        else {
            return Ok(None);
        };
        let (left, right) = (self.operand(x)?, self.operand(y)?);
        if !self.guard_type(left, a)? || !self.guard_type(right, b)? {
            return Ok(None);
        }
        self.enter_special(traces, instr, method, vec![left, right], vec![a, b], flags).map(Some)
    }

    /// Calls a method of an instance's class, found under a special name, with further operands;
    /// `None` if that cannot be inlined.
    pub(super) fn call_special(
        &mut self,
        view: &mut View<'_>,
        traces: &mut dyn Traces,
        instr: Instr,
        name: Name,
        receiver: (Ref, Value),
        rest: &[(Ref, Value)],
        flags: u32,
    ) -> Result<Option<Next>, GiveUp> {
        let Some(class) = self.class_of_instance(view.realm, receiver.1) else { return Ok(None) };
        let Some(method) = self.special_method(view.realm, class, name) else { return Ok(None) };
        if !super::call::can_inline(method, rest.len() + 1) || !self.guard_type(receiver.0, receiver.1)? {
            return Ok(None);
        }
        let (args, values) = std::iter::once(&receiver).chain(rest).copied().unzip();
        self.enter_special(traces, instr, method, args, values, flags).map(Some)
    }

    /// What a class's attribute is to an instance: a property's getter.
    pub(super) fn getter_of(&self, found: Value) -> Option<Gc<FunctionObject>> {
        let property = found.cast::<PropertyObject>()?;
        let getter = property.getter.cast::<FunctionObject>()?;
        super::call::can_inline(getter, 1).then_some(getter)
    }
    /// The function of a static method.
    pub(super) fn static_function(&self, found: Value) -> Option<Value> {
        found.cast::<StaticMethodObject>().map(|method| method.function).filter(|function| function.is(Kind::Function))
    }

    /// A function bound to a receiver.
    pub(super) fn bound_method(&mut self, function: Value, receiver: Ref) -> Result<Ref, GiveUp> {
        let (function, receiver) = (self.emitter.constant_value(function), self.boxed(receiver)?);
        let method = self.emit(Uop::MethodMake, &[function, receiver], Function::BoundMethod.address())?;
        self.emitter.assume_shape(method, Kind::BoundMethod as u32);
        Ok(method)
    }

    /// What `super` finds behind `class` in the order of `start`; it is watched.
    fn behind(
        &mut self,
        realm: &mut Realm,
        class: Gc<ClassObject>,
        start: Gc<ClassObject>,
        name: Gc<StrObject>,
    ) -> Option<Value> {
        if !start.is_subclass(class) {
            return None;
        }
        let mro = start.mro();
        let from = mro.iter().position(|c| *c == Value::object(class)).map_or(0, |at| at + 1);
        let found = mro[from..].iter().find_map(|next| realm.class_own(next.cast()?, name))?;
        start.watch();
        self.depend(Dependency::Class(start));
        (found.is(Kind::Function) || super::attribute::is_native_method(found)).then_some(found)
    }

    /// `super().name` in a method.
    pub(super) fn load_super(&mut self, view: &mut View<'_>, instr: Instr) -> Result<Next, GiveUp> {
        let receiver = self.concrete(view, instr.b);
        let function = self.state.innermost().function_object;
        let wanted = view.realm.name(Name::Class);
        let code = self.state.innermost().code();
        let index = code.free_names.iter().position(|name| *name == Value::object(wanted));
        let cell = index.and_then(|index| {
            let closure = function.closure.cast::<crate::object::TupleObject>()?;
            crate::object::TupleObject::items(closure).get(index)?.cast::<crate::object::CellObject>()
        });
        let class = cell.and_then(|cell| cell.value.get().cast::<ClassObject>());
        let (Some(name), Some(cell), Some(class), Some(start)) =
            (self.site_name(instr.c), cell, class, self.class_of_instance(view.realm, receiver))
        else {
            return self.interpret(instr);
        };
        let Some(found) = self.behind(view.realm, class, start, name) else { return self.interpret(instr) };
        let operand = self.operand(instr.b)?;
        // The same code may run as another function, with another class.
        let running = self.running_function()?;
        let own = if running.is_constant() {
            self.emitter.constant_value(Value::object(cell))
        } else {
            let closure = self.emit(Uop::FunctionClosure, &[running], 0)?;
            let index = self.number(index.unwrap_or(0) as i64);
            let cell = self.emit(Uop::TupleLoad, &[closure, index], 0)?;
            self.object(cell, Kind::Cell as u32)?
        };
        let held = self.emit(Uop::CellLoad, &[own], 0)?;
        self.guard_is(held, Value::object(class))?;
        if !self.guard_type(operand, receiver)? {
            return self.interpret(instr);
        }
        if found.is(Kind::Function) {
            let function = self.emitter.constant_value(found);
            self.define(instr.a, function);
            self.define(instr.a + 1, operand);
        } else {
            // As the interpreter has it.
            let method = self.bound_method(found, operand)?;
            let unbound = self.unbound();
            self.define(instr.a, method);
            self.define(instr.a + 1, unbound);
        }
        Ok(Next::Go)
    }

    /// `super(class, instance)`.
    pub(super) fn make_super(&mut self, view: &mut View<'_>, first: u16) -> Result<Option<Ref>, GiveUp> {
        let (class, receiver) = (view.registers[first as usize], view.registers[first as usize + 1]);
        let Some(start) = self.class_of_instance(view.realm, receiver) else { return Ok(None) };
        let Some(class) = class.cast::<ClassObject>().filter(|class| start.is_subclass(*class)) else {
            return Ok(None);
        };
        let (class_operand, operand) = (self.register(first)?, self.register(first + 1)?);
        let constant = self.guard_is(class_operand, Value::object(class))?;
        if !self.guard_type(operand, receiver)? {
            return Ok(None);
        }
        let made = self.emit(Uop::SuperMake, &[constant, operand], Function::Super.address())?;
        self.emitter.assume_shape(made, Kind::Super as u32);
        self.supers.push((made, class, start, operand));
        Ok(Some(made))
    }
    /// A method of such a `super`: the function, and its receiver.
    pub(super) fn method_of_super(
        &mut self,
        realm: &mut Realm,
        operand: Ref,
        name: Gc<StrObject>,
    ) -> Option<(Value, Ref)> {
        let &(_, class, start, receiver) = self.supers.iter().find(|made| made.0 == operand)?;
        self.behind(realm, class, start, name).map(|found| (found, receiver))
    }

    /// How the result of a method that an instruction called is used: before its frame goes. `None`: only the
    /// interpreter can say. `Some(Some(..))`: the test to branch on, and whether it holds.
    #[allow(clippy::type_complexity)]
    pub(super) fn result_of_special(
        &mut self,
        view: &mut View<'_>,
        result: Ref,
        value: Value,
        flags: u32,
    ) -> Result<Option<Option<(Ref, bool)>>, GiveUp> {
        if flags & frame_flags::OPERATOR != 0 {
            if value == Value::NOT_IMPLEMENTED {
                return Ok(None);
            }
            if matches!(self.type_of(result), Type::Value) && !result.is_constant() {
                let unknown = self.emitter.constant_value(Value::NOT_IMPLEMENTED);
                self.emit(Uop::GuardNotConstant, &[result, unknown], 0)?;
            }
        }
        if flags & frame_flags::BRANCH == 0 {
            return Ok(Some(None));
        }
        Ok(self.truth(view, result, value)?.map(Some))
    }
    /// The instruction whose method has returned branches.
    pub(super) fn branch_on_result(&mut self, pc: u32, flags: u32, (test, holds): (Ref, bool)) -> Result<(), GiveUp> {
        let instr = self.state.innermost().code().instr(pc);
        let outcome = holds != (flags & frame_flags::NEGATE != 0);
        let taken = outcome != instr.flag();
        let (target, next) = (instr.target(pc), pc + 1);
        let (way, other) = if taken { (target, next) } else { (next, target) };
        if self.type_of(test) == Type::Bool {
            self.guard_bit(test, holds, other)?;
        } else {
            let zero = self.number(0);
            let guard = if holds { Uop::GuardIntNe } else { Uop::GuardIntEq };
            self.emit_exit(guard, &[test, zero], 0, other, Resume::At)?;
        }
        self.expected = Some(way);
        Ok(())
    }
}
