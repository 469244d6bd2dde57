class P:
    def __init__(self): self._x = 1
    @property
    def x(self):
        "the x"
        return self._x
    @x.setter
    def x(self, v): self._x = v * 2
    @x.deleter
    def x(self): print("deleted")
    ro = property(lambda self: 5)
    @classmethod
    def c(cls, a): return cls.__name__, a
    @staticmethod
    def s(a): return a
p = P(); p.x = 5; print(p.x, P.x.__doc__, p.ro, p.c(1), P.c(2), p.s(3), P.s(4)); del p.x
for action in ["p.ro = 1", "del p.ro", "p.x(1)", "P().nope"]:
    try:
        exec(action)
    except Exception as error:
        print(type(error).__name__, error)
class Q(P):
    @property
    def x(self): return super().x + 100
    @classmethod
    def c(cls, a): return "Q", super().c(a)
q = Q(); print(q.x, Q.c(1), q.s(1), type(P.__dict__["c"]), P.__dict__["s"].__func__(9), P.c.__func__, P.c.__self__) if False else print(q.x, Q.c(1), q.s(1), P.__dict__["s"].__func__(9), P.c.__self__)
