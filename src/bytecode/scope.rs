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

mod collect;
mod suspicious;

use std::borrow::Cow;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::bytecode::error::CompileError;
use crate::support::{IdVec, typed_id};
use crate::syntax::ast::visitor::Visitor;
use crate::syntax::ast::{Expr, Stmt};
use collect::Builder;

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
    /// A generator expression: a unit of its own, of which `:=` does not make variables.
    Generator,
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
    /// A `:=` in this comprehension assigns it outside.
    pub const OUTWARD: u16 = 1024;
    /// Used by a comprehension inside, before it is bound here.
    pub const INNER: u16 = 512;
    /// Bound by something else than an import, which alone may stand before `global`.
    pub const ASSIGNED: u16 = 2048;
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
    symbols: FxHashMap<NameId, Symbol>,
    /// The class whose private names are mangled here.
    private: Option<Rc<str>>,
    /// Parameters in register order.
    parameters: Vec<NameId>,
    // What follows is for units.
    /// Names of the closure's cells, and their registers.
    free: Vec<(NameId, u16)>,
    free_registers: FxHashMap<NameId, u16>,
    local_names: Vec<NameId>,
    /// A class body whose methods use `__class__`: the register of its cell.
    class_cell: Option<u16>,
    wants_class_cell: bool,
    /// It yields resp. awaits, in its own code.
    yields: bool,
    awaits: bool,
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
    ids: FxHashMap<Rc<str>, NameId>,
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
    by_node: FxHashMap<usize, ScopeId>,
    pub names: Names,
    /// The module assigns a global named `super`: no call of it is special.
    pub super_is_shadowed: bool,
    /// What a SyntaxWarning is due for.
    pub warnings: Vec<(crate::syntax::TextRange, String)>,
}

/// What identifies a node while the tree stays where it is.
fn key<T>(node: &T) -> usize {
    node as *const T as usize
}

impl Scopes {
    /// The scope of the whole tree.
    pub const ROOT: ScopeId = ScopeId(0);

    /// Analyses statements.
    pub fn of_module(body: &[Stmt], namespace: bool) -> Result<Scopes, CompileError> {
        Self::build(namespace, |builder| builder.visit_body(body))
    }
    /// Analyses an expression.
    pub fn of_expression(body: &Expr, namespace: bool) -> Result<Scopes, CompileError> {
        Self::build(namespace, |builder| builder.visit_expr(body))
    }

    fn build(namespace: bool, visit: impl FnOnce(&mut Builder)) -> Result<Scopes, CompileError> {
        let scopes = Scopes {
            scopes: IdVec::new(),
            by_node: FxHashMap::default(),
            names: Names::default(),
            super_is_shadowed: false,
            warnings: Vec::new(),
        };
        let mut builder = Builder {
            scopes,
            current: Self::ROOT,
            private: None,
            error: None,
            nonlocals: Vec::new(),
            declared: Vec::new(),
            iterables: 0,
            inside: "",
        };
        builder.open(if namespace { ScopeKind::Class } else { ScopeKind::Module }, None);
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
                    if id != Self::ROOT && &*self.names.text(name) == "__class__" {
                        return true;
                    }
                }
                ScopeKind::Function | ScopeKind::Comprehension | ScopeKind::Generator => {
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
                    // The root is no class: see `build`.
                    if name == class_name && id != Self::ROOT {
                        break id;
                    }
                }
                ScopeKind::Function | ScopeKind::Comprehension | ScopeKind::Generator => {
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
            if scope.free_registers.insert(name, 0).is_none() {
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
            ScopeKind::Function | ScopeKind::Generator => {
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
            ScopeKind::Function | ScopeKind::Generator => {
                let others = scope.names.iter().filter(|&&n| scope.flags(n) & flag::PARAMETER == 0 && scope.defines(n));
                scope.parameters.len() + others.count()
            }
        }
    }

    /// How many registers hold variables of the unit itself, not of comprehensions in it.
    pub fn visible_count(&self, unit: ScopeId) -> usize {
        self.first_hidden(unit)
    }
    /// The scope that a node (function, class, lambda or comprehension) opens.
    pub fn scope_of<T>(&self, node: &T) -> ScopeId {
        self.by_node.get(&key(node)).copied().unwrap_or(Self::ROOT)
    }
    /// Whether the code of the scope's unit yields.
    pub fn yields(&self, scope: ScopeId) -> bool {
        self.scopes[scope].yields
    }
    /// Whether the code of the scope's unit awaits.
    pub fn awaits(&self, scope: ScopeId) -> bool {
        self.scopes[scope].awaits
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
        let mut registers: Vec<u16> =
            scope.names.iter().filter(captured).map(|name| scope.symbols[name].register).collect();
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
