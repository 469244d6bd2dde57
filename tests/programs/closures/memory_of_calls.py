# A function remembers its results in a dict of the enclosing scope.
def remember(function):
    known = {}
    hits = 0

    def wrapper(*args):
        nonlocal hits
        if args in known:
            hits += 1
            return known[args]
        known[args] = function(*args)
        return known[args]

    wrapper.report = lambda: (len(known), hits)
    return wrapper


@remember
def paths(rows, columns):
    if rows == 0 or columns == 0:
        return 1
    return paths(rows - 1, columns) + paths(rows, columns - 1)


print(paths(16, 16), paths.report())
print(paths(40, 3), paths.report())
print(sum(paths(i % 9, i % 7) for i in range(500)), paths.report())
