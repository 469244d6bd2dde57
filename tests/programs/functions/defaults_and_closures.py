def f(x, acc=[]): acc.append(x); return acc
print(f(1), f(2), f(3, []))
fs = [lambda: i for i in range(3)]; print([g() for g in fs])
fs = [lambda i=i: i for i in range(3)]; print([g() for g in fs])
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    return inc
c, d = counter(), counter(); print(c(), c(5), d(), c.__closure__[0].cell_contents, c.__code__.co_freevars)
def outer():
    x = 1
    def mid():
        def inner(): return x
        return inner
    y = mid()
    x = 2
    return y()
print(outer())
x = "global"
def shadow():
    def get(): return x
    x = "local"
    return get()
print(shadow(), (lambda *a, **k: (a, k))(1, b=2), (lambda: (yield))().__class__.__name__)
