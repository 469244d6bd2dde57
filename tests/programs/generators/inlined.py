# Generators resumed in hot loops.
def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
def squares(n):
    for i in range(n):
        yield i * i
def evens(source):
    for x in source:
        if x % 2 == 0:
            yield x
def pairs(items):
    previous = None
    for item in items:
        if previous is not None:
            yield previous, item
        previous = item
class Tree:
    def __init__(self, items): self.items = items
    def __iter__(self):
        for item in self.items:
            yield item
    def scaled(self, by):
        for item in self.items: yield item * by
total = 0
for x in count(20000): total += x
print(total)
total = 0.0
for x in squares(5000): total += x / 2
print(total)
print(sum(x for x in evens(range(9000))))
total = 0
for x in evens(squares(3000)): total += x
print(total)
total = 0
for a, b in pairs(list(range(4000))): total += a * b
print(total)
t = Tree(list(range(3000)))
total = 0
for x in t: total += x
for x in t.scaled(3): total -= x
print(total)
# short generators made in a hot loop
def three(k):
    yield k
    yield k + 1
    yield k + 2
total = 0
for k in range(3000):
    for x in three(k):
        total += x
print(total)
def default(k, step=2, *, n=3):
    for i in range(n): yield k + i * step
total = 0
for k in range(3000):
    for x in default(k): total += x
    for x in default(k, 5): total += x
print(total)
# left early, and by exceptions
def noisy(n):
    try:
        for i in range(n):
            yield i
    finally:
        log.append(n)
log = []
for k in range(1500):
    g = noisy(5)
    for x in g:
        if x == 3: break
    g.close()
print(len(log), sum(log))
def raising(n):
    for i in range(n):
        if i == n - 1: raise ValueError(i)
        yield i
caught = 0
for k in range(1500):
    try:
        for x in raising(4): caught += x
    except ValueError as error:
        caught += error.args[0] * 100
print(caught)
def thrower():
    total = 0
    while True:
        try:
            got = yield total
            total += got or 0
        except KeyError: total += 1000
g = thrower(); next(g)
for k in range(2000):
    if k % 500 == 499: g.throw(KeyError)
    else: g.send(k)
print(g.send(0))
# what the generator changes is seen, and what is changed under it
class Box: pass
box = Box(); box.n = 0
def counting(items):
    for item in items:
        box.n += 1
        yield item
for x in counting(range(3000)):
    assert box.n == x + 1
    if x == 2000: box.extra = 1
print(box.n)
def limit(n):
    i = 0
    while i < bound:
        yield i
        i += 1
bound = 10 ** 9
seen = 0
for x in limit(0):
    seen += x
    if x == 2500: bound = 2600
print(seen)
# big ints, floats, and changing types
def growing(n):
    x = 1
    for i in range(n):
        yield x
        x = x * 3 if i < 60 else x / 2 if i < 80 else "s" * (i - 78)
print([type(x).__name__ for x in growing(90)][::10], sum(len(str(x)) for x in growing(85)))
out = []
for k in range(300):
    for x in growing(83): last = x
    out.append(last)
print(len(out), out[0], out[-1])
# the same loop over different generators
def consume(g):
    s = 0
    for x in g: s += x
    return s
for k in range(60):
    print(consume(count(k)), consume(squares(k)), consume(iter(range(k))), consume([k, k]), consume(evens(range(k))), end=" ")
print()
# zip, enumerate and next over generators
s = 0
for i, (a, b) in enumerate(zip(count(3000), squares(3000))): s += i * a + b
print(s)
# generator that looks at itself, is gone through in two places
def selfish():
    for i in range(3000):
        yield i
        if i % 1000 == 999:
            try: next(me)
            except ValueError as e: print(e)
me = selfish()
for x in me: pass
g = count(3000); a = b = 0
for x in g:
    a += x
    b += next(g, 0)
print(a, b)
# nested three deep with locals alive across
def level1(n):
    for i in range(n):
        z = i + 1
        yield i
        z += i
        box.z = z
def level2(n):
    acc = 0
    for x in level1(n):
        acc += x
        yield acc
def level3(n):
    for y in level2(n):
        w = y * 2
        yield w
        box.w = w
s = 0
for v in level3(2500): s += v
print(s, box.z, box.w)
def inner_loop(n):
    for i in range(n):
        for j in range(i % 4):
            yield i, j
s = 0
for i, j in inner_loop(2500): s += i * j
print(s)
def recursion(n):
    if n:
        for x in recursion(n - 1): yield x + 1
    yield 0
print(sum(sum(recursion(12)) for _ in range(60)))
def swap(a, b, n):
    for i in range(n):
        yield a
        a, b = b, a + b if a < 2 ** 60 else 1
s = 0
for x in swap(0, 1, 3000): s ^= x
print(s)
import gc
def holding(n):
    for i in range(n):
        temp = [i, str(i)]
        dead = temp[1]
        yield temp
        dead = None
s = 0
for t in holding(4000):
    s += len(t[1])
    if t[0] % 700 == 0: gc.collect()
print(s)
