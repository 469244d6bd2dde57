# Ints that leave the small ranges late, shifts, powers and float edges.
def grow(start, step, count):
    n = start
    for i in range(count):
        n = step(n, i)
    return n


print(grow(1, lambda n, i: n + i if i < 1900 else n * n, 1905))
print(grow(2**46, lambda n, i: n + 2**36, 3000))
print(grow(-(2**46), lambda n, i: n - 2**36, 3000))
print(grow(2**62, lambda n, i: n + 2**51, 3000))
print(grow(3, lambda n, i: n << 1 if i > 1900 else n, 2000))
print(grow(-1, lambda n, i: (n << 1) ^ i if i > 1900 else n, 2000))
print(grow(2**100, lambda n, i: n >> 1 if i > 1900 else n, 1995))
print(grow(1.0, lambda n, i: n * 1.5, 2000))
print(grow(5, lambda n, i: n / 2 if i > 1900 else n, 2000))
print(grow(10**17, lambda n, i: n // -3 if i > 1980 else n, 2000))
print(grow(10**17, lambda n, i: n % -7 + 2**60 if i > 1980 else n, 2000))


def edges():
    out = []
    numbers = [0] * 1000 + [2**31, -(2**31), 2**47 - 1, 2**47, -(2**47), -(2**47) - 1, 2**63 - 1, 2**63, -(2**63), 2**64]
    total = 0
    for n in numbers:
        total += n * 3 - (n >> 5) + (n & 0xFFFF) + (n | 1) + (n ^ 12345) + ~n
        if n:
            out.append((n * n, n + n, n - 1, -n, abs(n), n // 7, n % 7, n // -7, n % -7, divmod(n, 10), n << 3, n >> 3, n == float(n), n < 1e20, hash(n)))
    return total, out


print(edges())


def loop(limit):
    i = 2**47 - 2000
    count = 0
    while i < limit:
        i += 1
        count += i & 1
    return i, count


print(loop(2**47 + 50))
total = 0
for i in range(2**47 - 500, 2**47 + 500):
    total += i
print(total)


def fold(values):
    total = 0
    for v in values:
        total = total * 31 + v
    return total


print(fold([1] * 60), fold([1.5] * 300), fold(list(range(200)) + [2.5]), fold([True] * 300 + [None] * 0))
