//! Measures how deep a tree nests, and cuts what is too deep.
//!
//! The parser limits what it parses by recursion; left-leaning chains (binary operators,
//! attributes, subscripts, calls) it parses in a loop, so that they may be as deep as the
//! source is long. A chain is walked in a loop here; everything else recurses, at most as
//! deep as the parser did.

use std::cell::Cell;

use ruff_python_ast::visitor::transformer::{self, Transformer};
use ruff_python_ast::{Expr, ExprNoneLiteral, Mod};
use ruff_text_size::{Ranged, TextRange};

/// What the error says.
pub const MESSAGE: &str = "too many nested expressions";
/// Links of one chain of attributes, subscripts and calls, all chains around it included.
const MAX_LINKS: usize = 500;
/// Operators of one chain.
const MAX_OPERATORS: usize = 3000;

struct Measure {
    links: Cell<usize>,
    operators: Cell<usize>,
    too_deep: Cell<Option<TextRange>>,
}

impl Transformer for Measure {
    fn visit_expr(&self, expr: &mut Expr) {
        let links = self.links.get();
        let operators = self.operators.get();
        let mut at = expr;
        loop {
            if self.links.get() > MAX_LINKS || self.operators.get() > MAX_OPERATORS {
                if self.too_deep.get().is_none() {
                    self.too_deep.set(Some(at.range()));
                }
                dismantle(at);
                break;
            }
            at = match at {
                Expr::BinOp(node) => {
                    self.operators.set(self.operators.get() + 1);
                    self.visit_expr(&mut node.right);
                    &mut node.left
                }
                Expr::Attribute(node) => {
                    self.links.set(self.links.get() + 1);
                    &mut node.value
                }
                Expr::Subscript(node) => {
                    self.links.set(self.links.get() + 1);
                    self.visit_expr(&mut node.slice);
                    &mut node.value
                }
                Expr::Call(node) => {
                    self.links.set(self.links.get() + 1);
                    self.visit_arguments(&mut node.arguments);
                    &mut node.func
                }
                other => {
                    transformer::walk_expr(self, other);
                    break;
                }
            };
        }
        self.links.set(links);
        self.operators.set(operators);
    }
}

/// Replaces an expression by None and drops its chain link by link.
fn dismantle(expr: &mut Expr) {
    let mut rest = std::mem::replace(expr, Expr::NoneLiteral(ExprNoneLiteral::default()));
    loop {
        let next = match &mut rest {
            Expr::BinOp(node) => &mut node.left,
            Expr::Attribute(node) => &mut node.value,
            Expr::Subscript(node) => &mut node.value,
            Expr::Call(node) => &mut node.func,
            _ => return,
        };
        rest = std::mem::replace(&mut **next, Expr::NoneLiteral(ExprNoneLiteral::default()));
    }
}

/// Cuts what is too deep; returns the place of the first cut, if there was one.
pub fn cut(tree: &mut Mod) -> Option<TextRange> {
    let measure = Measure { links: Cell::new(0), operators: Cell::new(0), too_deep: Cell::new(None) };
    match tree {
        Mod::Module(module) => measure.visit_body(&mut module.body),
        Mod::Expression(expression) => measure.visit_expr(&mut expression.body),
    }
    measure.too_deep.get()
}
