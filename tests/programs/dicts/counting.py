# Counting with get, setdefault, try and Counter gives the same dict in the same order.
from collections import Counter, defaultdict


def words(n):
    seed = 7
    for _ in range(n):
        seed = (seed * 75 + 74) % 65537
        yield "w%d" % (seed % 23)


a, b, c, d = {}, {}, {}, defaultdict(int)
for word in words(600):
    a[word] = a.get(word, 0) + 1
    b.setdefault(word, []).append(1)
    d[word] += 1
    try:
        c[word] += 1
    except KeyError:
        c[word] = 1
e = Counter(words(600))
print(a == c == d == e, {k: len(v) for k, v in b.items()} == a, list(a) == list(b) == list(e))
print(sorted(a.items(), key=lambda pair: (-pair[1], pair[0]))[:4], e.most_common(2))
print(sum(a.values()), len(a), d["none"], "none" in d, "none" in a)
