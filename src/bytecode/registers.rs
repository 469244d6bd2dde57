//! Which registers an instruction reads and writes.
//!
//! The one place that knows operands which the table's formats do not show (ranges of
//! registers, pairs). Registers may still be numbered as while lowering.

use crate::bytecode::{Instr, Op, Operand};

/// Calls `see` with each register that the instruction reads.
pub fn for_each_read(instr: Instr, mut see: impl FnMut(u16)) {
    let Instr { x, a, b, c, .. } = instr;
    let mut operand = |field: u16| {
        if let Operand::Register(register) = Operand::decode(field) {
            see(register);
        }
    };
    match instr.op.family() {
        Op::Call => (0..=b).for_each(|i| operand(a + i)),
        Op::CallMethod | Op::CallKeywords => (0..=b + 1).for_each(|i| operand(a + i)),
        Op::CallSpread | Op::BuildSlice | Op::MakeClass => (0..3).for_each(|i| operand(a + i)),
        Op::BuildTuple | Op::BuildList | Op::BuildSet | Op::BuildString => (0..c).for_each(|i| operand(b + i)),
        Op::BuildDict => (0..2 * c).for_each(|i| operand(b + i)),
        Op::MakeFunction => (0..(x & 15).count_ones() as u16).for_each(|i| operand(c + i)),
        Op::ForIter => {
            operand(a);
            operand(a + 1);
        }
        Op::ExitWith | Op::ExitAsyncWith => {
            operand(a);
            operand(a + 1);
            operand(b);
        }
        Op::ListToTuple | Op::PushHandled | Op::EnterWith | Op::EnterAsyncWith | Op::MakeCell => operand(a),
        Op::MatchClass => {
            operand(a);
            operand(b);
        }
        op => {
            for (format, field) in op.formats().bytes().zip([a, b, c]) {
                if matches!(format, b'r' | b'g') {
                    operand(field);
                }
            }
        }
    }
}

/// Calls `see` with each register that the instruction writes when it goes on normally
/// (`ForIter`: to the next instruction).
pub fn for_each_write(instr: Instr, mut see: impl FnMut(u16)) {
    let Instr { a, b, c, .. } = instr;
    match instr.op.family() {
        Op::GetIter | Op::LoadMethod | Op::LoadSuper => {
            see(a);
            see(a + 1);
        }
        Op::ForIter => {
            see(a + 1);
            see(b);
        }
        Op::Unpack => (0..c).for_each(|i| see(a + i)),
        Op::UnpackStar => (0..(c & 0xFF) + (c >> 8) + 1).for_each(|i| see(a + i)),
        Op::PushHandled => see(a + 1),
        Op::Send => see(b),
        Op::MatchStar => {
            see(a);
            see(b);
        }
        Op::EnterWith | Op::EnterAsyncWith => {
            see(a);
            see(a + 1);
            see(b);
        }
        op => {
            for (format, field) in op.formats().bytes().zip([a, b, c]) {
                if format == b'd' {
                    see(field);
                }
            }
        }
    }
}
