class V:
    def __init__(s, x): s.x = x
    def __add__(s, o):
        if isinstance(o, V): return V(s.x + o.x)
        return NotImplemented
    def __radd__(s, o): return V(o + s.x)
    def __iadd__(s, o): s.x += 100; return s
    def __mul__(s, o): return V(s.x * o)
    __rmul__ = __mul__
    def __neg__(s): return V(-s.x)
    def __abs__(s): return abs(s.x)
    def __bool__(s): return s.x != 0
    def __len__(s): return s.x
    def __getitem__(s, i): return (s.x, i)
    def __setitem__(s, i, v): print('set', i, v)
    def __delitem__(s, i): print('del', i)
    def __contains__(s, i): return i == s.x
    def __call__(s, *a, **k): return (a, k)
    def __eq__(s, o): return s.x == o.x if isinstance(o, V) else NotImplemented
    def __lt__(s, o): return s.x < o.x
    def __repr__(s): return 'V(%r)' % s.x
    def __str__(s): return 'v%d' % s.x
    def __index__(s): return s.x
    def __divmod__(s, o): return 'dm'
    def __rdivmod__(s, o): return 'rdm'
    def __pow__(s, o, m=None): return ('pow', o, m)
    def __rpow__(s, o): return ('rpow', o)
    def __matmul__(s, o): return 'mm'
    def __invert__(s): return 'inv'
    def __float__(s): return 1.5
    def __int__(s): return 7
    def __hash__(s): return 5
    def __enter__(s): return s
    def __exit__(s, *a): print('exit', a[0]); return True
a, b = V(1), V(2)
print(a + b, 3 + a, sum([a, b], V(0)), a * 3, 3 * a, -a, abs(V(-4)), bool(V(0)), len(b), a[1:2], a[0], b in [a, b], 1 in a)
a[1] = 2; del a[3]; a += 1; print(a, repr(a), str(a), a(1, k=2), [10,20,30][V(1)], 'abc'[V(0):V(2)], divmod(a, 1), divmod(1, a), a ** 2, pow(a, 2, 3), 2 ** a, a @ a, ~a, float(a), int(a), {a: 1}, hash(a), f'{a}', f'{a!r}')
try: a + 'x'
except TypeError as e: print(e)
try: a += None; print(a)
except TypeError as e: print(e)
try: a < 3
except AttributeError as e: print(e)
try: a <= b
except TypeError as e: print(e)
with V(1) as v: raise ValueError('x')
print(a == 5, a != 5, a == V(101), a != V(101))
class Base:
    def __init_subclass__(cls, tag=None, **kw): cls.tag = tag; super().__init_subclass__(**kw)
    def __class_getitem__(cls, k): return (cls.__name__, k)
    @property
    def p(self): return 'base p'
    @classmethod
    def make(cls): return cls()
    @staticmethod
    def st(): return 'st'
class Sub(Base, tag='hi'):
    @property
    def p(self): return 'sub ' + super().p
    @classmethod
    def make(cls): return super().make()
print(Sub.tag, Base[int][0], Sub().p, type(Sub.make()).__name__, Sub.st(), Sub().st())
class Meta1:
    def __getattribute__(self, n):
        if n == 'magic': return 'm'
        return object.__getattribute__(self, n)
    def __delattr__(self, n): print('delattr', n)
m = Meta1(); m.z = 1; print(m.magic, m.z); del m.z
try: m.nope
except AttributeError as e: print(e)
class A: 
    def who(self): return 'A'
class B(A):
    def who(self): return 'B' + super().who()
class C(A):
    def who(self): return 'C' + super().who()
class D(B, C):
    def who(self): return 'D' + super().who()
print(D().who(), [c.__name__ for c in D.__mro__])
try:
    class Bad(A, D): pass
except TypeError as e: print(e)
try:
    try: 1/0
    except ZeroDivisionError as e: raise KeyError('k') from e
except KeyError as e: print(repr(e), repr(e.__cause__), e.__context__ is e.__cause__, e.__suppress_context__)
class MyErr(ValueError):
    def __str__(self): return 'custom'
try: raise MyErr(1, 2)
except ValueError as e: print(str(e), repr(e), e.args)
class Count(dict):
    def __getitem__(self, k): return self.get(k, 0)
c = Count(); c['a'] += 1; c['a'] += 1; print(c, c['zz'])
class T(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    @property
    def first(self): return self[0]
t = T(3, 4); print(t, t.first, len(t), t == (3, 4), hash(t) == hash((3, 4)), t + (5,), isinstance(t, tuple), [*t])
class F(float):
    def __str__(self): return 'F!'
f = F(2.5); print(f + 1, f, repr(f), f * f, f > 2, round(f), int(f))
class SS(set): pass
s = SS([1, 2]); s.add(3); print(len(s), 3 in s, s | {4}, sorted(s))
class LL(list):
    def __init__(self, n): super().__init__(range(n)); self.n = n
l = LL(3); print(l, l.n, l[::-1], len(l)); l[0] = 9; l += [4]; print(l, type(l).__name__, l.index(9))
import sys
x = 5
def fn(a, b=2, *c, d=4, **e): "doc"; return a
print(fn.__name__, fn.__defaults__, fn.__kwdefaults__, fn.__doc__, fn.__module__, fn.__qualname__)
fn.attr = 3; print(fn.attr, fn.__dict__)
print([].append.__name__, len.__name__, str.upper('a'), list.append.__name__, int.__add__(1, 2), 'a'.__len__(), (5).__class__, int.__mro__)
print([1,2,3].__contains__(2), {}.__class__.__name__, dict.fromkeys([1,2]), type(iter([])), type(iter({})), type({}.keys()), type(zip()), type(enumerate([])))
print(isinstance(True, int), isinstance(1, bool), issubclass(bool, int), type(type), type(object()), object.__bases__)
print(1 == 1.0, hash(1) == hash(1.0), 2**53 == float(2**53), 2**53 + 1 == float(2**53), 10**30 > 1e30, 10**30 == 1e30, float('inf') > 10**400, -10**400 < float('-inf'))
print({1: 'a', 1.0: 'b', True: 'c'}, {(1, 2): 3}[(1.0, 2)], 0.1 + 0.2, 1e100, 7 // -2, 7 % -2, -7 // 2, -7.5 // 2, -7.5 % 2, 2 ** 100, -2 ** 63, 1 << 100 >> 98, ~5, 6 & 3 | 8 ^ 1)
print(3 / 2, 10 ** 20 / 3, (10 ** 20) // 7, (-10 ** 20) % 7, divmod(-7, 2), divmod(7.5, -2), pow(3, 200, 1000007), pow(2, -1, 7), int('123' * 10), round(2.5), 1_000)
print("%s %d %5.2f" % ('a', 3, 2.5), 'a' 'b' * 2, [1] * 3, (1,) * 2, [] + [1], 'b' > 'a', [3] > [2, 5], (1, 'a') == (1, 'a'))
print(list(map(str, range(3))), list(zip([1,2],[3,4])), dict(zip('ab', [1,2])), sorted([3,1,2], key=lambda v: -v), max([1,5,3]), min('hello'), any([0,1]), all([]))
a, *rest, z = [1,2,3,4]; print(a, rest, z)
try: a, b = [1]
except ValueError as e: print(e)
try: a, b = 1, 2, 3
except ValueError as e: print(e)
try: a, b = 5
except TypeError as e: print(e)
d = {1: 2, 3: 4}
try:
    for k in d: d[k + 10] = 1
except RuntimeError as e: print(e)
s = {1, 2}
try:
    for k in s: s.add(k + 10)
except RuntimeError as e: print(e)
print(d.pop(1), d.popitem(), d, d.setdefault('q', []), {**d, 'z': 1}, list(d.values()), d | {5: 6})
