//! Statements.

use super::{Lowered, Lowerer, Want};
use crate::bytecode::code::CodeKind;
use crate::bytecode::constant::Constant;
use crate::bytecode::emit::TEMPORARY;
use crate::bytecode::error::CompileError;
use crate::bytecode::scope::Scopes;
use crate::bytecode::{Op, Operand, fold};
use crate::syntax::ast::{self, Expr, Stmt};
use crate::syntax::{Mode, Ranged, TextRange};

impl<'a> Lowerer<'a, '_> {
    pub(super) fn body(&mut self, body: &'a [Stmt]) -> Lowered {
        body.iter().try_for_each(|stmt| self.stmt(stmt))
    }

    fn stmt(&mut self, stmt: &'a Stmt) -> Lowered {
        let mark = self.unit.depth;
        let range = stmt.range();
        // Bodies of `finally` are written once for each way out: nested, that grows fast.
        if let Some(what) = self.unit.too_large {
            return Err(Box::new(CompileError::too_large(range, what)));
        }
        match stmt {
            Stmt::Expr(node) => {
                if self.place.mode == Mode::Interactive && self.unit.unit_scope == Scopes::ROOT {
                    self.show(&node.value)?;
                } else
                // A constant has no effect.
                if fold::literal(&node.value).is_none() {
                    self.expr(&node.value, Want::Any)?;
                }
            }
            Stmt::Assign(node) => self.assign(node)?,
            Stmt::AugAssign(node) => self.augmented(node)?,
            Stmt::AnnAssign(node) => self.annotated(node)?,
            Stmt::If(node) => self.if_statement(node)?,
            Stmt::While(node) => self.while_loop(node)?,
            Stmt::For(node) => self.for_loop(node)?,
            Stmt::Break(_) => self.leave_loop(range, true)?,
            Stmt::Continue(_) => self.leave_loop(range, false)?,
            Stmt::Return(node) => self.return_statement(node)?,
            Stmt::FunctionDef(node) => self.function(node)?,
            Stmt::ClassDef(node) => self.class(node)?,
            Stmt::Delete(node) => node.targets.iter().try_for_each(|target| self.delete_target(target))?,
            Stmt::Raise(node) => self.raise(node)?,
            Stmt::Try(node) => self.try_statement(node)?,
            Stmt::With(node) => {
                if node.is_async {
                    self.async_with(&node.items, &node.body, range)?;
                } else {
                    self.with(&node.items, &node.body, range, false)?;
                }
            }
            Stmt::Assert(node) => self.assert(node)?,
            Stmt::Import(node) => self.import(node)?,
            Stmt::ImportFrom(node) => self.import_from(node)?,
            // Scope analysis knows them.
            Stmt::Global(_) | Stmt::Nonlocal(_) | Stmt::Pass(_) => {}
            Stmt::Match(node) => self.match_statement(node)?,
            Stmt::TypeAlias(node) => self.type_alias(node)?,
            Stmt::IpyEscapeCommand(_) => return self.syntax(range, "invalid syntax"),
        }
        self.unit.set_depth(mark);
        Ok(())
    }

    /// Hands a value to `sys.displayhook`.
    fn show(&mut self, expr: &'a Expr) -> Lowered {
        let mark = self.unit.depth;
        let range = expr.range();
        let value = self.push(expr)?;
        let (name, none) = (self.name_constant("sys"), self.none());
        let hook = self.unit.next();
        self.unit.emit(range, Op::ImportName, hook, name, none.encode());
        self.unit.push();
        let site = self.name_site("displayhook");
        self.result(Want::Push, mark + 1, range, Op::LoadAttr, Operand::Register(hook), site);
        self.bring(Want::Push, value, range);
        let site = self.site();
        self.emit(range, Op::Call, hook, 1, site);
        self.unit.set_depth(mark);
        Ok(())
    }

    fn if_statement(&mut self, node: &'a ast::StmtIf) -> Lowered {
        if let ([only], []) = (&node.body[..], &node.elif_else_clauses[..])
            && let Some(target) = self.loop_target(only)
        {
            return self.branch(&node.test, target, true);
        }
        let end = self.unit.label();
        let mut next = self.unit.label();
        self.branch(&node.test, next, false)?;
        self.body(&node.body)?;
        for clause in &node.elif_else_clauses {
            self.unit.jump(clause.range(), Op::Jump, false, 0, 0, end);
            self.unit.place(next);
            next = self.unit.label();
            if let Some(test) = &clause.test {
                self.branch(test, next, false)?;
            }
            self.body(&clause.body)?;
        }
        self.unit.place(next);
        self.unit.place(end);
        Ok(())
    }

    fn raise(&mut self, node: &'a ast::StmtRaise) -> Lowered {
        let exception = match &node.exc {
            Some(exception) => self.operand(exception)?,
            None => self.unbound(),
        };
        let cause = match &node.cause {
            Some(cause) => self.expr(cause, Want::Any)?,
            None => self.unbound(),
        };
        self.emit(node.range(), Op::Raise, exception, cause, 0);
        Ok(())
    }

    fn assert(&mut self, node: &'a ast::StmtAssert) -> Lowered {
        let end = self.unit.label();
        self.branch(&node.test, end, true)?;
        let message = match &node.msg {
            Some(message) => self.expr(message, Want::Any)?,
            None => self.unbound(),
        };
        self.emit(last_comparison(&node.test).unwrap_or(node.range()), Op::RaiseAssert, message, 0, 0);
        self.unit.place(end);
        Ok(())
    }

    /// A module or class with annotations begins with an empty `__annotations__`.
    pub(super) fn annotations_dict(&mut self, body: &'a [Stmt]) {
        if !body.iter().any(has_annotation) {
            return;
        }
        let mark = self.unit.depth;
        let start = TextRange::default();
        let dict = self.result(Want::Push, mark, start, Op::BuildDict, TEMPORARY | mark, 0);
        if self.unit.kind == CodeKind::Class {
            self.store_in_class("__annotations__", dict, start);
        } else {
            self.store_global("__annotations__", dict, start);
        }
        self.unit.set_depth(mark);
    }

    /// `from __future__ import …` at the beginning of a module.
    pub(super) fn future(&mut self, body: &'a [Stmt]) -> Lowered {
        for stmt in body {
            let Stmt::ImportFrom(node) = stmt else { break };
            if node.module.as_ref().is_none_or(|module| module.as_str() != "__future__") {
                break;
            }
            self.features_end = node.range().end().to_u32();
            self.text_annotations |= node.names.iter().any(|alias| alias.name.as_str() == "annotations");
        }
        Ok(())
    }

    /// A tuple of names as a constant.
    pub(super) fn tuple_of_names<'n>(&mut self, names: impl Iterator<Item = &'n str>) -> crate::bytecode::Operand {
        let names: Vec<Constant> = names.map(Constant::str).collect();
        self.constant(Constant::Tuple(names.into()))
    }
}

/// What CPython underlines for a failed assertion, if not all of it: the comparison tested last.
fn last_comparison(test: &Expr) -> Option<TextRange> {
    match test {
        Expr::Compare(node) => Some(node.range()),
        Expr::UnaryOp(node) if node.op == ast::UnaryOp::Not => last_comparison(&node.operand),
        Expr::BoolOp(node) => node.values.iter().rev().find_map(last_comparison),
        _ => None,
    }
}

/// Whether a statement, or one inside it in the same scope, annotates a name.
fn has_annotation(stmt: &Stmt) -> bool {
    let any = |body: &[Stmt]| body.iter().any(has_annotation);
    match stmt {
        Stmt::AnnAssign(node) => matches!(&*node.target, Expr::Name(_)) && node.simple,
        Stmt::If(node) => any(&node.body) || node.elif_else_clauses.iter().any(|clause| any(&clause.body)),
        Stmt::For(node) => any(&node.body) || any(&node.orelse),
        Stmt::While(node) => any(&node.body) || any(&node.orelse),
        Stmt::With(node) => any(&node.body),
        Stmt::Match(node) => node.cases.iter().any(|case| any(&case.body)),
        Stmt::Try(node) => {
            let handled = node.handlers.iter().any(|ast::ExceptHandler::ExceptHandler(handler)| any(&handler.body));
            any(&node.body) || handled || any(&node.orelse) || any(&node.finalbody)
        }
        _ => false,
    }
}
