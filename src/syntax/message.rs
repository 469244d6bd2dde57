//! The parser's errors in CPython's words.

use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_parser::{InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType};
use ruff_text_size::{Ranged, TextRange};

use super::SyntaxErrorKind;

/// The kind, message and place for an error of the parser.
pub fn translate(error: &ParseError, source: &str) -> (SyntaxErrorKind, String, TextRange) {
    let range = error.range();
    let at = source.get(range.start().to_usize()..range.end().to_usize()).unwrap_or("");
    let before = source.get(..range.start().to_usize()).unwrap_or("");
    let (kind, message) = words(&error.error, at, before);
    (kind, message, range)
}

/// Whether the parser missed something that a bracket left open explains.
pub fn is_unended(error: &ParseError) -> bool {
    matches!(error.error, ParseErrorType::Lexical(LexicalErrorType::Eof))
}

/// The innermost bracket that is never closed, if there is one.
pub fn unclosed(tokens: &[Token], source: &str) -> Option<(String, TextRange)> {
    let mut open: Vec<TextRange> = Vec::new();
    for token in tokens {
        match token.kind() {
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => open.push(token.range()),
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                open.pop();
            }
            _ => {}
        }
    }
    let range = open.pop()?;
    let text = source.get(range.start().to_usize()..range.end().to_usize())?;
    Some((format!("'{text}' was never closed"), range))
}

fn words(error: &ParseErrorType, at: &str, before: &str) -> (SyntaxErrorKind, String) {
    use ParseErrorType as E;
    let syntax = |message: &str| (SyntaxErrorKind::Syntax, message.to_string());
    match error {
        E::UnexpectedIndentation => (SyntaxErrorKind::Indentation, "unexpected indent".into()),
        E::OtherError(text) if text.starts_with("Expected an indented block") => {
            let tail = text.trim_start_matches("Expected an indented block").trim_start_matches(" after ");
            let after = match tail.trim_matches('`') {
                "" => String::new(),
                what => {
                    let header = before.trim_end().lines().filter(|l| !l.trim().is_empty()).count();
                    format!(" after {} on line {}", block_name(what), header)
                }
            };
            (SyntaxErrorKind::Indentation, format!("expected an indented block{after}"))
        }
        E::Lexical(LexicalErrorType::IndentationError) => {
            (SyntaxErrorKind::Indentation, "unindent does not match any outer indentation level".into())
        }
        E::Lexical(lexical) => (SyntaxErrorKind::Syntax, lexical_words(lexical, at)),
        E::FStringError(error) | E::TStringError(error) => syntax(interpolated_words(error)),
        E::InvalidAssignmentTarget => (SyntaxErrorKind::Syntax, target_words("cannot assign to ", at, " here. Maybe you meant '==' instead of '='?")),
        E::InvalidAugmentedAssignmentTarget => {
            (SyntaxErrorKind::Syntax, format!("'{}' is an illegal expression for augmented assignment", target_name(at)))
        }
        E::InvalidNamedAssignmentTarget => {
            (SyntaxErrorKind::Syntax, format!("cannot use assignment expressions with {}", target_name(at)))
        }
        E::InvalidDeleteTarget => (SyntaxErrorKind::Syntax, format!("cannot delete {}", target_name(at))),
        E::InvalidAnnotatedAssignmentTarget => syntax("illegal target for annotation"),
        E::PositionalAfterKeywordArgument => syntax("positional argument follows keyword argument"),
        E::PositionalAfterKeywordUnpacking => syntax("positional argument follows keyword argument unpacking"),
        E::InvalidArgumentUnpackingOrder => {
            syntax("iterable argument unpacking follows keyword argument unpacking")
        }
        E::IterableUnpackingInComprehension => syntax("iterable unpacking cannot be used in comprehension"),
        E::DuplicateKeywordArgumentError(name) => (SyntaxErrorKind::Syntax, format!("keyword argument repeated: {name}")),
        E::NonDefaultParamAfterDefaultParam => syntax("non-default argument follows default argument"),
        E::VarParameterWithDefault => syntax("var-positional argument cannot have default value"),
        E::ExpectedKeywordParam => syntax("named arguments must follow bare *"),
        E::UnparenthesizedGeneratorExpression => syntax("Generator expression must be parenthesized"),
        E::InvalidStarredExpressionUsage => syntax("can't use starred expression here"),
        E::ExpectedToken { expected, .. } if format!("{expected}") == "`:`" => syntax("expected ':'"),
        E::RecursionLimitExceeded => syntax("too many nested parentheses"),
        _ => syntax("invalid syntax"),
    }
}

fn block_name(what: &str) -> String {
    match what {
        "function definition" | "function" => "function definition".into(),
        "class" | "class definition" => "class definition".into(),
        other => {
            let word = other.trim_end_matches(" statement").trim_end_matches(" clause").trim_matches('`');
            format!("'{word}' statement")
        }
    }
}

fn lexical_words(error: &LexicalErrorType, at: &str) -> String {
    use LexicalErrorType as E;
    match error {
        E::UnclosedStringError => {
            let body = at.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            if body.starts_with("\"\"\"") || body.starts_with("'''") {
                "unterminated triple-quoted string literal".into()
            } else {
                "unterminated string literal".into()
            }
        }
        E::UnicodeError => "(unicode error) 'unicodeescape' codec can't decode bytes".into(),
        E::InvalidByteLiteral => "bytes can only contain ASCII literal characters".into(),
        E::LineContinuationError => "unexpected character after line continuation character".into(),
        E::Eof => "unexpected EOF while parsing".into(),
        E::FStringError(error) | E::TStringError(error) => interpolated_words(error).into(),
        E::OtherError(text) if text.contains("decimal literal") || text.contains("digit") => {
            "invalid decimal literal".into()
        }
        E::UnrecognizedToken { tok } if !tok.is_ascii() => {
            format!("invalid character '{tok}' (U+{:04X})", *tok as u32)
        }
        _ => "invalid syntax".into(),
    }
}

fn interpolated_words(error: &InterpolatedStringErrorType) -> &'static str {
    use InterpolatedStringErrorType as E;
    match error {
        E::UnclosedLbrace => "f-string: expecting '}'",
        E::InvalidConversionFlag => "f-string: invalid conversion character: expected 's', 'r', or 'a'",
        E::SingleRbrace => "f-string: single '}' is not allowed",
        E::UnterminatedString => "unterminated string literal",
        E::UnterminatedTripleQuotedString => "unterminated triple-quoted string literal",
        _ => "f-string: invalid syntax",
    }
}

/// `cannot assign to …` with what the text is.
fn target_words(start: &str, at: &str, end: &str) -> String {
    let name = target_name(at);
    match name {
        // CPython does not guess `==` for these.
        "True" | "False" | "None" => format!("cannot assign to {name}"),
        _ => format!("{start}{name}{end}"),
    }
}

/// What CPython calls an expression that cannot be assigned to.
fn target_name(at: &str) -> &'static str {
    use ruff_python_ast::Expr;
    let Ok(parsed) = ruff_python_parser::parse_expression(at) else { return "expression" };
    match parsed.expr() {
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(node) => {
            if node.value {
                "True"
            } else {
                "False"
            }
        }
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) => "literal",
        Expr::FString(_) => "f-string expression",
        Expr::Call(_) => "function call",
        Expr::BinOp(_) | Expr::UnaryOp(_) | Expr::BoolOp(_) => "expression",
        Expr::Compare(_) => "comparison",
        Expr::Lambda(_) => "lambda",
        Expr::If(_) => "conditional expression",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::Named(_) => "named expression",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        _ => "expression",
    }
}
