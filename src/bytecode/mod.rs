//! Floor 3: from the syntax tree to code.
//!
//! In: a module of the parser's tree. Out: [`Code`], verified.
//!
//! ```text
//! x = a + 1      →      LoadGlobal t0, a ; Add t0, t0, 1 ; StoreGlobal t0, x
//! ```
//!
//! 1. Fixed-width instructions ([`Instr`], 8 bytes) with explicit operands: a register of the
//!    frame or a constant. Temporary k is register `code.local_count + k`, where k is the depth
//!    that CPython's evaluation stack would have (an iteration takes two: the iterable and its
//!    state).
//! 2. At an exception handler, and wherever an exit resumes, the live temporaries are those
//!    below `code.depth[pc]`; no instruction leaves an operand that is read later in a
//!    temporary at or above that depth.
//! 3. Every instruction has a source span. Nothing here runs code or knows a VM.
//! 4. A loop has one back-edge, the `Loop` at the end of its body, and a header of its own.
//! 5. Comprehensions are inline in the code around them, as in CPython 3.12; unlike there, an
//!    unbound variable around one is CPython 3.11's NameError.
//! 6. A read of a local follows a `CheckBound` unless the local is bound on every way there.

#![deny(unsafe_code)]

pub mod code;
pub mod constant;
pub mod error;
pub mod op;

pub mod disassemble;
pub mod liveness;
pub mod owner;
pub mod verify;

mod bound;
mod emit;
mod fold;
mod lower;
pub mod registers;
mod scope;

#[cfg(test)]
mod tests;

use std::rc::Rc;

pub use crate::syntax::Mode;
pub use code::{Code, Flavor, Handler, Site, Span};
pub use constant::{Constant, Constants};
pub use disassemble::disassemble;
pub use error::{CompileError, CompileErrorKind};
pub use op::{Instr, Op, Operand};
pub use owner::{code_object, compile, compile_for};

/// Compiles a source text; the constants are made by `sink`.
pub fn compile_with(sink: &mut dyn Constants, source: &str, file: &str, mode: Mode) -> Result<Code, CompileError> {
    compile_in(sink, source, file, mode, false)
}

/// The same; with `namespace`, variables of the outermost code are in the mapping in its register 0, like those of a class
/// body.
pub fn compile_in(
    sink: &mut dyn Constants,
    source: &str,
    file: &str,
    mode: Mode,
    namespace: bool,
) -> Result<Code, CompileError> {
    let compiled = compile_tree(sink, source, file, mode, namespace);
    let compiled = compiled.map_err(|error| match error.kind {
        // What CPython's parser refuses, it refuses before anything is known of names.
        CompileErrorKind::Syntax if error.complaint.is_none() => match crate::syntax::diagnose(source, mode) {
            Some(complaint) => CompileError::of_parser(complaint).placed(source),
            None => error.placed(source),
        },
        _ => error.placed(source),
    });
    compiled.map_err(|mut error| {
        if let Some(complaint) = &mut error.complaint
            && (file == "<stdin>" || !(file.starts_with('<') && file.ends_with('>')))
        {
            complaint.in_file(source, crate::syntax::encoding::names_encoding(source));
        }
        error
    })
}

fn compile_tree(
    sink: &mut dyn Constants,
    source: &str,
    file: &str,
    mode: Mode,
    namespace: bool,
) -> Result<Code, CompileError> {
    let tree = crate::syntax::parse(source, mode)?;
    let scopes = match &tree.root {
        crate::syntax::Root::Module(module) => scope::Scopes::of_module(&module.body, namespace),
        crate::syntax::Root::Expression(expression) => scope::Scopes::of_expression(&expression.body, namespace),
    };
    let mut scopes = scopes.map_err(CompileError::about_names)?;
    let lines = crate::syntax::LineIndex::new(source);
    for (range, message) in std::mem::take(&mut scopes.warnings) {
        sink.suspect(lines.place(range.start().to_u32()).0, message);
    }
    let place = emit::Place { file: Rc::from(file), source: Rc::from(source), lines: &lines, mode };
    lower::lower(&tree, scopes, place, sink).map_err(|error| *error)
}
