class A:
    shared = []
    def __init__(self, x): self.x = x
a, b = A(1), A(2)
a.shared.append(1); a.y = 3
print(b.shared, a.__dict__, vars(b), hasattr(a, "y"), getattr(b, "y", "none"), A.shared is a.shared, A.__name__, A.__module__, A.__dict__["shared"], a.__class__, type(a), isinstance(a, A), A.__bases__, A.__mro__)
setattr(a, "z", 5); delattr(a, "y"); del a.x
for action in [lambda: a.x, lambda: A.nope, lambda: delattr(a, "y"), lambda: a.shared.nope, lambda: A.x]:
    try:
        action()
    except AttributeError as error:
        print(error)
class B(A):
    def __getattr__(self, n): return n.upper()
    def __setattr__(self, n, v): object.__setattr__(self, n, ("set", v))
    def __delattr__(self, n): print("del", n)
b = B(1); b.q = 2; del b.q; print(b.x, b.q, b.foo, B.shared)
class C:
    def __getattribute__(self, n): return object.__getattribute__(self, n) if n.startswith("_") else "got " + n
print(C().any, C().__class__.__name__)
