//! Sinking: objects that only exits need are made there.
//!
//! ```text
//! v5 = InstanceAllocate 50 -> #1
//! v6 = SlotStore v5, v3, 16          (nothing)
//! v7 = GuardIntLt v1, v2 -> #2       v5 = GuardIntLt v1, v2 -> #2
//! #2 = … {3: v5}                     #2 = … {16777216: v3} sunk [50 as 50 at 3 fields 16:16777216]
//! ```
//!
//! 1. An object is sunk if nothing uses it but stores into it, stores of it into other sunk objects, and exits.
//!    Loads have been forwarded from the stores before.
//! 2. An exit gives it the fields that were stored by then.
//! 3. A boxed number that an exit needs is boxed by the exit.
//! 4. An object made before the loop is not sunk if anything in the loop uses it: there, what comes
//!    later in the trace may have happened before.

use crate::jit::ir::{Ref, SlotEntry, Snapshot, SnapshotId, SunkObject, Trace, Uop};
use crate::jit::opt::facts::Map;
use crate::support::BitSet;

/// A sunk object as it is at some point.
#[derive(Clone, Default)]
struct Object {
    header: u64,
    shape: u32,
    /// By offset.
    fields: Vec<(i32, Ref)>,
}

/// Exits box numbers themselves: their snapshots name the raw ones.
pub(super) fn sink_boxes(trace: &mut Trace) {
    let mut snapshots = std::mem::take(&mut trace.snapshots);
    for id in snapshots.ids() {
        for entry in snapshots[id].slots.iter_mut() {
            entry.value = unboxed(trace, entry.value);
        }
    }
    trace.snapshots = snapshots;
}

/// Sinks what can be; the instructions that are needless then become `dead`.
pub(super) fn sink(trace: &mut Trace, dead: &mut BitSet) {
    let sinkable = sinkable(trace, dead);
    if sinkable.is_empty() {
        return;
    }
    let is_sunk = |value: Ref| value.as_inst().is_some_and(|index| sinkable.contains(index));
    let mut objects: Map<Ref, Object> = Map::default();
    // Which version of the objects a snapshot was rewritten for.
    let mut version = 0u32;
    let mut rewritten: Map<(SnapshotId, u32), SnapshotId> = Map::default();
    for index in 0..trace.insts.len() {
        let inst = trace.insts[index];
        let object = Ref::inst(index);
        if is_sunk(object) {
            objects.insert(object, Object { header: inst.imm, shape: inst.imm as u32, fields: Vec::new() });
            dead.insert(index);
            version += 1;
            continue;
        }
        if dead.contains(index) {
            continue;
        }
        if let Some(object) = objects.get_mut(&inst.args[0]) {
            version += 1;
            dead.insert(index);
            if inst.op == Uop::SetShape {
                object.shape = inst.imm as u32;
            } else {
                let offset = inst.imm as u32 as i32;
                let value = unboxed(trace, inst.args[1]);
                match object.fields.iter_mut().find(|field| field.0 == offset) {
                    Some(field) => field.1 = value,
                    None => object.fields.push((offset, value)),
                }
            }
            continue;
        }
        if inst.snapshot == SnapshotId::NONE {
            continue;
        }
        let old = &trace.snapshots[inst.snapshot];
        if !old.slots.iter().any(|entry| is_sunk(entry.value)) {
            continue;
        }
        let id = match rewritten.get(&(inst.snapshot, version)) {
            Some(&id) => id,
            None => {
                let next = trace.snapshots.next_id();
                let (snapshot, mut made) = rewrite(old, next, &objects);
                trace.sunk.append(&mut made);
                rewritten.insert((inst.snapshot, version), next);
                trace.snapshots.push(snapshot)
            }
        };
        trace.insts[index].snapshot = id;
    }
}

/// The raw form of a boxed number: an exit boxes it.
fn unboxed(trace: &Trace, value: Ref) -> Ref {
    // A loop that is not peeled leaves snapshots of the recording behind that nobody uses.
    match value.as_inst().and_then(|index| trace.insts.get(index)) {
        Some(inst) if matches!(inst.op, Uop::BoxInt | Uop::BoxSmallInt | Uop::BoxFloat | Uop::BoxBool) => inst.args[0],
        _ => value,
    }
}

/// The snapshot with sunk objects taken apart.
fn rewrite(old: &Snapshot, id: SnapshotId, objects: &Map<Ref, Object>) -> (Snapshot, Vec<SunkObject>) {
    let mut slots: Vec<SlotEntry> = Vec::new();
    // The objects in the order of their discovery, with the places that hold them.
    let mut found: Vec<(Ref, Vec<i32>)> = Vec::new();
    let mut place = |value: Ref, slot: i32, found: &mut Vec<(Ref, Vec<i32>)>| {
        if !objects.contains_key(&value) {
            slots.push(SlotEntry { slot, value });
            return;
        }
        match found.iter_mut().find(|(object, _)| *object == value) {
            Some((_, places)) => places.push(slot),
            None => found.push((value, vec![slot])),
        }
    };
    for entry in &old.slots {
        place(entry.value, entry.slot, &mut found);
    }
    let mut next = SunkObject::FIRST_SLOT;
    let mut fields: Vec<Box<[(i32, i32)]>> = Vec::new();
    let mut index = 0;
    while let Some(&(object, _)) = found.get(index) {
        let mut own = Vec::new();
        for &(offset, value) in objects.get(&object).map_or(&[][..], |object| &object.fields) {
            place(value, next, &mut found);
            own.push((offset, next));
            next += 1;
        }
        fields.push(own.into());
        index += 1;
    }
    let made = found.into_iter().zip(fields).filter_map(|((object, places), fields)| {
        let object = objects.get(&object)?;
        Some(SunkObject { snapshot: id, header: object.header, shape: object.shape, places: places.into(), fields })
    });
    let made = made.collect();
    (Snapshot { frames: old.frames.clone(), slots: slots.into(), resume: old.resume }, made)
}

/// Which instructions make objects that can be sunk.
fn sinkable(trace: &Trace, dead: &BitSet) -> BitSet {
    let mut sinkable: BitSet = BitSet::new();
    let mut any = false;
    let begin = trace.loop_begin.unwrap_or(usize::MAX);
    // What is stored into which object: it is sunk only with that object.
    let mut inside: Vec<(usize, usize)> = Vec::new();
    let mut seen = BitSet::new();
    for (index, inst) in trace.insts.iter().enumerate() {
        if inst.op == Uop::InstanceAllocate {
            sinkable.insert(index);
            any = true;
            continue;
        }
        if !any || dead.contains(index) {
            continue;
        }
        let from_outside = |object: usize| object < begin && index > begin;
        for (place, arg) in inst.args.iter().enumerate() {
            let Some(object) = arg.as_inst().filter(|&object| sinkable.contains(object)) else { continue };
            let holder = inst.args[0].as_inst();
            match inst.op {
                _ if from_outside(object) => sinkable.remove(object),
                Uop::SlotStore | Uop::SetShape if place == 0 => {}
                Uop::SlotStore => match holder {
                    Some(holder) if sinkable.contains(holder) => inside.push((object, holder)),
                    _ => sinkable.remove(object),
                },
                _ => sinkable.remove(object),
            }
        }
        if inst.snapshot != SnapshotId::NONE && (index > begin || seen.insert(inst.snapshot.0 as usize)) {
            let snapshot = &trace.snapshots[inst.snapshot];
            for entry in &snapshot.slots {
                if let Some(object) = entry.value.as_inst().filter(|&object| from_outside(object)) {
                    sinkable.remove(object);
                }
            }
            for frame in &snapshot.frames {
                if let Some(object) = frame.function.as_inst() {
                    sinkable.remove(object);
                }
            }
        }
    }
    // A phi's second operand comes from further down.
    for inst in trace.insts.iter().filter(|inst| inst.op == Uop::Phi) {
        if let Some(object) = inst.args[1].as_inst() {
            sinkable.remove(object);
        }
    }
    if let crate::jit::ir::End::Exit { snapshot } = trace.end {
        for entry in &trace.snapshots[snapshot].slots {
            if let Some(object) = entry.value.as_inst() {
                sinkable.remove(object);
            }
        }
    }
    // What is stored into an object that is not sunk is not, either.
    loop {
        let before = inside.len();
        inside.retain(|&(object, holder)| {
            let keeps = sinkable.contains(holder);
            if !keeps {
                sinkable.remove(object);
            }
            keeps
        });
        if inside.len() == before {
            return sinkable;
        }
    }
}
