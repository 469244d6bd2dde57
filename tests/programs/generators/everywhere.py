def attempt(f, *a, **k):
    try: r = f(*a, **k)
    except BaseException as e: r = (type(e).__name__, str(e))
    print(r)
# generator odds
def g():
    try:
        x = yield 1
        print("x", x)
        y = yield 2
        print("y", y)
    except GeneratorExit: print("exit"); raise
    finally: print("finally")
a = g(); print(next(a)); print(a.send("s")); a.close(); attempt(next, a)
def inf():
    n = 0
    while True: n += 1; yield n
import itertools
print(list(itertools.islice(inf(), 5)), [x for x, _ in zip(inf(), "abc")], dict(zip("ab", inf())))
def ret(): return 5; yield
attempt(lambda: next(ret()))
def multi(): yield 1, 2; yield [*range(3)]; yield (yield)
m = multi(); print(next(m), next(m), next(m), m.send("in")); attempt(next, m)
def lam(): return (lambda: (yield 5))
l = lam()(); print(next(l))
def nested():
    def inner(): yield 1
    yield from inner(); yield inner()
print([type(v).__name__ for v in nested()])
def fact(n): return 1 if n < 2 else n * fact(n - 1)
print(sum(fact(i) for i in range(10)), max((i * 2 for i in range(5)), key=lambda v: -v), ", ".join(str(i) for i in range(3)), sorted((i for i in [3, 1, 2]), reverse=True), any(i > 2 for i in range(5)), all(i for i in range(5)), set(i % 2 for i in range(5)), list(map(lambda v: v + 1, (i for i in range(3)))), tuple(i for i in "ab"))
def tryyield():
    for i in range(3):
        try: yield i
        finally: print("f", i)
for v in tryyield(): print(v)
def withgen():
    class C:
        def __enter__(self): print("enter"); return self
        def __exit__(self, *a): print("exit", a[0]); return True
    with C(): yield 1; raise ValueError
    yield 2
print(list(withgen()))
def thrower():
    while True:
        try: v = yield "ready"
        except ValueError as e: print("VE", e)
        except (KeyError, TypeError): print("K/T")
t = thrower(); next(t); print(t.throw(ValueError("1")), t.throw(KeyError), t.throw(TypeError())); attempt(t.throw, IndexError("out")); attempt(next, t)
def sub():
    try: yield 1
    except KeyError: yield "sub caught"
    return "sub ret"
def deleg(): r = yield from sub(); print("r", r); yield "end"
d = deleg(); next(d); print(d.throw(KeyError)); print(next(d)); attempt(next, d)
def genexc(): yield 1; raise ValueError("in gen")
e = genexc(); next(e); attempt(next, e); attempt(next, e)
attempt(lambda: list(genexc()))
def defaults(a, b=2, *c, d=4, **e): yield a, b, c, d, e
print(next(defaults(1)), next(defaults(1, 3, 5, d=6, f=7))); attempt(defaults)
class It:
    def __iter__(self): yield from (1, 2, 3)
    def __getitem__(self, i): return "no"
print(list(It()), 2 in It(), sum(It()), [*It()], max(It())); x, *y = It(); print(x, y)
class Tree:
    def __init__(s, l, v, r): s.l, s.v, s.r = l, v, r
    def __iter__(s):
        if s.l: yield from s.l
        yield s.v
        if s.r: yield from s.r
print(list(Tree(Tree(None, 1, None), 2, Tree(None, 3, None))))
def co():
    total = 0
    while (v := (yield total)) is not None: total += v
    return total
c = co(); next(c); c.send(5); print(c.send(6)); attempt(c.send, None)
def running():
    yield list(r)
r = running(); attempt(next, r)
print([(i, j) for i in (x for x in range(3)) for j in (y for y in range(i))])
gs = [(lambda i: (i * k for k in range(3)))(i) for i in range(3)]; print([list(g) for g in gs])
def fib(n):
    a, b = 0, 1
    for _ in range(n): yield a; a, b = b, a + b
print(list(fib(10)), dict(enumerate(fib(3))))
def flatten(l):
    for i in l:
        if isinstance(i, list): yield from flatten(i)
        else: yield i
print(list(flatten([1, [2, [3, [4]], 5]])))
def consumer():
    print("start")
    try:
        while True: print("got", (yield))
    except GeneratorExit: print("closed")
c = consumer(); next(c); c.send(1); c.send(2); c.close()
import types; print(isinstance(c, types.GeneratorType), type(c).__name__, hasattr(c, "send"), iter(c) is c, c.__name__, repr(c)[:28])
def pingpong():
    r = yield "ping"
    while r != "stop": r = yield r + "!"
p = pingpong(); print(next(p), p.send("a"), p.send("b")); attempt(p.send, "stop")
def g3():
    yield sorted(locals())
    z = 1
    yield sorted(locals())
print(list(g3()))
def excinfo():
    import sys
    try: raise ValueError("v")
    except ValueError: yield sys.exc_info()[0].__name__
    yield sys.exc_info()[0]
print(list(excinfo()))
async def coro(): return 1
c = coro(); print(type(c).__name__, c.cr_code.co_name, c.cr_running, c.cr_await); c.close()
def ylist(): l = [(yield 1), (yield 2)]; yield l
y = ylist(); print(next(y), y.send("a"), y.send("b"))
def ycond(): x = (yield 1) if (yield 0) else (yield 2); yield x
y = ycond(); print(next(y), y.send(True), y.send("v"))
def ycall(): print("args", (yield 1), *(yield 2), k=(yield 3)) if False else print((yield 1), (yield 2))
y = ycall(); next(y); y.send("p"); attempt(y.send, "q")
def ydict(): yield {(yield 1): (yield 2)}
y = ydict(); next(y); y.send("k"); print(y.send("v"))
def yfstr(): yield f"{(yield 1)}-{(yield 2)}"
y = yfstr(); next(y); y.send("a"); print(y.send("b"))
def yaug():
    x = 1; x += yield x; yield x
y = yaug(); next(y); print(y.send(10))
def ysub():
    d = {}; d[(yield 1)] = yield 2; yield d
y = ysub(); next(y); y.send("first"); print(y.send("second"))
def yret(): return (yield 1)
y = yret(); next(y); attempt(y.send, "ret")
def ycmp(): yield 1 < (yield 0) < 3
y = ycmp(); next(y); print(y.send(2))
def yassert():
    try: assert (yield 1), (yield 2)
    except AssertionError as e: yield e.args
y = yassert(); next(y); y.send(0); print(y.send("m"))
