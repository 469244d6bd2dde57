//! A little heap and a little stack that templates and oracles work on, in variants.

use crate::frame::{FRAME_WORDS, FrameHeader};
use crate::gc::Header;
use crate::object::layout::*;
use crate::object::realm::Machine;
use crate::object::{Kind, Realm, Value};
use crate::uops::{Type, Uop, caller_state, pack, pack_native};
use std::mem::{MaybeUninit, size_of};

const WORDS: usize = 512;
const BASE: usize = 64;
const LIST: usize = 128;
const ITEMS: usize = 136;
const TUPLE: usize = 152;
const ARRAY: usize = 164;
const RANGE: usize = 168;
const CELL: usize = 176;
const METHOD: usize = 180;
const FUNCTION: usize = 184;
const DICT: usize = 200;
const ENTRIES: usize = 208;
const INSTANCE: usize = 240;
const OVERFLOW: usize = 256;
const FREE: usize = 272;
const FLAGS: usize = 300;
const ALLOCATED: usize = 320;
const GENERATOR: usize = 336;
/// Of the free list that the image fills.
const CLASS: u8 = 3;
const SHAPE: u32 = 300;
const CALLER: i32 = -20;
const CODE: u64 = 0x7777_1230;

pub struct Image {
    words: Box<[u64; WORDS]>,
    realm: Box<MaybeUninit<Realm>>,
}

#[derive(PartialEq)]
pub struct Saved {
    words: Vec<u64>,
    machine: Vec<u8>,
}

impl Image {
    pub const VARIANTS: usize = 4;

    pub fn new() -> Image {
        let mut image = Image { words: Box::new([0; WORDS]), realm: Box::new(MaybeUninit::zeroed()) };
        let machine = Machine::new();
        // SAFETY: only the realm's first field is made, and only it is used.
        unsafe { std::ptr::write(image.realm.as_mut_ptr() as *mut Machine, machine) };
        image
    }
    pub fn realm(&mut self) -> *mut Realm {
        self.realm.as_mut_ptr()
    }
    pub fn base(&mut self) -> *mut Value {
        &raw mut self.words[BASE] as *mut Value
    }
    fn machine(&mut self) -> &mut Machine {
        // SAFETY: made by `new`.
        unsafe { &mut *(self.realm.as_mut_ptr() as *mut Machine) }
    }
    fn address(&self, word: usize) -> u64 {
        &raw const self.words[word] as u64
    }
    pub fn save(&mut self) -> Saved {
        // SAFETY: the machine is plain words.
        let machine = unsafe { std::slice::from_raw_parts(self.realm.as_ptr() as *const u8, size_of::<Machine>()) };
        Saved { machine: machine.to_vec(), words: self.words.to_vec() }
    }
    pub fn restore(&mut self, saved: &Saved) {
        self.words.copy_from_slice(&saved.words);
        // SAFETY: as in `save`.
        unsafe { std::ptr::copy(saved.machine.as_ptr(), self.realm.as_mut_ptr() as *mut u8, saved.machine.len()) }
    }
    pub fn difference(&self, expected: &Saved, found: &Saved) -> String {
        let mut text = String::new();
        for word in (0..WORDS).filter(|word| expected.words[*word] != found.words[*word]) {
            text += &format!("word {word}: {:#x} should be {:#x}\n", found.words[word], expected.words[word]);
        }
        for byte in (0..expected.machine.len()).filter(|byte| expected.machine[*byte] != found.machine[*byte]) {
            text += &format!("machine byte {byte}: {} should be {}\n", found.machine[byte], expected.machine[byte]);
        }
        text
    }

    /// Fills everything; variants differ in what guards and fast paths look at.
    pub fn prepare(&mut self, variant: usize) {
        for (index, word) in self.words.iter_mut().enumerate() {
            *word = 0xABCD_0000_0000 + index as u64 * 8;
        }
        let header = |kind: Kind| Header::word(kind as u32, kind as u8, 4);
        for slot in 0..BASE * 2 {
            self.words[slot] = Value::int(slot as i64 * 3).bits();
        }
        let frame = |image: &mut Image, slot: i32, caller: u64, code: u64, pc: u32, flags: u32| {
            let at = (BASE as i32 + slot) as usize - FRAME_WORDS;
            image.words[at] = image.address(FUNCTION);
            image.words[at + std::mem::offset_of!(FrameHeader, code) / 8] = code;
            image.words[at + std::mem::offset_of!(FrameHeader, caller) / 8] = caller;
            image.words[at + std::mem::offset_of!(FrameHeader, pc) / 8] = pc as u64 | (flags as u64) << 32;
        };
        frame(self, CALLER, 0, if variant == 1 { CODE + 8 } else { CODE }, 77 + (variant == 3) as u32, 1);
        let caller = self.address((BASE as i32 + CALLER) as usize);
        frame(self, 0, if variant == 2 { 0 } else { caller }, 0x1234_5670, 3, if variant == 0 { 0 } else { 2 });

        let list = [header(Kind::List), 5, self.address(ITEMS), if variant.is_multiple_of(2) { 8 } else { 5 }];
        self.words[LIST..LIST + 4].copy_from_slice(&list);
        for index in 0..16 {
            self.words[ITEMS + index] = Value::int(index as i64 + 100).bits();
            self.words[OVERFLOW + index] = Value::int(index as i64 + 200).bits();
        }
        let array = [header(Kind::Array), 7, self.address(ITEMS), b'd' as u64];
        self.words[ARRAY..ARRAY + 4].copy_from_slice(&array);
        self.words[TUPLE] = header(Kind::Tuple);
        self.words[TUPLE + 1] = 8;
        for index in 0..8 {
            self.words[TUPLE + offset::TUPLE_ITEMS as usize / 8 + index] = Value::float(index as f64).bits();
        }
        self.words[RANGE..RANGE + 5].copy_from_slice(&[header(Kind::Range), 3, u64::MAX, 1, 9]);
        self.words[CELL..CELL + 2].copy_from_slice(&[header(Kind::Cell), Value::NONE.bits()]);
        let method = [header(Kind::BoundMethod), self.address(FUNCTION), self.address(LIST)];
        self.words[METHOD..METHOD + 3].copy_from_slice(&method);
        self.words[FUNCTION] = header(Kind::Function);
        self.words[FUNCTION + offset::FUNCTION_CLOSURE as usize / 8] = self.address(TUPLE);
        self.words[GENERATOR] = header(Kind::Generator);
        self.words[GENERATOR + offset::GENERATOR_FUNCTION as usize / 8] = self.address(FUNCTION);
        self.words[GENERATOR + offset::GENERATOR_PLACE as usize / 8] = 12 | 5 << 32;
        let dict = [header(Kind::Dict), 41 | 4 << 32, 4 | 8 << 32, self.address(ENTRIES), 0];
        self.words[DICT..DICT + 5].copy_from_slice(&dict);
        assert_eq!(offset::DICT_ENTRIES, 24);
        for entry in 0..4 {
            let at = ENTRIES + entry * offset::ENTRY_SIZE as usize / 8;
            let meta = if entry == 1 { entry_meta::WATCHED } else { 0 };
            self.words[at..at + 4].copy_from_slice(&[
                Value::int(entry as i64).bits(),
                Value::float(1.5 + entry as f64).bits(),
                7 | (meta as u64) << 32,
                0,
            ]);
        }
        self.words[INSTANCE] = Header::word(SHAPE, Kind::Instance as u8, CLASS);
        self.words[INSTANCE + 1] = self.address(OVERFLOW);
        for slot in 0..8 {
            self.words[INSTANCE + 2 + slot] = Value::int(slot as i64 + 10).bits();
        }
        self.words[FREE] = 0;
        self.words[FREE + 1] = self.address(FREE + 8);
        self.words[FREE + 9] = 0;
        self.words[FLAGS] = 0;
        self.words[FLAGS + 1] = 1;
        self.words[FLAGS + 2] = 0xFFFF_FFFF_0000_0000;

        let free = self.address(FREE) as *mut u8;
        let stack_end = self.address(BASE * 2) as *mut Value;
        let allocated = Value::from_bits(self.address(ALLOCATED));
        let machine = self.machine();
        *machine = Machine::new();
        machine.pending = std::sync::atomic::AtomicU32::new((variant == 1) as u32 * 4);
        machine.depth = 10;
        machine.depth_limit = 100;
        machine.stack_end = stack_end;
        machine.free[CLASS as usize] = if variant < 2 { free } else { std::ptr::null_mut() };
        machine.calls.allocate = if variant == 2 { allocate } else { allocate_nothing };
        machine.calls.interpret_one = interpret_one;
        machine.arguments[8] = allocated;
    }
    pub fn object(&self, name: &str) -> u64 {
        self.address(match name {
            "list" => LIST,
            "array" => ARRAY,
            "tuple" => TUPLE,
            "range" => RANGE,
            "cell" => CELL,
            "method" => METHOD,
            "function" => FUNCTION,
            "dict" => DICT,
            "object" => INSTANCE,
            "generator" => GENERATOR,
            _ => panic!("the image has no object called {name}"),
        })
    }
    pub fn raws(&self, name: &str) -> Vec<u64> {
        match name {
            "items" => vec![self.address(ITEMS)],
            "slots" => vec![self.address(OVERFLOW)],
            "entries" => vec![self.address(ENTRIES)],
            "code" => vec![CODE, CODE + 16],
            "word" => vec![0, 5, u64::MAX],
            _ => panic!("the image has no word called {name}"),
        }
    }
    pub fn values(&self) -> Vec<u64> {
        let mut words = vec![
            Value::UNBOUND,
            Value::NONE,
            Value::FALSE,
            Value::TRUE,
            Value::ELLIPSIS,
            Value::NOT_IMPLEMENTED,
            Value::int(0),
            Value::int(1),
            Value::int(-1),
            Value::int((1 << 47) - 1),
            Value::int(-(1 << 47)),
            Value::float(0.0),
            Value::float(-0.0),
            Value::float(1.5),
            Value::float(-1e300),
            Value::float(f64::INFINITY),
            Value::float(f64::NEG_INFINITY),
            Value::float(f64::NAN),
            Value::float(-f64::NAN),
            Value::float(5e-324),
        ]
        .into_iter()
        .map(Value::bits)
        .collect::<Vec<_>>();
        words.extend(["list", "dict", "object"].map(|name| self.object(name)));
        words
    }
    pub fn caller_states(&self) -> Vec<u64> {
        [(77, 0), (77, 2), (78, 0), (78, 2), (3, 2)].map(|(pc, flags)| caller_state(pc, flags) as u64).to_vec()
    }
    /// Immediates that suit the image, for the uop's immediate (0 if it has none).
    pub fn immediates(&self, uop: Uop) -> Vec<u64> {
        let signed = |numbers: &[i32]| numbers.iter().map(|number| *number as i64 as u64).collect::<Vec<u64>>();
        match uop.definition().imm {
            None => vec![0],
            Some("slot") => signed(&[0, 1, -3, 15, 16, -17, 40]),
            Some("shape") => vec![SHAPE as u64, SHAPE as u64 + 1, 0xFFFF_FFFF],
            Some("code") => b"bBhHiIlLqQ".map(u64::from).to_vec(),
            Some("version") => vec![41, 42],
            Some("index") => vec![0, 1, 7],
            Some("calls") => vec![0, 1, 3, 100_000],
            Some("count") => vec![1, 3, -2i64 as u64],
            Some("header") => vec![Header::word(SHAPE + 1, Kind::Instance as u8, CLASS)],
            Some("flag") => (0..3).map(|k| self.address(FLAGS + k)).collect(),
            Some("place") => vec![pack(5, 3), pack(6, -8)],
            Some("call") => vec![pack_native(call2 as *const () as u64, 3)],
            Some("frames") => vec![pack(1, 30), pack(90, 64), pack(91, 30), pack(1, 65)],
            Some("slots") => vec![pack(CALLER, 0)],
            Some("offset") if uop.definition().params[0].0 == "entries" => {
                (0..4).map(|k| (k * offset::ENTRY_SIZE + offset::ENTRY_VALUE) as u64).collect()
            }
            Some("offset") => signed(&[8, 16, 24, 32]),
            Some("function") => vec![match uop {
                Uop::FloatCall1 => float1 as *const () as u64,
                Uop::FloatCall2 => float2 as *const () as u64,
                Uop::StrChar => bool2 as *const () as u64,
                Uop::IterNext => next as *const () as u64,
                // A truth value, or a third answer where that leaves.
                _ if uop.definition().out == Type::Bool && uop.definition().exit.is_some() => bool2 as *const () as u64,
                _ => match uop.definition().params.len() {
                    1 => call1 as *const () as u64,
                    2 => call2 as *const () as u64,
                    _ => call3 as *const () as u64,
                },
            }],
            Some(other) => panic!("the image knows no immediate called {other}"),
        }
    }
}

/// Destroys all registers that a function may destroy.
fn rubbish() {
    // SAFETY: says what it does.
    unsafe {
        std::arch::asm!(
            "mov rax, -3", "mov rcx, rax", "mov rdx, rax", "mov rsi, rax", "mov rdi, rax", "mov r8, rax", "mov r9, rax",
            "mov r10, rax", "mov r11, rax", "movq xmm0, rax", "movq xmm1, rax", "movq xmm2, rax", "movq xmm3, rax",
            "movq xmm4, rax", "movq xmm5, rax", "movq xmm6, rax", "movq xmm7, rax", "movq xmm8, rax", "movq xmm9, rax",
            "movq xmm10, rax", "movq xmm11, rax", "movq xmm12, rax", "movq xmm13, rax", "movq xmm14, rax",
            "movq xmm15, rax",
            out("rax") _, out("rcx") _, out("rdx") _, out("rsi") _, out("rdi") _, out("r8") _, out("r9") _, out("r10") _,
            out("r11") _, out("xmm0") _, out("xmm1") _, out("xmm2") _, out("xmm3") _, out("xmm4") _, out("xmm5") _,
            out("xmm6") _, out("xmm7") _, out("xmm8") _, out("xmm9") _, out("xmm10") _, out("xmm11") _, out("xmm12") _,
            out("xmm13") _, out("xmm14") _, out("xmm15") _,
        )
    }
}
/// Leaves its mark in the machine's last argument.
fn note(realm: *mut Realm, words: [u64; 3]) -> u64 {
    rubbish();
    let sum = words[0].wrapping_mul(3) ^ words[1].wrapping_mul(5) ^ words[2].wrapping_mul(7);
    // SAFETY: the image's machine.
    unsafe {
        let machine = &mut *(realm as *mut Machine);
        machine.arguments[15] = Value::from_bits(sum);
    }
    sum
}
extern "C" fn float1(number: f64) -> f64 {
    rubbish();
    number * 2.0 + 1.0
}
extern "C" fn float2(a: f64, b: f64) -> f64 {
    rubbish();
    a * 2.0 + b
}
extern "C" fn call1(realm: *mut Realm, a: u64) -> u64 {
    note(realm, [a, 0, 0]) & 2
}
/// Unbound, or the word for declining.
extern "C" fn next(realm: *mut Realm, a: u64) -> u64 {
    note(realm, [a, 0, 0]) >> 1 & 1
}
extern "C" fn call2(realm: *mut Realm, a: u64, b: u64) -> u64 {
    note(realm, [a, b, 0]) >> 1 & 1
}
extern "C" fn bool2(realm: *mut Realm, a: u64, b: u64) -> u64 {
    note(realm, [a, b, 0]) % 3
}
extern "C" fn call3(realm: *mut Realm, a: u64, b: u64, c: u64) -> u64 {
    note(realm, [a, b, c]) >> 1 & 1
}
extern "C" fn allocate(realm: *mut Realm, word: u64, _: u64) -> u64 {
    note(realm, [word, 0, 0]);
    // SAFETY: the image's machine.
    unsafe { (*(realm as *mut Machine)).arguments[8].bits() }
}
extern "C" fn allocate_nothing(realm: *mut Realm, word: u64, _: u64) -> u64 {
    note(realm, [word, 1, 0]);
    0
}
extern "C" fn interpret_one(realm: *mut Realm, base: *mut Value, pc: u32) -> u64 {
    note(realm, [base as u64, pc as u64, 0]);
    (pc & 1) as u64 * 9
}
