//! What stands between the quotes of a literal: escapes, and the braces of f-strings.

use super::lexer::{Token, TokenKind};
use super::notation::Kind;
use super::place::Complaint;
use super::reader::{Reader, Stop};
use crate::syntax::SyntaxErrorKind;

/// Formats in formats.
const MAX_FORMATS: usize = 2;
const MAX_LEVEL: usize = 200;
const BLANK: [char; 5] = [' ', '\t', '\n', '\x0c', '\r'];

/// What is wrong: with words alone, or a complaint of its own.
enum Fault {
    Words(String),
    Complaint(Box<Complaint>),
}

fn words<T>(text: &str) -> Result<T, Fault> {
    Err(Fault::Words(text.to_string()))
}

impl Reader<'_, '_> {
    /// Checks the literals from a token up to the mark.
    pub fn check_strings(&mut self, first: usize) -> Result<Kind, Stop> {
        let syntax = SyntaxErrorKind::Syntax;
        let mut kind = Kind::Literal;
        let mut are_bytes = None;
        for at in first..self.mark {
            let token = self.tokens[at];
            if token.kind != TokenKind::String {
                continue;
            }
            let text = self.text(&token);
            let quote = text.find(['\'', '"']).unwrap_or(0);
            let prefix = text[..quote].to_ascii_lowercase();
            let size = if text[quote..].starts_with("'''") || text[quote..].starts_with("\"\"\"") { 3 } else { 1 };
            let body = text.get(quote + size..text.len().saturating_sub(size)).unwrap_or("");
            let (bytes, raw) = (prefix.contains('b'), prefix.contains('r'));
            if bytes && !body.is_ascii() {
                let message = "bytes can only contain ASCII literal characters".to_string();
                return Err(Stop::Complaint(self.at_token(syntax, message, &token)));
            }
            let result = if bytes {
                if raw { Ok(()) } else { byte_escapes(body) }
            } else if prefix.contains('f') {
                kind = Kind::Format;
                Ok(())
            } else if raw {
                Ok(())
            } else {
                text_escapes(body)
            };
            if let Err(message) = result {
                return Err(Stop::Complaint(self.last(syntax, message)));
            }
            if are_bytes.is_some_and(|before| before != bytes) {
                let message = "cannot mix bytes and nonbytes literals".to_string();
                return Err(Stop::Complaint(self.last(syntax, message)));
            }
            are_bytes = Some(bytes);
            if prefix.contains('f') {
                let mut rest = body;
                match self.format(&mut rest, raw, 0, &token) {
                    Ok(()) => {}
                    Err(Fault::Words(message)) => return Err(Stop::Complaint(self.last(syntax, message))),
                    Err(Fault::Complaint(complaint)) => return Err(Stop::Complaint(*complaint)),
                }
            }
        }
        Ok(kind)
    }

    /// Literal text and fields, up to the end or the brace that ends a format.
    fn format(&mut self, rest: &mut &str, raw: bool, level: usize, token: &Token) -> Result<(), Fault> {
        if level >= MAX_FORMATS {
            return words("f-string: expressions nested too deeply");
        }
        loop {
            self.literal_part(rest, raw, level)?;
            match rest.chars().next() {
                Some('{') => self.field(rest, raw, level, token)?,
                _ => return Ok(()),
            }
        }
    }

    fn literal_part(&mut self, rest: &mut &str, raw: bool, level: usize) -> Result<(), Fault> {
        let text = *rest;
        let mut at = 0;
        while let Some(character) = text[at..].chars().next() {
            match character {
                '\\' if !raw => {
                    if text[at..].starts_with("\\N{") {
                        at += text[at..].find('}').map_or(text.len() - at, |end| end + 1);
                        continue;
                    }
                    at += 1;
                    match text[at..].chars().next() {
                        Some('{' | '}') | None => {}
                        Some(next) => at += next.len_utf8(),
                    }
                    continue;
                }
                '{' | '}' => {
                    if level == 0 {
                        if text[at + 1..].starts_with(character) {
                            at += 2;
                            continue;
                        }
                        if character == '}' {
                            return words("f-string: single '}' is not allowed");
                        }
                    }
                    break;
                }
                _ => at += character.len_utf8(),
            }
        }
        *rest = &text[at..];
        if raw { Ok(()) } else { text_escapes(&text[..at]).map_err(Fault::Words) }
    }

    fn field(&mut self, rest: &mut &str, raw: bool, level: usize, token: &Token) -> Result<(), Fault> {
        let text = &rest[1..];
        let end = field_end(text)?;
        let Some(ending) = text[end..].chars().next() else { return words("f-string: expecting '}'") };
        if let ("", '!' | ':' | '=') = (text[..end].trim_matches(BLANK), ending) {
            return words(&format!("f-string: expression required before '{ending}'"));
        }
        self.expression_in_braces(&text[..end], rest.len(), token)?;
        let mut text = &text[end..];
        if ending == '=' {
            text = text[1..].trim_start_matches(BLANK);
        }
        if let Some(after) = text.strip_prefix('!') {
            let mut letters = after.chars();
            match letters.next() {
                None => return words("f-string: expecting '}'"),
                Some('s' | 'r' | 'a') => text = letters.as_str(),
                Some(_) => return words("f-string: invalid conversion character: expected 's', 'r', or 'a'"),
            }
        }
        if let Some(format) = text.strip_prefix(':') {
            text = format;
            self.format(&mut text, raw, level + 1, token)?;
        }
        match text.strip_prefix('}') {
            Some(after) => {
                *rest = after;
                Ok(())
            }
            None => words("f-string: expecting '}'"),
        }
    }

    /// What stands in braces is read as if in parentheses.
    fn expression_in_braces(&mut self, text: &str, rest: usize, token: &Token) -> Result<(), Fault> {
        if text.trim_matches(BLANK).is_empty() {
            return words("f-string: empty expression not allowed");
        }
        let whole = self.text(token);
        let quotes = if whole.ends_with("\"\"\"") || whole.ends_with("'''") { 3 } else { 1 };
        let before = whole.get(..whole.len().saturating_sub(quotes + rest)).unwrap_or("");
        let lines = before.matches('\n').count();
        let source = format!("({text})\n");
        let mut inner = Reader::new(&source, self.grammar);
        inner.in_braces = true;
        inner.first_line = self.first_line + token.line + lines - 1;
        match super::examine(&mut inner, "braces") {
            Ok(None) => Ok(()),
            Ok(Some(complaint)) => Err(Fault::Complaint(Box::new(complaint))),
            Err(super::TooDeep) => Ok(()),
        }
    }
}

/// Where the expression of a field ends: at `!`, `:`, `=` or `}` outside of brackets and strings.
fn field_end(text: &str) -> Result<usize, Fault> {
    let bytes = text.as_bytes();
    let mut open: Vec<u8> = Vec::new();
    let mut quote: Option<(u8, usize)> = None;
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte == b'\\' {
            return words("f-string expression part cannot include a backslash");
        }
        let triple = at + 2 < bytes.len() && bytes[at + 1] == byte && bytes[at + 2] == byte;
        if let Some((character, size)) = quote {
            if byte == character {
                if size == 3 {
                    if triple {
                        at += 3;
                        quote = None;
                        continue;
                    }
                } else {
                    quote = None;
                }
            }
            at += 1;
            continue;
        }
        match byte {
            b'\'' | b'"' => {
                quote = Some((byte, if triple { 3 } else { 1 }));
                at += if triple { 3 } else { 1 };
                continue;
            }
            b'[' | b'{' | b'(' => {
                if open.len() >= MAX_LEVEL {
                    return words("f-string: too many nested parenthesis");
                }
                open.push(byte);
            }
            b'#' => return words("f-string expression part cannot include '#'"),
            b'!' | b':' | b'}' | b'=' | b'<' | b'>' if open.is_empty() => {
                if bytes.get(at + 1) == Some(&b'=') && matches!(byte, b'!' | b'=' | b'<' | b'>') {
                    at += 2;
                    continue;
                }
                if !matches!(byte, b'<' | b'>') {
                    break;
                }
            }
            b']' | b'}' | b')' => {
                let close = char::from(byte);
                let Some(begin) = open.pop() else { return words(&format!("f-string: unmatched '{close}'")) };
                if !matches!((begin, byte), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
                    let begin = char::from(begin);
                    return words(&format!(
                        "f-string: closing parenthesis '{close}' does not match opening parenthesis '{begin}'"
                    ));
                }
            }
            _ => {}
        }
        at += 1;
    }
    if quote.is_some() {
        return words("f-string: unterminated string");
    }
    if let Some(begin) = open.last() {
        return words(&format!("f-string: unmatched '{}'", char::from(*begin)));
    }
    Ok(at)
}

fn byte_escapes(body: &str) -> Result<(), String> {
    let bytes = body.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'\\' {
            at += 1;
            if bytes.get(at) == Some(&b'x') {
                let digits = bytes[at + 1..].iter().take(2).take_while(|b| b.is_ascii_hexdigit()).count();
                if digits < 2 {
                    return Err(format!("(value error) invalid \\x escape at position {}", at - 1));
                }
            }
        }
        at += 1;
    }
    Ok(())
}

fn text_escapes(body: &str) -> Result<(), String> {
    // Positions count a character beyond ASCII as the ten bytes of its escape.
    let mut position = 0;
    let mut rest = body;
    while let Some(character) = rest.chars().next() {
        if character != '\\' {
            position += if character.is_ascii() { 1 } else { 10 };
            rest = &rest[character.len_utf8()..];
            continue;
        }
        let fail = |length: usize, reason: &str| {
            let place = match length {
                1 => format!("byte 0x5c in position {position}"),
                _ => format!("bytes in position {position}-{}", position + length - 1),
            };
            Err(format!("(unicode error) 'unicodeescape' codec can't decode {place}: {reason}"))
        };
        let escape = rest[1..].chars().next();
        let Some(escape) = escape else { return fail(1, "\\ at end of string") };
        let after = &rest[1 + escape.len_utf8()..];
        let (digits, reason) = match escape {
            'x' => (2, "truncated \\xXX escape"),
            'u' => (4, "truncated \\uXXXX escape"),
            'U' => (8, "truncated \\UXXXXXXXX escape"),
            'N' => {
                let Some(name) = after.strip_prefix('{') else { return fail(2, "malformed \\N character escape") };
                let Some(end) = name.find('}') else {
                    return fail(3 + name.len(), "malformed \\N character escape");
                };
                if end == 0 {
                    return fail(4, "malformed \\N character escape");
                }
                if unicode_names2::character(&name[..end]).is_none() {
                    return fail(4 + end, "unknown Unicode character name");
                }
                position += 4 + end;
                rest = &name[end + 1..];
                continue;
            }
            _ => {
                position += 1 + if escape.is_ascii() { 1 } else { 10 };
                rest = after;
                continue;
            }
        };
        let found = after.bytes().take(digits).take_while(u8::is_ascii_hexdigit).count();
        if found < digits {
            return fail(2 + found, reason);
        }
        if u32::from_str_radix(&after[..digits], 16).is_ok_and(|code| code > 0x10FFFF) {
            return fail(2 + digits, "illegal Unicode character");
        }
        position += 2 + digits;
        rest = &after[digits..];
    }
    Ok(())
}
