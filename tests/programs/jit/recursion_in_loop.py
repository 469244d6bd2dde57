# Recursive functions called from a hot loop and with a hot loop inside.
def ackermann(m, n):
    if m == 0:
        return n + 1
    return ackermann(m - 1, ackermann(m, n - 1) if n else 1)


def splits(n, most):
    return 1 if n == 0 else sum(splits(n - k, k) for k in range(1, min(n, most) + 1))


def hanoi(n, a, b, c):
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


print(ackermann(2, 6), splits(12, 12), hanoi(8, "a", "b", "c"))
print(sum(ackermann(1, i) for i in range(40)))
