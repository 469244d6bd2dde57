x = 1
def f():
    global x
    x = 2
    def g():
        global x
        x = 3
    g()
    return x
print(f(), x)
def h():
    try:
        print(loc)
    except UnboundLocalError as e:
        print(e)
    loc = 1
    del loc
    try:
        loc
    except UnboundLocalError as e:
        print(e)
h()
def gen():
    y = 0
    def set(v):
        nonlocal y
        y = v
    def get(): return y
    return set, get
s, g = gen(); s(5); print(g())
print([x for x in range(3)], x, {x: x for x in "ab"}, list(x for x in "c"), x)
def comp():
    z = 10
    return [z + i for i in range(3)], [(lambda: z + i)() for i in range(3)]
print(comp())
def loc():
    a = 1; b = 2
    return locals()
print(loc(), sorted(k for k in globals() if len(k) == 1))
