//! Bytes → a sequence of calls of the embedding API.
//!
//! ```text
//! run 2; set g0 = 7; call step(3); hold total; get g0; drop object 0; …
//! ```
//!
//! 1. What each call answers is a text; a VM with the JIT and one without must answer the same.

use std::fmt;

use crate::api::{FromValue, Object, Vm};
use crate::fuzzing::choices::Choices;

/// Modules that the host runs; functions take any number and loop.
const MODULES: &[&str] = &[
    "total = 0\ndef step(x):\n    global total\n    for i in range(30):\n        total = (total + i * x) % 1000003\n    return total\n",
    "def step(x):\n    out = []\n    for i in range(25):\n        out.append(i if i < 20 else x)\n    return len(out) + sum(1 for q in out)\n",
    "class P:\n    def __init__(self): self.v = 0\n    def add(self, x):\n        self.v += x\n        return self.v\np = P()\ndef step(x):\n    for i in range(20): p.add(i)\n    return p.v + x\n",
    "def step(x):\n    s = 0\n    for i in range(40): s += host(i, x)\n    return s\n",
    "def step(x):\n    for i in range(20):\n        if i == 15: raise ValueError(x)\n",
    "def step(x):\n    return [g0, x, g0] * 2\n",
];
/// Expressions that the host evaluates.
const EXPRESSIONS: &[&str] = &[
    "1 + 1",
    "g0",
    "[i * i for i in range(30)][7]",
    "step(2)",
    "sorted(globals())[0]",
    "1 // 0",
    "host(1, 2)",
    "str(g1)",
];

/// One call.
#[derive(Clone, Debug, PartialEq)]
pub enum ApiCall {
    Run(usize),
    SetInt(u8, i64),
    SetFloat(u8, f64),
    SetList(u8, Vec<i64>),
    SetText(u8, String),
    Get(u8),
    Eval(usize),
    Call(i64),
    CallMany(u8, i64),
    Hold(u8),
    CallHeld(usize),
    Release(usize),
    Register(i64),
    Collect,
    Interrupt,
}

impl fmt::Display for ApiCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ApiCall::Run(module) => write!(f, "run module {module}"),
            ApiCall::SetInt(name, value) => write!(f, "set g{name} = {value}"),
            ApiCall::SetFloat(name, value) => write!(f, "set g{name} = {value:?}"),
            ApiCall::SetList(name, value) => write!(f, "set g{name} = {value:?}"),
            ApiCall::SetText(name, value) => write!(f, "set g{name} = {value:?}"),
            ApiCall::Get(name) => write!(f, "get g{name}"),
            ApiCall::Eval(text) => write!(f, "eval {}", EXPRESSIONS[*text]),
            ApiCall::Call(value) => write!(f, "call step({value})"),
            ApiCall::CallMany(count, value) => write!(f, "{count} times: call step({value})"),
            ApiCall::Hold(name) => write!(f, "hold g{name}"),
            ApiCall::CallHeld(index) => write!(f, "call held object {index} with 3"),
            ApiCall::Release(index) => write!(f, "release object {index}"),
            ApiCall::Register(factor) => write!(f, "register host(a, b) = a * b + {factor}"),
            ApiCall::Collect => write!(f, "collect"),
            ApiCall::Interrupt => write!(f, "interrupt, then eval 1"),
        }
    }
}

/// The calls that these choices make.
pub fn calls(choices: &mut Choices<'_>) -> Vec<ApiCall> {
    let number = |choices: &mut Choices<'_>| {
        choices.pick(&[0, 1, -1, 7, 1000, 1 << 31, (1 << 47) - 1, 1 << 47, i64::MAX, i64::MIN])
    };
    let mut calls = vec![ApiCall::Register(1), ApiCall::SetInt(0, 3)];
    for _ in 0..1 + choices.below(24) {
        let call = match choices.below(16) {
            0..3 => ApiCall::Run(choices.below(MODULES.len())),
            3 => ApiCall::SetInt(choices.below(2) as u8, number(choices)),
            4 => ApiCall::SetFloat(choices.below(2) as u8, choices.pick(&[0.5, -0.0, 1e300, f64::INFINITY])),
            5 => ApiCall::SetList(choices.below(2) as u8, (0..choices.below(5)).map(|_| number(choices)).collect()),
            6 => ApiCall::SetText(choices.below(2) as u8, "é".repeat(choices.below(4))),
            7 => ApiCall::Get(choices.below(2) as u8),
            8 | 9 => ApiCall::Eval(choices.below(EXPRESSIONS.len())),
            10 => ApiCall::Call(number(choices)),
            11 => ApiCall::CallMany(3 + choices.below(20) as u8, number(choices)),
            12 => ApiCall::Hold(choices.below(4) as u8),
            13 => choices.pick(&[ApiCall::CallHeld(0), ApiCall::CallHeld(1)].each_ref()).clone(),
            14 => choices.pick(&[ApiCall::Release(0), ApiCall::Collect, ApiCall::Interrupt].each_ref()).clone(),
            _ => ApiCall::Register(number(choices) & 0xFF),
        };
        calls.push(call);
    }
    calls
}

/// One call per line.
pub fn print(calls: &[ApiCall]) -> String {
    calls.iter().map(|call| format!("{call}\n")).collect()
}

/// Makes the calls; what each answers. Objects still held are left in `held`.
pub fn make(vm: &mut Vm, calls: &[ApiCall], held: &mut Vec<Object>) -> Vec<String> {
    fn told<T: std::fmt::Debug>(result: Result<T, crate::Error>) -> String {
        match result {
            Ok(value) => format!("{value:?}"),
            Err(error) => error.to_string(),
        }
    }
    fn seen<T: FromValue + std::fmt::Debug>(result: Result<T, crate::Error>) -> Option<String> {
        result.ok().map(|value| format!("{value:?}"))
    }
    let mut answers = Vec::new();
    for call in calls {
        let answer = match call {
            ApiCall::Run(module) => told(vm.run(MODULES[*module], "module.py")),
            ApiCall::SetInt(name, value) => told(vm.set(&format!("g{name}"), *value)),
            ApiCall::SetFloat(name, value) => told(vm.set(&format!("g{name}"), *value)),
            ApiCall::SetList(name, value) => told(vm.set(&format!("g{name}"), value.clone())),
            ApiCall::SetText(name, value) => told(vm.set(&format!("g{name}"), value.as_str())),
            ApiCall::Get(name) => {
                let name = format!("g{name}");
                seen(vm.get::<i64>(&name))
                    .or_else(|| seen(vm.get::<f64>(&name)))
                    .or_else(|| seen(vm.get::<Vec<i64>>(&name)))
                    .unwrap_or_else(|| told(vm.get::<String>(&name)))
            }
            ApiCall::Eval(text) => told(vm.eval::<String>(&format!("repr({})", EXPRESSIONS[*text]))),
            ApiCall::Call(value) => told(vm.call::<Option<i64>>("step", (*value,))),
            ApiCall::CallMany(count, value) => {
                (0..*count).map(|_| told(vm.call::<Vec<i64>>("step", (*value,)))).collect()
            }
            ApiCall::Hold(name) => {
                let name = ["g0", "g1", "step", "host"][*name as usize % 4];
                match vm.get::<Object>(name).or_else(|_| vm.eval::<Object>(name)) {
                    Ok(object) => {
                        held.push(object);
                        "held".into()
                    }
                    Err(error) => error.to_string(),
                }
            }
            ApiCall::CallHeld(index) => match held.get(*index) {
                Some(object) => told(vm.call_object::<i64>(object, (3, 4))),
                None => String::new(),
            },
            ApiCall::Release(index) => {
                if *index < held.len() {
                    held.remove(*index);
                }
                String::new()
            }
            ApiCall::Register(factor) => {
                let factor = *factor;
                vm.register("host", move |a: i64, b: i64| a.wrapping_mul(b).wrapping_add(factor));
                String::new()
            }
            ApiCall::Collect => told(vm.run("import gc\ngc.collect()\n", "collect.py")),
            ApiCall::Interrupt => {
                vm.interrupt_handle().interrupt();
                told(vm.run("for i in range(3): pass\n", "interrupted.py"))
            }
        };
        answers.push(answer);
    }
    answers
}
