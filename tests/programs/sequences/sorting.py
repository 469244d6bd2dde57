print(sorted([3, 1, 2]), sorted("bca", reverse=True), sorted([(1, "b"), (1, "a"), (0, "c")]), sorted(["B", "a", "C"], key=str.lower), sorted([1, -3, 2], key=abs, reverse=True), sorted({3: 1, 1: 2}), sorted([True, 0, 2.5]))
class K:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return f"K{self.v}"
print(sorted([K(3), K(1), K(2)]), max([K(1), K(5)], key=lambda k: k.v), min(K(2), K(1)))
pairs = [(i % 3, i) for i in range(10)]
pairs.sort(key=lambda p: p[0]); print(pairs)
pairs.sort(key=lambda p: p[0], reverse=True); print(pairs)
import functools
print(sorted([5, 2, 9], key=functools.cmp_to_key(lambda a, b: b - a)))
for bad in [[1, "a"], [None, None], [1j, 2j], [{}, {}]]:
    try:
        bad.sort()
    except TypeError as error:
        print(error)
