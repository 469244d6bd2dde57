class M(type):
    def __new__(m, name, bases, ns, **kw): print("new", name, kw); return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw): cls.tag = name.lower(); super().__init__(name, bases, ns)
    def __call__(cls, *a): print("call", cls.__name__); return super().__call__(*a)
    def __getattr__(cls, n): return "meta " + n
    def __len__(cls): return 7
    def __iter__(cls): return iter("xyz")
    def __contains__(cls, x): return x == 1
    def __getitem__(cls, k): return k
    def __repr__(cls): return f"<M {cls.__name__}>"
    def __instancecheck__(cls, o): return o == 5
    def __add__(cls, o): return "added"
class A(metaclass=M, key=1): pass
class B(A): pass
print(A.tag, B.tag, A.nope, len(A), list(A), 1 in A, A[3], A, isinstance(5, A), isinstance(A, M), A + 1, type(A()), type(B).__name__)
class Init:
    subs = []
    def __init_subclass__(cls, /, extra=None, **kw): super().__init_subclass__(**kw); cls.subs.append((cls.__name__, extra))
class X(Init, extra=1): pass
class Y(X): pass
print(Init.subs)
class G:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(G[int], G[1, 2])
