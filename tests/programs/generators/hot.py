# Generators in hot loops: resumed by `for`, by `next`, thrown into, left early.
def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def evens(source):
    for x in source:
        if x % 2 == 0:
            yield x


def squares(source):
    for x in source:
        yield x * x


total = 0
for v in squares(evens(count(3000))):
    total += v
print(total)


def average():
    total = 0.0
    n = 0
    value = None
    while True:
        value = yield total / n if n else 0.0
        total += value
        n += 1


a = average()
next(a)
for i in range(1000):
    r = a.send(i)
print(r)


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def first(pred, it):
    for x in it:
        if pred(x):
            return x


print(first(lambda x: x > 10**30, fib()))
n = 0
for i in range(300):
    for x in count(10):
        if x == 5:
            break
        n += x
print(n)


class Tree:
    def __init__(self, left, value, right):
        self.left, self.value, self.right = left, value, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


def build(lo, hi):
    if lo >= hi:
        return None
    mid = (lo + hi) // 2
    return Tree(build(lo, mid), mid, build(mid + 1, hi))


print(sum(build(0, 500)), list(build(0, 10)))


def switching():
    for i in range(2000):
        if i == 1500:
            yield "text"
        elif i > 1800:
            yield i * 1.5
        else:
            yield i


t = 0
for v in switching():
    t += len(v) if isinstance(v, str) else v
print(t)


def catching():
    caught = 0
    while True:
        try:
            yield caught
        except ValueError:
            caught += 1


c = catching()
next(c)
for i in range(500):
    c.throw(ValueError)
print(next(c))


def primes(n):
    def sieve(source, p):
        for x in source:
            if x % p:
                yield x

    source = iter(range(2, n))
    while True:
        p = next(source, None)
        if p is None:
            return
        yield p
        source = sieve(source, p)


print(sum(primes(600)))


def permutations(items):
    if len(items) <= 1:
        yield items
    else:
        for i in range(len(items)):
            for rest in permutations(items[:i] + items[i + 1:]):
                yield [items[i]] + rest


print(sum(p[0] * p[-1] for p in permutations(list(range(6)))))


def queens(n, row=0, cols=0, d1=0, d2=0):
    if row == n:
        yield 1
        return
    for c in range(n):
        if not (cols >> c & 1 or d1 >> (row + c) & 1 or d2 >> (row - c + n) & 1):
            yield from queens(n, row + 1, cols | 1 << c, d1 | 1 << (row + c), d2 | 1 << (row - c + n))


print(sum(queens(6)))
