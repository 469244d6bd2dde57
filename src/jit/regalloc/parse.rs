//! Text to allocation: the inverse of [`print`](super::print()).
//!
//! In: the trace, and the text of its allocation. Out: an [`Allocation`], not checked.
//!
//! ```text
//!   v6 = IntAdd rcx, 1 → rcx -> exit 2 {2: rdx}    →    Inst { inst: 6, args: [1, 0, 0], out: 1, constant: Some(1), … }
//! ```
//!
//! 1. An instruction without a result is not numbered in the text: it is the next one of that name. (All
//!    of them have an effect or an exit, so that none is left out.)
//! 2. Exits stand in their order; their snapshots are those of the trace.

use crate::jit::ir::{Constant, End, ParseError, Trace, Type, Uop};
use crate::jit::regalloc::print::GENERAL;
use crate::jit::regalloc::{Allocation, CollectionPoint, ExitPlan, Location, Step};

/// Reads the allocation of a trace.
///
/// # Errors
/// What is wrong, and in which line.
pub fn parse(trace: &Trace, text: &str) -> Result<Allocation, ParseError> {
    let mut parser = Parser { trace, allocation: Allocation::default(), next: 0 };
    for (number, line) in text.lines().enumerate() {
        parser.line(line.trim()).map_err(|message| ParseError { line: number + 1, message })?;
    }
    Ok(parser.allocation)
}

type Parsed<T> = Result<T, String>;

struct Parser<'a> {
    trace: &'a Trace,
    allocation: Allocation,
    /// The first instruction that has not been met.
    next: usize,
}

impl Parser<'_> {
    fn line(&mut self, line: &str) -> Parsed<()> {
        if line.is_empty() {
            return Ok(());
        }
        if line == "LoopBegin" {
            self.allocation.steps.push(Step::LoopBegin);
            return Ok(());
        }
        if let Some(count) = line.strip_prefix("spill slots ") {
            self.allocation.spill_slots = number(count)?;
            return Ok(());
        }
        if let Some((to, from)) = line.split_once(" ← ") {
            self.allocation.steps.push(Step::Move { from: location(from)?, to: location(to)? });
            return Ok(());
        }
        if let Some(exit) = line.strip_prefix("end -> exit ") {
            return self.exit(exit, None);
        }
        let (line, references) = match line.split_once(" references ") {
            Some((line, references)) => (line, Some(references)),
            None => (line, None),
        };
        let (line, exit) = match line.split_once(" -> exit ") {
            Some((line, exit)) => (line, Some(exit)),
            None => (line, None),
        };
        let inst = self.inst(line)?;
        if let Some(exit) = exit {
            self.exit(exit, Some(inst))?;
        }
        if let Some(references) = references {
            let inside = references.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
            let inside = inside.ok_or("a list of slots in brackets is missing")?;
            let references = list(inside).map(number).collect::<Parsed<Box<[u16]>>>()?;
            self.allocation.collection_points.push(CollectionPoint { inst, references });
        }
        Ok(())
    }

    /// `v6 = IntAdd rcx, 1; 16 with rdx → rcx`
    fn inst(&mut self, line: &str) -> Parsed<u32> {
        let (named, rest) = match line.strip_prefix('v').and_then(|rest| rest.split_once(" = ")) {
            Some((index, rest)) => (Some(number::<usize>(index)?), rest),
            None => (None, line),
        };
        let (rest, out) = match rest.split_once(" → ") {
            Some((rest, out)) => (rest, register(out)?),
            None => (rest, 0),
        };
        let (rest, temporaries) = match rest.split_once(" with ") {
            Some((rest, temporaries)) => (rest, temporaries),
            None => (rest, ""),
        };
        let rest = rest.split_once(';').map_or(rest, |(rest, _)| rest);
        let (name, operands) = rest.split_once(' ').unwrap_or((rest, ""));
        let op = Uop::from_name(name).ok_or_else(|| format!("no uop is called `{name}`"))?;
        let index = match named {
            Some(index) => index,
            None => {
                let found = self.trace.insts.iter().skip(self.next).position(|inst| inst.op == op);
                self.next + found.ok_or_else(|| format!("the trace has no further {name}"))?
            }
        };
        let inst = self.trace.insts.get(index).filter(|inst| inst.op == op);
        inst.ok_or_else(|| format!("v{index} is no {name}"))?;
        self.next = self.next.max(index + 1);
        let (mut args, mut constant) = ([0; 3], None);
        for (position, operand) in list(operands).enumerate() {
            let place = args.get_mut(position).ok_or("more than three operands")?;
            match operand.parse::<i32>() {
                Ok(immediate) => constant = Some(immediate),
                Err(_) => *place = register(operand)?,
            }
        }
        let (mut temps, mut float_temps) = ([0; 4], [0; 4]);
        let (mut general, mut float) = (temps.iter_mut(), float_temps.iter_mut());
        for temporary in list(temporaries) {
            let place = match location(temporary)? {
                Location::Float(_) => float.next(),
                _ => general.next(),
            };
            *place.ok_or("more than four temporaries of a class")? = register(temporary)?;
        }
        self.allocation.steps.push(Step::Inst { inst: index as u32, args, out, temps, float_temps, constant });
        Ok(index as u32)
    }

    /// `2 {2: rdx, 3: xmm1} f: rax`
    fn exit(&mut self, text: &str, inst: Option<u32>) -> Parsed<()> {
        let (exit, rest) = text.split_once(" {").ok_or("an exit's slots in braces are missing")?;
        if number::<usize>(exit)? != self.allocation.exits.len() {
            return Err(format!("exit {exit} is out of order"));
        }
        let (slots, functions) = rest.split_once('}').ok_or("a closing brace is missing")?;
        let snapshot = match (inst, self.trace.end) {
            (Some(inst), _) => self.trace.insts[inst as usize].snapshot,
            (None, End::Exit { snapshot }) => snapshot,
            (None, _) => return Err("the trace does not end with an exit".to_string()),
        };
        let state = self.trace.snapshots.get(snapshot).ok_or("the instruction has no exit")?;
        let mut places = Vec::with_capacity(state.slots.len());
        for (slot, entry) in list(slots).zip(state.slots.iter()) {
            let (slot, place) = slot.split_once(": ").ok_or("a slot's place is missing")?;
            if number::<i32>(slot)? != entry.slot {
                return Err(format!("slot {} was expected, not {slot}", entry.slot));
            }
            places.push(location(place)?);
        }
        if places.len() != state.slots.len() || list(slots).count() != places.len() {
            return Err(format!("the snapshot has {} slots", state.slots.len()));
        }
        let mut named = functions.split(" f: ").skip(1).map(location);
        let functions = state.frames.iter().map(|frame| match frame.function.is_none() {
            true => Ok(None),
            false => named.next().ok_or("a frame's function is missing")?.map(Some),
        });
        let functions = functions.collect::<Parsed<_>>()?;
        self.allocation.exits.push(ExitPlan { inst, snapshot, slots: places.into(), functions });
        Ok(())
    }
}

/// What stands between commas.
fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|item| !item.is_empty())
}

fn number<T: std::str::FromStr>(text: &str) -> Parsed<T> {
    text.trim().parse().map_err(|_| format!("`{text}` is no such number"))
}

fn register(text: &str) -> Parsed<u8> {
    match location(text)? {
        Location::General(register) | Location::Float(register) => Ok(register),
        _ => Err(format!("`{text}` is no register")),
    }
}

fn location(text: &str) -> Parsed<Location> {
    let text = text.trim();
    if let Some(register) = GENERAL.iter().position(|name| *name == text) {
        return Ok(Location::General(register as u8));
    }
    if let Some(register) = text.strip_prefix("xmm") {
        return Ok(Location::Float(number(register)?));
    }
    if let Some(slot) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return Ok(Location::Spill(number(slot)?));
    }
    if let Some((ty, word)) = text.split_once(":0x") {
        let ty = Type::from_name(ty).ok_or_else(|| format!("no type is called `{ty}`"))?;
        let word = u64::from_str_radix(word, 16).map_err(|_| format!("`{word}` is no word"))?;
        return Ok(Location::Constant(Constant { ty, word }));
    }
    if let Ok(int) = text.parse::<i64>() {
        return Ok(Location::Constant(Constant { ty: Type::Int, word: int as u64 }));
    }
    match text.parse::<f64>() {
        Ok(float) => Ok(Location::Constant(Constant { ty: Type::Float, word: float.to_bits() })),
        Err(_) => Err(format!("`{text}` is no place")),
    }
}
