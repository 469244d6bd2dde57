//! Runs checks from seeds, on one core: `cargo run --profile fuzz --features fuzzing --example fuzz -- tiers --count 1000`.

use std::time::Duration;

use taipan::fuzzing::{self, Statistics, check, run};

const HELP: &str = "\
fuzz CHECK|all [--count N] [--seed N] [--time SECONDS] [--keep FOLDER] [--failures N]
fuzz CHECK --show SEED          the case of a seed
fuzz CHECK FILE...              cases as text (a program) or as bytes
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
    let mut plan = run::Plan { count: 1000, seed: 0, time: None, keep: None, most_failures: 10 };
    let (mut files, mut show) = (Vec::new(), None);
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().and_then(|text| text.parse::<u64>().ok()).expect("a number");
        match argument.as_str() {
            "--count" => plan.count = number(),
            "--seed" => plan.seed = number(),
            "--time" => plan.time = Some(Duration::from_secs(number())),
            "--failures" => plan.most_failures = number() as usize,
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
