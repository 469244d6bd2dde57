# What traces call without Python code meets Python code, errors and other types late.


class Key:
    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return hash(self.number)

    def __eq__(self, other):
        return isinstance(other, Key) and other.number == self.number


class Loud(list):
    def append(self, item):
        super().append(("loud", item))


def membership(items, wanted):
    found = 0
    for item in wanted:
        if item in items:
            found += 1
    return found


print(membership([1, 2, "x", (1, 2)], [1, 5, "x", (1, 2)] * 100))
print(membership([1, 2, Key(3)], [1] * 200 + [Key(3)] * 50 + [Key(4)] * 50))


def look_up(table, keys):
    total = 0
    for key in keys:
        total += table.get(key, -1)
        table.setdefault(key, 0)
        table[key] += 1
    return total


print(look_up({}, ["a", "b", "c"] * 60))
print(look_up({}, ["a"] * 100 + [Key(1), Key(2)] * 50 + [(1, 2), 3.0, None] * 30))


def shrink(items, count):
    taken = []
    for index in range(count):
        try:
            taken.append(items.pop())
            items[:1] = [index]
            del items[5:]
        except IndexError as error:
            taken.append(str(error))
            if len(taken) > 8:
                break
    return taken[:12], items


print(shrink(list(range(300)), 280))
print(shrink(list(range(100)), 0))


def grow_while_iterated(table, limit):
    seen = 0
    try:
        for key in table:
            seen += 1
            if seen == limit:
                table[-1] = 1
    except RuntimeError as error:
        return seen, str(error)
    return seen


print(grow_while_iterated({k: 1 for k in range(200)}, 150))
print(grow_while_iterated({k: 1 for k in range(200)}, 500))


def appending(target, count):
    for index in range(count):
        target.append(index)
    return len(target), target[-1]


for target in [], [], [], Loud(), []:
    print(appending(target, 120))


def exhausted(iterator, rounds):
    got = 0
    for _ in range(rounds):
        for item in iterator:
            got += item
    return got


print(exhausted(iter([1, 2, 3]), 100))
print(exhausted(zip([1, 2], [3, 4]) and iter(range(3)), 100))


def pairs(first, second):
    total = 0
    for left, right in zip(first, second):
        total += left * right
    rest = list(first)
    return total, len(rest)


print(pairs(iter(range(200)), [1] * 150))
print(pairs(iter(range(200)), iter([2] * 150)))


def texts(values):
    out = []
    for value in values:
        out.append(f"{value}:{value!r}:{value:>4}" if value is not None else "-")
    return "|".join(out[-5:])


print(texts([1, 2, 3] * 50 + ["a", 2.5, None, True]))


def joined(parts):
    count = 0
    for part in parts:
        try:
            count += len(",".join(part))
        except TypeError as error:
            print(error)
    return count


print(joined([["a", "b"]] * 90 + [["a", 1]] + [("x", "y")] * 5 + ["pq"]))


def redefined(values):
    total = 0
    for index, value in enumerate(values):
        total += len(value)
        if index == 150:
            globals()["len"] = lambda value: 1000
    return total


print(redefined(["ab"] * 160))
del len
print(redefined([[1]] * 3))


class Point:
    def __init__(self, x):
        self.x = x


def instances(values, kind):
    count = 0
    for value in values:
        if isinstance(value, kind):
            count += 1
    return count


print(instances([Point(1)] * 100 + [1, "a", 2.0, True, None, Point(2)], Point))
print(instances([1] * 100 + [True, 1 << 60, 1 << 80, 1.0, "x"], int))
print(instances([1] * 100 + [True, 1 << 60, 1 << 80, 1.0, "x"], (str, float)))


def wide(values):
    total = 0
    for value in values:
        total = (total ^ value) + (value & 0xFF)
    return total


print(wide([1 << 60, 1 << 59, 3] * 60 + [1 << 70, 5, -1]))


def compare(values):
    less = 0
    for left, right in zip(values, values[1:]):
        if left < right:
            less += 1
    return less


print(compare(["b", "a", "c"] * 50))
print(compare([(1, "x"), (1, "y")] * 50))
try:
    print(compare([[1], [2]] * 50 + [[1], ["a"]]))
except TypeError as error:
    print(error)


def truths(values):
    return sum([1 for value in values if value])


print(truths([[], {}, "", "a", {1}, None, Point(1)] * 40))
Point.__bool__ = lambda self: False
print(truths([Point(1)] * 100))


class Manager:
    def __init__(self, log):
        self.log = log

    def __enter__(self):
        return len(self.log)

    def __exit__(self, kind, value, traceback):
        self.log.append(kind and kind.__name__)
        return kind is KeyError


def managed(count):
    log = []
    total = 0
    for index in range(count):
        with Manager(log) as size:
            total += size
            if index % 40 == 39:
                raise KeyError(index)
    return total, log.count("KeyError"), len(log)


print(managed(150))
