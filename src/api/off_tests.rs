//! Small programs with the JIT off, over most kinds of objects: what Miri runs of the interpreter (see docs/testing.md).

use crate::api::{Config, JitMode, Vm};

/// Runs a program that prints nothing but what it should, under a collection at every safepoint, and looks at the heap.
fn run(program: &str) {
    let mut vm = Vm::with(Config { jit: JitMode::Off, gc_stress: !cfg!(miri), ..Config::default() });
    vm.run(program, "off.py").unwrap();
    vm.interpreter_mut().collect().unwrap();
    vm.interpreter_mut().verify().unwrap();
    drop(vm);
}

#[test]
fn numbers() {
    run("
n, f, big = 0, 0.5, 1 << 80
for i in range(6):
    n += i * 3 // 2 % 5 ^ 1
    f = f * 1.5 - i / 3
    big = big * 3 + i - (big >> 3)
assert n == 11 and big > 1 << 80, n
assert round(f, 3) == round(f, 3) and str(big)[:2].isdigit() and -big < 0
");
}

#[test]
fn containers() {
    run("
l = [k for k in range(8)]
l[2:4] = [9, 9, 9]
del l[0]
l.sort(key=lambda k: -k)
d = {str(k): k for k in range(12)}
for k in range(0, 12, 3): del d[str(k)]
d['new'] = d.pop('1')
s = {1, 2, 'x'} | {2.5} - {1}
t = tuple(l) + (1,)
assert len(t) == 9 and sorted(d) == sorted(d.keys()) and len(s) == 4
b = bytearray(b'abc'); b += b'd'; b[0] = 65
assert bytes(b) == b'Abcd'
first, *rest = t
assert len(rest) == 8
");
}

#[test]
fn text() {
    run("
t = ''
for k in range(5): t += f'{k:>3}é'
assert len(t) == 20 and t[3] == 'é' and t.split('é')[1].strip() == '1'
u = 'x' * 400
for k in range(3): u = u + 'yz' * 100
assert u[600] in 'yz' and u[::-1].endswith('x') and 'a,b'.replace(',', ';').upper() == 'A;B'
");
}

#[test]
fn classes() {
    run("
class Base:
    kind = 1
    def __init__(self, x): self.x = x
    def get(self): return self.x
    @property
    def twice(self): return self.x * 2
class Derived(Base):
    def get(self): return super().get() + 1
    def __eq__(self, other): return self.x == other.x
    def __hash__(self): return 7
o = [Derived(k) for k in range(4)]
for k in range(20): setattr(o[0], 'a' + str(k), k)
del o[0].a3
o[1].__dict__['z'] = 5
assert o[1].z == 5 and o[2].get() == 3 and o[3].twice == 6 and len({o[0], o[1], Derived(0)}) == 2
o[0].__class__ = Base
assert o[0].get() == 0 and isinstance(o[1], Base) and not hasattr(o[2], 'a1')
");
}

#[test]
fn calls_and_exceptions() {
    run("
def f(a, b=2, *c, d=4, **e): return a + b + sum(c) + d + sum(e.values())
assert f(1) == 7 and f(1, 2, 3, d=5, z=6) == 17 and f(*[1, 2], **{'d': 1}) == 4
def g(n):
    try:
        if n == 0: raise ValueError('x')
        return g(n - 1)
    except ValueError as error:
        if n < 3: raise KeyError(n) from error
        return str(error)
    finally:
        f(1)
try: g(3)
except KeyError as error: assert error.args == (0,) and str(error.__cause__) == 'x'
else: assert False
def counter():
    n = 0
    def more():
        nonlocal n
        n += 1
        return n
    return more
c = counter(); c()
assert c() == 2
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
assert fib(6) == 8
");
}

#[test]
fn generators_and_weak_references() {
    run("
import weakref, gc
def gen(n):
    try:
        for k in range(n):
            got = yield k
            if got: yield got
    finally:
        done.append(n)
done = []
g = gen(3)
assert next(g) == 0 and g.send('s') == 's' and list(g) == [1, 2] and done == [3]
def outer():
    r = yield from gen(2)
    return r
assert list(outer()) == [0, 1]
class P: pass
p = P(); w = weakref.ref(p); p.self = p
assert w() is p
del p
gc.collect()
assert w() is None
h = gen(5); next(h); del h
gc.collect()
assert sum(k * k for k in (1, 2)) == 5 and [*zip('ab', {1: 2})] == [('a', 1)]
");
}
