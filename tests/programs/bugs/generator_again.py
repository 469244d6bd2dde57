# Class: exits inside calls inlined three deep.
# A generator that is left in the middle of an iteration runs: it cannot be resumed again, and goes on where it stood.


def numbers(n, at, log):
    for i in range(n):
        kept = i * 2
        if i == at:
            log.append(i)
            try:
                next(holder[0])
            except ValueError as error:
                log.append(str(error))
            except StopIteration:
                log.append("ended")
        yield kept + i


def total(n, at):
    log, sum_ = [], 0
    holder[0] = numbers(n, at, log)
    for value in holder[0]:
        sum_ += value
    return sum_, log


def inner(n, at):
    for i in range(n):
        if i == at:
            raise KeyError(i)
        yield i


def outer(n, at):
    try:
        for v in inner(n, at):
            yield v + 1
    except KeyError as error:
        yield 5000
    yield -1


def sums(n, at):
    t = 0
    for v in outer(n, at):
        t += v
    return t


def early(n):
    out = []
    for i in range(n):
        for v in inner(9, 20):
            if v == i % 7:
                break
        out.append(v)
    return out[-9:]


holder = [None]
print(total(150, 120), total(150, 149), total(150, 200), total(60, 3))
print(sums(150, 120), sums(150, 500), early(100))
