from fractions import Fraction as F
a, b = F(1, 3), F(-2, 6)
print(a, repr(b), a + b, a - b, a * b, a / b, a // b, a % b, -a, abs(b), F(6, -4), F("3/4"), F("0.125"), F("-1.5e2"), F(0.5), F(7), int(F(-7, 2)), float(a), round(F(5, 2)), round(F(7, 2)), round(F(1, 3), 2), a ** 2, a ** -2, 1 + a, 1 - a, 2 / a, a < 1, a > 0.5, a == 1 / 3, F(1, 2) == 0.5, hash(F(1, 2)) == hash(0.5), hash(F(3)) == 3, bool(F(0)), max(a, b), sum([a, a], F(0)), F(3.14159).limit_denominator(100), divmod(F(7, 2), 1), a + 0.5, 2 ** F(3))
for bad in ["x", "1/0", "1/x", ""]:
    try: F(bad)
    except Exception as e: print(type(e).__name__, e)
try: a + "x"
except TypeError as e: print(e)
