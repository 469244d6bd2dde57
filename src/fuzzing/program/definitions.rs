//! What programs are put together from: definitions.
//!
//! 1. A definition is taken over if its name is a word of the program.
//! 2. Whatever may grow is bounded where it is stored, and every loop ends whatever the values are.

/// Definitions, each taken over if its name is used.
pub const DEFINITIONS: &str = "\
G = 3

H = [0]

LOG = []

def bump():
    global G
    G = (G + 1) & 255

def clamp(x):
    return x if -1e12 < x < 1e12 else 1.0

def whole(x):
    return int(x) if -1e15 < x < 1e15 else 3

def add(a, b):
    if a > b: return a - b
    return a + b

def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

def even(n):
    return True if n == 0 else odd(n - 1)

def odd(n):
    return False if n == 0 else even(n - 1)

def boom(n):
    if n % 3 == 0: raise ValueError('b%d' % n)
    return n

def deep(n):
    return boom(n) + 1

def deeper(n):
    try:
        return deep(n)
    except ValueError as e:
        if n % 2: raise KeyError(n) from e
        return 7

class A:
    kind = 1
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def m(self, k):
        self.x = (self.x + k) & 0xFFFF
        return self.x
    def get(self):
        return self.x
    def deep(self, k):
        return self.m(k & 3) + self.get()

class B(A):
    kind = 2
    def m(self, k):
        return (self.x ^ k) & 0xFFF
    def sup(self, k):
        return super().m(k) + 1

class C(A):
    def __getattr__(self, name):
        if name == 'lazy': return 11
        raise AttributeError(name)
    def m(self, k):
        self.extra = k
        return self.extra & 7

class V:
    __slots__ = ('a', 'b')
    def __init__(self, a, b=2):
        self.a = a
        self.b = b
    def __add__(self, o):
        return V((self.a + o.a) & 0xFFFF, self.b)
    def __radd__(self, o):
        return (o + self.a) & 0xFFFF
    def __iadd__(self, o):
        self.a = (self.a + 1) & 0xFFFF
        return self
    def __neg__(self):
        return V(-self.a & 0xFFFF)
    def __eq__(self, o):
        return isinstance(o, V) and self.a == o.a
    def __hash__(self):
        return self.a
    def __lt__(self, o):
        return self.a < o.a
    def __getitem__(self, k):
        return self.a if k else self.b
    def __setitem__(self, k, v):
        self.b = v & 0xFF
    def __len__(self):
        return self.b & 7
    def __bool__(self):
        return self.a % 3 != 0
    def __call__(self, k=1, *r, **kw):
        return self.a + k + len(r) + len(kw)
    def __iter__(self):
        yield self.a
        yield self.b
    def __contains__(self, k):
        return k == self.a
    def __enter__(self):
        self.b = (self.b + 1) & 0xFF
        return self
    def __exit__(self, t, v, tb):
        self.a = (self.a + 1) & 0xFFFF
        return t is not None and issubclass(t, KeyError)
    @property
    def p(self):
        return self.a * 2
    @p.setter
    def p(self, v):
        self.a = v & 0xFFF
    @staticmethod
    def st(k):
        return k & 31
    @classmethod
    def cl(cls, k):
        return cls(k & 63, 1)

class Sly:
    def __init__(self, n, lst):
        self.n = n
        self.lst = lst
    def __index__(self):
        if len(self.lst) > 4: self.lst.pop()
        return self.n & 3
    def __eq__(self, o):
        if len(self.lst) < 20: self.lst.append(1)
        return self.n == o
    def __hash__(self):
        bump()
        return self.n & 7
    def __bool__(self):
        self.n = (self.n + 1) & 63
        return self.n % 2 == 0
    def __lt__(self, o):
        self.lst[0] = 2
        return self.n < o
    def __len__(self):
        self.lst[:] = self.lst[:5]
        return 3

class Many(list):
    def __getitem__(self, k):
        return list.__getitem__(self, k) + 1

class Num(int):
    def __add__(self, o):
        return Num(int(self) - int(o) & 0xFFFF)

class Iter:
    def __init__(self, k):
        self.k = k & 7
    def __iter__(self):
        return self
    def __next__(self):
        if self.k <= 0: raise StopIteration
        self.k -= 1
        return self.k

class Desc:
    def __get__(self, o, t):
        return 5 if o is None else o.x & 7
    def __set__(self, o, v):
        o.x = v & 0xFF

class D(A):
    d = Desc()

class Pair:
    __match_args__ = ('a', 'b')
    def __init__(self, a, b):
        self.a = a
        self.b = b

def kw(a, b=2, *c, d=4, **e):
    return (a + b + len(c) + d + len(e)) & 0xFFFFFF

def gen(k):
    for i in range(k & 7):
        if i == 5:
            return
        yield i * 3

def outer(k):
    c = k & 15
    def inner(x):
        nonlocal c
        c = (c + x) & 31
        return c
    return inner

def dele(k):
    r = yield from gen(k)
    yield 100

def echo(k):
    total = k & 15
    while total < 60:
        got = yield total
        total += (got or 1) & 15 or 1
    return 77

def careful(k):
    try:
        for i in range(4):
            yield i
            if i == k & 3: raise KeyError(i)
    except KeyError:
        yield 50
    finally:
        k = 0

def fin(k):
    try:
        if k % 4 == 1: return 1
        if k % 4 == 2: raise KeyError(k)
    finally:
        bump()
    return 2

def tries(k):
    t = 0
    for i in range(5):
        try:
            if i == k & 7: continue
            if i == k & 3: break
            t += boom(i + k)
        except ValueError:
            t += 10
        else:
            t += 1
        finally:
            t += 100
    else:
        t += 1000
    return t

def unbound(k):
    if k & 3: u = k
    for i in range(3):
        if i == k & 7: del u
    return u

def shape(x):
    match x:
        case 0: return 1
        case int(a) if a > 100: return a & 7
        case float(): return 3
        case (a, b): return 4
        case [a, *rest]: return len(rest)
        case {'k': v}: return 6
        case str() | None: return 7
        case V(a=3): return 8
        case Pair(1, b): return 9
    return 10

def shrink(lst):
    if len(lst) > 3: lst.pop()
    return 1

def sumto(k):
    t = 0
    for i in range(k & 31):
        t += i
    return t

def mean(a, b):
    return (a + b) / 2

def default(a, b=[0], *, c=5):
    b[0] = (b[0] + a) & 63
    return b[0] + c

def swap(a, b):
    return b, a

def apply(f, x):
    return f(x)

def compose(f, k):
    return lambda x: f(x) + k

class Later:
    def __init__(self, k):
        self.k = k
    def __await__(self):
        got = yield self.k
        return (got or 0) + self.k & 31

class Open:
    def __init__(self, k):
        self.k = k
    async def __aenter__(self):
        return await Later(self.k)
    async def __aexit__(self, t, v, tb):
        self.k += 1
        return t is KeyError

async def later(k):
    t = 0
    for i in range(k & 3):
        t += await Later(i)
    return t

async def counting(k):
    for i in range(k & 5):
        if i == 3: await Later(i)
        yield i

async def around(k):
    t = 0
    async for x in counting(k):
        t += x
    async with Open(k & 7) as a:
        t += a
        if k & 3 == 2: raise KeyError(k)
    return t + sum([x async for x in counting(k + 1)])

def drive(coroutine):
    t = 0
    try:
        while True:
            t += coroutine.send(None) or 0
    except StopIteration as e:
        return t + (e.value or 0) & 0xFFFF

def chain(k):
    r = yield from echo(k | 48)
    s = yield from careful(k)
    return r + (s or 1)

def counter():
    a = b = 0
    def up(k):
        nonlocal a
        def more():
            nonlocal a, b
            a = (a + k) & 255
            b ^= a
            return b
        a += 1
        return more() + a
    return up

class Prop:
    def __init__(self, n):
        self._n = n
    @property
    def n(self):
        return self._n
    @n.setter
    def n(self, v):
        if v % 9 == 5: raise ValueError('no %d' % (v & 255))
        self._n = v & 0xFFFF
    @n.deleter
    def n(self):
        self._n = 7

class Trap:
    def __init__(self, n):
        self.__dict__['n'] = n
    def __setattr__(self, name, v):
        self.__dict__[name] = v if name == 'n' else 3
    def __getattribute__(self, name):
        return 6 if name == 'six' else object.__getattribute__(self, name)

class Kid(B):
    def __init__(self, x, y):
        super().__init__(x & 0xFFFF, y)
        self.z = 1
    def m(self, k):
        self.z = super().m(k) & 255
        return self.z

def leave(k):
    for i in range(6):
        try:
            with V(k & 255) as v:
                if i == k & 7: return v.a
                if i == 4: continue
        finally:
            bump()
            if i == k % 5: break
    return 1

def found(x):
    match x:
        case {'a': [first, *_], **rest} if first: return len(rest)
        case [[a, b], [c, d]] | [a, [b, c], d]: return a + d
        case A(x=0 | 1 as z): return z
        case A(kind=k): return k
        case (1 | 2 | 3) as small: return small
        case bytes(): return 9
    return 11
";

/// Names that programs change behind the JIT's back are told apart from locals by being global.
pub const ERRORS: &str = "(ZeroDivisionError, IndexError, KeyError, AttributeError, ValueError, TypeError, \
    OverflowError, RuntimeError, NameError, StopIteration)";
