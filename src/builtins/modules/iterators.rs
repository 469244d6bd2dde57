//! Module `_iterators`: most of `itertools`.
//!
//! 1. What an iterator holds stands in its cells, where the collector finds it; an item on its way is rooted
//!    before anything else is called.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::builtins::arguments::{self, Keywords};
use crate::builtins::modules::{ModuleDef, selections, set};
use crate::builtins::protocol::{self, BinaryOp};
use crate::gc::{Gc, Tracer};
use crate::object::{
    Call, ClassId, IteratorState, ModuleObject, NativeDef, NativeIterator, PyResult, TupleObject, Value,
};

/// The module.
pub static ITERATORS: ModuleDef =
    ModuleDef { name: "_iterators", functions: FUNCTIONS, constants: &[], make: Some(make) };

static FUNCTIONS: &[NativeDef] =
    &[NativeDef::function("deque_iterator", crate::builtins::modules::deque::deque_iterator)];

/// The classes here.
const CLASSES: &[ClassId] = &[
    ClassId::Accumulate,
    ClassId::Chain,
    ClassId::Combinations,
    ClassId::CombinationsWithReplacement,
    ClassId::Compress,
    ClassId::Count,
    ClassId::Cycle,
    ClassId::DropWhile,
    ClassId::FilterFalse,
    ClassId::ISlice,
    ClassId::Pairwise,
    ClassId::Permutations,
    ClassId::Product,
    ClassId::Repeat,
    ClassId::StarMap,
    ClassId::TakeWhile,
    ClassId::ZipLongest,
];

fn make(cx: &mut dyn Call, module: Gc<ModuleObject>) -> PyResult<()> {
    for id in CLASSES {
        let class = Value::object(cx.class(*id));
        let name = id.name().rsplit('.').next().unwrap_or("");
        set(cx, module, name, class);
    }
    Ok(())
}

/// Methods of `chain` beyond those of all iterators.
pub static CHAIN: &[NativeDef] = &[
    NativeDef::class_method("from_iterable", |cx, args, keywords| {
        let [_, iterable] = arguments::exactly(cx, "from_iterable", args, keywords)?;
        let sources = protocol::iter(cx, iterable)?;
        wrap(cx, Chain { sources: Cell::new(sources), current: Cell::new(Value::UNBOUND) })
    }),
    NativeDef::method("__iter__", crate::builtins::types::dunder::iter_method),
    NativeDef::method("__next__", crate::builtins::types::dunder::next_method),
];

/// The methods of one of these classes.
pub fn methods(class: ClassId) -> Option<&'static [NativeDef]> {
    match class {
        ClassId::Chain => Some(CHAIN),
        ClassId::DequeIterator | ClassId::DequeReverseIterator => Some(crate::builtins::types::object::ITERATOR),
        class if CLASSES.contains(&class) => Some(crate::builtins::types::object::ITERATOR),
        _ => None,
    }
}

/// An iterator object.
pub fn wrap(cx: &mut dyn Call, native: impl NativeIterator + 'static) -> PyResult {
    Ok(cx.iterator(IteratorState::Native(Rc::new(native))))
}

fn or(value: Value, default: Value) -> Value {
    if value.is_unbound() { default } else { value }
}

/// Calling one of these classes; `None` for other classes.
pub fn construct(cx: &mut dyn Call, class: ClassId, args: &[Value], keywords: Keywords<'_>) -> Option<PyResult> {
    if !CLASSES.contains(&class) {
        return None;
    }
    let mark = cx.root_mark();
    let result = construct_of(cx, class, args, keywords);
    cx.unroot(mark);
    Some(result)
}

fn iter_of(cx: &mut dyn Call, iterable: Value) -> PyResult<Cell<Value>> {
    let iterator = protocol::iter(cx, iterable)?;
    cx.root(iterator);
    Ok(Cell::new(iterator))
}

fn construct_of(cx: &mut dyn Call, class: ClassId, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let name = class.name().rsplit('.').next().unwrap_or("");
    match class {
        ClassId::Count => {
            let [start, step] = arguments::named(cx, name, args, keywords, ["start", "step"], 0)?;
            let (start, step) = (or(start, Value::int(0)), or(step, Value::int(1)));
            for value in [start, step] {
                let is_number = protocol::has_index(cx, value)
                    || value.is_float()
                    || protocol::has_special(cx, value, crate::object::Name::Float)
                    || value.is(crate::object::Kind::Complex);
                if !is_number {
                    return Err(cx.type_error("a number is required"));
                }
            }
            wrap(cx, Count { next: Cell::new(start), step })
        }
        ClassId::Cycle => {
            let [iterable] = arguments::exactly(cx, name, args, keywords)?;
            let source = iter_of(cx, iterable)?;
            wrap(cx, Cycle { source, saved: RefCell::new(Vec::new()), at: Cell::new(0) })
        }
        ClassId::Repeat => {
            let [object, times] = arguments::named(cx, name, args, keywords, ["object", "times"], 1)?;
            let left = if times.is_unbound() { -1 } else { arguments::size(cx, times)?.max(0) };
            wrap(cx, Repeat { object, left: Cell::new(left) })
        }
        ClassId::Chain => {
            arguments::no_keywords(cx, name, keywords)?;
            let sources = cx.tuple(args);
            let sources = protocol::iter(cx, sources)?;
            wrap(cx, Chain { sources: Cell::new(sources), current: Cell::new(Value::UNBOUND) })
        }
        ClassId::ISlice => islice(cx, args, keywords),
        ClassId::Accumulate => {
            let names = ["iterable", "func", "initial"];
            let [iterable, function, initial] = arguments::named(cx, name, args, keywords, names, 1)?;
            let source = iter_of(cx, iterable)?;
            let function = if function.is_none() { Value::UNBOUND } else { function };
            let initial = if initial.is_none() { Value::UNBOUND } else { initial };
            wrap(cx, Accumulate { source, function, initial: Cell::new(initial), total: Cell::new(Value::UNBOUND) })
        }
        ClassId::TakeWhile | ClassId::DropWhile | ClassId::FilterFalse | ClassId::StarMap => {
            let [function, iterable] = arguments::exactly(cx, name, args, keywords)?;
            let source = iter_of(cx, iterable)?;
            wrap(cx, Selected { class, function, source, done: Cell::new(false) })
        }
        ClassId::Compress => {
            let [data, selectors] = arguments::named(cx, name, args, keywords, ["data", "selectors"], 2)?;
            let (data, selectors) = (iter_of(cx, data)?, iter_of(cx, selectors)?);
            wrap(cx, Compress { data, selectors })
        }
        ClassId::Pairwise => {
            let [iterable] = arguments::exactly(cx, name, args, keywords)?;
            let source = iter_of(cx, iterable)?;
            wrap(cx, Pairwise { source, last: Cell::new(Value::UNBOUND) })
        }
        ClassId::ZipLongest => {
            let Ok([fill]) = arguments::keyword_only(cx, name, keywords, ["fillvalue"]) else {
                return Err(cx.type_error("zip_longest() got an unexpected keyword argument"));
            };
            let mut sources = Vec::with_capacity(args.len());
            for arg in args {
                sources.push(iter_of(cx, *arg)?.get());
            }
            let active = Cell::new(sources.len());
            wrap(cx, ZipLongest { sources: RefCell::new(sources), fill: or(fill, Value::NONE), active })
        }
        _ => selections::construct(cx, class, args, keywords),
    }
}

struct Count {
    next: Cell<Value>,
    step: Value,
}
impl NativeIterator for Count {
    fn class(&self) -> ClassId {
        ClassId::Count
    }
    fn next(&self, cx: &mut dyn Call) -> PyResult<Option<Value>> {
        let value = self.next.get();
        let following = match (value.as_int(), self.step.as_int()) {
            (Some(value), Some(step)) => cx.int(value + step),
            _ => protocol::binary(cx, BinaryOp::Add, value, self.step)?,
        };
        self.next.set(following);
        Ok(Some(value))
    }
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(&[self.next.get(), self.step]);
    }
    fn repr(&self, cx: &mut dyn Call) -> PyResult<Option<String>> {
        let next = protocol::repr_text(cx, self.next.get())?;
        if self.step == Value::int(1) {
            return Ok(Some(format!("count({next})")));
        }
        let step = protocol::repr_text(cx, self.step)?;
        Ok(Some(format!("count({next}, {step})")))
    }
}

struct Cycle {
    source: Cell<Value>,
    saved: RefCell<Vec<Value>>,
    at: Cell<usize>,
}
impl NativeIterator for Cycle {
    fn class(&self) -> ClassId {
        ClassId::Cycle
    }
    fn next(&self, cx: &mut dyn Call) -> PyResult<Option<Value>> {
        if !self.source.get().is_unbound() {
            if let Some(item) = protocol::next(cx, self.source.get())? {
                self.saved.borrow_mut().push(item);
                return Ok(Some(item));
            }
            self.source.set(Value::UNBOUND);
        }
        let saved = self.saved.borrow();
        if saved.is_empty() {
            return Ok(None);
        }
        let at = self.at.get();
        self.at.set((at + 1) % saved.len());
        Ok(Some(saved[at]))
    }
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(self.source.get());
        tracer.values(&self.saved.borrow());
    }
}

struct Repeat {
    object: Value,
    /// Below 0: for ever.
    left: Cell<i64>,
}
impl NativeIterator for Repeat {
    fn class(&self) -> ClassId {
        ClassId::Repeat
    }
    fn next(&self, _: &mut dyn Call) -> PyResult<Option<Value>> {
        match self.left.get() {
            0 => Ok(None),
            left => {
                self.left.set(left - (left > 0) as i64);
                Ok(Some(self.object))
            }
        }
    }
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(self.object);
    }
    fn repr(&self, cx: &mut dyn Call) -> PyResult<Option<String>> {
        let object = protocol::repr_text(cx, self.object)?;
        Ok(Some(match self.left.get() {
            left if left < 0 => format!("repeat({object})"),
            left => format!("repeat({object}, {left})"),
        }))
    }
    fn length_hint(&self) -> Option<usize> {
        usize::try_from(self.left.get()).ok()
    }
}

struct Chain {
    sources: Cell<Value>,
    current: Cell<Value>,
}
impl NativeIterator for Chain {
    fn class(&self) -> ClassId {
        ClassId::Chain
    }
    fn next(&self, cx: &mut dyn Call) -> PyResult<Option<Value>> {
        loop {
            if !self.current.get().is_unbound() {
                if let Some(item) = protocol::next(cx, self.current.get())? {
                    return Ok(Some(item));
                }
                self.current.set(Value::UNBOUND);
            }
            let Some(source) = protocol::next(cx, self.sources.get())? else { return Ok(None) };
            let mark = cx.root_mark();
            cx.root(source);
            let iterator = protocol::iter(cx, source);
            cx.unroot(mark);
            self.current.set(iterator?);
        }
    }
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(&[self.sources.get(), self.current.get()]);
    }
}

struct ISlice {
    source: Cell<Value>,
    /// Items taken so far, the number of the next one wanted, and where to stop (below 0: never).
    taken: Cell<i64>,
    wanted: Cell<i64>,
    stop: i64,
    step: i64,
}
impl NativeIterator for ISlice {
    fn class(&self) -> ClassId {
        ClassId::ISlice
    }
    fn next(&self, cx: &mut dyn Call) -> PyResult<Option<Value>> {
        let wanted = self.wanted.get();
        if self.stop >= 0 && wanted >= self.stop {
            // What lies before the stop is used up too.
            while self.taken.get() < self.stop {
                if protocol::next(cx, self.source.get())?.is_none() {
                    break;
                }
                self.taken.set(self.taken.get() + 1);
            }
            return Ok(None);
        }
        loop {
            let Some(item) = protocol::next(cx, self.source.get())? else { return Ok(None) };
            let number = self.taken.get();
            self.taken.set(number + 1);
            if number == wanted {
                let next = wanted.saturating_add(self.step);
                self.wanted.set(if self.stop >= 0 { next.min(self.stop) } else { next });
                return Ok(Some(item));
            }
        }
    }
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.value(self.source.get());
    }
}

fn islice(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [iterable, a, b, c] = arguments::positional(cx, "islice", args, keywords, 2)?;
    let mut bound = |value: Value, default: i64, message: &str| -> PyResult<i64> {
        if value.is_none() || value.is_unbound() {
            return Ok(default);
        }
        let number = if protocol::has_index(cx, value) { arguments::size(cx, value).unwrap_or(-1) } else { -1 };
        if number < 0 { Err(cx.value_error(message)) } else { Ok(number) }
    };
    const STOP: &str = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    const INDICES: &str = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    const STEP: &str = "Step for islice() must be a positive integer or None.";
    let (start, stop) =
        if b.is_unbound() { (0, bound(a, -1, STOP)?) } else { (bound(a, 0, INDICES)?, bound(b, -1, STOP)?) };
    let step = bound(c, 1, STEP)?;
    if step == 0 {
        return Err(cx.value_error(STEP));
    }
    let source = iter_of(cx, iterable)?;
    wrap(cx, ISlice { source, taken: Cell::new(0), wanted: Cell::new(start), stop, step })
}

struct Accumulate {
    source: Cell<Value>,
    function: Value,
    initial: Cell<Value>,
    total: Cell<Value>,
}
impl NativeIterator for Accumulate {
    fn class(&self) -> ClassId {
        ClassId::Accumulate
    }
    fn next(&self, cx: &mut dyn Call) -> PyResult<Option<Value>> {
        let initial = self.initial.replace(Value::UNBOUND);
        if !initial.is_unbound() {
            self.total.set(initial);
            return Ok(Some(initial));
        }
        let Some(item) = protocol::next(cx, self.source.get())? else { return Ok(None) };
        let total = self.total.get();
        let total = if total.is_unbound() {
            item
        } else if self.function.is_unbound() {
            protocol::binary(cx, BinaryOp::Add, total, item)?
        } else {
            cx.call(self.function, &[total, item], &[])?
        };
        self.total.set(total);
        Ok(Some(total))
    }
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(&[self.source.get(), self.function, self.initial.get(), self.total.get()]);
    }
}

/// `takewhile`, `dropwhile`, `filterfalse` and `starmap`.
struct Selected {
    class: ClassId,
    function: Value,
    source: Cell<Value>,
    done: Cell<bool>,
}
impl Selected {
    fn holds(&self, cx: &mut dyn Call, item: Value) -> PyResult<bool> {
        let mark = cx.root_mark();
        cx.root(item);
        let answer = if self.function.is_none() && self.class == ClassId::FilterFalse {
            protocol::truth(cx, item)
        } else {
            cx.call(self.function, &[item], &[]).and_then(|answer| protocol::truth(cx, answer))
        };
        cx.unroot(mark);
        answer
    }
}
impl NativeIterator for Selected {
    fn class(&self) -> ClassId {
        self.class
    }
    fn next(&self, cx: &mut dyn Call) -> PyResult<Option<Value>> {
        loop {
            let Some(item) = protocol::next(cx, self.source.get())? else { return Ok(None) };
            match self.class {
                ClassId::TakeWhile => return Ok(self.holds(cx, item)?.then_some(item)),
                ClassId::DropWhile => {
                    if self.done.get() || !self.holds(cx, item)? {
                        self.done.set(true);
                        return Ok(Some(item));
                    }
                }
                ClassId::FilterFalse => {
                    if !self.holds(cx, item)? {
                        return Ok(Some(item));
                    }
                }
                _ => {
                    let mark = cx.root_mark();
                    cx.root(item);
                    let args = match item.cast::<TupleObject>() {
                        Some(tuple) => TupleObject::items(tuple).to_vec(),
                        None => protocol::collect(cx, item)?,
                    };
                    let result = cx.call(self.function, &args, &[]);
                    cx.unroot(mark);
                    return result.map(Some);
                }
            }
        }
    }
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(&[self.function, self.source.get()]);
    }
}

struct Compress {
    data: Cell<Value>,
    selectors: Cell<Value>,
}
impl NativeIterator for Compress {
    fn class(&self) -> ClassId {
        ClassId::Compress
    }
    fn next(&self, cx: &mut dyn Call) -> PyResult<Option<Value>> {
        loop {
            let Some(item) = protocol::next(cx, self.data.get())? else { return Ok(None) };
            let mark = cx.root_mark();
            cx.root(item);
            let selector = protocol::next(cx, self.selectors.get())?;
            let Some(selector) = selector else { return Ok(None) };
            cx.root(selector);
            let chosen = protocol::truth(cx, selector)?;
            cx.unroot(mark);
            if chosen {
                return Ok(Some(item));
            }
        }
    }
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(&[self.data.get(), self.selectors.get()]);
    }
}

struct Pairwise {
    source: Cell<Value>,
    last: Cell<Value>,
}
impl NativeIterator for Pairwise {
    fn class(&self) -> ClassId {
        ClassId::Pairwise
    }
    fn next(&self, cx: &mut dyn Call) -> PyResult<Option<Value>> {
        if self.last.get().is_unbound() {
            let Some(first) = protocol::next(cx, self.source.get())? else { return Ok(None) };
            self.last.set(first);
        }
        let Some(item) = protocol::next(cx, self.source.get())? else { return Ok(None) };
        let last = self.last.replace(item);
        Ok(Some(cx.tuple(&[last, item])))
    }
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(&[self.source.get(), self.last.get()]);
    }
}

struct ZipLongest {
    sources: RefCell<Vec<Value>>,
    fill: Value,
    active: Cell<usize>,
}
impl NativeIterator for ZipLongest {
    fn class(&self) -> ClassId {
        ClassId::ZipLongest
    }
    fn next(&self, cx: &mut dyn Call) -> PyResult<Option<Value>> {
        let count = self.sources.borrow().len();
        if self.active.get() == 0 {
            return Ok(None);
        }
        let mark = cx.root_mark();
        let mut items = Vec::with_capacity(count);
        for index in 0..count {
            let source = self.sources.borrow()[index];
            let item = if source.is_unbound() { None } else { protocol::next(cx, source)? };
            if item.is_none() && !source.is_unbound() {
                self.sources.borrow_mut()[index] = Value::UNBOUND;
                self.active.set(self.active.get() - 1);
                if self.active.get() == 0 {
                    cx.unroot(mark);
                    return Ok(None);
                }
            }
            let item = item.unwrap_or(self.fill);
            cx.root(item);
            items.push(item);
        }
        cx.unroot(mark);
        Ok(Some(cx.tuple(&items)))
    }
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.values(&self.sources.borrow());
        tracer.value(self.fill);
    }
}
