//! From source text to code objects; a compile error becomes a SyntaxError.

use crate::bytecode::{Code, CompileError, CompileErrorKind, Mode, disassemble};
use crate::gc::Gc;
use crate::interp::Interpreter;
use crate::object::{ClassId, CodeObject, PyResult, Raised, Value};

impl Interpreter {
    /// Compiles a source text: a module, or one expression whose value the code returns. The code
    /// is not rooted.
    pub fn compile(&mut self, source: &str, file: &str, expression: bool) -> PyResult<Gc<CodeObject>> {
        let mode = if expression { Mode::Expression } else { Mode::Module };
        self.compile_as(source, file, mode, false)
    }

    /// The same; with `namespace`, the code's variables are in the mapping in its register 0.
    pub fn compile_as(&mut self, source: &str, file: &str, mode: Mode, namespace: bool) -> PyResult<Gc<CodeObject>> {
        match crate::bytecode::compile_for(&mut self.realm, source, file, mode, namespace) {
            Ok(code) => {
                if self.settings.dump_bytecode {
                    eprint!("{}", disassemble(Code::of(code)));
                }
                Ok(code)
            }
            Err(error) => Err(self.syntax_error(&error, file)),
        }
    }

    /// The exception for a compile error, with the attributes that CPython gives it.
    pub fn syntax_error(&mut self, error: &CompileError, file: &str) -> Raised {
        let class = match error.kind {
            CompileErrorKind::Indentation => ClassId::IndentationError,
            CompileErrorKind::Tab => ClassId::TabError,
            _ => ClassId::SyntaxError,
        };
        let columns = |column: u32| {
            let text = error.text.get(..column as usize).unwrap_or(&error.text);
            1 + text.chars().count() as i64
        };
        let end_offset =
            if error.span.end_line == error.span.line { columns(error.span.end_column) } else { columns(u32::MAX) };
        let message = self.realm.str(&error.message);
        let file = self.realm.str(file);
        let text = self.realm.str(&format!("{}\n", error.text));
        let line = Value::int(i64::from(error.span.line));
        let offset = Value::int(i64::from(error.offset()));
        let end_line = Value::int(i64::from(error.span.end_line));
        let end_offset = Value::int(end_offset);
        let place = self.realm.tuple(&[file, line, offset, text, end_line, end_offset]);
        let raised = self.realm.raise_with(class, &[message, place]);
        for (name, value) in [
            ("msg", message),
            ("filename", file),
            ("lineno", line),
            ("offset", offset),
            ("text", text),
            ("end_lineno", end_line),
            ("end_offset", end_offset),
        ] {
            let name = self.realm.intern_str(name);
            self.realm.instance_set(raised.0, name, value);
        }
        raised
    }
}
