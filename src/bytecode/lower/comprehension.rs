//! Comprehensions, inline in the unit around them.

use super::{Lowered, Lowerer, Want};
use crate::bytecode::emit::TEMPORARY;
use crate::bytecode::{Op, Operand};
use crate::syntax::ast::{Comprehension, Expr};
use crate::syntax::{Ranged, TextRange};

/// What a comprehension collects.
#[derive(Clone, Copy)]
enum Element<'a> {
    List(&'a Expr),
    Set(&'a Expr),
    Item(&'a Expr, &'a Expr),
    /// `{**value for …}`
    Spread(&'a Expr),
}

impl<'a> Lowerer<'a, '_> {
    /// A list, set or dict comprehension. What it collects is in temporary `mark`.
    pub(super) fn comprehension(&mut self, expr: &'a Expr, want: Want) -> Lowered<Operand> {
        let mark = self.unit.depth;
        let range = expr.range();
        let (scope, generators, element, start) = match expr {
            Expr::ListComp(node) => {
                (self.scopes.scope_of(node), &node.generators, Element::List(&node.elt), Op::BuildList)
            }
            Expr::SetComp(node) => {
                (self.scopes.scope_of(node), &node.generators, Element::Set(&node.elt), Op::BuildSet)
            }
            Expr::DictComp(node) => {
                let element = match &node.key {
                    Some(key) => Element::Item(key, &node.value),
                    None => Element::Spread(&node.value),
                };
                (self.scopes.scope_of(node), &node.generators, element, Op::BuildDict)
            }
            _ => return self.unsupported(range, "generators"),
        };
        if let Some(generator) = generators.iter().find(|generator| generator.is_async) {
            return self.unsupported(generator.range(), "asynchronous comprehensions");
        }
        let Some(first) = generators.first() else { return Ok(self.none()) };
        self.result(Want::Push, mark, range, start, TEMPORARY | mark, 0);
        // The first iterable belongs to the scope around the comprehension.
        self.iterate(&first.iter, range)?;
        let outer = std::mem::replace(&mut self.unit.scope, scope);
        for (register, is_cell) in self.scopes.fresh(scope) {
            self.emit(range, Op::Unbind, register, 0, 0);
            if is_cell {
                self.emit(range, Op::MakeCell, register, 0, 0);
            }
        }
        let lowered = self.generators(generators, element, mark, range);
        self.unit.scope = outer;
        lowered?;
        Ok(self.deliver(want, mark, range))
    }

    /// Pushes the pair that `ForIter` needs.
    pub(super) fn iterate(&mut self, iterable: &'a Expr, range: TextRange) -> Lowered {
        let mark = self.unit.depth;
        let value = self.expr(iterable, Want::Any)?;
        self.emit(range, Op::GetIter, TEMPORARY | mark, value, 0);
        self.unit.set_depth(mark + 2);
        Ok(())
    }

    /// The loops from the first generator on, whose iterator is pushed already.
    fn generators(
        &mut self,
        generators: &'a [Comprehension],
        element: Element<'a>,
        into: u16,
        range: TextRange,
    ) -> Lowered {
        let Some((first, rest)) = generators.split_first() else { return Ok(()) };
        let iterator = TEMPORARY | (self.unit.depth - 2);
        let inside = self.unit.depth;
        let header = self.unit.header(range);
        let (next, end) = (self.unit.label(), self.unit.label());
        self.for_iter(&first.target, iterator, end, range)?;
        for test in &first.ifs {
            self.branch(test, next, false)?;
        }
        match rest.first() {
            Some(inner) => {
                self.iterate(&inner.iter, range)?;
                self.generators(rest, element, into, range)?;
            }
            None => self.element(element, into)?,
        }
        self.unit.set_depth(inside);
        self.unit.place(next);
        self.unit.jump(range, Op::Loop, false, 0, 0, header);
        self.unit.place(end);
        self.unit.set_depth(inside - 2);
        Ok(())
    }

    fn element(&mut self, element: Element<'a>, into: u16) -> Lowered {
        let into = TEMPORARY | into;
        match element {
            Element::List(value) => {
                let item = self.expr(value, Want::Any)?;
                self.emit(value.range(), Op::ListAppend, into, item, 0);
            }
            Element::Set(value) => {
                let item = self.expr(value, Want::Any)?;
                self.emit(value.range(), Op::SetAdd, into, item, 0);
            }
            Element::Item(key, value) => {
                let at = key.range().cover(value.range());
                let key = self.operand(key)?;
                let value = self.expr(value, Want::Any)?;
                self.emit(at, Op::DictInsert, into, key, value);
            }
            Element::Spread(value) => {
                return self.syntax(value.range(), "dict unpacking cannot be used in dict comprehension");
            }
        }
        Ok(())
    }
}
