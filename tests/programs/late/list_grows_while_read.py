# A list is lengthened and shortened by the loop that goes over it.
def grow(values):
    seen = 0
    for value in values:
        seen += value
        if len(values) < 300:
            values.append(value + 1)
        elif value == 250:
            del values[260:]
    return seen, len(values)


def eat(values):
    taken = []
    for value in values:
        taken.append(value)
        if value >= 200:
            values.pop()
    return len(taken), taken[-1], len(values)


print(grow([1]))
print(eat(list(range(300))))
walker = iter([1, 2])
source = []
held = iter(source)
print(next(held, "none"))
source.append(5)
print(next(held, "still none"), list(walker))
