//! The instruction set: one table.
//!
//! An instruction is `op x a b c`: a u8, a u8 and three u16. The table's third column says
//! how the operands are read:
//!
//! ```text
//! d   register written                 r   register or constant read ([`Operand`])
//! g   register read (never constant)   n   a plain number
//! s   index into `code.sites`          k   index into `code.consts`
//! w   b and c together, a signed 32-bit distance in instructions from the next one
//! j   c alone, a signed 16-bit distance from the next instruction
//! -   unused
//! ```
//!
//! 1. A family is a generic member and the specialized members that follow it. Specialized
//!    members have the generic one's operands. The generic member warms up by counting in
//!    `x` (low 7 bits), then rewrites `op`; a specialized member that meets something else
//!    rewrites `op` back, with a longer warm-up.
//! 2. `x` bit 7 ([`Instr::FLAG`]) is a static flag that quickening keeps: `InPlace` for
//!    binary operators, `Not` for branches that compare (branch if the comparison is false).
//! 3. Quickening never changes which registers an instruction reads or writes, nor its length.

use crate::object::protocol::BinaryOp;

/// Bit 15 of an operand says "constant".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operand {
    /// Register of the frame.
    Register(u16),
    /// Index into `code.consts`.
    Constant(u16),
}

impl Operand {
    /// Set in an encoded operand that is a constant.
    pub const CONSTANT: u16 = 0x8000;

    /// Decodes a field of format `r`.
    #[inline(always)]
    pub const fn decode(field: u16) -> Operand {
        if field & Self::CONSTANT != 0 { Operand::Constant(field & !Self::CONSTANT) } else { Operand::Register(field) }
    }
    /// The field of format `r`.
    pub const fn encode(self) -> u16 {
        match self {
            Operand::Register(r) => r,
            Operand::Constant(k) => k | Self::CONSTANT,
        }
    }
}

/// One instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C, align(8))]
pub struct Instr {
    pub op: Op,
    pub x: u8,
    pub a: u16,
    pub b: u16,
    pub c: u16,
}

impl Instr {
    /// The static flag in `x`.
    pub const FLAG: u8 = 0x80;
    /// The warm-up counter in `x`.
    pub const COUNT: u8 = 0x7F;

    /// An instruction with a cold counter.
    pub const fn new(op: Op, a: u16, b: u16, c: u16) -> Instr {
        Instr { op, x: 0, a, b, c }
    }
    /// The signed 32-bit number in `b` and `c`.
    #[inline(always)]
    pub const fn wide(self) -> i32 {
        (self.b as u32 | (self.c as u32) << 16) as i32
    }
    /// An instruction whose `b` and `c` hold a signed 32-bit number.
    pub const fn with_wide(op: Op, a: u16, wide: i32) -> Instr {
        Instr { op, x: 0, a, b: wide as u32 as u16, c: (wide as u32 >> 16) as u16 }
    }
    /// Whether the static flag is set.
    #[inline(always)]
    pub const fn flag(self) -> bool {
        self.x & Self::FLAG != 0
    }
    /// Where a `w` or `j` instruction at `pc` goes.
    #[inline(always)]
    pub fn target(self, pc: u32) -> u32 {
        let distance = if self.op.formats().as_bytes().contains(&b'w') { self.wide() } else { self.c as i16 as i32 };
        (pc as i32 + 1 + distance) as u32
    }
}

macro_rules! ops {
    ($($(#[$meta:meta])* $name:ident $formats:literal $family:ident,)*) => {
        /// What an instruction does.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum Op { $($(#[$meta])* $name,)* }

        impl Op {
            /// All operations, in the order of their numbers.
            pub const ALL: &'static [Op] = &[$(Op::$name,)*];
            /// The operand formats of `a`, `b`, `c`; see the module.
            pub const fn formats(self) -> &'static str {
                match self { $(Op::$name => $formats,)* }
            }
            /// The generic member of its family (itself, if it does not specialize).
            pub const fn family(self) -> Op {
                match self { $(Op::$name => Op::$family,)* }
            }
            /// The name, as the disassembler prints it.
            pub const fn name(self) -> &'static str {
                match self { $(Op::$name => stringify!($name),)* }
            }
        }
    };
}

ops! {
    // ---- moving ----
    Nop "---" Nop,
    /// First instruction of every function's code: counts entries; starts or enters traces.
    /// a: index into `code.hotness` (0). Polls like `Loop`.
    Enter "n--" Enter,
    /// `Enter` where a trace is: `code.hotness[0].trace`.
    EnterTrace "n--" Enter,
    /// a = b
    Move "dr-" Move,
    /// a = consts[wide]
    LoadConst "dw-" LoadConst,
    /// Raise UnboundLocalError if register a is unbound (x flag: NameError of a free variable,
    /// which a comprehension's outer variables are).
    CheckBound "g--" CheckBound,
    /// Unbind register a; it was checked before.
    Unbind "d--" Unbind,
    /// a = new cell holding what register a held (perhaps unbound).
    MakeCell "d--" MakeCell,
    /// a = cell number b of the function's closure. In the prologue only.
    LoadClosure "dn-" LoadClosure,
    /// a = contents of the cell in register b; error as `CheckBound` if unbound.
    LoadCell "dg-" LoadCell,
    /// contents of the cell in register a = b
    StoreCell "gr-" StoreCell,
    /// Unbind the contents of the cell in register a; NameError if unbound.
    DeleteCell "g--" DeleteCell,

    // ---- names ---- (a site holds the name)
    LoadGlobal "ds-" LoadGlobal,
    LoadGlobalModule "ds-" LoadGlobal,
    LoadGlobalBuiltin "ds-" LoadGlobal,
    /// globals[site's name] = b; field order a = unused, b = site, c = value
    StoreGlobal "-sr" StoreGlobal,
    StoreGlobalCached "-sr" StoreGlobal,
    DeleteGlobal "-s-" DeleteGlobal,
    /// Class bodies: namespace (register 0 of a class body), then globals, then builtins.
    LoadName "ds-" LoadName,
    /// Class bodies: namespace[name] = c
    StoreName "-sr" StoreName,
    DeleteName "-s-" DeleteName,
    /// Class bodies: namespace[name], else contents of the cell in register c.
    LoadClassCell "dsg" LoadClassCell,

    // ---- arithmetic ---- (x flag: in place)
    Add "drr" Add, AddInt "drr" Add, AddFloat "drr" Add, AddStr "drr" Add,
    Sub "drr" Sub, SubInt "drr" Sub, SubFloat "drr" Sub,
    Mul "drr" Mul, MulInt "drr" Mul, MulFloat "drr" Mul,
    TrueDiv "drr" TrueDiv, TrueDivInt "drr" TrueDiv, TrueDivFloat "drr" TrueDiv,
    FloorDiv "drr" FloorDiv, FloorDivInt "drr" FloorDiv,
    Mod "drr" Mod, ModInt "drr" Mod,
    Pow "drr" Pow, PowFloat "drr" Pow,
    LeftShift "drr" LeftShift, LeftShiftInt "drr" LeftShift,
    RightShift "drr" RightShift, RightShiftInt "drr" RightShift,
    BitAnd "drr" BitAnd, BitAndInt "drr" BitAnd,
    BitOr "drr" BitOr, BitOrInt "drr" BitOr,
    BitXor "drr" BitXor, BitXorInt "drr" BitXor,
    MatMul "drr" MatMul,
    Neg "dr-" Neg, Pos "dr-" Pos, Invert "dr-" Invert,
    /// a = not b
    Not "dr-" Not,

    // ---- comparing ----
    Lt "drr" Lt, LtInt "drr" Lt, LtFloat "drr" Lt,
    Le "drr" Le, LeInt "drr" Le, LeFloat "drr" Le,
    Eq "drr" Eq, EqInt "drr" Eq, EqFloat "drr" Eq, EqStr "drr" Eq,
    Ne "drr" Ne, NeInt "drr" Ne, NeFloat "drr" Ne, NeStr "drr" Ne,
    Gt "drr" Gt, GtInt "drr" Gt, GtFloat "drr" Gt,
    Ge "drr" Ge, GeInt "drr" Ge, GeFloat "drr" Ge,
    /// a = b is c (x flag: is not)
    Is "drr" Is,
    /// a = b in c (x flag: not in)
    Contains "drr" Contains,

    // ---- branching ---- (x flag: branch if false)
    BranchLt "rrj" BranchLt, BranchLtInt "rrj" BranchLt, BranchLtFloat "rrj" BranchLt,
    BranchLe "rrj" BranchLe, BranchLeInt "rrj" BranchLe, BranchLeFloat "rrj" BranchLe,
    BranchEq "rrj" BranchEq, BranchEqInt "rrj" BranchEq, BranchEqFloat "rrj" BranchEq, BranchEqStr "rrj" BranchEq,
    BranchNe "rrj" BranchNe, BranchNeInt "rrj" BranchNe, BranchNeFloat "rrj" BranchNe, BranchNeStr "rrj" BranchNe,
    BranchGt "rrj" BranchGt, BranchGtInt "rrj" BranchGt, BranchGtFloat "rrj" BranchGt,
    BranchGe "rrj" BranchGe, BranchGeInt "rrj" BranchGe, BranchGeFloat "rrj" BranchGe,
    /// Branch if a is b (x flag: is not).
    BranchIs "rrj" BranchIs,
    /// Branch if a is true (x flag: false).
    Branch "rw-" Branch,
    BranchBool "rw-" Branch,
    Jump "-w-" Jump,
    /// A loop's back-edge: counts, polls, starts or enters traces. The target is the header.
    /// a: index into `code.hotness`.
    Loop "nw-" Loop,
    /// `Loop` whose target has a trace: `code.hotness[a].trace`.
    LoopTrace "nw-" Loop,

    // ---- iterating ----
    /// a, a+1 = what `ForIter` needs to iterate over b: the object itself and a position
    /// for list, tuple, str, array and range (a range: its next number); else iter(b) and unbound.
    GetIter "dr-" GetIter,
    /// If a (see `GetIter`) has a next item: b = it; else jump.
    ForIter "gdj" ForIter,
    ForIterRange "gdj" ForIter, ForIterList "gdj" ForIter, ForIterTuple "gdj" ForIter, ForIterDict "gdj" ForIter,
    /// Resumes a generator in this loop, without the native stack.
    ForIterGenerator "gdj" ForIter,
    /// a..a+c = the items of b; ValueError unless there are c. Item i goes to a+i.
    Unpack "drn" Unpack,
    UnpackTuple "drn" Unpack, UnpackList "drn" Unpack,
    /// a.. = the items of b with a starred target: c low byte before, high byte after it. x=1: b is a sequence long
    /// enough; the items are read by subscript, and the starred target is None.
    UnpackStar "drn" UnpackStar,

    // ---- subscripts ----
    /// a = b[c]
    GetItem "drr" GetItem,
    GetItemList "drr" GetItem, GetItemTuple "drr" GetItem, GetItemDict "drr" GetItem, GetItemStr "drr" GetItem,
    GetItemArray "drr" GetItem,
    /// a[b] = c
    SetItem "rrr" SetItem,
    SetItemList "rrr" SetItem, SetItemDict "rrr" SetItem, SetItemArray "rrr" SetItem,
    /// del a[b]
    DelItem "rr-" DelItem,
    /// a = slice(a, a+1, a+2)
    BuildSlice "d--" BuildSlice,

    // ---- attributes ---- (a site holds name and cache)
    /// a = b.name
    LoadAttr "drs" LoadAttr,
    LoadAttrSlot "drs" LoadAttr,
    LoadAttrModule "drs" LoadAttr,
    LoadAttrClass "drs" LoadAttr,
    /// a.name = b
    StoreAttr "rrs" StoreAttr,
    StoreAttrSlot "rrs" StoreAttr,
    /// Adds the attribute: the shape changes along a known transition.
    StoreAttrAdd "rrs" StoreAttr,
    /// del a.name
    DelAttr "r-s" DelAttr,
    /// a, a+1 = what `CallMethod` needs for b.name: function and receiver, or value and unbound.
    LoadMethod "drs" LoadMethod,
    /// Method of the object's class (shape guarded), found without a look-up.
    LoadMethodCached "drs" LoadMethod,
    LoadMethodNative "drs" LoadMethod,
    /// a, a+1 = as `LoadMethod`, of `super()` in this function (b: first parameter).
    LoadSuper "drs" LoadSuper,

    // ---- calling ---- (result in a; site: cache)
    /// a = a(a+1 … a+b)
    Call "dns" Call,
    /// Python function, b = its parameter count, no defaults needed.
    CallPython "dns" Call,
    /// Native function.
    CallNative "dns" Call,
    /// A class with a Python `__init__` or none.
    CallClass "dns" Call,
    /// a = a(a+1, a+2 … a+1+b) if register a+1 is bound, else a(a+2 … a+1+b)
    CallMethod "dns" CallMethod,
    CallMethodPython "dns" CallMethod,
    CallMethodNative "dns" CallMethod,
    /// As `CallMethod`; the last arguments are named by the site's constant (tuple of names).
    CallKeywords "dns" CallKeywords,
    /// a = a(*a+1, **a+2): an iterable, and a dict or unbound.
    CallSpread "d--" CallSpread,
    /// Return a to the caller.
    Return "r--" Return,

    // ---- generators and coroutines ----
    /// First instruction of their code: moves the frame's registers into a new generator, which is returned;
    /// the first resumption goes on behind it.
    MakeGenerator "---" MakeGenerator,
    /// Suspends: the value of the resumption is b; a = what is sent by the next one.
    Yield "dr-" Yield,
    /// Likewise on behalf of the iterator in register c (`yield from`, `await`), to which what is thrown goes first.
    /// A `Jump` to the `Send` follows.
    YieldFrom "drg" YieldFrom,
    /// a = what `yield from b` iterates over
    GetYieldFrom "dr-" GetYieldFrom,
    /// a = what `await b` iterates over; x: 0, or who returned b: 1 `__aenter__`, 2 `__aexit__`
    GetAwaitable "dr-" GetAwaitable,
    /// Sends b to iterator a. b = what it yields; if it returns: b = its result, and jump.
    Send "ggj" Send,
    /// a = aiter(b), for `async for`
    GetAsyncIter "dr-" GetAsyncIter,
    /// a = what to await for the next item of b
    GetAsyncNext "dg-" GetAsyncNext,
    /// a holds an exception: raise it again unless it is StopAsyncIteration.
    EndAsyncFor "g--" EndAsyncFor,
    /// As `EnterWith` with `__aexit__` and `__aenter__`; b is to be awaited.
    EnterAsyncWith "dd-" EnterAsyncWith,
    /// As `ExitWith`; a = the result of `__aexit__`, to be awaited.
    ExitAsyncWith "dr-" ExitAsyncWith,

    // ---- matching ----
    /// a = b is a sequence of c items (x 1: of at least c)
    MatchSequence "drn" MatchSequence,
    /// a = b is a mapping of at least c items
    MatchMapping "drn" MatchMapping,
    /// a = tuple of what b has for the keys in tuple c, or None
    MatchKeys "drr" MatchKeys,
    /// a, a class = tuple of attributes of b: x by position, then those in the constant tuple of names c; None if b is no
    /// instance or lacks one
    MatchClass "drr" MatchClass,

    // ---- building ----
    /// a = tuple of registers b … b+c-1 (list, set, str likewise)
    BuildTuple "dgn" BuildTuple,
    BuildList "dgn" BuildList,
    BuildSet "dgn" BuildSet,
    /// Registers b.. hold c key–value pairs.
    BuildDict "dgn" BuildDict,
    /// Concatenates c strings.
    BuildString "dgn" BuildString,
    /// a.append(b) etc., for displays and comprehensions; a is exactly that type.
    ListAppend "gr-" ListAppend,
    SetAdd "gr-" SetAdd,
    /// a[b] = c
    DictInsert "grr" DictInsert,
    /// a.extend(b): `[*b]`
    ListExtend "gr-" ListExtend,
    SetUpdate "gr-" SetUpdate,
    /// a.update(b): `{**b}`
    DictUpdate "gr-" DictUpdate,
    /// As `DictUpdate` for call keywords: TypeError on a repeated or non-str key. c: callee.
    DictMerge "grr" DictMerge,
    /// a = tuple(a), a list
    ListToTuple "d--" ListToTuple,
    /// a = format(b, c): x = conversion (0, 's', 'r', 'a' as ASCII); c unbound constant: none
    Format "drr" Format,
    /// a = function of code consts[b]; registers c.. hold what x says:
    /// bit 0 defaults tuple, 1 keyword defaults dict, 2 closure tuple, 3 annotations dict
    MakeFunction "dkg" MakeFunction,
    /// a = class: a holds the body function, a+1 the bases tuple, a+2 keywords dict or unbound;
    /// b: name constant
    MakeClass "dk-" MakeClass,

    // ---- importing ---- (b: name constant)
    /// a = module (x: relative level; c: register or constant with the from-list tuple or None)
    ImportName "dkr" ImportName,
    /// a = attribute consts[c] of module b, or submodule; ImportError if neither
    ImportFrom "dgk" ImportFrom,
    ImportStar "g--" ImportStar,

    // ---- raising ----
    /// raise a from b (unbound constant: none); a unbound: re-raise the handled exception
    Raise "rr-" Raise,
    /// Raise a again as it is, its traceback kept.
    Reraise "g--" Reraise,
    /// a holds a caught exception: it becomes the handled one; a+1 = the one handled before (or unbound).
    PushHandled "d--" PushHandled,
    /// The handled exception is again what register a holds (or none if unbound).
    PopHandled "g--" PopHandled,
    /// a = exception b matches class or tuple c
    MatchException "dgr" MatchException,
    /// a = what `except*` of class c takes of the exception (or None) in b; b = the rest. `x` is unused.
    MatchStar "dgr" MatchStar,
    /// a = what is to be raised after `except*`, or None: b what was caught, c the list of what its clauses raised and left
    AfterStar "dgg" AfterStar,
    /// raise AssertionError(a) (unbound constant: without argument)
    RaiseAssert "r--" RaiseAssert,
    /// with a: a = manager's `__exit__`, a+1 = its receiver or unbound; b = result of `__enter__`
    EnterWith "dd-" EnterWith,
    /// a = truth of calling `__exit__` (registers a, a+1) with exception b, or with three Nones if unbound constant
    ExitWith "dr-" ExitWith,
}

impl Op {
    /// The operation with that number, if there is one.
    pub fn from_number(number: u8) -> Option<Op> {
        Op::ALL.get(number as usize).copied()
    }
}

impl Op {
    /// What the family of a binary operator computes.
    pub fn binary_operator(self) -> BinaryOp {
        match self.family() {
            Op::Add => BinaryOp::Add,
            Op::Sub => BinaryOp::Sub,
            Op::Mul => BinaryOp::Mul,
            Op::TrueDiv => BinaryOp::TrueDiv,
            Op::FloorDiv => BinaryOp::FloorDiv,
            Op::Mod => BinaryOp::Mod,
            Op::Pow => BinaryOp::Pow,
            Op::LeftShift => BinaryOp::LeftShift,
            Op::RightShift => BinaryOp::RightShift,
            Op::BitAnd => BinaryOp::BitAnd,
            Op::BitOr => BinaryOp::BitOr,
            Op::BitXor => BinaryOp::BitXor,
            _ => BinaryOp::MatMul,
        }
    }
}
