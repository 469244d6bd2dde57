//! Runs checks from seeds, in this process or in several: `cargo run --profile fuzz --features fuzzing --example fuzz -- tiers --count 1000`.

use std::time::Duration;

use taipan::fuzzing::{self, Statistics, check, run};

const HELP: &str = "\
fuzz CHECK|all [--count N] [--seed N] [--time SECONDS] [--jobs N] [--keep FOLDER] [--failures N]
fuzz CHECK --show SEED          the case of a seed
fuzz CHECK FILE...              cases as text (a program) or as bytes
    --raw                       failing cases as they are, not made smaller
    --jobs N                    N processes share the seeds; one that dies is noted with its seed, and replaced
    --fault 'no GuardIntLt'     a fault seeded into the compiler: see fuzzing/faults.rs
fuzz faults [NAME...]           every fault, one after the other: which program notices it
fuzz names                      the faults
fuzz under NAME CHECK [FILE...] one fault: the programs of the corpus, or these, until one notices in `tiers` or `deopt`
";

fn main() -> std::process::ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(name) = arguments.next() else {
        print!("{HELP}");
        for check in fuzzing::CHECKS {
            println!("  {:9} {}", check.name, check.about);
        }
        return std::process::ExitCode::FAILURE;
    };
    if name == "faults" {
        return faults(&arguments.collect::<Vec<_>>());
    }
    if name == "names" {
        fuzzing::faults::all().iter().for_each(|seeded| println!("{}", seeded.name));
        return std::process::ExitCode::SUCCESS;
    }
    if name == "under" {
        let fault = arguments.next().unwrap_or_default();
        let check = arguments.next().unwrap_or_else(|| "tiers".into());
        let given: Vec<std::path::PathBuf> = arguments.map(Into::into).collect();
        let programs = if given.is_empty() { fuzzing::faults::programs() } else { given };
        fuzzing::faults::child(&fault, &programs, &[&check]);
    }
    let mut plan = run::Plan::default();
    let (mut files, mut show, mut jobs) = (Vec::new(), None, None);
    let mut passed_on = Vec::new();
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().and_then(|text| text.parse::<u64>().ok()).expect("a number");
        match argument.as_str() {
            "--count" => plan.count = number(),
            "--seed" => plan.seed = number(),
            "--time" => plan.time = Some(Duration::from_secs(number())),
            "--failures" => plan.most_failures = number() as usize,
            "--jobs" => jobs = Some(number()),
            // What a process that shares the work is told.
            "--step" => plan.step = number(),
            "--running" => plan.running = arguments.next().map(Into::into),
            "--raw" => {
                plan.shrinks = false;
                passed_on.push("--raw".to_string());
            }
            "--fault" => {
                let text = arguments.next().unwrap_or_default();
                passed_on.extend(["--fault".to_string(), text.clone()]);
                taipan::support::fault::seed(fuzzing::faults::find(&text).expect("a fault").fault);
            }
            "--show" => show = Some(number()),
            "--keep" => {
                let folder = arguments.next().unwrap_or_default();
                passed_on.extend(["--keep".to_string(), folder.clone()]);
                plan.keep = Some(folder.into());
            }
            _ => files.push(argument),
        }
    }
    let mut failed = 0;
    for check in fuzzing::CHECKS.iter().filter(|check| check.name == name || name == "all") {
        let mut statistics = Statistics::default();
        if let Some(seed) = show {
            let bytes = run::case_of(check, seed);
            match run::one(check, &bytes, &mut statistics) {
                Ok(()) => println!("{}", check::print(check, &bytes)),
                Err(failure) => println!("{}\n{}", failure.what, failure.case),
            }
            continue;
        }
        for file in &files {
            let bytes = std::fs::read(file).expect("the case");
            let result = match (String::from_utf8(bytes.clone()), check.run_text) {
                (Ok(text), Some(_)) => run::one_text(check, &text, &mut statistics),
                _ => run::one(check, &bytes, &mut statistics),
            };
            if let Err(failure) = result {
                println!("{file}: {}", failure.what);
                failed += 1;
            }
        }
        if files.is_empty() {
            let begin = std::time::Instant::now();
            failed += match jobs {
                Some(jobs) => shared(check.name, &plan, jobs.max(1), &passed_on, &mut statistics),
                None => run::run(check, &plan, &mut statistics).len(),
            };
            if plan.running.is_some() {
                print!("{}", statistics.lines());
                continue;
            }
            let seconds = begin.elapsed().as_secs_f64();
            let (cases, executions) = (statistics.cases as f64 / seconds, statistics.executions as f64 / seconds);
            println!("== {} ({cases:.0} cases, {executions:.0} executions a second)", check.name);
            print!("{}", statistics.report());
        }
    }
    if failed == 0 { std::process::ExitCode::SUCCESS } else { std::process::ExitCode::FAILURE }
}

/// Lets processes share the seeds; returns how many of them failed or died.
fn shared(check: &str, plan: &run::Plan, jobs: u64, passed_on: &[String], statistics: &mut Statistics) -> usize {
    let own = std::env::current_exe().expect("this program");
    let begin = std::time::Instant::now();
    let work = |job: u64| {
        let note = std::env::temp_dir().join(format!("taipan-{check}-{}-{job}", std::process::id()));
        let (mut seed, end) = (plan.seed + job, plan.seed.saturating_add(plan.count));
        let mut found = (0, Vec::new());
        while seed < end && found.0 < plan.most_failures {
            let mut command = std::process::Command::new(&own);
            let numbers = [("--count", end - seed), ("--seed", seed), ("--step", jobs)];
            command.arg(check).args(passed_on).arg("--running").arg(&note);
            command.args(["--failures".to_string(), (plan.most_failures - found.0).to_string()]);
            command.args(numbers.iter().flat_map(|(name, number)| [name.to_string(), number.to_string()]));
            if let Some(time) = plan.time {
                let left = time.saturating_sub(begin.elapsed());
                if left.is_zero() {
                    break;
                }
                command.args(["--time".to_string(), left.as_secs().max(1).to_string()]);
            }
            let output = command.stderr(std::process::Stdio::inherit()).output().expect("a process");
            if output.status.code().is_some_and(|code| code <= 1) {
                found.0 += output.status.code().unwrap_or(0) as usize;
                found.1.push(String::from_utf8_lossy(&output.stdout).into_owned());
                break;
            }
            let at = std::fs::read_to_string(&note).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(seed);
            eprintln!("--- {check} seed {at} ends the process: {}", output.status);
            found.0 += 1;
            seed = at + jobs;
        }
        // It may never have been written.
        let _ = std::fs::remove_file(&note);
        found
    };
    let found: Vec<(usize, Vec<String>)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..jobs).map(|job| scope.spawn(move || work(job))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a thread")).collect()
    });
    for lines in found.iter().flat_map(|(_, lines)| lines) {
        statistics.add(lines);
    }
    found.iter().map(|(failed, _)| failed).sum()
}

/// Seeds every fault in a process of its own, and says which program notices it, as the table of `docs/faults.md`. With names,
/// only faults whose name contains one of them.
fn faults(names: &[String]) -> std::process::ExitCode {
    use taipan::fuzzing::faults;
    let own = std::env::current_exe().expect("this program");
    let before = faults::table();
    let (mut count, mut missed) = (0, 0);
    println!("| fault | stage | class | noticed by |\n|---|---|---|---|");
    for seeded in faults::all() {
        if !names.is_empty() && !names.iter().any(|name| seeded.name.contains(name)) {
            continue;
        }
        let attempt = |check: &str, program: Option<&std::path::Path>| {
            let mut command = std::process::Command::new(&own);
            command.args(["under", &seeded.name, check]).args(program);
            faults::attempt(command)
        };
        // Who noticed it last time first.
        let row = before.iter().find(|row| row.0 == seeded.name);
        let known = row.and_then(|row| faults::witness(&row.1));
        let known = known.and_then(|(program, check)| attempt(&check, Some(&program)));
        let noticed = known.or_else(|| attempt("tiers", None)).or_else(|| attempt("deopt", None));
        count += 1;
        missed += noticed.is_none() as u32;
        if let Some(noticed) = &noticed {
            eprintln!("{}: {}: {}", seeded.name, noticed.by, noticed.how);
        }
        let by = noticed.map_or("—".to_string(), |noticed| noticed.by);
        let class = faults::class_of(by.split(" (").next().unwrap_or_default());
        println!("| {} | {} | {class} | {by} |", seeded.name, seeded.stage);
    }
    println!("\n{count} faults, {missed} not noticed");
    if missed == 0 { std::process::ExitCode::SUCCESS } else { std::process::ExitCode::FAILURE }
}
