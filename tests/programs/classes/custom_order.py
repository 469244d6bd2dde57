# A metaclass may order the bases in its own way.
class M(type):
    def mro(cls):
        order = type.mro(cls)
        return [order[0]] + order[1:-1][::-1] + [order[-1]]
class A:
    def who(self): return 'A'
class B:
    def who(self): return 'B'
class C(A, B): pass
class D(A, B, metaclass=M): pass
print(C().who(), D().who(), [k.__name__ for k in D.__mro__])
class N(type):
    def mro(cls): return 5
try:
    class E(metaclass=N): pass
except TypeError as e: print(e)
class O(type):
    def mro(cls): return [cls, 3]
try:
    class F(metaclass=O): pass
except TypeError as e: print(e)
class P(type):
    def mro(cls): return (cls, A, object)
class G(metaclass=P): pass
print(G().who(), G.__mro__, isinstance(G(), A), issubclass(G, A))
print(type.mro(C) == list(C.__mro__), C.mro() == list(C.__mro__))
