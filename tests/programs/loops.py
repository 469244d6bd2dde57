i = 0
n = 10
while i < n:
    i += 1
print(i)
for i in range(3):
    print(i, end=" ")
print()
for i in range(10, 0, -3):
    print(i, end=" ")
print()
for i in range(5, 5):
    print("never")
else:
    print("else of for")
while True:
    n -= 1
    if n % 2:
        continue
    if n < 4:
        break
else:
    print("never")
print(n)
total = 0
for i in range(100):
    for j in range(i):
        if j % 7 == 3:
            continue
        if j > 50:
            break
        total += i * j
print(total)
for c in "héllo":
    print(c, end=",")
print()
for a, (b, c) in [(1, (2, 3)), (4, (5, 6))]:
    print(a, b, c)
for i, x in enumerate("ab", 5):
    print(i, x)
for x, y in zip([1, 2, 3], "ab"):
    print(x, y)
l = [1, 2, 3]
for x in l:
    if x < 3:
        l.append(x + 10)
    if len(l) > 8:
        break
print(l)
d = {"a": 1, "b": 2}
for k in d:
    print(k, d[k])
for k, v in d.items():
    print(k, v)
try:
    for k in d:
        d[k + "x"] = 1
except RuntimeError as e:
    print(e)
s = 0
for i in range(300):
    s += i if i % 2 else i * 0.5
print(s)


class Count:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Count(4)), sum(Count(5)), [x * x for x in Count(3)])


class Seq:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return i * 10


print([x for x in Seq()], 20 in Seq(), list(Seq()))
a, *b, c = range(6)
print(a, b, c)
*a, b = "xyz"
print(a, b)
x = y = z = 3
print(x, y, z)
a, b = b, a
print(a, b)
