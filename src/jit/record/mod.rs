//! Floor 8: what was executed → uops.
//!
//! In: one [`View`] before each instruction that the interpreter executes. Out: uops, through the
//! optimizer's one `emit()`, and in the end a [`Recorded`] trace.
//!
//! ```text
//! let mut recorder = Recorder::root(function, pc, loop_end, passes);
//! while let Continue = recorder.observe(&mut view, traces)? { /* the interpreter executes it */ }
//! let recorded = recorder.finish()?;
//! ```
//!
//! 1. The recorder is told what ran: it reads operands before the instruction runs and never runs
//!    anything itself. What it may assume later it has guarded, or a [`Dependency`] watches it.
//! 2. All guards of an instruction come before its first side effect, with the snapshot "run this
//!    instruction again"; a guard on a branch resumes at the other target.
//! 3. An instruction without an expansion is executed by the interpreter from within the trace
//!    (`InterpretOne`), with the frames in memory; where one goes that decides that is guarded.
//! 4. A trace ends where it closes its loop, reaches another compiled trace's start, recurses, or
//!    returns from the frame that it started in.
//! 5. Giving up is an error value with a reason and leaves no trace.

mod arithmetic;
mod array;
mod attribute;
mod branch;
mod call;
mod expand;
mod frames;
mod generator;
mod iterate;
mod name;
mod native;
mod plain;
mod special;
mod subscript;

use crate::bytecode::{Code, Instr, Op};
use crate::frame::frame_flags;
use crate::gc::{Gc, Header};
use crate::jit::ir::{
    Constant, End, FrameEntry, GiveUp, Origin, Ref, Resume, SlotEntry, Snapshot, Start, SunkObject, Trace, TraceId,
    Type, Uop,
};
use crate::jit::opt::{Emitter, Passes};
use crate::object::generator::GeneratorObject;
use crate::object::{ClassObject, CodeObject, DictObject, FunctionObject, Realm, StrObject, Value};
use crate::support::fault::{self, Rule};
use crate::uops::frame::pack;
use frames::{Frame, FrameState, Slot};

/// What the interpreter shows before an instruction.
pub struct View<'a> {
    pub realm: &'a mut Realm,
    /// The function of the running frame.
    pub function: Gc<FunctionObject>,
    pub pc: u32,
    /// The running frame's registers.
    pub registers: &'a [Value],
    /// Where the frame is: words from the stack's beginning to register 0.
    pub base: usize,
    /// The frame's flags.
    pub flags: u32,
    /// The calling frame's function and where it stands; `None` if Rust code called.
    pub caller: Option<(Gc<FunctionObject>, u32)>,
}

/// The compiled traces, as far as a recording must know them.
pub trait Traces {
    /// The trace to link to for going on at `pc` of `code`, compiled yet or not.
    fn landing(&mut self, code: Gc<CodeObject>, pc: u32) -> Result<TraceId, GiveUp>;
    /// Whether recording there was given up for good.
    fn is_blocked(&self, code: &Code, pc: u32) -> bool;
}

/// What a trace takes for granted without a guard: a change invalidates it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Dependency {
    /// The value of a key of a dict (a module's namespace).
    Entry { dict: Gc<DictObject>, key: Value },
    /// No namespace has that key that had not.
    Absent(Gc<StrObject>),
    /// The attributes of a class and its bases.
    Class(Gc<ClassObject>),
    /// Code and defaults of a function.
    Function(Gc<FunctionObject>),
}

/// A finished recording.
#[derive(Debug)]
pub struct Recorded {
    pub trace: Trace,
    pub dependencies: Vec<Dependency>,
    /// Uops emitted while recording, before the loop was peeled.
    pub uops_recorded: usize,
    /// Exits that the instructions asked for.
    pub guards_recorded: usize,
    /// The instruction that the trace ends before because it has no uops.
    pub stopped: Option<&'static str>,
    /// The trace before the loop was peeled, if it was asked for.
    pub text: String,
}

/// A special method that the recording goes on in: the interpreter pushes its frame instead of executing the
/// instruction, which would run the method in a loop of its own.
#[derive(Debug)]
pub struct Entered {
    pub function: Gc<FunctionObject>,
    pub arguments: Vec<Value>,
    pub flags: u32,
}

/// What to do after an observation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Observation {
    Continue,
    /// The recording is complete: [`Recorder::finish`] makes the trace of it.
    Complete,
}

/// How an instruction's expansion went on.
#[derive(Clone, Copy)]
enum Next {
    /// The next instruction of the same frame (or of wherever control went) is recorded too.
    Go,
    /// The trace is complete.
    End(End),
    /// The loop is closed.
    Close,
}

/// What `GuardValid` reads: never set, because invalidating a trace replaces the guard by a jump.
static VALID: u32 = 0;

/// Most uops of a recording.
const UOP_LIMIT: usize = 12_000;
/// Fewer instructions than these up to a `yield` or `await`, without those that the interpreter executes from within
/// the trace, are the interpreter's: it is left and entered there anyway.
const LEAST_TO_YIELD: usize = 24;
/// Most inlined frames at a time.
const INLINE_LIMIT: usize = 16;
/// How many iterations of loops that cannot be compiled by themselves are recorded.
const UNROLL_LIMIT: usize = 16;
/// How many instructions may be executed, one by one, in calls that are not recorded.
const SKIP_LIMIT: usize = 4000;
/// How often a function may stand in the chain of inlined frames.
const RECURSION_LIMIT: usize = 2;

/// A recording in progress.
pub struct Recorder {
    emitter: Emitter,
    state: FrameState,
    dependencies: Vec<Dependency>,
    /// Where the trace starts in the root frame: (pc, end of the loop if it is one).
    start: Option<(u32, Option<u32>)>,
    /// Absolute base of the root frame.
    root_base: Option<usize>,
    /// The instruction being expanded, and its frame's absolute base.
    pc: u32,
    base: usize,
    /// An instruction that the interpreter executes as a whole is running: observations of deeper
    /// frames are not ours.
    skipping: bool,
    /// Observations of deeper frames.
    skipped: usize,
    /// Where control must arrive next, if that is known.
    expected: Option<u32>,
    /// The branch that the interpreter is executing, until it is seen where it went.
    undecided: Option<plain::Undecided>,
    /// The item that an iterator gave, perhaps none, the `ForIter` and its pc, until it is seen which.
    advanced: Option<(Ref, Instr, u32)>,
    /// `super` objects that the recording has made: class, where the search starts, receiver.
    supers: Vec<(Ref, Gc<ClassObject>, Gc<ClassObject>, Ref)>,
    /// Slice objects that the recording has made, and their parts.
    slices: Vec<(Ref, [Ref; 3])>,
    /// The special method that the interpreter is to enter now.
    entered: Option<Entered>,
    /// The trace begins where a runtime function has declined: not to ask it again.
    declined: bool,
    /// The first instruction meets something else each time: the interpreter is to execute it.
    many: bool,
    /// The instruction without uops that ends the trace.
    stopped: Option<&'static str>,
    wants_text: bool,
    guards_recorded: usize,
    /// Instructions seen, and those of them that the interpreter executes from within the trace.
    observed: usize,
    interpreted: usize,
    /// Back-edges of other loops followed.
    unrolled: usize,
    /// How the last one left it.
    complete: Next,
}

impl Recorder {
    /// Starts at a loop header (`loop_end` is its back-edge), a function's entry or a return point.
    pub fn root(function: Gc<FunctionObject>, pc: u32, loop_end: Option<u32>, passes: Passes) -> Recorder {
        let code: *const Code = Code::of(function.code_object);
        let mut recorder = Recorder::new(Start::Root { code, pc }, function, passes);
        recorder.start = Some((pc, loop_end));
        recorder
    }

    /// Starts at an exit of another trace: `snapshot` is what the exit restores, `functions` the
    /// functions of its frames, `types` the types of its slots' values, `shapes` what the parent
    /// has proven about them.
    pub fn side(
        parent: TraceId,
        exit: u32,
        snapshot: &Snapshot,
        sunk: &[SunkObject],
        functions: &[Gc<FunctionObject>],
        values: &[(Type, Option<Constant>, Option<u32>)],
        function_values: &[Option<Constant>],
        passes: Passes,
    ) -> Result<Recorder, GiveUp> {
        let Some(root) = functions.first() else { return Err(GiveUp::NotSupported("side exit without frames")) };
        let mut recorder = Recorder::new(Start::Side { parent, exit }, *root, passes);
        let mut index = 0;
        let mut inherited = Vec::new();
        for (entry, (ty, constant, shape)) in snapshot.slots.iter().zip(values) {
            let value = match constant {
                Some(constant) => recorder.emitter.constant(constant.ty, constant.word),
                None => {
                    recorder.emitter.trace_mut().inherits.push((entry.slot, *ty));
                    let value = recorder.emitter.emit_typed(Uop::Inherit, *ty, index);
                    index += 1;
                    value
                }
            };
            if let Some(shape) = shape {
                recorder.emitter.assume_shape(value, *shape);
            }
            inherited.push(SlotEntry { slot: entry.slot, value });
        }
        for (position, frame) in snapshot.frames.iter().enumerate().skip(1) {
            let call_pc = snapshot.frames[position - 1].pc;
            let in_memory = frame.function.is_none();
            let function = match function_values.get(position).copied().flatten() {
                _ if in_memory => Ref::NONE,
                Some(constant) => recorder.emitter.constant(constant.ty, constant.word),
                // The parent proved its code alone, and left it in the frame's header.
                None => {
                    let place = frame.base + frames::FUNCTION_SLOT;
                    let found = inherited.iter().find(|entry: &&SlotEntry| entry.slot == place);
                    found.map(|entry| entry.value).ok_or(GiveUp::NotSupported("side exit without its function"))?
                }
            };
            let register = functions[position - 1];
            let call_register = Code::of(register.code_object).instr(call_pc).a;
            let caller = recorder.state.innermost_mut();
            caller.pc = call_pc;
            let no_result = frame.flags & crate::frame::frame_flags::NO_RESULT != 0;
            caller.call_register = if no_result { u16::MAX } else { call_register };
            caller.calls_init = frame.flags & crate::frame::frame_flags::INIT != 0;
            recorder.state.push(functions[position], function, frame.flags);
            let innermost = recorder.state.innermost_mut();
            innermost.in_memory = in_memory;
            if in_memory {
                recorder.state.forget_innermost();
            }
        }
        if !sunk.is_empty() {
            recorder.make_objects(snapshot, sunk, &inherited)?;
        }
        for entry in inherited.into_iter().filter(|entry| entry.slot < SunkObject::FIRST_SLOT) {
            recorder.state.set(entry.slot, Slot::Dirty(entry.value));
        }
        Ok(recorder)
    }

    /// Makes the objects that the parent's exit would have made. `values`: what its snapshot's slots hold.
    fn make_objects(&mut self, snapshot: &Snapshot, sunk: &[SunkObject], values: &[SlotEntry]) -> Result<(), GiveUp> {
        // Until they are made, an exit is the parent's exit.
        let functions: Vec<Ref> = self.state.frames.iter().map(|frame| frame.function).collect();
        let mut id = None;
        let mut again = |trace: &mut Trace| {
            *id.get_or_insert_with(|| {
                let mut frames = snapshot.frames.clone();
                for (frame, function) in frames.iter_mut().zip(&functions) {
                    frame.function = *function;
                }
                let slots = values.into();
                let id = trace.snapshots.push(Snapshot { frames, slots, resume: snapshot.resume });
                trace.sunk.extend(sunk.iter().map(|object| SunkObject { snapshot: id, ..object.clone() }));
                id
            })
        };
        let mut objects = Vec::new();
        for object in sunk {
            let made = self.emitter.emit(Uop::InstanceAllocate, &[], object.header, &mut again)?;
            self.emitter.assume_shape(made, object.header as u32);
            objects.push(made);
        }
        for (object, &made) in sunk.iter().zip(&objects) {
            for &(offset, slot) in &object.fields {
                let value = match values.binary_search_by_key(&slot, |entry| entry.slot) {
                    Ok(index) => values[index].value,
                    Err(_) => match sunk.iter().position(|object| object.places.contains(&slot)) {
                        Some(index) => objects[index],
                        None => self.emitter.constant(Type::Value, 0),
                    },
                };
                self.emitter.emit(Uop::SlotStore, &[made, value], offset as i64 as u64, &mut again)?;
            }
            if object.shape != object.header as u32 {
                self.emitter.emit(Uop::SetShape, &[made], object.shape as u64, &mut again)?;
            }
            for &slot in object.places.iter().filter(|slot| **slot < SunkObject::FIRST_SLOT) {
                self.state.set(slot, Slot::Dirty(made));
            }
        }
        Ok(())
    }

    fn new(start: Start, function: Gc<FunctionObject>, passes: Passes) -> Recorder {
        let root = Frame {
            function_object: function,
            function: Ref::NONE,
            base: 0,
            pc: 0,
            flags: 0,
            in_memory: true,
            call_register: 0,
            calls_init: false,
            held: 0,
            went_round: false,
        };
        Recorder {
            emitter: Emitter::new(start, passes),
            state: FrameState::new(root),
            dependencies: Vec::new(),
            start: None,
            root_base: None,
            pc: 0,
            base: 0,
            skipping: false,
            skipped: 0,
            expected: None,
            undecided: None,
            advanced: None,
            supers: Vec::new(),
            slices: Vec::new(),
            entered: None,
            declined: false,
            many: false,
            stopped: None,
            wants_text: false,
            guards_recorded: 0,
            observed: 0,
            interpreted: 0,
            unrolled: 0,
            complete: Next::Go,
        }
    }

    /// Records one instruction that is about to be executed.
    pub fn observe(&mut self, view: &mut View<'_>, traces: &mut dyn Traces) -> Result<Observation, GiveUp> {
        let root_base = match self.root_base {
            Some(base) => base,
            None => {
                let base = view.base.wrapping_sub(self.state.innermost().base as usize);
                self.root_base = Some(base);
                base
            }
        };
        let own_base = root_base + self.state.innermost().base as usize;
        if self.skipping {
            if view.base > own_base {
                // Without machine code: what it does may take for ever.
                self.skipped += 1;
                return if self.skipped > SKIP_LIMIT { Err(GiveUp::LongCall) } else { Ok(Observation::Continue) };
            }
            self.skipping = false;
        }
        if view.base != own_base || self.expected.is_some_and(|pc| pc != view.pc) {
            return Err(GiveUp::Unwound);
        }
        if self.emitter.trace().insts.len() > UOP_LIMIT {
            return Err(GiveUp::TooLong);
        }
        if let Some((header, Some(loop_end))) = self.start
            && self.state.frames.len() == 1
            && (view.pc < header || view.pc > loop_end)
        {
            return Err(GiveUp::LeftLoop);
        }
        if let Some(undecided) = self.undecided.take() {
            self.decided(undecided, view.pc)?;
        }
        if let Some((item, instr, from)) = self.advanced.take() {
            self.has_advanced(item, instr, from, view.pc)?;
        }
        self.observed += 1;
        self.declined &= self.observed == 1;
        self.many &= self.observed == 1;
        self.pc = view.pc;
        self.base = own_base;
        let code = self.state.innermost().code();
        self.emitter.at(Origin { code, pc: view.pc });
        self.expected = Some(view.pc + 1);
        let instr = code.instr(view.pc);
        match self.expand(view, traces, instr)? {
            Next::Go => Ok(Observation::Continue),
            // Nothing gained: the next trace would begin and end at this very instruction.
            // (Nor is much gained by a few instructions between two exits of a generator.)
            Next::End(End::Exit { .. })
                if self.observed == 1
                    || matches!(instr.op.family(), Op::Yield | Op::YieldFrom | Op::Send)
                        && self.observed - self.interpreted < LEAST_TO_YIELD =>
            {
                Err(GiveUp::NotSupported(instr.op.name()))
            }
            complete => {
                self.complete = complete;
                self.stopped = matches!(self.complete, Next::End(End::Exit { .. })).then_some(instr.op.name());
                Ok(Observation::Complete)
            }
        }
    }

    /// The trace of a recording that is complete.
    pub fn finish(self) -> Result<Recorded, GiveUp> {
        let trace = self.emitter.trace();
        let uops_recorded = trace.insts.iter().filter(|inst| inst.op != Uop::Inherit).count();
        let text = if self.wants_text { trace.to_string() } else { String::new() };
        let trace = match self.complete {
            Next::Go => return Err(GiveUp::Unwound),
            Next::End(end) => self.emitter.finish(end)?,
            Next::Close => {
                let (header, _) = self.start.unwrap_or((0, None));
                let mut slots = Vec::new();
                self.state.each_live(header, &mut |slot, state| {
                    if let Slot::Dirty(value) = state {
                        slots.push(SlotEntry { slot, value });
                    }
                });
                slots.sort_unstable_by_key(|entry| entry.slot);
                let code = self.state.innermost().code();
                let frame = FrameEntry { code, function: Ref::NONE, base: 0, pc: header, flags: 0 };
                self.emitter.close_loop(&slots, frame)?
            }
        };
        let (dependencies, guards_recorded) = (self.dependencies, self.guards_recorded);
        Ok(Recorded { trace, dependencies, uops_recorded, guards_recorded, stopped: self.stopped, text })
    }

    /// The trace begins where a runtime function has declined.
    pub fn avoid_runtime_functions(&mut self) {
        self.declined = true;
    }

    /// The special method that the interpreter is to enter instead of executing the instruction just observed.
    pub fn take_entered(&mut self) -> Option<Entered> {
        self.entered.take()
    }

    /// The instruction that the trace begins with meets something else each time.
    pub fn leave_first_to_interpreter(&mut self) {
        self.many = true;
    }

    /// Keeps the text of the recording for a dump.
    pub fn keep_text(&mut self, wanted: bool) {
        self.wants_text = wanted;
    }

    /// Calls `visit` with every object that the recording refers to.
    pub fn each_root(&self, visit: &mut dyn FnMut(Gc<Header>)) {
        for constant in &self.emitter.trace().constants {
            if fault::rule(Rule::Recorded) {
                break;
            }
            if matches!(constant.ty, Type::Value | Type::Object)
                && let Some(object) = Value::from_bits(constant.word).as_object()
            {
                visit(object);
            }
        }
        for frame in &self.state.frames {
            visit(frame.function_object.cast());
        }
    }

    /// Emits with the snapshot "run the current instruction again".
    fn emit(&mut self, op: Uop, args: &[Ref], imm: u64) -> Result<Ref, GiveUp> {
        self.emit_exit(op, args, imm, self.pc, Resume::At)
    }
    /// Emits with the snapshot of going on at `pc` with the registers as they are now.
    fn emit_exit(&mut self, op: Uop, args: &[Ref], imm: u64, pc: u32, resume: Resume) -> Result<Ref, GiveUp> {
        self.guards_recorded += op.definition().exit.is_some() as usize;
        let state = &mut self.state;
        self.emitter.emit(op, args, imm, &mut |trace| state.snapshot(trace, pc, resume))
    }
    fn type_of(&self, value: Ref) -> Type {
        self.emitter.type_of(value)
    }
    /// A constant that is no Python value.
    fn raw(&mut self, word: u64) -> Ref {
        self.emitter.constant(Type::Raw, word)
    }
    fn number(&mut self, number: i64) -> Ref {
        self.emitter.constant(Type::Int, number as u64)
    }
    fn unbound(&mut self) -> Ref {
        self.emitter.constant(Type::Value, 0)
    }
    fn depend(&mut self, dependency: Dependency) {
        if !self.dependencies.contains(&dependency) {
            self.dependencies.push(dependency);
        }
    }

    /// The operand in a field of format `r`.
    fn operand(&mut self, field: u16) -> Result<Ref, GiveUp> {
        match crate::bytecode::Operand::decode(field) {
            crate::bytecode::Operand::Constant(index) => {
                let value = self.state.innermost().code().consts[index as usize];
                Ok(self.emitter.constant_value(value))
            }
            crate::bytecode::Operand::Register(register) => self.register(register),
        }
    }
    /// The value of a register of the innermost frame.
    fn register(&mut self, register: u16) -> Result<Ref, GiveUp> {
        let slot = self.state.innermost().base + register as i32;
        self.slot(slot)
    }
    fn slot(&mut self, slot: i32) -> Result<Ref, GiveUp> {
        match self.state.slot(slot) {
            Slot::Clean(value) | Slot::Dirty(value) => Ok(value),
            Slot::Unbound => Ok(self.unbound()),
            Slot::Memory => {
                let value = self.emit(Uop::LoadSlot, &[], slot as i64 as u64)?;
                self.state.set(slot, Slot::Clean(value));
                Ok(value)
            }
        }
    }
    /// Gives a register of the innermost frame a value.
    fn define(&mut self, register: u16, value: Ref) {
        let slot = self.state.innermost().base + register as i32;
        self.state.set(slot, Slot::Dirty(value));
    }
    /// The concrete value of a field of format `r`.
    fn concrete(&self, view: &View<'_>, field: u16) -> Value {
        match crate::bytecode::Operand::decode(field) {
            crate::bytecode::Operand::Constant(index) => self.state.innermost().code().consts[index as usize],
            crate::bytecode::Operand::Register(register) => view.registers[register as usize],
        }
    }

    /// A heap object of exactly that shape, guarded.
    fn object(&mut self, value: Ref, shape: u32) -> Result<Ref, GiveUp> {
        let object = self.emit(Uop::AsObject, &[value], 0)?;
        self.emit(Uop::GuardShape, &[object], shape as u64)?;
        Ok(object)
    }
    /// Proves that a value is that very object or immediate.
    fn guard_is(&mut self, value: Ref, expected: Value) -> Result<Ref, GiveUp> {
        let constant = self.emitter.constant_value(expected);
        if value == constant {
            return Ok(constant);
        }
        self.emit(Uop::GuardConstant, &[value, constant], 0)?;
        Ok(constant)
    }

    /// Writes everything that is live at `pc` to memory; virtual frames become real.
    fn flush(&mut self, pc: u32) -> Result<(), GiveUp> {
        let mut values = Vec::new();
        let mut live = rustc_hash::FxHashSet::default();
        self.state.each_live(pc, &mut |slot, state| {
            live.insert(slot);
            if let Slot::Dirty(value) = state {
                values.push((slot, value));
            }
        });
        let unbound = self.unbound();
        // The collector looks at all temporaries below a frame's depth: those that hold nothing any more
        // (a call's callee and arguments) must not hold what was there long ago.
        let innermost = self.state.frames.len() - 1;
        for (index, frame) in self.state.frames.iter().enumerate() {
            let code = frame.code();
            let at = if index == innermost { pc } else { frame.pc };
            let first = frame.base + code.local_count as i32;
            for slot in first..first + code.depth[at as usize] as i32 {
                if !live.contains(&slot) {
                    values.push((slot, unbound));
                }
            }
        }
        let first = self.state.frames.iter().position(|f| !f.in_memory);
        for frame in &self.state.frames[first.unwrap_or(self.state.frames.len())..] {
            for slot in frame.base..frame.base + frame.code().local_count as i32 {
                match self.state.slot(slot) {
                    Slot::Dirty(value) | Slot::Clean(value) => values.push((slot, value)),
                    Slot::Unbound | Slot::Memory => values.push((slot, unbound)),
                }
            }
        }
        values.sort_unstable_by_key(|(slot, _)| *slot);
        values.dedup_by_key(|(slot, _)| *slot);
        // Boxes first: one that does not fit leaves before anything is changed.
        for (_, value) in &mut values {
            *value = self.boxed(*value)?;
        }
        if let Some(first) = first {
            self.write_headers(first)?;
        }
        for (slot, value) in values {
            self.emit(Uop::StoreSlot, &[value], slot as i64 as u64)?;
        }
        Ok(())
    }
    /// A value in its boxed form.
    fn boxed(&mut self, value: Ref) -> Result<Ref, GiveUp> {
        match self.type_of(value) {
            _ if value.is_constant() => Ok(value),
            Type::Int => self.emit(Uop::BoxInt, &[value], 0),
            Type::Float => self.emit(Uop::BoxFloat, &[value], 0),
            Type::Bool => self.emit(Uop::BoxBool, &[value], 0),
            _ => Ok(value),
        }
    }
    /// Makes the virtual frames real: all from `first` on are.
    fn write_headers(&mut self, first: usize) -> Result<(), GiveUp> {
        let count = self.state.frames.len() - first;
        let top = self.state.innermost().callee_base();
        self.emit(Uop::EnterFrames, &[], pack(count as i32, top))?;
        for index in first..self.state.frames.len() {
            let caller = self.state.frames[index - 1].clone();
            let frame = self.state.frames[index].clone();
            self.emit(Uop::StorePc, &[], pack(caller.pc as i32, caller.base + frames::PC_SLOT))?;
            let address = self.emit(Uop::FrameAddress, &[], caller.base as i64 as u64)?;
            let words = [
                (frames::CODE_SLOT, self.raw(frame.code() as *const Code as u64)),
                (frames::CALLER_SLOT, address),
                (frames::PC_SLOT, self.raw((frame.flags as u64) << 32 | self.pc as u64)),
            ];
            for (slot, word) in words {
                self.emit(Uop::StoreWord, &[word], (frame.base + slot) as i64 as u64)?;
            }
            let unbound = self.unbound();
            for (slot, value) in [(frames::FUNCTION_SLOT, frame.function), (frames::HANDLED_SLOT, unbound)] {
                self.emit(Uop::StoreSlot, &[value], (frame.base + slot) as i64 as u64)?;
            }
        }
        // Who looks at a generator now must see that it runs.
        for index in first..self.state.frames.len() {
            let frame = &self.state.frames[index];
            if frame.flags & frame_flags::GENERATOR != 0 {
                let last = frame.base + frame.code().register_count as i32 - 1;
                let generator = self.slot(last)?;
                let place = self.number(GeneratorObject::RUNNING_PLACE as i64);
                self.emit(Uop::GeneratorSetPlace, &[generator, place], 0)?;
            }
        }
        for frame in &mut self.state.frames {
            frame.in_memory = true;
        }
        self.state.innermost_mut();
        Ok(())
    }

    /// The interpreter executes the current instruction; its results are read back.
    fn interpret(&mut self, instr: Instr) -> Result<Next, GiveUp> {
        self.interpreted += 1;
        self.flush(self.pc)?;
        let base = self.state.innermost().base;
        self.emit_exit(Uop::InterpretOne, &[], pack(self.pc as i32, base), self.pc, Resume::Raise)?;
        self.reload_written(instr, base)?;
        self.emit_exit(Uop::GuardValid, &[], &raw const VALID as u64, self.pc + 1, Resume::At)?;
        self.skipping = true;
        Ok(Next::Go)
    }

    /// Ends by going on at `pc` of the innermost frame in the trace that starts there, now or later.
    fn link(&mut self, traces: &mut dyn Traces, pc: u32) -> Result<Next, GiveUp> {
        self.flush(pc)?;
        let frame = self.state.innermost();
        let target = traces.landing(frame.function_object.code_object, pc)?;
        Ok(Next::End(End::Link { target, base_delta: frame.base }))
    }

    /// Ends by leaving to the interpreter, which executes the current instruction.
    fn stop(&mut self) -> Result<Next, GiveUp> {
        let pc = self.pc;
        let snapshot = self.state.snapshot(self.emitter.trace_mut(), pc, Resume::At);
        Ok(Next::End(End::Exit { snapshot }))
    }
}
