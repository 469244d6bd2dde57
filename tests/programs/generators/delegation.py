# `yield from`: what is sent, thrown and returned goes through.
def inner():
    try:
        a = yield 1
        b = yield a
        return a + b
    except KeyError as e:
        yield ("caught", str(e))
        return "after"
    finally:
        print("inner done")


def outer():
    try:
        r = yield from inner()
        print("result", r)
    except ZeroDivisionError:
        print("zero")
        yield "z"


g = outer()
print(next(g), g.send(10), end=" ")
try:
    g.send(5)
except StopIteration as e:
    print(e.value)
g = outer()
next(g)
print(g.throw(KeyError("k")))
print(list(g))
g = outer()
next(g)
print(g.throw(ZeroDivisionError))
g = outer()
next(g)
g.close()


class Custom:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration("end")
        return self.n

    def send(self, v):
        print("send", v)
        return self.__next__()

    def throw(self, *args):
        print("throw", args[0] if isinstance(args[0], type) else type(args[0]))
        return 99

    def close(self):
        print("close")


def use():
    print("=>", (yield from Custom()))


u = use()
print(next(u), u.send("v"), u.throw(ValueError), next(u))
print(list(u))
u = use()
next(u)
u.close()


def broken():
    try:
        yield from [1, 2, 3]
    except ValueError as e:
        print("no throw in list iterator", e)
        yield "ok"


b = broken()
next(b)
print(b.throw(ValueError("x")))


def chain(n):
    if n == 0:
        yield 0
        return "deep"
    r = yield from chain(n - 1)
    return r


c = chain(200)
print(next(c))
try:
    next(c)
except StopIteration as e:
    print(e.value)


def not_iterable():
    yield from 5


try:
    next(not_iterable())
except TypeError as e:
    print(e)


def self_running():
    yield from me


me = self_running()
try:
    next(me)
except ValueError as e:
    print(e)
