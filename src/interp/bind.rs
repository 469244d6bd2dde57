//! Binding arguments to parameters.
//!
//! In: a function, positional arguments, keywords. Out: the callee's registers 0.. filled:
//! parameters bound, all other locals unbound; or the TypeError that CPython raises.
//!
//! ```text
//! def f(a, b=2, *rest, k, **more)      f(1, k=3)   →   r0=1 r1=2 r2=3(k) r3=() r4={}
//! ```

use crate::bytecode::Code;
use crate::gc::Gc;
use crate::interp::Interpreter;
use crate::object::{ClassId, FunctionObject, PyResult, Raised, TupleObject, Value};

/// Fills `registers` (`code.local_count` of them).
///
/// # Safety
/// `registers` has room for the code's locals, apart from the arguments' memory.
pub unsafe fn bind(
    vm: &mut Interpreter,
    function: Gc<FunctionObject>,
    code: &Code,
    registers: *mut Value,
    positional: &[Value],
    keywords: &[(Value, Value)],
) -> PyResult<()> {
    let parameters = code.positional as usize;
    let named = parameters + code.keyword_only as usize;
    let locals = code.local_count as usize;
    let direct = positional.len().min(parameters);
    // SAFETY: the caller gave room for all locals; `direct` is at most that many.
    let registers = unsafe {
        std::ptr::copy_nonoverlapping(positional.as_ptr(), registers, direct);
        for index in direct..locals {
            registers.add(index).write(Value::UNBOUND);
        }
        std::slice::from_raw_parts_mut(registers, locals)
    };
    if code.has_var_args {
        registers[named] = vm.realm.tuple(&positional[direct..]);
    }
    let var_keywords = code.has_var_keywords.then(|| vm.realm.new_dict());
    if let Some(dict) = var_keywords {
        registers[named + code.has_var_args as usize] = Value::object(dict);
    }
    for (index, &(name, value)) in keywords.iter().enumerate() {
        let place = match find_name(vm, code, code.positional_only as usize, named, name) {
            Some(place) => place,
            None => match var_keywords {
                Some(dict) => {
                    if keywords[..index].iter().any(|earlier| vm.realm.same_text(earlier.0, name)) {
                        let text = format!(
                            "{}() got multiple values for keyword argument '{}'",
                            function_name(vm, function),
                            vm.realm.text_of(name)
                        );
                        return Err(vm.realm.raise(ClassId::TypeError, &text));
                    }
                    let name = vm.realm.name_str(name);
                    vm.realm.dict_set_str(dict, name, value);
                    continue;
                }
                None => return Err(unexpected_keyword(vm, function, code, keywords, name)),
            },
        };
        if !registers[place].is_unbound() {
            let text = format!(
                "{}() got multiple values for argument '{}'",
                function_name(vm, function),
                vm.realm.text_of(name)
            );
            return Err(vm.realm.raise(ClassId::TypeError, &text));
        }
        registers[place] = value;
    }
    if positional.len() > parameters && !code.has_var_args {
        let given_keyword_only = registers[parameters..named].iter().filter(|value| !value.is_unbound()).count();
        return Err(too_many(vm, function, code, positional.len(), given_keyword_only));
    }
    if direct < parameters {
        let defaults: &[Value] = match function.defaults.get() {
            Value::UNBOUND | Value::NONE => &[],
            tuple => TupleObject::items(Gc::from_address(tuple.bits() as usize)),
        };
        let required = parameters.saturating_sub(defaults.len());
        if registers[direct.min(required)..required].iter().any(|value| value.is_unbound()) {
            let missing: Vec<usize> = (direct..required).filter(|index| registers[*index].is_unbound()).collect();
            return Err(missing_arguments(vm, function, code, "positional", &missing));
        }
        let skip = defaults.len().saturating_sub(parameters);
        for index in direct.max(required)..parameters {
            if registers[index].is_unbound() {
                registers[index] = defaults[skip + index - required];
            }
        }
    }
    if code.keyword_only > 0 {
        let mut missing = Vec::new();
        for index in parameters..named {
            if !registers[index].is_unbound() {
                continue;
            }
            let default = match function.keyword_defaults.get() {
                Value::UNBOUND | Value::NONE => None,
                dict => {
                    let name = vm.realm.name_str(code.local_names[index]);
                    vm.realm.dict_get_str(Gc::from_address(dict.bits() as usize), name)
                }
            };
            match default {
                Some(value) => registers[index] = value,
                None => missing.push(index),
            }
        }
        if !missing.is_empty() {
            return Err(missing_arguments(vm, function, code, "keyword-only", &missing));
        }
    }
    Ok(())
}

fn find_name(vm: &Interpreter, code: &Code, from: usize, to: usize, name: Value) -> Option<usize> {
    let names = &code.local_names[from..to];
    // Names in code are interned, and so nearly always are those of keywords.
    if let Some(index) = names.iter().position(|candidate| *candidate == name) {
        return Some(from + index);
    }
    names.iter().position(|candidate| vm.realm.same_text(*candidate, name)).map(|index| from + index)
}

fn function_name(vm: &Interpreter, function: Gc<FunctionObject>) -> String {
    vm.realm.text_of(function.qualified_name.get()).to_string()
}

#[cold]
fn unexpected_keyword(
    vm: &mut Interpreter,
    function: Gc<FunctionObject>,
    code: &Code,
    keywords: &[(Value, Value)],
    name: Value,
) -> Raised {
    let only: Vec<String> = keywords
        .iter()
        .filter(|keyword| find_name(vm, code, 0, code.positional_only as usize, keyword.0).is_some())
        .map(|keyword| vm.realm.text_of(keyword.0).to_string())
        .collect();
    let text = if only.is_empty() {
        format!("{}() got an unexpected keyword argument '{}'", function_name(vm, function), vm.realm.text_of(name))
    } else {
        format!(
            "{}() got some positional-only arguments passed as keyword arguments: '{}'",
            function_name(vm, function),
            only.join(", ")
        )
    };
    vm.realm.raise(ClassId::TypeError, &text)
}

#[cold]
fn too_many(
    vm: &mut Interpreter,
    function: Gc<FunctionObject>,
    code: &Code,
    given: usize,
    given_keyword_only: usize,
) -> Raised {
    let parameters = code.positional as usize;
    let defaults = match function.defaults.get() {
        Value::UNBOUND | Value::NONE => 0,
        tuple => TupleObject::items(Gc::from_address(tuple.bits() as usize)).len(),
    };
    let (takes, plural) = if defaults > 0 {
        (format!("from {} to {}", parameters.saturating_sub(defaults), parameters), true)
    } else {
        (parameters.to_string(), parameters != 1)
    };
    let keyword_only = if given_keyword_only > 0 {
        format!(
            " positional argument{} (and {} keyword-only argument{})",
            if given != 1 { "s" } else { "" },
            given_keyword_only,
            if given_keyword_only != 1 { "s" } else { "" }
        )
    } else {
        String::new()
    };
    let text = format!(
        "{}() takes {} positional argument{} but {}{} {} given",
        function_name(vm, function),
        takes,
        if plural { "s" } else { "" },
        given,
        keyword_only,
        if given == 1 && given_keyword_only == 0 { "was" } else { "were" }
    );
    vm.realm.raise(ClassId::TypeError, &text)
}

#[cold]
fn missing_arguments(
    vm: &mut Interpreter,
    function: Gc<FunctionObject>,
    code: &Code,
    sort: &str,
    missing: &[usize],
) -> Raised {
    let names: Vec<String> =
        missing.iter().map(|index| format!("'{}'", vm.realm.text_of(code.local_names[*index]))).collect();
    let list = match names.as_slice() {
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [most @ .., last] => format!("{}, and {last}", most.join(", ")),
        [] => String::new(),
    };
    let text = format!(
        "{}() missing {} required {} argument{}: {}",
        function_name(vm, function),
        missing.len(),
        sort,
        if missing.len() == 1 { "" } else { "s" },
        list
    );
    vm.realm.raise(ClassId::TypeError, &text)
}
