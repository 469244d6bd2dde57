def attempt(f, *a, **k):
    try: r = f(*a, **k)
    except BaseException as e: r = (type(e).__name__, str(e))
    print(r)
class L(list):
    def __init__(self, *a): super().__init__(*a); self.x = 1
    def append(self, v): super().append(v * 2)
    def __getitem__(self, i): return ("item", super().__getitem__(i))
l = L([1, 2]); l.append(3); print(l, l[0], len(l), l + [1], type(l + [1]), l == [1, 2, 6], list(l), sorted(l), l.x, repr(l), str(l), isinstance(l, list), [*l], l[:1], l * 2, 2 in l, l.index(2), sum(l), l.copy(), type(l.copy()), bool(L()), L([3]) < L([4]), max(l))
l += [9]; print(type(l).__name__, l); del l[0]; print(l); l.sort(reverse=True); print(l)
class D(dict):
    def __setitem__(self, k, v): super().__setitem__(k, v + 1)
    def __missing__(self, k): return "missing " + str(k)
d = D(a=1); d["b"] = 1; d.update(c=5); print(d, d["zz"], d.get("zz"), len(d), dict(d), sorted(d), {**d}, d.setdefault("q", 3), d.pop("a"), d == {"b": 2, "c": 5, "q": 3}, d | {"z": 1}, type(d | {}), "b" in d, list(d.items()), D.fromkeys("ab", 1), type(D.fromkeys("a", 1)))
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    @property
    def first(self): return self[0]
t = T(1, 2, 3); print(t, t.first, t + (4,), type(t + ()), t[1:], hash(t) == hash((1, 2, 3)), t == (1, 2, 3), {t: 1}[(1, 2, 3)], len(t), tuple(t), t.index(2), repr(t), "%s %s %s" % t)
class S(str):
    def __add__(self, o): return S("add:" + str(self) + str(o))
    def shout(self): return self.upper() + "!"
s = S("abc"); print(s, s + "d", type(s + "d").__name__, "x" + s, s.shout(), s[0], s * 2, s == "abc", hash(s) == hash("abc"), {s: 1}["abc"], f"{s:>5}", s.join(["1", "2"]), "b" in s, s.replace("a", "z"), type(s.upper()).__name__, len(s), repr(s), str(s) is s, type(str(s)).__name__, int(S("5")), s < "b", sorted([S("b"), S("a")]), "%s" % s, s.encode())
class I(int):
    def __new__(cls, v, extra=None): self = super().__new__(cls, v); self.extra = extra; return self
    def __add__(self, o): return I(int(self) + int(o), "sum")
i = I(5, "e"); print(i, i.extra, i + 1, (i + 1).extra, 1 + i, i * 2, type(i * 2).__name__, -i, i == 5, hash(i) == hash(5), [0] * I(2), range(10)[i], f"{i:03d}", hex(i), i.bit_length(), int(i), type(int(i)).__name__, i // 2, i / 2, bool(I(0)), abs(I(-3)), divmod(i, 2), i ** 2, str(i), repr(i), i.real, {5: "five"}[i], i < 6, max(i, 3), I(3) in [3])
class F(float): pass
f = F(1.5); print(f, f + 1, type(f + 1).__name__, f == 1.5, int(f), round(f), f"{f:.2f}", f.is_integer(), repr(f), F("2.5"), f * f)
class B(bytes): pass
b = B(b"abc"); print(b, b[0], b + b"d", b == b"abc", b.decode(), len(b), type(b[:1]).__name__)
class St(set):
    def add(self, v): super().add(v); return self
st = St([1]); print(st.add(2), st | {3}, type(st | {3}).__name__, 1 in st, len(st), st == {1, 2}, sorted(st), repr(St()), St([1]) & St([1]))
class Fs(frozenset): pass
print(Fs([1]), hash(Fs([1])) == hash(frozenset([1])), {Fs([1]): 2}[frozenset([1])])
class C(complex): pass
print(C(1, 2), C(1, 2) + 1)
class Bo:
    def __bool__(self): return True
attempt(lambda: type("X", (bool,), {}))
class E(Exception):
    def __init__(self, a, *, code=5): self.a = a; self.code = code; super().__init__(a)
e = E("x", code=3); print(e, e.args, e.code, repr(e)); attempt(lambda: (_ for _ in ()).throw(E("thrown")))
class E2(KeyError): pass
attempt(lambda: {}.__getitem__(1)); print(str(E2("k")), repr(E2("k")), E2("k").args)
class E3(OSError): pass
print(E3(2, "m"), E3(2, "m").errno, E3("x").args)
class E4(StopIteration): pass
print(E4(5).value)
class It(list):
    def __iter__(self): return iter("custom")
print(list(It([1])), [x for x in It([1])], tuple(It([1])), len(It([1])))
class Len(list):
    def __len__(self): return 42
print(len(Len()), bool(Len()), Len([1]))
class Cont(dict):
    def __contains__(self, k): return True
    def __len__(self): return 7
print(1 in Cont(), len(Cont()), bool(Cont()))
class Eq(int):
    def __eq__(self, o): return True
    __hash__ = int.__hash__
print(Eq(1) == 5, 5 == Eq(1), Eq(1) != 5, hash(Eq(1)))
class Str(int):
    def __str__(self): return "str"
    def __repr__(self): return "repr"
    def __format__(self, s): return "fmt" + s
print(Str(1), repr(Str(1)), f"{Str(1)}", f"{Str(1)!r}", "%s" % Str(1), "%d" % Str(1), [Str(1)], {Str(1): Str(2)}, "{:x}".format(Str(1)))
class Call(list):
    def __call__(self, *a): return a
print(Call()(1)); 
class Red(list):
    __slots__ = ("z",)
r = Red([1]); r.z = 5; print(r, r.z); attempt(lambda: setattr(r, "q", 1))
import collections
class OD(collections.OrderedDict): pass
print(OD(a=1)); 
class NT(collections.namedtuple("NT", "x y")):
    def dist(self): return self.x + self.y
n = NT(1, 2); print(n, n.dist(), n._replace(x=5), n._asdict(), n == (1, 2), NT._fields); x, y = n
print(list.__init__(L.__new__(L)), list.append(l, 1), dict.__getitem__(d, "b"), str.upper(S("q")), int.__add__(I(1), 2), tuple.__len__(t)); attempt(list.append, 5, 1); attempt(str.upper, 5); attempt(dict.get, [], 1); attempt(int.__add__, "x", 1)
print(object.__repr__(l)[:20], object.__str__(5), object.__eq__(1, 1), object.__hash__(5) is not None, object.__new__(object).__class__); attempt(object, 1); attempt(object.__new__); attempt(object.__new__, 5); 0
class NoInit:
    def __new__(cls, *a, **k): return object.__new__(cls)
print(type(NoInit(1, x=2)).__name__)
class NewOnly:
    def __new__(cls, v): s = super().__new__(cls); s.v = v; return s
print(NewOnly(4).v)
class Other:
    def __new__(cls): return 42
    def __init__(self): print("never")
print(Other())
class BadInit:
    def __init__(self): return 5
attempt(BadInit)
