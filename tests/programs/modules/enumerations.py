from enum import *
import enum
def t(f):
    try: r = f()
    except Exception as e: print(type(e).__name__, e)
    else: print(repr(r))
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1
    def hi(self): return self.name + "!"
    @property
    def p(self): return self.value * 2
print(Color.RED, repr(Color.RED), Color(2), Color["BLUE"], list(Color), len(Color), Color.CRIMSON is Color.RED, Color.RED.hi(), Color.BLUE.p, Color.RED == 1, Color.RED in Color, Color.__members__)
t(lambda: Color(9)); t(lambda: Color["X"]); t(lambda: Color.X); t(lambda: setattr(Color, "RED", 1)); t(lambda: Color.RED < Color.BLUE); t(lambda: 1 in Color); t(lambda: delattr(Color, "RED"))
t(lambda: type(Color.RED)); t(lambda: Color); t(lambda: hash(Color.RED) == hash("RED")); t(lambda: {Color.RED: 1}[Color.RED]); t(lambda: isinstance(Color.RED, Color)); t(lambda: Color.RED.name); print(f"{Color.RED} {Color.RED!r:>20}")
class N(IntEnum):
    A = 1
    B = auto()
    C = auto()
print(N.A, repr(N.B), N.A + 1, N.C > N.A, sorted([N.C, N.A]), N(2), int(N.C), f"{N.A}", "%d" % N.B, N.A == 1, isinstance(N.A, int), list(N), max(N), [1,2,3][N.A], N.B.real)
class S(StrEnum):
    X = auto()
    Y = "why"
print(S.X, repr(S.Y), S.Y == "why", S.X.upper(), f"{S.X}", S("why"), "a" + S.X)
class P(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
print(P.R | P.X, repr(P.R | P.X), P.RW, ~P.R, P.R in P.RW, bool(P.R & P.W), P(0), repr(P(0)), list(P), list(P.RW), P(7), len(P(5)), P.R ^ P.RW)
t(lambda: P(8)); t(lambda: P.R | 1); t(lambda: P("a"))
class I(IntFlag):
    A = 1
    B = 2
    C = 4
print(I.A | I.B, repr(I.A | I.B), I.A | 8, repr(I(9)), ~I.A, I.A + 1, I(3), repr(I(0)), I.A & 3, list(I), f"{I.A}", str(I(3)))
E = Enum("E", "X Y Z"); print(list(E), E.X.value, E); E2 = Enum("E2", {"P": 5, "Q": 6}); print(list(E2)); E3 = Enum("E3", [("A", 1)]); print(list(E3), E3.__module__)
class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (6.4, 3.39)
    def __init__(self, mass, radius): self.mass = mass; self.radius = radius
    @property
    def g(self): return round(self.mass / self.radius, 3)
print(Planet.EARTH, Planet.EARTH.mass, Planet.MARS.g, Planet((6.4, 3.39)), Planet.EARTH.value)
def bad():
    @unique
    class D(Enum):
        A = 1
        B = 1
t(bad)
def bad():
    class D(Enum):
        A = 1
        A = 2
t(bad)
def bad():
    class D(Color):
        A = 1
t(bad)
class M(Enum):
    A = "a"
    @classmethod
    def _missing_(cls, v): return cls.A if v == "zz" else None
print(M("zz")); t(lambda: M("q"))
class G(Enum):
    def _generate_next_value_(name, start, count, last): return name.lower() + str(count)
    A = auto(); B = auto()
print([m.value for m in G])
class W(Enum):
    A = 1
    def __str__(self): return "W!"
    def __eq__(self, o): return True
    __hash__ = Enum.__hash__
print(W.A, f"{W.A}", W.A == 5)
class F(float, Enum):
    X = 1.5
print(F.X, repr(F.X), F.X + 1)
class T(Enum):
    A = lambda self: 1
    B = 2
print(list(T), T.A(3) if not isinstance(T.A, T) else "member")
class Ordered(Enum):
    _order_ = "A B"
    A = 1; B = 2
class Base(Enum):
    def f(self): return self.value
class D1(Base): A = 7
print(D1.A.f(), issubclass(D1, Base), D1.__mro__)
import copy
print(copy.copy(Color.RED) is Color.RED, copy.deepcopy([Color.RED])[0] is Color.RED)
for m, v in Color.__members__.items(): print(m, v)
print(enum.auto, Color.RED.__class__, Color.RED._value_, Color._member_names_)
match Color.RED:
    case Color.BLUE: print("b")
    case Color.RED: print("r")
from dataclasses import dataclass
@dataclass
class DD:
    x: int
print(Color.__doc__, Color.__name__, [c.name for c in reversed(Color)], bool(Color.RED), dir(Color.RED)[:3])
