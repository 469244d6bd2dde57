//! Regular expressions with Python's syntax and semantics: backtracking, leftmost, alternatives in order.
//!
//! In: a pattern and flags. Out: a program, which is run over bytes (UTF-8 for str, anything for bytes).
//!
//! ```text
//! "a(b|c)*" ─ parse → Node ─ compile → Program ─ run → positions of the groups
//! ```
//!
//! 1. No Python object is known here; positions are byte offsets.
//! 2. The machine keeps its own stack of alternatives: no pattern and no text overflows the native stack. Look-around
//!    and atomic groups call the machine again, as deep as the pattern nests, which the parser bounds.

mod class;
mod compile;
mod parse;
mod run;
#[cfg(test)]
mod tests;

pub use compile::Program;
pub use parse::{Failure, parse};
pub use run::{Found, Mode};

/// Bits of `flags`, as Python numbers them.
pub mod flags {
    pub const IGNORECASE: u32 = 2;
    pub const LOCALE: u32 = 4;
    pub const MULTILINE: u32 = 8;
    pub const DOTALL: u32 = 16;
    pub const UNICODE: u32 = 32;
    pub const VERBOSE: u32 = 64;
    pub const DEBUG: u32 = 128;
    pub const ASCII: u32 = 256;
}

/// A set of characters or one predefined class.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Set {
    pub negated: bool,
    pub ranges: Vec<(u32, u32)>,
    pub classes: Vec<Class>,
    pub ignore_case: bool,
    /// The answers for the first 256 characters.
    pub table: [u64; 4],
}

/// `\d`, `\S` and the like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Class {
    pub kind: ClassKind,
    pub negated: bool,
    pub ascii: bool,
}

/// Which characters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ClassKind {
    Digit,
    Space,
    Word,
}

/// A place without width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    Start,
    LineStart,
    /// The end, or before a line feed there.
    End,
    LineEnd,
    Finish,
    Boundary {
        ascii: bool,
    },
    Inside {
        ascii: bool,
    },
}

/// How a repetition chooses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Greed {
    Greedy,
    Lazy,
    Possessive,
}

/// No upper bound.
pub const MANY: u32 = u32::MAX;

/// A pattern as a tree.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Empty,
    Char {
        code: u32,
        ignore_case: bool,
    },
    /// Any character; a line feed only if `all`.
    Any {
        all: bool,
    },
    Set(Box<Set>),
    Sequence(Vec<Node>),
    Alternatives(Vec<Node>),
    Repeat {
        node: Box<Node>,
        least: u32,
        most: u32,
        greed: Greed,
    },
    Group {
        number: u32,
        node: Box<Node>,
    },
    Look {
        node: Box<Node>,
        behind: bool,
        negated: bool,
    },
    Atomic(Box<Node>),
    Reference {
        group: u32,
        ignore_case: bool,
    },
    Conditional {
        group: u32,
        yes: Box<Node>,
        no: Box<Node>,
    },
    Place(Place),
}

/// What a pattern means.
#[derive(Clone, Debug)]
pub struct Pattern {
    pub node: Node,
    pub groups: u32,
    /// Names in order of their groups.
    pub names: Vec<(String, u32)>,
    pub flags: u32,
}
