from dataclasses import dataclass, field, replace, asdict, astuple, fields
@dataclass
class P:
    x: int
    y: int = 0
    z: list = field(default_factory=list, repr=False)
@dataclass(frozen=True, order=True)
class F:
    a: int
    b: str = "b"
p = P(1); q = P(1, 0); p.z.append(1)
print(p, q, p == q, P(1, 2) == P(1, 2), asdict(p), astuple(p), replace(p, x=5), [f.name for f in fields(P)], F(1) < F(2), F(1) == F(1), hash(F(1)) == hash(F(1)), sorted([F(3), F(1)]))
try:
    F(1).a = 2
except Exception as error:
    print(type(error).__name__, error)
try:
    P()
except TypeError as error:
    print(error)
@dataclass
class Q(P):
    w: str = "w"
    def __post_init__(self): self.sum = self.x + self.y
print(Q(1, 2), Q(1, 2).sum)
