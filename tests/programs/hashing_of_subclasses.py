# Keys whose hash and equality come from builtin types, through Python classes, and such that do not.
from collections import namedtuple

Point = namedtuple("Point", "x y")


class Name(str):
    pass


class Number(int):
    pass


class Loud(tuple):
    def __eq__(self, other):
        return "loud" if tuple.__eq__(self, other) else ""

    __hash__ = tuple.__hash__


class Odd(Point):
    def __hash__(self):
        return 1


class Plain:
    pass


class Equal:
    def __eq__(self, other):
        return True

    __hash__ = object.__hash__


d = {}
d[Point(1, 2)] = "point"
print(d[(1, 2)], (1, 2) in d, (1, (2, Point(3, 4))) == (1, (2, (3, 4))), hash(Point(1, 2)) == hash((1, 2)))
d[Name("a")] = "name"
print(d["a"], Name("a") in d, Name("b") in d, hash(Name("a")) == hash("a"), ("a", 1) == (Name("a"), Number(1)))
print({(Number(3), 2.0): 1}[(3, 2)], {3: 1}[Number(3)], hash(Number(-1)), hash((Number(-1),)) == hash((-1,)))
print(Loud((1, 2)) in [(1, 2)], {Loud((1, 2)): 1}.get((1, 2)), (Loud((1,)),) == ((1,),), [Loud((1,))] == [(2,)])
print(hash(Odd(1, 2)), hash((Odd(1, 2),)) == hash((1,)), {Odd(1, 2): 1}.get(Point(1, 2)), {1: "one"}.get(Odd(1, 2)))
a, b = Plain(), Plain()
print(a == b, (a, 1) == (a, 1), (a, 1) == (b, 1), {a: 1}.get(b), (a,) in {(a,): 2}, a in (1, "x", b), (a,) == (1,))
e = Equal()
print((e, 1) == (a, 1), (a, 1) == (e, 1), e in [a], a in [e], (1, e) == (1, None), (Point(1, 2), e) == ((1, 2), 5))
print({(e, 1): 5}.get((e, 1)), (Point(1, e),) == ((1, 7),), Point(1, 2) == Plain(), (Point(1, 2),) == (Plain(),))
try:
    hash((1, [2]))
except TypeError as error:
    print(error)
try:
    {}[Point(1, {})] = 1
except TypeError as error:
    print(error)

# The class changes its mind.
p = Plain()
q = Plain()
print((p,) == (q,), len({(p,), (q,)}))
Plain.__eq__ = lambda self, other: isinstance(other, Plain)
print((p,) == (q,), p in [q])
Plain.__hash__ = lambda self: 7
print(len({(p,), (q,)}), hash((p,)) == hash((7,)), {p: "found"}[q])
del Plain.__eq__
print((p,) == (q,), len({p, q}))
del Plain.__hash__
print(len({(p,), (q,)}), hash((p,)) == hash((7,)))
deep = ()
for _ in range(60):
    deep = (deep, Point(1, deep))
    if _ < 8:
        print(hash(deep) == hash(deep), end=" ")
nested = ()
for _ in range(100):
    nested = (nested,)
other = ()
for _ in range(100):
    other = (other,)
print(nested == other, hash(nested) == hash(other), {nested: 1}[other])
