class A:
    def who(self): return "A"
    def call(self): return self.who()
class B(A):
    def who(self): return "B" + super().who()
class C(A):
    def who(self): return "C" + super().who()
class D(B, C):
    def who(self): return "D" + super().who()
print(D().who(), D().call(), [c.__name__ for c in D.__mro__], D.mro() == list(D.__mro__), issubclass(D, A), issubclass(A, D), isinstance(D(), (int, C)), super(B, D()).who(), A.who(D()), D.__base__, A.__subclasses__())
for bases in [(A, B), (A, A), (int, str), (1,)]:
    try:
        type("X", bases, {})
    except TypeError as error:
        print(str(error).split("\n")[0])
X = type("X", (B,), {"v": 5, "m": lambda self: self.v})
print(X().m(), X.__name__, X.__qualname__, X().who())
class E(Exception):
    def __init__(self, a, b): super().__init__(a); self.b = b
e = E(1, 2); print(e, e.args, e.b, repr(e), isinstance(e, Exception))
