//! Seeded faults: the list of them, and which program of the corpus notices each.
//!
//! In: a fault's name, such as `no GuardIntLt`, in a process of its own; programs. Out: the program and the check that
//! noticed it. `docs/faults.md` keeps the answers; `cargo test` takes each fault's own program from there and wants it to
//! notice the fault again.
//!
//! 1. A fault is for the whole process ([`fault::seed`]): whoever tries several starts a process for each.
//! 2. What ends a process (a crash, a program that does not end) has been noticed, too.
//! 3. The answers are the same in every run: programs, no random cases.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::fuzzing::check::vm::Observed;
use crate::fuzzing::check::{self, Statistics, Variant, observe};
use crate::fuzzing::run;
use crate::support::fault::{self, Fault, Rule};
use crate::uops::{Type, Uop};

/// One protection that can be taken away.
#[derive(Clone, Debug)]
pub struct Seeded {
    pub fault: Fault,
    /// Its name in tables.
    pub name: String,
    /// What part of the compiler it is in.
    pub stage: &'static str,
}

/// Faults that change nothing that anybody can see: `docs/faults.md` says why.
const EQUIVALENT: &[&str] = &[
    "StoreSlot writes nothing",
    "StoreWord writes nothing",
    "StorePc writes nothing",
    "StoreArg writes nothing",
    "CallArguments writes nothing",
    "CallPlain1 writes nothing",
    "CallPlain2 writes nothing",
    "CallPlain3 writes nothing",
    "IterNext writes nothing",
    "SetShape writes nothing",
    "GeneratorSetPlace writes nothing",
];

/// Uops whose failure is told by their result's absence: the exit is in the same uop as the work.
const CHECKED: &[Uop] = &[
    Uop::UnboxInt,
    Uop::UnboxFloat,
    Uop::UnboxBool,
    Uop::IntAdd,
    Uop::IntSub,
    Uop::IntMul,
    Uop::IntNeg,
    Uop::IntShiftLeft,
    Uop::BoxInt,
];

/// All faults.
pub fn all() -> Vec<Seeded> {
    let mut faults = Vec::new();
    let mut add = |fault: Fault, stage: &'static str, name: String| faults.push(Seeded { fault, name, stage });
    for (number, uop) in Uop::ALL.iter().enumerate() {
        let definition = uop.definition();
        let number = number as u16;
        if definition.exit.is_some() && definition.out == Type::Unit && definition.effects.writes == 0 {
            add(Fault::Guard(number), "guards", format!("no {}", definition.name));
        }
        if CHECKED.contains(uop) {
            add(Fault::Exit(number), "guards", format!("{} never leaves", definition.name));
        }
        if definition.effects.writes != 0 {
            add(Fault::Effects(number), "effects", format!("{} writes nothing", definition.name));
        }
    }
    for entry in 0..4 {
        add(Fault::Snapshot(entry), "snapshots", format!("entry {entry} of snapshots missing"));
    }
    for (kind, name) in ["dict entries", "absent names", "classes", "functions"].into_iter().enumerate() {
        add(Fault::Watcher(kind as u16), "watchers", format!("{name} not watched"));
    }
    for register in [0, 1, 2, 6, 7, 8, 12, 13, 16, 17, 18, 24] {
        add(Fault::Clobber(register), "calls", format!("register {register} survives calls"));
    }
    for rule in Rule::ALL {
        add(Fault::Rule(*rule), rule.stage(), rule.about().into());
    }
    faults.retain(|seeded| !EQUIVALENT.contains(&seeded.name.as_str()));
    faults
}

/// Under this name no fault is seeded: what is noticed then is no good witness.
pub const NOTHING: &str = "nothing";

/// The fault of that name.
pub fn find(name: &str) -> Option<Seeded> {
    all().into_iter().find(|seeded| seeded.name == name)
}

/// Where the programs are.
fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs")
}

/// The programs to try, in order: those made for a class of bugs, those found, all others.
pub fn programs() -> Vec<PathBuf> {
    let mut programs = Vec::new();
    for folder in ["bugs", "found"] {
        below(&corpus().join(folder), &mut programs);
    }
    let mut rest = Vec::new();
    below(&corpus(), &mut rest);
    rest.retain(|program| !programs.contains(program) && !program.starts_with(corpus().join("wishlist")));
    programs.extend(rest);
    programs
}

fn below(folder: &Path, programs: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut entries: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            below(&path, programs);
        } else if path.extension().is_some_and(|kind| kind == "py") && path.with_extension("out").exists() {
            programs.push(path);
        }
    }
}

/// A program's name in tables: its path in the corpus.
fn name_of(program: &Path) -> String {
    program.strip_prefix(corpus()).unwrap_or(program).display().to_string()
}

/// The class of bugs that a program is about: the first line of one in `bugs` says it.
pub fn class_of(program: &str) -> String {
    let text = std::fs::read_to_string(corpus().join(program)).unwrap_or_default();
    let first = text.lines().next().unwrap_or_default();
    first.strip_prefix("# Class: ").unwrap_or_default().trim_end_matches('.').to_string()
}

/// Ways to run a program that together reach what the optimizer and the allocator do: hot at once and later, squeezed,
/// with collections everywhere, with little memory.
fn ways() -> Vec<Variant> {
    let mut ways = vec![Variant::machine()];
    let mut add = |name: &str, change: &dyn Fn(&mut Variant)| {
        let mut variant = Variant::machine();
        variant.name = name.into();
        change(&mut variant);
        ways.push(variant);
    };
    add("hot later", &|variant| (variant.config.hot, variant.hot_exit) = (9, 8));
    add("GC stress", &|variant| variant.config.gc_stress = true);
    add("few registers", &|variant| variant.config.registers = 6);
    add("forced exits", &|variant| variant.config.exit_every = 3);
    add("little memory", &|variant| variant.config.memory_limit = 16 << 20);
    ways
}

/// How long one program may compute, by check: `deopt` runs it a hundred times. Those of the table take less than a second.
fn most(check: &str) -> Duration {
    Duration::from_secs(if check == "deopt" { 60 } else { 3 })
}

/// What is being run, and when it began, by the process's own clock: for who watches.
static RUNNING: Mutex<Option<Run>> = Mutex::new(None);

#[derive(Clone)]
struct Run {
    what: String,
    most: Duration,
    begin: Instant,
    computed: Duration,
}

impl Run {
    /// Whether it takes so long that it will never end, on a machine however busy.
    fn is_endless(&self) -> bool {
        let computed = computed().saturating_sub(self.computed);
        computed > self.most || self.begin.elapsed() > 20 * self.most
    }
}

fn running(run: Option<Run>) {
    *RUNNING.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = run;
}

/// How long this process has been computing, in the hundredths of a second of `/proc`; nothing where there is none.
fn computed() -> Duration {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = text.rsplit(") ").next().unwrap_or_default();
    let ticks = behind_name.split(' ').skip(11).take(2).filter_map(|field| field.parse::<u64>().ok());
    Duration::from_millis(ticks.sum::<u64>() * 10)
}

/// In a process of its own: seeds the fault and runs programs until one notices it. Prints `RUNNING what` before each and
/// `NOTICED what`; ends the process.
pub fn child(name: &str, programs: &[PathBuf], checks: &[&str]) -> ! {
    match find(name) {
        Some(seeded) => fault::seed(seeded.fault),
        None if name == NOTHING => {}
        None => {
            eprintln!("no such fault: {name}");
            std::process::exit(4);
        }
    }
    std::panic::set_hook(Box::new(|_| {}));
    std::thread::spawn(|| {
        loop {
            std::thread::sleep(Duration::from_millis(100));
            let running = RUNNING.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).clone();
            if let Some(run) = running.filter(Run::is_endless) {
                println!("NOTICED {}: does not end", run.what);
                std::process::exit(3);
            }
        }
    });
    for check in checks {
        for program in programs {
            let Ok(text) = std::fs::read_to_string(program) else { continue };
            let what = format!("{} ({check})", name_of(program));
            println!("RUNNING {what}");
            let (most, begin) = (most(check), Instant::now());
            running(Some(Run { what: what.clone(), most, begin, computed: computed() }));
            let noticed = match *check {
                "tiers" => tiers(program, &text),
                "interrupt" => interrupt(&text),
                _ => check::find(check).and_then(|check| {
                    run::one_text(check, &text, &mut Statistics::default()).err().map(|failure| failure.what)
                }),
            };
            running(None);
            if let Some(how) = noticed {
                println!("NOTICED {what}: {}", how.replace('\n', " "));
                std::process::exit(3);
            }
        }
    }
    std::process::exit(0);
}

/// What differs between what is recorded, the interpreter and machine code, if anything does.
fn tiers(program: &Path, text: &str) -> Option<String> {
    let compared = std::panic::catch_unwind(|| {
        // (Of programs that python3 runs, too, only what they print must be the same in every run.)
        let printed = |way: &Variant| Observed { globals: String::new(), ..observe(way, text, None) };
        let expected = printed(&Variant::interpreter());
        // (Others may write to the error output, too.)
        let recorded = std::fs::read_to_string(program.with_extension("out")).unwrap_or_default();
        if program.starts_with(corpus().join("bugs")) && recorded != expected.output {
            return Some("interpreter: not what is recorded".to_string());
        }
        ways().iter().find_map(|way| {
            let difference = expected.difference(&printed(way))?;
            Some(format!("{}: {difference}", way.name))
        })
    });
    match compared {
        Ok(difference) => difference,
        Err(panic) => Some(run::panic_text(&*panic)),
    }
}

/// Runs the program, then its `endless`, which an interrupt must end.
fn interrupt(text: &str) -> Option<String> {
    let (mut vm, _output) = Variant::machine().vm();
    if let Err(error) = vm.run(text, "case.py") {
        return Some(error.to_string());
    }
    let handle = vm.interrupt_handle();
    let thread = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(100));
        handle.interrupt();
    });
    let ended = vm.run("endless()", "case.py");
    let _ = thread.join();
    let interrupted = ended.is_err_and(|error| error.kind() == crate::ErrorKind::Interrupted);
    (!interrupted).then(|| "not interrupted".to_string())
}

/// Who noticed a fault.
#[derive(Clone, Debug)]
pub struct Noticed {
    /// Program and check, as in the table.
    pub by: String,
    /// What differed.
    pub how: String,
}

/// Tries a fault in a process of its own, which `command` starts: it calls [`child`].
pub fn attempt(mut command: Command) -> Option<Noticed> {
    let output = command.stderr(std::process::Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let last = |word: &str| text.lines().rev().find_map(|line| line.split_once(word).map(|(_, rest)| rest.to_string()));
    if let Some(noticed) = last("NOTICED ") {
        let (by, how) = noticed.split_once(": ").unwrap_or((&noticed, ""));
        return Some(Noticed { by: by.into(), how: how.into() });
    }
    // (4: there is no such fault.)
    let crashed = !output.status.success() && output.status.code() != Some(4);
    crashed.then(|| Noticed { by: last("RUNNING ").unwrap_or_default(), how: format!("{}", output.status) })
}

/// The rows of the table in `docs/faults.md`: fault, and by what it was noticed.
pub fn table() -> Vec<(String, String)> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/faults.md");
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let cells = |line: &str| -> Vec<String> { line.split('|').map(|cell| cell.trim().to_string()).collect() };
    let rows = text.lines().filter(|line| line.starts_with('|')).map(cells);
    rows.filter(|cells| cells.len() == 6 && cells[1] != "fault" && !cells[1].starts_with("--"))
        .map(|cells| (cells[1].clone(), cells[4].clone()))
        .collect()
}

/// Program and check of a row.
pub fn witness(noticed_by: &str) -> Option<(PathBuf, String)> {
    let (program, check) = noticed_by.strip_suffix(')')?.split_once(" (")?;
    let program = corpus().join(program);
    program.is_file().then(|| (program, check.to_string()))
}
