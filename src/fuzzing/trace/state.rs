//! A realm, a stack with one frame, and a list and an instance that programs work on. (The instance is a tuple whose
//! items are written to as if they were attributes: it needs no class.)

use super::bench::nops;
use super::program::{CODE_LENGTH, Program};
use crate::bytecode::Code;
use crate::frame::{self, FRAME_WORDS};
use crate::gc::{Gc, Roots, Tracer};
use crate::jit::emit::CodeStore;
use crate::object::int::int_value;
use crate::object::native::BuiltinTables;
use crate::object::output::Output;
use crate::object::{Kind, ListObject, Realm, TupleObject, Value};

/// Registers of the frame.
pub const SLOTS: usize = 16;
/// Where the list and the instance are.
pub const LIST: u8 = 11;
pub const INSTANCE: u8 = 12;
/// Counts down to 0, then the program ends.
pub const COUNTER: u8 = 10;
/// The instance's shape and slots.
pub const SHAPE: u32 = Kind::Tuple as u32;
pub const FIELDS: usize = 3;

pub struct State {
    realm: Box<Realm>,
    stack: Vec<Value>,
    pub code: Box<Code>,
    pub list: Gc<ListObject>,
    pub instance: Gc<TupleObject>,
    /// Collect in every call that may, with these traces' roots.
    pub collect: Option<*mut CodeStore>,
}

impl State {
    pub fn new() -> State {
        let mut realm = Box::new(Realm::new(&BuiltinTables::EMPTY, Output::none()));
        realm.machine.depth = 1;
        realm.machine.calls.interpret_one = interpret_one;
        let list = realm.list(&[]);
        let instance = realm.new_tuple(&[Value::NONE; FIELDS]);
        State {
            realm,
            stack: vec![Value::NONE; 256],
            code: Box::new(nops(CODE_LENGTH, SLOTS as u16, 0)),
            list,
            instance,
            collect: None,
        }
    }
    /// Everything as the program finds it.
    pub fn reset(&mut self, program: &Program) {
        self.collect = None;
        self.list = self.realm.list(&[]);
        self.instance = self.realm.new_tuple(&[Value::NONE; FIELDS]);
        for value in &program.list {
            let value = self.grown(*value);
            let _ = self.realm.list_push(self.list, value);
        }
        for (field, value) in program.fields.iter().enumerate() {
            let value = self.grown(*value);
            self.set_field(field, value);
        }
        self.realm.machine.arguments[14] = Value::from_bits(program as *const Program as u64);
        self.realm.machine.arguments[15] = Value::from_bits(self as *mut State as u64);
        let base = self.base();
        let pc = program.header();
        // SAFETY: the stack has room.
        *unsafe { frame::header(base) } = frame::FrameHeader {
            function: Value::UNBOUND,
            code: &*self.code,
            caller: std::ptr::null_mut(),
            pc,
            flags: 0,
            handled: Value::UNBOUND,
        };
        for (slot, value) in program.slots.iter().enumerate() {
            let value = if slot == 8 || slot == 9 { self.grown(*value) } else { *value };
            self.set(slot as u8, value);
        }
        self.set(LIST, Value::object(self.list));
        self.set(INSTANCE, Value::object(self.instance));
    }
    /// A great int as a heap object, anything else as it is.
    fn grown(&mut self, value: Value) -> Value {
        match value.as_int() {
            Some(number) if number.abs() >= 1 << 46 => self.realm.int(number * 5),
            _ => value,
        }
    }
    pub fn realm(&mut self) -> &mut Realm {
        &mut self.realm
    }
    pub fn base(&mut self) -> *mut Value {
        // SAFETY: within the stack.
        unsafe { self.stack.as_mut_ptr().add(FRAME_WORDS) }
    }
    pub fn get(&self, slot: u8) -> Value {
        self.stack[FRAME_WORDS + slot as usize]
    }
    pub fn set(&mut self, slot: u8, value: Value) {
        self.stack[FRAME_WORDS + slot as usize] = value;
    }
    pub fn field(&self, field: usize) -> Value {
        // SAFETY: the instance has that many slots.
        unsafe { *(self.instance.as_ptr().add(1) as *const Value).add(field) }
    }
    pub fn set_field(&mut self, field: usize, value: Value) {
        // SAFETY: as in `field`.
        unsafe { *(self.instance.as_ptr().add(1) as *mut Value).add(field) = value }
    }
    /// The number, if it is an int of 64 bits.
    pub fn int(value: Value) -> Option<i64> {
        int_value(value).and_then(|int| int.to_i64())
    }
    fn show(&self, value: Value) -> String {
        if let Some(int) = int_value(value) {
            return format!("{:?}", int.to_i64());
        }
        if value == Value::object(self.list) {
            return "list".into();
        }
        if value == Value::object(self.instance) {
            return "instance".into();
        }
        match value.as_float() {
            // The sign of a NaN is nobody's promise.
            Some(float) if float.is_nan() => "nan".into(),
            _ => format!("{value:?}"),
        }
    }
    /// All that a program can leave behind.
    pub fn describe(&self) -> String {
        let slots: Vec<String> = (0..SLOTS as u8).map(|slot| self.show(self.get(slot))).collect();
        let items: Vec<String> = ListObject::items(self.list).iter().map(|value| self.show(*value)).collect();
        let fields: Vec<String> = (0..FIELDS).map(|field| self.show(self.field(field))).collect();
        format!("slots {} list {} fields {}", slots.join(" "), items.join(" "), fields.join(" "))
    }
}

/// What a program and its traces can reach.
struct StateRoots<'a> {
    values: Vec<Value>,
    store: &'a CodeStore,
}
impl Roots for StateRoots<'_> {
    fn trace_roots(&mut self, tracer: &mut Tracer<'_>) {
        for value in &self.values {
            if let Some(object) = value.as_object() {
                tracer.object(object);
            }
        }
        self.store.trace_roots(tracer);
    }
}
/// Collects, if the state says so.
fn collect(realm: &mut Realm) {
    // SAFETY: `reset` has left the state there, and a test is running it.
    let state = unsafe { &*(realm.machine.arguments[15].bits() as *const State) };
    let Some(store) = state.collect else { return };
    let mut values = state.stack[FRAME_WORDS..FRAME_WORDS + SLOTS].to_vec();
    values.extend([Value::object(state.list), Value::object(state.instance)]);
    values.extend(&realm.machine.arguments[..2]);
    // SAFETY: the store is alive while its code runs.
    let mut roots = StateRoots { values, store: unsafe { &*store } };
    let _ = realm.collect(&mut roots);
}

/// The native function that programs call with the list and a value: it changes the list's first
/// item, or appends, and returns how long the list is now.
pub fn call_native(realm: &mut Realm, list: Gc<ListObject>, value: Value) -> Value {
    let len = ListObject::items(list).len();
    if len > 0 && value.bits() & 1 == 0 {
        ListObject::set(list, 0, value);
    } else if len < 40 {
        let _ = realm.list_push(list, value);
    }
    let len = ListObject::items(list).len() as i64;
    // Sometimes an object that nobody else knows.
    if len % 3 == 0 { realm.int(len << 48) } else { Value::int(len) }
}
/// As machine code calls it, with the arguments in memory.
pub extern "C" fn native(realm: *mut Realm, _what: u64, _count: u64) -> u64 {
    // SAFETY: machine code passes its realm; the first argument is the list.
    let realm = unsafe { &mut *realm };
    let list = Gc::<ListObject>::from_address(realm.machine.arguments[0].bits() as usize);
    let value = realm.machine.arguments[1];
    call_native(realm, list, value).bits()
}
/// Runs one instruction of the program on the state, both of which `reset` has left in the machine.
extern "C" fn interpret_one(realm: *mut Realm, _base: *mut Value, pc: u32) -> u64 {
    // SAFETY: a test is running the program on the state; both stay where they are.
    unsafe {
        collect(&mut *realm);
        let arguments = (*realm).machine.arguments;
        let program = &*(arguments[14].bits() as *const Program);
        let state = &mut *(arguments[15].bits() as *mut State);
        program.step(state, pc);
    }
    pc as u64 + 2
}
/// As machine code appends when the list is full.
pub extern "C" fn append(realm: *mut Realm, list: u64, value: u64) -> u64 {
    // SAFETY: machine code passes its realm and a list.
    let realm = unsafe { &mut *realm };
    realm.list_push(Gc::from_address(list as usize), Value::from_bits(value)).is_err() as u64
}
