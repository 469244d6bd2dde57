# Class: -0.0, NaN, bool as int.
# Zeros have signs, a NaN equals nothing, and a bool counts as an int without being one.
from math import copysign


def signs(values):
    marks = []
    for x in values:
        y = x * 0.0
        z = 0.0 - x
        w = -x
        marks.append((copysign(1.0, y), copysign(1.0, z), copysign(1.0, w), copysign(1.0, x + 0.0)))
    return sorted(set(marks))


def divide(values):
    total = 0.0
    for d in values:
        try:
            total += 8.0 / d
        except ZeroDivisionError:
            total += 0.125
    return total


def truth(values):
    hits = 0
    for x in values:
        if x:
            hits += 1
        if not x:
            hits += 100
    return hits


def add(values):
    total = 0
    for x in values:
        total = total + x
        last = x
    return total, last, type(last).__name__


nan = float("nan")
print(signs([1.0] * 60 + [-1.0] * 3 + [0.0, -0.0]))
print(divide([2.0, 4.0] * 50 + [0.0, -0.0, 0.0] + [2.0] * 20))
print(truth([1.5] * 80 + [0.0] * 5 + [-0.0] * 5 + [nan] * 5), truth([0.0] * 80 + [nan, -0.0, 2.0]))
print(add([True] * 90 + [5]), add([5] * 90 + [True]), add([True, False] * 60), add([1] * 80 + [0.5] + [True] * 9))
print([x is True for x in [True] * 70 + [1]].count(True), [x == True for x in [True] * 70 + [1, 1.0]].count(True))
