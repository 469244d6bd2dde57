# Class: unbound and deleted locals after an exit.
# Variables that are bound in some iterations only, deleted in others, and read behind the loop.


def late(n, at):
    for i in range(n):
        if i == at:
            found = i * 2
        if i > 130:
            try:
                got = found
            except UnboundLocalError as error:
                return "unbound", i
    return got, i


def deleted(n, at):
    value, total = 1, 0
    for i in range(n):
        total += value
        if i == at:
            del value
        elif i == at + 1:
            value = 7
    return total


def attempt(f, *args):
    try:
        return f(*args)
    except (UnboundLocalError, NameError) as error:
        return type(error).__name__, str(error)


def toggled(n):
    total = 0
    for i in range(n):
        x = i
        total += x
        del x
        if i % 40 == 39:
            x = 1000
            total += x
    try:
        return total, x
    except UnboundLocalError:
        return total, "gone"


def inner(i, deep):
    if i == deep:
        del deep
    try:
        return i + deep
    except UnboundLocalError:
        return -1


def inlined(n):
    total = []
    for i in range(n):
        total.append(inner(i, 120))
    return total[118:123]


def cells(n, at):
    value = 1

    def read():
        return value

    total = 0
    for i in range(n):
        total += read()
        if i == at:
            del value
    return total


def handler(n):
    error = "before"
    for i in range(n):
        try:
            if i > 110:
                raise KeyError(i)
        except KeyError as error:
            kept = str(error)
    return kept, error


print(late(150, 100), late(150, 131), late(150, 140), late(120, 119) if False else late(135, 1000))
print(attempt(deleted, 150, 120), attempt(deleted, 150, 149), attempt(deleted, 121, 120))
print(toggled(150), toggled(160), inlined(150))
print(attempt(cells, 150, 120), attempt(cells, 150, 149), attempt(handler, 150), attempt(handler, 100))
