# Matrices as lists of lists: product, transposition, powers, elimination with ints and floats.
def product(a, b):
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


def by_index(a, b):
    n, m, k = len(a), len(b), len(b[0])
    out = [[0] * k for _ in range(n)]
    for i in range(n):
        for j in range(k):
            for l in range(m):
                out[i][j] += a[i][l] * b[l][j]
    return out


def determinant(a):
    a = [row[:] for row in a]
    result = 1.0
    for c in range(len(a)):
        pivot = max(range(c, len(a)), key=lambda r: abs(a[r][c]))
        if a[pivot][c] == 0:
            return 0.0
        if pivot != c:
            a[c], a[pivot] = a[pivot], a[c]
            result = -result
        result *= a[c][c]
        for r in range(c + 1, len(a)):
            f = a[r][c] / a[c][c]
            for k in range(c, len(a)):
                a[r][k] -= f * a[c][k]
    return result


a = [[i * 3 + j * 5 + i * j for j in range(6)] for i in range(6)]
print(product(a, a) == by_index(a, a), by_index(a, a)[5])
fib = [[1, 0], [0, 1]]
for _ in range(120):
    fib = product(fib, [[1, 1], [1, 0]])
print(fib)
print(round(determinant([[2, 0, 1], [1, 3, 2], [1, 1, 4]]), 9), determinant([[1, 2], [2, 4]]))
