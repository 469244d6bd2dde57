//! Reads tokens by the grammar: an ordered-choice parser that remembers what it has read.
//!
//! In: a lexer and the grammar. Out: whether the source is a sentence, or a complaint.
//!
//! 1. The first reading tries no rules for mistakes and finds how far the tokens make sense; the
//!    second tries them, and the first that matches speaks.
//! 2. A complaint ends the reading at once; so does an error of the lexer.

use rustc_hash::FxHashMap;

use super::lexer::{Lexer, LexicalError, Token, TokenKind};
use super::notation::{Action, Alternative, Grammar, Item, Kind};
use super::place::{Complaint, chars_before};
use crate::syntax::SyntaxErrorKind;

/// A node of the tree: the tokens it spans, and what it is made of.
#[derive(Debug)]
pub struct Node {
    pub kind: Kind,
    pub first: usize,
    /// Exclusive.
    pub end: usize,
    pub children: Vec<usize>,
}

/// Why the reading ends early.
pub enum Stop {
    Complaint(Complaint),
    /// Nested deeper than the reader goes.
    TooDeep,
}

pub type Parsed = Result<Option<usize>, Stop>;

/// The node that stands for an item that is absent.
pub const ABSENT: usize = 0;
const MAX_DEPTH: usize = 6000;

/// See the module's head.
pub struct Reader<'s, 'g> {
    pub lexer: Lexer<'s>,
    pub grammar: &'g Grammar,
    pub tokens: Vec<Token>,
    pub nodes: Vec<Node>,
    pub mark: usize,
    /// Whether rules for mistakes are tried.
    pub mistakes: bool,
    /// Whether it reads what stands in the braces of an f-string.
    pub in_braces: bool,
    /// Added to numbers of lines.
    pub first_line: usize,
    memo: FxHashMap<(usize, usize, bool), (Option<usize>, usize)>,
    depth: usize,
    statements: usize,
    statement_rule: usize,
}

impl<'s, 'g> Reader<'s, 'g> {
    pub fn new(source: &'s str, grammar: &'g Grammar) -> Reader<'s, 'g> {
        let absent = Node { kind: Kind::Absent, first: 0, end: 0, children: Vec::new() };
        Reader {
            lexer: Lexer::new(source),
            grammar,
            tokens: Vec::new(),
            nodes: vec![absent],
            mark: 0,
            mistakes: false,
            in_braces: false,
            first_line: 0,
            memo: FxHashMap::default(),
            depth: 0,
            statements: 0,
            statement_rule: grammar.rule("statement").unwrap_or(usize::MAX),
        }
    }

    /// Begins the second reading.
    pub fn again(&mut self) {
        self.mark = 0;
        self.mistakes = true;
        self.memo.clear();
        self.depth = 0;
        self.statements = 0;
    }

    // Tokens.

    /// The token at the mark.
    pub fn token(&mut self) -> Result<Token, Stop> {
        if self.mark == self.tokens.len() {
            match self.lexer.next() {
                Ok(token) => self.tokens.push(token),
                Err(error) => return Err(Stop::Complaint(self.lexical(error))),
            }
        }
        Ok(self.tokens[self.mark])
    }

    /// What an error of the lexer says.
    pub fn lexical(&mut self, error: LexicalError) -> Complaint {
        match error {
            LexicalError::Complaint(mut complaint) | LexicalError::Quiet(mut complaint) => {
                if self.in_braces {
                    complaint.line += self.first_line as i64;
                    complaint.end_line += self.first_line as i64;
                }
                complaint
            }
            LexicalError::Eof => match self.unclosed() {
                Some(complaint) => complaint,
                None => {
                    let message = "unexpected EOF while parsing".to_string();
                    Complaint { at_end: false, ..self.here(SyntaxErrorKind::Syntax, message) }
                }
            },
            LexicalError::Dedent => {
                let message = "unindent does not match any outer indentation level".to_string();
                self.here(SyntaxErrorKind::Indentation, message)
            }
        }
    }

    /// That the innermost bracket is never closed.
    pub fn unclosed(&mut self) -> Option<Complaint> {
        let &(open, line, column) = self.lexer.open.last()?;
        let message = format!("'{}' was never closed", char::from(open));
        Some(self.complain(SyntaxErrorKind::Syntax, message, (line, Some(column)), (line, None)))
    }

    pub fn text(&self, token: &Token) -> &'s str {
        self.lexer.source.get(token.start..token.end).unwrap_or("")
    }

    // Complaints.

    /// A complaint from one place to another, columns in bytes.
    pub fn complain(
        &self,
        kind: SyntaxErrorKind,
        message: String,
        (line, column): (usize, Option<usize>),
        (end_line, end_column): (usize, Option<usize>),
    ) -> Complaint {
        // As CPython counts: the end, too, in the line of the start.
        let at = |column: usize| 1 + chars_before(self.line(line), column) as i64;
        let offset = column.map_or(0, at);
        let end_offset = end_column.map_or(0, at);
        self.complaint(kind, message, (line, offset), (end_line, end_offset))
    }

    fn complaint(
        &self,
        kind: SyntaxErrorKind,
        message: String,
        (line, offset): (usize, i64),
        (end_line, end_offset): (usize, i64),
    ) -> Complaint {
        let text = match self.lexer.line <= line && self.lexer.read_end() > self.lexer.buffer {
            true => self.lexer.source[self.lexer.buffer..self.lexer.read_end()].to_string(),
            false => self.line(line).to_string(),
        };
        let message = if self.in_braces { format!("f-string: {message}") } else { message };
        Complaint {
            kind,
            message,
            line: (line + self.first_line) as i64,
            offset,
            end_line: (end_line + self.first_line) as i64,
            end_offset,
            text: Some(text),
            own_text: self.in_braces,
            at_end: false,
        }
    }

    fn line(&self, number: usize) -> &'s str {
        number.checked_sub(1).and_then(|at| self.lexer.source.split('\n').nth(at)).unwrap_or("")
    }

    /// A complaint where the lexer stands.
    fn here(&self, kind: SyntaxErrorKind, message: String) -> Complaint {
        let start = self.lexer.line_start;
        let offset = chars_before(&self.lexer.source[start..], self.lexer.cursor - start) as i64;
        let mut complaint = self.complaint(kind, message, (self.lexer.line, offset), (self.lexer.line, -1));
        complaint.at_end = self.lexer.at_eof;
        complaint
    }

    /// A complaint at the last token that was looked at.
    pub fn last(&self, kind: SyntaxErrorKind, message: String) -> Complaint {
        match self.tokens.last() {
            Some(token) if token.column.is_some() => self.at_token(kind, message, token),
            Some(token) => {
                let mut complaint = self.here(kind, message);
                complaint.line = (token.line + self.first_line) as i64;
                complaint.end_line = (token.end_line + self.first_line) as i64;
                complaint
            }
            None => self.here(kind, message),
        }
    }

    pub fn at_token(&self, kind: SyntaxErrorKind, message: String, token: &Token) -> Complaint {
        self.complain(kind, message, (token.line, token.column), (token.end_line, token.end_column))
    }

    /// Where a node begins and ends.
    pub fn start(&self, node: usize) -> (usize, Option<usize>) {
        self.tokens.get(self.nodes[node].first).map_or((0, None), |token| (token.line, token.column))
    }

    pub fn end(&self, node: usize) -> (usize, Option<usize>) {
        let last = self.nodes[node].end.checked_sub(1).and_then(|last| self.tokens.get(last));
        last.map_or((0, None), |token| (token.end_line, token.end_column))
    }

    pub fn between(&self, message: String, from: usize, to: usize) -> Complaint {
        self.complain(SyntaxErrorKind::Syntax, message, self.start(from), self.end(to))
    }

    pub fn at(&self, message: String, node: usize) -> Complaint {
        self.between(message, node, node)
    }

    // Rules.

    pub fn make(&mut self, kind: Kind, first: usize, children: Vec<usize>) -> usize {
        self.nodes.push(Node { kind, first, end: self.mark, children });
        self.nodes.len() - 1
    }

    /// Reads by a rule, from the mark.
    pub fn rule(&mut self, number: usize) -> Parsed {
        let grammar = self.grammar;
        let rule = &grammar.rules[number];
        if rule.mistake && !self.mistakes {
            return Ok(None);
        }
        let start = self.mark;
        let key = (number, start, rule.memo || self.mistakes);
        if let Some(&(found, end)) = self.memo.get(&key) {
            self.mark = end;
            return Ok(found);
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Stop::TooDeep);
        }
        let outermost = number == self.statement_rule && self.statements == 0;
        self.statements += (number == self.statement_rule) as usize;
        let mistakes = self.mistakes;
        if rule.quiet {
            self.mistakes = false;
        }
        let found =
            if rule.left { self.left_recursive(key, &rule.alternatives)? } else { self.choose(&rule.alternatives)? };
        self.mistakes = mistakes;
        self.statements -= (number == self.statement_rule) as usize;
        self.depth -= 1;
        if outermost {
            // What is behind this statement is never read again.
            self.memo.clear();
        } else {
            self.memo.insert(key, (found, self.mark));
        }
        Ok(found)
    }

    /// Grows what is read from a first result without recursion.
    fn left_recursive(&mut self, key: (usize, usize, bool), alternatives: &[Alternative]) -> Parsed {
        let start = self.mark;
        let mut best = (None, start);
        loop {
            self.memo.insert(key, best);
            self.mark = start;
            let found = self.choose(alternatives)?;
            if found.is_none() || self.mark <= best.1 {
                break;
            }
            best = (found, self.mark);
        }
        self.mark = best.1;
        Ok(best.0)
    }

    fn choose(&mut self, alternatives: &[Alternative]) -> Parsed {
        let start = self.mark;
        for alternative in alternatives {
            // Most alternatives fail at once: nothing is allocated for them.
            let mut nodes = Vec::new();
            let mut cut = false;
            let mut matches = true;
            for item in &alternative.items {
                if matches!(item, Item::Cut) {
                    cut = true;
                    nodes.push(ABSENT);
                    continue;
                }
                match self.item(item)? {
                    Some(node) => nodes.push(node),
                    None => {
                        matches = false;
                        break;
                    }
                }
            }
            if matches {
                return self.act(&alternative.action, start, nodes);
            }
            self.mark = start;
            if cut {
                return Ok(None);
            }
        }
        Ok(None)
    }

    fn act(&mut self, action: &Action, start: usize, nodes: Vec<usize>) -> Parsed {
        let complaint = match action {
            Action::Plain => {
                let node = match nodes[..] {
                    [only] => only,
                    _ => self.make(Kind::Sequence, start, nodes),
                };
                return Ok(Some(node));
            }
            Action::Make(kind) => return Ok(Some(self.make(*kind, start, nodes))),
            Action::Pass(index) => return Ok(Some(nodes[*index])),
            Action::Do(name) => return self.perform(name, start, nodes),
            Action::Last(message) => self.last(SyntaxErrorKind::Syntax, message.clone()),
            Action::Indent(message) => self.last(SyntaxErrorKind::Indentation, message.clone()),
            Action::Block(header, what) => {
                let line = self.start(nodes[*header]).0;
                let message = format!("expected an indented block after {what} on line {}", line + self.first_line);
                self.last(SyntaxErrorKind::Indentation, message)
            }
            Action::At(index, message) => {
                let message = self.fill(message, &nodes);
                self.at(message, nodes[*index])
            }
            Action::Range(from, to, message) => {
                let message = self.fill(message, &nodes);
                self.between(message, nodes[*from], nodes[*to])
            }
            Action::From(from, message) => {
                let lexer = &self.lexer;
                let end = chars_before(&lexer.source[lexer.line_start..], lexer.cursor - lexer.line_start) as i64;
                let (line, column) = self.start(nodes[*from]);
                let kind = SyntaxErrorKind::Syntax;
                let mut complaint = self.complain(kind, message.clone(), (line, column), (lexer.line, None));
                complaint.end_offset = end;
                complaint
            }
        };
        Err(Stop::Complaint(complaint))
    }

    /// Replaces `{n}` by what CPython calls item n, `{n.text}` by its text.
    fn fill(&self, message: &str, nodes: &[usize]) -> String {
        let mut out = String::new();
        let mut rest = message;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((inside, behind)) = after.split_once('}') else { break };
            out.push_str(before);
            let (index, as_text) = match inside.strip_suffix(".text") {
                Some(index) => (index, true),
                None => (inside, false),
            };
            match index.parse::<usize>().ok().and_then(|index| nodes.get(index)) {
                Some(node) if as_text => out.push_str(self.text(&self.tokens[self.nodes[*node].first])),
                Some(node) => out.push_str(self.name_of(*node)),
                None => out.push_str(inside),
            }
            rest = behind;
        }
        out.push_str(rest);
        out
    }

    fn accept(&mut self, matches: impl Fn(&Self, &Token) -> bool) -> Parsed {
        let token = self.token()?;
        if !matches(self, &token) {
            return Ok(None);
        }
        self.mark += 1;
        Ok(Some(self.make(Kind::Token, self.mark - 1, Vec::new())))
    }

    fn item(&mut self, item: &Item) -> Parsed {
        match item {
            Item::Text(text) => self.accept(|reader, token| {
                matches!(token.kind, TokenKind::Keyword | TokenKind::Operator) && reader.text(token) == *text
            }),
            Item::Word(text) => {
                self.accept(|reader, token| token.kind == TokenKind::Name && reader.text(token) == *text)
            }
            Item::Token(TokenKind::Name) => {
                let found = self.accept(|_, token| token.kind == TokenKind::Name)?;
                if let Some(node) = found {
                    self.nodes[node].kind = Kind::Name;
                }
                Ok(found)
            }
            Item::Token(kind) => self.accept(|_, token| token.kind == *kind),
            Item::Rule(number) => self.rule(*number),
            Item::Group(alternatives) => self.choose(alternatives),
            Item::Maybe(item) => Ok(Some(self.item(item)?.unwrap_or(ABSENT))),
            Item::Any(item) => self.many(item, 0),
            Item::Many(item) => self.many(item, 1),
            Item::Separated(separator, item) => self.separated(separator, item),
            Item::Ahead(item) => Ok(self.looks_like(item)?.then_some(ABSENT)),
            Item::NotAhead(item) => Ok((!self.looks_like(item)?).then_some(ABSENT)),
            Item::Demand(text) => {
                let token = self.token()?;
                if self.text(&token) == *text && token.kind == TokenKind::Operator {
                    self.mark += 1;
                    return Ok(Some(self.make(Kind::Token, self.mark - 1, Vec::new())));
                }
                let message = format!("expected '{text}'");
                Err(Stop::Complaint(self.at_token(SyntaxErrorKind::Syntax, message, &token)))
            }
            Item::Cut => Ok(Some(ABSENT)),
        }
    }

    fn looks_like(&mut self, item: &Item) -> Result<bool, Stop> {
        let start = self.mark;
        let found = self.item(item)?.is_some();
        self.mark = start;
        Ok(found)
    }

    fn many(&mut self, item: &Item, least: usize) -> Parsed {
        let first = self.mark;
        let mut nodes = Vec::new();
        loop {
            let before = self.mark;
            match self.item(item)? {
                Some(node) if self.mark > before => nodes.push(node),
                _ => {
                    self.mark = before;
                    break;
                }
            }
        }
        if nodes.len() < least {
            self.mark = first;
            return Ok(None);
        }
        Ok(Some(self.make(Kind::Sequence, first, nodes)))
    }

    fn separated(&mut self, separator: &Item, item: &Item) -> Parsed {
        let first = self.mark;
        let Some(node) = self.item(item)? else { return Ok(None) };
        let mut nodes = vec![node];
        loop {
            let before = self.mark;
            if self.item(separator)?.is_some()
                && let Some(node) = self.item(item)?
            {
                nodes.push(node);
                continue;
            }
            self.mark = before;
            break;
        }
        Ok(Some(self.make(Kind::Sequence, first, nodes)))
    }
}
