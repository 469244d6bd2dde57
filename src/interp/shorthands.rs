//! The words that the loop's arms are written in: operands, tests of words, boxing, and calls of what
//! is out of line.
//!
//! In: the names of the loop's variables, and its label. Out: macros of the loop.
//!
//! ```text
//! shorthands!($ vm base consts pc instr 'raise);
//! … Op::AddFloat => float_binary!(|x, y| x + y), Op::BuildList => slow!(build::list),
//! ```
//!
//! 1. Macros see no local variable that they were not given; so one macro, given all of them, makes the others.
//! 2. Each is used inside of the loop's `unsafe` block, whose comment says why that is sound.

use std::hint::select_unpredictable;

use crate::interp::run::Pc;
use crate::object::Value;

/// The field of format `r` decoded: a register or a constant.
///
/// # Safety
/// `base` is a frame and `consts` its code's constants; the field is one of its code's.
#[inline(always)]
pub(super) unsafe fn fetch(base: *mut Value, consts: *const Value, field: u16) -> Value {
    let table = select_unpredictable(field & 0x8000 != 0, consts, base as *const Value);
    // SAFETY: verified code names registers of its frame and constants of its own only.
    unsafe { *table.add((field & 0x7FFF) as usize) }
}

/// The next instruction. The compiler is not to know how it is related to this one: it would keep
/// both in registers, which the loop has not enough of.
#[inline(always)]
pub(super) unsafe fn next(pc: Pc) -> Pc {
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    #[allow(clippy::pointers_in_nomem_asm_block)]
    {
        let mut pc = pc;
        // SAFETY: plain arithmetic; every code ends with an instruction that does not fall through.
        unsafe { std::arch::asm!("add {}, 8", inout(reg) pc, options(pure, nomem, nostack)) };
        pc
    }
    #[cfg(not(all(target_arch = "x86_64", not(miri))))]
    // SAFETY: every code ends with an instruction that does not fall through.
    unsafe {
        pc.add(1)
    }
}

/// Whether the word is an immediate int, without a wide constant (which the compiler would keep in
/// a register all through the loop).
#[inline(always)]
pub(super) const fn is_int_word(bits: u64) -> bool {
    bits as i64 >> 48 == -1
}

/// Whether the word is a float, likewise.
#[inline(always)]
pub(super) const fn is_float_word(bits: u64) -> bool {
    ((bits >> 48) as u16).wrapping_sub(1) < 0xFFF9
}

/// Makes the macros of the loop. The first token is a `$`, for the variables of the macros that are made.
macro_rules! shorthands {
    ($d:tt $vm:ident $base:ident $consts:ident $pc:ident $instr:ident $raise:lifetime) => {
        macro_rules! reg {
                            ($d field:expr) => {
                                *$base.add($d field as usize)
                            };
                        }
        macro_rules! operand {
                            ($d field:expr) => {
                                fetch($base, $consts, $d field)
                            };
                        }
        // Calls an out-of-line operation that reads its operands itself.
        macro_rules! slow {
                            ($d function:path) => {{
                                if let Err(raised) = $d function($vm, $base, $pc) {
                                    break $raise raised;
                                }
                                continue $raise;
                            }};
                        }
        // An out-of-line operation that may have pushed a frame.
        macro_rules! slow_call {
                            ($d function:path) => {{
                                match $d function($vm, $base, $pc) {
                                    Ok(pushed) => {
                                        if !pushed.is_null() {
                                            enter!(pushed);
                                        }
                                        continue $raise;
                                    }
                                    Err(raised) => break $raise raised,
                                }
                            }};
                        }
        // Goes on at the start of a pushed frame.
        macro_rules! enter {
                            ($d pushed:expr) => {{
                                $base = $d pushed;
                                let code = header($base).code;
                                $consts = (*code).consts.as_ptr();
                                $pc = (*code).instrs.as_ptr();
                            }};
                        }
        // Goes on in `vm.frame`, at its stored `pc`.
        macro_rules! resume {
            () => {{
                $base = $vm.frame;
                let code = header($base).code;
                $consts = (*code).consts.as_ptr();
                $pc = (*code).instrs.as_ptr().add(header($base).pc as usize);
            }};
        }
        // An instruction that iterates, perhaps by running a generator's frame.
        macro_rules! iterated {
                            ($d function:path) => {
                                match $d function($vm, $base, $pc) {
                                    Ok(generator::Iterated::Item) => {}
                                    Ok(generator::Iterated::End) => $pc = $pc.offset((*$instr).c as i16 as isize),
                                    Ok(generator::Iterated::Pushed) => resume!(),
                                    Err(raised) => break $raise raised,
                                }
                            };
                        }
        macro_rules! slow_branch {
                            ($d function:path) => {{
                                match $d function($vm, $base, $pc) {
                                    Ok(holds) => {
                                        if holds != (*$instr).flag() {
                                            $pc = $pc.offset((*$instr).c as i16 as isize);
                                        }
                                        continue $raise;
                                    }
                                    Err(raised) => break $raise raised,
                                }
                            }};
                        }
        macro_rules! unbox {
                            ($d value:expr) => {
                                $d value.bits().wrapping_sub($vm.realm.machine.int_bias) as i64
                            };
                        }
        macro_rules! boxed {
                            ($d number:expr) => {
                                Value::from_bits(($d number as u64).wrapping_add($vm.realm.machine.int_bias))
                            };
                        }
        // The int as a value, if it fits 48 bits.
        macro_rules! small {
                            ($d number:expr) => {{
                                let bits = ($d number as u64).wrapping_add($vm.realm.machine.int_bias);
                                if is_int_word(bits) { Some(Value::from_bits(bits)) } else { None }
                            }};
                        }
        macro_rules! unbox_float {
                            ($d value:expr) => {
                                f64::from_bits($d value.bits().wrapping_sub($vm.realm.machine.float_bias))
                            };
                        }
        macro_rules! boxed_float {
                            ($d number:expr) => {{
                                let number: f64 = $d number;
                                if number.is_nan() {
                                    Value::float(number)
                                } else {
                                    Value::from_bits(number.to_bits().wrapping_add($vm.realm.machine.float_bias))
                                }
                            }};
                        }
        // Whether a value is an object whose shape has that number.
        macro_rules! has_shape {
                            ($d value:expr, $d shape:expr) => {
                                $d value.bits() & $vm.realm.machine.not_pointer_mask == 0
                                    && $d value.bits() != 0
                                    && (*($d value.bits() as *const crate::gc::Header)).shape.get() == $d shape
                            };
                        }
        macro_rules! both_ints {
                            ($d left:expr, $d right:expr) => {
                                is_int_word($d left.bits() & $d right.bits())
                            };
                        }
        macro_rules! both_floats {
                            ($d left:expr, $d right:expr) => {
                                is_float_word($d left.bits()) && is_float_word($d right.bits())
                            };
                        }
        macro_rules! float_binary {
                            (|$d x:ident, $d y:ident| $d result:expr) => {{
                                let (left, right) = (operand!((*$instr).b), operand!((*$instr).c));
                                if both_floats!(left, right) {
                                    let ($d x, $d y) = (unbox_float!(left), unbox_float!(right));
                                    reg!((*$instr).a) = boxed_float!($d result);
                                    continue $raise;
                                }
                                slow!(arith::binary_miss)
                            }};
                        }
        macro_rules! int_bits {
                            (|$d x:ident, $d y:ident| $d result:expr) => {{
                                let (left, right) = (operand!((*$instr).b), operand!((*$instr).c));
                                if both_ints!(left, right) {
                                    let ($d x, $d y) = (unbox!(left), unbox!(right));
                                    reg!((*$instr).a) = boxed!($d result);
                                    continue $raise;
                                }
                                slow!(arith::binary_miss)
                            }};
                        }
        macro_rules! int_compare {
                            ($d operator:tt) => {{
                                let (left, right) = (operand!((*$instr).b), operand!((*$instr).c));
                                if both_ints!(left, right) {
                                    reg!((*$instr).a) = Value::bool(left.bits() $d operator right.bits());
                                    continue $raise;
                                }
                                slow!(compare::compare_miss)
                            }};
                        }
        macro_rules! float_compare {
                            ($d operator:tt) => {{
                                let (left, right) = (operand!((*$instr).b), operand!((*$instr).c));
                                if both_floats!(left, right) {
                                    reg!((*$instr).a) = Value::bool(unbox_float!(left) $d operator unbox_float!(right));
                                    continue $raise;
                                }
                                slow!(compare::compare_miss)
                            }};
                        }
        macro_rules! int_branch {
                            ($d operator:tt) => {{
                                let (left, right) = (operand!((*$instr).a), operand!((*$instr).b));
                                if both_ints!(left, right) {
                                    if (left.bits() $d operator right.bits()) != (*$instr).flag() {
                                        $pc = $pc.offset((*$instr).c as i16 as isize);
                                    }
                                    continue $raise;
                                }
                                slow_branch!(compare::branch_miss)
                            }};
                        }
        macro_rules! float_branch {
                            ($d operator:tt) => {{
                                let (left, right) = (operand!((*$instr).a), operand!((*$instr).b));
                                if both_floats!(left, right) {
                                    if (unbox_float!(left) $d operator unbox_float!(right)) != (*$instr).flag() {
                                        $pc = $pc.offset((*$instr).c as i16 as isize);
                                    }
                                    continue $raise;
                                }
                                slow_branch!(compare::branch_miss)
                            }};
                        }
    };
}

pub(super) use shorthands;
