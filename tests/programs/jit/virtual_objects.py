# Short-lived tuples, lists and objects of a loop, some of which escape after all.
class P:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def add(self, other):
        return P(self.x + other.x, self.y + other.y)


kept = []
p = P(0, 1.5)
total = 0
for i in range(500):
    p = p.add(P(i, -0.5))
    pair = (i, p)
    if i % 100 == 99:
        kept.append(pair)
    a, b = pair
    triple = [a, b.x, b.y]
    triple[0] += 1
    total += triple[0] + len(triple)
print(total, [(i, q.x, q.y) for i, q in kept], p.x, p.y)
