//! Comprehensions, inline in the unit around them.

use super::{Lowered, Lowerer, Want};
use crate::bytecode::emit::TEMPORARY;
use crate::bytecode::{Flavor, Op, Operand};
use crate::syntax::ast::{Comprehension, Expr, ExprGenerator};
use crate::syntax::{Ranged, TextRange};

/// What a comprehension collects.
#[derive(Clone, Copy)]
enum Element<'a> {
    List(&'a Expr),
    Set(&'a Expr),
    Item(&'a Expr, &'a Expr),
    /// `{**value for …}`
    Spread(&'a Expr),
    /// Of a generator expression: yielded.
    Yield(&'a Expr),
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
        let is_async = generators.iter().any(|generator| generator.is_async);
        if is_async && !matches!(self.unit.flavor, Flavor::Coroutine | Flavor::AsyncGenerator) {
            return self.syntax(range, "asynchronous comprehension outside of an asynchronous function");
        }
        let Some(first) = generators.first() else { return Ok(self.none()) };
        self.result(Want::Push, mark, range, start, TEMPORARY | mark, 0);
        // The first iterable belongs to the scope around the comprehension.
        let iterator = TEMPORARY | self.unit.depth;
        self.iterate_comprehension(first, range)?;
        let outer = std::mem::replace(&mut self.unit.scope, scope);
        for (register, is_cell) in self.scopes.fresh(scope) {
            self.emit(range, Op::Unbind, register, 0, 0);
            if is_cell {
                self.emit(range, Op::MakeCell, register, 0, 0);
            }
        }
        let lowered = self.generators(generators, iterator, element, mark, range);
        self.unit.scope = outer;
        if let Err(error) = &lowered
            && error.message.starts_with("asynchronous comprehension")
        {
            return self.syntax(range, error.message.clone());
        }
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

    fn iterate_comprehension(&mut self, generator: &'a Comprehension, range: TextRange) -> Lowered {
        if generator.is_async {
            self.async_iterate(&generator.iter, range)
        } else {
            self.iterate(&generator.iter, range)
        }
    }

    /// The body of a generator expression's function: the iteration is in its first two registers.
    pub(super) fn generator_body(&mut self, node: &'a ExprGenerator) -> Lowered {
        self.generators(&node.generators, 0, Element::Yield(&node.elt), 0, node.range())
    }

    /// The loops from the first generator on, whose iteration stands in that register and perhaps the next.
    fn generators(
        &mut self,
        generators: &'a [Comprehension],
        iterator: u16,
        element: Element<'a>,
        into: u16,
        range: TextRange,
    ) -> Lowered {
        let Some((first, rest)) = generators.split_first() else { return Ok(()) };
        let inside = self.unit.depth;
        let header = self.unit.header(range);
        let next = self.unit.label();
        let end = if first.is_async {
            self.async_next(&first.target, iterator, range)?
        } else {
            let end = self.unit.label();
            self.for_iter(&first.target, iterator, end, range)?;
            end
        };
        for test in &first.ifs {
            self.branch(test, next, false)?;
        }
        match rest.first() {
            Some(inner) => {
                let iterator = TEMPORARY | self.unit.depth;
                self.iterate_comprehension(inner, range)?;
                self.generators(rest, iterator, element, into, range)?;
            }
            None => self.element(element, into)?,
        }
        self.unit.set_depth(inside);
        self.unit.place(next);
        self.unit.jump(range, Op::Loop, false, 0, 0, header);
        if first.is_async {
            self.end_async_for(end, inside, range);
        } else {
            self.unit.place(end);
        }
        if iterator & TEMPORARY != 0 {
            self.unit.set_depth(iterator & !TEMPORARY);
        }
        Ok(())
    }

    fn element(&mut self, element: Element<'a>, into: u16) -> Lowered {
        if let Element::List(value) | Element::Set(value) | Element::Yield(value) = element
            && let Expr::Starred(_) = value
        {
            return self.syntax(value.range(), "iterable unpacking cannot be used in comprehension");
        }
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
            Element::Yield(value) => {
                let mark = self.unit.depth;
                let item = self.expr(value, Want::Any)?;
                self.result(Want::Push, mark, value.range(), Op::Yield, item, 0);
            }
            Element::Spread(value) => {
                return self.syntax(value.range(), "dict unpacking cannot be used in dict comprehension");
            }
        }
        Ok(())
    }
}
