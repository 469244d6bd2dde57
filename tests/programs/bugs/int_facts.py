# Class: integer ranges and overflow at 2^31, 2^47, 2^63.
# What comparisons, masks and divisions say about a number holds for the numbers at the edge, and below zero, too.


def edge(values):
    counts = [0, 0, 0, 0]
    for x in values:
        if x <= 10:
            if x < 10:
                counts[0] += 1
            else:
                counts[1] += 1
        elif x >= 20:
            if x > 20:
                counts[2] += 1
            else:
                counts[3] += 1
    return counts


def mask(values):
    up = down = 0
    for x in values:
        y = x & -8
        if y >= 0:
            up += 1
        else:
            down += y
    return up, down


def below(items, places):
    total = 0
    for i in places:
        if i < len(items):
            total += items[i]
    return total


def modulo(values, n):
    total = [0] * 16
    for v in values:
        total[v % n] += 1
        total[v // n & 15] += 100
    return total


def signs(values, divisors):
    up = down = 0
    for i in range(len(values)):
        m = values[i] % divisors[i]
        if m >= 0:
            up += m
        else:
            down += m
    return up, down


def shifts(counts):
    ends = []
    for n in counts:
        try:
            1 << n
        except ValueError as error:
            ends.append(str(error))
    return ends


def product(values):
    out = 0
    for v in values:
        w = v * 16384
        if w < 0:
            out -= 1
        w = w * 16384
        out ^= w & 0xFFFF0000FFFF
        out += w >> 20
    return out


print(edge([3, 5, 7, 25, 30] * 25 + [9, 10, 10, 20, 21, 15, -5]))
print(mask(list(range(100)) + [-1, -7, -8, -9, 5, -1 << 40]))
print(below(list(range(1, 200)), list(range(120)) + [-1, -2, 500, -199, 5]))
print(modulo(list(range(150)), 8), modulo(list(range(100)) + [-1, -8, -9, -17], 8), modulo(range(-150, 0), 7))
print(signs(list(range(120)), [7] * 100 + [-7, 3, -1, -20, 5] * 4), signs(list(range(-60, 60)), [9] * 50 + [-9] * 70))
print(shifts([1, 2, 3] * 40 + [-1, 5, -2]))
print(product(list(range(120)) + [1 << 30, -(1 << 30), 1 << 33, -(1 << 33), (1 << 40) + 7, 5]))
