# Rounding errors add up in order; fsum and a compensated sum do not let them.
import math


def kahan(values):
    total = lost = 0.0
    for v in values:
        y = v - lost
        t = total + y
        lost = (t - total) - y
        total = t
    return total


values = [0.1 * (i % 7) + 1e10 * (i % 2) for i in range(600)]
plain = 0.0
for v in values:
    plain += v
print(plain, kahan(values), math.fsum(values))
tenth = 0.0
for _ in range(1000):
    tenth += 0.1
print(tenth, kahan([0.1] * 1000), math.fsum([0.1] * 1000), 0.1 + 0.2 == 0.3)
