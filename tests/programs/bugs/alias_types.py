# Class: type confusion through an alias.
# An attribute, an item, a cell or a global proven to be of one type is given another through a second name.


class Box:
    def __init__(self, value):
        self.value = value


def attributes(a, b, late):
    out = []
    for i in range(150):
        x = a.value + 1
        if i == 120:
            b.value = late
        y = a.value
        out.append((x, type(y).__name__))
        a.value = i
    return out[118:123]


def items(a, b, late):
    out = []
    for i in range(150):
        x = a[2] + 1
        b[i % 3] = late if i == 119 + 3 * 3 + 1 else i
        y = a[2]
        out.append((x, y))
        a[2] = 5
    return out[-25:-18]


def cells(late):
    value = 1

    def change(i):
        nonlocal value
        value = late if i == 130 else i

    out = []
    for i in range(140):
        x = value
        change(i)
        out.append(type(value).__name__ + str(x))
    return out[128:134]


shared = 1


def globals_too(late):
    global shared
    total = []
    for i in range(140):
        total.append(shared)
        shared = late if i == 125 else i
    return total[120:130]


one = Box(1)
for late in (2.5, "text", None, True, 1 << 70):
    print(attributes(one, one, late), attributes(Box(1), Box(2), late)[3])
    row = [1, 2, 3]
    print(items(row, row, late), items(row, [7, 8, 9], late)[2])
    print(cells(late), globals_too(late))
