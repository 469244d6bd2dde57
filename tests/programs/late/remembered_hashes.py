# Hashes that tuples might remember, and classes that change what is hashed.
from collections import namedtuple
P = namedtuple("P", "x y")
class Key:
    def __init__(self, n): self.n = n
k = Key(1)
t = (1, (P(2, 3), k), "a")
d = {t: "first"}
for i in range(300):
    assert d[t] == "first" and hash(t) == hash((1, (P(2, 3), k), "a"))
before = hash(t)
Key.__hash__ = lambda self: 7
Key.__eq__ = lambda self, other: isinstance(other, Key) and self.n == other.n
print(hash(t) == before, hash(t) == hash((1, (P(2, 3), Key(1)), "a")), d.get(t))
d[t] = "second"
print(len(d), d[(1, (P(2, 3), Key(1)), "a")])
class Other:
    def __hash__(self): return 9
class Plain: pass
p = Plain(); u = (p, p); h = hash(u)
p.__class__ = Other
print(hash(u) == h, hash(u) == hash((Other(), Other())))
class Base: pass
class Sub(Base): pass
class New:
    def __hash__(self): return 11
s = Sub(); v = ((s,),); h = hash(v)
Base.__hash__ = New.__hash__
print(hash(v) == h, hash(v) == hash(((New(),),)))
del Base.__hash__
print(hash(v) == h)
class Mid(Base): pass
m = Mid(); w = (m, 1); h = hash(w)
class Base2:
    def __hash__(self): return 5
Mid.__bases__ = (Base2,)
print(hash(w) == h, hash(w) == hash((Base2(), 1)))
# many eras
class Changing: pass
c = Changing(); x = (c, "x")
for i in range(600):
    hash(x)
    Changing.__hash__ = (lambda n: lambda self: n)(i)
    assert hash(x) == hash(((lambda: c)(), "x")), i
    del Changing.__hash__
    assert hash(x) == hash((c, "x")), i
Changing.__hash__ = None
try: hash(x)
except TypeError as error: print(error)
print(hash((1, 2.0, "s", None, True, (b"b",))) == hash((1.0, 2, "s", None, 1, (b"b",))))
try: hash(([],))
except TypeError as error: print(error)
print(hash(()), hash((0,)) == hash((0.0,)), {(1, 2): 3}[(1.0, 2.0)], ((1, 2) == (1, 3)), (1, 2) in {(1, 2)})
class T(tuple):
    pass
y = T((1, 2)); print(hash(y) == hash((1, 2)), {y: 1}[(1, 2)])
T.__hash__ = lambda self: 3
print(hash(y), {(1, 2): 1}.get(y), hash((y,)) == hash((T((5,)),)))
