//! The command line: programs from files, `-c` and standard input, exit codes, switches.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn taipan(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_taipan")).args(arguments).env_remove("PYTHONPATH").output().expect("starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn code_from_the_command_line() {
    let output = taipan(&["-c", "import sys\nprint(sys.argv, 1 + 1)", "a", "-b"]);
    assert_eq!(text(&output.stdout), "['-c', 'a', '-b'] 2\n");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn code_from_standard_input() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_taipan"))
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("starts");
    child.stdin.take().expect("stdin").write_all(b"print('in')\n").expect("written");
    let output = child.wait_with_output().expect("ends");
    assert_eq!(text(&output.stdout), "in\n");
}

#[test]
fn uncaught_exceptions() {
    let output = taipan(&["-c", "print('before')\ndef f():\n    return 1 / 0\nf()"]);
    assert_eq!(text(&output.stdout), "before\n");
    assert_eq!(
        text(&output.stderr),
        "Traceback (most recent call last):\n  File \"<string>\", line 4, in <module>\n  File \"<string>\", line 3, in \
         f\nZeroDivisionError: division by zero\n"
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn exit_codes() {
    for (code, expected, message) in [
        ("import sys; sys.exit()", 0, ""),
        ("import sys; sys.exit(3)", 3, ""),
        ("import sys; sys.exit('why')", 1, "why\n"),
        ("raise SystemExit(256 + 7)", 7, ""),
        ("raise SystemExit", 0, ""),
    ] {
        let output = taipan(&["-c", code]);
        assert_eq!(output.status.code(), Some(expected), "{code}");
        assert_eq!(text(&output.stderr), message, "{code}");
    }
}

#[test]
fn switches() {
    assert_eq!(taipan(&["--jit", "off", "-c", "print(1)"]).status.code(), Some(0));
    assert_eq!(taipan(&["--jit=maybe", "-c", "print(1)"]).status.code(), Some(2));
    assert_eq!(taipan(&["--nonsense", "-c", "print(1)"]).status.code(), Some(2));
    let help = text(&taipan(&["--help"]).stdout);
    for switch in taipan::SWITCHES {
        assert!(help.contains(&format!("--{}", switch.name)) && help.contains(switch.variable), "{}", switch.name);
    }
}

#[test]
fn missing_file() {
    let output = taipan(&["no_such_file.py"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("can't open file 'no_such_file.py': [Errno 2] No such file or directory"));
}
