//! What a program prints, raises and leaves: in every tier the same.

use crate::fuzzing::check::vm::{PASSES, Variant, is_late, look_at_traces, observe, observe_in};
use crate::fuzzing::check::{Failure, Statistics};
use crate::fuzzing::choices::Choices;
use crate::fuzzing::program;

/// The interpreter, machine code, and three or four other ways.
pub fn run(bytes: &[u8], statistics: &mut Statistics) -> Result<(), Failure> {
    let (variants, text) = case(bytes);
    compare(&text, &variants, statistics)
}
fn case(bytes: &[u8]) -> (Vec<Variant>, String) {
    let mut choices = Choices::new(bytes);
    let mut variants = vec![Variant::machine()];
    variants.extend((0..3).map(|_| Variant::any(&mut choices)));
    if choices.one_in(3) {
        variants.push(Variant::oracle());
    }
    (variants, program::write(&mut choices))
}
/// The program of these bytes.
pub fn print(bytes: &[u8]) -> String {
    case(bytes).1
}

/// A program given as text: in every way there is.
pub fn run_text(text: &str, statistics: &mut Statistics) -> Result<(), Failure> {
    let mut variants = vec![Variant::machine(), Variant::oracle()];
    for kind in 0..8 {
        for more in 0..4 {
            let bytes: Vec<u8> = [kind, more + 1].into_iter().chain([more; 20]).collect();
            variants.push(Variant::any(&mut Choices::new(&bytes)));
        }
    }
    for pass in PASSES {
        variants.push(Variant::without(pass));
    }
    compare(text, &variants, statistics)
}

fn compare(text: &str, variants: &[Variant], statistics: &mut Statistics) -> Result<(), Failure> {
    statistics.cases += 1;
    let expected = observe(&Variant::interpreter(), text, None);
    if expected.timed_out {
        statistics.discarded += 1;
        return Ok(());
    }
    statistics.raised += !expected.error.is_empty() as u64;
    for variant in variants {
        statistics.executions += 1;
        let (mut vm, output) = variant.vm();
        let found = observe_in(&mut vm, &output, text);
        look_at_traces(&mut vm, statistics);
        if is_late(&expected, &found, variant) {
            statistics.discarded += 1;
            continue;
        }
        if let Some(difference) = expected.difference(&found) {
            let what = format!("{}: {difference}", variant.name);
            return Err(Failure { what, case: text.into(), extension: "py" });
        }
    }
    Ok(())
}
