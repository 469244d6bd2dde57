//! `class`.

use std::rc::Rc;

use super::{Lowered, Lowerer, Want};
use crate::bytecode::code::CodeKind;
use crate::bytecode::constant::Constant;
use crate::bytecode::emit::TEMPORARY;
use crate::bytecode::{Op, Operand};
use crate::syntax::ast;
use crate::syntax::{Ranged, TextRange};

impl<'a> Lowerer<'a, '_> {
    pub(super) fn class(&mut self, node: &'a ast::StmtClassDef) -> Lowered {
        let mark = self.unit.depth;
        let after = node.decorator_list.last().map_or(node.range().start(), |decorator| decorator.range().end());
        let range = TextRange::new(after.max(node.range().start()), node.range().end());
        self.decorators(&node.decorator_list)?;
        match &node.type_params {
            Some(parameters) => self.with_type_parameters(parameters, &node.name, range, |this, all| {
                this.plain_class(node, range, Some(all))?;
                this.set_type_parameters(all, range);
                Ok(())
            })?,
            None => self.plain_class(node, range, None)?,
        }
        self.decorate(&node.decorator_list);
        self.store(&node.name, Operand::Register(TEMPORARY | mark), range);
        self.unit.set_depth(mark);
        Ok(())
    }

    /// Pushes the class, not decorated. `parameters` holds its type parameters, if it has any.
    fn plain_class(&mut self, node: &'a ast::StmtClassDef, range: TextRange, parameters: Option<u16>) -> Lowered {
        let at = self.unit.depth;
        let scope = self.scopes.scope_of(node);
        let first = node.decorator_list.first().map_or(node.range().start(), |decorator| decorator.range().start());
        let line = self.place.lines.place(first.to_u32()).0;
        let name: Rc<str> = node.name.as_str().into();
        let code = self.nested(CodeKind::Class, name, scope, range, line, |this| this.class_body(node, range))?;
        let mut x = 0;
        if !self.scopes.free_names(scope).is_empty() {
            self.closure(scope, range);
            x = 4;
        }
        self.result_with(Want::Push, at, range, Op::MakeFunction, x, code, TEMPORARY | at);
        self.bases(node, TEMPORARY | at, range, parameters)?;
        let name = self.name_constant(&node.name);
        self.result(Want::Push, at, range, Op::MakeClass, name, 0);
        Ok(())
    }

    /// Pushes the tuple of bases, and a dict of keywords or unbound.
    fn bases(
        &mut self,
        node: &'a ast::StmtClassDef,
        callee: u16,
        range: TextRange,
        parameters: Option<u16>,
    ) -> Lowered {
        if let Some(parameters) = parameters {
            let mark = self.unit.depth;
            let named = node.arguments.as_ref().map_or(&[][..], |arguments| &arguments.args);
            self.collect(named, Op::BuildList, Op::ListAppend, Op::ListExtend, range)?;
            self.generic_base(parameters, range);
            self.emit(range, Op::ListAppend, TEMPORARY | mark, TEMPORARY | (mark + 1), 0);
            self.unit.set_depth(mark + 1);
            self.emit(range, Op::ListToTuple, TEMPORARY | mark, 0, 0);
            let keywords = node.arguments.as_ref().map_or(&[][..], |arguments| &arguments.keywords);
            return self.keyword_dict(keywords, callee, range);
        }
        match &node.arguments {
            Some(arguments) => {
                self.sequence(&arguments.args, Op::BuildTuple, Want::Push, range)?;
                self.keyword_dict(&arguments.keywords, callee, range)
            }
            None => {
                let empty = self.constant(Constant::Tuple([].into()));
                self.bring(Want::Push, empty, range);
                self.keyword_dict(&[], callee, range)
            }
        }
    }

    fn class_body(&mut self, node: &'a ast::StmtClassDef, range: TextRange) -> Lowered {
        let start = TextRange::empty(range.start());
        self.prologue(range, false);
        let mark = self.unit.depth;
        let module = self.load("__name__", Want::Any, start);
        self.store("__module__", module, start);
        self.unit.set_depth(mark);
        let qualified_name = Constant::Str(self.unit.qualified_name.clone());
        let qualified_name = self.constant(qualified_name);
        self.store_in_class("__qualname__", qualified_name, start);
        let body = self.docstring(&node.body)?;
        if let Constant::Str(_) = self.unit.doc {
            let doc = self.constant(self.unit.doc.clone());
            self.store_in_class("__doc__", doc, start);
        }
        self.annotations_dict(body);
        self.body(body)?;
        match self.scopes.class_cell(self.unit.unit_scope) {
            Some(cell) => self.emit(start, Op::Return, cell, 0, 0),
            None => self.return_none(start),
        }
        Ok(())
    }

    /// Sets a name of the class that is being made.
    pub(super) fn store_in_class(&mut self, name: &str, value: Operand, range: TextRange) {
        let site = self.name_site(name);
        self.emit(range, Op::StoreName, 0, site, value);
    }
}
