//! Tests that jump.

use super::expr::compare_op;
use super::{Lowered, Lowerer, Want};
use crate::bytecode::emit::Label;
use crate::bytecode::{Op, Operand, fold};
use crate::syntax::Ranged;
use crate::syntax::ast::{self, BoolOp, Expr, UnaryOp};

impl<'a> Lowerer<'a, '_> {
    /// Jumps to the label if the truth of the test is `sense`, else goes on.
    pub(super) fn branch(&mut self, test: &'a Expr, label: Label, sense: bool) -> Lowered {
        let mark = self.unit.depth;
        let range = test.range();
        match test {
            Expr::UnaryOp(node) if node.op == UnaryOp::Not => return self.branch(&node.operand, label, !sense),
            Expr::BoolOp(node) => {
                let Some((last, others)) = node.values.split_last() else { return Ok(()) };
                // The truth of one value that decides the whole.
                let decisive = node.op == BoolOp::Or;
                if decisive == sense {
                    return node.values.iter().try_for_each(|value| self.branch(value, label, sense));
                }
                let skip = self.unit.label();
                others.iter().try_for_each(|value| self.branch(value, skip, decisive))?;
                self.branch(last, label, sense)?;
                self.unit.place(skip);
                return Ok(());
            }
            Expr::Compare(node) => return self.branch_compare(node, label, sense),
            Expr::If(node) => {
                let (otherwise, end) = (self.unit.label(), self.unit.label());
                self.branch(&node.test, otherwise, false)?;
                self.branch(&node.body, label, sense)?;
                self.unit.jump(range, Op::Jump, false, 0, 0, end);
                self.unit.place(otherwise);
                self.branch(&node.orelse, label, sense)?;
                self.unit.place(end);
                return Ok(());
            }
            _ => {}
        }
        if let Some(constant) = fold::constant(test) {
            if constant.truth() == sense {
                self.unit.jump(range, Op::Jump, false, 0, 0, label);
            }
            return Ok(());
        }
        let value = self.expr(test, Want::Any)?;
        self.unit.jump(range, Op::Branch, !sense, value.encode(), 0, label);
        self.unit.set_depth(mark);
        Ok(())
    }

    fn branch_compare(&mut self, node: &'a ast::ExprCompare, label: Label, sense: bool) -> Lowered {
        let mark = self.unit.depth;
        let range = node.range();
        let skip = self.unit.label();
        let mut left = self.operand(&node.left)?;
        let last = node.ops.len() - 1;
        for (index, (&op, comparator)) in node.ops.iter().zip(&node.comparators).enumerate() {
            let is_last = index == last;
            let right = if is_last { self.container(op, comparator)? } else { self.operand(comparator)? };
            let kept = self.unit.depth;
            let (target, sense) = match (is_last, sense) {
                (true, sense) => (label, sense),
                (false, false) => (label, false),
                (false, true) => (skip, false),
            };
            let (op, negated) = compare_op(op);
            let not = negated == sense;
            let fused = match op {
                Op::Eq => Some(Op::BranchEq),
                Op::Ne => Some(Op::BranchNe),
                Op::Lt => Some(Op::BranchLt),
                Op::Le => Some(Op::BranchLe),
                Op::Gt => Some(Op::BranchGt),
                Op::Ge => Some(Op::BranchGe),
                Op::Is => Some(Op::BranchIs),
                _ => None,
            };
            match fused {
                Some(op) => self.unit.jump(range, op, not, left.encode(), right.encode(), target),
                None => {
                    let Operand::Register(found) = self.result(Want::Push, kept, range, op, left, right) else {
                        return Ok(());
                    };
                    self.unit.jump(range, Op::Branch, not, found, 0, target);
                    self.unit.set_depth(kept);
                }
            }
            left = right;
        }
        self.unit.set_depth(mark);
        self.unit.place(skip);
        Ok(())
    }
}
