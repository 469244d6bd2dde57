//! Reading, writing and deleting variables.

use super::{Lowered, Lowerer, Want};
use crate::bytecode::scope::Binding;
use crate::bytecode::{Instr, Op, Operand};
use crate::syntax::TextRange;

impl<'a> Lowerer<'a, '_> {
    /// How the current scope reaches a variable.
    pub(super) fn binding(&mut self, text: &str) -> Binding {
        let name = self.scopes.name(self.unit.scope, text);
        self.scopes.binding(self.unit.scope, name)
    }

    /// The value of a variable.
    pub(super) fn load(&mut self, text: &str, want: Want, range: TextRange) -> Operand {
        let mark = self.unit.depth;
        let name = self.mangled(text);
        match self.binding(text) {
            Binding::Local(register) => {
                let outer = self.outer_flag(text);
                self.unit.emit_with(range, Op::CheckBound, outer, register, 0, 0);
                self.bring(want, Operand::Register(register), range)
            }
            Binding::Cell(register) => {
                let outer = self.outer_flag(text);
                self.result_with(want, mark, range, Op::LoadCell, outer, register, 0)
            }
            Binding::Global => {
                let site = self.name_site(&name);
                self.result(want, mark, range, Op::LoadGlobal, site, 0)
            }
            Binding::Namespace => {
                let site = self.name_site(&name);
                self.result(want, mark, range, Op::LoadName, site, 0)
            }
            Binding::ClassCell(register) => {
                let site = self.name_site(&name);
                self.result(want, mark, range, Op::LoadClassCell, site, register)
            }
        }
    }

    /// The flag for a comprehension's use of a variable that is not its own.
    fn outer_flag(&mut self, text: &str) -> u8 {
        let name = self.scopes.name(self.unit.scope, text);
        if self.scopes.is_outer(self.unit.scope, name) { Instr::FLAG } else { 0 }
    }

    /// Assigns to a variable.
    pub(super) fn store(&mut self, text: &str, value: Operand, range: TextRange) {
        let name = self.mangled(text);
        match self.binding(text) {
            Binding::Local(register) => {
                self.bring(Want::Local(register), value, range);
            }
            Binding::Cell(register) => self.emit(range, Op::StoreCell, register, value, 0),
            Binding::Global => {
                let site = self.name_site(&name);
                self.emit(range, Op::StoreGlobal, 0, site, value);
            }
            Binding::Namespace | Binding::ClassCell(_) => {
                let site = self.name_site(&name);
                self.emit(range, Op::StoreName, 0, site, value);
            }
        }
    }

    /// Assigns to a name of the module.
    pub(super) fn store_global(&mut self, name: &str, value: Operand, range: TextRange) {
        let site = self.name_site(name);
        self.emit(range, Op::StoreGlobal, 0, site, value);
    }

    /// Unbinds a variable, which must be bound.
    pub(super) fn delete(&mut self, text: &str, range: TextRange) -> Lowered {
        if text == "__debug__" {
            return self.syntax(range, "cannot delete __debug__");
        }
        let name = self.mangled(text);
        match self.binding(text) {
            Binding::Local(register) => {
                self.emit(range, Op::CheckBound, register, 0, 0);
                self.emit(range, Op::Unbind, register, 0, 0);
            }
            Binding::Cell(register) => self.emit(range, Op::DeleteCell, register, 0, 0),
            Binding::Global => {
                let site = self.name_site(&name);
                self.emit(range, Op::DeleteGlobal, 0, site, 0);
            }
            Binding::Namespace | Binding::ClassCell(_) => {
                let site = self.name_site(&name);
                self.emit(range, Op::DeleteName, 0, site, 0);
            }
        }
        Ok(())
    }

    /// The register of a variable that is a plain local.
    pub(super) fn local(&mut self, text: &str) -> Option<u16> {
        match self.binding(text) {
            Binding::Local(register) => Some(register),
            _ => None,
        }
    }
}
