//! The compiled traces of one VM: installing, entering, leaving, linking, invalidating.
//!
//! ```text
//! let id = store.install(trace, allocation)?;              // a side trace is linked at once
//! let resumed = CodeStore::enter(&mut store, realm, id, base)?;  // runs until it is left
//! store.invalidate(id);                                     // nobody enters it any more
//! ```
//!
//! 1. While machine code runs, no reference to the store or the realm is held: what the code calls may
//!    enter, install and invalidate traces. Only the chain of [`Activation`]s says what runs.
//! 2. A trace that is invalid is freed once nothing runs (its code may be suspended in a call).
//!    Until then its entry leads back to the interpreter, and so does each of its guards of validity.
//! 3. Whoever enters a root trace, Rust or a link, stores the root's pc in the frame's header first.
//! 4. A side trace is valid only as long as its parent: it relies on what the parent proved.
//! 5. Ids are never used again.
//! 6. After a call that may run anything, a trace must ask whether it is still valid before it relies on
//!    a watcher: `GuardValid`, best with the address of `machine.pending`. Its first bytes are overwritten by a
//!    jump to its exit when the trace is invalidated.

use rustc_hash::FxHashMap;
use std::cell::Cell;

use crate::frame;
use crate::gc::{Gc, Header, Tracer};
use crate::jit::emit::assemble::{
    Assembled, Assembler, CheckSite, Context, ExitCode, Forced, JUMP_BYTES, may_be_forced,
};
use crate::jit::emit::disassemble;
use crate::jit::emit::enter::{self, Enter};
use crate::jit::emit::frame::{Activation, ExitState, NO_POINT, special};
use crate::jit::emit::memory::{CodeAddress, CodeMemory, DEFAULT_BUDGET, Mapping, MemoryError};
use crate::jit::emit::perf::{Perf, PerfFile, Symbol};
use crate::jit::exit::{ExitInfo, Registers, Resumed, restore};
use crate::jit::ir::{End, ExitReason, GiveUp, Resume, Start, Trace, TraceId, Type};
use crate::jit::regalloc::Allocation;
use crate::object::caught::{MachineError, take_waiting};
use crate::object::{Realm, Value};
use crate::support::Id;
use crate::support::fault::{self, Rule};
use crate::uops::{Asm, Uop, access};

/// How code is made.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Most bytes of machine code.
    pub budget: usize,
    pub mapping: Mapping,
    pub forced: Forced,
    /// Whether each memory access of a template is checked before it happens: for tests.
    pub checked: bool,
    /// What to tell Linux perf.
    pub perf: Perf,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            budget: DEFAULT_BUDGET,
            mapping: Mapping::Best,
            forced: Forced::Off,
            checked: false,
            perf: Perf::Off,
        }
    }
}

/// Stands for the entry of the trace that is being assembled.
const ITSELF: CodeAddress = CodeAddress(0);

/// A trace and its machine code.
pub struct CompiledTrace {
    pub trace: Trace,
    pub exits: Vec<ExitInfo>,
    pub entry: CodeAddress,
    /// Bytes of code, stubs and constants.
    pub size: u32,
    /// Offsets within the code; its `bytes` are empty.
    pub code: Assembled,
    /// For dumps; the exits' plans and the collection points are elsewhere.
    pub allocation: Allocation,
    /// Nobody may enter it any more.
    pub invalid: bool,
    /// How often Rust entered it (not by links).
    pub entries: u64,
    /// When it was last entered or left, in runs of the store.
    last_used: Cell<u64>,
    /// Where its final jump leads; `None` if it does not end in a link or the target is gone.
    pub linked_to: Option<TraceId>,
    /// Where the target began that is gone.
    link_start: Option<Start>,
    points: std::ops::Range<u32>,
    /// Forced exits count here, by address.
    _counters: Box<[u32]>,
}

/// Numbers for statistics.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    pub installed: u64,
    pub invalidated: u64,
    pub freed: u64,
    pub linked: u64,
    pub out_of_memory: u64,
    /// Bytes of code made, ever.
    pub bytes: u64,
}

/// See the module.
pub struct CodeStore {
    settings: Settings,
    memory: CodeMemory,
    assembler: Assembler,
    /// The routines of [`enter`], once there are any.
    routines: Option<Routines>,
    /// By number: where memory accesses are checked.
    sites: Vec<CheckSite>,
    buffers: access::Buffers,
    traces: Vec<Option<Box<CompiledTrace>>>,
    /// By number of collection point: the spill slots that hold references. Number 0 is none.
    points: Vec<Box<[u16]>>,
    /// The innermost run.
    innermost: *mut Activation,
    /// Invalid traces not yet freed.
    dying: Vec<TraceId>,
    perf: Option<PerfFile>,
    /// How often machine code was entered.
    runs: u64,
    /// Traces that link to a root trace, by that trace. (Some may have been freed since.)
    linkers: FxHashMap<TraceId, Vec<TraceId>>,
    /// Traces whose link waits for a root trace at a place.
    waiting: FxHashMap<Place, Vec<TraceId>>,
    pub counts: Counts,
    /// Exits of all traces so far, but for those that raise; and the one that [`Forced::One`] means: if it cannot be forced,
    /// how often it is to be taken.
    pub forcible: u32,
    /// With [`Forced::One`]: what the guard of each number is.
    guards: Vec<(TraceId, u32)>,
    to_force: Option<(TraceId, u32, u32)>,
}

/// Leaves the run without rebuilding anything.
type Abandon = unsafe extern "sysv64" fn(*mut u8) -> !;

/// See [`enter`].
#[derive(Clone, Copy)]
struct Routines {
    enter: Enter,
    common_exit: CodeAddress,
    check: CodeAddress,
    abandon: CodeAddress,
}

/// Where a root trace starts: the code's address and the pc.
type Place = (usize, u32);

// SAFETY: what the pointers point at (code, frames, activations) belongs to the same VM, which moves
// between threads only as a whole and while nothing runs.
unsafe impl Send for CodeStore {}

impl CompiledTrace {
    /// Where the final link leads now, and if nowhere, the pc at which the interpreter goes on. The trace's
    /// own `End::Link` may name a landing that has been replaced.
    pub(super) fn link_now(&self) -> (Option<TraceId>, Option<u32>) {
        let pc = self.link_start.as_ref().and_then(|start| match start {
            Start::Root { pc, .. } => Some(*pc),
            Start::Side { .. } => None,
        });
        (self.linked_to, pc)
    }
}

impl CodeStore {
    /// An empty store; maps nothing yet.
    pub fn new(settings: Settings) -> CodeStore {
        CodeStore {
            settings,
            memory: CodeMemory::new(settings.budget, settings.mapping),
            assembler: Assembler::default(),
            routines: None,
            sites: Vec::new(),
            buffers: Default::default(),
            traces: Vec::new(),
            points: vec![Box::default()],
            innermost: std::ptr::null_mut(),
            dying: Vec::new(),
            runs: 0,
            linkers: FxHashMap::default(),
            waiting: FxHashMap::default(),
            perf: PerfFile::open(settings.perf),
            counts: Counts::default(),
            forcible: 0,
            guards: Vec::new(),
            to_force: None,
        }
    }
    /// The id that the next installed trace will have: the target of a link to itself.
    pub fn next_id(&self) -> TraceId {
        TraceId::new(self.traces.len())
    }
    /// Whether machine code is running (or suspended in a call).
    pub fn is_running(&self) -> bool {
        !self.innermost.is_null()
    }
    /// A trace that is not freed; it may be invalid.
    pub fn get(&self, id: TraceId) -> Option<&CompiledTrace> {
        self.traces.get(id.index())?.as_deref()
    }
    /// A trace that may be entered.
    pub fn valid(&self, id: TraceId) -> Option<&CompiledTrace> {
        self.get(id).filter(|compiled| !compiled.invalid)
    }
    /// An exit of a trace that is not freed.
    pub fn exit_info(&self, id: TraceId, exit: u32) -> Option<&ExitInfo> {
        self.get(id)?.exits.get(exit as usize)
    }
    /// All traces not freed.
    pub fn iter(&self) -> impl Iterator<Item = (TraceId, &CompiledTrace)> {
        self.traces.iter().enumerate().filter_map(|(index, slot)| Some((TraceId::new(index), slot.as_deref()?)))
    }
    /// Bytes of code memory in use.
    pub fn bytes_used(&self) -> usize {
        self.memory.used()
    }
    /// Whether less than an eighth of the code memory is left.
    pub fn is_nearly_full(&self) -> bool {
        self.memory.used() > self.settings.budget / 8 * 7
    }
    /// The machine code of a trace.
    pub fn code(&self, id: TraceId) -> &[u8] {
        self.get(id).map_or(&[], |compiled| self.memory.read(compiled.entry, compiled.size as usize))
    }
    fn compiled(&mut self, id: TraceId) -> Option<&mut CompiledTrace> {
        self.traces.get_mut(id.index())?.as_deref_mut()
    }

    fn routines(&mut self) -> Result<Routines, GiveUp> {
        if let Some(routines) = self.routines {
            return Ok(routines);
        }
        if !cfg!(all(target_arch = "x86_64", unix)) {
            return Err(GiveUp::NotSupported("machine"));
        }
        let mut asm = Asm::new();
        let (bytes, offsets) = enter::routines(&mut asm).ok_or(GiveUp::NotSupported("entering routine"))?;
        let at = self.memory.allocate(bytes.len()).map_err(no_memory)?;
        self.memory.write(at, &bytes).map_err(no_memory)?;
        // SAFETY: the routine written there has this signature (`enter::routines`).
        let enter = unsafe { std::mem::transmute::<usize, Enter>(at.0) };
        if let Some(file) = &mut self.perf {
            file.name(&Symbol { start: at.0, code: &bytes, name: "trace entry and exit", lines: &[], file: "" });
        }
        Ok(*self.routines.insert(Routines {
            enter,
            common_exit: at.plus(offsets.common_exit),
            check: at.plus(offsets.check),
            abandon: at.plus(offsets.abandon),
        }))
    }

    /// Compiles the trace to machine code and publishes it. A side trace's parent jumps to it from now
    /// on; links that waited for such a root trace are restored.
    pub fn install(&mut self, trace: Trace, allocation: Allocation) -> Result<TraceId, GiveUp> {
        let result = self.try_install(trace, allocation);
        if result == Err(GiveUp::NoCodeMemory) {
            self.counts.out_of_memory += 1;
        }
        result
    }

    fn try_install(&mut self, trace: Trace, mut allocation: Allocation) -> Result<TraceId, GiveUp> {
        self.free_dying();
        let routines = self.routines()?;
        let id = self.next_id();
        if let Start::Side { parent, exit } = trace.start {
            let known = self.valid(parent).and_then(|parent| parent.exits.get(exit as usize));
            if known.is_none() {
                return Err(GiveUp::NotSupported("side trace of a trace that is gone"));
            }
        }
        let too_far = trace.snapshots.iter().flat_map(|snapshot| &snapshot.frames).any(|frame| {
            // SAFETY: the trace's roots keep its codes alive.
            let registers = unsafe { (*frame.code).register_count };
            !frame.function.is_none() && frame.base as i64 + registers as i64 > frame::STACK_SLACK as i64
        });
        if too_far {
            return Err(GiveUp::TooDeep);
        }
        let (link, linked_to) = match trace.end {
            End::Link { target, .. } => {
                let place = if target == id {
                    root_pc(&trace).map(|pc| (ITSELF, pc))
                } else {
                    self.valid(target).and_then(|target| Some((target.entry, root_pc(&target.trace)?)))
                };
                (place, Some(target))
            }
            _ => (None, None),
        };
        let first = match self.settings.forced {
            Forced::Nth(n) => n.max(1),
            _ => 1,
        };
        let mut counters = vec![first; allocation.exits.len()].into_boxed_slice();
        if let Forced::One { guard, visit } = self.settings.forced {
            for (exit, counter) in counters.iter_mut().enumerate() {
                let plan = &allocation.exits[exit];
                *counter = 0;
                if trace.snapshots[plan.snapshot].resume == Resume::At {
                    if self.forcible == guard {
                        // One that cannot be forced, as it decides where to go, is waited for.
                        let may =
                            plan.inst.is_some_and(|inst| may_be_forced(&trace, inst as usize, self.settings.forced));
                        *counter = if may { visit.max(1) } else { 0 };
                        self.to_force = Some((id, exit as u32, if may { 0 } else { visit }));
                    }
                    self.forcible += 1;
                    self.guards.push((id, exit as u32));
                }
            }
        }
        let context = Context {
            trace: id,
            common_exit: routines.common_exit,
            checks: self.settings.checked.then_some((routines.check, self.sites.len() as u32)),
            link,
            first_point: self.points.len() as u32,
            forced: self.settings.forced,
            counters: counters.as_mut_ptr(),
        };
        let mut code = self.assembler.assemble(&trace, &allocation, &context)?;
        let mut bytes = std::mem::take(&mut code.bytes);
        let sites = std::mem::take(&mut code.sites);
        let entry = self.memory.allocate(bytes.len()).map_err(no_memory)?;
        for (field, target) in &code.fixups {
            let target = if *target == ITSELF { entry } else { *target };
            bytes[*field as usize..*field as usize + 4].copy_from_slice(&distance(entry.plus(*field), target));
        }
        if let Err(error) = self.memory.write(entry, &bytes) {
            self.memory.release(entry, bytes.len());
            return Err(no_memory(error));
        }

        let exits = std::mem::take(&mut allocation.exits).into_iter().map(|plan| {
            let uop = plan.inst.map(|inst| trace.insts[inst as usize].op);
            let reason = uop.and_then(|uop| uop.definition().exit).unwrap_or(ExitReason::End);
            ExitInfo::new(reason, uop, plan)
        });
        let exits = exits.collect();
        let points = context.first_point..context.first_point + allocation.collection_points.len() as u32;
        self.points.extend(allocation.collection_points.drain(..).map(|point| point.references));
        if let Some(target) = linked_to {
            self.linkers.entry(target).or_default().push(id);
        }
        self.sites.extend(sites);
        self.counts.installed += 1;
        self.counts.bytes += bytes.len() as u64;
        let start = trace.start.clone();
        self.traces.push(Some(Box::new(CompiledTrace {
            trace,
            exits,
            entry,
            size: bytes.len() as u32,
            code,
            allocation,
            invalid: false,
            entries: 0,
            last_used: Cell::new(self.runs),
            linked_to,
            link_start: None,
            points,
            _counters: counters,
        })));
        if let Some(file) = &mut self.perf
            && let Some(compiled) = self.traces[id.index()].as_deref()
        {
            let (path, lines) = disassemble::lines(compiled);
            let name = disassemble::name(id, compiled);
            file.name(&Symbol { start: entry.0, code: &bytes, name: &name, lines: &lines, file: &path });
        }
        match start {
            Start::Side { parent, exit } => self.link_side(parent, exit, id)?,
            Start::Root { .. } => self.restore_links(id),
        }
        Ok(id)
    }

    /// With [`Forced::One`]: the number, the uop's name and the visits of each guard that was reached and still has its
    /// trace: how often one that can be forced was executed, how often another one was taken.
    pub fn visited(&self) -> impl Iterator<Item = (u32, &'static str, u32)> {
        self.guards.iter().enumerate().filter_map(|(number, (trace, exit))| {
            let compiled = self.get(*trace)?;
            let info = compiled.exits.get(*exit as usize)?;
            let uop = info.uop?;
            let may =
                info.plan.inst.is_some_and(|inst| may_be_forced(&compiled.trace, inst as usize, self.settings.forced));
            // Counters begin at 0 and go down.
            let visits = if may { compiled._counters[*exit as usize].wrapping_neg() } else { info.hits.get() };
            (visits > 0).then_some((number as u32, uop.definition().name, visits))
        })
    }

    /// Whether that exit is the one of [`Forced::One`] and has just been taken at the visit wanted: its uop's name.
    pub fn was_forced(&self, trace: TraceId, exit: u32) -> Option<&'static str> {
        let (wanted, number, taken) = self.to_force?;
        let info = self.get(trace)?.exits.get(exit as usize)?;
        let now = match taken {
            0 => self.get(trace)?._counters.get(exit as usize) == Some(&0),
            taken => info.hits.get() == taken,
        };
        (now && (wanted, number) == (trace, exit)).then(|| info.uop.map_or("End", |uop| uop.definition().name))
    }

    /// Makes the exit of `parent` go on in `side`, whose `Inherit`s are where the exit's plan says.
    pub fn link_side(&mut self, parent: TraceId, exit: u32, side: TraceId) -> Result<(), GiveUp> {
        let gone = GiveUp::NotSupported("exit of a trace that is gone");
        let entry = self.valid(side).ok_or(gone)?.entry;
        let parent = self.valid(parent).ok_or(gone)?;
        let code = parent.code.exits.get(exit as usize).ok_or(gone)?.clone();
        let from = parent.entry;
        self.redirect(from, &code, entry).map_err(no_memory)?;
        if let Start::Side { parent, .. } = self.valid(side).ok_or(gone)?.trace.start
            && let Some(info) = self.compiled(parent).and_then(|parent| parent.exits.get_mut(exit as usize))
        {
            info.side = Some(side);
        }
        self.counts.linked += 1;
        Ok(())
    }

    /// Makes the exit of `parent` go to the interpreter again.
    pub fn unlink(&mut self, parent: TraceId, exit: u32) {
        let Some(compiled) = self.compiled(parent) else { return };
        let Some(code) = compiled.code.exits.get(exit as usize).cloned() else { return };
        let from = compiled.entry;
        if let Some(info) = compiled.exits.get_mut(exit as usize) {
            info.side = None;
        }
        let _ = self.redirect(from, &code, from.plus(code.stub));
    }

    /// Points all jumps of an exit at `target`.
    fn redirect(&mut self, from: CodeAddress, code: &ExitCode, target: CodeAddress) -> Result<(), MemoryError> {
        for field in &code.jumps {
            let at = from.plus(*field);
            self.memory.write(at, &distance(at, target))?;
        }
        Ok(())
    }

    /// Links that waited for a root trace at this place lead there again.
    fn restore_links(&mut self, target: TraceId) {
        let Some(compiled) = self.valid(target) else { return };
        let (place, entry) = (root_place(&compiled.trace.start), compiled.entry);
        for id in place.and_then(|place| self.waiting.remove(&place)).unwrap_or_default() {
            let Some(linker) = self.compiled(id).filter(|linker| !linker.invalid && linker.linked_to.is_none()) else {
                continue;
            };
            let Some((field, _)) = linker.code.link else { continue };
            linker.linked_to = Some(target);
            let at = linker.entry.plus(field);
            let _ = self.memory.write(at, &distance(at, entry));
            self.linkers.entry(target).or_default().push(id);
        }
    }

    /// Makes the trace and its side traces unreachable: nobody enters them, links to them lead to the
    /// interpreter, and where they are running they leave at their next guard of validity. Their
    /// memory is freed when nothing runs.
    pub fn invalidate(&mut self, id: TraceId) {
        let mut work = vec![id];
        while let Some(id) = work.pop() {
            let Some(compiled) = self.compiled(id).filter(|compiled| !compiled.invalid) else { continue };
            compiled.invalid = true;
            work.extend(compiled.exits.iter().filter_map(|exit| exit.side));
            let entry = compiled.entry;
            let mut jumps: Vec<(CodeAddress, CodeAddress)> = vec![(entry, entry.plus(compiled.code.invalid_stub))];
            if fault::rule(Rule::CutLinks) {
                jumps.clear();
            }
            for (at, exit) in compiled.code.validity.iter().filter(|_| !fault::rule(Rule::Validity)) {
                jumps.push((entry.plus(*at), entry.plus(compiled.code.exits[*exit as usize].stub)));
            }
            let start = compiled.trace.start.clone();
            for (at, target) in jumps {
                let mut jump = [0xE9; JUMP_BYTES];
                jump[1..].copy_from_slice(&distance(at.plus(1), target));
                let _ = self.memory.write(at, &jump);
            }
            match start {
                Start::Side { parent, exit } => self.unlink(parent, exit),
                Start::Root { .. } => self.cut_links(id, &start),
            }
            self.counts.invalidated += 1;
            self.dying.push(id);
        }
        self.free_dying();
    }

    /// Invalidates the traces that link to `target`.
    pub fn invalidate_linkers(&mut self, target: TraceId) {
        for id in self.linkers.remove(&target).unwrap_or_default() {
            if self.valid(id).is_some_and(|linker| linker.linked_to == Some(target)) && id != target {
                self.invalidate(id);
            }
        }
    }

    /// Links to `target` lead to the interpreter.
    fn cut_links(&mut self, target: TraceId, start: &Start) {
        for id in self.linkers.remove(&target).unwrap_or_default() {
            if fault::rule(Rule::CutLinks) {
                continue;
            }
            let Some(linker) = self.compiled(id).filter(|linker| linker.linked_to == Some(target)) else { continue };
            linker.linked_to = None;
            linker.link_start = Some(start.clone());
            if let Some((field, gone)) = linker.code.link {
                let at = linker.entry.plus(field);
                let stub = linker.entry.plus(gone);
                let _ = self.memory.write(at, &distance(at, stub));
            }
            if let Some(place) = root_place(start) {
                self.waiting.entry(place).or_default().push(id);
            }
        }
    }

    /// The root trace that has been out of use for longest, it and all its side traces: the one to invalidate
    /// when code memory is full.
    pub fn coldest_root(&self) -> Option<TraceId> {
        let mut used: Vec<Option<u64>> = vec![None; self.traces.len()];
        // Ids grow from parent to child: going backward, children have told their parents.
        for (id, compiled) in self.traces.iter().enumerate().rev() {
            let Some(compiled) = compiled.as_deref().filter(|compiled| !compiled.invalid) else { continue };
            let own = used[id].unwrap_or(0).max(compiled.last_used.get());
            used[id] = Some(own);
            if let Start::Side { parent, .. } = compiled.trace.start {
                let above = &mut used[parent.index()];
                *above = Some(above.unwrap_or(0).max(own));
            }
        }
        let roots = self.iter().filter(|(_, compiled)| !compiled.invalid && root_pc(&compiled.trace).is_some());
        roots.min_by_key(|(id, _)| used[id.index()]).map(|(id, _)| id)
    }

    /// Frees invalid traces if nothing runs.
    fn free_dying(&mut self) {
        if self.is_running() {
            return;
        }
        for id in std::mem::take(&mut self.dying) {
            if let Some(compiled) = self.traces[id.index()].take() {
                self.memory.release(compiled.entry, compiled.size as usize);
                for point in compiled.points.clone() {
                    self.points[point as usize] = Box::default();
                }
                self.counts.freed += 1;
            }
        }
    }

    /// Runs a root trace on the frame at `base` until machine code is left, by whichever trace. `None`:
    /// there is no such trace any more, and nothing has happened.
    ///
    /// # Safety
    /// `store` and `realm` are alive and no reference to them is used meanwhile; `base` is the base
    /// of a frame that stands at the trace's root, all its values in memory.
    pub unsafe fn enter(store: *mut CodeStore, realm: *mut Realm, id: TraceId, base: *mut Value) -> Option<Resumed> {
        // SAFETY: alive, and nothing runs yet that could know the store.
        let (enter, abandon, code, pc) = {
            let store = unsafe { &mut *store };
            let Routines { enter, abandon, .. } = store.routines?;
            let runs = store.runs + 1;
            let compiled = store.compiled(id).filter(|compiled| !compiled.invalid)?;
            compiled.entries += 1;
            compiled.last_used.set(runs);
            let (code, pc) = (compiled.entry, root_pc(&compiled.trace)?);
            store.runs = runs;
            (enter, abandon, code, pc)
        };
        // SAFETY: the caller's promise about `base`.
        unsafe { frame::header(base) }.pc = pc;
        // SAFETY: alive; see above.
        let previous = unsafe { (*store).innermost };
        let mut activation = Activation { spill: std::ptr::null_mut(), previous, store, realm, result: None };
        let activation_at = &raw mut activation;
        // SAFETY: the code was published by `install` and is valid; the activation outlives the call;
        // the code keeps to the calling convention of `Enter`.
        unsafe {
            let machine = &raw mut (*realm).machine;
            let before = ((*machine).abandon, (*machine).activation);
            (*store).innermost = activation_at;
            (*machine).abandon = Some(std::mem::transmute::<usize, Abandon>(abandon.0));
            (*machine).activation = activation_at as *mut u8;
            enter(code.0, realm, base, activation_at);
            (*store).innermost = previous;
            ((*machine).abandon, (*machine).activation) = before;
        }
        // SAFETY: the run is over.
        match unsafe { (*activation_at).result.take() } {
            Some(Ok(resumed)) => Some(resumed),
            Some(Err(panic)) => std::panic::resume_unwind(panic),
            None => {
                let error = take_waiting().unwrap_or_else(|| MachineError("left without a reason".into()));
                std::panic::resume_unwind(Box::new(error))
            }
        }
    }

    /// What the common exit does: finds the exit, rebuilds the frames, counts.
    ///
    /// # Safety
    /// `state` is what the common exit routine pushed in a run of this store.
    pub(super) unsafe fn leave(&self, state: &ExitState, realm: &mut Realm) -> Resumed {
        let base = state.general[crate::uops::x64::BASE as usize] as *mut Value;
        let id = TraceId(state.trace as u32);
        let exit = state.exit as i32;
        let found = self.get(id).and_then(|compiled| Some((compiled, compiled.exits.get(exit as usize)?)));
        let (compiled, info) = match found {
            Some(found) if exit >= 0 => found,
            _ => {
                debug_assert!(exit == special::INVALID_ENTRY || exit == special::LINK_GONE);
                // SAFETY: rule 3: the frame at the base is right, its pc included.
                let pc = unsafe { frame::header(base) }.pc;
                return Resumed { base, pc, raise: false, trace: id, exit: None };
            }
        };
        info.hits.set(info.hits.get().saturating_add(1));
        compiled.last_used.set(self.runs);
        let registers = Registers { general: &state.general, float: &state.float, spill: &state.spill };
        // SAFETY: the exit's plan says where its values are, and the trace has checked for room.
        let (base, pc, raise) = unsafe { restore(&compiled.trace, &info.plan, &registers, base, realm) };
        Resumed { base, pc, raise, trace: id, exit: Some(exit as u32) }
    }

    /// Looks at the memory that the uop of a check's site will touch.
    pub(super) fn check_access(&mut self, state: &ExitState, realm: &Realm) -> Result<(), String> {
        let number = state.exit as usize;
        let CheckSite { trace, inst, args, constant } =
            self.sites.get(number).cloned().ok_or("a check without a site")?;
        let compiled = self.get(trace).ok_or("a trace that runs is gone")?;
        let instruction = compiled.trace.insts[inst as usize];
        let definition = instruction.op.definition();
        let mut words = [0; 3];
        for (index, (_, ty)) in definition.params.iter().enumerate() {
            words[index] = match constant {
                Some(constant) if index + 1 == definition.params.len() => constant as i64 as u64,
                _ if ty.is_float() => state.float[args[index] as usize],
                _ => state.general[args[index] as usize],
            };
        }
        let base = state.general[crate::uops::x64::BASE as usize] as *const Value;
        let site = access::Site { realm, base, frames: frames_of(&compiled.trace) };
        let found = access::check(&site, &mut self.buffers, instruction.op, words, instruction.imm);
        found.map_err(|what| format!("{} (instruction {inst} of trace {}): {what}", definition.name, trace.0))
    }

    /// Reports what traces keep alive: constants of all traces, and the references in the spill slots
    /// of all runs, each of which stands in a call that may collect.
    pub fn trace_roots(&self, tracer: &mut Tracer<'_>) {
        self.each_root(|object| tracer.object(object));
    }

    /// Calls `visit` with every object that traces keep alive.
    pub fn each_root(&self, mut visit: impl FnMut(Gc<Header>)) {
        for compiled in self.traces.iter().flatten().filter(|_| !fault::rule(Rule::TraceConstants)) {
            for constant in &compiled.trace.constants {
                if matches!(constant.ty, Type::Value | Type::Object)
                    && let Some(object) = Value::from_bits(constant.word).as_object()
                {
                    visit(object);
                }
            }
        }
        let mut run = self.innermost;
        while !run.is_null() {
            // SAFETY: activations are in the chain exactly while they run; each but one that has just
            // been entered stands in a call.
            unsafe {
                let point = (*run).point();
                if point != NO_POINT {
                    for slot in &self.points[point as usize] {
                        if let Some(object) = (*run).reference(*slot).as_object() {
                            visit(object);
                        }
                    }
                }
                run = (*run).previous;
            }
        }
    }
}

/// The slots that the trace's frames have, from the first header to the last register.
fn frames_of(trace: &Trace) -> (i32, i32) {
    let (mut low, mut high) = (0, 0);
    let mut add = |base: i32, code: *const crate::bytecode::Code| {
        low = low.min(base - frame::FRAME_WORDS as i32);
        // SAFETY: the trace's roots keep its codes alive.
        high = high.max(base + unsafe { (*code).register_count } as i32);
    };
    if let Start::Root { code, .. } = trace.start {
        add(0, code);
    }
    for entry in trace.snapshots.iter().flat_map(|snapshot| &snapshot.frames) {
        add(entry.base, entry.code);
    }
    for inst in &trace.insts {
        match inst.op {
            Uop::EnterFrames => high = high.max((inst.imm >> 32) as i32),
            // The caller that a return goes to.
            Uop::GuardCaller => low = low.min(inst.imm as u32 as i32 - frame::FRAME_WORDS as i32),
            _ => {}
        }
    }
    (low, high)
}

/// The header or entry at which a root trace begins.
fn root_place(start: &Start) -> Option<Place> {
    match start {
        Start::Root { code, pc } => Some((code.addr(), *pc)),
        Start::Side { .. } => None,
    }
}

fn root_pc(trace: &Trace) -> Option<u32> {
    match trace.start {
        Start::Root { pc, .. } => Some(pc),
        Start::Side { .. } => None,
    }
}

/// The distance that stands at `field` in a jump to `target`. All code is within one region, which is
/// smaller than 2 GiB.
fn distance(field: CodeAddress, target: CodeAddress) -> [u8; 4] {
    (target.0.wrapping_sub(field.0 + 4) as i32).to_le_bytes()
}

fn no_memory(_: MemoryError) -> GiveUp {
    GiveUp::NoCodeMemory
}
