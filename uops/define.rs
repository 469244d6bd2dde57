//! What an entry of the table consists of, and the two macros that make the table.

use dynasmrt::DynamicLabel;

/// The type of a value in a trace.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Type {
    /// Any Python value, boxed.
    Value,
    /// A raw i64: a Python int that fits 64 bits.
    Int,
    /// A raw f64: a Python float.
    Float,
    /// A raw 0 or 1: a Python bool.
    Bool,
    /// A heap object; its word is its boxed value. A subtype of `Value`.
    Object,
    /// An address inside an object or another word that is no Python value.
    Raw,
    /// No result.
    Unit,
}

impl Type {
    /// Whether values live in float registers.
    pub const fn is_float(self) -> bool {
        matches!(self, Type::Float)
    }
    /// Whether a value of this type may stand where `wanted` is asked for.
    pub const fn fits(self, wanted: Type) -> bool {
        matches!(
            (self, wanted),
            (Type::Value, Type::Value)
                | (Type::Object, Type::Value | Type::Object)
                | (Type::Int, Type::Int)
                | (Type::Float, Type::Float)
                | (Type::Bool, Type::Bool | Type::Int)
                | (Type::Raw, Type::Raw)
        )
    }
    /// The name in the text form.
    pub const fn name(self) -> &'static str {
        match self {
            Type::Value => "Value",
            Type::Int => "Int",
            Type::Float => "Float",
            Type::Bool => "Bool",
            Type::Object => "Object",
            Type::Raw => "Raw",
            Type::Unit => "Unit",
        }
    }
    /// The type of that name.
    pub fn from_name(name: &str) -> Option<Type> {
        use Type::*;
        [Value, Int, Float, Bool, Object, Raw, Unit].into_iter().find(|ty| ty.name() == name)
    }
}

macro_rules! reasons {
    ($($(#[doc = $doc:literal])* $name:ident,)*) => {
        /// Why a trace is left.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[repr(u8)]
        pub enum ExitReason { $($(#[doc = $doc])* $name,)* }
        impl ExitReason {
            /// All reasons, in the order of their numbers.
            pub const ALL: &'static [ExitReason] = &[$(ExitReason::$name,)*];
            /// The name.
            pub const fn name(self) -> &'static str {
                match self { $(ExitReason::$name => stringify!($name),)* }
            }
            /// What it means.
            pub const fn doc(self) -> &'static str {
                match self { $(ExitReason::$name => concat!($($doc),*),)* }
            }
        }
    };
}
reasons! {
    /// An integer result does not fit (64 bits, or 48 where it is boxed).
    Overflow,
    /// A value has another type than recorded.
    WrongType,
    /// An object has another shape than recorded.
    WrongShape,
    /// A value is not the one recorded.
    WrongValue,
    /// A condition turned out otherwise than recorded.
    Branch,
    /// An index is out of range.
    OutOfRange,
    /// A divisor is zero.
    ZeroDivision,
    /// A key is absent.
    KeyMissing,
    /// A function raised.
    Raised,
    /// A runtime function left the instruction to the interpreter: it may run Python code, or raise.
    Declined,
    /// A safepoint must stop.
    Pending,
    /// What the trace depends on has changed.
    Invalidated,
    /// No frame fits the stack, or recursion is too deep.
    StackLimit,
    /// The caller is not the recorded one.
    WrongCaller,
    /// The end of the recorded path.
    End,
}

/// Alias classes of memory: bits for [`Effects`].
pub mod effect {
    /// The names of the bits, lowest first.
    pub const NAMES: &[&str] = &["FRAME", "SLOT", "SHAPE", "LIST", "ITEM", "CELL", "KEYS", "ENTRY", "OTHER", "WATCHED"];
    /// All of the heap: what a function that cannot run Python code may read.
    pub const HEAP: u16 = SLOT | SHAPE | LIST | ITEM | CELL | KEYS | ENTRY | OTHER;
    /// Registers of frames.
    pub const FRAME: u16 = 1;
    /// Attributes of instances (inline and overflow slots), told apart by offset.
    pub const SLOT: u16 = 1 << 1;
    /// Shapes of existing objects.
    pub const SHAPE: u16 = 1 << 2;
    /// Length and buffer address of lists.
    pub const LIST: u16 = 1 << 3;
    /// Items of lists.
    pub const ITEM: u16 = 1 << 4;
    /// Contents of cells.
    pub const CELL: u16 = 1 << 5;
    /// Keys of dicts (key versions, entry addresses).
    pub const KEYS: u16 = 1 << 6;
    /// Values of dict entries.
    pub const ENTRY: u16 = 1 << 7;
    /// Anything else in the heap or outside (contents of sets, iterators, output, …).
    pub const OTHER: u16 = 1 << 8;
    /// State that watchers guard: a trace must check that it is still valid.
    pub const WATCHED: u16 = 1 << 9;
    /// Everything: arbitrary code may run.
    pub const ALL: u16 = 0x3FF;
}

/// What a uop reads and writes: bits of [`effect`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Effects {
    pub reads: u16,
    pub writes: u16,
    /// Makes a new object: not to be merged with an equal one.
    pub allocates: bool,
    /// Must stay where it is, though nothing uses its result.
    pub pinned: bool,
}

/// What the allocator must know of a template. Registers as numbers of their class.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Constraints {
    /// This operand's register becomes the result's.
    pub reuse: Option<u8>,
    /// Operand `k` must be in this register.
    pub fixed: [Option<u8>; 3],
    /// The result is in this register.
    pub fixed_out: Option<u8>,
    pub temps: u8,
    pub float_temps: u8,
    /// Registers whose contents are lost (operands in them are not kept past the uop).
    pub clobber: u16,
    pub float_clobber: u16,
    /// Arbitrary code may run: every register that holds values is clobbered, and the uop is a
    /// collection point: before it every live reference is in a spill slot too.
    pub reenter: bool,
}

/// The registers and labels that a template is written with.
#[derive(Clone, Copy, Debug)]
pub struct Operands {
    /// Register numbers of the operands.
    pub args: [u8; 3],
    pub out: u8,
    pub temps: [u8; 4],
    pub float_temps: [u8; 4],
    /// The instruction's immediate word.
    pub imm: u64,
    /// The last operand as a number, for `x64_imm`.
    pub constant: i32,
    /// Where the exit goes.
    pub exit: DynamicLabel,
}

/// One entry of the table.
#[derive(Clone, Copy, Debug)]
pub struct Definition {
    pub name: &'static str,
    pub doc: &'static str,
    pub family: &'static str,
    pub params: &'static [(&'static str, Type)],
    /// Name of the immediate, if it has one.
    pub imm: Option<&'static str>,
    /// `Unit` if there is none. `Phi` and `Inherit` have the type their instruction says.
    pub out: Type,
    pub exit: Option<ExitReason>,
    pub effects: Effects,
    pub x64: Constraints,
    /// Constraints of the form whose last operand is a constant of 32 bits, if there is one.
    pub x64_imm: Option<Constraints>,
}

impl Definition {
    /// No memory read or written, no exit, nothing allocated: may be folded, merged, dropped, moved.
    pub const fn is_pure(&self) -> bool {
        self.effects.reads == 0
            && self.effects.writes == 0
            && !self.effects.allocates
            && !self.effects.pinned
            && self.exit.is_none()
    }
}

/// Declares one uop; see the module.
macro_rules! uop {
    (
        $(#[doc = $doc:literal])+
        $name:ident ( $($param:ident : $ptype:ident),* $(; $imm:ident : $immtype:ident)? ) $(-> $out:ident : $otype:ident)?
        exits($($exit:ident : $reason:ident)?)
        effects($($effect:tt)*)
        oracle($cx:ident) $oracle:block
        x64($asm:ident) [$($constraint:tt)*] { $($template:tt)* }
        $(x64_imm($iasm:ident) [$($iconstraint:tt)*] { $($itemplate:tt)* })?
        a64 [$($aconstraint:tt)*] { $($atemplate:tt)* }
    ) => {
        #[doc(hidden)]
        #[allow(non_camel_case_types)]
        pub struct $name;
        impl $name {
            pub(super) const DEFINITION: $crate::uops::Definition = {
                #[allow(dead_code)]
                const NAMES: &[&str] = &[$(stringify!($param)),*];
                #[allow(unused_mut)]
                let mut definition = $crate::uops::Definition {
                    name: stringify!($name),
                    doc: concat!($($doc, "\n"),+),
                    family: "",
                    params: &[$((stringify!($param), $crate::uops::Type::$ptype)),*],
                    imm: None,
                    out: $crate::uops::Type::Unit,
                    exit: None,
                    effects: $crate::uops::define::effects!($($effect)*),
                    x64: $crate::uops::define::constraints!(NAMES; $($constraint)*),
                    x64_imm: None,
                };
                $(definition.imm = Some(stringify!($imm));)?
                $(definition.out = $crate::uops::Type::$otype;)?
                $(definition.exit = Some($crate::uops::ExitReason::$reason);)?
                $(definition.x64_imm = Some($crate::uops::define::constraints!(NAMES; $($iconstraint)*));)?
                definition
            };

            #[allow(unused_variables, unused_mut, unused_assignments)]
            pub(super) fn oracle($cx: &mut $crate::uops::Machinery, args: [u64; 3], imm: u64) -> $crate::uops::Outcome {
                let mut index = 0;
                $(
                    let $param = <$crate::uops::define::rust_type!($ptype) as $crate::uops::Word>::from_word(args[index]);
                    index += 1;
                )*
                $(let $imm = imm as $immtype;)?
                $(let $exit = $crate::uops::Left($crate::uops::ExitReason::$reason);)?
                $crate::uops::oracle::IntoOutcome::into_outcome($oracle)
            }

            #[allow(unused_variables, unused_mut, unused_assignments)]
            pub(super) fn x64($asm: &mut $crate::uops::Asm, operands: &$crate::uops::Operands) {
                #[allow(unused_imports)]
                use dynasmrt::{DynasmApi, DynasmLabelApi};
                let mut index = 0;
                $(
                    let $param = operands.args[index];
                    index += 1;
                )*
                $(let $out = operands.out;)?
                $(let $imm = operands.imm as $immtype;)?
                $(let $exit = operands.exit;)?
                $crate::uops::define::bind_temps!(operands; $($constraint)*);
                dynasmrt::dynasm!($asm ; .arch x64 $($template)*);
            }

            #[allow(unused_variables, unused_mut, unused_assignments, clippy::unused_unit)]
            pub(super) fn x64_imm(asm: &mut $crate::uops::Asm, operands: &$crate::uops::Operands) {
                #[allow(unused_imports)]
                use dynasmrt::{DynasmApi, DynasmLabelApi};
                let mut index = 0;
                $crate::uops::define::bind_constant!(operands, index; $($param)*);
                $(let $out = operands.out;)?
                $(let $imm = operands.imm as $immtype;)?
                $(let $exit = operands.exit;)?
                $(
                    $crate::uops::define::bind_temps!(operands; $($iconstraint)*);
                    let $iasm = asm;
                    dynasmrt::dynasm!($iasm ; .arch x64 $($itemplate)*);
                )?
            }
        }
    };
}
pub(super) use uop;

/// Binds operands as register numbers, the last one as the constant.
macro_rules! bind_constant {
    ($operands:ident, $index:ident;) => {};
    ($operands:ident, $index:ident; $last:ident) => {
        let $last = $operands.constant;
    };
    ($operands:ident, $index:ident; $first:ident $($rest:ident)+) => {
        let $first = $operands.args[$index];
        $index += 1;
        $crate::uops::define::bind_constant!($operands, $index; $($rest)+);
    };
}
pub(super) use bind_constant;

/// Binds the names of temporaries to their registers.
macro_rules! bind_temps {
    ($operands:ident; $($item:ident $(( $($arg:tt)* ))?),* $(,)?) => {
        $($crate::uops::define::bind_temp!($operands; $item $(( $($arg)* ))?);)*
    };
}
pub(super) use bind_temps;

macro_rules! bind_temp {
    ($operands:ident; temp($a:ident)) => {
        let $a = $operands.temps[0];
    };
    ($operands:ident; temp($a:ident, $b:ident)) => {
        let $a = $operands.temps[0];
        let $b = $operands.temps[1];
    };
    ($operands:ident; temp($a:ident, $b:ident, $c:ident)) => {
        let $a = $operands.temps[0];
        let $b = $operands.temps[1];
        let $c = $operands.temps[2];
    };
    ($operands:ident; float_temp($a:ident)) => {
        let $a = $operands.float_temps[0];
    };
    ($operands:ident; float_temp($a:ident, $b:ident)) => {
        let $a = $operands.float_temps[0];
        let $b = $operands.float_temps[1];
    };
    ($operands:ident; float_temp($a:ident, $b:ident, $c:ident)) => {
        let $a = $operands.float_temps[0];
        let $b = $operands.float_temps[1];
        let $c = $operands.float_temps[2];
    };
    ($operands:ident; float_temp($a:ident, $b:ident, $c:ident, $d:ident)) => {
        let $a = $operands.float_temps[0];
        let $b = $operands.float_temps[1];
        let $c = $operands.float_temps[2];
        let $d = $operands.float_temps[3];
    };
    ($operands:ident; $other:ident $(( $($arg:tt)* ))?) => {};
}
pub(super) use bind_temp;

impl Constraints {
    /// A template that takes any registers and destroys nothing.
    pub const NONE: Constraints = Constraints {
        reuse: None,
        fixed: [None; 3],
        fixed_out: None,
        temps: 0,
        float_temps: 0,
        clobber: 0,
        float_clobber: 0,
        reenter: false,
    };
    const fn with_fixed(mut self, names: &[&str], name: &str, register: &str) -> Constraints {
        let register = super::x64::number(register);
        match position(names, name) {
            Some(index) => self.fixed[index] = Some(register),
            None => self.fixed_out = Some(register),
        }
        self
    }
}

/// At which place a name stands in a list of names.
pub(super) const fn position(names: &[&str], name: &str) -> Option<usize> {
    let mut index = 0;
    while index < names.len() {
        let (a, b) = (names[index].as_bytes(), name.as_bytes());
        if a.len() == b.len() {
            let mut at = 0;
            while at < a.len() && a[at] == b[at] {
                at += 1;
            }
            if at == a.len() {
                return Some(index);
            }
        }
        index += 1;
    }
    None
}

/// Adds a register argument of `fix(name: register)`.
pub(super) const fn fixed(constraints: Constraints, names: &[&str], name: &str, register: &str) -> Constraints {
    constraints.with_fixed(names, name, register)
}

macro_rules! constraints {
    ($names:ident; $($item:ident $(( $($arg:tt)* ))?),* $(,)?) => {{
        #[allow(unused_mut)]
        let mut constraints = $crate::uops::Constraints::NONE;
        $($crate::uops::define::constraint!(constraints, $names; $item $(( $($arg)* ))?);)*
        constraints
    }};
}
pub(super) use constraints;

macro_rules! constraint {
    ($c:ident, $names:ident; reuse($param:ident)) => {
        $c.reuse = match $crate::uops::define::position($names, stringify!($param)) {
            Some(index) => Some(index as u8),
            None => panic!("reuse() names no operand"),
        };
    };
    ($c:ident, $names:ident; fix($($name:ident : $register:ident),*)) => {
        $($c = $crate::uops::define::fixed($c, $names, stringify!($name), stringify!($register));)*
    };
    ($c:ident, $names:ident; temp($($name:ident),*)) => { $c.temps = [$(stringify!($name)),*].len() as u8; };
    ($c:ident, $names:ident; float_temp($($name:ident),*)) => { $c.float_temps = [$(stringify!($name)),*].len() as u8; };
    ($c:ident, $names:ident; clobber($($register:ident),*)) => {
        $($c.clobber |= 1 << $crate::uops::x64::number(stringify!($register));)*
    };
    ($c:ident, $names:ident; reenter) => {
        $c.clobber |= $crate::uops::x64::GENERAL;
        $c.float_clobber |= $crate::uops::x64::FLOAT;
        $c.reenter = true;
    };
    ($c:ident, $names:ident; call) => {
        $c.clobber |= $crate::uops::x64::CALL_CLOBBERS_GENERAL;
        $c.float_clobber |= $crate::uops::x64::CALL_CLOBBERS_FLOAT;
    };
}
pub(super) use constraint;

macro_rules! effects {
    ($($item:ident $(( $($class:ident)|+ ))?),* $(,)?) => {{
        #[allow(unused_mut)]
        let mut effects = $crate::uops::Effects { reads: 0, writes: 0, allocates: false, pinned: false };
        $($crate::uops::define::effect_item!(effects; $item $(( $($class)|+ ))?);)*
        effects
    }};
}
pub(super) use effects;

macro_rules! effect_item {
    ($e:ident; reads($($class:ident)|+)) => { $e.reads |= $($crate::uops::effect::$class)|+; };
    ($e:ident; writes($($class:ident)|+)) => { $e.writes |= $($crate::uops::effect::$class)|+; };
    ($e:ident; allocates) => { $e.allocates = true; };
    ($e:ident; pinned) => { $e.pinned = true; };
}
pub(super) use effect_item;

macro_rules! rust_type {
    (Value) => { $crate::object::Value };
    (Object) => { $crate::gc::Gc<$crate::gc::Header> };
    (Int) => { i64 };
    (Float) => { f64 };
    (Bool) => { bool };
    (Raw) => { u64 };
}
pub(super) use rust_type;

/// Lists the uops by family, in order: makes [`Uop`](super::Uop) and what dispatches on it.
macro_rules! table {
    ($($family:ident : $($name:ident),+ ;)+) => {
        /// A micro-operation.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum Uop { $($($name,)+)+ }

        static DEFINITIONS: &[Definition] = &[$($(
            Definition { family: stringify!($family), ..$family::$name::DEFINITION },
        )+)+];

        impl Uop {
            /// All uops, in the order of the table.
            pub const ALL: &'static [Uop] = &[$($(Uop::$name,)+)+];

            /// The entry.
            #[inline(always)]
            pub fn definition(self) -> &'static Definition {
                &DEFINITIONS[self as usize]
            }
            /// The uop of that name.
            pub fn from_name(name: &str) -> Option<Uop> {
                Uop::ALL.iter().copied().find(|uop| uop.definition().name == name)
            }
            /// Runs the reference semantics on words (see [`Word`]).
            pub fn oracle(self, machinery: &mut Machinery, args: [u64; 3], imm: u64) -> Outcome {
                let outcome = match self { $($(Uop::$name => $family::$name::oracle(machinery, args, imm),)+)+ };
                if let Some(error) = $crate::object::caught::take_waiting() {
                    // A function that it called has panicked.
                    std::panic::resume_unwind(Box::new(error));
                }
                outcome
            }
            /// Writes the template.
            pub fn x64(self, asm: &mut Asm, operands: &Operands) {
                match self { $($(Uop::$name => $family::$name::x64(asm, operands),)+)+ }
            }
            /// Writes the template whose last operand is a constant.
            pub fn x64_imm(self, asm: &mut Asm, operands: &Operands) {
                match self { $($(Uop::$name => $family::$name::x64_imm(asm, operands),)+)+ }
            }
        }
    };
}
pub(super) use table;
