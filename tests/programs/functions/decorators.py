def trace(label):
    def deco(f):
        def wrapper(*a, **k):
            print(label, f.__name__, a, k)
            return f(*a, **k)
        return wrapper
    return deco
@trace("outer")
@trace("inner")
def add(a, b=1): return a + b
print(add(1), add(2, b=3))
@lambda c: c()
class One: v = 1
print(One.v)
import functools
@functools.wraps(add)
def w(): "doc"
print(w.__name__, w.__wrapped__ is add)
@functools.lru_cache(maxsize=2)
def sq(x): print("miss", x); return x * x
print(sq(2), sq(2), sq(3), sq(4), sq(2), sq.cache_info())
print(functools.partial(add, 1, b=5)(), functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.partial(int, base=2)("101"))
@functools.singledispatch
def show(x): return "object"
@show.register
def _(x: int): return "int"
@show.register(str)
def _(x): return "str"
print(show(1), show("a"), show(1.5), show(True))
