from collections import namedtuple, deque, Counter, defaultdict, OrderedDict, ChainMap
P = namedtuple("P", "x y", defaults=[5]); p = P(1); print(p, p.x, p[1], p._replace(x=9), p._asdict(), P._fields, P(*[3, 4]), p == (1, 5), P._make([7, 8]), len(p))
d = deque([1, 2, 3], maxlen=3); d.append(4); d.appendleft(0); d.rotate(1); print(d, d.pop(), d.popleft(), d, list(d), d.maxlen, d.index(3) if 3 in d else None)
c = Counter("abracadabra"); print(c.most_common(2), c["z"], c + Counter(a=1), c - Counter(a=10), sorted(c.elements())[:3], c.total())
dd = defaultdict(list); dd["a"].append(1); dd["b"]; print(dd, dict(dd), dd.default_factory)
o = OrderedDict(a=1, b=2); o.move_to_end("a"); print(o, list(o), o.popitem(last=False), o == {"a": 1})
m = ChainMap({"a": 1}, {"a": 2, "b": 3}); print(m["a"], m["b"], sorted(m), m.maps, m.new_child({"c": 4})["c"])
