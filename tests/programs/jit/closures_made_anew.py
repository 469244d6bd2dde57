# A closure that is made again and again is called in a hot loop: its code is what stays the same.


def adder(n):
    return lambda value: value + n


def apply(function, count):
    total = 0
    for i in range(count):
        total += function(i)
    return total


def fresh(count):
    total = 0
    for i in range(count):
        add = adder(i)
        total += add(1)
        if i % 7 == 0:
            total += apply(add, 5)
    return total


print(fresh(400))


def counter():
    state = 0

    def step(by):
        nonlocal state
        if by > 90:
            raise ValueError("too much: %d after %d" % (by, state))
        state += by
        return state

    return step


def count_up(rounds):
    results = []
    for i in range(rounds):
        step = counter()
        for by in range(i % 5 + 1):
            step(by)
        results.append(step(i % 3))
    return sum(results)


print(count_up(500))


def raising():
    out = []
    for i in range(200):
        step = counter()
        step(1)
        try:
            step(i % 93)
        except ValueError as error:
            out.append(str(error))
    return out


print(raising())


# Other defaults, other globals, other code of the same name.
def with_default(n):
    def inner(x, y=n):
        return x * y + n

    return inner


def defaults():
    total = 0
    for i in range(300):
        f = with_default(i % 11)
        total += f(i) + f(i, 2)
        f.__defaults__ = (i % 3,)
        total -= f(i)
    return total


print(defaults())


def three(kind, n):
    if kind == 0:
        return lambda x: x + n
    if kind == 1:
        return lambda x: x * n
    return lambda x: [x, n]


def mixed():
    out = []
    for i in range(300):
        out.append(three(i % 3, i)(i // 2))
    return out[-5:], len(out)


print(mixed())

space = {"base": 1000}
exec("def make(n):\n    return lambda x: x + n + base\n", space)
base = 5


def make_here(n):
    return lambda x: x + n + base


def two_modules():
    total = 0
    for i in range(300):
        make = space["make"] if i % 4 == 0 else make_here
        total += make(i)(1)
    return total


print(two_modules())


# More functions at one call than there is any use in guarding.
functions = [eval("lambda x: x + %d" % n) for n in range(40)]


def many():
    total = 0
    for i in range(4000):
        total += functions[i % 40](i)
    return total


print(many())


class Shape:
    def __init__(self, n):
        self.n = n


kinds = [type("Shape%d" % n, (Shape,), {"area": (lambda n: lambda self, x: self.n * x + n)(n)}) for n in range(30)]


def many_classes():
    total = 0
    for i in range(3000):
        shape = kinds[i % 30](i)
        total += shape.area(i % 13)
        shape.extra = total
        total += shape.extra % 7
    return total


print(many_classes())


# Keys of other dicts that are names of builtins change nothing, those of the module do.
def names():
    out = []
    for i in range(500):
        made = {}
        made["len"] = i
        made["list"] = len(made)
        made[str(i)] = list(made)
        out.append(len(made))
    return sum(out)


print(names())


def shadowed():
    out = []
    for i in range(300):
        out.append(len([i]))
        if i == 200:
            globals()["".join(["l", "en"])] = lambda value: 1000 + value[0]
    return sum(out)


print(shadowed())
