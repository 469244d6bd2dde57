t = (1, "a", [2])
print(t, t[0], t[-1], t[1:], t + (3,), t * 2, len(t), "a" in t, t.index("a"), t.count(1), (1,), (), tuple("ab"), (1, 2) < (1, 2, 3), hash((1, 2)) == hash((1, 2)), t == (1, "a", [2]), (1, 2)[::-1], repr((1,)), min((3, 1)), sorted((3, 1)))
a, (b, *c), d = 1, (2, 3, 4), 5
*e, f = "xyz"
print(a, b, c, d, e, f, *t)
t[2].append(9)
print(t)
try:
    t[2] += [10]
except TypeError as error:
    print(error, t)
