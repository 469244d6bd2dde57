# Slices with every start, stop and step agree with indexes counted out by hand.
def slow(v, s):
    return [v[i] for i in range(*s.indices(len(v)))]


v = list(range(7))
bounds = (None, -9, -3, 0, 2, 9)
wrong = total = 0
for start in bounds:
    for stop in bounds:
        for step in (None, 1, 2, -1, -3):
            s = slice(start, stop, step)
            wrong += v[s] != slow(v, s) or list(tuple(v)[s]) != v[s] or list(range(7)[s]) != v[s]
            total += sum(v[s])
print(wrong, total, slice(1, 2), slice(None, 5).indices(3), slice(1, 2) == slice(1, 2, None))
for call in (lambda: v[::0], lambda: v[1.0:], lambda: v["a"]):
    try:
        call()
    except (ValueError, TypeError) as error:
        print(error)
