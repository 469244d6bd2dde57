"""sum() of plain sequences: ints that become big, floats, and what comes after the first items that are neither."""
from array import array
from fractions import Fraction


class Odd:
    def __init__(self, n):
        self.n = n

    def __radd__(self, other):
        return ("radd", other, self.n)

    def __add__(self, other):
        return "add"


for items in [[], [1, 2, 3], [1, 2.5, 3], [2.5, 1, True], [True, False, True], [2 ** 46] * 5, [2 ** 62, 1, 2 ** 63],
              [-2 ** 47, -2 ** 47, 0.5], [1, 2, Fraction(1, 3)], [1, 2.0, 3j, 4], [1e308, 1e308, -1e308], [-0.0, -0.0],
              [0, -0.0], [2 ** 53 + 1, 0.0, 1], [float("nan"), 1], [1.5, 2 ** 70, 1], [1, Odd(5)], (1.5, Odd(6))]:
    for kind in list, tuple, iter:
        print(kind.__name__, sum(kind(items)))
    try:
        print(sum(items, 10), sum(items, 0.5), sum(items, -0.0), sum(items, Fraction(1, 2)))
    except TypeError as e:
        print(e)
for array_of in [array("B", range(200)), array("d", [0.1] * 10), array("Q", [2 ** 64 - 1, 1, 5]), array("q", [2 ** 62] * 4)]:
    print(sum(array_of), sum(array_of, 0.25), sum(array_of, 2 ** 60))
for bad in [[1, "x"], ["x"], [1.5, None], 5]:
    try:
        sum(bad)
    except TypeError as e:
        print(e)
print(sum([[1], [2]], []), sum(((1,), (2,)), ()))
total = 0
for k in range(200):
    total += sum([k, 1, 2]) + sum((0.5, k)) + sum(array("i", [k, k]))
print(total)
