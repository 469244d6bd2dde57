//! What programs are put together from: definitions, and templates of expressions and statements.
//!
//! 1. In a template `@i` is an int, `@f` a float, `@c` a condition, `@v` an int variable, `@w` a float variable,
//!    `@k` a constant int, `@n` a late number of the iteration. Templates have no other `@`.
//! 2. The first of a table is the simplest: what is chosen when a case's bytes are over.
//! 3. Whatever may grow is bounded where it is stored, and every loop ends whatever the values are.
//! 4. Expressions give a value of their kind, or raise one of `ERRORS` rarely.

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
";

/// Names that programs change behind the JIT's back are told apart from locals by being global.
pub const ERRORS: &str = "(ZeroDivisionError, IndexError, KeyError, AttributeError, ValueError, TypeError, \
    OverflowError, RuntimeError, NameError, StopIteration)";

pub const CONSTANTS: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "7",
    "-1",
    "10",
    "63",
    "-2",
    "1000",
    "255",
    "True",
    "2147483647",
    "2147483648",
    "-2147483649",
    "70368744177664",
    "140737488355327",
    "140737488355328",
    "-140737488355329",
    "4611686018427387904",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
];

/// Ints without an operand of their own.
pub const INT_LEAVES: &[&str] = &[
    "i0",
    "i1",
    "i2",
    "n",
    "@k",
    "i0",
    "i1",
    "i2",
    "o.x",
    "len(lst)",
    "G",
    "tup[1]",
    "~i0",
    "-i1",
    "whole(f0)",
    "abs(i2)",
    "d.get(i0 & 7, 3)",
    "min(i0, i1)",
    "whole(-2.5)",
    "p.x",
    "tup[n % 3]",
    "lst[-1]",
    "H[0]",
    "x0",
    "x1",
    "o.kind",
    "lst[n % len(lst)]",
    "n * n",
    "i1 + 1",
    "max(lst)",
    "len(txt)",
    "bs[0]",
    "next(iter(lst))",
    "len(st)",
    "ar[n % len(ar)]",
    "grid[n % 3][n & 1]",
];

/// Ints from parts.
pub const INT: &[&str] = &[
    "(@i + @i)",
    "(@i - @i)",
    "(@i * @i)",
    "(@i & @i)",
    "(@i | @i)",
    "(@i ^ @i)",
    "(@i + @i)",
    "(@i - @i)",
    "(@i // (@i or 1))",
    "(@i % (@i or 1))",
    "(@i << (@i & 7))",
    "(@i >> (@i & 7))",
    "(@i >> (@i & 63))",
    "(1 << (@i & 63))",
    "(@i if @c else @i)",
    "add(@i, @i)",
    "o.m(@i)",
    "lst[@i % len(lst)]",
    "(@i and @i)",
    "(@i or @i)",
    "h0(@i, @i)",
    "h1(@i, @i)",
    "h2(@i, @i)",
    "p.m(@i & 255)",
    "o.deep(@i)",
    "v[@i]",
    "v(@i)",
    "v(1, 2, x=3)",
    "v.p",
    "V.st(@i)",
    "v.cl(@i).a",
    "kw(@i & 7)",
    "kw(1, @i, 3, d=i1 & 3, z=1)",
    "kw(*tup)",
    "sum(gen(@i))",
    "sum(x & 3 for x in lst)",
    "clo(@i)",
    "len(lst[@i & 3:])",
    "len(lst[1:-1])",
    "lst[-(@i & 1)]",
    "ord(txt[@i % len(txt)])",
    "len(txt.replace('a', 'bb'))",
    "txt.count('b')",
    "txt.find('c')",
    "(@i in st)",
    "(@i in lst)",
    "('k%d' % (@i & 3) in ds)",
    "ds.get('k1', 5)",
    "bs[@i % len(bs)]",
    "divmod(@i & 1023, 7)[1]",
    "round(f0 % 100.0)",
    "hash((@i & 7, 1)) % 7",
    "int(str(@i & 0xFFFF) + '1')",
    "(n := n)",
    "[a * 2 for a in tup][@i % 3]",
    "(lambda q: q + @i)(3)",
    "len(f'{i0 + n}:{f0:.2f}')",
    "(v + v).a",
    "(v < V(@i))",
    "sum([q & 3 for q in lst])",
    "len([1 for q in lst if q > @i])",
    "fib(@i & 7)",
    "even(@i & 7)",
    "sumto(@i)",
    "shape(@i)",
    "shape(s)",
    "shape((@i, 1))",
    "shape(V(@i & 3))",
    "(3 + v)",
    "sum(Iter(@i))",
    "len(list(zip(lst, tup)))",
    "[*lst, @i][-1]",
    "{**ds, 'q': @i}['q']",
    "apply(o.m, @i)",
    "apply(abs, @i)",
    "compose(abs, 3)(@i)",
    "swap(@i, @i)[0]",
    "default(@i & 7)",
    "default(@i & 3, c=1)",
    "D(1, 2).d",
    "sum(map(abs, lst))",
    "len(list(filter(None, lst)))",
    "int(@c)",
    "(@i < @i) + (@i == @i)",
    "sum(enumerate(tup), ())[@i & 3]",
    "Many(lst)[@i & 1]",
    "int(Num(@i & 255) + 3)",
    "pow(@i & 7, 3)",
    "(@i & 7) ** 2",
    "pow(3, @i & 15, 1000)",
    "len({@i, @i, 1})",
    "len('%d-%s' % (@i & 255, txt))",
    "int.bit_length(@i)",
    "(@i).bit_length()",
    "tries(@i & 7)",
    "getattr(o, 'x')",
    "(o if @c else p).x",
    "(o if n & 1 else p).m(@i)",
    "[abs, len, max][n % 3]([1, 2])  if n % 3 else 4",
    "min(@i, @i, 7)",
    "max(lst[0], @i)",
    "-(@i)",
    "~(@i)",
    "abs(@i)",
    "(not @i)",
    "len(lst[::-1])",
    "lst[::2][0]",
    "lst[::-1][0]",
    "sum(ar)",
    "ar[@i % len(ar)]",
    "grid[@i % 3][@i & 1]",
    "isinstance(s, (int, str))",
    "x2",
    "x3 + x4",
    "(x5 ^ x6)",
    "x7 * 3",
    "math.isqrt(abs(@i))",
    "math.gcd(@i, 12)",
    "len(sorted(lst, reverse=True))",
    "any(q > 3 for q in lst)",
    "sum(q * w for q, w in zip(lst, tup))",
];

pub const FLOATS: &[&str] = &[
    "f0",
    "f1",
    "0.5",
    "1.5",
    "f0",
    "f1",
    "-2.25",
    "1e10",
    "0.0",
    "-0.0",
    "o.y",
    "p.y",
    "1e300",
    "float('nan')",
    "float('inf')",
    "y0",
    "y1",
    "float(n)",
];
pub const FLOAT: &[&str] = &[
    "(@f + @f)",
    "(@f - @f)",
    "(@f * @f)",
    "(@f / (abs(@f) + 1.0))",
    "(@f % 7.5)",
    "(@f // 3.0)",
    "-@f",
    "abs(@f)",
    "float(@i & 1023)",
    "(@i & 255) * 0.25",
    "(abs(@f) ** 0.5)",
    "mean(@f, @f)",
    "(@f if @c else @f)",
    "max(@f, @f)",
    "min(@f, f0)",
    "math.sqrt(abs(@f))",
    "(@f + (@i & 63))",
    "((@i & 255) - @f)",
    "(@i & 4095) / 7",
    "math.floor(f0 % 50.0) * 1.0",
    "round(@f % 1000.0, 2)",
    "(@f or 2.5)",
    "fl[@i % len(fl)]",
    "sum(fl)",
    "math.sin(@f % 10.0)",
    "y2 * y3",
    "(y4 - y5)",
    "float(str(n))",
    "(-@f) ** 2",
    "math.fabs(@f)",
    "clamp(@f)",
    "(@f - True)",
];

pub const CONDITIONS: &[&str] = &[
    "@i < @i",
    "@i <= @i",
    "@i == @i",
    "@i != @i",
    "@i > @i",
    "@i >= @i",
    "@f < @f",
    "@f <= @f",
    "@f > @f",
    "@f >= @f",
    "@f == @f",
    "@i < @f",
    "@f == @i",
    "@v % 2 == 0",
    "@v % 3 == 0",
    "n % 5 == 0",
    "n % 7 == 0",
    "n & 1",
    "s is None",
    "s is not None",
    "p is o",
    "isinstance(o, A)",
    "isinstance(s, int)",
    "i1 in d",
    "not s",
    "s",
    "n > 3 and i1 != 4",
    "i0 < i1 or n & 1",
    "not (@i < @i)",
    "1 < @i < 100",
    "0 <= @i <= n",
    "v",
    "lst",
    "txt",
    "txt == 'abcab'",
    "'a' in txt",
    "txt < 'b'",
    "s == n",
    "s == 'x'",
    "(@i, 1) < (i0, 2)",
    "lst == [1, 2]",
    "tup == (3, 5, 9)",
    "type(s) is int",
    "type(o) is A",
    "callable(s)",
    "hasattr(o, 'extra')",
    "d",
    "v == V(@i)",
    "sly",
    "@c and @c",
    "@c or @c",
    "f0 != f0",
    "all(lst)",
    "n == @n",
    "n > @n",
];

/// Statements that need nothing below them.
pub const SIMPLE: &[&str] = &[
    "@v += 1",
    "@v -= 1",
    "@v += @i & 255",
    "@v -= n",
    "@v ^= @i & 0xFFFF",
    "@v = @i & 0x7FFFFFFF",
    "@w += 0.5",
    "@w = clamp(@f)",
    "@w = @f",
    "@w *= 1.5",
    "@w -= @f",
    "o.x = (@i) & 0xFFFFFFFFFFFF",
    "o.x += 1",
    "o.y = clamp(@f)",
    "p.x, o.x = o.x, p.x",
    "lst[@i % len(lst)] = (@i) % 1000003",
    "lst[n % len(lst)] += 1",
    "if len(lst) < 50: lst.append(@i & 0xFFFF)",
    "if len(lst) > 3: lst.pop()",
    "d[i1 & 15] = (@i) % 1000003",
    "d[n] = n\nif len(d) > 40: d.clear()",
    "s = None",
    "s = 'x'",
    "s = i0",
    "s = f0",
    "s = @c",
    "s = o",
    "o, p = p, o",
    "i0, i1 = i1, i0",
    "i0, i1, i2 = i2, i0, i1",
    "f0, f1 = f1, f0",
    "s = str(i0)[:3]",
    "s = (i0, f0)",
    "bump()",
    "o = A(i0, f0)",
    "o = A(@i & 255, @f) if n % 5 == 0 else o",
    "t = tup; i1 = t[n % 3]",
    "a, b, c = tup; i2 = a + c",
    "v = V((@i) & 0xFFFF)",
    "v[0] = @i",
    "v.p = @i",
    "v = v + V(3)",
    "v += V(1)",
    "v = -v",
    "lst[1:3] = [n, (@i) & 15]",
    "del lst[3:50]; lst += [1, 2, 3]",
    "if len(lst) < 50: lst.insert(1, (@i) & 7)",
    "lst.reverse()",
    "lst.sort()",
    "lst = lst[::-1]",
    "lst = sorted(lst, key=lambda q: -q)[:9] + [1, 2, 3, 4]",
    "txt = txt[1:] + chr(97 + ((@i) & 7))",
    "txt = txt.upper().lower() if n & 1 else txt.strip('a')[:40] + 'ab'",
    "txt = ''.join([c for c in txt if c != 'z']) or 'q'",
    "ds['k%d' % ((@i) & 3)] = n",
    "ds.setdefault('z', n); ds.pop('k1', None)",
    "st.add((@i) & 15)",
    "st.discard(n & 15); st |= {1, n & 7}",
    "bs[n % len(bs)] = (@i) & 255",
    "a, *b = lst; i2 = len(b)",
    "(a, b), c = (n, i0), i1; i0 = b % 1000003",
    "clo = outer(@i)",
    "H[0] = (H[0] + 1) & 7",
    "i2 = fin(0)",
    "s = f'{n:>4}|{i0 & 255:x}|{txt!r}'",
    "s = '%d-%s' % (n, txt)",
    "s = bytes(bs[:2])",
    "s = {q: q for q in tup}.get(n & 7)",
    "s = [q for q in lst if q in st][:3]",
    "s = tuple(gen(n))",
    "s = type(v).__name__",
    "while i2 > 5: i2 //= 3",
    "assert n >= 0, n",
    "al = lst",
    "al[0] = (@i) & 255; i1 = lst[0]",
    "lst = list(al)[:20] or [1]",
    "grid[n % 3][n & 1] = (@i) & 1023",
    "grid[0], grid[2] = grid[2], grid[0]",
    "row = grid[@i % 3]; row[0] += 1; i2 = grid[0][0]",
    "ar[n % len(ar)] = (@i) & 0xFFFF",
    "if len(ar) < 20: ar.append(n)",
    "fl[n % len(fl)] = clamp(@f)",
    "o.x = o.x * 3 & 0xFFFFFFFFFFFFFF",
    "p = o",
    "p = B(n, 1.5)",
    "p = A(n, 1.5)",
    "p = C(n, @f)",
    "p = D(1, 2); p.d = n",
    "o.extra = @i",
    "s = o.__dict__.get('extra')",
    "x0 = (x1 + @i) & 0xFFFFFF",
    "x1 = (x2 ^ x0) + 1 & 0xFFFF; x2 = x3 + x1 & 0xFFFF",
    "x3 = x4 - x5; x4 = x5 + 1 & 0xFFF; x5 = x6 ^ n; x6 = (x7 + x3) & 0xFFFFFFFFFFFF; x7 = x0",
    "y0 = y1 * 0.5 + y2; y1 = y0 - y3; y2 = clamp(y4 + y1)",
    "y3 = clamp(y5 * y0 + 1.0); y4 = -y3; y5 = y4 / 3.0",
    "LOG.append(n) if len(LOG) < 30 else None",
    "print(n, i0)",
    "print(txt, end=';')",
    "try: i2 = next(gi)\nexcept StopIteration: gi = dele(n)",
    "g2 = next(gi, None); gi = dele(n) if g2 is None else gi",
    "try: i1 = ge.send(i0 & 7 if i1 else None)\nexcept (StopIteration, TypeError) as e: ge = echo(n); i1 = 4",
    "try: i2 = (i2 + gc.throw(KeyError)) & 1023\nexcept (StopIteration, KeyError): gc = careful(n)",
    "gc = careful(n); i1 += next(gc) & 7",
    "gc.close()",
    "del s; s = n",
    "i0 = Num(@i & 255) + 1",
    "s = i0 = i1 = @i & 4095",
    "lst *= 2; del lst[8:]",
    "lst = lst + [n]; lst = lst[-9:]",
    "d.update({n & 7: i0 & 7})",
    "d = {k: w for k, w in d.items() if k != n}",
    "st ^= {n & 7}",
    "st = {q for q in lst if isinstance(q, int)}",
    "txt += 'ab'; txt = txt[-20:]",
    "s = lst.copy(); s[0] = 99",
    "s = memoryview(bs)[0]",
    "s = [[q, w] for q in tup for w in lst[:2]][n % 6]",
    "i2 = int(f'{n}{i0 & 7}')",
    "q = n; w = q + 1; i2 = q * w",
    "i0 = -i0",
    "i0 = i0 * i1 & 0xFFFFFFFFFFFFFFFF",
    "i1 = i1 * 31 + n & 0xFFFFFFFFFFFFFFFFFFFF",
    "i1 &= 0xFFFFFFFFFF",
    "i0 = (i0 << 3) ^ (i0 >> 5) & 0xFFFF; i0 &= 0xFFFFFFFFFFFFFFF",
    "i0 %= 1000003",
    "i1 %= 1000003",
];

/// Statements with suites of their own: `@b` stands for the suite.
pub const COMPOUND: &[&str] = &[
    "if @c:\n@b",
    "if @c:\n@b\nelse:\n@b",
    "if @c:\n@b\nelif @c:\n@b\nelse:\n@b",
    "for j@d in range(3):\n@b",
    "for j@d in range(i0 & 7):\n@b",
    "for j@d in range(len(lst)):\n@b\n    if @c: break",
    "for j@d in range(2, 9, 2):\n@b\n    if @c: continue\n@b",
    "for j@d in range(5, 0, -1):\n@b\nelse:\n@b",
    "j@d = @i & 7\nwhile j@d > 0:\n    j@d -= 1\n@b",
    "j@d = 0\nwhile True:\n    j@d += 1\n    if j@d > 4: break\n@b",
    "for e@d in tuple(lst):\n    i1 = (i1 + e@d) % 1000003\n@b",
    "for e@d in lst[:6]:\n@b",
    "for q@d, w@d in enumerate(tup):\n    i1 = (i1 + q@d * w@d) % 1000003\n@b",
    "for q@d, w@d in zip(lst[:], txt):\n    i2 = (i2 + q@d + ord(w@d)) % 1000003\n@b",
    "for q@d in txt[:9]:\n    i1 = (i1 * 3 + ord(q@d)) % 1000003\n@b",
    "for q@d in sorted(ds):\n    i2 = (i2 + ds[q@d]) % 1000003\n@b",
    "for q@d, w@d in list(ds.items()):\n    i0 = (i0 + w@d) % 1000003\n@b",
    "for q@d in gen(n):\n    i1 = (i1 + q@d) % 1000003\n@b",
    "for q@d in dele(n):\n    i1 = (i1 ^ q@d) & 0xFFFF\n@b",
    "for q@d in careful(n):\n    i1 = (i1 ^ q@d) & 0xFFFF\n@b",
    "for q@d in v:\n    i2 = (i2 + q@d) & 0xFFFF\n@b",
    "for q@d in reversed(tup):\n    i2 = (i2 * 2 + q@d) % 1000003\n@b",
    "for q@d in Iter(n):\n@b",
    "for q@d in map(abs, tup):\n    i0 += q@d\n@b",
    "for q@d in (z * 2 for z in tup):\n    i0 = (i0 + q@d) & 0xFFFF\n@b",
    "with v:\n@b",
    "with v as vv:\n@b\n    i0 = ds['k%d' % (n & 7)] & 0xFFFF",
    "try:\n@b\n    i0 = @e\nexcept @E as e:\n    i2 = (i2 + len(str(e))) & 1023\n@b",
    "try:\n    i0 = @e\nexcept KeyError:\n@b\nexcept @E as e:\n    i1 = e.__traceback__.tb_lineno\nelse:\n@b\nfinally:\n@b",
    "try:\n    try:\n        i0 = @e\n    finally:\n    @b\nexcept @E:\n@b",
    "try:\n    @v = @e\nexcept @E as e:\n    s = type(e).__name__",
    "try:\n    for z@d in range(4):\n        if z@d == n & 3: raise KeyError(z@d)\n@b\nexcept KeyError as e:\n    i2 += e.args[0]",
    // Counted by hand: `len` may be another function by then.
    "try:\n    q@d = 0\n    for z@d in lst:\n        q@d += 1\n        if len(lst) < 40: lst.append(z@d)\n        if z@d == 5 or q@d > 30: break\nfinally:\n    del lst[20:]\n@b",
    "try:\n    for z@d in d:\n        if n % 9 == 4: d[n + 100] = 1\n@b\nexcept RuntimeError as e:\n    s = str(e)\n    d = {0: 1, 3: 4}",
    "match s:\n    case None:\n    @b\n    case int():\n    @b\n    case _:\n    @b",
    "def local@d(q, w=@i):\n    return (q + w) & 0xFFFF\ni1 = local@d(@i & 255)",
    "if n & 1:\n@b\nelse:\n@b",
    "if n % 3 == 0:\n@b\nelif n % 3 == 1:\n@b",
    "if n == @n:\n@b",
    "if n > @n:\n@b\nelse:\n@b",
];

/// Expressions of which some raise.
pub const RISKY: &[&str] = &[
    "7 // (n & 3)",
    "lst[n]",
    "d[n]",
    "o.zz",
    "boom(n)",
    "fin(n)",
    "next(iter(()), 5)",
    "ds['k%d' % (n & 7)]",
    "st.remove(n)",
    "lst.index(n)",
    "(v if n & 1 else n).a",
    "[1, 2][n & 3]",
    "len(n if n % 5 == 0 else lst)",
    "'abc'.index('abcd'[n & 3])",
    "int('4' if n & 3 else 'x')",
    "deep(n)",
    "deeper(n)",
    "unbound(n)",
    "undefined if n % 7 == 0 else 3",
    "lst[-n]",
    "tup[n & 7]",
    "txt[n]",
    "bs[n]",
    "ar[n]",
    "1 % (n & 1)",
    "n / (n & 3)",
    "p.lazy",
    "p.extra",
    "int(f0)",
    "[].pop() if n % 3 == 0 else 1",
    "n + 'a' if n % 5 == 0 else n",
    "kw() if n % 4 == 0 else 2",
    "next(gi)",
    "add(1) if n % 6 == 0 else 5",
    "lst[Sly(n, lst)]",
    "(1 << n) % (n & 3)",
    "1.5 // (n & 1)",
    "2 ** (n & 63)",
    "1 >> (n - 9)",
    "lst[s]",
    "o.m(s)",
    "len(s)",
    "s + 1",
    "-s",
    "abs(s)",
    "s[0]",
    "sorted([1, s])[0]",
    "min(lst, key=lambda q: q // (n & 3))",
    "sum(boom(q) for q in tup)",
    "[boom(q) for q in (n, n + 1)][0]",
    "chr(-n)",
    "float(txt)",
    "range(0, 5, n & 1)[0]",
    "super().x",
];

/// What changes late and stays changed.
pub const LATE: &[&str] = &[
    "A.m = lambda self, k: (self.y and 3)",
    "A.m = lambda self, k: k & 15",
    "V.__len__ = lambda self: 2",
    "gen.__defaults__ = (5,)",
    "o.__class__ = B",
    "globals()['clamp'] = lambda x: x if -1e9 < x < 1e9 else 2.0",
    "globals()['G'] = 'no'; bump.__globals__['G'] = 9",
    "globals()['G'] = 1 << 47",
    "globals()['G'] = 2.5; G_ = G; globals()['G'] = 4",
    "o.y = 7",
    "i1 = True",
    "f0 = i0 & 7",
    "lst.append(2.5); lst.pop()",
    "o.m = lambda k: 5",
    "A.x = 5",
    "del o.x; A.x = 5",
    "A.kind = 2.5; A.kind = 8",
    "A.get = lambda self: 13",
    "A.__getattr__ = lambda self, name: 4",
    "V.a2 = property(lambda self: 3)",
    "V.p = property(lambda self: 7)",
    "globals()['len'] = lambda x: 3",
    "globals()['abs'] = lambda x: 2",
    "import builtins; builtins.max = lambda *a: 6",
    "import builtins; builtins.isinstance = lambda *a: False",
    "globals()['fib'] = lambda n: n",
    "globals()['add'] = lambda a, b: a",
    "globals()['h0'] = lambda a, b: b & 7",
    "globals()['h1'] = h0",
    "del globals()['h0']; globals()['h0'] = add",
    "globals()['add'] = lambda a, b: 3",
    "kw.__defaults__ = (5,)",
    "kw.__kwdefaults__ = {'d': 9}",
    "lst = [1.5, 2.5, 3.5]; lst = [1, 2, 3]",
    "lst.append(1 << 50)",
    "lst[0] = True",
    "lst.clear(); lst.append(4)",
    "del lst[1:]",
    "lst.extend(range(30))",
    "i0 = 1 << 46",
    "i0 = (1 << 47) - 1",
    "i0 = 1 << 62",
    "i0 = 9223372036854775807",
    "i1 = -(1 << 63)",
    "i2 = 1 << 70",
    "f0 = float('nan')",
    "f0 = -0.0",
    "f1 = float('inf')",
    "o = B(3, 2.5)",
    "o = C(3, 2.5)",
    "o = D(3, 2.5)",
    "p = o",
    "o.extra = 1",
    "o.x = 1 << 50",
    "o.y = None; o.y = 2.5",
    "v = V(3.0)",
    "v.b = 2.0; v.b = 3",
    "tup = (1.0, 2, 3)",
    "tup = (3, 5)",
    "tup = (3, True, 9)",
    "txt = 'é' + txt",
    "txt = 'x'",
    "ds['k0'] = 1 << 60",
    "ds.clear(); ds['k0'] = 3",
    "d = {}",
    "d['x'] = 1",
    "d[True] = 7",
    "clo = abs",
    "clo = o.m",
    "clo = V",
    "gi = iter([1, 2])",
    "bs = bytearray(3)",
    "ar = array.array('q', [5])",
    "ar = array.array('d', [1.5, 2.5])",
    "st = set()",
    "s = 1.5",
    "s = Pair(1, 2)",
    "Iter.__next__ = lambda self: 1 // 0",
    "Desc.__get__ = lambda self, o, t: 6",
    "A.deep = B.m",
    "B.m = A.m",
    "A.__init__ = lambda self, x, y: setattr(self, 'x', 1) or setattr(self, 'y', 2.0)",
    "V.__add__ = lambda self, o: self",
    "V.__bool__ = lambda self: True",
    "V.__eq__ = lambda self, o: True",
    "V.__getitem__ = lambda self, k: 1",
    "V.__call__ = lambda self, *a, **k: 4",
    "V.st = staticmethod(lambda k: 1)",
    "globals()['outer'] = lambda k: abs",
    "del A.kind; A.kind = 3",
    "o.kind = 9",
    "A.__slots__ = ()",
    "A.x = property(lambda self: 12, lambda self, v: None)",
    "class A2(A): pass\no.__class__ = A2",
    "H[0] = 1.5; H[0] = 2",
    "H.append(H)",
    "n0 = n + 3",
    "x0 = x1 = x2 = 1 << 45",
    "y0 = 1e308; y1 = -1e308",
    "x3 = 2.5; x3 = 4",
    "fl[0] = 3; fl[0] = 2.0",
    "fl.append(1)",
    "grid[1] = (1, 2); grid[1] = [1, 2]",
    "grid[0] = grid[1]",
    "grid[2].pop(); grid[2].append(1.0)",
];
