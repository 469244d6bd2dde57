//! Code as text, for `--dump bytecode` and tests.
//!
//! ```text
//! <module>
//!    1     0  LoadGlobal       t0, a
//!    1     1  Add              t0, t0, 1
//! ```

use std::fmt::Write;

use crate::bytecode::{Code, Instr, Op, Operand, verify};
use crate::object::int::int_value;
use crate::object::{BytesObject, CodeObject, ComplexObject, StrObject, TupleObject, Value};

/// The text of code and of all code inside it.
pub fn disassemble(code: &Code) -> String {
    let mut text = String::new();
    write_code(code, &mut text);
    text
}

fn write_code(code: &Code, out: &mut String) {
    let _ = writeln!(out, "{}", code.qualified_name);
    let mut targets = vec![false; code.instrs.len() + 1];
    for pc in 0..code.instrs.len() as u32 {
        let instr = code.instr(pc);
        if verify::jumps(instr.op) {
            targets[(instr.target(pc) as usize).min(code.instrs.len())] = true;
        }
    }
    let mut line = 0;
    for pc in 0..code.instrs.len() as u32 {
        let span = code.spans[pc as usize];
        let number = if span.line != line { span.line.to_string() } else { String::new() };
        line = span.line;
        let mark = if targets[pc as usize] { ">" } else { " " };
        let _ = writeln!(out, "{number:>5} {mark}{pc:>4}  {}", instruction(code, pc).trim_end());
    }
    for handler in &code.handlers {
        let register = register(code, handler.register);
        let _ = writeln!(out, "       {}..{} -> {} {register}", handler.start, handler.end, handler.target);
    }
    for constant in &code.consts {
        if let Some(inner) = constant.cast::<CodeObject>() {
            out.push('\n');
            write_code(Code::of(inner), out);
        }
    }
}

/// One instruction, without line and pc.
pub fn instruction(code: &Code, pc: u32) -> String {
    let instr = code.instr(pc);
    let mut operands = Vec::new();
    for (format, field) in instr.op.formats().bytes().zip([instr.a, instr.b, instr.c]) {
        match format {
            b'd' | b'g' => operands.push(register(code, field)),
            b'r' => operands.push(match Operand::decode(field) {
                Operand::Register(number) => register(code, number),
                Operand::Constant(index) => constant(code, index),
            }),
            b'n' => operands.push(format!("#{field}")),
            b's' => operands.extend(site(code, instr.op, field)),
            b'k' => operands.push(constant(code, field)),
            b'w' if instr.op == Op::LoadConst => operands.push(constant(code, instr.wide() as u16)),
            b'w' | b'j' => operands.push(format!("-> {}", instr.target(pc))),
            _ => {}
        }
    }
    format!("{:<17}{}", name(instr), operands.join(", "))
}

fn name(instr: Instr) -> String {
    let mut name = instr.op.name().to_string();
    if instr.flag() {
        name.push_str(if instr.op.name().starts_with("Branch") || matches!(instr.op, Op::Is | Op::Contains) {
            ".not"
        } else if matches!(instr.op, Op::CheckBound | Op::LoadCell) {
            ".outer"
        } else {
            ".inplace"
        });
    }
    match instr.op {
        Op::MakeFunction if instr.x != 0 => {
            let _ = write!(name, ".{:x}", instr.x);
        }
        Op::ImportName if instr.x != 0 => {
            let _ = write!(name, ".{}", instr.x);
        }
        Op::Format if instr.x != 0 => {
            let _ = write!(name, ".{}", instr.x as char);
        }
        _ => {}
    }
    name
}

fn register(code: &Code, number: u16) -> String {
    if number >= code.local_count {
        return format!("t{}", number - code.local_count);
    }
    let name = code.local_names.get(number as usize).and_then(|name| name.cast::<StrObject>());
    match name.map(|name| name.as_str()) {
        Some(name) if !name.is_empty() => name.to_string(),
        _ => format!("r{number}"),
    }
}

fn site(code: &Code, op: Op, number: u16) -> Option<String> {
    let site = code.sites.get(number as usize)?;
    let constant = code.consts.get(site.constant as usize).copied().unwrap_or_default();
    match op.family() {
        Op::Call | Op::CallMethod => None,
        _ => Some(match constant.cast::<StrObject>() {
            Some(text) => text.as_str().to_string(),
            None => repr(constant),
        }),
    }
}

fn constant(code: &Code, index: u16) -> String {
    code.consts.get(index as usize).map_or("?".into(), |value| repr(*value))
}

/// A constant, much as Python writes it.
fn repr(value: Value) -> String {
    if value.is_unbound() || value.is_none() || value.is_bool() {
        return format!("{value:?}");
    }
    if let Some(number) = int_value(value) {
        return number.to_big().to_string();
    }
    if let Some(number) = value.as_float() {
        return format!("{number:?}");
    }
    if let Some(text) = value.cast::<StrObject>() {
        return format!("{:?}", text.as_str());
    }
    if let Some(bytes) = value.cast::<BytesObject>() {
        return format!("b\"{}\"", bytes.data.escape_ascii());
    }
    if let Some(tuple) = value.cast::<TupleObject>() {
        let items: Vec<String> = TupleObject::items(tuple).iter().map(|item| repr(*item)).collect();
        return format!("({})", items.join(", "));
    }
    if let Some(number) = value.cast::<ComplexObject>() {
        return format!("({:?}{:+?}j)", number.real, number.imag);
    }
    match value.cast::<CodeObject>() {
        Some(code) => format!("<code {}>", Code::of(code).qualified_name),
        None => format!("{value:?}"),
    }
}
