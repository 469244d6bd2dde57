//! Why a source is no Python: read once more, slowly, by CPython 3.11's grammar, for its words and its place.
//!
//! In: a source that the parser refuses. Out: a [`Complaint`]; none if this grammar has nothing
//! against it (a later syntax), or if it nests too deep.
//!
//! ```text
//! "x = (1 2)\n"   →   invalid syntax. Perhaps you forgot a comma?   line 1, characters 6 to 9
//! ```
//!
//! 1. The parser decides what is Python; this only explains. It never sees a source that runs.
//! 2. Two readings, as CPython's parser does: see `reader`.
//! 3. It recurses, in a thread of its own with a stack that its depth limit fits.

mod judge;
mod lexer;
mod notation;
mod place;
mod reader;
mod strings;

#[cfg(test)]
mod tests;

pub use place::Complaint;

use std::sync::OnceLock;

use super::{Mode, SyntaxErrorKind};
use lexer::{LexicalError, TokenKind};
use notation::Grammar;
use reader::{Reader, Stop};

const GRAMMAR: &str = include_str!("grammar.txt");
/// For the deepest nesting that the reader follows.
const STACK: usize = 64 << 20;

struct TooDeep;

/// The grammar, read when the first source is refused.
fn grammar() -> Option<&'static Grammar> {
    static READ: OnceLock<Option<Grammar>> = OnceLock::new();
    READ.get_or_init(|| Grammar::read(GRAMMAR)).as_ref()
}

/// What CPython says about a source.
pub fn diagnose(source: &str, mode: Mode) -> Option<Complaint> {
    if source.contains('\0') {
        return None;
    }
    let mut text = source.replace("\r\n", "\n").replace('\r', "\n");
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let rule = match mode {
        Mode::Module => "file",
        Mode::Expression => "evaluation",
        Mode::Interactive => "interactive",
    };
    let work = || {
        let grammar = grammar()?;
        let mut reader = Reader::new(&text, grammar);
        examine(&mut reader, rule).ok().flatten()
    };
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        thread.ok()?.join().ok().flatten()
    })
}

/// Both readings.
fn examine(reader: &mut Reader<'_, '_>, rule: &str) -> Result<Option<Complaint>, TooDeep> {
    let Some(rule) = reader.grammar.rule(rule) else { return Ok(None) };
    match reader.rule(rule) {
        Ok(Some(_)) => return Ok(None),
        Ok(None) => {}
        Err(Stop::TooDeep) => return Err(TooDeep),
        Err(Stop::Complaint(complaint)) => return Ok(Some(or_later(reader, complaint))),
    }
    let Some(stuck) = reader.tokens.last().copied() else { return Ok(None) };
    reader.again();
    match reader.rule(rule) {
        Err(Stop::TooDeep) => return Err(TooDeep),
        Err(Stop::Complaint(complaint)) => return Ok(Some(or_later(reader, complaint))),
        Ok(_) => {}
    }
    let word = match stuck.kind {
        TokenKind::Indent => "unexpected indent",
        TokenKind::Dedent => "unexpected unindent",
        _ => {
            let complaint = reader.at_token(SyntaxErrorKind::Syntax, "invalid syntax".to_string(), &stuck);
            return Ok(Some(or_later(reader, complaint)));
        }
    };
    Ok(Some(reader.last(SyntaxErrorKind::Indentation, word.to_string())))
}

/// An error that the lexer finds in the rest of the source, or else the complaint.
fn or_later(reader: &mut Reader<'_, '_>, complaint: Complaint) -> Complaint {
    if reader.lexer.failed || reader.lexer.at_eof {
        return complaint;
    }
    let line = reader.tokens.last().map_or(0, |token| token.line);
    loop {
        match reader.lexer.next() {
            Ok(token) if token.kind == TokenKind::End => return complaint,
            Ok(_) => {}
            Err(LexicalError::Complaint(mut found)) => {
                if reader.in_braces {
                    found = reader.lexical(LexicalError::Complaint(found));
                }
                return found;
            }
            Err(_) if reader.lexer.open.last().is_some_and(|open| line > open.1) => {
                return reader.unclosed().unwrap_or(complaint);
            }
            Err(_) => return complaint,
        }
    }
}
