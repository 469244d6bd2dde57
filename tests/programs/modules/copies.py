import copy
class A:
    def __init__(self): self.x = [1]; self.y = self
a = A(); b = copy.copy(a); c = copy.deepcopy(a); print(b.x is a.x, c.x is a.x, c.x, c.y is c, b.y is a)
class S:
    __slots__ = ("p", "__q")
    def __init__(self): self.p = [2]; self.__q = 3
    def q(self): return self.__q
s = copy.deepcopy(S()); print(s.p, s.q())
class R:
    def __init__(self, v): self.v = v
    def __reduce__(self): return (R, (self.v + 1,), {"extra": 1})
r = copy.copy(R(1)); print(r.v, r.extra)
class G:
    def __init__(self): self.a = 1; self.b = 2
    def __getstate__(self): return {"a": self.a}
    def __setstate__(self, st): self.__dict__.update(st); self.b = "set"
g = copy.deepcopy(G()); print(g.a, g.b)
class D(dict): pass
d = D(a=[1]); d.attr = [2]; e = copy.deepcopy(d); print(e, type(e).__name__, e.attr, e["a"] is d["a"], e.attr is d.attr)
class C:
    def __copy__(self): return "cp"
    def __deepcopy__(self, memo): return "dc"
print(copy.copy(C()), copy.deepcopy([C()]))
l = [1]; l.append(l); m = copy.deepcopy(l); print(m[1] is m, m is not l)
t = (1, [2]); print(copy.copy(t) is t, copy.deepcopy(t) == t, copy.deepcopy(t)[1] is t[1], copy.deepcopy((1, 2)) is not None)
from collections import *
print(copy.copy(deque([1, 2], 5)), copy.deepcopy(OrderedDict(a=[1])), copy.copy(Counter("aab")), copy.deepcopy(defaultdict(list, {1: [2]})), copy.copy({1, 2}), copy.deepcopy(frozenset([1])))
P = namedtuple("P", "x y"); print(copy.copy(P(1, 2)), copy.deepcopy(P([1], 2)))
print(copy.copy(ValueError("a", 1)).args, copy.deepcopy(len) is len, copy.copy(print) is print, copy.copy(A) is A)
from dataclasses import dataclass, field
@dataclass
class DC:
    a: int
    b: list = field(default_factory=list)
x = DC(1, [2]); y = copy.deepcopy(x); print(y, y.b is x.b, y == x, copy.replace(x) if hasattr(copy, "replace") else "")
