//! Comparisons, truth and the branches that compare.
//!
//! 1. A branch that compares asks for the truth of the comparison's result, as `if a < b`
//!    does; the plain comparison keeps the result as it is.

use crate::bytecode::Op;
use crate::gc::Gc;
use crate::interp::iter::is_exact;
use crate::interp::run::Pc;
use crate::interp::{Interpreter, quicken};
use crate::object::protocol::CompareOp;
use crate::object::{Kind, PyResult, StrObject, Value};

/// What a comparison or a branch on one compares by.
pub fn operator(op: Op) -> CompareOp {
    match op.family() {
        Op::Lt | Op::BranchLt => CompareOp::Lt,
        Op::Le | Op::BranchLe => CompareOp::Le,
        Op::Eq | Op::BranchEq => CompareOp::Eq,
        Op::Ne | Op::BranchNe => CompareOp::Ne,
        Op::Gt | Op::BranchGt => CompareOp::Gt,
        _ => CompareOp::Ge,
    }
}

/// The member for these operands, if there is one.
fn specialized(family: Op, left: Value, right: Value) -> Option<Op> {
    if left.is_int() && right.is_int() {
        return Some(match family {
            Op::Lt => Op::LtInt,
            Op::Le => Op::LeInt,
            Op::Eq => Op::EqInt,
            Op::Ne => Op::NeInt,
            Op::Gt => Op::GtInt,
            Op::Ge => Op::GeInt,
            Op::BranchLt => Op::BranchLtInt,
            Op::BranchLe => Op::BranchLeInt,
            Op::BranchEq => Op::BranchEqInt,
            Op::BranchNe => Op::BranchNeInt,
            Op::BranchGt => Op::BranchGtInt,
            Op::BranchGe => Op::BranchGeInt,
            _ => return None,
        });
    }
    if left.is_float() && right.is_float() {
        return Some(match family {
            Op::Lt => Op::LtFloat,
            Op::Le => Op::LeFloat,
            Op::Eq => Op::EqFloat,
            Op::Ne => Op::NeFloat,
            Op::Gt => Op::GtFloat,
            Op::Ge => Op::GeFloat,
            Op::BranchLt => Op::BranchLtFloat,
            Op::BranchLe => Op::BranchLeFloat,
            Op::BranchEq => Op::BranchEqFloat,
            Op::BranchNe => Op::BranchNeFloat,
            Op::BranchGt => Op::BranchGtFloat,
            Op::BranchGe => Op::BranchGeFloat,
            _ => return None,
        });
    }
    if is_exact(left, Kind::Str) && is_exact(right, Kind::Str) {
        return Some(match family {
            Op::Eq => Op::EqStr,
            Op::Ne => Op::NeStr,
            Op::BranchEq => Op::BranchEqStr,
            Op::BranchNe => Op::BranchNeStr,
            _ => return None,
        });
    }
    None
}

fn equal_strs(left: Value, right: Value) -> bool {
    left == right || {
        let (left, right) =
            (Gc::<StrObject>::from_address(left.bits() as usize), Gc::<StrObject>::from_address(right.bits() as usize));
        left.as_str() == right.as_str()
    }
}

#[inline(always)]
fn compare_values(vm: &mut Interpreter, base: *mut Value, pc: Pc, op: Op, left: Value, right: Value) -> PyResult {
    if let (Some(x), Some(y)) = (number(left), number(right)) {
        return Ok(Value::bool(match operator(op) {
            CompareOp::Lt => x < y,
            CompareOp::Le => x <= y,
            CompareOp::Eq => x == y,
            CompareOp::Ne => x != y,
            CompareOp::Gt => x > y,
            CompareOp::Ge => x >= y,
        }));
    }
    vm.save(base, pc);
    vm.compare(operator(op), left, right)
}

/// Immediate ints are exact as floats.
#[inline(always)]
fn number(value: Value) -> Option<f64> {
    if value.is_int() { Some(value.int_unchecked() as f64) } else { value.as_float() }
}

/// The generic comparison.
#[inline(never)]
pub unsafe fn compare(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: `pc` points behind an instruction of the running frame.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (left, right) = vm.operands(base, instr.b, instr.c);
        if quicken::warm(pc) {
            match specialized(instr.op, left, right) {
                Some(op) => quicken::specialize(pc, op),
                None => quicken::back_off(pc),
            }
        }
        let value = compare_values(vm, base, pc, instr.op, left, right)?;
        *base.add(instr.a as usize) = value;
        Ok(())
    }
}

/// A specialized comparison met other operands.
#[cold]
#[inline(never)]
pub unsafe fn compare_miss(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `compare`.
    unsafe {
        quicken::generalize(pc);
        compare(vm, base, pc)
    }
}

/// `EqStr`, `NeStr`.
#[inline(never)]
pub unsafe fn compare_str(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `compare`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (left, right) = vm.operands(base, instr.b, instr.c);
        if !(is_exact(left, Kind::Str) && is_exact(right, Kind::Str)) {
            return compare_miss(vm, base, pc);
        }
        *base.add(instr.a as usize) = Value::bool(equal_strs(left, right) == (instr.op == Op::EqStr));
        Ok(())
    }
}

/// The generic branch that compares: whether the comparison holds.
#[inline(never)]
pub unsafe fn branch(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<bool> {
    // SAFETY: as in `compare`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (left, right) = vm.operands(base, instr.a, instr.b);
        if quicken::warm(pc) {
            match specialized(instr.op, left, right) {
                Some(op) => quicken::specialize(pc, op),
                None => quicken::back_off(pc),
            }
        }
        match compare_values(vm, base, pc, instr.op, left, right)? {
            Value::TRUE => Ok(true),
            Value::FALSE => Ok(false),
            other => vm.truth(other),
        }
    }
}

/// A specialized branch met other operands.
#[cold]
#[inline(never)]
pub unsafe fn branch_miss(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<bool> {
    // SAFETY: as in `compare`.
    unsafe {
        quicken::generalize(pc);
        branch(vm, base, pc)
    }
}

/// `BranchEqStr`, `BranchNeStr`.
#[inline(never)]
pub unsafe fn branch_str(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<bool> {
    // SAFETY: as in `compare`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (left, right) = vm.operands(base, instr.a, instr.b);
        if !(is_exact(left, Kind::Str) && is_exact(right, Kind::Str)) {
            return branch_miss(vm, base, pc);
        }
        Ok(equal_strs(left, right) == (instr.op == Op::BranchEqStr))
    }
}

/// The truth of a value that is neither a bool nor None.
#[inline(never)]
pub fn truth(vm: &mut Interpreter, base: *mut Value, pc: Pc, value: Value) -> PyResult<bool> {
    if let Some(number) = value.as_int() {
        return Ok(number != 0);
    }
    vm.save(base, pc);
    vm.truth(value)
}

/// `Not` of such a value.
#[inline(never)]
pub unsafe fn not(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `compare`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let value = vm.operand(base, instr.b);
        let truth = truth(vm, base, pc, value)?;
        *base.add(instr.a as usize) = Value::bool(!truth);
        Ok(())
    }
}
