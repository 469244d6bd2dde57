//! Programs that end with an uncaught exception: what they print to stderr is recorded from CPython.

use std::path::Path;
use std::process::Command;

/// What the recorded texts have instead of the folder.
const FOLDER: &str = "{folder}";

fn output_of(command: &str, file: &Path, environment: &[(&str, &str)]) -> (String, Option<i32>) {
    let mut command = Command::new(command);
    command.arg(file).env_remove("PYTHONPATH").envs(environment.iter().copied());
    let output = command.output().expect("starts");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let folder = file.parent().expect("folder").to_string_lossy().into_owned();
    (text.replace(&folder, FOLDER), output.status.code())
}

fn check(environment: &[(&str, &str)]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tracebacks");
    let is_3_11 = Command::new("python3")
        .arg("--version")
        .output()
        .is_ok_and(|output| String::from_utf8_lossy(&output.stdout).starts_with("Python 3.11"));
    let mut failures = Vec::new();
    for entry in std::fs::read_dir(folder).expect("tests/tracebacks") {
        let file = entry.expect("entry").path();
        if file.extension().is_none_or(|e| e != "py") {
            continue;
        }
        let expected = std::fs::read_to_string(file.with_extension("err")).expect("recorded text");
        if is_3_11 {
            assert_eq!(output_of("python3", &file, &[]).0, expected, "{}", file.display());
        }
        let (actual, code) = output_of(env!("CARGO_BIN_EXE_taipan"), &file, environment);
        if actual != expected || code != Some(1) {
            failures.push(format!("{}\n--- expected\n{expected}--- printed\n{actual}", file.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn interpreted() {
    check(&[("TAIPAN_JIT", "off")]);
}

#[test]
fn compiled_at_once() {
    check(&[("TAIPAN_JIT", "on"), ("TAIPAN_HOT", "3")]);
}
