//! What programs see of code objects, and of the local variables of running code.
//!
//! 1. There is no bytecode of CPython's: `co_code` is empty, and `co_consts` and `co_names` hold what this code uses.

use crate::bytecode::code::CodeKind;
use crate::bytecode::{Code, Op};
use crate::frame::{frame_flags, header};
use crate::gc::Gc;
use crate::interp::run::code_of;
use crate::interp::{Interpreter, generator};
use crate::object::{
    CellObject, ClassId, CodeObject, DictObject, Flavor, FunctionObject, GeneratorObject, Kind, Progress, StrObject,
    Value,
};

/// Frames further out than the one asked for that can be seen from it.
const SEEN_FRAMES: usize = 64;

impl Interpreter {
    /// An attribute of a code object.
    pub(super) fn code_attribute_of(&mut self, object: Gc<CodeObject>, name: &str) -> Option<Value> {
        let code = Code::of(object);
        let int = |number: usize| Value::int(number as i64);
        Some(match name {
            "co_name" => self.realm.str(&code.name),
            "co_qualname" => self.realm.str(&code.qualified_name),
            "co_filename" => self.realm.str(&code.file),
            "co_firstlineno" => int(code.first_line as usize),
            "co_argcount" => int(code.positional as usize),
            "co_posonlyargcount" => int(code.positional_only as usize),
            "co_kwonlyargcount" => int(code.keyword_only as usize),
            "co_nlocals" => int(variables(code).len()),
            "co_stacksize" => int((code.register_count - code.local_count) as usize),
            "co_flags" => Value::int(flags(code)),
            "co_varnames" => {
                let names = variables(code);
                self.realm.tuple(&names)
            }
            "co_freevars" => self.realm.tuple(&code.free_names),
            "co_cellvars" => {
                let cells: Vec<Value> = cells(code).map(|register| code.local_names[register]).collect();
                self.realm.tuple(&cells)
            }
            "co_names" => {
                let mut names = Vec::new();
                for pc in 0..code.instrs.len() as u32 {
                    let name = name_of(code, pc);
                    if let Some(name) = name
                        && !names.contains(&name)
                    {
                        names.push(name);
                    }
                }
                self.realm.tuple(&names)
            }
            "co_consts" => {
                let mut constants = if code.kind == CodeKind::Function { vec![code.doc] } else { Vec::new() };
                for (index, value) in code.consts.iter().enumerate() {
                    let names = code.sites.iter().any(|site| site.constant as usize == index && index > 0);
                    if !value.is_unbound() && !names && !constants.contains(value) {
                        constants.push(*value);
                    }
                }
                self.realm.tuple(&constants)
            }
            "co_code" | "co_lnotab" | "co_linetable" | "co_exceptiontable" => self.realm.bytes(b""),
            _ => return None,
        })
    }

    pub(super) fn frame_globals(&self) -> Option<Gc<DictObject>> {
        if self.frame.is_null() {
            return None;
        }
        // SAFETY: a frame runs, and it runs a function.
        let function = unsafe { header(self.frame).function };
        function.cast::<FunctionObject>().map(|function| function.globals)
    }

    /// A frame as an object: what it is now; it does not change when the frame goes on.
    pub(super) fn frame_seen(&mut self, depth: usize) -> Option<Value> {
        let mut bases = Vec::new();
        let mut base = self.frame;
        while !base.is_null() && bases.len() < depth + SEEN_FRAMES {
            bases.push(base);
            // SAFETY: the chain of frames is intact.
            base = unsafe { header(base).caller };
        }
        let mark = self.realm.root_mark();
        let mut back = Value::NONE;
        for base in bases.get(depth..)?.iter().rev() {
            // SAFETY: a frame of the chain; its code has a span for each instruction.
            let (function, code, pc) = unsafe { (header(*base).function, code_of(*base), header(*base).pc) };
            let Some(function) = function.cast::<FunctionObject>() else { continue };
            let locals = self.locals_of(*base).map_or(Value::NONE, Value::object);
            let line = code.spans.get(pc as usize).map_or(0, |span| span.line);
            back = self.frame_object(function, locals, line, i64::from(pc), back);
            self.realm.root(back);
        }
        self.realm.unroot(mark);
        (!back.is_none()).then_some(back)
    }

    fn frame_object(
        &mut self,
        function: Gc<FunctionObject>,
        locals: Value,
        line: u32,
        last: i64,
        back: Value,
    ) -> Value {
        let class = self.realm.class(ClassId::Frame);
        let frame = self.realm.new_instance(class);
        let builtins = Value::object(self.builtins_dict);
        for (name, value) in [
            ("f_code", Value::object(function.code_object)),
            ("f_globals", Value::object(function.globals)),
            ("f_builtins", builtins),
            ("f_locals", locals),
            ("f_lineno", Value::int(i64::from(line))),
            ("f_lasti", Value::int(last)),
            ("f_trace", Value::NONE),
            ("f_back", back),
        ] {
            let name = self.realm.intern_str(name);
            self.realm.instance_set(frame, name, value);
        }
        Value::object(frame)
    }

    /// The frame of a generator that is not finished, as it is now.
    pub(super) fn frame_of_generator(&mut self, own: Gc<GeneratorObject>) -> Option<Value> {
        if own.progress() == Progress::Running {
            let (mut base, mut depth) = (self.frame, 0);
            while !base.is_null() {
                // SAFETY: the chain of frames is intact.
                unsafe {
                    if header(base).flags & frame_flags::GENERATOR != 0 && generator::generator_of(base) == own {
                        return self.frame_seen(depth);
                    }
                    base = header(base).caller;
                }
                depth += 1;
            }
            return None;
        }
        let function = own.function.cast::<FunctionObject>()?;
        let code = Code::of(function.code_object);
        // SAFETY: a generator that does not run holds its locals.
        let locals = unsafe { self.locals_in(code, GeneratorObject::first_register(own)) };
        let created = own.progress() == Progress::Created;
        let line = code.spans.get(own.pc() as usize).map_or(0, |span| span.line);
        let line = if created { code.first_line } else { line };
        let last = i64::from(own.pc());
        Some(self.frame_object(function, Value::object(locals), line, last, Value::NONE))
    }

    /// See [`Call::caller_outside`](crate::object::Call::caller_outside).
    pub(super) fn place_outside(&mut self, module: &str, further: usize) -> Option<(Value, u32, Value)> {
        let key = self.realm.intern_str("__name__");
        let (mut base, mut found, mut outside) = (self.frame, None, 0);
        while !base.is_null() && outside <= further {
            // SAFETY: the chain of frames is intact; a code has a span for each instruction.
            unsafe {
                let (frame, code) = (header(base), code_of(base));
                let globals = frame.function.cast::<FunctionObject>().map(|function| function.globals);
                let name = globals.and_then(|globals| self.realm.dict_get_str(globals, key));
                let is_inside = name.and_then(Value::cast::<StrObject>).is_some_and(|name| name.as_str() == module);
                if outside > 0 || !is_inside {
                    found = Some((code, code.spans.get(frame.pc as usize).map_or(0, |span| span.line)));
                    outside += 1;
                }
                base = frame.caller;
            }
        }
        let (code, line) = found?;
        Some((self.realm.str(&code.file), line, self.realm.str(&code.name)))
    }

    pub(super) fn frame_locals(&mut self) -> Option<Gc<DictObject>> {
        self.locals_of(self.frame)
    }

    fn locals_of(&mut self, base: *mut Value) -> Option<Gc<DictObject>> {
        if base.is_null() {
            return None;
        }
        // SAFETY: `base` is the running frame; its code names its locals.
        unsafe {
            let code = code_of(base);
            match code.kind {
                CodeKind::Module => {
                    let function = header(base).function.cast::<FunctionObject>();
                    return function.map(|function| function.globals);
                }
                CodeKind::Class => return (*base).cast::<DictObject>(),
                _ => {}
            }
            Some(self.locals_in(code, base))
        }
    }

    /// The variables of a function.
    ///
    /// # Safety
    /// At `base` stand the registers of that code, the locals at least.
    unsafe fn locals_in(&mut self, code: &Code, base: *mut Value) -> Gc<DictObject> {
        // SAFETY: the caller's promise.
        unsafe {
            let dict = self.realm.new_dict();
            let free = code.local_count as usize - code.free_names.len();
            let registers = (0..code.visible_count as usize).chain(free..code.local_count as usize);
            for register in registers {
                let Some(name) = code.local_names[register].cast::<StrObject>() else { continue };
                let mut value = *base.add(register);
                if value.is(Kind::Cell)
                    && let Some(cell) = value.cast::<CellObject>()
                {
                    value = cell.value.get();
                }
                if !value.is_unbound() && !name.as_str().starts_with('.') {
                    self.realm.dict_set_str(dict, name, value);
                }
            }
            dict
        }
    }
}

/// Names of parameters and of the locals that no inner function shares: not those of comprehensions.
fn variables(code: &Code) -> Vec<Value> {
    if code.kind == CodeKind::Class {
        return Vec::new();
    }
    let shared: Vec<usize> = cells(code).filter(|register| *register >= code.parameter_count()).collect();
    (0..code.visible_count as usize)
        .filter(|register| !shared.contains(register))
        .map(|r| code.local_names[r])
        .collect()
}

/// Registers of variables that inner functions share.
fn cells(code: &Code) -> impl Iterator<Item = usize> {
    let instrs = code.instrs.iter().map(|instr| instr.get());
    let prologue = instrs.skip_while(|instr| matches!(instr.op.family(), Op::Enter | Op::MakeGenerator));
    prologue.take_while(|instr| instr.op == Op::MakeCell).map(|instr| instr.a as usize)
}

fn name_of(code: &Code, pc: u32) -> Option<Value> {
    let instr = code.instr(pc);
    let site = match instr.op.family() {
        Op::LoadGlobal | Op::StoreGlobal | Op::DeleteGlobal | Op::LoadName | Op::StoreName | Op::DeleteName => instr.b,
        Op::LoadAttr | Op::StoreAttr | Op::DelAttr | Op::LoadMethod | Op::LoadSuper => instr.c,
        Op::ImportName => return code.consts.get(instr.b as usize).copied(),
        _ => return None,
    };
    code.consts.get(code.sites.get(site as usize)?.constant as usize).copied()
}

fn flags(code: &Code) -> i64 {
    let mut flags = 0;
    if code.kind == CodeKind::Function {
        flags |= 3;
    }
    for (holds, flag) in [
        (code.has_var_args, 4),
        (code.has_var_keywords, 8),
        (code.qualified_name.contains(".<locals>."), 16),
        (code.flavor == Flavor::Generator, 32),
        (code.flavor == Flavor::Coroutine, 128),
        (code.flavor == Flavor::AsyncGenerator, 512),
    ] {
        if holds {
            flags |= flag;
        }
    }
    flags
}
