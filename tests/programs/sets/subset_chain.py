# Orders of sets: subsets, disjoint sets, and sets as keys.
sets = [frozenset(i for i in range(6) if mask >> i & 1) for mask in range(64)]
below = equal = apart = 0
for a in sets:
    for b in sets:
        below += a < b
        equal += a == b
        apart += a.isdisjoint(b)
print(below, equal, apart)
table = {s: len(s) for s in sets}
print(sum(table[frozenset(set(s))] for s in sets), frozenset([1, 2]) in table, table[frozenset()])
print({1} <= {1, 2}, {1} < {1}, {3} > {1}, {1}.issubset([1, 2]), {1, 2} == frozenset([2, 1]))
