//! Programs whose output is known: run by the binary in several modes, compared with the recorded
//! output, and with CPython's where `python3` is 3.11.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Environments that must not change what a program prints.
const MODES: &[(&str, &[(&str, &str)])] = &[
    ("interpreter", &[("TAIPAN_JIT", "off")]),
    ("interpreter, GC stress", &[("TAIPAN_JIT", "off"), ("TAIPAN_GC", "stress")]),
    ("oracle", &[("TAIPAN_JIT", "oracle"), ("TAIPAN_HOT", "3")]),
    ("machine code", &[("TAIPAN_JIT", "on")]),
    ("machine code, hot at once, accesses checked", &[("TAIPAN_HOT", "3"), ("TAIPAN_ACCESS", "checked")]),
    ("machine code, forced exits", &[("TAIPAN_JIT", "on"), ("TAIPAN_HOT", "3"), ("TAIPAN_EXIT", "every")]),
    ("machine code, GC stress", &[("TAIPAN_JIT", "on"), ("TAIPAN_HOT", "3"), ("TAIPAN_GC", "stress")]),
    ("machine code, spill", &[("TAIPAN_JIT", "on"), ("TAIPAN_HOT", "3"), ("TAIPAN_REGALLOC", "spill")]),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs")
}

fn taipan(file: &Path, environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_taipan"));
    command.arg(file).env_remove("PYTHONPATH");
    for (name, value) in environment {
        command.env(name, value);
    }
    command.output().expect("the binary starts")
}

/// The programs below a folder, by area.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("tests/programs") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            // What is known to fail.
            if path != self::folder().join("wishlist") {
                collect(&path, files);
            }
        } else if path.extension().is_some_and(|e| e == "py") && path.with_extension("out").exists() {
            // What has no recorded output is imported by others.
            files.push(path);
        }
    }
}

fn programs() -> Vec<PathBuf> {
    let mut files = Vec::new();
    collect(&folder(), &mut files);
    files.sort();
    files
}

fn first_difference(expected: &str, actual: &str) -> String {
    for (number, (left, right)) in expected.lines().zip(actual.lines()).enumerate() {
        if left != right {
            return format!("line {}\n  expected {left}\n  actual   {right}", number + 1);
        }
    }
    format!("{} lines expected, {} printed", expected.lines().count(), actual.lines().count())
}

fn run_all(mode: &str, environment: &[(&str, &str)]) {
    let mut failures = Vec::new();
    for file in programs() {
        let expected = std::fs::read_to_string(file.with_extension("out")).expect("recorded output");
        let output = taipan(&file, environment);
        let actual = String::from_utf8_lossy(&output.stdout);
        let errors = String::from_utf8_lossy(&output.stderr);
        if actual != expected || !output.status.success() {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            failures.push(format!("{name}: {}\n{errors}", first_difference(&expected, &actual)));
        }
    }
    assert!(failures.is_empty(), "{mode}: {} programs differ\n{}", failures.len(), failures.join("\n"));
}

macro_rules! modes {
    ($($name:ident $index:literal,)*) => {$(
        #[test]
        fn $name() {
            let (mode, environment) = MODES[$index];
            run_all(mode, environment);
        }
    )*};
}
modes! {
    interpreted 0,
    interpreted_with_gc_stress 1,
    oracle 2,
    compiled 3,
    compiled_with_checked_accesses 4,
    compiled_with_forced_exits 5,
    compiled_with_gc_stress 6,
    compiled_with_spilling 7,
}

/// What a program of the wishlist prints is not yet what CPython prints: one that passes is to be moved.
#[test]
fn wishes_are_not_granted_unnoticed() {
    let mut files = Vec::new();
    collect(&folder().join("wishlist"), &mut files);
    let mut granted = Vec::new();
    for file in files {
        let expected = std::fs::read_to_string(file.with_extension("out")).expect("recorded output");
        let output = taipan(&file, MODES[0].1);
        if output.status.success() && String::from_utf8_lossy(&output.stdout) == expected {
            granted.push(file);
        }
    }
    assert!(granted.is_empty(), "these pass, so move them out of the wishlist: {granted:?}");
}

/// The recorded outputs are CPython's.
#[test]
fn recorded_outputs_are_cpythons() {
    let version = Command::new("python3").arg("--version").output();
    let is_3_11 = version.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).starts_with("Python 3.11"));
    if !is_3_11 {
        return;
    }
    for file in programs() {
        // What 3.11 does not parse is recorded by hand.
        if file.components().any(|part| part.as_os_str() == "newer_syntax") {
            continue;
        }
        let expected = std::fs::read_to_string(file.with_extension("out")).expect("recorded output");
        let output = Command::new("python3").arg("-B").arg(&file).output().expect("python3 starts");
        let actual = String::from_utf8_lossy(&output.stdout);
        assert!(actual == expected, "{}: {}", file.display(), first_difference(&expected, &actual));
    }
}
