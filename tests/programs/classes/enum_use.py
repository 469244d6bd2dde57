from enum import Enum, IntEnum, Flag, auto
class C(Enum):
    RED = 1
    GREEN = 2
    ALSO_RED = 1
    def hello(self): return "hi " + self.name
print(C.RED, repr(C.RED), C.RED.name, C.RED.value, C(2), C["GREEN"], C.ALSO_RED is C.RED, list(C), len(C), C.RED in C, C.RED == 1, C.RED.hello(), isinstance(C.RED, C), {C.RED: 1}[C.RED], C.__members__)
class N(IntEnum):
    A = 1
    B = auto()
print(N.B + 1, N.A < N.B, N.A == 1, sorted([N.B, N.A]), N(2), f"{N.A}")
class F(Flag):
    R = auto()
    W = auto()
print(F.R | F.W, (F.R | F.W).value, F.R in (F.R | F.W), F.R & F.W, bool(F.R & F.W))
for action in [lambda: C(9), lambda: C["X"], lambda: setattr(C, "RED", 3)]:
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)
