//! The instructions of scripts that call: runtime functions that see everything or decline, native functions, makers of objects.
//!
//! In: choices, the world's constants. Out: steps of a group; see `groups`.

use super::groups::{Maker, value};
use super::script::Arg::{self, Slot};
use super::world::*;
use crate::jit::ir::Uop;
use crate::object::protocol::{BinaryOp, CompareOp};
use crate::object::{Kind, Value};
use crate::uops::{Function, pack_native};

impl Maker<'_, '_, '_> {
    /// Calls of functions that look at everything: whatever was to be stored before must be there.
    pub(super) fn seeing(&mut self) {
        let (a, b, c) = (self.value(), self.value(), self.value());
        let result = match self.random.below(4) {
            0 => self.op(Uop::CallPlain1, &[a], call1 as *const () as u64),
            1 => self.op(Uop::CallPlain2, &[a, b], call2 as *const () as u64),
            2 => self.op(Uop::CallPlain3, &[a, b, c], call3 as *const () as u64),
            _ => {
                let bit = self.op(Uop::CallPlainBool2, &[a, b], truth2 as *const () as u64);
                return self.group.writes.push((7, bit));
            }
        };
        self.write(result);
    }
    fn container(&mut self) -> Arg {
        Slot(self.random.pick(&[LIST, LIST2, TUPLE, DICT, DICT2, RANGE, TEXT, TEXT2, DOUBLES, INTS]))
    }
    pub(super) fn plain(&mut self) {
        let container = self.container();
        let (a, b) = (self.value(), self.value());
        match self.random.below(9) {
            0 => {
                let function = self.random.pick(&[Function::Iter, Function::Negate, Function::Invert]);
                let operand = match function {
                    Function::Iter => container,
                    _ => a,
                };
                let result = self.op(Uop::CallPlain1, &[operand], function.address());
                self.keep(result);
            }
            1 => {
                let result = self.op(Uop::CallPlain2, &[container, a], Function::GetItem.address());
                self.keep(result);
            }
            2 => {
                let operator = self.random.pick(&[BinaryOp::Add, BinaryOp::Sub, BinaryOp::Mul]);
                // Of numbers, so that nothing grows.
                let (a, b) = (Slot(self.random.below(7) as u8), Slot(self.random.below(7) as u8));
                let result = self.op(Uop::CallPlain2, &[a, b], Function::Binary(operator).address());
                self.keep(result);
            }
            3 => {
                let (start, stop) = (value(Value::int(self.random.below(3) as i64)), value(Value::int(2)));
                let result = self.op(Uop::CallPlain3, &[container, start, stop], Function::GetSlice.address());
                self.keep(result);
            }
            4 => {
                let operator = self.random.pick(&[CompareOp::Lt, CompareOp::Eq, CompareOp::Ne]);
                let other = if self.random.chance(2) { self.container() } else { b };
                let address = Function::Compare(operator).address();
                let left = if self.random.chance(2) { container } else { a };
                let result = self.op(Uop::CallPlain2, &[left, other], address);
                self.keep(result);
            }
            5 => {
                let bit = self.op(Uop::CallPlainBool2, &[a, container], Function::Contains.address());
                self.group.writes.push((7, bit));
            }
            6 => {
                let operand = if self.random.chance(2) { container } else { a };
                let bit = self.op(Uop::CallPlainBool2, &[operand, operand], Function::Truth.address());
                self.group.writes.push((7, bit));
            }
            7 => {
                let item = self.op(Uop::IterNext, &[Slot(ITERATOR)], Function::Next.address());
                self.group.writes.push((9, item));
                // Unbound behind the end.
            }
            _ => {
                let text = self.of_kind(TEXT, Kind::Str);
                let index = self.small(7);
                let index = self.op(Uop::BoxSmallInt, &[index], 0);
                let character = self.op(Uop::StrChar, &[text, index], Function::StrChar.address());
                self.group.writes.push((9, character));
            }
        }
    }
    fn native(&self, place: usize) -> Arg {
        value(self.world.natives[place])
    }
    fn store(&mut self, values: &[Arg]) {
        for (index, value) in values.iter().enumerate() {
            self.op(Uop::StoreArg, &[*value], index as u64);
        }
    }
    /// Calls with the arguments in memory.
    pub(super) fn arguments(&mut self) {
        let (a, b, c) = (self.value(), self.value(), self.value());
        let none = value(Value::NONE);
        let list = Slot(self.random.pick(&[LIST, LIST2]));
        let call = |function: Function, count: u16| pack_native(function.address(), count);
        let small = value(Value::int(self.random.below(3) as i64));
        let result = match self.random.below(14) {
            0 => {
                self.store(&[a, b, c]);
                let made = self.random.pick(&[Function::BuildTuple, Function::BuildList, Function::BuildSet]);
                self.op(Uop::CallArguments, &[none], call(made, 3))
            }
            1 => {
                self.store(&[a, b]);
                self.op(Uop::CallArguments, &[none], call(Function::BuildDict, 2))
            }
            2 => {
                self.store(&[Slot(TEXT), Slot(TEXT2)]);
                self.op(Uop::CallArguments, &[none], call(Function::BuildString, 2))
            }
            3 => {
                let native = self.random.pick(&[(LEN, 1), (UPPER, 1), (MAX, 2), (DICT_GET, 2)]);
                let first = match native.0 {
                    LEN => self.container(),
                    UPPER => Slot(TEXT),
                    DICT_GET => Slot(DICT2),
                    _ => a,
                };
                self.store(&[first, b]);
                let what = self.native(native.0);
                self.op(Uop::CallArguments, &[what], call(Function::CallNative, native.1))
            }
            4 => {
                let container = self.container();
                self.store(&[container]);
                let class = FIRST_CLASS + self.random.below(3);
                let what = self.native(class);
                self.op(Uop::CallArguments, &[what], call(Function::Construct, 1))
            }
            5 => {
                self.store(&[a, value(self.world.generator_function)]);
                self.op(Uop::CallArguments, &[none], call(Function::Generator, 2))
            }
            6 => {
                self.store(&[list, small, c]);
                self.op(Uop::CallList, &[none], call(Function::SetItem, 3))
            }
            7 => {
                self.store(&[list, small]);
                self.op(Uop::CallList, &[none], call(Function::DelItem, 2))
            }
            8 => {
                self.store(&[list, Slot(TUPLE)]);
                self.op(Uop::CallList, &[none], call(Function::ListExtend, 2))
            }
            9 => {
                self.store(&[list, a]);
                let native = self.random.pick(&[(APPEND, 2), (REVERSE, 1)]);
                let what = self.native(native.0);
                self.op(Uop::CallList, &[what], call(Function::CallNative, native.1))
            }
            10 => {
                self.store(&[Slot(DICT2), a, b]);
                self.op(Uop::CallDict, &[none], call(Function::SetItem, 3))
            }
            11 => {
                self.store(&[Slot(DICT2), small, b]);
                let native = self.random.pick(&[SETDEFAULT, POP]);
                let what = self.native(native);
                self.op(Uop::CallDict, &[what], call(Function::ChangeDict, 3))
            }
            12 => {
                self.store(&[Slot(DICT2), small]);
                self.op(Uop::CallDict, &[none], call(Function::DelItem, 2))
            }
            _ => {
                self.store(&[a, b]);
                let what = self.native(MAX);
                self.op(Uop::CallArguments, &[what], call(Function::CallNative, 2))
            }
        };
        self.keep(result);
    }
    /// New objects, pure functions.
    pub(super) fn make(&mut self) {
        let (a, b, c) = (self.value(), self.value(), self.value());
        let made = match self.random.below(7) {
            0 => self.op(Uop::TupleMake2, &[a, b], Function::Tuple2.address()),
            1 => self.op(Uop::TupleMake3, &[a, b, c], Function::Tuple3.address()),
            2 => self.op(Uop::SliceMake, &[a, b, c], Function::Slice.address()),
            3 => {
                let function = value(self.world.method);
                self.op(Uop::MethodMake, &[function, Slot(INSTANCE)], Function::BoundMethod.address())
            }
            4 => {
                let class = value(self.world.class);
                self.op(Uop::SuperMake, &[class, Slot(INSTANCE)], Function::Super.address())
            }
            kind => {
                let left = self.of_kind(TEXT, Kind::Str);
                let right = self.of_kind(TEXT2, Kind::Str);
                if kind == 5 {
                    self.op(Uop::CallPure2, &[left, right], Function::StrConcat.address())
                } else {
                    let bit = self.op(Uop::CallPureBool2, &[left, right], Function::StrEqual.address());
                    return self.group.writes.push((7, bit));
                }
            }
        };
        self.keep(made);
    }
}
