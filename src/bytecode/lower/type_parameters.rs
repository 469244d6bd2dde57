//! Type parameters and `type` statements.
//!
//! ```text
//! def f[T: int](x: T): …    →    f = (a hidden function that makes T, then f, and returns f)()
//! type X = list[int]        →    X = typing._type_alias("X", (), lambda: list[int])
//! ```
//!
//! 1. The hidden function's scope is around annotations, bases and body; decorators and the name are outside.
//! 2. Bounds, defaults and the values of aliases are evaluated when somebody asks for them.

use std::rc::Rc;

use super::{Lowered, Lowerer, Want};
use crate::bytecode::code::CodeKind;
use crate::bytecode::constant::Constant;
use crate::bytecode::emit::TEMPORARY;
use crate::bytecode::{Op, Operand};
use crate::syntax::ast::{self, Expr, TypeParam, TypeParams};
use crate::syntax::{Ranged, TextRange};

impl<'a> Lowerer<'a, '_> {
    /// Pushes what `body` leaves on top in a hidden function whose variables are the type parameters; `body` gets the
    /// temporary that holds the tuple of them.
    pub(super) fn with_type_parameters(
        &mut self,
        parameters: &'a TypeParams,
        name: &str,
        range: TextRange,
        body: impl FnOnce(&mut Self, u16) -> Lowered,
    ) -> Lowered {
        let mark = self.unit.depth;
        let scope = self.scopes.scope_of(parameters);
        let line = self.place.lines.place(range.start().to_u32()).0;
        let prefix = self.qualified_name("");
        let name: Rc<str> = format!("<generic parameters of {name}>").into();
        let code = self.nested(CodeKind::Function, name, scope, range, line, |this| {
            this.unit.prefix = Some(prefix);
            this.prologue(range, true);
            for parameter in &parameters.type_params {
                this.type_parameter(parameter)?;
            }
            let count = parameters.type_params.len() as u16;
            this.result(Want::Push, 0, range, Op::BuildTuple, TEMPORARY, count);
            body(this, TEMPORARY)?;
            let made = TEMPORARY | (this.unit.depth - 1);
            this.emit(range, Op::Return, made, 0, 0);
            Ok(())
        })?;
        self.make_function(Want::Push, mark, range, 0, code, TEMPORARY | mark, scope)?;
        let site = self.site();
        self.emit(range, Op::Call, TEMPORARY | mark, 0, site);
        self.unit.set_depth(mark + 1);
        Ok(())
    }

    /// Pushes a type parameter, which becomes a variable too.
    fn type_parameter(&mut self, parameter: &'a TypeParam) -> Lowered {
        let mark = self.unit.depth;
        let range = parameter.range();
        let (kind, name, bound, default) = match parameter {
            TypeParam::TypeVar(node) => (0, &node.name, node.bound.as_deref(), node.default.as_deref()),
            TypeParam::TypeVarTuple(node) => (1, &node.name, None, node.default.as_deref()),
            TypeParam::ParamSpec(node) => (2, &node.name, None, node.default.as_deref()),
        };
        self.typing_function("_type_parameter", range);
        let kind = self.constant(Constant::Int(kind));
        self.bring(Want::Push, kind, range);
        let text = self.constant(Constant::str(name));
        self.bring(Want::Push, text, range);
        for expr in [bound, default] {
            match expr {
                Some(expr) => self.thunk(expr, name)?,
                None => {
                    let none = self.none();
                    self.bring(Want::Push, none, range);
                }
            }
        }
        let site = self.site();
        self.emit(range, Op::Call, TEMPORARY | mark, 4, site);
        self.unit.set_depth(mark + 1);
        self.store(name, Operand::Register(TEMPORARY | mark), range);
        Ok(())
    }

    /// Pushes a function of module `typing`.
    fn typing_function(&mut self, name: &str, range: TextRange) {
        let mark = self.unit.depth;
        let (module, none) = (self.name_constant("typing"), self.none());
        self.unit.emit(range, Op::ImportName, TEMPORARY | mark, module, none.encode());
        self.unit.push();
        let site = self.name_site(name);
        self.result(Want::Push, mark, range, Op::LoadAttr, Operand::Register(TEMPORARY | mark), site);
    }

    /// Pushes a function that evaluates the expression, whose scope the analysis has made.
    fn thunk(&mut self, expr: &'a Expr, name: &str) -> Lowered {
        let mark = self.unit.depth;
        let range = expr.range();
        let scope = self.scopes.scope_of(expr);
        let line = self.place.lines.place(range.start().to_u32()).0;
        let code = self.nested(CodeKind::Function, name.into(), scope, range, line, |this| {
            this.prologue(range, true);
            let value = this.expr(expr, Want::Any)?;
            this.emit(range, Op::Return, value, 0, 0);
            Ok(())
        })?;
        self.make_function(Want::Push, mark, range, 0, code, TEMPORARY | mark, scope)?;
        Ok(())
    }

    /// The value on top gets the parameters as its `__type_params__`.
    pub(super) fn set_type_parameters(&mut self, parameters: u16, range: TextRange) {
        let made = TEMPORARY | (self.unit.depth - 1);
        let site = self.name_site("__type_params__");
        self.emit(range, Op::StoreAttr, made, parameters, site);
    }

    /// Pushes the base that a generic class has besides those it names.
    pub(super) fn generic_base(&mut self, parameters: u16, range: TextRange) {
        let mark = self.unit.depth;
        self.typing_function("_generic_base", range);
        self.bring(Want::Push, Operand::Register(parameters), range);
        let site = self.site();
        self.emit(range, Op::Call, TEMPORARY | mark, 1, site);
        self.unit.set_depth(mark + 1);
    }

    /// `type name[parameters] = value`
    pub(super) fn type_alias(&mut self, node: &'a ast::StmtTypeAlias) -> Lowered {
        let mark = self.unit.depth;
        let range = node.range();
        let Expr::Name(target) = &*node.name else { return self.syntax(range, "invalid syntax") };
        match &node.type_params {
            Some(parameters) => self.with_type_parameters(parameters, &target.id, range, |this, all| {
                this.make_alias(&target.id, Some(all), &node.value, range)
            })?,
            None => self.make_alias(&target.id, None, &node.value, range)?,
        }
        self.store(&target.id, Operand::Register(TEMPORARY | mark), range);
        self.unit.set_depth(mark);
        Ok(())
    }

    fn make_alias(&mut self, name: &str, parameters: Option<u16>, value: &'a Expr, range: TextRange) -> Lowered {
        let mark = self.unit.depth;
        self.typing_function("_type_alias", range);
        let text = self.constant(Constant::str(name));
        self.bring(Want::Push, text, range);
        let parameters = match parameters {
            Some(register) => Operand::Register(register),
            None => self.constant(Constant::Tuple([].into())),
        };
        self.bring(Want::Push, parameters, range);
        self.thunk(value, name)?;
        let site = self.site();
        self.emit(range, Op::Call, TEMPORARY | mark, 3, site);
        self.unit.set_depth(mark + 1);
        Ok(())
    }
}
