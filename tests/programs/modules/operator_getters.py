# itemgetter, attrgetter and methodcaller: results, reprs, errors.
import copy
from operator import attrgetter, itemgetter, methodcaller


class Point:
    def __init__(self, x, inner=None):
        self.x = x
        self.inner = inner

    def add(self, n, by=1):
        return self.x + n * by


p = Point(3, Point(4))
print(itemgetter(1)("abc"), itemgetter(0, -1)([5, 6, 7]), itemgetter("k")({"k": 1}), itemgetter(slice(1, 3))("abcd"))
print(attrgetter("x")(p), attrgetter("inner.x")(p), attrgetter("x", "inner.x")(p))
print(methodcaller("add", 2)(p), methodcaller("add", 2, by=5)(p), methodcaller("upper")("a"))
print(itemgetter(1, "a"), attrgetter("a.b", "c"), methodcaller("m", 1, k="v"))
print(sorted([(2, "b"), (1, "c"), (2, "a")], key=itemgetter(0, 1)), max([p, p.inner], key=attrgetter("x")).x)
for getter in (itemgetter(1), itemgetter(0, 1), attrgetter("x")):
    kind, arguments = getter.__reduce__()
    print(kind.__module__, kind.__qualname__, arguments, copy.copy(getter)([7, 8]) if kind is itemgetter else copy.copy(getter)(p))


print(callable(itemgetter(1)))
calls = [lambda: itemgetter(), lambda: attrgetter(), lambda: attrgetter(1), lambda: methodcaller(), lambda: methodcaller(1),
         lambda: itemgetter(5)([1]), lambda: itemgetter("a")({}), lambda: attrgetter("x.y")(p), lambda: itemgetter(1)(),
         lambda: itemgetter(1)([1, 2], 3), lambda: methodcaller("nothing")(p), lambda: itemgetter(1)(5), lambda: attrgetter(a=1)]
for call in calls:
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
