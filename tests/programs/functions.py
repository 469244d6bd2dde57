def f(a, b=2, *rest, k=5, **more):
    return a, b, rest, k, more


print(f(1))
print(f(1, 3, 4, 5, k=6, z=7))
print(f(*[1, 2, 3], **{"k": 1, "q": 2}))
print(f(b=1, a=2))


def g(a, /, b, *, c):
    return a, b, c


print(g(1, 2, c=3), g(1, b=2, c=3))


def attempt(fn):
    try:
        print(fn())
    except TypeError as e:
        print("TypeError:", e)


def one(x):
    return x


def two(x, y=1):
    return x, y


attempt(lambda: one())
attempt(lambda: one(1, 2))
attempt(lambda: two())
attempt(lambda: two(1, 2, 3))
attempt(lambda: f())
attempt(lambda: g(1))
attempt(lambda: g(1, 2))
attempt(lambda: g(a=1, b=2, c=3))
attempt(lambda: g(1, 2, 3, c=4))
attempt(lambda: g(1, 2, c=3, d=4))
attempt(lambda: one(1, x=2))
attempt(lambda: one(y=2))
attempt(lambda: f(1, **{"a": 2}))
attempt(lambda: f(1, **{1: 2}))
attempt(lambda: f(*3))
attempt(lambda: f(1, *3))
attempt(lambda: print(*3))
attempt(lambda: f(*"ab", **{"k": 1}))
attempt(lambda: f(*{5: 6}, 7))
attempt(lambda: f(**3))
attempt(lambda: 3())
attempt(lambda: "x"())


def three(a, b, c):
    pass


attempt(lambda: three())
attempt(lambda: three(1))


def counter():
    n = 0

    def inc(by=1):
        nonlocal n
        n += by
        return n

    return inc


c = counter()
c()
c(5)
print(c())


def fact(n):
    return 1 if n < 2 else n * fact(n - 1)


print(fact(30))
print((lambda x, y=3: x * y)(4))
fns = [lambda i=i: i * i for i in range(4)]
print([h() for h in fns])
fns = [lambda: i for i in range(4)]
print([h() for h in fns])


def outer():
    x = 1

    def middle():
        def inner():
            return x

        return inner

    x = 2
    return middle()()


print(outer())


def late():
    return not_yet()


def not_yet():
    return "now"


print(late())
print(f.__name__, f.__defaults__, f.__kwdefaults__, (lambda: 0).__name__)


def decorated(fn):
    def wrapper(*args, **kwargs):
        print("call", fn.__name__, args, kwargs)
        return fn(*args, **kwargs)

    return wrapper


@decorated
def add(a, b):
    return a + b


print(add(1, b=2))


def unbound():
    try:
        print(zz)
    except UnboundLocalError as e:
        print(e)
    zz = 1
    del zz
    try:
        zz
    except UnboundLocalError as e:
        print(e)


unbound()
try:
    nothing
except NameError as e:
    print(e)


def free():
    def inner():
        return v
    try:
        inner()
    except NameError as e:
        print(e)
    v = 1


free()


def defaults(a=[], b={}):
    a.append(1)
    return a


defaults()
print(defaults())


def depth(n):
    return depth(n + 1)


try:
    depth(0)
except RecursionError as e:
    print("RecursionError", e)
import sys
print(sys.getrecursionlimit())


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


sys.setrecursionlimit(5000)
print(deep(4000))
