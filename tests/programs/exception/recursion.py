import sys
def attempt(f, *a, **k):
    try: r = f(*a, **k)
    except BaseException as e: r = type(e).__name__
    print(r)
# recursion
def r(n): return r(n + 1)
attempt(r, 0)
class A:
    def __getattr__(self, n): return getattr(self, n + "x")
attempt(lambda: A().foo)
class B:
    def __repr__(self): return repr(self)
attempt(repr, B())
class C:
    def __eq__(self, o): return self == o
attempt(lambda: C() == C())
class D:
    def __add__(self, o): return self + o
attempt(lambda: D() + 1)
class E_:
    def __iter__(self): return iter(self)
attempt(lambda: iter(E_()))
class F:
    def __call__(self): return self()
attempt(F())
class G:
    def __len__(self): return len(self)
attempt(len, G())
class H:
    def __hash__(self): return hash(self)
attempt(hash, H())
l = []; l.append(l); print(l, repr(l)); d = {}; d["d"] = d; print(d)
a = [1]; a.append(a); b = [1]; b.append(b)
attempt(lambda: a == b)
def gen(): yield from gen()
attempt(lambda: next(gen()))
def deco(f): return deco(f)
attempt(deco, 1)
x = []
for i in range(2000): x = [x]
attempt(lambda: repr(x)[:5]); attempt(lambda: x == x); attempt(lambda: hash(x))
sys.setrecursionlimit(200)
def depth(n=0):
    try: return depth(n + 1)
    except RecursionError: return n
print(100 < depth() < 201)
sys.setrecursionlimit(1000)
attempt(sys.setrecursionlimit, 0); attempt(sys.setrecursionlimit, "x"); print(sys.getrecursionlimit())
t = ()
for i in range(2000): t = (t,)
def mutual_a(n): return mutual_b(n)
def mutual_b(n): return mutual_a(n)
attempt(mutual_a, 1)
class P:
    @property
    def x(self): return self.x
attempt(lambda: P().x)
attempt(lambda: sorted([1, 2], key=lambda v: r(0)))
attempt(lambda: list(map(r, [1])))
class Meta(type):
    def __getattr__(cls, n): return getattr(cls, n)
class MM(metaclass=Meta): pass
attempt(lambda: MM.foo)
class InitR:
    def __init__(self): InitR()
attempt(InitR)
class NewR:
    def __new__(cls): return cls()
attempt(NewR)
class CMR:
    def __enter__(self):
        with self: pass
    def __exit__(self, *a): pass
def w():
    with CMR(): pass
attempt(w)
class Desc:
    def __get__(self, o, t): return o.d
class UD: d = Desc()
attempt(lambda: UD().d)
class Str:
    def __str__(self): return str(self)
attempt(lambda: str(Str())); attempt(lambda: f"{Str()}")
class Idx:
    def __index__(self): return [0][self]
attempt(lambda: [1][Idx()])
class Cmp:
    def __lt__(self, o): return sorted([self, o])
attempt(lambda: sorted([Cmp(), Cmp()]))
class Bool:
    def __bool__(self): return bool(self)
attempt(lambda: not Bool())
class Cont:
    def __contains__(self, x): return x in self
attempt(lambda: 1 in Cont())
attempt(lambda: eval("a." * 1 + "b", {"a": 1}))
f = lambda x: x
class N:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
n1 = n2 = None
for i in range(1000): n1, n2 = N(n1), N(n2)
attempt(lambda: n1 == n2)
print("done")
