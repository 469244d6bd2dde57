//! Runs checks from seeds, on one core: `cargo run --profile fuzz --features fuzzing --example fuzz -- tiers --count 1000`.

use std::time::Duration;

use taipan::fuzzing::{self, Statistics, check, run};

const HELP: &str = "\
fuzz CHECK|all [--count N] [--seed N] [--time SECONDS] [--keep FOLDER] [--failures N]
fuzz CHECK --show SEED          the case of a seed
fuzz CHECK FILE...              cases as text (a program) or as bytes
    --raw                       failing cases as they are, not made smaller
    --fault 'Guard 3'           a fault seeded into the compiler: see support/fault.rs
fuzz faults                     every fault, one after the other: which check notices it
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
        return faults();
    }
    let mut plan = run::Plan { count: 1000, seed: 0, time: None, keep: None, shrinks: true, most_failures: 10 };
    let (mut files, mut show) = (Vec::new(), None);
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().and_then(|text| text.parse::<u64>().ok()).expect("a number");
        match argument.as_str() {
            "--count" => plan.count = number(),
            "--seed" => plan.seed = number(),
            "--time" => plan.time = Some(Duration::from_secs(number())),
            "--failures" => plan.most_failures = number() as usize,
            "--raw" => plan.shrinks = false,
            "--fault" => {
                let text = arguments.next().unwrap_or_default();
                taipan::support::fault::seed(taipan::support::fault::Fault::parse(&text).expect("a fault"));
            }
            "--show" => show = Some(number()),
            "--keep" => plan.keep = arguments.next().map(Into::into),
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
            failed += run::run(check, &plan, &mut statistics).len();
            let seconds = begin.elapsed().as_secs_f64();
            println!("== {} ({:.0} cases a second)", check.name, statistics.cases as f64 / seconds);
            print!("{}", statistics.report());
        }
    }
    if failed == 0 { std::process::ExitCode::SUCCESS } else { std::process::ExitCode::FAILURE }
}

/// Seeds every fault in a process of its own, and says which check notices it, as a table.
fn faults() -> std::process::ExitCode {
    use taipan::uops::{Type, Uop};
    let mut faults = Vec::new();
    for (number, uop) in Uop::ALL.iter().enumerate() {
        let definition = uop.definition();
        if definition.exit.is_some() && definition.out == Type::Unit && definition.effects.writes == 0 {
            faults.push((format!("Guard {number}"), format!("no {}", definition.name)));
        }
        if definition.effects.writes != 0 {
            faults.push((format!("Effects {number}"), format!("{} writes nothing", definition.name)));
        }
    }
    faults.extend((0..4).map(|n| (format!("Snapshot {n}"), format!("entry {n} of snapshots missing"))));
    faults.extend((0..4).map(|n| {
        (format!("Watcher {n}"), format!("{} not watched", ["dict entries", "absent names", "classes", "functions"][n]))
    }));
    faults.extend(
        [0, 1, 2, 6, 7, 8, 16, 17, 18, 24].map(|n| (format!("Clobber {n}"), format!("register {n} survives calls"))),
    );
    let own = std::env::current_exe().expect("this program");
    let mut missed = 0;
    println!("| fault | noticed by |\n|---|---|");
    for (fault, about) in &faults {
        let mut noticed = None;
        for (check, time) in [("tiers", "4"), ("trace", "2"), ("deopt", "6"), ("regalloc", "2"), ("gc", "4")] {
            let status = std::process::Command::new(&own)
                .args([check, "--count", "100000000", "--time", time, "--failures", "1", "--raw", "--fault", fault])
                .stdout(std::process::Stdio::null())
                .stderr(std::process::Stdio::null())
                .status();
            if !status.is_ok_and(|status| status.success()) {
                noticed = Some(check);
                break;
            }
        }
        missed += noticed.is_none() as u32;
        println!("| {about} | {} |", noticed.unwrap_or("—"));
    }
    println!("\n{} faults, {missed} not noticed", faults.len());
    std::process::ExitCode::SUCCESS
}
