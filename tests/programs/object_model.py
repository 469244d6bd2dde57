class A:
    x = 1
    def __init__(self, v): self.v = v
    def f(self): return self.v
    @property
    def p(self): return self.v * 2
    @p.setter
    def p(self, n): self.v = n
    @staticmethod
    def s(a): return a
    @classmethod
    def c(cls): return cls.__name__
a = A(3)
a.p = 10
print(a.v, a.p, a.f(), A.s(4), A.c(), a.c(), a.s(5))
a.__dict__['zz'] = 5
print(a.zz, a.__dict__, vars(a))
a.__dict__.update(q=1, w=2)
print(a.q, a.w)
del a.__dict__['q']
print(hasattr(a, 'q'))
class B(A):
    def __init__(self, v):
        super().__init__(v)
        self.b = 1
    def f(self): return 'B' + str(super().f())
b = B(7)
print(b.f(), B.__mro__, B.__bases__, isinstance(b, A), issubclass(B, A))
class L(list):
    def top(self): return self[-1]
l = L([1,2,3]); l.append(4); l.z = 5
print(l, len(l), l.top(), l[1:], l + [9], l == [1,2,3,4], l.z, type(l).__name__, isinstance(l, list), sum(l), 2 in l, sorted(l, reverse=True), [*l])
class D(dict):
    def __missing__(self, k): return k * 2
d = D(a=1); d['b'] = 2
print(d, d['q'], len(d), 'a' in d, list(d), d.get('zz'), {**d})
class I(int):
    def __add__(self, o): return I(int(self) + 100)
i = I(5)
print(i, i + 1, i * 2, 1 + i, i == 5, hash(i), type(i+1).__name__, type(i*2).__name__)
class S(str): pass
s = S('abc'); print(s, s.upper(), s + 'd', len(s), s == 'abc', {s: 1}['abc'])
class E(Exception):
    def __init__(self, a, b):
        super().__init__(a)
        self.b = b
try: raise E(1, 2)
except E as e: print(e, repr(e), e.args, e.b)
class Sl:
    __slots__ = ('a', 'b')
o = Sl(); o.a = 1
try: o.c = 2
except AttributeError as e: print(e)
try: print(o.b)
except AttributeError as e: print(e)
class Desc:
    def __get__(self, o, t): return 42 if o is not None else self
    def __set__(self, o, v): print('set', v)
    def __set_name__(self, o, n): print('name', n)
class H: d = Desc()
h = H(); print(h.d); h.d = 3
class G:
    def __getattr__(self, n): return n + '!'
    def __setattr__(self, n, v): object.__setattr__(self, n, v * 2)
g = G(); g.k = 4; print(g.k, g.other)
def f(x: int | None = None, y: list[int] = []) -> dict[str, int]: return x
print(f(3), f.__annotations__)
print(isinstance(3, int | str), isinstance('a', (int, str)))
from_set = {3,1,2,100,50}; print(from_set, {1,2}|{3}, {1,2,3}&{2,3}, {1,2,3}-{1}, {1,2}^{2,3}, {1}<{1,2}, frozenset([1,2]))
class Cmp:
    def __init__(s, v): s.v = v
    def __lt__(s, o): return s.v < o.v
    def __eq__(s, o): return isinstance(o, Cmp) and s.v == o.v
    def __hash__(s): return hash(s.v)
    def __repr__(s): return f'C{s.v}'
print(sorted([Cmp(3), Cmp(1), Cmp(2)]), Cmp(1) == Cmp(1), Cmp(1) != Cmp(2), Cmp(1) > Cmp(0), len({Cmp(1), Cmp(1)}), max(Cmp(1), Cmp(5)))
class It:
    def __init__(s): s.i = 0
    def __iter__(s): return s
    def __next__(s):
        s.i += 1
        if s.i > 3: raise StopIteration
        return s.i
print(list(It()), [*map(lambda x: x+1, It())], list(zip(It(), 'abc')), list(enumerate('ab', 5)), list(filter(None, [0,1,2])), list(reversed([1,2,3])))
print(list(reversed(range(0,10,3))), range(10)[2:8:2], range(10)[::-1], list({'a':1,'b':2}.items()), list(reversed({'a':1,'b':2})))
print({1:2}.keys() & {1,3}, {1:2}.keys() | [5], {1:2}.items() == {(1,2)})
x = [1,2,3,4,5]; x[1:3] = [9]; print(x); x[::2] = [7,7]; print(x); del x[::2]; print(x)
print('héllo'[1], 'héllo'[::-1], 'héllo'[1:3], 'x' * 3, 'abc' 'def')
print((1,2)<(1,3), [1,[2]]==[1,[2]], {1:{2:3}}=={1:{2:3}})
a = A
a.new = 5; print(A.new, B.new); del A.new; print(hasattr(B, 'new'))
print(type(3), type(None), type(print), type(len), type([].append), type(A.f), type(A(1).f))
print(hash((1,2,3)), hash(1.5), hash(frozenset([1,2,3])), hash(2**100), hash(True), hash(range(3)), hash(1j))
