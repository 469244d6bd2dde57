use super::*;
use crate::object::native::BuiltinTables;
use crate::object::output::Output;
use crate::object::{CodeObject, Realm};

mod errors;
mod folding;
mod random;
mod registers;
mod snapshots;

static TABLES: BuiltinTables = BuiltinTables::EMPTY;

fn realm() -> Realm {
    Realm::new(&TABLES, Output::none())
}

/// The text of what a module compiles to, verified, or its error.
fn text(source: &str) -> String {
    let mut realm = realm();
    match compile(&mut realm, source, "test.py", Mode::Module) {
        Ok(code) => {
            verify_all(Code::of(code));
            disassemble(Code::of(code))
        }
        Err(error) => format!("{}:{}: {}\n", error.span.line, error.offset(), error.message),
    }
}

/// Verifies code and all code in it; their liveness is computed, too.
fn verify_all(code: &Code) {
    verify::verify(code).unwrap_or_else(|wrong| panic!("{wrong}\n{}", disassemble(code)));
    for pc in 0..code.instrs.len() as u32 {
        let live = code.live_at(pc);
        assert!(live.iter().all(|register| register < (code.local_count + code.depth[pc as usize]) as usize));
    }
    for inner in inner_codes(code) {
        verify_all(inner);
    }
}

fn inner_codes(code: &Code) -> Vec<&'static Code> {
    code.consts.iter().filter_map(|value| value.cast::<CodeObject>()).map(Code::of).collect()
}

/// The instructions of the first function in a source, one per line.
fn body(source: &str) -> Vec<String> {
    let mut realm = realm();
    let code = compile(&mut realm, source, "test.py", Mode::Module).unwrap();
    verify_all(Code::of(code));
    let code = inner_codes(Code::of(code))[0];
    (0..code.instrs.len() as u32).map(|pc| squeeze(&disassemble::instruction(code, pc))).collect()
}

fn squeeze(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
