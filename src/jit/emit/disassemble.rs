//! Machine code as text, with the uops and the source lines that it comes from.
//!
//! ```text
//! trace 3: root of f at 12, 214 bytes at 7f3a…
//!     f:7  total += i
//!   v6 = IntAdd v4, 1 -> #1
//!     001c  mov rcx,rax
//!     001f  add rcx,1
//!     0023  jo 0061  → exit 2
//! ```

use std::collections::HashMap;
use std::fmt::Write;

use iced_x86::{Decoder, DecoderOptions, Formatter, Instruction, NasmFormatter, OpKind};

use crate::bytecode::Code;
use crate::jit::emit::store::{CodeStore, CompiledTrace};
use crate::jit::ir::{End, Start, TraceId};
use crate::jit::regalloc::Step;

/// The text of a trace's machine code, or nothing if it is gone.
pub fn disassemble(store: &CodeStore, id: TraceId) -> String {
    let mut text = String::new();
    if let Some(compiled) = store.get(id) {
        // Writing to a string cannot fail.
        let _ = write_trace(&mut text, store, id, compiled);
    }
    text
}

/// What a trace is called in dumps and profiles.
pub fn name(id: TraceId, compiled: &CompiledTrace) -> String {
    match compiled.trace.start {
        Start::Root { code, pc } => {
            // SAFETY: the trace's roots keep its codes alive.
            let code = unsafe { &*code };
            format!("trace {}: root of {} at {pc} (line {})", id.0, code.qualified_name, line(code, pc))
        }
        Start::Side { parent, exit } => format!("trace {}: side of {} exit {exit}", id.0, parent.0),
    }
}

/// The file that the trace's first uop comes from, and for each stretch of code its line of that file:
/// (offset, line).
pub fn lines(compiled: &CompiledTrace) -> (String, Vec<(u32, u32)>) {
    let mut path = None;
    let mut lines: Vec<(u32, u32)> = Vec::new();
    for (step, offset) in compiled.allocation.steps.iter().zip(&compiled.code.steps) {
        let Step::Inst { inst, .. } = *step else { continue };
        let Some(origin) = compiled.trace.origins.get(inst as usize).filter(|origin| !origin.code.is_null()) else {
            continue;
        };
        // SAFETY: the trace's roots keep its codes alive.
        let code = unsafe { &*origin.code };
        if **path.get_or_insert_with(|| code.file.clone()) != *code.file {
            continue;
        }
        let line = line(code, origin.pc);
        if lines.last().is_none_or(|last| last.1 != line) {
            lines.push((*offset, line));
        }
    }
    (path.map_or(String::new(), |path| path.to_string()), lines)
}

fn line(code: &Code, pc: u32) -> u32 {
    code.spans.get(pc as usize).map_or(0, |span| span.line)
}

fn write_trace(text: &mut String, store: &CodeStore, id: TraceId, compiled: &CompiledTrace) -> std::fmt::Result {
    let (code, bytes) = (&compiled.code, store.code(id));
    writeln!(text, "{}, {} bytes at {:x}", name(id, compiled), compiled.size, compiled.entry.0)?;
    // The trace's own text has one line per instruction, after its head.
    let listing = compiled.trace.to_string();
    let listing: Vec<&str> = listing.lines().skip(1).take(compiled.trace.insts.len()).collect();
    let mut targets: HashMap<u64, String> = HashMap::new();
    for (number, exit) in code.exits.iter().enumerate() {
        targets.insert(exit.stub as u64, format!("exit {number}"));
    }
    for (number, exit) in compiled.exits.iter().enumerate() {
        if let Some(side) = exit.side.and_then(|side| store.get(side).map(|compiled| (side, compiled.entry))) {
            let offset = (side.1.0 as u64).wrapping_sub(compiled.entry.0 as u64);
            targets.insert(offset, format!("exit {number}, side trace {}", side.0.0));
        }
    }
    if let Some(target) = compiled.linked_to
        && let Some(linked) = store.get(target)
    {
        targets
            .entry((linked.entry.0 as u64).wrapping_sub(compiled.entry.0 as u64))
            .or_insert(format!("trace {}", target.0));
    }

    let mut last_line = None;
    for (index, step) in compiled.allocation.steps.iter().enumerate() {
        let start = code.steps[index];
        let end = code.steps.get(index + 1).copied().unwrap_or(code.stubs);
        match *step {
            Step::Inst { inst, .. } => {
                if let Some(origin) = compiled.trace.origins.get(inst as usize)
                    && !origin.code.is_null()
                {
                    // SAFETY: the trace's roots keep its codes alive.
                    let source = unsafe { &*origin.code };
                    let place = (origin.code, line(source, origin.pc));
                    if last_line != Some(place) {
                        last_line = Some(place);
                        let words =
                            source.source.lines().nth((place.1 as usize).saturating_sub(1)).unwrap_or("").trim();
                        writeln!(text, "    {}:{}  {words}", source.qualified_name, place.1)?;
                    }
                }
                writeln!(text, "{}", listing.get(inst as usize).copied().unwrap_or("?"))?;
            }
            Step::Move { from, to } => writeln!(text, "  {to:?} ← {from:?}")?,
            Step::LoopBegin => writeln!(text, "loop:")?,
        }
        if index + 1 == compiled.allocation.steps.len() {
            // The end's jump stands behind the last step.
            let jump = match compiled.trace.end {
                End::Link { .. } => code.link.map_or(end, |(field, _)| field - 1),
                _ => end.saturating_sub(5).max(start),
            };
            write_code(text, bytes, start, jump, &targets)?;
            match compiled.trace.end {
                End::Loop => writeln!(text, "  loop")?,
                End::Link { target, base_delta } => writeln!(text, "  link {} {base_delta:+}", target.0)?,
                End::Exit { .. } => writeln!(text, "  exit")?,
            }
            write_code(text, bytes, jump, end, &targets)?;
        } else {
            write_code(text, bytes, start, end, &targets)?;
        }
    }
    for (number, exit) in compiled.exits.iter().enumerate() {
        write!(text, "exit {number} at {:04x}: {}", code.exits[number].stub, exit.reason.name())?;
        if exit.hits.get() > 0 {
            write!(text, ", {} times", exit.hits.get())?;
        }
        if let Some(side) = exit.side {
            write!(text, ", side trace {}", side.0)?;
        }
        writeln!(text, ", #{} {:?}", exit.plan.snapshot.0, exit.plan.slots)?;
    }
    Ok(())
}

fn write_code(
    text: &mut String,
    bytes: &[u8],
    start: u32,
    end: u32,
    targets: &HashMap<u64, String>,
) -> std::fmt::Result {
    let Some(stretch) = bytes.get(start as usize..end as usize) else { return Ok(()) };
    let mut decoder = Decoder::with_ip(64, stretch, start as u64, DecoderOptions::NONE);
    let mut formatter = NasmFormatter::new();
    let options = formatter.options_mut();
    options.set_hex_suffix("");
    options.set_hex_prefix("0x");
    options.set_branch_leading_zeros(false);
    options.set_show_branch_size(false);
    options.set_rip_relative_addresses(true);
    let mut instruction = Instruction::default();
    let mut line = String::new();
    while decoder.can_decode() {
        decoder.decode_out(&mut instruction);
        line.clear();
        formatter.format(&instruction, &mut line);
        write!(text, "    {:04x}  {line}", instruction.ip())?;
        if instruction.op0_kind() == OpKind::NearBranch64
            && let Some(name) = targets.get(&instruction.near_branch_target())
        {
            write!(text, "  → {name}")?;
        }
        writeln!(text)?;
    }
    Ok(())
}
