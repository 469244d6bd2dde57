import types
@types.coroutine
def pause(v):
    r = yield v
    return r
async def main():
    a = await pause(1)
    b = await pause(2)
    return a + b
c = main()
print(c.send(None), c.send(10))
try: c.send(5)
except StopIteration as e: print(e.value)
def f(x): return x
print(f.__call__.__call__(3), "x".upper.__call__(), len.__call__.__call__("ab"), range(10**18).__len__())
class A: x: int
class B(A): pass
print(A.__annotations__, B.__annotations__)
class Out:
    class In:
        @property
        def p(self): raise NotImplementedError
try: Out.In().p = 1
except AttributeError as e: print(e)
g = (i for i in range(3))
async def co(): return 1
for o in (g, co(), g, co(), g) * 3:
    try: o.send(None)
    except (StopIteration, RuntimeError) as e: print(type(e).__name__, end=" ")
print()
from contextlib import contextmanager
@contextmanager
def cm():
    yield 1
try:
    with cm(): raise StopIteration("body")
except StopIteration as e: print("stop", e)
