# Loops over zip, enumerate, reversed, map and filter in each other.
a, b = list(range(300)), [i * i % 17 for i in range(300)]
total = 0
for i, (x, y) in enumerate(zip(a, b), start=5):
    total += i * (x < y) + y
for x, y in zip(reversed(a), map(lambda n: n // 2, filter(None, b))):
    total -= x * y % 3
print(total)
for (i, c), (j, d) in zip(enumerate("ab"), enumerate(reversed("xyz"), -1)):
    print(i, c, j, d)
try:
    for pair in zip(a[:2], b[:3], strict=True):
        print(pair)
except ValueError as error:
    print(error)
