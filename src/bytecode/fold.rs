//! Constant expressions, as far as CPython folds them.
//!
//! Nothing that would raise is folded, nor what would become large.

use std::rc::Rc;

use crate::bytecode::constant::Constant;
use crate::syntax::ast::{self, Expr, Number, Operator, UnaryOp};

/// The longest str or bytes that `*` is folded to.
const MAX_TEXT: usize = 4096;
/// The longest tuple that `*` is folded to.
const MAX_ITEMS: usize = 256;

/// The constant that an expression is, if it is one.
pub fn constant(expr: &Expr) -> Option<Constant> {
    match expr {
        Expr::UnaryOp(node) => unary(node.op, &constant(&node.operand)?),
        Expr::BinOp(node) => {
            let mut operators = vec![(node.op, &*node.right)];
            let mut left = &*node.left;
            while let Expr::BinOp(inner) = left {
                operators.push((inner.op, &inner.right));
                left = &inner.left;
            }
            let mut value = constant(left)?;
            for (op, right) in operators.into_iter().rev() {
                value = binary(op, &value, &constant(right)?)?;
            }
            Some(value)
        }
        Expr::Tuple(node) => {
            let items: Option<Vec<Constant>> = node.elts.iter().map(constant).collect();
            Some(Constant::Tuple(items?.into()))
        }
        _ => literal(expr),
    }
}

/// The constant that a literal is.
pub fn literal(expr: &Expr) -> Option<Constant> {
    Some(match expr {
        Expr::NoneLiteral(_) => Constant::None,
        Expr::BooleanLiteral(node) => Constant::Bool(node.value),
        Expr::EllipsisLiteral(_) => Constant::Ellipsis,
        Expr::StringLiteral(node) => Constant::str(node.value.to_str()),
        Expr::BytesLiteral(node) => {
            let bytes: Vec<u8> = node.value.iter().flat_map(|part| part.value.iter().copied()).collect();
            Constant::Bytes(bytes.into())
        }
        Expr::NumberLiteral(node) => match &node.value {
            Number::Int(int) => integer(int),
            Number::Float(value) => Constant::float(*value),
            Number::Complex { real, imag } => Constant::Complex(real.to_bits(), imag.to_bits()),
        },
        Expr::Name(node) if node.id == "__debug__" => Constant::Bool(true),
        _ => return None,
    })
}

fn integer(int: &ast::Int) -> Constant {
    if let Some(value) = int.as_u64() {
        return Constant::Int(value as i128);
    }
    let text = int.to_string().replace('_', "");
    let (digits, radix) = match text.get(..2) {
        Some("0x" | "0X") => (&text[2..], 16),
        Some("0o" | "0O") => (&text[2..], 8),
        Some("0b" | "0B") => (&text[2..], 2),
        _ => (&text[..], 10),
    };
    match i128::from_str_radix(digits, radix) {
        Ok(value) => Constant::Int(value),
        Err(_) => Constant::BigInt(digits.into(), radix),
    }
}

/// The int that a constant is for arithmetic: bools are ints.
fn as_int(constant: &Constant) -> Option<i128> {
    match constant {
        Constant::Int(value) => Some(*value),
        Constant::Bool(value) => Some(*value as i128),
        _ => None,
    }
}

/// The float that a constant is next to a float, if the conversion is exact.
fn as_float(constant: &Constant) -> Option<f64> {
    match constant {
        Constant::Float(bits) => Some(f64::from_bits(*bits)),
        other => as_int(other).filter(|value| value.unsigned_abs() <= 1 << 53).map(|value| value as f64),
    }
}

/// Folds a unary operation.
pub fn unary(op: UnaryOp, operand: &Constant) -> Option<Constant> {
    match (op, operand) {
        (UnaryOp::Not, operand) => Some(Constant::Bool(!operand.truth())),
        (UnaryOp::USub, Constant::Float(bits)) => Some(Constant::float(-f64::from_bits(*bits))),
        (UnaryOp::UAdd, Constant::Float(_)) => Some(operand.clone()),
        (UnaryOp::USub, Constant::Complex(real, imaginary)) => {
            Some(Constant::Complex((-f64::from_bits(*real)).to_bits(), (-f64::from_bits(*imaginary)).to_bits()))
        }
        (op, operand) => {
            let value = as_int(operand)?;
            Some(Constant::Int(match op {
                UnaryOp::USub => value.checked_neg()?,
                UnaryOp::UAdd => value,
                UnaryOp::Invert => !value,
                UnaryOp::Not => return None,
            }))
        }
    }
}

/// Folds a binary operation.
pub fn binary(op: Operator, left: &Constant, right: &Constant) -> Option<Constant> {
    if let (Constant::Bool(a), Constant::Bool(b)) = (left, right) {
        match op {
            Operator::BitAnd => return Some(Constant::Bool(a & b)),
            Operator::BitOr => return Some(Constant::Bool(a | b)),
            Operator::BitXor => return Some(Constant::Bool(a ^ b)),
            _ => {}
        }
    }
    if let (Some(left), Some(right)) = (as_int(left), as_int(right)) {
        return integers(op, left, right);
    }
    match (op, left, right) {
        (Operator::Add, Constant::Str(a), Constant::Str(b)) => Some(Constant::Str(format!("{a}{b}").into())),
        (Operator::Add, Constant::Bytes(a), Constant::Bytes(b)) => Some(Constant::Bytes([&a[..], b].concat().into())),
        (Operator::Add, Constant::Tuple(a), Constant::Tuple(b)) => Some(Constant::Tuple([&a[..], b].concat().into())),
        (Operator::Mult, text, count) if as_int(count).is_some() => repeat(text, as_int(count)?),
        (Operator::Mult, count, text) if as_int(count).is_some() && as_float(text).is_none() => {
            repeat(text, as_int(count)?)
        }
        (_, Constant::Complex(..), _) | (_, _, Constant::Complex(..)) => complex(op, left, right),
        _ => floats(op, left, right),
    }
    .or_else(|| floats(op, left, right))
}

fn complex(op: Operator, left: &Constant, right: &Constant) -> Option<Constant> {
    let parts = |constant: &Constant| match constant {
        Constant::Complex(real, imaginary) => Some((f64::from_bits(*real), f64::from_bits(*imaginary))),
        other => as_float(other).map(|real| (real, 0.0)),
    };
    let ((a, b), (c, d)) = (parts(left)?, parts(right)?);
    let (real, imaginary) = match op {
        Operator::Add => (a + c, b + d),
        Operator::Sub => (a - c, b - d),
        _ => return None,
    };
    Some(Constant::Complex(real.to_bits(), imaginary.to_bits()))
}

fn floats(op: Operator, left: &Constant, right: &Constant) -> Option<Constant> {
    let (a, b) = (as_float(left)?, as_float(right)?);
    Some(Constant::float(match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult => a * b,
        Operator::Div if b != 0.0 => a / b,
        _ => return None,
    }))
}

fn integers(op: Operator, a: i128, b: i128) -> Option<Constant> {
    let value = match op {
        Operator::Add => a.checked_add(b)?,
        Operator::Sub => a.checked_sub(b)?,
        Operator::Mult => a.checked_mul(b)?,
        Operator::Div => return floats(op, &Constant::Int(a), &Constant::Int(b)),
        Operator::FloorDiv if b != 0 => {
            let quotient = a.checked_div(b)?;
            if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient }
        }
        Operator::Mod if b != 0 => {
            let rest = a.checked_rem(b)?;
            if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest }
        }
        Operator::Pow => a.checked_pow(u32::try_from(b).ok()?)?,
        Operator::LShift => {
            let shift = u32::try_from(b).ok().filter(|&shift| shift < 127)?;
            a.checked_mul(1i128.checked_shl(shift)?)?
        }
        Operator::RShift => a >> u32::try_from(b).ok()?.min(127),
        Operator::BitOr => a | b,
        Operator::BitXor => a ^ b,
        Operator::BitAnd => a & b,
        _ => return None,
    };
    Some(Constant::Int(value))
}

fn repeat(value: &Constant, count: i128) -> Option<Constant> {
    let count = usize::try_from(count.max(0)).ok()?;
    let fits = |length: usize, most: usize| length.checked_mul(count).is_some_and(|total| total <= most);
    match value {
        Constant::Str(text) if fits(text.len(), MAX_TEXT) => Some(Constant::Str(text.repeat(count).into())),
        Constant::Bytes(bytes) if fits(bytes.len(), MAX_TEXT) => Some(Constant::Bytes(bytes.repeat(count).into())),
        Constant::Tuple(items) if fits(items.len(), MAX_ITEMS) && count <= MAX_ITEMS => {
            let all: Rc<[Constant]> = (0..count).flat_map(|_| items.iter().cloned()).collect();
            Some(Constant::Tuple(all))
        }
        _ => None,
    }
}
