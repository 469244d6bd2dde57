# Counters as multisets: their arithmetic, comparisons, and missing keys.
from collections import Counter, OrderedDict, defaultdict

c = Counter("abracadabra")
print(c, c.most_common(2), c.most_common(), c["z"], "z" in c, c.total())
print(sorted(c.elements()))
a, b = Counter(a=3, b=1), Counter(a=1, b=2, c=-1)
print(a + b, a - b, a & b, a | b, +b, -b)
a += b
print(a)
a -= Counter(a=1)
a |= Counter(b=9)
a &= Counter(a=2, b=4)
print(a)
print(Counter(a=1) <= Counter(a=1, b=0), Counter(a=1) < Counter(a=2), Counter(a=1) == Counter(a=1, b=0))
c.subtract("aaaaaaa")
print(c, Counter(a=1).copy(), Counter({1: 2}, k=3))
del c["not there"]
for action in (lambda: Counter.fromkeys("ab"), lambda: Counter(a=1) + {"a": 1}, lambda: Counter(1)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
d = defaultdict(list)
d["x"].append(1)
d["x"].append(2)
print(d, d.copy(), type(d | {1: 2}).__name__, d.get("nope"), "nope" in d)
d["self"] = d
print(d)
try:
    defaultdict(3)
except TypeError as error:
    print(error)
o = OrderedDict(a=1, b=2, c=3)
o.move_to_end("a")
o.move_to_end("c", last=False)
print(o, o.popitem(), o.popitem(last=False), list(reversed(o)))
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1))
print(o | {"z": 0}, {"z": 0} | o, type({"z": 0} | o).__name__)


class Loud(OrderedDict):
    def __setitem__(self, key, value):
        print("set", key)
        super().__setitem__(key, value)


loud = Loud([("k", 1)], j=2)
loud.update(k=5)
print(loud)
try:
    o.move_to_end("missing")
except KeyError as error:
    print(error)
