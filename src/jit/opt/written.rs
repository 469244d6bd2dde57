//! What a loop's body may change: facts about the rest hold in the loop as they do before it.

use crate::jit::ir::{Inst, Uop, effect};
use crate::jit::opt::Emitter;
use crate::jit::opt::facts::{Map, fresh, root};
use crate::jit::opt::memory::{Address, access};
use crate::support::fault::{self, Fault, Rule};

/// Seeded faults: whether the uop is taken to write nothing.
pub(super) fn writes_nothing(op: Uop) -> bool {
    fault::is(Fault::Effects(op as u16))
        || fault::rule(Rule::ArgumentCalls) && matches!(op, Uop::StoreArg | Uop::CallArguments)
}

/// What the loop's body writes.
pub(super) struct Written {
    /// All alias classes.
    pub classes: u16,
    /// Those of which any word may be written.
    pub whole: u16,
    /// Words of the other classes: class and offset.
    pub words: Map<(u16, u64), ()>,
    /// Shapes of objects that were there before the iteration.
    pub shapes: bool,
}

impl Written {
    pub fn by(recorded: &Emitter) -> Written {
        let mut written = Written { classes: 0, whole: 0, words: Map::default(), shapes: false };
        for logged in &recorded.log {
            let writes = logged.op.definition().effects.writes;
            if writes == 0 || writes_nothing(logged.op) || fault::rule(Rule::LoopWrites) {
                continue;
            }
            written.classes |= writes;
            let object = || root(&recorded.trace, recorded.facts.resolve(logged.args[0]));
            if writes & effect::SHAPE != 0 {
                // The copy makes its own objects: those made here keep their shapes.
                written.shapes |= logged.op != Uop::SetShape || fresh(&recorded.trace, object()).is_none();
            }
            match access(logged.op) {
                Some(access) if access.value.is_some() && access.index.is_none() => {
                    written.whole |= writes & !access.class;
                    let own = access.base.is_some() && fresh(&recorded.trace, object()).is_some();
                    if !own {
                        let address = access.address(&logged.args, logged.imm);
                        written.words.insert((address.class, address.offset), ());
                    }
                }
                _ => written.whole |= writes,
            }
        }
        written
    }

    /// Whether what the instruction reads may be written.
    pub fn may_change(&self, inst: &Inst) -> bool {
        let reads = inst.op.definition().effects.reads;
        if reads & self.classes == 0 {
            return false;
        }
        if inst.op == Uop::GuardShape {
            return self.shapes;
        }
        match access(inst.op) {
            Some(access) => self.changes(&access.address(&inst.args, inst.imm)),
            None => true,
        }
    }

    /// Whether the frame's memory of that slot may be written.
    pub fn slot(&self, slot: i32) -> bool {
        self.whole & effect::FRAME != 0 || self.words.contains_key(&(effect::FRAME, slot as u32 as u64))
    }

    /// Whether the word may be written.
    pub fn changes(&self, address: &Address) -> bool {
        self.whole & address.class != 0 || self.words.contains_key(&(address.class, address.offset))
    }
}
