# Class: store-to-load forwarding across a may-alias.
# Whether two containers are equal is asked twice in an iteration, with a store of each kind between.
from array import array


def lists(a, b):
    marks = 0
    for i in range(120):
        before = a == b
        a[1] = i
        after = a == b
        a[1] = 2
        marks += before + 2 * after + 4 * (a == b)
    return marks


def floats(a, b):
    marks = 0
    for i in range(120):
        before = a == b
        a[1] = i + 0.5
        after = a == b
        a[1] = 2.0
        marks += before + 2 * after + 4 * (a == b)
    return marks


def ints(a, b):
    marks = 0
    for i in range(120):
        before = a == b
        a[1] = i
        after = a == b
        a[1] = 2
        marks += before + 2 * after + 4 * (a == b)
    return marks


def dicts(a, b):
    marks = 0
    for i in range(120):
        before = a == b
        a["x"] = i
        after = a == b
        a["x"] = 2
        marks += before + 2 * after + 4 * (a == b)
    return marks


def sets(a):
    marks = 0
    for i in range(120):
        before = i in a
        a.add(i)
        after = i in a
        a.discard(i)
        marks += before + 2 * after + 4 * (i in a)
    return marks


def unions(a):
    marks = 0
    for i in range(120):
        before = i in a
        a |= {i}
        marks += before + 2 * (i in a)
    return marks


print(lists([1, 2, 3], [1, 2, 3]))
print(floats(array("d", [1, 2, 3]), array("d", [1, 2, 3])), floats(array("f", [1, 2, 3]), array("f", [1, 2, 3])))
print(ints(array("i", [1, 2, 3]), array("i", [1, 2, 3])), ints(array("q", [1, 2, 3]), array("q", [1, 2, 3])))
print(dicts({"x": 2, "y": 1}, {"x": 2, "y": 1}))
print(sets({500}), unions({500}))
