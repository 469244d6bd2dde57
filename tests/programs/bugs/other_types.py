# Class: loop entered with another type.
# One loop, entered with ints, floats, strs, lists, bools, big ints, instances, and unbound variables.


def fold(values, start):
    total = start
    for v in values:
        total = total + v
    return total


def count(n, step):
    x = n
    while x > step:
        x = x - step
    return x


def pick(rows, key):
    out = []
    for row in rows:
        out.append(row[key])
    return out[-1], len(out)


class V:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return V(self.n + (other.n if isinstance(other, V) else other))

    def __radd__(self, other):
        return V(self.n * 2 + other)

    def __repr__(self):
        return f"V({self.n})"


starts = [(range(150), 0), (range(150), 0.5), ([0.25] * 120, 0), (["a", "b"] * 60, ""), ([[1]] * 70, []), ([True] * 80, False)]
starts += [(range(150), 1 << 80), ([1 << 62] * 70, 0), ([V(2)] * 70, V(1)), ([V(3)] * 70, 1), ([1] * 70 + [2.5] * 20 + [V(1)], 0)]
for values, start in starts + starts[::-1]:
    result = fold(values, start)
    print(type(result).__name__, str(result)[:40])
print(count(100, 1), count(50.5, 1), count(100, 0.75), count(1 << 66, 1 << 60), count(True, 1), count(200, 1))
print(pick([[1, 2, 3]] * 90, 1), pick([{1: "d"}] * 90, 1), pick(["text"] * 90, -1), pick([(5, 6)] * 90, True), pick([[1], {0: 2}, "s"] * 30, 0))
print(pick([[1, 2, 3]] * 90, slice(1, None)), pick([bytes(3)] * 90 + [bytearray(b"abc")], 2), pick([range(9)] * 90, 4))
