d = {"a": 1, "b": 2}
d["c"] = 3; d.update(a=10, d=4); d.update([("e", 5)]); d.update({"f": 6})
print(d, len(d), d["a"], d.get("z"), d.get("z", 0), "a" in d, d.pop("a"), d.pop("zz", None), d.setdefault("b", 9), d.setdefault("g", 7), d.popitem(), list(d), list(d.values()), list(d.items()), dict(a=1), dict([(1, 2)]), dict({1: 2}, x=3), d == dict(d), d.copy() is d, dict.fromkeys("ab", 0), {**d, "z": 1}, d | {"q": 1}, list(reversed(d)))
d |= {"h": 8}; del d["b"]; print(d, d.clear(), d)
k = {1: "a"}.keys(); v = {1: "a"}.values(); i = {1: "a"}.items()
print(k, v, i, 1 in k, "a" in v, (1, "a") in i, k & {1, 2}, k | {3}, k - {1}, k ^ {2}, k == {1}, i == {(1, "a")}, k.isdisjoint([2]), len(v))
print({1: 1, True: 2, 1.0: 3}, {(1, 2): 3}[1, 2], {None: 1}[None], {x: x * x for x in range(3)}, {i: j for i, j in zip("ab", (1, 2))})
d = {}; d["self"] = d; print(d)
