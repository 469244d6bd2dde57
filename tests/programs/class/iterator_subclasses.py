# Classes derived from enumerate, zip, map, filter, reversed and itertools; keywords for their own __init__.
import itertools


class Tens(enumerate):
    def __next__(self):
        number, item = super().__next__()
        return number * 10, item


print(list(Tens("ab")), isinstance(Tens(""), enumerate), next(Tens("x", 5)))


class Label(map):
    def __init__(self, function, *iterables, label=None):
        self.label = label


m = Label(str.upper, "ab", label="big")
print(m.label, next(m), list(m), iter(m) is m)


class Pairs(zip):
    name = "pairs"


print(list(Pairs("ab", [1, 2])), Pairs().name)


class Odd(filter):
    def __new__(cls, items):
        return super().__new__(cls, lambda n: n % 2, items)


print(sum(Odd(range(10))), type(Odd([])).__name__)


class Endless(itertools.count):
    step_name = "one"


c = Endless(3)
print(next(c), next(c), c.step_name, [n for n in itertools.islice(c, 2)])


class Tagged(tuple):
    def __init__(self, items, tag=None):
        self.tag = tag


print(Tagged([1, 2], tag="t"), Tagged([1], tag="t").tag)


class Names(frozenset):
    def __init__(self, items, note=""):
        self.note = note


print(Names("a", note="n"), Names("a", note="n").note)
for item in Tens(["last"]):
    print(item)
