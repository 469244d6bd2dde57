# Class: store-to-load forwarding across a may-alias.
# Two names that are one object for some iterations and two for others: what is read behind a store of the other name.


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Wide:
    def __init__(self):
        for name in "abcdefghijklmnopqrst":
            setattr(self, name, 0)


def slots(points):
    total = 0
    for i in range(1, len(points)):
        p, q = points[i], points[i - 1]
        first = p.x
        q.x = i
        total += first * 1000 + p.x
        p.y = 3
        q.y = 4
        total += p.y
    return total


def wide(objects):
    total = 0
    for i in range(1, len(objects)):
        p, q = objects[i], objects[i - 1]
        first = p.t
        q.t = i
        total += first * 1000 + p.t
    return total


def lists(rows, k):
    total = 0
    for i in range(1, len(rows)):
        p, q = rows[i], rows[i - 1]
        first = p[k]
        q[0] = i
        total += first * 1000 + p[k]
    return total


def indexes(items, places):
    total = 0
    for i in range(len(places)):
        j = places[i]
        items[i % 4] = i
        first = items[j]
        items[(i + 1) % 4] = -i
        total += first * 10 + items[j]
    return total


same = Point(0, 0)
print(slots([Point(k, k) for k in range(150)]), slots([same] * 150))
print(slots([Point(1, 1) for k in range(100)] + [same] * 20 + [Point(2, 2) for k in range(30)]))
wall = Wide()
print(wide([Wide() for k in range(120)]), wide([Wide() for k in range(100)] + [wall] * 30))
row = [1, 2]
print(lists([[k, k] for k in range(150)], 0), lists([[k, k] for k in range(100)] + [row] * 40, 0), lists([row] * 99, 1))
print(indexes([1, 2, 3, 4], [2] * 100), indexes([1, 2, 3, 4], [0, 1, 2, 3] * 40), indexes([0] * 4, [3, 3, 1] * 40))
