# The context of an exception is what was handled where it was raised, whatever it comes through afterwards.
from contextlib import ExitStack, contextmanager


@contextmanager
def failing(error):
    try:
        yield
    finally:
        raise error


one, two, three, four = [Exception(n) for n in range(1, 5)]
try:
    with ExitStack() as stack:
        for error in (four, three, two):
            stack.enter_context(failing(error))
        raise one
except Exception as error:
    while error is not None:
        print(error)
        error = error.__context__


def replacing(error):
    try:
        yield
    finally:
        raise error


def thrown(gen, error):
    next(gen)
    try:
        gen.throw(error)
    except Exception as out:
        return out


inner, thrown_in, outer = ValueError("inner"), KeyError("thrown"), TypeError("outer")
try:
    raise outer
except TypeError:
    print(repr(thrown(replacing(inner), thrown_in).__context__), thrown_in.__context__)
    try:
        raise IndexError("plain")
    except IndexError as error:
        print(repr(error.__context__))


def compare(a, b):
    raise LookupError(a)


class Key:
    def __lt__(self, other):
        raise ArithmeticError("lt")


def each(action):
    try:
        raise outer
    except TypeError:
        try:
            action()
        except Exception as error:
            print(type(error).__name__, repr(error.__context__))


kept = ValueError("kept")


def raise_kept():
    raise kept


for n in range(3):
    each(lambda: sorted([Key(), Key()]))
    each(lambda: list(map(lambda x: 1 / x, [0])))
    each(raise_kept)
    each(lambda: next(iter([]), raise_kept()))
    each(lambda: int("x"))


def handling():
    try:
        raise KeyError("in generator")
    except KeyError:
        yield


try:
    gen = handling()
    next(gen)
    gen.throw(IndexError("late"))
except IndexError as error:
    print(repr(error.__context__))
