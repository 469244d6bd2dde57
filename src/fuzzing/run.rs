//! Runs a check many times: cases of seeds, files of a corpus. Keeps what fails, made small.

use std::io::{Seek, SeekFrom, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::fuzzing::check::{Check, Failure, Statistics};
use crate::fuzzing::choices::{bytes_of, shrink, shrink_text};

/// What to run.
pub struct Plan {
    pub count: u64,
    pub seed: u64,
    /// Stop after that time.
    pub time: Option<Duration>,
    /// Where failing cases go.
    pub keep: Option<PathBuf>,
    /// Whether failing cases are made smaller.
    pub shrinks: bool,
    /// Stop after so many failures.
    pub most_failures: usize,
    /// From one seed to the next: how many processes share the work.
    pub step: u64,
    /// A file that always holds the seed that runs, so that one that ends the process is known.
    pub running: Option<PathBuf>,
}

impl Default for Plan {
    fn default() -> Self {
        Plan { count: 1000, seed: 0, time: None, keep: None, shrinks: true, most_failures: 10, step: 1, running: None }
    }
}

/// How long a failing case may be made smaller.
const MOST_SHRINKING: Duration = Duration::from_secs(20);

/// Runs one case; a panic is a failure.
pub fn one(check: &Check, bytes: &[u8], statistics: &mut Statistics) -> Result<(), Failure> {
    let result = catch_unwind(AssertUnwindSafe(|| (check.run)(bytes, statistics)));
    statistics.compiled += std::mem::take(&mut statistics.compiled_now) as u64;
    match result {
        Ok(result) => result,
        Err(panic) => {
            let case = (check.print)(bytes);
            Err(Failure {
                what: panic_text(&*panic),
                case,
                extension: if check.run_text.is_some() { "py" } else { "txt" },
            })
        }
    }
}

/// Runs one case given as text.
pub fn one_text(check: &Check, text: &str, statistics: &mut Statistics) -> Result<(), Failure> {
    let Some(run) = check.run_text else { return Ok(()) };
    match catch_unwind(AssertUnwindSafe(|| run(text, statistics))) {
        Ok(result) => result,
        Err(panic) => Err(Failure { what: panic_text(&*panic), case: text.into(), extension: "py" }),
    }
}

/// What a panic says.
pub(super) fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    format!("panic: {}", text.or_else(|| panic.downcast_ref::<&str>().map(|text| text.to_string())).unwrap_or_default())
}

/// The length of a seed's case. Two of three are short: they run in a fraction of the time, and most of what is wrong
/// shows in them.
fn length_of(check: &Check, seed: u64) -> usize {
    let most = if seed.is_multiple_of(3) { check.length } else { check.length / 3 };
    (seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize % most + 8
}

/// The bytes of a seed for that check.
pub fn case_of(check: &Check, seed: u64) -> Vec<u8> {
    bytes_of(seed, length_of(check, seed))
}

/// Runs the plan; returns the failures as they were kept.
pub fn run(check: &Check, plan: &Plan, statistics: &mut Statistics) -> Vec<(u64, Failure)> {
    let begin = Instant::now();
    let mut failures = Vec::new();
    let mut running = plan.running.as_ref().and_then(|path| std::fs::File::create(path).ok());
    let seeds = (plan.seed..plan.seed.saturating_add(plan.count)).step_by(plan.step.max(1) as usize);
    for seed in seeds {
        if plan.time.is_some_and(|most| begin.elapsed() > most) {
            break;
        }
        if let Some(file) = &mut running {
            // Not known is not fatal.
            let _ = file.seek(SeekFrom::Start(0)).and_then(|_| write!(file, "{seed:20}"));
        }
        let bytes = case_of(check, seed);
        let Err(failure) = one(check, &bytes, statistics) else { continue };
        // At once: shrinking takes time, and may not end.
        eprintln!("--- {} seed {seed} fails: {}", check.name, failure.what.lines().next().unwrap_or(""));
        let (bytes, failure) = if plan.shrinks { smaller(check, &bytes, failure) } else { (bytes, failure) };
        eprintln!("--- {} seed {seed}: {}\n{}", check.name, failure.what, failure.case);
        if let Some(folder) = &plan.keep {
            keep(folder, check, seed, &bytes, &failure);
        }
        failures.push((seed, failure));
        if failures.len() >= plan.most_failures {
            break;
        }
    }
    failures
}

/// The first line of what a failure says, by which shrinking knows it again: without numbers.
fn likeness(failure: &Failure) -> String {
    let text: String = failure.what.chars().take_while(|c| *c != '(' && *c != ',' && *c != '\n').collect();
    text.chars().filter(|c| !c.is_ascii_digit()).take(60).collect()
}

/// A smaller case that fails in the same way: its bytes, and what it says; a program may be smaller still than the bytes'.
pub fn smaller(check: &Check, bytes: &[u8], failure: Failure) -> (Vec<u8>, Failure) {
    let silent = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let like = likeness(&failure);
    let begin = Instant::now();
    let late = || begin.elapsed() > MOST_SHRINKING;
    let fails = |bytes: &[u8]| {
        !late() && one(check, bytes, &mut Statistics::default()).is_err_and(|found| likeness(&found) == like)
    };
    let bytes = shrink(bytes, 600, fails);
    let mut best = one(check, &bytes, &mut Statistics::default()).err().unwrap_or(failure);
    if check.run_text.is_some() && best.extension == "py" {
        let kind = like.split(':').next().unwrap_or("").to_string();
        let fails = |text: &str| {
            !late()
                && one_text(check, text, &mut Statistics::default())
                    .is_err_and(|found| kind != "panic" || found.what.starts_with("panic"))
        };
        if fails(&best.case) {
            let text = shrink_text(&best.case, 400, fails);
            if let Err(found) = one_text(check, &text, &mut Statistics::default()) {
                best = found;
            }
        }
    }
    std::panic::set_hook(silent);
    (bytes, best)
}

/// Keeps a case to be read and, if only its bytes can be run again, those: as `tests/fuzz` wants them.
fn keep(folder: &Path, check: &Check, seed: u64, bytes: &[u8], failure: &Failure) {
    let file = folder.join(format!("{}-{seed}.{}", check.name, failure.extension));
    let note = if failure.extension == "py" {
        let what: String = failure.what.lines().map(|line| format!("# {line}\n")).collect();
        format!("{what}{}", failure.case)
    } else {
        format!("{}\n{}", failure.what, failure.case)
    };
    let written = std::fs::create_dir_all(folder).and_then(|_| std::fs::write(&file, note)).and_then(|_| {
        let own = check.run_text.is_none();
        if own { std::fs::write(file.with_extension("case"), bytes) } else { Ok(()) }
    });
    if let Err(error) = written {
        eprintln!("{}: {error}", file.display());
    }
}
