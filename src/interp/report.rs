//! Uncaught exceptions: the text that CPython 3.11 prints, and the same as data for the host.
//!
//! ```text
//! Traceback (most recent call last):
//!   File "demo.py", line 2, in <module>
//!     print(a / b)
//!           ~~^~~
//! ZeroDivisionError: division by zero
//! ```
//!
//! 1. An underlining that would span the whole line is left out, unless it has an anchor.
//! 2. A line that repeats more than three times is counted instead.

use crate::bytecode::{Code, Span};
use crate::gc::Gc;
use crate::interp::Interpreter;
use crate::interp::call::code_ptr;
use crate::object::exception::{CAUSE, CONTEXT, SUPPRESS_CONTEXT, TRACEBACK};
use crate::object::{ClassId, FunctionObject, InstanceObject, Name, TracebackObject, TupleObject, Value};

/// One entry of a traceback.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The file's name.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// The function's name.
    pub function: String,
}

/// An uncaught exception.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The class's name.
    pub class_name: String,
    /// `str(exception)`
    pub message: String,
    /// The outermost call first.
    pub entries: Vec<Entry>,
    /// File, line, column of the failure.
    pub place: Option<(String, u32, u32)>,
    /// All that CPython prints, newline included.
    pub text: String,
    /// For SystemExit: the exit code, and what is to be printed if it is no number.
    pub exit: Option<(i32, Option<String>)>,
    /// Whether it is a SyntaxError.
    pub is_syntax: bool,
    /// Whether it is a KeyboardInterrupt.
    pub is_interrupt: bool,
}

const SHOWN_REPEATS: usize = 3;
const LIMIT: usize = 1000;
/// Groups in groups, and exceptions of one group, that are shown.
const SHOWN_DEPTH: usize = 10;
const SHOWN_MEMBERS: usize = 15;

/// What is printed, behind the bars of the groups around it.
#[derive(Default)]
struct Page {
    text: String,
    depth: usize,
    /// The box of the innermost group is to be closed.
    open: bool,
}

impl Page {
    /// Whole lines, each behind the bars; the innermost may be another character.
    fn write(&mut self, text: &str, bar: char) {
        for line in text.lines() {
            if self.depth > 0 {
                self.text.extend(std::iter::repeat_n(' ', 2 * self.depth));
                self.text.push(bar);
                self.text.push(' ');
            }
            self.text.push_str(line);
            self.text.push('\n');
        }
    }
    /// One line without a bar.
    fn line(&mut self, text: &str) {
        self.text.extend(std::iter::repeat_n(' ', 2 * self.depth));
        self.text.push_str(text);
        self.text.push('\n');
    }
}

impl Interpreter {
    /// Describes an exception that nobody caught.
    pub fn report(&mut self, exception: Gc<InstanceObject>) -> Report {
        let value = Value::object(exception);
        let mark = self.realm.root_mark();
        self.realm.root(value);
        let mut report = Report::default();
        let class = self.realm.type_of(value);
        report.class_name = class.name_str().to_string();
        report.message = self.text_or_placeholder(value);
        report.is_syntax = self.realm.is_builtin_subclass(class, ClassId::SyntaxError);
        report.is_interrupt = self.realm.is_builtin_subclass(class, ClassId::KeyboardInterrupt);
        let entries = self.entries(exception);
        for (code, _, line) in &entries {
            report.entries.push(Entry { file: code.file.to_string(), line: *line, function: code.name.to_string() });
        }
        report.place = report.entries.last().map(|entry| {
            let column =
                entries.last().and_then(|(code, pc, _)| code.spans.get(*pc as usize)).map_or(0, |s| s.column + 1);
            (entry.file.clone(), entry.line, column)
        });
        if report.is_syntax
            && let (Some(file), Some(line)) =
                (self.attribute(exception, "filename"), self.attribute(exception, "lineno"))
        {
            let column = self.attribute(exception, "offset").and_then(|v| v.as_int()).unwrap_or(0);
            report.place =
                Some((self.realm.text_of(file).to_string(), line.as_int().unwrap_or(0) as u32, column as u32));
        }
        if self.realm.is_builtin_subclass(class, ClassId::SystemExit) {
            report.exit = Some(self.exit_code(exception));
        }
        let mut seen = Vec::new();
        let mut page = Page::default();
        self.describe(exception, &mut seen, &mut page);
        report.text = page.text;
        self.realm.unroot(mark);
        report
    }

    fn exit_code(&mut self, exception: Gc<InstanceObject>) -> (i32, Option<String>) {
        let code = match self.attribute(exception, "code") {
            Some(code) => code,
            None => match self.realm.exception_args(exception) {
                [] => Value::NONE,
                [one] => *one,
                all => self.realm.tuple(all),
            },
        };
        if code.is_none() {
            return (0, None);
        }
        match crate::object::int::int_value(code) {
            Some(number) => (number.to_i64().map_or(-1, |number| number as i32), None),
            None => {
                let text = self.text_or_placeholder(code);
                (1, Some(text))
            }
        }
    }

    fn attribute(&mut self, exception: Gc<InstanceObject>, name: &str) -> Option<Value> {
        let name = self.realm.intern_str(name);
        self.realm.instance_get(exception, name).filter(|value| !value.is_none())
    }

    fn text_or_placeholder(&mut self, value: Value) -> String {
        match self.str_of(value) {
            Ok(text) => self.realm.text_of(text).to_string(),
            Err(_) => "<exception str() failed>".to_string(),
        }
    }

    fn entries(&self, exception: Gc<InstanceObject>) -> Vec<(&'static Code, u32, u32)> {
        let mut entries = Vec::new();
        let mut at = self.realm.get_slot(exception, TRACEBACK);
        while let Some(entry) = at.cast::<TracebackObject>() {
            if let Some(function) = entry.function.cast::<FunctionObject>() {
                // SAFETY: the traceback keeps the function and its code alive while it is printed.
                let code: &'static Code = unsafe { &*code_ptr(function.code_object) };
                entries.push((code, entry.pc, entry.line));
            }
            at = entry.next.get();
        }
        entries
    }

    /// Appends what is printed for the exception and those that led to it.
    fn describe(&mut self, exception: Gc<InstanceObject>, seen: &mut Vec<Gc<InstanceObject>>, page: &mut Page) {
        seen.push(exception);
        let cause = self.realm.get_slot(exception, CAUSE).cast::<InstanceObject>();
        let context = self.realm.get_slot(exception, CONTEXT).cast::<InstanceObject>();
        let suppressed = self.realm.get_slot(exception, SUPPRESS_CONTEXT) == Value::TRUE;
        if let Some(cause) = cause {
            if !seen.contains(&cause) && seen.len() < LIMIT {
                self.describe(cause, seen, page);
                page.write("\nThe above exception was the direct cause of the following exception:\n\n", '|');
            }
        } else if let Some(context) = context
            && !suppressed
            && !seen.contains(&context)
            && seen.len() < LIMIT
        {
            self.describe(context, seen, page);
            page.write("\nDuring handling of the above exception, another exception occurred:\n\n", '|');
        }
        if crate::builtins::types::group::is_group(self, Value::object(exception)) {
            self.describe_group(exception, seen, page);
            return;
        }
        let mut text = String::new();
        self.describe_traceback(exception, "Traceback", &mut text);
        self.describe_exception(exception, &mut text);
        page.write(&text, '|');
    }

    /// A group: itself behind a bar, then each of its exceptions behind one more.
    fn describe_group(&mut self, group: Gc<InstanceObject>, seen: &mut Vec<Gc<InstanceObject>>, page: &mut Page) {
        if page.depth > SHOWN_DEPTH {
            page.write(&format!("... (max_group_depth is {SHOWN_DEPTH})\n"), '|');
            return;
        }
        let outermost = page.depth == 0;
        page.depth += outermost as usize;
        let mut text = String::new();
        self.describe_traceback(group, "Exception Group Traceback", &mut text);
        if let Some((first, rest)) = text.split_once('\n') {
            page.write(first, if outermost { '+' } else { '|' });
            page.write(rest, '|');
        }
        let mut text = String::new();
        self.describe_exception(group, &mut text);
        page.write(&text, '|');
        let members = crate::builtins::types::group::members(self, Value::object(group));
        let shown = members.len().min(SHOWN_MEMBERS + 1);
        page.open = false;
        for (index, member) in members.iter().take(shown).enumerate() {
            let last = index + 1 == shown;
            page.open |= last;
            let left_out = index >= SHOWN_MEMBERS;
            let title = if left_out { "...".to_string() } else { (index + 1).to_string() };
            page.line(&format!("{}+---------------- {title} ----------------", if index == 0 { "+-" } else { "  " }));
            page.depth += 1;
            if left_out {
                let left = members.len() - SHOWN_MEMBERS;
                page.write(&format!("and {left} more exception{}\n", if left == 1 { "" } else { "s" }), '|');
            } else if let Some(member) = member.cast::<InstanceObject>() {
                self.describe(member, seen, page);
            }
            if last && page.open {
                page.line("+------------------------------------");
                page.open = false;
            }
            page.depth -= 1;
        }
        page.depth -= outermost as usize;
    }

    fn describe_traceback(&mut self, exception: Gc<InstanceObject>, title: &str, out: &mut String) {
        let entries = self.entries(exception);
        if entries.is_empty() {
            return;
        }
        out.push_str(&format!("{title} (most recent call last):\n"));
        let skip = entries.len().saturating_sub(LIMIT);
        let mut last: Option<(&str, u32, &str)> = None;
        let mut count = 0usize;
        for (code, pc, line) in &entries[skip..] {
            let this = (&*code.file, *line, &*code.name);
            if last != Some(this) {
                repeated(count, out);
                last = Some(this);
                count = 0;
            }
            count += 1;
            if count <= SHOWN_REPEATS {
                out.push_str(&format!("  File \"{}\", line {}, in {}\n", code.file, line, code.name));
                let span = code.spans.get(*pc as usize).copied().unwrap_or_default();
                // As CPython: what comes from no file shows no lines.
                if code.file.starts_with('<') && code.file.ends_with('>') {
                    continue;
                }
                source_line(&code.source, *line, span, out);
            }
        }
        repeated(count, out);
    }

    fn describe_exception(&mut self, exception: Gc<InstanceObject>, out: &mut String) {
        let value = Value::object(exception);
        let class = self.realm.type_of(value);
        let mut message = self.text_or_placeholder(value);
        if self.realm.is_builtin_subclass(class, ClassId::SyntaxError)
            && let Some(file) = self.attribute(exception, "filename")
            && let Some(line) = self.attribute(exception, "lineno")
        {
            let file = self.realm.text_of(file).to_string();
            let line = line.as_int().unwrap_or(0);
            out.push_str(&format!("  File \"{file}\", line {line}\n"));
            let number = |vm: &mut Interpreter, name: &str| vm.attribute(exception, name).and_then(|v| v.as_int());
            let offset = number(self, "offset").unwrap_or(0);
            let end_line = number(self, "end_lineno").unwrap_or(line);
            let mut end_offset = number(self, "end_offset").unwrap_or(offset);
            if let Some(text) = self.attribute(exception, "text") {
                let text = self.realm.text_of(text).to_string();
                if end_line > line {
                    end_offset = text.len() as i64;
                }
                // Its subclasses show one caret.
                if class.builtin != Some(ClassId::SyntaxError) {
                    end_offset = 0;
                }
                error_text(&text, offset, end_offset, out);
            }
            if let Some(text) = self.attribute(exception, "msg") {
                message = self.realm.text_of(text).to_string();
            }
        }
        let module = self.realm.name(Name::Module);
        let qualified = self.realm.text_of(class.qualified_name.get()).to_string();
        match self.realm.class_own(class, module) {
            Some(module) if class.builtin.is_none() => {
                let module = self.realm.text_of(module).to_string();
                if module != "builtins" && module != "__main__" {
                    out.push_str(&module);
                    out.push('.');
                }
            }
            _ => {}
        }
        out.push_str(&qualified);
        if !message.is_empty() {
            out.push_str(": ");
            out.push_str(&message);
        }
        if let Some(name) = self.suggestion(exception) {
            out.push_str(&format!(". Did you mean: '{name}'?"));
        }
        out.push('\n');
        if let Some(notes) = self.attribute(exception, Name::Notes.text()) {
            let items = match notes.cast::<TupleObject>() {
                Some(tuple) => TupleObject::items(tuple).to_vec(),
                None => self.realm.list_items(notes).to_vec(),
            };
            for note in items {
                let text = self.text_or_placeholder(note);
                for line in text.lines() {
                    out.push_str(line);
                    out.push('\n');
                }
            }
        }
    }
}

fn repeated(count: usize, out: &mut String) {
    if count > SHOWN_REPEATS {
        let more = count - SHOWN_REPEATS;
        out.push_str(&format!("  [Previous line repeated {more} more time{}]\n", if more > 1 { "s" } else { "" }));
    }
}

/// The columns that a text takes.
fn width(text: &str) -> usize {
    text.chars().map(|character| 1 + is_wide(character) as usize).sum()
}

/// Whether a character takes two columns.
fn is_wide(character: char) -> bool {
    matches!(character as u32,
        0x1100..=0x115F | 0x2E80..=0x303E | 0x3041..=0x33FF | 0x3400..=0x4DBF | 0x4E00..=0xA4CF | 0xA960..=0xA97F
        | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6
        | 0x1F300..=0x1F64F | 0x1F680..=0x1F6FF | 0x1F900..=0x1F9FF | 0x20000..=0x3FFFD)
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\x0c')
}

/// The source line, and the part of it that the span names underlined.
fn source_line(source: &str, number: u32, span: Span, out: &mut String) {
    let Some(line) = number.checked_sub(1).and_then(|n| source.lines().nth(n as usize)) else { return };
    let stripped = line.trim_start_matches(is_blank);
    if stripped.is_empty() {
        return;
    }
    out.push_str("    ");
    out.push_str(stripped);
    out.push('\n');
    if span.line != number || span.line == 0 {
        return;
    }
    let characters = |byte: usize| line.get(..byte.min(line.len())).map_or(0, width);
    let indent = line.chars().take_while(|c| is_blank(*c)).count();
    let start = characters(span.column as usize);
    let mut anchors = None;
    let end = if span.end_line == span.line {
        if let Some(segment) = line.get(span.column as usize..(span.end_column as usize).min(line.len())) {
            anchors = crate::syntax::anchors(segment).map(|(left, right)| {
                let place = |byte: usize| start + segment.get(..byte).map_or(0, width);
                (place(left), place(right))
            });
        }
        characters(span.end_column as usize)
    } else {
        width(line.trim_end())
    };
    let whole = end.saturating_sub(start) == width(line) - indent;
    if whole && anchors.is_none() || end <= start {
        return;
    }
    out.push_str("    ");
    for at in indent..end {
        out.push(match anchors {
            _ if at < start => ' ',
            Some((left, right)) if left <= at && at < right => '^',
            Some(_) => '~',
            None => '^',
        });
    }
    out.push('\n');
}

/// A syntax error's line with a caret. As CPython does, it takes numbers for bytes here and there.
fn error_text(text: &str, offset: i64, end_offset: i64, out: &mut String) {
    let repetitions = if end_offset > 0 && end_offset > offset { end_offset - offset } else { 1 };
    let mut offset = offset - 1;
    let mut stripped = text.trim_start_matches(is_blank);
    offset -= (text.len() - stripped.len()) as i64;
    let length = |text: &str| text.strip_suffix('\n').unwrap_or(text).len() as i64;
    offset = offset.min(length(stripped));
    while let Some(newline) = stripped.find('\n')
        && (newline as i64) < offset
    {
        stripped = &stripped[newline + 1..];
        offset -= newline as i64 + 1;
    }
    out.push_str("    ");
    out.push_str(stripped);
    if !stripped.ends_with('\n') {
        out.push('\n');
    }
    if offset < 0 {
        return;
    }
    out.push_str("    ");
    out.extend(std::iter::repeat_n(' ', offset as usize));
    out.extend(std::iter::repeat_n('^', repetitions as usize));
    out.push('\n');
}
