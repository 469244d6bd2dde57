//! Why a trace was not made.

/// The reason for which recording or compiling was given up. Not an error: the interpreter
/// goes on, and the reason is counted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum GiveUp {
    /// A guard of the trace fails whenever it is reached.
    GuardWillFail,
    /// A value of the loop has another type after each iteration.
    TypeUnstable,
    /// More uops than the limit.
    TooLong,
    /// More frames than the limit.
    TooDeep,
    /// An instruction or a value that cannot be recorded; its name.
    NotSupported(&'static str),
    /// The place is on the blocklist.
    Blocked,
    /// The loop left its function, or did not come back to its header.
    LeftLoop,
    /// A call that is not recorded takes too long to be executed instruction by instruction.
    LongCall,
    /// An exception was raised while recording.
    Raised,
    /// Control did not arrive where the recording expected it.
    Unwound,
    /// A global was taken for a constant and then assigned to: the next recording knows.
    GlobalChanges,
    /// The allocator has no register or spill slot left.
    OutOfRegisters,
    /// No memory for machine code.
    NoCodeMemory,
}

impl GiveUp {
    /// The name under which it is counted.
    pub const fn name(self) -> &'static str {
        match self {
            GiveUp::GuardWillFail => "guard_will_fail",
            GiveUp::TypeUnstable => "type_unstable",
            GiveUp::TooLong => "too_long",
            GiveUp::TooDeep => "too_deep",
            GiveUp::NotSupported(_) => "not_supported",
            GiveUp::Blocked => "blocked",
            GiveUp::LeftLoop => "left_loop",
            GiveUp::LongCall => "long_call",
            GiveUp::Raised => "raised",
            GiveUp::Unwound => "unwound",
            GiveUp::GlobalChanges => "global_changes",
            GiveUp::OutOfRegisters => "out_of_registers",
            GiveUp::NoCodeMemory => "no_code_memory",
        }
    }
    /// What exactly was not supported, where that is known.
    pub const fn detail(self) -> Option<&'static str> {
        match self {
            GiveUp::NotSupported(what) => Some(what),
            _ => None,
        }
    }
}

impl std::fmt::Display for GiveUp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.detail() {
            Some(what) => write!(f, "{}: {what}", self.name()),
            None => f.write_str(self.name()),
        }
    }
}
