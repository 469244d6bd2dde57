# Two names of one list, a list in itself, rows that are one and the same.
rows = [[0] * 3] * 3
apart = [[0] * 3 for _ in range(3)]
for i in range(300):
    rows[i % 3][i % 2] += 1
    apart[i % 3][i % 2] += 1
print(rows, apart)
a = b = []
for i in range(300):
    a += [i]
    b = b if i < 150 else b + []
print(len(a), len(b), a is b)
loop = [1]
loop.append(loop)
print(loop, loop[1][1][1] is loop, len(loop))


def append(value, to=[]):
    to.append(value)
    return len(to)


print([append(i) for i in range(300)][-1], append(0, []))
t = ([],)
try:
    t[0] += [1]
except TypeError as error:
    print(error, t)
c = a[:]
c[0] = "x"
print(a[0], c[0], a == c, a[1:] == c[1:])
