//! Floor 9: tier 1.
//!
//! In: source text or code, calls from the host. Out: effects on objects, values, exceptions.
//!
//! ```text
//! let mut interpreter = Interpreter::new(Settings::default(), Output::process());
//! let code = interpreter.compile("print(1 + 1)", "demo.py", false)?;
//! interpreter.run_code(code, globals)?;
//! ```
//!
//! 1. [`Interpreter`] does not move while it lives: machine code and the realm's stack pointers
//!    hold addresses into it.
//! 2. Only [`run`] executes instructions. Python functions called by Python functions stay in
//!    one activation of it; calls from natives start a nested one.
//! 3. A file per subject: `arith`, `compare`, `subscript`, `attr`, `globals`, `call`, `iter`
//!    hold the families' generic members and their quickening, `build`, `class`, `import`,
//!    `raising` the rest.
//! 4. Values held by Rust code across a call into Python are in registers or rooted.

pub mod arith;
pub mod attr;
pub mod bind;
pub mod build;
pub mod call;
pub mod class;
pub mod compare;
mod compile;
mod finalize;
pub mod generator;
pub mod globals;
pub mod import;
mod inspect;
pub mod iter;
pub mod jit_seam;
pub mod matching;
mod natives;
#[cfg(any(test, feature = "fuzzing"))]
pub mod probe;
pub mod quicken;
pub mod raising;
pub mod report;
pub mod run;
pub mod safepoint;
mod shorthands;
mod stack;
pub mod subscript;
mod suggest;
pub mod unwind;
mod values;

use std::ops::{Deref, DerefMut};
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::bytecode::code::CodeKind;
use crate::bytecode::{Mode, Operand};
use crate::frame::header;
use crate::gc::{Gc, Roots, Tracer};
use crate::interp::run::{Pc, code_of};
use crate::jit::{self, Jit};
use crate::object::caught::MachineError;
use crate::object::protocol::{self, BinaryOp, CompareOp, UnaryOp};
use crate::object::{
    Call, ClassId, ClassObject, CodeObject, DictObject, FunctionObject, GeneratorObject, Kind, ListObject, Name,
    NativeObject, Output, PyResult, Raised, Realm, Resumed, SetObject, SourceMode, StrObject, Value,
};

pub use report::{Entry, Report};

/// What the interpreter is set to.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How hot code is compiled, and when.
    pub jit: jit::Settings,
    /// Collect at every safepoint.
    pub gc_stress: bool,
    /// The most bytes of heap; 0: no limit.
    pub memory_limit: usize,
    /// Whether the program may use the machine's files.
    pub files: bool,
    /// Bytes of native stack that nested calls may use.
    pub native_stack: usize,
    /// Where `import` looks, unless `sys.path` says otherwise.
    pub search_path: Vec<String>,
    /// `sys.argv`
    pub arguments: Vec<String>,
    /// Print every compiled code to stderr.
    pub dump_bytecode: bool,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            jit: jit::Settings::default(),
            gc_stress: false,
            memory_limit: 0,
            files: false,
            native_stack: 1 << 20,
            search_path: Vec::new(),
            arguments: Vec::new(),
            dump_bytecode: false,
        }
    }
}

/// Roots that a higher floor adds: the host's handles.
pub type ExtraRoots = Box<dyn Fn(&mut dyn FnMut(Value)) + Send>;

/// See the module.
#[repr(C)]
pub struct Interpreter {
    /// First: machine code reaches its first field through a pinned register.
    pub realm: Realm,
    /// Base of the running frame; null when none runs.
    pub frame: *mut Value,
    /// Reports are module `traceback`'s, which suggests no names.
    pub plain_reports: bool,
    /// The namespace of `builtins`.
    pub builtins_dict: Gc<DictObject>,
    /// The count at which the JIT is asked; 0: after 65536.
    pub hot_threshold: u16,
    pub gc_stress: bool,
    /// Safepoints under stress so far.
    stressed: u32,
    /// The exception in flight is raised again as it is.
    pub(crate) raised_again: bool,
    /// Where the exception is that has its `__context__` already: it has left an activation of the loop, or was thrown
    /// into a generator. 0: none.
    pub(crate) chained: usize,
    /// An `__init__` that ran in a loop of its own returned something.
    pub(crate) init_failed: Option<Raised>,
    /// Below this address the native stack counts as exhausted.
    native_limit: usize,
    /// Activations of the loop and of natives at the outermost level: 0 outside of all calls.
    entries: u32,
    pub jit: Box<Jit>,
    pub settings: Settings,
    pub extra_roots: Option<ExtraRoots>,
    #[cfg(any(test, feature = "fuzzing"))]
    pub probe: probe::Probe,
    stack: stack::Stack,
}

impl Deref for Interpreter {
    type Target = Realm;
    #[inline(always)]
    fn deref(&self) -> &Realm {
        &self.realm
    }
}
impl DerefMut for Interpreter {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut Realm {
        &mut self.realm
    }
}

impl Call for Interpreter {
    fn exception_report(&mut self, exception: Value) -> String {
        match self.realm.as_exception(exception) {
            Some(exception) => {
                let before = std::mem::replace(&mut self.plain_reports, true);
                let text = self.report(exception).text;
                self.plain_reports = before;
                text
            }
            None => String::new(),
        }
    }
    fn call(&mut self, callee: Value, args: &[Value], keywords: &[(Value, Value)]) -> PyResult {
        let mark = self.realm.root_mark();
        self.realm.root(callee);
        self.realm.roots.extend_from_slice(args);
        for keyword in keywords {
            self.realm.root(keyword.0);
            self.realm.root(keyword.1);
        }
        let result = self.call_value(callee, args, keywords);
        self.realm.unroot(mark);
        result
    }
    fn import(&mut self, name: &str) -> PyResult {
        self.import_dotted(name)
    }
    fn resume(&mut self, generator: Gc<GeneratorObject>, value: Value) -> PyResult<Resumed> {
        self.resume_generator(generator, value)
    }
    fn resume_raising(&mut self, generator: Gc<GeneratorObject>, raised: Raised) -> PyResult<Resumed> {
        self.raise_in_generator(generator, raised)
    }
    fn resume_delegated(&mut self, generator: Gc<GeneratorObject>, value: Value) -> PyResult<Resumed> {
        self.end_delegation(generator, value)
    }
    fn delegate(&mut self, generator: Gc<GeneratorObject>) -> Option<Value> {
        self.delegate_of(generator)
    }
    fn handled(&mut self) -> Value {
        Interpreter::handled(self).map_or(Value::UNBOUND, Value::object)
    }
    fn make_class(&mut self, metaclass: Gc<ClassObject>, args: &[Value], keywords: &[(Value, Value)]) -> PyResult {
        self.type_new(metaclass, args, keywords)
    }
    fn frame_at(&mut self, depth: usize) -> Option<Value> {
        self.frame_seen(depth)
    }
    fn caller_outside(&mut self, module: &str, further: usize) -> Option<(Value, u32, Value)> {
        self.place_outside(module, further)
    }
    fn code_attribute(&mut self, code: Gc<CodeObject>, name: &str) -> Option<Value> {
        self.code_attribute_of(code, name)
    }
    fn frame_of(&mut self, generator: Gc<GeneratorObject>) -> Option<Value> {
        self.frame_of_generator(generator)
    }
    fn collect_garbage(&mut self) -> PyResult<()> {
        self.collect()
    }
    fn globals(&mut self) -> Option<Gc<DictObject>> {
        self.frame_globals()
    }
    fn locals(&mut self) -> Option<Gc<DictObject>> {
        self.frame_locals()
    }
    fn implicit_super(&mut self) -> PyResult<(Gc<ClassObject>, Value)> {
        // SAFETY: the running frame is intact.
        unsafe { class::implicit_super(self, self.frame) }
    }
    fn compile_source(&mut self, source: &str, file: &str, mode: SourceMode) -> PyResult<Gc<CodeObject>> {
        let mode = match mode {
            SourceMode::Statements => Mode::Module,
            SourceMode::Expression => Mode::Expression,
            SourceMode::Interactive => Mode::Interactive,
        };
        self.compile_as(source, file, mode, false)
    }
    fn execute(&mut self, code: Gc<CodeObject>, globals: Gc<DictObject>, locals: Option<Value>) -> PyResult {
        match locals {
            Some(locals) if locals != Value::object(globals) => self.run_code_in(code, globals, locals),
            _ => self.run_code(code, globals),
        }
    }
}

impl Interpreter {
    /// A new interpreter; makes only what every program needs.
    pub fn new(settings: Settings, output: Output) -> Box<Interpreter> {
        let mut realm = Realm::new(&crate::builtins::TABLES, output);
        realm.files = settings.files;
        if settings.memory_limit != 0 {
            realm.heap.set_limit(settings.memory_limit);
        }
        let mut stack = stack::Stack::new();
        realm.machine.stack_top = stack.start();
        realm.machine.stack_end = stack.end();
        let builtins_dict = realm.new_dict();
        realm.machine.calls.interpret_one = jit_seam::interpret_one;
        let jit = Box::new(Jit::new(settings.jit));
        let hot_threshold = if settings.jit.mode == jit::Mode::Off { 0 } else { settings.jit.hot };
        let mut interpreter = Box::new(Interpreter {
            realm,
            frame: std::ptr::null_mut(),
            builtins_dict,
            hot_threshold,
            gc_stress: settings.gc_stress,
            stressed: 0,
            raised_again: false,
            chained: 0,
            init_failed: None,
            plain_reports: false,
            native_limit: 0,
            entries: 0,
            jit,
            settings,
            extra_roots: None,
            #[cfg(any(test, feature = "fuzzing"))]
            probe: probe::Probe::default(),
            stack,
        });
        interpreter.builtins_dict = crate::builtins::namespace(&mut interpreter.realm);
        interpreter.realm.builtins = Some(interpreter.builtins_dict);
        interpreter.add_natives();
        if interpreter.gc_stress {
            interpreter.realm.set_stress(true);
        }
        interpreter
    }

    /// Runs `body` as an entry from the host: measures the native stack from here. What goes wrong below machine code
    /// becomes a SystemError: everything stands as before the call.
    pub fn enter<T>(&mut self, body: impl FnOnce(&mut Interpreter) -> PyResult<T>) -> PyResult<T> {
        match self.contain(|vm| vm.measured(body)) {
            Ok(result) => result,
            Err(panic) => match panic.downcast::<MachineError>() {
                Ok(error) => Err(self.machine_error(&error)),
                Err(panic) => std::panic::resume_unwind(panic),
            },
        }
    }

    /// Catches the panics of `body`, after which everything stands as before it.
    pub fn contain<T>(&mut self, body: impl FnOnce(&mut Interpreter) -> T) -> std::thread::Result<T> {
        let (frame, entries, standing) = (self.frame, self.entries, self.realm.standing());
        let result = catch_unwind(AssertUnwindSafe(|| body(self)));
        if result.is_err() {
            self.frame = frame;
            self.entries = entries;
            self.realm.stand(standing);
            self.raised_again = false;
            self.chained = 0;
            self.init_failed = None;
            self.jit.abort(crate::jit::ir::GiveUp::Raised);
        }
        result
    }

    /// SystemError, for what should not happen.
    #[cold]
    pub fn machine_error(&mut self, error: &MachineError) -> Raised {
        self.realm.raise(ClassId::SystemError, format!("internal error in machine code: {}", error.0))
    }

    /// Runs `body` as an entry from the host: measures the native stack from here.
    pub fn measured<T>(&mut self, body: impl FnOnce(&mut Interpreter) -> T) -> T {
        if self.entries == 0 {
            self.native_limit = stack_address().saturating_sub(self.settings.native_stack);
        }
        self.entries += 1;
        let result = body(self);
        self.entries -= 1;
        result
    }

    /// Whether another native call could overflow the native stack.
    #[inline(always)]
    pub fn native_stack_exhausted(&self) -> bool {
        stack_address() < self.native_limit
    }

    /// RecursionError.
    #[cold]
    pub fn recursion_error(&mut self) -> Raised {
        self.realm.raise(ClassId::RecursionError, "maximum recursion depth exceeded")
    }

    /// KeyboardInterrupt, when the host asked for an interruption.
    #[cold]
    pub fn interrupted(&mut self) -> Raised {
        self.realm.raise(ClassId::KeyboardInterrupt, "")
    }

    /// NameError of a global name.
    #[cold]
    pub fn name_error(&mut self, name: Gc<StrObject>) -> Raised {
        let raised = self.realm.raise(ClassId::NameError, format!("name '{}' is not defined", name.as_str()));
        let key = self.realm.name(Name::NameAttr);
        self.realm.instance_set(raised.0, key, Value::object(name));
        raised
    }

    /// Runs a module's code in a namespace.
    pub fn run_code(&mut self, code: Gc<CodeObject>, globals: Gc<DictObject>) -> PyResult {
        let function = self.new_function(code, globals, Value::UNBOUND);
        let base = self.push_function(function, &[], &[], crate::frame::frame_flags::ENTRY)?;
        self.run_nested(base, 0)
    }

    /// Runs a module's code whose variables are in another mapping than its globals: it is compiled anew, as the body of
    /// a class is.
    fn run_code_in(&mut self, code: Gc<CodeObject>, globals: Gc<DictObject>, locals: Value) -> PyResult {
        let known = crate::bytecode::Code::of(code);
        let anew = match known.kind {
            CodeKind::Module => {
                let (source, file, mode) = (known.source.clone(), known.file.clone(), known.mode);
                self.compile_as(&source, &file, mode, true)?
            }
            CodeKind::Class => code,
            _ => return self.run_code(code, globals),
        };
        let function = self.new_function(anew, globals, Value::UNBOUND);
        let base = self.push_function(function, &[], &[], crate::frame::frame_flags::ENTRY)?;
        // SAFETY: register 0 of a class body is its namespace.
        unsafe { *base = locals };
        self.run_nested(base, 0)
    }

    /// A function of that code; its name, doc and module are set.
    pub fn new_function(
        &mut self,
        code_object: Gc<CodeObject>,
        globals: Gc<DictObject>,
        closure: Value,
    ) -> Gc<FunctionObject> {
        // SAFETY: the code object keeps its code alive.
        let code = unsafe { &*call::code_ptr(code_object) };
        let name = self.realm.intern(&code.name);
        let qualified_name =
            if code.name == code.qualified_name { name } else { self.realm.intern(&code.qualified_name) };
        let function = self.realm.function(code_object, globals, closure, name, qualified_name);
        if !code.doc.is_unbound() {
            function.doc.set(code.doc);
        }
        let key = self.realm.name(Name::DunderName);
        if let Some(module) = self.realm.dict_get_str(globals, key) {
            function.module.set(module);
        }
        function
    }

    /// Collects, at a safepoint.
    pub fn collect(&mut self) -> PyResult<()> {
        let values = self.root_values();
        let result = self.realm.collect(&mut FrameRoots { values });
        #[cfg(any(test, feature = "fuzzing"))]
        if self.gc_stress && self.realm.heap.collections().is_multiple_of(probe::VERIFIED) {
            self.verify().unwrap_or_else(|what| panic!("heap, after a collection: {what}"));
        }
        self.run_finalizers();
        result
    }

    /// Looks at every object of the heap, at a safepoint: for checks.
    ///
    /// # Errors
    /// The first thing that is wrong.
    #[cfg(any(test, feature = "fuzzing"))]
    pub fn verify(&mut self) -> Result<usize, String> {
        let values = self.root_values();
        self.realm.verify(&mut FrameRoots { values })
    }

    /// What frames, the host and traces hold.
    fn root_values(&mut self) -> Vec<Value> {
        let mut values = Vec::new();
        self.visit_frames(|value| values.push(value));
        if let Some(extra) = &self.extra_roots {
            extra(&mut |value| values.push(value));
        }
        values.push(Value::object(self.builtins_dict));
        values.push(self.realm.machine.raised);
        self.jit.each_root(|object| values.push(Value::object(object)));
        if let Some(raised) = self.init_failed {
            values.push(Value::object(raised.0));
        }
        values
    }

    // ---- operands ----

    /// Stores the pc of the instruction before `pc` in the running frame.
    #[inline(always)]
    pub fn save(&mut self, base: *mut Value, pc: Pc) {
        // SAFETY: `pc` points behind an instruction of the frame at `base`.
        unsafe {
            let start = code_of(base).instrs.as_ptr();
            header(base).pc = pc.offset_from(start) as u32 - 1;
        }
    }
    /// The value of an operand of format `r`.
    ///
    /// # Safety
    /// It is an operand of the frame's code.
    #[inline(always)]
    pub unsafe fn operand(&self, base: *mut Value, field: u16) -> Value {
        // SAFETY: the caller's promise.
        unsafe {
            match Operand::decode(field) {
                Operand::Register(register) => *base.add(register as usize),
                Operand::Constant(index) => *code_of(base).consts.as_ptr().add(index as usize),
            }
        }
    }
    /// Two operands.
    ///
    /// # Safety
    /// As [`operand`](Self::operand).
    #[inline(always)]
    pub unsafe fn operands(&self, base: *mut Value, first: u16, second: u16) -> (Value, Value) {
        // SAFETY: the caller's promise.
        unsafe { (self.operand(base, first), self.operand(base, second)) }
    }

    // ---- the protocols, by short names ----

    /// `left op right`
    pub fn binary(&mut self, op: BinaryOp, left: Value, right: Value) -> PyResult {
        protocol::binary(self, op, left, right)
    }
    /// `left op= right`
    pub fn binary_in_place(&mut self, op: BinaryOp, left: Value, right: Value) -> PyResult {
        protocol::in_place(self, op, left, right)
    }
    /// `op value`
    pub fn unary(&mut self, op: UnaryOp, value: Value) -> PyResult {
        protocol::unary(self, op, value)
    }
    /// A comparison.
    pub fn compare(&mut self, op: CompareOp, left: Value, right: Value) -> PyResult {
        protocol::compare(self, op, left, right)
    }
    /// `bool(value)`
    pub fn truth(&mut self, value: Value) -> PyResult<bool> {
        protocol::truth(self, value)
    }
    /// `iter(value)`
    pub fn iter(&mut self, value: Value) -> PyResult {
        protocol::iter(self, value)
    }
    /// `next(iterator)`
    pub fn next(&mut self, iterator: Value) -> PyResult<Option<Value>> {
        protocol::next(self, iterator)
    }
    /// The items of any iterable. They are not rooted.
    pub fn collect_items(&mut self, value: Value) -> PyResult<Vec<Value>> {
        Ok(ListObject::items(protocol::list_sized_from(self, value)?).to_vec())
    }
    /// Whether `iter(value)` is defined at all.
    pub fn is_iterable(&mut self, value: Value) -> bool {
        protocol::find_special(&mut self.realm, value, Name::Iter).is_some_and(|method| !method.is_none())
            || protocol::find_special(&mut self.realm, value, Name::GetItem).is_some()
    }
    /// `container[key]`
    pub fn get_item(&mut self, container: Value, key: Value) -> PyResult {
        protocol::get_item(self, container, key)
    }
    /// `container[key] = value`
    pub fn set_item(&mut self, container: Value, key: Value, value: Value) -> PyResult<()> {
        protocol::set_item(self, container, key, value)
    }
    /// `del container[key]`
    pub fn del_item(&mut self, container: Value, key: Value) -> PyResult<()> {
        protocol::del_item(self, container, key)
    }
    /// `item in container`
    pub fn contains(&mut self, container: Value, item: Value) -> PyResult<bool> {
        protocol::contains(self, container, item)
    }
    /// `value.name`
    pub fn get_attr(&mut self, value: Value, name: Gc<StrObject>) -> PyResult {
        protocol::get_attr(self, value, name)
    }
    /// `value.name = new`
    pub fn set_attr(&mut self, value: Value, name: Gc<StrObject>, new: Value) -> PyResult<()> {
        protocol::set_attr(self, value, name, new)
    }
    /// `del value.name`
    pub fn del_attr(&mut self, value: Value, name: Gc<StrObject>) -> PyResult<()> {
        protocol::del_attr(self, value, name)
    }
    /// A class attribute as read through an instance.
    pub fn bind(&mut self, found: Value, receiver: Value, class: Gc<ClassObject>) -> PyResult {
        protocol::bind(self, found, Some(receiver), class)
    }
    /// A class attribute as read through the class.
    pub fn bind_class(&mut self, found: Value, class: Gc<ClassObject>) -> PyResult {
        protocol::bind(self, found, None, class)
    }
    /// `str(value)`
    pub fn str_of(&mut self, value: Value) -> PyResult {
        protocol::str_of(self, value)
    }
    /// `repr(value)`
    pub fn repr(&mut self, value: Value) -> PyResult {
        protocol::repr(self, value)
    }
    /// `ascii(value)`
    pub fn ascii(&mut self, value: Value) -> PyResult {
        let text = protocol::repr(self, value)?;
        let mut plain = String::new();
        for character in self.text_of(text).chars() {
            match character as u32 {
                code @ 0..0x80 => plain.push(code as u8 as char),
                code @ 0x80..0x100 => plain.push_str(&format!("\\x{code:02x}")),
                code @ 0x100..0x10000 => plain.push_str(&format!("\\u{code:04x}")),
                code => plain.push_str(&format!("\\U{code:08x}")),
            }
        }
        self.realm.try_str(&plain)
    }
    /// `format(value, spec)`; an unbound spec is the empty one.
    pub fn format(&mut self, value: Value, spec: Value) -> PyResult {
        let spec = if spec.is_unbound() { self.realm.str("") } else { spec };
        crate::builtins::format_value(self, value, spec)
    }
    /// `dict.get(key)`
    pub fn dict_get(&mut self, dict: Gc<DictObject>, key: Value) -> PyResult<Option<Value>> {
        crate::object::dict::dict_get(self, dict, key)
    }
    /// `dict[key] = value`
    pub fn dict_set(&mut self, dict: Gc<DictObject>, key: Value, value: Value) -> PyResult<()> {
        crate::object::dict::dict_set(self, dict, key, value)
    }
    /// `set.add(value)`
    pub fn set_add(&mut self, set: Gc<SetObject>, value: Value) -> PyResult<()> {
        crate::object::set::set_add(self, set, value).map(|_| ())
    }
    /// How an error message names what is called.
    pub fn callee_name(&mut self, callee: Value) -> String {
        match callee.kind() {
            Some(Kind::Function) => {
                let function = Gc::<FunctionObject>::from_address(callee.bits() as usize);
                let module = self.text_of(function.module.get());
                let name = self.text_of(function.qualified_name.get());
                if module.is_empty() || module == "builtins" {
                    format!("{name}()")
                } else {
                    format!("{module}.{name}()")
                }
            }
            Some(Kind::Native) => {
                let native = Gc::<NativeObject>::from_address(callee.bits() as usize);
                let name = self.text_of(native.name).to_string();
                match native.class {
                    Some(id) => {
                        let class = self.realm.class(id);
                        format!("{}.{name}()", class.name_str())
                    }
                    None => format!("{name}()"),
                }
            }
            Some(Kind::Class) => {
                let class = Gc::<ClassObject>::from_address(callee.bits() as usize);
                let name = self.text_of(class.qualified_name.get()).to_string();
                if class.builtin.is_some() {
                    return format!("{name}()");
                }
                let key = self.realm.name(Name::Module);
                match self.realm.class_own(class, key) {
                    Some(module) => format!("{}.{name}()", self.text_of(module)),
                    None => format!("{name}()"),
                }
            }
            Some(Kind::BoundMethod) => {
                let method = Gc::<crate::object::BoundMethodObject>::from_address(callee.bits() as usize);
                self.callee_name(method.function)
            }
            _ => match crate::object::protocol::str_of(self, callee) {
                Ok(text) => self.text_of(text).to_string(),
                Err(_) => format!("{} object", self.realm.type_name(callee)),
            },
        }
    }
}

impl Drop for Interpreter {
    fn drop(&mut self) {
        // Output is flushed by its own drop; frames need none.
        self.frame = std::ptr::null_mut();
    }
}

/// What frames and the host hold.
struct FrameRoots {
    values: Vec<Value>,
}

impl Roots for FrameRoots {
    fn trace_roots(&mut self, tracer: &mut Tracer<'_>) {
        for value in &self.values {
            tracer.value(*value);
        }
    }
}

/// About where the native stack stands.
#[inline(always)]
fn stack_address() -> usize {
    let here = 0u8;
    &raw const here as usize
}

impl Interpreter {
    /// The namespace of a new module `__main__`.
    pub fn main_namespace(&mut self) -> Gc<DictObject> {
        let module = self.realm.module("__main__");
        let modules = self.modules();
        let key = self.realm.name(Name::Main);
        self.realm.dict_set_str(modules, key, Value::object(module));
        module.dict
    }

    /// Puts into the namespace of `__main__` what a program finds there.
    pub fn prepare_main(&mut self, main: Gc<DictObject>, file: Option<&str>) -> PyResult<()> {
        let builtins = self.import("builtins")?;
        let loader = match file {
            None => builtins,
            Some(file) => {
                let body = self.realm.new_dict();
                let module = self.realm.intern("_frozen_importlib_external");
                let key = self.realm.name(Name::Module);
                self.realm.dict_set_str(body, key, module);
                let name = self.realm.intern_str("SourceFileLoader");
                let base = Value::object(self.realm.class(ClassId::Object));
                let class = self.realm.new_class(name, &[base], body)?;
                let loader = self.realm.new_instance(class);
                for (name, text) in [("name", "__main__"), ("path", file)] {
                    let (name, text) = (self.realm.intern_str(name), self.realm.str(text));
                    self.realm.instance_set(loader, name, text);
                }
                Value::object(loader)
            }
        };
        let annotations = Value::object(self.realm.new_dict());
        let file = file.map(|file| self.realm.str(file));
        let entries = [
            ("__loader__", Some(loader)),
            ("__annotations__", Some(annotations)),
            ("__builtins__", Some(builtins)),
            ("__file__", file),
            ("__cached__", file.map(|_| Value::NONE)),
        ];
        for (name, value) in entries {
            if let Some(value) = value {
                let name = self.realm.intern_str(name);
                self.realm.dict_set_str(main, name, value);
            }
        }
        Ok(())
    }
}
