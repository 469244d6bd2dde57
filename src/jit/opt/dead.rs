//! Dead code, and the trace made compact.

use crate::jit::ir::{End, Inst, Ref, Snapshot, SnapshotId, SunkObject, Trace, Uop};
use crate::support::fault::{self, Rule};
use crate::support::{BitSet, Id, IdVec};

/// Whether an instruction that nobody uses may go: it changes nothing, and its exit, if it has one,
/// says only that there is no such result.
pub(super) fn is_droppable(trace: &Trace, inst: &Inst) -> bool {
    let effects = inst.op.definition().effects;
    if effects.writes != 0 || effects.pinned {
        return false;
    }
    match inst.op {
        Uop::BoxInt | Uop::IntAdd | Uop::IntSub | Uop::IntMul | Uop::IntNeg | Uop::IntFloorDiv => true,
        Uop::InstanceAllocate | Uop::RangeMake => true,
        // Of a count that is out of range the interpreter may have an exception to raise.
        Uop::IntShiftLeft => {
            fault::rule(Rule::DroppedShift)
                || trace.as_constant(inst.args[1]).is_some_and(|count| (0..64).contains(&(count.word as i64)))
        }
        op => op.definition().exit.is_none(),
    }
}

/// Removes `dead` instructions, and if `unused` is set those whose result nobody needs; then
/// numbers instructions, snapshots and constants anew without gaps.
pub(super) fn sweep(trace: &mut Trace, dead: BitSet, unused: bool) {
    let live = mark(trace, &dead, unused);
    compact(trace, &live);
}

/// Which instructions are needed.
fn mark(trace: &Trace, dead: &BitSet, unused: bool) -> Vec<bool> {
    let mut live = vec![false; trace.insts.len()];
    let mut seen = vec![false; trace.snapshots.len()];
    let mut work: Vec<usize> = Vec::new();
    for (index, inst) in trace.insts.iter().enumerate() {
        let needed = match inst.op {
            Uop::Phi => !unused,
            Uop::LoopBegin | Uop::Inherit => true,
            _ => !unused || !is_droppable(trace, inst),
        };
        if needed && !dead.contains(index) {
            live[index] = true;
            work.push(index);
        }
    }
    let mut visit_snapshot = |id: SnapshotId, work: &mut Vec<usize>, live: &mut Vec<bool>| {
        if id == SnapshotId::NONE || std::mem::replace(&mut seen[id.index()], true) {
            return;
        }
        let snapshot = &trace.snapshots[id];
        let values = snapshot.slots.iter().map(|entry| entry.value);
        for value in values.chain(snapshot.frames.iter().map(|frame| frame.function)) {
            need(value, work, live);
        }
    };
    if let End::Exit { snapshot } = trace.end {
        visit_snapshot(snapshot, &mut work, &mut live);
    }
    while let Some(index) = work.pop() {
        let inst = &trace.insts[index];
        for arg in inst.args {
            need(arg, &mut work, &mut live);
        }
        visit_snapshot(inst.snapshot, &mut work, &mut live);
    }
    live
}

fn need(value: Ref, work: &mut Vec<usize>, live: &mut [bool]) {
    if let Some(index) = value.as_inst()
        && !std::mem::replace(&mut live[index], true)
    {
        work.push(index);
    }
}

/// Keeps what is live.
fn compact(trace: &mut Trace, live: &[bool]) {
    let mut places = vec![u32::MAX; live.len()];
    let mut count = 0;
    for (index, &live) in live.iter().enumerate() {
        if live {
            places[index] = count;
            count += 1;
        }
    }
    let mut constants: Vec<u32> = vec![u32::MAX; trace.constants.len()];
    let mut kept = Vec::new();
    let old = std::mem::take(&mut trace.constants);
    let mut moved = |value: Ref| match (value.as_inst(), value.as_constant()) {
        (Some(index), _) => Ref::inst(places[index] as usize),
        (_, Some(index)) => {
            if constants[index] == u32::MAX {
                constants[index] = kept.len() as u32;
                kept.push(old[index]);
            }
            Ref::constant(constants[index] as usize)
        }
        _ => value,
    };
    let mut snapshots: IdVec<SnapshotId, Snapshot> = IdVec::new();
    let mut snapshot_ids = vec![SnapshotId::NONE; trace.snapshots.len()];
    let mut renamed: Vec<(SnapshotId, SnapshotId)> = Vec::new();
    let mut old_snapshots = std::mem::take(&mut trace.snapshots);
    let mut snapshot_id = |id: SnapshotId| {
        if id == SnapshotId::NONE {
            return id;
        }
        if snapshot_ids[id.index()] == SnapshotId::NONE {
            snapshot_ids[id.index()] = SnapshotId::new(renamed.len());
            renamed.push((id, snapshot_ids[id.index()]));
        }
        snapshot_ids[id.index()]
    };
    let mut insts = Vec::with_capacity(count as usize);
    let mut origins = Vec::with_capacity(count as usize);
    for (index, inst) in trace.insts.iter().enumerate() {
        if live[index] {
            let args = inst.args.map(&mut moved);
            insts.push(Inst { args, snapshot: snapshot_id(inst.snapshot), ..*inst });
            origins.push(trace.origins[index]);
        }
    }
    if let End::Exit { snapshot } = &mut trace.end {
        *snapshot = snapshot_id(*snapshot);
    }
    let mut sunk: Vec<SunkObject> = Vec::new();
    let old_sunk = std::mem::take(&mut trace.sunk);
    for (old, new) in renamed {
        let begin = old_sunk.partition_point(|object| object.snapshot < old);
        let objects = old_sunk[begin..].iter().take_while(|object| object.snapshot == old);
        sunk.extend(objects.map(|object| SunkObject { snapshot: new, ..object.clone() }));
        // Each is renamed once: what it holds need not be copied.
        let mut snapshot = std::mem::take(&mut old_snapshots[old]);
        for entry in snapshot.slots.iter_mut() {
            entry.value = moved(entry.value);
        }
        for frame in snapshot.frames.iter_mut() {
            frame.function = moved(frame.function);
        }
        snapshots.push(snapshot);
    }
    trace.loop_begin = trace.loop_begin.map(|index| places[index] as usize);
    trace.insts = insts;
    trace.origins = origins;
    trace.snapshots = snapshots;
    trace.sunk = sunk;
    trace.constant_ids = kept.iter().enumerate().map(|(index, &constant)| (constant, index as u32)).collect();
    trace.constants = kept;
}
