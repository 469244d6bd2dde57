# Class: -0.0, NaN, bool as int.
# Each float comparison holds for a hundred iterations and then does not, and the other way round; NaN is neither. Each order
# meets functions that are compiled in that order.
SOURCE = """
def compare(values):
    score = 0
    for x in values:
        if x OPERATOR 1.5:
            score += 1
        else:
            score += 1000
    return score

def bound(values):
    score = 0
    for x in values:
        holds = x OPERATOR 1.5
        score += 1 if not holds else 1000
    return score
"""
nan = float("nan")
low, same, high, none = [0.5] * 100, [1.5] * 100, [2.5] * 100, [nan] * 30
for parts in [low + high + none, high + low + none, same + low + none, low + same, same + high, none + same + low, high + none, low + none]:
    scores = []
    for operator in ("<", "<=", ">", ">=", "==", "!="):
        space = {}
        exec(SOURCE.replace("OPERATOR", operator), space)
        scores.append((space["compare"](parts), space["bound"](parts)))
    print(scores)
