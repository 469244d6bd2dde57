a, b = 1, 2; a, b = b, a; print(a, b)
[c, d] = "xy"; (e,) = [5]; *f, = (1, 2); g, *h = "abc"; *i, j = [1]; k, (l, [m, *n]), o = 1, (2, [3, 4, 5]), 6
print(c, d, e, f, g, h, i, j, k, l, m, n, o)
x = [0, 0]; i = 0; i, x[i] = 1, 9; print(i, x)
p = q = r = []; p.append(1); print(r)
print([*range(3), *"ab"], (*[1], 2), {*[1, 1]}, {**{"a": 1}, "b": 2, **{"a": 3}}, max(*[1, 5], 3), "{}{}".format(*"xy"), dict(**{"a": 1}, b=2))
for bad in ["a, b = 1", "a, b = []", "a, b = 1, 2, 3", "a, *b, c = [1]", "a, b = None", "(a, b), c = [1, 2]", "a, b = {1: 2}", "a, b = iter([1])", "[a] = 'ab'"]:
    try: exec(bad)
    except Exception as error: print(type(error).__name__, error)
def f(): return 1, 2
y, z = f(); print(y, z, *f())
for a, *b in [(1, 2, 3), "xyz"]: print(a, b)
