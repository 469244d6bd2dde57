# Class: store-to-load forwarding across a may-alias.
# Attributes and items written twice in an iteration: between the writes a rare branch, another name or an exception looks.


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def looked_at(p, at):
    seen = []
    for i in range(150):
        p.x = i
        if i == at:
            seen.append(p.x)
        p.x = -i
    return seen, p.x


def through_other(p, q):
    total = 0
    for i in range(150):
        p.x = i
        total += q.x
        p.x = -i
        total += q.x * 2
    return total


def unused(p, q, n):
    last = None
    for i in range(n):
        p.x = 1
        got = q.x
        p.x = 2
        if got != last:
            last = got
    return last, q.x


def raising(p, values):
    total = 0
    for v in values:
        try:
            p.x = v
            total += 100 // v
            p.x = 5
        except ZeroDivisionError:
            total += p.x + 7000
    return total, p.x


def fresh(items, places):
    total = 0
    for i in range(len(places)):
        p = Point(i, 1)
        items[0] = p
        q = items[places[i]]
        q.x = 7
        total += p.x * 10 + q.y
    return total


def kept(places):
    holder = Point(None, None)
    total = 0
    for i in range(len(places)):
        p = Point(i, 2)
        holder.x = p
        r = places[i]
        if r is None:
            r = holder.x
        r.x += 1
        total += p.x
    return total


one = Point(1, 2)
print(looked_at(one, 120), looked_at(one, 149), looked_at(one, -1))
print(through_other(one, one), through_other(one, Point(3, 4)))
print(unused(one, one, 100), unused(one, Point(9, 9), 100), unused(Point(8, 8), one, 100))
print(raising(one, [1, 2, 5] * 40 + [0, 4, 0, 2]))
other = [None, Point(0, 0), Point(5, 5)]
print(fresh(other, [1, 2] * 50 + [0, 0, 1] * 10), fresh(other, [0] * 90), fresh(other, [0, 1, 2] * 40))
print(kept([Point(1, 1)] * 100 + [None, None] + [Point(2, 2)] * 10))
