//! Real objects of a real VM, for traces that work on them: made anew for each run, the same for the same seed.
//!
//! In: a seed. Out: a frame whose registers hold numbers and objects; and after a run, all that can be seen of them.
//!
//! 1. Classes, functions and native functions are made once and so may be constants of traces; what is mutable is made for
//!    each run, so the addresses of two runs differ, and what is compared are descriptions.
//! 2. No collection comes between: nothing polls.

use std::cell::Cell;

use super::bench;
use crate::api::Vm;
use crate::bytecode::Code;
use crate::frame::{self, FRAME_WORDS};
use crate::fuzzing::check::Variant;
use crate::fuzzing::describe::describe;
use crate::object::layout::entry_meta;
use crate::object::{Call, DictObject, Kind, Realm, Value};

/// Registers of the frame: numbers, and what results go to; then the objects.
pub const SLOTS: usize = 32;
pub const PLAIN: u8 = 10;
/// Counts down to 0, then the program ends.
pub const COUNTER: u8 = 10;
pub const LIST: u8 = 11;
pub const LIST2: u8 = 12;
pub const INSTANCE: u8 = 13;
pub const INSTANCE2: u8 = 14;
/// With more attributes than have room in it.
pub const BIG: u8 = 15;
pub const TUPLE: u8 = 16;
/// Whose keys never change, and one whose do.
pub const DICT: u8 = 17;
pub const DICT2: u8 = 18;
/// With a cell.
pub const FUNCTION: u8 = 19;
pub const METHOD: u8 = 20;
pub const GENERATOR: u8 = 21;
pub const DOUBLES: u8 = 22;
pub const SINGLES: u8 = 23;
pub const INTS: u8 = 24;
pub const RANGE: u8 = 25;
pub const TEXT: u8 = 26;
pub const TEXT2: u8 = 27;
pub const ITERATOR: u8 = 28;
pub const CELL: u8 = 29;
pub const UNBOUND: u8 = 30;
/// The frame below the root frame, in slots; and the first slot above it.
pub const CALLER: i32 = -20;
pub const ABOVE: i32 = (SLOTS + FRAME_WORDS) as i32;
const ABOVE_WORDS: usize = 8;
/// The pc and the flags of the frame below.
pub const CALLER_PC: u32 = 3;

const SETUP: &str = "\
import array
class P:
    def __init__(self, a, b):
        self.a = a
        self.b = b
    def m(self): return self.a
class Q:
    pass
def gen(k):
    while k: yield k
def free(k): yield k
def outer(c):
    def inner(): return c
    return inner
def make(k):
    seed = k
    def some():
        nonlocal seed
        seed = (seed * 75 + 74) % 65537
        return seed
    def any():
        return [some() % 9 - 3, some() / 8, None, True, 'a' * (some() % 3), some() << 40][some() % 6]
    lst = [any() for _ in range(some() % 7)]
    lst2 = lst if some() % 4 == 0 else [any() for _ in range(some() % 5)]
    o = P(any(), some() % 9)
    o2 = o if some() % 4 == 0 else P(some() % 9, any())
    if some() % 5 == 0: o2.c = any()
    big = Q()
    for index in range(24): setattr(big, 'q%d' % index, any())
    tup = tuple([any() for _ in range(3 + some() % 3)])
    dic = {0: any(), 'k': any(), 3: any()}
    dic2 = {n: any() for n in range(some() % 4)}
    g = gen(5); next(g)
    function = outer(any())
    doubles = array.array('d', [some() / 4 for _ in range(some() % 6)])
    singles = array.array('f', [some() / 4 for _ in range(some() % 6)])
    code = 'bBhHiIlLqQ'[k % 10]
    ints = array.array(code, [some() % 100 for _ in range(some() % 6)])
    it = [lambda: iter(lst), lambda: iter(tup), lambda: iter('héllo'), lambda: iter(range(some() % 9)),
          lambda: enumerate(tup), lambda: zip(tup, 'abc'), lambda: iter(dic), lambda: reversed(tup)][some() % 8]()
    return (lst, lst2, o, o2, big, tup, dic, dic2, function, o.m, g, doubles, singles, ints,
            range(some() % 5, some() % 40, 1 + some() % 4), 'héllo'[some() % 3:], 'abc'[some() % 3:], it,
            function.__closure__[0])
natives = (len, abs, str.upper, max, dict.get, list.append, list.reverse, dict.setdefault, dict.pop, list, dict, tuple, str)
# The shapes of a class's first instances are not those of later ones.
for _ in range(100):
    shaped = P(1, 2)
    shaped.c = 3
    Q().q0 = 0
names = globals()
";

/// Natives by place in the tuple above.
pub const LEN: usize = 0;
pub const UPPER: usize = 2;
pub const MAX: usize = 3;
pub const DICT_GET: usize = 4;
pub const APPEND: usize = 5;
pub const REVERSE: usize = 6;
pub const SETDEFAULT: usize = 7;
pub const POP: usize = 8;
pub const FIRST_CLASS: usize = 9;

/// How many instructions a script may have.
const MOST_INSTRUCTIONS: usize = 24;

/// See the module.
pub struct World {
    vm: Vm,
    /// Where the VM's stack begins: leaving a trace moves its top.
    stack: *mut Value,
    pub code: Box<Code>,
    pub seed: u64,
    /// The instruction that the interpreter runs for a trace: set by whoever runs one.
    pub interpret: Option<(*const (), fn(*const (), &mut World, u32) -> u32)>,
    make: Value,
    pub natives: Vec<Value>,
    pub class: Value,
    pub generator_function: Value,
    pub globals: Value,
    pub method: Value,
    /// Of instances of `P`: without attributes, with a and b, with c, too. And of `Q` with all of its.
    pub shapes: [u32; 4],
    /// What a new instance's first word is.
    pub header: u64,
    keys_version: u32,
    /// What `make` gave for this run.
    objects: Vec<Value>,
    pub flag: Box<u32>,
    uses: u32,
}

thread_local!(static WORLD: Cell<Option<Box<World>>> = const { Cell::new(None) });

impl World {
    /// One that was used before, if it ended well.
    pub fn take() -> Box<World> {
        match WORLD.take() {
            Some(world) if world.uses < 300 => world,
            _ => World::new(),
        }
    }
    pub fn give_back(mut self: Box<World>) {
        self.uses += 1;
        WORLD.set(Some(self));
    }
    fn new() -> Box<World> {
        let (mut vm, _) = Variant::interpreter().vm();
        if let Err(error) = vm.run(SETUP, "world.py") {
            panic!("{error}");
        }
        let main = vm.main_namespace();
        let named = |name: &str| {
            let pairs = DictObject::pairs(main);
            let found = pairs
                .into_iter()
                .find(|(key, _)| key.cast::<crate::object::StrObject>().is_some_and(|text| text.as_str() == name));
            found.map_or(Value::NONE, |(_, value)| value)
        };
        let natives = crate::object::TupleObject::items(named("natives").cast().expect("a tuple")).to_vec();
        let (make, class, shaped, generator_function) = (named("make"), named("P"), named("shaped"), named("gen"));
        let realm = &mut vm.interpreter_mut().realm;
        let full = realm.shape_of(shaped.cast().expect("an instance"));
        let middle = full.parent;
        let root = realm.shape(realm.shape(middle).parent).parent;
        let full = crate::object::ShapeId(shaped.as_object().expect("an instance").header().shape.get());
        let shape = realm.shape(root);
        assert!(shape.slot_count == 0 && shape.inline_slots >= 3);
        let header = crate::gc::Header::word(root.0, crate::object::Kind::Instance as u8, shape.instance_size_class());
        let stack = vm.interpreter_mut().realm.machine.stack_top;
        let mut world = Box::new(World {
            vm,
            stack,
            code: Box::new(bench::nops(MOST_INSTRUCTIONS, SLOTS as u16, 0)),
            seed: 0,
            interpret: None,
            make,
            natives,
            class,
            generator_function,
            globals: Value::object(main),
            method: Value::NONE,
            shapes: [root.0, middle.0, full.0, 0],
            header,
            keys_version: 0,
            objects: Vec::new(),
            flag: Box::new(0),
            uses: 0,
        });
        world.reset();
        let dict = world.get(DICT).cast::<DictObject>().expect("a dict");
        world.keys_version = dict.keys_version.get();
        world.shapes[3] = world.get(BIG).as_object().expect("an instance").header().shape.get();
        let method = world.get(METHOD).cast::<crate::object::BoundMethodObject>().expect("a method");
        world.method = method.function;
        world
    }
    pub fn realm(&mut self) -> &mut Realm {
        &mut self.vm.interpreter_mut().realm
    }
    pub fn keys_version(&self) -> u32 {
        self.keys_version
    }
    pub fn base(&mut self) -> *mut Value {
        // SAFETY: the VM's stack is much longer, and nothing stands on it now.
        unsafe { self.stack.add(128) }
    }
    pub fn get(&mut self, slot: u8) -> Value {
        // SAFETY: a register of the frame.
        unsafe { *self.base().add(slot as usize) }
    }
    pub fn set(&mut self, slot: u8, value: Value) {
        // SAFETY: a register of the frame.
        unsafe { *self.base().add(slot as usize) = value }
    }
    /// The frame with new objects, the same ones for the same seed. Numbers are the caller's.
    pub fn reset(&mut self) {
        *self.flag = 0;
        self.interpret = None;
        let (make, seed) = (self.make, self.seed);
        let interpreter = self.vm.interpreter_mut();
        interpreter.realm.machine.pending.store(0, std::sync::atomic::Ordering::Relaxed);
        interpreter.realm.machine.depth = 0;
        interpreter.realm.machine.stack_top = self.stack;
        let made = interpreter.enter(|vm| Call::call(vm, make, &[Value::int((seed % 60_000) as i64)], &[]));
        let Ok(made) = made else { panic!("no objects are made") };
        let objects = crate::object::TupleObject::items(made.cast().expect("a tuple"));
        let own: *mut World = self;
        let base = self.base();
        for slot in -60..(ABOVE + ABOVE_WORDS as i32 + 8) as isize {
            // SAFETY: of the stack, see `base`.
            unsafe { *base.offset(slot) = Value::NONE };
        }
        let code: *const Code = &*self.code;
        let frame = |caller, pc, flags| frame::FrameHeader {
            function: Value::UNBOUND,
            code,
            caller,
            pc,
            flags,
            handled: Value::UNBOUND,
        };
        // SAFETY: the stack has room for both.
        unsafe {
            let below = base.offset(CALLER as isize);
            *frame::header(below) = frame(std::ptr::null_mut(), CALLER_PC, 0);
            *frame::header(base) = frame(below, 0, 0);
        }
        for (index, object) in objects.iter().enumerate() {
            self.set(LIST + index as u8, *object);
        }
        self.objects = objects.to_vec();
        self.set(UNBOUND, Value::UNBOUND);
        let dict = self.get(DICT).cast::<DictObject>().expect("a dict");
        if self.keys_version != 0 {
            // As if it were the same dict each time.
            dict.keys_version.set(self.keys_version);
        }
        // SAFETY: the dict has three entries.
        unsafe { (*dict.entries.get().add(1)).meta |= entry_meta::WATCHED };
        let machine = &mut self.realm().machine;
        machine.depth = 1;
        machine.raised = Value::UNBOUND;
        machine.calls.interpret_one = interpret_one;
        machine.arguments[15] = Value::from_bits(own as u64);
        machine.pending.store(0, std::sync::atomic::Ordering::Relaxed);
    }
    /// All that a run can leave behind.
    pub fn describe(&mut self) -> String {
        let mut text = String::new();
        let registers: Vec<Value> = (0..SLOTS as u8).map(|slot| self.get(slot)).collect();
        let (base, depth) = (self.base(), self.realm().machine.depth);
        for (slot, value) in registers.iter().enumerate() {
            text += &format!("\n{slot}: ");
            describe(self.realm(), *value, 3, &mut text);
            // Which objects are the same is seen, too; equal ints always are.
            if value.as_object().is_some()
                && !value.is(Kind::BigInt)
                && let Some(other) = registers.iter().position(|other| other == value)
                && other < slot
            {
                text += &format!("is {other}");
            }
        }
        for word in 0..ABOVE_WORDS {
            // SAFETY: of the stack.
            let word = unsafe { *base.offset(ABOVE as isize + word as isize) };
            text += &format!("{:x} ", word.bits().wrapping_sub(base as u64));
        }
        text += &format!("depth {depth} flag {}", self.flag);
        text
    }
    /// What a call may see of the objects: their words, as far as they are numbers.
    fn seen(&mut self) -> u64 {
        let mut sum = 0u64;
        let mut look = |value: Value| {
            let number = value.as_int().map_or(7, |number| number as u64);
            sum = sum.wrapping_mul(31).wrapping_add(number) & 0xFFFF_FFFF;
        };
        // Not by the registers: machine code may have newer ones.
        for object in &self.objects {
            if let Some(list) = object.cast::<crate::object::ListObject>() {
                crate::object::ListObject::items(list).iter().for_each(|item| look(*item));
            } else if let Some(instance) = object.cast::<crate::object::InstanceObject>() {
                let realm = &self.vm.interpreter_mut().realm;
                realm.instance_attributes(instance).into_iter().for_each(|(_, value)| look(value));
            } else if let Some(dict) = object.cast::<DictObject>() {
                DictObject::pairs(dict).into_iter().for_each(|(_, value)| look(value));
            } else if let Some(cell) = object.cast::<crate::object::CellObject>() {
                look(cell.value.get());
            }
        }
        sum
    }
}

/// The realm's world.
fn world<'a>(realm: *mut Realm) -> &'a mut World {
    // SAFETY: `reset` has left it there, and a check is running a trace on it.
    unsafe { &mut *((*realm).machine.arguments[15].bits() as *mut World) }
}
/// The number of a value; others by their kind.
fn number(word: u64) -> u64 {
    let value = Value::from_bits(word);
    value.as_int().map_or_else(|| value.kind().map_or(3, |kind| kind as u64), |number| number as u64)
}
fn answer(realm: *mut Realm, words: [u64; 3]) -> u64 {
    let sum = words.iter().fold(world(realm).seen(), |sum, word| sum.wrapping_mul(13).wrapping_add(number(*word)));
    if sum % 8 == 7 { 0 } else { Value::int((sum & 0xFFFF) as i64).bits() }
}
/// A function that sees everything and changes nothing; it raises sometimes.
pub extern "C" fn call1(realm: *mut Realm, a: u64) -> u64 {
    answer(realm, [a, 0, 0])
}
pub extern "C" fn call2(realm: *mut Realm, a: u64, b: u64) -> u64 {
    answer(realm, [a, b, 0])
}
pub extern "C" fn call3(realm: *mut Realm, a: u64, b: u64, c: u64) -> u64 {
    answer(realm, [a, b, c])
}
pub extern "C" fn truth2(realm: *mut Realm, a: u64, b: u64) -> u64 {
    (answer(realm, [a, b, 0]) >> 1) % 3
}
pub extern "C" fn float1(number: f64) -> f64 {
    number * 0.5 + 1.0
}
pub extern "C" fn float2(left: f64, right: f64) -> f64 {
    left * 0.5 - right
}
extern "C" fn interpret_one(realm: *mut Realm, _base: *mut Value, pc: u32) -> u64 {
    let world = world(realm);
    match world.interpret {
        Some((program, run)) => run(program, world, pc) as u64 + 1,
        None => 0,
    }
}
