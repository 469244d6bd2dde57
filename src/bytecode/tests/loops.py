def sieve(n):
    a, b = 0, 1
    while n > 0 and not a == 7:
        a, b = b, a + b
        n -= 1
        if a is None:
            continue
        if b != b:
            break
    else:
        a = 3
    for i, q in enumerate(range(n)):
        for c, [d, *e] in q:
            a += i * c
            if a in (1, 2):
                break
    while True:
        return [v * 2 for v in range(10) if v % 2 if v] or {k: w for k, w in a for b in w}
