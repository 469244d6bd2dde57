# math.floor and math.ceil of floats, ints and others in loops; results beyond machine ints; what has no integer.
import math


def floors(values):
    total = 0
    for value in values:
        total += 3 * math.floor(value) - math.ceil(value)
    return total


def each(values):
    return [(math.floor(value), math.ceil(value)) for value in values]


print(floors([i * 0.37 - 20.0 for i in range(200)]))
print(floors(list(range(-100, 100))))
print(floors([1.5] * 100 + [7] * 100 + [True] * 100 + [-0.0, -0.5, 0.5] * 60))
print(each([0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 2.0**46 + 0.5, -(2.0**46) - 0.5, 2.0**53, 1e300 / 1e282] * 30)[-10:])
print(floors([1.5] * 200 + [2.0**62, -(2.0**63), 2.0**63, 1e25, -1e25] * 20))
for late in (math.inf, -math.inf, math.nan, "x", None):
    try:
        floors([0.25] * 120 + [late])
    except (OverflowError, ValueError, TypeError) as error:
        print(type(error).__name__, error)


class Whole:
    def __floor__(self):
        return 40

    def __ceil__(self):
        return "up"


print(each([2.5] * 100 + [Whole()])[-2:])
