# Class: dict growing while iterated.
# Keys that come and go between two questions, and a dict that grows or shrinks under its own iteration.


def ask(d):
    marks = 0
    for i in range(150):
        before = i in d
        d[i] = i
        after = i in d
        marks += before + 2 * after
        if i % 3 == 0:
            del d[i]
            marks += 100 * (i in d)
        marks += len(d)
    return marks


def grow(d, at):
    total = 0
    try:
        for key in d:
            total += d[key]
            if key == at:
                d[-key] = 1
    except RuntimeError as error:
        return total, str(error)
    return total, len(d)


def swap(d, at):
    total = 0
    try:
        for key, value in d.items():
            total += value
            if key == at:
                del d[key]
                d[-key] = 1
    except RuntimeError as error:
        return total, str(error)
    return total, len(d)


def replace(d):
    for key in d:
        d[key] = d[key] + 1
    return sum(d.values())


def fill(names):
    counts = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return sorted(counts.items())[:3], len(counts)


print(ask({}), ask({5: 5}))
print(grow({k: k for k in range(1, 200)}, 150), grow({k: k for k in range(1, 200)}, 199))
print(swap({k: k for k in range(1, 200)}, 150)[0], replace({k: k for k in range(200)}))
print(fill(["a", "b"] * 60 + [str(k) for k in range(100)]))
