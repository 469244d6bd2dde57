//! Module `_literal`: `ast.literal_eval`.
//!
//! ```text
//! evaluate("{'a': (1, -2.5)}")  →  {'a': (1, -2.5)}
//! ```
//!
//! 1. Only what the tree shows to be literals is executed; names, calls and the rest are ValueErrors.

use crate::builtins::arguments::{self, Keywords, str_of};
use crate::builtins::modules::ModuleDef;
use crate::object::{Call, NativeDef, PyResult, SourceMode, Value};
use crate::syntax::ast::{Expr, Number, Operator, UnaryOp};
use crate::syntax::{Mode, Ranged, Root, parse};

/// The module.
pub static LITERAL: ModuleDef =
    ModuleDef { name: "_literal", functions: &[NativeDef::function("evaluate", evaluate)], constants: &[], make: None };

fn evaluate(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [text] = arguments::exactly(cx, "literal_eval", args, keywords)?;
    let Some(text) = str_of(cx, text) else { return Err(cx.type_error("literal_eval() argument must be str")) };
    let text = text.as_str();
    if let Ok(tree) = parse(text, Mode::Expression)
        && let Root::Expression(expression) = &tree.root
        && let Err(found) = check(&expression.body)
    {
        if let Expr::Dict(_) = found {
            return Err(cx.value_error("malformed node or string: None"));
        }
        let line = 1 + text.get(..found.start().to_usize()).unwrap_or("").matches('\n').count();
        let place = found as *const Expr as usize;
        let kind = kind(found);
        return Err(
            cx.value_error(format!("malformed node or string on line {line}: <ast.{kind} object at {place:#x}>"))
        );
    }
    // A source that does not parse raises here.
    let code = cx.compile_source(text, "<unknown>", SourceMode::Expression)?;
    let mark = cx.root_mark();
    cx.root(Value::object(code));
    let namespace = cx.new_dict();
    cx.root(Value::object(namespace));
    let builtins = crate::builtins::fill_namespace(cx);
    let key = cx.intern_str("__builtins__");
    cx.dict_set_str(namespace, key, Value::object(builtins));
    let result = cx.execute(code, namespace, None);
    cx.unroot(mark);
    result
}

/// The first part that is no literal.
fn check(expr: &Expr) -> Result<(), &Expr> {
    match expr {
        Expr::StringLiteral(_)
        | Expr::BytesLiteral(_)
        | Expr::NumberLiteral(_)
        | Expr::BooleanLiteral(_)
        | Expr::NoneLiteral(_)
        | Expr::EllipsisLiteral(_) => Ok(()),
        Expr::Tuple(node) => node.elts.iter().try_for_each(check),
        Expr::List(node) => node.elts.iter().try_for_each(check),
        Expr::Set(node) => node.elts.iter().try_for_each(check),
        Expr::Dict(node) => node.items.iter().try_for_each(|item| {
            let Some(key) = &item.key else { return Err(expr) };
            check(key)?;
            check(&item.value)
        }),
        Expr::Call(node) => match &*node.func {
            Expr::Name(name) if name.id == "set" && node.arguments.is_empty() => Ok(()),
            _ => Err(expr),
        },
        Expr::BinOp(node) if matches!(node.op, Operator::Add | Operator::Sub) => {
            let is_imaginary = |expr: &Expr| matches!(expr, Expr::NumberLiteral(number) if matches!(number.value, Number::Complex { .. }));
            signed(&node.left)?;
            let Expr::NumberLiteral(_) = &*node.right else { return Err(&node.right) };
            let left = match &*node.left {
                Expr::UnaryOp(sign) => &sign.operand,
                _ => &node.left,
            };
            if !is_imaginary(left) && is_imaginary(&node.right) { Ok(()) } else { Err(expr) }
        }
        _ => signed(expr),
    }
}

fn signed(expr: &Expr) -> Result<(), &Expr> {
    match expr {
        Expr::NumberLiteral(_) => Ok(()),
        Expr::UnaryOp(node) if matches!(node.op, UnaryOp::UAdd | UnaryOp::USub) => match &*node.operand {
            Expr::NumberLiteral(_) => Ok(()),
            other => Err(other),
        },
        _ => Err(expr),
    }
}

fn kind(expr: &Expr) -> &'static str {
    match expr {
        Expr::BoolOp(_) => "BoolOp",
        Expr::Named(_) => "NamedExpr",
        Expr::BinOp(_) => "BinOp",
        Expr::UnaryOp(_) => "UnaryOp",
        Expr::Lambda(_) => "Lambda",
        Expr::If(_) => "IfExp",
        Expr::Dict(_) => "Dict",
        Expr::Set(_) => "Set",
        Expr::ListComp(_) => "ListComp",
        Expr::SetComp(_) => "SetComp",
        Expr::DictComp(_) => "DictComp",
        Expr::Generator(_) => "GeneratorExp",
        Expr::Await(_) => "Await",
        Expr::Yield(_) => "Yield",
        Expr::YieldFrom(_) => "YieldFrom",
        Expr::Compare(_) => "Compare",
        Expr::Call(_) => "Call",
        Expr::FString(_) => "JoinedStr",
        Expr::Attribute(_) => "Attribute",
        Expr::Subscript(_) => "Subscript",
        Expr::Starred(_) => "Starred",
        Expr::Name(_) => "Name",
        Expr::List(_) => "List",
        Expr::Tuple(_) => "Tuple",
        Expr::Slice(_) => "Slice",
        _ => "Constant",
    }
}
