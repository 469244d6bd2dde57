//! Guard k forced to fail at visit n: from there on the interpreter executes what it would have executed without the JIT,
//! and the frames that it begins with are the interpreter's, operand registers included.
//!
//! The interpreter alone logs every instruction; after a forced exit the VM logs, too. The log must be the end of
//! the other one; where it begins there, the interpreter is asked, in another run, for its frames.

use std::collections::BTreeMap;

use crate::api::{Capture, Config, Vm};
use crate::frame::header;
use crate::fuzzing::check::vm::{Observed, Variant, look_at_traces, observe_in};
use crate::fuzzing::check::{Failure, Statistics};
use crate::fuzzing::choices::Choices;
use crate::fuzzing::describe::describe;
use crate::fuzzing::program;
use crate::interp::Interpreter;
use crate::interp::probe::{LONGEST, Place};
use crate::jit::Jit;
use crate::jit::emit::Forced;
use crate::object::Value;
use crate::uops::Uop;

struct Case {
    variant: Variant,
    /// Which guards, and at which visits: three numbers below 65536 that choose, among all that are reached, a uop, one of its guards
    /// and one of its visits (mostly an early one).
    forces: Vec<[usize; 3]>,
    text: String,
}

fn case(bytes: &[u8]) -> Case {
    let mut choices = Choices::new(bytes);
    let mut variant = Variant::machine();
    variant.config.hot = choices.pick(&[2, 3, 5]);
    variant.hot_exit = choices.pick(&[2, u32::MAX, 4]);
    if choices.one_in(4) {
        variant.config.registers = 7;
    }
    let forces = (0..8).map(|_| [(); 3].map(|()| choices.below(65536))).collect();
    Case { variant, forces, text: program::write(&mut choices) }
}

pub fn print(bytes: &[u8]) -> String {
    case(bytes).text
}

pub fn run(bytes: &[u8], statistics: &mut Statistics) -> Result<(), Failure> {
    check(&case(bytes), statistics)
}

/// A program given as text, with many guards forced.
pub fn run_text(text: &str, statistics: &mut Statistics) -> Result<(), Failure> {
    for (hot, hot_exit) in [(2, 2), (3, u32::MAX)] {
        let mut variant = Variant::machine();
        variant.config.hot = hot;
        variant.hot_exit = hot_exit;
        let forces = (0..48usize).map(|index| [index * 65536 / 48, index * 40503 % 65536, index * 30011 % 65536]);
        let forces = forces.collect();
        check(&Case { variant, forces, text: text.into() }, statistics)?;
    }
    Ok(())
}

fn vm_with(variant: &Variant, forced: Forced) -> (Vm, Capture) {
    let (mut vm, output) = variant.vm();
    let interpreter = vm.interpreter_mut();
    let mut settings = interpreter.jit.settings;
    settings.code.forced = forced;
    // What is forced has been checked where nothing was.
    settings.check &= !matches!(forced, Forced::One { guard, .. } if guard != u32::MAX);
    *interpreter.jit = Jit::new(settings);
    interpreter.probe.describe = Some(frames);
    (vm, output)
}

fn check(case: &Case, statistics: &mut Statistics) -> Result<(), Failure> {
    statistics.cases += 1;
    let wrong = |what: String| Failure { what, case: case.text.clone(), extension: "py" };
    let interpreted = |wanted: Vec<usize>| -> (Observed, Vec<Place>, Vec<String>) {
        let plain = Variant {
            config: Config { jit: crate::JitMode::Off, ..case.variant.config.clone() },
            ..case.variant.clone()
        };
        let (mut vm, output) = vm_with(&plain, Forced::Off);
        let probe = &mut vm.interpreter_mut().probe;
        (probe.watching, probe.wanted) = (true, wanted);
        let observed = observe_in(&mut vm, &output, &case.text);
        let probe = &mut vm.interpreter_mut().probe;
        (observed, std::mem::take(&mut probe.log), std::mem::take(&mut probe.seen))
    };
    let (expected, log, _) = interpreted(Vec::new());
    if expected.timed_out || log.len() >= LONGEST {
        statistics.discarded += 1;
        return Ok(());
    }
    statistics.raised += !expected.error.is_empty() as u64;

    let (mut vm, output) = vm_with(&case.variant, Forced::One { guard: u32::MAX, visit: 1 });
    let found = observe_in(&mut vm, &output, &case.text);
    look_at_traces(&mut vm, statistics);
    if let Some(difference) = expected.difference(&found) {
        return Err(wrong(format!("nothing forced: {difference}")));
    }
    // By uop, so that rare ones have their turn.
    let mut guards: BTreeMap<&str, Vec<(u32, u32)>> = BTreeMap::new();
    for (guard, uop, visits) in vm.interpreter_mut().jit.store.visited() {
        guards.entry(uop).or_default().push((guard, visits));
    }
    drop(vm);
    if guards.is_empty() {
        return Ok(());
    }
    let guards: Vec<Vec<(u32, u32)>> = guards.into_values().collect();
    let part = |of: usize, number: usize| number * of / 65536;
    let mut forces: Vec<(u32, u32)> = Vec::new();
    for [kind, which, visit] in &case.forces {
        let kind = &guards[part(guards.len(), *kind)];
        let (guard, visits) = kind[part(kind.len(), *which)];
        let most = if visit % 2 == 0 { visits.min(3) } else { visits };
        forces.push((guard, 1 + part(most as usize, *visit) as u32));
    }
    forces.sort();
    forces.dedup();
    // (entry of the log, what was forced, the frames found)
    let mut exits: Vec<(usize, String, String)> = Vec::new();
    for (guard, visit) in forces {
        let (mut vm, output) = vm_with(&case.variant, Forced::One { guard, visit });
        vm.interpreter_mut().probe.wanted = vec![0];
        let found = observe_in(&mut vm, &output, &case.text);
        if found.timed_out {
            statistics.discarded += 1;
            continue;
        }
        let probe = &mut vm.interpreter_mut().probe;
        let Some(uop) = probe.forced else {
            // It led into a side trace.
            statistics.count("not reached", 1);
            if let Some(difference) = expected.difference(&found) {
                return Err(wrong(format!("guard {guard} at visit {visit}, not reached: {difference}")));
            }
            continue;
        };
        statistics.executions += 1;
        statistics.forced.extend(Uop::from_name(uop));
        let name = format!("{uop} (guard {guard}, visit {visit})");
        if let Some(difference) = expected.difference(&found) {
            return Err(wrong(format!("forced {name}: {difference}")));
        }
        if probe.nesting != 1 {
            statistics.count("forced in a nested loop of the interpreter", 1);
            continue;
        }
        let own = &probe.log;
        let same = own.len() <= log.len() && log.ends_with(own);
        if !same {
            let from_end = own.iter().rev().zip(log.iter().rev()).take_while(|(left, right)| left == right).count();
            return Err(wrong(format!(
                "forced {name}: of {} instructions behind it the last {from_end} are the interpreter's, {:?} is not",
                own.len(),
                own.len().checked_sub(from_end + 1).map(|index| own[index])
            )));
        }
        exits.push((log.len() - own.len(), name, probe.seen.pop().unwrap_or_default()));
    }
    exits.sort();
    let mut wanted: Vec<usize> = exits.iter().map(|exit| exit.0).collect();
    wanted.dedup();
    let (_, _, seen) = interpreted(wanted.clone());
    for (at, name, found) in exits {
        let Some(expected) = wanted.iter().position(|index| *index == at).and_then(|index| seen.get(index)) else {
            continue;
        };
        statistics.count("frames compared", 1);
        if *expected != found {
            let differs = expected.lines().zip(found.lines()).find(|(left, right)| left != right);
            let (left, right) = differs.unwrap_or(("(another number of lines)", ""));
            return Err(wrong(format!("frames after forced {name}:\n- {left}\n+ {right}")));
        }
    }
    Ok(())
}

/// All frames, the innermost about to execute `pc`: live registers, described.
fn frames(vm: &Interpreter, base: *mut Value, pc: u32) -> String {
    let mut text = String::new();
    let mut base = base;
    let mut innermost = true;
    let mut pc = pc;
    while !base.is_null() {
        // SAFETY: the chain of frames is intact, their codes are alive.
        let (frame, code) = unsafe { (header(base), &*header(base).code) };
        text += &format!("{} at {pc}\n", code.qualified_name);
        let instr = code.instr(pc);
        let mut live: Vec<usize> = code.live_at(pc).iter().collect();
        if !innermost {
            // What the call writes, and what it was the last to read, is nobody's.
            let after = code.live_at((pc + 1).min(code.instrs.len() as u32 - 1));
            live.retain(|register| after.contains(*register));
            live.retain(|register| *register != instr.a as usize && *register != instr.b as usize);
        }
        for register in live {
            text += &format!("  r{register} ");
            // SAFETY: a register of the frame.
            describe(&vm.realm, unsafe { *base.add(register) }, 3, &mut text);
            text.push('\n');
        }
        text.push_str("  handled ");
        describe(&vm.realm, frame.handled, 2, &mut text);
        text.push('\n');
        base = frame.caller;
        if !base.is_null() {
            // SAFETY: as above.
            pc = unsafe { header(base).pc };
        }
        innermost = false;
    }
    text
}
