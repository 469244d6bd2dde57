//! What a value is, without addresses: equal in two VMs that did the same.
//!
//! In: a value, a sink. Out: words and texts into the sink.
//!
//! 1. Only memory is read: no Python code runs, nothing is allocated in the heap.
//! 2. Depth and breadth are bounded, so cycles end.

use crate::bytecode::Code;
use crate::gc::Gc;
use crate::object::generator::Progress;
use crate::object::int::int_value;
use crate::object::iterator::{IteratorObject, IteratorState};
use crate::object::{
    ArrayObject, BoundMethodObject, CellObject, ClassObject, DictObject, FunctionObject, GeneratorObject,
    InstanceObject, Kind, ListObject, RangeObject, Realm, SetObject, StrObject, TupleObject, Value,
};

/// Where a description goes.
trait Sink {
    fn word(&mut self, word: u64);
    fn text(&mut self, text: &str);
}
impl Sink for String {
    fn word(&mut self, word: u64) {
        self.push_str(&format!("{} ", word as i64));
    }
    fn text(&mut self, text: &str) {
        self.push_str(text);
        self.push(' ');
    }
}

/// Most items of a container that are looked at.
const BREADTH: usize = 64;

/// Describes a value, containers `depth` levels deep.
pub fn describe(realm: &Realm, value: Value, depth: u32, out: &mut String) {
    if value.is_unbound() {
        return out.text("unbound");
    }
    if let Some(float) = value.as_float() {
        // The sign and the bits of a NaN are nobody's promise.
        return if float.is_nan() {
            out.text("nan")
        } else {
            out.text("float");
            out.text(&format!("{float:?}"));
        };
    }
    if let Some(int) = int_value(value) {
        return match int.to_i64() {
            Some(number) => out.word(number as u64),
            None => out.text(&int.to_big().to_string()),
        };
    }
    let Some(kind) = value.kind() else { return out.text(&format!("{value:?}")) };
    out.text(kind.class_name());
    let address = value.bits() as usize;
    let mut each = |values: &mut dyn Iterator<Item = Value>| {
        if depth > 0 {
            for value in values.take(BREADTH) {
                describe(realm, value, depth - 1, out);
            }
        }
    };
    match kind {
        Kind::Str => out.text(Gc::<StrObject>::from_address(address).as_str()),
        Kind::List => {
            let items = ListObject::items(Gc::from_address(address));
            each(&mut items.iter().copied());
            out.word(items.len() as u64);
        }
        Kind::Tuple => each(&mut TupleObject::items(Gc::from_address(address)).iter().copied()),
        Kind::Dict => {
            let pairs = DictObject::pairs(Gc::from_address(address));
            each(&mut pairs.iter().flat_map(|(key, value)| [*key, *value]));
            out.word(pairs.len() as u64);
        }
        Kind::Set | Kind::FrozenSet => {
            let keys = Gc::<SetObject>::from_address(address).keys();
            out.word(keys.len() as u64);
        }
        Kind::Cell => each(&mut std::iter::once(Gc::<CellObject>::from_address(address).value.get())),
        Kind::BoundMethod => {
            let method = Gc::<BoundMethodObject>::from_address(address);
            each(&mut [method.function, method.receiver].into_iter());
        }
        Kind::Function => {
            let function = Gc::<FunctionObject>::from_address(address);
            describe(realm, function.name.get(), 0, out);
            out.word(Code::of(function.code_object).first_line as u64);
        }
        Kind::Class => out.text(Gc::<ClassObject>::from_address(address).name_str()),
        Kind::Instance => {
            let instance = Gc::<InstanceObject>::from_address(address);
            out.text(realm.shape_of(instance).class.name_str());
            if depth > 0 {
                for (name, value) in realm.instance_attributes(instance) {
                    out.text(name.as_str());
                    describe(realm, value, depth - 1, out);
                }
            }
        }
        Kind::Range => {
            let range = Gc::<RangeObject>::from_address(address);
            for word in [range.start, range.stop, range.step] {
                out.word(word as u64);
            }
        }
        Kind::Array => {
            let array = Gc::<ArrayObject>::from_address(address);
            out.word(array.code.get() as u64);
            out.word(array.len.get() as u64);
            let data = array.data.borrow();
            for byte in data.iter().take(BREADTH) {
                out.word(*byte as u64);
            }
        }
        Kind::Generator => {
            let generator = Gc::<GeneratorObject>::from_address(address);
            // Where it ended is nobody's.
            if generator.progress() != Progress::Finished {
                out.word(generator.pc() as u64);
            }
            out.text(&format!("{:?}", generator.progress()));
        }
        Kind::Iterator => match &*Gc::<IteratorObject>::from_address(address).state.borrow() {
            IteratorState::Exhausted => out.text("exhausted"),
            IteratorState::List { index, .. }
            | IteratorState::ReverseList { index, .. }
            | IteratorState::Tuple { index, .. }
            | IteratorState::Bytes { index, .. }
            | IteratorState::Array { index, .. }
            | IteratorState::Set { index, .. } => out.word(*index as u64),
            IteratorState::Str { byte, .. } => out.word(*byte as u64),
            IteratorState::Range { index, .. } => out.word(*index as u64),
            IteratorState::Dict { index, left, .. } => {
                out.word(*index as u64);
                out.word(*left as u64);
            }
            IteratorState::Enumerate { iterator, next } => each(&mut [*iterator, *next].into_iter()),
            IteratorState::Zip { iterators, .. } | IteratorState::Map { iterators, .. } => {
                each(&mut iterators.iter().copied())
            }
            IteratorState::Filter { iterator, .. } => each(&mut std::iter::once(*iterator)),
            _ => {}
        },
        _ => {}
    }
}
