# Composition of functions by closures and by functools.
from functools import partial, reduce


def compose(*functions):
    def composed(value):
        for function in reversed(functions):
            value = function(value)
        return value

    return composed


def fold(*functions):
    return reduce(lambda f, g: lambda x: f(g(x)), functions, lambda x: x)


add, double = (3).__add__, lambda x: x * 2
both = compose(add, double), fold(add, double), compose(double, add), fold(str, double, add, int)
print([f(5) if n < 3 else f("5") for n, f in enumerate(both)])
print(sum(both[0](i) - both[1](i) for i in range(200)), sum(both[2](i) for i in range(400)))
base = partial(int, base=2)
print(base("101"), sum(base(format(i, "b")) for i in range(100)))
nested = partial(partial(max, 5), 7)
print(nested(6), nested(9), nested.func is max, nested.args)
