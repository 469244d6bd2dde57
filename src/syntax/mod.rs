//! Floor 1: the parser library behind a narrow door.
//!
//! In: source text. Out: a [`Tree`], or one [`SyntaxError`] with its place, worded as CPython
//! words it where that is known.
//!
//! ```text
//! let tree = syntax::parse("x = 1\n", Mode::Module)?;
//! let lines = LineIndex::new(source);          // offset → line and column
//! ```
//!
//! 1. Nothing of the parser's API leaves the crate; inside it, only the bytecode floor reads
//!    the tree, through [`ast`].
//! 2. No input overflows the native stack: the parser refuses nesting past its limit, and
//!    the chains that it parses in a loop (`a + b + …`, `a.b.c…`) are measured, and cut when
//!    too long, before anything recurses into them, dropping included.

#![forbid(unsafe_code)]

mod anchors;
mod depth;
mod diagnose;
pub mod encoding;
mod lines;
mod message;
pub mod unparse;

#[cfg(test)]
mod tests;

pub use anchors::anchors;
pub use diagnose::{Complaint, diagnose};
pub use lines::LineIndex;
pub(crate) use ruff_python_ast as ast;
pub(crate) use ruff_text_size::{Ranged, TextRange, TextSize};

/// What the source is to be read as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// A file: statements.
    Module,
    /// One expression.
    Expression,
    /// Statements whose expressions are shown, as a prompt does.
    Interactive,
}

/// The tree of a source text.
#[derive(Debug)]
pub struct Tree {
    pub(crate) root: Root,
}

/// What a [`Tree`] holds.
#[derive(Debug)]
pub(crate) enum Root {
    Module(ast::ModModule),
    Expression(ast::ModExpression),
}

/// Which exception class an error of the parser becomes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SyntaxErrorKind {
    Syntax,
    Indentation,
    Tab,
}

/// Source that is no Python.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    pub kind: SyntaxErrorKind,
    /// As CPython words it, where known.
    pub message: String,
    /// From 1.
    pub line: u32,
    /// From 1, in characters, as CPython's `offset`.
    pub column: u32,
    pub end_line: u32,
    /// From 1, exclusive.
    pub end_column: u32,
    /// The source line, without its end.
    pub text: String,
    /// What CPython's parser says, if it refuses the source too.
    pub complaint: Option<Box<Complaint>>,
    /// Where, as bytes of the source.
    pub(crate) range: TextRange,
}

/// Parses a source text.
pub fn parse(source: &str, mode: Mode) -> Result<Tree, SyntaxError> {
    if u32::try_from(source.len()).is_err() {
        return Err(error_at(source, TextRange::default(), SyntaxErrorKind::Syntax, "source is too large".into()));
    }
    if let Some(position) = source.find('\0') {
        let at = TextSize::new(position as u32);
        let message = "source code cannot contain null bytes".to_string();
        return Err(error_at(source, TextRange::empty(at), SyntaxErrorKind::Syntax, message));
    }
    let parsed = ruff_python_parser::parse_unchecked(source, options_of(mode));
    let first_error = parsed.errors().first().cloned();
    let brackets = first_error.as_ref().and_then(|_| message::brackets(parsed.tokens(), source));
    let mut tree = parsed.into_syntax();
    let too_deep = depth::cut(&mut tree);
    if let Some(error) = first_error {
        if let Some(complaint) = diagnose(source, mode) {
            let range = error.range();
            let mut error = error_at(source, range, complaint.kind, complaint.message.clone());
            error.line = complaint.line as u32;
            error.column = complaint.offset as u32;
            error.complaint = Some(Box::new(complaint));
            return Err(error);
        }
        let (kind, message, range) = message::translate(&error, source);
        let at_end = source[error.range().start().to_usize()..].trim().is_empty();
        if let Some(brackets) = brackets {
            // The tokenizer's errors come first, as far as it got; it goes on to the end
            // where there is nothing better to say than "invalid syntax".
            let generic = message == "invalid syntax" || message::is_unended(&error);
            let later =
                source[brackets.range.start().to_usize()..].find('\n').map(|at| at + brackets.range.start().to_usize());
            let relevant = match brackets.unclosed {
                true => at_end || generic && later.is_some_and(|line| error.range().start().to_usize() > line),
                false => generic && brackets.range.start() <= error.range().start(),
            };
            if relevant {
                return Err(error_at(source, brackets.range, SyntaxErrorKind::Syntax, brackets.message));
            }
        }
        return Err(error_at(source, range, kind, message));
    }
    if let Some(range) = too_deep {
        return Err(error_at(source, range, SyntaxErrorKind::Syntax, depth::MESSAGE.into()));
    }
    Ok(Tree::from(tree))
}

/// Parses a source text if there is nothing wrong with it: without the work of finding words for what is.
pub fn parse_valid(source: &str, mode: Mode) -> Option<Tree> {
    let parsed = ruff_python_parser::parse_unchecked(source, options_of(mode));
    let valid = parsed.errors().is_empty();
    let mut tree = parsed.into_syntax();
    // Also of an invalid one: a deep tree cannot be dropped.
    let too_deep = depth::cut(&mut tree);
    (valid && too_deep.is_none()).then(|| Tree::from(tree))
}

fn options_of(mode: Mode) -> ruff_python_parser::ParseOptions {
    ruff_python_parser::ParseOptions::from(match mode {
        Mode::Module | Mode::Interactive => ruff_python_parser::Mode::Module,
        Mode::Expression => ruff_python_parser::Mode::Expression,
    })
}

impl From<ast::Mod> for Tree {
    fn from(tree: ast::Mod) -> Tree {
        let root = match tree {
            ast::Mod::Module(module) => Root::Module(module),
            ast::Mod::Expression(expression) => Root::Expression(expression),
        };
        Tree { root }
    }
}

/// An error at a place of the source.
pub(crate) fn error_at(source: &str, range: TextRange, kind: SyntaxErrorKind, message: String) -> SyntaxError {
    let lines = LineIndex::new(source);
    let (line, column) = lines.place(range.start().to_u32());
    let (end_line, end_column) = lines.place(range.end().to_u32());
    let text = lines.text(source, line).to_string();
    let characters = |line: u32, column: u32| {
        let text = lines.text(source, line);
        1 + text.char_indices().take_while(|(at, _)| *at < column as usize).count() as u32
    };
    SyntaxError {
        kind,
        message,
        line,
        column: characters(line, column),
        end_line,
        end_column: characters(end_line, end_column),
        text,
        complaint: None,
        range,
    }
}
