seed = 12345
def rnd(n):
    global seed
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed % n
for size in (3, 10, 50, 300, 1000):
    for span in (size, size * 10, 1 << 20, 1 << 40):
        s = set()
        for i in range(size):
            x = rnd(1 << 30) * 1024 % span
            s.add(x)
            if rnd(4) == 0: s.discard(rnd(1 << 30) % span)
        l = list(s)
        print(size, span, len(l), l[:20], hash(tuple(l)))
        t = set(l[::2]); u = set(l[1::3])
        for r in (t | u, s - t, s & u, t ^ u, s.copy(), frozenset(l), set(range(size))):
            print(hash(tuple(r)), len(r))
        t |= u; s -= u; print(hash(tuple(t)), hash(tuple(s)))
        while len(t) > size // 4: t.pop()
        t.update(l); print(hash(tuple(t)))
print({1.5, 2, 'a' and 3, (1, 2), None is None}, hash(frozenset([1, 2.5, (3, 4)])))
