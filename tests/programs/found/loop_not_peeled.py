# Without peeling, snapshots of the recording named instructions that the loop does not have.
class A:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def f(n):
    o = A(0, 1.5)
    i = 0
    t = 0.0
    while i < n:
        p = A(i, t)
        t = p.y + 0.5
        if i % 7 == 3:
            o = A(p.x, p.y)
        i = i + 1
    return o.x, o.y, t


print(f(40))
