//! A walk over the whole heap, for tests: every object that may live is looked at, and every reference.
//!
//! ```text
//! heap.verify_objects(&front, context, &mut |object| …)?     // what only higher floors know of an object
//! ```
//!
//! 1. What the last collection has found dead and nobody has swept yet is left out. All else may live: nothing has been
//!    freed since, so what it refers to must be there.

use super::*;

impl Heap {
    /// Looks at every object that may live: `check` says what is wrong with it.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn verify_objects(
        &self,
        front: &AllocFront,
        context: *const u8,
        check: &mut dyn FnMut(Gc<Header>) -> Result<(), String>,
    ) -> Result<usize, String> {
        self.verify(front)?;
        let mut unswept = vec![false; self.blocks.len()];
        for class in &self.classes {
            for &block in &class.blocks[class.sweep..] {
                unswept[block as usize] = true;
            }
        }
        let may_live = |object: Gc<Header>| {
            let block = self.block_at(object.address());
            object.header().mark.get() != 0 || !block.is_some_and(|block| unswept[block])
        };
        let mut objects = Vec::new();
        self.each_object(|object| objects.push(object));
        let known: rustc_hash::FxHashSet<usize> =
            objects.iter().filter(|object| may_live(**object)).map(|object| object.address()).collect();
        let (mut work, mut deferred) = (Vec::new(), Vec::new());
        for object in objects.into_iter().filter(|object| known.contains(&object.address())) {
            let header = object.header();
            if header.class != Header::LARGE {
                let block = self.block_at(object.address()).map(|block| self.blocks[block].class);
                if block != Some(header.class) {
                    return Err(format!("{object:?}: class {} in a block of {block:?}", header.class));
                }
            }
            check(object).map_err(|what| format!("{object:?}: {what}"))?;
            let mut wrong = None;
            if let Some(trace) = self.hooks[header.kind as usize].trace {
                let mut visit = |address: usize| {
                    if !known.contains(&address) {
                        wrong = Some(address);
                    }
                };
                let visit: &mut dyn FnMut(usize) = &mut visit;
                trace(object, &mut Tracer { work: &mut work, deferred: &mut deferred, context, visit: Some(visit) });
            }
            if let Some(address) = wrong {
                let what = self.object_at(address).err().unwrap_or_default();
                return Err(format!("{object:?} of kind {} refers to {address:#x}: {what}", header.kind));
            }
        }
        Ok(known.len())
    }

    /// Shows what roots refer to.
    pub fn each_root(roots: &mut dyn Roots, visit: &mut dyn FnMut(usize)) {
        let (mut work, mut deferred) = (Vec::new(), Vec::new());
        let context = roots.context();
        let mut tracer = Tracer { work: &mut work, deferred: &mut deferred, context, visit: Some(visit) };
        roots.trace_roots(&mut tracer);
    }
}
