# Class: slices of every sign.
# Starts, stops and steps below, at and above zero and the length, in loops, of lists, strs and tuples, read, written, deleted.


def read(items, n):
    out = []
    for i in range(-n, n):
        out.append((items[i:], items[:i], items[i : i + 3], items[i::2], items[::i or 1], items[:i:-1], items[i : -i : -2]))
    return out


def write(n):
    out = []
    for i in range(-n, n):
        row = [1, 2, 3, 4, 5]
        row[i : i + 2] = [i]
        row[i:i] = (7, 8)
        del row[i : i + 1]
        out.append(row)
    return out


def total(rows):
    mixed = 0
    for row in rows:
        for k, part in enumerate(row):
            for j, item in enumerate(part):
                mixed = (mixed * 31 + (item if isinstance(item, int) else ord(item)) * (k + 1) + j) % 1000003
    return mixed


def negative(items, n):
    t = 0
    for i in range(n):
        t += items[-1 - i % len(items)] * (i + 1) - items[i % len(items) - len(items)]
    return t


def beyond(items, n):
    bad = 0
    for i in range(n):
        try:
            bad += items[i - 60]
        except IndexError:
            bad += 1000
    return bad


print(total(read([1, 2, 3, 4, 5], 40)), total(read("hello", 40)), total(read((9, 8, 7), 40)), total(read(b"bytes!", 40)))
print(total([write(40)]), write(7))
print(negative([1, 2, 3, 4, 5], 100), beyond(list(range(30)), 120))
big = 1 << 65
print([1, 2, 3][-big:big], "abc"[::-big], [1, 2, 3][big:], [4, 5][:-big:-1])
