//! One program pollutes, the next must behave as in a fresh VM of its own.

use crate::fuzzing::check::vm::{Variant, observe, observe_in};
use crate::fuzzing::check::{Failure, Statistics};
use crate::fuzzing::choices::Choices;
use crate::fuzzing::program;

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
        if let Some(difference) = expected.difference(&found) {
            let what = format!("after another program, {}: {difference}", variant.name);
            return Err(Failure { what, case, extension: "py" });
        }
    }
    Ok(())
}
