# Classes change after thousands of iterations of a hot loop.
class Point:
    scale = 1

    def __init__(self, x):
        self.x = x

    def value(self):
        return self.x * self.scale

    @property
    def double(self):
        return self.x * 2


class Other:
    scale = 100

    def value(self):
        return -self.x

    double = 7


def run(change, at, count=3000):
    p = Point(1)
    total = 0
    for i in range(count):
        if i == at:
            change(p)
        total += p.value() + p.double
    return total


def method(p):
    Point.value = lambda self: self.x * 1000


def attribute(p):
    Point.scale = 5


def shadow(p):
    p.scale = 9


def hide_method(p):
    p.value = lambda: 3


def change_class(p):
    p.__class__ = Other


def change_property(p):
    Point.double = property(lambda self: self.x * 50)


def drop_property(p):
    del Point.double
    p.double = 11


def text(p):
    p.x = 2.5


def big(p):
    p.x = 2**70


def add_getattribute(p):
    Point.__getattribute__ = lambda self, name: object.__getattribute__(self, name) if name != "x" else 4


def many(p):
    for i in range(30):
        setattr(p, "extra%d" % i, i)


saved = dict(vars(Point))


def restore():
    for name in list(vars(Point)):
        if name not in saved:
            delattr(Point, name)
    for name in ("value", "double", "scale"):
        setattr(Point, name, saved[name])


for change in [method, attribute, shadow, hide_method, change_class, change_property, drop_property, text, big, many, add_getattribute]:
    for at in (2500, 2999):
        try:
            print(change.__name__, at, run(change, at))
        except Exception as error:
            print(change.__name__, at, type(error).__name__, error)
        restore()


class Base:
    def step(self, n):
        return n + 1


class Middle(Base):
    pass


class Leaf(Middle):
    pass


def inherited():
    leaf = Leaf()
    out = []
    n = 0
    for i in range(4000):
        if i == 1000:
            Base.step = lambda self, n: n + 2
        elif i == 2000:
            Middle.step = lambda self, n: n + 3
        elif i == 2500:
            Leaf.step = lambda self, n: n + 4
        elif i == 3000:
            del Middle.step
        elif i == 3200:
            del Leaf.step
        elif i == 3500:
            Leaf.__bases__ = (Replacement,)
        n = leaf.step(n)
        if i % 500 == 499:
            out.append(n)
    return out


class Replacement:
    def step(self, n):
        return n - 1


print(inherited())


class Number:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return Number(self.n + other.n)

    def __lt__(self, other):
        return self.n < other.n

    def __getitem__(self, index):
        return self.n + index

    def __len__(self):
        return 3

    def __call__(self, x):
        return self.n * x

    def __bool__(self):
        return True

    def __eq__(self, other):
        return self.n == other.n

    def __contains__(self, item):
        return item == self.n

    def __iter__(self):
        return iter((self.n, 1))


def operators():
    one = Number(1)
    sums = Number(0)
    counts = [0] * 9
    for i in range(3000):
        if i == 2000:
            Number.__lt__ = lambda self, other: False
            Number.__add__ = lambda self, other: self
        if i == 2100:
            Number.__getitem__ = lambda self, index: 50
            Number.__len__ = lambda self: 5
        if i == 2200:
            Number.__call__ = lambda self, x: 0
            Number.__bool__ = lambda self: False
        if i == 2300:
            Number.__eq__ = lambda self, other: NotImplemented
            Number.__contains__ = lambda self, item: True
            Number.__iter__ = lambda self: iter((2, 2))
        sums = sums + one
        counts[0] += one < sums
        counts[1] += one[i % 2]
        counts[2] += len(one)
        counts[3] += one(2)
        if one:
            counts[4] += 1
        counts[5] += one == sums
        counts[6] += 7 in one
        for x in one:
            counts[7] += x
        a, b = one
        counts[8] += a * b
    return sums.n, counts


print(operators())
