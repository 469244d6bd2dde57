# Insertion order survives deletion, reinsertion, update and a thousand changes.
table = {}
for i in range(1000):
    table[i % 37] = i
    if i % 5 == 0:
        table.pop(i % 31, None)
    if i % 41 == 0:
        table["s%d" % (i % 3)] = i
print(list(table.items()))
print(list(reversed(table))[:5], next(iter(table)), table.popitem(), len(table))
first = next(iter(table))
table[first] = table.pop(first)
print(list(table)[-1] == first, list(table | {"z": 1, first: 2})[-1])
a, b = {"x": 1, "y": 2}, {"y": 2, "x": 1}
print(a == b, list(a) == list(b), a.items() == b.items(), {**b, **a}, dict(a, z=3))
