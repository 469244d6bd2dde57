def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)
import random
random.seed(42)
print([random.random() for _ in range(3)], random.randrange(10), random.randint(1, 6), random.choice("abc"), random.uniform(1, 2), random.gauss(0, 1), random.gauss(0, 1), random.normalvariate(0, 1), random.expovariate(2), random.getrandbits(100), random.getrandbits(5), random.triangular(0, 1, 0.5), random.betavariate(1, 2), random.gammavariate(0.5, 1), random.gammavariate(2, 1), random.paretovariate(2), random.weibullvariate(1, 2), random.lognormvariate(0, 1))
l = list(range(20)); random.shuffle(l); print(l, random.sample(range(100), 5), random.sample(range(1000), 22)[:5], random.choices("abc", k=5), random.choices([1, 2, 3], weights=[1, 2, 3], k=5), random.randrange(0, 100, 7), random.randrange(10, 0, -3), random.randrange(2**80))
random.seed(2**100 + 7); print(random.random()); random.seed(-5); print(random.random()); random.seed(1.5); print(random.random()); r = random.Random(7); print(r.random(), r.randint(0, 10), r.getrandbits(64))
t(random.choice, []); t(random.randrange, 0); t(random.sample, [1], 2); t(random.randint, 5, 1); t(random.random, 1)
import itertools as it
print(list(it.chain([1], "ab")), list(it.chain.from_iterable([[1], [2]])), list(it.islice(it.count(5), 3)), list(it.islice("abcdef", 1, 5, 2)), list(it.islice(it.cycle("ab"), 5)), list(it.repeat(1, 3)), list(it.accumulate([1, 2, 3])), list(it.accumulate([1, 2, 3], lambda a, b: a * b, initial=10)))
print(list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.filterfalse(lambda x: x % 2, range(5))), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.compress("abc", [1, 0, 1])), list(it.zip_longest([1], "ab", fillvalue=0)), list(it.pairwise("abc")))
print(list(it.product("ab", [1, 2])), list(it.product([0, 1], repeat=2)), list(it.product()), list(it.product([], [1])), list(it.combinations("abcd", 2)), list(it.combinations("ab", 3)), list(it.combinations("ab", 0)), list(it.permutations("abc")), list(it.permutations("abc", 2)), list(it.combinations_with_replacement("ab", 2)), [(k, list(g)) for k, g in it.groupby("aabbc")], [k for k, g in it.groupby([1, 1, 2, 3, 3])], [list(x) for x in it.tee([1, 2, 3])])
t(it.islice, [1], -1); t(lambda: it.count(3)); t(lambda: it.repeat(2, 3))
i = iter([1, 2, 3, 4]); print(list(it.islice(i, 2)), list(i))
import functools as ft, operator as op
print(ft.reduce(op.add, [1, 2, 3]), ft.reduce(op.mul, [1, 2, 3], 10), ft.partial(pow, 2)(3), ft.partial(int, base=2)("101")); t(ft.reduce, op.add, [])
@ft.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(30), fib.cache_info(), fib.__name__)
@ft.wraps(fib)
def w(): pass
print(w.__name__, sorted([3, 1, 2], key=ft.cmp_to_key(lambda a, b: b - a)), op.itemgetter(1)([1, 2]), op.itemgetter(0, 2)("abc"), op.attrgetter("real")(5), op.methodcaller("upper")("a"))
@ft.total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(V(1) <= V(2), V(2) > V(1), V(1) >= V(1))
class CP:
    @ft.cached_property
    def x(self): print("computed"); return 5
c = CP(); print(c.x, c.x)
from collections import deque, defaultdict, OrderedDict, Counter, namedtuple, ChainMap
import collections.abc
d = deque([1, 2, 3], maxlen=4); d.append(4); d.append(5); d.appendleft(0); print(d, d.pop(), d.popleft(), len(d), d[0], d[-1], list(d)); d.rotate(1); d.extend("ab"); print(d, 2 in d, deque("abc"), list(reversed(deque("abc")))); t(deque().pop); t(lambda: deque([1])[5])
q = deque()
for i in range(60): q.append(i); q.append(-i); q.popleft()
print(len(q), q[0], q[-1], sum(q))
dd = defaultdict(list); dd["a"].append(1); dd["b"]; print(dd, dict(dd), "z" in dd, dd.get("z")); t(lambda: defaultdict()["x"]); dd = defaultdict(int); dd["x"] += 5; print(dd, sorted(dd.items()))
o = OrderedDict([("a", 1), ("b", 2)]); o.move_to_end("a"); print(o, list(o), o.popitem(), o == {"b": 2})
c = Counter("abracadabra"); print(c, c.most_common(2), c["z"], c.total(), c + Counter("aab"), c - Counter("aab"), Counter(a=1), list(Counter("aab").elements())); c.update("zzz"); c.subtract("a"); print(c)
P = namedtuple("P", "x y"); p = P(1, 2); print(p, p.x, p[1], p._replace(x=5), p._asdict(), P._fields, P._make([3, 4]), p == (1, 2), P(y=1, x=2), len(p), hash(p) == hash((1, 2))); x, y = p; print(x, y); t(P, 1); t(P, 1, 2, 3); t(namedtuple, "A", "def"); D = namedtuple("D", ["a", "b"], defaults=[5]); print(D(1), D._field_defaults)
class P3(namedtuple("P3", "x y z")):
    def norm(self): return self.x + self.y
print(P3(1, 2, 3), P3(1, 2, 3).norm(), ChainMap({"a": 1}, {"b": 2})["b"], isinstance([], collections.abc.Sequence), isinstance({}, collections.abc.Mapping), isinstance(5, collections.abc.Iterable), isinstance("a", collections.abc.Iterable), isinstance(len, collections.abc.Callable), isinstance([], collections.abc.Hashable), issubclass(dict, collections.abc.Sized))
import bisect, heapq, copy, io, string, array, types
a = [1, 3, 5]; bisect.insort(a, 4); print(a, bisect.bisect(a, 3), bisect.bisect_left(a, 3)); h = [5, 2, 8, 1]; heapq.heapify(h); heapq.heappush(h, 0); print([heapq.heappop(h) for _ in range(5)], heapq.nsmallest(2, [3, 1, 2]), heapq.nlargest(2, [3, 1, 2])); t(heapq.heappop, [])
x = [1, [2, 3], {"a": (4, [5])}]; y = copy.deepcopy(x); y[1].append(9); y[2]["a"][1].append(7); print(x, y, copy.copy(x)[1] is x[1]); r = []; r.append(r); r2 = copy.deepcopy(r); print(r2[0] is r2)
class K:
    def __init__(self): self.a = [1]
k = K(); k2 = copy.deepcopy(k); k3 = copy.copy(k); k.a.append(2); print(k2.a, k3.a, type(k2).__name__)
import math, sys
print(isinstance(print, types.BuiltinFunctionType), isinstance(t, types.FunctionType))
