//! The walk over the heap: it finds nothing wrong in what programs make, and it finds what is broken on purpose.

use crate::api::{Config, JitMode, Vm};
use crate::gc::{Gc, Header};
use crate::object::{ClassObject, DictObject, InstanceObject, Kind, ListObject, StrObject, Value};

const PROGRAM: &str = "
import weakref, array, collections
class P:
    def __init__(self, x): self.x = x; self.y = [x]
class L(list): pass
d = {str(k): k for k in range(40)}
for k in range(0, 40, 3): del d[str(k)]
s = {k * 7 for k in range(50)} | {'a', 2.5}
s.discard(14)
l = [P(k) for k in range(30)]
w = weakref.ref(l[3])
dead = weakref.ref(P(1))
for k in range(40): setattr(l[5], 'a' + str(k), k)
l[6].__dict__['z'] = 1
a = array.array('d', range(9))
g = (k for k in l)
next(g)
b = bytearray(b'abc' * 100)
t = 'text' * 300 + 'x'
t += 'more'
c = collections.deque(l)
big = 1 << 200
def f(n, *, k=3):
    def inner(): return n
    return inner
h = f(3)
x = L([1, 2])
";

fn vm() -> Vm {
    let mut vm = Vm::with(Config { jit: JitMode::Off, ..Config::default() });
    vm.run(PROGRAM, "heap.py").unwrap();
    vm
}
fn global<T: crate::gc::Object>(vm: &mut Vm, name: &str) -> Gc<T> {
    let key = vm.interpreter_mut().realm.intern_str(name);
    let main = vm.main_namespace();
    let value = vm.interpreter_mut().realm.dict_get_str(main, key).unwrap();
    Gc::from_address(value.bits() as usize)
}
fn item(vm: &mut Vm, index: usize) -> Value {
    let list: Gc<ListObject> = global(vm, "l");
    ListObject::items(list)[index]
}

#[test]
fn a_whole_heap_is_found_whole() {
    let mut vm = vm();
    for _ in 0..3 {
        assert!(vm.interpreter_mut().verify().unwrap() > 500);
        vm.interpreter_mut().collect().unwrap();
        assert!(vm.interpreter_mut().verify().unwrap() > 500);
        vm.run(PROGRAM, "heap.py").unwrap();
    }
}

/// Breaks something, looks, and mends it, so that the VM can be dropped.
fn broken(what: &str, change: impl Fn(&mut Vm) -> Box<dyn Fn()>) {
    let mut vm = vm();
    let mend = change(&mut vm);
    let found = vm.interpreter_mut().verify();
    mend();
    assert!(found.as_ref().is_err_and(|found| found.contains(what)), "{what}: {found:?}");
    vm.interpreter_mut().verify().unwrap();
}
fn word(address: usize) -> (usize, u64) {
    // SAFETY: an object's, as all callers see to it.
    (address, unsafe { *(address as *const u64) })
}
fn write((address, word): (usize, u64)) {
    // SAFETY: as in `word`.
    unsafe { *(address as *mut u64) = word }
}

#[test]
fn what_is_broken_is_found() {
    broken("more items than room", |vm| {
        let list: Gc<ListObject> = global(vm, "l");
        let len = list.len.get();
        list.len.set(list.capacity.get() + 1);
        Box::new(move || list.len.set(len))
    });
    broken("keys instead of", |vm| {
        let dict: Gc<DictObject> = global(vm, "d");
        dict.live.set(dict.live.get() - 1);
        Box::new(move || dict.live.set(dict.live.get() + 1))
    });
    broken("is not found by its hash", |vm| {
        let dict: Gc<DictObject> = global(vm, "d");
        let entry = &DictObject::entries(dict)[1];
        let before = entry.get();
        entry.set(crate::object::DictEntry { hash: before.hash ^ 0x15, ..before });
        Box::new(move || DictObject::entries(dict)[1].set(before))
    });
    broken("no such shape", |vm| {
        let instance: Gc<InstanceObject> = item(vm, 2).cast().unwrap();
        let shape = instance.header.shape.get();
        instance.header.shape.set(1 << 20);
        Box::new(move || instance.header.shape.set(shape))
    });
    broken("fewer slots than its shape", |vm| {
        let many: Gc<InstanceObject> = item(vm, 5).cast().unwrap();
        let few: Gc<InstanceObject> = item(vm, 2).cast().unwrap();
        let shape = few.header.shape.get();
        few.header.shape.set(many.header.shape.get());
        Box::new(move || few.header.shape.set(shape))
    });
    broken("shape 3 of kind List", |vm| {
        let list: Gc<ListObject> = global(vm, "l");
        list.header.shape.set(Kind::Bytes as u32);
        Box::new(move || list.header.shape.set(Kind::List as u32))
    });
    broken("of kind 5 refers to", |vm| {
        // A reference into the middle of an object.
        let list: Gc<ListObject> = global(vm, "l");
        let first = ListObject::items(list)[0];
        ListObject::set(list, 0, Value::from_bits(first.bits() + 8));
        Box::new(move || assert!(ListObject::set(list, 0, first)))
    });
    broken("in a block of", |vm| {
        let list: Gc<ListObject> = global(vm, "l");
        let header = word(list.address());
        write((header.0, header.1 ^ 1 << 48));
        Box::new(move || write(header))
    });
    broken("no text of", |vm| {
        let text: Gc<StrObject> = global(vm, "t");
        let count = word(text.address() + 16);
        write((count.0, count.1 ^ 1 << 32));
        Box::new(move || write(count))
    });
    broken("method resolution order", |vm| {
        let class: Gc<ClassObject> = global(vm, "P");
        let mro = class.mro.get();
        class.mro.set(class.bases.get());
        Box::new(move || class.mro.set(mro))
    });
    broken("has the header", |vm| {
        // A free cell that something was written to.
        let realm = &vm.interpreter_mut().realm;
        let cell = *realm.machine.free.iter().find(|cell| !cell.is_null()).unwrap() as usize;
        write((cell, 77));
        Box::new(move || write((cell, 0)))
    });
}

#[test]
fn what_refers_to_the_dead_is_found() {
    let mut vm = vm();
    let list: Gc<ListObject> = global(&mut vm, "l");
    let object = ListObject::items(list)[7];
    vm.run("l[7] = c = g = h = None", "drop.py").unwrap();
    vm.interpreter_mut().collect().unwrap();
    vm.interpreter_mut().verify().unwrap();
    ListObject::set(list, 7, object);
    let found = vm.interpreter_mut().verify();
    assert!(found.as_ref().is_err_and(|found| found.contains("is dead") || found.contains("free cell")), "{found:?}");
    ListObject::set(list, 7, Value::NONE);
    assert!(object.as_object().is_some_and(|object: Gc<Header>| object.address() != 0));
}
