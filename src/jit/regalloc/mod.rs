//! Floor 7: register allocation: an SSA trace in, an explicit list of steps out.
//!
//! ```text
//! v6 = IntAdd v4, 1      →      add rcx, 1        (v4 dies: its register is reused)
//! ```
//!
//! `live` scans backward: next uses, deaths, hints, dead code. `scan` goes forward with that: before
//! the loop once, through the loop a few times until its end fits its begin; `operands` does one
//! instruction, `file` knows the registers and whom to evict. `plan` then numbers the spill slots and
//! writes the steps, `moves` the parallel ones. `spill` is the baseline instead of the scan.
//! `checker` proves every result; [`print`](print()) shows it, [`parse`] reads it.
//!
//! 1. [`Allocation::steps`] is complete: emission runs over it once, forward, and decides nothing.
//! 2. Every instruction is in it at most once (a dead or structural one not at all), in trace order,
//!    with moves, spills, reloads and constant loads between.
//! 3. At every exit each snapshot value has a [`Location`]; none is one that the exiting template
//!    writes: its result's, a temporary's, a destroyed register. An operand that `reuse` names is
//!    copied first if it is still needed.
//! 4. Before `End::Loop`, the values of all `Phi`s are where they were at `LoopBegin`, and so is
//!    every value defined before the loop and used in it.
//! 5. Operands that are not fixed are never in registers that the template destroys, nor are temporaries
//!    or a result that is not fixed.
//! 6. A value is stored at most once, right behind its definition; it may then be read there until it dies.
//! 7. At a collection point nothing lives in registers; every live `Value` and `Object` is in a slot
//!    that [`CollectionPoint`] lists, also if only an exit needs it.
//! 8. `AsObject`'s result is its operand: one value in one place.

mod checker;
mod file;
mod live;
mod moves;
mod operands;
mod parse;
mod plan;
mod print;
mod scan;
mod spill;
#[cfg(test)]
mod tests;

use crate::jit::ir::{Constant, GiveUp, SnapshotId, Trace};
pub use checker::check;
pub use parse::parse;
pub use print::{Statistics, print, statistics};

/// Where a value is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Location {
    /// General register.
    General(u8),
    /// Float register.
    Float(u8),
    /// Spill slot `k`: `[rsp + 8k]`.
    Spill(u16),
    /// Nowhere: it is this constant.
    Constant(Constant),
}

/// One step of the emission.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Step {
    /// Instruction `inst` with these registers (numbers of their class). `constant` holds the last
    /// operand if the template with a constant is to be used.
    Inst { inst: u32, args: [u8; 3], out: u8, temps: [u8; 4], float_temps: [u8; 4], constant: Option<i32> },
    /// Copies a word: register, spill slot or constant to register or spill slot, also between classes;
    /// never from memory to memory, nor a constant to memory unless it fits 32 signed bits.
    Move { from: Location, to: Location },
    /// The back-edge's target.
    LoopBegin,
}

/// What an exit finds where.
#[derive(Clone, PartialEq, Debug)]
pub struct ExitPlan {
    /// The instruction that leaves; `None` for the trace's end.
    pub inst: Option<u32>,
    pub snapshot: SnapshotId,
    /// One per entry of the snapshot's `slots`.
    pub slots: Box<[Location]>,
    /// One per frame of the snapshot; only read where the frame has a `function`.
    pub functions: Box<[Option<Location>]>,
}

/// A call that may collect: which spill slots hold live references then.
#[derive(Clone, PartialEq, Debug)]
pub struct CollectionPoint {
    pub inst: u32,
    pub references: Box<[u16]>,
}

/// An allocated trace.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Allocation {
    pub steps: Vec<Step>,
    /// In trace order; an exit's number is its index.
    pub exits: Vec<ExitPlan>,
    pub collection_points: Vec<CollectionPoint>,
    /// Spill slots used, the parent's included.
    pub spill_slots: u16,
}

/// The registers that may be used, and how.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Settings {
    /// Bit masks of usable registers (squeezed in tests).
    pub general: u16,
    pub float: u16,
    /// `spill`: every value through memory, every uop as if entered cold.
    pub spill_everything: bool,
    /// If set: odd choices on purpose.
    pub seed: Option<u64>,
    /// First spill slot of this trace's own (a side trace keeps clear of its parent's).
    pub first_spill: u16,
    /// Most spill slots there are.
    pub spill_limit: u16,
    /// Has the checker prove each allocation.
    pub check: bool,
}

impl Settings {
    /// All registers; a root trace.
    pub const DEFAULT: Settings = Settings {
        general: crate::uops::x64::GENERAL,
        float: crate::uops::x64::FLOAT,
        spill_everything: false,
        seed: None,
        first_spill: 0,
        spill_limit: 256,
        check: cfg!(debug_assertions),
    };
}
impl Default for Settings {
    fn default() -> Self {
        Settings::DEFAULT
    }
}

/// Allocates a trace. `inherited[k]` is where the `Inherit` with immediate `k` is at the trace's
/// entry: what the parent's exit plan says.
pub fn allocate(trace: &Trace, inherited: &[Location], settings: &Settings) -> Result<Allocation, GiveUp> {
    let live = live::Live::new(trace, inherited);
    let plan = if settings.spill_everything {
        spill::spill_everything(&live, inherited, settings)?
    } else {
        scan::scan(&live, inherited, settings)?
    };
    let allocation = plan.finish(&live, inherited, settings)?;
    if settings.check
        && let Err(error) = check(trace, inherited, settings, &allocation)
    {
        debug_assert!(false, "{error}\n{trace}\n{}", print(trace, &allocation));
        return Err(GiveUp::NotSupported("an allocation that its checker refuses"));
    }
    Ok(allocation)
}
