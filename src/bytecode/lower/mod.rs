//! From the tree to code, one unit at a time.
//!
//! In: the tree and its [`Scopes`]. Out: [`Code`] for the module; the code of inner functions
//! and classes is among its constants.
//!
//! ```text
//! expression → operand     a local or constant as it is, anything else in the next temporary
//! statement  → nothing     the number of live temporaries is as before
//! ```
//!
//! 1. An operand that is read after something else was evaluated must not change in between:
//!    only `:=` assigns inside expressions, so a local that some `:=` assigns is copied when
//!    it is pending ([`Lowerer::operand`]).
//! 2. A local variable is written last: whatever can raise, or reads it, comes before.
//! 3. `self.unit.depth` is always the number of live temporaries.

mod assign;
mod branch;
mod call;
mod class;
mod comprehension;
mod expr;
mod format;
mod function;
mod handle;
mod import;
mod loops;
mod name;
mod pattern;
mod stmt;
mod suspend;
mod type_parameters;

use std::rc::Rc;

use crate::bytecode::Code;
use crate::bytecode::code::CodeKind;
use crate::bytecode::constant::{Constant, Constants};
use crate::bytecode::emit::{Label, Place, TEMPORARY, Unit};
use crate::bytecode::error::CompileError;
use crate::bytecode::scope::{ScopeKind, Scopes};
use crate::bytecode::{Op, Operand};
use crate::syntax::ast::{self, Expr, Stmt};
use crate::syntax::{Ranged, Root, TextRange, Tree};

/// The result of lowering something.
pub type Lowered<T = ()> = Result<T, Box<CompileError>>;

/// Where an expression's value should go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Want {
    /// Wherever it is already: a local, a constant; else the next temporary.
    Any,
    /// The next temporary.
    Push,
    /// That local.
    Local(u16),
}

/// What stands between a statement and the end of its unit.
#[derive(Clone)]
pub enum Block<'a> {
    Loop {
        next: Label,
        end: Label,
    },
    /// The guarded part of `try … finally`: leaving it runs the body.
    Finally {
        body: &'a [Stmt],
        outer: Option<u32>,
    },
    /// The body of `with`: leaving it calls `__exit__` (the temporary holds it).
    With {
        exit: u16,
        range: TextRange,
        outer: Option<u32>,
        is_async: bool,
    },
    /// An exception is being handled; the register holds the one handled before.
    Handling {
        before: u16,
        range: TextRange,
        outer: Option<u32>,
    },
    /// The body of `except … as name`: leaving it deletes the name.
    Named {
        name: &'a ast::Identifier,
        outer: Option<u32>,
    },
}

/// Nested blocks that CPython allows.
const MAX_BLOCKS: usize = 20;

/// Lowers one tree.
pub struct Lowerer<'a, 's> {
    scopes: Scopes,
    sink: &'s mut dyn Constants,
    place: Place<'s>,
    unit: Unit<'a>,
    /// `from __future__ import annotations`
    text_annotations: bool,
    /// Where the imports of features at the beginning of the module end.
    features_end: u32,
}

/// Lowers a tree to the code of its module.
pub fn lower(tree: &Tree, scopes: Scopes, place: Place<'_>, sink: &mut dyn Constants) -> Lowered<Code> {
    let name: Rc<str> = "<module>".into();
    let kind = match scopes.kind(Scopes::ROOT) {
        ScopeKind::Class => CodeKind::Class,
        _ => CodeKind::Module,
    };
    let unit = Unit::new(kind, name.clone(), name, TextRange::default(), Scopes::ROOT);
    let mut lowerer = Lowerer { scopes, sink, place, unit, text_annotations: false, features_end: 0 };
    match &tree.root {
        Root::Module(module) => lowerer.module(&module.body)?,
        Root::Expression(expression) => {
            let value = lowerer.expr(&expression.body, Want::Any)?;
            lowerer.emit(expression.body.range(), Op::Return, value, 0, 0);
        }
    }
    let code = lowerer.unit.finish(&lowerer.place, &lowerer.scopes, lowerer.sink);
    code.map_err(Box::new)
}

/// An operand or a register as a field of an instruction.
trait Field {
    fn field(self) -> u16;
}
impl Field for u16 {
    fn field(self) -> u16 {
        self
    }
}
impl Field for Operand {
    fn field(self) -> u16 {
        self.encode()
    }
}

impl<'a> Lowerer<'a, '_> {
    fn module(&mut self, body: &'a [Stmt]) -> Lowered {
        let body = self.docstring(body)?;
        if let Constant::Str(_) = self.unit.doc {
            let doc = self.constant(self.unit.doc.clone());
            self.store("__doc__", doc, TextRange::default());
        }
        self.annotations_dict(body);
        self.future(body)?;
        self.body(body)?;
        self.return_none(TextRange::default());
        Ok(())
    }

    /// Takes the docstring off a body.
    fn docstring(&mut self, body: &'a [Stmt]) -> Lowered<&'a [Stmt]> {
        if let [Stmt::Expr(first), rest @ ..] = body
            && let Expr::StringLiteral(text) = &*first.value
        {
            self.unit.doc = Constant::str(text.value.to_str());
            return Ok(rest);
        }
        Ok(body)
    }

    fn emit(&mut self, range: TextRange, op: Op, a: impl Field, b: impl Field, c: impl Field) {
        self.unit.emit(range, op, a.field(), b.field(), c.field());
    }
    /// Writes an instruction whose `a` is where the wanted value goes; live temporaries are
    /// `mark` again, and the result.
    fn result(&mut self, want: Want, mark: u16, range: TextRange, op: Op, b: impl Field, c: impl Field) -> Operand {
        self.result_with(want, mark, range, op, 0, b, c)
    }
    #[allow(clippy::too_many_arguments)]
    fn result_with(
        &mut self,
        want: Want,
        mark: u16,
        range: TextRange,
        op: Op,
        x: u8,
        b: impl Field,
        c: impl Field,
    ) -> Operand {
        let register = match want {
            Want::Local(register) => register,
            Want::Any | Want::Push => TEMPORARY | mark,
        };
        self.unit.emit_with(range, op, x, register, b.field(), c.field());
        self.landed(want, mark)
    }
    /// The value stands where it is wanted, all else above `mark` is done with.
    fn landed(&mut self, want: Want, mark: u16) -> Operand {
        match want {
            Want::Local(register) => {
                self.unit.set_depth(mark);
                Operand::Register(register)
            }
            Want::Any | Want::Push => {
                self.unit.set_depth(mark + 1);
                Operand::Register(TEMPORARY | mark)
            }
        }
    }
    /// The value stands in temporary `mark`: moves it to where it is wanted.
    fn deliver(&mut self, want: Want, mark: u16, range: TextRange) -> Operand {
        if let Want::Local(register) = want {
            self.unit.set_depth(mark + 1);
            self.emit(range, Op::Move, register, TEMPORARY | mark, 0);
        }
        self.landed(want, mark)
    }
    /// Brings an operand to where it is wanted.
    fn bring(&mut self, want: Want, operand: Operand, range: TextRange) -> Operand {
        let mark = self.unit.depth;
        match (want, operand) {
            (Want::Any, _) => operand,
            (Want::Local(register), Operand::Register(from)) if register == from => operand,
            (_, Operand::Register(_)) => self.result(want, mark, range, Op::Move, operand, 0),
            (_, Operand::Constant(index)) => self.result(want, mark, range, Op::LoadConst, index, 0),
        }
    }

    fn constant(&mut self, constant: Constant) -> Operand {
        self.unit.constant(constant, self.sink)
    }
    fn none(&mut self) -> Operand {
        self.constant(Constant::None)
    }
    fn unbound(&mut self) -> Operand {
        self.constant(Constant::Unbound)
    }
    /// The index of a name among the constants.
    fn name_constant(&mut self, text: &str) -> u16 {
        match self.constant(Constant::str(text)) {
            Operand::Constant(index) => index,
            Operand::Register(_) => 0,
        }
    }
    /// A new site that holds a name.
    fn name_site(&mut self, text: &str) -> u16 {
        let constant = self.name_constant(text);
        self.unit.site(constant)
    }
    /// A new site that holds nothing.
    fn site(&mut self) -> u16 {
        self.unit.site(0)
    }
    /// A name as it is called in this scope: mangled in a class.
    fn mangled(&self, text: &str) -> Rc<str> {
        crate::bytecode::scope::mangle(self.scopes.private(self.unit.scope), text).into()
    }
    fn return_none(&mut self, range: TextRange) {
        let none = self.none();
        self.emit(range, Op::Return, none, 0, 0);
    }
    fn unsupported<T>(&self, range: TextRange, what: &str) -> Lowered<T> {
        Err(Box::new(CompileError::unsupported(range, what)))
    }
    fn syntax<T>(&self, range: TextRange, message: impl Into<String>) -> Lowered<T> {
        Err(Box::new(CompileError::syntax(range, message)))
    }
    /// What CPython finds while it collects names, or reads the imports of features.
    fn names<T>(&self, range: TextRange, message: impl Into<String>) -> Lowered<T> {
        Err(Box::new(CompileError::syntax(range, message).about_names()))
    }
    fn enter_block(&mut self, block: Block<'a>, range: TextRange) -> Lowered {
        if self.unit.blocks.len() >= MAX_BLOCKS {
            return self.syntax(range, "too many statically nested blocks");
        }
        self.unit.blocks.push(block);
        Ok(())
    }
    fn leave_block(&mut self) {
        self.unit.blocks.pop();
    }
}
