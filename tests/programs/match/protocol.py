# What `match` asks of classes, and what it refuses.
from collections import OrderedDict, defaultdict, deque, namedtuple
from dataclasses import dataclass


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)


@dataclass
class Node:
    value: int
    left: "Node" = None
    right: "Node" = None


def depth(node):
    match node:
        case None:
            return 0
        case Node(_, None, None):
            return 1
        case Node(left=l, right=r):
            return 1 + max(depth(l), depth(r))


print(depth(Node(1, Node(2, Node(3)), Node(4))), Node.__match_args__)
Pair = namedtuple("Pair", "first second")


def kinds(v):
    match v:
        case Pair(a, second=b):
            return "pair", a, b
        case deque([a, *_]) if False:
            return "never"
        case [a, *rest]:
            return "sequence", a, rest
        case {"x": x, **rest}:
            return "mapping", x, rest
        case dict():
            return "dict"
        case _:
            return "none"


print(kinds(Pair(1, 2)), kinds(OrderedDict(x=1, y=2)), kinds("abc"), kinds(b"abc"), kinds({1, 2}))
d = defaultdict(list)
print(kinds(d), dict(d))
d["x"] = 5
print(kinds(d))


class MyList(list):
    pass


class MyDict(dict):
    def get(self, key, default=None):
        print("get", key)
        return dict.get(self, key, default)


class MyInt(int):
    pass


print(kinds(MyList([1, 2])), kinds(MyDict(x=3)))
match MyInt(5):
    case int(n):
        print(n, type(n).__name__)


class NotTuple:
    __match_args__ = ["a"]
    a = 1


class NotStr:
    __match_args__ = (1,)


class Dup:
    __match_args__ = ("a", "a")
    a = 1


class NoArgs:
    a = 1


def one(cls, v):
    match v:
        case cls(x):
            return x
    return "no match"


def two(cls, v):
    match v:
        case cls(x, y):
            return x, y
    return "no match"


def key(cls, v):
    match v:
        case cls(a=x):
            return x
    return "no match"


def both(cls, v):
    match v:
        case cls(x, a=y):
            return x, y
    return "no match"


print(attempt(one, NotTuple, NotTuple()))
print(attempt(one, NotStr, NotStr()))
print(attempt(two, Dup, Dup()))
print(attempt(one, NoArgs, NoArgs()))
print(attempt(two, NoArgs, NoArgs()))
print(attempt(key, NoArgs, NoArgs()), attempt(key, NoArgs, 5))
print(attempt(both, Dup, Dup()))
print(attempt(one, 5, 5))
print(attempt(two, int, 5))
print(attempt(one, int, 5), attempt(one, str, 5), attempt(one, dict, {}), attempt(one, object, 5))


class Getter:
    __match_args__ = ("a", "b")
    a = 1

    def __getattr__(self, name):
        print("getattr", name)
        raise AttributeError(name)


print(two(Getter, Getter()))


class Raises:
    @property
    def a(self):
        raise ValueError("property")


print(attempt(key, Raises, Raises()))


class Eq:
    def __eq__(self, other):
        print("eq", other)
        return True


match Eq():
    case 5:
        print("equal")
k = "k"


class Keys:
    one = "k"
    two = "k"


def dup(v):
    match v:
        case {Keys.one: a, Keys.two: b}:
            return a, b


print(attempt(dup, {"k": 1, "l": 2}))
for src in ["case x: pass\n case y: pass", "case _: pass\n case 1: pass", "case [a, a]: pass", "case a | 1: pass",
            "case [a] | [b]: pass", "case {'a': 1, 'a': 2}: pass", "case C(x=1, x=2): pass", "case [*a, *b]: pass",
            "case {**rest, 'a': 1}: pass", "case C(a, b, x=1, y=2): pass", "case (x as y): pass", "case 1 as x: pass",
            "case x if x: pass\n case y: pass", "case a.b | c.d: pass", "case -x: pass", "case {x: 1}: pass"]:
    try:
        compile("match v:\n " + src, "s", "exec")
        print("ok")
    except SyntaxError as e:
        print(e.msg)
