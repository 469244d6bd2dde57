//! The instructions of scripts: what uops of each family are used for.
//!
//! In: choices, the world's constants. Out: a [`Group`].
//!
//! 1. Preconditions that a uop's documentation names are proven in its group.
//! 2. Exits first, then effects: see `script`.

use super::script::{Arg, Group, Step};
use super::world::*;
use crate::fuzzing::choices::Choices;
use crate::jit::ir::{Type, Uop};
use crate::object::layout::offset;
use crate::object::{Kind, Value};
use crate::uops::{Function, caller_state, pack};

const NUMBERS: &[i64] = &[0, 1, 2, 3, -1, 5, 7, 40, 100, -100, 1 << 31, 1 << 46, (1 << 47) - 1, -(1 << 47), 65536, 255];
const FLOATS: &[f64] = &[0.0, -0.0, 1.0, -1.0, 0.5, 2.0, 3.7, -2.25, 1e10, 1e-10, 1e300, f64::INFINITY, f64::NAN];

/// What the first registers hold: four ints, three floats, a bool, two of anything.
pub fn plain(random: &mut Choices<'_>) -> Vec<Value> {
    (0..PLAIN)
        .map(|slot| match slot {
            0..4 => Value::int(random.pick(NUMBERS)),
            4..7 => Value::float(random.pick(FLOATS)),
            7 => Value::bool(random.chance(2)),
            _ => random.pick(&[Value::NONE, Value::int(3), Value::float(1.5), Value::TRUE]),
        })
        .collect()
}

pub(super) struct Maker<'a, 'r, 'b> {
    pub(super) random: &'r mut Choices<'b>,
    pub(super) world: &'a World,
    seed: u64,
    pub(super) group: Group,
}
use Arg::{Slot, Step as Made};

/// How many families of instructions there are.
const FAMILIES: usize = 20;

/// Some families, so that a script's instructions have to do with each other.
pub fn families(random: &mut Choices<'_>) -> Vec<usize> {
    (0..1 + random.below(4)).map(|_| random.below(FAMILIES)).collect()
}

/// An instruction, mostly of one of these families.
pub fn group(random: &mut Choices<'_>, world: &World, seed: u64, families: &[usize]) -> Group {
    let mut maker = Maker { random, world, seed, group: Group::default() };
    let any = maker.random.one_in(5);
    let family = if any { maker.random.below(FAMILIES) } else { maker.random.pick(families) };
    match family {
        0 => maker.number(),
        1 => maker.float(),
        2 => maker.compare(),
        3 => maker.prove(),
        4 => maker.word(),
        5 => maker.list(),
        6 => maker.instance(),
        7 => maker.allocate(),
        8 => maker.tuple(),
        9 => maker.range(),
        10 => maker.cell(),
        11 => maker.function(),
        12 => maker.generator(),
        13 => maker.array(),
        14 => maker.dict(),
        15 => maker.seeing(),
        16 => maker.plain(),
        17 => maker.arguments(),
        18 => maker.make(),
        _ => maker.frame(),
    }
    maker.group.interpreted = maker.random.one_in(24);
    maker.group
}

pub(super) fn value(value: Value) -> Arg {
    Arg::Constant(Type::Value, value.bits())
}
fn int(number: i64) -> Arg {
    Arg::Constant(Type::Int, number as u64)
}

impl Maker<'_, '_, '_> {
    pub(super) fn op(&mut self, op: Uop, args: &[Arg], imm: u64) -> Arg {
        self.group.steps.push(Step { op, args: args.to_vec(), imm });
        Made(self.group.steps.len() as u8 - 1)
    }
    pub(super) fn write(&mut self, arg: Arg) {
        let slot = self.random.below(PLAIN as usize) as u8;
        self.group.writes.push((slot, arg));
    }
    /// To a register that may hold anything: most others stay numbers.
    pub(super) fn keep(&mut self, arg: Arg) {
        let slot = 8 + self.random.below(2) as u8;
        self.group.writes.push((slot, arg));
    }
    pub(super) fn any(&mut self) -> Arg {
        Slot(self.random.below(PLAIN as usize) as u8)
    }
    pub(super) fn value(&mut self) -> Arg {
        match self.random.below(4) {
            0 => value(Value::int(self.random.pick(&NUMBERS[..10]))),
            _ => self.any(),
        }
    }
    fn int(&mut self) -> Arg {
        if self.random.chance(4) {
            return int(self.random.pick(NUMBERS));
        }
        let slot = self.random.below(4) as u8;
        self.op(Uop::UnboxInt, &[Slot(slot)], 0)
    }
    pub(super) fn small(&mut self, mask: i64) -> Arg {
        let number = self.int();
        self.op(Uop::IntAnd, &[number, int(mask)], 0)
    }
    fn number_as_float(&mut self) -> Arg {
        match self.random.below(6) {
            0 => Arg::Constant(Type::Float, self.random.pick(FLOATS).to_bits()),
            1 => {
                let number = self.int();
                self.op(Uop::IntToFloat, &[number], 0)
            }
            _ => {
                let slot = 4 + self.random.below(3) as u8;
                self.op(Uop::UnboxFloat, &[Slot(slot)], 0)
            }
        }
    }
    fn object(&mut self, slot: u8, shape: u64) -> Arg {
        let object = self.op(Uop::AsObject, &[Slot(slot)], 0);
        self.op(Uop::GuardShape, &[object], shape);
        object
    }
    pub(super) fn of_kind(&mut self, slot: u8, kind: Kind) -> Arg {
        self.object(slot, kind as u64)
    }

    fn number(&mut self) {
        const CHECKED: &[Uop] = &[
            Uop::IntAdd,
            Uop::IntSub,
            Uop::IntMul,
            Uop::IntAnd,
            Uop::IntOr,
            Uop::IntXor,
            Uop::IntShiftLeft,
            Uop::IntFloorDiv,
            Uop::IntMod,
            Uop::IntShiftRight,
        ];
        let result = match self.random.below(4) {
            0 => {
                // Small enough for whatever is said to be proven.
                let (a, b) = (self.small(0xFFFF), self.small(31));
                let op = self.random.pick(&[
                    Uop::IntAddWrap,
                    Uop::IntSubWrap,
                    Uop::IntMulWrap,
                    Uop::IntShiftLeftWrap,
                    Uop::IntShiftRight,
                ]);
                let result = self.op(op, &[a, b], 0);
                if self.random.chance(2) { self.op(Uop::BoxSmallInt, &[result], 0) } else { result }
            }
            1 => {
                let a = self.int();
                let op = self.random.pick(&[Uop::IntNeg, Uop::IntNot]);
                self.op(op, &[a], 0)
            }
            _ => {
                let (a, b) = (self.int(), self.int());
                let op = self.random.pick(CHECKED);
                match op {
                    Uop::IntFloorDiv | Uop::IntMod => drop(self.op(Uop::GuardNonZero, &[b], 0)),
                    Uop::IntShiftRight => drop(self.op(Uop::GuardIntBelow, &[b, int(64)], 0)),
                    _ => {}
                }
                let result = self.op(op, &[a, b], 0);
                if self.random.one_in(4) {
                    // One that fits: where nobody needs the box, the optimizer does without it and its exit.
                    let fits = self.op(Uop::IntAnd, &[result, int(0xFFFF_FFFF_FFFF >> 2)], 0);
                    self.op(Uop::BoxInt, &[fits], 0)
                } else {
                    result
                }
            }
        };
        let slot = self.random.below(4) as u8;
        self.group.writes.push((slot, result));
    }
    fn float(&mut self) {
        let a = self.number_as_float();
        let result = match self.random.below(5) {
            0 => {
                let op = self.random.pick(&[Uop::FloatNeg, Uop::FloatAbs, Uop::FloatSqrt, Uop::FloatPowHalf]);
                self.op(op, &[a], 0)
            }
            1 => {
                let op = self.random.pick(&[Uop::FloatToInt, Uop::FloatFloor, Uop::FloatCeil]);
                let result = self.op(op, &[a], 0);
                let slot = self.random.below(4) as u8;
                return self.group.writes.push((slot, result));
            }
            2 => {
                let b = self.number_as_float();
                self.op(Uop::GuardFloatNonZero, &[b], 0);
                let op = self.random.pick(&[Uop::FloatDiv, Uop::FloatMod, Uop::FloatFloorDiv]);
                self.op(op, &[a, b], 0)
            }
            3 if self.random.chance(2) => {
                let b = self.number_as_float();
                let called = self.random.chance(2);
                match called {
                    true => self.op(Uop::FloatCall1, &[b], float1 as *const () as u64),
                    false => self.op(Uop::FloatCall2, &[a, b], float2 as *const () as u64),
                }
            }
            _ => {
                let b = self.number_as_float();
                let op = self.random.pick(&[Uop::FloatAdd, Uop::FloatSub, Uop::FloatMul, Uop::FloatPow]);
                self.op(op, &[a, b], 0)
            }
        };
        let result = if self.random.one_in(3) { self.op(Uop::BoxFloat, &[result], 0) } else { result };
        let slot = 4 + self.random.below(3) as u8;
        self.group.writes.push((slot, result));
    }
    fn compare(&mut self) {
        let bit = if self.random.chance(2) {
            let (a, b) = (self.int(), self.int());
            let op = self.random.pick(&[Uop::IntLt, Uop::IntLe, Uop::IntEq, Uop::IntNe, Uop::IntGt, Uop::IntGe]);
            self.op(op, &[a, b], 0)
        } else {
            let (a, b) = (self.number_as_float(), self.number_as_float());
            let op =
                self.random.pick(&[Uop::FloatLt, Uop::FloatLe, Uop::FloatEq, Uop::FloatNe, Uop::FloatGt, Uop::FloatGe]);
            self.op(op, &[a, b], 0)
        };
        let bit = if self.random.one_in(3) { self.op(Uop::BoolNot, &[bit], 0) } else { bit };
        match self.random.below(4) {
            0 => self.group.writes.push((7, bit)),
            1 => {
                let bit = self.op(Uop::BoxBool, &[bit], 0);
                self.group.writes.push((7, bit));
            }
            _ => self.group.branch = Some((bit, 1 + self.random.below(3) as u8)),
        }
    }
    /// Guards of all kinds: what the group writes says whether they held.
    fn prove(&mut self) {
        const INTS: &[Uop] =
            &[Uop::GuardIntLt, Uop::GuardIntLe, Uop::GuardIntEq, Uop::GuardIntNe, Uop::GuardIntGt, Uop::GuardIntGe];
        const FLOATS: &[Uop] = &[
            Uop::GuardFloatLt,
            Uop::GuardFloatLe,
            Uop::GuardFloatEq,
            Uop::GuardFloatNe,
            Uop::GuardFloatGt,
            Uop::GuardFloatGe,
            Uop::GuardFloatNotLt,
            Uop::GuardFloatNotLe,
            Uop::GuardFloatNotGt,
            Uop::GuardFloatNotGe,
        ];
        match self.random.below(8) {
            0 | 1 => {
                let (a, b) = (self.int(), self.int());
                let op = self.random.pick(INTS);
                self.op(op, &[a, b], 0);
            }
            2 | 3 => {
                let (a, b) = (self.number_as_float(), self.number_as_float());
                let op = self.random.pick(FLOATS);
                self.op(op, &[a, b], 0);
            }
            4 => {
                let flag = &*self.world.flag as *const u32 as u64;
                self.op(Uop::GuardValid, &[], flag);
            }
            5 => {
                let state = caller_state(CALLER_PC + self.random.one_in(4) as u32, 0);
                let code = Arg::Constant(Type::Raw, &*self.world.code as *const _ as u64);
                self.op(Uop::GuardCaller, &[code, int(state)], pack(CALLER, 0));
            }
            6 => {
                let calls = self.random.pick(&[1, 4, 2_000_000]);
                self.op(Uop::GuardDepth, &[], calls);
            }
            // When the collector asks to stop differs from run to run: nothing shows whether this one left.
            _ => {
                self.op(Uop::Poll, &[], 0);
                return;
            }
        }
        let told = self.random.pick(NUMBERS);
        let slot = self.random.below(4) as u8;
        self.group.writes.push((slot, int(told)));
    }
    fn word(&mut self) {
        let a = self.any();
        match self.random.below(6) {
            0 => {
                let b = if self.random.chance(2) { self.any() } else { Slot(LIST + self.random.below(4) as u8) };
                let bit = self.op(Uop::ValueIs, &[a, b], 0);
                self.group.writes.push((7, bit));
            }
            1 => {
                let expected = self.random.pick(&[Value::NONE, Value::TRUE, Value::int(3)]);
                self.op(Uop::GuardConstant, &[a, value(expected)], 0);
                self.write(a);
            }
            2 => {
                let other = self.random.pick(&[Value::NONE, Value::FALSE, Value::int(1)]);
                self.op(Uop::GuardNotConstant, &[a, value(other)], 0);
                self.keep(a);
            }
            3 => {
                let a = if self.random.one_in(4) { Slot(UNBOUND) } else { a };
                self.op(Uop::GuardUnboundNot, &[a], 0);
                self.keep(a);
            }
            4 => {
                let bit = self.op(Uop::UnboxBool, &[Slot(7)], 0);
                let bit = self.op(Uop::BoolNot, &[bit], 0);
                self.group.writes.push((7, bit));
            }
            _ => self.write(a),
        }
    }
    fn list(&mut self) {
        let slot = self.random.pick(&[LIST, LIST2]);
        let list = self.of_kind(slot, Kind::List);
        let item = self.value();
        match self.random.below(6) {
            0 => {
                let length = self.op(Uop::ListLen, &[list], 0);
                self.op(Uop::GuardIntLt, &[length, int(60)], 0);
                self.op(Uop::ListAppend, &[list, item], Function::ListAppend.address());
            }
            1 => {
                // The last one is taken off.
                let length = self.op(Uop::ListLen, &[list], 0);
                self.op(Uop::GuardIntGt, &[length, int(0)], 0);
                let last = self.op(Uop::IntSub, &[length, int(1)], 0);
                let items = self.op(Uop::ListItems, &[list], 0);
                let taken = self.op(Uop::ItemLoad, &[items, last], 0);
                self.op(Uop::ListSetLen, &[list, last], 0);
                self.write(taken);
            }
            2 => {
                let length = self.op(Uop::ListLen, &[list], 0);
                self.write(length);
            }
            kind => {
                let index = if self.random.chance(2) { self.small(7) } else { int(self.random.below(4) as i64) };
                let length = self.op(Uop::ListLen, &[list], 0);
                self.op(Uop::GuardIntBelow, &[index, length], 0);
                let items = self.op(Uop::ListItems, &[list], 0);
                if kind == 3 {
                    self.op(Uop::ItemStore, &[items, index, item], 0);
                } else {
                    let loaded = self.op(Uop::ItemLoad, &[items, index], 0);
                    self.write(loaded);
                }
            }
        }
    }
    fn instance(&mut self) {
        let item = self.value();
        if self.random.chance(4) {
            let object = self.object(BIG, self.world.shapes[3] as u64);
            let slots = self.op(Uop::OverflowSlots, &[object], 0);
            let at = (self.random.below(8) * 8) as u64;
            if self.random.chance(2) {
                self.op(Uop::OverflowStore, &[slots, item], at);
            } else {
                let loaded = self.op(Uop::OverflowLoad, &[slots], at);
                self.write(loaded);
            }
            return;
        }
        let slot = self.random.pick(&[INSTANCE, INSTANCE2]);
        let at = |slot: u64| offset::INSTANCE_SLOTS as u64 + slot * 8;
        match self.random.below(5) {
            // One attribute more.
            0 => {
                let object = self.object(slot, self.world.shapes[1] as u64);
                self.op(Uop::SlotStore, &[object, item], at(2));
                self.op(Uop::SetShape, &[object], self.world.shapes[2] as u64);
            }
            1 => {
                let object = self.object(slot, self.world.shapes[2] as u64);
                let loaded = self.op(Uop::SlotLoad, &[object], at(2));
                self.write(loaded);
            }
            kind => {
                let object = self.object(slot, self.world.shapes[1] as u64);
                let place = at(self.random.below(2) as u64);
                if kind == 2 {
                    self.op(Uop::SlotStore, &[object, item], place);
                } else {
                    let loaded = self.op(Uop::SlotLoad, &[object], place);
                    self.write(loaded);
                }
            }
        }
    }
    fn allocate(&mut self) {
        let (a, b) = (self.value(), self.value());
        let object = self.op(Uop::InstanceAllocate, &[], self.world.header);
        for (slot, item) in [a, b].into_iter().enumerate() {
            self.op(Uop::SlotStore, &[object, item], offset::INSTANCE_SLOTS as u64 + slot as u64 * 8);
        }
        self.op(Uop::SetShape, &[object], self.world.shapes[1] as u64);
        match self.random.below(3) {
            0 => self.keep(object),
            // It takes another one's place, so it is written and read again.
            1 => self.group.writes.push((INSTANCE2, object)),
            _ => self.group.writes.push((INSTANCE, object)),
        }
    }
    fn tuple(&mut self) {
        let tuple = self.of_kind(TUPLE, Kind::Tuple);
        let length = self.op(Uop::TupleLen, &[tuple], 0);
        if self.random.one_in(4) {
            return self.write(length);
        }
        let index = if self.random.chance(2) { self.small(3) } else { int(self.random.below(3) as i64) };
        self.op(Uop::GuardIntBelow, &[index, length], 0);
        let loaded = self.op(Uop::TupleLoad, &[tuple, index], 0);
        self.write(loaded);
    }
    fn range(&mut self) {
        if self.random.chance(3) {
            let (start, stop) = (self.small(63), self.small(255));
            let step = int(self.random.pick(&[1, 2, -3]));
            let made = self.op(Uop::RangeMake, &[start, stop, step], 0);
            return self.keep(made);
        }
        let range = self.of_kind(RANGE, Kind::Range);
        let field = self.random.pick(&[offset::RANGE_START, offset::RANGE_STOP, offset::RANGE_STEP]);
        let field = self.op(Uop::RangeField, &[range], field as u64);
        self.write(field);
    }
    fn cell(&mut self) {
        let cell = match self.random.below(3) {
            // By way of the function that it belongs to: the same one.
            0 => {
                let function = self.of_kind(FUNCTION, Kind::Function);
                let closure = self.op(Uop::FunctionClosure, &[function], 0);
                let cell = self.op(Uop::TupleLoad, &[closure, int(0)], 0);
                self.op(Uop::AsObject, &[cell], 0)
            }
            _ => self.of_kind(CELL, Kind::Cell),
        };
        if self.random.chance(2) {
            let item = self.value();
            self.op(Uop::CellStore, &[cell, item], 0);
        } else {
            let loaded = self.op(Uop::CellLoad, &[cell], 0);
            self.op(Uop::GuardUnboundNot, &[loaded], 0);
            self.write(loaded);
        }
    }
    fn function(&mut self) {
        let found = match self.random.below(4) {
            0 => {
                let function = self.of_kind(FUNCTION, Kind::Function);
                let globals = self.op(Uop::FunctionGlobals, &[function], 0);
                self.op(Uop::ValueIs, &[globals, value(self.world.globals)], 0)
            }
            1 => {
                let function = self.of_kind(FUNCTION, Kind::Function);
                let code = self.op(Uop::FunctionCode, &[function], 0);
                self.op(Uop::ValueIs, &[code, value(self.world.globals)], 0)
            }
            2 => {
                let method = self.of_kind(METHOD, Kind::BoundMethod);
                let function = self.op(Uop::MethodFunction, &[method], 0);
                self.op(Uop::ValueIs, &[function, value(self.world.method)], 0)
            }
            _ => {
                let method = self.of_kind(METHOD, Kind::BoundMethod);
                let receiver = self.op(Uop::MethodReceiver, &[method], 0);
                self.op(Uop::ValueIs, &[receiver, Slot(INSTANCE)], 0)
            }
        };
        self.group.writes.push((7, found));
    }
    fn generator(&mut self) {
        let generator = self.of_kind(GENERATOR, Kind::Generator);
        match self.random.below(3) {
            0 => {
                let function = self.op(Uop::GeneratorFunction, &[generator], 0);
                let same = self.op(Uop::ValueIs, &[function, value(self.world.generator_function)], 0);
                self.group.writes.push((7, same));
            }
            1 => {
                let place = self.op(Uop::GeneratorPlace, &[generator], 0);
                self.write(place);
            }
            _ => {
                // The pc alone changes.
                let place = self.op(Uop::GeneratorPlace, &[generator], 0);
                let other = self.op(Uop::IntXor, &[place, int(1)], 0);
                self.op(Uop::GeneratorSetPlace, &[generator, other], 0);
            }
        }
    }
    fn array(&mut self) {
        let code = b"bBhHiIlLqQ"[(self.seed % 10) as usize];
        let (slot, code) = self.random.pick(&[(DOUBLES, b'd'), (SINGLES, b'f'), (INTS, code)]);
        let array = self.of_kind(slot, Kind::Array);
        let found = self.op(Uop::ArrayCode, &[array], 0);
        self.op(Uop::GuardIntEq, &[found, int(code as i64)], 0);
        let length = self.op(Uop::ArrayLen, &[array], 0);
        if self.random.one_in(5) {
            return self.write(length);
        }
        let index = if self.random.chance(2) { self.small(7) } else { int(self.random.below(3) as i64) };
        self.op(Uop::GuardIntBelow, &[index, length], 0);
        let stores = self.random.chance(2);
        let number = match (stores, code) {
            (false, _) => None,
            (_, b'd' | b'f') => {
                let number = self.number_as_float();
                // The bits of a NaN are nobody's promise.
                self.op(Uop::GuardFloatEq, &[number, number], 0);
                Some(number)
            }
            _ => Some(self.small(127)),
        };
        let items = self.op(Uop::ArrayItems, &[array], 0);
        match (code, number) {
            (b'd', Some(number)) => drop(self.op(Uop::FloatItemStore, &[items, index, number], 0)),
            (b'f', Some(number)) => drop(self.op(Uop::SingleItemStore, &[items, index, number], 0)),
            (code, Some(number)) => drop(self.op(Uop::IntItemStore, &[items, index, number], code as u64)),
            (code, None) => {
                let (op, imm) = match code {
                    b'd' => (Uop::FloatItemLoad, 0),
                    b'f' => (Uop::SingleItemLoad, 0),
                    code => (Uop::IntItemLoad, code as u64),
                };
                let loaded = self.op(op, &[items, index], imm);
                self.write(loaded);
            }
        }
    }
    fn dict(&mut self) {
        let item = self.value();
        let key = match self.random.below(3) {
            0 => value(Value::int(self.random.below(6) as i64)),
            1 => Slot(TEXT2),
            _ => self.any(),
        };
        match self.random.below(8) {
            kind @ 0..3 => {
                let dict = self.of_kind(DICT, Kind::Dict);
                self.op(Uop::GuardKeysVersion, &[dict], self.world.keys_version() as u64);
                let entries = self.op(Uop::DictEntries, &[dict], 0);
                let entry = self.random.below(3) as i32;
                let at = (entry * offset::ENTRY_SIZE + offset::ENTRY_VALUE) as u64;
                if kind == 0 {
                    self.op(Uop::EntryStore, &[entries, item], at);
                } else {
                    let loaded = self.op(Uop::EntryLoad, &[entries], at);
                    self.write(loaded);
                }
            }
            3 => {
                let slot = self.random.pick(&[DICT, DICT2]);
                let dict = self.of_kind(slot, Kind::Dict);
                let length = self.op(Uop::DictLen, &[dict], 0);
                self.write(length);
            }
            4 => {
                let slot = self.random.pick(&[DICT, DICT2]);
                let dict = self.of_kind(slot, Kind::Dict);
                let found = self.op(Uop::DictGet, &[dict, key], Function::DictGet.address());
                self.write(found);
            }
            5 => {
                let slot = self.random.pick(&[DICT, DICT2]);
                let dict = self.of_kind(slot, Kind::Dict);
                let found = self.op(Uop::DictHas, &[dict, key], Function::DictHas.address());
                self.group.writes.push((7, found));
            }
            _ => {
                let dict = self.of_kind(DICT2, Kind::Dict);
                self.op(Uop::DictSet, &[dict, key, item], Function::DictSet.address());
            }
        }
    }

    /// A frame above: made room for, written, read and left.
    fn frame(&mut self) {
        let count = self.random.pick(&[1, 2, 3_000_000]);
        let item = self.value();
        let at = ABOVE as u64;
        // Before there is a frame to leave: a number is boxed, which may leave.
        self.op(Uop::StoreSlot, &[item], at - 1);
        self.op(Uop::EnterFrames, &[], pack(count, ABOVE + 8));
        let of = self.random.pick(&[0, at]);
        let address = self.op(Uop::FrameAddress, &[], of);
        self.op(Uop::StoreWord, &[address], at + 1);
        self.op(Uop::StoreWord, &[Arg::Constant(Type::Raw, 77 << 32 | 5)], at + 2);
        let pc = self.random.below(5) as i32;
        self.op(Uop::StorePc, &[], pack(pc, ABOVE + 2));
        self.op(Uop::StoreSlot, &[value(Value::int(9))], at);
        let again = self.op(Uop::ReloadSlot, &[], at - 1);
        self.op(Uop::LeaveFrames, &[], count as u64);
        self.keep(again);
    }
}
