# A Python `__new__` of a subclass of list, dict or set is followed by the builtin's `__init__`.
class L(list):
    def __new__(cls, items, extra=None):
        made = super().__new__(cls, items)
        made.extra = extra
        return made


print(L([1, 2], extra=3), L([1], 5) if False else L((4, 5)), L([1], extra=7).extra)


class S(set):
    def __new__(cls, *items):
        return super().__new__(cls)


print(S([1, 2]), S())


class D(dict):
    def __new__(cls, *items, **named):
        return super().__new__(cls)


print(D([(1, 2)], x=3), D(), D(y=1))


class Both(list):
    def __new__(cls, *args):
        return super().__new__(cls)

    def __init__(self, *args):
        super().__init__(args)


print(Both(1, 2))


class Other(list):
    def __new__(cls, *args):
        return "no list"


print(Other([1]))
print(int(bytearray(b" 12 ")), int(bytearray(b"ff"), 16))
for action in [lambda: int("1", 2, 3), lambda: sorted([1], 2), lambda: sorted()]:
    try:
        print(action())
    except TypeError as error:
        print(error)
