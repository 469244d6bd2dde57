# `__del__`: called when the last reference is gone, once, and for what is left at the end.
import gc, weakref
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
def scope():
    d = D(1)
    print('in scope')
scope()
print('after')
d = D(2)
d = None
print('assigned')
d = D(3)
del d
print('deleted')
D(4)
print('temporary')
cyc = D(5); cyc.me = cyc
del cyc
gc.collect()
print('cycle')
class R:
    kept = []
    def __del__(self): R.kept.append(self)
z = R(); z.v = 1; rz = weakref.ref(z)
del z
print(len(R.kept), R.kept[0].v)
last = D(6)
lst = [D(7), D(8)]
lst.pop()
print('popped')
lst.clear()
print('end')
