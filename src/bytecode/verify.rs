//! Checks that code is what the interpreter and the recorder rely on.
//!
//! In: code. Out: the first thing wrong with it. Runs on every compilation of a debug build.

use crate::bytecode::{Code, Instr, Op, Operand, registers};

/// Says what is wrong with the code, if something is.
pub fn verify(code: &Code) -> Result<(), String> {
    let count = code.instrs.len();
    if code.spans.len() != count || code.depth.len() != count {
        return Err("tables of different lengths".into());
    }
    if code.register_count < code.local_count || code.parameter_count() > code.local_count as usize {
        return Err("more locals than registers".into());
    }
    if code.local_names.len() != code.local_count as usize {
        return Err("locals without names".into());
    }
    match code.instrs.last().map(|last| last.get()) {
        Some(last) if ends(last.op) => {}
        _ => return Err("runs past its end".into()),
    }
    if !code.hotness.windows(2).all(|pair| pair[0].0 < pair[1].0) {
        return Err("hotness is not sorted".into());
    }
    let mut back_edges = vec![0u32; code.hotness.len()];
    for pc in 0..count as u32 {
        let instr = code.instr(pc);
        let at = |what: &str| format!("{pc} {}: {what}", instr.op.name());
        fields(code, instr).map_err(at)?;
        temporaries(code, pc, instr).map_err(at)?;
        match instr.op.family() {
            Op::Enter if pc != 0 || code.hotness_at(0).is_none() || instr.a != 0 => return Err(at("misplaced")),
            Op::Loop => match code.hotness.get(instr.a as usize) {
                Some(entry) if entry.0 == instr.target(pc) && entry.0 <= pc => back_edges[instr.a as usize] += 1,
                _ => return Err(at("wrong hotness")),
            },
            _ => {}
        }
    }
    if back_edges.iter().zip(&code.hotness).any(|(&edges, entry)| edges != 1 && !(entry.0 == 0 && edges == 0)) {
        return Err("a loop has not exactly one back-edge".into());
    }
    handlers(code)
}

/// Whether nothing follows the operation.
pub(crate) fn ends(op: Op) -> bool {
    matches!(op.family(), Op::Jump | Op::Loop | Op::Return | Op::Raise | Op::Reraise | Op::RaiseAssert)
}

/// Whether the operation has a distance among its operands.
pub(crate) fn jumps(op: Op) -> bool {
    op != Op::LoadConst && op.formats().bytes().any(|format| matches!(format, b'w' | b'j'))
}

fn fields(code: &Code, instr: Instr) -> Result<(), &'static str> {
    let constant = |index: usize| if index < code.consts.len() { Ok(()) } else { Err("no such constant") };
    if instr.op == Op::LoadConst {
        constant(instr.wide() as u32 as usize)?;
    }
    for (format, field) in instr.op.formats().bytes().zip([instr.a, instr.b, instr.c]) {
        match format {
            b'd' if field >= code.register_count => return Err("writes no register"),
            b'r' => match Operand::decode(field) {
                Operand::Register(register) if register >= code.register_count => return Err("reads no register"),
                Operand::Register(_) => {}
                Operand::Constant(index) => constant(index as usize)?,
            },
            b'k' => constant(field as usize)?,
            b's' if field as usize >= code.sites.len() => return Err("no such site"),
            _ => {}
        }
    }
    Ok(())
}

/// Temporaries that are read are live, and those live after are live before or written.
fn temporaries(code: &Code, pc: u32, instr: Instr) -> Result<(), &'static str> {
    let depth = code.depth[pc as usize];
    if code.local_count + depth > code.register_count {
        return Err("too deep");
    }
    let mut result = Ok(());
    registers::for_each_read(instr, |register| {
        if register >= code.local_count + depth {
            result = Err("reads a dead temporary");
        }
    });
    let mut after = depth;
    registers::for_each_write(instr, |register| {
        if register >= code.register_count {
            result = Err("writes past the frame");
        }
        after = after.max((register + 1).saturating_sub(code.local_count));
    });
    result?;
    if jumps(instr.op) {
        match code.depth.get(instr.target(pc) as usize) {
            None => return Err("jumps out of the code"),
            Some(&target) if target > depth => return Err("jumps to where more is live"),
            Some(_) => {}
        }
    }
    if !ends(instr.op) && code.depth[pc as usize + 1] > after {
        return Err("more is live after it");
    }
    Ok(())
}

fn handlers(code: &Code) -> Result<(), String> {
    let mut end = 0;
    for handler in &code.handlers {
        if handler.start < end || handler.start >= handler.end || handler.end as usize > code.instrs.len() {
            return Err("handlers overlap".into());
        }
        end = handler.end;
        let depth = handler.register.checked_sub(code.local_count).map(|depth| depth + 1);
        if depth.is_none() || code.depth.get(handler.target as usize).copied() != depth {
            return Err(format!("handler at {} does not fit its register", handler.target));
        }
        let lowest = (handler.start..handler.end).map(|pc| code.depth[pc as usize]).min();
        if lowest < depth.map(|depth| depth - 1) {
            return Err(format!("handler at {} keeps what is dead", handler.target));
        }
    }
    Ok(())
}
