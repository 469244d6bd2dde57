class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right


def make(d):
    return Node(None, None) if d == 0 else Node(make(d - 1), make(d - 1))


def check(t):
    return 1 if t.left is None else 1 + check(t.left) + check(t.right)


keep = make(8)
for i in range(20):
    assert check(make(7)) == 255
print(check(keep))
cycle = []
for i in range(1000):
    a = [i]
    a.append(a)
    cycle = [a, cycle][:1]
print(len(cycle))
strings = []
for i in range(2000):
    s = "x" * (i % 100) + str(i)
    if i % 10 == 0:
        strings.append(s)
print(len(strings), sum([len(s) for s in strings]))
d = {}
for i in range(2000):
    d[i % 50] = [i, str(i), (i, i + 1)]
print(sorted(d.items())[:3])
print(sorted([[x, str(x)] for x in range(50)], key=lambda p: (p[1], [p[0]]))[:3])


def closures():
    fs = []
    for i in range(100):
        def f(i=i):
            return lambda: i
        fs.append(f())
    return sum([f() for f in fs])


print(closures())
big = 1
for i in range(1, 200):
    big = big * i
print(big % 1000000007)
