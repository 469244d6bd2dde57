import codecs, threading, queue, inspect, typing, functools
def t(f):
    try: r = f()
    except Exception as e: print(type(e).__name__, e)
    else: print(repr(r))
print(codecs.encode("é", "utf-8"), codecs.decode(b"\xc3\xa9"), codecs.encode("abc", "rot13"), codecs.lookup("utf8").name, codecs.lookup("latin-1").name, codecs.BOM_UTF8)
d = codecs.getincrementaldecoder("utf-8")(); print(repr(d.decode(b"\xc3")), d.decode(b"\xa9")); t(lambda: codecs.lookup("nope"))
l = threading.Lock(); print(l.acquire(), l.acquire(False), l.locked()); l.release(); t(l.release)
out = []; th = threading.Thread(target=out.append, args=(1,)); th.start(); th.join(); print(out, th.is_alive(), threading.current_thread().name)
q = queue.Queue(2); q.put(1); q.put(2); t(lambda: q.put_nowait(3)); print(q.get(), q.qsize(), q.full()); q.get(); t(q.get_nowait); p = queue.PriorityQueue(); p.put(3); p.put(1); print(p.get())
def f(a, /, b: int, c=3, *args, d, e="x", **kw) -> str: "doc\n    more"; yield
print(inspect.signature(f), inspect.isgeneratorfunction(f), inspect.getdoc(f), inspect.isfunction(f), list(inspect.signature(f).parameters), inspect.signature(f).parameters["c"].default, repr(inspect.signature(f).parameters["b"]))
class C:
    def __init__(self, x, y=1): pass
    def m(self, z): pass
    @staticmethod
    def s(q): pass
    @classmethod
    def k(cls, w): pass
    async def co(self): pass
print(inspect.signature(C), inspect.signature(C(1).m), inspect.signature(C.s), inspect.signature(C.k), inspect.signature(functools.partial(f, 1, c=5)), inspect.iscoroutinefunction(C.co), inspect.isclass(C), inspect.ismethod(C(1).m), inspect.isbuiltin(len))
b = inspect.signature(lambda a, b=2, *c, **d: 0).bind(1, 2, 3, z=4); print(b, b.args, b.kwargs); t(lambda: inspect.signature(lambda a: 0).bind()); t(lambda: inspect.signature(lambda a: 0).bind(1, 2)); t(lambda: inspect.signature(lambda a: 0).bind(1, z=2))
print(inspect.getfullargspec(lambda a, b=1, *c, d=2, **e: 0)); print([n for n, _ in inspect.getmembers(C, inspect.isfunction)], inspect.cleandoc("  a\n    b\n      c\n"))
class P(typing.NamedTuple):
    x: int
    y: str = "d"
    def hi(self): return self.x
print(P(1), P(1, "z").y, P(5).hi(), P._fields, P._field_defaults, P(1) == (1, "d"), P.__annotations__)
N = typing.NamedTuple("N", [("a", int), ("b", str)]); print(N(1, "q")); t(lambda: P())
print(len(range(2**63 - 1)), range(2**62, 2**62 + 3)[1])
