import copy


def show(value):
    print(value)


a = [1, [2, 3], {"k": (4, [5])}, {6}, frozenset([7]), bytearray(b"8"), "9", None, 1.5, range(3), len, int, slice(1, [2])]
b = copy.deepcopy(a)
show(b)
show([x is y for x, y in zip(a, b)])
show(b[2]["k"] is not a[2]["k"] and b[2]["k"][1] is not a[2]["k"][1])
c = copy.copy(a)
show([x is y for x, y in zip(a, c)])

loop = [1]
loop.append(loop)
copied = copy.deepcopy(loop)
show(copied[1] is copied and copied is not loop)
tuple_loop = ([],)
tuple_loop[0].append(tuple_loop)
copied = copy.deepcopy(tuple_loop)
show(copied[0][0] is copied and copied is not tuple_loop)
dict_loop = {}
dict_loop["me"] = dict_loop
copied = copy.deepcopy(dict_loop)
show(copied["me"] is copied)
shared = [0]
copied = copy.deepcopy([shared, shared, (shared, 1)])
show(copied[0] is copied[1] is copied[2][0])
t = (1, (2, "x"))
show(copy.deepcopy(t) is t and copy.copy(t) is t)
show(copy.deepcopy((1, [2])) == (1, [2]))


class Plain:
    def __init__(self, x):
        self.x = x
        self.me = self


p = Plain([1, 2])
q = copy.deepcopy(p)
show((q.x, q.x is p.x, q.me is q, type(q) is Plain, q.__dict__.keys() == p.__dict__.keys()))
r = copy.copy(p)
show((r.x is p.x, r.me is p, r is not p))


class Hook:
    def __deepcopy__(self, memo):
        made = Hook()
        memo[id(self)] = made
        made.parts = copy.deepcopy(self.parts, memo)
        return made

    def __copy__(self):
        return "shallow"


h = Hook()
h.parts = [h, {"h": h}]
g = copy.deepcopy(h)
show((g.parts[0] is g, g.parts[1]["h"] is g, copy.copy(h)))
pair = copy.deepcopy([h, h])
show(pair[0] is pair[1])


class Reduced:
    made = 0

    def __init__(self, *args):
        Reduced.made += 1
        self.args = args

    def __reduce__(self):
        return Reduced, (1, [2]), {"state": [3]}


d = copy.deepcopy(Reduced())
show((d.args, d.state, Reduced.made))
d = copy.copy(Reduced())
show((d.args, d.state, Reduced.made))


class State:
    def __init__(self):
        self.a, self.b = [1], [2]

    def __getstate__(self):
        return {"only": self.a}

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.restored = True


s = copy.deepcopy(State())
show(sorted(s.__dict__.items()))


class Slots:
    __slots__ = ("x", "y")


s = Slots()
s.x = [1]
u = copy.deepcopy(s)
show((u.x, u.x is s.x, hasattr(u, "y"), copy.copy(s).x is s.x))


class MyList(list):
    pass


class MyDict(dict):
    pass


class MyTuple(tuple):
    pass


class MyInt(int):
    pass


m = MyList([1, [2]])
m.note = ["n"]
n = copy.deepcopy(m)
show((n, type(n).__name__, n[1] is m[1], n.note, n.note is m.note, copy.copy(m).note is m.note, copy.copy(m)))
m = MyDict(a=[1])
n = copy.deepcopy(m)
show((n, type(n).__name__, n["a"] is m["a"], copy.copy(m)["a"] is m["a"]))
show((copy.deepcopy(MyTuple([1, [2]])), type(copy.deepcopy(MyTuple([1]))).__name__, type(copy.deepcopy(MyInt(3))).__name__))
e = copy.deepcopy(ValueError("x", [1]))
show((type(e).__name__, e.args))


class NoAttr:
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return "made up"


n = NoAttr()
n.x = [1]
show((copy.deepcopy(n).x, copy.deepcopy(n).y))


class Method:
    def f(self):
        return self.x


o = Method()
o.x = [1]
f = copy.deepcopy(o.f)
show((f(), f.__self__ is o, f() is o.x))
memo = {}
x = [[1]]
y = copy.deepcopy(x, memo)
show((memo[id(x)] is y, memo[id(x[0])] is y[0], len(memo), len(memo[id(memo)])))
show(copy.deepcopy(x, {id(x): "known"}))
show(type(copy.deepcopy(object())).__name__)
nest = []
for _ in range(100):
    nest = [nest]
show(copy.deepcopy(nest) == nest)
nest = []
for _ in range(3000):
    nest = [nest]
try:
    copy.deepcopy(nest)
except RecursionError as error:
    show(type(error).__name__)


class Changing:
    def __deepcopy__(self, memo):
        self.inside.clear()
        return 5


z = Changing()
z.inside = [1, z, 2, 3]
show(copy.deepcopy(z.inside))


def hot():
    total = 0
    data = {"a": [1, 2, (3, [4])], "p": Plain(1)}
    for i in range(300):
        made = copy.deepcopy(data)
        made["a"][2][1].append(i)
        total += len(made["a"][2][1]) + made["p"].x
    return total, data["a"]


show(hot())
