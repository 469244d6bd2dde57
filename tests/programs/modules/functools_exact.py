# Partial methods, dispatch by type, caches, orderings.
import functools
from abc import ABC
from functools import (cached_property, lru_cache, partial, partialmethod, reduce, singledispatch,
                       singledispatchmethod, total_ordering)


class Cell:
    def set(self, state, *, loud=False):
        return state, loud

    on = partialmethod(set, True)
    shout = partialmethod(on, loud=True)
    maker = partialmethod(classmethod(lambda cls, n: (cls.__name__, n)), 5)

    @cached_property
    def slow(self):
        print("computing")
        return 42


c = Cell()
print(c.on(), c.shout(), Cell.on(c), c.maker(), c.slow, c.slow, vars(c))
del c.slow
print(c.slow)


@singledispatch
def show(x, *rest):
    return "object"


@show.register
def _(x: int):
    return "int"


@show.register(list)
@show.register(tuple)
def _(x):
    return "sequence"


@show.register
def _(x: str | bytes):
    return "text"


class Base(ABC):
    pass


Base.register(float)
show.register(Base, lambda x: "base")
print(show(1), show(True), show([]), show(()), show("a"), show(b""), show(1.5), show(None), show.dispatch(bool)(1))
for action in (lambda: show(), lambda: show.register(3), lambda: show.register(5, len)):
    try:
        action()
    except TypeError as error:
        print(error)


class Shower:
    @singledispatchmethod
    def show(self, x):
        return "any"

    @show.register
    def _(self, x: int):
        return "int of " + type(self).__name__

    @singledispatchmethod
    @classmethod
    def make(cls, x):
        return cls.__name__

    @make.register(str)
    @classmethod
    def _(cls, x):
        return cls.__name__ + x


print(Shower().show(1), Shower().show("a"), Shower.make(1), Shower.make("!"))


@lru_cache(maxsize=2)
def square(n, *, plus=0):
    return n * n + plus


print([square(n) for n in (1, 2, 1, 3, 2)], square(1, plus=1), square.cache_info(), square.cache_parameters())
square.cache_clear()
print(square.cache_info().currsize, square.__wrapped__(5))


@total_ordering
class Size:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __le__(self, other):
        return self.n <= other.n if isinstance(other, Size) else NotImplemented


print(Size(1) < Size(2), Size(2) >= Size(2), Size(1) > Size(2), Size.__lt__.__name__)
for action in (lambda: Size(1) < 3, lambda: total_ordering(type("No", (), {})), lambda: reduce(max, []),
               lambda: reduce(max, 5), lambda: partial(3), lambda: lru_cache(1.5)):
    try:
        action()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(partial(print, 1, sep="-"), partial(partial(pow, 2), 3)(), functools.reduce(lambda a, b: a + b, "abc", ">"))
