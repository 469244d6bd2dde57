def attempt(f, *a, **k):
    try: r = f(*a, **k)
    except BaseException as e: r = (type(e).__name__, str(e))
    print(r)
# exec/eval/compile
attempt(eval, "1 + 2"); attempt(eval, "x", {"x": 5}); attempt(eval, "x + y", {"x": 1}, {"y": 2}); attempt(eval, "x", {"x": 1}, {"x": 2})
ns = {}; exec("a = 1\ndef f(): return a\nclass C: z = a", ns); print(ns["f"](), ns["C"].z, sorted(k for k in ns if k != "__builtins__"))
l = {}; exec("b = 2\nc = b + 1", {}, l); print(l)
g = {"q": 1}; l = {}; exec("global q\nq = 5\nr = q", g, l); print(g["q"], l)
def f():
    x = 1
    exec("x = 2; y = 3")
    return x, sorted(locals())

def f2():
    d = {}
    exec("z = 9", globals(), d)
    return d
print(f2())
x = 10
def f3():
    x = 20
    return eval("x"), eval("x", globals()), eval("[x for _ in range(2)]", {"x": 3})
print(f3())
c = compile("1 + 1", "<f>", "eval"); print(eval(c), type(c).__name__, c.co_filename)
c = compile("a = 5\nprint(a)", "<f>", "exec"); exec(c); exec(c, {})
c = compile("1 + 1\n", "<f>", "single"); exec(c)
attempt(compile, "1 +", "<f>", "eval"); attempt(compile, "a = 1", "<f>", "eval"); attempt(compile, "x", "<f>", "bad"); attempt(eval, "a = 1"); attempt(exec, "1 +"); attempt(eval, 5); attempt(exec, "x", 5); attempt(eval, "x", {}, 5); attempt(eval, "nope", {}); attempt(exec, "nope2", {})
attempt(eval, b"1+1"); attempt(exec, b"print('bytes')")
class M(dict):
    def __missing__(self, k): return k.upper()
attempt(eval, "foo + bar", {}, M())
class Map:
    def __getitem__(self, k):
        if k == "v": return 77
        raise KeyError(k)
attempt(eval, "v", {}, Map()); attempt(eval, "len('abc')", {}, Map())

print(eval("__name__"), eval("__builtins__", {}) is not None, "__builtins__" in ns)
try: exec("def f():\n  return 1 +\n")
except SyntaxError as e: print(e.msg, e.lineno, e.offset, e.filename, e.text)
try: exec("raise ValueError('in exec')")
except ValueError as e: print(e, e.__traceback__.tb_next is not None)
code = compile("x = 1\ny = x + 1\ndef g(): return y", "mod", "exec"); n = {}; exec(code, n); print(n["g"](), n["y"])
n1, n2 = {}, {}; exec(code, n1, n2); print(sorted(n2)); attempt(n2["g"])
print(globals() is globals(), locals() is globals(), type(globals()).__name__)
def h(a, b=2, *c, d, **e):
    z = 1
    return locals()
print(h(1, d=4, f=5))
class K:
    loc = sorted(k for k in locals() if not k.startswith("__"))
    v = 1
    loc2 = sorted(k for k in locals() if not k.startswith("__"))
print(K.loc, K.loc2)
globals()["dyn"] = 5; print(dyn)
print(vars(K)["v"], sorted(vars(type("T", (), {"a": 1})()))); attempt(vars, 5)
o = type("T", (), {})(); o.p = 1; print(vars(o)); vars(o)["q"] = 2; print(o.q)
# functions
def fn(a, b=1, /, c=2, *args, d=3, **kw) -> int: "doc"; return 1
print(fn.__name__, fn.__qualname__, fn.__doc__, fn.__module__, fn.__defaults__, fn.__kwdefaults__, fn.__annotations__, fn.__dict__, fn.__closure__)
fn.attr = 5; print(fn.attr, fn.__dict__); fn.__defaults__ = (7, 8); fn.__kwdefaults__ = {"d": 9}; fn.__doc__ = "new"; print(fn.__doc__)
def p(a, b=1): return a, b
p.__defaults__ = (5, 6); print(p()); p.__defaults__ = None; attempt(p, 1); attempt(lambda: setattr(p, "__defaults__", 5)); attempt(lambda: setattr(p, "__name__", 5))
def q(a): return a * 2
attempt(lambda: p.nope); attempt(lambda: delattr(p, "nope"))
def cl():
    v = 1
    def inner(): return v
    return inner
i = cl(); print(i.__closure__[0].cell_contents, i.__code__.co_freevars); i.__closure__[0].cell_contents = 9; print(i())
class Me:
    def m(self): "md"; return self
    @staticmethod
    def s(): return 1
    @classmethod
    def c(cls): return cls
me = Me(); b = me.m
print(b.__self__ is me, b.__func__ is Me.m, b.__name__, b.__doc__, b == me.m, b is me.m, hash(b) == hash(me.m), Me.c.__self__)
print(repr(b).startswith("<bound method Me.m of <__main__.Me object"), repr(Me.m).startswith("<function Me.m at"), repr(len), repr([].append).startswith("<built-in method append of list"), repr(str.upper), repr(dict.fromkeys)[:40])
import types
print(isinstance(fn, types.FunctionType), isinstance(b, types.MethodType), isinstance(len, types.BuiltinFunctionType), isinstance(c, types.CodeType))
mm = types.MethodType(lambda self, x: (self, x), 5); print(mm(1)); ff = types.FunctionType(q.__code__, globals(), "named", (3,)); print(ff.__name__, ff())
print((lambda: 0).__name__, (lambda x, *, y=1: 0).__kwdefaults__)
attempt(fn); attempt(fn, 1, 2, 3, a=1); attempt(fn, a=1); attempt(q); attempt(q, 1, 2); attempt(q, b=1); attempt(q, 1, a=2); attempt(lambda *, k: k); attempt((lambda a, b: 0), 1); attempt((lambda a, b, c: 0)); attempt((lambda a, *, b, c: 0), 1); attempt(lambda a=1: a, 1, 2, 3)
attempt(me.m, 1); attempt(Me.m); attempt(Me.s, 1); attempt(Me, 1); attempt(len); attempt(len, 1, 2); attempt(len, x=1); attempt([].append); attempt([].append, 1, 2); attempt("".join, 1, 2); attempt(dict.fromkeys); attempt(print, foo=1); attempt(max); attempt(max, 1, key=5)
