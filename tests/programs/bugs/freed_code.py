# Class: objects alive only in registers at a safepoint.
# Functions that became hot and were thrown away, in great number; then what all of them relied on changes.
import builtins
import gc

SOURCE = """
def hot(rows, n):
    total = 0
    for i in range(n):
        total += len(rows) + K
    return total
"""


def make(k):
    space = {}
    exec(SOURCE.replace("K", str(k)), space)
    return space["hot"]


def many(count):
    total = 0
    for k in range(count):
        total += make(k)([1, 2], 20)
        if k % 8 == 7:
            gc.collect()
    return total


def passed(f, n):
    total = 0
    for i in range(n):
        total += f(i)
    return total


print(many(40))
gc.collect()
junk = [[k] * 5 for k in range(500)]
real = len
builtins.len = lambda rows: 100
print(many(10))
builtins.len = real
gc.collect()
print(many(10), sum(map(len, junk)))
sums = []
for k in range(12):
    sums.append(passed(eval(f"lambda i: i * {k}"), 60))
    gc.collect()
print(sums)
