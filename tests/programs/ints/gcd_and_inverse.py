# Euclid's algorithm, its extension and powers modulo.
import math


def extended(a, b):
    x, y, u, v = 1, 0, 0, 1
    while b:
        q = a // b
        a, b = b, a - q * b
        x, u = u, x - q * u
        y, v = v, y - q * v
    return a, x, y


total = 0
for i in range(1, 400):
    a, b = i * 12, 7 * i * i + 6
    g, x, y = extended(a, b)
    assert g == math.gcd(a, b) == a * x + b * y
    total += g
print(total, extended(2**90, 3**40))
print(pow(3, -1, 97), pow(7, 2**70, 1000), math.lcm(4, 6, 10), sum(pow(i, 95, 97) * i % 97 for i in range(1, 97)))
