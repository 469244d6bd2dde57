class Meta(type):
    def __new__(mcs, name, bases, ns, **kw):
        print("new", mcs.__name__, name, bases, sorted(k for k in ns if not k.startswith("__")), kw)
        cls = super().__new__(mcs, name, bases, ns)
        cls.tag = name.lower()
        return cls
    def __init__(cls, name, bases, ns, **kw):
        print("init", cls, name)
        super().__init__(name, bases, ns)
    def __call__(cls, *args, **kw):
        print("call", cls.__name__, args)
        obj = super().__call__(*args, **kw)
        obj.made = True
        return obj
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, kw)
        return {"injected": 5}
    @property
    def shout(cls): return cls.__name__.upper()
    def __len__(cls): return 42
    def __getitem__(cls, k): return (cls.__name__, k)
    def __iter__(cls): return iter("abc")
    def __contains__(cls, x): return x == 1
    def __repr__(cls): return f"<Meta {cls.__name__}>"
    def __getattr__(cls, n):
        if n.startswith("dyn"): return n
        raise AttributeError(n)
    def __instancecheck__(cls, o): return o == 7 or super().__instancecheck__(o)
    def __subclasscheck__(cls, o): print("subcheck"); return super().__subclasscheck__(o)
    def __add__(cls, o): return ("add", cls.__name__, o)
    def __eq__(cls, o): return cls is o or o == "eq"
    def __hash__(cls): return 5
    def __bool__(cls): return False
    def __setattr__(cls, k, v):
        print("setattr", k); super().__setattr__(k, v)
class A(metaclass=Meta, x=1):
    def __init__(self, v): self.v = v
    y = injected
    def who(self): return __class__
a = A(3)
print(a.v, a.made, A.y, A.tag, A.shout, len(A), A[1], list(A), 1 in A, 2 in A, A, repr(A), str(A), A.dynx)
print(isinstance(7, A), isinstance(a, A), isinstance(8, A), issubclass(int, A), A + 1, A == "eq", bool(A), hash(A), type(A) is Meta, A.__class__)
class B(A):
    z = 1
print(type(B), B.tag, B(1).who())
try: A.nope
except AttributeError as e: print(e)
A.q = 1
del A.q
try: A.shout = 1
except AttributeError as e: print(e)
X = Meta("X", (B,), {"k": 1})
print(X, X.k, X.__mro__, X.__bases__)
class M2(type): pass
try:
    class C(A, metaclass=M2): pass
except TypeError as e: print(e)
class M3(Meta): pass
class D(A, metaclass=M3): pass
print(type(D))
Y = type("Y", (A,), {})
print(type(Y))
class Recorder(dict):
    def __init__(self): self.order = []
    def __setitem__(self, k, v):
        self.order.append(k); super().__setitem__(k, v)
    def __missing__(self, k):
        if k.startswith("__"): raise KeyError(k)
        return "missing " + k
class OM(type):
    @classmethod
    def __prepare__(mcs, name, bases): return Recorder()
    def __new__(mcs, name, bases, ns):
        cls = super().__new__(mcs, name, bases, dict(ns)); cls.order = [k for k in ns.order if k[0] != "_"]; return cls
class E(metaclass=OM):
    a = 1
    b = zzz
    def f(self): pass
    c = a
print(E.order, E.b, E.c)
class F(metaclass=lambda n, b, ns: (n, b, sorted(k for k in ns if k[0] != '_'))):
    p = 1
print(F)
class Single(type):
    _inst = {}
    def __call__(cls, *a):
        if cls not in cls._inst: cls._inst[cls] = super().__call__(*a)
        return cls._inst[cls]
class S(metaclass=Single):
    def __init__(self, x): self.x = x
for i in range(50): s = S(i)
print(s.x, S(5) is S(6))
class NoCell(type):
    def __new__(mcs, name, bases, ns):
        ns.pop("__classcell__", None)
        return super().__new__(mcs, name, bases, ns)
try:
    class G(metaclass=NoCell):
        def f(self): return __class__
except RuntimeError as e: print(e)
class BadPrep(type):
    @classmethod
    def __prepare__(mcs, n, b): return 5
try:
    class H(metaclass=BadPrep): pass
except TypeError as e: print(e)
class Entries:
    def __mro_entries__(self, bases): return (A,)
class I(Entries()): pass
print(I.__bases__, len(I.__orig_bases__))
class L(list[int]): pass
print(L.__bases__, L.__orig_bases__)
class Any(type):
    def mro(cls): return super().mro()
class Z(metaclass=Any): pass
print(Z.__mro__ == (Z, object), type.__call__(Z).__class__, type.__new__(type, "Q", (), {}).__name__)
class DA(type):
    def __dir__(cls): return ["x", "y"]
    @property
    def __doc__(cls): return "meta doc"
class DD(metaclass=DA): pass
print(dir(DD), DD.__doc__)
class Reg(type):
    classes = []
    def __init__(cls, name, bases, ns):
        Reg.classes.append(name)
class R1(metaclass=Reg): pass
class R2(R1): pass
print(Reg.classes, isinstance(R1, Reg), issubclass(Reg, type), Reg.__mro__)
class Inst(type):
    def __instancecheck__(cls, other):
        print("instancecheck", other)
        return True


class Any2(metaclass=Inst):
    pass



match 5:
    case Any2():
        print("any")


