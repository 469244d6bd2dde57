//! Patterns: text → tree.
//!
//! 1. Messages and positions are those of Python's `re.error`.

use crate::builtins::regex::{Class, ClassKind, Greed, MANY, Node, Pattern, Place, Set, flags};

/// Why a pattern is no pattern. The position counts characters.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    pub message: String,
    pub position: usize,
}

type Result<T> = std::result::Result<T, Failure>;

/// Groups within groups.
const DEEPEST: usize = 200;

struct Parser<'a> {
    chars: &'a [u32],
    at: usize,
    flags: u32,
    is_bytes: bool,
    groups: u32,
    open: Vec<u32>,
    names: Vec<(String, u32)>,
    /// Widths of closed groups, for look-behind.
    widths: Vec<Option<(u64, u64)>>,
    depth: usize,
    look_behind: Option<u32>,
    /// Conditionals that name groups not seen yet.
    pending: Vec<(u32, usize)>,
}

fn fail<T>(message: impl Into<String>, position: usize) -> Result<T> {
    Err(Failure { message: message.into(), position })
}

/// A pattern of those characters.
pub fn parse(chars: &[u32], flag_bits: u32, is_bytes: bool) -> Result<Pattern> {
    let mut parser = Parser {
        chars,
        at: 0,
        flags: flag_bits,
        is_bytes,
        groups: 0,
        open: Vec::new(),
        names: Vec::new(),
        widths: vec![None],
        depth: 0,
        look_behind: None,
        pending: Vec::new(),
    };
    let node = parser.alternatives(true)?;
    if parser.at < chars.len() {
        return fail("unbalanced parenthesis", parser.at);
    }
    for (group, position) in &parser.pending {
        if *group > parser.groups {
            return fail(format!("invalid group reference {group}"), *position);
        }
    }
    let mut bits = parser.flags;
    if !is_bytes && bits & flags::ASCII == 0 {
        bits |= flags::UNICODE;
    }
    Ok(Pattern { node, groups: parser.groups, names: parser.names, flags: bits })
}

fn is(code: u32, c: char) -> bool {
    code == c as u32
}

/// A code as text for messages.
fn shown(code: u32) -> String {
    char::from_u32(code).map_or_else(String::new, String::from)
}

fn digit(code: u32, radix: u32) -> Option<u32> {
    char::from_u32(code).filter(char::is_ascii).and_then(|c| c.to_digit(radix))
}

impl Parser<'_> {
    fn peek(&self) -> Option<u32> {
        self.chars.get(self.at).copied()
    }
    fn next_is(&self, c: char) -> bool {
        self.peek() == Some(c as u32)
    }
    fn take(&mut self, c: char) -> bool {
        let found = self.next_is(c);
        self.at += found as usize;
        found
    }
    fn has(&self, bit: u32) -> bool {
        self.flags & bit != 0
    }
    fn ascii(&self) -> bool {
        self.is_bytes || self.has(flags::ASCII)
    }

    fn alternatives(&mut self, top: bool) -> Result<Node> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return fail("the pattern nests too deeply", self.at);
        }
        let mut options = vec![self.sequence(top)?];
        while self.take('|') {
            options.push(self.sequence(false)?);
        }
        self.depth -= 1;
        Ok(if options.len() == 1 { options.remove(0) } else { Node::Alternatives(options) })
    }

    fn sequence(&mut self, mut first: bool) -> Result<Node> {
        let mut items: Vec<Node> = Vec::new();
        while let Some(code) = self.peek() {
            if is(code, '|') || is(code, ')') {
                break;
            }
            let start = self.at;
            self.at += 1;
            if self.has(flags::VERBOSE) {
                if matches!(code, 9..=13 | 32) {
                    continue;
                }
                if is(code, '#') {
                    while self.peek().is_some_and(|code| code != 10) {
                        self.at += 1;
                    }
                    continue;
                }
            }
            let ignore_case = self.has(flags::IGNORECASE);
            let node = match char::from_u32(code).unwrap_or('a') {
                '.' => Node::Any { all: self.has(flags::DOTALL) },
                '^' if self.has(flags::MULTILINE) => Node::Place(Place::LineStart),
                '^' => Node::Place(Place::Start),
                '$' if self.has(flags::MULTILINE) => Node::Place(Place::LineEnd),
                '$' => Node::Place(Place::End),
                '[' => self.set(start)?,
                '\\' => self.escape(start)?,
                '(' => match self.group(start, first && items.is_empty())? {
                    Some(node) => node,
                    None => continue,
                },
                '*' | '+' | '?' | '{' => match self.repeat(code, start)? {
                    Some((least, most)) => {
                        let greed = if self.take('?') {
                            Greed::Lazy
                        } else if self.take('+') {
                            Greed::Possessive
                        } else {
                            Greed::Greedy
                        };
                        match items.pop() {
                            None | Some(Node::Place(_)) => return fail("nothing to repeat", start),
                            Some(Node::Empty) => return fail("nothing to repeat", start),
                            Some(Node::Repeat { .. }) => return fail("multiple repeat", start),
                            Some(node) => Node::Repeat { node: Box::new(node), least, most, greed },
                        }
                    }
                    None => Node::Char { code, ignore_case },
                },
                _ => Node::Char { code, ignore_case },
            };
            first = false;
            items.push(node);
        }
        Ok(match items.len() {
            0 => Node::Empty,
            1 => items.remove(0),
            _ => Node::Sequence(items),
        })
    }

    /// The bounds that a repetition says; `None`: the brace is a character.
    fn repeat(&mut self, code: u32, start: usize) -> Result<Option<(u32, u32)>> {
        Ok(Some(match char::from_u32(code) {
            Some('*') => (0, MANY),
            Some('+') => (1, MANY),
            Some('?') => (0, 1),
            _ => {
                let back = self.at;
                if self.next_is('}') {
                    return Ok(None);
                }
                let least = self.number();
                let most = if self.take(',') { self.number() } else { least.clone() };
                if !self.take('}') {
                    self.at = back;
                    return Ok(None);
                }
                let bound = |text: &str, default: u32| -> Result<u32> {
                    if text.is_empty() {
                        return Ok(default);
                    }
                    match text.parse::<u32>() {
                        Ok(number) if number < MANY => Ok(number),
                        _ => fail("the repetition number is too large", start),
                    }
                };
                let (low, high) = (bound(&least, 0)?, bound(&most, MANY)?);
                if high < low {
                    return fail("min repeat greater than max repeat", start + 1);
                }
                (low, high)
            }
        }))
    }

    fn number(&mut self) -> String {
        let mut text = String::new();
        while let Some(value) = self.peek().and_then(|code| digit(code, 10)) {
            text.push(char::from_digit(value, 10).unwrap_or('0'));
            self.at += 1;
        }
        text
    }

    fn class(&self, letter: char) -> Option<Class> {
        let kind = match letter.to_ascii_lowercase() {
            'd' => ClassKind::Digit,
            's' => ClassKind::Space,
            'w' => ClassKind::Word,
            _ => return None,
        };
        Some(Class { kind, negated: letter.is_ascii_uppercase(), ascii: self.ascii() })
    }

    fn finished(&self, mut set: Set) -> Node {
        set.ignore_case = self.has(flags::IGNORECASE);
        set.finish(self.ascii());
        Node::Set(Box::new(set))
    }

    fn escape(&mut self, start: usize) -> Result<Node> {
        let Some(code) = self.peek() else { return fail("bad escape (end of pattern)", start) };
        let letter = char::from_u32(code).unwrap_or('\u{fffd}');
        let ascii = self.ascii();
        self.at += 1;
        if let Some(class) = self.class(letter) {
            return Ok(self.finished(Set { classes: vec![class], ..Set::default() }));
        }
        let ignore_case = self.has(flags::IGNORECASE);
        match letter {
            'A' => return Ok(Node::Place(Place::Start)),
            'Z' => return Ok(Node::Place(Place::Finish)),
            'b' => return Ok(Node::Place(Place::Boundary { ascii })),
            'B' => return Ok(Node::Place(Place::Inside { ascii })),
            '0' => {
                let mut value = 0;
                for _ in 0..2 {
                    let Some(more) = self.peek().and_then(|code| digit(code, 8)) else { break };
                    value = value * 8 + more;
                    self.at += 1;
                }
                return Ok(Node::Char { code: value, ignore_case });
            }
            '1'..='9' => {
                let mut value = digit(code, 10).unwrap_or(0);
                if let Some(second) = self.peek().and_then(|code| digit(code, 10)) {
                    let third = self.chars.get(self.at + 1).and_then(|code| digit(*code, 8));
                    if value < 8
                        && second < 8
                        && let Some(third) = third
                    {
                        self.at += 2;
                        let octal = value * 64 + second * 8 + third;
                        if octal > 0o377 {
                            let text: String = self.chars[start..self.at].iter().map(|code| shown(*code)).collect();
                            return fail(format!("octal escape value {text} outside of range 0-0o377"), start);
                        }
                        return Ok(Node::Char { code: octal, ignore_case });
                    }
                    value = value * 10 + second;
                    self.at += 1;
                }
                return self.reference(value, start + 1);
            }
            _ => {}
        }
        let code = self.character_escape(letter, start)?;
        Ok(Node::Char { code, ignore_case })
    }

    fn reference(&mut self, group: u32, position: usize) -> Result<Node> {
        if group > self.groups {
            return fail(format!("invalid group reference {group}"), position);
        }
        if self.open.contains(&group) {
            return fail("cannot refer to an open group", position.saturating_sub(1));
        }
        if self.look_behind.is_some_and(|from| group > from) {
            return fail("cannot refer to group defined in the same lookbehind subpattern", position);
        }
        Ok(Node::Reference { group, ignore_case: self.has(flags::IGNORECASE) })
    }

    /// Escapes that mean one character, also inside of sets.
    fn character_escape(&mut self, letter: char, start: usize) -> Result<u32> {
        Ok(match letter {
            'a' => 7,
            'f' => 12,
            'n' => 10,
            'r' => 13,
            't' => 9,
            'v' => 11,
            '\\' => 92,
            'x' => self.hex(2, start)?,
            'u' if !self.is_bytes => self.hex(4, start)?,
            'U' if !self.is_bytes => {
                let code = self.hex(8, start)?;
                if code > 0x10ffff {
                    return fail(format!("bad escape {}", self.since(start)), start);
                }
                code
            }
            'N' if !self.is_bytes => {
                if !self.take('{') {
                    return fail("missing {", self.at);
                }
                let from = self.at;
                while self.peek().is_some_and(|code| !is(code, '}')) {
                    self.at += 1;
                }
                let name: String = self.chars[from..self.at].iter().map(|code| shown(*code)).collect();
                if name.is_empty() {
                    return fail("missing character name", from);
                }
                if !self.take('}') {
                    return fail("missing }, unterminated name", from);
                }
                match unicode_names2::character(&name) {
                    Some(c) => c as u32,
                    None => return fail(format!("undefined character name '{name}'"), start),
                }
            }
            letter if letter.is_ascii_alphabetic() => return fail(format!("bad escape \\{letter}"), start),
            letter => letter as u32,
        })
    }

    fn since(&self, start: usize) -> String {
        self.chars[start..self.at].iter().map(|code| shown(*code)).collect()
    }

    fn hex(&mut self, count: usize, start: usize) -> Result<u32> {
        let (mut value, mut seen) = (0u32, 0);
        while seen < count
            && let Some(more) = self.peek().and_then(|code| digit(code, 16))
        {
            value = value.wrapping_mul(16) + more;
            self.at += 1;
            seen += 1;
        }
        if seen < count {
            return fail(format!("incomplete escape {}", self.since(start)), start);
        }
        Ok(value)
    }

    fn set(&mut self, start: usize) -> Result<Node> {
        let mut set = Set { negated: self.take('^'), ..Set::default() };
        let first = self.at;
        loop {
            let Some(code) = self.peek() else { return fail("unterminated character set", start) };
            let item = self.at;
            self.at += 1;
            if is(code, ']') && item != first {
                break;
            }
            let low = self.set_item(code, item, &mut set)?;
            if self.next_is('-') {
                self.at += 1;
                let Some(code) = self.peek() else { return fail("unterminated character set", start) };
                if is(code, ']') {
                    if let Some(low) = low {
                        set.ranges.push((low, low));
                    }
                    set.ranges.push((45, 45));
                    self.at += 1;
                    break;
                }
                let high_at = self.at;
                self.at += 1;
                let high = self.set_item(code, high_at, &mut set)?;
                let (Some(low), Some(high)) = (low, high) else {
                    return fail(format!("bad character range {}", self.since(item)), item);
                };
                if high < low {
                    return fail(format!("bad character range {}", self.since(item)), item);
                }
                set.ranges.push((low, high));
            } else if let Some(low) = low {
                set.ranges.push((low, low));
            }
        }
        Ok(self.finished(set))
    }

    /// One character of a set, or a class, which is added at once.
    fn set_item(&mut self, code: u32, start: usize, set: &mut Set) -> Result<Option<u32>> {
        if !is(code, '\\') {
            return Ok(Some(code));
        }
        let Some(code) = self.peek() else { return fail("bad escape (end of pattern)", start) };
        let letter = char::from_u32(code).unwrap_or('\u{fffd}');
        self.at += 1;
        if let Some(class) = self.class(letter) {
            set.classes.push(class);
            return Ok(None);
        }
        if letter == 'b' {
            return Ok(Some(8));
        }
        if let Some(mut value) = digit(code, 8) {
            for _ in 0..2 {
                let Some(more) = self.peek().and_then(|code| digit(code, 8)) else { break };
                value = value * 8 + more;
                self.at += 1;
            }
            if value > 0o377 {
                return fail(format!("octal escape value {} outside of range 0-0o377", self.since(start)), start);
            }
            return Ok(Some(value));
        }
        if letter.is_ascii_digit() {
            return fail(format!("bad escape \\{letter}"), start);
        }
        self.character_escape(letter, start).map(Some)
    }

    fn name(&mut self, end: char, what: &str) -> Result<(String, usize)> {
        let start = self.at;
        while self.peek().is_some_and(|code| !is(code, end)) {
            self.at += 1;
        }
        let name: String = self.chars[start..self.at].iter().map(|code| shown(*code)).collect();
        if self.at >= self.chars.len() {
            return match name.is_empty() {
                true => fail(format!("missing {what}"), start),
                false => fail(format!("missing {end}, unterminated name"), start),
            };
        }
        if name.is_empty() {
            return fail(format!("missing {what}"), start);
        }
        self.at += 1;
        Ok((name, start))
    }

    fn check_name(&self, name: &str, position: usize) -> Result<()> {
        if !crate::builtins::text::is_identifier(name) {
            let quoted = if self.is_bytes { format!("b'{name}'") } else { format!("'{name}'") };
            return fail(format!("bad character in group name {quoted}"), position);
        }
        Ok(())
    }

    /// What follows an opening parenthesis; `None` for what matches nothing at all.
    fn group(&mut self, start: usize, first: bool) -> Result<Option<Node>> {
        let outer = self.flags;
        let mut number = None;
        if self.take('?') {
            let Some(code) = self.peek() else { return fail("unexpected end of pattern", self.at) };
            let code_at = self.at;
            self.at += 1;
            match char::from_u32(code).unwrap_or('\u{fffd}') {
                'P' => {
                    if self.take('<') {
                        let (name, position) = self.name('>', "group name")?;
                        self.check_name(&name, position)?;
                        if let Some((_, known)) = self.names.iter().find(|known| known.0 == name) {
                            let new = self.groups + 1;
                            return fail(
                                format!("redefinition of group name '{name}' as group {new}; was group {known}"),
                                position,
                            );
                        }
                        number = Some(self.new_group(Some(name)));
                    } else if self.take('=') {
                        let (name, position) = self.name(')', "group name")?;
                        self.check_name(&name, position)?;
                        let Some((_, group)) = self.names.iter().find(|known| known.0 == name) else {
                            return fail(format!("unknown group name '{name}'"), position);
                        };
                        return self.reference(*group, position).map(Some);
                    } else {
                        let Some(code) = self.peek() else { return fail("unexpected end of pattern", self.at) };
                        return fail(format!("unknown extension ?P{}", shown(code)), code_at - 1);
                    }
                }
                ':' => {}
                '#' => {
                    while let Some(code) = self.peek() {
                        self.at += 1;
                        if is(code, ')') {
                            return Ok(None);
                        }
                    }
                    return fail("missing ), unterminated comment", start);
                }
                letter @ ('=' | '!' | '<') => {
                    let mut behind = false;
                    let mut negated = letter == '!';
                    if letter == '<' {
                        let Some(code) = self.peek() else { return fail("unexpected end of pattern", self.at) };
                        if !is(code, '=') && !is(code, '!') {
                            return fail(format!("unknown extension ?<{}", shown(code)), code_at - 1);
                        }
                        self.at += 1;
                        behind = true;
                        negated = is(code, '!');
                    }
                    let saved = self.look_behind;
                    if behind && saved.is_none() {
                        self.look_behind = Some(self.groups);
                    }
                    let node = self.alternatives(false)?;
                    if behind {
                        self.look_behind = saved;
                        let (least, most) = self.width(&node);
                        if least != most {
                            // Python says so when the pattern is complete, without a position.
                            return fail("look-behind requires fixed-width pattern", usize::MAX);
                        }
                    }
                    self.close(start)?;
                    return Ok(Some(Node::Look { node: Box::new(node), behind, negated }));
                }
                '(' => return self.conditional(start).map(Some),
                '>' => {
                    let node = self.alternatives(false)?;
                    self.close(start)?;
                    return Ok(Some(Node::Atomic(Box::new(node))));
                }
                letter if letter == '-' || "aiLmsux".contains(letter) => {
                    self.at = code_at;
                    let (add, remove, is_global) = self.inline_flags(start)?;
                    if is_global {
                        if !first {
                            return fail("global flags not at the start of the expression", start);
                        }
                        self.flags |= add;
                        return Ok(None);
                    }
                    self.flags = (self.flags | add) & !remove;
                }
                letter => return fail(format!("unknown extension ?{letter}"), code_at - 1),
            }
        } else {
            number = Some(self.new_group(None));
        }
        if let Some(number) = number {
            self.open.push(number);
        }
        let node = self.alternatives(false)?;
        self.close(start)?;
        self.flags = outer;
        let Some(number) = number else {
            return Ok(Some(match node {
                // An empty group may be repeated, nothing may not.
                Node::Empty | Node::Repeat { .. } | Node::Place(_) => Node::Sequence(vec![node]),
                node => node,
            }));
        };
        self.open.pop();
        self.widths[number as usize] = Some(self.width(&node));
        Ok(Some(Node::Group { number, node: Box::new(node) }))
    }

    fn close(&mut self, start: usize) -> Result<()> {
        if self.take(')') { Ok(()) } else { fail("missing ), unterminated subpattern", start) }
    }

    fn new_group(&mut self, name: Option<String>) -> u32 {
        self.groups += 1;
        self.widths.push(None);
        if let Some(name) = name {
            self.names.push((name, self.groups));
        }
        self.groups
    }

    fn conditional(&mut self, start: usize) -> Result<Node> {
        let (name, position) = self.name(')', "group name")?;
        let group = match name.parse::<u32>() {
            Ok(0) => return fail("bad group number", position),
            Ok(number) if name.bytes().all(|b| b.is_ascii_digit()) => {
                self.pending.push((number, position));
                number
            }
            _ => {
                self.check_name(&name, position)?;
                match self.names.iter().find(|known| known.0 == name) {
                    Some((_, number)) => *number,
                    None => return fail(format!("unknown group name '{name}'"), position),
                }
            }
        };
        if self.look_behind.is_some_and(|from| group > from) {
            return fail("cannot refer to group defined in the same lookbehind subpattern", position);
        }
        let yes = self.sequence(false)?;
        let no = if self.take('|') { self.sequence(false)? } else { Node::Empty };
        if self.next_is('|') {
            return fail("conditional backref with more than two branches", self.at);
        }
        self.close(start)?;
        Ok(Node::Conditional { group, yes: Box::new(yes), no: Box::new(no) })
    }

    fn inline_flags(&mut self, start: usize) -> Result<(u32, u32, bool)> {
        let (mut add, mut remove, mut removing) = (0, 0, false);
        loop {
            let Some(code) = self.peek() else { return fail("missing -, : or )", self.at) };
            let at = self.at;
            self.at += 1;
            let bit = match char::from_u32(code).unwrap_or('\u{fffd}') {
                'i' => flags::IGNORECASE,
                'm' => flags::MULTILINE,
                's' => flags::DOTALL,
                'x' => flags::VERBOSE,
                'a' if self.is_bytes => 0,
                'a' => flags::ASCII,
                'L' if !self.is_bytes => {
                    return fail("bad inline flags: cannot use 'L' flag with a str pattern", at + 1);
                }
                'L' => flags::LOCALE,
                'u' if self.is_bytes => {
                    return fail("bad inline flags: cannot use 'u' flag with a bytes pattern", at + 1);
                }
                'u' => flags::UNICODE,
                '-' if !removing => {
                    removing = true;
                    if self.peek().is_none_or(|code| !shown(code).chars().all(|c| c.is_ascii_alphabetic())) {
                        return match self.peek() {
                            None => fail("missing flag", self.at),
                            Some(_) => fail("missing flag", self.at),
                        };
                    }
                    continue;
                }
                ')' if !removing => return Ok((add, 0, true)),
                ':' => {
                    if add & remove != 0 {
                        return fail("bad inline flags: flag turned on and off", at);
                    }
                    if add & (flags::ASCII | flags::UNICODE) == flags::ASCII | flags::UNICODE {
                        return fail("bad inline flags: flags 'a', 'u' and 'L' are incompatible", at);
                    }
                    return Ok((add, remove, false));
                }
                letter if letter.is_ascii_alphabetic() => return fail("unknown flag", at),
                _ if removing => return fail("missing :", at),
                _ => return fail("missing -, : or )", at),
            };
            if removing {
                if bit & (flags::ASCII | flags::UNICODE | flags::LOCALE) != 0 {
                    return fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", at + 1);
                }
                remove |= bit;
            } else {
                add |= bit;
            }
            let _ = start;
        }
    }

    /// The least and the greatest number of characters that a node matches.
    fn width(&self, node: &Node) -> (u64, u64) {
        const BOUND: u64 = u32::MAX as u64;
        match node {
            Node::Empty | Node::Look { .. } | Node::Place(_) => (0, 0),
            Node::Char { .. } | Node::Any { .. } | Node::Set(_) => (1, 1),
            Node::Sequence(items) => items
                .iter()
                .map(|item| self.width(item))
                .fold((0, 0), |sum, width| ((sum.0 + width.0).min(BOUND), (sum.1 + width.1).min(BOUND))),
            Node::Alternatives(items) => {
                items.iter().map(|item| self.width(item)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or((0, 0))
            }
            Node::Repeat { node, least, most, .. } => {
                let width = self.width(node);
                ((width.0 * *least as u64).min(BOUND), (width.1 * *most as u64).min(BOUND))
            }
            Node::Group { node, .. } | Node::Atomic(node) => self.width(node),
            Node::Reference { group, .. } => self.widths.get(*group as usize).copied().flatten().unwrap_or((0, BOUND)),
            Node::Conditional { yes, no, .. } => {
                let (yes, no) = (self.width(yes), self.width(no));
                (yes.0.min(no.0), yes.1.max(no.1))
            }
        }
    }
}
