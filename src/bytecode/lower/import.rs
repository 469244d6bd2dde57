//! `import` and `from … import`.

use super::{Lowered, Lowerer, Want};
use crate::bytecode::Op;
use crate::syntax::Ranged;
use crate::syntax::ast;

/// What `from __future__ import` may name.
const FEATURES: &[&str] = &[
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

impl<'a> Lowerer<'a, '_> {
    pub(super) fn import(&mut self, node: &'a ast::StmtImport) -> Lowered {
        let range = node.range();
        for alias in &node.names {
            let mark = self.unit.depth;
            let name = alias.name.as_str();
            let constant = self.name_constant(name);
            let none = self.none();
            let module = self.result(Want::Push, mark, range, Op::ImportName, constant, none);
            let mut parts = name.split('.');
            let first = parts.next().unwrap_or(name);
            match &alias.asname {
                // The whole path leads to what is bound.
                Some(bound) => {
                    for part in parts {
                        let part = self.name_constant(part);
                        self.emit(range, Op::ImportFrom, module, module, part);
                    }
                    self.store(bound, module, range);
                }
                None => self.store(first, module, range),
            }
            self.unit.set_depth(mark);
        }
        Ok(())
    }

    pub(super) fn import_from(&mut self, node: &'a ast::StmtImportFrom) -> Lowered {
        let range = node.range();
        let mark = self.unit.depth;
        let module = node.module.as_ref().map_or("", |module| module.as_str());
        if node.level == 0 && module == "__future__" {
            return self.future_import(node);
        }
        let star = node.names.iter().any(|alias| alias.name.as_str() == "*");
        if star && self.unit.unit_scope != crate::bytecode::scope::Scopes::ROOT {
            let range = node.names.first().map_or(range, |alias| alias.range());
            return self.names(range, "import * only allowed at module level");
        }
        let names = self.tuple_of_names(node.names.iter().map(|alias| alias.name.as_str()));
        let constant = self.name_constant(module);
        let level = node.level.min(255) as u8;
        let module = self.result_with(Want::Push, mark, range, Op::ImportName, level, constant, names);
        if star {
            self.emit(range, Op::ImportStar, module, 0, 0);
        } else {
            for alias in &node.names {
                let at = self.unit.depth;
                let name = self.name_constant(&alias.name);
                let local = alias.asname.as_ref().unwrap_or(&alias.name);
                let value = self.result(Want::Push, at, range, Op::ImportFrom, module, name);
                self.store(local, value, range);
                self.unit.set_depth(at);
            }
        }
        self.unit.set_depth(mark);
        Ok(())
    }

    /// Features change how the module is compiled; at run time there is nothing to do.
    fn future_import(&mut self, node: &'a ast::StmtImportFrom) -> Lowered {
        if node.range().end().to_u32() > self.features_end {
            return self.syntax(node.range(), "from __future__ imports must occur at the beginning of the file");
        }
        for alias in &node.names {
            let name = alias.name.as_str();
            if name == "braces" {
                return self.names(node.range(), "not a chance");
            }
            if !FEATURES.contains(&name) {
                return self.names(node.range(), format!("future feature {name} is not defined"));
            }
        }
        Ok(())
    }
}
