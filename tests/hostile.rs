//! Malformed and hostile sources: each ends in the recorded exception, with exit code 1, no panic, no hang.
//!
//! A file of `tests/hostile` holds cases: the lines of a source, then `===` and the last line that
//! is expected on the standard error stream; the source begins with a line that is not empty. Lines
//! between them that begin with `---` are all that is expected before the last line. What
//! is expected was recorded from CPython 3.11, except in `limits.txt`, where the two differ by design.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// No case takes longer than this.
const LONGEST: Duration = Duration::from_secs(60);

struct Case {
    source: Vec<u8>,
    expected: String,
    /// The lines before the last, if they matter.
    before: Option<String>,
}

fn cases(file: &str) -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile").join(file);
    let text = std::fs::read_to_string(path).expect("a file of cases");
    let mut cases = Vec::new();
    let mut source = String::new();
    let mut before: Option<String> = None;
    for line in text.lines() {
        if let Some(line) = line.strip_prefix("---") {
            let before = before.get_or_insert_default();
            before.push_str(line.strip_prefix(' ').unwrap_or(line));
            before.push('\n');
            continue;
        }
        match line.strip_prefix("=== ") {
            Some(expected) => {
                let source = std::mem::take(&mut source).into_bytes();
                cases.push(Case { source, expected: expected.to_string(), before: before.take() });
            }
            None => {
                source.push_str(line);
                source.push('\n');
            }
        }
    }
    cases
}

/// What is wrong with how the source ended.
fn failure(case: &Case, jit: &str) -> Option<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_taipan"));
    command.arg("--memory=256").arg("-").env("TAIPAN_JIT", jit).env("TAIPAN_HOT", "10");
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the binary starts");
    child.stdin.take().expect("a pipe").write_all(&case.source).expect("the source is read");
    let mut stderr = child.stderr.take().expect("a pipe");
    let reader = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = std::io::Read::read_to_end(&mut stderr, &mut bytes);
        bytes
    });
    let started = std::time::Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child") {
            break status;
        }
        if started.elapsed() > LONGEST {
            let _ = child.kill();
            let _ = child.wait();
            return Some("does not end".to_string());
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let stderr = reader.join().expect("the reader");
    let stderr = String::from_utf8_lossy(&stderr);
    let last = stderr.trim_end().lines().last().unwrap_or("");
    if status.code() != Some(1) {
        return Some(format!("ends with {status}: {last}"));
    }
    if stderr.contains("panicked at") {
        return Some(format!("panics: {stderr}"));
    }
    if let Some(before) = &case.before {
        let whole = format!("{before}{}\n", case.expected);
        return (whole != *stderr).then(|| format!("expected\n{whole}  actual\n{stderr}"));
    }
    (last != case.expected).then(|| format!("expected {}\n  actual   {last}", case.expected))
}

fn run(cases: &[Case], jit: &'static str) {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut failures = Vec::new();
        while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Some(failure) = failure(case, jit) {
                failures.push(format!("{}  {failure}", String::from_utf8_lossy(&case.source)));
            }
        }
        failures
    };
    let failures: Vec<String> = std::thread::scope(|scope| {
        let workers = [scope.spawn(work), scope.spawn(work)];
        workers.into_iter().flat_map(|worker| worker.join().expect("a worker")).collect()
    });
    assert!(failures.is_empty(), "{} of {} cases\n{}", failures.len(), cases.len(), failures.join("\n"));
}

#[test]
fn syntax() {
    run(&cases("syntax.txt"), "off");
}

#[test]
fn runtime() {
    run(&cases("runtime.txt"), "on");
}

#[test]
fn limits() {
    run(&cases("limits.txt"), "on");
}

/// Sources that are no text, or too deep for a file of cases.
#[test]
fn bytes() {
    let nested = |count: usize, open: &str, close: &str| format!("x = {}{}", open.repeat(count), close.repeat(count));
    let list = [
        (b"x = 1\0".to_vec(), "SyntaxError: source code cannot contain null bytes"),
        (b"\0".to_vec(), "SyntaxError: source code cannot contain null bytes"),
        (
            b"x = '\xff'".to_vec(),
            "SyntaxError: Non-UTF-8 code starting with '\\xff' in file <stdin> on line 1, but no encoding declared; see \
             https://peps.python.org/pep-0263/ for details",
        ),
        (b"# coding: nothing\nx = 1".to_vec(), "SyntaxError: unknown encoding: nothing"),
        (b"\xef\xbb\xbf# coding: latin-1\nx = 1".to_vec(), "SyntaxError: encoding problem: latin-1 with BOM"),
        (
            b"# coding: ascii\nx = '\xc3\xa9'".to_vec(),
            "SyntaxError: 'ascii' codec can't decode byte 0xc3 in position 21: ordinal not in range(128)",
        ),
        (b"# coding: latin-1\nraise ValueError('\xe9')".to_vec(), "ValueError: \u{e9}"),
        (b"\xef\xbb\xbfraise ValueError('bom')".to_vec(), "ValueError: bom"),
        (b"raise ValueError('a')\r\nx\r\n".to_vec(), "ValueError: a"),
        (b"x = 1\rraise ValueError('b')\r".to_vec(), "ValueError: b"),
        (nested(100_000, "(", ")").into_bytes(), "SyntaxError: too many nested parentheses"),
        (nested(100_000, "[", "]").into_bytes(), "SyntaxError: too many nested parentheses"),
        (nested(100_000, "f(", ")").into_bytes(), "SyntaxError: too many nested parentheses"),
        (nested(100_000, "-", "1").into_bytes(), "SyntaxError: too many nested parentheses"),
    ];
    let list: Vec<Case> = list
        .into_iter()
        .map(|(source, expected)| Case { source, expected: expected.to_string(), before: None })
        .collect();
    run(&list, "on");
}
