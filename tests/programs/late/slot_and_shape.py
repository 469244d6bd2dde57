# Instances with the same attributes in another order, more or fewer of them, and slots, at one place.
class A:
    pass


class S:
    __slots__ = ("x", "y")


def make(kind):
    if kind == 4:
        s = S()
        s.y, s.x = 7, 8
        return s
    a = A()
    if kind == 0:
        a.x, a.y = 1, 2
    elif kind == 1:
        a.y, a.x = 3, 4
    elif kind == 2:
        a.w, a.x, a.y = 0, 5, 6
    else:
        a.y = 9
    return a


A.x = 1000
totals = []
for kinds in [(0,), (0, 1), (0, 1, 2), (3,), (4, 0), (0, 1, 2, 3, 4), (4,)]:
    total = 0
    for i in range(150):
        item = make(kinds[i % len(kinds)] if i > 90 else kinds[0])
        total += item.x * 10 + item.y
        item.x = item.y
        total += item.x
    totals.append(total)
print(totals)
