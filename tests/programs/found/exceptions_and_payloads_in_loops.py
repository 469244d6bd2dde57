# What exceptions and subclasses of builtin types keep outside of their slots, stored in loops.
class E(Exception):
    def __init__(self, a, b):
        self.a = a
        self.b = b
    def reset(self, k):
        self.args = (k,)
        self.z = k
class L(list):
    def __init__(self, a): self.n = a
class I(int): pass
def f():
    total = 0
    for i in range(600):
        e = E(i, 2)
        total += len(e.args) + e.a
        e.reset(i)
        total += e.args[0] + e.z
        e.__cause__ = KeyError(i)
        total += e.__cause__.args[0]
        e.args = [1, 2]
        total += len(e.args) + (e.args == (1, 2)) + (e.__context__ is None) + e.__suppress_context__
        l = L(i); l.x = 3; l.append(4)
        total += l.n + l.x + len(l)
        k = I(7); k.q = i
        total += k + k.q
    print(total)
    try:
        for i in range(500):
            e.args = (1,)
            e.args = 5 if i == 450 else [i]
    except TypeError as x: print(x, i)
    try:
        for i in range(500):
            e.__cause__ = None
            e.__cause__ = 5 if i == 450 else e
    except TypeError as x: print(x, i)
    try:
        for i in range(500):
            e.__cause__ = None
            if i == 450: del e.args
    except TypeError as x: print(x, i)
    for i in range(500):
        e.__traceback__ = None
        if e.__traceback__ is not None: print("no")
f()
class P:
    def __init__(self): self.x = 1
class Q(P): pass
def g():
    seen = []
    for i in range(500):
        p = P()
        p.__dict__ = {'x': i}
        if i % 100 == 7: seen.append((p.x, p.__dict__))
        p.__class__ = Q
        if type(p) is not Q: print(i, type(p))
        p.__dict__['__class__'] = 3
        if p.__class__ is not Q: print(i, p.__class__)
        if p.__dict__['x'] != i: print("bad")
    print(seen)
g()
