//! Module `_regex`: patterns and matches, the classes under module `re`.
//!
//! ```text
//! _regex.compile("a(b)", 0).search("xab").span()  →  (1, 3)
//! ```
//!
//! 1. Positions are characters outside and bytes inside; both are the same for ASCII texts and for bytes.

use std::cell::Cell;
use std::rc::Rc;

use crate::builtins::arguments::{self, Keywords, class_name, int_of, str_of};
use crate::builtins::format::integer::Int;
use crate::builtins::modules::substitution::{self, Template};
use crate::builtins::modules::{ModuleDef, set};
use crate::builtins::regex::{Failure, Found, Mode, Program, flags, parse};
use crate::builtins::{protocol, types};
use crate::gc::{Gc, Tracer};
use crate::object::data::data;
use crate::object::{
    BytesObject, Call, ClassId, ClassObject, IteratorState, ModuleObject, NativeData, NativeDef, NativeIterator,
    PyResult, Raised, StrObject, Value,
};

/// The module.
pub static REGEX: ModuleDef = ModuleDef {
    name: "_regex",
    functions: &[NativeDef::function("compile", compile)],
    constants: &[],
    make: Some(make),
};

static PATTERN: &[NativeDef] = &[
    NativeDef::getter("flags", |cx, args, _| Ok(Value::int(pattern(cx, args)?.program.flags as i64))),
    NativeDef::getter("groups", |cx, args, _| Ok(Value::int(pattern(cx, args)?.program.groups as i64))),
    NativeDef::getter("groupindex", group_index),
    NativeDef::getter("pattern", |cx, args, _| Ok(pattern(cx, args)?.source)),
    NativeDef::method("findall", find_all),
    NativeDef::method("finditer", find_iter),
    NativeDef::method("fullmatch", |cx, args, keywords| find_one(cx, args, keywords, "fullmatch", Mode::Full)),
    NativeDef::method("match", |cx, args, keywords| find_one(cx, args, keywords, "match", Mode::Match)),
    NativeDef::method("search", |cx, args, keywords| find_one(cx, args, keywords, "search", Mode::Search)),
    NativeDef::method("split", split),
    NativeDef::method("sub", |cx, args, keywords| substitution::sub(cx, args, keywords, false)),
    NativeDef::method("subn", |cx, args, keywords| substitution::sub(cx, args, keywords, true)),
    NativeDef::method("__copy__", |_, args, _| Ok(args[0])),
    NativeDef::method("__deepcopy__", |_, args, _| Ok(args[0])),
    NativeDef::method("__eq__", pattern_eq),
    NativeDef::method("__hash__", pattern_hash),
];

static MATCH: &[NativeDef] = &[
    NativeDef::getter("endpos", |cx, args, _| {
        let this = match_of(cx, args)?;
        Ok(Value::int(this.subject.char_index(cx, this.subject.stop) as i64))
    }),
    NativeDef::getter("lastgroup", last_group),
    NativeDef::getter("lastindex", |cx, args, _| {
        Ok(match_of(cx, args)?.found.last.map_or(Value::NONE, |last| Value::int(last as i64)))
    }),
    NativeDef::getter("pos", |cx, args, _| {
        let this = match_of(cx, args)?;
        Ok(Value::int(this.subject.char_index(cx, this.subject.start) as i64))
    }),
    NativeDef::getter("re", |cx, args, _| Ok(match_of(cx, args)?.pattern)),
    NativeDef::getter("regs", regs),
    NativeDef::getter("string", |cx, args, _| Ok(match_of(cx, args)?.subject.value)),
    NativeDef::method("end", |cx, args, keywords| place(cx, args, keywords, "end")),
    NativeDef::method("expand", expand),
    NativeDef::method("group", group),
    NativeDef::method("groupdict", group_dict),
    NativeDef::method("groups", groups),
    NativeDef::method("span", |cx, args, keywords| place(cx, args, keywords, "span")),
    NativeDef::method("start", |cx, args, keywords| place(cx, args, keywords, "start")),
    NativeDef::method("__copy__", |_, args, _| Ok(args[0])),
    NativeDef::method("__deepcopy__", |_, args, _| Ok(args[0])),
    NativeDef::method("__getitem__", group),
    NativeDef::method("__repr__", match_repr),
];

/// What a pattern object holds.
pub struct Compiled {
    pub program: Rc<Program>,
    pub source: Value,
    match_class: Gc<ClassObject>,
}

impl NativeData for Compiled {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(self.source);
        tracer.object(self.match_class);
    }
}

/// A text that is searched.
#[derive(Clone)]
pub struct Subject {
    pub value: Value,
    /// The content of a bytearray, which may change.
    copy: Option<Rc<[u8]>>,
    /// Bytes that are searched.
    pub start: usize,
    pub stop: usize,
}

impl Subject {
    /// All bytes of the text.
    pub fn bytes(&self) -> &[u8] {
        if let Some(copy) = &self.copy {
            return copy;
        }
        content(self.value)
    }
    /// The part that may match.
    pub fn searched(&self) -> &[u8] {
        &self.bytes()[..self.stop]
    }
    fn char_index(&self, cx: &mut dyn Call, byte: usize) -> usize {
        let plain = cx.payload(self.value);
        match plain.cast::<StrObject>() {
            Some(text) => cx.char_index(text, byte),
            None => byte,
        }
    }
    /// The bytes as an object of the text's type.
    pub fn part(&self, cx: &mut dyn Call, start: usize, stop: usize) -> Value {
        let bytes = &self.bytes()[start..stop];
        if self.copy.is_none() && cx.payload(self.value).cast::<StrObject>().is_some() {
            // SAFETY: positions of matches in a str lie between characters.
            return cx.str(unsafe { std::str::from_utf8_unchecked(bytes) });
        }
        cx.bytes(bytes)
    }
}

/// The bytes of a plain str or bytes.
fn content<'a>(value: Value) -> &'a [u8] {
    if let Some(text) = value.cast::<StrObject>() {
        return text.as_str().as_bytes();
    }
    match value.cast::<BytesObject>() {
        // SAFETY: bytes do not change, and the subject's value keeps them alive.
        Some(bytes) => unsafe { &(&*bytes.as_ptr()).data[..] },
        None => &[],
    }
}

/// What a match object holds.
pub struct Match {
    pub pattern: Value,
    pub subject: Subject,
    pub found: Found,
}

impl NativeData for Match {
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(&[self.pattern, self.subject.value]);
    }
}

fn make(cx: &mut dyn Call, module: Gc<ModuleObject>) -> PyResult<()> {
    for (name, methods) in [("Pattern", PATTERN), ("Match", MATCH)] {
        let class = cx.native_class(&format!("re.{name}"), methods);
        set(cx, module, name, Value::object(class));
    }
    Ok(())
}

fn class_named(cx: &mut dyn Call, name: &str) -> PyResult<Gc<ClassObject>> {
    let module = cx.import("_regex")?;
    let name = cx.intern_str(name);
    match protocol::get_attr(cx, module, name)?.cast::<ClassObject>() {
        Some(class) => Ok(class),
        None => Err(cx.type_error("a class is required")),
    }
}

/// `re.error`
pub fn error(cx: &mut dyn Call, source: Value, failure: &Failure) -> Raised {
    if failure.message.starts_with("the repetition number") {
        return cx.overflow_error(&failure.message);
    }
    let message = cx.str(&failure.message);
    let position = if failure.position == usize::MAX { Value::NONE } else { Value::int(failure.position as i64) };
    let made = cx.import("re").and_then(|module| {
        let name = cx.intern_str("error");
        let class = protocol::get_attr(cx, module, name)?;
        cx.call(class, &[message, source, position], &[])
    });
    match made {
        Ok(made) => match cx.as_exception(made) {
            Some(exception) => Raised(exception),
            None => cx.value_error(&failure.message),
        },
        Err(raised) => raised,
    }
}

fn compile(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [source, bits] = arguments::exactly(cx, "compile", args, keywords)?;
    let bits = match int_of(cx, bits) {
        Some(Int::Small(bits)) => bits as u32,
        _ => return Err(cx.type_error("flags must be an int")),
    };
    let plain = cx.payload(source);
    let (chars, is_bytes): (Vec<u32>, bool) = match (plain.cast::<StrObject>(), types::bytes::data_of(plain)) {
        (Some(text), _) => (text.as_str().chars().map(u32::from).collect(), false),
        (_, Some(bytes)) => (bytes.iter().map(|byte| *byte as u32).collect(), true),
        _ => return Err(cx.type_error("first argument must be string or compiled pattern")),
    };
    if is_bytes && bits & flags::UNICODE != 0 {
        return Err(cx.value_error("cannot use UNICODE flag with a bytes pattern"));
    }
    if !is_bytes && bits & flags::LOCALE != 0 {
        return Err(cx.value_error("cannot use LOCALE flag with a str pattern"));
    }
    if bits & flags::ASCII != 0 && bits & flags::UNICODE != 0 {
        return Err(cx.value_error("ASCII and UNICODE flags are incompatible"));
    }
    let tree = match parse(&chars, bits, is_bytes) {
        Ok(tree) => tree,
        Err(failure) => return Err(error(cx, source, &failure)),
    };
    let program = Rc::new(Program::new(&tree, is_bytes));
    let (class, match_class) = (class_named(cx, "Pattern")?, class_named(cx, "Match")?);
    Ok(cx.data_instance(class, Box::new(Compiled { program, source, match_class })))
}

/// The pattern that a method was called on.
pub fn pattern<'a>(cx: &mut dyn Call, args: &[Value]) -> PyResult<&'a Compiled> {
    match args.first().and_then(|value| data::<Compiled>(cx, *value)) {
        Some(pattern) => Ok(pattern),
        None => Err(cx.type_error("a compiled pattern is required")),
    }
}

fn match_of<'a>(cx: &mut dyn Call, args: &[Value]) -> PyResult<&'a Match> {
    match args.first().and_then(|value| data::<Match>(cx, *value)) {
        Some(found) => Ok(found),
        None => Err(cx.type_error("a match is required")),
    }
}

/// The text that a pattern is to search.
pub fn subject(cx: &mut dyn Call, pattern: &Compiled, value: Value) -> PyResult<Subject> {
    let plain = cx.payload(value);
    let is_bytes = pattern.program.is_bytes;
    if let Some(text) = plain.cast::<StrObject>() {
        if is_bytes {
            return Err(cx.type_error("cannot use a bytes pattern on a string-like object"));
        }
        return Ok(Subject { value: plain, copy: None, start: 0, stop: text.as_str().len() });
    }
    let Some(bytes) = types::bytes::content(cx, plain) else {
        let class = class_name(cx, value);
        return Err(cx.type_error(format!("expected string or bytes-like object, got '{class}'")));
    };
    if !is_bytes {
        return Err(cx.type_error("cannot use a string pattern on a bytes-like object"));
    }
    let stop = bytes.len();
    let copy = if plain.cast::<BytesObject>().is_some() { None } else { Some(bytes.into_owned().into()) };
    Ok(Subject { value: plain, copy, start: 0, stop })
}

/// As [`subject`], with the bounds that `search` and the like take.
fn bounded(cx: &mut dyn Call, this: &Compiled, value: Value, pos: Value, endpos: Value) -> PyResult<Subject> {
    let mut found = subject(cx, this, value)?;
    if pos.is_unbound() && endpos.is_unbound() {
        return Ok(found);
    }
    let text = found.value.cast::<StrObject>();
    let len = text.map_or(found.stop, |text| text.char_len());
    let bound = |cx: &mut dyn Call, value: Value, default: usize| -> PyResult<usize> {
        if value.is_unbound() {
            return Ok(default);
        }
        Ok(arguments::position(cx, value)?.clamp(0, len as i64) as usize)
    };
    let (start, stop) = (bound(cx, pos, 0)?, bound(cx, endpos, len)?);
    (found.start, found.stop) = match text {
        Some(text) => (cx.byte_index(text, start), cx.byte_index(text, stop)),
        None => (start, stop),
    };
    Ok(found)
}

/// A match object.
pub fn match_object(cx: &mut dyn Call, receiver: Value, this: &Compiled, subject: &Subject, found: Found) -> Value {
    let content = Match { pattern: receiver, subject: subject.clone(), found };
    cx.data_instance(this.match_class, Box::new(content))
}

fn find_one(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>, name: &str, mode: Mode) -> PyResult {
    let this = pattern(cx, args)?;
    let [text, pos, endpos] = arguments::named(cx, name, &args[1..], keywords, ["string", "pos", "endpos"], 1)?;
    let subject = bounded(cx, this, text, pos, endpos)?;
    if subject.start > subject.stop {
        return Ok(Value::NONE);
    }
    match this.program.find(subject.searched(), subject.start, mode, false) {
        Some(found) => Ok(match_object(cx, args[0], this, &subject, found)),
        None => Ok(Value::NONE),
    }
}

/// The matches of a text one after the other.
pub struct Matches {
    program: Rc<Program>,
    at: Cell<usize>,
    must_advance: Cell<bool>,
}

impl Matches {
    /// From the start of the subject on.
    pub fn new(program: &Rc<Program>, subject: &Subject) -> Matches {
        Matches { program: program.clone(), at: Cell::new(subject.start), must_advance: Cell::new(false) }
    }
    /// The next one.
    pub fn next(&self, subject: &Subject) -> Option<Found> {
        let found = self.program.find(subject.searched(), self.at.get(), Mode::Search, self.must_advance.get());
        match &found {
            Some(found) => {
                self.must_advance.set(found.spans[0] == found.spans[1]);
                self.at.set(found.spans[1]);
            }
            None => self.at.set(usize::MAX),
        }
        found
    }
}

/// A group as an object: `default` if it has not matched.
pub fn group_value(cx: &mut dyn Call, subject: &Subject, found: &Found, number: usize, default: Value) -> Value {
    let (start, stop) = (found.spans[2 * number], found.spans[2 * number + 1]);
    if start == usize::MAX || stop == usize::MAX { default } else { subject.part(cx, start, stop.max(start)) }
}

fn find_all(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let this = pattern(cx, args)?;
    let [text, pos, endpos] = arguments::named(cx, "findall", &args[1..], keywords, ["string", "pos", "endpos"], 1)?;
    let subject = bounded(cx, this, text, pos, endpos)?;
    let list = cx.new_list();
    let matches = Matches::new(&this.program, &subject);
    let groups = this.program.groups as usize;
    let empty = subject.part(cx, 0, 0);
    while let Some(found) = matches.next(&subject) {
        let item = match groups {
            0 => subject.part(cx, found.spans[0], found.spans[1]),
            1 => group_value(cx, &subject, &found, 1, empty),
            _ => {
                let items: Vec<Value> =
                    (1..=groups).map(|number| group_value(cx, &subject, &found, number, empty)).collect();
                cx.tuple(&items)
            }
        };
        cx.list_push(list, item)?;
    }
    Ok(Value::object(list))
}

struct MatchIterator {
    pattern: Value,
    subject: Subject,
    matches: Matches,
}

impl NativeIterator for MatchIterator {
    fn class(&self) -> ClassId {
        ClassId::CallableIterator
    }
    fn next(&self, cx: &mut dyn Call) -> PyResult<Option<Value>> {
        let this = pattern(cx, &[self.pattern])?;
        Ok(self.matches.next(&self.subject).map(|found| match_object(cx, self.pattern, this, &self.subject, found)))
    }
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(&[self.pattern, self.subject.value]);
    }
}

fn find_iter(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let this = pattern(cx, args)?;
    let [text, pos, endpos] = arguments::named(cx, "finditer", &args[1..], keywords, ["string", "pos", "endpos"], 1)?;
    let subject = bounded(cx, this, text, pos, endpos)?;
    let matches = Matches::new(&this.program, &subject);
    Ok(cx.iterator(IteratorState::Native(Rc::new(MatchIterator { pattern: args[0], subject, matches }))))
}

fn split(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let this = pattern(cx, args)?;
    let [text, most] = arguments::named(cx, "split", &args[1..], keywords, ["string", "maxsplit"], 1)?;
    let most = if most.is_unbound() { 0 } else { arguments::size(cx, most)? };
    let subject = subject(cx, this, text)?;
    let list = cx.new_list();
    let matches = Matches::new(&this.program, &subject);
    let (mut last, mut count) = (0, 0);
    while most == 0 || count < most {
        let Some(found) = matches.next(&subject) else { break };
        let part = subject.part(cx, last, found.spans[0]);
        cx.list_push(list, part)?;
        for number in 1..=this.program.groups as usize {
            let part = group_value(cx, &subject, &found, number, Value::NONE);
            cx.list_push(list, part)?;
        }
        last = found.spans[1];
        count += 1;
    }
    let part = subject.part(cx, last, subject.stop);
    cx.list_push(list, part)?;
    Ok(Value::object(list))
}

fn group_index(cx: &mut dyn Call, args: &[Value], _: Keywords<'_>) -> PyResult {
    let this = pattern(cx, args)?;
    let dict = cx.new_dict();
    for (name, number) in &this.program.names {
        let name = cx.intern_str(name);
        cx.dict_set_str(dict, name, Value::int(*number as i64));
    }
    Ok(Value::object(dict))
}

fn pattern_eq(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [this, other] = arguments::special(cx, args, keywords)?;
    let (Some(a), Some(b)) = (data::<Compiled>(cx, this), data::<Compiled>(cx, other)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let same = a.program.flags == b.program.flags && a.program.is_bytes == b.program.is_bytes;
    Ok(Value::bool(same && protocol::equal(cx, a.source, b.source)?))
}

fn pattern_hash(cx: &mut dyn Call, args: &[Value], _: Keywords<'_>) -> PyResult {
    let this = pattern(cx, args)?;
    let pair = cx.tuple(&[this.source, Value::int(this.program.flags as i64)]);
    let hash = protocol::hash(cx, pair)?;
    Ok(cx.int(hash as i64))
}

/// The number of the group that an argument names.
fn number_of(cx: &mut dyn Call, this: &Match, key: Value) -> PyResult<usize> {
    let pattern = pattern(cx, &[this.pattern])?;
    let number = if let Some(name) = str_of(cx, key) {
        pattern.program.names.iter().find(|known| known.0 == name.as_str()).map(|known| known.1 as i64)
    } else if protocol::has_index(cx, key) {
        Some(arguments::position(cx, key)?)
    } else {
        None
    };
    match number {
        Some(number) if (0..=pattern.program.groups as i64).contains(&number) => Ok(number as usize),
        _ => Err(cx.raise(ClassId::IndexError, "no such group")),
    }
}

fn group(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let this = match_of(cx, args)?;
    arguments::no_keywords(cx, "group", keywords)?;
    match &args[1..] {
        [] => Ok(group_value(cx, &this.subject, &this.found, 0, Value::NONE)),
        [key] => {
            let number = number_of(cx, this, *key)?;
            Ok(group_value(cx, &this.subject, &this.found, number, Value::NONE))
        }
        keys => {
            let mut items = Vec::with_capacity(keys.len());
            for key in keys {
                let number = number_of(cx, this, *key)?;
                items.push(group_value(cx, &this.subject, &this.found, number, Value::NONE));
            }
            Ok(cx.tuple(&items))
        }
    }
}

fn groups(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let this = match_of(cx, args)?;
    let [default] = arguments::named(cx, "groups", &args[1..], keywords, ["default"], 0)?;
    let default = if default.is_unbound() { Value::NONE } else { default };
    let count = this.found.spans.len() / 2;
    let items: Vec<Value> =
        (1..count).map(|number| group_value(cx, &this.subject, &this.found, number, default)).collect();
    Ok(cx.tuple(&items))
}

fn group_dict(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let this = match_of(cx, args)?;
    let [default] = arguments::named(cx, "groupdict", &args[1..], keywords, ["default"], 0)?;
    let default = if default.is_unbound() { Value::NONE } else { default };
    let pattern = pattern(cx, &[this.pattern])?;
    let dict = cx.new_dict();
    for (name, number) in &pattern.program.names {
        let value = group_value(cx, &this.subject, &this.found, *number as usize, default);
        let name = cx.intern_str(name);
        cx.dict_set_str(dict, name, value);
    }
    Ok(Value::object(dict))
}

/// Start and end of a group in characters, -1 if it has not matched.
fn span(cx: &mut dyn Call, this: &Match, number: usize) -> (Value, Value) {
    let (start, stop) = (this.found.spans[2 * number], this.found.spans[2 * number + 1]);
    if start == usize::MAX || stop == usize::MAX {
        return (Value::int(-1), Value::int(-1));
    }
    let start = this.subject.char_index(cx, start) as i64;
    (Value::int(start), Value::int(this.subject.char_index(cx, stop) as i64))
}

fn place(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>, name: &str) -> PyResult {
    let this = match_of(cx, args)?;
    let [key] = arguments::positional(cx, name, &args[1..], keywords, 0)?;
    let number = if key.is_unbound() { 0 } else { number_of(cx, this, key)? };
    let (start, stop) = span(cx, this, number);
    Ok(match name {
        "start" => start,
        "end" => stop,
        _ => cx.tuple(&[start, stop]),
    })
}

fn regs(cx: &mut dyn Call, args: &[Value], _: Keywords<'_>) -> PyResult {
    let this = match_of(cx, args)?;
    let mut items = Vec::new();
    for number in 0..this.found.spans.len() / 2 {
        let (start, stop) = span(cx, this, number);
        items.push(cx.tuple(&[start, stop]));
    }
    Ok(cx.tuple(&items))
}

fn last_group(cx: &mut dyn Call, args: &[Value], _: Keywords<'_>) -> PyResult {
    let this = match_of(cx, args)?;
    let pattern = pattern(cx, &[this.pattern])?;
    let name = this.found.last.and_then(|last| pattern.program.names.iter().find(|known| known.1 == last));
    match name {
        Some((name, _)) => Ok(cx.str(name)),
        None => Ok(Value::NONE),
    }
}

fn expand(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let this = match_of(cx, args)?;
    let [template] = arguments::exactly(cx, "expand", &args[1..], keywords)?;
    let pattern = pattern(cx, &[this.pattern])?;
    let template = Template::parse(cx, pattern, template)?;
    let mut out = Vec::new();
    template.expand(&this.subject, &this.found, &mut out);
    Ok(substitution::text_or_bytes(cx, pattern.program.is_bytes, out))
}

fn match_repr(cx: &mut dyn Call, args: &[Value], _: Keywords<'_>) -> PyResult {
    let this = match_of(cx, args)?;
    let (start, stop) = span(cx, this, 0);
    let text = group_value(cx, &this.subject, &this.found, 0, Value::NONE);
    let text = protocol::repr_text(cx, text)?;
    let text: String = text.chars().take(50).collect();
    let (start, stop) = (start.as_int().unwrap_or(0), stop.as_int().unwrap_or(0));
    Ok(cx.str(&format!("<re.Match object; span=({start}, {stop}), match={text}>")))
}
