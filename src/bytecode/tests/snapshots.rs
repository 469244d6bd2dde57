//! Each `NAME.py` here compiles to `NAME.txt`. With `TAIPAN_BLESS` set, the texts are written.

use std::path::Path;

#[test]
fn sources_compile_to_their_texts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bytecode/tests");
    let mut different = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "py") {
            continue;
        }
        count += 1;
        let text = super::text(&std::fs::read_to_string(&path).unwrap());
        let expected = path.with_extension("txt");
        if std::env::var_os("TAIPAN_BLESS").is_some() {
            std::fs::write(&expected, &text).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != text {
            different.push(format!("{}:\n{text}", path.display()));
        }
    }
    assert!(count > 3);
    assert!(different.is_empty(), "{}", different.join("\n"));
}
