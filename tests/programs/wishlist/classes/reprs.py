class A:
    pass
class B:
    def __repr__(self): return "B!"
class C:
    def __str__(self): return "C str"
class D(B):
    def __str__(self): return "D str"
print(repr(A()).startswith("<__main__.A object at 0x"), B(), [B()], f"{C()}", str(D()), repr(D()), f"{D()!r} {D()!s}", {B(): 1} if False else "", A, A.__init__ is object.__init__, (B(), D()), "%s %r" % (D(), D()))
print(int, type, len, print, None, ..., NotImplemented, range(3), slice(1), object, Exception, [int, str], {int: str}, type(None), type(...), type(len), type(lambda: 0), type(A().__init__).__name__)
print(str(ValueError("a")), repr(ValueError("a", 1)), str(KeyError("k")), repr(KeyError()), str(OSError(2, "no")), repr(StopIteration(5)), str(Exception()), str(Exception(1, 2)), [ValueError("x")])
