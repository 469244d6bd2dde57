//! The switches: one table, from which the command line's parser, its `--help` and the
//! environment variables come.
//!
//! In: names and texts of values. Out: a [`Config`].
//!
//! ```
//! let mut config = taipan::Config::default();
//! config.set("jit", "off").unwrap();
//! assert_eq!(config.jit, taipan::JitMode::Off);
//! assert!(config.set("jit", "maybe").is_err());
//! ```
//!
//! 1. A switch is a field of [`Config`] and a row of [`SWITCHES`], nowhere else.
//! 2. The library never reads the environment; the command line does, through the same rows.

/// Whether and how hot code is compiled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum JitMode {
    /// Everything is interpreted.
    Off,
    /// Traces are recorded, optimized and run by the reference interpreter of uops.
    Oracle,
    /// Traces become machine code.
    On,
}

/// How registers are allocated in machine code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RegallocMode {
    /// Linear scan over the whole trace.
    Scan,
    /// Every uop through memory: the baseline.
    Spill,
}

/// How statistics are printed at exit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StatsFormat {
    /// A table for people.
    Text,
    /// One JSON object.
    Json,
}

/// What Linux perf is told about machine code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PerfMode {
    /// `/tmp/perf-PID.map`.
    Map,
    /// A jitdump file.
    JitDump,
}

/// A stage whose result can be printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Instructions of every compiled code.
    Bytecode,
    /// Traces as recorded.
    Record,
    /// Traces as optimized.
    Opt,
    /// Traces with registers.
    Regalloc,
    /// Machine code.
    Asm,
}

/// The settings of a [`Vm`](crate::Vm).
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct Config {
    /// Whether and how hot code is compiled.
    pub jit: JitMode,
    /// How often a loop or function runs before it is recorded.
    pub hot: u16,
    /// Optimizer passes switched off or on: (name, on).
    pub opt: Vec<(String, bool)>,
    /// How registers are allocated.
    pub regalloc: RegallocMode,
    /// The number of registers that the allocator may use; 0: all.
    pub registers: u32,
    /// Prove every allocation with the checker, and verify traces between passes.
    pub check: bool,
    /// Check every memory access of machine code before it happens.
    pub check_access: bool,
    /// Force every n-th guard to fail; 0: none.
    pub exit_every: u32,
    /// Collect at every safepoint.
    pub gc_stress: bool,
    /// Stages to print to stderr.
    pub dump: Vec<Stage>,
    /// Print statistics at exit.
    pub stats: Option<StatsFormat>,
    /// Tell Linux perf about machine code.
    pub perf: Option<PerfMode>,
    /// The most bytes of heap; beyond it MemoryError is raised; 0: no limit.
    pub memory_limit: usize,
    /// Native stack that nested calls may use, in bytes: beyond it RecursionError is raised.
    /// The thread's stack must have that much left.
    pub native_stack: usize,
    /// Whether programs may use the machine's files: `open`, `os.listdir` and the like.
    pub files: bool,
    /// Where `import` looks for modules that are not built in.
    pub search_path: Vec<String>,
    /// `sys.argv`.
    pub arguments: Vec<String>,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            jit: JitMode::On,
            hot: 60,
            opt: Vec::new(),
            regalloc: RegallocMode::Scan,
            registers: 0,
            check: cfg!(debug_assertions),
            check_access: false,
            exit_every: 0,
            gc_stress: false,
            dump: Vec::new(),
            stats: None,
            perf: None,
            memory_limit: 0,
            native_stack: 1 << 20,
            files: false,
            search_path: Vec::new(),
            arguments: Vec::new(),
        }
    }
}

impl Config {
    /// Sets the switch of that name (see [`SWITCHES`]) from a text.
    ///
    /// # Errors
    /// A message that says which values the switch takes, or that there is no such switch.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        let Some(switch) = SWITCHES.iter().find(|switch| switch.name == name) else {
            return Err(format!("unknown switch '{name}'"));
        };
        match (switch.set)(self, value) {
            Some(()) => Ok(()),
            None => Err(format!("{name}: expected {}, got '{value}'", switch.values)),
        }
    }
}

/// One row of the table of switches.
pub struct Switch {
    /// Name of the command line's option (without `--`).
    pub name: &'static str,
    /// The environment variable that the command line reads.
    pub variable: &'static str,
    /// The values that it takes, for the help.
    pub values: &'static str,
    /// What it does, for the help.
    pub help: &'static str,
    set: fn(&mut Config, &str) -> Option<()>,
}

/// All switches, in the order of the help.
pub static SWITCHES: &[Switch] = &[
    Switch {
        name: "jit",
        variable: "TAIPAN_JIT",
        values: "off|oracle|on",
        help: "compile hot code: not at all, for the reference interpreter of traces, to machine code",
        set: |config, value| {
            config.jit = match value {
                "off" => JitMode::Off,
                "oracle" => JitMode::Oracle,
                "on" => JitMode::On,
                _ => return None,
            };
            Some(())
        },
    },
    Switch {
        name: "hot",
        variable: "TAIPAN_HOT",
        values: "a number from 1 to 65535",
        help: "how often a loop or function runs before it is recorded",
        set: |config, value| {
            config.hot = value.parse().ok().filter(|n| *n > 0)?;
            Some(())
        },
    },
    Switch {
        name: "opt",
        variable: "TAIPAN_OPT",
        values: "a list like -sink,-peel",
        help: "switch optimizer passes off (-name) or on (+name); 'all' names every pass",
        set: |config, value| {
            for item in value.split(',').filter(|item| !item.is_empty()) {
                let (name, on) = match item.as_bytes()[0] {
                    b'-' => (&item[1..], false),
                    b'+' => (&item[1..], true),
                    _ => (item, true),
                };
                config.opt.push((name.to_string(), on));
            }
            Some(())
        },
    },
    Switch {
        name: "regalloc",
        variable: "TAIPAN_REGALLOC",
        values: "scan|spill",
        help: "allocate registers over the whole trace, or pass every value through memory",
        set: |config, value| {
            config.regalloc = match value {
                "scan" => RegallocMode::Scan,
                "spill" => RegallocMode::Spill,
                _ => return None,
            };
            Some(())
        },
    },
    Switch {
        name: "regs",
        variable: "TAIPAN_REGS",
        values: "a number",
        help: "use only so many registers (0: all)",
        set: |config, value| {
            config.registers = value.parse().ok()?;
            Some(())
        },
    },
    Switch {
        name: "check",
        variable: "TAIPAN_CHECK",
        values: "0|1",
        help: "verify traces and prove register allocations while compiling",
        set: |config, value| {
            config.check = parse_switch(value)?;
            Some(())
        },
    },
    Switch {
        name: "access",
        variable: "TAIPAN_ACCESS",
        values: "checked|free",
        help: "with checked: look at object, kind and index before each memory access of machine code",
        set: |config, value| {
            config.check_access = match value {
                "checked" => true,
                "free" => false,
                _ => return None,
            };
            Some(())
        },
    },
    Switch {
        name: "exit",
        variable: "TAIPAN_EXIT",
        values: "every|a number",
        help: "force every guard, or every n-th, to leave its trace",
        set: |config, value| {
            config.exit_every = if value == "every" { 1 } else { value.parse().ok()? };
            Some(())
        },
    },
    Switch {
        name: "gc",
        variable: "TAIPAN_GC",
        values: "normal|stress",
        help: "with stress: collect garbage at every safepoint, later at every 13th",
        set: |config, value| {
            config.gc_stress = match value {
                "stress" => true,
                "normal" => false,
                _ => return None,
            };
            Some(())
        },
    },
    Switch {
        name: "dump",
        variable: "TAIPAN_DUMP",
        values: "a list of bytecode,record,opt,regalloc,asm",
        help: "print the results of these stages to stderr",
        set: |config, value| {
            for item in value.split(',').filter(|item| !item.is_empty()) {
                config.dump.push(match item {
                    "bytecode" => Stage::Bytecode,
                    "record" => Stage::Record,
                    "opt" => Stage::Opt,
                    "regalloc" => Stage::Regalloc,
                    "asm" => Stage::Asm,
                    _ => return None,
                });
            }
            Some(())
        },
    },
    Switch {
        name: "stats",
        variable: "TAIPAN_STATS",
        values: "text|json",
        help: "print statistics to stderr at exit",
        set: |config, value| {
            config.stats = Some(match value {
                "text" => StatsFormat::Text,
                "json" => StatsFormat::Json,
                _ => return None,
            });
            Some(())
        },
    },
    Switch {
        name: "perf",
        variable: "TAIPAN_PERF",
        values: "map|jitdump",
        help: "tell Linux perf about machine code",
        set: |config, value| {
            config.perf = Some(match value {
                "map" => PerfMode::Map,
                "jitdump" => PerfMode::JitDump,
                _ => return None,
            });
            Some(())
        },
    },
    Switch {
        name: "memory",
        variable: "TAIPAN_MEMORY",
        values: "a number of MiB",
        help: "raise MemoryError beyond so much heap (0: no limit)",
        set: |config, value| {
            config.memory_limit = value.parse::<usize>().ok()?.checked_mul(1 << 20)?;
            Some(())
        },
    },
    Switch {
        name: "files",
        variable: "TAIPAN_FILES",
        values: "on|off",
        help: "whether the program may open files (on for this command, off in a library)",
        set: |config, value| {
            config.files = parse_switch(value)?;
            Some(())
        },
    },
    Switch {
        name: "path",
        variable: "TAIPAN_PATH",
        values: "a list of folders with ':' between them",
        help: "look there for Python modules that are not built in; can be said several times",
        set: |config, value| {
            config.search_path.extend(value.split(':').filter(|folder| !folder.is_empty()).map(String::from));
            Some(())
        },
    },
];

fn parse_switch(value: &str) -> Option<bool> {
    match value {
        "0" | "off" => Some(false),
        "1" | "on" => Some(true),
        _ => None,
    }
}
