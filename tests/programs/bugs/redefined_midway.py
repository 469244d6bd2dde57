# Class: globals, builtins, methods, classes redefined or deleted after compilation.
# The same while the loop that relies on them runs: the very next use sees it.
import builtins

STEP = 1


def helper(i):
    return i


def swap(i):
    global STEP, helper
    if i == 100:
        STEP = 10
    if i == 110:
        helper = lambda i: -i
    if i == 120:
        globals()["len"] = lambda x: 99
    if i == 130:
        del globals()["len"]
    if i == 135:
        builtins.len = lambda x: 55
    if i == 140:
        builtins.len = real
    if i == 150:
        Thing.get = lambda self: 1000
    if i == 160:
        Thing.__add__ = lambda self, other: 3
    if i == 165:
        change.__defaults__ = (70,)
    if i == 170:
        change.__kwdefaults__ = {"more": 900}
    return 0


class Thing:
    def get(self):
        return 1

    def __add__(self, other):
        return 2


def change(i, by=5, *, more=0):
    return i + by + more


def run(n):
    t, thing, row, log = 0, Thing(), [1, 2, 3], []
    for i in range(n):
        t += STEP + helper(i) + len(row) + thing.get() + (thing + 1) + change(i)
        t += swap(i)
        t += STEP + helper(i) + len(row) + thing.get() + (thing + 1) + change(i)
        if i % 5 == 0:
            log.append(t)
    return t, log[18:]


real = len
print(run(190))
print(run(90)[0])
