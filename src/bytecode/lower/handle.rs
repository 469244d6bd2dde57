//! `try`, `with`, and leaving them.
//!
//! A handler begins with the exception in the temporary above what was live; it becomes the
//! handled one, and the temporary after it holds the one handled before. Another handler
//! guards that code, so that whatever leaves it restores the latter.

use super::{Block, Lowered, Lowerer, Want};
use crate::bytecode::emit::TEMPORARY;
use crate::bytecode::{Flavor, Op, Operand};
use crate::syntax::ast::{self, ExceptHandler, Stmt};
use crate::syntax::{Ranged, TextRange};

impl<'a> Lowerer<'a, '_> {
    pub(super) fn try_statement(&mut self, node: &'a ast::StmtTry) -> Lowered {
        if node.is_star {
            for ExceptHandler::ExceptHandler(handler) in &node.handlers {
                if let Some(range) = leaves(&handler.body, true) {
                    let text = "'break', 'continue' and 'return' cannot appear in an except* block";
                    return self.syntax(range, text);
                }
            }
        }
        if node.finalbody.is_empty() { self.try_except(node) } else { self.try_finally(node) }
    }

    fn try_finally(&mut self, node: &'a ast::StmtTry) -> Lowered {
        let depth = self.unit.depth;
        let (caught, end) = (self.unit.label(), self.unit.label());
        let outer = self.unit.open_handler(caught, depth);
        self.enter_block(Block::Finally { body: &node.finalbody, outer }, node.range())?;
        if node.handlers.is_empty() {
            self.body(&node.body)?;
            self.body(&node.orelse)?;
        } else {
            self.try_except(node)?;
        }
        self.leave_block();
        self.unit.handler = outer;
        let falls_through = self.unit.reachable;
        if falls_through {
            self.body(&node.finalbody)?;
            self.unit.jump(node.range(), Op::Jump, false, 0, 0, end);
        }
        self.unit.place(caught);
        let range = node.range();
        self.handling(depth, range, |this| this.body(&node.finalbody))?;
        self.emit(range, Op::PopHandled, TEMPORARY | (depth + 1), 0, 0);
        self.emit(range, Op::Reraise, TEMPORARY | depth, 0, 0);
        self.finish_handling(depth, range);
        self.unit.set_depth(depth);
        self.unit.place(end);
        Ok(())
    }

    /// At the beginning of a handler: runs `body` with the exception (in temporary `depth`)
    /// handled. [`finish_handling`](Self::finish_handling) must follow.
    fn handling(&mut self, depth: u16, range: TextRange, body: impl FnOnce(&mut Self) -> Lowered) -> Lowered {
        self.unit.set_depth(depth + 1);
        self.emit(range, Op::PushHandled, TEMPORARY | depth, 0, 0);
        self.unit.set_depth(depth + 2);
        let cleanup = self.unit.label();
        let outer = self.unit.open_handler(cleanup, depth + 2);
        self.unit.blocks.push(Block::Handling { before: TEMPORARY | (depth + 1), range, outer });
        let result = body(self);
        self.leave_block();
        self.unit.handler = outer;
        self.unit.set_depth(depth + 2);
        self.cleanups().push(cleanup);
        result
    }

    /// Writes the handler of a [`handling`](Self::handling): restores, and raises on.
    fn finish_handling(&mut self, depth: u16, range: TextRange) {
        if let Some(cleanup) = self.cleanups().pop() {
            self.unit.reachable = false;
            self.unit.place(cleanup);
            self.unit.set_depth(depth + 3);
            self.emit(range, Op::PopHandled, TEMPORARY | (depth + 1), 0, 0);
            self.emit(range, Op::Reraise, TEMPORARY | (depth + 2), 0, 0);
            self.unit.set_depth(depth);
        }
    }

    fn cleanups(&mut self) -> &mut Vec<crate::bytecode::emit::Label> {
        &mut self.unit.cleanups
    }

    /// `try … except*`.
    fn try_star(&mut self, node: &'a ast::StmtTry) -> Lowered {
        let depth = self.unit.depth;
        let range = node.range();
        let (caught, end) = (self.unit.label(), self.unit.label());
        let outer = self.unit.open_handler(caught, depth);
        self.enter_block(Block::Finally { body: &[], outer }, range)?;
        self.body(&node.body)?;
        self.leave_block();
        self.unit.handler = outer;
        self.body(&node.orelse)?;
        self.unit.jump(range, Op::Jump, false, 0, 0, end);
        self.unit.place(caught);
        let exception = TEMPORARY | depth;
        let nothing = self.unit.label();
        let (raised, rest, taken) = (TEMPORARY | (depth + 2), TEMPORARY | (depth + 3), TEMPORARY | (depth + 4));
        self.handling(depth, range, |this| {
            this.result(Want::Push, depth + 2, range, Op::BuildList, raised, 0);
            this.result(Want::Push, depth + 3, range, Op::Move, exception, 0);
            for ExceptHandler::ExceptHandler(handler) in &node.handlers {
                let next = this.unit.label();
                let Some(class) = &handler.type_ else {
                    return this.syntax(handler.range(), "expected one or more exception types");
                };
                let wanted = this.expr(class, Want::Any)?;
                this.result(Want::Push, depth + 4, class.range(), Op::MatchStar, rest, wanted);
                let none = this.none();
                this.unit.jump(class.range(), Op::BranchIs, false, taken, none.encode(), next);
                // While the clause runs, what it has taken is the exception that is handled.
                this.emit(class.range(), Op::PopHandled, taken, 0, 0);
                let failed = this.unit.label();
                let guard = this.unit.open_handler(failed, depth + 5);
                this.except_body(handler, taken)?;
                this.unit.handler = guard;
                this.unit.jump(range, Op::Jump, false, 0, 0, next);
                this.unit.place(failed);
                this.unit.set_depth(depth + 6);
                this.emit(range, Op::ListAppend, raised, TEMPORARY | (depth + 5), 0);
                this.unit.set_depth(depth + 4);
                this.unit.place(next);
                this.emit(range, Op::PopHandled, exception, 0, 0);
            }
            let (none, taken_all) = (this.none(), this.unit.label());
            this.unit.jump(range, Op::BranchIs, false, rest, none.encode(), taken_all);
            this.emit(range, Op::ListAppend, raised, rest, 0);
            this.unit.place(taken_all);
            this.emit(range, Op::AfterStar, exception, exception, raised);
            this.unit.set_depth(depth + 2);
            this.unit.jump(range, Op::BranchIs, false, exception, none.encode(), nothing);
            Ok(())
        })?;
        self.emit(range, Op::PopHandled, TEMPORARY | (depth + 1), 0, 0);
        self.emit(range, Op::Reraise, exception, 0, 0);
        self.unit.place(nothing);
        self.unit.set_depth(depth + 2);
        self.emit(range, Op::PopHandled, TEMPORARY | (depth + 1), 0, 0);
        self.unit.jump(range, Op::Jump, false, 0, 0, end);
        self.finish_handling(depth, range);
        self.unit.set_depth(depth);
        self.unit.place(end);
        Ok(())
    }

    fn try_except(&mut self, node: &'a ast::StmtTry) -> Lowered {
        if node.is_star {
            return self.try_star(node);
        }
        let depth = self.unit.depth;
        let range = node.range();
        let (caught, end) = (self.unit.label(), self.unit.label());
        let outer = self.unit.open_handler(caught, depth);
        // Leaving the body needs nothing done, but code after it is not guarded.
        self.enter_block(Block::Finally { body: &[], outer }, range)?;
        self.body(&node.body)?;
        self.leave_block();
        self.unit.handler = outer;
        self.body(&node.orelse)?;
        self.unit.jump(range, Op::Jump, false, 0, 0, end);
        self.unit.place(caught);
        let exception = TEMPORARY | depth;
        let last = node.handlers.len().saturating_sub(1);
        self.handling(depth, range, |this| {
            for (index, ExceptHandler::ExceptHandler(handler)) in node.handlers.iter().enumerate() {
                if handler.type_.is_none() && index != last {
                    return this.syntax(handler.range(), "default 'except:' must be last");
                }
                let next = this.unit.label();
                if let Some(class) = &handler.type_ {
                    let mark = this.unit.depth;
                    let class_value = this.expr(class, Want::Any)?;
                    let found =
                        this.result(Want::Push, mark, class.range(), Op::MatchException, exception, class_value);
                    this.unit.jump(class.range(), Op::Branch, true, found.encode(), 0, next);
                    this.unit.set_depth(mark);
                }
                this.except_body(handler, exception)?;
                if this.unit.reachable {
                    let guard = this.unit.handler;
                    this.unit.handler = outer;
                    this.emit(handler.range(), Op::PopHandled, TEMPORARY | (depth + 1), 0, 0);
                    this.unit.jump(handler.range(), Op::Jump, false, 0, 0, end);
                    this.unit.handler = guard;
                }
                this.unit.place(next);
            }
            Ok(())
        })?;
        self.emit(range, Op::PopHandled, TEMPORARY | (depth + 1), 0, 0);
        self.emit(range, Op::Reraise, exception, 0, 0);
        self.finish_handling(depth, range);
        self.unit.set_depth(depth);
        self.unit.place(end);
        Ok(())
    }

    fn except_body(&mut self, handler: &'a ast::ExceptHandlerExceptHandler, exception: u16) -> Lowered {
        let Some(name) = &handler.name else { return self.body(&handler.body) };
        let depth = self.unit.depth;
        let range = handler.range();
        self.store(name, Operand::Register(exception), name.range());
        let (caught, end) = (self.unit.label(), self.unit.label());
        let outer = self.unit.open_handler(caught, depth);
        self.enter_block(Block::Named { name, outer }, range)?;
        self.body(&handler.body)?;
        self.leave_block();
        self.unit.handler = outer;
        if self.unit.reachable {
            self.forget(name)?;
            self.unit.jump(range, Op::Jump, false, 0, 0, end);
        }
        self.unit.place(caught);
        self.unit.set_depth(depth + 1);
        self.forget(name)?;
        self.emit(range, Op::Reraise, TEMPORARY | depth, 0, 0);
        self.unit.set_depth(depth);
        self.unit.place(end);
        Ok(())
    }

    /// `name = None; del name`
    fn forget(&mut self, name: &'a ast::Identifier) -> Lowered {
        let none = self.none();
        self.store(name, none, name.range());
        self.delete(name, name.range())
    }

    pub(super) fn with(
        &mut self,
        items: &'a [ast::WithItem],
        body: &'a [Stmt],
        range: TextRange,
        is_async: bool,
    ) -> Lowered {
        let Some((item, rest)) = items.split_first() else { return self.body(body) };
        let depth = self.unit.depth;
        let exit = TEMPORARY | depth;
        let at = range;
        self.push(&item.context_expr)?;
        let local = match item.optional_vars.as_deref() {
            Some(ast::Expr::Name(name)) if !is_async => self.local(&name.id),
            _ => None,
        };
        let entered = local.unwrap_or(TEMPORARY | (depth + 2));
        // The result may take a temporary past the two that stay.
        self.unit.max_depth = self.unit.max_depth.max(depth + 3);
        if is_async {
            self.emit(at, Op::EnterAsyncWith, exit, entered, 0);
            self.unit.set_depth(depth + 3);
            self.await_entered(at);
        } else {
            self.emit(at, Op::EnterWith, exit, entered, 0);
        }
        self.unit.set_depth(depth + 2);
        let (caught, end) = (self.unit.label(), self.unit.label());
        let outer = self.unit.open_handler(caught, depth + 2);
        self.enter_block(Block::With { exit, range: at, outer, is_async }, range)?;
        if let (Some(target), None) = (&item.optional_vars, local) {
            self.unit.set_depth(depth + 3);
            self.assign_to(target, Operand::Register(entered))?;
            self.unit.set_depth(depth + 2);
        }
        self.with(rest, body, range, is_async)?;
        self.leave_block();
        self.unit.handler = outer;
        if self.unit.reachable {
            self.exit_with(exit, at, is_async);
            self.unit.jump(at, Op::Jump, false, 0, 0, end);
        }
        self.unit.place(caught);
        let exception = TEMPORARY | (depth + 2);
        let suppressed = self.unit.label();
        self.handling(depth + 2, at, |this| {
            let result = if is_async {
                this.exit_async_with(exit, Operand::Register(exception), at)
            } else {
                this.emit(at, Op::ExitWith, exit, exception, 0);
                exit
            };
            let depth = this.unit.depth;
            this.unit.set_depth(depth + is_async as u16);
            this.unit.jump(at, Op::Branch, false, result, 0, suppressed);
            this.unit.set_depth(depth);
            Ok(())
        })?;
        self.emit(at, Op::PopHandled, TEMPORARY | (depth + 3), 0, 0);
        self.emit(at, Op::Reraise, exception, 0, 0);
        self.unit.place(suppressed);
        self.unit.set_depth(depth + 4);
        self.emit(at, Op::PopHandled, TEMPORARY | (depth + 3), 0, 0);
        self.unit.jump(at, Op::Jump, false, 0, 0, end);
        self.finish_handling(depth + 2, at);
        self.unit.set_depth(depth);
        self.unit.place(end);
        Ok(())
    }

    /// Leaves a `with` without an exception.
    fn exit_with(&mut self, exit: u16, range: TextRange, is_async: bool) {
        let unbound = self.unbound();
        if is_async {
            self.exit_async_with(exit, unbound, range);
        } else {
            self.emit(range, Op::ExitWith, exit, unbound, 0);
        }
    }

    pub(super) fn return_statement(&mut self, node: &'a ast::StmtReturn) -> Lowered {
        if self.unit.kind != crate::bytecode::code::CodeKind::Function {
            return self.syntax(node.range(), "'return' outside function");
        }
        let mark = self.unit.depth;
        if node.value.is_some() && self.unit.flavor == Flavor::AsyncGenerator {
            return self.syntax(node.range(), "'return' with value in async generator");
        }
        let value = match &node.value {
            Some(value) => self.expr(value, Want::Any)?,
            None => self.none(),
        };
        let cleans_up = self.unit.blocks.iter().any(|block| match block {
            Block::Loop { .. } => false,
            Block::Finally { body, .. } => !body.is_empty(),
            Block::With { .. } | Block::Handling { .. } | Block::Named { .. } => true,
        });
        let value = match value {
            Operand::Register(register) if cleans_up && register & TEMPORARY == 0 => {
                self.bring(Want::Push, value, node.range())
            }
            value => value,
        };
        self.unwind(0)?;
        self.emit(node.range(), Op::Return, value, 0, 0);
        self.unit.set_depth(mark);
        Ok(())
    }

    /// Leaves all blocks from number `keep` on, inside out. They are left only on this way:
    /// afterwards they are as before.
    pub(super) fn unwind(&mut self, keep: usize) -> Lowered {
        let handler = self.unit.handler;
        let depth = self.unit.depth;
        let all = self.unit.blocks.clone();
        while self.unit.blocks.len() > keep {
            match self.unit.blocks.pop() {
                Some(Block::Finally { body, outer }) => {
                    self.unit.handler = outer;
                    self.body(body)?;
                }
                Some(Block::With { exit, range, outer, is_async }) => {
                    self.unit.handler = outer;
                    self.exit_with(exit, range, is_async);
                }
                Some(Block::Handling { before, range, outer }) => {
                    self.unit.handler = outer;
                    self.emit(range, Op::PopHandled, before, 0, 0);
                }
                Some(Block::Named { name, outer }) => {
                    self.unit.handler = outer;
                    self.forget(name)?;
                }
                Some(Block::Loop { .. }) | None => {}
            }
        }
        self.unit.blocks = all;
        self.unit.handler = handler;
        self.unit.set_depth(depth);
        Ok(())
    }
}

/// The first `break`, `continue` (unless in a loop inside) or `return` that would leave the statements.
fn leaves(body: &[Stmt], outside_loop: bool) -> Option<TextRange> {
    body.iter().find_map(|stmt| match stmt {
        Stmt::Return(node) => Some(node.value.as_ref().map_or(node.range(), |value| value.range())),
        Stmt::Break(node) if outside_loop => Some(node.range()),
        Stmt::Continue(node) if outside_loop => Some(node.range()),
        Stmt::For(node) => leaves(&node.body, false).or_else(|| leaves(&node.orelse, outside_loop)),
        Stmt::While(node) => leaves(&node.body, false).or_else(|| leaves(&node.orelse, outside_loop)),
        Stmt::If(node) => leaves(&node.body, outside_loop)
            .or_else(|| node.elif_else_clauses.iter().find_map(|clause| leaves(&clause.body, outside_loop))),
        Stmt::With(node) => leaves(&node.body, outside_loop),
        Stmt::Match(node) => node.cases.iter().find_map(|case| leaves(&case.body, outside_loop)),
        Stmt::Try(node) => leaves(&node.body, outside_loop)
            .or_else(|| {
                node.handlers
                    .iter()
                    .find_map(|ExceptHandler::ExceptHandler(handler)| leaves(&handler.body, outside_loop))
            })
            .or_else(|| leaves(&node.orelse, outside_loop))
            .or_else(|| leaves(&node.finalbody, outside_loop)),
        _ => None,
    })
}
