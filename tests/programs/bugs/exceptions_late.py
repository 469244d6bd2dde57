# Class: exceptions on iteration k through try/finally/with/generator.
# An exception at a late iteration, in the loop, in a call, in a generator: handlers, finally blocks and context managers run.


class Guard:
    def __init__(self, log, eats):
        self.log = log
        self.eats = eats

    def __enter__(self):
        self.log.append("in")
        return self

    def __exit__(self, kind, error, trace):
        self.log.append(kind.__name__ if kind else "out")
        return self.eats


def fail(i, at):
    if i == at:
        raise ValueError(f"at {i}")
    return i


def handled(n, at):
    total, state = 0, "none"
    for i in range(n):
        mark = i * 2
        try:
            total += fail(i, at)
            state = "fine"
        except ValueError as error:
            total += mark * 1000
            state = str(error)
        else:
            total += 1
        finally:
            total += 3
    return total, state, mark


def with_block(n, at, eats):
    log, total = [], 0
    try:
        for i in range(n):
            with Guard(log, eats) as guard:
                total += fail(i, at)
                total += 5
    except ValueError as error:
        total += 100000
    return total, log[-4:], len(log), i


def steps(n, at, log):
    try:
        for i in range(n):
            yield fail(i, at)
    finally:
        log.append(i)


def generator(n, at):
    log, total = [], 0
    try:
        for value in steps(n, at, log):
            total += value
            if value == 140:
                break
    except ValueError as error:
        total = -total
    return total, log


def returned(n, at):
    for i in range(n):
        try:
            if i == at:
                return "value", i
            x = 10 // (i - 130)
        except ZeroDivisionError:
            continue
        finally:
            if i == at + 1:
                return "never"
            last = i
    return "end", last


def index(items, n):
    total = 0
    for i in range(n):
        try:
            total += items[i]
        except (IndexError, KeyError) as error:
            total += 7
        except TypeError:
            total += 1000
    return total


def careful(i, by):
    return 100 // (by - i)


def only_the_handler_reads(n, by):
    total, last = 0, "none"
    for i in range(n):
        mine = total + i * 3
        other = mine ^ 5
        try:
            last = "tried"
            total += careful(i, by)
        except ZeroDivisionError:
            return mine, last, other
    return total


print(only_the_handler_reads(150, 120), only_the_handler_reads(100, 500), only_the_handler_reads(150, 149))
print(handled(150, 120), handled(150, 149), handled(100, 500))
print(with_block(150, 120, True), with_block(150, 120, False))
print(generator(150, 120), generator(150, 500), generator(100, 500))
print(returned(150, 140), returned(150, 500), returned(100, 50))
print(index([1] * 110, 150), index({k: k for k in range(120)}, 150), index([1] * 120 + ["text"] + [2] * 9, 150))
