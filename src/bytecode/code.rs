//! Compiled code: what the interpreter runs, what tracebacks and the recorder read.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use crate::bytecode::{Instr, Op};
use crate::object::Value;
pub use crate::object::generator::Flavor;
use crate::support::BitSet;
use crate::syntax::Mode;

/// Where an instruction comes from. Lines from 1, columns from 0 in UTF-8 bytes, end exclusive.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Span {
    pub line: u32,
    pub column: u32,
    pub end_line: u32,
    pub end_column: u32,
}

/// One range of the exception table, innermost first: an exception raised by an instruction in
/// `start..end` goes to `target` with the exception in register `register`; temporaries from
/// there on are dead.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Handler {
    pub start: u32,
    pub end: u32,
    pub target: u32,
    pub register: u16,
}

/// An inline cache with the constant that its instruction needs. What the fields mean is the
/// family's business: see the interpreter's caches. All zero at first.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// A name (`LoadAttr`, globals …), or names of keywords: index into `code.consts`.
    pub constant: u16,
    /// Warm-up and back-off of families whose `x` is too small for it.
    pub counter: Cell<u16>,
    /// A shape id or a dict's key version; 0 = empty.
    pub key: Cell<u32>,
    /// A slot or entry index.
    pub slot: Cell<u32>,
    /// A second shape id or a class version.
    pub key2: Cell<u32>,
    /// A cached value (method, function), or unbound. Not traced by the collector through the
    /// code: valid only while `key` matches (the guarded shape keeps it alive).
    pub value: Cell<Value>,
    /// The class whose version `key2` is, or unbound. Not traced, like `value`.
    pub class: Cell<Value>,
}

/// How a code object came about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CodeKind {
    /// A file or string: names are globals.
    Module,
    /// `def` or `lambda`.
    Function,
    /// A class body: register 0 is the namespace dict.
    Class,
    /// A comprehension compiled as a function of its own (if it is).
    Comprehension,
}

/// A jit's or profiler's mark on an instruction: counts and trace numbers.
#[derive(Clone, Debug, Default)]
pub struct Hotness {
    /// Executions of `Enter` (index 0 of the code) or of a loop header's back-edges.
    pub count: Cell<u16>,
    /// 0: none; else the number of the trace plus 1.
    pub trace: Cell<u32>,
    /// Recordings that gave up here.
    pub failures: Cell<u8>,
}

/// Compiled code of a module, function or class body. Immutable but for quickening, caches
/// and counters.
#[derive(Debug)]
pub struct Code {
    pub kind: CodeKind,
    /// If not plain, the first instruction is `MakeGenerator`, and the last register holds the generator while it runs.
    pub flavor: Flavor,
    /// `f`, `<module>`, `<lambda>` …
    pub name: Rc<str>,
    /// `C.method.<locals>.f`
    pub qualified_name: Rc<str>,
    /// The file's name as tracebacks print it.
    pub file: Rc<str>,
    /// The source text, for tracebacks; line n is found by scanning.
    pub source: Rc<str>,
    /// What the source was compiled as.
    pub mode: Mode,
    /// Line of the `def`.
    pub first_line: u32,
    pub instrs: Box<[Cell<Instr>]>,
    /// One per instruction.
    pub spans: Box<[Span]>,
    /// One per instruction: how many temporaries are live before it.
    pub depth: Box<[u16]>,
    /// Immediates, strs (interned if identifiers), big ints, tuples of them, code objects.
    /// `UNBOUND` is an allowed constant. Traced by the collector.
    pub consts: Box<[Value]>,
    pub sites: Box<[Site]>,
    /// Innermost first.
    pub handlers: Box<[Handler]>,
    /// Instruction 0 first (functions), then each loop header: (pc, hotness), sorted by pc.
    /// `Enter` and `Loop` hold indices into this.
    pub hotness: Box<[(u32, Hotness)]>,

    /// Registers 0..local_count are parameters (in the order positional, keyword-only,
    /// `*args`, `**kwargs`), then other locals; free variables' cells come last.
    pub local_count: u16,
    /// Locals that the source has, parameters first; those of comprehensions come behind them.
    pub visible_count: u16,
    /// Locals and temporaries: the frame's size in registers.
    pub register_count: u16,
    pub positional_only: u16,
    /// Positional parameters, the positional-only ones included.
    pub positional: u16,
    pub keyword_only: u16,
    pub has_var_args: bool,
    pub has_var_keywords: bool,
    /// Names of registers 0..local_count, interned strs.
    pub local_names: Box<[Value]>,
    /// Names of the closure's cells, in the order of `LoadClosure` numbers: interned strs.
    pub free_names: Box<[Value]>,
    /// Filled on first use by the recorder: which registers are live before each instruction.
    pub liveness: OnceCell<Box<[BitSet]>>,
    /// Docstring or None.
    pub doc: Value,
}

impl Code {
    /// The number of parameters that registers 0.. hold, `*args` and `**kwargs` included.
    pub fn parameter_count(&self) -> usize {
        (self.positional + self.keyword_only) as usize + self.has_var_args as usize + self.has_var_keywords as usize
    }
    /// The instruction at `pc`, as it is now (perhaps specialized).
    #[inline(always)]
    pub fn instr(&self, pc: u32) -> Instr {
        self.instrs[pc as usize].get()
    }
    /// The counters at a loop header or at 0.
    pub fn hotness_at(&self, pc: u32) -> Option<&Hotness> {
        let index = self.hotness.binary_search_by_key(&pc, |entry| entry.0).ok()?;
        Some(&self.hotness[index].1)
    }
    /// Where the loop's back-edge is, if `pc` is a loop's header.
    pub fn back_edge_to(&self, pc: u32) -> Option<u32> {
        self.hotness_at(pc)?;
        let back = |&at: &u32| self.instr(at).op.family() == Op::Loop && self.instr(at).target(at) == pc;
        (pc..self.instrs.len() as u32).find(back)
    }
    /// Whether a generator of it that is dropped while suspended may have something to do: `finally`, `with`, `except`.
    pub fn ends_with_handlers(&self) -> bool {
        !self.handlers.is_empty() && self.flavor != Flavor::AsyncGenerator
    }
    /// The handler that an exception raised at `pc` goes to.
    pub fn handler_at(&self, pc: u32) -> Option<&Handler> {
        self.handlers.iter().find(|h| h.start <= pc && pc < h.end)
    }
}
