a = b = [1, 2, 3]
del a[0]; print(b)
del a
try: a
except NameError as e: print(e)
x, y, z = 1, 2, 3
del x, (y, z)
print("x" in globals(), "z" in globals())
class A: pass
o = A(); o.p = 1; del o.p
try: del o.p
except AttributeError as e: print(e)
d = {1: 2}; del d[1]
try: del d[1]
except KeyError as e: print(repr(e))
l = list(range(10)); del l[2:5], l[-1]; print(l); del l[::2]; print(l)
for bad in ["del (1).x", "del 'abc'[0]", "del (1, 2)[0]", "del range(3)[0]", "del undefined"]:
    try: exec(bad)
    except Exception as e: print(type(e).__name__, e)
