//! Assignment in all its forms, and `del`.

use super::expr::binary_op;
use super::{Lowered, Lowerer, Want};
use crate::bytecode::code::CodeKind;
use crate::bytecode::constant::Constant;
use crate::bytecode::emit::{Label, TEMPORARY};
use crate::bytecode::{Instr, Op, Operand};
use crate::syntax::ast::{self, Expr};
use crate::syntax::{Ranged, TextRange};

impl<'a> Lowerer<'a, '_> {
    /// `a = b = value`
    pub(super) fn assign(&mut self, node: &'a ast::StmtAssign) -> Lowered {
        let mark = self.unit.depth;
        if let [target] = &node.targets[..] {
            match target {
                Expr::Name(name) => {
                    if let Some(register) = self.local(&name.id) {
                        self.expr(&node.value, Want::Local(register))?;
                        return Ok(());
                    }
                }
                Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                    if let Expr::Tuple(values) = &*node.value
                        && plain_sequence(elts)
                        && plain_sequence(&values.elts)
                        && elts.len() == values.elts.len()
                        && elts.len() <= 16
                    {
                        return self.assign_in_parallel(elts, &values.elts);
                    }
                }
                _ => {}
            }
        }
        let mut value = self.expr(&node.value, Want::Any)?;
        if node.targets.len() > 1
            && node.targets.iter().any(|target| !target.is_name_expr())
            && let Operand::Register(register) = value
            && register & TEMPORARY == 0
        {
            value = self.bring(Want::Push, value, node.value.range());
        }
        for target in &node.targets {
            self.assign_to(target, value)?;
        }
        self.unit.set_depth(mark);
        Ok(())
    }

    /// `a, b = x, y` without a tuple: all values first, then the targets from left to right.
    fn assign_in_parallel(&mut self, targets: &'a [Expr], values: &'a [Expr]) -> Lowered {
        let mark = self.unit.depth;
        let mut operands = Vec::with_capacity(values.len());
        for (index, value) in values.iter().enumerate() {
            let operand = self.operand(value)?;
            // A local that a target before this value's own assigns must be copied first.
            let mut overwritten = false;
            if let Operand::Register(register) = operand
                && register & TEMPORARY == 0
            {
                for target in &targets[..index] {
                    overwritten |= self.assigns(target, register);
                }
            }
            operands.push(if overwritten { self.bring(Want::Push, operand, value.range()) } else { operand });
        }
        for (target, operand) in targets.iter().zip(operands) {
            self.assign_to(target, operand)?;
        }
        self.unit.set_depth(mark);
        Ok(())
    }

    /// Whether the target contains the local.
    fn assigns(&mut self, target: &Expr, register: u16) -> bool {
        match target {
            Expr::Name(name) => self.local(&name.id) == Some(register),
            Expr::Attribute(_) | Expr::Subscript(_) => false,
            _ => true,
        }
    }

    /// Stores a value; evaluates what the target needs first.
    pub(super) fn assign_to(&mut self, target: &'a Expr, value: Operand) -> Lowered {
        let mark = self.unit.depth;
        let range = target.range();
        match target {
            Expr::Name(name) => self.store(&name.id, value, range),
            Expr::Attribute(node) => {
                let object = self.expr(&node.value, Want::Any)?;
                let name = self.mangled(&node.attr);
                let site = self.name_site(&name);
                self.emit(self.attribute_range(node), Op::StoreAttr, object, value, site);
            }
            Expr::Subscript(node) => {
                let object = self.operand(&node.value)?;
                let index = self.index(&node.slice)?;
                self.emit(range, Op::SetItem, object, index, value);
            }
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                self.unpack(elts, value, range)?;
            }
            Expr::Starred(_) => return self.syntax(range, "starred assignment target must be in a list or tuple"),
            _ => return self.syntax(range, "cannot assign to expression"),
        }
        self.unit.set_depth(mark);
        Ok(())
    }

    fn unpack(&mut self, targets: &'a [Expr], value: Operand, range: TextRange) -> Lowered {
        let mark = self.unit.depth;
        let star = targets.iter().position(|target| target.is_starred_expr());
        if let Some(star) = star {
            if targets[star + 1..].iter().any(|target| target.is_starred_expr()) {
                return self.syntax(range, "multiple starred expressions in assignment");
            }
            let after = targets.len() - star - 1;
            if star > 255 || after > 255 {
                return self.syntax(range, "too many expressions in star-unpacking assignment");
            }
            self.emit(range, Op::UnpackStar, TEMPORARY | mark, value, (star | after << 8) as u16);
        } else {
            if let Some(first) = self.consecutive_locals(targets) {
                self.emit(range, Op::Unpack, first, value, targets.len() as u16);
                return Ok(());
            }
            if targets.len() > 0x3000 {
                self.unit.too_large = Some("assignment");
                return Ok(());
            }
            // A frame has the register that is named, even if no item goes to it.
            self.unit.max_depth = self.unit.max_depth.max(mark + 1);
            self.emit(range, Op::Unpack, TEMPORARY | mark, value, targets.len() as u16);
        }
        self.unit.set_depth(mark + targets.len() as u16);
        for (index, target) in targets.iter().enumerate() {
            let target = match target {
                Expr::Starred(node) => &node.value,
                other => other,
            };
            self.assign_to(target, Operand::Register(TEMPORARY | (mark + index as u16)))?;
        }
        self.unit.set_depth(mark);
        Ok(())
    }

    /// The first of the targets' registers, if all are locals in registers one after the other.
    fn consecutive_locals(&mut self, targets: &[Expr]) -> Option<u16> {
        let mut first = None;
        for (index, target) in targets.iter().enumerate() {
            let Expr::Name(name) = target else { return None };
            let register = self.local(&name.id)?;
            match first {
                None => first = Some(register),
                Some(first) if register == first + index as u16 => {}
                Some(_) => return None,
            }
        }
        first
    }

    /// `ForIter`, with the item assigned to the target.
    pub(super) fn for_iter(&mut self, target: &'a Expr, iterator: u16, end: Label, range: TextRange) -> Lowered {
        let local = match target {
            Expr::Name(name) => self.local(&name.id),
            _ => None,
        };
        if let Some(register) = local {
            self.unit.jump(range, Op::ForIter, false, iterator, register, end);
            return Ok(());
        }
        let mark = self.unit.depth;
        let item = self.unit.next();
        self.unit.jump(range, Op::ForIter, false, iterator, item, end);
        self.unit.set_depth(mark + 1);
        self.assign_to(target, Operand::Register(item))?;
        self.unit.set_depth(mark);
        Ok(())
    }

    /// `target op= value`
    pub(super) fn augmented(&mut self, node: &'a ast::StmtAugAssign) -> Lowered {
        let mark = self.unit.depth;
        let range = node.range();
        let op = binary_op(node.op);
        match &*node.target {
            Expr::Name(name) => {
                let old = self.load(&name.id, Want::Any, name.range());
                let old = self.keep(old, name.range());
                let value = self.expr(&node.value, Want::Any)?;
                let want = self.local(&name.id).map_or(Want::Push, Want::Local);
                let sum = self.result_with(want, mark, range, op, Instr::FLAG, old, value);
                if want == Want::Push {
                    self.store(&name.id, sum, name.range());
                }
            }
            Expr::Attribute(target) => {
                let object = self.operand(&target.value)?;
                let name = self.mangled(&target.attr);
                let at = self.unit.depth;
                let site = self.name_site(&name);
                let old = self.result(Want::Push, at, self.attribute_range(target), Op::LoadAttr, object, site);
                let value = self.expr(&node.value, Want::Any)?;
                let sum = self.result_with(Want::Push, at, range, op, Instr::FLAG, old, value);
                let site = self.name_site(&name);
                self.emit(self.attribute_range(target), Op::StoreAttr, object, sum, site);
            }
            Expr::Subscript(target) => {
                let object = self.operand(&target.value)?;
                let index = self.operand(&target.slice)?;
                let at = self.unit.depth;
                let old = self.result(Want::Push, at, target.range(), Op::GetItem, object, index);
                let value = self.expr(&node.value, Want::Any)?;
                let sum = self.result_with(Want::Push, at, range, op, Instr::FLAG, old, value);
                self.emit(target.range(), Op::SetItem, object, index, sum);
            }
            other => {
                let message = "illegal expression for augmented assignment";
                return self.syntax(other.range(), message);
            }
        }
        self.unit.set_depth(mark);
        Ok(())
    }

    /// `target: annotation = value`
    pub(super) fn annotated(&mut self, node: &'a ast::StmtAnnAssign) -> Lowered {
        let mark = self.unit.depth;
        let keeps_annotations = matches!(self.unit.kind, CodeKind::Module | CodeKind::Class);
        if let Some(value) = &node.value {
            if let Expr::Name(name) = &*node.target
                && let Some(register) = self.local(&name.id)
            {
                self.expr(value, Want::Local(register))?;
            } else {
                let value = self.expr(value, Want::Any)?;
                self.assign_to(&node.target, value)?;
            }
            self.unit.set_depth(mark);
        }
        match &*node.target {
            Expr::Name(name) if node.simple => {
                if keeps_annotations {
                    let annotation = self.annotation(&node.annotation)?;
                    let dict = self.load("__annotations__", Want::Push, node.range());
                    let key = Constant::Str(self.mangled(&name.id));
                    let key = self.constant(key);
                    self.emit(node.range(), Op::SetItem, dict, key, annotation);
                }
            }
            target => {
                if node.value.is_none() {
                    match target {
                        Expr::Attribute(target) => {
                            self.expr(&target.value, Want::Any)?;
                        }
                        Expr::Subscript(target) => {
                            self.operand(&target.value)?;
                            self.index(&target.slice)?;
                        }
                        _ => {}
                    }
                }
                if keeps_annotations && !self.text_annotations {
                    self.expr(&node.annotation, Want::Any)?;
                }
            }
        }
        self.unit.set_depth(mark);
        Ok(())
    }

    /// The value of an annotation: its text under `from __future__ import annotations`.
    pub(super) fn annotation(&mut self, expr: &'a Expr) -> Lowered<Operand> {
        if self.text_annotations {
            let text = Constant::str(&crate::syntax::unparse::text(expr, &self.place.source));
            return Ok(self.constant(text));
        }
        self.expr(expr, Want::Any)
    }

    /// `del target`
    pub(super) fn delete_target(&mut self, target: &'a Expr) -> Lowered {
        let mark = self.unit.depth;
        let range = target.range();
        match target {
            Expr::Name(name) => self.delete(&name.id, range)?,
            Expr::Attribute(node) => {
                let object = self.expr(&node.value, Want::Any)?;
                let name = self.mangled(&node.attr);
                let site = self.name_site(&name);
                self.emit(self.attribute_range(node), Op::DelAttr, object, 0, site);
            }
            Expr::Subscript(node) => {
                let object = self.operand(&node.value)?;
                let index = self.index(&node.slice)?;
                self.emit(range, Op::DelItem, object, index, 0);
            }
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                elts.iter().try_for_each(|target| self.delete_target(target))?;
            }
            _ => return self.syntax(range, "cannot delete expression"),
        }
        self.unit.set_depth(mark);
        Ok(())
    }
}

/// No starred item, not empty.
fn plain_sequence(items: &[Expr]) -> bool {
    !items.is_empty() && !items.iter().any(|item| item.is_starred_expr())
}
