# Class: constants at encoding limits.
# Two names of one int that is too great for a word's payload, in and behind a loop that has it in registers.
def copied(k):
    hits = 0
    for i in range(k):
        a = (i + 10) * 20000000000000
        b = a
        if i % 7 == 6:
            hits += a is b
            hits += 100 * (a is not b)
    return hits, a is b, a


def stored(k):
    items = []
    box = {}
    for i in range(k):
        a = (i + 10) * 20000000000000
        items.append(a)
        box["last"] = a
    return items[-1] is a, box["last"] is a, id(a) == id(items[-1])


def mixed(values, others):
    same = 0
    for value in values:
        for other in others:
            same = (same * 3 + (value is other)) & 0xFFFFFFFF
            if value is not other:
                same ^= 1
    return same


class Node:
    pass


node = Node()
great = 1 << 60
print(copied(300), copied(5))
print(stored(300))
values = [None, True, node, 2.5, great, 3, "text", Node, len, great, node, None]
print(mixed(values, values), mixed(values * 20, values), mixed([node] * 150 + values, [node, great, None]))
print(mixed([great] * 200, [great, None, True, 1.5, node]), mixed([None] * 200 + [great], [great]))
