//! What all code of one VM shares: the heap, interned strings, shapes, the builtin classes, the
//! pending word, the output.
//!
//! 1. `repr(C)`: machine code reaches [`Machine`], its first field, through a pinned register.
//! 2. Everything is made when first needed: a new realm allocates almost nothing.

use std::ops::{Deref, DerefMut};

use crate::gc::{AllocFront, Gc, Header, Heap, Object, Roots, SIZE_CLASSES, Tracer, size_class};
use crate::object::caught::{Entry, caught};
use crate::object::class_id::ClassId;
use crate::object::native::BuiltinTables;
use crate::object::output::Output;
use crate::object::shape::{Shape, ShapeId};
use crate::object::{
    ClassObject, CodeObject, DictObject, FunctionObject, GeneratorObject, InstanceObject, Name, Resumed, StrObject,
    Value,
};

/// A Python exception on its way: an instance of a subclass of BaseException.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Raised(pub Gc<InstanceObject>);

/// The result of anything that can raise.
pub type PyResult<T = Value> = Result<T, Raised>;

/// What a source text is compiled as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SourceMode {
    /// Statements (`exec`).
    Statements,
    /// One expression whose value the code returns (`eval`).
    Expression,
    /// Statements; the values of expressions are shown (`single`).
    Interactive,
}

/// How the collector handles what a code object owns.
pub struct CodeHooks {
    /// Visits the values that the code holds (constants).
    pub trace: fn(code: *mut u8, tracer: &mut Tracer<'_>),
    /// Frees it.
    pub drop: fn(code: *mut u8),
}

/// Bits of [`Machine::pending`]: why a safepoint should stop.
pub mod pending {
    /// The heap asks for a collection.
    pub const COLLECT: u32 = 1;
    /// Watched state has changed: traces are to be invalidated.
    pub const INVALIDATE: u32 = 2;
    /// The host asks for an interruption.
    pub const INTERRUPT: u32 = 4;
}

/// Functions that may run arbitrary Python take `cx: &mut impl Call` (or `&mut dyn Call`): the
/// signature shows it. Whoever calls holds rooted whatever it needs afterwards
/// ([`Realm::root`]).
pub trait Call: Deref<Target = Realm> + DerefMut {
    /// Calls `callee(*args, **keywords)`; keeps all of them alive while it runs.
    fn call(&mut self, callee: Value, args: &[Value], keywords: &[(Value, Value)]) -> PyResult;
    /// The module of that name, imported.
    fn import(&mut self, name: &str) -> PyResult;
    /// The running code's local variables: in a function a new dict, else the namespace itself.
    fn locals(&mut self) -> Option<Gc<DictObject>> {
        None
    }
    /// Compiles a source text.
    fn compile_source(&mut self, source: &str, file: &str, mode: SourceMode) -> PyResult<Gc<CodeObject>> {
        let _ = (source, file, mode);
        Err(self.raise(ClassId::SystemError, "no compiler"))
    }
    /// What is printed for an uncaught exception, its traceback and causes included.
    fn exception_report(&mut self, exception: Value) -> String {
        let _ = exception;
        String::new()
    }
    /// Runs code in a namespace; its variables are in `locals`, if that is given and another mapping.
    fn execute(&mut self, code: Gc<CodeObject>, globals: Gc<DictObject>, locals: Option<Value>) -> PyResult {
        let _ = (code, globals, locals);
        Err(self.raise(ClassId::SystemError, "no interpreter"))
    }
    /// Resumes a generator, which is not running and not finished, with what is sent.
    fn resume(&mut self, generator: Gc<GeneratorObject>, value: Value) -> PyResult<Resumed> {
        let _ = (generator, value);
        Err(self.raise(ClassId::SystemError, "no interpreter"))
    }
    /// Likewise, by raising an exception where it stands.
    fn resume_raising(&mut self, generator: Gc<GeneratorObject>, raised: Raised) -> PyResult<Resumed> {
        let _ = generator;
        Err(raised)
    }
    /// Likewise, with the result of what it has delegated to.
    fn resume_delegated(&mut self, generator: Gc<GeneratorObject>, value: Value) -> PyResult<Resumed> {
        self.resume(generator, value)
    }
    /// What a suspended generator delegates to (`yield from`, `await`).
    fn delegate(&mut self, generator: Gc<GeneratorObject>) -> Option<Value> {
        let _ = generator;
        None
    }
    /// The exception that the running frame handles, or unbound (`sys.exc_info`).
    fn handled(&mut self) -> Value {
        Value::UNBOUND
    }
    /// `type.__new__(metaclass, name, bases, namespace, **keywords)`
    fn make_class(&mut self, metaclass: Gc<ClassObject>, args: &[Value], keywords: &[(Value, Value)]) -> PyResult {
        let _ = (metaclass, args, keywords);
        Err(self.raise(ClassId::SystemError, "no interpreter"))
    }
    /// What `super()` means in the running function: the class around it and the first argument.
    fn implicit_super(&mut self) -> PyResult<(Gc<ClassObject>, Value)> {
        Err(self.raise(ClassId::RuntimeError, "super(): no current frame"))
    }
    /// What is to be seen of the running frame, or of the one so many calls further out.
    fn frame_at(&mut self, depth: usize) -> Option<Value> {
        let _ = depth;
        None
    }
    /// Where the innermost frame stands that no function of that module runs in, or that many calls further out: its file,
    /// line and code's name. Where there are not so many, the outermost one.
    fn caller_outside(&mut self, module: &str, further: usize) -> Option<(Value, u32, Value)> {
        let _ = (module, further);
        None
    }
    /// An attribute of a code object.
    fn code_attribute(&mut self, code: Gc<CodeObject>, name: &str) -> Option<Value> {
        let _ = (code, name);
        None
    }
    /// What is to be seen of the frame of a generator that is not finished.
    fn frame_of(&mut self, generator: Gc<GeneratorObject>) -> Option<Value> {
        let _ = generator;
        None
    }
    /// Collects garbage, and calls what is due then.
    fn collect_garbage(&mut self) -> PyResult<()> {
        Ok(())
    }
    /// The namespace of the running frame's module, if there is a frame (`globals`).
    fn globals(&mut self) -> Option<Gc<DictObject>> {
        None
    }
}

/// The most arguments of a native function that machine code calls.
pub const MACHINE_ARGUMENTS: usize = 16;

/// Functions of higher floors that machine code calls through the realm. None unwinds; what is not set fails.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct MachineCalls {
    /// `(realm, header word, _)`: the address of a cell of the header's size class, contents arbitrary, or 0 if there
    /// is no memory. Called if the free list is empty. Never collects.
    pub allocate: extern "C" fn(*mut Realm, u64, u64) -> u64,
    /// `(realm, base, pc)`: runs the instruction at `pc` of the frame at `base`; one more than the pc it went to, or
    /// 0 if it raised (then the exception is in `raised`). May run anything.
    pub interpret_one: extern "C" fn(*mut Realm, *mut Value, u32) -> u64,
}

impl Default for MachineCalls {
    fn default() -> Self {
        extern "C" fn allocate(realm: *mut Realm, word: u64, _: u64) -> u64 {
            caught(Entry::Allocate, realm, || {
                let class = (word >> 48) as u8;
                // SAFETY: machine code passes its realm, to which nobody has a reference meanwhile; the
                // second word of a free cell holds the next one's address.
                unsafe {
                    let cell = (*realm).refill(class);
                    (*realm).machine.free[class as usize] = *(cell as *mut *mut u8).add(1);
                    cell as u64
                }
            })
        }
        extern "C" fn interpret_one(_: *mut Realm, _: *mut Value, _: u32) -> u64 {
            0
        }
        MachineCalls { allocate, interpret_one }
    }
}

/// The part of the realm that machine code reads and writes.
#[repr(C)]
pub struct Machine {
    /// Safepoints stop if it is not 0; see [`pending`]. Other threads may set bits of it.
    pub pending: std::sync::atomic::AtomicU32,
    /// Frames deep now (for RecursionError), and the limit.
    pub depth: u32,
    pub depth_limit: u32,
    pub padding: u32,
    /// End of the VM's stack: no frame may reach past it.
    pub stack_end: *mut Value,
    /// First word past the frames in use, while Rust or machine code calls something that pushes
    /// a frame.
    pub stack_top: *mut Value,
    /// Constants that templates use as memory operands. This one: a word less 8 has none of these bits exactly if
    /// the word is a heap pointer. (Bit 47: addresses of x86-64 programs do not have it; the float 0.0 less 8 does.)
    pub not_pointer_mask: u64,
    pub int_bias: u64,
    pub float_bias: u64,
    pub float_limit: u64,
    /// Sign bit and everything else, for float negation and abs: 16-byte aligned in use.
    pub sign_mask: u64,
    pub abs_mask: u64,
    /// The exception that a function called by machine code raised; unbound if none.
    pub raised: Value,
    /// What machine code calls.
    pub calls: MachineCalls,
    /// Arguments of the native function that machine code is about to call; nothing collects in between.
    pub arguments: [Value; MACHINE_ARGUMENTS],
    /// The collector's free lists: `free[class]` is the first free cell.
    pub free: AllocFront,
    /// While machine code runs: the routine that leaves it with an error, and the innermost run.
    pub abandon: Option<unsafe extern "sysv64" fn(*mut u8) -> !>,
    pub activation: *mut u8,
}

/// What Rust code finds when it is called, to be put back if it ends by a panic.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    depth: u32,
    stack_top: *mut Value,
    roots: usize,
    printing: usize,
    native_depth: u32,
}

/// Watched state that has changed; see [`Realm::watch_events`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WatchEvent {
    /// A watched entry of the dict has another value, or is gone.
    Entry { dict: Gc<DictObject>, key: Value },
    /// Some dict has got a key that was assumed absent.
    Absent(Gc<StrObject>),
    /// An attribute of a watched class, or of a base of it, has changed.
    Class(Gc<ClassObject>),
    /// Code or defaults of a watched function have changed.
    Function(Gc<FunctionObject>),
}

/// See the module.
#[repr(C)]
pub struct Realm {
    pub machine: Machine,
    pub heap: Heap,
    /// Values that Rust code keeps alive across calls: a stack, see [`root`](Self::root).
    pub roots: Vec<Value>,
    /// What has changed under compiled code; whoever sees [`pending::INVALIDATE`] takes them.
    pub watch_events: Vec<WatchEvent>,
    /// `int(text)` and `str(int)` refuse more decimal digits than that; 0: no limit.
    pub most_int_digits: usize,
    /// Whether the program may use the machine's files.
    pub files: bool,
    /// What the program writes.
    pub output: Output,
    /// `sys.modules`, once there is one.
    pub modules: Option<Gc<DictObject>>,
    /// The namespace of module `builtins`, once there is one.
    pub builtins: Option<Gc<DictObject>>,
    pub(crate) interned: hashbrown::HashTable<Gc<StrObject>>,
    pub(crate) hash_seed: ahash::RandomState,
    /// Counts how often something changed that decides how instances are hashed whose classes left that to builtin
    /// types; stays at 0 at last.
    pub(crate) hash_era: u8,
    pub(crate) short_strs: [Value; 129],
    /// Address of a str, character index, byte index; see `string`.
    pub(crate) str_cursor: (usize, usize, usize),
    /// By address of a str: see rule 1 of `string`.
    pub(crate) str_offsets: rustc_hash::FxHashMap<usize, Box<[u32]>>,
    pub(crate) names: [Value; Name::COUNT],
    /// By [`HiddenName`](crate::object::instance_dict::HiddenName).
    pub(crate) hidden_names: [Value; 2],
    pub(crate) shapes: Vec<Shape>,
    pub(crate) classes: [Option<Gc<ClassObject>>; ClassId::ALL.len()],
    pub(crate) tables: &'static BuiltinTables,
    pub(crate) empty_tuple: Value,
    pub(crate) method_cache: Vec<crate::object::class::CachedLookup>,
    pub exports: crate::object::exports::Exports,
    /// Modules whose bodies are running; each stands in `sys.modules`, too.
    pub loading: Vec<Value>,
    /// Weak references, and what is due for the dead.
    pub finalizers: crate::object::finalize::Finalizers,
    /// Strs marked `WATCHED_ABSENT`, which must not be made anew.
    pub(crate) watched_names: Vec<Value>,
    /// Containers whose repr is being made.
    pub(crate) printing: Vec<Value>,
    next_version: u32,
    /// How deep Rust code of the engine calls itself now, and how deep it may.
    native_depth: u32,
    pub native_limit: u32,
    /// What looks wrong in the source that is being compiled: lines and messages of SyntaxWarnings.
    pub suspicions: Vec<(u32, String)>,
}

impl Realm {
    /// A realm without objects. `tables` supplies the builtin classes' methods.
    pub fn new(tables: &'static BuiltinTables, output: Output) -> Realm {
        Realm {
            machine: Machine::new(),
            heap: Heap::new(&crate::object::trace::HOOKS),
            roots: Vec::new(),
            watch_events: Vec::new(),
            most_int_digits: 4300,
            files: false,
            output,
            modules: None,
            builtins: None,
            interned: hashbrown::HashTable::new(),
            hash_seed: ahash::RandomState::with_seeds(0x5eed, 0x7a1, 0x9a4, 0x3c6),
            hash_era: 1,
            short_strs: [Value::UNBOUND; 129],
            str_cursor: (0, 0, 0),
            str_offsets: Default::default(),
            names: [Value::UNBOUND; Name::COUNT],
            hidden_names: [Value::UNBOUND; 2],
            shapes: Vec::new(),
            classes: [None; ClassId::ALL.len()],
            tables,
            empty_tuple: Value::UNBOUND,
            method_cache: Vec::new(),
            exports: Default::default(),
            loading: Vec::new(),
            finalizers: Default::default(),
            watched_names: Vec::new(),
            printing: Vec::new(),
            next_version: 1,
            native_depth: 0,
            native_limit: 400,
            suspicions: Vec::new(),
        }
    }
    /// Seeds the hash of strs (the same for every realm otherwise).
    pub fn seed_hashes(&mut self, seed: u64) {
        debug_assert!(self.interned.is_empty());
        self.hash_seed = ahash::RandomState::with_seeds(seed, !seed, seed.rotate_left(17), 0x9a4);
    }

    /// Allocates an object and moves `object` into it. Never collects and never fails; small
    /// objects may exceed the memory limit until the next safepoint.
    #[inline(always)]
    pub fn alloc<T: Object>(&mut self, object: T) -> Gc<T> {
        let address = self.alloc_bytes(size_of::<T>(), T::KIND as u32, T::KIND);
        // SAFETY: the cell has room for a `T`; of its header, only the class differs from what
        // `object` brings, and that is put back.
        unsafe {
            let class = (*(address as *const Header)).class;
            let shape = (*(&raw const object).cast::<Header>()).shape.get();
            let flags = (*(&raw const object).cast::<Header>()).flags.get();
            std::ptr::write(address as *mut T, object);
            *(address as *mut u64) = Header::word(shape, T::KIND, class) | (flags as u64) << 56;
        }
        Gc::from_address(address as usize)
    }
    /// Allocates `bytes` (at least `T`'s size) for a `T`, of which only the header is written.
    #[inline(always)]
    pub(crate) fn alloc_raw<T: Object>(&mut self, bytes: usize) -> Gc<T> {
        debug_assert!(bytes >= size_of::<T>());
        Gc::from_address(self.alloc_bytes(bytes, T::KIND as u32, T::KIND) as usize)
    }
    /// Allocates a cell with its header written.
    #[inline(always)]
    pub(crate) fn alloc_bytes(&mut self, bytes: usize, shape: u32, kind: u8) -> *mut u8 {
        if bytes > crate::gc::LARGEST_CELL {
            let cell = self.heap.alloc(&mut self.machine.free, bytes, Header::word(shape, kind, 0));
            self.after_slow_allocation();
            return cell;
        }
        let class = size_class(bytes);
        let mut cell = self.machine.free[class as usize];
        if cell.is_null() {
            cell = self.refill(class);
        }
        // SAFETY: a cell on a free list is ours and holds the next one's address in its second word.
        unsafe {
            self.machine.free[class as usize] = *(cell as *mut *mut u8).add(1);
            *(cell as *mut u64) = Header::word(shape, kind, class);
        }
        cell
    }
    /// Makes the class's free list non-empty and returns its first cell: the slow path of
    /// allocation, also machine code's.
    #[cold]
    #[inline(never)]
    pub fn refill(&mut self, class: u8) -> *mut u8 {
        let cell = self.heap.refill(&mut self.machine.free, class);
        self.after_slow_allocation();
        cell
    }
    #[inline(never)]
    fn after_slow_allocation(&mut self) {
        if self.heap.wants_collection() {
            self.set_pending(pending::COLLECT);
        }
    }
    /// Sets bits of the pending word.
    pub fn set_pending(&self, bits: u32) {
        self.machine.pending.fetch_or(bits, std::sync::atomic::Ordering::Relaxed);
    }
    /// Asks for memory outside of the heap or for a large object: MemoryError if the limit is
    /// reached. To be called before an allocation whose size a program chooses.
    pub fn reserve(&mut self, bytes: usize) -> PyResult<()> {
        if self.heap.reserve(bytes).is_err() {
            self.set_pending(pending::COLLECT);
            return Err(self.raise(ClassId::MemoryError, ""));
        }
        Ok(())
    }
    /// Accounts for `bytes` outside of the heap that an object has begun to own.
    #[inline]
    pub(crate) fn external_grown(&mut self, bytes: usize) {
        self.heap.external_grown(bytes);
        if self.heap.wants_collection() {
            self.set_pending(pending::COLLECT);
        }
    }
    /// Stress mode: collect at every safepoint.
    pub fn set_stress(&mut self, stress: bool) {
        self.heap.set_stress(stress);
        if stress {
            self.set_pending(pending::COLLECT);
        }
    }
    /// Collects, at a safepoint: `extra` reports what the realm does not know (frames). Then, if
    /// the limit is still exceeded, the error is MemoryError.
    pub fn collect(&mut self, extra: &mut dyn Roots) -> PyResult<()> {
        self.machine.pending.fetch_and(!pending::COLLECT, std::sync::atomic::Ordering::Relaxed);
        self.method_cache.clear();
        self.str_cursor = (0, 0, 0);
        self.str_offsets.clear();
        // While the collector works, heap and free lists are not in the realm, which the roots look at.
        let empty = Heap::new(&crate::object::trace::HOOKS);
        let mut heap = std::mem::ManuallyDrop::new(std::mem::replace(&mut self.heap, empty));
        let mut front = self.machine.free;
        let mut roots = crate::object::trace::RealmRoots {
            realm: self,
            extra,
            private: Default::default(),
            classes: Vec::new(),
            buried: false,
        };
        heap.collect(&mut front, &mut roots);
        let private = roots.private;
        self.machine.free = front;
        self.heap = std::mem::ManuallyDrop::into_inner(heap);
        self.give_back_slots(private);
        if self.heap.stress() {
            self.set_pending(pending::COLLECT);
        }
        if self.heap.over_limit() {
            return Err(self.raise(ClassId::MemoryError, ""));
        }
        Ok(())
    }

    /// Keeps a value alive until [`unroot`](Self::unroot) to a mark taken before.
    #[inline]
    pub fn root(&mut self, value: Value) {
        self.roots.push(value);
    }
    /// The height of the stack of roots.
    #[inline]
    pub fn root_mark(&self) -> usize {
        self.roots.len()
    }
    /// Drops all roots above the mark.
    #[inline]
    pub fn unroot(&mut self, mark: usize) {
        self.roots.truncate(mark);
    }

    /// To be called where Rust code calls itself through Python values (comparing nested lists, a
    /// call from Rust into Python): RecursionError if that is too deep. [`leave_native`] must follow.
    ///
    /// [`leave_native`]: Self::leave_native
    #[inline]
    pub fn enter_native(&mut self, doing: &str) -> PyResult<()> {
        if self.native_depth >= self.native_limit {
            return Err(self.raise(ClassId::RecursionError, format!("maximum recursion depth exceeded{doing}")));
        }
        self.native_depth += 1;
        Ok(())
    }
    /// Ends what [`enter_native`](Self::enter_native) began.
    #[inline]
    pub fn leave_native(&mut self) {
        self.native_depth -= 1;
    }
    /// How deep everything stands now.
    pub fn standing(&self) -> Standing {
        Standing {
            depth: self.machine.depth,
            stack_top: self.machine.stack_top,
            roots: self.roots.len(),
            printing: self.printing.len(),
            native_depth: self.native_depth,
        }
    }
    /// Puts everything back to where it stood, after a panic: what was begun since is given up.
    pub fn stand(&mut self, before: Standing) {
        self.machine.depth = before.depth;
        self.machine.stack_top = before.stack_top;
        self.machine.raised = Value::UNBOUND;
        self.roots.truncate(before.roots);
        self.printing.truncate(before.printing);
        self.native_depth = before.native_depth;
    }
    /// A number never used before in this VM, for versions; 0 when there are no more, which
    /// stands for "do not cache".
    pub(crate) fn new_version(&mut self) -> u32 {
        let version = self.next_version;
        self.next_version = if version == 0 { 0 } else { version.wrapping_add(1) };
        version
    }
    /// Reports a change under compiled code.
    pub(crate) fn report(&mut self, event: WatchEvent) {
        self.watch_events.push(event);
        self.set_pending(pending::INVALIDATE);
    }
    /// The methods and hooks that floor 3 supplies.
    pub fn tables(&self) -> &'static BuiltinTables {
        self.tables
    }
    /// The shape of that number, which must be of a class's instances (not of a plain kind).
    #[inline]
    pub fn shape(&self, id: ShapeId) -> &Shape {
        &self.shapes[(id.0 - Shape::FIRST_DYNAMIC) as usize]
    }
    /// The shape of an instance.
    #[inline]
    pub fn shape_of(&self, instance: Gc<InstanceObject>) -> &Shape {
        self.shape(ShapeId(instance.header.shape.get()))
    }
}

impl Machine {
    pub(crate) fn new() -> Machine {
        use crate::object::value::{FLOAT_BIAS, FLOAT_LIMIT, INT_BIAS, NOT_POINTER_MASK};
        Machine {
            pending: std::sync::atomic::AtomicU32::new(0),
            depth: 0,
            depth_limit: 1000,
            padding: 0,
            stack_end: std::ptr::null_mut(),
            stack_top: std::ptr::null_mut(),
            calls: MachineCalls::default(),
            arguments: [Value::UNBOUND; MACHINE_ARGUMENTS],
            not_pointer_mask: NOT_POINTER_MASK | 1 << 47,
            int_bias: INT_BIAS,
            float_bias: FLOAT_BIAS,
            float_limit: FLOAT_LIMIT,
            sign_mask: 1 << 63,
            abs_mask: !(1 << 63),
            raised: Value::UNBOUND,
            free: [std::ptr::null_mut(); SIZE_CLASSES],
            abandon: None,
            activation: std::ptr::null_mut(),
        }
    }
}
