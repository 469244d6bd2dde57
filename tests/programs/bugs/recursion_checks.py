# Class: interrupt and recursion checks still there after compilation.
# Compiled calls, inlined or not, count for the recursion limit as interpreted ones do: the same functions, used for the first
# time and used a hundred times before, reach it at the same depth.
import sys

SOURCE = """
class Adder:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return self.n + other

    @property
    def own(self):
        return self.n

def leaf(i):
    return i + 1

def middle(i):
    return leaf(i) + 1

def steps(n):
    i = 0
    while i < n:
        yield i
        i += 1

def plain(n):
    t = 0
    while t < n:
        t += 1

def one(n):
    t = 0
    while t < n:
        t = leaf(t)

def two(n):
    t = 0
    while t < n:
        t = middle(t)

def operator(n):
    t, adder = 0, Adder(1)
    while t < n:
        t = adder + t

def getter(n):
    t, adder = 0, Adder(1)
    while t < n:
        t += adder.own

def made(n):
    t = 0
    while t < n:
        t += Adder(1).n

def generator(n):
    t = 0
    for i in steps(n):
        t += i

def beneath(t, adder):
    globals()
    return adder + t

def counted(n):
    t, adder = 0, Adder(0)
    while t < n:
        t = beneath(adder + t, adder) + 1
"""


def deep(k, work, n):
    return work(n) if k == 0 else deep(k - 1, work, n)


def limit(work, n, k):
    while True:
        try:
            deep(k, work, n)
        except RecursionError:
            return k
        k += 1


def forever(n):
    return forever(n + 1) + 1


sys.setrecursionlimit(120)
same = []
for name in ("plain", "one", "two", "operator", "getter", "made", "generator", "counted"):
    cold, hot = {}, {}
    exec(SOURCE, cold)
    exec(SOURCE, hot)
    first = limit(cold[name], 1, 90)
    hot[name](150)
    same.append((name, first == limit(hot[name], 100, 90), first == limit(hot[name], 100, first - 2)))
for row in same:
    print(*row)
for attempt in range(3):
    try:
        forever(0)
    except RecursionError as error:
        print(error)
