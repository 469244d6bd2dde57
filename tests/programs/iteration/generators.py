def g():
    x = yield 1
    print("got", x)
    y = yield 2
    print("got", y)
    return "done"
it = g(); print(next(it), it.send("a"))
try: it.send("b")
except StopIteration as e: print(e.value)
try: next(it)
except StopIteration as e: print(e.value)
def d():
    r = yield from g()
    print("result", r)
    yield from [10, 20]
print(list(d()))
def t():
    while True:
        try: yield 1
        except ValueError as e: yield "caught " + str(e)
        except GeneratorExit: print("closing"); raise
it = t(); print(next(it), it.throw(ValueError("v")), next(it)); it.close(); print(list(it))
e = (i * i for i in range(4) if i % 2); print(list(e), list(e), sum(x for x in range(5)), max((len(w), w) for w in ["a", "bbb"]), type(e).__name__)
def inf():
    n = 0
    while True: yield n; n += 1
for i in inf():
    if i > 3: break
print(i, [a for a, _ in zip(inf(), range(3))], dict(enumerate("ab")), any(x > 5 for x in inf()), 7 in inf())
def tree(n):
    if n: yield from tree(n - 1); yield n; yield from tree(n - 1)
print(list(tree(3)))
