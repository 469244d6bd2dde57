//! Binary and unary operators: the generic members of their families, and quickening.
//!
//! ```text
//! Add (warming up) ──two ints──→ AddInt ──other operands──→ Add (longer warm-up)
//! ```
//!
//! 1. A specialized member computes only what it was made for; everything else, an int
//!    result outside 48 bits included, is computed here by the generic protocol.

use crate::bytecode::{Instr, Op};
use crate::interp::run::{Pc, code_of};
use crate::interp::{Interpreter, quicken};
use crate::object::protocol::UnaryOp;
use crate::object::{PyResult, Value};

/// Floor division of numbers; the divisor is not 0.
#[inline(always)]
pub fn floor_divide(left: i64, right: i64) -> i64 {
    let quotient = left / right;
    if left % right != 0 && (left < 0) != (right < 0) { quotient - 1 } else { quotient }
}

/// The modulo that goes with [`floor_divide`]: it has the divisor's sign.
#[inline(always)]
pub fn floor_modulo(left: i64, right: i64) -> i64 {
    let remainder = left % right;
    if remainder != 0 && (remainder < 0) != (right < 0) { remainder + right } else { remainder }
}

/// The member for these operands, if there is one.
fn specialized(family: Op, left: Value, right: Value) -> Option<Op> {
    if left.is_int() && right.is_int() {
        return Some(match family {
            Op::Add => Op::AddInt,
            Op::Sub => Op::SubInt,
            Op::Mul => Op::MulInt,
            Op::TrueDiv => Op::TrueDivInt,
            Op::FloorDiv => Op::FloorDivInt,
            Op::Mod => Op::ModInt,
            Op::LeftShift => Op::LeftShiftInt,
            Op::RightShift => Op::RightShiftInt,
            Op::BitAnd => Op::BitAndInt,
            Op::BitOr => Op::BitOrInt,
            Op::BitXor => Op::BitXorInt,
            _ => return None,
        });
    }
    if left.is_float() && right.is_float() {
        return Some(match family {
            Op::Add => Op::AddFloat,
            Op::Sub => Op::SubFloat,
            Op::Mul => Op::MulFloat,
            Op::TrueDiv => Op::TrueDivFloat,
            Op::Pow => Op::PowFloat,
            _ => return None,
        });
    }
    use crate::interp::iter::is_exact;
    use crate::object::Kind;
    (family == Op::Add && is_exact(left, Kind::Str) && is_exact(right, Kind::Str)).then_some(Op::AddStr)
}

/// The generic member.
#[inline(never)]
pub unsafe fn binary(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
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
        let value = compute(vm, base, pc, instr, left, right)?;
        *base.add(instr.a as usize) = value;
        Ok(())
    }
}

/// A specialized member met what it was not made for.
#[inline(never)]
pub unsafe fn binary_miss(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `binary`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (left, right) = vm.operands(base, instr.b, instr.c);
        if specialized(instr.op.family(), left, right) != Some(instr.op) {
            quicken::generalize(pc);
        }
        let value = compute(vm, base, pc, instr, left, right)?;
        *base.add(instr.a as usize) = value;
        Ok(())
    }
}

/// `AddStr`.
#[inline(never)]
pub unsafe fn add_str(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `binary`.
    unsafe { binary_miss(vm, base, pc) }
}

/// `PowFloat`.
#[inline(never)]
pub unsafe fn pow_float(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `binary`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let (left, right) = vm.operands(base, instr.b, instr.c);
        if left.is_float() && right.is_float() {
            let (x, y) = (left.float_unchecked(), right.float_unchecked());
            if x > 0.0 && x.is_finite() && y.is_finite() {
                let power = x.powf(y);
                if power.is_finite() {
                    *base.add(instr.a as usize) = Value::float(power);
                    return Ok(());
                }
            }
        }
        binary_miss(vm, base, pc)
    }
}

/// A number as a float, if both are numbers and at least one is a float.
#[inline(always)]
fn mixed(left: Value, right: Value) -> Option<(f64, f64)> {
    if left.is_float() {
        let x = left.float_unchecked();
        if right.is_float() {
            return Some((x, right.float_unchecked()));
        }
        return right.is_int().then(|| (x, right.int_unchecked() as f64));
    }
    (left.is_int() && right.is_float()).then(|| (left.int_unchecked() as f64, right.float_unchecked()))
}

#[inline(always)]
unsafe fn compute(vm: &mut Interpreter, base: *mut Value, pc: Pc, instr: Instr, left: Value, right: Value) -> PyResult {
    let family = instr.op.family();
    if let Some((x, y)) = mixed(left, right) {
        let result = match family {
            Op::Add => Some(x + y),
            Op::Sub => Some(x - y),
            Op::Mul => Some(x * y),
            Op::TrueDiv if y != 0.0 => Some(x / y),
            _ => None,
        };
        if let Some(result) = result {
            return Ok(Value::float(result));
        }
    }
    if left.is_int() && right.is_int() {
        let (x, y) = (left.int_unchecked(), right.int_unchecked());
        let result = match family {
            Op::Add => Value::small_int(x + y),
            Op::Sub => Value::small_int(x - y),
            Op::Mul => x.checked_mul(y).and_then(Value::small_int),
            _ => None,
        };
        if let Some(result) = result {
            return Ok(result);
        }
    }
    vm.save(base, pc);
    let operator = family.binary_operator();
    if instr.flag() { vm.binary_in_place(operator, left, right) } else { vm.binary(operator, left, right) }
}

/// `Neg`, `Pos`, `Invert`.
#[inline(never)]
pub unsafe fn unary(vm: &mut Interpreter, base: *mut Value, pc: Pc) -> PyResult<()> {
    // SAFETY: as in `binary`.
    unsafe {
        let instr = (*pc.sub(1)).get();
        let value = vm.operand(base, instr.b);
        vm.save(base, pc);
        let operator = match instr.op {
            Op::Neg => UnaryOp::Neg,
            Op::Pos => UnaryOp::Pos,
            _ => UnaryOp::Invert,
        };
        let result = vm.unary(operator, value)?;
        *base.add(instr.a as usize) = result;
        let _ = code_of(base);
        Ok(())
    }
}
