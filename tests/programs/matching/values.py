def m(x):
    match x:
        case 0 | 1: return "small"
        case -5: return "neg"
        case "a" "b": return "ab"
        case None: return "none"
        case True: return "true"
        case 1.5 | 2j: return "num"
        case [1, 2]: return "pair"
        case [1, *rest]: return ("rest", rest)
        case (x, y) if x == y: return "equal"
        case [[a], {"k": b}]: return (a, b)
        case {"t": "x", **kw}: return kw
        case {"n": int(n)}: return ("n", n)
        case str(s): return "str " + s
        case float() as f: return f
        case int() | list(): return "int or list"
        case _: return "other"
for v in [0, 1, -5, "ab", None, True, 1.5, 2j, [1, 2], (1, 2), [1, 9, 8], [4, 4], [[7], {"k": 8}], {"t": "x", "u": 1}, {"n": 5}, "zz", 9.5, 77, [3, 3, 3], {"n": "s"}, set(), b"x", (), {}]:
    print(repr(v), m(v))
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
def p(v):
    match v:
        case P(0, y=yy): return ("zero", yy)
        case P(x, P(a, b)): return ("nested", x, a, b)
        case P(x=1): return "one"
        case P(): return "P"
print(p(P(0, 5)), p(P(2, P(3, 4))), p(P(1, 1)), p(P(9, 9)), p(5))
