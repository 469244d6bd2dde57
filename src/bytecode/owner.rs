//! Code as an object of the heap, and constants as values of a realm.
//!
//! 1. `CodeObject::code` is a `Box<Code>` made here, and freed here by the collector's hook;
//!    while the object lives the code stays where it is.

use std::str::FromStr;

use dashu_int::IBig;

use crate::bytecode::constant::{Constant, Constants};
use crate::bytecode::{Code, CompileError, Mode};
use crate::gc::{Gc, Tracer};
use crate::object::{CodeHooks, CodeObject, Realm, Value};

static HOOKS: CodeHooks = CodeHooks { trace, drop: free };

#[allow(unsafe_code)]
fn trace(code: *mut u8, tracer: &mut Tracer<'_>) {
    // SAFETY: the hook is called with the `code` of a live object of this file (rule 1).
    let code = unsafe { &*(code as *const Code) };
    tracer.values(&code.consts);
    tracer.values(&code.local_names);
    tracer.values(&code.free_names);
    tracer.value(code.doc);
}

#[allow(unsafe_code)]
fn free(code: *mut u8) {
    // SAFETY: called once, when the object is unreachable; the box was leaked by `code_object`.
    drop(unsafe { Box::from_raw(code as *mut Code) });
}

/// A code object that owns the code.
pub fn code_object(realm: &mut Realm, code: Code) -> Gc<CodeObject> {
    realm.code_object(Box::into_raw(Box::new(code)) as *mut u8, &HOOKS)
}

impl Code {
    /// The code that an object owns. Good as long as the object is reachable.
    #[inline(always)]
    #[allow(unsafe_code)]
    pub fn of<'a>(object: Gc<CodeObject>) -> &'a Code {
        // SAFETY: every code object is made by `code_object` (rule 1).
        unsafe { &*(object.code as *const Code) }
    }
}

/// Compiles a source text in a realm. Nothing of it is rooted: the next safepoint may free it.
pub fn compile(realm: &mut Realm, source: &str, file: &str, mode: Mode) -> Result<Gc<CodeObject>, CompileError> {
    compile_for(realm, source, file, mode, false)
}

/// The same, with or without a namespace of its own: see [`super::compile_in`].
pub fn compile_for(
    realm: &mut Realm,
    source: &str,
    file: &str,
    mode: Mode,
    namespace: bool,
) -> Result<Gc<CodeObject>, CompileError> {
    let code = super::compile_in(realm, source, file, mode, namespace)?;
    Ok(code_object(realm, code))
}

/// Whether a str is interned as a constant: it looks like a name.
fn is_name(text: &str) -> bool {
    text.len() <= 64 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

impl Constants for Realm {
    fn constant(&mut self, constant: &Constant) -> Value {
        match constant {
            Constant::Unbound => Value::UNBOUND,
            Constant::None => Value::NONE,
            Constant::Bool(value) => Value::bool(*value),
            Constant::Ellipsis => Value::ELLIPSIS,
            Constant::Int(value) => match i64::try_from(*value) {
                Ok(small) => self.int(small),
                Err(_) => self.big(IBig::from(*value)),
            },
            Constant::BigInt(digits, radix) => {
                let number = if *radix == 10 {
                    IBig::from_str(digits).unwrap_or_default()
                } else {
                    IBig::from_str_radix(digits, *radix).unwrap_or_default()
                };
                self.big(number)
            }
            Constant::Float(bits) => Value::float(f64::from_bits(*bits)),
            Constant::Complex(real, imaginary) => self.complex(f64::from_bits(*real), f64::from_bits(*imaginary)),
            Constant::Str(text) if is_name(text) => self.intern(text),
            Constant::Str(text) => self.str(text),
            Constant::Bytes(bytes) => self.bytes(bytes),
            Constant::Tuple(items) => {
                let items: Vec<Value> = items.iter().map(|item| self.constant(item)).collect();
                self.tuple(&items)
            }
        }
    }
    fn name(&mut self, text: &str) -> Value {
        self.intern(text)
    }
    fn suspect(&mut self, line: u32, message: String) {
        self.suspicions.push((line, message));
    }
    fn code(&mut self, code: Code) -> Value {
        Value::object(code_object(self, code))
    }
}
