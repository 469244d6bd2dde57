from dataclasses import dataclass, field, asdict, astuple, replace, fields
from typing import List, Optional, ClassVar
import contextlib, io
@dataclass
class P:
    x: int
    y: int = 5
    z: list = field(default_factory=list)
    n: ClassVar[int] = 3
print(P(1), P(1, 2, [3]), P(1) == P(1), P(1) == P(2), asdict(P(1)), astuple(P(1)), replace(P(1), x=9), [f.name for f in fields(P)])
try: P()
except TypeError as e: print(e)
@dataclass(frozen=True, order=True)
class F:
    a: int
    b: str = "q"
print(F(1) < F(2), hash(F(1)) == hash(F(1)), sorted([F(3), F(1)]))
try: F(1).a = 2
except Exception as e: print(type(e).__name__, e)
@dataclass
class Q(P):
    w: int = 7
    def __post_init__(self): self.s = self.x + self.w
print(Q(1), Q(1).s)
with contextlib.suppress(KeyError): {}["a"]
s = io.StringIO()
with contextlib.redirect_stdout(s): print("inside")
print(repr(s.getvalue()))
with contextlib.ExitStack() as st:
    st.callback(print, "bye"); print("hi")
def f(x: Optional[List[int]] = None) -> int: return 1
print(f())
