print([round(x) for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675)], round(2.675, 2), round(1234567, -3), round(15, -1), round(25, -1), round(-15, -1), round(1.0), round(5, 2), round(1e300, 5), round(123.456, -2))
import math
print(math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.floor(2**70 + 0.0), math.isqrt(10**30), math.gcd(12, 18, 27), math.lcm(4, 6), math.comb(10, 3), math.perm(5), math.prod([1, 2, 3]), math.dist((0, 0), (3, 4)), math.hypot(3, 4), math.copysign(1, -0.0))
