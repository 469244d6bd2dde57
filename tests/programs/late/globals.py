# Globals, builtins, closures and functions change late in a hot loop.
import builtins

factor = 2


def scaled(n):
    return n * factor


def run(change, at, count=3000):
    total = 0
    for i in range(count):
        if i == at:
            change()
        total += scaled(i % 7) + len("abc") + abs(-1)
    return total


def set_global():
    global factor
    factor = 3.5


def delete_global():
    global factor
    del factor


def new_function():
    global scaled
    scaled = lambda n: 1


def native_function():
    global scaled
    scaled = float


def shadow_builtin():
    globals()["len"] = lambda text: 100


def replace_builtin():
    builtins.abs = lambda n: 1000


def not_callable():
    global scaled
    scaled = 5


def changed_defaults():
    defaulted.__defaults__ = (50,)


original_scaled, original_abs = scaled, abs


def restore():
    global factor, scaled
    factor = 2
    scaled = original_scaled
    globals().pop("len", None)
    builtins.abs = original_abs


for change in [set_global, delete_global, new_function, native_function, shadow_builtin, replace_builtin, not_callable]:
    for at in (2500, 2999):
        try:
            print(change.__name__, run(change, at))
        except Exception as error:
            print(change.__name__, type(error).__name__, error)
        finally:
            restore()


def defaulted(a, b=1):
    return a + b


def defaults():
    total = 0
    for i in range(3000):
        if i == 1000:
            changed_defaults()
        if i == 2000:
            defaulted.__defaults__ = None
        try:
            total += defaulted(1)
        except TypeError as error:
            total += 1
            if i == 2999:
                print(error)
    return total


print(defaults())


def closure():
    step = 1

    def change(to):
        nonlocal step
        step = to

    def add(n):
        return n + step

    total = 0
    for i in range(3000):
        if i == 1500:
            change(0.5)
        if i == 2500:
            change("x")
        try:
            total = add(total)
        except TypeError as error:
            if i == 2999:
                print(error)
    return total


print(closure())
counter = 0


def hidden(i):
    global counter
    counter += 1
    if i == 2000:
        exec("counter = 'text'", globals())
    if i == 2001:
        counter = 10**30


def count():
    for i in range(2500):
        try:
            hidden(i)
        except TypeError:
            globals()["counter"] = 5
    return counter


print(count())
names = {}
for i in range(3000):
    names["late"] = i
    if i == 2500:
        late = "global"
    try:
        value = late
    except NameError:
        value = None
print(value)


def sequence(kind):
    """A global that is another kind of thing every so often."""
    global thing
    things = [1, 2.5, "s", [1], (1, 2), None, {1: 2}, True, 10**20, 1j, b"x", range(3), len]
    out = {}
    for i in range(2600):
        thing = things[i // 200]
        name = type(thing).__name__
        try:
            out[name] = out.get(name, 0) + len(str(thing + thing if kind else thing * 2))
        except TypeError:
            out[name] = "error"
    return out


print(sequence(True), sequence(False))
