# Class: hoisting over a callee that changes an attribute on iteration k.
# What is read at the begin of an iteration was written at the end of the one before: in cells, attributes far down, globals.


class Wide:
    def __init__(self):
        for name in "abcdefghijklmnopqrst":
            setattr(self, name, 0)


count = 0


def in_cell(n):
    total = 0
    made = 0

    def bump(i):
        nonlocal made
        old = made
        made = old + i
        return old

    for i in range(n):
        total += bump(i)
    return total, made


def in_slots(wide, n):
    seen = 0
    for i in range(n):
        seen += wide.t + wide.s
        wide.t = wide.t + i
        wide.s = wide.s + 1.5
    return seen, wide.t, wide.s


def in_global(n):
    global count
    seen = 0
    for i in range(n):
        seen += count
        count = count + i
    return seen, count


def in_items(row, n):
    seen = 0
    for i in range(n):
        seen += row[2]
        row[2] = row[2] + i
        row[1] += row[2]
    return seen, row


def in_dict(d, n):
    seen = 0
    for i in range(n):
        seen += d["k"]
        d["k"] = d["k"] + i
        d[i % 3] = d.get(i % 3, 0) + 1
    return seen, d


def ping(n):
    i = 0
    while i < n:
        got = yield i
        i += 2
        yield -i
        i -= 1


def alternate(n):
    out = 0
    for v in ping(n):
        out = out * 3 % 1009 + v
    return out


print(in_cell(200), in_slots(Wide(), 150), in_global(150))
print(in_items([1, 2, 3], 150), in_dict({"k": 1}, 150), alternate(120))
