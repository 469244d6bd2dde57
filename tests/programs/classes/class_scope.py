x = "module"
class A:
    x = "class"
    y = x + "!"
    z = [x for _ in range(1)]
    w = [i for i in x]
    def f(self): return x
    def g(self): return self.x
    class Inner:
        v = x
    lam = lambda self: x
    __private = 5
    def p(self): return self.__private
    if True:
        cond = 1
    for i in range(3): pass
    del i
a = A(); print(a.x, a.y, a.z, a.w, a.f(), a.g(), A.Inner.v, a.lam(), a.p(), A._A__private, A.cond, hasattr(A, "i"), A.Inner.__qualname__, A.f.__qualname__)
def f():
    x = "function"
    class B:
        print(x)
        x = x if False else "own"
        def m(self): return x
    return B
try:
    print(f()().m())
except NameError as error:
    print(error)
class C:
    def a(self): return __class__
    b = staticmethod(lambda: 1)
print(C().a(), C.b(), C().b())
