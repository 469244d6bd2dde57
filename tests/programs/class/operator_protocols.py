def attempt(f, *a, **k):
    try: r = f(*a, **k)
    except BaseException as e: r = (type(e).__name__, str(e))
    print(r)
import operator
# operators
class N:
    def __init__(self, v): self.v = v
    def __repr__(self): return f"N({self.v})"
for name in "add sub mul truediv floordiv mod pow lshift rshift and or xor matmul divmod".split():
    setattr(N, f"__{name}__", lambda s, o, name=name: f"{s}.{name}({o})")
    setattr(N, f"__r{name}__", lambda s, o, name=name: f"{s}.r{name}({o})")
n = N(1)
print(n + 1, 1 + n, n - 1, 1 - n, n * 2, 2 * n, n / 2, 2 / n, n // 2, 2 // n, n % 2, 2 % n, n ** 2, 2 ** n, n << 1, 1 << n, n >> 1, 1 >> n, n & 1, 1 & n, n | 1, 1 | n, n ^ 1, 1 ^ n, n @ 1, 1 @ n, divmod(n, 1), divmod(1, n))
class I(N):
    pass
for name in "add sub mul truediv floordiv mod pow lshift rshift and or xor matmul".split():
    setattr(I, f"__i{name}__", lambda s, o, name=name: I(f"i{name}{o}"))
for op in ["+=", "-=", "*=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^=", "@="]:
    x = I(0); exec(f"x {op} 3"); print(x, end=" ")
print()
x = N(1); x += 5; print(x)
class Sub(N):
    def __radd__(self, o): return "sub first"
print(N(1) + Sub(2))
class NI:
    def __add__(self, o): return NotImplemented
    def __lt__(self, o): return NotImplemented
    def __eq__(self, o): return NotImplemented
    __hash__ = None
attempt(lambda: NI() + 1); attempt(lambda: 1 + NI()); attempt(lambda: NI() < 1); print(NI() == 1, NI() != 1); attempt(lambda: hash(NI())); attempt(lambda: {NI(): 1})
attempt(lambda: NI() + NI()); attempt(lambda: [] + NI())
class U:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "inv"
    def __abs__(self): return "abs"
    def __round__(self, n=None): return ("round", n)
    def __trunc__(self): return "trunc"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __complex__(self): return 1j
    def __index__(self): return 3
    def __bool__(self): return False
    def __len__(self): return 5
u = U(); import math
print(-u, +u, ~u, abs(u), round(u), round(u, 2), math.trunc(u), math.floor(u), math.ceil(u), int(u), float(u), [1,2,3,4][u], bool(u), len(u), hex(u), bin(u), range(u), "x" * u, operator.index(u), bytes(u))
attempt(lambda: -N(1)); attempt(lambda: ~1.5); attempt(lambda: abs("x")); attempt(lambda: int(N(1))); attempt(lambda: float(N(1))); attempt(lambda: [1][N(0)]); attempt(lambda: math.floor(N(1)))
class BadInt:
    def __int__(self): return "x"
    def __index__(self): return "x"
    def __float__(self): return 1
    def __len__(self): return -1
    def __bool__(self): return 5
    def __hash__(self): return "x"
    def __str__(self): return 5
    def __repr__(self): return 5
    def __contains__(self, x): return "yes"
    def __iter__(self): return 5
    def __format__(self, s): return 5
    def __bytes__(self): return 5
    def __complex__(self): return 5
b = BadInt()
for f in [int, float, len, bool, hash, str, repr, iter, list, bytes, format, lambda b: 1 in b, lambda b: [1][b], lambda b: f"{b}", lambda b: f"{b!r}", hex, lambda b: range(b), lambda b: [0] * b]: attempt(f, b)
class L:
    def __len__(self): return "x"
attempt(len, L()); attempt(len, 5); attempt(len, N(1)); attempt(bool, L())
class L2:
    def __len__(self): return 10**30
attempt(len, L2())
class Cmp:
    def __init__(self, v): self.v = v
    def __lt__(self, o): print("lt"); return self.v < o.v
    def __eq__(self, o): print("eq"); return self.v == o.v
print(Cmp(1) < Cmp(2), Cmp(1) > Cmp(2), Cmp(1) == Cmp(1), Cmp(1) != Cmp(2)); attempt(lambda: Cmp(1) <= Cmp(2))
print(sorted([Cmp(2), Cmp(1)])[0].v, max(Cmp(1), Cmp(2)).v, Cmp(3) in [Cmp(3)])
attempt(lambda: hash(Cmp(1)))
class R:
    def __gt__(self, o): return "R.gt"
    def __ge__(self, o): return "R.ge"
print(5 < R(), 5 <= R()); attempt(lambda: 5 > R())
attempt(lambda: 1 < "a"); attempt(lambda: [] < ()); attempt(lambda: {} < {}); attempt(lambda: None < None); attempt(lambda: 1j < 2)
class Seq:
    def __getitem__(self, i):
        if isinstance(i, slice): return ("slice", i.start, i.stop, i.step)
        if i >= 3: raise IndexError("done")
        return i * 10
    def __setitem__(self, i, v): print("set", i, v)
    def __delitem__(self, i): print("del", i)
s = Seq(); print(list(s), 20 in s, s[1:2], s[::2], s[1], tuple(s), [*s], max(s)); s[1] = 2; s[1:2] = 3; del s[0]; del s[:]
a, b, c = s; print(a, b, c); attempt(lambda: len(s))
print(s[1, 2] if False else None, (lambda: s[...] if False else 0)())
class Missing(dict):
    def __missing__(self, k): return k * 2
m = Missing(a=1); print(m["a"], m["b"], m.get("b"), "b" in m)
class Call:
    def __call__(self, *a, **k): return a, k
print(Call()(1, x=2), callable(Call()), callable(N(1))); attempt(lambda: N(1)())
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
print(list(It()), 2 in It(), sum(It()), dict(zip(It(), It()))); a, *b = It(); print(a, b)
attempt(lambda: iter(5)); attempt(lambda: next(5)); attempt(lambda: next(iter([]))); attempt(lambda: list(5)); attempt(lambda: [*5]); attempt(lambda: (lambda *a: a)(*5)); attempt(lambda: {**5}); attempt(lambda: (lambda **k: k)(**5))
class F:
    def __format__(self, spec): return f"<{spec}>"
print(f"{F():abc}", format(F(), "x"), "{:y}".format(F()), f"{F()}")
attempt(lambda: format(N(1), "x")); attempt(lambda: f"{[]:x}")
class CM:
    def __enter__(self): print("enter"); return self
    def __exit__(self, t, v, tb): print("exit", t and t.__name__, v); return t is ValueError
with CM() as cm: print("body")
with CM(): raise ValueError("x")
def f():
    with CM(): raise KeyError("k")
attempt(f)
class NoExit:
    def __enter__(self): pass
def g():
    with NoExit(): pass
attempt(g)
def g():
    with 5: pass
attempt(g)
class Hash:
    def __hash__(self): return 42
    def __eq__(self, o): return isinstance(o, Hash)
print({Hash(): 1}[Hash()], hash(Hash()), len({Hash(), Hash()}))
class H2:
    def __hash__(self): return -1
print(hash(H2())); 
class H3:
    def __hash__(self): return 2**70
print(hash(H3()) == hash(2**70))
class Rev:
    def __reversed__(self): return iter("rev")
print(list(reversed(Rev()))); attempt(lambda: reversed({1})); attempt(lambda: reversed(5))
class LH:
    def __iter__(self): return iter([1,2])
    def __length_hint__(self): return 10
print(list(LH()), operator.length_hint(LH()))
class Dir:
    def __dir__(self): return ["b", "a"]
print(dir(Dir())); 
class Pow3:
    def __pow__(self, o, m=None): return ("pow", o, m)
print(pow(Pow3(), 2), pow(Pow3(), 2, 3)); attempt(lambda: pow(2, "x")); attempt(lambda: pow(2, 3, 0)); attempt(lambda: pow(2.0, 3, 1))
print(1 .__add__(2), (5).__radd__(3), "a".__mul__(3), [1].__contains__(1), (1).__eq__("x"), object().__eq__(1), int.__lt__(1, 2))
