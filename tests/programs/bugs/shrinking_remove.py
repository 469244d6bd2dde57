# Class: bounds checks hoisted past a shrink.
# How long a list is and what stands where, before and after a native method takes something out of it.


def first_out(a):
    total = 0
    for i in range(150):
        n = len(a)
        head = a[0]
        taken = a.pop(0)
        total += (n - len(a)) * 1000 + head + taken + a[0]
        a.append(taken)
    return total


def cleared(a):
    total = 0
    for i in range(150):
        n = len(a)
        if i % 3 == 2:
            a.clear()
        else:
            a.reverse()
        total += n * 10 + len(a)
        a.append(i)
        total += a[0]
    return total


def until_empty(a):
    seen = []
    try:
        while True:
            seen.append(len(a))
            a.pop(len(a) // 2)
            seen.append(a[len(a) - 1])
    except IndexError as error:
        return len(seen), sum(seen), str(error)


def popped_empty(a):
    count = 0
    try:
        while True:
            a.pop()
            count += 1
    except IndexError as error:
        return count, str(error)


print(first_out([1, 2, 3, 4]))
print(cleared([5]))
print(until_empty(list(range(170))))
print(popped_empty(list(range(170))))
