# nan, infinities and signed zeros in a hot loop of comparisons.
import math

inf, nan = float("inf"), float("nan")
values = [0.0, -0.0, 1.5, -inf, inf, nan, 1, True]
less = equal = same = 0
for i in range(640):
    a, b = values[i % 8], values[i // 8 % 8]
    less += a < b
    equal += a == b
    same += not (a < b) and not (a > b) and not (a == b)
print(less, equal, same)
print(inf - inf, inf * 0, -0.0, 0.0 * -1, math.copysign(1, -0.0), nan in [nan], [nan] == [nan], nan == nan)
print(max(1.0, nan), max(nan, 1.0), min(-0.0, 0.0), min(0.0, -0.0), 1e308 * 10, -1e308 * 10)
for call in (lambda: 1.0 / 0, lambda: 1.0 % 0, lambda: int(inf), lambda: int(nan), lambda: 10.0**400):
    try:
        call()
    except (ArithmeticError, ValueError) as error:
        print(error)
