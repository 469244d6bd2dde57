# Class: -0.0, NaN, bool as int.
# Each float comparison holds for a hundred iterations and then does not, and the other way round; NaN is neither.
nan = float("nan")


def less(values):
    score = 0
    for x in values:
        if x < 1.5:
            score += 1
        else:
            score += 1000
    return score


def at_most(values):
    score = 0
    for x in values:
        if x <= 1.5:
            score += 1
        else:
            score += 1000
    return score


def more(values):
    score = 0
    for x in values:
        if x > 1.5:
            score += 1
        else:
            score += 1000
    return score


def at_least(values):
    score = 0
    for x in values:
        if x >= 1.5:
            score += 1
        else:
            score += 1000
    return score


def equal(values):
    score = 0
    for x in values:
        if x == 1.5:
            score += 1
        else:
            score += 1000
    return score


def different(values):
    score = 0
    for x in values:
        if x != 1.5:
            score += 1
        else:
            score += 1000
    return score


def make():
    return [less, at_most, more, at_least, equal, different]


low, same, high = [0.5] * 100, [1.5] * 100, [2.5] * 100
for parts in [low + high + [nan] * 30, high + low + [nan] * 30, same + low + [nan] * 30, low + same, same + high]:
    print([compare(parts) for compare in make()])
print([compare([nan] * 100 + [1.5, 0.5, 2.5] * 10) for compare in make()])
