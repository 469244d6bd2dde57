# isinstance and issubclass with what is no class but has __bases__, or answers itself.
class Kind:
    def __init__(self, *bases):
        self.bases = bases

    @property
    def __bases__(self):
        return self.bases


class Thing:
    def __init__(self, kind):
        self.kind = kind

    @property
    def __class__(self):
        return self.kind


base = Kind()
middle = Kind(base)
leaf = Kind(Kind(), middle)
print(isinstance(Thing(leaf), base), isinstance(Thing(base), leaf), isinstance(Thing(leaf), (int, middle)))
print(issubclass(leaf, base), issubclass(base, leaf), issubclass(leaf, leaf), issubclass(leaf, (str, base)))
print(isinstance(3, base), issubclass(leaf, int))
for action in (lambda: isinstance(1, 2), lambda: issubclass(1, int), lambda: issubclass(int, 1),
               lambda: isinstance(1, (str, "x")), lambda: issubclass(base, 5)):
    try:
        print(action())
    except TypeError as error:
        print(error)


class Broken:
    @property
    def __bases__(self):
        raise RuntimeError("no bases today")


try:
    isinstance(1, Broken())
except RuntimeError as error:
    print(error)


class Oracle:
    def __instancecheck__(self, value):
        return value == 5

    def __subclasscheck__(self, value):
        return value is int


print(isinstance(5, Oracle()), isinstance(6, Oracle()), issubclass(int, Oracle()), issubclass(str, (Oracle(), bytes)))
print(isinstance(None, int | None), issubclass(bool, int | str))
