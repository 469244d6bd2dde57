//! `Pattern.sub`: templates with references to groups, and replacing matches.

use crate::builtins::arguments::{self, Keywords, class_name, str_of};
use crate::builtins::modules::patterns::{Compiled, Matches, Subject, error, match_object, pattern, subject};
use crate::builtins::regex::{Failure, Found};
use crate::builtins::types;
use crate::object::{Call, ClassId, PyResult, StrObject, Value};

enum Part {
    Literal(Vec<u8>),
    Group(usize),
}

/// A replacement text, parsed.
pub struct Template {
    parts: Vec<Part>,
}

/// A str or bytes of that content; str if it is not bytes.
pub fn text_or_bytes(cx: &mut dyn Call, is_bytes: bool, out: Vec<u8>) -> Value {
    match is_bytes {
        true => cx.bytes(&out),
        // The parts are whole characters.
        false => cx.str(&String::from_utf8_lossy(&out)),
    }
}

struct Parser<'a> {
    chars: Vec<char>,
    at: usize,
    pattern: &'a Compiled,
    parts: Vec<Part>,
    literal: Vec<u8>,
}

impl Template {
    /// Escapes and references of a replacement.
    pub fn parse(cx: &mut dyn Call, pattern: &Compiled, source: Value) -> PyResult<Template> {
        let plain = cx.payload(source);
        let is_bytes = pattern.program.is_bytes;
        let chars: Vec<char> = match (str_of(cx, plain), types::bytes::data_of(plain)) {
            (Some(text), _) if !is_bytes => {
                if !text.as_str().contains('\\') {
                    return Ok(Template { parts: vec![Part::Literal(text.as_str().as_bytes().to_vec())] });
                }
                text.as_str().chars().collect()
            }
            (_, Some(bytes)) if is_bytes => bytes.iter().map(|byte| *byte as char).collect(),
            _ => {
                let class = class_name(cx, source);
                let message = if is_bytes {
                    format!("expected a bytes-like object, {class} found")
                } else {
                    format!("expected str instance, {class} found")
                };
                return Err(cx.type_error(message));
            }
        };
        let mut parser = Parser { chars, at: 0, pattern, parts: Vec::new(), literal: Vec::new() };
        match parser.run() {
            Ok(()) => Ok(Template { parts: parser.parts }),
            Err(Problem::Syntax(failure)) => Err(error(cx, source, &failure)),
            Err(Problem::Unknown(name)) => {
                let message = format!("unknown group name '{name}'");
                Err(cx.raise(ClassId::IndexError, message))
            }
        }
    }
    /// Appends what the template means for a match.
    pub fn expand(&self, subject: &Subject, found: &Found, out: &mut Vec<u8>) {
        for part in &self.parts {
            match part {
                Part::Literal(bytes) => out.extend_from_slice(bytes),
                Part::Group(number) => {
                    let (start, stop) = (found.spans[2 * number], found.spans[2 * number + 1]);
                    if start != usize::MAX && stop != usize::MAX {
                        out.extend_from_slice(&subject.bytes()[start..stop]);
                    }
                }
            }
        }
    }
}

enum Problem {
    Syntax(Failure),
    Unknown(String),
}

fn fail<T>(message: impl Into<String>, position: usize) -> Result<T, Problem> {
    Err(Problem::Syntax(Failure { message: message.into(), position }))
}

impl Parser<'_> {
    fn push(&mut self, c: char) {
        if self.pattern.program.is_bytes {
            self.literal.push(c as u8);
        } else {
            let mut buffer = [0; 4];
            self.literal.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes());
        }
    }
    fn group(&mut self, number: usize, position: usize) -> Result<(), Problem> {
        if number > self.pattern.program.groups as usize {
            return fail(format!("invalid group reference {number}"), position);
        }
        if !self.literal.is_empty() {
            let literal = std::mem::take(&mut self.literal);
            self.parts.push(Part::Literal(literal));
        }
        self.parts.push(Part::Group(number));
        Ok(())
    }
    fn digit(&self, at: usize, radix: u32) -> Option<u32> {
        self.chars.get(at).filter(|c| c.is_ascii()).and_then(|c| c.to_digit(radix))
    }
    fn run(&mut self) -> Result<(), Problem> {
        while let Some(&c) = self.chars.get(self.at) {
            let start = self.at;
            self.at += 1;
            if c != '\\' {
                self.push(c);
                continue;
            }
            let Some(&letter) = self.chars.get(self.at) else { return fail("bad escape (end of pattern)", start) };
            self.at += 1;
            match letter {
                'g' => self.named(start)?,
                '0' => {
                    let mut value = 0;
                    for _ in 0..2 {
                        let Some(digit) = self.digit(self.at, 8) else { break };
                        value = value * 8 + digit;
                        self.at += 1;
                    }
                    self.push((value & 0xff) as u8 as char);
                }
                '1'..='9' => {
                    let mut number = letter as u32 - 48;
                    if let Some(second) = self.digit(self.at, 10) {
                        if let (true, true, Some(third)) = (number < 8, second < 8, self.digit(self.at + 1, 8)) {
                            let value = number * 64 + second * 8 + third;
                            self.at += 2;
                            if value > 0o377 {
                                let text: String = self.chars[start..self.at].iter().collect();
                                return fail(format!("octal escape value {text} outside of range 0-0o377"), start);
                            }
                            self.push(value as u8 as char);
                            continue;
                        }
                        number = number * 10 + second;
                        self.at += 1;
                    }
                    self.group(number as usize, start + 1)?;
                }
                'a' => self.push('\x07'),
                'b' => self.push('\x08'),
                'f' => self.push('\x0c'),
                'n' => self.push('\n'),
                'r' => self.push('\r'),
                't' => self.push('\t'),
                'v' => self.push('\x0b'),
                '\\' => self.push('\\'),
                letter if letter.is_ascii_alphabetic() => return fail(format!("bad escape \\{letter}"), start),
                letter => {
                    self.push('\\');
                    self.push(letter);
                }
            }
        }
        if !self.literal.is_empty() {
            let literal = std::mem::take(&mut self.literal);
            self.parts.push(Part::Literal(literal));
        }
        Ok(())
    }
    fn named(&mut self, _start: usize) -> Result<(), Problem> {
        if self.chars.get(self.at) != Some(&'<') {
            return fail("missing <", self.at);
        }
        self.at += 1;
        let from = self.at;
        let Some(len) = self.chars[from..].iter().position(|c| *c == '>') else {
            return if from == self.chars.len() {
                fail("missing group name", from)
            } else {
                fail("missing >, unterminated name", from)
            };
        };
        let name: String = self.chars[from..from + len].iter().collect();
        self.at = from + len + 1;
        if name.is_empty() {
            return fail("missing group name", from);
        }
        if name.bytes().all(|byte| byte.is_ascii_digit()) {
            return match name.parse::<usize>() {
                Ok(number) => self.group(number, from),
                Err(_) => fail(format!("invalid group reference {name}"), from),
            };
        }
        if !crate::builtins::text::is_identifier(&name) {
            let quoted = if self.pattern.program.is_bytes { format!("b'{name}'") } else { format!("'{name}'") };
            return fail(format!("bad character in group name {quoted}"), from);
        }
        match self.pattern.program.names.iter().find(|known| known.0 == name) {
            Some((_, number)) => self.group(*number as usize, from),
            None => Err(Problem::Unknown(name)),
        }
    }
}

/// `sub` and `subn`.
pub fn sub(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>, counted: bool) -> PyResult {
    let this = pattern(cx, args)?;
    let name = if counted { "subn" } else { "sub" };
    let [replacement, text, most] = arguments::named(cx, name, &args[1..], keywords, ["repl", "string", "count"], 2)?;
    let most = if most.is_unbound() { 0 } else { arguments::size(cx, most)? };
    let subject = subject(cx, this, text)?;
    let plain = cx.payload(replacement);
    let is_text = plain.cast::<StrObject>().is_some() || types::bytes::data_of(plain).is_some();
    let callable = !is_text && crate::builtins::functions::objects::is_callable(cx, replacement);
    let template = if callable { None } else { Some(Template::parse(cx, this, replacement)?) };
    let matches = Matches::new(&this.program, &subject);
    let mut out: Vec<u8> = Vec::new();
    let (mut last, mut count) = (0, 0);
    let mark = cx.root_mark();
    cx.root(subject.value);
    while most == 0 || count < most {
        let Some(found) = matches.next(&subject) else { break };
        out.extend_from_slice(&subject.bytes()[last..found.spans[0]]);
        last = found.spans[1];
        count += 1;
        match &template {
            Some(template) => template.expand(&subject, &found, &mut out),
            None => {
                let found = match_object(cx, args[0], this, &subject, found);
                let made = cx.call(replacement, &[found], &[])?;
                let plain = cx.payload(made);
                match (plain.cast::<StrObject>(), types::bytes::data_of(plain)) {
                    _ if made.is_none() => {}
                    (Some(text), _) if !this.program.is_bytes => out.extend_from_slice(text.as_str().as_bytes()),
                    (_, Some(bytes)) if this.program.is_bytes => out.extend_from_slice(&bytes),
                    _ => {
                        let class = class_name(cx, made);
                        return Err(cx.type_error(if this.program.is_bytes {
                            format!("sequence item {count}: expected a bytes-like object, {class} found")
                        } else {
                            format!("sequence item {count}: expected str instance, {class} found")
                        }));
                    }
                }
            }
        }
        if out.len() > 1 << 20 {
            cx.reserve(out.len() / 4)?;
        }
    }
    cx.unroot(mark);
    let result = if count == 0 {
        subject.part(cx, 0, subject.bytes().len())
    } else {
        out.extend_from_slice(&subject.bytes()[last..]);
        text_or_bytes(cx, this.program.is_bytes, out)
    };
    Ok(if counted { cx.tuple(&[result, Value::int(count)]) } else { result })
}
