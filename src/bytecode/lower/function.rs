//! `def` and `lambda`.

use std::rc::Rc;

use super::{Lowered, Lowerer, Want};
use crate::bytecode::code::{CodeKind, Flavor};
use crate::bytecode::constant::Constant;
use crate::bytecode::emit::{ParameterCounts, TEMPORARY, Unit};
use crate::bytecode::error::CompileErrorKind;
use crate::bytecode::scope::{ScopeId, Scopes};
use crate::bytecode::{Op, Operand, fold};
use crate::syntax::ast::{self, Decorator, Expr, Parameters};
use crate::syntax::{Ranged, TextRange};

/// Bits of `MakeFunction`'s `x`.
mod part {
    pub const DEFAULTS: u8 = 1;
    pub const KEYWORD_DEFAULTS: u8 = 2;
    pub const CLOSURE: u8 = 4;
    pub const ANNOTATIONS: u8 = 8;
}

impl<'a> Lowerer<'a, '_> {
    /// `def`, decorators included.
    pub(super) fn function(&mut self, node: &'a ast::StmtFunctionDef) -> Lowered {
        let mark = self.unit.depth;
        let range = function_range(node);
        self.decorators(&node.decorator_list)?;
        match &node.type_params {
            Some(parameters) => self.with_type_parameters(parameters, &node.name, range, |this, all| {
                this.plain_function(node, range)?;
                this.set_type_parameters(all, range);
                Ok(())
            })?,
            None => self.plain_function(node, range)?,
        }
        self.decorate(&node.decorator_list);
        self.store(&node.name, Operand::Register(TEMPORARY | mark), range);
        self.unit.set_depth(mark);
        Ok(())
    }

    /// Pushes the function, not decorated.
    fn plain_function(&mut self, node: &'a ast::StmtFunctionDef, range: TextRange) -> Lowered {
        let at = self.unit.depth;
        let (x, first) = self.parts(&node.parameters, Some(node))?;
        let scope = self.scopes.scope_of(node);
        let line = self.place.lines.place(function_start(node)).0;
        let name: Rc<str> = node.name.as_str().into();
        let compiled = self.nested(CodeKind::Function, name.clone(), scope, range, line, |this| {
            this.unit.flavor = this.flavor(scope, node.is_async);
            this.count_parameters(&node.parameters);
            this.prologue(range, true);
            let body = this.docstring(&node.body)?;
            this.body(body)?;
            this.return_none(end_of(&node.body, range));
            Ok(())
        });
        let code = match compiled {
            // What cannot be compiled fails when it is called: a program may never call it.
            Err(error) if error.kind == CompileErrorKind::Unsupported => {
                self.nested(CodeKind::Function, name, scope, range, line, |this| {
                    this.count_parameters(&node.parameters);
                    this.prologue(range, true);
                    this.not_supported(&error.message, error.range());
                    Ok(())
                })?
            }
            other => other?,
        };
        self.make_function(Want::Push, at, range, x, code, first, scope)?;
        Ok(())
    }

    /// `raise NotImplementedError(message)`, whatever that name means in the program.
    fn not_supported(&mut self, message: &str, range: TextRange) {
        let mark = self.unit.depth;
        let site = self.name_site("NotImplementedError");
        self.result(Want::Push, mark, range, Op::LoadGlobal, site, 0);
        let message = self.constant(Constant::str(message));
        self.bring(Want::Push, message, range);
        let site = self.site();
        self.emit(range, Op::Call, TEMPORARY | mark, 1, site);
        self.unit.set_depth(mark + 1);
        let unbound = self.constant(Constant::Unbound);
        self.emit(range, Op::Raise, TEMPORARY | mark, unbound, 0);
        self.unit.set_depth(mark);
        self.return_none(range);
    }

    pub(super) fn lambda(&mut self, node: &'a ast::ExprLambda, want: Want) -> Lowered<Operand> {
        let mark = self.unit.depth;
        let range = node.range();
        let (x, first) = match &node.parameters {
            Some(parameters) => self.parts(parameters, None)?,
            None => (0, TEMPORARY | mark),
        };
        let scope = self.scopes.scope_of(node);
        let line = self.place.lines.place(range.start().to_u32()).0;
        let code = self.nested(CodeKind::Function, "<lambda>".into(), scope, range, line, |this| {
            if let Some(parameters) = &node.parameters {
                this.count_parameters(parameters);
            }
            this.unit.flavor = this.flavor(scope, false);
            this.prologue(range, true);
            let value = this.expr(&node.body, Want::Any)?;
            this.emit(node.body.range(), Op::Return, value, 0, 0);
            Ok(())
        })?;
        self.make_function(want, mark, range, x, code, first, scope)
    }

    /// Pushes decorators, outermost first.
    pub(super) fn decorators(&mut self, decorators: &'a [Decorator]) -> Lowered {
        for decorator in decorators {
            self.push(&decorator.expression)?;
        }
        Ok(())
    }

    /// Calls the decorators below what was just pushed, the last first.
    pub(super) fn decorate(&mut self, decorators: &'a [Decorator]) {
        for decorator in decorators.iter().rev() {
            let callee = self.unit.depth - 2;
            let site = self.site();
            self.emit(decorator.expression.range(), Op::Call, TEMPORARY | callee, 1, site);
            self.unit.set_depth(callee + 1);
        }
    }

    /// Pushes defaults and annotations; returns what `MakeFunction` is to know of them.
    fn parts(&mut self, parameters: &'a Parameters, node: Option<&'a ast::StmtFunctionDef>) -> Lowered<(u8, u16)> {
        let mark = self.unit.depth;
        let range = parameters.range;
        let mut x = 0;
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let defaults: Vec<&'a Expr> = positional.filter_map(|parameter| parameter.default.as_deref()).collect();
        if !defaults.is_empty() {
            x |= part::DEFAULTS;
            match defaults.iter().map(|default| fold::constant(default)).collect::<Option<Vec<_>>>() {
                Some(constants) => {
                    let constant = self.constant(Constant::Tuple(constants.into()));
                    self.bring(Want::Push, constant, range);
                }
                None => {
                    let at = self.unit.depth;
                    for default in &defaults {
                        self.push(default)?;
                    }
                    self.result(Want::Push, at, range, Op::BuildTuple, TEMPORARY | at, defaults.len() as u16);
                }
            }
        }
        let named: Vec<_> = parameters.kwonlyargs.iter().filter(|parameter| parameter.default.is_some()).collect();
        if !named.is_empty() {
            x |= part::KEYWORD_DEFAULTS;
            let at = self.unit.depth;
            for parameter in &named {
                if let Some(default) = &parameter.default {
                    let key = Constant::Str(self.mangled(&parameter.parameter.name));
                    let key = self.constant(key);
                    self.bring(Want::Push, key, range);
                    self.push(default)?;
                }
            }
            self.result(Want::Push, at, range, Op::BuildDict, TEMPORARY | at, named.len() as u16);
        }
        if let Some(node) = node {
            x |= self.annotations(parameters, node)?;
        }
        Ok((x, TEMPORARY | mark))
    }

    fn annotations(&mut self, parameters: &'a Parameters, node: &'a ast::StmtFunctionDef) -> Lowered<u8> {
        let at = self.unit.depth;
        let mut count = 0;
        let mut names: Vec<(&str, &'a Expr)> = Vec::new();
        let ordinary = parameters.posonlyargs.iter().chain(&parameters.args).map(|p| &p.parameter);
        let rest = parameters.kwonlyargs.iter().map(|p| &p.parameter);
        for parameter in ordinary.chain(parameters.vararg.as_deref()).chain(rest).chain(parameters.kwarg.as_deref()) {
            if let Some(annotation) = &parameter.annotation {
                names.push((parameter.name.as_str(), annotation));
            }
        }
        if let Some(returns) = &node.returns {
            names.push(("return", returns));
        }
        if names.is_empty() {
            return Ok(0);
        }
        for (name, annotation) in names {
            let key = Constant::Str(self.mangled(name));
            let key = self.constant(key);
            self.bring(Want::Push, key, annotation.range());
            let value = match annotation {
                Expr::Starred(starred) => &*starred.value,
                other => other,
            };
            let value = self.annotation(value)?;
            if self.unit.depth != at + 2 * count + 2 {
                self.bring(Want::Push, value, annotation.range());
            }
            count += 1;
        }
        self.result(Want::Push, at, node.name.range(), Op::BuildDict, TEMPORARY | at, count);
        Ok(part::ANNOTATIONS)
    }

    /// Writes `MakeFunction`. The parts stand from `first` on; the closure goes between.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn make_function(
        &mut self,
        want: Want,
        mark: u16,
        range: TextRange,
        mut x: u8,
        code: u16,
        first: u16,
        scope: ScopeId,
    ) -> Lowered<Operand> {
        if !self.scopes.free_names(scope).is_empty() {
            // Annotations come after the closure.
            let annotations = (x & part::ANNOTATIONS != 0).then(|| self.unit.depth - 1);
            let at = self.unit.depth;
            self.closure(scope, range);
            if let Some(annotations) = annotations {
                let spare = self.unit.next();
                self.emit(range, Op::Move, spare, TEMPORARY | annotations, 0);
                self.unit.push();
                self.emit(range, Op::Move, TEMPORARY | annotations, TEMPORARY | at, 0);
                self.emit(range, Op::Move, TEMPORARY | at, spare, 0);
                self.unit.set_depth(at + 1);
            }
            x |= part::CLOSURE;
        }
        let first = if x == 0 { 0 } else { first };
        Ok(self.result_with(want, mark, range, Op::MakeFunction, x, code, first))
    }

    /// Pushes the tuple of cells that a unit made here finds its free variables in.
    pub(super) fn closure(&mut self, scope: ScopeId, range: TextRange) {
        let mark = self.unit.depth;
        let names: Vec<_> = self.scopes.free_names(scope).iter().map(|(name, _)| *name).collect();
        for &name in &names {
            if let Some(register) = self.scopes.cell_register(self.unit.scope, name) {
                self.bring(Want::Push, Operand::Register(register), range);
            }
        }
        self.result(Want::Push, mark, range, Op::BuildTuple, TEMPORARY | mark, names.len() as u16);
    }

    /// Lowers an inner unit; returns the constant that holds its code.
    pub(super) fn nested(
        &mut self,
        kind: CodeKind,
        name: Rc<str>,
        scope: ScopeId,
        range: TextRange,
        first_line: u32,
        body: impl FnOnce(&mut Self) -> Lowered,
    ) -> Lowered<u16> {
        let qualified_name = self.qualified_name(&name);
        let mut unit = Unit::new(kind, name, qualified_name, range, scope);
        unit.first_line = first_line;
        let outer = std::mem::replace(&mut self.unit, unit);
        let lowered = body(self);
        let inner = std::mem::replace(&mut self.unit, outer);
        lowered?;
        let code = inner.finish(&self.place, &self.scopes, self.sink)?;
        let value = self.sink.code(code);
        let index = self.unit.pool.push(value);
        Ok(self.unit.short(index))
    }

    pub(super) fn qualified_name(&mut self, name: &str) -> Rc<str> {
        if let Some(prefix) = &self.unit.prefix {
            return format!("{prefix}{name}").into();
        }
        let id = self.scopes.name(self.unit.scope, name);
        let outer = &self.unit;
        if outer.kind == CodeKind::Module
            || outer.unit_scope == Scopes::ROOT
            || self.scopes.is_global(outer.unit_scope, id) && !name.starts_with('<')
        {
            return name.into();
        }
        let between = if outer.kind == CodeKind::Function { ".<locals>." } else { "." };
        format!("{}{between}{name}", outer.qualified_name).into()
    }

    fn count_parameters(&mut self, parameters: &Parameters) {
        let count = |length: usize| length.min(u16::MAX as usize) as u16;
        self.unit.parameters = ParameterCounts {
            positional_only: count(parameters.posonlyargs.len()),
            positional: count(parameters.posonlyargs.len() + parameters.args.len()),
            keyword_only: count(parameters.kwonlyargs.len()),
            var_args: parameters.vararg.is_some(),
            var_keywords: parameters.kwarg.is_some(),
        };
    }

    /// What the code of a function or class begins with.
    pub(super) fn prologue(&mut self, range: TextRange, enters: bool) {
        let start = TextRange::empty(range.start());
        match self.unit.flavor {
            Flavor::Plain if enters => self.emit(start, Op::Enter, 0, 0, 0),
            Flavor::Plain => {}
            _ => self.emit(start, Op::MakeGenerator, 0, 0, 0),
        }
        let scope = self.unit.unit_scope;
        for register in self.scopes.cells(scope) {
            self.emit(start, Op::MakeCell, register, 0, 0);
        }
        let free: Vec<u16> = self.scopes.free_names(scope).iter().map(|(_, register)| *register).collect();
        for (number, register) in free.into_iter().enumerate() {
            self.emit(start, Op::LoadClosure, register, number as u16, 0);
        }
    }
}

/// Where a function's `def` (or its first decorator) begins.
fn function_start(node: &ast::StmtFunctionDef) -> u32 {
    match node.decorator_list.first() {
        Some(decorator) => decorator.range().start().to_u32(),
        None => node.range().start().to_u32(),
    }
}

/// The statement without its decorators.
fn function_range(node: &ast::StmtFunctionDef) -> TextRange {
    let after = node.decorator_list.last().map_or(node.range().start(), |decorator| decorator.range().end());
    TextRange::new(after.max(node.range().start()), node.range().end())
}

/// The place of the implicit `return None`: the last statement's.
fn end_of(body: &[ast::Stmt], range: TextRange) -> TextRange {
    body.last().map_or(range, |last| last.range())
}
