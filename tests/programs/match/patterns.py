# Every kind of pattern.
class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Color:
    RED = 1
    BLUE = "b"


def f(v):
    match v:
        case 0:
            return "zero"
        case -1 | 1.5 | 2 + 3j:
            return "number"
        case "text" | b"bytes":
            return "text"
        case None:
            return "none"
        case True:
            return "true"
        case Color.RED:
            return "red"
        case Color.BLUE:
            return "blue"
        case []:
            return "empty"
        case [x]:
            return "one", x
        case [1, 2, *rest]:
            return "1 2 and", rest
        case [first, *_, last] if first == last:
            return "same ends", first
        case (a, b, c):
            return "three", a, b, c
        case [*all, "end"]:
            return "ends", all
        case {"kind": "circle", "r": r}:
            return "circle", r
        case {"kind": kind, **others}:
            return kind, others
        case {}:
            return "mapping"
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return "on y", y
        case Point(x, y) if x == y:
            return "diagonal", x
        case Point(x, y=[a, *_] as whole):
            return "list", x, a, whole
        case Point():
            return "point"
        case int(n) if n > 100:
            return "big", n
        case int() | float() as n:
            return "num", n
        case str(s):
            return "str", s
        case set():
            return "set"
        case _:
            return "other", type(v).__name__


for v in [0, 0.0, False, -1, 1.5, 2 + 3j, "text", b"bytes", None, True, 1, "b", [], (), [5], [1, 2], [1, 2, 3, 4],
          [7, 8, 9, 7], (1, 3, 4), ["x", "y", "z", "end"], {"kind": "circle", "r": 3}, {"kind": "square", "side": 2},
          {"a": 1}, {}, Point(0, 0), Point(0, 5), Point(3, 3), Point(1, [2, 3]), Point(1, 2), 500, 50, 2.5, "other",
          {1, 2}, range(3), object, bytearray(b"x"), iter([1])]:
    print(f(v))


def nested(v):
    match v:
        case {"a": [Point(x=px), {"b": (1 | 2) as n}], **rest}:
            return px, n, rest
        case [[a, b], [c, d]] | {"m": [a, b, c, d]}:
            return a, b, c, d
        case (str(), str()) | str():
            return "strings"
        case [Point(), *_] | [_, Point()]:
            return "has point"
    return "no"


print(nested({"a": [Point(4, 0), {"b": 2}], "z": 1}))
print(nested([[1, 2], (3, 4)]), nested({"m": [1, 2, 3, 4]}), nested(("a", "b")), nested("a"))
print(nested([Point(1, 1), 2, 3]), nested([1, Point(1, 1)]), nested([1, 2]))
match 1, 2:
    case x, y:
        print(x, y)
match [1, [2, [3, [4]]]]:
    case [a, [b, [c, [d]]]]:
        print(a, b, c, d)


def captures_late(v):
    a = "unset"
    match v:
        case [a, 1]:
            return a
        case [b, 2] if b > 5:
            return b
        case [_, x]:
            return a, b, x


print(captures_late([3, 1]), captures_late([7, 2]), captures_late([3, 3 - 1]))


def loop():
    out = []
    for item in [1, "s", [2], None, {"k": 1}]:
        match item:
            case int():
                continue
            case None:
                break
            case str(s) | [s]:
                out.append(s)
    return out


print(loop())
match = 5
case = match
_ = 3
print(match, case, _)
match(lambda x: x) if callable(match) else None
total = 0
for i in range(2000):
    match i % 5, i % 3:
        case 0, 0:
            total += 1
        case 0, n if n == 1:
            total += n * 2
        case (1 | 2), r:
            total += r
        case _:
            total -= 1
print(total)
