//! Seeded faults: one protection taken away at a time, to see that the checks notice.
//!
//! In: a fault, set for the whole process. Out: whether the code that asks is to leave out what it should do. Without the
//! feature `fuzzing` every answer is a constant `false`, and nothing of this is compiled in.

/// What is left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// Guards of the uop of that number are never emitted.
    Guard(u16),
    /// The uop of that number is taken to write nothing.
    Effects(u16),
    /// The n-th entry of every snapshot is missing.
    Snapshot(u16),
    /// A register that calls destroy (general, then float ones) is taken to survive.
    Clobber(u16),
    /// Events of that kind invalidate nothing.
    Watcher(u16),
    /// The exit of the uop of that number is never taken: its jumps lead to what follows.
    Exit(u16),
    /// A rule of its own.
    Rule(Rule),
}

/// Declares the rules: each with the stage that it belongs to and what is wrong without it.
macro_rules! rules {
    ($($name:ident $stage:literal $about:literal,)*) => {
        /// Protections that stand at one place.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Rule {
            $(#[doc = $about] $name,)*
        }
        impl Rule {
            /// All of them.
            pub const ALL: &[Rule] = &[$(Rule::$name,)*];
            /// The part of the compiler.
            pub const fn stage(self) -> &'static str {
                match self { $(Rule::$name => $stage,)* }
            }
            /// What is wrong then.
            pub const fn about(self) -> &'static str {
                match self { $(Rule::$name => $about,)* }
            }
        }
    };
}
rules! {
    ArgumentCalls "effects" "calls of native functions change nothing",
    MayAlias "optimizer" "other objects are taken for different ones",
    UnknownIndex "optimizer" "unknown indexes are taken for different ones",
    Merge "optimizer" "reads are merged across writes",
    ShapeOfAlias "optimizer" "a new shape is that of one name only",
    ModSign "optimizer" "`x % n` is taken not to be negative whatever the sign of n",
    Recorded "collector" "constants of a recording are not kept alive",
    Overflow "optimizer" "sums, differences and products are taken to fit 64 bits",
    SmallInt "optimizer" "ints are taken to fit 48 bits",
    AndSign "optimizer" "`x & y` is taken to be between 0 and x whatever their signs",
    RefineLe "optimizer" "`x <= y` is taken for `x < y`",
    SoftRange "optimizer" "what was an immediate int once is taken for one in the loop",
    NotLess "optimizer" "`not x < y` of floats is taken for `x >= y`",
    BelowSign "optimizer" "what is below a length is taken for an index",
    Escapes "optimizer" "new objects are taken to be known to nobody else",
    DeadStoreExit "optimizer" "a store is dropped although an exit may look",
    DeadStoreRead "optimizer" "a store is dropped although something reads what it wrote",
    DroppedShift "optimizer" "a shift that may raise is dropped if nobody needs its result",
    LoopWrites "optimizer" "a loop is taken to write nothing",
    Overlay "optimizer" "exits of a loop forget what the iteration before changed",
    ExitPc "snapshots" "exits go on behind their instruction",
    CallerPc "snapshots" "callers of inlined functions stand behind their call",
    HandlerLive "snapshots" "what only a handler reads is in no snapshot",
    InitResult "snapshots" "an instance whose `__init__` runs is in no snapshot",
    Operands "snapshots" "operands of an instruction whose method runs are in no snapshot",
    Generator "snapshots" "the generator of an inlined frame is in no snapshot",
    Depth "exits" "frames made by an exit are not counted",
    Running "exits" "a generator whose frame an exit makes does not run",
    SunkShape "exits" "objects made by an exit have the shape that they were made with",
    Spill "registers" "a value that has a slot is not stored there",
    Immediate "encoding" "constants are taken to fit 32 bits",
    ShortExit "encoding" "numbers of exits are taken to fit 8 bits",
    ShortSlot "encoding" "distances of spill slots are taken to fit 8 bits",
    ParallelOrder "registers" "moves that happen at once happen one after the other",
    References "collector" "references in spill slots are not shown to the collector",
    SlotReuse "registers" "a spill slot is used again while it is needed",
    BackEdge "registers" "the moves at a loop's back-edge are missing",
    ReuseCopy "registers" "an operand that a template overwrites is not kept",
    Inherited "side traces" "a side trace takes its values over in another order",
    FirstSpill "side traces" "a side trace uses its parent's spill slots",
    ProvenShapes "side traces" "a side trace believes shapes that have changed since",
    TraceConstants "collector" "constants of traces are not kept alive",
    CutLinks "invalidation" "links to an invalid trace are not cut, and its entry stays open",
    Validity "invalidation" "an invalid trace that runs goes on",
    LinkPc "linking" "a trace does not say where its frame stands when it goes on in another",
    LinkBase "linking" "a trace goes on in another on its own frame",
    Subclasses "watchers" "a change of a class is none of its subclasses",
    KeysVersion "watchers" "keys that come leave the version of a dict's keys as it is",
    DeletedKeys "watchers" "deleted keys are no event",
    Volatile "watchers" "what compiled code writes may be taken for a constant",
}

#[cfg(any(test, feature = "fuzzing"))]
mod set {
    use super::Fault;
    use std::sync::OnceLock;

    static FAULT: OnceLock<Fault> = OnceLock::new();

    /// Seeds a fault; once in a process.
    pub fn seed(fault: Fault) {
        let _ = FAULT.set(fault);
    }
    /// Whether that fault is seeded.
    pub fn is(fault: Fault) -> bool {
        FAULT.get() == Some(&fault)
    }
}
#[cfg(any(test, feature = "fuzzing"))]
pub use set::{is, seed};

/// Whether that rule is taken away.
#[inline(always)]
pub fn rule(rule: Rule) -> bool {
    is(Fault::Rule(rule))
}

/// Whether that fault is seeded.
#[cfg(not(any(test, feature = "fuzzing")))]
#[inline(always)]
pub fn is(_fault: Fault) -> bool {
    false
}
