# ExceptionGroup: making, splitting, deriving.
def attempt(f, *args):
    try:
        return f(*args)
    except BaseException as e:
        return type(e).__name__, str(e)


eg = ExceptionGroup("msg", [ValueError(1), TypeError("t"), ExceptionGroup("in", [ValueError(2), KeyError("k")])])
print(repr(eg), str(eg), eg.message, eg.exceptions, eg.args)
print(eg.split(ValueError))
print(eg.subgroup(ValueError), eg.subgroup((KeyError, TypeError)), eg.subgroup(OSError))
print(eg.subgroup(lambda e: isinstance(e, KeyError)))
print(eg.split(ExceptionGroup), eg.subgroup(Exception) is eg)
print(ExceptionGroup.__mro__, isinstance(eg, Exception), issubclass(ExceptionGroup, Exception))
print(type(BaseExceptionGroup("b", [ValueError()])).__name__)
print(type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
print(attempt(ExceptionGroup, "b", [KeyboardInterrupt()]))
print(attempt(ExceptionGroup, "b", []))
print(attempt(ExceptionGroup, "b", [1]))
print(attempt(ExceptionGroup, "b", 5))
print(attempt(ExceptionGroup, 5, [ValueError()]))
print(attempt(ExceptionGroup, "b"))
print(attempt(eg.split, 5))


class MyGroup(ExceptionGroup):
    def __new__(cls, message, excs, extra):
        self = super().__new__(MyGroup, message, excs)
        self.extra = extra
        return self

    def derive(self, excs):
        return MyGroup(self.message, excs, self.extra)


m = MyGroup("mine", [ValueError(1), TypeError(2)], "extra")
a, b = m.split(ValueError)
print(type(a).__name__, a.extra, a.exceptions, b.exceptions, repr(a))


class Plain(ExceptionGroup):
    pass


p = Plain("plain", [ValueError(1), TypeError(2)])
p.add_note("note")
p.__cause__ = KeyError("cause")
q = p.subgroup(ValueError)
print(type(p).__name__, type(q).__name__, q.__notes__, repr(q.__cause__), q.__notes__ is p.__notes__)


class Bad(ExceptionGroup):
    def derive(self, excs):
        return 42


print(attempt(Bad("x", [ValueError(), TypeError()]).split, ValueError))
print(attempt(type("V", (ExceptionGroup, ValueError), {}), "m", [KeyboardInterrupt()]))
try:
    raise eg
except ValueError:
    print("no")
except ExceptionGroup as e:
    print("caught", e is eg)
print(ExceptionGroup[int])
