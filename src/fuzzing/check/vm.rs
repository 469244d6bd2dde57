//! A program run in a VM of its own, and all that can be seen of it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, LazyLock, Mutex};
use std::time::{Duration, Instant};

use crate::api::{Capture, Config, ErrorKind, Interrupt, JitMode, RegallocMode, Vm};
use crate::fuzzing::check::Statistics;
use crate::fuzzing::choices::Choices;
use crate::fuzzing::describe::describe;
use crate::object::{DictObject, Value};

/// How long a program may run. Those that are made end within milliseconds.
const MOST: Duration = Duration::from_secs(10);

/// The optimizer's passes, as the switch names them.
pub const PASSES: &[&str] = &["fold", "cse", "forward", "ranges", "peel", "dce", "deadstores", "sink"];

/// A way to run programs.
#[derive(Clone, Debug)]
pub struct Variant {
    pub name: String,
    pub config: Config,
    /// Exits until a side trace is recorded.
    pub hot_exit: u32,
}

impl Variant {
    fn new(name: &str, change: impl FnOnce(&mut Config)) -> Variant {
        let mut config = Config { hot: 2, memory_limit: 256 << 20, ..Config::default() };
        change(&mut config);
        Variant { name: name.into(), config, hot_exit: 2 }
    }
    pub fn interpreter() -> Variant {
        Variant::new("interpreter", |config| config.jit = JitMode::Off)
    }
    pub fn oracle() -> Variant {
        Variant::new("oracle", |config| config.jit = JitMode::Oracle)
    }
    pub fn machine() -> Variant {
        Variant::new("machine code", |config| config.check = true)
    }
    /// Machine code without that pass.
    pub fn without(pass: &str) -> Variant {
        Variant::new(&format!("without {pass}"), |config| config.opt.push((pass.into(), false)))
    }
    /// One of the ways that must not change anything.
    pub fn any(choices: &mut Choices<'_>) -> Variant {
        let mut variant = match choices.below(8) {
            0 => Variant::new("few registers", |config| config.registers = 6 + choices.below(3) as u32),
            1 => Variant::new("forced exits", |config| config.exit_every = 2 + choices.below(6) as u32),
            2 => Variant::new("every exit", |config| config.exit_every = 1),
            3 => Variant::new("GC stress", |config| config.gc_stress = true),
            4 => Variant::new("no optimizer", |config| config.opt.push(("all".into(), false))),
            5 => Variant::new("spill", |config| config.regalloc = RegallocMode::Spill),
            6 => Variant::new("fewer passes", |config| {
                for pass in PASSES {
                    if choices.one_in(2) {
                        config.opt.push((pass.to_string(), false));
                    }
                }
            }),
            _ => Variant::new("accesses checked", |config| config.check_access = true),
        };
        variant.config.hot = choices.pick(&[2, 3, 5, 9]);
        variant.hot_exit = choices.pick(&[2, 1, 3, 8]);
        let opt: String = variant.config.opt.iter().map(|(name, _)| format!(" -{name}")).collect();
        variant.name = format!(
            "{} (hot {}, exit {}, regs {}, forced {}{opt})",
            variant.name, variant.config.hot, variant.hot_exit, variant.config.registers, variant.config.exit_every
        );
        variant
    }
    pub fn vm(&self) -> (Vm, Capture) {
        let mut vm = Vm::with(self.config.clone());
        let settings = &mut vm.interpreter_mut().jit.settings;
        settings.hot_exit = self.hot_exit;
        // Once is enough.
        settings.regalloc.check = false;
        let output = vm.capture_output();
        vm.set_error_output(output.clone());
        (vm, output)
    }
}

/// What a program did.
#[derive(Clone, Debug)]
pub struct Observed {
    pub output: String,
    /// The traceback.
    pub error: String,
    pub globals: String,
    pub timed_out: bool,
    pub took: Duration,
}

/// Whether the clock stopped it, and that says nothing: on a busy machine, by a slow way to run a long program.
pub fn is_late(expected: &Observed, found: &Observed, variant: &Variant) -> bool {
    let config = &variant.config;
    let slow = config.jit != JitMode::On || config.gc_stress || config.exit_every != 0;
    found.timed_out && (slow || expected.took * 50 > MOST)
}

impl Observed {
    /// What differs, if anything.
    pub fn difference(&self, other: &Observed) -> Option<String> {
        for (name, left, right) in [
            ("output", &self.output, &other.output),
            ("exception", &self.error, &other.error),
            ("globals", &self.globals, &other.globals),
        ] {
            if left != right {
                let line = left.lines().zip(right.lines()).position(|(left, right)| left != right);
                let line = line.unwrap_or(left.lines().count().min(right.lines().count()));
                let show = |text: &str| text.lines().nth(line).unwrap_or("(nothing)").to_string();
                return Some(format!("{name}, line {}:\n- {}\n+ {}", line + 1, show(left), show(right)));
            }
        }
        None
    }
}

/// Runs a text in that VM and looks at everything.
pub fn observe_in(vm: &mut Vm, output: &Capture, text: &str) -> Observed {
    let begin = Instant::now();
    let watch = Watch::begin(vm.interrupt_handle());
    let result = vm.run(text, "case.py");
    let timed_out = watch.end();
    let _ = vm.flush();
    let error = match &result {
        Ok(()) => String::new(),
        Err(error) => error.to_string(),
    };
    let interrupted = result.is_err_and(|error| error.kind() == ErrorKind::Interrupted);
    Observed {
        output: output.take(),
        error,
        globals: globals(vm),
        timed_out: timed_out || interrupted,
        took: begin.elapsed(),
    }
}

/// Runs a text in a fresh VM.
pub fn observe(variant: &Variant, text: &str, statistics: Option<&mut Statistics>) -> Observed {
    let (mut vm, output) = variant.vm();
    let observed = observe_in(&mut vm, &output, text);
    if let Some(statistics) = statistics {
        look_at_traces(&mut vm, statistics);
    }
    observed
}

/// Which uops were compiled and which exits taken, and whether there was a trace.
pub fn look_at_traces(vm: &mut Vm, statistics: &mut Statistics) {
    let jit = &vm.interpreter_mut().jit;
    for (_, compiled) in jit.store.iter() {
        statistics.see(&compiled.trace);
        for exit in &compiled.exits {
            if let Some(uop) = exit.uop {
                statistics.guards.insert(uop);
                if exit.hits.get() > 0 {
                    statistics.exits.insert(uop);
                }
            }
        }
    }
    statistics.count("traces", jit.store.counts.installed);
    statistics.count("traces invalidated", jit.store.counts.invalidated);
    statistics.compiled_now |= jit.statistics.uops_compiled > 0;
}

/// The globals of `__main__`, described.
fn globals(vm: &mut Vm) -> String {
    let main = vm.main_namespace();
    let realm = &vm.interpreter_mut().realm;
    let mut text = String::new();
    for (key, value) in DictObject::pairs(main) {
        let name = value_text(key);
        if !name.starts_with("__") {
            text.push_str(&name);
            text.push_str(" = ");
            describe(realm, value, 4, &mut text);
            text.push('\n');
        }
    }
    text
}
fn value_text(value: Value) -> String {
    value.cast::<crate::object::StrObject>().map_or_else(|| format!("{value:?}"), |text| text.as_str().to_string())
}

/// Interrupts programs that do not end.
struct Watch {
    number: u64,
}
struct Watched {
    /// What runs, on any thread: its number, how it is stopped, since when it runs, and whether it was stopped.
    running: Mutex<Vec<(u64, Interrupt, Instant, bool)>>,
    changed: Condvar,
}
static WATCHED: LazyLock<Arc<Watched>> = LazyLock::new(|| {
    let watched = Arc::new(Watched { running: Mutex::new(Vec::new()), changed: Condvar::new() });
    let own = watched.clone();
    std::thread::spawn(move || {
        let mut running = own.running.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        loop {
            let (guard, _) = own
                .changed
                .wait_timeout(running, Duration::from_millis(500))
                .unwrap_or_else(|poisoned| poisoned.into_inner());
            running = guard;
            for (_, interrupt, _, late) in running.iter_mut().filter(|entry| entry.2.elapsed() > MOST) {
                *late = true;
                interrupt.interrupt();
            }
        }
    });
    watched
});
impl Watch {
    fn begin(interrupt: Interrupt) -> Watch {
        let mut running = WATCHED.running.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        running.push((number, interrupt, Instant::now(), false));
        Watch { number }
    }
    /// Whether it had to interrupt.
    fn end(self) -> bool {
        let mut running = WATCHED.running.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let own = running.iter().position(|(number, ..)| *number == self.number);
        own.is_some_and(|own| running.swap_remove(own).3)
    }
}
