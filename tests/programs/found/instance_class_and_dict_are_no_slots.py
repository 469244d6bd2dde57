# `__class__` and `__dict__` are no slots of an instance, however often they are stored.
class A:
    def __init__(self): self.x=1
class A2(A): pass
class D(A): pass
def f():
    o=A()
    for n in range(8):
        o.__class__ = A2
        print(type(o).__name__, sorted(o.__dict__))
        o.__class__ = A
    print(type(o).__name__, sorted(o.__dict__))
f()
for i in range(12):
    o = A()
    o.__dict__ = {'q': i}
    print(o.__dict__, o.q)
    o = A(); o.__class__ = A2
    print(type(o))
for i in range(12):
    o = A()
    del o.__dict__
    print(o.__dict__)
def g():
    def h(): pass
    for i in range(12):
        h.__name__ = 'a' + str(i); h.__doc__ = 'b'; h.__defaults__ = (i,)
        print(h.__name__, h.__defaults__, h.__dict__)
        A.__name__ = 'N%d' % i; print(A.__name__)
        A.__doc__ = 'N%d' % i; print(A.__doc__)
        D.__bases__ = (A2,) if i % 2 else (A,); print(D.__mro__)
        e = ValueError(); e.__cause__ = KeyError(); e.__traceback__ = None; e.__dict__ = {'k': 1}; print(e.__dict__, repr(e.__cause__))
        e.__context__ = KeyError(); e.args = (1, 2); e.__suppress_context__ = False; e.__notes__ = ['a']
        print(e.__dict__, e.args, repr(e.__context__), e.__suppress_context__)
g()
class E(Exception): pass
for i in range(12):
    e = E(1); e.args = (1, i); e.__cause__ = None; e.z = 3
    print(e.args, e.__dict__, e.__suppress_context__)
class S:
    __slots__ = ('a', '__dict__')
for i in range(12):
    s = S(); s.a = 1; s.b = i; s.__dict__['c'] = 1
    print(s.__dict__)
    s.__dict__ = {'w': 2}
    print(s.__dict__, s.a)
