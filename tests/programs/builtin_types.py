def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)
l = [3, 1, 2]
t(l.append, 4); t(l.append); t(l.append, 1, 2); t(l.append, x=1); t(l.extend, "ab"); t(l.extend, 5); print(l); t(l.pop); t(l.pop, 0); t(l.pop, 10); t(l.pop, -1); t(l.pop, "a"); t([].pop); t(l.insert, 0, "x"); t(l.insert, 100, "y"); t(l.insert, -1, "z"); t(l.insert, 1); print(l)
t(l.remove, "x"); t(l.remove, "q"); t(l.index, 1); t(l.index, 99); t(l.index, 1, 0, 1); t(l.index, 1, -100); t(l.count, 1); t(l.index, 1, "a"); t(l.reverse); print(l); t(l.clear); t(l.clear, 1); print(l)
l = [3, 1, 2]; t(l.sort); print(l); t(l.sort, reverse=True); print(l); t(l.sort, key=lambda x: -x); t(l.sort, 1); t(l.sort, foo=1); l = [1, "a"]; t(l.sort); print(l); t([1, 2].copy); t(lambda: [1] + (2,)); t(lambda: [1] * "a"); t(lambda: [1] * 2 + [3]); t(lambda: [1] < [2]); t(lambda: [1, 2] == [1, 2.0]); t(lambda: [1] < 2)
def bad(x):
    ll.append(1); return x
ll = [3, 1, 2]; t(ll.sort, key=bad); print(ll)
l = list(range(10)); del l[2:4]; l[0:2] = "abc"; l[::2] = [0] * 6 if len(l[::2]) == 6 else [0] * len(l[::2]); print(l); t(lambda: l.__setitem__(slice(0, 4, 2), [1])); t(lambda: l[20]); t(lambda: l["a"]); l += (1, 2); l *= 2; print(l, len(l)); del l[0]; del l[-1]; print(l[1:3], l[-3:], l[::-2], l[5:2])
a = []; a.append(a); print(a, [a]); d = {}; d["d"] = d; print(d); tt = ([],); tt[0].append(tt); print(tt)
t((1, 2, 1).count, 1); t((1, 2).index, 2); t((1, 2).index, 5); t((1, 2).count); t(lambda: (1, 2) + [3]); t(lambda: (1, 2)[5]); print((1,), (), (1, 2), (1, 2) < (1, 3), (1,) * 3, hash((1, 2)) == hash((1, 2)), (1, 2, 3)[1:])
d = {"a": 1, "b": 2}
t(d.get, "a"); t(d.get, "z"); t(d.get, "z", 5); t(d.get); t(d.get, []); t(d.keys); t(d.values); t(d.items); t(d.pop, "a"); t(d.pop, "z"); t(d.pop, "z", 9); t(d.setdefault, "q", []); t(d.setdefault, "q", 1); t(d.setdefault, "n"); t(d.update, {"x": 1}, y=2); t(d.update, [("p", 1)]); t(d.update, 5); t(d.update, [1]); t(d.update, ["ab"]); t(d.update, {1: 2}, {3: 4}); print(d); t(d.popitem); t({}.popitem); t(d.copy); t(dict.fromkeys, "ab"); t(dict.fromkeys, [1, 2], 0); t(d.clear); print(d); t(lambda: d["zz"]); t(lambda: d.__delitem__("zz")); t(lambda: {[]: 1}); t(d.__setitem__, [], 1)
d = {1: 2, 3: 4}; print(d.keys() & {1}, d.keys() | {5}, d.keys() - {1}, d.keys() ^ {1, 9}, d.items() & {(1, 2)}, 1 in d.keys(), (1, 2) in d.items(), 2 in d.values(), d.keys() == {1, 3}, list(reversed(d.keys())), len(d.items()), d.keys().isdisjoint({7}), d | {7: 8}, {1: 2} == {1: 2.0}, d.keys() <= {1, 3, 4}, list(reversed(d.items())), list(reversed(d.values())))
t(lambda: d | 5); t(lambda: d < d); d |= {9: 9}; d |= [(8, 8)]; print(d)
def grow():
    for k in d: d[k + 100] = 1
t(grow)
s = {1, 2, 3}
t(s.add, 4); t(s.add, []); t(s.remove, 4); t(s.remove, 99); t(s.discard, 99); t(s.union, [7], (8,)); t(s.intersection, [1, 2], [2]); t(s.difference, [1]); t(s.symmetric_difference, [1, 9]); t(s.issubset, range(10)); t(s.issuperset, [1]); t(s.isdisjoint, [5]); t(s.update, [5], [6]); t(s.intersection_update, [1, 2, 5]); print(s); t(s.difference_update, [1]); t(s.symmetric_difference_update, [1, 2]); print(s); t(s.pop); t(s.copy); t(s.clear); t(s.pop); print(s, frozenset(), frozenset([1]), {1} | {2}, {1, 2} & {2}, {1, 2} - {1}, {1, 2} ^ {2, 3}, {1} < {1, 2}, {1} == {1.0}, {1} <= {1}, {1, 2} > {1}, 1 in {1}); t(lambda: {1} | [2]); t(lambda: {1} < [2]); t(lambda: s.union(5)); t(lambda: {[]}); t(lambda: hash({1})); t(lambda: hash(frozenset([1, 2])) == hash(frozenset([2, 1]))); t(lambda: frozenset([1]) | {2}); t(lambda: {1} | frozenset([2])); t(lambda: frozenset([1]).add); x = {1, 2}; x |= {3}; x &= {1, 3}; x -= {1}; x ^= {4}; print(x); t(lambda: {1, 2} == frozenset([1, 2]))
r = range(0, 10, 3); print(r.start, r.stop, r.step, len(r), 3 in r, 4 in r, r[1], r[-1], r[1:], r.index(6), r.count(3), list(r), range(3) == range(0, 3), hash(range(3)) == hash(range(0, 3)), bool(range(0)), range(10)[::2], range(0), 3.0 in r, "a" in r); t(r.index, 5); t(lambda: r[10]); t(setattr, r, "start", 1); print(repr(range(5, 0, -1)), slice(1, 2).indices(5), slice(None, None, -1).indices(5), slice(1, 2, 3).start, slice(1) == slice(None, 1, None))
print((5).bit_length(), (-5).bit_length(), (2**70).bit_length(), (255).bit_count(), (5).to_bytes(2, "big"), (5).to_bytes(2, "little"), int.from_bytes(b"\x01\x00", "big"), (-1).to_bytes(2, "big", signed=True), int.from_bytes(b"\xff\xff", "big", signed=True), (5).real, (5).imag, (5).numerator, (5).denominator, (5).conjugate(), (5).as_integer_ratio(), (5).__add__(3), (5).__index__(), True.real)
t((256).to_bytes, 1, "big"); t((-1).to_bytes, 1, "big"); t((1).to_bytes, 1, "foo"); t(int.from_bytes, 5, "big")
print((1.5).is_integer(), (2.0).is_integer(), (1.5).as_integer_ratio(), (0.1).as_integer_ratio(), (1.5).hex(), (0.1).hex(), (-0.0).hex(), float.fromhex("0x1.8p0"), (1.5).real, (1.5).conjugate(), (1.5).__int__(), (2.5).__round__(), (1.5).__floor__(), (5e-324).hex(), (1e22).as_integer_ratio(), (0.0).as_integer_ratio()); t(float("inf").as_integer_ratio); t(float("nan").as_integer_ratio); t(float.fromhex, "x")
print(1j, 1 + 2j, complex(1, 2), complex("1+2j"), (1 + 2j).real, (1 + 2j).conjugate(), abs(3 + 4j), complex(0, -1), complex(-0.0, 1), 1j * 1j, complex("j"), complex(1.5)); t(complex, "abc")
print(b"abc"[0], b"abc"[1:], len(b"abc"), list(b"ab"), b"a" + b"b", b"abc".hex(), bytes.fromhex("61 62"), bytes(3), bytes([1, 2]), bytes("é", "utf-8"), b"a,b".split(b","), b"abc".find(b"c"), b"a" in b"abc", 97 in b"abc", b"abc".upper(), b",".join([b"a", b"b"]), bytearray(b"ab"), b"abc".startswith(b"a"), b"ab" == b"ab", b"a" < b"b", b"a" * 3, b"abc".replace(b"a", b"x"), b"  x ".strip(), hash(b"a") == hash(b"a")); ba = bytearray(b"abc"); ba.append(100); ba[0] = 65; ba.extend(b"xy"); print(ba, ba.pop(), len(ba), bytes(ba)); t(bytes, [256]); t(bytes, "a"); t(bytes, -1); t(ba.append, 256); t(bytes, 1.5)
print([].__len__(), [1].__contains__(1), [1].__add__([2]), {}.__len__(), {1: 2}.__getitem__(1), {1: 2}.__contains__(1), [3, 4].__getitem__(1), (1).__class__, [1, 2].__eq__([1, 2]), None.__class__, type(None).__name__, int.__name__, list.__mro__, bool.__bases__, bool.__mro__, bool.mro(), int.__module__, type(int).__name__, object.__bases__, int.__qualname__, int.__base__, object.__base__)
print([].__doc__ is None or True, len.__name__, [].append.__name__, str.join.__name__, str.join.__qualname__, len.__module__, [].append.__self__, type.__name__)
import sys
print(sys.maxsize, sys.byteorder, sys.version_info[:2], sys.version_info >= (3, 8), sys.version_info.major, sys.getrecursionlimit(), sys.float_info.max, sys.float_info.epsilon, sys.hash_info.modulus, sys.maxunicode, type(sys.argv), sys.intern("a"), sys.exc_info(), "sys" in sys.modules)
t(sys.exit) if False else None
try: sys.exit(5)
except SystemExit as e: print(repr(e), e.code)
try: sys.exit()
except SystemExit as e: print(repr(e), e.code)
try: sys.exit("x")
except SystemExit as e: print(repr(e), e.code)
sys.stdout.write("written\n"); t(sys.stdout.write, 5); sys.stdout.flush(); t(sys.setrecursionlimit, 0); t(sys.setrecursionlimit, "a"); print(sys.exc_info()[0])
try: 1 / 0
except ZeroDivisionError: print(sys.exc_info()[0], sys.exc_info()[1])
try: raise StopIteration(5)
except StopIteration as e: print(e.value, e.args)
try: open("/nonexistent")
except OSError as e: print("oserror")
e = OSError(2, "No such file", "f.txt"); print(e, e.errno, e.strerror, e.filename, repr(e)); e = ValueError("a"); e.args = (1, 2); print(e, repr(e), e.__cause__, e.__context__, e.__traceback__, e.__suppress_context__); e.add_note("n"); print(e.__notes__); e = ImportError("m", name="x"); print(e.name, e.path, e.msg, e); t(ValueError, x=1); print(KeyError(1), KeyError("a", "b"), repr(KeyError("a")), SyntaxError("m", ("f", 1, 2, "t")), UnicodeError("x")); e = SystemExit(3); print(e.code)
class E(Exception):
    def __init__(self, a, b): self.a = a; super().__init__(a, b)
print(repr(E(1, 2)), str(E(1, 2)), E(1, 2).args, E(1, 2).a)
class E2(ValueError):
    def __str__(self): return "custom"
print(E2("x"), repr(E2("x")), str(E2()), f"{E2()}")
class L(list):
    def total(self): return sum(self)
    def __repr__(self): return "L" + super().__repr__()
    def append(self, x): super().append(x * 2)
l = L([1, 2]); l.append(5); print(l, l.total(), len(l), l[0], l == [1, 2, 10], isinstance(l, list), sorted(l), list(l), l + [1], [0] + l, 1 in l)
class D(dict):
    def __missing__(self, k): return k * 2
    def __setitem__(self, k, v): super().__setitem__(k, v + 1)
d = D(a=1); d["b"] = 1; print(d, d["zz"], d.get("q"), len(d), list(d), "a" in d, dict(d), d == {"a": 1, "b": 2})
class I(int):
    def __add__(self, o): return I(int(self) + int(o) + 100)
print(I(5) + 1, I(5) * 2, repr(I(7)), I("12"), I(5) == 5, hash(I(5)), type(I(5) + 1).__name__, f"{I(5):03d}", "%d" % I(5), [1, 2, 3][I(1)], I(3) < 4, int(I(9)))
class S(str):
    def shout(self): return self.upper() + "!"
print(S("abc").shout(), S("a") + "b", len(S("abc")), S("x") == "x", {S("k"): 1}["k"], repr(S("q")), "%s" % S("z"), S("a,b").split(","), ",".join([S("a"), S("b")]), f"{S('p'):>3}")
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
print(T(1, 2), T(1, 2)[0], len(T(1)), T(1, 2) == (1, 2))
class F(float): pass
print(F("1.5") + 1, F(2), repr(F(2.5)), round(F(2.567), 1), F(1.5) == 1.5)
class P:
    def __init__(self): self.x = 1
    @property
    def y(self): return self.x
    @y.setter
    def y(self, v): self.x = v
    @staticmethod
    def s(): return "s"
    @classmethod
    def c(cls): return cls.__name__
p = P(); p.y = 5; print(p.y, P.s(), p.c(), vars(p), p.__dict__, P.__name__, P.__dict__["s"] is not None, hasattr(p, "y"), dir(p)[-3:], P.y.fget is not None); t(getattr, p, "zz"); t(setattr, P(), "foo", 1); t(delattr, p, "nope"); t(lambda: P(1)); t(lambda: object(1)); t(lambda: P.foo); t(P().__init__, 1)
class Q:
    def __len__(self): return -1
    def __index__(self): return 5
    def __float__(self): return 2.5
    def __int__(self): return 7
    def __bool__(self): return False
    def __call__(self, *a): return a
    def __format__(self, spec): return "fmt:" + spec
    def __round__(self, n=None): return ("r", n)
    def __abs__(self): return "abs"
    def __hash__(self): return 42
    def __contains__(self, x): return x == 1
    def __reversed__(self): return iter("rev")
    def __dir__(self): return ["b", "a"]
q = Q(); t(len, q); print(hex(q), float(q), int(q), bool(q), q(1, 2), f"{q:abc}", format(q, "x"), round(q), round(q, 2), abs(q), hash(q), 1 in q, 2 in q, list(reversed(q)), dir(q), [0] * q, "%d" % q, "%x" % q, callable(q), range(q), "abcdefg"[q])
X = type("X", (P,), {"z": 5}); print(X, X().z, X.__name__, X.__bases__, issubclass(X, P)); t(type, 1, 2); t(type, 1, 2, 3); t(lambda: type("X", (5,), {}))
print(object() == object(), object().__class__, object.__name__); o = object(); print(o == o, o != o, hash(o) == hash(o)); t(setattr, o, "a", 1)
