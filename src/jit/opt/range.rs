//! Ranges of ints: which checks cannot fail.

use crate::jit::ir::{Ref, Trace, Type, Uop};
use crate::jit::opt::facts::Facts;
use crate::object::value::{INT_MAX, INT_MIN};
use crate::support::fault::{self, Rule};

/// The numbers from `low` to `high`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Range {
    pub low: i64,
    pub high: i64,
    /// It rests on a value having been an immediate int, which need not hold for the same
    /// uop in the loop's copy: good for removing checks, not for replacing values.
    pub soft: bool,
}

impl Range {
    pub const FULL: Range = Range { low: i64::MIN, high: i64::MAX, soft: false };
    pub const IMMEDIATE: Range = Range { low: INT_MIN, high: INT_MAX, soft: true };
    /// A length of something in memory.
    const LENGTH: Range = Range::new(0, INT_MAX);
    const BIT: Range = Range::new(0, 1);

    pub const fn new(low: i64, high: i64) -> Range {
        Range { low, high, soft: false }
    }
    const fn exact(number: i64) -> Range {
        Range::new(number, number)
    }
    /// Whether it fits an immediate int.
    pub const fn is_immediate(self) -> bool {
        self.low >= INT_MIN && self.high <= INT_MAX
    }
    fn of_wide(low: i128, high: i128, soft: bool) -> Range {
        Range { low: low.max(i64::MIN as i128) as i64, high: high.min(i64::MAX as i128) as i64, soft }
    }
}

/// The range of an operand.
pub(super) fn range_of(trace: &Trace, facts: &Facts, operand: Ref) -> Range {
    match (operand.as_inst(), trace.as_constant(operand)) {
        (Some(index), _) => match trace.insts[index].ty {
            Type::Bool => Range::BIT,
            _ => facts.ranges.get(index).copied().unwrap_or(Range::FULL),
        },
        (_, Some(constant)) if matches!(constant.ty, Type::Int | Type::Bool) => Range::exact(constant.word as i64),
        _ => Range::FULL,
    }
}

/// The least and greatest result as if integers had no bounds; `None` if the uop is none of these.
fn wide(op: Uop, a: Range, b: Range) -> Option<(i128, i128)> {
    let (al, ah, bl, bh) = (a.low as i128, a.high as i128, b.low as i128, b.high as i128);
    Some(match op {
        Uop::IntAdd | Uop::IntAddWrap => (al + bl, ah + bh),
        Uop::IntSub | Uop::IntSubWrap => (al - bh, ah - bl),
        Uop::IntMul | Uop::IntMulWrap => {
            let products = [al * bl, al * bh, ah * bl, ah * bh];
            (products.into_iter().min()?, products.into_iter().max()?)
        }
        Uop::IntNeg => (-ah, -al),
        Uop::IntShiftLeft | Uop::IntShiftLeftWrap if b.low >= 0 && b.high <= 62 => {
            ((al << b.low).min(al << b.high), (ah << b.low).max(ah << b.high))
        }
        _ => return None,
    })
}

/// The same uop without its overflow check, if the check cannot fail.
pub(super) fn unchecked(trace: &Trace, facts: &Facts, op: Uop, args: &[Ref; 3]) -> Option<Uop> {
    let unchecked = match op {
        Uop::BoxInt => {
            let fits = range_of(trace, facts, args[0]).is_immediate() || fault::rule(Rule::SmallInt);
            return fits.then_some(Uop::BoxSmallInt);
        }
        Uop::IntAdd => Uop::IntAddWrap,
        Uop::IntSub => Uop::IntSubWrap,
        Uop::IntMul => Uop::IntMulWrap,
        Uop::IntShiftLeft => Uop::IntShiftLeftWrap,
        _ => return None,
    };
    let (low, high) = wide(op, range_of(trace, facts, args[0]), range_of(trace, facts, args[1]))?;
    let fits = low >= i64::MIN as i128 && high <= i64::MAX as i128 || fault::rule(Rule::Overflow);
    fits.then_some(unchecked)
}

/// The range of what an instruction just computed.
pub(super) fn computed(trace: &Trace, facts: &Facts, op: Uop, args: &[Ref; 3], imm: u64) -> Range {
    if op.definition().out != Type::Int {
        return Range::FULL;
    }
    let a = range_of(trace, facts, args[0]);
    let b = range_of(trace, facts, args[1]);
    let soft = a.soft || b.soft && !args[1].is_none();
    if let Some((low, high)) = wide(op, a, b) {
        let fits = low >= i64::MIN as i128 && high <= i64::MAX as i128;
        let wraps = op.definition().exit.is_none();
        return if wraps && !fits { Range::FULL } else { Range::of_wide(low, high, soft) };
    }
    match op {
        Uop::UnboxInt => Range { soft: !fault::rule(Rule::SoftRange), ..Range::IMMEDIATE },
        Uop::IntItemLoad => item(imm as u8),
        Uop::ListLen | Uop::ArrayLen | Uop::TupleLen | Uop::DictLen => Range::LENGTH,
        Uop::IntAnd if fault::rule(Rule::AndSign) => Range { low: 0, high: a.high.max(0), soft: a.soft },
        Uop::IntAnd => match (a.low >= 0, b.low >= 0) {
            (true, true) => Range { low: 0, high: a.high.min(b.high), soft },
            (true, false) => Range { low: 0, high: a.high, soft: a.soft },
            (false, true) => Range { low: 0, high: b.high, soft: b.soft },
            _ => Range::FULL,
        },
        Uop::IntOr | Uop::IntXor if a.low >= 0 && b.low >= 0 => {
            let bits = 64 - (a.high | b.high).leading_zeros();
            let high = if bits >= 63 { i64::MAX } else { (1 << bits) - 1 };
            Range { low: 0, high, soft }
        }
        Uop::IntNot => Range { low: !a.high, high: !a.low, soft },
        Uop::IntShiftRight if b.low >= 0 && b.high <= 63 => {
            Range { low: (a.low >> b.low).min(a.low >> b.high), high: (a.high >> b.low).max(a.high >> b.high), soft }
        }
        Uop::IntMod if b.low > 0 || fault::rule(Rule::ModSign) => Range { low: 0, high: b.high - 1, soft: b.soft },
        Uop::IntMod if b.high < 0 => Range { low: b.low + 1, high: 0, soft: b.soft },
        Uop::IntFloorDiv if b.low > 0 => {
            let quotients = [
                a.low.div_euclid(b.low),
                a.low.div_euclid(b.high),
                a.high.div_euclid(b.low),
                a.high.div_euclid(b.high),
            ];
            let low = quotients.into_iter().min().unwrap_or(i64::MIN);
            let high = quotients.into_iter().max().unwrap_or(i64::MAX);
            Range { low, high, soft }
        }
        _ => Range::FULL,
    }
}

/// The items of an array of that typecode.
fn item(code: u8) -> Range {
    match code {
        b'b' => Range::new(-128, 127),
        b'B' => Range::new(0, 255),
        b'h' => Range::new(-32768, 32767),
        b'H' => Range::new(0, 65535),
        b'i' => Range::new(i32::MIN as i64, i32::MAX as i64),
        b'I' => Range::new(0, u32::MAX as i64),
        _ => Range::FULL,
    }
}

/// What a comparison guard finds: always true, never true, or unknown.
pub(super) fn decide(op: Uop, a: Range, b: Range) -> Option<bool> {
    let decided = match op {
        Uop::GuardIntLt => (a.high < b.low, a.low >= b.high),
        Uop::GuardIntLe => (a.high <= b.low, a.low > b.high),
        Uop::GuardIntGt => (a.low > b.high, a.high <= b.low),
        Uop::GuardIntGe => (a.low >= b.high, a.high < b.low),
        Uop::GuardIntNe => (a.high < b.low || a.low > b.high, false),
        Uop::GuardIntEq => (false, a.high < b.low || a.low > b.high),
        Uop::GuardIntBelow => (a.low >= 0 && a.high < b.low, a.high < 0 || b.low >= 0 && a.low >= b.high),
        _ => return None,
    };
    match decided {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// Narrows the operands' ranges by a comparison that is proven from here on.
pub(super) fn refine(trace: &Trace, facts: &mut Facts, op: Uop, a: Ref, b: Ref) {
    let (ra, rb) = (range_of(trace, facts, a), range_of(trace, facts, b));
    let (ra, rb) = match op {
        Uop::GuardIntLt => {
            (at_most(ra, rb.high.saturating_sub(1), rb.soft), at_least(rb, ra.low.saturating_add(1), ra.soft))
        }
        Uop::GuardIntLe if fault::rule(Rule::RefineLe) => {
            (at_most(ra, rb.high.saturating_sub(1), rb.soft), at_least(rb, ra.low.saturating_add(1), ra.soft))
        }
        Uop::GuardIntLe => (at_most(ra, rb.high, rb.soft), at_least(rb, ra.low, ra.soft)),
        Uop::GuardIntGt => {
            (at_least(ra, rb.low.saturating_add(1), rb.soft), at_most(rb, ra.high.saturating_sub(1), ra.soft))
        }
        Uop::GuardIntGe => (at_least(ra, rb.low, rb.soft), at_most(rb, ra.high, ra.soft)),
        Uop::GuardIntEq => {
            let both = at_most(at_least(ra, rb.low, rb.soft), rb.high, rb.soft);
            (both, both)
        }
        Uop::GuardIntBelow if rb.low >= 0 => {
            let above = at_least(ra, 0, false);
            (at_most(above, rb.high.saturating_sub(1), rb.soft), at_least(rb, 1, false))
        }
        _ => return,
    };
    set(facts, a, ra);
    set(facts, b, rb);
}

fn at_most(range: Range, high: i64, soft: bool) -> Range {
    if high < range.high { Range { high, soft: range.soft || soft, ..range } } else { range }
}

fn at_least(range: Range, low: i64, soft: bool) -> Range {
    if low > range.low { Range { low, soft: range.soft || soft, ..range } } else { range }
}

fn set(facts: &mut Facts, operand: Ref, range: Range) {
    if let Some(index) = operand.as_inst()
        && let Some(known) = facts.ranges.get_mut(index)
    {
        *known = range;
    }
}
