use super::*;
use crate::object::Realm;
use crate::object::native::BuiltinTables;
use crate::object::output::Output;

static TABLES: BuiltinTables = BuiltinTables::EMPTY;

pub(super) fn realm() -> Realm {
    Realm::new(&TABLES, Output::none())
}

/// The text of what a module compiles to, or its error.
pub(super) fn text(source: &str) -> String {
    let mut realm = realm();
    match compile(&mut realm, source, "test.py", Mode::Module) {
        Ok(code) => {
            let code = Code::of(code);
            verify_all(code);
            disassemble(code)
        }
        Err(error) => format!("{:?} {}:{}: {}\n", error.kind, error.span.line, error.offset(), error.message),
    }
}

fn verify_all(code: &Code) {
    verify::verify(code).unwrap_or_else(|wrong| panic!("{wrong}\n{}", disassemble(code)));
    for pc in 0..code.instrs.len() as u32 {
        code.live_at(pc);
    }
    for inner in code.consts.iter().filter_map(|value| value.cast::<crate::object::CodeObject>()) {
        verify_all(Code::of(inner));
    }
}

#[test]
fn show() {
    let Ok(path) = std::env::var("TAIPAN_SHOW") else { return };
    println!("{}", text(&std::fs::read_to_string(path).unwrap()));
}
