# Iterators taken apart, set back, copied, and as base classes.
import copy, operator
for it in (iter([1,2,3]), iter((1,2,3)), iter(range(3)), iter({1:2,3:4}), iter(b'ab'), enumerate([1]), reversed([1,2,3]), iter({1}), iter({'a':1}.items()), iter({1:2}.values()), reversed(range(4)), reversed((1,2))):
    r = it.__reduce__()
    shown = r if type(it) is not enumerate else r[0]
    print(type(it).__name__, shown, operator.length_hint(it, -1))
z = zip([1,2],[3,4]); print(z.__reduce__()[0], len(z.__reduce__()))
m = map(str, [1,2]); print(m.__reduce__()[0], m.__reduce__()[1][0])
f = filter(None, [0,1]); print(f.__reduce__()[0])
i = iter([1,2,3]); next(i); c = copy.copy(i); print(list(i), list(c))
i = iter([1,2,3]); i.__setstate__(2); print(list(i))
i = iter('hello'); i.__setstate__(3); print(list(i), i.__reduce__())
i = iter(range(10)); i.__setstate__(4); print(next(i), i.__length_hint__())
e = enumerate('abc', 5); next(e); print(list(copy.copy(e)))
class E(enumerate):
    def __next__(self): return ('x', super().__next__())
print(list(E('ab')))
class Z(zip): tag = 1
print(list(Z([1],[2])), Z.tag)
class M(map):
    def __init__(self, *a): self.n = len(a)
m = M(str, [1]); print(m.n, list(m))
class F(filter): pass
print(list(F(None, [0, 2])))
class R(reversed): pass
print(list(R([1, 2])))
print(operator.length_hint(iter([1]*5)), iter({1,2}).__length_hint__())
i = iter(int, 1); print(operator.length_hint(i, 7))
