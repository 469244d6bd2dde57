def g(n):
    for i in range(n):
        x = yield i
        if x: print("got", x)
    return "done"
print(list(g(5)))
it = g(3)
print(next(it), it.send("a"), it.send(None))
try: next(it)
except StopIteration as e: print(e.value)
def d():
    r = yield from g(2)
    print(r)
    yield from [7,8]
print(list(d()))
print(sum(i*i for i in range(10)))
def tree(n):
    if n:
        yield from tree(n-1)
        yield n
        yield from tree(n-1)
print(list(tree(4)))
def f(xs):
    k = 3
    return (x*k for x in xs if x % 2)
print(list(f(range(10))))
def th():
    try:
        while True:
            try:
                yield 1
            except ValueError as e:
                print("caught", e)
    finally:
        print("fin")
t = th(); next(t); print(t.throw(ValueError("x"))); t.close(); t.close()
def bad():
    yield 1
    raise StopIteration(3)
b = bad(); next(b)
try: next(b)
except RuntimeError as e: print(e, repr(e.__cause__), repr(e.__context__))
total = 0
for i in g(20000):
    total += i
print(total)
print(sum(x+y for x in range(300) for y in range(200) if x != y))
