# Names of executed text live in the locals that are given, however it was compiled.
space = {}
exec("x = 1\ndef f(): return 1\nclass C:\n  def m(self): return super().__repr__()\ny = [i for i in range(3)]", {}, space)
print(space["x"], space["f"](), space["f"].__qualname__, space["C"].m.__qualname__, sorted(space), space["y"])
space = {}
exec("a = 1; b = a + 1", space)
del space["__builtins__"]
print(space)
code = compile("z = 5\nprint(z)", "<text>", "exec")
space = {}
exec(code, {}, space)
print(space, eval("a + b", {"a": 1}, {"b": 2}), eval(b"1 + 2"), eval("  3"))


class Doubling(dict):
    def __missing__(self, key):
        if key.startswith("_"):
            raise KeyError(key)
        return key * 2


print(eval("q + r", {}, Doubling()))
exec(compile("1 + 1", "<text>", "single"))
exec(compile("for i in range(3): i\n", "<text>", "single"))
exec(compile("None\n", "<text>", "single"))
exec("global shared\nshared = 1\nhidden = 2", globals(), {})
print(shared, "hidden" in globals())
space = {}
exec("x: int = 3", {}, space)
print(space)


class Body:
    exec("inner = 4")


print(Body.inner)


def outer():
    value = 1
    return lambda: value


def report(action, *arguments):
    try:
        print(action(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


report(exec, outer().__code__)
for bad in [3, []]:
    report(eval, bad)
    report(exec, "1", bad)
    report(exec, "1", {}, bad)
    report(eval, "1", bad)
report(eval, "1", {}, 3)
report(compile, "1", "x", "other")
report(compile, 1, "x", "exec")
report(compile, "1", 1, "exec")
space = {}
exec(b"# -*- coding: latin-1 -*-\nname = '\xe9'", space)
print(space["name"])
