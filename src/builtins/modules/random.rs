//! Module `_twister`: the generator under module `random`.

use std::cell::RefCell;

use crate::builtins::arguments::{self, Keywords, int_of};
use crate::builtins::format::integer::Int;
use crate::builtins::modules::ModuleDef;
use crate::builtins::modules::twister::Twister;
use crate::gc::Gc;
use crate::object::{Call, HostObject, NativeDef, PyResult, TupleObject, Value};

/// The module.
pub static TWISTER: ModuleDef = ModuleDef {
    name: "_twister",
    functions: &[
        NativeDef::function("bound_random", bound_random),
        NativeDef::function("getrandbits", getrandbits),
        NativeDef::function("new", new),
        NativeDef::function("seed", seed),
        NativeDef::function("set_state", set_state),
        NativeDef::function("state", state),
    ],
    constants: &[],
    make: None,
};

/// Words of a seed that nobody can guess.
fn entropy() -> Vec<u32> {
    use std::hash::{BuildHasher, Hasher};
    let words = || std::collections::hash_map::RandomState::new().build_hasher().finish();
    (0..4).flat_map(|_| [words() as u32, (words() >> 32) as u32]).collect()
}

fn new(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "new", args, keywords)?;
    let state = RefCell::new(Twister::seeded(&entropy()));
    Ok(Value::object(cx.host_object(Box::new(state))))
}

fn with_state<T>(cx: &mut dyn Call, value: Option<&Value>, body: impl FnOnce(&mut Twister) -> T) -> PyResult<T> {
    let host: Option<Gc<HostObject>> = value.and_then(|v| v.cast());
    if let Some(host) = host {
        let state: Option<&RefCell<Twister>> = host.data.downcast_ref();
        if let Some(mut twister) = state.and_then(|s| s.try_borrow_mut().ok()) {
            return Ok(body(&mut twister));
        }
    }
    Err(cx.type_error("a random generator is required"))
}

fn random(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    if args.len() != 1 || !keywords.is_empty() {
        let given = args.len().saturating_sub(1);
        return Err(cx.type_error(format!("Random.random() takes no arguments ({given} given)")));
    }
    let number = with_state(cx, args.first(), Twister::next_f64)?;
    Ok(Value::float(number))
}

/// `random` of one generator, as a function without arguments.
fn bound_random(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [state] = arguments::exactly(cx, "bound_random", args, keywords)?;
    let function = cx.native(NativeDef::function("random", random), None, Value::UNBOUND);
    Ok(Value::object(cx.bound_method(Value::object(function), state)))
}

/// The generator, and a number of bits.
fn getrandbits(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [state, count] = arguments::exactly(cx, "getrandbits", args, keywords)?;
    let count = arguments::size(cx, count)?;
    if count < 0 {
        return Err(cx.value_error("number of bits must be non-negative"));
    }
    if count <= 47 {
        let bits = with_state(cx, Some(&state), |twister| twister.bits(count as u32))?;
        return Ok(Value::int(bits as i64));
    }
    cx.reserve(count as usize / 8)?;
    let bytes = with_state(cx, Some(&state), |twister| {
        let mut left = count as u64;
        let mut bytes = Vec::with_capacity(count as usize / 8 + 4);
        while left > 0 {
            let word = twister.next_u32();
            let word = if left < 32 { word >> (32 - left) } else { word };
            bytes.extend_from_slice(&word.to_le_bytes());
            left = left.saturating_sub(32);
        }
        bytes
    })?;
    Ok(cx.big(dashu_int::IBig::from(dashu_int::UBig::from_le_bytes(&bytes))))
}

/// The generator, and an int that is not negative, or None.
fn seed(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [state, number] = arguments::exactly(cx, "seed", args, keywords)?;
    let words: Vec<u32> = match int_of(cx, number) {
        None => entropy(),
        Some(Int::Small(small)) => {
            let small = small.unsigned_abs();
            if small >> 32 == 0 { vec![small as u32] } else { vec![small as u32, (small >> 32) as u32] }
        }
        Some(Int::Big(big)) => {
            let (_, magnitude) = big.clone().into_parts();
            let bytes = magnitude.to_le_bytes();
            bytes.chunks(4).map(|chunk| chunk.iter().rev().fold(0u32, |word, byte| word << 8 | *byte as u32)).collect()
        }
    };
    with_state(cx, Some(&state), |twister| *twister = Twister::seeded(&words))?;
    Ok(Value::NONE)
}

fn state(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [state] = arguments::exactly(cx, "state", args, keywords)?;
    let words = with_state(cx, Some(&state), |twister| twister.words())?;
    let items: Vec<Value> = words.iter().map(|word| Value::int(i64::from(*word))).collect();
    Ok(cx.tuple(&items))
}

fn set_state(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [state, words] = arguments::exactly(cx, "set_state", args, keywords)?;
    let items = words.cast::<TupleObject>().map_or(&[][..], TupleObject::items);
    let words: Option<Vec<u32>> = items.iter().map(|item| item.as_int().and_then(|n| u32::try_from(n).ok())).collect();
    let Some(made) = words.as_deref().and_then(Twister::from_words) else {
        return Err(cx.value_error(if items.len() == 625 {
            "invalid state"
        } else {
            "state vector is the wrong size"
        }));
    };
    with_state(cx, Some(&state), |twister| *twister = made)?;
    Ok(Value::NONE)
}
