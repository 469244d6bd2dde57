# Class: exits inside calls inlined three deep.
# Late in a loop something unusual happens in a function that a function of a function calls: all their locals are seen.


def third(a, b, c):
    x = a + b
    y = a * 2
    if c > 100:
        z = x - y
        x = str(z)
    return x, y


def second(a, b, c):
    p = a - 1
    q = b + 1
    r = third(p, q, c)
    s = p * q
    return r[1] + s, r[0]


def first(a, b, c):
    u = a + c
    v = second(a, b, c)
    w = u - a
    return v[0] + w, v[1], u


def run(values):
    out = []
    total = 0
    for i, c in enumerate(values):
        keep = i * 3
        more = keep + c
        got = first(i, more, c)
        total += got[0] + keep
        out.append((got, keep, more))
    return total, out[-4:]


def raising(a):
    held = a * 2
    return 10 // (a - 130) + held


def middle(a):
    before = a + 7
    try:
        return raising(a) + before
    except ZeroDivisionError:
        return before * 1000


def outer(n):
    total = 0
    for i in range(n):
        mark = i ^ 5
        total += middle(i) + mark
    return total


print(run([k % 7 for k in range(120)] + [101, 3, 200, 1]))
print(run([k % 7 for k in range(120)] + [2.5, 101.0, True, 1 << 50]))
print(run([1] * 100 + [1 << 62, 5, -(1 << 62), 105]))
print(outer(100), outer(160))
