print([x * y for x in range(3) for y in range(3) if x != y], {x % 3 for x in range(9)}, {k: v for k, v in zip("ab", range(2))}, [[j for j in range(i)] for i in range(4)], [(a, b) for a, (b, *_) in [(1, (2, 3))]], [x for x in (y for y in range(3))], [*(i for i in range(2))])
print([i if i % 2 else -i for i in range(4)], [f(2) for f in [lambda x, n=n: x**n for n in range(4)]], sorted({w: len(w) for w in "a bb".split()}.items()), [x for row in [[1], [2, 3]] for x in row], [None for _ in ()], list(map(lambda p: p[0], [(1, 2)])))
def f(n): return [[(i, j, n) for j in range(2)] for i in range(2)]
print(f(5), [i for i in range(5) if (j := i * 2) > 4], j)
try: [x for x in 5]
except TypeError as e: print(e)
try: print([undefined for i in [1]])
except NameError as e: print(e)
