# A generator that a trace has run to its end, and that is still there: nobody sees where it ended.
def numbers(n):
    for i in range(n):
        yield i


def total(n):
    holder.append(numbers(n))
    result = 0
    for value in holder[-1]:
        result += value
    return result


holder = []
print([total(n) for n in (9, 12, 3, 40, 0, 7)], [next(g, "ended") for g in holder])
