//! The one error type of the embedding API.

use std::fmt;

/// What kind of failure an [`Error`] is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The source is not valid Python (an instance of SyntaxError).
    Syntax,
    /// A Python exception was not caught.
    Exception,
    /// The program asked to end: `sys.exit()`.
    Exit,
    /// A value has not the host type that was asked for.
    Conversion,
    /// The host asked for an interruption.
    Interrupted,
}

/// One entry of a traceback: the innermost call is the last entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Frame {
    /// The file's name.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// The function's name, `<module>` for a file.
    pub function: String,
}

/// Why a program, a conversion or a call failed.
///
/// ```
/// let mut vm = taipan::Vm::new();
/// let error = vm.run("def f():\n    return 1 / 0\nf()", "demo.py").unwrap_err();
/// assert_eq!(error.class_name(), "ZeroDivisionError");
/// assert_eq!(error.message(), "division by zero");
/// assert_eq!(error.traceback()[1].line, 2);
/// ```
#[derive(Clone, Debug)]
pub struct Error {
    pub(crate) kind: ErrorKind,
    pub(crate) class_name: String,
    pub(crate) message: String,
    pub(crate) traceback: Vec<Frame>,
    pub(crate) place: Option<(String, u32, u32)>,
    pub(crate) exit_code: Option<i32>,
    pub(crate) text: String,
}

impl Error {
    pub(crate) fn conversion(message: impl Into<String>) -> Error {
        let message = message.into();
        Error {
            kind: ErrorKind::Conversion,
            class_name: "TypeError".into(),
            text: format!("TypeError: {message}"),
            message,
            traceback: Vec::new(),
            place: None,
            exit_code: None,
        }
    }
    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
    /// The name of the exception's class.
    pub fn class_name(&self) -> &str {
        &self.class_name
    }
    /// `str(exception)`.
    pub fn message(&self) -> &str {
        &self.message
    }
    /// Where it was raised: the outermost call first.
    pub fn traceback(&self) -> &[Frame] {
        &self.traceback
    }
    /// File, line and column (both from 1) of the failure; for a syntax error, of the source that is
    /// wrong. The column is 0 where only the line is known.
    pub fn place(&self) -> Option<(&str, u32, u32)> {
        self.place.as_ref().map(|(file, line, column)| (file.as_str(), *line, *column))
    }
    /// The process's exit code that the program asked for, if it did (`sys.exit(3)`).
    pub fn exit_code(&self) -> Option<i32> {
        self.exit_code
    }
}

impl fmt::Display for Error {
    /// As CPython prints an exception that nobody caught, without the last line's end.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text.trim_end_matches('\n'))
    }
}

impl std::error::Error for Error {}
