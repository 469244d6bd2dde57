//! docs/uops.md is made from the table: `TAIPAN_BLESS=1 cargo test uop_reference` writes it.

use crate::uops::{Constraints, Definition, ExitReason, Type, Uop, effect};
use std::fmt::Write;

fn classes(bits: u16) -> String {
    if bits == effect::ALL {
        return "everything".into();
    }
    let names = effect::NAMES.iter().enumerate().filter(|(bit, _)| bits >> bit & 1 == 1);
    names.map(|(_, name)| name.to_lowercase()).collect::<Vec<_>>().join(", ")
}

fn signature(definition: &Definition) -> String {
    let params: Vec<String> = definition.params.iter().map(|(name, ty)| format!("{name}: {}", ty.name())).collect();
    let imm = definition.imm.map_or(String::new(), |imm| format!("; {imm}"));
    let out = if definition.out == Type::Unit { String::new() } else { format!(" → {}", definition.out.name()) };
    format!("{}({}{imm}){out}", definition.name, params.join(", "))
}

fn notes(definition: &Definition) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(exit) = definition.exit {
        notes.push(format!("exit: {}", exit.name()));
    }
    let effects = definition.effects;
    for (what, bits) in [("reads", effects.reads), ("writes", effects.writes)] {
        if bits != 0 {
            notes.push(format!("{what} {}", classes(bits)));
        }
    }
    for (name, set) in [("allocates", effects.allocates), ("pinned", effects.pinned), ("pure", definition.is_pure())] {
        if set {
            notes.push(name.into());
        }
    }
    let calls = |constraints: &Constraints| constraints.float_clobber != 0;
    if definition.x64.reenter {
        notes.push("may run anything".into());
    } else if calls(&definition.x64) {
        notes.push("calls".into());
    }
    if definition.x64_imm.is_some() {
        notes.push("has a form with a constant".into());
    }
    notes
}

fn reference() -> String {
    let mut text = String::from(
        "# Micro-operations\n\nMade from the table in `uops/` by a test (`TAIPAN_BLESS=1 cargo test uop_reference`); do not \
         edit. What the words mean: the heads of `uops/mod.rs` and `src/jit/ir/mod.rs`.\n\n## Exits\n\n",
    );
    for reason in ExitReason::ALL {
        let _ = writeln!(text, "* `{}`:{}", reason.name(), reason.doc());
    }
    let mut family = "";
    for uop in Uop::ALL {
        let definition = uop.definition();
        if definition.family != family {
            family = definition.family;
            let _ = writeln!(text, "\n## {family}");
        }
        let _ = writeln!(text, "\n### `{}`\n", signature(definition));
        let doc: Vec<&str> = definition.doc.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let _ = writeln!(text, "{}", doc.join("\n"));
        let notes = notes(definition);
        if !notes.is_empty() {
            let _ = writeln!(text, "\n*{}*", notes.join("; "));
        }
    }
    text
}

#[test]
fn uop_reference_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/uops.md");
    let text = reference();
    if std::env::var_os("TAIPAN_BLESS").is_some() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/docs")).unwrap();
        std::fs::write(path, &text).unwrap();
    }
    let current = std::fs::read_to_string(path).unwrap_or_default();
    assert!(current == text, "docs/uops.md is not current: run with TAIPAN_BLESS=1");
}
