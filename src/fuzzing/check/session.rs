//! One program pollutes, the next must behave as in a fresh VM of its own; and a host that makes any calls gets the same
//! answers with and without machine code, on any thread.

use crate::fuzzing::calls;
use crate::fuzzing::check::vm::{Variant, observe, observe_in};
use crate::fuzzing::check::{Failure, Statistics};
use crate::fuzzing::choices::Choices;
use crate::fuzzing::program;

/// Both programs.
pub fn print(bytes: &[u8]) -> String {
    let mut choices = Choices::new(bytes);
    Variant::any(&mut choices);
    let second = program::write(&mut choices);
    format!("# ---- first\n{}\n# ---- second\n{second}", program::write(&mut choices))
}

/// Runs two programs in two VMs of one process, interleaved, each first in one VM and, after the globals are gone, second in
/// the other.
pub fn run(bytes: &[u8], statistics: &mut Statistics) -> Result<(), Failure> {
    statistics.cases += 1;
    let mut choices = Choices::new(bytes);
    let variant = Variant::any(&mut choices);
    let second = program::write(&mut choices);
    let first = program::write(&mut choices);
    let programs = [&first, &second];
    let expected = programs.map(|text| observe(&Variant::interpreter(), text, None));
    if expected.iter().any(|expected| expected.timed_out) {
        statistics.discarded += 1;
        return Ok(());
    }
    let mut vms = [variant.vm(), variant.vm()];
    let case = || format!("# ---- first\n{first}\n# ---- second\n{second}");
    for round in 0..2 {
        for (place, (vm, output)) in vms.iter_mut().enumerate() {
            // Programs that change builtins change them for whoever comes next: that is Python.
            if round == 1 && programs[place].contains("import builtins") {
                continue;
            }
            vm.forget_globals();
            let which = place ^ round;
            let found = observe_in(vm, output, programs[which]);
            if found.timed_out {
                statistics.discarded += 1;
                return Ok(());
            }
            statistics.executions += 1;
            if let Some(difference) = expected[which].difference(&found) {
                let before = if round == 0 { "beside another VM" } else { "after another program" };
                let what = format!("program {which}, {before}, {}: {difference}", variant.name);
                return Err(Failure { what, case: case(), extension: "py" });
            }
        }
    }
    for (vm, _) in &mut vms {
        super::vm::look_at_traces(vm, statistics);
    }
    Ok(())
}

/// The calls of these bytes.
pub fn print_calls(bytes: &[u8]) -> String {
    let mut choices = Choices::new(bytes);
    Variant::any(&mut choices);
    calls::print(&calls::calls(&mut choices))
}

/// Calls of the embedding API, in two VMs on two threads; handles outlive their VM.
pub fn run_calls(bytes: &[u8], statistics: &mut Statistics) -> Result<(), Failure> {
    statistics.cases += 1;
    statistics.executions += 1;
    let mut choices = Choices::new(bytes);
    let variant = Variant::any(&mut choices);
    let calls = calls::calls(&mut choices);
    let (mut plain, _) = Variant::interpreter().vm();
    let (mut vm, _) = variant.vm();
    let (expected, mut vm, found) = std::thread::scope(|scope| {
        let thread = scope.spawn(|| {
            let found = calls::make(&mut vm, &calls, &mut Vec::new());
            (vm, found)
        });
        let mut held = Vec::new();
        let expected = calls::make(&mut plain, &calls, &mut held);
        drop(plain);
        drop(held);
        let (vm, found) = thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (expected, vm, found)
    });
    super::vm::look_at_traces(&mut vm, statistics);
    for (index, (expected, found)) in expected.iter().zip(&found).enumerate() {
        if expected != found {
            let what = format!("{}: call {index} ({}):\n- {expected}\n+ {found}", variant.name, calls[index]);
            return Err(Failure { what, case: calls::print(&calls), extension: "txt" });
        }
    }
    Ok(())
}
