# What generators refuse, and what becomes of exceptions in them.
def g():
    yield 1
    yield 2


def attempt(f):
    try:
        print("value", f())
    except BaseException as e:
        print(type(e).__name__, e)


x = g()
attempt(lambda: x.send(1))
attempt(lambda: x.send(None))
attempt(lambda: x.send(5))
attempt(lambda: x.send(5))
attempt(lambda: x.send(5))
attempt(lambda: next(x, "default"))
attempt(lambda: g().throw(ValueError("new")))
attempt(lambda: g().throw(ValueError, "text"))
attempt(lambda: g().throw(ValueError, ValueError("v")))
attempt(lambda: g().throw(ValueError("v"), 3))
attempt(lambda: g().throw(5))
attempt(lambda: g().throw(int))
attempt(lambda: g().throw())
attempt(lambda: g().send())
x = g()
x.close()
attempt(lambda: next(x))
attempt(lambda: x.throw(KeyError(1)))


def ignoring():
    for _ in range(2):
        try:
            yield 1
        except GeneratorExit:
            print("no")


never_closed = ignoring()
next(never_closed)
attempt(never_closed.close)
print(next(never_closed, None))


def stops():
    yield 1
    next(iter([]))


x = stops()
next(x)
attempt(lambda: next(x))
attempt(lambda: list(stops()))


def nested():
    yield list(next(iter([])) for _ in range(3))


attempt(lambda: list(nested()))


def reentrant():
    yield next(r)


r = reentrant()
attempt(lambda: next(r))


def context():
    try:
        yield 1
    except ValueError:
        try:
            yield 2
        except KeyError as e:
            print(repr(e.__context__))
            yield 3


x = context()
next(x)
x.throw(ValueError("first"))
x.throw(KeyError("second"))


def keeps_local():
    value = "old"
    try:
        value = yield value
    except ValueError:
        yield value


x = keeps_local()
next(x)
print(x.throw(ValueError))


def unbound():
    yield
    print(never)
    never = 1


x = unbound()
next(x)
attempt(lambda: next(x))


def recursive(n):
    yield n
    yield from recursive(n + 1)


attempt(lambda: sum(1 for _ in recursive(0)))
import sys


def handled():
    try:
        raise ValueError("in generator")
    except ValueError:
        yield sys.exc_info()[1]
        yield sys.exc_info()[1]


for e in handled():
    print(e, sys.exc_info())
try:
    raise KeyError("outside")
except KeyError:
    for e in handled():
        print(e, repr(sys.exc_info()[1]))


class C:
    def __init__(self):
        yield 1


attempt(C)
