# Set algebra by keys that compare without Python code, and by such that do not.
class Key:
    log = []

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, other):
        Key.log.append((self.n, getattr(other, "n", other)))
        return self.n == getattr(other, "n", other)

    def __repr__(self):
        return "K%d" % self.n


def show(*sets):
    print([sorted(map(repr, s)) for s in sets], len(Key.log))


a, b = frozenset(range(20)), frozenset([3, 5, 30, 2.0, True, "x", (1, 2)])
show(a - b, b - a, a & b, b & a, a | b, a ^ b)
print(a <= b, frozenset([3, 5]) <= a, {3.0, 5.0} <= a, {3, 50} <= a, a >= {1}, {1} < {1}, {1} <= {1}, set() <= set(), {1, 2} > {2})
k = {Key(1), Key(2), 3}
show(k & {1, 2, 3}, k - {1}, {1, 2, 3} - k, k | {1, 4})
print({1} <= k, k <= {1, 2, 3}, {4} <= k, k == {1, 2, 3})
show({(Key(1), 2), 5} & {(1, 2), 5}, {(1, 2)} - {(Key(1), 2)})
s = {1, 2, 3}
s -= {2}
s &= {1, 3, 5}
s ^= {3, 4}
print(s, type(frozenset([1]) & {1}), type({1} - frozenset([1])), frozenset([1, 2]) - {1}, set("abc") & set("bcd") == {"b", "c"})


class Clears:
    def __init__(self, target):
        self.target = target

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.target.clear()
        return False


target = set()
c = Clears(target)
target.update([1, 2, 3])
print(len({c} - target), {c} <= {1, 2}, target)


def hot():
    total = 0
    free = frozenset(range(50))
    for i in range(600):
        piece = frozenset([i % 50, (i * 7) % 50, (i * 3) % 61])
        if piece <= free:
            rest = free - piece
            total += len(rest) + min(rest) + len(rest & frozenset([1, 2, 3]))
        else:
            total += len(piece - free) * 1000
    return total


print(hot())
