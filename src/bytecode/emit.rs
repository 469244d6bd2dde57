//! The code of one unit while it is written: instructions, labels, handlers, temporaries.
//!
//! In: instructions whose temporaries are numbered from [`TEMPORARY`] on and whose jumps name
//! labels. Out: [`Code`], with real registers and distances.
//!
//! ```text
//! BranchLt a, 10, label 3      →      BranchLt r0, k1, +5
//! ```
//!
//! 1. Nothing is written while the place is unreachable.
//! 2. An instruction's `depth` is the number of live temporaries before it, its operands
//!    included.
//! 3. A jump too far for 16 bits becomes the inverse branch over a `Jump`.

use std::rc::Rc;

use crate::bytecode::code::{CodeKind, Hotness};
use crate::bytecode::constant::{Constant, Constants, Pool};
use crate::bytecode::error::{CompileError, span};
use crate::bytecode::scope::{ScopeId, Scopes};
use crate::bytecode::{Code, Flavor, Handler, Instr, Op, Operand, Site, Span, bound};
use crate::syntax::{LineIndex, TextRange};

/// Temporary k is written as register `TEMPORARY + k` until the number of locals is known.
pub const TEMPORARY: u16 = 0x4000;
/// Most locals, and most temporaries.
const MAX_REGISTERS: usize = 0x3FFF;
/// Most instructions of one code.
const MAX_INSTRUCTIONS: usize = 1 << 21;

/// A place to jump to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Label(u32);

/// A written instruction.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub instr: Instr,
    pub range: TextRange,
    pub depth: u16,
    /// Index of the handler that guards it.
    pub handler: Option<u32>,
    pub label: Option<Label>,
    /// Superfluous: leave it out.
    pub removed: bool,
}

/// Code under construction.
pub struct Unit<'a> {
    pub kind: CodeKind,
    pub flavor: Flavor,
    pub name: Rc<str>,
    pub qualified_name: Rc<str>,
    pub first_line: u32,
    /// Where the unit begins, for errors about it as a whole.
    pub range: TextRange,
    /// The scope whose code is being written: the unit's or a comprehension's in it.
    pub scope: ScopeId,
    pub unit_scope: ScopeId,
    /// What the names of functions and classes made here begin with, if not with this unit's own.
    pub prefix: Option<Rc<str>>,
    pub lines: Vec<Line>,
    /// The index of the line that each label stands before.
    pub labels: Vec<Option<u32>>,
    label_used: Vec<bool>,
    /// Where an exception goes, and the temporary that it is put into.
    pub handlers: Vec<(Label, u16)>,
    pub handler: Option<u32>,
    pub pool: Pool,
    pub sites: Vec<u16>,
    pub depth: u16,
    pub max_depth: u16,
    pub reachable: bool,
    pub blocks: Vec<super::lower::Block<'a>>,
    pub doc: Constant,
    pub parameters: ParameterCounts,
    /// Something did not fit; reported at the end.
    pub too_large: Option<&'static str>,
    last_header: Option<u32>,
    /// Handlers of handlers that are still to be written, innermost last.
    pub cleanups: Vec<Label>,
}

/// How many parameters of each kind.
#[derive(Clone, Copy, Default, Debug)]
pub struct ParameterCounts {
    pub positional_only: u16,
    pub positional: u16,
    pub keyword_only: u16,
    pub var_args: bool,
    pub var_keywords: bool,
}

impl Unit<'_> {
    pub fn new(kind: CodeKind, name: Rc<str>, qualified_name: Rc<str>, range: TextRange, scope: ScopeId) -> Self {
        Unit {
            kind,
            flavor: Flavor::Plain,
            name,
            qualified_name,
            first_line: 1,
            range,
            scope,
            unit_scope: scope,
            prefix: None,
            lines: Vec::new(),
            labels: Vec::new(),
            label_used: Vec::new(),
            handlers: Vec::new(),
            handler: None,
            pool: Pool::default(),
            sites: Vec::new(),
            depth: 0,
            max_depth: 0,
            reachable: true,
            blocks: Vec::new(),
            doc: Constant::None,
            parameters: ParameterCounts::default(),
            too_large: None,
            last_header: None,
            cleanups: Vec::new(),
        }
    }

    /// Writes an instruction.
    pub fn emit(&mut self, range: TextRange, op: Op, a: u16, b: u16, c: u16) {
        self.line(range, Instr::new(op, a, b, c), None);
    }
    /// Writes an instruction with something in `x`.
    pub fn emit_with(&mut self, range: TextRange, op: Op, x: u8, a: u16, b: u16, c: u16) {
        self.line(range, Instr { op, x, a, b, c }, None);
    }
    /// Writes a jump; `not` sets the flag.
    pub fn jump(&mut self, range: TextRange, op: Op, not: bool, a: u16, b: u16, label: Label) {
        let x = if not { Instr::FLAG } else { 0 };
        self.line(range, Instr { op, x, a, b, c: 0 }, Some(label));
    }
    fn line(&mut self, range: TextRange, instr: Instr, label: Option<Label>) {
        if !self.reachable {
            return;
        }
        if let Some(label) = label {
            self.label_used[label.0 as usize] = true;
        }
        if self.lines.len() >= MAX_INSTRUCTIONS {
            self.too_large = Some("code");
            return;
        }
        self.max_depth = self.max_depth.max(self.depth);
        let handler = self.handler;
        if let Some(handler) = handler {
            let label = self.handlers[handler as usize].0;
            self.label_used[label.0 as usize] = true;
        }
        self.lines.push(Line { instr, range, depth: self.depth, handler, label, removed: false });
        if matches!(instr.op, Op::Jump | Op::Loop | Op::Return | Op::Raise | Op::Reraise | Op::RaiseAssert) {
            self.reachable = false;
        }
    }

    /// A label that has no place yet.
    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        self.label_used.push(false);
        Label(self.labels.len() as u32 - 1)
    }
    /// Puts a label here. The place is reachable if something jumps to it.
    pub fn place(&mut self, label: Label) {
        self.labels[label.0 as usize] = Some(self.lines.len() as u32);
        self.reachable |= self.label_used[label.0 as usize];
    }
    /// A label for a loop's header, placed here: no other header has the same place.
    pub fn header(&mut self, range: TextRange) -> Label {
        if self.last_header == Some(self.lines.len() as u32) {
            self.emit(range, Op::Nop, 0, 0, 0);
        }
        self.last_header = Some(self.lines.len() as u32);
        let label = self.label();
        self.place(label);
        label
    }
    /// Opens a handler: exceptions go to the label, into temporary `register`.
    pub fn open_handler(&mut self, label: Label, register: u16) -> Option<u32> {
        self.handlers.push((label, register));
        self.handler.replace(self.handlers.len() as u32 - 1)
    }

    /// Takes the next temporary.
    pub fn push(&mut self) -> u16 {
        let register = TEMPORARY | self.depth;
        self.set_depth(self.depth + 1);
        register
    }
    /// Sets the number of live temporaries.
    pub fn set_depth(&mut self, depth: u16) {
        if depth as usize > MAX_REGISTERS {
            self.too_large = Some("expression");
            return;
        }
        self.depth = depth;
        self.max_depth = self.max_depth.max(depth);
    }
    /// The register of the temporary that comes next.
    pub fn next(&self) -> u16 {
        TEMPORARY | self.depth
    }
    /// A new site with a constant.
    pub fn site(&mut self, constant: u16) -> u16 {
        if self.sites.len() >= u16::MAX as usize {
            self.too_large = Some("code");
            return 0;
        }
        self.sites.push(constant);
        self.sites.len() as u16 - 1
    }
    /// The operand of a constant.
    pub fn constant(&mut self, constant: Constant, sink: &mut dyn Constants) -> Operand {
        let index = self.pool.index(constant, sink);
        Operand::Constant(self.short(index))
    }
    /// An index that must fit an operand.
    pub fn short(&mut self, index: u32) -> u16 {
        if index >= Operand::CONSTANT as u32 {
            self.too_large = Some("number of constants");
            return 0;
        }
        index as u16
    }

    /// The finished code.
    pub fn finish(
        mut self,
        place: &Place<'_>,
        scopes: &Scopes,
        sink: &mut dyn Constants,
    ) -> Result<Code, CompileError> {
        let names = scopes.local_names(self.unit_scope);
        if names.len() > MAX_REGISTERS {
            self.too_large = Some("number of local variables");
        }
        if let Some(what) = self.too_large {
            return Err(CompileError::too_large(self.range, what));
        }
        let local_count = names.len() as u16;
        let parameters = self.parameters;
        let parameter_count = parameters.positional as usize
            + parameters.keyword_only as usize
            + parameters.var_args as usize
            + parameters.var_keywords as usize;
        bound::remove_checks(&mut self, local_count, parameter_count as u16);
        let starts = self.layout();
        let assembly = Assembly { unit: &self, starts: &starts, local_count, lines: place.lines };
        let Some(written) = assembly.write() else {
            return Err(CompileError::too_large(self.range, "code"));
        };
        let local_names = names.iter().map(|&name| sink.name(&scopes.names.text(name))).collect();
        let free = scopes.free_names(self.unit_scope);
        let free_names = free.iter().map(|&(name, _)| sink.name(&scopes.names.text(name))).collect();
        let doc = sink.constant(&self.doc);
        let site = |&constant: &u16| Site { constant, ..Site::default() };
        let code = Code {
            kind: self.kind,
            flavor: self.flavor,
            name: self.name,
            qualified_name: self.qualified_name,
            file: place.file.clone(),
            source: place.source.clone(),
            mode: place.mode,
            first_line: self.first_line,
            instrs: written.instrs.into_iter().map(std::cell::Cell::new).collect(),
            spans: written.spans.into(),
            depth: written.depth.into(),
            consts: self.pool.into_values(),
            sites: self.sites.iter().map(site).collect(),
            handlers: written.handlers.into(),
            hotness: written.headers.into_iter().map(|pc| (pc, Hotness::default())).collect(),
            local_count,
            visible_count: scopes.visible_count(self.unit_scope) as u16,
            register_count: local_count + self.max_depth + (self.flavor != Flavor::Plain) as u16,
            positional_only: parameters.positional_only,
            positional: parameters.positional,
            keyword_only: parameters.keyword_only,
            has_var_args: parameters.var_args,
            has_var_keywords: parameters.var_keywords,
            local_names,
            free_names,
            liveness: std::cell::OnceCell::new(),
            doc,
        };
        #[cfg(debug_assertions)]
        if let Err(wrong) = super::verify::verify(&code) {
            debug_assert!(false, "{}: {wrong}\n{}", code.qualified_name, super::disassemble(&code));
        }
        Ok(code)
    }

    /// The pc of each line (and of the end), with room for the long jumps.
    fn layout(&self) -> Vec<u32> {
        let mut long = vec![false; self.lines.len()];
        let mut starts = vec![0u32; self.lines.len() + 1];
        loop {
            let mut pc = 0;
            for (index, line) in self.lines.iter().enumerate() {
                starts[index] = pc;
                pc += line_length(line, long[index]);
            }
            starts[self.lines.len()] = pc;
            let mut changed = false;
            for (index, line) in self.lines.iter().enumerate() {
                if long[index] || !is_short_jump(line.instr.op) {
                    continue;
                }
                let Some(target) = self.target(line) else { continue };
                let distance = starts[target as usize] as i64 - starts[index] as i64 - 1;
                // Room for the growth of others in later rounds is not needed: they are seen then.
                if i16::try_from(distance).is_err() {
                    long[index] = true;
                    changed = true;
                }
            }
            if !changed {
                return starts;
            }
        }
    }

    /// The line that a jump goes to.
    pub fn target(&self, line: &Line) -> Option<u32> {
        line.label.and_then(|label| self.labels[label.0 as usize])
    }
    /// The line that a handler begins with.
    pub fn handler_line(&self, handler: u32) -> Option<u32> {
        self.labels[self.handlers[handler as usize].0.0 as usize]
    }
}

/// Where the source of a code is found.
pub struct Place<'s> {
    pub file: Rc<str>,
    pub source: Rc<str>,
    pub lines: &'s LineIndex,
    pub mode: crate::syntax::Mode,
}

fn is_short_jump(op: Op) -> bool {
    op.formats().as_bytes()[2] == b'j'
}

fn line_length(line: &Line, long: bool) -> u32 {
    match (line.removed, long, line.instr.op) {
        (true, ..) => 0,
        (_, false, _) => 1,
        (_, true, Op::ForIter) => 3,
        (_, true, _) => 2,
    }
}

struct Assembly<'u, 'a> {
    unit: &'u Unit<'a>,
    starts: &'u [u32],
    local_count: u16,
    lines: &'u LineIndex,
}

#[derive(Default)]
struct Written {
    instrs: Vec<Instr>,
    spans: Vec<Span>,
    depth: Vec<u16>,
    handlers: Vec<Handler>,
    headers: Vec<u32>,
}

impl Assembly<'_, '_> {
    /// `None` if the code is too long for its jumps.
    fn write(&self) -> Option<Written> {
        let mut written = Written { headers: self.headers(), ..Written::default() };
        let mut last = (TextRange::default(), span(self.lines, TextRange::default()));
        for (index, line) in self.unit.lines.iter().enumerate() {
            if line.removed {
                continue;
            }
            if last.0 != line.range {
                last = (line.range, span(self.lines, line.range));
            }
            let first = written.instrs.len();
            self.instruction(index, line, &mut written)?;
            for at in first..written.instrs.len() {
                // Behind a far `ForIter` the item may be live.
                let item = at == first + 1 && line.instr.op == Op::ForIter && line.instr.b & TEMPORARY != 0;
                written.spans.push(last.1);
                written.depth.push(line.depth + item as u16);
            }
            self.guard(first as u32, written.instrs.len() as u32, line, &mut written.handlers);
        }
        Some(written)
    }

    /// Places of `Enter` and of loop headers, ascending.
    fn headers(&self) -> Vec<u32> {
        let mut headers: Vec<u32> = Vec::new();
        for line in self.unit.lines.iter().filter(|line| !line.removed) {
            match line.instr.op {
                Op::Enter => headers.push(0),
                Op::Loop => headers.extend(self.unit.target(line).map(|target| self.starts[target as usize])),
                _ => {}
            }
        }
        headers.sort_unstable();
        headers.dedup();
        headers
    }

    fn instruction(&self, index: usize, line: &Line, written: &mut Written) -> Option<()> {
        let mut instr = line.instr;
        let formats = instr.op.formats().as_bytes();
        for (format, field) in formats.iter().zip([&mut instr.a, &mut instr.b, &mut instr.c]) {
            if matches!(format, b'd' | b'r' | b'g') && *field & Operand::CONSTANT == 0 && *field & TEMPORARY != 0 {
                *field = self.local_count + (*field & !TEMPORARY);
            }
        }
        let Some(target) = self.unit.target(line) else {
            written.instrs.push(instr);
            return Some(());
        };
        let pc = self.starts[index] as i64;
        let target = self.starts[target as usize];
        let distance = target as i64 - pc - 1;
        let length = self.starts[index + 1] as i64 - pc;
        if instr.op == Op::Loop {
            instr.a = u16::try_from(written.headers.binary_search(&target).ok()?).ok()?;
        }
        if formats[1] == b'w' {
            let wide = Instr::with_wide(instr.op, instr.a, i32::try_from(distance).ok()?);
            written.instrs.push(Instr { x: instr.x, ..wide });
        } else if length == 1 {
            instr.c = i16::try_from(distance).ok()? as u16;
            written.instrs.push(instr);
        } else if instr.op == Op::ForIter {
            instr.c = 1;
            written.instrs.push(instr);
            written.instrs.push(Instr::with_wide(Op::Jump, 0, 1));
            written.instrs.push(Instr::with_wide(Op::Jump, 0, i32::try_from(distance - 2).ok()?));
        } else {
            instr.c = 1;
            instr.x ^= Instr::FLAG;
            written.instrs.push(instr);
            written.instrs.push(Instr::with_wide(Op::Jump, 0, i32::try_from(distance - 1).ok()?));
        }
        Some(())
    }

    /// Adds instructions to the exception table: one entry per run with the same handler.
    fn guard(&self, start: u32, end: u32, line: &Line, handlers: &mut Vec<Handler>) {
        let Some(handler) = line.handler else { return };
        let Some(target) = self.unit.handler_line(handler) else { return };
        let target = self.starts[target as usize];
        let register = self.local_count + self.unit.handlers[handler as usize].1;
        match handlers.last_mut() {
            Some(last) if last.end == start && last.target == target && last.register == register => last.end = end,
            _ => handlers.push(Handler { start, end, target, register }),
        }
    }
}
