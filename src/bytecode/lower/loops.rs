//! `while`, `for`, `break`, `continue`.
//!
//! A loop has one back-edge: the `Loop` at the end of its body, where `continue` goes too.

use super::{Block, Lowered, Lowerer};
use crate::bytecode::Op;
use crate::bytecode::emit::{Label, TEMPORARY};
use crate::syntax::ast::{self, Stmt};
use crate::syntax::{Ranged, TextRange};

impl<'a> Lowerer<'a, '_> {
    pub(super) fn while_loop(&mut self, node: &'a ast::StmtWhile) -> Lowered {
        let (next, otherwise, end) = (self.unit.label(), self.unit.label(), self.unit.label());
        let header = self.unit.header(node.test.range());
        self.branch(&node.test, otherwise, false)?;
        self.enter_block(Block::Loop { next, end }, node.range())?;
        self.body(&node.body)?;
        self.leave_block();
        self.unit.place(next);
        self.unit.jump(node.test.range(), Op::Loop, false, 0, 0, header);
        self.unit.place(otherwise);
        self.body(&node.orelse)?;
        self.unit.place(end);
        Ok(())
    }

    pub(super) fn for_loop(&mut self, node: &'a ast::StmtFor) -> Lowered {
        if node.is_async {
            return self.async_for(node);
        }
        let depth = self.unit.depth;
        let at = node.range();
        let (next, otherwise, end) = (self.unit.label(), self.unit.label(), self.unit.label());
        self.iterate(&node.iter, at)?;
        let header = self.unit.header(at);
        self.for_iter(&node.target, TEMPORARY | depth, otherwise, at)?;
        self.enter_block(Block::Loop { next, end }, node.range())?;
        self.body(&node.body)?;
        self.leave_block();
        self.unit.place(next);
        self.unit.jump(at, Op::Loop, false, 0, 0, header);
        self.unit.set_depth(depth);
        self.unit.place(otherwise);
        self.body(&node.orelse)?;
        self.unit.place(end);
        Ok(())
    }

    /// Where a `break` or `continue` goes, if nothing is to be done on the way.
    pub(super) fn loop_target(&self, stmt: &Stmt) -> Option<Label> {
        match (self.unit.blocks.last(), stmt) {
            (Some(Block::Loop { next, .. }), Stmt::Continue(_)) => Some(*next),
            (Some(Block::Loop { end, .. }), Stmt::Break(_)) => Some(*end),
            _ => None,
        }
    }

    /// `break` or `continue`.
    pub(super) fn leave_loop(&mut self, range: TextRange, ends: bool) -> Lowered {
        let found = self.unit.blocks.iter().rposition(|block| matches!(block, Block::Loop { .. }));
        let Some(index) = found else {
            let message = if ends { "'break' outside loop" } else { "'continue' not properly in loop" };
            return self.syntax(range, message);
        };
        let Block::Loop { next, end } = self.unit.blocks[index] else { return Ok(()) };
        self.unwind(index + 1)?;
        self.unit.jump(range, Op::Jump, false, 0, 0, if ends { end } else { next });
        Ok(())
    }
}
