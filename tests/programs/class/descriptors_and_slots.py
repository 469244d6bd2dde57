def attempt(f, *a, **k):
    try: r = f(*a, **k)
    except BaseException as e: r = (type(e).__name__, str(e))
    print(r)
    return r
# descriptors
class D:
    def __init__(self, n): self.n = n
    def __get__(self, o, t=None): return (self.n, o is None, t.__name__ if t else None)
    def __set__(self, o, v): print("set", self.n, v)
    def __delete__(self, o): print("del", self.n)
    def __set_name__(self, o, name): print("name", o.__name__, name)
class ND:
    def __get__(self, o, t): return "nd"
class C:
    d = D("d"); nd = ND()
c = C()
print(c.d, C.d, c.nd, C.nd)
c.d = 5; del c.d
c.nd = 3; print(c.nd, c.__dict__)
class GetOnlyMissing:
    def __set__(self, o, v): o.__dict__["x"] = v
class E: x = GetOnlyMissing()
e = E(); e.x = 4; print(e.x); 
attempt(lambda: delattr(e, "x"))
class P:
    @property
    def a(self): "doc a"; return self._a
    @a.setter
    def a(self, v): self._a = v
    @a.deleter
    def a(self): del self._a
    b = property(lambda s: 1, doc="bdoc")
p = P(); p.a = 3; print(p.a); del p.a
attempt(lambda: p.a); attempt(lambda: setattr(p, "b", 1)); attempt(lambda: delattr(p, "b"))
print(P.a.__doc__, P.b.__doc__, P.a.fget.__name__, isinstance(P.a, property))
class SP(property): pass
class P2:
    @SP
    def x(self): return 9
print(P2().x, type(P2.__dict__["x"]).__name__)
attempt(lambda: property().__get__(1)); attempt(lambda: property(None).__get__(p, P))
# slots
class S:
    __slots__ = ("a", "b")
s = S(); s.a = 1; print(s.a); attempt(lambda: s.b); attempt(lambda: setattr(s, "c", 1)); attempt(lambda: s.__dict__)
attempt(lambda: delattr(s, "b")); del s.a; attempt(lambda: s.a)
print(S.a, type(S.a).__name__)
class S2(S): pass
s2 = S2(); s2.z = 1; s2.a = 2; print(s2.__dict__, s2.a)
class S3(S): __slots__ = ["c"]
s3 = S3(); s3.a = s3.c = 1; attempt(lambda: setattr(s3, "q", 1))
attempt(lambda: type("T", (), {"__slots__": ("a",), "a": 1}))
attempt(lambda: type("T", (), {"__slots__": (1,)}))
attempt(lambda: type("T", (), {"__slots__": ("1a",)}))
class S4: __slots__ = "single"
S4().single = 1
class S5: __slots__ = {"k": "doc for k"}
S5().k = 1
attempt(lambda: type("T", (int,), {"__slots__": ("a",)}))
class S6:
    __slots__ = ("__dict__", "a")
x = S6(); x.foo = 1; x.a = 2; print(x.__dict__)
attempt(lambda: type("T", (S, S4), {}))
class PS:
    __slots__ = ("__priv",)
    def __init__(self): self.__priv = 3
    def get(self): return self.__priv
print(PS().get())
# getattr hooks
class G:
    def __getattr__(self, n):
        if n == "boom": raise ValueError("boom")
        if n.startswith("x"): return n
        raise AttributeError(n)
g = G(); print(g.xyz, hasattr(g, "nope"), getattr(g, "nope", 1)); attempt(lambda: g.boom); attempt(lambda: g.nope)
class GA:
    def __init__(self): self.v = 1
    def __getattribute__(self, n):
        if n == "secret": return "s"
        return object.__getattribute__(self, n)
ga = GA(); print(ga.secret, ga.v); attempt(lambda: ga.q)
class SA:
    def __setattr__(self, n, v): print("sa", n, v); object.__setattr__(self, n, v)
    def __delattr__(self, n): print("da", n); object.__delattr__(self, n)
sa = SA(); sa.a = 1; del sa.a; attempt(lambda: delattr(sa, "a"))
# class stuff
class Base:
    def __init_subclass__(cls, /, tag=None, **kw): super().__init_subclass__(**kw); cls.tag = tag; print("isc", cls.__name__, tag)
class Sub(Base, tag="t"): pass
attempt(lambda: type("X", (Base,), {}, tag=1, other=2))
attempt(lambda: type("X", (), {}, foo=1))
class CG:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(CG[1], CG[1, 2])
attempt(lambda: C[1])
class A: 
    def f(self): return "A"
class B(A):
    def f(self): return "B" + super().f()
class CC(A):
    def f(self): return "C" + super().f()
class DD(B, CC):
    def f(self): return "D" + super().f()
print(DD().f(), [k.__name__ for k in DD.__mro__], DD.mro() == list(DD.__mro__))
attempt(lambda: type("X", (A, B), {}))
attempt(lambda: type("X", (A, A), {}))
attempt(lambda: type("X", (bool,), {})); attempt(lambda: type("X", (type(None),), {})); attempt(lambda: type("X", (type(lambda: 0),), {}))
attempt(lambda: type("X", (int, str), {}))
attempt(lambda: type("X", (5,), {}))
attempt(lambda: type(1, (), {})); attempt(lambda: type("a", [], {})); attempt(lambda: type("a", (), [])); attempt(lambda: type("a", ()))
print(super(B, DD()).f(), super(B, DD).f(DD()))
attempt(lambda: super(B, 5)); attempt(lambda: super(5, 5)); attempt(lambda: super())
print(repr(super(B, DD())).startswith("<super: <class 'B'>, <DD object>>"))
print(super(B, DD()).__thisclass__, super(B, DD()).__self_class__)
print(C.__name__, C.__qualname__, C.__module__, C.__doc__, C.__bases__, C.__base__, C.__basicsize__ > 0 if hasattr(C, "__basicsize__") else True)
class Doc: "the doc"
print(Doc.__doc__, Doc().__doc__)
attempt(lambda: setattr(int, "x", 1)); attempt(lambda: delattr(int, "real")); attempt(lambda: setattr(C, "__name__", 5))
C.__name__ = "Renamed"; print(C, C.__name__); C.__qualname__ = "Q.R"; print(C)
print(A.__subclasses__(), A.__dict__.get("f") is A.f)
x = A(); x.__class__ = B; print(x.f(), type(x).__name__)
attempt(lambda: setattr(x, "__class__", int)); attempt(lambda: setattr(x, "__class__", 5))
attempt(lambda: setattr(x, "__dict__", 5))
A.f = lambda self: "patched"; print(DD().f())
B.__bases__ = (CC,); print([k.__name__ for k in B.__mro__])
