//! Calls and returns. Python functions are inlined as virtual frames; recursion past a bound
//! links to the function's own trace.

use super::iterate::plain_kind;
use super::*;
use crate::frame::{FRAME_WORDS, frame_flags};
use crate::object::layout::offset;
use crate::object::native::Known;
use crate::object::{BoundMethodObject, ClassId, FastCall, Flavor, Kind, Name, NativeObject, TupleObject};
use crate::uops::Function;
use crate::uops::frame::{caller_state, pack};

impl Recorder {
    pub(super) fn call(&mut self, view: &mut View<'_>, traces: &mut dyn Traces, instr: Instr) -> Result<Next, GiveUp> {
        let method = instr.op.family() == crate::bytecode::Op::CallMethod;
        let (callee, concrete) = (self.register(instr.a)?, view.registers[instr.a as usize]);
        let (mut first, mut count) = (instr.a + 1, instr.b as usize);
        if method {
            if view.registers[instr.a as usize + 1].is_unbound() {
                let receiver = self.register(instr.a + 1)?;
                if !receiver.is_constant() {
                    let unbound = self.unbound();
                    self.emit(Uop::GuardConstant, &[receiver, unbound], 0)?;
                }
                first += 1;
            } else {
                let receiver = self.register(instr.a + 1)?;
                if self.type_of(receiver) == Type::Value && !receiver.is_constant() {
                    self.emit(Uop::GuardUnboundNot, &[receiver], 0)?;
                }
                count += 1;
            }
        }
        let Some(object) = concrete.as_object() else { return self.interpret(instr) };
        match Kind::of(object) {
            Kind::Function => {
                let function: Gc<FunctionObject> = object.cast();
                if !can_inline(function, count) {
                    let called = self.guard_is(callee, concrete)?;
                    let args = self.arguments(first, count)?;
                    if let Some(next) = self.make_generator(instr, function, called, args.clone())? {
                        return Ok(next);
                    }
                    return self.bind_and_inline(traces, instr, function, called, args, &[]);
                }
                let called = self.guard_function(callee, function, count)?;
                let args = self.arguments(first, count)?;
                self.inline(traces, instr, function, called, args, 0)
            }
            Kind::BoundMethod => {
                let Some(parts) = concrete.cast::<BoundMethodObject>() else { return self.interpret(instr) };
                let (function, receiver) = (parts.function, parts.receiver);
                if let Some(native) = function.cast::<NativeObject>() {
                    let bound = self.object(callee, Kind::BoundMethod as u32)?;
                    let guarded = self.emit(Uop::MethodFunction, &[bound], 0)?;
                    self.guard_is(guarded, function)?;
                    let mut args = vec![(self.emit(Uop::MethodReceiver, &[bound], 0)?, receiver)];
                    args.extend(self.valued(view, first, count)?);
                    return self.call_plainly(view, instr, native, args);
                }
                let Some(target) = function.as_object().filter(|o| Kind::of(*o) == Kind::Function) else {
                    return self.interpret(instr);
                };
                let target: Gc<FunctionObject> = target.cast();
                let makes_generator = Code::of(target.code_object).flavor == Flavor::Generator;
                if !can_inline(target, count + 1) && !makes_generator || receiver.is_unbound() {
                    return self.interpret(instr);
                }
                let bound = self.object(callee, Kind::BoundMethod as u32)?;
                let guarded = self.emit(Uop::MethodFunction, &[bound], 0)?;
                let called = self.guard_function(guarded, target, count + 1)?;
                let mut args = vec![self.emit(Uop::MethodReceiver, &[bound], 0)?];
                args.extend(self.arguments(first, count)?);
                if makes_generator {
                    let made = self.make_generator(instr, target, called, args)?;
                    return made.map_or_else(|| self.interpret(instr), Ok);
                }
                self.inline(traces, instr, target, called, args, 0)
            }
            Kind::Class => self.instantiate(view, traces, instr, object.cast(), callee, first, count),
            Kind::Native => self.call_native(view, instr, concrete, callee, first, count),
            Kind::Instance => {
                let rest = self.valued(view, first, count)?;
                match self.call_special(view, traces, instr, Name::Call, (callee, concrete), &rest, 0)? {
                    Some(next) => Ok(next),
                    None => self.interpret(instr),
                }
            }
            _ => self.interpret(instr),
        }
    }

    /// Proves which function is called: this very one, or, as a closure is made anew again and again, one
    /// with the same code. Gives the function as an operand.
    pub(super) fn guard_function(
        &mut self,
        callee: Ref,
        function: Gc<FunctionObject>,
        count: usize,
    ) -> Result<Ref, GiveUp> {
        let takes_no_defaults = count == Code::of(function.code_object).positional as usize;
        if callee.is_constant() || function.closure.is_unbound() || !takes_no_defaults {
            self.guard_is(callee, Value::object(function))?;
            return Ok(self.emitter.constant_value(Value::object(function)));
        }
        let object = self.object(callee, Kind::Function as u32)?;
        let code = self.emit(Uop::FunctionCode, &[object], 0)?;
        self.guard_is(code, Value::object(function.code_object))?;
        Ok(object)
    }

    fn arguments(&mut self, first: u16, count: usize) -> Result<Vec<Ref>, GiveUp> {
        (first..first + count as u16).map(|register| self.register(register)).collect()
    }

    /// Where the interpreter would raise RecursionError for one call more, it is to do so.
    pub(super) fn guard_depth(&mut self) -> Result<(), GiveUp> {
        let uncounted = self.state.frames.iter().filter(|frame| !frame.in_memory).count() as u64 + 1;
        self.emit(Uop::GuardDepth, &[], uncounted)?;
        Ok(())
    }

    /// The function's defaults are taken for constants.
    pub(super) fn rely_on_defaults(&mut self, function: Gc<FunctionObject>) {
        function.watch();
        self.depend(Dependency::Function(function));
    }

    /// A call whose arguments are not the parameters one to one: keywords, `*args`, `**kwargs`, parameters that have
    /// to be named.
    fn bind_and_inline(
        &mut self,
        traces: &mut dyn Traces,
        instr: Instr,
        function: Gc<FunctionObject>,
        called: Ref,
        mut args: Vec<Ref>,
        keywords: &[(Value, Ref)],
    ) -> Result<Next, GiveUp> {
        let code = Code::of(function.code_object);
        let (positional, named) = (code.positional as usize, (code.positional + code.keyword_only) as usize);
        let rest = args.split_off(args.len().min(positional));
        if code.flavor != Flavor::Plain || !rest.is_empty() && !code.has_var_args {
            return self.interpret(instr);
        }
        let mut bound: Vec<Option<Ref>> = args.into_iter().map(Some).collect();
        bound.resize(named, None);
        let mut more = Vec::new();
        for &(name, value) in keywords {
            let first = code.positional_only as usize;
            match code.local_names[first..named].iter().position(|parameter| *parameter == name) {
                Some(index) if bound[first + index].is_none() => bound[first + index] = Some(value),
                // (A name that is no parameter is one of `**kwargs`; all names are interned.)
                None if code.has_var_keywords && !code.local_names[..named].contains(&name) => {
                    more.extend([self.emitter.constant_value(name), value]);
                }
                _ => return self.interpret(instr),
            }
        }
        let missing = |index: usize| match index < positional {
            true => default_of(function, index).is_some(),
            false => function.keyword_defaults.get().is(Kind::Dict),
        };
        let builds = code.has_var_args || code.has_var_keywords;
        if !(0..named).all(|index| bound[index].is_some() || missing(index))
            || builds && !self.may_call_plainly()
            || !self.fits_arguments(rest.len().max(more.len()))
        {
            return self.interpret(instr);
        }
        let mut all = Vec::with_capacity(named + 2);
        for (index, argument) in bound.into_iter().enumerate() {
            all.push(match (argument, default_of(function, index).filter(|_| index < positional)) {
                (Some(argument), _) => argument,
                (None, Some(default)) => {
                    self.rely_on_defaults(function);
                    self.emitter.constant_value(default)
                }
                (None, None) => {
                    // The dict itself may change: it is asked.
                    self.rely_on_defaults(function);
                    let defaults = self.emitter.constant_value(function.keyword_defaults.get());
                    let name = self.emitter.constant_value(code.local_names[index]);
                    self.emit(Uop::DictGet, &[defaults, name], Function::DictGet.address())?
                }
            });
        }
        if code.has_var_args {
            let tuple = self.plain_with(Uop::CallArguments, Value::NONE, Function::BuildTuple, &rest)?;
            self.emitter.assume_shape(tuple, Kind::Tuple as u32);
            all.push(tuple);
        }
        if code.has_var_keywords {
            let dict = self.plain_with(Uop::CallArguments, Value::NONE, Function::BuildDict, &more)?;
            self.emitter.assume_shape(dict, Kind::Dict as u32);
            all.push(dict);
        }
        self.inline(traces, instr, function, called, all, 0)
    }

    /// A call with keywords, of a Python function or method.
    pub(super) fn call_keywords(
        &mut self,
        view: &mut View<'_>,
        traces: &mut dyn Traces,
        instr: Instr,
    ) -> Result<Next, GiveUp> {
        let code = self.state.innermost().code();
        let names = code.sites.get(instr.c as usize).and_then(|site| code.consts.get(site.constant as usize));
        let Some(names) = names.and_then(|names| names.cast::<TupleObject>()).map(TupleObject::items) else {
            return self.interpret(instr);
        };
        let concrete = view.registers[instr.a as usize];
        let has_receiver = !view.registers[instr.a as usize + 1].is_unbound();
        let Some(function) = concrete.cast::<FunctionObject>().filter(|_| instr.b as usize >= names.len()) else {
            return self.interpret(instr);
        };
        let receiver = self.register(instr.a + 1)?;
        if !has_receiver {
            if !receiver.is_constant() {
                let unbound = self.unbound();
                self.emit(Uop::GuardConstant, &[receiver, unbound], 0)?;
            }
        } else if self.type_of(receiver) == Type::Value && !receiver.is_constant() {
            self.emit(Uop::GuardUnboundNot, &[receiver], 0)?;
        }
        let callee = self.register(instr.a)?;
        let called = self.guard_is(callee, concrete)?;
        let mut args = if has_receiver { vec![receiver] } else { Vec::new() };
        let given = instr.b as usize - names.len();
        args.extend(self.arguments(instr.a + 2, given)?);
        let values = self.arguments(instr.a + 2 + given as u16, names.len())?;
        let keywords: Vec<_> = names.iter().copied().zip(values).collect();
        self.bind_and_inline(traces, instr, function, called, args, &keywords)
    }

    /// Goes on inside of the function (`called` as an operand), or at its compiled entry if it recurses.
    pub(super) fn inline(
        &mut self,
        traces: &mut dyn Traces,
        instr: Instr,
        function: Gc<FunctionObject>,
        called: Ref,
        mut args: Vec<Ref>,
        flags: u32,
    ) -> Result<Next, GiveUp> {
        let code = Code::of(function.code_object);
        // Missing trailing arguments are the defaults, which are constants of the function.
        for index in args.len()..code.positional as usize {
            let Some(default) = default_of(function, index) else { return self.interpret(instr) };
            self.rely_on_defaults(function);
            args.push(self.emitter.constant_value(default));
        }
        let recursion = self.state.depth_of(function.code_object);
        if self.state.frames.len() >= INLINE_LIMIT && recursion == 0 {
            return Err(GiveUp::TooDeep);
        }
        if flags & frame_flags::INIT == 0 {
            self.guard_depth()?;
        }
        let caller = self.state.innermost_mut();
        caller.pc = self.pc;
        caller.call_register = if flags & frame_flags::NO_RESULT != 0 { u16::MAX } else { instr.a };
        caller.calls_init = flags & frame_flags::INIT != 0;
        self.state.push(function, called, flags);
        let base = self.state.innermost().base;
        for (register, value) in args.into_iter().enumerate() {
            self.state.set(base + register as i32, Slot::Dirty(value));
        }
        self.expected = Some(0);
        if recursion >= RECURSION_LIMIT {
            self.pc = 0;
            return self.link(traces, 0);
        }
        Ok(Next::Go)
    }

    fn instantiate(
        &mut self,
        view: &mut View<'_>,
        traces: &mut dyn Traces,
        instr: Instr,
        class: Gc<ClassObject>,
        callee: Ref,
        first: u16,
        count: usize,
    ) -> Result<Next, GiveUp> {
        if let Some(builtin) = class.builtin {
            self.guard_is(callee, Value::object(class))?;
            let result = match self.builtin_class(view, builtin, first, count)? {
                Some(result) => Some(result),
                None => self.construct_plainly(view, class, builtin, first, count)?,
            };
            let Some(result) = result else { return self.interpret(instr) };
            self.define(instr.a, result);
            return Ok(Next::Go);
        }
        if class.has_del.get() {
            return self.interpret(instr);
        }
        let Some(init) = plain_initializer(view.realm, class) else { return self.interpret(instr) };
        if init.is_none() && count != 0 || init.is_some_and(|init| !can_inline(init, count + 1)) {
            return self.interpret(instr);
        }
        class.watch();
        self.depend(Dependency::Class(class));
        self.guard_is(callee, Value::object(class))?;
        let shape = view.realm.root_shape(class);
        let (inline_slots, used, size_class) = {
            let shape = view.realm.shape(shape);
            (shape.inline_slots, shape.slot_count, shape.instance_size_class())
        };
        if used > inline_slots || size_class == crate::gc::Header::LARGE {
            return self.interpret(instr);
        }
        let args = self.arguments(first, count)?;
        let header = crate::gc::Header::word(shape.0, Kind::Instance as u8, size_class);
        let instance = self.emit(Uop::InstanceAllocate, &[], header)?;
        self.emitter.assume_shape(instance, shape.0);
        let unbound = self.unbound();
        for slot in 0..used {
            self.emit(Uop::SlotStore, &[instance, unbound], offset::INSTANCE_SLOTS as u64 + slot as u64 * 8)?;
        }
        if init.is_some() {
            // Before the class's register becomes the instance: the exit runs the call again.
            self.guard_depth()?;
        }
        self.define(instr.a, instance);
        let Some(init) = init else { return Ok(Next::Go) };
        let mut all = vec![instance];
        all.extend(args);
        let called = self.emitter.constant_value(Value::object(init));
        self.inline(traces, instr, init, called, all, frame_flags::INIT)
    }

    /// Calls of builtin classes that have uops.
    fn builtin_class(
        &mut self,
        view: &mut View<'_>,
        class: ClassId,
        first: u16,
        count: usize,
    ) -> Result<Option<Ref>, GiveUp> {
        match class {
            ClassId::Range if (1..=3).contains(&count) => {
                let mut numbers = Vec::with_capacity(3);
                for register in first..first + count as u16 {
                    let value = view.registers[register as usize];
                    if value.as_int().is_none() {
                        return Ok(None);
                    }
                    let operand = self.register(register)?;
                    numbers.push(self.int(operand, value)?);
                }
                let (start, stop, step) = match numbers[..] {
                    [stop] => (self.number(0), stop, self.number(1)),
                    [start, stop] => (start, stop, self.number(1)),
                    [start, stop, step] => {
                        if view.registers[first as usize + 2] == Value::int(0) {
                            return Ok(None);
                        }
                        self.emit(Uop::GuardNonZero, &[step], 0)?;
                        (start, stop, step)
                    }
                    _ => return Ok(None),
                };
                let range = self.emit(Uop::RangeMake, &[start, stop, step], 0)?;
                self.emitter.assume_shape(range, Kind::Range as u32);
                Ok(Some(range))
            }
            ClassId::Float => self.known(view, Known::Float, first, count),
            ClassId::Int => self.known(view, Known::Int, first, count),
            _ => Ok(None),
        }
    }

    fn call_native(
        &mut self,
        view: &mut View<'_>,
        instr: Instr,
        concrete: Value,
        callee: Ref,
        first: u16,
        count: usize,
    ) -> Result<Next, GiveUp> {
        let Some(native) = concrete.cast::<NativeObject>() else { return self.interpret(instr) };
        let result = match (native.def.fast, count) {
            (FastCall::Float1(function), 1) => {
                let Some(float) = self.float_argument(view, first)? else { return self.interpret(instr) };
                self.guard_is(callee, concrete)?;
                self.emit(Uop::FloatCall1, &[float], function as usize as u64)?
            }
            (FastCall::Float2(function), 2) => {
                let Some(a) = self.float_argument(view, first)? else { return self.interpret(instr) };
                let Some(b) = self.float_argument(view, first + 1)? else { return self.interpret(instr) };
                self.guard_is(callee, concrete)?;
                self.emit(Uop::FloatCall2, &[a, b], function as usize as u64)?
            }
            (FastCall::PartialFloat1(function), 1) => {
                let Some(float) = self.float_argument(view, first)? else { return self.interpret(instr) };
                if function(view.registers[first as usize].as_float().unwrap_or(0.0)).is_nan() {
                    return self.interpret(instr);
                }
                self.guard_is(callee, concrete)?;
                let result = self.emit(Uop::FloatCall1, &[float], function as usize as u64)?;
                self.emit(Uop::GuardFloatEq, &[result, result], 0)?;
                result
            }
            (FastCall::Known(known), _) => {
                // Before anything is done: the guard's exit calls again.
                self.guard_is(callee, concrete)?;
                match self.known(view, known, first, count)? {
                    Some(result) => result,
                    None => {
                        let args = self.valued(view, first, count)?;
                        return self.call_plainly(view, instr, native, args);
                    }
                }
            }
            _ => {
                self.guard_is(callee, concrete)?;
                let args = self.valued(view, first, count)?;
                return self.call_plainly(view, instr, native, args);
            }
        };
        self.define(instr.a, result);
        Ok(Next::Go)
    }

    /// A native function that runs no Python code.
    fn call_plainly(
        &mut self,
        view: &mut View<'_>,
        instr: Instr,
        native: Gc<NativeObject>,
        mut args: Vec<(Ref, Value)>,
    ) -> Result<Next, GiveUp> {
        if let (Some(class), Some(&(receiver, value))) = (native.class, args.first())
            && value.is(Kind::Instance)
        {
            let plain = view.realm.payload(value);
            if plain != value && class.kind() == plain.kind() {
                args[0] = (self.payload(receiver, value)?, plain);
            }
        }
        if native.class == Some(ClassId::List) && plain_kind(args.first().map_or(Value::NONE, |a| a.1)).is_some() {
            let none = self.emitter.constant(Type::Value, Value::NONE.bits());
            let result = match (native.def.name, &args[..]) {
                ("__getitem__", &[list, key]) => self.load_item(list, key)?,
                ("__setitem__", &[list, key, value]) => {
                    if !self.store_item(list, key, value.0)? {
                        return self.interpret(instr);
                    }
                    Some(none)
                }
                ("append", &[list, item]) => {
                    let list = self.object(list.0, Kind::List as u32)?;
                    let item = self.boxed(item.0)?;
                    self.emit(Uop::ListAppend, &[list, item], Function::ListAppend.address())?;
                    Some(none)
                }
                _ => None,
            };
            if let Some(result) = result {
                self.define(instr.a, result);
                return Ok(Next::Go);
            }
        }
        let Some(conduct) = super::native::conduct_of(&native).filter(|_| self.may_call_plainly()) else {
            return self.interpret(instr);
        };
        let mut containers = conduct.containers;
        if args.len() == 1 && super::native::iterates_over_only(&native) {
            containers |= 1;
        }
        let Some(args) = self.plain_arguments(&args, containers)? else { return self.interpret(instr) };
        let function = if conduct.op == Uop::CallDict { Function::ChangeDict } else { Function::CallNative };
        let result = self.plain_with(conduct.op, Value::object(native), function, &args)?;
        self.define(instr.a, result);
        Ok(Next::Go)
    }
    /// The arguments; those whose bit is set in `containers` are guarded to be plain containers.
    fn plain_arguments(&mut self, args: &[(Ref, Value)], containers: u16) -> Result<Option<Vec<Ref>>, GiveUp> {
        if !self.fits_arguments(args.len()) || args.iter().any(|(_, value)| value.is(Kind::Generator)) {
            return Ok(None);
        }
        let mut operands = Vec::with_capacity(args.len());
        for (index, &(operand, value)) in args.iter().enumerate() {
            operands.push(if containers >> index & 1 == 0 {
                operand
            } else {
                match self.plain_container(operand, value)? {
                    Some((object, _)) => object,
                    None => return Ok(None),
                }
            });
        }
        Ok(Some(operands))
    }
    /// Registers that hold arguments, with their values.
    fn valued(&mut self, view: &View<'_>, first: u16, count: usize) -> Result<Vec<(Ref, Value)>, GiveUp> {
        let values = &view.registers[first as usize..first as usize + count];
        Ok(self.arguments(first, count)?.into_iter().zip(values.iter().copied()).collect())
    }
    /// An object of a builtin class from plain arguments.
    fn construct_plainly(
        &mut self,
        view: &mut View<'_>,
        class: Gc<ClassObject>,
        builtin: ClassId,
        first: u16,
        count: usize,
    ) -> Result<Option<Ref>, GiveUp> {
        let values = &view.registers[first as usize..first as usize + count];
        if builtin == ClassId::Super && count == 2 {
            return self.make_super(view, first);
        }
        if builtin == ClassId::Type && count == 1 {
            let operand = self.register(first)?;
            if !self.guard_type(operand, values[0])? {
                return Ok(None);
            }
            let class = match self.type_of(operand) {
                Type::Int => view.realm.type_of(Value::int(0)),
                _ => view.realm.type_of(values[0]),
            };
            return Ok(Some(self.emitter.constant_value(Value::object(class))));
        }
        let Some(containers) = super::native::constructor(builtin, values).filter(|_| self.may_call_plainly()) else {
            return Ok(None);
        };
        let names = [Name::Iter, Name::Int, Name::Float, Name::Str, Name::Repr, Name::Bool, Name::Len, Name::Index];
        if !values.iter().all(|value| self.is_plain_for(view.realm, *value, &names)) {
            return Ok(None);
        }
        let args = self.valued(view, first, count)?;
        let Some(args) = self.plain_arguments(&args, containers)? else { return Ok(None) };
        let result = self.plain_with(Uop::CallArguments, Value::object(class), Function::Construct, &args)?;
        Ok(Some(result))
    }
    /// `isinstance(x, C)` of an instance or a value of a builtin type and a class whose class is `type`.
    fn is_instance(&mut self, view: &mut View<'_>, first: u16) -> Result<Option<Ref>, GiveUp> {
        let (value, class) = (view.registers[first as usize], view.registers[first as usize + 1]);
        let Some(target) = class.cast::<ClassObject>() else { return Ok(None) };
        if view.realm.type_of(class).builtin != Some(ClassId::Type) {
            return Ok(None);
        }
        let own = view.realm.type_of(value);
        let (operand, class_operand) = (self.register(first)?, self.register(first + 1)?);
        match value.as_object() {
            // A wide int that the trace computes with.
            Some(_) if self.type_of(operand) == Type::Int => {}
            Some(object) => {
                let shape = object.header().shape.get();
                if Kind::of(object) != Kind::Instance && shape != Kind::of(object) as u32 {
                    return Ok(None);
                }
                if Kind::of(object) == Kind::Instance
                    && view.realm.class_lookup_name(own, Name::Class).is_some_and(|found| !found.is(Kind::Native))
                {
                    return Ok(None);
                }
                if Kind::of(object) == Kind::Instance {
                    own.watch();
                    self.depend(Dependency::Class(own));
                } else if Kind::of(object).has_several_classes() {
                    return Ok(None);
                }
                self.object(operand, shape)?;
            }
            None if self.as_number(operand, value).is_some() => {
                if value.is_float() {
                    self.float(operand)?;
                } else {
                    if value.is_bool() && self.type_of(operand) == Type::Int {
                        return Ok(None);
                    }
                    self.int(operand, value)?;
                }
            }
            None => {
                self.guard_is(operand, value)?;
            }
        }
        self.guard_is(class_operand, class)?;
        let is = own.is_subclass(target);
        Ok(Some(self.emitter.constant(Type::Bool, is as u64)))
    }

    fn float_argument(&mut self, view: &View<'_>, register: u16) -> Result<Option<Ref>, GiveUp> {
        let operand = self.register(register)?;
        let value = view.registers[register as usize];
        match self.as_number(operand, value) {
            Some(super::arithmetic::Number::Float(_)) => Ok(Some(self.float(operand)?)),
            Some(super::arithmetic::Number::Int(_)) => {
                let int = self.int(operand, value)?;
                Ok(Some(self.emit(Uop::IntToFloat, &[int], 0)?))
            }
            None => Ok(None),
        }
    }

    /// The builtins that have uops of their own. Guards on arguments only; the callee's is the caller's.
    fn known(&mut self, view: &mut View<'_>, known: Known, first: u16, count: usize) -> Result<Option<Ref>, GiveUp> {
        use super::arithmetic::Number;
        if count == 0 {
            return Ok(None);
        }
        let operand = self.register(first)?;
        let value = view.registers[first as usize];
        let number = self.as_number(operand, value);
        Ok(match (known, count) {
            (Known::IsInstance, 2) => self.is_instance(view, first)?,
            (Known::Len, 1) => match super::iterate::plain_kind(value) {
                Some(Kind::Dict) => {
                    let dict = self.object(operand, Kind::Dict as u32)?;
                    Some(self.emit(Uop::DictLen, &[dict], 0)?)
                }
                Some(Kind::List) => {
                    let list = self.object(operand, Kind::List as u32)?;
                    Some(self.emit(Uop::ListLen, &[list], 0)?)
                }
                Some(Kind::Array) => Some(self.array_len(operand)?),
                Some(Kind::Tuple) => {
                    let tuple = self.object(operand, Kind::Tuple as u32)?;
                    Some(self.emit(Uop::TupleLen, &[tuple], 0)?)
                }
                _ => None,
            },
            (Known::Abs, 1) => match number {
                Some(Number::Float(_)) => {
                    let float = self.float(operand)?;
                    Some(self.emit(Uop::FloatAbs, &[float], 0)?)
                }
                // A bool's is an int, not the bool.
                Some(Number::Int(i)) if i != i64::MIN && !value.is_bool() => {
                    let int = self.int(operand, value)?;
                    let zero = self.number(0);
                    if i >= 0 {
                        self.emit(Uop::GuardIntGe, &[int, zero], 0)?;
                        Some(int)
                    } else {
                        self.emit(Uop::GuardIntLt, &[int, zero], 0)?;
                        Some(self.emit(Uop::IntNeg, &[int], 0)?)
                    }
                }
                _ => None,
            },
            (Known::Float, 1) => match number {
                Some(Number::Float(_)) => Some(self.float(operand)?),
                Some(Number::Int(_)) => {
                    let int = self.int(operand, value)?;
                    Some(self.emit(Uop::IntToFloat, &[int], 0)?)
                }
                None => None,
            },
            (Known::Int, 1) => match number {
                Some(Number::Int(_)) if !value.is_bool() => Some(self.int(operand, value)?),
                Some(Number::Float(f)) if f.abs() < 9e18 => {
                    let float = self.float(operand)?;
                    Some(self.emit(Uop::FloatToInt, &[float], 0)?)
                }
                _ => None,
            },
            (Known::MathSqrt, 1) => match number {
                Some(Number::Float(f)) if f >= 0.0 => {
                    let float = self.float(operand)?;
                    let zero = self.emitter.constant(Type::Float, 0);
                    self.emit(Uop::GuardFloatGe, &[float, zero], 0)?;
                    Some(self.emit(Uop::FloatSqrt, &[float], 0)?)
                }
                _ => None,
            },
            (Known::MathFabs, 1) => match number {
                Some(Number::Float(_)) => {
                    let float = self.float(operand)?;
                    Some(self.emit(Uop::FloatAbs, &[float], 0)?)
                }
                _ => None,
            },
            (Known::MathFloor | Known::MathCeil, 1) => match number {
                Some(Number::Int(_)) if !value.is_bool() => Some(self.int(operand, value)?),
                Some(Number::Float(f)) if f.abs() < 9e18 => {
                    let float = self.float(operand)?;
                    let uop = if known == Known::MathFloor { Uop::FloatFloor } else { Uop::FloatCeil };
                    Some(self.emit(uop, &[float], 0)?)
                }
                _ => None,
            },
            (Known::ListPop, 1) if plain_kind(value) == Some(Kind::List) && super::iterate::plain_len(value) > 0 => {
                let list = self.object(operand, Kind::List as u32)?;
                let length = self.emit(Uop::ListLen, &[list], 0)?;
                let (zero, one) = (self.number(0), self.number(1));
                self.emit(Uop::GuardIntLt, &[zero, length], 0)?;
                let last = self.emit(Uop::IntSub, &[length, one], 0)?;
                let items = self.emit(Uop::ListItems, &[list], 0)?;
                let item = self.emit(Uop::ItemLoad, &[items, last], 0)?;
                self.emit(Uop::ListSetLen, &[list, last], 0)?;
                Some(item)
            }
            (Known::ListAppend, 2) if plain_kind(value) == Some(Kind::List) => {
                let list = self.object(operand, Kind::List as u32)?;
                let item = self.register(first + 1)?;
                let item = self.boxed(item)?;
                self.emit(Uop::ListAppend, &[list, item], Function::ListAppend.address())?;
                Some(self.emitter.constant(Type::Value, Value::NONE.bits()))
            }
            _ => None,
        })
    }

    pub(super) fn do_return(
        &mut self,
        view: &mut View<'_>,
        traces: &mut dyn Traces,
        instr: Instr,
    ) -> Result<Next, GiveUp> {
        if self.in_resumed() {
            return self.finish_resumed();
        }
        if self.state.innermost().code().flavor != Flavor::Plain {
            return self.stop();
        }
        let result = self.operand(instr.a)?;
        let flags = if self.state.frames.len() == 1 { view.flags } else { self.state.innermost().flags };
        let init = flags & frame_flags::INIT != 0;
        if flags & frame_flags::GENERATOR != 0 {
            return self.stop();
        }
        if init {
            if !self.concrete(view, instr.a).is_none() {
                return self.stop();
            }
            self.guard_is(result, Value::NONE)?;
        }
        let Some(test) = self.result_of_special(view, result, self.concrete(view, instr.a), flags)? else {
            return self.stop();
        };
        if self.state.frames.len() > 1 {
            let in_memory = self.state.innermost().in_memory;
            if in_memory {
                self.emit(Uop::LeaveFrames, &[], 1)?;
            }
            self.state.pop();
            let caller = self.state.innermost();
            let (register, pc) = (caller.call_register, caller.pc);
            self.state.innermost_mut().calls_init = false;
            if let Some(test) = test {
                self.branch_on_result(pc, flags, test)?;
                return Ok(Next::Go);
            }
            if !init && flags & frame_flags::NO_RESULT == 0 {
                self.define(register, result);
            }
            self.expected = Some(pc + 1);
            return Ok(Next::Go);
        }
        // From the root frame: to whoever called, if that is Python.
        let Some((caller, pc)) = view.caller.filter(|_| flags & frame_flags::ENTRY == 0) else { return self.stop() };
        if matches!(self.start, Some((_, Some(_)))) {
            return Err(GiveUp::LeftLoop);
        }
        if test.is_some() {
            // The caller's instruction is a branch.
            return self.stop();
        }
        let code = Code::of(caller.code_object);
        let base = -(code.register_count as i32 + FRAME_WORDS as i32);
        let result = self.boxed(result)?;
        let address = self.raw(code as *const Code as u64);
        let state = self.number(caller_state(pc, flags));
        self.emit(Uop::GuardCaller, &[address, state], pack(base, 0))?;
        self.emit(Uop::LeaveFrames, &[], 1)?;
        if !init && flags & frame_flags::NO_RESULT == 0 {
            let register = code.instr(pc).a as i32;
            self.emit(Uop::StoreSlot, &[result], (base + register) as i64 as u64)?;
        }
        let target = traces.landing(caller.code_object, pc + 1)?;
        Ok(Next::End(End::Link { target, base_delta: base }))
    }
}

/// The `__init__` in Python of a class whose instances are plain (`Some(None)`: `object`'s own).
fn plain_initializer(realm: &mut Realm, class: Gc<ClassObject>) -> Option<Option<Gc<FunctionObject>>> {
    if class.builtin.is_some() || class.payload.is_some() || class.is_exception || class.is_abstract.get() {
        return None;
    }
    let new = realm.class_lookup_name(class, Name::New);
    let meta = realm.type_of(Value::object(class));
    if new.is_some_and(|new| !new.is(Kind::Native)) || meta.builtin != Some(ClassId::Type) {
        return None;
    }
    match realm.class_lookup_name(class, Name::Init) {
        Some(init) if init.is(Kind::Function) => Some(init.cast()),
        Some(init) if !init.is(Kind::Native) => None,
        _ => Some(None),
    }
}

/// The default of positional parameter `index`.
pub(super) fn default_of(function: Gc<FunctionObject>, index: usize) -> Option<Value> {
    let code = Code::of(function.code_object);
    let defaults = TupleObject::items(function.defaults.get().cast()?);
    let first = (code.positional as usize).checked_sub(defaults.len())?;
    defaults.get(index.checked_sub(first)?).copied()
}

/// Whether a call with `count` positional arguments binds them one to one (and to defaults).
pub(super) fn can_inline(function: Gc<FunctionObject>, count: usize) -> bool {
    let code = Code::of(function.code_object);
    code.flavor == Flavor::Plain
        && !code.has_var_args
        && !code.has_var_keywords
        && code.keyword_only == 0
        && count <= code.positional as usize
        && (count..code.positional as usize).all(|index| default_of(function, index).is_some())
}
