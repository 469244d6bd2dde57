class CM:
    def __init__(self, n, swallow=False): self.n, self.swallow = n, swallow
    def __enter__(self): print("enter", self.n); return self.n
    def __exit__(self, t, v, tb): print("exit", self.n, t and t.__name__, v); return self.swallow
with CM(1) as a, CM(2) as b: print(a, b)
with (CM(3) as c, CM(4)): print(c)
with CM(5, True): raise ValueError("swallowed")
try:
    with CM(6), CM(7): raise KeyError("kept")
except KeyError as e: print("caught", e)
def f():
    with CM(8): return "ret"
print(f())
for i in range(2):
    with CM(9):
        if i == 0: continue
        break
import contextlib
@contextlib.contextmanager
def cm(x):
    print("before", x)
    try: yield x * 2
    except ValueError as e: print("handled", e)
    finally: print("after")
with cm(1) as v: print(v)
with cm(2): raise ValueError("inside")
with contextlib.suppress(KeyError): {}[1]
with contextlib.ExitStack() as stack:
    stack.enter_context(CM("s1")); stack.callback(print, "callback"); stack.enter_context(CM("s2"))
with contextlib.nullcontext(5) as n: print(n)
with contextlib.closing(type("X", (), {"close": lambda self: print("closed")})()): pass
