# the same instructions see changing types
def add(a, b):
    return a + b


def less(a, b):
    return a < b


def branch(a, b):
    if a == b:
        return "same"
    return "different"


def item(c, i):
    return c[i]


def attr(o):
    return o.v


def method(o):
    return o.m(1)


def unpack(t):
    a, b = t
    return a, b


def call(f):
    return f(2)


class A:
    def __init__(self):
        self.v = "Av"

    def m(self, x):
        return ("A.m", x)


class B:
    v = "class attribute"

    def m(self, x):
        return ("B.m", x)


class C:
    def __init__(self):
        self.first = 1
        self.v = "Cv"
        self.m = lambda x: ("C instance", x)


class P:
    @property
    def v(self):
        return "property"

    @staticmethod
    def m(x):
        return ("static", x)


class I:
    def __index__(self):
        return 1


pairs = [(1, 2), (1.5, 2.5), ("a", "b"), (1, 2.5), ([1], [2]), ((1,), (2,)), (2 ** 60, 1), (True, 2)]
for _ in range(5):
    for a, b in pairs:
        for _ in range(6):
            r = (add(a, b), less(a, b), branch(a, b), branch(a, a))
        print(r)
containers = [([1, 2], 0), ((3, 4), -1), ({1: "one"}, 1), ("text", 2), (range(5), 3), ([5, 6], True), ([7, 8], I()), (b"ab", 0)]
for _ in range(3):
    for c, i in containers:
        for _ in range(6):
            r = item(c, i)
        print(r)
objects = [A(), B(), C(), P(), A(), C()]
for _ in range(3):
    for o in objects:
        for _ in range(6):
            r = (attr(o), method(o))
        print(r)
for t in [(1, 2), [3, 4], "ab", {5: 6, 7: 8}, range(2), (9, 10)]:
    for _ in range(5):
        r = unpack(t)
    print(r)
for f in [lambda x: x, len.__class__, str, A().m, abs, int, float]:
    try:
        for _ in range(5):
            r = call(f)
        print(r)
    except TypeError as e:
        print("TypeError")
a = A()
for i in range(20):
    if i == 10:
        A.v = property(lambda self: "now a property")
    if i == 15:
        A.m = lambda self, x: "replaced"
    print(attr(a), method(a))


def store(o, v):
    o.v = v
    return o.v


class S:
    pass


class T:
    def __setattr__(self, k, v):
        object.__setattr__(self, k, ("hooked", v))


for o in [S(), S(), C(), T(), S()]:
    for i in range(5):
        r = store(o, i)
    print(r)
for i in range(5):
    o = S()
    store(o, i)
    o.extra = 1
    print(store(o, i + 1), sorted(o.__dict__.items()) if hasattr(o, "__dict__") else "")


def mul(a, b):
    return a * b


for a, b in [(3, 4), (1 << 40, 1 << 40), (2.0, 3), ("ab", 3), (3, "ab"), ([1], 2), (-(1 << 47), -1)]:
    for _ in range(5):
        r = mul(a, b)
    print(r)


def floordiv(a, b):
    return a // b, a % b


for a, b in [(7, 2), (-7, 2), (7, -2), (-(1 << 47), -1), (7.5, 2), (1 << 80, 3)]:
    for _ in range(5):
        r = floordiv(a, b)
    print(r)


def shift(a, b):
    return a << b, a >> b


for a, b in [(1, 3), (1, 50), (-5, 1), (1, 100), (1 << 70, 2)]:
    for _ in range(5):
        r = shift(a, b)
    print(r)


def each(it):
    n = 0
    for x in it:
        n += 1
        if n > 3:
            break
    return n


for it in [range(10), [1, 2], (1, 2, 3), "abcdef", {1: 2}, {1, 2}, iter([1]), zip([1], [2]), range(0), []]:
    for _ in range(4):
        n = each(it)
    print(n)
