//! The VM as the host sees it.

use std::io::Write;
use std::sync::{Arc, Mutex};

use crate::api::object::{Handles, lock};
use crate::api::{
    Config, Context, Error, ErrorKind, Frame, FromValue, HostFunction, JitMode, Object, RegallocMode, Stage,
    StatsFormat, ToArguments, ToValue,
};
use crate::gc::Gc;
use crate::interp::{Interpreter, Settings};
use crate::jit;
use crate::jit::emit::Forced;
use crate::jit::opt::Passes;
use crate::object::realm::pending;
use crate::object::{Call, CodeObject, DictObject, FastCall, Output, Raised, Sink, Value};

/// An engine of its own: heap, modules, compiled code.
///
/// ```
/// let mut vm = taipan::Vm::new();
/// vm.set("greeting", "hello").unwrap();
/// let text: String = vm.eval("greeting.upper() + '!'").unwrap();
/// assert_eq!(text, "HELLO!");
/// ```
pub struct Vm {
    interpreter: Box<Interpreter>,
    main: Gc<DictObject>,
    handles: Arc<Mutex<Handles>>,
    interrupt: Interrupt,
}

// SAFETY: everything that the interpreter points to belongs to it alone; handles share only a
// table behind a mutex, and an `Interrupt` only an atomic word behind one.
unsafe impl Send for Vm {}

impl Default for Vm {
    fn default() -> Vm {
        Vm::new()
    }
}

impl Vm {
    /// A VM with the default configuration.
    pub fn new() -> Vm {
        Vm::with(Config::default())
    }

    /// A VM with that configuration. What it prints goes to the process's standard output.
    pub fn with(config: Config) -> Vm {
        let settings = Settings {
            jit: jit_settings(&config),
            gc_stress: config.gc_stress,
            memory_limit: config.memory_limit,
            files: config.files,
            native_stack: config.native_stack,
            search_path: config.search_path.clone(),
            arguments: config.arguments.clone(),
            dump_bytecode: config.dump.contains(&Stage::Bytecode),
        };
        let mut interpreter = Interpreter::new(settings, Output::process());
        let main = interpreter.main_namespace();
        let handles: Arc<Mutex<Handles>> = Arc::default();
        let roots = handles.clone();
        interpreter.extra_roots = Some(Box::new(move |visit| {
            for value in lock(&roots).values() {
                visit(*value);
            }
        }));
        let word = &raw const interpreter.realm.machine.pending as usize;
        let interrupt = Interrupt { word: Arc::new(Mutex::new(Some(word))) };
        Vm { interpreter, main, handles, interrupt }
    }

    /// Runs a source text in the namespace of `__main__`. `file` is the name that tracebacks show.
    ///
    /// # Errors
    /// The exception that the program did not catch; a syntax error.
    pub fn run(&mut self, source: &str, file: &str) -> Result<(), Error> {
        self.run_as(source, file, false).map(|_| ())
    }

    /// Runs a source text as a program: as [`run`](Self::run), and the namespace has what CPython
    /// gives a main program (`__file__` if it comes from a file).
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub fn run_main(&mut self, source: &str, file: &str) -> Result<(), Error> {
        let main = self.main;
        let from_file = !file.starts_with('<');
        let prepared = self.interpreter.enter(|interpreter| interpreter.prepare_main(main, from_file.then_some(file)));
        prepared.map_err(|raised| self.error(raised))?;
        self.run(source, file)
    }

    /// Ends the program: runs what `atexit` was given, then what is to be done at the end of objects that still live
    /// (`__del__`, `finally` in a suspended generator).
    ///
    /// # Errors
    /// The exception that an `atexit` function did not catch.
    pub fn finish(&mut self) -> Result<(), Error> {
        self.interpreter.enter(|interpreter| interpreter.finish()).map_err(|raised| self.error(raised))
    }

    /// The value of an expression.
    ///
    /// # Errors
    /// As [`run`](Self::run); and if the value has not the type that is asked for.
    pub fn eval<T: FromValue>(&mut self, expression: &str) -> Result<T, Error> {
        let value = self.run_as(expression.trim(), "<string>", true)?;
        self.read(value)
    }

    fn run_as(&mut self, source: &str, file: &str, expression: bool) -> Result<Value, Error> {
        let main = self.main;
        let result = self.interpreter.enter(|interpreter| {
            let code = interpreter.compile(source, file, expression)?;
            interpreter.run_code(code, main)
        });
        result.map_err(|raised| self.error(raised))
    }

    /// Compiles a source text, to be run by [`run_compiled`](Self::run_compiled) any number of times.
    ///
    /// # Errors
    /// A syntax error.
    pub fn compile(&mut self, source: &str, file: &str) -> Result<Object, Error> {
        match self.interpreter.enter(|interpreter| interpreter.compile(source, file, false)) {
            Ok(code) => Ok(Object::new(&self.handles, Value::object(code))),
            Err(raised) => Err(self.error(raised)),
        }
    }

    /// Runs what [`compile`](Self::compile) made.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub fn run_compiled(&mut self, code: &Object) -> Result<(), Error> {
        let value = self.own(code)?;
        let Some(code) = value.cast::<CodeObject>() else {
            return Err(Error::conversion("expected compiled code"));
        };
        let main = self.main;
        match self.interpreter.enter(|interpreter| interpreter.run_code(code, main)) {
            Ok(_) => Ok(()),
            Err(raised) => Err(self.error(raised)),
        }
    }

    /// The value of a global variable of `__main__`.
    ///
    /// # Errors
    /// If there is none, or it has another type.
    pub fn get<T: FromValue>(&mut self, name: &str) -> Result<T, Error> {
        let key = self.interpreter.realm.intern_str(name);
        match self.interpreter.realm.dict_get_str(self.main, key) {
            Some(value) => self.read(value),
            None => {
                let raised = self.interpreter.name_error(key);
                Err(self.error(raised))
            }
        }
    }

    /// Sets a global variable of `__main__`.
    ///
    /// # Errors
    /// If the value cannot be converted.
    pub fn set(&mut self, name: &str, value: impl ToValue) -> Result<(), Error> {
        let value = value.to_value(&mut Context { cx: &mut *self.interpreter, handles: &self.handles })?;
        let key = self.interpreter.realm.intern_str(name);
        self.interpreter.realm.dict_set_str(self.main, key, value);
        Ok(())
    }

    /// Calls a function of `__main__` (or a builtin).
    ///
    /// ```
    /// let mut vm = taipan::Vm::new();
    /// vm.run("def join(a, b): return f'{a}-{b}'", "demo.py").unwrap();
    /// let text: String = vm.call("join", ("x", 3)).unwrap();
    /// assert_eq!(text, "x-3");
    /// ```
    ///
    /// # Errors
    /// The exception it raises; and if there is no such function, or its result has another type.
    pub fn call<T: FromValue>(&mut self, name: &str, arguments: impl ToArguments) -> Result<T, Error> {
        let key = self.interpreter.realm.intern_str(name);
        let realm = &mut self.interpreter.realm;
        let callee = match realm.dict_get_str(self.main, key) {
            Some(callee) => Some(callee),
            None => crate::builtins::find(realm, key),
        };
        match callee {
            Some(callee) => self.call_value(callee, arguments),
            None => {
                let raised = self.interpreter.name_error(key);
                Err(self.error(raised))
            }
        }
    }

    /// Calls any callable that the host holds.
    ///
    /// # Errors
    /// As [`call`](Self::call).
    pub fn call_object<T: FromValue>(&mut self, callee: &Object, arguments: impl ToArguments) -> Result<T, Error> {
        let callee = self.own(callee)?;
        self.call_value(callee, arguments)
    }

    fn call_value<T: FromValue>(&mut self, callee: Value, arguments: impl ToArguments) -> Result<T, Error> {
        let arguments = arguments.to_arguments(&mut Context { cx: &mut *self.interpreter, handles: &self.handles })?;
        let result = self.interpreter.enter(|interpreter| interpreter.call(callee, &arguments, &[]));
        match result {
            Ok(value) => self.read(value),
            Err(raised) => Err(self.error(raised)),
        }
    }

    /// Makes a closure callable from Python, as a builtin of that name. Its parameters are converted
    /// from Python values by their types; an `Err` becomes an exception.
    ///
    /// ```
    /// let mut vm = taipan::Vm::new();
    /// vm.register("clamp", |x: f64, top: f64| x.min(top));
    /// assert_eq!(vm.eval::<f64>("clamp(7, 2.5)").unwrap(), 2.5);
    /// ```
    pub fn register<A>(&mut self, name: &str, function: impl HostFunction<A>) {
        let owned = name.to_string();
        let handles = Arc::downgrade(&self.handles);
        let host = Box::new(move |cx: &mut dyn Call, args: &[Value], keywords: &[(Value, Value)]| {
            if !keywords.is_empty() {
                return Err(cx.type_error(format!("{owned}() takes no keyword arguments")));
            }
            let Some(handles) = handles.upgrade() else {
                return Err(cx.type_error("the VM is gone"));
            };
            match std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                function.call(&owned, &mut Context { cx: &mut *cx, handles: &handles }, args)
            })) {
                Ok(result) => result,
                Err(_) => Err(cx.raise(crate::object::ClassId::SystemError, format!("{owned}() panicked"))),
            }
        });
        let native = self.interpreter.realm.host_function(name, host, FastCall::None);
        let key = self.interpreter.realm.intern_str(name);
        let builtins = self.interpreter.builtins_dict;
        self.interpreter.realm.dict_set_str(builtins, key, Value::object(native));
    }

    /// Sends what the program prints to `target`.
    pub fn set_output(&mut self, target: impl Write + Send + 'static) {
        self.interpreter.realm.output.stdout = Sink::new(Some(Box::new(target)), false);
    }

    /// Sends what the program writes to `sys.stderr` to `target`.
    pub fn set_error_output(&mut self, target: impl Write + Send + 'static) {
        self.interpreter.realm.output.stderr = Sink::new(Some(Box::new(target)), true);
    }

    /// Collects what the program prints.
    ///
    /// ```
    /// let mut vm = taipan::Vm::new();
    /// let output = vm.capture_output();
    /// vm.run("print('a', 1)", "demo.py").unwrap();
    /// vm.flush().unwrap();
    /// assert_eq!(output.take(), "a 1\n");
    /// ```
    pub fn capture_output(&mut self) -> Capture {
        let capture = Capture { text: Arc::default() };
        self.set_output(capture.clone());
        capture
    }

    /// What the trace compiler has done so far, as text or as one JSON object.
    pub fn statistics(&self, format: StatsFormat) -> String {
        let jit = &self.interpreter.jit;
        match format {
            StatsFormat::Text => jit.report(),
            StatsFormat::Json => jit.report_json(),
        }
    }

    /// Hands everything printed so far to its target.
    ///
    /// # Errors
    /// Those of the target.
    pub fn flush(&mut self) -> std::io::Result<()> {
        self.interpreter.realm.output.stdout.flush()?;
        self.interpreter.realm.output.stderr.flush()
    }

    /// Stops a running program from another thread.
    pub fn interrupt_handle(&self) -> Interrupt {
        self.interrupt.clone()
    }

    /// Bytes of heap in use, garbage included.
    pub fn memory_used(&self) -> usize {
        self.interpreter.realm.heap.used()
    }

    /// For checks from above: the interpreter itself.
    #[cfg(any(test, feature = "fuzzing"))]
    pub(crate) fn interpreter_mut(&mut self) -> &mut Interpreter {
        &mut self.interpreter
    }
    /// For checks from above: the namespace of `__main__`.
    #[cfg(any(test, feature = "fuzzing"))]
    pub(crate) fn main_namespace(&self) -> Gc<DictObject> {
        self.main
    }
    /// For checks from above: `__main__` is left with the names it began with.
    #[cfg(any(test, feature = "fuzzing"))]
    pub(crate) fn forget_globals(&mut self) {
        for (key, _) in DictObject::pairs(self.main) {
            if let Some(name) = key.cast::<crate::object::StrObject>()
                && !name.as_str().starts_with("__")
            {
                self.interpreter.realm.dict_remove_str(self.main, name);
            }
        }
    }

    fn own(&self, object: &Object) -> Result<Value, Error> {
        if !object.belongs_to(&self.handles) {
            return Err(Error::conversion("the object belongs to another VM"));
        }
        object.value()
    }

    fn read<T: FromValue>(&mut self, value: Value) -> Result<T, Error> {
        T::from_value(value, &mut Context { cx: &mut *self.interpreter, handles: &self.handles })
    }

    fn error(&mut self, raised: Raised) -> Error {
        let report = self.interpreter.measured(|interpreter| interpreter.report(raised.0));
        let kind = if report.exit.is_some() {
            ErrorKind::Exit
        } else if report.is_syntax {
            ErrorKind::Syntax
        } else if report.is_interrupt {
            ErrorKind::Interrupted
        } else {
            ErrorKind::Exception
        };
        let traceback = report
            .entries
            .into_iter()
            .map(|entry| Frame { file: entry.file, line: entry.line, function: entry.function })
            .collect();
        let (exit_code, text) = match report.exit {
            Some((code, text)) => (Some(code), text.unwrap_or_default()),
            None => (None, report.text),
        };
        Error {
            kind,
            class_name: report.class_name,
            message: report.message,
            traceback,
            place: report.place,
            exit_code,
            text,
        }
    }
}

impl Drop for Vm {
    fn drop(&mut self) {
        *self.interrupt.word() = None;
        lock(&self.handles).close();
    }
}

impl std::fmt::Debug for Vm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vm").finish_non_exhaustive()
    }
}

/// Asks a VM to stop what it runs: the program gets a KeyboardInterrupt at its next loop iteration
/// or call. May be used from any thread, also when the VM is gone.
#[derive(Clone, Debug)]
pub struct Interrupt {
    /// Address of the VM's pending word.
    word: Arc<Mutex<Option<usize>>>,
}

impl Interrupt {
    fn word(&self) -> std::sync::MutexGuard<'_, Option<usize>> {
        self.word.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
    /// Asks; returns at once.
    pub fn interrupt(&self) {
        if let Some(address) = *self.word() {
            // SAFETY: the VM clears the address, under the same lock, before the word goes away.
            let word = unsafe { &*(address as *const std::sync::atomic::AtomicU32) };
            word.fetch_or(pending::INTERRUPT, std::sync::atomic::Ordering::Relaxed);
        }
    }
}

/// What a program has printed; see [`Vm::capture_output`].
#[derive(Clone, Debug, Default)]
pub struct Capture {
    text: Arc<Mutex<Vec<u8>>>,
}

impl Capture {
    /// The text handed over since the last time.
    pub fn take(&self) -> String {
        let mut text = self.text.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        String::from_utf8_lossy(&std::mem::take(&mut *text)).into_owned()
    }
}

impl Write for Capture {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.text.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What the configuration says of the JIT.
fn jit_settings(config: &Config) -> jit::Settings {
    let mode = match config.jit {
        JitMode::Off => jit::Mode::Off,
        JitMode::Oracle => jit::Mode::Oracle,
        JitMode::On => jit::Mode::On,
    };
    let mut settings = jit::Settings { mode, hot: config.hot.max(1), ..jit::Settings::default() };
    for (name, on) in &config.opt {
        if let Ok(passes) = Passes::parse(&format!("-{name}")) {
            let changed = Passes::ALL.without(passes);
            settings.passes = if *on { settings.passes.with(changed) } else { settings.passes.without(changed) };
        }
    }
    settings.regalloc.spill_everything = config.regalloc == RegallocMode::Spill;
    if config.registers != 0 {
        settings.regalloc.general = least(settings.regalloc.general, config.registers);
        settings.regalloc.float = least(settings.regalloc.float, config.registers);
    }
    settings.check |= config.check;
    settings.code.checked = config.check_access;
    if config.exit_every != 0 {
        settings.code.forced = if config.exit_every == 1 { Forced::Every } else { Forced::Nth(config.exit_every) };
    }
    settings.dump = jit::Dump {
        record: config.dump.contains(&Stage::Record),
        opt: config.dump.contains(&Stage::Opt),
        regalloc: config.dump.contains(&Stage::Regalloc),
        asm: config.dump.contains(&Stage::Asm),
    };
    settings
}

/// The `count` lowest registers of a mask.
fn least(mask: u16, count: u32) -> u16 {
    let mut left = mask;
    let mut result = 0;
    for _ in 0..count {
        let lowest = left & left.wrapping_neg();
        result |= lowest;
        left &= !lowest;
    }
    result
}
