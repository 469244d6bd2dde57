//! Constants before they are values.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::object::Value;

/// A constant of the source, or one folded from such. Equal means: the same value of the
/// same type, so `1`, `1.0`, `True`, and `0.0`, `-0.0` are all different.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Constant {
    /// An absent argument.
    Unbound,
    None,
    Bool(bool),
    Ellipsis,
    Int(i128),
    /// An int past 128 bits: digits in a radix.
    BigInt(Rc<str>, u32),
    /// The bits of an f64.
    Float(u64),
    /// The bits of real and imaginary part.
    Complex(u64, u64),
    Str(Rc<str>),
    Bytes(Rc<[u8]>),
    Tuple(Rc<[Constant]>),
}

impl Constant {
    /// A float.
    pub fn float(value: f64) -> Constant {
        Constant::Float(value.to_bits())
    }
    /// A str.
    pub fn str(text: &str) -> Constant {
        Constant::Str(text.into())
    }
    /// Its truth.
    pub fn truth(&self) -> bool {
        match self {
            Constant::Unbound | Constant::None => false,
            Constant::Bool(value) => *value,
            Constant::Ellipsis | Constant::BigInt(..) => true,
            Constant::Int(value) => *value != 0,
            Constant::Float(bits) => f64::from_bits(*bits) != 0.0,
            Constant::Complex(real, imaginary) => f64::from_bits(*real) != 0.0 || f64::from_bits(*imaginary) != 0.0,
            Constant::Str(text) => !text.is_empty(),
            Constant::Bytes(bytes) => !bytes.is_empty(),
            Constant::Tuple(items) => !items.is_empty(),
        }
    }
}

/// Makes constants into values.
pub trait Constants {
    /// The value of a constant; strs that look like identifiers are interned.
    fn constant(&mut self, constant: &Constant) -> Value;
    /// An interned str.
    fn name(&mut self, text: &str) -> Value;
    /// A code object that owns the code.
    fn code(&mut self, code: super::Code) -> Value;
    /// Takes note of what looks wrong in a line.
    fn suspect(&mut self, line: u32, message: String) {
        let _ = (line, message);
    }
}

/// The constants of one code, each once.
#[derive(Default)]
pub struct Pool {
    values: Vec<Value>,
    indices: FxHashMap<Constant, u32>,
}

impl Pool {
    /// The index of a constant.
    pub fn index(&mut self, constant: Constant, sink: &mut dyn Constants) -> u32 {
        if let Some(&index) = self.indices.get(&constant) {
            return index;
        }
        let index = self.push(sink.constant(&constant));
        self.indices.insert(constant, index);
        index
    }
    /// Appends a value that is equal to no other (code).
    pub fn push(&mut self, value: Value) -> u32 {
        self.values.push(value);
        self.values.len() as u32 - 1
    }
    /// All values.
    pub fn into_values(self) -> Box<[Value]> {
        self.values.into()
    }
}
