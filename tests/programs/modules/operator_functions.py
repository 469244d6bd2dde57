# The operators as functions: in place, by their special names, and the callables that fetch.
import operator

print(operator.add(2, 3), operator.__add__(2, 3), operator.__lt__ is operator.lt, operator.call(max, 1, 2))
values = [1]
print(operator.iadd(values, [2]), values, operator.ipow(2, 5), operator.ifloordiv(7, 2), operator.itruediv(1, 4))
print(operator.ilshift(1, 4), operator.irshift(64, 3), operator.ixor(5, 1), operator.imod(7, 4))
print(operator.concat("a", "b"), operator.iconcat([1], [2]), operator.countOf([1, 2, 1], 1), operator.indexOf("abc", "c"))
for action in (lambda: operator.concat(1, 2), lambda: operator.methodcaller(12), lambda: operator.index("a"),
               lambda: operator.pow(1, 2, 3), lambda: operator.attrgetter(3), lambda: operator.length_hint([], "x"),
               lambda: operator.indexOf([1], 2)):
    try:
        action()
    except (TypeError, ValueError) as error:
        print(type(error).__name__)


class Count(int):
    def __index__(self):
        return 8


print(operator.index(Count(7)), operator.index(True), type(operator.index(Count(7))).__name__)
print(operator.length_hint(iter([1, 2, 3])), operator.length_hint(iter({1: 2})), operator.length_hint(3, 9))
point = type("Point", (), {"x": type("Inner", (), {"y": 5})})
print(operator.attrgetter("x.y")(point), operator.attrgetter("x.y", "x")(point)[0])
print(operator.itemgetter(1)("abc"), operator.itemgetter(0, slice(1, 3))("abcd"))
print(operator.methodcaller("split", ",", maxsplit=1)("a,b,c"), operator.methodcaller("f", 1, k=2))
print(operator.itemgetter(1, 2), operator.attrgetter("a", "b.c"))
print(operator.truth([]), operator.not_(0), operator.is_(None, None), operator.contains([1], 1), len(operator.__all__))
