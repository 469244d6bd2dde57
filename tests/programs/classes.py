class A:
    """doc of A"""
    count = 0

    def __init__(self, x, y=2):
        self.x = x
        self.y = y
        A.count += 1

    def sum(self):
        return self.x + self.y

    def __repr__(self):
        return f"A({self.x}, {self.y})"

    def __eq__(self, other):
        return isinstance(other, A) and self.x == other.x

    def __hash__(self):
        return hash(self.x)

    @property
    def double(self):
        return self.x * 2

    @double.setter
    def double(self, v):
        self.x = v // 2

    @staticmethod
    def st(a):
        return a + 1

    @classmethod
    def make(cls, x):
        return cls(x)


a = A(1)
print(a, a.sum(), a.double, A.count, A.st(3), a.st(4), A.make(9))
a.double = 20
print(a.x)
a.z = 5
print(a.z, hasattr(a, "w"), getattr(a, "w", "none"))
del a.z
try:
    a.z
except AttributeError as e:
    print(e)
try:
    A.nope
except AttributeError as e:
    print(e)
try:
    a.double.x = 1
except AttributeError as e:
    print(e)


class B(A):
    def __init__(self, x):
        super().__init__(x, 100)
        self.b = True

    def sum(self):
        return super().sum() + 1000


b = B(5)
print(b, b.sum(), isinstance(b, A), issubclass(B, A), B.__mro__ == (B, A, object))
print(A(3) == B(3), A(3) != A(4), {A(1): "one"}[A(1)])


class Meta:
    def __init_subclass__(cls, tag=None, **kw):
        cls.tag = tag


class C(Meta, tag="t"):
    pass


print(C.tag)


class Desc:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, cls):
        return (self.name, obj is None)

    def __set__(self, obj, value):
        print("set", self.name, value)


class D:
    attr = Desc()


d = D()
print(d.attr, D.attr)
d.attr = 3


class E:
    def __getattr__(self, name):
        return name + "!"


print(E().hello)


class V:
    def __init__(self, v):
        self.v = v

    def __add__(self, o):
        return V(self.v + (o.v if isinstance(o, V) else o))

    def __radd__(self, o):
        return V(o + self.v)

    def __iadd__(self, o):
        self.v += 1000
        return self

    def __neg__(self):
        return V(-self.v)

    def __lt__(self, o):
        return self.v < o.v

    def __len__(self):
        return 3

    def __bool__(self):
        return self.v != 0

    def __getitem__(self, k):
        return (self.v, k)

    def __setitem__(self, k, v):
        print("setitem", k, v)

    def __delitem__(self, k):
        print("delitem", k)

    def __contains__(self, k):
        return k == self.v

    def __call__(self, *a, **k):
        return (a, k)

    def __str__(self):
        return "V:" + str(self.v)


v = V(1)
print((v + V(2)).v, (v + 3).v, (4 + v).v, (-v).v, v < V(2), V(2) > v, len(v), bool(V(0)), v[1], v[1:2], 1 in v)
v[0] = 5
del v[7]
print(v(1, b=2), str(v), f"{v}")
v += 1
print(v.v)


class X:
    def f(self):
        return "X"


class Y(X):
    def f(self):
        return "Y" + super().f()


class Z(X):
    def f(self):
        return "Z" + super().f()


class W(Y, Z):
    def f(self):
        return "W" + super().f()


print(W().f(), [k.__name__ for k in W.__mro__])


class Slotted:
    __slots__ = ("a", "b")


s = Slotted()
s.a = 1
print(s.a)
try:
    s.c = 1
except AttributeError as e:
    print(e)
print(A.__name__, A.__doc__, A.__module__, type(a).__name__, a.__class__ is A)


def local():
    class L:
        def m(self):
            return __class__

    return L


print(local().__qualname__, local()().m().__name__)
m = a.sum
print(m())
print(A.sum(a))


class Stack(list):
    def push(self, x):
        self.append(x)


st = Stack([1, 2])
st.push(3)
print(st, len(st), st[-1], isinstance(st, list))


class MyDict(dict):
    def __missing__(self, k):
        return k * 2


print(MyDict(a=1)["a"], MyDict()["zz"])


class N:
    x = 1
    y = x + 1
    z = y


print(N.y, N.z)
try:
    class Bad(int, str):
        pass
except TypeError as e:
    print(e)
for i in range(3):
    class P:
        n = i
    print(P.n)
try:
    A()
except TypeError as e:
    print(e)
try:
    object().x = 1
except AttributeError as e:
    print(e)
