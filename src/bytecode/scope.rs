//! Which variable a name means, scope by scope, as CPython's symbol table decides it.
//!
//! In: the tree. Out: [`Scopes`]: for each scope and name a [`Binding`], and for each code
//! unit (module, class body, function) its registers.
//!
//! ```text
//! def f(a):                    a → Cell(0)      (g captures it: register 0 holds a cell)
//!     return [x for x in a]    x → Local(1)     (hidden: no name of f, gone after it)
//!     def g(): return a        a → Cell(0)      (register 0 of g, loaded from the closure)
//! ```
//!
//! 1. A comprehension is a scope but no unit: its variables are hidden locals of the unit
//!    around it. In a class body its scope does not see the class's names.
//! 2. Registers: parameters, other locals, hidden locals, then cells of free variables. In a
//!    class body register 0 is the namespace.
//! 3. A name of the tree is mangled (`__x` in a class) before it gets here.

use std::borrow::Cow;
use std::rc::Rc;

use std::collections::HashMap;

use crate::bytecode::error::CompileError;
use crate::support::{Id, IdVec, typed_id};
use crate::syntax::ast::visitor::{self, Visitor};
use crate::syntax::ast::{self, Comprehension, Expr, ExprContext, Parameters, Stmt};
use crate::syntax::{Ranged, TextRange};

typed_id! {
    /// A scope, in the order of their beginnings.
    pub struct ScopeId
}
typed_id! {
    /// A name, mangled.
    pub struct NameId
}

/// What opens a scope.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ScopeKind {
    Module,
    Class,
    Function,
    Comprehension,
}

/// How code reaches a variable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Binding {
    /// In a register.
    Local(u16),
    /// In the cell that a register holds.
    Cell(u16),
    /// In the module's namespace, or a builtin.
    Global,
    /// In the namespace of the class body, then as `Global`.
    Namespace,
    /// In the namespace of the class body, then in the cell that a register holds.
    ClassCell(u16),
}

/// Facts about a name in a scope.
mod flag {
    pub const BOUND: u16 = 1;
    pub const USED: u16 = 2;
    pub const PARAMETER: u16 = 4;
    pub const GLOBAL: u16 = 8;
    pub const NONLOCAL: u16 = 16;
    pub const ANNOTATED: u16 = 32;
    /// Assigned by `:=` somewhere: a pending operand must be a copy.
    pub const WALRUS: u16 = 64;
    /// An inner unit uses it: it lives in a cell.
    pub const CAPTURED: u16 = 128;
    /// A comprehension's variable that may be read before it is bound.
    pub const EARLY: u16 = 256;
    /// Used by a comprehension inside, before it is bound here.
    pub const INNER: u16 = 512;
}

/// Where the variable of a name lives.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Target {
    #[default]
    Global,
    Namespace,
    In(ScopeId),
}

#[derive(Debug, Default)]
struct Symbol {
    flags: u16,
    target: Target,
    register: u16,
}

/// One scope.
#[derive(Debug)]
struct Scope {
    kind: ScopeKind,
    parent: Option<ScopeId>,
    /// The module, class or function whose code this scope's code is part of.
    unit: ScopeId,
    /// In the order of first appearance.
    names: Vec<NameId>,
    symbols: HashMap<NameId, Symbol>,
    /// The class whose private names are mangled here.
    private: Option<Rc<str>>,
    /// Parameters in register order.
    parameters: Vec<NameId>,
    // What follows is for units.
    /// Names of the closure's cells, and their registers.
    free: Vec<(NameId, u16)>,
    free_registers: HashMap<NameId, u16>,
    local_names: Vec<NameId>,
    /// A class body whose methods use `__class__`: the register of its cell.
    class_cell: Option<u16>,
    wants_class_cell: bool,
}

impl Scope {
    fn flags(&self, name: NameId) -> u16 {
        self.symbols.get(&name).map_or(0, |symbol| symbol.flags)
    }
    fn mark(&mut self, name: NameId, flags: u16) {
        let names = &mut self.names;
        let symbol = self.symbols.entry(name).or_insert_with(|| {
            names.push(name);
            Symbol::default()
        });
        symbol.flags |= flags;
    }
    /// Whether this scope defines the variable.
    fn defines(&self, name: NameId) -> bool {
        let flags = self.flags(name);
        flags & flag::BOUND != 0 && flags & (flag::GLOBAL | flag::NONLOCAL) == 0
    }
}

/// All names of a compilation, each once.
#[derive(Default, Debug)]
pub struct Names {
    ids: HashMap<Rc<str>, NameId>,
    texts: IdVec<NameId, Rc<str>>,
}

impl Names {
    /// The id of a name.
    pub fn id(&mut self, text: &str) -> NameId {
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        let text: Rc<str> = text.into();
        let id = self.texts.push(text.clone());
        self.ids.insert(text, id);
        id
    }
    /// The name itself.
    pub fn text(&self, id: NameId) -> Rc<str> {
        self.texts[id].clone()
    }
}

/// `__x` in class `C` is `_C__x`.
pub fn mangle<'n>(private: Option<&str>, name: &'n str) -> Cow<'n, str> {
    match private {
        Some(class) if name.starts_with("__") && !name.ends_with("__") && !name.contains('.') => {
            let class = class.trim_start_matches('_');
            if class.is_empty() { Cow::Borrowed(name) } else { Cow::Owned(format!("_{class}{name}")) }
        }
        _ => Cow::Borrowed(name),
    }
}

/// The result of the analysis.
pub struct Scopes {
    scopes: IdVec<ScopeId, Scope>,
    by_node: HashMap<usize, ScopeId>,
    pub names: Names,
    /// The module assigns a global named `super`: no call of it is special.
    pub super_is_shadowed: bool,
}

/// What identifies a node while the tree stays where it is.
fn key<T>(node: &T) -> usize {
    node as *const T as usize
}

impl Scopes {
    /// The scope of the whole tree.
    pub const ROOT: ScopeId = ScopeId(0);

    /// Analyses statements.
    pub fn of_module(body: &[Stmt]) -> Result<Scopes, CompileError> {
        Self::build(|builder| builder.visit_body(body))
    }
    /// Analyses an expression.
    pub fn of_expression(body: &Expr) -> Result<Scopes, CompileError> {
        Self::build(|builder| builder.visit_expr(body))
    }

    fn build<'a>(visit: impl FnOnce(&mut Builder)) -> Result<Scopes, CompileError> {
        let scopes = Scopes {
            scopes: IdVec::new(),
            by_node: HashMap::default(),
            names: Names::default(),
            super_is_shadowed: false,
        };
        let mut builder = Builder {
            scopes,
            current: Self::ROOT,
            private: None,
            error: None,
            nonlocals: Vec::new(),
            iterables: 0,
            marker: std::marker::PhantomData::<&'a ()>,
        };
        builder.open(ScopeKind::Module, None);
        visit(&mut builder);
        let nonlocals = std::mem::take(&mut builder.nonlocals);
        let mut scopes = builder.scopes;
        if let Some(error) = builder.error {
            return Err(error);
        }
        for (scope, name, range) in nonlocals {
            if !scopes.has_outer(scope, name) {
                let text = scopes.names.text(name);
                return Err(CompileError::syntax(range, format!("no binding for nonlocal '{text}' found")));
            }
        }
        scopes.resolve();
        let name = scopes.names.id("super");
        scopes.super_is_shadowed = scopes.scopes.iter().any(|scope| {
            let flags = scope.flags(name);
            flags & flag::BOUND != 0 && (scope.kind == ScopeKind::Module || flags & flag::GLOBAL != 0)
        });
        Ok(scopes)
    }

    /// Whether an enclosing function defines the name.
    fn has_outer(&self, scope: ScopeId, name: NameId) -> bool {
        let mut at = self.scopes[scope].parent;
        while let Some(id) = at {
            let outer = &self.scopes[id];
            match outer.kind {
                ScopeKind::Module => return false,
                ScopeKind::Class => {
                    if &*self.names.text(name) == "__class__" {
                        return true;
                    }
                }
                ScopeKind::Function | ScopeKind::Comprehension => {
                    if outer.flags(name) & flag::GLOBAL != 0 {
                        return false;
                    }
                    if outer.defines(name) {
                        return true;
                    }
                }
            }
            at = outer.parent;
        }
        false
    }

    fn resolve(&mut self) {
        let class_name = self.names.id("__class__");
        let ids: Vec<ScopeId> = self.scopes.ids().collect();
        for &id in &ids {
            for name in self.scopes[id].names.clone() {
                if self.scopes[id].flags(name) & (flag::BOUND | flag::USED | flag::NONLOCAL) != 0 {
                    let target = self.find(id, name, class_name);
                    if let Some(symbol) = self.scopes[id].symbols.get_mut(&name) {
                        symbol.target = target;
                    }
                }
            }
        }
        for &id in &ids {
            if self.scopes[id].unit == id {
                self.number_locals(id, class_name);
            }
        }
        for &id in &ids {
            if self.scopes[id].kind == ScopeKind::Comprehension {
                self.number_hidden(id);
            }
        }
        for &id in &ids {
            if self.scopes[id].unit == id {
                let scope = &mut self.scopes[id];
                for (name, register) in &mut scope.free {
                    *register = scope.local_names.len() as u16;
                    scope.free_registers.insert(*name, *register);
                    scope.local_names.push(*name);
                }
            }
        }
    }

    /// Finds the variable, and makes cells on the way to it.
    fn find(&mut self, from: ScopeId, name: NameId, class_name: NameId) -> Target {
        let scope = &self.scopes[from];
        if scope.flags(name) & flag::GLOBAL != 0 || scope.kind == ScopeKind::Module {
            return Target::Global;
        }
        if scope.defines(name) {
            return if scope.kind == ScopeKind::Class { Target::Namespace } else { Target::In(from) };
        }
        let mut at = scope.parent;
        let found = loop {
            let Some(id) = at else { return self.unfound(from) };
            let outer = &self.scopes[id];
            match outer.kind {
                ScopeKind::Module => return self.unfound(from),
                ScopeKind::Class => {
                    if name == class_name {
                        break id;
                    }
                }
                ScopeKind::Function | ScopeKind::Comprehension => {
                    if outer.flags(name) & flag::GLOBAL != 0 {
                        return self.unfound(from);
                    }
                    if outer.defines(name) {
                        break id;
                    }
                }
            }
            at = outer.parent;
        };
        let home = self.scopes[found].unit;
        let mut unit = self.scopes[from].unit;
        if unit != home {
            if self.scopes[found].kind == ScopeKind::Class {
                self.scopes[found].wants_class_cell = true;
            } else {
                self.scopes[found].mark(name, flag::CAPTURED);
            }
        }
        while unit != home {
            let scope = &mut self.scopes[unit];
            if !scope.free_registers.contains_key(&name) {
                scope.free_registers.insert(name, 0);
                scope.free.push((name, 0));
            }
            unit = match scope.parent {
                Some(parent) => self.scopes[parent].unit,
                None => break,
            };
        }
        Target::In(found)
    }

    fn unfound(&self, from: ScopeId) -> Target {
        if self.scopes[from].kind == ScopeKind::Class { Target::Namespace } else { Target::Global }
    }

    fn number_locals(&mut self, id: ScopeId, class_name: NameId) {
        let empty = self.names.id("");
        let scope = &mut self.scopes[id];
        let mut locals = Vec::new();
        match scope.kind {
            ScopeKind::Class => {
                locals.push(empty);
                if scope.wants_class_cell {
                    scope.class_cell = Some(1);
                    locals.push(class_name);
                }
            }
            ScopeKind::Function => {
                locals.extend(scope.parameters.iter().copied());
                for &name in &scope.names {
                    let flags = scope.flags(name);
                    if flags & flag::PARAMETER == 0 && scope.defines(name) {
                        locals.push(name);
                    }
                }
                for (register, name) in locals.iter().enumerate() {
                    if let Some(symbol) = scope.symbols.get_mut(name) {
                        symbol.register = register as u16;
                    }
                }
            }
            ScopeKind::Module | ScopeKind::Comprehension => {}
        }
        scope.local_names = locals;
    }

    /// Gives a comprehension's variables registers: two comprehensions that are not inside
    /// each other share the register of a name.
    fn number_hidden(&mut self, id: ScopeId) {
        let unit = self.scopes[id].unit;
        for name in self.scopes[id].names.clone() {
            if !self.scopes[id].defines(name) {
                continue;
            }
            let mut taken = Vec::new();
            let mut at = self.scopes[id].parent;
            while let Some(outer) = at.filter(|&outer| outer != unit) {
                if self.scopes[outer].defines(name) {
                    taken.push(self.scopes[outer].symbols[&name].register);
                }
                at = self.scopes[outer].parent;
            }
            let first = self.first_hidden(unit);
            let locals = &mut self.scopes[unit].local_names;
            let free = (first..locals.len()).find(|&r| locals[r] == name && !taken.contains(&(r as u16)));
            let register = free.unwrap_or_else(|| {
                locals.push(name);
                locals.len() - 1
            });
            if let Some(symbol) = self.scopes[id].symbols.get_mut(&name) {
                symbol.register = register as u16;
            }
        }
    }

    fn first_hidden(&self, unit: ScopeId) -> usize {
        let scope = &self.scopes[unit];
        match scope.kind {
            ScopeKind::Module | ScopeKind::Comprehension => 0,
            ScopeKind::Class => 1 + scope.wants_class_cell as usize,
            ScopeKind::Function => {
                let others = scope.names.iter().filter(|&&n| scope.flags(n) & flag::PARAMETER == 0 && scope.defines(n));
                scope.parameters.len() + others.count()
            }
        }
    }

    /// The scope that a node (function, class, lambda or comprehension) opens.
    pub fn scope_of<T>(&self, node: &T) -> ScopeId {
        self.by_node.get(&key(node)).copied().unwrap_or(Self::ROOT)
    }
    /// What kind of scope it is.
    pub fn kind(&self, scope: ScopeId) -> ScopeKind {
        self.scopes[scope].kind
    }
    /// The class whose private names are mangled in the scope.
    pub fn private(&self, scope: ScopeId) -> Option<&str> {
        self.scopes[scope].private.as_deref()
    }
    /// The id of a name as the scope sees it.
    pub fn name(&mut self, scope: ScopeId, text: &str) -> NameId {
        let text = mangle(self.scopes[scope].private.as_deref(), text);
        self.names.id(&text)
    }
    /// How code of the scope reaches the variable of a name, also of one that the tree does
    /// not mention (`__name__`).
    pub fn binding(&self, scope: ScopeId, name: NameId) -> Binding {
        let here = &self.scopes[scope];
        let Some(symbol) = here.symbols.get(&name) else {
            return self.binding_in_closure(scope, name);
        };
        match symbol.target {
            Target::Global => Binding::Global,
            Target::Namespace => Binding::Namespace,
            Target::In(home) if self.scopes[home].unit == here.unit => self.binding_at_home(home, name),
            Target::In(_) => match self.scopes[here.unit].free_registers.get(&name) {
                Some(&register) if here.kind == ScopeKind::Class && symbol.flags & flag::NONLOCAL == 0 => {
                    Binding::ClassCell(register)
                }
                Some(&register) => Binding::Cell(register),
                None => Binding::Global,
            },
        }
    }
    fn binding_at_home(&self, home: ScopeId, name: NameId) -> Binding {
        let scope = &self.scopes[home];
        if scope.kind == ScopeKind::Class {
            return scope.class_cell.map_or(Binding::Global, Binding::Cell);
        }
        match scope.symbols.get(&name) {
            Some(symbol) if symbol.flags & flag::CAPTURED != 0 => Binding::Cell(symbol.register),
            Some(symbol) => Binding::Local(symbol.register),
            None => Binding::Global,
        }
    }
    fn binding_in_closure(&self, scope: ScopeId, name: NameId) -> Binding {
        match self.scopes[self.scopes[scope].unit].free_registers.get(&name) {
            Some(&register) => Binding::Cell(register),
            None if self.scopes[scope].kind == ScopeKind::Class => Binding::Namespace,
            None => Binding::Global,
        }
    }
    /// The register that holds the cell which an inner unit, made in this scope, finds under
    /// a free name.
    pub fn cell_register(&self, scope: ScopeId, name: NameId) -> Option<u16> {
        let mut at = Some(scope);
        let unit = self.scopes[scope].unit;
        while let Some(id) = at.filter(|&id| self.scopes[id].unit == unit) {
            let here = &self.scopes[id];
            let skipped = here.kind == ScopeKind::Class;
            if skipped && here.class_cell.is_some() && &*self.names.text(name) == "__class__" {
                return here.class_cell;
            }
            if !skipped && here.defines(name) {
                return here.symbols.get(&name).map(|symbol| symbol.register);
            }
            at = here.parent;
        }
        self.scopes[unit].free_registers.get(&name).copied()
    }
    /// Whether `:=` assigns the local somewhere, so that a pending operand must be a copy.
    pub fn is_reassigned(&self, scope: ScopeId, register: u16) -> bool {
        let unit = &self.scopes[self.scopes[scope].unit];
        unit.local_names.get(register as usize).is_some_and(|&name| unit.flags(name) & flag::WALRUS != 0)
    }
    /// Whether a comprehension uses a variable of a scope around it.
    pub fn is_outer(&self, scope: ScopeId, name: NameId) -> bool {
        let here = &self.scopes[scope];
        here.kind == ScopeKind::Comprehension && !here.defines(name)
    }
    /// Whether the name is declared global in this scope.
    pub fn is_global(&self, scope: ScopeId, name: NameId) -> bool {
        self.scopes[scope].flags(name) & flag::GLOBAL != 0
    }
    /// Names of registers, cells of free variables included.
    pub fn local_names(&self, unit: ScopeId) -> &[NameId] {
        &self.scopes[unit].local_names
    }
    /// Names of the closure's cells with the registers that they are loaded into.
    pub fn free_names(&self, unit: ScopeId) -> &[(NameId, u16)] {
        &self.scopes[unit].free
    }
    /// Registers of a function's own variables that live in cells.
    pub fn cells(&self, unit: ScopeId) -> Vec<u16> {
        let scope = &self.scopes[unit];
        if scope.kind == ScopeKind::Class {
            return scope.class_cell.into_iter().collect();
        }
        let captured = |name: &&NameId| scope.flags(**name) & flag::CAPTURED != 0 && scope.defines(**name);
        let mut registers: Vec<u16> = scope.names.iter().filter(captured).map(|name| scope.symbols[name].register).collect();
        registers.sort_unstable();
        registers
    }
    /// The register of a class body's `__class__` cell, if it has one.
    pub fn class_cell(&self, unit: ScopeId) -> Option<u16> {
        self.scopes[unit].class_cell
    }
    /// Whether `__class__` in this scope means the class around it.
    pub fn has_class(&self, scope: ScopeId, name: NameId) -> bool {
        self.scopes[scope].symbols.get(&name).is_some_and(|symbol| match symbol.target {
            Target::In(home) => self.scopes[home].kind == ScopeKind::Class,
            _ => false,
        })
    }
    /// A comprehension's variables that begin as new cells (true), or unbound (false).
    pub fn fresh(&self, comprehension: ScopeId) -> Vec<(u16, bool)> {
        let scope = &self.scopes[comprehension];
        let fresh = |name: &NameId| {
            let flags = scope.flags(*name);
            let captured = flags & flag::CAPTURED != 0;
            let wanted = scope.defines(*name) && (captured || flags & flag::EARLY != 0);
            wanted.then(|| (scope.symbols[name].register, captured))
        };
        scope.names.iter().filter_map(fresh).collect()
    }
}

struct Builder<'a> {
    scopes: Scopes,
    current: ScopeId,
    private: Option<Rc<str>>,
    error: Option<CompileError>,
    nonlocals: Vec<(ScopeId, NameId, TextRange)>,
    /// Iterables of comprehensions around: `:=` is not allowed in them.
    iterables: usize,
    marker: std::marker::PhantomData<&'a ()>,
}

impl Builder<'_> {
    fn open(&mut self, kind: ScopeKind, node: Option<usize>) {
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
            symbols: HashMap::default(),
            private: self.private.clone(),
            parameters: Vec::new(),
            free: Vec::new(),
            free_registers: HashMap::default(),
            local_names: Vec::new(),
            class_cell: None,
            wants_class_cell: false,
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
        if text == "__debug__" {
            self.fail(range, "cannot assign to __debug__".into());
        }
        let name = self.name(text);
        let comprehension = self.scopes.scopes[self.current].kind == ScopeKind::Comprehension;
        let early = comprehension && self.flags(name) & (flag::INNER | flag::BOUND) == flag::INNER;
        self.mark(name, if early { flag::BOUND | flag::EARLY } else { flag::BOUND });
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
        while self.scopes.scopes[home].kind == ScopeKind::Comprehension {
            if self.scopes.scopes[home].flags(name) & flag::BOUND != 0 {
                let message =
                    format!("assignment expression cannot rebind comprehension iteration variable '{}'", target.id);
                self.fail(range, message);
            }
            match self.scopes.scopes[home].parent {
                Some(parent) => home = parent,
                None => break,
            }
        }
        if home != self.current {
            if self.scopes.scopes[home].kind == ScopeKind::Class {
                let message = "assignment expression within a comprehension cannot be used in a class body";
                self.fail(range, message.into());
            }
            self.mark(name, flag::USED);
        }
        let current = std::mem::replace(&mut self.current, home);
        self.bind(&target.id, target.range());
        self.mark(name, flag::WALRUS);
        self.current = current;
    }
    fn comprehension(&mut self, node: usize, generators: &[Comprehension], parts: &[&Expr]) {
        let Some((first, rest)) = generators.split_first() else { return };
        self.iterables += 1;
        self.visit_expr(&first.iter);
        self.iterables -= 1;
        self.open(ScopeKind::Comprehension, Some(node));
        let outer = std::mem::take(&mut self.iterables);
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
        self.iterables = outer;
        self.close();
    }
    /// `global` and `nonlocal`: what may not have happened to the name before.
    fn declare(&mut self, identifier: &ast::Identifier, range: TextRange, flags: u16, word: &str) {
        let name = self.name(identifier.as_str());
        let text = identifier.as_str();
        let before = self.flags(name);
        if before & flag::PARAMETER != 0 {
            self.fail(range, format!("name '{text}' is parameter and {word}"));
        } else if before & flag::USED != 0 {
            self.fail(range, format!("name '{text}' is used prior to {word} declaration"));
        } else if before & flag::ANNOTATED != 0 {
            self.fail(range, format!("annotated name '{text}' can't be {word}"));
        } else if before & flag::BOUND != 0 {
            self.fail(range, format!("name '{text}' is assigned to before {word} declaration"));
        }
        self.mark(name, flags);
        if self.flags(name) & (flag::GLOBAL | flag::NONLOCAL) == flag::GLOBAL | flag::NONLOCAL {
            self.fail(range, format!("name '{text}' is nonlocal and global"));
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
        self.bind(bound, alias.range());
    }
}

impl<'a> Visitor<'a> for Builder<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(node) => {
                node.decorator_list.iter().for_each(|decorator| self.visit_expr(&decorator.expression));
                self.defaults(&node.parameters);
                for parameter in node.parameters.iter() {
                    if let Some(annotation) = parameter.annotation() {
                        self.visit_expr(annotation);
                    }
                }
                node.returns.iter().for_each(|returns| self.visit_expr(returns));
                self.bind(&node.name, node.name.range());
                self.open(ScopeKind::Function, Some(key(node)));
                let iterables = std::mem::take(&mut self.iterables);
                self.parameters(&node.parameters);
                self.visit_body(&node.body);
                self.iterables = iterables;
                self.close();
            }
            Stmt::ClassDef(node) => {
                node.decorator_list.iter().for_each(|decorator| self.visit_expr(&decorator.expression));
                if let Some(arguments) = &node.arguments {
                    self.visit_arguments(arguments);
                }
                self.bind(&node.name, node.name.range());
                let private = self.private.replace(node.name.as_str().into());
                self.open(ScopeKind::Class, Some(key(node)));
                self.visit_body(&node.body);
                self.close();
                self.private = private;
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
        match expr {
            Expr::Name(node) => match node.ctx {
                ExprContext::Load | ExprContext::Invalid => self.use_name(&node.id),
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
                let iterables = std::mem::take(&mut self.iterables);
                if let Some(parameters) = &node.parameters {
                    self.parameters(parameters);
                }
                self.visit_expr(&node.body);
                self.iterables = iterables;
                self.close();
            }
            Expr::Named(node) => {
                self.visit_expr(&node.value);
                if let Expr::Name(target) = &*node.target {
                    self.walrus(target, node.range());
                }
            }
            Expr::ListComp(node) => self.comprehension(key(node), &node.generators, &[&node.elt]),
            Expr::SetComp(node) => self.comprehension(key(node), &node.generators, &[&node.elt]),
            Expr::Generator(node) => self.comprehension(key(node), &node.generators, &[&node.elt]),
            Expr::DictComp(node) => {
                let mut parts: Vec<&Expr> = node.key.iter().map(|key| &**key).collect();
                parts.push(&node.value);
                self.comprehension(key(node), &node.generators, &parts);
            }
            _ => visitor::walk_expr(self, expr),
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
