use super::{Bench, counting};
use crate::jit::emit::memory::{CodeMemory, Mapping, MemoryError};
use crate::jit::emit::{CodeStore, Settings};
use crate::jit::ir::GiveUp;

#[test]
fn allocation_reuses_what_was_released() {
    let mut memory = CodeMemory::new(4096, Mapping::Best);
    let a = memory.allocate(100).unwrap();
    let b = memory.allocate(100).unwrap();
    let c = memory.allocate(100).unwrap();
    assert_eq!((b.0 - a.0, c.0 - b.0), (112, 112));
    memory.release(a, 100);
    memory.release(b, 100);
    assert_eq!(memory.allocate(224).unwrap(), a);
    memory.release(a, 224);
    memory.release(c, 100);
    assert_eq!(memory.used(), 0);
    assert_eq!(memory.allocate(4096).unwrap(), a);
    assert_eq!(memory.allocate(1), Err(MemoryError::Full));
}

#[test]
fn both_mappings_write_and_patch() {
    for mapping in [Mapping::Best, Mapping::Flipping] {
        let mut memory = CodeMemory::new(8192, mapping);
        let at = memory.allocate(32).unwrap();
        memory.write(at, &[7; 32]).unwrap();
        memory.write(at.plus(3), &[1, 2, 3, 4]).unwrap();
        assert_eq!(memory.read(at, 8), [7, 7, 7, 1, 2, 3, 4, 7]);
        assert!(memory.write(at.plus(8190), &[0; 4]).is_err() || mapping == Mapping::Flipping);
    }
}

/// No mapping of this process is writable and executable at once, before or after installing code.
#[test]
#[cfg(target_os = "linux")]
fn nothing_is_writable_and_executable() {
    let bench = Bench::new();
    for mapping in [Mapping::Best, Mapping::Flipping] {
        let mut store = CodeStore::new(Settings { mapping, ..Settings::default() });
        let hand = counting(&bench, 1);
        store.install(hand.trace, hand.allocation).unwrap();
        let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
        for line in maps.lines() {
            let protection = line.split_whitespace().nth(1).unwrap();
            assert!(!(protection.contains('w') && protection.contains('x')), "{line}");
        }
    }
}

#[test]
fn full_memory_is_given_up_and_the_rest_still_runs() {
    let mut bench = Bench::new();
    let mut store = CodeStore::new(Settings { budget: 2048, ..Settings::default() });
    let mut installed = Vec::new();
    loop {
        let hand = counting(&bench, 1 << 60);
        match store.install(hand.trace, hand.allocation) {
            Ok(id) => installed.push(id),
            Err(reason) => {
                assert_eq!(reason, GiveUp::NoCodeMemory);
                break;
            }
        }
    }
    assert!(installed.len() > 3 && store.counts.out_of_memory == 1);
    let base = bench.base();
    for id in &installed {
        bench.set(0, crate::object::Value::int(0));
        let resumed = unsafe { CodeStore::enter(&mut store, &mut *bench.realm, *id, base) }.unwrap();
        assert_eq!((resumed.trace, resumed.exit), (*id, Some(2)));
    }
    store.invalidate(installed[1]);
    let hand = counting(&bench, 1 << 60);
    assert!(store.install(hand.trace, hand.allocation).is_ok());
}
