//! Expressions that mean something, but hardly what was meant: CPython's SyntaxWarnings.
//!
//! ```text
//! x is 5   →   "is" with a literal. Did you mean "=="?
//! ```

use crate::bytecode::fold;
use crate::syntax::ast::{CmpOp, Expr, Number, StmtAssert};

/// What is odd about an expression.
pub fn expression(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Compare(node) => {
            let mut left = &*node.left;
            for (operator, right) in node.ops.iter().zip(&node.comparators) {
                let odd = is_literal(left) || is_literal(right);
                match operator {
                    CmpOp::Is if odd => return Some("\"is\" with a literal. Did you mean \"==\"?".into()),
                    CmpOp::IsNot if odd => return Some("\"is not\" with a literal. Did you mean \"!=\"?".into()),
                    _ => {}
                }
                left = right;
            }
            None
        }
        Expr::Call(node) => {
            let kind = kind(&node.func)?;
            let callable = matches!(kind, "function");
            (!callable).then(|| format!("'{kind}' object is not callable; perhaps you missed a comma?"))
        }
        Expr::Subscript(node) => {
            let container = kind(&node.value)?;
            match container {
                "str" | "bytes" | "list" | "tuple" => {
                    let index = kind(&node.slice)?;
                    let fine = matches!(index, "int" | "bool") || matches!(&*node.slice, Expr::Slice(_));
                    (!fine
                        && matches!(index, "str" | "bytes" | "float" | "complex" | "tuple" | "NoneType" | "ellipsis"))
                    .then(|| {
                        format!(
                            "{container} indices must be integers or slices, not {index}; perhaps you missed a comma?"
                        )
                    })
                }
                "dict" => None,
                _ => Some(format!("'{container}' object is not subscriptable; perhaps you missed a comma?")),
            }
        }
        _ => None,
    }
}

/// An assertion of a tuple is true.
pub fn assertion(node: &StmtAssert) -> Option<&'static str> {
    match &*node.test {
        Expr::Tuple(tuple) if !tuple.elts.is_empty() => Some("assertion is always true, perhaps remove parentheses?"),
        _ => None,
    }
}

/// A constant that `is` does not suit.
fn is_literal(expr: &Expr) -> bool {
    match expr {
        Expr::NoneLiteral(_) | Expr::BooleanLiteral(_) | Expr::EllipsisLiteral(_) => false,
        Expr::Name(_) => false,
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) => true,
        Expr::Tuple(_) | Expr::UnaryOp(_) | Expr::BinOp(_) => {
            !matches!(fold::constant(expr), None | Some(crate::bytecode::Constant::Bool(_)))
        }
        _ => false,
    }
}

/// The class of what a display or literal makes.
fn kind(expr: &Expr) -> Option<&'static str> {
    Some(match expr {
        Expr::Tuple(_) => "tuple",
        Expr::List(_) | Expr::ListComp(_) => "list",
        Expr::Dict(_) | Expr::DictComp(_) => "dict",
        Expr::Set(_) | Expr::SetComp(_) => "set",
        Expr::Generator(_) => "generator",
        Expr::Lambda(_) => "function",
        Expr::FString(_) | Expr::StringLiteral(_) => "str",
        Expr::BytesLiteral(_) => "bytes",
        Expr::NoneLiteral(_) => "NoneType",
        Expr::BooleanLiteral(_) => "bool",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::NumberLiteral(node) => match node.value {
            Number::Int(_) => "int",
            Number::Float(_) => "float",
            Number::Complex { .. } => "complex",
        },
        _ => return None,
    })
}
