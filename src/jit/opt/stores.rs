//! Dead stores: what is overwritten before anybody can have read it.

use crate::jit::ir::{Ref, Trace};
use crate::jit::opt::facts::Map;
use crate::jit::opt::memory::access;
use crate::support::BitSet;
use crate::support::fault::{self, Rule};

/// Marks stores that a later store to the same address overwrites, with nothing between that
/// reads memory of the class or leaves the trace (outside, memory is looked at).
pub(super) fn find_dead(trace: &Trace, dead: &mut BitSet) {
    let mut pending: Map<(u16, u64, Ref, Ref), usize> = Map::default();
    for (index, inst) in trace.insts.iter().enumerate() {
        if pending.is_empty() && access(inst.op).is_none() {
            continue;
        }
        let definition = inst.op.definition();
        let leaves = definition.exit.is_some() && !fault::rule(Rule::DeadStoreExit);
        if leaves || definition.effects.pinned {
            pending.clear();
            continue;
        }
        let reads = definition.effects.reads;
        if reads != 0 && !fault::rule(Rule::DeadStoreRead) {
            pending.retain(|address, _| address.0 & reads == 0);
        }
        if let Some(access) = access(inst.op)
            && access.value.is_some()
        {
            let address = access.address(&inst.args, inst.imm);
            if let Some(overwritten) =
                pending.insert((address.class, address.offset, address.base, address.index), index)
            {
                dead.insert(overwritten);
            }
        } else if definition.effects.writes != 0 {
            pending.clear();
        }
    }
}
