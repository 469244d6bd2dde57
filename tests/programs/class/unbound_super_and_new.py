class A:
    def f(self): return "A"
class B(A):
    def f(self): return "B" + self.__sup.f()
B._B__sup = super(B)
class C(B):
    def f(self): return "C" + self.__sup.f()
C._C__sup = super(C)
print(B().f(), C().f(), repr(super(B)), super(B).__self__, super(B).__thisclass__)
class N:
    def __new__(cls, v):
        if isinstance(v, int): return object.__new__(M)
        if isinstance(v, str): return [v]
        return object.__new__(cls)
class M(N):
    def __init__(self, v): self.v = v
print(N(1).v, N("a"), type(N(None)).__name__, M(None).v)
for i in range(50): assert N(i).v == i
class SetOnly:
    def __set__(self, o, v): o.__dict__["a"] = v
class X: a = SetOnly()
x = X(); print(type(x.a).__name__); x.a = 42; print(x.a)
