//! Bytes → a Python program: hot loops over locals, globals, cells or attributes, whose types, shapes, globals,
//! classes and lengths change late.
//!
//! ```text
//! let text = program::write(&mut Choices::new(bytes));     // runs under python3, too
//! ```
//!
//! 1. Every program ends, after some thousand statements, whatever its values are.
//! 2. Mostly it ends without an error; most errors are caught in the loop and printed.
//! 3. What it prints names no address and depends on no clock, no hash of a string and no order of a set.

mod definitions;
mod expressions;
mod statements;

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::fuzzing::choices::Choices;
use definitions::*;
use expressions::*;
use statements::*;

/// Locals of the hot loop: name and first value, made if they are used.
const LOCALS: &[(&str, &str)] = &[
    ("o", "A(1, 2.5)"),
    ("p", "B(7, 0.5)"),
    ("s", "None"),
    ("lst", "[1, 2, 3, 4, 5]"),
    ("al", "[8, 9]"),
    ("d", "{0: 1, 3: 4}"),
    ("tup", "(3, 5, 9)"),
    ("v", "V(5)"),
    ("clo", "outer(3)"),
    ("txt", "'abcab'"),
    ("ds", "{'k0': 1, 'k1': 2}"),
    ("st", "{1, 2, 9}"),
    ("bs", "bytearray(b'hello')"),
    ("gi", "dele(9)"),
    ("ge", "echo(3)"),
    ("gc", "careful(6)"),
    ("sly", "Sly(2, [1, 2])"),
    ("grid", "[[1, 2], [3, 4], [5, 6]]"),
    ("ar", "array.array('q', [1, 2, 3])"),
    ("fl", "[0.5, 1.5, -2.0]"),
    ("ad", "array.array('d', [0.5, 1.5, -2.0])"),
    ("af", "array.array('f', [0.5, 1.5])"),
    ("ab", "array.array('B', [1, 2, 255])"),
    ("by", "b'hello'"),
    ("prop", "Prop(3)"),
    ("trap", "Trap(5)"),
    ("cnt", "counter()"),
    ("ch", "chain(7)"),
    ("x0", "1"),
    ("x1", "2"),
    ("x2", "3"),
    ("x3", "4"),
    ("x4", "1 << 33"),
    ("x5", "-6"),
    ("x6", "7"),
    ("x7", "8"),
    ("y0", "0.0"),
    ("y1", "1.5"),
    ("y2", "-2.5"),
    ("y3", "3.25"),
    ("y4", "1e10"),
    ("y5", "-0.0"),
];
const ARGUMENTS: &[&str] = &["i0", "i1", "i2", "f0", "f1"];
const ROUNDS: &[u32] = &[12, 25, 40, 60, 90];
const LATE_NUMBERS: &[u32] = &[9, 5, 7, 13, 21, 30, 37, 11, 55];

/// Where the loop's variables live.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Function,
    Method,
    Generator,
    Cells,
    Module,
}

/// The words of a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

struct Writer<'c, 'b> {
    choices: &'c mut Choices<'b>,
    /// Expressions of the whole program may be so many more.
    left: u32,
}

impl Writer<'_, '_> {
    /// Fills a template of an expression.
    fn fill(&mut self, template: &str, depth: u32) -> String {
        let mut text = String::new();
        let mut rest = template;
        while let Some(at) = rest.find('@') {
            text.push_str(&rest[..at]);
            let kind = rest[at + 1..].chars().next().unwrap_or(' ');
            rest = &rest[(at + 2).min(rest.len())..];
            let part = match kind {
                'i' => self.int(depth + 1),
                'f' => self.float(depth + 1),
                'c' => self.condition(depth + 1),
                'e' => {
                    let template = self.choices.pick(RISKY);
                    self.fill(template, depth + 1)
                }
                'v' => self.choices.pick(&["i0", "i1", "i2"]).into(),
                'w' => self.choices.pick(&["f0", "f1"]).into(),
                'k' => self.choices.pick(CONSTANTS).into(),
                'n' => self.choices.pick(LATE_NUMBERS).to_string(),
                'E' => ERRORS.into(),
                other => format!("@{other}"),
            };
            text.push_str(&part);
        }
        text.push_str(rest);
        text
    }
    fn is_leaf(&mut self, depth: u32) -> bool {
        self.left = self.left.saturating_sub(1);
        self.left == 0 || depth > 3 || self.choices.below(8) < [2, 3, 4, 6][depth.min(3) as usize]
    }
    fn int(&mut self, depth: u32) -> String {
        let table = if self.is_leaf(depth) { INT_LEAVES } else { INT };
        let template = self.choices.pick(table);
        self.fill(template, depth)
    }
    fn float(&mut self, depth: u32) -> String {
        let table = if self.is_leaf(depth) { FLOATS } else { FLOAT };
        let template = self.choices.pick(table);
        self.fill(template, depth)
    }
    fn condition(&mut self, depth: u32) -> String {
        if depth > 3 {
            return "n & 1".into();
        }
        let template = self.choices.pick(CONDITIONS);
        self.fill(template, depth)
    }
    fn block(&mut self, text: &mut String, indent: usize, depth: usize, most: usize) {
        for _ in 0..1 + self.choices.below(most) {
            self.statement(text, indent, depth);
        }
    }
    fn statement(&mut self, text: &mut String, indent: usize, depth: usize) {
        let kind = self.choices.below(16);
        if kind >= 14 {
            let number = self.choices.pick(LATE_NUMBERS);
            let template = self.choices.pick(LATE);
            line(text, indent, &format!("if n == {number}:"));
            return self.lines(template, text, indent + 1, depth);
        }
        let table = if kind >= 9 && depth < 2 && self.left > 0 { COMPOUND } else { SIMPLE };
        let template = self.choices.pick(table);
        self.lines(template, text, indent, depth);
    }
    fn lines(&mut self, template: &str, text: &mut String, indent: usize, depth: usize) {
        for part in template.split('\n') {
            let own = part.trim_start();
            let more = (part.len() - own.len()) / 4;
            if own == "@b" {
                self.block(text, indent + more + 1, depth + 1, 2);
            } else {
                let filled = self.fill(&own.replace("@d", &depth.to_string()), 0);
                line(text, indent + more, &filled);
            }
        }
    }
    /// `h0`, `h1` and `h2`, each of which calls the one before.
    fn helpers(&mut self) -> String {
        let mut text = String::new();
        for level in 0..3 {
            line(&mut text, 0, &format!("def h{level}(a, b):"));
            let call = if level == 0 { "(a + b)".into() } else { format!("h{}(a, b)", level - 1) };
            for _ in 0..self.choices.below(3) {
                let inner = call.clone();
                let statement = self.choices.pick(&[
                    "a = a + 1",
                    "if a > b: a, b = b, a",
                    "b = b & 0xFFFF; a = a & 0xFFFFFFFFF",
                    "if b % 7 == 3: return a & 1",
                    "for i in range(3): a += i",
                    "H[0] = (H[0] + 1) & 7",
                    "bump()",
                    "a = a ^ G",
                    "try: a = boom(a)\nexcept ValueError: b += 1",
                    "a = #",
                    "b = [a, b, #][1]",
                    "x = A(a & 255, b); a = x.x + x.m(3)",
                    "for c in gen(b & 7): a += c",
                    "a = (lambda: a + 2)()",
                    "if a & 15 == 9: raise ValueError(b & 7)",
                ]);
                for part in statement.replace('#', &inner).split('\n') {
                    line(&mut text, 1, part);
                }
            }
            let result = self.choices.pick(&[
                "#",
                "# + 1",
                "# - b",
                "# * 3",
                "# & 0xFFFF",
                "# ^ a",
                "-#",
                "# // ((b & 7) or 1)",
            ]);
            line(&mut text, 1, &format!("return ({}) & 0xFFFFFFFFFFFF", result.replace('#', &call)));
        }
        text
    }
}

fn line(text: &mut String, indent: usize, part: &str) {
    text.push_str(&"    ".repeat(indent));
    text.push_str(part);
    text.push('\n');
}

/// The program that these choices make.
pub fn write(choices: &mut Choices<'_>) -> String {
    let place = choices.pick(&[
        Place::Function,
        Place::Function,
        Place::Function,
        Place::Module,
        Place::Generator,
        Place::Cells,
        Place::Method,
        Place::Function,
    ]);
    let header = choices.below(5);
    let rounds = choices.pick(ROUNDS);
    let guarded = choices.one_in(2);
    let arguments = choices.below(6);
    let most = choices.pick(&[3, 6, 10]);
    let mut writer = Writer { choices, left: 60 };
    let indent = match place {
        Place::Module => 1,
        Place::Method | Place::Cells => 3,
        _ => 2,
    };
    let mut body = String::new();
    if guarded {
        line(&mut body, indent, "try:");
    }
    writer.block(&mut body, indent + guarded as usize, 0, most);
    if guarded {
        line(&mut body, indent, &format!("except {ERRORS} as e:"));
        line(&mut body, indent + 1, "print(n, type(e).__name__, str(e)[:60])");
    }
    // What the loop leaves: every local that was used.
    let named: FxHashSet<&str> = words(&body).collect();
    let used: Vec<(&str, &str)> = LOCALS.iter().copied().filter(|(name, _)| named.contains(name)).collect();
    let variables: Vec<&str> = ARGUMENTS.iter().copied().chain(used.iter().map(|(name, _)| *name)).collect();
    let shown: Vec<String> = variables.iter().map(|name| format!("show({name})")).collect();
    let result = format!("[{}]", shown.join(", "));
    let with_helpers = if body.contains("h0") || body.contains("h1") || body.contains("h2") {
        writer.helpers()
    } else {
        String::new()
    };

    let mut main = String::new();
    let before = indent - 1;
    match place {
        Place::Module => {
            line(&mut main, 0, "n0 = 60; i0 = 17; i1 = 4; i2 = 0; f0 = 0.0; f1 = 2.0");
        }
        Place::Method => {
            line(&mut main, 0, "class Host:");
            line(&mut main, 1, "def run(self, n0, i0, i1, i2, f0, f1):");
        }
        Place::Cells => {
            line(&mut main, 0, "def f(n0, i0, i1, i2, f0, f1):");
        }
        _ => line(&mut main, 0, "def f(n0, i0, i1, i2, f0, f1):"),
    }
    let at = if place == Place::Cells { 1 } else { before };
    line(&mut main, at, "n = 0");
    for (name, value) in &used {
        line(&mut main, at, &format!("{name} = {value}"));
    }
    if place == Place::Cells {
        line(&mut main, 1, "def loop():");
        line(&mut main, 2, &format!("nonlocal n, n0, {}", variables.join(", ")));
    }
    let header = match header {
        0 | 1 => "while n < n0:",
        2 => "for _ in range(n0):",
        3 => "for _ in [0] * n0:",
        _ => "for n in range(n0):",
    };
    line(&mut main, before, header);
    main.push_str(&body);
    if place == Place::Generator {
        line(&mut main, indent, "yield i0");
    }
    if header.contains('_') || header.contains("while") {
        line(&mut main, indent, "n += 1");
    }
    match place {
        Place::Module => line(&mut main, 0, &format!("print({result})")),
        Place::Generator => line(&mut main, 1, &format!("print({result})")),
        Place::Cells => {
            line(&mut main, 1, "loop()");
            line(&mut main, 1, &format!("return {result}"));
        }
        _ => line(&mut main, before, &format!("return {result}")),
    }
    let call = match place {
        Place::Module => None,
        Place::Generator => Some("sum(1 for _ in f(@))"),
        Place::Method => Some("Host().run(@)"),
        _ => Some("f(@)"),
    };
    if let Some(call) = call {
        let last = [
            "40, 3, True, 4, 2, 5.5",
            "40, 1.5, 3, 4, 2, 5",
            "30, 1, 2, 3, 4.0, 5.0",
            "12, 1 << 62, -1 << 63, 7, 1e308, -0.0",
        ];
        line(&mut main, 0, &format!("print({})", call.replace('@', &format!("{rounds}, 17, 4, 0, 0.0, 2.0"))));
        line(&mut main, 0, &format!("print({})", call.replace('@', "20, -3, 8, 35184372088832, -3.25, 1e5")));
        if arguments < last.len() {
            line(&mut main, 0, &format!("print({})", call.replace('@', last[arguments])));
        }
    }
    assemble(&with_helpers, &main)
}

const SHOW: &str = "\
def show(x):
    if type(x) in (int, float, str, bool, bytes, bytearray, list, tuple, dict, type(None)): return x
    if type(x) is set: return sorted(x)
    if type(x).__name__ in 'A2BCD': return type(x).__name__, sorted((k, show(w)) for k, w in x.__dict__.items())
    if hasattr(type(x), '__slots__') and hasattr(x, 'b'): return type(x).__name__, x.a, x.b
    return type(x).__name__
";

/// All definitions, and their names.
static DEFINED: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| DEFINITIONS.trim_end().split("\n\n").map(|text| (name_of(text), text)).collect());

/// Puts the definitions that are used in front.
fn assemble(helpers: &str, main: &str) -> String {
    let mut named: FxHashSet<&str> = words(SHOW).chain(words(helpers)).chain(words(main)).collect();
    let mut taken = vec![false; DEFINED.len()];
    loop {
        let mut changed = false;
        for (index, (name, definition)) in DEFINED.iter().enumerate() {
            if !taken[index] && named.contains(name) {
                taken[index] = true;
                changed = true;
                named.extend(words(definition));
            }
        }
        if !changed {
            break;
        }
    }
    let mut program = String::new();
    for module in ["array", "math"] {
        if named.contains(module) {
            line(&mut program, 0, &format!("import {module}"));
        }
    }
    for ((_, definition), taken) in DEFINED.iter().zip(taken) {
        if taken {
            program.push_str(definition);
            program.push('\n');
        }
    }
    program + SHOW + helpers + main
}

/// What a definition defines.
fn name_of(definition: &str) -> &str {
    let words = definition.trim_start_matches("async ").trim_start_matches("def ").trim_start_matches("class ");
    let end = words.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(words.len());
    &words[..end]
}
