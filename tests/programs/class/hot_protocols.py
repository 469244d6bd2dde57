# Class: side effects of __index__, __eq__, __hash__, __bool__, properties and host callbacks.
# classes, descriptors, metaclasses in hot loops, changing late
class D:
    def __get__(self, o, t=None): return 1 if o is None else o.base + 1
    def __set__(self, o, v): o.base = v
class A:
    d = D()
    def __init__(self, b): self.base = b
    @property
    def p(self): return self.base * 2
    @p.setter
    def p(self, v): self.base = v // 2
    @staticmethod
    def s(x): return x + 1
    @classmethod
    def c(cls, x): return cls.__name__, x
    def __getattr__(self, n): return len(n)
    def __call__(self, x): return self.base + x
    def __getitem__(self, i): return i * self.base
    def __setitem__(self, i, v): self.base += i * v
    def __contains__(self, x): return x == self.base
    def __len__(self): return self.base % 7
    def __bool__(self): return self.base % 2 == 0
    def __iter__(self): return iter(range(self.base % 5))
    def __add__(self, o): return A(self.base + (o.base if isinstance(o, A) else o))
    __radd__ = __add__
    def __iadd__(self, o): self.base += o; return self
    def __eq__(self, o): return isinstance(o, A) and self.base == o.base
    def __lt__(self, o): return self.base < o.base
    def __hash__(self): return hash(self.base)
    def __neg__(self): return A(-self.base)
    def __enter__(self): self.base += 1; return self
    def __exit__(self, *a): self.base -= 1; return True
    def __index__(self): return self.base % 3
def loop(n):
    a = A(3); t = 0
    for i in range(n):
        t += a.d + a.p + A.s(i) + a.c(i)[1] + a.missing + a(i) + a[i % 4] + len(a) + (i in a)
        a.d = i % 50; a.p = i % 40
        if a: t += 1
        for x in a: t += x
        b = a + i; t += b.base; b = 1 + a; t += b.base; b += 2; t += b.base
        t += (a == b) + (a < b) + hash(b) % 5 + (-a).base
        with a as q: t += q.base
        with a: raise ValueError
        t += [10, 20, 30][a]
        a[1] = 0
    return t
print(loop(400))
class S:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x = x; self.y = y
def slots(n):
    t = 0
    for i in range(n):
        s = S(i, i + 1); t += s.x * s.y; s.x += 1; t += s.x
        if i == n - 5:
            del s.y
            try: s.y
            except AttributeError: t += 1000
    return t
print(slots(300))
class Meta(type):
    def __call__(cls, *a):
        o = super().__call__(*a); o.tag = cls.n; cls.n += 1; return o
    def __len__(cls): return cls.n
    def __getattr__(cls, n): return n
class M(metaclass=Meta):
    n = 0
    def __init__(self, v=0): self.v = v
def metas(n):
    t = 0
    for i in range(n): m = M(i); t += m.tag + m.v + len(M) + len(M.dyn)
    return t
print(metas(300))
class Base:
    def f(self): return 1
    def g(self): return self.f() + 10
class Sub(Base):
    def f(self): return super().f() + 1
class Sub2(Sub):
    def f(self): return super().f() * 2
def dispatch(n):
    objs = [Base(), Sub(), Sub2()]; t = 0
    for i in range(n):
        o = objs[i % 3]; t += o.g()
        if i == n // 2: Base.f = lambda self: 100
        if i == 3 * n // 4: Sub.f = lambda self: 7; objs[0].f = lambda: 50
        if i == n - 20: o.__class__ = Base
    return t
print(dispatch(300))
def catch(n):
    t = 0
    for i in range(n):
        try:
            if i % 3 == 0: raise KeyError(i)
            elif i % 3 == 1: [][i]
            else: t += 1
        except KeyError as e: t += e.args[0]
        except IndexError: t += 2
        else: t += 3
        finally: t += 4
    return t
print(catch(400))
def gens(n):
    t = 0
    def inner(k):
        for j in range(k): yield j
        return k
    def outer(k):
        r = yield from inner(k); yield r * 10
    for i in range(n):
        for v in outer(i % 5): t += v
        t += sum(x * x for x in range(i % 4)); t += max((y for y in (i, 5)), default=0)
        a, *b = outer(3); t += a + len(b)
    return t
print(gens(300))
def matching(n):
    t = 0
    for i in range(n):
        match (i % 4, [i, i + 1]):
            case (0, [a, b]): t += a + b
            case (1, [a, *_]) if a > 5: t += a
            case (k, [x, y]): t += k * x - y
    return t
print(matching(300))
def excgroup(n):
    t = 0
    for i in range(n):
        try:
            if i % 2: raise ExceptionGroup("g", [ValueError(i), TypeError(i)])
        except* ValueError as e: t += e.exceptions[0].args[0]
        except* TypeError: t += 1
    return t
print(excgroup(200))
def closures(n):
    fs = []; t = 0
    for i in range(n):
        def f(x, i=i, *a, k=2, **kw): nonlocal t; t += i; return x + i * k + sum(a) + len(kw)
        fs.append(f); t += f(1) + f(1, 2, 3, k=4, z=5) + f(*[1, 2], **{"k": 3})
    return t + sum(f(0) for f in fs[-3:])
print(closures(200))
