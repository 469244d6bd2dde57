from decimal import *
import math, decimal
def t(f):
    try: r = f()
    except Exception as e: print(type(e).__name__, e)
    else: print(repr(r))
D = Decimal
for s in ["1", "-1.50", "1e10", "1E-7", "0.000001", "0.0000001", "-0", "0E+3", "Infinity", "-inf", "nan", "sNaN12", "123_456.7", " 1.5 ", ".5", "5."]: print(repr(D(s)), D(s).as_tuple(), D(s).adjusted())
t(lambda: D("abc")); t(lambda: D("")); t(lambda: D(None)); t(lambda: D(1.1)); t(lambda: D((1, (1, 2, 3), -2))); t(lambda: D(10**30)); t(lambda: D(0.5)); t(lambda: D(float("inf")))
a, b = D("10.25"), D("3")
print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), a ** 2, a ** -1, a ** D("0.5"), -a, +a, abs(-a), 2 + a, 2 - a, 2 * a, 2 / a, 7 // a, 7 % a, 2 ** b, -a // b, -a % b)
print(D(1) / D(7), D(2).sqrt(), D(2) ** D("1.5"), D(1).exp(), D(10).ln(), D(2).log10(), D(1000).log10(), D("1e-5").ln(), D(100).sqrt(), D("0.01").sqrt(), D("-2.5").exp(), D(20).exp(), D(2) ** 100, D(1) / 3 * 3)
t(lambda: D(1) / 0); t(lambda: D(0) / 0); t(lambda: D(-1).sqrt()); t(lambda: D(1) // 0); t(lambda: D(1) % 0); t(lambda: D("inf") - D("inf")); t(lambda: D(0) ** 0); t(lambda: D("inf") * 0); t(lambda: D(-8) ** D("0.5")); t(lambda: int(D("nan"))); t(lambda: int(D("inf"))); t(lambda: D("1e999999") * 10); t(lambda: D("snan") + 1)
print(D("2.675").quantize(D("0.01")), D("2.665").quantize(D("0.01"), ROUND_HALF_UP), D("1.1").quantize(D("1")), [D("2.5").quantize(D(1), r) for r in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP)], [D("-2.5").quantize(D(1), r) for r in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP)]); t(lambda: D("1e30").quantize(D("0.01")))
print(round(D("2.5")), round(D("3.5")), round(D("2.675"), 2), round(D("1234"), -2), math.floor(D("-1.5")), math.ceil(D("1.1")), math.trunc(D("-1.9")), int(D("1e3")), float(D("1.25")), complex(D(2)), bool(D(0)), bool(D("0.0")), D("1.50").normalize(), D("100").normalize(), D("1.20") == D("1.2"), hash(D("1.5")) == hash(1.5), hash(D(7)) == hash(7), hash(D("1e20")) == hash(10**20))
print(D(1) < D(2), D(1) == 1, D("0.5") == 0.5, D("0.1") == 0.1, D(1) < 1.5, D(3) > 2, max(D(1), D(3), D(2)), sorted([D(3), D("1.5"), D(2)]), D("nan") == D("nan"), D("nan") != 1, D(1) != 2, sum([D("0.1")] * 10), D("-0") == 0, D(1) in [1]); t(lambda: D("nan") < 1)
for spec in ["", ".2f", "10.3f", "<10", "^10.1f", "+.1f", "e", ".3e", "g", ",", ",.2f", "010.2f", "%", ".1%", "_", "E", "*>12", ".0f", ".10g", "z", "x"]: t(lambda: format(D("12345.678"), spec))
t(lambda: format(D("0.00001234"), ".2e")); t(lambda: format(D("1E+5"), "f")); t(lambda: format(D("nan"), "10")); t(lambda: f"{D('-1.5'):=+8}"); t(lambda: "%.2f" % D("1.005")); t(lambda: "%d" % D("7.9"))
print(getcontext()); getcontext().prec = 6; print(D(1) / 7, D("1.23456789") + 0, +D("1.23456789")); getcontext().rounding = ROUND_UP; print(D(1) / 3, D(10) / 3); getcontext().rounding = ROUND_HALF_EVEN; getcontext().prec = 28
with localcontext() as c:
    c.prec = 50; print(D(1) / 3, D(2).sqrt())
with localcontext(prec=5): print(D(2).sqrt())
c = Context(prec=3, rounding=ROUND_DOWN); print(c.divide(2, 3), c.sqrt(D(2)), c.create_decimal("1.23456"), c.add(1, 2), c); t(lambda: Context(prec=0)); 
getcontext().clear_flags(); D(1) / 3; print([s.__name__ for s, v in getcontext().flags.items() if v])
getcontext().traps[DivisionByZero] = False; print(D(1) / 0, D(-1) / 0); getcontext().traps[DivisionByZero] = True
print(D("1.5").as_integer_ratio(), D("3.7").to_integral_value(), D("3.7") .to_integral_exact(ROUND_FLOOR), D("1e5").to_eng_string(), D("123.456").scaleb(2), D("-1.5").copy_sign(D(1)), D("1.5").copy_negate(), D(5).compare(D(3)), D(5).max(D(7)), D("1.0").same_quantum(D("2.5")), D(2).fma(3, 4), D("1.5").is_signed(), D("inf").is_infinite(), D("nan").is_nan(), D(0).is_zero(), D(123).logb(), D(7).remainder_near(D(4)), D("1").next_plus(), D("1").number_class(), pow(D(3), 4, 5))
from fractions import Fraction
print(Fraction(D("0.75")), isinstance(D(1), Decimal), D.from_float(0.1), D("1E+2") + D("1"), D("1e-30") + D("1"), D("9" * 28) + 1, D("1.000") * D("2.0"), D("6") / D("2"), D("1.00") / D("1"), D("100") / D("10"), str(D("1E+2")), D("0.1") + D("0.2"))
