//! How much memory a thread holds: to see that a VM that is dropped leaves nothing behind.
//!
//! ```text
//! let before = held();  …  drop(vm);  assert_eq!(held(), before);
//! ```
//!
//! 1. What is allocated by one thread and freed by another shows in both, until the other one ends: what it held counts for
//!    everybody then. Whoever compares tries again where threads of others may have ended.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::sync::atomic::{AtomicIsize, Ordering};

/// What a thread holds; its end is the destructor's.
struct Held(Cell<isize>);

impl Drop for Held {
    fn drop(&mut self) {
        ENDED.fetch_add(self.0.get(), Ordering::Relaxed);
    }
}

thread_local! {
    static HELD: Held = const { Held(Cell::new(0)) };
}
/// What the threads hold that have ended.
static ENDED: AtomicIsize = AtomicIsize::new(0);

/// Bytes that this thread, or one that has ended, has allocated and nobody freed.
pub fn held() -> isize {
    HELD.with(|held| held.0.get()) + ENDED.load(Ordering::Relaxed)
}

struct Counting;

#[global_allocator]
static COUNTING: Counting = Counting;

fn add(bytes: isize) {
    if HELD.try_with(|held| held.0.set(held.0.get() + bytes)).is_err() {
        ENDED.fetch_add(bytes, Ordering::Relaxed);
    }
}

// SAFETY: everything is left to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        add(layout.size() as isize);
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        add(layout.size() as isize);
        // SAFETY: the caller's promise.
        unsafe { System.alloc_zeroed(layout) }
    }
    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        add(-(layout.size() as isize));
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(memory, layout) }
    }
    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        add(size as isize - layout.size() as isize);
        // SAFETY: the caller's promise.
        unsafe { System.realloc(memory, layout, size) }
    }
}
