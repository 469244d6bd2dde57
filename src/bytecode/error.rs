//! Why source does not become code.

use crate::bytecode::Span;
use crate::syntax::{Complaint, LineIndex, SyntaxError, SyntaxErrorKind, TextRange};

/// What kind of failure it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CompileErrorKind {
    /// A SyntaxError of Python.
    Syntax,
    /// An IndentationError of Python.
    Indentation,
    /// A TabError of Python.
    Tab,
    /// Python that this engine does not compile yet; a SyntaxError for the program.
    Unsupported,
    /// More of something than the instruction set can number.
    TooLarge,
}

/// Source that does not become code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CompileError {
    pub kind: CompileErrorKind,
    pub message: String,
    /// Lines from 1, columns from 0 in bytes.
    pub span: Span,
    /// The source line, without its end.
    pub text: String,
    /// What CPython's parser says of it, with the numbers that it gives its SyntaxError.
    pub complaint: Option<Box<Complaint>>,
    /// Whether CPython finds it when it collects names: then only attributes of the exception have the place.
    pub about_names: bool,
    range: TextRange,
}

impl CompileError {
    fn new(kind: CompileErrorKind, range: TextRange, message: impl Into<String>) -> CompileError {
        CompileError {
            kind,
            message: message.into(),
            span: Span::default(),
            text: String::new(),
            complaint: None,
            about_names: false,
            range,
        }
    }
    pub(super) fn syntax(range: TextRange, message: impl Into<String>) -> CompileError {
        Self::new(CompileErrorKind::Syntax, range, message)
    }
    pub(super) fn unsupported(range: TextRange, what: &str) -> CompileError {
        let verb = if what.ends_with('s') { "are" } else { "is" };
        Self::new(CompileErrorKind::Unsupported, range, format!("{what} {verb} not supported yet"))
    }
    pub(super) fn too_large(range: TextRange, what: &str) -> CompileError {
        Self::new(CompileErrorKind::TooLarge, range, format!("{what} is too large"))
    }
    /// A warning that a program has made an error.
    pub fn warned(message: String, line: u32) -> CompileError {
        let mut made = Self::new(CompileErrorKind::Syntax, TextRange::default(), message);
        made.span = Span { line, column: 0, end_line: line, end_column: 0 };
        made
    }
    pub(super) fn about_names(mut self) -> CompileError {
        self.about_names = !self.message.ends_with("__debug__");
        self
    }
    /// What CPython's parser refuses.
    pub(super) fn of_parser(complaint: Complaint) -> CompileError {
        let kind = match complaint.kind {
            SyntaxErrorKind::Syntax => CompileErrorKind::Syntax,
            SyntaxErrorKind::Indentation => CompileErrorKind::Indentation,
            SyntaxErrorKind::Tab => CompileErrorKind::Tab,
        };
        let mut made = Self::new(kind, TextRange::default(), complaint.message.clone());
        made.complaint = Some(Box::new(complaint));
        made
    }
    pub(super) fn range(&self) -> TextRange {
        self.range
    }
    /// Fills in line, column and text.
    pub(super) fn placed(mut self, source: &str) -> CompileError {
        let lines = LineIndex::new(source);
        self.span = span(&lines, self.range);
        if let Some(complaint) = &self.complaint {
            self.span.line = complaint.line.max(1) as u32;
            self.span.column = (complaint.offset - 1).max(0) as u32;
        }
        self.text = lines.text(source, self.span.line).to_string();
        self
    }
    /// Column from 1, in characters, as CPython's `offset`.
    pub fn offset(&self) -> u32 {
        1 + self.text.char_indices().take_while(|(at, _)| *at < self.span.column as usize).count() as u32
    }
}

impl From<SyntaxError> for CompileError {
    fn from(error: SyntaxError) -> CompileError {
        match error.complaint {
            Some(complaint) => Self::of_parser(*complaint),
            None => {
                let kind = match error.kind {
                    SyntaxErrorKind::Syntax => CompileErrorKind::Syntax,
                    SyntaxErrorKind::Indentation => CompileErrorKind::Indentation,
                    SyntaxErrorKind::Tab => CompileErrorKind::Tab,
                };
                Self::new(kind, error.range, error.message)
            }
        }
    }
}

impl std::fmt::Display for CompileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} (line {})", self.message, self.span.line)
    }
}

impl std::error::Error for CompileError {}

/// The span of a range of offsets.
pub(super) fn span(lines: &LineIndex, range: TextRange) -> Span {
    let (line, column) = lines.place(range.start().to_u32());
    let (end_line, end_column) = lines.place(range.end().to_u32());
    Span { line, column, end_line, end_column }
}
