# `__class__` may be assigned where the layouts agree; loops notice.
class A:
    def __init__(self): self.x = 1
    def who(self): return 'A'
class B:
    def who(self): return 'B'
class S: __slots__ = ('a',)
class S2: __slots__ = ('a',)
class S3: __slots__ = ('b',)
class L(list): pass
class L2(list): pass
a = A(); a.__class__ = B
print(a.who(), a.x, type(a).__name__, isinstance(a, B))
s = S(); s.a = 4
s.__class__ = S2
print(s.a, type(s).__name__)
l = L([1]); l.__class__ = L2; print(l, type(l).__name__)
for obj, cls in ((A(), S), (S(), S3), (S(), A), (A(), int), (1, A), (A(), 3), (L(), A), (A(), L), ([], L), (A(), list), (ValueError(), A)):
    try:
        obj.__class__ = cls
        print('ok', type(obj).__name__)
    except TypeError as e:
        print(e)
def f(objs):
    return [o.who() for o in objs]
objs = [A() for _ in range(5)]
for i in range(200):
    if i == 100: objs[2].__class__ = B
    r = f(objs)
print(r)
