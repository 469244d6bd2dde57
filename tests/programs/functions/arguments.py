def f(a, b=2, /, c=3, *args, d, e=5, **kw): return a, b, c, args, d, e, kw
print(f(1, d=4), f(1, 2, 3, 4, 5, d=6), f(1, d=4, x=7, a=8), f(*[1, 2], **{"d": 3, "c": 4}), f(1, *(2,), *(3,), d=1, **{"y": 2}, z=3))
def g(a, b): pass
def h(*, k): pass
def p(a, /): pass
for call in [lambda: g(), lambda: g(1), lambda: g(1, 2, 3), lambda: g(1, b=2, c=3), lambda: g(1, a=2), lambda: h(), lambda: h(1), lambda: h(k=1, j=2), lambda: p(a=1), lambda: p(), lambda: g(*[1], **{"a": 2}), lambda: g(**{"x": 1}), lambda: f(), lambda: f(1)]:
    try:
        print(call())
    except TypeError as error:
        print(error)
print(f.__defaults__, f.__kwdefaults__, f.__name__, f.__qualname__, f.__code__.co_varnames, f.__code__.co_argcount, f.__code__.co_posonlyargcount, f.__code__.co_kwonlyargcount)
