# Class: bounds checks hoisted past a shrink.
# What a list is equal to, how long it is and whether it is empty, before and after a pop in one iteration.


def popped(a, b):
    marks = 0
    for i in range(150):
        before = a == b
        last = a.pop()
        after = a == b
        a.append(last)
        again = a == b
        marks += before + 2 * after + 4 * again
    return marks


def lengths(a):
    total = 0
    while a:
        n = len(a)
        a.pop()
        total += n - len(a)
    return total


def inside(a):
    hits = 0
    for i in range(150):
        there = 7 in a
        a.pop()
        gone = 7 in a
        a.append(7)
        hits += there + 10 * gone
    return hits


print(popped([1, 2, 3], [1, 2, 3]))
print(lengths(list(range(170))))
print(inside([3, 5, 7]))
