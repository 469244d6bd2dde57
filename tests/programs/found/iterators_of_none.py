# An iterator whose items are None: what its next call answers is no answer "ask the interpreter".
def count(iterator):
    found = []
    for item in iterator:
        found.append(item)
    return len(found), found[:7]


pieces = [1, None, 2, None, None, 'x']
for repeat in range(3):
    print(count(iter(pieces * 40)))
    print(count(iter(tuple(pieces * 40))))
    print(count(reversed(pieces * 40)))
    print(count(iter({None: 1, 2: 3, 'k': None})))


def pairs(keys, values):
    total = 0
    for key, value in zip(keys, values):
        total += key if value is None else 1000
    return total


print(pairs(range(200), [None] * 200), pairs(range(200), iter([None, 1] * 100)))


def numbered(values):
    total = 0
    for index, value in enumerate(values):
        if value is None:
            total += index
    return total


print(numbered([None] * 300), numbered(iter([None, 0, None] * 100)))


def gathered(values):
    iterator = iter(values)
    first = [item for item in iterator]
    return len(first), first.count(None)


print(gathered([None] * 500), gathered([None, 5] * 250))
