//! The heap itself: blocks, free lists, marking and lazy sweeping.
//!
//! ```text
//! chunk (96 KiB, then 256 KiB … 2 MiB) ─ blocks (4 or 32 KiB) ─ cells of one size ─ free list ─ AllocFront
//! ```
//!
//! 1. A free cell's header word is 0 (`Kind::Free`, no mark); its second word is the next
//!    free cell, if it is on a list.
//! 2. A block's cells below `carved` have been handed out at least once; those above were
//!    never touched. A fresh block is carved a page at a time, so an idle heap costs nothing.
//! 3. After marking, every block is unswept: survivors have mark 1, dead objects 0. A block is
//!    swept when its class runs out of cells, at the latest before the next marking.

use std::alloc::{Layout, alloc, dealloc};

use super::{AllocFront, Gc, Header, Hooks, LARGEST_CELL, SIZE_CLASSES, Tracer, cell_size, size_class};

const BLOCK: usize = 32 * 1024;
const CARVE: usize = 4096;
const CARVE_SMALL: usize = 1024;
/// A heap's first blocks are small and their chunk is of a size that `malloc` keeps for the next heap, so
/// that short-lived heaps cost no page faults.
const SMALL_BLOCK: usize = 4096;
const SMALL_CHUNK: usize = 24 * SMALL_BLOCK;
const FIRST_CHUNK: usize = 8;
const LAST_CHUNK: usize = 64;
/// No collection before so many bytes were allocated since the last one: while little lives, the same
/// memory is used again and again, and stays in the cache.
const LEAST_THRESHOLD: usize = 1 << 20;
/// Below it, as much is allocated between collections as lives twice; above, as much as lives.
const MIDDLE_THRESHOLD: usize = 8 << 20;
/// In front of a large object: its size.
const LARGE_PREFIX: usize = 16;
/// Whether the system has so much is asked first.
const PROBED: usize = 16 << 20;

/// What a collection starts from.
pub trait Roots {
    /// Reports every root.
    fn trace_roots(&mut self, tracer: &mut Tracer<'_>);
    /// Called when everything reachable is marked, and again after what it reported is marked too, until it reports nothing
    /// more: for what depends on whether something else is reachable.
    fn revive(&mut self, _tracer: &mut Tracer<'_>) {}
    /// Called at last: drop weak references to the rest.
    fn after_mark(&mut self, _tracer: &Tracer<'_>) {}
    /// A pointer that hooks find as [`Tracer::context`].
    fn context(&self) -> *const u8 {
        std::ptr::null()
    }
}

/// The memory limit would be exceeded, or the system has no memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutOfMemory;

struct Block {
    base: *mut u8,
    class: u8,
    /// Cells that were ever handed out.
    carved: u16,
    bytes: u32,
}

#[derive(Default)]
struct Class {
    blocks: Vec<u32>,
    /// Index into `blocks`: those from here on are unswept.
    sweep: usize,
    /// The block being carved, if it has uncarved cells.
    fresh: Option<u32>,
}

/// See the module.
pub struct Heap {
    hooks: &'static [Hooks],
    chunks: Vec<(*mut u8, usize)>,
    blocks: Vec<Block>,
    /// Blocks without objects that belong to no class.
    empty: Vec<u32>,
    classes: [Class; SIZE_CLASSES],
    large: Vec<*mut u8>,
    work: Vec<usize>,
    /// Bytes alive at the last collection.
    live: usize,
    /// Bytes handed out since.
    since: usize,
    threshold: usize,
    limit: usize,
    stress: bool,
    /// A request was refused.
    starved: bool,
    collections: u64,
}

impl Heap {
    /// An empty heap; allocates nothing. `hooks[kind]` says how to handle each kind.
    pub fn new(hooks: &'static [Hooks]) -> Heap {
        Heap {
            hooks,
            chunks: Vec::new(),
            blocks: Vec::new(),
            empty: Vec::new(),
            classes: std::array::from_fn(|_| Class::default()),
            large: Vec::new(),
            work: Vec::new(),
            live: 0,
            since: 0,
            threshold: LEAST_THRESHOLD,
            limit: usize::MAX,
            stress: false,
            starved: false,
            collections: 0,
        }
    }

    /// Sets the hard limit in bytes.
    pub fn set_limit(&mut self, bytes: usize) {
        self.limit = bytes;
        self.update_threshold();
    }
    /// In stress mode the heap wants a collection at every safepoint.
    pub fn set_stress(&mut self, stress: bool) {
        self.stress = stress;
    }
    /// Whether stress mode is on.
    pub fn stress(&self) -> bool {
        self.stress
    }
    /// Bytes in use, garbage included.
    pub fn used(&self) -> usize {
        self.live + self.since
    }
    /// The hard limit.
    pub fn limit(&self) -> usize {
        self.limit
    }
    /// How many collections there were.
    pub fn collections(&self) -> u64 {
        self.collections
    }
    /// Whether a safepoint should collect.
    #[inline]
    pub fn wants_collection(&self) -> bool {
        self.stress || self.starved || self.since >= self.threshold
    }
    /// Whether the limit is exceeded: small allocations never fail, so whoever has just collected
    /// at a safepoint asks here and raises MemoryError.
    pub fn over_limit(&self) -> bool {
        self.used() > self.limit
    }

    fn update_threshold(&mut self) {
        self.threshold = (2 * self.live).clamp(LEAST_THRESHOLD, MIDDLE_THRESHOLD).max(self.live);
        if self.limit != usize::MAX {
            // Halfway to the limit, so that one large request rarely fails because of garbage.
            let room = self.limit.saturating_sub(self.live) / 2;
            self.threshold = self.threshold.min(room.max(64 << 10));
        }
    }

    /// Asks for `bytes` to be used outside of the heap, or for a large object.
    pub fn reserve(&mut self, bytes: usize) -> Result<(), OutOfMemory> {
        if self.used().checked_add(bytes).is_none_or(|sum| sum > self.limit) {
            self.starved = true;
            return Err(OutOfMemory);
        }
        // Without a limit of the host, the system's: it is asked before an allocation that could not fail gently.
        if bytes >= PROBED && Vec::<u8>::new().try_reserve_exact(bytes).is_err() {
            self.starved = true;
            return Err(OutOfMemory);
        }
        Ok(())
    }
    /// Accounts for bytes that an object has begun to own outside of the heap.
    #[inline]
    pub fn external_grown(&mut self, bytes: usize) {
        self.since += bytes;
    }
    /// Accounts for bytes that an object no longer owns.
    #[inline]
    pub fn external_shrunk(&mut self, bytes: usize) {
        self.since = self.since.saturating_sub(bytes);
    }

    /// A cell of at least `size` bytes with the header word written (its class filled in); the
    /// rest is rubbish, to be written before the next safepoint. Never collects.
    #[inline(always)]
    pub fn alloc(&mut self, front: &mut AllocFront, size: usize, word: u64) -> *mut u8 {
        if size > LARGEST_CELL {
            return self.alloc_large(size, word);
        }
        let class = size_class(size);
        let mut cell = front[class as usize];
        if cell.is_null() {
            cell = self.refill(front, class);
        }
        // SAFETY: a cell on a free list is at least 16 bytes of ours, and nobody else's (rule 1).
        unsafe {
            front[class as usize] = *(cell as *mut *mut u8).add(1);
            *(cell as *mut u64) = word | (class as u64) << 48;
        }
        cell
    }

    #[cold]
    fn alloc_large(&mut self, size: usize, word: u64) -> *mut u8 {
        let total = size + LARGE_PREFIX;
        let Ok(layout) = Layout::from_size_align(total, 16) else { std::process::abort() };
        self.since += total;
        // SAFETY: the layout is not empty; the prefix and the header lie inside.
        unsafe {
            let base = alloc(layout);
            if base.is_null() {
                std::alloc::handle_alloc_error(layout);
            }
            *(base as *mut usize) = total;
            let cell = base.add(LARGE_PREFIX);
            *(cell as *mut u64) = word | (Header::LARGE as u64) << 48;
            self.large.push(cell);
            cell
        }
    }

    /// A non-empty free list for the class, found by sweeping, carving or a new block. The list
    /// is stored in `front` and its first cell returned.
    #[cold]
    #[inline(never)]
    pub fn refill(&mut self, front: &mut AllocFront, class: u8) -> *mut u8 {
        let size = cell_size(class);
        loop {
            let state = &mut self.classes[class as usize];
            let Some(&block) = state.blocks.get(state.sweep) else { break };
            state.sweep += 1;
            let (list, free) = self.sweep(block);
            if free > 0 {
                self.since += free * size;
                front[class as usize] = list;
                return list;
            }
        }
        let index = match self.classes[class as usize].fresh {
            Some(index) => index,
            None => self.take_block(class),
        };
        let block = &mut self.blocks[index as usize];
        let first = block.carved as usize;
        let cells = block.bytes as usize / size;
        let carve = if block.bytes as usize == SMALL_BLOCK { CARVE_SMALL } else { CARVE };
        let count = (carve / size).max(1).min(cells - first);
        block.carved += count as u16;
        if block.carved as usize == cells {
            self.classes[class as usize].fresh = None;
        }
        let base = block.base;
        let mut next = std::ptr::null_mut();
        for number in (first..first + count).rev() {
            // SAFETY: cell `number` lies in the block.
            unsafe {
                let cell = base.add(number * size);
                *(cell as *mut u64) = 0;
                *(cell as *mut *mut u8).add(1) = next;
                next = cell;
            }
        }
        self.since += count * size;
        front[class as usize] = next;
        next
    }

    /// Gives an empty block to the class, as its fresh one.
    fn take_block(&mut self, class: u8) -> u32 {
        let index = match self.empty.pop() {
            Some(index) => index,
            None => self.new_chunk(),
        };
        let block = &mut self.blocks[index as usize];
        block.class = class;
        block.carved = 0;
        let state = &mut self.classes[class as usize];
        // Nothing there is to be swept in this cycle: all before it are swept.
        debug_assert_eq!(state.sweep, state.blocks.len());
        state.blocks.push(index);
        state.sweep += 1;
        state.fresh = Some(index);
        index
    }

    fn new_chunk(&mut self) -> u32 {
        let (bytes, block) = match self.chunks.len() {
            0 => (SMALL_CHUNK, SMALL_BLOCK),
            before => ((FIRST_CHUNK << (before - 1).min(8)).min(LAST_CHUNK) * BLOCK, BLOCK),
        };
        let layout = chunk_layout(bytes);
        // SAFETY: the layout is not empty.
        let base = unsafe { alloc(layout) };
        if base.is_null() {
            std::alloc::handle_alloc_error(layout);
        }
        self.chunks.push((base, bytes));
        for number in (0..bytes / block).rev() {
            // SAFETY: block `number` lies in the chunk.
            let base = unsafe { base.add(number * block) };
            self.blocks.push(Block { base, class: 0, carved: 0, bytes: block as u32 });
            self.empty.push(self.blocks.len() as u32 - 1);
        }
        // The last pushed is the first of the chunk.
        self.empty.pop().unwrap_or(0)
    }

    /// Frees the dead objects of a block, unmarks the others. The list of all free carved cells,
    /// and their number.
    fn sweep(&mut self, index: u32) -> (*mut u8, usize) {
        let Block { base, class, carved, .. } = self.blocks[index as usize];
        let size = cell_size(class);
        let mut next: *mut u8 = std::ptr::null_mut();
        let mut free = 0;
        for number in (0..carved as usize).rev() {
            // SAFETY: carved cells lie in the block and begin with a header word (rules 1, 2).
            unsafe {
                let cell = base.add(number * size);
                let word = *(cell as *mut u64);
                if word >> 40 & 0xFF != 0 {
                    (*(cell as *const Header)).mark.set(0);
                    continue;
                }
                if word != 0 {
                    if let Some(drop) = self.hooks[(word >> 32 & 0xFF) as usize].drop {
                        drop(Gc::from_address(cell as usize));
                    }
                    *(cell as *mut u64) = 0;
                }
                *(cell as *mut *mut u8).add(1) = next;
            }
            // SAFETY: as above.
            next = unsafe { base.add(number * size) };
            free += 1;
        }
        (next, free)
    }

    /// Sweeps what the last collection left unswept; blocks without objects leave their class.
    fn finish_sweep(&mut self) {
        for class in 0..SIZE_CLASSES {
            let from = self.classes[class].sweep;
            if from >= self.classes[class].blocks.len() {
                continue;
            }
            let unswept = self.classes[class].blocks.split_off(from);
            for index in unswept {
                let (_, free) = self.sweep(index);
                if free == self.blocks[index as usize].carved as usize {
                    if self.classes[class].fresh == Some(index) {
                        self.classes[class].fresh = None;
                    }
                    self.empty.push(index);
                } else {
                    self.classes[class].blocks.push(index);
                }
            }
            self.classes[class].sweep = self.classes[class].blocks.len();
        }
    }

    /// Collects: marks from the roots; sweeping follows lazily. Only at safepoints.
    pub fn collect(&mut self, front: &mut AllocFront, roots: &mut dyn Roots) {
        self.finish_sweep();
        *front = [std::ptr::null_mut(); SIZE_CLASSES];
        self.collections += 1;
        let mut work = std::mem::take(&mut self.work);
        let mut live = 0;
        {
            let mut deferred = Vec::new();
            let mut tracer = Tracer {
                work: &mut work,
                deferred: &mut deferred,
                context: roots.context(),
                #[cfg(any(test, feature = "fuzzing"))]
                visit: None,
            };
            roots.trace_roots(&mut tracer);
            loop {
                while let Some(address) = tracer.work.pop() {
                    let object = Gc::<Header>::from_address(address);
                    let header = object.header();
                    live += Heap::object_size(object);
                    let hooks = &self.hooks[header.kind as usize];
                    if let Some(external) = hooks.external {
                        live += external(object);
                    }
                    if let Some(trace) = hooks.trace {
                        trace(object, &mut tracer);
                    }
                }
                roots.revive(&mut tracer);
                if tracer.work.is_empty() {
                    break;
                }
            }
            roots.after_mark(&tracer);
        }
        if work.capacity() > 1 << 16 {
            work = Vec::new();
        }
        self.work = work;
        self.sweep_large();
        for class in &mut self.classes {
            class.sweep = 0;
        }
        self.live = live;
        self.since = 0;
        self.starved = false;
        self.update_threshold();
    }

    /// The bytes of the object's cell.
    pub fn object_size(object: Gc<Header>) -> usize {
        match object.header().class {
            // SAFETY: a large object has its size in front (`alloc_large`).
            Header::LARGE => unsafe { *((object.address() - LARGE_PREFIX) as *const usize) },
            class => cell_size(class),
        }
    }

    fn sweep_large(&mut self) {
        let hooks = self.hooks;
        self.large.retain(|&cell| {
            let object = Gc::<Header>::from_address(cell as usize);
            if object.header().mark.get() != 0 {
                object.header().mark.set(0);
                return true;
            }
            free_large(hooks, object);
            false
        });
    }

    /// Every object that has not been swept away, dead ones included.
    fn each_object(&self, mut visit: impl FnMut(Gc<Header>)) {
        for block in &self.blocks {
            let size = cell_size(block.class);
            for number in 0..block.carved as usize {
                // SAFETY: carved cells lie in the block and begin with a header word.
                unsafe {
                    let cell = block.base.add(number * size);
                    if *(cell as *mut u64) != 0 {
                        visit(Gc::from_address(cell as usize));
                    }
                }
            }
        }
        for &cell in &self.large {
            visit(Gc::from_address(cell as usize));
        }
    }

    /// The index of the block that the address lies in.
    fn block_at(&self, address: usize) -> Option<usize> {
        let mut first = 0;
        for (number, &(base, bytes)) in self.chunks.iter().enumerate() {
            let block = if number == 0 { SMALL_BLOCK } else { BLOCK };
            let count = bytes / block;
            if let Some(at) = address.checked_sub(base as usize).filter(|at| *at < bytes) {
                // The last pushed is the first of the chunk.
                return Some(first + count - 1 - at / block);
            }
            first += count;
        }
        None
    }

    /// The object at that address, if there is one that lives, as far as the last collection knows. For checks.
    ///
    /// # Errors
    /// What is there instead.
    pub fn object_at(&self, address: usize) -> Result<Gc<Header>, String> {
        let Some(index) = self.block_at(address) else {
            return match self.large.iter().any(|cell| *cell as usize == address) {
                true => Ok(Gc::from_address(address)),
                false => Err(format!("{address:#x} is no object's address")),
            };
        };
        let block = &self.blocks[index];
        let (at, size) = (address - block.base as usize, cell_size(block.class));
        if at % size != 0 || at / size >= block.carved as usize {
            return Err(format!("{address:#x} is inside of an object or of unused memory"));
        }
        let object = Gc::<Header>::from_address(address);
        let header = object.header();
        if header.kind == 0 {
            return Err(format!("{object:?} is a free cell"));
        }
        if header.class != block.class || header.kind as usize >= self.hooks.len() {
            return Err(format!("{object:?} has a broken header: kind {}, class {}", header.kind, header.class));
        }
        let class = &self.classes[block.class as usize];
        if header.mark.get() == 0 && class.blocks[class.sweep..].contains(&(index as u32)) {
            return Err(format!("{object:?} is dead"));
        }
        Ok(object)
    }

    /// Whether the cell may be handed out as one of that class (null: there is none). For checks.
    ///
    /// # Errors
    /// What it is instead.
    pub fn check_free(&self, cell: *mut u8, class: u8) -> Result<(), String> {
        if cell.is_null() {
            return Ok(());
        }
        let Some(block) = self.block_at(cell as usize).map(|index| &self.blocks[index]) else {
            return Err(format!("free cell {cell:p} outside of the blocks"));
        };
        let at = cell as usize - block.base as usize;
        if block.class != class
            || !at.is_multiple_of(cell_size(class))
            || at / cell_size(class) >= block.carved as usize
        {
            return Err(format!("free cell {cell:p} of class {} on list {class}", block.class));
        }
        // SAFETY: it is a cell of the block, as just checked.
        match unsafe { *(cell as *mut u64) } {
            0 => Ok(()),
            header => Err(format!("free cell {cell:p} has the header {header:#x}")),
        }
    }

    /// Checks what must hold between collections; the message says what does not. For tests.
    pub fn verify(&self, front: &AllocFront) -> Result<(), String> {
        let mut error = None;
        self.each_object(|object| {
            let header = object.header();
            if header.kind as usize >= self.hooks.len() {
                error = Some(format!("{object:?}: kind {}", header.kind));
            }
            if header.mark.get() > 1 {
                error = Some(format!("{object:?}: mark {}", header.mark.get()));
            }
        });
        if let Some(error) = error {
            return Err(error);
        }
        for (class, &first) in front.iter().enumerate() {
            let mut cell = first;
            let mut steps = 0;
            while !cell.is_null() {
                self.check_free(cell, class as u8)?;
                // SAFETY: a free cell, as just checked.
                cell = unsafe { *(cell as *mut *mut u8).add(1) };
                steps += 1;
                if steps > BLOCK / 16 {
                    return Err(format!("free list {class} has a cycle"));
                }
            }
        }
        Ok(())
    }

    /// The number of objects not swept yet. For tests and statistics.
    pub fn object_count(&self) -> usize {
        let mut count = 0;
        self.each_object(|_| count += 1);
        count
    }
}

fn chunk_layout(bytes: usize) -> Layout {
    // SAFETY: a power of two, and far from overflowing.
    unsafe { Layout::from_size_align_unchecked(bytes, 16) }
}

fn free_large(hooks: &[Hooks], object: Gc<Header>) {
    if let Some(drop) = hooks[object.header().kind as usize].drop {
        drop(object);
    }
    let size = Heap::object_size(object);
    // SAFETY: allocated with this layout in `alloc_large`.
    unsafe {
        let layout = Layout::from_size_align_unchecked(size, 16);
        dealloc((object.address() - LARGE_PREFIX) as *mut u8, layout);
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        let hooks = self.hooks;
        for block in &self.blocks {
            let size = cell_size(block.class);
            for number in 0..block.carved as usize {
                // SAFETY: as in `each_object`; every object is dropped exactly once.
                unsafe {
                    let cell = block.base.add(number * size);
                    let word = *(cell as *mut u64);
                    if word != 0
                        && let Some(drop) = hooks[(word >> 32 & 0xFF) as usize].drop
                    {
                        drop(Gc::from_address(cell as usize));
                    }
                }
            }
        }
        for &cell in &self.large {
            free_large(hooks, Gc::from_address(cell as usize));
        }
        for &(base, bytes) in &self.chunks {
            // SAFETY: allocated with this layout in `new_chunk`.
            unsafe { dealloc(base, chunk_layout(bytes)) };
        }
    }
}

#[cfg(any(test, feature = "fuzzing"))]
#[path = "verify.rs"]
mod verify;

#[cfg(test)]
#[path = "heap_tests.rs"]
mod tests;
