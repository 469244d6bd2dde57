//! What suspends: `yield`, `yield from`, `await`, `async for`, `async with`, generator expressions.
//!
//! ```text
//! await x    →    GetAwaitable t0, x ; LoadConst t1, None
//!             1:  Send t0, t1 → 2 ; YieldFrom t1, t1, t0 ; Jump 1
//!             2:  Move t0, t1
//! ```
//!
//! 1. A suspension keeps the locals and the temporaries below the depth behind it, nothing else.
//! 2. A `YieldFrom` is followed by the `Jump` to its `Send`, whose target is where the result goes on.

use super::{Block, Lowered, Lowerer, Want};
use crate::bytecode::code::{CodeKind, Flavor};
use crate::bytecode::emit::{Label, ParameterCounts, TEMPORARY};
use crate::bytecode::scope::{ScopeId, ScopeKind};
use crate::bytecode::{Op, Operand};
use crate::syntax::ast::{self, Expr, Stmt};
use crate::syntax::{Ranged, TextRange};

/// Who returned what is awaited: `x` of `GetAwaitable`.
pub(super) mod awaited {
    pub const VALUE: u8 = 0;
    pub const ENTER: u8 = 1;
    pub const EXIT: u8 = 2;
}

impl<'a> Lowerer<'a, '_> {
    /// What calling the function of that scope gives.
    pub(super) fn flavor(&self, scope: ScopeId, is_async: bool) -> Flavor {
        match (is_async, self.scopes.yields(scope)) {
            (true, true) => Flavor::AsyncGenerator,
            (true, false) => Flavor::Coroutine,
            (false, true) => Flavor::Generator,
            (false, false) => Flavor::Plain,
        }
    }

    pub(super) fn yield_expression(&mut self, node: &'a ast::ExprYield, want: Want) -> Lowered<Operand> {
        let mark = self.unit.depth;
        let range = node.range();
        if self.unit.kind != CodeKind::Function {
            return self.syntax(range, "'yield' outside function");
        }
        let value = match &node.value {
            Some(value) => self.expr(value, Want::Any)?,
            None => self.none(),
        };
        Ok(self.result(want, mark, range, Op::Yield, value, 0))
    }

    pub(super) fn yield_from(&mut self, node: &'a ast::ExprYieldFrom, want: Want) -> Lowered<Operand> {
        let mark = self.unit.depth;
        let range = node.range();
        if self.unit.kind != CodeKind::Function {
            return self.syntax(range, "'yield' outside function");
        }
        if self.unit.flavor == Flavor::AsyncGenerator {
            return self.syntax(range, "'yield from' inside async function");
        }
        let value = self.expr(&node.value, Want::Any)?;
        self.result(Want::Push, mark, range, Op::GetYieldFrom, value, 0);
        self.delegate(range);
        Ok(self.deliver(want, mark, range))
    }

    pub(super) fn await_expression(&mut self, node: &'a ast::ExprAwait, want: Want) -> Lowered<Operand> {
        let mark = self.unit.depth;
        let range = node.range();
        let is_async = matches!(self.unit.flavor, Flavor::Coroutine | Flavor::AsyncGenerator);
        if !is_async && self.scopes.kind(self.unit.scope) == ScopeKind::Comprehension {
            return self.syntax(range, "asynchronous comprehension outside of an asynchronous function");
        }
        if self.unit.kind != CodeKind::Function {
            return self.syntax(range, "'await' outside function");
        }
        if !is_async {
            return self.syntax(range, "'await' outside async function");
        }
        let value = self.expr(&node.value, Want::Any)?;
        self.await_value(value, mark, awaited::VALUE, range);
        Ok(self.deliver(want, mark, range))
    }

    /// Awaits a value; the result is in temporary `mark`.
    fn await_value(&mut self, value: Operand, mark: u16, x: u8, range: TextRange) {
        self.result_with(Want::Push, mark, range, Op::GetAwaitable, x, value, 0);
        self.delegate(range);
    }

    /// Runs the iterator on top to its end; its result takes its place.
    fn delegate(&mut self, range: TextRange) {
        let iterator = TEMPORARY | (self.unit.depth - 1);
        let value = self.unit.next();
        let none = self.none();
        self.bring(Want::Push, none, range);
        let (again, done) = (self.unit.label(), self.unit.label());
        self.unit.place(again);
        self.unit.jump(range, Op::Send, false, iterator, value, done);
        self.emit(range, Op::YieldFrom, value, value, iterator);
        self.unit.jump(range, Op::Jump, false, 0, 0, again);
        self.unit.place(done);
        self.emit(range, Op::Move, iterator, value, 0);
        self.unit.set_depth(self.unit.depth - 1);
    }

    fn check_async(&self, range: TextRange, what: &str) -> Lowered {
        if matches!(self.unit.flavor, Flavor::Coroutine | Flavor::AsyncGenerator) {
            return Ok(());
        }
        self.syntax(range, format!("{what} outside async function"))
    }

    /// Pushes what `async for` iterates with.
    pub(super) fn async_iterate(&mut self, iterable: &'a Expr, range: TextRange) -> Lowered {
        let mark = self.unit.depth;
        let value = self.expr(iterable, Want::Any)?;
        self.result(Want::Push, mark, range, Op::GetAsyncIter, value, 0);
        Ok(())
    }

    /// Awaits the next item and assigns it; at the end, control goes to the handler that is returned, which
    /// [`end_async_for`](Self::end_async_for) writes.
    pub(super) fn async_next(&mut self, target: &'a Expr, iterator: u16, range: TextRange) -> Lowered<Label> {
        let mark = self.unit.depth;
        let end = self.unit.label();
        let outer = self.unit.open_handler(end, mark);
        let awaitable = self.result(Want::Push, mark, range, Op::GetAsyncNext, iterator, 0);
        self.await_value(awaitable, mark, awaited::VALUE, range);
        self.unit.handler = outer;
        self.assign_to(target, Operand::Register(TEMPORARY | mark))?;
        self.unit.set_depth(mark);
        Ok(end)
    }

    /// Writes the handler of an [`async_next`](Self::async_next), at that depth.
    pub(super) fn end_async_for(&mut self, end: Label, depth: u16, range: TextRange) {
        self.unit.place(end);
        self.unit.set_depth(depth + 1);
        self.emit(range, Op::EndAsyncFor, TEMPORARY | depth, 0, 0);
        self.unit.set_depth(depth);
    }

    pub(super) fn async_for(&mut self, node: &'a ast::StmtFor) -> Lowered {
        let depth = self.unit.depth;
        let range = node.iter.range();
        self.check_async(node.range(), "'async for'")?;
        let (next, end) = (self.unit.label(), self.unit.label());
        self.async_iterate(&node.iter, range)?;
        let header = self.unit.header(range);
        let exhausted = self.async_next(&node.target, TEMPORARY | depth, range)?;
        self.enter_block(Block::Loop { next, end }, node.range())?;
        self.body(&node.body)?;
        self.leave_block();
        self.unit.place(next);
        self.unit.jump(range, Op::Loop, false, 0, 0, header);
        self.end_async_for(exhausted, depth + 1, range);
        self.unit.set_depth(depth);
        self.body(&node.orelse)?;
        self.unit.place(end);
        Ok(())
    }

    pub(super) fn async_with(&mut self, items: &'a [ast::WithItem], body: &'a [Stmt], range: TextRange) -> Lowered {
        self.check_async(range, "'async with'")?;
        self.with(items, body, range, true)
    }

    /// Awaits what `__aenter__` returned, which is on top: the result takes its place.
    pub(super) fn await_entered(&mut self, range: TextRange) {
        let mark = self.unit.depth - 1;
        self.await_value(Operand::Register(TEMPORARY | mark), mark, awaited::ENTER, range);
    }

    /// Calls `__aexit__` and awaits what it returns; the result stands in the temporary after what is live. The
    /// exception is unbound for none.
    pub(super) fn exit_async_with(&mut self, exit: u16, exception: Operand, range: TextRange) -> u16 {
        let mark = self.unit.depth;
        // The call's result takes the place of `__aexit__`.
        self.emit(range, Op::ExitAsyncWith, exit, exception, 0);
        self.await_value(Operand::Register(exit), mark, awaited::EXIT, range);
        self.unit.set_depth(mark);
        TEMPORARY | mark
    }

    /// A generator expression: a call of a function of its own, to which the first iteration's two registers are given.
    pub(super) fn generator_expression(&mut self, node: &'a ast::ExprGenerator, want: Want) -> Lowered<Operand> {
        let mark = self.unit.depth;
        let range = node.range();
        let Some(first) = node.generators.first() else { return Ok(self.none()) };
        let scope = self.scopes.scope_of(node);
        let flavor = if self.scopes.awaits(scope) { Flavor::AsyncGenerator } else { Flavor::Generator };
        let line = self.place.lines.place(range.start().to_u32()).0;
        let code = self.nested(CodeKind::Function, "<genexpr>".into(), scope, range, line, |this| {
            this.unit.flavor = flavor;
            this.unit.parameters = ParameterCounts { positional_only: 2, positional: 2, ..Default::default() };
            this.prologue(range, true);
            this.generator_body(node)?;
            this.return_none(range);
            Ok(())
        })?;
        self.make_function(Want::Push, mark, range, 0, code, TEMPORARY | mark, scope)?;
        if first.is_async {
            self.async_iterate(&first.iter, first.iter.range())?;
            let register = self.unit.next();
            self.emit(range, Op::Unbind, register, 0, 0);
            self.unit.push();
        } else {
            self.iterate(&first.iter, first.iter.range())?;
        }
        let site = self.site();
        self.emit(range, Op::Call, TEMPORARY | mark, 2, site);
        Ok(self.deliver(want, mark, range))
    }
}
