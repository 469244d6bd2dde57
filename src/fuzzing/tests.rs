//! Every check on some cases, the corpus and the regressions again, and the library itself.
//!
//! `TAIPAN_TEST_COUNT` says how many cases each check gets, `TAIPAN_TEST_SEED` where they begin, `TAIPAN_TEST_TIME` after how
//! many seconds a check stops.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::choices::{Choices, shrink, shrink_text};
use super::{Check, Statistics, check, faults, program, run};

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// Some cases of a check, none of which may fail.
fn some(name: &str, count: u64) -> Statistics {
    let check = check::find(name).expect("a check of that name");
    let mut statistics = Statistics::default();
    let plan = run::Plan {
        count: number("TAIPAN_TEST_COUNT").unwrap_or(count),
        seed: number("TAIPAN_TEST_SEED").unwrap_or(0),
        time: number("TAIPAN_TEST_TIME").map(std::time::Duration::from_secs),
        most_failures: 1,
        ..run::Plan::default()
    };
    let failures = run::run(check, &plan, &mut statistics);
    assert!(failures.is_empty(), "{name}, seed {}: {}\n{}", failures[0].0, failures[0].1.what, failures[0].1.case);
    statistics
}

#[test]
fn tiers() {
    let statistics = some("tiers", 40);
    assert!(statistics.compiled * 10 >= statistics.cases * 6, "{}", statistics.report());
}
#[test]
fn deopt() {
    let statistics = some("deopt", 25);
    assert!(statistics.counted("frames compared") > 20, "{}", statistics.report());
}
#[test]
fn trace() {
    let statistics = some("trace", 3000);
    assert!(statistics.counted("side traces") > 400, "{}", statistics.report());
}
#[test]
fn regalloc() {
    some("regalloc", 400);
}
#[test]
fn gc() {
    some("gc", 6);
}
#[test]
fn record() {
    some("record", 15);
}
#[test]
fn oom() {
    some("oom", 15);
}
#[test]
fn asm() {
    some("asm", 25);
}
#[test]
fn parse() {
    some("parse", 300);
}
#[test]
fn calls() {
    some("calls", 40);
}
#[test]
fn python() {
    some("python", 40);
}
#[test]
fn session() {
    some("session", 15);
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    files
}

/// Cases that once failed: programs, run by every check that runs programs; other cases as bytes, by their own.
#[test]
fn regressions() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let (folder, programs) = (tests.join("fuzz"), tests.join("programs/found"));
    let mut wrong = Vec::new();
    let mut replay = |check: &Check, file: &Path| {
        let bytes = std::fs::read(file).expect("a case");
        let mut statistics = Statistics::default();
        let result = match String::from_utf8(bytes) {
            Ok(text) if check.run_text.is_some() => run::one_text(check, &text, &mut statistics),
            Ok(text) => run::one(check, text.as_bytes(), &mut statistics),
            Err(error) => run::one(check, error.as_bytes(), &mut statistics),
        };
        if let Err(failure) = result {
            wrong.push(format!("{} {}: {}", check.name, file.display(), failure.what));
        }
    };
    for file in files(&programs).into_iter().filter(|file| file.extension().is_some_and(|kind| kind == "py")) {
        for name in ["tiers", "deopt"] {
            replay(check::find(name).expect("a check"), &file);
        }
    }
    for check in super::CHECKS {
        for file in files(&folder.join(check.name)) {
            replay(check, &file);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Also not what threads held that found words for a syntax error.
#[test]
fn errors_leave_nothing_behind() {
    let gc = check::find("gc").expect("a check");
    for text in ["raise KeyError(1)\n", "return\n", "x = (\n", "exec('1 +')\n"] {
        let result = run::one_text(gc, text, &mut Statistics::default());
        assert!(result.is_ok(), "{text}: {}", result.map_err(|failure| failure.what).unwrap_err());
    }
}

/// Programs as a strategy; they shrink as their bytes do.
pub fn programs(length: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(any::<u8>(), 0..length).prop_map(|bytes| program::write(&mut Choices::new(&bytes)))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(number("TAIPAN_TEST_SEED").unwrap_or(0)),
        ..ProptestConfig::default()
    })]

    /// What is made can be parsed and compiled.
    #[test]
    fn programs_are_programs(text in programs(300)) {
        let mut vm = crate::Vm::new();
        prop_assert!(vm.compile(&text, "case.py").is_ok(), "{}", text);
    }
}

#[test]
fn cases_shrink() {
    let bytes = super::bytes_of(3, 300);
    let small = shrink(&bytes, 5000, |bytes| bytes.iter().filter(|byte| **byte > 200).count() >= 2);
    assert_eq!(small.len(), 2);
    assert!(small.iter().all(|byte| *byte > 200), "{small:?}");
    let text = "a = 1\nfor x in y:\n    b = 2\n    if b:\n        wrong()\nc = 3\n";
    assert_eq!(shrink_text(text, 1000, |text| text.contains("wrong()")), "wrong()\n");
}

#[test]
fn no_bytes_make_the_simplest_case() {
    let text = program::write(&mut Choices::new(&[]));
    assert!(text.lines().count() < 30, "{text}");
}

/// Not a test: the process in which a fault is seeded. `TAIPAN_FAULT` names it, `TAIPAN_FAULT_PROGRAM` the one program to
/// try and `TAIPAN_FAULT_CHECK` the check.
#[test]
#[ignore = "the process of a seeded fault"]
fn under_a_fault() {
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let name = variable("TAIPAN_FAULT");
    if !name.is_empty() {
        let program = PathBuf::from(variable("TAIPAN_FAULT_PROGRAM"));
        faults::child(&name, &[program], &[&variable("TAIPAN_FAULT_CHECK")]);
    }
}

/// Every fault is noticed, by the program that the table in `docs/faults.md` names, which notices nothing without it.
#[test]
fn every_fault_is_noticed() {
    let own = std::env::current_exe().expect("this program");
    let table = faults::table();
    let attempt = |fault: &str, program: &Path, check: &str| {
        let mut command = std::process::Command::new(&own);
        command.args(["--exact", "fuzzing::tests::under_a_fault", "--ignored", "--nocapture"]);
        command.env("TAIPAN_FAULT", fault).env("TAIPAN_FAULT_PROGRAM", program).env("TAIPAN_FAULT_CHECK", check);
        faults::attempt(command)
    };
    let mut wrong = Vec::new();
    let mut attempts: BTreeSet<(String, PathBuf, String)> = BTreeSet::new();
    for seeded in faults::all() {
        let row = table.iter().find(|row| row.0 == seeded.name);
        match row.and_then(|row| faults::witness(&row.1)) {
            Some((program, check)) => {
                attempts.insert((faults::NOTHING.into(), program.clone(), check.clone()));
                attempts.insert((seeded.name, program, check));
            }
            None => wrong.push(format!("{}: no program in the table", seeded.name)),
        }
    }
    let attempts: Vec<_> = attempts.into_iter().collect();
    let try_some = |first: usize| -> Vec<String> {
        let mut wrong = Vec::new();
        for (fault, program, check) in attempts.iter().skip(first).step_by(2) {
            match attempt(fault, program, check) {
                Some(noticed) if fault == faults::NOTHING => {
                    wrong.push(format!("no fault, but {}: {}", noticed.by, noticed.how));
                }
                None if fault != faults::NOTHING => {
                    wrong.push(format!("{fault}: not noticed by {}", program.display()))
                }
                _ => {}
            }
        }
        wrong
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(|| try_some(1));
        wrong.extend(try_some(0));
        wrong.extend(other.join().expect("attempts"));
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
