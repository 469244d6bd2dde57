//! Calls and returns.
//!
//! In: a call instruction. Out: a pushed frame (for a Python function; the loop goes on in it)
//! or a result in the instruction's register `a`.
//!
//! ```text
//! t0 = f; t1 = 1; Call t0, 1    →   frame of f with r0 = 1; its Return writes t0
//! ```
//!
//! 1. Python calls Python without using the native stack; natives that call back go through
//!    [`Interpreter::call_value`], which runs a nested loop.
//! 2. Arguments lie in the caller's temporaries, which keeps them alive while the callee runs.

use smallvec::SmallVec;

use crate::bytecode::{Code, Instr, Op};
use crate::frame::{FRAME_WORDS, FrameHeader, frame_flags, header};
use crate::gc::Gc;
use crate::interp::iter::is_exact;
use crate::interp::run::{Outcome, Pc, code_of, run};
use crate::interp::{Interpreter, bind, quicken, unwind};
use crate::object::{
    BoundMethodObject, ClassId, ClassObject, CodeObject, DictObject, FunctionObject, Kind, Name, NativeObject,
    PyResult, Raised, TupleObject, Value,
};

/// Arguments collected from several places.
pub type Arguments = SmallVec<[Value; 8]>;
/// Keywords: names and values.
pub type Keywords = SmallVec<[(Value, Value); 4]>;

/// The code that a code object owns.
#[inline(always)]
pub fn code_ptr(object: Gc<CodeObject>) -> *const Code {
    object.code as *const Code
}

/// The frame header of the callee whose registers begin at `base` is made; the frame runs.
///
/// # Safety
/// There is room for the frame, and its registers are filled.
#[inline(always)]
unsafe fn commit(vm: &mut Interpreter, base: *mut Value, function: Gc<FunctionObject>, code: *const Code, flags: u32) {
    // SAFETY: the caller's promise.
    unsafe {
        (base as *mut FrameHeader).sub(1).write(FrameHeader {
            function: Value::object(function),
            code,
            caller: vm.frame,
            pc: 0,
            flags,
            handled: Value::UNBOUND,
        });
        vm.realm.machine.depth += 1;
        vm.realm.machine.stack_top = base.add((*code).register_count as usize);
        vm.frame = base;
    }
}

/// Where the next frame's registers will be, or RecursionError.
#[inline(always)]
fn place(vm: &mut Interpreter, code: *const Code) -> PyResult<*mut Value> {
    let base = vm.realm.machine.stack_top.wrapping_add(FRAME_WORDS);
    // SAFETY: the code is alive: its function is being called.
    let end = base.wrapping_add(unsafe { (*code).register_count } as usize);
    if vm.realm.machine.depth >= vm.realm.machine.depth_limit || end > vm.realm.machine.stack_end {
        return Err(vm.recursion_error());
    }
    Ok(base)
}

/// Pushes the frame of a Python function that takes exactly these arguments, in order. Null if
/// the callee is something else, or there is no room: then nothing has happened.
///
/// # Safety
/// `base` is the running frame and `pc` points behind its current instruction.
#[inline(always)]
pub unsafe fn push_exact(
    vm: &mut Interpreter,
    base: *mut Value,
    pc: Pc,
    callee: Value,
    arguments: *const Value,
    count: usize,
) -> *mut Value {
    if !is_exact(callee, Kind::Function) {
        return std::ptr::null_mut();
    }
    let function = Gc::<FunctionObject>::from_address(callee.bits() as usize);
    let code = code_ptr(function.code_object);
    // SAFETY: a function's code is alive; the new frame lies behind the running one, checked
    // against the end of the stack.
    unsafe {
        if !takes_exactly(&*code, count) {
            return std::ptr::null_mut();
        }
        let callee_base = vm.realm.machine.stack_top.wrapping_add(FRAME_WORDS);
        let end = callee_base.wrapping_add((*code).register_count as usize);
        if vm.realm.machine.depth >= vm.realm.machine.depth_limit || end > vm.realm.machine.stack_end {
            return std::ptr::null_mut();
        }
        vm.save(base, pc);
        for index in 0..count {
            *callee_base.add(index) = *arguments.add(index);
        }
        for index in count..(*code).local_count as usize {
            *callee_base.add(index) = Value::UNBOUND;
        }
        (callee_base as *mut FrameHeader).sub(1).write(FrameHeader {
            function: callee,
            code,
            caller: base,
            pc: 0,
            flags: 0,
            handled: Value::UNBOUND,
        });
        vm.realm.machine.depth += 1;
        vm.realm.machine.stack_top = end;
        vm.frame = callee_base;
        callee_base
    }
}

/// Whether a function takes exactly `count` positional arguments, with nothing to fill in.
#[inline(always)]
pub fn takes_exactly(code: &Code, count: usize) -> bool {
    code.positional as usize == count && code.keyword_only == 0 && !code.has_var_args && !code.has_var_keywords
}

/// The receiver slot and arguments of a `CallMethod` or `CallKeywords`.
///
/// # Safety
/// `base` is the running frame and `instr` one of its instructions, of those formats.
unsafe fn method_arguments<'a>(base: *mut Value, instr: Instr) -> &'a [Value] {
    // SAFETY: verified operands.
    unsafe {
        let start = base.add(instr.a as usize + 1);
        let count = instr.b as usize;
        if (*start).is_unbound() {
            std::slice::from_raw_parts(start.add(1), count)
        } else {
            std::slice::from_raw_parts(start, count + 1)
        }
    }
}

/// `Call`: the generic member.
#[inline(never)]
pub unsafe fn call(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<*mut Value> {
    // SAFETY: verified operands.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let callee = *base.add(instr.a as usize);
        let args = std::slice::from_raw_parts(base.add(instr.a as usize + 1), instr.b as usize);
        if quicken::warm(pc) {
            let op = if is_exact(callee, Kind::Function) {
                let function = Gc::<FunctionObject>::from_address(callee.bits() as usize);
                takes_exactly(&*code_ptr(function.code_object), args.len()).then_some(Op::CallPython)
            } else if is_exact(callee, Kind::Native) {
                Some(Op::CallNative)
            } else if callee.is(Kind::Class) {
                Some(Op::CallClass)
            } else {
                None
            };
            match op {
                Some(op) => quicken::specialize(pc, op),
                None => quicken::back_off(pc),
            }
        }
        vm.save(base, pc);
        vm.eager()?;
        vm.begin_call(base, instr.a, callee, args, &[])
    }
}

/// `CallPython` met another callee, or there is no room for the frame.
#[cold]
#[inline(never)]
pub unsafe fn call_miss(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<*mut Value> {
    // SAFETY: verified operands.
    unsafe {
        quicken::generalize(pc);
        call(vm, base, pc)
    }
}

/// `CallNative`.
#[inline(never)]
pub unsafe fn call_native(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: verified operands.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let callee = *base.add(instr.a as usize);
        let args = std::slice::from_raw_parts(base.add(instr.a as usize + 1), instr.b as usize);
        vm.save(base, pc);
        vm.eager()?;
        if is_exact(callee, Kind::Native) {
            let native = Gc::<NativeObject>::from_address(callee.bits() as usize);
            *base.add(instr.a as usize) = vm.call_native(native, args, &[])?;
            return Ok(());
        }
        quicken::generalize(pc);
        vm.finish_call(base, instr.a, callee, args, &[])
    }
}

/// `CallClass`. The site's `class` and `key2` are the class and its version, `value` its plain Python
/// `__init__`, which takes exactly these arguments.
#[inline(never)]
pub unsafe fn call_class(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<*mut Value> {
    // SAFETY: verified operands.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let callee = *base.add(instr.a as usize);
        let args = std::slice::from_raw_parts(base.add(instr.a as usize + 1), instr.b as usize);
        vm.save(base, pc);
        vm.eager()?;
        let site = &code_of(base).sites[instr.c as usize];
        if callee == site.class.get() && callee.is(Kind::Class) && crate::interp::attr::version_holds(site) {
            let class = Gc::<ClassObject>::from_address(callee.bits() as usize);
            let init = Gc::<FunctionObject>::from_address(site.value.get().bits() as usize);
            let code = code_ptr(init.code_object);
            let callee_base = place(vm, code)?;
            let instance = Value::object(vm.realm.new_instance(class));
            *callee_base = instance;
            for (index, argument) in args.iter().enumerate() {
                *callee_base.add(index + 1) = *argument;
            }
            for index in args.len() + 1..(*code).local_count as usize {
                *callee_base.add(index) = Value::UNBOUND;
            }
            commit(vm, callee_base, init, code, frame_flags::INIT);
            *base.add(instr.a as usize) = instance;
            return Ok(callee_base);
        }
        match callee.cast::<ClassObject>() {
            None => quicken::generalize(pc),
            Some(class) => {
                if let Some(init) = vm.plain_initializer(class)
                    && takes_exactly(&*code_ptr(init.code_object), args.len() + 1)
                {
                    let version = vm.realm.class_version(class);
                    if version != 0 {
                        site.class.set(callee);
                        site.key2.set(version);
                        site.value.set(Value::object(init));
                    }
                }
            }
        }
        vm.begin_call(base, instr.a, callee, args, &[])
    }
}

/// `CallMethod`: the generic member.
#[inline(never)]
pub unsafe fn call_method(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<*mut Value> {
    // SAFETY: verified operands.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let callee = *base.add(instr.a as usize);
        let args = method_arguments(base, instr);
        if quicken::warm(pc) {
            let op = if is_exact(callee, Kind::Function) {
                let function = Gc::<FunctionObject>::from_address(callee.bits() as usize);
                takes_exactly(&*code_ptr(function.code_object), args.len()).then_some(Op::CallMethodPython)
            } else if is_exact(callee, Kind::Native) {
                Some(Op::CallMethodNative)
            } else {
                None
            };
            match op {
                Some(op) => quicken::specialize(pc, op),
                None => quicken::back_off(pc),
            }
        }
        vm.save(base, pc);
        vm.eager()?;
        vm.begin_call(base, instr.a, callee, args, &[])
    }
}

/// `CallMethodPython` met another callee, or there is no room for the frame.
#[cold]
#[inline(never)]
pub unsafe fn call_method_miss(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<*mut Value> {
    // SAFETY: verified operands.
    unsafe {
        quicken::generalize(pc);
        call_method(vm, base, pc)
    }
}

/// `CallMethodNative`.
#[inline(never)]
pub unsafe fn call_method_native(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: verified operands.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let callee = *base.add(instr.a as usize);
        let args = method_arguments(base, instr);
        vm.save(base, pc);
        vm.eager()?;
        if is_exact(callee, Kind::Native) {
            let native = Gc::<NativeObject>::from_address(callee.bits() as usize);
            *base.add(instr.a as usize) = vm.call_native(native, args, &[])?;
            return Ok(());
        }
        quicken::generalize(pc);
        vm.finish_call(base, instr.a, callee, args, &[])
    }
}

/// `CallKeywords`.
#[inline(never)]
pub unsafe fn call_keywords(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<*mut Value> {
    // SAFETY: verified operands.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let callee = *base.add(instr.a as usize);
        let all = method_arguments(base, instr);
        let code = code_of(base);
        let names = code.consts[code.sites[instr.c as usize].constant as usize];
        let names = TupleObject::items(Gc::from_address(names.bits() as usize));
        let (args, values) = all.split_at(all.len() - names.len());
        let keywords: Keywords = names.iter().copied().zip(values.iter().copied()).collect();
        vm.save(base, pc);
        vm.eager()?;
        vm.begin_call(base, instr.a, callee, args, &keywords)
    }
}

/// `CallSpread`.
#[inline(never)]
pub unsafe fn call_spread(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<*mut Value> {
    // SAFETY: verified operands: a list or tuple, and a dict or unbound.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let callee = *base.add(instr.a as usize);
        let spread = *base.add(instr.a as usize + 1);
        let named = *base.add(instr.a as usize + 2);
        vm.save(base, pc);
        vm.eager()?;
        let args: Arguments = if is_exact(spread, Kind::Tuple) {
            TupleObject::items(Gc::from_address(spread.bits() as usize)).into()
        } else if is_exact(spread, Kind::List) {
            vm.realm.list_items(spread).into()
        } else {
            match vm.collect_items(spread) {
                Ok(items) => {
                    // Kept alive here while the call runs.
                    *base.add(instr.a as usize + 1) = vm.realm.tuple(&items);
                    items.into()
                }
                Err(_) if !vm.is_iterable(spread) => {
                    let text = format!(
                        "{} argument after * must be an iterable, not {}",
                        vm.callee_name(callee),
                        vm.realm.type_name(spread)
                    );
                    return Err(vm.realm.type_error(text));
                }
                Err(raised) => return Err(raised),
            }
        };
        let mut keywords = Keywords::new();
        if !named.is_unbound() {
            keywords.extend(DictObject::pairs(Gc::from_address(named.bits() as usize)));
        }
        vm.begin_call(base, instr.a, callee, &args, &keywords)
    }
}

/// How a return from a frame with flags goes on.
pub enum Returning {
    /// In the calling frame; the result is in its place.
    ToCaller,
    /// The loop was started for this frame.
    Leave(Value),
    /// `__init__` returned something.
    Raise(Raised),
}

/// `Return` of a frame with flags; pops it.
#[inline(never)]
pub unsafe fn return_special(vm: &mut Interpreter, base: *mut Value, pc: Pc, value: Value) -> Returning {
    // SAFETY: `base` is the running frame.
    unsafe {
        let frame = header(base);
        let (flags, caller) = (frame.flags, frame.caller);
        if flags & frame_flags::INIT != 0 && !value.is_none() {
            vm.save(base, pc);
            // CPython raises this in the caller.
            vm.pop_frame();
            let text = format!("__init__() should return None, not '{}'", vm.realm.type_name(value));
            let raised = vm.realm.raise(ClassId::TypeError, &text);
            if flags & frame_flags::ENTRY != 0 {
                // Nobody stands above this loop but whoever started it.
                vm.init_failed = Some(raised);
                return Returning::Leave(Value::UNBOUND);
            }
            return Returning::Raise(raised);
        }
        vm.pop_frame();
        if flags & (frame_flags::OPERATOR | frame_flags::NO_RESULT) != 0 {
            return match finish_special(vm, caller, flags, value) {
                Ok(()) => Returning::ToCaller,
                Err(raised) => Returning::Raise(raised),
            };
        }
        if flags & frame_flags::ENTRY == 0 {
            return Returning::ToCaller;
        }
        if flags & frame_flags::INIT != 0 {
            let call = code_of(caller).instr(header(caller).pc);
            return Returning::Leave(*caller.add(call.a as usize));
        }
        Returning::Leave(value)
    }
}

/// What the caller, whose instruction called a special method, does with its result. The caller then goes on behind
/// the pc where it stands.
///
/// # Safety
/// `caller` is the running frame and stands on that instruction, whose operands are still in its registers.
unsafe fn finish_special(vm: &mut Interpreter, caller: *mut Value, flags: u32, value: Value) -> PyResult<()> {
    // SAFETY: the caller's promise.
    unsafe {
        let pc = header(caller).pc;
        let instr = code_of(caller).instr(pc);
        let unknown = flags & frame_flags::OPERATOR != 0 && value == Value::NOT_IMPLEMENTED;
        if flags & frame_flags::BRANCH != 0 {
            let holds = if unknown {
                let (left, right) = vm.operands(caller, instr.a, instr.b);
                let operator = crate::interp::compare::operator(instr.op);
                let result = crate::object::protocol::compare_after(vm, operator, left, right, true)?;
                vm.truth(result)?
            } else {
                vm.truth(value)? != (flags & frame_flags::NEGATE != 0)
            };
            if holds != instr.flag() {
                header(caller).pc = instr.target(pc) - 1;
            }
            return Ok(());
        }
        if flags & frame_flags::DISCARD != 0 {
            return Ok(());
        }
        let result = if unknown { ask_on(vm, caller, instr, flags)? } else { value };
        *caller.add(instr.a as usize) = result;
        Ok(())
    }
}
/// An operator or comparison whose special method has answered NotImplemented.
unsafe fn ask_on(vm: &mut Interpreter, caller: *mut Value, instr: Instr, flags: u32) -> PyResult {
    use crate::object::protocol::{Asked, binary_after, compare_after};
    // SAFETY: verified operands of the frame at `caller`.
    let (left, right) = unsafe { vm.operands(caller, instr.b, instr.c) };
    if matches!(instr.op.family(), Op::Lt | Op::Le | Op::Eq | Op::Ne | Op::Gt | Op::Ge) {
        return compare_after(vm, crate::interp::compare::operator(instr.op), left, right, true);
    }
    let asked = match flags & frame_flags::OPERATOR {
        frame_flags::OWN => Asked::Own,
        frame_flags::FORWARD => Asked::Forward,
        _ => Asked::Backward,
    };
    binary_after(vm, instr.op.binary_operator(), left, right, instr.flag(), asked)
}

impl Interpreter {
    /// Removes the running frame.
    #[inline(always)]
    pub fn pop_frame(&mut self) {
        let base = self.frame;
        // SAFETY: there is a running frame.
        unsafe {
            self.realm.machine.depth -= 1;
            self.realm.machine.stack_top = base.sub(FRAME_WORDS);
            self.frame = header(base).caller;
        }
    }

    /// Pushes the frame of a Python function with its arguments bound.
    pub fn push_function(
        &mut self,
        function: Gc<FunctionObject>,
        args: &[Value],
        keywords: &[(Value, Value)],
        flags: u32,
    ) -> PyResult<*mut Value> {
        let code = code_ptr(function.code_object);
        let base = place(self, code)?;
        // SAFETY: `place` has checked that there is room; the function keeps its code alive.
        unsafe {
            bind::bind(self, function, &*code, base, args, keywords)?;
            commit(self, base, function, code, flags);
        }
        Ok(base)
    }

    /// Begins a call: pushes a frame and returns its base, or computes the result into
    /// register `a` and returns null.
    ///
    /// # Safety
    /// `base` is the running frame, its `pc` stored, and `a` is the call's register.
    pub unsafe fn begin_call(
        &mut self,
        base: *mut Value,
        a: u16,
        callee: Value,
        args: &[Value],
        keywords: &[(Value, Value)],
    ) -> PyResult<*mut Value> {
        match callee.kind() {
            Some(Kind::Function) => self.push_function(Gc::from_address(callee.bits() as usize), args, keywords, 0),
            Some(Kind::BoundMethod) => {
                let method = Gc::<BoundMethodObject>::from_address(callee.bits() as usize);
                let mut own = Arguments::with_capacity(args.len() + 1);
                own.push(method.receiver);
                own.extend_from_slice(args);
                // SAFETY: as for this function.
                unsafe { self.begin_call(base, a, method.function, &own, keywords) }
            }
            Some(Kind::Class) => {
                let class = Gc::<ClassObject>::from_address(callee.bits() as usize);
                if let Some(init) = self.plain_initializer(class) {
                    let instance = self.realm.new_instance(class);
                    let mut own = Arguments::with_capacity(args.len() + 1);
                    own.push(Value::object(instance));
                    own.extend_from_slice(args);
                    // The instance is the call's result, and alive from now on. The frame is pushed
                    // first: if binding fails, the error names the callee as it was.
                    let pushed = self.push_function(init, &own, keywords, frame_flags::INIT)?;
                    // SAFETY: `a` is a register of the caller's.
                    unsafe { *base.add(a as usize) = Value::object(instance) };
                    return Ok(pushed);
                }
                // SAFETY: as for this function.
                unsafe { self.finish_call(base, a, callee, args, keywords)? };
                Ok(std::ptr::null_mut())
            }
            _ => {
                // SAFETY: as for this function.
                unsafe { self.finish_call(base, a, callee, args, keywords)? };
                Ok(std::ptr::null_mut())
            }
        }
    }

    /// Calls, with a nested loop if need be, and puts the result into register `a`.
    unsafe fn finish_call(
        &mut self,
        base: *mut Value,
        a: u16,
        callee: Value,
        args: &[Value],
        keywords: &[(Value, Value)],
    ) -> PyResult<()> {
        let result = self.call_value(callee, args, keywords)?;
        // SAFETY: `a` is a register of the running frame.
        unsafe { *base.add(a as usize) = result };
        Ok(())
    }

    /// The `__call__` of a class's metaclass, if that is written in Python.
    #[inline]
    fn metaclass_call(&mut self, class: Gc<ClassObject>) -> Option<Value> {
        let metaclass = class.metaclass.get().cast::<ClassObject>()?;
        self.realm.class_lookup_name(metaclass, Name::Call).filter(|found| !found.is(Kind::Native))
    }

    /// The Python `__init__` of a class whose instances are made by `object.__new__`.
    #[inline]
    fn plain_initializer(&mut self, class: Gc<ClassObject>) -> Option<Gc<FunctionObject>> {
        if class.builtin.is_some() || class.payload.is_some() || class.is_exception || class.is_abstract.get() {
            return None;
        }
        if !class.metaclass.get().is_unbound() && self.metaclass_call(class).is_some()
            || self.realm.is_builtin_subclass(class, ClassId::Type)
        {
            return None;
        }
        let new = self.realm.class_lookup_name(class, Name::New);
        if new.is_some_and(|new| !new.is(Kind::Native)) {
            return None;
        }
        let init = self.realm.class_lookup_name(class, Name::Init)?;
        init.is(Kind::Function).then(|| Gc::from_address(init.bits() as usize))
    }

    /// Runs the loop for the frame at `base`, marked ENTRY, until it returns.
    pub fn run_nested(&mut self, base: *mut Value, pc: u32) -> PyResult {
        if self.native_stack_exhausted() {
            // SAFETY: the frame was pushed, so it can be popped like one that raised.
            let raised = self.recursion_error();
            return match unwind::leave(self, raised) {
                unwind::Unwound::Left(raised) => Err(raised),
                // A frame marked ENTRY that has not begun handles nothing.
                unwind::Unwound::Handled(..) => Err(raised),
            };
        }
        #[cfg(any(test, feature = "fuzzing"))]
        {
            self.probe.depth += 1;
        }
        // SAFETY: the frame was just pushed, or stands where it was left.
        let outcome = unsafe {
            #[cfg(any(test, feature = "fuzzing"))]
            if self.probe.watching {
                crate::interp::probe::run_watched(self, base, pc)
            } else {
                run::<false>(self, base, pc)
            }
            #[cfg(not(any(test, feature = "fuzzing")))]
            run::<false>(self, base, pc)
        };
        #[cfg(any(test, feature = "fuzzing"))]
        {
            self.probe.depth -= 1;
        }
        match outcome {
            Outcome::Returned(value) => match self.init_failed.take() {
                Some(raised) => Err(raised),
                None => Ok(value),
            },
            Outcome::Raised(raised) => Err(raised),
            // Only with SINGLE.
            Outcome::Stepped(..) => Ok(Value::NONE),
        }
    }

    /// Calls any value: the whole of `callee(*args, **keywords)`.
    pub fn call_value(&mut self, callee: Value, args: &[Value], keywords: &[(Value, Value)]) -> PyResult {
        match callee.kind() {
            Some(Kind::Function) => {
                let function = Gc::<FunctionObject>::from_address(callee.bits() as usize);
                let base = self.push_function(function, args, keywords, frame_flags::ENTRY)?;
                self.run_nested(base, 0)
            }
            Some(Kind::Native) => {
                let native = Gc::<NativeObject>::from_address(callee.bits() as usize);
                self.call_native(native, args, keywords)
            }
            Some(Kind::BoundMethod) => {
                let method = Gc::<BoundMethodObject>::from_address(callee.bits() as usize);
                let mut own = Arguments::with_capacity(args.len() + 1);
                own.push(method.receiver);
                own.extend_from_slice(args);
                self.call_value(method.function, &own, keywords)
            }
            Some(Kind::Class) => {
                let class = Gc::<ClassObject>::from_address(callee.bits() as usize);
                if let Some(method) = self.metaclass_call(class) {
                    let metaclass = self.realm.type_of(callee);
                    let bound = self.bind(method, callee, metaclass)?;
                    return self.call_value(bound, args, keywords);
                }
                if class.builtin == Some(ClassId::Type) {
                    return self.with_roots(callee, args, keywords, |vm| vm.call_type(args, keywords));
                }
                self.with_roots(callee, args, keywords, |vm| {
                    crate::object::protocol::instantiate(vm, class, args, keywords)
                })
            }
            _ => {
                // A `__call__` may be an instance whose class has the same one.
                if self.native_stack_exhausted() {
                    return Err(self.recursion_error());
                }
                let method = match crate::object::protocol::find_special(&mut self.realm, callee, Name::Call) {
                    Some(method) => method,
                    None if crate::object::protocol::alias_origin(self, callee).is_some() => {
                        let origin = crate::object::protocol::alias_origin(self, callee).unwrap_or(callee);
                        return self.call_value(origin, args, keywords);
                    }
                    None => {
                        let text = format!("'{}' object is not callable", self.realm.type_name(callee));
                        return Err(self.realm.raise(ClassId::TypeError, &text));
                    }
                };
                if !method.is(Kind::Function) {
                    let class = self.realm.type_of(callee);
                    let bound = self.bind(method, callee, class)?;
                    return self.call_value(bound, args, keywords);
                }
                let mut own = Arguments::with_capacity(args.len() + 1);
                own.push(callee);
                own.extend_from_slice(args);
                self.call_value(method, &own, keywords)
            }
        }
    }

    /// Calls a native function. Its arguments stay alive while it runs.
    #[inline]
    pub fn call_native(&mut self, native: Gc<NativeObject>, args: &[Value], keywords: &[(Value, Value)]) -> PyResult {
        if self.native_stack_exhausted() {
            return Err(self.recursion_error());
        }
        crate::object::call_native(self, native, args, keywords)
    }

    /// Keeps callee and arguments alive while `body` runs.
    fn with_roots<T>(
        &mut self,
        callee: Value,
        args: &[Value],
        keywords: &[(Value, Value)],
        body: impl FnOnce(&mut Interpreter) -> T,
    ) -> T {
        let mark = self.realm.root_mark();
        self.realm.root(callee);
        self.realm.roots.extend_from_slice(args);
        for keyword in keywords {
            self.realm.root(keyword.0);
            self.realm.root(keyword.1);
        }
        let result = body(self);
        self.realm.unroot(mark);
        result
    }
}
