print(hash(1) == hash(1.0) == hash(True), hash(2**61 - 1), hash(-1), hash(-2), hash(0.5), hash(float("inf")), hash(1 + 0j) == 1, hash(10**30), hash(""), hash(()) == hash(()), hash(2.0**100) == hash(2**100))
class H:
    def __init__(self, v): self.v = v
    def __hash__(self): return 2**70 + self.v
    def __eq__(self, o): return isinstance(o, H) and self.v == o.v
    def __repr__(self): return f"H({self.v})"
d = {H(1): "a", H(2): "b"}
print(d[H(1)], H(2) in d, H(3) in d, len({H(i % 3) for i in range(9)}), hash(H(0)) == hash(2**70))
class E:
    def __eq__(self, o): return True
print(E.__hash__, object.__hash__ is not None)
n = float("nan"); print(n in [n], [n] == [n], {n: 1}[n], n == n, (n,) == (n,))
