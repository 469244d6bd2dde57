//! The parser's errors in CPython's words.

use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_parser::{InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::SyntaxErrorKind;

/// The kind, message and place for an error of the parser.
pub fn translate(error: &ParseError, source: &str) -> (SyntaxErrorKind, String, TextRange) {
    let range = error.range();
    let (start, end) = (range.start().to_usize(), range.end().to_usize());
    let text = Around {
        at: source.get(start..end).unwrap_or(""),
        before: source.get(..start).unwrap_or(""),
        after: source.get(end..).unwrap_or(""),
    };
    if let Some((kind, message, moved)) = special(&error.error, &text, range) {
        return (kind, message, moved);
    }
    let (kind, message) = words(&error.error, &text);
    (kind, message, range)
}

/// The text that an error is about.
struct Around<'s> {
    at: &'s str,
    before: &'s str,
    after: &'s str,
}

impl Around<'_> {
    /// The line's text before the error.
    fn line_start(&self) -> &str {
        let start = self.before.rfind('\n').map_or(0, |newline| newline + 1);
        &self.before[start..]
    }
    /// The number of the error's line.
    fn line(&self) -> usize {
        1 + self.before.matches('\n').count()
    }
    /// The number of the source's last line.
    fn last_line(&self) -> usize {
        let rest = self.at.matches('\n').count() + self.after.matches('\n').count();
        let ends = self.after.ends_with('\n') || self.after.is_empty() && self.at.ends_with('\n');
        self.line() + rest - ends as usize
    }
}

/// Errors whose place is not the parser's.
fn special(
    error: &ParseErrorType,
    text: &Around<'_>,
    range: TextRange,
) -> Option<(SyntaxErrorKind, String, TextRange)> {
    use ParseErrorType as E;
    let back = |count: usize| TextRange::empty(range.start() - TextSize::new(count as u32));
    let line_start = text.line_start();
    match error {
        E::UnexpectedIndentation => {
            let place = TextRange::empty(range.end() - TextSize::new(!range.is_empty() as u32));
            Some((SyntaxErrorKind::Indentation, "unexpected indent".into(), place))
        }
        E::Lexical(LexicalErrorType::IndentationError) => {
            let rest = text.at.len() + text.after.find('\n').unwrap_or(text.after.len());
            let place = TextRange::empty(range.start() + TextSize::new(rest as u32));
            let message = "unindent does not match any outer indentation level";
            Some((SyntaxErrorKind::Indentation, message.into(), place))
        }
        E::PositionalAfterKeywordArgument | E::PositionalAfterKeywordUnpacking => {
            let (kind, message) = words(error, text);
            Some((kind, message, TextRange::empty(range.end())))
        }
        E::SimpleStatementsOnSameLine => {
            let word = line_start.trim();
            if matches!(word, "print" | "exec") {
                let indent = line_start.len() - line_start.trim_start().len();
                let message = format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?");
                return Some((SyntaxErrorKind::Syntax, message, back(line_start.len() - indent)));
            }
            let digit = line_start.ends_with(|c: char| c.is_ascii_digit());
            let word = text.at.starts_with(|c: char| c.is_alphabetic() || c == '_')
                || text.at.is_empty() && text.after.starts_with(|c: char| c.is_alphabetic() || c == '_');
            (digit && word).then(|| (SyntaxErrorKind::Syntax, "invalid decimal literal".to_string(), back(1)))
        }
        E::ExpectedToken { expected, .. } if format!("{expected}") == "`:`" => {
            let keyword = ["if ", "elif ", "while "].into_iter().find(|word| line_start.trim_start().starts_with(word));
            if let (Some(keyword), "=") = (keyword, text.at) {
                let indent = line_start.len() - line_start.trim_start().len();
                let target = line_start[indent + keyword.len()..].trim_end();
                let begin = back(line_start.len() - indent - keyword.len());
                let message = match target_name(target) {
                    "name" => "invalid syntax. Maybe you meant '==' or ':=' instead of '='?".to_string(),
                    other => format!("cannot assign to {other} here. Maybe you meant '==' instead of '='?"),
                };
                return Some((SyntaxErrorKind::Syntax, message, begin));
            }
            if text.at == "}" {
                return Some((SyntaxErrorKind::Syntax, "':' expected after dictionary key".into(), back(1)));
            }
            let ends = text.at.is_empty() || text.at.starts_with(['\n', '\r', '#']);
            (keyword.is_some() && !ends).then(|| (SyntaxErrorKind::Syntax, "invalid syntax".to_string(), range))
        }
        _ => None,
    }
}

/// Whether the parser missed something that a bracket left open explains.
pub fn is_unended(error: &ParseError) -> bool {
    matches!(error.error, ParseErrorType::Lexical(LexicalErrorType::Eof))
}

/// What is wrong with the brackets: one that closes none, or not the one that is open, or the
/// innermost that is never closed.
pub fn brackets(tokens: &[Token], source: &str) -> Option<Brackets> {
    let text = |range: TextRange| source.get(range.start().to_usize()..range.end().to_usize()).unwrap_or("");
    let mut open: Vec<TextRange> = Vec::new();
    for token in tokens {
        let range = token.range();
        match token.kind() {
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => open.push(range),
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                let close = text(range);
                let Some(last) = open.pop() else {
                    return Some(Brackets { message: format!("unmatched '{close}'"), range, unclosed: false });
                };
                let begin = text(last);
                if !matches!((begin, close), ("(", ")") | ("[", "]") | ("{", "}")) {
                    let line = |range: TextRange| source[..range.start().to_usize()].matches('\n').count() + 1;
                    let on = if line(last) == line(range) { String::new() } else { format!(" on line {}", line(last)) };
                    let message =
                        format!("closing parenthesis '{close}' does not match opening parenthesis '{begin}'{on}");
                    return Some(Brackets { message, range, unclosed: false });
                }
            }
            _ => {}
        }
    }
    let range = open.pop()?;
    Some(Brackets { message: format!("'{}' was never closed", text(range)), range, unclosed: true })
}

/// See [`brackets`].
pub struct Brackets {
    pub message: String,
    pub range: TextRange,
    pub unclosed: bool,
}

fn words(error: &ParseErrorType, text: &Around<'_>) -> (SyntaxErrorKind, String) {
    use ParseErrorType as E;
    let (at, before) = (text.at, text.before);
    let syntax = |message: &str| (SyntaxErrorKind::Syntax, message.to_string());
    match error {
        E::OtherError(text) if text.starts_with("Expected `except` or `finally`") => {
            syntax("expected 'except' or 'finally' block")
        }
        E::OtherError(text) if text.starts_with("Cannot have both 'except'") => {
            syntax("cannot have both 'except' and 'except*' on the same 'try'")
        }
        E::OtherError(text) if text == "Expected one or more exception types" => {
            syntax("expected one or more exception types")
        }
        E::OtherError(text) if text == "Expected a parameter name" => match at {
            "True" | "False" | "None" => (SyntaxErrorKind::Syntax, format!("cannot assign to {at}")),
            _ => syntax("expression cannot contain assignment, perhaps you meant \"==\"?"),
        },
        E::InvalidStarredExpressionUsage if before.ends_with('(') => syntax("cannot use starred expression here"),
        E::OtherError(text) if text.starts_with("Expected an indented block") => {
            let tail = text.trim_start_matches("Expected an indented block").trim_start_matches(" after ");
            let tail = tail.replace('`', "");
            let after = match tail.as_str() {
                "" => String::new(),
                what => {
                    let header = before.trim_end().lines().filter(|l| !l.trim().is_empty()).count();
                    format!(" after {} on line {}", block_name(what), header)
                }
            };
            (SyntaxErrorKind::Indentation, format!("expected an indented block{after}"))
        }
        E::Lexical(lexical) => (SyntaxErrorKind::Syntax, lexical_words(lexical, text)),
        E::FStringError(error) | E::TStringError(error) => syntax(interpolated_words(error)),
        E::InvalidAssignmentTarget => (SyntaxErrorKind::Syntax, target_words(text)),
        E::InvalidAugmentedAssignmentTarget => (
            SyntaxErrorKind::Syntax,
            format!("'{}' is an illegal expression for augmented assignment", target_name(at)),
        ),
        E::InvalidNamedAssignmentTarget => {
            (SyntaxErrorKind::Syntax, format!("cannot use assignment expressions with {}", target_name(at)))
        }
        E::InvalidDeleteTarget => (SyntaxErrorKind::Syntax, format!("cannot delete {}", target_name(at))),
        E::InvalidAnnotatedAssignmentTarget => syntax("illegal target for annotation"),
        E::PositionalAfterKeywordArgument => syntax("positional argument follows keyword argument"),
        E::PositionalAfterKeywordUnpacking => syntax("positional argument follows keyword argument unpacking"),
        E::InvalidArgumentUnpackingOrder => syntax("iterable argument unpacking follows keyword argument unpacking"),
        E::IterableUnpackingInComprehension => syntax("iterable unpacking cannot be used in comprehension"),
        E::DuplicateKeywordArgumentError(name) => {
            (SyntaxErrorKind::Syntax, format!("keyword argument repeated: {name}"))
        }
        E::NonDefaultParamAfterDefaultParam => syntax("non-default argument follows default argument"),
        E::VarParameterWithDefault => syntax("var-positional argument cannot have default value"),
        E::ParamAfterVarKeywordParam => syntax("arguments cannot follow var-keyword argument"),
        E::ExpectedKeywordParam => syntax("named arguments must follow bare *"),
        E::UnparenthesizedGeneratorExpression => syntax("Generator expression must be parenthesized"),
        E::InvalidStarredExpressionUsage
            if before.trim_end().ends_with(['+', '-', '*', '/', '%', '&', '|', '^', '<', '>', '~', '@']) =>
        {
            syntax("invalid syntax")
        }
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

fn lexical_words(error: &LexicalErrorType, text: &Around<'_>) -> String {
    use LexicalErrorType as E;
    let at = text.at;
    match error {
        E::UnclosedStringError => {
            let body = at.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            if body.starts_with("\"\"\"") || body.starts_with("'''") {
                format!("unterminated triple-quoted string literal (detected at line {})", text.last_line())
            } else {
                format!("unterminated string literal (detected at line {})", text.line())
            }
        }
        E::UnicodeError => "(unicode error) 'unicodeescape' codec can't decode bytes".into(),
        E::InvalidByteLiteral => "bytes can only contain ASCII literal characters".into(),
        E::LineContinuationError => "unexpected character after line continuation character".into(),
        E::Eof => "unexpected EOF while parsing".into(),
        E::FStringError(error) | E::TStringError(error) => interpolated_words(error).into(),
        E::OtherError(message) if message.contains("decimal integer literal") => {
            "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers".into()
        }
        E::OtherError(_) if at.starts_with(|c: char| c.is_ascii_digit()) => match at.get(..2) {
            Some("0x" | "0X") => "invalid hexadecimal literal".into(),
            Some("0o" | "0O") => "invalid octal literal".into(),
            Some("0b" | "0B") => "invalid binary literal".into(),
            _ => "invalid decimal literal".into(),
        },
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

/// `cannot assign to …` with what the text is. CPython suggests `==` where the target is all
/// that stands before `=`, and no test.
fn target_words(text: &Around<'_>) -> String {
    let name = target_name(text.at);
    let after = text.after.trim_start_matches([' ', '\t']);
    let follows = after.starts_with('=') && !after.starts_with("==");
    let plain = !matches!(name, "True" | "False" | "None" | "list" | "tuple" | "generator expression")
        && !matches!(name, "comparison" | "lambda" | "conditional expression" | "named expression");
    let line_start = text.line_start().trim_end();
    let plain = plain && (line_start.is_empty() || line_start.ends_with([':', ';', '(']));
    let junction = text.at.starts_with("not ") || text.at.contains(" and ") || text.at.contains(" or ");
    let hint = if follows && plain && !(name == "expression" && junction) {
        " here. Maybe you meant '==' instead of '='?"
    } else {
        ""
    };
    format!("cannot assign to {name}{hint}")
}

/// What CPython calls an expression that cannot be assigned to.
fn target_name(at: &str) -> &'static str {
    use ruff_python_ast::Expr;
    if at.starts_with("yield") {
        return "yield expression";
    }
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
