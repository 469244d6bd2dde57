//! Text to trace: the inverse of printing; see [`print`](super::print).
//!
//! Values may have any numbers; instructions are renumbered in their order. `//` begins a comment.
//! Codes are made up: their addresses are good for comparing only.

use std::collections::HashMap;
use std::fmt;

use crate::bytecode::Code;
use crate::jit::ir::{
    End, FrameEntry, Origin, Ref, Resume, SlotEntry, Snapshot, SnapshotId, Start, SunkObject, Trace, TraceId, Type, Uop,
};
use crate::object::Value;

/// What is wrong with a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParseError {
    /// From 1.
    pub line: usize,
    pub message: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}
impl std::error::Error for ParseError {}

/// Reads a trace.
///
/// ```text
/// let trace = parse("trace root 0\n v0 = LoadSlot 2\n exit #0\n#0 = [f0@0+0] {2: v0}")?;
/// ```
pub fn parse(text: &str) -> Result<Trace, ParseError> {
    let mut parser = Parser {
        trace: Trace::new(Start::Root { code: code(0), pc: 0 }),
        names: HashMap::new(),
        forward: Vec::new(),
        tokens: Vec::new(),
        at: 0,
        ended: false,
    };
    for (number, line) in text.lines().enumerate() {
        parser.tokens = tokens(line);
        parser.at = 0;
        if !parser.tokens.is_empty() {
            parser.line().map_err(|message| ParseError { line: number + 1, message })?;
        }
    }
    parser.finish().map_err(|message| ParseError { line: text.lines().count(), message })
}

/// The made-up code of that number.
fn code(number: usize) -> *const Code {
    std::ptr::without_provenance((number + 1) * 64)
}

type Result2<T> = Result<T, String>;

/// Words (with `:`, `#`, `.`, `-`, `+` inside) and single punctuation characters.
fn tokens(line: &str) -> Vec<String> {
    let line = line.split("//").next().unwrap_or("");
    let mut result: Vec<String> = Vec::new();
    let mut word = String::new();
    for c in line.chars() {
        let punctuation = matches!(c, '[' | ']' | '{' | '}' | ',' | '=');
        if c.is_whitespace() || punctuation {
            if !word.is_empty() {
                result.push(std::mem::take(&mut word));
            }
            if punctuation {
                result.push(c.to_string());
            }
        } else {
            word.push(c);
        }
    }
    if !word.is_empty() {
        result.push(word);
    }
    result
}

struct Parser {
    trace: Trace,
    names: HashMap<String, Ref>,
    /// Operands met before their definition: instruction, operand, name.
    forward: Vec<(usize, usize, String)>,
    tokens: Vec<String>,
    at: usize,
    ended: bool,
}

impl Parser {
    fn peek(&self) -> &str {
        self.tokens.get(self.at).map_or("", String::as_str)
    }
    fn next(&mut self) -> Result2<String> {
        let token = self.tokens.get(self.at).cloned().ok_or("the line ends too early")?;
        self.at += 1;
        Ok(token)
    }
    fn accept(&mut self, token: &str) -> bool {
        let found = self.peek() == token;
        self.at += found as usize;
        found
    }
    fn expect(&mut self, token: &str) -> Result2<()> {
        if self.accept(token) { Ok(()) } else { Err(format!("expected `{token}`, found `{}`", self.peek())) }
    }
    fn line(&mut self) -> Result2<()> {
        let first = self.next()?;
        match first.as_str() {
            "trace" => self.header()?,
            "loop" => {
                self.trace.end = End::Loop;
                self.ended = true;
            }
            "link" => {
                let target = TraceId(number(&self.next()?)?);
                self.trace.end = End::Link { target, base_delta: number(&self.next()?)? };
                self.ended = true;
            }
            "exit" => {
                self.trace.end = End::Exit { snapshot: snapshot_id(&self.next()?)? };
                self.ended = true;
            }
            _ if first.starts_with('#') => self.snapshot(&first)?,
            _ => self.instruction(&first)?,
        }
        if self.at < self.tokens.len() { Err(format!("unexpected `{}`", self.peek())) } else { Ok(()) }
    }
    fn header(&mut self) -> Result2<()> {
        match self.next()?.as_str() {
            "root" => self.trace.start = Start::Root { code: code(0), pc: number(&self.next()?)? },
            "side" => {
                let parent = TraceId(number(&self.next()?)?);
                self.expect("exit")?;
                self.trace.start = Start::Side { parent, exit: number(&self.next()?)? };
            }
            other => return Err(format!("expected `root` or `side`, found `{other}`")),
        }
        if self.accept("inherits") {
            self.expect("[")?;
            while !self.accept("]") {
                let slot = self.next()?;
                let slot = slot.strip_suffix(':').ok_or("expected `slot: Type`")?;
                let ty = type_named(&self.next()?)?;
                self.trace.inherits.push((number(slot)?, ty));
                self.accept(",");
            }
        }
        Ok(())
    }
    fn instruction(&mut self, first: &str) -> Result2<()> {
        if self.ended {
            return Err("an instruction behind the end".into());
        }
        let (name, ty) = match first.split_once(':') {
            Some((name, ty)) => (name, Some(type_named(ty)?)),
            None => (first, None),
        };
        if !is_value_name(name) {
            return Err(format!("`{name}` is no value's name"));
        }
        self.expect("=")?;
        let uop = self.next()?;
        let op = Uop::from_name(&uop).ok_or_else(|| format!("no uop is called `{uop}`"))?;
        let definition = op.definition();
        let index = self.trace.insts.len();
        let mut args = [Ref::NONE; 3];
        for (place, arg) in args.iter_mut().enumerate().take(definition.params.len()) {
            if place > 0 {
                self.expect(",")?;
            }
            let operand = self.next()?;
            *arg = match self.operand(&operand) {
                Ok(operand) => operand,
                Err(_) if is_value_name(&operand) => {
                    self.forward.push((index, place, operand));
                    Ref::NONE
                }
                Err(message) => return Err(message),
            };
        }
        let mut imm = 0;
        if definition.imm.is_some() {
            if !definition.params.is_empty() {
                self.expect(",")?;
            }
            imm = immediate(&self.next()?)?;
        }
        let mut snapshot = SnapshotId::NONE;
        if self.accept("->") {
            snapshot = snapshot_id(&self.next()?)?;
        }
        let params = definition.params.len();
        let result = self.trace.append_typed(op, ty.unwrap_or(definition.out), &args[..params], imm, snapshot);
        if let Some(origin) = self.peek().strip_prefix('@') {
            let (code, pc) = origin.split_once(':').ok_or("expected `@f0:1`")?;
            self.trace.origins[index] = Origin { code: code_named(code)?, pc: number(pc)? };
            self.at += 1;
        }
        if self.names.insert(name.to_string(), result).is_some() {
            return Err(format!("`{name}` is defined twice"));
        }
        Ok(())
    }
    fn operand(&mut self, text: &str) -> Result2<Ref> {
        if let Some(known) = self.names.get(text) {
            return Ok(*known);
        }
        let (ty, word) = match text {
            "none" => return Ok(Ref::NONE),
            "None" => (Type::Value, Value::NONE.bits()),
            "unbound" => (Type::Value, 0),
            "true" => (Type::Bool, 1),
            "false" => (Type::Bool, 0),
            _ => match text.split_once(':') {
                Some(("nan", word)) => (Type::Float, immediate(word)?),
                Some(("value", word)) => (Type::Value, immediate(word)?),
                Some(("object", word)) => (Type::Object, immediate(word)?),
                Some(("raw", word)) => (Type::Raw, immediate(word)?),
                _ => match text.parse::<i64>() {
                    Ok(number) => (Type::Int, number as u64),
                    Err(_) => match text.parse::<f64>() {
                        Ok(number) if !is_value_name(text) => (Type::Float, number.to_bits()),
                        _ => return Err(format!("`{text}` is not defined")),
                    },
                },
            },
        };
        Ok(self.trace.constant(ty, word))
    }
    fn snapshot(&mut self, name: &str) -> Result2<()> {
        let id = snapshot_id(name)?;
        if id != self.trace.snapshots.next_id() {
            return Err(format!("expected #{}", self.trace.snapshots.len()));
        }
        self.expect("=")?;
        self.expect("[")?;
        let mut frames = Vec::new();
        while !self.accept("]") {
            let text = self.next()?;
            let (code, rest) = text.split_once('@').ok_or("expected `f0@1+0`")?;
            let sign = rest.find(['+', '-']).ok_or("expected `f0@1+0`")?;
            let mut frame = FrameEntry {
                code: code_named(code)?,
                function: Ref::NONE,
                base: number(&rest[sign..])?,
                pc: number(&rest[..sign])?,
                flags: 0,
            };
            if self.accept("fn") {
                let operand = self.next()?;
                frame.function = self.operand(&operand)?;
            }
            if self.accept("flags") {
                frame.flags = number(&self.next()?)?;
            }
            frames.push(frame);
            self.accept(",");
        }
        self.expect("{")?;
        let mut slots = Vec::new();
        while !self.accept("}") {
            let slot = self.next()?;
            let slot = number(slot.strip_suffix(':').ok_or("expected `slot: value`")?)?;
            let operand = self.next()?;
            slots.push(SlotEntry { slot, value: self.operand(&operand)? });
            self.accept(",");
        }
        let resume = if self.accept("raise") { Resume::Raise } else { Resume::At };
        self.trace.snapshots.push(Snapshot { frames: frames.into(), slots: slots.into(), resume });
        if self.accept("sunk") {
            self.expect("[")?;
            while !self.accept("]") {
                self.sunk(id)?;
                self.accept(",");
            }
        }
        Ok(())
    }
    /// `50 as 51 at 3 fields 16:16777216`.
    fn sunk(&mut self, snapshot: SnapshotId) -> Result2<()> {
        let header = number(&self.next()?)?;
        self.expect("as")?;
        let shape = number(&self.next()?)?;
        self.expect("at")?;
        let (mut places, mut fields) = (Vec::new(), Vec::new());
        while !self.accept("fields") {
            places.push(number(&self.next()?)?);
        }
        while self.tokens.get(self.at).is_some_and(|token| token.contains(':')) {
            let field = self.next()?;
            let (offset, slot) = field.split_once(':').ok_or("expected `offset:slot`")?;
            fields.push((number(offset)?, number(slot)?));
        }
        self.trace.sunk.push(SunkObject { snapshot, header, shape, places: places.into(), fields: fields.into() });
        Ok(())
    }
    fn finish(mut self) -> Result2<Trace> {
        if !self.ended {
            return Err("no `loop`, `link` or `exit`".into());
        }
        for (inst, place, name) in self.forward {
            let target = self.names.get(&name).ok_or_else(|| format!("`{name}` is not defined"))?;
            self.trace.insts[inst].args[place] = *target;
        }
        Ok(self.trace)
    }
}

fn is_value_name(text: &str) -> bool {
    text.strip_prefix('v').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
}
fn number<T: std::str::FromStr>(text: &str) -> Result2<T> {
    text.parse().map_err(|_| format!("`{text}` is no such number"))
}
fn immediate(text: &str) -> Result2<u64> {
    match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).map_err(|_| format!("`{text}` is no number")),
        None => number::<i64>(text).map(|number| number as u64),
    }
}
fn snapshot_id(text: &str) -> Result2<SnapshotId> {
    text.strip_prefix('#')
        .ok_or_else(|| format!("expected a snapshot, found `{text}`"))
        .and_then(number)
        .map(SnapshotId)
}
fn code_named(text: &str) -> Result2<*const Code> {
    text.strip_prefix('f').ok_or_else(|| format!("expected a code, found `{text}`")).and_then(number).map(code)
}
fn type_named(text: &str) -> Result2<Type> {
    const ALL: [Type; 7] = [Type::Value, Type::Int, Type::Float, Type::Bool, Type::Object, Type::Raw, Type::Unit];
    ALL.into_iter().find(|ty| ty.name() == text).ok_or_else(|| format!("no type is called `{text}`"))
}
