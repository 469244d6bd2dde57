//! How the collector handles each kind, and the realm's own roots.

use crate::gc::{Gc, Hooks, Object, Roots, Tracer};
use crate::object::finalize::WeakCellObject;
use crate::object::instance_dict::PrivateDicts;
use crate::object::shape::Shape;
use crate::object::*;

impl Tracer<'_> {
    /// Reports a value.
    #[inline(always)]
    pub fn value(&mut self, value: Value) {
        if let Some(object) = value.as_object() {
            self.object(object);
        }
    }
    /// Reports values.
    #[inline]
    pub fn values(&mut self, values: &[Value]) {
        for value in values {
            self.value(*value);
        }
    }
}

/// By number of kind.
pub(crate) static HOOKS: [Hooks; Kind::ALL.len()] = {
    const NONE: Hooks = Hooks { trace: None, drop: None, external: None };
    let mut hooks = [NONE; Kind::ALL.len()];
    macro_rules! hook {
        ($type:ident: |$this:ident, $tracer:ident| $trace:expr) => {
            hooks[$type::KIND as usize].trace = Some(|$this, $tracer| {
                let $this: Gc<$type> = $this.cast();
                $trace
            });
        };
    }
    macro_rules! owner {
        ($kind:expr, $type:ident: |$this:ident| drop $drop:expr, external $external:expr) => {
            hooks[$kind as usize].drop = Some(|$this| {
                let $this: Gc<$type> = $this.cast();
                $drop
            });
            hooks[$kind as usize].external = Some(|$this| {
                let $this: Gc<$type> = $this.cast();
                $external
            });
        };
        ($kind:expr, $type:ident: |$this:ident| drop $drop:expr) => {
            hooks[$kind as usize].drop = Some(|$this| {
                let $this: Gc<$type> = $this.cast();
                $drop
            });
        };
    }
    // SAFETY of every `drop_in_place`: the collector calls the hook once, for a whole object of that
    // type that nobody can reach any more.
    owner!(Kind::BigInt, BigIntObject: |this| drop unsafe { std::ptr::drop_in_place(this.as_ptr()) }, external this.external());
    owner!(Kind::Str, StrObject: |this| drop this.release(), external this.external());
    owner!(Kind::Bytes, BytesObject: |this| drop unsafe { std::ptr::drop_in_place(this.as_ptr()) }, external this.data.len());
    owner!(Kind::ByteArray, ByteArrayObject: |this| drop unsafe { std::ptr::drop_in_place(this.as_ptr()) }, external this.data.borrow().capacity());
    owner!(Kind::Array, ArrayObject: |this| drop unsafe { std::ptr::drop_in_place(this.as_ptr()) }, external this.data.borrow().capacity());
    owner!(Kind::Host, HostObject: |this| drop unsafe { std::ptr::drop_in_place(this.as_ptr()) });
    owner!(Kind::Data, DataObject: |this| drop unsafe { std::ptr::drop_in_place(this.as_ptr()) }, external this.data.external());
    hook!(DataObject: |this, tracer| this.data.trace(tracer));
    owner!(Kind::Native, NativeObject: |this| drop unsafe { std::ptr::drop_in_place(this.as_ptr()) });
    owner!(Kind::Iterator, IteratorObject: |this| drop unsafe { std::ptr::drop_in_place(this.as_ptr()) });
    owner!(Kind::List, ListObject: |this| drop this.free_buffer(), external this.external());
    owner!(Kind::Dict, DictObject: |this| drop this.free_buffers(), external this.external());
    owner!(Kind::Set, SetObject: |this| drop this.release(), external this.external());
    owner!(Kind::FrozenSet, SetObject: |this| drop this.release(), external this.external());
    owner!(Kind::Instance, InstanceObject: |this| drop this.free_overflow(), external this.overflow_bytes());
    owner!(Kind::Class, ClassObject: |this| drop this.release());
    owner!(Kind::Code, CodeObject: |this| drop (this.hooks.drop)(this.code));

    hook!(TupleObject: |this, tracer| tracer.values(TupleObject::items(this)));
    hook!(ListObject: |this, tracer| tracer.values(ListObject::items(this)));
    hook!(CellObject: |this, tracer| tracer.value(this.value.get()));
    hook!(SliceObject: |this, tracer| tracer.values(&[this.start, this.stop, this.step]));
    hook!(BoundMethodObject: |this, tracer| tracer.values(&[this.function, this.receiver]));
    hook!(StaticMethodObject: |this, tracer| tracer.value(this.function));
    hook!(ClassMethodObject: |this, tracer| tracer.value(this.function));
    hook!(NativeObject: |this, tracer| tracer.values(&[this.name, this.module]));
    hook!(PropertyObject: |this, tracer| {
        tracer.values(&[this.getter, this.setter, this.deleter, this.doc.get(), this.name.get()])
    });
    hook!(SuperObject: |this, tracer| {
        tracer.object(this.class);
        tracer.object(this.start);
        tracer.value(this.receiver);
    });
    hook!(WeakCellObject: |this, tracer| tracer.values(&[this.owner, this.callback]));
    hook!(MappingProxyObject: |this, tracer| tracer.value(this.mapping));
    hook!(MemberObject: |this, tracer| {
        tracer.object(this.class);
        tracer.value(this.name);
    });
    hook!(ModuleObject: |this, tracer| {
        tracer.value(this.name);
        tracer.object(this.dict);
    });
    hook!(TracebackObject: |this, tracer| tracer.values(&[this.function, this.next.get()]));
    hook!(DictViewObject: |this, tracer| tracer.object(this.dict));
    hook!(CodeObject: |this, tracer| (this.hooks.trace)(this.code, tracer));
    hook!(DictObject: |this, tracer| trace_dict(this, tracer));
    hook!(SetObject: |this, tracer| this.each(|key| tracer.value(key)));
    hooks[Kind::FrozenSet as usize].trace = hooks[Kind::Set as usize].trace;
    hook!(FunctionObject: |this, tracer| {
        tracer.object(this.code_object);
        tracer.object(this.globals);
        tracer.value(this.closure);
        for cell in [
            &this.defaults, &this.keyword_defaults, &this.name, &this.qualified_name,
            &this.doc, &this.module, &this.annotations, &this.attributes,
        ] {
            tracer.value(cell.get());
        }
    });
    hook!(ClassObject: |this, tracer| {
        for cell in [&this.name, &this.qualified_name, &this.bases, &this.mro, &this.metaclass, &this.members] {
            tracer.value(cell.get());
        }
        tracer.object(this.dict);
        if this.has_subclasses() {
            // Those that are dead are forgotten when all is marked.
            tracer.defer(this);
        }
    });
    hook!(InstanceObject: |this, tracer| trace_instance(this, tracer));
    hook!(GeneratorObject: |this, tracer| {
        tracer.value(this.function);
        for cell in
            [&this.handled, &this.name, &this.qualified_name, &this.root, &this.delegator, &this.leaf]
        {
            tracer.value(cell.get());
        }
        tracer.values(GeneratorObject::registers(this));
    });
    hook!(AwaitableObject: |this, tracer| tracer.values(&[this.target, this.value]));
    hook!(IteratorObject: |this, tracer| trace_iterator(&this.state.borrow(), tracer));
    hooks
};

fn trace_dict(this: Gc<DictObject>, tracer: &mut Tracer<'_>) {
    for entry in DictObject::entries(this) {
        let entry = entry.get();
        tracer.value(entry.key);
        tracer.value(entry.value);
    }
}

fn trace_instance(this: Gc<InstanceObject>, tracer: &mut Tracer<'_>) {
    let index = this.header.shape.get() - Shape::FIRST_DYNAMIC;
    // SAFETY: the context is the realm's array of shapes (`RealmRoots`), and instances have shapes in it.
    let shape = unsafe { &*(tracer.context() as *const Shape).add(index as usize) };
    let hidden = shape.dictionary.unwrap_or(shape.slot_count);
    for slot in (0..hidden).chain(hidden + 1..shape.slot_count) {
        // SAFETY: the shape has the slot.
        tracer.value(unsafe { *InstanceObject::slot_pointer(this, shape.inline_slots, slot) });
    }
    if let Some(slot) = shape.dictionary {
        // SAFETY: as above.
        let dict = unsafe { *InstanceObject::slot_pointer(this, shape.inline_slots, slot) };
        if let Some(dict) = dict.cast::<DictObject>() {
            // Whether anybody else has the dict is seen when all else is marked.
            trace_dict(dict, tracer);
            tracer.defer(this);
        }
    }
    tracer.object(shape.class);
}

fn trace_iterator(state: &IteratorState, tracer: &mut Tracer<'_>) {
    match state {
        IteratorState::Exhausted => {}
        IteratorState::List { list, .. } | IteratorState::ReverseList { list, .. } => tracer.object(*list),
        IteratorState::Tuple { tuple, .. } => tracer.object(*tuple),
        IteratorState::Str { string, .. } => tracer.object(*string),
        IteratorState::Bytes { bytes, .. } => tracer.value(*bytes),
        IteratorState::Array { array, .. } => tracer.object(*array),
        IteratorState::Range { range, .. } => tracer.object(*range),
        IteratorState::Dict { dict, .. } => tracer.object(*dict),
        IteratorState::Set { set, .. } => tracer.object(*set),
        IteratorState::Sequence { object, .. } | IteratorState::ReverseSequence { object, .. } => tracer.value(*object),
        IteratorState::Callable { callable, sentinel } => tracer.values(&[*callable, *sentinel]),
        IteratorState::Enumerate { iterator, next } => tracer.values(&[*iterator, *next]),
        IteratorState::Zip { iterators, .. } => tracer.values(iterators),
        IteratorState::Map { function, iterators } => {
            tracer.value(*function);
            tracer.values(iterators);
        }
        IteratorState::Filter { function, iterator } => tracer.values(&[*function, *iterator]),
        IteratorState::Native(native) => native.trace(tracer),
    }
}

/// The realm's roots and those of whoever asked for the collection.
pub(crate) struct RealmRoots<'a> {
    pub realm: &'a mut Realm,
    pub extra: &'a mut dyn Roots,
    /// The instances whose `__dict__` nobody else may have.
    pub private: PrivateDicts,
    /// The live classes that have had subclasses.
    pub classes: Vec<Gc<ClassObject>>,
    /// What is dead has been found.
    pub buried: bool,
}

impl Roots for RealmRoots<'_> {
    fn context(&self) -> *const u8 {
        self.realm.shapes.as_ptr() as *const u8
    }
    fn trace_roots(&mut self, tracer: &mut Tracer<'_>) {
        let realm = &*self.realm;
        tracer.values(&realm.roots);
        tracer.values(&realm.short_strs);
        tracer.values(&realm.names);
        tracer.values(&realm.hidden_names);
        realm.finalizers.trace(tracer);
        tracer.values(&realm.printing);
        tracer.values(&realm.watched_names);
        tracer.values(&[realm.machine.raised, realm.empty_tuple]);
        for class in realm.classes.iter().flatten() {
            tracer.object(*class);
        }
        for dict in [realm.modules, realm.builtins].into_iter().flatten() {
            tracer.object(dict);
        }
        for shape in &realm.shapes {
            tracer.object(shape.class);
            shape.each_name(|name| tracer.object(name));
        }
        for event in &realm.watch_events {
            match *event {
                WatchEvent::Entry { dict, key } => {
                    tracer.object(dict);
                    tracer.value(key);
                }
                WatchEvent::Absent(name) => tracer.object(name),
                WatchEvent::Class(class) => tracer.object(class),
                WatchEvent::Function(function) => tracer.object(function),
            }
        }
        self.extra.trace_roots(tracer);
    }
    fn revive(&mut self, tracer: &mut Tracer<'_>) {
        while let Some(object) = tracer.take_deferred() {
            match Kind::of(object) {
                Kind::Class => self.classes.push(object.cast()),
                _ => self.private.consider(self.realm, object.cast(), tracer),
            }
        }
        if tracer.is_idle() && !self.buried {
            self.buried = true;
            self.realm.finalizers.bury(tracer);
        }
    }
    fn after_mark(&mut self, tracer: &Tracer<'_>) {
        self.private.finish(self.realm, tracer);
        self.realm.finalizers.finish(tracer);
        self.realm.exports.finish(tracer);
        self.realm.interned.retain(|name| tracer.is_marked(*name));
        for class in &self.classes {
            class.retain_subclasses(|class| tracer.is_marked(class));
        }
        self.extra.after_mark(tracer);
    }
}

const _: () = assert!(Kind::ALL.len() <= Shape::FIRST_DYNAMIC as usize);
