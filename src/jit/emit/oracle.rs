//! Runs traces by the reference interpreter instead of machine code: `jit=oracle`.
//!
//! 1. Links and side traces are followed as machine code follows them; every other exit restores the
//!    frames through the same code ([`restore`]), which finds the values in spill slots made up here.
//! 2. The trace is copied before it runs: what it calls may invalidate and free it.

use crate::frame;
use crate::jit::emit::CodeStore;
use crate::jit::exit::{Registers, Resumed, restore};
use crate::jit::ir::{Exit, Finished, Run};
use crate::jit::ir::{Start, Trace, TraceId};
use crate::jit::regalloc::{ExitPlan, Location};
use crate::object::{Realm, Value};
use crate::uops::Machinery;

/// As [`CodeStore::enter`], by oracles.
///
/// # Safety
/// As for [`CodeStore::enter`].
pub unsafe fn enter(store: *mut CodeStore, realm: *mut Realm, id: TraceId, base: *mut Value) -> Option<Resumed> {
    let (mut id, mut base) = (id, base);
    let mut inherited: Vec<u64> = Vec::new();
    // SAFETY: the caller's promise: alive, and not in use.
    unsafe { &*store }.valid(id)?;
    loop {
        // SAFETY: as above; the reference ends before the trace runs.
        let found = unsafe { &*store }.valid(id).map(|compiled| (compiled.trace.clone(), compiled.link_now()));
        let Some((trace, (linked_to, link_pc))) = found else {
            // A link to a trace that is gone: everything is in memory, and whoever linked stored the pc.
            // SAFETY: `base` is the frame that the link arrived at.
            let pc = unsafe { frame::header(base) }.pc;
            return Some(Resumed { base, pc, raise: false, trace: id, exit: None });
        };
        if let Start::Root { pc, .. } = trace.start {
            // SAFETY: `base` is the frame that the trace was entered with.
            unsafe { frame::header(base) }.pc = pc;
        }
        // SAFETY: the store is alive; nobody has a reference to it while oracles run.
        let valid = || unsafe { &*store }.valid(id).is_some();
        let mut run = Run::new(&trace, &inherited).validity(&valid);
        let mut machinery = Machinery { realm, base };
        let finished = loop {
            match run.go(&mut machinery, usize::MAX) {
                Finished::Limit => {}
                finished => break finished,
            }
        };
        match finished {
            Finished::Link { target, base_delta } => {
                base = base.wrapping_offset(base_delta as isize);
                inherited.clear();
                if let Some(pc) = link_pc {
                    // SAFETY: the link has put the frame there.
                    unsafe { frame::header(base) }.pc = pc;
                }
                id = linked_to.unwrap_or(target);
            }
            Finished::Exit(exit) => {
                // SAFETY: as above; the reference ends before anything runs.
                let found = unsafe { &*store }.get(id).and_then(|compiled| {
                    let number =
                        compiled.exits.iter().position(|info| info.plan.inst == exit.inst.map(|i| i as u32))?;
                    Some((number, compiled.exits[number].side, compiled.exits[number].plan.clone()))
                });
                if let Some((_, Some(side), plan)) = &found
                    && is_valid(store, *side)
                {
                    let slots = &trace.snapshots[exit.snapshot].slots;
                    inherited = slots
                        .iter()
                        .zip(&plan.slots)
                        .filter(|(_, location)| !matches!(location, Location::Constant(_)))
                        .map(|(entry, _)| run.word(entry.value))
                        .collect();
                    id = *side;
                    continue;
                }
                let number = found.as_ref().map(|(number, ..)| *number);
                if let Some(number) = number {
                    // SAFETY: as above.
                    if let Some(info) = unsafe { &*store }.exit_info(id, number as u32) {
                        info.hits.set(info.hits.get().saturating_add(1));
                    }
                }
                // SAFETY: the realm is alive and not in use; the frame is the trace's.
                let (base, pc, raise) = unsafe { leave(&trace, &run, &exit, base, &mut *realm) };
                return Some(Resumed { base, pc, raise, trace: id, exit: number.map(|number| number as u32) });
            }
            Finished::Limit => {}
        }
    }
}

fn is_valid(store: *mut CodeStore, side: TraceId) -> bool {
    // SAFETY: called between runs, when nobody has a reference to the store.
    unsafe { &*store }.valid(side).is_some()
}

/// Restores the frames of an exit.
///
/// # Safety
/// As for [`restore`].
unsafe fn leave(
    trace: &Trace,
    run: &Run<'_>,
    exit: &Exit,
    base: *mut Value,
    realm: &mut Realm,
) -> (*mut Value, u32, bool) {
    let snapshot = &trace.snapshots[exit.snapshot];
    let mut words = Vec::new();
    let mut place = |word: u64| {
        words.push(word);
        Location::Spill(words.len() as u16 - 1)
    };
    let slots = snapshot.slots.iter().map(|entry| place(run.word(entry.value))).collect();
    let functions = snapshot
        .frames
        .iter()
        .map(|entry| if entry.function.is_none() { None } else { Some(place(run.word(entry.function))) })
        .collect();
    let plan = ExitPlan { inst: exit.inst.map(|inst| inst as u32), snapshot: exit.snapshot, slots, functions };
    let none = [0; 16];
    let registers = Registers { general: &none, float: &none, spill: &words };
    // SAFETY: the caller's promise.
    unsafe { restore(trace, &plan, &registers, base, realm) }
}
