class C:
    def __init__(self, v): self.v = v
    def __lt__(self, o): print("lt", self.v); return NotImplemented if o.__class__ is int else self.v < o.v
    def __gt__(self, o): print("gt", self.v); return True
    def __eq__(self, o): print("eq", self.v); return "truthy"
print(C(1) < C(2), C(1) > C(2), C(1) == 5, 5 == C(1), C(1) != 5, 5 < C(1))
for e in ["C(1) < 5", "C(1) <= C(2)", "object() < object()"]:
    try:
        print(eval(e))
    except TypeError as error:
        print(error)
class S(C):
    def __gt__(self, o): print("S gt"); return False
print(C(1) < S(2), [C(1)] == [C(1)], C(3) in [1], (C(1),) < (C(2),))
class N:
    def __eq__(self, o): return NotImplemented
n = N(); print(n == n, n == N(), n != n, n is n, object() == 1)
import functools
@functools.total_ordering
class T:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(T(1) <= T(1), T(2) > T(1), T(2) >= T(3), max(T(1), T(4)).v)
