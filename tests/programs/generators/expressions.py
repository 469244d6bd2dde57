# Generator expressions: scopes, laziness, nesting, walrus.
def noisy(n):
    print("made", n)
    return range(n)


g = (x for x in noisy(3))
print("before")
print(list(g), list(g))
try:
    (x for x in 5)
except TypeError as e:
    print(e)
g = (1 / x for x in (1, 0))
print(next(g))
try:
    next(g)
except ZeroDivisionError as e:
    print(e)
print(list(g))
y = 10
g = (x + y for x in range(3))
y = 20
print(list(g))
print(list((x, y) for x in range(3) for y in range(x)))
print(list([a for a in range(b)] for b in range(4)))
print(sum(x for x in range(10) if x % 2 if x > 3))


def f(n):
    total = sum(k * n for k in range(n))
    any((last := k) > 3 for k in range(10))
    return total, last


print(f(5))
print(any((found := v) == 3 for v in [1, 2, 3, 4]), found)


class C:
    z = 3
    items = list(z for z in range(z))
    try:
        other = list(z for _ in range(2))
    except NameError as e:
        print(e)


print(C.items, C.z)
print(max((len(w), w) for w in "the quick brown fox".split()))
print(dict((k, v) for k, v in zip("abc", range(3))))
print(",".join(str(i) for i in range(5)))
print(*(i for i in range(3)), sep="-")
print(set(i % 3 for i in range(10)) == {0, 1, 2}, tuple(i for i in "ab"))
fs = list((lambda: i) for i in range(3))
print([h() for h in fs])
gen = (i for i in [1, 2, 3])
print(type(gen).__name__, gen.__name__, gen.__qualname__, iter(gen) is gen)
print(2 in (i for i in range(5)), sorted((i for i in (3, 1, 2)), reverse=True))
a, *b = (i for i in range(4))
print(a, b)
def outer():
    v = 1
    def get():
        return list(v for _ in range(2))
    v = 2
    return get()
print(outer())
print(list(x for x in (y for y in (z for z in range(3)))))
print(all(x for x in []), any(x for x in []), min(x for x in [3, 1]), list(map(lambda t: t * 2, (i for i in range(3)))))
