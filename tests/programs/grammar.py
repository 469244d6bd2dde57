def attempt(f, *a, **k):
    try: r = f(*a, **k)
    except BaseException as e: r = (type(e).__name__, str(e))
    print(r)
# f-strings
x = 5; s = "str"; d = {"k": 1}; w = 10; p = 3
print(f"{x=} {x = } {x!r} {s!r:>10} {s!a} {x:>{w}} {3.14159:{w}.{p}f} {{}} {d['k']} {x:#x} {x:08b} {'nested ' + f'{x}'} {x if x else 0} {(lambda: 1)()}")
print(f"{x:{'>'}{w}}|{s:^{w}}|{x!s:<5}|{1_000_000:,}|{1e10:.3e}|{0.5:%}|{-5:+d}|{5: d}")
print(f'{s=!r:^20}', f"{x + 1=}", f"{d=}", f"{'a' 'b'}", f"" == "", rf"\n{x}", f"{x}" "y" f"{s}")
print(f"{1 if True else 2}", f"{[i for i in range(3)]}", f"{ {'a': 1}['a'] }", f"{x,}", f"{'''tri'''}", f"{x!r}" f"{s!s}", f"{None}", f"{...}")
print("%s %r %d %5.2f %x %o %e %c %% %-5s| %+d %05d" % ("a", "b", 3, 2.5, 255, 8, 1.5, "c", "l", 4, 42), "%(a)s %(b)d" % {"a": 1, "b": 2})
# literals
print(0x_ff, 0b1010, 0o17, 1_000, 1e3, 1.5e-3, .5, 5., 1j, 2.5j, 1e400, -0.0, b"a\x00\n", rb"\n", b"a" b"b", "\N{BULLET}", "\u00e9\U0001F600\x41\101", 'a\
b', """m
l""", r"\d", u"u", 0xFFFFFFFFFFFFFFFFFFFF, 00)
# unpacking
a, b = 1, 2; a, b = b, a; (a, b), c = (1, 2), 3; [a, *b], c = "xyz", 1; *a, = (1, 2); print(a, b, c)
first, *mid, last = range(5); print(first, mid, last)
for i, (j, *k) in enumerate([(1, 2, 3), (4,)]): print(i, j, k)
attempt(lambda: exec("a, b = 1")); attempt(lambda: exec("a, b = 1, 2, 3")); attempt(lambda: exec("a, *b, c = [1]")); attempt(lambda: exec("a, b = {1: 2}")); attempt(lambda: exec("a, b, c = 'ab'"))
print([*range(3), *"ab"], {**{"a": 1}, "b": 2, **{"a": 3}}, (*[1], 2), {*[1, 2], 3}); print(*[1, 2], *"c", sep="-")
def f(*a, **k): return a, k
print(f(*[1], 2, *[3], x=1, **{"y": 2}), f(**{"a b": 1})); attempt(lambda: f(**{1: 2})); attempt(lambda: f(x=1, **{"x": 2})); attempt(lambda: f(*1))
x = y = z = []; x.append(1); print(z, x is y)
# aug-assign targets
l = [1, 2, 3]; l[0] += 5; l[-1] *= 2; l += (4,); print(l); d = {"a": 1}; d["a"] -= 3; print(d)
class O: pass
o = O(); o.v = 1; o.v += 1; o.l = []; o.l += [1]; print(o.v, o.l)
t = ([],)
try: t[0] += [1]
except TypeError as e: print(e, t)
def g():
    global gg; gg = 1
    def h():
        nonlocal q; q = 5
    q = 1; h(); return q
print(g(), gg)
# chained comparison, bool ops, conditional
def say(v): print("say", v); return v
print(1 < say(2) < 3, 1 > say(2) > say(3), say(0) or say(5), say(0) and say(1), not say([]), say(1) if say(0) else say(2), 1 < 2 == 2 != 3 in [3])
# walrus
if (n := 10) > 5: print(n)
print([y := 1, y**2], (z := 3) + z, [m for v in range(5) if (m := v * 2) > 3], m)
while (n := n - 3) > 0: print(n, end=" ")
print()
# del
v = 1; del v; attempt(lambda: v); l = [1, 2, 3, 4]; del l[0], l[-1]; print(l); del l[:]; print(l); d = {1: 2}; del d[1]; attempt(lambda: d[1]); attempt(lambda: exec("del undefined_name")); attempt(lambda: exec("del [1][5]"))
def ff():
    loc = 1; del loc; return loc
attempt(ff)
# assert
attempt(lambda: exec("assert 1 == 2, 'msg'")); attempt(lambda: exec("assert 0")); attempt(lambda: exec("assert (1, 2)[0]"))
# loops
for i in range(3): pass
else: print("else", i)
for i in range(3):
    if i == 1: break
else: print("no")
while False: pass
else: print("while else")
for i in []: pass
else: print("empty else")
for i in range(2):
    for j in range(2):
        if j: continue
        print(i, j)
# try/finally ordering
def tf():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print("body", i)
        finally: print("fin", i)
    return "end"
print(tf())
def rf():
    try: return "try"
    finally: print("cleanup")
def rf2():
    try: return 1
    finally: return 2
def rf3():
    try: 1 / 0
    except ZeroDivisionError: return "exc"
    else: return "else"
    finally: print("f3")
print(rf(), rf2(), rf3())
def swallow():
    while True:
        try: raise ValueError
        finally: break
    return "swallowed"
print(swallow())
# exceptions
try:
    try: raise ValueError("a")
    except ValueError as e: raise KeyError("b") from e
except KeyError as e: print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try: raise ValueError("a")
    except ValueError: raise KeyError("b") from None
except KeyError as e: print(e.__cause__, repr(e.__context__), e.__suppress_context__)
attempt(lambda: exec("raise")); attempt(lambda: exec("raise 5")); attempt(lambda: exec("raise ValueError from 5")); attempt(lambda: exec("raise int")); attempt(lambda: exec("raise ValueError('x') from KeyError('y')"))
try: raise ValueError
except (TypeError, ValueError) as e: print(type(e), e.args)
try: e
except NameError as n: print(n)
class MyE(Exception):
    def __init__(self, a, b): super().__init__(a); self.b = b
    def __str__(self): return f"MyE:{self.b}"
try: raise MyE(1, 2)
except MyE as e: print(e, repr(e), e.args, e.b)
e = ValueError(1, 2); print(e, repr(e), e.args, str(ValueError()), repr(ValueError("x")), str(KeyError("k")), repr(KeyError("k"))); e.args = (9,); print(e)
e = Exception("n"); e.add_note("note1"); print(e.__notes__); attempt(lambda: e.add_note(5)); print(OSError(2, "msg", "file"), OSError(2, "m").errno, StopIteration(5).value, SystemExit(3).code)
print(isinstance(KeyError(), LookupError), issubclass(UnicodeDecodeError, ValueError), BaseException.__mro__, [c.__name__ for c in ModuleNotFoundError.__mro__])
try: {}["x"]
except KeyError as e: print(e.args, e)
try: [][1]
except IndexError as e: print(e)
try: int("x")
except ValueError as e: print(e)
try: None.foo
except AttributeError as e: print(e, e.name, e.obj)
try: undefined
except NameError as e: print(e, e.name)
try: import nonexistent_mod
except ImportError as e: print(e, e.name, type(e).__name__)
try: from sys import nonexistent
except ImportError as e: print(e)
# decorators
def deco(a):
    print("deco", a)
    def w(f): print("wrap", f.__name__); return lambda *x: (a, f(*x))
    return w
@deco(1)
@deco(2)
def dd(x): return x
print(dd(5))
@(lambda c: c)
class DC: pass
@print
class PC: pass
# annotations
def an(a: int, b: "str" = 1, *c: float, d: list[int] = None, **e: dict) -> None: pass
print(an.__annotations__)
class AN:
    x: int; y: str = "s"; z: "Fwd"
print(AN.__annotations__)
v1: int = 5; v2: str
print(__annotations__)
def la():
    q: int = 1; r: undefined_type
    return q
print(la())
(v3): int = 1; o.attr: int = 5; l2 = [0]; l2[0]: int = 3; print(o.attr, l2, __annotations__)
# lambda, defaults, keyword-only
print((lambda x, *y, z=1, **k: (x, y, z, k))(1, 2, 3, z=4, w=5)); 
def mut(a=[]): a.append(1); return a
print(mut(), mut(), mut.__defaults__)
def po(a, /, b, *, c): return a, b, c
print(po(1, b=2, c=3)); attempt(po, a=1, b=2, c=3); attempt(po, 1, 2, 3)
def pk(a, /, **k): return a, k
print(pk(1, a=2))
# closures
fs = [lambda i=i: i for i in range(3)]; print([f() for f in fs]); fs = [lambda: i for i in range(3)]; print([f() for f in fs])
def counter():
    c = 0
    def inc(): nonlocal c; c += 1; return c
    return inc
c1, c2 = counter(), counter(); print(c1(), c1(), c2())
def late():
    def inner(): return free
    attempt(inner); free = 1; return inner()
print(late())
class Scope:
    a = 1; b = [a for _ in range(2)] if False else a
    def m(self): return a if "a" in globals() else None
    c = (lambda: 5)()
print(Scope.b, Scope.c)
# comprehension scoping
print([i for i in range(3) for j in range(i)], {i: j for i, j in zip("ab", [1, 2])}, {i % 2 for i in range(5)}, [[j for j in range(i)] for i in range(3)], [(i, j) for i in range(2) if i for j in "ab"])
i = "outer"; [i for i in range(3)]; print(i)
print(sorted({**{}, "z": 1}, key=lambda k: k), [*map(str, range(3))], __name__, __doc__)
# slices
l = list(range(10)); print(l[::2], l[::-1], l[8:2:-2], l[-3:], l[:-3], l[100:], l[5:2]); l[2:5] = "ab"; print(l); l[::2] = [0] * len(l[::2]); print(l); attempt(lambda: l.__setitem__(slice(0, 4, 2), [1])); print(slice(1, 2).indices(5), slice(None, None, -1).indices(3), "abc"[::-1], (1, 2, 3)[1:])
# conditional import / global statements
import sys as _s, math; from math import sqrt as sq, pi; print(sq(4), _s is not None)
# star-assign in for, with multiple targets
class CM:
    def __init__(self, n): self.n = n
    def __enter__(self): print("in", self.n); return (self.n, self.n)
    def __exit__(self, *a): print("out", self.n); return False
with CM(1) as (a, b), CM(2) as c: print(a, b, c)
with (CM(3), CM(4) as d): print(d)
with CM(5): 
    with CM(6): pass
def wr():
    for i in range(2):
        with CM(i): 
            if i: return "returned"
            continue
print(wr())
attempt(lambda: exec("with CM(1) as x, CM(2) as y: raise ValueError(x)"))
print(type(...), Ellipsis is ..., NotImplemented, type(NotImplemented), bool(NotImplemented) if False else "")
print(int.from_bytes(b"\x01\x02", "big"), True + True, True & False, 3 // -2, -3 % 2, 3 % -2, divmod(-7, 2), 2 ** -1, 0 ** 0, round(2.5), round(-1.5), round(2.675, 2), 7 // 2.0, 1e308 * 10, -7 // 2, ~5, 5 ^ 3, 1 << 70 >> 68)
