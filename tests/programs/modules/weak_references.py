# Weak references, proxies, weak containers and finalizers: nothing is kept alive by them.
import weakref, gc
class A:
    def __init__(self, n=0): self.n = n
    def __repr__(self): return 'A%d' % self.n
    def m(self): return self.n
a = A(1)
r = weakref.ref(a)
print(r() is a, r == weakref.ref(a), r is weakref.ref(a), weakref.getweakrefcount(a))
del a
print(r(), r() is None)
log = []
b = A(2)
r2 = weakref.ref(b, lambda ref: log.append(ref is r2))
b = None
print(log, r2())
d = weakref.WeakValueDictionary()
x, y = A(3), A(4)
d['x'] = x; d['y'] = y
print(sorted(d), len(d), d['x'], 'y' in d)
del x
print(sorted(d.keys()), d.get('x'), len(d))
k = weakref.WeakKeyDictionary()
p, q = A(5), A(6)
k[p] = 'p'; k[q] = 'q'
print(len(k), k[p])
del p
gc.collect()
print(len(k), list(k.values()))
s = weakref.WeakSet([q, y])
print(len(s), q in s)
del q
gc.collect()
print(len(s), list(s))
o = A(7)
pr = weakref.proxy(o)
print(pr.n, pr.m())
pr.n = 70
print(o.n, pr)
del o
try:
    pr.n
except ReferenceError as e:
    print(e)
f = A(8)
fin = weakref.finalize(f, lambda *a: log.append(a), 1, 2)
print(fin.alive)
del f
print(log, fin.alive, fin())
for bad in (1, 'a', (1,), [1], {}, None, 2.5):
    try: weakref.ref(bad)
    except TypeError as e: print(e)
class S: __slots__ = ('a',)
try: weakref.ref(S())
except TypeError as e: print(e)
class W: __slots__ = ('a', '__weakref__')
w = W(); print(weakref.ref(w)() is w)
def fn(): pass
rf = weakref.ref(fn); print(rf() is fn); del fn; print(rf())
h = A(9)
wm = weakref.WeakMethod(h.m)
print(wm()(), wm() == h.m)
del h
print(wm())
