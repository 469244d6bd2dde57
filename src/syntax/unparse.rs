//! The text of an expression as the tree says it, for `from __future__ import annotations`.
//!
//! In: an expression and its source. Out: its text with CPython's spaces, parentheses and quotes.
//!
//! ```text
//! text("dict [ str,'int' ]")  →  "dict[str, 'int']"
//! ```
//!
//! 1. Parentheses stand only where the tree would be another without them.
//! 2. What annotations hardly contain (lambdas, comprehensions, f-strings, floats) keeps its source.

use ruff_python_ast::{BoolOp, CmpOp, Expr, Number, Operator, UnaryOp};
use ruff_text_size::Ranged;

/// How strongly the parts of an expression hold together, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Tuple,
    Test,
    Or,
    And,
    Not,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Sum,
    Term,
    Factor,
    Power,
    Await,
    Atom,
}

impl Level {
    fn next(self) -> Level {
        const ALL: [Level; 16] = [
            Level::Tuple,
            Level::Test,
            Level::Or,
            Level::And,
            Level::Not,
            Level::Compare,
            Level::BitOr,
            Level::BitXor,
            Level::BitAnd,
            Level::Shift,
            Level::Sum,
            Level::Term,
            Level::Factor,
            Level::Power,
            Level::Await,
            Level::Atom,
        ];
        ALL[(self as usize + 1).min(ALL.len() - 1)]
    }
}

/// The text of an expression of `source`.
#[must_use]
pub fn text(expr: &Expr, source: &str) -> String {
    let mut writer = Writer { source, out: String::new() };
    writer.expr(expr, Level::Test);
    writer.out
}

struct Writer<'a> {
    source: &'a str,
    out: String,
}

impl Writer<'_> {
    fn expr(&mut self, expr: &Expr, level: Level) {
        let own = match expr {
            Expr::Tuple(node) if !node.elts.is_empty() => Level::Tuple,
            Expr::If(_) => Level::Test,
            Expr::BoolOp(node) => match node.op {
                BoolOp::Or => Level::Or,
                BoolOp::And => Level::And,
            },
            Expr::UnaryOp(node) => match node.op {
                UnaryOp::Not => Level::Not,
                _ => Level::Factor,
            },
            Expr::Compare(_) => Level::Compare,
            Expr::BinOp(node) => operator(node.op).1,
            Expr::Await(_) => Level::Await,
            _ => Level::Atom,
        };
        let parenthesized = level > own;
        if parenthesized {
            self.out.push('(');
        }
        self.bare(expr, own);
        if parenthesized {
            self.out.push(')');
        }
    }

    fn bare(&mut self, expr: &Expr, own: Level) {
        match expr {
            Expr::Name(node) => self.out.push_str(&node.id),
            Expr::NoneLiteral(_) => self.out.push_str("None"),
            Expr::EllipsisLiteral(_) => self.out.push_str("..."),
            Expr::BooleanLiteral(node) => self.out.push_str(if node.value { "True" } else { "False" }),
            Expr::StringLiteral(node) => self.quote(node.value.to_str()),
            Expr::NumberLiteral(node) => match &node.value {
                Number::Int(int) if int.as_u64().is_some() => {
                    let text = int.as_u64().unwrap_or_default().to_string();
                    self.out.push_str(&text);
                }
                _ => self.source_of(expr),
            },
            Expr::Attribute(node) => {
                self.expr(&node.value, Level::Atom);
                if matches!(&*node.value, Expr::NumberLiteral(number) if matches!(number.value, Number::Int(_))) {
                    self.out.push(' ');
                }
                self.out.push('.');
                self.out.push_str(node.attr.as_str());
            }
            Expr::Subscript(node) => {
                self.expr(&node.value, Level::Atom);
                self.out.push('[');
                match &*node.slice {
                    Expr::Tuple(tuple) if !tuple.elts.is_empty() => self.tuple(&tuple.elts),
                    slice => self.expr(slice, Level::Tuple),
                }
                self.out.push(']');
            }
            Expr::Slice(node) => {
                if let Some(lower) = &node.lower {
                    self.expr(lower, Level::Test);
                }
                self.out.push(':');
                if let Some(upper) = &node.upper {
                    self.expr(upper, Level::Test);
                }
                if let Some(step) = &node.step {
                    self.out.push(':');
                    self.expr(step, Level::Test);
                }
            }
            Expr::Tuple(node) => match node.elts.is_empty() {
                true => self.out.push_str("()"),
                false => self.tuple(&node.elts),
            },
            Expr::List(node) => {
                self.out.push('[');
                self.items(&node.elts);
                self.out.push(']');
            }
            Expr::Set(node) => {
                self.out.push('{');
                self.items(&node.elts);
                self.out.push('}');
            }
            Expr::Dict(node) => {
                self.out.push('{');
                for (index, item) in node.items.iter().enumerate() {
                    self.separate(index);
                    match &item.key {
                        Some(key) => {
                            self.expr(key, Level::Test);
                            self.out.push_str(": ");
                            self.expr(&item.value, Level::Test);
                        }
                        None => {
                            self.out.push_str("**");
                            self.expr(&item.value, Level::BitOr);
                        }
                    }
                }
                self.out.push('}');
            }
            Expr::Starred(node) => {
                self.out.push('*');
                self.expr(&node.value, Level::BitOr);
            }
            Expr::Call(node) => {
                self.expr(&node.func, Level::Atom);
                self.out.push('(');
                let count = node.arguments.args.len();
                self.items(&node.arguments.args);
                for (index, keyword) in node.arguments.keywords.iter().enumerate() {
                    self.separate(count + index);
                    match &keyword.arg {
                        Some(name) => {
                            self.out.push_str(name.as_str());
                            self.out.push('=');
                        }
                        None => self.out.push_str("**"),
                    }
                    self.expr(&keyword.value, Level::Test);
                }
                self.out.push(')');
            }
            Expr::BinOp(node) => {
                let symbol = operator(node.op).0;
                let power = node.op == Operator::Pow;
                self.expr(&node.left, if power { own.next() } else { own });
                self.out.push_str(symbol);
                self.expr(&node.right, if power { own } else { own.next() });
            }
            Expr::UnaryOp(node) => {
                self.out.push_str(match node.op {
                    UnaryOp::Invert => "~",
                    UnaryOp::Not => "not ",
                    UnaryOp::UAdd => "+",
                    UnaryOp::USub => "-",
                });
                self.expr(&node.operand, own);
            }
            Expr::BoolOp(node) => {
                let symbol = if node.op == BoolOp::Or { " or " } else { " and " };
                for (index, value) in node.values.iter().enumerate() {
                    if index > 0 {
                        self.out.push_str(symbol);
                    }
                    self.expr(value, own.next());
                }
            }
            Expr::Compare(node) => {
                self.expr(&node.left, own.next());
                for (op, right) in node.ops.iter().zip(&node.comparators) {
                    self.out.push_str(comparison(*op));
                    self.expr(right, own.next());
                }
            }
            Expr::If(node) => {
                self.expr(&node.body, Level::Or);
                self.out.push_str(" if ");
                self.expr(&node.test, Level::Or);
                self.out.push_str(" else ");
                self.expr(&node.orelse, Level::Test);
            }
            Expr::Await(node) => {
                self.out.push_str("await ");
                self.expr(&node.value, Level::Atom);
            }
            _ => self.source_of(expr),
        }
    }

    fn separate(&mut self, index: usize) {
        if index > 0 {
            self.out.push_str(", ");
        }
    }
    fn items(&mut self, items: &[Expr]) {
        for (index, item) in items.iter().enumerate() {
            self.separate(index);
            self.expr(item, Level::Test);
        }
    }
    fn tuple(&mut self, items: &[Expr]) {
        self.items(items);
        if items.len() == 1 {
            self.out.push(',');
        }
    }
    fn source_of(&mut self, expr: &Expr) {
        let range = expr.range();
        self.out.push_str(self.source.get(range.start().to_usize()..range.end().to_usize()).unwrap_or(""));
    }
    /// As `repr` quotes.
    fn quote(&mut self, text: &str) {
        let mark = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
        self.out.push(mark);
        for c in text.chars() {
            match c {
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                '\\' => self.out.push_str("\\\\"),
                c if c == mark => self.out.extend(['\\', c]),
                c if c < ' ' || ('\x7f'..='\u{a0}').contains(&c) => self.out.push_str(&format!("\\x{:02x}", c as u32)),
                c => self.out.push(c),
            }
        }
        self.out.push(mark);
    }
}

fn operator(op: Operator) -> (&'static str, Level) {
    match op {
        Operator::Add => (" + ", Level::Sum),
        Operator::Sub => (" - ", Level::Sum),
        Operator::Mult => (" * ", Level::Term),
        Operator::MatMult => (" @ ", Level::Term),
        Operator::Div => (" / ", Level::Term),
        Operator::Mod => (" % ", Level::Term),
        Operator::FloorDiv => (" // ", Level::Term),
        Operator::Pow => (" ** ", Level::Power),
        Operator::LShift => (" << ", Level::Shift),
        Operator::RShift => (" >> ", Level::Shift),
        Operator::BitOr => (" | ", Level::BitOr),
        Operator::BitXor => (" ^ ", Level::BitXor),
        Operator::BitAnd => (" & ", Level::BitAnd),
    }
}

fn comparison(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => " == ",
        CmpOp::NotEq => " != ",
        CmpOp::Lt => " < ",
        CmpOp::LtE => " <= ",
        CmpOp::Gt => " > ",
        CmpOp::GtE => " >= ",
        CmpOp::Is => " is ",
        CmpOp::IsNot => " is not ",
        CmpOp::In => " in ",
        CmpOp::NotIn => " not in ",
    }
}
