//! The command line.

use std::process::ExitCode;

use lexopt::prelude::*;
use taipan::{Config, Error, SWITCHES, Vm};

const USAGE: &str = "\
taipan: runs Python-syntax programs, with a trace JIT

usage: taipan [switches] FILE [arguments]        run a file
       taipan [switches] run FILE [arguments]    the same
       taipan [switches] -c CODE [arguments]     run CODE
       taipan [switches] [-]                     run what stands on standard input

  -c CODE          run CODE
  -h, --help       print this text
  -V, --version    print the version

switches (each also as an environment variable):
";

/// What is to be run.
enum Program {
    File(String),
    Code(String),
    Input,
}

/// How the command line was wrong: exit code 2.
struct Usage(String);

impl From<lexopt::Error> for Usage {
    fn from(error: lexopt::Error) -> Usage {
        Usage(error.to_string())
    }
}

fn main() -> ExitCode {
    match parse() {
        Ok(Some((config, program))) => run(config, program),
        Ok(None) => ExitCode::SUCCESS,
        Err(Usage(message)) => {
            eprintln!("taipan: {message}\nTry 'taipan --help'.");
            ExitCode::from(2)
        }
    }
}

fn help() -> String {
    let mut text = USAGE.to_string();
    for switch in SWITCHES {
        text.push_str(&format!(
            "  --{}={}  ({})\n        {}\n",
            switch.name, switch.values, switch.variable, switch.help
        ));
    }
    text.push_str("\nPYTHONPATH: more folders in which `import` looks.\n");
    text
}

fn parse() -> Result<Option<(Config, Program)>, Usage> {
    let mut config = Config::default();
    // A process's main thread has 8 MiB of stack as a rule.
    config.native_stack = 5 << 20;
    config.files = true;
    for switch in SWITCHES {
        if let Ok(value) = std::env::var(switch.variable)
            && !value.is_empty()
        {
            config.set(switch.name, &value).map_err(|message| Usage(format!("{}: {message}", switch.variable)))?;
        }
    }
    let mut parser = lexopt::Parser::from_env();
    let mut program = None;
    let mut named_run = false;
    while program.is_none() {
        let Some(argument) = parser.next()? else { break };
        match argument {
            Short('h') | Long("help") => {
                print!("{}", help());
                return Ok(None);
            }
            Short('V') | Long("version") => {
                println!("taipan {}", env!("CARGO_PKG_VERSION"));
                return Ok(None);
            }
            Short('c') => program = Some(Program::Code(parser.value()?.string()?)),
            Long(name) => {
                let name = name.to_string();
                if !SWITCHES.iter().any(|switch| switch.name == name) {
                    return Err(Usage(format!("unknown option '--{name}'")));
                }
                let value = parser.value()?.string()?;
                config.set(&name, &value).map_err(Usage)?;
            }
            Value(value) => {
                let value = value.string()?;
                if value == "-" {
                    program = Some(Program::Input);
                } else if value == "run" && !named_run {
                    named_run = true;
                } else {
                    program = Some(Program::File(value));
                }
            }
            other => return Err(other.unexpected().into()),
        }
    }
    if named_run && program.is_none() {
        return Err(Usage("run: which file?".into()));
    }
    let program = program.unwrap_or(Program::Input);
    let first = match &program {
        Program::File(file) => file.clone(),
        Program::Code(_) => "-c".to_string(),
        Program::Input => String::from("-"),
    };
    config.arguments.push(first);
    for argument in parser.raw_args()? {
        config.arguments.push(argument.string()?);
    }
    // The program's own folder comes first.
    config.search_path.insert(
        0,
        match &program {
            Program::File(file) => folder_of(file),
            _ => String::new(),
        },
    );
    if let Ok(path) = std::env::var("PYTHONPATH") {
        config.search_path.extend(path.split(':').filter(|folder| !folder.is_empty()).map(String::from));
    }
    Ok(Some((config, program)))
}

fn folder_of(file: &str) -> String {
    let path = std::fs::canonicalize(file).unwrap_or_else(|_| file.into());
    path.parent().map_or(String::new(), |folder| folder.to_string_lossy().into_owned())
}

fn run(config: Config, program: Program) -> ExitCode {
    let (source, file) = match program {
        Program::File(file) => match std::fs::read(&file) {
            Ok(bytes) => {
                let absolute = std::path::absolute(&file).map_or(file, |path| path.to_string_lossy().into_owned());
                (bytes, absolute)
            }
            Err(error) => {
                let number = error.raw_os_error().unwrap_or(0);
                let text = error.to_string();
                let text = text.split(" (os error").next().unwrap_or(&text).to_string();
                eprintln!("taipan: can't open file '{file}': [Errno {number}] {text}");
                return ExitCode::from(2);
            }
        },
        Program::Code(code) => (code.into_bytes(), "<string>".to_string()),
        Program::Input => {
            let mut bytes = Vec::new();
            if let Err(error) = std::io::Read::read_to_end(&mut std::io::stdin(), &mut bytes) {
                eprintln!("taipan: can't read standard input: {error}");
                return ExitCode::from(2);
            }
            (bytes, "<stdin>".to_string())
        }
    };
    let source = match taipan::syntax::encoding::decode(&source, Some(&file)) {
        Ok(source) => source,
        Err(message) => {
            eprintln!("  File \"{file}\", line 1\nSyntaxError: {message}");
            return ExitCode::FAILURE;
        }
    };
    let stats = config.stats;
    let mut vm = Vm::with(config);
    let result = vm.run_main(source.strip_prefix('\u{feff}').unwrap_or(&source), &file);
    // What the program died of is told before what happens at its end.
    let printed = vm.flush();
    let result = result.map_err(|error| report(&error));
    if let Err(error) = vm.finish() {
        report(&error);
    }
    let flushed = vm.flush();
    if let Some(format) = stats {
        eprintln!("{}", vm.statistics(format).trim_end());
    }
    let code = match result {
        Ok(()) => 0,
        Err(code) => code,
    };
    let code = if (printed.is_err() || flushed.is_err()) && code == 0 { 120 } else { code };
    // The process ends now: nothing that the VM holds needs to be freed.
    std::process::exit(code)
}

/// Prints an error; the exit code.
fn report(error: &Error) -> i32 {
    let text = error.to_string();
    if !text.is_empty() {
        eprintln!("{text}");
    }
    match error.exit_code() {
        Some(code) => code & 0xFF,
        None => 1,
    }
}
