//! Text in, text out.

mod cost;
mod loops;
mod rules;
mod sinking;

use crate::jit::ir::{End, GiveUp, Ref, Snapshot, SnapshotId, Trace, parse, verify};
use crate::jit::opt::{Emitter, Passes};
use crate::support::Id;

/// What is emitted for each instruction of `text`, one after the other. The text ends with
/// `exit #n`; with `looped`, that state is the loop's.
pub(super) fn run(text: &str, passes: Passes, looped: bool) -> Result<Trace, GiveUp> {
    let source = parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let mut emitter = Emitter::new(source.start.clone(), passes);
    emitter.trace_mut().inherits = source.inherits.clone();
    let constant = |emitter: &mut Emitter, old: Ref| {
        let constant = source.as_constant(old).unwrap();
        emitter.constant(constant.ty, constant.word)
    };
    let mut values: Vec<Ref> = Vec::new();
    let mut made: Vec<SnapshotId> = vec![SnapshotId::NONE; source.snapshots.len()];
    for (inst, origin) in source.insts.iter().zip(&source.origins) {
        emitter.at(*origin);
        if inst.op == crate::jit::ir::Uop::Inherit {
            values.push(emitter.emit_typed(inst.op, inst.ty, inst.imm));
            continue;
        }
        let mut args = Vec::new();
        for &arg in inst.operands() {
            args.push(match arg.as_inst() {
                Some(index) => values[index],
                None => constant(&mut emitter, arg),
            });
        }
        let mut snapshot = |trace: &mut Trace| translated(&source, trace, inst.snapshot, &values, &mut made);
        let value = emitter.emit(inst.op, &args, inst.imm, &mut snapshot)?;
        values.push(value);
    }
    let End::Exit { snapshot } = source.end else { panic!("the text ends with `exit`") };
    let end = translated(&source, emitter.trace_mut(), snapshot, &values, &mut made);
    let trace = if looped {
        let snapshot = emitter.trace().snapshots[end].clone();
        emitter.close_loop(&snapshot.slots, snapshot.frames[0])?
    } else {
        emitter.finish(End::Exit { snapshot: end })?
    };
    verify(&trace).unwrap_or_else(|error| panic!("{error}\n{trace}"));
    Ok(trace)
}

fn translated(
    source: &Trace,
    trace: &mut Trace,
    id: SnapshotId,
    values: &[Ref],
    made: &mut [SnapshotId],
) -> SnapshotId {
    assert_ne!(id, SnapshotId::NONE, "a snapshot is wanted that the text does not give");
    if made[id.index()] != SnapshotId::NONE {
        return made[id.index()];
    }
    let old = &source.snapshots[id];
    let mut moved = |value: Ref| match (value.as_inst(), source.as_constant(value)) {
        (Some(index), _) => values[index],
        (_, Some(constant)) => trace.constant(constant.ty, constant.word),
        _ => value,
    };
    let mut frames = old.frames.clone();
    frames.iter_mut().for_each(|frame| frame.function = moved(frame.function));
    let mut slots = old.slots.clone();
    slots.iter_mut().for_each(|entry| entry.value = moved(entry.value));
    made[id.index()] = trace.snapshots.push(Snapshot { frames, slots, resume: old.resume });
    made[id.index()]
}

/// The instructions of a trace, one per line, without the snapshots.
pub(super) fn body(trace: &Trace) -> String {
    let text = trace.to_string();
    let lines = text.lines().skip(1).take_while(|line| !line.starts_with('#'));
    lines.map(|line| line.trim()).filter(|line| !line.starts_with("exit")).collect::<Vec<_>>().join("\n")
}

/// Asserts what a straight trace becomes.
#[track_caller]
pub(super) fn straight(input: &str, expected: &str) {
    let text = format!("trace root 0\n{input}\n");
    let trace = run(&text, Passes::ALL, false).unwrap_or_else(|reason| panic!("{reason}\n{text}"));
    let expected = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    let got = if expected.contains("#0 =") {
        trace.to_string().lines().skip(1).map(str::trim).collect::<Vec<_>>().join("\n")
    } else {
        body(&trace)
    };
    assert_eq!(got, expected, "\ngot:\n{trace}");
}

/// Asserts what a recorded iteration becomes.
#[track_caller]
pub(super) fn looped(input: &str, expected: &str) {
    let text = format!("trace root 0\n{input}\n");
    let trace = run(&text, Passes::ALL, true).unwrap_or_else(|reason| panic!("{reason}\n{text}"));
    let got = trace.to_string().lines().skip(1).map(str::trim).collect::<Vec<_>>().join("\n");
    let expected = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    let got = if expected.contains("#0 =") { got } else { body(&trace) };
    assert_eq!(got, expected, "\ngot:\n{trace}");
}

/// Asserts that the trace is given up.
#[track_caller]
pub(super) fn given_up(input: &str, reason: GiveUp) {
    let text = format!("trace root 0\n{input}\n");
    assert_eq!(run(&text, Passes::ALL, false).err(), Some(reason));
}
