//! A frame to run hand-made and random traces on.

use std::cell::{Cell, OnceCell};

use crate::bytecode::code::CodeKind;
use crate::bytecode::{Code, Instr, Op};
use crate::frame::{self, FRAME_WORDS};
use crate::object::native::BuiltinTables;
use crate::object::output::Output;
use crate::object::{Realm, Value};

/// A VM's stack with one frame, and its realm.
pub struct Bench {
    pub realm: Box<Realm>,
    pub stack: Vec<Value>,
    pub code: Box<Code>,
}

impl Bench {
    /// One frame of four locals and four temporaries, all unbound, `depth[pc] = pc`.
    pub fn new() -> Bench {
        let mut realm = Box::new(Realm::new(&BuiltinTables::EMPTY, Output::none()));
        realm.machine.depth = 1;
        let mut bench = Bench { realm, stack: vec![Value::NONE; 256], code: Box::new(code(4, 4)) };
        let base = bench.base();
        // SAFETY: the stack has room.
        *unsafe { frame::header(base) } = frame::FrameHeader {
            function: Value::UNBOUND,
            code: &*bench.code,
            caller: std::ptr::null_mut(),
            pc: 0,
            flags: 0,
            handled: Value::UNBOUND,
        };
        for slot in 0..8 {
            bench.stack[FRAME_WORDS + slot] = Value::UNBOUND;
        }
        bench
    }
    pub fn base(&mut self) -> *mut Value {
        // SAFETY: within the stack.
        unsafe { self.stack.as_mut_ptr().add(FRAME_WORDS) }
    }
    pub fn set(&mut self, slot: usize, value: Value) {
        self.stack[FRAME_WORDS + slot] = value;
    }
    #[cfg(test)]
    pub fn get(&self, slot: usize) -> Value {
        self.stack[FRAME_WORDS + slot]
    }
}

/// Code of eight instructions that do nothing, `depth[pc] = pc`.
pub fn code(locals: u16, temporaries: u16) -> Code {
    nops(8, locals, temporaries)
}

/// Code of instructions that do nothing, with ever more temporaries, as many as there are.
pub fn nops(length: usize, locals: u16, temporaries: u16) -> Code {
    Code {
        kind: CodeKind::Function,
        flavor: Default::default(),
        name: "f".into(),
        qualified_name: "f".into(),
        file: "f.py".into(),
        source: "".into(),
        mode: crate::bytecode::Mode::Module,
        first_line: 1,
        instrs: (0..length).map(|_| Cell::new(Instr::new(Op::Nop, 0, 0, 0))).collect(),
        spans: vec![Default::default(); length].into(),
        depth: (0..length).map(|pc| (pc as u16).min(temporaries)).collect(),
        consts: [].into(),
        sites: [].into(),
        handlers: [].into(),
        hotness: [].into(),
        local_count: locals,
        visible_count: locals,
        register_count: locals + temporaries,
        positional_only: 0,
        positional: 0,
        keyword_only: 0,
        has_var_args: false,
        has_var_keywords: false,
        local_names: [].into(),
        free_names: [].into(),
        liveness: OnceCell::new(),
        doc: Value::NONE,
    }
}

/// The number of an int of any size.
pub fn raw(value: Value) -> Option<i64> {
    crate::object::int::int_value(value)?.to_i64()
}
