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

/// Runs two programs in two VMs of one process, interleaved; and the second one again in the VM of the first
/// after its globals are gone.
pub fn run(bytes: &[u8], statistics: &mut Statistics) -> Result<(), Failure> {
    statistics.cases += 1;
    let mut choices = Choices::new(bytes);
    let variant = Variant::any(&mut choices);
    let second = program::write(&mut choices);
    let first = program::write(&mut choices);
    let expected = observe(&Variant::interpreter(), &second, None);
    let (mut vm, output) = variant.vm();
    let polluting = observe_in(&mut vm, &output, &first);
    let in_between = observe(&variant, &second, None);
    if expected.timed_out || polluting.timed_out || in_between.timed_out {
        statistics.discarded += 1;
        return Ok(());
    }
    statistics.executions += 1;
    let case = format!("# ---- first\n{first}\n# ---- second\n{second}");
    if let Some(difference) = expected.difference(&in_between) {
        let what = format!("beside another VM, {}: {difference}", variant.name);
        return Err(Failure { what, case, extension: "py" });
    }
    // Programs that change builtins change them for whoever comes next: that is Python.
    if !first.contains("import builtins") {
        statistics.executions += 1;
        vm.forget_globals();
        let found = observe_in(&mut vm, &output, &second);
        super::vm::look_at_traces(&mut vm, statistics);
        if !found.timed_out
            && let Some(difference) = expected.difference(&found)
        {
            let what = format!("after another program, {}: {difference}", variant.name);
            return Err(Failure { what, case, extension: "py" });
        }
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
