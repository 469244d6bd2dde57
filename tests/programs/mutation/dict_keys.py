# What an iterator says about a dict whose keys change while it runs.
def attempt(action):
    try:
        print(action())
    except RuntimeError as error:
        print(error)


def replaced_first():
    d = {0: 1}
    iterator = iter(d)
    next(iterator)
    del d[0]
    d[1] = 2
    return list(iterator)


def replaced_before():
    d = {0: 1}
    iterator = iter(d)
    del d[0]
    d[1] = 2
    return list(iterator)


def replaced(view):
    d = dict.fromkeys(range(3))
    seen = []
    for item in view(d):
        seen.append(item)
        if len(seen) == 2:
            del d[1]
            d[99] = None
    return seen


def moving():
    d = {0: 0}
    for key in d:
        del d[key]
        d[key + 1] = 0


def grown():
    d = {0: 0}
    for key in d:
        d[key + 1] = 0


def sticky():
    d = {0: 0, 1: 1}
    iterator = iter(d)
    d[2] = 2
    try:
        next(iterator)
    except RuntimeError:
        del d[2]
        return next(iterator)


for action in [replaced_first, replaced_before, moving, grown, sticky]:
    attempt(action)
for view in [dict.keys, dict.values, dict.items, lambda d: d, reversed]:
    attempt(lambda: replaced(view))
stack = {}
for i in range(100):
    stack[i] = i
    if i % 3 == 2:
        stack.popitem()
        del stack[i - 1]
print(len(stack), list(stack)[-3:])


class Called:
    pass


Called.__call__ = Called()
try:
    Called()()
except RecursionError:
    print("RecursionError")
print(pow(2, 3, 1), pow(5, -1, 1), pow(7, 3, -1), len(range(2**60)))
