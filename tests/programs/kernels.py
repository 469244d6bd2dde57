def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(18))


def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= n:
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
        i += 1
    return sum([1 for f in flags if f])


print(sieve(5000))


def collatz(limit):
    best = 0
    arg = 0
    for i in range(1, limit):
        n = i
        steps = 0
        while n != 1:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            steps += 1
        if steps > best:
            best = steps
            arg = i
    return arg, best


print(collatz(2000))


class Vec:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y)

    def dot(self, o):
        return self.x * o.x + self.y * o.y


v = Vec(0, 0)
for i in range(500):
    v = v + Vec(i, 0.5)
print(v.x, v.y, v.dot(v))


def matmul(a, b):
    n = len(a)
    return [[sum([a[i][k] * b[k][j] for k in range(n)]) for j in range(n)] for i in range(n)]


m = [[i + j for j in range(6)] for i in range(6)]
print(matmul(m, m))


def queens(n):
    def place(row, cols, d1, d2):
        if row == n:
            return 1
        count = 0
        for c in range(n):
            if c not in cols and row + c not in d1 and row - c not in d2:
                count += place(row + 1, cols | {c}, d1 | {row + c}, d2 | {row - c})
        return count

    return place(0, set(), set(), set())


print(queens(6))
words = {}
text = "the quick brown fox jumps over the lazy dog the end"
for w in text.split():
    words[w] = words.get(w, 0) + 1
print(sorted(words.items(), key=lambda kv: (-kv[1], kv[0])))


def mandel(w, h):
    out = []
    for y in range(h):
        row = ""
        for x in range(w):
            cr = 3.0 * x / w - 2.0
            ci = 2.0 * y / h - 1.0
            zr = zi = 0.0
            n = 0
            while n < 30 and zr * zr + zi * zi < 4.0:
                zr, zi = zr * zr - zi * zi + cr, 2 * zr * zi + ci
                n += 1
            row += " .:-=+*#%@"[n * 9 // 30]
        out.append(row)
    return "\n".join(out)


print(mandel(40, 12))
