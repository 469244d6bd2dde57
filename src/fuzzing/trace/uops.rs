//! Random traces and side traces: machine code = the uops' oracles, exit and frame by frame, with all registers, few
//! registers, none (everything spilled), odd choices, and forced exits.

use super::bench::{Bench, code};
use crate::bytecode::Code;
use crate::frame::{self, FRAME_WORDS};
use crate::fuzzing::choices::Choices;
use crate::jit::emit::may_be_forced;
use crate::jit::emit::{CodeStore, Forced, Settings};
use crate::jit::exit::{Registers, restore};
use crate::jit::ir::{
    Constant, End, FrameEntry, Ref, Resume, SlotEntry, Snapshot, SnapshotId, Start, Trace, Type, Uop,
};
use crate::jit::regalloc::{self, ExitPlan, Location};
use crate::object::Value;
use crate::uops::Machinery;

const SLOTS: usize = 8;

/// Without immediate, precondition or effect on objects.
const OPERATIONS: &[Uop] = &[
    Uop::UnboxInt,
    Uop::UnboxFloat,
    Uop::UnboxBool,
    Uop::GuardNotConstant,
    Uop::BoxInt,
    Uop::BoxFloat,
    Uop::BoxBool,
    Uop::GuardTrue,
    Uop::GuardFalse,
    Uop::BoolNot,
    Uop::ValueIs,
    Uop::IntAdd,
    Uop::IntSub,
    Uop::IntMul,
    Uop::IntAddWrap,
    Uop::IntSubWrap,
    Uop::IntMulWrap,
    Uop::IntNeg,
    Uop::IntAnd,
    Uop::IntOr,
    Uop::IntXor,
    Uop::IntNot,
    Uop::GuardNonZero,
    Uop::IntToFloat,
    Uop::IntLt,
    Uop::IntLe,
    Uop::IntEq,
    Uop::IntNe,
    Uop::IntGt,
    Uop::IntGe,
    Uop::GuardIntLt,
    Uop::GuardIntLe,
    Uop::GuardIntEq,
    Uop::GuardIntNe,
    Uop::GuardIntGt,
    Uop::GuardIntGe,
    Uop::FloatAdd,
    Uop::FloatSub,
    Uop::FloatMul,
    Uop::FloatDiv,
    Uop::FloatNeg,
    Uop::FloatAbs,
    Uop::FloatPow,
    Uop::GuardFloatNonZero,
    Uop::FloatToInt,
    Uop::FloatLt,
    Uop::FloatLe,
    Uop::FloatEq,
    Uop::FloatNe,
    Uop::FloatGt,
    Uop::FloatGe,
    Uop::GuardFloatLt,
    Uop::GuardFloatLe,
    Uop::GuardFloatEq,
    Uop::GuardFloatNe,
    Uop::GuardFloatNotLt,
    Uop::GuardFloatNotGe,
    Uop::Poll,
];

const INTS: &[i64] =
    &[0, 1, -1, 2, 7, 127, 128, -129, 1 << 20, (1 << 31) - 1, 1 << 31, -(1 << 40), (1 << 47) - 1, 1 << 47, 1 << 62];
const FLOATS: &[f64] = &[0.0, -0.0, 1.0, -1.5, 0.1, 1e300, -1e-300, 3.0, f64::INFINITY, f64::NAN];

/// Makes a trace while running it once, so that most guards hold on the way.
struct Maker<'a, 'b> {
    random: &'a mut Choices<'b>,
    machinery: Machinery,
    trace: Trace,
    words: Vec<u64>,
    usable: Vec<Ref>,
    snapshot: SnapshotId,
    code: *const Code,
    callee: *const Code,
    function: Value,
}

impl Maker<'_, '_> {
    fn word(&self, operand: Ref) -> u64 {
        match operand.as_inst() {
            Some(index) => self.words[index],
            None => self.trace.as_constant(operand).map_or(0, |constant| constant.word),
        }
    }
    fn constant(&mut self, ty: Type) -> Ref {
        let word = match ty {
            Type::Int => self.random.pick(INTS) as u64,
            Type::Float => self.random.pick(FLOATS).to_bits(),
            Type::Bool => self.random.word() & 1,
            _ => self.random.pick(&[Value::NONE, Value::TRUE, Value::int(-3), Value::float(2.5)]).bits(),
        };
        self.trace.constant(ty, word)
    }
    fn operand(&mut self, wanted: Type) -> Ref {
        let fitting: Vec<Ref> =
            self.usable.iter().copied().filter(|value| self.trace.type_of(*value).fits(wanted)).collect();
        if fitting.is_empty() || self.random.one_in(6) {
            return self.constant(wanted);
        }
        // Often a recent one, else any: short and long lives.
        let from = if self.random.one_in(2) { fitting.len().saturating_sub(4) } else { 0 };
        self.random.pick(&fitting[from..])
    }
    fn any(&mut self) -> Ref {
        let ty = self.random.pick(&[Type::Int, Type::Float, Type::Bool, Type::Value]);
        self.operand(ty)
    }
    fn take_snapshot(&mut self) -> SnapshotId {
        if self.snapshot != SnapshotId::NONE && self.random.one_in(2) {
            return self.snapshot;
        }
        let pc = self.random.below(3).saturating_sub(1) as u32;
        let mut frames = vec![FrameEntry { code: self.code, function: Ref::NONE, base: 0, pc, flags: 0 }];
        let mut slots = Vec::new();
        for slot in 0..SLOTS as i32 {
            if self.random.one_in(3) {
                slots.push(SlotEntry { slot, value: self.any() });
            }
        }
        let mut base = SLOTS as i32 + FRAME_WORDS as i32;
        for _ in 0..self.random.below(8).saturating_sub(5) {
            let function = self.trace.constant(Type::Object, self.function.bits());
            frames.push(FrameEntry { code: self.callee, function, base, pc: self.random.below(3) as u32, flags: 0 });
            for slot in 0..4 {
                if self.random.one_in(2) {
                    slots.push(SlotEntry { slot: base + slot, value: self.any() });
                }
            }
            base += 4 + FRAME_WORDS as i32;
        }
        self.snapshot =
            self.trace.snapshots.push(Snapshot { frames: frames.into(), slots: slots.into(), resume: Resume::At });
        self.snapshot
    }
    /// Appends and runs. A guard that fails is left out, mostly; `None` then.
    fn append(&mut self, op: Uop, args: &[Ref], imm: u64) -> Option<Ref> {
        let mut words = [0; 3];
        for (word, arg) in words.iter_mut().zip(args) {
            *word = self.word(*arg);
        }
        let outcome = op.oracle(&mut self.machinery, words, imm);
        if outcome.is_err() && !self.random.one_in(30) {
            return None;
        }
        let snapshot = if op.definition().exit.is_some() { self.take_snapshot() } else { SnapshotId::NONE };
        let result = self.trace.append(op, args, imm, snapshot);
        self.words.push(outcome.unwrap_or(0));
        if outcome.is_ok() && op.definition().out != Type::Unit {
            self.usable.push(result);
        }
        Some(result)
    }
    fn operation(&mut self) {
        if self.random.one_in(12) {
            let value = self.operand(Type::Value);
            let slot = self.random.below(SLOTS) as u64;
            self.append(Uop::StoreSlot, &[value], slot);
            // What is in memory is not what snapshots that were taken before leave there.
            self.snapshot = SnapshotId::NONE;
            return;
        }
        let op = self.random.pick(OPERATIONS);
        let args: Vec<Ref> = op.definition().params.iter().map(|(_, ty)| self.operand(*ty)).collect();
        self.append(op, &args, 0);
    }
    /// Takes over what the parent's exit hands over: the first instructions.
    fn inherit(&mut self, values: &[(i32, Type, u64)]) {
        for (index, (slot, ty, word)) in values.iter().enumerate() {
            self.trace.inherits.push((*slot, *ty));
            let value = self.trace.append_typed(Uop::Inherit, *ty, &[], index as u64, SnapshotId::NONE);
            self.words.push(*word);
            self.usable.push(value);
        }
    }
    fn make(mut self, length: usize) -> Trace {
        let loads = if matches!(self.trace.start, Start::Root { .. }) { SLOTS as u64 } else { 0 };
        for slot in 0..loads {
            let Some(value) = self.append(Uop::LoadSlot, &[], slot) else { continue };
            let word = Value::from_bits(self.word(value));
            if word.is_int() {
                self.append(Uop::UnboxInt, &[value], 0);
            } else if word.is_float() {
                self.append(Uop::UnboxFloat, &[value], 0);
            }
        }
        for _ in 0..self.random.below(length) {
            self.operation();
        }
        if self.random.one_in(3) {
            let snapshot = self.take_snapshot();
            self.trace.end = End::Exit { snapshot };
            return self.trace;
        }
        // A loop: a counter that ends it, and phis of all types.
        let zero = self.trace.constant(Type::Int, 0);
        let mut entries = vec![zero];
        for _ in 0..self.random.below(10) {
            let entry = self.any();
            entries.push(entry);
        }
        self.trace.append(Uop::LoopBegin, &[], 0, SnapshotId::NONE);
        self.words.push(0);
        let mut phis = Vec::new();
        for entry in &entries {
            let ty = match self.trace.type_of(*entry) {
                Type::Object => Type::Value,
                ty => ty,
            };
            let phi = self.trace.append_typed(Uop::Phi, ty, &[*entry, *entry], 0, SnapshotId::NONE);
            self.words.push(self.word(*entry));
            phis.push(phi);
        }
        self.usable.extend(&phis);
        self.snapshot = SnapshotId::NONE;
        for _ in 0..self.random.below(length) {
            self.operation();
        }
        let limit = self.trace.constant(Type::Int, 1 + self.random.word() % 5);
        let snapshot = self.take_snapshot();
        self.trace.append(Uop::GuardIntLt, &[phis[0], limit], 0, snapshot);
        self.words.push(0);
        let one = self.trace.constant(Type::Int, 1);
        let next = self.trace.append(Uop::IntAddWrap, &[phis[0], one], 0, SnapshotId::NONE);
        self.words.push(1);
        self.usable.push(next);
        for (index, phi) in phis.iter().enumerate() {
            let at = phi.as_inst().unwrap();
            let ty = self.trace.insts[at].ty;
            let mut value = if index == 0 { next } else { self.operand(ty) };
            if self.trace.type_of(value) != ty {
                value = *phi;
            }
            self.trace.insts[at].args[1] = value;
        }
        self.trace.end = End::Loop;
        self.trace
    }
}

/// How a run ended: the instruction that left, or none at the end; a plan of constants.
fn run_oracle(trace: &Trace, inherited: &[u64], machinery: &mut Machinery, forced: Forced) -> (Option<u32>, ExitPlan) {
    let mut words = vec![0u64; trace.insts.len()];
    let mut reached = vec![0u32; trace.insts.len()];
    let word = |words: &[u64], operand: Ref| match operand.as_inst() {
        Some(index) => words[index],
        None => trace.as_constant(operand).map_or(0, |constant| constant.word),
    };
    let leave = |words: &[u64], inst: Option<usize>, id: SnapshotId| {
        let snapshot = &trace.snapshots[id];
        let place =
            |operand: Ref| Location::Constant(Constant { ty: trace.type_of(operand), word: word(words, operand) });
        let slots = snapshot.slots.iter().map(|entry| place(entry.value)).collect();
        let functions =
            snapshot.frames.iter().map(|f| if f.function.is_none() { None } else { Some(place(f.function)) });
        let inst = inst.map(|inst| inst as u32);
        (inst, ExitPlan { inst, snapshot: id, slots, functions: functions.collect() })
    };
    let mut at = 0;
    let mut again = false;
    loop {
        let Some(inst) = trace.insts.get(at) else {
            match trace.end {
                End::Exit { snapshot } => return leave(&words, None, snapshot),
                _ => {
                    at = trace.loop_begin.unwrap();
                    again = true;
                    continue;
                }
            }
        };
        match inst.op {
            Uop::LoopBegin => {
                // All phis change at once.
                let phis: Vec<usize> =
                    (at + 1..trace.insts.len()).take_while(|i| trace.insts[*i].op == Uop::Phi).collect();
                let values: Vec<u64> =
                    phis.iter().map(|i| word(&words, trace.insts[*i].args[again as usize])).collect();
                for (index, value) in phis.iter().zip(values) {
                    words[*index] = value;
                }
                at += phis.len();
            }
            Uop::Inherit => words[at] = inherited[inst.imm as usize],
            op => {
                if may_be_forced(trace, at, forced) {
                    reached[at] += 1;
                    if forced == Forced::Nth(reached[at]) {
                        return leave(&words, Some(at), inst.snapshot);
                    }
                }
                let args = inst.args.map(|arg| word(&words, arg));
                match op.oracle(machinery, args, inst.imm) {
                    Ok(result) => words[at] = result,
                    Err(_) => return leave(&words, Some(at), inst.snapshot),
                }
            }
        }
        at += 1;
    }
}

/// Which NaN an operation on two NaNs gives depends on the order in which rustc compiles the oracle.
fn same(left: Value, right: Value) -> bool {
    let nan = |value: Value| value.as_float().is_some_and(f64::is_nan);
    left == right
        || nan(left) && nan(right)
        || super::bench::raw(left).is_some() && super::bench::raw(left) == super::bench::raw(right)
}

fn compare(found: &[Value], expected: &[Value], context: impl Fn() -> String) {
    for (slot, (found, expected)) in found.iter().zip(expected).enumerate() {
        let slot = slot as isize - FRAME_WORDS as isize;
        assert!(same(*found, *expected), "slot {slot}: {found:?}, not {expected:?}: {}", context());
    }
}

fn maker<'a, 'b>(
    random: &'a mut Choices<'b>,
    machinery: Machinery,
    start: Start,
    codes: [*const Code; 2],
    function: Value,
) -> Maker<'a, 'b> {
    Maker {
        random,
        machinery,
        trace: Trace::new(start),
        words: Vec::new(),
        usable: Vec::new(),
        snapshot: SnapshotId::NONE,
        code: codes[0],
        callee: codes[1],
        function,
    }
}

/// Makes a trace, runs it in all ways. Returns how many runs there were.
pub fn check(random: &mut Choices<'_>, mut seen: impl FnMut(&Trace)) -> usize {
    let mut bench = Bench::new();
    let callee = Box::new(code(2, 2));
    for slot in 0..SLOTS {
        let value = match random.below(4) {
            0 | 1 => Value::int(random.pick(INTS).clamp(-(1 << 46), 1 << 46)),
            2 => Value::float(random.pick(FLOATS)),
            _ => random.pick(&[Value::NONE, Value::TRUE, Value::FALSE, Value::UNBOUND]),
        };
        bench.set(slot, value);
    }
    let function = bench.realm.int(1 << 55);
    let initial = bench.stack.clone();
    let base = bench.base();
    let length = random.pick(&[4, 20, 60]);
    let realm: *mut crate::object::Realm = &mut *bench.realm;
    let fresh = move || Machinery { realm, base };
    let codes: [*const Code; 2] = [&*bench.code, &*callee];
    let trace = maker(random, fresh(), Start::Root { code: codes[0], pc: 0 }, codes, function).make(length);
    crate::jit::ir::verify(&trace).unwrap_or_else(|error| panic!("{error}\n{trace}"));

    seen(&trace);
    let mut runs = 0;
    let least = 5 + random.below(4);
    let seed = random.word();
    let squeezed = regalloc::Settings {
        general: random.fewer(crate::uops::x64::GENERAL, least),
        float: random.fewer(crate::uops::x64::FLOAT, least),
        ..regalloc::Settings::DEFAULT
    };
    for settings in [
        regalloc::Settings::DEFAULT,
        squeezed,
        regalloc::Settings { seed: Some(seed), ..regalloc::Settings::DEFAULT },
        regalloc::Settings { seed: Some(seed), ..squeezed },
        regalloc::Settings { spill_everything: true, ..regalloc::Settings::DEFAULT },
    ] {
        let Ok(allocation) = regalloc::allocate(&trace, &[], &regalloc::Settings { spill_limit: 256, ..settings })
        else {
            assert!(settings.general != crate::uops::x64::GENERAL, "not allocated\n{trace}");
            continue;
        };
        for forced in [Forced::Off, Forced::Nth(1 + random.below(3) as u32)] {
            bench.stack.copy_from_slice(&initial);
            let mut machinery = fresh();
            let (left, plan) = run_oracle(&trace, &[], &mut machinery, forced);
            let registers = Registers { general: &[0; 16], float: &[0; 16], spill: &[] };
            bench.realm.machine.depth = 1;
            let expected = unsafe { restore(&trace, &plan, &registers, base, &mut *realm) };
            let expected_stack = bench.stack.clone();
            let expected_depth = bench.realm.machine.depth;

            bench.stack.copy_from_slice(&initial);
            bench.realm.machine.depth = 1;
            let mut store = CodeStore::new(Settings { forced, budget: 1 << 16, ..Settings::default() });
            let id = store.install(trace.clone(), allocation.clone()).unwrap();
            let resumed = unsafe { CodeStore::enter(&mut store, realm, id, base) }.unwrap();
            let context =
                || format!("{settings:?}, {forced:?}\n{}\n{trace}", crate::jit::emit::disassemble(&store, id));
            let exit = resumed.exit.unwrap();
            let info = store.exit_info(id, exit).unwrap();
            assert_eq!(info.plan.inst, left, "exit: {}", context());
            assert_eq!((resumed.base, resumed.pc, resumed.raise), expected, "{}", context());
            assert_eq!(bench.realm.machine.depth, expected_depth);
            compare(&bench.stack, &expected_stack, context);
            if forced != Forced::Off {
                runs += 1;
                continue;
            }

            // A side trace from that exit, with some of the values.
            bench.stack.copy_from_slice(&initial);
            let (_, at_exit) = run_oracle(&trace, &[], &mut machinery, forced);
            let snapshot = &trace.snapshots[at_exit.snapshot];
            let mut handed = Vec::new();
            let mut places = Vec::new();
            for (index, entry) in snapshot.slots.iter().enumerate() {
                if let Location::Constant(constant) = at_exit.slots[index]
                    && !random.one_in(4)
                {
                    handed.push((entry.slot, constant.ty, constant.word));
                    places.push(info.plan.slots[index]);
                }
            }
            let middle = bench.stack.clone();
            let mut side = maker(random, fresh(), Start::Side { parent: id, exit }, codes, function);
            side.inherit(&handed);
            let side = side.make(length);
            let settings = regalloc::Settings { first_spill: allocation.spill_slots, spill_limit: 256, ..settings };
            let Ok(allocation) = regalloc::allocate(&side, &places, &settings) else { continue };
            bench.stack.copy_from_slice(&middle);
            let words: Vec<u64> = handed.iter().map(|(_, _, word)| *word).collect();
            let (left, plan) = run_oracle(&side, &words, &mut machinery, forced);
            bench.realm.machine.depth = 1;
            unsafe { frame::header(base) }.pc = 0;
            let expected = unsafe { restore(&side, &plan, &registers, base, &mut *realm) };
            let expected_stack = bench.stack.clone();
            bench.stack.copy_from_slice(&initial);
            let child = store.install(side.clone(), allocation).unwrap();
            let resumed = unsafe { CodeStore::enter(&mut store, realm, id, base) }.unwrap();
            let dump = |id| crate::jit::emit::disassemble(&store, id);
            let context = || format!("{settings:?}\n{}\n{}\n{side}", dump(id), dump(child));
            assert_eq!(resumed.trace, child, "{}", context());
            assert_eq!(store.exit_info(child, resumed.exit.unwrap()).unwrap().plan.inst, left, "exit: {}", context());
            assert_eq!((resumed.base, resumed.pc, resumed.raise), expected, "{}", context());
            compare(&bench.stack, &expected_stack, context);
            runs += 1;
        }
    }
    runs
}
