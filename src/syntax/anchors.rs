//! Where a traceback's underlining has its anchor: the operator of a binary operation, the
//! brackets of a subscript.

use crate::syntax::Ranged;
use crate::syntax::{Mode, Root, ast, parse_valid};

/// The anchor's range in bytes of `segment`, the text of one expression.
pub fn anchors(segment: &str) -> Option<(usize, usize)> {
    let tree = parse_valid(segment, Mode::Expression)?;
    let Root::Expression(expression) = &tree.root else { return None };
    match &*expression.body {
        ast::Expr::BinOp(operation) => {
            let (from, to) = (operation.left.end().to_usize(), operation.right.start().to_usize());
            let bytes = segment.as_bytes();
            let left = (from..to).find(|at| !bytes[*at].is_ascii_whitespace())?;
            let two = left + 1 < to && !bytes[left + 1].is_ascii_whitespace();
            Some((left, left + 1 + two as usize))
        }
        ast::Expr::Subscript(subscript) => {
            Some((subscript.value.end().to_usize(), subscript.slice.end().to_usize() + 1))
        }
        _ => None,
    }
}
