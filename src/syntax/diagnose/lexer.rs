//! The tokens of a source that does not parse, and what is wrong with them, as CPython 3.11's tokenizer sees it.
//!
//! In: the source, `\n` at the end of each line. Out: one token after the other, or a [`LexicalError`].
//!
//! ```text
//! "x = (1"   →   Name x, Operator =, Operator (, Number 1, then: '(' was never closed
//! ```
//!
//! 1. Lazy: the reader sees an error only when its parser gets there, and where the lexer stands
//!    at that time (`cursor`, `line`) is the place of errors that have none of their own.

use super::place::{Complaint, chars_before};
use crate::syntax::SyntaxErrorKind;

/// What kind of token it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TokenKind {
    Name,
    Keyword,
    Number,
    String,
    Operator,
    Newline,
    Indent,
    Dedent,
    End,
}

/// A token. Lines count from 1; columns are bytes of the line, and there are none for tokens without text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub kind: TokenKind,
    pub start: usize,
    pub end: usize,
    pub line: usize,
    pub column: Option<usize>,
    pub end_line: usize,
    pub end_column: Option<usize>,
    /// How many brackets are open behind it.
    pub level: usize,
}

/// Why there is no next token.
pub enum LexicalError {
    /// With words and a place.
    Complaint(Complaint),
    /// The same, but of an error that CPython does not look for ahead of the parser.
    Quiet(Complaint),
    /// The source ends; a bracket may be open.
    Eof,
    /// An indentation that is none of those around.
    Dedent,
}

const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];
const OPERATORS: [&str; 27] = [
    "**=", "//=", ">>=", "<<=", "...", "==", "!=", "<>", "<=", ">=", "->", ":=", "+=", "-=", "*=", "/=", "%=", "&=",
    "|=", "^=", "@=", "**", "//", "<<", ">>", "", "",
];
const MAX_LEVEL: usize = 200;
const MAX_INDENT: usize = 100;
const EOF: u8 = 0;

/// See the module's head.
pub struct Lexer<'s> {
    pub source: &'s str,
    bytes: &'s [u8],
    /// Where the lexer stands.
    pub cursor: usize,
    /// The end of the line that is read, its newline included.
    input_end: usize,
    pub line_start: usize,
    pub line: usize,
    /// Where the buffer of what is read begins: this line, or that of the token's first character.
    pub buffer: usize,
    pub at_eof: bool,
    pub failed: bool,
    token_start: Option<usize>,
    indents: Vec<(usize, usize)>,
    pending: i32,
    at_line_start: bool,
    /// Open brackets: the character, its line, its column.
    pub open: Vec<(u8, usize, usize)>,
    blank: bool,
}

fn starts_identifier(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 128
}

fn continues_identifier(byte: u8) -> bool {
    starts_identifier(byte) || byte.is_ascii_digit()
}

impl<'s> Lexer<'s> {
    pub fn new(source: &'s str) -> Lexer<'s> {
        Lexer {
            source,
            bytes: source.as_bytes(),
            cursor: 0,
            input_end: 0,
            line_start: 0,
            line: 0,
            buffer: 0,
            at_eof: false,
            failed: false,
            token_start: None,
            indents: vec![(0, 0)],
            pending: 0,
            at_line_start: true,
            open: Vec::new(),
            blank: false,
        }
    }

    fn next_byte(&mut self) -> u8 {
        if self.cursor == self.input_end {
            if self.cursor == self.bytes.len() {
                self.at_eof = true;
                return EOF;
            }
            self.line_start = self.cursor;
            self.line += 1;
            if self.token_start.is_none() {
                self.buffer = self.cursor;
            }
            let rest = &self.bytes[self.cursor..];
            self.input_end = self.cursor + rest.iter().position(|b| *b == b'\n').map_or(rest.len(), |at| at + 1);
        }
        self.cursor += 1;
        self.bytes[self.cursor - 1]
    }

    /// Takes back what [`Lexer::next_byte`] returned.
    fn back(&mut self, byte: u8) {
        if byte != EOF {
            self.cursor -= 1;
        }
    }

    /// The end of what the lexer has of the source: the current line's.
    pub fn read_end(&self) -> usize {
        self.input_end
    }

    /// An error at the last character read.
    fn error(&mut self, message: String) -> LexicalError {
        self.error_between(message, None, None)
    }

    fn error_between(&mut self, message: String, from: Option<i64>, to: Option<i64>) -> LexicalError {
        self.failed = true;
        let rest = &self.source[self.line_start..];
        let line = rest.split('\n').next().unwrap_or("").to_string();
        let offset = from.unwrap_or_else(|| chars_before(rest, self.cursor - self.line_start) as i64);
        LexicalError::Complaint(Complaint {
            kind: SyntaxErrorKind::Syntax,
            message,
            line: self.line as i64,
            offset,
            end_line: self.line as i64,
            end_offset: to.unwrap_or(offset),
            text: Some(line),
            own_text: true,
            at_end: false,
        })
    }

    /// An error of the line as a whole, or at a byte of it.
    fn at_column(&mut self, kind: SyntaxErrorKind, message: &str, column: usize) -> LexicalError {
        self.failed = true;
        let text = self.source[self.buffer..self.input_end].to_string();
        let offset = 1 + chars_before(&self.source[self.line_start..], column) as i64;
        LexicalError::Quiet(Complaint {
            kind,
            message: message.to_string(),
            line: self.line as i64,
            offset,
            end_line: self.line as i64,
            end_offset: 0,
            text: Some(text),
            own_text: false,
            at_end: false,
        })
    }

    fn tabs(&mut self) -> LexicalError {
        self.cursor = self.input_end;
        self.at_column(SyntaxErrorKind::Tab, "inconsistent use of tabs and spaces in indentation", 0)
    }

    fn token(&self, kind: TokenKind, span: Option<(usize, usize)>, first_line: usize, first_start: usize) -> Token {
        let (start, end) = span.unwrap_or((self.cursor, self.cursor));
        Token {
            kind,
            start,
            end,
            line: first_line,
            column: span.and_then(|(start, _)| start.checked_sub(first_start)),
            end_line: self.line,
            end_column: span.and_then(|(_, end)| end.checked_sub(self.line_start)),
            level: self.open.len(),
        }
    }

    fn plain(&self, kind: TokenKind, start: usize) -> Token {
        self.token(kind, Some((start, self.cursor)), self.line, self.line_start)
    }

    /// The next token.
    pub fn next(&mut self) -> Result<Token, LexicalError> {
        loop {
            self.token_start = None;
            self.blank = false;
            if self.at_line_start {
                self.indentation()?;
            }
            self.token_start = Some(self.cursor);
            if self.pending != 0 {
                let kind = if self.pending < 0 { TokenKind::Dedent } else { TokenKind::Indent };
                self.pending -= self.pending.signum();
                return Ok(self.token(kind, None, self.line, self.line_start));
            }
            if let Some(token) = self.in_line()? {
                return Ok(token);
            }
        }
    }

    fn indentation(&mut self) -> Result<(), LexicalError> {
        self.at_line_start = false;
        let (mut column, mut other) = (0usize, 0usize);
        let mut continued: Option<(usize, usize)> = None;
        let byte = loop {
            match self.next_byte() {
                b' ' => (column, other) = (column + 1, other + 1),
                b'\t' => (column, other) = ((column / 8 + 1) * 8, other + 1),
                b'\x0c' => (column, other) = (0, 0),
                b'\\' => {
                    continued.get_or_insert((column, other));
                    self.continuation()?;
                }
                byte => break byte,
            }
        };
        self.back(byte);
        if matches!(byte, b'#' | b'\n') {
            self.blank = true;
        }
        if self.blank || !self.open.is_empty() {
            return Ok(());
        }
        let (column, other) = continued.filter(|c| c.0 > 0).unwrap_or((column, other));
        let &(top, top_other) = self.indents.last().unwrap_or(&(0, 0));
        if column == top {
            if other != top_other {
                return Err(self.tabs());
            }
        } else if column > top {
            if self.indents.len() >= MAX_INDENT {
                self.cursor = self.input_end;
                return Err(self.at_column(SyntaxErrorKind::Indentation, "too many levels of indentation", 0));
            }
            if other <= top_other {
                return Err(self.tabs());
            }
            self.pending += 1;
            self.indents.push((column, other));
        } else {
            while self.indents.len() > 1 && self.indents.last().is_some_and(|top| column < top.0) {
                self.pending -= 1;
                self.indents.pop();
            }
            let &(top, top_other) = self.indents.last().unwrap_or(&(0, 0));
            if column != top {
                self.cursor = self.input_end;
                self.failed = true;
                return Err(LexicalError::Dedent);
            }
            if other != top_other {
                return Err(self.tabs());
            }
        }
        Ok(())
    }

    /// Behind a backslash: the line's end, and one more character after it.
    fn continuation(&mut self) -> Result<(), LexicalError> {
        let byte = self.next_byte();
        if byte != b'\n' {
            let column = (self.cursor - self.buffer).saturating_sub(1);
            let message = "unexpected character after line continuation character";
            return Err(self.at_column(SyntaxErrorKind::Syntax, message, column));
        }
        let byte = self.next_byte();
        if byte == EOF {
            self.cursor = self.input_end;
            return Err(LexicalError::Eof);
        }
        self.back(byte);
        Ok(())
    }

    /// A token of the line; none where the line turns out blank.
    fn in_line(&mut self) -> Result<Option<Token>, LexicalError> {
        loop {
            self.token_start = None;
            let mut byte = self.next_byte();
            while matches!(byte, b' ' | b'\t' | b'\x0c') {
                byte = self.next_byte();
            }
            let mut start = self.cursor.saturating_sub((byte != EOF) as usize);
            self.token_start = Some(start);
            if byte == b'#' {
                while byte != EOF && byte != b'\n' {
                    byte = self.next_byte();
                }
                start = self.cursor.saturating_sub((byte != EOF) as usize);
            }
            if byte == EOF && self.at_eof {
                if !self.open.is_empty() {
                    return Err(LexicalError::Eof);
                }
                return Ok(Some(self.token(TokenKind::End, None, self.line, self.line_start)));
            }
            if starts_identifier(byte) {
                return self.name(byte, start).map(Some);
            }
            match byte {
                b'\n' => {
                    self.at_line_start = true;
                    if self.blank || !self.open.is_empty() {
                        return Ok(None);
                    }
                    let span = Some((start, self.cursor - 1));
                    return Ok(Some(self.token(TokenKind::Newline, span, self.line, self.line_start)));
                }
                b'.' => {
                    let next = self.next_byte();
                    if next.is_ascii_digit() {
                        return self.fraction(next, start).map(Some);
                    }
                    self.back(next);
                    return self.operator(byte, start).map(Some);
                }
                b'0'..=b'9' => return self.number(byte, start).map(Some),
                b'\'' | b'"' => return self.string(byte, start).map(Some),
                b'\\' => self.continuation()?,
                _ => return self.operator(byte, start).map(Some),
            }
        }
    }

    fn name(&mut self, first: u8, start: usize) -> Result<Token, LexicalError> {
        let mut byte = first;
        let (mut bytes, mut unicode, mut raw, mut format) = (false, false, false, false);
        loop {
            match byte {
                b'b' | b'B' if !(bytes || unicode || format) => bytes = true,
                b'u' | b'U' if !(bytes || unicode || raw || format) => unicode = true,
                b'r' | b'R' if !(raw || unicode) => raw = true,
                b'f' | b'F' if !(format || bytes || unicode) => format = true,
                _ => break,
            }
            byte = self.next_byte();
            if matches!(byte, b'"' | b'\'') {
                return self.string(byte, start);
            }
        }
        while continues_identifier(byte) {
            byte = self.next_byte();
        }
        self.back(byte);
        let text = &self.source[start..self.cursor];
        if !text.is_ascii() {
            self.verify_identifier(start)?;
        }
        let kind = if KEYWORDS.contains(&text) { TokenKind::Keyword } else { TokenKind::Name };
        Ok(self.plain(kind, start))
    }

    fn verify_identifier(&mut self, start: usize) -> Result<(), LexicalError> {
        let text = &self.source[start..self.cursor];
        let invalid = text.char_indices().find(|(at, character)| match at {
            0 => !(*character == '_' || unicode_ident::is_xid_start(*character)),
            _ => !unicode_ident::is_xid_continue(*character),
        });
        let Some((at, character)) = invalid else { return Ok(()) };
        self.cursor = start + at + character.len_utf8();
        let code = character as u32;
        Err(self.error(match is_printable(character) {
            true => format!("invalid character '{character}' (U+{code:04X})"),
            false => format!("invalid non-printable character U+{code:04X}"),
        }))
    }

    fn string(&mut self, quote: u8, start: usize) -> Result<Token, LexicalError> {
        let (first_line, first_start) = (self.line, self.line_start);
        let mut size = 1;
        let mut closing = 0;
        let mut byte = self.next_byte();
        if byte == quote {
            byte = self.next_byte();
            if byte == quote {
                size = 3;
            } else {
                closing = 1;
            }
        }
        if size == 1 || byte != quote {
            self.back(byte);
        }
        while closing != size {
            let byte = self.next_byte();
            if byte == EOF && self.at_eof || size == 1 && byte == b'\n' {
                let detected = self.line;
                self.cursor = start + 1;
                self.line_start = first_start;
                self.line = first_line;
                let kind = if size == 3 { "triple-quoted string" } else { "string" };
                return Err(self.error(format!("unterminated {kind} literal (detected at line {detected})")));
            }
            if byte == quote {
                closing += 1;
            } else {
                closing = 0;
                if byte == b'\\' {
                    self.next_byte();
                }
            }
        }
        Ok(self.token(TokenKind::String, Some((start, self.cursor)), first_line, first_start))
    }

    fn operator(&mut self, byte: u8, start: usize) -> Result<Token, LexicalError> {
        let rest = &self.source[start..];
        if let Some(text) = OPERATORS.iter().find(|text| !text.is_empty() && rest.starts_with(**text)) {
            self.cursor = start + text.len();
            return Ok(self.plain(TokenKind::Operator, start));
        }
        match byte {
            b'(' | b'[' | b'{' => {
                if self.open.len() >= MAX_LEVEL {
                    return Err(self.error("too many nested parentheses".to_string()));
                }
                self.open.push((byte, self.line, start.saturating_sub(self.line_start)));
            }
            b')' | b']' | b'}' => {
                let close = char::from(byte);
                let Some((open, line, _)) = self.open.pop() else {
                    return Err(self.error(format!("unmatched '{close}'")));
                };
                if !matches!((open, byte), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
                    let open = char::from(open);
                    let on = if line == self.line { String::new() } else { format!(" on line {line}") };
                    let message =
                        format!("closing parenthesis '{close}' does not match opening parenthesis '{open}'{on}");
                    return Err(self.error(message));
                }
            }
            _ if byte < b' ' || byte == 127 => {
                return Err(self.error(format!("invalid non-printable character U+{byte:04X}")));
            }
            _ => {}
        }
        Ok(self.plain(TokenKind::Operator, start))
    }

    // Numbers.

    fn number(&mut self, first: u8, start: usize) -> Result<Token, LexicalError> {
        if first != b'0' {
            let byte = self.decimal_tail()?;
            return self.after_decimal(byte, start);
        }
        let byte = self.next_byte();
        match byte {
            b'x' | b'X' => return self.radix(16, "hexadecimal", start),
            b'o' | b'O' => return self.radix(8, "octal", start),
            b'b' | b'B' => return self.radix(2, "binary", start),
            _ => {}
        }
        let mut byte = byte;
        loop {
            if byte == b'_' {
                byte = self.next_byte();
                if !byte.is_ascii_digit() {
                    self.back(byte);
                    return Err(self.error("invalid decimal literal".to_string()));
                }
            }
            if byte != b'0' {
                break;
            }
            byte = self.next_byte();
        }
        let zeros_end = self.cursor;
        let mut nonzero = false;
        if byte.is_ascii_digit() {
            nonzero = true;
            byte = self.decimal_tail()?;
        }
        if nonzero && !matches!(byte, b'.' | b'e' | b'E' | b'j' | b'J') {
            self.back(byte);
            let message =
                "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
            let from = (start + 1 - self.line_start) as i64;
            let to = (zeros_end - self.line_start) as i64;
            return Err(self.error_between(message.to_string(), Some(from), Some(to)));
        }
        self.after_decimal(byte, start)
    }

    fn radix(&mut self, radix: u32, name: &str, start: usize) -> Result<Token, LexicalError> {
        let is_digit = |byte: u8| char::from(byte).is_digit(radix);
        let mut byte = self.next_byte();
        loop {
            if byte == b'_' {
                byte = self.next_byte();
            }
            if !is_digit(byte) {
                if byte.is_ascii_digit() {
                    return Err(self.error(format!("invalid digit '{}' in {name} literal", char::from(byte))));
                }
                self.back(byte);
                return Err(self.error(format!("invalid {name} literal")));
            }
            while is_digit(byte) {
                byte = self.next_byte();
            }
            if byte != b'_' {
                break;
            }
        }
        if byte.is_ascii_digit() {
            return Err(self.error(format!("invalid digit '{}' in {name} literal", char::from(byte))));
        }
        self.number_end(byte, name)?;
        Ok(self.plain(TokenKind::Number, start))
    }

    /// The digits up to the first character behind them, which is returned.
    fn decimal_tail(&mut self) -> Result<u8, LexicalError> {
        loop {
            let mut byte = self.next_byte();
            while byte.is_ascii_digit() {
                byte = self.next_byte();
            }
            if byte != b'_' {
                return Ok(byte);
            }
            byte = self.next_byte();
            if !byte.is_ascii_digit() {
                self.back(byte);
                return Err(self.error("invalid decimal literal".to_string()));
            }
        }
    }

    fn after_decimal(&mut self, byte: u8, start: usize) -> Result<Token, LexicalError> {
        if byte == b'.' {
            let byte = self.next_byte();
            return self.fraction(byte, start);
        }
        self.exponent(byte, start)
    }

    fn fraction(&mut self, byte: u8, start: usize) -> Result<Token, LexicalError> {
        let byte = if byte.is_ascii_digit() { self.decimal_tail()? } else { byte };
        self.exponent(byte, start)
    }

    fn exponent(&mut self, byte: u8, start: usize) -> Result<Token, LexicalError> {
        let mut byte = byte;
        if matches!(byte, b'e' | b'E') {
            let letter = byte;
            byte = self.next_byte();
            if matches!(byte, b'+' | b'-') {
                byte = self.next_byte();
                if !byte.is_ascii_digit() {
                    self.back(byte);
                    return Err(self.error("invalid decimal literal".to_string()));
                }
            } else if !byte.is_ascii_digit() {
                self.back(byte);
                self.number_end(letter, "decimal")?;
                return Ok(self.plain(TokenKind::Number, start));
            }
            byte = self.decimal_tail()?;
        }
        if matches!(byte, b'j' | b'J') {
            byte = self.next_byte();
            self.number_end(byte, "imaginary")?;
        } else {
            self.number_end(byte, "decimal")?;
        }
        Ok(self.plain(TokenKind::Number, start))
    }

    /// Behind a number, a keyword may follow at once, but no other name.
    fn number_end(&mut self, byte: u8, kind: &str) -> Result<(), LexicalError> {
        self.back(byte);
        let rest = &self.bytes[self.cursor..];
        let keyword = ["and", "else", "for", "if", "in", "is", "or", "not"];
        let follows = keyword.iter().any(|word| rest.starts_with(word.as_bytes()));
        if !follows && byte != EOF && byte < 128 && continues_identifier(byte) {
            return Err(self.error(format!("invalid {kind} literal")));
        }
        Ok(())
    }
}

/// Whether `repr` shows a character as it is.
fn is_printable(character: char) -> bool {
    use unicode_general_category::GeneralCategory as G;
    !matches!(
        unicode_general_category::get_general_category(character),
        G::Control
            | G::Format
            | G::Surrogate
            | G::PrivateUse
            | G::Unassigned
            | G::LineSeparator
            | G::ParagraphSeparator
            | G::SpaceSeparator
    )
}
