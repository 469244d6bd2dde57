def fib(n, k=3, *rest, z=None, w, **kw):
    "doc"
    return n if n < 2 else fib(n - 1, k=2) + fib(n - 2)


def counter(start: int) -> int:
    count = start

    @wraps(count)
    def step(by=start):
        nonlocal count
        count += by
        return lambda: count

    return step


def local(x, /, y):
    global g
    g = x
    del y
    return -x, [*x, 1], {**x, 'a': 1}, f"{x!r:>{g}}b{x=}", x[1:], x.m(*g, k=1, **x)
