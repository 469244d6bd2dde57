//! Which registers may still be read.
//!
//! In: code. Out: for each pc the registers that are live before it. Backward over basic
//! blocks, each run through until nothing changes; an instruction that a handler guards may
//! always go there, with what is below the handler's register. Where code names a function that looks at its caller's
//! variables (`locals`), all variables are live everywhere.

use crate::bytecode::{Code, Op, registers, verify};
use crate::object::StrObject;
use crate::support::BitSet;

impl Code {
    /// The registers that are live before an instruction. Computed once, for all.
    pub fn live_at(&self, pc: u32) -> &BitSet {
        &self.liveness.get_or_init(|| compute(self))[pc as usize]
    }
}

/// Functions that look at the variables of who calls them; `super` at the first argument.
const LOOKING: [&str; 9] =
    ["locals", "vars", "dir", "eval", "exec", "super", "_getframe", "currentframe", "breakpoint"];

/// Whether the code names one of them. By another name they see old values: the README says so.
fn shows_variables(code: &Code) -> bool {
    (0..code.instrs.len() as u32).any(|pc| {
        let instr = code.instr(pc);
        let site = match instr.op.family() {
            Op::LoadGlobal | Op::LoadName => instr.b,
            Op::LoadAttr | Op::LoadMethod => instr.c,
            _ => return false,
        };
        let name = code.sites.get(site as usize).and_then(|site| code.consts.get(site.constant as usize));
        name.and_then(|name| name.cast::<StrObject>()).is_some_and(|name| LOOKING.contains(&name.as_str()))
    })
}

struct Liveness<'c> {
    code: &'c Code,
    /// So many registers are always live.
    shown: usize,
    /// Where basic blocks begin, ascending, and the end.
    starts: Vec<u32>,
    /// The block that each pc belongs to.
    block_of: Vec<u32>,
    /// What is live at the beginning of each block.
    live_in: Vec<BitSet>,
    /// Blocks to be visited again when a block's beginning changes.
    before: Vec<Vec<u32>>,
    /// The handler of each pc, as an index plus 1.
    handler_of: Vec<u32>,
}

fn compute(code: &Code) -> Box<[BitSet]> {
    let mut liveness = Liveness::new(code);
    let blocks = liveness.live_in.len();
    let mut work: Vec<u32> = (0..blocks as u32).collect();
    let mut waiting = vec![true; blocks];
    while let Some(block) = work.pop() {
        waiting[block as usize] = false;
        let live = liveness.run(block, |_, _| {});
        if liveness.live_in[block as usize] != live {
            liveness.live_in[block as usize] = live;
            for &before in &liveness.before[block as usize] {
                if !std::mem::replace(&mut waiting[before as usize], true) {
                    work.push(before);
                }
            }
        }
    }
    let mut all = vec![BitSet::new(); code.instrs.len()];
    for block in 0..blocks as u32 {
        liveness.run(block, |pc, live| all[pc as usize] = live.clone());
    }
    all.into()
}

impl<'c> Liveness<'c> {
    fn new(code: &'c Code) -> Self {
        let count = code.instrs.len();
        let mut is_start = vec![false; count + 1];
        is_start[0] = true;
        for pc in 0..count as u32 {
            let instr = code.instr(pc);
            if verify::jumps(instr.op) {
                is_start[instr.target(pc) as usize] = true;
                is_start[pc as usize + 1] = true;
            } else if verify::ends(instr.op) {
                is_start[pc as usize + 1] = true;
            }
        }
        let mut handler_of = vec![0; count];
        for (index, handler) in code.handlers.iter().enumerate() {
            is_start[handler.target as usize] = true;
            is_start[handler.start as usize] = true;
            is_start[handler.end as usize] = true;
            handler_of[handler.start as usize..handler.end as usize].fill(index as u32 + 1);
        }
        let mut starts: Vec<u32> = (0..count as u32).filter(|&pc| is_start[pc as usize]).collect();
        let blocks = starts.len();
        starts.push(count as u32);
        let mut block_of = vec![0; count];
        for block in 0..blocks {
            block_of[starts[block] as usize..starts[block + 1] as usize].fill(block as u32);
        }
        let mut liveness = Liveness {
            code,
            shown: if shows_variables(code) { code.visible_count as usize } else { 0 },
            starts,
            block_of,
            live_in: vec![BitSet::new(); blocks],
            before: vec![Vec::new(); blocks],
            handler_of,
        };
        for block in 0..blocks as u32 {
            let last = liveness.starts[block as usize + 1] - 1;
            let instr = code.instr(last);
            if verify::jumps(instr.op) {
                liveness.edge(block, instr.target(last));
            }
            if !verify::ends(instr.op) {
                liveness.edge(block, last + 1);
            }
            if let Some(handler) = liveness.handler(last) {
                liveness.edge(block, handler.target);
            }
        }
        liveness
    }

    fn edge(&mut self, from: u32, to: u32) {
        if let Some(&block) = self.block_of.get(to as usize) {
            self.before[block as usize].push(from);
        }
    }

    fn handler(&self, pc: u32) -> Option<&'c crate::bytecode::Handler> {
        (self.handler_of[pc as usize] as usize).checked_sub(1).map(|index| &self.code.handlers[index])
    }

    fn live_at_start(&self, pc: u32) -> Option<&BitSet> {
        self.block_of.get(pc as usize).map(|&block| &self.live_in[block as usize])
    }

    /// Runs backward through a block; `see` gets what is live before each instruction.
    fn run(&self, block: u32, mut see: impl FnMut(u32, &BitSet)) -> BitSet {
        let (start, end) = (self.starts[block as usize], self.starts[block as usize + 1]);
        let mut caught = BitSet::new();
        if let Some(handler) = self.handler(start)
            && let Some(live) = self.live_at_start(handler.target)
        {
            caught = live.iter().filter(|&register| register < handler.register as usize).collect();
        }
        let mut live = BitSet::new();
        for pc in (start..end).rev() {
            let instr = self.code.instr(pc);
            if pc + 1 == end
                && !verify::ends(instr.op)
                && let Some(next) = self.live_at_start(end)
            {
                live.union_with(next);
            }
            registers::for_each_write(instr, |register| live.remove(register as usize));
            if verify::jumps(instr.op)
                && let Some(target) = self.live_at_start(instr.target(pc))
            {
                live.union_with(target);
            }
            registers::for_each_read(instr, |register| {
                live.insert(register as usize);
            });
            live.union_with(&caught);
            for register in 0..self.shown {
                live.insert(register);
            }
            see(pc, &live);
        }
        live
    }
}
