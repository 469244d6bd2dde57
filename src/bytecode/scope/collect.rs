//! Collects the names of each scope: bound, used, declared, captured by nothing yet.
//!
//! In: the tree. Out: scopes in the order of their beginnings, with the facts that the
//! resolution in the parent module needs; or the first thing that CPython's symbol table
//! refuses.

use rustc_hash::FxHashMap;
use std::rc::Rc;

use super::suspicious;
use super::{NameId, Scope, ScopeId, ScopeKind, Scopes, flag, key, mangle};
use crate::bytecode::error::CompileError;
use crate::support::Id;
use crate::syntax::ast::visitor::{self, Visitor};
use crate::syntax::ast::{self, Comprehension, Expr, ExprContext, Parameters, Stmt};
use crate::syntax::{Ranged, TextRange};

/// Walks the tree; see the module.
pub(super) struct Builder {
    pub(super) scopes: Scopes,
    pub(super) current: ScopeId,
    pub(super) private: Option<Rc<str>>,
    pub(super) error: Option<CompileError>,
    pub(super) nonlocals: Vec<(ScopeId, NameId, TextRange)>,
    /// The declarations so far: an error names the first of its name.
    pub(super) declared: Vec<(ScopeId, NameId, TextRange)>,
    /// Iterables of comprehensions around: `:=` is not allowed in them.
    pub(super) iterables: usize,
    /// What the innermost comprehension is called in messages.
    pub(super) inside: &'static str,
}

impl Builder {
    pub(super) fn open(&mut self, kind: ScopeKind, node: Option<usize>) {
        let id = self.scopes.scopes.next_id();
        let parent = (id.index() > 0).then_some(self.current);
        let unit = match parent {
            Some(parent) if kind == ScopeKind::Comprehension => self.scopes.scopes[parent].unit,
            _ => id,
        };
        self.scopes.scopes.push(Scope {
            kind,
            parent,
            unit,
            names: Vec::new(),
            symbols: FxHashMap::default(),
            private: self.private.clone(),
            parameters: Vec::new(),
            free: Vec::new(),
            free_registers: FxHashMap::default(),
            local_names: Vec::new(),
            class_cell: None,
            wants_class_cell: false,
            yields: false,
            awaits: false,
        });
        if let Some(node) = node {
            self.scopes.by_node.insert(node, id);
        }
        self.current = id;
    }
    fn close(&mut self) {
        if let Some(parent) = self.scopes.scopes[self.current].parent {
            self.current = parent;
        }
    }
    fn fail(&mut self, range: TextRange, message: String) {
        self.error.get_or_insert_with(|| CompileError::syntax(range, message));
    }
    fn name(&mut self, text: &str) -> NameId {
        self.scopes.names.id(&mangle(self.private.as_deref(), text))
    }
    fn mark(&mut self, name: NameId, flags: u16) {
        self.scopes.scopes[self.current].mark(name, flags);
    }
    fn flags(&self, name: NameId) -> u16 {
        self.scopes.scopes[self.current].flags(name)
    }
    fn use_name(&mut self, text: &str) {
        let name = self.name(text);
        self.mark(name, flag::USED);
        let mut at = self.current;
        while self.scopes.scopes[at].kind == ScopeKind::Comprehension {
            if self.scopes.scopes[at].flags(name) & flag::BOUND == 0 {
                self.scopes.scopes[at].mark(name, flag::INNER);
            }
            match self.scopes.scopes[at].parent {
                Some(parent) => at = parent,
                None => break,
            }
        }
        let here = self.scopes.scopes[self.current].kind;
        if text == "super" && matches!(here, ScopeKind::Function | ScopeKind::Comprehension) {
            let class = self.scopes.names.id("__class__");
            self.mark(class, flag::USED);
        }
    }
    fn bind(&mut self, text: &str, range: TextRange) {
        self.bind_softly(text, range);
        let name = self.name(text);
        self.mark(name, flag::ASSIGNED);
    }
    fn bind_softly(&mut self, text: &str, range: TextRange) {
        if text == "__debug__" {
            self.fail(range, "cannot assign to __debug__".into());
        }
        let name = self.name(text);
        let kind = self.scopes.scopes[self.current].kind;
        let comprehension = kind == ScopeKind::Comprehension;
        if matches!(kind, ScopeKind::Comprehension | ScopeKind::Generator) && self.flags(name) & flag::OUTWARD != 0 {
            let message = format!("comprehension inner loop cannot rebind assignment expression target '{text}'");
            self.fail(range, message);
        }
        let early = comprehension && self.flags(name) & (flag::INNER | flag::BOUND) == flag::INNER;
        self.mark(name, if early { flag::BOUND | flag::EARLY } else { flag::BOUND });
    }
    /// Opens the scope of type parameters, if there are any.
    fn open_type_parameters(&mut self, parameters: Option<&ast::TypeParams>) {
        let Some(parameters) = parameters else { return };
        self.open(ScopeKind::Function, Some(key(parameters)));
        for parameter in &parameters.type_params {
            let (name, bound, default) = match parameter {
                ast::TypeParam::TypeVar(node) => (&node.name, node.bound.as_deref(), node.default.as_deref()),
                ast::TypeParam::TypeVarTuple(node) => (&node.name, None, node.default.as_deref()),
                ast::TypeParam::ParamSpec(node) => (&node.name, None, node.default.as_deref()),
            };
            let id = self.name(name);
            if self.flags(id) & flag::BOUND != 0 {
                self.fail(name.range(), format!("duplicate type parameter '{}'", name.as_str()));
            }
            self.bind(name, name.range());
            bound.into_iter().chain(default).for_each(|expr| self.thunk(expr));
        }
    }
    /// An expression that a function of its own evaluates later.
    fn thunk(&mut self, expr: &Expr) {
        self.open(ScopeKind::Function, Some(key(expr)));
        self.visit_expr(expr);
        self.close();
    }
    fn parameter(&mut self, parameter: &ast::Parameter) {
        let name = self.name(parameter.name.as_str());
        if self.flags(name) & flag::PARAMETER != 0 {
            let message = format!("duplicate argument '{}' in function definition", parameter.name.as_str());
            self.fail(parameter.range(), message);
        }
        if parameter.name.as_str() == "__debug__" {
            self.fail(parameter.range(), "cannot assign to __debug__".into());
        }
        self.mark(name, flag::PARAMETER | flag::BOUND);
        self.scopes.scopes[self.current].parameters.push(name);
    }
    fn parameters(&mut self, parameters: &Parameters) {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        for parameter in positional.chain(&parameters.kwonlyargs) {
            self.parameter(&parameter.parameter);
        }
        for parameter in parameters.vararg.iter().chain(&parameters.kwarg) {
            self.parameter(parameter);
        }
    }
    fn defaults(&mut self, parameters: &Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = &parameter.default {
                self.visit_expr(default);
            }
        }
    }
    fn walrus(&mut self, target: &ast::ExprName, range: TextRange) {
        let name = self.name(&target.id);
        if self.iterables > 0 {
            let message = "assignment expression cannot be used in a comprehension iterable expression";
            self.fail(range, message.into());
        }
        let mut home = self.current;
        while matches!(self.scopes.scopes[home].kind, ScopeKind::Comprehension | ScopeKind::Generator) {
            if self.scopes.scopes[home].flags(name) & flag::BOUND != 0 {
                let message =
                    format!("assignment expression cannot rebind comprehension iteration variable '{}'", target.id);
                self.fail(target.range(), message);
            }
            self.scopes.scopes[home].mark(name, flag::OUTWARD);
            match self.scopes.scopes[home].parent {
                Some(parent) => home = parent,
                None => break,
            }
        }
        if home != self.current {
            if self.scopes.scopes[home].kind == ScopeKind::Class && home != Scopes::ROOT {
                let message = "assignment expression within a comprehension cannot be used in a class body";
                self.fail(target.range(), message.into());
            }
            self.mark(name, flag::USED);
        }
        let current = std::mem::replace(&mut self.current, home);
        self.bind(&target.id, target.range());
        self.mark(name, flag::WALRUS);
        self.current = current;
    }
    /// Notes that the unit around yields or awaits.
    fn suspends(&mut self, awaits: bool) {
        let unit = self.scopes.scopes[self.current].unit;
        let scope = &mut self.scopes.scopes[unit];
        scope.yields |= !awaits;
        scope.awaits |= awaits;
    }
    fn comprehension(&mut self, kind: ScopeKind, node: usize, generators: &[Comprehension], parts: &[&Expr]) {
        let Some((first, rest)) = generators.split_first() else { return };
        self.iterables += 1;
        self.visit_expr(&first.iter);
        self.iterables -= 1;
        self.open(kind, Some(node));
        if kind == ScopeKind::Generator {
            // The iteration's two registers.
            for text in [".0", ".1"] {
                let name = self.scopes.names.id(text);
                self.mark(name, flag::PARAMETER | flag::BOUND);
                self.scopes.scopes[self.current].parameters.push(name);
            }
        }
        if generators.iter().any(|generator| generator.is_async) {
            self.suspends(true);
        }
        self.visit_expr(&first.target);
        first.ifs.iter().for_each(|test| self.visit_expr(test));
        for generator in rest {
            self.iterables += 1;
            self.visit_expr(&generator.iter);
            self.iterables -= 1;
            self.visit_expr(&generator.target);
            generator.ifs.iter().for_each(|test| self.visit_expr(test));
        }
        parts.iter().for_each(|part| self.visit_expr(part));
        self.close();
    }
    /// `global` and `nonlocal`: what may not have happened to the name before.
    fn declare(&mut self, identifier: &ast::Identifier, range: TextRange, flags: u16, word: &str) {
        let name = self.name(identifier.as_str());
        let text = identifier.as_str();
        let before = self.flags(name);
        let earlier = self.declared.iter().find(|(scope, other, _)| *scope == self.current && *other == name);
        let first = earlier.map_or(range, |(_, _, range)| *range);
        self.declared.push((self.current, name, range));
        if before & flag::PARAMETER != 0 {
            self.fail(range, format!("name '{text}' is parameter and {word}"));
        } else if before & flag::USED != 0 {
            self.fail(range, format!("name '{text}' is used prior to {word} declaration"));
        } else if before & flag::ANNOTATED != 0 {
            self.fail(range, format!("annotated name '{text}' can't be {word}"));
        } else if before & flag::ASSIGNED != 0 {
            self.fail(range, format!("name '{text}' is assigned to before {word} declaration"));
        }
        self.mark(name, flags);
        // As CPython: the outermost code treats it as global, too, if it has locals of its own.
        let root = &mut self.scopes.scopes[Scopes::ROOT];
        if flags == flag::GLOBAL && root.kind == ScopeKind::Class {
            root.mark(name, flags);
        }
        if self.flags(name) & (flag::GLOBAL | flag::NONLOCAL) == flag::GLOBAL | flag::NONLOCAL {
            self.fail(first, format!("name '{text}' is nonlocal and global"));
        }
        if flags == flag::NONLOCAL {
            if self.current == Scopes::ROOT {
                self.fail(range, "nonlocal declaration not allowed at module level".into());
            }
            self.nonlocals.push((self.current, name, range));
        }
    }
    fn import(&mut self, alias: &ast::Alias, whole: bool) {
        let bound = match &alias.asname {
            Some(name) => name.as_str(),
            None if whole => alias.name.as_str().split('.').next().unwrap_or(""),
            None => alias.name.as_str(),
        };
        self.bind_softly(bound, alias.range());
    }
}

impl<'a> Visitor<'a> for Builder {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Stmt::Assert(node) = stmt
            && let Some(text) = suspicious::assertion(node)
        {
            self.scopes.warnings.push((node.range(), text.into()));
        }
        match stmt {
            Stmt::FunctionDef(node) => {
                node.decorator_list.iter().for_each(|decorator| self.visit_expr(&decorator.expression));
                self.bind(&node.name, node.name.range());
                self.open_type_parameters(node.type_params.as_deref());
                self.defaults(&node.parameters);
                for parameter in node.parameters.iter() {
                    if let Some(annotation) = parameter.annotation() {
                        self.visit_expr(annotation);
                    }
                }
                node.returns.iter().for_each(|returns| self.visit_expr(returns));
                self.open(ScopeKind::Function, Some(key(node)));
                let iterables = std::mem::take(&mut self.iterables);
                self.parameters(&node.parameters);
                self.visit_body(&node.body);
                self.iterables = iterables;
                self.close();
                if node.type_params.is_some() {
                    self.close();
                }
            }
            Stmt::TypeAlias(node) => {
                self.visit_expr(&node.name);
                self.open_type_parameters(node.type_params.as_deref());
                self.thunk(&node.value);
                if node.type_params.is_some() {
                    self.close();
                }
            }
            Stmt::ClassDef(node) => {
                node.decorator_list.iter().for_each(|decorator| self.visit_expr(&decorator.expression));
                self.bind(&node.name, node.name.range());
                self.open_type_parameters(node.type_params.as_deref());
                if let Some(arguments) = &node.arguments {
                    self.visit_arguments(arguments);
                }
                let private = self.private.replace(node.name.as_str().into());
                self.open(ScopeKind::Class, Some(key(node)));
                self.visit_body(&node.body);
                self.close();
                self.private = private;
                if node.type_params.is_some() {
                    self.close();
                }
            }
            Stmt::Global(node) => {
                for name in &node.names {
                    self.declare(name, node.range(), flag::GLOBAL, "global");
                }
            }
            Stmt::Nonlocal(node) => {
                for name in &node.names {
                    self.declare(name, node.range(), flag::NONLOCAL, "nonlocal");
                }
            }
            Stmt::Import(node) => node.names.iter().for_each(|alias| self.import(alias, true)),
            Stmt::ImportFrom(node) => {
                let named = node.names.iter().filter(|alias| alias.name.as_str() != "*");
                named.for_each(|alias| self.import(alias, false));
            }
            Stmt::AnnAssign(node) => {
                if let (Expr::Name(target), true) = (&*node.target, node.simple) {
                    let name = self.name(&target.id);
                    let before = self.flags(name);
                    if before & (flag::GLOBAL | flag::NONLOCAL) != 0 && self.current != Scopes::ROOT {
                        let word = if before & flag::GLOBAL != 0 { "global" } else { "nonlocal" };
                        self.fail(node.range(), format!("annotated name '{}' can't be {word}", target.id));
                    }
                    self.bind(&target.id, target.range());
                    self.mark(name, flag::ANNOTATED);
                } else {
                    self.visit_expr(&node.target);
                }
                self.visit_expr(&node.annotation);
                node.value.iter().for_each(|value| self.visit_expr(value));
            }
            Stmt::AugAssign(node) => {
                if let Expr::Name(target) = &*node.target {
                    self.use_name(&target.id);
                }
                visitor::walk_stmt(self, stmt);
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Some(text) = suspicious::expression(expr) {
            self.scopes.warnings.push((expr.range(), text));
        }
        match expr {
            Expr::Name(node) => match node.ctx {
                ExprContext::Load | ExprContext::Invalid => self.use_name(&node.id),
                ExprContext::Del if node.id == "__debug__" => {
                    self.fail(node.range(), "cannot delete __debug__".into());
                }
                ExprContext::Store | ExprContext::Del => self.bind(&node.id, node.range()),
            },
            Expr::BinOp(_) => {
                let mut at = expr;
                while let Expr::BinOp(node) = at {
                    self.visit_expr(&node.right);
                    at = &node.left;
                }
                self.visit_expr(at);
            }
            Expr::Lambda(node) => {
                if let Some(parameters) = &node.parameters {
                    self.defaults(parameters);
                }
                self.open(ScopeKind::Function, Some(key(node)));
                if let Some(parameters) = &node.parameters {
                    self.parameters(parameters);
                }
                self.visit_expr(&node.body);
                self.close();
            }
            Expr::Named(node) => {
                self.visit_expr(&node.value);
                if let Expr::Name(target) = &*node.target {
                    self.walrus(target, node.range());
                }
            }
            Expr::ListComp(node) => {
                self.inside = "list comprehension";
                self.comprehension(ScopeKind::Comprehension, key(node), &node.generators, &[&node.elt]);
            }
            Expr::SetComp(node) => {
                self.inside = "set comprehension";
                self.comprehension(ScopeKind::Comprehension, key(node), &node.generators, &[&node.elt]);
            }
            Expr::Generator(node) => {
                self.comprehension(ScopeKind::Generator, key(node), &node.generators, &[&node.elt])
            }
            Expr::DictComp(node) => {
                self.inside = "dict comprehension";
                let mut parts: Vec<&Expr> = node.key.iter().map(|key| &**key).collect();
                parts.push(&node.value);
                self.comprehension(ScopeKind::Comprehension, key(node), &node.generators, &parts);
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                let inside = match self.scopes.scopes[self.current].kind {
                    ScopeKind::Comprehension => Some(self.inside),
                    ScopeKind::Generator => Some("generator expression"),
                    _ => None,
                };
                if let Some(inside) = inside {
                    self.fail(expr.range(), format!("'yield' inside {inside}"));
                }
                self.suspends(false);
                visitor::walk_expr(self, expr);
            }
            Expr::Await(_) => {
                self.suspends(true);
                visitor::walk_expr(self, expr);
            }
            _ => visitor::walk_expr(self, expr),
        }
    }

    fn visit_pattern(&mut self, pattern: &'a ast::Pattern) {
        visitor::walk_pattern(self, pattern);
        let name = match pattern {
            ast::Pattern::MatchAs(node) => &node.name,
            ast::Pattern::MatchStar(node) => &node.name,
            ast::Pattern::MatchMapping(node) => &node.rest,
            _ => &None,
        };
        if let Some(name) = name {
            self.bind(name.as_str(), name.range());
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ast::ExceptHandler) {
        let ast::ExceptHandler::ExceptHandler(node) = handler;
        if let Some(name) = &node.name {
            self.bind(name.as_str(), name.range());
        }
        visitor::walk_except_handler(self, handler);
    }
}
