use super::{Bench, counting};
use crate::jit::emit::{CodeStore, Settings, disassemble};

#[test]
fn the_dump_names_uops_moves_and_exits() {
    let bench = Bench::new();
    let mut store = CodeStore::new(Settings::default());
    let hand = counting(&bench, 1 << 60);
    let id = store.install(hand.trace, hand.allocation).unwrap();
    let text = disassemble(&store, id);
    for line in ["trace 0: root of f at 0", "v5 = IntAdd", "loop:", "→ exit 2", "exit 2 at", "  loop", "add rcx,rdx"]
    {
        assert!(text.contains(line), "{line} in\n{text}");
    }
    println!("{text}");
}
