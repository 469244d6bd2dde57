//! The folders are floors: a module names only lower ones. The numbers stand in `docs/design.md`.

use std::path::{Path, PathBuf};

/// Folder or file below `src` (or `uops`), the module's path, and its floor. Longer paths first.
const FLOORS: &[(&str, &str, u8)] = &[
    ("jit/ir", "jit::ir", 6),
    ("jit/opt", "jit::opt", 7),
    ("jit/regalloc", "jit::regalloc", 7),
    ("jit/exit", "jit::exit", 8),
    ("jit/record", "jit::record", 8),
    ("jit/hot", "jit::hot", 8),
    ("jit/emit", "jit::emit", 9),
    ("jit/mod.rs", "jit", 10),
    ("support", "support", 0),
    ("gc", "gc", 1),
    ("syntax", "syntax", 1),
    ("object", "object", 2),
    ("bytecode", "bytecode", 3),
    ("builtins", "builtins", 3),
    ("frame.rs", "frame", 4),
    ("uops", "uops", 5),
    ("interp", "interp", 11),
    ("api", "api", 12),
    ("fuzzing", "fuzzing", 13),
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn modules_name_only_lower_floors() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    files(&root.join("src"), &mut sources);
    files(&root.join("uops"), &mut sources);
    let mut wrong = Vec::new();
    for file in sources {
        let path = file.strip_prefix(root).expect("below the root").to_string_lossy().into_owned();
        // Tests look from above.
        if path.contains("tests") {
            continue;
        }
        let inner = path.strip_prefix("src/").unwrap_or(&path);
        let Some((_, own, floor)) = FLOORS.iter().find(|(folder, ..)| inner.starts_with(folder)) else { continue };
        let text = std::fs::read_to_string(&file).expect("source");
        for (number, line) in text.lines().enumerate() {
            let code = line.trim_start();
            if code.starts_with("//") || code.contains("#[cfg(test)]") {
                continue;
            }
            for named in code.split("crate::").skip(1) {
                let Some((_, other, above)) = FLOORS.iter().find(|(_, module, _)| {
                    named
                        .strip_prefix(module)
                        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
                }) else {
                    continue;
                };
                if other != own && above >= floor {
                    wrong.push(format!("{path}:{}: {own} (floor {floor}) names {other} (floor {above})", number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
