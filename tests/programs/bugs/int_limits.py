# Class: integer ranges and overflow at 2^31, 2^47, 2^63.
# Sums, differences, products, negations and shifts that pass the limits of 32, 48 and 64 bits late in a loop.


def walk(start, step, count):
    x = start
    for i in range(count):
        x = x + step
    return x


def back(start, step, count):
    x = start
    for i in range(count):
        x = x - step
    return x


def grow(start, factor, count):
    x, seen = start, 0
    for i in range(count):
        x = x * factor
        if x > 1 << 62:
            seen += 1
    return x, seen


def negate(start, step, count):
    x, total = start, 0
    for i in range(count):
        x = x - step
        total = total ^ -x
    return total, -x


def shift(count):
    x, total = 1, 0
    for i in range(count):
        total = total + (x << i)
        x = x + 2
    return total


def falling(start, count):
    d, w = start, 1
    for i in range(count):
        d = d - w
        w = w * 2 if i < 62 else 1
    return d


def mirrored(count):
    x, y = -1, 0
    for i in range(count):
        y = -x
        x = x * 2 if i < 63 else -1
    return x, y


def ratios(n):
    x, r, hits = 1, 0.0, 0
    for i in range(n):
        x = x * 2 + 1
        r = x / 7
        hits += x >= 18014398509481984.0
    return r, hits


def turned(count):
    x, seen = -1, []
    for i in range(count):
        x = x + x
        y = -x
        if y == 1 << 63 or i == count - 1:
            seen.append(y)
            x = -1
    return seen


for bits in (31, 32, 47, 48, 62, 63):
    edge = 1 << bits
    print(bits, walk(edge - 150, 1, 200), back(150 - edge, 1, 200), walk(edge - 100, edge // 50, 120))
    print(grow(edge // 7, 3, 100)[1], negate(100 - edge, 1, 150))
print([ratios(n) for n in range(40, 64, 2)])
print(falling(-5, 63), falling(-5, 90), falling(3, 90), mirrored(64), mirrored(65), turned(100))
print(grow(1, 3, 100), grow(-1, 2, 80))
print(shift(100), shift(150) % 1000003)
