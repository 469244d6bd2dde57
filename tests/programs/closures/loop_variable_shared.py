# Closures made in one loop share the loop's variable; a default keeps the value of the moment.
def build(count):
    shared = []
    kept = []
    for i in range(count):
        shared.append(lambda: i)
        kept.append(lambda i=i: i)
    return shared, kept


shared, kept = build(300)
print(sum(f() for f in shared), sum(f() for f in kept))
print(shared[0]() == shared[-1]() == 299, kept[5]())
print([f() for f in [lambda: n for n in range(3)]])
print([f.__closure__[0].cell_contents for f in shared[:2]])
shared[0].__closure__[0].cell_contents = "new"
print(shared[200]())
