# Newton's iteration for roots, in floats and in ints.
import math


def root(x):
    guess = x
    for _ in range(60):
        better = (guess + x / guess) / 2
        if better == guess:
            break
        guess = better
    return guess


def whole(n):
    x = n
    y = (x + 1) // 2
    while y < x:
        x, y = y, (y + n // y) // 2
    return x


print(max(abs(root(i) - math.sqrt(i)) < 1e-12 for i in range(1, 200)), root(2.0))
print(sum(whole(i) == math.isqrt(i) for i in range(1, 300)), whole(10**40), whole(2**99))
