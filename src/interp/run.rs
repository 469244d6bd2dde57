//! The loop that executes instructions.
//!
//! 1. The running frame's base, the next instruction and the constants are local variables;
//!    `vm.frame` is always the base too. The frame's `pc` is stored by whatever may raise, call
//!    or collect ([`Interpreter::save`]).
//! 2. What is not a fast path of a specialized instruction lives in another file and is
//!    never inlined: the loop's own code stays small enough for the registers.
//! 3. With `SINGLE` the loop executes one instruction and says where it stands then: the
//!    recorder and the JIT's fallback go through it, so there is no second interpreter.

use std::cell::Cell;

use crate::bytecode::{Code, Instr, Op};
use crate::frame::{FRAME_WORDS, frame_flags, header};
use crate::gc::Gc;
use crate::interp::shorthands::{fetch, is_float_word, is_int_word, next, shorthands};
use crate::interp::{
    Interpreter, arith, attr, build, call, class, compare, finalize, generator, globals, import, iter, matching,
    raising, safepoint, subscript, unwind,
};
use crate::object::int::is_same;
use crate::object::{
    CellObject, DictObject, FunctionObject, InstanceObject, Kind, ListObject, Raised, RangeObject, TupleObject, Value,
};

/// Points at an instruction.
pub type Pc = *const Cell<Instr>;

/// How [`run`] ended.
pub enum Outcome {
    /// The frame marked ENTRY returned and was popped.
    Returned(Value),
    /// An exception left the frame marked ENTRY, which was popped; with `SINGLE`: the
    /// instruction raised, and nothing was unwound.
    Raised(Raised),
    /// `SINGLE` only: one instruction was executed; the next one is this (perhaps of a
    /// frame that was pushed or popped).
    Stepped(*mut Value, u32),
}

/// The code of the frame at `base`.
///
/// # Safety
/// `base` is the base of a frame.
#[inline(always)]
pub unsafe fn code_of<'a>(base: *mut Value) -> &'a Code {
    // SAFETY: the frame's function keeps its code alive.
    unsafe { &*header(base).code }
}

/// Runs from instruction `pc` of the frame at `base` until the frame marked ENTRY is left.
///
/// # Safety
/// `base` is the running frame of `vm`, and `pc` is an instruction of its code at which the
/// frame's registers are as the code expects.
pub unsafe fn run<const SINGLE: bool>(vm: &mut Interpreter, base: *mut Value, pc: u32) -> Outcome {
    let mut base = base;
    let mut start_pc = pc;
    // SAFETY (of the whole body): instructions are verified: they name registers of their frame,
    // constants and sites of their code; targets lie inside the code. `base` is the running
    // frame throughout, and objects reached from live registers are alive (no collection
    // happens but at safepoints).
    unsafe {
        'frame: loop {
            let mut consts: *const Value = code_of(base).consts.as_ptr();
            let mut pc: Pc = code_of(base).instrs.as_ptr().add(start_pc as usize);
            let mut first = true;

            let raised: Raised = 'raise: loop {
                if SINGLE {
                    if !first {
                        let index = pc.offset_from(code_of(base).instrs.as_ptr()) as u32;
                        return Outcome::Stepped(base, index);
                    }
                    first = false;
                }
                // Fields are read from memory where they are used: a copy would cost the loop registers
                // across every call.
                pc = next(pc);
                let instr = pc.sub(1) as *const Instr;

                shorthands!($ vm base consts pc instr 'raise);

                match (*instr).op {
                    // ---- moving ----
                    Op::Nop => {}
                    Op::Enter => {
                        if vm.realm.machine.pending.load(std::sync::atomic::Ordering::Relaxed) != 0
                            && let Err(raised) = safepoint::poll(vm, base, pc)
                        {
                            break 'raise raised;
                        }
                        if !SINGLE {
                            let hotness = &code_of(base).hotness[(*instr).a as usize].1;
                            let count = hotness.count.get().wrapping_add(1);
                            hotness.count.set(count);
                            if count == vm.hot_threshold {
                                match safepoint::hot(vm, base, pc) {
                                    safepoint::After::GoOn => {}
                                    safepoint::After::Resume(at, index) => {
                                        base = at;
                                        start_pc = index;
                                        continue 'frame;
                                    }
                                    safepoint::After::Raised(raised) => break 'raise raised,
                                    safepoint::After::Returned(value) => return Outcome::Returned(value),
                                    safepoint::After::Left(raised) => return Outcome::Raised(raised),
                                }
                            }
                        }
                    }
                    Op::Loop => {
                        let loop_pc = pc;
                        pc = pc.offset((*instr).wide() as isize);
                        if vm.realm.machine.pending.load(std::sync::atomic::Ordering::Relaxed) != 0
                            && let Err(raised) = safepoint::poll(vm, base, loop_pc)
                        {
                            break 'raise raised;
                        }
                        if !SINGLE {
                            let hotness = &(*code_of(base).hotness.as_ptr().add((*instr).a as usize)).1;
                            let count = hotness.count.get().wrapping_add(1);
                            hotness.count.set(count);
                            if count == vm.hot_threshold {
                                match safepoint::hot(vm, base, loop_pc) {
                                    safepoint::After::GoOn => {}
                                    safepoint::After::Resume(at, index) => {
                                        base = at;
                                        start_pc = index;
                                        continue 'frame;
                                    }
                                    safepoint::After::Raised(raised) => break 'raise raised,
                                    safepoint::After::Returned(value) => return Outcome::Returned(value),
                                    safepoint::After::Left(raised) => return Outcome::Raised(raised),
                                }
                            }
                        }
                    }
                    Op::EnterTrace | Op::LoopTrace => {
                        if SINGLE {
                            // The recorder and the fallback never start a trace inside one.
                            if (*instr).op == Op::LoopTrace {
                                pc = pc.offset((*instr).wide() as isize);
                            }
                            continue 'raise;
                        }
                        match safepoint::enter_trace(vm, base, pc) {
                            safepoint::After::GoOn => {
                                // It may have become `Loop` meanwhile: its trace is invalid.
                                if (*instr).op.family() == Op::Loop {
                                    pc = pc.offset((*instr).wide() as isize);
                                }
                            }
                            safepoint::After::Resume(at, index) => {
                                base = at;
                                start_pc = index;
                                continue 'frame;
                            }
                            safepoint::After::Raised(raised) => break 'raise raised,
                            safepoint::After::Returned(value) => return Outcome::Returned(value),
                            safepoint::After::Left(raised) => return Outcome::Raised(raised),
                        }
                    }
                    Op::Move => reg!((*instr).a) = operand!((*instr).b),
                    Op::LoadConst => reg!((*instr).a) = *consts.add((*instr).wide() as usize),
                    Op::CheckBound => {
                        if reg!((*instr).a).is_unbound() {
                            slow!(raising::unbound_local)
                        }
                    }
                    Op::Unbind => {
                        reg!((*instr).a) = Value::UNBOUND;
                        if vm.realm.finalizers.watchful {
                            slow!(finalize::after_unbind)
                        }
                    }
                    Op::MakeCell => slow!(build::make_cell),
                    Op::LoadClosure => {
                        let function = Gc::<FunctionObject>::from_address(header(base).function.bits() as usize);
                        let closure = Gc::<TupleObject>::from_address(function.closure.bits() as usize);
                        reg!((*instr).a) = *TupleObject::items(closure).as_ptr().add((*instr).b as usize);
                    }
                    Op::LoadCell => {
                        let cell = Gc::<CellObject>::from_address(reg!((*instr).b).bits() as usize);
                        let value = cell.value.get();
                        if value.is_unbound() {
                            slow!(raising::unbound_cell)
                        }
                        reg!((*instr).a) = value;
                    }
                    Op::StoreCell => {
                        let cell = Gc::<CellObject>::from_address(reg!((*instr).a).bits() as usize);
                        cell.value.set(operand!((*instr).b));
                    }
                    Op::DeleteCell => slow!(raising::delete_cell),

                    // ---- names ----
                    Op::LoadGlobal => slow!(globals::load_global),
                    Op::LoadGlobalModule => {
                        let site = &*code_of(base).sites.as_ptr().add((*instr).b as usize);
                        let function = Gc::<FunctionObject>::from_address(header(base).function.bits() as usize);
                        let dict = function.globals;
                        if dict.keys_version.get() == site.key.get() {
                            reg!((*instr).a) = (*dict.entries.get().add(site.slot.get() as usize)).value;
                            continue 'raise;
                        }
                        slow!(globals::load_global_miss)
                    }
                    Op::LoadGlobalBuiltin => {
                        let site = &*code_of(base).sites.as_ptr().add((*instr).b as usize);
                        let function = Gc::<FunctionObject>::from_address(header(base).function.bits() as usize);
                        let builtins: Gc<DictObject> = vm.builtins_dict;
                        if function.globals.keys_version.get() == site.key.get()
                            && builtins.keys_version.get() == site.key2.get()
                        {
                            reg!((*instr).a) = (*builtins.entries.get().add(site.slot.get() as usize)).value;
                            continue 'raise;
                        }
                        slow!(globals::load_global_miss)
                    }
                    Op::StoreGlobal => slow!(globals::store_global),
                    Op::StoreGlobalCached => {
                        let site = &*code_of(base).sites.as_ptr().add((*instr).b as usize);
                        let function = Gc::<FunctionObject>::from_address(header(base).function.bits() as usize);
                        let dict = function.globals;
                        if dict.keys_version.get() == site.key.get() {
                            let entry = dict.entries.get().add(site.slot.get() as usize);
                            if (*entry).meta & crate::object::entry_meta::WATCHED == 0 {
                                (*entry).value = operand!((*instr).c);
                                continue 'raise;
                            }
                        }
                        slow!(globals::store_global_miss)
                    }
                    Op::DeleteGlobal => slow!(globals::delete_global),
                    Op::LoadName => slow!(globals::load_name),
                    Op::StoreName => slow!(globals::store_name),
                    Op::DeleteName => slow!(globals::delete_name),
                    Op::LoadClassCell => slow!(globals::load_class_cell),

                    // ---- arithmetic ----
                    Op::AddInt => {
                        let (left, right) = (operand!((*instr).b), operand!((*instr).c));
                        if both_ints!(left, right) {
                            let sum = left.bits().wrapping_add(right.bits()).wrapping_sub(vm.realm.machine.int_bias);
                            if is_int_word(sum) {
                                reg!((*instr).a) = Value::from_bits(sum);
                                continue 'raise;
                            }
                        }
                        slow!(arith::binary_miss)
                    }
                    Op::SubInt => {
                        let (left, right) = (operand!((*instr).b), operand!((*instr).c));
                        if both_ints!(left, right) {
                            let difference =
                                left.bits().wrapping_sub(right.bits()).wrapping_add(vm.realm.machine.int_bias);
                            if is_int_word(difference) {
                                reg!((*instr).a) = Value::from_bits(difference);
                                continue 'raise;
                            }
                        }
                        slow!(arith::binary_miss)
                    }
                    Op::MulInt => {
                        let (left, right) = (operand!((*instr).b), operand!((*instr).c));
                        if both_ints!(left, right)
                            && let Some(product) = unbox!(left).checked_mul(unbox!(right))
                            && let Some(value) = small!(product)
                        {
                            reg!((*instr).a) = value;
                            continue 'raise;
                        }
                        slow!(arith::binary_miss)
                    }
                    Op::FloorDivInt => {
                        let (left, right) = (operand!((*instr).b), operand!((*instr).c));
                        if both_ints!(left, right)
                            && unbox!(right) != 0
                            && let Some(value) = small!(arith::floor_divide(unbox!(left), unbox!(right)))
                        {
                            reg!((*instr).a) = value;
                            continue 'raise;
                        }
                        slow!(arith::binary_miss)
                    }
                    Op::ModInt => {
                        let (left, right) = (operand!((*instr).b), operand!((*instr).c));
                        if both_ints!(left, right) && unbox!(right) != 0 {
                            reg!((*instr).a) = boxed!(arith::floor_modulo(unbox!(left), unbox!(right)));
                            continue 'raise;
                        }
                        slow!(arith::binary_miss)
                    }
                    Op::TrueDivInt => {
                        let (left, right) = (operand!((*instr).b), operand!((*instr).c));
                        if both_ints!(left, right) && unbox!(right) != 0 {
                            // 48-bit ints are exact as floats, so the quotient is correctly rounded.
                            reg!((*instr).a) = boxed_float!(unbox!(left) as f64 / unbox!(right) as f64);
                            continue 'raise;
                        }
                        slow!(arith::binary_miss)
                    }
                    Op::TrueDivFloat => {
                        let (left, right) = (operand!((*instr).b), operand!((*instr).c));
                        if both_floats!(left, right) && unbox_float!(right) != 0.0 {
                            reg!((*instr).a) = boxed_float!(unbox_float!(left) / unbox_float!(right));
                            continue 'raise;
                        }
                        slow!(arith::binary_miss)
                    }
                    Op::AddFloat => float_binary!(|x, y| x + y),
                    Op::SubFloat => float_binary!(|x, y| x - y),
                    Op::MulFloat => float_binary!(|x, y| x * y),
                    Op::BitAndInt => int_bits!(|x, y| x & y),
                    Op::BitOrInt => int_bits!(|x, y| x | y),
                    Op::BitXorInt => int_bits!(|x, y| x ^ y),
                    Op::LeftShiftInt => {
                        let (left, right) = (operand!((*instr).b), operand!((*instr).c));
                        if both_ints!(left, right) {
                            let (number, count) = (unbox!(left), unbox!(right));
                            if (0..16).contains(&count)
                                && let Some(value) = small!(number << count)
                            {
                                reg!((*instr).a) = value;
                                continue 'raise;
                            }
                        }
                        slow!(arith::binary_miss)
                    }
                    Op::RightShiftInt => {
                        let (left, right) = (operand!((*instr).b), operand!((*instr).c));
                        if both_ints!(left, right) && unbox!(right) >= 0 {
                            let count = unbox!(right).min(63);
                            reg!((*instr).a) = boxed!(unbox!(left) >> count);
                            continue 'raise;
                        }
                        slow!(arith::binary_miss)
                    }
                    Op::AddStr => slow!(arith::add_str),
                    Op::PowFloat => slow!(arith::pow_float),
                    Op::Add
                    | Op::Sub
                    | Op::Mul
                    | Op::TrueDiv
                    | Op::FloorDiv
                    | Op::Mod
                    | Op::Pow
                    | Op::LeftShift
                    | Op::RightShift
                    | Op::BitAnd
                    | Op::BitOr
                    | Op::BitXor
                    | Op::MatMul => slow!(arith::binary),
                    Op::Neg => {
                        let value = operand!((*instr).b);
                        if is_float_word(value.bits()) {
                            reg!((*instr).a) = boxed_float!(-unbox_float!(value));
                            continue 'raise;
                        }
                        slow!(arith::unary)
                    }
                    Op::Pos | Op::Invert => slow!(arith::unary),
                    Op::Not => match operand!((*instr).b) {
                        Value::TRUE => reg!((*instr).a) = Value::FALSE,
                        Value::FALSE => reg!((*instr).a) = Value::TRUE,
                        _ => slow!(compare::not),
                    },

                    // ---- comparing ----
                    Op::LtInt => int_compare!(<),
                    Op::LeInt => int_compare!(<=),
                    Op::EqInt => int_compare!(==),
                    Op::NeInt => int_compare!(!=),
                    Op::GtInt => int_compare!(>),
                    Op::GeInt => int_compare!(>=),
                    Op::LtFloat => float_compare!(<),
                    Op::LeFloat => float_compare!(<=),
                    Op::EqFloat => float_compare!(==),
                    Op::NeFloat => float_compare!(!=),
                    Op::GtFloat => float_compare!(>),
                    Op::GeFloat => float_compare!(>=),
                    Op::EqStr | Op::NeStr => slow!(compare::compare_str),
                    Op::Lt | Op::Le | Op::Eq | Op::Ne | Op::Gt | Op::Ge => slow!(compare::compare),
                    Op::Is => {
                        let same = is_same(operand!((*instr).b), operand!((*instr).c));
                        reg!((*instr).a) = Value::bool(same != (*instr).flag());
                    }
                    Op::Contains => slow!(subscript::contains),

                    // ---- branching ----
                    Op::BranchLtInt => int_branch!(<),
                    Op::BranchLeInt => int_branch!(<=),
                    Op::BranchEqInt => int_branch!(==),
                    Op::BranchNeInt => int_branch!(!=),
                    Op::BranchGtInt => int_branch!(>),
                    Op::BranchGeInt => int_branch!(>=),
                    Op::BranchLtFloat => float_branch!(<),
                    Op::BranchLeFloat => float_branch!(<=),
                    Op::BranchEqFloat => float_branch!(==),
                    Op::BranchNeFloat => float_branch!(!=),
                    Op::BranchGtFloat => float_branch!(>),
                    Op::BranchGeFloat => float_branch!(>=),
                    Op::BranchEqStr | Op::BranchNeStr => slow_branch!(compare::branch_str),
                    Op::BranchLt | Op::BranchLe | Op::BranchEq | Op::BranchNe | Op::BranchGt | Op::BranchGe => {
                        slow_branch!(compare::branch)
                    }
                    Op::BranchIs => {
                        let same = is_same(operand!((*instr).a), operand!((*instr).b));
                        if same != (*instr).flag() {
                            pc = pc.offset((*instr).c as i16 as isize);
                        }
                    }
                    Op::Branch | Op::BranchBool => {
                        let value = operand!((*instr).a);
                        let truth = if value == Value::TRUE {
                            true
                        } else if value == Value::FALSE || value.is_none() {
                            false
                        } else {
                            match compare::truth(vm, base, pc, value) {
                                Ok(truth) => truth,
                                Err(raised) => break 'raise raised,
                            }
                        };
                        if truth != (*instr).flag() {
                            pc = pc.offset((*instr).wide() as isize);
                        }
                    }
                    Op::Jump => pc = pc.offset((*instr).wide() as isize),

                    // ---- iterating ----
                    Op::GetIter => slow!(iter::get_iter),
                    Op::ForIterRange => {
                        let iterable = reg!((*instr).a);
                        let next = reg!((*instr).a + 1);
                        if has_shape!(iterable, Kind::Range as u32) && is_int_word(next.bits()) {
                            let range = Gc::<RangeObject>::from_address(iterable.bits() as usize);
                            let number = unbox!(next);
                            let step = range.step;
                            let more = if step > 0 { number < range.stop } else { number > range.stop };
                            if more {
                                reg!((*instr).b) = next;
                                reg!((*instr).a + 1) = boxed!(number + step);
                            } else {
                                pc = pc.offset((*instr).c as i16 as isize);
                            }
                            continue 'raise;
                        }
                        iterated!(iter::for_iter)
                    }
                    Op::ForIterList => {
                        let iterable = reg!((*instr).a);
                        let next = reg!((*instr).a + 1);
                        if has_shape!(iterable, Kind::List as u32) && is_int_word(next.bits()) {
                            let list = Gc::<ListObject>::from_address(iterable.bits() as usize);
                            let index = unbox!(next) as usize;
                            if index < list.len.get() {
                                reg!((*instr).b) = *list.items.get().add(index);
                                reg!((*instr).a + 1) = Value::from_bits(next.bits() + 1);
                            } else {
                                pc = pc.offset((*instr).c as i16 as isize);
                            }
                            continue 'raise;
                        }
                        iterated!(iter::for_iter)
                    }
                    Op::ForIterTuple => {
                        let iterable = reg!((*instr).a);
                        let next = reg!((*instr).a + 1);
                        if has_shape!(iterable, Kind::Tuple as u32) && is_int_word(next.bits()) {
                            let tuple = Gc::<TupleObject>::from_address(iterable.bits() as usize);
                            let index = unbox!(next) as usize;
                            if index < tuple.len {
                                reg!((*instr).b) = *TupleObject::items(tuple).as_ptr().add(index);
                                reg!((*instr).a + 1) = Value::from_bits(next.bits() + 1);
                            } else {
                                pc = pc.offset((*instr).c as i16 as isize);
                            }
                            continue 'raise;
                        }
                        iterated!(iter::for_iter)
                    }
                    Op::ForIter | Op::ForIterDict | Op::ForIterGenerator => iterated!(iter::for_iter),
                    Op::UnpackTuple => {
                        let value = operand!((*instr).b);
                        if has_shape!(value, Kind::Tuple as u32) {
                            let tuple = Gc::<TupleObject>::from_address(value.bits() as usize);
                            if tuple.len == (*instr).c as usize {
                                let items = TupleObject::items(tuple).as_ptr();
                                for index in 0..tuple.len {
                                    reg!((*instr).a as usize + index) = *items.add(index);
                                }
                                continue 'raise;
                            }
                        }
                        slow!(iter::unpack)
                    }
                    Op::UnpackList => {
                        let value = operand!((*instr).b);
                        if has_shape!(value, Kind::List as u32) {
                            let list = Gc::<ListObject>::from_address(value.bits() as usize);
                            if list.len.get() == (*instr).c as usize {
                                let items = list.items.get();
                                for index in 0..list.len.get() {
                                    reg!((*instr).a as usize + index) = *items.add(index);
                                }
                                continue 'raise;
                            }
                        }
                        slow!(iter::unpack)
                    }
                    Op::Unpack => slow!(iter::unpack),
                    Op::UnpackStar => slow!(iter::unpack_star),

                    // ---- subscripts ----
                    Op::GetItemList => {
                        let (object, index) = (operand!((*instr).b), operand!((*instr).c));
                        if has_shape!(object, Kind::List as u32) && is_int_word(index.bits()) {
                            let list = Gc::<ListObject>::from_address(object.bits() as usize);
                            let number = unbox!(index);
                            let len = list.len.get();
                            let number = if number < 0 { number + len as i64 } else { number } as usize;
                            if number < len {
                                reg!((*instr).a) = *list.items.get().add(number);
                                continue 'raise;
                            }
                        }
                        slow!(subscript::get_item_miss)
                    }
                    Op::GetItemTuple => {
                        let (object, index) = (operand!((*instr).b), operand!((*instr).c));
                        if has_shape!(object, Kind::Tuple as u32) && is_int_word(index.bits()) {
                            let tuple = Gc::<TupleObject>::from_address(object.bits() as usize);
                            let number = unbox!(index);
                            let number = if number < 0 { number + tuple.len as i64 } else { number } as usize;
                            if number < tuple.len {
                                reg!((*instr).a) = *TupleObject::items(tuple).as_ptr().add(number);
                                continue 'raise;
                            }
                        }
                        slow!(subscript::get_item_miss)
                    }
                    Op::GetItemDict => slow!(subscript::get_item_dict),
                    Op::GetItemStr | Op::GetItem => slow!(subscript::get_item),
                    Op::SetItemList => {
                        let (object, index) = (operand!((*instr).a), operand!((*instr).b));
                        if has_shape!(object, Kind::List as u32) && is_int_word(index.bits()) {
                            let list = Gc::<ListObject>::from_address(object.bits() as usize);
                            let number = unbox!(index);
                            let len = list.len.get();
                            let number = if number < 0 { number + len as i64 } else { number } as usize;
                            if number < len {
                                *list.items.get().add(number) = operand!((*instr).c);
                                continue 'raise;
                            }
                        }
                        slow!(subscript::set_item_miss)
                    }
                    Op::GetItemArray => slow!(subscript::get_item_array),
                    Op::SetItemArray => slow!(subscript::set_item_array),
                    Op::SetItemDict => slow!(subscript::set_item_dict),
                    Op::SetItem => slow!(subscript::set_item),
                    Op::DelItem => slow!(subscript::del_item),
                    Op::BuildSlice => slow!(subscript::build_slice),

                    // ---- attributes ----
                    Op::LoadAttrSlot => {
                        let object = operand!((*instr).b);
                        let site = &*code_of(base).sites.as_ptr().add((*instr).c as usize);
                        if has_shape!(object, site.key.get()) {
                            let instance = Gc::<InstanceObject>::from_address(object.bits() as usize);
                            if attr::version_holds(site) {
                                reg!((*instr).a) = attr::slot(instance, site.slot.get());
                                continue 'raise;
                            }
                        }
                        slow!(attr::load_attr_miss)
                    }
                    Op::LoadAttr => slow!(attr::load_attr),
                    Op::LoadAttrModule => slow!(attr::load_attr_module),
                    Op::LoadAttrClass => slow!(attr::load_attr_class),
                    Op::StoreAttrSlot => {
                        let object = operand!((*instr).a);
                        let site = &*code_of(base).sites.as_ptr().add((*instr).c as usize);
                        if has_shape!(object, site.key.get()) {
                            let instance = Gc::<InstanceObject>::from_address(object.bits() as usize);
                            if attr::version_holds(site) {
                                attr::set_slot(instance, site.slot.get(), operand!((*instr).b));
                                continue 'raise;
                            }
                        }
                        slow!(attr::store_attr_miss)
                    }
                    Op::StoreAttr => slow!(attr::store_attr),
                    Op::StoreAttrAdd => {
                        let object = operand!((*instr).a);
                        let site = &*code_of(base).sites.as_ptr().add((*instr).c as usize);
                        if has_shape!(object, site.key.get()) {
                            let instance = Gc::<InstanceObject>::from_address(object.bits() as usize);
                            // The cache is only made for slots that stand inside the object.
                            if attr::version_holds(site) {
                                instance.header.shape.set(site.value.get().int_unchecked() as u32);
                                attr::set_slot(instance, site.slot.get(), operand!((*instr).b));
                                continue 'raise;
                            }
                        }
                        slow!(attr::store_attr_miss)
                    }
                    Op::DelAttr => slow!(attr::del_attr),
                    Op::LoadMethodCached => {
                        let object = operand!((*instr).b);
                        let site = &*code_of(base).sites.as_ptr().add((*instr).c as usize);
                        if has_shape!(object, site.key.get()) && attr::version_holds(site) {
                            reg!((*instr).a) = site.value.get();
                            reg!((*instr).a + 1) = object;
                            continue 'raise;
                        }
                        slow!(attr::load_method_miss)
                    }
                    Op::LoadMethod => slow!(attr::load_method),
                    Op::LoadMethodNative => {
                        let object = operand!((*instr).b);
                        let site = &*code_of(base).sites.as_ptr().add((*instr).c as usize);
                        if has_shape!(object, site.key.get()) {
                            reg!((*instr).a) = site.value.get();
                            reg!((*instr).a + 1) = object;
                            continue 'raise;
                        }
                        slow!(attr::load_method_miss)
                    }
                    Op::LoadSuper => slow!(class::load_super),

                    // ---- calling ----
                    Op::CallPython => {
                        let callee = reg!((*instr).a);
                        let pushed = call::push_exact(
                            vm,
                            base,
                            pc,
                            callee,
                            base.add((*instr).a as usize + 1),
                            (*instr).b as usize,
                        );
                        if !pushed.is_null() {
                            enter!(pushed);
                            continue 'raise;
                        }
                        slow_call!(call::call_miss)
                    }
                    Op::CallMethodPython => {
                        let callee = reg!((*instr).a);
                        let bound = !reg!((*instr).a + 1).is_unbound();
                        let arguments = base.add((*instr).a as usize + 2 - bound as usize);
                        let pushed =
                            call::push_exact(vm, base, pc, callee, arguments, (*instr).b as usize + bound as usize);
                        if !pushed.is_null() {
                            enter!(pushed);
                            continue 'raise;
                        }
                        slow_call!(call::call_method_miss)
                    }
                    Op::Call => slow_call!(call::call),
                    Op::CallNative => slow!(call::call_native),
                    Op::CallClass => slow_call!(call::call_class),
                    Op::CallMethod => slow_call!(call::call_method),
                    Op::CallMethodNative => slow!(call::call_method_native),
                    Op::CallKeywords => slow_call!(call::call_keywords),
                    Op::CallSpread => slow_call!(call::call_spread),
                    Op::Return => {
                        let value = operand!((*instr).a);
                        let frame = header(base);
                        let initialized = frame.flags == frame_flags::INIT && value.is_none();
                        if frame.flags != 0 && !initialized {
                            if frame.flags & frame_flags::GENERATOR != 0 {
                                match generator::finish(vm, base, value) {
                                    Ok(Some(value)) => return Outcome::Returned(value),
                                    Ok(None) => resume!(),
                                    Err(raised) => break 'raise raised,
                                }
                                continue 'raise;
                            }
                            match call::return_special(vm, base, pc, value) {
                                call::Returning::ToCaller => {}
                                call::Returning::Leave(value) => return Outcome::Returned(value),
                                call::Returning::Raise(raised) => break 'raise raised,
                            }
                            // `__init__` returned None: the instance stays where it is.
                            base = vm.frame;
                            let code = header(base).code;
                            consts = (*code).consts.as_ptr();
                            pc = (*code).instrs.as_ptr().add(header(base).pc as usize + 1);
                            continue 'raise;
                        }
                        let caller = frame.caller;
                        vm.realm.machine.depth -= 1;
                        vm.realm.machine.stack_top = base.sub(FRAME_WORDS);
                        vm.frame = caller;
                        base = caller;
                        let code = header(base).code;
                        consts = (*code).consts.as_ptr();
                        pc = (*code).instrs.as_ptr().add(header(base).pc as usize);
                        let call = (*pc).get();
                        pc = pc.add(1);
                        // Of an `__init__` that returned None, the instance is there already.
                        if !initialized {
                            reg!(call.a) = value;
                        }
                    }

                    // ---- generators and coroutines ----
                    Op::MakeGenerator => {
                        let value = generator::make(vm, base);
                        if header(base).flags != 0 {
                            match call::return_special(vm, base, pc, value) {
                                call::Returning::ToCaller => {}
                                call::Returning::Leave(value) => return Outcome::Returned(value),
                                call::Returning::Raise(raised) => break 'raise raised,
                            }
                        } else {
                            vm.pop_frame();
                        }
                        resume!();
                        reg!((*pc).get().a) = value;
                        pc = pc.add(1);
                    }
                    Op::Yield | Op::YieldFrom => match generator::suspend(vm, base, pc) {
                        Some(value) => return Outcome::Returned(value),
                        None => resume!(),
                    },
                    Op::Send => iterated!(generator::send),
                    Op::GetYieldFrom => slow!(generator::get_yield_from),
                    Op::GetAwaitable => slow!(generator::get_awaitable),
                    Op::GetAsyncIter => slow!(generator::get_async_iter),
                    Op::GetAsyncNext => slow!(generator::get_async_next),
                    Op::EndAsyncFor => slow!(generator::end_async_for),
                    Op::EnterAsyncWith => slow!(generator::enter_async_with),
                    Op::ExitAsyncWith => slow!(generator::exit_async_with),

                    // ---- matching ----
                    Op::MatchSequence => slow!(matching::match_sequence),
                    Op::MatchMapping => slow!(matching::match_mapping),
                    Op::MatchKeys => slow!(matching::match_keys),
                    Op::MatchClass => slow!(matching::match_class),

                    // ---- building ----
                    Op::BuildTuple => slow!(build::tuple),
                    Op::BuildList => slow!(build::list),
                    Op::BuildSet => slow!(build::set),
                    Op::BuildDict => slow!(build::dict),
                    Op::BuildString => slow!(build::string),
                    Op::ListAppend => slow!(build::list_append),
                    Op::SetAdd => slow!(build::set_add),
                    Op::DictInsert => slow!(build::dict_insert),
                    Op::ListExtend => slow!(build::list_extend),
                    Op::SetUpdate => slow!(build::set_update),
                    Op::DictUpdate => slow!(build::dict_update),
                    Op::DictMerge => slow!(build::dict_merge),
                    Op::ListToTuple => slow!(build::list_to_tuple),
                    Op::Format => slow!(build::format),
                    Op::MakeFunction => slow!(build::make_function),
                    Op::MakeClass => slow!(class::make_class),

                    // ---- importing ----
                    Op::ImportName => slow!(import::import_name),
                    Op::ImportFrom => slow!(import::import_from),
                    Op::ImportStar => slow!(import::import_star),

                    // ---- raising ----
                    Op::Raise => slow!(raising::raise),
                    Op::Reraise => slow!(raising::reraise),
                    Op::PushHandled => {
                        let frame = header(base);
                        reg!((*instr).a + 1) = frame.handled;
                        frame.handled = reg!((*instr).a);
                    }
                    Op::PopHandled => header(base).handled = reg!((*instr).a),
                    Op::MatchException => slow!(raising::match_exception),
                    Op::MatchStar => slow!(raising::match_star),
                    Op::AfterStar => slow!(raising::after_star),
                    Op::RaiseAssert => slow!(raising::raise_assert),
                    Op::EnterWith => slow!(raising::enter_with),
                    Op::ExitWith => slow!(raising::exit_with),
                }
            };

            if SINGLE {
                return Outcome::Raised(raised);
            }
            let _ = frame_flags::ENTRY;
            match unwind::unwind(vm, raised) {
                unwind::Unwound::Handled(at, index) => {
                    base = at;
                    start_pc = index;
                }
                unwind::Unwound::Left(raised) => return Outcome::Raised(raised),
            }
        }
    }
}
