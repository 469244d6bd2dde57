# What instances of classes with several bases are matched as; classes registered late.
from collections import UserDict, UserList, deque
from collections.abc import Mapping, Sequence


def kind(value):
    match value:
        case [*_]:
            return "sequence"
        case {}:
            return "mapping"
        case _:
            return "neither"


class A:
    pass


class M(UserDict, A, list):
    pass


class S(UserList, dict, A):
    pass


class P(dict):
    pass


class Parent:
    def __len__(self):
        return 0


class Child(Parent):
    pass


print([kind(v) for v in ([], (), range(1), {}, "text", b"b", bytearray(), {1}, deque(), UserDict(), UserList(), P())])
print(kind(M()), kind(S()), kind(Parent()), kind(Child()))
Sequence.register(Parent)
print(kind(Parent()), kind(Child()), isinstance(Child(), Sequence))


class Late:
    def __len__(self):
        return 0


Mapping.register(Late)
print(kind(Late()), kind(iter([])), kind(3), kind(None))
