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
                if !self.realm.suspicions.is_empty() {
                    let mark = self.realm.root_mark();
                    self.realm.root(Value::object(code));
                    let warned = self.warn(file);
                    self.realm.unroot(mark);
                    warned?;
                }
                Ok(code)
            }
            Err(error) => {
                self.realm.suspicions.clear();
                Err(self.syntax_error(&error, file))
            }
        }
    }

    /// A SyntaxWarning for each line that looks wrong; one that a filter makes an error is a SyntaxError.
    fn warn(&mut self, file: &str) -> PyResult<()> {
        let suspicions = std::mem::take(&mut self.realm.suspicions);
        let warnings = self.import_dotted("warnings")?;
        let name = self.realm.intern_str("warn_explicit");
        let warn = self.get_attr(warnings, name)?;
        let class = Value::object(self.realm.class(ClassId::SyntaxWarning));
        for (line, message) in suspicions {
            let text = self.realm.str(&message);
            let place = self.realm.str(file);
            let arguments = [text, class, place, Value::int(i64::from(line))];
            if let Err(raised) = crate::object::Call::call(self, warn, &arguments, &[]) {
                if self.realm.is_exception(raised, ClassId::SyntaxWarning) {
                    return Err(self.syntax_error(&CompileError::warned(message, line), file));
                }
                return Err(raised);
            }
        }
        Ok(())
    }

    /// The exception for a compile error, with the attributes that CPython gives it.
    pub fn syntax_error(&mut self, error: &CompileError, file: &str) -> Raised {
        let class = match error.kind {
            CompileErrorKind::Indentation => ClassId::IndentationError,
            CompileErrorKind::Tab => ClassId::TabError,
            _ => ClassId::SyntaxError,
        };
        let message = self.realm.str(&error.message);
        let numbers = numbers(error);
        let text = match error_line(error, file) {
            Some(text) => self.realm.str(&text),
            None => Value::NONE,
        };
        let file = self.realm.str(file);
        let [line, offset, end_line, end_offset] = numbers.map(Value::int);
        let place = self.realm.tuple(&[file, line, offset, text, end_line, end_offset]);
        let arguments = [message, place];
        let raised = self.realm.raise_with(class, if error.about_names { &arguments[..1] } else { &arguments });
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

/// Line and offset of an error's begin and end, as a SyntaxError has them.
fn numbers(error: &CompileError) -> [i64; 4] {
    if let Some(complaint) = &error.complaint {
        return [complaint.line, complaint.offset, complaint.end_line, complaint.end_offset];
    }
    // Later stages count bytes.
    let span = &error.span;
    [span.line, span.column + 1, span.end_line, span.end_column + 1].map(i64::from)
}

/// The line that the error is in. CPython's parser shows what it has read; later stages look into the file.
fn error_line(error: &CompileError, file: &str) -> Option<String> {
    let is_file = !(file.starts_with('<') && file.ends_with('>'));
    match &error.complaint {
        Some(complaint) => complaint.text.clone(),
        None if is_file => Some(format!("{}\n", error.text)),
        None => None,
    }
}
