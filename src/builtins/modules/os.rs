//! Module `_os`: what `os` and `os.path`, which are written in Python, cannot find out themselves.

use crate::builtins::arguments::{self, Keywords};
use crate::builtins::modules::{ModuleDef, set};
use crate::gc::Gc;
use crate::object::{Call, ClassId, ModuleObject, NativeDef, PyResult, Value};

/// The module.
pub static OS: ModuleDef = ModuleDef {
    name: "_os",
    functions: &[
        NativeDef::function("getcwd", getcwd),
        NativeDef::function("getpid", getpid),
        NativeDef::function("urandom", urandom),
    ],
    constants: &[],
    make: Some(make),
};

fn make(cx: &mut dyn Call, module: Gc<ModuleObject>) -> PyResult<()> {
    let environment = cx.new_dict();
    set(cx, module, "environ", Value::object(environment));
    for (name, value) in std::env::vars_os() {
        if let (Some(name), Some(value)) = (name.to_str(), value.to_str()) {
            let name = cx.intern_str(name);
            let value = cx.str(value);
            cx.dict_set_str(environment, name, value);
        }
    }
    Ok(())
}

fn getcwd(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "getcwd", args, keywords)?;
    match std::env::current_dir() {
        Ok(directory) => cx.try_str(&directory.to_string_lossy()),
        Err(problem) => Err(cx.raise(ClassId::OSError, problem.to_string())),
    }
}
fn getpid(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "getpid", args, keywords)?;
    Ok(Value::int(std::process::id() as i64))
}
fn urandom(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [count] = arguments::exactly(cx, "urandom", args, keywords)?;
    let count = arguments::size(cx, count)?;
    if count < 0 {
        return Err(cx.value_error("negative argument not allowed"));
    }
    cx.reserve(count as usize)?;
    let mut data = Vec::with_capacity(count as usize + 8);
    use std::hash::{BuildHasher, Hasher};
    while data.len() < count as usize {
        // Each state is seeded by the system.
        let word = std::collections::hash_map::RandomState::new().build_hasher().finish();
        data.extend_from_slice(&word.to_ne_bytes());
    }
    data.truncate(count as usize);
    Ok(cx.bytes(&data))
}
