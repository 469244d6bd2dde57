# Class: side effects of __index__, __eq__, __hash__, __bool__, properties and host callbacks.
# What sets, iterators and attributes answer before and after a builtin has changed them, in one iteration.


def sets(s):
    marks = 0
    for i in range(120):
        before = i in s
        s |= {i}
        after = i in s
        s -= {i}
        marks += before + 2 * after + 4 * (i in s)
    return marks


def empty(s):
    marks = 0
    for i in range(120):
        if s:
            marks += 1
        s.add(i)
        if s:
            marks += 10
        s.clear()
        if s:
            marks += 100
    return marks


def buffers(b):
    marks = 0
    for i in range(120):
        before = 65 in b
        b[1] = 65
        after = 65 in b
        b[1] = 66
        marks += before + 2 * after + 4 * (65 in b)
    return marks


def rest(items):
    seen = []
    for i in range(60):
        it = iter(items)
        first = next(it)
        second = next(it)
        seen.append((first, second, 5 in it, 5 in it))
    return seen[-1], len(seen)


class Plain:
    pass


def attributes(n):
    marks = 0
    for i in range(n):
        p = Plain()
        before = hasattr(p, "x")
        p.x = i
        after = hasattr(p, "x")
        del p.x
        marks += before + 2 * after + 4 * hasattr(p, "x")
    return marks


print(sets({1000}), empty(set()), buffers(bytearray(b"012")), rest([1, 2, 3, 5, 6]), attributes(120))


def in_place(s, one):
    marks = 0
    t = s
    for i in range(120):
        before = 5 in t
        s |= one
        after = 5 in t
        s -= one
        marks += before + 2 * after + 4 * (5 in t)
    return marks


print(in_place({1}, {5}), in_place({5}, {6}))
