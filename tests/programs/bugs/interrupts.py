# Class: interrupt and recursion checks still there after compilation.
# Loops that compute for a while and end; `endless`, called by who interrupts it, runs them for ever.


def step(x):
    return x * 5 % 1000003


def plain(n):
    x, i = 1, 0
    while i < n:
        x = x * 7 % 1000003
        i += 1
    return x


def nested(n):
    x = 1
    while n > 0:
        for j in range(9):
            x = step(x) + j
        n -= 1
    return x


def endless():
    return plain(1 << 46)


print(plain(300), nested(100))
