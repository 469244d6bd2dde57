//! From source text to code objects.

use crate::gc::Gc;
use crate::interp::Interpreter;
use crate::object::{ClassId, CodeObject, PyResult};

impl Interpreter {
    /// Compiles a source text: a module, or one expression whose value the code returns.
    pub fn compile(&mut self, _source: &str, _file: &str, _expression: bool) -> PyResult<Gc<CodeObject>> {
        Err(self.realm.raise(ClassId::SystemError, "not there yet"))
    }
}
