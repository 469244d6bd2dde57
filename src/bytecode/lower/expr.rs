//! Expressions but for calls, comprehensions and f-strings.

use super::{Lowered, Lowerer, Want};
use crate::bytecode::constant::Constant;
use crate::bytecode::emit::TEMPORARY;
use crate::bytecode::{Instr, Op, Operand, fold};
use crate::syntax::ast::{self, BoolOp, CmpOp, Expr, Operator, UnaryOp};
use crate::syntax::{Ranged, TextRange, TextSize};

/// The operation of a binary operator.
pub(super) fn binary_op(op: Operator) -> Op {
    match op {
        Operator::Add => Op::Add,
        Operator::Sub => Op::Sub,
        Operator::Mult => Op::Mul,
        Operator::MatMult => Op::MatMul,
        Operator::Div => Op::TrueDiv,
        Operator::Mod => Op::Mod,
        Operator::Pow => Op::Pow,
        Operator::LShift => Op::LeftShift,
        Operator::RShift => Op::RightShift,
        Operator::BitOr => Op::BitOr,
        Operator::BitXor => Op::BitXor,
        Operator::BitAnd => Op::BitAnd,
        Operator::FloorDiv => Op::FloorDiv,
    }
}

impl<'a> Lowerer<'a, '_> {
    /// An operand that stays what it is while more is evaluated.
    pub(super) fn operand(&mut self, expr: &'a Expr) -> Lowered<Operand> {
        let operand = self.expr(expr, Want::Any)?;
        Ok(self.keep(operand, expr.range()))
    }
    /// Copies an operand that some `:=` may change.
    pub(super) fn keep(&mut self, operand: Operand, range: TextRange) -> Operand {
        match operand {
            Operand::Register(register)
                if register & TEMPORARY == 0 && self.scopes.is_reassigned(self.unit.scope, register) =>
            {
                self.bring(Want::Push, operand, range)
            }
            _ => operand,
        }
    }
    /// Evaluates into the next temporary.
    pub(super) fn push(&mut self, expr: &'a Expr) -> Lowered<Operand> {
        self.expr(expr, Want::Push)
    }

    /// The value of an expression, where it is wanted.
    pub(super) fn expr(&mut self, expr: &'a Expr, want: Want) -> Lowered<Operand> {
        let range = expr.range();
        let mark = self.unit.depth;
        Ok(match expr {
            Expr::BinOp(node) => return self.binary(node, want),
            Expr::Name(node) if node.id != "__debug__" => self.load(&node.id, want, range),
            Expr::UnaryOp(node) => return self.unary(node, want),
            Expr::BoolOp(node) => return self.bool_op(node, want),
            Expr::Compare(node) => return self.compare(node, want),
            Expr::If(node) => return self.conditional(node, want),
            Expr::Call(node) => return self.call(node, want),
            Expr::Attribute(node) => {
                let value = self.expr(&node.value, Want::Any)?;
                let name = self.mangled(&node.attr);
                let site = self.name_site(&name);
                self.result(want, mark, self.attribute_range(node), Op::LoadAttr, value, site)
            }
            Expr::Subscript(node) => {
                let value = self.operand(&node.value)?;
                let index = self.index(&node.slice)?;
                self.result(want, mark, range, Op::GetItem, value, index)
            }
            Expr::Named(node) => {
                let Expr::Name(target) = &*node.target else {
                    return self.syntax(node.target.range(), "cannot use assignment expressions with expression");
                };
                if let Some(register) = self.walrus_local(target) {
                    let value = self.expr(&node.value, Want::Local(register))?;
                    return Ok(self.bring(want, value, range));
                }
                let value = match want {
                    Want::Local(_) => self.expr(&node.value, Want::Any)?,
                    _ => self.expr(&node.value, want)?,
                };
                self.store(&target.id, value, target.range());
                match want {
                    Want::Local(_) => {
                        let value = self.bring(want, value, range);
                        self.unit.set_depth(mark);
                        value
                    }
                    _ => value,
                }
            }
            Expr::Tuple(node) => {
                if let Some(constant) = fold::constant(expr) {
                    let constant = self.constant(constant);
                    return Ok(self.bring(want, constant, range));
                }
                return self.sequence(&node.elts, Op::BuildTuple, want, range);
            }
            Expr::List(node) => return self.sequence(&node.elts, Op::BuildList, want, range),
            Expr::Set(node) => return self.sequence(&node.elts, Op::BuildSet, want, range),
            Expr::Dict(node) => return self.dict(node, want),
            Expr::Lambda(node) => return self.lambda(node, want),
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) => return self.comprehension(expr, want),
            Expr::FString(node) => return self.f_string(node, want),
            Expr::Slice(node) => return self.slice(node, want),
            Expr::Starred(_) => return self.syntax(range, "can't use starred expression here"),
            Expr::Generator(node) => return self.generator_expression(node, want),
            Expr::Yield(node) => return self.yield_expression(node, want),
            Expr::YieldFrom(node) => return self.yield_from(node, want),
            Expr::Await(node) => return self.await_expression(node, want),
            Expr::TString(_) => return self.unsupported(range, "template strings"),
            Expr::IpyEscapeCommand(_) => return self.syntax(range, "invalid syntax"),
            Expr::Name(_)
            | Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_) => {
                let constant = fold::literal(expr).unwrap_or(Constant::None);
                let constant = self.constant(constant);
                self.bring(want, constant, range)
            }
        })
    }

    /// What a traceback underlines for an attribute: from the name on, if that stands in
    /// another line than the beginning.
    pub(super) fn attribute_range(&self, node: &ast::ExprAttribute) -> TextRange {
        let line = |offset: TextSize| self.place.lines.place(offset.to_u32()).0;
        let name = node.attr.range();
        if line(node.range().start()) == line(name.start()) { node.range() } else { name }
    }

    /// The register of a `:=` target that is a plain local of this unit.
    fn walrus_local(&mut self, target: &ast::ExprName) -> Option<u16> {
        self.local(&target.id)
    }

    fn binary(&mut self, node: &'a ast::ExprBinOp, want: Want) -> Lowered<Operand> {
        let mark = self.unit.depth;
        let mut chain = vec![node];
        let mut first = &*node.left;
        while let Expr::BinOp(inner) = first {
            chain.push(inner);
            first = &inner.left;
        }
        // A constant beginning of the chain is folded as far as it goes.
        let mut folded = fold::constant(first);
        let mut left = None;
        let mut range = first.range();
        while let (Some(constant), Some(link)) = (&folded, chain.last()) {
            let Some(right) = fold::constant(&link.right) else { break };
            let Some(value) = fold::binary(link.op, constant, &right) else { break };
            folded = Some(value);
            range = link.range();
            chain.pop();
        }
        if let Some(constant) = folded {
            left = Some(self.constant(constant));
        }
        if chain.is_empty()
            && let Some(constant) = left
        {
            return Ok(self.bring(want, constant, range));
        }
        let mut left = match left {
            Some(constant) => constant,
            None => self.operand(first)?,
        };
        while let Some(link) = chain.pop() {
            let right = match fold::constant(&link.right) {
                Some(constant) => self.constant(constant),
                None => self.expr(&link.right, Want::Any)?,
            };
            let want = if chain.is_empty() { want } else { Want::Push };
            left = self.result(want, mark, link.range(), binary_op(link.op), left, right);
        }
        Ok(left)
    }

    fn unary(&mut self, node: &'a ast::ExprUnaryOp, want: Want) -> Lowered<Operand> {
        let mark = self.unit.depth;
        if let Some(operand) = fold::constant(&node.operand)
            && let Some(constant) = fold::unary(node.op, &operand)
        {
            let constant = self.constant(constant);
            return Ok(self.bring(want, constant, node.range()));
        }
        let operand = self.expr(&node.operand, Want::Any)?;
        let op = match node.op {
            UnaryOp::Invert => Op::Invert,
            UnaryOp::Not => Op::Not,
            UnaryOp::UAdd => Op::Pos,
            UnaryOp::USub => Op::Neg,
        };
        Ok(self.result(want, mark, node.range(), op, operand, 0))
    }

    fn bool_op(&mut self, node: &'a ast::ExprBoolOp, want: Want) -> Lowered<Operand> {
        let mark = self.unit.depth;
        let end = self.unit.label();
        let Some((last, others)) = node.values.split_last() else { return Ok(self.none()) };
        for value in others {
            let register = self.push(value)?;
            self.unit.jump(value.range(), Op::Branch, node.op == BoolOp::And, register.encode(), 0, end);
            self.unit.set_depth(mark);
        }
        self.push(last)?;
        self.unit.place(end);
        Ok(self.deliver(want, mark, node.range()))
    }

    fn compare(&mut self, node: &'a ast::ExprCompare, want: Want) -> Lowered<Operand> {
        let mark = self.unit.depth;
        let range = node.range();
        if let ([op], [right]) = (&*node.ops, &*node.comparators) {
            let left = self.operand(&node.left)?;
            let right = self.container(*op, right)?;
            let (op, not) = compare_op(*op);
            let x = if not { Instr::FLAG } else { 0 };
            return Ok(self.result_with(want, mark, range, op, x, left, right));
        }
        // The result overwrites the first operand in temporary `mark`; the others stand above.
        let end = self.unit.label();
        let mut left = self.push(&node.left)?;
        let last = node.ops.len() - 1;
        for (index, (op, comparator)) in node.ops.iter().zip(&node.comparators).enumerate() {
            let right = if index == last { self.container(*op, comparator)? } else { self.operand(comparator)? };
            let (op, not) = compare_op(*op);
            let x = if not { Instr::FLAG } else { 0 };
            self.unit.emit_with(range, op, x, TEMPORARY | mark, left.encode(), right.encode());
            if index < last {
                self.unit.jump(range, Op::Branch, true, TEMPORARY | mark, 0, end);
            }
            left = right;
        }
        self.unit.place(end);
        Ok(self.deliver(want, mark, range))
    }

    /// The right operand of a comparison: a list of constants after `in` is a tuple.
    pub(super) fn container(&mut self, op: CmpOp, expr: &'a Expr) -> Lowered<Operand> {
        if matches!(op, CmpOp::In | CmpOp::NotIn)
            && let Expr::List(node) = expr
            && let Some(items) = node.elts.iter().map(fold::constant).collect::<Option<Vec<_>>>()
        {
            return Ok(self.constant(Constant::Tuple(items.into())));
        }
        self.expr(expr, Want::Any)
    }

    fn conditional(&mut self, node: &'a ast::ExprIf, want: Want) -> Lowered<Operand> {
        let mark = self.unit.depth;
        let want = if want == Want::Any { Want::Push } else { want };
        let (otherwise, end) = (self.unit.label(), self.unit.label());
        self.branch(&node.test, otherwise, false)?;
        self.expr(&node.body, want)?;
        self.unit.jump(node.range(), Op::Jump, false, 0, 0, end);
        self.unit.set_depth(mark);
        self.unit.place(otherwise);
        self.expr(&node.orelse, want)?;
        self.unit.place(end);
        Ok(self.landed(want, mark))
    }

    /// An index or slice.
    pub(super) fn index(&mut self, expr: &'a Expr) -> Lowered<Operand> {
        self.expr(expr, Want::Any)
    }

    fn slice(&mut self, node: &'a ast::ExprSlice, want: Want) -> Lowered<Operand> {
        let mark = self.unit.depth;
        for part in [&node.lower, &node.upper, &node.step] {
            match part {
                Some(part) => self.push(part)?,
                None => {
                    let none = self.none();
                    self.bring(Want::Push, none, node.range())
                }
            };
        }
        self.emit(node.range(), Op::BuildSlice, TEMPORARY | mark, 0, 0);
        Ok(self.deliver(want, mark, node.range()))
    }

    /// A tuple, list or set.
    pub(super) fn sequence(&mut self, items: &'a [Expr], op: Op, want: Want, range: TextRange) -> Lowered<Operand> {
        let mark = self.unit.depth;
        let starred = items.iter().any(|item| matches!(item, Expr::Starred(_)));
        if !starred && items.len() <= 255 {
            for item in items {
                self.push(item)?;
            }
            return Ok(self.result(want, mark, range, op, TEMPORARY | mark, items.len() as u16));
        }
        let (start, append, extend) = match op {
            Op::BuildSet => (Op::BuildSet, Op::SetAdd, Op::SetUpdate),
            _ => (Op::BuildList, Op::ListAppend, Op::ListExtend),
        };
        self.collect(items, start, append, extend, range)?;
        if op == Op::BuildTuple {
            self.emit(range, Op::ListToTuple, TEMPORARY | mark, 0, 0);
        }
        Ok(self.deliver(want, mark, range))
    }

    /// Builds a list or set piece by piece in the next temporary.
    pub(super) fn collect(
        &mut self,
        items: &'a [Expr],
        start: Op,
        append: Op,
        extend: Op,
        range: TextRange,
    ) -> Lowered {
        let mark = self.unit.depth;
        let plain = items.iter().take_while(|item| !matches!(item, Expr::Starred(_))).take(255).count();
        for item in &items[..plain] {
            self.push(item)?;
        }
        self.result(Want::Push, mark, range, start, TEMPORARY | mark, plain as u16);
        for item in &items[plain..] {
            let (op, value) = match item {
                Expr::Starred(node) => (extend, self.expr(&node.value, Want::Any)?),
                item => (append, self.expr(item, Want::Any)?),
            };
            self.emit(range, op, TEMPORARY | mark, value, 0);
            self.unit.set_depth(mark + 1);
        }
        Ok(())
    }

    fn dict(&mut self, node: &'a ast::ExprDict, want: Want) -> Lowered<Operand> {
        let mark = self.unit.depth;
        let range = node.range();
        let plain = node.items.iter().take_while(|item| item.key.is_some()).take(127).count();
        for item in &node.items[..plain] {
            if let Some(key) = &item.key {
                self.push(key)?;
                self.push(&item.value)?;
            }
        }
        if plain == node.items.len() {
            return Ok(self.result(want, mark, range, Op::BuildDict, TEMPORARY | mark, plain as u16));
        }
        self.result(Want::Push, mark, range, Op::BuildDict, TEMPORARY | mark, plain as u16);
        for item in &node.items[plain..] {
            match &item.key {
                Some(key) => {
                    let key = self.operand(key)?;
                    let value = self.expr(&item.value, Want::Any)?;
                    self.emit(range, Op::DictInsert, TEMPORARY | mark, key, value);
                }
                None => {
                    let value = self.expr(&item.value, Want::Any)?;
                    self.emit(range, Op::DictUpdate, TEMPORARY | mark, value, 0);
                }
            }
            self.unit.set_depth(mark + 1);
        }
        Ok(self.deliver(want, mark, range))
    }
}

/// The operation of a comparison, and whether it is negated.
pub(super) fn compare_op(op: CmpOp) -> (Op, bool) {
    match op {
        CmpOp::Eq => (Op::Eq, false),
        CmpOp::NotEq => (Op::Ne, false),
        CmpOp::Lt => (Op::Lt, false),
        CmpOp::LtE => (Op::Le, false),
        CmpOp::Gt => (Op::Gt, false),
        CmpOp::GtE => (Op::Ge, false),
        CmpOp::Is => (Op::Is, false),
        CmpOp::IsNot => (Op::Is, true),
        CmpOp::In => (Op::Contains, false),
        CmpOp::NotIn => (Op::Contains, true),
    }
}
