//! Calls what a collection has found due: callbacks of weak references, `__del__`, the `finally` of generators.
//!
//! In: the lists of [`finalize`](crate::object::finalize). Out: calls, whose exceptions are reported and forgotten.

use std::fmt::Write;

use crate::interp::Interpreter;
use crate::interp::run::Pc;
use crate::object::protocol;
use crate::object::{Call, GeneratorObject, Name, PyResult, Raised, Value};

/// `Unbind`, while something might be called.
#[cold]
#[inline(never)]
pub unsafe fn after_unbind(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    vm.save(base, pc);
    vm.eager()
}

impl Interpreter {
    /// Where CPython might find an object dead: see rule 4 of `object::finalize`.
    #[inline(always)]
    pub fn eager(&mut self) -> PyResult<()> {
        if self.realm.finalizers.watchful { self.collect_eagerly() } else { Ok(()) }
    }
    /// Collects if an object's end may be near; the running frame's `pc` is stored.
    #[cold]
    #[inline(never)]
    pub fn collect_eagerly(&mut self) -> PyResult<()> {
        if self.realm.takes_eager_collection(false) { self.collect() } else { Ok(()) }
    }

    /// Works off what is due. A nested collection leaves it to the outer one.
    pub fn run_finalizers(&mut self) {
        let due = &self.realm.finalizers;
        if due.running || due.callbacks.is_empty() && due.ended.is_empty() {
            return;
        }
        self.realm.finalizers.running = true;
        let raised_again = self.raised_again;
        loop {
            let finalizers = &mut self.realm.finalizers;
            let (function, argument) = if !finalizers.callbacks.is_empty() {
                let (callback, owner) = finalizers.callbacks.remove(0);
                (Some(callback), owner)
            } else if !finalizers.ended.is_empty() {
                (None, finalizers.ended.remove(0))
            } else {
                break;
            };
            let mark = self.realm.root_mark();
            self.realm.root(argument);
            self.realm.root(function.unwrap_or(Value::NONE));
            let result = match function {
                Some(callback) => Call::call(self, callback, &[argument], &[]).map(|_| ()),
                None => self.end(argument),
            };
            if let Err(raised) = result {
                self.report_ignored(function.unwrap_or(argument), raised);
            }
            self.realm.unroot(mark);
        }
        self.raised_again = raised_again;
        self.realm.finalizers.running = false;
    }

    /// An object's end.
    fn end(&mut self, object: Value) -> PyResult<()> {
        if object.cast::<GeneratorObject>().is_some() {
            return protocol::call_method(self, object, "close", &[]).map(|_| ());
        }
        protocol::call_special(self, object, Name::Del, &[]).map(|_| ())
    }

    /// What `sys.unraisablehook` does.
    fn report_ignored(&mut self, what: Value, raised: Raised) {
        let shown = match what.cast::<crate::object::InstanceObject>() {
            Some(_) => protocol::find_special(&mut self.realm, what, Name::Del).unwrap_or(what),
            None => what,
        };
        let what = crate::builtins::protocol::repr_text(self, shown).unwrap_or_default();
        let report = self.exception_report(Value::object(raised.0));
        let mut text = String::new();
        let _ = writeln!(text, "Exception ignored in: {what}");
        text.push_str(&report);
        text.push('\n');
        // Nobody could be told that it cannot be written.
        let _ = self.realm.output.stdout.flush();
        let _ = self.realm.output.stderr.write(&text);
    }

    /// The program is over: `atexit` functions, then every object's end.
    pub fn finish(&mut self) -> PyResult<()> {
        let result = self.run_exit_functions();
        self.realm.end_all();
        self.run_finalizers();
        result
    }

    fn run_exit_functions(&mut self) -> PyResult<()> {
        let Some(modules) = self.realm.modules else { return Ok(()) };
        let name = self.realm.intern_str("atexit");
        let Some(module) = self.realm.dict_get_str(modules, name) else { return Ok(()) };
        protocol::call_method(self, module, "_run_exitfuncs", &[]).map(|_| ())
    }
}
