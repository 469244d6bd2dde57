use super::*;
use crate::gc::Tracer;
use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;

/// A node that refers to others and counts its death.
#[repr(C)]
struct Node {
    header: Header,
    links: [Cell<usize>; 3],
}

const PLAIN: u8 = 1;
const COUNTED: u8 = 2;
static DROPPED: AtomicUsize = AtomicUsize::new(0);

fn trace(object: Gc<Header>, tracer: &mut Tracer<'_>) {
    for link in &object.cast::<Node>().links {
        if link.get() != 0 {
            tracer.object(Gc::<Header>::from_address(link.get()));
        }
    }
}

static HOOKS: [Hooks; 3] = [
    Hooks { trace: None, drop: None, external: None },
    Hooks { trace: Some(trace), drop: None, external: None },
    Hooks {
        trace: Some(trace),
        drop: Some(|_| {
            DROPPED.fetch_add(1, Ordering::Relaxed);
        }),
        external: None,
    },
];

struct List(Vec<usize>);
impl Roots for List {
    fn trace_roots(&mut self, tracer: &mut Tracer<'_>) {
        for address in &self.0 {
            tracer.object(Gc::<Header>::from_address(*address));
        }
    }
}

fn node(heap: &mut Heap, front: &mut AllocFront, size: usize, kind: u8) -> usize {
    let cell = heap.alloc(front, size, Header::word(7, kind, 0));
    // SAFETY: a new cell of at least a node's size.
    unsafe { (&raw mut (*(cell as *mut Node)).links).write([const { Cell::new(0) }; 3]) };
    cell as usize
}

/// Longer than any native stack is deep; Miri is slow, and its stack is not the question.
const CHAIN: usize = if cfg!(miri) { 1000 } else { 200_000 };

const NO_CELLS: AllocFront = [std::ptr::null_mut(); SIZE_CLASSES];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(if cfg!(miri) { 1 } else { 40 }) })]
    /// Random graphs: what is reachable keeps its content, the rest goes away in time.
    #[test]
    fn keeps_what_is_reachable(steps in prop::collection::vec((0u8..5, any::<u16>(), any::<u16>()), 1..if cfg!(miri) { 150 } else { 1500 })) {
        let (mut heap, mut front) = (Heap::new(&HOOKS), NO_CELLS);
        let mut roots: Vec<usize> = Vec::new();
        for (what, a, b) in steps {
            match what {
                0..=2 => {
                    let size = 32 + (b as usize % 6000) * (b as usize % 7) / 7;
                    let made = node(&mut heap, &mut front, size, PLAIN);
                    if !roots.is_empty() {
                        let other = roots[a as usize % roots.len()];
                        Gc::<Node>::from_address(made).links[b as usize % 3].set(other);
                        Gc::<Node>::from_address(other).links[a as usize % 3].set(made);
                    }
                    roots.push(made);
                }
                3 => {
                    if !roots.is_empty() {
                        roots.swap_remove(a as usize % roots.len());
                    }
                }
                _ => {
                    let mut list = List(roots.clone());
                    heap.collect(&mut front, &mut list);
                    heap.verify(&front).unwrap();
                }
            }
        }
        let mut seen = std::collections::HashSet::new();
        let mut work = roots.clone();
        while let Some(address) = work.pop() {
            if seen.insert(address) {
                let node = Gc::<Node>::from_address(address);
                prop_assert_eq!(node.header.shape.get(), 7);
                work.extend(node.links.iter().map(|l| l.get()).filter(|l| *l != 0));
            }
        }
        heap.collect(&mut front, &mut List(roots.clone()));
        heap.collect(&mut front, &mut List(roots));
        heap.verify(&front).unwrap();
        prop_assert_eq!(heap.object_count(), seen.len());
    }
}

#[test]
fn drops_each_object_once() {
    let before = DROPPED.load(Ordering::Relaxed);
    let (mut heap, mut front) = (Heap::new(&HOOKS), NO_CELLS);
    let kept: Vec<usize> = (0..100).map(|_| node(&mut heap, &mut front, 48, COUNTED)).collect();
    for size in [32, 48, 200, 5000] {
        for _ in 0..500 {
            node(&mut heap, &mut front, size, COUNTED);
        }
    }
    heap.collect(&mut front, &mut List(kept.clone()));
    for _ in 0..1000 {
        node(&mut heap, &mut front, 48, PLAIN);
    }
    drop(heap);
    assert_eq!(DROPPED.load(Ordering::Relaxed) - before, 2100);
}

#[test]
fn long_chains_do_not_recurse() {
    let (mut heap, mut front) = (Heap::new(&HOOKS), NO_CELLS);
    let mut last = 0;
    for _ in 0..CHAIN {
        let made = node(&mut heap, &mut front, 32, PLAIN);
        Gc::<Node>::from_address(made).links[0].set(last);
        last = made;
    }
    heap.collect(&mut front, &mut List(vec![last]));
    assert_eq!(heap.used(), CHAIN * 32);
}

#[test]
fn wants_a_collection_and_keeps_the_limit() {
    let (mut heap, mut front) = (Heap::new(&HOOKS), NO_CELLS);
    heap.set_limit(1 << 20);
    assert!(!heap.wants_collection());
    assert_eq!(heap.reserve(2 << 20), Err(OutOfMemory));
    assert!(heap.wants_collection());
    heap.collect(&mut front, &mut List(Vec::new()));
    assert!(!heap.wants_collection());
    while !heap.wants_collection() {
        node(&mut heap, &mut front, 64, PLAIN);
    }
    assert!(heap.used() < 1 << 20);
    heap.collect(&mut front, &mut List(Vec::new()));
    assert_eq!(heap.used(), 0);
}
