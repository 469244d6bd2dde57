# Class: bounds checks hoisted past a shrink.
# The list that a loop reads gets shorter on the way: by a call, by the loop itself, through another name.


def drop(items, i):
    if i == 150:
        del items[100:]


def by_call(items):
    total = 0
    for i in range(200):
        drop(items, i)
        try:
            total += items[i]
        except IndexError:
            return total, i
    return total, -1


def by_pop(items):
    total, i = 0, 0
    while i < 200:
        total += items[i % 50]
        if i > 120:
            items.pop()
        if not items:
            break
        try:
            total += items[len(items) - 1] + items[49]
        except IndexError:
            return total, i
        i += 1
    return total, i


def by_other_name(items, same):
    total = 0
    try:
        for i in range(1000):
            total += items[60]
            if i > 100:
                same.pop()
    except IndexError:
        return total, i
    return total, -1


def by_clear(rows):
    total = 0
    for k in range(120):
        row = rows[k]
        try:
            total += row[0] + row[-1]
        except IndexError:
            total += 10000
        if k == 90:
            rows[110].clear()
    return total


print(by_call(list(range(200))))
print(by_pop(list(range(100))))
both = list(range(300))
print(by_other_name(both, both), by_other_name(list(range(300)), both), len(both))
print(by_clear([[k, k + 1] for k in range(120)]))
