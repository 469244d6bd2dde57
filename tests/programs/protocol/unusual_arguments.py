# What builtin types, containers of the library and super() say to unusual arguments.
def t(name, f):
    try: print(name, f())
    except BaseException as e: print(name, type(e).__name__, e)
class A(str):
    def __bytes__(self): return b'abc'
t('bytes', lambda: bytes(A('\u20ac')))
class X: pass
def dc():
    x = X(); del x.__class__
t('del class', dc)
def dc2(): del X.__class__
t('del class2', dc2)
def dc3(): del (5).__class__
t('del class3', dc3)
def dd(): del X.__dict__
t('del dict', dd)
def sc(): object().__class__ = list
t('set class', sc)
def sc(): X().__class__ = 5
t('set class', sc)
class E(Exception): pass
class C:
    def __eq__(self, o): raise RuntimeError('eq')
d1 = {1: C()}; d2 = {1: C()}
t('items eq', lambda: d1.items() == d2.items())
t('items eq', lambda: {1: [2]}.items() == {1: [2]}.items())
t('items ne', lambda: {1: [2]}.items() != {1: [3]}.items())
t('items lt', lambda: {1: [2]}.items() <= {1: [2], 2: []}.items())
t('items in', lambda: (1, [2]) in {1: [2]}.items())
t('items in', lambda: ([], [2]) in {1: [2]}.items())
t('keys in', lambda: [] in {1: [2]}.keys())
t('items sub', lambda: {1: [2]}.items() - {1: [2]}.items())
t('items disj', lambda: {1: [2]}.items().isdisjoint([1]))
class Rev(dict):
    def keys(self): return list(dict.keys(self))[::-1]
    def __iter__(self): return iter(self.keys())
t('rev', lambda: dict(Rev(a=1, b=2)))
t('rev', lambda: {**Rev(a=1, b=2)})
from collections import OrderedDict
def od():
    d = OrderedDict([('a', 1), ('b', 2), ('c', 3)]); d.move_to_end('a')
    return dict(d), {**d}, dict(d.items()), list(dict(d).items()), d.copy(), list(reversed(d))
t('od', od)
class AE:
    def __eq__(self, o): return True
t('count', lambda: range(10).count(AE()))
t('index', lambda: range(10).index(AE()))
t('in', lambda: AE() in range(10))
t('in', lambda: AE() in range(0))
def f1(x):
    del x
    super()
t('super deleted', lambda: f1(1))
def f2():
    super()
t('super no', f2)
def f3(x):
    super()
t('super no', lambda: f3(1))
class S:
    def m(): super()
    def n(self):
        del self
        super().x
    def o(self):
        nonlocal __class__
        del __class__
        super().x
t('super m', S.m)
t('super n', lambda: S().n())
t('super o', lambda: S().o())
t('super', lambda: super(S, 5))
t('super', lambda: super(5))
t('super', lambda: super(S, S, 3))
class LH:
    def __init__(s, n): s.n = n
    def __iter__(s): return iter([1, 2])
    def __length_hint__(s): return s.n
for n in (3, True, NotImplemented, 5.0, -1, 'x', 1<<70):
    t('hint', lambda: list(LH(n)))
    def ex():
        l = [0]; l.extend(LH(n)); return l
    t('hint', ex)
    import operator
    t('hint', lambda: operator.length_hint(LH(n), 7))
class MyInt(int): pass
t('hint', lambda: list(LH(MyInt(4))))
class Mut:
    def __init__(s, l): s.l = l
    def __eq__(s, o): s.l.clear(); return True
def le():
    l1 = [1, 2]; l2 = [1]
    l1[0] = Mut(l2)
    l2[:] = [Mut(l1), 4]
    return l1 == l2
t('list eq', le)
def le2():
    class Z:
        def __eq__(self, other):
            list2.clear()
            return NotImplemented
    list1 = [Z()]
    list2 = [1]
    return list1 == list2
t('list eq2', le2)
import itertools
t('acc', lambda: list(itertools.accumulate()))
t('acc', lambda: list(itertools.accumulate([1], operator.add, 1, 2)))
t('acc', lambda: list(itertools.accumulate([1], x=1)))
t('acc', lambda: list(itertools.accumulate([1, []])))
t('acc', lambda: list(itertools.accumulate(5)))
t('rep', lambda: repr(itertools.repeat(1+0j)))
t('rep', lambda: repr(itertools.repeat(1+0j, 5)))
t('rep', lambda: repr(itertools.repeat(1+0j, -5)))
t('rep', lambda: repr(itertools.repeat('x', times=-1)))
t('rep', lambda: operator.length_hint(itertools.repeat(1)))
t('rep', lambda: operator.length_hint(itertools.repeat(1, 4)))
c = 3.5 + 1j
t('complex', lambda: complex(c) is c)
class CC(complex): pass
t('complex', lambda: complex(CC(c)) is c)
t('pow', lambda: pow(1+1j, 1+1j, 1+1j))
t('pow', lambda: pow(1, 1, 1.5))
t('pow', lambda: pow(1.5, 1, 1))
t('fromkeys', lambda: OrderedDict.fromkeys(5))
t('ctor', lambda: OrderedDict(5))
t('ctor', lambda: OrderedDict([5]))
t('ctor', lambda: OrderedDict([(1, 2, 3)]))
t('ctor', lambda: OrderedDict([(1,)]))
t('ctor', lambda: OrderedDict(['abc']))
t('upd', lambda: OrderedDict().update(5))
t('upd', lambda: OrderedDict().update([(1, 2, 3)]))
t('upd', lambda: OrderedDict().update([5]))
t('upd', lambda: OrderedDict().update(1, 2))
from collections import Counter, defaultdict
t('mc', lambda: Counter('hello').most_common('hello'))
t('mc', lambda: Counter('hello').most_common(2.5))
t('mc', lambda: Counter('hello').most_common(0))
t('mc', lambda: Counter(3))
t('miss', lambda: defaultdict(int).__missing__(1, 2))
t('miss', lambda: defaultdict().__missing__(1))
t('dd', lambda: defaultdict(5))
t('dd', lambda: defaultdict(int, 5))
import os
t('getenv', lambda: os.getenv(None))
t('getenv', lambda: os.getenv(5))
import heapq
t('heap', lambda: heapq.heappush(1, 2))
t('heap', lambda: heapq.heappop((1,)))
t('heap', lambda: heapq.heapify((1,)))
t('heap', lambda: heapq.heapreplace(1, 2))
t('heap', lambda: heapq.heappop([]))
class T5(type): pass
def x5():
    class X(5): pass
t('x5', x5)
def x6():
    class X('a', 5): pass
t('x6', x6)
t('dir', lambda: [n for n in dir() if n.startswith('__')])
print([n for n in dir() if n.startswith('__')])
