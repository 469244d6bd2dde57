for i in range(3):
    if i == 1: continue
    print(i)
else:
    print("else")
for i in range(3):
    if i == 1: break
else:
    print("not reached")
n = 5
while n:
    n -= 1
    if n == 2: break
else:
    print("no")
while n: n -= 1
else: print("while else", n)
for i in []: pass
else: print("empty", "i" in globals())
for a, (b, c) in [(1, (2, 3)), (4, (5, 6))]: print(a, b, c)
d = {}
for d["k"] in range(3): pass
print(d, [(i, j) for i in range(3) for j in range(i)], [i for i in range(10) if i % 2 if i > 3])
for i in (it := iter(range(5))):
    next(it, None); print(i, end=" ")
print()
def f():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: return "r"
        finally:
            print("fin", i)
print(f())
