l = [3, 1, 2]
l.append(4)
l.sort()
print(l, l[::-1], l[1:3], l[-1], len(l), sum(l), min(l), max(l), sorted(l, reverse=True))
l[1:2] = [9, 9]
print(l)
del l[0]
del l[-1:]
print(l, l.index(9), l.count(9), l.pop(), l)
l.extend("ab")
l.insert(1, "x")
l.reverse()
print(l, "x" in l, 7 not in l, l * 2, l + [1], [1, 2] == [1, 2], [1, 2] < [1, 3])
print([i * j for i in range(3) for j in range(3) if i != j])
print({i: i * i for i in range(4)}, {i % 3 for i in range(10)})
d = {"a": 1, "b": 2, 3: "c", (1, 2): [1]}
print(d, d["a"], d.get("zz"), d.get("zz", 0), d[(1, 2)], len(d), "a" in d)
d["new"] = 5
d.update({"a": 10}, q=1)
print(list(d), list(d.values()), d.pop("b"), d.setdefault("s", []), d)
del d["a"]
print(sorted([k for k in d if isinstance(k, str)]))
print({**{"x": 1}, "y": 2, **{"x": 3}}, [*range(3), *"ab"], (*[1], 2), {*[1, 2], 2})
s = {1, 2, 3}
s.add(4)
s.discard(1)
print(s, s & {2, 3, 9}, s | {7}, s - {2}, s ^ {2, 100}, {1} <= {1, 2}, frozenset([1]))
t = (1, "a", 2.5)
print(t, t[1], t + (4,), t * 2, len(t), (1,), (), t.index("a"))
print("a,b,c".split(","), "-".join(["x", "y"]), "Hello"[1:4], "abc"[::-1], "x" * 3, "b" in "abc")
print("  pad ".strip(), "abc".upper(), "a%sb" % 5, "%d %5.2f %r" % (3, 2.5, "q"), "{} {x}".format(1, x=2))
x = 3.14159
print(f"{x:.2f} {x!r} {x:10.3f}| {5:05d} {'s':>5} {'s':<5}| {1000000:,} {255:x} {255:#b} {x=}")
print(f"{'nested ' + str(1 + 1)} {{}} {[i for i in range(3)]}")
print(range(5), list(range(0, 10, 3)), range(3)[1], 3 in range(5), len(range(0, 10, 3)))
print(any([0, 1]), all([1, 0]), list(map(lambda q: q + 1, [1, 2])), list(filter(None, [0, 1, 2])), list(reversed([1, 2])))
print(sorted([(2, "b"), (1, "z"), (2, "a")]), sorted("bca", key=lambda c: -ord(c)))
a = [[0] * 3 for _ in range(2)]
a[0][1] = 5
print(a, [r[:] for r in a])
print(bool([]), bool({}), bool(()), bool(""), bool(0), bool(0.0), bool([0]), not [], not 1)
print([1, [2, [3]]], {"a": {"b": (1,)}}, [None, True, False], repr("a'b\"c\n\\"), ["x\ty"])
print(1 if [] else 2, [] or "default", 5 and 6, 0 or None, "a" and "")
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1 != 2)
print(list(zip([1, 2], [3, 4])), dict([("a", 1)]), dict(a=1, b=2), list({"a": 1}.items()))
m = [1, 2, 3, 4, 5]
m[::2] = [10, 30, 50]
print(m)
try:
    m[::2] = [1]
except ValueError as e:
    print(e)
print(slice(1, 2, None), m[slice(1, 3)], m[10:20], m[-100:2])
b = b"ab\x00c"
print(b, b[0], b[1:], len(b), list(b))
print(hash("a") == hash("a"), hash(1) == hash(1.0) == hash(True), hash((1, 2)) == hash((1, 2)))
print(str(None), repr(1.5), str(True), int("42"), int(3.9), float("2.5"), int("ff", 16), chr(97), ord("a"), bin(5), hex(255), oct(8))
print(isinstance(1, int), isinstance(True, int), isinstance(1, (str, float)), type(1), type("a"), type(None), type([]))
print(id(l) == id(l), callable(len), callable(1))
it = iter([1, 2])
print(next(it), next(it), next(it, "done"))
