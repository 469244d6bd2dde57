//! Checks that run a program once more under a condition that must not change what it does: collections at every
//! safepoint, recordings given up, too little memory, another implementation of Python.

use std::cell::Cell;
use std::io::{Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{LazyLock, Mutex};

use crate::api::ErrorKind;
use crate::fuzzing::allocations::held;
use crate::fuzzing::check::vm::{Observed, Variant, look_at_traces, observe, observe_in};
use crate::fuzzing::check::{Failure, Statistics};
use crate::fuzzing::choices::Choices;
use crate::fuzzing::program;

/// The program of these bytes; what a check decides for itself comes first.
pub fn print(bytes: &[u8]) -> String {
    case(bytes).2
}
fn case(bytes: &[u8]) -> (Variant, [usize; 3], String) {
    let mut choices = Choices::new(bytes);
    let variant = Variant::any(&mut choices);
    let numbers = [choices.below(65536), choices.below(65536), choices.below(65536)];
    (variant, numbers, program::write(&mut choices))
}

/// What the interpreter does; `None` if the clock stopped it.
fn expected(text: &str, statistics: &mut Statistics) -> Option<Observed> {
    statistics.cases += 1;
    let expected = observe(&Variant::interpreter(), text, None);
    statistics.raised += !expected.error.is_empty() as u64;
    if expected.timed_out {
        statistics.discarded += 1;
        return None;
    }
    Some(expected)
}
fn compare(name: &str, text: &str, expected: &Observed, found: &Observed) -> Result<(), Failure> {
    match expected.difference(found) {
        _ if found.timed_out => Ok(()),
        None => Ok(()),
        Some(difference) => Err(Failure { what: format!("{name}: {difference}"), case: text.into(), extension: "py" }),
    }
}

/// Collections at every safepoint change nothing, in one of the compiled tiers and in the interpreter; and what a program leaves behind is collected.
pub fn gc(bytes: &[u8], statistics: &mut Statistics) -> Result<(), Failure> {
    let (_, numbers, text) = case(bytes);
    // Mostly machine code.
    let variant = if numbers[0] % 8 == 1 { Variant::oracle() } else { Variant::machine() };
    stressed(vec![variant, Variant::interpreter()], &text, statistics)?;
    // As long as a second run: for some.
    if numbers[1] % 4 == 0 { nothing_stays(&text) } else { Ok(()) }
}
pub fn gc_text(text: &str, statistics: &mut Statistics) -> Result<(), Failure> {
    stressed(vec![Variant::interpreter(), Variant::machine(), Variant::oracle()], text, statistics)?;
    nothing_stays(text)
}
fn stressed(variants: Vec<Variant>, text: &str, statistics: &mut Statistics) -> Result<(), Failure> {
    let Some(expected) = expected(text, statistics) else { return Ok(()) };
    for mut variant in variants {
        variant.config.gc_stress = true;
        let (mut vm, output) = variant.vm();
        let found = observe_in(&mut vm, &output, text);
        look_at_traces(&mut vm, statistics);
        statistics.executions += 1;
        compare(&format!("GC stress, {}", variant.name), text, &expected, &found)?;
        let failure = |what: String| Failure { what, case: text.into(), extension: "py" };
        match vm.interpreter_mut().verify() {
            Ok(objects) => statistics.count("objects looked at", objects as u64),
            Err(what) => return Err(failure(format!("heap, {}: {what}", variant.name))),
        }
    }
    Ok(())
}

/// How often a program may seem to leave something behind.
const ROUNDS: u32 = 6;

/// What a VM has allocated is freed when it is dropped. What it made once and for all (tables) it makes in the first round; threads of
/// others that end disturb single rounds.
fn nothing_stays(text: &str) -> Result<(), Failure> {
    let mut stayed = Vec::new();
    for _ in 0..ROUNDS {
        let before = held();
        {
            let (mut vm, output) = Variant::machine().vm();
            let _ = vm.run(text, "case.py");
            drop(output);
        }
        match held() - before {
            0 => return Ok(()),
            bytes => stayed.push(bytes),
        }
    }
    let what = format!("bytes that stay when the VM is dropped, each time: {stayed:?}");
    Err(Failure { what, case: text.into(), extension: "py" })
}

/// A recording given up after any number of instructions leaves nothing behind.
pub fn record(bytes: &[u8], statistics: &mut Statistics) -> Result<(), Failure> {
    let (variant, numbers, text) = case(bytes);
    recorded(&variant, &numbers.map(|number| number as u32 % 120), &text, statistics)
}
pub fn record_text(text: &str, statistics: &mut Statistics) -> Result<(), Failure> {
    let numbers: Vec<u32> = (0..120).collect();
    recorded(&Variant::machine(), &numbers, text, statistics)
}
fn recorded(variant: &Variant, numbers: &[u32], text: &str, statistics: &mut Statistics) -> Result<(), Failure> {
    let Some(expected) = expected(text, statistics) else { return Ok(()) };
    for &number in numbers {
        let (mut vm, output) = variant.vm();
        vm.interpreter_mut().probe.abort_after = Some(number);
        let found = observe_in(&mut vm, &output, text);
        look_at_traces(&mut vm, statistics);
        statistics.executions += 1;
        statistics.count("recordings given up", vm.interpreter_mut().probe.aborted as u64);
        compare(&format!("recordings given up after {number}, {}", variant.name), text, &expected, &found)?;
    }
    Ok(())
}

/// Memory that runs out somewhere in the program: it does what it should, or raises MemoryError; and the VM lives on.
pub fn oom(bytes: &[u8], statistics: &mut Statistics) -> Result<(), Failure> {
    let (variant, numbers, text) = case(bytes);
    without_memory(&variant, &numbers, &text, statistics)
}
pub fn oom_text(text: &str, statistics: &mut Statistics) -> Result<(), Failure> {
    let numbers: Vec<usize> = (0..40).map(|part| part * part * 40).collect();
    without_memory(&Variant::machine(), &numbers, text, statistics)
}
fn without_memory(
    variant: &Variant,
    numbers: &[usize],
    text: &str,
    statistics: &mut Statistics,
) -> Result<(), Failure> {
    let Some(expected) = expected(text, statistics) else { return Ok(()) };
    for &number in numbers {
        let (mut vm, output) = variant.vm();
        let limit = vm.memory_used() + number;
        vm.interpreter_mut().realm.heap.set_limit(limit);
        let found = observe_in(&mut vm, &output, text);
        statistics.executions += 1;
        let exhausted = found.error.contains("MemoryError");
        statistics.count("MemoryError", exhausted as u64);
        if !exhausted && !found.output.contains("MemoryError") {
            compare(&format!("{number} bytes, {}", variant.name), text, &expected, &found)?;
        } else if !expected.output.starts_with(common(&expected.output, &found.output)) {
            return Err(Failure { what: "other output".into(), case: text.into(), extension: "py" });
        }
        vm.interpreter_mut().realm.heap.set_limit(usize::MAX);
        vm.forget_globals();
        let alive = vm.eval::<i64>("sum([n * 2 for n in range(10)])");
        if !matches!(alive, Ok(90)) {
            let what = format!("the VM does not live on after {number} bytes: {alive:?}");
            return Err(Failure { what, case: text.into(), extension: "py" });
        }
        if let Err(what) = vm.interpreter_mut().verify() {
            let what = format!("heap, after {number} bytes: {what}");
            return Err(Failure { what, case: text.into(), extension: "py" });
        }
    }
    Ok(())
}
fn common<'t>(left: &'t str, right: &str) -> &'t str {
    let length = left.bytes().zip(right.bytes()).take_while(|(left, right)| left == right).count();
    left.get(..length).unwrap_or("")
}

/// Machine code, looked at: every instruction is one, every step begins with one, and every jump inside goes to one.
pub fn asm(bytes: &[u8], statistics: &mut Statistics) -> Result<(), Failure> {
    let (variant, _, text) = case(bytes);
    code_of(&variant, &text, statistics)
}
pub fn asm_text(text: &str, statistics: &mut Statistics) -> Result<(), Failure> {
    code_of(&Variant::machine(), text, statistics)
}
fn code_of(variant: &Variant, text: &str, statistics: &mut Statistics) -> Result<(), Failure> {
    use iced_x86::{Decoder, DecoderOptions, Mnemonic, OpKind};
    statistics.cases += 1;
    let (mut vm, output) = variant.vm();
    observe_in(&mut vm, &output, text);
    look_at_traces(&mut vm, statistics);
    let store = &vm.interpreter_mut().jit.store;
    for (id, compiled) in store.iter() {
        statistics.executions += 1;
        let bytes = store.code(id);
        let wrong = |what: String| {
            let what = format!("{what}\n{}", crate::jit::emit::disassemble(store, id));
            Failure { what, case: text.into(), extension: "py" }
        };
        let mut begins = vec![false; bytes.len() + 1];
        let mut jumps = Vec::new();
        // The pool of constants is no code.
        let pool = compiled.code.pool as usize;
        for (from, to) in [(0, pool.min(bytes.len()))] {
            let mut decoder = Decoder::with_ip(64, &bytes[from..to], from as u64, DecoderOptions::NONE);
            while decoder.can_decode() {
                let instruction = decoder.decode();
                if instruction.is_invalid() {
                    return Err(wrong(format!("no instruction at {:x}", instruction.ip())));
                }
                begins[instruction.ip() as usize] = true;
                if instruction.op0_kind() == OpKind::NearBranch64 && instruction.mnemonic() != Mnemonic::Call {
                    jumps.push((instruction.ip(), instruction.near_branch_target()));
                }
            }
        }
        for &step in &compiled.code.steps {
            if !begins[step as usize] && (step as usize) < pool {
                return Err(wrong(format!("step at {step:x} is inside an instruction")));
            }
        }
        for (from, to) in jumps {
            if (to as usize) < bytes.len() && !begins[to as usize] {
                return Err(wrong(format!("the jump at {from:x} goes into an instruction, at {to:x}")));
            }
        }
    }
    Ok(())
}

/// What `python3` does: prints the same, and ends by the same exception.
pub fn python(bytes: &[u8], statistics: &mut Statistics) -> Result<(), Failure> {
    python_text(&case(bytes).2, statistics)
}
pub fn python_text(text: &str, statistics: &mut Statistics) -> Result<(), Failure> {
    let Some(found) = expected(text, statistics) else { return Ok(()) };
    let Some((output, error)) = by_python(text) else {
        statistics.discarded += 1;
        return Ok(());
    };
    statistics.executions += 1;
    let last = found.error.lines().last().unwrap_or("");
    // The worker's module for tracebacks makes no suggestions.
    let last = last.split(". Did you mean: ").next().unwrap_or("").to_string();
    let found = Observed { error: last, globals: String::new(), ..found };
    let expected = Observed { output, error, globals: String::new(), timed_out: false, took: found.took };
    compare("python3", text, &expected, &found)
}

/// Runs programs in forks of one interpreter: reads a length and a program, writes two texts.
const WORKER: &str = r#"
import os, sys, io, traceback
def main():
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    import array, math
    while True:
        head = source.readline()
        if not head: return
        text = source.read(int(head)).decode()
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            import signal
            signal.alarm(20)
            out, error = io.StringIO(), ''
            sys.stdout = sys.stderr = out
            space = {'__name__': '__main__', '__builtins__': __builtins__}
            try:
                exec(compile(text, 'case.py', 'exec'), space)
            except BaseException as e:
                error = traceback.TracebackException.from_exception(e).format_exception_only().__iter__()
                error = list(error)[-1].strip()
            out, error = out.getvalue().encode(), error.encode()
            with os.fdopen(writer, 'wb') as pipe:
                pipe.write(b'%d %d\n' % (len(out), len(error)) + out + error)
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader, 'rb') as pipe:
            answer = pipe.read()
        os.waitpid(child, 0)
        sink.write(answer or b'-1 -1\n')
        sink.flush()
main()
"#;

struct Python {
    _child: Child,
    input: ChildStdin,
    output: std::io::BufReader<ChildStdout>,
}
static PYTHON: LazyLock<Mutex<Option<Python>>> = LazyLock::new(|| Mutex::new(start_python()));

fn start_python() -> Option<Python> {
    let version = Command::new("python3").arg("--version").output().ok()?;
    if !String::from_utf8_lossy(&version.stdout).starts_with("Python 3.11.") {
        return None;
    }
    let mut child = Command::new("python3")
        .args(["-I", "-c", WORKER])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let (input, output) = (child.stdin.take()?, std::io::BufReader::new(child.stdout.take()?));
    Some(Python { _child: child, input, output })
}

/// Output and the last line of the traceback; `None` without Python 3.11, or if it was stopped.
fn by_python(text: &str) -> Option<(String, String)> {
    let mut python = PYTHON.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let python = python.as_mut()?;
    write!(python.input, "{}\n{text}", text.len()).ok()?;
    python.input.flush().ok()?;
    let mut head = String::new();
    std::io::BufRead::read_line(&mut python.output, &mut head).ok()?;
    let mut lengths = head.split_whitespace().filter_map(|number| number.parse::<usize>().ok());
    let (output, error) = (lengths.next()?, lengths.next()?);
    let mut bytes = vec![0; output + error];
    python.output.read_exact(&mut bytes).ok()?;
    let error = String::from_utf8_lossy(&bytes[output..]).into_owned();
    Some((String::from_utf8_lossy(&bytes[..output]).into_owned(), error))
}

/// Text that is nearly a program: no panic, no abort; what is refused is refused at a place inside the source.
pub fn parse(bytes: &[u8], statistics: &mut Statistics) -> Result<(), Failure> {
    parse_text(&broken(bytes), statistics)
}
pub fn print_parse(bytes: &[u8]) -> String {
    broken(bytes)
}
pub fn parse_text(text: &str, statistics: &mut Statistics) -> Result<(), Failure> {
    statistics.cases += 1;
    statistics.executions += 1;
    // A VM for many cases; one whose case panics is not used again.
    thread_local!(static VM: Cell<Option<(Box<crate::Vm>, u32)>> = const { Cell::new(None) });
    let (mut vm, uses) = VM.take().filter(|(_, uses)| *uses < 200).unwrap_or_else(|| {
        let mut config = Variant::interpreter().config;
        config.memory_limit = 64 << 20;
        (Box::new(crate::Vm::with(config)), 0)
    });
    let compiled = vm.compile(text, "case.py");
    VM.set(Some((vm, uses + 1)));
    let Err(error) = compiled else {
        statistics.count("compiled", 1);
        return Ok(());
    };
    let wrong = |what: String| Err(Failure { what, case: text.into(), extension: "py" });
    if error.kind() != ErrorKind::Syntax
        && !matches!(error.class_name(), "ValueError" | "MemoryError" | "RecursionError")
    {
        return wrong(format!("compiling raises {error}"));
    }
    if let Some((_, line, column)) = error.place() {
        let lines = text.split(['\n', '\r', '\u{c}']).count() as u32 + 1;
        let longest = text.split('\n').map(str::len).max().unwrap_or(0) as u32 + 2;
        if line > lines || column > longest {
            return wrong(format!("line {line}, column {column} are not in the source: {error}"));
        }
    }
    Ok(())
}

/// A dozen lines from somewhere, moved to the left: most changes are seen there, for a tenth of the time.
fn some_lines(program: &str, at: usize) -> String {
    let lines: Vec<&str> = program.lines().collect();
    let at = at * lines.len().saturating_sub(12) / 65536;
    let depth = lines.get(at).map_or(0, |line| line.len() - line.trim_start().len());
    let part = lines.iter().skip(at).take(12);
    part.map(|line| format!("{}\n", line.get(depth..).unwrap_or(line.trim_start()))).collect()
}

/// A program with some of its text changed, left out or doubled.
fn broken(bytes: &[u8]) -> String {
    const PIECES: &[&str] = &[
        " ",
        "\n",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ":",
        ",",
        "=",
        "\t",
        "    ",
        "'",
        "\"",
        "\"\"\"",
        "f'",
        "{x!r:>{w}}",
        "lambda ",
        "*",
        "**",
        "\\",
        "\0",
        "é",
        "\u{1F600}",
        "0x",
        "1e",
        "1_",
        "0b2",
        "async ",
        "await ",
        "yield ",
        "del ",
        "not ",
        "is ",
        "in ",
        "if ",
        "else ",
        "for ",
        "class ",
        "def f(",
        "return ",
        "nonlocal x",
        "global x",
        "import ",
        "from . import *",
        "match x:",
        "case ",
        "@",
        ":=",
        "->",
        "...",
        ";",
        "try:",
        "except* E:",
        "finally:",
        "with a as b, ",
        "raise from ",
        "None = 1",
        "#",
        "\r",
        "\u{c}",
        "while 1:",
        "print ",
        "`",
        "$",
        "?",
        "!",
        "((((((((",
        "]]]]]]",
        "-----------",
        "x.x.x.x.",
        "not not not ",
        "type X = ",
        "# -*- coding: latin-1 -*-\n",
        "99999999999999999999",
        "1.",
        ".5j",
        "b'\\xzz'",
        "'\\N{DASH}'",
        "f'{'",
        "f'{a:{b:{c}}}'",
    ];
    let mut choices = Choices::new(bytes);
    let mut changes = Vec::new();
    for _ in 0..choices.below(8) {
        changes.push((choices.below(65536), choices.below(65536), choices.below(5), choices.pick(PIECES)));
    }
    let mut text: Vec<char> = if choices.below(4) == 3 {
        let mut text = String::new();
        for _ in 0..choices.below(40) {
            text.push_str(choices.pick(PIECES));
        }
        text.chars().collect()
    } else {
        let part = (choices.below(5), choices.below(65536));
        let program = program::write(&mut choices);
        match part {
            (0, _) => program.chars().collect(),
            (_, at) => some_lines(&program, at).chars().collect(),
        }
    };
    for (at, length, kind, piece) in changes {
        let at = at * text.len() / 65536;
        let end = (at + length % 12).min(text.len());
        match kind {
            0 => drop(text.splice(at..at, piece.chars())),
            1 => drop(text.drain(at..end)),
            2 => drop(text.splice(at..end, piece.chars())),
            3 => {
                let part: Vec<char> = text[at..end].to_vec();
                drop(text.splice(at..at, part));
            }
            _ => text.truncate(at),
        }
    }
    text.into_iter().collect()
}
