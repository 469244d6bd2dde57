# A star that binds nothing reads only the items at both ends, by subscript.
from collections.abc import Sequence


class Endless(Sequence):
    def __getitem__(self, index):
        print("item", index)
        return index

    def __len__(self):
        return 42


match Endless():
    case [first, *_, last]:
        print(first, last)
match Endless():
    case [*_]:
        print("anything")
match range(1 << 40):
    case [first, second, *_, last]:
        print(first, second, last)


def ends(items):
    match items:
        case []:
            return "none"
        case [only]:
            return only
        case [(a, *_), *_, [*_, b]]:
            return a, b
        case [a, *_, b]:
            return a + b


for n in range(4):
    print([ends(list(range(k))) for k in range(6)], ends([(1, 2), 0, [3, 4]]), ends(((n,), [n])))
