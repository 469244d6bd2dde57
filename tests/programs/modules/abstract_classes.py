import abc, types, weakref, warnings, numbers
def t(f):
    try: r = f()
    except Exception as e: print(type(e).__name__, e)
    else: print(repr(r))
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): return 1
    @property
    @abc.abstractmethod
    def g(self): pass
    @classmethod
    @abc.abstractmethod
    def h(cls): pass
t(A)
class B(A):
    def f(self): return super().f() + 1
t(B)
class C(B):
    g = 1
    def h(self): pass
print(C().f(), sorted(A.__abstractmethods__), C.__abstractmethods__, isinstance(C(), A), issubclass(C, A), type(A))
@A.register
class X: pass
print(isinstance(X(), A), issubclass(X, A), X.__mro__ == (X, object))
class H(metaclass=abc.ABCMeta):
    @classmethod
    def __subclasshook__(cls, c): return hasattr(c, "quack") or NotImplemented
class Duck:
    def quack(self): pass
print(isinstance(Duck(), H), isinstance(1, H), issubclass(Duck, H))
t(lambda: A.register(1))
n = types.SimpleNamespace(a=1, b="x"); print(n, n == types.SimpleNamespace(a=1, b="x"))
m = types.MappingProxyType({"a": 1}); print(m, m["a"], len(m), list(m)); t(lambda: m.__setitem__("b", 1)); 
def setm(): m["z"] = 1
t(setm)
print(types.FunctionType, types.GeneratorType, types.ModuleType("q"), types.CoroutineType, types.MethodType, types.NoneType)
K = types.new_class("K", (), {}, lambda ns: ns.update(z=3)); print(K.z, K)
o = X(); r = weakref.ref(o); print(r() is o, weakref.proxy(o).__class__); t(lambda: weakref.ref(1)); d = weakref.WeakValueDictionary(); d[1] = o; print(d[1] is o, len(d))
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    warnings.warn("hey"); warnings.warn("dep", DeprecationWarning)
print(len(w), w[0].message, w[1].category)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    t(lambda: warnings.warn("boom", RuntimeWarning))
print(isinstance(1, numbers.Integral), isinstance(1.0, numbers.Real), isinstance(1j, numbers.Complex), isinstance(1, numbers.Number), isinstance("a", numbers.Number), isinstance(1.0, numbers.Rational), issubclass(bool, numbers.Integral))
t(numbers.Complex)
from collections.abc import *
import collections.abc
class Seq(Sequence):
    def __len__(self): return 3
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i * 2
s = Seq(); print(list(s), 4 in s, s.index(2), s.count(4), list(reversed(s)), isinstance(s, Iterable), isinstance(s, Sized), isinstance([], Sequence), isinstance({}, Mapping), isinstance(set(), Set), isinstance(1, Hashable), isinstance([], Hashable), isinstance(len, Callable), isinstance(iter([]), Iterator), isinstance((x for x in ()), Generator))
class MM(MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
x = MM(); x["a"] = 1; x.update(b=2); print(dict(x), x.pop("a"), x.setdefault("z", 9), "z" in x, list(x.items()), x.get("q"), x == {"b": 2, "z": 9}, list(x.keys()), list(x.values())); t(lambda: x.pop("nope")); print(x.popitem()); x.clear(); print(len(x))
t(Sequence)
class MS(MutableSet):
    def __init__(self, it=()): self.s = list(dict.fromkeys(it))
    def __contains__(self, x): return x in self.s
    def __iter__(self): return iter(self.s)
    def __len__(self): return len(self.s)
    def add(self, x): 
        if x not in self.s: self.s.append(x)
    def discard(self, x):
        if x in self.s: self.s.remove(x)
a = MS([1,2,3]); b = MS([2,3,4]); print(list(a & b), list(a | b), list(a - b), list(a ^ b), a <= b, a == MS([3,2,1]), a.isdisjoint(b)); a |= b; print(list(a)); t(lambda: a.remove(99))
class ML(MutableSequence):
    def __init__(self): self.l = []
    def __len__(self): return len(self.l)
    def __getitem__(self, i): return self.l[i]
    def __setitem__(self, i, v): self.l[i] = v
    def __delitem__(self, i): del self.l[i]
    def insert(self, i, v): self.l.insert(i, v)
l = ML(); l.append(1); l.extend([2,3]); l.reverse(); l += [9]; print(l.l, l.pop(), l.pop(0), l.l); l.remove(2); t(lambda: l.remove(77)); print(len(l))
print(Sequence, collections.abc.Iterator.__name__, Iterator.__module__)
