# Class: store-to-load forwarding across a may-alias.
# Numbers in arrays, read before and after a store through another name of the same array.
from array import array


def twice(a, b, values):
    out = []
    for i in range(100):
        first = a[i % 4]
        b[i % 3] = values[i % 5]
        second = a[i % 4]
        out.append((first, second))
    return out[-7:]


def loop(a, b, value):
    total = 0
    for i in range(100):
        total += a[1]
        b[i % 2] = value
    return total


for code, values in [("d", [1.5, 2.5, -0.0, 4.0, 5.0]), ("f", [1.5, 2.1, 3.0, 4.0, 0.1]), ("i", [1, -2, 3, 4, 5]), ("B", [1, 2, 3, 255, 5]), ("q", [1 << 60, 2, 3, -4, 5])]:
    a, b = array(code, [0] * 8), array(code, [0] * 8)
    print(code, twice(a, a, values), twice(a, b, values)[:3])
    print(loop(a, a, values[0]), loop(b, a, values[1]))
